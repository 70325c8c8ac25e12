//! One question about one row in one case, in three values.

use std::sync::Arc;

use super::case::{Case, Cell, OpenKey, PlaceKey, Someone, Unknown};
use super::compare::{ANY_NUMBER, combine, compare_numbers, compare_ranges, compare_with_day, follows};
use super::members::{Comparison, holds_count};
use super::memory::Of;
use super::parties::parties_agree;
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::{Geometry, Shape};
use crate::condition::{Atom, AtomKind, Compare, Expr, Lies, Moment, NumberExpr, Truth};
use crate::place::{Region, distance};
use crate::register::RegisterKind;
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Number, Value};
use crate::vocabulary::Code;

impl<'a> Weigher<'a> {
    /// The values that an attribute may have in this case; empty where unknown.
    ///
    /// Where no account is chosen yet but another contested attribute is fixed, only the accounts that agree with it
    /// remain.
    pub(super) fn values(&self, row: &Row<'a>, case: &Case, attribute: Attribute) -> Vec<&'a Value> {
        let alternatives = row.alternatives(attribute);
        let all = || alternatives.iter().map(|a| &a.value).collect();
        if row.accounts.is_empty() || alternatives.len() < 2 {
            return all();
        }
        let fitting: Vec<usize> = match case.account() {
            Some(one) => vec![one],
            None if case.fixes_any() => {
                (0..row.accounts.len()).filter(|i| self.account_fits(*i, row, case)).collect()
            }
            None => return all(),
        };
        let mut given: Vec<usize> = Vec::new();
        for account in fitting {
            match row.accounts[account].claims.iter().find(|(a, _)| *a == attribute) {
                Some((_, those)) => given.extend(those),
                None => return all(),
            }
        }
        given.sort_unstable();
        given.dedup();
        given.into_iter().map(|i| &alternatives[i].value).collect()
    }

    /// The range in which the row's moment lies; for a party's row, the moment of the assessment.
    pub(super) fn time(&self, row: &Row<'a>, case: &Case) -> TimeRange {
        if row.is_standing() {
            // a duty of a text that has ended is weighed at its last moment
            return TimeRange::exact(self.material.as_of.min(Instant(self.valid.hi.0 - 1)));
        }
        let at = self.time_of_attribute(row, case, Attribute::At).unwrap_or(TimeRange::ALL);
        match row.since {
            Some(since) if at.lo < since => self.still_there(row, case, at, since),
            _ => at,
        }
    }

    /// The moment of a stay that began `at` and is looked at from `since` on: `since`, if it surely reached it.
    fn still_there(&self, row: &Row<'a>, case: &Case, at: TimeRange, since: Instant) -> TimeRange {
        let Some(end) = self.time_of_attribute(row, case, Attribute::Until) else { return at };
        let then = at.hi.max(since.plus(Span(1)));
        if end.hi <= since {
            at
        } else if since <= end.lo {
            TimeRange { lo: at.lo.max(since), hi: then }
        } else {
            TimeRange { lo: at.lo, hi: then }
        }
    }

    pub(super) fn time_of_attribute(
        &self,
        row: &Row<'a>,
        case: &Case,
        attribute: Attribute,
    ) -> Option<TimeRange> {
        let key = (Of::Attribute, attribute as usize);
        case.remembered(|m| &m.times, key, || self.time_now(row, case, attribute))
    }

    fn time_now(&self, row: &Row<'a>, case: &Case, attribute: Attribute) -> Option<TimeRange> {
        if let Some(Cell::Time(t)) = case.attribute(attribute) {
            return Some(*t);
        }
        let mut hull: Option<TimeRange> = None;
        for value in self.values(row, case, attribute) {
            if let Value::Time(t) = value {
                hull = Some(hull.map_or(*t, |h| TimeRange { lo: h.lo.min(t.lo), hi: h.hi.max(t.hi) }));
            }
        }
        hull
    }

    /// Weighs a condition on a row in a case.
    pub(super) fn truth(&self, expr: &Expr, row: &Row<'a>, case: &Case) -> Truth {
        match expr {
            Expr::Constant(b) => Truth::from(*b),
            Expr::Not(e) => self.truth(e, row, case).negated(),
            Expr::And(list) => {
                let mut all = Truth::True;
                for e in list {
                    all = all.and(self.truth(e, row, case));
                    if all == Truth::False {
                        break;
                    }
                }
                all
            }
            Expr::Or(list) => {
                let mut any = Truth::False;
                for e in list {
                    any = any.or(self.truth(e, row, case));
                    if any == Truth::True {
                        break;
                    }
                }
                any
            }
            Expr::Atom(atom) => self.atom(atom, row, case),
        }
    }

    /// Weighs one question.
    pub(super) fn atom(&self, atom: &Atom, row: &Row<'a>, case: &Case) -> Truth {
        let key = (Of::Atom, std::ptr::from_ref(atom).addr());
        case.remembered(|m| &m.truths, key, || self.atom_now(atom, row, case))
    }

    fn atom_now(&self, atom: &Atom, row: &Row<'a>, case: &Case) -> Truth {
        match &atom.kind {
            AtomKind::Codes(attribute, codes) => self.codes(*attribute, codes, row, case),
            AtomKind::Actors(attribute, ids) => self.actors(*attribute, ids, row, case),
            AtomKind::Parties(attribute, ids) => {
                let mask = ids.iter().filter_map(|id| self.party(id)).fold(0_u64, |m, p| m | 1 << p);
                self.party_sets(*attribute, row, case, |set| set & mask != 0)
            }
            AtomKind::Signatory(attribute) => self.signatory(*attribute, row, case),
            AtomKind::Nothing(attribute) => self.nothing(*attribute, row, case),
            AtomKind::Number(left, compare, right) if holds_count(left) || holds_count(right) => self
                .counted(
                    &Comparison { question: self.question(atom), left, compare: *compare, right },
                    row,
                    case,
                ),
            AtomKind::Number(left, compare, right) => {
                compare_numbers(self.number(left, row, case), *compare, self.number(right, row, case))
            }
            AtomKind::Time(attribute, compare, moment) => {
                let time = match attribute {
                    Attribute::At => self.time(row, case),
                    other => self.time_of_attribute(row, case, *other).unwrap_or(TimeRange::ALL),
                };
                match self.nothing(*attribute, row, case) {
                    // stated to be never: no comparison holds of it
                    Truth::True => Truth::False,
                    Truth::False => self.compare_time(time, *compare, moment, row, case),
                    Truth::Unknown if row.alternatives(*attribute).is_empty() => {
                        self.compare_time(time, *compare, moment, row, case)
                    }
                    Truth::Unknown => {
                        self.compare_time(time, *compare, moment, row, case).and(Truth::Unknown)
                    }
                }
            }
            AtomKind::Daily(attribute, from, to) => {
                self.daily(self.time_of_attribute(row, case, *attribute), *from, *to)
            }
            AtomKind::Zone(attribute, lies, id) => {
                let inside = self.near(*attribute, id, 0.0, row, case);
                if *lies == Lies::Inside { inside } else { inside.negated() }
            }
            AtomKind::Near { attribute, geometry, metres } => {
                self.near(*attribute, geometry, *metres, row, case)
            }
            AtomKind::Affiliated(attribute, to) => self.affiliated_atom(*attribute, to, row, case),
            AtomKind::InForce(id) => {
                self.agreement.norm(id).map_or(Truth::False, |n| self.in_force(n, self.time(row, case)))
            }
            AtomKind::Bound(party) => {
                self.party(party).map_or(Truth::False, |p| self.party_bound(p, self.time(row, case)))
            }
            AtomKind::Reading(term) => self.reading(*term, row, case),
            AtomKind::InReplyTo(condition, within, same) => {
                self.in_reply_to(atom, (condition, *within, *same), row, case)
            }
            AtomKind::OwnTarget(own) => {
                let sets = |attribute| self.answers(row, case, attribute).sets;
                parties_agree(&sets(Attribute::Actor), &sets(Attribute::Target), *own)
            }
            AtomKind::Register(asks, index) => self.register(*asks, *index, row, case),
            AtomKind::Verified(norm) => self.verified(norm, row, case),
            AtomKind::CountWithin { .. } => self.count_within(atom, row, case),
            AtomKind::Store(asked) => self.store(*asked, row, case),
        }
    }

    pub(super) fn codes(&self, attribute: Attribute, codes: &[Code], row: &Row<'a>, case: &Case) -> Truth {
        match case.attribute(attribute) {
            // a code that the vocabulary lacks: nothing covers it
            Some(Cell::Codes(leaves)) if leaves.is_empty() => return Truth::False,
            Some(Cell::Codes(leaves)) => {
                let inside = leaves.iter().filter(|l| codes.iter().any(|c| c.covers(**l))).count();
                return Truth::from_possible(inside > 0, inside < leaves.len());
            }
            Some(Cell::Nothing) => return Truth::False,
            _ => {}
        }
        each(&self.values(row, case, attribute), |value| match value {
            Value::Code(code) => code_within(*code, codes),
            _ => Truth::False,
        })
    }

    fn actors(&self, attribute: Attribute, ids: &[Arc<str>], row: &Row<'a>, case: &Case) -> Truth {
        let Some(people) = self.someone(row, case, attribute) else { return Truth::Unknown };
        fold(people.iter().map(|one| match one {
            Someone::Named(id) => Truth::from(ids.contains(id)),
            // somebody of a party who is none of those that the text names
            Someone::OfParty(p) => Truth::from(ids.contains(&self.agreement.parties[*p].id)),
            Someone::Outsider => Truth::False,
        }))
    }

    pub(super) fn party_sets(
        &self,
        attribute: Attribute,
        row: &Row<'a>,
        case: &Case,
        holds: impl Fn(u64) -> bool,
    ) -> Truth {
        let actor = if attribute == Attribute::TargetParty { Attribute::Target } else { Attribute::Actor };
        fold(self.answers(row, case, actor).sets.into_iter().map(|set| Truth::from(holds(set))))
    }

    fn signatory(&self, attribute: Attribute, row: &Row<'a>, case: &Case) -> Truth {
        let at = self.time(row, case);
        let actor = if attribute == Attribute::TargetParty { Attribute::Target } else { Attribute::Actor };
        fold(self.answers(row, case, actor).sets.into_iter().map(|set| self.any_bound(set, at)))
    }

    /// Whether some party of the set is bound at `at`.
    pub(super) fn any_bound(&self, set: u64, at: TimeRange) -> Truth {
        (0..self.agreement.parties.len())
            .filter(|p| set >> p & 1 == 1)
            .fold(Truth::False, |truth, p| truth.or(self.party_bound(p, at)))
    }

    fn nothing(&self, attribute: Attribute, row: &Row<'a>, case: &Case) -> Truth {
        match case.attribute(attribute) {
            Some(Cell::Nothing) => Truth::True,
            Some(Cell::Place(_, Some(whole))) => Truth::from(**whole == Value::Nothing),
            Some(_) => Truth::False,
            None => each(&self.values(row, case, attribute), |v| Truth::from(matches!(v, Value::Nothing))),
        }
    }

    pub(super) fn number(&self, expr: &NumberExpr, row: &Row<'a>, case: &Case) -> Number {
        match expr {
            NumberExpr::Constant(n) => Number::exact(*n),
            NumberExpr::Attribute(attribute) => self.number_of(*attribute, row, case),
            NumberExpr::Binary(a, op, b) => {
                combine(self.number(a, row, case), *op, self.number(b, row, case))
            }
            // counts are compared in `members`
            NumberExpr::Count(_) => ANY_NUMBER,
        }
    }

    fn number_of(&self, attribute: Attribute, row: &Row<'a>, case: &Case) -> Number {
        match case.attribute(attribute) {
            Some(Cell::Number(n)) => return *n,
            // none of them is no number of them
            Some(Cell::Nothing) => return Number::exact(0.0),
            _ => {}
        }
        let mut hull: Option<Number> = None;
        for value in self.values(row, case, attribute) {
            let n = match value {
                Value::Number(n) => *n,
                Value::Nothing => Number::exact(0.0),
                _ => continue,
            };
            hull = Some(hull.map_or(n, |h| Number {
                low: h.low.min(n.low),
                best: h.best,
                high: h.high.max(n.high),
            }));
        }
        hull.unwrap_or(ANY_NUMBER)
    }

    fn compare_time(
        &self,
        t: TimeRange,
        compare: Compare,
        moment: &Moment,
        row: &Row<'a>,
        case: &Case,
    ) -> Truth {
        let (start, end) = match moment {
            Moment::Fixed(at) => (*at, at.plus(Span(1))),
            Moment::Day { start, end } => (*start, *end),
            Moment::AfterAt(offset) => {
                let at = self.time(row, case);
                let (lo, hi) = (at.lo.plus(*offset), at.hi.plus(*offset));
                return compare_ranges(t, compare, TimeRange::new(lo, hi));
            }
            Moment::After { offset, event } => match self.happened(event, row, case) {
                Some(done) => {
                    let shifted = TimeRange::new(done.lo.plus(*offset), done.hi.plus(*offset));
                    return compare_ranges(t, compare, shifted);
                }
                // not recorded: it lies after the record's end
                None => {
                    let after = TimeRange { lo: self.material.as_of.plus(Span(1)), hi: Instant(i64::MAX) };
                    return compare_ranges(t, compare, after);
                }
            },
        };
        compare_with_day(t, compare, start, end)
    }

    fn daily(&self, time: Option<TimeRange>, from: u16, to: u16) -> Truth {
        let Some(t) = time else { return Truth::Unknown };
        let minute = |at: Instant| {
            let local = at.local(&self.agreement.zone_time);
            u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).unwrap_or(0)
        };
        let inside = |m: u16| if from <= to { from <= m && m < to } else { m >= from || m < to };
        if t.hi.0.saturating_sub(t.lo.0) >= Span::days(1).0 {
            return Truth::Unknown;
        }
        // the hours change at `from` and `to` alone: look at both ends and at every change between
        let last = Instant(t.hi.0 - 1);
        let (first_minute, last_minute) = (minute(t.lo), minute(last));
        let crossed = |edge: u16| {
            if first_minute <= last_minute {
                first_minute < edge && edge <= last_minute
            } else {
                edge > first_minute || edge <= last_minute
            }
        };
        let nearly_a_day = first_minute == last_minute && last.0 - t.lo.0 > Span::hours(12).0;
        let mut seen = vec![inside(first_minute), inside(last_minute)];
        if nearly_a_day {
            seen.extend([inside(from), inside(to)]);
        }
        if crossed(from) {
            seen.push(inside(from));
        }
        if crossed(to) {
            seen.push(inside(to));
        }
        Truth::from_possible(seen.contains(&true), seen.contains(&false))
    }

