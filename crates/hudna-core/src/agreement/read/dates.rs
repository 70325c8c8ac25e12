//! Dates, moments, lengths and durations in the fields of blocks.
//!
//! What the words mean is decided once, in `condition::quantity`; here they are found in TOML, whose own
//! dates read the same as quoted ones. Fields also take Arabic digits and «ي+14». Nothing here knows what a
//! field is for.

use std::ops::Range;

use jiff::civil;
use jiff::tz::TimeZone;
use toml::de::DeValue;

use super::fields::{Fields, Item, Notes, Text, words};
use crate::condition::Moment;
use crate::condition::fault::Fault;
use crate::condition::quantity::{self, parse_duration, parse_length, parse_moment};
use crate::time::{Instant, Span, TimeRange};

/// What local times and `D` mean in this agreement.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// Hours are local to this zone.
    pub(crate) zone: TimeZone,
    /// Entry into force; `None` where the text fails to say (said already).
    pub(crate) d_day: Option<Instant>,
    /// Signature; a whole day where its hour is not stated.
    pub(crate) signed: Option<TimeRange>,
}

/// A point in time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// An instant.
    Moment(Instant),
    /// A whole local day, by its start and its end.
    Day(Instant, Instant),
}

impl When {
    /// The time in which it lies.
    pub(crate) fn range(self) -> TimeRange {
        match self {
            Self::Moment(at) => TimeRange::exact(at),
            Self::Day(lo, hi) => TimeRange { lo, hi },
        }
    }
    /// Its first moment.
    pub(crate) const fn start(self) -> Instant {
        match self {
            Self::Moment(at) | Self::Day(at, _) => at,
        }
    }
    /// The moment just past it: a day's end, or the instant itself.
    pub(crate) const fn end(self) -> Instant {
        match self {
            Self::Moment(at) | Self::Day(_, at) => at,
        }
    }
}

impl Calendar {
    /// The local day of entry into force; any day where the text does not say.
    pub(crate) fn d_date(&self) -> civil::Date {
        self.d_day.unwrap_or(Instant(0)).local(&self.zone).date()
    }
    fn counted(&self) -> quantity::Calendar<'_> {
        quantity::Calendar {
            d_day: self.d_day.unwrap_or(Instant(0)),
            d_date: self.d_date(),
            signed: self.signed,
            zone_time: &self.zone,
        }
    }
    /// The time under `key`, or says why it cannot be read.
    pub(crate) fn when(&self, fields: &Fields<'_>, key: &str, notes: &mut Notes) -> Option<When> {
        self.when_item(&fields.get(key)?, notes)
    }
    /// The time that `item` is, or says why it cannot be read.
    pub(crate) fn when_item(&self, item: &Item<'_>, notes: &mut Notes) -> Option<When> {
        let (written, span) = written(item);
        self.when_words(&written, span, notes)
    }
    /// The time that these words say.
    pub(crate) fn when_words(&self, text: &str, span: Range<usize>, notes: &mut Notes) -> Option<When> {
        match self.moment_words(text, span.clone(), notes)? {
            Moment::Fixed(at) => Some(When::Moment(at)),
            Moment::Day { start, end } => Some(When::Day(start, end)),
            Moment::After { .. } | Moment::AfterAt(_) => {
                notes.error("date-unreadable", span, &[("written", text)]);
                None
            }
        }
    }
    /// The deadline under `key`: a date, a day counted from D, or a time after an event.
    pub(crate) fn moment(
        &self,
        fields: &Fields<'_>,
        key: &str,
        notes: &mut Notes,
    ) -> Option<(Moment, Range<usize>)> {
        let (written, span) = written(&fields.get(key)?);
        self.moment_words(&written, span.clone(), notes).map(|m| (m, span))
    }
    fn moment_words(&self, text: &str, span: Range<usize>, notes: &mut Notes) -> Option<Moment> {
        let plain = western(text);
        // What leans on a D that is missing cannot be read, and that it is missing was said.
        if self.d_day.is_none() && plain.trim_start().starts_with(['D', 'ي']) {
            return None;
        }
        parse_moment(&plain, &self.counted()).map_err(|fault| complain(&fault, span, notes)).ok()
    }
}

/// The words of a date, in quotes or not, and where they stand.
fn written(item: &Item<'_>) -> (String, Range<usize>) {
    if let Some(text) = item.text() {
        return (text.text.to_owned(), text.span);
    }
    let words = match item.value {
        DeValue::Datetime(d) => d.to_string(),
        DeValue::Integer(n) => n.to_string(),
        DeValue::Float(n) => n.to_string(),
        other => other.type_str().to_owned(),
    };
    (words, item.span.clone())
}

/// Says what is wrong with the words at `span`.
fn complain(fault: &Fault, span: Range<usize>, notes: &mut Notes) {
    let diagnostic = fault.clone().at(words(&span)).diagnostic(notes.file());
    notes.push(diagnostic);
}

/// Arabic digits as western ones.
pub(crate) fn western(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            n @ 0x660..=0x669 => char::from_digit(n - 0x660, 10).unwrap_or(c),
            n @ 0x6f0..=0x6f9 => char::from_digit(n - 0x6f0, 10).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The length under `key`, in metres.
pub(crate) fn length(fields: &Fields<'_>, key: &str, notes: &mut Notes) -> Option<f64> {
    let text = measured(fields, key, "3000 m", notes)?;
    parse_length(&western(text.text)).map_err(|fault| complain(&fault, text.span, notes)).ok()
}

/// The duration under `key`.
pub(crate) fn duration(fields: &Fields<'_>, key: &str, notes: &mut Notes) -> Option<Span> {
    let text = measured(fields, key, "48 h", notes)?;
    parse_duration(&western(text.text)).map_err(|fault| complain(&fault, text.span, notes)).ok()
}

/// The words of a quantity; a bare number lacks its unit.
fn measured<'a>(fields: &Fields<'a>, key: &str, example: &str, notes: &mut Notes) -> Option<Text<'a>> {
    let item = fields.get(key)?;
    let text = item.text();
    if text.is_none() {
        let number = matches!(item.value, DeValue::Integer(_) | DeValue::Float(_));
        let code = if number { "unit-missing" } else { "quantity-unreadable" };
        let (words, span) = written(&item);
        notes.error(code, span, &[("written", &words), ("example", example)]);
    }
    text
}
