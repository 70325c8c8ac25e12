//! Commitments in the reader's language: what was promised by whom to whom, how it stands, what waits for what and who could move.
//!
//! [`Told`] says it in words, once; the page, the command and the document only lay it out. Data is in `json` and `csv`.

mod data;
mod sites;
mod told;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Board, Commitments, Frame};

pub use data::{csv, json};
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
