//! The way of a nomination: put forward, objected to, answered, ruled on by a panel, appealed against, final.
//!
//! Each stage names whom it waits for and until when. A limit that has run moves a nomination on; it never decides for or
//! against the candidate: only a panel does, and a seat is taken by a final ruling alone.

use std::sync::Arc;

use serde::Serialize;

use super::{Body, Force, Seat};
use crate::ledger::act::Verb;
use crate::ledger::id::{EntryId, PartyId, UserId};
use crate::ledger::standing::{Standing as Powers, case_of};
use crate::time::{Instant, Span};

/// A candidate put forward for a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Nomination {
    /// The entry.
    pub entry: EntryId,
    /// The body.
    pub body: Arc<str>,
    /// The candidate's id, never a name.
    pub candidate: Arc<str>,
    /// The party that nominates.
    pub party: PartyId,
    /// When it was recorded: objections run from here.
    pub at: Instant,
    /// Until when what is sealed of the candidate is kept.
    pub keep_until: Option<Instant>,
    /// The body's rules by which it goes; `None` while nobody has said how the body is joined.
    pub rules: Option<Body>,
    /// Objections, in the order of the record.
    pub objections: Vec<Objection>,
    /// The entry by which it was taken back, and when.
    pub withdrawn: Option<(EntryId, Instant)>,
    /// Rulings: of the panel, then on the appeal.
    pub rulings: Vec<Ruling>,
    /// Appeals against the panel's ruling.
    pub appeals: Vec<Appeal>,
}

/// A party's objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Objection {
    /// The entry.
    pub entry: EntryId,
    /// Who objects.
    pub party: PartyId,
    /// When it was recorded.
    pub at: Instant,
    /// The answer of whoever nominated, and when.
    pub answer: Option<(EntryId, Instant)>,
}

/// A ruling of a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ruling {
    /// The entry.
    pub entry: EntryId,
    /// When it was recorded.
    pub at: Instant,
    /// Whether the candidate may take the seat.
    pub accepted: bool,
    /// Who stands by it.
    pub by: Vec<UserId>,
    /// Who voted against it.
    pub against: Vec<UserId>,
    /// Whether it is the ruling on an appeal.
    pub on_appeal: bool,
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Appeal {
    /// The entry.
    pub entry: EntryId,
    /// Who appeals.
    pub party: PartyId,
    /// When it was recorded.
    pub at: Instant,
}

/// Where a nomination stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody has said how the body is joined.
    BodyNotFormed,
    /// The other parties may object.
    Objections,
    /// Whoever nominated may answer what was objected.
    Answers,
    /// The panel is to rule.
    Panel,
    /// Ruled on; an appeal may still be made.
    Ruled,
    /// The panel of appeal is to rule.
    Appeal,
    /// Finally accepted: the seat may be taken.
    Accepted,
    /// Finally refused.
    Refused,
    /// Taken back.
    Withdrawn,
    /// The candidate sits in the body, or has a seat that begins later.
    Seated,
    /// The candidate's time in the body is over.
    Left,
}

impl Stage {
    /// Every stage, in the order of the way.
    pub const ALL: &'static [Self] = &[
        Self::BodyNotFormed,
        Self::Objections,
        Self::Answers,
        Self::Panel,
        Self::Ruled,
        Self::Appeal,
        Self::Accepted,
        Self::Refused,
        Self::Withdrawn,
        Self::Seated,
        Self::Left,
    ];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BodyNotFormed => "body_not_formed",
            Self::Objections => "objections",
            Self::Answers => "answers",
            Self::Panel => "panel",
            Self::Ruled => "ruled",
            Self::Appeal => "appeal",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Seated => "seated",
            Self::Left => "left",
        }
    }
    /// Whether nothing more will be decided.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Accepted | Self::Refused | Self::Withdrawn | Self::Seated | Self::Left)
    }
}

/// Whom a nomination waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// The commission, to say how the body is joined.
    Commission,
    /// The parties that did not nominate.
    OthersThan(PartyId),
    /// One party.
    Party(PartyId),
    /// These users, some of whom may be out of the case.
    Panel(Vec<UserId>),
    /// Whoever keeps the register of members.
    Register,
    /// Nobody.
    Nobody,
}

/// Where a nomination stands at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The stage.
    pub stage: Stage,
    /// Whom it waits for.
    pub waits: Waits,
    /// Until when; `None` where no limit is set.
    pub until: Option<Instant>,
    /// Whether that has run and the nomination waits all the same.
    pub overdue: bool,
}

impl Nomination {
    /// Until when objections may be made; `None` while no limit is known. `reply_within` is the agreement's.
    pub fn objections_until(&self, reply_within: Option<Span>) -> Option<Instant> {
        let limit = self.rules.as_ref()?.limits.objection.or(reply_within)?;
        Some(self.at.plus(limit))
    }

    /// Until when an objection may be answered.
    pub fn answer_until(&self, objection: &Objection, reply_within: Option<Span>) -> Option<Instant> {
        let limit = self.rules.as_ref()?.limits.reply.or(reply_within)?;
        Some(objection.at.plus(limit))
    }

    /// From when the panel may rule: objections are over, and each that was made is answered or its time has run.
    pub fn ripe_at(&self, reply_within: Option<Span>) -> Option<Instant> {
        let mut ripe = self.objections_until(reply_within)?;
        for objection in &self.objections {
            let answered = objection.answer.as_ref().map(|(_, at)| *at);
            let until = self.answer_until(objection, reply_within)?;
            ripe = ripe.max(answered.map_or(until, |at| at.min(until)));
        }
        Some(ripe)
    }

