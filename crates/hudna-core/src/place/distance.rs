//! How far a point lies from a border or a line, and what a region makes of that.
//!
//! Edges are straight in longitude and latitude, distances are metres on the ellipsoid. The scalar engine and the
//! columns both ask here: what is fast (`columns::zone`) only ever decides what these functions would decide.
//! Nothing here knows attributes, norms or rows. A new question about a place and a shape goes here first.

use geo::algorithm::kernels::{Kernel as _, RobustKernel};
use geo::{BoundingRect as _, Coord, LineString, MultiPolygon, Relate as _};

use super::{Point, Region};
use crate::condition::Truth;

/// An edge of a border or line: `[lon, lat, lon, lat]` of its two ends.
pub type Edge = [f64; 4];

const SEMI_MAJOR: f64 = 6_378_137.0;
const ECCENTRICITY_2: f64 = 0.006_694_379_990_141_317;
/// A radius no smaller than the Earth's for bounds of error.
const EARTH: f64 = 6_371_000.0;

/// The metric of the ellipsoid around one point: vectors from it in metres by the mid-latitude formula.
///
/// Within 60 km a length is off by less than half a metre; [`Frame::slack`] says by how much at most.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    lon: f64,
    lat: f64,
    east: f64,
    east_1: f64,
    east_2: f64,
    north: f64,
    north_1: f64,
    tan: f64,
}

impl Frame {
    /// The frame around `p`.
    pub fn at(p: Point) -> Self {
        let (sin, cos) = p.lat.to_radians().sin_cos();
        let w = ECCENTRICITY_2.mul_add(-(sin * sin), 1.0);
        let prime = SEMI_MAJOR / w.sqrt();
        let meridian = prime * (1.0 - ECCENTRICITY_2) / w;
        let rad = 1.0_f64.to_radians();
        Self {
            lon: p.lon,
            lat: p.lat,
            east: prime * cos * rad,
            east_1: -0.5 * meridian * sin * rad * rad,
            east_2: -0.125 * meridian * cos * rad * rad * rad,
            north: meridian * rad,
            north_1: 1.5 * meridian * ECCENTRICITY_2 * sin * cos / w * rad * rad,
            tan: (sin / cos.max(1e-3)).abs(),
        }
    }
    /// Metres east and north to a place.
    #[inline]
    pub fn to(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (dx, dy) = (lon - self.lon, lat - self.lat);
        (dx * (self.east + dy * (self.east_1 + dy * self.east_2)), dy * (self.north + dy * self.north_1))
    }
    /// The squared distance to an edge, taken as straight in this frame.
    #[inline]
    pub fn squared(&self, e: &Edge) -> f64 {
        let (ax, ay) = self.to(e[0], e[1]);
        let (bx, by) = self.to(e[2], e[3]);
        let (dx, dy) = (bx - ax, by - ay);
        let long = dx * dx + dy * dy;
        let t = if long > 0.0 { (-(ax * dx + ay * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
        let (x, y) = (ax + t * dx, ay + t * dy);
        x * x + y * y
    }
    /// By how much [`Self::squared`]'s root may be off, for an edge `long` metres long, `metres` away.
    #[inline]
    pub fn slack(&self, metres: f64, long: f64) -> f64 {
        let far = metres / EARTH;
        0.3 + metres * (2e-5 + (1.0 + self.tan * self.tan) * far * far)
            + long * long * (0.2 + self.tan) / (4.0 * EARTH)
    }
    /// By which share a length between two places, none or one of them farther than `metres` from the frame's point,
    /// may be off besides.
    pub fn bend(&self, metres: f64) -> f64 {
        1.5 * (0.1 + self.tan) * metres / EARTH
    }
    /// An upper bound of the length of an edge near this point, in metres.
    fn long(&self, e: &Edge) -> f64 {
        let (ax, ay) = self.to(e[0], e[1]);
        let (bx, by) = self.to(e[2], e[3]);
        1.02 * (bx - ax).hypot(by - ay)
    }
}

/// Geodesic metres from `p` to the nearest point of one edge.
fn to_edge_m(p: Point, e: &Edge) -> f64 {
    let on = |t: f64| Point { lon: t.mul_add(e[2] - e[0], e[0]), lat: t.mul_add(e[3] - e[1], e[1]) };
    let frame = Frame::at(p);
    let (ax, ay) = frame.to(e[0], e[1]);
    let (bx, by) = frame.to(e[2], e[3]);
    let (dx, dy) = (bx - ax, by - ay);
    let long = dx * dx + dy * dy;
    if long <= 0.0 {
        return p.metres_to(on(0.0));
    }
    let mut t = (-(ax * dx + ay * dy) / long).clamp(0.0, 1.0);
    // The edge bends a little in the frame: follow its tangent at the foot until the foot stands still.
    for _ in 0..4 {
        let q = on(t);
        let (x, y) = frame.to(q.lon, q.lat);
        let step = 1e-4;
        let ahead = on(t + step);
        let (x1, y1) = frame.to(ahead.lon, ahead.lat);
        let (tx, ty) = ((x1 - x) / step, (y1 - y) / step);
        let moved = (t - (x * tx + y * ty) / (tx * tx + ty * ty)).clamp(0.0, 1.0);
        if (moved - t).abs() < 1e-12 || !moved.is_finite() {
            break;
        }
        t = moved;
    }
    p.metres_to(on(t))
}

/// Geodesic metres from `p` to the nearest of the edges; infinite without edges.
///
/// Nearest edges are sought in the frame around `p`, and all that may be nearest are then measured exactly.
pub fn to_edges_m<'a>(p: Point, edges: impl Iterator<Item = &'a Edge> + Clone) -> f64 {
    let frame = Frame::at(p);
    let bounds = |e: &Edge| {
        let about = frame.squared(e).sqrt();
        (about, frame.slack(about, frame.long(e)))
    };
    let mut reach = f64::INFINITY;
    for e in edges.clone() {
        let (about, slack) = bounds(e);
        reach = reach.min(about + slack);
    }
    let mut nearest = f64::INFINITY;
    for e in edges {
        let (about, slack) = bounds(e);
        if about - slack <= reach {
            nearest = nearest.min(to_edge_m(p, e));
        }
    }
    nearest
}

/// The edges of every ring of a shape; the rings of one polygon share the number that comes with them.
pub fn edges_of(shape: &MultiPolygon<f64>) -> impl Iterator<Item = (u32, Edge)> + '_ {
    shape.0.iter().enumerate().flat_map(|(part, polygon)| {
        let part = u32::try_from(part).unwrap_or(u32::MAX);
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .flat_map(move |ring| ring.lines().map(move |l| (part, [l.start.x, l.start.y, l.end.x, l.end.y])))
    })
}

/// The edges of lines.
pub fn edges_of_lines(lines: &[LineString<f64>]) -> Vec<Edge> {
    lines.iter().flat_map(|line| line.lines().map(|l| [l.start.x, l.start.y, l.end.x, l.end.y])).collect()
}

/// Which side of an edge a point lies on: positive left of it, 0 exactly on its straight line.
#[inline]
pub fn side(e: &Edge, x: f64, y: f64) -> f64 {
    let (l, r) = ((e[0] - x) * (e[3] - y), (e[1] - y) * (e[2] - x));
    let det = l - r;
    if det.abs() > 3.4e-16 * (l.abs() + r.abs()) {
        return det;
    }
    let at = |x: f64, y: f64| Coord { x, y };
    match RobustKernel::orient2d(at(e[0], e[1]), at(e[2], e[3]), at(x, y)) {
        geo::Orientation::CounterClockwise => 1.0,
        geo::Orientation::Clockwise => -1.0,
        geo::Orientation::Collinear => 0.0,
    }
}

/// What one edge does to a ray that runs east from a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// Nothing.
    Missed,
    /// The ray crosses it.
    Crossed,
    /// The point lies on it.
    Touched,
}

