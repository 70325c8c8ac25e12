//! What people said of findings, held against the incidents and findings as they stand.
//!
//! Acts name a finding by norm, subject and version ([`FindingRef`]). What they say is told where that name leads: of
//! the finding, or of a living incident where the engine finds nothing by that norm. A name that leads nowhere any more
//! (its incident was merged away or split, its deed is gone) stays in a list of its own: nothing that people said is
//! lost, and nothing is moved to an heir that nobody named.
//!
//! An assessment speaks of an incident as its assessor saw it. Where the incident has another version now and the program
//! finds otherwise than was accepted, the finding is provisional again, and the assessment is told as one of an earlier
//! version ([`as_stands`]). A ruling stands until another.
//!
//! An incident stands in one stage, the furthest of its findings. Nothing here decides.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::act::FindingRef;
use super::replay::{Lapsed, Stage, Staged};
use crate::agreement::Agreement;
use crate::finding::{Assessment, Finding, Outcome};
use crate::incident::{Incident, IncidentId};

/// How far an incident has come, and with which outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Assessed or ruled.
    pub stage: Stage,
    /// What was accepted or ruled; of several at this stage the first in the order of [`Outcome::ALL`].
    pub outcome: Outcome,
}

/// The version of each living incident now.
pub type Versions = BTreeMap<IncidentId, u32>;

/// How what was said of `name` stands where the program finds `found` now.
pub fn as_stands<'a>(
    name: &FindingRef,
    staged: &'a Staged,
    found: Outcome,
    versions: &Versions,
) -> Cow<'a, Staged> {
    as_stands_by(name, staged, found, &|id| versions.get(id).copied())
}

fn as_stands_by<'a>(
    name: &FindingRef,
    staged: &'a Staged,
    found: Outcome,
    version: &dyn Fn(&IncidentId) -> Option<u32>,
) -> Cow<'a, Staged> {
    let seen = staged.seen.as_ref().filter(|seen| name.deed().is_some_and(|(id, _)| id == seen.incident.0));
    let now = seen.and_then(|seen| Some((seen.version, version(&seen.incident)?)));
    let (Some((then, now)), Some(outcome), Some(by)) = (now, staged.outcome, &staged.by) else {
        return Cow::Borrowed(staged);
    };
    if staged.stage != Stage::Assessed || then == now || outcome == found {
        return Cow::Borrowed(staged);
    }
    let lapsed = Some(Lapsed { by: by.clone(), outcome });
    Cow::Owned(Staged {
        stage: Stage::Provisional,
        outcome: None,
        by: None,
        lapsed,
        review: None,
        ..staged.clone()
    })
}

/// What people said of the findings of a record.
#[derive(Clone, Debug, Default)]
pub struct Stages {
    said: BTreeMap<FindingRef, Staged>,
    /// Of findings that the engine makes now: what it finds.
    found: FxHashMap<FindingRef, Outcome>,
    /// Names by the living incident that they lead to.
    of_incident: FxHashMap<Arc<str>, Vec<FindingRef>>,
    /// Names that lead nowhere.
    elsewhere: Vec<FindingRef>,
}

impl Stages {
    /// Holds what was `said` against incidents and findings as they stand.
    pub fn of(
        said: BTreeMap<FindingRef, Staged>,
        versions: &Versions,
        agreement: &Agreement,
        incidents: &[Incident],
        assessment: &Assessment,
    ) -> Self {
        if said.is_empty() {
            return Self::default();
        }
        let named = assessment.findings.iter().map(|f| (FindingRef::of(f), f.outcome));
        let found: FxHashMap<FindingRef, Outcome> =
            named.filter(|(name, _)| said.contains_key(name)).collect();
        let deeds: FxHashMap<&str, usize> =
            incidents.iter().map(|i| (i.id.0.as_str(), i.deeds.len())).collect();
        Self::held(said, agreement, &|id| deeds.get(id).copied(), &|name| found.get(name).copied(), &|id| {
            versions.get(id).copied()
        })
    }

    /// The same where incidents and findings are asked for one by one: how many deeds the living incident of an id has, what is found
    /// by a name, and which version an incident has now. Work grows with what was said, not with the record.
    pub fn held(
        mut said: BTreeMap<FindingRef, Staged>,
        agreement: &Agreement,
        deeds: &dyn Fn(&str) -> Option<usize>,
        found: &dyn Fn(&FindingRef) -> Option<Outcome>,
        version: &dyn Fn(&IncidentId) -> Option<u32>,
    ) -> Self {
        let found = said.keys().filter_map(|name| Some((name.clone(), found(name)?)));
        let mut stages = Self { found: found.collect(), ..Self::default() };
        for name in said.keys() {
            let incident = name.deed().filter(|(id, deed)| {
                deeds(id).is_some_and(|all| (1..=all).contains(deed)) && knows(agreement, name)
            });
            match incident {
                Some((id, _)) => stages.of_incident.entry(id.into()).or_default().push(name.clone()),
                None if stages.found.contains_key(name) => {}
                None => stages.elsewhere.push(name.clone()),
            }
        }
        for (name, staged) in &mut said {
            let found = stages.found.get(name).copied().unwrap_or(Outcome::NotCovered);
            if let Cow::Owned(now) = as_stands_by(name, staged, found, version) {
                *staged = now;
            }
        }
        stages.said = said;
        stages
    }