    /// Whether the place lies within `metres` of a zone or line, over its versions and courses.
    pub(super) fn near(
        &self,
        attribute: Attribute,
        id: &str,
        metres: f64,
        row: &Row<'a>,
        case: &Case,
    ) -> Truth {
        let at = self.time(row, case);
        let courses = self.courses(id, at, case);
        if courses.is_empty() {
            // no version of the zone was valid then
            return Truth::False;
        }
        // over a part of `at` in which no version was valid, nothing lies in it
        let gap = has_gap(&courses, at).then_some(Truth::False);
        let possible = courses.iter().map(|(index, _)| self.near_one(attribute, *index, metres, row, case));
        fold(gap.into_iter().chain(possible))
    }

    /// Whether a region lies within `metres` of a geometry (0: inside it, its border included).
    pub(super) fn region_near(&self, region: &Region, geometry: usize, metres: f64) -> Truth {
        let Some(of) = self.agreement.geometries.get(geometry) else { return Truth::Unknown };
        if self.bounds[geometry].is_some_and(|bounds| surely_far(region, bounds, metres)) {
            return Truth::False;
        }
        match &of.shape {
            Shape::Zone(shape) if metres <= 0.0 => distance::lies_inside(region, shape),
            Shape::Zone(shape) => distance::lies_near_zone(region, shape, metres),
            Shape::Line(lines) => distance::lies_near_line(region, lines, metres),
        }
    }

