//! Other rows near a row in time and place: what counts over them come to.
//!
//! For each question the rows that may satisfy its condition are laid into a grid of cells, each list in order of
//! time ([`grid`]); a count looks at the cells around its row. Rows whose place or hour is vague stand in a list of
//! their own that every count looks through. What lies around each row is looked up once, cell after cell, unless
//! that is too much to keep ([`around`]). Nothing here decides a norm.
//!
//! A pattern counts *before*: the rows stand in one fixed order, by the latest moment at which each may have
//! happened, and each counts those before it. Where the true order is open, what is counted surely must lie near
//! enough whichever came last, and what is counted perhaps may lie twice as far.

mod around;
mod grid;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::around::Around;
use super::Distance;
use super::case::{Case, Cell, OpenKey, Unknown};
use super::compare::compare_numbers;
use super::formula::Suppose;
use super::plain::Plain;
use super::row::Row;
use super::sift::Laid;
use super::subjects::{self, RowKey};
use super::weigher::Weigher;
use crate::agreement::norm::Norm;
use crate::condition::{Atom, AtomKind, Counted, Expr, Truth};
use crate::place::Point;
use crate::time::{Span, TimeRange};
use crate::value::{Attribute, Number, Value};

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
    /// Its place in the fixed order of a pattern: by the latest moment, the earliest, then the id. Past all others
    /// for a row that is not in the list, and where order does not matter.
    rank: u32,
    /// Among all deeds; past their end for an entry of a register.
    deed: u32,
    /// Band and column of the grid; past all others where it is vague.
    cell: (i32, i32),
}

/// The rows that may satisfy one question's condition.
#[derive(Debug, Default)]
pub(super) struct Nearby {
    /// Cell by cell, in each by the earliest moment; last those vague in place or time.
    rows: Vec<Near>,
    /// The earliest moment of each.
    begins: Vec<i64>,
    /// By cell: its first row and the one past its last.
    grid: FxHashMap<(i32, i32), (u32, u32)>,
    /// The first of those vague in place or time.
    wide: usize,
    /// Where each deed stands in the list, where columns laid it.
    of_deed: Vec<u32>,
    /// Where each other row stands in it; of a pattern, every row.
    of_key: FxHashMap<RowKey, u32>,
    /// What lies around each row.
    around: Option<Around>,
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
    /// The norm whose own question it is: what its text does not reach is not counted.
    norm: Option<&'n Norm>,
}

impl<'n> Counting<'n> {
    const fn of(kind: &'n AtomKind, norm: Option<&'n Norm>) -> Option<Self> {
        match kind {
            AtomKind::CountWithin { condition, metres, window, same_party, counted, .. } => Some(Self {
                condition,
                metres: *metres,
                window: *window,
                same: *same_party,
                counted: *counted,
                norm,
            }),
            _ => None,
        }
    }
}

