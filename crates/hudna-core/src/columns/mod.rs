//! Many rows at once: conditions over columns, in three values (`LANGUAGE` §8).
//!
//! A [`Set`] holds columns; [`formula::Formulas`] holds what is asked of them. Each distinct question is answered
//! once per *cell* of its column (a value set, a bucket of times, a neighbourhood), the answers are gathered
//! for 64 rows at a time into two planes of bits, *surely true* and *perhaps true*, and *and*, *or*, *not* are word
//! operations. Rows that a cell does not decide are asked one by one.
//!
//! [`filter`] reads filters over any table's own columns; [`norms`] and [`outcome`] weigh norms over deeds.
//!
//! Nothing here decides otherwise than the scalar engine would: it is faster, and where it cannot be both it
//! hands the row over. To add a kind of question: a variant of `formula::Question`, its answer per cell and
//! per row in the column's file.

use std::sync::Arc;

use rayon::prelude::*;

mod cases;
mod codes;
mod filling;
pub mod filter;
pub mod formula;
mod lanes;
pub mod norms;
mod ordered;
pub mod outcome;
mod places;
pub mod planes;
mod program;
mod symbols;
mod zone;

pub use ordered::{Ordered, OrderedBuilder, Range, number_key};
pub use places::{Places, PlacesBuilder};
pub use planes::Planes;
pub use symbols::{Symbol, SymbolSet, Symbols, SymbolsBuilder};
pub use zone::{Shape, ZoneIndex};

use crate::condition::Truth;
use codes::Codes;
use formula::{Formulas, NodeId};
use program::{BLOCK, Program};

/// One column.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Column {
    Symbols(Symbols),
    Ordered(Ordered),
    Places(Places),
}

impl Column {
    fn codes(&self) -> &Codes {
        match self {
            Self::Symbols(c) => &c.codes,
            Self::Ordered(c) => &c.codes,
            Self::Places(c) => &c.codes,
        }
    }
    fn cell_count(&self) -> usize {
        match self {
            Self::Symbols(c) => c.cell_count(),
            Self::Ordered(c) => c.cell_count(),
            Self::Places(c) => c.cell_count(),
        }
    }
    fn exact_rows(&self) -> bool {
        match self {
            Self::Symbols(_) => false,
            Self::Ordered(c) => c.exact_rows(),
            Self::Places(c) => c.exact_rows(),
        }
    }
    /// The cell of a row, where the cell is one value set: all of its rows may be the same.
    fn value_set(&self, row: usize) -> Option<codes::Code> {
        let cell = self.codes().get(row);
        let is_set = match self {
            Self::Symbols(c) => c.is_set(cell),
            Self::Ordered(c) => c.is_set(cell),
            Self::Places(c) => c.is_set(cell),
        };
        is_set.then(|| codes::Code::try_from(cell).ok()).flatten()
    }
    /// Bytes that one pass over every row's own values reads.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Symbols(c) => c.codes.bytes(),
            Self::Ordered(c) => c.bytes(),
            Self::Places(c) => c.bytes(),
        }
    }
}

/// Columns of one length.
#[derive(Clone, Debug, Default)]
pub struct Set {
    rows: usize,
    columns: Vec<Arc<Column>>,
}

/// Rows that one task takes: 65,536.
const TASK: usize = 16;

impl Set {
    /// A set of `rows` rows; every column must have been filled with that many.
    pub fn new(rows: usize, columns: Vec<Column>) -> Self {
        Self::shared(rows, columns.into_iter().map(Arc::new).collect())
    }
    /// The same of columns that others hold too. One that nothing asks of may have another length.
    pub fn shared(rows: usize, columns: Vec<Arc<Column>>) -> Self {
        Self { rows, columns }
    }
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// A column by its number.
    pub fn column(&self, column: usize) -> Option<&Column> {
        self.columns.get(column).map(|column| &**column)
    }
    /// Bytes that one pass over every row's own values reads.
    pub fn bytes(&self) -> usize {
        self.columns.iter().map(|column| column.bytes()).sum()
    }

