//! One way the facts, lines, links and terms may be, fixed as far as needed.
//!
//! A [`Case`] fixes some [`Unknown`]s to a [`Cell`] each; what it does not fix stays open. The engine fixes
//! only unknowns that several undecided questions share (`LANGUAGE` §5).

use std::rc::Rc;
use std::sync::Arc;

use super::memory::{Key, Memory, Numbered, Table};
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
///
/// A case that [remembers](Case::remembering) notes what is read of it, so that what was worked out in one case serves
/// all that differ from it elsewhere alone: see [`super::memory`].
#[derive(Clone, Default)]
pub(super) struct Case {
    fixed: Vec<Rc<Fixed>>,
    /// What is fixed by numbers, sorted; kept where the case remembers.
    numbers: Vec<Numbered>,
    memory: Option<Rc<Memory>>,
}

/// An unknown with the cell that it is fixed to.
pub(super) type Fixed = (Unknown, Cell);

impl PartialEq for Case {
    fn eq(&self, other: &Self) -> bool {
        self.fixed == other.fixed
    }
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.fixed).finish()
    }
}

impl Case {
    /// The cell that an unknown is fixed to.
    pub(super) fn get(&self, unknown: &Unknown) -> Option<&Cell> {
        if let Some(memory) = &self.memory {
            memory.note(unknown);
        }
        self.fixed.iter().find(|fixed| fixed.0 == *unknown).map(|fixed| &fixed.1)
    }
    /// This case with one more unknown fixed.
    pub(super) fn with(&self, unknown: Unknown, cell: Cell) -> Self {
        let mut case = self.clone();
        let fixed = match &self.memory {
            None => Rc::new((unknown, cell)),
            Some(memory) => memory.number((unknown, cell), &mut case.numbers),
        };
        case.fixed.push(fixed);
        case
    }
    /// The same case, of which it is remembered what was worked out. To be asked of one row alone, by questions that
    /// outlive it.
    pub(super) fn remembering(&self) -> Self {
        if self.memory.is_some() {
            return self.clone();
        }
        let open = Self { memory: Some(Rc::default()), ..Self::default() };
        self.fixed.iter().fold(open, |case, fixed| case.with(fixed.0.clone(), fixed.1.clone()))
    }
    /// The same case to be asked of another row: nothing is remembered of that.
    pub(super) fn of_another_row(&self) -> Self {
        self.note_all();
        Self { fixed: self.fixed.clone(), ..Self::default() }
    }
    /// What `work` comes to, or came to in a case that differed in nothing that it read.
    pub(super) fn remembered<V: Clone>(
        &self,
        table: fn(&Memory) -> &Table<V>,
        key: Key,
        work: impl FnOnce() -> V,
    ) -> V {
        match self.recall(table, key) {
            Some(known) => known,
            None => self.noting(table, key, work, |_| true),
        }
    }
    /// What was worked out under this key in a case that differed in nothing that was read.
    pub(super) fn recall<V: Clone>(&self, table: fn(&Memory) -> &Table<V>, key: Key) -> Option<V> {
        let memory = self.memory.as_deref()?;
        memory.recall(table(memory), key, &self.numbers)
    }
    /// What `work` comes to, remembered under this key where it may be `kept`.
    pub(super) fn noting<V: Clone>(
        &self,
        table: fn(&Memory) -> &Table<V>,
        key: Key,
        work: impl FnOnce() -> V,
        kept: impl FnOnce(&V) -> bool,
    ) -> V {
        match self.memory.as_deref() {
            None => work(),
            Some(memory) => memory.noting(table(memory), key, &self.numbers, work, kept),
        }
    }
    /// Whether it remembers what was worked out.
    pub(super) const fn remembers(&self) -> bool {
        self.memory.is_some()
    }
    fn note_all(&self) {
        if let Some(memory) = &self.memory {
            memory.note_all();
        }
    }
    /// All that is fixed.
    pub(super) fn cells(&self) -> impl Iterator<Item = &Fixed> {
        self.note_all();
        self.fixed.iter().map(|fixed| &**fixed)
    }
    /// The cell of an attribute.
    pub(super) fn attribute(&self, attribute: Attribute) -> Option<&Cell> {
        if let Some(memory) = &self.memory {
            memory.note_attribute(attribute);
        }
        self.fixed.iter().find_map(|fixed| match &**fixed {
            (Unknown::Attribute(a), cell) if *a == attribute => Some(cell),
            _ => None,
        })
    }
    /// Whether any attribute is fixed.
    pub(super) fn fixes_any(&self) -> bool {
        if let Some(memory) = &self.memory {
            memory.note_any_attribute();
        }
        self.fixed.iter().any(|fixed| matches!(fixed.0, Unknown::Attribute(_)))
    }
    /// Whether anything is supposed of an entry that leaves blank what a match asks.
    pub(super) fn supposes_of_entries(&self) -> bool {
        if let Some(memory) = &self.memory {
            memory.note_any_entry();
        }
        self.fixed.iter().any(|fixed| matches!(fixed.0, Unknown::Open(OpenKey::Entry(..))))
    }
    /// The account chosen.
    pub(super) fn account(&self) -> Option<usize> {
        if let Some(memory) = &self.memory {
            memory.note_accounts();
        }
        self.fixed.iter().find_map(|fixed| match &**fixed {
            (Unknown::Accounts, Cell::Account(i)) => Some(*i),
            _ => None,
        })
    }
}
