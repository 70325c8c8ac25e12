//! What is remembered of entries that are neither reports nor rows of registers: acts about findings, reads of what is sealed, tasks, releases.
//! [`super::derive`] gathers them in the order of the record.

use std::sync::Arc;

use hudna_core::ledger::act::{Act, Audience, FindingRef};
use hudna_core::ledger::id::{EntryId, PartyId, UserId};
use hudna_core::ledger::part::Digest;
use hudna_core::time::Instant;

use super::basis::Basis;

/// An act about a finding: whose, when, in which words.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The act.
    pub act: Act,
    /// Who did it.
    pub by: UserId,
    /// The party in whose name, for a reply.
    pub party: Option<PartyId>,
    /// When it was sealed.
    pub at: Instant,
    /// Its words, where they stand and the host opens them.
    pub text: Option<String>,
}

/// That somebody read what is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRead {
    /// Its number in the record.
    pub seq: u64,
    /// Who.
    pub by: UserId,
    /// When it was sealed.
    pub at: Instant,
    /// What.
    pub thing: Thing,
}

/// Something sealed that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What is shown: `report`, `words`, `incident`, `finding`, `map`, `document`, `draft`, `stores`, `grades`.
    pub what: Arc<str>,
    /// The report.
    pub of: Option<EntryId>,
    /// What else it is about.
    pub about: Option<Arc<str>>,
}

impl Thing {
    /// Of no report: what is shown, and what it is about.
    pub fn about(what: &str, about: Option<&str>) -> Self {
        Self { what: what.into(), of: None, about: about.map(Into::into) }
    }
    /// Of a report.
    pub fn of(what: &str, report: &EntryId) -> Self {
        Self { what: what.into(), of: Some(report.clone()), about: None }
    }
    /// The act by which it is said that somebody reads it.
    pub fn read(&self) -> Act {
        Act::SealedRead { about: self.about.clone(), of: self.of.clone(), what: self.what.clone() }
    }
}

/// Something that somebody was asked to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The entry.
    pub entry: EntryId,
    /// When it was sealed.
    pub at: Instant,
    /// The finding that it is about.
    pub about: Option<FindingRef>,
    /// By when.
    pub by: Option<Instant>,
    /// Who is asked.
    pub to: Arc<str>,
    /// Who gave it.
    pub given_by: UserId,
    /// Whether it is done; given back where not; `None` while it is open.
    pub closed: Option<bool>,
}

impl Task {
    /// Whether another user has it in work, so that this one can neither close it nor visit for it; whoever gave it can.
    pub fn is_locked_for(&self, user: &UserId) -> bool {
        let asked = UserId(self.to.clone());
        asked.is_well_formed() && asked != *user && self.given_by != *user
    }
}

/// A document that was released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The entry.
    pub entry: EntryId,
    /// Its number in the record.
    pub seq: u64,
    /// When it was sealed.
    pub at: Instant,
    /// For whom.
    pub audience: Audience,
    /// SHA-256 of the document.
    pub document: Digest,
    /// What it is.
    pub kind: Arc<str>,
    /// Its number.
    pub number: Option<Arc<str>>,
    /// The release that it corrects.
    pub restates: Option<EntryId>,
    /// Whether its bytes lie in the entry, open or sealed.
    pub is_here: bool,
    /// Not to be handed to anybody before.
    pub from: Option<Instant>,
    /// What it was made of, where the entry says so.
    pub basis: Option<Basis>,
}

impl Released {
    /// Whether it may be handed out at a moment.
    pub fn is_out(&self, now: Instant) -> bool {
        self.from.is_none_or(|from| from <= now)
    }
}
