//! Reports fused into happenings.
//!
//! An incident is derived: the same reports give the same incidents whatever their order. It keeps every
//! value of every attribute with the reports behind it; it decides nothing about who is right.
//!
//! `words` and `lexicon` read narratives, `record` makes a report ready to compare, `unit` weighs its words among
//! others, `identity` names it, `block` finds the pairs worth comparing, `telling` holds two texts side by side,
//! `score` weighs a pair, `judge` says what the two are, `cluster` joins, `assemble` builds the incident. `batch` does
//! so for a list, `live` over the life of a mission. How the weights came about and what was measured stands in `docs/fusion.md`.

mod assemble;
mod batch;
mod block;
mod cluster;
mod finer;
mod identity;
mod judge;
mod lexicon;
pub mod live;
mod record;
mod score;
mod telling;
mod unit;
pub mod window;
mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::report::Report;
use crate::value::{Alternative, Attribute, Fact, Value};
use crate::vocabulary::Code;

pub use batch::Batch;
pub use identity::Key;
pub use live::Live;
pub use score::{PairScore, Part, Scored, Verdict, Why};

/// An incident's id, `INC-` and eight signs; depends on the founding report's content alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

    /// What norms take to be claimed of `attribute`; empty is unknown.
    ///
    /// Whoever says whether monitors were let in, or how long they waited, speaks of monitors: where nobody says what kind of
    /// target it was, it was they. A denial alone may have been anybody's.
    pub(crate) fn claimed(&self, attribute: Attribute) -> &[Alternative] {
        match self.fact(attribute) {
            Some(fact) => &fact.alternatives,
            None if attribute == Attribute::TargetKind && self.tells_of_monitors() => &MONITORS,
            None => &[],
        }
    }

    /// Whether anybody says how monitors were received.
    pub(crate) fn tells_of_monitors(&self) -> bool {
        let said = |attribute| self.fact(attribute).is_some_and(|f| !f.alternatives.is_empty());
        said(Attribute::Access) || said(Attribute::DelayMin)
    }
}

static MONITORS: LazyLock<Vec<Alternative>> = LazyLock::new(|| {
    let monitors = Code::parse(Attribute::TargetKind, "monitor").map(Value::Code);
    monitors.into_iter().map(|value| Alternative { value, reports: Vec::new() }).collect()
});

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

impl Incident {
    /// Gives back the room that its lists grew by and do not fill: a mission holds very many for long.
    fn shrink(&mut self) {
        for deed in &mut self.deeds {
            for (_, fact) in &mut deed.facts {
                fact.alternatives.iter_mut().for_each(|alternative| alternative.reports.shrink_to_fit());
                fact.alternatives.shrink_to_fit();
            }
            deed.facts.shrink_to_fit();
            deed.reports.shrink_to_fit();
        }
        self.deeds.shrink_to_fit();
    }
}

/// What fusing goes by beside the reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Pairs that people decided are one happening: binding for ever.
    pub together: Vec<(Key, Key)>,
    /// Pairs that people decided are two: binding for ever, and stronger than `together` where both are said.
    pub apart: Vec<(Key, Key)>,
    /// Names of actors, as written, to the id of the formation or party that they mean.
    pub folding: BTreeMap<String, String>,
    /// The score from which two reports are the same, in nats of log-odds; 0 is as likely as not.
    pub threshold: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { together: Vec::new(), apart: Vec::new(), folding: BTreeMap::new(), threshold: 0.0 }
    }
}

/// Two reports that may be one happening and were not joined: for a verifier to decide.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Possible {
    /// Index of a report.
    pub a: u32,
    /// Index of the other, greater than `a`.
    pub b: u32,
    /// How strongly they speak for one happening.
    pub total: f64,
}

/// What fusing gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fusion {
    /// Every report stands in exactly one; ordered by time, then id.
    pub incidents: Vec<Incident>,
    /// Pairs close to the threshold or kept apart by the rest of their incidents, strongest first.
    pub possible: Vec<Possible>,
    /// Decisions *together* that contradict decisions *apart* and were not followed.
    pub contradicted: Vec<(Key, Key)>,
}

/// Fuses `reports` into incidents.
///
/// The result depends on the content of the reports and on `options` alone: not on the order of arrival,
/// and not on reports far away. Every report stands in exactly one incident.
pub fn fuse(reports: &[Report], options: &Options) -> Fusion {
    Batch::new(reports, options).fuse()
}

/// Compares two reports by themselves, every part shown. Among other reports words may be rarer or more
/// common than by themselves: [`Batch::explain`] compares the two as [`fuse`] does.
pub fn explain(a: &Report, b: &Report, options: &Options) -> PairScore {
    Batch::of(vec![a, b], options).explain(0, 1)
}
