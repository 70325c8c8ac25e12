//! Decided is always sound: no case that may be gives what the outcome calls impossible.

use std::sync::Arc;

use geo::{LineString, MultiPolygon, Polygon};
use hudna_core::agreement::{Bilingual, Geometry, Shape};
use hudna_core::columns::norms::{Conditions, Known, NormColumns};
use hudna_core::columns::outcome::{NormFormula, Possible};
use hudna_core::condition::{AtomKind, Compare, Expr, Lies, Moment, Truth};
use hudna_core::incident::Incident;
use hudna_core::place::distance::{covers, distance_to_line_m, signed_distance_m};
use hudna_core::place::{Point, Region};
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Value};

use super::deeds::{atom, incident, zone};
use super::{Draw, wiggly};

const DAY: i64 = 86_400_000_000;

fn geometries() -> Vec<Geometry> {
    let mut draw = Draw::new(51);
    let mut shape = |lon, lat, radius| {
        Arc::new(MultiPolygon(vec![Polygon::new(wiggly(&mut draw, lon, lat, radius, 40), Vec::new())]))
    };
    let days = |from: i64, to: i64| TimeRange::new(Instant(from * DAY), Instant(to * DAY));
    let line = |course: &str, east: f64| Geometry {
        id: "line".into(),
        name: Bilingual::default(),
        valid: TimeRange::ALL,
        course_of: Some(course.into()),
        dispute: Some("line".into()),
        shape: Shape::Line(Arc::new(vec![LineString::from(vec![
            (13.0 + east, 31.6),
            (13.1 + east, 32.0),
            (12.9 + east, 32.5),
        ])])),
    };
    vec![
        zone("a", None, days(0, 10), shape(13.0, 32.0, 0.2)),
        zone("a", None, days(10, 20), shape(13.1, 32.0, 0.2)),
        zone("b", None, TimeRange::ALL, shape(13.2, 32.1, 0.15)),
        zone("d", Some("first"), TimeRange::ALL, shape(12.9, 32.1, 0.2)),
        zone("d", Some("second"), TimeRange::ALL, shape(12.95, 32.1, 0.2)),
        line("first", 0.0),
        line("second", 0.03),
    ]
}

fn drawn(draw: &mut Draw, depth: usize) -> Expr {
    let inside = |id: &str| atom(AtomKind::Zone(Attribute::Place, Lies::Inside, id.into()));
    match draw.below(if depth == 0 { 5 } else { 8 }) {
        0 => inside("a"),
        1 => inside("b"),
        2 => inside("d"),
        3 => atom(AtomKind::Near {
            attribute: Attribute::Place,
            geometry: ["line", "b"][draw.below(2)].into(),
            metres: [1_000.0, 8_000.0][draw.below(2)],
        }),
        4 => {
            let day = Moment::Fixed(Instant(DAY * [5, 10, 15][draw.below(3)]));
            atom(AtomKind::Time(Attribute::At, [Compare::GreaterOrEqual, Compare::Less][draw.below(2)], day))
        }
        5 => Expr::Not(Box::new(drawn(draw, depth - 1))),
        n => {
            let parts = (0..2 + draw.below(2)).map(|_| drawn(draw, depth - 1)).collect();
            if n == 6 { Expr::And(parts) } else { Expr::Or(parts) }
        }
    }
}

struct Case<'a> {
    at: Point,
    when: i64,
    course: &'a str,
    geometries: &'a [Geometry],
}

