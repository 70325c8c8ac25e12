//! Who lies together on the plane: first up to a hundred base clusters, then two to five groups of these.
//!
//! Both are k-means; the number of groups is the one with the greatest mean silhouette over the base clusters, each counted
//! once whatever its size, as Polis counts. Polis starts from the first positions in its list and from what it found the last
//! time, and keeps a number of groups until another was best four times running. Groups then hang on who came first and on
//! how often it was looked at. Here the same votes give the same groups: the search begins from every base cluster in turn,
//! each time taking the farthest next ([`Starts::Best`]), and keeps the closest fit. [`Starts::InOrder`] begins as Polis does,
//! so that what Polis found can be repeated.

use rayon::prelude::*;

use super::{Rules, Tried};

/// The most base clusters. Polis's.
pub const MOST_BASE: usize = 100;
/// The most groups. Polis's.
pub const MOST_GROUPS: usize = 5;
/// A round after which no middle moved this far is the last of the base clusters. Polis's.
const STILL: f64 = 0.01;
/// The most rounds of k-means.
const MOST_ROUNDS: usize = 100;

/// Where the search for groups begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Starts {
    /// Everywhere; the closest fit is taken. Depends on the positions alone.
    #[default]
    Best,
    /// At the first positions in the order of participants, as in Polis.
    InOrder,
}

/// People who vote alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The middle of its base clusters.
    pub center: [f64; 2],
    /// Who they are, by number, rising. Never leaves: see [`super::told`].
    pub(super) members: Vec<u32>,
}

impl Group {
    /// How many people.
    pub fn size(&self) -> usize {
        self.members.len()
    }
}

/// What was found.
pub(super) struct Found {
    pub(super) groups: Vec<Group>,
    pub(super) tried: Vec<Tried>,
    pub(super) base: usize,
}

/// A point with how many people lie on it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    at: [f64; 2],
    people: f64,
}

/// Middles, and of each point the middle it belongs to.
#[derive(Clone, Debug, PartialEq)]
struct Clustering {
    middles: Vec<[f64; 2]>,
    of: Vec<u32>,
}

fn apart(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}

/// Groups the `people` that lie at `positions`. Nothing where all lie on one point.
pub(super) fn find(positions: &[[f64; 2]], people: &[u32], rules: &Rules) -> Option<Found> {
    let mut order = people.to_vec();
    if rules.starts == Starts::Best {
        // by where they lie, so that no sum depends on who stands first in the list
        let key = |p: &u32| positions[*p as usize];
        order.sort_by(|a, b| by_place(&key(a), &key(b)).then(a.cmp(b)));
    }
    let points: Vec<[f64; 2]> = order.iter().map(|p| positions[*p as usize]).collect();
    let base = base_clusters(&points, rules.starts)?;
    let mut weights = vec![0.0; base.middles.len()];
    base.of.iter().for_each(|b| weights[*b as usize] += 1.0);
    let gathered: Vec<Point> =
        base.middles.iter().zip(&weights).map(|(at, people)| Point { at: *at, people: *people }).collect();
    let most = MOST_GROUPS.min(2 + gathered.len() / 12).min(gathered.len());
    let wanted: Vec<usize> = (2..=most).collect();
    let spaces = spaces(&gathered);
    let clusterings: Vec<Clustering> =
        wanted.par_iter().map(|k| group_clusters(&gathered, *k, rules.starts)).collect();
    let tried: Vec<Tried> = clusterings
        .iter()
        .zip(&wanted)
        .map(|(c, groups)| Tried { groups: *groups, silhouette: silhouette(&spaces, &c.of, c.middles.len()) })
        .collect();
    // of equals the fewest groups
    let best = tried.iter().fold(None, |best: Option<&Tried>, t| match best {
        Some(b) if t.silhouette <= b.silhouette => best,
        _ => Some(t),
    })?;
    let taken = rules.groups.filter(|g| wanted.contains(g)).unwrap_or(best.groups);
    let chosen = clusterings.get(taken - 2)?;
    let mut groups: Vec<Group> =
        chosen.middles.iter().map(|at| Group { center: *at, members: Vec::new() }).collect();
    for (person, b) in order.iter().zip(&base.of) {
        groups[chosen.of[*b as usize] as usize].members.push(*person);
    }
    groups.iter_mut().for_each(|g| g.members.sort_unstable());
    groups.sort_by(|a, b| b.size().cmp(&a.size()).then_with(|| by_place(&a.center, &b.center)));
    Some(Found { groups, tried, base: gathered.len() })
}

fn by_place(a: &[f64; 2], b: &[f64; 2]) -> std::cmp::Ordering {
    a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
}