/// One row found near.
struct Found<'n> {
    row: &'n Near,
    /// Its place in the list.
    index: u32,
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
            let question = self.question(atom);
            let Some(counting) = Counting::of(&atom.kind, self.norm_of(question)) else { continue };
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
        nearby.of_deed = vec![u32::MAX; laid.map_or(0, |laid| laid.columns.rows())];
        for (near, index) in nearby.rows.iter().zip(0_u32..) {
            let slot = nearby.of_deed.get_mut(near.deed as usize);
            if slot.is_none() || counting.counted == Counted::Before {
                nearby.of_key.insert(near.key, index);
            }
            if let Some(slot) = slot {
                *slot = index;
            }
        }
        nearby.around = nearby.all_around(counting);
        nearby
    }

    /// The deeds that a question may count, by columns: those of which its condition may hold.
    fn near_by_columns(&self, counting: Counting<'_>, laid: &Laid<'_>) -> Vec<Near> {
        let columns = laid.columns;
        let planes = self.swept(counting.condition, laid);
        let origins = &self.subjects.origins;
        let positions = counting.counted == Counted::Positions;
        let stands = |key: &RowKey| positions && origins.contains_key(key);
        // where stays are told, one may have begun before the text reached it
        let stays = positions && columns.any_says(Attribute::Until);
        let words = columns.rows().div_ceil(64);
        (0..words)
            .into_par_iter()
            .with_min_len(64)
            .flat_map_iter(|w| {
                let (surely, mut perhaps) = planes.word(w);
                if stays || (positions && !origins.is_empty()) {
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
                } else if !stays && planes.truth(row) == Truth::False {
                    return None;
                } else if stays || contested {
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
        // a stay may have begun before the text reached it
        if positions && plain.until.is_some() {
            return self.seen_near(key, counting);
        }
        let mut truth = if surely {
            Truth::True
        } else {
            let row = self.deed_row(key, deed);
            self.truth(counting.condition, &row, &Case::default())
        };
        if let Some(norm) = counting.norm {
            truth = truth.and(self.in_force(norm, plain.at));
            if !positions {
                if !self.agreement.excluded.is_empty() {
                    return self.seen_near(key, counting);
                }
                truth = truth.and(self.bound_sets(norm, &sets, plain.at));
            }
        }
        let end = if positions { plain.until.unwrap_or(plain.at) } else { plain.at };
        let spot = plain.place.map_or(Few::Some(Vec::new()), |place| Few::One([disc_of_value(place)]));
        let near = Near { truth, end, ..Near::new(key, plain.at, spot, sets) };
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
        let row = match counting.norm {
            Some(norm) if counting.counted == Counted::Positions => self.as_reached(norm, &row),
            _ => row,
        };
        let truth = self.truth(counting.condition, &row, &open).and(self.reaches(counting, &row));
        if truth == Truth::False {
            return None;
        }
        Some(Near { truth, ..self.centre(&row, &open, counting) })
    }

    fn centre(&self, row: &Row<'a>, case: &Case, counting: Counting<'_>) -> Near {
        let begin = self.time(row, case);
        let end = match counting.counted {
            Counted::Positions => self.time_of_attribute(row, case, Attribute::Until).unwrap_or(begin),
            _ => begin,
        };
        let places = self.values(row, case, Attribute::Place);
        let spot = places.into_iter().map(disc_of_value).collect::<Vec<_>>().into();
        let sets =
            if counting.same.is_some() { self.answers(row, case, Attribute::Actor).sets } else { Vec::new() };
        Near { end, ..Near::new(row.place_in_list, begin, spot, sets.into()) }
    }

    fn counting<'n>(&self, atom: &'n Atom) -> Option<Counting<'n>>
    where
        'a: 'n,
    {
        Counting::of(&atom.kind, self.norm_of(self.question(atom)))
    }

    /// A row as a norm about stays looks at it: one that began before the norm was in force, or before the party of its unit
    /// was bound, is looked at from then on.
    pub(super) fn as_reached(&self, norm: &Norm, row: &Row<'a>) -> Row<'a> {
        let open = Case::default();
        let at = self.time(row, &open);
        let pieces = self.in_force_over(norm);
        let Some(piece) = pieces.iter().find(|piece| at.lo < piece.hi) else { return row.clone() };
        let parties = self.agreement.parties.iter().enumerate();
        let sets = self.answers(row, &open, Attribute::Actor).sets;
        let may_answer = |p: usize| sets.iter().any(|set| set >> p & 1 == 1);
        let bound = parties.filter(|(p, _)| may_answer(*p)).map(|(_, party)| party.bound_from).min();
        let since = bound.map_or(piece.lo, |bound| bound.max(piece.lo));
        Row { since: (at.lo < since).then_some(since), ..row.clone() }
    }

    /// Whether the text reaches a row that one of its norms counts: in force then, and of a pattern also binding whoever did it.
    fn reaches(&self, counting: Counting<'_>, row: &Row<'a>) -> Truth {
        let (Some(norm), open) = (counting.norm, Case::default()) else { return Truth::True };
        let mut truth = self.in_force(norm, self.time(row, &open));
        if counting.counted == Counted::Before && truth != Truth::False {
            truth = truth.and(self.bound(norm, row, &open));
            if truth != Truth::False {
                truth = truth.and(self.not_excluded(row, &open, Suppose::default()));
            }
        }
        truth
    }

    /// Whether a count over other rows holds.
    pub(super) fn count_within(&self, atom: &Atom, row: &Row<'a>, case: &Case) -> Truth {
        let AtomKind::CountWithin { compare, number, .. } = &atom.kind else { return Truth::Unknown };
        let truth = match (self.counting(atom), self.nearby.get(&self.question(atom))) {
            (Some(counting), Some(nearby)) => {
                let mut centre = self.centre(row, case, counting);
                centre.rank = nearby.rank_of(centre.key);
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
        let counting = self.counting(atom)?;
        let nearby = self.nearby.get(&self.question(atom))?;
        let count = nearby.count_in_list(counting, nearby.of_deed(deed)?, *number);
        Some(compare_numbers(count, *compare, Number::exact(*number)))
    }

    /// How far away the nearest of the positions stood that are counted around a row: of those surely counted, else of those that
    /// perhaps are.
    pub(super) fn nearest(&self, atom: &Atom, row: &Row<'a>) -> Option<Distance> {
        let counting = self.counting(atom).filter(|c| c.counted == Counted::Positions)?;
        let nearby = self.nearby.get(&self.question(atom))?;
        let centre = self.centre(row, &Case::default(), counting);
        let mut best: Option<(bool, f64, f64)> = None;
        nearby.around(counting, &centre, &mut |found| {
            if let Some((least, most)) = around::span(&centre.spot, &found.row.spot) {
                let this = (found.truth != Truth::True, most, least);
                if best.is_none_or(|best| this < best) {
                    best = Some(this);
                }
            }
            true
        });
        best.map(|(_, most, least)| Distance::of(least, most, counting.metres))
    }

    /// The rows among which a question counts, and what it counts.
    pub(super) fn counted_among<'n>(&'n self, atom: &'n Atom) -> Option<Among<'n>> {
        let nearby = self.nearby.get(&self.question(atom))?;
        Some(Among { nearby, counting: self.counting(atom)? })
    }

    /// The rows that a question counts around a row, surely or perhaps, by their place in its list.
    ///
    /// `deed` is its number among all deeds, where it is one.
    pub(super) fn counted_around(&self, among: &Among<'_>, key: RowKey, deed: usize) -> Vec<(u32, Truth)> {
        let Among { nearby, counting } = among;
        let mut out: Vec<(u32, Truth)> = Vec::new();
        let mut visit = |found: Found<'_>| {
            if !found.far {
                out.push((found.index, found.truth));
            }
            true
        };
        if let Some(index) = among.place_of(key, deed) {
            nearby.around_in_list(*counting, index, &mut visit);
        } else if let Some(row) = self.row_of(key, counting.counted) {
            nearby.around(*counting, &self.centre(&row, &Case::default(), *counting), &mut visit);
        }
        out
    }
}

/// The rows among which a question counts.
#[derive(Clone, Copy)]
pub(super) struct Among<'n> {
    nearby: &'n Nearby,
    counting: Counting<'n>,
}

impl Among<'_> {
    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.nearby.rows.len()
    }

    /// The key of one.
    pub(super) fn key(&self, index: u32) -> Option<RowKey> {
        self.nearby.rows.get(index as usize).map(|row| row.key)
    }

    /// Where a row stands among them; `deed` is its number among all deeds, where it is one.
    pub(super) fn place_of(&self, key: RowKey, deed: usize) -> Option<u32> {
        self.nearby.of_deed(deed).or_else(|| self.nearby.of_key.get(&key).copied())
    }
}

impl Near {
    const fn new(key: RowKey, begin: TimeRange, spot: Spot, sets: Sets) -> Self {
        let (truth, end, cell) = (Truth::True, begin, grid::VAGUE);
        Self { key, truth, begin, end, spot, sets, rank: u32::MAX, deed: u32::MAX, cell }
    }
}

fn disc_of_value(value: &Value) -> (Point, f64) {
    match value {
        Value::Place(region) => (region.centre(), region.radius_m()),
        // stated to be nowhere: as good as unknown
        _ => (Point { lon: 0.0, lat: 0.0 }, f64::INFINITY),
    }
}
