//! The filter dialect: CQL2 over any table's own columns, as map clients send it.
//!
//! The parser is that of norms. Different from norms: names are the table's columns, values are plain,
//! `IS NULL`, `TIMESTAMP('…Z')`, `LIKE` and written-out polygons are allowed; a missing value makes a comparison
//! unknown, as in SQL. No arithmetic, no functions but `zone('…')`, `line('…')` and `within_distance`.
//!
//! Never reads a table: [`compile`] needs names and kinds alone, [`Table`] joins the two.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{LineString, MultiPolygon};

use super::formula::{Formulas, NodeId};
use super::ordered::{Range, number_key};
use super::zone::Shape;
use super::{Column, Set};
use crate::condition::fault::Fault;
use crate::condition::parse::{Limits, Node, Tree, normalised, parse};
use crate::condition::{Compare, Truth};
use crate::diagnostic::Diagnostic;

/// What the values of a table's column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Text,
    Number,
    Time,
    Place,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Time => "time",
            Self::Place => "place",
        }
    }
}

/// What a filter may speak of.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The columns by name, in the order of the set.
    pub columns: Vec<(Arc<str>, Kind)>,
    /// Zones and lines by name.
    pub shapes: BTreeMap<Arc<str>, Shape>,
}

/// A filter, typed against a schema.
#[derive(Clone, Debug)]
pub struct FilterRule(Clause);

#[derive(Clone, Debug)]
enum Clause {
    Constant(bool),
    Not(Box<Clause>),
    All(Vec<Clause>),
    Any(Vec<Clause>),
    Words(usize, Vec<String>),
    Like(usize, String),
    Ranges(usize, Vec<Range>),
    Inside(usize, Shape),
    Near(usize, Shape, f64),
    Unknown(usize),
}

