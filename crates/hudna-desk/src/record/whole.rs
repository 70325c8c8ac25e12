//! Acts that come together: one commit, in which all of them stand or none.

use hudna_core::ledger::entry::Body;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::time::Instant;

use super::Actor;
use super::effect::{self, There};
use super::ledger::{Asked, Receipt, Refused};
use super::mission::{Mission, stands_apart, turns};
use super::submitted;
use crate::seal::random;
use crate::trouble::Trouble;

impl Mission {
    /// Does `acts` in one commit: all of them, or none. What fails is told with the number of its act, from 1.
    ///
    /// Acts that are held against what the record comes to stand in a list with their like alone, and only those that change no
    /// incident: no act before them in the list may alter what they were decided on.
    ///
    /// # Errors
    /// `act-apart`; why one may not stand, or why they were not kept.
    pub fn act_all(
        &mut self,
        actor: &Actor,
        acts: Vec<Filed>,
        now: Instant,
    ) -> Result<Vec<Receipt>, (usize, Trouble)> {
        let ids: Result<Vec<_>, Trouble> = acts.iter().map(|_| Ok(EntryId::of(random()?))).collect();
        let acts = ids.map_err(|why| (1, why))?.into_iter().zip(acts).collect();
        self.act_all_as(actor, acts, now)
    }

    /// The same under ids that the caller chose, so that the same acts sent twice are one.
    ///
    /// # Errors
    /// As [`Self::act_all`].
    pub fn act_all_as(
        &mut self,
        actor: &Actor,
        acts: Vec<(EntryId, Filed)>,
        now: Instant,
    ) -> Result<Vec<Receipt>, (usize, Trouble)> {
        self.act_whole(actor, acts, now).map_err(|(n, why)| (n, why.into()))
    }

    /// The same, told as the record tells it.
    pub(super) fn act_whole(
        &mut self,
        actor: &Actor,
        acts: Vec<(EntryId, Filed)>,
        now: Instant,
    ) -> Result<Vec<Receipt>, (usize, Refused)> {
        let all_of = |kinds: &[&str]| acts.iter().all(|(_, filed)| kinds.contains(&filed.act.kind()));
        // what is adopted turns on votes, and no adoption is one
        let alike = all_of(&["assessment.accepted", "assessment.returned", "ruling.made"])
            || all_of(&["article.adopted"]);
        let several = acts.len() > 1;
        let asks = several && acts.iter().any(|(_, filed)| effect::asks(filed.act.kind()));
        let mut submissions = Vec::with_capacity(acts.len());
        let mut there: Option<There> = None;
        for (n, (id, filed)) in acts.into_iter().enumerate() {
            let untried = |why| (n + 1, Refused::untried(why));
            let kind = filed.act.kind();
            let submission = actor.submission_as(id, filed, now).map_err(untried)?;
            // a text that is proposed and a drawing are held against themselves and the text in force, which no list changes
            let by_itself = matches!(kind, "agreement.proposed" | "area.drawn");
            if several && !alike && !by_itself && stands_apart(&submission) {
                return Err(untried(Trouble::new("record", "act-apart").with("kind", kind)));
            }
            if let Some(body) = turns(&submission) {
                self.may_turn(&body, &submission, now).map_err(|why| (n + 1, why))?;
            }
            let why = self.objection(&submission, there.as_ref(), now).map_err(|why| (n + 1, why))?;
            if asks && let Ok(body) = Body::read(&submission.body) {
                if there.is_none() {
                    there = Some(self.derived().map_err(untried)?.there.clone());
                }
                if let Some(there) = &mut there {
                    there.take(&body, (now, u64::MAX), |name| submitted::content(&body, &submission, name));
                    let plan = submitted::content(&body, &submission, "plan");
                    there.take_force(&self.derived().map_err(untried)?.replay.force, &body, plan, now);
                }
            }
            submissions.push(Asked { submission, why, shown: true });
        }
        let answers = self.ledger.submit_whole(submissions, now).into_iter().enumerate();
        answers.map(|(n, answer)| answer.map_err(|why| (n + 1, why))).collect()
    }
}
