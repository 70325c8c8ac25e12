//! The distinct values of one attribute, each with its reports (`LANGUAGE` §5, *Overlap*).
//!
//! Equal values are one. A value that only says less than another (a branch beside its leaf, a wider disc,
//! range or count around a narrower one) is told by the finer one, which then carries its reports too.
//! Values that overlap without containing each other stay apart.

use geo::Contains;

use crate::place::{Point, Region};
use crate::value::{Alternative, Fact, Value};

/// Gathers `claims` (value, report) into a fact whose order does not depend on theirs.
pub(super) fn fact(claims: Vec<(Value, u32)>) -> Fact {
    let mut claims = claims;
    claims.sort_by(|a, b| order(&a.0, &b.0).then(a.1.cmp(&b.1)));
    let mut found: Vec<Alternative> = Vec::new();
    for (value, report) in claims {
        match found.last_mut() {
            Some(last) if equal(&last.value, &value) => last.reports.push(report),
            _ => found.push(Alternative { value, reports: vec![report] }),
        }
    }
    // A hundred values of one attribute are no longer read one by one: leave them as they are.
    if found.len() > 1 && found.len() <= 200 {
        found = absorb(found);
    }
    for alternative in &mut found {
        alternative.reports.sort_unstable();
        alternative.reports.dedup();
    }
    Fact { alternatives: found }
}

fn absorb(found: Vec<Alternative>) -> Vec<Alternative> {
    let holds: Vec<Vec<usize>> = found
        .iter()
        .enumerate()
        .map(|(i, wide)| {
            let fine = |(j, other): (usize, &Alternative)| {
                (i != j && contains(&wide.value, &other.value)).then_some(j)
            };
            found.iter().enumerate().filter_map(fine).collect()
        })
        .collect();
    let mut finest: Vec<Option<Alternative>> = found
        .iter()
        .zip(&holds)
        .map(|(alternative, inner)| inner.is_empty().then(|| alternative.clone()))
        .collect();
    for (wide, inner) in found.iter().zip(&holds) {
        for j in inner {
            if let Some(fine) = &mut finest[*j] {
                fine.reports.extend(&wide.reports);
            }
        }
    }
    finest.into_iter().flatten().collect()
}

/// Equal for every decision: *best* is shown and never decides.
fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(m), Value::Number(n)) => m.low == n.low && m.high == n.high,
        _ => a == b,
    }
}

/// Whether `wide` says strictly less than `fine` and nothing else.
fn contains(wide: &Value, fine: &Value) -> bool {
    match (wide, fine) {
        (Value::Code(w), Value::Code(f)) => w != f && w.covers(*f),
        (Value::Number(w), Value::Number(f)) => {
            w.low <= f.low && f.high <= w.high && (w.low < f.low || f.high < w.high)
        }
        (Value::Time(w), Value::Time(f)) => w != f && w.contains(f),
        (Value::Place(w), Value::Place(f)) => place_contains(w, f),
        _ => false,
    }
}

fn place_contains(wide: &Region, fine: &Region) -> bool {
    match (wide, fine) {
        (Region::Disc { centre: w, radius_m: r }, Region::Disc { centre: f, radius_m: s }) => {
            s < r && w.metres_to(*f) + s <= *r
        }
        (Region::Area(area), Region::Disc { centre, radius_m }) => {
            let rim = rim(*centre, *radius_m);
            rim.into_iter().all(|p| area.shape.contains(&geo::Point::new(p.lon, p.lat)))
        }
        (Region::Disc { radius_m, .. }, Region::Area(_)) => {
            let reach = wide.centre().metres_to(fine.centre()) + fine.radius_m();
            fine.radius_m() > 0.0 && reach <= *radius_m
        }
        (Region::Area(_), Region::Area(_)) => false,
    }
}

/// The centre and sixteen points around a disc, a little outside it.
fn rim(centre: Point, radius_m: f64) -> Vec<Point> {
    let per_lat = 110_574.0;
    let per_lon = (111_320.0 * centre.lat.to_radians().cos()).max(1.0);
    let mut points = vec![centre];
    if radius_m > 0.0 {
        points.extend((0..16).map(|i| {
            let angle = f64::from(i) * std::f64::consts::TAU / 16.0;
            let reach = radius_m * 1.02;
            Point {
                lon: centre.lon + reach * angle.cos() / per_lon,
                lat: centre.lat + reach * angle.sin() / per_lat,
            }
        }));
    }
    points
}

/// A fixed order of values.
fn order(a: &Value, b: &Value) -> std::cmp::Ordering {
    let rank = |v: &Value| match v {
        Value::Nothing => 0,
        Value::Code(_) => 1,
        Value::Actor(_) => 2,
        Value::Number(_) => 3,
        Value::Time(_) => 4,
        Value::Place(_) => 5,
    };
    match (a, b) {
        (Value::Code(m), Value::Code(n)) => m.cmp(n),
        (Value::Actor(m), Value::Actor(n)) => m.cmp(n),
        (Value::Time(m), Value::Time(n)) => m.cmp(n),
        (Value::Number(m), Value::Number(n)) => {
            m.low.total_cmp(&n.low).then(m.high.total_cmp(&n.high)).then(m.best.total_cmp(&n.best))
        }
        (Value::Place(m), Value::Place(n)) => {
            let key = |r: &Region| match r {
                Region::Disc { centre, radius_m } => (String::new(), centre.lon, centre.lat, *radius_m),
                Region::Area(area) => (area.id.clone(), 0.0, 0.0, 0.0),
            };
            let (x, y) = (key(m), key(n));
            x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(x.2.total_cmp(&y.2)).then(x.3.total_cmp(&y.3))
        }
        _ => rank(a).cmp(&rank(b)),
    }
}
