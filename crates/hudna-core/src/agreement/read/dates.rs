//! Dates, moments, lengths and durations as the text writes them.
//!
//! `2026-03-01` is a whole local day, `2026-03-01 06:00` and `D` are instants, `D+60` is a whole local day.
//! Lengths and durations carry their unit. Arabic digits and «ي+14» read the same. Nothing here knows
//! which field is read; a new way of writing a time goes here.

use std::ops::Range;

use jiff::civil;
use jiff::tz::TimeZone;
use toml::de::DeValue;
use toml::value::{Date, Time};

use super::fields::{Fields, Item, Notes, Text};
use crate::condition::Moment;
use crate::time::{Instant, Span, instants_of, shifted, whole_day};

/// What local times and `D` mean in this agreement.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// Hours are local to this zone.
    pub(crate) zone: TimeZone,
    /// Entry into force; `None` where the text fails to say (said already).
    pub(crate) d_day: Option<(civil::DateTime, Instant)>,
    /// Signature.
    pub(crate) signed: Option<Instant>,
}

/// A point in time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// An instant.
    Moment(Instant),
    /// A whole local day.
    Day(civil::Date),
}

/// Why a time could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// Not a form that we know.
    Form,
    /// A form that we know, but no such day or hour.
    NotInCalendar,
    /// It carries an offset from UTC, while every hour in the text is local.
    Offset,
    /// It leans on D, which is missing; said already.
    NoDDay,
}

impl Calendar {
    /// The first moment of `when`.
    pub(crate) fn start(&self, when: When) -> Instant {
        match when {
            When::Moment(at) => at,
            When::Day(day) => whole_day(day, &self.zone).lo,
        }
    }
    /// The moment just past `when`: a day's end, or the instant itself.
    pub(crate) fn end(&self, when: When) -> Instant {
        match when {
            When::Moment(at) => at,
            When::Day(day) => whole_day(day, &self.zone).hi,
        }
    }
    /// The time under `key`, or says why it cannot be read.
    pub(crate) fn when(&self, fields: &Fields<'_>, key: &str, notes: &mut Notes) -> Option<When> {
        self.when_item(&fields.get(key)?, key, notes)
    }
    /// The time that `item` is, or says why it cannot be read.
    pub(crate) fn when_item(&self, item: &Item<'_>, key: &str, notes: &mut Notes) -> Option<When> {
        let read = match item.value {
            DeValue::Datetime(d) if d.offset.is_some() => Err(Trouble::Offset),
            DeValue::Datetime(d) => match (d.date, d.time) {
                (Some(date), time) => self.of_parts(date, time),
                (None, _) => Err(Trouble::Form),
            },
            DeValue::String(text) => self.when_text(text),
            _ => Err(Trouble::Form),
        };
        read.map_err(|trouble| complain(trouble, item.span.clone(), &shown(item), key, notes)).ok()
    }
    /// The time that the words of another file say.
    pub(crate) fn when_words(
        &self,
        text: &str,
        span: Range<usize>,
        key: &str,
        notes: &mut Notes,
    ) -> Option<When> {
        self.when_text(text).map_err(|trouble| complain(trouble, span, text, key, notes)).ok()
    }
    fn of_parts(&self, date: Date, time: Option<Time>) -> Result<When, Trouble> {
        let day = civil_day(i64::from(date.year), i64::from(date.month), i64::from(date.day))?;
        let Some(time) = time else { return Ok(When::Day(day)) };
        let (hour, minute) = (i64::from(time.hour), i64::from(time.minute));
        self.at(day, hour, minute, i64::from(time.second.unwrap_or(0)))
    }
    fn at(&self, day: civil::Date, hour: i64, minute: i64, second: i64) -> Result<When, Trouble> {
        let part = |n: i64| i8::try_from(n).map_err(|_| Trouble::NotInCalendar);
        let time = civil::Time::new(part(hour)?, part(minute)?, part(second)?, 0)
            .map_err(|_| Trouble::NotInCalendar)?;
        Ok(When::Moment(instants_of(day.to_datetime(time), &self.zone).lo))
    }
    fn when_text(&self, written: &str) -> Result<When, Trouble> {
        let text = western(written.trim());
        if let Some(rest) = text.strip_prefix('D') {
            let rest = rest.trim();
            if rest.is_empty() {
                return self.d_day.map(|(_, at)| When::Moment(at)).ok_or(Trouble::NoDDay);
            }
            let (sign, digits) = if let Some(digits) = rest.strip_prefix('+') {
                (1, digits)
            } else if let Some(digits) = rest.strip_prefix(['-', '−']) {
                (-1, digits)
            } else {
                return Err(Trouble::Form);
            };
            let days = number(digits.trim(), 6).ok_or(Trouble::Form)?;
            if days > 36_600 {
                return Err(Trouble::NotInCalendar);
            }
            let (day, _) = self.d_day.ok_or(Trouble::NoDDay)?;
            return Ok(When::Day(shifted(day.date(), sign * days)));
        }
        let (date, time) = match text.split_once([' ', 'T']) {
            Some((date, time)) => (date, Some(time.trim())),
            None => (&*text, None),
        };
        let day = parse_day(date)?;
        let Some(time) = time else { return Ok(When::Day(day)) };
        if time.ends_with('Z') || time.contains(['+', '-']) {
            return Err(Trouble::Offset);
        }
        let mut parts = time.split(':').map(|p| number(p, 2));
        let mut next = || parts.next().unwrap_or(Some(0)).ok_or(Trouble::Form);
        let (hour, minute, second) = (next()?, next()?, next()?);
        if !time.contains(':') || time.split(':').count() > 3 {
            return Err(Trouble::Form);
        }
        self.at(day, hour, minute, second)
    }
    /// The deadline under `key`: a date, a day counted from D, or a time after an event.
    pub(crate) fn moment(
        &self,
        fields: &Fields<'_>,
        key: &str,
        notes: &mut Notes,
    ) -> Option<(Moment, Range<usize>)> {
        let item = fields.get(key)?;
        if let Some(text) = item.text()
            && let Some((length, event)) = text.text.split_once(" after ")
        {
            return self.after(length, event.trim(), &text, key, notes).map(|m| (m, text.span));
        }
        let when = self.when_item(&item, key, notes)?;
        let moment = match when {
            When::Moment(at) => Moment::Fixed(at),
            When::Day(day) => {
                let range = whole_day(day, &self.zone);
                Moment::Day { start: range.lo, end: range.hi }
            }
        };
        Some((moment, item.span))
    }
    fn after(
        &self,
        length: &str,
        event: &str,
        text: &Text<'_>,
        key: &str,
        notes: &mut Notes,
    ) -> Option<Moment> {
        let offset = duration_words(length, text.span.clone(), key, notes)?;
        if event == "at" {
            return Some(Moment::AfterAt(offset));
        }
        if event == "signed" || event == "D" {
            let from = if event == "D" { self.d_day.map(|d| d.1) } else { self.signed };
            if from.is_none() && event == "signed" {
                notes.error("event-unknown", text.span.clone(), &[("event", event)]);
            }
            return from.map(|at| Moment::Fixed(at.plus(offset)));
        }
        let norm = event
            .strip_prefix("verified(")
            .and_then(|rest| rest.strip_suffix(')'))
            .map(|id| id.trim().trim_matches(['\'', '"']));
        match norm {
            Some(id) if super::fields::is_id(id) => Some(Moment::After { offset, norm: id.into() }),
            _ => {
                notes.error("event-unknown", text.span.clone(), &[("event", event)]);
                None
            }
        }
    }
}

