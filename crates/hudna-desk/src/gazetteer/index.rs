//! The names of the places in one area, ready to be searched.

use std::sync::{Arc, Mutex, PoisonError};

use hudna_core::names::{distance_within, fold, fold_place, is_arabic, likeness, skeleton_of_folded};
use rustc_hash::FxHashMap;

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

/// A name of a place, folded.
#[derive(Debug)]
struct Name {
    folded: Box<str>,
    place: u32,
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

/// The places of one area by name.
#[derive(Debug, Default)]
pub(super) struct Index {
    places: Vec<Kept>,
    names: Vec<Name>,
    /// Folded name without spaces → places.
    exact: FxHashMap<Box<str>, Vec<u32>>,
    /// Transliteration key → names.
    sound: FxHashMap<Box<str>, Vec<u32>>,
    /// What was found for names asked before.
    asked: Mutex<FxHashMap<(Box<str>, bool), Vec<Hit>>>,
}

impl Index {
    /// Indexes what lies in `area`, or everything.
    pub(super) fn over(added: &[Arc<Place>], with_shipped: bool, area: Option<&Bounds>) -> Self {
        let mut index = Self::default();
        for place in added.iter().filter(|p| area.is_none_or(|a| a.contains(p.point()))) {
            let number = index.keep(Kept::Added(Arc::clone(place)));
            place.names().for_each(|name| index.name(number, name));
        }
        if with_shipped {
            for row in shipped::rows() {
                if area.is_none_or(|a| a.contains(hudna_core::place::Point { lon: row.lon, lat: row.lat })) {
                    let number = index.keep(Kept::Shipped(row));
                    row.names().for_each(|name| index.name(number, name));
                }
            }
        }
        index
    }

    fn keep(&mut self, kept: Kept) -> u32 {
        let number = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(kept);
        number
    }

    fn name(&mut self, place: u32, name: &str) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        let bare = fold_place(name);
        if bare != folded {
            self.exactly(place, &bare);
        }
        self.exactly(place, &folded);
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let key = skeleton_of_folded(&bare);
        if !key.is_empty() {
            self.sound.entry(key.into()).or_default().push(number);
        }
        self.names.push(Name { folded: bare.into(), place });
    }

    fn exactly(&mut self, place: u32, folded: &str) {
        let places = self.exact.entry(joined(folded)).or_default();
        if places.last() != Some(&place) {
            places.push(place);
        }
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
        let key = (folded.clone().into_boxed_str(), exact_only);
        if let Some(hits) = self.asked.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return hits.clone();
        }
        let hits = self.found(&folded, &fold_place(name), exact_only);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(key, hits.clone());
        hits
    }

    fn found(&self, folded: &str, bare: &str, exact_only: bool) -> Vec<Hit> {
        let exact = self.exact_hits(folded, 1.0, How::Exact);
        if !exact.is_empty() {
            return exact;
        }
        let generic = self.exact_hits(bare, 0.96, How::Generic);
        if !generic.is_empty() || exact_only {
            return generic;
        }
        self.alike(bare)
    }

    fn exact_hits(&self, folded: &str, score: f64, how: How) -> Vec<Hit> {
        let places = self.exact.get(&joined(folded)).map_or(&[][..], Vec::as_slice);
        let mut hits: Vec<Hit> = places.iter().map(|p| self.hit(*p, score, how)).collect();
        hits.dedup_by_key(|h| h.place);
        hits
    }

    fn hit(&self, place: u32, score: f64, how: How) -> Hit {
        let added = matches!(self.places.get(place as usize), Some(Kept::Added(_)));
        Hit { place, score, how, added }
    }

    /// Names with the same consonants or nearly the same letters, the most alike only.
    fn alike(&self, bare: &str) -> Vec<Hit> {
        let mut best: FxHashMap<u32, Hit> = FxHashMap::default();
        let mut consider = |name: &Name, how: How| {
            let score = likeness(bare, &name.folded);
            if score < LEAST_LIKENESS {
                return;
            }
            let hit = self.hit(name.place, score * 0.95, how);
            let kept = best.entry(name.place).or_insert(hit);
            if (hit.score, kept.how) > (kept.score, hit.how) {
                *kept = hit;
            }
        };
        let key = skeleton_of_folded(bare);
        for number in self.sound.get(key.as_str()).map_or(&[][..], Vec::as_slice) {
            if let Some(name) = self.names.get(*number as usize) {
                consider(name, How::Sound);
            }
        }
        let written = bare.replace(' ', "");
        let (length, arabic) = (written.chars().count(), is_arabic(&written));
        let most = match length {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        };
        if most > 0 {
            for name in &self.names {
                // Bytes first: two per Arabic letter, so the bound is doubled.
                let near = name.folded.len().abs_diff(bare.len()) <= 2 * most + 3;
                if near
                    && is_arabic(&name.folded) == arabic
                    && distance_within(&written, &name.folded.replace(' ', ""), most).is_some()
                {
                    consider(name, How::Spelling);
                }
            }
        }
        let top = best.values().map(|h| h.score).fold(0.0, f64::max);
        let mut hits: Vec<Hit> = best.into_values().filter(|h| h.score >= top - NEAR_THE_BEST).collect();
        hits.sort_by_key(|h| h.place);
        hits
    }
}

/// The name without its spaces: `Abu Grein` and `Abugrein` are one.
fn joined(folded: &str) -> Box<str> {
    folded.replace(' ', "").into()
}
