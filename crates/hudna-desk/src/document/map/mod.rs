//! The map: land, zones and lines in thin outline, events in ink. Never mirrored, never a heat map.
//!
//! An imprecise place is a disc to scale; a contested one, points joined; an unknown one is in the list and
//! not on the map. A disputed line is both courses, dashes and dots, never a middle.

mod frame;
mod labels;
pub mod sectors;

use std::fmt::Write as _;

use hudna_core::agreement::{Geometry, Shape};
use hudna_core::geo;
use hudna_core::incident::Incident;
use hudna_core::place::{Point, Region};
use hudna_core::statistics;

use self::frame::{Frame, path_of, path_of_line};
use super::voice::Voice;
use crate::words::Lang;

/// Width of the drawing in its own units.
const WIDTH: f64 = 680.0;
/// Events drawn at most: beyond, a map is a blot.
const EVENTS: usize = 1500;

/// A finished map.
pub(super) struct Map {
    pub(super) svg: String,
    /// Height over width.
    pub(super) ratio: f64,
    /// The parties whose courses of a disputed line are drawn, in the agreement's order.
    pub(super) courses: Vec<String>,
    pub(super) zones: bool,
    pub(super) lines: bool,
    /// Incidents with a known place on the map for which there was no room.
    pub(super) left_out: usize,
}

/// Draws the incidents of `of`; `None` where there is nothing to draw on.
pub(super) fn draw(voice: &Voice<'_>, of: &[usize]) -> Option<Map> {
    let incidents: Vec<&Incident> = of.iter().filter_map(|i| voice.view.incidents.get(*i)).collect();
    let frame = Frame::of(bounds(voice, &incidents)?, WIDTH);
    let mut map = Map {
        svg: String::with_capacity(32 * 1024),
        ratio: frame.height / WIDTH,
        courses: Vec::new(),
        zones: false,
        lines: false,
        left_out: 0,
    };
    let _ = write!(
        map.svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {:.1}" direction="ltr" color="#15202a"><rect width="{WIDTH}" height="{:.1}" fill="#e6edf1"/>"##,
        frame.height, frame.height
    );
    backdrop(voice, &frame, &mut map.svg);
    geometries(voice, &frame, &mut map);
    let mut taken = obstacles(voice, &frame);
    map.left_out = events(&frame, &incidents, &mut map.svg, &mut taken);
    labels(voice, &frame, &mut map.svg, taken);
    scale_bar(voice, &frame, &mut map.svg);
    map.svg.push_str("</svg>");
    Some(map)
}

/// What the agreement draws; where it draws nothing, where the incidents are told to have been.
fn bounds(voice: &Voice<'_>, incidents: &[&Incident]) -> Option<geo::Rect<f64>> {
    frame::around(voice.agreement()).or_else(|| {
        let places = incidents.iter().flat_map(|incident| statistics::places(incident));
        frame::framed(places.map(|region| {
            let centre = region.centre();
            geo::coord! { x: centre.lon, y: centre.lat }
        }))
    })
}

