//! The slow way: one row and one norm, over all the ways that its shared unknowns may be (`LANGUAGE` §5).
//!
//! Kleene is exact when no two undecided places of a formula share an unknown. Where they do, each shared unknown
//! is split into the fewest cells that the undecided questions tell apart, and the norm is weighed in each
//! combination of cells: what none of them gives is impossible. Rows that come to the same cells share the work.

use rustc_hash::FxHashMap;

use super::formula::{Formulas, Node, NodeId, Question, Root};
use super::ordered::Range;
use super::outcome::{NormFormula, Possible};
use super::program::{Bench, Pair, Program};
use super::symbols::{NOTHING, Symbol, answer};
use super::{Column, Set};
use crate::condition::Truth;
use crate::place::distance::{Edge, Frame};
use crate::place::overlay;

/// The most combinations of cells that are tried.
const MOST: usize = 256;

/// An unknown that several places may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unknown {
    Column(usize),
    Foreign(usize),
    Root(Root),
}

/// A place of the formula that may be undecided.
#[derive(Clone, Debug)]
struct Occurrence {
    at: Pair,
    unknowns: Vec<usize>,
    /// It stands in several places by itself.
    many: bool,
}

#[derive(Clone, Debug)]
enum Part {
    Leaf,
    Constant(bool),
    Not(usize),
    All(Vec<usize>),
    Any(Vec<usize>),
    Between(usize, usize),
    Agreed(Root, Vec<usize>),
}

/// A norm made ready for the slow way.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) covered: Pair,
    pub(super) in_order: Pair,
    pub(super) clash: Pair,
    pub(super) foreign: Vec<usize>,
    ends: [usize; 3],
    parts: Vec<(NodeId, Part, Pair)>,
    occurrences: Vec<Occurrence>,
    unknowns: Vec<Unknown>,
}

/// Answers already found, by what they hang on.
#[derive(Debug, Default)]
pub(super) struct Memo {
    known: FxHashMap<Vec<u8>, u8>,
    fresh: u64,
    // Room kept from row to row.
    key: Vec<u8>,
    values: Vec<Truth>,
    times: Vec<u32>,
}

impl Memo {
    /// How many distinct cases were worked out since last asked.
    pub(super) fn taken(&mut self) -> u64 {
        std::mem::take(&mut self.fresh)
    }
}

/// One cell of an unknown: what the leaves under it come to, or which choice holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Leaves(Vec<Truth>),
    Choice(usize),
}

/// A shared unknown with its cells.
struct Split {
    unknown: Unknown,
    leaves: Vec<usize>,
    cells: Vec<Cell>,
}

impl Split {
    fn write(&self, key: &mut Vec<u8>) {
        for cell in &self.cells {
            match cell {
                Cell::Leaves(truths) => key.extend(truths.iter().map(|t| *t as u8)),
                Cell::Choice(n) => key.push(16 + u8::try_from(*n).unwrap_or(u8::MAX - 16)),
            }
        }
    }
}

impl Plan {
    /// `more` says what questions of the caller turn on besides themselves.
    pub(super) fn new(
        formulas: &Formulas,
        program: &Program<'_>,
        norm: NormFormula,
        more: &FxHashMap<usize, Vec<Unknown>>,
    ) -> Self {
        let roots = [norm.covered, norm.in_order, norm.clash];
        let order = formulas.under(&roots);
        let local: FxHashMap<NodeId, usize> = order.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let at = |id: &NodeId| local.get(id).copied().unwrap_or(0);
        let all = |list: &[NodeId]| list.iter().map(at).collect::<Vec<_>>();
        let mut foreign = Vec::new();
        let parts = order
            .iter()
            .map(|id| {
                let part = match &formulas.nodes[*id as usize] {
                    Node::Constant(b) => Part::Constant(*b),
                    Node::Atom { .. } => Part::Leaf,
                    Node::Foreign(number) => {
                        foreign.push(*number);
                        Part::Leaf
                    }
                    Node::Not(a) => Part::Not(at(a)),
                    Node::All(list) => Part::All(all(list)),
                    Node::Any(list) => Part::Any(all(list)),
                    Node::Between(a, b) => Part::Between(at(a), at(b)),
                    Node::Agreed(root, list) => Part::Agreed(*root, all(list)),
                };
                (*id, part, program.result(*id))
            })
            .collect();
        let mut plan = Self {
            covered: program.result(norm.covered),
            in_order: program.result(norm.in_order),
            clash: program.result(norm.clash),
            foreign,
            ends: [at(&norm.covered), at(&norm.in_order), at(&norm.clash)],
            parts,
            occurrences: Vec::new(),
            unknowns: Vec::new(),
        };
        plan.find_occurrences(formulas, more);
        plan
    }

