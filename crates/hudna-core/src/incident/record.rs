//! One report made ready to compare: everything that a score reads, worked out once.
//!
//! What other reports say of it, the rarity of its words and the crowd around it, is for `unit` to fill in.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use h3o::{LatLng, Resolution};

use super::Options;
use super::identity::content_digest;
use super::unit;
use super::words::{self, Named, Reader, Sort, Token};
use crate::names;
use crate::report::{Report, SourceKind};
use crate::value::{Attribute, Number, Value};
use crate::vocabulary::Code;

/// Microseconds in a day.
pub(super) const DAY: i64 = 86_400_000_000;
/// Mean radius of the earth in metres.
pub(super) const EARTH_M: f64 = 6_371_008.8;

/// A word with its weight in this report's unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// Digest of the word.
    pub id: u32,
    /// Its rarity here, in nats, times its share.
    pub weight: f32,
    /// How often such a word stands in any account, before any report is counted.
    pub prior: f32,
    /// What kind of word it is.
    pub sort: Sort,
    /// Hundredths that it weighs beside other words.
    share: u8,
}

impl Weighed {
    fn of(token: Token) -> Self {
        let share = (token.share * 100.0).round() as u8;
        Self { id: token.id, weight: 0.0, prior: token.prior, sort: token.sort, share }
    }

    /// How much it weighs beside other words.
    pub(super) fn share(&self) -> f32 {
        f32::from(self.share) / 100.0
    }
}

/// A possible place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// On the unit sphere.
    pub unit: [f64; 3],
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// Precision in metres.
    pub radius: f64,
}

impl Spot {
    /// Metres along a great circle on the mean sphere: within half a per cent, enough to weigh by.
    pub(super) fn metres_to(&self, other: &Self) -> f64 {
        let chord: f64 =
            self.unit.iter().zip(&other.unit).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
        2.0 * EARTH_M * (chord / 2.0).min(1.0).asin()
    }
}

/// A name of an actor or target.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Digest of the folded name or of the formation it folds to.
    pub id: u32,
    /// How it is written: what of it can be compared.
    pub named: Arc<Named>,
    /// A kind that many names share: the state's own forces, civilians.
    pub class: Option<u32>,
    /// Rarity of the name in this unit, in nats.
    pub weight: f32,
    /// Whether it acts, is acted on, or both, a bit each.
    pub role: u8,
    /// Digests of the sources that use the name in this unit, sorted.
    pub known_to: Arc<[u32]>,
}

/// Acts.
pub(super) const ACTS: u8 = 1;
/// Is acted on.
pub(super) const SUFFERS: u8 = 2;

/// A report made ready to compare.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Its index in the list as it arrived.
    pub arrival: u32,
    /// Digest of its content.
    pub digest: [u8; 32],
    /// When, microseconds, half open; `None` unknown.
    pub time: Option<(i64, i64)>,
    /// Where; empty unknown.
    pub spots: Vec<Spot>,
    /// The H3 cell within which words are counted; 0 where the place is unknown or very wide.
    pub region: u64,
    /// Reports a day around this place and time: the more there are, the less nearness proves.
    pub crowd: f32,
    /// Words, sorted by id.
    pub tokens: Vec<Weighed>,
    /// Euclidean length of their weights.
    pub norm: f32,
    /// Counts: killed, injured, rounds, explosions.
    pub counts: [Option<Number>; 4],
    /// Numbers in the text.
    pub numbers: Vec<u32>,
    /// Codes claimed: act, kind of target, kind of site, weapon.
    pub codes: [Vec<Code>; 4],
    /// Actors and targets together: who did it may be told the other way round.
    pub sides: Vec<Side>,
    /// Digest of the source's name; 0 unnamed.
    pub source: u32,
    /// Whether many people speak under that name, as those who call a hotline do.
    pub many_voices: bool,
    /// Whether its maker keeps each event once.
    pub dataset: bool,
    /// Digest of its own id; 0 none.
    pub own_id: u32,
    /// Digests of the own ids that it repeats.
    pub echoes: Vec<u32>,
    /// Digest of the own id that it answers; 0 none.
    pub answers: u32,
    /// Digests of the outlets, sorted.
    pub outlets: Vec<u32>,
    /// Whether it sums up several happenings.
    pub aggregate: bool,
    /// Whether the text itself says so: then no single happening is the whole of it.
    pub told_sum: bool,
    /// Whether its text is in Arabic letters.
    pub arabic: bool,
    /// Kinds of target that the text names, a bit each.
    pub sites: u32,
    /// Manners that the text names, a bit each.
    pub manners: u32,
    /// Callings of people that the text names, a bit each.
    pub callings: u32,
    /// Quarters and villages that the text names, sorted.
    pub localities: Vec<u32>,
    /// Towns and wider places that the text or the source names, sorted.
    pub towns: Vec<u32>,
    /// Who was hit, as coded: a bit each for the state's forces, civilians and others; 0 unknown.
    pub victims: u8,
}

