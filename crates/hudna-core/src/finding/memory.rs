//! What was worked out of one row already, while cell after cell is tried.
//!
//! Each question looks at some of what a case fixes, and two cases that differ elsewhere alone have the same answer. So
//! it is noted what a question reads of its case: which unknowns, and whether each was fixed and to which cell. An
//! answer is used again where all of that is as it was, and nowhere else; what is not read cannot have mattered.
//!
//! A memory belongs to one row and one version of a text, and to questions that outlive it: they are told apart by where
//! they lie. It never changes an answer, only how often it is worked out: `assess` without it gives the same bytes.

use std::cell::{Cell as Shared, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Outcome;
use super::case::{Cell, Fixed, OpenKey, Someone, Unknown};
use super::decide::Decision;
use super::parties::Answers;
use super::roots::Roots;
use crate::condition::Truth;
use crate::time::TimeRange;
use crate::value::Attribute;

/// What is remembered under: what kind of answer, and of what.
pub(super) type Key = (Of, usize);

/// Kinds of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    /// A question, by where it lies.
    Atom,
    /// Whether a norm binds whoever did it.
    Bound,
    /// Whether the actor of an attribute is of an excluded group.
    Excluded,
    /// Something of an attribute, by its number.
    Attribute,
    /// A norm as it stands.
    Norm,
    /// A norm, were the author bound.
    NormIfBound,
}

/// An unknown and a cell of it, by numbers: the unknown's above, the cell's in the lower sixteen bits.
pub(super) type Numbered = u32;

/// Unknowns that were read, a bit each.
type Reads = u128;

/// Attributes have the first numbers, in their order.
const ACCOUNTS: u32 = Attribute::ALL.len() as u32;
/// Whether any attribute is fixed.
const ANY_ATTRIBUTE: u32 = ACCOUNTS + 1;
/// Whether anything is supposed of an entry of a register.
const ANY_ENTRY: u32 = ACCOUNTS + 2;
/// The first number of other unknowns.
const OTHERS: u32 = ACCOUNTS + 3;

/// Answers of one kind, by what they are of.
#[derive(Debug)]
pub(super) struct Table<V>(RefCell<FxHashMap<Key, Vec<SameReads<V>>>>);

/// Answers for which the same unknowns were read, by what those were fixed to.
type SameReads<V> = (Reads, FxHashMap<Box<[Numbered]>, V>);

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

/// What was worked out of one row.
#[derive(Default)]
pub(super) struct Memory {
    /// The numbers of unknowns that are no attributes.
    others: RefCell<FxHashMap<Unknown, u32>>,
    /// The cells met of each unknown, in the order of their numbers.
    cells: RefCell<FxHashMap<u32, Vec<Rc<Fixed>>>>,
    /// What was read since the question began that is being asked.
    reads: Shared<Reads>,
    /// More unknowns or cells were met than have numbers: nothing is remembered any more.
    full: Shared<bool>,
    /// Answers in three values.
    pub truths: Table<Truth>,
    /// Times of attributes and of the row.
    pub times: Table<Option<TimeRange>>,
    /// Who may stand for an attribute.
    pub people: Table<Option<Rc<[Someone]>>>,
    /// The parties that may answer.
    pub answers: Table<Answers>,
    /// What an undecided question turns on.
    pub roots: Table<Rc<Roots>>,
    /// What remains possible of a norm, with the cells that it took.
    pub decisions: Table<Rc<Decision>>,
    /// The one outcome of a norm, if there is one alone, with the cells that it took.
    pub settled: Table<(Option<Outcome>, u32)>,
}

impl Memory {
    /// Notes that an unknown was read.
    pub(super) fn note(&self, unknown: &Unknown) {
        if let Some(number) = self.number_of(unknown) {
            self.note_number(number);
        }
    }

    pub(super) fn note_attribute(&self, attribute: Attribute) {
        self.note_number(attribute as u32);
    }

    pub(super) fn note_accounts(&self) {
        self.note_number(ACCOUNTS);
    }

    pub(super) fn note_any_attribute(&self) {
        self.note_number(ANY_ATTRIBUTE);
    }

    pub(super) fn note_any_entry(&self) {
        self.note_number(ANY_ENTRY);
    }

    pub(super) fn note_all(&self) {
        self.reads.set(Reads::MAX);
    }

    fn note_number(&self, number: u32) {
        self.reads.set(self.reads.get() | 1 << number);
    }

