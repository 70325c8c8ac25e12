//! The outcome formula of one norm on one row in one case: covered, in order, clash (`LANGUAGE` §6).

use std::borrow::Cow;
use std::sync::Arc;

use super::Outcome;
use super::case::{Case, Cell, OpenKey, Someone, Unknown};
use super::memory::Of;
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::norm::{Burden, Exception, Need, Norm, Rule, Subject, Who};
use crate::condition::{AtomKind, Moment, Truth};
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Value};
use crate::vocabulary::Code;

/// What one case says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weighed {
    pub covered: Truth,
    pub in_order: Truth,
    /// Whether two articles disagree, and which.
    pub clash: Truth,
    pub clashing: Vec<Arc<str>>,
    /// Whether a burden of proof settled a precondition.
    pub by_burden: bool,
}

/// A set of outcomes, as bits in the order of [`Outcome::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcomes(u8);

impl Outcomes {
    const BREACH: Self = Self(1);
    const PERMITTED: Self = Self(4);
    const NOT_COVERED: Self = Self(8);

    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// The one outcome, where only one remains.
    pub(super) const fn single(self) -> Option<Outcome> {
        match self {
            Self::BREACH => Some(Outcome::Breach),
            Self::PERMITTED => Some(Outcome::Permitted),
            Self::NOT_COVERED => Some(Outcome::NotCovered),
            _ => None,
        }
    }
    /// The outcomes, in the order of [`Outcome::ALL`].
    pub(super) fn list(self) -> Vec<Outcome> {
        Outcome::ALL.iter().enumerate().filter(|(i, _)| self.0 >> i & 1 == 1).map(|(_, o)| *o).collect()
    }
}

impl Weighed {
    /// Whether a part of what the case covers may come out otherwise still.
    pub(super) fn is_open(&self) -> bool {
        self.outcomes().single().is_none() || self.clash == Truth::Unknown
    }
    /// Whether a clash is sure or possible.
    pub(super) fn clashes(&self) -> bool {
        self.covered != Truth::False && self.clash != Truth::False
    }
    /// The outcomes that this case leaves possible.
    pub(super) fn outcomes(&self) -> Outcomes {
        let covered = match self.in_order {
            // which of two articles yields is not ours to say
            _ if self.clash != Truth::False => Outcomes::PERMITTED.union(Outcomes::BREACH),
            Truth::True => Outcomes::PERMITTED,
            Truth::False => Outcomes::BREACH,
            Truth::Unknown => Outcomes::PERMITTED.union(Outcomes::BREACH),
        };
        match self.covered {
            Truth::True => covered,
            Truth::False => Outcomes::NOT_COVERED,
            Truth::Unknown => covered.union(Outcomes::NOT_COVERED),
        }
    }
}

/// What may be asked differently of a formula.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Suppose {
    /// Suppose that the author is bound and not excluded.
    pub bound: bool,
}

impl<'a> Weigher<'a> {
    /// Weighs one norm with a rule on one row in one case.
    pub(super) fn weigh(
        &self,
        norm: &Norm,
        rule: &Rule,
        row: &Row<'a>,
        case: &Case,
        suppose: Suppose,
    ) -> Weighed {
        let covered = self.covered(norm, rule, row, case, suppose);
        if covered == Truth::False {
            return Weighed {
                covered,
                in_order: Truth::Unknown,
                clash: Truth::False,
                clashing: Vec::new(),
                by_burden: false,
            };
        }
        let mut in_order = self.truth(&rule.must, row, case);
        if rule.subject.is_duty() && in_order != Truth::False {
            in_order = in_order.and(self.late(rule, row, case).negated());
        }
        let (mut clash, mut clashing, mut by_burden) = (Truth::False, Vec::new(), false);
        for need in &rule.needs {
            let (truth, burden) = self.need(need, row, case);
            by_burden |= burden;
            in_order = in_order.and(truth);
        }
        for permission in self.permissions_over(norm) {
            let Some(exception) = &permission.exception else { continue };
            let standing = self.standing(permission, exception, row, case);
            by_burden |= standing.by_burden;
            if exception.over.is_empty() {
                clash = clash.or(standing.clears);
                if standing.clears != Truth::False {
                    clashing.extend([norm.id.clone(), permission.id.clone()]);
                }
                continue;
            }
            let mut clears = standing.clears;
            for other in self.permissions_over(norm).filter(|o| o.id != permission.id) {
                let Some(sole) = other.exception.as_ref().filter(|e| e.only) else { continue };
                let other_standing = self.standing(other, sole, row, case);
                let fails = other_standing.applies.and(other_standing.met.negated());
                if exception.over.contains(&other.id) {
                    continue;
                }
                if sole.over.contains(&permission.id) {
                    clears = clears.and(fails.negated());
                    continue;
                }
                let both = clears.and(fails);
                if both != Truth::False {
                    clash = clash.or(both);
                    clashing.extend([permission.id.clone(), other.id.clone()]);
                }
            }
            in_order = in_order.or(clears);
        }
        clashing.sort();
        clashing.dedup();
        Weighed { covered, in_order, clash, clashing, by_burden }
    }

