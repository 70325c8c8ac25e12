//! Fusion over the life of a mission: reports come, are amended, people decide, and only what that touches is
//! worked out anew.
//!
//! What has come is told with [`Live::file`], [`Live::amend`], [`Live::decide`] and [`Live::undo`], which cost
//! next to nothing; [`Live::settle`] brings the incidents up to date. After it they are those that
//! [`fuse`](super::fuse) gives for the same reports and decisions, whatever came first: the law that
//! `tests/it/incident_live.rs` tries. Ids alone are others: a mission's ids come from the record's entries
//! (`docs/record-format.md` §10), not from content, and outlive every amendment.
//!
//! `names` gives ids, versions and heirs. Nothing here reads the record: whoever does says what it holds.

mod names;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use thiserror::Error;

use super::{Batch, Incident, IncidentId, Options, Possible};
use crate::ledger::id::EntryId;
use crate::report::Report;
use names::Names;

/// Why something was not taken in. Nothing changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Reports come in the order of the record.
    #[error("report {seq} comes after report {last}")]
    OutOfOrder {
        /// Its number in the record.
        seq: u64,
        /// The number of the report filed last.
        last: u64,
    },
    /// No report stands under this number.
    #[error("no report was filed as {seq}")]
    ReportMissing {
        /// The number.
        seq: u64,
    },
    /// No decision stands under this id.
    #[error("no decision {decision} stands")]
    DecisionMissing {
        /// The id.
        decision: EntryId,
    },
    /// A decision under this id stands already.
    #[error("decision {decision} stands already")]
    DecisionTwice {
        /// The id.
        decision: EntryId,
    },
}

/// What a settling changed, each list sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Incidents that were not there before.
    pub founded: Vec<IncidentId>,
    /// Incidents whose reports, facts, accounts or *part of* changed.
    pub changed: Vec<IncidentId>,
    /// Incidents that are no more: [`Live::heirs`] tells where their founding reports stand now.
    pub gone: Vec<IncidentId>,
}

/// A decision *together* that was not followed because others, *apart*, forbid it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradicted {
    /// The decision.
    pub decision: EntryId,
    /// A report's number in the record.
    pub a: u64,
    /// The other's.
    pub b: u64,
}

/// A report as it stands, with the entries that bear on it.
#[derive(Debug)]
struct Filed {
    seq: u64,
    entry: EntryId,
    amended_by: Vec<EntryId>,
    report: Arc<Report>,
}

/// A decision of people about two reports, by their places among the filed.
#[derive(Clone, Copy, Debug)]
struct Decision {
    a: u32,
    b: u32,
    together: bool,
}

/// The incidents of a mission, kept as reports and decisions come.
#[derive(Debug)]
pub struct Live {
    options: Options,
    /// In the order of the record: places in this list are what [`Incident::reports`] holds.
    filed: Vec<Filed>,
    names: Names,
    decisions: BTreeMap<EntryId, Decision>,
    /// Decisions by the reports that they name.
    bound: FxHashMap<u32, Vec<EntryId>>,
    incidents: Vec<Incident>,
    of: Vec<usize>,
    possible: Vec<Possible>,
    contradicted: Vec<(u32, u32)>,
}

impl Live {
    /// Begins with nothing filed. Names and threshold are taken from `options`; decisions come one by one.
    pub fn new(options: Options) -> Self {
        let options = Options { together: Vec::new(), apart: Vec::new(), ..options };
        Self {
            options,
            filed: Vec::new(),
            names: Names::default(),
            decisions: BTreeMap::new(),
            bound: FxHashMap::default(),
            incidents: Vec::new(),
            of: Vec::new(),
            possible: Vec::new(),
            contradicted: Vec::new(),
        }
    }

    /// A report is filed as number `seq` of the record, in the entry `entry`.
    ///
    /// # Errors
    /// A report with this number or a later one was filed before.
    pub fn file(&mut self, seq: u64, entry: EntryId, report: impl Into<Arc<Report>>) -> Result<(), Refused> {
        if let Some(last) = self.filed.last().map(|f| f.seq).filter(|last| *last >= seq) {
            return Err(Refused::OutOfOrder { seq, last });
        }
        self.names.file(&entry);
        self.filed.push(Filed { seq, entry, amended_by: Vec::new(), report: report.into() });
        Ok(())
    }

