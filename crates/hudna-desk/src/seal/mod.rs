//! Sealing: what an entry does not say in the clear, encrypted at rest by class.
//!
//! Each part has a key of its own; that key is wrapped by the key of the part's class and epoch; and that by
//! `age` for the recipients of the class. Who joins the recipients later sees what is sealed from then on. A new
//! kind of attachment that carries what its maker's device wrote goes into `attachment.rs`.

pub mod attachment;
pub mod epoch;
mod part;
mod row;
pub mod stamp;

pub use epoch::{EpochKey, Keyring};
pub use part::{SealError, open, random, salted, seal};
pub use row::RowKey;
