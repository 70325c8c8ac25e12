//! Formulas over deeds: conditions of the text joined with when norms hold and whom they bind, and what they
//! come to in a partial case.

use super::{Mode, Pick, Row, Search, Someone, Variable, World, is_free};
use crate::agreement::norm::{Norm, Who};
use crate::agreement::{Agreement, Link};
use crate::condition::{AtomKind, Compare, Expr, Lies, Moment, NumberExpr, Truth, sides_agree};
use crate::time::{Instant, Span, TimeRange};
use crate::value::Attribute;

/// A formula over a deed.
#[derive(Clone, Debug)]
pub(in super::super) enum Formula<'a> {
    Constant(bool),
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    /// A question of the text about a deed; the number is its own where it is free.
    Ask(Row, &'a AtomKind, u16),
    /// The deed answered fits, within the time.
    Reply(Box<Self>, Option<Span>),
    /// A term: what each party takes it to mean, with the rulings that settle it.
    Reading(Vec<Self>, Vec<(Instant, usize)>, u16),
    /// The deed happened between.
    Window(Instant, Instant),
    /// A party of these bits answers for the actor and is bound.
    Binds(u64),
    /// The second is of a party of the first's, or of another one.
    Side([(Row, Attribute); 2], bool),
}

/// All hold.
pub(in super::super) const fn all(list: Vec<Formula<'_>>) -> Formula<'_> {
    Formula::And(list)
}
/// Any holds.
pub(in super::super) const fn any(list: Vec<Formula<'_>>) -> Formula<'_> {
    Formula::Or(list)
}
/// It does not hold.
pub(in super::super) fn not(formula: Formula<'_>) -> Formula<'_> {
    Formula::Not(Box::new(formula))
}
/// When the norm is in force.
pub(in super::super) fn window<'a>(agreement: &'a Agreement, norm: &Norm) -> Formula<'a> {
    let pieces = in_force(agreement, norm).into_iter();
    Formula::Or(pieces.map(|piece| Formula::Window(piece.lo, piece.hi)).collect())
}
/// Whom the norm binds.
pub(in super::super) fn binding<'a>(agreement: &'a Agreement, norm: &Norm) -> Formula<'a> {
    match &norm.who {
        Who::Anyone => Formula::Constant(true),
        who => Formula::Binds(mask(agreement, who)),
    }
}
/// Whom a permission speaks of: anybody, unless it names parties.
pub(in super::super) fn speaks<'a>(agreement: &'a Agreement, norm: &Norm) -> Formula<'a> {
    match &norm.who {
        who @ Who::These(_) => Formula::Binds(mask(agreement, who)),
        _ => Formula::Constant(true),
    }
}

fn mask(agreement: &Agreement, who: &Who) -> u64 {
    let bits = agreement.parties.iter().enumerate().filter(|(_, p)| match who {
        Who::These(ids) => ids.contains(&p.id),
        _ => true,
    });
    bits.fold(0, |mask, (i, _)| mask | 1 << i)
}

/// The times in which a norm is in force, from the day of this version on.
pub(super) fn in_force(agreement: &Agreement, norm: &Norm) -> Vec<TimeRange> {
    agreement.in_force(norm, TimeRange { lo: agreement.d_day, hi: Instant(i64::MAX) })
}