impl FilterRule {
    /// The columns that it asks of, by their numbers, ascending.
    pub fn columns(&self) -> Vec<usize> {
        let mut all = Vec::new();
        self.0.columns(&mut all);
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Clause {
    fn columns(&self, to: &mut Vec<usize>) {
        match self {
            Self::Constant(_) => {}
            Self::Not(inner) => inner.columns(to),
            Self::All(list) | Self::Any(list) => list.iter().for_each(|one| one.columns(to)),
            Self::Words(column, _)
            | Self::Like(column, _)
            | Self::Ranges(column, _)
            | Self::Inside(column, _)
            | Self::Near(column, ..)
            | Self::Unknown(column) => to.push(*column),
        }
    }
}

/// Columns with their names.
#[derive(Clone, Debug)]
pub struct Table {
    /// What filters may speak of.
    pub schema: Schema,
    /// The columns, in the order of the schema.
    pub set: Set,
}

impl Table {
    /// How many rows each filter is true, false and unknown of.
    pub fn count(&self, rules: &[FilterRule]) -> Vec<[u64; 3]> {
        let mut formulas = Formulas::default();
        let roots: Vec<NodeId> = rules.iter().map(|r| self.lower(&r.0, &mut formulas)).collect();
        self.set.count(&formulas, &roots)
    }
    /// The rows that each filter is true of, ascending.
    pub fn select(&self, rules: &[FilterRule]) -> Vec<Vec<u32>> {
        let mut formulas = Formulas::default();
        let roots: Vec<NodeId> = rules.iter().map(|r| self.lower(&r.0, &mut formulas)).collect();
        self.set.select(&formulas, &roots)
    }
    /// What a filter comes to for every row.
    pub fn truths(&self, rule: &FilterRule) -> Vec<Truth> {
        let mut formulas = Formulas::default();
        let root = self.lower(&rule.0, &mut formulas);
        self.set.truths(&formulas, root)
    }

    fn lower(&self, clause: &Clause, to: &mut Formulas) -> NodeId {
        match clause {
            Clause::Constant(b) => to.constant(*b),
            Clause::Not(inner) => {
                let inner = self.lower(inner, to);
                to.not(inner)
            }
            Clause::All(list) => {
                let list: Vec<NodeId> = list.iter().map(|c| self.lower(c, to)).collect();
                to.all(list)
            }
            Clause::Any(list) => {
                let list: Vec<NodeId> = list.iter().map(|c| self.lower(c, to)).collect();
                to.any(list)
            }
            Clause::Words(column, words) => {
                let any = match self.set.column(*column) {
                    Some(Column::Symbols(c)) => words.iter().filter_map(|w| c.symbol(w)).collect(),
                    _ => Vec::new(),
                };
                to.symbols(*column, any)
            }
            Clause::Like(column, pattern) => {
                let pattern = Pattern::of(pattern);
                let any = match self.set.column(*column) {
                    Some(Column::Symbols(c)) => c.symbols_where(|name| pattern.fits(name)),
                    _ => Vec::new(),
                };
                to.symbols(*column, any)
            }
            Clause::Ranges(column, ranges) => to.ranges(*column, ranges.clone()),
            Clause::Inside(column, shape) => {
                let shape = to.shape(shape);
                to.inside(*column, shape)
            }
            Clause::Near(column, shape, metres) => {
                let shape = to.shape(shape);
                to.near(*column, shape, *metres)
            }
            Clause::Unknown(column) => to.unknown(*column),
        }
    }
}

/// A pattern in which `%` stands for anything and `_` for one sign, made ready for many words.
///
/// What fits no word of a length is told by the length, so that a pattern costs no more than the square of the word, however long it is.
struct Pattern {
    /// Its signs; `%` never beside another.
    signs: Vec<char>,
    /// How many signs a word has at least that fits.
    least: usize,
}

impl Pattern {
    fn of(written: &str) -> Self {
        let mut signs: Vec<char> = written.chars().collect();
        signs.dedup_by(|next, before| *next == '%' && *before == '%');
        let least = signs.iter().filter(|sign| **sign != '%').count();
        Self { signs, least }
    }

    fn fits(&self, text: &str) -> bool {
        let (text, pattern): (Vec<char>, &[char]) = (text.chars().collect(), &self.signs);
        if text.len() < self.least {
            return false;
        }
        let (mut t, mut p, mut back) = (0, 0, None);
        while t < text.len() {
            match pattern.get(p) {
                Some('%') => {
                    back = Some((p + 1, t));
                    p += 1;
                }
                Some(c) if *c == '_' || *c == text[t] => (t, p) = (t + 1, p + 1),
                _ => match back {
                    Some((after, from)) => {
                        back = Some((after, from + 1));
                        (p, t) = (after, from + 1);
                    }
                    None => return false,
                },
            }
        }
        pattern[p..].iter().all(|c| *c == '%')
    }
}

/// Reads a filter and types it against `schema`.
pub fn compile(text: &str, schema: &Schema) -> Result<FilterRule, Diagnostic> {
    parse(text, 0, Limits::FILTER)
        .and_then(|tree| Typer { schema }.clause(&tree))
        .map(FilterRule)
        .map_err(|fault| fault.diagnostic("filter"))
}

struct Typer<'a> {
    schema: &'a Schema,
}

/// A constant of a filter.
enum Constant {
    Number(f64),
    Text(String),
    /// A closed range of microseconds: one moment, or a day.
    Time(Range),
}

impl Constant {
    const fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Time(_) => Kind::Time,
        }
    }
}

