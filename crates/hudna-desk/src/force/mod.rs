//! The joint force in words: bodies, nominations and whom they wait for, posts, patrols, complaints.
//!
//! Terminal and pages say it with these, so that they cannot tell two stories. Nothing is decided here: stages come from
//! [`hudna_core::force`], whether criteria and quotas are met from the findings. Where a patrol goes is told only once it has
//! ended, but to whoever may see what is sealed and to the parties that were asked for clearance.

mod bodies;
mod data;
mod explanation;
mod report;
mod text;
mod watch;

use std::sync::Arc;

use hudna_core::finding::{Finding, Outcome};
use hudna_core::force::composition;
use hudna_core::force::nomination::{Nomination, Standing, Waits};
use hudna_core::force::{Complaint, Patrol};
use hudna_core::ledger::act::{Act, Leg};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PartyId, UserId};
use hudna_core::time::Instant;

use crate::document::screen::{Piece, Screen};
use crate::record::Snapshot;
use crate::words::{Words, grouped};

/// One language speaking of the joint force as the record has it at a moment.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    snapshot: &'a Snapshot,
    screen: Screen<'a>,
    words: &'static Words,
    now: Instant,
}

impl<'a> Told<'a> {
    /// Of a record, in the words of `screen`, at `now`.
    pub const fn of(snapshot: &'a Snapshot, screen: Screen<'a>, now: Instant) -> Self {
        Self { snapshot, words: screen.words(), screen, now }
    }

