//! Columns of numbers and instants: whatever has an order.
//!
//! Numbers and instants become whole-number *keys* in the same order, and a value is a closed range of keys.
//! Few distinct values: each is a cell. Many: cells are buckets of neighbouring ranges of similar width, which
//! most questions decide whole, and the rows keep their ranges for the rest.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::codes::{Code, Codes, MOST_CELLS, Verdict};
use crate::condition::Truth;

/// A closed range of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Range {
    /// The least.
    pub lo: i64,
    /// The most.
    pub hi: i64,
}

/// The key of a number: keys compare as the numbers do.
pub fn number_key(n: f64) -> i64 {
    let bits = (n + 0.0).to_bits().cast_signed();
    (bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()).max(i64::MIN + 1)
}

impl Range {
    /// Stated to be none: zero as a number, and no moment.
    pub const NOTHING: Self = Self { lo: i64::MIN, hi: i64::MIN };
    /// One key.
    pub const fn exact(key: i64) -> Self {
        Self { lo: key, hi: key }
    }
    /// From `lo` to `hi`, both included; [`Self::NOTHING`] is kept apart from the least key.
    pub const fn new(lo: i64, hi: i64) -> Self {
        let least = i64::MIN + 1;
        Self { lo: if lo < least { least } else { lo }, hi: if hi < least { least } else { hi } }
    }
    /// Numbers from `low` to `high`.
    pub fn numbers(low: f64, high: f64) -> Self {
        Self::new(number_key(low), number_key(high))
    }
    /// Moments of a half-open range.
    pub const fn times(t: crate::time::TimeRange) -> Self {
        Self::new(t.lo.0, t.hi.0.saturating_sub(1))
    }
}

/// Sorts ranges and joins those that touch.
pub(super) fn joined(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.retain(|r| r.lo <= r.hi);
    ranges.sort_unstable();
    let mut out: Vec<Range> = Vec::with_capacity(ranges.len());
    for r in ranges {
        match out.last_mut() {
            Some(last) if r.lo <= last.hi.saturating_add(1) => last.hi = last.hi.max(r.hi),
            _ => out.push(r),
        }
    }
    out
}

/// Whether a value of `r` lies in one of `asked` (joined).
#[inline]
pub(super) fn truth_of(r: Range, asked: &[Range]) -> Truth {
    let mut touched = false;
    for q in asked {
        if q.lo <= r.lo && r.hi <= q.hi {
            return Truth::True;
        }
        touched |= q.lo <= r.hi && r.lo <= q.hi;
    }
    if touched { Truth::Unknown } else { Truth::False }
}

/// The same over alternatives; none is unknown.
pub(super) fn truth_of_set(set: &[Range], asked: &[Range]) -> Truth {
    let mut truths = set.iter().map(|r| truth_of(*r, asked));
    let Some(first) = truths.next() else { return Truth::Unknown };
    truths.fold(first, |a, b| if a == b { a } else { Truth::Unknown })
}

#[derive(Clone, Debug)]
enum Cell {
    Set(Vec<Range>),
    Bucket { lo: Range, hi: Range },
    Spill,
}

/// A column of numbers or instants.
#[derive(Clone, Debug)]
pub struct Ordered {
    pub(super) codes: Codes,
    cells: Vec<Cell>,
    lo: Vec<i64>,
    hi: Option<Vec<i64>>,
    spill: FxHashMap<u32, Vec<Range>>,
}

/// Fills an [`Ordered`] row by row.
#[derive(Debug, Default)]
pub struct OrderedBuilder {
    ranges: Vec<Range>,
    sets: FxHashMap<u32, Vec<Range>>,
}

/// A row whose alternatives stand by themselves.
const ELSEWHERE: Range = Range { lo: 1, hi: 0 };
/// A row of which nothing is known.
const UNSAID: Range = Range { lo: 1, hi: -1 };
const FEW: usize = 4096;
const BUCKETS: usize = 2048;

impl OrderedBuilder {
    /// Adds a row with one value.
    pub fn push(&mut self, range: Range) {
        self.ranges.push(Range { lo: range.lo.min(range.hi), hi: range.hi.max(range.lo) });
    }
    /// Adds a row of which nothing is known.
    pub fn push_unknown(&mut self) {
        self.ranges.push(UNSAID);
    }
    /// Adds a row with several alternatives.
    pub fn push_set(&mut self, mut set: Vec<Range>) {
        set.sort_unstable();
        set.dedup();
        match set.as_slice() {
            [] => self.push_unknown(),
            [one] => self.push(*one),
            _ => {
                self.sets.insert(u32::try_from(self.ranges.len()).unwrap_or(u32::MAX), set);
                self.ranges.push(ELSEWHERE);
            }
        }
    }
    /// The column.
    pub fn finish(self) -> Ordered {
        let Self { ranges, sets } = self;
        let mut codes: Vec<Code> = vec![0; ranges.len()];
        let mut cells = Vec::new();
        let mut distinct = rustc_hash::FxHashSet::default();
        for r in ranges.iter().filter(|r| r.lo <= r.hi) {
            if distinct.len() <= FEW {
                distinct.insert(*r);
            }
        }
        let (mut lo, mut hi) = (Vec::new(), None);
        if distinct.len() <= FEW {
            let mut values: Vec<Range> = distinct.into_iter().collect();
            values.sort_unstable();
            cells.extend(values.iter().map(|r| Cell::Set(vec![*r])));
            let number: FxHashMap<Range, usize> = values.iter().enumerate().map(|(i, r)| (*r, i)).collect();
            for (code, r) in codes.iter_mut().zip(&ranges) {
                *code = number.get(r).map_or(0, |i| as_code(*i));
            }
        } else {
            buckets(&ranges, &mut codes, &mut cells);
            if ranges.iter().any(|r| r.hi > r.lo) {
                hi = Some(ranges.iter().map(|r| r.hi).collect());
            }
            lo = ranges.iter().map(|r| r.lo).collect();
        }
        if ranges.contains(&UNSAID) {
            let code = as_code(cells.len());
            cells.push(Cell::Set(Vec::new()));
            codes.iter_mut().zip(&ranges).filter(|(_, r)| **r == UNSAID).for_each(|(c, _)| *c = code);
        }
        let mut spill = FxHashMap::default();
        let mut known: FxHashMap<&[Range], Code> = FxHashMap::default();
        let mut rows: Vec<_> = sets.iter().collect();
        rows.sort_unstable_by_key(|(row, _)| **row);
        let mut full = None;
        for (row, set) in rows {
            let code = if let Some(code) = known.get(set.as_slice()) {
                *code
            } else if cells.len() + 1 < MOST_CELLS {
                let code = as_code(cells.len());
                cells.push(Cell::Set(set.clone()));
                known.insert(set, code);
                code
            } else {
                spill.insert(*row, set.clone());
                *full.get_or_insert_with(|| {
                    cells.push(Cell::Spill);
                    Code::MAX
                })
            };
            if let Some(slot) = codes.get_mut(*row as usize) {
                *slot = code;
            }
        }
        Ordered { codes: Codes::pack(codes, cells.len()), cells, lo, hi, spill }
    }
}

