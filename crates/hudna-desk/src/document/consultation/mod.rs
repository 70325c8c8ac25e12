//! What came of a consultation, for a wall and for machines: one page in each language, and `consultation.json`.
//!
//! What all groups hold comes first, then what each group stands for, then every statement. Pages and data are made of what
//! may leave ([`hudna_core::dialogue::opinion::told`]) or of what delegations said; neither holds who said what.

mod json;
mod page;

use hudna_core::dialogue::opinion::said::Side;

use super::{Document, RenderError};
use crate::desk::consult::Consultation;
use crate::intake::Statement;
use crate::words::{Lang, Words};

/// Makes the pages in `langs` and the data.
///
/// # Errors
/// The data could not be written: a fault of ours.
pub fn render(consultation: &Consultation, langs: &[Lang]) -> Result<Vec<Document>, RenderError> {
    let mut out: Vec<Document> = langs
        .iter()
        .map(|lang| Document {
            name: format!("consultation.{}.html", lang.code()),
            bytes: page::render(consultation, *lang),
        })
        .collect();
    out.push(Document { name: "consultation.json".into(), bytes: json::render(consultation)? });
    Ok(out)
}

/// The same data as an object.
pub fn data(consultation: &Consultation) -> serde_json::Value {
    json::data(consultation)
}

/// The same data as the bytes of its file.
///
/// # Errors
/// The data could not be written: a fault of ours.
pub fn bytes(consultation: &Consultation) -> Result<Vec<u8>, RenderError> {
    json::render(consultation)
}

/// The consultation that such data holds; `None` where it is not what this program writes.
pub fn read(data: &[u8]) -> Option<Consultation> {
    json::read(data)
}

/// What a page shows of it, without the frame of a document.
pub fn inside(consultation: &Consultation, lang: Lang) -> maud::Markup {
    page::inside(consultation, lang)
}

/// Lines for a terminal: what carries, then what each group stands for or each party says.
pub fn tell(consultation: &Consultation, lang: Lang) -> String {
    page::tell(consultation, lang)
}

/// The name of group `number`, from 0.
fn group_name(words: &Words, number: usize) -> String {
    let letter = ["a", "b", "c", "d", "e"].get(number).copied().unwrap_or("e");
    words.get(&format!("consult-group-{letter}"))
}

/// The words of a statement in the reader's language, or as they are.
fn said(statement: &Statement, lang: Lang) -> &str {
    lang.of(&statement.words)
}

fn side_key(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

/// A share as a whole number of hundred.
fn percent(part: u32, whole: u32) -> u32 {
    (f64::from(part) * 100.0 / f64::from(whole.max(1))).round() as u32
}
