//! What the ground floor promises, tried from outside.

mod columns;
mod condition;
