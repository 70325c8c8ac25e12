//! A zone or line made ready for many places: what `place::distance` would say, found faster.
//!
//! Points: a 256 × 256 raster over the zone's box says *in*, *out* or *border*, and a border point is tested
//! against the few edges of its horizontal slab. Discs: a tree of boxes over pieces of the border finds
//! whether the border is nearer than a radius, and the exact distance is asked only where the tree's bounds
//! of error leave it open. Nothing here may answer otherwise than the exact functions do.

use std::cmp::Ordering;
use std::sync::Arc;

use geo::{LineString, MultiPolygon};

use crate::condition::Truth;
use crate::place::distance::{self, Crossing, Edge, Frame};
use crate::place::{Point, Region};

const SIDE: usize = 256;
const OUT: u8 = 0;
const IN: u8 = 1;
const BORDER: u8 = 2;
/// Pieces of border longer than this are cut, so that they are straight enough in a frame.
const PIECE_M: f64 = 2_000.0;
const GROUP: usize = 8;

/// A box in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

impl Span {
    pub(super) const NONE: Self =
        Self { west: f64::INFINITY, south: f64::INFINITY, east: f64::NEG_INFINITY, north: f64::NEG_INFINITY };
    pub(super) fn with(self, x: f64, y: f64) -> Self {
        Self {
            west: self.west.min(x),
            south: self.south.min(y),
            east: self.east.max(x),
            north: self.north.max(y),
        }
    }
    fn with_edge(self, e: &Edge) -> Self {
        self.with(e[0], e[1]).with(e[2], e[3])
    }
    fn holds(&self, x: f64, y: f64) -> bool {
        x >= self.west && x <= self.east && y >= self.south && y <= self.north
    }
    pub(super) fn apart(&self, other: &Self) -> bool {
        self.west > other.east
            || self.east < other.west
            || self.south > other.north
            || self.north < other.south
    }
    /// A lower bound of the squared distance in `frame`, with the margin that the frame's bend needs.
    fn squared(&self, frame: &Frame, p: Point) -> f64 {
        // Not `clamp`: the box of nothing has its east west of its west.
        let (x, y) = frame.to(p.lon.max(self.west).min(self.east), p.lat.max(self.south).min(self.north));
        0.98 * (x * x + y * y)
    }
}

/// The shape that a place is held against.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An area, its border included.
    Zone(Arc<MultiPolygon<f64>>),
    /// A course on the ground.
    Line(Arc<Vec<LineString<f64>>>),
}

/// A zone or line made ready.
#[derive(Clone, Debug)]
pub struct ZoneIndex {
    shape: Shape,
    span: Span,
    /// Raster cells for each degree east and north.
    scale: (f64, f64),
    slabs: Slabs,
    raster: Vec<u8>,
    pieces: Vec<Edge>,
    groups: Vec<Span>,
    blocks: Vec<Span>,
}

/// Edges by horizontal slab.
#[derive(Clone, Debug)]
struct Slabs {
    south: f64,
    per_degree: f64,
    start: Vec<u32>,
    edges: Vec<(u32, Edge)>,
}

impl Slabs {
    fn new(edges: &[(u32, Edge)], span: &Span) -> Self {
        let count = edges.len().clamp(SIDE, 1 << 14);
        let high = span.north - span.south;
        let mut slabs = Self {
            south: span.south,
            per_degree: if high > 0.0 { f64::from(u32::try_from(count).unwrap_or(1)) / high } else { 0.0 },
            start: vec![0; count + 1],
            edges: Vec::new(),
        };
        let rows = |s: &Self, e: &Edge| s.at(e[1].min(e[3]))..=s.at(e[1].max(e[3]));
        for (_, e) in edges {
            for row in rows(&slabs, e) {
                slabs.start[row + 1] += 1;
            }
        }
        for row in 0..count {
            slabs.start[row + 1] += slabs.start[row];
        }
        let mut next = slabs.start.clone();
        slabs.edges = vec![(0, [0.0; 4]); slabs.start[count] as usize];
        for (part, e) in edges {
            for row in rows(&slabs, e) {
                slabs.edges[next[row] as usize] = (*part, *e);
                next[row] += 1;
            }
        }
        slabs
    }
    #[inline]
    fn at(&self, y: f64) -> usize {
        let row = (y - self.south) * self.per_degree;
        let last = self.start.len() - 2;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, then clamped"
        )]
        (row as usize).min(last)
    }
    /// Whether the point lies inside: the rule of `place::distance::covers` on the slab's edges alone.
    fn covers(&self, x: f64, y: f64) -> bool {
        let row = self.at(y);
        let edges = &self.edges[self.start[row] as usize..self.start[row + 1] as usize];
        let (mut inside, mut part, mut odd) = (false, 0, false);
        for (of, e) in edges {
            if *of != part {
                inside |= odd;
                (part, odd) = (*of, false);
            }
            match distance::crossing(e, x, y) {
                Crossing::Touched => return true,
                Crossing::Crossed => odd = !odd,
                Crossing::Missed => {}
            }
        }
        inside | odd
    }
}