    /// The features that may be meant: versions valid over `at`, of the course chosen where one is.
    pub(super) fn courses(&self, id: &str, at: TimeRange, case: &Case) -> Vec<(usize, &'a Geometry)> {
        let agreement: &'a crate::agreement::Agreement = self.agreement;
        agreement
            .geometries
            .iter()
            .enumerate()
            .filter(|(_, g)| &*g.id == id && g.valid.overlaps(&at))
            .filter(|(_, g)| {
                let Some(dispute) = &g.dispute else { return true };
                if let Some(ruled) = agreement.ruled_courses(dispute, at) {
                    let holds = g.course_of.as_ref().is_some_and(|party| ruled.contains(&party));
                    // settled by then: no case may choose otherwise
                    if !holds || ruled.len() == 1 {
                        return holds;
                    }
                }
                match case.get(&Unknown::Course(dispute.clone())) {
                    Some(Cell::Party(party)) => g.course_of.as_ref() == Some(party),
                    _ => true,
                }
            })
            .collect()
    }

    fn near_one(&self, attribute: Attribute, index: usize, metres: f64, row: &Row<'a>, case: &Case) -> Truth {
        if let Some(Cell::Place(answers, whole)) = case.attribute(attribute) {
            let key = PlaceKey { geometry: u32::try_from(index).unwrap_or(u32::MAX), metres };
            if let Some((_, yes)) = answers.iter().find(|(k, _)| *k == key) {
                return Truth::from(*yes);
            }
            return match whole.as_deref() {
                Some(Value::Place(region)) => self.region_near(region, index, metres),
                Some(_) => Truth::False,
                None => Truth::Unknown,
            };
        }
        each(&self.values(row, case, attribute), |value| match value {
            Value::Place(region) => self.region_near(region, index, metres),
            _ => Truth::False,
        })
    }

