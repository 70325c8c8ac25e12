//! What a person confirmed of a proposal, as acts for `hudna act`.
//!
//! The reader says what the account says; which party that is, of which issue, and what was meant by it, the person says. What
//! is missing is asked for, never filled in. Names of people stand in no act: `meeting.held` holds capacities, the words
//! themselves are a sealed part.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hudna_core::ledger::act::{Act, Both, Stance};
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::time::TimeRange;
use serde_json::{Value, json};

use super::shown::{MEETING, named, promise_name, statement_name};
use super::{Class, Proposal, Span, Speaker, Statement, normal};
use crate::trouble::Trouble;

/// What a person confirms, and what only a person can say.
#[derive(Clone, Debug, Default)]
pub struct Confirmation {
    /// What is confirmed: `m`, `s3`, `p1`.
    pub picked: Vec<String>,
    /// Which parties a speaker speaks for, by the name in the account. A participant without a party of his own speaks for those
    /// of his body.
    pub parties: BTreeMap<String, Vec<PartyId>>,
    /// The issue of a statement by its name, and of all others under the empty name.
    pub issues: BTreeMap<String, Arc<str>>,
    /// What a statement comes to, where its verb does not say: by its name.
    pub stances: BTreeMap<String, Stance>,
    /// To whom promises are made.
    pub to: Vec<Arc<str>>,
    /// Ids of promises, by their name.
    pub ids: BTreeMap<String, Arc<str>>,
    /// When the meeting was.
    pub at: Option<TimeRange>,
    /// Who convened it.
    pub convener: Option<Arc<str>>,
    /// The entry of the meeting, where it stands in the record.
    pub meeting: Option<EntryId>,
}

/// The acts that `confirmation` makes of `proposal`, in the order named, as `hudna act` takes them.
///
/// # Errors
/// What is not proposed (`pick-unknown`), and whatever is missing: `party-missing`, `speaker-missing`, `stance-missing`,
/// `issue-missing`, `to-missing`, `id-missing`, `day-missing`, `convener-missing`.
pub fn acts(text: &str, proposal: &Proposal, confirmation: &Confirmation) -> Result<Vec<Value>, Trouble> {
    let making = Making { text, proposal, confirmation };
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for name in &confirmation.picked {
        if !seen.insert(name) {
            continue;
        }
        out.extend(making.acts(name)?);
    }
    if out.is_empty() {
        return Err(trouble("pick-missing", MEETING));
    }
    Ok(out)
}

fn trouble(code: &'static str, name: &str) -> Trouble {
    Trouble::new("minutes", code).with("name", name)
}

/// The stance that a verb says by itself.
const fn stance(statement: &Statement) -> Option<Stance> {
    match statement.class {
        Class::Agree if statement.conditions.is_empty() => Some(Stance::Accepts),
        Class::Agree => Some(Stance::AcceptsWithReservation),
        Class::Reject => Some(Stance::Rejects),
        _ => None,
    }
}

struct Making<'a> {
    text: &'a str,
    proposal: &'a Proposal,
    confirmation: &'a Confirmation,
}

