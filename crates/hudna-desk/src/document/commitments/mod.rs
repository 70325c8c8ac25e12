//! Commitments in the reader's language: what was promised by whom to whom, how it stands, what waits for what and who could move.
//!
//! [`Told`] says it in words, once; the page, the command and the document only lay it out.
//!
//! | file | what |
//! |---|---|
//! | `told` | the words for promises, conditions and how they stand |
//! | `contested` | orders that are read differently: each reading side by side, since when |
//! | `alerts` | what presses now |
//! | `sites` | declared stores |
//! | `graph`, `picture`, `label` | what waits for what, laid out and drawn |
//! | `report` | the report as page and PDF |
//! | `rows`, `workbook`, `data` | the same as CSV, workbook and JSON |

mod alerts;
mod contested;
mod data;
mod graph;
mod label;
mod picture;
mod report;
mod rows;
mod since;
mod sites;
mod told;
mod workbook;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Board, Commitments, Frame, Site};

use super::make::Distribution;
use super::{Document, RenderError, sitrep_html, sitrep_pdf};
use crate::words::{Lang, Words};

pub use alerts::Alert;
pub use data::json;
pub use graph::Bounds;
pub use picture::{Picture, draw};
pub use rows::csv;
pub use told::{Line, Told};

/// What is told: what was promised, and how it stands at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Pledges<'a> {
    /// The text, for the names of parties.
    pub agreement: &'a Agreement,
    /// What was promised.
    pub all: &'a Commitments,
    /// What its moments are counted by.
    pub frame: &'a Frame,
    /// How it stands.
    pub board: &'a Board,
}

/// How a report of commitments is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `commitments.<lang>.pdf`.
    Pdf,
    /// `commitments.<lang>.html`.
    Html,
    /// `commitments.<lang>.csv`.
    Csv,
    /// `commitments.xlsx`, a sheet per language.
    Xlsx,
    /// `commitments.json`.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Pdf, Self::Html, Self::Csv, Self::Xlsx, Self::Json];
    /// The name on the command line and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
    /// The format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }
}

/// A report of commitments to be made.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// What it tells.
    pub pledges: &'a Pledges<'a>,
    /// The declared stores, where its readers may see them: what lies where is sealed to others.
    pub stores: Option<&'a [Site]>,
    /// Its number.
    pub number: &'a str,
    /// For whom it is.
    pub distribution: Distribution,
    /// What it says of the release that it corrects.
    pub corrects: Option<&'a str>,
    /// What stands across its pages.
    pub watermark: Option<&'a str>,
}

/// Makes a report of commitments in every wanted language: a file each, but one workbook and one file of data for all.
///
/// # Errors
/// Faults of ours, never of the data.
pub fn render(making: &Making<'_>, format: Format, langs: &[Lang]) -> Result<Vec<Document>, RenderError> {
    let document = |name: String, bytes: Vec<u8>| Document { name, bytes };
    let one = |lang: &Lang| {
        let name = format!("commitments.{}.{}", lang.code(), format.name());
        let bytes = match format {
            Format::Csv => csv(making.pledges, *lang)?,
            Format::Pdf => sitrep_pdf::render(&composed(making, *lang), &name)?,
            _ => sitrep_html::render(&composed(making, *lang)),
        };
        Ok(document(name, bytes))
    };
    match format {
        Format::Pdf | Format::Html | Format::Csv => langs.iter().map(one).collect(),
        Format::Xlsx => {
            let bytes = workbook::render(making.pledges, making.stores, langs)?;
            Ok(vec![document("commitments.xlsx".to_owned(), bytes)])
        }
        Format::Json => {
            let text = format!("{:#}\n", json(making.pledges));
            Ok(vec![document("commitments.json".to_owned(), text.into_bytes())])
        }
    }
}

fn composed(making: &Making<'_>, lang: Lang) -> super::blocks::Sitrep {
    let words = Words::of(lang);
    let mut made = report::compose(making.pledges, making.stores, making.number, lang);
    if making.stores.is_none() {
        made.lines.push(words.get("promises-without-stores"));
    }
    made.lines.extend(making.corrects.map(str::to_owned));
    made.class = words.get(&format!("class-{}", making.distribution.name()));
    made.watermark = making.watermark.map(str::to_owned);
    made
}
