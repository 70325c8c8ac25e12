//! What the first floor promises, one module per room.

mod counts;
mod document;
mod draft;
mod intake;
mod intake_fuzz;
mod intake_real;
mod intake_words;
mod intake_workbook;
mod invented;
mod plain;
mod record;