fn complain(trouble: Trouble, span: Range<usize>, written: &str, key: &str, notes: &mut Notes) {
    let arguments = [("key", key), ("written", written)];
    match trouble {
        Trouble::NoDDay => {}
        Trouble::Form => notes.error("date-unreadable", span, &arguments),
        Trouble::NotInCalendar => notes.error("date-not-in-calendar", span, &arguments),
        Trouble::Offset => notes.error("date-with-offset", span, &arguments),
    }
}

fn shown(item: &Item<'_>) -> String {
    match item.value {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(d) => d.to_string(),
        DeValue::Integer(n) => n.to_string(),
        DeValue::Float(n) => n.to_string(),
        other => other.type_str().to_owned(),
    }
}

/// Arabic digits as western ones, «ي» (the day of entry into force) as `D`.
fn western(text: &str) -> String {
    let mut out: String = text
        .chars()
        .map(|c| match u32::from(c) {
            n @ 0x660..=0x669 => char::from_digit(n - 0x660, 10).unwrap_or(c),
            n @ 0x6f0..=0x6f9 => char::from_digit(n - 0x6f0, 10).unwrap_or(c),
            _ => c,
        })
        .collect();
    if let Some(rest) = out.strip_prefix('ي') {
        out = format!("D{rest}");
    }
    out
}

fn number(digits: &str, longest: usize) -> Option<i64> {
    let sound = !digits.is_empty() && digits.len() <= longest && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| digits.parse().ok())?
}