    /// Permissions that speak to a norm: those over it, and free-standing ones.
    pub(super) fn permissions_over<'b>(&'b self, norm: &'b Norm) -> impl Iterator<Item = &'a Norm> + 'b {
        let agreement: &'a crate::agreement::Agreement = self.agreement;
        // a free-standing permission speaks of deeds
        let of_deeds = norm.rule.as_ref().is_some_and(|r| r.subject == Subject::Deed);
        agreement.norms.iter().filter(move |p| {
            p.id != norm.id
                && p.exception
                    .as_ref()
                    .is_some_and(|e| e.over.contains(&norm.id) || (e.over.is_empty() && of_deeds))
        })
    }

    fn applies(&self, permission: &Norm, exception: &Exception, row: &Row<'a>, case: &Case) -> Truth {
        let mut truth = self.in_force(permission, self.time(row, case));
        if truth != Truth::False {
            truth = truth.and(self.truth(&exception.when, row, case));
        }
        if truth == Truth::False { truth } else { truth.and(self.speaks_to(permission, row, case)) }
    }

    /// Whether a permission applies, whether its preconditions are met, whether it clears.
    pub(super) fn standing(
        &self,
        permission: &Norm,
        exception: &Exception,
        row: &Row<'a>,
        case: &Case,
    ) -> Standing {
        let applies = self.applies(permission, exception, row, case);
        if applies == Truth::False {
            return Standing { applies, met: Truth::Unknown, clears: Truth::False, by_burden: false };
        }
        let (mut met, mut shown, mut by_burden) = (Truth::True, Truth::True, false);
        for need in &exception.needs {
            let (truth, burden) = self.need(need, row, case);
            by_burden |= burden;
            met = met.and(truth);
            shown = shown.and(if burden { Truth::Unknown } else { truth });
        }
        // where another need fails on what is shown, no burden settles anything
        by_burden &= shown != Truth::False;
        let mut clears = applies.and(met);
        // no applying norm is over it, whether or not what that one needs is met
        for above in &self.agreement.norms {
            if clears == Truth::False {
                break;
            }
            if let Some(over_it) = above.exception.as_ref().filter(|e| e.over.contains(&permission.id)) {
                clears = clears.and(self.applies(above, over_it, row, case).negated());
            }
        }
        Standing { applies, met, clears, by_burden }
    }

    /// One precondition, with whether a burden of proof settled it.
    ///
    /// A burden settles unproven facts, never a disputed term or line, and only once the time to reply has run.
    pub(super) fn need(&self, need: &Need, row: &Row<'a>, case: &Case) -> (Truth, bool) {
        let truth = self.truth(&need.when, row, case);
        if truth != Truth::Unknown || need.burden == Burden::Open || !self.reply_time_has_run(row) {
            return (truth, false);
        }
        // under each reading and course by itself the burden settles what is unproven; where they then differ, it
        // is the term or the line that is in dispute, and that no burden settles
        if let Some((unknown, cells)) = self.disputed(&need.when, row, case) {
            let ways: Vec<(Truth, bool)> = cells
                .into_iter()
                .map(|cell| self.need(need, row, &case.with(unknown.clone(), cell)))
                .collect();
            let folded = super::atom::fold(ways.iter().map(|(truth, _)| *truth));
            return (folded, folded != Truth::Unknown && ways.iter().any(|(_, burden)| *burden));
        }
        (Truth::from(need.burden == Burden::Accuser), true)
    }

    /// Whether the party has had its time to reply: counted from the last report of the incident.
    fn reply_time_has_run(&self, row: &Row<'a>) -> bool {
        let Some(within) = self.agreement.reply_within else { return false };
        // a text that leaves no time to reply lets nothing wait for one
        if within.0 == 0 {
            return true;
        }
        if let Some(entered) = row.entered {
            return entered.served.is_some_and(|served| served.plus(within) <= self.material.as_of);
        }
        let served = row
            .deed
            .reports
            .iter()
            .filter_map(|r| self.material.reports.get(*r as usize).and_then(|r| r.reported_at))
            .max();
        served.is_some_and(|served| served.plus(within) <= self.material.as_of)
    }

    fn covered(&self, norm: &Norm, rule: &Rule, row: &Row<'a>, case: &Case, suppose: Suppose) -> Truth {
        let mut truth = self.in_force(norm, self.time(row, case));
        if truth == Truth::False {
            return truth;
        }
        if !suppose.bound {
            truth = truth.and(self.bound(norm, row, case));
            if truth == Truth::False {
                return truth;
            }
        }
        truth = truth.and(self.not_excluded(row, case, suppose));
        if truth == Truth::False {
            return truth;
        }
        truth = truth.and(self.truth(&rule.when, row, case));
        if truth != Truth::False && rule.subject.is_duty() {
            truth = truth.and(self.due(rule, row, case).or(self.truth(&rule.must, row, case)));
        }
        truth
    }

    /// Whether the time for a duty is over by the moment of the assessment.
    pub(super) fn due(&self, rule: &Rule, row: &Row<'a>, case: &Case) -> Truth {
        let now = TimeRange::exact(self.material.as_of);
        let Some(moment) = &rule.due else { return Truth::True };
        match moment {
            Moment::Fixed(at) => Truth::from(now.lo >= *at),
            Moment::Day { end, .. } => Truth::from(now.lo >= *end),
            Moment::AfterAt(offset) => {
                let at = self.time(row, case);
                Truth::from_possible(
                    at.lo.plus(*offset) <= now.lo,
                    Instant(at.hi.0 - 1).plus(*offset) > now.lo,
                )
            }
            Moment::After { offset, event } => match self.happened(event, row, case) {
                Some(done) => Truth::from_possible(
                    done.lo.plus(*offset) <= now.lo,
                    Instant(done.hi.0 - 1).plus(*offset) > now.lo,
                ),
                None => Truth::False,
            },
        }
    }

    /// When the time for a duty is over; `None` where it has no end, or the event from which it runs is not recorded.
    fn due_at(&self, rule: &Rule, row: &Row<'a>, case: &Case) -> Option<TimeRange> {
        let after = |from: TimeRange, by: Span| TimeRange { lo: from.lo.plus(by), hi: from.hi.plus(by) };
        match rule.due.as_ref()? {
            Moment::Fixed(at) => Some(TimeRange::exact(*at)),
            Moment::Day { end, .. } => Some(TimeRange::exact(*end)),
            Moment::AfterAt(offset) => Some(after(self.time(row, case), *offset)),
            Moment::After { offset, event } => {
                self.happened(event, row, case).map(|done| after(done, *offset))
            }
        }
    }

    /// Whether a verifier found, after its time and before it was ever found done, that a duty was not done: done later, it
    /// was late. Found done late and never found undone before, nobody knows since when it was done.
    pub(super) fn late(&self, rule: &Rule, row: &Row<'a>, case: &Case) -> Truth {
        let mut norms = Vec::new();
        rule.must.atoms(&mut norms);
        let Some(due) = self.due_at(rule, row, case) else { return Truth::False };
        let mut late = Truth::False;
        for atom in norms {
            let AtomKind::Verified(norm) = &atom.kind else { continue };
            late = late.or(self.found_undone_after(norm, due, row));
        }
        match case.get(&Unknown::Open(OpenKey::Late)) {
            Some(Cell::Yes(yes)) if late == Truth::Unknown => Truth::from(*yes),
            _ => late,
        }
    }

    /// Whether `at` may lie before a norm's entry into force, or after it.
    pub(super) fn straddles_entry(&self, norm: &Norm, at: TimeRange) -> bool {
        let entry = norm.from.map_or(self.valid.lo, |from| from.max(self.valid.lo));
        at.lo < entry && entry < at.hi
    }

    /// Whether a norm is in force over `at`.
    pub(super) fn in_force(&self, norm: &Norm, at: TimeRange) -> Truth {
        if self.agreement.suspensions.is_empty() && self.agreement.extensions.is_empty() {
            let lo = norm.from.map_or(self.valid.lo, |from| from.max(self.valid.lo));
            let hi = norm.until.map_or(self.valid.hi, |until| until.min(self.valid.hi));
            return Truth::from_possible(at.lo < hi && lo < at.hi, at.lo < lo || at.hi > hi);
        }
        let pieces = self.in_force_over(norm);
        Truth::from_possible(
            pieces.iter().any(|piece| piece.overlaps(&at)),
            !pieces.iter().any(|piece| piece.contains(&at)),
        )
    }

    /// The times in which a norm is in force, in order.
    pub(super) fn in_force_over(&self, norm: &Norm) -> Cow<'_, [TimeRange]> {
        match self.periods.get(&norm.id) {
            Some(periods) => Cow::Borrowed(periods),
            None => Cow::Owned(self.agreement.in_force(norm, self.valid)),
        }
    }

    /// Whether a party is bound over `at`.
    pub(super) fn party_bound(&self, party: usize, at: TimeRange) -> Truth {
        let Some(party) = self.agreement.parties.get(party) else { return Truth::False };
        let hi = party.bound_until.unwrap_or(Instant(i64::MAX));
        if hi <= party.bound_from {
            return Truth::False;
        }
        Truth::from_possible(at.lo < hi && party.bound_from < at.hi, at.lo < party.bound_from || at.hi > hi)
    }

    /// Whether the norm binds whoever did it.
    pub(super) fn bound(&self, norm: &Norm, row: &Row<'a>, case: &Case) -> Truth {
        let key = (Of::Bound, std::ptr::from_ref(norm).addr());
        case.remembered(|m| &m.truths, key, || self.bound_now(norm, row, case))
    }

    fn bound_now(&self, norm: &Norm, row: &Row<'a>, case: &Case) -> Truth {
        let at = self.time(row, case);
        let mask = match &norm.who {
            Who::Anyone => return Truth::True,
            // criteria bind whoever nominates, sits or votes
            Who::Parties if row.entered.is_some() => return Truth::True,
            Who::Parties => u64::MAX,
            Who::These(ids) => ids.iter().filter_map(|id| self.party(id)).fold(0, |m, p| m | 1 << p),
        };
        let answers = self.answers(row, case, Attribute::Actor);
        super::atom::fold(answers.sets.into_iter().map(|set| self.any_bound(set & mask, at)))
    }

    /// The same of a deed for which one of these sets of parties answers.
    pub(super) fn bound_sets(&self, norm: &Norm, sets: &[u64], at: TimeRange) -> Truth {
        let mask = match &norm.who {
            Who::Anyone => return Truth::True,
            Who::Parties => u64::MAX,
            Who::These(ids) => ids.iter().filter_map(|id| self.party(id)).fold(0, |m, p| m | 1 << p),
        };
        super::atom::fold(sets.iter().map(|set| self.any_bound(set & mask, at)))
    }

    fn speaks_to(&self, permission: &Norm, row: &Row<'a>, case: &Case) -> Truth {
        match &permission.who {
            Who::These(_) => self.bound(permission, row, case),
            _ => Truth::True,
        }
    }

    /// Whether neither side is an excluded group. An unknown target is presumed protected.
    pub(super) fn not_excluded(&self, row: &Row<'a>, case: &Case, suppose: Suppose) -> Truth {
        if self.agreement.excluded.is_empty() || row.party.is_some() || row.entered.is_some() {
            return Truth::True;
        }
        let author = if suppose.bound { Truth::False } else { self.excluded(Attribute::Actor, row, case) };
        author.or(self.excluded(Attribute::Target, row, case)).negated()
    }

    /// Whether the actor of an attribute is an excluded group.
    pub(super) fn excluded(&self, attribute: Attribute, row: &Row<'a>, case: &Case) -> Truth {
        let key = (Of::Excluded, attribute as usize);
        case.remembered(|m| &m.truths, key, || self.excluded_now(attribute, row, case))
    }

    fn excluded_now(&self, attribute: Attribute, row: &Row<'a>, case: &Case) -> Truth {
        let Some(people) = self.someone(row, case, attribute) else {
            // an unknown author is weighed by who may answer; an unknown target is presumed protected
            return Truth::False;
        };
        let at = self.time(row, case);
        super::atom::fold(people.iter().map(|one| {
            match one {
                Someone::Named(id) => self
                    .excluded
                    .get(id)
                    .map_or(&[][..], Vec::as_slice)
                    .iter()
                    .fold(Truth::False, |truth, group| truth.or(self.affiliated(id, group, at, case))),
                _ => Truth::False,
            }
        }))
    }

    /// Whether nothing is known of whom a hostile act was aimed at, where the text excludes some groups.
    pub(super) fn target_presumed(&self, row: &Row<'a>) -> bool {
        let Some(hostile) = Code::parse(Attribute::Act, "hostile") else { return false };
        let hostile = self.values(row, &Case::default(), Attribute::Act).iter().any(|v| match v {
            Value::Code(code) => hostile.covers(*code) || code.covers(hostile),
            _ => false,
        });
        !self.agreement.excluded.is_empty() && hostile && row.alternatives(Attribute::Target).is_empty()
    }
}

/// How a permission stands on a row.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// Whether it is in force and its `when` holds.
    pub applies: Truth,
    /// Whether all that it needs is met.
    pub met: Truth,
    /// Whether it clears.
    pub clears: Truth,
    /// Whether a burden of proof settled a need.
    pub by_burden: bool,
}
