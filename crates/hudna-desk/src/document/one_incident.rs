//! Reports on one incident: the flash report, sent at once, and the report on a ceasefire violation.
//!
//! A flash report says what is alleged and what is not known, before anybody assessed anything. A violation report follows the
//! field's order: allegation, method, findings, assessment, recommendation. What people recommend is their own words, set apart
//! from all that the program says.

use hudna_core::finding::{Finding, Outcome};
use hudna_core::incident::Incident;
use hudna_core::ledger::replay::Stage;
use hudna_core::statistics;
use hudna_core::value::{Attribute, Value};

use super::blocks::{Block, Cell, Piece, Section, Sitrep, Table, latin, soft, strong, words};
use super::make::Said;
use super::sitrep::{as_of, headed, in_full, number, section, shapes};
use super::voice::{Voice, is_arabic};
use crate::words::Lang;

/// Attributes that an allegation names even where nobody said anything of them.
const ASKED: [Attribute; 7] = [
    Attribute::Act,
    Attribute::At,
    Attribute::Place,
    Attribute::Actor,
    Attribute::Weapon,
    Attribute::Killed,
    Attribute::Injured,
];

/// What the allegation says in a line.
fn alleged(voice: &Voice<'_>, incident: &Incident) -> Vec<Piece> {
    let comma = voice.get("comma");
    vec![
        Piece::Mark { s: "alleged", t: voice.get("stage-alleged") },
        latin(incident.id.0.clone()),
        words(format!(
            "{}{comma} {}{comma} {}.",
            voice.what(incident),
            voice.place(incident),
            voice.when(incident)
        )),
    ]
}

/// Every attribute that anybody spoke of, and the usual ones that nobody did: how much is known, and each value with its reports.
fn attributes(voice: &Voice<'_>, incident: &Incident) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, deed) in incident.deeds.iter().enumerate() {
        if incident.deeds.len() > 1 {
            let number = (at + 1).to_string();
            blocks
                .push(Block::Text { pieces: vec![strong(voice.say("deed-number", &[("number", &number)]))] });
        }
        let shown = |attribute: &&Attribute| {
            let said = deed.fact(**attribute).is_some_and(|fact| !fact.alternatives.is_empty());
            attribute.kind() != hudna_core::value::Kind::Derived && (said || ASKED.contains(attribute))
        };
        let row = |attribute: &Attribute| {
            let fact = deed.fact(*attribute);
            let certainty = fact.map_or(hudna_core::value::Certainty::Unknown, |fact| fact.certainty());
            let mut values = Vec::new();
            for one in fact.into_iter().flat_map(|fact| &fact.alternatives) {
                if !values.is_empty() {
                    values.push(Piece::Break);
                }
                values.push(words(voice.value(&one.value)));
                let names: Vec<String> =
                    one.reports.iter().take(6).map(|at| voice.id(&voice.report(*at))).collect();
                values.push(soft(format!("({})", names.join(&format!("{} ", voice.get("comma"))))));
            }
            vec![
                Cell::of(voice.sentence(&voice.attribute(*attribute))),
                Cell::pieces(vec![voice.certainty(certainty)]),
                Cell::pieces(values),
            ]
        };
        blocks.push(Block::Table(Table {
            head: ["column-attribute", "column-certainty", "column-values"]
                .map(|key| Cell::of(voice.get(key)))
                .to_vec(),
            rows: Attribute::ALL.iter().filter(shown).map(row).collect(),
            foot: Vec::new(),
            widths: vec![4, 3, 9],
        }));
    }
    blocks
}

/// The findings about the incident, those that matter first.
fn findings_of<'v>(voice: &Voice<'v>, incident: &Incident) -> Vec<&'v Finding> {
    let all = &voice.view.assessment.findings;
    let own = all.iter().filter(|f| f.subject.deed.is_some() && f.subject.id == incident.id.0);
    let mut own: Vec<&Finding> = own.collect();
    own.sort_by_key(|finding| voice.view.stages.standing(finding));
    own
}

