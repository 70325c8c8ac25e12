//! What was promised, what it waits for, and what people said of it since.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::fold::Stamp;
use crate::ledger::act::Both;
use crate::ledger::id::UserId;
use crate::time::Instant;

/// How far something is done, on the scale of the Peace Accords Matrix of the Kroc Institute: 0 not begun, 1 minimal, 2 intermediate,
/// 3 in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Scale(u8);

impl Scale {
    /// Done in full.
    pub const FULL: Self = Self(3);
    /// Every step, from none to full.
    pub const ALL: [Self; 4] = [Self(0), Self(1), Self(2), Self(3)];
    /// That step; what no step is, is none.
    pub const fn of(step: u8) -> Self {
        if step <= 3 { Self(step) } else { Self(0) }
    }
    /// Its number.
    pub const fn step(self) -> u8 {
        self.0
    }
}

/// In which order one thing comes to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The other comes first; this is owed after it, whenever that is.
    Before,
    /// The two go together: neither is owed while the other cannot be done.
    Concurrent,
    /// This is owed only if the other holds.
    Conditional,
    /// The two do not wait for each other.
    #[default]
    Free,
}

impl Order {
    /// Every order.
    pub const ALL: &'static [Self] = &[Self::Before, Self::Concurrent, Self::Conditional, Self::Free];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Concurrent => "concurrent",
            Self::Conditional => "conditional",
            Self::Free => "free",
        }
    }
    /// The order of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|order| order.name() == name)
    }
    /// Whether the other must hold first.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Before | Self::Conditional)
    }
}

/// What a promise waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// In which order.
    pub how: Order,
    /// The promise or condition waited for.
    pub on: Arc<str>,
    /// The party that reads it so, where the sides differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_by: Option<Arc<str>>,
}

/// Somebody says that a promise is done, so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// How far.
    pub scale: Scale,
    /// When, and where it stands in the record.
    pub stamp: Stamp,
}

/// Somebody else found how far a promise is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How far.
    pub scale: Scale,
    /// Until when that holds, where it was stated.
    pub valid_until: Option<Instant>,
    /// When, and where it stands in the record.
    pub stamp: Stamp,
}

/// A longer time was given by one to whom it is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extended {
    /// By whom.
    pub by: Arc<str>,
    /// Until when.
    pub due: Instant,
    /// When, and where it stands in the record.
    pub stamp: Stamp,
}

/// What somebody who may say so says of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Who.
    pub by: Arc<str>,
    /// Whether it holds.
    pub holds: bool,
    /// When, and where it stands in the record.
    pub stamp: Stamp,
}

/// A promise, with what was said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Its id.
    pub id: Arc<str>,
    /// Who owes it.
    pub by: Arc<str>,
    /// To whom.
    pub to: Vec<Arc<str>>,
    /// What.
    pub what: Both,
    /// What it is about, a word of the mission's choosing.
    pub theme: Option<Arc<str>>,
    /// By when, where it is a moment.
    pub due: Option<Instant>,
    /// By when, as it was written: `D+14`, `72 h after verified(p2)`. Beside a moment: whichever comes first.
    pub due_rule: Option<Arc<str>>,
    /// Before when it cannot be done, as written.
    pub not_before: Option<Arc<str>>,
    /// Until when it stands at all, as written: of an arrangement until something else is there.
    pub until: Option<Arc<str>>,
    /// How long a verification holds, as written.
    pub valid_for: Option<Arc<str>>,
    /// Who is to verify it.
    pub verifier: Option<Arc<str>>,
    /// What it waits for: as agreed, and as parties read it.
    pub needs: Vec<Need>,
    /// When it was made, and where it stands in the record.
    pub stamp: Stamp,
    /// What its debtor said, in the order of time.
    pub claims: Vec<Claimed>,
    /// What verifiers found, in the order of time.
    pub found: Vec<Found>,
    /// Longer times given, in the order of time.
    pub extended: Vec<Extended>,
    /// To whom it is owed no longer, since when.
    pub released: Vec<(Arc<str>, Stamp)>,
    /// Since when its debtor stands by it no longer.
    pub withdrawn: Option<Stamp>,
}

impl Promise {
    /// Whether it is owed to `party`. One that names nobody is owed to all but its debtor.
    pub fn is_owed_to(&self, party: &str) -> bool {
        if self.to.is_empty() { *self.by != *party } else { self.to.iter().any(|to| **to == *party) }
    }
    /// Whether all to whom it is owed ask for it no more at `as_of`; where it names nobody, one of them is enough.
    pub fn is_let_go(&self, as_of: Instant) -> bool {
        let mut by = self.let_go_by(as_of).peekable();
        if self.to.is_empty() {
            return by.peek().is_some();
        }
        let by: Vec<&Arc<str>> = by.collect();
        self.to.iter().all(|to| by.contains(&to))
    }
    /// Those who ask for it no more at `as_of`, in the order of time.
    pub fn let_go_by(&self, as_of: Instant) -> impl Iterator<Item = &Arc<str>> {
        self.released.iter().filter(move |(_, stamp)| stamp.at <= as_of).map(|(by, _)| by)
    }
}

