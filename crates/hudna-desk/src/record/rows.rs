//! Derived rows: incidents and findings kept beside the entries, so that a start need not work them out, and so that
//! anyone can ask whether they are what the entries come to.
//!
//! | kind | key | holds |
//! |---|---|---|
//! | `incident` | its id | id, version, entries of its reports, its deeds with every value, what it is part of |
//! | `finding` | norm, subject, version of the text | outcome, stage, the outcome that was accepted or ruled, the assessment of an earlier version |
//! | `count` | `findings` | how many pairs are not covered |
//!
//! Each is canonical JSON, sealed at rest under the host's key ([`crate::seal::RowKey`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{self, Assessment, Finding, Found, Material, Outcome, Prepared, SubjectRef};
use hudna_core::incident::Incident;
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::replay::Stage;
use hudna_core::ledger::stages::as_stands;
use hudna_core::report::Report;
use hudna_core::time::Instant;
use serde_json::json;

use super::derive::Derived;
use super::ledger::Ledger;
use crate::seal::RowKey;
use crate::store::backend::{DerivedChange, DerivedRow};
use crate::trouble::Trouble;

/// Rows by kind and key, open.
pub type Rows = BTreeMap<(String, String), Vec<u8>>;

/// What was found, by name and outcome alone: reasons are made for what is looked at.
#[derive(Debug)]
pub struct Outcomes {
    /// Each finding other than *not covered*.
    pub findings: Vec<(FindingRef, Outcome)>,
    /// Pairs not covered.
    pub not_covered: u64,
}

/// What is worked out of a record for weighing.
#[derive(Debug)]
pub struct Weighed {
    /// The text.
    pub agreement: Agreement,
    /// Incidents, actors named.
    pub incidents: Vec<Incident>,
    /// What was found.
    pub assessment: Assessment,
}

/// How acts name the subject of a finding: `INC-…/1`, `party:a`.
pub fn subject_of(subject: &SubjectRef) -> Arc<str> {
    match subject.deed {
        Some(deed) => format!("{}/{deed}", subject.id).into(),
        None => format!("{}:{}", subject.kind, subject.id).into(),
    }
}

/// How acts name a finding.
pub fn reference(finding: &Finding) -> FindingRef {
    FindingRef::of(finding)
}

impl Derived {
    /// Weighs all that the record comes to.
    ///
    /// # Errors
    /// As [`Derived::agreement`] and [`Derived::incidents`].
    pub fn weigh(&mut self) -> Result<Weighed, Trouble> {
        let text = self.agreement()?;
        let registers = self.replay.registers();
        let agreement = text.with_links(&registers.links).into_owned();
        let incidents = self.named(&agreement)?;
        let reports: Vec<Report> = self.replay.reports.iter().map(|s| (*s.report).clone()).collect();
        let as_of = self.as_of.unwrap_or(Instant(0));
        let material = Material { reports: &reports, incidents: &incidents, registers: &registers, as_of };
        let assessment = finding::assess(&agreement, material, &|_| {});
        Ok(Weighed { agreement, incidents, assessment })
    }

    /// Weighs all that the record comes to by `text`, for names and outcomes alone.
    ///
    /// # Errors
    /// As [`Self::weigh`].
    pub fn outcomes(&mut self, text: &Agreement) -> Result<Outcomes, Trouble> {
        let registers = self.replay.registers();
        let agreement = text.with_links(&registers.links);
        let incidents = self.named(&agreement)?;
        let reports: Vec<Report> = self.replay.reports.iter().map(|s| (*s.report).clone()).collect();
        let as_of = self.as_of.unwrap_or(Instant(0));
        let material = Material { reports: &reports, incidents: &incidents, registers: &registers, as_of };
        let prepared = Prepared::new(&agreement, material);
        let weighed = prepared.weigh();
        let named = |found: Found| {
            let subject = subject_of(&found.subject);
            (FindingRef { norm: found.norm, subject, version: found.version }, found.outcome)
        };
        let [.., not_covered] = weighed.counts();
        Ok(Outcomes { findings: weighed.all_found().map(named).collect(), not_covered })
    }

