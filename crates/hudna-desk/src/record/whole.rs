//! Acts that come together: one commit, in which all of them stand or none.

use hudna_core::ledger::filed::Filed;
use hudna_core::time::Instant;

use super::Actor;
use super::ledger::Receipt;
use super::mission::{Mission, stands_apart, turns};
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
        let speaks = |kind| matches!(kind, "assessment.accepted" | "assessment.returned" | "ruling.made");
        let alike = acts.iter().all(|filed| speaks(filed.act.kind()));
        let several = acts.len() > 1;
        let mut submissions = Vec::with_capacity(acts.len());
        for (n, filed) in acts.into_iter().enumerate() {
            let kind = filed.act.kind();
            let submission = actor.submission(filed, now).map_err(|why| (n + 1, why))?;
            // a text that is proposed and a drawing are held against themselves and the text in force, which no list changes
            let by_itself = matches!(kind, "agreement.proposed" | "area.drawn");
            if several && !alike && !by_itself && stands_apart(&submission) {
                return Err((n + 1, Trouble::new("record", "act-apart").with("kind", kind)));
            }
            if let Some(body) = turns(&submission) {
                self.may_turn(&body, &submission).map_err(|why| (n + 1, why.into()))?;
            }
            submissions.push(submission);
        }
        let answers = self.ledger.submit_whole(submissions, now).into_iter().enumerate();
        answers.map(|(n, answer)| answer.map_err(|why| (n + 1, why.into()))).collect()
    }
}
