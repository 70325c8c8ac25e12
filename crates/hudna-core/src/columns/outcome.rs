//! Outcomes of norms for many rows: covered, in order, and what remains possible (`LANGUAGE` §6, §8).
//!
//! Planes first: most pairs of row and norm are decided by word operations. Questions that the caller answers
//! are asked only about rows that are undecided without them. What then is still undecided, and where one
//! unknown stands in several places of the norm, goes the slow way: `cases`, one row and norm at a time.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cases::{Memo, Plan, Unknown};
use super::formula::NodeId;
use super::norms::Conditions;
use super::program::{BLOCK, Bench, Pair, Program};
use crate::condition::{Atom, Truth};
use crate::finding::Outcome;
use crate::value::Attribute;

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
    /// Not settled by the columns: the row goes the exact way.
    pub(crate) const OPEN: u8 = 32;
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

const TASK: usize = 4;
const TASK_ROWS: usize = TASK * BLOCK * 64;

impl Outcomes {
    /// What remains possible of norm `norm` (in the order given) for `row`.
    pub fn get(&self, norm: usize, row: usize) -> Possible {
        let part = row / TASK_ROWS;
        let rows = (self.rows - part * TASK_ROWS).min(TASK_ROWS);
        Possible(self.parts[part][norm * rows + row % TASK_ROWS])
    }
    /// No norm settled for any of `rows` rows: all go the exact way.
    pub(crate) fn open(rows: usize, norms: usize) -> Self {
        let parts = (0..rows.div_ceil(TASK_ROWS)).map(|i| {
            let here = (rows - i * TASK_ROWS).min(TASK_ROWS);
            vec![Possible::OPEN; here * norms]
        });
        Self { rows, parts: parts.collect(), effort: Effort::default() }
    }
    /// Bytes held.
    pub(crate) fn bytes(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }
    /// The byte of a pair, to be changed.
    pub(crate) fn byte(&mut self, norm: usize, row: usize) -> Option<&mut u8> {
        let part = row / TASK_ROWS;
        let rows = (self.rows - part * TASK_ROWS).min(TASK_ROWS);
        self.parts.get_mut(part)?.get_mut(norm * rows + row % TASK_ROWS)
    }
    /// The bytes of a norm for some rows, which lie within 1,024 of a multiple of it.
    pub(crate) fn range(&self, norm: usize, range: std::ops::Range<usize>) -> &[u8] {
        let part = range.start / TASK_ROWS;
        let rows = self.rows.saturating_sub(part * TASK_ROWS).min(TASK_ROWS);
        let first = norm * rows + range.start % TASK_ROWS;
        self.parts.get(part).and_then(|p| p.get(first..first + range.len())).unwrap_or(&[])
    }
    /// Every byte of a norm, in order of the rows.
    pub(crate) fn each(&self, norm: usize, mut take: impl FnMut(u8)) {
        for (i, part) in self.parts.iter().enumerate() {
            let rows = (self.rows - i * TASK_ROWS).min(TASK_ROWS);
            part[norm * rows..(norm + 1) * rows].iter().for_each(|byte| take(*byte));
        }
    }
    /// Goes through the bytes of every norm: `each` is given the norm, the first row and the bytes from there on.
    pub(crate) fn change(&mut self, each: &(dyn Fn(usize, usize, &mut [u8]) + Sync)) {
        let rows = self.rows;
        self.parts.par_iter_mut().enumerate().for_each(|(i, part)| {
            let here = (rows - i * TASK_ROWS).min(TASK_ROWS);
            part.par_chunks_mut(here.max(1)).enumerate().for_each(|(norm, bytes)| {
                bytes.par_chunks_mut(1024).enumerate().for_each(|(c, bytes)| {
                    each(norm, i * TASK_ROWS + c * 1024, bytes);
                });
            });
        });
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
        let roots: Vec<NodeId> = norms.iter().flat_map(|n| [n.covered, n.in_order, n.clash]).collect();
        let program = Program::new(self.columns().set(), &self.formulas, &roots);
        let plan = |n: &NormFormula| Plan::new(&self.formulas, &program, *n, &FxHashMap::default());
        let plans = norms.iter().map(|n| (plan(n), None)).collect();
        Weigher { conditions: self, plans, program: &program, ask, sieve: None }.all()
    }

