//! The map that pages show: what the agreement draws, and counts by sector or by square. It holds no place of any incident but the squares that it is given.
//!
//! Drawn with classes of the stylesheet, for light and dark and print; the documents' map ([`super`]) carries its own colours. Shapes are
//! cut down to what the drawing shows. Never mirrored; each party's course is told by its dash and its label.

use hudna_core::agreement::{Agreement, Geometry, Shape};
use hudna_core::geo::{self, InteriorPoint, Simplify as _};
use hudna_core::place::Point;
use hudna_core::statistics::{Apart, InSector};
use hudna_core::time::TimeRange;
use maud::{Markup, html};

use super::frame::{Frame, around, framed, path_of};
use super::labels::{Labels, Text};
use crate::document::blocks::Piece;
use crate::document::sitrep::grouped_count;
use crate::words::{Lang, Words};

/// Width of the drawing in its own units: near the pixels of a phone, so that words can be read on one.
const WIDTH: f64 = 440.0;
/// How far a shape may be from the drawn one, in units of the drawing.
const APART: f64 = 0.8;
/// The size of names.
const NAME: f64 = 13.0;

/// What a map shows on what the agreement draws.
#[derive(Clone, Copy, Debug)]
pub enum Shows<'a> {
    /// Counts, written into the sectors.
    Counts(&'a [InSector]),
    /// Counts, written into squares of a grid: the fullest first, each with what it is called and where it leads.
    Squares(&'a [InSquare]),
    /// Zones under their numbers.
    Numbers,
    /// Places that a name may mean, for whoever may see them: the middle, metres around it, and what it is called on the map.
    Candidates(&'a [(Point, f64, String)]),
}

/// A square with its counts.
#[derive(Clone, Debug)]
pub struct InSquare {
    /// Its box in degrees.
    pub bounds: geo::Rect<f64>,
    /// The counts.
    pub counts: Apart,
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub link: String,
}

/// What to draw.
pub struct Plan<'a> {
    /// Whose zones, lines and sectors.
    pub agreement: &'a Agreement,
    /// The reader's language.
    pub lang: Lang,
    /// When: what holds at no moment of it is not drawn.
    pub over: TimeRange,
    /// What is shown on it.
    pub shows: Shows<'a>,
    /// Where a sector leads.
    pub link: &'a dyn Fn(&str) -> String,
    /// What the drawing is called by who reads aloud.
    pub label: String,
    /// What part of the earth is drawn; `None`: what the agreement draws, or the squares where it draws nothing.
    pub around: Option<geo::Rect<f64>>,
}

impl std::fmt::Debug for Plan<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Plan({})", self.lang.code())
    }
}

/// A zone or line that stands on the map under a number.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// The number; `None` of a line, and of a zone that is told by the line between the courses.
    pub number: Option<usize>,
    /// The zone or line, in one version and course.
    pub geometry: &'a Geometry,
}

/// The map.
#[derive(Clone, Debug)]
pub struct Drawn<'a> {
    /// The drawing.
    pub markup: Markup,
    /// What its lines mean, shapes with words.
    pub key: Vec<Piece>,
    /// What is drawn, in the order of the numbers.
    pub listed: Vec<Listed<'a>>,
}

/// Draws a plan; `None` where the agreement draws nothing.
pub fn draw<'a>(plan: &Plan<'a>) -> Option<Drawn<'a>> {
    let frame = Frame::of(shown_part(plan)?, WIDTH);
    let geometries: Vec<&Geometry> =
        plan.agreement.geometries.iter().filter(|g| g.valid.overlaps(&plan.over)).collect();
    let listed = listed(&geometries);
    let mut labels = Labels::within(WIDTH, frame.height);
    // lines first: their words have the fewest places to stand; then sectors or zones, then towns
    let courses = courses(plan, &frame, &geometries, &mut labels);
    let shown = match plan.shows {
        Shows::Counts(counts) => sectors(plan, counts, &frame, &mut labels),
        Shows::Squares(all) => squares(plan, all, &frame, &mut labels),
        Shows::Numbers => numbers(plan, &frame, &listed, &mut labels),
        Shows::Candidates(all) => candidates(all, &frame, &mut labels),
    };
    let towns = towns(plan, &frame, &mut labels);
    let height = format!("{:.0}", frame.height);
    // where a point of the drawing lies, for whoever taps it: west, north, units in a degree each way
    let (west, north) = frame.corner();
    let degrees = format!("{west:.6} {north:.6} {:.4} {:.4}", frame.x_per_degree(), frame.y_per_degree());
    let markup = html! {
        svg.map viewBox=(format!("0 0 {WIDTH} {height}")) role="group" aria-label=(plan.label) data-map=(degrees) {
            (backdrop(plan, &frame))
            (zones(&frame, &listed))
            (courses)
            (towns)
            (shown)
        }
    };
    Some(Drawn { markup, key: key(plan, &listed), listed })
}

