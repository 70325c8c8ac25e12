//! What the ground floor promises, tried from outside.

mod condition;
