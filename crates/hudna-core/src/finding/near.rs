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
use super::plain::Plain;
use super::row::Row;
use super::sift::Laid;
use super::subjects::{self, RowKey};
use super::weigher::Weigher;
use crate::condition::{Atom, AtomKind, Counted, Expr, Truth};
use crate::place::Point;
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

/// A list that mostly holds one.
#[derive(Clone, Debug)]
enum Few<T> {
    One([T; 1]),
    Some(Vec<T>),
}

impl<T> std::ops::Deref for Few<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        match self {
            Self::One(one) => one,
            Self::Some(list) => list,
        }
    }
}

impl<T: Copy> From<Vec<T>> for Few<T> {
    fn from(list: Vec<T>) -> Self {
        match list.as_slice() {
            [one] => Self::One([*one]),
            _ => Self::Some(list),
        }
    }
}

/// Where a row may be: its alternatives as discs, none where unknown.
type Spot = Few<(Point, f64)>;
/// The sets of parties that may answer for it.
type Sets = Few<u64>;

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
    sets: Sets,
    /// Its place in the fixed order of a pattern: by the latest moment, the earliest, then the id.
    rank: u32,
    /// Among all deeds; past their end for an entry of a register.
    deed: u32,
}

/// The rows that may satisfy one question's condition.
#[derive(Debug, Default)]
pub(super) struct Nearby {
    /// By the earliest moment.
    rows: Vec<Near>,
    /// By cell: the earliest moment of each row with its index, in order.
    grid: FxHashMap<(i32, i32), Vec<(Instant, u32)>>,
    /// Vague in place or time.
    wide: Vec<u32>,
    /// Of a pattern: where each row stands in the list.
    at: FxHashMap<RowKey, u32>,
    /// Where each deed stands in the list, where columns laid it.
    of_deed: Vec<u32>,
    /// Whether positions are counted.
    pub positions: bool,
    /// The height of a cell in degrees.
    step: f64,
    /// The widest disc in the grid.
    small_m: f64,
    /// The longest time in the grid.
    longest: i64,
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
    sets: Sets,
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
    pub(super) fn lay_out(&mut self, laid: Option<&Laid<'_>>) {
        let mut atoms = Vec::new();
        let agreement = self.agreement;
        agreement.terms.iter().flat_map(|t| &t.readings).for_each(|r| r.when.atoms(&mut atoms));
        super::weigher::conditions(agreement).for_each(|expr| expr.atoms(&mut atoms));
        for atom in &atoms {
            let Some(counting) = Counting::of(&atom.kind) else { continue };
            let question = self.question(atom);
            if !self.nearby.contains_key(&question) {
                let nearby = self.nearby_of(counting, laid);
                self.nearby.insert(question, nearby);
            }
        }
        self.lay_senders(&atoms, laid);
    }

    fn nearby_of(&self, counting: Counting<'_>, laid: Option<&Laid<'_>>) -> Nearby {
        let positions = counting.counted == Counted::Positions;
        let mut rows: Vec<Near> = match laid {
            Some(laid) => self.near_by_columns(counting, laid),
            None => {
                let incidents = self.material.incidents;
                (0..incidents.len())
                    .into_par_iter()
                    .flat_map_iter(|i| (0..incidents[i].deeds.len()).map(move |d| (i, d)))
                    .filter_map(|key| self.seen_near(key, counting))
                    .collect()
            }
        };
        let lists = match counting.counted {
            Counted::Positions => (subjects::POSITIONS, self.subjects.positions.len()),
            _ => (subjects::VISITS, self.subjects.visits.len()),
        };
        rows.extend((0..lists.1).filter_map(|k| self.seen_near((lists.0, k), counting)));
        if counting.counted == Counted::Before {
            self.put_in_order(&mut rows);
        }
        let mut nearby = Nearby::lay(rows, counting);
        nearby.positions = positions;
        if let Some(laid) = laid {
            nearby.of_deed = vec![u32::MAX; laid.columns.rows()];
            for (near, index) in nearby.rows.iter().zip(0_u32..) {
                if let Some(slot) = nearby.of_deed.get_mut(near.deed as usize) {
                    *slot = index;
                }
            }
        }
        nearby
    }

    /// The deeds that a question may count, by columns: those of which its condition may hold.
    fn near_by_columns(&self, counting: Counting<'_>, laid: &Laid<'_>) -> Vec<Near> {
        let columns = laid.columns;
        let planes = self.swept(counting.condition, laid);
        let origins = &self.subjects.origins;
        let stands = |key: &RowKey| counting.counted == Counted::Positions && origins.contains_key(key);
        let words = columns.rows().div_ceil(64);
        (0..words)
            .into_par_iter()
            .with_min_len(64)
            .flat_map_iter(|w| {
                let (surely, mut perhaps) = planes.word(w);
                if counting.counted == Counted::Positions && !origins.is_empty() {
                    perhaps = u64::MAX;
                }
                let contested = columns.contested().get(w).copied().unwrap_or(0);
                let mut open = perhaps;
                std::iter::from_fn(move || {
                    let bit = open & open.wrapping_neg();
                    open ^= bit;
                    let row = w * 64 + bit.trailing_zeros() as usize;
                    (bit != 0).then_some((row, surely & bit != 0, contested & bit != 0))
                })
            })
            .filter_map(|(row, surely, contested)| {
                let key = columns.deed(row)?;
                let mut near = if stands(&key) {
                    self.seen_near(key, counting)?
                } else if planes.truth(row) == Truth::False {
                    return None;
                } else if contested {
                    self.seen_near(key, counting)?
                } else {
                    self.plainly_near(key, row, surely, counting, laid)?
                };
                near.deed = u32::try_from(row).unwrap_or(u32::MAX);
                Some(near)
            })
            .collect()
    }

