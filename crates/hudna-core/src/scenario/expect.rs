//! What a scenario expects.
//!
//! `- a4.1 (incident 2, deed 1): undetermined {breach, not covered}; against [[second],[]]; if bound breach;
//! by accounts; missing actor + link guard-3 or place`. Outcome, possible outcomes and what settled it are
//! compared always, the rest where stated.

use super::headings::{self, Clause};
use super::piece::Piece;
use crate::agreement::Agreement;
use crate::agreement::read::fields::Notes;
use crate::diagnostic::Location;
use crate::finding::{Assessment, By, Finding, Outcome};
use crate::incident::Incident;
use crate::register::Registers;

/// One line of *Expect*.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The norm's id.
    pub norm: String,
    /// `incident 1`, or a party's id.
    pub subject: String,
    /// 1-based deed of the incident; `None` for other subjects.
    pub deed: Option<u32>,
    /// The version of the agreement, where stated.
    pub version: Option<i64>,
    /// The outcome.
    pub outcome: Outcome,
    /// The outcomes that remain possible, in the order of [`Outcome::ALL`].
    pub possible: Vec<Outcome>,
    /// The possible sets of answering parties; the outer `None` where not stated, the inner where unknown.
    pub against: Option<Option<Vec<Vec<String>>>>,
    /// The outcome were the author bound, where stated.
    pub if_bound: Option<Outcome>,
    /// What settled it besides the facts.
    pub by: Vec<By>,
    /// The permissions that disagree.
    pub clash: Vec<String>,
    /// Whether every answer settles it, and the smallest sets of missing facts; where stated.
    pub missing: Option<(bool, Vec<Vec<String>>)>,
    /// The reports that the reasons name, where stated.
    pub because: Option<Vec<String>>,
    /// The ambiguities that the drafters know of and that it turns on.
    pub ambiguities: Vec<String>,
    /// The acts or positions that make it together, where stated.
    pub together: Option<Vec<String>>,
    /// The line.
    pub location: Location,
}

/// Reads one line; what is not understood is said.
pub(super) fn read(line: Piece<'_>, agreement: &Agreement, notes: &mut Notes) -> Option<Expected> {
    let Some((head, rest)) = line.cut(&[": "]) else {
        notes.error("scenario-outcome-missing", line.span(), &[("line", line.text)]);
        return None;
    };
    let (norm, about) = head.cut(&["("]).map_or((head, None), |(norm, about)| (norm, Some(about)));
    let mut clauses = rest.parts(headings::CLAUSES).into_iter();
    let (word, among) =
        clauses.next().map(|first| first.cut(&["{"]).map_or((first, None), |(w, a)| (w, Some(a))))?;
    let span = line.span();
    let mut expected = Expected {
        norm: norm.text.to_owned(),
        subject: format!("{}1", headings::INCIDENT[0]),
        deed: Some(1),
        version: None,
        outcome: outcome(word, notes)?,
        possible: Vec::new(),
        against: None,
        if_bound: None,
        by: Vec::new(),
        clash: Vec::new(),
        missing: None,
        because: None,
        ambiguities: Vec::new(),
        together: None,
        location: Location { file: notes.file().to_owned(), start: span.start, end: span.end },
    };
    known_norm(norm, agreement, notes);
    if let Some(about) = about {
        of_subject(&mut expected, about, notes)?;
    }
    if let Some(among) = among {
        let Some(among) = among.before("}") else {
            notes.error("scenario-bracket-unclosed", among.span(), &[("written", among.text)]);
            return None;
        };
        expected.possible =
            among.parts(headings::COMMAS).into_iter().filter_map(|o| outcome(o, notes)).collect();
    }
    match (expected.outcome, expected.possible.is_empty()) {
        (Outcome::Undetermined, true) => {
            notes.error("scenario-undetermined-bare", word.span(), &[("line", line.text)]);
            return None;
        }
        (is, true) => expected.possible.push(is),
        _ => {}
    }
    expected.possible.sort();
    for clause in clauses {
        of_clause(&mut expected, clause, agreement, notes);
    }
    Some(expected)
}

fn outcome(written: Piece<'_>, notes: &mut Notes) -> Option<Outcome> {
    let found = headings::OUTCOMES.iter().find(|(_, words)| written.is(words));
    if found.is_none() {
        let known = headings::OUTCOMES.iter().flat_map(|(_, words)| words.iter().copied());
        notes.unknown("scenario-outcome-unknown", written.span(), ("outcome", written.text), known);
    }
    found.map(|(o, _)| *o)
}

