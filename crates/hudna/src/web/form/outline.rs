//! Outlines for a map that a phone keeps: fewer points, no finer than such a map shows.

use hudna_core::agreement::{Agreement, Shape};
use hudna_core::bounds::Bounds;
use hudna_core::geo::{Geometry, LineString, Polygon, Simplify as _};
use hudna_core::time::Instant;
use serde_json::{Value, json};

/// How far a line may be from the drawn one, degrees: about a hundred metres.
const APART: f64 = 0.001;
/// Decimals that are kept: about ten metres.
const DECIMALS: f64 = 10_000.0;

/// What the agreement draws as it stands at `now`: the box around it, land, roads, sectors, towns, zones and lines, each course of
/// those in dispute by itself. `None` where it draws nothing.
pub(super) fn map(agreement: &Agreement, now: Instant) -> Option<Value> {
    let all = Bounds::of_agreement(agreement)?;
    let behind: Vec<Value> = agreement.backdrop.iter().filter_map(|one| {
        let (lines, kind) = (lines(&one.shape), &*one.kind);
        let is_drawn = matches!(kind, "land" | "road" | "sector" | "town");
        is_drawn.then(|| json!({ "kind": kind, "id": one.id, "ar": one.name.ar, "en": one.name.en, "lines": lines }))
    }).collect();
    let stands = agreement.geometries.iter().filter(|one| one.valid.lo <= now && now <= one.valid.hi);
    let zones: Vec<Value> = stands.map(|one| {
        let (kind, lines) = match &one.shape {
            Shape::Zone(area) => ("zone", area.0.iter().flat_map(rings).collect::<Vec<_>>()),
            Shape::Line(courses) => ("line", courses.iter().map(line).collect()),
        };
        json!({ "kind": kind, "id": one.id, "ar": one.name.ar, "en": one.name.en, "course_of": one.course_of, "lines": lines })
    }).collect();
    let around = [all.west, all.south, all.east, all.north].map(short);
    Some(json!({ "box": around, "drawn": behind.into_iter().chain(zones).collect::<Vec<_>>() }))
}

fn short(degrees: f64) -> f64 {
    (degrees * DECIMALS).round() / DECIMALS
}

fn line(line: &LineString<f64>) -> Vec<[f64; 2]> {
    line.simplify(APART).0.iter().map(|at| [short(at.x), short(at.y)]).collect()
}

fn rings(polygon: &Polygon<f64>) -> Vec<Vec<[f64; 2]>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(line).collect()
}

/// The lines of a shape; a point is a line of one.
fn lines(shape: &Geometry<f64>) -> Vec<Vec<[f64; 2]>> {
    match shape {
        Geometry::Point(at) => vec![vec![[short(at.x()), short(at.y())]]],
        Geometry::LineString(one) => vec![line(one)],
        Geometry::MultiLineString(all) => all.0.iter().map(line).collect(),
        Geometry::Polygon(one) => rings(one),
        Geometry::MultiPolygon(all) => all.0.iter().flat_map(rings).collect(),
        _ => Vec::new(),
    }
}
