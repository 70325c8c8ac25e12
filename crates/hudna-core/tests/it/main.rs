//! Integration tests of the ground floor, in one binary.

mod fusion;
mod fusion_meltt;
mod fusion_set;
mod laws;
