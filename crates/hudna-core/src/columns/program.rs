//! A formula made into a straight run of word operations, and its run over blocks of rows.
//!
//! A *register* holds one bit a row of a block. A part of a formula has two: surely true, perhaps true; one where
//! every row decides it. Blocks are independent: any number of threads in any order give the same bits.

use super::codes::Verdict;
use super::formula::{Formulas, Node, NodeId, Question};
use super::lanes::{CellSet, Lanes};
use super::places::{Asked, Seen};
use super::{Column, Set};
use crate::condition::Truth;

/// Words of a block: 4,096 rows.
pub(super) const BLOCK: usize = 64;

/// One bit for each row of a block.
#[derive(Clone, Debug)]
pub(super) struct Words(pub(super) [u64; BLOCK]);

/// Number of a register.
pub(super) type Register = usize;

/// Surely true, perhaps true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) surely: Register,
    pub(super) perhaps: Register,
}

impl Pair {
    const fn one(register: Register) -> Self {
        Self { surely: register, perhaps: register }
    }
    pub(super) const fn exact(self) -> bool {
        self.surely == self.perhaps
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Not(Register, Register),
    And(Register, Register, Register),
    Or(Register, Register, Register),
}

/// A question whose answer some cells leave to the rows.
#[derive(Debug)]
struct Look {
    column: usize,
    question: Question,
    which: Register,
    surely: Register,
    unknown: Option<Register>,
    /// The rows' answers, where they were asked beforehand.
    seen: Option<Seen>,
}

/// What a question comes to in the cells of its column.
struct Asking {
    yes: CellSet,
    unknown: CellSet,
    look: CellSet,
    seen: Option<Seen>,
}

/// Formulas made ready to run over one set of columns.
#[derive(Debug)]
pub(super) struct Program<'a> {
    set: &'a Set,
    formulas: &'a Formulas,
    lanes: Vec<Lanes>,
    looks: Vec<Look>,
    steps: Vec<Step>,
    /// Where each node's answer lies.
    places: Vec<Option<Pair>>,
    foreign: Vec<(usize, Pair)>,
    zeroed: Vec<Register>,
    registers: Register,
}

const ZERO: Register = 0;
const ONES: Register = 1;

/// The registers of one thread.
pub(super) type Bench = Vec<Words>;

impl<'a> Program<'a> {
    /// Makes the parts under `roots` ready.
    pub(super) fn new(set: &'a Set, formulas: &'a Formulas, roots: &[NodeId]) -> Self {
        let mut program = Self {
            set,
            formulas,
            lanes: set.columns.iter().map(|c| Lanes::new(c.codes())).collect(),
            looks: Vec::new(),
            steps: Vec::new(),
            places: vec![None; formulas.nodes.len()],
            foreign: Vec::new(),
            zeroed: Vec::new(),
            registers: 2,
        };
        let order = formulas.under(roots);
        let asked: Vec<(NodeId, usize, &Question)> = order
            .iter()
            .filter_map(|id| match &formulas.nodes[*id as usize] {
                Node::Atom { column, question } => Some((*id, *column, question)),
                _ => None,
            })
            .collect();
        let tables = super::in_parallel(&asked, |(_, column, question)| program.ask_cells(*column, question));
        for ((id, column, question), cells) in asked.iter().zip(tables) {
            program.places[*id as usize] = Some(program.atom(*column, question, cells));
        }
        for id in order {
            program.node(id);
        }
        program
    }

    fn take(&mut self) -> Register {
        self.registers += 1;
        self.registers - 1
    }

    /// How many operations it does for each block of rows.
    #[cfg(test)]
    pub(super) fn work(&self) -> usize {
        self.steps.len() + self.looks.len()
    }

    fn ask_cells(&self, column: usize, question: &Question) -> Asking {
        let of = &*self.set.columns[column];
        let cells = of.cell_count();
        let none = || CellSet::new(cells);
        let mut asking = Asking { yes: none(), unknown: none(), look: none(), seen: None };
        for cell in 0..cells {
            match of.cell(cell, question, self.formulas) {
                Verdict::Known(Truth::True) => asking.yes.set(cell),
                Verdict::Known(Truth::Unknown) => asking.unknown.set(cell),
                Verdict::Known(Truth::False) => {}
                Verdict::Look => asking.look.set(cell),
            }
        }
        if let (Column::Places(places), Some(asked)) = (of, Asked::of(question, self.formulas))
            && !asking.look.is_empty()
        {
            asking.seen = Some(places.look(asked, asking.look.cells()));
        }
        asking
    }

