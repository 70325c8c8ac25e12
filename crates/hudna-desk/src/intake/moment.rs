//! Dates and times as people write them, as ranges.
//!
//! ISO, day first or month first, months by name, Hijri (Umm al-Qura, a day either way because the sighting
//! differs), 12 and 24 hours, offsets. A date without an hour is the whole local day, a month the whole
//! month. Never reads a clock: nothing is relative to today.

use hudna_core::time::{Instant, TimeRange, instants_of, whole_day};
use icu_calendar::Date as IcuDate;
use icu_calendar::cal::{Hijri, Iso};
use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::letters::{ascii_digits, fold};
use super::months::{DayHalf, Month, day_half, is_filler, month};

/// Which number comes first in `11/03/2026`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// The day: 11 March.
    #[default]
    DayFirst,
    /// The month: 3 November.
    MonthFirst,
    /// Neither: only dates that begin with the year are read.
    Iso,
}

/// The years that a report may speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A token of a written date.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number { value: u32, digits: usize },
    Word(String),
    Mark(char),
}

/// A token, and whether it follows the one before without a space.
type Glued = (Token, bool);

/// What the date part says, before an hour narrows it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Day {
    Exact(civil::Date),
    Month(i16, i8),
    Year(i16),
    /// A Hijri day by the tabular calendar; the sighting may differ by one.
    Sighted(civil::Date),
}

/// An hour of the day, and how far from Greenwich where stated.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hour {
    time: civil::Time,
    /// `24:00`: midnight at the day's end.
    next_day: bool,
    offset: Option<Offset>,
}

/// The range that a cell speaks of: one moment, or `a .. b`. A day named once is the day of both ends; an end
/// earlier in the clock than the beginning is on the next day.
pub(crate) fn parse_range(text: &str, zone: &TimeZone, order: DateOrder) -> Result<TimeRange, Fault> {
    let Some((first, last)) = ends(text) else { return parse_moment(text, zone, order) };
    let ((first_day, hour), (end_day, end_hour)) = (parse_parts(first, order)?, parse_parts(last, order)?);
    let day = first_day.or(end_day).ok_or_else(|| Fault::new("date-missing"))?;
    let from = range_of(day, hour, zone)?;
    let to = match (first_day, end_day) {
        (Some(_), Some(end)) => range_of(end, end_hour, zone)?,
        _ => {
            let same = range_of(day, end_hour, zone)?;
            if same.lo >= from.lo { same } else { range_of(following(day), end_hour, zone)? }
        }
    };
    if to.hi <= from.lo {
        return Err(Fault::new("time-order"));
    }
    Ok(TimeRange::new(from.lo, to.hi))
}

/// One moment: exact where an hour is given, else the whole day, month or year.
pub(crate) fn parse_moment(text: &str, zone: &TimeZone, order: DateOrder) -> Result<TimeRange, Fault> {
    if let Some((day, hour)) = plain_iso(text) {
        return range_of(Day::Exact(day), hour, zone);
    }
    let (day, hour) = parse_parts(text, order)?;
    range_of(day.ok_or_else(|| Fault::new("date-missing"))?, hour, zone)
}

/// `2026-03-11` and `2026-03-11 06:00[:00]`, the usual case, without tokens.
fn plain_iso(text: &str) -> Option<(civil::Date, Option<Hour>)> {
    let b = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        b.get(range)?.iter().try_fold(0_i16, |n, d| d.is_ascii_digit().then(|| n * 10 + i16::from(d - b'0')))
    };
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    if b[4] != b'-' || b[7] != b'-' || !YEARS.contains(&i32::from(year)) {
        return None;
    }
    let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    if b.len() == 10 {
        return Some((date, None));
    }
    let (h, m) = (digits(11..13)?, digits(14..16)?);
    let seconds = match b.len() {
        16 => 0,
        19 if b[16] == b':' => digits(17..19)?,
        _ => return None,
    };
    if !matches!(b[10], b' ' | b'T') || b[13] != b':' {
        return None;
    }
    let time = civil::Time::new(i8::try_from(h).ok()?, i8::try_from(m).ok()?, i8::try_from(seconds).ok()?, 0)
        .ok()?;
    Some((date, Some(Hour { time, next_day: false, offset: None })))
}

