//! A million deeds of which little is known for sure, and forty norms over them.
//!
//! Places are discs, times ranges, a tenth of the actors are contested between two, calibres and counts have
//! gaps and ranges, two lines are disputed. Rows are the peers' million where it is at hand, else drawn by a small
//! generator; zones, courses and norms always are. The same seed gives the same rows everywhere.

use std::sync::Arc;

use geo::{LineString, MultiPolygon, Polygon};
use hudna_core::agreement::{Bilingual, Geometry, Shape};
use hudna_core::columns::norms::{Conditions, Dated, Known, NormColumns, NormColumnsBuilder, leaves};
use hudna_core::columns::outcome::{NormFormula, Outcomes};
use hudna_core::columns::{Column, OrderedBuilder, PlacesBuilder, Range, SymbolsBuilder};
use hudna_core::condition::{Atom, AtomKind, Compare, Expr, Lies, Moment, NumberExpr, Truth, Words};
use hudna_core::place::Region;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::Attribute;
use hudna_core::vocabulary::Code;

pub(crate) const ROWS: usize = 1_000_000;
const YEAR: i64 = 1_735_689_600_000_000;
const HOUR: i64 = 3_600_000_000;
const ACTS: [&str; 12] = [
    "shelling",
    "rocket",
    "small_arms",
    "air_strike",
    "drone_strike",
    "troop_movement",
    "fortification",
    "access_denied",
    "abduction",
    "mine_laying",
    "looting",
    "fire",
];
const ACTORS: [&str; 8] =
    ["army-1", "brigade-2", "brigade-3", "guard-4", "force-5", "militia-6", "foreign-7", "unnamed-8"];

/// A small generator: the same numbers everywhere.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }
    /// The next number from 0 up to but not including 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        ((mixed ^ (mixed >> 33)) >> 11) as f64 / (1_u64 << 53) as f64
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below n")]
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() * f64::from(u32::try_from(n).unwrap_or(u32::MAX))) as usize
    }
}

struct Row {
    lon: f64,
    lat: f64,
    radius_m: f64,
    at: i64,
}

fn town(i: usize) -> (f64, f64) {
    let mut draw = Draw::new(1_000 + i as u64);
    draw.next();
    (11.0 + 13.0 * draw.next(), 27.0 + 5.5 * draw.next())
}

fn drawn_row(draw: &mut Draw) -> Row {
    let (lon, lat) = town(draw.below(60));
    let spread = if draw.next() < 0.7 { 0.08 } else { 0.45 };
    let (radius, turn) =
        (spread * (-2.0 * (1.0 - draw.next()).ln()).sqrt(), std::f64::consts::TAU * draw.next());
    let at = YEAR + 8_760 * HOUR / 1_000_000 * i64::try_from(draw.below(1_000_000)).unwrap_or(0);
    let radius_m = [100.0, 500.0, 1_000.0, 1_000.0, 5_000.0, 10_000.0, 25_000.0][draw.below(7)];
    Row {
        lon: lon + radius * turn.cos() / lat.to_radians().cos(),
        lat: lat + radius * turn.sin(),
        radius_m,
        at,
    }
}

fn peers_rows() -> Option<Vec<Row>> {
    let file = std::path::PathBuf::from(std::env::var_os("HUDNA_PEERS")?).join("incidents.csv");
    let text = std::fs::read_to_string(file).ok()?;
    let row = |line: &str| {
        let mut fields = line.split(',').skip(2);
        let mut number = || fields.next()?.parse::<f64>().ok();
        let (lon, lat, km) = (number()?, number()?, number()?);
        let at: jiff::Timestamp = fields.next()?.parse().ok()?;
        Some(Row { lon, lat, radius_m: 1_000.0 * km, at: at.as_microsecond() })
    };
    text.lines().skip(1).take(ROWS).map(row).collect()
}

