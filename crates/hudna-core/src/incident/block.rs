//! Which pairs of reports are worth scoring: near in time and place, or sharing rare words.
//!
//! Each report stands in H3 cells as coarse as its place is imprecise, sorted by time, so that the work
//! grows with the density of events and not with the square of the list. Where a place is unknown or wider
//! than a country's region, or a cell is crowded beyond measure, rare words lead to the candidates. Every
//! bound depends on what lies nearby, never on the order of arrival.

use h3o::{CellIndex, LatLng, Resolution};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::record::{DAY, EARTH_M, Record};
use super::score::{DRIFT_M, SLIP};

/// Up to this radius a report stands in cells of this resolution, and looks so many rings around.
const LEVELS: [(f64, Resolution, u32); 3] =
    [(8_000.0, Resolution::Five, 2), (60_000.0, Resolution::Three, 1), (400_000.0, Resolution::One, 1)];
/// Wider windows than this are listed apart.
const LONG: i64 = 5 * DAY;
/// More neighbours than this and rare words lead on.
const CROWD: usize = 4_000;
/// A word that more reports of these days share leads nowhere.
const POSTING: usize = 60;
/// So many of its rarest words lead from a report.
const LEADING: usize = 6;

/// Without rare words in common a place drifts so far beyond its precision, less the more the date slips.
const NEAR_M: f64 = 25_000.0;

/// An entry sorted by the start of its window.
type Dated = (i64, u32);

/// What rules most pairs out, close together in memory.
#[derive(Clone, Copy)]
struct Gist {
    time: Option<(i64, i64)>,
    unit: [f64; 3],
    radius: f64,
    /// How far it looks: a level of [`LEVELS`]; further where time or place is unknown.
    reach: u8,
    /// Number of possible places; the first stands in `unit`.
    spots: u8,
    /// Digest of the data set of a numbered row; 0 for other sources.
    dataset: u32,
}

/// Reports by the cells of one level.
#[derive(Default)]
struct Level {
    cells: FxHashMap<u64, Vec<Dated>>,
    /// Those whose windows are wide.
    long: FxHashMap<u64, Vec<Dated>>,
    /// For each cell that a report of this level looks from: the cells around it that hold reports.
    around: FxHashMap<u64, Vec<u64>>,
}

impl Level {
    fn of(records: &[Record], levels: &[Option<u8>], at: usize) -> Self {
        let mut filled = Self::default();
        let (_, resolution, rings) = LEVELS[at];
        let mut from: Vec<CellIndex> = Vec::new();
        for (i, record) in records.iter().enumerate() {
            let (Some(own), Some((lo, hi))) = (levels[i].map(usize::from), record.time) else { continue };
            if own > at {
                continue;
            }
            let wide = hi.saturating_sub(lo) > LONG;
            let map = if wide { &mut filled.long } else { &mut filled.cells };
            for cell in cells_of(record, resolution) {
                map.entry(u64::from(cell)).or_default().push((lo, i as u32));
                if own == at {
                    from.push(cell);
                }
            }
        }
        let lists = filled.cells.par_iter_mut().chain(filled.long.par_iter_mut());
        lists.for_each(|(_, list)| list.sort_unstable());
        from.sort_unstable();
        from.dedup();
        let held = |cell: &u64| filled.cells.contains_key(cell) || filled.long.contains_key(cell);
        let disk = |cell: &CellIndex| {
            let around: Vec<CellIndex> = cell.grid_disk(rings);
            (u64::from(*cell), around.into_iter().map(u64::from).filter(held).collect::<Vec<u64>>())
        };
        let around = from.par_iter().map(disk).collect();
        filled.around = around;
        filled
    }
}

/// The index.
pub(super) struct Blocks<'a> {
    records: &'a [Record],
    gists: Vec<Gist>,
    levels: Vec<Option<u8>>,
    filled: Vec<Level>,
    words: FxHashMap<u32, Vec<Dated>>,
    leading: Vec<Vec<u32>>,
}

impl<'a> Blocks<'a> {
    /// Builds the index.
    pub(super) fn new(records: &'a [Record]) -> Self {
        let levels: Vec<Option<u8>> = records.par_iter().map(level).collect();
        let leading: Vec<Vec<u32>> = records.par_iter().map(leading).collect();
        let needed: Vec<bool> =
            (0..LEVELS.len()).map(|at| levels.iter().any(|l| l.map(usize::from) == Some(at))).collect();
        // Each level is filled by itself, in the order of the records.
        let filled: Vec<Level> = (0..LEVELS.len())
            .into_par_iter()
            .map(|at| if needed[at] { Level::of(records, &levels, at) } else { Level::default() })
            .collect();
        let mut words: FxHashMap<u32, Vec<Dated>> = FxHashMap::default();
        for (i, (record, ids)) in records.iter().zip(&leading).enumerate() {
            let lo = record.time.map_or(i64::MIN, |t| t.0);
            for id in ids {
                words.entry(*id).or_default().push((lo, i as u32));
            }
        }
        words.par_iter_mut().for_each(|(_, list)| list.sort_unstable());
        let gists = records.iter().zip(&levels).map(|(record, level)| gist(record, *level)).collect();
        Self { records, gists, levels, filled, words, leading }
    }