impl ZoneIndex {
    /// Makes a shape ready.
    pub fn new(shape: Shape) -> Self {
        let (edges, area): (Vec<(u32, Edge)>, bool) = match &shape {
            Shape::Zone(zone) => (distance::edges_of(zone).collect(), true),
            Shape::Line(line) => {
                (distance::edges_of_lines(line).into_iter().map(|e| (0, e)).collect(), false)
            }
        };
        let span = edges.iter().fold(Span::NONE, |s, (_, e)| s.with_edge(e));
        let slabs = if area { Slabs::new(&edges, &span) } else { Slabs::new(&[], &span) };
        let pieces: Vec<Edge> = edges.iter().flat_map(|(_, e)| cut(e)).collect();
        let boxes = |edges: &[Edge]| edges.iter().fold(Span::NONE, Span::with_edge);
        let groups: Vec<Span> = pieces.chunks(GROUP).map(boxes).collect();
        let blocks = pieces.chunks(GROUP * GROUP).map(boxes).collect();
        let scale = |w: f64| if w > 0.0 { 256.0 / w } else { 0.0 };
        let scale = (scale(span.east - span.west), scale(span.north - span.south));
        let mut zone = Self { shape, span, scale, slabs, raster: Vec::new(), pieces, groups, blocks };
        if area && !edges.is_empty() {
            zone.rasterise(&edges);
        }
        zone
    }