    /// The same where of each finding no more is told than `told` lets stand; nothing of those that it drops.
    #[must_use]
    pub fn told(&self, told: impl Fn(&FindingRef, &Staged) -> Option<Staged>) -> Self {
        let said: BTreeMap<FindingRef, Staged> =
            self.said.iter().filter_map(|(name, staged)| Some((name.clone(), told(name, staged)?))).collect();
        let mut kept = Self { said, ..self.clone() };
        let said = &kept.said;
        kept.found.retain(|name, _| said.contains_key(name));
        kept.elsewhere.retain(|name| said.contains_key(name));
        kept.of_incident.values_mut().for_each(|names| names.retain(|name| said.contains_key(name)));
        kept
    }

    /// All that was said, by name.
    pub fn all(&self) -> impl Iterator<Item = (&FindingRef, &Staged)> {
        self.said.iter()
    }

    /// What was said under a name.
    pub fn all_of(&self, name: &FindingRef) -> Option<&Staged> {
        self.said.get(name)
    }

    /// Whether nobody said anything.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// What was said of a finding.
    pub fn finding(&self, finding: &Finding) -> Option<&Staged> {
        if self.said.is_empty() { None } else { self.said.get(&FindingRef::of(finding)) }
    }

    /// How a finding stands: the outcome that was accepted or ruled, else what the engine finds.
    pub fn standing(&self, finding: &Finding) -> Outcome {
        self.finding(finding).and_then(|s| s.outcome).unwrap_or(finding.outcome)
    }

    /// All that was said of a living incident, by name; what the engine finds by that name, *not covered* where it lists
    /// nothing.
    pub fn of_incident(&self, id: &str) -> impl Iterator<Item = (&FindingRef, &Staged, Outcome)> {
        let names = self.of_incident.get(id).map_or(&[][..], Vec::as_slice);
        names.iter().filter_map(|name| {
            let found = self.found.get(name).copied().unwrap_or(Outcome::NotCovered);
            Some((name, self.said.get(name)?, found))
        })
    }

    /// Whether anything was said of a living incident.
    pub fn has_said(&self, id: &str) -> bool {
        self.of_incident(id).next().is_some()
    }

    /// The living incidents of which anything was said, in no order.
    pub fn all_said(&self) -> impl Iterator<Item = &str> {
        self.of_incident.keys().map(|id| &**id).filter(|id| self.has_said(id))
    }

    /// What was said of a living incident where the engine lists no finding.
    pub fn beside(&self, id: &str) -> impl Iterator<Item = (&FindingRef, &Staged)> {
        let unlisted = |(name, _, _): &(&FindingRef, &Staged, Outcome)| !self.found.contains_key(*name);
        self.of_incident(id).filter(unlisted).map(|(name, staged, _)| (name, staged))
    }

    /// How far a living incident has come; `None`: no finding of it is more than provisional.
    pub fn reached(&self, id: &str) -> Option<Reached> {
        let stages = self.of_incident(id).filter(|(_, s, _)| s.stage > Stage::Provisional);
        let reached = stages.filter_map(|(_, s, _)| Some(Reached { stage: s.stage, outcome: s.outcome? }));
        reached.min_by_key(|r| (std::cmp::Reverse(r.stage), r.outcome))
    }

    /// The same of every living incident of which a finding is more than provisional, in no order.
    pub fn all_reached(&self) -> impl Iterator<Item = (&str, Reached)> {
        self.of_incident.keys().filter_map(|id| Some((&**id, self.reached(id)?)))
    }

    /// What was said under names that lead nowhere any more.
    pub fn elsewhere(&self) -> impl Iterator<Item = (&FindingRef, &Staged)> {
        self.elsewhere.iter().filter_map(|name| Some((name, self.said.get(name)?)))
    }
}

/// Whether the norm stands in that version of the text.
fn knows(agreement: &Agreement, name: &FindingRef) -> bool {
    let mut text = agreement;
    while text.version != name.version {
        match text.supersedes.as_deref() {
            Some(older) => text = older,
            None => return false,
        }
    }
    text.norm(&name.norm).is_some()
}