/// The attributes behind [`Record::counts`].
pub(super) const COUNTS: [Attribute; 4] =
    [Attribute::Killed, Attribute::Injured, Attribute::Rounds, Attribute::Explosions];
/// The attributes behind [`Record::codes`].
pub(super) const CODES: [Attribute; 4] =
    [Attribute::Act, Attribute::TargetKind, Attribute::SiteKind, Attribute::Weapon];

/// Makes every report ready, in an order that depends on content and origin alone.
pub(super) fn prepare(reports: &[&Report], options: &Options) -> Vec<Record> {
    let mut actors = Actors::new(options);
    reports.iter().for_each(|report| actors.learn(report));
    let mut records: Vec<Record> = reports
        .par_iter()
        .enumerate()
        .map_init(Reader::default, |r, (i, o)| read(i, o, &actors, r))
        .collect();
    records.par_sort_unstable_by(|a, b| {
        let origin = |r: &Record| &reports[r.arrival as usize].origin;
        a.digest.cmp(&b.digest).then_with(|| origin(a).cmp(origin(b))).then(a.arrival.cmp(&b.arrival))
    });
    unit::weigh(&mut records);
    unit::crowd(&mut records);
    records
}

/// Makes one report ready, but for what other reports say of it. Its actors were learnt before.
pub(super) fn read(arrival: usize, report: &Report, actors: &Actors, reader: &mut Reader) -> Record {
    let spots = spots(report);
    let named = report.places.iter();
    let names: Vec<(&str, bool)> = named.map(|p| (&*p.written, p.attribute != Attribute::Place)).collect();
    let codes: [Vec<Code>; 4] = CODES.map(|attribute| codes_of(report, attribute));
    let marks: Vec<&str> = codes[2].iter().chain(&codes[3]).map(|c| c.name()).collect();
    let mut words = reader.read(&report.text, &names, &marks);
    let sides = sides(report, actors);
    sides.iter().for_each(|side| words.expect(&side.named.tokens));
    let victims = victims(&sides, &codes[1]);
    let time = window(report);
    let counts = COUNTS.map(|attribute| count_of(report, attribute));
    let days = time.is_none_or(|(lo, hi)| hi.saturating_sub(lo) > DAY + DAY / 2);
    let told_sum = words.several || (words.period && days);
    let long = time.is_some_and(|(lo, hi)| hi.saturating_sub(lo) > 4 * DAY);
    let many = counts[0].is_some_and(|n| n.best >= 15.0);
    let dataset = report.source.kind == Some(SourceKind::Dataset) && !report.source.name.trim().is_empty();
    let tokens: Vec<Weighed> = words.tokens.into_iter().map(Weighed::of).collect();
    Record {
        arrival: u32::try_from(arrival).unwrap_or(u32::MAX),
        digest: content_digest(report),
        time,
        region: spots.first().map_or(0, region),
        spots: tight(spots),
        crowd: 0.0,
        tokens: tight(tokens),
        norm: 0.0,
        counts,
        numbers: words.numbers,
        codes: codes.map(tight),
        sides: tight(sides),
        victims,
        source: reader.folded(&report.source.name),
        many_voices: matches!(report.source.kind, Some(SourceKind::Civilian | SourceKind::Hotline)),
        dataset,
        own_id: report.origin.own_id.as_deref().map_or(0, id_digest),
        echoes: report.echo_of.iter().map(|id| id_digest(id)).collect(),
        answers: report.answers.as_deref().map_or(0, id_digest),
        outlets: sorted(report.outlets.iter().map(|o| reader.folded(o)).collect()),
        aggregate: report.aggregate || told_sum || (long && many),
        told_sum,
        arabic: words.arabic,
        sites: words.sites,
        manners: words.manners,
        callings: words.callings,
        localities: words.localities,
        towns: words.towns,
    }
}

/// A list without the room that it grew by: there is a record for each report.
fn tight<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

fn id_digest(id: &str) -> u32 {
    words::digest(id.trim()).max(1)
}

pub(super) fn sorted(mut list: Vec<u32>) -> Vec<u32> {
    list.sort_unstable();
    list.dedup();
    list
}

fn values(report: &Report, attribute: Attribute) -> impl Iterator<Item = &Value> {
    report.deeds.iter().flat_map(move |deed| deed.values(attribute))
}

