//! What the first floor promises, one module per room.

mod document;
mod invented;
