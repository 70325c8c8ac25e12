//! Strict matching by a window of space and time and by categories, as MELTT does it.
//!
//! For event sets that have neither narrative nor precision, only a day, a point and coded categories: two
//! rows of different sets may be one where they lie within the window and agree in every category at some
//! level; the pairs that agree most finely are joined first, and no group holds two rows of one set. An
//! event of one day and an episode of several are never one. [`fuse`](super::fuse) does not use it: it weighs
//! instead of cutting off. It is here to be compared, and for those who must report by that method.

use rustc_hash::FxHashSet;

use super::cluster::{self, Edge};
use super::score::CERTAIN;
use crate::place::Point;

/// One row of an event set.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The event set it stands in.
    pub set: u32,
    /// First day, counted from any day.
    pub from: i32,
    /// Last day; later than `from` for an episode.
    pub to: i32,
    /// Where.
    pub at: Point,
    /// Each category as its levels, the finest first: equal numbers are equal categories.
    pub categories: Vec<Vec<u32>>,
}

/// Groups of rows that are one, each by indexes ascending, ordered by their first; rows that match nothing
/// stand alone.
///
/// The order of `rows` matters only where two rows are equal in everything.
pub fn within(rows: &[Row], km: f64, days: i32) -> Vec<Vec<u32>> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|x, y| {
        let (a, b) = (&rows[*x], &rows[*y]);
        (a.from, a.to, a.set, &a.categories)
            .cmp(&(b.from, b.to, b.set, &b.categories))
            .then(a.at.lon.total_cmp(&b.at.lon))
            .then(a.at.lat.total_cmp(&b.at.lat))
    });
    let mut edges = Vec::new();
    for (i, x) in order.iter().enumerate() {
        let near = order[i + 1..].iter().take_while(|y| rows[**y].from - rows[*x].from <= days);
        for (j, y) in near.enumerate() {
            if let Some(total) = agreement(&rows[*x], &rows[*y], km) {
                edges.push(Edge { a: i as u32, b: (i + 1 + j) as u32, total });
            }
        }
    }
    let set = |i: u32| rows[order[i as usize]].set;
    let pull = |i: u32, j: u32| if set(i) == set(j) { -CERTAIN } else { 0.0 };
    let joined = cluster::join(rows.len(), edges, &[], &FxHashSet::default(), pull);
    let mut groups: Vec<Vec<u32>> = joined
        .groups
        .into_iter()
        .map(|group| {
            let mut rows: Vec<u32> = group.into_iter().map(|i| order[i as usize] as u32).collect();
            rows.sort_unstable();
            rows
        })
        .collect();
    groups.sort_unstable();
    groups
}

/// How finely two rows agree, nearness deciding between equals; `None` where they cannot be one.
fn agreement(a: &Row, b: &Row, km: f64) -> Option<f64> {
    if a.set == b.set || (a.to > a.from) != (b.to > b.from) {
        return None;
    }
    let apart = a.at.metres_to(b.at) / 1_000.0;
    if apart > km {
        return None;
    }
    let mut total = 0.0;
    for (x, y) in a.categories.iter().zip(&b.categories) {
        let level = x.iter().zip(y).position(|(m, n)| m == n)?;
        total += 1.0 - level as f64 / x.len() as f64;
    }
    Some(total - 0.01 * f64::from((a.from - b.from).abs()) - 0.001 * apart)
}
