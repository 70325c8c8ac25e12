//! Outcomes of norms for many rows: covered, in order, and what remains possible (`LANGUAGE` §6, §8).
//!
//! Planes first: most pairs of row and norm are decided by word operations. Questions that the caller answers
//! are asked only about rows that are undecided without them. What then is still undecided, and where one
//! unknown stands in several places of the norm, goes the slow way: `cases`, one row and norm at a time.

use rayon::prelude::*;

use super::cases::{Memo, Plan};
use super::formula::NodeId;
use super::norms::Conditions;
use super::program::{BLOCK, Bench, Pair, Program};
use crate::condition::{Atom, Truth};
use crate::finding::Outcome;

/// What a norm comes to, as formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormFormula {
    /// In force, bound, neither side excluded, and its condition.
    pub covered: NodeId,
    /// What must hold does, or an exception clears.
    pub in_order: NodeId,
    /// Two permissions disagree.
    pub clash: NodeId,
}

/// What remains possible of one norm for one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Possible(pub u8);

impl Possible {
    /// A breach is possible.
    pub const BREACH: u8 = 1;
    /// Covered and in order is possible.
    pub const PERMITTED: u8 = 2;
    /// Not covered is possible.
    pub const NOT_COVERED: u8 = 4;
    /// Two articles disagree, surely or possibly.
    pub const CLASH: u8 = 8;
    /// Too many cases to try: what is not excluded stays possible for that reason alone.
    pub const BOUND: u8 = 16;
    const OUTCOMES: u8 = Self::BREACH | Self::PERMITTED | Self::NOT_COVERED;

    /// The outcome over all that may be.
    pub const fn outcome(self) -> Outcome {
        match (self.0 & Self::OUTCOMES, self.0 & Self::CLASH != 0) {
            (Self::NOT_COVERED, _) => Outcome::NotCovered,
            (Self::BREACH, false) => Outcome::Breach,
            (Self::PERMITTED, false) => Outcome::Permitted,
            _ => Outcome::Undetermined,
        }
    }
    /// What one case, or Kleene over all of them, leaves possible.
    pub fn of(covered: Truth, in_order: Truth, clash: Truth) -> Self {
        let mut bits = 0;
        if covered != Truth::True {
            bits |= Self::NOT_COVERED;
        }
        if covered != Truth::False {
            bits |= if in_order == Truth::True { 0 } else { Self::BREACH };
            bits |= if in_order == Truth::False { 0 } else { Self::PERMITTED };
            bits |= if clash == Truth::False { 0 } else { Self::CLASH };
        }
        Self(bits)
    }
}

/// How much work the slow way was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Pairs of row and norm.
    pub pairs: u64,
    /// Pairs still undecided by the planes.
    pub undecided: u64,
    /// Pairs that went the slow way.
    pub slow: u64,
    /// Distinct cases among them: the rest repeated one of these.
    pub distinct: u64,
    /// Rows of which at least one pair went the slow way.
    pub slow_rows: u64,
    /// Questions put to the caller.
    pub asked: u64,
}

/// The outcomes of every norm for every row: a byte a pair.
#[derive(Clone, Debug)]
pub struct Outcomes {
    rows: usize,
    /// A task's rows, norm after norm.
    parts: Vec<Vec<u8>>,
    /// How much work it was.
    pub effort: Effort,
}

const TASK: usize = 16;
const TASK_ROWS: usize = TASK * BLOCK * 64;

impl Outcomes {
    /// What remains possible of norm `norm` (in the order given) for `row`.
    pub fn get(&self, norm: usize, row: usize) -> Possible {
        let part = row / TASK_ROWS;
        let rows = (self.rows - part * TASK_ROWS).min(TASK_ROWS);
        Possible(self.parts[part][norm * rows + row % TASK_ROWS])
    }
    /// How many rows have which outcome of norm `norm`, in the order of [`Outcome::ALL`].
    pub fn count(&self, norm: usize) -> [u64; 4] {
        let mut counts = [0; 4];
        for (i, part) in self.parts.iter().enumerate() {
            let rows = (self.rows - i * TASK_ROWS).min(TASK_ROWS);
            let mut by_byte = [0_u64; 256];
            part[norm * rows..(norm + 1) * rows].iter().for_each(|b| by_byte[usize::from(*b)] += 1);
            for (byte, n) in (0..=u8::MAX).zip(by_byte) {
                counts[Possible(byte).outcome() as usize] += n;
            }
        }
        counts
    }
}

