//! The outcome of one norm on one row over all that may be (`LANGUAGE` §5).
//!
//! Kleene first. What remains open because several questions share an unknown is split into cells, and
//! only that. Decided is always sound; only too many cells is incomplete, and says so.

use std::sync::Arc;

use super::case::{Case, Unknown};
use super::formula::{Outcomes, Suppose};
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::norm::{Norm, Rule};
use crate::condition::Truth;
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

impl<'a> Weigher<'a> {
    /// Decides a question on a row, given what `case` fixes.
    pub(super) fn decide(&self, question: Question<'_>, row: &Row<'a>, case: &Case) -> Decision {
        let mut decision = Decision::default();
        self.explore(question, row, case, &mut decision);
        decision.clashing.sort();
        decision.clashing.dedup();
        decision
    }

    fn explore(&self, question: Question<'_>, row: &Row<'a>, case: &Case, decision: &mut Decision) {
        let weighed = self.weigh(question.norm, question.rule, row, case, question.suppose);
        decision.by_burden |= weighed.by_burden;
        let outcomes = weighed.outcomes();
        let open = outcomes.single().is_none() || weighed.clash == Truth::Unknown;
        if open && decision.cells < MOST_CELLS {
            if let Some((unknown, cells)) = self.next_split(question, row, case, decision) {
                decision.split_accounts |= unknown == Unknown::Accounts;
                for cell in cells {
                    decision.cells += 1;
                    self.explore(question, row, &case.with(unknown.clone(), cell), decision);
                }
                return;
            }
        } else if open {
            decision.bounded = true;
        }
        decision.outcomes = decision.outcomes.union(outcomes);
        if weighed.covered != Truth::False && weighed.clash != Truth::False {
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
    fn next_split(
        &self,
        question: Question<'_>,
        row: &Row<'a>,
        case: &Case,
        decision: &mut Decision,
    ) -> Option<(Unknown, Vec<super::case::Cell>)> {
        let roots = self.roots(question.norm, question.rule, row, case);
        let mut shared: Vec<Unknown> = roots
            .counted()
            .into_iter()
            .filter(|(u, n)| *n >= 2 || self.hulled(u, row, case))
            .map(|(u, _)| u)
            .collect();
        shared.sort_by_key(|u| *u != Unknown::Accounts);
        for unknown in shared {
            if let Unknown::Attribute(attribute) = &unknown {
                // ranges combined are compared by their ends alone
                decision.bounded |= roots.combined.contains(attribute);
            }
            match self.cells(&unknown, &roots, row, case) {
                Some(cells) if !cells.is_empty() => return Some((unknown, cells)),
                Some(_) => {}
                None => decision.bounded = true,
            }
        }
        None
    }
}
