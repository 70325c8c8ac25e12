//! Lengths, durations, hours and moments as the text writes them, quoted and with their unit.
//!
//! A number without a unit is refused, never guessed. Faults stand at byte 0 of the words read; whoever
//! knows where those words lie moves them there with [`Fault::at`].

use std::sync::Arc;

use jiff::civil;
use jiff::tz::TimeZone;

use super::fault::Fault;
use super::words::arabic_digit;
use super::{Event, Moment, Words};
use crate::time::{Instant, Span, TimeRange, instants_of, shifted, whole_day};

/// What the words of a moment are counted from.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The instant of entry into force.
    pub d_day: Instant,
    /// Its local day.
    pub d_date: civil::Date,
    /// When the text was signed, where stated: a whole day where the hour is not.
    pub signed: Option<TimeRange>,
    /// Every hour in the text is local to this zone.
    pub zone_time: &'a TimeZone,
}

impl Calendar<'_> {
    /// The whole local day `n` days after D-day.
    pub fn d_day_plus(&self, n: i64) -> Moment {
        self.day(shifted(self.d_date, n))
    }
    /// A whole local day.
    pub fn day(&self, day: civil::Date) -> Moment {
        let range = whole_day(day, self.zone_time);
        Moment::Day { start: range.lo, end: range.hi }
    }
}

/// Longest length that means anything: half the earth's circumference, in metres.
const MOST_METRES: f64 = 20_000_000.0;
/// Longest duration: a century, in seconds.
const MOST_SECONDS: f64 = 36_600.0 * 86_400.0;
/// Most days from D-day.
const MOST_DAYS: i64 = 36_600;

/// Metres of a length such as `25 km` or `3000 m`; Arabic `كم` and `م` likewise.
pub fn parse_length(text: &str) -> Result<f64, Fault> {
    let (number, unit) = quantity(text, "3000 m")?;
    let metres = match unit {
        "m" | "م" | "متر" => number,
        "km" | "كم" => number * 1000.0,
        _ => return Err(unit_unknown(text, unit, "m, km")),
    };
    if metres > MOST_METRES { Err(fault("length-too-long", text)) } else { Ok(metres) }
}

/// A duration such as `30 min`, `72 h` or `5 d`, a day being 24 hours.
pub fn parse_duration(text: &str) -> Result<Span, Fault> {
    let (number, unit) = quantity(text, "48 h")?;
    let seconds = match unit {
        "s" | "ث" => number,
        "min" | "د" | "دقيقة" => number * 60.0,
        "h" | "س" | "ساعة" => number * 3600.0,
        "d" | "يوم" | "أيام" => number * 86_400.0,
        "w" | "أسبوع" => number * 604_800.0,
        _ => return Err(unit_unknown(text, unit, "s, min, h, d, w")),
    };
    if seconds > MOST_SECONDS {
        return Err(fault("duration-too-long", text));
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded to a century above")]
    let micros = (seconds * 1e6).round() as i64;
    Ok(Span(micros))
}

/// Minutes after midnight of `08:00`; `24:00` is the end of the day.
pub fn parse_hour(text: &str) -> Result<u16, Fault> {
    let read = || {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
        let minutes = hour * 60 + minute;
        (minute < 60 && minutes <= 1440).then(|| u16::try_from(minutes).ok())?
    };
    read().ok_or_else(|| fault("hour-unreadable", text))
}

/// A local day such as `2026-03-01`.
pub fn parse_day(text: &str) -> Result<civil::Date, Fault> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(fault("date-unreadable", text)) };
    let all_digits = |p: &&str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(all_digits) {
        return Err(fault("date-unreadable", text));
    }
    let read = || {
        let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
        if !(1900..=2200).contains(&year) {
            return None;
        }
        let part = |n: i64| i8::try_from(n).ok();
        civil::Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()
    };
    read().ok_or_else(|| fault("date-not-in-calendar", text))
}

