//! The index kept as reports come and change, and what that means for reports that did not.
//!
//! Whether a word or the cells around lead anywhere from a report depends on how many reports stand there. So a
//! report that comes may close a way for others, one that goes may open it: [`Blocks::turned`] finds them.

use rustc_hash::FxHashMap;

use super::gist::{Gist, Leading, cells_of};
use super::level::{LEVELS, Level, insert, remove};
use super::{Blocks, CROWD, CROWDED, Dated, LONG, POSTING, between};
use crate::incident::judge::Held;
use crate::incident::record::{DAY, Record};
use crate::incident::score::SLIP;

/// Where entries came or went since [`Blocks::turned`] was last asked.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// By word, the starts.
    words: FxHashMap<u32, Vec<i64>>,
    /// Level, cell, start, and whether the window is wide.
    cells: Vec<(usize, h3o::CellIndex, i64, bool)>,
    /// Levels that a report looks from for the first time.
    levels: [bool; LEVELS.len()],
}

/// Every window reaches at least so far to one side of any moment in it: [`SLIP`], [`LONG`] and [`SLIP`] make twelve days.
const HALF: i64 = 6 * DAY;

impl Blocks {
    /// Takes out report `i`, which reads `record` up to now.
    pub(in crate::incident) fn take(&mut self, record: &Record, i: u32) {
        let gist = self.gists[i as usize];
        self.place(record, &gist, i, Level::take);
        let leading = std::mem::take(&mut self.leading[i as usize]);
        self.unlist(leading, &gist, i);
    }

    /// Adds report `i`, weighed already; [`Self::take`] it first if it was here. Levels that nothing looked from so
    /// far are filled by [`Self::turned`].
    pub(in crate::incident) fn add(&mut self, record: &Record, i: u32) {
        let (at, gist, leading) = (i as usize, Gist::of(record), Leading::of(record));
        if self.gists.len() <= at {
            self.gists.resize(at + 1, gist);
            self.leading.resize(at + 1, Leading::default());
            self.closed.resize(at + 1, 0);
        }
        self.gists[at] = gist;
        if let Some(own) = gist.level.map(usize::from).filter(|own| !self.levels[*own].filled) {
            self.moved.levels[own] = true;
        }
        self.place(record, &gist, i, Level::add);
        self.list(leading, &gist, i);
    }

    /// The words of report `i` weigh otherwise now.
    pub(in crate::incident) fn reweighed(&mut self, record: &Record, i: u32) {
        let leading = Leading::of(record);
        if leading != self.leading[i as usize] {
            let (old, gist) = (self.leading[i as usize], self.gists[i as usize]);
            self.unlist(old, &gist, i);
            self.list(leading, &gist, i);
        }
    }

    fn place(
        &mut self,
        record: &Record,
        gist: &Gist,
        i: u32,
        mut how: impl FnMut(&mut Level, usize, &Record, &Gist, u32),
    ) {
        for (at, (level, (_, resolution, _))) in self.levels.iter_mut().zip(LEVELS).enumerate() {
            if level.filled && Level::holds(at, gist) {
                how(level, at, record, gist, i);
                let cells = cells_of(record, resolution).into_iter();
                self.moved.cells.extend(cells.map(|cell| (at, cell, gist.start(), gist.is_long())));
            }
        }
    }

    fn list(&mut self, leading: Leading, gist: &Gist, i: u32) {
        for id in leading.ids() {
            insert(self.words.entry(*id).or_default(), (gist.start(), i));
            if gist.looks_far() {
                self.far.entry(*id).or_default().push(i);
            }
            self.moved.words.entry(*id).or_default().push(gist.start());
        }
        self.leading[i as usize] = leading;
    }

    fn unlist(&mut self, leading: Leading, gist: &Gist, i: u32) {
        for id in leading.ids() {
            if let Some(list) = self.words.get_mut(id) {
                remove(list, (gist.start(), i));
                if list.is_empty() {
                    self.words.remove(id);
                }
            }
            if let Some(list) = self.far.get_mut(id) {
                list.retain(|j| *j != i);
            }
            self.moved.words.entry(*id).or_default().push(gist.start());
        }
    }

