//! Other rows near a row in time and place: what counts over them come to.
//!
//! For each question the rows that may satisfy its condition are laid into a grid of cells, each list in order of
//! time; a count looks at the cells around its row. Rows whose place or hour is vague stand in a list of their own
//! that every count looks through. Nothing here decides a norm.
//!
//! A pattern counts *before*: the rows stand in one fixed order, by the latest moment at which each may have
//! happened, and each counts those before it. Where the true order is open, what is counted surely must lie near
//! enough whichever came last, and what is counted perhaps may lie twice as far.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::case::{Case, Cell, OpenKey, Unknown};
use super::compare::compare_numbers;
use super::row::Row;
use super::subjects::{self, RowKey};
use super::weigher::Weigher;
use crate::columns::norms::{Conditions, Known, NormColumns};
use crate::condition::{Atom, AtomKind, Counted, Expr, Truth};
use crate::place::{Point, Region};
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Number, Value};

/// A row whose time may be wider than this stands in the list that every count looks through.
const LONG: i64 = Span::days(3).0;
/// So does one whose disc is wider than the distance asked and than this, in metres.
const WIDE_M: f64 = 1_000.0;
/// A degree of latitude is never shorter, in metres.
const DEGREE_M: f64 = 110_500.0;
/// More cells than this around a row: the whole list is looked through instead.
const MOST_CELLS: i64 = 400;

/// Where a row may be: its alternatives as discs, none where unknown.
type Spot = Vec<(Point, f64)>;

/// A row as counts see it.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub key: RowKey,
    /// What the condition comes to on it.
    truth: Truth,
    begin: TimeRange,
    end: TimeRange,
    spot: Spot,
    /// The sets of parties that may answer for it, where the question asks.
    sets: Vec<u64>,
    /// Its place in the fixed order of a pattern: by the latest moment, the earliest, then the id.
    rank: u32,
}

/// The rows that may satisfy one question's condition.
#[derive(Debug, Default)]
pub(super) struct Nearby {
    /// By the earliest moment.
    rows: Vec<Near>,
    grid: FxHashMap<(i32, i32), Vec<u32>>,
    /// Vague in place or time.
    wide: Vec<u32>,
    /// Of a pattern: where each row stands in the list.
    at: FxHashMap<RowKey, u32>,
    /// Whether positions are counted.
    pub positions: bool,
    /// The height of a cell in degrees.
    step: f64,
    /// The widest disc in the grid.
    small_m: f64,
}

/// What a question counts, taken from its atom.
#[derive(Clone, Copy)]
struct Counting<'n> {
    condition: &'n Expr,
    metres: f64,
    window: Span,
    same: Option<bool>,
    counted: Counted,
}

impl<'n> Counting<'n> {
    const fn of(kind: &'n AtomKind) -> Option<Self> {
        match kind {
            AtomKind::CountWithin { condition, metres, window, same_party, counted, .. } => Some(Self {
                condition,
                metres: *metres,
                window: *window,
                same: *same_party,
                counted: *counted,
            }),
            _ => None,
        }
    }
}

/// The row whose surroundings are counted.
struct Centre {
    key: RowKey,
    begin: TimeRange,
    end: TimeRange,
    spot: Spot,
    sets: Vec<u64>,
}

/// One row found near.
struct Found<'n> {
    row: &'n Near,
    truth: Truth,
    /// Of a pattern: it may have come after.
    after: bool,
    /// Of a pattern: it may lie further than asked, near enough only to one that may have come after.
    far: bool,
}

impl<'a> Weigher<'a> {
    /// Lays out the rows of every question that counts; questions within terms first.
    pub(super) fn lay_out(&mut self, columns: Option<&NormColumns>) {
        let agreement = self.agreement;
        let readings = agreement.terms.iter().flat_map(|t| &t.readings).map(|r| &r.when);
        let rules = agreement.norms.iter().filter_map(|n| n.rule.as_ref()).flat_map(|r| [&r.when, &r.must]);
        let exceptions = agreement.norms.iter().filter_map(|n| n.exception.as_ref());
        let exceptions =
            exceptions.flat_map(|e| std::iter::once(&e.when).chain(e.needs.iter().map(|n| &n.when)));
        let mut atoms = Vec::new();
        readings.chain(rules).chain(exceptions).for_each(|e| e.atoms(&mut atoms));
        for atom in atoms {
            let Some(counting) = Counting::of(&atom.kind) else { continue };
            let question = self.question(atom);
            if !self.nearby.contains_key(&question) {
                let nearby = self.nearby_of(counting, columns);
                self.nearby.insert(question, nearby);
            }
        }
    }

