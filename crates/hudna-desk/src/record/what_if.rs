//! What a decision on two reports would change, worked out before anybody makes it: incidents, and what is found of them.
//!
//! The incidents are fused anew from all steps and the one that is tried, so that nothing of what stands is touched. That grows with
//! the record: beyond [`MOST`] reports it is not tried, and said so.

use std::collections::BTreeSet;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Material, Outcome};
use hudna_core::incident::live::Live;
use hudna_core::incident::{Incident, IncidentId};
use hudna_core::ledger::act::{FindingRef, Seen};
use hudna_core::ledger::id::EntryId;
use hudna_core::report::Report;
use hudna_core::time::Instant;

use super::derive::{Derived, Step, take_step};
use super::reader::Reader;
use super::rows::Outcomes;
use crate::desk;
use crate::trouble::Trouble;

/// The most reports among which a decision is tried before it is made.
pub const MOST: usize = 20_000;

/// A decision that is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// The two are one happening.
    Joined(EntryId, EntryId),
    /// The two are two.
    Apart(EntryId, EntryId),
    /// This decision counts no more.
    Undone(EntryId),
}

/// An incident as the reports that it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeOf {
    /// Its id.
    pub id: IncidentId,
    /// Its reports, by their entries.
    pub reports: Vec<EntryId>,
}

/// What it would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// The incidents that it touches, as they stand.
    pub before: Vec<MadeOf>,
    /// What would stand in their place.
    pub after: Vec<MadeOf>,
    /// Findings that would come, go or be others: what is found, and would be; `None`: nothing is.
    pub findings: Vec<(FindingRef, Option<Outcome>, Option<Outcome>)>,
    /// Findings that people spoke of under an id that would live no more.
    pub spoken: Vec<FindingRef>,
    /// The incidents as whoever decides sees them.
    pub seen: Vec<Seen>,
}

impl Reader {
    /// What `tried` would change in the record as it was followed.
    ///
    /// # Errors
    /// As [`Derived::incidents`]; `entry-unknown` where a report or decision is not there; `too-many-reports` beyond [`MOST`]
    /// reports.
    pub fn what_if(&mut self, tried: &Tried) -> Result<WhatIf, Trouble> {
        let agreement = self.derived().agreement_at(self.asked_at())?;
        self.derived_mut().what_if(&agreement, tried)
    }
}

impl Derived {
    fn what_if(&mut self, text: &Agreement, tried: &Tried) -> Result<WhatIf, Trouble> {
        if self.replay.reports.len() > MOST {
            return Err(Trouble::new("record", "too-many-reports").with("most", MOST.to_string()));
        }
        let reports = self.touched(tried)?;
        let registers = self.replay.registers();
        let agreement = text.with_links(&registers.links).into_owned();
        let before = self.named(&agreement)?;
        let versions = self.versions(&agreement)?;
        let live = self.tried(&agreement, tried)?;
        let mut after: Vec<Incident> = live.incidents().cloned().collect();
        desk::name_actors(&agreement, &mut after);
        let told: Vec<Report> = self.replay.reports.iter().map(|s| s.report.without_words()).collect();
        let as_of = self.as_of.unwrap_or(Instant(0));
        let weighed = |incidents: &[Incident]| {
            let material = Material { reports: &told, incidents, registers: &registers, as_of };
            Outcomes::of(&agreement, material).findings
        };
        let findings = differing(weighed(&before), weighed(&after));
        let all = |incidents: &[Incident], reports: &BTreeSet<u32>| -> Vec<MadeOf> {
            let touched = incidents.iter().filter(|i| i.reports.iter().any(|at| reports.contains(at)));
            touched.map(|incident| self.made_of(incident)).collect()
        };
        let stand = all(&before, &reports);
        // whatever was in one of them is looked at afterwards
        let members: BTreeSet<u32> = before
            .iter()
            .filter(|incident| stand.iter().any(|one| one.id == incident.id))
            .flat_map(|incident| incident.reports.iter().copied())
            .collect();
        let come = all(&after, &members);
        let gone = |id: &str| stand.iter().any(|one| one.id.0 == id) && come.iter().all(|one| one.id.0 != id);
        let spoken = self.replay.stages.keys().filter(|name| name.deed().is_some_and(|(id, _)| gone(id)));
        let seen = stand
            .iter()
            .filter_map(|one| Some(Seen { incident: one.id.clone(), version: *versions.get(&one.id)? }));
        Ok(WhatIf {
            spoken: spoken.cloned().collect(),
            seen: seen.collect(),
            findings,
            before: stand,
            after: come,
        })
    }

    /// Places of the reports that a decision speaks of.
    fn touched(&self, tried: &Tried) -> Result<BTreeSet<u32>, Trouble> {
        let unknown =
            |entry: &EntryId| Trouble::new("record", "entry-unknown").with("entry", entry.to_string());
        let (a, b) = match tried {
            Tried::Joined(a, b) | Tried::Apart(a, b) => (a, b),
            Tried::Undone(of) => {
                let one = self.handled.decisions.iter().find(|one| one.entry == *of);
                let one = one.ok_or_else(|| unknown(of))?;
                (&one.a, &one.b)
            }
        };
        let place = |entry: &EntryId| {
            let (at, _) = self.replay.report(entry).ok_or_else(|| unknown(entry))?;
            u32::try_from(at).map_err(|_| unknown(entry))
        };
        Ok(BTreeSet::from([place(a)?, place(b)?]))
    }

    /// All steps, and the one that is tried.
    fn tried(&self, agreement: &Agreement, tried: &Tried) -> Result<Live, Trouble> {
        let mut live = Live::new(desk::fusion_options(agreement));
        for step in self.steps.iter().filter(|step| !matches!(step, Step::Recused(..))) {
            take_step(&mut live, &self.replay, step)?;
        }
        // no entry has this id
        let id = EntryId::of([0; 10]);
        let step = match tried {
            Tried::Joined(a, b) => Step::Decided(id, a.clone(), b.clone(), true),
            Tried::Apart(a, b) => Step::Decided(id, a.clone(), b.clone(), false),
            Tried::Undone(of) => Step::Undone(of.clone()),
        };
        take_step(&mut live, &self.replay, &step)?;
        live.settle();
        Ok(live)
    }

    fn made_of(&self, incident: &Incident) -> MadeOf {
        let reports = incident.reports.iter().filter_map(|at| self.replay.reports.get(*at as usize));
        MadeOf { id: incident.id.clone(), reports: reports.map(|one| one.entry.clone()).collect() }
    }
}

/// What two weighings do not have in common, in the order of names.
fn differing(
    mut before: Vec<(FindingRef, Outcome)>,
    mut after: Vec<(FindingRef, Outcome)>,
) -> Vec<(FindingRef, Option<Outcome>, Option<Outcome>)> {
    before.sort_unstable();
    after.sort_unstable();
    let mut names: Vec<&FindingRef> = before.iter().chain(&after).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let of = |list: &[(FindingRef, Outcome)], name: &FindingRef| {
        list.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| list[at].1)
    };
    let changed = names.into_iter().filter_map(|name| {
        let (was, would_be) = (of(&before, name), of(&after, name));
        (was != would_be).then(|| (name.clone(), was, would_be))
    });
    changed.collect()
}
