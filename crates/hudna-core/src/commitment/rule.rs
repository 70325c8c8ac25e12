//! Moments as people write them into a promise, and when they come to pass.
//!
//! The words are those of the agreement's own language (`2026-03-10`, `D+14`, `72 h after verified(p2)`), with two more:
//! `declared(c1)`, that a condition was declared to hold, and an event without a time before it, which is that event's own
//! moment. An id in `verified(…)` or `claimed(…)` is a promise's; where no promise has it, a norm's of the text, of which
//! the register of verifications tells.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::model::{Commitments, Condition, Promise, Scale};
use crate::agreement::Agreement;
use crate::agreement::read::dates::western;
use crate::condition::quantity::{Calendar, parse_duration, parse_moment};
use crate::condition::{Event as Noticed, Moment, Truth};
use crate::register::{Registers, Verified};
use crate::time::{Instant, Span, TimeRange};

/// Something that a moment is counted from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// A promise, or duty of the text, was found kept in full for the first time.
    Verified(Arc<str>),
    /// Whoever owes it said so for the first time.
    Claimed(Arc<str>),
    /// A condition was declared to hold for the first time.
    Declared(Arc<str>),
    /// A party joined the agreement.
    Adhered(Arc<str>),
    /// The text was signed, on a day whose hour is not stated.
    Signed(TimeRange),
}

impl Event {
    /// The promise, condition or norm of which it is.
    pub const fn of(&self) -> Option<&Arc<str>> {
        match self {
            Self::Verified(id) | Self::Claimed(id) | Self::Declared(id) => Some(id),
            Self::Adhered(_) | Self::Signed(_) => None,
        }
    }
}

/// A moment as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// An instant, or a local day by its start and its end.
    Fixed {
        /// The first moment of it.
        start: Instant,
        /// The moment just past it.
        end: Instant,
    },
    /// Some time after something.
    After {
        /// How long after.
        offset: Span,
        /// After what.
        event: Event,
    },
}

/// What a norm's register says of a duty of the text, for deadlines that run from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// When it was first found done.
    pub verified: Option<TimeRange>,
    /// When it was first said to be done.
    pub claimed: Option<TimeRange>,
}

/// What moments are counted by: the text's calendar, who joined when, what registers say of its duties.
#[derive(Clone, Debug)]
pub struct Frame {
    zone: TimeZone,
    d_day: Instant,
    signed: Option<TimeRange>,
    adhered: BTreeMap<Arc<str>, TimeRange>,
    norms: BTreeMap<Arc<str>, Noted>,
}

impl Frame {
    /// By this text, and these registers.
    pub fn of(agreement: &Agreement, registers: &Registers) -> Self {
        let mut frame = Self::bare(agreement.zone_time.clone(), agreement.d_day);
        frame.signed = agreement.signed;
        frame.adhered = agreement.parties.iter().map(|party| (party.id.clone(), party.adhered)).collect();
        frame.norms = agreement.norms.iter().map(|norm| (norm.id.clone(), Noted::default())).collect();
        for one in &registers.verifications {
            let noted = frame.norms.entry(one.norm.clone()).or_default();
            match one.state {
                Verified::Done => earlier(&mut noted.verified, one.at),
                Verified::Claimed => earlier(&mut noted.claimed, one.at),
                Verified::NotDone | Verified::Partial => {}
            }
        }
        frame
    }

    /// By a zone and a day of entry into force alone.
    pub const fn bare(zone: TimeZone, d_day: Instant) -> Self {
        Self { zone, d_day, signed: None, adhered: BTreeMap::new(), norms: BTreeMap::new() }
    }

    /// The zone whose hours and days are meant.
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The whole days from the day of entry into force to `at`, negative before it.
    pub fn days_from_d(&self, at: Instant) -> i64 {
        let day = |at: Instant| at.local(&self.zone).date();
        let between = day(self.d_day).until(day(at));
        between.map_or(0, |span| i64::from(span.get_days()))
    }

    /// Whether `id` is that of a norm of the text.
    pub fn has_norm(&self, id: &str) -> bool {
        self.norms.contains_key(id)
    }

    /// Reads a moment; `None` where it is none.
    pub fn rule(&self, written: &str) -> Option<Rule> {
        let written = western(written.trim());
        let (offset, event) = match written.split_once(" after ") {
            Some((offset, event)) => (Some(offset), event.trim()),
            None => (None, written.as_str()),
        };
        if let Some(event) = named(event) {
            let offset = offset.map_or(Some(Span(0)), |offset| parse_duration(offset).ok())?;
            return Some(Rule::After { offset, event });
        }
        let calendar = Calendar {
            d_day: self.d_day,
            d_date: self.d_day.local(&self.zone).date(),
            signed: self.signed,
            zone_time: &self.zone,
        };
        match parse_moment(&written, &calendar).ok()? {
            Moment::Fixed(at) => Some(Rule::Fixed { start: at, end: at }),
            Moment::Day { start, end } => Some(Rule::Fixed { start, end }),
            Moment::After { offset, event: Noticed::Adhered(party) } => {
                Some(Rule::After { offset, event: Event::Adhered(party) })
            }
            Moment::After { offset, event: Noticed::Signed(day) } => {
                Some(Rule::After { offset, event: Event::Signed(day) })
            }
            Moment::After { .. } | Moment::AfterAt(_) => None,
        }
    }

