//! The ground floor of Hudna: what an agreement says, what was reported, what follows.
//!
//! Pure: no disk, network, clock, randomness or reader's language. They come in as arguments.
//! Everything derived here can be recomputed by anyone who holds the same reports and text.
//!
//! Arrows inside the crate: `time`, `place`, `vocabulary` ← `report`, `register` ← `incident` (fusion),
//! `condition` ← `agreement` ← `finding` ← `scenario`; `commitment` folds acts of `ledger`. To add a kind of norm see `agreement/norm`.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

/// The geometry that places, zones and backdrops are made of.
pub use geo;

pub mod agreement;
pub mod bounds;
pub mod columns;
pub mod commitment;
pub mod condition;
pub mod diagnostic;
pub mod dialogue;
pub mod finding;
pub mod force;
pub mod incident;
pub mod ledger;
pub mod list;
pub mod names;
pub mod place;
pub mod register;
pub mod report;
pub mod scenario;
pub mod statistics;
pub mod time;
pub mod value;
pub mod vocabulary;
