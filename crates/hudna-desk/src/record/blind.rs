//! The record as an assessor sees it who has not given their own assessment yet: without those of others.
//!
//! Two assessors who see each other's work are one. What is hidden is hidden in the values that pages are made of, so that no
//! list, count or export tells it, neither on a page nor to a machine. It goes as far as this host does: whoever holds a copy of the record
//! can read the acts themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use hudna_core::ledger::act::{Act, FindingRef, Verb};
use hudna_core::ledger::assessors::{Agreeing, Verdict, agreeing};
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::ledger::stages::Stages;
use hudna_core::ledger::standing::Standing;

use super::columns::Standings;
use super::remembered::Spoken;
use super::snapshot::Snapshot;

/// An assessment: whose, of which version of the incident, and what.
struct Assessed<'s> {
    by: &'s UserId,
    version: u32,
    verdict: Verdict,
}

fn assessed(spoken: &Spoken) -> Option<Assessed<'_>> {
    let (version, verdict) = match &spoken.act {
        Act::AssessmentAccepted { outcome, seen, .. } => (seen.version, Verdict::Accepted(*outcome)),
        Act::AssessmentReturned { seen, .. } => (seen.version, Verdict::Returned),
        _ => return None,
    };
    Some(Assessed { by: &spoken.by, version, verdict })
}

/// Whether an act is an assessment, or a review of one, which tells what was assessed.
fn tells_assessment(spoken: &Spoken) -> bool {
    assessed(spoken).is_some() || matches!(spoken.act, Act::ReviewMade { .. })
}

/// What of others' assessments, and of reviews of them, is kept from `user`, who assesses and does not rule: the findings, and the entries.
pub(super) fn hidden<'s>(
    said: impl Iterator<Item = (&'s FindingRef, &'s Staged)>,
    spoken: &BTreeMap<EntryId, Spoken>,
    user: &UserId,
) -> (BTreeSet<FindingRef>, Vec<EntryId>) {
    let (mut findings, mut entries) = (BTreeSet::new(), Vec::new());
    for (name, staged) in said {
        let of = || staged.entries.iter().filter_map(|entry| Some((entry, assessed(spoken.get(entry)?)?)));
        let last = of().map(|(_, one)| one.version).max();
        let gave = of().any(|(_, one)| one.by == user && Some(one.version) == last);
        if staged.stage < Stage::Ruled && last.is_some() && !gave {
            findings.insert(name.clone());
            let kept = staged.entries.iter().filter(|entry| {
                spoken.get(*entry).is_some_and(|one| tells_assessment(one) && one.by != *user)
            });
            entries.extend(kept.cloned());
        }
    }
    (findings, entries)
}

/// Whether `user` assesses and does not rule: such a one assesses without seeing the others.
pub(super) fn is_blind(standing: &Standing, user: &UserId) -> bool {
    standing.may(user, Verb::Assess) && !standing.may(user, Verb::Rule)
}

impl Snapshot {
    fn assessments<'s>(&'s self, staged: &'s Staged) -> impl Iterator<Item = Assessed<'s>> {
        staged.entries.iter().filter_map(|entry| assessed(self.spoken.get(entry)?))
    }

    /// Whether `user` assesses and does not rule: such a one assesses without seeing the others.
    pub fn is_blind(&self, user: &UserId) -> bool {
        is_blind(&self.standing, user)
    }

    /// Whether `user` has assessed a finding as its incident stands, or as others saw it last.
    pub fn has_assessed(&self, user: &UserId, name: &FindingRef) -> bool {
        self.stages.all_of(name).is_some_and(|staged| self.gave(user, staged))
    }

    fn gave(&self, user: &UserId, staged: &Staged) -> bool {
        let last = self.assessments(staged).map(|one| one.version).max();
        self.assessments(staged).any(|one| one.by == user && Some(one.version) == last)
    }

    /// The same as `user` sees it: where they assess without seeing the others and have not given their own, nothing of the
    /// others' is told.
    #[must_use]
    pub fn seen_by(self: &Arc<Self>, user: &UserId) -> Arc<Self> {
        if self.stages.is_empty() || !self.is_blind(user) {
            return Arc::clone(self);
        }
        let seen = |all: &BTreeMap<UserId, (Arc<Stages>, Arc<Standings>)>| {
            let (stages, standings) = all.get(user)?;
            Some(Arc::new(Self {
                stages: Arc::clone(stages),
                standings: Arc::clone(standings),
                ..Self::clone(self)
            }))
        };
        if let Some(known) = seen(&self.blind.lock().unwrap_or_else(PoisonError::into_inner)) {
            return known;
        }
        let is_assessment = |entry: &EntryId| self.spoken.get(entry).is_some_and(tells_assessment);
        let stages = self.stages.told(|_, staged| {
            let hidden = staged.stage < Stage::Ruled
                && staged.entries.iter().any(is_assessment)
                && !self.gave(user, staged);
            if !hidden {
                return Some(staged.clone());
            }
            let entries: Vec<EntryId> =
                staged.entries.iter().filter(|entry| !is_assessment(entry)).cloned().collect();
            (!entries.is_empty()).then(|| Staged {
                stage: Stage::Provisional,
                outcome: None,
                entries,
                by: None,
                returned: false,
                seen: None,
                lapsed: None,
                review: None,
                ..staged.clone()
            })
        });
        let standings = Arc::new(Standings::of(&self.columns, &self.finder, &stages));
        let stages = Arc::new(stages);
        let mut all = self.blind.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(user.clone(), (Arc::clone(&stages), Arc::clone(&standings)));
        Arc::new(Self { stages, standings, ..Self::clone(self) })
    }

    /// Whether one assessor alone, of those who do not see each other's work, looked at a finding as its incident stood then.
    pub fn is_assessed_once(&self, staged: &Staged) -> bool {
        let last = self.assessments(staged).map(|one| one.version).max();
        let all = self.assessments(staged).filter(|one| Some(one.version) == last && self.is_blind(one.by));
        all.map(|one| one.by).collect::<BTreeSet<_>>().len() == 1
    }

    /// How far assessors agree who did not see each other's assessment: each one's last word on a finding, as its incident stood
    /// when it was assessed last.
    pub fn agreeing(&self) -> Agreeing {
        agreeing(self.stages.all().map(|(_, staged)| {
            let last = self.assessments(staged).map(|one| one.version).max();
            let mut said: BTreeMap<&UserId, Verdict> = BTreeMap::new();
            for one in self.assessments(staged) {
                if Some(one.version) == last && self.is_blind(one.by) {
                    said.insert(one.by, one.verdict);
                }
            }
            said.into_values().collect()
        }))
    }
}
