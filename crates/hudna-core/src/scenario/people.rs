//! Candidates, members and votes, line by line.
//!
//! A value may be `a or b`, where one entry leaves both open; `none` and `silent` are stated, a key left out is
//! unknown.

use super::facts::Reader;
use super::headings::{self, Key};
use super::piece::Piece;
use super::registers::clauses;
use super::values::{self, origin};
use crate::agreement::read::fields::Notes;
use crate::register::{Ballot, Candidate, Member};
use crate::value::{Attribute, Value};

const OF_CANDIDATES: &[Key] = &[
    Key::Id,
    Key::Body,
    Key::At,
    Key::YearsService,
    Key::Rank,
    Key::ServedIn,
    Key::ServedAs,
    Key::NominatedBy,
];
const OF_MEMBERS: &[Key] = &[Key::Id, Key::Body, Key::Party, Key::Role, Key::Rank, Key::From, Key::Until];
const OF_VOTES: &[Key] =
    &[Key::Decision, Key::Body, Key::At, Key::Member, Key::Party, Key::Role, Key::Present, Key::Vote];

impl Reader<'_> {
    /// `id m-1; years_service 15; served_in none; nominated_by first; at 2026-03-10`.
    pub(super) fn candidate(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Candidate {
            origin: origin("candidates", self.registers.candidates.len()),
            id: "".into(),
            body: None,
            at: None,
            nominated_by: Vec::new(),
            years_service: None,
            rank: Vec::new(),
            served_in: Vec::new(),
            served_as: Vec::new(),
        };
        for (key, value) in clauses(item, OF_CANDIDATES, notes) {
            match key {
                Key::Id => found.id = value.unquoted().text.into(),
                Key::Body => found.body = Some(value.unquoted().text.into()),
                Key::At => found.at = self.moment(value, notes),
                Key::YearsService => {
                    found.years_service = self.number_of(Attribute::YearsService, value, notes);
                }
                Key::Rank => found.rank = self.open(Attribute::Rank, value, notes),
                Key::ServedIn => found.served_in = self.open(Attribute::ServedIn, value, notes),
                Key::ServedAs => found.served_as = self.open(Attribute::ServedAs, value, notes),
                Key::NominatedBy => found.nominated_by = self.open(Attribute::NominatedBy, value, notes),
                _ => {}
            }
        }
        self.registers.candidates.push(found);
    }

    /// `id m-1; body joint_force; party first; from 2026-03-05`.
    pub(super) fn member(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Member {
            origin: origin("members", self.registers.members.len()),
            id: "".into(),
            body: "".into(),
            party: Vec::new(),
            role: Vec::new(),
            rank: Vec::new(),
            from: None,
            until: None,
        };
        for (key, value) in clauses(item, OF_MEMBERS, notes) {
            match key {
                Key::Id => found.id = value.unquoted().text.into(),
                Key::Body => found.body = value.unquoted().text.into(),
                Key::Party => found.party = self.open(Attribute::Actor, value, notes),
                Key::Role => found.role = self.open(Attribute::Role, value, notes),
                Key::Rank => found.rank = self.open(Attribute::Rank, value, notes),
                Key::From => found.from = self.moment(value, notes),
                Key::Until => found.until = self.moment(value, notes),
                _ => {}
            }
        }
        self.registers.members.push(found);
    }

    /// `decision d-1; at 2026-03-10 09:00; member m-1; party first; present present; vote for`.
    pub(super) fn ballot(&mut self, item: Piece<'_>, notes: &mut Notes) {
        let mut found = Ballot {
            origin: origin("votes", self.registers.votes.len()),
            decision: "".into(),
            body: None,
            at: None,
            member: "".into(),
            party: Vec::new(),
            role: Vec::new(),
            present: Vec::new(),
            vote: Vec::new(),
        };
        for (key, value) in clauses(item, OF_VOTES, notes) {
            match key {
                Key::Decision => found.decision = value.unquoted().text.into(),
                Key::Body => found.body = Some(value.unquoted().text.into()),
                Key::At => found.at = self.moment(value, notes),
                Key::Member => found.member = value.unquoted().text.into(),
                Key::Party => found.party = self.open(Attribute::Actor, value, notes),
                Key::Role => found.role = self.open(Attribute::Role, value, notes),
                Key::Present => found.present = self.open(Attribute::Present, value, notes),
                Key::Vote => found.vote = self.open(Attribute::Vote, value, notes),
                _ => {}
            }
        }
        self.registers.votes.push(found);
    }

    /// The values that one entry leaves open.
    fn open(&self, attribute: Attribute, value: Piece<'_>, notes: &mut Notes) -> Vec<Value> {
        let parts = value.parts(headings::OR).into_iter();
        parts
            .filter_map(|part| {
                if part.is(headings::SILENT) {
                    return Some(Value::Nothing);
                }
                values::value(attribute, part, self.zone(), notes)
            })
            .collect()
    }
}