/// A moment: `2026-03-01`, `2026-03-01 06:00`, `D`, `D+60`, `72 h after verified(a4.2)`, `6 h after at`,
/// `5 d after signed`. Hours are local; an hour that clocks repeat or skip is refused.
pub fn parse_moment(text: &str, calendar: &Calendar<'_>) -> Result<Moment, Fault> {
    let written = text.trim();
    if let Some((length, event)) = written.split_once(" after ") {
        return after(text, parse_duration(length)?, event.trim(), calendar);
    }
    if let Some(days) = written.strip_prefix(['D', 'ي']) {
        return from_d_day(text, days.trim(), calendar);
    }
    let Some((day, time)) = written.split_once([' ', 'T']) else {
        return parse_day(written).map(|d| calendar.day(d));
    };
    let day = parse_day(day)?;
    let time = time.trim();
    if time.ends_with(['Z', 'z']) || time.contains(['+', '-']) {
        return Err(fault("date-with-offset", text));
    }
    let clock = parse_clock(time).ok_or_else(|| fault("date-unreadable", text))?;
    let range = instants_of(day.to_datetime(clock), calendar.zone_time);
    if range.is_exact() { Ok(Moment::Fixed(range.lo)) } else { Err(fault("moment-ambiguous", text)) }
}

/// `06:00` or `06:00:30`.
fn parse_clock(text: &str) -> Option<civil::Time> {
    let mut parts = text.split(':').map(|p| digits(p, 2).and_then(|n| i8::try_from(n).ok()));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() {
        return None;
    }
    civil::Time::new(hour, minute, second, 0).ok()
}

fn from_d_day(text: &str, days: &str, calendar: &Calendar<'_>) -> Result<Moment, Fault> {
    if days.is_empty() {
        return Ok(Moment::Fixed(calendar.d_day));
    }
    let (sign, number) = match (days.strip_prefix('+'), days.strip_prefix('-')) {
        (Some(n), _) => (1, n),
        (None, Some(n)) => (-1, n),
        (None, None) => return Err(fault("date-unreadable", text)),
    };
    let days = digits(number.trim(), 6).ok_or_else(|| fault("date-unreadable", text))?;
    if days > MOST_DAYS {
        return Err(fault("date-not-in-calendar", text));
    }
    Ok(calendar.d_day_plus(sign * days))
}

fn after(text: &str, offset: Span, event: &str, calendar: &Calendar<'_>) -> Result<Moment, Fault> {
    let unknown = || fault("event-unknown", text).with("event", event);
    if event == "at" {
        return Ok(Moment::AfterAt(offset));
    }
    if event == "signed" {
        return calendar.signed.map(|at| after_signed(at, offset)).ok_or_else(unknown);
    }
    let inside = |name: &str| event.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    let named = [
        ("verified", Event::Verified as fn(Arc<str>) -> Event),
        ("claimed", Event::Claimed),
        ("adhered", Event::Adhered),
    ];
    for (name, of) in named {
        let Some(inner) = inside(name) else { continue };
        let id = inner.trim().trim_matches(['\'', '"']);
        let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.is_empty() || !id.chars().all(sound) {
            return Err(unknown());
        }
        return Ok(Moment::After { offset, event: of(Arc::from(id)) });
    }
    if event.contains(" after ") {
        return Err(unknown());
    }
    match parse_moment(event, calendar) {
        Ok(Moment::Fixed(at)) => Ok(Moment::Fixed(at.plus(offset))),
        _ => Err(unknown()),
    }
}

/// Some time after signature: a moment where its hour is stated, else one that lies between the day's two ends.
const fn after_signed(at: TimeRange, offset: Span) -> Moment {
    if at.is_exact() {
        Moment::Fixed(at.lo.plus(offset))
    } else {
        Moment::After { offset, event: Event::Signed(at) }
    }
}

/// The number and the unit of a quantity.
fn quantity<'t>(text: &'t str, example: &str) -> Result<(f64, &'t str), Fault> {
    let written = text.trim();
    if let Some(c) = written.chars().find(|c| arabic_digit(*c).is_some()) {
        let western: String = written.chars().map(|c| arabic_digit(c).unwrap_or(c)).collect();
        return Err(fault("digits-arabic", text).with("found", c).with("write", western));
    }
    let split = written.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(written.len());
    let (number, unit) = written.split_at(split);
    let plain = number.len() <= 12 && number.starts_with(|c: char| c.is_ascii_digit());
    let value = plain.then(|| number.parse::<f64>().ok()).flatten();
    let unreadable = || fault("quantity-unreadable", text).with("example", example);
    let value = value.ok_or_else(unreadable)?;
    match unit.trim() {
        "" => Err(fault("unit-missing", text).with("example", example)),
        unit => Ok((value, unit)),
    }
}

fn digits(text: &str, most: usize) -> Option<i64> {
    let sound = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.parse().ok())?
}

fn unit_unknown(text: &str, unit: &str, known: &str) -> Fault {
    fault("unit-unknown", text).with("unit", unit).with("known", known)
}

