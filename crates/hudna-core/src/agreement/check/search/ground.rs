//! Points that stand for the faces of a map: one for each way of lying in and out of the zones, and near the
//! lines, that norms ask for.
//!
//! Every face of zones laid over each other touches a piece of border between two crossings: a look at both
//! sides of each finds them all. For distances, points are set on both sides of where they end; a face that is
//! only a sliver between two such curves may be missed.

use std::collections::{BTreeMap, BTreeSet};

use geo::BoundingRect;

use crate::agreement::read::conditions::each_atom;
use crate::agreement::{Agreement, Shape};
use crate::condition::{Atom, AtomKind};
use crate::place::Point;
use crate::place::distance::{Edge, covers, distance_to_line_m, edges_of, edges_of_lines, signed_distance_m};

/// Looks at borders that one text may take, so that intricate drawings do not hold up the checker.
const MOST_LOOKS: usize = 3_000_000;
/// How far beside a border its sides are looked at, in degrees: about ten centimetres.
const BESIDE: f64 = 1e-6;
/// Points of a grid over each zone, by side.
const GRID: usize = 6;

/// The points of one agreement's map.
#[derive(Debug, Default)]
pub(in super::super) struct Ground {
    points: Vec<Point>,
    /// What norms ask: geometry by its index, within how many metres.
    keys: Vec<(usize, u64)>,
    /// For each point, which of the keys hold.
    holds: Vec<Vec<bool>>,
    /// Whether every face was surely found.
    pub(in super::super) whole: bool,
}

impl Ground {
    /// The points of `agreement`, as far as its norms ask.
    pub(super) fn of(agreement: &Agreement) -> Self {
        let keys = keys(agreement);
        let mut ground = Self { keys, whole: true, ..Self::default() };
        if ground.keys.is_empty() {
            return ground;
        }
        let edges: BTreeMap<usize, Vec<Edge>> =
            ground.keys.iter().map(|(i, _)| (*i, edges(&agreement.geometries[*i].shape))).collect();
        let candidates = candidates(agreement, &ground.keys, &edges, &mut ground.whole);
        let total: usize = edges.values().map(Vec::len).sum::<usize>().max(1);
        let most = (MOST_LOOKS / total).max(64);
        ground.whole &= candidates.len() <= most;
        let mut seen: BTreeSet<Vec<bool>> = BTreeSet::new();
        for point in candidates.into_iter().take(most) {
            let holds: Vec<bool> = ground
                .keys
                .iter()
                .map(|(i, metres)| {
                    lies(point, &agreement.geometries[*i].shape, &edges[i], f64::from_bits(*metres))
                })
                .collect();
            if seen.insert(holds.clone()) {
                ground.points.push(point);
                ground.holds.push(holds);
            }
        }
        ground
    }

    /// One point for each way in which these questions are answered together.
    pub(super) fn told_apart(&self, keys: &[(usize, f64)]) -> Vec<u32> {
        let at = |(i, metres): &(usize, f64)| self.keys.iter().position(|k| *k == (*i, metres.to_bits()));
        let columns: Vec<usize> = keys.iter().filter_map(at).collect();
        let mut seen: BTreeSet<Vec<bool>> = BTreeSet::new();
        (0_u32..)
            .zip(&self.holds)
            .filter(|(_, holds)| seen.insert(columns.iter().map(|c| holds[*c]).collect()))
            .map(|(i, _)| i)
            .collect()
    }

    /// Whether a point lies within so many metres of a geometry.
    pub(super) fn holds(&self, point: u32, geometry: usize, metres: f64) -> bool {
        let key = self.keys.iter().position(|k| *k == (geometry, metres.to_bits()));
        let row = self.holds.get(point as usize);
        key.zip(row).is_some_and(|(key, row)| row[key])
    }

    /// Where a point lies.
    pub(super) fn point(&self, point: u32) -> Option<Point> {
        self.points.get(point as usize).copied()
    }
}