    /// The moment at which it is told.
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The findings about a candidate for the body.
    pub fn criteria(&self, one: &Nomination) -> Vec<&'a Finding> {
        let snapshot = self.snapshot;
        let meant = |finding: &&Finding| {
            composition::is_of_candidate(&snapshot.agreement, finding, &one.candidate, &one.body)
        };
        snapshot.of_people().iter().filter(meant).collect()
    }

    /// What the criteria come to: not met where one is not, else open where one is; `None` where none was weighed.
    pub fn criteria_are(&self, one: &Nomination) -> Option<Piece> {
        let findings = self.criteria(one);
        let order = [Outcome::Breach, Outcome::Undetermined, Outcome::Permitted];
        let stands = |outcome: &Outcome| {
            findings.iter().find(|finding| self.snapshot.stages.standing(finding) == *outcome)
        };
        order.iter().find_map(stands).map(|finding| self.screen.standing_of(finding))
    }

    /// Where a nomination stands.
    pub fn standing(&self, one: &Nomination) -> Standing {
        one.standing(&self.snapshot.force, self.snapshot.agreement.reply_within, self.now)
    }

    /// Users who may not vote on a nomination: recused, or acting for a party to it.
    pub fn out_of(&self, one: &Nomination, users: &[UserId]) -> Vec<UserId> {
        users.iter().filter(|user| !one.may_rule(user, &self.snapshot.standing)).cloned().collect()
    }

    /// The users who may be asked to rule on a nomination as it stands: its panel or that of appeal, with those who stand in where it cannot reach its
    /// quorum.
    pub fn panel_of(&self, one: &Nomination) -> Vec<UserId> {
        self.snapshot.force.panel_of(one, !one.appeals.is_empty(), &self.snapshot.standing)
    }

    /// A stage in a word or two.
    pub fn stage(&self, standing: &Standing) -> String {
        self.words.get(&format!("force-stage-{}", standing.stage.name()))
    }

    /// Whom a nomination waits for, and until when.
    pub fn waits(&self, one: &Nomination, standing: &Standing) -> String {
        let whom = match &standing.waits {
            Waits::Commission => self.words.get("force-waits-commission"),
            Waits::OthersThan(_) => self.words.get("force-waits-others"),
            Waits::Party(party) => {
                self.words.with("force-waits-party", &[("party", self.screen.actor(&party.0).into())])
            }
            Waits::Panel(_) => {
                let panel = self.panel_of(one);
                let left = panel.len() - self.out_of(one, &panel).len();
                let quorum = one.rules.as_ref().map_or(1, |rules| rules.quorum);
                match usize::try_from(quorum).is_ok_and(|quorum| left < quorum) {
                    true => {
                        self.words.with("force-waits-no-quorum", &[("quorum", quorum.to_string().into())])
                    }
                    false => self.words.count("force-waits-panel", left),
                }
            }
            Waits::Register => self.words.get("force-waits-register"),
            Waits::Nobody => self.words.get("force-waits-nobody"),
        };
        match standing.until {
            None => whom,
            Some(until) => {
                let key = if standing.overdue { "force-overdue" } else { "force-until" };
                let until = self.words.with(key, &[("moment", self.screen.moment(until).into())]);
                format!("{whom}{} {until}", self.words.get("comma"))
            }
        }
    }

    /// Who was put forward, for what, by whom.
    pub fn nominated(&self, one: &Nomination) -> String {
        let values = [
            ("candidate", one.candidate.to_string().into()),
            ("body", self.body(&one.body).into()),
            ("party", self.screen.actor(&one.party.0).into()),
        ];
        self.words.with("force-nominated", &values)
    }

    /// Whether where a patrol goes may be told: it is over, its reader may see what is sealed, or acts for a party that was
    /// asked for clearance.
    pub fn tells_plan(&self, patrol: &Patrol, sealed: bool, party: Option<&PartyId>) -> bool {
        sealed || patrol.is_over(self.now) || party.is_some_and(|party| patrol.asked.contains(party))
    }

    /// A patrol in sentences: how it goes, its clearance, its report, and where where that may be told.
    pub fn patrol(&self, patrol: &Patrol, tells_plan: bool) -> Vec<String> {
        let words = self.words;
        let moment = |key: &str, at: Instant| words.with(key, &[("moment", self.screen.moment(at).into())]);
        let mut said = vec![words.get(&format!("force-way-{}", patrol.way.name())), self.clearance(patrol)];
        match (&patrol.report, patrol.plan.as_ref().filter(|_| tells_plan)) {
            (Some(report), _) => {
                said.push(self.screen.range(report.over));
                said.push(self.legs(&report.legs));
                said.push(report.late_by().map_or_else(
                    || words.get("force-reported"),
                    |late| words.with("force-reported-late", &[("span", lasting(words, late.0).into())]),
                ));
                if !report.cleared && !patrol.asked.is_empty() {
                    said.push(words.get("force-without-clearance"));
                }
                if !report.denied.is_empty() {
                    let sectors: Vec<String> =
                        report.denied.iter().map(|sector| self.screen.sector(sector)).collect();
                    said.push(words.with("force-denied", &[("sectors", words.list(&sectors).into())]));
                }
            }
            (None, Some(plan)) => {
                said.push(self.screen.range(plan.over));
                said.push(self.legs(&plan.legs));
                let due = plan.over.hi.plus(hudna_core::force::REPORT_WITHIN);
                let key = if due <= self.now { "force-report-overdue" } else { "force-report-due" };
                said.push(moment(key, due));
            }
            (None, None) => said.push(words.get("force-plan-sealed")),
        }
        said
    }

    /// A party by its name.
    pub fn party(&self, party: &PartyId) -> String {
        self.screen.actor(&party.0)
    }

    /// A moment in the mission's own time.
    pub fn moment(&self, at: Instant) -> String {
        self.screen.moment(at)
    }

    /// Whether the last answer of one of the parties that gave clearance came with words: it may hold under conditions alone.
    fn is_conditional(&self, patrol: &Patrol) -> bool {
        let last = |party: &PartyId| patrol.clearance.iter().rev().find(|answer| answer.party == *party);
        let worded = |entry: &EntryId| self.snapshot.spoken.get(entry).is_some_and(|one| one.text.is_some());
        patrol.asked.iter().filter_map(last).any(|answer| answer.granted && worded(&answer.entry))
    }

    fn clearance(&self, patrol: &Patrol) -> String {
        let key = match patrol.is_cleared() {
            _ if patrol.asked.is_empty() => "force-cleared-unasked",
            Some(true) if self.is_conditional(patrol) => "force-cleared-worded",
            Some(true) => "force-cleared-yes",
            Some(false) => "force-cleared-no",
            None => "force-cleared-open",
        };
        self.words.get(key)
    }

    fn legs(&self, legs: &[Leg]) -> String {
        let leg = |leg: &Leg| {
            let hours = grouped(leg.hours);
            let values = [("sector", self.screen.sector(&leg.sector).into()), ("hours", hours.into())];
            self.words.with("force-leg", &values)
        };
        self.words.list(&legs.iter().map(leg).collect::<Vec<_>>())
    }

    /// A complaint in a sentence, and how far it has come; the monitor by `name`, where the reader may know it and has one.
    pub fn complaint(&self, one: &Complaint, name: Option<&str>) -> (String, String) {
        let key = if name.is_some() { "force-complaint" } else { "force-complaint-unnamed" };
        let values =
            [("party", self.screen.actor(&one.party.0).into()), ("about", name.unwrap_or_default().into())];
        let said = self.words.with(key, &values);
        let key = match one.ruled {
            Some((_, true)) => "force-complaint-upheld".to_owned(),
            Some((_, false)) => "force-complaint-refused".to_owned(),
            None => format!("force-complaint-{}", one.stage().name()),
        };
        (said, self.words.get(&key))
    }

    /// What is to be redacted, in sentences: of whom, how much, since when.
    pub fn expired(&self) -> Vec<String> {
        let expired = self.snapshot.force.expired(&self.snapshot.redacted, self.now);
        let said = expired.iter().map(|one| {
            let values = [
                ("candidate", one.candidate.to_string().into()),
                ("count", one.parts.len().into()),
                ("moment", self.screen.moment(one.since).into()),
            ];
            self.words.with("force-expired-of", &values)
        });
        said.collect()
    }

    /// What is to be redacted, as the act that does it; `None` where no time has run. What it destroys is named by digest.
    pub fn redaction(&self) -> Option<Filed> {
        let expired = self.snapshot.force.expired(&self.snapshot.redacted, self.now);
        let parts: Vec<_> = expired.iter().flat_map(|one| one.parts.iter().copied()).collect();
        // `because` stands in the record for every reader: the kind of the reason, as data have it
        let because = Arc::from("keep_until");
        (!parts.is_empty()).then(|| Filed::plain(Act::RedactionMade { because, parts }))
    }
}

/// How long, in words, of microseconds.
fn lasting(words: &Words, micros: i64) -> String {
    let minutes = micros.max(0) / 60_000_000;
    let (key, count) = match minutes {
        m if m >= 2 * 24 * 60 => ("span-days", m / (24 * 60)),
        m if m >= 60 => ("span-hours", m / 60),
        m => ("span-minutes", m),
    };
    words.count(key, usize::try_from(count).unwrap_or(0))
}
