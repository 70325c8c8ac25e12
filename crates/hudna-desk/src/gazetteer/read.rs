//! Gazetteers coming in: which kind of file this is, and what of it could not be used.

use std::borrow::Cow;

use super::{Place, geonames, osm, own};

/// What adding a gazetteer did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many places were added.
    pub count: usize,
    /// Lines that give no place, with the reason.
    pub set_aside: Vec<SetAside>,
}

/// A line of a gazetteer that gives no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Line of the file, or the number of the element, from 1.
    pub line: u64,
    /// Stable code; its words are `gazetteer-<code>`.
    pub code: &'static str,
    /// Named values for the message.
    pub arguments: Vec<(&'static str, String)>,
}

impl SetAside {
    pub(super) fn new(line: u64, code: &'static str) -> Self {
        Self { line, code, arguments: Vec::new() }
    }
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, shortened(&value.into())));
        self
    }
}

/// A gazetteer of which nothing can be used; nothing was added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {arguments:?}")]
pub struct Unreadable {
    /// Stable code; its words are `gazetteer-<code>`.
    pub code: &'static str,
    /// Named values for the message, `file` among them.
    pub arguments: Vec<(&'static str, String)>,
}

impl Unreadable {
    fn new(code: &'static str, file: &str) -> Self {
        Self { code, arguments: vec![("file", file.to_owned())] }
    }
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, shortened(&value.into())));
        self
    }
}

/// At most 80 letters of what a file says, without line breaks.
fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if value.chars().nth(80).is_some() {
        short.push('…');
    }
    short
}

/// Places read from a file, and the lines that gave none.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) places: Vec<Place>,
    pub(super) set_aside: Vec<SetAside>,
}

/// Reads a gazetteer of any kind that is known by its content.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Read, Unreadable> {
    let text = text(name, bytes)?;
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or("");
    let read = if start.starts_with(['{', '[']) {
        osm::read(start).map_err(|reason| match reason {
            osm::Refusal::NotJson { line, column } => Unreadable::new("json-broken", name)
                .with("line", line.to_string())
                .with("column", column.to_string()),
            osm::Refusal::NoElements => Unreadable::new("json-no-elements", name),
        })?
    } else if geonames::is_dump(first) {
        geonames::read_dump(&text)
    } else if let Some(columns) = geonames::Columns::of_header(first) {
        geonames::read_csv(&text, columns)
    } else if let Some(columns) = own::Columns::of_header(first) {
        own::read(&text, &columns)
    } else {
        return Err(Unreadable::new("not-recognised", name).with("first", first));
    };
    if read.places.is_empty() {
        let refused = Unreadable::new("no-places", name).with("lines", read.set_aside.len().to_string());
        return Err(match read.set_aside.first() {
            Some(first) => refused.with("line", first.line.to_string()).with("reason", first.code),
            None => refused.with("line", "").with("reason", ""),
        });
    }
    Ok(read)
}

/// The bytes as text: UTF-8 with or without a byte-order mark, else Windows-1256.
fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(Unreadable::new("compressed", name));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::new("empty", name));
    }
    if bytes.contains(&0) {
        return Err(Unreadable::new("not-text", name));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => Ok(encoding_rs::WINDOWS_1256.decode_without_bom_handling(bytes).0),
    }
}

/// A latitude and longitude, or the reason why they are none.
pub(super) fn coordinates(line: u64, lat: &str, lon: &str) -> Result<(f64, f64), SetAside> {
    if lat.trim().is_empty() || lon.trim().is_empty() {
        return Err(SetAside::new(line, "coordinates-missing"));
    }
    let Some(latitude) = number(lat) else {
        return Err(SetAside::new(line, "not-a-number").with("value", lat));
    };
    let Some(longitude) = number(lon) else {
        return Err(SetAside::new(line, "not-a-number").with("value", lon));
    };
    on_the_globe(line, latitude, longitude)
}

/// The coordinates, where they lie on the globe.
pub(super) fn on_the_globe(line: u64, lat: f64, lon: f64) -> Result<(f64, f64), SetAside> {
    if !(-90.0..=90.0).contains(&lat) {
        return Err(SetAside::new(line, "latitude-outside").with("value", lat.to_string()));
    }
    if !(-180.0..=180.0).contains(&lon) {
        return Err(SetAside::new(line, "longitude-outside").with("value", lon.to_string()));
    }
    Ok((lat, lon))
}

/// A finite number in Western or Arabic-Indic digits.
pub(super) fn number(text: &str) -> Option<f64> {
    let western: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '٠'..='٩' => digit(c, '٠'),
            '۰'..='۹' => digit(c, '۰'),
            '٫' => '.',
            '−' => '-',
            other => other,
        })
        .collect();
    western.parse().ok().filter(|n: &f64| n.is_finite())
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c).saturating_sub(u32::from(zero)), 10).unwrap_or(c)
}

/// A count of people; none where blank, nought or no number.
pub(super) fn population(text: &str) -> Option<u64> {
    let digits: String =
        text.chars().filter(|c| !matches!(c, ',' | ' ' | '٬' | '\u{a0}' | '\u{202f}')).collect();
    // Above the people on earth it counts something else.
    number(&digits).filter(|n| (1.0..=2e10).contains(n)).map(|n| n as u64)
}
