//! Counts by squares of a grid: what a map of very many incidents shows to whoever is told places by cells.
//!
//! Made of the cell by which this reader is told each incident ([`super::coarse`]) and of nothing else: as fine as that, and coarser where more squares would be drawn than a page
//! can hold. What is told by its sector alone, by several cells or not at all is counted beside.

use std::sync::Arc;

use hudna_core::incident::Incident;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::coarse::Coarse;
use super::listing::{Selection, Standing};
use super::snapshot::Snapshot;
use crate::cells::{Cell, Square};

/// The most squares of one map: each is drawn, and stands in the table beside.
pub const MOST_SQUARES: usize = 40;

/// What is told by no one cell.
const NONE: u32 = u32::MAX;

/// The cell of each incident as one reader is told it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// Each cell once.
    known: Vec<Cell>,
    /// The number of the cell of each incident; [`NONE`]: none.
    of: Vec<u32>,
}

/// How many incidents stand how in which square.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BySquare {
    /// The squares, those with the most incidents first.
    pub squares: Vec<(Square, Standing)>,
    /// What is told by no one cell.
    pub others: Standing,
}

impl Cells {
    fn of(coarse: &Coarse, incidents: &[Arc<Incident>]) -> Self {
        const AT_ONCE: usize = 4_096;
        let told: Vec<Vec<Option<Cell>>> = incidents
            .par_chunks(AT_ONCE)
            .map(|some| some.iter().map(|incident| coarse.cell_of(incident)).collect())
            .collect();
        let (mut cells, mut numbers) = (Self::default(), FxHashMap::default());
        cells.of.reserve(incidents.len());
        for cell in told.into_iter().flatten() {
            let number = cell.map_or(NONE, |cell| {
                *numbers.entry(cell).or_insert_with(|| {
                    cells.known.push(cell);
                    u32::try_from(cells.known.len() - 1).unwrap_or(NONE)
                })
            });
            cells.of.push(number);
        }
        cells
    }

    /// Those of `len` that are told by a cell in a square.
    pub(super) fn within(&self, square: Square, len: usize) -> Bits {
        let here: Vec<bool> =
            self.known.iter().map(|cell| Square::of(*cell, square.kilometres()) == square).collect();
        let is_here = |at: usize| self.of.get(at).and_then(|cell| here.get(*cell as usize)) == Some(&true);
        Bits::of(len, is_here)
    }
}

impl Snapshot {
    /// Whether this reader is told places by cells anywhere.
    pub fn tells_cells(&self) -> bool {
        self.ground.coarse.placing().tells_cells()
    }

    /// The cells by which this reader is told incidents, made when somebody first asks: about a second of work for a million.
    pub(super) fn cells(&self) -> &Cells {
        self.columns.cells.get_or_init(|| {
            if self.tells_cells() {
                Cells::of(&self.ground.coarse, &self.ground.incidents)
            } else {
                Cells::default()
            }
        })
    }

    /// Whether the counts of a selection by square are at hand.
    pub fn knows_squares(&self, selection: &Selection) -> bool {
        !self.tells_cells() || selection.by_square.get().is_some()
    }

    /// The counts of a selection by square: the finest squares of which there are no more than [`MOST_SQUARES`]. Kept with the selection, which
    /// must be one of this reader's ([`Snapshot::selected`]). Nobody who is told sectors alone has any square.
    pub fn by_square<'s>(&self, selection: &'s Selection) -> &'s BySquare {
        selection.by_square.get_or_init(|| self.squared(selection))
    }

    fn squared(&self, selection: &Selection) -> BySquare {
        if !self.tells_cells() {
            return BySquare { others: self.standings.standing_of(&selection.taken), ..BySquare::default() };
        }
        let cells = self.cells();
        let (mut here, mut others) = (vec![Standing::default(); cells.known.len()], Standing::default());
        for at in selection.iter() {
            let row = here.get_mut(cells.of.get(at).map_or(NONE, |cell| *cell) as usize);
            row.unwrap_or(&mut others).add(self.stage(at), self.stands(at));
        }
        let counted: Vec<(Cell, Standing)> =
            cells.known.iter().copied().zip(here).filter(|(_, counts)| counts.alleged > 0).collect();
        let mut squares = Vec::new();
        for side in Square::SIDES {
            squares = joined(&counted, side);
            if squares.len() <= MOST_SQUARES {
                break;
            }
        }
        squares.sort_by_key(|(square, counts)| (std::cmp::Reverse(counts.alleged), *square));
        BySquare { squares, others }
    }
}

/// Counts of cells by the squares of that width in which they lie.
fn joined(counted: &[(Cell, Standing)], side: i32) -> Vec<(Square, Standing)> {
    let mut all: FxHashMap<Square, Standing> = FxHashMap::default();
    for (cell, counts) in counted {
        all.entry(Square::of(*cell, side)).or_default().join(counts);
    }
    all.into_iter().collect()
}
