//! What is said before anything is agreed: many people asked about statements, and delegations at a table.
//!
//! Many are asked in [`opinion`], which finds groups by how they vote. Delegations are few: they are counted by party and
//! never put into groups by a calculation.
//!
//! Never here: who a person is, or what anybody ought to think.

pub mod opinion;
