//! What the record comes to at one size, held whole: pages are made of it while others read and write.
//!
//! It is worked out once for each size of the record that somebody looks at, and shared. Two sights of the same: *exact* for
//! whoever may see what is sealed, *coarse* for the rest ([`super::coarse`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Commitments, Frame};
use hudna_core::finding::{Assessment, Finding};
use hudna_core::incident::{Incident, IncidentId};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::replay::Text;
use hudna_core::ledger::stages::{Stages, Versions};
use hudna_core::ledger::standing::Standing;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::statistics::{self, Sectors, Statistics};
use hudna_core::time::{Instant, TimeRange};

use super::coarse::{self, Coarse};
use super::derive::{Derived, Released, Spoken, Task};
use super::ledger::Ledger;
use super::rows::Weighed;
use crate::desk::AgreementFiles;
use crate::document::{Lines, View};
use crate::trouble::Trouble;

/// A report's place in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledReport {
    /// Its entry.
    pub entry: EntryId,
    /// The entry's number.
    pub seq: u64,
    /// Who filed it.
    pub by: UserId,
    /// When it was sealed.
    pub at: Instant,
}

impl FiledReport {
    /// How pages name it.
    pub fn name(&self) -> Arc<str> {
        coarse::name(self.seq)
    }
}

/// One sight of reports, incidents and findings.
#[derive(Debug)]
pub struct Sight {
    /// The reports, in the order of filing.
    pub reports: Vec<Report>,
    /// The incidents, in the order of time.
    pub incidents: Vec<Incident>,
    /// What was found.
    pub assessment: Assessment,
    /// The registers.
    pub registers: Registers,
}

/// The record at one size.
#[derive(Debug)]
pub struct Snapshot {
    /// How many entries.
    pub size: u64,
    /// The signed head.
    pub head: String,
    /// When the last entry was sealed.
    pub as_of: Instant,
    /// Who may act.
    pub standing: Standing,
    /// The text that is weighed by.
    pub agreement: Agreement,
    /// Its files.
    pub files: AgreementFiles,
    /// The texts proposed.
    pub texts: Vec<Text>,
    /// For whoever may see what is sealed.
    pub exact: Sight,
    /// For the rest.
    pub coarse: Sight,
    /// Where the reports stand, in the order of filing.
    pub filed: Vec<FiledReport>,
    /// The version of each incident.
    pub versions: Versions,
    /// The sector of each incident, in their order.
    pub sectors: Vec<Option<Arc<str>>>,
    /// What people did with findings.
    pub stages: Stages,
    /// The acts behind that.
    pub spoken: BTreeMap<EntryId, Spoken>,
    /// Tasks of verification.
    pub tasks: Vec<Task>,
    /// Documents released.
    pub released: Vec<Released>,
    /// What was promised, and said of it since.
    pub commitments: Arc<Commitments>,
    /// What moments in promises are counted by.
    pub frame: Frame,
    /// Lines read and set aside.
    pub lines: Lines,
}

