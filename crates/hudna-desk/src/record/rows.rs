//! Derived rows: incidents and findings kept beside the entries, so that a start need not work them out, and so that
//! anyone can ask whether they are what the entries come to.
//!
//! | kind | key | holds |
//! |---|---|---|
//! | `incident` | its id | id, version, entries of its reports, its deeds with every value, what it is part of |
//! | `finding` | norm, subject, version of the text | outcome, stage, the outcome that was accepted or ruled, the assessment of an earlier version |
//! | `count` | `findings` | how many pairs are not covered |
//! | `promise` | its id | state, whether it is done and late, its deadline, what it waits for, how each reading has it; a condition's state |
//!
//! How commitments stand is told as of the last entry: what the clock alone changes since is no change of the record.
//!
//! Each is canonical JSON, sealed at rest under the host's key ([`crate::seal::RowKey`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{self, Commitments, Frame, Voice};
use hudna_core::condition::Truth;
use hudna_core::finding::{self, Assessment, Finding, Found, Material, Outcome, Prepared, SubjectRef};
use hudna_core::incident::{Deed, Incident, IncidentId, Live};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::canonical::{CanonicalError, to_canonical};
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::ledger::stages::{Versions, as_stands};
use hudna_core::report::Report;
use hudna_core::time::Instant;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::derive::Derived;
use super::ledger::Ledger;
use crate::desk;
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
        self.weigh_by(&text)
    }

    /// Weighs all that the record comes to by `text`.
    ///
    /// # Errors
    /// As [`Self::weigh`].
    pub(super) fn weigh_by(&mut self, text: &Agreement) -> Result<Weighed, Trouble> {
        let registers = self.replay.registers();
        let agreement = text.with_links(&registers.links).into_owned();
        let (incidents, reports) = (self.lined(&agreement)?.incidents, self.reports());
        let as_of = self.as_of.unwrap_or(Instant(0));
        let material = Material {
            reports: (&*reports).into(),
            incidents: (&*incidents).into(),
            registers: &registers,
            as_of,
        };
        let assessment = finding::assess(&agreement, material, &|_| {});
        let incidents = incidents.iter().map(|incident| (**incident).clone()).collect();
        Ok(Weighed { agreement, incidents, assessment })
    }

    /// Weighs all that the record comes to by `text`, for names and outcomes alone.
    ///
    /// # Errors
    /// As [`Self::weigh`].
    pub fn outcomes(&mut self, text: &Agreement) -> Result<Outcomes, Trouble> {
        let registers = self.replay.registers();
        let agreement = text.with_links(&registers.links);
        let (incidents, reports) = (self.lined(&agreement)?.incidents, self.reports());
        let as_of = self.as_of.unwrap_or(Instant(0));
        let material = Material {
            reports: (&*reports).into(),
            incidents: (&*incidents).into(),
            registers: &registers,
            as_of,
        };
        Ok(Outcomes::of(&agreement, material))
    }

    /// The rows that the record comes to.
    ///
    /// # Errors
    /// As [`Self::weigh`]; a number that has no canonical form.
    pub fn rows(&mut self) -> Result<Rows, Trouble> {
        if self.replay.texts.is_empty() {
            return Ok(Rows::new());
        }
        let agreement = self.agreement()?;
        let (mut rows, versions) = self.incident_rows(&agreement)?;
        let outcomes = self.outcomes(&agreement)?;
        rows.extend(finding_rows(&outcomes, &self.replay.stages, &versions)?);
        if !self.commitments().is_empty() {
            let as_of = self.as_of.unwrap_or(Instant(0));
            rows.extend(promise_rows(self.commitments(), &self.frame_of(&agreement), as_of)?);
        }
        Ok(rows)
    }

    /// The same of a record that is followed no further: nothing is held in memory longer than it is asked for, so that a large
    /// record needs little more than its incidents.
    ///
    /// # Errors
    /// As [`Self::rows`].
    pub(super) fn into_rows(mut self) -> Result<Rows, Trouble> {
        if self.replay.texts.is_empty() {
            return Ok(Rows::new());
        }
        let (agreement, as_of) = (self.agreement()?, self.as_of.unwrap_or(Instant(0)));
        let (mut rows, versions) = self.incident_rows(&agreement)?;
        let commitments = Arc::clone(&self.there.commitments);
        let (mut incidents, mut replay) = self.into_parts();
        let reports: Vec<Report> = replay.reports.iter().map(|s| s.report.without_words()).collect();
        let stages = std::mem::take(&mut replay.stages);
        let registers = replay.into_registers();
        if !commitments.is_empty() {
            rows.extend(promise_rows(&commitments, &Frame::of(&agreement, &registers), as_of)?);
        }
        let agreement = agreement.with_links(&registers.links);
        desk::name_actors(&agreement, &mut incidents);
        let material = Material {
            reports: (&reports).into(),
            incidents: (&incidents).into(),
            registers: &registers,
            as_of,
        };
        rows.extend(finding_rows(&Outcomes::of(&agreement, material), &stages, &versions)?);
        Ok(rows)
    }

    /// The rows of incidents, and the version of each.
    fn incident_rows(&mut self, agreement: &Agreement) -> Result<(Rows, Versions), Trouble> {
        let live = self.incidents(agreement)?;
        let incidents: Vec<&Incident> = live.incidents().collect();
        let written: Result<Vec<Row>, CanonicalError> =
            incidents.into_par_iter().map(|incident| incident_row(live, incident)).collect();
        let rows = written.map_err(unwritable)?.into_iter().collect();
        Ok((rows, self.versions(agreement)?))
    }
}

