//! The record as it is read: followed beside the writer, with what it comes to.
//!
//! What leaves here for machines tells no exact place, no source and no narrative.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use hudna_core::incident::live::Live;
use hudna_core::incident::{Incident, IncidentId, PairScore};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::replay::Stage;
use hudna_core::ledger::stages::as_stands;
use hudna_core::time::Instant;
use hudna_core::value::Kind;
use serde_json::{Value, json};

use super::blind;
use super::derive::Derived;
use super::gathered::Gathered;
use super::ledger::Ledger;
use super::rows::Outcomes;
use super::snapshot::Snapshot;
use crate::trouble::Trouble;

/// A snapshot, or what it is to be made of.
#[derive(Debug)]
pub enum Asked {
    /// The record has not grown since this one.
    Made(Arc<Snapshot>),
    /// It has.
    Anew(Box<Gathered>),
}

/// A record that is followed for reading.
pub struct Reader {
    /// The record.
    pub ledger: Ledger,
    derived: Derived,
    /// When it was asked last: the text in force then is weighed by.
    now: Instant,
    /// What was found, of how many entries, by which version of the text.
    found: Option<((u64, i64), Outcomes)>,
    /// The record as pages are made of it, at the size that was last looked at.
    snapshot: Option<Arc<Snapshot>>,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({:?})", self.ledger)
    }
}

impl Reader {
    /// Over a record opened for reading.
    pub fn new(ledger: Ledger) -> Self {
        Self { ledger, derived: Derived::default(), now: Instant(i64::MIN), found: None, snapshot: None }
    }

    /// Follows the record to where it stands at `now`.
    ///
    /// # Errors
    /// As [`Ledger::follow`] and [`Derived::follow`].
    pub fn follow(&mut self, now: Instant) -> Result<(), Trouble> {
        self.now = now;
        self.ledger.follow()?;
        self.derived.follow(&mut self.ledger)
    }

    /// What it comes to.
    pub const fn derived(&self) -> &Derived {
        &self.derived
    }

    /// The same, to work with.
    pub(super) const fn derived_mut(&mut self) -> &mut Derived {
        &mut self.derived
    }

    /// When it was asked last.
    pub(super) const fn asked_at(&self) -> Instant {
        self.now
    }

    /// Gazetteers that the mission adopted.
    pub fn gazetteers(&self) -> Arc<[(Arc<str>, Vec<u8>)]> {
        self.derived.gazetteers.clone().into()
    }

    /// What was found, weighed again only where the record has grown or another text has come into force.
    ///
    /// # Errors
    /// As [`Derived::outcomes`].
    pub fn outcomes(&mut self) -> Result<&Outcomes, Trouble> {
        let agreement = self.derived.agreement_at(self.now)?;
        let of = (self.derived.grown, agreement.version);
        let kept = self.found.take().filter(|(kept, _)| *kept == of);
        let found = match kept {
            Some(kept) => kept,
            None => (of, self.derived.outcomes(&agreement)?),
        };
        Ok(&self.found.insert(found).1)
    }

    /// The record as it stands, held whole; the same for all who ask while it does not grow. Heads that were only cosigned meanwhile
    /// are asked of the ledger.
    ///
    /// # Errors
    /// As [`Derived::weigh`].
    pub fn snapshot(&mut self) -> Result<Arc<Snapshot>, Trouble> {
        match self.gathered()? {
            Asked::Made(kept) => Ok(kept),
            Asked::Anew(gathered) => {
                let made = Arc::new(gathered.weighed()?);
                self.snapshot = Some(Arc::clone(&made));
                Ok(made)
            }
        }
    }

    /// The same in two steps: what a new snapshot is made of, which is weighed without this reader ([`Gathered::weighed`]) and then
    /// given back to it ([`Self::keep`]); or the one that was made.
    ///
    /// # Errors
    /// As [`Derived::incidents`].
    pub fn gathered(&mut self) -> Result<Asked, Trouble> {
        let (size, grown) = (self.derived.replay.size, self.derived.grown);
        let agreement = self.derived.agreement_at(self.now)?;
        let is_it =
            |kept: &&Arc<Snapshot>| kept.grown == grown && kept.agreement.version == agreement.version;
        if let Some(kept) = self.snapshot.as_ref().filter(is_it) {
            if kept.size == size {
                return Ok(Asked::Made(Arc::clone(kept)));
            }
            // it grew by reads alone: what it comes to is the same
            let grown = Arc::new(kept.read_since(&self.derived, &self.ledger));
            self.snapshot = Some(Arc::clone(&grown));
            return Ok(Asked::Made(grown));
        }
        let gathered = Gathered::of(&mut self.derived, &self.ledger, (&agreement, self.now))?;
        Ok(Asked::Anew(Box::new(gathered)))
    }

