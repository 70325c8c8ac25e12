//! What rules most pairs out, close together in memory.

use h3o::{CellIndex, LatLng, Resolution};

use super::LONG;
use super::level::LEVELS;
use crate::incident::record::{EARTH_M, Record};
use crate::incident::score::{DRIFT_M, SLIP};

/// So many of its rarest words lead from a report.
pub(super) const LEADING: usize = 6;
/// Without rare words in common a place drifts so far beyond its precision, less the more the date slips.
const NEAR_M: f64 = 25_000.0;

/// The gist of a report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gist {
    pub time: Option<(i64, i64)>,
    unit: [f64; 3],
    radius: f64,
    /// Which of [`LEVELS`] it stands on; `None` where its place is unknown or wider than all of them.
    pub level: Option<u8>,
    /// How far it looks: its level; further where time or place is unknown.
    pub reach: u8,
    /// Number of possible places; the first stands in `unit`.
    spots: u8,
    /// Digest of the data set of a numbered row; 0 for other sources.
    pub dataset: u32,
}

impl Gist {
    pub(super) fn of(record: &Record) -> Self {
        let first = record.spots.first();
        let level = level(record);
        let reach = if record.time.is_none() { None } else { level };
        Self {
            time: record.time,
            unit: first.map_or([0.0; 3], |s| s.unit),
            radius: first.map_or(0.0, |s| s.radius),
            level,
            reach: reach.unwrap_or(u8::MAX),
            spots: u8::try_from(record.spots.len()).unwrap_or(u8::MAX),
            dataset: if record.dataset && record.own_id != 0 { record.source.max(1) } else { 0 },
        }
    }

    /// By what it is sorted.
    pub(super) fn start(&self) -> i64 {
        self.time.map_or(i64::MIN, |t| t.0)
    }

    /// Whether its window is wide.
    pub(super) fn is_long(&self) -> bool {
        self.time.is_some_and(|(lo, hi)| hi.saturating_sub(lo) > LONG)
    }

    /// Whether it looks beyond the days around its start.
    pub(super) fn looks_far(&self) -> bool {
        self.time.is_none() || self.is_long()
    }

    /// Whether one that starts at `lo` stands within the days that it looks at.
    pub(super) fn sees(&self, lo: i64) -> bool {
        self.time.is_none_or(|(a, b)| a.saturating_sub(SLIP + LONG) <= lo && lo <= b.saturating_add(SLIP))
    }

    /// Whether a slip of time and a drift of place together stay within what happens without words in common
    /// to show for it.
    pub(super) fn close(&self, other: &Self) -> bool {
        let Some(((alo, ahi), (blo, bhi))) = self.time.zip(other.time) else { return true };
        let slip = alo.max(blo).saturating_sub(ahi.min(bhi)).max(0) as f64 / SLIP as f64;
        if slip > 1.0 || self.spots != 1 || other.spots != 1 {
            return slip <= 1.0;
        }
        let reach = (self.radius + other.radius + (1.0 - slip) * NEAR_M) / EARTH_M;
        self.chord(other) <= reach * reach
    }

    /// Whether nothing rules the pair out at once; `None` where all the possible places must be looked at.
    pub(super) fn wanted(&self, other: &Self) -> Option<bool> {
        if let Some(((alo, ahi), (blo, bhi))) = self.time.zip(other.time)
            && alo.max(blo).saturating_sub(ahi.min(bhi)) > SLIP
        {
            return Some(false);
        }
        if self.spots == 0 || other.spots == 0 {
            return Some(true);
        }
        // A chord is never longer than its arc: nothing within reach is lost.
        let reach = (self.radius + other.radius + DRIFT_M) / EARTH_M;
        (self.spots == 1 && other.spots == 1).then(|| self.chord(other) <= reach * reach)
    }

    fn chord(&self, other: &Self) -> f64 {
        self.unit.iter().zip(&other.unit).map(|(x, y)| (x - y) * (x - y)).sum()
    }
}

/// Whether any two of the possible places are within reach.
pub(super) fn within(a: &Record, b: &Record) -> bool {
    a.spots.iter().any(|x| b.spots.iter().any(|y| x.metres_to(y) <= x.radius + y.radius + DRIFT_M))
}

fn level(record: &Record) -> Option<u8> {
    let widest = record.spots.iter().map(|s| s.radius).max_by(f64::total_cmp)?;
    LEVELS.iter().position(|(most, ..)| widest <= *most).and_then(|at| u8::try_from(at).ok())
}

/// The cells of its possible places.
pub(super) fn cells_of(record: &Record, resolution: Resolution) -> Vec<CellIndex> {
    let mut cells: Vec<CellIndex> = record
        .spots
        .iter()
        .filter_map(|s| LatLng::new(s.lat, s.lon).ok())
        .map(|at| at.to_cell(resolution))
        .collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// The rarest words of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Leading {
    ids: [u32; LEADING],
    many: u8,
}

impl Leading {
    pub(super) fn of(record: &Record) -> Self {
        let mut ranked: Vec<(f32, u32)> =
            record.tokens.iter().filter(|t| t.weight > 1.6).map(|t| (t.weight, t.id)).collect();
        ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut leading = Self::default();
        for (into, (_, id)) in leading.ids.iter_mut().zip(ranked) {
            *into = id;
            leading.many += 1;
        }
        leading
    }

    pub(super) fn ids(&self) -> &[u32] {
        &self.ids[..usize::from(self.many)]
    }
}