    /// A length of time; `None` where it is none.
    pub fn duration(written: &str) -> Option<Span> {
        parse_duration(&western(written.trim())).ok()
    }

    /// When an event came to pass, as far as it is known by `as_of`; `None` where it did not.
    fn happened(&self, event: &Event, all: &Commitments, as_of: Instant) -> Option<TimeRange> {
        let by_now = |range: TimeRange| (range.lo <= as_of).then_some(range);
        let noted = |id: &str| self.norms.get(id).copied().unwrap_or_default();
        match event {
            Event::Verified(id) => match all.promise(id) {
                Some(promise) => first_verified(promise).map(TimeRange::exact).and_then(by_now),
                None => noted(id).verified.and_then(by_now),
            },
            Event::Claimed(id) => match all.promise(id) {
                Some(promise) => first_claimed(promise).map(TimeRange::exact).and_then(by_now),
                None => noted(id).claimed.and_then(by_now),
            },
            Event::Declared(id) => {
                let condition = all.condition(id)?;
                first_declared(condition, as_of).map(TimeRange::exact)
            }
            Event::Adhered(party) => self.adhered.get(party).copied().and_then(by_now),
            Event::Signed(day) => Some(*day),
        }
    }

    /// When the end of `rule` is, as far as it is known by `as_of`: the earliest and the latest moment that it may be. `None` while
    /// what it runs from has not come to pass.
    pub(super) fn end(&self, rule: &Rule, all: &Commitments, as_of: Instant) -> Option<(Instant, Instant)> {
        match rule {
            Rule::Fixed { end, .. } => Some((*end, *end)),
            Rule::After { offset, event } => {
                let when = self.happened(event, all, as_of)?;
                Some((when.lo.plus(*offset), Instant(when.hi.0.saturating_sub(1)).plus(*offset)))
            }
        }
    }

    /// A deadline in the local calendar: a day where it is a day's end, else a day and an hour.
    pub fn written(&self, end: Instant) -> String {
        let local = end.local(&self.zone);
        if local.time() == jiff::civil::Time::midnight() {
            return end.minus(Span(1)).local(&self.zone).date().to_string();
        }
        let time = local.time();
        format!("{} {:02}:{:02}", local.date(), time.hour(), time.minute())
    }

    /// A beginning in the local calendar: a day where it is that day's, else a day and an hour.
    pub fn written_start(&self, start: Instant) -> String {
        let local = start.local(&self.zone);
        if local.time() == jiff::civil::Time::midnight() {
            return local.date().to_string();
        }
        self.written(start)
    }
}

fn earlier(known: &mut Option<TimeRange>, at: TimeRange) {
    // the first of several may have come at any moment until one of them surely had
    *known = Some(match *known {
        Some(other) => TimeRange { lo: other.lo.min(at.lo), hi: other.hi.min(at.hi) },
        None => at,
    });
}

fn first_verified(promise: &Promise) -> Option<Instant> {
    promise.found.iter().find(|found| found.scale == Scale::FULL).map(|found| found.stamp.at)
}

fn first_claimed(promise: &Promise) -> Option<Instant> {
    promise.claims.iter().find(|claim| claim.scale == Scale::FULL).map(|claim| claim.stamp.at)
}

/// Whether a condition holds by `as_of`: as all who spoke last said; unknown where they differ, or nobody spoke.
pub(super) fn holds(condition: &Condition, as_of: Instant) -> Truth {
    let (mut yes, mut no) = (false, false);
    for by in &condition.declarers {
        let said = condition.declared.iter().rev().find(|one| one.by == *by && one.stamp.at <= as_of);
        match said.map(|one| one.holds) {
            Some(true) => yes = true,
            Some(false) => no = true,
            None => {}
        }
    }
    Truth::from_possible(yes, no)
}

/// When a condition first held by what was said until `as_of`.
fn first_declared(condition: &Condition, as_of: Instant) -> Option<Instant> {
    let said = condition.declared.iter().map(|one| one.stamp.at).take_while(|at| *at <= as_of);
    said.into_iter().find(|at| holds(condition, *at) == Truth::True)
}

/// `verified(p2)`, `claimed(p2)`, `declared(c1)`.
fn named(event: &str) -> Option<Event> {
    let (name, inner) = event.split_once('(')?;
    let id = inner.strip_suffix(')')?.trim().trim_matches(['\'', '"']);
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if id.is_empty() || !id.chars().all(sound) {
        return None;
    }
    let of = match name.trim() {
        "verified" => Event::Verified,
        "claimed" => Event::Claimed,
        "declared" => Event::Declared,
        _ => return None,
    };
    Some(of(id.into()))
}