/// A norm of the agreement in any version.
fn known_norm(written: Piece<'_>, agreement: &Agreement, notes: &mut Notes) {
    let mut versions = vec![agreement];
    while let Some(older) = versions.last().and_then(|a| a.supersedes.as_deref()) {
        versions.push(older);
    }
    let known = || versions.iter().flat_map(|a| &a.norms).map(|n| &*n.id);
    if !known().any(|n| n == written.text) {
        notes.unknown("scenario-norm-unknown", written.span(), ("norm", written.text), known());
    }
}

/// `incident 2, deed 1, version 1)`.
fn of_subject(expected: &mut Expected, about: Piece<'_>, notes: &mut Notes) -> Option<()> {
    let Some(about) = about.before(")") else {
        notes.error("scenario-bracket-unclosed", about.span(), &[("written", about.text)]);
        return None;
    };
    for part in about.parts(headings::COMMAS) {
        let number = |piece: Piece<'_>, notes: &mut Notes| {
            let found = super::piece::digits(piece.text).parse::<u32>().ok();
            if found.is_none() {
                notes.error("scenario-number-unreadable", piece.span(), &[("written", piece.text)]);
            }
            found
        };
        if let Some(version) = part.after(headings::VERSION) {
            expected.version = number(version, notes).map(i64::from);
        } else if let Some(deed) = part.after(headings::DEED) {
            expected.deed = number(deed, notes);
        } else if let Some(incident) = part.after(headings::INCIDENT) {
            expected.subject = format!("{}{}", headings::INCIDENT[0], number(incident, notes)?);
            expected.deed = expected.deed.or(Some(1));
        } else {
            expected.subject = part.text.to_owned();
            expected.deed = None;
        }
    }
    Some(())
}

fn of_clause(expected: &mut Expected, clause: Piece<'_>, agreement: &Agreement, notes: &mut Notes) {
    let found =
        headings::EXPECTED.iter().find_map(|(kind, heads)| clause.after(heads).map(|rest| (*kind, rest)));
    let Some((kind, rest)) = found else {
        let known = headings::EXPECTED.iter().flat_map(|(_, heads)| heads.iter().map(|h| h.trim()));
        notes.unknown("scenario-clause-unknown", clause.span(), ("clause", clause.text), known);
        return;
    };
    let names = |marks: &[&str]| -> Vec<String> {
        rest.parts(marks).iter().map(|p| p.unquoted().text.to_owned()).collect()
    };
    match kind {
        Clause::Against => expected.against = against(rest, agreement, notes),
        Clause::IfBound => expected.if_bound = outcome(rest, notes),
        Clause::Clash => expected.clash = names(headings::WITH),
        Clause::Ambiguity => expected.ambiguities = names(headings::COMMAS),
        Clause::Together => {
            let own = headings::INCIDENT[0];
            let known = |p: &Piece<'_>| match p.after(headings::INCIDENT) {
                Some(number) => format!("{own}{}", number.text),
                None => p.unquoted().text.to_owned(),
            };
            expected.together = Some(rest.parts(headings::WITH).iter().map(known).collect());
        }
        Clause::Because => {
            let mut reports = names(headings::COMMAS);
            reports.sort();
            expected.because = Some(reports);
        }
        Clause::Missing | Clause::MaySettle => {
            expected.missing = Some((kind == Clause::Missing, sets(rest)));
        }
        Clause::By => {
            for part in rest.parts(headings::COMMAS) {
                match headings::SETTLED_BY.iter().find(|(_, words)| part.is(words)) {
                    Some((by, _)) => expected.by.push(*by),
                    None => {
                        let known = headings::SETTLED_BY.iter().flat_map(|(_, words)| words.iter().copied());
                        let said = [("written", part.text), ("key", "by")];
                        notes.unknown_of("value-unknown", part.span(), &said, known);
                    }
                }
            }
        }
    }
}