    fn nearby_of(&self, counting: Counting<'_>, columns: Option<&NormColumns>) -> Nearby {
        let agreement = self.agreement;
        let planes = columns.map(|columns| {
            let known = Known { geometries: &agreement.geometries, terms: &agreement.terms, dated: None };
            let mut conditions = Conditions::new(columns, known);
            let node = conditions.expr(counting.condition);
            conditions.evaluate(node, &|_, _| Truth::Unknown)
        });
        let incidents = self.material.incidents;
        let mut first = Vec::with_capacity(incidents.len());
        let mut next = 0;
        for incident in incidents {
            first.push(next);
            next += incident.deeds.len();
        }
        let ruled_out =
            |i: usize, d: usize| planes.as_ref().is_some_and(|p| p.truth(first[i] + d) == Truth::False);
        let mut rows: Vec<Near> = (0..incidents.len())
            .into_par_iter()
            .flat_map_iter(|i| (0..incidents[i].deeds.len()).map(move |d| (i, d)))
            .filter_map(|key| {
                let stood =
                    counting.counted == Counted::Positions && self.subjects.origins.contains_key(&key);
                if !stood && ruled_out(key.0, key.1) {
                    return None;
                }
                self.seen_near(key, counting)
            })
            .collect();
        let lists = match counting.counted {
            Counted::Positions => (subjects::POSITIONS, self.subjects.positions.len()),
            _ => (subjects::VISITS, self.subjects.visits.len()),
        };
        rows.extend((0..lists.1).filter_map(|k| self.seen_near((lists.0, k), counting)));
        if counting.counted == Counted::Before {
            self.put_in_order(&mut rows);
        }
        Nearby::lay(rows, counting)
    }

    /// Ranks the rows of a pattern: wherever their times tell, in that order; else by what names them, so that the
    /// order of the material does not matter.
    fn put_in_order(&self, rows: &mut [Near]) {
        rows.par_sort_unstable_by(|a, b| {
            let time = |r: &Near| (r.begin.hi, r.begin.lo);
            time(a).cmp(&time(b)).then_with(|| self.name_of(a.key).cmp(&self.name_of(b.key)))
        });
        for (row, rank) in rows.iter_mut().zip(0_u32..) {
            row.rank = rank;
        }
    }

    /// What names a row, whatever its place in the material.
    pub(super) fn name_of(&self, key: RowKey) -> (&str, usize) {
        match (self.subjects.entry(key), self.material.incidents.get(key.0)) {
            (Some(entry), _) => (&entry.subject.id, usize::MAX),
            (None, Some(incident)) => (&incident.id.0, key.1),
            (None, None) => ("", key.1),
        }
    }

