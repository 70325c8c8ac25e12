//! Two texts of an agreement beside each other: what changes in the text, and what changes in outcomes.
//!
//! `fields` takes each part of a text apart into fields, exactly for comparing and in words for showing;
//! `outcomes` pairs the findings of one record under both texts; `write` says both. The record is taken in and
//! fused once, so that nothing but the texts can make a difference. Nothing here says which text is better.
//!
//! To compare a new part of a text: a function in `fields` and its line in [`parts`](fields::parts).

mod after;
mod fields;
mod norms;
mod outcomes;
mod write;

use hudna_core::agreement::Agreement;
use hudna_core::finding::Assessment;
use hudna_core::incident::Incident;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::time::Instant;

use crate::words::Lang;

pub use outcomes::{OutcomeChange, Turned};
pub use write::{as_json, as_text};

/// One record, weighed by both texts.
#[derive(Clone, Debug)]
pub struct Record {
    /// The reports taken in.
    pub reports: Vec<Report>,
    /// The registers.
    pub registers: Registers,
    /// Lines of report files read, and set aside.
    pub lines: (usize, usize),
    /// Under the first text and under the second: incidents with the names of actors that it knows, and what
    /// was found.
    pub weighed: [(Vec<Incident>, Assessment); 2],
    /// The moment up to which the record reaches.
    pub as_of: Instant,
}

/// Two texts and, where reports were given, the record under both.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The first text.
    pub before: &'a Agreement,
    /// The second text.
    pub after: &'a Agreement,
    /// The record.
    pub record: Option<&'a Record>,
}

/// What happened to a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum How {
    Added,
    Removed,
    Changed,
}

/// A field of a part that differs, in words of one language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldChange {
    /// Its key, such as `due`.
    pub field: String,
    /// What it is called.
    pub name: String,
    /// In the first text; empty where it had none.
    pub before: String,
    /// In the second text.
    pub after: String,
}

/// A part of the text that differs, in words of one language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TextChange {
    /// What kind of part: `norm`, `zone`, `link` …
    pub part: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Added, removed or changed.
    pub how: How,
    /// All of it in words, where it was added or removed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub whole: String,
    /// What changed in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

impl Comparison<'_> {
    /// What differs between the texts, in the order of parts and of the text.
    pub fn text_changes(&self, lang: Lang) -> Vec<TextChange> {
        fields::changes(self.before, self.after, lang)
    }
    /// What differs in outcomes; nothing where no reports were given.
    pub fn outcome_changes(&self) -> Vec<OutcomeChange<'_>> {
        self.record.map_or_else(Vec::new, |record| outcomes::changes(self, record))
    }
    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        !self.text_changes(Lang::En).is_empty() || !self.outcome_changes().is_empty()
    }
}
