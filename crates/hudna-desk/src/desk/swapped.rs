//! Points whose latitude and longitude were probably written in each other's place.
//!
//! A latitude beyond 90 is refused by the readers. A swapped point that is still on the globe looks sound by
//! itself: only where the agreement draws can show it. Such a report is taken in as it stands, for nobody but
//! its author knows, and a note names the line.

use hudna_core::bounds::Bounds;
use hudna_core::place::{Point, Region};
use hudna_core::report::Report;
use hudna_core::value::{Attribute, Value};

use crate::intake::Note;

/// A point nearer to the area than this is a place outside it like any other, metres.
const FAR_M: f64 = 500_000.0;

/// So many lines are named.
const NAMED: usize = 8;

/// Says which reports give a point far outside `area` that would lie inside it with its numbers swapped.
pub(super) fn note(reports: &[Report], area: &Bounds) -> Option<Note> {
    let far = area.grown(FAR_M);
    let lines: Vec<String> = reports
        .iter()
        .filter(|report| points(report).any(|point| is_swapped(point, area, &far)))
        .map(|report| report.origin.line.to_string())
        .collect();
    let named = lines.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = lines.len().saturating_sub(NAMED);
    (!lines.is_empty()).then(|| Note {
        code: "coordinates-seem-swapped",
        arguments: vec![("count", lines.len().to_string()), ("lines", named), ("more", more.to_string())],
    })
}

fn points(report: &Report) -> impl Iterator<Item = Point> {
    let places = [Attribute::Place, Attribute::Origin];
    report.deeds.iter().flat_map(move |deed| places.into_iter().flat_map(|a| deed.values(a))).filter_map(
        |value| match value {
            Value::Place(Region::Disc { centre, .. }) => Some(*centre),
            _ => None,
        },
    )
}

fn is_swapped(point: Point, area: &Bounds, far: &Bounds) -> bool {
    let turned = Point { lon: point.lat, lat: point.lon };
    turned.lat.abs() <= 90.0 && !far.contains(point) && area.contains(turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COAST: Bounds = Bounds { west: 20.0, south: -5.0, east: 24.0, north: -1.0 };

    #[test]
    fn only_a_point_far_outside_whose_turn_lies_inside_seems_swapped() {
        let far = COAST.grown(FAR_M);
        let says = |lat: f64, lon: f64| is_swapped(Point { lon, lat }, &COAST, &far);
        assert!(says(22.0, -3.0), "a point of the coast, its numbers in each other's place");
        assert!(!says(-3.0, 22.0), "the point itself");
        assert!(!says(-8.0, 22.0), "near, outside");
        assert!(!says(50.0, 10.0), "far, and no less so when turned");
        let across = Bounds { west: 9.0, south: 8.0, east: 12.0, north: 11.0 };
        let point = Point { lon: 8.5, lat: 11.5 };
        assert!(!is_swapped(point, &across, &across.grown(FAR_M)), "where both readings fit nothing is said");
    }
}
