//! Decisions: what was put to the members, with their votes; and what silence comes to.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::agreement::norm::Rule;
use crate::condition::Truth;
use crate::finding::row::Entered;
use crate::finding::weigher::Weigher;
use crate::register::{Ballot, RegisterKind};
use crate::time::{Span, TimeRange};
use crate::value::{Attribute, Value};
use crate::vocabulary::Code;

/// The decisions that a norm is about, whatever the order of the register.
pub(super) fn rows(weigher: &Weigher<'_>, rule: &Rule) -> Vec<Entered> {
    let mut decisions: Vec<(&Arc<str>, Vec<&Ballot>)> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut entries: Vec<&Ballot> = weigher.material.registers.votes.iter().collect();
    entries.sort_by(|a, b| (&a.decision, &a.member, &a.origin).cmp(&(&b.decision, &b.member, &b.origin)));
    for ballot in entries {
        let at = *known.entry(&ballot.decision).or_insert_with(|| {
            decisions.push((&ballot.decision, Vec::new()));
            decisions.len() - 1
        });
        decisions[at].1.push(ballot);
    }
    let mut rows = Vec::new();
    for (id, ballots) in decisions {
        // one row that names the body speaks for the decision
        let body = ballots.iter().find_map(|b| b.body.as_ref());
        if rule.body.is_none() || body.is_none() || body == rule.body.as_ref() {
            rows.push(decision(weigher, rule, id, &ballots));
        }
    }
    rows
}

fn decision(weigher: &Weigher<'_>, rule: &Rule, id: &Arc<str>, ballots: &[&Ballot]) -> Entered {
    let mut row = Entered { id: id.to_string(), ..Entered::default() };
    let mut put: Option<TimeRange> = None;
    for ballot in ballots {
        let entry = row.entry(&ballot.origin);
        if let Some(at) = ballot.at {
            row.claim(Attribute::At, &[Value::Time(at)], entry);
            put = Some(put.map_or(at, |p| TimeRange { lo: p.lo.min(at.lo), hi: p.hi.max(at.hi) }));
        }
    }
    let run = rule.silence.map(|silence| has_run(put, silence, weigher));
    let listed = put.is_some_and(|at| weigher.is_complete(RegisterKind::Votes, at));
    let (mut votes, mut known): (Vec<Entered>, FxHashMap<&str, usize>) = (Vec::new(), FxHashMap::default());
    for ballot in ballots {
        let at = *known.entry(&ballot.member).or_insert_with(|| {
            votes.push(Entered { id: ballot.member.to_string(), standing: true, ..Entered::default() });
            votes.len() - 1
        });
        row.by_silence |= says(&mut votes[at], ballot, run, listed);
    }
    row.members = Some(votes);
    row
}

/// Whether the time for silence has run since the matter was put.
fn has_run(put: Option<TimeRange>, silence: Span, weigher: &Weigher<'_>) -> Truth {
    let Some(put) = put else { return Truth::Unknown };
    let now = weigher.material.as_of;
    Truth::from_possible(put.lo.plus(silence) <= now, put.hi.plus(silence).0.saturating_sub(1) > now.0)
}

/// Adds one entry of a member; whether silence made it *for*.
fn says(vote: &mut Entered, ballot: &Ballot, run: Option<Truth>, listed: bool) -> bool {
    let entry = vote.entry(&ballot.origin);
    vote.claim(Attribute::Actor, &ballot.party, entry);
    vote.claim(Attribute::Role, &ballot.role, entry);
    vote.claim(Attribute::Present, &ballot.present, entry);
    let silent = ballot.vote == [Value::Nothing] || (ballot.vote.is_empty() && listed);
    match (silent, run) {
        (false, _) => vote.claim(Attribute::Vote, &ballot.vote, entry),
        (true, Some(Truth::True)) => {
            let code = Code::parse(Attribute::Vote, "for").map(Value::Code);
            vote.claim(Attribute::Vote, code.as_slice(), entry);
            return true;
        }
        // no rule makes silence speak
        (true, None) => vote.claim(Attribute::Vote, &[Value::Nothing], entry),
        // he may still speak
        (true, Some(_)) => {}
    }
    false
}