    /// The reports in an order in which neighbours in time and place stand together: what one of them was
    /// compared with is at hand for the next. No result depends on it.
    pub(super) fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.records.len() as u32).collect();
        order.par_sort_unstable_by_key(|i| {
            let record = &self.records[*i as usize];
            (record.region, record.time, *i)
        });
        order
    }

    /// The reports to compare with report `i`; every pair comes from one of its two ends at most.
    pub(super) fn candidates(&self, i: usize, out: &mut Vec<u32>) {
        out.clear();
        let a = &self.records[i];
        match (self.levels[i], a.time) {
            (Some(own), Some(window)) => self.near(i, usize::from(own), window, out),
            _ => self.by_words(i, out),
        }
        out.sort_unstable();
        out.dedup();
    }

    fn near(&self, i: usize, own: usize, (lo, hi): (i64, i64), out: &mut Vec<u32>) {
        let level = &self.filled[own];
        let mut around: Vec<u64> = Vec::new();
        for cell in cells_of(&self.records[i], LEVELS[own].1) {
            around.extend(level.around.get(&u64::from(cell)).into_iter().flatten());
        }
        around.sort_unstable();
        around.dedup();
        let mut lists: Vec<&[Dated]> = Vec::with_capacity(2 * around.len());
        for cell in around {
            if let Some(list) = level.cells.get(&cell) {
                lists.push(between(list, lo.saturating_sub(SLIP + LONG), hi.saturating_add(SLIP)));
            }
            if let Some(list) = level.long.get(&cell) {
                lists.push(between(list, i64::MIN, hi.saturating_add(SLIP)));
            }
        }
        if lists.iter().map(|l| l.len()).sum::<usize>() > CROWD {
            self.by_words(i, out);
            return;
        }
        for (_, j) in lists.into_iter().flatten() {
            if self.mine(i, *j as usize) && self.close(i, *j as usize) && self.wanted(i, *j as usize) {
                out.push(*j);
            }
        }
        // Places slip further than the cells reach: rare words in common lead there.
        self.by_words(i, out);
    }

    fn by_words(&self, i: usize, out: &mut Vec<u32>) {
        let a = &self.gists[i];
        for id in &self.leading[i] {
            let Some(list) = self.words.get(id) else { continue };
            let part = match a.time {
                Some((lo, hi)) => between(list, lo.saturating_sub(SLIP + LONG), hi.saturating_add(SLIP)),
                None => list.as_slice(),
            };
            if part.len() > POSTING {
                continue;
            }
            for (_, j) in part {
                if self.mine(i, *j as usize) && self.wanted(i, *j as usize) {
                    out.push(*j);
                }
            }
        }
    }

    /// Whether `i` looks at `j` (of equal reach the earlier does), and not two rows of one data set.
    fn mine(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.gists[i], &self.gists[j]);
        let mine = if a.reach == b.reach { i < j } else { a.reach > b.reach };
        mine && (a.dataset == 0 || a.dataset != b.dataset)
    }

    /// Whether a slip of time and a drift of place together stay within what happens without words in common
    /// to show for it.
    fn close(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.gists[i], &self.gists[j]);
        let Some(((alo, ahi), (blo, bhi))) = a.time.zip(b.time) else { return true };
        let slip = alo.max(blo).saturating_sub(ahi.min(bhi)).max(0) as f64 / SLIP as f64;
        if slip > 1.0 || a.spots != 1 || b.spots != 1 {
            return slip <= 1.0;
        }
        let reach = (a.radius + b.radius + (1.0 - slip) * NEAR_M) / EARTH_M;
        let chord: f64 = a.unit.iter().zip(&b.unit).map(|(x, y)| (x - y) * (x - y)).sum();
        chord <= reach * reach
    }

    /// Whether nothing rules the pair out at once.
    fn wanted(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.gists[i], &self.gists[j]);
        if let Some(((alo, ahi), (blo, bhi))) = a.time.zip(b.time)
            && alo.max(blo).saturating_sub(ahi.min(bhi)) > SLIP
        {
            return false;
        }
        if a.spots == 0 || b.spots == 0 {
            return true;
        }
        if a.spots == 1 && b.spots == 1 {
            // A chord is never longer than its arc: nothing within reach is lost.
            let reach = (a.radius + b.radius + DRIFT_M) / EARTH_M;
            let chord: f64 = a.unit.iter().zip(&b.unit).map(|(x, y)| (x - y) * (x - y)).sum();
            return chord <= reach * reach;
        }
        let (a, b) = (&self.records[i].spots, &self.records[j].spots);
        a.iter().any(|x| b.iter().any(|y| x.metres_to(y) <= x.radius + y.radius + DRIFT_M))
    }
}

fn gist(record: &Record, level: Option<u8>) -> Gist {
    let first = record.spots.first();
    let reach = if record.time.is_none() { None } else { level };
    Gist {
        time: record.time,
        unit: first.map_or([0.0; 3], |s| s.unit),
        radius: first.map_or(0.0, |s| s.radius),
        reach: reach.unwrap_or(u8::MAX),
        spots: u8::try_from(record.spots.len()).unwrap_or(u8::MAX),
        dataset: if record.dataset && record.own_id != 0 { record.source.max(1) } else { 0 },
    }
}

fn level(record: &Record) -> Option<u8> {
    let widest = record.spots.iter().map(|s| s.radius).max_by(f64::total_cmp)?;
    LEVELS.iter().position(|(most, ..)| widest <= *most).and_then(|at| u8::try_from(at).ok())
}

fn cells_of(record: &Record, resolution: Resolution) -> Vec<CellIndex> {
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

fn between(list: &[Dated], from: i64, to: i64) -> &[Dated] {
    let start = list.partition_point(|(lo, _)| *lo < from);
    let end = list.partition_point(|(lo, _)| *lo <= to);
    &list[start..end.max(start)]
}

/// The rarest words of a report.
fn leading(record: &Record) -> Vec<u32> {
    let mut ranked: Vec<(f32, u32)> =
        record.tokens.iter().filter(|t| t.weight > 1.6).map(|t| (t.weight, t.id)).collect();
    ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(LEADING);
    ranked.into_iter().map(|(_, id)| id).collect()
}
