//! The comparison as text of one language, and as JSON with both.

use std::collections::BTreeMap;

use hudna_core::finding::{Assessment, Outcome};
use serde_json::{Map, Value, json};

use super::super::view::{Lines, View};
use super::super::voice::Voice;
use super::outcomes::{OutcomeChange, Turned};
use super::{Comparison, How, Record, TextChange};
use crate::words::{Lang, grouped};

/// Changes told one by one; JSON has all.
const TOLD: usize = 400;

/// Both views of a record.
fn view<'a>(comparison: &Comparison<'a>, record: &'a Record, side: usize) -> View<'a> {
    let agreement = if side == 0 { comparison.before } else { comparison.after };
    let (incidents, assessment) = &record.weighed[side];
    View {
        reports: (&record.reports).into(),
        incidents,
        assessment,
        lines: Lines::default(),
        registers: &record.registers,
        as_of: record.as_of,
        ..View::of_agreement(agreement)
    }
}

/// All of it as text.
pub fn as_text(comparison: &Comparison<'_>, lang: Lang) -> String {
    let head = View::of_agreement(comparison.after);
    let voice = Voice::of(&head, lang);
    let changes = comparison.text_changes(lang);
    let mut out = heading(comparison, &voice);
    out += &text_part(&voice, &changes);
    if let Some(record) = comparison.record {
        out += &outcome_part(comparison, record, &voice);
    }
    out
}

fn heading(comparison: &Comparison<'_>, voice: &Voice<'_>) -> String {
    let mut out = String::new();
    for (key, agreement) in [("diff-first", comparison.before), ("diff-second", comparison.after)] {
        let version = agreement.version.to_string();
        let file = voice.id(&agreement.source.name);
        let values = [("title", voice.lang.of(&agreement.title)), ("version", &*version), ("file", &*file)];
        out += &format!("{}\n", voice.say(key, &values));
    }
    out
}

fn text_part(voice: &Voice<'_>, changes: &[TextChange]) -> String {
    let mut out = format!("\n{}\n", voice.get("diff-text"));
    if changes.is_empty() {
        return out + &format!("  {}\n", voice.get("diff-text-same"));
    }
    let mut part = "";
    for change in changes {
        if change.part != part {
            part = change.part;
            let of_part = changes.iter().filter(|c| c.part == part);
            let count = |how| of_part.clone().filter(|c| c.how == how).count().to_string();
            let values = [
                ("part", voice.get(&format!("parts-{part}"))),
                ("added", count(How::Added)),
                ("removed", count(How::Removed)),
                ("changed", count(How::Changed)),
            ];
            out +=
                &format!("\n{}\n", voice.say("diff-part", &values.each_ref().map(|(n, v)| (*n, v.as_str()))));
        }
        out += &change_lines(voice, change);
    }
    out
}

fn change_lines(voice: &Voice<'_>, change: &TextChange) -> String {
    let sign = match change.how {
        How::Added => "+",
        How::Removed => "−",
        How::Changed => "~",
    };
    let said = voice.get(match change.how {
        How::Added => "diff-added",
        How::Removed => "diff-removed",
        How::Changed => "diff-changed",
    });
    let name = match change.id.is_empty() || change.id == change.name {
        true => change.name.clone(),
        false => format!("{} ({})", change.name, voice.id(&change.id)),
    };
    let mut out = format!("  {sign} {said} {name}\n");
    if !change.whole.is_empty() && change.whole != change.name {
        out += &format!("      {}\n", change.whole);
    }
    for field in &change.fields {
        out += &format!("      {}\n", field.name);
        let nothing = voice.get("diff-nothing");
        let shown = |text: &str| if text.is_empty() { nothing.clone() } else { text.to_owned() };
        if field.before == field.after {
            out += &format!("        {}\n", voice.say("diff-otherwise", &[("value", &shown(&field.after))]));
        } else {
            out += &format!("        {} {}\n", voice.get("diff-before"), shown(&field.before));
            out += &format!("        {} {}\n", voice.get("diff-after"), shown(&field.after));
        }
    }
    out
}

