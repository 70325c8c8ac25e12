//! What the record comes to at one size: pages are made of it while others read and write.
//!
//! It is worked out once for each size of the record that somebody looks at, and shared. Two sights of the same: *exact* for
//! whoever may see what is sealed, *coarse* for the rest ([`super::coarse`]). It holds what lists, filters and counts ask as columns
//! ([`super::columns`]); incidents and reports as they are shown, and findings with their reasons, are made for the rows that
//! somebody looks at ([`Snapshot::incident_at`], [`Snapshot::report_at`], [`Snapshot::finding_at`]).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use hudna_core::agreement::Agreement;
use hudna_core::commitment::{Commitments, Frame};
use hudna_core::dialogue::adoption::Deciding;
use hudna_core::dialogue::table::Table;
use hudna_core::finding::{Against, Finding, Outcome};
use hudna_core::force::Force;
use hudna_core::incident::{Incident, IncidentId, Possible};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Digest;
use hudna_core::ledger::replay::{Stage, Text};
use hudna_core::ledger::stages::Stages;
use hudna_core::ledger::standing::Standing;
use hudna_core::list::List;
use hudna_core::report::Report;
use hudna_core::statistics::{self, ByOutcome, Happened, Statistics};
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::Fact;
use rustc_hash::FxHashMap;

use super::coarse;
use super::columns::{Columns, Standings};
use super::derive::Derived;
use super::finder::{Finder, Listed};
use super::ground::{Ground, Hand, Sight};
use super::handled::Handled;
use super::ledger::Ledger;
use super::placed::Kept;
use super::remembered::{Released, Spoken, Task};
use crate::desk::AgreementFiles;
use crate::document::{Lines, View};
use crate::powers::Concerns;

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

/// What those see who do not see all, by user.
pub(super) type Blind = Mutex<BTreeMap<UserId, (Arc<Stages>, Arc<Standings>)>>;

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
    /// For whoever may see what is sealed, whole.
    pub exact: Arc<Sight>,
    /// For the rest, whole.
    pub coarse: Arc<Sight>,
    /// Where the reports stand, in the order of filing.
    pub filed: Arc<[FiledReport]>,
    /// The sector of each incident, in their order: powers over a sector are asked by it.
    pub sectors: Arc<[Option<Arc<str>>]>,
    /// The same as this reader is told it.
    pub told_in: Arc<[Option<Arc<str>>]>,
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
    /// Lines set aside that no later file mended.
    pub to_mend: usize,
    /// What lists ask of incidents.
    pub(super) columns: Arc<Columns>,
    /// How far incidents and findings have come, for whoever this is.
    pub(super) standings: Arc<Standings>,
    /// What is found.
    pub(super) finder: Arc<Finder>,
    pub(super) blind: Arc<Blind>,
    /// Notices without an answer, once somebody asked.
    pub(super) unanswered: Arc<OnceLock<Vec<u32>>>,
    pub(super) placed: Arc<Kept>,
    pub(super) ground: Arc<Ground>,
    pub(super) hands: Arc<[Hand; 2]>,
    pub(super) versions: Arc<[u32]>,
    /// Where reports stand, by their entries.
    pub(super) places: Arc<FxHashMap<EntryId, u32>>,
    /// The incident that each report is in.
    pub(super) holding: Arc<[u32]>,
    /// Where in [`Self::possible`] the pairs of a report stand.
    pub(super) paired: Arc<FxHashMap<u32, Vec<u32>>>,
}

impl Snapshot {
    /// The same after entries that say that somebody read, and nothing else.
    pub(super) fn read_since(&self, derived: &Derived, ledger: &Ledger) -> Self {
        Self {
            size: derived.replay.size,
            head: ledger.head().to_owned(),
            standing: Arc::new(ledger.standing().clone()),
            ..self.clone()
        }
    }

    /// The ids of the sectors of the map.
    pub fn sector_ids(&self) -> Vec<Arc<str>> {
        statistics::sectors_of(&self.agreement).cloned().collect()
    }