/// Splits `a .. b` and its equals; a hyphen counts between two hours, or once between spaces.
fn ends(text: &str) -> Option<(&str, &str)> {
    for mark in ["..", "…", " – ", " — ", " to ", " until ", " إلى ", " الى ", " حتى "] {
        if let Some(found) = text.split_once(mark) {
            return Some(found);
        }
    }
    if text.matches(" - ").count() == 1 {
        return text.split_once(" - ");
    }
    between_hours(text)
}

/// `06:00-08:00` and `06:00–08:00`. An offset is written so only after `T` or seconds: `T06:00-08:00`.
fn between_hours(text: &str) -> Option<(&str, &str)> {
    let (at, dash) =
        text.char_indices().find(|(at, c)| matches!(c, '-' | '–') && text[..*at].contains(':'))?;
    let (before, after) = (&text[..at], &text[at + dash.len_utf8()..]);
    let clock = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let hours = clock.matches(':').count() == 1 && !clock.contains(['T', 't']);
    (hours && after.contains(':')).then_some((before, after))
}

fn unreadable() -> Fault {
    Fault::new("date-unreadable")
}

fn parse_parts(text: &str, order: DateOrder) -> Result<(Option<Day>, Option<Hour>), Fault> {
    if text.len() > 160 {
        return Err(unreadable());
    }
    let mut tokens = tokens(text)?;
    let hour = take_hour(&mut tokens)?;
    Ok((take_day(&tokens, order)?, hour))
}

