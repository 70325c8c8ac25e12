//! What waits for what as a picture: SVG in one colour, read in the direction of the language, so that it is the same on a page, in
//! the dark and on paper. Every mark is a shape and a word; what it shows is said again in words ([`Picture::said`]).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hudna_core::commitment::{Kept, Order, State};

use super::Told;
use super::graph::{Bounds, Edge, Heights, Layout, lay_out};
use super::label::{measured, wrapped};
use crate::document::map::plain_label;
use crate::words::without_isolates;

const WIDTH: f64 = 204.0;
const HEIGHT: f64 = 112.0;
const BETWEEN: f64 = 84.0;
const EDGE: f64 = 12.0;
const HEIGHTS: Heights = Heights { node: HEIGHT, gap: 20.0, line: 14.0 };
/// Sizes of letters, and how far lines are apart.
const TEXT: f64 = 12.0;
const LINE: f64 = 16.0;

/// A picture of what waits for what.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The drawing.
    pub svg: String,
    /// Its natural width in pixels.
    pub width: f64,
    /// Its natural height in pixels.
    pub height: f64,
    /// What it shows, one sentence for each commitment, first what comes first.
    pub said: Vec<String>,
    /// How many that wait or are waited for are not shown.
    pub left_out: usize,
    /// The commitment whose neighbours are shown, where not all are.
    pub around: Option<usize>,
}

/// Draws what waits for what; `None` where nothing does. `link` says where the page of a commitment is, by its id.
pub fn draw(
    told: &Told<'_>,
    around: Option<usize>,
    bounds: Bounds,
    link: Option<&dyn Fn(&str) -> String>,
) -> Option<Picture> {
    let layout = lay_out(told.board(), around, bounds, HEIGHTS);
    if layout.nodes.is_empty() {
        return None;
    }
    let mut canvas = Canvas::of(told, &layout, link);
    for edge in &layout.edges {
        canvas.edge(edge);
    }
    for at in 0..layout.nodes.len() {
        canvas.node(at);
    }
    canvas.key();
    let said = canvas.said();
    let (width, height) = (canvas.width, canvas.height);
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}" direction="ltr" aria-hidden="true" font-family="{}" font-size="{TEXT}" fill="currentColor">{}</svg>"#,
        if canvas.rtl { "Noto Sans Arabic, Noto Sans" } else { "Noto Sans, Noto Sans Arabic" },
        canvas.svg
    );
    Some(Picture { svg, width, height, said, left_out: layout.left_out, around: layout.around })
}

/// What is drawn on. Places are told as if all read from the left; right to left is a mirror of places, never of words.
struct Canvas<'a> {
    told: &'a Told<'a>,
    layout: &'a Layout,
    link: Option<&'a dyn Fn(&str) -> String>,
    rtl: bool,
    width: f64,
    height: f64,
    /// The top of each node.
    tops: Vec<f64>,
    svg: String,
}

impl<'a> Canvas<'a> {
    fn of(told: &'a Told<'a>, layout: &'a Layout, link: Option<&'a dyn Fn(&str) -> String>) -> Self {
        let depth = whole(layout.layers.len());
        let mut tops = vec![0.0; layout.nodes.len()];
        for item in &layout.items {
            let mut top = item.middle - item.height / 2.0 + EDGE;
            for node in &item.nodes {
                tops[*node] = top;
                top += HEIGHT + HEIGHTS.gap;
            }
        }
        let lowest = layout.items.iter().map(|item| item.middle + item.height / 2.0).fold(0.0, f64::max);
        Self {
            told,
            layout,
            link,
            rtl: told.lang.is_rtl(),
            width: depth * WIDTH + (depth - 1.0).max(0.0) * BETWEEN + 2.0 * EDGE,
            height: lowest + 2.0 * EDGE,
            tops,
            svg: String::with_capacity(16 * 1024),
        }
    }

    /// Where a place is on the sheet.
    fn x(&self, x: f64) -> f64 {
        if self.rtl { self.width - x } else { x }
    }

    fn left(&self, node: usize) -> f64 {
        EDGE + whole(self.layout.nodes[node].layer) * (WIDTH + BETWEEN)
    }