impl Typer<'_> {
    fn clause(&self, tree: &Tree) -> Result<Clause, Fault> {
        let list = |trees: &[Tree]| trees.iter().map(|t| self.clause(t)).collect::<Result<Vec<_>, _>>();
        Ok(match &tree.node {
            Node::Bool(b) => Clause::Constant(*b),
            Node::Not(inner) => not(self.clause(inner)?),
            Node::And(trees) => Clause::All(list(trees)?),
            Node::Or(trees) => Clause::Any(list(trees)?),
            Node::Compare(compare, a, b) => self.comparison(*compare, a, b)?,
            Node::In { value, list, negated } => negated_if(*negated, self.among(value, list)?),
            Node::Between { value, low, high, negated } => {
                let column = self.column(value, Kind::Number)?;
                let range = Range::numbers(number(low)?, number(high)?);
                negated_if(*negated, Clause::Ranges(column, vec![range]))
            }
            Node::Like { value, pattern, negated } => {
                let column = self.column(value, Kind::Text)?;
                let Node::Text(pattern) = &pattern.node else { return Err(kinds(pattern, Kind::Text)) };
                negated_if(*negated, Clause::Like(column, pattern.clone()))
            }
            Node::IsNull { value, negated } => negated_if(*negated, Clause::Unknown(self.property(value)?.0)),
            Node::Call(name, arguments) => self.call(tree, name, arguments)?,
            _ => return Err(Fault::new("filter-not-condition", tree.words)),
        })
    }

    fn property(&self, tree: &Tree) -> Result<(usize, Kind), Fault> {
        let Node::Property(name) = &tree.node else {
            return Err(Fault::new("filter-column-expected", tree.words));
        };
        let same = |column: &str| column == name || normalised(column) == normalised(name);
        self.schema
            .columns
            .iter()
            .position(|(column, _)| same(column))
            .map(|i| (i, self.schema.columns[i].1))
            .ok_or_else(|| Fault::new("filter-column-unknown", tree.words).with("name", name.clone()))
    }

    fn column(&self, tree: &Tree, kind: Kind) -> Result<usize, Fault> {
        match self.property(tree)? {
            (column, found) if found == kind => Ok(column),
            (_, found) => Err(kinds(tree, kind).with("found", found.name())),
        }
    }

    fn comparison(&self, compare: Compare, a: &Tree, b: &Tree) -> Result<Clause, Fault> {
        if !matches!(a.node, Node::Property(_)) && matches!(b.node, Node::Property(_)) {
            let flipped = match compare {
                Compare::Less => Compare::Greater,
                Compare::LessOrEqual => Compare::GreaterOrEqual,
                Compare::Greater => Compare::Less,
                Compare::GreaterOrEqual => Compare::LessOrEqual,
                same => same,
            };
            return self.comparison(flipped, b, a);
        }
        let (column, kind) = self.property(a)?;
        let value = constant(b)?;
        if value.kind() != kind {
            return Err(kinds(b, kind).with("found", value.kind().name()));
        }
        let whole = match value {
            Constant::Number(n) => Range::exact(number_key(n)),
            Constant::Time(range) => range,
            Constant::Text(text) => {
                let words = Clause::Words(column, vec![text]);
                return match compare {
                    Compare::Equal => Ok(words),
                    Compare::NotEqual => Ok(not(words)),
                    _ => Err(Fault::new("filter-text-order", a.words)),
                };
            }
        };
        let below = |to: i64| Range { lo: i64::MIN + 1, hi: to };
        let above = |from: i64| Range { lo: from, hi: i64::MAX };
        let ranges = |r: Range| Clause::Ranges(column, vec![r]);
        Ok(match compare {
            Compare::Less => ranges(below(whole.lo.saturating_sub(1))),
            Compare::LessOrEqual => ranges(below(whole.hi)),
            Compare::Equal => ranges(whole),
            Compare::NotEqual => not(ranges(whole)),
            Compare::GreaterOrEqual => ranges(above(whole.lo)),
            Compare::Greater => ranges(above(whole.hi.saturating_add(1))),
        })
    }

    fn among(&self, value: &Tree, list: &[Tree]) -> Result<Clause, Fault> {
        let (column, kind) = self.property(value)?;
        let (mut words, mut ranges) = (Vec::new(), Vec::new());
        for member in list {
            let c = constant(member)?;
            if c.kind() != kind {
                return Err(kinds(member, kind).with("found", c.kind().name()));
            }
            match c {
                Constant::Text(text) => words.push(text),
                Constant::Number(n) => ranges.push(Range::exact(number_key(n))),
                Constant::Time(range) => ranges.push(range),
            }
        }
        Ok(if kind == Kind::Text { Clause::Words(column, words) } else { Clause::Ranges(column, ranges) })
    }

    fn call(&self, tree: &Tree, name: &str, arguments: &[Tree]) -> Result<Clause, Fault> {
        let lower = name.to_ascii_lowercase();
        match (lower.as_str(), arguments) {
            ("s_intersects" | "s_within" | "s_disjoint", [place, shape]) => {
                let (place, shape) = match &place.node {
                    Node::Property(_) => (place, shape),
                    _ if lower == "s_within" => {
                        return Err(Fault::new("filter-column-expected", place.words));
                    }
                    _ => (shape, place),
                };
                let inside = Clause::Inside(self.column(place, Kind::Place)?, self.shape(shape)?);
                Ok(negated_if(lower == "s_disjoint", inside))
            }
            ("within_distance", [place, shape, metres]) => {
                let Node::Text(text) = &metres.node else { return Err(kinds(metres, Kind::Text)) };
                let metres = length(text)
                    .ok_or_else(|| Fault::new("filter-length", metres.words).with("text", text.clone()))?;
                Ok(Clause::Near(self.column(place, Kind::Place)?, self.shape(shape)?, metres))
            }
            _ => Err(Fault::new("filter-function", tree.words).with("name", name)),
        }
    }

    fn shape(&self, tree: &Tree) -> Result<Shape, Fault> {
        match &tree.node {
            Node::Call(name, arguments) if matches!(name.to_ascii_lowercase().as_str(), "zone" | "line") => {
                let [Tree { node: Node::Text(id), .. }] = arguments.as_slice() else {
                    return Err(kinds(tree, Kind::Text));
                };
                self.schema
                    .shapes
                    .get(id.as_str())
                    .cloned()
                    .ok_or_else(|| Fault::new("filter-zone-unknown", tree.words).with("name", id.clone()))
            }
            Node::Geometry(shape) => match shape.as_ref() {
                geo::Geometry::Polygon(p) => Ok(Shape::Zone(Arc::new(MultiPolygon(vec![p.clone()])))),
                geo::Geometry::MultiPolygon(m) => Ok(Shape::Zone(Arc::new(m.clone()))),
                geo::Geometry::LineString(l) => Ok(lines(vec![l.clone()])),
                geo::Geometry::MultiLineString(l) => Ok(lines(l.0.clone())),
                _ => Err(Fault::new("filter-shape", tree.words)),
            },
            _ => Err(Fault::new("filter-shape", tree.words)),
        }
    }
}

