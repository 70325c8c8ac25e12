//! The geometry file beside the agreement: zones and lines in versions and courses, and the backdrop.
//!
//! Coordinates are longitude, latitude (RFC 7946). Winding is put right without a word; whatever could
//! move a border is refused. Whether a ring crosses itself is asked in `rings`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use geo::orient::Direction;
use geo::{BoundingRect, Coord, LineString, MultiPolygon, Orient, Polygon};

use super::dates::Calendar;
use super::exchanged::{Lying, exchanged};
use super::fields::{Notes, is_id};
use super::json::{Json, Node, parse};
use super::rings;
use crate::agreement::{Backdrop, Bilingual, Geometry, Party, Shape, SourceText};
use crate::time::{Instant, TimeRange};

/// Kinds of feature.
const KINDS: &[&str] = &["zone", "line", "sector", "land", "road", "town", "site"];

/// What the file holds.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    /// Zones and lines.
    pub(crate) geometries: Vec<Geometry>,
    /// Land, roads, sectors, towns, sites.
    pub(crate) backdrop: Vec<Backdrop>,
    /// Whether all of it could be read.
    pub(crate) whole: bool,
}

/// Reads the file; `parties` and `calendar` are those of the agreement that names it, `places` is where its
/// places lie, if known.
pub(crate) fn geometry(
    source: &SourceText,
    calendar: &Calendar,
    parties: &[Party],
    places: Option<Coord<f64>>,
    notes: &mut Notes,
) -> Sketch {
    let mut drawn = Sketch::default();
    let root = match parse(&source.text) {
        Ok(root) => root,
        Err(stop) => {
            let code = if stop.too_deep { "json-too-deep" } else { "json-unreadable" };
            let at = stop.at.min(source.text.len());
            let width = source.text.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            notes.error(code, at..at + width, &[]);
            return drawn;
        }
    };
    if root.get("crs").is_some_and(|crs| !is_wgs84(crs)) {
        notes.error("geometry-crs", root.get("crs").map_or(0..0, |n| n.span.clone()), &[]);
    }
    let features = root.get("features").and_then(Node::list);
    let collection = root.get("type").and_then(Node::text) == Some("FeatureCollection");
    let (true, Some(features)) = (collection, features) else {
        notes.error("geometry-not-a-collection", first_bytes(source), &[]);
        return drawn;
    };
    if features.is_empty() {
        notes.error("geometry-empty", first_bytes(source), &[]);
    }
    let mut spans = Vec::new();
    let mut lying: Vec<Lying> = Vec::new();
    let mut pairs = rings::MOST_PAIRS;
    for node in features {
        let mut feature = Feature { node, calendar, parties, pairs: &mut pairs, notes: &mut *notes };
        if let Some(geometry) = feature.read(&mut drawn.backdrop, &mut lying) {
            spans.push(feature.id_span());
            drawn.geometries.push(geometry);
        }
    }
    between(&drawn.geometries, &spans, notes);
    exchanged(&lying, places, notes);
    drawn.whole = !notes.failed();
    drawn
}

fn is_wgs84(crs: &Node) -> bool {
    let name = crs.get("properties").and_then(|p| p.get("name")).and_then(Node::text).unwrap_or_default();
    crs.value == Json::Null || name.ends_with("CRS84") || name.ends_with("4326")
}

fn first_bytes(source: &SourceText) -> Range<usize> {
    0..source.text.chars().next().map_or(0, char::len_utf8)
}

struct Feature<'a> {
    node: &'a Node,
    calendar: &'a Calendar,
    parties: &'a [Party],
    /// Pairs of edges that may still be looked at in this file.
    pairs: &'a mut usize,
    notes: &'a mut Notes,
}

