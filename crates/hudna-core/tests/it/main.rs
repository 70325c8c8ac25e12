//! What the ground floor promises, tried from outside: one module a room.

mod agreement_examples;
mod agreement_loads;
mod agreement_mistakes;