/// Gathers people into at most a hundred clusters; each place its own where there are no more places than that.
fn base_clusters(points: &[[f64; 2]], starts: Starts) -> Option<Clustering> {
    let mut middles = match starts {
        Starts::InOrder => first_places(points, MOST_BASE),
        Starts::Best => farthest_apart(points, farthest_from_middle(points)?, MOST_BASE),
    };
    if middles.len() < 2 {
        return None;
    }
    let mut of = vec![0_u32; points.len()];
    for _ in 0..MOST_ROUNDS {
        assign(points, &middles, &mut of);
        let moved = recentre(points, |_| 1.0, &mut of, &mut middles);
        if moved < STILL * STILL {
            break;
        }
    }
    Some(Clustering { middles, of })
}

/// The first places that differ, in the order given.
fn first_places(points: &[[f64; 2]], most: usize) -> Vec<[f64; 2]> {
    let mut out: Vec<[f64; 2]> = Vec::new();
    for point in points {
        if out.len() == most {
            break;
        }
        if !out.contains(point) {
            out.push(*point);
        }
    }
    out
}

fn farthest_from_middle(points: &[[f64; 2]]) -> Option<usize> {
    let count = points.len().max(1) as f64;
    let middle = [0, 1].map(|axis| points.iter().map(|p| p[axis]).sum::<f64>() / count);
    let away = points.iter().map(|p| apart(*p, middle));
    away.enumerate()
        .fold(None, |best: Option<(usize, f64)>, (i, d)| match best {
            Some((_, most)) if d <= most => best,
            _ => Some((i, d)),
        })
        .map(|(i, _)| i)
}

/// Places from `first` on, each the farthest from all before, until there are `most` or no other place is left.
fn farthest_apart(points: &[[f64; 2]], first: usize, most: usize) -> Vec<[f64; 2]> {
    let mut out = vec![points[first]];
    let mut nearest = vec![f64::INFINITY; points.len()];
    while out.len() < most {
        let last = out[out.len() - 1];
        let (mut farthest, mut at) = (0.0, None);
        for (i, (point, nearest)) in points.iter().zip(&mut nearest).enumerate() {
            *nearest = nearest.min(apart(*point, last));
            if *nearest > farthest {
                (farthest, at) = (*nearest, Some(i));
            }
        }
        let Some(at) = at else { break };
        out.push(points[at]);
    }
    out
}