    /// The rows that the record comes to.
    ///
    /// # Errors
    /// As [`Self::weigh`]; a number that has no canonical form.
    pub fn rows(&mut self) -> Result<Rows, Trouble> {
        let unwritable =
            |why: hudna_core::ledger::canonical::CanonicalError| Trouble::new("record", why.code());
        let mut rows = Rows::new();
        if self.replay.texts.is_empty() {
            return Ok(rows);
        }
        let agreement = self.agreement()?;
        let outcomes = self.outcomes(&agreement)?;
        let versions = self.versions(&agreement)?;
        let live = self.incidents(&agreement)?;
        for incident in live.incidents() {
            let reports: Vec<_> =
                incident.reports.iter().filter_map(|r| live.entry(*r)).map(|(_, e)| e).collect();
            let row = json!({
                "id": incident.id,
                "version": live.version(&incident.id),
                "reports": reports,
                "independent": incident.independent,
                "part_of": incident.part_of,
                "deeds": incident.deeds,
            });
            rows.insert(("incident".into(), incident.id.0.clone()), to_canonical(&row).map_err(unwritable)?);
        }
        for (named, outcome) in &outcomes.findings {
            let said = self.replay.stages.get(named);
            let staged = said.map(|staged| as_stands(named, staged, *outcome, &versions));
            let row = json!({
                "outcome": outcome,
                "stage": staged.as_ref().map_or(Stage::Provisional, |s| s.stage),
                "staged": staged.as_ref().and_then(|s| s.outcome),
                "lapsed": staged.as_ref().and_then(|s| s.lapsed.as_ref()),
            });
            let key = format!("{} {} {}", named.norm, named.subject, named.version);
            rows.insert(("finding".into(), key), to_canonical(&row).map_err(unwritable)?);
        }
        let row = json!({ "not_covered": outcomes.not_covered });
        rows.insert(("count".into(), "findings".into()), to_canonical(&row).map_err(unwritable)?);
        Ok(rows)
    }
}

/// The rows as they are stored, opened, and the size of the record that they speak for.
///
/// # Errors
/// The database fails; `record-damaged` where a row does not open.
pub(super) fn stored(ledger: &mut Ledger, key: &RowKey) -> Result<(u64, Rows), Trouble> {
    let mut rows = Rows::new();
    let mut damaged = None;
    let size = ledger.backend().derived(&mut |row: DerivedRow| {
        match key.open(&row.kind, &row.key, &row.sealed) {
            Ok(plain) => drop(rows.insert((row.kind, row.key), plain)),
            Err(_) => damaged = Some(format!("derived {} {}", row.kind, row.key)),
        }
        Ok(())
    })?;
    match damaged {
        Some(what) => Err(Trouble::new("record", "record-damaged").with("detail", what)),
        None => Ok((size, rows)),
    }
}

/// What turns the rows `before` into `after`, which speak for a record of `size` entries.
///
/// # Errors
/// `no-randomness`.
pub(super) fn change(before: &Rows, after: &Rows, size: u64, key: &RowKey) -> Result<DerivedChange, Trouble> {
    let mut change = DerivedChange { size, ..DerivedChange::default() };
    for ((kind, name), plain) in after {
        if before.get(&(kind.clone(), name.clone())) != Some(plain) {
            let sealed = key.seal(kind, name, plain)?;
            change.put.push(DerivedRow { kind: kind.clone(), key: name.clone(), sealed });
        }
    }
    change.gone = before.keys().filter(|key| !after.contains_key(*key)).cloned().collect();
    Ok(change)
}

/// How rows differ: kind and key of each that is missing, too much, or another.
pub(super) fn differing(stored: &Rows, derived: &Rows) -> Vec<String> {
    let mut keys: Vec<_> = stored.keys().chain(derived.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .filter(|key| stored.get(*key) != derived.get(*key))
        .map(|(kind, key)| format!("{kind} {key}"))
        .collect()
}