    fn atom(&mut self, column: usize, question: &Question, asking: Asking) -> Pair {
        let Asking { yes, unknown, look, seen } = asking;
        let lanes = &mut self.lanes[column];
        let next = &mut self.registers;
        if look.is_empty() {
            let surely = lanes.shared(yes, next);
            let unknown = (!unknown.is_empty()).then(|| lanes.shared(unknown, next));
            return self.pair(surely, unknown);
        }
        let surely = lanes.own(&yes, next);
        let which = if seen.is_some() { ZERO } else { lanes.shared(look, next) };
        let may_stay = !self.set.columns[column].exact_rows();
        let open = if !unknown.is_empty() {
            Some(lanes.own(&unknown, next))
        } else if may_stay {
            let register = *next;
            *next += 1;
            self.zeroed.push(register);
            Some(register)
        } else {
            None
        };
        self.looks.push(Look { column, question: question.clone(), which, surely, unknown: open, seen });
        self.pair(surely, open)
    }

    fn pair(&mut self, surely: Register, unknown: Option<Register>) -> Pair {
        match unknown {
            None => Pair::one(surely),
            Some(unknown) => Pair { surely, perhaps: self.step(|d| Step::Or(d, surely, unknown)) },
        }
    }

    fn step(&mut self, make: impl FnOnce(Register) -> Step) -> Register {
        let register = self.take();
        self.steps.push(make(register));
        register
    }

    fn of(&self, id: NodeId) -> Pair {
        self.places[id as usize].unwrap_or(Pair { surely: ZERO, perhaps: ONES })
    }

    fn node(&mut self, id: NodeId) {
        if self.places[id as usize].is_some() {
            return;
        }
        let formulas = self.formulas;
        let pair = match &formulas.nodes[id as usize] {
            Node::Atom { .. } => return,
            Node::Constant(b) => Pair::one(if *b { ONES } else { ZERO }),
            Node::Foreign(number) => {
                let pair = Pair { surely: self.take(), perhaps: self.take() };
                self.foreign.push((*number, pair));
                pair
            }
            Node::Not(inner) => {
                let inner = self.of(*inner);
                let surely = self.step(|d| Step::Not(d, inner.perhaps));
                let exact = inner.exact();
                Pair {
                    surely,
                    perhaps: if exact { surely } else { self.step(|d| Step::Not(d, inner.surely)) },
                }
            }
            Node::All(list) => self.join(list, Step::And),
            Node::Any(list) => self.join(list, Step::Or),
            Node::Between(surely, perhaps) => {
                Pair { surely: self.of(*surely).surely, perhaps: self.of(*perhaps).perhaps }
            }
            Node::Agreed(_, list) => {
                let pairs: Vec<Pair> = list.iter().map(|id| self.of(*id)).collect();
                let Some((first, rest)) = pairs.split_first() else { return };
                let surely = rest.iter().fold(first.surely, |a, p| self.step(|d| Step::And(d, a, p.surely)));
                let perhaps =
                    rest.iter().fold(first.perhaps, |a, p| self.step(|d| Step::Or(d, a, p.perhaps)));
                Pair { surely, perhaps }
            }
        };
        self.places[id as usize] = Some(pair);
    }

    fn join(&mut self, list: &[NodeId], step: fn(Register, Register, Register) -> Step) -> Pair {
        let pairs: Vec<Pair> = list.iter().map(|id| self.of(*id)).collect();
        let Some((first, rest)) = pairs.split_first() else { return Pair::one(ZERO) };
        let surely = rest.iter().fold(first.surely, |a, p| self.step(|d| step(d, a, p.surely)));
        if pairs.iter().all(|p| p.exact()) {
            return Pair::one(surely);
        }
        let perhaps = rest.iter().fold(first.perhaps, |a, p| self.step(|d| step(d, a, p.perhaps)));
        Pair { surely, perhaps }
    }

    /// Where a part's answer will lie.
    pub(super) fn result(&self, id: NodeId) -> Pair {
        self.of(id)
    }

    /// The numbers of the questions that the caller answers, and where their answers go.
    pub(super) fn foreign(&self) -> &[(usize, Pair)] {
        &self.foreign
    }

    /// Registers for one thread.
    pub(super) fn bench(&self) -> Bench {
        let mut bench = vec![Words([0; BLOCK]); self.registers];
        bench[ONES] = Words([u64::MAX; BLOCK]);
        bench
    }

    /// Words of block `block`: fewer in the last.
    pub(super) fn words(&self, block: usize) -> usize {
        (self.set.rows.div_ceil(64) - block * BLOCK).min(BLOCK)
    }

