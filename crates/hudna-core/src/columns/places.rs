//! Columns of places: points, discs, districts.
//!
//! Rows with a point or disc are parted, by radius and then by halves of the country, into small neighbourhoods:
//! each is a cell with a box and the bounds of its radii, which most questions about a zone decide whole.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::codes::{Code, Codes, MOST_CELLS, Verdict};
use super::zone::{Span, ZoneIndex};
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

impl Asked<'_> {
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
    spill: FxHashMap<u32, Vec<Region>>,
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
        part(&at, &radius, &mut codes, &mut cells);
        let mut known: FxHashMap<u64, Vec<(&Vec<Region>, Code)>> = FxHashMap::default();
        let mut spill = FxHashMap::default();
        let mut rows: Vec<_> = sets.iter().collect();
        rows.sort_unstable_by_key(|(row, _)| **row);
        let mut full = None;
        for (row, set) in rows {
            let same = known.entry(fingerprint(set)).or_default();
            let code = if let Some((_, code)) = same.iter().find(|(other, _)| *other == set) {
                *code
            } else if cells.len() + 1 < MOST_CELLS {
                let code = Code::try_from(cells.len()).unwrap_or(Code::MAX);
                cells.push(Cell::Set(set.clone()));
                same.push((set, code));
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
        Places { codes: Codes::pack(codes, cells.len()), cells, at, radius, spill }
    }
}

fn fingerprint(set: &[Region]) -> u64 {
    let mut hasher = FxHasher::default();
    for region in set {
        let c = region.centre();
        (c.lon.to_bits(), c.lat.to_bits(), region.is_point()).hash(&mut hasher);
    }
    hasher.finish()
}

/// Parts rows by radius, then by halves of the country.
fn part(at: &[Point], radius: &[f64], codes: &mut [Code], cells: &mut Vec<Cell>) {
    let mut rows: Vec<u32> = (0..u32::try_from(at.len()).unwrap_or(u32::MAX))
        .filter(|r| at[*r as usize].lon.is_finite())
        .collect();
    if rows.is_empty() {
        return;
    }
    // Half-octave classes: within one the radii differ by less than half.
    let class = |r: u32| {
        let m = radius[r as usize];
        #[expect(clippy::cast_possible_truncation, reason = "a logarithm is small")]
        if m > 0.0 { (2.0 * m.log2()).floor() as i32 } else { i32::MIN }
    };
    rows.sort_by_cached_key(|r| class(*r));
    let size = ROWS_IN_LEAF.max(rows.len().div_ceil(MOST_LEAVES / 2));
    for same in rows.chunk_by_mut(|a, b| class(*a) == class(*b)) {
        halve(same, at, size, &mut |leaf| {
            let code = Code::try_from(cells.len()).unwrap_or(Code::MAX);
            for row in leaf.iter() {
                codes[*row as usize] = code;
            }
            cells.push(Cell::Leaf(Leaf::of(leaf, at, radius)));
        });
    }
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
    fn of(rows: &[u32], at: &[Point], radius: &[f64]) -> Self {
        let span = rows.iter().fold(Span::NONE, |s, r| s.with(at[*r as usize].lon, at[*r as usize].lat));
        let middle =
            Point { lon: f64::midpoint(span.west, span.east), lat: f64::midpoint(span.south, span.north) };
        let frame = Frame::at(middle);
        let away = |r: &u32| {
            let (x, y) = frame.to(at[*r as usize].lon, at[*r as usize].lat);
            x.hypot(y) + frame.slack(x.hypot(y), 0.0)
        };
        let reach_m = rows.iter().map(away).fold(0.0, f64::max);
        let metres = |r: &u32| radius[*r as usize];
        Self {
            span,
            middle,
            reach_m,
            least_m: rows.iter().map(metres).fold(f64::INFINITY, f64::min),
            most_m: rows.iter().map(metres).fold(0.0, f64::max),
        }
    }
    fn ask(&self, asked: Asked<'_>) -> Verdict {
        use std::cmp::Ordering::{Greater, Less};
        let (zone, away) = match asked {
            Asked::Inside(zone) if self.most_m <= 0.0 => {
                return zone.covers_box(&self.span).map_or(Verdict::Look, |b| Verdict::Known(b.into()));
            }
            Asked::Inside(zone) => (zone, self.most_m),
            Asked::Near(zone, metres) => (zone, self.most_m + metres),
        };
        // Farther from the border than any row's disc reaches: one side for all.
        if zone.border_versus(self.middle, self.reach_m + away) == Greater {
            return Verdict::Known(zone.covers(self.middle.lon, self.middle.lat).into());
        }
        match asked {
            Asked::Inside(_) => {
                let near = self.least_m - self.reach_m;
                if near > 0.0 && zone.border_versus(self.middle, near) == Less {
                    return Verdict::Known(Truth::Unknown);
                }
            }
            Asked::Near(_, metres) => {
                let near = metres - self.most_m - self.reach_m;
                if near > 0.0 && zone.border_versus(self.middle, near) == Less {
                    return Verdict::Known(Truth::True);
                }
            }
        }
        Verdict::Look
    }
}

impl Places {
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
