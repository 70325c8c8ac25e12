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
        self.tried(text).0
    }

    /// Whether `text` fits, and in how many steps that was found.
    fn tried(&self, text: &str) -> (bool, usize) {
        let (text, pattern): (Vec<char>, &[char]) = (text.chars().collect(), &self.signs);
        if text.len() < self.least {
            return (false, 1);
        }
        let (mut t, mut p, mut back, mut steps) = (0, 0, None, 1);
        while t < text.len() {
            steps += 1;
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
                    None => return (false, steps),
                },
            }
        }
        (pattern[p..].iter().all(|c| *c == '%'), steps)
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

#[cfg(test)]
mod tests {
    use super::super::formula::{Node as Part, Question};
    use super::super::program::Program;
    use super::super::{OrderedBuilder, SymbolsBuilder};
    use super::*;

    /// A small generator: the same numbers at every run.
    struct Draw(u64);

    impl Draw {
        fn below(&mut self, n: u64) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((self.0 >> 33) % n).unwrap_or(0)
        }
    }

    fn table() -> Table {
        let (mut words, mut numbers) = (SymbolsBuilder::default(), OrderedBuilder::default());
        for n in 0..300_u32 {
            words.push(if n % 3 == 0 { "shelling" } else { "mine" });
            numbers.push_set(vec![Range::numbers(f64::from(n % 7), f64::from(n % 11 + 7))]);
        }
        let columns = [("act", Kind::Text), ("killed", Kind::Number)];
        let schema = Schema {
            columns: columns.map(|(name, kind)| (name.into(), kind)).to_vec(),
            shapes: BTreeMap::new(),
        };
        let columns =
            vec![Arc::new(Column::Symbols(words.finish())), Arc::new(Column::Ordered(numbers.finish()))];
        Table { schema, set: Set::shared(300, columns) }
    }

    /// A condition, nested as deep as it may be, until `room` bytes are used.
    fn crafted(draw: &mut Draw, levels: u64, room: usize, text: &mut String) {
        let end = text.len() + room;
        let mut first = true;
        while first || text.len() < end {
            if !first {
                text.push_str([" AND ", " OR "][draw.below(2)]);
            }
            first = false;
            let left = end.saturating_sub(text.len());
            match draw.below(if levels > 1 { 8 } else { 5 }) {
                0 => text.push_str(&format!("killed > {}", draw.below(100_000))),
                1 => text.push_str(&format!("killed BETWEEN {} AND {}", draw.below(9), draw.below(99))),
                2 => text.push_str("act LIKE '%s%h%e%_%_%'"),
                3 => text.push_str("act IN ('mine','shelling','mine')"),
                4 => text.push_str("killed IS NOT NULL"),
                5 => {
                    text.push_str("NOT (");
                    crafted(draw, levels - 2, left / 2, text);
                    text.push(')');
                }
                _ => {
                    text.push('(');
                    crafted(draw, levels - 1, left / 2, text);
                    text.push(')');
                }
            }
        }
    }

    /// How much a filter's formulas hold: each part, and each member of it.
    fn held(formulas: &Formulas) -> usize {
        let size = |part: &Part| match part {
            Part::All(list) | Part::Any(list) | Part::Agreed(_, list) => list.len(),
            Part::Atom { question: Question::Ranges(ranges), .. } => ranges.len(),
            Part::Atom { question: Question::Symbols(any), .. } => any.len(),
            _ => 1,
        };
        formulas.nodes.iter().map(|part| 1 + size(part)).sum()
    }

    #[test]
    fn a_filter_costs_steps_as_its_length_however_it_is_nested() {
        let table = table();
        let cost = |text: &str| {
            let rule = compile(text, &table.schema).unwrap_or_else(|why| panic!("{} {text:.200}", why.code));
            let mut formulas = Formulas::default();
            let root = table.lower(&rule.0, &mut formulas);
            (held(&formulas), Program::new(&table.set, &formulas, &[root]).work())
        };
        for seed in 0..60 {
            let mut text = String::new();
            let room = [200, 4_000, 100_000][seed as usize % 3];
            crafted(&mut Draw(seed), 7, room, &mut text);
            let (held, work) = cost(&text);
            assert!(held <= text.len() && work <= text.len(), "{held} {work} of {}", text.len());
        }
        // the same question in ever more clothes: each distinct part is kept once
        let one = "(killed > 1 OR act = 'mine')";
        let many = vec![one; 3_500].join(" AND ");
        assert!(many.len() > 100_000 && cost(&many).0 < 20);
        let listed: Vec<String> = (0..16_000).map(|n| (n * 7).to_string()).collect();
        let listed = format!("killed IN ({})", listed.join(","));
        assert!(cost(&listed).0 <= listed.len());
    }

    #[test]
    fn what_is_longer_or_deeper_than_is_read_is_refused_before_anything_is_built() {
        let schema = table().schema;
        let code = |text: &str| compile(text, &schema).err().map(|why| why.code);
        let open = "(".repeat(50_000);
        assert_eq!(code(&format!("{open}killed > 1{}", ")".repeat(50_000))), Some("condition-too-deep"));
        assert_eq!(code(&format!("{}killed > 1", "NOT ".repeat(25_000))), Some("condition-too-deep"));
        assert_eq!(code(&open), Some("condition-too-deep"));
        assert_eq!(code(&"x".repeat(300_000)), Some("condition-too-long"));
        for broken in ["POLYGON((", "'", "killed > ", "act IN (", "POLYGON((1 2,"] {
            assert!(code(&broken.repeat(9_000)).is_some(), "{broken}");
        }
    }

    #[test]
    fn a_pattern_is_tried_in_no_more_steps_than_the_square_of_the_word() {
        let mut draw = Draw(7);
        for n in 0..400 {
            let long = if n % 4 == 0 { 100_000 } else { 1 + draw.below(40) };
            let pattern: String = (0..long).map(|_| ['%', '_', 'a', 'b'][draw.below(4)]).collect();
            let text: String = (0..draw.below(30)).map(|_| ['a', 'b'][draw.below(2)]).collect();
            let (_, steps) = Pattern::of(&pattern).tried(&text);
            let size = text.len() + 1;
            assert!(steps <= 3 * size * size, "{steps} for {text} {pattern:.80}");
        }
        let worst = Pattern::of(&"%a".repeat(12)).tried(&"a".repeat(11));
        assert_eq!(worst, (false, 1));
        let fits = |pattern: &str, text: &str| Pattern::of(pattern).fits(text);
        assert!(fits("%%a%%b%%", "xxaxxb") && fits("", "") && fits("%%", "") && fits("a_c%", "abc"));
        assert!(!fits("a_c", "ac") && !fits("", "a") && !fits("%b", "ba"));
    }
}