    /// Counts in how many places each leaf stands. Courses of a line and versions in time count as one place:
    /// within it Kleene is exact. Readings of a term are conditions of their own and are entered.
    fn find_occurrences(&mut self, formulas: &Formulas, more: &FxHashMap<usize, Vec<Unknown>>) {
        let mut times = vec![0_u8; self.parts.len()];
        for end in self.ends {
            times[end] = times[end].saturating_add(1);
        }
        let entered: Vec<bool> = self
            .parts
            .iter()
            .map(|(id, part, _)| match part {
                Part::Between(..) => {
                    roots_under(formulas, *id).iter().any(|u| matches!(u, Unknown::Root(Root::Term(_))))
                }
                _ => false,
            })
            .collect();
        for i in (0..self.parts.len()).rev() {
            if times[i] == 0 {
                continue;
            }
            let mut add =
                |list: &[usize]| list.iter().for_each(|c| times[*c] = times[*c].saturating_add(times[i]));
            match &self.parts[i].1 {
                Part::Not(a) => add(&[*a]),
                Part::Between(surely, _) if entered[i] => add(&[*surely]),
                Part::All(list) | Part::Any(list) | Part::Agreed(Root::Term(_), list) => add(&list.clone()),
                Part::Leaf | Part::Constant(_) | Part::Between(..) | Part::Agreed(Root::Dispute(_), _) => {}
            }
        }
        let mut found = Vec::new();
        for (((id, part, at), times), entered) in self.parts.iter().zip(&times).zip(entered) {
            let unknowns = match part {
                _ if *times == 0 || at.exact() || entered => continue,
                Part::Leaf | Part::Between(..) | Part::Agreed(Root::Dispute(_), _) => {
                    roots_under(formulas, *id)
                }
                Part::Agreed(root, _) => vec![Unknown::Root(*root)],
                _ => continue,
            };
            found.push((*at, unknowns, *times > 1));
        }
        for (at, mut unknowns, many) in found {
            let beneath = |u: &Unknown| match u {
                Unknown::Foreign(number) => more.get(number).cloned().unwrap_or_default(),
                _ => Vec::new(),
            };
            unknowns.extend(unknowns.iter().flat_map(beneath).collect::<Vec<_>>());
            unknowns.sort_unstable();
            unknowns.dedup();
            let unknowns = unknowns.into_iter().map(|u| self.number(u)).collect();
            self.occurrences.push(Occurrence { at, unknowns, many });
        }
    }

    fn number(&mut self, unknown: Unknown) -> usize {
        self.unknowns.iter().position(|u| *u == unknown).unwrap_or_else(|| {
            self.unknowns.push(unknown);
            self.unknowns.len() - 1
        })
    }

    /// Rows of word `w` in which one unknown leaves two places undecided.
    pub(super) fn meeting(&self, bench: &Bench, w: usize) -> u64 {
        let mut once = [0_u64; 32];
        let mut twice = 0;
        for o in &self.occurrences {
            let open = bench[o.at.perhaps].0[w] & !bench[o.at.surely].0[w];
            if o.many {
                twice |= open;
            }
            for u in &o.unknowns {
                match once.get_mut(*u) {
                    Some(slot) => {
                        twice |= *slot & open;
                        *slot |= open;
                    }
                    None => twice |= open,
                }
            }
        }
        twice
    }

