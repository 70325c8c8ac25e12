//! How each promise and condition stands at a moment.
//!
//! In this order, the first that applies: withdrawn, released, lapsed, verified, claimed, expired, waiting, overdue, due. What was claimed or
//! verified is asked of acts alone; whether something is owed by now of what it waits for; nothing is asked of the state of
//! another, so that one pass settles all. Where orders are read differently each reading is followed through; where they come
//! to different states the promise is *contested*, and nobody is late until it is ruled.
//!
//! Things that go together (`concurrent`) are owed when what any of them waits for is there, and by the latest of their deadlines.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::model::{Claimed, Commitments, Condition, Found, Kept, Order, Promise, Scale};
use super::reading::{Links, Orders, Voice};
use super::rule::{Frame, Rule, holds};
use crate::condition::Truth;
use crate::time::Instant;

/// How a promise or a condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Owed, and surely late.
    Overdue,
    /// Its states differ by how its order is read.
    Contested,
    /// Found kept in full, and that has run out: unknown again.
    Expired,
    /// Its debtor says that it is done; nobody else has said so.
    Claimed,
    /// Owed now.
    Due,
    /// In force until something else is there.
    Standing,
    /// Something that it waits for is not known to be there.
    Waiting,
    /// Found kept in full.
    Verified,
    /// The time for which it was given has ended.
    Lapsed,
    /// Those to whom it was owed ask for it no more.
    Released,
    /// Its debtor stands by it no more.
    Withdrawn,
    /// A condition: nobody who may has said whether it holds.
    Undeclared,
    /// A condition: those who may say differ.
    Disputed,
    /// A condition: declared not to hold.
    Fails,
    /// A condition: declared to hold.
    Holds,
    /// Not there yet at that moment.
    NotYet,
}

impl State {
    /// Every state, what presses first.
    pub const ALL: &'static [Self] = &[
        Self::Overdue,
        Self::Contested,
        Self::Expired,
        Self::Claimed,
        Self::Due,
        Self::Standing,
        Self::Waiting,
        Self::Verified,
        Self::Lapsed,
        Self::Released,
        Self::Withdrawn,
        Self::Undeclared,
        Self::Disputed,
        Self::Fails,
        Self::Holds,
        Self::NotYet,
    ];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Contested => "contested",
            Self::Expired => "expired",
            Self::Claimed => "claimed",
            Self::Due => "due",
            Self::Standing => "standing",
            Self::Waiting => "waiting",
            Self::Verified => "verified",
            Self::Lapsed => "lapsed",
            Self::Released => "released",
            Self::Withdrawn => "withdrawn",
            Self::Undeclared => "undeclared",
            Self::Disputed => "disputed",
            Self::Fails => "fails",
            Self::Holds => "holds",
            Self::NotYet => "not_yet",
        }
    }
    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.name() == name)
    }
    /// Whether nothing more is to be done.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Verified | Self::Lapsed | Self::Released | Self::Withdrawn)
    }
}

/// Why something that is waited for is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Nobody says that it is done.
    NotClaimed,
    /// Its debtor says so, and nobody else.
    ClaimedOnly,
    /// It was found done in part.
    Partly,
    /// What was found has run out.
    Expired,
    /// It will not be done: withdrawn, lapsed or, where this was owed only with it, released.
    Ended,
    /// Nobody has declared it.
    Undeclared,
    /// It was declared not to hold.
    Fails,
    /// Those who may declare it differ.
    Disputed,
    /// It goes together with something that waits.
    Together,
    /// Nobody made it.
    Unknown,
}

impl Because {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::NotClaimed,
        Self::ClaimedOnly,
        Self::Partly,
        Self::Expired,
        Self::Ended,
        Self::Undeclared,
        Self::Fails,
        Self::Disputed,
        Self::Together,
        Self::Unknown,
    ];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotClaimed => "not_claimed",
            Self::ClaimedOnly => "claimed_only",
            Self::Partly => "partly",
            Self::Expired => "expired",
            Self::Ended => "ended",
            Self::Undeclared => "undeclared",
            Self::Fails => "fails",
            Self::Disputed => "disputed",
            Self::Together => "together",
            Self::Unknown => "unknown",
        }
    }
}

