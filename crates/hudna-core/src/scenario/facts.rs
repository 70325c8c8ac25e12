//! What happened, line by line.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::headings::{self, Section};
use super::piece::Piece;
use super::values::{self, origin};
use crate::agreement::read::fields::Notes;
use crate::agreement::{Agreement, Bilingual};
use crate::condition::names;
use crate::incident::{Deed, Incident, IncidentId};
use crate::names::fold;
use crate::register::Registers;
use crate::report::{Origin, Report, Source};
use crate::time::TimeRange;
use crate::value::{Alternative, Attribute, Fact, Kind, Value};

/// Gathers what the lists of a scenario say.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) agreement: &'a Agreement,
    pub(super) registers: Registers,
    reports: Vec<Report>,
    incidents: Vec<Incident>,
    /// Reports that lines refer to, with where; each must be named by a fact.
    referred: Vec<(Arc<str>, std::ops::Range<usize>)>,
}

/// A value of one attribute with the names of the reports behind it.
type Claim = (Value, Vec<Arc<str>>);

impl<'a> Reader<'a> {
    pub(super) fn new(agreement: &'a Agreement) -> Self {
        Self {
            agreement,
            registers: Registers::default(),
            reports: Vec::new(),
            incidents: Vec::new(),
            referred: Vec::new(),
        }
    }

    /// All that was gathered; a report that no fact names is said to be unknown.
    pub(super) fn finish(self, notes: &mut Notes) -> (Vec<Report>, Vec<Incident>, Registers) {
        let known = || self.reports.iter().filter_map(|r| r.origin.own_id.as_deref());
        for (name, span) in &self.referred {
            if !known().any(|k| k == &**name) {
                notes.unknown("scenario-report-unknown", span.clone(), ("report", name), known());
            }
        }
        (self.reports, self.incidents, self.registers)
    }

