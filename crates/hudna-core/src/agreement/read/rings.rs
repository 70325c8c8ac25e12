//! Whether the border of a zone crosses itself.
//!
//! Edges are straight in longitude and latitude, as everywhere. Touching in a point is let pass: it moves
//! no place across the border. Sorting edges by their west end keeps this near-linear for real borders; a
//! drawing that would take too long is refused rather than believed.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Line};

/// Pairs of edges that are looked at in one file before giving up.
pub(crate) const MOST_PAIRS: usize = 20_000_000;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Crossing {
    /// No edge crosses another.
    None,
    /// An edge crosses another.
    At {
        /// Which ring of the polygon.
        ring: usize,
        /// The position that the edge begins at.
        edge: usize,
        /// Where.
        place: Coord<f64>,
    },
    /// Too many pairs lie close to be looked at.
    TooMany,
}

/// The first crossing between edges of the closed `rings` of one polygon, in the order of the text.
/// `pairs_left` is what may still be looked at; it goes down.
pub(crate) fn crossing(rings: &[Vec<Coord<f64>>], pairs_left: &mut usize) -> Crossing {
    let mut edges: Vec<(usize, usize, Line<f64>)> = Vec::new();
    for (r, ring) in rings.iter().enumerate() {
        for (e, pair) in ring.windows(2).enumerate() {
            if pair[0] != pair[1] {
                edges.push((r, e, Line::new(pair[0], pair[1])));
            }
        }
    }
    let west = |l: &Line<f64>| l.start.x.min(l.end.x);
    let east = |l: &Line<f64>| l.start.x.max(l.end.x);
    edges.sort_by(|a, b| west(&a.2).total_cmp(&west(&b.2)));
    let mut first: Option<(usize, usize, Coord<f64>)> = None;
    for (i, (ring, edge, line)) in edges.iter().enumerate() {
        for (other_ring, other_edge, other) in &edges[i + 1..] {
            if west(other) > east(line) {
                break;
            }
            if *pairs_left == 0 {
                return first.map_or(Crossing::TooMany, |(ring, edge, place)| Crossing::At {
                    ring,
                    edge,
                    place,
                });
            }
            *pairs_left -= 1;
            let (low, high) = (line.start.y.min(line.end.y), line.start.y.max(line.end.y));
            if other.start.y.max(other.end.y) < low || other.start.y.min(other.end.y) > high {
                continue;
            }
            if let Some(place) = crosses(*line, *other) {
                let at = (*ring, *edge).max((*other_ring, *other_edge));
                if first.is_none_or(|(r, e, _)| at < (r, e)) {
                    first = Some((at.0, at.1, place));
                }
            }
        }
    }
    first.map_or(Crossing::None, |(ring, edge, place)| Crossing::At { ring, edge, place })
}

/// Where two edges cross, or run along each other.
fn crosses(a: Line<f64>, b: Line<f64>) -> Option<Coord<f64>> {
    match line_intersection(a, b)? {
        LineIntersection::SinglePoint { intersection, is_proper } => is_proper.then_some(intersection),
        LineIntersection::Collinear { intersection } => {
            (intersection.start != intersection.end).then_some(intersection.start)
        }
    }
}
