//! What the ground floor promises, tried from outside, in one binary.

mod condition;
mod fusion;
mod fusion_set;
mod laws;
//! What the ground floor promises, tried from outside: one module a room.

mod agreement_loads;
mod agreement_mistakes;