    /// What remains possible for one row.
    pub(super) fn decide(
        &self,
        norm: usize,
        row: usize,
        set: &Set,
        formulas: &Formulas,
        truth: &dyn Fn(Pair) -> Truth,
        memo: &mut Memo,
    ) -> Possible {
        memo.values.clear();
        memo.values.extend(self.parts.iter().map(|(_, _, pair)| truth(*pair)));
        memo.key.clear();
        memo.key.extend_from_slice(&u16::try_from(norm).unwrap_or(u16::MAX).to_le_bytes());
        let leaves = self.parts.iter().zip(&memo.values).filter(|(p, _)| matches!(p.1, Part::Leaf));
        memo.key.extend(leaves.map(|(_, v)| *v as u8));
        self.count_open(truth, &mut memo.times);
        let mut ready = Vec::new();
        for unknown in self.shared(&memo.times) {
            // A cell that is a value set says by its number all that its cases are.
            if let Unknown::Column(column) = unknown
                && let Some(code) = set.column(column).and_then(|c| c.value_set(row))
            {
                memo.key.push(0xfd);
                memo.key.extend_from_slice(&code.to_le_bytes());
                continue;
            }
            let split = self.split(unknown, row, set, formulas, &memo.values);
            memo.key.push(if split.is_some() { 0xfe } else { 0xfc });
            if let Some(split) = split {
                split.write(&mut memo.key);
                ready.push(split);
            }
        }
        if let Some(found) = memo.known.get(&memo.key) {
            return Possible(*found);
        }
        memo.fresh += 1;
        for unknown in self.shared(&memo.times) {
            if let Unknown::Column(column) = unknown
                && set.column(column).is_some_and(|c| c.value_set(row).is_some())
            {
                ready.extend(self.split(unknown, row, set, formulas, &memo.values));
            }
        }
        let kleene = self.possible(&memo.values);
        let combinations = ready.iter().fold(1_usize, |n, s| n.saturating_mul(s.cells.len().max(1)));
        let possible = if combinations > MOST {
            Possible(kleene.0 | Possible::BOUND)
        } else {
            self.weigh(&ready, combinations, &mut memo.values, kleene)
        };
        memo.known.insert(memo.key.clone(), possible.0);
        possible
    }

    fn weigh(
        &self,
        splits: &[Split],
        combinations: usize,
        values: &mut [Truth],
        kleene: Possible,
    ) -> Possible {
        let before = values.to_vec();
        let mut possible = 0;
        for combination in 0..combinations {
            values.copy_from_slice(&before);
            let mut choices: Vec<(Root, usize)> = Vec::new();
            let mut rest = combination;
            for split in splits {
                let cell = &split.cells[rest % split.cells.len()];
                rest /= split.cells.len();
                match (cell, split.unknown) {
                    (Cell::Leaves(truths), _) => {
                        split.leaves.iter().zip(truths).for_each(|(leaf, t)| values[*leaf] = *t);
                    }
                    (Cell::Choice(n), Unknown::Root(root)) => choices.push((root, *n)),
                    (Cell::Choice(_), _) => {}
                }
            }
            self.evaluate(values, &choices);
            possible |= self.possible(values).0;
            if possible == kleene.0 {
                break;
            }
        }
        Possible(possible)
    }

    fn possible(&self, values: &[Truth]) -> Possible {
        let [covered, in_order, clash] = self.ends.map(|e| values[e]);
        Possible::of(covered, in_order, clash)
    }

