//! Which pairs of reports are worth scoring: near in time and place, or sharing rare words.
//!
//! Each report stands in H3 cells as coarse as its place is imprecise, sorted by time, so that the work
//! grows with the density of events and not with the square of the list. Where a place is unknown or wider
//! than a country's region, or a cell is crowded beyond measure, rare words lead to the candidates. Every
//! bound depends on what lies nearby, never on the order of arrival.
//!
//! The index is filled at once ([`Blocks::of`]) or kept as reports come and change (`stir`).

mod gist;
mod level;
mod stir;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::judge::Held;
use super::record::{DAY, Record};
use super::score::SLIP;
use gist::{Gist, LEADING, Leading, cells_of};
use level::{LEVELS, Level};

/// Wider windows than this are listed apart.
const LONG: i64 = 5 * DAY;
/// More neighbours than this and rare words lead on.
const CROWD: usize = 4_000;
/// A word that more reports of these days share leads nowhere.
const POSTING: usize = 60;

/// An entry sorted by the start of its window.
type Dated = (i64, u32);

/// The index.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    gists: Vec<Gist>,
    leading: Vec<Leading>,
    levels: [Level; LEVELS.len()],
    words: FxHashMap<u32, Vec<Dated>>,
    /// By word, those whose own windows are wide or unknown: they look further than their neighbours in `words`.
    far: FxHashMap<u32, Vec<u32>>,
    /// What leads nowhere from each: a bit for each leading word, [`CROWDED`] for its cells.
    closed: Vec<u8>,
    moved: stir::Moved,
}

/// Too many stand in the cells around.
const CROWDED: u8 = 1 << LEADING;

impl Blocks {
    /// Fills the index.
    pub(super) fn of(records: &[Record]) -> Self {
        let mut blocks = Self {
            gists: records.par_iter().map(Gist::of).collect(),
            leading: records.par_iter().map(Leading::of).collect(),
            closed: vec![0; records.len()],
            ..Self::default()
        };
        let looked = |at: usize| blocks.gists.iter().any(|gist| gist.level.map(usize::from) == Some(at));
        blocks.fill_levels(records, [looked(0), looked(1), looked(2)]);
        for (i, (gist, leading)) in blocks.gists.iter().zip(&blocks.leading).enumerate() {
            for id in leading.ids() {
                blocks.words.entry(*id).or_default().push((gist.start(), i as u32));
                if gist.looks_far() {
                    blocks.far.entry(*id).or_default().push(i as u32);
                }
            }
        }
        blocks.words.par_iter_mut().for_each(|(_, list)| list.sort_unstable());
        blocks
    }

    /// Fills the levels that are needed: each by itself, in the order of the records.
    fn fill_levels(&mut self, records: &[Record], needed: [bool; LEVELS.len()]) {
        let gists = &self.gists;
        self.levels.par_iter_mut().zip(needed).enumerate().for_each(|(at, (level, needed))| {
            if needed {
                level.fill(at, records, gists);
            }
        });
    }

    /// Keeps what [`Self::candidates`] said of `i`.
    pub(super) fn close(&mut self, i: u32, closed: u8) {
        self.closed[i as usize] = closed;
    }

    /// The reports to compare with report `i`, and what leads nowhere from it; every pair comes from one of its
    /// two ends at most.
    pub(super) fn candidates(&self, held: &impl Held, i: u32, out: &mut Vec<u32>) -> u8 {
        out.clear();
        let gist = &self.gists[i as usize];
        let mut closed = 0;
        if let (Some(own), Some(window)) = (gist.level, gist.time) {
            let lists = self.lists_near(held.records(), i, usize::from(own), window);
            if lists.iter().map(|l| l.len()).sum::<usize>() > CROWD {
                closed |= CROWDED;
            } else {
                let near = lists.into_iter().flatten().map(|(_, j)| *j);
                out.extend(near.filter(|j| self.mine(held, i, *j) && self.near(held.records(), i, *j)));
            }
        }
        // Places slip further than the cells reach: rare words in common lead there.
        for (bit, id) in self.leading[i as usize].ids().iter().enumerate() {
            let part = self.part(*id, gist);
            if part.len() > POSTING {
                closed |= 1 << bit;
                continue;
            }
            let shared = part.iter().map(|(_, j)| *j);
            out.extend(shared.filter(|j| self.mine(held, i, *j) && self.wanted(held.records(), i, *j)));
        }
        out.sort_unstable();
        out.dedup();
        closed
    }

    /// What stands around `i` within its days.
    fn lists_near(&self, records: &[Record], i: u32, own: usize, (lo, hi): (i64, i64)) -> Vec<&[Dated]> {
        let level = &self.levels[own];
        let cells = level.around(cells_of(&records[i as usize], LEVELS[own].1));
        let mut lists: Vec<&[Dated]> = Vec::with_capacity(2 * cells.len());
        for cell in cells.iter().filter_map(|cell| level.cells.get(cell)) {
            lists.push(between(&cell.short, lo.saturating_sub(SLIP + LONG), hi.saturating_add(SLIP)));
            if !cell.long.is_empty() {
                lists.push(between(&cell.long, i64::MIN, hi.saturating_add(SLIP)));
            }
        }
        lists
    }

    /// The reports that share a leading word and that one with this gist looks at.
    fn part(&self, id: u32, gist: &Gist) -> &[Dated] {
        let list = self.words.get(&id).map_or(&[][..], Vec::as_slice);
        match gist.time {
            Some((lo, hi)) => between(list, lo.saturating_sub(SLIP + LONG), hi.saturating_add(SLIP)),
            None => list,
        }
    }

    /// Whether `i` looks at `j` (of equal reach the earlier does), and not two rows of one data set.
    fn mine(&self, held: &impl Held, i: u32, j: u32) -> bool {
        let (a, b) = (&self.gists[i as usize], &self.gists[j as usize]);
        (a.dataset == 0 || a.dataset != b.dataset)
            && if a.reach == b.reach { i != j && held.earlier(i, j) } else { a.reach > b.reach }
    }

    fn near(&self, records: &[Record], i: u32, j: u32) -> bool {
        self.gists[i as usize].close(&self.gists[j as usize]) && self.wanted(records, i, j)
    }

    /// Whether nothing rules the pair out at once.
    fn wanted(&self, records: &[Record], i: u32, j: u32) -> bool {
        let (i, j) = (i as usize, j as usize);
        self.gists[i].wanted(&self.gists[j]).unwrap_or_else(|| gist::within(&records[i], &records[j]))
    }
}

/// The reports in an order in which neighbours in time and place stand together: what one of them was
/// compared with is at hand for the next. No result depends on it.
pub(super) fn order(records: &[Record]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..records.len() as u32).collect();
    order.par_sort_unstable_by_key(|i| {
        let record = &records[*i as usize];
        (record.region, record.time, *i)
    });
    order
}

fn between(list: &[Dated], from: i64, to: i64) -> &[Dated] {
    let start = list.partition_point(|(lo, _)| *lo < from);
    let end = list.partition_point(|(lo, _)| *lo <= to);
    &list[start..end.max(start)]
}
