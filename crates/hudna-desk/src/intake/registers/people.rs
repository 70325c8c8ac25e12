//! Candidates, members and votes: people by the ids of a register, never by name.

use hudna_core::register::{Ballot, Candidate, Member};
use hudna_core::time::{Span, TimeRange};
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::Code;

use super::columns::Key;
use super::{Row, Taken};
use crate::intake::fault::Fault;
use crate::intake::labels::{Said, said};
use crate::intake::letters::{clean, fold};
use crate::intake::names::Names;
use crate::intake::row::{actors, codes};
use crate::intake::rows::Rejected;

/// What minutes write for a member who did not speak.
const SILENT: &[&str] = &["silent", "no reply", "صامت", "ساكت", "سكت", "لم يرد"];
/// What they write for one who was there, and for one who was not.
const THERE: &[(&str, &[&str])] = &[("present", &["yes", "نعم"]), ("absent", &["no", "لا"])];

impl Row<'_> {
    pub(super) fn candidate(&self, names: &mut Names) -> Result<Taken, Rejected> {
        let origin = self.origin(names)?;
        Ok(Taken::Candidate(Candidate {
            id: self.required(Key::Id, self.name(Key::Id, names)?)?,
            origin,
            body: self.name(Key::Body, names)?,
            at: self.time(Key::At)?,
            nominated_by: self.people(Key::NominatedBy, names)?,
            years_service: self.number(Key::YearsService)?,
            rank: self.stated(Key::Rank, Attribute::Rank)?,
            served_in: self.people(Key::ServedIn, names)?,
            served_as: self.stated(Key::ServedAs, Attribute::ServedAs)?,
        }))
    }

    pub(super) fn member(&self, names: &mut Names) -> Result<Taken, Rejected> {
        let origin = self.origin(names)?;
        let (from, until) = (self.time(Key::From)?, self.time(Key::Until)?);
        if let (Some(from), Some(until)) = (from, until)
            && until.hi <= from.lo
        {
            return Err(self.reject(Key::Until, Fault::new("time-order")));
        }
        Ok(Taken::Member(Member {
            id: self.required(Key::Id, self.name(Key::Id, names)?)?,
            body: self.required(Key::Body, self.name(Key::Body, names)?)?,
            origin,
            party: self.people(Key::Party, names)?,
            role: self.stated(Key::Role, Attribute::Role)?,
            rank: self.stated(Key::Rank, Attribute::Rank)?,
            from: from.map(begins),
            until: until.map(ends),
        }))
    }

    pub(super) fn ballot(&self, names: &mut Names) -> Result<Taken, Rejected> {
        let origin = self.origin(names)?;
        Ok(Taken::Ballot(Ballot {
            decision: self.required(Key::Decision, self.name(Key::Decision, names)?)?,
            member: self.required(Key::Member, self.name(Key::Member, names)?)?,
            origin,
            body: self.name(Key::Body, names)?,
            at: self.time(Key::At)?,
            party: self.people(Key::Party, names)?,
            role: self.stated(Key::Role, Attribute::Role)?,
            present: self.present()?,
            vote: self.vote()?,
        }))
    }

    /// A cell in which *none* is said too; blank is unknown.
    fn written(&self, key: Key) -> Option<String> {
        let cell = clean(self.row.get(self.at(key)?)?);
        (said(&cell) != Said::Unknown).then(|| cell.into_owned())
    }

    fn people(&self, key: Key, names: &mut Names) -> Result<Vec<Value>, Rejected> {
        let Some(cell) = self.written(key) else { return Ok(Vec::new()) };
        actors(&cell, names).map_err(|f| self.reject(key, f))
    }

    fn stated(&self, key: Key, attribute: Attribute) -> Result<Vec<Value>, Rejected> {
        let Some(cell) = self.written(key) else { return Ok(Vec::new()) };
        codes(attribute, &cell).map_err(|f| self.reject(key, f))
    }

    fn present(&self) -> Result<Vec<Value>, Rejected> {
        let Some(cell) = self.written(Key::Present) else { return Ok(Vec::new()) };
        let folded = fold(&cell);
        let there = THERE.iter().find(|(_, words)| words.iter().any(|w| fold(w) == folded));
        match there.and_then(|(code, _)| Code::parse(Attribute::Present, code)) {
            Some(code) => Ok(vec![Value::Code(code)]),
            None => self.stated(Key::Present, Attribute::Present),
        }
    }

    fn vote(&self) -> Result<Vec<Value>, Rejected> {
        let Some(cell) = self.written(Key::Vote) else { return Ok(Vec::new()) };
        let folded = fold(&cell);
        if SILENT.iter().any(|word| fold(word) == folded) {
            return Ok(vec![Value::Nothing]);
        }
        self.stated(Key::Vote, Attribute::Vote)
    }
}

/// Membership that began on a day held on all of it; a longer range leaves open on which.
fn begins(range: TimeRange) -> TimeRange {
    if is_a_day(range) { TimeRange::exact(range.lo) } else { range }
}

/// Membership that ended on a day held on all of it.
fn ends(range: TimeRange) -> TimeRange {
    if is_a_day(range) && !range.is_exact() { TimeRange::exact(range.hi) } else { range }
}

fn is_a_day(range: TimeRange) -> bool {
    range.hi.0.saturating_sub(range.lo.0) <= Span::hours(25).0
}
