//! What the parties say at the table: meetings, who spoke for whom, issues and positions, the text under negotiation.
//!
//! Folded from the acts of the record in their order ([`table::Table`]); the same acts give the same table to whoever holds them.
//! Where a party stands on an issue is the last position that it stated, by the time of the statement; silence is a position of
//! its own and never acceptance, unless the decision rule says so ([`adoption`]). What is put to the vote, and who voted: [`ballot`]. What the
//! commission rules on a finding: [`ruling`].
//!
//! Many people are asked in [`opinion`], which finds groups by how they vote. Delegations are few: they are counted by party and never
//! put into groups by a calculation.
//!
//! Nothing here decides what an article means, who is right, or whether a promise is kept: that is in `finding` and with the people. A new act
//! of the table goes into [`table`]; what follows from several of them into a file of its own.

pub mod adoption;
pub mod ballot;
pub mod brackets;
pub mod draft;
pub mod opinion;
pub mod ruling;
pub mod stand;
pub mod table;
