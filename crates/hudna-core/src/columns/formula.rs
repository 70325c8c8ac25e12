//! Formulas over columns: questions joined by *and*, *or*, *not*, each distinct part kept once.
//!
//! Many rules share one [`Formulas`], so that a question or a clause that several of them ask is answered once.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::ordered::Range;
use super::symbols::Symbol;
use super::zone::{Shape, ZoneIndex};
use crate::condition::Truth;

/// A part of a formula.
pub type NodeId = u32;

/// A question about one column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Is the word one of these (ascending)?
    Symbols(Vec<Symbol>),
    /// Does the number or instant lie in one of these (joined)?
    Ranges(Vec<Range>),
    /// Does the place lie in this shape?
    Inside(usize),
    /// Does it lie in or within so many metres (as bits) of this shape?
    Near(usize, u64),
    /// What the table of answers says of the word, by its number; and of *stated to be nobody*.
    Answers(Vec<Truth>, Truth),
    /// Is nothing known? Two-valued.
    Unknown,
}

/// An unknown that is no column's: courses of a dispute, readings of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Root {
    /// All features of this dispute take one party's course.
    Dispute(u16),
    /// One party's reading of this term.
    Term(u16),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Constant(bool),
    Atom {
        column: usize,
        question: Question,
    },
    /// A question that the caller answers, by its number.
    Foreign(usize),
    Not(NodeId),
    All(Vec<NodeId>),
    Any(Vec<NodeId>),
    /// True where the first is true, false where the second is false, else unknown.
    Between(NodeId, NodeId),
    /// The same answer under every choice, else unknown: which choice holds is one unknown.
    Agreed(Root, Vec<NodeId>),
}

/// The formulas of many rules, with their shapes.
#[derive(Debug, Default)]
pub struct Formulas {
    pub(super) nodes: Vec<Node>,
    known: FxHashMap<Node, NodeId>,
    shapes: Vec<(Shape, OnceLock<ZoneIndex>)>,
}

