//! Since when the sides read an order differently, and who read it otherwise first.
//!
//! A reading halts lateness until the commission rules, so whoever reads one late must be seen to have done so: it is told when a
//! dispute began, by whom, when that was sealed, and which readings would have the promise late. Nothing here prefers a reading.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::evaluate::{Board, Deadline, Row, State};
use super::fold::Stamp;
use super::model::{Commitments, Order};
use super::reading::{Pair, Voice};
use crate::condition::Truth;

/// An order that is read differently and was not ruled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contest {
    /// What waits, by one reading: its place in [`Commitments::kept`].
    pub waits: u32,
    /// What it waits for by that reading.
    pub on: u32,
    /// Who read it otherwise, so that the readings differed from then on.
    pub by: Arc<str>,
    /// When that was said, and when it was sealed.
    pub since: Stamp,
}

impl Contest {
    /// Whether it began after `deadline` had surely passed: by the clock of whoever read it, and by the record's.
    pub fn began_after(&self, deadline: Deadline) -> (bool, bool) {
        (self.since.at >= deadline.by, self.since.recorded_at >= deadline.by)
    }
}

/// Something that was said of an order.
enum Said<'a> {
    Agreed(Order),
    Read(&'a Arc<str>, Order),
    Ruled(Order),
}

impl Board {
    /// The disputes on which the state of the promise at a place hangs: of its own order, or of that of what goes together with it by
    /// any reading. In the order in which they began; none where its state is not contested.
    pub fn contests(&self, all: &Commitments, at: usize) -> Vec<Contest> {
        let Ok(own) = u32::try_from(at) else { return Vec::new() };
        if self.rows.get(at).is_none_or(|row| row.state != State::Contested) {
            return Vec::new();
        }
        let near: BTreeSet<u32> =
            self.links.iter().flat_map(|(_, links)| links.together(own)).copied().collect();
        let of_these = |(waits, on): &(u32, u32)| near.contains(waits) || near.contains(on);
        let found = self.disputed().filter(of_these);
        let mut found: Vec<Contest> = found.filter_map(|(waits, on)| self.contest(all, waits, on)).collect();
        found.sort_by_key(|one| (one.since.at, one.since.seq));
        found
    }

    /// How all sides that read the orders in dispute read them, where they read them alike and only what is written is another: their
    /// order, and the written one. `None` where two of them read one differently, or one alone reads it.
    pub fn read_alike(&self, all: &Commitments, at: usize) -> Option<(Order, Order)> {
        let contests = self.contests(all, at);
        let mut alike = None;
        for contest in &contests {
            let promise = all.kept.get(contest.waits as usize)?.promise()?;
            let on = all.kept.get(contest.on as usize)?.id();
            let mut read: BTreeMap<&Arc<str>, Order> = BTreeMap::new();
            for need in promise.needs.iter().filter(|need| need.on == *on) {
                read.extend(need.read_by.as_ref().map(|by| (by, need.how)));
            }
            let said = all.read.get(&(promise.id.clone(), on.clone())).into_iter().flatten();
            read.extend(said.filter(|(.., s)| s.at <= self.as_of).map(|(by, how, _)| (by, *how)));
            let own: BTreeSet<Order> = read.values().copied().collect();
            let agreed = promise.needs.iter().find(|need| need.on == *on && need.read_by.is_none());
            let written = agreed.map_or(Order::Free, |need| need.how);
            match own.first() {
                Some(how) if own.len() == 1 && read.len() > 1 => {
                    alike.get_or_insert((*how, written));
                }
                _ => return None,
            }
        }
        alike
    }

    /// When the dispute on the order of two things began that is not settled at the moment of the board.
    fn contest(&self, all: &Commitments, waits: u32, on: u32) -> Option<Contest> {
        let promise = all.kept.get(waits as usize)?.promise()?;
        let key = (promise.id.clone(), all.kept.get(on as usize)?.id().clone());
        let mut said: Vec<(&Stamp, Said<'_>)> = Vec::new();
        for need in promise.needs.iter().filter(|need| need.on == key.1) {
            let one = need.read_by.as_ref().map_or(Said::Agreed(need.how), |by| Said::Read(by, need.how));
            said.push((&promise.stamp, one));
        }
        for (by, how, stamp) in all.read.get(&key).into_iter().flatten() {
            said.push((stamp, Said::Read(by, *how)));
        }
        for ruled in all.ruled.get(&key).into_iter().flatten() {
            said.push((&ruled.stamp, Said::Ruled(ruled.how)));
        }
        said.retain(|(stamp, _)| stamp.at <= self.as_of);
        said.sort_by_key(|(stamp, one)| (stamp.at, stamp.seq, matches!(one, Said::Read(..))));
        let mut pair = Pair::default();
        let mut since: Option<(&Stamp, &Arc<str>)> = None;
        for (stamp, one) in said {
            let mut by = &promise.by;
            match one {
                Said::Agreed(how) => pair.agree(how),
                Said::Ruled(how) => pair.rule(how),
                Said::Read(party, how) => {
                    pair.read(party, how);
                    by = party;
                }
            }
            since = if pair.is_disputed() { since.or(Some((stamp, by))) } else { None };
        }
        since.map(|(stamp, by)| Contest { waits, on, by: by.clone(), since: stamp.clone() })
    }
}

impl Row {
    /// The readings by which it is surely late; nothing where nothing is contested.
    pub fn late_by(&self) -> impl Iterator<Item = &Voice> {
        let contested = self.state == State::Contested;
        let late = self.views.iter().filter(move |(_, view)| contested && view.late == Truth::True);
        late.map(|(voice, _)| voice)
    }
}
