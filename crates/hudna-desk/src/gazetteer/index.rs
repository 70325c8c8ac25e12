//! The names of the places in one area, ready to be searched.
//!
//! Built in two parts: the exact names at once, the transliterations only when a name is not found as written.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hudna_core::names::{
    distance_within, fold, fold_place_of_folded, is_arabic, likeness, skeleton_of_folded,
};
use hudna_core::place::Point;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::{Bounds, How, Place, shipped};

/// Names less alike than this are not taken for one another.
const LEAST_LIKENESS: f64 = 0.84;

/// Candidates this much less alike than the best are left out.
const NEAR_THE_BEST: f64 = 0.05;

/// Where a place of the index is kept.
#[derive(Clone, Debug)]
enum Kept {
    Added(Arc<Place>),
    Shipped(shipped::Row),
}

impl Kept {
    fn names(&self) -> Vec<&str> {
        match self {
            Self::Added(place) => place.names().collect(),
            Self::Shipped(row) => row.names().collect(),
        }
    }
}

/// A place that answers to a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    /// Index of the place.
    pub(super) place: u32,
    /// How alike, 0 to 1.
    pub(super) score: f64,
    /// By which likeness.
    pub(super) how: How,
    /// Whether it is of an added gazetteer.
    pub(super) added: bool,
}

/// Answers given before, by folded name and whether only exact ones were wanted.
type Asked = FxHashMap<(Box<str>, bool), Vec<Hit>>;

/// The places of one area by name.
#[derive(Debug, Default)]
pub(super) struct Index {
    places: Vec<Kept>,
    /// Hash of a joined folded name → head of its list in `chain`.
    exact: FxHashMap<u64, u32>,
    /// A place and the next of its list, from 1; 0 ends it.
    chain: Vec<(u32, u32)>,
    alike: OnceLock<Alike>,
    /// What was found for names asked before.
    asked: Mutex<Asked>,
}

/// The names without generic words, for all that is not exact.
#[derive(Debug, Default)]
struct Alike {
    names: Vec<Name>,
    /// Transliteration key → names.
    sound: FxHashMap<Box<str>, Vec<u32>>,
}

/// A name of a place, folded, without generic words and spaces beside it.
#[derive(Debug)]
struct Name {
    bare: Box<str>,
    joined: Box<str>,
    letters: u64,
    place: u32,
}

/// Which letters occur, as bits: names that differ by n letters differ by at most n bits either way.
fn letters(joined: &str) -> u64 {
    joined.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

impl Index {
    /// Indexes what lies in `area`, or everything.
    pub(super) fn over(added: &[Arc<Place>], with_shipped: bool, area: Option<&Bounds>) -> Self {
        let inside = |point: Point| area.is_none_or(|a| a.contains(point));
        let mut places: Vec<Kept> =
            added.iter().filter(|p| inside(p.point())).map(|p| Kept::Added(Arc::clone(p))).collect();
        if with_shipped {
            let rows = shipped::rows().filter(|r| inside(Point { lon: r.lon, lat: r.lat }));
            places.extend(rows.map(Kept::Shipped));
        }
        let hashes: Vec<Vec<u64>> = places.par_iter().map(hashes).collect();
        let mut index = Self { places, ..Self::default() };
        let names = hashes.iter().map(Vec::len).sum();
        index.chain.reserve(names);
        index.exact.reserve(names);
        for (place, hash) in hashes.iter().enumerate().flat_map(|(p, list)| list.iter().map(move |h| (p, *h)))
        {
            let head = index.exact.entry(hash).or_insert(0);
            index.chain.push((narrow(place), *head));
            *head = narrow(index.chain.len());
        }
        index
    }

    /// The place in full.
    pub(super) fn place(&self, number: u32) -> Option<Arc<Place>> {
        match self.places.get(number as usize)? {
            Kept::Added(place) => Some(Arc::clone(place)),
            Kept::Shipped(row) => Some(Arc::new(row.place())),
        }
    }

    /// The places that answer to `name` in the first step that finds any; each place once.
    pub(super) fn search(&self, name: &str, exact_only: bool) -> Vec<Hit> {
        let folded = fold(name);
        if folded.is_empty() {
            return Vec::new();
        }
        let key = (folded.into_boxed_str(), exact_only);
        if let Some(hits) = self.asked.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return hits.clone();
        }
        let hits = self.found(&key.0, exact_only);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(key, hits.clone());
        hits
    }

    fn found(&self, folded: &str, exact_only: bool) -> Vec<Hit> {
        let exact = self.exact_hits(folded, 1.0, How::Exact);
        if !exact.is_empty() {
            return exact;
        }
        let bare = fold_place_of_folded(folded);
        let generic = self.exact_hits(&bare, 0.96, How::Generic);
        if !generic.is_empty() || exact_only {
            return generic;
        }
        self.like(&bare)
    }

    fn exact_hits(&self, folded: &str, score: f64, how: How) -> Vec<Hit> {
        let joined = joined(folded);
        let mut hits = Vec::new();
        let mut next = self.exact.get(&hash(&joined)).copied().unwrap_or(0);
        while let Some((place, after)) =
            (next as usize).checked_sub(1).and_then(|i| self.chain.get(i)).copied()
        {
            // Two names may share a hash: the place is asked again.
            if self.places.get(place as usize).is_some_and(|p| keys(p).contains(&joined)) {
                hits.push(self.hit(place, score, how));
            }
            next = after;
        }
        hits.sort_by_key(|h: &Hit| h.place);
        hits.dedup_by_key(|h| h.place);
        hits
    }

    fn hit(&self, place: u32, score: f64, how: How) -> Hit {
        let added = matches!(self.places.get(place as usize), Some(Kept::Added(_)));
        Hit { place, score, how, added }
    }

    /// Names with the same consonants or nearly the same letters, the most alike only.
    fn like(&self, bare: &str) -> Vec<Hit> {
        let alike = self.alike.get_or_init(|| Alike::over(&self.places));
        let mut near: Vec<(&Name, How)> = Vec::new();
        let key = skeleton_of_folded(bare);
        let by_sound = alike.sound.get(key.as_str()).map_or(&[][..], Vec::as_slice);
        near.extend(by_sound.iter().filter_map(|n| alike.names.get(*n as usize)).map(|n| (n, How::Sound)));
        let written = joined(bare);
        near.extend(alike.spelt_nearly(&written).map(|n| (n, How::Spelling)));
        let mut best: FxHashMap<u32, Hit> = FxHashMap::default();
        for (name, how) in near {
            let score = likeness(bare, &name.bare);
            if score < LEAST_LIKENESS {
                continue;
            }
            let hit = self.hit(name.place, score * 0.95, how);
            let kept = best.entry(name.place).or_insert(hit);
            if hit.score > kept.score {
                *kept = hit;
            }
        }
        let top = best.values().map(|h| h.score).fold(0.0, f64::max);
        let mut hits: Vec<Hit> = best.into_values().filter(|h| h.score >= top - NEAR_THE_BEST).collect();
        hits.sort_by_key(|h| h.place);
        hits
    }
}