/// Whether the ray east from `(x, y)` crosses the edge; exact, lower ends count and upper ones do not.
#[inline]
pub fn crossing(e: &Edge, x: f64, y: f64) -> Crossing {
    let [ax, ay, bx, by] = *e;
    if (ay > y) != (by > y) {
        if x < ax.min(bx) {
            return Crossing::Crossed;
        }
        if x > ax.max(bx) {
            return Crossing::Missed;
        }
        let s = side(e, x, y);
        if s == 0.0 {
            Crossing::Touched
        } else if (s > 0.0) == (by > ay) {
            Crossing::Crossed
        } else {
            Crossing::Missed
        }
    } else if (x == ax && y == ay)
        || (x == bx && y == by)
        || (ay == y && by == y && x >= ax.min(bx) && x <= ax.max(bx))
    {
        Crossing::Touched
    } else {
        Crossing::Missed
    }
}

/// Whether a point lies in a shape, its border included: exact, planar in degrees.
pub fn covers(shape: &MultiPolygon<f64>, p: Point) -> bool {
    let (mut inside, mut part, mut odd) = (false, 0, false);
    for (of, e) in edges_of(shape) {
        if of != part {
            inside |= odd;
            (part, odd) = (of, false);
        }
        match crossing(&e, p.lon, p.lat) {
            Crossing::Touched => return true,
            Crossing::Crossed => odd = !odd,
            Crossing::Missed => {}
        }
    }
    inside | odd
}

/// Geodesic metres from `p` to the border of `shape`, negative inside; infinite for an empty shape.
///
/// Good to half a metre at tens of kilometres, far better near the border.
pub fn signed_distance_m(p: Point, shape: &MultiPolygon<f64>) -> f64 {
    let edges: Vec<Edge> = edges_of(shape).map(|(_, e)| e).collect();
    let metres = to_edges_m(p, edges.iter());
    if covers(shape, p) { -metres } else { metres }
}

