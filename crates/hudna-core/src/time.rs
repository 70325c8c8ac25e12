//! Instants and ranges of time, and the local calendar that a text speaks in.
//!
//! Nothing here knows what time it is now. Ranges are half open: a time known exactly is one
//! microsecond wide, "on 12 May" is `[00:00, 24:00)` local.

use jiff::civil;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment, in microseconds since 1970-01-01T00:00:00Z.
///
/// In data a number; text beyond ±(2^53 − 1), where no number of RFC 8785 is exact (*from ever*, *for ever*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// The farthest moment that data write as a number.
const EXACT: u64 = (1 << 53) - 1;

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.unsigned_abs() <= EXACT {
            serializer.serialize_i64(self.0)
        } else {
            serializer.collect_str(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(i64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Number(n) => Ok(Self(n)),
            Written::Text(text) => text.parse().map(Self).map_err(serde::de::Error::custom),
        }
    }
}

/// A length of time in microseconds; negative is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Span {
    /// `n` seconds.
    pub const fn seconds(n: i64) -> Self {
        Self(n * 1_000_000)
    }
    /// `n` minutes.
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n * 60)
    }
    /// `n` hours.
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n * 60)
    }
    /// `n` days of 24 hours.
    pub const fn days(n: i64) -> Self {
        Self::hours(n * 24)
    }
}

impl Instant {
    /// This moment moved by `by`, saturating at the ends of the representable range.
    pub const fn plus(self, by: Span) -> Self {
        Self(self.0.saturating_add(by.0))
    }
    /// This moment moved back by `by`.
    pub const fn minus(self, by: Span) -> Self {
        Self(self.0.saturating_sub(by.0))
    }
    /// The civil date and time at this moment in `zone`; out-of-range moments are clamped to the calendar.
    pub fn local(self, zone: &TimeZone) -> civil::DateTime {
        let clamped =
            self.0.clamp(jiff::Timestamp::MIN.as_microsecond(), jiff::Timestamp::MAX.as_microsecond());
        let stamp = jiff::Timestamp::from_microsecond(clamped).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        zone.to_datetime(stamp)
    }
}

/// A half-open range of time `[lo, hi)`, never empty: one that is does not read from data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct TimeRange {
    /// The earliest the moment may be.
    pub lo: Instant,
    /// Later than the latest it may be.
    pub hi: Instant,
}

/// A range as data hold it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    lo: Instant,
    hi: Instant,
}

impl TryFrom<Ends> for TimeRange {
    type Error = &'static str;

    fn try_from(Ends { lo, hi }: Ends) -> Result<Self, Self::Error> {
        if lo < hi { Ok(Self { lo, hi }) } else { Err("a range of time that is empty") }
    }
}

impl TimeRange {
    /// A moment known exactly.
    pub const fn exact(at: Instant) -> Self {
        Self { lo: at, hi: Instant(at.0.saturating_add(1)) }
    }
    /// `[lo, hi)`; an empty or reversed range becomes the moment `lo`.
    pub fn new(lo: Instant, hi: Instant) -> Self {
        if hi > lo { Self { lo, hi } } else { Self::exact(lo) }
    }
    /// All of time: nothing is known.
    pub const ALL: Self = Self { lo: Instant(i64::MIN), hi: Instant(i64::MAX) };
    /// Whether the moment is known to the microsecond.
    pub const fn is_exact(&self) -> bool {
        self.hi.0 == self.lo.0.saturating_add(1)
    }
    /// Whether the two may be the same moment.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.lo < other.hi && other.lo < self.hi
    }
    /// Whether every moment of `other` lies in this range.
    pub fn contains(&self, other: &Self) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }
    /// The part the two share, if any.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let (lo, hi) = (self.lo.max(other.lo), self.hi.min(other.hi));
        (lo < hi).then_some(Self { lo, hi })
    }
}

/// The instants that a civil time may be in `zone`: two an hour apart where clocks repeat it,
/// one otherwise (an hour that clocks skip is read as the moment of the change).
pub fn instants_of(civil: civil::DateTime, zone: &TimeZone) -> TimeRange {
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    match (ambiguous.earlier(), ambiguous.later()) {
        (Ok(a), Ok(b)) => {
            let (a, b) = (a.as_microsecond(), b.as_microsecond());
            TimeRange { lo: Instant(a.min(b)), hi: Instant(a.max(b).saturating_add(1)) }
        }
        _ => TimeRange::exact(Instant(0)),
    }
}

/// The whole local day, `[00:00, 24:00)`.
pub fn whole_day(day: civil::Date, zone: &TimeZone) -> TimeRange {
    let start = |d: civil::Date| {
        zone.to_timestamp(d.to_datetime(civil::Time::midnight()))
            .map_or(Instant(i64::MAX), |stamp| Instant(stamp.as_microsecond()))
    };
    let next = day.checked_add(jiff::Span::new().days(1)).unwrap_or(day);
    TimeRange::new(start(day), start(next))
}

/// A local day shifted by `days`, clamped to the calendar.
pub fn shifted(day: civil::Date, days: i64) -> civil::Date {
    let last = if days < 0 { civil::Date::MIN } else { civil::Date::MAX };
    jiff::Span::new().try_days(days).ok().and_then(|s| day.checked_add(s).ok()).unwrap_or(last)
}
