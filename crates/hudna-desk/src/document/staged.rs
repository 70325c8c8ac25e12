//! What people did with findings, said: the stage as shape and word, whose outcome stands, and what else was said.
//!
//! A person's or the commission's outcome stands first; where the program finds otherwise both are told. Without a record
//! nobody said anything, and nothing here says a word.

use hudna_core::finding::{Finding, Outcome};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::replay::{Stage, Staged};
use hudna_core::ledger::stages::Reached;
use hudna_core::statistics::{ByOutcome, Counts};

use super::blocks::{Cell, Piece, latin, soft, strong, words};
use super::sitrep::grouped_count;
use super::voice::Voice;

/// The order in which outcomes are told in a sentence.
pub(super) const TOLD: [Outcome; 4] =
    [Outcome::Breach, Outcome::Permitted, Outcome::NotCovered, Outcome::Undetermined];

impl Voice<'_> {
    /// A stage as shape and word.
    pub(super) fn stage(&self, stage: Stage) -> Piece {
        Piece::Mark { s: stage.name(), t: self.get(&format!("stage-{}", stage.name())) }
    }
    /// The stage of an incident, as shape and word.
    pub(super) fn stage_of(&self, reached: Option<Reached>) -> Piece {
        self.stage(reached.map_or(Stage::Provisional, |r| r.stage))
    }
    /// What people said of `finding`, if anybody did.
    pub(super) fn said_of(&self, finding: &Finding) -> Option<&Staged> {
        self.view.stages.finding(finding)
    }
    /// The outcome by which `finding` stands, as shape and word.
    pub(super) fn standing_of(&self, finding: &Finding) -> Piece {
        let outcome = self.view.stages.standing(finding);
        Piece::Mark { s: outcome.name(), t: self.outcome_word(finding, outcome) }
    }
    /// What else is to be said of a finding that people spoke of: that the program finds otherwise, returns, replies,
    /// dissents.
    pub(super) fn remarks(&self, staged: &Staged, found: Outcome, word: &str) -> Vec<Piece> {
        let mut said = Vec::new();
        if staged.outcome.is_some_and(|outcome| outcome != found) {
            said.push(words(self.say("staged-program", &[("outcome", word)])));
        }
        if let Some(lapsed) = &staged.lapsed {
            let outcome = self.get(&format!("outcome-{}", lapsed.outcome.name()));
            said.push(words(self.say("staged-lapsed", &[("outcome", &outcome)])));
        }
        if staged.returned {
            said.push(words(self.get("staged-returned")));
        }
        let reservations = staged.reservations.len();
        let counts = [
            ("staged-dissents", staged.dissents.len().saturating_sub(reservations)),
            ("staged-reservations", reservations),
        ];
        for (key, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            said.push(words(self.words.count(key, count)));
        }
        if !staged.replies.is_empty() {
            said.push(words(self.words.count("staged-replies", staged.replies.len())));
        }
        said
    }
    /// How far the technical review of an assessment has come, or whether a ruling was made without one.
    pub(super) fn review_of(&self, staged: &Staged) -> Option<Piece> {
        let key = match (staged.stage, &staged.review) {
            (Stage::Provisional, _) => return None,
            (_, Some(review)) if review.sound => "review-found-sound",
            (_, Some(_)) => "review-gave-back",
            (Stage::Assessed, None) => "staged-unreviewed",
            (Stage::Ruled, None) => "ruled-unreviewed",
        };
        Some(words(self.get(key)))
    }
    /// The same of a finding that is listed.
    pub(super) fn remarks_on(&self, finding: &Finding) -> Vec<Piece> {
        let word = self.outcome_word(finding, finding.outcome);
        self.said_of(finding).map_or_else(Vec::new, |staged| self.remarks(staged, finding.outcome, &word))
    }
    /// What people said of an incident where the program lists no finding, one a line.
    pub(super) fn beside(&self, incident: &str) -> Vec<Vec<Piece>> {
        let found = self.get("outcome-not_covered");
        let line = |(name, staged): (&FindingRef, &Staged)| {
            let mut pieces = vec![self.stage(staged.stage)];
            pieces.extend(staged.outcome.map(|o| self.outcome(o)));
            pieces.push(words(format!("{}.", self.norm(&name.norm))));
            pieces.extend(self.remarks(staged, Outcome::NotCovered, &found));
            pieces
        };
        self.view.stages.beside(incident).map(line).collect()
    }
    /// What was said under names that lead nowhere any more, one a line.
    pub(super) fn elsewhere(&self) -> Vec<Vec<Piece>> {
        let line = |(name, staged): (&FindingRef, &Staged)| {
            let mut pieces = vec![self.stage(staged.stage)];
            pieces.extend(staged.outcome.map(|o| self.outcome(o)));
            pieces.push(words(format!("{}{}", self.norm(&name.norm), self.get("comma"))));
            pieces.push(latin(name.subject.to_string()));
            pieces.push(soft(self.get("staged-elsewhere")));
            pieces
        };
        self.view.stages.elsewhere().map(line).collect()
    }

    /// The notice at the head of the report.
    pub(super) fn status(&self) -> Vec<Piece> {
        if self.view.is_staged() {
            return vec![strong(self.get("sitrep-staged")), words(self.get("sitrep-staged-means"))];
        }
        vec![strong(self.get("sitrep-provisional")), words(self.get("sitrep-provisional-means"))]
    }

    /// How many incidents are assessed and ruled, with what outcome; what else was said of findings.
    pub(super) fn summary_of_stages(&self, counts: &Counts) -> Vec<Piece> {
        let now = &counts.total.now;
        let (mut otherwise, mut returned, mut lapsed, mut others) = (0, 0, 0, [0_usize; 2]);
        let mut tell = |staged: &Staged, found: Outcome| {
            otherwise += usize::from(staged.outcome.is_some_and(|outcome| outcome != found));
            returned += usize::from(staged.returned);
            lapsed += usize::from(staged.lapsed.is_some());
        };
        for id in &counts.spoken_of {
            self.view.stages.of_incident(&id.0).for_each(|(_, staged, found)| tell(staged, found));
        }
        for (finding, staged) in self.view.staged_of_others() {
            tell(staged, finding.outcome);
            others[0] += usize::from(staged.stage == Stage::Assessed);
            others[1] += usize::from(staged.stage == Stage::Ruled);
        }
        let mut pieces = Vec::new();
        if now.assessed.all() + now.ruled.all() > 0 {
            pieces.extend(self.in_stage(
                "assessed",
                "summary-assessed",
                "summary-none-assessed",
                &now.assessed,
            ));
            pieces.extend(self.in_stage("ruled", "summary-ruled", "summary-none-ruled", &now.ruled));
        } else if now.alleged > 0 && others == [0, 0] {
            pieces.push(words(self.get("summary-not-assessed")));
        }
        if others != [0, 0] {
            let [assessed, ruled] = others.map(|n| n.to_string());
            pieces.push(words(self.say("summary-others", &[("assessed", &assessed), ("ruled", &ruled)])));
        }
        let counted =
            [("summary-otherwise", otherwise), ("summary-lapsed", lapsed), ("summary-returned", returned)];
        for (key, count) in counted {
            if count > 0 {
                pieces.push(words(self.words.count(key, count)));
            }
        }
        pieces
    }

    fn in_stage(&self, shape: &'static str, lead: &str, none: &str, count: &ByOutcome) -> Vec<Piece> {
        if count.all() == 0 {
            return vec![words(self.get(none))];
        }
        let mut pieces =
            vec![Piece::Mark { s: shape, t: self.say(lead, &[("count", &grouped_count(count.all()))]) }];
        let told: Vec<Outcome> = TOLD.into_iter().filter(|o| count.of(*o) > 0).collect();
        for (i, outcome) in told.iter().enumerate() {
            let end = if i + 1 == told.len() { ".".to_owned() } else { self.get("comma") };
            let number = grouped_count(count.of(*outcome));
            pieces.push(self.outcome(*outcome));
            pieces.push(words(self.say("summary-in", &[("count", &number)]) + &end));
        }
        pieces
    }

    /// A cell of the table by sector: how many, and with which outcomes.
    pub(super) fn count_in_stage(&self, now: &ByOutcome, before: Option<String>) -> Cell {
        let mut cell = Cell::count(grouped_count(now.all()), before);
        for outcome in TOLD.into_iter().filter(|o| now.of(*o) > 0) {
            let word = self.get(&format!("outcome-{}", outcome.name()));
            let count = grouped_count(now.of(outcome));
            let said = self.say("count-with-outcome", &[("outcome", &word), ("count", &count)]);
            cell.pieces.extend([Piece::Break, soft(said)]);
        }
        cell
    }
}
