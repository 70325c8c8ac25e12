//! Conditions: OGC CQL2 text, typed against what an agreement knows, ready to be evaluated in three values.
//!
//! `parse` makes a [`parse::Tree`] with byte positions, `typing` turns it into an [`Expr`]. Nothing here
//! evaluates: `columns` does for many rows, `finding::case` for one row and one case.

use std::sync::Arc;

use serde::Serialize;

use crate::time::{Instant, Span, TimeRange};
use crate::value::Attribute;
use crate::vocabulary::Code;

pub mod fault;
pub mod names;
pub mod parse;
pub mod quantity;
pub mod typing;
mod wkt;
mod words;

/// Kleene's three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// False in every case.
    False,
    /// True in some cases, false in others, or not known.
    Unknown,
    /// True in every case.
    True,
}

impl Truth {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }
    /// Either holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
    /// The reverse; unknown stays unknown.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
    /// From what may be: whether it may be true and whether it may be false.
    pub const fn from_possible(may_be_true: bool, may_be_false: bool) -> Self {
        match (may_be_true, may_be_false) {
            (true, false) => Self::True,
            (false, true) => Self::False,
            _ => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(b: bool) -> Self {
        if b { Self::True } else { Self::False }
    }
}

/// Bytes of the agreement's file that an atom was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Words {
    /// First byte.
    pub start: u32,
    /// Past the last byte.
    pub end: u32,
}

/// A typed condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `TRUE` or `FALSE`.
    Constant(bool),
    /// All hold.
    And(Vec<Expr>),
    /// Any holds.
    Or(Vec<Expr>),
    /// Does not hold.
    Not(Box<Expr>),
    /// One question about the row.
    Atom(Atom),
}

/// One question about the row, with where it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    /// What is asked.
    pub kind: AtomKind,
    /// Where it stands.
    pub words: Words,
}

/// Comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Compare {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

/// Arithmetic over numeric attributes.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberExpr {
    /// A constant.
    Constant(f64),
    /// An attribute's number.
    Attribute(Attribute),
    /// `a + b`, `a - b`, `a * b`, `a / b`.
    Binary(Box<NumberExpr>, char, Box<NumberExpr>),
    /// `count(party = 'first')`: how many members or votes satisfy the condition; `count()` counts all.
    Count(Box<Expr>),
}

impl NumberExpr {
    /// The conditions that it counts by, in the order of the text.
    pub fn counted<'a>(&'a self, out: &mut Vec<&'a Expr>) {
        match self {
            Self::Constant(_) | Self::Attribute(_) => {}
            Self::Binary(a, _, b) => {
                a.counted(out);
                b.counted(out);
            }
            Self::Count(condition) => out.push(condition),
        }
    }
    /// The attributes of the row itself that it stands on; those of members are not entered.
    pub fn attributes(&self, out: &mut Vec<Attribute>) {
        match self {
            Self::Constant(_) | Self::Count(_) => {}
            Self::Attribute(a) => out.push(*a),
            Self::Binary(a, _, b) => {
                a.attributes(out);
                b.attributes(out);
            }
        }
    }
}

/// Something that the text counts from. All but signature happen, if they do, after it was signed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// `verified(a4.2)`: a verifier found the duty done, for the first time.
    Verified(Arc<str>),
    /// `claimed(a4.2)`: whoever owes the duty says that it is done, for the first time.
    Claimed(Arc<str>),
    /// `adhered(second)`: the party is bound.
    Adhered(Arc<str>),
    /// `signed`, on a day whose hour is not stated.
    Signed(TimeRange),
}

/// A moment in the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Moment {
    /// Known from the text.
    Fixed(Instant),
    /// A whole local day: `>=` from its start, `>` from its end, `<` before its start, `<=` until its end.
    Day {
        /// Its start.
        start: Instant,
        /// Its end.
        end: Instant,
    },
    /// Some time after an event that may not have happened: `72 h after verified(a4.2)`.
    After {
        /// How long after.
        offset: Span,
        /// Which event.
        event: Event,
    },
    /// Some time after the row's own `at`.
    AfterAt(Span),
}

/// Whether the parties that answer for another, as bits, are ours or another's; for outsiders no party answers.
pub(crate) const fn sides_agree(ours: u64, theirs: u64, same: bool) -> bool {
    if same { ours & theirs != 0 } else { ours & theirs == 0 && theirs != 0 }
}

