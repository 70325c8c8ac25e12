//! The record of a mission: who may add to it, what it holds, how it is shown to others.
//!
//! `actor` makes acts into signed submissions; `ledger` checks them and appends them durably; `mission` joins the folder,
//! the ledger and what is derived of it; `derive` recomputes that. Decides nothing that `hudna_core::ledger` can decide;
//! knows no SQL.

mod actor;
pub mod acts;
mod admission;
mod aside;
mod at_table;
pub mod at_vote;
mod attach;
pub mod basis;
mod behind;
mod blind;
mod coarse;
pub mod consulted;
mod copy;
mod cosigned;
mod damage;
pub mod derive;
pub mod draft_tried;
mod effect;
mod founding;
mod handed;
pub mod handled;
pub mod incident_table;
pub mod ledger;
mod listed;
mod mission;
mod read;
mod reader;
mod request;
mod resent;
pub mod rival;
mod rows;
mod shown;
pub mod snapshot;
mod submitted;
mod take_in;
mod unseal;
pub mod what_if;
mod whole;
mod writer;

pub use actor::{Actor, new_key};
pub use attach::{Attached, Carry, attached};
pub use behind::FileBehind;
pub use copy::{backup, restore};
pub use founding::Founding;
pub use handed::{Handing, hand_out};
pub use ledger::{Ledger, Receipt, Refused, Submission, short};
pub use listed::entries;
pub use mission::{Mission, Rebuilt, log_key, opened, reading};
pub use reader::Reader;
pub use request::{is_signed_request, request_message};
pub use resent::Unheard;
pub use rows::{Outcomes, Rows, Weighed, reference, subject_of};
pub use snapshot::Snapshot;
pub use take_in::TakenFile;
pub use unseal::{Tally, Unsealed, unseal};
pub use writer::Writer;