    /// The row of a key, as a question of this kind sees it.
    pub(super) fn row_of(&self, key: RowKey, counted: Counted) -> Option<Row<'a>> {
        let subjects = self.subjects;
        if let Some(entry) = subjects.entry(key) {
            return Some(Row::of_entry(key, &entry.deed, entry.entry));
        }
        let incident = self.material.incidents.get(key.0)?;
        let mut deed = incident.deeds.get(key.1)?;
        if counted == Counted::Positions {
            match subjects.origins.get(&key) {
                Some(stood) => deed = stood,
                None if !subjects::may_place(deed) => return None,
                None => {}
            }
        }
        Some(Row::of_deed(&incident.id, key, deed, self.agreement.mixed_accounts))
    }

    fn seen_near(&self, key: RowKey, counting: Counting<'_>) -> Option<Near> {
        let row = self.row_of(key, counting.counted)?;
        let open = Case::default();
        // an entry of the register of visits counts as a deed where it is a denial
        if key.0 == subjects::VISITS && row.alternatives(Attribute::Act).is_empty() {
            return None;
        }
        let truth = self.truth(counting.condition, &row, &open);
        if truth == Truth::False {
            return None;
        }
        let centre = self.centre(&row, &open, counting);
        let Centre { begin, end, spot, sets, .. } = centre;
        Some(Near { key, truth, begin, end, spot, sets, rank: 0 })
    }

    fn centre(&self, row: &Row<'a>, case: &Case, counting: Counting<'_>) -> Centre {
        let begin = self.time(row, case);
        let end = match counting.counted {
            Counted::Positions => self.time_of_attribute(row, case, Attribute::Until).unwrap_or(begin),
            _ => begin,
        };
        let spot = self
            .values(row, case, Attribute::Place)
            .into_iter()
            .map(|value| match value {
                Value::Place(region) => disc_of(region),
                // stated to be nowhere: as good as unknown
                _ => (Point { lon: 0.0, lat: 0.0 }, f64::INFINITY),
            })
            .collect();
        let sets =
            if counting.same.is_some() { self.answers(row, case, Attribute::Actor).sets } else { Vec::new() };
        Centre { key: row.place_in_list, begin, end, spot, sets }
    }

    /// Whether a count over other rows holds.
    pub(super) fn count_within(&self, atom: &Atom, row: &Row<'a>, case: &Case) -> Truth {
        let AtomKind::CountWithin { compare, number, .. } = &atom.kind else { return Truth::Unknown };
        let truth = match (Counting::of(&atom.kind), self.nearby.get(&self.question(atom))) {
            (Some(counting), Some(nearby)) => {
                let centre = self.centre(row, case, counting);
                compare_numbers(nearby.count(counting, &centre, *number), *compare, Number::exact(*number))
            }
            _ => Truth::Unknown,
        };
        match case.get(&Unknown::Open(OpenKey::Count(self.question(atom)))) {
            Some(Cell::Yes(yes)) if truth == Truth::Unknown => Truth::from(*yes),
            _ => truth,
        }
    }

    /// The rows that a question counts around a row, surely or perhaps.
    pub(super) fn counted_around(&self, atom: &Atom, row: &Row<'a>) -> Vec<(RowKey, Truth)> {
        let (Some(counting), Some(nearby)) =
            (Counting::of(&atom.kind), self.nearby.get(&self.question(atom)))
        else {
            return Vec::new();
        };
        let centre = self.centre(row, &Case::default(), counting);
        let mut out: Vec<(RowKey, Truth)> = Vec::new();
        nearby.around(counting, &centre, &mut |found| {
            if !found.far {
                out.push((found.row.key, found.truth));
            }
            true
        });
        out.sort_unstable();
        out
    }
}

impl Nearby {
    fn lay(mut rows: Vec<Near>, counting: Counting<'_>) -> Self {
        let metres = counting.metres;
        rows.sort_unstable_by_key(|r| (r.begin.lo, r.key));
        let small_m = metres.max(WIDE_M);
        let step = ((2.0 * metres + small_m) / DEGREE_M).max(1e-4);
        let positions = counting.counted == Counted::Positions;
        let mut nearby = Self { positions, step, small_m, ..Self::default() };
        for (row, index) in rows.iter().zip(0_u32..) {
            let short = row.end.hi.0.saturating_sub(row.begin.lo.0) <= LONG;
            match row.spot.as_slice() {
                [(at, radius)] if short && *radius <= small_m && at.lat.abs() < 88.0 => {
                    let band = nearby.band(at.lat);
                    nearby.grid.entry((band, nearby.column(band, at.lon))).or_default().push(index);
                }
                _ => nearby.wide.push(index),
            }
        }
        if counting.counted == Counted::Before {
            nearby.at = rows.iter().zip(0_u32..).map(|(row, index)| (row.key, index)).collect();
        }
        Self { rows, ..nearby }
    }

    #[expect(clippy::cast_possible_truncation, reason = "degrees over a step of 1e-4 at least fit")]
    fn band(&self, lat: f64) -> i32 {
        (lat / self.step).floor() as i32
    }

    #[expect(clippy::cast_possible_truncation, reason = "degrees over a step of 1e-4 at least fit")]
    fn column(&self, band: i32, lon: f64) -> i32 {
        // the edge of the band that lies further from the equator is the shorter
        let edge = f64::from(if band < 0 { -band } else { band + 1 }) * self.step;
        (lon / (self.step / edge.min(89.0).to_radians().cos())).floor() as i32
    }