/// Something that is waited for and not known to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Its place in [`Commitments::kept`]; `None` where nobody made it.
    pub on: Option<u32>,
    /// In which order.
    pub how: Order,
    /// Why it is not there.
    pub because: Because,
}

/// A deadline: the earliest and the latest moment that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Not before this.
    pub from: Instant,
    /// Surely past at this.
    pub by: Instant,
}

impl Deadline {
    fn passed(self, as_of: Instant) -> Truth {
        Truth::from_possible(self.from <= as_of, self.by > as_of)
    }
}

/// How a promise stands by one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its state.
    pub state: State,
    /// Whether what it waits for is there.
    pub open: Truth,
    /// Whether it is late.
    pub late: Truth,
    /// What it waits for that is not known to be there.
    pub waits: Vec<Wait>,
    /// By when, the deadlines of what goes together with it counted in.
    pub deadline: Option<Deadline>,
}

/// How a promise or condition stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its state; *contested* where readings come to different ones.
    pub state: State,
    /// Whether it is done, or holds.
    pub done: Truth,
    /// Whether it is late: unknown where readings differ in that.
    pub late: Truth,
    /// By when, longer times counted in; `None` where it has no deadline, or what that runs from has not come to pass.
    pub deadline: Option<Deadline>,
    /// By when at first, where a longer time was given.
    pub was_due: Option<Deadline>,
    /// Those to whom it is owed who have not joined in giving a longer time that others gave.
    pub not_extended_by: Vec<Arc<str>>,
    /// The end of what it was given for, where that is known.
    pub until: Option<Deadline>,
    /// The claim that counts now: its place among the claims.
    pub claim: Option<usize>,
    /// What was found last: its place among what was found.
    pub found: Option<usize>,
    /// Until when what was found holds.
    pub valid_until: Option<Instant>,
    /// The deadline that had surely passed when its debtor withdrew it.
    pub late_then: Option<Instant>,
    /// How it stands by each reading; one where none differ.
    pub views: Vec<(Voice, View)>,
}

impl Row {
    /// By when, the deadlines of what goes together with it counted in.
    pub fn due(&self) -> Option<Deadline> {
        self.view().map_or(self.deadline, |view| view.deadline)
    }
    /// How it stands by the first reading: the only one, where nothing is contested.
    pub fn view(&self) -> Option<&View> {
        self.views.first().map(|(_, view)| view)
    }
}

/// Everything promised, as it stands at a moment.
#[derive(Clone, Debug)]
pub struct Board {
    /// The moment.
    pub as_of: Instant,
    /// A row for each of [`Commitments::kept`], in that order.
    pub rows: Vec<Row>,
    /// Pairs whose order is read differently and was not ruled: what waits, what is waited for.
    disputed: Vec<(u32, u32)>,
    pub(super) links: Vec<(Voice, Links)>,
}

impl Board {
    /// Pairs whose order is read differently and was not ruled: places of what waits and of what is waited for.
    pub fn disputed(&self) -> impl Iterator<Item = (u32, u32)> {
        self.disputed.iter().copied()
    }
}

/// What acts alone say of one.
struct Facts {
    /// Withdrawn, released or lapsed.
    ended: Option<State>,
    done: Truth,
    /// Why it is not known to be there.
    because: Because,
    row: Row,
}

impl Commitments {
    /// How all stands at `as_of`, moments being counted by `frame`. What was said after it, by whoever said it, is not there yet.
    pub fn evaluate(&self, frame: &Frame, as_of: Instant) -> Board {
        let mut board = self.standing(frame, as_of);
        self.late_when_withdrawn(frame, &mut board);
        board
    }

