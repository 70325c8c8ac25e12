//! The part of an assessment that tells of a period that was asked for.
//!
//! Everything is fused and weighed first: what happened outside the period may decide what is inside it. Only
//! then is the rest left out. Duties of parties have no time of their own and stay.

use std::collections::BTreeSet;

use hudna_core::finding::Assessment;
use hudna_core::incident::Incident;
use hudna_core::statistics;
use hudna_core::time::TimeRange;

/// The incidents that may have happened in a period, and what was found of them and of the parties.
pub(super) fn narrowed(
    incidents: &[Incident],
    assessment: &Assessment,
    period: TimeRange,
) -> (Vec<Incident>, Assessment) {
    let kept: Vec<bool> = incidents.iter().map(|i| statistics::may_fall_in(i, period)).collect();
    let inside: Vec<Incident> =
        incidents.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(i, _)| i.clone()).collect();
    let ids: BTreeSet<&str> = inside.iter().map(|i| i.id.0.as_str()).collect();
    let pairs = || assessment.not_covered_by_incident.iter().zip(&kept);
    let left_out: u64 = pairs().filter(|(_, kept)| !**kept).map(|(n, _)| *n).sum();
    let is_kept = |kind: &str, id: &str| kind != "incident" || ids.contains(id);
    let findings = assessment.findings.iter().filter(|f| is_kept(f.subject.kind, &f.subject.id));
    let by_incident = assessment.by_incident.iter().filter(|(id, _)| ids.contains(id.0.as_str()));
    let narrow = Assessment {
        findings: findings.cloned().collect(),
        not_covered: assessment.not_covered.saturating_sub(left_out),
        by_incident: by_incident.cloned().collect(),
        not_covered_by_incident: pairs().filter(|(_, kept)| **kept).map(|(n, _)| *n).collect(),
    };
    (inside, narrow)
}