impl Outcomes {
    pub(super) fn of(agreement: &Agreement, material: Material<'_>) -> Self {
        let prepared = Prepared::new(agreement, material);
        let weighed = prepared.weigh();
        let named = |found: Found| {
            let subject = subject_of(&found.subject);
            (FindingRef { norm: found.norm, subject, version: found.version }, found.outcome)
        };
        let [.., not_covered] = weighed.counts();
        Self { findings: weighed.all_found().map(named).collect(), not_covered }
    }
}

fn unwritable(why: CanonicalError) -> Trouble {
    Trouble::new("record", why.code())
}

/// The rows of findings, and how many pairs are not covered.
fn finding_rows(
    outcomes: &Outcomes,
    stages: &BTreeMap<FindingRef, Staged>,
    versions: &Versions,
) -> Result<Vec<Row>, Trouble> {
    let row = |(named, outcome): &(FindingRef, Outcome)| {
        let said = stages.get(named);
        let staged = said.map(|staged| as_stands(named, staged, *outcome, versions));
        let row = json!({
            "outcome": outcome,
            "stage": staged.as_ref().map_or(Stage::Provisional, |s| s.stage),
            "staged": staged.as_ref().and_then(|s| s.outcome),
            "lapsed": staged.as_ref().and_then(|s| s.lapsed.as_ref()),
        });
        let key = format!("{} {} {}", named.norm, named.subject, named.version);
        Ok((("finding".to_owned(), key), to_canonical(&row).map_err(unwritable)?))
    };
    let mut rows: Vec<Row> = outcomes.findings.par_iter().map(row).collect::<Result<_, Trouble>>()?;
    let count = to_canonical(&json!({ "not_covered": outcomes.not_covered })).map_err(unwritable)?;
    rows.push((("count".to_owned(), "findings".to_owned()), count));
    Ok(rows)
}

/// The rows of commitments and conditions, as they stand at a moment.
fn promise_rows(all: &Commitments, frame: &Frame, as_of: Instant) -> Result<Vec<Row>, Trouble> {
    let board = all.evaluate(frame, as_of);
    let named = |at: u32| all.kept().get(at as usize).map(commitment::Kept::id);
    let truth = |truth: Truth| match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    };
    let view = |(voice, view): &(Voice, commitment::View)| {
        let waits: Vec<_> = view
            .waits
            .iter()
            .map(|wait| json!({ "because": wait.because, "how": wait.how, "on": wait.on.and_then(named) }))
            .collect();
        json!({ "by": voice, "late": truth(view.late), "state": view.state, "waits": waits })
    };
    let row = |(kept, row): (&commitment::Kept, &commitment::Row)| {
        let promise = kept.promise();
        let claim = promise.zip(row.claim).and_then(|(promise, at)| promise.claims.get(at));
        let found = promise.zip(row.found).and_then(|(promise, at)| promise.found.get(at));
        let plain = json!({
            "claimed": claim.map(|claim| &claim.stamp.entry),
            "done": truth(row.done),
            "due": row.due(),
            "late": truth(row.late),
            "readings": row.views.iter().map(view).collect::<Vec<_>>(),
            "state": row.state,
            "until": row.until,
            "valid_until": row.valid_until,
            "verified": found.map(|found| &found.stamp.entry),
        });
        Ok((("promise".to_owned(), kept.id().to_string()), to_canonical(&plain).map_err(unwritable)?))
    };
    all.kept().iter().zip(&board.rows).map(row).collect()
}

/// An incident as it is kept.
#[derive(Serialize)]
struct Kept<'a> {
    deeds: &'a [Deed],
    id: &'a IncidentId,
    independent: u32,
    part_of: &'a [IncidentId],
    reports: Vec<&'a EntryId>,
    version: Option<u32>,
}

type Row = ((String, String), Vec<u8>);

fn incident_row(live: &Live, incident: &Incident) -> Result<Row, CanonicalError> {
    let entry = |report: &u32| live.entry(*report).map(|(_, entry)| entry);
    let kept = Kept {
        deeds: &incident.deeds,
        id: &incident.id,
        independent: incident.independent,
        part_of: &incident.part_of,
        reports: incident.reports.iter().filter_map(entry).collect(),
        version: live.version(&incident.id),
    };
    Ok((("incident".into(), incident.id.0.clone()), to_canonical(&kept)?))
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