    /// The outcomes of `norms` as far as planes settle them: all other pairs are marked [`Possible::OPEN`].
    ///
    /// A pair is settled where Kleene's values decide it, or where no unknown stands in two undecided places. Rows of
    /// `rough` are settled only where decided, contested ones only where the condition surely fails, those of `aside`
    /// never. `turns` says what questions of the caller
    /// turn on besides themselves.
    pub(crate) fn sift(
        &self,
        norms: &[Sifting],
        (rough, aside): (NodeId, NodeId),
        turns: &dyn Fn(&Atom) -> Vec<Turns>,
        ask: Ask<'_>,
    ) -> Outcomes {
        let ends = |n: &NormFormula| [n.covered, n.in_order, n.clash];
        let of_due =
            |n: &Sifting| n.due.iter().flat_map(|(due, n)| std::iter::once(*due).chain(ends(n))).collect();
        let mut roots = vec![rough, aside];
        for norm in norms {
            let due: Vec<NodeId> = of_due(norm);
            roots.extend(ends(&norm.norm).into_iter().chain([norm.when]).chain(due));
        }
        let program = Program::new(self.columns().set(), &self.formulas, &roots);
        let mut more = FxHashMap::default();
        for (number, atom) in self.foreign.iter().enumerate() {
            more.insert(number, turns(atom).into_iter().map(|t| self.unknown(t)).collect());
        }
        let plan = |n: &NormFormula| Plan::new(&self.formulas, &program, *n, &more);
        let due = |n: &Sifting| n.due.as_ref().map(|(due, n)| (program.result(*due), plan(n)));
        let plans = norms.iter().map(|n| (plan(&n.norm), due(n))).collect();
        let sieve = Sieve {
            rough: program.result(rough),
            aside: program.result(aside),
            whens: norms.iter().map(|n| program.result(n.when)).collect(),
            unsettled: norms.iter().map(|n| n.unsettled).collect(),
        };
        Weigher { conditions: self, plans, program: &program, ask, sieve: Some(sieve) }.all()
    }

    fn unknown(&self, turns: Turns) -> Unknown {
        match turns {
            // without a column of its own it still is one unknown
            Turns::On(attribute) => {
                Unknown::Column(self.columns().column(attribute).unwrap_or(NO_COLUMN + attribute as usize))
            }
            Turns::Key(key) => Unknown::Foreign(usize::MAX - key),
        }
    }
}

/// Numbers of unknowns that have no column.
const NO_COLUMN: usize = 1 << 16;

/// What a question of the caller turns on, besides itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turns {
    /// What an attribute is.
    On(Attribute),
    /// Something that several questions share, by a number.
    Key(usize),
}

/// A norm to be settled as far as planes go.
#[derive(Clone, Debug)]
pub(crate) struct Sifting {
    /// What it comes to.
    pub norm: NormFormula,
    /// Its condition alone.
    pub when: NodeId,
    /// What it comes to where this surely holds, if that asks less.
    pub due: Option<(NodeId, NormFormula)>,
    /// The formula says too little: only a condition that surely fails settles a row.
    pub unsettled: bool,
}

/// Which rows planes may settle.
struct Sieve {
    /// Rows of which an undecided question may be decided the exact way.
    rough: Pair,
    /// Rows that are never settled.
    aside: Pair,
    whens: Vec<Pair>,
    unsettled: Vec<bool>,
}

