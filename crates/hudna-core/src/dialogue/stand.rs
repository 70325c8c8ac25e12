//! Where an issue stands: the last position of each party, what they come to together, and what moved.
//!
//! A function of the last positions alone: in which order the parties spoke to each other makes no difference. The last position of a party is
//! the one stated latest, by the time of the statement; of one time, the one written down last.

use std::sync::Arc;

use super::table::{Issue, Position, Table};
use crate::ledger::act::Stance;
use crate::ledger::id::PartyId;
use crate::time::Instant;

/// What the positions on an issue come to. The first that fits is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Some reject.
    Disputed(Vec<PartyId>),
    /// Nobody rejects; some were absent, or never stated anything.
    Awaited(Vec<PartyId>),
    /// All were there and nobody rejects; some kept silent.
    Silent(Vec<PartyId>),
    /// All accept, these with a reservation.
    HeldUp(Vec<PartyId>),
    /// All who were asked accept, these; parties of the agreement were not asked.
    AgreedByAsked(Vec<PartyId>),
    /// All accept.
    Agreed,
}

impl Reached {
    /// The name in data.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Disputed(_) => "disputed",
            Self::Awaited(_) => "awaited",
            Self::Silent(_) => "silent",
            Self::HeldUp(_) => "held_up",
            Self::AgreedByAsked(_) => "agreed_by_asked",
            Self::Agreed => "agreed",
        }
    }
    /// Whom it turns on.
    pub fn by(&self) -> &[PartyId] {
        match self {
            Self::Disputed(by)
            | Self::Awaited(by)
            | Self::Silent(by)
            | Self::HeldUp(by)
            | Self::AgreedByAsked(by) => by,
            Self::Agreed => &[],
        }
    }
}

/// Where one party stands on one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holds<'t> {
    /// The party.
    pub party: PartyId,
    /// Its last position; `None`: it never stated any.
    pub now: Option<&'t Position>,
    /// The position before the moment asked about, where it was another.
    pub was: Option<&'t Position>,
}

impl Holds<'_> {
    /// Whether it moved since the moment asked about: it stands elsewhere, or on other conditions.
    pub const fn moved(&self) -> bool {
        self.was.is_some()
    }
}

/// Where an issue stands.
#[derive(Clone, Debug)]
pub struct Stand<'t> {
    /// The issue.
    pub issue: &'t Issue,
    /// Each party asked, in their order.
    pub parties: Vec<Holds<'t>>,
    /// What they come to.
    pub reached: Reached,
}

impl Table {
    /// The last position of a party on an issue that was stated by a moment.
    pub fn position_at(&self, issue: &str, party: &PartyId, at: Instant) -> Option<&Position> {
        let stated = self.positions.iter().enumerate();
        let own = stated.filter(|(_, p)| *p.issue == *issue && p.party == *party && p.at <= at);
        own.max_by_key(|(n, position)| (position.at, *n)).map(|(_, position)| position)
    }

    /// Every position of a party on an issue, from the first on.
    pub fn versions_of(&self, issue: &str, party: &PartyId) -> Vec<&Position> {
        let mut own: Vec<&Position> =
            self.positions.iter().filter(|p| *p.issue == *issue && p.party == *party).collect();
        own.sort_by_key(|position| position.at);
        own
    }

    /// Another position of the same party on the same issue, stated at the same time.
    pub fn at_one_time(&self, new: &Position) -> Option<&Position> {
        let same = |p: &&Position| p.issue == new.issue && p.party == new.party && p.at == new.at;
        self.positions.iter().find(same)
    }

    /// Whose positions are shown: the parties of the agreement in their order, then whoever else was asked or spoke.
    pub fn parties(&self, of_agreement: &[Arc<str>]) -> Vec<PartyId> {
        let mut all: Vec<PartyId> = of_agreement.iter().map(|id| PartyId(id.clone())).collect();
        let asked = self.issues.iter().flat_map(|issue| &issue.parties);
        let spoke = self.positions.iter().map(|position| &position.party);
        for party in asked.chain(spoke) {
            if !all.contains(party) {
                all.push(party.clone());
            }
        }
        all
    }

    /// Where an issue stands now, and who moved since a moment. Asked are its own parties, else those of the agreement; who spoke
    /// without being asked counts too.
    pub fn stand<'t>(
        &'t self,
        issue: &'t Issue,
        of_agreement: &[Arc<str>],
        since: Option<Instant>,
    ) -> Stand<'t> {
        let asked = |party: &PartyId| match issue.parties.is_empty() {
            true => of_agreement.contains(&party.0),
            false => issue.parties.contains(party),
        };
        let spoke = |party: &PartyId| self.position_at(&issue.id, party, Instant(i64::MAX)).is_some();
        let parties = self.parties(of_agreement).into_iter().filter(|party| asked(party) || spoke(party));
        let holds = |party: PartyId| {
            let now = self.position_at(&issue.id, &party, Instant(i64::MAX));
            let was = since.and_then(|since| self.position_at(&issue.id, &party, since));
            let moved = |was: &&Position| now.is_some_and(|now| !same(was, now));
            Holds { was: was.filter(moved), party, now }
        };
        let parties: Vec<Holds<'t>> = parties.map(holds).collect();
        let all_asked = of_agreement.iter().all(|party| parties.iter().any(|holds| holds.party.0 == *party));
        let reached = match reached(&parties) {
            Reached::Agreed if !all_asked => {
                Reached::AgreedByAsked(parties.iter().map(|holds| holds.party.clone()).collect())
            }
            reached => reached,
        };
        Stand { issue, reached, parties }
    }

    /// Where every issue that is on the table stands.
    pub fn stands(&self, of_agreement: &[Arc<str>], since: Option<Instant>) -> Vec<Stand<'_>> {
        self.issues.iter().map(|issue| self.stand(issue, of_agreement, since)).collect()
    }

    /// The end of the meeting before the last: what is stated since then moved since it. `None` before there are two.
    pub fn since(&self) -> Option<Instant> {
        let meetings = self.meetings_in_time();
        meetings.len().checked_sub(2).and_then(|n| meetings.get(n)).map(|meeting| meeting.at.hi)
    }
}

/// Whether two positions say the same: stance and conditions.
fn same(a: &Position, b: &Position) -> bool {
    let words = |p: &Position| p.conditions.iter().map(|one| one.words.clone()).collect::<Vec<_>>();
    a.stance == b.stance && words(a) == words(b)
}

fn reached(parties: &[Holds<'_>]) -> Reached {
    let who = |fits: &dyn Fn(Option<Stance>) -> bool| -> Vec<PartyId> {
        let all = parties.iter().filter(|holds| fits(holds.now.map(|position| position.stance)));
        all.map(|holds| holds.party.clone()).collect()
    };
    let found = [
        Reached::Disputed(who(&|stance| stance == Some(Stance::Rejects))),
        Reached::Awaited(who(&|stance| matches!(stance, None | Some(Stance::Absent)))),
        Reached::Silent(who(&|stance| stance == Some(Stance::Silent))),
        Reached::HeldUp(who(&|stance| stance == Some(Stance::AcceptsWithReservation))),
    ];
    found.into_iter().find(|reached| !reached.by().is_empty()).unwrap_or(Reached::Agreed)
}
