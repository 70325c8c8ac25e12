//! Weapons at sites, and what their stores are: declared, holding what was declared, open to inspectors.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::atom::fold;
use super::super::case::{Case, Cell, OpenKey, Unknown};
use super::super::reason::line_of;
use super::super::row::Row;
use super::super::weigher::Weigher;
use super::ground::{EntryRow, Facts, Registered, subject_refs};
use crate::condition::{Store, Truth};
use crate::incident::Deed;
use crate::names;
use crate::register::{Holding, Visit};
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Value};

/// A row for each entry, in order of time. An entry speaks until the next one of the same id, or until the record
/// ends.
pub(super) fn rows<'a>(
    holdings: &'a [Holding],
    as_of: Instant,
    known: &FxHashSet<&str>,
) -> Vec<EntryRow<'a>> {
    let mut sorted: Vec<&Holding> = holdings.iter().collect();
    sorted.sort_by(|a, b| (a.at, &a.id, &a.origin).cmp(&(b.at, &b.id, &b.origin)));
    let mut next: FxHashMap<&Arc<str>, Instant> = FxHashMap::default();
    let mut until: Vec<Instant> = sorted
        .iter()
        .rev()
        .map(|h| {
            let end = next.get(&h.id).copied().unwrap_or(as_of);
            if let Some(at) = h.at {
                next.insert(&h.id, at.lo);
            }
            end
        })
        .collect();
    until.reverse();
    let subjects = subject_refs("holding", sorted.iter().map(|h| &h.origin));
    sorted
        .into_iter()
        .zip(until)
        .zip(subjects)
        .map(|((holding, until), subject)| EntryRow {
            subject,
            deed: deed(holding, known),
            entry: Registered::Holding(holding, until),
        })
        .collect()
}

fn deed(holding: &Holding, known: &FxHashSet<&str>) -> Deed {
    let mut facts = Facts::default();
    facts.time(Attribute::At, holding.at);
    // what was missing, or could not be looked for, may be anywhere: the entry's place is the store's
    let seen = !matches!(holding.state.as_deref(), Some("missing" | "again_missing" | "not_accessible"));
    facts.place(holding.place.as_ref().filter(|_| seen));
    facts.actor(holding.unit.as_ref(), holding.party.as_ref(), known);
    facts.all(Attribute::Weapon, holding.weapon.iter().cloned());
    facts.all(Attribute::CalibreMm, holding.calibre_mm.map(Value::Number));
    facts.deed()
}

impl<'a> Weigher<'a> {
    /// Whether the store of a holding is as asked.
    pub(in crate::finding) fn store(&self, asked: Store, row: &Row<'a>, case: &Case) -> Truth {
        let Some(Registered::Holding(holding, until)) = row.entry else { return Truth::Unknown };
        let shown = match asked {
            Store::Holds => match holding.state.as_deref() {
                Some("present") => Truth::True,
                Some("missing" | "again_missing") => Truth::False,
                _ => Truth::Unknown,
            },
            Store::Declared => holding.declared.map_or(Truth::Unknown, Truth::from),
            Store::Inspected(within) => {
                self.inspected(&holding.site, until, within, &self.holders(row, case))
            }
        };
        match case.get(&Unknown::Open(OpenKey::Store(asked))) {
            Some(Cell::Yes(yes)) if shown == Truth::Unknown => Truth::from(*yes),
            _ => shown,
        }
    }

    /// The lines that what is asked of a store rests on.
    pub(in crate::finding) fn store_entries(&self, asked: Store, row: &Row<'a>) -> Vec<String> {
        let Some(Registered::Holding(holding, until)) = row.entry else { return Vec::new() };
        match asked {
            Store::Holds | Store::Declared => vec![line_of(&holding.origin)],
            Store::Inspected(_) => {
                let visits = self.visits_to(&holding.site, until);
                visits.into_iter().map(|(visit, _)| line_of(&visit.origin)).collect()
            }
        }
    }

    /// The sets of parties that may answer for a holding.
    fn holders(&self, row: &Row<'a>, case: &Case) -> Vec<u64> {
        self.answers(row, case, Attribute::Actor).sets
    }

    /// Whether inspectors could enter a site when last they came before `until`, no longer ago than `within`; `holders` may
    /// answer for what it holds.
    ///
    /// Closed by somebody else, or by nobody knows whom, it was neither open nor kept shut by whoever holds it.
    fn inspected(&self, site: &str, until: Instant, within: Option<Span>, holders: &[u64]) -> Truth {
        let visits = self.visits_to(site, until);
        let open = |visit: &Visit, at: TimeRange| match visit.access.as_deref() {
            Some("denied") if self.denied_by(visit, at, holders) => Truth::False,
            Some("granted" | "delayed") => match within {
                // too long ago: unknown again, not false
                Some(limit) if at.lo.plus(limit) < until => Truth::Unknown,
                _ => Truth::True,
            },
            _ => Truth::Unknown,
        };
        fold(visits.into_iter().map(|(visit, at)| open(visit, at)))
    }

    /// Whether whoever denied a visit surely is of a party of the holder's.
    fn denied_by(&self, visit: &Visit, at: TimeRange, holders: &[u64]) -> bool {
        let Some(party) = &visit.party else { return false };
        let deniers = self.answers_for(&self.actor_id(party), at, &Case::default());
        holders.iter().all(|holder| deniers.iter().all(|denier| holder & denier != 0))
    }

    /// The visits to a site that may be the last before `until`.
    pub(in crate::finding) fn visits_to(&self, site: &str, until: Instant) -> Vec<(&'a Visit, TimeRange)> {
        let site = names::fold(site);
        let there: Vec<(&'a Visit, TimeRange)> = self
            .material
            .registers
            .visits
            .iter()
            .filter(|v| names::fold(&v.site) == site)
            .map(|v| (v, v.at.unwrap_or(TimeRange::ALL)))
            .filter(|(_, at)| at.lo <= until)
            .collect();
        // whatever surely came before another is not the last
        let surely_after =
            there.iter().filter(|(_, at)| at.hi <= until.plus(Span(1))).map(|(_, at)| at.lo).max();
        there.into_iter().filter(|(_, at)| surely_after.is_none_or(|last| at.hi > last)).collect()
    }
}
