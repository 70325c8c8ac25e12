//! The outcome of one norm on one row over all that may be (`LANGUAGE` §5).
//!
//! Kleene first. What remains open because several questions share an unknown is split into cells, and
//! only that. Decided is always sound; only too many cells is incomplete, and says so.
//!
//! Cells share most of what they come to: see [`super::memory`]. What remains possible below a case is remembered with
//! the number of cells that it took, and serves again where so many are left.

use std::cell::Cell as Shared;
use std::rc::Rc;
use std::sync::Arc;

use super::Outcome;
use super::case::{Case, Cell, Unknown};
use super::formula::{Outcomes, Suppose};
use super::memory::{Key, Of};
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::norm::{Norm, Rule};
use crate::value::Kind;

/// How many cells are tried before a formula is left unknown for that reason.
pub(super) const MOST_CELLS: u32 = 256;

/// What remains possible.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Decision {
    pub outcomes: Outcomes,
    /// Whether a clash is sure or possible.
    pub clash: bool,
    pub clashing: Vec<Arc<str>>,
    /// Whether there were too many cells.
    pub bounded: bool,
    /// Whether a burden of proof settled a precondition somewhere.
    pub by_burden: bool,
    /// Whether accounts were told apart.
    pub split_accounts: bool,
    /// Cells tried: 0 where Kleene's values sufficed.
    pub cells: u32,
}

/// A norm, its rule and what is supposed: what stays the same while cells are tried.
#[derive(Clone, Copy)]
pub(super) struct Question<'n> {
    pub norm: &'n Norm,
    pub rule: &'n Rule,
    pub suppose: Suppose,
}

impl Question<'_> {
    fn key(&self) -> Key {
        let of = if self.suppose.bound { Of::NormIfBound } else { Of::Norm };
        (of, std::ptr::from_ref(self.norm).addr())
    }
}

impl Decision {
    fn add(&mut self, below: &Self) {
        self.outcomes = self.outcomes.union(below.outcomes);
        self.clash |= below.clash;
        self.clashing.extend_from_slice(&below.clashing);
        self.bounded |= below.bounded;
        self.by_burden |= below.by_burden;
        self.split_accounts |= below.split_accounts;
        self.cells += below.cells;
    }
}

/// The next unknown to split, with its cells; and whether some could not be told apart.
struct Split {
    next: Option<(Unknown, Vec<Cell>)>,
    bounded: bool,
}

impl<'a> Weigher<'a> {
    /// Decides a question on a row, given what `case` fixes.
    pub(super) fn decide(&self, question: Question<'_>, row: &Row<'a>, case: &Case) -> Decision {
        let mut decision = Decision::default();
        self.explore(question, row, case, &mut decision);
        decision.clashing.sort();
        decision.clashing.dedup();
        decision
    }

    /// Whether a question has one outcome in `case` whatever is still open, and no clash: what [`Self::decide`] says of
    /// it, but that it stops at the second outcome.
    pub(super) fn settles(&self, question: Question<'_>, row: &Row<'a>, case: &Case) -> bool {
        if !self.remembers {
            let decision = self.decide(question, row, case);
            return decision.outcomes.single().is_some() && !decision.clash;
        }
        self.settled(question, row, &case.remembering(), &Shared::new(0)).is_some()
    }

    fn settled(
        &self,
        question: Question<'_>,
        row: &Row<'a>,
        case: &Case,
        tried: &Shared<u32>,
    ) -> Option<Outcome> {
        let (key, before) = (question.key(), tried.get());
        if let Some((one, cells)) = case.recall(|m| &m.settled, key) {
            // two outcomes there are however many cells are left: where they run out it is open as well
            if one.is_none() || before + cells < MOST_CELLS {
                tried.set(before + cells);
                return one;
            }
        }
        let work = || (self.settled_below(question, row, case, tried), tried.get() - before);
        case.noting(|m| &m.settled, key, work, |_| tried.get() < MOST_CELLS).0
    }