/// The million as columns.
pub(crate) fn columns(rows: usize) -> NormColumns {
    let mut draw = Draw::new(2_026);
    let given = peers_rows().filter(|r| r.len() >= rows);
    println!("\n  rows: {}", if given.is_some() { "the peers' million" } else { "drawn" });
    let (mut act, mut actor) = (SymbolsBuilder::default(), SymbolsBuilder::default());
    let (mut calibre, mut killed, mut at) =
        (OrderedBuilder::default(), OrderedBuilder::default(), OrderedBuilder::default());
    let mut place = PlacesBuilder::default();
    let names: Vec<u32> = ACTORS.iter().map(|a| actor.symbol(a)).collect();
    let acts: Vec<Vec<u32>> =
        ACTS.iter().filter_map(|a| Code::parse(Attribute::Act, a)).map(leaves).collect();
    for i in 0..rows {
        let row = match given.as_ref().and_then(|g| g.get(i)) {
            Some(r) => Row { ..*r },
            None => drawn_row(&mut draw),
        };
        place.push(Region::disc(row.lon, row.lat, row.radius_m));
        act.push_set(vec![acts[draw.below(acts.len())].clone()]);
        let (one, other) = (names[draw.below(8)], names[draw.below(8)]);
        match draw.next() {
            u if u < 0.1 => {
                actor.push_set(vec![vec![one], vec![if other == one { (one + 1) % 8 } else { other }]])
            }
            u if u < 0.15 => actor.push_unknown(),
            _ => actor.push_set(vec![vec![one]]),
        }
        let wide = [0, HOUR / 4, HOUR, 6 * HOUR, 24 * HOUR][draw.below(5)];
        at.push(Range::new(row.at, row.at + wide));
        let mm = [5.45, 7.62, 12.7, 23.0, 60.0, 82.0, 107.0, 122.0, 152.0][draw.below(9)];
        match draw.next() {
            u if u < 0.4 => calibre.push_unknown(),
            u if u < 0.5 => calibre.push(Range::numbers(60.0, 122.0)),
            _ => calibre.push(Range::numbers(mm, mm)),
        }
        let dead = f64::from(u32::try_from(draw.below(8)).unwrap_or(0));
        match draw.next() {
            u if u < 0.5 => killed.push_unknown(),
            u if u < 0.6 => killed.push(Range::numbers(dead, dead + 3.0)),
            _ => killed.push(Range::numbers(dead, dead)),
        }
    }
    let mut builder = NormColumnsBuilder::new(rows);
    builder.add(Attribute::Act, Column::Symbols(act.finish()));
    builder.add(Attribute::Actor, Column::Symbols(actor.finish()));
    builder.add(Attribute::Place, Column::Places(place.finish()));
    builder.add(Attribute::At, Column::Ordered(at.finish()));
    builder.add(Attribute::CalibreMm, Column::Ordered(calibre.finish()));
    builder.add(Attribute::Killed, Column::Ordered(killed.finish()));
    builder.finish()
}

/// Zones of 500 vertices around towns, and two lines with a course per party.
pub(crate) fn geometries() -> Vec<Geometry> {
    let mut draw = Draw::new(7);
    let mut all = Vec::new();
    let feature = |id: String, course: Option<&str>, shape: Shape| Geometry {
        id: Arc::from(id.as_str()),
        name: Bilingual::default(),
        valid: TimeRange::ALL,
        course_of: course.map(Arc::from),
        dispute: course.map(|_| Arc::from(id.as_str())),
        shape,
    };
    // The peers' towns lie elsewhere than the drawn ones: zones take the places of rows.
    let around = peers_rows().unwrap_or_default();
    for i in 0..22 {
        let (lon, lat) = around.get(i * 37).map_or_else(|| town(i), |r| (r.lon, r.lat));
        let radius = [0.12, 0.9, 0.3, 0.2, 1.4, 0.5, 0.25, 0.7][i % 8];
        let waves: Vec<(f64, f64, f64)> = [(3.0, 0.18), (5.0, 0.12), (9.0, 0.10), (17.0, 0.08), (41.0, 0.05)]
            .map(|(k, a)| (k, a, std::f64::consts::TAU * draw.next()))
            .to_vec();
        let ring = (0..500).map(|v| {
            let t = std::f64::consts::TAU * f64::from(v) / 500.0;
            let r = radius * waves.iter().fold(1.0, |r, (k, a, p)| r + a * (k * t + p).sin());
            (lon + r * t.cos() / lat.to_radians().cos(), lat + r * t.sin())
        });
        let polygon = Polygon::new(LineString::from(ring.collect::<Vec<_>>()), Vec::new());
        all.push(feature(format!("z{i}"), None, Shape::Zone(Arc::new(MultiPolygon(vec![polygon])))));
    }
    for (n, lon) in [(0, 13.2), (1, 20.1)] {
        for (party, east) in [("first", 0.0), ("second", 0.06)] {
            let course: Vec<(f64, f64)> = (0..200)
                .map(|v| {
                    let lat = 27.0 + f64::from(v) * 0.03;
                    (lon + east + 0.1 * (3.0 * lat).sin() + 0.02 * (17.0 * lat + east).sin(), lat)
                })
                .collect();
            let line = Shape::Line(Arc::new(vec![LineString::from(course)]));
            all.push(feature(format!("line{n}"), Some(party), line));
        }
    }
    all
}

/// Links: four actors are the first party's, three the second's, one nobody's; two change sides on an uncertain
/// day, one link is disputed.
pub(crate) struct Links;

const CHANGES: [i64; 4] =
    [YEAR + 1_400 * HOUR, YEAR + 1_500 * HOUR, YEAR + 3_000 * HOUR, YEAR + 3_200 * HOUR];

