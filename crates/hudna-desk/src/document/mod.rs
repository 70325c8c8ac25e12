//! What goes out: values in, bytes out. One file per document.
//!
//! A situation report is put together once per language (`sitrep`) as blocks of words, tables and
//! shapes; the PDF, the page and the office document only lay these out, so they cannot disagree.
//! The data documents stream straight from the values. Nothing here touches a disk or decides anything.
//!
//! To add a document: a file here with a `render`, a variant of [`Format`], a line in [`render`].

pub mod blocks;
pub mod commitments;
pub mod comparison;
mod conditions;
pub mod consultation;
mod findings_json;
mod incidents_geojson;
mod list_xlsx;
pub mod make;
pub mod map;
mod map_png;
pub mod marks;
mod one_incident;
pub(crate) mod paper;
pub mod plain;
mod reasons;
pub mod redline;
mod scenarios;
pub mod screen;
pub mod set_aside_csv;
pub mod shapes;
mod sitrep;
mod sitrep_docx;
mod sitrep_html;
mod sitrep_pdf;
mod staged;
pub mod table_paper;
mod tables;
pub mod talks;
mod tree;
pub mod view;
mod violations_xlsx;
mod voice;
pub mod votes;

pub use incidents_geojson::Mapped;
pub use list_xlsx::{Cell, list};
pub use scenarios::tell;
pub use view::{Lines, View};

use crate::words::Lang;

/// A finished document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What kinds of documents are wanted. `set-aside.csv` always comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `sitrep.<lang>.pdf`.
    Pdf,
    /// `sitrep.<lang>.html`.
    Html,
    /// `sitrep.docx`, the languages one after the other.
    Docx,
    /// `violations.xlsx`, a sheet per language.
    Xlsx,
    /// `incidents.geojson`.
    GeoJson,
    /// `findings.json`.
    Json,
    /// `talks.<lang>.html` and `.pdf`: the stand of the talks. Of a mission's record alone: no file of reports tells of a table.
    Talks,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] =
        &[Self::Pdf, Self::Html, Self::Docx, Self::Xlsx, Self::GeoJson, Self::Json, Self::Talks];
    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::Json => "json",
            Self::Talks => "talks",
        }
    }
    /// The format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }
}

/// Why a document could not be made. These are faults of ours, never of the data.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The typesetter refused the template or its data.
    #[error("typesetting {name}: {message}")]
    Typesetting {
        /// The document.
        name: String,
        /// What the typesetter says.
        message: String,
    },
    /// The workbook could not be put together.
    #[error("workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The office document could not be packed.
    #[error("office document: {0}")]
    Office(String),
    /// Data could not be written as JSON.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// Data could not be written as CSV.
    #[error("csv: {0}")]
    Csv(#[from] csv::Error),
}

/// Makes every wanted document. `progress` hears the name of each one as it is begun.
pub fn render(
    view: &View<'_>,
    formats: &[Format],
    langs: &[Lang],
    progress: &dyn Fn(&str),
) -> Result<Vec<Document>, RenderError> {
    let wants = |f: Format| formats.contains(&f);
    let mut out = Vec::new();
    if wants(Format::Pdf) || wants(Format::Html) || wants(Format::Docx) {
        let statistics = view.statistics();
        let reports: Vec<blocks::Sitrep> =
            langs.iter().map(|lang| sitrep::compose(view, &statistics, *lang)).collect();
        for sitrep in &reports {
            if wants(Format::Pdf) {
                let name = format!("sitrep.{}.pdf", sitrep.lang);
                progress(&name);
                out.push(Document { bytes: sitrep_pdf::render(sitrep, &name)?, name });
            }
            if wants(Format::Html) {
                let name = format!("sitrep.{}.html", sitrep.lang);
                progress(&name);
                out.push(Document { bytes: sitrep_html::render(sitrep), name });
            }
        }
        if wants(Format::Docx) {
            progress("sitrep.docx");
            out.push(Document { name: "sitrep.docx".into(), bytes: sitrep_docx::render(&reports)? });
        }
    }
    let mut data = |format: Format, name: &str, make: &dyn Fn() -> Result<Vec<u8>, RenderError>| {
        if wants(format) {
            progress(name);
            out.push(Document { name: name.to_owned(), bytes: make()? });
        }
        Ok::<(), RenderError>(())
    };
    data(Format::Xlsx, "violations.xlsx", &|| violations_xlsx::render(view, langs))?;
    data(Format::GeoJson, "incidents.geojson", &|| incidents_geojson::render(view))?;
    data(Format::Json, "findings.json", &|| findings_json::render(view))?;
    progress("set-aside.csv");
    out.push(Document { name: "set-aside.csv".into(), bytes: set_aside_csv::render(view)? });
    Ok(out)
}

/// `set-aside.csv` of lines not taken in, with reasons in both languages.
///
/// # Errors
/// It could not be written as CSV: a fault of ours.
pub fn set_aside(lines: &[crate::intake::SetAside]) -> Result<Document, RenderError> {
    Ok(Document { name: "set-aside.csv".into(), bytes: set_aside_csv::rows(lines)? })
}