    pub(super) fn zone(&self) -> &'a TimeZone {
        &self.agreement.zone_time
    }

    pub(super) fn moment(&self, written: Piece<'_>, notes: &mut Notes) -> Option<TimeRange> {
        values::moment(written, self.zone(), notes)
    }

    /// Reads the items of one section; `Expect` and `Why` are not for it.
    pub(super) fn section(
        &mut self,
        section: Section,
        heading: Piece<'_>,
        items: &[Piece<'_>],
        notes: &mut Notes,
    ) {
        match section {
            Section::Facts | Section::AnotherIncident => {
                // `- none`: duties of parties arise without an incident
                if items.iter().all(|i| i.is(headings::NONE)) {
                    return;
                }
                let id = IncidentId(format!("incident {}", self.incidents.len() + 1));
                let (reports, deeds, part_of) = (Vec::new(), Vec::new(), Vec::new());
                self.incidents.push(Incident { id, reports, deeds, independent: 1, part_of });
                self.deed(items, notes);
            }
            Section::AnotherDeed if self.incidents.is_empty() => {
                notes.error("scenario-deed-misplaced", heading.span(), &[("heading", heading.text)]);
            }
            Section::AnotherDeed => self.deed(items, notes),
            Section::Reports => items.iter().for_each(|i| self.report_line(*i, notes)),
            section => items.iter().for_each(|i| self.entry_line(section, *i, notes)),
        }
    }

    fn deed(&mut self, items: &[Piece<'_>], notes: &mut Notes) {
        let mut claims: Vec<(Attribute, Vec<Claim>)> = Vec::new();
        for item in items {
            let Some((key, value)) = item.cut(&[":"]).filter(|(_, v)| !v.text.is_empty()) else {
                notes.error("scenario-value-missing", item.span(), &[("line", item.text)]);
                continue;
            };
            let Some(attribute) = names::attribute(&key.text.replace(' ', "_")) else {
                let known = Attribute::ALL.iter().flat_map(|a| [a.name(), a.arabic()]);
                notes.unknown("scenario-attribute-unknown", key.span(), ("attribute", key.text), known);
                continue;
            };
            if claims.iter().any(|(a, _)| *a == attribute) {
                notes.error("scenario-attribute-twice", key.span(), &[("attribute", key.text)]);
            } else if !values::is_unknown(value) {
                let list = value.parts(headings::OR);
                let list = list.into_iter().filter_map(|p| self.claim(attribute, p, notes)).collect();
                claims.push((attribute, list));
            }
        }
        claims.sort_by_key(|(a, _)| *a);
        let mut named: Vec<u32> = Vec::new();
        for name in claims.iter().flat_map(|(_, list)| list).flat_map(|(_, names)| names) {
            named.push(self.report(name));
        }
        if named.is_empty() {
            let name = format!("{}{}", headings::OWN_REPORT[0], self.incidents.len());
            named.push(self.report(&name));
        }
        named.sort_unstable();
        named.dedup();
        let facts =
            claims.into_iter().map(|(attribute, list)| (attribute, self.fact(list, &named))).collect();
        if let Some(incident) = self.incidents.last_mut() {
            incident.reports.extend(&named);
            incident.reports.sort_unstable();
            incident.reports.dedup();
            incident.deeds.push(Deed { facts, reports: named });
        }
    }

    fn fact(&mut self, claims: Vec<Claim>, named: &[u32]) -> Fact {
        let alternatives = claims.into_iter().map(|(value, names)| {
            let mut reports: Vec<u32> = names.iter().map(|n| self.report(n)).collect();
            if reports.is_empty() {
                reports.extend(named);
            }
            reports.sort_unstable();
            Alternative { value, reports }
        });
        Fact { alternatives: alternatives.collect() }
    }

    /// A value, and in brackets behind it the reports that give it.
    fn claim(&self, attribute: Attribute, written: Piece<'_>, notes: &mut Notes) -> Option<Claim> {
        let (value, names) = match written.cut_last(&["("]) {
            // brackets may belong to the name of an actor: SPLA-IO (RM)
            Some(_) if attribute.kind() == Kind::Actor && self.is_name(written.text) => (written, Vec::new()),
            Some((value, names)) => {
                let Some(names) = names.before(")") else {
                    notes.error("scenario-bracket-unclosed", written.span(), &[("written", written.text)]);
                    return None;
                };
                let names = names.parts(headings::COMMAS);
                // words in brackets are rather a part of the value than the name of a report
                let words = |n: &&Piece<'_>| {
                    n.text.contains(char::is_whitespace)
                        && n.unquoted().text == n.text
                        && n.after(headings::OWN_REPORT).is_none()
                };
                if let Some(name) = names.iter().find(words) {
                    let arguments = [("written", written.text), ("report", name.text)];
                    notes.error("scenario-report-in-words", name.span(), &arguments);
                    return None;
                }
                (value, names.iter().map(|n| own_name(*n)).collect())
            }
            None => (written, Vec::new()),
        };
        Some((values::value(attribute, value, self.zone(), notes)?, names))
    }

    /// Whether the agreement knows a party or formation by exactly this name.
    fn is_name(&self, written: &str) -> bool {
        let known = |name: &str| !name.is_empty() && fold(name) == fold(written);
        let both = |name: &Bilingual| known(&name.ar) || known(&name.en);
        self.agreement.parties.iter().any(|p| both(&p.name))
            || self
                .agreement
                .formations
                .iter()
                .any(|f| both(&f.name) || f.alternatives.iter().any(|a| known(a)))
    }

    /// The index of the report of this name, made where it is new.
    fn report(&mut self, name: &str) -> u32 {
        let known = self.reports.iter().position(|r| r.origin.own_id.as_deref() == Some(name));
        let index = known.unwrap_or_else(|| {
            self.reports.push(blank(name, self.reports.len()));
            self.reports.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// The name of a report that a line refers to; it must be one that some fact names.
    pub(super) fn referred(&mut self, name: Piece<'_>) -> Arc<str> {
        let known = own_name(name);
        // an act stated to answer nothing refers to no report
        if !name.is(headings::NONE) {
            self.referred.push((known.clone(), name.span()));
        }
        known
    }

    /// `R1: told 2026-03-11 09:00; answers R2`.
    fn report_line(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let Some((name, rest)) = item.cut(&[":"]) else {
            notes.error("scenario-value-missing", item.span(), &[("line", item.text)]);
            return;
        };
        let name = self.referred(name);
        for clause in rest.parts(headings::CLAUSES) {
            let (mut answers, mut told) = (None, None);
            if let Some(answered) = clause.after(headings::ANSWERS) {
                answers = Some(self.referred(answered));
            } else if let Some(at) = clause.after(headings::TOLD) {
                told = self.moment(at, notes).map(|range| range.lo);
            } else {
                let known = [headings::TOLD, headings::ANSWERS].concat();
                notes.unknown("scenario-clause-unknown", clause.span(), ("clause", clause.text), known);
            }
            if let Some(report) = self.reports.iter_mut().find(|r| r.origin.own_id.as_ref() == Some(&name)) {
                report.answers = answers.or_else(|| report.answers.take());
                report.reported_at = told.or(report.reported_at);
            }
        }
    }
}

/// The name of a report; the one that an incident has by itself is known by its English name.
fn own_name(written: Piece<'_>) -> Arc<str> {
    if written.is(headings::NONE) {
        return headings::NONE[0].into();
    }
    match written.after(headings::OWN_REPORT) {
        Some(number) => format!("{}{}", headings::OWN_REPORT[0], number.text).into(),
        None => written.unquoted().text.into(),
    }
}

fn blank(name: &str, index: usize) -> Report {
    Report {
        origin: Origin { own_id: Some(name.into()), ..origin("reports", index) },
        source: Source { name: name.into(), kind: None, reliability: None, credibility: None },
        reported_at: None,
        deeds: Vec::new(),
        echo_of: Vec::new(),
        answers: None,
        text: "".into(),
        places: Vec::new(),
        outlets: Vec::new(),
        aggregate: false,
    }
}