    fn middle(&self, node: usize) -> f64 {
        self.tops[node] + HEIGHT / 2.0
    }

    /// A line of words from `x` in the direction of reading.
    fn text(&mut self, x: f64, y: f64, style: &str, text: &str) {
        let plain = plain_label(text);
        // embedding marks, not an attribute: not every renderer of SVG heeds `direction`
        let (anchor, plain) =
            if self.rtl { ("end", format!("\u{202B}{plain}\u{202C}")) } else { ("start", plain) };
        let _ = write!(
            self.svg,
            r#"<text x="{:.1}" y="{y:.1}" text-anchor="{anchor}"{style}>{plain}</text>"#,
            self.x(x)
        );
    }

    /// One of the shapes of a state, its upper corner at a place.
    fn shape(&mut self, x: f64, y: f64, state: State) {
        let turn = if self.rtl {
            format!("translate({:.1} {y:.1}) scale(-1 1)", self.x(x))
        } else {
            format!("translate({x:.1} {y:.1})")
        };
        let _ = write!(self.svg, r#"<g transform="{turn}">{}</g>"#, shape_of(state));
    }

    fn edge(&mut self, edge: &Edge) {
        let weight = if edge.blocks { 2.2 } else { 1.1 };
        if edge.how == Order::Concurrent {
            self.together(edge, weight);
            return;
        }
        let points = self.points(edge);
        let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else { return };
        let mut d = format!("M{:.1} {:.1}", self.x(first.0), first.1);
        for two in points.windows(2) {
            let bend = (two[1].0 - two[0].0) / 2.0;
            let _ = write!(
                d,
                "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                self.x(two[0].0 + bend),
                two[0].1,
                self.x(two[1].0 - bend),
                two[1].1,
                self.x(two[1].0),
                two[1].1
            );
        }
        let dash = if edge.how == Order::Conditional { r#" stroke-dasharray="6 4""# } else { "" };
        let _ = write!(
            self.svg,
            r#"<path d="{d}" fill="none" stroke="currentColor" stroke-width="{weight}"{dash}/>"#
        );
        self.head(last, edge.blocks);
        if edge.how == Order::Conditional {
            self.diamond(first);
        }
        if edge.disputed {
            let mid = points[points.len() / 2 - 1];
            let end = points[points.len() / 2];
            self.question(((mid.0 + end.0) / 2.0, f64::midpoint(mid.1, end.1)));
        }
    }

    /// The places that a line passes: out of what comes first, through the layers between, to what waits.
    fn points(&self, edge: &Edge) -> Vec<(f64, f64)> {
        let mut points = vec![(self.left(edge.from) + WIDTH, self.middle(edge.from))];
        let mut left = self.left(edge.from);
        for item in &edge.through {
            left += WIDTH + BETWEEN;
            let y = self.layout.items[*item].middle + EDGE;
            points.extend([(left, y), (left + WIDTH, y)]);
        }
        points.push((self.left(edge.to) - 9.0, self.middle(edge.to)));
        points
    }

    /// The head of a line: full and behind a bar where it holds up what waits, hollow where it does not.
    fn head(&mut self, (x, y): (f64, f64), blocks: bool) {
        let (tip, back) = (self.x(x + 8.0), self.x(x - 1.0));
        let fill = if blocks { "currentColor" } else { "none" };
        let _ = write!(
            self.svg,
            r#"<path d="M{back:.1} {:.1}L{tip:.1} {y:.1}L{back:.1} {:.1}z" fill="{fill}" stroke="currentColor" stroke-width="1.1"/>"#,
            y - 5.0,
            y + 5.0
        );
        if blocks {
            let bar = self.x(x - 5.0);
            let _ = write!(
                self.svg,
                r#"<path d="M{bar:.1} {:.1}V{:.1}" stroke="currentColor" stroke-width="3"/>"#,
                y - 8.0,
                y + 8.0
            );
        }
    }

    fn diamond(&mut self, (x, y): (f64, f64)) {
        let (a, b, c) = (self.x(x), self.x(x + 6.0), self.x(x + 12.0));
        let _ = write!(
            self.svg,
            r#"<path d="M{a:.1} {y:.1}L{b:.1} {:.1}L{c:.1} {y:.1}L{b:.1} {:.1}z" stroke="currentColor" stroke-width="1.1"/>"#,
            y - 5.0,
            y + 5.0
        );
    }

    fn question(&mut self, (x, y): (f64, f64)) {
        let (x, sign) = (self.x(x), if self.rtl { "؟" } else { "?" });
        let _ = write!(
            self.svg,
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="9" fill="none" stroke="currentColor" stroke-width="1.4"/><text x="{x:.1}" y="{:.1}" text-anchor="middle" font-weight="700">{sign}</text>"#,
            y + 4.0
        );
    }

    /// A double line between two that go together.
    fn together(&mut self, edge: &Edge, weight: f64) {
        let (upper, lower) = if self.tops[edge.from] < self.tops[edge.to] {
            (edge.from, edge.to)
        } else {
            (edge.to, edge.from)
        };
        let (top, bottom) = (self.tops[upper] + HEIGHT, self.tops[lower]);
        let middle = self.left(upper) + WIDTH / 2.0;
        for x in [middle - 3.0, middle + 3.0] {
            let x = self.x(x);
            let _ = write!(
                self.svg,
                r#"<path d="M{x:.1} {top:.1}V{bottom:.1}" stroke="currentColor" stroke-width="{weight}"/>"#
            );
        }
        if edge.disputed {
            self.question((middle + 18.0, f64::midpoint(top, bottom)));
        }
    }

    /// Whether others wait for one that waits for nothing: there a chain begins, and somebody could move.
    fn is_end(&self, node: usize) -> bool {
        let row = &self.told.board().rows[self.layout.nodes[node].at];
        let waits = row.state != State::Contested && row.view().is_some_and(|view| !view.waits.is_empty());
        !waits && self.layout.edges.iter().any(|edge| edge.from == node && edge.blocks)
    }

    fn node(&mut self, node: usize) {
        let at = self.layout.nodes[node].at;
        let (Some(kept), Some(row)) = (self.told.all().kept().get(at), self.told.board().rows.get(at)) else {
            return;
        };
        let (left, top, end) = (self.left(node), self.tops[node], self.is_end(node));
        if let Some(link) = self.link {
            let _ = write!(self.svg, r#"<a href="{}" tabindex="-1">"#, plain_label(&link(kept.id())));
        }
        let x = if self.rtl { self.x(left + WIDTH) } else { left };
        let weight = if end { 3.2 } else { 1.1 };
        let round = if matches!(kept, Kept::Condition(_)) { HEIGHT / 3.0 } else { 3.0 };
        let middle = if self.layout.around == Some(at) { ".08" } else { "0" };
        let _ = write!(
            self.svg,
            r#"<rect x="{x:.1}" y="{top:.1}" width="{WIDTH}" height="{HEIGHT}" rx="{round:.0}" fill-opacity="{middle}" stroke="currentColor" stroke-width="{weight}"/>"#
        );
        let inside = if matches!(kept, Kept::Condition(_)) { 16.0 } else { 10.0 };
        self.shape(left + inside, top + 9.0, row.state);
        let state = without_isolates(&self.told.state(row.state));
        self.text(left + inside + 22.0, top + 21.0, r#" font-weight="700""#, &state);
        let width = WIDTH - 2.0 * inside;
        let mut y = top + 39.0;
        for line in wrapped(&without_isolates(&self.told.what(at)), TEXT, width, if end { 2 } else { 3 }) {
            self.text(left + inside, y, "", &line);
            y += LINE;
        }
        let under = if end { self.told.moves(kept, at) } else { self.told.party(kept.by()) };
        let style = if end { r#" font-weight="700""# } else { r#" fill-opacity=".75""# };
        // bold letters are wider
        let size = if end { TEXT * 1.12 } else { TEXT };
        for line in wrapped(&without_isolates(&under), size, width, 2) {
            self.text(left + inside, y, style, &line);
            y += LINE;
        }
        if self.link.is_some() {
            self.svg.push_str("</a>");
        }
    }

    /// What the shapes and lines mean that are in the picture, under it.
    fn key(&mut self) {
        let board = self.told.board();
        let states: BTreeSet<State> =
            self.layout.nodes.iter().map(|node| board.rows[node.at].state).collect();
        let mut items: Vec<(Sample, String)> =
            states.into_iter().map(|state| (Sample::State(state), self.told.state(state))).collect();
        let any = |fits: &dyn Fn(&Edge) -> bool| self.layout.edges.iter().any(fits);
        let lines: [(Sample, bool, &str); 6] = [
            (Sample::End, (0..self.layout.nodes.len()).any(|node| self.is_end(node)), "promises-graph-end"),
            (Sample::Blocks, any(&|e| e.blocks && e.how != Order::Concurrent), "promises-graph-blocks"),
            (Sample::There, any(&|e| !e.blocks && e.how != Order::Concurrent), "promises-graph-there"),
            (Sample::If, any(&|e| e.how == Order::Conditional), "promises-graph-if"),
            (Sample::With, any(&|e| e.how == Order::Concurrent), "promises-graph-with"),
            (Sample::Disputed, any(&|e| e.disputed), "promises-graph-disputed"),
        ];
        items.extend(
            lines.into_iter().filter(|(_, there, _)| *there).map(|(s, _, key)| (s, self.told.get(key))),
        );
        let (mut x, mut y) = (EDGE, self.height + 8.0);
        for (sample, word) in items {
            let word = without_isolates(&word);
            let wide = sample.width() + 8.0 + measured(&word, TEXT) + 22.0;
            if x > EDGE && x + wide > self.width - EDGE {
                (x, y) = (EDGE, y + 22.0);
            }
            self.sample(sample, x, y);
            self.text(x + sample.width() + 8.0, y + 4.0, "", &word);
            x += wide;
        }
        self.height = y + 18.0;
    }

    fn sample(&mut self, sample: Sample, x: f64, y: f64) {
        let (from, to) = (self.x(x), self.x(x + sample.width() - 9.0));
        let line =
            |more: &str| format!(r#"<path d="M{from:.1} {y:.1}H{to:.1}" stroke="currentColor"{more}/>"#);
        let end = (x + sample.width() - 9.0, y);
        match sample {
            Sample::State(state) => self.shape(x, y - 8.0, state),
            Sample::End => {
                let left = if self.rtl { self.x(x + 24.0) } else { x };
                let _ = write!(
                    self.svg,
                    r#"<rect x="{left:.1}" y="{:.1}" width="24" height="14" rx="2" fill="none" stroke="currentColor" stroke-width="3"/>"#,
                    y - 7.0
                );
            }
            Sample::Blocks => {
                self.svg.push_str(&line(r#" stroke-width="2.2""#));
                self.head(end, true);
            }
            Sample::There => {
                self.svg.push_str(&line(r#" stroke-width="1.1""#));
                self.head(end, false);
            }
            Sample::If => {
                self.svg.push_str(&line(r#" stroke-width="1.1" stroke-dasharray="6 4""#));
                self.diamond((x, y));
            }
            Sample::With => {
                let (a, b) = (self.x(x), self.x(x + 24.0));
                let _ = write!(
                    self.svg,
                    r#"<path d="M{a:.1} {:.1}H{b:.1}M{a:.1} {:.1}H{b:.1}" stroke="currentColor" stroke-width="1.2"/>"#,
                    y - 3.0,
                    y + 3.0
                );
            }
            Sample::Disputed => self.question((x + 10.0, y)),
        }
    }

    /// What is drawn, in words: each with its state, what it comes after, what it goes with, and who could move where a chain
    /// begins.
    fn said(&self) -> Vec<String> {
        let mut order: Vec<usize> = (0..self.layout.nodes.len()).collect();
        order.sort_by(|a, b| {
            let layer = |node: usize| self.layout.nodes[node].layer;
            layer(*a).cmp(&layer(*b)).then(self.tops[*a].total_cmp(&self.tops[*b]))
        });
        order.into_iter().map(|node| self.said_of(node)).collect()
    }

    fn said_of(&self, node: usize) -> String {
        let told = self.told;
        let at = self.layout.nodes[node].at;
        let state = told.board().rows.get(at).map(|row| told.state(row.state)).unwrap_or_default();
        let mut says = vec![told.say("promises-graph-one", &[("what", &told.named(at)), ("state", &state)])];
        for edge in &self.layout.edges {
            let how = &told.order(edge.how);
            let key = match (edge.how, edge.to == node, edge.from == node) {
                (Order::Concurrent, true, _) | (Order::Concurrent, _, true) => "promise-together",
                (_, true, _) if edge.blocks => "promises-graph-waits",
                (_, true, _) => "promises-graph-after",
                _ => continue,
            };
            let other = if edge.to == node { edge.from } else { edge.to };
            let what = &told.named(self.layout.nodes[other].at);
            says.push(told.say(key, &[("what", what), ("how", how)]));
            if edge.disputed && edge.to == node {
                says.push(told.get("promises-graph-read-differently"));
            }
        }
        if let (true, Some(kept)) = (self.is_end(node), told.all().kept().get(at)) {
            says.push(told.moves(kept, at));
        }
        says.join(" ")
    }
}

/// A sample in the key.
#[derive(Clone, Copy)]
enum Sample {
    State(State),
    End,
    Blocks,
    There,
    If,
    With,
    Disputed,
}

impl Sample {
    const fn width(self) -> f64 {
        match self {
            Self::State(_) => 16.0,
            Self::Disputed => 20.0,
            Self::End | Self::With => 24.0,
            Self::Blocks | Self::There | Self::If => 44.0,
        }
    }
}

fn whole(n: usize) -> f64 {
    u32::try_from(n).map_or(0.0, f64::from)
}

/// The shape of a state, 16 by 16: a tag for a promise, a hexagon for a condition.
const fn shape_of(state: State) -> &'static str {
    match state {
        State::Due => r#"<path d="M1 3h9l5 5-5 5H1z" fill="none" stroke="currentColor" stroke-width="1.5"/>"#,
        State::Overdue => {
            r#"<path d="M1 3h9l5 5-5 5H1z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 4.6v4M6 10v1.6" stroke="currentColor" stroke-width="1.9"/>"#
        }
        State::Contested => {
            r#"<path d="M1 3h9l5 5-5 5H1z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M1 8h14l-5 5H1z"/>"#
        }
        State::Expired => {
            r#"<path d="M1 3h9l5 5-5 5H1z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.2 1.8"/>"#
        }
        State::Claimed => {
            r#"<path d="M1 3h9l5 5-5 5H1z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M1 8l5-5M1 12.5L10 3.5M5.5 13l6.5-6.5M10 13l3-3" stroke="currentColor" stroke-width="1"/>"#
        }
        State::Standing => {
            r#"<path d="M1 3h9l5 5-5 5H1z" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="6.5" cy="8" r="2"/>"#
        }
        State::Waiting => {
            r#"<path d="M1 3h9l5 5-5 5H1z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5 5v6M8.5 5v6" stroke="currentColor" stroke-width="1.7"/>"#
        }
        State::Verified => r#"<path d="M1 3h9l5 5-5 5H1z" stroke="currentColor" stroke-width="1.5"/>"#,
        State::Lapsed | State::Released | State::Withdrawn => {
            r#"<path d="M1 3h9l5 5-5 5H1zM3 4.6l7 6.8M3 11.4l7-6.8" fill="none" stroke="currentColor" stroke-width="1.5"/>"#
        }
        State::Undeclared => {
            r#"<path d="M4.5 2h7L15 8l-3.5 6h-7L1 8z" fill="none" stroke="currentColor" stroke-width="1.5"/>"#
        }
        State::Disputed => {
            r#"<path d="M4.5 2h7L15 8l-3.5 6h-7L1 8z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M1 8h14l-3.5 6h-7z"/>"#
        }
        State::Fails => {
            r#"<path d="M4.5 2h7L15 8l-3.5 6h-7L1 8zM5 5l6 6M5 11l6-6" fill="none" stroke="currentColor" stroke-width="1.5"/>"#
        }
        State::Holds => {
            r#"<path d="M4.5 2h7L15 8l-3.5 6h-7L1 8z" stroke="currentColor" stroke-width="1.5"/>"#
        }
        State::NotYet => "",
    }
}
