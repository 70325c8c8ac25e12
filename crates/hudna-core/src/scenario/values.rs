//! Values as scenarios write them: moments, places, numbers, codes.

use std::sync::Arc;

use jiff::civil;
use jiff::tz::TimeZone;

use super::headings::{NONE, UNKNOWN};
use super::piece::{Piece, digits};
use crate::agreement::read::fields::Notes;
use crate::condition::names;
use crate::place::Region;
use crate::report::Origin;
use crate::time::{TimeRange, instants_of, whole_day};
use crate::value::{Attribute, Kind, Number, Value};
use crate::vocabulary::codes_of;

/// One value of `attribute`.
pub(super) fn value(
    attribute: Attribute,
    written: Piece<'_>,
    zone: &TimeZone,
    notes: &mut Notes,
) -> Option<Value> {
    if written.is(NONE) {
        return Some(Value::Nothing);
    }
    match attribute.kind() {
        Kind::Code => code(attribute, written, notes),
        Kind::Actor => Some(Value::Actor(written.unquoted().text.into())),
        Kind::Time => moment(written, zone, notes).map(Value::Time),
        Kind::Place => place(written, notes).map(Value::Place),
        Kind::Number => {
            let (low, high) = written.cut(&[".."]).unwrap_or((written, written));
            let (low, high) = (number(low, notes)?, number(high, notes)?);
            Some(Value::Number(Number { low, best: low, high }))
        }
        Kind::Derived => {
            let arguments = [("attribute", attribute.name())];
            notes.error("scenario-attribute-derived", written.span(), &arguments);
            None
        }
    }
}

/// Whether it says that nothing is known.
pub(super) fn is_unknown(written: Piece<'_>) -> bool {
    written.is(UNKNOWN)
}

fn code(attribute: Attribute, written: Piece<'_>, notes: &mut Notes) -> Option<Value> {
    let found = names::code(attribute, written.text);
    if found.is_none() {
        let known = codes_of(attribute).map(|c| c.row()).flat_map(|row| [row.code, row.ar]);
        notes.unknown_of(
            "scenario-code-unknown",
            written.span(),
            &[("written", written.text), ("attribute", attribute.name())],
            known,
        );
    }
    found.map(Value::Code)
}

/// `2026-03-11`, `2026-03-11 06:00`, or two of them with `..` between; the second may be an hour alone.
pub(super) fn moment(written: Piece<'_>, zone: &TimeZone, notes: &mut Notes) -> Option<TimeRange> {
    let found = range(&digits(written.text), zone);
    if found.is_none() {
        notes.error("scenario-time-unreadable", written.span(), &[("written", written.text)]);
    }
    found
}

fn range(text: &str, zone: &TimeZone) -> Option<TimeRange> {
    let Some((from, to)) = text.split_once("..") else { return one_moment(text.trim(), zone) };
    let (from, to) = (from.trim(), to.trim());
    let lo = one_moment(from, zone)?;
    let hi = if to.contains('-') {
        one_moment(to, zone)?
    } else {
        one_moment(&format!("{} {to}", from.split(' ').next().unwrap_or_default()), zone)?
    };
    let end = if to.contains(':') { hi.lo } else { hi.hi };
    (lo.lo <= end).then(|| TimeRange::new(lo.lo, end))
}

fn one_moment(text: &str, zone: &TimeZone) -> Option<TimeRange> {
    let Some((day, hour)) = text.split_once(' ') else {
        return Some(whole_day(text.parse().ok()?, zone));
    };
    let day: civil::Date = day.parse().ok()?;
    if hour.trim() == "24:00" {
        return Some(TimeRange::exact(whole_day(day, zone).hi));
    }
    let time: civil::Time = hour.trim().parse().ok()?;
    Some(instants_of(day.to_datetime(time), zone))
}

/// A number in western or eastern digits.
pub(super) fn number(written: Piece<'_>, notes: &mut Notes) -> Option<f64> {
    let found = digits(written.text).parse().ok().filter(|n: &f64| n.is_finite());
    if found.is_none() {
        notes.error("scenario-number-unreadable", written.span(), &[("written", written.text)]);
    }
    found
}

/// `31.05, -37.95 ± 500 m`: latitude, longitude, radius.
pub(super) fn place(written: Piece<'_>, notes: &mut Notes) -> Option<Region> {
    let found = region(&digits(written.text));
    if found.is_none() {
        notes.error("scenario-place-unreadable", written.span(), &[("written", written.text)]);
    }
    found
}

fn region(text: &str) -> Option<Region> {
    const UNITS: &[(&str, f64)] = &[("km", 1000.0), ("كم", 1000.0), ("m", 1.0), ("م", 1.0)];
    let (point, radius) = text.split_once('±').unwrap_or((text, "0 m"));
    let (lat, lon) = point.split_once([',', '،'])?;
    let plain = |text: &str| text.trim().parse().ok().filter(|n: &f64| n.is_finite());
    let (lat, lon): (f64, f64) = (plain(lat)?, plain(lon)?);
    let (radius, unit) = UNITS.iter().find_map(|(u, m)| Some((radius.trim().strip_suffix(u)?, m)))?;
    let metres = plain(radius)? * unit;
    let sound = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    (sound && (0.0..=20_000_000.0).contains(&metres)).then(|| Region::disc(lon, lat, metres))
}

/// Where a line of a scenario stands in for a row of a register.
pub(super) fn origin(file: &str, index: usize) -> Origin {
    let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
    Origin { file: Arc::from(format!("{file}.csv")), line, own_id: None }
}