    /// The number of an unknown; `None` where there is none left, and nothing is remembered from then on.
    fn number_of(&self, unknown: &Unknown) -> Option<u32> {
        match unknown {
            Unknown::Attribute(attribute) => return Some(*attribute as u32),
            Unknown::Accounts => return Some(ACCOUNTS),
            _ => {}
        }
        let mut others = self.others.borrow_mut();
        if let Some(number) = others.get(unknown) {
            return Some(*number);
        }
        let number = OTHERS + u32::try_from(others.len()).unwrap_or(Reads::BITS);
        if number >= Reads::BITS {
            self.full.set(true);
            return None;
        }
        others.insert(unknown.clone(), number);
        Some(number)
    }

    /// Adds the number of what is fixed to `numbers`, and gives it as it was met first.
    pub(super) fn number(&self, fixed: Fixed, numbers: &mut Vec<Numbered>) -> Rc<Fixed> {
        let Some(unknown) = self.number_of(&fixed.0) else { return Rc::new(fixed) };
        let mut add = |number: u32, cell: u32| {
            let numbered = number << 16 | cell;
            if let Err(at) = numbers.binary_search(&numbered) {
                numbers.insert(at, numbered);
            }
        };
        match &fixed.0 {
            Unknown::Attribute(_) => add(ANY_ATTRIBUTE, 0),
            Unknown::Open(OpenKey::Entry(..)) => add(ANY_ENTRY, 0),
            _ => {}
        }
        let mut cells = self.cells.borrow_mut();
        let met = cells.entry(unknown).or_default();
        let cell = met.iter().position(|known| is_same(&known.1, &fixed.1)).unwrap_or_else(|| {
            met.push(Rc::new(fixed));
            met.len() - 1
        });
        match u16::try_from(cell) {
            Ok(cell) => add(unknown, u32::from(cell)),
            Err(_) => self.full.set(true),
        }
        met[cell].clone()
    }

    pub(super) fn recall<V: Clone>(&self, table: &Table<V>, key: Key, fixed: &[Numbered]) -> Option<V> {
        if self.full.get() {
            return None;
        }
        let table = table.0.borrow();
        let (reads, found) = table.get(&key)?.iter().find_map(|(reads, by_cells)| {
            let mut read = [0; MOST_FIXED];
            Some((*reads, by_cells.get(those_read(fixed, *reads, &mut read)?)?))
        })?;
        self.reads.set(self.reads.get() | reads);
        Some(found.clone())
    }

    pub(super) fn noting<V: Clone>(
        &self,
        table: &Table<V>,
        key: Key,
        fixed: &[Numbered],
        work: impl FnOnce() -> V,
        kept: impl FnOnce(&V) -> bool,
    ) -> V {
        let before = self.reads.replace(0);
        let found = work();
        let reads = self.reads.get();
        self.reads.set(before | reads);
        let mut read = [0; MOST_FIXED];
        if let Some(read) = those_read(fixed, reads, &mut read)
            && !self.full.get()
            && kept(&found)
        {
            let mut table = table.0.borrow_mut();
            let of_key = table.entry(key).or_default();
            let at = of_key.iter().position(|(known, _)| *known == reads).unwrap_or_else(|| {
                of_key.push((reads, FxHashMap::default()));
                of_key.len() - 1
            });
            of_key[at].1.insert(read.into(), found.clone());
        }
        found
    }
}

/// Whether two cells of one unknown are the same; of numbers the ends alone decide.
fn is_same(a: &Cell, b: &Cell) -> bool {
    match (a, b) {
        (Cell::Number(a), Cell::Number(b)) => {
            a.low.total_cmp(&b.low).is_eq() && a.high.total_cmp(&b.high).is_eq()
        }
        _ => a == b,
    }
}

/// Cases that fix more than this are worked out anew.
const MOST_FIXED: usize = 24;

/// What is fixed of the unknowns that were read; `None` where that is very much.
fn those_read<'b>(
    fixed: &[Numbered],
    reads: Reads,
    into: &'b mut [Numbered; MOST_FIXED],
) -> Option<&'b [Numbered]> {
    let mut n = 0;
    for numbered in fixed.iter().filter(|numbered| reads >> (**numbered >> 16) & 1 == 1) {
        *into.get_mut(n)? = *numbered;
        n += 1;
    }
    into.get(..n)
}