impl Dated for Links {
    fn changes(&self) -> Vec<Instant> {
        CHANGES.map(Instant).to_vec()
    }
    fn answer(&self, kind: &AtomKind, actor: Option<&str>, at: Instant) -> Truth {
        let sides = |list: &[&str]| match actor {
            None => Truth::False,
            Some("brigade-3") if at.0 < CHANGES[0] => list.contains(&"first").into(),
            Some("brigade-3") if at.0 < CHANGES[1] => {
                if list.len() > 1 {
                    Truth::True
                } else {
                    Truth::Unknown
                }
            }
            Some("brigade-3") => list.contains(&"second").into(),
            Some("militia-6") if (CHANGES[2]..CHANGES[3]).contains(&at.0) => Truth::Unknown,
            Some("militia-6") if at.0 >= CHANGES[3] => list.contains(&"first").into(),
            Some("guard-4") => Truth::Unknown,
            Some("army-1" | "brigade-2") => list.contains(&"first").into(),
            Some("force-5") => list.contains(&"second").into(),
            Some(_) => Truth::False,
        };
        match kind {
            AtomKind::Parties(_, list) => sides(&list.iter().map(|s| &**s).collect::<Vec<_>>()),
            AtomKind::Signatory(_) => sides(&["first", "second"]),
            _ => Truth::Unknown,
        }
    }
}

fn atom(kind: AtomKind) -> Expr {
    Expr::Atom(Atom { kind, words: Words::default() })
}

fn act(names: &[&str]) -> Expr {
    atom(AtomKind::Codes(
        Attribute::Act,
        names.iter().filter_map(|n| Code::parse(Attribute::Act, n)).collect(),
    ))
}

fn zone(i: usize) -> Expr {
    atom(AtomKind::Zone(Attribute::Place, Lies::Inside, format!("z{i}").into()))
}

fn number(attribute: Attribute, compare: Compare, n: f64) -> Expr {
    atom(AtomKind::Number(NumberExpr::Attribute(attribute), compare, NumberExpr::Constant(n)))
}

fn from(hours: i64) -> Expr {
    let day = Moment::Fixed(Instant(YEAR + hours * HOUR));
    atom(AtomKind::Time(Attribute::At, Compare::GreaterOrEqual, day))
}

fn not(e: Expr) -> Expr {
    Expr::Not(Box::new(e))
}

/// One norm: when it applies, and what puts it in order.
pub(crate) struct Norm {
    pub(crate) when: Expr,
    pub(crate) excepted: Expr,
}

/// Forty norms: 26 with zones, of them 13 with a permission over them, six with lines, eight with neither.
pub(crate) fn norms() -> Vec<Norm> {
    let d_day = || from(1_752);
    let bound = || atom(AtomKind::Signatory(Attribute::Party));
    let mut draw = Draw::new(40);
    let mut acts = |n: usize| {
        let first = draw.below(ACTS.len());
        (0..n).map(|i| ACTS[(first + i) % ACTS.len()]).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for i in 0..40 {
        let mut when = vec![d_day(), bound()];
        let mut excepted = Expr::Constant(false);
        match i {
            0..26 => {
                when.push(zone(i % 22));
                when.push(act(&acts(2 + i % 3)));
                if i % 5 == 0 {
                    when.push(from(2_000 + 100 * i64::try_from(i).unwrap_or(0)));
                }
                excepted = match i {
                    // Inside another zone too: place is asked twice.
                    4 | 12 => zone((i + 7) % 22),
                    0 | 8 | 16 | 24 => Expr::And(vec![
                        number(Attribute::CalibreMm, Compare::Less, 60.0),
                        not(number(Attribute::Killed, Compare::GreaterOrEqual, 1.0)),
                    ]),
                    2 | 10 | 18 => {
                        atom(AtomKind::Actors(Attribute::Actor, vec!["army-1".into(), "guard-4".into()]))
                    }
                    6 | 14 | 20 | 22 => not(from(4_000)),
                    _ => excepted,
                };
            }
            26..32 => {
                when.push(number(Attribute::CalibreMm, Compare::GreaterOrEqual, 100.0));
                when.push(atom(AtomKind::Near {
                    attribute: Attribute::Place,
                    geometry: format!("line{}", i % 2).into(),
                    metres: [25_000.0, 10_000.0, 5_000.0][i % 3],
                }));
            }
            _ => {
                when.push(act(&acts(3)));
                when.push(match i % 4 {
                    0 => atom(AtomKind::Parties(Attribute::Party, vec!["first".into()])),
                    1 => number(
                        Attribute::Killed,
                        Compare::GreaterOrEqual,
                        f64::from(u32::try_from(i).unwrap_or(0) % 5),
                    ),
                    2 => number(Attribute::CalibreMm, Compare::Greater, 82.0),
                    _ => not(atom(AtomKind::Parties(Attribute::Party, vec!["second".into()]))),
                });
            }
        }
        all.push(Norm { when: Expr::And(when), excepted });
    }
    all
}

/// From typed norms to a byte for each pair of row and norm: making the zones ready is part of it.
pub(crate) fn outcomes(columns: &NormColumns, geometries: &[Geometry], norms: &[Norm]) -> Outcomes {
    let known = Known { geometries, terms: &[], dated: Some(&Links) };
    let mut conditions = Conditions::new(columns, known);
    let formulas: Vec<NormFormula> = norms
        .iter()
        .map(|n| NormFormula {
            covered: conditions.expr(&n.when),
            in_order: conditions.expr(&n.excepted),
            clash: conditions.formulas.constant(false),
        })
        .collect();
    conditions.outcomes(&formulas, &|_, _| Truth::Unknown)
}