fn window(report: &Report) -> Option<(i64, i64)> {
    let hull = |attribute| {
        values(report, attribute)
            .filter_map(|v| if let Value::Time(t) = v { Some((t.lo.0, t.hi.0)) } else { None })
    };
    let (lo, hi) = hull(Attribute::At).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let until = hull(Attribute::Until).map(|t| t.1).max().unwrap_or(hi);
    let all = lo == i64::MIN || hi == i64::MAX;
    (!all).then_some((lo, hi.max(until.min(lo.saturating_add(400 * DAY)))))
}

fn spots(report: &Report) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for value in values(report, Attribute::Place) {
        let Value::Place(place) = value else { continue };
        let (centre, radius) = (place.centre(), place.radius_m());
        if !(centre.lat.is_finite() && centre.lon.is_finite() && radius.is_finite()) || spots.len() == 4 {
            continue;
        }
        let (lat, lon) = (centre.lat.to_radians(), centre.lon.to_radians());
        let unit = [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()];
        let spot = Spot { unit, lat: centre.lat, lon: centre.lon, radius: radius.max(0.0) };
        if !spots.iter().any(|s| s.unit == spot.unit && s.radius == spot.radius) {
            spots.push(spot);
        }
    }
    spots
}

/// Cells of some 50 km for places known to within a town, 300 km for districts.
fn region(spot: &Spot) -> u64 {
    let resolution = match spot.radius {
        r if r <= 20_000.0 => Resolution::Four,
        r if r <= 150_000.0 => Resolution::Two,
        _ => return 0,
    };
    LatLng::new(spot.lat, spot.lon).map_or(0, |at| u64::from(at.to_cell(resolution)))
}

fn count_of(report: &Report, attribute: Attribute) -> Option<Number> {
    values(report, attribute)
        .filter_map(|v| match v {
            Value::Number(n) => Some(*n),
            Value::Nothing => Some(Number::exact(0.0)),
            _ => None,
        })
        .reduce(|a, b| Number { low: a.low.min(b.low), best: a.best.max(b.best), high: a.high.max(b.high) })
}

fn codes_of(report: &Report, attribute: Attribute) -> Vec<Code> {
    let mut codes: Vec<Code> = values(report, attribute)
        .filter_map(|v| if let Value::Code(c) = v { Some(*c) } else { None })
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Every actor that is named, each name read once.
#[derive(Debug)]
pub(super) struct Actors {
    folding: FxHashMap<String, String>,
    known: FxHashMap<Arc<str>, Side>,
}

impl Actors {
    /// Knows nobody yet.
    pub(super) fn new(options: &Options) -> Self {
        let folded = |(name, id): (&String, &String)| (names::fold(name), id.clone());
        Self { folding: options.folding.iter().map(folded).collect(), known: FxHashMap::default() }
    }

    /// Reads the names in `report`.
    pub(super) fn learn(&mut self, report: &Report) {
        for name in named_as(report, Attribute::Actor).chain(named_as(report, Attribute::Target)) {
            if !self.known.contains_key(name) {
                let folded = names::fold(name);
                let id = words::digest(self.folding.get(&folded).unwrap_or(&folded));
                let side = Side {
                    id,
                    named: Arc::new(words::named(name)),
                    class: words::class(&folded),
                    weight: 0.0,
                    role: 0,
                    known_to: Arc::default(),
                };
                self.known.insert(name.clone(), side);
            }
        }
    }
}

fn named_as(report: &Report, attribute: Attribute) -> impl Iterator<Item = &Arc<str>> {
    let names = values(report, attribute);
    names.filter_map(|value| if let Value::Actor(name) = value { Some(name) } else { None })
}

fn sides(report: &Report, actors: &Actors) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    for (attribute, role) in [(Attribute::Actor, ACTS), (Attribute::Target, SUFFERS)] {
        for side in named_as(report, attribute).filter_map(|name| actors.known.get(name)) {
            match sides.iter_mut().find(|s| s.id == side.id) {
                Some(known) => known.role |= role,
                None => sides.push(Side { role, ..side.clone() }),
            }
        }
    }
    sides.sort_unstable_by_key(|s| s.id);
    sides
}

/// The state's forces were hit.
pub(super) const STATE: u8 = 1;
/// Civilians were hit.
pub(super) const CIVILIANS: u8 = 2;
/// Others were hit.
pub(super) const OTHERS: u8 = 4;

/// Who was hit, as the target and its kind say.
fn victims(sides: &[Side], kinds: &[Code]) -> u8 {
    let civilian = kinds.iter().any(|k| k.name() == "civilian");
    let of = |side: &Side| match side.class {
        Some(1) => STATE,
        Some(2) => CIVILIANS,
        _ => OTHERS,
    };
    let named = sides.iter().filter(|s| s.role & SUFFERS != 0).map(of).fold(0, |all, one| all | one);
    named | if civilian { CIVILIANS } else { 0 }
}