/// How a place lies to a geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Lies {
    /// `S_INTERSECTS`, and `S_WITHIN` for a place.
    Inside,
    /// `S_DISJOINT`.
    Outside,
}

/// Which register a match asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Asks {
    /// `notified(match)`.
    Notified,
    /// `authorised(match)`.
    Authorised,
    /// `contacted(match)`.
    Contacted,
}

/// Which other rows a count is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Counted {
    /// Deeds, on either side of the row's time.
    Around,
    /// Deeds before it: those that a pattern adds up. One cluster of deeds is weighed at its last.
    Before,
    /// Where units were seen or declared to be, at the same time.
    Positions,
}

/// What is asked of the store of a holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Store {
    /// The weapon was in it.
    Holds,
    /// It was declared.
    Declared,
    /// Inspectors could enter when last they came, no longer ago than this.
    Inspected(Option<Span>),
}

/// What an atom asks. Attributes may be derived ones (`party`).
#[derive(Clone, Debug, PartialEq)]
pub enum AtomKind {
    /// The code lies in one of these subtrees: `act IN ('shelling','rocket')`.
    Codes(Attribute, Vec<Code>),
    /// The actor is one of these: `actor = 'brigade-7'`. Ids as in the agreement.
    Actors(Attribute, Vec<Arc<str>>),
    /// The answering party is one of these: `party = 'first'`; `signatories()` is written [`AtomKind::Signatory`].
    Parties(Attribute, Vec<Arc<str>>),
    /// The answering party is bound at `at`: `party IN signatories()`.
    Signatory(Attribute),
    /// The value is stated to be none: `actor = 'none'`.
    Nothing(Attribute),
    /// A comparison of numbers.
    Number(NumberExpr, Compare, NumberExpr),
    /// `at >= d_day()`: the attribute is `at` or `until`.
    Time(Attribute, Compare, Moment),
    /// `daily(at, '08:00', '14:00')`: minutes after local midnight; may wrap past midnight.
    Daily(Attribute, u16, u16),
    /// The place lies in or out of a zone, by its id.
    Zone(Attribute, Lies, Arc<str>),
    /// The place lies within `metres` of a zone or line.
    Near {
        /// `place`, `origin` or `observer_place`.
        attribute: Attribute,
        /// The zone's or line's id.
        geometry: Arc<str>,
        /// Geodesic metres.
        metres: f64,
    },
    /// `target_party = party`: it was aimed at the author's own party; or, where false, `target_party <> party`: at another one. An
    /// outsider is neither.
    OwnTarget(bool),
    /// `affiliated(actor, id)`: any link, transitively.
    Affiliated(Attribute, Arc<str>),
    /// `in_force(id)`: the norm is in force at `at`.
    InForce(Arc<str>),
    /// `bound('first')`: the party is bound at `at`.
    Bound(Arc<str>),
    /// A term as each party reads it: index into the agreement's terms.
    Reading(u16),
    /// The deed answered, stated by a report or reply, satisfies the condition, within the time.
    ///
    /// Last, whether its party must be ours (`party = this.party`) or another (`party <> this.party`).
    InReplyTo(Box<Expr>, Option<Span>, Option<bool>),
    /// A match in a register: index into the agreement's matches.
    Register(Asks, u16),
    /// `verified('a8.1')`.
    Verified(Arc<str>),
    /// How many *other* rows satisfy the condition near in space and time.
    CountWithin {
        /// The other row must satisfy this; `this.x` is not carried in it but in `same_party`.
        condition: Box<Expr>,
        /// Geodesic metres.
        metres: f64,
        /// Time window.
        window: Span,
        /// Whether the other row's party must be (`true`) or must not be (`false`) ours.
        same_party: Option<bool>,
        /// The comparison of the count.
        compare: Compare,
        /// With what.
        number: f64,
        /// Which rows are counted, and to which side in time.
        counted: Counted,
    },
    /// Of a holding: what its store must be.
    Store(Store),
}

impl Expr {
    /// Every atom, in the order of the text; atoms inside terms and replies are not entered.
    pub fn atoms<'a>(&'a self, out: &mut Vec<&'a Atom>) {
        match self {
            Self::Constant(_) => {}
            Self::And(list) | Self::Or(list) => list.iter().for_each(|e| e.atoms(out)),
            Self::Not(e) => e.atoms(out),
            Self::Atom(a) => out.push(a),
        }
    }
}