    /// Keeps a snapshot that was made of what this reader gathered.
    pub fn keep(&mut self, made: &Arc<Snapshot>) {
        self.snapshot = Some(Arc::clone(made));
    }

    /// How two reports, by their entries, compare among all; `None` where one of them is not there, or both are one. What it measures
    /// tells of places: it is for those who may see them.
    ///
    /// # Errors
    /// As [`Derived::incidents`].
    pub fn explain(&mut self, a: &EntryId, b: &EntryId) -> Result<Option<PairScore>, Trouble> {
        let agreement = self.derived.agreement_at(self.now)?;
        let seq = |entry| self.derived.replay.report(entry).map(|(_, standing)| standing.seq);
        let Some((a, b)) = seq(a).zip(seq(b)) else { return Ok(None) };
        Ok(self.derived.incidents(&agreement)?.explain(a, b))
    }

    /// How many incidents there are, and some of them as data, in the order of time.
    ///
    /// # Errors
    /// As [`Derived::incidents`].
    pub fn incidents(&mut self, from: usize, most: usize) -> Result<(usize, Vec<Value>), Trouble> {
        let agreement = self.derived.agreement_at(self.now)?;
        let live = self.derived.incidents(&agreement)?;
        let all = live.incidents().count();
        Ok((all, live.incidents().skip(from).take(most).map(|incident| told(live, incident)).collect()))
    }

    /// Where the id of an incident leads now.
    ///
    /// # Errors
    /// As [`Self::incidents`].
    pub fn heirs(&mut self, id: &IncidentId) -> Result<Vec<IncidentId>, Trouble> {
        let agreement = self.derived.agreement_at(self.now)?;
        Ok(self.derived.incidents(&agreement)?.heirs(id))
    }

    /// One incident as data, or where its id leads now.
    ///
    /// # Errors
    /// As [`Self::incidents`]; `incident-unknown` for an id that no report ever gave.
    pub fn incident(&mut self, id: &IncidentId) -> Result<Value, Trouble> {
        let agreement = self.derived.agreement_at(self.now)?;
        let live = self.derived.incidents(&agreement)?;
        let heirs = live.heirs(id);
        if heirs.is_empty() {
            return Err(Trouble::new("record", "incident-unknown").with("incident", &id.0));
        }
        let found: Vec<Value> =
            heirs.iter().filter_map(|heir| live.incident(heir)).map(|i| told(live, i)).collect();
        Ok(json!({ "asked": id, "heirs": heirs, "incidents": found }))
    }

    /// What of others' assessments is kept from `user`: the findings, and the entries.
    pub fn hidden_from(&self, user: &UserId) -> (BTreeSet<FindingRef>, Vec<EntryId>) {
        if !blind::is_blind(self.ledger.standing(), user) {
            return Default::default();
        }
        blind::hidden(self.derived.replay.stages.iter(), &self.derived.spoken, user)
    }

    /// Findings as data, as `user` sees them: outcome and stage, without the reasons, which tell places.
    ///
    /// # Errors
    /// As [`Self::outcomes`].
    pub fn findings(&mut self, user: &UserId) -> Result<Value, Trouble> {
        let (hidden, _) = self.hidden_from(user);
        let mut stages = self.derived.replay.stages.clone();
        stages.retain(|name, _| !hidden.contains(name));
        let agreement = self.derived.agreement_at(self.now)?;
        let versions = self.derived.versions(&agreement)?;
        let found = self.outcomes()?;
        let told = found.findings.iter().map(|(named, outcome)| {
            let staged = stages.get(named).map(|staged| as_stands(named, staged, *outcome, &versions));
            json!({
                "finding": named,
                "outcome": outcome,
                "stage": staged.as_ref().map_or(Stage::Provisional, |s| s.stage),
                "staged": staged.as_ref().and_then(|s| s.outcome),
                "lapsed": staged.as_ref().and_then(|s| s.lapsed.as_ref()),
            })
        });
        let told: Vec<Value> = told.collect();
        Ok(json!({ "findings": told, "not_covered": found.not_covered }))
    }
}

/// An incident as machines are told of it.
fn told(live: &Live, incident: &Incident) -> Value {
    let entries: Vec<_> = incident.reports.iter().filter_map(|r| Some(live.entry(*r)?.1)).collect();
    let deeds: Vec<Value> = incident
        .deeds
        .iter()
        .map(|deed| {
            let clear = deed.facts.iter().filter(|(attribute, _)| attribute.kind() != Kind::Place);
            Value::Object(clear.map(|(a, fact)| (a.name().to_owned(), json!(fact))).collect())
        })
        .collect();
    json!({
        "id": incident.id,
        "version": live.version(&incident.id),
        "reports": entries,
        "independent": incident.independent,
        "part_of": incident.part_of,
        "deeds": deeds,
    })
}