impl Feature<'_> {
    fn property(&self, name: &str) -> Option<&Node> {
        self.node.get("properties")?.get(name).filter(|n| n.value != Json::Null)
    }
    fn id_span(&self) -> Range<usize> {
        let start = self.node.span.start;
        self.property("id").map_or(start..start + 1, |n| n.span.clone())
    }
    fn text(&self, name: &str) -> Option<(String, Range<usize>)> {
        let node = self.property(name)?;
        Some((node.text()?.to_owned(), node.span.clone()))
    }
    fn words(&self, name: &str) -> Arc<str> {
        self.text(name).map_or_else(|| Arc::from(""), |(t, _)| t.into())
    }

    fn read(&mut self, backdrop: &mut Vec<Backdrop>, lying: &mut Vec<Lying>) -> Option<Geometry> {
        let Some((id, id_span)) = self.text("id").filter(|(id, _)| is_id(id)) else {
            self.notes.error("geometry-without-id", self.id_span(), &[]);
            return None;
        };
        let Some((kind, kind_span)) = self.text("kind") else {
            self.notes.unknown("geometry-unknown-kind", id_span, ("kind", "–"), KINDS.iter().copied());
            return None;
        };
        if !KINDS.contains(&&*kind) {
            self.notes.unknown("geometry-unknown-kind", kind_span, ("kind", &kind), KINDS.iter().copied());
            return None;
        }
        let name = Bilingual { ar: self.words("ar"), en: self.words("en") };
        let node = self.node;
        let Some(drawing) = node.get("geometry").filter(|g| g.value != Json::Null) else {
            self.notes.error(
                "geometry-wrong-shape",
                id_span,
                &[("id", &id), ("kind", &kind), ("found", "null")],
            );
            return None;
        };
        let shape = self.drawing(drawing, &id)?;
        let fits = matches!(
            (&*kind, &shape),
            ("zone" | "sector" | "land", geo::Geometry::MultiPolygon(_))
                | ("line" | "road", geo::Geometry::MultiLineString(_))
                | ("town" | "site", _)
        );
        if !fits {
            let found = drawing.get("type").and_then(Node::text).unwrap_or("?");
            let arguments = [("id", &*id), ("kind", &*kind), ("found", found)];
            self.notes.error("geometry-wrong-shape", drawing.span.start..drawing.span.start + 1, &arguments);
            return None;
        }
        if let Some(middle) = shape.bounding_rect().map(|r| r.center()) {
            lying.push(Lying { id: id.clone(), span: id_span, middle });
        }
        let shape = match (&*kind, shape) {
            ("zone", geo::Geometry::MultiPolygon(zone)) => Shape::Zone(Arc::new(zone)),
            ("line", geo::Geometry::MultiLineString(lines)) => Shape::Line(Arc::new(lines.0)),
            (_, shape) => {
                backdrop.push(Backdrop { id: id.into(), kind: kind.into(), name, shape });
                return None;
            }
        };
        let (course_of, dispute) = self.course()?;
        Some(Geometry { id: id.into(), name, valid: self.valid(), course_of, dispute, shape })
    }

    /// The dates between which this version holds, both days included.
    fn valid(&mut self) -> TimeRange {
        let mut at = |name: &str, open: Instant, end: bool| {
            let Some((text, span)) = self.text(name) else { return (open, 0..0) };
            let when = self.calendar.when_words(&text, span.clone(), self.notes);
            let at = when.map_or(open, |w| if end { w.end() } else { w.start() });
            (at, span)
        };
        let (lo, _) = at("valid_from", Instant(i64::MIN), false);
        let (hi, span) = at("valid_to", Instant(i64::MAX), true);
        if hi <= lo {
            self.notes.error("dates-reversed", span, &[]);
        }
        TimeRange::new(lo, hi)
    }

    /// Whose course, in which dispute; both or neither.
    #[expect(clippy::type_complexity, reason = "two ids that stand or fall together")]
    fn course(&mut self) -> Option<(Option<Arc<str>>, Option<Arc<str>>)> {
        match (self.text("course_of"), self.text("dispute")) {
            (None, None) => Some((None, None)),
            (Some((party, span)), Some((dispute, _))) => {
                if !self.parties.iter().any(|p| *p.id == *party) {
                    let known = self.parties.iter().map(|p| &*p.id);
                    self.notes.unknown("party-unknown", span, ("party", &party), known);
                }
                Some((Some(party.into()), Some(dispute.into())))
            }
            (Some((_, span)), None) | (None, Some((_, span))) => {
                self.notes.error("course-without-dispute", span, &[]);
                None
            }
        }
    }

    fn drawing(&mut self, node: &Node, id: &str) -> Option<geo::Geometry<f64>> {
        let kind = node.get("type").and_then(Node::text).unwrap_or("?");
        let Some(coordinates) = node.get("coordinates") else {
            self.notes.error("coordinates-unreadable", node.span.start..node.span.start + 1, &[("id", id)]);
            return None;
        };
        match kind {
            "Point" => self.position(coordinates, id).map(|c| geo::Geometry::Point(c.into())),
            "LineString" => {
                let line = self.line(coordinates, id)?;
                Some(geo::Geometry::MultiLineString(geo::MultiLineString(vec![line])))
            }
            "MultiLineString" => {
                let lines = self.each(coordinates, id, Self::line)?;
                Some(geo::Geometry::MultiLineString(geo::MultiLineString(lines)))
            }
            "Polygon" => {
                let polygon = self.polygon(coordinates, id)?;
                Some(geo::Geometry::MultiPolygon(MultiPolygon(vec![polygon])))
            }
            "MultiPolygon" => {
                let polygons = self.each(coordinates, id, Self::polygon)?;
                Some(geo::Geometry::MultiPolygon(MultiPolygon(polygons)))
            }
            _ => {
                let span = node.get("type").map_or(node.span.start..node.span.start + 1, |n| n.span.clone());
                self.notes.error("geometry-type-unknown", span, &[("id", id), ("found", kind)]);
                None
            }
        }
    }

    fn each<T>(
        &mut self,
        node: &Node,
        id: &str,
        read: fn(&mut Self, &Node, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let list = node.list().filter(|l| !l.is_empty());
        let Some(list) = list else {
            self.notes.error("coordinates-unreadable", head(node), &[("id", id)]);
            return None;
        };
        list.iter().map(|n| read(self, n, id)).collect()
    }

    fn position(&mut self, node: &Node, id: &str) -> Option<Coord<f64>> {
        let numbers = node.list().unwrap_or_default();
        let (Some(Json::Number(lon)), Some(Json::Number(lat))) =
            (numbers.first().map(|n| &n.value), numbers.get(1).map(|n| &n.value))
        else {
            self.notes.error("coordinates-unreadable", head(node), &[("id", id)]);
            return None;
        };
        let (lon, lat) = (*lon, *lat);
        if lat.abs() <= 90.0 && lon.abs() <= 180.0 {
            return Some(Coord { x: lon, y: lat });
        }
        let may_be_swapped = lat.abs() <= 180.0 && lon.abs() <= 90.0;
        let code = if may_be_swapped { "coordinates-swapped" } else { "coordinates-out-of-range" };
        let arguments = [("id", id), ("lon", &*lon.to_string()), ("lat", &*lat.to_string())];
        self.notes.error(code, node.span.clone(), &arguments);
        None
    }

    fn line(&mut self, node: &Node, id: &str) -> Option<LineString<f64>> {
        let positions = self.each(node, id, Self::position)?;
        if positions.len() < 2 {
            self.notes.error("line-too-short", head(node), &[("id", id)]);
            return None;
        }
        self.antimeridian(&positions, node, id)?;
        Some(LineString(positions))
    }

    fn antimeridian(&mut self, positions: &[Coord<f64>], node: &Node, id: &str) -> Option<()> {
        let jump = positions.windows(2).position(|w| (w[0].x - w[1].x).abs() > 180.0);
        let Some(jump) = jump else { return Some(()) };
        let span = node.list().and_then(|l| l.get(jump + 1)).map_or_else(|| head(node), |n| n.span.clone());
        self.notes.error("zone-crosses-antimeridian", span, &[("id", id)]);
        None
    }

    fn polygon(&mut self, node: &Node, id: &str) -> Option<Polygon<f64>> {
        let nodes = node.list().unwrap_or_default();
        let lists = self.each(node, id, |feature, ring, id| feature.each(ring, id, Self::position))?;
        for (ring, ring_node) in lists.iter().zip(nodes) {
            if ring.first() != ring.last() {
                let last = ring_node.list().and_then(<[Node]>::last).map_or(0..0, |n| n.span.clone());
                self.notes.error("ring-not-closed", last, &[("id", id)]);
                return None;
            }
            if ring.len() < 4 {
                self.notes.error("ring-too-short", head(ring_node), &[("id", id)]);
                return None;
            }
            self.antimeridian(ring, ring_node, id)?;
        }
        match rings::crossing(&lists, self.pairs) {
            rings::Crossing::None => {}
            rings::Crossing::TooMany => {
                self.notes.error("zone-too-intricate", head(node), &[("id", id)]);
                return None;
            }
            rings::Crossing::At { ring, edge, place } => {
                let at = nodes
                    .get(ring)
                    .and_then(|r| r.list()?.get(edge))
                    .map_or_else(|| head(node), |n| n.span.clone());
                let place = format!("{:.5}, {:.5}", place.y, place.x);
                self.notes.error("zone-crosses-itself", at, &[("id", id), ("place", &place)]);
                return None;
            }
        }
        let mut lines = lists.into_iter().map(LineString);
        let outer = lines.next()?;
        Some(Polygon::new(outer, lines.collect()).orient(Direction::Default))
    }
}