    fn settled_below(
        &self,
        question: Question<'_>,
        row: &Row<'a>,
        case: &Case,
        tried: &Shared<u32>,
    ) -> Option<Outcome> {
        let weighed = self.weigh(question.norm, question.rule, row, case, question.suppose);
        if weighed.is_open()
            && tried.get() < MOST_CELLS
            && let Some((unknown, cells)) = self.next_split(question, row, case).next
        {
            let mut settled = None;
            for cell in cells {
                tried.set(tried.get() + 1);
                let one = self.settled(question, row, &case.with(unknown.clone(), cell), tried)?;
                if settled.is_some_and(|other| other != one) {
                    return None;
                }
                settled = Some(one);
            }
            return settled;
        }
        if weighed.clashes() { None } else { weighed.outcomes().single() }
    }

    /// A case from which others are made: of a row that is split it is remembered what was worked out.
    pub(super) fn started(&self, case: &Case) -> Case {
        if self.remembers { case.remembering() } else { case.clone() }
    }

    fn explore(&self, question: Question<'_>, row: &Row<'a>, case: &Case, decision: &mut Decision) {
        let (key, before) = (question.key(), decision.cells);
        let fits = |below: &Rc<Decision>| before + below.cells < MOST_CELLS;
        let work = || {
            let mut below = Decision { cells: before, ..Decision::default() };
            self.explore_below(question, row, case, &mut below);
            below.cells -= before;
            Rc::new(below)
        };
        let known = case.recall(|m| &m.decisions, key).filter(fits);
        decision.add(&known.unwrap_or_else(|| case.noting(|m| &m.decisions, key, work, fits)));
    }

    fn explore_below(&self, question: Question<'_>, row: &Row<'a>, case: &Case, decision: &mut Decision) {
        let weighed = self.weigh(question.norm, question.rule, row, case, question.suppose);
        decision.by_burden |= weighed.by_burden;
        if weighed.is_open() && decision.cells < MOST_CELLS {
            let split = self.next_split(question, row, case);
            decision.bounded |= split.bounded;
            if let Some((unknown, cells)) = split.next {
                decision.split_accounts |= unknown == Unknown::Accounts;
                let case = self.started(case);
                for cell in cells {
                    decision.cells += 1;
                    self.explore(question, row, &case.with(unknown.clone(), cell), decision);
                }
                return;
            }
        } else if weighed.is_open() {
            decision.bounded = true;
        }
        decision.outcomes = decision.outcomes.union(weighed.outcomes());
        if weighed.clashes() {
            decision.clash = true;
            decision.clashing.extend(weighed.clashing);
        }
    }

    /// Whether atoms see an unknown only through the hull of several values: 07:00 or 15:00 is no time between.
    fn hulled(&self, unknown: &Unknown, row: &Row<'a>, case: &Case) -> bool {
        let Unknown::Attribute(attribute) = unknown else { return false };
        matches!(attribute.kind(), Kind::Time | Kind::Number)
            && case.get(unknown).is_none()
            && row.alternatives(*attribute).len() > 1
            && self.values(row, case, *attribute).len() > 1
    }

    /// The next shared unknown to split, with its cells; accounts before all else.
    fn next_split(&self, question: Question<'_>, row: &Row<'a>, case: &Case) -> Split {
        let roots = self.roots(question.norm, question.rule, row, case);
        let mut shared: Vec<Unknown> = roots
            .counted()
            .into_iter()
            .filter(|(u, n)| *n >= 2 || self.hulled(u, row, case))
            .map(|(u, _)| u)
            .collect();
        shared.sort_by_key(|u| *u != Unknown::Accounts);
        let mut bounded = false;
        for unknown in shared {
            if let Unknown::Attribute(attribute) = &unknown {
                // ranges combined are compared by their ends alone
                bounded |= roots.combined.contains(attribute);
            }
            match self.cells(&unknown, &roots, row, case) {
                Some(cells) if !cells.is_empty() => {
                    return Split { next: Some((unknown, cells)), bounded };
                }
                Some(_) => {}
                None => bounded = true,
            }
        }
        Split { next: None, bounded }
    }
}