fn outcome_part(comparison: &Comparison<'_>, record: &Record, voice: &Voice<'_>) -> String {
    let changes = comparison.outcome_changes();
    let mut out = format!("\n{}\n", voice.get("diff-outcomes"));
    let incidents = record.weighed[0].0.len();
    out += &format!(
        "  {}\n",
        voice.words.with(
            "diff-record",
            &[
                ("reports", voice.words.count("count-reports", record.reports.len()).into()),
                ("incidents", voice.words.count("count-incidents", incidents).into()),
            ],
        )
    );
    out += &by_incident(record, voice);
    if changes.is_empty() {
        return out + &format!("\n  {}\n", voice.get("diff-outcomes-same"));
    }
    out += &format!("\n  {}\n", voice.words.count("diff-findings", changes.len()));
    for ((before, after), n) in transitions(&changes) {
        let said =
            voice.say("diff-turn", &[("before", &named(voice, before)), ("after", &named(voice, after))]);
        out += &format!("    {}  {said}\n", grouped_count(n));
    }
    let views = [view(comparison, record, 0), view(comparison, record, 1)];
    let voices = [Voice::of(&views[0], voice.lang), Voice::of(&views[1], voice.lang)];
    let mut subject = "";
    for change in changes.iter().take(TOLD) {
        if change.id != subject {
            subject = change.id;
            out += &format!("\n  {}\n", heading_of(&voices[1], change));
        }
        out += &told(&voices, change);
    }
    if changes.len() > TOLD {
        out += &format!("\n  {}\n", voice.words.count("diff-more", changes.len() - TOLD));
    }
    out + &format!("\n  {}\n", voice.get("diff-provisional"))
}

/// Incidents by their summary outcome, before and after.
fn by_incident(record: &Record, voice: &Voice<'_>) -> String {
    let count = |assessment: &Assessment, outcome: Outcome| {
        assessment.by_incident.iter().filter(|(_, o)| *o == outcome).count()
    };
    let mut out = format!("  {}\n", voice.get("diff-by-incident"));
    for outcome in Outcome::ALL {
        let [before, after] = [0, 1].map(|side| count(&record.weighed[side].1, *outcome));
        let name = voice.get(&format!("outcome-{}", outcome.name()));
        let values = [("before", grouped_count(before)), ("after", grouped_count(after))];
        let numbers = voice.say("diff-turn", &values.each_ref().map(|(n, v)| (*n, v.as_str())));
        out += &format!("    {name}: {numbers}\n");
    }
    out
}

type Turn = (Option<Outcome>, Option<Outcome>);