fn head(node: &Node) -> Range<usize> {
    node.span.start..node.span.start + 1
}

/// What features of one id or one dispute owe each other.
fn between(geometries: &[Geometry], spans: &[Range<usize>], notes: &mut Notes) {
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut sides: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (i, g) in geometries.iter().enumerate() {
        by_id.entry(&g.id).or_default().push(i);
        if let (Some(dispute), Some(party)) = (&g.dispute, &g.course_of) {
            sides.entry(dispute).or_default().insert(party);
        }
    }
    for (id, list) in &by_id {
        let lines = list.iter().filter(|i| matches!(geometries[**i].shape, Shape::Line(_))).count();
        if lines != 0 && lines != list.len() {
            notes.error("geometry-two-kinds", spans[list[0]].clone(), &[("id", id)]);
        }
        versions(geometries, spans, list, notes);
        let mut disputes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for i in list {
            if let (Some(dispute), Some(party)) = (&geometries[*i].dispute, &geometries[*i].course_of) {
                disputes.entry(dispute).or_default().insert(party);
            }
        }
        for (dispute, drawn) in disputes {
            let all = sides.get(dispute).cloned().unwrap_or_default();
            let missing: Vec<&str> = all.difference(&drawn).copied().collect();
            if all.len() < 2 {
                let arguments = [("id", *id), ("dispute", dispute)];
                notes.error("dispute-one-sided", spans[list[0]].clone(), &arguments);
            } else if !missing.is_empty() {
                let arguments = [("id", *id), ("dispute", dispute), ("party", &*missing.join(", "))];
                notes.error("course-missing", spans[list[0]].clone(), &arguments);
            }
        }
    }
}

/// Two versions of one course may not hold on one day.
fn versions(geometries: &[Geometry], spans: &[Range<usize>], list: &[usize], notes: &mut Notes) {
    let mut sorted: Vec<usize> = list.to_vec();
    sorted.sort_by_key(|i| (geometries[*i].course_of.clone(), geometries[*i].valid.lo));
    for pair in sorted.windows(2) {
        let (a, b) = (&geometries[pair[0]], &geometries[pair[1]]);
        if a.course_of == b.course_of && a.valid.overlaps(&b.valid) {
            notes.error("versions-overlap", spans[pair[1]].clone(), &[("id", &a.id)]);
        }
    }
}
