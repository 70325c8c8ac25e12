//! Votes at the table: what was put to whom, by which rule, and who has voted.
//!
//! `vote.put` says when a matter was put, who has the vote and by which rule it is to be taken. Who has not voted since is not forgotten: a row
//! stands for each ([`Table::ballots_of`]), silent where the rule gives silence a time, else not known. Votes that were written down without having
//! been put stand as they are.
//!
//! Who acts for a party writes down nobody's presence but its own: a meeting that it recorded says of no other whether they were there
//! ([`Table::ballots_of`]). A party's own vote takes the place of what somebody who acts for none wrote down for it.
//!
//! How somebody voted where the rule keeps votes secret lies in the part `vote`; it is read here alone, and no register shows it.

use std::sync::Arc;

use super::table::{Adopted, Table};
use crate::agreement::norm::Rule;
use crate::ledger::act::Act;
use crate::ledger::entry::Body;
use crate::ledger::id::{EntryId, UserId};
use crate::register::{Ballot, Member};
use crate::report::Origin;
use crate::time::{Instant, TimeRange};
use crate::value::{Attribute, Value};
use crate::vocabulary::Code;

/// The part that holds a secret vote.
pub const SEALED_VOTE: &str = "vote";

/// A matter that was put to the vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The entry.
    pub entry: EntryId,
    /// Who put it.
    pub by: UserId,
    /// The version of the draft.
    pub of: EntryId,
    /// The article; `None`: the whole version.
    pub article: Option<Arc<str>>,
    /// The name of the vote: `DRAFT/VERSION/ARTICLE`, or `DRAFT/VERSION`.
    pub decision: Arc<str>,
    /// The rule by which it is to be taken.
    pub by_rule: Arc<str>,
    /// Who has the vote.
    pub voters: Vec<Arc<str>>,
    /// The meeting at which it was put.
    pub meeting: Option<EntryId>,
    /// When it was sealed: silence runs from here, whatever the act says of itself.
    pub at: Instant,
}

/// A vote that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast {
    /// The entry.
    pub entry: EntryId,
    /// Who signed it.
    pub by: UserId,
    /// When it was sealed.
    pub at: Instant,
    /// The vote; of a secret one the choice that its part holds, where that is open.
    pub ballot: Ballot,
    /// Whether the choice is sealed.
    pub secret: bool,
    /// Why, where that was said and is open.
    pub why: Option<String>,
}

/// A vote that was taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenBack {
    /// The vote as it stood.
    pub cast: Cast,
    /// Who took it back.
    pub by: UserId,
    /// When that was sealed.
    pub at: Instant,
}

/// The name under which an article of a version is put to the vote.
pub fn decision_of(draft: &str, version: u32, article: &str) -> Arc<str> {
    format!("{draft}/{version}/{article}").into()
}

/// The name under which a whole version is.
pub fn whole_of(draft: &str, version: u32) -> Arc<str> {
    format!("{draft}/{version}").into()
}

/// The choice that a word of data names: `for`, `against`, `abstained`.
pub fn choice_of(word: &str) -> Option<Value> {
    Code::parse(Attribute::Vote, word).map(Value::Code)
}

