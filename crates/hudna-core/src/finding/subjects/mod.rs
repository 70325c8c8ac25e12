//! Rows that are no deeds: one file for each kind, made of the entries of a register.
//!
//! Nothing here decides: rows are weighed by the one engine. To add a kind: a variant of `norm::Subject`, a file here
//! that makes its rows.

mod body;
mod candidate;
pub(super) mod people;
mod vote;