    fn cell_of(&self, x: f64, y: f64) -> (usize, usize) {
        let (u, v) = self.grid(x, y);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, then clamped"
        )]
        let at = |w: f64| (w as usize).min(SIDE - 1);
        (at(u), at(v))
    }

    fn grid(&self, x: f64, y: f64) -> (f64, f64) {
        ((x - self.span.west) * self.scale.0, (y - self.span.south) * self.scale.1)
    }

    /// Marks the cells that the border passes, then fills each run of the rest by one test.
    fn rasterise(&mut self, edges: &[(u32, Edge)]) {
        const MARGIN: f64 = 1e-6;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, then clamped"
        )]
        let cell = |w: f64| (w.max(0.0) as usize).min(SIDE - 1);
        let mut raster = vec![OUT; SIDE * SIDE];
        for (_, e) in edges {
            let ((mut u0, mut v0), (mut u1, mut v1)) = (self.grid(e[0], e[1]), self.grid(e[2], e[3]));
            if v0 > v1 {
                (u0, v0, u1, v1) = (u1, v1, u0, v0);
            }
            for row in cell(v0 - MARGIN)..=cell(v1 + MARGIN) {
                let (mut low, mut high) = (u0.min(u1), u0.max(u1));
                if v1 - v0 > MARGIN {
                    #[expect(clippy::cast_precision_loss, reason = "rows are below 256")]
                    let south = row as f64;
                    let at = |v: f64| ((v - v0) / (v1 - v0)).clamp(0.0, 1.0).mul_add(u1 - u0, u0);
                    let (a, b) = (at(south - MARGIN), at(south + 1.0 + MARGIN));
                    (low, high) = (a.min(b), a.max(b));
                }
                raster[row * SIDE + cell(low - MARGIN)..=row * SIDE + cell(high + MARGIN)].fill(BORDER);
            }
        }
        let (wide, high) = (self.span.east - self.span.west, self.span.north - self.span.south);
        for row in 0..SIDE {
            let mut state = None;
            for column in 0..SIDE {
                let slot = &mut raster[row * SIDE + column];
                if *slot == BORDER {
                    state = None;
                    continue;
                }
                *slot = *state.get_or_insert_with(|| {
                    #[expect(clippy::cast_precision_loss, reason = "rows and columns are below 256")]
                    let (u, v) = ((column as f64 + 0.5) / 256.0, (row as f64 + 0.5) / 256.0);
                    let (x, y) = (u.mul_add(wide, self.span.west), v.mul_add(high, self.span.south));
                    u8::from(self.slabs.covers(x, y))
                });
            }
        }
        self.raster = raster;
    }

    /// Whether a point lies in the zone, its border included. Lines hold no point.
    #[inline]
    pub fn covers(&self, x: f64, y: f64) -> bool {
        if !self.span.holds(x, y) || self.raster.is_empty() {
            return false;
        }
        let (column, row) = self.cell_of(x, y);
        match self.raster[row * SIDE + column] {
            OUT => false,
            IN => true,
            _ => self.slabs.covers(x, y),
        }
    }

    /// Whether all points of a box, or none, lie in the zone; `None` where neither is plain to see.
    pub(super) fn covers_box(&self, of: &Span) -> Option<bool> {
        const MOST: usize = 1024;
        if self.raster.is_empty() || self.span.apart(of) {
            return Some(false);
        }
        let ((c0, r0), (c1, r1)) = (self.cell_of(of.west, of.south), self.cell_of(of.east, of.north));
        if (c1 - c0 + 1) * (r1 - r0 + 1) > MOST {
            return None;
        }
        let first = self.raster[r0 * SIDE + c0];
        let within = self.span.holds(of.west, of.south) && self.span.holds(of.east, of.north);
        if first == BORDER || (first == IN && !within) {
            return None;
        }
        let same =
            (r0..=r1).all(|row| self.raster[row * SIDE + c0..=row * SIDE + c1].iter().all(|s| *s == first));
        same.then_some(first == IN)
    }

    /// How the distance from `p` to the border or line compares with `metres`, as the exact functions have it.
    pub(super) fn border_versus(&self, p: Point, metres: f64) -> Ordering {
        match self.border_about(p, metres) {
            Some(order) => order,
            None => self.border_m(p).partial_cmp(&metres).unwrap_or(Ordering::Greater),
        }
    }

    /// The exact distance to the border or line.
    fn border_m(&self, p: Point) -> f64 {
        match &self.shape {
            Shape::Zone(zone) => distance::signed_distance_m(p, zone).abs(),
            Shape::Line(line) => distance::distance_to_line_m(p, line),
        }
    }

    /// Whether the tree may be asked about distances up to `metres` from `p`: elsewhere the frame bends too much.
    pub(super) fn plain(p: Point, metres: f64) -> bool {
        metres <= 200_000.0 && p.lat.abs() <= 75.0
    }

    /// The same by the tree; `None` within the bounds of its error.
    fn border_about(&self, p: Point, metres: f64) -> Option<Ordering> {
        if !Self::plain(p, metres) {
            return None;
        }
        let frame = Frame::at(p);
        let slack = frame.slack(metres, 1.05 * PIECE_M);
        let (near, far) = (metres - slack, metres + slack);
        let near = if near > 0.0 { near * near } else { -1.0 };
        let mut open = None;
        self.pieces_near(
            &frame,
            p,
            |limit| limit.unwrap_or(far * far),
            |e| {
                let d = frame.squared(e);
                if d < near {
                    open = Some(Ordering::Less);
                    return Some(-1.0);
                }
                if d <= far * far {
                    open.get_or_insert(Ordering::Equal);
                }
                None
            },
        );
        match open {
            None => Some(Ordering::Greater),
            Some(Ordering::Less) => Some(Ordering::Less),
            Some(_) => None,
        }
    }

    /// Visits the pieces that may be nearer than a limit: `limit` turns the last answer of `visit`, a squared
    /// distance that suffices from now on, into that limit.
    fn pieces_near(
        &self,
        frame: &Frame,
        p: Point,
        limit: impl Fn(Option<f64>) -> f64,
        mut visit: impl FnMut(&Edge) -> Option<f64>,
    ) {
        let mut last = None;
        if self.span.squared(frame, p) > limit(last) {
            return;
        }
        for (b, block) in self.blocks.iter().enumerate() {
            if block.squared(frame, p) > limit(last) {
                continue;
            }
            for g in b * GROUP..((b + 1) * GROUP).min(self.groups.len()) {
                if self.groups[g].squared(frame, p) > limit(last) {
                    continue;
                }
                for e in &self.pieces[g * GROUP..((g + 1) * GROUP).min(self.pieces.len())] {
                    if let Some(enough) = visit(e) {
                        if enough < 0.0 {
                            return;
                        }
                        last = Some(enough);
                    }
                }
            }
        }
    }

    /// About how far the border or line is from `p`, or infinity if farther than `most`; see [`Self::slack`].
    pub(super) fn about(&self, frame: &Frame, p: Point, most: f64) -> f64 {
        let far = most * most;
        let mut nearest = f64::INFINITY;
        self.pieces_near(
            frame,
            p,
            |last| last.unwrap_or(far),
            |e| {
                let d = frame.squared(e);
                (d < nearest && d <= far).then(|| {
                    nearest = d;
                    d
                })
            },
        );
        nearest.sqrt()
    }

    /// By how much [`Self::about`] may be off.
    pub(super) fn slack(frame: &Frame, metres: f64) -> f64 {
        frame.slack(metres, 1.05 * PIECE_M)
    }

    /// The pieces within `metres` of `p`.
    pub(super) fn pieces_within(&self, frame: &Frame, p: Point, metres: f64) -> Vec<Edge> {
        let far = metres * metres;
        let mut found = Vec::new();
        self.pieces_near(
            frame,
            p,
            |_| far,
            |e| {
                if frame.squared(e) <= far {
                    found.push(*e);
                }
                None
            },
        );
        found
    }

    /// Whether a disc lies in the zone: `place::distance::lies_inside`, found faster.
    pub(super) fn disc_inside(&self, p: Point, radius_m: f64) -> Truth {
        disc_inside(radius_m, || self.covers(p.lon, p.lat), |metres| self.border_versus(p, metres))
    }

    /// Whether a disc lies in the zone or within `metres` of the zone or line.
    pub(super) fn disc_near(&self, p: Point, radius_m: f64, metres: f64) -> Truth {
        disc_near(radius_m, metres, || self.covers(p.lon, p.lat), |t| self.border_versus(p, t))
    }

    /// The exact answer for any region.
    pub(super) fn region_inside(&self, region: &Region) -> Truth {
        match (&self.shape, region) {
            (_, Region::Disc { centre, radius_m }) => self.disc_inside(*centre, *radius_m),
            (Shape::Zone(zone), area) => distance::lies_inside(area, zone),
            (Shape::Line(_), _) => Truth::False,
        }
    }

    /// The same for nearness.
    pub(super) fn region_near(&self, region: &Region, metres: f64) -> Truth {
        self.disc_near(region.centre(), region.radius_m(), metres)
    }
}