    /// How many rows are counted, surely and at most; no further than `number` needs.
    fn count(&self, counting: Counting<'_>, centre: &Centre, number: f64) -> Number {
        let (mut surely, mut perhaps, mut further, mut any_after) = (0_u32, 0_u32, 0_u32, false);
        let (mut before, mut after): (Vec<&Near>, Vec<&Near>) = (Vec::new(), Vec::new());
        let most = |n: u32| f64::from(n) > number;
        self.around(counting, centre, &mut |found| {
            any_after |= found.after && !found.far;
            match found.truth {
                _ if found.far => further += 1,
                Truth::True if found.after => after.push(found.row),
                Truth::True => {
                    surely += 1;
                    before.push(found.row);
                }
                _ => perhaps += 1,
            }
            !most(surely)
        });
        if !after.is_empty() && !most(surely) {
            let sure = together(counting, &before, &after, &centre.sets, number);
            perhaps += u32::try_from(after.len()).unwrap_or(u32::MAX).saturating_sub(sure);
            surely += sure;
        }
        if any_after {
            perhaps = perhaps.saturating_add(further);
        }
        let low = f64::from(surely);
        Number { low, best: low, high: f64::from(surely.saturating_add(perhaps)) }
    }

    /// Every row that may be counted, until `visit` has seen enough.
    fn around<'n>(
        &'n self,
        counting: Counting<'_>,
        centre: &Centre,
        visit: &mut dyn FnMut(Found<'n>) -> bool,
    ) {
        let window = counting.window.0;
        let latest = centre.end.hi.0.saturating_add(window);
        let look = |index: u32, visit: &mut dyn FnMut(Found<'n>) -> bool| -> bool {
            let row = &self.rows[index as usize];
            self.look(counting, centre, row).is_none_or(visit)
        };
        for index in &self.wide {
            if self.rows[*index as usize].begin.lo.0 > latest {
                break;
            }
            if !look(*index, visit) {
                return;
            }
        }
        let earliest = Instant(centre.begin.lo.0.saturating_sub(window).saturating_sub(LONG));
        let through = |list: &[u32], visit: &mut dyn FnMut(Found<'n>) -> bool| -> bool {
            let from = list.partition_point(|i| self.rows[*i as usize].begin.lo < earliest);
            for index in &list[from..] {
                if self.rows[*index as usize].begin.lo.0 > latest {
                    break;
                }
                if !look(*index, visit) {
                    return false;
                }
            }
            true
        };
        match self.cells_around(counting, &centre.spot) {
            Some(cells) => {
                for cell in cells {
                    if let Some(list) = self.grid.get(&cell)
                        && !through(list, visit)
                    {
                        return;
                    }
                }
            }
            None => {
                for list in self.grid.values() {
                    if !through(list, visit) {
                        return;
                    }
                }
            }
        }
    }

    /// The cells that may hold a row near enough; `None` where that may be any.
    fn cells_around(&self, counting: Counting<'_>, spot: &Spot) -> Option<Vec<(i32, i32)>> {
        let reach = if counting.counted == Counted::Before { 2.0 } else { 1.0 } * counting.metres;
        let mut cells = Vec::new();
        if spot.is_empty() {
            return None;
        }
        for (at, radius) in spot {
            let metres = reach + radius + self.small_m;
            let degrees = metres / DEGREE_M;
            let (low, high) = (at.lat - degrees, at.lat + degrees);
            if !degrees.is_finite() || low < -88.0 || high > 88.0 {
                return None;
            }
            let wide = degrees / low.abs().max(high.abs()).to_radians().cos();
            let (west, east) = (at.lon - wide, at.lon + wide);
            if west < -180.0 || east > 180.0 {
                return None;
            }
            for band in self.band(low)..=self.band(high) {
                let columns = self.column(band, west)..=self.column(band, east);
                let count = i64::from(*columns.end()) - i64::from(*columns.start()) + 1;
                if i64::try_from(cells.len()).unwrap_or(i64::MAX).saturating_add(count) > MOST_CELLS {
                    return None;
                }
                cells.extend(columns.map(|column| (band, column)));
            }
        }
        if spot.len() > 1 {
            cells.sort_unstable();
            cells.dedup();
        }
        Some(cells)
    }

