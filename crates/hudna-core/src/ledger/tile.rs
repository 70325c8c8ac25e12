//! Tiles and entry bundles as C2SP tlog-tiles names and writes them, and nothing of where they are kept.
//!
//! A number is written in one way only: `tile/0/x001/234`, never `tile/0/x000/x001/234` or `tile/00/…`; any other
//! is refused, so that one tile has one name.

use std::fmt;
use std::str::FromStr;

/// Levels of the tree that a tile spans.
pub const HEIGHT: u32 = 8;
/// Hashes of a full tile, leaves of a full bundle.
pub const WIDTH: u16 = 1 << HEIGHT;
/// The last level that tlog-tiles knows.
const MOST_LEVEL: u8 = 63;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// Hashes of one level of tiles; 0 are the leaf hashes.
    Hashes(u8),
    /// Leaves themselves.
    Entries,
}

/// The name of a tile: `tile/LEVEL/N[.p/W]` or `tile/entries/N[.p/W]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// What it holds.
    pub row: Row,
    /// Its number in the row.
    pub n: u64,
    /// How many hashes or leaves: 1 to [`WIDTH`], which is a full one.
    pub width: u16,
}

/// Why text or bytes are no tile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// No tile's path, or not as it is written.
    #[error("tile-path-malformed {0}")]
    PathMalformed(String),
    /// A bundle that does not hold as many leaves, each after its length, and nothing else.
    #[error("bundle-malformed at byte {0}")]
    BundleMalformed(usize),
    /// A leaf that two bytes of length cannot tell.
    #[error("entry-too-large {0}")]
    EntryTooLarge(usize),
}

impl TileError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PathMalformed(_) => "tile-path-malformed",
            Self::BundleMalformed(_) => "bundle-malformed",
            Self::EntryTooLarge(_) => "entry-too-large",
        }
    }
}

impl Tile {
    /// How wide tile `n` of `row` is in a tree of `size` leaves; `None` where it has nothing in it.
    pub fn at(row: Row, n: u64, size: u64) -> Option<Self> {
        let level = match row {
            Row::Hashes(level) => u32::from(level),
            Row::Entries => 0,
        };
        let nodes = size.checked_shr(level * HEIGHT).unwrap_or(0);
        let here = nodes.checked_sub(n.checked_mul(u64::from(WIDTH))?)?;
        let width = u16::try_from(here.min(u64::from(WIDTH))).ok()?;
        (width > 0).then_some(Self { row, n, width })
    }
    /// Whether a tree of `size` leaves holds it.
    pub fn is_in(self, size: u64) -> bool {
        Self::at(self.row, self.n, size).is_some_and(|whole| self.width <= whole.width)
    }
    /// Whether it is full: then it never changes.
    pub const fn is_full(self) -> bool {
        self.width == WIDTH
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Row::Hashes(level) => write!(f, "tile/{level}")?,
            Row::Entries => f.write_str("tile/entries")?,
        }
        let mut groups = vec![self.n % 1000];
        let mut n = self.n / 1000;
        while n > 0 {
            groups.push(n % 1000);
            n /= 1000;
        }
        for (i, group) in groups.iter().enumerate().rev() {
            write!(f, "/{}{group:03}", if i > 0 { "x" } else { "" })?;
        }
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl FromStr for Tile {
    type Err = TileError;

    fn from_str(path: &str) -> Result<Self, TileError> {
        let malformed = || TileError::PathMalformed(path.chars().take(80).collect());
        let tile = read_path(path).ok_or_else(malformed)?;
        // one tile, one name
        if tile.to_string() == path { Ok(tile) } else { Err(malformed()) }
    }
}

fn read_path(path: &str) -> Option<Tile> {
    let (row, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let row = match row {
        "entries" => Row::Entries,
        level => Row::Hashes(level.parse().ok().filter(|level| *level <= MOST_LEVEL)?),
    };
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok().filter(|w| (1..WIDTH).contains(w))?),
        None => (rest, WIDTH),
    };
    let mut n = 0_u64;
    for group in number.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        if digits.len() != 3 {
            return None;
        }
        n = n.checked_mul(1000)?.checked_add(digits.parse::<u16>().ok()?.into())?;
    }
    Some(Tile { row, n, width })
}

/// An entry bundle: every leaf after its length in two bytes, big-endian.
///
/// # Errors
/// `entry-too-large`.
pub fn bundle<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, TileError> {
    let mut bytes = Vec::new();
    for leaf in leaves {
        let length = u16::try_from(leaf.len()).map_err(|_| TileError::EntryTooLarge(leaf.len()))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(leaf);
    }
    Ok(bytes)
}

/// The leaves of a bundle that holds `width` of them.
///
/// # Errors
/// `bundle-malformed`: fewer, more, or one cut off.
pub fn read_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, TileError> {
    let mut leaves = Vec::with_capacity(usize::from(width));
    let mut rest = bytes;
    for _ in 0..width {
        let malformed = TileError::BundleMalformed(bytes.len() - rest.len());
        let Some((length, after)) = rest.split_first_chunk::<2>() else { return Err(malformed) };
        let length = usize::from(u16::from_be_bytes(*length));
        let Some((leaf, after)) = after.split_at_checked(length) else { return Err(malformed) };
        leaves.push(leaf);
        rest = after;
    }
    if rest.is_empty() { Ok(leaves) } else { Err(TileError::BundleMalformed(bytes.len() - rest.len())) }
}
