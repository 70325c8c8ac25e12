//! Conditions: what is accepted, what is refused and where, and that another reader of CQL2 agrees.

use std::sync::Arc;

use hudna_core::condition::Expr;
use hudna_core::condition::typing::{Drawn, Scope, condition};
use hudna_core::diagnostic::Diagnostic;
use hudna_core::time::{Instant, TimeRange};
use jiff::civil;
use jiff::tz::TimeZone;

mod differential;
mod laws;
mod meaning;
mod refused;
mod words;

/// What an invented agreement knows.
struct Known {
    geometries: Vec<(Arc<str>, Drawn)>,
    parties: Vec<Arc<str>>,
    actors: Vec<Arc<str>>,
    terms: Vec<Arc<str>>,
    matches: Vec<Arc<str>>,
    norms: Vec<Arc<str>>,
    zone_time: TimeZone,
}

/// 2026-03-01 00:01 in a zone two hours east of Greenwich.
const D_DAY: Instant = Instant(1_772_316_060_000_000);

impl Known {
    fn new() -> Self {
        let ids = |list: &[&str]| -> Vec<Arc<str>> { list.iter().map(|id| Arc::from(*id)).collect() };
        let mut geometries: Vec<(Arc<str>, Drawn)> =
            ["buffer", "north", "second_held"].iter().map(|id| (Arc::from(*id), Drawn::Zone)).collect();
        geometries.push((Arc::from("contact"), Drawn::Line));
        Self {
            geometries,
            parties: ids(&["first", "second"]),
            actors: ids(&["brigade-7", "guard-3", "un-listed", "listed"]),
            terms: ids(&["hot_pursuit", "offensive_operation", "disqualifying_service"]),
            matches: ids(&["flight_notice", "jccc", "mechanism"]),
            norms: ids(&["a4.1", "a4.2", "a5.1", "a5.1.store", "a8.1"]),
            zone_time: TimeZone::get("Africa/Tripoli").unwrap_or(TimeZone::UTC),
        }
    }

    fn scope(&self) -> Scope<'_> {
        Scope {
            geometries: &self.geometries,
            parties: &self.parties,
            actors: &self.actors,
            terms: &self.terms,
            matches: &self.matches,
            norms: &self.norms,
            d_day: D_DAY,
            d_date: civil::date(2026, 3, 1),
            signed: Some(TimeRange::exact(Instant(D_DAY.0 - 172_800_000_000))),
            zone_time: &self.zone_time,
            other_row: false,
        }
    }
}

/// Reads a condition that begins 100 bytes into its file.
fn read(text: &str) -> Result<Expr, Vec<Diagnostic>> {
    condition(text, OFFSET, "invented.md", &Known::new().scope())
}

const OFFSET: u32 = 100;

/// The words of `text` that a diagnostic points at.
fn pointed<'t>(text: &'t str, diagnostic: &Diagnostic) -> Option<&'t str> {
    let location = diagnostic.location.as_ref()?;
    let offset = usize::try_from(OFFSET).ok()?;
    text.get(location.start.checked_sub(offset)?..location.end.checked_sub(offset)?)
}

/// Conditions of the language's description that speak of deeds.
const WRITTEN: &[&str] = &[
    "act IN ('shelling','rocket') AND S_INTERSECTS(place, zone('buffer'))",
    "act IN ('shelling','rocket') AND S_INTERSECTS(place, zone('buffer')) AND at >= d_day()",
    "in_reply_to(act = 'hostile', '30 min')",
    "in_reply_to(act = 'hostile', '30 min') AND NOT S_INTERSECTS(place, zone('second_held'))",
    "verified('a8.1')",
    "act = 'sniping'",
    "TRUE",
    "in_reply_to(act IN ('hostile','step'))",
    "in_reply_to(reading('offensive_operation'))",
    "ordered_by = 'leadership'",
    "contacted('jccc')",
    "act IN ('ground','advance','fortification','reconnaissance')",
    "calibre_mm >= 100 AND at > d_day(14)",
    "NOT within_distance(place, line('contact'), '25 km')",
    "act IN ('movement','deployment')",
    "purpose IN ('logistics','administration')",
    "authorised('mechanism')",
    "act = 'flight'",
    "purpose = 'medevac'",
    "count_within(party <> this.party AND party IN signatories(), '3000 m', '1 h') = 0",
    "party = 'first' AND act = 'movement' AND S_INTERSECTS(place, zone('second_held'))",
    "reading('hot_pursuit')",
    "actor = 'none'",
    "at >= DATE('2026-03-01')",
    "at >= moment('2026-03-01 00:01')",
    "daily(at, '08:00', '14:00')",
    "in_force('a4.1') AND bound('first')",
    "party_of(actor) = 'first'",
    "affiliated(actor, 'second')",
    "notified('flight_notice')",
    "calibre_mm < 100 AND rounds > 3 OR calibre_mm >= 100 AND rounds > 1",
    "at <= moment('72 h after verified(a4.2)')",
    "until > moment('6 h after at')",
    "at < moment('D+14')",
    "killed + injured BETWEEN 5 AND 9",
];

/// Conditions of it that speak of candidates, members and votes.
const OF_PEOPLE: &[&str] = &[
    "count(party = 'first') = count(party = 'second') AND count() BETWEEN 5 AND 9",
    "count(present) >= 5",
    "count(vote = 'against') = 0",
    "years_service >= 10",
    "NOT reading('disqualifying_service')",
    "served_in = 'listed' AND served_as = 'commander'",
    "served_in = 'listed'",
];
