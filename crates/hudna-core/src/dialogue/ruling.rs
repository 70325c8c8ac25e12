//! Whether a ruling on a finding was validly taken: by the decision rule that the text gives its commission, weighed in three values.
//!
//! A text gives it one by a norm of the kind *decision* that names no body, or the body [`COMMISSION`] (`agreement/norm/decision.rs`). Who stands by
//! the ruling voted for it; who is named against it or as abstaining was there and did not; whoever else may rule was not there. A text without such
//! a norm says nothing that could be weighed: then the ruling names the paragraph by which it was taken, and that is all.

use std::sync::Arc;

use super::adoption::{Deciding, Vote};
use super::ballot::choice_of;
use crate::agreement::Agreement;
use crate::agreement::norm::{Kind, Norm};
use crate::ledger::id::UserId;
use crate::register::{Ballot, Registers};
use crate::report::Origin;
use crate::time::{Instant, TimeRange};
use crate::value::{Attribute, Value};
use crate::vocabulary::Code;

/// The body that rules on findings, as decision norms name it.
pub const COMMISSION: &str = "commission";

/// How those who may rule voted on one ruling.
#[derive(Clone, Copy, Debug)]
pub struct Voices<'a> {
    /// All who may rule on it: who is out of the case is none of them.
    pub members: &'a [UserId],
    /// Who stands by it.
    pub by: &'a [UserId],
    /// Who was there and against it.
    pub against: &'a [UserId],
    /// Who was there and did neither.
    pub abstained: &'a [UserId],
}

impl Voices<'_> {
    /// Whether somebody took part.
    pub fn took_part(&self, user: &UserId) -> bool {
        [self.by, self.against, self.abstained].iter().any(|list| list.contains(user))
    }
    /// The first who is named twice.
    pub fn twice(&self) -> Option<&UserId> {
        let mut all: Vec<&UserId> = [self.by, self.against, self.abstained].into_iter().flatten().collect();
        all.sort();
        all.windows(2).find(|two| two[0] == two[1]).map(|two| two[0])
    }
    /// Who was not there.
    pub fn away(&self) -> impl Iterator<Item = &UserId> {
        self.members.iter().filter(|user| !self.took_part(user))
    }
    /// A vote for each of them on `decision`, put to them at `put`.
    fn ballots(&self, decision: &Arc<str>, put: Instant) -> Vec<Ballot> {
        let code = |word| Code::parse(Attribute::Present, word).map(Value::Code).into_iter().collect();
        let ballot = |user: &UserId| {
            let choice = if self.by.contains(user) {
                choice_of("for")
            } else if self.against.contains(user) {
                choice_of("against")
            } else if self.abstained.contains(user) {
                choice_of("abstained")
            } else {
                Some(Value::Nothing)
            };
            Ballot {
                origin: Origin::default(),
                decision: decision.clone(),
                body: Some(COMMISSION.into()),
                at: Some(TimeRange::exact(put)),
                member: user.0.clone(),
                party: Vec::new(),
                role: Vec::new(),
                present: code(if self.took_part(user) { "present" } else { "absent" }),
                vote: choice.into_iter().collect(),
            }
        };
        self.members.iter().map(ballot).collect()
    }
}

/// The rules by which the commission of a text rules on findings.
pub fn rules(agreement: &Agreement) -> impl Iterator<Item = &Norm> {
    let body = |norm: &Norm| norm.rule.as_ref().and_then(|rule| rule.body.clone());
    agreement
        .norms
        .iter()
        .filter(move |norm| norm.kind == Kind::Decision && body(norm).is_none_or(|body| *body == *COMMISSION))
}

/// What the votes on a ruling come to by `rule`, as of a moment; `put` is when the finding came before the commission.
pub fn weigh(
    agreement: &Agreement,
    rule: &str,
    voices: &Voices<'_>,
    (put, as_of): (Instant, Instant),
) -> Vote {
    let decision: Arc<str> = "ruling".into();
    let votes = voices.ballots(&decision, put);
    Deciding::by(agreement).weigh_votes(votes, &Registers::default(), (&decision, rule), as_of)
}