/// How the incident stands under a norm, in a line.
fn stands(voice: &Voice<'_>, finding: &Finding) -> Vec<Piece> {
    let stage = voice.said_of(finding).map_or(Stage::Provisional, |staged| staged.stage);
    let mut pieces = vec![voice.standing_of(finding), voice.stage(stage)];
    pieces.push(words(format!("{}.", voice.norm(&finding.norm))));
    pieces.push(words(voice.say("finding-against", &[("parties", &voice.against(&finding.against))])));
    pieces.push(soft(voice.why(finding)));
    pieces
}

/// What would settle what is open, each once.
fn settling(voice: &Voice<'_>, findings: &[&Finding]) -> Vec<Vec<Piece>> {
    let mut items: Vec<Vec<Piece>> = Vec::new();
    let open = |f: &&&Finding| voice.view.stages.standing(f) == Outcome::Undetermined;
    for set in findings.iter().filter(open).flat_map(|finding| &finding.missing) {
        let pieces = voice.missing(set);
        if !items.contains(&pieces) {
            items.push(pieces);
        }
    }
    items
}

/// A list under a heading, or what is said where it is empty.
fn listed(voice: &Voice<'_>, id: &'static str, items: Vec<Vec<Piece>>, none: &str) -> Section {
    let blocks = if items.is_empty() {
        vec![Block::Text { pieces: vec![words(voice.get(none))] }]
    } else {
        vec![Block::List { items }]
    };
    section(voice, id, blocks)
}

/// Whether the flash report is of an incident whose findings are provisional is said by its status, as in every report.
pub(super) fn flash(voice: &Voice<'_>, incident: &Incident) -> Sitrep {
    let findings = findings_of(voice, incident);
    let accounts = voice.words.count("count-accounts", incident.independent as usize);
    let reports = voice.words.count("count-reports", incident.reports.len());
    let told =
        words(voice.sentence(&voice.say("flash-told", &[("reports", &reports), ("accounts", &accounts)])));
    let sections = vec![
        section(
            voice,
            "flash-alleged",
            vec![Block::Text { pieces: alleged(voice, incident) }, Block::Text { pieces: vec![told] }],
        ),
        section(voice, "flash-known", attributes(voice, incident)),
        listed(
            voice,
            "flash-findings",
            findings.iter().map(|f| stands(voice, f)).collect(),
            "flash-no-findings",
        ),
        listed(voice, "flash-settles", settling(voice, &findings), "flash-nothing-settles"),
        section(
            voice,
            "flash-limits",
            vec![Block::List {
                items: ["limits-silence", "limits-machine"].map(|key| vec![words(voice.get(key))]).to_vec(),
            }],
        ),
    ];
    let title =
        voice.say("flash-title", &[("incident", &voice.id(&incident.id.0)), ("number", &number(voice))]);
    headed(voice, title, vec![as_of(voice)], sections)
}

/// The report on a ceasefire violation; `said` are the words of people that its readers may read.
pub(super) fn violation(
    voice: &Voice<'_>,
    incident: &Incident,
    said: &[Said<'_>],
    recommended: Option<&str>,
) -> Sitrep {
    let findings = findings_of(voice, incident);
    let mut allegation = vec![Block::Text { pieces: alleged(voice, incident) }];
    allegation.extend(attributes(voice, incident));
    let told = |f: &&Finding| {
        let both = [f.outcome, voice.view.stages.standing(f)];
        both.iter().any(|one| matches!(one, Outcome::Breach | Outcome::Undetermined))
    };
    let (full, rest): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|f| told(f));
    let mut found: Vec<Block> =
        full.iter().map(|f| Block::Finding(in_full(voice, f, Some(incident)))).collect();
    if !rest.is_empty() {
        found.push(Block::List { items: rest.iter().map(|f| stands(voice, f)).collect() });
    }
    if found.is_empty() {
        found.push(Block::Text { pieces: vec![words(voice.get("flash-no-findings"))] });
    }
    let sections = vec![
        section(voice, "violation-allegation", allegation),
        section(voice, "violation-method", method(voice, incident)),
        section(voice, "violation-findings", found),
        section(voice, "violation-assessment", assessment(voice, &findings, said)),
        section(voice, "violation-recommendation", recommendation(voice, &findings, recommended)),
        section(voice, "annex-shapes", shapes(voice)),
    ];
    let title =
        voice.say("violation-title", &[("incident", &voice.id(&incident.id.0)), ("number", &number(voice))]);
    headed(voice, title, vec![as_of(voice)], sections)
}

