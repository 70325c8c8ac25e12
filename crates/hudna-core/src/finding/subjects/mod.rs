//! Rows that are no deeds: one file for each kind, made of the entries of a register.
//!
//! Nothing here decides: rows are weighed by the one engine. To add a kind: a variant of `norm::Subject`, a file here
//! that makes its rows. Weapons, positions and visits are made ready beforehand in [`ground`], since counts look at
//! them too; candidates, bodies and votes in [`people`].

mod body;
mod candidate;
mod ground;
mod holding;
pub(super) mod people;
mod position;
mod visit;
mod vote;

pub(super) use ground::{EntryRow, HOLDINGS, POSITIONS, Registered, RowKey, Subjects, VISITS};
pub(super) use position::{may_place, placing};
