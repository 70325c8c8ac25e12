//! Whose actors are, where that hangs on no date and on no dispute: worked out once for each name in a column.
//!
//! Of all others nothing is said here; their rows go the exact way.

use std::sync::Arc;

use super::atom::fold;
use super::case::Case;
use super::weigher::Weigher;
use crate::columns::norms::NormColumns;
use crate::columns::{Column, Symbol};
use crate::condition::Truth;
use crate::register::RegisterKind;
use crate::time::TimeRange;
use crate::value::Attribute;

/// An actor as a column names it.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    /// The id that the text uses.
    pub id: Arc<str>,
    /// Whether all that the text says of it holds at all times.
    pub steady: bool,
    /// The sets of parties that may answer for it.
    pub sets: Vec<u64>,
    /// The text says nothing of it: it may be anybody's.
    pub unlisted: bool,
}

impl Actor {
    /// What holds of the set that answers; unknown where that may change.
    pub(super) fn of_sets(&self, holds: impl Fn(u64) -> bool) -> Truth {
        if !self.steady {
            return Truth::Unknown;
        }
        fold(self.sets.iter().map(|set| Truth::from(holds(*set))))
    }
}

/// The actors of one column, by their numbers in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Actors {
    /// Which column.
    pub column: Option<usize>,
    /// By number.
    pub list: Vec<Actor>,
}

impl Actors {
    /// The numbers of those of whom the text says different things at different times.
    pub(super) fn unsteady(&self) -> Vec<Symbol> {
        self.list.iter().zip(0..).filter(|(actor, _)| !actor.steady).map(|(_, symbol)| symbol).collect()
    }

    /// The actor of a row that names one alone.
    pub(super) fn of_row(&self, columns: &NormColumns, row: usize) -> Option<(usize, &Actor)> {
        let Some(Column::Symbols(column)) = columns.set().column(self.column?) else { return None };
        let symbol = column.only(row)? as usize;
        self.list.get(symbol).map(|actor| (symbol, actor))
    }
}

impl Weigher<'_> {
    /// The actors that the column of an attribute names.
    pub(super) fn actors_in(&self, columns: &NormColumns, attribute: Attribute) -> Actors {
        let column = columns.column(attribute);
        let names = match column.and_then(|c| columns.set().column(c)) {
            Some(Column::Symbols(c)) => c.names(),
            _ => Vec::new(),
        };
        let links_complete = self.agreement.complete.iter().any(|(kind, ..)| *kind == RegisterKind::Links)
            || self.material.registers.complete.iter().any(|c| c.register == RegisterKind::Links);
        let actor = |name: &Arc<str>| {
            let id = self.actor_id(name);
            if !self.is_listed(&id) {
                let steady = !links_complete && self.links_of(&id).is_empty();
                return Actor { id, steady, sets: self.anybody(), unlisted: true };
            }
            let steady = self.is_steady(&id);
            let sets =
                if steady { self.answers_for(&id, TimeRange::ALL, &Case::default()) } else { Vec::new() };
            Actor { id, steady, sets, unlisted: false }
        };
        Actors { column, list: names.iter().map(actor).collect() }
    }

    /// Whether every link that leads on from an actor holds at all times and is disputed by nobody.
    fn is_steady(&self, id: &Arc<str>) -> bool {
        let (mut reached, mut next) = (vec![id], 0);
        while let Some(actor) = reached.get(next).copied() {
            next += 1;
            for index in self.links_of(actor) {
                let link = &self.agreement.links[*index];
                let changed = link.change.as_ref().is_some_and(|c| self.changes.contains_key(c));
                let dated = link.from.is_some() || link.until.is_some();
                if changed || dated || !link.disputed_by.is_empty() || reached.len() >= MOST_REACHED {
                    return false;
                }
                if !reached.contains(&&link.to) {
                    reached.push(&link.to);
                }
            }
        }
        true
    }
}

/// More formations than this on the way from an actor: its rows go the exact way.
const MOST_REACHED: usize = 32;
