//! Incidents for the map: RFC 7946, one feature each, in the order of fusion.
//!
//! A known or imprecise place is a point with its `radius_m`; a contested one a MultiPoint with a radius for
//! each; a district its polygon; an unknown one a null geometry, so that nothing is lost from a count.

use hudna_core::geo;
use hudna_core::geo::orient::{Direction, Orient};
use hudna_core::place::{Point, Region};
use hudna_core::statistics;
use hudna_core::value::{Attribute, Certainty};
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use super::RenderError;
use super::findings_json::{Iso, ReportRef};
use super::sitrep::findings_by_subject;
use super::view::View;
use super::voice::Voice;
use crate::words::Lang;

/// The file's bytes.
pub(super) fn render(view: &View<'_>) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::with_capacity(view.incidents.len() * 600 + 512);
    let mut json = serde_json::Serializer::new(&mut out);
    let mut map = json.serialize_map(None)?;
    map.serialize_entry("type", "FeatureCollection")?;
    map.serialize_entry("name", "incidents")?;
    map.serialize_entry("notice", &[&*view.agreement.notice.ar, &*view.agreement.notice.en])?;
    map.serialize_entry("status", if view.is_staged() { "mixed" } else { "provisional" })?;
    map.serialize_entry("features", &Features(view))?;
    SerializeMap::end(map)?;
    Ok(out)
}

struct Features<'a>(&'a View<'a>);

impl Serialize for Features<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let view = self.0;
        let outcomes = view.outcomes();
        let voices = [Voice::of(view, Lang::Ar), Voice::of(view, Lang::En)];
        let by_subject = findings_by_subject(&voices[0]);
        let mut seq = serializer.serialize_seq(Some(view.incidents.len()))?;
        for (incident, outcome) in view.incidents.iter().zip(outcomes) {
            let findings = by_subject.get(incident.id.0.as_str()).map_or(&[][..], Vec::as_slice);
            let places = statistics::places(incident);
            let reached = view.stages.reached(&incident.id.0);
            seq.serialize_element(&Feature {
                kind: "Feature",
                id: &incident.id.0,
                geometry: Geometry::of(&places),
                properties: Properties {
                    id: &incident.id.0,
                    stage: reached.map_or("provisional", |r| r.stage.name()),
                    staged: reached.map(|r| r.outcome.name()),
                    outcome: outcome.name(),
                    outcomes: findings.iter().map(|f| (&*f.norm, f.outcome.name())).collect(),
                    act: statistics::codes(incident, Attribute::Act).iter().map(|c| c.name()).collect(),
                    from: statistics::when(incident).map(|t| Iso(t.lo, view)),
                    until: statistics::when(incident).map(|t| Iso(t.hi, view)),
                    place_ar: voices[0].place(incident),
                    place_en: voices[1].place(incident),
                    certainty: voices[0].incident_certainty(incident, Attribute::Place),
                    radius_m: places.iter().map(|r| r.radius_m().round()).collect(),
                    independent: incident.independent,
                    reports: incident.reports.iter().map(|r| ReportRef(*r, view)).collect(),
                },
            })?;
        }
        seq.end()
    }
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    id: &'a str,
    stage: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    staged: Option<&'static str>,
    outcome: &'static str,
    #[serde(serialize_with = "as_map")]
    outcomes: Vec<(&'a str, &'static str)>,
    act: Vec<&'static str>,
    from: Option<Iso<'a>>,
    until: Option<Iso<'a>>,
    place_ar: String,
    place_en: String,
    certainty: Certainty,
    radius_m: Vec<f64>,
    independent: u32,
    reports: Vec<ReportRef<'a>>,
}

fn as_map<S: Serializer>(pairs: &[(&str, &'static str)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    // Several deeds may meet one norm: the gravest outcome stands, as for the incident.
    let mut seen: Vec<&str> = Vec::new();
    let rank = |o: &str| ["breach", "undetermined", "permitted", "not_covered"].iter().position(|x| *x == o);
    for (norm, _) in pairs {
        if seen.contains(norm) {
            continue;
        }
        seen.push(norm);
        let first = pairs.iter().filter(|(n, _)| n == norm).map(|(_, o)| *o).min_by_key(|o| rank(o));
        map.serialize_entry(norm, first.unwrap_or_default())?;
    }
    map.end()
}

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point([f64; 2]),
    MultiPoint(Vec<[f64; 2]>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

impl Geometry {
    fn of(places: &[&Region]) -> Option<Self> {
        let pair = |p: Point| [degrees(p.lon), degrees(p.lat)];
        // an area of which no border is told has no place on a map
        let is_drawn = |one: &&&Region| !matches!(one, Region::Area(area) if area.shape.0.is_empty());
        let drawn: Vec<&Region> = places.iter().filter(is_drawn).copied().collect();
        match drawn.as_slice() {
            [] => None,
            [Region::Disc { centre, .. }] => Some(Self::Point(pair(*centre))),
            [Region::Area(area)] => Some(Self::polygons(&area.shape)),
            many => Some(Self::MultiPoint(many.iter().map(|r| pair(r.centre())).collect())),
        }
    }
    /// Rings as RFC 7946 wants them: the outer one against the clock, holes with it.
    fn polygons(shape: &geo::MultiPolygon<f64>) -> Self {
        let ring = |r: &geo::LineString<f64>| r.coords().map(|c| [degrees(c.x), degrees(c.y)]).collect();
        let oriented = shape.orient(Direction::Default);
        Self::MultiPolygon(
            oriented
                .iter()
                .map(|p| std::iter::once(p.exterior()).chain(p.interiors()).map(ring).collect())
                .collect(),
        )
    }
}

/// Seven decimals: a centimetre.
fn degrees(d: f64) -> f64 {
    (d * 1e7).round() / 1e7
}
