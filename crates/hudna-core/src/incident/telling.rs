//! What the words of two reports say of their being one: likeness, names, kinds of thing, callings, localities.
//!
//! Each function gives what it observed and its points, or nothing where one of the two is silent; `score` adds
//! them up. Nothing here reads a text: `words` did, once for each report.

use super::record::{CIVILIANS, OTHERS, Record, STATE};
use super::score::{Found, curve};
use super::words::Sort;

/// What two narratives share.
pub(super) struct Shared {
    /// Likeness of all words.
    pub words: Found,
    /// Rare names in common.
    pub names: Found,
    /// Kinds of site.
    pub sites: Found,
    /// Manners.
    pub manners: Found,
}

/// Fewer words than this and sharing none proves nothing.
const RICH: usize = 9;

/// Likeness of all words; the rare names, kinds of site and manners in common.
pub(super) fn words(a: &Record, b: &Record) -> Shared {
    let (mut i, mut j) = (0, 0);
    let (x, y) = (&a.tokens, &b.tokens);
    let (mut dot, mut rare) = (0.0_f64, 0.0_f64);
    while i < x.len() && j < y.len() {
        match x[i].id.cmp(&y[j].id) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let weight = f64::from(x[i].weight.min(y[j].weight));
                dot += weight * weight;
                if x[i].sort.min(y[j].sort) == Sort::Name {
                    rare += (weight - 1.0).max(0.0);
                }
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let telling = |r: &Record| r.tokens.iter().any(|t| t.sort == Sort::Name && t.weight > 1.6);
    let likeness = (x.len() >= 4 && y.len() >= 4).then(|| {
        let (na, nb) = (f64::from(a.norm).max(1e-6), f64::from(b.norm).max(1e-6));
        // A headline beside a long note: half way between cosine and the share of the shorter that is found.
        let cosine = dot / (na * nb);
        let within = dot / (na.min(nb) * na.min(nb));
        let alike = (cosine * within.min(1.0).max(cosine)).sqrt();
        let points =
            curve(alike, &[(0.0, -0.7), (0.06, -0.35), (0.15, 0.25), (0.3, 1.3), (0.5, 2.6), (0.8, 4.0)]);
        // Two languages share few words even of one story.
        (alike, if a.arabic == b.arabic { points } else { (points * 1.4).min(4.0) })
    });
    // Sharing nothing parts two accounts only where both tell enough, in one language, to share something.
    let telling_both = telling(a) && telling(b) && a.arabic == b.arabic && x.len().min(y.len()) >= RICH;
    let likeness = likeness.filter(|(_, points)| *points > 0.0 || telling_both);
    let few = 0.45 * (1.0 - rare).max(0.0);
    let names = (telling(a) && telling(b))
        .then(|| (rare, (0.45 * rare).min(2.5) - few))
        .filter(|(_, points)| *points > 0.0 || telling_both);
    Shared {
        words: likeness,
        names,
        sites: kinds(a.sites, b.sites, 0.5, -0.8),
        manners: kinds(a.manners, b.manners, 0.3, -0.7),
    }
}

/// One account says that the state's forces were hit, the other that civilians were.
pub(super) fn victims(a: &Record, b: &Record) -> Found {
    let opposed = (a.victims == STATE && b.victims == CIVILIANS)
        || (a.victims == CIVILIANS && b.victims == STATE)
        || (a.victims == CIVILIANS && b.victims == STATE | OTHERS)
        || (a.victims == STATE | OTHERS && b.victims == CIVILIANS);
    opposed.then_some((0.0, -0.8))
}

/// Both texts name quarters or villages, and none in common; or the two places lie apart (`beyond` metres), each
/// known to within a town, and the towns have other names. A shared name already counts among the names.
pub(super) fn locality(a: &Record, b: &Record, beyond: f64) -> Found {
    if a.arabic != b.arabic {
        return None;
    }
    let shared = |x: &[u32], y: &[u32]| x.iter().filter(|l| y.binary_search(l).is_ok()).count();
    if !a.localities.is_empty() && !b.localities.is_empty() {
        let common = shared(&a.localities, &b.localities);
        return Some((common as f64, if common == 0 { -1.2 } else { 0.0 }));
    }
    let fine = |r: &Record| r.spots.len() == 1 && r.spots[0].radius <= FINE_M;
    let named = |r: &Record| !(r.localities.is_empty() && r.towns.is_empty());
    if beyond <= 0.0 || !(fine(a) && fine(b) && named(a) && named(b)) {
        return None;
    }
    let across = shared(&a.localities, &b.towns) + shared(&a.towns, &b.localities);
    let none = across + shared(&a.towns, &b.towns) == 0;
    none.then_some((0.0, -0.6))
}

/// A place this fine is a town.
const FINE_M: f64 = 8_000.0;

/// Kinds of word that both texts hold: some in common, or all different.
pub(super) fn kinds(a: u32, b: u32, same: f64, differ: f64) -> Found {
    let shared = (a & b).count_ones();
    (a != 0 && b != 0).then_some((f64::from(shared), if shared > 0 { same } else { differ }))
}
