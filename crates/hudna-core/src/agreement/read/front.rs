//! The front matter: what the whole text stands under.
//!
//! Reads names of other files but opens none. A new key is added to [`KEYS`] and to [`Front`].

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::dates::{Calendar, When, duration};
use super::fields::{Fields, Notes, Text};
use crate::agreement::{Bilingual, LinkKind};
use crate::condition::names::nearest;
use crate::time::{Instant, Span};

/// Every key of the front matter.
pub(crate) const KEYS: &[&str] = &[
    "agreement",
    "version",
    "title_ar",
    "title_en",
    "notice_ar",
    "notice_en",
    "prevails",
    "zone_time",
    "signed",
    "d_day",
    "ends",
    "geometry",
    "gazetteer",
    "supersedes",
    "reply_within",
    "answers_for",
    "accounts",
];

/// What the front matter says.
#[derive(Debug)]
pub(crate) struct Front<'a> {
    pub(crate) id: Arc<str>,
    pub(crate) version: i64,
    pub(crate) title: Bilingual,
    pub(crate) notice: Bilingual,
    pub(crate) prevails: Arc<str>,
    pub(crate) zone_name: Arc<str>,
    pub(crate) calendar: Calendar,
    pub(crate) ends: Option<Instant>,
    pub(crate) reply_within: Option<Span>,
    pub(crate) answers_for: Vec<LinkKind>,
    pub(crate) mixed_accounts: bool,
    pub(crate) geometry: Option<Text<'a>>,
    /// Whether no geometry file is named at all.
    pub(crate) no_geometry: bool,
    pub(crate) gazetteer: Option<Text<'a>>,
    pub(crate) supersedes: Option<Text<'a>>,
}

/// Reads the front matter; what is missing is said and stood in for, so that the rest can be read too.
pub(crate) fn front<'a>(fields: &Fields<'a>, notes: &mut Notes) -> Front<'a> {
    fields.only(KEYS, notes);
    let id = fields.id("agreement", notes).map_or_else(|| Arc::from("?"), |t| t.arc());
    let (zone_name, zone) = zone(fields, notes);
    let calendar = calendar(fields, zone, notes);
    let ends = calendar.when(fields, "ends", notes).map(|when| when.end());
    if let (Some(ends), Some(d_day)) = (ends, calendar.d_day)
        && ends <= d_day
        && let Some(item) = fields.get("ends")
    {
        notes.error("ends-before-d-day", item.span, &[]);
    }
    Front {
        id,
        version: version(fields, notes),
        title: fields.bilingual("title_ar", "title_en", notes),
        notice: fields.bilingual("notice_ar", "notice_en", notes),
        prevails: choice(fields, "prevails", &["ar", "en"], notes).map_or_else(|| Arc::from("ar"), Arc::from),
        zone_name,
        ends,
        reply_within: duration(fields, "reply_within", notes),
        answers_for: answers_for(fields, notes),
        mixed_accounts: choice(fields, "accounts", &["whole", "mixed"], notes) == Some("mixed"),
        geometry: file_name(fields, "geometry", notes),
        no_geometry: fields.get("geometry").is_none(),
        gazetteer: file_name(fields, "gazetteer", notes),
        supersedes: file_name(fields, "supersedes", notes),
        calendar,
    }
}

fn version(fields: &Fields<'_>, notes: &mut Notes) -> i64 {
    if fields.get("version").is_none() {
        return 1;
    }
    let version = fields.integer("version", notes).unwrap_or(1);
    if version < 1
        && let Some(item) = fields.get("version")
    {
        notes.error("version-not-positive", item.span, &[]);
    }
    version
}

fn zone(fields: &Fields<'_>, notes: &mut Notes) -> (Arc<str>, TimeZone) {
    let utc = || (Arc::from("UTC"), TimeZone::UTC);
    let Some(text) = fields.needed("zone_time", notes) else { return utc() };
    match jiff::tz::TimeZoneDatabase::bundled().get(text.text) {
        Ok(zone) => (zone.iana_name().map_or_else(|| text.arc(), Arc::from), zone),
        Err(_) => {
            notes.error("time-zone-unknown", text.span.clone(), &[("zone", text.text)]);
            utc()
        }
    }
}

fn calendar(fields: &Fields<'_>, zone: TimeZone, notes: &mut Notes) -> Calendar {
    let mut calendar = Calendar { zone, d_day: None, signed: None };
    calendar.signed = calendar.when(fields, "signed", notes).map(When::range);
    let Some(item) = fields.get("d_day") else {
        notes.error("d-day-missing", fields.span.clone(), &[]);
        return calendar;
    };
    if let Some(text) = item.text()
        && text.text.trim_start().starts_with(['D', 'ي'])
    {
        notes.error("date-unreadable", text.span, &[("written", text.text)]);
        return calendar;
    }
    calendar.d_day = calendar.when_item(&item, notes).map(|when| when.start());
    calendar
}

fn answers_for(fields: &Fields<'_>, notes: &mut Notes) -> Vec<LinkKind> {
    if fields.get("answers_for").is_none() {
        return LinkKind::ALL.iter().copied().filter(|k| *k != LinkKind::EscortedBy).collect();
    }
    let mut kinds = Vec::new();
    for text in fields.texts("answers_for", notes) {
        kinds.extend(link_kind(&text, notes));
    }
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The kind of link that `text` names.
pub(crate) fn link_kind(text: &Text<'_>, notes: &mut Notes) -> Option<LinkKind> {
    let kind = LinkKind::ALL.iter().copied().find(|k| k.name() == text.text);
    if kind.is_none() {
        let names: Vec<&str> = LinkKind::ALL.iter().map(|k| k.name()).collect();
        value_unknown("link", text, &names, notes);
    }
    kind
}

/// One of `known` under `key`.
pub(crate) fn choice(
    fields: &Fields<'_>,
    key: &str,
    known: &[&'static str],
    notes: &mut Notes,
) -> Option<&'static str> {
    let text = fields.text(key, notes)?;
    let found = known.iter().copied().find(|k| *k == text.text);
    if found.is_none() {
        value_unknown(key, &text, known, notes);
    }
    found
}

/// Says that `text` is none of `known`.
pub(crate) fn value_unknown(key: &str, text: &Text<'_>, known: &[&str], notes: &mut Notes) {
    let near = nearest(text.text, known.iter().copied()).unwrap_or_default();
    let how = if near.is_empty() { "no" } else { "yes" };
    let arguments = [
        ("key", key),
        ("written", text.text),
        ("nearest", near),
        ("near", how),
        ("known", &*known.join(", ")),
    ];
    notes.error("value-unknown", text.span.clone(), &arguments);
}

/// The name of a file beside the agreement; nothing that leads elsewhere.
fn file_name<'a>(fields: &Fields<'a>, key: &str, notes: &mut Notes) -> Option<Text<'a>> {
    let text = fields.text(key, notes)?;
    let name = text.text;
    let sound = !name.trim().is_empty()
        && name.len() <= 200
        && !name.contains(['\\', ':', '\0', '\n'])
        && name.split('/').all(|part| !part.is_empty() && part != ".." && part != ".");
    if sound {
        return Some(text);
    }
    notes.error("file-name-refused", text.span.clone(), &[("name", name)]);
    None
}