    /// The report filed as `seq` reads `report` from here on, as entry `by` has it: amended, or its place
    /// confirmed. Decisions about it stand.
    ///
    /// # Errors
    /// No report was filed as `seq`.
    pub fn amend(&mut self, seq: u64, by: EntryId, report: impl Into<Arc<Report>>) -> Result<(), Refused> {
        let at = self.place(seq).ok_or(Refused::ReportMissing { seq })?;
        let filed = &mut self.filed[at as usize];
        filed.amended_by.push(by);
        filed.report = report.into();
        Ok(())
    }

    /// People decide that the reports `a` and `b` tell of one happening, or of two. Binds until undone; *apart*
    /// is the stronger.
    ///
    /// # Errors
    /// One of the reports was not filed, or a decision of this id stands.
    pub fn decide(&mut self, decision: EntryId, a: u64, b: u64, together: bool) -> Result<(), Refused> {
        let place = |seq| self.place(seq).ok_or(Refused::ReportMissing { seq });
        let (a, b) = (place(a)?, place(b)?);
        if self.decisions.contains_key(&decision) {
            return Err(Refused::DecisionTwice { decision });
        }
        for at in if a == b { vec![a] } else { vec![a, b] } {
            self.bound.entry(at).or_default().push(decision.clone());
        }
        self.decisions.insert(decision, Decision { a, b, together });
        Ok(())
    }

    /// A decision counts no more.
    ///
    /// # Errors
    /// No such decision stands.
    pub fn undo(&mut self, decision: &EntryId) -> Result<(), Refused> {
        let missing = || Refused::DecisionMissing { decision: decision.clone() };
        let Decision { a, b, .. } = self.decisions.remove(decision).ok_or_else(missing)?;
        for at in [a, b] {
            if let Some(list) = self.bound.get_mut(&at) {
                list.retain(|d| d != decision);
            }
        }
        Ok(())
    }

    /// Brings the incidents up to date with all that came.
    pub fn settle(&mut self) -> Changes {
        let pairs = |together: bool| -> Vec<(u32, u32)> {
            let of = self.decisions.values().filter(|d| d.together == together);
            of.map(|d| (d.a, d.b)).collect()
        };
        let reports: Vec<&Report> = self.filed.iter().map(|f| &*f.report).collect();
        let batch = Batch::of(reports, &self.options).decided(&pairs(true), &pairs(false));
        let fusion = batch.fuse();
        let mut incidents = fusion.incidents;
        let mut of = vec![0; self.filed.len()];
        let renamed: FxHashMap<IncidentId, IncidentId> =
            incidents.iter().map(|i| (i.id.clone(), self.names.id(i.reports[0]))).collect();
        let rename = |id: &IncidentId| renamed.get(id).unwrap_or(id).clone();
        for incident in &mut incidents {
            incident.id = rename(&incident.id);
            incident.part_of = incident.part_of.iter().map(rename).collect();
            incident.part_of.sort_unstable();
        }
        let starts: Vec<i64> = batch.starts();
        let start = |i: &Incident| i.reports.iter().map(|r| starts[*r as usize]).min().unwrap_or(i64::MAX);
        incidents.sort_by(|a, b| start(a).cmp(&start(b)).then_with(|| a.id.cmp(&b.id)));
        let before: FxHashMap<&IncidentId, &Incident> = self.incidents.iter().map(|i| (&i.id, i)).collect();
        let after: FxHashSet<&IncidentId> = incidents.iter().map(|i| &i.id).collect();
        let mut changes = Changes::default();
        for (at, incident) in incidents.iter().enumerate() {
            incident.reports.iter().for_each(|r| of[*r as usize] = at);
            match before.get(&incident.id) {
                None => changes.founded.push(incident.id.clone()),
                Some(old) if *old != incident => changes.changed.push(incident.id.clone()),
                Some(_) => {}
            }
        }
        changes.gone = before.into_keys().filter(|id| !after.contains(id)).cloned().collect();
        for list in [&mut changes.founded, &mut changes.changed, &mut changes.gone] {
            list.sort_unstable();
        }
        self.contradicted = batch.contradicted(&fusion.contradicted);
        self.possible = fusion.possible;
        (self.incidents, self.of) = (incidents, of);
        changes
    }