    /// The text by which a version of a draft is decided on: the one in force; where none was ever proposed, the draft itself. `None` where that
    /// cannot be read as an agreement.
    pub fn deciding(&self, of: &EntryId) -> Option<Deciding> {
        if self.texts.is_empty() {
            return self.drafts.get(of).map(Deciding::by_itself);
        }
        Some(Deciding::by(&self.agreement))
    }

    /// The incidents as those see them who may see what is sealed, for counting.
    pub fn exact_incidents(&self) -> List<'_, Incident> {
        List::from(&*self.ground.incidents)
    }

    /// The sight of whoever may see what is sealed, or of the rest, whole.
    pub fn sight(&self, exact: bool) -> &Sight {
        if exact { &self.exact } else { &self.coarse }
    }

    /// What documents are made of: everything, which is much work and memory for a large record. Pages say what they show by
    /// [`Self::saying`].
    pub fn view(&self, exact: bool, period: TimeRange) -> View<'_> {
        let sight = self.sight(exact);
        View {
            reports: (&**sight.reports).into(),
            incidents: &sight.incidents,
            assessment: &sight.assessment,
            period,
            before: View::before(period),
            ..self.saying(exact)
        }
    }

    /// What pages say single incidents, reports and findings by: it holds no list of incidents and no findings.
    pub fn saying(&self, exact: bool) -> View<'_> {
        let [sealed, open] = &*self.hands;
        View {
            reports: (if exact { sealed } else { open }).into(),
            stages: &self.stages,
            lines: self.lines,
            registers: &self.sight(exact).registers,
            as_of: self.as_of,
            ..View::of_agreement(&self.agreement)
        }
    }

    /// The same as [`Self::saying`], for one who may see where things were and not who told: reports go by the numbers of their entries, not by
    /// the ids that their sources gave them, and places not by the names that these wrote.
    pub fn saying_without_sources(&self) -> View<'_> {
        View { reports: self.saying(false).reports, ..self.saying(true) }
    }

    /// How many incidents.
    pub fn incidents(&self) -> usize {
        self.columns.len()
    }

    /// The incident at a place in the order of time, as those see it who may see what is sealed, or as the rest do.
    pub fn incident_at(&self, at: usize, exact: bool) -> Option<Arc<Incident>> {
        self.ground.incident(at, exact)
    }

    /// What is claimed of a place, in sectors.
    pub(super) fn coarse_fact(&self, fact: &Fact) -> Fact {
        self.ground.coarse.fact(fact)
    }

    /// The id of the incident at a place.
    pub fn incident_id(&self, at: usize) -> Option<&IncidentId> {
        self.ground.incidents.get(at).map(|incident| &incident.id)
    }

    /// The reports of the incident at a place, by their places.
    pub fn reports_of(&self, at: usize) -> &[u32] {
        self.ground.incidents.get(at).map_or(&[], |incident| &incident.reports)
    }

    /// The report at a place in the order of filing.
    pub fn report_at(&self, at: usize, exact: bool) -> Option<Arc<Report>> {
        self.ground.report(at, exact)
    }

    /// How many findings.
    pub fn findings(&self) -> usize {
        self.finder.len()
    }

    /// The norms that anything is found by, in the order of their ids.
    pub fn norms_found(&self) -> Vec<Arc<str>> {
        self.finder.norms()
    }

    /// What a list tells of the finding at a place.
    pub fn listed(&self, at: usize) -> Option<Listed<'_>> {
        self.finder.listed(at)
    }

    /// The finding at a place, with its reasons.
    pub fn finding_at(&self, at: usize, exact: bool) -> Option<Arc<Finding>> {
        self.finder.finding(at, exact)
    }

    /// The findings about parties, candidates, bodies and votes, by the coarse sight.
    pub fn of_people(&self) -> &[Finding] {
        self.finder.of_people()
    }

    /// The counts of a period. They are made of where incidents really are and tell sectors alone; the registers of visits and holdings are
    /// counted for whoever sees what is sealed (`exact`).
    pub fn statistics(&self, period: TimeRange, exact: bool) -> Statistics<'_> {
        let before = View::before(period);
        let mut counted = self.columns.begun_in(period);
        counted.add(&self.columns.begun_in(before));
        let places: Vec<usize> = counted.iter().collect();
        let incidents: Vec<Arc<Incident>> =
            places.iter().filter_map(|at| self.placed_for_counts(*at)).collect();
        let outcomes: Vec<Outcome> = places.iter().map(|at| self.columns.found(*at)).collect();
        let happened = Happened {
            incidents: (&incidents[..]).into(),
            outcomes: &outcomes,
            earlier: self.columns.any_before(period.lo),
        };
        let registers = &self.sight(exact).registers;
        let mut counts =
            statistics::count_of(&self.agreement, happened, &self.stages, registers, period, before);
        counts.in_period.iter_mut().for_each(|at| *at = places[*at]);
        counts
    }

    /// Whether `user` is out of the case of a finding, under whatever id it was declared.
    pub fn is_out(&self, user: &UserId, name: &FindingRef) -> bool {
        let heir = || {
            let (id, _) = name.deed()?;
            self.recused.contains(&(user.clone(), IncidentId(id.to_owned()))).then_some(())
        };
        self.standing.is_in(user, name).is_err() || heir().is_some()
    }

    /// Whether `user` is out of the case of the incident at a position.
    pub fn is_out_of(&self, user: &UserId, incident: usize) -> bool {
        let Some(id) = self.incident_id(incident) else { return false };
        let name = FindingRef {
            norm: "".into(),
            subject: format!("{}/1", id.0).into(),
            version: self.agreement.version,
        };
        self.is_out(user, &name)
    }

    /// What the incident at a position has to do with: its sector, and the parties that findings about it may speak against.
    pub fn concerns(&self, incident: usize) -> Concerns {
        if incident >= self.incidents() {
            return Concerns::default();
        }
        let listed = self.findings_on(incident).filter_map(|at| self.listed(at));
        let mut parties: Vec<Arc<str>> = listed.flat_map(|one| self.parties_of(one.against)).collect();
        parties.sort();
        parties.dedup();
        Concerns { sector: self.sectors[incident].clone(), parties }
    }

    /// The same of a finding: of no incident, what it speaks against alone.
    pub fn concerns_of(&self, finding: &Finding) -> Concerns {
        let incident = finding.subject.deed.and_then(|_| self.incident(&finding.subject.id));
        let sector = incident.and_then(|at| self.sectors[at].clone());
        Concerns { sector, parties: self.parties_of(&finding.against) }
    }

    /// The same of the finding at a place, without making it.
    pub fn concerns_at(&self, at: usize) -> Concerns {
        let Some(listed) = self.listed(at) else { return Concerns::default() };
        let sector = listed.incident.and_then(|at| self.sectors.get(at)?.clone());
        Concerns { sector, parties: self.parties_of(listed.against) }
    }

    /// The parties that a finding may speak against; all of them where that is not known.
    pub(super) fn parties_of(&self, against: &Against) -> Vec<Arc<str>> {
        match against {
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
        self.columns.place(id)
    }

    /// The version of an incident now.
    pub fn version(&self, id: &str) -> Option<u32> {
        self.versions.get(self.incident(id)?).copied()
    }

    /// The position of the report of an entry.
    pub fn report(&self, entry: &str) -> Option<usize> {
        self.places.get(&EntryId::from(entry)).map(|at| *at as usize)
    }

    /// The position of the incident that a report is in.
    pub fn place_of_report(&self, report: usize) -> Option<usize> {
        self.holding.get(report).filter(|at| **at != u32::MAX).map(|at| *at as usize)
    }

    /// The incident that a report is in, coarse.
    pub fn incident_of_report(&self, report: usize) -> Option<Arc<Incident>> {
        self.incident_at(self.place_of_report(report)?, false)
    }

    /// The pairs of [`Self::possible`] with a report among these places, strongest first.
    pub fn possible_of(&self, reports: &[u32]) -> Vec<Possible> {
        let of = |report: &u32| self.paired.get(report).map_or(&[][..], Vec::as_slice);
        let mut pairs: Vec<u32> = reports.iter().flat_map(of).copied().collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.into_iter().filter_map(|at| self.possible.get(at as usize).copied()).collect()
    }

    /// Positions of the findings about the incident of an id.
    pub fn findings_of(&self, id: &IncidentId) -> Vec<usize> {
        self.incident(&id.0).map_or_else(Vec::new, |at| self.findings_on(at).collect())
    }

    /// Positions of the findings about the incident at a position.
    pub fn findings_on(&self, incident: usize) -> Range<usize> {
        self.finder.on(incident)
    }

    /// The position of a finding by norm, subject and version.
    pub fn finding(&self, name: &FindingRef) -> Option<usize> {
        self.finder.place(name, |id| self.incident(id))
    }

    /// The name of the finding at a position.
    pub fn finding_name(&self, at: usize) -> Option<FindingRef> {
        self.finder.name(at)
    }

    /// How the finding at a position stands: the outcome that was accepted or ruled, else what the program finds.
    pub fn finding_stands(&self, at: usize) -> Outcome {
        let said = self.standings.said_of(at).and_then(|(_, outcome)| outcome);
        said.or_else(|| Some(self.listed(at)?.outcome)).unwrap_or(Outcome::NotCovered)
    }

    /// How far the finding at a position has come.
    pub fn finding_stage(&self, at: usize) -> Stage {
        self.standings.said_of(at).map_or(Stage::Provisional, |(stage, _)| stage)
    }

    /// How many findings stand how, by norm and by whom they may speak against; the same two may come more than once, in no order.
    pub fn findings_counted(&self) -> impl Iterator<Item = (&Arc<str>, &Against, ByOutcome)> {
        let counted = || self.finder.counted(|at| self.finding_stands(at));
        let all = self.standings.counted.get_or_init(counted).iter();
        all.filter_map(|(norm, against, by)| {
            let (norm, against) = self.finder.norm_and_parties(*norm, *against)?;
            Some((norm, against, *by))
        })
    }

    /// The findings about no incident: about entries of registers, parties, candidates, bodies and votes.
    pub fn about_others(&self, exact: bool) -> Vec<Finding> {
        let made = self.finder.of_others().filter_map(|at| self.finding_at(at, exact));
        made.map(Arc::unwrap_or_clone).collect()
    }

    /// The findings about no incident that people spoke of.
    pub fn others_spoken_of(&self, exact: bool) -> Vec<Finding> {
        let places = self.stages.all().filter_map(|(name, _)| self.finding(name));
        let others = places.filter(|at| self.listed(*at).is_some_and(|one| one.incident.is_none()));
        others.filter_map(|at| self.finding_at(at, exact)).map(Arc::unwrap_or_clone).collect()
    }

    /// Whether people spoke of the finding at a position.
    pub fn is_spoken_of(&self, at: usize) -> bool {
        self.standings.said_of(at).is_some()
    }

    /// When the last of the reports in the incident at a place was recorded.
    pub fn told_at(&self, incident: usize) -> Option<Instant> {
        self.reports_of(incident).iter().filter_map(|at| Some(self.filed.get(*at as usize)?.at)).max()
    }

    /// When the last incident of known time began.
    pub fn last(&self) -> Option<Instant> {
        self.columns.last()
    }

    /// What a finding is about, where that is an incident.
    pub fn incident_of(&self, finding: &Finding, exact: bool) -> Option<Arc<Incident>> {
        finding.subject.deed?;
        self.incident_at(self.incident(&finding.subject.id)?, exact)
    }

    /// The incidents of a selection, as those see them who may see what is sealed, or as the rest do.
    pub fn all_of<'s>(
        &'s self,
        selection: &'s super::listing::Selection,
        exact: bool,
    ) -> impl Iterator<Item = (usize, Arc<Incident>)> + 's {
        selection.iter().filter_map(move |at| Some((at, self.incident_at(at, exact)?)))
    }
}
