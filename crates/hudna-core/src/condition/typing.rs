//! A parsed tree to a typed condition: what names mean, which functions fit where, what is refused and why.
//!
//! Everything wrong is said at once, each at its own words. Nothing here evaluates, and nothing that passes
//! here can fail later: ids exist, units are there, codes belong to their attribute. To add a function: a row
//! in `names::FUNCTIONS`, an arm in `typing::function`.

use std::sync::Arc;

use jiff::civil;
use jiff::tz::TimeZone;

use super::fault::Fault;
use super::names::{attribute, attribute_names, is_code, nearest, usage, yes};
use super::parse::{Limits, Node, Tree, parse};
use super::quantity::{Calendar, parse_day, parse_moment};
use super::words::looks_like_day;
use super::{Atom, AtomKind, Event, Expr, Moment, NumberExpr, Words};
use crate::diagnostic::Diagnostic;
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Kind};
use crate::vocabulary::TABLE;

mod compare;
mod function;

/// Whether an id names an area or a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// An area: `zone('buffer')`.
    Zone,
    /// A course: `line('contact')`.
    Line,
}

/// What an agreement knows when its conditions are read.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    /// Ids of zones and lines.
    pub geometries: &'a [(Arc<str>, Drawn)],
    /// Parties.
    pub parties: &'a [Arc<str>],
    /// Formations, excluded groups, members of links.
    pub actors: &'a [Arc<str>],
    /// Terms; the index is the term's.
    pub terms: &'a [Arc<str>],
    /// Matches; the index is the match's.
    pub matches: &'a [Arc<str>],
    /// Ids of all norms, derived ones (`a5.1.store`) included.
    pub norms: &'a [Arc<str>],
    /// The instant of entry into force.
    pub d_day: Instant,
    /// Its local day.
    pub d_date: civil::Date,
    /// When the text was signed, where stated: a whole day where the hour is not.
    pub signed: Option<TimeRange>,
    /// Every hour in the text is local to this zone.
    pub zone_time: &'a TimeZone,
    /// Whether the row asked about is already another one: the deed answered, a deed counted.
    pub other_row: bool,
}

impl Scope<'_> {
    /// What moments are counted from.
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar { d_day: self.d_day, d_date: self.d_date, signed: self.signed, zone_time: self.zone_time }
    }
}

/// Reads the condition `text`, which begins at byte `offset` of `file`.
///
/// All that is wrong with it is returned, in the order of the text; a text that does not parse has one fault.
pub fn condition(text: &str, offset: u32, file: &str, scope: &Scope<'_>) -> Result<Expr, Vec<Diagnostic>> {
    check(text, offset, scope).map_err(|faults| faults.iter().map(|f| f.diagnostic(file)).collect())
}

fn check(text: &str, offset: u32, scope: &Scope<'_>) -> Result<Expr, Vec<Fault>> {
    let tree = parse(text, offset, Limits::NORM).map_err(|fault| vec![fault])?;
    let mut typist = Typist { text, offset, scope, other_row: scope.other_row, faults: Vec::new() };
    match typist.expr(&tree) {
        Some(expr) if typist.faults.is_empty() => Ok(expr),
        _ => {
            typist.faults.sort_by_key(|f| (f.words.start, f.words.end));
            Err(typist.faults)
        }
    }
}

/// What an operand turned out to be.
#[derive(Clone, Debug, PartialEq)]
enum Operand {
    /// A number, with or without attributes in it.
    Number(NumberExpr),
    /// An attribute that is not a number.
    Attribute(Attribute),
    /// `this.party` and the like.
    This(Attribute),
    /// Quoted words.
    Text(String),
    /// A moment or a day.
    Moment(Moment),
    /// `signatories()`.
    Signatories,
    /// `count_within(…)`.
    Count(Count),
    /// `zone('…')` or `line('…')`.
    Shape,
    /// Something true or false.
    Condition,
    /// `(a, b)`.
    List,
}

/// `count_within(…)` before it is compared.
#[derive(Clone, Debug, PartialEq)]
struct Count {
    condition: Box<Expr>,
    metres: f64,
    window: Span,
    same_party: Option<bool>,
}

impl Operand {
    /// Its type, as a word that the doors know.
    const fn sort(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Attribute(a) | Self::This(a) => sort_of(*a),
            Self::Text(_) => "text",
            Self::Moment(_) => "time",
            Self::Signatories => "parties",
            Self::Count(_) => "count",
            Self::Shape => "geometry",
            Self::Condition => "condition",
            Self::List => "list",
        }
    }
}

/// The type of an attribute, as a word that the doors know.
const fn sort_of(attribute: Attribute) -> &'static str {
    match attribute.kind() {
        Kind::Code => "code",
        Kind::Time => "time",
        Kind::Place => "place",
        Kind::Actor => "actor",
        Kind::Number => "number",
        Kind::Derived => "party",
    }
}

