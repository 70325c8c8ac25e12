//! What a decision on two reports would change, worked out before anybody makes it: incidents, and what is found of them.
//!
//! It is tried on the incidents that stand and taken back: only what it touches is fused anew, and since incidents do not depend on the
//! order in which things came, all is afterwards as it was. Findings are weighed before and after, as outcomes alone.

use std::collections::BTreeSet;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Material, Outcome};
use hudna_core::incident::{Incident, IncidentId};
use hudna_core::ledger::act::{FindingRef, Seen};
use hudna_core::ledger::id::EntryId;
use hudna_core::time::Instant;
use rustc_hash::FxHashMap;

use super::derive::{Derived, Step, take_step};
use super::lineup::Lined;
use super::reader::Reader;
use super::rows::Outcomes;
use crate::trouble::Trouble;

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
    /// As [`Derived::incidents`]; `entry-unknown` where a report or decision is not there.
    pub fn what_if(&mut self, tried: &Tried) -> Result<WhatIf, Trouble> {
        let agreement = self.derived().agreement_at(self.asked_at())?;
        self.derived_mut().what_if(&agreement, tried)
    }
}

impl Derived {
    fn what_if(&mut self, text: &Agreement, tried: &Tried) -> Result<WhatIf, Trouble> {
        let reports = self.touched(tried)?;
        let registers = self.replay.registers();
        let agreement = text.with_links(&registers.links).into_owned();
        let before = self.lined(&agreement)?;
        let after = self.tried(&agreement, tried)?;
        let told = self.reports();
        let as_of = self.as_of.unwrap_or(Instant(0));
        let weighed = |lined: &Lined| {
            let (reports, incidents) = ((&*told).into(), (&*lined.incidents).into());
            Outcomes::of(&agreement, Material { reports, incidents, registers: &registers, as_of }).findings
        };
        let findings = differing(weighed(&before), weighed(&after));
        let holding = |lined: &Lined, reports: &BTreeSet<u32>| -> Vec<usize> {
            let holds = |incident: &Incident| incident.reports.iter().any(|at| reports.contains(at));
            (0..lined.incidents.len()).filter(|at| holds(&lined.incidents[*at])).collect()
        };
        // others can change with them: what two reports no longer keep from one another, or now do
        let mut stand = holding(&before, &reports);
        stand.extend(gone_of(&before, &after));
        stand.sort_unstable();
        stand.dedup();
        // whatever was in one of them is looked at afterwards
        let members: BTreeSet<u32> =
            stand.iter().flat_map(|at| before.incidents[*at].reports.iter().copied()).collect();
        let come = holding(&after, &members);
        let seen = stand
            .iter()
            .map(|at| Seen { incident: before.incidents[*at].id.clone(), version: before.versions[*at] });
        let seen: Vec<Seen> = seen.collect();
        let made = |lined: &Lined, places: &[usize]| -> Vec<MadeOf> {
            places.iter().map(|at| self.made_of(&lined.incidents[*at])).collect()
        };
        let (stand, come) = (made(&before, &stand), made(&after, &come));
        let gone = |id: &str| stand.iter().any(|one| one.id.0 == id) && come.iter().all(|one| one.id.0 != id);
        let spoken = self.replay.stages.keys().filter(|name| name.deed().is_some_and(|(id, _)| gone(id)));
        Ok(WhatIf { spoken: spoken.cloned().collect(), seen, findings, before: stand, after: come })
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

    /// The incidents were it decided.
    fn tried(&mut self, agreement: &Agreement, tried: &Tried) -> Result<Lined, Trouble> {
        // no entry has this id
        let id = EntryId::of([0; 10]);
        let (step, back) = match tried {
            Tried::Joined(a, b) => (Step::Decided(id.clone(), a.clone(), b.clone(), true), Step::Undone(id)),
            Tried::Apart(a, b) => (Step::Decided(id.clone(), a.clone(), b.clone(), false), Step::Undone(id)),
            Tried::Undone(of) => {
                let one = self.handled.decisions.iter().find(|one| one.entry == *of);
                let unknown = || Trouble::new("record", "entry-unknown").with("entry", of.to_string());
                let one = one.ok_or_else(unknown)?;
                let again = Step::Decided(of.clone(), one.a.clone(), one.b.clone(), one.together);
                (Step::Undone(of.clone()), again)
            }
        };
        self.trying(agreement, |live, replay, lineup| {
            let mut take = |step: &Step| -> Result<Lined, Trouble> {
                take_step(live, replay, step)?;
                live.settle();
                lineup.follow(live, agreement);
                Ok(lineup.lined())
            };
            let come = take(&step)?;
            take(&back)?;
            Ok(come)
        })
    }

    fn made_of(&self, incident: &Incident) -> MadeOf {
        let reports = incident.reports.iter().filter_map(|at| self.replay.reports.get(*at as usize));
        MadeOf { id: incident.id.clone(), reports: reports.map(|one| one.entry.clone()).collect() }
    }
}

/// Places of the incidents that are made of other reports afterwards, or live no more.
fn gone_of(before: &Lined, after: &Lined) -> Vec<usize> {
    let come: FxHashMap<&str, &[u32]> =
        after.incidents.iter().map(|one| (&*one.id.0, &*one.reports)).collect();
    let is_gone = |at: &usize| {
        let one = &before.incidents[*at];
        come.get(&*one.id.0).is_none_or(|reports| **reports != *one.reports)
    };
    (0..before.incidents.len()).filter(is_gone).collect()
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
