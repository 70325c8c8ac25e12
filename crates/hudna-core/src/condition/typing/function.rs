//! Functions: their arguments, and what each becomes.

use std::sync::Arc;

use super::compare::atom;
use super::{Count, Drawn, Operand, Typist, this};
use crate::condition::fault::Fault;
use crate::condition::names::{FUNCTIONS, attribute, is_refused, nearest, usage};
use crate::condition::parse::{Node, Tree};
use crate::condition::quantity::{parse_duration, parse_hour, parse_length};
use crate::condition::{Asks, AtomKind, Compare, Expr, Lies, NumberExpr, Words};
use crate::time::Span;
use crate::value::{Attribute, Kind};

impl Typist<'_> {
    /// A function that is true or false.
    pub(super) fn truth_function(&mut self, tree: &Tree, name: &str, arguments: &[Tree]) -> Option<Expr> {
        let words = tree.words;
        let kind = match (name.to_ascii_lowercase().as_str(), arguments) {
            ("s_intersects", [a, b]) => self.lies(a, b, true, Lies::Inside)?,
            ("s_within", [a, b]) => self.lies(a, b, false, Lies::Inside)?,
            ("s_disjoint", [a, b]) => self.lies(a, b, true, Lies::Outside)?,
            ("within_distance", [place, shape, length]) => self.near(place, shape, length)?,
            ("daily", [at, from, to]) => self.daily(words, at, from, to)?,
            ("in_force", [id]) => AtomKind::InForce(self.id(id, "norm-unknown", "norm", |s| s.norms)?.1),
            ("verified", [id]) => AtomKind::Verified(self.id(id, "norm-unknown", "norm", |s| s.norms)?.1),
            ("bound", [id]) => AtomKind::Bound(self.id(id, "party-unknown", "party", |s| s.parties)?.1),
            ("reading", [id]) => {
                AtomKind::Reading(index(self.id(id, "term-unknown", "term", |s| s.terms)?.0))
            }
            ("affiliated", [who, to]) => self.affiliated(who, to)?,
            ("notified", [id]) => self.register(Asks::Notified, id)?,
            ("authorised", [id]) => self.register(Asks::Authorised, id)?,
            ("contacted", [id]) => self.register(Asks::Contacted, id)?,
            ("in_reply_to", [condition]) => self.in_reply_to(tree, condition, None)?,
            ("in_reply_to", [condition, within]) => self.in_reply_to(tree, condition, Some(within))?,
            _ => return self.not_a_truth(tree, name, arguments),
        };
        Some(atom(kind, words))
    }

    /// A function that stands where a truth is asked for and gives none.
    fn not_a_truth(&mut self, tree: &Tree, name: &str, arguments: &[Tree]) -> Option<Expr> {
        let sort = match name.to_ascii_lowercase().as_str() {
            "zone" | "line" => "geometry",
            _ => self.value_function(tree, name, arguments)?.sort(),
        };
        self.mismatch(tree.words, "condition", sort)
    }

    /// A function that gives something to compare.
    pub(super) fn value_function(&mut self, tree: &Tree, name: &str, arguments: &[Tree]) -> Option<Operand> {
        match (name.to_ascii_lowercase().as_str(), arguments) {
            ("d_day", []) => Some(Operand::Moment(crate::condition::Moment::Fixed(self.scope.d_day))),
            ("d_day", [n]) => self.d_day(n),
            ("moment", [text]) => {
                let (written, words) = self.text(text)?;
                self.moment(&written, words).map(Operand::Moment)
            }
            ("signatories", []) => Some(Operand::Signatories),
            ("party_of", [of]) => match self.attribute_of(of, Kind::Actor, "actor")? {
                Attribute::Actor => Some(Operand::Attribute(Attribute::Party)),
                Attribute::Target => Some(Operand::Attribute(Attribute::TargetParty)),
                _ => self.mismatch(of.words, "actor-or-target", "actor"),
            },
            ("count_within", [condition, length, window]) => self.count(tree, condition, length, window),
            ("count", []) => Some(counted(Expr::Constant(true))),
            ("count", [condition]) => self.elsewhere(tree, "count", |t| t.expr(condition)).map(counted),
            ("zone" | "line", [_]) => Some(Operand::Shape),
            (lower, _) if is_refused(lower) => {
                self.refuse(Fault::new("function-refused", tree.words).with("function", name))
            }
            _ => match usage(name) {
                // A function that is true or false, asked for a value: say what is wrong within it first.
                Some(_) if self.fits(name, arguments.len()) => {
                    self.truth_function(tree, name, arguments)?;
                    Some(Operand::Condition)
                }
                Some((known, usage)) => self.refuse(
                    Fault::new("arguments-wrong", tree.words).with("function", known).with("usage", usage),
                ),
                None => self.no_such_function(tree, name),
            },
        }
    }

    /// Whether a function of truth takes so many arguments.
    fn fits(&self, name: &str, arguments: usize) -> bool {
        match name.to_ascii_lowercase().as_str() {
            "s_intersects" | "s_within" | "s_disjoint" | "affiliated" => arguments == 2,
            "within_distance" | "daily" => arguments == 3,
            "in_reply_to" => (1..=2).contains(&arguments),
            "in_force" | "verified" | "bound" | "reading" | "notified" | "authorised" | "contacted" => {
                arguments == 1
            }
            _ => false,
        }
    }

    fn no_such_function<T>(&mut self, tree: &Tree, name: &str) -> Option<T> {
        let near = nearest(name, FUNCTIONS.iter().map(|(known, _)| *known)).and_then(usage);
        let end = tree.words.start.saturating_add(u32::try_from(name.len()).unwrap_or(0));
        let words = Words { start: tree.words.start, end: end.min(tree.words.end) };
        self.refuse(
            Fault::new("function-unknown", words).with("function", name).near(near.map(|(_, usage)| usage)),
        )
    }

    /// Quoted words; a bare or doubly quoted name here was meant so.
    fn text(&mut self, tree: &Tree) -> Option<(String, Words)> {
        match &tree.node {
            Node::Text(s) => Some((s.clone(), tree.words)),
            Node::Property(name) => self.refuse(
                Fault::new("text-unquoted", tree.words)
                    .with("found", name.clone())
                    .with("nearest", format!("'{name}'")),
            ),
            _ => {
                let found = self.operand(tree)?.sort();
                self.mismatch(tree.words, "text", found)
            }
        }
    }

    /// An id of one of the scope's lists.
    fn id(
        &mut self,
        tree: &Tree,
        code: &'static str,
        key: &'static str,
        list: for<'s> fn(&'s super::Scope<'s>) -> &'s [Arc<str>],
    ) -> Option<(usize, Arc<str>)> {
        let (written, words) = self.text(tree)?;
        self.known(code, key, &written, words, list(self.scope))
    }

    /// An attribute of `kind`, by its name.
    fn attribute_of(&mut self, tree: &Tree, kind: Kind, expected: &'static str) -> Option<Attribute> {
        match self.operand(tree)? {
            Operand::Attribute(a) if a.kind() == kind => Some(a),
            other => self.mismatch(tree.words, expected, other.sort()),
        }
    }

    fn d_day(&mut self, tree: &Tree) -> Option<Operand> {
        match self.number(tree)? {
            NumberExpr::Constant(n) if n.fract() == 0.0 && n.abs() <= 36_600.0 => {
                #[expect(clippy::cast_possible_truncation, reason = "whole and within a century")]
                let days = n as i64;
                Some(Operand::Moment(self.scope.calendar().d_day_plus(days)))
            }
            _ => self.mismatch(tree.words, "whole-days", "number"),
        }
    }

    /// The id of a zone, or of either where `line_too`.
    fn shape(&mut self, tree: &Tree, line_too: bool) -> Option<Arc<str>> {
        let Node::Call(name, arguments) = &tree.node else {
            let found = self.operand(tree)?.sort();
            return self.mismatch(tree.words, "geometry", found);
        };
        let asked = match name.to_ascii_lowercase().as_str() {
            "zone" => Drawn::Zone,
            "line" => Drawn::Line,
            _ => {
                let found = self.operand(tree)?.sort();
                return self.mismatch(tree.words, "geometry", found);
            }
        };
        let [argument] = arguments.as_slice() else {
            let (function, usage) = usage(name).unwrap_or_default();
            let fault = Fault::new("arguments-wrong", tree.words).with("function", function);
            return self.refuse(fault.with("usage", usage));
        };
        let (written, words) = self.text(argument)?;
        let Some((id, drawn)) = self.scope.geometries.iter().find(|(id, _)| **id == *written) else {
            return self.no_such_shape(asked, &written, words);
        };
        if *drawn != asked {
            let code = if asked == Drawn::Zone { "zone-is-a-line" } else { "line-is-a-zone" };
            return self.refuse(Fault::new(code, tree.words).with("id", written));
        }
        if asked == Drawn::Line && !line_too {
            return self.refuse(Fault::new("line-has-no-inside", tree.words).with("id", written));
        }
        Some(Arc::clone(id))
    }

    fn no_such_shape<T>(&mut self, asked: Drawn, written: &str, words: Words) -> Option<T> {
        let (code, key) = match asked {
            Drawn::Zone => ("zone-unknown", "zone"),
            Drawn::Line => ("line-unknown", "line"),
        };
        let ids: Vec<Arc<str>> =
            self.scope.geometries.iter().filter(|(_, d)| *d == asked).map(|(id, _)| Arc::clone(id)).collect();
        self.known(code, key, written, words, &ids);
        None
    }

    fn lies(&mut self, a: &Tree, b: &Tree, either_way: bool, lies: Lies) -> Option<AtomKind> {
        let is_shape = |t: &Tree| matches!(&t.node, Node::Call(n, _) if n.eq_ignore_ascii_case("zone") || n.eq_ignore_ascii_case("line"));
        let (place, zone) = if either_way && is_shape(a) { (b, a) } else { (a, b) };
        let attribute = self.attribute_of(place, Kind::Place, "place");
        let zone = self.shape(zone, false);
        Some(AtomKind::Zone(attribute?, lies, zone?))
    }

    fn near(&mut self, place: &Tree, shape: &Tree, length: &Tree) -> Option<AtomKind> {
        let attribute = self.attribute_of(place, Kind::Place, "place");
        let geometry = self.shape(shape, true);
        let metres = self.length(length, "within_distance");
        Some(AtomKind::Near { attribute: attribute?, geometry: geometry?, metres: metres? })
    }

    fn length(&mut self, tree: &Tree, function: &str) -> Option<f64> {
        let (written, words) = self.quoted_quantity(tree, "25 km")?;
        self.placed(parse_length(&written), words, function)
    }

    fn duration(&mut self, tree: &Tree, function: &str) -> Option<Span> {
        let (written, words) = self.quoted_quantity(tree, "24 h")?;
        self.placed(parse_duration(&written), words, function)
    }

    /// A quantity must be quoted, so that it carries its unit.
    fn quoted_quantity(&mut self, tree: &Tree, example: &str) -> Option<(String, Words)> {
        if let Node::Number(_) = tree.node {
            let written = self.source(tree.words).to_owned();
            return self.refuse(
                Fault::new("unit-missing", tree.words)
                    .with("written", written)
                    .with("example", format!("'{example}'"))
                    .with("key", ""),
            );
        }
        self.text(tree)
    }

    fn daily(&mut self, words: Words, at: &Tree, from: &Tree, to: &Tree) -> Option<AtomKind> {
        let attribute = self.attribute_of(at, Kind::Time, "time");
        let hours = [from, to].map(|tree| {
            let (written, words) = self.text(tree)?;
            self.placed(parse_hour(&written), words, "daily")
        });
        let (attribute, [from, to]) = (attribute?, [hours[0]?, hours[1]?]);
        if from == to {
            return self.refuse(Fault::new("hours-equal", words));
        }
        Some(AtomKind::Daily(attribute, from, to))
    }

    fn affiliated(&mut self, who: &Tree, to: &Tree) -> Option<AtomKind> {
        let attribute = self.attribute_of(who, Kind::Actor, "actor");
        let id = self.text(to).and_then(|(written, words)| self.actor(Attribute::Actor, &written, words));
        Some(AtomKind::Affiliated(attribute?, id?))
    }

    fn register(&mut self, asks: Asks, id: &Tree) -> Option<AtomKind> {
        let (i, _) = self.id(id, "match-unknown", "match", |s| s.matches)?;
        Some(AtomKind::Register(asks, index(i)))
    }

    /// Types `condition` over another row; such functions do not nest.
    fn elsewhere<T>(
        &mut self,
        tree: &Tree,
        function: &'static str,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.other_row {
            return self.refuse(Fault::new("function-nested", tree.words).with("function", function));
        }
        self.other_row = true;
        let found = read(self);
        self.other_row = false;
        found
    }

    fn in_reply_to(&mut self, tree: &Tree, condition: &Tree, within: Option<&Tree>) -> Option<AtomKind> {
        let typed = self.elsewhere(tree, "in_reply_to", |t| t.counted(condition));
        let within = match within {
            Some(tree) => Some(self.duration(tree, "in_reply_to")?),
            None => None,
        };
        let (condition, same_party) = typed?;
        Some(AtomKind::InReplyTo(Box::new(condition), within, same_party))
    }

    fn count(&mut self, tree: &Tree, condition: &Tree, length: &Tree, window: &Tree) -> Option<Operand> {
        let typed = self.elsewhere(tree, "count_within", |t| t.counted(condition));
        let metres = self.length(length, "count_within");
        let window = self.duration(window, "count_within");
        let (condition, same_party) = typed?;
        let condition = Box::new(condition);
        Some(Operand::Count(Count { condition, metres: metres?, window: window?, same_party }))
    }

    /// The condition on the other row, its comparison with our party taken out.
    fn counted(&mut self, tree: &Tree) -> Option<(Expr, Option<bool>)> {
        let parts = match &tree.node {
            Node::And(list) => list.as_slice(),
            _ => std::slice::from_ref(tree),
        };
        let mut same_party = None;
        let mut rest: Vec<Option<Expr>> = Vec::new();
        for part in parts {
            match party_compared(part) {
                Some(same) if same_party.is_none_or(|before| before == same) => same_party = Some(same),
                Some(_) => {
                    let found = self.source(part.words).to_owned();
                    return self.refuse(Fault::new("this-contradicts", part.words).with("found", found));
                }
                None => rest.push(self.expr(part)),
            }
        }
        let mut rest: Vec<Expr> = rest.into_iter().collect::<Option<_>>()?;
        let condition = match (rest.len(), rest.pop()) {
            (_, None) => Expr::Constant(true),
            (1, Some(only)) => only,
            (_, Some(last)) => {
                rest.push(last);
                Expr::And(rest)
            }
        };
        Some((condition, same_party))
    }
}

/// Whether a part says that the other row's party is ours, or is not.
fn party_compared(tree: &Tree) -> Option<bool> {
    let Node::Compare(compare, left, right) = &tree.node else { return None };
    let (Node::Property(a), Node::Property(b)) = (&left.node, &right.node) else { return None };
    let party = Some(Attribute::Party);
    if (attribute(a), this(b)) != (party, party) && (this(a), attribute(b)) != (party, party) {
        return None;
    }
    match compare {
        Compare::Equal => Some(true),
        Compare::NotEqual => Some(false),
        _ => None,
    }
}

/// A count over members or votes.
fn counted(condition: Expr) -> Operand {
    Operand::Number(NumberExpr::Count(Box::new(condition)))
}

fn index(i: usize) -> u16 {
    u16::try_from(i).unwrap_or(u16::MAX)
}