/// Geodesic metres from `p` to the nearest of `lines`; infinite where there are none.
pub fn distance_to_line_m(p: Point, lines: &[LineString<f64>]) -> f64 {
    to_edges_m(p, edges_of_lines(lines).iter())
}

/// Whether a place lies in a zone: true if all of its region does, false if none of it, else unknown.
pub fn lies_inside(region: &Region, shape: &MultiPolygon<f64>) -> Truth {
    match region {
        Region::Disc { centre, .. } if region.is_point() => covers(shape, *centre).into(),
        Region::Disc { centre, radius_m } => {
            let d = signed_distance_m(*centre, shape);
            Truth::from_possible(d <= *radius_m, d > -*radius_m)
        }
        Region::Area(area) if area.shape.0.is_empty() => Truth::Unknown,
        Region::Area(area) => {
            let apart = match (area.shape.bounding_rect(), shape.bounding_rect()) {
                (Some(a), Some(b)) => {
                    a.max().x < b.min().x
                        || a.min().x > b.max().x
                        || a.max().y < b.min().y
                        || a.min().y > b.max().y
                }
                _ => true,
            };
            if apart {
                return Truth::False;
            }
            let relation = area.shape.relate(shape);
            if relation.is_coveredby() {
                Truth::True
            } else if relation.is_disjoint() {
                Truth::False
            } else {
                Truth::Unknown
            }
        }
    }
}

/// Whether a place lies within `metres` of a border that is `signed` metres from its centre.
fn within(region: &Region, signed: f64, metres: f64) -> Truth {
    let r = region.radius_m().max(0.0);
    Truth::from_possible(signed - r <= metres, signed + r > metres)
}

/// Whether a place lies in a zone or within `metres` of it.
pub fn lies_near_zone(region: &Region, shape: &MultiPolygon<f64>, metres: f64) -> Truth {
    within(region, signed_distance_m(region.centre(), shape), metres)
}

/// Whether a place lies within `metres` of a line.
pub fn lies_near_line(region: &Region, lines: &[LineString<f64>], metres: f64) -> Truth {
    within(region, distance_to_line_m(region.centre(), lines), metres)
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    fn square() -> MultiPolygon<f64> {
        MultiPolygon(vec![
            polygon![(x: 13.0, y: 32.0), (x: 14.0, y: 32.0), (x: 14.0, y: 33.0), (x: 13.0, y: 33.0)],
        ])
    }

    /// The least geodesic distance over many points of the border, close enough to check by.
    fn sampled(p: Point, shape: &MultiPolygon<f64>) -> f64 {
        let mut least = f64::INFINITY;
        for (_, e) in edges_of(shape) {
            let at = |t: f64| Point { lon: e[0] + t * (e[2] - e[0]), lat: e[1] + t * (e[3] - e[1]) };
            let (mut lo, mut hi) = (0.0, 1.0);
            for _ in 0..100 {
                let (a, b) = (lo + (hi - lo) / 3.0, hi - (hi - lo) / 3.0);
                if p.metres_to(at(a)) < p.metres_to(at(b)) { hi = b } else { lo = a }
            }
            least = least.min(p.metres_to(at(0.5 * (lo + hi))));
        }
        least
    }

    #[test]
    fn the_distance_to_a_border_is_geodesic_to_a_decimetre() {
        for (lon, lat) in
            [(13.5, 32.5), (12.4, 32.2), (13.4, 33.4), (14.9, 31.1), (13.001, 32.7), (13.5, 31.999)]
        {
            let p = Point { lon, lat };
            let d = signed_distance_m(p, &square());
            assert!((d.abs() - sampled(p, &square())).abs() < 0.1, "{lon} {lat}: {d}");
            assert_eq!(d < 0.0, (13.0..=14.0).contains(&lon) && (32.0..=33.0).contains(&lat));
        }
    }

    #[test]
    fn the_border_belongs_to_the_zone() {
        for (lon, lat) in [(13.0, 32.0), (13.5, 32.0), (14.0, 32.5), (13.2, 33.0), (14.0, 33.0)] {
            assert!(covers(&square(), Point { lon, lat }), "{lon} {lat}");
        }
        assert!(!covers(&square(), Point { lon: 14.000_001, lat: 32.5 }));
    }

    #[test]
    fn a_disc_across_the_border_is_unknown() {
        let truth = |r: f64| lies_inside(&Region::disc(13.5, 32.01, r), &square());
        let d = -signed_distance_m(Point { lon: 13.5, lat: 32.01 }, &square());
        assert_eq!(truth(d - 0.1), Truth::True);
        assert_eq!(truth(d + 0.1), Truth::Unknown);
        assert_eq!(lies_inside(&Region::disc(13.5, 31.99, 900.0), &square()), Truth::False);
    }
}