impl Making<'_> {
    fn acts(&self, name: &str) -> Result<Vec<Value>, Trouble> {
        if name == MEETING {
            return Ok(vec![self.meeting()?]);
        }
        let found = |list: usize, of: fn(usize) -> String| (0..list).find(|place| of(*place) == name);
        if let Some(place) = found(self.proposal.statements.len(), statement_name) {
            return self.positions(name, place);
        }
        match found(self.proposal.promises.len(), promise_name) {
            Some(place) => self.promises(name, place),
            None => Err(trouble("pick-unknown", name)),
        }
    }

    fn written(act: &Act, words: &str) -> Value {
        json!({ "act": act, "parts": { "text": { "class": "narrative", "text": words } } })
    }

    /// Words on one line, without what turns lines round: what is said in the clear.
    fn line(&self, span: Span) -> Arc<str> {
        let kept = span.of(self.text).chars().filter(|c| !is_steering(*c)).collect::<String>();
        kept.split_whitespace().collect::<Vec<_>>().join(" ").into()
    }

    fn both(&self, span: Span) -> Both {
        let words = Some(self.line(span));
        let arabic =
            words.iter().flat_map(|words| words.chars()).any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
        if arabic { Both { ar: words, en: None } } else { Both { ar: None, en: words } }
    }

    fn meeting(&self) -> Result<Value, Trouble> {
        let at = self.confirmation.at.ok_or_else(|| trouble("day-missing", MEETING))?;
        let convener =
            self.confirmation.convener.clone().ok_or_else(|| trouble("convener-missing", MEETING))?;
        let mut attended: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
        for (place, one) in self.proposal.participants.iter().enumerate().filter(|(_, one)| !one.absent) {
            let Some(capacity) = one.capacity.map(|span| self.line(span)) else { continue };
            let parties = self.parties_of(Speaker::Participant(place));
            let body =
                one.body.and_then(|body| self.proposal.bodies.get(body)).map(|body| self.line(body.span));
            let delegation = parties.first().map(|party| party.0.clone()).or(body);
            attended.entry(delegation.unwrap_or_else(|| capacity.clone())).or_default().push(capacity);
        }
        let act = Act::MeetingHeld { at, agenda: Vec::new(), attended, convener, number: None, place: None };
        Ok(Self::written(&act, self.text))
    }

    /// The parties that a speaker speaks for, as the person said.
    fn parties_of(&self, speaker: Speaker) -> Vec<PartyId> {
        let own = named(self.proposal, speaker).map(|span| self.plain(span));
        let body = match speaker {
            Speaker::Participant(n) => self.proposal.participants.get(n).and_then(|one| one.body),
            _ => None,
        };
        let body = body.and_then(|body| self.proposal.bodies.get(body)).map(|body| self.plain(body.span));
        let parties = own.into_iter().chain(body).find_map(|name| {
            self.confirmation.parties.iter().find(|(said, _)| plain(said) == name).map(|(_, parties)| parties)
        });
        parties.cloned().unwrap_or_default()
    }

    fn plain(&self, span: Span) -> String {
        plain(&self.line(span))
    }

    fn speakers(&self, name: &str, statement: &Statement) -> Result<Vec<PartyId>, Trouble> {
        let speaker = statement.speaker.ok_or_else(|| trouble("speaker-missing", name))?;
        let mut parties = self.parties_of(speaker);
        if parties.is_empty() {
            let who = named(self.proposal, speaker).map(|span| self.line(span).to_string());
            return Err(trouble("party-missing", name).with("speaker", who.unwrap_or_default()));
        }
        // who else says it signs too where the person said for whom
        for party in statement.also.iter().flat_map(|other| self.parties_of(*other)) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        Ok(parties)
    }

    fn positions(&self, name: &str, place: usize) -> Result<Vec<Value>, Trouble> {
        let Some(statement) = self.proposal.statements.get(place) else {
            return Err(trouble("pick-unknown", name));
        };
        let said = self.confirmation.stances.get(name).copied().or_else(|| stance(statement));
        let stance =
            said.ok_or_else(|| trouble("stance-missing", name).with("class", statement.class.name()))?;
        let issues = &self.confirmation.issues;
        let issue = issues.get(name).or_else(|| issues.get(""));
        let issue = issue.cloned().ok_or_else(|| trouble("issue-missing", name))?;
        let conditions: Vec<Both> = statement.conditions.iter().map(|one| self.both(one.span)).collect();
        let act = |party: PartyId| Act::PositionStated {
            at: None,
            condition_ids: Vec::new(),
            conditions: conditions.clone(),
            issue: issue.clone(),
            meeting: self.confirmation.meeting.clone(),
            party,
            stance,
            statement: None,
        };
        let parties = self.speakers(name, statement)?;
        Ok(parties
            .into_iter()
            .map(|party| Self::written(&act(party), statement.span.of(self.text)))
            .collect())
    }

    fn promises(&self, name: &str, place: usize) -> Result<Vec<Value>, Trouble> {
        let promise = self.proposal.promises.get(place).ok_or_else(|| trouble("pick-unknown", name))?;
        let statement = self.proposal.statements.get(promise.statement);
        let statement = statement.ok_or_else(|| trouble("pick-unknown", name))?;
        if self.confirmation.to.is_empty() {
            return Err(trouble("to-missing", name));
        }
        let id = self.confirmation.ids.get(name).cloned().ok_or_else(|| trouble("id-missing", name))?;
        // the condition belongs to what is promised: without it more would be promised than was
        let ends = statement.conditions.iter().map(|one| one.span.end).max().unwrap_or(promise.what.end);
        let what = Span { end: promise.what.end.max(ends), ..promise.what };
        let before = statement.conditions.iter().filter(|one| one.span.end <= promise.what.start);
        let what = before.map(|one| one.span.start).min().map_or(what, |start| Span { start, ..what });
        let parties = self.speakers(name, statement)?;
        let several = parties.len() > 1;
        let act = |(number, party): (usize, PartyId)| {
            let id = if several { format!("{id}-{}", number + 1).into() } else { id.clone() };
            let to = self.confirmation.to.iter().filter(|to| **to != party.0).cloned().collect();
            Act::PromiseMade {
                by: party.0,
                due: None,
                due_rule: None,
                id,
                needs: Vec::new(),
                not_before: None,
                on: Vec::new(),
                theme: None,
                to,
                until: None,
                valid_for: None,
                verifier: None,
                what: self.both(what),
            }
        };
        let acts = parties.into_iter().enumerate().map(act);
        Ok(acts.map(|act| Self::written(&act, statement.span.of(self.text))).collect())
    }
}

/// A name as names are compared: one space between words, no quotation marks.
fn plain(name: &str) -> String {
    let normal = normal(name);
    let kept: String = normal.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters and marks that turn the order of letters round: none stands in an act in the clear.
fn is_steering(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
