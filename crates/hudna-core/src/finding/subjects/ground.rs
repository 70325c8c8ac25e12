//! Things on the ground as rows: weapons held, units in place, visits of monitors.
//!
//! An entry of a register becomes a deed made up for it: the same facts, no reports, and the entry's line as what it
//! rests on. So one engine weighs everything. To add one: a file beside this that makes its rows, a list in
//! [`Subjects`], its key, and a line in `assess::assess_entry`.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::SubjectRef;
use super::super::entries::EntriesByTime;
use super::super::weigher::Material;
use super::{holding, position, visit};
use crate::agreement::Agreement;
use crate::agreement::norm::Subject;
use crate::incident::{Deed, Incident};
use crate::list::List;
use crate::place::Region;
use crate::register::{Holding, Position, Visit};
use crate::report::Origin;
use crate::time::{Instant, TimeRange};
use crate::value::{Alternative, Attribute, Fact, Value};

/// Where a row stands among all rows: incident and deed, or one of the lists below and the entry in it.
pub(in crate::finding) type RowKey = (usize, usize);
/// Entries of the register of positions.
pub(in crate::finding) const POSITIONS: usize = usize::MAX - 1;
/// Entries of the register of visits.
pub(in crate::finding) const VISITS: usize = usize::MAX - 2;
/// Entries of the register of holdings.
pub(in crate::finding) const HOLDINGS: usize = usize::MAX - 3;

/// The entry of a register that a row stands for.
#[derive(Clone, Copy, Debug)]
pub(in crate::finding) enum Registered<'a> {
    /// Weapons at a site, with the moment up to which this entry is the latest of them.
    Holding(&'a Holding, Instant),
    /// A visit.
    Visit(&'a Visit),
    /// A unit's position.
    Position(&'a Position),
}

impl<'a> Registered<'a> {
    /// The line it was read from.
    pub(in crate::finding) const fn origin(self) -> &'a Origin {
        match self {
            Self::Holding(h, _) => &h.origin,
            Self::Visit(v) => &v.origin,
            Self::Position(p) => &p.origin,
        }
    }
}

/// One entry as a row.
#[derive(Debug)]
pub(in crate::finding) struct EntryRow<'a> {
    /// What findings call it.
    pub subject: SubjectRef,
    /// Its facts.
    pub deed: Deed,
    /// The entry.
    pub entry: Registered<'a>,
}

/// All rows that are not deeds as reported.
#[derive(Debug, Default)]
pub(in crate::finding) struct Subjects<'a> {
    pub holdings: Vec<EntryRow<'a>>,
    pub visits: Vec<EntryRow<'a>>,
    pub positions: Vec<EntryRow<'a>>,
    /// Notices, authorisations and contacts by their time.
    pub(in crate::finding) entries: EntriesByTime,
    /// Deeds of fire by the incident and deed, as positions at their origin.
    pub origins: FxHashMap<RowKey, Deed>,
    /// Deeds as visits of monitors, where their reports leave out what the rest says.
    pub denials: FxHashMap<RowKey, Deed>,
}

impl<'a> Subjects<'a> {
    /// The rows of the registers; those that no norm of any version asks for are left out.
    pub(in crate::finding) fn of(
        agreement: &Agreement,
        material: Material<'a>,
        names: &FxHashMap<String, Arc<str>>,
    ) -> Self {
        let registers = material.registers;
        let known: FxHashSet<&str> = names.keys().map(String::as_str).collect();
        let mut subjects = Self {
            visits: visit::rows(&registers.visits, &known),
            entries: EntriesByTime::of(registers, &|name| {
                let folded = || crate::names::fold(name);
                let known = names.get(name).cloned();
                known.or_else(|| names.get(&folded()).cloned()).unwrap_or_else(|| folded().into())
            }),
            ..Self::default()
        };
        if asked(agreement, &|s| s == Subject::Holding) {
            subjects.holdings = holding::rows(&registers.holdings, material.as_of, &known);
        }
        if asked(agreement, &|s| matches!(s, Subject::Position(_))) {
            subjects.positions = position::rows(&registers.positions, material.as_of, &known);
        }
        if asked(agreement, &|s| s == Subject::Visit) {
            subjects.denials = visit::denials(material.incidents);
        }
        subjects
    }

