//! Whether some deed fits a condition: satisfiability over the finitely many cases that a text tells apart.
//!
//! Constants, codes, zones, days and links make finitely many cells; one value stands for each. Questions
//! about registers and counts are free booleans (*supposing a notice exists*); the deed answered is a second
//! deed with cells of its own. The search looks at no more than [`MOST_NODES`] partial cases and asks no more
//! than [`MOST_QUESTIONS`] questions over all searches of one text: what it could not finish it says. Both are
//! counts and no clock, so that the answer never depends on the machine.
//!
//! A found case is surely one: it holds whatever party's reading or course is taken. That there is none is
//! claimed only where every cell was looked at.

mod domain;
mod ground;
mod question;
mod witness;

use std::collections::BTreeMap;

use crate::agreement::Agreement;
use crate::condition::{AtomKind, Truth};
use crate::time::Instant;
use crate::value::Attribute;
use crate::vocabulary::Code;

pub(super) use ground::{Ground, planar_m};
pub(super) use question::{Formula, all, any, binding, not, speaks, window};
pub(super) use witness::{Clash, scenario};

/// Partial cases that all searches of one text may look at.
const MOST_NODES: usize = 100_000;
/// Questions that they may ask, so that hard texts end as soon as easy ones.
const MOST_QUESTIONS: usize = 2_000_000;
/// Partial cases that one search may look at, so that a hard pair leaves something for the others.
const MOST_IN_ONE: usize = 10_000;

/// Which deed is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    /// The deed itself.
    This,
    /// The deed that it answers.
    Answered,
}

/// Something that a case fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Variable {
    /// An attribute of a deed.
    Attribute(Row, Attribute),
    /// Whether it answers another deed.
    Answers,
    /// A question that is free to be true or false.
    Free(u16),
}

/// Who an actor is, as far as the text tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Someone {
    /// Named: a party, formation or role.
    Named(std::sync::Arc<str>),
    /// Nobody for whom a party answers.
    Outsider,
}

/// One value that stands for a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pick {
    Code(Code),
    Nothing,
    Someone(Someone),
    Number(f64),
    Time(Instant),
    /// A point of the [`Ground`].
    Place(u32),
    Yes(bool),
}

/// What is fixed so far.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    fixed: Vec<(Variable, Pick)>,
}

impl World {
    pub(super) fn get(&self, variable: Variable) -> Option<&Pick> {
        self.fixed.iter().find(|(v, _)| *v == variable).map(|(_, p)| p)
    }
    pub(super) fn time(&self, row: Row) -> Option<Instant> {
        match self.get(Variable::Attribute(row, Attribute::At)) {
            Some(Pick::Time(at)) => Some(*at),
            _ => None,
        }
    }
    /// This case, only as far as `keep` says.
    pub(super) fn only(&self, keep: impl Fn(Variable) -> bool) -> Self {
        Self { fixed: self.fixed.iter().filter(|(v, _)| keep(*v)).cloned().collect() }
    }
}

/// What a search came to.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// This case fits.
    Yes(World),
    /// None does.
    No,
    /// None was found, but not every case was looked at, or some could not be told.
    Unfinished,
}

impl Answer {
    pub(super) const fn is_no(&self) -> bool {
        matches!(self, Self::No)
    }
}

/// How questions on which parties differ are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A case must fit under every reading and course.
    Sure,
    /// Readings and courses may be as they like: what then has no case surely has none.
    Lenient,
}

/// All searches of one text, with what they may still spend.
pub(super) struct Search<'a> {
    pub(super) agreement: &'a Agreement,
    pub(super) ground: Ground,
    nodes: usize,
    questions: std::cell::Cell<usize>,
    /// Whether the search that runs leaves out some actor.
    cut: std::cell::Cell<bool>,
    /// Questions with their numbers.
    free: std::cell::RefCell<Vec<(Row, &'a AtomKind)>>,
}

/// One search while it runs.
struct Run<'s, 'a> {
    search: &'s mut Search<'a>,
    formula: &'s Formula<'a>,
    domains: BTreeMap<Variable, Vec<Pick>>,
    mode: Mode,
    nodes: usize,
    unfinished: bool,
}

impl<'a> Search<'a> {
    pub(super) fn new(agreement: &'a Agreement) -> Self {
        let ground = Ground::of(agreement);
        Self {
            agreement,
            ground,
            nodes: 0,
            questions: Default::default(),
            cut: Default::default(),
            free: Default::default(),
        }
    }

    /// Whether some case fits.
    pub(super) fn find(&mut self, formula: &Formula<'a>, mode: Mode) -> Answer {
        self.find_from(formula, mode, World::default())
    }

    /// Whether some case fits in which this much is given.
    pub(super) fn find_from(&mut self, formula: &Formula<'a>, mode: Mode, given: World) -> Answer {
        self.cut.set(false);
        let domains = domain::domains(self, formula);
        let cut = self.cut.get();
        let mut run = Run { search: self, formula, domains, mode, nodes: 0, unfinished: false };
        let mut world = given;
        let found = run.step(&mut world);
        let unfinished = run.unfinished || cut;
        match found {
            true => Answer::Yes(world),
            false if unfinished => Answer::Unfinished,
            false => Answer::No,
        }
    }

    fn spent(&self) -> bool {
        self.nodes >= MOST_NODES || self.questions.get() >= MOST_QUESTIONS
    }

    /// Counts a question that is asked.
    pub(super) fn ask(&self) {
        self.questions.set(self.questions.get() + 1);
    }
}

impl Run<'_, '_> {
    /// Looks for a case that continues this one; `world` is then that case.
    fn step(&mut self, world: &mut World) -> bool {
        if self.nodes >= MOST_IN_ONE || self.search.spent() {
            self.unfinished = true;
            return false;
        }
        self.nodes += 1;
        self.search.nodes += 1;
        match self.search.truth(self.formula, world, self.mode) {
            Truth::True => return true,
            Truth::False => return false,
            Truth::Unknown => {}
        }
        let Some(variable) = self.search.open(self.formula, world, self.mode) else {
            // what is left cannot be told apart by any cell
            self.unfinished |= self.mode == Mode::Lenient;
            return false;
        };
        let picks = match self.domains.get(&variable) {
            Some(picks) => picks.clone(),
            None => domain::later(self.search.agreement, self.formula, variable, world),
        };
        for pick in picks {
            world.fixed.push((variable, pick));
            if self.step(world) {
                return true;
            }
            world.fixed.pop();
        }
        false
    }
}

/// Whether a question is free: about registers, counts, or events that no cell tells.
pub(super) fn is_free(kind: &AtomKind) -> bool {
    use crate::condition::{Moment, NumberExpr};
    match kind {
        AtomKind::Register(..)
        | AtomKind::Verified(_)
        | AtomKind::CountWithin { .. }
        | AtomKind::Store(_) => true,
        AtomKind::Time(_, _, Moment::After { .. } | Moment::AfterAt(_)) => true,
        AtomKind::Number(left, _, right) => {
            !matches!((left, right), (NumberExpr::Attribute(_), NumberExpr::Constant(_)))
        }
        _ => false,
    }
}
