//! Decisions of people that stand, by their ids, by the reports that they bind and by pairs.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Refused;
use crate::ledger::id::EntryId;

/// A decision about two reports, by their places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    pub a: u32,
    pub b: u32,
    pub together: bool,
}

impl Decision {
    fn pair(&self) -> (u32, u32) {
        (self.a.min(self.b), self.a.max(self.b))
    }
}

/// The decisions that stand.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    standing: BTreeMap<EntryId, Decision>,
    bound: FxHashMap<u32, Vec<EntryId>>,
    /// How many decisions say of a pair: apart, together.
    pairs: FxHashMap<(u32, u32), [u32; 2]>,
}

impl Decisions {
    /// One more stands.
    pub(super) fn add(&mut self, id: EntryId, decision: Decision) -> Result<(), Refused> {
        if self.standing.contains_key(&id) {
            return Err(Refused::DecisionTwice { decision: id });
        }
        let (a, b) = decision.pair();
        self.bound.entry(a).or_default().push(id.clone());
        if a != b {
            self.bound.entry(b).or_default().push(id.clone());
            self.pairs.entry((a, b)).or_default()[usize::from(decision.together)] += 1;
        }
        self.standing.insert(id, decision);
        Ok(())
    }

    /// One stands no more.
    pub(super) fn take(&mut self, id: &EntryId) -> Result<Decision, Refused> {
        let missing = || Refused::DecisionMissing { decision: id.clone() };
        let decision = self.standing.remove(id).ok_or_else(missing)?;
        let (a, b) = decision.pair();
        for at in [a, b] {
            if let Some(list) = self.bound.get_mut(&at) {
                list.retain(|other| other != id);
            }
        }
        if let Some(said) = self.pairs.get_mut(&(a, b)) {
            said[usize::from(decision.together)] -= 1;
            if *said == [0, 0] {
                self.pairs.remove(&(a, b));
            }
        }
        Ok(decision)
    }

    /// What is decided of a pair; *apart* is the stronger.
    pub(super) fn of(&self, i: u32, j: u32) -> Option<bool> {
        if self.pairs.is_empty() {
            return None;
        }
        self.pairs.get(&(i.min(j), i.max(j))).map(|[apart, _]| *apart == 0)
    }

    /// The decisions that bind a report.
    pub(super) fn binding(&self, at: u32) -> &[EntryId] {
        self.bound.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The other reports that decisions name with this one, and whether together.
    pub(super) fn partners(&self, at: u32) -> impl Iterator<Item = (u32, bool)> {
        let decisions = self.binding(at).iter().filter_map(|id| self.standing.get(id));
        decisions
            .map(move |d| (if d.a == at { d.b } else { d.a }, d.together))
            .filter(move |(other, _)| *other != at)
    }

    /// All that stand, in the order of their ids.
    pub(super) fn standing(&self) -> impl Iterator<Item = (&EntryId, &Decision)> {
        self.standing.iter()
    }
}