    /// Kleene over the parts, leaves given.
    fn evaluate(&self, values: &mut [Truth], choices: &[(Root, usize)]) {
        for (i, (_, part, _)) in self.parts.iter().enumerate() {
            values[i] = match part {
                Part::Leaf => continue,
                Part::Constant(b) => (*b).into(),
                Part::Not(a) => values[*a].negated(),
                Part::All(list) => list.iter().fold(Truth::True, |t, c| t.and(values[*c])),
                Part::Any(list) => list.iter().fold(Truth::False, |t, c| t.or(values[*c])),
                Part::Between(surely, perhaps) => {
                    Truth::from_possible(values[*perhaps] != Truth::False, values[*surely] != Truth::True)
                }
                Part::Agreed(root, list) => match choices.iter().find(|(r, _)| r == root) {
                    Some((_, n)) => list.get(*n).map_or(Truth::Unknown, |c| values[*c]),
                    None => {
                        let may = |t: Truth| list.iter().any(|c| values[*c] != t);
                        Truth::from_possible(may(Truth::False), may(Truth::True))
                    }
                },
            };
        }
    }

    /// In how many undecided places of this row each unknown stands.
    fn count_open(&self, truth: &dyn Fn(Pair) -> Truth, times: &mut Vec<u32>) {
        times.clear();
        times.resize(self.unknowns.len(), 0);
        for o in self.occurrences.iter().filter(|o| truth(o.at) == Truth::Unknown) {
            for u in &o.unknowns {
                times[*u] += if o.many { 2 } else { 1 };
            }
        }
    }

    /// The unknowns that leave two places or more undecided, in a fixed order.
    fn shared<'a>(&'a self, times: &'a [u32]) -> impl Iterator<Item = Unknown> + 'a {
        self.unknowns.iter().zip(times).filter(|(_, n)| **n > 1).map(|(u, _)| *u)
    }

    /// The cells of one unknown; `None` where it cannot be split, and Kleene must do.
    fn split(
        &self,
        unknown: Unknown,
        row: usize,
        set: &Set,
        formulas: &Formulas,
        values: &[Truth],
    ) -> Option<Split> {
        let mut leaves = Vec::new();
        let mut questions = Vec::new();
        let mut choices = None;
        for (i, (id, part, _)) in self.parts.iter().enumerate() {
            match (&formulas.nodes[*id as usize], unknown) {
                (Node::Atom { column, question }, Unknown::Column(of))
                    if *column == of && values[i] == Truth::Unknown =>
                {
                    leaves.push(i);
                    questions.push(question);
                }
                (Node::Foreign(number), Unknown::Foreign(of))
                    if *number == of && values[i] == Truth::Unknown =>
                {
                    leaves.push(i);
                }
                (_, Unknown::Root(of)) => {
                    if let Part::Agreed(root, list) = part
                        && *root == of
                    {
                        // Courses of one dispute that do not pair up are left to Kleene.
                        if choices.is_some_and(|n| n != list.len()) {
                            return None;
                        }
                        choices = Some(list.len());
                    }
                }
                _ => {}
            }
        }
        let mut cells = match unknown {
            Unknown::Root(_) => (0..choices?).map(Cell::Choice).collect(),
            Unknown::Foreign(_) => vec![Cell::Leaves(vec![Truth::True]), Cell::Leaves(vec![Truth::False])],
            Unknown::Column(of) => cells(set.column(of)?, row, &questions, formulas)?,
        };
        cells.sort_unstable();
        cells.dedup();
        (!cells.is_empty()).then_some(Split { unknown, leaves, cells })
    }
}

