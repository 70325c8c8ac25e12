//! The record: acts of people, signed, sealed, in an order that no one can change unseen.
//!
//! What is kept lives here as values and bytes; what is derived from it does not. No clock, no randomness, no
//! key of its own: they come in as arguments. A new act goes into `act`.

pub mod act;
pub mod alone;
pub mod assessors;
pub mod bundle;
pub mod canonical;
pub mod entry;
pub mod filed;
pub mod head;
pub mod id;
pub mod note;
pub mod part;
pub mod reference;
pub mod replay;
pub mod roles;
pub mod row;
pub mod spoken;
pub mod stages;
pub mod standing;
pub mod tile;
pub mod tree;
