//! Reports by the cells of one level, sorted by time.

use h3o::{CellIndex, Resolution};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Dated;
use super::gist::{Gist, cells_of};
use crate::incident::record::Record;

/// Up to this radius a report stands in cells of this resolution, and looks so many rings around.
pub(super) const LEVELS: [(f64, Resolution, u32); 3] =
    [(8_000.0, Resolution::Five, 2), (60_000.0, Resolution::Three, 1), (400_000.0, Resolution::One, 1)];

/// The reports of one cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub short: Vec<Dated>,
    /// Those whose windows are wide.
    pub long: Vec<Dated>,
}

impl Cell {
    fn list(&mut self, gist: &Gist) -> &mut Vec<Dated> {
        if gist.is_long() { &mut self.long } else { &mut self.short }
    }
}

/// One level: the reports of it and of all finer ones.
#[derive(Debug, Default)]
pub(super) struct Level {
    pub cells: FxHashMap<u64, Cell>,
    /// For each cell, those around it that hold reports or once did.
    around: FxHashMap<u64, Vec<u64>>,
    /// Whether a report looks from here; else nothing is kept.
    pub filled: bool,
}

impl Level {
    /// Whether a report with this gist stands on level `at`, or a finer one, at a known time.
    pub(super) fn holds(at: usize, gist: &Gist) -> bool {
        gist.time.is_some() && gist.level.is_some_and(|own| usize::from(own) <= at)
    }

    /// Fills the level from all reports.
    pub(super) fn fill(&mut self, at: usize, records: &[Record], gists: &[Gist]) {
        *self = Self { filled: true, ..Self::default() };
        for (i, (record, gist)) in records.iter().zip(gists).enumerate() {
            if Self::holds(at, gist) {
                for cell in cells_of(record, LEVELS[at].1) {
                    self.cells.entry(u64::from(cell)).or_default().list(gist).push((gist.start(), i as u32));
                }
            }
        }
        self.cells.par_iter_mut().for_each(|(_, cell)| {
            cell.short.sort_unstable();
            cell.long.sort_unstable();
        });
        let held: Vec<CellIndex> =
            self.cells.keys().filter_map(|cell| CellIndex::try_from(*cell).ok()).collect();
        held.into_iter().for_each(|cell| self.spread(at, cell));
    }

    /// A cell holds its first report: those around it look at it from here on.
    fn spread(&mut self, at: usize, cell: CellIndex) {
        let around: Vec<CellIndex> = cell.grid_disk(LEVELS[at].2);
        for from in around {
            self.around.entry(u64::from(from)).or_default().push(u64::from(cell));
        }
    }

    /// Adds report `i`.
    pub(super) fn add(&mut self, at: usize, record: &Record, gist: &Gist, i: u32) {
        for cell in cells_of(record, LEVELS[at].1) {
            if !self.cells.contains_key(&u64::from(cell)) {
                self.spread(at, cell);
            }
            insert(self.cells.entry(u64::from(cell)).or_default().list(gist), (gist.start(), i));
        }
    }

    /// Takes report `i` out.
    pub(super) fn take(&mut self, at: usize, record: &Record, gist: &Gist, i: u32) {
        for cell in cells_of(record, LEVELS[at].1) {
            if let Some(held) = self.cells.get_mut(&u64::from(cell)) {
                remove(held.list(gist), (gist.start(), i));
            }
        }
    }

    /// The cells to look at from `cells`, each once.
    pub(super) fn around(&self, cells: Vec<CellIndex>) -> Vec<u64> {
        let mut around: Vec<u64> = Vec::new();
        for cell in &cells {
            around.extend(self.around.get(&u64::from(*cell)).into_iter().flatten());
        }
        if cells.len() > 1 {
            around.sort_unstable();
            around.dedup();
        }
        around
    }
}

/// Puts an entry into a sorted list.
pub(super) fn insert(list: &mut Vec<Dated>, entry: Dated) {
    let at = list.partition_point(|e| *e < entry);
    list.insert(at, entry);
}

/// Takes an entry out of a sorted list.
pub(super) fn remove(list: &mut Vec<Dated>, entry: Dated) {
    if let Ok(at) = list.binary_search(&entry) {
        list.remove(at);
    }
}
