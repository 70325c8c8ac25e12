//! What the ground floor promises, tried from outside: one module a room.

mod agreement_checks;
mod agreement_examples;
mod agreement_fuzz;
mod agreement_loads;
mod agreement_mistakes;
mod agreement_words;