    /// The same without what is asked of an earlier moment.
    pub(super) fn standing(&self, frame: &Frame, as_of: Instant) -> Board {
        let orders = Orders::of(self, as_of);
        let mut rules = Rules { frame, all: self, as_of, read: FxHashMap::default() };
        let facts: Vec<Facts> = self.kept.iter().map(|one| of_itself(one, &mut rules)).collect();
        let links: Vec<(Voice, Links)> = orders
            .voices()
            .into_iter()
            .map(|voice| (voice.clone(), orders.links(&voice, facts.len())))
            .collect();
        let mut views: Vec<Vec<(Voice, View)>> = facts.iter().map(|_| Vec::with_capacity(1)).collect();
        for (voice, links) in &links {
            let all = Sight { all: self, facts: &facts, links, dangling: &orders.dangling, as_of }.views();
            for (list, view) in views.iter_mut().zip(all) {
                list.push((voice.clone(), view));
            }
        }
        let rows = facts.into_iter().zip(views).map(|(facts, views)| joined(facts.row, views)).collect();
        Board { as_of, rows, disputed: orders.disputed().collect(), links }
    }
}

/// One row of what the readings come to.
fn joined(mut row: Row, mut views: Vec<(Voice, View)>) -> Row {
    let same = views.windows(2).all(|two| two[0].1.state == two[1].1.state && two[0].1.late == two[1].1.late);
    if same {
        views.truncate(1);
    }
    let Some((_, first)) = views.first() else { return row };
    (row.state, row.late) = match same {
        true => (first.state, first.late),
        false => (State::Contested, Truth::Unknown),
    };
    row.views = views;
    row
}

/// Moments as written, each read once.
struct Rules<'a> {
    frame: &'a Frame,
    all: &'a Commitments,
    as_of: Instant,
    read: FxHashMap<&'a str, Option<Rule>>,
}

impl<'a> Rules<'a> {
    fn end(&mut self, written: &'a str) -> Option<Deadline> {
        let rule = self.read.entry(written).or_insert_with(|| self.frame.rule(written)).as_ref()?;
        let (from, by) = self.frame.end(rule, self.all, self.as_of)?;
        Some(Deadline { from, by })
    }
}

fn of_itself<'a>(one: &'a Kept, rules: &mut Rules<'a>) -> Facts {
    match one {
        Kept::Promise(promise) => promised(promise, rules),
        Kept::Condition(condition) => condition_itself(condition, rules.as_of),
    }
}

fn bare_row(state: State, done: Truth) -> Row {
    Row {
        state,
        done,
        late: Truth::False,
        deadline: None,
        was_due: None,
        not_extended_by: Vec::new(),
        until: None,
        claim: None,
        found: None,
        valid_until: None,
        late_then: None,
        views: Vec::new(),
    }
}

fn condition_itself(condition: &Condition, as_of: Instant) -> Facts {
    let done = holds(condition, as_of);
    let spoken = condition.declared.iter().any(|one| one.stamp.at <= as_of);
    let (state, because) = match done {
        _ if condition.stamp.at > as_of => (State::NotYet, Because::Undeclared),
        Truth::True => (State::Holds, Because::Undeclared),
        Truth::False => (State::Fails, Because::Fails),
        Truth::Unknown if spoken => (State::Disputed, Because::Disputed),
        Truth::Unknown => (State::Undeclared, Because::Undeclared),
    };
    Facts { ended: Some(state), done, because, row: bare_row(state, done) }
}