/// Gives each point its nearest middle, the lower number of equals. Middles are looked through outward from the one nearest
/// along the first axis: those farther along that axis alone cannot be nearer.
fn assign(points: &[[f64; 2]], middles: &[[f64; 2]], of: &mut [u32]) {
    let mut sorted: Vec<(f64, u32)> = middles.iter().zip(0..).map(|(m, i)| (m[0], i)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    of.par_iter_mut().zip(points).with_min_len(1024).for_each(|(of, point)| {
        let mut best = (apart(*point, middles[*of as usize]), *of);
        let from = sorted.partition_point(|(x, _)| *x < point[0]);
        let look = |best: &mut (f64, u32), (x, i): (f64, u32)| {
            let along = x - point[0];
            if along * along > best.0 {
                return false;
            }
            let here = apart(*point, middles[i as usize]);
            if here < best.0 || (here == best.0 && i < best.1) {
                *best = (here, i);
            }
            true
        };
        for next in &sorted[from..] {
            if !look(&mut best, *next) {
                break;
            }
        }
        for next in sorted[..from].iter().rev() {
            if !look(&mut best, *next) {
                break;
            }
        }
        *of = best.1;
    });
}

/// Moves each middle to the mean of its points and drops those without any. Returns the square of the farthest move;
/// infinity where a middle was dropped.
fn recentre(
    points: &[[f64; 2]],
    people: impl Fn(usize) -> f64,
    of: &mut [u32],
    middles: &mut Vec<[f64; 2]>,
) -> f64 {
    let mut sums = vec![[0.0_f64; 3]; middles.len()];
    for (i, (point, of)) in points.iter().zip(&*of).enumerate() {
        let (sum, weight) = (&mut sums[*of as usize], people(i));
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        sum[2] += weight;
    }
    let (mut kept, mut moved) = (0, 0.0_f64);
    let mut place = vec![0_u32; middles.len()];
    for (i, sum) in sums.iter().enumerate() {
        if sum[2] == 0.0 {
            moved = f64::INFINITY;
            continue;
        }
        let mean = [sum[0] / sum[2], sum[1] / sum[2]];
        moved = moved.max(apart(mean, middles[i]));
        middles[kept] = mean;
        place[i] = kept as u32;
        kept += 1;
    }
    middles.truncate(kept);
    of.iter_mut().for_each(|of| *of = place[*of as usize]);
    moved
}

fn group_clusters(points: &[Point], k: usize, starts: Starts) -> Clustering {
    let places: Vec<[f64; 2]> = points.iter().map(|p| p.at).collect();
    let starts = match starts {
        Starts::InOrder => vec![first_places(&places, k)],
        Starts::Best => (0..places.len()).map(|first| farthest_apart(&places, first, k)).collect(),
    };
    let mut best: Option<(f64, Clustering)> = None;
    for start in starts {
        let found = settle(&places, points, start);
        let loss: f64 = points
            .iter()
            .zip(&found.of)
            .map(|(p, of)| p.people * apart(p.at, found.middles[*of as usize]))
            .sum();
        // a hair's breadth closer is the same fit, summed in another order
        if best.as_ref().is_none_or(|(least, _)| loss < least * (1.0 - 1e-12)) {
            best = Some((loss, found));
        }
    }
    best.map_or(Clustering { middles: Vec::new(), of: Vec::new() }, |(_, found)| found)
}

/// k-means from `middles` until nobody changes sides.
fn settle(places: &[[f64; 2]], points: &[Point], mut middles: Vec<[f64; 2]>) -> Clustering {
    let mut of = vec![0_u32; places.len()];
    for round in 0..MOST_ROUNDS {
        let mut is_still = round > 0;
        for (of, place) in of.iter_mut().zip(places) {
            let near = middles.iter().enumerate().fold((0, f64::INFINITY), |best, (i, m)| {
                let here = apart(*place, *m);
                if here < best.1 { (i, here) } else { best }
            });
            is_still &= *of == near.0 as u32;
            *of = near.0 as u32;
        }
        if is_still {
            break;
        }
        recentre(places, |i| points[i].people, &mut of, &mut middles);
    }
    Clustering { middles, of }
}

/// How far every base cluster is from every other, row by row.
fn spaces(points: &[Point]) -> Vec<Vec<f64>> {
    points.iter().map(|a| points.iter().map(|b| apart(a.at, b.at).sqrt()).collect()).collect()
}

/// The mean silhouette; a cluster alone in its group counts 0.
fn silhouette(spaces: &[Vec<f64>], of: &[u32], groups: usize) -> f64 {
    let mut sizes = vec![0.0_f64; groups];
    of.iter().for_each(|g| sizes[*g as usize] += 1.0);
    let each = spaces.iter().zip(of).map(|(row, own)| {
        let own = *own as usize;
        let mut sums = vec![0.0_f64; groups];
        row.iter().zip(of).for_each(|(space, g)| sums[*g as usize] += space);
        if sizes[own] <= 1.0 {
            return 0.0;
        }
        let within = sums[own] / (sizes[own] - 1.0);
        let others = (0..groups).filter(|g| *g != own && sizes[*g] > 0.0);
        let beyond = others.map(|g| sums[g] / sizes[g]).fold(f64::INFINITY, f64::min);
        if beyond.is_finite() && within.max(beyond) > 0.0 {
            (beyond - within) / within.max(beyond)
        } else {
            0.0
        }
    });
    each.sum::<f64>() / spaces.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_silhouette_of_two_pairs_is_as_the_paper_defines_it() {
        // 0 and 1 against 10 and 11: for 0, within 1 and beyond 10.5; for 1, within 1 and beyond 9.5
        let points = [0.0, 1.0, 10.0, 11.0].map(|x| Point { at: [x, 0.0], people: 1.0 });
        let found = silhouette(&spaces(&points), &[0, 0, 1, 1], 2);
        let by_hand = ((10.5 - 1.0) / 10.5 + (9.5 - 1.0) / 9.5) / 2.0;
        assert!((found - by_hand).abs() < 1e-12, "{found}");
    }

    #[test]
    fn a_cluster_alone_in_its_group_has_no_silhouette() {
        let points = [0.0, 10.0, 11.0].map(|x| Point { at: [x, 0.0], people: 1.0 });
        let found = silhouette(&spaces(&points), &[0, 1, 1], 2);
        let by_hand = (0.0 + (10.0 - 1.0) / 10.0 + (11.0 - 1.0) / 11.0) / 3.0;
        assert!((found - by_hand).abs() < 1e-12, "{found}");
    }

    #[test]
    fn each_point_goes_to_the_middle_that_a_search_of_all_gives() {
        let mut seed = 7_u64;
        let mut draw = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % 1000) as f64 / 100.0
        };
        let points: Vec<[f64; 2]> = (0..3000).map(|_| [draw(), draw()]).collect();
        let middles: Vec<[f64; 2]> = (0..60).map(|_| [draw(), draw()]).collect();
        let mut of = vec![0; points.len()];
        assign(&points, &middles, &mut of);
        for (point, of) in points.iter().zip(&of) {
            let least = middles.iter().map(|m| apart(*point, *m)).fold(f64::INFINITY, f64::min);
            let first = middles.iter().position(|m| apart(*point, *m) == least);
            assert_eq!(first, Some(*of as usize));
        }
    }

    #[test]
    fn heavy_clusters_draw_the_middle_of_their_group() {
        let points = [([0.0, 0.0], 3.0), ([1.0, 0.0], 1.0), ([9.0, 0.0], 1.0)]
            .map(|(at, people)| Point { at, people });
        let found = group_clusters(&points, 2, Starts::Best);
        assert_eq!(found.of[0], found.of[1]);
        assert_ne!(found.of[0], found.of[2]);
        assert_eq!(found.middles[found.of[0] as usize], [0.25, 0.0]);
    }
}