    /// Answers every part for one block of rows; questions of the caller are left unknown.
    pub(super) fn run(&self, block: usize, bench: &mut Bench) {
        let words = self.words(block);
        for register in &self.zeroed {
            bench[*register] = Words([0; BLOCK]);
        }
        for (column, lanes) in self.set.columns.iter().zip(&self.lanes) {
            lanes.fill(column.codes(), block * BLOCK, words, bench);
        }
        self.look(block, words, bench);
        for (_, pair) in &self.foreign {
            bench[pair.surely] = Words([0; BLOCK]);
            bench[pair.perhaps] = Words([u64::MAX; BLOCK]);
        }
        self.finish(bench);
    }

    /// The word operations alone: again after the caller's answers were written.
    pub(super) fn finish(&self, bench: &mut Bench) {
        for step in &self.steps {
            let to = match *step {
                Step::Not(d, _) | Step::And(d, ..) | Step::Or(d, ..) => d,
            };
            let (from, to) = bench.split_at_mut(to);
            let Some(to) = to.first_mut() else { continue };
            match *step {
                Step::Not(_, a) => to.0.iter_mut().zip(&from[a].0).for_each(|(d, a)| *d = !a),
                Step::And(_, a, b) => {
                    to.0.iter_mut().zip(from[a].0.iter().zip(&from[b].0)).for_each(|(d, (a, b))| *d = a & b);
                }
                Step::Or(_, a, b) => {
                    to.0.iter_mut().zip(from[a].0.iter().zip(&from[b].0)).for_each(|(d, (a, b))| *d = a | b);
                }
            }
        }
    }

    /// Works the rows' own answers in, row after row so that memory is read forwards.
    fn look(&self, block: usize, words: usize, bench: &mut Bench) {
        for w in 0..words {
            let word = block * BLOCK + w;
            for look in &self.looks {
                let (mut yes, mut unknown) = (0, 0);
                if let Some(seen) = &look.seen {
                    (yes, unknown) = (seen.surely[word], seen.unknown.get(word).copied().unwrap_or(0));
                } else {
                    let column = &self.set.columns[look.column];
                    let mut open = bench[look.which].0[w] & self.set.mask(word);
                    while open != 0 {
                        let bit = open & open.wrapping_neg();
                        open ^= bit;
                        let row = word * 64 + bit.trailing_zeros() as usize;
                        match column.row(row, &look.question, self.formulas) {
                            Truth::True => yes |= bit,
                            Truth::Unknown => unknown |= bit,
                            Truth::False => {}
                        }
                    }
                }
                bench[look.surely].0[w] |= yes;
                if let Some(register) = look.unknown {
                    bench[register].0[w] |= unknown;
                }
            }
        }
    }
}

impl Column {
    pub(super) fn cell(&self, cell: usize, question: &Question, formulas: &Formulas) -> Verdict {
        match (self, question) {
            (Self::Symbols(c), Question::Symbols(asked)) => {
                c.cell(cell, |set| super::symbols::truth_of(set, asked))
            }
            (Self::Symbols(c), Question::Answers(table, nobody)) => {
                c.cell(cell, |set| super::symbols::answer_of(set, table, *nobody))
            }
            (Self::Symbols(c), Question::Unknown) => c.cell(cell, |set| set.is_empty().into()),
            (Self::Ordered(c), Question::Ranges(asked)) => c.cell(cell, asked),
            (Self::Ordered(c), Question::Unknown) => c.unknown(cell),
            (Self::Places(c), Question::Unknown) => c.unknown(cell),
            (Self::Places(c), _) => Asked::of(question, formulas)
                .map_or(Verdict::Known(Truth::Unknown), |asked| c.cell(cell, asked)),
            // A question of another kind than the column: nothing is known of it.
            _ => Verdict::Known(Truth::Unknown),
        }
    }

    /// One question about one row, the long way.
    pub(super) fn row(&self, row: usize, question: &Question, formulas: &Formulas) -> Truth {
        match (self, question) {
            (Self::Symbols(c), Question::Symbols(asked)) => super::symbols::truth_of(c.set_at(row), asked),
            (Self::Symbols(c), Question::Answers(table, nobody)) => {
                super::symbols::answer_of(c.set_at(row), table, *nobody)
            }
            (Self::Symbols(c), Question::Unknown) => c.set_at(row).is_empty().into(),
            (Self::Ordered(c), Question::Ranges(asked)) => c.row(row, asked),
            (Self::Ordered(c), Question::Unknown) => c.set_at(row).is_empty().into(),
            (Self::Places(c), Question::Unknown) => c.set_at(row).is_empty().into(),
            (Self::Places(c), _) => {
                Asked::of(question, formulas).map_or(Truth::Unknown, |asked| c.row(row, asked))
            }
            _ => Truth::Unknown,
        }
    }
}