    /// How many rows each part is true, false and unknown of.
    pub fn count(&self, formulas: &Formulas, roots: &[NodeId]) -> Vec<[u64; 3]> {
        let program = Program::new(self, formulas, roots);
        let pairs: Vec<_> = roots.iter().map(|r| program.result(*r)).collect();
        let counted = self.tasks(&program, |bench, block, sums: &mut Vec<[u64; 2]>| {
            sums.resize(pairs.len(), [0; 2]);
            for (sum, pair) in sums.iter_mut().zip(&pairs) {
                let surely = self.ones(&bench[pair.surely].0, block);
                sum[0] += surely;
                sum[1] += if pair.exact() { surely } else { self.ones(&bench[pair.perhaps].0, block) };
            }
        });
        let mut sums = vec![[0_u64; 2]; roots.len()];
        for part in counted {
            for (sum, part) in sums.iter_mut().zip(part) {
                sum[0] += part[0];
                sum[1] += part[1];
            }
        }
        let rows = self.rows as u64;
        sums.into_iter().map(|[surely, perhaps]| [surely, rows - perhaps, perhaps - surely]).collect()
    }

    /// The rows that each part is true of, ascending.
    pub fn select(&self, formulas: &Formulas, roots: &[NodeId]) -> Vec<Vec<u32>> {
        let program = Program::new(self, formulas, roots);
        let pairs: Vec<_> = roots.iter().map(|r| program.result(*r)).collect();
        let parts = self.tasks(&program, |bench, block, rows: &mut Vec<Vec<u32>>| {
            rows.resize(pairs.len(), Vec::new());
            for (rows, pair) in rows.iter_mut().zip(&pairs) {
                for (w, word) in bench[pair.surely].0.iter().enumerate() {
                    let mut word = word & self.mask(block * BLOCK + w);
                    while word != 0 {
                        let row = (block * BLOCK + w) * 64 + word.trailing_zeros() as usize;
                        rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                        word &= word - 1;
                    }
                }
            }
        });
        let mut rows = vec![Vec::new(); roots.len()];
        for part in parts {
            for (rows, part) in rows.iter_mut().zip(part) {
                rows.extend(part);
            }
        }
        rows
    }

    /// What a part comes to for every row.
    pub fn truths(&self, formulas: &Formulas, root: NodeId) -> Vec<Truth> {
        let program = Program::new(self, formulas, &[root]);
        let pair = program.result(root);
        let parts = self.tasks(&program, |bench, block, truths: &mut Vec<Truth>| {
            let first = block * BLOCK * 64;
            for i in 0..(self.rows - first).min(BLOCK * 64) {
                let bit = |register: usize| bench[register].0[i / 64] >> (i % 64) & 1 == 1;
                let (surely, perhaps) = (bit(pair.surely), bit(pair.perhaps));
                truths.push(Truth::from_possible(perhaps, !surely));
            }
        });
        parts.concat()
    }

    /// The bits of one word of rows that stand for rows.
    #[inline]
    fn mask(&self, word: usize) -> u64 {
        let first = word * 64;
        match self.rows.saturating_sub(first) {
            0 => 0,
            n if n < 64 => (1 << n) - 1,
            _ => u64::MAX,
        }
    }

    fn ones(&self, words: &[u64; BLOCK], block: usize) -> u64 {
        if (block + 1) * BLOCK * 64 <= self.rows {
            return words.iter().map(|w| u64::from(w.count_ones())).sum();
        }
        let masked = |(i, w): (usize, &u64)| u64::from((w & self.mask(block * BLOCK + i)).count_ones());
        words.iter().enumerate().map(masked).sum()
    }

    /// Runs `program` over every block and lets `take` read the registers; results in the order of the rows.
    fn tasks<T: Default + Send>(
        &self,
        program: &Program<'_>,
        take: impl Fn(&mut program::Bench, usize, &mut T) + Sync,
    ) -> Vec<T> {
        let blocks = self.rows.div_ceil(BLOCK * 64);
        let starts: Vec<usize> = (0..blocks).step_by(TASK).collect();
        starts
            .par_iter()
            .map_init(
                || program.bench(),
                |bench, first| {
                    let mut out = T::default();
                    for block in *first..(first + TASK).min(blocks) {
                        program.run(block, bench);
                        take(bench, block, &mut out);
                    }
                    out
                },
            )
            .collect()
    }
}

/// Applies `f` to each, on all threads, in order.
fn in_parallel<T: Sync, R: Send>(list: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    list.par_iter().map(f).collect()
}