fn tokens(text: &str) -> Result<Vec<Glued>, Fault> {
    let text = ascii_digits(text);
    let mut out: Vec<Glued> = Vec::new();
    let mut glued = false;
    let mut rest = text.as_ref();
    while let Some(c) = rest.chars().next() {
        let run = |f: fn(char) -> bool| rest.find(|c: char| !f(c)).unwrap_or(rest.len());
        if c.is_whitespace() {
            glued = false;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (token, len) = if c.is_ascii_digit() {
            let len = run(|c| c.is_ascii_digit());
            let value = rest[..len].parse::<u32>().map_err(|_| unreadable())?;
            (Token::Number { value, digits: len }, len)
        } else if c.is_alphabetic() {
            let len = run(|c| {
                c.is_alphabetic()
                    || (!c.is_ascii() && !c.is_whitespace() && !c.is_numeric() && c != '،' && c != '\u{2013}')
            });
            (Token::Word(fold(&rest[..len])), len)
        } else {
            (Token::Mark(if c == '،' { ',' } else { c }), c.len_utf8())
        };
        out.push((token, glued));
        glued = true;
        rest = &rest[len..];
    }
    if out.len() > 40 { Err(unreadable()) } else { Ok(out) }
}

fn number(tokens: &[Glued], at: usize) -> Option<(u32, usize)> {
    match tokens.get(at) {
        Some((Token::Number { value, digits }, _)) => Some((*value, *digits)),
        _ => None,
    }
}

fn mark(tokens: &[Glued], at: usize, c: char) -> bool {
    matches!(tokens.get(at), Some((Token::Mark(m), _)) if *m == c)
}

fn word(tokens: &[Glued], at: usize) -> Option<&str> {
    match tokens.get(at) {
        Some((Token::Word(w), _)) => Some(w),
        _ => None,
    }
}

/// The half of the day named at `at`, and how many tokens name it. `م` counts where `bare_m` says so.
fn half_at(tokens: &[Glued], at: usize, bare_m: bool) -> Option<(DayHalf, usize)> {
    let first = word(tokens, at)?;
    if first == "م" && bare_m {
        return Some((DayHalf::After, 1));
    }
    // "a.m." and "p.m." come as word, dot, word, dot.
    if mark(tokens, at + 1, '.')
        && let Some(second) = word(tokens, at + 2)
        && let Some(half) = day_half(&format!("{first} {second}"))
    {
        return Some((half, 3 + usize::from(mark(tokens, at + 3, '.'))));
    }
    if let Some(second) = word(tokens, at + 1)
        && let Some(half) = day_half(&format!("{first} {second}"))
    {
        return Some((half, 2));
    }
    day_half(first).map(|half| (half, 1))
}

/// Takes the hour out of `tokens`, if one is there.
fn take_hour(tokens: &mut Vec<Glued>) -> Result<Option<Hour>, Fault> {
    let colon = (0..tokens.len()).find(|&i| {
        number(tokens, i).is_some() && mark(tokens, i + 1, ':') && number(tokens, i + 2).is_some()
    });
    let (start, mut end, hour, minute, second) = if let Some(i) = colon {
        let (hour, minute) = (number(tokens, i).map_or(0, |n| n.0), number(tokens, i + 2).map_or(0, |n| n.0));
        let mut end = i + 3;
        let mut second = 0;
        if mark(tokens, end, ':')
            && let Some((n, _)) = number(tokens, end + 1)
        {
            (second, end) = (n, end + 2);
            if (mark(tokens, end, '.') || mark(tokens, end, ','))
                && matches!(tokens.get(end + 1), Some((Token::Number { .. }, true)))
            {
                end += 2;
            }
        }
        (i, end, hour, minute, second)
    } else if let Some((i, hour, minute, end)) = hour_without_colon(tokens) {
        (i, end, hour, minute, 0)
    } else {
        return Ok(None);
    };
    let half = half_at(tokens, end, true);
    end += half.map_or(0, |(_, n)| n);
    let (offset, end) = take_offset(tokens, end)?;
    let before = if half.is_none() { half_before(tokens, start) } else { None };
    let start = start - before.map_or(0, |(_, n)| n);
    tokens.drain(start..end);
    clock(hour, minute, second, half.or(before).map(|(h, _)| h))
        .map(|(time, next_day)| Some(Hour { time, next_day, offset }))
}

fn half_before(tokens: &[Glued], start: usize) -> Option<(DayHalf, usize)> {
    let at = start.checked_sub(1)?;
    half_at(tokens, at, false).filter(|(_, n)| *n == 1)
}

/// `6 pm`, `6 مساءً`, `الساعة 6`, `0630` after a whole date.
fn hour_without_colon(tokens: &[Glued]) -> Option<(usize, u32, u32, usize)> {
    for i in 0..tokens.len() {
        let Some((value, digits)) = number(tokens, i) else { continue };
        let small = digits <= 2 && value <= 24;
        let named = i.checked_sub(1).and_then(|b| word(tokens, b)).is_some_and(|w| w == "الساعه");
        if small && (named || half_at(tokens, i + 1, value <= 12).is_some()) {
            return Some((i, value, 0, i + 1));
        }
    }
    let last = tokens.len().checked_sub(1)?;
    let at = if word(tokens, last) == Some("h") { last.checked_sub(1)? } else { last };
    match number(tokens, at) {
        Some((value, 4))
            if at >= 5 && matches!(tokens[at], (_, false)) && number(tokens, at - 1).is_some() =>
        {
            Some((at, value / 100, value % 100, at + 1))
        }
        _ => None,
    }
}

/// `Z`, `UTC`, `+02:00`, `+0200` right after an hour.
fn take_offset(tokens: &[Glued], mut at: usize) -> Result<(Option<Offset>, usize), Fault> {
    let greenwich = matches!(word(tokens, at), Some("z" | "utc" | "gmt"));
    if greenwich {
        at += 1;
    }
    let sign = if mark(tokens, at, '+') {
        1
    } else if mark(tokens, at, '-') {
        -1
    } else {
        0
    };
    let glued = tokens.get(at).is_some_and(|(_, glued)| *glued) || sign == 1;
    let Some((value, digits)) = number(tokens, at + 1).filter(|_| sign != 0 && glued) else {
        return Ok((greenwich.then_some(Offset::UTC), at));
    };
    let (hours, minutes, end) = match (digits, number(tokens, at + 3).filter(|_| mark(tokens, at + 2, ':'))) {
        (1 | 2, Some((minutes, _))) => (value, minutes, at + 4),
        (1 | 2, None) => (value, 0, at + 2),
        (4, _) => (value / 100, value % 100, at + 2),
        _ => return Err(unreadable()),
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).map_err(|_| unreadable())? * sign;
    let offset = Offset::from_seconds(seconds).ok().filter(|_| hours <= 14 && minutes < 60);
    offset.map(|o| (Some(o), end)).ok_or_else(|| Fault::new("time-not-on-clock"))
}

fn clock(hour: u32, minute: u32, second: u32, half: Option<DayHalf>) -> Result<(civil::Time, bool), Fault> {
    let wrong = || Fault::new("time-not-on-clock");
    let hour = match (half, hour) {
        (None, h) => h,
        (Some(DayHalf::Before), 12) => 0,
        (Some(DayHalf::Before), h) if h < 12 => h,
        (Some(DayHalf::After), h @ 1..=11) => h + 12,
        (Some(DayHalf::After), h @ 12..=23) => h,
        (Some(DayHalf::Night), 12) => 0,
        (Some(DayHalf::Night), h @ 6..=11) => h + 12,
        (Some(DayHalf::Night), h) if h < 24 => h,
        _ => return Err(wrong()),
    };
    let next_day = (hour, minute, second) == (24, 0, 0);
    let small = |n: u32| i8::try_from(n).map_err(|_| wrong());
    let hour = if next_day { 0 } else { hour };
    // A leap second is written :60; it is taken as the second before.
    civil::Time::new(small(hour)?, small(minute)?, small(if second == 60 { 59 } else { second })?, 0)
        .map(|time| (time, next_day))
        .map_err(|_| wrong())
}

fn take_day(tokens: &[Glued], order: DateOrder) -> Result<Option<Day>, Fault> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let (mut named, mut hijri, mut at) = (None, false, 0);
    while at < tokens.len() {
        match &tokens[at].0 {
            Token::Number { value, digits } => numbers.push((*value, *digits)),
            Token::Mark('/' | '-' | '.' | ',' | '،' | '\u{2013}' | '(' | ')') => {}
            Token::Mark(_) => return Err(unreadable()),
            Token::Word(w) => {
                let (found, used) = month_at(tokens, at);
                if let Some(found) = found {
                    if named.replace(found).is_some() {
                        return Err(unreadable());
                    }
                    at += used;
                    continue;
                }
                match w.as_str() {
                    "ه" | "هجري" | "هجريه" | "ah" => hijri = true,
                    "م" | "ميلادي" | "ميلاديه" | "ad" | "ce" => {}
                    w if is_filler(w) => {}
                    _ => return Err(unreadable()),
                }
            }
        }
        at += 1;
    }
    if numbers.is_empty() && named.is_none() {
        return if tokens.iter().all(|(t, _)| matches!(t, Token::Word(w) if is_filler(w))) {
            Ok(None)
        } else {
            Err(unreadable())
        };
    }
    day_of(&numbers, named, hijri, order).map(Some)
}

