//! Codes: for each row of a column, which cell of the column it lies in.
//!
//! A cell is a set of values that a question can often decide for all of its rows at once. One byte a row
//! where 256 cells do, else two. Nothing here knows what the cells hold.

/// A cell's number.
pub(super) type Code = u16;

/// The most cells that a column may have.
pub(super) const MOST_CELLS: usize = 1 << 16;

/// The cell of each row, padded with cell 0 to whole words of 64 rows.
#[derive(Clone, Debug)]
pub(super) enum Codes {
    /// At most 256 cells.
    Narrow(Vec<u8>),
    /// At most 65,536.
    Wide(Vec<u16>),
}

impl Codes {
    /// Packs `codes`, which speak of `cells` cells.
    pub(super) fn pack(mut codes: Vec<Code>, cells: usize) -> Self {
        codes.resize(codes.len().next_multiple_of(64), 0);
        if cells <= 256 {
            Self::Narrow(codes.into_iter().map(|c| c.to_le_bytes()[0]).collect())
        } else {
            Self::Wide(codes)
        }
    }
    /// The cell of `row`.
    #[inline]
    pub(super) fn get(&self, row: usize) -> usize {
        match self {
            Self::Narrow(c) => usize::from(c[row]),
            Self::Wide(c) => usize::from(c[row]),
        }
    }
    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Narrow(c) => c.len(),
            Self::Wide(c) => 2 * c.len(),
        }
    }
}

/// What a question comes to in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The same for every row of the cell.
    Known(crate::condition::Truth),
    /// The rows differ: each must be asked.
    Look,
}
