//! Candidates, members and votes of a scenario, one line each: `key value; key value`.
//!
//! A value may be `a or b`, where one entry leaves both open; `none` and `silent` are stated, a key left out is unknown.

use std::sync::Arc;

use hudna_core::register::{Ballot, Candidate, Member};
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Number, Value};

use super::facts::{Reader, clauses, origin};

impl Reader {
    /// `m-1; years_service 15; served_in none; nominated_by first; at 2026-03-10`.
    pub(super) fn candidate(&mut self, line: &str) -> Result<(), String> {
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
        for (key, value) in clauses(line)? {
            match key {
                "id" => found.id = value.into(),
                "body" => found.body = Some(value.into()),
                "at" => found.at = Some(self.moment(value)?),
                "years_service" => found.years_service = Some(self.number_of(value)?),
                "rank" => found.rank = self.said(Attribute::Rank, value)?,
                "served_in" => found.served_in = self.said(Attribute::ServedIn, value)?,
                "served_as" => found.served_as = self.said(Attribute::ServedAs, value)?,
                "nominated_by" => found.nominated_by = self.said(Attribute::NominatedBy, value)?,
                _ => return Err(format!("not understood of a candidate: {key}")),
            }
        }
        self.registers.candidates.push(found);
        Ok(())
    }

    /// `id m-1; body joint_force; party first; from 2026-03-05`.
    pub(super) fn member(&mut self, line: &str) -> Result<(), String> {
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
        for (key, value) in clauses(line)? {
            match key {
                "id" => found.id = value.into(),
                "body" => found.body = value.into(),
                "party" => found.party = self.said(Attribute::Actor, value)?,
                "role" => found.role = self.said(Attribute::Role, value)?,
                "rank" => found.rank = self.said(Attribute::Rank, value)?,
                "from" => found.from = Some(self.moment(value)?),
                "until" => found.until = Some(self.moment(value)?),
                _ => return Err(format!("not understood of a member: {key}")),
            }
        }
        self.registers.members.push(found);
        Ok(())
    }

    /// `decision d-1; at 2026-03-10 09:00; member m-1; party first; present present; vote for`.
    pub(super) fn vote(&mut self, line: &str) -> Result<(), String> {
        let mut found = Ballot {
            origin: origin("votes", self.registers.votes.len()),
            decision: "".into(),
            body: None,
            at: None::<TimeRange>,
            member: "".into(),
            party: Vec::new(),
            role: Vec::new(),
            present: Vec::new(),
            vote: Vec::new(),
        };
        for (key, value) in clauses(line)? {
            match key {
                "decision" => found.decision = value.into(),
                "body" => found.body = Some(Arc::from(value)),
                "at" => found.at = Some(self.moment(value)?),
                "member" => found.member = value.into(),
                "party" => found.party = self.said(Attribute::Actor, value)?,
                "role" => found.role = self.said(Attribute::Role, value)?,
                "present" => found.present = self.said(Attribute::Present, value)?,
                "vote" => found.vote = self.said(Attribute::Vote, value)?,
                _ => return Err(format!("not understood of a vote: {key}")),
            }
        }
        self.registers.votes.push(found);
        Ok(())
    }

    fn said(&self, attribute: Attribute, text: &str) -> Result<Vec<Value>, String> {
        let silent = |part: &str| matches!(part, "silent" | "صامت");
        text.split(" or ")
            .map(str::trim)
            .map(|part| if silent(part) { Ok(Value::Nothing) } else { self.value(attribute, part) })
            .collect()
    }

    fn number_of(&self, text: &str) -> Result<Number, String> {
        match self.value(Attribute::YearsService, text)? {
            Value::Number(n) => Ok(n),
            other => Err(format!("not a number: {other:?}")),
        }
    }
}
