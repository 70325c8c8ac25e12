//! The first floor of Hudna: what comes in, what goes out, the words, and the only disk.
//!
//! `intake` turns bytes into reports and registers, with every line set aside accounted for;
//! `gazetteer` turns names into places; `document` turns values into bytes; `draft` knows an agreement while it is being written; `words` holds both languages;
//! `minutes` reads accounts of meetings for a first time; `accounts` is how people come to their keys through a browser, `ballots` how people who are no users vote, `powers` what each may see; `seal` keeps what is not said in the clear; `record` is what people did, and who may add to it;
//! `desk` holds the verbs; `store` is the only one that touches a disk. Never here: arguments, exit codes,
//! terminal width.

pub mod accounts;
pub mod assembled;
pub mod ballots;
pub mod bundle;
pub mod cells;
pub mod desk;
pub mod document;
pub mod draft;
pub mod force;
pub mod gazetteer;
pub mod intake;
pub mod minutes;
pub mod powers;
pub mod record;
pub mod seal;
pub mod store;
pub mod trouble;
pub mod words;
