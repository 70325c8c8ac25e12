//! Names turned into places: the world's places that come with Hudna, and gazetteers that a mission adds.
//!
//! A written name gives the places it may mean, each as a disc that surely holds the spot; several stay several,
//! so that the fact is contested and says so. Nothing here drops a name: one that is not known leaves the place
//! unknown. Names are compared by `hudna_core::names`; phrases such as *5 km south of X* are read in `phrase`.
//!
//! Never here: files and folders (bytes come in), which of several places is right. To read another kind of
//! gazetteer add a file beside `osm` and a line in `read`. `docs/gazetteer.md` says all of this for users.

mod geonames;
mod index;
mod osm;
mod own;
mod phrase;
mod read;
mod resolve;
mod shipped;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use hudna_core::place::{Point, Region};

pub use hudna_core::bounds::Bounds;

use index::{Hit, Index};
pub use read::{Added, SetAside, Unreadable};

/// How far outside the agreement's box a place may lie and still be meant, in metres.
pub const MARGIN_M: f64 = 50_000.0;

/// Two places that answer to one name and lie nearer than this are one place told twice, in metres.
const SAME_PLACE_M: f64 = 5_000.0;

/// A quarter lies within this distance of the town that is named with it, and the town's radius, in metres.
const SAME_DISTRICT_M: f64 = 60_000.0;

/// A place of a gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// `geonames:88319`, `osm:node/260714409`, or the id of Hudna's own file.
    pub id: Arc<str>,
    /// Its Arabic name; may be empty.
    pub ar: Arc<str>,
    /// Its name in Latin letters; may be empty.
    pub en: Arc<str>,
    /// Other names, in any script.
    pub alternatives: Vec<Arc<str>>,
    /// What it is, as its gazetteer says: `city`, `quarter`, `P.PPL`, or empty.
    pub kind: Arc<str>,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// What bears this name lies within so many metres.
    pub radius_m: f64,
    /// How many live there, where known.
    pub population: Option<u64>,
    /// ISO code of the country, where known.
    pub country: Option<Arc<str>>,
}

impl Place {
    /// Where it stands.
    pub const fn point(&self) -> Point {
        Point { lon: self.lon, lat: self.lat }
    }
    /// Its names, the Arabic and the Latin one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&*self.ar, &*self.en]
            .into_iter()
            .filter(|n| !n.is_empty())
            .chain(self.alternatives.iter().map(|n| &**n))
    }
}

/// The radius of a place of which no more is known than how many live there: 1.5 km below 5,000 people or
/// unknown, 3 km below 50,000, 6 km below 500,000, else 12 km.
pub const fn radius_by_population(population: Option<u64>) -> f64 {
    match population {
        Some(500_000..) => 12_000.0,
        Some(50_000..) => 6_000.0,
        Some(5_000..) => 3_000.0,
        _ => 1_500.0,
    }
}

/// By which likeness a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The same name after folding.
    Exact,
    /// The same name but for a generic word: *town of X*.
    Generic,
    /// The same consonants: a transliteration.
    Sound,
    /// A letter or two differ.
    Spelling,
}

/// A place that a written name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The place.
    pub place: Arc<Place>,
    /// Where the words put it: the place's disc, wider or shifted for *north of*, *5 km south of*, *road*.
    pub region: Region,
    /// How alike the names are, 0 to 1; orders candidates and decides nothing.
    pub score: f64,
    /// By which likeness it was found.
    pub how: How,
}

/// The bits of an area's edges; `None` is the whole world.
type AreaKey = Option<[u64; 4]>;

/// The gazetteers at hand: those added, and unless left out the world's places that come with Hudna.
#[derive(Default)]
pub struct Gazetteer {
    added: Vec<Arc<Place>>,
    shipped: bool,
    indexes: Mutex<Vec<(AreaKey, Arc<Index>)>>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("added", &self.added.len()).field("shipped", &self.shipped).finish()
    }
}

impl Gazetteer {
    /// No places at all, to be added to.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The world's places of 5,000 people and more, and Libya's of 500 and more (GeoNames, CC BY 4.0).
    ///
    /// Nothing is read until a name must be looked up.
    pub fn shipped() -> Self {
        Self { shipped: true, ..Self::default() }
    }

