//! Columns of places: points, discs, districts.
//!
//! Rows with a point or disc are parted, by radius and then by halves of the country, into small neighbourhoods:
//! each is a cell with a box and the bounds of its radii, which most questions about a zone decide whole.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::codes::{Code, Codes, MOST_CELLS, Verdict};
use super::formula::{Formulas, Question};
use super::zone::{Span, ZoneIndex, disc_inside, disc_near};
use crate::condition::Truth;
use crate::place::distance::Frame;
use crate::place::{Point, Region};

/// What is asked of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Asked<'a> {
    Inside(&'a ZoneIndex),
    Near(&'a ZoneIndex, f64),
}

impl PartialEq for ZoneIndex {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl<'a> Asked<'a> {
    /// What a question asks of a place, if it is about places.
    pub(super) fn of(question: &Question, formulas: &'a Formulas) -> Option<Self> {
        match question {
            Question::Inside(shape) => Some(Self::Inside(formulas.zone(*shape))),
            Question::Near(shape, metres) => Some(Self::Near(formulas.zone(*shape), f64::from_bits(*metres))),
            _ => None,
        }
    }
    #[inline]
    fn disc(self, p: Point, radius_m: f64) -> Truth {
        match self {
            Self::Inside(zone) => zone.disc_inside(p, radius_m),
            Self::Near(zone, metres) => zone.disc_near(p, radius_m, metres),
        }
    }
    fn region(self, region: &Region) -> Truth {
        match self {
            Self::Inside(zone) => zone.region_inside(region),
            Self::Near(zone, metres) => zone.region_near(region, metres),
        }
    }
    pub(super) fn set(self, set: &[Region]) -> Truth {
        let mut truths = set.iter().map(|r| self.region(r));
        let Some(first) = truths.next() else { return Truth::Unknown };
        truths.fold(first, |a, b| if a == b { a } else { Truth::Unknown })
    }
}

#[derive(Clone, Debug)]
enum Cell {
    Set(Vec<Region>),
    Leaf(Leaf),
    Spill,
}

/// A neighbourhood.
#[derive(Clone, Copy, Debug)]
struct Leaf {
    span: Span,
    middle: Point,
    frame: Frame,
    /// Its first member and the one past its last.
    members: (u32, u32),
    /// No row's centre is farther from the middle, in metres.
    reach_m: f64,
    least_m: f64,
    most_m: f64,
}

/// A column of places.
#[derive(Clone, Debug)]
pub struct Places {
    pub(super) codes: Codes,
    cells: Vec<Cell>,
    at: Vec<Point>,
    radius: Option<Vec<f64>>,
    /// Rows of neighbourhoods, one neighbourhood after the other.
    members: Vec<Member>,
    spill: FxHashMap<u32, Vec<Region>>,
}

/// A row of a neighbourhood.
#[derive(Clone, Copy, Debug)]
struct Member {
    at: Point,
    radius_m: f64,
    row: u32,
}

/// What rows came to that were asked one by one, a bit each.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) surely: Vec<u64>,
    /// Empty where none can be.
    pub(super) unknown: Vec<u64>,
}

/// Fills a [`Places`] row by row.
#[derive(Debug, Default)]
pub struct PlacesBuilder {
    at: Vec<Point>,
    radius: Vec<f64>,
    sets: FxHashMap<u32, Vec<Region>>,
}

const NOWHERE: Point = Point { lon: f64::NAN, lat: f64::NAN };
const ROWS_IN_LEAF: usize = 48;
const MOST_LEAVES: usize = 1 << 15;

impl PlacesBuilder {
    /// Adds a row with a point known exactly.
    pub fn push_point(&mut self, lon: f64, lat: f64) {
        self.push(Region::disc(lon, lat, 0.0));
    }
    /// Adds a row with one region.
    pub fn push(&mut self, region: Region) {
        match region {
            Region::Disc { centre, radius_m }
                if centre.lon.is_finite() && centre.lat.is_finite() && radius_m.is_finite() =>
            {
                self.at.push(centre);
                self.radius.push(radius_m.max(0.0));
            }
            other => self.keep(vec![other]),
        }
    }
    /// Adds a row of which nothing is known.
    pub fn push_unknown(&mut self) {
        self.keep(Vec::new());
    }
    /// Adds a row with several alternatives.
    pub fn push_set(&mut self, mut set: Vec<Region>) {
        match (set.pop(), set.is_empty()) {
            (Some(one), true) => self.push(one),
            (Some(last), false) => {
                set.push(last);
                self.keep(set);
            }
            (None, _) => self.keep(set),
        }
    }
    fn keep(&mut self, set: Vec<Region>) {
        self.sets.insert(u32::try_from(self.at.len()).unwrap_or(u32::MAX), set);
        self.at.push(NOWHERE);
        self.radius.push(0.0);
    }
    /// The column.
    pub fn finish(self) -> Places {
        let Self { at, radius, sets } = self;
        let mut codes: Vec<Code> = vec![0; at.len()];
        let mut cells = Vec::new();
        let members = part(&at, &radius, &mut codes, &mut cells);
        let mut known: FxHashMap<u64, Vec<(&Vec<Region>, Code)>> = FxHashMap::default();
        let mut spill = FxHashMap::default();
        let mut rows: Vec<_> = sets.iter().collect();
        rows.sort_unstable_by_key(|(row, _)| **row);
        let mut full = None;
        for (row, set) in rows {
            let alike = known.entry(fingerprint(set)).or_default();
            let code = if let Some((_, code)) = alike.iter().find(|(other, _)| same(other, set)) {
                *code
            } else if cells.len() + 1 < MOST_CELLS {
                let code = Code::try_from(cells.len()).unwrap_or(Code::MAX);
                cells.push(Cell::Set(set.clone()));
                alike.push((set, code));
                code
            } else {
                spill.insert(*row, set.clone());
                *full.get_or_insert_with(|| {
                    cells.push(Cell::Spill);
                    Code::MAX
                })
            };
            codes[*row as usize] = code;
        }
        let radius = radius.iter().any(|r| *r > 0.0).then_some(radius);
        Places { codes: Codes::pack(codes, cells.len()), cells, at, radius, members, spill }
    }
}

fn fingerprint(set: &[Region]) -> u64 {
    let mut hasher = FxHasher::default();
    for region in set {
        match region {
            Region::Disc { centre, radius_m } => {
                (centre.lon.to_bits(), centre.lat.to_bits(), radius_m.to_bits()).hash(&mut hasher);
            }
            Region::Area(area) => area.id.hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// Whether two rows may be at the same places; a district held once is not compared corner by corner.
fn same(a: &[Region], b: &[Region]) -> bool {
    let one = |(a, b): (&Region, &Region)| match (a, b) {
        (Region::Area(a), Region::Area(b)) => Arc::ptr_eq(a, b) || a == b,
        (Region::Disc { centre: a, radius_m: r }, Region::Disc { centre: b, radius_m: s }) => {
            // By bits: *nowhere* has no number that equals itself.
            [a.lon, a.lat, *r].map(f64::to_bits) == [b.lon, b.lat, *s].map(f64::to_bits)
        }
        _ => false,
    };
    a.len() == b.len() && a.iter().zip(b).all(one)
}

/// Parts rows by radius, then by halves of the country.
fn part(at: &[Point], radius: &[f64], codes: &mut [Code], cells: &mut Vec<Cell>) -> Vec<Member> {
    let mut rows: Vec<u32> = (0..u32::try_from(at.len()).unwrap_or(u32::MAX))
        .filter(|r| at[*r as usize].lon.is_finite())
        .collect();
    // Half-octave classes: within one the radii differ by less than half.
    let class = |r: u32| {
        let m = radius[r as usize];
        #[expect(clippy::cast_possible_truncation, reason = "a logarithm is small")]
        if m > 0.0 { (2.0 * m.log2()).floor() as i32 } else { i32::MIN }
    };
    rows.sort_by_cached_key(|r| class(*r));
    let size = ROWS_IN_LEAF.max(rows.len().div_ceil(MOST_LEAVES / 2));
    let mut members = Vec::with_capacity(rows.len());
    for same in rows.chunk_by_mut(|a, b| class(*a) == class(*b)) {
        halve(same, at, size, &mut |leaf| {
            let code = Code::try_from(cells.len()).unwrap_or(Code::MAX);
            let first = members.len();
            for row in leaf {
                let i = *row as usize;
                codes[i] = code;
                members.push(Member { at: at[i], radius_m: radius[i], row: *row });
            }
            cells.push(Cell::Leaf(Leaf::of(&members[first..], first)));
        });
    }
    members
}

fn halve(rows: &mut [u32], at: &[Point], size: usize, take: &mut impl FnMut(&[u32])) {
    if rows.len() <= size {
        take(rows);
        return;
    }
    let span = rows.iter().fold(Span::NONE, |s, r| s.with(at[*r as usize].lon, at[*r as usize].lat));
    let wide = (span.east - span.west) * span.north.to_radians().cos() > span.north - span.south;
    let key = |r: &u32| {
        let p = at[*r as usize];
        if wide { p.lon } else { p.lat }
    };
    let middle = rows.len() / 2;
    rows.select_nth_unstable_by(middle, |a, b| key(a).total_cmp(&key(b)).then(a.cmp(b)));
    let (low, high) = rows.split_at_mut(middle);
    halve(low, at, size, take);
    halve(high, at, size, take);
}

impl Leaf {
    fn of(members: &[Member], first: usize) -> Self {
        let span = members.iter().fold(Span::NONE, |s, m| s.with(m.at.lon, m.at.lat));
        let middle =
            Point { lon: f64::midpoint(span.west, span.east), lat: f64::midpoint(span.south, span.north) };
        let frame = Frame::at(middle);
        let away = |m: &Member| {
            let (x, y) = frame.to(m.at.lon, m.at.lat);
            x.hypot(y) + frame.slack(x.hypot(y), 0.0)
        };
        let number = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        Self {
            span,
            middle,
            frame,
            members: (number(first), number(first + members.len())),
            reach_m: members.iter().map(away).fold(0.0, f64::max),
            least_m: members.iter().map(|m| m.radius_m).fold(f64::INFINITY, f64::min),
            most_m: members.iter().map(|m| m.radius_m).fold(0.0, f64::max),
        }
    }
    /// No row's disc reaches farther than this from the middle, as far as the question goes.
    fn away(&self, asked: Asked<'_>) -> f64 {
        self.reach_m
            + match asked {
                Asked::Inside(_) => self.most_m,
                Asked::Near(_, metres) => self.most_m + metres,
            }
    }
    fn ask(&self, asked: Asked<'_>) -> Verdict {
        let (Asked::Inside(zone) | Asked::Near(zone, _)) = asked;
        if let Asked::Inside(zone) = asked
            && self.most_m <= 0.0
        {
            return zone.covers_box(&self.span).map_or(Verdict::Look, |b| Verdict::Known(b.into()));
        }
        let away = self.away(asked);
        if !ZoneIndex::plain(self.middle, away) {
            return Verdict::Look;
        }
        let most = away + ZoneIndex::slack(&self.frame, away);
        let about = zone.about(&self.frame, self.middle, most);
        if about > most {
            // Farther from the border than any row's disc reaches: one side for all.
            return Verdict::Known(zone.covers(self.middle.lon, self.middle.lat).into());
        }
        let surely = about + ZoneIndex::slack(&self.frame, about) + self.reach_m;
        match asked {
            Asked::Inside(_) if surely < self.least_m => Verdict::Known(Truth::Unknown),
            Asked::Near(_, metres) if surely + self.most_m < metres => Verdict::Known(Truth::True),
            _ => Verdict::Look,
        }
    }
    /// Asks each row, against the pieces of border that may be nearest to any of them.
    fn look(&self, members: &[Member], asked: Asked<'_>, mut take: impl FnMut(u32, Truth)) {
        let (Asked::Inside(zone) | Asked::Near(zone, _)) = asked;
        let away = self.away(asked);
        if self.most_m <= 0.0 && matches!(asked, Asked::Inside(_)) {
            members.iter().for_each(|m| take(m.row, zone.covers(m.at.lon, m.at.lat).into()));
            return;
        }
        if !ZoneIndex::plain(self.middle, away) {
            members.iter().for_each(|m| take(m.row, asked.disc(m.at, m.radius_m)));
            return;
        }
        let most = away + ZoneIndex::slack(&self.frame, away);
        let about = zone.about(&self.frame, self.middle, most);
        let within =
            (about + 2.0 * self.reach_m).min(most) + 2.0 * ZoneIndex::slack(&self.frame, about.min(most));
        let pieces: Vec<Piece> = zone
            .pieces_within(&self.frame, self.middle, within)
            .iter()
            .map(|e| Piece::new(self.frame.to(e[0], e[1]), self.frame.to(e[2], e[3])))
            .collect();
        let one_side = zone.covers_box(&self.span);
        for m in members {
            let (x, y) = self.frame.to(m.at.lon, m.at.lat);
            let d = nearest(&pieces, x, y).sqrt();
            let slack = if d.is_finite() {
                ZoneIndex::slack(&self.frame, d) + self.frame.bend(self.reach_m) * d
            } else {
                0.0
            };
            // Pieces left out are farther than `most` from the middle, so farther than asked from any row.
            let versus = |t: f64| {
                if d - slack > t {
                    Ordering::Greater
                } else if d + slack < t {
                    Ordering::Less
                } else {
                    zone.border_versus(m.at, t)
                }
            };
            let covers = || one_side.unwrap_or_else(|| zone.covers(m.at.lon, m.at.lat));
            take(
                m.row,
                match asked {
                    Asked::Inside(_) => disc_inside(m.radius_m, covers, versus),
                    Asked::Near(_, metres) => disc_near(m.radius_m, metres, covers, versus),
                },
            );
        }
    }
}

/// A piece of border in metres of one frame.
#[derive(Clone, Copy, Debug)]
struct Piece {
    x: f64,
    y: f64,
    dx: f64,
    dy: f64,
    /// One over the square of its length; 0 for a piece without length.
    inverse: f64,
}

impl Piece {
    fn new((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> Self {
        let (dx, dy) = (to_x - x, to_y - y);
        let long = dx * dx + dy * dy;
        Self { x, y, dx, dy, inverse: if long > 0.0 { 1.0 / long } else { 0.0 } }
    }
}

/// The squared distance from a point to the nearest piece.
#[inline]
fn nearest(pieces: &[Piece], x: f64, y: f64) -> f64 {
    let mut least = f64::INFINITY;
    for p in pieces {
        let (ax, ay) = (p.x - x, p.y - y);
        let t = (-(ax * p.dx + ay * p.dy) * p.inverse).clamp(0.0, 1.0);
        let (u, v) = (ax + t * p.dx, ay + t * p.dy);
        let d = u * u + v * v;
        least = if d < least { d } else { least };
    }
    least
}

impl Places {
    pub(super) fn is_set(&self, cell: usize) -> bool {
        matches!(self.cells.get(cell), Some(Cell::Set(_)))
    }
    pub(super) fn cell_count(&self) -> usize {
        self.cells.len()
    }
    /// Whether no looked-at row ends in unknown: points, and nothing spilled.
    pub(super) fn exact_rows(&self) -> bool {
        self.radius.is_none() && self.spill.is_empty()
    }
    pub(super) fn cell(&self, cell: usize, asked: Asked<'_>) -> Verdict {
        match &self.cells[cell] {
            Cell::Set(set) => Verdict::Known(asked.set(set)),
            Cell::Leaf(leaf) => leaf.ask(asked),
            Cell::Spill => Verdict::Look,
        }
    }
    pub(super) fn row(&self, row: usize, asked: Asked<'_>) -> Truth {
        let p = self.at[row];
        if p.lon.is_finite() {
            asked.disc(p, self.radius.as_ref().map_or(0.0, |r| r[row]))
        } else {
            asked.set(&self.set_at(row))
        }
    }
    /// All that may be of a row.
    pub(super) fn set_at(&self, row: usize) -> Vec<Region> {
        let p = self.at[row];
        if p.lon.is_finite() {
            let r = self.radius.as_ref().map_or(0.0, |r| r[row]);
            return vec![Region::disc(p.lon, p.lat, r)];
        }
        match &self.cells[self.codes.get(row)] {
            Cell::Set(set) => set.clone(),
            _ => u32::try_from(row).ok().and_then(|r| self.spill.get(&r)).cloned().unwrap_or_default(),
        }
    }
    /// Asks the rows of `cells` one by one, neighbours together.
    pub(super) fn look(&self, asked: Asked<'_>, cells: impl Iterator<Item = usize>) -> Seen {
        let words = self.at.len().div_ceil(64);
        let open = if self.exact_rows() { 0 } else { words };
        let mut seen = Seen { surely: vec![0; words], unknown: vec![0; open] };
        let mut take = |row: u32, truth: Truth| {
            let (word, bit) = (row as usize / 64, 1_u64 << (row % 64));
            match truth {
                Truth::True => seen.surely[word] |= bit,
                Truth::Unknown => seen.unknown[word] |= bit,
                Truth::False => {}
            }
        };
        for cell in cells {
            match &self.cells[cell] {
                Cell::Leaf(leaf) => {
                    let members = &self.members[leaf.members.0 as usize..leaf.members.1 as usize];
                    leaf.look(members, asked, &mut take);
                }
                Cell::Spill => self.spill.iter().for_each(|(row, set)| take(*row, asked.set(set))),
                Cell::Set(_) => {}
            }
        }
        seen
    }
    /// Whether nothing is known in a cell.
    pub(super) fn unknown(&self, cell: usize) -> Verdict {
        match &self.cells[cell] {
            Cell::Set(set) => Verdict::Known(set.is_empty().into()),
            Cell::Leaf(_) => Verdict::Known(Truth::False),
            Cell::Spill => Verdict::Look,
        }
    }
    /// Bytes held by the rows.
    pub(super) fn bytes(&self) -> usize {
        self.codes.bytes() + 16 * self.at.len() + self.radius.as_ref().map_or(0, |r| 8 * r.len())
    }
}
