//! What the ground floor promises, tried from outside, in one binary.

mod condition;
mod fusion;
mod fusion_set;
mod laws;