/// The part of the earth that is drawn: all squares lie in it.
fn shown_part(plan: &Plan<'_>) -> Option<geo::Rect<f64>> {
    let Shows::Squares(all) = plan.shows else { return plan.around.or_else(|| around(plan.agreement)) };
    if plan.around.is_some() {
        return plan.around;
    }
    let corners = all.iter().flat_map(|one| [one.bounds.min(), one.bounds.max()]);
    let drawn = around(plan.agreement).into_iter().flat_map(|all| [all.min(), all.max()]);
    framed(corners.chain(drawn))
}

/// Everything drawn, each with its number; a zone of one party's course is told by the disputed line where there is one.
fn listed<'a>(geometries: &[&'a Geometry]) -> Vec<Listed<'a>> {
    let has_line = |dispute: &Option<std::sync::Arc<str>>| {
        let line = |g: &&&Geometry| matches!(g.shape, Shape::Line(_)) && g.dispute == *dispute;
        dispute.is_some() && geometries.iter().any(|g| line(&g))
    };
    let mut next = 0;
    let mut all: Vec<Listed<'a>> = Vec::with_capacity(geometries.len());
    for geometry in geometries {
        let is_told = matches!(geometry.shape, Shape::Zone(_)) && geometry.course_of.is_some();
        let is_zone = matches!(geometry.shape, Shape::Zone(_));
        let number = (is_zone && !(is_told && has_line(&geometry.dispute))).then(|| {
            next += 1;
            next
        });
        all.push(Listed { number, geometry });
    }
    // what stands on the map under a number first, then lines, then what they tell
    let rank = |one: &Listed<'_>| {
        let line = matches!(one.geometry.shape, Shape::Line(_));
        (line || one.number.is_none(), !line, one.number)
    };
    all.sort_by_key(rank);
    all
}

/// A shape as a path of the drawing, no finer than it shows.
fn path(frame: &Frame, shape: &geo::Geometry<f64>) -> String {
    let apart = APART / frame.x_per_degree();
    let simple = match shape {
        geo::Geometry::Polygon(one) => one.simplify(apart).into(),
        geo::Geometry::MultiPolygon(all) => all.simplify(apart).into(),
        geo::Geometry::LineString(one) => one.simplify(apart).into(),
        geo::Geometry::MultiLineString(all) => all.simplify(apart).into(),
        other => other.clone(),
    };
    path_of(frame, &simple).trim_end().to_owned()
}

fn backdrop(plan: &Plan<'_>, frame: &Frame) -> Markup {
    let of = |kind: &'static str| plan.agreement.backdrop.iter().filter(move |one| &*one.kind == kind);
    html! {
        @for (kind, class) in [("land", "land"), ("road", "road")] {
            @for one in of(kind) { path class=(class) d=(path(frame, &one.shape)) {} }
        }
        @if !matches!(plan.shows, Shows::Counts(_)) { @for one in of("sector") { path.part d=(path(frame, &one.shape)) {} } }
    }
}

fn zones(frame: &Frame, listed: &[Listed<'_>]) -> Markup {
    html! {
        @for one in listed.iter().filter(|one| one.number.is_some()) {
            @if let Shape::Zone(area) = &one.geometry.shape {
                path.zone d=(path(frame, &geo::Geometry::MultiPolygon((**area).clone()))) {}
            }
        }
    }
}

/// How a party's course is dashed: `l1` the first that the agreement names, `l2` the others; whole where nobody disputes it.
fn dash(agreement: &Agreement, geometry: &Geometry) -> &'static str {
    let Some(course) = &geometry.course_of else { return "l0" };
    if agreement.parties.first().is_some_and(|party| party.id == *course) { "l1" } else { "l2" }
}

fn courses(plan: &Plan<'_>, frame: &Frame, geometries: &[&Geometry], labels: &mut Labels) -> Markup {
    let of_party = |geometry: &Geometry| {
        let party =
            plan.agreement.parties.iter().find(|party| Some(&party.id) == geometry.course_of.as_ref());
        party.map(|party| plan.lang.of(&party.name).to_owned())
    };
    let mut said = Vec::new();
    let lines = geometries
        .iter()
        .filter_map(|g| if let Shape::Line(lines) = &g.shape { Some((*g, lines)) } else { None });
    for (at, (geometry, lines)) in lines.clone().enumerate() {
        let name = of_party(geometry).unwrap_or_else(|| plan.lang.of(&geometry.name).to_owned());
        let longest = lines.iter().max_by_key(|line| line.0.len());
        let points = longest.map_or(&[][..], |line| &line.0);
        // each course is named at another height, so that the names do not stand on each other
        let from = points.len() * (at % 3 + 1) / 4;
        let spots = points.iter().cycle().skip(from).take(points.len()).flat_map(|at| {
            let (x, y) = frame.xy(Point { lon: at.x, lat: at.y });
            let half = Text::of(&name, 11.0).width / 2.0 + 6.0;
            [(x + half, y + 4.0), (x - half, y + 4.0)]
        });
        said.extend(labels.put(Text::of(&name, 11.0), spots));
    }
    html! {
        @for (geometry, lines) in lines {
            @let shape = geo::Geometry::MultiLineString(geo::MultiLineString((**lines).clone()));
            path class=(dash(plan.agreement, geometry)) d=(path(frame, &shape)) {}
        }
        @for text in said { (text) }
    }
}