/// Answers a question of the caller about one row.
pub type Ask<'a> = &'a (dyn Fn(&Atom, usize) -> Truth + Sync);

impl Conditions<'_> {
    /// The outcomes of `norms` for every row.
    ///
    /// `ask` answers what columns cannot; it is called only for rows and questions that can still change an outcome.
    pub fn outcomes(&self, norms: &[NormFormula], ask: Ask<'_>) -> Outcomes {
        let columns = self.columns();
        let set = columns.set();
        let roots: Vec<NodeId> = norms.iter().flat_map(|n| [n.covered, n.in_order, n.clash]).collect();
        let program = Program::new(set, &self.formulas, &roots);
        let weigher = Weigher {
            conditions: self,
            plans: norms.iter().map(|n| Plan::new(&self.formulas, &program, *n)).collect(),
            program: &program,
            ask,
        };
        let blocks = set.rows().div_ceil(BLOCK * 64);
        let starts: Vec<usize> = (0..blocks).step_by(TASK).collect();
        let parts: Vec<(Vec<u8>, Effort)> = starts
            .par_iter()
            .map_init(
                || (program.bench(), Memo::default()),
                |(bench, memo), first| weigher.task(*first..(first + TASK).min(blocks), bench, memo),
            )
            .collect();
        let mut effort = Effort::default();
        let parts = parts
            .into_iter()
            .map(|(bytes, part)| {
                effort.pairs += part.pairs;
                effort.undecided += part.undecided;
                effort.slow += part.slow;
                effort.distinct += part.distinct;
                effort.slow_rows += part.slow_rows;
                effort.asked += part.asked;
                bytes
            })
            .collect();
        Outcomes { rows: set.rows(), parts, effort }
    }
}

struct Weigher<'a, 'b> {
    conditions: &'a Conditions<'b>,
    plans: Vec<Plan>,
    program: &'a Program<'a>,
    ask: Ask<'a>,
}

/// A word of each plane of possibilities.
#[derive(Clone, Copy, Default)]
struct Word {
    breach: u64,
    permitted: u64,
    not_covered: u64,
    clash: u64,
}

impl Word {
    fn read(bench: &Bench, plan: &Plan, w: usize) -> Self {
        let at = |register: usize| bench[register].0[w];
        let covered = at(plan.covered.perhaps);
        Self {
            breach: covered & !at(plan.in_order.surely),
            permitted: covered & at(plan.in_order.perhaps),
            not_covered: !at(plan.covered.surely),
            clash: covered & at(plan.clash.perhaps),
        }
    }
    /// Rows of which more than one outcome is possible.
    fn undecided(self) -> u64 {
        (self.breach & self.permitted) | (self.not_covered & (self.breach | self.permitted)) | self.clash
    }
    fn set(&mut self, bit: u64, possible: Possible) {
        let put =
            |plane: &mut u64, flag: u8| *plane = *plane & !bit | if possible.0 & flag != 0 { bit } else { 0 };
        put(&mut self.breach, Possible::BREACH);
        put(&mut self.permitted, Possible::PERMITTED);
        put(&mut self.not_covered, Possible::NOT_COVERED);
        put(&mut self.clash, Possible::CLASH);
    }
}

impl Weigher<'_, '_> {
    fn task(&self, blocks: std::ops::Range<usize>, bench: &mut Bench, memo: &mut Memo) -> (Vec<u8>, Effort) {
        let first = blocks.start * BLOCK * 64;
        let rows = (self.conditions.columns().rows() - first).min(blocks.len() * BLOCK * 64);
        let mut bytes = vec![0; rows * self.plans.len()];
        let mut effort = Effort { pairs: bytes.len() as u64, ..Effort::default() };
        for block in blocks {
            self.program.run(block, bench);
            effort.asked += self.ask_caller(block, bench);
            let from = block * BLOCK * 64 - first;
            let len = (rows - from).min(BLOCK * 64);
            let mut slow_rows = [0_u64; BLOCK];
            for (n, plan) in self.plans.iter().enumerate() {
                let out = &mut bytes[n * rows + from..n * rows + from + len];
                self.norm(block, n, plan, bench, memo, out, &mut effort, &mut slow_rows);
            }
            effort.slow_rows += slow_rows.iter().map(|w| u64::from(w.count_ones())).sum::<u64>();
        }
        effort.distinct = memo.taken();
        (bytes, effort)
    }

