//! A body as it changed: what its quotas come to before and after each seat that was taken or left.
//!
//! Each time is weighed by the one engine, with the register of members as it stands now and the agreement in force then.
//! Nothing is decided here: that a quota held before a change and does not hold after it is what *broke* means.

use std::sync::Arc;

use serde::Serialize;

use crate::agreement::Agreement;
use crate::finding::{Finding, Material, Outcome, assess};
use crate::list::List;
use crate::register::{Member, Registers};
use crate::time::Instant;

/// A seat taken or left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The member.
    pub member: Arc<str>,
    /// Whether it was taken.
    pub joined: bool,
}

/// What a norm on a body came to around one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// The norm.
    pub norm: Arc<str>,
    /// Before; `None` where the norm did not speak to the body then.
    pub before: Option<Outcome>,
    /// After.
    pub after: Option<Outcome>,
}

impl Shift {
    /// Whether what held, or may have held, holds no more.
    pub fn broke(&self) -> bool {
        self.after == Some(Outcome::Breach) && self.before != Some(Outcome::Breach)
    }
}

/// A moment at which a body changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// From when the change is sure.
    pub at: Instant,
    /// Seats taken and left.
    pub moves: Vec<Move>,
    /// What each norm on the body came to.
    pub shifts: Vec<Shift>,
}

/// The changes of a body in the order of time, up to `now`. Seats held from ever, or of whose beginning nothing is known,
/// are there before the first.
pub fn changes(agreement: &Agreement, members: &[Member], body: &str, now: Instant) -> Vec<Change> {
    let of_body: Vec<Member> = members.iter().filter(|member| *member.body == *body).cloned().collect();
    let mut moments: Vec<(Instant, Move)> = Vec::new();
    for member in &of_body {
        let moved = |joined| Move { member: member.id.clone(), joined };
        moments.extend(member.from.map(|from| (from.hi, moved(true))));
        moments.extend(member.until.map(|until| (until.hi, moved(false))));
    }
    moments.retain(|(at, _)| *at <= now);
    moments.sort_by(|a, b| (a.0, a.1.joined, &a.1.member).cmp(&(b.0, b.1.joined, &b.1.member)));
    // before the first change nothing of it may have happened yet
    let held = of_body.iter().flat_map(|member| [member.from, member.until]).flatten();
    let first = held.filter(|range| range.hi <= now).map(|range| range.lo).min();
    let registers = Registers { members: of_body, ..Registers::default() };
    let weighed = |at: Instant| weigh(agreement, &registers, body, at);
    let mut changes: Vec<Change> = Vec::new();
    let mut before = first.map(|at| weighed(Instant(at.0.saturating_sub(1)))).unwrap_or_default();
    let mut rest = moments.into_iter().peekable();
    while let Some((at, moved)) = rest.next() {
        let mut moves = vec![moved];
        while let Some((_, moved)) = rest.next_if(|(next, _)| *next == at) {
            moves.push(moved);
        }
        let after = weighed(at);
        changes.push(Change { at, moves, shifts: shifts(&before, &after) });
        before = after;
    }
    changes
}

fn shifts(before: &[(Arc<str>, Outcome)], after: &[(Arc<str>, Outcome)]) -> Vec<Shift> {
    let of = |all: &[(Arc<str>, Outcome)], norm: &str| {
        all.iter().find(|(known, _)| **known == *norm).map(|(_, outcome)| *outcome)
    };
    let mut norms: Vec<&Arc<str>> = before.iter().chain(after).map(|(norm, _)| norm).collect();
    norms.sort();
    norms.dedup();
    norms
        .into_iter()
        .map(|norm| Shift { norm: norm.clone(), before: of(before, norm), after: of(after, norm) })
        .collect()
}

fn weigh(agreement: &Agreement, registers: &Registers, body: &str, at: Instant) -> Vec<(Arc<str>, Outcome)> {
    let material = Material { reports: List::default(), incidents: List::default(), registers, as_of: at };
    let assessment = assess(agreement, material, &|_| {});
    let of_body = assessment.findings.iter().filter(|finding| is_of_body(finding, body));
    of_body.map(|finding| (finding.norm.clone(), finding.outcome)).collect()
}

/// Whether a finding is about the make-up of a body.
pub fn is_of_body(finding: &Finding, body: &str) -> bool {
    finding.subject.kind == "body" && finding.subject.id == body
}

/// Whether a finding is about a candidate for a body: by a norm that speaks to it, or to all bodies.
pub fn is_of_candidate(agreement: &Agreement, finding: &Finding, candidate: &str, body: &str) -> bool {
    let meant = || {
        let norm = agreement.norm(&finding.norm).and_then(|norm| norm.rule.as_ref());
        norm.and_then(|rule| rule.body.as_ref()).is_none_or(|of| **of == *body)
    };
    finding.subject.kind == "candidate" && finding.subject.id == candidate && meant()
}