    /// The reports for which a way closed or opened since this was last asked; those that were added or reweighed
    /// themselves may be among them.
    pub(in crate::incident) fn turned(&mut self, held: &impl Held) -> Vec<u32> {
        let moved = std::mem::take(&mut self.moved);
        let mut turned: Vec<(u32, u8)> = Vec::new();
        for (id, starts) in &moved.words {
            for lo in starts {
                for j in self.sharers(*id, *lo, starts.len()) {
                    let Some(bit) = self.leading[j as usize].ids().iter().position(|w| w == id) else {
                        continue;
                    };
                    let full = self.part(*id, &self.gists[j as usize]).len() > POSTING;
                    if full != (self.closed[j as usize] & (1 << bit) != 0) {
                        turned.push((j, 1 << bit));
                    }
                }
            }
        }
        for (at, cell, lo, long) in moved.cells {
            for j in self.around(at, cell, lo, long) {
                let gist = &self.gists[j as usize];
                let Some(window) = gist.time else { continue };
                let lists = self.lists_near(held.records(), j, at, window);
                let full = lists.iter().map(|l| l.len()).sum::<usize>() > CROWD;
                if full != (self.closed[j as usize] & CROWDED != 0) {
                    turned.push((j, CROWDED));
                }
            }
        }
        turned.sort_unstable();
        turned.dedup();
        turned.iter().for_each(|(j, bit)| self.closed[*j as usize] ^= bit);
        self.fill_levels(held.records(), moved.levels);
        let mut reports: Vec<u32> = turned.into_iter().map(|(j, _)| j).collect();
        reports.dedup();
        reports
    }

    /// Those who look at report `c`: by the cells around it, or by a word in common. Not those it looks at.
    pub(in crate::incident) fn lookers(&self, held: &impl Held, c: u32, out: &mut Vec<u32>) {
        out.clear();
        let (records, gist) = (held.records(), &self.gists[c as usize]);
        for at in (0..LEVELS.len()).filter(|at| self.levels[*at].filled && Level::holds(*at, gist)) {
            for cell in cells_of(&records[c as usize], LEVELS[at].1) {
                let from = self.around(at, cell, gist.start(), gist.is_long());
                let open = |j: &u32| self.closed[*j as usize] & CROWDED == 0;
                out.extend(from.filter(open).filter(|j| self.mine(held, *j, c) && self.near(records, *j, c)));
            }
        }
        for id in self.leading[c as usize].ids() {
            for j in self.sharers(*id, gist.start(), 0) {
                let bit = self.leading[j as usize].ids().iter().position(|w| w == id);
                let open = bit.is_some_and(|bit| self.closed[j as usize] & (1 << bit) == 0);
                if open && self.mine(held, j, c) && self.wanted(records, j, c) {
                    out.push(j);
                }
            }
        }
        out.sort_unstable();
        out.dedup();
    }

    /// Reports that look from level `at` over `cell` and the days of one that starts at `lo` there.
    fn around(&self, at: usize, cell: h3o::CellIndex, lo: i64, long: bool) -> impl Iterator<Item = u32> {
        let level = &self.levels[at];
        let cells = level.around(vec![cell]);
        // A wide window stands before all that end after its start.
        let (from, to) = if long {
            (lo.saturating_sub(SLIP + LONG), i64::MAX)
        } else {
            (lo.saturating_sub(SLIP + LONG), lo.saturating_add(SLIP + LONG))
        };
        cells
            .into_iter()
            .filter_map(|cell| level.cells.get(&cell))
            .flat_map(move |cell| [between(&cell.short, from, to), between(&cell.long, i64::MIN, to)])
            .flatten()
            .map(|(_, j)| *j)
            .filter(move |j| self.gists[*j as usize].level.map(usize::from) == Some(at))
    }

    /// Reports that share the leading word `id` and look at the days of one that starts at `lo`; none where more than
    /// `slack` beyond what leads anywhere do so on both sides.
    fn sharers(&self, id: u32, lo: i64, slack: usize) -> Vec<u32> {
        let list = self.words.get(&id).map_or(&[][..], Vec::as_slice);
        let full = |from: i64, to: i64| between(list, from, to).len() > POSTING + slack;
        if full(lo.saturating_sub(HALF), lo) && full(lo, lo.saturating_add(HALF)) && lo != i64::MIN {
            return Vec::new();
        }
        let narrow: &[Dated] = between(list, lo.saturating_sub(SLIP + LONG), lo.saturating_add(SLIP + LONG));
        let narrow = narrow.iter().map(|(_, j)| *j).filter(|j| !self.gists[*j as usize].looks_far());
        let far = self.far.get(&id).into_iter().flatten().copied();
        narrow.chain(far).filter(|j| self.gists[*j as usize].sees(lo)).collect()
    }
}