/// A fact in words of which only a person can say that it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Its id.
    pub id: Arc<str>,
    /// Who put it.
    pub by: Arc<str>,
    /// What must hold.
    pub what: Both,
    /// Who may say that it holds.
    pub declarers: Vec<Arc<str>>,
    /// Before when it cannot hold.
    pub not_before: Option<Instant>,
    /// When it was put, and where it stands in the record.
    pub stamp: Stamp,
    /// What was said of it, in the order of time.
    pub declared: Vec<Declared>,
}

/// Something that a promise may wait for.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// A promise.
    Promise(Box<Promise>),
    /// A condition.
    Condition(Condition),
}

impl Kept {
    /// Its id.
    pub const fn id(&self) -> &Arc<str> {
        match self {
            Self::Promise(promise) => &promise.id,
            Self::Condition(condition) => &condition.id,
        }
    }
    /// Who owes it, or put it.
    pub const fn by(&self) -> &Arc<str> {
        match self {
            Self::Promise(promise) => &promise.by,
            Self::Condition(condition) => &condition.by,
        }
    }
    /// What it says.
    pub const fn what(&self) -> &Both {
        match self {
            Self::Promise(promise) => &promise.what,
            Self::Condition(condition) => &condition.what,
        }
    }
    /// Whether `party` is a side of it: owes it, is owed it, put it or may declare it.
    pub fn concerns(&self, party: &str) -> bool {
        match self {
            Self::Promise(promise) => *promise.by == *party || promise.is_owed_to(party),
            Self::Condition(condition) => {
                *condition.by == *party || condition.declarers.iter().any(|by| **by == *party)
            }
        }
    }
    /// When it entered the record.
    pub const fn stamp(&self) -> &Stamp {
        match self {
            Self::Promise(promise) => &promise.stamp,
            Self::Condition(condition) => &condition.stamp,
        }
    }
    /// The promise, if it is one.
    pub const fn promise(&self) -> Option<&Promise> {
        match self {
            Self::Promise(promise) => Some(promise),
            Self::Condition(_) => None,
        }
    }
    /// The condition, if it is one.
    pub const fn condition(&self) -> Option<&Condition> {
        match self {
            Self::Promise(_) => None,
            Self::Condition(condition) => Some(condition),
        }
    }
}

/// Two things whose order is asked: what waits, what is waited for.
pub(super) type Ordered = (Arc<str>, Arc<str>);

/// How a party reads an order: who, how, when.
pub type Read = (Arc<str>, Order, Stamp);

/// What was ruled of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// The order.
    pub how: Order,
    /// Who stands by it.
    pub by: Vec<UserId>,
    /// When, and where it stands in the record.
    pub stamp: Stamp,
}

/// Everything that was promised, in the order of the record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Commitments {
    /// Promises and conditions, one namespace.
    pub(super) kept: Vec<Kept>,
    pub(super) at: FxHashMap<Arc<str>, u32>,
    /// How parties read orders: by what waits and what is waited for.
    pub(super) read: BTreeMap<Ordered, Vec<Read>>,
    /// What was ruled of orders.
    pub(super) ruled: BTreeMap<Ordered, Vec<Ruled>>,
}

impl Commitments {
    /// Promises and conditions, in the order of the record.
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }
    /// The promise or condition of that id.
    pub fn get(&self, id: &str) -> Option<&Kept> {
        self.kept.get(self.position(id)?)
    }
    /// Where the promise or condition of that id stands in [`Self::kept`].
    pub fn position(&self, id: &str) -> Option<usize> {
        self.at.get(id).map(|at| *at as usize)
    }
    /// The promise of that id.
    pub fn promise(&self, id: &str) -> Option<&Promise> {
        self.get(id)?.promise()
    }
    /// The condition of that id.
    pub fn condition(&self, id: &str) -> Option<&Condition> {
        self.get(id)?.condition()
    }
    /// What was ruled of the orders in which the promise `id` waits: with what, in the order of time for each.
    pub fn rulings_of<'c>(&'c self, id: &str) -> impl Iterator<Item = (&'c Arc<str>, &'c [Ruled])> {
        let own = self.ruled.iter().filter(move |((waits, _), _)| **waits == *id);
        own.map(|((_, on), list)| (on, list.as_slice()))
    }
    /// How parties read the orders in which the promise `id` waits: with what, in the order of time for each.
    pub fn readings_of<'c>(&'c self, id: &str) -> impl Iterator<Item = (&'c Arc<str>, &'c [Read])> {
        let own = self.read.iter().filter(move |((waits, _), _)| **waits == *id);
        own.map(|((_, on), list)| (on, list.as_slice()))
    }
    /// Whether nothing was promised.
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}