/// The month named by one, two or three words from `at`, and how many.
fn month_at(tokens: &[Glued], at: usize) -> (Option<Month>, usize) {
    for used in (1..=3).rev() {
        let words: Vec<&str> = (at..at + used).map_while(|i| word(tokens, i)).collect();
        if words.len() == used
            && let Some(found) = month(&words.join(" "))
        {
            return (Some(found), used);
        }
    }
    (None, 1)
}

fn day_of(
    numbers: &[(u32, usize)],
    named: Option<Month>,
    hijri: bool,
    order: DateOrder,
) -> Result<Day, Fault> {
    match (named, numbers) {
        (Some(_), []) => Err(Fault::new("year-missing")),
        (Some(m), [(year, digits)]) if *digits >= 3 => month_only(m, *year),
        (Some(_), [_]) => Err(Fault::new("year-missing")),
        (Some(m), [(a, wa), (b, wb)]) => {
            let (day, year) = match (*wa >= 3, *wb >= 3) {
                (true, false) => (*b, *a),
                (false, true) => (*a, *b),
                (false, false) => return Err(Fault::new("year-two-digits")),
                (true, true) => return Err(unreadable()),
            };
            match m {
                Month::Gregorian(m) => gregorian(year, u32::from(m.unsigned_abs()), day),
                Month::Hijri(m) => sighted(year, u32::from(m), day),
            }
        }
        (None, [(n, 8)]) if !hijri => gregorian(n / 10_000, n / 100 % 100, n % 100),
        (None, [(year, 4)]) if !hijri => in_bounds(*year).map(Day::Year),
        (None, [(year, 4), (m, 1 | 2)] | [(m, 1 | 2), (year, 4)]) if !hijri => {
            month_only(Month::Gregorian(i8::try_from(*m).unwrap_or(0)), *year)
        }
        (None, [(a, wa), (b, _), (c, wc)]) => {
            let (year, month, day) = match (*wa >= 3, *wc >= 3, order) {
                (true, false, _) => (*a, *b, *c),
                (false, true, DateOrder::DayFirst) => (*c, *b, *a),
                (false, true, DateOrder::MonthFirst) => (*c, *a, *b),
                (false, true, DateOrder::Iso) => return Err(Fault::new("date-not-iso")),
                (false, false, _) => return Err(Fault::new("year-two-digits")),
                (true, true, _) => return Err(unreadable()),
            };
            if hijri {
                return sighted(year, month, day);
            }
            gregorian(year, month, day).map_err(|fault| hinted(fault, (*a, *b, *c), order))
        }
        _ => Err(unreadable()),
    }
}