fn lines(list: Vec<LineString<f64>>) -> Shape {
    Shape::Line(Arc::new(list))
}

fn not(clause: Clause) -> Clause {
    Clause::Not(Box::new(clause))
}

fn negated_if(negated: bool, clause: Clause) -> Clause {
    if negated { not(clause) } else { clause }
}

fn kinds(tree: &Tree, expected: Kind) -> Fault {
    Fault::new("filter-kind", tree.words).with("expected", expected.name())
}

fn number(tree: &Tree) -> Result<f64, Fault> {
    match tree.node {
        Node::Number(n) => Ok(n),
        _ => Err(kinds(tree, Kind::Number)),
    }
}

fn constant(tree: &Tree) -> Result<Constant, Fault> {
    let unreadable = |text: &str| Fault::new("filter-time", tree.words).with("text", text);
    match &tree.node {
        Node::Number(n) => Ok(Constant::Number(*n)),
        Node::Text(text) => Ok(Constant::Text(text.clone())),
        Node::Timestamp(text) => {
            let at: jiff::Timestamp = text.parse().map_err(|_| unreadable(text))?;
            Ok(Constant::Time(Range::exact(at.as_microsecond())))
        }
        Node::Date(text) => {
            let day: jiff::civil::Date = text.parse().map_err(|_| unreadable(text))?;
            let day = crate::time::whole_day(day, &jiff::tz::TimeZone::UTC);
            Ok(Constant::Time(Range::times(day)))
        }
        _ => Err(Fault::new("filter-value", tree.words)),
    }
}

/// `500 m`, `2.5 km` in metres.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let n: f64 = number.trim().parse().ok()?;
    let metres = match unit {
        "m" => n,
        "km" => 1_000.0 * n,
        _ => return None,
    };
    (metres.is_finite() && metres >= 0.0).then_some(metres)
}
