//! One way the facts, lines, links and terms may be, fixed as far as needed.
//!
//! A [`Case`] fixes some [`Unknown`]s to a [`Cell`] each; what it does not fix stays open. The engine fixes
//! only unknowns that several undecided questions share (`LANGUAGE` §5).

use std::sync::Arc;

use crate::condition::{Event, Store};
use crate::report::Origin;
use crate::time::TimeRange;
use crate::value::{Attribute, Number, Value};
use crate::vocabulary::Code;

/// Something that is not known and that questions turn on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unknown {
    /// Which account is right.
    Accounts,
    /// Which party's course of a disputed line.
    Course(Arc<str>),
    /// Which party's reading of a term.
    Term(u16),
    /// When the links of one change moved, or whether a disputed link exists: see [`LinkKey`].
    Link(LinkKey),
    /// Whether an entry exists that a register does not show, or an event whose record is open.
    Open(OpenKey),
    /// The value of an attribute.
    Attribute(Attribute),
}

/// Identity of what is unknown about links.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LinkKey {
    /// Links that share a `change`.
    Change(Arc<str>),
    /// A link by its position in the text.
    Link(u16),
    /// An actor of whom the text says nothing.
    Unlisted(Arc<str>),
}

/// Identity of an open question that is either true or false.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum OpenKey {
    /// A match in a register.
    Register(u8, u16),
    /// Whether an entry that leaves blank what a match asks is one that fits: the register, the match, whether it is the answer
    /// alone that is blank, and the entry.
    Entry(u8, u16, bool, Origin),
    /// A verification.
    Verified(Arc<str>),
    /// Whether a duty was found undone after its time.
    Late,
    /// When an event came to pass: the hour, where a day is known.
    When(Event),
    /// Which deed this one answered, if any: one question, however many conditions ask of it.
    Reply,
    /// Whether a count over other rows holds: see [`super::weigher::Weigher::question`].
    Count(u16),
    /// What the store of a holding is.
    Store(Store),
    /// What the members of a body are, or how they voted, all of them together.
    Members,
    /// What one of them is, by position.
    Member(u16),
    /// Who they are, where no register shows any.
    List,
}

/// Who an unknown actor may be, as far as the text distinguishes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Someone {
    /// A named actor.
    Named(Arc<str>),
    /// Somebody of this party (its index).
    OfParty(usize),
    /// Somebody for whom no party answers.
    Outsider,
}

/// A question about a place that a cell of the place answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlaceKey {
    /// Index of the geometry (version and course) in the agreement.
    pub geometry: u32,
    /// Within how many metres; 0 asks for inside.
    pub metres: f64,
}

/// One distinguishable answer to an unknown.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// The account with this index.
    Account(usize),
    /// A party's id: whose course or reading.
    Party(Arc<str>),
    /// Yes or no: a link moved already or exists, an entry exists.
    Yes(bool),
    /// Of the deed answered, or of the members: each question with its answer.
    Replied(Vec<(u16, bool)>),
    /// Of one member: what is fixed of it; `None` where it was no member then.
    Member(Option<Case>),
    /// For an actor of whom nothing is listed: somebody's.
    Someone(Someone),
    /// One of these leaves.
    Codes(Vec<Code>),
    /// Stated to be none.
    Nothing,
    /// A number between.
    Number(Number),
    /// A moment between.
    Time(TimeRange),
    /// The points of this claim, or of anywhere, with these answers.
    Place(Vec<(PlaceKey, bool)>, Option<Box<Value>>),
}

/// Unknowns fixed so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Case {
    fixed: Vec<(Unknown, Cell)>,
}

impl Case {
    /// The cell that an unknown is fixed to.
    pub(super) fn get(&self, unknown: &Unknown) -> Option<&Cell> {
        self.fixed.iter().find(|(u, _)| u == unknown).map(|(_, c)| c)
    }
    /// This case with one more unknown fixed.
    pub(super) fn with(&self, unknown: Unknown, cell: Cell) -> Self {
        let mut fixed = self.fixed.clone();
        fixed.push((unknown, cell));
        Self { fixed }
    }
    /// All that is fixed.
    pub(super) fn cells(&self) -> impl Iterator<Item = &(Unknown, Cell)> {
        self.fixed.iter()
    }
    /// The cell of an attribute.
    pub(super) fn attribute(&self, attribute: Attribute) -> Option<&Cell> {
        self.fixed.iter().find_map(|(u, c)| match u {
            Unknown::Attribute(a) if *a == attribute => Some(c),
            _ => None,
        })
    }
    /// Whether any attribute is fixed.
    pub(super) fn fixes_any(&self) -> bool {
        self.fixed.iter().any(|(u, _)| matches!(u, Unknown::Attribute(_)))
    }
    /// Whether anything is supposed of an entry that leaves blank what a match asks.
    pub(super) fn supposes_of_entries(&self) -> bool {
        self.fixed.iter().any(|(u, _)| matches!(u, Unknown::Open(OpenKey::Entry(..))))
    }
    /// The account chosen.
    pub(super) fn account(&self) -> Option<usize> {
        self.fixed.iter().find_map(|(u, c)| match (u, c) {
            (Unknown::Accounts, Cell::Account(i)) => Some(*i),
            _ => None,
        })
    }
}