struct Typist<'a> {
    text: &'a str,
    offset: u32,
    scope: &'a Scope<'a>,
    other_row: bool,
    faults: Vec<Fault>,
}

impl<'a> Typist<'a> {
    /// Keeps a fault; there is no value then.
    fn refuse<T>(&mut self, fault: Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }

    /// The value of a helper, its fault moved to `words`; `key` names what the words were for.
    fn placed<T>(&mut self, read: Result<T, Fault>, words: Words, key: &str) -> Option<T> {
        read.map_err(|fault| self.faults.push(fault.at(words).with("key", key))).ok()
    }

    fn mismatch<T>(&mut self, words: Words, expected: &'static str, found: &'static str) -> Option<T> {
        let written = self.source(words).to_owned();
        self.refuse(
            Fault::new("type-mismatch", words)
                .with("written", written)
                .with("expected", expected)
                .with("found", found),
        )
    }

    fn source(&self, w: Words) -> &'a str {
        let at = |n: u32| usize::try_from(n.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        self.text.get(at(w.start)..at(w.end)).unwrap_or_default()
    }

    /// Something true or false about the row.
    fn expr(&mut self, tree: &Tree) -> Option<Expr> {
        match &tree.node {
            Node::Bool(b) => Some(Expr::Constant(*b)),
            Node::And(list) => self.exprs(list).map(Expr::And),
            Node::Or(list) => self.exprs(list).map(Expr::Or),
            Node::Not(inner) => self.expr(inner).map(|e| Expr::Not(Box::new(e))),
            Node::Compare(compare, left, right) => self.compare(tree, *compare, left, right),
            Node::In { value, list, negated } => {
                let found = self.among(tree, value, list)?;
                Some(negated_if(*negated, found))
            }
            Node::Between { value, low, high, negated } => {
                let found = self.between(tree, value, low, high)?;
                Some(negated_if(*negated, found))
            }
            Node::Like { .. } => {
                self.refuse(Fault::new("function-refused", tree.words).with("function", "LIKE"))
            }
            Node::IsNull { .. } => self.refuse(Fault::new("null-test", tree.words)),
            Node::Call(name, arguments) => self.truth_function(tree, name, arguments),
            _ => match self.operand(tree)? {
                Operand::Attribute(attribute) if yes(attribute).is_some() => {
                    let codes = yes(attribute).into_iter().collect();
                    Some(Expr::Atom(Atom { kind: AtomKind::Codes(attribute, codes), words: tree.words }))
                }
                operand => self.mismatch(tree.words, "condition", operand.sort()),
            },
        }
    }

    /// All of them, so that each says what is wrong with it.
    fn exprs(&mut self, list: &[Tree]) -> Option<Vec<Expr>> {
        let typed: Vec<Option<Expr>> = list.iter().map(|t| self.expr(t)).collect();
        typed.into_iter().collect()
    }

    /// Something that is compared.
    fn operand(&mut self, tree: &Tree) -> Option<Operand> {
        match &tree.node {
            Node::Number(n) => Some(Operand::Number(NumberExpr::Constant(*n))),
            Node::Text(s) => Some(Operand::Text(s.clone())),
            Node::Property(name) => self.property(name, tree.words),
            Node::Arithmetic(sign, left, right) => self.arithmetic(tree, *sign, left, right),
            Node::Date(day) => {
                let day = self.placed(parse_day(day), tree.words, "DATE")?;
                Some(Operand::Moment(self.scope.calendar().day(day)))
            }
            Node::Timestamp(s) => {
                let plain = s.replace('T', " ");
                let plain = plain.trim_end_matches('Z').to_owned();
                self.refuse(Fault::new("timestamp-has-no-zone", tree.words).with("write", plain))
            }
            Node::Geometry(_) => self.refuse(Fault::new("geometry-literal", tree.words)),
            Node::Call(name, arguments) => self.value_function(tree, name, arguments),
            Node::List(_) => Some(Operand::List),
            _ => {
                self.expr(tree)?;
                Some(Operand::Condition)
            }
        }
    }

    /// The moment that quoted words name; a norm named in them must exist.
    fn moment(&mut self, text: &str, words: Words) -> Option<Moment> {
        let moment = self.placed(parse_moment(text, &self.scope.calendar()), words, "moment")?;
        match &moment {
            Moment::After { event: Event::Verified(norm) | Event::Claimed(norm), .. } => {
                self.known("norm-unknown", "norm", norm, words, self.scope.norms)?;
            }
            Moment::After { event: Event::Adhered(party), .. } => {
                self.known("party-unknown", "party", party, words, self.scope.parties)?;
            }
            _ => {}
        }
        Some(moment)
    }