struct Weigher<'a, 'b> {
    conditions: &'a Conditions<'b>,
    /// Of each norm; and where this surely holds, the plan that asks less.
    plans: Vec<(Plan, Option<(Pair, Plan)>)>,
    program: &'a Program<'a>,
    ask: Ask<'a>,
    sieve: Option<Sieve>,
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
    /// These rows as `other` has them.
    const fn or_where(self, rows: u64, other: Self) -> Self {
        Self {
            breach: self.breach & !rows | other.breach & rows,
            permitted: self.permitted & !rows | other.permitted & rows,
            not_covered: self.not_covered & !rows | other.not_covered & rows,
            clash: self.clash & !rows | other.clash & rows,
        }
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
    fn all(&self) -> Outcomes {
        let rows = self.conditions.columns().rows();
        let blocks = rows.div_ceil(BLOCK * 64);
        let starts: Vec<usize> = (0..blocks).step_by(TASK).collect();
        let parts: Vec<(Vec<u8>, Effort)> = starts
            .par_iter()
            .map_init(
                || (self.program.bench(), Memo::default()),
                |(bench, memo), first| self.task(*first..(first + TASK).min(blocks), bench, memo),
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
        Outcomes { rows, parts, effort }
    }

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
            for (n, (plan, _)) in self.plans.iter().enumerate() {
                let out = &mut bytes[n * rows + from..n * rows + from + len];
                if let Some(sieve) = &self.sieve {
                    self.sift(sieve, block, n, bench, out, &mut effort);
                    continue;
                }
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
            spread(word, bound, 0, out);
        }
    }

    /// One norm over one block, planes alone: what they do not settle is marked.
    fn sift(
        &self,
        sieve: &Sieve,
        block: usize,
        n: usize,
        bench: &Bench,
        out: &mut [u8],
        effort: &mut Effort,
    ) {
        let contested = self.conditions.columns().contested();
        let (plan, due) = &self.plans[n];
        for (w, out) in out.chunks_mut(64).enumerate() {
            let at = |register: usize| bench[register].0[w];
            let mut word = Word::read(bench, plan, w);
            let mut open = word.undecided();
            effort.undecided += u64::from(open.count_ones());
            if open != 0 {
                open &= plan.meeting(bench, w) | at(sieve.rough.surely);
            }
            if let Some((due, plan)) = due
                && at(due.surely) != 0
            {
                let (so, other) = (at(due.surely), Word::read(bench, plan, w));
                let undecided = other.undecided() & so;
                open &= !so;
                if undecided != 0 {
                    open |= undecided & (plan.meeting(bench, w) | at(sieve.rough.surely));
                }
                word = word.or_where(so, other);
            }
            let contested = contested.get(block * BLOCK + w).copied().unwrap_or(0);
            let unsettled = if sieve.unsettled[n] { u64::MAX } else { contested | at(sieve.aside.surely) };
            let fails = !at(sieve.whens[n].perhaps) & !at(sieve.aside.surely);
            // which of two articles yields is not ours to say
            (word.breach, word.permitted) = (word.breach | word.clash, word.permitted | word.clash);
            word = word.or_where(unsettled & fails, Word { not_covered: u64::MAX, ..Word::default() });
            open = open & !unsettled | unsettled & !fails;
            effort.slow += u64::from(open.count_ones());
            spread(word, 0, open, out);
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
                    .map(|(plan, _)| plan)
                    .filter(asks)
                    .fold(0, |open, plan| open | Word::read(bench, plan, w).undecided());
                if let Some(sieve) = &self.sieve {
                    // those go the exact way anyhow
                    let contested = columns.contested().get(block * BLOCK + w).copied().unwrap_or(0);
                    let at = |pair: Pair| bench[pair.surely].0[w];
                    open &= !(at(sieve.rough) | at(sieve.aside) | contested);
                }
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
fn spread(word: Word, bound: u64, open: u64, out: &mut [u8]) {
    let planes =
        [word.breach, word.permitted, word.not_covered, word.clash, bound, open].map(u64::to_le_bytes);
    for (i, out) in out.chunks_mut(8).enumerate() {
        let eight = |plane: usize| BYTES[usize::from(planes[plane][i])];
        let bytes = eight(0) | eight(1) << 1 | eight(2) << 2 | eight(3) << 3 | eight(4) << 4 | eight(5) << 5;
        let bytes = bytes.to_le_bytes();
        out.copy_from_slice(&bytes[..out.len()]);
    }
}