/// How it was found out: reports and how independent, how they were seen, by which text, by whom.
fn method(voice: &Voice<'_>, incident: &Incident) -> Vec<Block> {
    let reports = voice.words.count("count-reports", incident.reports.len());
    let accounts = voice.words.count("count-accounts", incident.independent as usize);
    let mut items =
        vec![vec![words(voice.say("method-reports", &[("reports", &reports), ("accounts", &accounts)]))]];
    items[0].extend(voice.reports(&incident.reports, 20));
    let means: Vec<String> = statistics::codes(incident, Attribute::Means)
        .iter()
        .map(|code| voice.value(&Value::Code(*code)))
        .collect();
    items.push(vec![words(if means.is_empty() {
        voice.get("method-means-unknown")
    } else {
        voice.say("method-means", &[("means", &voice.words.list(&means))])
    })]);
    let version = voice.view.agreement.version.to_string();
    items.push(vec![words(voice.say("method-text", &[("version", &version)]))]);
    items.extend(
        ["method-machine", "limits-machine", "limits-silence"].map(|key| vec![words(voice.get(key))]),
    );
    vec![Block::List { items }]
}

/// What people did with the findings, and what of it the readers may read.
fn assessment(voice: &Voice<'_>, findings: &[&Finding], said: &[Said<'_>]) -> Vec<Block> {
    let mut items: Vec<Vec<Piece>> = Vec::new();
    for finding in findings {
        let Some(staged) = voice.said_of(finding) else { continue };
        let mut pieces = vec![voice.stage(staged.stage), voice.standing_of(finding)];
        pieces.push(words(format!("{}.", voice.norm(&finding.norm))));
        pieces.extend(voice.remarks_on(finding));
        pieces.extend(voice.review_of(staged));
        items.push(pieces);
    }
    if items.is_empty() {
        return vec![Block::Text { pieces: vec![words(voice.get("assessment-none"))] }];
    }
    let mut blocks = vec![Block::List { items }];
    let zone = &voice.view.agreement.zone_time;
    for one in said {
        let mut lead = vec![strong(voice.get(&format!("act-{}", one.kind.replace(['.', '_'], "-"))))];
        lead.extend(one.party.map(|party| words(voice.actor(party))));
        lead.push(soft(voice.words.moment(one.at, zone)));
        lead.extend(record(one.text));
        blocks.push(Block::Text { pieces: lead });
    }
    blocks
}

fn recommendation(voice: &Voice<'_>, findings: &[&Finding], recommended: Option<&str>) -> Vec<Block> {
    let mut blocks = match recommended {
        Some(text) => vec![
            Block::Small { pieces: vec![words(voice.get("recommendation-whose"))] },
            Block::Text { pieces: record(text).collect() },
        ],
        None => vec![Block::Text { pieces: vec![words(voice.get("recommendation-none"))] }],
    };
    let settles = settling(voice, findings);
    if !settles.is_empty() {
        blocks.push(Block::Text { pieces: vec![strong(voice.get("missing-title"))] });
        blocks.push(Block::List { items: settles });
    }
    blocks
}

/// Words of people, in whichever script they are.
/// Words of people, each paragraph in its own direction: one text may speak two languages.
fn record(text: &str) -> impl Iterator<Item = Piece> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let lang = if is_arabic(line) { Lang::Ar } else { Lang::En };
        Piece::Record { t: line.to_owned(), lang: lang.code(), dir: lang.dir() }
    })
}