    /// Adds the places of a file: Hudna's own CSV, a GeoNames dump or CSV, or OSM JSON, told apart by content.
    ///
    /// Lines that give no place are set aside and named; a file without one usable place is refused and adds
    /// nothing. `name` is only for messages.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<Added, Unreadable> {
        let read = read::read(name, bytes)?;
        let count = read.places.len();
        self.added.extend(read.places.into_iter().map(Arc::new));
        self.indexes.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(Added { count, set_aside: read.set_aside })
    }

    /// Places that were added, in the order of the files.
    pub fn added(&self) -> &[Arc<Place>] {
        &self.added
    }

    /// The places within `area`, those with the most people first, `most` of them at the most; a place that was added counts
    /// before those that come with Hudna. For lists and maps that help to name a place.
    pub fn within(&self, area: &Bounds, most: usize) -> Vec<Place> {
        let is_within = |lon: f64, lat: f64| {
            (area.west..=area.east).contains(&lon) && (area.south..=area.north).contains(&lat)
        };
        let mut places: Vec<Place> =
            self.added.iter().filter(|p| is_within(p.lon, p.lat)).map(|p| Place::clone(p)).collect();
        places.truncate(most);
        if self.shipped {
            let rows = shipped::rows().filter(|row| is_within(row.lon, row.lat));
            let mut rows: Vec<Place> = rows.map(|row| row.place()).collect();
            rows.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.id.cmp(&b.id)));
            rows.truncate(most - places.len());
            places.append(&mut rows);
        }
        places
    }

    /// The places that `written` may mean, the likeliest first; several are contested, none is unknown.
    ///
    /// First the same name after folding, then the same but for a generic word, then the same consonants or a
    /// close spelling; a later step is only tried where the earlier found nothing. Words around a name (*north of*,
    /// *area*, *5 km south of*, `طريق`) and a town named after its quarter are understood. Places outside `area` grown
    /// by [`MARGIN_M`] are no candidates. Among equals an added place silences those that come with Hudna, and one
    /// place told by several gazetteers is one candidate. The result depends on the gazetteers, the name and
    /// the area alone.
    pub fn lookup(&self, written: &str, area: Option<&Bounds>) -> Vec<Candidate> {
        let index = self.index(area);
        // A very long text is no name; its beginning may be.
        let end = written.char_indices().nth(200).map_or(written.len(), |(i, _)| i);
        let written = written.get(..end).unwrap_or("");
        let whole = self.meant(&index, written);
        let parts = phrase::parts(written);
        if !whole.is_empty() || parts.len() < 2 {
            return whole;
        }
        self.meant_by_parts(&index, &parts)
    }

    /// The candidates of one name with the words around it.
    fn meant(&self, index: &Index, written: &str) -> Vec<Candidate> {
        let whole = self.places_named(index, written, true);
        if !whole.is_empty() {
            return Self::candidates(whole, phrase::Spot::AT);
        }
        for reading in phrase::read(written) {
            let hits = self.places_named(index, &reading.name, reading.exact_only);
            if !hits.is_empty() {
                return Self::candidates(hits, reading.spot);
            }
        }
        Vec::new()
    }

    /// *Quarter, town*: the first part, near what the others mean where they are known; where the first is not
    /// known, somewhere about the first that is.
    fn meant_by_parts(&self, index: &Index, parts: &[&str]) -> Vec<Candidate> {
        let known: Vec<Vec<Candidate>> = parts.iter().take(6).map(|p| self.meant(index, p)).collect();
        let Some(which) = known.iter().position(|k| !k.is_empty()) else { return Vec::new() };
        let mut chosen = known.get(which).cloned().unwrap_or_default();
        for other in known.iter().skip(which + 1).filter(|o| !o.is_empty()) {
            let near = |c: &Candidate| {
                other
                    .iter()
                    .any(|o| o.place.point().metres_to(c.place.point()) <= SAME_DISTRICT_M + o.place.radius_m)
            };
            if chosen.iter().any(near) {
                chosen.retain(near);
            } else {
                // The first part is another place of that name: the part that follows is the surer one.
                chosen = Self::about(other);
            }
        }
        if which > 0 { Self::about(&chosen) } else { chosen }
    }

    /// Somewhere about each.
    fn about(candidates: &[Candidate]) -> Vec<Candidate> {
        let wide = |c: &Candidate| Candidate { region: phrase::Spot::AROUND.region(&c.place), ..c.clone() };
        candidates.iter().map(wide).collect()
    }

    fn candidates(hits: Vec<(Arc<Place>, Hit)>, spot: phrase::Spot) -> Vec<Candidate> {
        let candidate = |(place, hit): (Arc<Place>, Hit)| {
            let region = spot.region(&place);
            Candidate { place, region, score: hit.score, how: hit.how }
        };
        hits.into_iter().map(candidate).collect()
    }

    /// The places of one step of likeness, added ones before shipped, duplicates merged.
    fn places_named(&self, index: &Index, name: &str, exact_only: bool) -> Vec<(Arc<Place>, Hit)> {
        let mut hits = index.search(name, exact_only);
        if hits.iter().any(|h| h.added) {
            hits.retain(|h| h.added);
        }
        let mut found: Vec<(Arc<Place>, Hit)> =
            hits.into_iter().filter_map(|hit| Some((index.place(hit.place)?, hit))).collect();
        found.sort_by(|(p, a), (q, b)| {
            a.how
                .cmp(&b.how)
                .then(b.score.total_cmp(&a.score))
                .then(q.population.cmp(&p.population))
                .then(p.id.cmp(&q.id))
        });
        let mut kept: Vec<(Arc<Place>, Hit)> = Vec::with_capacity(found.len());
        for (place, hit) in found {
            let told = |(other, _): &(Arc<Place>, Hit)| {
                other.id == place.id || other.point().metres_to(place.point()) < SAME_PLACE_M
            };
            if !kept.iter().any(told) {
                kept.push((place, hit));
            }
        }
        kept
    }

    /// The index over what lies in `area`, made when first asked for.
    fn index(&self, area: Option<&Bounds>) -> Arc<Index> {
        let area = area.map(|a| a.grown(MARGIN_M));
        let key = area.map(|a| [a.west, a.south, a.east, a.north].map(f64::to_bits));
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, index)) = indexes.iter().find(|(k, _)| *k == key) {
            return Arc::clone(index);
        }
        let index = Arc::new(Index::over(&self.added, self.shipped, area.as_ref()));
        indexes.push((key, Arc::clone(&index)));
        index
    }
}

#[cfg(test)]
mod tests;
