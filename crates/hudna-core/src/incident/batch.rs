//! A list of reports made ready once: to fuse, or to explain any pair as fusing sees it.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::assemble;
use super::block::{self, Blocks};
use super::cluster::{self, Edge};
use super::identity::Key;
use super::judge::{Held, Judged};
use super::record::{self, Record};
use super::score::{PairScore, Verdict, Why};
use super::{Fusion, Options, Possible};
use crate::report::Report;

/// Reports made ready to compare.
pub struct Batch<'a> {
    reports: Vec<&'a Report>,
    options: &'a Options,
    /// In canonical order: by content, then origin.
    records: Vec<Record>,
    /// From index of arrival to canonical place.
    place: Vec<u32>,
    together: Vec<(u32, u32)>,
    apart: FxHashSet<(u32, u32)>,
}

impl<'a> Batch<'a> {
    /// Makes `reports` ready.
    pub fn new(reports: &'a [Report], options: &'a Options) -> Self {
        Self::of(reports.iter().collect(), options)
    }

    pub(super) fn of(reports: Vec<&'a Report>, options: &'a Options) -> Self {
        let records = record::prepare(&reports, options);
        let mut place = vec![0; records.len()];
        for (at, record) in records.iter().enumerate() {
            place[record.arrival as usize] = at as u32;
        }
        let mut keyed: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
        if !(options.together.is_empty() && options.apart.is_empty()) {
            for (at, record) in records.iter().enumerate() {
                keyed.entry(Key::from_digest(&record.digest)).or_default().push(at as u32);
            }
        }
        let pairs = |decided: &[(Key, Key)]| -> Vec<(u32, u32)> {
            let mut pairs: Vec<(u32, u32)> = decided
                .iter()
                .filter_map(|(a, b)| keyed.get(a).zip(keyed.get(b)))
                .flat_map(|(xs, ys)| {
                    xs.iter().flat_map(move |x| ys.iter().map(move |y| (*x.min(y), *x.max(y))))
                })
                .filter(|(x, y)| x != y)
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        };
        let (together, apart) = (pairs(&options.together), pairs(&options.apart).into_iter().collect());
        Self { reports, options, records, place, together, apart }
    }

    /// Decisions by places in the list of reports, beside those of the options: these bind two reports
    /// whatever their content.
    ///
    /// # Panics
    /// When a number is not an index of a report.
    #[must_use]
    pub fn decided(mut self, together: &[(u32, u32)], apart: &[(u32, u32)]) -> Self {
        let pairs = |decided: &[(u32, u32)]| -> Vec<(u32, u32)> {
            let at = |(a, b): &(u32, u32)| (self.place[*a as usize], self.place[*b as usize]);
            decided.iter().map(at).filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect()
        };
        let (joined, parted) = (pairs(together), pairs(apart));
        self.together.extend(joined);
        self.together.sort_unstable();
        self.together.dedup();
        self.apart.extend(parted);
        self
    }

    /// Compares report `i` with report `j`, every part shown, as [`Self::fuse`] sees the pair.
    ///
    /// # Panics
    /// When `i` or `j` is not an index of a report.
    pub fn explain(&self, i: usize, j: usize) -> PairScore {
        self.explained(self.place[i], self.place[j])
    }