fn promised<'a>(promise: &'a Promise, rules: &mut Rules<'a>) -> Facts {
    let as_of = rules.as_of;
    if promise.stamp.at > as_of {
        let row = bare_row(State::NotYet, Truth::Unknown);
        return Facts { ended: Some(State::NotYet), done: Truth::Unknown, because: Because::NotClaimed, row };
    }
    let found = promise.found.iter().rposition(|found| found.stamp.at <= as_of);
    let last = found.and_then(|at| promise.found.get(at));
    let after = |claim: &Claimed| last.is_none_or(|found| claim.stamp.at > found.stamp.at);
    let claim = promise
        .claims
        .iter()
        .rposition(|c| c.stamp.at <= as_of)
        .filter(|at| promise.claims.get(*at).is_some_and(after));
    let is_full = |at: usize| promise.claims.get(at).is_some_and(|claim| claim.scale == Scale::FULL);
    let claimed = claim.is_some_and(is_full);
    let valid_until = last.and_then(|found| valid_until(promise, found));
    let stale = valid_until.is_some_and(|until| until <= as_of);
    let (done, because) = match last {
        Some(found) if !stale && found.scale == Scale::FULL => (Truth::True, Because::NotClaimed),
        _ if claimed => (Truth::Unknown, Because::ClaimedOnly),
        Some(_) if stale => (Truth::Unknown, Because::Expired),
        Some(_) => (Truth::False, Because::Partly),
        None => (Truth::Unknown, Because::NotClaimed),
    };
    let mut row = Row { claim, found, valid_until, ..bare_row(State::Due, done) };
    time_given(promise, rules, &mut row);
    row.until = promise.until.as_deref().and_then(|until| rules.end(until));
    let lapsed = row.until.is_some_and(|until| until.passed(as_of) == Truth::True);
    let withdrawn = promise.withdrawn.as_ref().is_some_and(|stamp| stamp.at <= as_of);
    // what has to be kept up is not known to be there once its debtor stands by it no more
    let done = if withdrawn && valid_until.is_some() { done.and(Truth::Unknown) } else { done };
    row.done = done;
    let ended = if withdrawn {
        Some(State::Withdrawn)
    } else if promise.is_let_go(as_of) {
        Some(State::Released)
    } else {
        lapsed.then_some(State::Lapsed)
    };
    let because = if ended.is_some() { Because::Ended } else { because };
    Facts { ended, done, because, row }
}

fn valid_until(promise: &Promise, found: &Found) -> Option<Instant> {
    let given = promise.valid_for.as_deref().and_then(Frame::duration);
    found.valid_until.or_else(|| Some(found.stamp.at.plus(given?)))
}

/// The deadline with the longer times that all to whom it is owed have given: each reaches as far as the least of them gave.
fn time_given<'a>(promise: &'a Promise, rules: &mut Rules<'a>, row: &mut Row) {
    let fixed = promise.due.map(|due| Deadline { from: due, by: due });
    let counted = promise.due_rule.as_deref().and_then(|rule| rules.end(rule));
    let base = match (fixed, counted) {
        // of two deadlines whichever comes first
        (Some(a), Some(b)) => Some(Deadline { from: a.from.min(b.from), by: a.by.min(b.by) }),
        (a, b) => a.or(b),
    };
    row.deadline = base;
    let Some(base) = base else { return };
    let as_of = rules.as_of;
    let given = |by: &Arc<str>| {
        let mut of = promise.extended.iter().rev().filter(|one| one.stamp.at <= as_of);
        of.find(|one| one.by == *by).map(|one| one.due)
    };
    let longest = promise.extended.iter().filter(|one| one.stamp.at <= as_of);
    let due = if promise.to.is_empty() {
        longest.map(|one| one.due).next_back()
    } else {
        let all: Option<Vec<Instant>> = promise.to.iter().map(given).collect();
        if all.is_none() && longest.count() > 0 {
            row.not_extended_by = promise.to.iter().filter(|to| given(to).is_none()).cloned().collect();
        }
        all.and_then(|all| all.into_iter().min())
    };
    if let Some(due) = due.filter(|due| *due > base.by) {
        row.deadline = Some(Deadline { from: due, by: due });
        row.was_due = Some(base);
    }
}

/// All promises by one reading.
struct Sight<'a> {
    all: &'a Commitments,
    facts: &'a [Facts],
    links: &'a Links,
    dangling: &'a [(u32, Order)],
    as_of: Instant,
}

/// What a group of things that go together comes to.
#[derive(Clone, Copy)]
struct Group {
    open: Truth,
    /// The first member that waits for something itself.
    waits: Option<u32>,
    deadline: Option<Deadline>,
}

