//! Bytes become reports and registers; nothing is lost.
//!
//! Each format has a file here. A line becomes one report or is set aside with its number, its reason and its
//! own words: `read == reports.len() + set_aside.len()`, always. The content is recognised by its header, never
//! by its name, and nothing in a file, its names or its texts is trusted.
//!
//! Never here: disk, words of a reader's language, places by name (the gazetteer resolves those later).
//! To add a format: a file with `recognise` and `read`, a variant of [`Format`] and of `known::Reader`, fixtures
//! under `tests/intake/<format>/{accepted,set_aside}/`, its page in `docs/formats.md`.

use std::sync::Arc;

use hudna_core::report::Report;
use jiff::tz::TimeZone;

mod acled;
mod ballots;
mod bytes;
mod fault;
mod field;
mod geojson;
mod known;
mod labels;
mod letters;
mod mapping;
mod moment;
mod months;
mod names;
mod number;
mod propose;
mod registers;
mod row;
mod rows;
mod table;
mod template;
mod ucdp;
mod workbook;

pub use ballots::{Ballots, Delegates, Statement, Statements, read_delegates, read_statements, read_votes};
pub(crate) use ballots::{in_order, not_listed};
pub use bytes::{MAX_FILE, MAX_LINE, MAX_UNPACKED, refuse_early};
pub(crate) use bytes::{decode_text, text_seems};
pub use mapping::Mapping;
pub use moment::DateOrder;
pub use propose::propose_mapping;
pub use registers::{RegisterIntake, RegisterPlace, read_registers};
pub use template::{Choice, choices, template_csv, template_xlsx};

/// A line that was not taken in, with all that is needed to find and correct it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The file, and the sheet where it has several.
    pub file: Arc<str>,
    /// Line of the file, row of the sheet, or number of the feature.
    pub line: u32,
    /// The source's own id, where it could be read.
    pub own_id: Option<Arc<str>>,
    /// The column at fault, as the file names it; `None` where the line itself is.
    pub column: Option<String>,
    /// The cell at fault, as written.
    pub value: String,
    /// Stable code; words under `intake-<code>`.
    pub code: &'static str,
    /// Named values for the words.
    pub arguments: Vec<(&'static str, String)>,
    /// The line as it stood in the file.
    pub raw: String,
}

/// Something worth saying of a file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Stable code; words under `intake-<code>`.
    pub code: &'static str,
    /// Named values for the words.
    pub arguments: Vec<(&'static str, String)>,
}

/// What was read from one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// The format recognised, or forced.
    pub format: Format,
    /// The encoding found: `utf-8`, `windows-1256`, `xlsx` …
    pub encoding: &'static str,
    /// Lines with content: always `reports.len() + set_aside.len()`.
    pub read: usize,
    /// One per line taken in, in the order of the file.
    pub reports: Vec<Report>,
    /// One per line not taken in, in the order of the file.
    pub set_aside: Vec<SetAside>,
    /// What else a reader should know: columns passed over, sheets not read, what the file seems to be.
    pub notes: Vec<Note>,
}

/// The formats that come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Hudna's own template, CSV or XLSX, Arabic or English headers.
    Template,
    /// Any spreadsheet through a [`Mapping`].
    Mapped,
    /// A GeoJSON feature collection with the template's columns as properties.
    GeoJson,
    /// UCDP's Georeferenced Event Dataset, any column layout.
    UcdpGed,
    /// ACLED's export, of 2015 or of today.
    Acled,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] =
        &[Self::Template, Self::Mapped, Self::GeoJson, Self::UcdpGed, Self::Acled];

    /// The name on the command line and in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Mapped => "mapped",
            Self::GeoJson => "geojson",
            Self::UcdpGed => "ucdp-ged",
            Self::Acled => "acled",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }
}

/// What a reader must know that the file does not say.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The zone of times without one.
    pub zone: &'a TimeZone,
    /// Read as this format, whatever the header looks like.
    pub force: Option<Format>,
    /// Their columns in our names; tried before the formats that Hudna knows.
    pub mapping: Option<&'a Mapping>,
    /// How `11/03/2026` is read, where no mapping says so.
    pub dates: DateOrder,
}

impl<'a> Options<'a> {
    /// Recognise the format; days before months.
    pub const fn new(zone: &'a TimeZone) -> Self {
        Self { zone, force: None, mapping: None, dates: DateOrder::DayFirst }
    }
}

/// A file of which nothing was taken in, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct Unreadable {
    /// Stable code; words under `intake-<code>`.
    pub code: &'static str,
    /// Named values for the words. `seems` holds what the file seems to be.
    pub arguments: Vec<(&'static str, String)>,
}

impl Unreadable {
    /// Unreadable without arguments.
    pub(crate) const fn new(code: &'static str) -> Self {
        Self { code, arguments: Vec::new() }
    }
    /// Of no format that comes in; it seems to be `seems`.
    pub(crate) fn format(seems: &'static str) -> Self {
        Self::new("format-unknown").with("seems", seems).with("headers", "none").with("nearest", "none")
    }
    /// Adds a named value.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
    /// The value named `name`.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

/// Reads one file of reports.
///
/// `name` is what reports will call the file. A bad line is set aside, not fatal; see [`Intake::read`].
///
/// # Errors
/// Only where no line can be told from another: empty, binary, of no format that comes in, beyond bounds, or
/// not what `options.force` says it is. Nothing was taken in then.
pub fn read(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<Intake, Unreadable> {
    open(bytes, |content| match content {
        Content::Sheets(sheets) => known::read_tables(name, sheets, "xlsx", options),
        Content::Text { text, encoding, .. } if geojson::recognise(text, options.force) => {
            geojson::read(name, text, encoding, options)
        }
        Content::Text { text, encoding, lossy } => {
            if let Some(seems) = text_seems(text) {
                return Err(Unreadable::format(seems));
            }
            known::read_tables(name, vec![table::Table::of_text(text, lossy)?], encoding, options)
        }
    })
}

/// What a file holds, once unpacked and decoded.
enum Content<'t> {
    Sheets(Vec<table::Table<'static>>),
    Text { text: &'t str, encoding: &'static str, lossy: bool },
}

/// Unpacks and decodes `bytes` for `read`.
fn open<T>(bytes: &[u8], read: impl FnOnce(Content<'_>) -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    let early = |bytes: &[u8]| {
        refuse_early(&bytes[..bytes.len().min(MAX_LINE + 1)], u64::try_from(bytes.len()).unwrap_or(u64::MAX))
    };
    early(bytes)?;
    let bytes = bytes::unpack(bytes)?;
    early(&bytes)?;
    if bytes.starts_with(b"PK\x03\x04") {
        if let Some(seems) = workbook::zip_seems(&bytes) {
            return Err(Unreadable::format(seems));
        }
        return read(Content::Sheets(workbook::read_sheets(&bytes)?));
    }
    let decoded = bytes::decode(&bytes)?;
    read(Content::Text { text: &decoded.text, encoding: decoded.encoding, lossy: decoded.lossy })
}
