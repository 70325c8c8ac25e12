//! How the borders of two zones lie to each other: what gaps and overlaps share. Never a check of its own.
//!
//! Only slivers are looked for: strips far narrower than either zone, as they arise where one border is drawn
//! twice. Zones that overlap broadly, or one within the other, are taken as meant.

use geo::BoundingRect;

use super::Draft;
use super::search::planar_m;
use crate::agreement::read::fields::Notes;
use crate::agreement::{Geometry, Shape};
use crate::place::Point;
use crate::place::distance::{Edge, covers, edges_of};

/// A strip narrower than this, in metres, is no strip: two drawings of one border differ by as much.
const LEAST: f64 = 1.0;
/// A strip wider than this is taken as meant.
const MOST: f64 = 500.0;
/// A strip wider than this part of the smaller zone is taken as meant.
const PART: f64 = 0.1;
/// Edges of two zones that are held against each other at the most.
const MOST_EDGES: usize = 2_000_000;

/// A strip between or within two zones.
struct Strip<'a> {
    first: &'a Geometry,
    second: &'a Geometry,
    /// Where it is widest.
    place: Point,
    /// How wide it is there.
    metres: f64,
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sliver {
    /// A strip of neither.
    Gap,
    /// A strip of both.
    Overlap,
}

/// Says every strip that is looked for, with the zones, its width and where it is widest.
pub(super) fn tell(code: &'static str, looked_for: Sliver, draft: &Draft<'_>, notes: &mut Notes) {
    for strip in strips(draft, looked_for) {
        let place = format!("{:.4}, {:.4}", strip.place.lat, strip.place.lon);
        let metres = format!("{:.0}", strip.metres);
        let arguments = [
            ("first", &*strip.first.id),
            ("second", &*strip.second.id),
            ("metres", &*metres),
            ("place", &*place),
        ];
        notes.warning(code, draft.front("geometry"), &arguments);
    }
}

/// The strips between zones that hold on one day, the widest of each pair.
fn strips<'a>(draft: &Draft<'a>, looked_for: Sliver) -> Vec<Strip<'a>> {
    let zones: Vec<(&Geometry, &geo::MultiPolygon<f64>, Vec<Edge>)> = draft
        .agreement
        .geometries
        .iter()
        .filter_map(|g| match &g.shape {
            Shape::Zone(zone) => Some((g, &**zone, edges_of(zone).map(|(_, e)| e).collect())),
            Shape::Line(_) => None,
        })
        .collect();
    let mut out: Vec<Strip<'a>> = Vec::new();
    let mut looks = 0_usize;
    for (i, (first, a, a_edges)) in zones.iter().enumerate() {
        for (second, b, b_edges) in &zones[i + 1..] {
            let apart = first.dispute.is_some()
                && first.dispute == second.dispute
                && first.course_of != second.course_of;
            looks += a_edges.len() * b_edges.len();
            if first.id == second.id || apart || !first.valid.overlaps(&second.valid) || looks > MOST_EDGES {
                continue;
            }
            let Some(most) = widest(a, b) else { continue };
            let both = [(a_edges, *b, b_edges), (b_edges, *a, a_edges)];
            let found = both
                .into_iter()
                .filter_map(|(edges, other, other_edges)| strip(edges, other, other_edges, most, looked_for))
                .filter(|(place, _)| {
                    looked_for == Sliver::Overlap || !in_a_third(&zones, first, second, *place)
                })
                .max_by(|x, y| x.1.total_cmp(&y.1));
            let said = out.iter().any(|s| s.first.id == first.id && s.second.id == second.id);
            if let (Some((place, metres)), false) = (found, said) {
                out.push(Strip { first, second, place, metres });
            }
        }
    }
    out
}

/// How wide a sliver of the two may be; `None` where their boxes lie apart.
fn widest(a: &geo::MultiPolygon<f64>, b: &geo::MultiPolygon<f64>) -> Option<f64> {
    let (a, b) = (a.bounding_rect()?, b.bounding_rect()?);
    let margin = 0.01;
    let meet = a.min().x <= b.max().x + margin
        && b.min().x <= a.max().x + margin
        && a.min().y <= b.max().y + margin
        && b.min().y <= a.max().y + margin;
    let side = |r: &geo::Rect<f64>| {
        let lat = r.center().y.to_radians().cos();
        (r.width() * lat).min(r.height()) * 111_195.0
    };
    meet.then(|| MOST.min(side(&a).min(side(&b)) * PART))
}

/// Where the border of one zone runs along the other at a sliver's distance, and how wide the sliver is.
///
/// All points of the border that lie on the side looked for must be near: a zone that reaches deep into the
/// other, or lies broadly apart, makes no sliver. Two points in a row must do so.
fn strip(
    edges: &[Edge],
    other: &geo::MultiPolygon<f64>,
    other_edges: &[Edge],
    most: f64,
    looked_for: Sliver,
) -> Option<(Point, f64)> {
    let mut widest: Option<(Point, f64)> = None;
    let mut in_a_row = 0;
    let mut most_in_a_row = 0;
    for e in edges {
        for t in [0.0, 0.25, 0.5, 0.75] {
            let p = Point { lon: t * (e[2] - e[0]) + e[0], lat: t * (e[3] - e[1]) + e[1] };
            let inside = covers(other, p);
            let metres = planar_m(p, other_edges);
            let on_side = inside == (looked_for == Sliver::Overlap);
            if !on_side || metres <= LEAST {
                in_a_row = 0;
                continue;
            }
            if metres > most {
                if looked_for == Sliver::Overlap {
                    // it reaches deep into the other
                    return None;
                }
                in_a_row = 0;
                continue;
            }
            in_a_row += 1;
            most_in_a_row = most_in_a_row.max(in_a_row);
            if widest.is_none_or(|(_, m)| metres > m) {
                widest = Some((p, metres));
            }
        }
    }
    widest.filter(|_| most_in_a_row >= 2)
}

/// Whether a third zone holds around the place, so that nothing is left open between the two.
fn in_a_third(
    zones: &[(&Geometry, &geo::MultiPolygon<f64>, Vec<Edge>)],
    first: &Geometry,
    second: &Geometry,
    place: Point,
) -> bool {
    zones.iter().any(|(g, zone, _)| g.id != first.id && g.id != second.id && covers(zone, place))
}
