//! Joins reports by their pairs, strongest first, so that weak links never chain.
//!
//! A join must be carried by the two groups as a whole: the mean over all pairs across must reach the
//! threshold, and no pair across may be ruled out. People's decisions come before everything.

use rustc_hash::{FxHashMap, FxHashSet};

/// A pair that by itself is one happening.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The earlier in canonical order.
    pub a: u32,
    /// The later.
    pub b: u32,
    /// Points.
    pub total: f64,
}

/// Who was joined with whom.
pub(super) struct Joined {
    /// Groups of canonical places, each ascending, ordered by their first.
    pub groups: Vec<Vec<u32>>,
    /// The group of each.
    pub of: Vec<u32>,
    /// Decisions that were not followed because others forbid them.
    pub contradicted: Vec<(u32, u32)>,
}

/// Of a group larger than this only the first so many speak for it.
const SPEAKERS: usize = 24;
/// A pair this far below the threshold rules a join out.
const VETO: f64 = -8.0;

struct Groups<'a> {
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
    apart: FxHashMap<u32, Vec<u32>>,
    pull: &'a dyn Fn(u32, u32) -> f64,
}

impl Groups<'_> {
    fn forbidden(&self, x: u32, y: u32) -> bool {
        self.members[x as usize]
            .iter()
            .any(|m| self.apart.get(m).is_some_and(|list| list.iter().any(|o| self.of[*o as usize] == y)))
    }

    /// Whether the groups as a whole carry a join.
    fn carried(&self, x: u32, y: u32) -> bool {
        let (mut sum, mut pairs) = (0.0, 0.0);
        for m in self.members[x as usize].iter().take(SPEAKERS) {
            for n in self.members[y as usize].iter().take(SPEAKERS) {
                let points = (self.pull)(*m, *n);
                if points <= VETO {
                    return false;
                }
                sum += points;
                pairs += 1.0;
            }
        }
        sum >= 0.0 && pairs > 0.0
    }

    fn merge(&mut self, x: u32, y: u32) {
        let (keep, gone) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut self.members[gone as usize]);
        for member in &moved {
            self.of[*member as usize] = keep;
        }
        let list = &mut self.members[keep as usize];
        list.extend(moved);
        list.sort_unstable();
    }
}

/// Joins `n` records. `edges` are the pairs worth joining, `pull` gives the points of any pair.
pub(super) fn join(
    n: usize,
    mut edges: Vec<Edge>,
    together: &[(u32, u32)],
    apart: &FxHashSet<(u32, u32)>,
    pull: impl Fn(u32, u32) -> f64,
) -> Joined {
    let ids = 0..n as u32;
    let mut partners: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (a, b) in apart {
        partners.entry(*a).or_default().push(*b);
        partners.entry(*b).or_default().push(*a);
    }
    let mut groups = Groups {
        of: ids.clone().collect(),
        members: ids.map(|i| vec![i]).collect(),
        apart: partners,
        pull: &pull,
    };
    let mut contradicted = Vec::new();
    for (a, b) in together {
        let (x, y) = (groups.of[*a as usize], groups.of[*b as usize]);
        if x != y && groups.forbidden(x, y) || apart.contains(&(*a, *b)) {
            contradicted.push((*a, *b));
        } else if x != y {
            groups.merge(x, y);
        }
    }
    // Rounded, so that the last bit of a sum never decides between two pairs.
    edges.sort_unstable_by_key(|e| (std::cmp::Reverse((e.total * 1e6).round() as i64), e.a, e.b));
    let mut refused: FxHashMap<(u32, u32), (usize, usize)> = FxHashMap::default();
    for edge in edges {
        let (x, y) = (groups.of[edge.a as usize], groups.of[edge.b as usize]);
        let (x, y) = (x.min(y), x.max(y));
        if x == y {
            continue;
        }
        let sizes = (groups.members[x as usize].len(), groups.members[y as usize].len());
        if refused.get(&(x, y)) == Some(&sizes) {
            continue;
        }
        // Between two that stand alone the pair itself is all there is, and it is worth joining.
        let alone = sizes == (1, 1);
        if !groups.forbidden(x, y) && (alone || groups.carried(x, y)) {
            groups.merge(x, y);
        } else {
            refused.insert((x, y), sizes);
        }
    }
    let of = groups.of;
    Joined { groups: groups.members.into_iter().filter(|m| !m.is_empty()).collect(), of, contradicted }
}
