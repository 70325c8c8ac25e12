//! Why a norm does not cover something: findings that an assessment only counts, told one at a time.

use super::assess::versions;
use super::case::Case;
use super::decide::Question;
use super::formula::Suppose;
use super::row::Row;
use super::subjects::Subjects;
use super::weigher::{Material, Weigher, actor_names, incidents_by_report, time_of};
use super::{Finding, Outcome, SubjectRef};
use crate::agreement::Agreement;
use crate::agreement::norm::Subject;
use crate::incident::Deed;

/// What `norm` says of a deed or of a party, whatever the outcome: [`Outcome::NotCovered`] too comes with its
/// reasons. `None` where the norm, the deed or the party is not there, or the norm is not about such subjects.
pub fn explain(
    agreement: &Agreement,
    material: Material<'_>,
    norm: &str,
    subject: &SubjectRef,
) -> Option<Finding> {
    let by_report = incidents_by_report(material);
    let names = actor_names(agreement);
    let mut subjects = Subjects::of(agreement, material, &names);
    subjects.add_origins(agreement, material.incidents);
    let nothing = Deed::default();
    let position = material.incidents.iter().position(|i| i.id.0 == subject.id);
    let deed = position.and_then(|i| {
        let d = (subject.deed?.checked_sub(1)?) as usize;
        Some((i, d, material.incidents.at(i).deeds.get(d)?))
    });
    let versions = versions(agreement);
    let held = |valid: &crate::time::TimeRange| deed.is_none_or(|(.., deed)| valid.overlaps(&time_of(deed)));
    let chosen = versions.iter().find(|(v, valid)| held(valid) && v.norm(norm).is_some());
    let (version, valid) = *chosen.or_else(|| versions.iter().find(|(v, _)| v.norm(norm).is_some()))?;
    let mut weigher = Weigher::new(version, valid, material, &names, &by_report, &subjects);
    weigher.lay_out(None);
    let found = version.norm(norm)?;
    let rule = found.rule.as_ref()?;
    let row = match (deed, rule.subject) {
        (Some((i, d, deed)), Subject::Deed | Subject::Duty) => {
            Row::of_deed(&material.incidents.at(i).id, (i, d), deed, version.mixed_accounts)
        }
        (None, Subject::Party) => {
            Row::of_party(version.parties.iter().position(|p| *p.id == *subject.id)?, &nothing)
        }
        _ => return None,
    };
    let question = Question { norm: found, rule, suppose: Suppose::default() };
    if let Some(finding) = weigher.weigh_question(question, &row, &|| subject.clone()) {
        return Some(finding);
    }
    let bound = Question { suppose: Suppose { bound: true }, ..question };
    let if_bound = weigher.decide(bound, &row, &Case::default()).outcomes.single();
    Some(Finding {
        subject: subject.clone(),
        norm: found.id.clone(),
        version: version.version,
        outcome: Outcome::NotCovered,
        possible: vec![Outcome::NotCovered],
        if_bound: if_bound.unwrap_or(Outcome::Undetermined),
        against: weigher.against(&row),
        by: Vec::new(),
        clash: Vec::new(),
        ambiguities: Vec::new(),
        together: Vec::new(),
        severity: found.severity.clone(),
        because: weigher.because(question, &row),
        missing: Vec::new(),
    })
}