    /// Fuses the reports into incidents.
    pub fn fuse(&self) -> Fusion {
        let mut found = if self.is_of_one_data_set() { Vec::new() } else { self.neighbours() };
        found.extend(self.echoes().into_iter().map(|(a, b)| (a, b, self.judge(a, b))));
        found.par_sort_unstable_by_key(|(a, b, _)| (*a, *b));
        found.dedup_by_key(|(a, b, _)| (*a, *b));
        let edges: Vec<Edge> = found
            .iter()
            .filter(|(.., judged)| judged.verdict == Verdict::Same)
            .map(|(a, b, judged)| Edge { a: *a, b: *b, total: judged.total })
            .collect();
        let joined =
            cluster::join(self.records.len(), edges, &self.together, &self.apart, |a, b| self.pull(a, b));
        let parts: Vec<(u32, u32)> = found
            .iter()
            .filter(|(.., judged)| judged.verdict == Verdict::PartOf)
            .map(|(a, b, _)| (*a, *b))
            .collect();
        let incidents =
            assemble::incidents(&self.reports, &self.records, &joined.groups, &parts, self.options);
        let mut possible: Vec<Possible> = found
            .iter()
            .filter(|(a, b, judged)| {
                judged.why == Why::Score && joined.of[*a as usize] != joined.of[*b as usize]
            })
            .map(|(a, b, judged)| {
                let (x, y) = (self.records[*a as usize].arrival, self.records[*b as usize].arrival);
                Possible { a: x.min(y), b: x.max(y), total: judged.total }
            })
            .collect();
        possible.sort_by(|m, n| n.total.total_cmp(&m.total));
        let key = |at: &u32| Key::from_digest(&self.records[*at as usize].digest);
        let contradicted = joined.contradicted.iter().map(|(a, b)| (key(a), key(b))).collect();
        Fusion { incidents, possible, contradicted }
    }

    /// Whether all reports are numbered rows of one data set: then its maker has told them apart.
    fn is_of_one_data_set(&self) -> bool {
        let Some(first) = self.records.first() else { return true };
        let numbered = |r: &Record| r.dataset && r.own_id != 0 && r.source == first.source;
        self.records.iter().all(numbered)
    }

    /// Pairs that lie near each other and are not plainly two happenings.
    fn neighbours(&self) -> Vec<(u32, u32, Judged)> {
        let blocks = Blocks::of(&self.records);
        block::order(&self.records)
            .into_par_iter()
            .map_init(Vec::new, |near, i| {
                blocks.candidates(self, i, near);
                near.iter()
                    .map(|j| (i.min(*j), i.max(*j)))
                    .map(|(a, b)| (a, b, self.judge(a, b)))
                    .filter(|(.., judged)| judged.verdict != Verdict::Different)
                    .collect::<Vec<_>>()
            })
            .flatten_iter()
            .collect()
    }

    /// Pairs of which one says that it repeats the other, or that are one row read twice.
    fn echoes(&self) -> Vec<(u32, u32)> {
        let mut owners: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (i, record) in self.records.iter().enumerate().filter(|(_, r)| r.own_id != 0) {
            owners.entry(record.own_id).or_default().push(i as u32);
        }
        let mut pairs = Vec::new();
        for (i, record) in self.records.iter().enumerate() {
            let i = i as u32;
            for told in record.echoes.iter().filter_map(|id| owners.get(id)) {
                pairs.extend(told.iter().filter(|j| **j != i).map(|j| (i.min(*j), i.max(*j))));
            }
        }
        for same in owners.values() {
            for (at, i) in same.iter().enumerate() {
                let twin = same[at + 1..].iter().find(|j| {
                    let (a, b) = (&self.records[*i as usize], &self.records[**j as usize]);
                    a.digest == b.digest && a.source == b.source
                });
                pairs.extend(twin.map(|j| (*i, *j)));
            }
        }
        pairs.retain(|(a, b)| self.judge(*a, *b).verdict == Verdict::Same);
        pairs
    }
}

impl Held for Batch<'_> {
    fn records(&self) -> &[Record] {
        &self.records
    }
    fn order(&self, i: u32, j: u32) -> Ordering {
        i.cmp(&j)
    }
    fn decided(&self, i: u32, j: u32) -> Option<bool> {
        let pair = (i.min(j), i.max(j));
        if !self.apart.is_empty() && self.apart.contains(&pair) {
            return Some(false);
        }
        (!self.together.is_empty() && self.together.binary_search(&pair).is_ok()).then_some(true)
    }
    fn threshold(&self) -> f64 {
        self.options.threshold
    }
}