impl Sight<'_> {
    fn views(&self) -> Vec<View> {
        let size = self.facts.len();
        let mut own: Vec<Vec<Wait>> = Vec::with_capacity(size);
        let mut groups = vec![Group { open: Truth::True, waits: None, deadline: None }; size];
        for (at, facts) in (0_u32..).zip(self.facts) {
            let waits = self.waits(at);
            let group = &mut groups[self.links.group(at) as usize];
            // what has ended or is done holds nobody up
            if facts.ended.is_none() && facts.done != Truth::True && !waits.is_empty() {
                let open = waits.iter().map(|wait| self.truth(wait)).fold(Truth::True, Truth::and);
                group.open = group.open.and(open);
                group.waits = group.waits.or(Some(at));
            }
            if facts.ended.is_none() {
                group.deadline = later(group.deadline, facts.row.deadline);
            }
            own.push(waits);
        }
        let each = (0_u32..).zip(own);
        each.map(|(at, waits)| self.view(at, waits, groups[self.links.group(at) as usize])).collect()
    }

    /// What one itself waits for that is not known to be there.
    fn waits(&self, at: u32) -> Vec<Wait> {
        let mut waits = Vec::new();
        for (on, how) in self.links.needs(at) {
            let Some(facts) = self.facts.get(*on as usize) else { continue };
            let is_condition = matches!(self.all.kept.get(*on as usize), Some(Kept::Condition(_)));
            // only promises can go together
            let how = if is_condition && *how == Order::Concurrent { Order::Conditional } else { *how };
            let released = how == Order::Before && facts.ended == Some(State::Released);
            if how.waits() && facts.done != Truth::True && !released {
                waits.push(Wait { on: Some(*on), how, because: facts.because });
            }
        }
        // in the order of the record, as they were gathered
        let first = self.dangling.partition_point(|(waits, _)| *waits < at);
        let missing = self.dangling[first..].iter().take_while(|(waits, _)| *waits == at);
        let missing = missing.filter(|(_, how)| how.waits());
        waits.extend(missing.map(|(_, how)| Wait { on: None, how: *how, because: Because::Unknown }));
        waits
    }

    /// Whether what is waited for is there: *false* where that is known not to be so.
    fn truth(&self, wait: &Wait) -> Truth {
        match wait.because {
            Because::Ended | Because::Fails | Because::Partly => Truth::False,
            _ => {
                wait.on.and_then(|on| self.facts.get(on as usize)).map_or(Truth::Unknown, |facts| facts.done)
            }
        }
    }

    fn view(&self, at: u32, mut waits: Vec<Wait>, group: Group) -> View {
        let facts = &self.facts[at as usize];
        let promise = match (&self.all.kept[at as usize], facts.ended) {
            (Kept::Promise(promise), None) => promise,
            (_, ended) => {
                let state = ended.unwrap_or(State::NotYet);
                let deadline = facts.row.deadline;
                return View { state, open: Truth::True, late: Truth::False, waits: Vec::new(), deadline };
            }
        };
        if waits.is_empty()
            && let Some(other) = group.waits
        {
            waits.push(Wait { on: Some(other), how: Order::Concurrent, because: Because::Together });
        }
        let deadline = group.deadline;
        let passed = deadline.map_or(Truth::False, |deadline| deadline.passed(self.as_of));
        let is_settled = facts.done == Truth::True || facts.because == Because::ClaimedOnly;
        let late = match facts.because {
            _ if is_settled => Truth::False,
            // what ran out may still be kept
            Because::Expired => passed.and(group.open).and(Truth::Unknown),
            _ => passed.and(group.open),
        };
        let state = match facts.because {
            _ if facts.done == Truth::True => State::Verified,
            Because::ClaimedOnly => State::Claimed,
            Because::Expired if was_full(promise, &facts.row) => State::Expired,
            _ if group.open != Truth::True => State::Waiting,
            _ if late == Truth::True => State::Overdue,
            _ if promise.until.is_some() && promise.due.is_none() && promise.due_rule.is_none() => {
                State::Standing
            }
            _ => State::Due,
        };
        // what is done, or said to be, waits for nothing any more
        if is_settled {
            waits.clear();
        }
        View { state, open: group.open, late, waits, deadline }
    }
}

fn was_full(promise: &Promise, row: &Row) -> bool {
    row.found.and_then(|at| promise.found.get(at)).is_some_and(|found| found.scale == Scale::FULL)
}

fn later(a: Option<Deadline>, b: Option<Deadline>) -> Option<Deadline> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Deadline { from: a.from.max(b.from), by: a.by.max(b.by) }),
        (a, b) => a.or(b),
    }
}
