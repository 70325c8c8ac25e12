//! What each may do and see: policies that an operator reads and changes, asked of whoever is signed in.
//!
//! The policies are Cedar's: `data/powers.cedar` ships with the program and is copied into a mission when it is founded, where its
//! operator changes it. `data/powers.cedarschema` says what they may speak of. Each role is a template there, linked to every user who
//! holds it, over the mission, a sector or a party. [`Policies`] is a file that was checked, [`Held`] what one user may by it, with what
//! was decided remembered.
//!
//! That an act may stand is decided by the record ([`hudna_core::ledger::standing`]), by rules that anybody can verify: it asks for the verb
//! over any part of the mission. A policy narrows that for this house, and says what is shown; a verb that the record does not give has
//! no effect in a policy.
//!
//! To add a power: a name in [`Power`], in the schema, and in the templates of the roles that hold it.

mod held;
mod placing;
mod policies;
mod told;

use std::sync::Arc;

use hudna_core::ledger::act::{Scope, Verb};

pub use held::{Case, Held, Remembered};
pub use placing::{Level, Placing};
pub use policies::{Policies, SHIPPED, Wrong};
pub use told::{Beside, Difference, Reach, Table};

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
    /// What the record comes to: no exact place, no source, no words.
    Coarse,
    /// Of places their sector.
    Sector,
    /// Of places a cell of 5 km.
    Wide,
    /// Of places a cell of 1 km.
    Narrow,
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
    pub const ALL: [Self; 19] = [
        Self::See(Sight::Coarse),
        Self::See(Sight::Sector),
        Self::See(Sight::Wide),
        Self::See(Sight::Narrow),
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

    /// Whether it says how nearly places are told.
    pub const fn is_placing(self) -> bool {
        matches!(self, Self::See(Sight::Sector | Sight::Wide | Sight::Narrow))
    }

    /// Whether it is of lists and counts as a whole, and cannot be given for one case and not for another: a policy that would is refused.
    pub const fn is_whole(self) -> bool {
        self.is_placing() || matches!(self, Self::See(Sight::Coarse | Sight::Reads))
    }

    /// The name in policies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::See(Sight::Coarse) => "coarse",
            Self::See(Sight::Sector) => "sector",
            Self::See(Sight::Wide) => "cell_5km",
            Self::See(Sight::Narrow) => "cell_1km",
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
