//! The only disk and the only SQL.
//!
//! `files` reads what is named and writes outputs whole or not at all; `folder` knows what lies in a mission's folder;
//! `backend` says what a database must do for the record, `sqlite` and `postgres` do it; `accounts` and `ballots` keep what lies beside it. Nothing else in Hudna opens a
//! file or speaks SQL. Here nothing is decided: what may stand in the record is `record`'s to say.

pub mod accounts;
pub mod backend;
pub mod ballots;
mod files;
pub mod folder;
mod languages;
mod link;
pub mod postgres;
pub mod sqlite;

pub use files::{
    DiskError, MOST_BYTES, MOST_TEXT, beside, is_new, near, read_bytes, read_head, read_text, try_folder,
    write_documents, write_file, write_new,
};
pub use languages::{language, languages};
