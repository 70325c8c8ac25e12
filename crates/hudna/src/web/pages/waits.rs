//! For whom findings wait: a word for lists to be asked by, and whose power it takes to move them on.

use hudna_core::ledger::act::Verb;
use hudna_desk::powers::{Case, Power};
use hudna_desk::record::Snapshot;
use hudna_desk::words::Words;

use crate::web::visit::Visit;

/// For whom a finding waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whom {
    /// An assessor: a breach that nobody accepted.
    Assessor,
    /// A second assessor: one alone looked at it. What it waits for beside that is told too.
    Second,
    /// A party, for its reply, while the time for one runs.
    Reply,
    /// A reviewer, for its technical review.
    Review,
    /// The commission, for its ruling.
    Ruling,
    /// Whoever finds out what is missing.
    Facts,
}

impl Whom {
    /// Each of them, in the order of the way of a finding.
    pub(super) const ALL: [Self; 6] =
        [Self::Facts, Self::Assessor, Self::Second, Self::Reply, Self::Review, Self::Ruling];

    /// The word in addresses.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Assessor => "assessor",
            Self::Second => "second",
            Self::Reply => "reply",
            Self::Review => "review",
            Self::Ruling => "ruling",
            Self::Facts => "facts",
        }
    }
    /// The one of a word.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whom| whom.name() == name)
    }
    /// The verb of those who move it on.
    pub(super) const fn verb(self) -> Verb {
        match self {
            Self::Assessor | Self::Second | Self::Review => Verb::Assess,
            Self::Reply => Verb::Reply,
            Self::Ruling => Verb::Rule,
            Self::Facts => Verb::Verify,
        }
    }
    /// In words, as a choice.
    pub(super) fn said(self, words: &Words) -> String {
        words.get(&format!("waits-whom-{}", self.name()))
    }
}

/// Whether it is the visitor who may move the finding at a place on: their roles reach it, and they are not out of its case.
pub(super) fn is_for(visit: &Visit, snapshot: &Snapshot, (at, whom): (usize, Whom)) -> bool {
    let Some(name) = snapshot.finding_name(at) else { return false };
    let is_out = visit.user().is_some_and(|user| snapshot.is_out(user, &name));
    let case = Case { concerns: snapshot.concerns_at(at), is_out, is_own: false };
    // whoever looked at it already neither looks a second time nor reviews it
    let gave = || visit.user().is_some_and(|user| snapshot.has_assessed(user, &name));
    visit.granted.has(Power::Do(whom.verb()), case)
        && !(matches!(whom, Whom::Second | Whom::Review) && gave())
}
