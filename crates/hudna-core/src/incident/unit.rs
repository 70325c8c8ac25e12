//! How rare words and names are, and how many reports stand close: what other reports say of one.
//!
//! Rarity is counted within a *unit*: the reports of one region that begin within the same [`SPAN`] of days. The
//! name of the town that all of them share tells nothing there; a report far away or of another year never
//! changes a score here. Large counts are taken in steps ([`step`]): one report more touches the few that share
//! its rare words, and all of the unit only now and then.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::record::{DAY, Record, sorted};

/// Days of one unit, counted from 1 January 1970 in UTC.
pub(super) const SPAN: i64 = 365 * DAY;

/// A region, and which span of days; reports without place or time are units of their own kind.
pub(super) type Unit = (u64, i64);

/// The unit of a report.
pub(super) fn unit_of(record: &Record) -> Unit {
    (record.region, record.time.map_or(i64::MIN, |(lo, _)| lo.div_euclid(SPAN)))
}

/// How many documents of prior knowledge each unit starts from.
const PRIOR: f64 = 20.0;
/// Keeps counts of actors apart from counts of words.
const SIDE: u32 = 0x5bd1_e995;

/// A count in steps: exact to 8, then four steps to each doubling.
fn step(n: u32) -> f64 {
    let width = (n / 4).checked_ilog2().map_or(1, |up| 1_u32 << up);
    f64::from(n.saturating_add(width / 2) / width * width)
}

/// What the reports of one unit hold.
pub(super) struct Counts {
    all: f64,
    seen: FxHashMap<u32, u32>,
    users: FxHashMap<u32, Arc<[u32]>>,
}

impl Counts {
    /// Counts words and names.
    pub(super) fn of<'a>(records: impl Iterator<Item = &'a Record> + Clone) -> Self {
        let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
        seen.reserve(records.clone().map(|r| r.tokens.len() / 4).sum());
        let mut users: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut all = 0;
        for record in records {
            all += 1;
            for token in &record.tokens {
                *seen.entry(token.id).or_default() += 1;
            }
            for side in &record.sides {
                *seen.entry(side.id ^ SIDE).or_default() += 1;
                users.entry(side.id).or_default().push(record.source);
            }
        }
        let users = users.into_iter().map(|(id, list)| (id, sorted(list).into())).collect();
        Self { all: step(all), seen, users }
    }

    fn rarity(&self, id: u32, prior: f64) -> f32 {
        let with = self.seen.get(&id).map_or(0.0, |n| step(*n));
        ((self.all + PRIOR) / (with + PRIOR * prior)).ln().max(0.0) as f32
    }

    /// Weighs the words and names of a report of this unit; whether any came out otherwise than before.
    pub(super) fn weigh(&self, record: &mut Record) -> bool {
        let mut changed = false;
        for token in &mut record.tokens {
            let weight = self.rarity(token.id, f64::from(token.prior)) * token.share();
            changed |= weight != token.weight;
            token.weight = weight;
        }
        record.norm = record.tokens.iter().map(|t| t.weight * t.weight).sum::<f32>().sqrt();
        for side in &mut record.sides {
            let weight = self.rarity(side.id ^ SIDE, 0.15);
            let known_to = self.users.get(&side.id).cloned().unwrap_or_default();
            changed |= weight != side.weight || known_to != side.known_to;
            (side.weight, side.known_to) = (weight, known_to);
        }
        changed
    }
}

/// Weighs all reports: units side by side, each with counts of its own.
pub(super) fn weigh(records: &mut [Record]) {
    let mut by_unit: Vec<&mut Record> = records.iter_mut().collect();
    by_unit.par_sort_unstable_by_key(|record| unit_of(record));
    let mut units: Vec<&mut [&mut Record]> = by_unit.chunk_by_mut(|a, b| unit_of(a) == unit_of(b)).collect();
    units.par_iter_mut().for_each(|records| {
        let counts = Counts::of(records.iter().map(|record| &**record));
        records.par_iter_mut().with_min_len(256).for_each(|record| {
            counts.weigh(record);
        });
    });
}

/// When the reports of each region begin.
#[derive(Debug, Default)]
pub(super) struct Starts(FxHashMap<u64, Vec<(i64, u32)>>);

impl Starts {
    /// Of all reports.
    pub(super) fn of(records: &[Record]) -> Self {
        let mut starts = Self::default();
        for (at, record) in records.iter().enumerate() {
            if let Some((list, lo)) = starts.list(record) {
                list.push((lo, at as u32));
            }
        }
        starts.0.values_mut().for_each(|list| list.sort_unstable());
        starts
    }

    fn list(&mut self, record: &Record) -> Option<(&mut Vec<(i64, u32)>, i64)> {
        let (lo, _) = record.time.filter(|_| record.region != 0)?;
        Some((self.0.entry(record.region).or_default(), lo))
    }

    /// Report `at` comes.
    pub(super) fn add(&mut self, record: &Record, at: u32) {
        if let Some((list, lo)) = self.list(record) {
            let place = list.partition_point(|entry| *entry < (lo, at));
            list.insert(place, (lo, at));
        }
    }

    /// Report `at` goes.
    pub(super) fn take(&mut self, record: &Record, at: u32) {
        if let Some((list, lo)) = self.list(record) {
            list.retain(|entry| *entry != (lo, at));
        }
    }

    /// Reports a day in the week around a report, in its region.
    pub(super) fn crowd(&self, record: &Record) -> f32 {
        let Some(((lo, _), list)) = record.time.zip(self.0.get(&record.region)) else { return 0.0 };
        let before = |moment: i64| list.partition_point(|(start, _)| *start < moment);
        let week = before(lo.saturating_add(4 * DAY)) - before(lo.saturating_sub(3 * DAY));
        week as f32 / 7.0
    }

    /// The reports in whose week this one begins.
    pub(super) fn around(&self, record: &Record) -> impl Iterator<Item = u32> {
        let (list, lo) = match (record.time, self.0.get(&record.region)) {
            (Some((lo, _)), Some(list)) => (list.as_slice(), lo),
            _ => (&[][..], 0),
        };
        let after = |moment: i64| list.partition_point(|(start, _)| *start <= moment);
        let (from, to) = (after(lo.saturating_sub(4 * DAY)), after(lo.saturating_add(3 * DAY)));
        list[from..to].iter().map(|(_, at)| *at)
    }
}

/// Counts the reports of the week around each, in its region.
pub(super) fn crowd(records: &mut [Record]) {
    let starts = Starts::of(records);
    records.par_iter_mut().for_each(|record| record.crowd = starts.crowd(record));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_exact_and_large_ones_within_an_eighth() {
        for n in 0..100_000 {
            let (found, n) = (step(n), f64::from(n));
            assert!(if n < 8.0 { found == n } else { (found - n).abs() <= n / 8.0 }, "{n} {found}");
            assert!(step(n as u32 + 1) >= found);
        }
    }
}
