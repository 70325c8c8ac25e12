//! The door for editors: the Language Server Protocol over standard input and output.
//!
//! `wire` cuts messages from bytes, `position` counts as editors do, `open` holds the texts that are being
//! written, `answers` puts what the desk knows into the protocol's shapes, `server` runs. What stands at a place
//! and what is wrong there is known by the desk and the checker; nothing here decides.
//!
//! A message that is not understood gets an error and changes nothing; a fault of ours costs one answer and
//! never the server.

mod answers;
mod open;
mod position;
mod server;
mod uri;
mod wire;

pub(crate) use server::{Ended, serve};
