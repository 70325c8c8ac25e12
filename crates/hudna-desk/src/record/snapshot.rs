//! What the record comes to at one size, held whole: pages are made of it while others read and write.
//!
//! It is worked out once for each size of the record that somebody looks at, and shared. Two sights of the same: *exact* for
//! whoever may see what is sealed, *coarse* for the rest ([`super::coarse`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Commitments, Frame};
use hudna_core::dialogue::adoption::Deciding;
use hudna_core::dialogue::table::Table;
use hudna_core::finding::{Against, Assessment, Finding};
use hudna_core::force::Force;
use hudna_core::incident::{Batch, Incident, IncidentId, PairScore, Possible};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Digest;
use hudna_core::ledger::replay::Text;
use hudna_core::ledger::stages::{Stages, Versions};
use hudna_core::ledger::standing::Standing;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::statistics::{self, Sectors, Statistics};
use hudna_core::time::{Instant, TimeRange};

use super::coarse::{self, Coarse};
use super::derive::{Derived, Released, Spoken, Task};
use super::handled::Handled;
use super::ledger::Ledger;
use super::rows::Weighed;
use crate::desk::{self, AgreementFiles};
use crate::document::{Lines, View};
use crate::powers::Concerns;
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

/// The record at one size. Cloned for next to nothing.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// How many entries.
    pub size: u64,
    /// How many up to the last that says more than that somebody read: while it stays, all that is told stays.
    pub grown: u64,
    /// The signed head.
    pub head: String,
    /// When the last entry was sealed.
    pub as_of: Instant,
    /// Who may act.
    pub standing: Arc<Standing>,
    /// The text that is weighed by.
    pub agreement: Arc<Agreement>,
    /// Its files.
    pub files: Arc<AgreementFiles>,
    /// The texts proposed.
    pub texts: Arc<[Text]>,
    /// What was said and put at the table.
    pub table: Arc<Table>,
    /// While no text was ever proposed: what each version of a draft is as an agreement.
    pub(super) drafts: Arc<BTreeMap<EntryId, Agreement>>,
    /// For whoever may see what is sealed.
    pub exact: Arc<Sight>,
    /// For the rest.
    pub coarse: Arc<Sight>,
    /// Where the reports stand, in the order of filing.
    pub filed: Arc<[FiledReport]>,
    /// The version of each incident.
    pub versions: Arc<Versions>,
    /// The sector of each incident, in their order.
    pub sectors: Arc<[Option<Arc<str>>]>,
    /// What people did with findings.
    pub stages: Arc<Stages>,
    /// The acts behind that.
    pub spoken: Arc<BTreeMap<EntryId, Spoken>>,
    /// Who is out of which incident by a recusal declared of what it was before.
    pub recused: Arc<BTreeSet<(UserId, IncidentId)>>,
    /// What people did to reports.
    pub handled: Arc<Handled>,
    /// Pairs of reports that may be one happening and were not joined, strongest first, by their places.
    pub possible: Arc<[Possible]>,
    /// Tasks of verification.
    pub tasks: Arc<[Task]>,
    /// The joint force.
    pub force: Arc<Force>,
    /// Parts that were destroyed.
    pub redacted: Arc<BTreeSet<Digest>>,
    /// Documents released.
    pub released: Arc<[Released]>,
    /// What was promised, and said of it since.
    pub commitments: Arc<Commitments>,
    /// What moments in promises are counted by.
    pub frame: Arc<Frame>,
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
        let possible = derived.incidents(&agreement)?.possible().into();
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
            registers: coarse::registers(&agreement, &registers),
        };
        let (read, set_aside) = replay.lines;
        Ok(Self {
            size: replay.size,
            grown: derived.grown,
            head: ledger.head().to_owned(),
            as_of: derived.as_of.unwrap_or(Instant(0)),
            standing: Arc::new(ledger.standing().clone()),
            files: Arc::new(derived.text_at(now)?.clone()),
            texts: replay.texts.clone().into(),
            table: Arc::clone(derived.table()),
            drafts: Arc::new(derived.drafted()),
            filed: filed.collect(),
            versions: Arc::new(versions),
            sectors,
            stages: Arc::new(stages),
            spoken: Arc::new(derived.spoken.clone()),
            recused: Arc::new(derived.recused_now()),
            handled: Arc::new(derived.handled.clone()),
            possible,
            tasks: derived.tasks.clone().into(),
            force: Arc::new(replay.force.clone()),
            redacted: Arc::new(replay.redacted.clone()),
            released: derived.released.clone().into(),
            commitments: Arc::clone(&derived.there.commitments),
            frame: Arc::new(Frame::of(&agreement, &registers)),
            lines: Lines { read, accepted: reports.len() as u64, set_aside },
            exact: Arc::new(Sight { reports, incidents, assessment, registers }),
            coarse: Arc::new(coarse),
            agreement: Arc::new(agreement),
        })
    }

    /// The same after entries that say that somebody read, and nothing else.
    pub(super) fn read_since(&self, derived: &Derived, ledger: &Ledger) -> Self {
        Self {
            size: derived.replay.size,
            head: ledger.head().to_owned(),
            standing: Arc::new(ledger.standing().clone()),
            ..self.clone()
        }
    }

    /// The text by which a version of a draft is decided on: the one in force; where none was ever proposed, the draft itself. `None` where that
    /// cannot be read as an agreement.
    pub fn deciding(&self, of: &EntryId) -> Option<Deciding> {
        if self.texts.is_empty() {
            return self.drafts.get(of).map(Deciding::by_itself);
        }
        Some(Deciding::by(&self.agreement))
    }

    /// The sight of whoever may see what is sealed, or of the rest.
    pub fn sight(&self, exact: bool) -> &Sight {
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

    /// Whether `user` is out of the case of a finding, under whatever id it was declared.
    pub fn is_out(&self, user: &UserId, name: &FindingRef) -> bool {
        let heir = || {
            let (id, _) = name.deed()?;
            self.recused.contains(&(user.clone(), IncidentId(id.to_owned()))).then_some(())
        };
        self.standing.is_in(user, name).is_err() || heir().is_some()
    }

    /// What the incident at a position has to do with: its sector, and the parties that findings about it may speak against.
    pub fn concerns(&self, incident: usize) -> Concerns {
        let Some(one) = self.coarse.incidents.get(incident) else { return Concerns::default() };
        let findings = self.findings_of(&one.id);
        let mut parties: Vec<Arc<str>> =
            findings.iter().flat_map(|at| self.parties_of(&self.coarse.assessment.findings[*at])).collect();
        parties.sort();
        parties.dedup();
        Concerns { sector: self.sectors[incident].clone(), parties }
    }

    /// The same of a finding: of no incident, what it speaks against alone.
    pub fn concerns_of(&self, finding: &Finding) -> Concerns {
        let incident = finding.subject.deed.and_then(|_| self.incident(&finding.subject.id));
        let sector = incident.and_then(|at| self.sectors[at].clone());
        Concerns { sector, parties: self.parties_of(finding) }
    }

    /// The parties that a finding may speak against; all of them where that is not known.
    pub(super) fn parties_of(&self, finding: &Finding) -> Vec<Arc<str>> {
        match &finding.against {
            Against::Parties(sets) => sets.iter().flatten().cloned().collect(),
            Against::Unknown(_) => self.agreement.parties.iter().map(|party| party.id.clone()).collect(),
        }
    }

    /// The party that the user acts for who filed the report at a position.
    pub fn party_behind(&self, report: usize) -> Option<Arc<str>> {
        let filed = self.filed.get(report)?;
        self.standing.users.get(&filed.by)?.party.as_ref().map(|party| party.0.clone())
    }

    /// The position of an incident.
    pub fn incident(&self, id: &str) -> Option<usize> {
        self.coarse.incidents.iter().position(|incident| incident.id.0 == id)
    }

    /// The position of the report of an entry.
    pub fn report(&self, entry: &str) -> Option<usize> {
        self.filed.iter().position(|filed| &*filed.entry.0 == entry)
    }

    /// How two reports, by their places, are compared among all; `None` beyond [`super::what_if::MOST`] reports, where it would take
    /// too long for a page. What it measures tells of places: it is for those who may see them.
    pub fn explain(&self, a: usize, b: usize) -> Option<PairScore> {
        let reports = &self.exact.reports;
        if a == b || a.max(b) >= reports.len() || reports.len() > super::what_if::MOST {
            return None;
        }
        let options = desk::fusion_options(&self.agreement);
        let place = |entry: &EntryId| self.report(&entry.0).and_then(|at| u32::try_from(at).ok());
        let decided = |together: bool| -> Vec<(u32, u32)> {
            let these = self.handled.decisions.iter().filter(|one| one.together == together);
            these.filter_map(|one| Some((place(&one.a)?, place(&one.b)?))).collect()
        };
        Some(Batch::new(reports, &options).decided(&decided(true), &decided(false)).explain(a, b))
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