    fn affiliated_atom(&self, attribute: Attribute, to: &str, row: &Row<'a>, case: &Case) -> Truth {
        let at = self.time(row, case);
        let Some(people) = self.someone(row, case, attribute) else { return Truth::Unknown };
        fold(people.iter().map(|one| match one {
            Someone::Named(id) => self.affiliated(id, to, at, case),
            Someone::OfParty(p) if &*self.agreement.parties[*p].id == to => Truth::True,
            Someone::OfParty(_) => Truth::Unknown,
            Someone::Outsider => Truth::False,
        }))
    }

    fn reading(&self, term: u16, row: &Row<'a>, case: &Case) -> Truth {
        let Some(term_of) = self.agreement.terms.get(usize::from(term)) else { return Truth::Unknown };
        let chosen = match case.get(&Unknown::Term(term)) {
            Some(Cell::Party(party)) => term_of.readings.iter().position(|r| r.by == *party),
            _ => None,
        };
        let readings = self.readings_over(term, self.time(row, case), chosen);
        fold(readings.into_iter().map(|i| self.truth(&term_of.readings[i].when, row, case)))
    }

    /// The readings of a term that may be meant over `at`: one where a ruling settled it by then.
    pub(super) fn readings_that_may_hold(&self, term: u16, at: TimeRange) -> Vec<usize> {
        self.readings_over(term, at, None)
    }

