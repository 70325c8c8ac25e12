//! What the first floor promises, one module per room.

mod counts;
mod document;
mod invented;
