//! A found case as the text of a scenario file (`LANGUAGE` §11): an incident on which norms clash.
//!
//! Only what the case turns on is written; what it leaves open may be anything. Registers are filled so that
//! what was supposed of them holds; what cannot be written so stands under *Why*, in the words of the text.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Pick, Row, Search, Someone, Variable, World};
use crate::agreement::{SourceText, Whom};
use crate::condition::{Asks, Atom, AtomKind, Expr};
use crate::finding::{Finding, Outcome};
use crate::scenario::Aspect;
use crate::time::{Instant, Span};
use crate::value::Attribute;

/// What the scenario is to show.
#[derive(Clone, Debug)]
pub(in super::super) struct Clash<'a> {
    /// The two norms, as they are named in the title.
    pub(in super::super) between: [&'a str; 2],
    /// What is to be found, a line each.
    pub(in super::super) expect: Vec<String>,
}

/// Sections of the file that are lists.
#[derive(Default)]
struct Sections {
    facts: Vec<String>,
    answered: Vec<String>,
    reports: Vec<String>,
    notices: Vec<String>,
    authorisations: Vec<String>,
    contacts: Vec<String>,
    verifications: Vec<String>,
    complete: Vec<String>,
    why: Vec<String>,
}

/// The scenario, with all that is found of the deed: each norm that weighs on it has its line.
pub(in super::super) fn scenario(search: &Search<'_>, world: &World, clash: &Clash<'_>) -> String {
    let alone = written_out(search, world, clash);
    let besides = besides(search, &alone);
    if besides.is_empty() {
        return alone;
    }
    let expect = clash.expect.iter().cloned().chain(besides).collect();
    written_out(search, world, &Clash { between: clash.between, expect })
}

/// What is found of the deed beyond what the scenario expects.
fn besides(search: &Search<'_>, text: &str) -> Vec<String> {
    let source = SourceText { name: String::new(), text: text.to_owned() };
    let agreement = Arc::new(search.agreement.clone());
    let (scenarios, _) = crate::scenario::read(&source, &mut |_| Ok(Arc::clone(&agreement)));
    let mut out = Vec::new();
    for scenario in scenarios {
        let assessment = scenario.assess();
        let unexpected = scenario.differences(&assessment).into_iter();
        let found = unexpected.filter(|d| d.aspect == Aspect::Unexpected).filter_map(|d| d.finding);
        out.extend(found.filter_map(|i| assessment.findings.get(i)).map(expected));
    }
    out
}

/// A finding as a line of *Expect*.
fn expected(finding: &Finding) -> String {
    let word = |outcome: &Outcome| outcome.name().replace('_', " ");
    let mut line = format!("{}: {}", finding.norm, word(&finding.outcome));
    if finding.outcome == Outcome::Undetermined {
        let possible: Vec<String> = finding.possible.iter().map(word).collect();
        let _ = write!(line, " {{{}}}", possible.join(", "));
    }
    if !finding.by.is_empty() {
        let by: Vec<&str> = finding.by.iter().map(|by| by.name()).collect();
        let _ = write!(line, "; by {}", by.join(", "));
    }
    if !finding.clash.is_empty() {
        let clash: Vec<&str> = finding.clash.iter().map(|id| &**id).collect();
        let _ = write!(line, "; clash {}", clash.join(" and "));
    }
    line
}

