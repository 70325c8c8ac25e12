//! Minutes: a first reading of an account, and the acts that a person makes of it.
//!
//! `sent` takes a file, `read` proposes, with the words each value rests on; `confirmed` turns what a person named into acts; `shown` is the
//! proposal as JSON. A proposal that nobody named never becomes an act.

pub mod confirmed;
mod read;
pub mod sent;
pub mod shown;

pub use read::{
    Class, Condition, ConditionKind, How, Left, MOST_BYTES, Named, Participant, Promise, Proposal, Span,
    Speaker, Statement, Why, languages, normal, read,
};

use crate::trouble::Trouble;

/// Reads `text` as [`read()`] does.
///
/// # Errors
/// `minutes-too-long`.
pub fn propose(text: &str, language: Option<&str>) -> Result<Proposal, Trouble> {
    read(text, language).map_err(|bytes| {
        Trouble::new("minutes", "too-long")
            .with("bytes", bytes.to_string())
            .with("most", MOST_BYTES.to_string())
    })
}
