//! Reports and incidents at one size of the record, shared: as those see them who may see what is sealed, and made coarse one by one
//! for the rest.

use std::fmt;
use std::sync::{Arc, LazyLock};

use hudna_core::finding::Assessment;
use hudna_core::incident::Incident;
use hudna_core::register::Registers;
use hudna_core::report::Report;

use super::coarse::{self, Coarse};
use super::finder::Finder;
use super::snapshot::FiledReport;
use crate::document::view::HeldReports;

/// What is made whole when somebody first asks for it.
pub type Made<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

/// One sight of reports, incidents and findings, whole. Each list is made when it is first looked at and takes as much memory as it
/// says: documents are made of it. Pages ask for what they show ([`super::Snapshot::incident_at`] and its like).
pub struct Sight {
    /// The reports, in the order of filing.
    pub reports: Made<Vec<Report>>,
    /// The incidents, in the order of time.
    pub incidents: Made<Vec<Incident>>,
    /// What was found.
    pub assessment: Made<Assessment>,
    /// The registers.
    pub registers: Arc<Registers>,
}

impl fmt::Debug for Sight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sight")
    }
}

/// What both sights are made of.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) coarse: Coarse,
    pub(super) reports: Arc<[Arc<Report>]>,
    pub(super) filed: Arc<[FiledReport]>,
    pub(super) incidents: Arc<[Arc<Incident>]>,
}

impl Ground {
    /// The report at a place.
    pub(super) fn report(&self, at: usize, exact: bool) -> Option<Arc<Report>> {
        let report = self.reports.get(at)?;
        if exact {
            return Some(Arc::clone(report));
        }
        Some(Arc::new(self.coarse.report(report, self.filed.get(at)?.seq)))
    }

    /// The incident at a place.
    pub(super) fn incident(&self, at: usize, exact: bool) -> Option<Arc<Incident>> {
        let incident = self.incidents.get(at)?;
        Some(if exact { Arc::clone(incident) } else { Arc::new(self.coarse.incident(incident)) })
    }

    /// One sight of it, whole where it is asked for.
    pub(super) fn sight(
        self: &Arc<Self>,
        finder: &Arc<Finder>,
        registers: Arc<Registers>,
        exact: bool,
    ) -> Sight {
        let (of_reports, of_incidents, finder) = (Arc::clone(self), Arc::clone(self), Arc::clone(finder));
        let reports = move || {
            (0..of_reports.reports.len())
                .filter_map(|at| of_reports.report(at, exact))
                .map(Arc::unwrap_or_clone)
                .collect()
        };
        let incidents = move || {
            (0..of_incidents.incidents.len())
                .filter_map(|at| of_incidents.incident(at, exact))
                .map(Arc::unwrap_or_clone)
                .collect()
        };
        let assessment = move || {
            let all = finder.assessment();
            if exact { all } else { coarse::assessment(all) }
        };
        Sight {
            reports: LazyLock::new(Box::new(reports)),
            incidents: LazyLock::new(Box::new(incidents)),
            assessment: LazyLock::new(Box::new(assessment)),
            registers,
        }
    }
}

/// The reports of one sight, for whoever says something of them.
#[derive(Debug)]
pub(super) struct Hand {
    pub(super) ground: Arc<Ground>,
    pub(super) exact: bool,
}

impl HeldReports for Hand {
    fn report(&self, at: usize) -> Option<Arc<Report>> {
        self.ground.report(at, self.exact)
    }
    fn count(&self) -> usize {
        self.ground.reports.len()
    }
}