    /// All incidents, ordered by time, then id, as [`fuse`](super::fuse) orders them.
    pub fn incidents(&self) -> impl Iterator<Item = &Incident> {
        self.incidents.iter()
    }

    /// The incident that lives under `id`; one that was merged away does not.
    pub fn incident(&self, id: &IncidentId) -> Option<&Incident> {
        let founder = self.names.founder(id)?;
        self.incidents.get(*self.of.get(founder as usize)?).filter(|incident| incident.id == *id)
    }

    /// The incident in which the report filed as `seq` stands; `None` before it was settled.
    pub fn of(&self, seq: u64) -> Option<&IncidentId> {
        let at = *self.of.get(self.place(seq)? as usize)?;
        Some(&self.incidents.get(at)?.id)
    }

    /// Pairs that may be one happening and were not joined, strongest first; by places in the order of filing.
    pub fn possible(&self) -> Vec<Possible> {
        self.possible.clone()
    }

    /// Decisions *together* that were not followed because others forbid them.
    pub fn contradicted(&self) -> Vec<Contradicted> {
        let named = |d: &Decision| self.contradicted.contains(&(d.a.min(d.b), d.a.max(d.b)));
        let standing = self.decisions.iter().filter(|(_, d)| d.together && named(d));
        let told = |(id, d): (&EntryId, &Decision)| Contradicted {
            decision: id.clone(),
            a: self.filed[d.a as usize].seq,
            b: self.filed[d.b as usize].seq,
        };
        standing.map(told).collect()
    }

    /// Where an id leads: one that lives to itself, one that was merged away to the incident that holds its
    /// founding report now. Empty for an id that no report ever gave.
    pub fn heirs(&self, id: &IncidentId) -> Vec<IncidentId> {
        let held = self.names.founder(id).and_then(|at| self.incidents.get(*self.of.get(at as usize)?));
        held.map(|incident| incident.id.clone()).into_iter().collect()
    }

    /// The entries that bear on an incident, sorted: its reports, what amends them or confirms their places,
    /// and decisions that stand and join or part one of them. Empty where no incident lives under `id`.
    pub fn bearing(&self, id: &IncidentId) -> Vec<EntryId> {
        let mut entries: Vec<EntryId> = Vec::new();
        for at in self.incident(id).map_or(&[][..], |incident| &incident.reports) {
            let filed = &self.filed[*at as usize];
            entries.push(filed.entry.clone());
            entries.extend(filed.amended_by.iter().cloned());
            entries.extend(self.bound.get(at).into_iter().flatten().cloned());
        }
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// The version of an incident: another whenever an entry more, or one less, bears on it. `None` where no
    /// incident lives under `id`.
    pub fn version(&self, id: &IncidentId) -> Option<u32> {
        let bearing = self.bearing(id);
        (!bearing.is_empty()).then(|| names::version(&bearing))
    }

    /// The report at a place of [`Incident::reports`], as it stands.
    pub fn report(&self, place: u32) -> Option<&Arc<Report>> {
        self.filed.get(place as usize).map(|filed| &filed.report)
    }

    /// The number in the record and the entry of the report at a place of [`Incident::reports`].
    pub fn entry(&self, place: u32) -> Option<(u64, &EntryId)> {
        self.filed.get(place as usize).map(|filed| (filed.seq, &filed.entry))
    }

    /// The place of the report filed as `seq`.
    pub fn place(&self, seq: u64) -> Option<u32> {
        self.filed.binary_search_by_key(&seq, |filed| filed.seq).ok().and_then(|at| u32::try_from(at).ok())
    }
}