/// A day first that fails but would be a date month first is worth saying.
fn hinted(fault: Fault, (a, b, year): (u32, u32, u32), order: DateOrder) -> Fault {
    let other = order == DateOrder::DayFirst && a <= 12 && b > 12 && gregorian(year, a, b).is_ok();
    if other { Fault::new("date-month-first") } else { fault }
}

fn in_bounds(year: u32) -> Result<i16, Fault> {
    match i32::try_from(year) {
        Ok(y) if YEARS.contains(&y) => i16::try_from(y).map_err(|_| unreadable()),
        _ => Err(Fault::new("date-out-of-bounds").with("year", year.to_string())),
    }
}

fn gregorian(year: u32, month: u32, day: u32) -> Result<Day, Fault> {
    let y = in_bounds(year)?;
    let part = |n: u32| i8::try_from(n).map_err(|_| Fault::new("day-not-in-calendar"));
    civil::Date::new(y, part(month)?, part(day)?)
        .map(Day::Exact)
        .map_err(|_| Fault::new("day-not-in-calendar"))
}

fn month_only(month: Month, year: u32) -> Result<Day, Fault> {
    match month {
        Month::Gregorian(m @ 1..=12) => Ok(Day::Month(in_bounds(year)?, m)),
        Month::Gregorian(_) => Err(Fault::new("day-not-in-calendar")),
        Month::Hijri(_) => Err(unreadable()),
    }
}

