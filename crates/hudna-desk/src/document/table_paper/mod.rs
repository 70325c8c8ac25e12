//! The talks on paper: the stand of the talks as a wall, and what changed between two versions of a text, as page and PDF in either language.
//!
//! The words are those of the pages ([`super::talks`], [`super::votes`]); the layouts those of the situation report. No statement and no minutes
//! stand on them: what does stands in the record in the clear. A new paper of the table goes into a file here.

pub mod changes;
pub mod wall;

use hudna_core::agreement::Agreement;
use hudna_core::dialogue::table::Table;
use hudna_core::time::Instant;

use super::blocks::{Piece, Section, Sitrep};
use super::make::Form;
use super::talks::Talks;
use super::{Document, RenderError, sitrep_html, sitrep_pdf};
use crate::words::Lang;

/// The size of the sheet; both lie on their side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// For a table or a folder.
    #[default]
    A4,
    /// For a wall.
    A3,
}

impl Sheet {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::A4, Self::A3];
    /// The name on the command line and in the template.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }
    /// The sheet of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.name() == name)
    }
}

/// How a paper is made: up to when it speaks, on which sheet, for whom, what stands across it.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// Up to when the record speaks.
    pub as_of: Instant,
    /// The sheet.
    pub sheet: Sheet,
    /// For whom it is, in words.
    pub class: &'a str,
    /// What stands across its pages.
    pub watermark: Option<&'a str>,
}

/// The stand of the talks in each language, as page and PDF, for the commission.
///
/// # Errors
/// The typesetter refuses: a fault of ours.
pub fn stand(
    table: &Table,
    agreement: &Agreement,
    languages: &[Lang],
    as_of: Instant,
) -> Result<Vec<Document>, RenderError> {
    let mut papers = Vec::new();
    for lang in languages {
        let talks = Talks::of(table, agreement, *lang);
        let class = talks.words().get("sitrep-class");
        let made = Made { as_of, sheet: Sheet::default(), class: &class, watermark: None };
        for form in [Form::Html, Form::Pdf] {
            papers.push(wall::render(&talks, &made, form)?);
        }
    }
    Ok(papers)
}

/// A paper with its head and foot.
fn headed(
    talks: &Talks<'_>,
    made: &Made<'_>,
    title: String,
    status: Vec<Piece>,
    sections: Vec<Section>,
) -> Sitrep {
    let (words, lang) = (talks.words(), talks.lang);
    let utc = made.as_of.local(&jiff::tz::TimeZone::UTC);
    let last = talks
        .table
        .meetings_in_time()
        .last()
        .map(|last| format!("{}{} {}", talks.meeting(last), words.get("comma"), talks.attended(last)));
    let as_of = words.with("paper-as-of", &[("moment", talks.moment(made.as_of).into())]);
    Sitrep {
        lang: lang.code(),
        dir: lang.dir(),
        title,
        lines: std::iter::once(as_of).chain(last).collect(),
        class: made.class.to_owned(),
        notice: lang.of(&talks.agreement.notice).to_owned(),
        status,
        agreement: lang.of(&talks.agreement.title).to_owned(),
        footer: words.get("paper-footer"),
        page_of: [words.get("page"), words.get("page-of")],
        watermark: made.watermark.map(str::to_owned),
        sheet: made.sheet.name(),
        aside: true,
        date: [
            i32::from(utc.year()),
            i32::from(utc.month()),
            i32::from(utc.day()),
            i32::from(utc.hour()),
            i32::from(utc.minute()),
            i32::from(utc.second()),
        ],
        sections,
    }
}

/// Lays a paper out.
fn laid(paper: &Sitrep, name: &str, form: Form) -> Result<Document, RenderError> {
    let (ending, bytes) = match form {
        Form::Html => ("html", sitrep_html::render(paper)),
        Form::Pdf => ("pdf", sitrep_pdf::render(paper, name)?),
    };
    Ok(Document { name: format!("{name}.{}.{ending}", paper.lang), bytes })
}
