//! What is against a ruling: somebody counted twice, recorded by one who took no part, or the commission's own decision rule is not met.
//!
//! Asked by the host of new rulings, and by the page before it sends one, so that whoever writes it reads names instead of ids. Rulings that a record
//! took in before this was asked stand as they did.

use std::sync::Arc;

use hudna_core::agreement::Agreement;
use hudna_core::dialogue::adoption::Vote;
use hudna_core::dialogue::ruling::{Voices, rules, weigh};
use hudna_core::force::Complaint;
use hudna_core::force::against::complaint_case;
use hudna_core::ledger::act::{Act, FindingRef, Verb};
use hudna_core::ledger::entry::Body;
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::standing::{Refusal, Standing};
use hudna_core::time::Instant;

use super::at_vote::asked;
use super::derive::Derived;
use super::effect::There;
use super::ledger::Refused;
use super::mission::Mission;
use super::snapshot::Snapshot;
use crate::trouble::Trouble;

/// What is against a ruling by `by_rule` that `actor` records. `put` is when the finding came before the commission; `called` says how to call
/// somebody.
///
/// # Errors
/// `vote-twice`; `ruling-without-you`; `ruling-rule-other` where the text has rules for its commission and this is none of them; `ruling-no-quorum`,
/// `ruling-not-carried` and `ruling-undetermined`, each with what the rule asks and with both sides.
pub fn is_taken(
    agreement: &Agreement,
    (by_rule, actor): (&Arc<str>, &UserId),
    voices: &Voices<'_>,
    (put, now): (Instant, Instant),
    called: &dyn Fn(&UserId) -> String,
) -> Result<(), Refusal> {
    is_of_those_who_voted(actor, voices, called)?;
    let known: Vec<&str> = rules(agreement).map(|norm| &*norm.id).collect();
    if known.is_empty() {
        return Ok(());
    }
    if !known.contains(&&**by_rule) {
        return Err(Refusal::new("ruling-rule-other").with("rule", by_rule).with("known", known.join(", ")));
    }
    let named = |list: Vec<&UserId>| match list.is_empty() {
        true => "—".to_owned(),
        false => list.into_iter().map(called).collect::<Vec<_>>().join(", "),
    };
    let refused = |code, need| {
        Refusal::new(code).with("rule", by_rule).with("asked", &*asked(agreement, by_rule, need))
    };
    match weigh(agreement, by_rule, voices, (put, now)) {
        Vote::Taken { .. } => Ok(()),
        Vote::Undetermined { .. } => Err(refused("ruling-undetermined", "votes")
            .with("present", named(here(voices)))
            .with("away", named(voices.away().collect()))),
        Vote::NoQuorum => Err(refused("ruling-no-quorum", "quorum")
            .with("present", named(here(voices)))
            .with("away", named(voices.away().collect()))),
        Vote::TooFew => Err(refused("ruling-not-carried", "votes")
            .with("by", named(voices.by.iter().collect()))
            .with("against", named(voices.against.iter().collect()))
            .with("abstained", named(voices.abstained.iter().collect()))),
        // a rule that was not in force when the finding came before the commission says nothing of it
        Vote::RuleUnknown | Vote::NotPut | Vote::NotCovered => {
            Err(Refusal::new("ruling-rule-other").with("rule", by_rule).with("known", known.join(", ")))
        }
    }
}

/// Nobody votes twice, and whoever records a ruling took part in it.
fn is_of_those_who_voted(
    actor: &UserId,
    voices: &Voices<'_>,
    called: &dyn Fn(&UserId) -> String,
) -> Result<(), Refusal> {
    if let Some(user) = voices.twice() {
        return Err(Refusal::new("vote-twice").with("user", called(user)));
    }
    if !voices.took_part(actor) {
        return Err(Refusal::new("ruling-without-you").with("user", called(actor)));
    }
    Ok(())
}

/// What is against a ruling that names no rule, by who records it and by the rules that the text gives its commission: one of them must carry it.
/// `put` is when the matter came before the commission.
///
/// # Errors
/// As [`is_taken`], by the first of the rules.
pub fn is_carried(
    agreement: Option<&Agreement>,
    actor: &UserId,
    voices: &Voices<'_>,
    (put, now): (Instant, Instant),
    called: &dyn Fn(&UserId) -> String,
) -> Result<(), Refusal> {
    is_of_those_who_voted(actor, voices, called)?;
    let Some(agreement) = agreement else { return Ok(()) };
    let mut first = None;
    for norm in rules(agreement) {
        match is_taken(agreement, (&norm.id, actor), voices, (put, now), called) {
            Ok(()) => return Ok(()),
            Err(why) => first = first.or(Some(why)),
        }
    }
    first.map_or(Ok(()), Err)
}

