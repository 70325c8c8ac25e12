//! Candidates, bodies and decisions: which of them a norm is about, and by which version of the text.
//!
//! A row is an [`Entered`]: facts as a deed has them, so that the one engine weighs it. Nothing here decides. People
//! stand here by the ids of a register, never by name, and are never put in order.

use super::{body, candidate, vote};
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::finding::row::{Entered, Row};
use crate::finding::weigher::{Weigher, time_of};
use crate::finding::{Assessment, SubjectRef};

/// Weighs every norm on candidates, bodies and decisions, by the text in force then, and adds the findings.
pub(in crate::finding) fn assess(weighers: &[Weigher<'_>], assessment: &mut Assessment) {
    for (v, weigher) in weighers.iter().enumerate() {
        for norm in &weigher.agreement.norms {
            let Some(rule) = &norm.rule else { continue };
            let (kind, rows) = match rule.subject {
                Subject::Candidate => ("candidate", candidate::rows(weigher, rule)),
                Subject::Body => ("body", body::rows(weigher, rule)),
                Subject::Vote => ("vote", vote::rows(weigher, rule)),
                _ => continue,
            };
            for row in rows.iter().filter(|row| falls_under(weighers, v, row)) {
                weigh(weigher, (norm, rule), kind, row, assessment);
            }
        }
    }
}

fn weigh(
    weigher: &Weigher<'_>,
    (norm, rule): (&Norm, &Rule),
    kind: &'static str,
    entered: &Entered,
    assessment: &mut Assessment,
) {
    let row = Row::of_entered(entered, weigher.agreement.mixed_accounts);
    let subject = SubjectRef { kind, id: entered.id.clone(), deed: None };
    match weigher.weighed(norm, rule, &row, &subject) {
        Some(finding) => assessment.findings.push(finding),
        None => assessment.not_covered += 1,
    }
}

/// Whether a row is weighed by this version of the text: the one in force at its time, for what stands the one in
/// force at the moment of the assessment, and the newest where there is none.
fn falls_under(weighers: &[Weigher<'_>], version: usize, entered: &Entered) -> bool {
    let Some(weigher) = weighers.get(version) else { return false };
    if entered.standing {
        let in_force = weighers.iter().position(|w| w.valid.lo <= w.material.as_of);
        return in_force.unwrap_or(0) == version;
    }
    let at = time_of(&entered.deed);
    if weighers.iter().any(|w| w.valid.overlaps(&at)) { weigher.valid.overlaps(&at) } else { version == 0 }
}