fn backdrop(voice: &Voice<'_>, frame: &Frame, svg: &mut String) {
    for (kind, style) in [
        ("land", r##"fill="#fafaf8" stroke="#75838e" stroke-width="1""##),
        ("sector", r##"fill="none" stroke="#75838e" stroke-width=".8" stroke-dasharray="1 3""##),
        ("road", r##"fill="none" stroke="#b4bdc4" stroke-width="1.4""##),
    ] {
        for b in voice.agreement().backdrop.iter().filter(|b| &*b.kind == kind) {
            let d = path_of(frame, &b.shape);
            let _ = write!(svg, r#"<path {style} d="{}"/>"#, d.trim_end());
        }
    }
}

fn geometries(voice: &Voice<'_>, frame: &Frame, map: &mut Map) {
    let agreement = voice.agreement();
    let now: Vec<&Geometry> =
        agreement.geometries.iter().filter(|g| g.valid.overlaps(&voice.view.period)).collect();
    for g in &now {
        let Shape::Zone(shape) = &g.shape else { continue };
        // A zone that only one party draws is told by the disputed line between them.
        if g.course_of.is_some() {
            continue;
        }
        map.zones = true;
        let d = path_of(frame, &geo::Geometry::MultiPolygon((**shape).clone()));
        let _ = write!(
            map.svg,
            r##"<path fill="#0b4f7d" fill-opacity=".09" stroke="#0b4f7d" stroke-width="1.1" d="{}"/>"##,
            d.trim_end()
        );
    }
    for party in &agreement.parties {
        if now.iter().any(|g| g.course_of.as_ref() == Some(&party.id) && matches!(g.shape, Shape::Line(_))) {
            map.courses.push(voice.lang.of(&party.name).to_owned());
        }
    }
    for g in &now {
        let Shape::Line(lines) = &g.shape else { continue };
        let dash = match g.course_of.as_ref().map(|c| agreement.parties.iter().position(|p| p.id == *c)) {
            None => {
                map.lines = true;
                ""
            }
            Some(Some(0)) => r#" stroke-dasharray="9 3""#,
            Some(_) => r#" stroke-dasharray="2 3""#,
        };
        for line in lines.iter() {
            let mut d = String::new();
            path_of_line(frame, line, &mut d);
            let _ = write!(
                map.svg,
                r#"<path fill="none" stroke="currentColor" stroke-width="1.5"{dash} d="{}"/>"#,
                d.trim_end()
            );
        }
    }
}

fn events(frame: &Frame, incidents: &[&Incident], svg: &mut String, taken: &mut Vec<[f64; 4]>) -> usize {
    let (mut drawn, mut left_out) = (0, 0);
    for incident in incidents {
        let places: Vec<&Region> =
            statistics::places(incident).into_iter().filter(|r| frame.holds(r.centre())).collect();
        if places.is_empty() {
            continue;
        }
        if drawn >= EVENTS {
            left_out += 1;
            continue;
        }
        drawn += 1;
        let points: Vec<(f64, f64)> = places.iter().map(|r| frame.xy(r.centre())).collect();
        if let [first, rest @ ..] = points.as_slice() {
            for other in rest {
                let _ = write!(
                    svg,
                    r#"<path stroke="currentColor" stroke-width="1.1" d="M{:.1},{:.1} L{:.1},{:.1}"/>"#,
                    first.0, first.1, other.0, other.1
                );
            }
        }
        for (region, (x, y)) in places.iter().zip(&points) {
            let r = frame.metres(region.radius_m());
            let contested = places.len() > 1;
            if r > 3.0 && r < WIDTH / 2.0 {
                let _ = write!(
                    svg,
                    r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="currentColor" fill-opacity=".05" stroke="currentColor" stroke-width=".8" stroke-dasharray="3 2.5"/>"#
                );
            }
            let dot = if r > 3.0 && !contested { 1.6 } else { 3.0 };
            let _ = write!(svg, r#"<circle cx="{x:.1}" cy="{y:.1}" r="{dot}" fill="currentColor"/>"#);
            taken.push([x - 3.0, y - 3.0, x + 3.0, y + 3.0]);
        }
    }
    left_out
}

/// What a label had better not cover: the towns' own signs and the courses of lines.
fn obstacles(voice: &Voice<'_>, frame: &Frame) -> Vec<[f64; 4]> {
    let mut taken = Vec::new();
    let around = |(x, y): (f64, f64), r: f64| [x - r, y - r, x + r, y + r];
    for b in voice.agreement().backdrop.iter().filter(|b| &*b.kind == "town") {
        if let geo::Geometry::Point(p) = &b.shape {
            taken.push(around(frame.xy(Point { lon: p.x(), lat: p.y() }), 3.0));
        }
    }
    for g in &voice.agreement().geometries {
        let Shape::Line(lines) = &g.shape else { continue };
        for segment in lines.iter().flat_map(geo::LineString::lines) {
            let (a, b) = (
                frame.xy(Point { lon: segment.start.x, lat: segment.start.y }),
                frame.xy(Point { lon: segment.end.x, lat: segment.end.y }),
            );
            taken.extend((0..12).map(|i| {
                let t = f64::from(i) / 12.0;
                around((a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t), 0.5)
            }));
        }
    }
    taken
}

fn labels(voice: &Voice<'_>, frame: &Frame, svg: &mut String, events: Vec<[f64; 4]>) {
    let family =
        if voice.lang.is_rtl() { "Noto Sans Arabic, Noto Sans" } else { "Noto Sans, Noto Sans Arabic" };
    let (size, per_sign) = if voice.lang == Lang::Ar { (14.0, 6.4) } else { (12.5, 6.6) };
    let mut placed: Vec<[f64; 4]> = Vec::new();
    for town in voice.agreement().backdrop.iter().filter(|b| &*b.kind == "town") {
        let geo::Geometry::Point(p) = &town.shape else { continue };
        let at = Point { lon: p.x(), lat: p.y() };
        if !frame.holds(at) {
            continue;
        }
        let (x, y) = frame.xy(at);
        let name = plain_label(voice.lang.of(&town.name));
        let width = f64::from(u16::try_from(name.chars().count()).unwrap_or(20)) * per_sign;
        // Eight sides are tried; the one that covers least wins, so labels do not sit on each other.
        let (beside, over, under) = (width / 2.0 + 7.0, y - 7.0, y + 17.0);
        let spots = [
            (x, over),
            (x, under),
            (x + beside, y + 4.0),
            (x - beside, y + 4.0),
            (x + beside * 0.8, over),
            (x - beside * 0.8, over),
            (x + beside * 0.8, under),
            (x - beside * 0.8, under),
        ];
        let boxed = |(cx, cy): (f64, f64)| [cx - width / 2.0, cy - size * 0.8, cx + width / 2.0, cy + 3.0];
        let cost = |spot: (f64, f64)| {
            let b = boxed(spot);
            let outside = b[0] < 0.0 || b[2] > WIDTH || b[1] < 0.0 || b[3] > frame.height;
            let over = placed.iter().filter(|o| crosses(&b, o)).count() * 50;
            let on = events.iter().filter(|o| crosses(&b, o)).count();
            over + on + usize::from(outside) * 100
        };
        let Some(spot) = spots.into_iter().min_by_key(|s| cost(*s)) else { continue };
        let _ = write!(
            svg,
            r##"<rect x="{:.1}" y="{:.1}" width="4.6" height="4.6" fill="#fff" stroke="#15202a" stroke-width="1"/>"##,
            x - 2.3,
            y - 2.3
        );
        if cost(spot) < 50 {
            placed.push(boxed(spot));
            // The halo is drawn as a text of its own: not every renderer knows the order of painting.
            for paint in [
                r##"fill="none" stroke="#fafaf8" stroke-width="3.4" stroke-linejoin="round""##,
                r##"fill="#15202a""##,
            ] {
                let _ = write!(
                    svg,
                    r#"<text x="{:.1}" y="{:.1}" text-anchor="middle" font-family="{family}" font-size="{size}" {paint}>{name}</text>"#,
                    spot.0, spot.1
                );
            }
        }
    }
}

fn crosses(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// A label without vowel signs, which map renderers misplace, and safe in XML.
pub(super) fn plain_label(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{64B}'..='\u{652}' | '\u{2066}'..='\u{2069}'))
        .flat_map(|c| match c {
            '<' => "&lt;".chars().collect::<Vec<_>>(),
            '&' => "&amp;".chars().collect(),
            '"' => "&quot;".chars().collect(),
            c => vec![c],
        })
        .collect()
}

fn scale_bar(voice: &Voice<'_>, frame: &Frame, svg: &mut String) {
    let wanted = frame.metres(1.0).recip() * WIDTH / 6.0;
    let steps = [500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5];
    let metres =
        steps.into_iter().min_by(|a, b| (a - wanted).abs().total_cmp(&(b - wanted).abs())).unwrap_or(1e4);
    let (w, y) = (frame.metres(metres), frame.height - 12.0);
    let family =
        if voice.lang.is_rtl() { "Noto Sans Arabic, Noto Sans" } else { "Noto Sans, Noto Sans Arabic" };
    let label = crate::words::without_isolates(&voice.metres(metres));
    // Embedding marks, not an attribute: not every renderer of SVG heeds `direction`.
    let label = if voice.lang.is_rtl() { format!("\u{202B}{label}\u{202C}") } else { label };
    let _ = write!(
        svg,
        r##"<path d="M12,{:.1} v5 h{w:.1} v-5" fill="none" stroke="#15202a" stroke-width="1.2"/><text x="{:.1}" y="{:.1}" text-anchor="middle" font-family="{family}" font-size="11" fill="#15202a">{}</text>"##,
        y - 5.0,
        12.0 + w / 2.0,
        y - 8.0,
        plain_label(&label)
    );
}
