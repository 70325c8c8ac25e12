//! CQL2 text to a tree that keeps where each part stands.
//!
//! The grammar is that of OGC 21-065r2, as far as norms and filters need it; what is left out is refused by
//! name, here or in `typing`. Nothing here knows attributes, zones or parties: the same tree serves norms and
//! the filters of map clients. Recursion is bounded by [`Limits`], checked before any of it.

use super::fault::Fault;
pub use super::words::Limits;
use super::words::{KEYWORDS, Kind, Token, tokens, words};
use super::{Compare, Words};

/// A part of a condition and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// What it is.
    pub node: Node,
    /// Bytes of the file.
    pub words: Words,
}

/// What a part of a condition is. Nothing is typed yet: `act = 3` is a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `TRUE`, `FALSE`.
    Bool(bool),
    /// A number; a minus sign before it is folded in.
    Number(f64),
    /// `'…'`, doubled quotes undone.
    Text(String),
    /// A name, bare or in double quotes, as written.
    Property(String),
    /// A function with its arguments; the name as written.
    Call(String, Vec<Tree>),
    /// `NOT x`.
    Not(Box<Tree>),
    /// `x AND y AND …`, flattened.
    And(Vec<Tree>),
    /// `x OR y OR …`, flattened.
    Or(Vec<Tree>),
    /// `x < y`.
    Compare(Compare, Box<Tree>, Box<Tree>),
    /// `x IN (a, b)`; `x IN f()` has the call as its only member.
    In {
        /// What is looked for.
        value: Box<Tree>,
        /// Among what; never empty.
        list: Vec<Tree>,
        /// `NOT IN`.
        negated: bool,
    },
    /// `x BETWEEN a AND b`, both ends included.
    Between {
        /// What lies between.
        value: Box<Tree>,
        /// The least.
        low: Box<Tree>,
        /// The most.
        high: Box<Tree>,
        /// `NOT BETWEEN`.
        negated: bool,
    },
    /// `x LIKE 'pattern'`.
    Like {
        /// What is matched.
        value: Box<Tree>,
        /// The pattern.
        pattern: Box<Tree>,
        /// `NOT LIKE`.
        negated: bool,
    },
    /// `x IS NULL`.
    IsNull {
        /// What may be absent.
        value: Box<Tree>,
        /// `IS NOT NULL`.
        negated: bool,
    },
    /// `a + b`, `a - b`, `a * b`, `a / b`; `-a` is `-1 * a`.
    Arithmetic(char, Box<Tree>, Box<Tree>),
    /// `DATE('2026-03-01')`, its text unread.
    Date(String),
    /// `TIMESTAMP('…')`, its text unread.
    Timestamp(String),
    /// `(a, b)` anywhere but after `IN`.
    List(Vec<Tree>),
    /// A shape written out as well-known text.
    Geometry(Box<geo::Geometry<f64>>),
}

/// Parses `text`, which begins at byte `offset` of its file.
pub fn parse(text: &str, offset: u32, limits: Limits) -> Result<Tree, Fault> {
    let tokens = tokens(text, offset, limits)?;
    let mut parser = Parser { text, tokens: &tokens, at: 0, offset };
    let tree = parser.any()?;
    match parser.peek() {
        None => Ok(tree),
        Some(_) => Err(parser.unexpected("connective")),
    }
}

/// Attribute names as looked up: NFC, without tashkeel and tatweel.
pub fn normalised(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    name.nfc().filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{670}' | '\u{640}')).collect()
}

