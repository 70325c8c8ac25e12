//! What holds a promise up, and who could move.
//!
//! All that a promise waits for must come, so the least that frees it is all of what is still open along its chains: what holds it
//! up are the ends of these chains, where somebody can act now. Each names who: a debtor, a verifier, whoever may declare a
//! condition, the commission where an order is disputed, the sides where something will not come any more.

use std::sync::Arc;

use serde::Serialize;

use super::evaluate::{Because, Board, State, Wait};
use super::model::{Commitments, Kept, Promise};

/// Who could move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mover {
    /// Whoever owes it.
    Debtor(Arc<str>),
    /// Whoever is to verify it; where nobody is named, anybody who verifies and is not of its debtor's side.
    Verifier(Option<Arc<str>>),
    /// Those who may declare a condition.
    Declarers(Vec<Arc<str>>),
    /// The commission, which may rule how an order is read.
    Commission,
    /// The sides, who may agree on something else.
    Sides(Vec<Arc<str>>),
}

/// The end of a chain that holds a promise up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Blocker {
    /// Its place in [`Commitments::kept`]; `None`: nobody made it.
    pub on: Option<u32>,
    /// Why it is not there.
    pub because: Because,
    /// Who could move.
    pub mover: Mover,
}

impl Board {
    /// What holds up the promise or condition at this place, by the first reading, in the order of the record; nothing where it
    /// waits for nothing.
    pub fn blockers(&self, all: &Commitments, at: usize) -> Vec<Blocker> {
        let mut found = Vec::new();
        let mut seen = vec![false; self.rows.len()];
        let mut ahead = Vec::new();
        if let Some(first) = seen.get_mut(at) {
            *first = true;
        }
        self.expand(at, &mut ahead, &mut found);
        while let Some(wait) = ahead.pop() {
            let Some(on) = wait.on.map(|on| on as usize) else {
                found.push(Blocker { on: None, because: wait.because, mover: self.sides(all, at) });
                continue;
            };
            if std::mem::replace(&mut seen[on], true) {
                continue;
            }
            match end(all, on, wait.because) {
                Some(mover) => found.push(Blocker { on: wait.on, because: wait.because, mover }),
                None => {
                    let before = (ahead.len(), found.len());
                    self.expand(on, &mut ahead, &mut found);
                    if before == (ahead.len(), found.len()) {
                        // it waits for nothing: its debtor can begin
                        let mover = Mover::Debtor(all.kept[on].by().clone());
                        found.push(Blocker { on: wait.on, because: wait.because, mover });
                    }
                }
            }
        }
        if found.is_empty() && self.is_waiting(at) {
            // what waits for itself, in a record that nobody refused
            found.push(Blocker {
                on: u32::try_from(at).ok(),
                because: Because::Together,
                mover: self.sides(all, at),
            });
        }
        found.sort();
        found
    }

    /// Adds what one waits for; an order that is read differently ends a chain, for the commission may rule.
    fn expand(&self, at: usize, ahead: &mut Vec<Wait>, found: &mut Vec<Blocker>) {
        let Some(row) = self.rows.get(at) else { return };
        if row.state == State::Contested {
            let disputed = self.disputed().find(|(waits, _)| *waits as usize == at);
            let on = disputed.map(|(_, on)| on).or_else(|| u32::try_from(at).ok());
            found.push(Blocker { on, because: Because::Disputed, mover: Mover::Commission });
            return;
        }
        ahead.extend(row.view().into_iter().flat_map(|view| &view.waits).copied());
    }

    fn is_waiting(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| row.state == State::Waiting)
    }

    fn sides(&self, all: &Commitments, at: usize) -> Mover {
        Mover::Sides(all.kept.get(at).and_then(Kept::promise).map(sides).unwrap_or_default())
    }

    /// Places of all that waits for this one, directly or by a chain, by the first reading, in the order of the record.
    pub fn held_up_by(&self, at: usize) -> Vec<usize> {
        reached(&self.waiting_for(), at)
    }

    /// For each place, how many wait for it, directly or by a chain.
    pub fn held_up(&self) -> Vec<usize> {
        let waiting_for = self.waiting_for();
        (0..self.rows.len())
            .map(|at| if waiting_for[at].is_empty() { 0 } else { reached(&waiting_for, at).len() })
            .collect()
    }

    /// For each place, what waits for it directly.
    fn waiting_for(&self) -> Vec<Vec<u32>> {
        let mut waiting_for: Vec<Vec<u32>> = vec![Vec::new(); self.rows.len()];
        for (waits, row) in (0_u32..).zip(&self.rows) {
            for on in row.view().into_iter().flat_map(|view| &view.waits).filter_map(|wait| wait.on) {
                waiting_for[on as usize].push(waits);
            }
        }
        waiting_for
    }

    /// What goes together with this one, without itself, by the first reading.
    pub fn together(&self, at: usize) -> Vec<usize> {
        let (Some((_, links)), Ok(own)) = (self.links.first(), u32::try_from(at)) else { return Vec::new() };
        links.together(own).iter().filter(|member| **member != own).map(|member| *member as usize).collect()
    }

    /// What this one waits for by the first reading, whether it is there or not: places and orders.
    pub fn needs(&self, at: usize) -> &[(u32, super::Order)] {
        match (self.links.first(), u32::try_from(at)) {
            (Some((_, links)), Ok(own)) if at < self.rows.len() => links.needs(own),
            _ => &[],
        }
    }
}

fn reached(edges: &[Vec<u32>], from: usize) -> Vec<usize> {
    let mut seen = vec![false; edges.len()];
    let mut ahead = vec![from];
    let mut all = Vec::new();
    while let Some(at) = ahead.pop() {
        for next in edges.get(at).into_iter().flatten().map(|next| *next as usize) {
            if next != from && !std::mem::replace(&mut seen[next], true) {
                all.push(next);
                ahead.push(next);
            }
        }
    }
    all.sort_unstable();
    all
}

/// Who could move something that is not there; `None` where that depends on what it waits for itself.
fn end(all: &Commitments, on: usize, because: Because) -> Option<Mover> {
    match (all.kept.get(on)?, because) {
        (Kept::Condition(condition), _) => Some(Mover::Declarers(condition.declarers.clone())),
        (Kept::Promise(promise), Because::ClaimedOnly | Because::Expired) => {
            Some(Mover::Verifier(promise.verifier.clone()))
        }
        (Kept::Promise(promise), Because::Ended) => Some(Mover::Sides(sides(promise))),
        (Kept::Promise(_), _) => None,
    }
}

fn sides(promise: &Promise) -> Vec<Arc<str>> {
    std::iter::once(&promise.by).chain(&promise.to).cloned().collect()
}
