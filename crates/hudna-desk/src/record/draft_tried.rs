//! A draft weighed over the reports of the record beside the text that is in force. Nothing is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::agreement::decided::Decided;
use hudna_core::agreement::{self, Agreement};
use hudna_core::diagnostic::Diagnostic;
use hudna_core::finding::{self, Material, Outcome};
use hudna_core::incident::Incident;
use hudna_core::report::Report;
use hudna_core::time::Instant;

use super::rows::Outcomes;
use super::snapshot::Snapshot;
use crate::desk;

/// A finding that is another by the draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Changed {
    /// The norm's id.
    pub norm: Arc<str>,
    /// What it is about, as acts name it.
    pub subject: Arc<str>,
    /// What the text in force finds; `None`: nothing.
    pub before: Option<Outcome>,
    /// What the draft finds.
    pub after: Option<Outcome>,
}

/// A norm, and what a finding by it is about.
type Named = (Arc<str>, Arc<str>);

/// How many findings of each norm have which outcome.
pub type Counts = BTreeMap<(Arc<str>, Outcome), u64>;

/// What a draft comes to.
#[derive(Clone, Debug, Default)]
pub struct TriedDraft {
    /// What the checks say of it.
    pub checks: Vec<Diagnostic>,
    /// By the text in force, and by the draft.
    pub counts: [Counts; 2],
    /// The findings that are others, in the order of norms.
    pub changed: Vec<Changed>,
}

impl Snapshot {
    /// Weighs the record by `draft` as if it stood in the place of the text in force.
    pub fn try_draft(&self, draft: &Agreement) -> TriedDraft {
        let (before, after) = (self.named_outcomes(&self.agreement), self.named_outcomes(draft));
        let changed = differing(&before, &after);
        TriedDraft { checks: agreement::check(draft), counts: [counted(&before), counted(&after)], changed }
    }

    /// The findings that would be others were it ruled whose reading of a term, or whose course of a disputed line, holds from a moment on.
    pub fn try_ruling(&self, about: &Arc<str>, whose: &Arc<str>, from: Instant) -> Vec<Changed> {
        let (about, whose, reference) = (about.clone(), whose.clone(), Arc::from(""));
        let ruled = self.agreement.as_decided(&[Decided::Ruled { from, about, whose, reference }]);
        differing(&self.named_outcomes(&self.agreement), &self.named_outcomes(&ruled))
    }

    /// What is found by `text`, by norm and subject.
    fn named_outcomes(&self, text: &Agreement) -> BTreeMap<Named, Outcome> {
        let registers = &*self.exact.registers;
        let text = text.with_links(&registers.links);
        let known = finding::actor_names(&text);
        let all = (0..self.incidents()).filter_map(|at| self.incident_at(at, true));
        let incidents: Vec<Arc<Incident>> =
            all.map(|one| desk::named(&known, &one).map_or(one, Arc::new)).collect();
        let reports: Vec<Arc<Report>> =
            (0..self.filed.len()).filter_map(|at| self.report_at(at, true)).collect();
        let material = Material {
            reports: (&*reports).into(),
            incidents: (&*incidents).into(),
            registers,
            as_of: self.as_of,
        };
        let found = Outcomes::of(&text, material).findings;
        found.into_iter().map(|(name, outcome)| ((name.norm, name.subject), outcome)).collect()
    }
}

/// What two weighings do not have in common, in the order of norms.
fn differing(before: &BTreeMap<Named, Outcome>, after: &BTreeMap<Named, Outcome>) -> Vec<Changed> {
    let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
    let mut changed: Vec<Changed> = names
        .filter_map(|name| {
            let (was, would_be) = (before.get(name).copied(), after.get(name).copied());
            let (norm, subject) = name.clone();
            (was != would_be).then_some(Changed { norm, subject, before: was, after: would_be })
        })
        .collect();
    changed.sort();
    changed
}

fn counted(found: &BTreeMap<Named, Outcome>) -> Counts {
    let mut counts = Counts::new();
    for ((norm, _), outcome) in found {
        *counts.entry((norm.clone(), *outcome)).or_default() += 1;
    }
    counts
}