    /// One norm over one block: planes, the slow way where needed, bytes.
    #[expect(clippy::too_many_arguments, reason = "all are of one block's inner loop")]
    fn norm(
        &self,
        block: usize,
        n: usize,
        plan: &Plan,
        bench: &Bench,
        memo: &mut Memo,
        out: &mut [u8],
        effort: &mut Effort,
        slow_rows: &mut [u64; BLOCK],
    ) {
        let columns = self.conditions.columns();
        for (w, out) in out.chunks_mut(64).enumerate() {
            let rows = if out.len() < 64 { (1 << out.len()) - 1 } else { u64::MAX };
            let mut word = Word::read(bench, plan, w);
            let undecided = word.undecided() & rows;
            let mut bound = 0;
            if undecided != 0 {
                effort.undecided += u64::from(undecided.count_ones());
                let accounts = columns.accounts[block * BLOCK + w];
                let mut slow = undecided & (plan.meeting(bench, w) | accounts);
                slow_rows[w] |= slow;
                effort.slow += u64::from(slow.count_ones());
                while slow != 0 {
                    let bit = slow & slow.wrapping_neg();
                    slow ^= bit;
                    let row = (block * BLOCK + w) * 64 + bit.trailing_zeros() as usize;
                    let truth = |pair: Pair| {
                        let has = |register: usize| bench[register].0[w] & bit != 0;
                        Truth::from_possible(has(pair.perhaps), !has(pair.surely))
                    };
                    let possible =
                        plan.decide(n, row, columns.set(), &self.conditions.formulas, &truth, memo);
                    word.set(bit, possible);
                    bound |= if possible.0 & Possible::BOUND != 0 { bit } else { 0 };
                }
            }
            spread(word, bound, out);
        }
    }

    /// Puts to the caller what may still change an outcome, and works the answers in.
    fn ask_caller(&self, block: usize, bench: &mut Bench) -> u64 {
        if self.program.foreign().is_empty() {
            return 0;
        }
        let columns = self.conditions.columns();
        let mut asked = 0;
        for (number, pair) in self.program.foreign() {
            let Some(atom) = self.conditions.foreign.get(*number) else { continue };
            for w in 0..self.program.words(block) {
                let asks = |plan: &&Plan| plan.foreign.contains(number);
                let mut open = self
                    .plans
                    .iter()
                    .filter(asks)
                    .fold(0, |open, plan| open | Word::read(bench, plan, w).undecided());
                let (mut surely, mut perhaps) = (0, u64::MAX);
                while open != 0 {
                    let bit = open & open.wrapping_neg();
                    open ^= bit;
                    let row = (block * BLOCK + w) * 64 + bit.trailing_zeros() as usize;
                    if row >= columns.rows() {
                        break;
                    }
                    asked += 1;
                    match (self.ask)(atom, row) {
                        Truth::True => surely |= bit,
                        Truth::False => perhaps &= !bit,
                        Truth::Unknown => {}
                    }
                }
                bench[pair.surely].0[w] = surely;
                bench[pair.perhaps].0[w] = perhaps;
            }
            // Later questions are asked only where this one left it open.
            self.program.finish(bench);
        }
        asked
    }
}

/// Eight bits to eight bytes of 0 or 1.
static BYTES: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= ((byte as u64 >> bit) & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// Writes 64 rows of planes as bytes.
fn spread(word: Word, bound: u64, out: &mut [u8]) {
    let planes = [word.breach, word.permitted, word.not_covered, word.clash, bound].map(u64::to_le_bytes);
    for (i, out) in out.chunks_mut(8).enumerate() {
        let eight = |plane: usize| BYTES[usize::from(planes[plane][i])];
        let bytes = eight(0) | eight(1) << 1 | eight(2) << 2 | eight(3) << 3 | eight(4) << 4;
        let bytes = bytes.to_le_bytes();
        out.copy_from_slice(&bytes[..out.len()]);
    }
}
