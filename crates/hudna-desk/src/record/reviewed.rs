//! Who reviews a finding and who assesses it are two people: what is against an act of either by somebody who did, or read, the other's part.
//!
//! Asked by the host of new acts, and by the page before it offers a form. A reviewer sees the assessment that they review; so whoever looked at it
//! in order to review it, or reviewed it, assesses that finding no more, and two assessors stay blind to each other.

use hudna_core::incident::IncidentId;
use hudna_core::ledger::act::{Act, FindingRef};
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::ledger::standing::Refusal;
use hudna_core::time::Instant;

use super::derive::{Derived, reports_of};
use super::ledger::Refused;
use super::mission::Mission;
use super::remembered::{Spoken, Thing};
use super::snapshot::Snapshot;

/// What is read by whoever looks at an assessment in order to review it.
pub fn thing(name: &FindingRef) -> Thing {
    Thing::about("assessment", Some(&format!("{} {} {}", name.norm, name.subject, name.version)))
}

/// Whether it is an assessment of this finding.
fn assesses(spoken: &Spoken, name: &FindingRef) -> bool {
    matches!(
        &spoken.act,
        Act::AssessmentAccepted { finding, .. } | Act::AssessmentReturned { finding, .. } if finding == name
    )
}

fn reviews(spoken: &Spoken, name: &FindingRef) -> bool {
    matches!(&spoken.act, Act::ReviewMade { finding, .. } if finding == name)
}

/// Whether a finding stands by the acceptance that is reviewed.
fn is_of(staged: Option<&Staged>, of: &EntryId) -> bool {
    staged.is_some_and(|staged| staged.stage == Stage::Assessed && staged.by.as_ref() == Some(of))
}

impl Derived {
    /// What `user` said of a finding.
    fn said_by<'d>(&'d self, user: &'d UserId, name: &FindingRef) -> impl Iterator<Item = &'d Spoken> {
        let entries = self.replay.stages.get(name).map_or(&[][..], |staged| staged.entries.as_slice());
        entries.iter().filter_map(|entry| self.spoken.get(entry)).filter(move |one| one.by == *user)
    }
}

impl Mission {
    /// Whether an assessment is by somebody who did not review the finding nor looked at another's assessment, and a review by somebody who neither
    /// assessed it nor told of its incident, and of the assessment by which it stands.
    pub(super) fn is_anothers(
        &mut self,
        body: &Body,
        finding: &FindingRef,
        incident: &IncidentId,
        now: Instant,
    ) -> Result<(), Refused> {
        let derived = &mut self.derived;
        let refused = |code| Refusal::new(code).with("norm", &finding.norm).with("subject", &finding.subject);
        let Act::ReviewMade { of, .. } = &body.act else {
            let reviewed = derived.said_by(&body.actor, finding).any(|one| reviews(one, finding));
            let thing = thing(finding);
            let looked = || derived.reads.iter().any(|read| read.by == body.actor && read.thing == thing);
            return match reviewed || looked() {
                true => Err(refused("assessment-after-review").into()),
                false => Ok(()),
            };
        };
        if derived.said_by(&body.actor, finding).any(|one| assesses(one, finding)) {
            return Err(refused("review-of-own").into());
        }
        if !is_of(derived.replay.stages.get(finding), of) {
            return Err(refused("review-not-of-this").into());
        }
        let agreement = derived.agreement_at(now).map_err(Refused::untried)?;
        let reports = reports_of(derived.incidents(&agreement).map_err(Refused::untried)?, &incident.0);
        let filed = reports.iter().filter_map(|entry| derived.filed.get(derived.replay.report(entry)?.0));
        if filed.into_iter().any(|(by, _)| *by == body.actor) {
            return Err(refused("review-of-own-report").into());
        }
        Ok(())
    }
}

impl Snapshot {
    /// What keeps `user` from reviewing a finding, as the record would say it; `None`: nothing. Of the record as it is, not of what `user` is told.
    pub fn review_barred(&self, user: &UserId, name: &FindingRef) -> Option<&'static str> {
        if self.is_out(user, name) {
            return Some("recused");
        }
        if self.spoken.values().any(|one| one.by == *user && assesses(one, name)) {
            return Some("review-of-own");
        }
        let incident = name.deed().and_then(|(id, _)| self.incident(id));
        let reports = incident.map_or(&[][..], |at| self.reports_of(at));
        let filed = reports.iter().filter_map(|at| self.filed.get(*at as usize));
        filed.into_iter().any(|filed| filed.by == *user).then_some("review-of-own-report")
    }

    /// Whether `user` reviewed a finding.
    pub fn has_reviewed(&self, user: &UserId, name: &FindingRef) -> bool {
        self.spoken.values().any(|one| one.by == *user && reviews(one, name))
    }
}