impl<'a> Search<'a> {
    /// A condition of the text.
    pub(in super::super) fn expr(&self, e: &'a Expr) -> Formula<'a> {
        self.compile(e, Row::This)
    }

    fn compile(&self, e: &'a Expr, row: Row) -> Formula<'a> {
        let list = |list: &'a [Expr]| list.iter().map(|e| self.compile(e, row)).collect();
        match e {
            Expr::Constant(b) => Formula::Constant(*b),
            Expr::And(parts) => Formula::And(list(parts)),
            Expr::Or(parts) => Formula::Or(list(parts)),
            Expr::Not(inner) => not(self.compile(inner, row)),
            Expr::Atom(atom) => match &atom.kind {
                AtomKind::InReplyTo(inner, within, same) => {
                    let mut parts = vec![self.compile(inner, Row::Answered)];
                    let actor = |row| (row, Attribute::Actor);
                    parts.extend(same.map(|s| Formula::Side([Row::This, Row::Answered].map(actor), s)));
                    Formula::Reply(Box::new(Formula::And(parts)), *within)
                }
                AtomKind::OwnTarget(own) => {
                    Formula::Side([Attribute::Actor, Attribute::Target].map(|of| (row, of)), *own)
                }
                AtomKind::Reading(term) => self.reading(*term, row),
                kind => Formula::Ask(row, kind, self.free(row, kind)),
            },
        }
    }

    fn reading(&self, term: u16, row: Row) -> Formula<'a> {
        let Some(of) = self.agreement.terms.get(usize::from(term)) else { return Formula::Constant(false) };
        let readings = of.readings.iter().map(|r| self.compile(&r.when, row)).collect();
        let whose = |by: &std::sync::Arc<str>| of.readings.iter().position(|r| r.by == *by);
        let settled = of.rulings.iter().filter_map(|(at, by, _)| Some((*at, whose(by)?))).collect();
        Formula::Reading(readings, settled, TERMS | term)
    }

    /// The number of a question: questions that ask the same have one, wherever they stand.
    fn free(&self, row: Row, kind: &'a AtomKind) -> u16 {
        let mut free = self.free.borrow_mut();
        let known = free.iter().position(|(r, k)| *r == row && same(k, kind));
        let index = known.unwrap_or_else(|| {
            free.push((row, kind));
            free.len() - 1
        });
        u16::try_from(index).unwrap_or(TERMS - 1).min(TERMS - 1)
    }
}

/// Numbers of terms begin here; those of questions stand before.
const TERMS: u16 = 0x8000;

/// Whether two questions ask the same, wherever they stand in the text.
fn same(a: &AtomKind, b: &AtomKind) -> bool {
    match (a, b) {
        (AtomKind::CountWithin { condition: c, .. }, AtomKind::CountWithin { condition: d, .. }) => {
            let bare = |kind: &AtomKind| match kind.clone() {
                AtomKind::CountWithin { metres, window, same_party, compare, number, counted, .. } => {
                    Some((metres, window, same_party, compare, number, counted))
                }
                _ => None,
            };
            bare(a) == bare(b) && same_expr(c, d)
        }
        _ => a == b,
    }
}

fn same_expr(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Constant(a), Expr::Constant(b)) => a == b,
        (Expr::And(a), Expr::And(b)) | (Expr::Or(a), Expr::Or(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_expr(a, b))
        }
        (Expr::Not(a), Expr::Not(b)) => same_expr(a, b),
        (Expr::Atom(a), Expr::Atom(b)) => same(&a.kind, &b.kind),
        _ => false,
    }
}

