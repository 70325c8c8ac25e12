//! Lanes: the answers of many questions about one column, side by side in the bits of a word.
//!
//! A table gives each cell's word; 64 rows' words are gathered and turned on their side, which makes one word
//! of 64 rows for each question. So a column is read once, whatever the number of questions.
//! Nothing here knows what is asked.

use rustc_hash::FxHashMap;

use super::codes::{Codes, MOST_CELLS};
use super::program::{Register, Words};

/// The tables of one column.
#[derive(Debug)]
pub(super) struct Lanes {
    /// Entries of each table: as many as a code can name, so that looking up needs no check.
    entries: usize,
    tables: Vec<Table>,
    known: FxHashMap<Vec<u64>, Register>,
}

#[derive(Debug)]
struct Table {
    /// The word of each cell.
    words: Vec<u64>,
    /// The register of each lane, from bit 0.
    lanes: Vec<Register>,
}

/// A set of cells, a bit each.
#[derive(Clone, Debug)]
pub(super) struct CellSet(Vec<u64>);

impl CellSet {
    pub(super) fn new(cells: usize) -> Self {
        Self(vec![0; cells.div_ceil(64)])
    }
    pub(super) fn set(&mut self, cell: usize) {
        self.0[cell / 64] |= 1 << (cell % 64);
    }
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|w| *w == 0)
    }
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(i, w)| {
            let mut w = *w;
            std::iter::from_fn(move || {
                let bit = w.trailing_zeros();
                (w != 0).then(|| {
                    w &= w - 1;
                    i * 64 + bit as usize
                })
            })
        })
    }
}

impl Lanes {
    /// No lanes yet, for a column with these codes.
    pub(super) fn new(codes: &Codes) -> Self {
        let entries = match codes {
            Codes::Narrow(_) => 256,
            Codes::Wide(_) => MOST_CELLS,
        };
        Self { entries, tables: Vec::new(), known: FxHashMap::default() }
    }
    /// The register that will hold the rows of these cells; the same cells share one.
    pub(super) fn shared(&mut self, cells: CellSet, next: &mut Register) -> Register {
        if let Some(register) = self.known.get(&cells.0) {
            return *register;
        }
        let register = self.own(&cells, next);
        self.known.insert(cells.0, register);
        register
    }
    /// A register of its own for the rows of these cells, which the caller will change.
    pub(super) fn own(&mut self, cells: &CellSet, next: &mut Register) -> Register {
        let register = *next;
        *next += 1;
        if self.tables.last().is_none_or(|t| t.lanes.len() == 64) {
            self.tables.push(Table { words: vec![0; self.entries], lanes: Vec::new() });
        }
        if let Some(table) = self.tables.last_mut() {
            let bit = 1_u64 << table.lanes.len();
            for cell in cells.cells() {
                table.words[cell] |= bit;
            }
            table.lanes.push(register);
        }
        register
    }
    /// Fills the registers for `words` words of rows from word `first`.
    pub(super) fn fill(&self, codes: &Codes, first: usize, words: usize, registers: &mut [Words]) {
        for table in &self.tables {
            match codes {
                Codes::Narrow(codes) => {
                    table.fill::<256, u8>(&codes[first * 64..(first + words) * 64], registers);
                }
                Codes::Wide(codes) => {
                    table.fill::<MOST_CELLS, u16>(&codes[first * 64..(first + words) * 64], registers);
                }
            }
        }
    }
}

impl Table {
    fn fill<const CELLS: usize, C: Copy + Into<usize>>(&self, codes: &[C], registers: &mut [Words]) {
        let Ok(words): Result<&[u64; CELLS], _> = self.words.as_slice().try_into() else { return };
        match self.lanes.len() {
            0..=8 => self.turn::<8, CELLS, C>(words, codes, registers),
            9..=16 => self.turn::<16, CELLS, C>(words, codes, registers),
            17..=32 => self.turn::<32, CELLS, C>(words, codes, registers),
            _ => self.turn::<64, CELLS, C>(words, codes, registers),
        }
    }

    fn turn<const LANES: usize, const CELLS: usize, C: Copy + Into<usize>>(
        &self,
        words: &[u64; CELLS],
        codes: &[C],
        registers: &mut [Words],
    ) {
        for (w, rows) in codes.chunks_exact(64).enumerate() {
            let mut square = [0_u64; LANES];
            for (field, rows) in rows.chunks_exact(LANES).enumerate() {
                for (word, code) in square.iter_mut().zip(rows) {
                    *word |= words[(*code).into()] << (field * LANES);
                }
            }
            transpose(&mut square);
            for (register, word) in self.lanes.iter().zip(&square) {
                registers[*register].0[w] = *word;
            }
        }
    }
}

/// Turns each `LANES` × `LANES` square of bits on its side.
#[inline]
fn transpose<const LANES: usize>(square: &mut [u64; LANES]) {
    const MASKS: [u64; 6] = [
        0x5555_5555_5555_5555,
        0x3333_3333_3333_3333,
        0x0f0f_0f0f_0f0f_0f0f,
        0x00ff_00ff_00ff_00ff,
        0x0000_ffff_0000_ffff,
        0x0000_0000_ffff_ffff,
    ];
    let mut step = LANES / 2;
    while step > 0 {
        let mask = MASKS[step.trailing_zeros() as usize];
        for pair in square.chunks_exact_mut(2 * step) {
            let (a, b) = pair.split_at_mut(step);
            for (a, b) in a.iter_mut().zip(b) {
                let t = ((*a >> step) ^ *b) & mask;
                *a ^= t << step;
                *b ^= t;
            }
        }
        step /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_turned_on_its_side() {
        fn check<const LANES: usize>() {
            let mut seed = 7_u64;
            let mut square = [0; LANES];
            for w in &mut square {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *w = seed ^ (seed >> 29);
            }
            let before = square;
            transpose(&mut square);
            for row in 0..64 {
                for (lane, word) in square.iter().enumerate() {
                    let (field, i) = (row / LANES, row % LANES);
                    assert_eq!(word >> row & 1, before[i] >> (field * LANES + lane) & 1);
                }
            }
        }
        check::<8>();
        check::<16>();
        check::<32>();
        check::<64>();
    }
}
