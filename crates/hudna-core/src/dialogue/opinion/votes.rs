//! Who said what of which statement: the last vote of each pair, in rows.
//!
//! A pass is a vote: it says that somebody saw the statement and would not take a side. A missing vote says nothing.

use std::cmp::Ordering;
use std::hash::Hasher as _;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::Refused;

/// The most statements that are worked out.
pub const MOST_STATEMENTS: usize = 100_000;
/// The most people that are worked out.
pub const MOST_PARTICIPANTS: usize = 2_000_000;

/// What somebody said of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Value {
    /// Disagrees: -1.
    Disagree = 0,
    /// Saw it and passed: 0.
    Pass = 1,
    /// Agrees: 1.
    Agree = 2,
}

impl Value {
    /// The value of -1, 0 or 1.
    pub const fn of(number: i64) -> Option<Self> {
        match number {
            -1 => Some(Self::Disagree),
            0 => Some(Self::Pass),
            1 => Some(Self::Agree),
            _ => None,
        }
    }
}

/// One vote as it was cast. People and statements are numbers from 0: whoever reads the file knows which is whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// When, in any unit that orders: of two votes on one pair the later holds.
    pub at: i64,
    /// Who.
    pub participant: u32,
    /// On what.
    pub statement: u32,
    /// What.
    pub value: Value,
}

/// The last vote of each pair, a row for each person. Rows lie in an order of what they hold, so that no sum depends on who
/// came first.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Where row `r` begins in `cells`; one more than there are rows.
    starts: Vec<u32>,
    /// `4 × statement + value`, rising within a row.
    cells: Vec<u32>,
    /// Whose row it is.
    who: Vec<u32>,
    statements: usize,
    contradictory: usize,
}

/// A vote within its participant's stretch, before the last one is known.
#[derive(Clone, Copy, Default)]
struct Cast {
    at: i64,
    cell: u32,
}

/// One person's last votes.
struct Row<'c> {
    who: u32,
    hash: u64,
    cells: &'c [Cast],
    contradictory: usize,
}

impl<'c> Row<'c> {
    /// Orders the votes of one person by statement and keeps the last on each, at the head of `cast`.
    fn of(who: u32, cast: &'c mut [Cast]) -> Self {
        if !cast.is_sorted_by(|a, b| a.cell >> 2 < b.cell >> 2) {
            cast.sort_unstable_by_key(|c| (c.cell >> 2, c.at, c.cell));
        }
        let (mut kept, mut next, mut contradictory) = (0, 0, 0);
        while let Some(first) = cast.get(next).copied() {
            let (mut last, mut is_both) = (first, false);
            next += 1;
            while let Some(other) = cast.get(next).filter(|c| c.cell >> 2 == first.cell >> 2) {
                is_both = other.at == last.at && (is_both || other.cell != last.cell);
                last = *other;
                next += 1;
            }
            if is_both {
                contradictory += 1;
            } else {
                cast[kept] = last;
                kept += 1;
            }
        }
        let cells = &cast[..kept];
        let mut hasher = FxHasher::default();
        cells.iter().for_each(|c| hasher.write_u32(c.cell));
        Self { who, hash: hasher.finish(), cells, contradictory }
    }
    /// Rows in an order of what they hold; of equal rows it does not matter which comes first.
    fn cmp(&self, other: &Self) -> Ordering {
        let cells = |row: &Self| row.cells.len();
        (self.hash, cells(self))
            .cmp(&(other.hash, cells(other)))
            .then_with(|| self.cells.iter().map(|c| c.cell).cmp(other.cells.iter().map(|c| c.cell)))
            .then(self.who.cmp(&other.who))
    }
}

