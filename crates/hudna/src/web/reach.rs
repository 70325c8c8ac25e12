//! Whether acts lie within what their authors' roles reach, where the record can tell what an act is about.
//!
//! The record asks for the verb over any part of the mission, so that whoever verifies it needs to know no sector of an incident. This
//! door asks more, by the mission's policies: of acts from pages and from machines alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::ledger::act::{Act, FindingRef};
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_desk::powers::{Case, Concerns, Held, Need, Power};
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;

use super::House;
use super::fault::Fault;

/// What an act speaks of, as far as its own words say.
enum About<'a> {
    /// A finding.
    Finding(&'a FindingRef),
    /// What a task is about.
    Task(&'a EntryId),
    /// What a ruling was on.
    Ruling(&'a EntryId),
    /// Reports.
    Reports(Vec<&'a EntryId>),
    /// A sector.
    Sector(&'a Arc<str>),
}

fn about(act: &Act) -> Option<About<'_>> {
    Some(match act {
        Act::AssessmentAccepted { finding, .. }
        | Act::AssessmentReturned { finding, .. }
        | Act::ReviewMade { finding, .. }
        | Act::ReplyGiven { finding, .. }
        | Act::RulingMade { finding, .. }
        | Act::TaskGiven { about: Some(finding), .. } => About::Finding(finding),
        Act::TaskClosed { of, .. } => About::Task(of),
        Act::DissentRecorded { of, .. } => About::Ruling(of),
        Act::ReportAmended { of, .. }
        | Act::PlaceConfirmed { of, .. }
        | Act::ReportGraded { of }
        | Act::TranslationAdded { of, .. }
        | Act::ConsentGiven { of, .. }
        | Act::ConsentWithdrawn { of, .. } => About::Reports(vec![of]),
        Act::ReportsJoined { a, b, .. } | Act::ReportsKeptApart { a, b, .. } => About::Reports(vec![a, b]),
        Act::CoverageRecorded { coverage } => About::Sector(&coverage.sector),
        Act::PostOpened { sector, .. } | Act::CameraReported { sector, .. } => About::Sector(sector),
        _ => return None,
    })
}

/// The cases that an act is about, as its author stands to them; none where the record does not know them, which it says itself.
fn cases(snapshot: &Snapshot, user: &UserId, act: &Act) -> Vec<Case> {
    let of_finding = |name: &FindingRef| {
        let at = snapshot.finding(name)?;
        let concerns = snapshot.concerns_of(&*snapshot.finding_at(at, false)?);
        Some(Case { concerns, is_out: snapshot.is_out(user, name), is_own: false })
    };
    let of_report = |entry: &EntryId| {
        let at = snapshot.report(&entry.0)?;
        let incident = snapshot.place_of_report(at);
        let mut concerns = incident.map(|at| snapshot.concerns(at)).unwrap_or_default();
        concerns.parties.extend(snapshot.party_behind(at));
        Some(Case { concerns, is_out: false, is_own: snapshot.filed[at].by == *user })
    };
    let one = match about(act) {
        None => None,
        Some(About::Finding(name)) => of_finding(name),
        Some(About::Task(of)) => {
            let task = snapshot.tasks.iter().find(|task| task.entry == *of);
            task.and_then(|task| task.about.as_ref()).and_then(of_finding)
        }
        Some(About::Ruling(of)) => match snapshot.spoken.get(of).map(|spoken| &spoken.act) {
            Some(Act::RulingMade { finding, .. }) => of_finding(finding),
            _ => None,
        },
        Some(About::Reports(entries)) => return entries.into_iter().filter_map(of_report).collect(),
        Some(About::Sector(sector)) => {
            Some(Case::from(&Concerns { sector: Some(sector.clone()), parties: Vec::new() }))
        }
    };
    one.into_iter().collect()
}

/// Acts of which the record's own rule is the whole rule: whoever may say what they saw may show it, and say that they read.
const fn is_of_the_record(act: &Act) -> bool {
    matches!(act, Act::AttachmentAdded { .. } | Act::SealedRead { .. } | Act::MissionFounded { .. })
}

impl House {
    /// Whether each of these acts lies within what its author's roles reach, in their order. What the record refuses in any case is left
    /// to it to say, and so is an act about something that it does not know yet.
    async fn within(self: &Arc<Self>, acts: Vec<(UserId, &Act)>) -> Result<Vec<Result<(), Fault>>, Fault> {
        let authors: BTreeSet<UserId> = acts.iter().map(|(user, _)| user.clone()).collect();
        let house = Arc::clone(self);
        let held: BTreeMap<UserId, Arc<Held>> = self
            .read(move |ledger| {
                let of = |user: UserId| Some((user.clone(), house.powers.of(ledger.standing(), &user)?));
                Ok(authors.into_iter().filter_map(of).collect())
            })
            .await?;
        // the record as it stands is asked for only where an act turns on it
        let mut snapshot: Option<Arc<Snapshot>> = None;
        let mut answers = Vec::with_capacity(acts.len());
        for (user, act) in acts {
            let power = Power::Do(act.verb());
            let held = held.get(&user).filter(|held| !is_of_the_record(act) && held.is_given(act.verb()));
            let Some(held) = held else {
                answers.push(Ok(()));
                continue;
            };
            if !held.may(Need::Do(act.verb())) {
                answers.push(Err(out_of_reach()));
                continue;
            }
            if about(act).is_none() || held.is_over_all(power) {
                answers.push(Ok(()));
                continue;
            }
            let record = match &snapshot {
                Some(record) => record,
                None => snapshot.insert(self.snapshot().await?),
            };
            let reached = |case: Case| {
                // whoever told something may tell it otherwise, wherever it was
                if case.is_own && matches!(act, Act::ReportAmended { .. }) {
                    return Ok(());
                }
                let is_out = case.is_out;
                let refused = || if is_out { recused() } else { out_of_reach() };
                held.may_about(power, case).then_some(()).ok_or_else(refused)
            };
            answers.push(cases(record, &user, act).into_iter().try_for_each(reached));
        }
        Ok(answers)
    }

    /// Whether these acts of one author lie within what their roles reach.
    ///
    /// # Errors
    /// `out-of-reach`.
    pub(super) async fn is_within(self: &Arc<Self>, user: &UserId, acts: &[&Act]) -> Result<(), Fault> {
        let acts = acts.iter().map(|act| (user.clone(), *act)).collect();
        self.within(acts).await?.into_iter().collect()
    }

    /// The same of each body that was sent; one that cannot be read is refused by the record, which says why.
    pub(super) async fn are_sent_within(
        self: &Arc<Self>,
        bodies: &[&[u8]],
    ) -> Result<Vec<Result<(), Fault>>, Fault> {
        let read: Vec<Option<Body>> = bodies.iter().map(|body| Body::read(body).ok()).collect();
        let acts = read.iter().flatten().map(|body| (body.actor.clone(), &body.act)).collect();
        let mut within = self.within(acts).await?.into_iter();
        let answer = |body: &Option<Body>| match body {
            Some(_) => within.next().unwrap_or_else(|| Err(out_of_reach())),
            None => Ok(()),
        };
        Ok(read.iter().map(answer).collect())
    }
}

/// Whoever declared themselves out of a case does nothing more in it.
pub(super) fn recused() -> Fault {
    Trouble::new("record", "own-recusal").into()
}

fn out_of_reach() -> Fault {
    Trouble::new("record", "out-of-reach").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_of_a_sector_says_so_itself() {
        let sector: Arc<str> = "north".into();
        let from = hudna_core::time::Instant(0);
        let act = Act::PostOpened { from, post: "p-1".into(), sector: sector.clone() };
        assert!(matches!(about(&act), Some(About::Sector(named)) if *named == sector));
        assert!(about(&Act::SealedRead { about: None, of: None, what: "map".into() }).is_none());
    }
}