/// Sectors as links, with their counts written in.
fn sectors(plan: &Plan<'_>, counts: &[InSector], frame: &Frame, labels: &mut Labels) -> Markup {
    let words = Words::of(plan.lang);
    let drawn = plan.agreement.backdrop.iter().filter(|one| &*one.kind == "sector").filter_map(|one| {
        let row = counts.iter().find(|row| row.sector.as_ref() == Some(&one.id))?;
        let name = plan.lang.of(&one.name);
        let middle = one.shape.interior_point().map(|at| frame.xy(Point { lon: at.x(), lat: at.y() }))?;
        let counts: Vec<(&'static str, String)> = row
            .counts
            .named()
            .into_iter()
            .enumerate()
            .filter(|(at, (_, count))| *at == 0 || *count > 0)
            .map(|(_, (stage, count))| (stage, grouped_count(count)))
            .collect();
        let written = labels.counted(Text::of(name, NAME), &counts, middle, plan.lang.is_rtl());
        Some(html! {
            a href=((plan.link)(&one.id)) aria-label=(said(words, name, row)) {
                path.sector.dead[row.watched == Some(false)] d=(path(frame, &one.shape)) {}
                (written)
            }
        })
    });
    let drawn: Vec<Markup> = drawn.collect();
    html! { @for one in drawn { (one) } }
}

/// A part of the map with its counts in words.
fn said_of(words: &Words, name: &str, counts: Apart) -> String {
    let counts = counts.named();
    let mut values: Vec<(&str, fluent_bundle::FluentValue<'_>)> = vec![("sector", name.into())];
    values.extend(counts.iter().map(|(stage, count)| (*stage, grouped_count(*count).into())));
    words.with("map-sector-said", &values)
}

/// A sector with its counts in words.
fn said(words: &Words, name: &str, row: &InSector) -> String {
    let text = said_of(words, name, row.counts);
    if row.watched == Some(false) { format!("{text} {}", words.get("map-unwatched")) } else { text }
}

/// Squares as links, each darker the more is alleged in it, with that number where it fits.
fn squares(plan: &Plan<'_>, all: &[InSquare], frame: &Frame, labels: &mut Labels) -> Markup {
    let words = Words::of(plan.lang);
    let most = all.iter().map(|one| one.counts.alleged).max().unwrap_or(0);
    let mut written = Vec::new();
    let mut drawn = Vec::with_capacity(all.len());
    for one in all {
        let corner = |at: geo::Coord<f64>| frame.xy(Point { lon: at.x, lat: at.y });
        let ((left, bottom), (right, top)) = (corner(one.bounds.min()), corner(one.bounds.max()));
        let (x, y) = (left.min(right), top.min(bottom));
        // no square is so small that it is not seen
        let (width, height) = ((right - left).abs().max(3.0), (bottom - top).abs().max(3.0));
        let count = grouped_count(one.counts.alleged);
        let text = Text::of(&count, 11.0);
        if text.width + 2.0 <= width && height >= 11.0 {
            written.extend(labels.put(text, std::iter::once((x + width / 2.0, y + height / 2.0 + 4.0))));
        }
        let path = format!("M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z");
        drawn.push(html! {
            a href=(one.link) { path class={ "sq " (shade(one.counts.alleged, most)) } d=(path) { title { (said_of(words, &one.name, one.counts)) } } }
        });
    }
    html! { @for one in drawn { (one) } @for one in written { (one) } }
}

/// How dark a square is: a fifth of the way from one to the most, each step several times the one before.
fn shade(count: u64, most: u64) -> &'static str {
    const SHADES: [&str; 5] = ["q1", "q2", "q3", "q4", "q5"];
    let bits = |n: u64| u64::from(n.max(1).ilog2());
    let step = bits(count) * 4 / bits(most).max(1);
    SHADES[usize::try_from(step).unwrap_or(0).min(4)]
}

fn numbers(plan: &Plan<'_>, frame: &Frame, listed: &[Listed<'_>], labels: &mut Labels) -> Markup {
    let mut drawn = Vec::new();
    for one in listed {
        let (Some(number), Shape::Zone(area)) = (one.number, &one.geometry.shape) else { continue };
        let Some(at) = area.interior_point() else { continue };
        let (x, y) = frame.xy(Point { lon: at.x(), lat: at.y() });
        let around = (0..3).flat_map(|ring| {
            let step = f64::from(ring) * 15.0;
            [(0.0, 0.0), (step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step), (step, step), (-step, -step)]
        });
        let spots = around.map(|(right, down)| (x + right, y + down + 4.0));
        let name = plan.lang.of(&one.geometry.name);
        drawn.extend(labels.put(Text::of(&number.to_string(), 11.0).titled(name), spots));
    }
    html! { @for one in drawn { (one) } }
}