/// `[[first],[second]]`, an empty set being an outsider; or `unknown`.
#[expect(clippy::option_option, reason = "stated to be unknown is not the same as not stated")]
fn against(written: Piece<'_>, agreement: &Agreement, notes: &mut Notes) -> Option<Option<Vec<Vec<String>>>> {
    if super::values::is_unknown(written) {
        return Some(None);
    }
    let Some(inner) = written.after(&["["]).and_then(|p| p.before("]")) else {
        notes.error("scenario-bracket-unclosed", written.span(), &[("written", written.text)]);
        return None;
    };
    let mut sets = Vec::new();
    for set in inner.parts(&["]"]).into_iter().filter(|p| !p.text.is_empty()) {
        let Some(set) = set.after(&[",", "،"]).or(Some(set)).and_then(|s| s.after(&["["])) else {
            notes.error("scenario-bracket-unclosed", set.span(), &[("written", set.text)]);
            return None;
        };
        let parties = set.parts(headings::COMMAS).into_iter().filter(|p| !p.text.is_empty());
        let mut named = Vec::new();
        for party in parties {
            if !agreement.parties.iter().any(|p| &*p.id == party.text) {
                let known = agreement.parties.iter().map(|p| &*p.id);
                notes.unknown("party-unknown", party.span(), ("party", party.text), known);
            }
            named.push(party.text.to_owned());
        }
        sets.push(named);
    }
    Some(Some(sets))
}

/// `actor + link guard-3 or place`; `nothing` is no set.
fn sets(written: Piece<'_>) -> Vec<Vec<String>> {
    let mut sets: Vec<Vec<String>> = written
        .parts(headings::OR)
        .into_iter()
        .filter(|s| !s.is(&["nothing", "لا شيء"]))
        .map(|set| {
            let mut facts: Vec<String> = set.parts(headings::AND).iter().map(|f| f.text.to_owned()).collect();
            facts.sort();
            facts
        })
        .collect();
    sets.sort();
    sets
}

/// What findings on entries of registers are about: their ids, bodies and decisions.
fn entries<'a>(registers: &'a Registers, agreement: &'a Agreement) -> impl Iterator<Item = &'a str> {
    let visits = registers.visits.iter().filter_map(|v| v.origin.own_id.as_deref());
    let positions = registers.positions.iter().filter_map(|p| p.origin.own_id.as_deref());
    let holdings = registers.holdings.iter().map(|h| &*h.id);
    let people =
        registers.candidates.iter().map(|c| &*c.id).chain(registers.votes.iter().map(|b| &*b.decision));
    let members = registers.members.iter().map(|m| &*m.body);
    let bodies = agreement.norms.iter().filter_map(|n| n.rule.as_ref()?.body.as_deref());
    visits.chain(positions).chain(holdings).chain(people).chain(members).chain(bodies)
}

impl Expected {
    /// Says where a line is about an incident, deed, party or entry that the scenario does not have.
    pub(super) fn check_subject(
        &self,
        incidents: &[Incident],
        registers: &Registers,
        agreement: &Agreement,
        notes: &mut Notes,
    ) {
        let span = self.location.start..self.location.end;
        let Some(number) = self.subject.strip_prefix(headings::INCIDENT[0]) else {
            // several lines of one store are told apart as H1 and H1/2
            let entry = self.subject.split('/').next().unwrap_or_default();
            let known = || agreement.parties.iter().map(|p| &*p.id).chain(entries(registers, agreement));
            return if !known().any(|k| k == entry) {
                notes.unknown("scenario-subject-unknown", span, ("subject", &self.subject), known());
            };
        };
        let incident = incidents.iter().find(|i| i.id.0 == self.subject);
        let deeds = incident.map_or(0, |i| i.deeds.len());
        if self.deed.is_some_and(|d| d == 0 || d as usize > deeds) {
            let deed = self.deed.unwrap_or_default().to_string();
            let said = [("incident", number), ("deed", &*deed)];
            notes.error("scenario-deed-unknown", span, &said);
        }
    }

    /// Whether `finding` is the one that this line is about.
    pub fn is_about(&self, finding: &Finding) -> bool {
        *finding.norm == *self.norm
            && finding.subject.id == self.subject
            && finding.subject.deed == self.deed
            && self.version.is_none_or(|v| v == finding.version)
    }

    /// The finding that this line is about, with its place in the assessment.
    pub fn finding<'a>(&self, assessment: &'a Assessment) -> Option<(usize, &'a Finding)> {
        assessment.findings.iter().enumerate().find(|(_, f)| self.is_about(f))
    }
}
