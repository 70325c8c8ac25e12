//! What lies around a row, and how many of it are counted.

use rayon::prelude::*;

use super::super::parties::parties_agree;
use super::grid::DEGREE_M;
use super::{Counting, Found, Near, Nearby, Spot};
use crate::condition::{Counted, Truth};
use crate::time::{Span, TimeRange};
use crate::value::Number;

/// What lies around so many rows is kept together.
const PART: usize = 1024;
/// More rows than this looked at for each: what lies around them is not kept, but looked up when it is asked.
const MOST_LOOKS: f64 = 256.0;

/// What lies around each row of a list: the rows found, in the order in which they are looked up.
#[derive(Debug)]
pub(super) struct Around(Vec<Part>);

#[derive(Debug, Default)]
struct Part {
    /// Past the last found around each row.
    ends: Vec<u32>,
    /// Place in the list, and in the low bits [`Found`]'s answers.
    found: Vec<u32>,
}

const SURE: u32 = 1;
const AFTER: u32 = 2;
const FAR: u32 = 4;
const FLAGS: u32 = 3;

impl Part {
    fn of(&self, row: usize) -> &[u32] {
        let end = |row: usize| self.ends.get(row).map_or(0, |end| *end as usize);
        let first = row.checked_sub(1).map_or(0, end);
        self.found.get(first..end(row)).unwrap_or(&[])
    }
}

impl Nearby {
    /// What lies around each row; `None` where that is too much to keep.
    pub(super) fn all_around(&self, counting: Counting<'_>) -> Option<Around> {
        let most = MOST_LOOKS * self.rows.len() as f64;
        if self.rows.len() >= 1 << (32 - FLAGS) || self.looks(counting) > most {
            return None;
        }
        let part = |rows: &[Near]| {
            let mut part = Part::default();
            for centre in rows {
                self.around(counting, centre, &mut |found| {
                    let flag = |on: bool, flag: u32| if on { flag } else { 0 };
                    let sure = flag(found.truth == Truth::True, SURE);
                    let flags = sure | flag(found.after, AFTER) | flag(found.far, FAR);
                    part.found.push(found.index << FLAGS | flags);
                    true
                });
                part.ends.push(u32::try_from(part.found.len()).unwrap_or(u32::MAX));
            }
            part
        };
        Some(Around(self.rows.par_chunks(PART).map(part).collect()))
    }

    /// Where a deed stands in the list, where columns laid it.
    pub(super) fn of_deed(&self, deed: usize) -> Option<u32> {
        self.of_deed.get(deed).copied().filter(|index| *index != u32::MAX)
    }

    /// The place of a row in the order of a pattern; past all others where it is not in the list.
    pub(super) fn rank_of(&self, key: super::RowKey) -> u32 {
        let row = self.of_key.get(&key).and_then(|index| self.rows.get(*index as usize));
        row.map_or(u32::MAX, |row| row.rank)
    }

    /// Every row that may be counted around one of the list, until `visit` has seen enough.
    pub(super) fn around_in_list<'n>(
        &'n self,
        counting: Counting<'_>,
        index: u32,
        visit: &mut dyn FnMut(Found<'n>) -> bool,
    ) {
        let at = index as usize;
        let Some(Around(parts)) = &self.around else {
            return self.around(counting, &self.rows[at], visit);
        };
        for packed in parts[at / PART].of(at % PART) {
            let (index, is) = (packed >> FLAGS, |flag: u32| packed & flag != 0);
            let row = &self.rows[index as usize];
            let truth = if is(SURE) { Truth::True } else { Truth::Unknown };
            if !visit(Found { row, index, truth, after: is(AFTER), far: is(FAR) }) {
                return;
            }
        }
    }

    /// How many rows are counted around one of the list.
    pub(super) fn count_in_list(&self, counting: Counting<'_>, index: u32, number: f64) -> Number {
        let centre = &self.rows[index as usize];
        count(counting, centre, number, |visit| self.around_in_list(counting, index, visit))
    }

    /// How many rows are counted, surely and at most; no further than `number` needs.
    pub(super) fn count(&self, counting: Counting<'_>, centre: &Near, number: f64) -> Number {
        count(counting, centre, number, |visit| self.around(counting, centre, visit))
    }

    pub(super) fn look(&self, counting: Counting<'_>, centre: &Near, index: usize) -> Option<Found<'_>> {
        let row = &self.rows[index];
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
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        (truth != Truth::False).then_some(Found { row, index, truth, after, far })
    }
}

/// How many of the rows around a centre are counted.
fn count<'n>(
    counting: Counting<'_>,
    centre: &Near,
    number: f64,
    around: impl FnOnce(&mut dyn FnMut(Found<'n>) -> bool),
) -> Number {
    let (mut surely, mut perhaps, mut further, mut any_after) = (0_u32, 0_u32, 0_u32, false);
    let (mut before, mut after): (Vec<&Near>, Vec<&Near>) = (Vec::new(), Vec::new());
    let most = |n: u32| f64::from(n) > number;
    around(&mut |found| {
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

/// The least and the most that may lie between two places, over all that either may be; `None` where one is not known.
pub(super) fn span(a: &Spot, b: &Spot) -> Option<(f64, f64)> {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let spans = pairs.map(|((at, radius), (other, other_radius))| {
        let (metres, slack) = (at.metres_to(*other), radius + other_radius);
        ((metres - slack).max(0.0), metres + slack)
    });
    let (least, most) = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    most.is_finite().then_some((least, most))
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