impl Table {
    /// Takes in an act about votes, sealed at a moment. `open` gives a part's content by name.
    pub(super) fn take_vote<'a>(
        &mut self,
        body: &Body,
        at: Instant,
        open: impl Fn(&str) -> Option<&'a [u8]>,
    ) {
        let said = |name: &str| open(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        match &body.act {
            Act::VotePut { article, by_rule, meeting, of, voters } => {
                let Some((draft, version)) = self.version(of) else { return };
                let decision = match article {
                    Some(article) => decision_of(draft, version.number, article),
                    None => whole_of(draft, version.number),
                };
                self.puts.push(Put {
                    entry: body.id.clone(),
                    by: body.actor.clone(),
                    of: of.clone(),
                    article: article.clone(),
                    decision,
                    by_rule: by_rule.clone(),
                    voters: voters.clone(),
                    meeting: meeting.clone(),
                    at,
                });
            }
            Act::VoteCast { ballot } => {
                let mut ballot = ballot.clone();
                // each row its own, so that two of them are never taken for one
                ballot.origin = Origin { file: body.id.0.clone(), line: 0, own_id: None };
                let secret = body.part(SEALED_VOTE).is_some();
                if ballot.vote.is_empty() {
                    ballot.vote.extend(said(SEALED_VOTE).and_then(|word| choice_of(&word)));
                }
                let (entry, by) = (body.id.clone(), body.actor.clone());
                if self.is_own_voice(&by, &ballot) {
                    let own = ballot.clone();
                    let acts_for = std::mem::take(&mut self.acts_for);
                    self.casts.retain(|cast| {
                        cast.ballot.decision != own.decision
                            || cast.ballot.member != own.member
                            || acts_for.contains_key(&cast.by)
                    });
                    self.acts_for = acts_for;
                }
                self.casts.push(Cast { entry, by, at, ballot, secret, why: said("text") });
            }
            Act::EntryWithdrawn { of } => {
                if let Some(place) = self.casts.iter().position(|cast| cast.entry == *of) {
                    let (cast, by) = (self.casts.remove(place), body.actor.clone());
                    self.taken_back.push(TakenBack { cast, by, at });
                }
            }
            _ => {}
        }
    }

    /// Whether `user` acts for the party for which a ballot votes: then it is that party's own word.
    pub fn is_own_voice(&self, user: &UserId, ballot: &Ballot) -> bool {
        let own = self.party_of(user).map(|party| Value::Actor(party.0.clone()));
        own.is_some_and(|own| *ballot.party == [own])
    }

    /// What was put under a name.
    pub fn put_as(&self, decision: &str) -> Option<&Put> {
        self.puts.iter().find(|put| *put.decision == *decision)
    }

    /// Whether an article was adopted by what was put: by its own vote, or by that on the whole version.
    pub fn rests_on(&self, adopted: &Adopted, put: &Put) -> bool {
        adopted.of == put.of && put.article.as_ref().is_none_or(|article| *article == adopted.article)
    }

    /// The votes that stand on a decision, in the order of the record.
    pub fn cast_on<'t>(&'t self, decision: &'t str) -> impl Iterator<Item = &'t Cast> {
        self.casts.iter().filter(move |cast| *cast.ballot.decision == *decision)
    }

    /// The vote of a member on a decision: the first that stands.
    pub fn cast_by(&self, decision: &str, member: &str) -> Option<&Cast> {
        self.casts.iter().find(|cast| *cast.ballot.decision == *decision && *cast.ballot.member == *member)
    }

    /// The votes on a decision that were taken back, in the order of the record.
    pub fn taken_back_of<'t>(&'t self, decision: &'t str) -> impl Iterator<Item = &'t TakenBack> {
        self.taken_back.iter().filter(move |one| *one.cast.ballot.decision == *decision)
    }

    /// From when the silence of those who have not voted runs: since the matter was put, or since a vote on it was taken back last. Whose vote
    /// was taken from them has the whole time for another.
    pub fn silence_from(&self, put: &Put) -> Instant {
        self.taken_back_of(&put.decision).map(|one| one.at).fold(put.at, Instant::max)
    }

    /// Who has the vote on what was put, and has not voted.
    pub fn waited_for<'t>(&'t self, put: &'t Put) -> impl Iterator<Item = &'t Arc<str>> {
        put.voters.iter().filter(|voter| self.cast_by(&put.decision, voter).is_none())
    }

    /// The rows by which a decision is weighed: the votes that stand; of what was put also a row for each who has not voted, silent where
    /// the rule gives silence a time. `members` say for whom the seated members of a body are.
    pub fn ballots_of(&self, decision: &str, rule: Option<&Rule>, members: &[Member]) -> Vec<Ballot> {
        let mut all: Vec<Ballot> = self.cast_on(decision).map(|cast| cast.ballot.clone()).collect();
        let Some(put) = self.put_as(decision) else { return all };
        let silent = rule.is_some_and(|rule| rule.silence.is_some());
        for voter in self.waited_for(put) {
            all.push(Ballot {
                origin: Origin { file: put.entry.0.clone(), line: 0, own_id: Some(voter.clone()) },
                decision: put.decision.clone(),
                body: rule.and_then(|rule| rule.body.clone()),
                at: Some(TimeRange::exact(self.silence_from(put))),
                member: voter.clone(),
                party: party_of(voter, members),
                role: Vec::new(),
                present: self.was_there(put, voter, members),
                vote: if silent { vec![Value::Nothing] } else { Vec::new() },
            });
        }
        all
    }

    /// Whether somebody was there when a matter was put: where it was put at a meeting, whoever came to it was. Where a party recorded the
    /// meeting, that is known of that party alone.
    fn was_there(&self, put: &Put, voter: &Arc<str>, members: &[Member]) -> Vec<Value> {
        let Some(held) = put.meeting.as_ref().and_then(|entry| self.meeting(entry)) else {
            return Vec::new();
        };
        let parties = party_of(voter, members);
        let writer = self.party_of(&held.by).map(|party| Value::Actor(party.0.clone()));
        if writer.is_some_and(|writer| parties != [writer]) {
            return Vec::new();
        }
        let sent = |value: &Value| matches!(value, Value::Actor(party) if held.attended.contains_key(party));
        let came = held.attended.contains_key(voter) || parties.iter().any(sent);
        let word = if came { "present" } else { "absent" };
        Code::parse(Attribute::Present, word).map(Value::Code).into_iter().collect()
    }
}

/// For whom a voter votes: as the register of members has it; a voter who is seated nowhere is a party.
pub fn party_of(voter: &Arc<str>, members: &[Member]) -> Vec<Value> {
    match members.iter().rev().find(|member| member.id == *voter) {
        Some(member) => member.party.clone(),
        None => vec![Value::Actor(voter.clone())],
    }
}