    /// The same of a deed of which each attribute is said once.
    fn plainly_near(
        &self,
        key: RowKey,
        row: usize,
        surely: bool,
        counting: Counting<'_>,
        laid: &Laid<'_>,
    ) -> Option<Near> {
        let deed = self.deed(key)?;
        let positions = counting.counted == Counted::Positions;
        if positions && !subjects::may_place(deed) {
            return None;
        }
        let plain = Plain::of(deed);
        let actor = laid.actors.of_row(laid.columns, row).map(|(_, actor)| actor);
        let sets = match (plain.actor, actor) {
            _ if counting.same.is_none() => Few::Some(Vec::new()),
            (None, _) => self.anybody().into(),
            (Some(Value::Nothing), _) => Few::One([0]),
            (Some(_), Some(actor)) if actor.steady => match actor.sets.as_slice() {
                [one] => Few::One([*one]),
                several => Few::Some(several.to_vec()),
            },
            _ => return self.seen_near(key, counting),
        };
        if plain.never {
            return self.seen_near(key, counting);
        }
        let truth = if surely {
            Truth::True
        } else {
            let row = self.deed_row(key, deed);
            self.truth(counting.condition, &row, &Case::default())
        };
        let end = if positions { plain.until.unwrap_or(plain.at) } else { plain.at };
        let spot = plain.place.map_or(Few::Some(Vec::new()), |place| Few::One([disc_of_value(place)]));
        let near = Near { key, truth, begin: plain.at, end, spot, sets, rank: 0, deed: u32::MAX };
        (truth != Truth::False).then_some(near)
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
        Some(Near { key, truth, begin, end, spot, sets, rank: 0, deed: u32::MAX })
    }