impl Snapshot {
    /// Of what `derived` has followed of `ledger`, by the text that is in force at a moment.
    ///
    /// # Errors
    /// As [`Derived::weigh`].
    pub(super) fn of(
        derived: &mut Derived,
        ledger: &Ledger,
        (text, now): (&Agreement, Instant),
    ) -> Result<Self, Trouble> {
        let Weighed { agreement, incidents, assessment } = derived.weigh_by(text)?;
        let versions = derived.versions(&agreement)?;
        let replay = &derived.replay;
        let stages = Stages::of(replay.stages.clone(), &versions, &agreement, &incidents, &assessment);
        let filed = replay.reports.iter().zip(&derived.filed).map(|(standing, (by, at))| FiledReport {
            entry: standing.entry.clone(),
            seq: standing.seq,
            by: by.clone(),
            at: *at,
        });
        let registers = replay.registers();
        let reports: Vec<Report> = replay.reports.iter().map(|standing| (*standing.report).clone()).collect();
        let by_sector = Sectors::of(&agreement);
        let sectors = incidents.iter().map(|incident| by_sector.holding(incident).cloned()).collect();
        let make = Coarse::of(&agreement);
        let coarse = Sight {
            reports: replay.reports.iter().map(|s| make.report(&s.report, s.seq)).collect(),
            incidents: incidents.iter().map(|incident| make.incident(incident)).collect(),
            assessment: coarse::assessment(&assessment),
            registers: coarse::registers(&registers),
        };
        let (read, set_aside) = replay.lines;
        Ok(Self {
            size: replay.size,
            head: ledger.head().to_owned(),
            as_of: derived.as_of.unwrap_or(Instant(0)),
            standing: ledger.standing().clone(),
            files: derived.text_at(now)?.clone(),
            texts: replay.texts.clone(),
            filed: filed.collect(),
            versions,
            sectors,
            stages,
            spoken: derived.spoken.clone(),
            tasks: derived.tasks.clone(),
            released: derived.released.clone(),
            commitments: Arc::clone(&derived.there.commitments),
            frame: Frame::of(&agreement, &registers),
            lines: Lines { read, accepted: reports.len() as u64, set_aside },
            exact: Sight { reports, incidents, assessment, registers },
            coarse,
            agreement,
        })
    }

    /// The sight of whoever may see what is sealed, or of the rest.
    pub const fn sight(&self, exact: bool) -> &Sight {
        if exact { &self.exact } else { &self.coarse }
    }

    /// What documents and pages are made of.
    pub fn view(&self, exact: bool, period: TimeRange) -> View<'_> {
        let sight = self.sight(exact);
        View {
            agreement: &self.agreement,
            reports: &sight.reports,
            incidents: &sight.incidents,
            assessment: &sight.assessment,
            stages: &self.stages,
            set_aside: &[],
            lines: self.lines,
            registers: &sight.registers,
            period,
            before: View::before(period),
            as_of: self.as_of,
            number: "",
        }
    }

    /// The counts of a period. They are made of where incidents really are and tell sectors alone.
    pub fn statistics(&self, period: TimeRange) -> Statistics<'_> {
        statistics::count(
            &self.agreement,
            &self.exact.incidents,
            &self.exact.assessment,
            &self.stages,
            &self.coarse.registers,
            period,
            View::before(period),
        )
    }

    /// The position of an incident.
    pub fn incident(&self, id: &str) -> Option<usize> {
        self.coarse.incidents.iter().position(|incident| incident.id.0 == id)
    }

    /// The position of the report of an entry.
    pub fn report(&self, entry: &str) -> Option<usize> {
        self.filed.iter().position(|filed| &*filed.entry.0 == entry)
    }

    /// The incident that a report is in.
    pub fn incident_of_report(&self, report: usize) -> Option<&Incident> {
        let report = u32::try_from(report).ok()?;
        self.coarse.incidents.iter().find(|incident| incident.reports.contains(&report))
    }

    /// Positions of the findings about an incident.
    pub fn findings_of(&self, id: &IncidentId) -> Vec<usize> {
        let all = self.coarse.assessment.findings.iter().enumerate();
        all.filter(|(_, f)| f.subject.deed.is_some() && f.subject.id == id.0).map(|(i, _)| i).collect()
    }

    /// The position of a finding by norm, subject and version.
    pub fn finding(&self, name: &FindingRef) -> Option<usize> {
        self.coarse.assessment.findings.iter().position(|finding| FindingRef::of(finding) == *name)
    }

    /// What a finding is about, where that is an incident.
    pub fn incident_of<'s>(&'s self, sight: &'s Sight, finding: &Finding) -> Option<&'s Incident> {
        finding.subject.deed?;
        sight.incidents.get(self.incident(&finding.subject.id)?)
    }
}