impl Alike {
    fn over(places: &[Kept]) -> Self {
        let listed: Vec<Vec<(Name, String)>> = places
            .par_iter()
            .enumerate()
            .map(|(place, kept)| {
                let mut names: Vec<(Name, String)> = Vec::new();
                for name in kept.names() {
                    let bare = fold_place_of_folded(&fold(name));
                    if !bare.is_empty() && !names.iter().any(|(n, _)| *n.bare == *bare) {
                        let key = skeleton_of_folded(&bare);
                        let joined = joined(&bare).into_boxed_str();
                        let letters = letters(&joined);
                        names.push((Name { bare: bare.into(), joined, letters, place: narrow(place) }, key));
                    }
                }
                names
            })
            .collect();
        let mut alike = Self::default();
        for (name, key) in listed.into_iter().flatten() {
            if !key.is_empty() {
                alike.sound.entry(key.into()).or_default().push(narrow(alike.names.len()));
            }
            alike.names.push(name);
        }
        alike
    }

    /// Names of the same script that differ by a letter (five letters and more) or two (nine and more).
    fn spelt_nearly<'a>(&'a self, written: &'a str) -> impl Iterator<Item = &'a Name> + 'a {
        let most = match written.chars().count() {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        };
        let (arabic, bits) = (is_arabic(written), letters(written));
        self.names.iter().filter(move |name| {
            // What is cheap first; an Arabic letter takes two bytes.
            most > 0
                && (name.letters & !bits).count_ones() as usize <= most
                && (bits & !name.letters).count_ones() as usize <= most
                && name.joined.len().abs_diff(written.len()) <= 2 * most
                && is_arabic(&name.joined) == arabic
                && distance_within(written, &name.joined, most).is_some()
        })
    }
}

/// The joined folded names of a place, with and without generic words.
fn keys(place: &Kept) -> Vec<String> {
    let mut keys = Vec::new();
    for name in place.names() {
        let folded = fold(name);
        let bare = joined(&fold_place_of_folded(&folded));
        keys.extend([joined(&folded), bare].into_iter().filter(|k| !k.is_empty()));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn hashes(place: &Kept) -> Vec<u64> {
    keys(place).iter().map(|k| hash(k)).collect()
}

fn hash(joined: &str) -> u64 {
    let mut hasher = FxHasher::default();
    joined.hash(&mut hasher);
    hasher.finish()
}

/// The name without its spaces: `Abu Grein` and `Abugrein` are one.
fn joined(folded: &str) -> String {
    folded.replace(' ', "")
}

/// Positions of an index: more than four thousand million names do not fit in memory.
fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