/// Every unknown under a part, each once.
fn roots_under(formulas: &Formulas, id: NodeId) -> Vec<Unknown> {
    let mut roots: Vec<Unknown> = formulas
        .under(&[id])
        .into_iter()
        .filter_map(|id| match &formulas.nodes[id as usize] {
            Node::Atom { column, .. } => Some(Unknown::Column(*column)),
            Node::Foreign(number) => Some(Unknown::Foreign(*number)),
            Node::Agreed(root, _) => Some(Unknown::Root(*root)),
            _ => None,
        })
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

/// The fewest cells of a column's value that the questions tell apart.
fn cells(column: &Column, row: usize, questions: &[&Question], formulas: &Formulas) -> Option<Vec<Cell>> {
    match column {
        Column::Symbols(c) => Some(word_cells(c.set_at(row), questions)),
        Column::Ordered(c) => Some(range_cells(&c.set_at(row), questions)),
        Column::Places(c) => place_cells(&c.set_at(row), questions, formulas),
    }
}

fn word_cells(set: &[Vec<Symbol>], questions: &[&Question]) -> Vec<Cell> {
    let mut words: Vec<Symbol> = set.iter().flatten().copied().collect();
    if words.is_empty() {
        // Unknown: every word that a question names, one that none names, and nobody.
        words.extend([NOTHING, NOTHING - 1]);
        for question in questions {
            match question {
                Question::Symbols(asked) => words.extend_from_slice(asked),
                Question::Answers(table, _) => words.extend(0..Symbol::try_from(table.len()).unwrap_or(0)),
                _ => {}
            }
        }
    }
    words.sort_unstable();
    words.dedup();
    let ask = |word: Symbol| {
        let one = |question: &&Question| match question {
            Question::Symbols(asked) => asked.binary_search(&word).is_ok().into(),
            Question::Answers(table, nobody) => answer(word, table, *nobody),
            _ => Truth::Unknown,
        };
        Cell::Leaves(questions.iter().map(one).collect())
    };
    words.into_iter().map(ask).collect()
}

fn range_cells(set: &[Range], questions: &[&Question]) -> Vec<Cell> {
    let whole = [Range { lo: i64::MIN, hi: i64::MAX }];
    let set = if set.is_empty() { &whole } else { set };
    let mut cells = Vec::new();
    for value in set {
        let mut starts = vec![value.lo];
        for question in questions {
            if let Question::Ranges(asked) = question {
                starts.extend(asked.iter().flat_map(|q| [q.lo, q.hi.saturating_add(1)]));
            }
        }
        starts.retain(|s| value.lo <= *s && *s <= value.hi);
        starts.sort_unstable();
        starts.dedup();
        for start in starts {
            let one = |question: &&Question| match question {
                Question::Ranges(asked) => super::ordered::truth_of(Range::exact(start), asked),
                _ => Truth::Unknown,
            };
            cells.push(Cell::Leaves(questions.iter().map(one).collect()));
        }
    }
    cells
}

fn place_cells(
    set: &[crate::place::Region],
    questions: &[&Question],
    formulas: &Formulas,
) -> Option<Vec<Cell>> {
    let mut zones = Vec::new();
    let mut asks = Vec::new();
    for question in questions {
        match question {
            Question::Inside(shape) => {
                asks.push(Some(zones.len()));
                zones.push(formulas.zone(*shape));
            }
            // A distance is left to Kleene in every cell.
            _ => asks.push(None),
        }
    }
    if zones.len() > 4 || zones.is_empty() || set.is_empty() {
        return None;
    }
    let covers = |zone: usize, x: f64, y: f64| zones[zone].covers(x, y);
    let mut cells = Vec::new();
    for region in set {
        let (centre, reach) = (region.centre(), region.radius_m() + 1.0);
        let frame = Frame::at(centre);
        let pieces: Vec<Vec<Edge>> = zones.iter().map(|z| z.pieces_within(&frame, centre, reach)).collect();
        let borders: Vec<&[Edge]> = pieces.iter().map(Vec::as_slice).collect();
        for sides in overlay::sides(region, &borders, &covers)? {
            let one =
                |ask: &Option<usize>| ask.map_or(Truth::Unknown, |zone| (sides >> zone & 1 == 1).into());
            cells.push(Cell::Leaves(asks.iter().map(one).collect()));
        }
    }
    Some(cells)
}