/// What is against a ruling on an order, a nomination or a complaint that is recorded in the names of several: whoever records it is one of them,
/// and where no panel of its own rules the commission's rule is met.
///
/// # Errors
/// The text cannot be read.
pub(super) fn in_others_names(
    derived: &Derived,
    there: &There,
    body: &Body,
    powers: &Standing,
    now: Instant,
) -> Result<Option<Refusal>, Trouble> {
    let force = there.force_now(derived);
    let (by, against, put, own_panel) = match &body.act {
        Act::SequenceRuled { by, id, .. } => {
            let began = there.disputed_since(derived, id, now)?;
            (by, &Vec::new(), began.unwrap_or(now), false)
        }
        Act::NominationRuled { by, against, .. } => (by, against, now, true),
        Act::ComplaintRuled { by, against, of, .. } => {
            let one = force.complaint(of);
            let panel = one.is_some_and(|one| force.complaint_panel(one).is_some());
            (by, against, one.map_or(now, |one| one.at), panel)
        }
        _ => return Ok(None),
    };
    let text = match own_panel || derived.replay.texts.is_empty() {
        true => None,
        false => Some(derived.agreement_at(now)?),
    };
    let members: Vec<UserId> = match &body.act {
        Act::ComplaintRuled { of, .. } => {
            force.complaint(of).map(|one| judges(one, powers)).unwrap_or_default()
        }
        _ => powers.users.keys().filter(|user| powers.may(user, Verb::Rule)).cloned().collect(),
    };
    let voices = Voices { members: &members, by, against, abstained: &[] };
    let called = |user: &UserId| user.0.to_string();
    Ok(is_carried(text.as_ref(), &body.actor, &voices, (put, now), &called).err())
}

/// Who may rule on a complaint that names no formed body: whoever rules, is not complained of, does not act for the party that complains and is not
/// out of the case.
fn judges(one: &Complaint, powers: &Standing) -> Vec<UserId> {
    let case = complaint_case(&one.entry);
    let users = powers.users.iter().filter(|(user, known)| {
        let stake = known.party.as_ref() == Some(&one.party) || **user == one.about;
        !stake && powers.may(user, Verb::Rule) && powers.is_in_case(user, &case).is_ok()
    });
    users.map(|(user, _)| user.clone()).collect()
}

impl There {
    /// Since when an order on which the state of a promise hangs is in dispute, as it was sealed; `None` where none is.
    fn disputed_since(&self, derived: &Derived, id: &str, now: Instant) -> Result<Option<Instant>, Trouble> {
        let Some(frame) = derived.frame_at(now)? else { return Ok(None) };
        let Some(at) = self.commitments.position(id) else { return Ok(None) };
        let contests = self.commitments.evaluate(&frame, now).contests(&self.commitments, at);
        Ok(contests.iter().map(|one| one.since.recorded_at).min())
    }
}

fn here<'v>(voices: &Voices<'v>) -> Vec<&'v UserId> {
    [voices.by, voices.against, voices.abstained].into_iter().flatten().collect()
}

/// What is against a ruling on a reading: as of one on a finding. Of a text that gives its commission no rule it may name none.
pub(super) fn of_reading(
    agreement: &Agreement,
    body: &Body,
    standing: &Standing,
    now: Instant,
) -> Option<Refusal> {
    let Act::ReadingRuled { by_rule, by, against, abstained, .. } = &body.act else { return None };
    let users = standing.users.keys().filter(|user| standing.may(user, Verb::Rule));
    let members: Vec<UserId> = users.cloned().collect();
    let voices = Voices { members: &members, by, against, abstained };
    let unnamed = Arc::from("—");
    let by_rule = (by_rule.as_ref().unwrap_or(&unnamed), &body.actor);
    is_taken(agreement, by_rule, &voices, (now, now), &|user| user.0.to_string()).err()
}

impl Mission {
    /// Whether a ruling was validly taken by the commission's own rule.
    pub(super) fn is_ruled(&mut self, body: &Body, now: Instant) -> Result<(), Refused> {
        let Act::RulingMade { by_rule, finding, by, against, abstained, .. } = &body.act else {
            return Ok(());
        };
        if self.derived.replay.texts.is_empty() {
            return Ok(());
        }
        let agreement = self.derived.agreement_at(now).map_err(Refused::untried)?;
        let standing = self.ledger.standing();
        let mut members = Vec::new();
        for user in standing.users.keys().filter(|user| standing.may(user, Verb::Rule)) {
            let out = standing.is_in(user, finding).is_err()
                || self
                    .derived
                    .recused_by_heir(&agreement, user, finding)
                    .map_err(Refused::untried)?
                    .is_some();
            if !out {
                members.push(user.clone());
            }
        }
        let voices = Voices { members: &members, by, against, abstained };
        let put = self.derived.assessed_at(finding).unwrap_or(now);
        is_taken(&agreement, (by_rule, &body.actor), &voices, (put, now), &|user| user.0.to_string())
            .map_err(Into::into)
    }
}

impl Derived {
    /// When the last acceptance of a finding was sealed.
    fn assessed_at(&self, finding: &FindingRef) -> Option<Instant> {
        let entries = &self.replay.stages.get(finding)?.entries;
        let said = entries.iter().filter_map(|entry| self.spoken.get(entry));
        said.filter(|one| matches!(one.act, Act::AssessmentAccepted { .. })).map(|one| one.at).max()
    }
}

impl Snapshot {
    /// When the last acceptance of a finding was sealed.
    pub fn assessed_at(&self, finding: &FindingRef) -> Option<Instant> {
        let is_it =
            |act: &Act| matches!(act, Act::AssessmentAccepted { finding: known, .. } if known == finding);
        self.spoken.values().filter(|one| is_it(&one.act)).map(|one| one.at).max()
    }
}
