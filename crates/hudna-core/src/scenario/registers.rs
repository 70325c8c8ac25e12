//! What registers show, line by line.

use super::facts::Reader;
use super::headings::{self, Key, Section};
use super::piece::{Piece, folded};
use super::values::{self, origin};
use crate::agreement::LinkKind;
use crate::agreement::read::fields::Notes;
use crate::register::{Affiliation, Answer, Complete, Entry, RegisterKind, Verification, Verified};
use crate::time::{Instant, TimeRange};
use crate::value::Attribute;

/// What an entry, notice or call may say.
const OF_ENTRIES: &[Key] =
    &[Key::Party, Key::Unit, Key::Act, Key::Purpose, Key::Sent, Key::Window, Key::Place, Key::Answer];
/// What a verification may say.
const OF_VERIFICATIONS: &[Key] =
    &[Key::Norm, Key::Party, Key::Incident, Key::State, Key::At, Key::Until, Key::By];

/// What a link may say.
const OF_LINKS: &[Key] =
    &[Key::Of, Key::Is, Key::To, Key::From, Key::Until, Key::By, Key::DisputedBy, Key::Change];

impl Reader<'_> {
    pub(super) fn entry_line(&mut self, section: Section, item: Piece<'_>, notes: &mut Notes) {
        match section {
            Section::Answers => self.answers(item, notes),
            Section::Verifications => self.verification(item, notes),
            Section::Complete => self.complete(item, notes),
            Section::Links => self.link(item, notes),
            Section::Visits => self.visit(item, notes),
            Section::Holdings => self.holding(item, notes),
            Section::Positions => self.position(item, notes),
            Section::Candidates => self.candidate(item, notes),
            Section::Members => self.member(item, notes),
            Section::Votes => self.ballot(item, notes),
            Section::Notices => {
                let entry = self.entry("notices", self.registers.notices.len(), item, notes);
                self.registers.notices.push(entry);
            }
            Section::Authorisations => {
                let entry = self.entry("authorisations", self.registers.authorisations.len(), item, notes);
                self.registers.authorisations.push(entry);
            }
            Section::Contacts => {
                let entry = self.entry("contacts", self.registers.contacts.len(), item, notes);
                self.registers.contacts.push(entry);
            }
            Section::Facts
            | Section::AnotherDeed
            | Section::AnotherIncident
            | Section::Reports
            | Section::Expect
            | Section::Why => {}
        }
    }

    /// `R1 answers R2`.
    fn answers(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let marks: Vec<String> = headings::ANSWERS.iter().map(|w| format!(" {w} ")).collect();
        let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
        let Some((act, answered)) = item.cut(&marks) else {
            notes.error("scenario-answer-unreadable", item.span(), &[("line", item.text)]);
            return;
        };
        let origin = origin("answers", self.registers.answers.len());
        let (act, answers) = (self.referred(act), self.referred(answered));
        self.registers.answers.push(Answer { origin, act, answers });
    }

    /// `party first; unit brigade-1; act flight; sent …; window …; place …; answer granted`.
    fn entry(&self, file: &str, index: usize, item: Piece<'_>, notes: &mut Notes) -> Entry {
        let mut entry = Entry {
            origin: origin(file, index),
            party: None,
            unit: None,
            act: Vec::new(),
            purpose: Vec::new(),
            sent_at: None,
            window: None,
            place: None,
            answer: None,
        };
        for (key, value) in clauses(item, OF_ENTRIES, notes) {
            let mut code = |attribute| values::value(attribute, value, self.zone(), notes);
            match key {
                Key::Party => entry.party = self.party(value, notes),
                Key::Unit => entry.unit = Some(value.unquoted().text.into()),
                Key::Act => entry.act.extend(code(Attribute::Act)),
                Key::Purpose => entry.purpose.extend(code(Attribute::Purpose)),
                Key::Sent => entry.sent_at = self.moment(value, notes),
                Key::Window => entry.window = self.moment(value, notes),
                Key::Place => entry.place = values::place(value, notes),
                Key::Answer => {
                    let known = headings::ANSWER_WORDS.iter().find(|(_, words)| value.is(words));
                    entry.answer = Some(known.map_or(value.text, |(name, _)| name).into());
                }
                _ => {}
            }
        }
        entry
    }

    /// `norm a5.1; party first; state done; at 2026-03-20; until 2026-04-20 00:00; incident R1`.
    fn verification(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Verification {
            origin: origin("verifications", self.registers.verifications.len()),
            norm: "".into(),
            party: None,
            incident: None,
            state: Verified::Partial,
            at: TimeRange::ALL,
            by: None,
            valid_until: None,
        };
        for (key, value) in clauses(item, OF_VERIFICATIONS, notes) {
            match key {
                Key::Norm => {
                    let known = self.agreement.norms.iter().map(|n| &*n.id);
                    if !known.clone().any(|n| n == value.text) {
                        notes.unknown("scenario-norm-unknown", value.span(), ("norm", value.text), known);
                    }
                    found.norm = value.text.into();
                }
                Key::Party => found.party = self.party(value, notes),
                Key::Incident => found.incident = Some(self.referred(value)),
                Key::State => match headings::STATES.iter().find(|(_, words)| value.is(words)) {
                    Some((state, _)) => found.state = *state,
                    None => {
                        let known = headings::STATES.iter().flat_map(|(_, words)| words.iter().copied());
                        notes.unknown_of(
                            "value-unknown",
                            value.span(),
                            &[("written", value.text), ("key", "state")],
                            known,
                        );
                    }
                },
                Key::At => found.at = self.moment(value, notes).unwrap_or(TimeRange::ALL),
                Key::Until => found.valid_until = self.moment(value, notes).map(|range| range.lo),
                Key::By => found.by = Some(value.text.into()),
                _ => {}
            }
        }
        self.registers.verifications.push(found);
    }

    /// `of brigade-7; is integrated_into; to second; from 2026-03-05 .. 2026-03-09; until …; by R-118; change b7`.
    fn link(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Affiliation {
            origin: origin("links", self.registers.links.len()),
            of: "".into(),
            is: LinkKind::BelongsTo,
            to: "".into(),
            from: None,
            until: None,
            by: None,
            disputed_by: Vec::new(),
            change: None,
        };
        for (key, value) in clauses(item, OF_LINKS, notes) {
            let name = || value.unquoted().text.into();
            match key {
                Key::Of => found.of = name(),
                Key::To => found.to = name(),
                Key::By => found.by = Some(name()),
                Key::Change => found.change = Some(name()),
                Key::Is => match headings::LINKS.iter().find(|(_, words)| value.is(words)) {
                    Some((kind, _)) => found.is = *kind,
                    None => {
                        let known = headings::LINKS.iter().flat_map(|(_, words)| words.iter().copied());
                        let said = [("written", value.text), ("key", "is")];
                        notes.unknown_of("value-unknown", value.span(), &said, known);
                    }
                },
                Key::From => found.from = self.edge(value, |day| day.lo, notes),
                Key::Until => found.until = self.edge(value, |day| day.hi, notes),
                Key::DisputedBy => {
                    let parties = value.parts(headings::COMMAS);
                    found.disputed_by = parties.into_iter().filter_map(|p| self.party(p, notes)).collect();
                }
                _ => {}
            }
        }
        if found.of.is_empty() || found.to.is_empty() {
            notes.error("scenario-link-unreadable", item.span(), &[("line", item.text)]);
        }
        self.registers.links.push(found);
    }

    /// The earliest and the latest moment at which a link may begin or end.
    fn edge(
        &self,
        value: Piece<'_>,
        of_day: fn(TimeRange) -> Instant,
        notes: &mut Notes,
    ) -> Option<TimeRange> {
        let (first, last) = value.cut(&[".."]).unwrap_or((value, value));
        let (first, last) = (self.moment(first, notes)?, self.moment(last, notes)?);
        Some(TimeRange::new(of_day(first), Instant(of_day(last).0.saturating_add(1))))
    }

    pub(super) fn party(&self, value: Piece<'_>, notes: &mut Notes) -> Option<std::sync::Arc<str>> {
        let own = folded(value.unquoted().text);
        let found = self
            .agreement
            .parties
            .iter()
            .find(|p| [&p.id, &p.name.ar, &p.name.en].iter().any(|name| folded(name) == own));
        if found.is_none() {
            let known = self.agreement.parties.iter().map(|p| &*p.id);
            notes.unknown("party-unknown", value.span(), ("party", value.text), known);
        }
        found.map(|p| p.id.clone())
    }

    /// `notices from 2026-03-01 until 2026-06-30`.
    fn complete(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let parts = item
            .cut(headings::FROM)
            .and_then(|(kind, rest)| rest.cut(headings::TO).map(|(from, until)| (kind, from, until)));
        let Some((kind, from, until)) = parts else {
            notes.error("scenario-complete-unreadable", item.span(), &[("line", item.text)]);
            return;
        };
        let Some(register) = RegisterKind::ALL.iter().find(|k| kind.is(&headings::register_words(**k)))
        else {
            let known = RegisterKind::ALL.iter().flat_map(|k| headings::register_words(*k));
            let said = [("written", kind.text), ("key", "register")];
            notes.unknown_of("value-unknown", kind.span(), &said, known);
            return;
        };
        if let (Some(from), Some(until)) = (self.moment(from, notes), self.moment(until, notes)) {
            let over = TimeRange::new(from.lo, until.hi);
            self.registers.complete.push(Complete {
                register: *register,
                over,
                by: Some("commission".into()),
            });
        }
    }
}

