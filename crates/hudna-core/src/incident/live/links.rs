//! The pairs that are not two happenings for certain, kept at both ends.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::kept::Kept;
use crate::incident::block;
use crate::incident::judge::{Held, Judged};
use crate::incident::score::{Verdict, Why};

/// What a report is to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// The other.
    pub to: u32,
    /// What the two are to each other.
    pub verdict: Verdict,
    /// What decided.
    pub why: Why,
    /// Points.
    pub total: f64,
}

/// The links of each report.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<Vec<Link>>);

/// A pair and what it was judged to be.
pub(super) type Found = (u32, u32, Judged);

impl Links {
    /// The links of one report.
    pub(super) fn of(&self, at: u32) -> &[Link] {
        self.0.get(at as usize).map_or(&[], Vec::as_slice)
    }

    /// Every pair, once.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, &Link)> {
        let all = self.0.iter().enumerate().map(|(at, list)| (at as u32, list));
        all.flat_map(|(at, list)| list.iter().filter(move |l| at < l.to).map(move |l| (at, l)))
    }

    /// Drops all links of the `changed` among `n` reports; their other ends are added to `ends`.
    pub(super) fn drop(&mut self, n: usize, changed: &FxHashSet<u32>, ends: &mut Vec<u32>) {
        self.0.resize_with(n, Vec::new);
        if changed.len() >= n {
            self.0.iter_mut().for_each(Vec::clear);
            return;
        }
        for at in changed {
            for link in std::mem::take(&mut self.0[*at as usize])
                .into_iter()
                .filter(|link| !changed.contains(&link.to))
            {
                self.0[link.to as usize].retain(|back| back.to != *at);
                ends.push(link.to);
            }
        }
    }

    /// Adds pairs, each given once.
    pub(super) fn add(&mut self, found: Vec<Found>) {
        for (a, b, Judged { total, verdict, why }) in found {
            self.0[a as usize].push(Link { to: b, verdict, why, total });
            self.0[b as usize].push(Link { to: a, verdict, why, total });
        }
    }
}

/// The pairs of the `changed` that are not plainly two happenings, each once; and what leads nowhere from each.
pub(super) fn found(kept: &Kept, held: &impl Held, changed: &FxHashSet<u32>) -> (Vec<Found>, Vec<(u32, u8)>) {
    let records = held.records();
    let all = changed.len() >= records.len();
    let order: Vec<u32> = if all {
        block::order(records)
    } else {
        let mut order: Vec<u32> = changed.iter().copied().collect();
        order.sort_unstable_by_key(|at| (records[*at as usize].region, records[*at as usize].time, *at));
        order
    };
    let told: Vec<(u32, u8, Vec<Found>)> = order
        .into_par_iter()
        .map_init(Vec::new, |near, c| {
            let mut found: Vec<Found> = Vec::new();
            let judged = |j: &u32| (c.min(*j), c.max(*j), held.judge(c, *j));
            let kept_pair = |(.., judged): &Found| judged.verdict != Verdict::Different;
            let closed = kept.blocks.candidates(held, c, near);
            found.extend(near.iter().map(judged).filter(kept_pair));
            if !all {
                kept.blocks.lookers(held, c, near);
                found.extend(near.iter().filter(|j| !changed.contains(*j)).map(judged).filter(kept_pair));
            }
            kept.numbered.echoes(held, c, near);
            found.extend(near.iter().map(judged).filter(|(.., judged)| judged.verdict == Verdict::Same));
            (c, closed, found)
        })
        .collect();
    let closed = told.iter().map(|(c, closed, _)| (*c, *closed)).collect();
    let mut found: Vec<Found> = told.into_iter().flat_map(|(.., found)| found).collect();
    found.par_sort_unstable_by_key(|(a, b, _)| (*a, *b));
    found.dedup_by_key(|(a, b, _)| (*a, *b));
    (found, closed)
}
