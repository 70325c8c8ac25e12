//! What a document is made from: borrowed values, ready to be read in any order.
//!
//! Never a clock and never a disk: `as_of`, the period and the number come from the caller.

use std::sync::LazyLock;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Assessment, Outcome};
use hudna_core::incident::Incident;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::statistics::{self, Statistics};
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

/// All that the documents show.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The agreement in its latest version.
    pub agreement: &'a Agreement,
    /// Reports taken in; incidents and reasons point into this list.
    pub reports: &'a [Report],
    /// Incidents, in the order of fusion.
    pub incidents: &'a [Incident],
    /// What the engine found.
    pub assessment: &'a Assessment,
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
static NOTHING_ENTERED: LazyLock<Registers> = LazyLock::new(Registers::default);

impl<'a> View<'a> {
    /// An agreement alone, without a record: for saying what its text asks.
    pub fn of_agreement(agreement: &'a Agreement) -> Self {
        Self {
            agreement,
            reports: &[],
            incidents: &[],
            assessment: &NOTHING_FOUND,
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
}