    /// Notes where fire came from, where some norm of any version asks for positions.
    pub(in crate::finding) fn add_origins(&mut self, agreement: &Agreement, incidents: List<'_, Incident>) {
        if asked(agreement, &|s| matches!(s, Subject::Position(_))) {
            self.origins = position::origins(incidents);
        }
    }

    /// The entry that a key of one of the lists stands for.
    pub(in crate::finding) fn entry(&self, key: RowKey) -> Option<&EntryRow<'a>> {
        match key.0 {
            POSITIONS => self.positions.get(key.1),
            VISITS => self.visits.get(key.1),
            HOLDINGS => self.holdings.get(key.1),
            _ => None,
        }
    }

    /// Every entry with its key, list by list.
    pub(in crate::finding) fn entries(&self) -> impl Iterator<Item = (RowKey, &EntryRow<'a>)> {
        let lists = [(HOLDINGS, &self.holdings), (VISITS, &self.visits), (POSITIONS, &self.positions)];
        lists
            .into_iter()
            .flat_map(|(list, rows)| rows.iter().enumerate().map(move |(k, row)| ((list, k), row)))
    }
}

fn asked(agreement: &Agreement, is: &dyn Fn(Subject) -> bool) -> bool {
    let here = agreement.norms.iter().filter_map(|n| n.rule.as_ref()).any(|r| is(r.subject));
    here || agreement.supersedes.as_deref().is_some_and(|older| asked(older, is))
}

/// Facts for a row, gathered one by one; attributes without a value stay unknown.
#[derive(Default)]
pub(super) struct Facts(Vec<(Attribute, Fact)>);

impl Facts {
    pub(super) fn all(&mut self, attribute: Attribute, values: impl IntoIterator<Item = Value>) {
        let alternatives: Vec<Alternative> =
            values.into_iter().map(|value| Alternative { value, reports: Vec::new() }).collect();
        if !alternatives.is_empty() {
            self.0.push((attribute, Fact { alternatives }));
        }
    }
    pub(super) fn time(&mut self, attribute: Attribute, at: Option<TimeRange>) {
        self.all(attribute, at.map(Value::Time));
    }
    pub(super) fn place(&mut self, place: Option<&Region>) {
        self.all(Attribute::Place, place.cloned().map(Value::Place));
    }
    /// The unit, where the text knows it; else the party that the entry names; else the unit all the same.
    pub(super) fn actor(
        &mut self,
        unit: Option<&Arc<str>>,
        party: Option<&Arc<str>>,
        known: &FxHashSet<&str>,
    ) {
        let known = unit.filter(|u| known.contains(&***u) || known.contains(&*crate::names::fold(u)));
        self.all(Attribute::Actor, known.or(party).or(unit).cloned().map(Value::Actor));
    }
    pub(super) fn deed(mut self) -> Deed {
        self.0.sort_by_key(|(attribute, _)| *attribute);
        Deed { facts: self.0, reports: Vec::new() }
    }
}

/// The names by which findings call entries: their own ids, made distinct where several share one; the line where
/// there is none.
pub(super) fn subject_refs<'o>(
    kind: &'static str,
    origins: impl Iterator<Item = &'o Origin>,
) -> Vec<SubjectRef> {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    origins
        .map(|origin| {
            let own = origin.own_id.as_ref().map(ToString::to_string);
            let id = own.unwrap_or_else(|| format!("{}:{}", origin.file, origin.line));
            let nth = seen.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
            let id = if *nth > 1 { format!("{id}/{nth}") } else { id };
            SubjectRef { kind, id, deed: None }
        })
        .collect()
}