    fn look<'n>(&'n self, counting: Counting<'_>, centre: &Centre, row: &'n Near) -> Option<Found<'n>> {
        if row.key == centre.key {
            return None;
        }
        let before = counting.counted == Counted::Before;
        if before && self.at.get(&centre.key).is_some_and(|c| row.rank > self.rows[*c as usize].rank) {
            return None;
        }
        let mut truth =
            row.truth.and(apart_in_time((row.begin, row.end), (centre.begin, centre.end), counting.window));
        if truth == Truth::False {
            return None;
        }
        if let Some(same) = counting.same {
            truth = truth.and(parties_agree(&centre.sets, &row.sets, same));
            if truth == Truth::False {
                return None;
            }
        }
        let after = before && row.begin.hi.0 - 1 > centre.begin.lo.0;
        let (near, far) = match apart(&centre.spot, &row.spot, counting.metres) {
            Truth::False if before => (apart(&centre.spot, &row.spot, 2.0 * counting.metres), true),
            near => (near, false),
        };
        truth = truth.and(near);
        (truth != Truth::False).then_some(Found { row, truth, after, far })
    }
}

/// How many rows that may have come after the counted one belong to it in whatever order they came: each near
/// enough in time and place to all the others, and of one party alone.
fn together(counting: Counting<'_>, before: &[&Near], after: &[&Near], sets: &[u64], number: f64) -> u32 {
    let one_party = |sets: &[u64]| matches!(sets, [set] if set.count_ones() == 1);
    if counting.same.is_some() && !one_party(sets) {
        return 0;
    }
    let mut chosen: Vec<&Near> = before.to_vec();
    let enough = |n: usize| n as f64 > number;
    let mut sure = 0;
    for row in after {
        if enough(chosen.len()) {
            break;
        }
        let fits = counting.same.is_none() || row.sets == sets;
        let joins = |other: &&Near| {
            let close = apart_in_time((row.begin, row.end), (other.begin, other.end), counting.window);
            close.and(apart(&row.spot, &other.spot, counting.metres)) == Truth::True
        };
        if fits && chosen.iter().all(joins) {
            chosen.push(row);
            sure += 1;
        }
    }
    sure
}

/// Whether two stays lie within `window` of each other; a moment is a stay that ends as it begins.
fn apart_in_time(a: (TimeRange, TimeRange), b: (TimeRange, TimeRange), window: Span) -> Truth {
    let gap = |from: i64, to: i64| from.saturating_sub(to);
    let least = gap(a.0.lo.0, b.1.hi.0 - 1).max(gap(b.0.lo.0, a.1.hi.0 - 1)).max(0);
    let most = gap(a.0.hi.0 - 1, b.1.lo.0).max(gap(b.0.hi.0 - 1, a.1.lo.0));
    Truth::from_possible(least <= window.0, most > window.0)
}

/// Whether two places lie within `metres`, over all that either may be.
fn apart(a: &Spot, b: &Spot, metres: f64) -> Truth {
    let mut out: Option<Truth> = None;
    for (at, radius) in a {
        for (other, other_radius) in b {
            let slack = radius + other_radius;
            let truth = if !slack.is_finite() {
                Truth::Unknown
            } else if (at.lat - other.lat).abs() * DEGREE_M > metres + slack + 1.0 {
                Truth::False
            } else {
                let d = at.metres_to(*other);
                Truth::from_possible(d - slack <= metres, d + slack > metres)
            };
            match out {
                None => out = Some(truth),
                Some(before) if before == truth => {}
                Some(_) => return Truth::Unknown,
            }
        }
    }
    out.unwrap_or(Truth::Unknown)
}

fn disc_of(region: &Region) -> (Point, f64) {
    (region.centre(), region.radius_m())
}

/// Whether the party of another row is ours, or is another's, over all sets that may answer.
fn parties_agree(ours: &[u64], theirs: &[u64], same: bool) -> Truth {
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
    super::atom::fold(
        pairs.map(|(a, b)| if same { Truth::from(a & b != 0) } else { Truth::from(a & b == 0 && b != 0) }),
    )
}
