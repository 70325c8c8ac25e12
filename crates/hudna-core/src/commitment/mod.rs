//! Who owes what to whom, by when, waiting for what; and how far it has come.
//!
//! Kept are acts of people: a promise made, claimed done, verified, extended, released, withdrawn; a condition put and
//! declared; an order read one way or the other. [`Commitments`] folds them; [`Commitments::evaluate`] says how each stands at
//! a moment. That is a function of the acts, the text's calendar and the moment, and of nothing else.
//!
//! | file | what |
//! |---|---|
//! | `model` | promises, conditions, needs, what was said of them |
//! | `fold` | acts to these |
//! | `rule` | moments as people write them: `D+14`, `72 h after verified(p2)` |
//! | `reading` | orders that are read differently, and whose readings count |
//! | `evaluate` | the state of each at a moment, in three values |
//! | `blockers` | what holds one up, and who could move |
//! | `contest` | since when an order is read differently, and by whom |
//! | `objection` | what is refused when it is signed: cycles, deadlines before their conditions, acts by the wrong side |
//! | `withdrawn` | whether what was withdrawn was late |
//! | `stores` | weapons by site and kind, from the registers |
//!
//! Three laws, each a property test: learning more never turns *verified* into *not done* by itself (what expires is unknown again); silence
//! is neither kept nor broken (whoever claims nothing is *due*, and *overdue* only where it is surely owed and surely late); a
//! promise that has nothing to do with another changes nothing of it.
//!
//! Never here: words for a reader, a clock, who may sign ([`crate::ledger::standing`]).

mod blockers;
mod contest;
mod evaluate;
mod fold;
mod model;
mod objection;
mod reading;
mod rule;
mod stores;
mod withdrawn;

pub use blockers::{Blocker, Mover};
pub use contest::Contest;
pub use evaluate::{Because, Board, Deadline, Row, State, View, Wait};
pub use fold::Stamp;
pub use model::{
    Claimed, Commitments, Condition, Declared, Extended, Found, Kept, Need, Order, Promise, Read, Ruled,
    Scale,
};
pub use reading::Voice;
pub use rule::{Event, Frame, Noted, Rule};
pub use stores::{Between, Compared, Site, Stock, StoreState, stores};