impl Formulas {
    fn keep(&mut self, node: Node) -> NodeId {
        if let Some(id) = self.known.get(&node) {
            return *id;
        }
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NodeId::MAX);
        self.nodes.push(node.clone());
        self.known.insert(node, id);
        id
    }
    /// Always so, or never.
    pub fn constant(&mut self, b: bool) -> NodeId {
        self.keep(Node::Constant(b))
    }
    /// The word in `column` is one of these.
    pub fn symbols(&mut self, column: usize, mut any: Vec<Symbol>) -> NodeId {
        any.sort_unstable();
        any.dedup();
        self.keep(Node::Atom { column, question: Question::Symbols(any) })
    }
    /// The number or instant in `column` lies in one of these ranges.
    pub fn ranges(&mut self, column: usize, any: Vec<Range>) -> NodeId {
        self.keep(Node::Atom { column, question: Question::Ranges(super::ordered::joined(any)) })
    }
    /// The place in `column` lies in the shape.
    pub fn inside(&mut self, column: usize, shape: usize) -> NodeId {
        self.keep(Node::Atom { column, question: Question::Inside(shape) })
    }
    /// The place in `column` lies in the shape or within `metres` of it.
    pub fn near(&mut self, column: usize, shape: usize, metres: f64) -> NodeId {
        self.keep(Node::Atom { column, question: Question::Near(shape, metres.to_bits()) })
    }
    /// The word in `column`, by a table of answers; words past its end are unknown.
    pub fn answers(&mut self, column: usize, table: Vec<Truth>, nobody: Truth) -> NodeId {
        self.keep(Node::Atom { column, question: Question::Answers(table, nobody) })
    }
    /// Nothing is known in `column`.
    pub fn unknown(&mut self, column: usize) -> NodeId {
        self.keep(Node::Atom { column, question: Question::Unknown })
    }
    /// A question that the caller answers row by row.
    pub fn foreign(&mut self, number: usize) -> NodeId {
        self.keep(Node::Foreign(number))
    }
    /// Not so.
    pub fn not(&mut self, node: NodeId) -> NodeId {
        match &self.nodes[node as usize] {
            Node::Not(inner) => *inner,
            Node::Constant(b) => {
                let b = !*b;
                self.constant(b)
            }
            _ => self.keep(Node::Not(node)),
        }
    }
    /// All are so.
    pub fn all(&mut self, list: impl IntoIterator<Item = NodeId>) -> NodeId {
        self.join(list.into_iter().collect(), true)
    }
    /// Any is so.
    pub fn any(&mut self, list: impl IntoIterator<Item = NodeId>) -> NodeId {
        self.join(list.into_iter().collect(), false)
    }
    /// True where `surely` is true, false where `perhaps` is false, else unknown.
    pub fn between(&mut self, surely: NodeId, perhaps: NodeId) -> NodeId {
        if surely == perhaps { surely } else { self.keep(Node::Between(surely, perhaps)) }
    }
    /// True where every choice is true, false where every choice is false, else unknown.
    pub fn agreed(&mut self, root: Root, choices: Vec<NodeId>) -> NodeId {
        match choices.as_slice() {
            [first, rest @ ..] if rest.iter().all(|c| c == first) => *first,
            _ => self.keep(Node::Agreed(root, choices)),
        }
    }
    fn join(&mut self, list: Vec<NodeId>, all: bool) -> NodeId {
        let mut flat = Vec::with_capacity(list.len());
        for id in list {
            match &self.nodes[id as usize] {
                Node::Constant(b) if *b == all => {}
                Node::Constant(b) => {
                    let b = *b;
                    return self.constant(b);
                }
                Node::All(inner) if all => flat.extend_from_slice(inner),
                Node::Any(inner) if !all => flat.extend_from_slice(inner),
                _ => flat.push(id),
            }
        }
        flat.sort_unstable();
        flat.dedup();
        match flat.as_slice() {
            [] => self.constant(all),
            [one] => *one,
            _ if all => self.keep(Node::All(flat)),
            _ => self.keep(Node::Any(flat)),
        }
    }
    /// The number of a shape, the same for the same shape.
    pub fn shape(&mut self, shape: &Shape) -> usize {
        let same = |known: &Shape| match (known, shape) {
            (Shape::Zone(a), Shape::Zone(b)) => Arc::ptr_eq(a, b),
            (Shape::Line(a), Shape::Line(b)) => Arc::ptr_eq(a, b),
            _ => false,
        };
        if let Some(i) = self.shapes.iter().position(|(known, _)| same(known)) {
            return i;
        }
        self.shapes.push((shape.clone(), OnceLock::new()));
        self.shapes.len() - 1
    }
    /// A shape made ready: when it is first asked for, so that several are made at once.
    pub(super) fn zone(&self, shape: usize) -> &ZoneIndex {
        let (source, ready) = &self.shapes[shape];
        ready.get_or_init(|| ZoneIndex::new(source.clone()))
    }
    /// Visits the distinct nodes under `root`, each once, children first.
    pub(super) fn under(&self, roots: &[NodeId]) -> Vec<NodeId> {
        let mut wanted = vec![false; self.nodes.len()];
        let mut stack = roots.to_vec();
        while let Some(id) = stack.pop() {
            if !std::mem::replace(&mut wanted[id as usize], true) {
                match &self.nodes[id as usize] {
                    Node::Constant(_) | Node::Atom { .. } | Node::Foreign(_) => {}
                    Node::Not(a) => stack.push(*a),
                    Node::All(list) | Node::Any(list) | Node::Agreed(_, list) => {
                        stack.extend_from_slice(list)
                    }
                    Node::Between(a, b) => stack.extend([*a, *b]),
                }
            }
        }
        // Parts are made before what they are part of, so that ascending order is children first.
        (0..).zip(&wanted).filter(|(_, w)| **w).map(|(id, _)| id).collect()
    }
}
