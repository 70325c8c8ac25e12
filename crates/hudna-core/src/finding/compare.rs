//! Numbers and moments known as ranges, compared by their ends.
//!
//! Only the ends decide; nothing here knows of rows or cases.

use crate::condition::{Compare, Truth};
use crate::time::{Instant, Span, TimeRange};
use crate::value::Number;

/// A number of which nothing is known.
pub(super) const ANY_NUMBER: Number = Number { low: f64::NEG_INFINITY, best: f64::NAN, high: f64::INFINITY };

/// Compares two ranges by their ends.
pub(super) fn compare_numbers(a: Number, compare: Compare, b: Number) -> Truth {
    let less = |a: &Number, b: &Number| Truth::from_possible(a.low < b.high, a.high >= b.low);
    let less_or_equal = |a: &Number, b: &Number| Truth::from_possible(a.low <= b.high, a.high > b.low);
    let equal = || {
        let exact = a.low >= a.high && b.low >= b.high;
        Truth::from_possible(a.low <= b.high && b.low <= a.high, !(exact && (a.low - b.low).abs() == 0.0))
    };
    match compare {
        Compare::Less => less(&a, &b),
        Compare::LessOrEqual => less_or_equal(&a, &b),
        Compare::Greater => less(&b, &a),
        Compare::GreaterOrEqual => less_or_equal(&b, &a),
        Compare::Equal => equal(),
        Compare::NotEqual => equal().negated(),
    }
}

pub(super) fn combine(a: Number, op: char, b: Number) -> Number {
    let ends = |f: fn(f64, f64) -> f64| {
        let all = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)];
        if all.iter().any(|x| x.is_nan()) {
            return ANY_NUMBER;
        }
        let low = all.iter().copied().fold(f64::INFINITY, f64::min);
        let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Number { low, best: f(a.best, b.best), high }
    };
    match op {
        '+' => ends(|x, y| x + y),
        '-' => ends(|x, y| x - y),
        '*' => ends(|x, y| x * y),
        _ if b.low <= 0.0 && b.high >= 0.0 => ANY_NUMBER,
        _ => ends(|x, y| x / y),
    }
}

pub(super) fn compare_with_day(t: TimeRange, compare: Compare, start: Instant, end: Instant) -> Truth {
    let at_or_after = |edge: Instant| Truth::from_possible(t.hi > edge, t.lo < edge);
    match compare {
        Compare::GreaterOrEqual => at_or_after(start),
        Compare::Greater => at_or_after(end),
        Compare::Less => at_or_after(start).negated(),
        Compare::LessOrEqual => at_or_after(end).negated(),
        Compare::Equal => at_or_after(start).and(at_or_after(end).negated()),
        Compare::NotEqual => at_or_after(start).and(at_or_after(end).negated()).negated(),
    }
}

pub(super) fn compare_ranges(a: TimeRange, compare: Compare, b: TimeRange) -> Truth {
    let less = |a: &TimeRange, b: &TimeRange| Truth::from_possible(a.lo.0 < b.hi.0 - 1, a.hi.0 > b.lo.0);
    let less_or_equal =
        |a: &TimeRange, b: &TimeRange| Truth::from_possible(a.lo.0 < b.hi.0, a.hi.0 - 1 > b.lo.0);
    match compare {
        Compare::Less => less(&a, &b),
        Compare::LessOrEqual => less_or_equal(&a, &b),
        Compare::Greater => less(&b, &a),
        Compare::GreaterOrEqual => less_or_equal(&b, &a),
        Compare::Equal => Truth::from_possible(a.overlaps(&b), !(a.is_exact() && a == b)),
        Compare::NotEqual => Truth::from_possible(a.overlaps(&b), !(a.is_exact() && a == b)).negated(),
    }
}

/// Whether `later` follows `earlier` within `span`.
pub(super) fn follows(earlier: TimeRange, later: TimeRange, span: Span) -> Truth {
    let not_before = compare_ranges(later, Compare::GreaterOrEqual, earlier);
    let limit = TimeRange::new(earlier.lo.plus(span), earlier.hi.plus(span));
    not_before.and(compare_ranges(later, Compare::LessOrEqual, limit))
}

/// Whether two moments lie within `window` of each other.
pub(super) fn close(a: TimeRange, b: TimeRange, window: Span) -> Truth {
    let least = (b.lo.0.saturating_sub(a.hi.0 - 1)).max(a.lo.0.saturating_sub(b.hi.0 - 1)).max(0);
    let most = (b.hi.0 - 1).saturating_sub(a.lo.0).max((a.hi.0 - 1).saturating_sub(b.lo.0));
    Truth::from_possible(least <= window.0, most > window.0)
}