/// What all conditions ask of zones and lines.
fn keys(agreement: &Agreement) -> Vec<(usize, u64)> {
    let mut asked: BTreeSet<(String, u64)> = BTreeSet::new();
    let mut visit = |atom: &Atom| {
        let key = match &atom.kind {
            AtomKind::Zone(_, _, id) => (id.to_string(), 0.0_f64.to_bits()),
            AtomKind::Near { geometry, metres, .. } => (geometry.to_string(), metres.to_bits()),
            _ => return,
        };
        asked.insert(key);
    };
    for term in &agreement.terms {
        term.readings.iter().for_each(|r| each_atom(&r.when, &mut visit));
    }
    for norm in &agreement.norms {
        super::super::of_norm(norm, &mut visit);
    }
    let drawn = agreement.geometries.iter().enumerate();
    drawn
        .flat_map(|(i, g)| asked.iter().filter(move |(id, _)| **id == *g.id).map(move |(_, m)| (i, *m)))
        .collect()
}

fn edges(shape: &Shape) -> Vec<Edge> {
    match shape {
        Shape::Zone(zone) => edges_of(zone).map(|(_, e)| e).collect(),
        Shape::Line(lines) => edges_of_lines(lines),
    }
}

fn lies(point: Point, shape: &Shape, edges: &[Edge], metres: f64) -> bool {
    // only where it is close is it worth the geodesic
    if metres > 0.0 {
        let about = planar_m(point, edges);
        let inside = matches!(shape, Shape::Zone(zone) if covers(zone, point));
        if about < metres * 0.95 || inside {
            return true;
        }
        if about > metres * 1.05 {
            return false;
        }
    }
    match shape {
        Shape::Zone(zone) if metres <= 0.0 => covers(zone, point),
        Shape::Zone(zone) => covers(zone, point) || signed_distance_m(point, zone) <= metres,
        Shape::Line(lines) => distance_to_line_m(point, lines) <= metres,
    }
}

/// Points that may stand for faces, those that lie well inside first.
fn candidates(
    agreement: &Agreement,
    keys: &[(usize, u64)],
    edges: &BTreeMap<usize, Vec<Edge>>,
    whole: &mut bool,
) -> Vec<Point> {
    let mut out = Vec::new();
    let mut box_of_all: Option<geo::Rect<f64>> = None;
    for i in edges.keys() {
        let bounds = match &agreement.geometries[*i].shape {
            Shape::Zone(zone) => zone.bounding_rect(),
            Shape::Line(lines) => geo::MultiLineString(lines.to_vec()).bounding_rect(),
        };
        let Some(bounds) = bounds else { continue };
        for x in 0..GRID {
            for y in 0..GRID {
                let part = |n: usize| (n as f64 + 0.5) / GRID as f64;
                let lon = bounds.min().x + bounds.width() * part(x);
                let lat = bounds.min().y + bounds.height() * part(y);
                out.push(Point { lon: rounded(lon), lat: rounded(lat) });
            }
        }
        box_of_all = Some(box_of_all.map_or(bounds, |all| {
            let (a, b) = (all.min(), all.max());
            let (c, d) = (bounds.min(), bounds.max());
            geo::Rect::new((a.x.min(c.x), a.y.min(c.y)), (b.x.max(d.x), b.y.max(d.y)))
        }));
    }
    // far from everything
    if let Some(all) = box_of_all {
        let lat = if all.max().y < 85.0 { all.max().y + 4.0 } else { all.min().y - 4.0 };
        out.push(Point { lon: rounded(all.center().x), lat: rounded(lat) });
    }
    for (i, metres) in keys {
        let metres = f64::from_bits(*metres);
        if metres > 0.0 {
            edges[i].iter().for_each(|e| around(e, metres, &mut out));
        }
    }
    sides(edges, &mut out, whole);
    out
}