impl Search<'_> {
    /// What the formula comes to in a partial case.
    pub(super) fn truth(&self, formula: &Formula<'_>, world: &World, mode: Mode) -> Truth {
        match formula {
            Formula::Constant(b) => Truth::from(*b),
            Formula::Not(inner) => self.truth(inner, world, mode).negated(),
            Formula::And(list) => {
                let mut all = Truth::True;
                for part in list {
                    all = all.and(self.truth(part, world, mode));
                    if all == Truth::False {
                        break;
                    }
                }
                all
            }
            Formula::Or(list) => {
                let mut any = Truth::False;
                for part in list {
                    any = any.or(self.truth(part, world, mode));
                    if any == Truth::True {
                        break;
                    }
                }
                any
            }
            Formula::Ask(row, kind, free) => {
                self.ask();
                self.asked(*row, kind, *free, world, mode)
            }
            Formula::Reply(inner, within) => self.reply(inner, *within, world, mode),
            Formula::Reading(readings, rulings, free) => {
                let Some(at) = world.time(Row::This) else { return Truth::Unknown };
                let settled = rulings.iter().filter(|(from, _)| *from <= at).max_by_key(|(from, _)| *from);
                if let Some(reading) = settled.and_then(|(_, i)| readings.get(*i)) {
                    return self.truth(reading, world, mode);
                }
                let truths: Vec<Truth> = readings.iter().map(|r| self.truth(r, world, mode)).collect();
                self.differing(&truths, *free, world, mode)
            }
            Formula::Window(lo, hi) => {
                world.time(Row::This).map_or(Truth::Unknown, |at| Truth::from(*lo <= at && at < *hi))
            }
            Formula::Binds(mask) => {
                let Some(at) = world.time(Row::This) else { return Truth::Unknown };
                match self.answering(Row::This, Attribute::Actor, world) {
                    Some(set) => Truth::from(any_bound(self.agreement, set & mask, at)),
                    None => Truth::Unknown,
                }
            }
            Formula::Side(of, same) => {
                match of.map(|(row, attribute)| self.answering(row, attribute, world)) {
                    [Some(one), Some(other)] => Truth::from(sides_agree(one, other, *same)),
                    _ => Truth::Unknown,
                }
            }
        }
    }

    /// What answers that differ between readings or courses come to.
    fn differing(&self, truths: &[Truth], free: u16, world: &World, mode: Mode) -> Truth {
        let same = truths.windows(2).all(|w| w[0] == w[1]);
        match (same, truths.first()) {
            (true, Some(truth)) => *truth,
            _ if mode == Mode::Sure || truths.contains(&Truth::Unknown) => Truth::Unknown,
            _ => yes(world.get(Variable::Free(free))),
        }
    }

    fn reply(&self, inner: &Formula<'_>, within: Option<Span>, world: &World, mode: Mode) -> Truth {
        match world.get(Variable::Answers) {
            Some(Pick::Yes(true)) => {}
            Some(_) => return Truth::False,
            None => return Truth::Unknown,
        }
        let in_time = match (within, world.time(Row::This), world.time(Row::Answered)) {
            (None, ..) => Truth::True,
            (Some(span), Some(at), Some(then)) => Truth::from(then <= at && at <= then.plus(span)),
            _ => Truth::Unknown,
        };
        if in_time == Truth::False { in_time } else { in_time.and(self.truth(inner, world, mode)) }
    }

    fn asked(&self, row: Row, kind: &AtomKind, free: u16, world: &World, mode: Mode) -> Truth {
        if is_free(kind) {
            return yes(world.get(Variable::Free(free)));
        }
        let at = |attribute: Attribute| world.get(Variable::Attribute(row, attribute));
        match kind {
            AtomKind::Codes(attribute, codes) => match at(*attribute) {
                Some(Pick::Code(code)) => Truth::from(codes.iter().any(|c| c.covers(*code))),
                Some(_) => Truth::False,
                None => Truth::Unknown,
            },
            AtomKind::Nothing(attribute) => match at(*attribute) {
                Some(pick) => Truth::from(matches!(pick, Pick::Nothing | Pick::Someone(Someone::Outsider))),
                None => Truth::Unknown,
            },
            AtomKind::Actors(attribute, ids) => match at(*attribute) {
                Some(Pick::Someone(Someone::Named(id))) => Truth::from(ids.contains(id)),
                Some(_) => Truth::False,
                None => Truth::Unknown,
            },
            AtomKind::Number(NumberExpr::Attribute(attribute), compare, NumberExpr::Constant(n)) => {
                match at(*attribute) {
                    Some(Pick::Number(x)) => Truth::from(holds(x.partial_cmp(n), *compare)),
                    Some(_) => Truth::False,
                    None => Truth::Unknown,
                }
            }
            AtomKind::Time(attribute, compare, moment) => match at(*attribute) {
                Some(Pick::Time(t)) => Truth::from(in_time(*t, *compare, moment)),
                _ => Truth::Unknown,
            },
            AtomKind::Daily(attribute, from, to) => match at(*attribute) {
                Some(Pick::Time(t)) => {
                    let local = t.local(&self.agreement.zone_time);
                    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute()));
                    let m = minute.unwrap_or(0);
                    Truth::from(if from <= to { *from <= m && m < *to } else { m >= *from || m < *to })
                }
                _ => Truth::Unknown,
            },
            AtomKind::Zone(attribute, lies, id) => {
                let inside = self.lies(row, *attribute, id, 0.0, free, world, mode);
                if *lies == Lies::Inside { inside } else { inside.negated() }
            }
            AtomKind::Near { attribute, geometry, metres } => {
                self.lies(row, *attribute, geometry, *metres, free, world, mode)
            }
            _ => self.asked_of_parties(row, kind, world),
        }
    }

    fn asked_of_parties(&self, row: Row, kind: &AtomKind, world: &World) -> Truth {
        let Some(at) = world.time(row) else { return Truth::Unknown };
        let who = |attribute: Attribute| match attribute {
            Attribute::TargetParty => Attribute::Target,
            Attribute::Party => Attribute::Actor,
            other => other,
        };
        match kind {
            AtomKind::Parties(attribute, ids) => match self.answering(row, who(*attribute), world) {
                Some(set) => {
                    let parties = self.agreement.parties.iter().enumerate();
                    Truth::from(parties.into_iter().any(|(i, p)| set >> i & 1 == 1 && ids.contains(&p.id)))
                }
                None => Truth::Unknown,
            },
            AtomKind::Signatory(attribute) => match self.answering(row, who(*attribute), world) {
                Some(set) => Truth::from(any_bound(self.agreement, set, at)),
                None => Truth::Unknown,
            },
            AtomKind::Affiliated(attribute, to) => match world.get(Variable::Attribute(row, *attribute)) {
                Some(Pick::Someone(Someone::Named(id))) => {
                    let every: Vec<_> = crate::agreement::LinkKind::ALL.to_vec();
                    match above(self.agreement, id, at, &every) {
                        Some(list) => Truth::from(list.iter().any(|a| **a == **to)),
                        None => Truth::Unknown,
                    }
                }
                Some(_) => Truth::False,
                None => Truth::Unknown,
            },
            AtomKind::InForce(id) => self.agreement.norm(id).map_or(Truth::False, |norm| {
                Truth::from(in_force(self.agreement, norm).iter().any(|p| p.lo <= at && at < p.hi))
            }),
            AtomKind::Bound(party) => {
                let parties = self.agreement.parties.iter();
                Truth::from(parties.into_iter().any(|p| p.id == *party && is_bound(p, at)))
            }
            _ => Truth::Unknown,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a question about a place is all of these")]
    fn lies(
        &self,
        row: Row,
        attribute: Attribute,
        id: &str,
        metres: f64,
        free: u16,
        world: &World,
        mode: Mode,
    ) -> Truth {
        // faces between distances may have been missed: what needs none of them surely has no case
        if mode == Mode::Lenient && (metres > 0.0 || !self.ground.whole) {
            return yes(world.get(Variable::Free(free)));
        }
        let (Some(at), Some(Pick::Place(point))) =
            (world.time(row), world.get(Variable::Attribute(row, attribute)))
        else {
            return Truth::Unknown;
        };
        let truths: Vec<Truth> = self
            .agreement
            .geometries
            .iter()
            .enumerate()
            .filter(|(_, g)| &*g.id == id && g.valid.lo <= at && at < g.valid.hi)
            .map(|(i, _)| Truth::from(self.ground.holds(*point, i, metres)))
            .collect();
        if truths.is_empty() { Truth::False } else { self.differing(&truths, free, world, mode) }
    }

    /// The parties, as bits, that surely answer for whom a case has put there; `None` where it is open.
    pub(super) fn answering(&self, row: Row, attribute: Attribute, world: &World) -> Option<u64> {
        let at = world.time(row)?;
        match world.get(Variable::Attribute(row, attribute))? {
            Pick::Someone(Someone::Named(id)) => {
                let list = above(self.agreement, id, at, &self.agreement.answers_for)?;
                let parties = self.agreement.parties.iter().enumerate();
                Some(parties.filter(|(_, p)| list.contains(&&*p.id)).fold(0, |set, (i, _)| set | 1 << i))
            }
            _ => Some(0),
        }
    }

    /// The next thing that a case must fix before an undecided question can be answered.
    pub(super) fn open(&self, formula: &Formula<'_>, world: &World, mode: Mode) -> Option<Variable> {
        let unset = |v: Variable| world.get(v).is_none().then_some(v);
        let time = |row| unset(Variable::Attribute(row, Attribute::At));
        match formula {
            Formula::Constant(_) => None,
            Formula::Not(inner) => self.open(inner, world, mode),
            Formula::And(list) | Formula::Or(list) => list
                .iter()
                .filter(|part| self.truth(part, world, mode) == Truth::Unknown)
                .find_map(|part| self.open(part, world, mode)),
            Formula::Window(..) => time(Row::This),
            Formula::Binds(_) => {
                time(Row::This).or_else(|| unset(Variable::Attribute(Row::This, Attribute::Actor)))
            }
            Formula::Side(of, _) => {
                let of = of
                    .iter()
                    .flat_map(|(row, attribute)| [time(*row), unset(Variable::Attribute(*row, *attribute))]);
                of.into_iter().flatten().next()
            }
            Formula::Reply(inner, within) => unset(Variable::Answers)
                .or_else(|| within.and_then(|_| time(Row::This)))
                .or_else(|| within.and_then(|_| time(Row::Answered)))
                .or_else(|| self.open(inner, world, mode)),
            Formula::Reading(readings, _, free) => time(Row::This)
                .or_else(|| {
                    let open = readings.iter().filter(|r| self.truth(r, world, mode) == Truth::Unknown);
                    open.into_iter().find_map(|r| self.open(r, world, mode))
                })
                .or_else(|| if mode == Mode::Lenient { unset(Variable::Free(*free)) } else { None }),
            Formula::Ask(row, kind, free) => self.open_question(*row, kind, *free, world, mode),
        }
    }

    fn open_question(
        &self,
        row: Row,
        kind: &AtomKind,
        free: u16,
        world: &World,
        mode: Mode,
    ) -> Option<Variable> {
        let unset = |v: Variable| world.get(v).is_none().then_some(v);
        if is_free(kind) {
            return unset(Variable::Free(free));
        }
        let of = |attribute: Attribute| {
            let attribute = match attribute {
                Attribute::Party => Attribute::Actor,
                Attribute::TargetParty => Attribute::Target,
                other => other,
            };
            unset(Variable::Attribute(row, attribute))
        };
        let time = || unset(Variable::Attribute(row, Attribute::At));
        match kind {
            AtomKind::Codes(a, _) | AtomKind::Actors(a, _) | AtomKind::Nothing(a) => of(*a),
            AtomKind::Number(NumberExpr::Attribute(a), ..) => of(*a),
            AtomKind::Time(a, ..) | AtomKind::Daily(a, ..) => of(*a),
            AtomKind::Near { metres, .. } if mode == Mode::Lenient && *metres > 0.0 => {
                unset(Variable::Free(free))
            }
            AtomKind::Zone(..) | AtomKind::Near { .. } if mode == Mode::Lenient && !self.ground.whole => {
                unset(Variable::Free(free))
            }
            AtomKind::Zone(a, ..) | AtomKind::Near { attribute: a, .. } => {
                let lenient = || if mode == Mode::Lenient { unset(Variable::Free(free)) } else { None };
                time().or_else(|| of(*a)).or_else(lenient)
            }
            AtomKind::Parties(a, _) | AtomKind::Signatory(a) | AtomKind::Affiliated(a, _) => {
                time().or_else(|| of(*a))
            }
            AtomKind::InForce(_) | AtomKind::Bound(_) => time(),
            _ => None,
        }
    }
}

fn yes(pick: Option<&Pick>) -> Truth {
    match pick {
        Some(Pick::Yes(b)) => Truth::from(*b),
        _ => Truth::Unknown,
    }
}

fn holds(ordering: Option<std::cmp::Ordering>, compare: Compare) -> bool {
    let Some(ordering) = ordering else { return false };
    match compare {
        Compare::Less => ordering.is_lt(),
        Compare::LessOrEqual => ordering.is_le(),
        Compare::Equal => ordering.is_eq(),
        Compare::NotEqual => ordering.is_ne(),
        Compare::GreaterOrEqual => ordering.is_ge(),
        Compare::Greater => ordering.is_gt(),
    }
}

/// `>=` a day from its start, `>` from its end, `<` before its start, `<=` until its end.
fn in_time(at: Instant, compare: Compare, moment: &Moment) -> bool {
    let (start, end) = match moment {
        Moment::Fixed(moment) => (*moment, moment.plus(Span(1))),
        Moment::Day { start, end } => (*start, *end),
        Moment::After { .. } | Moment::AfterAt(_) => return false,
    };
    match compare {
        Compare::Less => at < start,
        Compare::LessOrEqual => at < end,
        Compare::Equal => start <= at && at < end,
        Compare::NotEqual => !(start <= at && at < end),
        Compare::GreaterOrEqual => at >= start,
        Compare::Greater => at >= end,
    }
}

fn is_bound(party: &crate::agreement::Party, at: Instant) -> bool {
    party.bound_from <= at && party.bound_until.is_none_or(|until| at < until)
}

fn any_bound(agreement: &Agreement, set: u64, at: Instant) -> bool {
    agreement.parties.iter().enumerate().any(|(i, p)| set >> i & 1 == 1 && is_bound(p, at))
}

/// The actor and all that it surely belongs to at a time, by links of these kinds; `None` where a link on the
/// way may or may not hold.
pub(super) fn above<'a>(
    agreement: &'a Agreement,
    id: &'a str,
    at: Instant,
    kinds: &[crate::agreement::LinkKind],
) -> Option<Vec<&'a str>> {
    let mut list = vec![id];
    let mut next = 0;
    while let Some(actor) = list.get(next).copied() {
        next += 1;
        for link in agreement.links.iter().filter(|l| *l.of == *actor && kinds.contains(&l.kind)) {
            match held(link, at) {
                Truth::True if !list.contains(&&*link.to) => list.push(&link.to),
                Truth::Unknown => return None,
                _ => {}
            }
        }
    }
    Some(list)
}

/// Whether a link holds at a time.
fn held(link: &Link, at: Instant) -> Truth {
    let begun = link.from.map_or(Truth::True, |f| Truth::from_possible(f.lo <= at, at.plus(Span(1)) < f.hi));
    let not_over =
        link.until.map_or(Truth::True, |u| Truth::from_possible(at.plus(Span(1)) < u.hi, u.lo <= at));
    let held = begun.and(not_over);
    if held == Truth::True && !link.disputed_by.is_empty() { Truth::Unknown } else { held }
}