    /// The same where, as far as no ruling settled it, the reading `chosen` is meant.
    fn readings_over(&self, term: u16, at: TimeRange, chosen: Option<usize>) -> Vec<usize> {
        let Some(term) = self.agreement.terms.get(usize::from(term)) else { return Vec::new() };
        let settled = |party: &Arc<str>| term.readings.iter().position(|r| r.by == *party);
        let mut rulings: Vec<_> = term.rulings.iter().filter(|(from, ..)| at.hi > *from).collect();
        rulings.sort_by_key(|(from, ..)| *from);
        match rulings.iter().rposition(|(from, ..)| at.lo >= *from) {
            Some(last) => rulings[last..].iter().filter_map(|(_, party, _)| settled(party)).collect(),
            None => match chosen {
                None => (0..term.readings.len()).collect(),
                Some(one) => {
                    let settled = rulings.iter().filter_map(|(_, party, _)| settled(party));
                    std::iter::once(one).chain(settled).collect()
                }
            },
        }
    }

    fn in_reply_to(
        &self,
        atom: &Atom,
        (condition, within, same): (&Expr, Option<Span>, Option<bool>),
        row: &Row<'a>,
        case: &Case,
    ) -> Truth {
        // stated by a report itself or, later, by a party's reply in the register of answers
        let filed = &self.material.registers.answers;
        let answered: Vec<Arc<str>> = row
            .deed
            .reports
            .iter()
            .filter_map(|r| self.material.reports.get(*r as usize))
            .flat_map(|r| {
                let own_id = r.origin.own_id.as_ref();
                let replies = filed.iter().filter(move |a| own_id == Some(&a.act)).map(|a| a.answers.clone());
                r.answers.iter().cloned().chain(replies)
            })
            .collect();
        let mut truth = Truth::False;
        let mut found = false;
        for own_id in answered {
            // stated to answer nothing
            found |= &*own_id == "none";
            for other in self.rows_of_report(&own_id) {
                if other.place_in_list == row.place_in_list {
                    continue;
                }
                found = true;
                let mut this = self.truth(condition, &other, &Case::default());
                if let Some(span) = within {
                    this = this.and(follows(self.time(&other, &Case::default()), self.time(row, case), span));
                }
                if let (Some(same), true) = (same, this != Truth::False) {
                    let theirs = self.answers(&other, &Case::default(), Attribute::Actor).sets;
                    let ours = self.answers(row, case, Attribute::Actor).sets;
                    this = this.and(parties_agree(&ours, &theirs, same));
                }
                truth = truth.or(this);
            }
        }
        let supposed = match case.get(&Unknown::Open(OpenKey::Reply)) {
            Some(Cell::Replied(answers)) => {
                let question = self.question(atom);
                answers.iter().find(|(q, _)| *q == question).map(|(_, yes)| *yes)
            }
            _ => None,
        };
        match supposed {
            Some(yes) if !found || truth == Truth::Unknown => Truth::from(yes),
            _ if found => truth,
            _ if self.is_complete(RegisterKind::Answers, self.time(row, case)) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

/// Whether, on some course, no version is valid over a part of `at`.
fn has_gap(features: &[(usize, &Geometry)], at: TimeRange) -> bool {
    let gap_of = |course: Option<&Arc<str>>| {
        let of_it = |g: &&Geometry| g.course_of.is_none() || g.course_of.as_ref() == course;
        let mut valid: Vec<TimeRange> =
            features.iter().map(|(_, g)| *g).filter(of_it).map(|g| g.valid).collect();
        valid.sort_unstable();
        let reached = valid.iter().fold(at.lo, |to, v| if v.lo <= to { to.max(v.hi) } else { to });
        reached < at.hi
    };
    let mut courses = features.iter().filter_map(|(_, g)| g.course_of.as_ref()).peekable();
    if courses.peek().is_none() { gap_of(None) } else { courses.any(|course| gap_of(Some(course))) }
}

/// Whether even the bounding box of a shape is too far away: one cheap look before the edges.
fn surely_far(region: &Region, bounds: geo::Rect<f64>, metres: f64) -> bool {
    let Region::Disc { centre, radius_m } = region else { return false };
    // a degree of latitude is never shorter than 110,500 m
    let degrees = (radius_m + metres) / 110_500.0;
    let wide = degrees / (centre.lat.abs() + degrees).min(89.0).to_radians().cos();
    centre.lat + degrees < bounds.min().y
        || centre.lat - degrees > bounds.max().y
        || centre.lon + wide < bounds.min().x
        || centre.lon - wide > bounds.max().x
}

/// Whether every value, some or none satisfies; no value is unknown.
fn each(values: &[&Value], holds: impl Fn(&Value) -> Truth) -> Truth {
    if values.is_empty() { Truth::Unknown } else { fold(values.iter().map(|v| holds(v))) }
}

/// True where all are true, false where all are false.
pub(super) fn fold(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut out: Option<Truth> = None;
    for t in truths {
        match out {
            None => out = Some(t),
            Some(o) if o == t => {}
            Some(_) => return Truth::Unknown,
        }
    }
    out.unwrap_or(Truth::Unknown)
}

pub(super) fn code_within(code: Code, codes: &[Code]) -> Truth {
    if codes.iter().any(|c| c.covers(code)) {
        return Truth::True;
    }
    let (mut inside, mut all) = (0, 0);
    for leaf in code.leaves() {
        all += 1;
        inside += usize::from(codes.iter().any(|c| c.covers(leaf)));
    }
    Truth::from_possible(inside > 0, inside < all)
}