fn parse_day(text: &str) -> Result<civil::Date, Trouble> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(Trouble::Form) };
    let all_digits = |p: &&str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(all_digits) {
        return Err(Trouble::Form);
    }
    let part = |p: &str, longest| number(p, longest).ok_or(Trouble::NotInCalendar);
    civil_day(part(year, 4)?, part(month, 2)?, part(day, 2)?)
}

fn civil_day(year: i64, month: i64, day: i64) -> Result<civil::Date, Trouble> {
    if !(1900..=2200).contains(&year) {
        return Err(Trouble::NotInCalendar);
    }
    let part = |n: i64| i8::try_from(n).map_err(|_| Trouble::NotInCalendar);
    let year = i16::try_from(year).map_err(|_| Trouble::NotInCalendar)?;
    civil::Date::new(year, part(month)?, part(day)?).map_err(|_| Trouble::NotInCalendar)
}

/// A number and the unit after it.
fn quantity(text: &str) -> Option<(f64, String)> {
    let text = western(text.trim());
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    if digits.len() > 12 {
        return None;
    }
    let n: f64 = digits.parse().ok()?;
    n.is_finite().then(|| (n, unit.trim().to_owned()))
}

/// The length under `key`, in metres.
pub(crate) fn length(fields: &Fields<'_>, key: &str, notes: &mut Notes) -> Option<f64> {
    let (n, unit, span) = measured(fields, key, "length", notes)?;
    let metres = match &*unit {
        "m" | "م" => n,
        "km" | "كم" => n * 1000.0,
        _ => return unit_unknown(&unit, "m, km", span, key, notes),
    };
    if metres > 20_000_000.0 {
        notes.error("length-too-long", span, &[("key", key)]);
        return None;
    }
    Some(metres)
}

/// The duration under `key`.
pub(crate) fn duration(fields: &Fields<'_>, key: &str, notes: &mut Notes) -> Option<Span> {
    let (n, unit, span) = measured(fields, key, "duration", notes)?;
    span_of(n, &unit, span, key, notes)
}

fn duration_words(text: &str, span: Range<usize>, key: &str, notes: &mut Notes) -> Option<Span> {
    match quantity(text) {
        Some((_, unit)) if unit.is_empty() => {
            notes.error("unit-missing", span, &[("key", key), ("written", text), ("example", "48 h")]);
            None
        }
        Some((n, unit)) => span_of(n, &unit, span, key, notes),
        None => {
            notes.error("quantity-unreadable", span, &[("key", key), ("written", text), ("example", "48 h")]);
            None
        }
    }
}

fn span_of(n: f64, unit: &str, span: Range<usize>, key: &str, notes: &mut Notes) -> Option<Span> {
    let seconds = match unit {
        "s" | "ث" => n,
        "min" | "د" | "دقيقة" => n * 60.0,
        "h" | "س" | "ساعة" => n * 3600.0,
        "d" | "يوم" | "أيام" => n * 86_400.0,
        "w" | "أسبوع" => n * 604_800.0,
        _ => return unit_unknown(unit, "min, h, d", span, key, notes),
    };
    if seconds > 36_600.0 * 86_400.0 {
        notes.error("duration-too-long", span, &[("key", key)]);
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded to a century above")]
    let micros = (seconds * 1e6).round() as i64;
    Some(Span(micros))
}

fn unit_unknown<T>(unit: &str, known: &str, span: Range<usize>, key: &str, notes: &mut Notes) -> Option<T> {
    notes.error("unit-unknown", span, &[("key", key), ("unit", unit), ("known", known)]);
    None
}

/// Number and unit of a quantity, or says what is missing.
fn measured(
    fields: &Fields<'_>,
    key: &str,
    kind: &'static str,
    notes: &mut Notes,
) -> Option<(f64, String, Range<usize>)> {
    let item = fields.get(key)?;
    let example = if kind == "length" { "25 km" } else { "48 h" };
    let Some(text) = item.text() else {
        let code = if matches!(item.value, DeValue::Integer(_) | DeValue::Float(_)) {
            "unit-missing"
        } else {
            "quantity-unreadable"
        };
        notes.error(
            code,
            item.span.clone(),
            &[("key", key), ("written", &shown(&item)), ("example", example)],
        );
        return None;
    };
    let code = match quantity(text.text) {
        Some((_, unit)) if unit.is_empty() => "unit-missing",
        Some((n, unit)) => return Some((n, unit, text.span)),
        None => "quantity-unreadable",
    };
    notes.error(code, text.span, &[("key", key), ("written", text.text), ("example", example)]);
    None
}