impl Matrix {
    /// Keeps the last of `votes` for each pair. Two different votes of one moment leave their pair without a vote: neither
    /// is the later, and nothing tells which was meant; [`contradictory`](Self::contradictory) counts them.
    pub fn of(participants: usize, statements: usize, votes: &[Vote]) -> Result<Self, Refused> {
        if participants > MOST_PARTICIPANTS || statements > MOST_STATEMENTS || votes.len() > u32::MAX as usize
        {
            return Err(Refused::TooMany { participants, statements });
        }
        let mut starts = vec![0_u32; participants + 1];
        for (at, vote) in votes.iter().enumerate() {
            let (participant, statement) = (vote.participant, vote.statement);
            if participant as usize >= participants || statement as usize >= statements {
                return Err(Refused::VoteOutside { at, participant, statement });
            }
            starts[participant as usize + 1] += 1;
        }
        for p in 0..participants {
            starts[p + 1] += starts[p];
        }
        let mut next = starts.clone();
        let mut cast = vec![Cast::default(); votes.len()];
        for vote in votes {
            let next = &mut next[vote.participant as usize];
            cast[*next as usize] = Cast { at: vote.at, cell: vote.statement * 4 + vote.value as u32 };
            *next += 1;
        }
        Ok(Self::of_rows(&starts, &mut cast, statements))
    }

    fn of_rows(starts: &[u32], cast: &mut [Cast], statements: usize) -> Self {
        let all = cast.len();
        let mut stretches = Vec::with_capacity(starts.len());
        let mut rest = cast;
        for (who, bounds) in starts.windows(2).enumerate() {
            let (row, after) = rest.split_at_mut((bounds[1] - bounds[0]) as usize);
            rest = after;
            stretches.push((who as u32, row));
        }
        let mut rows: Vec<Row<'_>> =
            stretches.into_par_iter().with_min_len(256).map(|(who, row)| Row::of(who, row)).collect();
        rows.par_sort_unstable_by(Row::cmp);
        let mut out = Self {
            starts: Vec::with_capacity(rows.len() + 1),
            cells: Vec::with_capacity(all),
            who: rows.iter().map(|r| r.who).collect(),
            statements,
            contradictory: rows.iter().map(|r| r.contradictory).sum(),
        };
        out.starts.push(0);
        for row in &rows {
            out.cells.extend(row.cells.iter().map(|c| c.cell));
            out.starts.push(out.cells.len() as u32);
        }
        out
    }

    /// How many people there are, those who cast no vote included.
    pub fn participants(&self) -> usize {
        self.who.len()
    }
    /// How many statements there are.
    pub fn statements(&self) -> usize {
        self.statements
    }
    /// How many votes count.
    pub fn votes(&self) -> usize {
        self.cells.len()
    }
    /// On how many pairs somebody said two things at one moment: they count as without a vote.
    pub fn contradictory(&self) -> usize {
        self.contradictory
    }
    /// What a participant said of a statement; nothing where there is no vote. Looks through all rows: for tests and for
    /// one person's own eyes.
    pub fn vote_of(&self, participant: u32, statement: u32) -> Option<Value> {
        let row = self.who.iter().position(|who| *who == participant)?;
        let cell = self.row(row).iter().find(|c| *c >> 2 == statement)?;
        Value::of(i64::from(cell & 3) - 1)
    }
    /// How many votes each participant cast, by the participant's number.
    pub(super) fn votes_of_each(&self) -> Vec<u32> {
        let mut out = vec![0; self.who.len()];
        for (row, who) in self.who.iter().enumerate() {
            out[*who as usize] = self.row(row).len() as u32;
        }
        out
    }
    /// The cells of row `row`: `4 × statement + value`, rising.
    pub(super) fn row(&self, row: usize) -> &[u32] {
        &self.cells[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
    /// Whose row it is.
    pub(super) fn who(&self, row: usize) -> u32 {
        self.who[row]
    }
    /// Which statements are among `named`.
    pub(super) fn marked(&self, named: &[u32]) -> Vec<bool> {
        marks(self.statements, named)
    }
    /// Which participants are among `named`.
    pub(super) fn marked_people(&self, named: &[u32]) -> Vec<bool> {
        marks(self.who.len(), named)
    }
}

fn marks(len: usize, named: &[u32]) -> Vec<bool> {
    let mut out = vec![false; len];
    for at in named {
        if let Some(mark) = out.get_mut(*at as usize) {
            *mark = true;
        }
    }
    out
}