/// Whether a disc lies in a zone that `covers` its centre or not, its border at a distance compared by `versus`.
#[inline]
pub(super) fn disc_inside(
    radius_m: f64,
    covers: impl Fn() -> bool,
    versus: impl Fn(f64) -> Ordering,
) -> Truth {
    if radius_m <= 0.0 {
        return covers().into();
    }
    match versus(radius_m) {
        Ordering::Less => Truth::Unknown,
        Ordering::Greater => covers().into(),
        Ordering::Equal if covers() => Truth::True,
        Ordering::Equal => Truth::Unknown,
    }
}

/// Whether it lies in the zone or within `metres` of its border.
#[inline]
pub(super) fn disc_near(
    radius_m: f64,
    metres: f64,
    covers: impl Fn() -> bool,
    versus: impl Fn(f64) -> Ordering,
) -> Truth {
    let (r, inside) = (radius_m.max(0.0), covers());
    // Is the signed distance at most t?
    let closer = |t: f64| {
        if inside {
            t >= 0.0 || versus(-t) != Ordering::Less
        } else {
            t >= 0.0 && versus(t) != Ordering::Greater
        }
    };
    Truth::from_possible(closer(metres + r), !closer(metres - r))
}

/// An edge cut into pieces short enough to be straight in any frame.
fn cut(e: &Edge) -> Vec<Edge> {
    // No degree is longer than this, in either direction.
    const DEGREE_M: f64 = 111_700.0;
    let long = DEGREE_M * (e[2] - e[0]).hypot(e[3] - e[1]);
    if long <= PIECE_M || !long.is_finite() {
        return vec![*e];
    }
    let n = (long / PIECE_M).ceil().min(100_000.0);
    let at = |t: f64| [t.mul_add(e[2] - e[0], e[0]), t.mul_add(e[3] - e[1], e[1])];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 100,000")]
    (0..n as u32)
        .map(|i| {
            let (a, b) = (at(f64::from(i) / n), at((f64::from(i) + 1.0) / n));
            [a[0], a[1], b[0], b[1]]
        })
        .collect()
}