impl Case<'_> {
    fn holds(&self, e: &Expr) -> bool {
        match e {
            Expr::Constant(b) => *b,
            Expr::And(list) => list.iter().all(|e| self.holds(e)),
            Expr::Or(list) => list.iter().any(|e| self.holds(e)),
            Expr::Not(e) => !self.holds(e),
            Expr::Atom(a) => match &a.kind {
                AtomKind::Zone(_, _, id) => self.drawn(id, |shape| match shape {
                    Shape::Zone(z) => covers(z, self.at),
                    Shape::Line(_) => false,
                }),
                AtomKind::Near { geometry, metres, .. } => self.drawn(geometry, |shape| match shape {
                    Shape::Zone(z) => signed_distance_m(self.at, z) <= *metres,
                    Shape::Line(l) => distance_to_line_m(self.at, l) <= *metres,
                }),
                AtomKind::Time(_, Compare::Less, Moment::Fixed(at)) => self.when < at.0,
                AtomKind::Time(_, _, Moment::Fixed(at)) => self.when >= at.0,
                other => panic!("not drawn: {other:?}"),
            },
        }
    }
    fn drawn(&self, id: &str, ask: impl Fn(&Shape) -> bool) -> bool {
        self.geometries
            .iter()
            .filter(|g| &*g.id == id && g.course_of.as_deref().is_none_or(|c| c == self.course))
            .any(|g| g.valid.lo.0 <= self.when && self.when < g.valid.hi.0 && ask(&g.shape))
    }
}

#[test]
fn no_case_gives_what_an_outcome_calls_impossible() {
    let mut draw = Draw::new(53);
    let geometries = geometries();
    let known = Known { geometries: &geometries, ..Known::default() };
    let rows: Vec<(Point, f64, i64, i64)> = (0..120)
        .map(|_| {
            let at = Point { lon: 12.6 + 0.8 * draw.next(), lat: 31.7 + 0.6 * draw.next() };
            let from = DAY * i64::try_from(draw.below(20)).unwrap_or(0);
            (at, [0.0, 800.0, 6_000.0, 20_000.0][draw.below(4)], from, from + DAY * [0, 1, 6][draw.below(3)])
        })
        .collect();
    let incidents: Vec<Incident> = rows
        .iter()
        .map(|(at, r, from, to)| {
            incident(vec![
                (Attribute::Place, vec![Value::Place(Region::disc(at.lon, at.lat, *r))]),
                (Attribute::At, vec![Value::Time(TimeRange::new(Instant(*from), Instant(*to)))]),
            ])
        })
        .collect();
    let columns = NormColumns::build(&incidents);
    let (mut decided, mut all) = (0, 0);
    for _ in 0..40 {
        let (when, excepted) = (drawn(&mut draw, 3), drawn(&mut draw, 2));
        let mut conditions = Conditions::new(&columns, known);
        let norm = NormFormula {
            covered: conditions.expr(&when),
            in_order: conditions.expr(&excepted),
            clash: conditions.formulas.constant(false),
        };
        let outcomes = conditions.outcomes(&[norm], &|_, _| Truth::Unknown);
        for (i, (centre, r, from, to)) in rows.iter().enumerate() {
            let found = outcomes.get(0, i);
            all += 1;
            decided += u32::from(found.0.count_ones() == 1);
            for _ in 0..24 {
                let (far, turn) = (0.999 * r * draw.next().sqrt(), std::f64::consts::TAU * draw.next());
                let metres = 111_900.0;
                let at = Point {
                    lon: centre.lon + far * turn.cos() / (metres * centre.lat.to_radians().cos()),
                    lat: centre.lat + far * turn.sin() / metres,
                };
                if centre.metres_to(at) > *r {
                    continue;
                }
                let last = (*to - 1).max(*from);
                let when_at = [*from, last, from + (last - from) / 2][draw.below(3)];
                let course = ["first", "second"][draw.below(2)];
                let case = Case { at, when: when_at, course, geometries: &geometries };
                let bit = match (case.holds(&when), case.holds(&excepted)) {
                    (false, _) => Possible::NOT_COVERED,
                    (true, true) => Possible::PERMITTED,
                    (true, false) => Possible::BREACH,
                };
                assert!(
                    found.0 & bit != 0,
                    "{when:?} / {excepted:?} / row {i} at {at:?}: {found:?} without {bit}"
                );
            }
        }
    }
    assert!(2 * decided > all, "most rows are decided: {decided} of {all}");
}