fn as_code(i: usize) -> Code {
    Code::try_from(i).unwrap_or(Code::MAX)
}

/// Sorts rows by the width of their range and its start, and cuts them into buckets.
fn buckets(ranges: &[Range], codes: &mut [Code], cells: &mut Vec<Cell>) {
    let class = |r: &Range| 64 - r.hi.abs_diff(r.lo).leading_zeros();
    let mut order: Vec<(u32, i64, u32)> = ranges
        .iter()
        .enumerate()
        .filter(|(_, r)| r.lo <= r.hi)
        .map(|(i, r)| (class(r), r.lo, u32::try_from(i).unwrap_or(u32::MAX)))
        .collect();
    order.par_sort_unstable();
    let size = order.len().div_ceil(BUCKETS).max(1);
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        for bucket in same.chunks(size) {
            let (mut lo, mut hi) = (ELSEWHERE, ELSEWHERE);
            for (n, (_, _, row)) in bucket.iter().enumerate() {
                let r = ranges[*row as usize];
                if n == 0 {
                    (lo, hi) = (Range::exact(r.lo), Range::exact(r.hi));
                }
                lo = Range { lo: lo.lo.min(r.lo), hi: lo.hi.max(r.lo) };
                hi = Range { lo: hi.lo.min(r.hi), hi: hi.hi.max(r.hi) };
                codes[*row as usize] = as_code(cells.len());
            }
            cells.push(Cell::Bucket { lo, hi });
        }
    }
}

impl Ordered {
    pub(super) fn is_set(&self, cell: usize) -> bool {
        matches!(self.cells.get(cell), Some(Cell::Set(_)))
    }
    pub(super) fn cell_count(&self) -> usize {
        self.cells.len()
    }
    /// Whether each row of this column that has a value has it exactly, so that looking never ends in unknown.
    pub(super) fn exact_rows(&self) -> bool {
        self.hi.is_none()
    }
    pub(super) fn cell(&self, cell: usize, asked: &[Range]) -> Verdict {
        let (lo, hi) = match &self.cells[cell] {
            Cell::Set(set) => return Verdict::Known(truth_of_set(set, asked)),
            Cell::Spill => return Verdict::Look,
            Cell::Bucket { lo, hi } => (lo, hi),
        };
        let hull = truth_of(Range { lo: lo.lo, hi: hi.hi }, asked);
        if hull != Truth::Unknown {
            return Verdict::Known(hull);
        }
        // Every row straddles the same end of what is asked: unknown for all of them.
        let straddled = |q: &Range| (q.lo > lo.hi && q.lo <= hi.lo) || (lo.hi <= q.hi && q.hi < hi.lo);
        if asked.iter().any(straddled) { Verdict::Known(Truth::Unknown) } else { Verdict::Look }
    }
    #[inline]
    pub(super) fn range(&self, row: usize) -> Option<Range> {
        match &self.cells[self.codes.get(row)] {
            Cell::Bucket { .. } => {
                let lo = self.lo[row];
                Some(Range { lo, hi: self.hi.as_ref().map_or(lo, |hi| hi[row]) })
            }
            _ => None,
        }
    }
    pub(super) fn row(&self, row: usize, asked: &[Range]) -> Truth {
        match self.range(row) {
            Some(r) => truth_of(r, asked),
            None => truth_of_set(&self.set_at(row), asked),
        }
    }
    /// All that may be of a row.
    pub(super) fn set_at(&self, row: usize) -> Vec<Range> {
        match &self.cells[self.codes.get(row)] {
            Cell::Bucket { .. } => self.range(row).into_iter().collect(),
            Cell::Set(set) => set.clone(),
            Cell::Spill => {
                u32::try_from(row).ok().and_then(|r| self.spill.get(&r)).cloned().unwrap_or_default()
            }
        }
    }
    /// Whether nothing is known in a cell.
    pub(super) fn unknown(&self, cell: usize) -> Verdict {
        match &self.cells[cell] {
            Cell::Set(set) => Verdict::Known(set.is_empty().into()),
            Cell::Bucket { .. } => Verdict::Known(Truth::False),
            Cell::Spill => Verdict::Look,
        }
    }
    /// Bytes held by the rows.
    pub(super) fn bytes(&self) -> usize {
        self.codes.bytes() + 8 * (self.lo.len() + self.hi.as_ref().map_or(0, Vec::len))
    }
}
