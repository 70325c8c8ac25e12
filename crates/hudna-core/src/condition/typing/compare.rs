//! Comparisons, `IN` and `BETWEEN`: which attribute may stand against what.

use std::sync::Arc;

use super::{Operand, Typist, sort_of};
use crate::condition::fault::Fault;
use crate::condition::names::{code, is_none, nearest};
use crate::condition::parse::{Node, Tree};
use crate::condition::words::looks_like_day;
use crate::condition::{Atom, AtomKind, Compare, Counted, Expr, NumberExpr, Words};
use crate::value::{Attribute, Kind};
use crate::vocabulary::{Code, codes_of};

/// Whether these are the party of the author and that of whoever it was aimed at.
fn is_own_target(a: Attribute, b: Attribute) -> bool {
    matches!((a, b), (Attribute::Party, Attribute::TargetParty) | (Attribute::TargetParty, Attribute::Party))
}

/// What an attribute is compared with.
enum Member {
    Code(Code),
    Actor(Arc<str>),
    Party(Arc<str>),
    Signatory,
    Nothing,
}

impl Typist<'_> {
    pub(super) fn compare(
        &mut self,
        tree: &Tree,
        compare: Compare,
        left: &Tree,
        right: &Tree,
    ) -> Option<Expr> {
        let (a, b) = (self.operand(left), self.operand(right));
        let (a, b) = (a?, b?);
        if let Some((this, operand)) =
            [(left, &a), (right, &b)].into_iter().find(|(_, o)| matches!(o, Operand::This(_)))
        {
            return self.misplaced(this, operand);
        }
        for (side, operand) in [(left, &a), (right, &b)] {
            if *operand == Operand::Condition {
                return self.refuse_words("truth-compared", side.words);
            }
            if let Operand::Attribute(place) = operand
                && place.kind() == Kind::Place
            {
                return self.refuse_place(*place, tree.words);
            }
        }
        // What is asked about stands left: `100 <= calibre_mm` is `calibre_mm >= 100`.
        if rank(&a) < rank(&b) {
            return self.ordered(tree, (&b, right), turned(compare), (&a, left));
        }
        self.ordered(tree, (&a, left), compare, (&b, right))
    }

    fn ordered(
        &mut self,
        tree: &Tree,
        (a, left): (&Operand, &Tree),
        compare: Compare,
        (b, right): (&Operand, &Tree),
    ) -> Option<Expr> {
        let words = tree.words;
        match (a, b) {
            (Operand::Number(NumberExpr::Constant(x)), Operand::Number(NumberExpr::Constant(y))) => {
                Some(Expr::Constant(holds(*x, compare, *y)))
            }
            (Operand::Number(x), Operand::Number(y)) => {
                Some(atom(AtomKind::Number(x.clone(), compare, y.clone()), words))
            }
            (Operand::Count(count), Operand::Number(NumberExpr::Constant(n))) => Some(atom(
                AtomKind::CountWithin {
                    condition: count.condition.clone(),
                    metres: count.metres,
                    window: count.window,
                    same_party: count.same_party,
                    compare,
                    number: *n,
                    counted: Counted::Around,
                },
                words,
            )),
            (Operand::Count(_), other) => self.mismatch(right.words, "constant", other.sort()),
            (Operand::Attribute(t), Operand::Moment(m)) if t.kind() == Kind::Time => {
                Some(atom(AtomKind::Time(*t, compare, m.clone()), words))
            }
            (Operand::Attribute(t), other) if t.kind() == Kind::Time => self.not_a_time(right, other),
            (Operand::Number(NumberExpr::Attribute(n)), Operand::Text(s)) if is_none(s) => {
                self.equality(words, compare, vec![(*n, Member::Nothing)])
            }
            (Operand::Number(_), other) => self.mismatch(right.words, "number", other.sort()),
            (Operand::Attribute(attribute), Operand::Text(s)) => {
                let member = self.member(*attribute, s, right.words)?;
                self.equality(words, compare, vec![(*attribute, member)])
            }
            (Operand::Attribute(x), Operand::Attribute(y)) if is_own_target(*x, *y) => match compare {
                Compare::Equal => Some(atom(AtomKind::OwnTarget(true), words)),
                Compare::NotEqual => Some(atom(AtomKind::OwnTarget(false), words)),
                _ => self.refuse_words("order-without-meaning", words),
            },
            (Operand::Attribute(_), Operand::Attribute(_)) => {
                let fault = Fault::new("comparison-of-attributes", words);
                let fault =
                    fault.with("first", self.source(left.words)).with("second", self.source(right.words));
                self.refuse(fault)
            }
            (Operand::Attribute(attribute), Operand::Signatories) if attribute.kind() == Kind::Derived => {
                let fault = Fault::new("list-needs-in", words);
                let write = format!("{} IN {}", attribute.name(), self.source(right.words));
                self.refuse(fault.with("write", write))
            }
            (Operand::Attribute(attribute), other) => {
                self.mismatch(right.words, quoted_sort(*attribute), other.sort())
            }
            (a, _) => self.mismatch(left.words, "attribute", a.sort()),
        }
    }

    fn refuse_words(&mut self, code: &'static str, words: Words) -> Option<Expr> {
        let written = self.source(words).to_owned();
        self.refuse(Fault::new(code, words).with("written", written))
    }

    /// Places lie in zones or near lines; they are not compared.
    fn refuse_place(&mut self, place: Attribute, words: Words) -> Option<Expr> {
        self.refuse(Fault::new("place-compared", words).with("attribute", place.name()))
    }

    /// Times are compared with one moment at a time, so that both ends are said.
    fn refuse_range(&mut self, time: Attribute, words: Words) -> Option<Expr> {
        self.refuse(Fault::new("time-in-range", words).with("attribute", time.name()))
    }

    /// A time attribute against something that is no moment.
    fn not_a_time(&mut self, right: &Tree, other: &Operand) -> Option<Expr> {
        match other {
            Operand::Text(s) => {
                let function = if looks_like_day(s.trim()) { "DATE" } else { "moment" };
                let fault = Fault::new("date-as-text", right.words).with("found", s.clone());
                self.refuse(fault.with("write", format!("{function}('{s}')")))
            }
            other => self.mismatch(right.words, "moment", other.sort()),
        }
    }

    /// `this.x` where no other row is compared with ours.
    fn misplaced(&mut self, tree: &Tree, operand: &Operand) -> Option<Expr> {
        let found = self.source(tree.words).to_owned();
        let code = match operand {
            Operand::This(Attribute::Party) | Operand::This(Attribute::TargetParty) => "this-misplaced",
            _ => "this-unsupported",
        };
        self.refuse(Fault::new(code, tree.words).with("found", found))
    }

    /// The value of `attribute` that quoted words name.
    fn member(&mut self, attribute: Attribute, written: &str, words: Words) -> Option<Member> {
        match attribute.kind() {
            Kind::Derived => {
                let found = self.known("party-unknown", "party", written, words, self.scope.parties);
                found.map(|(_, id)| Member::Party(id))
            }
            _ if is_none(written) => Some(Member::Nothing),
            Kind::Code => match code(attribute, written) {
                Some(code) => Some(Member::Code(code)),
                None => self.no_such_code(attribute, written, words),
            },
            Kind::Actor => self.actor(attribute, written, words).map(Member::Actor),
            Kind::Number => self.mismatch(words, "number", "text"),
            Kind::Time => self.mismatch(words, "moment", "text"),
            Kind::Place => self.mismatch(words, "geometry", "text"),
        }
    }

    fn no_such_code(&mut self, attribute: Attribute, written: &str, words: Words) -> Option<Member> {
        let names = || codes_of(attribute).map(Code::name);
        let near = nearest(written, names());
        let known: Vec<&str> = names().collect();
        self.refuse(
            Fault::new("code-unknown", words)
                .with("written", written)
                .with("attribute", attribute.name())
                .near(near)
                .known(&known),
        )
    }

    /// A formation, party or group; who gives orders may also be a role, which the text names as it likes.
    pub(super) fn actor(&mut self, attribute: Attribute, written: &str, words: Words) -> Option<Arc<str>> {
        let scope = self.scope;
        let ids = || scope.actors.iter().chain(scope.parties);
        if let Some(id) = ids().find(|id| ***id == *written) {
            return Some(Arc::clone(id));
        }
        let near = nearest(written, ids().map(|id| &**id));
        let word =
            !written.is_empty() && written.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        if attribute == Attribute::OrderedBy && near.is_none() && word {
            return Some(Arc::from(written));
        }
        self.refuse(Fault::new("actor-unknown", words).with("actor", written).near(near))
    }

    fn equality(
        &mut self,
        words: Words,
        compare: Compare,
        members: Vec<(Attribute, Member)>,
    ) -> Option<Expr> {
        let any = any_of(members, words);
        match compare {
            Compare::Equal => Some(any),
            Compare::NotEqual => Some(Expr::Not(Box::new(any))),
            _ => self.refuse_words("order-without-meaning", words),
        }
    }

    /// `value IN (…)`.
    pub(super) fn among(&mut self, tree: &Tree, value: &Tree, list: &[Tree]) -> Option<Expr> {
        let operand = self.operand(value)?;
        match operand {
            Operand::Attribute(time) if time.kind() == Kind::Time => self.refuse_range(time, tree.words),
            Operand::Attribute(place) if place.kind() == Kind::Place => self.refuse_place(place, tree.words),
            Operand::Attribute(attribute) => {
                let typed: Vec<Option<Member>> =
                    list.iter().map(|item| self.listed(attribute, item)).collect();
                let members: Vec<Member> = typed.into_iter().collect::<Option<_>>()?;
                Some(any_of(members.into_iter().map(|m| (attribute, m)).collect(), tree.words))
            }
            Operand::Number(number) => {
                let typed: Vec<Option<Expr>> = list
                    .iter()
                    .map(|item| {
                        let n = self.number(item)?;
                        Some(atom(AtomKind::Number(number.clone(), Compare::Equal, n), tree.words))
                    })
                    .collect();
                Some(either(typed.into_iter().collect::<Option<_>>()?))
            }
            Operand::Text(s) => self.text_among(tree, value, &s, list),
            Operand::This(_) => self.misplaced(value, &operand),
            other => self.mismatch(value.words, "attribute", other.sort()),
        }
    }

    /// `'first' IN party_of(actor)`: the same as `party_of(actor) = 'first'`.
    fn text_among(&mut self, tree: &Tree, value: &Tree, written: &str, list: &[Tree]) -> Option<Expr> {
        if let [only] = list
            && let Operand::Attribute(attribute) = self.operand(only)?
            && attribute.kind() == Kind::Derived
        {
            let member = self.member(attribute, written, value.words)?;
            return Some(any_of(vec![(attribute, member)], tree.words));
        }
        self.mismatch(value.words, "attribute", "text")
    }

    fn listed(&mut self, attribute: Attribute, item: &Tree) -> Option<Member> {
        if let Node::Text(written) = &item.node {
            return self.member(attribute, written, item.words);
        }
        match self.operand(item)? {
            Operand::Signatories if attribute.kind() == Kind::Derived => Some(Member::Signatory),
            other => self.mismatch(item.words, quoted_sort(attribute), other.sort()),
        }
    }

    /// `value BETWEEN low AND high`: both ends included.
    pub(super) fn between(&mut self, tree: &Tree, value: &Tree, low: &Tree, high: &Tree) -> Option<Expr> {
        let operand = self.operand(value)?;
        if let Operand::Attribute(time) = operand
            && time.kind() == Kind::Time
        {
            return self.refuse_range(time, tree.words);
        }
        if !matches!(operand, Operand::Number(_) | Operand::Count(_)) {
            return self.mismatch(value.words, "number", operand.sort());
        }
        let (a, b) = (self.number(low), self.number(high));
        let (a, b) = (a?, b?);
        if let (NumberExpr::Constant(x), NumberExpr::Constant(y)) = (&a, &b)
            && x > y
        {
            let written = self.source(tree.words).to_owned();
            return self.refuse(Fault::new("between-reversed", tree.words).with("written", written));
        }
        let (a, b) = (Operand::Number(a), Operand::Number(b));
        let least = self.ordered(tree, (&operand, value), Compare::GreaterOrEqual, (&a, low))?;
        let most = self.ordered(tree, (&operand, value), Compare::LessOrEqual, (&b, high))?;
        Some(Expr::And(vec![least, most]))
    }
}