fn candidates(all: &[(Point, f64, String)], frame: &Frame, labels: &mut Labels) -> Markup {
    let mut drawn = Vec::with_capacity(all.len());
    for (at, radius_m, name) in all.iter().filter(|(at, ..)| frame.holds(*at)) {
        let ((x, y), reach) = (frame.xy(*at), frame.metres(*radius_m).max(2.5));
        let beside = [(x + 10.0, y + 4.0), (x - 10.0, y + 4.0), (x, y - 7.0), (x, y + 16.0)];
        let name = labels.put(Text::of(name, NAME), beside.into_iter());
        drawn.push(html! {
            circle.disc cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r=(format!("{reach:.1}")) {}
            circle.ring cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r=(format!("{reach:.1}")) {}
            circle.e cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="2" {}
            @if let Some(name) = name { (name) }
        });
    }
    html! { @for one in drawn { (one) } }
}

fn towns(plan: &Plan<'_>, frame: &Frame, labels: &mut Labels) -> Markup {
    let named = !matches!(plan.shows, Shows::Counts(_));
    let towns = plan.agreement.backdrop.iter().filter(|one| &*one.kind == "town").filter_map(|one| {
        let geo::Geometry::Point(at) = &one.shape else { return None };
        let at = Point { lon: at.x(), lat: at.y() };
        frame.holds(at).then(|| (frame.xy(at), plan.lang.of(&one.name)))
    });
    let towns: Vec<((f64, f64), &str)> = towns.collect();
    let mut names = Vec::new();
    for ((x, y), name) in towns.iter().filter(|_| named) {
        let text = Text::of(name, 11.0);
        let beside = text.width / 2.0 + 6.0;
        let spots = [(*x, y - 6.0), (*x, y + 14.0), (x + beside, y + 4.0), (x - beside, y + 4.0)];
        names.extend(labels.put(text, spots.into_iter()));
    }
    html! {
        @for ((x, y), _) in &towns {
            rect.town x=(format!("{:.1}", x - 2.0)) y=(format!("{:.1}", y - 2.0)) width="4" height="4" {}
        }
        @for name in names { (name) }
    }
}

fn key(plan: &Plan<'_>, listed: &[Listed<'_>]) -> Vec<Piece> {
    let words = Words::of(plan.lang);
    let is = |wanted: fn(&Shape) -> bool| move |one: &&Listed<'_>| wanted(&one.geometry.shape);
    let (zone, line) = (is(|s| matches!(s, Shape::Zone(_))), is(|s| matches!(s, Shape::Line(_))));
    let mut items = Vec::new();
    if listed.iter().filter(|one| one.number.is_some()).any(|one| zone(&one)) {
        items.push(Piece::Mark { s: "zone", t: words.get("key-zone") });
    }
    if listed.iter().filter(line).any(|one| one.geometry.course_of.is_none()) {
        items.push(Piece::Mark { s: "line", t: words.get("key-line") });
    }
    for party in &plan.agreement.parties {
        let own = listed.iter().filter(line).find(|one| one.geometry.course_of.as_ref() == Some(&party.id));
        if let Some(own) = own {
            let shape = if dash(plan.agreement, own.geometry) == "l1" { "course-1" } else { "course-2" };
            let name = plan.lang.of(&party.name);
            items.push(Piece::Mark { s: shape, t: words.with("key-course", &[("party", name.into())]) });
        }
    }
    if let Shows::Counts(counts) = plan.shows
        && counts.iter().any(|row| row.watched == Some(false))
    {
        items.push(Piece::Mark { s: "hatch", t: words.get("key-unwatched") });
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_the_darker_the_more_it_counts_and_the_fullest_is_darkest() {
        assert_eq!([1, 2, 4, 8, 16].map(|n| shade(n, 16)), ["q1", "q2", "q3", "q4", "q5"]);
        assert_eq!((shade(1, 1), shade(0, 0), shade(1_000_000, 1_000_000)), ("q1", "q1", "q5"));
    }
}
