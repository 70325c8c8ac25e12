//! Fusion over the life of a mission: reports come, are amended, people decide, and only what that touches is
//! worked out anew.
//!
//! What has come is told with [`Live::file`], [`Live::amend`], [`Live::decide`] and [`Live::undo`], which cost
//! next to nothing; [`Live::settle`] brings the incidents up to date. After it they are those that
//! [`fuse`](super::fuse) gives for the same reports and decisions, whatever came first: the law that
//! `tests/it/incident_live.rs` tries. Ids alone are others: a mission's ids come from the record's entries
//! (`docs/record-format.md` §10), not from content, and outlive every amendment.
//!
//! `kept` holds the reports made ready, with the counts that weigh their words; `links` the pairs that are not two
//! happenings for certain; `groups` joins them and builds the incidents; `decisions` holds what people decided;
//! `names` gives ids, versions and heirs. Nothing here reads the record: whoever does says what it holds.

mod decisions;
mod groups;
mod kept;
mod links;
mod names;
mod shown;

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use thiserror::Error;

use super::assemble::{self, Folding};
use super::judge::Held;
use super::record::Record;
use super::{IncidentId, Options};
use crate::ledger::id::EntryId;
use crate::report::Report;
use decisions::{Decision, Decisions};
use groups::Groups;
use kept::Kept;
use links::Links;
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

/// The incidents of a mission, kept as reports and decisions come.
#[derive(Debug)]
pub struct Live {
    threshold: f64,
    folding: Folding,
    /// In the order of the record: places in this list are what [`Incident::reports`](super::Incident::reports) holds.
    filed: Vec<Filed>,
    /// Places filed or amended since the last settling.
    fresh: Vec<u32>,
    /// Places decided about since then.
    decided: Vec<u32>,
    names: Names,
    decisions: Decisions,
    kept: Kept,
    links: Links,
    groups: Groups,
}

/// What judging and joining look at.
struct View<'a> {
    filed: &'a [Filed],
    records: &'a [Record],
    decisions: &'a Decisions,
    threshold: f64,
}

impl Held for View<'_> {
    fn records(&self) -> &[Record] {
        self.records
    }
    fn order(&self, i: u32, j: u32) -> Ordering {
        let origin = |at: u32| &self.filed[at as usize].report.origin;
        let digest = |at: u32| &self.records[at as usize].digest;
        digest(i).cmp(digest(j)).then_with(|| origin(i).cmp(origin(j))).then(i.cmp(&j))
    }
    fn decided(&self, i: u32, j: u32) -> Option<bool> {
        self.decisions.of(i, j)
    }
    fn threshold(&self) -> f64 {
        self.threshold
    }
}

impl assemble::Told for View<'_> {
    fn told(&self, arrival: u32) -> &Report {
        &self.filed[arrival as usize].report
    }
}

impl Live {
    /// Begins with nothing filed. Names and threshold are taken from `options`; decisions come one by one.
    pub fn new(options: Options) -> Self {
        Self {
            threshold: options.threshold,
            folding: assemble::folding(&options),
            filed: Vec::new(),
            fresh: Vec::new(),
            decided: Vec::new(),
            names: Names::default(),
            decisions: Decisions::default(),
            kept: Kept::new(&options),
            links: Links::default(),
            groups: Groups::default(),
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
        self.fresh.push(self.filed.len() as u32);
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
        self.fresh.push(at);
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
        self.decisions.add(decision, Decision { a, b, together })?;
        self.decided.extend([a, b]);
        Ok(())
    }

    /// A decision counts no more.
    ///
    /// # Errors
    /// No such decision stands.
    pub fn undo(&mut self, decision: &EntryId) -> Result<(), Refused> {
        let Decision { a, b, .. } = self.decisions.take(decision)?;
        self.decided.extend([a, b]);
        Ok(())
    }

    /// Brings the incidents up to date with all that came. Work grows with what that touches: the reports that
    /// share rare words, days and places with what came, not with all that was filed before.
    pub fn settle(&mut self) -> Changes {
        let (mut fresh, decided) = (std::mem::take(&mut self.fresh), std::mem::take(&mut self.decided));
        if fresh.is_empty() && decided.is_empty() {
            return Changes::default();
        }
        fresh.sort_unstable();
        fresh.dedup();
        let mut changed: FxHashSet<u32> = decided.into_iter().collect();
        changed.extend(self.kept.bring(&self.filed, &fresh));
        let mut blocks = std::mem::take(&mut self.kept.blocks);
        changed.extend(blocks.turned(&self.view()));
        self.kept.blocks = blocks;
        let mut seeds: Vec<u32> = changed.iter().copied().collect();
        self.links.drop(self.filed.len(), &changed, &mut seeds);
        let (found, closed) = links::found(&self.kept, &self.view(), &changed);
        closed.into_iter().for_each(|(at, closed)| self.kept.blocks.close(at, closed));
        self.links.add(found);
        let mut groups = std::mem::take(&mut self.groups);
        let called = (&self.names, &self.folding);
        let changes = groups.regroup(&self.view(), &self.links, &seeds, &fresh, called);
        self.groups = groups;
        changes
    }

    fn view(&self) -> View<'_> {
        View {
            filed: &self.filed,
            records: &self.kept.records,
            decisions: &self.decisions,
            threshold: self.threshold,
        }
    }

    /// The place of the report filed as `seq`.
    pub fn place(&self, seq: u64) -> Option<u32> {
        self.filed.binary_search_by_key(&seq, |filed| filed.seq).ok().and_then(|at| u32::try_from(at).ok())
    }
}