/// What an attribute's value is written as.
const fn quoted_sort(attribute: Attribute) -> &'static str {
    match attribute.kind() {
        Kind::Place => "geometry",
        _ => sort_of(attribute),
    }
}

/// What is asked about outranks what it is held against.
const fn rank(operand: &Operand) -> u8 {
    match operand {
        Operand::Count(_) => 4,
        Operand::Attribute(_) => 3,
        Operand::Number(NumberExpr::Constant(_)) => 1,
        Operand::Number(_) => 2,
        _ => 0,
    }
}

const fn turned(compare: Compare) -> Compare {
    match compare {
        Compare::Less => Compare::Greater,
        Compare::LessOrEqual => Compare::GreaterOrEqual,
        Compare::Greater => Compare::Less,
        Compare::GreaterOrEqual => Compare::LessOrEqual,
        same => same,
    }
}

fn holds(x: f64, compare: Compare, y: f64) -> bool {
    match compare {
        Compare::Less => x < y,
        Compare::LessOrEqual => x <= y,
        Compare::Equal => x == y,
        Compare::NotEqual => x != y,
        Compare::GreaterOrEqual => x >= y,
        Compare::Greater => x > y,
    }
}

pub(super) fn atom(kind: AtomKind, words: Words) -> Expr {
    Expr::Atom(Atom { kind, words })
}

