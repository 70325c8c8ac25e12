//! Columns of words: codes of the vocabulary, actors, any text of a table.
//!
//! Each distinct *value set* is one cell, the unknown included, so that a question is answered once per cell.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::codes::{Code, Codes, MOST_CELLS, Verdict};
use crate::condition::Truth;

/// A word, by its number in the column.
pub type Symbol = u32;

/// The word for *stated to be none*.
pub(super) const NOTHING: Symbol = Symbol::MAX;

/// What may be: for each alternative the words it may stand for (a branch has several). Empty is unknown.
pub type SymbolSet = Vec<Vec<Symbol>>;

/// A column of words.
#[derive(Clone, Debug)]
pub struct Symbols {
    names: FxHashMap<Arc<str>, Symbol>,
    pub(super) codes: Codes,
    cells: Vec<Cell>,
    spill: FxHashMap<u32, SymbolSet>,
}

#[derive(Clone, Debug)]
enum Cell {
    Set(SymbolSet),
    Spill,
}

/// Fills a [`Symbols`] row by row.
#[derive(Debug, Default)]
pub struct SymbolsBuilder {
    names: FxHashMap<Arc<str>, Symbol>,
    exact: FxHashMap<Symbol, Code>,
    sets: FxHashMap<SymbolSet, Code>,
    cells: Vec<Cell>,
    codes: Vec<Code>,
    spill: FxHashMap<u32, SymbolSet>,
    full: Option<Code>,
}

impl SymbolsBuilder {
    /// The number of a word, given to it if new.
    pub fn symbol(&mut self, name: &str) -> Symbol {
        if let Some(s) = self.names.get(name) {
            return *s;
        }
        let s = Symbol::try_from(self.names.len()).unwrap_or(Symbol::MAX);
        self.names.insert(name.into(), s);
        s
    }
    /// Adds a row known to be `name`.
    pub fn push(&mut self, name: &str) {
        let s = self.symbol(name);
        if let Some(code) = self.exact.get(&s) {
            self.codes.push(*code);
        } else {
            self.push_set(vec![vec![s]]);
            if let (Some(code), true) = (self.codes.last(), self.full.is_none()) {
                self.exact.insert(s, *code);
            }
        }
    }
    /// Adds a row of which nothing is known.
    pub fn push_unknown(&mut self) {
        self.push_set(Vec::new());
    }
    /// Adds a row in a cell that an earlier row was put in.
    pub(super) fn push_cell(&mut self, cell: Code) {
        self.codes.push(cell);
    }
    /// The cell of the last row, where all rows that know as much share it.
    pub(super) fn last_cell(&self) -> Option<Code> {
        self.codes.last().copied().filter(|cell| Some(*cell) != self.full)
    }
    /// Adds a row with several alternatives, each a set of words; order and repetition do not matter.
    pub fn push_set(&mut self, mut set: SymbolSet) {
        for alternative in &mut set {
            alternative.sort_unstable();
            alternative.dedup();
        }
        set.sort_unstable();
        set.dedup();
        if let Some(code) = self.sets.get(&set) {
            self.codes.push(*code);
            return;
        }
        if self.cells.len() + 1 < MOST_CELLS {
            let code = Code::try_from(self.cells.len()).unwrap_or(Code::MAX);
            self.cells.push(Cell::Set(set.clone()));
            self.sets.insert(set, code);
            self.codes.push(code);
            return;
        }
        let code = *self.full.get_or_insert_with(|| {
            self.cells.push(Cell::Spill);
            Code::MAX
        });
        self.spill.insert(u32::try_from(self.codes.len()).unwrap_or(u32::MAX), set);
        self.codes.push(code);
    }
    /// The column.
    pub fn finish(self) -> Symbols {
        let codes = Codes::pack(self.codes, self.cells.len());
        Symbols { names: self.names, codes, cells: self.cells, spill: self.spill }
    }
}

/// Whether what may be lies among `asked` (ascending).
pub(super) fn truth_of(set: &[Vec<Symbol>], asked: &[Symbol]) -> Truth {
    let (mut yes, mut no) = (false, false);
    for word in set.iter().flatten() {
        if asked.binary_search(word).is_ok() { yes = true } else { no = true }
    }
    Truth::from_possible(yes, no)
}

/// What a table of answers, by the number of the word, says of one word.
pub(super) fn answer(word: Symbol, table: &[Truth], nobody: Truth) -> Truth {
    if word == NOTHING { nobody } else { table.get(word as usize).copied().unwrap_or(Truth::Unknown) }
}

/// What it says of all that may be.
pub(super) fn answer_of(set: &[Vec<Symbol>], table: &[Truth], nobody: Truth) -> Truth {
    let answer = |word: &Symbol| answer(*word, table, nobody);
    let mut answers = set.iter().flatten().map(answer);
    let Some(first) = answers.next() else { return Truth::Unknown };
    answers.fold(first, |a, b| if a == b { a } else { Truth::Unknown })
}

impl Symbols {
    /// The words of the column, by their numbers.
    pub fn names(&self) -> Vec<Arc<str>> {
        let mut names: Vec<_> = self.names.iter().map(|(name, s)| (*s, Arc::clone(name))).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect()
    }
    /// The number of a word, if any row has it.
    pub fn symbol(&self, name: &str) -> Option<Symbol> {
        self.names.get(name).copied()
    }
    /// The word of a row that can be no other; none where nothing is known or it is stated to be none.
    pub(crate) fn only(&self, row: usize) -> Option<Symbol> {
        match self.set_at(row).as_slice() {
            [alternative] => match alternative.as_slice() {
                [word] if *word != NOTHING => Some(*word),
                _ => None,
            },
            _ => None,
        }
    }
    /// The words that `fits` takes.
    pub(super) fn symbols_where(&self, fits: impl Fn(&str) -> bool) -> Vec<Symbol> {
        let mut found: Vec<Symbol> = self.names.iter().filter(|(n, _)| fits(n)).map(|(_, s)| *s).collect();
        found.sort_unstable();
        found
    }
    pub(super) fn is_set(&self, cell: usize) -> bool {
        matches!(self.cells.get(cell), Some(Cell::Set(_)))
    }
    pub(super) fn cell_count(&self) -> usize {
        self.cells.len()
    }
    pub(super) fn set_at(&self, row: usize) -> &SymbolSet {
        const NONE: &SymbolSet = &Vec::new();
        match self.cells.get(self.codes.get(row)) {
            Some(Cell::Set(set)) => set,
            _ => u32::try_from(row).ok().and_then(|r| self.spill.get(&r)).unwrap_or(NONE),
        }
    }
    pub(super) fn cell(&self, cell: usize, ask: impl Fn(&SymbolSet) -> Truth) -> Verdict {
        match &self.cells[cell] {
            Cell::Set(set) => Verdict::Known(ask(set)),
            Cell::Spill => Verdict::Look,
        }
    }
}