    fn centre(&self, row: &Row<'a>, case: &Case, counting: Counting<'_>) -> Centre {
        let begin = self.time(row, case);
        let end = match counting.counted {
            Counted::Positions => self.time_of_attribute(row, case, Attribute::Until).unwrap_or(begin),
            _ => begin,
        };
        let places = self.values(row, case, Attribute::Place);
        let spot = places.into_iter().map(disc_of_value).collect::<Vec<_>>().into();
        let sets =
            if counting.same.is_some() { self.answers(row, case, Attribute::Actor).sets } else { Vec::new() };
        Centre { key: row.place_in_list, begin, end, spot, sets: sets.into() }
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

    /// Whether a count over other rows holds around a deed that is itself in the list; `None` where it is not.
    pub(super) fn count_laid(&self, atom: &Atom, deed: usize) -> Option<Truth> {
        let AtomKind::CountWithin { compare, number, .. } = &atom.kind else { return None };
        let counting = Counting::of(&atom.kind)?;
        let nearby = self.nearby.get(&self.question(atom))?;
        let centre = nearby.centre_of(deed)?;
        let count = nearby.count(counting, &centre, *number);
        Some(compare_numbers(count, *compare, Number::exact(*number)))
    }

    /// The rows that a question counts around a row, surely or perhaps.
    ///
    /// `deed` is its number among all deeds, where it is one.
    pub(super) fn counted_around(&self, atom: &Atom, row: &Row<'a>, deed: usize) -> Vec<(RowKey, Truth)> {
        let (Some(counting), Some(nearby)) =
            (Counting::of(&atom.kind), self.nearby.get(&self.question(atom)))
        else {
            return Vec::new();
        };
        let centre = nearby.centre_of(deed).unwrap_or_else(|| self.centre(row, &Case::default(), counting));
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
    /// A deed that is itself in the list.
    fn centre_of(&self, deed: usize) -> Option<Centre> {
        let near = self.rows.get(*self.of_deed.get(deed)? as usize)?;
        let (spot, sets) = (near.spot.clone(), near.sets.clone());
        Some(Centre { key: near.key, begin: near.begin, end: near.end, spot, sets })
    }

    fn lay(mut rows: Vec<Near>, counting: Counting<'_>) -> Self {
        let metres = counting.metres;
        rows.par_sort_unstable_by_key(|r| (r.begin.lo, r.key));
        let small_m = metres.max(WIDE_M);
        let step = ((2.0 * metres + small_m) / DEGREE_M).max(1e-4);
        let mut nearby = Self { step, ..Self::default() };
        for (row, index) in rows.iter().zip(0_u32..) {
            let long = row.end.hi.0.saturating_sub(row.begin.lo.0);
            match &*row.spot {
                [(at, radius)] if long <= LONG && *radius <= small_m && at.lat.abs() < 88.0 => {
                    nearby.small_m = nearby.small_m.max(*radius);
                    nearby.longest = nearby.longest.max(long);
                    let band = nearby.band(at.lat);
                    nearby
                        .grid
                        .entry((band, nearby.column(band, at.lon)))
                        .or_default()
                        .push((row.begin.lo, index));
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
        let before = counting.counted == Counted::Before;
        let own = self.at.get(&centre.key).filter(|_| before).and_then(|c| self.rows.get(*c as usize));
        let last = own.map_or(u32::MAX, |own| own.rank);
        let look = |index: u32, visit: &mut dyn FnMut(Found<'n>) -> bool| -> bool {
            let row = &self.rows[index as usize];
            row.rank > last || self.look(counting, centre, row).is_none_or(visit)
        };
        for index in &self.wide {
            if self.rows[*index as usize].begin.lo.0 > latest {
                break;
            }
            if !look(*index, visit) {
                return;
            }
        }
        let earliest = Instant(centre.begin.lo.0.saturating_sub(window).saturating_sub(self.longest));
        let through = |list: &[(Instant, u32)], visit: &mut dyn FnMut(Found<'n>) -> bool| -> bool {
            let from = list.partition_point(|(begin, _)| *begin < earliest);
            let near = list[from..].iter().take_while(|(begin, _)| begin.0 <= latest);
            near.into_iter().all(|(_, index)| look(*index, visit))
        };
        let mut in_cell = |cell: (i32, i32)| self.grid.get(&cell).is_none_or(|list| through(list, visit));
        if let [one] = &*centre.spot
            && let Some(bands) = self.bands_around(counting, *one)
        {
            for (band, columns) in bands {
                if !columns.into_iter().all(|column| in_cell((band, column))) {
                    return;
                }
            }
            return;
        }
        match self.cells_around(counting, &centre.spot) {
            Some(cells) => {
                cells.into_iter().all(in_cell);
            }
            None => {
                self.grid.values().all(|list| through(list, visit));
            }
        }
    }

    /// The cells that may hold a row near enough to several places; `None` where that may be any.
    fn cells_around(&self, counting: Counting<'_>, spot: &Spot) -> Option<Vec<(i32, i32)>> {
        if spot.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        for one in spot.iter() {
            for (band, columns) in self.bands_around(counting, *one)? {
                cells.extend(columns.map(|column| (band, column)));
            }
            if i64::try_from(cells.len()).unwrap_or(i64::MAX) > MOST_CELLS {
                return None;
            }
        }
        cells.sort_unstable();
        cells.dedup();
        Some(cells)
    }

    /// The same for one place: bands from south to north, each with its columns.
    fn bands_around(
        &self,
        counting: Counting<'_>,
        (at, radius): (Point, f64),
    ) -> Option<impl Iterator<Item = (i32, std::ops::RangeInclusive<i32>)> + '_> {
        let reach = if counting.counted == Counted::Before { 2.0 } else { 1.0 } * counting.metres;
        let degrees = (reach + radius + self.small_m) / DEGREE_M;
        let (low, high) = (at.lat - degrees, at.lat + degrees);
        if !degrees.is_finite() || low < -88.0 || high > 88.0 {
            return None;
        }
        let wide = degrees / low.abs().max(high.abs()).to_radians().cos();
        let (west, east) = (at.lon - wide, at.lon + wide);
        if west < -180.0 || east > 180.0 {
            return None;
        }
        let bands = self.band(low)..=self.band(high);
        // a band has the more columns the nearer it is to the equator
        let most = ((east - west) / self.step + 2.0) * f64::from(bands.end() - bands.start() + 1);
        if most > MOST_CELLS as f64 {
            return None;
        }
        Some(bands.map(move |band| (band, self.column(band, west)..=self.column(band, east))))
    }

    fn look<'n>(&'n self, counting: Counting<'_>, centre: &Centre, row: &'n Near) -> Option<Found<'n>> {
        if row.key == centre.key {
            return None;
        }
        let before = counting.counted == Counted::Before;
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
        let fits = counting.same.is_none() || *row.sets == *sets;
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
    for (at, radius) in a.iter() {
        for (other, other_radius) in b.iter() {
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

fn disc_of_value(value: &Value) -> (Point, f64) {
    match value {
        Value::Place(region) => (region.centre(), region.radius_m()),
        // stated to be nowhere: as good as unknown
        _ => (Point { lon: 0.0, lat: 0.0 }, f64::INFINITY),
    }
}

/// Whether the party of another row is ours, or is another's, over all sets that may answer.
fn parties_agree(ours: &[u64], theirs: &[u64], same: bool) -> Truth {
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
    super::atom::fold(
        pairs.map(|(a, b)| if same { Truth::from(a & b != 0) } else { Truth::from(a & b == 0 && b != 0) }),
    )
}
