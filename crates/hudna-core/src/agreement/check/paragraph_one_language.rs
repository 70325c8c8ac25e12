//! Paragraphs that one of the languages lacks.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check =
    Check { code: "paragraph-one-language", example: Example::text("|It lasts 180 days.|", "||"), run };

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        let lacks = match (row.ar.text.is_empty(), row.en.text.is_empty()) {
            (true, false) => "ar",
            (false, true) => "en",
            _ => continue,
        };
        let there = if lacks == "ar" { &row.en } else { &row.ar };
        let arguments = [("paragraph", &*row.number.text), ("lacks", lacks)];
        notes.warning("paragraph-one-language", there.span.clone(), &arguments);
    }
}