    /// The id as the agreement has it, and its place in the list.
    fn known(
        &mut self,
        code: &'static str,
        key: &'static str,
        written: &str,
        words: Words,
        ids: &[Arc<str>],
    ) -> Option<(usize, Arc<str>)> {
        if let Some((i, id)) = ids.iter().enumerate().find(|(_, id)| ***id == *written) {
            return Some((i, Arc::clone(id)));
        }
        let near = nearest(written, ids.iter().map(|id| &**id));
        let known: Vec<&str> = ids.iter().map(|id| &**id).collect();
        self.refuse(Fault::new(code, words).with(key, written).near(near).known(&known))
    }

    fn property(&mut self, name: &str, words: Words) -> Option<Operand> {
        if let Some(attribute) = attribute(name) {
            return Some(match attribute.kind() {
                Kind::Number => Operand::Number(NumberExpr::Attribute(attribute)),
                _ => Operand::Attribute(attribute),
            });
        }
        if let Some(attribute) = this(name) {
            return Some(Operand::This(attribute));
        }
        let fault = self.stranger(name, words);
        self.refuse(fault)
    }

    /// A name that is no attribute: perhaps a code without quotes, D-day, a function, a slip.
    fn stranger(&self, name: &str, words: Words) -> Fault {
        if matches!(name, "D" | "ي") {
            return Fault::new("d-day-as-name", words).with("found", name).with("write", "d_day()");
        }
        let scope = self.scope;
        let ids = || {
            let lists = [scope.parties, scope.actors, scope.terms, scope.matches, scope.norms];
            let drawn = scope.geometries.iter().map(|(id, _)| &**id);
            lists.into_iter().flatten().map(|id| &**id).chain(drawn)
        };
        if is_code(name) || ids().any(|id| id == name) {
            return Fault::new("text-unquoted", words)
                .with("found", name)
                .with("nearest", format!("'{name}'"));
        }
        let fault = Fault::new("property-unknown", words).with("property", name);
        if let Some((_, usage)) = usage(name) {
            return fault.near(Some(usage));
        }
        if let Some(near) = nearest(name, attribute_names()) {
            return fault.near(Some(near));
        }
        let near = nearest(name, TABLE.iter().map(|row| row.code).chain(ids()));
        fault.near(near.map(|n| format!("'{n}'")))
    }

    fn arithmetic(&mut self, tree: &Tree, sign: char, left: &Tree, right: &Tree) -> Option<Operand> {
        let written = self.source(tree.words);
        if looks_like_day(written) {
            let fault = Fault::new("date-as-number", tree.words).with("found", written).with("day", written);
            return self.refuse(fault);
        }
        if let Some(write) = d_day_sum(sign, left, right) {
            return self
                .refuse(Fault::new("d-day-as-name", tree.words).with("found", written).with("write", write));
        }
        let (a, b) = (self.number(left), self.number(right));
        let (a, b) = (a?, b?);
        if let (NumberExpr::Constant(x), NumberExpr::Constant(y)) = (&a, &b) {
            let value = match sign {
                '+' => x + y,
                '-' => x - y,
                '*' => x * y,
                _ => x / y,
            };
            if !value.is_finite() {
                let code = if sign == '/' { "division-by-zero" } else { "number-too-large" };
                return self.refuse(Fault::new(code, tree.words).with("found", written));
            }
            return Some(Operand::Number(NumberExpr::Constant(value)));
        }
        if sign == '/' && b == NumberExpr::Constant(0.0) {
            return self.refuse(Fault::new("division-by-zero", tree.words).with("found", written));
        }
        Some(Operand::Number(NumberExpr::Binary(Box::new(a), sign, Box::new(b))))
    }

    fn number(&mut self, tree: &Tree) -> Option<NumberExpr> {
        match self.operand(tree)? {
            Operand::Number(n) => Some(n),
            other => self.mismatch(tree.words, "number", other.sort()),
        }
    }
}

/// The attribute of `this.party`.
fn this(name: &str) -> Option<Attribute> {
    name.strip_prefix("this.").and_then(attribute)
}

/// `D+14`, `d_day() - 3`: how it must be written.
fn d_day_sum(sign: char, left: &Tree, right: &Tree) -> Option<String> {
    let d_day = match &left.node {
        Node::Property(name) => matches!(name.as_str(), "D" | "ي" | "d_day"),
        Node::Call(name, arguments) => name.eq_ignore_ascii_case("d_day") && arguments.is_empty(),
        _ => false,
    };
    match (&right.node, sign) {
        (Node::Number(n), '+') if d_day => Some(format!("d_day({n})")),
        (Node::Number(n), '-') if d_day => Some(format!("d_day(-{n})")),
        _ => None,
    }
}

fn negated_if(negated: bool, expr: Expr) -> Expr {
    if negated { Expr::Not(Box::new(expr)) } else { expr }
}