fn transitions(changes: &[OutcomeChange<'_>]) -> Vec<(Turn, usize)> {
    let mut counts: BTreeMap<Turn, usize> = BTreeMap::new();
    for change in changes {
        *counts.entry((change.before, change.after)).or_default() += 1;
    }
    counts.into_iter().collect()
}

fn named(voice: &Voice<'_>, outcome: Option<Outcome>) -> String {
    voice.get(&outcome.map_or_else(|| "diff-no-norm".to_owned(), |o| format!("outcome-{}", o.name())))
}

fn heading_of(voice: &Voice<'_>, change: &OutcomeChange<'_>) -> String {
    let incident = voice.view.incidents.iter().find(|i| i.id.0 == change.id);
    match incident {
        Some(incident) => {
            let comma = voice.get("comma");
            format!(
                "{}  {}{comma} {}{comma} {}",
                change.id,
                voice.what(incident),
                voice.place(incident),
                voice.when(incident)
            )
        }
        None => voice.actor(change.id),
    }
}

fn told(voices: &[Voice<'_>; 2], change: &OutcomeChange<'_>) -> String {
    let voice = &voices[1];
    let turn = match change.turned {
        Turned::Outcome => voice.say(
            "diff-turn",
            &[("before", &named(voice, change.before)), ("after", &named(voice, change.after))],
        ),
        Turned::Possible => {
            let possible = |side: usize| {
                let list = change.findings[side].map_or(&[][..], |f| f.possible.as_slice());
                let names: Vec<String> = list.iter().map(|o| named(voice, Some(*o))).collect();
                voice.words.either(&names)
            };
            let turn = voice.say("diff-turn", &[("before", &possible(0)), ("after", &possible(1))]);
            voice.say("diff-possible", &[("outcome", &named(voice, change.after)), ("turn", &turn)])
        }
        Turned::Against => {
            let against = |side: usize| {
                change.findings[side].map_or_else(String::new, |f| voices[side].against(&f.against))
            };
            let turn = voice.say("diff-turn", &[("before", &against(0)), ("after", &against(1))]);
            voice.say("diff-against", &[("outcome", &named(voice, change.after)), ("turn", &turn)])
        }
    };
    let mut norm = voice.norm(change.norm);
    if let Some(deed) = change.deed.filter(|_| many_deeds(voice, change.id)) {
        norm = format!("{norm} {}", voice.say("deed-number", &[("number", &deed.to_string())]));
    }
    let mut out = format!("    {}: {turn}\n", voice.sentence(&norm));
    for (side, key) in [(0, "diff-why-before"), (1, "diff-why-after")] {
        out += &format!("      {} {}\n", voice.get(key), why(&voices[side], change, side));
    }
    out
}

fn many_deeds(voice: &Voice<'_>, id: &str) -> bool {
    voice.view.incidents.iter().any(|i| i.id.0 == id && i.deeds.len() > 1)
}

fn why(voice: &Voice<'_>, change: &OutcomeChange<'_>, side: usize) -> String {
    let outcome = if side == 0 { change.before } else { change.after };
    match (change.findings[side], outcome) {
        (Some(finding), _) => voice.why(finding),
        (None, None) => voice.get("diff-why-no-norm"),
        (None, Some(_)) => voice.get("why-not-covered"),
    }
}

/// All of it as JSON, words in both languages.
pub fn as_json(comparison: &Comparison<'_>) -> Value {
    let texts: Map<String, Value> = Lang::BOTH
        .iter()
        .map(|lang| (lang.code().to_owned(), json!(comparison.text_changes(*lang))))
        .collect();
    let side = |a: &hudna_core::agreement::Agreement| json!({ "agreement": a.id, "version": a.version });
    json!({
        "first": side(comparison.before),
        "second": side(comparison.after),
        "differs": comparison.differs(),
        "text": texts,
        "outcomes": comparison.record.map(|record| outcomes_json(comparison, record)),
    })
}

fn outcomes_json(comparison: &Comparison<'_>, record: &Record) -> Value {
    let changes = comparison.outcome_changes();
    let count = |side: usize| {
        let found: Map<String, Value> = Outcome::ALL
            .iter()
            .map(|o| {
                let n = record.weighed[side].1.by_incident.iter().filter(|(_, x)| x == o).count();
                (o.name().to_owned(), n.into())
            })
            .collect();
        Value::Object(found)
    };
    let name = |o: Option<Outcome>| o.map(Outcome::name);
    let turns: Vec<Value> = transitions(&changes)
        .into_iter()
        .map(|((a, b), n)| json!({ "before": name(a), "after": name(b), "count": n }))
        .collect();
    let views = [view(comparison, record, 0), view(comparison, record, 1)];
    let list: Vec<Value> = changes.iter().map(|c| change_json(&views, c)).collect();
    json!({
        "reports": { "read": record.lines.0, "accepted": record.reports.len(), "set_aside": record.lines.1 },
        "incidents": record.weighed[0].0.len(),
        "incidents_by_outcome": { "before": count(0), "after": count(1) },
        "turns": turns,
        "changes": list,
    })
}

fn change_json(views: &[View<'_>; 2], change: &OutcomeChange<'_>) -> Value {
    let side = |at: usize| {
        let finding = change.findings[at];
        let outcome = if at == 0 { change.before } else { change.after };
        let words: Map<String, Value> = Lang::BOTH
            .iter()
            .map(|lang| (lang.code().to_owned(), why(&Voice::of(&views[at], *lang), change, at).into()))
            .collect();
        json!({
            "outcome": outcome,
            "possible": finding.map(|f| &f.possible),
            "against": finding.map(|f| &f.against),
            "why": words,
        })
    };
    json!({
        "subject": { "kind": change.kind, "id": change.id, "deed": change.deed },
        "norm": change.norm,
        "turned": change.turned,
        "before": side(0),
        "after": side(1),
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of findings are far below 2^52")]
fn grouped_count(n: usize) -> String {
    grouped(n as f64)
}