fn written_out(search: &Search<'_>, world: &World, clash: &Clash<'_>) -> String {
    let at = world.time(Row::This).unwrap_or(search.agreement.d_day);
    let mut sections = Sections::default();
    facts(search, world, &mut sections);
    free(search, world, at, &mut sections);
    let [first, second] = clash.between;
    let as_of = moment(search, at.plus(Span::days(30)));
    let mut out =
        format!("# {first} · {second}\nagreement: {}\nas of: {as_of}\n", search.agreement.source.name);
    let lists = [
        ("Facts · الوقائع", &sections.facts),
        ("Another incident · واقعة أخرى", &sections.answered),
        ("Reports · البلاغات", &sections.reports),
        ("Notices · الإخطارات", &sections.notices),
        ("Authorisations · الأذون", &sections.authorisations),
        ("Contacts · الاتصالات", &sections.contacts),
        ("Verifications · التحققات", &sections.verifications),
        ("Complete · السجلات المكتملة", &sections.complete),
        ("Expect · المتوقع", &clash.expect),
    ];
    for (heading, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(out, "## {heading}");
        for line in lines {
            let _ = writeln!(out, "- {line}");
        }
    }
    let _ = writeln!(out, "## Why · التعليل\n{first} × {second}");
    for line in &sections.why {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn facts(search: &Search<'_>, world: &World, sections: &mut Sections) {
    let mut target = false;
    for attribute in Attribute::ALL {
        if let Some(pick) = world.get(Variable::Attribute(Row::This, *attribute)) {
            target |= *attribute == Attribute::Target;
            sections.facts.push(format!("{}: {}", attribute.name(), written(search, pick)));
        }
        if let Some(pick) = world.get(Variable::Attribute(Row::Answered, *attribute)) {
            sections.answered.push(format!("{}: {} (R2)", attribute.name(), written(search, pick)));
        }
    }
    // where some are outside the text, it is said that the target is none of them
    if !target && !search.agreement.excluded.is_empty() {
        sections.facts.push(format!("{}: none", Attribute::Target.name()));
    }
    match world.get(Variable::Answers) {
        Some(Pick::Yes(true)) => {
            if sections.answered.is_empty() {
                sections.answered.push(format!("{}: clash (R2)", Attribute::Act.name()));
            }
            sections.reports.push("report of incident 1: answers R2".to_owned());
        }
        Some(_) => sections.reports.push("report of incident 1: answers none".to_owned()),
        None => {}
    }
}

/// What was supposed of registers and counts.
fn free(search: &Search<'_>, world: &World, at: Instant, sections: &mut Sections) {
    let asked = search.free.borrow();
    for (variable, pick) in &world.fixed {
        let (Variable::Free(number), Pick::Yes(yes)) = (variable, pick) else { continue };
        let Some((_, kind)) = asked.get(usize::from(*number)) else { continue };
        match kind {
            AtomKind::Register(asks, index) => register(search, world, (*asks, *index, *yes), at, sections),
            AtomKind::Verified(norm) => {
                let state = if *yes { "done" } else { "not_done" };
                let day = moment(search, at.minus(Span::days(1)));
                sections.verifications.push(format!("norm {norm}; state {state}; at {day}"));
            }
            kind => {
                let words = in_words(search, kind);
                sections.why.push(if *yes { words } else { format!("NOT ({words})") });
            }
        }
    }
}

fn register(
    search: &Search<'_>,
    world: &World,
    (asks, index, yes): (Asks, u16, bool),
    at: Instant,
    sections: &mut Sections,
) {
    let Some(rule) = search.agreement.matches.get(usize::from(index)) else { return };
    let (name, list) = match asks {
        Asks::Notified => ("notices", &mut sections.notices),
        Asks::Authorised => ("authorisations", &mut sections.authorisations),
        Asks::Contacted => ("contacts", &mut sections.contacts),
    };
    if !yes {
        let (from, until) = (day(search, at.minus(Span::days(30))), day(search, at.plus(Span::days(30))));
        let line = format!("{name} from {from} until {until}");
        if !sections.complete.contains(&line) {
            sections.complete.push(line);
        }
        return;
    }
    let mut clauses = Vec::new();
    let actor = match world.get(Variable::Attribute(Row::This, Attribute::Actor)) {
        Some(Pick::Someone(Someone::Named(id))) => Some(id.to_string()),
        _ => None,
    };
    let party = search.answering(Row::This, Attribute::Actor, world).and_then(|set| {
        search
            .agreement
            .parties
            .iter()
            .enumerate()
            .find(|(i, _)| set >> i & 1 == 1)
            .map(|(_, p)| p.id.to_string())
    });
    clauses.extend(party.map(|p| format!("party {p}")));
    if rule.who == Whom::Unit {
        clauses.extend(actor.map(|a| format!("unit {a}")));
    }
    if let Some(Pick::Code(act)) = world.get(Variable::Attribute(Row::This, Attribute::Act)) {
        clauses.push(format!("act {}", act.name()));
    }
    let lead = rule.lead.unwrap_or(Span(0));
    let sent = match (asks, rule.window) {
        (Asks::Contacted, Some(window)) => at.minus(Span((window.0 / 2).min(Span::minutes(15).0))),
        // told after the act, within the time for it
        _ if lead.0 < 0 => at.minus(Span(lead.0 / 2)),
        _ => at.minus(lead).minus(Span::hours(1)),
    };
    clauses.push(format!("sent {}", moment(search, sent)));
    if asks != Asks::Contacted {
        clauses.push(format!("window {} .. {}", moment(search, at), moment(search, at.plus(Span::hours(1)))));
    }
    if let (Some(Pick::Place(point)), Some(_)) =
        (world.get(Variable::Attribute(Row::This, Attribute::Place)), rule.metres)
    {
        clauses.push(format!("place {}", place(search, *point)));
    }
    let leave = (asks == Asks::Authorised).then(|| "granted".to_owned());
    clauses.extend(rule.answer.as_ref().map(ToString::to_string).or(leave).map(|a| format!("answer {a}")));
    let line = clauses.join("; ");
    if !list.contains(&line) {
        list.push(line);
    }
}

/// The question as the text has it.
fn in_words(search: &Search<'_>, kind: &AtomKind) -> String {
    let text = &search.agreement.source.text;
    let mut found = None;
    let mut visit = |atom: &Atom| {
        if found.is_none() && atom.kind == *kind {
            found = text.get(super::super::bytes(atom.words)).map(str::to_owned);
        }
    };
    let mut each = |e: &Expr| crate::agreement::read::conditions::each_atom(e, &mut visit);
    for norm in &search.agreement.norms {
        norm.rule.iter().for_each(|r| [&r.when, &r.must].into_iter().for_each(&mut each));
        norm.exception.iter().for_each(|e| {
            each(&e.when);
            e.needs.iter().for_each(|n| each(&n.when));
        });
    }
    found.unwrap_or_default()
}

fn written(search: &Search<'_>, pick: &Pick) -> String {
    match pick {
        Pick::Code(code) => code.name().to_owned(),
        Pick::Nothing | Pick::Someone(Someone::Outsider) => "none".to_owned(),
        Pick::Someone(Someone::Named(id)) => id.to_string(),
        Pick::Number(n) => n.to_string(),
        Pick::Time(at) => moment(search, *at),
        Pick::Place(point) => place(search, *point),
        Pick::Yes(yes) => yes.to_string(),
    }
}

fn place(search: &Search<'_>, point: u32) -> String {
    search.ground.point(point).map_or_else(String::new, |p| format!("{}, {}", short(p.lat), short(p.lon)))
}

fn short(degrees: f64) -> String {
    let text = format!("{degrees:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `2026-03-01 06:00`, with seconds only where there are some.
fn moment(search: &Search<'_>, at: Instant) -> String {
    let local = at.local(&search.agreement.zone_time);
    let hour = local.time();
    let shown = if hour.second() == 0 && hour.subsec_nanosecond() == 0 {
        format!("{:02}:{:02}", hour.hour(), hour.minute())
    } else {
        hour.to_string()
    };
    format!("{} {shown}", local.date())
}

fn day(search: &Search<'_>, at: Instant) -> String {
    at.local(&search.agreement.zone_time).date().to_string()
}
