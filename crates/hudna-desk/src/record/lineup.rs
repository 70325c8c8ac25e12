//! The incidents of a record in the order of time, as lists and weighing ask for them: actors named as the agreement names them, the
//! sector of each, its version.
//!
//! Kept from one size of the record to the next: only incidents that something new bears on are worked out anew, and all are shared
//! with whoever shows the record. Names and sectors are those of one agreement; under another all are worked out again.

use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::finding;
use hudna_core::incident::{Incident, Live};
use hudna_core::statistics::Sectors;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::desk;

/// What is kept of one incident.
#[derive(Clone, Debug)]
struct Line {
    /// [`Live::each`]'s number when it was worked out.
    turn: u64,
    incident: Arc<Incident>,
    sector: Option<Arc<str>>,
    version: u32,
}

/// The incidents, lined up.
#[derive(Debug, Default)]
pub(super) struct Lineup {
    names: FxHashMap<String, Arc<str>>,
    sectors: Sectors,
    /// By the place of the founding report.
    lines: Vec<Option<Line>>,
    /// Founding reports in the order of time.
    order: Vec<u32>,
}

/// The incidents at one size.
#[derive(Clone, Debug)]
pub(super) struct Lined {
    /// In the order of time, actors named.
    pub(super) incidents: Arc<[Arc<Incident>]>,
    /// The sector of each, where it lies in one.
    pub(super) sectors: Arc<[Option<Arc<str>>]>,
    /// The version of each.
    pub(super) versions: Arc<[u32]>,
}

impl Lineup {
    /// Brings the lines up to date with incidents that are settled.
    pub(super) fn follow(&mut self, live: &Live, agreement: &Agreement) {
        let (names, sectors) = (finding::actor_names(agreement), Sectors::of(agreement));
        if names != self.names || sectors != self.sectors {
            self.lines.clear();
            (self.names, self.sectors) = (names, sectors);
        }
        self.order.clear();
        let mut stale: Vec<(u32, &Arc<Incident>, u64)> = Vec::new();
        for (founder, incident, turn) in live.each() {
            self.order.push(founder);
            let known = self.lines.get(founder as usize).and_then(Option::as_ref);
            if known.is_none_or(|line| line.turn != turn) {
                stale.push((founder, incident, turn));
            }
        }
        let line = |(founder, incident, turn): &(u32, &Arc<Incident>, u64)| {
            let named = desk::named(&self.names, incident).map_or_else(|| Arc::clone(incident), Arc::new);
            let sector = self.sectors.holding(&named).cloned();
            let version = live.version(&incident.id).unwrap_or_default();
            (*founder as usize, Line { turn: *turn, incident: named, sector, version })
        };
        let made: Vec<(usize, Line)> = stale.par_iter().map(line).collect();
        for (founder, line) in made {
            if self.lines.len() <= founder {
                self.lines.resize(founder + 1, None);
            }
            self.lines[founder] = Some(line);
        }
    }

    /// The incidents as they stand.
    pub(super) fn lined(&self) -> Lined {
        let lines = || self.order.iter().filter_map(|founder| self.lines.get(*founder as usize)?.as_ref());
        Lined {
            incidents: lines().map(|line| Arc::clone(&line.incident)).collect(),
            sectors: lines().map(|line| line.sector.clone()).collect(),
            versions: lines().map(|line| line.version).collect(),
        }
    }
}