/// A fault over all of `text`, from byte 0.
fn fault(code: &'static str, text: &str) -> Fault {
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    Fault::new(code, Words { start: 0, end }).with("written", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(r: Result<T, Fault>) -> &'static str {
        r.err().map_or("accepted", |f| f.code)
    }

    #[test]
    fn a_length_needs_its_unit() {
        assert_eq!(parse_length("25 km"), Ok(25_000.0));
        assert_eq!(parse_length("3000m"), Ok(3_000.0));
        assert_eq!(parse_length("2.5 كم"), Ok(2_500.0));
        assert_eq!(code(parse_length("25")), "unit-missing");
        assert_eq!(code(parse_length("25 miles")), "unit-unknown");
        assert_eq!(code(parse_length("-3 km")), "quantity-unreadable");
        assert_eq!(code(parse_length("")), "quantity-unreadable");
        assert_eq!(code(parse_length("٢٥ km")), "digits-arabic");
        assert_eq!(code(parse_length("30000 km")), "length-too-long");
    }

    #[test]
    fn a_duration_needs_its_unit() {
        assert_eq!(parse_duration("30 min"), Ok(Span::minutes(30)));
        assert_eq!(parse_duration("1.5 h"), Ok(Span::minutes(90)));
        assert_eq!(parse_duration("5 d"), Ok(Span::days(5)));
        assert_eq!(code(parse_duration("30")), "unit-missing");
        assert_eq!(code(parse_duration("30 km")), "unit-unknown");
    }

    #[test]
    fn hours_run_from_midnight_to_midnight() {
        assert_eq!(parse_hour("08:00"), Ok(480));
        assert_eq!(parse_hour("24:00"), Ok(1440));
        for bad in ["8", "24:01", "07:60", "-1:00", "a:b"] {
            assert_eq!(code(parse_hour(bad)), "hour-unreadable", "{bad}");
        }
    }

    #[test]
    fn moments_are_local_and_an_hour_said_twice_is_refused() {
        let zone = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
        let d_date = civil::date(2026, 3, 1);
        let calendar =
            Calendar { d_day: Instant(1_772_319_660_000_000), d_date, signed: None, zone_time: &zone };
        let read = |s| parse_moment(s, &calendar);
        assert_eq!(read("D"), Ok(Moment::Fixed(calendar.d_day)));
        assert_eq!(read("D+14"), Ok(calendar.day(civil::date(2026, 3, 15))));
        assert_eq!(read("ي+14"), read("D+14"));
        assert_eq!(read("2026-03-01 01:00"), Ok(Moment::Fixed(Instant(1_772_323_200_000_000))));
        assert_eq!(read("6 h after at"), Ok(Moment::AfterAt(Span::hours(6))));
        assert_eq!(
            read("72 h after verified(a4.2)"),
            Ok(Moment::After { offset: Span::hours(72), event: Event::Verified("a4.2".into()) })
        );
        assert_eq!(
            read("10 d after adhered(second)"),
            Ok(Moment::After { offset: Span::days(10), event: Event::Adhered("second".into()) })
        );
        assert_eq!(
            read("5 d after claimed('a4.2')"),
            Ok(Moment::After { offset: Span::days(5), event: Event::Claimed("a4.2".into()) })
        );
        assert_eq!(read("D-5"), Ok(calendar.day(civil::date(2026, 2, 24))));
        assert_eq!(code(read("2026-10-25 02:30")), "moment-ambiguous");
        assert_eq!(code(read("2026-03-29 02:30")), "moment-ambiguous");
        assert_eq!(code(read("2026-03-01T00:01:00Z")), "date-with-offset");
        assert_eq!(code(read("2026-02-30")), "date-not-in-calendar");
        assert_eq!(code(read("20155-01-01")), "date-not-in-calendar");
        let signed =
            |signed| parse_moment("5 d after signed", &Calendar { signed: Some(signed), ..calendar });
        let hour = Instant(1_772_200_000_000_000);
        assert_eq!(signed(TimeRange::exact(hour)), Ok(Moment::Fixed(hour.plus(Span::days(5)))));
        let day = TimeRange::new(hour, hour.plus(Span::days(1)));
        let after = Moment::After { offset: Span::days(5), event: Event::Signed(day) };
        assert_eq!(signed(day), Ok(after));
        assert_eq!(code(read("5 d after signed")), "event-unknown");
        assert_eq!(code(read("5 d after claimed")), "event-unknown");
        assert_eq!(code(read("soon")), "date-unreadable");
    }
}