/// Metres to the nearest of the edges, in the plane around the point: good to a few parts in a thousand over the
/// distances that texts name.
pub(in super::super) fn planar_m(p: Point, edges: &[Edge]) -> f64 {
    let wide = p.lat.to_radians().cos() * 111_195.0;
    let high = 111_195.0;
    let mut best = f64::INFINITY;
    for e in edges {
        let (ax, ay) = ((e[0] - p.lon) * wide, (e[1] - p.lat) * high);
        let (bx, by) = ((e[2] - p.lon) * wide, (e[3] - p.lat) * high);
        let (dx, dy) = (bx - ax, by - ay);
        let long = dx * dx + dy * dy;
        let t = if long > 0.0 { (-(ax * dx + ay * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
        best = best.min((ax + t * dx).hypot(ay + t * dy));
    }
    best
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 10_000.0).round() / 10_000.0
}

/// Points on both sides of where a distance from an edge ends.
fn around(e: &Edge, metres: f64, out: &mut Vec<Point>) {
    for share in [0.9, 1.1] {
        let degrees = metres * share / 111_195.0;
        for (x, y) in [(e[0], e[1]), (f64::midpoint(e[0], e[2]), f64::midpoint(e[1], e[3]))] {
            let wide = degrees / y.to_radians().cos().max(0.05);
            for (dx, dy) in [
                (1.0, 0.0),
                (-1.0, 0.0),
                (0.0, 1.0),
                (0.0, -1.0),
                (0.7, 0.7),
                (-0.7, 0.7),
                (0.7, -0.7),
                (-0.7, -0.7),
            ] {
                out.push(Point { lon: x + dx * wide, lat: y + dy * degrees });
            }
        }
    }
}

/// Points on both sides of each piece of border between two crossings.
fn sides(edges: &BTreeMap<usize, Vec<Edge>>, out: &mut Vec<Point>, whole: &mut bool) {
    let mut all: Vec<(usize, &Edge)> =
        edges.iter().flat_map(|(i, list)| list.iter().map(move |e| (*i, e))).collect();
    all.sort_by(|a, b| a.1[0].min(a.1[2]).total_cmp(&b.1[0].min(b.1[2])));
    let mut looks = 0_usize;
    for (n, (i, e)) in all.iter().enumerate() {
        let (west, east) = (e[0].min(e[2]), e[0].max(e[2]));
        let mut cuts = vec![0.0, 1.0];
        let near = all[n + 1..].iter().take_while(|(_, o)| o[0].min(o[2]) <= east);
        let before = all[..n].iter().filter(|(_, o)| o[0].max(o[2]) >= west);
        for (j, other) in near.chain(before) {
            looks += 1;
            if i != j {
                crossing(e, other, &mut cuts);
            }
        }
        if looks > MOST_LOOKS {
            *whole = false;
            return;
        }
        cuts.sort_by(f64::total_cmp);
        let long = (e[2] - e[0]).hypot(e[3] - e[1]).max(f64::MIN_POSITIVE);
        let (nx, ny) = (-(e[3] - e[1]) / long * BESIDE, (e[2] - e[0]) / long * BESIDE);
        for pair in cuts.windows(2).filter(|p| p[1] - p[0] > 1e-12) {
            let t = f64::midpoint(pair[0], pair[1]);
            let (x, y) = (t.mul_add(e[2] - e[0], e[0]), t.mul_add(e[3] - e[1], e[1]));
            out.push(Point { lon: x + nx, lat: y + ny });
            out.push(Point { lon: x - nx, lat: y - ny });
        }
    }
}

/// Where `b` crosses `a` or runs along it, as fractions of `a`.
fn crossing(a: &Edge, b: &Edge, cuts: &mut Vec<f64>) {
    let (dx, dy) = (a[2] - a[0], a[3] - a[1]);
    let (ex, ey) = (b[2] - b[0], b[3] - b[1]);
    let (fx, fy) = (b[0] - a[0], b[1] - a[1]);
    let cross = dx * ey - dy * ex;
    let long = dx * dx + dy * dy;
    if long <= 0.0 {
        return;
    }
    if cross.abs() > 1e-15 {
        let (t, u) = ((fx * ey - fy * ex) / cross, (fx * dy - fy * dx) / cross);
        if (0.0..=1.0).contains(&t) && (-1e-9..=1.0 + 1e-9).contains(&u) {
            cuts.push(t);
        }
    } else {
        let ends = [(fx * dx + fy * dy) / long, ((fx + ex) * dx + (fy + ey) * dy) / long];
        cuts.extend(ends.into_iter().filter(|t| (0.0..=1.0).contains(t)));
    }
}
