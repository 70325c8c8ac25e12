//! Incidents for the map: RFC 7946, one feature each, in the order of fusion.
//!
//! A known or imprecise place is a point with its `radius_m`; a contested one a MultiPoint with a radius for
//! each; a district its polygon; an unknown one a null geometry, so that nothing is lost from a count.

use std::fmt;

use hudna_core::finding::Outcome;
use hudna_core::geo;
use hudna_core::geo::orient::{Direction, Orient};
use hudna_core::incident::Incident;
use hudna_core::place::{Point, Region};
use hudna_core::statistics;
use hudna_core::value::{Attribute, Certainty};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::RenderError;
use super::findings_json::{Iso, ReportRef};
use super::list_xlsx::until;
use super::sitrep::findings_by_subject;
use super::view::View;
use super::voice::Voice;
use crate::words::Lang;

/// The file's bytes.
pub(super) fn render(view: &View<'_>) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::with_capacity(view.incidents.len() * 600 + 512);
    let mut mapped = Mapped::begin(view, view.is_staged(), &mut out)?;
    let by_subject = findings_by_subject(&mapped.voices[0]);
    for (incident, outcome) in view.incidents.iter().zip(view.outcomes()) {
        let findings = by_subject.get(incident.id.0.as_str()).map_or(&[][..], Vec::as_slice);
        let findings: Vec<(&str, Outcome)> = findings.iter().map(|f| (&*f.norm, f.outcome)).collect();
        mapped.add(incident, outcome, &findings, &mut out)?;
    }
    mapped.end(&mut out);
    Ok(out)
}

/// The file, incident by incident, for whoever sends it on while it is made: what begins it, each, and what ends it come to what is
/// rendered at once.
pub struct Mapped<'a> {
    view: &'a View<'a>,
    voices: [Voice<'a>; 2],
    /// Whether one was added already.
    any: bool,
}

impl fmt::Debug for Mapped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mapped")
    }
}

impl<'a> Mapped<'a> {
    /// Begins the file in `out`; `staged`: anything that it tells of is assessed or ruled. Of `view` it asks the agreement, the reports
    /// and what people said.
    ///
    /// # Errors
    /// What cannot be written as JSON; there is nothing of the kind in it.
    pub fn begin(view: &'a View<'a>, staged: bool, out: &mut Vec<u8>) -> Result<Self, RenderError> {
        let head = Head {
            kind: "FeatureCollection",
            name: "incidents",
            notice: [&view.agreement.notice.ar, &view.agreement.notice.en],
            status: if staged { "mixed" } else { "provisional" },
        };
        let mut head = serde_json::to_vec(&head)?;
        head.pop();
        out.append(&mut head);
        out.extend_from_slice(b",\"features\":[");
        Ok(Self { view, voices: [Voice::of(view, Lang::Ar), Voice::of(view, Lang::En)], any: false })
    }

    /// Adds an incident, with what is found of it, by norm too.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn add(
        &mut self,
        incident: &Incident,
        found: Outcome,
        by_norm: &[(&str, Outcome)],
        out: &mut Vec<u8>,
    ) -> Result<(), RenderError> {
        let (view, [ar, en]) = (self.view, &self.voices);
        let places = statistics::places(incident);
        let reached = view.stages.reached(&incident.id.0);
        let feature = Feature {
            kind: "Feature",
            id: &incident.id.0,
            geometry: Geometry::of(&places),
            properties: Properties {
                id: &incident.id.0,
                stage: reached.map_or("provisional", |r| r.stage.name()),
                staged: reached.map(|r| r.outcome.name()),
                outcome: found.name(),
                outcomes: by_norm.iter().map(|(norm, outcome)| (*norm, outcome.name())).collect(),
                act: statistics::codes(incident, Attribute::Act).iter().map(|c| c.name()).collect(),
                from: statistics::when(incident).map(|t| Iso(t.lo, view)),
                until: statistics::when(incident).map(|t| Iso(until(t), view)),
                place_ar: ar.place(incident),
                place_en: en.place(incident),
                certainty: ar.incident_certainty(incident, Attribute::Place),
                radius_m: places.iter().map(|r| r.radius_m().round()).collect(),
                independent: incident.independent,
                reports: incident.reports.iter().map(|r| ReportRef(*r, view)).collect(),
            },
        };
        if std::mem::replace(&mut self.any, true) {
            out.push(b',');
        }
        Ok(serde_json::to_writer(out, &feature)?)
    }

    /// Ends the file.
    pub fn end(self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"]}");
    }
}

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
    notice: [&'a str; 2],
    status: &'static str,
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