/// Terms of one sum or product; each deepens the tree by one.
const MOST_TERMS: usize = 64;
/// Minus signs in a row.
const MOST_SIGNS: usize = 8;

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    offset: u32,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn keyword(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|t| t.is(word));
        self.at += usize::from(found);
        found
    }

    fn take(&mut self, kind: &Kind) -> bool {
        let found = self.peek().is_some_and(|t| t.kind == *kind);
        self.at += usize::from(found);
        found
    }

    /// `NOT` before `word`, which is taken too; or `word` alone.
    fn negatable(&mut self, word: &str) -> Option<bool> {
        if self.keyword(word) {
            return Some(false);
        }
        let both = self.peek().is_some_and(|t| t.is("NOT"))
            && self.tokens.get(self.at + 1).is_some_and(|t| t.is(word));
        if both {
            self.at += 2;
        }
        both.then_some(true)
    }

    /// The text does not go on as the grammar expects: `expected` is a word the doors know.
    fn unexpected(&self, expected: &'static str) -> Fault {
        let (start, end) = match (self.peek(), self.tokens.last()) {
            (Some(t), _) => (t.start, t.end),
            (None, Some(last)) => (last.end, last.end),
            (None, None) => (0, 0),
        };
        let found = self.text.get(start..end).unwrap_or_default();
        let code = if found.is_empty() { "condition-unfinished" } else { "condition-syntax" };
        Fault::new(code, words(self.offset, start, end)).with("found", found).with("expected", expected)
    }

    fn tree(&self, node: Node, start: usize) -> Tree {
        let end = self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(start, |t| t.end);
        Tree { node, words: words(self.offset, start, end.max(start)) }
    }

    fn start(&self) -> usize {
        self.peek().map_or(self.text.len(), |t| t.start)
    }

    fn any(&mut self) -> Result<Tree, Fault> {
        let start = self.start();
        let mut list = vec![self.all()?];
        while self.keyword("OR") {
            list.push(self.all()?);
        }
        if list.len() == 1 {
            return list.pop().ok_or_else(|| self.unexpected("value"));
        }
        let flat = list.into_iter().flat_map(|t| match t.node {
            Node::Or(inner) => inner,
            _ => vec![t],
        });
        let flat = flat.collect();
        Ok(self.tree(Node::Or(flat), start))
    }

    fn all(&mut self) -> Result<Tree, Fault> {
        let start = self.start();
        let mut list = vec![self.negation()?];
        while self.keyword("AND") {
            list.push(self.negation()?);
        }
        if list.len() == 1 {
            return list.pop().ok_or_else(|| self.unexpected("value"));
        }
        let flat = list.into_iter().flat_map(|t| match t.node {
            Node::And(inner) => inner,
            _ => vec![t],
        });
        let flat = flat.collect();
        Ok(self.tree(Node::And(flat), start))
    }

    fn negation(&mut self) -> Result<Tree, Fault> {
        let mut starts = Vec::new();
        while let Some(token) = self.peek().filter(|t| t.is("NOT")) {
            starts.push(token.start);
            self.at += 1;
        }
        // CQL2 has no sign between NOT and an operand, but for that of a number.
        if !starts.is_empty() && self.sign_alone() {
            return Err(self.unexpected("value"));
        }
        let mut tree = self.predicate()?;
        for start in starts.into_iter().rev() {
            tree = self.tree(Node::Not(Box::new(tree)), start);
        }
        Ok(tree)
    }

    /// A sign that does not belong to a number right after it.
    fn sign_alone(&self) -> bool {
        let next = self.tokens.get(self.at + 1);
        self.peek().is_some_and(|t| {
            matches!(t.kind, Kind::Sign(_))
                && !next.is_some_and(|n| matches!(n.kind, Kind::Number(_)) && n.start == t.end)
        })
    }

    fn predicate(&mut self) -> Result<Tree, Fault> {
        let start = self.start();
        let value = self.sum()?;
        let node = if let Some(Kind::Compare(compare)) = self.peek().map(|t| &t.kind) {
            self.at += 1;
            let right = self.sum()?;
            Node::Compare(*compare, Box::new(value), Box::new(right))
        } else if let Some(negated) = self.negatable("IN") {
            let list = self.members()?;
            Node::In { value: Box::new(value), list, negated }
        } else if let Some(negated) = self.negatable("BETWEEN") {
            let low = Box::new(self.sum()?);
            if !self.keyword("AND") {
                return Err(self.unexpected("and"));
            }
            Node::Between { value: Box::new(value), low, high: Box::new(self.sum()?), negated }
        } else if let Some(negated) = self.negatable("LIKE") {
            Node::Like { value: Box::new(value), pattern: Box::new(self.sum()?), negated }
        } else if self.keyword("IS") {
            let negated = self.keyword("NOT");
            if !self.keyword("NULL") {
                return Err(self.unexpected("null"));
            }
            Node::IsNull { value: Box::new(value), negated }
        } else {
            return Ok(value);
        };
        self.unchained(start)?;
        Ok(self.tree(node, start))
    }

    /// A second comparison straight after one: `a < b < c` is refused, whatever it might mean.
    fn unchained(&self, start: usize) -> Result<(), Fault> {
        let Some(next) = self.peek() else { return Ok(()) };
        let again = matches!(next.kind, Kind::Compare(_))
            || ["IN", "BETWEEN", "LIKE", "IS", "NOT"].iter().any(|word| next.is(word));
        if again {
            return Err(Fault::new("comparison-chained", words(self.offset, start, next.end))
                .with("found", self.text.get(next.start..next.end).unwrap_or_default()));
        }
        Ok(())
    }

    /// What stands after `IN`: a list in parentheses or a function.
    fn members(&mut self) -> Result<Vec<Tree>, Fault> {
        if !self.take(&Kind::Open) {
            let member = self.primary()?;
            return match member.node {
                Node::Call(..) => Ok(vec![member]),
                _ => Err(Fault::new("list-missing", member.words).with("found", self.source(member.words))),
            };
        }
        let open = self.at;
        let list = self.arguments()?;
        if list.is_empty() {
            let from = self.tokens.get(open - 1).map_or(0, |t| t.start);
            return Err(Fault::new("list-empty", words(self.offset, from, from + 1)));
        }
        Ok(list)
    }

    fn source(&self, w: Words) -> &'a str {
        let at = |n: u32| usize::try_from(n.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        self.text.get(at(w.start)..at(w.end)).unwrap_or_default()
    }

    /// Arguments up to the closing parenthesis, which is taken.
    fn arguments(&mut self) -> Result<Vec<Tree>, Fault> {
        let mut list = Vec::new();
        if self.take(&Kind::Close) {
            return Ok(list);
        }
        loop {
            list.push(self.any()?);
            if self.take(&Kind::Close) {
                return Ok(list);
            }
            if !self.take(&Kind::Comma) {
                return Err(self.unexpected("comma"));
            }
        }
    }

    fn sum(&mut self) -> Result<Tree, Fault> {
        self.chain(&['+', '-'], Self::product)
    }

    fn product(&mut self) -> Result<Tree, Fault> {
        self.chain(&['*', '/'], Self::signed)
    }

    fn chain(
        &mut self,
        signs: &[char],
        operand: fn(&mut Self) -> Result<Tree, Fault>,
    ) -> Result<Tree, Fault> {
        let start = self.start();
        let mut left = operand(self)?;
        let mut terms = 1_usize;
        while let Some(Kind::Sign(sign)) = self.peek().map(|t| &t.kind)
            && signs.contains(sign)
        {
            terms += 1;
            if terms > MOST_TERMS {
                let here = words(self.offset, start, self.start());
                return Err(Fault::new("condition-too-deep", here).with("most", MOST_TERMS.to_string()));
            }
            self.at += 1;
            let right = operand(self)?;
            left = self.tree(Node::Arithmetic(*sign, Box::new(left), Box::new(right)), start);
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Tree, Fault> {
        let start = self.start();
        let mut minuses = 0_usize;
        while self.take(&Kind::Sign('-')) {
            minuses += 1;
            if minuses > MOST_SIGNS {
                let here = words(self.offset, start, self.start());
                return Err(Fault::new("condition-too-deep", here).with("most", MOST_SIGNS.to_string()));
            }
        }
        if self.peek().is_some_and(|t| t.kind == Kind::Sign('+')) && !self.sign_alone() {
            self.at += 1;
        }
        let mut tree = self.primary()?;
        for _ in 0..minuses {
            let node = match tree.node {
                Node::Number(n) => Node::Number(-n),
                _ => {
                    let minus_one = Tree { node: Node::Number(-1.0), words: tree.words };
                    Node::Arithmetic('*', Box::new(minus_one), Box::new(tree))
                }
            };
            tree = self.tree(node, start);
        }
        Ok(tree)
    }

    fn primary(&mut self) -> Result<Tree, Fault> {
        let Some(token) = self.peek() else { return Err(self.unexpected("value")) };
        let start = token.start;
        let node = match &token.kind {
            Kind::Number(n) => Node::Number(*n),
            Kind::Text(s) => Node::Text(s.clone()),
            Kind::Quoted(name) => Node::Property(name.clone()),
            Kind::Geometry(shape) => Node::Geometry(shape.clone()),
            Kind::Word(word) => return self.word(word, start),
            Kind::Open => {
                self.at += 1;
                let mut list = self.arguments()?;
                return match (list.len(), list.pop()) {
                    (1, Some(only)) => Ok(only),
                    (_, Some(last)) => {
                        list.push(last);
                        Ok(self.tree(Node::List(list), start))
                    }
                    _ => Err(Fault::new("list-empty", words(self.offset, start, start + 1))),
                };
            }
            _ => return Err(self.unexpected("value")),
        };
        self.at += 1;
        Ok(self.tree(node, start))
    }

    fn word(&mut self, word: &str, start: usize) -> Result<Tree, Fault> {
        let upper = word.to_ascii_uppercase();
        if upper == "NULL" {
            return Err(Fault::new("null-value", words(self.offset, start, start + word.len())));
        }
        if upper == "TRUE" || upper == "FALSE" {
            self.at += 1;
            return Ok(self.tree(Node::Bool(upper == "TRUE"), start));
        }
        if KEYWORDS.contains(&upper.as_str()) {
            return Err(self.unexpected("value"));
        }
        self.at += 1;
        if !self.take(&Kind::Open) {
            return Ok(self.tree(Node::Property(word.to_owned()), start));
        }
        let arguments = self.arguments()?;
        if upper != "DATE" && upper != "TIMESTAMP" {
            return Ok(self.tree(Node::Call(word.to_owned(), arguments), start));
        }
        let whole = self.tree(Node::Bool(false), start).words;
        match arguments.as_slice() {
            [Tree { node: Node::Text(s), .. }] if upper == "DATE" => {
                Ok(self.tree(Node::Date(s.clone()), start))
            }
            [Tree { node: Node::Text(s), .. }] => Ok(self.tree(Node::Timestamp(s.clone()), start)),
            _ => Err(Fault::new("arguments-wrong", whole)
                .with("function", word)
                .with("usage", format!("{upper}('2026-03-01')"))),
        }
    }
}