fn either(mut list: Vec<Expr>) -> Expr {
    match (list.len(), list.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            list.push(last);
            Expr::Or(list)
        }
        (_, None) => Expr::Constant(false),
    }
}

/// One atom a kind of value, joined by `OR`.
fn any_of(members: Vec<(Attribute, Member)>, words: Words) -> Expr {
    let mut list: Vec<AtomKind> = Vec::new();
    for (attribute, member) in members {
        match (list.iter_mut().find(|kind| goes_with(kind, &member)), member) {
            (Some(AtomKind::Codes(_, codes)), Member::Code(code)) => codes.push(code),
            (Some(AtomKind::Actors(_, ids)), Member::Actor(id))
            | (Some(AtomKind::Parties(_, ids)), Member::Party(id)) => ids.push(id),
            (Some(_), _) => {}
            (None, Member::Code(code)) => list.push(AtomKind::Codes(attribute, vec![code])),
            (None, Member::Actor(id)) => list.push(AtomKind::Actors(attribute, vec![id])),
            (None, Member::Party(id)) => list.push(AtomKind::Parties(attribute, vec![id])),
            (None, Member::Signatory) => list.push(AtomKind::Signatory(attribute)),
            (None, Member::Nothing) => list.push(AtomKind::Nothing(attribute)),
        }
    }
    either(list.into_iter().map(|kind| atom(kind, words)).collect())
}

fn goes_with(kind: &AtomKind, member: &Member) -> bool {
    matches!(
        (kind, member),
        (AtomKind::Codes(..), Member::Code(_))
            | (AtomKind::Actors(..), Member::Actor(_))
            | (AtomKind::Parties(..), Member::Party(_))
            | (AtomKind::Signatory(_), Member::Signatory)
            | (AtomKind::Nothing(_), Member::Nothing)
    )
}
