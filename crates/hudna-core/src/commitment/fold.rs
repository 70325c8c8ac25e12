//! Acts to promises and conditions: folded in the order of the record, put in the order of time.
//!
//! What names nothing that is there, what is said a second time under one id, and what is said by the wrong side (claimed by
//! another than its debtor, extended by one to whom it is not owed) changes nothing: the host refuses such
//! ([`super::objection`]), and a record that holds it stands.

use std::sync::Arc;

use serde::Serialize;

use super::model::{
    Claimed, Commitments, Condition, Declared, Extended, Found, Kept, Need, Order, Promise, Ruled, Scale,
};
use crate::ledger::act::Act;
use crate::ledger::entry::Body;
use crate::ledger::id::EntryId;
use crate::time::Instant;

/// When something was said, and where it stands in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// When, by whoever said it. Deadlines are held against this: whoever works without a link signs in time and is heard late.
    pub at: Instant,
    /// When it was sealed. Shown where it lies behind a deadline that `at` keeps.
    pub recorded_at: Instant,
    /// Its entry.
    pub entry: EntryId,
    /// The entry's number.
    pub seq: u64,
}

impl Stamp {
    const fn order(&self) -> (Instant, u64) {
        (self.at, self.seq)
    }
}

/// Puts `one` where its time is.
fn insert<T>(list: &mut Vec<T>, one: T, stamp: impl Fn(&T) -> &Stamp) {
    let order = stamp(&one).order();
    let at = list.partition_point(|other| stamp(other).order() <= order);
    list.insert(at, one);
}

impl Commitments {
    /// Takes in what an entry says, if it says anything of promises.
    pub fn take(&mut self, body: &Body, recorded_at: Instant, seq: u64) {
        let stamp = || Stamp { at: body.at, recorded_at, entry: body.id.clone(), seq };
        match &body.act {
            Act::PromiseMade { .. } => self.add(promise(&body.act, stamp())),
            Act::ConditionPut { by, declarers, id, not_before, what } => {
                self.add(Some(Kept::Condition(Condition {
                    id: id.clone(),
                    by: by.clone(),
                    what: what.clone(),
                    declarers: declarers.clone(),
                    not_before: *not_before,
                    stamp: stamp(),
                    declared: Vec::new(),
                })));
            }
            Act::PromiseClaimed { by, id, scale } => {
                let one = Claimed { scale: scale.map_or(Scale::FULL, Scale::of), stamp: stamp() };
                self.of_debtor(id, by, |p| insert(&mut p.claims, one, |c| &c.stamp));
            }
            Act::PromiseVerified { id, scale, valid_until } => {
                let one = Found { scale: Scale::of(*scale), valid_until: *valid_until, stamp: stamp() };
                self.change(id, |p| insert(&mut p.found, one, |f| &f.stamp));
            }
            Act::PromiseExtended { by, due, id } => {
                let one = Extended { by: by.clone(), due: *due, stamp: stamp() };
                self.of_creditor(id, by, |p| insert(&mut p.extended, one, |e| &e.stamp));
            }
            Act::PromiseReleased { by, id } => {
                let one = (by.clone(), stamp());
                self.of_creditor(id, by, |p| insert(&mut p.released, one, |(_, stamp)| stamp));
            }
            Act::PromiseWithdrawn { by, id } => {
                let stamp = stamp();
                self.of_debtor(id, by, |p| {
                    if p.withdrawn.as_ref().is_none_or(|earlier| stamp.order() < earlier.order()) {
                        p.withdrawn = Some(stamp);
                    }
                });
            }
            Act::ConditionDeclared { by, holds, id } => {
                let one = Declared { by: by.clone(), holds: *holds, stamp: stamp() };
                if let Some(Kept::Condition(condition)) = self.kept_mut(id)
                    && condition.declarers.contains(by)
                {
                    insert(&mut condition.declared, one, |d| &d.stamp);
                }
            }
            Act::SequenceRead { by, how, id, on } => {
                let list = self.read.entry((id.clone(), on.clone())).or_default();
                insert(list, (by.clone(), *how, stamp()), |(.., stamp)| stamp);
            }
            Act::SequenceRuled { by, how, id, on } => {
                let list = self.ruled.entry((id.clone(), on.clone())).or_default();
                let one = Ruled { how: *how, by: by.clone(), stamp: stamp() };
                insert(list, one, |ruled| &ruled.stamp);
            }
            _ => {}
        }
    }

    fn add(&mut self, one: Option<Kept>) {
        let (Some(one), Ok(at)) = (one, u32::try_from(self.kept.len())) else { return };
        if !self.at.contains_key(one.id()) {
            self.at.insert(one.id().clone(), at);
            self.kept.push(one);
        }
    }

    fn kept_mut(&mut self, id: &str) -> Option<&mut Kept> {
        let at = self.position(id)?;
        self.kept.get_mut(at)
    }

    fn change(&mut self, id: &str, how: impl FnOnce(&mut Promise)) {
        if let Some(Kept::Promise(promise)) = self.kept_mut(id) {
            how(promise);
        }
    }

    fn of_debtor(&mut self, id: &str, by: &str, how: impl FnOnce(&mut Promise)) {
        if self.promise(id).is_some_and(|promise| *promise.by == *by) {
            self.change(id, how);
        }
    }

    fn of_creditor(&mut self, id: &str, by: &str, how: impl FnOnce(&mut Promise)) {
        if self.promise(id).is_some_and(|promise| promise.is_owed_to(by)) {
            self.change(id, how);
        }
    }
}

/// The promise that an act makes. What it waits for by the older key `on` comes before it.
pub(super) fn promise(act: &Act, stamp: Stamp) -> Option<Kept> {
    let Act::PromiseMade {
        by,
        due,
        due_rule,
        id,
        needs,
        not_before,
        on,
        theme,
        to,
        until,
        valid_for,
        verifier,
        what,
    } = act
    else {
        return None;
    };
    let older = on.iter().map(|on: &Arc<str>| Need { how: Order::Before, on: on.clone(), read_by: None });
    Some(Kept::Promise(Box::new(Promise {
        id: id.clone(),
        by: by.clone(),
        to: to.clone(),
        what: what.clone(),
        theme: theme.clone(),
        due: *due,
        due_rule: due_rule.clone(),
        not_before: not_before.clone(),
        until: until.clone(),
        valid_for: valid_for.clone(),
        verifier: verifier.clone(),
        needs: older.chain(needs.iter().cloned()).collect(),
        stamp,
        claims: Vec::new(),
        found: Vec::new(),
        extended: Vec::new(),
        released: Vec::new(),
        withdrawn: None,
    })))
}
