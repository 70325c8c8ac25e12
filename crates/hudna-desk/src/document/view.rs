//! What a document is made from: borrowed values, ready to be read in any order.
//!
//! Never a clock and never a disk: `as_of`, the period and the number come from the caller.

use std::fmt;
use std::sync::{Arc, LazyLock};

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Assessment, Finding, Outcome};
use hudna_core::incident::Incident;
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::ledger::stages::Stages;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::statistics::{self, ByOutcome, Statistics};
use hudna_core::time::{Instant, TimeRange};

use crate::intake::SetAside;

/// How many lines were read; `read` is always the sum of the other two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Lines {
    /// Lines read.
    pub read: u64,
    /// Lines taken in as reports.
    pub accepted: u64,
    /// Lines set aside.
    pub set_aside: u64,
}

/// Reports that are held elsewhere and shown one by one.
pub trait HeldReports: fmt::Debug + Sync {
    /// The report at a place.
    fn report(&self, at: usize) -> Option<Arc<Report>>;
    /// How many there are.
    fn count(&self) -> usize;
}

/// The reports of a view: a list, or held elsewhere.
#[derive(Clone, Copy, Debug)]
pub enum Reports<'a> {
    /// In one piece.
    List(&'a [Report]),
    /// Asked for one by one.
    Held(&'a dyn HeldReports),
}

impl<'a> Reports<'a> {
    /// How many.
    pub fn len(self) -> usize {
        match self {
            Self::List(list) => list.len(),
            Self::Held(held) => held.count(),
        }
    }
    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// Has something said of the report at a place.
    pub fn told<T>(self, at: usize, say: impl FnOnce(&Report) -> T) -> Option<T> {
        match self {
            Self::List(list) => list.get(at).map(say),
            Self::Held(held) => held.report(at).map(|report| say(&report)),
        }
    }
}

impl<'a> From<&'a [Report]> for Reports<'a> {
    fn from(list: &'a [Report]) -> Self {
        Self::List(list)
    }
}

impl<'a> From<&'a Vec<Report>> for Reports<'a> {
    fn from(list: &'a Vec<Report>) -> Self {
        Self::List(list)
    }
}

impl<'a, H: HeldReports> From<&'a H> for Reports<'a> {
    fn from(held: &'a H) -> Self {
        Self::Held(held)
    }
}

/// All that the documents show.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The agreement in its latest version.
    pub agreement: &'a Agreement,
    /// Reports taken in; incidents and reasons point into this list.
    pub reports: Reports<'a>,
    /// Incidents, in the order of fusion.
    pub incidents: &'a [Incident],
    /// What the engine found.
    pub assessment: &'a Assessment,
    /// What people did with findings; nothing without a record.
    pub stages: &'a Stages,
    /// Lines not taken in.
    pub set_aside: &'a [SetAside],
    /// Lines counted.
    pub lines: Lines,
    /// Registers.
    pub registers: &'a Registers,
    /// The time that the report is about.
    pub period: TimeRange,
    /// The time before it, of the same length.
    pub before: TimeRange,
    /// The moment up to which it speaks.
    pub as_of: Instant,
    /// Its number, such as `71/2026`.
    pub number: &'a str,
}

static NOTHING_FOUND: LazyLock<Assessment> = LazyLock::new(Assessment::default);
static NOTHING_SAID: LazyLock<Stages> = LazyLock::new(Stages::default);
static NOTHING_ENTERED: LazyLock<Registers> = LazyLock::new(Registers::default);

impl<'a> View<'a> {
    /// An agreement alone, without a record: for saying what its text asks.
    pub fn of_agreement(agreement: &'a Agreement) -> Self {
        Self {
            agreement,
            reports: Reports::List(&[]),
            incidents: &[],
            assessment: &NOTHING_FOUND,
            stages: &NOTHING_SAID,
            set_aside: &[],
            lines: Lines::default(),
            registers: &NOTHING_ENTERED,
            period: TimeRange::ALL,
            before: TimeRange::ALL,
            as_of: agreement.d_day,
            number: "",
        }
    }
    /// The time before `period`, of the same length.
    pub const fn before(period: TimeRange) -> TimeRange {
        let length = period.hi.0.saturating_sub(period.lo.0);
        TimeRange { lo: Instant(period.lo.0.saturating_sub(length)), hi: period.lo }
    }
    /// The counts of the period.
    pub fn statistics(&self) -> Statistics<'a> {
        statistics::count(
            self.agreement,
            self.incidents,
            self.assessment,
            self.stages,
            self.registers,
            self.period,
            self.before,
        )
    }
    /// The summary outcome of each incident, in their order.
    pub fn outcomes(&self) -> Vec<Outcome> {
        statistics::outcomes(self.incidents, self.assessment)
    }
    /// Findings by outcome, in the order of [`Outcome::ALL`]; pairs not covered are only counted.
    pub fn findings_by_outcome(&self) -> [(Outcome, u64); 4] {
        let mut counts = [0_u64; 4];
        for finding in &self.assessment.findings {
            counts[finding.outcome as usize] += 1;
        }
        counts[Outcome::NotCovered as usize] += self.assessment.not_covered;
        [0, 1, 2, 3].map(|i| (Outcome::ALL[i], counts[i]))
    }
    /// Findings about no incident that people spoke of.
    pub fn staged_of_others(&self) -> impl Iterator<Item = (&'a Finding, &'a Staged)> {
        let (stages, findings) = (self.stages, &self.assessment.findings);
        let others = findings.iter().filter(move |f| !stages.is_empty() && f.subject.deed.is_none());
        others.filter_map(move |f| Some((f, stages.finding(f)?)))
    }
    /// Findings assessed, and findings ruled, by what was accepted or ruled.
    pub fn findings_in_stage(&self) -> [ByOutcome; 2] {
        let mut counts = [ByOutcome::default(); 2];
        let of_incidents = self.incidents.iter().flat_map(|i| self.stages.of_incident(&i.id.0));
        for staged in of_incidents.map(|(_, s, _)| s).chain(self.staged_of_others().map(|(_, s)| s)) {
            if let (Some(outcome), Some(count)) = (staged.outcome, row(&mut counts, staged.stage)) {
                count.add(outcome);
            }
        }
        counts
    }
    /// Incidents assessed, and incidents ruled: each once, by the furthest stage of its findings.
    pub fn incidents_in_stage(&self) -> [ByOutcome; 2] {
        let mut counts = [ByOutcome::default(); 2];
        for reached in self.incidents.iter().filter_map(|i| self.stages.reached(&i.id.0)) {
            if let Some(count) = row(&mut counts, reached.stage) {
                count.add(reached.outcome);
            }
        }
        counts
    }
    /// Whether anything is assessed or ruled of what the view shows.
    pub fn is_staged(&self) -> bool {
        self.findings_in_stage().iter().any(|count| count.all() > 0)
            || self.stages.elsewhere().any(|(_, staged)| staged.stage > Stage::Provisional)
    }
}

fn row(counts: &mut [ByOutcome; 2], stage: Stage) -> Option<&mut ByOutcome> {
    let [assessed, ruled] = counts;
    match stage {
        Stage::Provisional => None,
        Stage::Assessed => Some(assessed),
        Stage::Ruled => Some(ruled),
    }
}