    /// The panel's first ruling.
    pub fn ruling(&self) -> Option<&Ruling> {
        self.rulings.iter().find(|ruling| !ruling.on_appeal)
    }

    /// The ruling on the appeal.
    pub fn ruling_on_appeal(&self) -> Option<&Ruling> {
        self.rulings.iter().find(|ruling| ruling.on_appeal)
    }

    /// Until when the panel's ruling may be appealed against.
    pub fn appeal_until(&self, reply_within: Option<Span>) -> Option<Instant> {
        let limit = self.rules.as_ref()?.limits.appeal.or(reply_within)?;
        Some(self.ruling()?.at.plus(limit))
    }

    /// The users who may rule on the appeal: nobody rules twice on one nomination.
    pub fn appeal_panel(&self) -> Vec<UserId> {
        let Some(rules) = &self.rules else { return Vec::new() };
        let panel = if rules.appeal_panel.is_empty() { &rules.panel } else { &rules.appeal_panel };
        let ruled = |user: &UserId| {
            self.ruling().is_some_and(|ruling| ruling.by.contains(user) || ruling.against.contains(user))
        };
        panel.iter().filter(|user| !ruled(user)).cloned().collect()
    }

    /// Whether a user may vote on it: carries the power, is not out of the case and acts for no party to it.
    pub fn may_rule(&self, user: &UserId, powers: &Powers) -> bool {
        let party = powers.users.get(user).and_then(|known| known.party.as_ref());
        powers.may(user, Verb::Rule)
            && powers.is_in_case(user, &case_of(&self.candidate)).is_ok()
            && !party.is_some_and(|party| self.is_party(party))
    }

    /// Whether the party has a stake in it: it nominated or objected.
    pub fn is_party(&self, party: &PartyId) -> bool {
        self.party == *party || self.objections.iter().any(|objection| objection.party == *party)
    }

    /// What was decided for good; `None` while it is open. A nomination that was taken back decides nothing.
    pub fn decided(&self, reply_within: Option<Span>, now: Instant) -> Option<bool> {
        if let Some(ruling) = self.ruling_on_appeal() {
            return Some(ruling.accepted);
        }
        let ruling = self.ruling()?;
        let runs_out = self.appeal_until(reply_within).is_some_and(|until| until <= now);
        (self.appeals.is_empty() && runs_out).then_some(ruling.accepted)
    }

    /// Whether an entry is one of this nomination's.
    pub fn speaks(&self, entry: &EntryId) -> bool {
        self.entry == *entry
            || self.objections.iter().any(|objection| {
                objection.entry == *entry || objection.answer.as_ref().is_some_and(|(a, _)| a == entry)
            })
            || self.rulings.iter().any(|ruling| ruling.entry == *entry)
            || self.appeals.iter().any(|appeal| appeal.entry == *entry)
            || self.withdrawn.as_ref().is_some_and(|(w, _)| w == entry)
    }

    /// The seats that were entered since it was put forward.
    pub fn seats<'f>(&'f self, force: &'f Force) -> impl Iterator<Item = &'f Seat> {
        force.seats_of(&self.body, &self.candidate).filter(move |seat| seat.at >= self.at)
    }

    /// Where it stands at `now`, by the rules of its body and the agreement's `reply_within`.
    pub fn standing(&self, force: &Force, reply_within: Option<Span>, now: Instant) -> Standing {
        let stand = |stage, waits, until: Option<Instant>| {
            let overdue = until.is_some_and(|until| until <= now);
            Standing { stage, waits, until, overdue }
        };
        if self.withdrawn.is_some() {
            return stand(Stage::Withdrawn, Waits::Nobody, None);
        }
        let Some(rules) = &self.rules else {
            return stand(Stage::BodyNotFormed, Waits::Commission, None);
        };
        match self.decided(reply_within, now) {
            Some(true) if self.seats(force).any(|seat| !seat.is_over(now)) => {
                return stand(Stage::Seated, Waits::Nobody, None);
            }
            // one acceptance gives one seat
            Some(true) if self.seats(force).next().is_some() => {
                return stand(Stage::Left, Waits::Nobody, None);
            }
            Some(true) => return stand(Stage::Accepted, Waits::Register, None),
            Some(false) => return stand(Stage::Refused, Waits::Nobody, None),
            None => {}
        }
        let limit = rules.limits.ruling;
        if let Some(appeal) = self.appeals.first() {
            let panel = Waits::Panel(self.appeal_panel());
            return stand(Stage::Appeal, panel, limit.map(|limit| appeal.at.plus(limit)));
        }
        if let Some(ruling) = self.ruling() {
            let waits = if ruling.accepted {
                Waits::OthersThan(self.party.clone())
            } else {
                Waits::Party(self.party.clone())
            };
            return stand(Stage::Ruled, waits, self.appeal_until(reply_within));
        }
        let until = self.objections_until(reply_within);
        if until.is_none_or(|until| now < until) {
            return stand(Stage::Objections, Waits::OthersThan(self.party.clone()), until);
        }
        match self.ripe_at(reply_within) {
            Some(ripe) if ripe <= now => {
                let due = limit.map(|limit| ripe.plus(limit));
                stand(Stage::Panel, Waits::Panel(rules.panel.clone()), due)
            }
            ripe => stand(Stage::Answers, Waits::Party(self.party.clone()), ripe),
        }
    }
}
