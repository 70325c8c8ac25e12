//! What each may do and see, by role.
//!
//! [`Held`] is what one user may, with what was decided remembered. The verbs of the roles are the record's own
//! ([`hudna_core::ledger::roles`]); what is shown is added here:
//!
//! | shown | to |
//! |---|---|
//! | what the record comes to, without what is sealed | every role |
//! | the words of one report, to translate them | interpreter |
//! | what is sealed, and who told | whoever verifies |
//! | who read what is sealed | auditor, chair, operator |
//!
//! That an act may stand is decided by the record ([`hudna_core::ledger::standing`]), by rules that anybody can verify: it asks for the verb
//! over any part of the mission. Here it is asked about what an act or a page is about.

mod held;

use std::sync::Arc;

use hudna_core::ledger::act::{Scope, Verb};

pub use held::{Case, Held};

/// What a page, or a form on it, needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it is for everybody.
    Public,
    /// To be signed in, with whatever role or none.
    SignedIn,
    /// What the record comes to, without what is sealed.
    See,
    /// What is sealed, over the whole mission: exact places, sources, words.
    Sealed,
    /// Who read what is sealed.
    Reads,
    /// The power to do this.
    Do(Verb),
}

impl Need {
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed-in",
            Self::See => "see",
            Self::Sealed => "sealed",
            Self::Reads => "reads",
            Self::Do(verb) => verb.name(),
        }
    }
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sight {
    /// What the record comes to: sectors for places, no source, no words.
    Coarse,
    /// The words of one report, to translate them.
    Words,
    /// What is sealed: exact places, and the words of reports.
    Exact,
    /// Who told.
    Source,
    /// Who read what is sealed.
    Reads,
}

/// What policies are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Power {
    /// To be shown something.
    See(Sight),
    /// To do something.
    Do(Verb),
}

impl Power {
    /// Every power: what is shown first, then the verbs.
    pub const ALL: [Self; 16] = [
        Self::See(Sight::Coarse),
        Self::See(Sight::Words),
        Self::See(Sight::Exact),
        Self::See(Sight::Source),
        Self::See(Sight::Reads),
        Self::Do(Verb::Inform),
        Self::Do(Verb::Collect),
        Self::Do(Verb::Classify),
        Self::Do(Verb::Verify),
        Self::Do(Verb::Assess),
        Self::Do(Verb::Reply),
        Self::Do(Verb::Rule),
        Self::Do(Verb::Publish),
        Self::Do(Verb::Witness),
        Self::Do(Verb::Negotiate),
        Self::Do(Verb::Administer),
    ];

    /// The name in policies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::See(Sight::Coarse) => "coarse",
            Self::See(Sight::Words) => "words",
            Self::See(Sight::Exact) => "exact",
            Self::See(Sight::Source) => "source",
            Self::See(Sight::Reads) => "reads",
            Self::Do(verb) => verb.name(),
        }
    }
}

/// What something has to do with: a role over a sector or a party reaches it, or does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Concerns {
    /// The sector that it lies in, where it lies in one.
    pub sector: Option<Arc<str>>,
    /// The parties that it may speak against, or that it comes from.
    pub parties: Vec<Arc<str>>,
}

/// Whether a role of this scope reaches what `concerns` something.
pub fn is_reached(scope: &Scope, concerns: &Concerns) -> bool {
    match scope {
        Scope::Mission => true,
        Scope::Sector(sector) => concerns.sector.as_ref() == Some(sector),
        Scope::Party(party) => concerns.parties.contains(&party.0),
    }
}
