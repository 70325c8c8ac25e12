//! What a condition comes to for every row, as two planes of bits.

use super::formula::NodeId;
use super::norms::Conditions;
use super::outcome::Ask;
use super::program::{BLOCK, Program};
use super::{Set, in_parallel};
use crate::condition::Truth;

/// Surely true and perhaps true, a bit each for every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planes {
    rows: usize,
    /// Rows of which it is true in every case.
    pub surely: Vec<u64>,
    /// Rows of which it is true in some case, or not known to be false.
    pub perhaps: Vec<u64>,
}

impl Planes {
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// What it comes to for one row.
    pub fn truth(&self, row: usize) -> Truth {
        let bit = |plane: &[u64]| plane.get(row / 64).is_some_and(|w| w >> (row % 64) & 1 == 1);
        Truth::from_possible(bit(&self.perhaps), !bit(&self.surely))
    }
    /// The rows of which it is surely and of which it is perhaps true, a bit each for 64 of them.
    pub(crate) fn word(&self, word: usize) -> (u64, u64) {
        let at = |plane: &[u64]| plane.get(word).copied().unwrap_or(0);
        (at(&self.surely), at(&self.perhaps))
    }
    /// The rows of which it is not surely false, ascending: those that an assessment must look at.
    pub fn rows_left(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows).filter(|row| self.truth(*row) != Truth::False)
    }
    /// How many rows it is true, false and unknown of.
    pub fn count(&self) -> [u64; 3] {
        let ones = |plane: &[u64]| plane.iter().map(|w| u64::from(w.count_ones())).sum::<u64>();
        let (surely, perhaps) = (ones(&self.surely), ones(&self.perhaps));
        [surely, self.rows as u64 - perhaps, perhaps - surely]
    }
}

impl Conditions<'_> {
    /// What `node` comes to for every row, by Kleene's rules.
    ///
    /// `ask` answers what columns cannot; it is called only for rows that are undecided without it.
    pub fn evaluate(&self, node: NodeId, ask: Ask<'_>) -> Planes {
        let set: &Set = self.columns().set();
        let program = Program::new(set, &self.formulas, &[node]);
        let result = program.result(node);
        let blocks: Vec<usize> = (0..set.rows().div_ceil(BLOCK * 64)).collect();
        let parts = in_parallel(&blocks, |block| {
            let mut bench = program.bench();
            program.run(*block, &mut bench);
            for (number, pair) in program.foreign() {
                let Some(atom) = self.foreign.get(*number) else { continue };
                for w in 0..program.words(*block) {
                    let word = block * BLOCK + w;
                    let mut open = bench[result.perhaps].0[w] & !bench[result.surely].0[w] & set.mask(word);
                    let (mut surely, mut perhaps) = (0, u64::MAX);
                    while open != 0 {
                        let bit = open & open.wrapping_neg();
                        open ^= bit;
                        match ask(atom, word * 64 + bit.trailing_zeros() as usize) {
                            Truth::True => surely |= bit,
                            Truth::False => perhaps &= !bit,
                            Truth::Unknown => {}
                        }
                    }
                    bench[pair.surely].0[w] = surely;
                    bench[pair.perhaps].0[w] = perhaps;
                }
                program.finish(&mut bench);
            }
            let masked = |register: usize| {
                let words = bench[register].0.iter().take(program.words(*block)).enumerate();
                words.map(|(w, bits)| bits & set.mask(block * BLOCK + w)).collect::<Vec<u64>>()
            };
            (masked(result.surely), masked(result.perhaps))
        });
        let (surely, perhaps): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        Planes { rows: set.rows(), surely: surely.concat(), perhaps: perhaps.concat() }
    }
}
