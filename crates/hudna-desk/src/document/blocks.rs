//! The parts a situation report is made of, in one language, ready to be laid out.
//!
//! Layouts know these and nothing of incidents or norms. Every mark is a shape *and* a word.

use std::borrow::Cow;

use serde::Serialize;

use crate::words::even;

/// A whole situation report.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Sitrep {
    pub(crate) lang: &'static str,
    pub(crate) dir: &'static str,
    pub(crate) title: String,
    /// Lines of the header: as of, zone, period.
    pub(crate) lines: Vec<String>,
    pub(crate) class: String,
    pub(crate) notice: String,
    pub(crate) status: Vec<Piece>,
    pub(crate) agreement: String,
    pub(crate) footer: String,
    pub(crate) page_of: [String; 2],
    /// What stands across every page; nothing on a finished document for everybody.
    pub(crate) watermark: Option<String>,
    /// The size of the sheet: `a4`, `a3`.
    pub(crate) sheet: &'static str,
    /// Whether the sheet lies on its side.
    pub(crate) aside: bool,
    /// `as_of` as year, month, day, hour, minute, second, UTC.
    pub(crate) date: [i32; 6],
    pub(crate) sections: Vec<Section>,
}

/// A section with its heading.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    /// Begins a new page.
    pub(crate) annex: bool,
    pub(crate) blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "k", rename_all = "lowercase")]
pub(crate) enum Block {
    /// A paragraph.
    Text { pieces: Vec<Piece> },
    /// A paragraph in small type.
    Small { pieces: Vec<Piece> },
    /// A table.
    Table(Table),
    /// The map.
    Map { svg: String, ratio: f64, alt: String },
    /// A drawing in one colour, which the paper or the page gives it.
    Picture {
        svg: String,
        ratio: f64,
        /// Its natural width in pixels.
        width: f64,
        alt: String,
        /// The name of the drawing's file where it goes in as one.
        file: String,
    },
    /// What shapes mean.
    Key { items: Vec<Piece> },
    /// One finding in full.
    Finding(FindingBlock),
    /// Short paragraphs, one a line.
    List { items: Vec<Vec<Piece>> },
    /// Paragraphs of a text in both languages, with what changed in them.
    Redline { rows: Vec<RedlineRow> },
}

/// A paragraph in both languages.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RedlineRow {
    /// Its number.
    pub(crate) number: String,
    /// In Arabic.
    pub(crate) ar: Vec<Run>,
    /// In English.
    pub(crate) en: Vec<Run>,
}

/// A stretch of it: kept, taken out or put in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Run {
    /// `kept`, `out`, `in`.
    pub(crate) s: &'static str,
    /// The words.
    pub(crate) t: String,
}

/// A table. Widths are shares of the line.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its head.
    pub head: Vec<Cell>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Its foot; empty where it has none.
    pub foot: Vec<Cell>,
    /// Shares of the line.
    pub widths: Vec<u8>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// What it says.
    pub pieces: Vec<Piece>,
    /// Figures align on their units.
    pub num: bool,
    /// Hatched: nobody watched.
    pub blind: bool,
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "k", rename_all = "lowercase")]
pub enum Piece {
    /// Plain words of the program.
    Words {
        /// The words.
        t: String,
    },
    /// The same with weight.
    Strong {
        /// The words.
        t: String,
    },
    /// The same in a lower voice.
    Soft {
        /// The words.
        t: String,
    },
    /// An id, a time, a number: always left to right.
    Latin {
        /// The signs.
        t: String,
    },
    /// A shape with its word.
    Mark {
        /// The shape's name.
        s: &'static str,
        /// Its word.
        t: String,
    },
    /// A new line.
    Break,
    /// Words of people: testimony and articles, in their language.
    Record {
        /// The words.
        t: String,
        /// The code of their language.
        lang: &'static str,
        /// Which way they run.
        dir: &'static str,
    },
}

/// A finding in full.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FindingBlock {
    pub(crate) question: String,
    pub(crate) subject: Vec<Piece>,
    pub(crate) outcome: Vec<Piece>,
    pub(crate) article: Vec<Piece>,
    pub(crate) lines: Vec<ReasonLine>,
    pub(crate) missing: Vec<Vec<Piece>>,
    pub(crate) missing_title: String,
}

/// A line of the reason tree.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonLine {
    /// How deep it stands.
    pub depth: u8,
    /// The truth as shape and word.
    pub truth: Piece,
    /// What it states.
    pub says: String,
    /// Why, in one line.
    pub why: Vec<Piece>,
    /// Whether it keeps the finding open.
    pub open: bool,
}

/// What people wrote turns nothing around it.
fn harmless(text: String) -> String {
    if let Cow::Owned(changed) = even(&text) {
        return changed;
    }
    text
}

/// Plain words.
pub(crate) fn words(t: impl Into<String>) -> Piece {
    Piece::Words { t: harmless(t.into()) }
}

/// Words with weight.
pub(crate) fn strong(t: impl Into<String>) -> Piece {
    Piece::Strong { t: harmless(t.into()) }
}

/// Words in a lower voice.
pub(crate) fn soft(t: impl Into<String>) -> Piece {
    Piece::Soft { t: harmless(t.into()) }
}

/// An id, a time or a number.
pub(crate) fn latin(t: impl Into<String>) -> Piece {
    Piece::Latin { t: harmless(t.into()) }
}

impl Piece {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Words { t }
            | Self::Strong { t }
            | Self::Soft { t }
            | Self::Latin { t }
            | Self::Mark { t, .. }
            | Self::Record { t, .. } => t,
            Self::Break => "\n",
        }
    }
}

impl Cell {
    /// A cell of plain words.
    pub(crate) fn of(t: impl Into<String>) -> Self {
        Self { pieces: vec![words(t)], ..Self::default() }
    }
    /// A cell of these pieces.
    pub(crate) fn pieces(pieces: Vec<Piece>) -> Self {
        Self { pieces, ..Self::default() }
    }
    /// A figure, with the period before in brackets where there is one.
    pub(crate) fn count(now: impl Into<String>, before: Option<String>) -> Self {
        let now = now.into();
        // Figures alone are isolated; a range in words reads with the page.
        let mut pieces = vec![if now.chars().any(char::is_alphabetic) { words(now) } else { latin(now) }];
        if let Some(before) = before {
            pieces.push(soft(format!("({before})")));
        }
        Self { pieces, num: true, blind: false }
    }
    /// The same cell, hatched.
    pub(crate) fn blind(mut self, blind: bool) -> Self {
        self.blind = blind;
        self
    }
}
