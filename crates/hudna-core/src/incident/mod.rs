//! Reports fused into happenings.
//!
//! An incident is derived: the same reports give the same incidents whatever their order. It keeps every
//! value of every attribute with the reports behind it; it decides nothing about who is right.

use serde::Serialize;

use crate::value::{Attribute, Fact};

/// An incident's id, `INC-` and eight signs; depends on the founding report's content alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct IncidentId(pub String);

/// What was done by one actor in one way: the row that conditions speak of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Deed {
    /// Sorted by attribute; absent attributes are unknown.
    pub facts: Vec<(Attribute, Fact)>,
    /// Indexes of all reports that tell of this deed, ascending, silent ones included.
    pub reports: Vec<u32>,
}

impl Deed {
    /// What is claimed of `attribute`; `None` is unknown.
    pub fn fact(&self, attribute: Attribute) -> Option<&Fact> {
        self.facts.binary_search_by_key(&attribute, |(a, _)| *a).ok().map(|i| &self.facts[i].1)
    }
}

/// One happening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// Indexes into the list of reports, ascending.
    pub reports: Vec<u32>,
    /// One deed for each actor or character of the act; never empty.
    pub deeds: Vec<Deed>,
    /// How many independent accounts stand behind it: echoes of one account count once.
    pub independent: u32,
    /// Ids of incidents that this one, an aggregate, contains, or of the aggregate that contains it.
    pub part_of: Vec<IncidentId>,
}