/// The word of data that `value` stands for; says so where it is none of `known`.
pub(super) fn word(
    value: Piece<'_>,
    key: &str,
    known: &[(&'static str, &[&str])],
    notes: &mut Notes,
) -> Option<&'static str> {
    let found = known.iter().find(|(_, words)| value.is(words));
    if found.is_none() {
        let said = [("written", value.text), ("key", key)];
        notes.unknown_of(
            "value-unknown",
            value.span(),
            &said,
            known.iter().flat_map(|(_, words)| words.iter().copied()),
        );
    }
    found.map(|(word, _)| *word)
}

/// The clauses of an entry: a key of `known` and its value each.
pub(super) fn clauses<'a>(item: Piece<'a>, known: &[Key], notes: &mut Notes) -> Vec<(Key, Piece<'a>)> {
    let words = || headings::KEYS.iter().filter(|(key, _)| known.contains(key));
    let mut out = Vec::new();
    for clause in item.parts(headings::CLAUSES) {
        let (key, value) = clause.cut(&[" "]).unwrap_or((clause, clause));
        match words().find(|(_, words)| key.is(words)) {
            Some((key, _)) if value.at > clause.at => out.push((*key, value)),
            Some(_) => notes.error("scenario-value-missing", clause.span(), &[("line", clause.text)]),
            None => {
                let known = words().flat_map(|(_, words)| words.iter().copied());
                notes.unknown("scenario-clause-unknown", key.span(), ("clause", key.text), known);
            }
        }
    }
    out
}