/// The Gregorian day of a Hijri one, by Umm al-Qura.
fn sighted(year: u32, month: u32, day: u32) -> Result<Day, Fault> {
    if !(1300..=1600).contains(&year) {
        return Err(Fault::new("date-out-of-bounds").with("year", year.to_string()));
    }
    let part = |n: u32| u8::try_from(n).map_err(|_| Fault::new("day-not-in-calendar"));
    let year = i32::try_from(year).map_err(|_| unreadable())?;
    // A month of 29 days by the table may have had 30 by sighting: day 30 is then the day after the 29th.
    let (day, later) = if day == 30 { (29, 1) } else { (day, 0) };
    let date = IcuDate::try_new_hijri_with_calendar(year, part(month)?, part(day)?, Hijri::new_umm_al_qura())
        .map_err(|_| Fault::new("day-not-in-calendar"))?
        .to_calendar(Iso);
    let (y, m, d) = (date.era_year().year, date.month().ordinal, date.day_of_month().0);
    match gregorian(u32::try_from(y).map_err(|_| unreadable())?, u32::from(m), u32::from(d))? {
        Day::Exact(date) => Ok(Day::Sighted(hudna_core::time::shifted(date, later))),
        other => Ok(other),
    }
}

fn following(day: Day) -> Day {
    match day {
        Day::Exact(d) => Day::Exact(hudna_core::time::shifted(d, 1)),
        Day::Sighted(d) => Day::Sighted(hudna_core::time::shifted(d, 1)),
        other => other,
    }
}

fn range_of(day: Day, hour: Option<Hour>, zone: &TimeZone) -> Result<TimeRange, Fault> {
    let at = |d: civil::Date, h: Hour| {
        let d = hudna_core::time::shifted(d, i64::from(h.next_day));
        match h.offset {
            Some(offset) => instants_of(d.to_datetime(h.time), &TimeZone::fixed(offset)),
            None => instants_of(d.to_datetime(h.time), zone),
        }
    };
    let first_of = |y: i16, m: i8| civil::Date::new(y, m, 1).map_err(|_| unreadable());
    let start = |d: civil::Date| whole_day(d, zone).lo;
    let near = hudna_core::time::shifted;
    match (day, hour) {
        (Day::Exact(d), None) => Ok(whole_day(d, zone)),
        (Day::Exact(d), Some(h)) => Ok(at(d, h)),
        (Day::Sighted(d), None) => Ok(TimeRange::new(start(near(d, -1)), start(near(d, 2)))),
        (Day::Sighted(d), Some(h)) => Ok(TimeRange::new(at(near(d, -1), h).lo, at(near(d, 1), h).hi)),
        (Day::Month(y, m), None) => {
            let next = if m == 12 { first_of(y + 1, 1)? } else { first_of(y, m + 1)? };
            Ok(TimeRange::new(start(first_of(y, m)?), start(next)))
        }
        (Day::Year(y), None) => Ok(TimeRange::new(start(first_of(y, 1)?), start(first_of(y + 1, 1)?))),
        (Day::Month(..) | Day::Year(_), Some(_)) => Err(unreadable()),
    }
}

/// The local days `[first, last]`, both whole.
pub(crate) fn days(first: civil::Date, last: civil::Date, zone: &TimeZone) -> TimeRange {
    TimeRange::new(whole_day(first, zone).lo, whole_day(last, zone).hi)
}

/// The civil day of a cell that must hold one; an hour beside it is passed over.
pub(crate) fn parse_day(text: &str, order: DateOrder) -> Result<civil::Date, Fault> {
    if let Some((day, _)) = plain_iso(text) {
        return Ok(day);
    }
    match parse_parts(text, order)?.0 {
        Some(Day::Exact(day)) => Ok(day),
        Some(_) => Err(unreadable()),
        None => Err(Fault::new("date-missing")),
    }
}

/// The first moment of a range: what *told at* means where only a day is known.
pub(crate) fn parse_instant(text: &str, zone: &TimeZone, order: DateOrder) -> Result<Instant, Fault> {
    parse_moment(text, zone, order).map(|range| range.lo)
}
