//! The values that stand for the cells of each unknown: one for each answer that a formula's questions tell
//! apart.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil;

use super::question::{Formula, in_force};
use super::{Pick, Row, Search, Someone, Variable, World, is_free};
use crate::agreement::Agreement;
use crate::condition::{AtomKind, Moment, NumberExpr};
use crate::time::{Instant, Span, instants_of};
use crate::value::{Attribute, Kind};
use crate::vocabulary::{Code, codes_of};

/// More actors than this are not told apart.
const MOST_ACTORS: usize = 64;

/// What a formula asks of one attribute of one deed.
#[derive(Default)]
struct Asked {
    codes: Vec<Vec<Code>>,
    numbers: Vec<f64>,
    cuts: Vec<Instant>,
    minutes: Vec<u16>,
    actors: Vec<Arc<str>>,
    affiliated: Vec<Arc<str>>,
    parties: bool,
    nothing: bool,
    places: BTreeSet<(usize, u64)>,
}

/// All that a formula asks.
#[derive(Default)]
struct Survey {
    asked: BTreeMap<(Row, Attribute), Asked>,
    free: BTreeSet<u16>,
    replies: Vec<Option<Span>>,
}

impl Survey {
    fn of(agreement: &Agreement, formula: &Formula<'_>) -> Self {
        let mut survey = Self::default();
        survey.visit(agreement, formula);
        survey
    }

    fn at(&mut self, row: Row, attribute: Attribute) -> &mut Asked {
        self.asked.entry((row, attribute)).or_default()
    }

    fn cut(&mut self, row: Row, at: Instant) {
        if at.0 > i64::MIN && at.0 < i64::MAX {
            self.at(row, Attribute::At).cuts.push(at);
        }
    }

    fn visit(&mut self, agreement: &Agreement, formula: &Formula<'_>) {
        match formula {
            Formula::Constant(_) => {}
            Formula::Not(inner) => self.visit(agreement, inner),
            Formula::And(list) | Formula::Or(list) => list.iter().for_each(|f| self.visit(agreement, f)),
            Formula::Reply(inner, within) => {
                self.replies.push(*within);
                self.at(Row::Answered, Attribute::At);
                self.visit(agreement, inner);
            }
            Formula::Reading(readings, rulings, free) => {
                self.free.insert(*free);
                readings.iter().for_each(|r| self.visit(agreement, r));
                rulings.iter().for_each(|(at, _)| self.cut(Row::This, *at));
            }
            Formula::Window(lo, hi) => {
                self.cut(Row::This, *lo);
                self.cut(Row::This, *hi);
            }
            Formula::Binds(_) => self.parties(agreement, Row::This, Attribute::Actor),
            Formula::Side(of, _) => {
                of.iter().for_each(|(row, attribute)| self.parties(agreement, *row, *attribute));
            }
            Formula::Ask(row, kind, free) => self.question(agreement, *row, kind, *free),
        }
    }

    fn parties(&mut self, agreement: &Agreement, row: Row, attribute: Attribute) {
        self.at(row, attribute).parties = true;
        for party in &agreement.parties {
            self.cut(row, party.bound_from);
            party.bound_until.into_iter().for_each(|until| self.cut(row, until));
        }
    }

    fn links(&mut self, agreement: &Agreement, row: Row) {
        for link in &agreement.links {
            for range in [link.from, link.until].into_iter().flatten() {
                self.cut(row, range.lo);
                self.cut(row, range.hi);
            }
        }
    }

    fn question(&mut self, agreement: &Agreement, row: Row, kind: &AtomKind, free: u16) {
        self.free.insert(free);
        if is_free(kind) {
            return;
        }
        match kind {
            AtomKind::Codes(a, codes) => self.at(row, *a).codes.push(codes.clone()),
            AtomKind::Nothing(a) => self.at(row, *a).nothing = true,
            AtomKind::Actors(a, ids) => {
                self.at(row, *a).actors.extend(ids.iter().cloned());
                self.links(agreement, row);
            }
            AtomKind::Affiliated(a, to) => {
                self.at(row, *a).affiliated.push(to.clone());
                self.links(agreement, row);
            }
            AtomKind::Parties(a, _) | AtomKind::Signatory(a) => {
                let of = if *a == Attribute::TargetParty { Attribute::Target } else { Attribute::Actor };
                self.parties(agreement, row, of);
            }
            AtomKind::Number(NumberExpr::Attribute(a), _, NumberExpr::Constant(n)) => {
                self.at(row, *a).numbers.push(*n);
            }
            AtomKind::Time(a, _, moment) => {
                let (start, end) = match moment {
                    Moment::Fixed(at) => (*at, at.plus(Span(1))),
                    Moment::Day { start, end } => (*start, *end),
                    Moment::After { .. } | Moment::AfterAt(_) => return,
                };
                self.at(row, *a).cuts.extend([start, end]);
            }
            AtomKind::Daily(a, from, to) => self.at(row, *a).minutes.extend([*from, *to]),
            AtomKind::Zone(a, _, id) => self.shape(agreement, row, *a, id, 0.0),
            AtomKind::Near { attribute, geometry, metres } => {
                self.shape(agreement, row, *attribute, geometry, *metres);
            }
            AtomKind::InForce(id) => {
                if let Some(norm) = agreement.norm(id) {
                    for piece in in_force(agreement, norm) {
                        self.cut(row, piece.lo);
                        self.cut(row, piece.hi);
                    }
                }
            }
            AtomKind::Bound(_) => {
                for party in &agreement.parties {
                    self.cut(row, party.bound_from);
                    party.bound_until.into_iter().for_each(|until| self.cut(row, until));
                }
            }
            _ => {}
        }
    }

    fn shape(&mut self, agreement: &Agreement, row: Row, attribute: Attribute, id: &str, metres: f64) {
        for (i, geometry) in agreement.geometries.iter().enumerate().filter(|(_, g)| &*g.id == id) {
            self.cut(row, geometry.valid.lo);
            self.cut(row, geometry.valid.hi);
            self.at(row, attribute).places.insert((i, metres.to_bits()));
        }
    }
}

/// The values of everything that a formula asks about, but for the time of the deed answered.
pub(super) fn domains(search: &Search<'_>, formula: &Formula<'_>) -> BTreeMap<Variable, Vec<Pick>> {
    let agreement = search.agreement;
    let survey = Survey::of(agreement, formula);
    let mut out = BTreeMap::new();
    let times = survey.asked.get(&(Row::This, Attribute::At));
    let cuts = times.map_or_else(Vec::new, |a| moments(agreement, &a.cuts, &a.minutes));
    out.insert(Variable::Attribute(Row::This, Attribute::At), cuts);
    for ((row, attribute), asked) in &survey.asked {
        if *attribute == Attribute::At {
            continue;
        }
        let picks = match attribute.kind() {
            Kind::Code => codes(*attribute, &asked.codes, asked.nothing),
            Kind::Number => numbers(&asked.numbers, asked.nothing),
            Kind::Time => moments(agreement, &asked.cuts, &asked.minutes),
            Kind::Actor => actors(agreement, asked, &search.cut),
            Kind::Place => {
                let keys: Vec<(usize, f64)> =
                    asked.places.iter().map(|(i, metres)| (*i, f64::from_bits(*metres))).collect();
                search.ground.told_apart(&keys).into_iter().map(Pick::Place).collect()
            }
            Kind::Derived => Vec::new(),
        };
        out.insert(Variable::Attribute(*row, *attribute), picks);
    }
    let both = || vec![Pick::Yes(true), Pick::Yes(false)];
    if !survey.replies.is_empty() {
        out.insert(Variable::Answers, both());
    }
    out.extend(survey.free.iter().map(|free| (Variable::Free(*free), both())));
    out
}

/// The times of the deed answered, once it is known when this one happened.
pub(super) fn later(
    agreement: &Agreement,
    formula: &Formula<'_>,
    variable: Variable,
    world: &World,
) -> Vec<Pick> {
    let (Variable::Attribute(Row::Answered, Attribute::At), Some(at)) = (variable, world.time(Row::This))
    else {
        return Vec::new();
    };
    let survey = Survey::of(agreement, formula);
    let mut spans: Vec<i64> = survey.replies.iter().flatten().map(|s| s.0).filter(|s| *s > 0).collect();
    spans.sort_unstable();
    spans.dedup();
    let mut out = Vec::new();
    let mut before = 0;
    for span in &spans {
        out.push(at.minus(whole_minutes(before + (span - before) / 2)));
        before = *span;
    }
    out.push(at.minus(whole_minutes(before + Span::hours(1).0)));
    if let Some(asked) = survey.asked.get(&(Row::Answered, Attribute::At)) {
        let own = moments(agreement, &asked.cuts, &asked.minutes);
        out.extend(own.into_iter().filter_map(|p| match p {
            Pick::Time(t) if t <= at => Some(t),
            _ => None,
        }));
    }
    out.into_iter().map(Pick::Time).collect()
}

fn whole_minutes(micros: i64) -> Span {
    let minute = Span::minutes(1).0;
    Span(if micros >= minute { micros / minute * minute } else { micros })
}

/// One leaf for each way in which lists of codes tell the leaves apart.
fn codes(attribute: Attribute, lists: &[Vec<Code>], nothing: bool) -> Vec<Pick> {
    let mut seen: BTreeSet<Vec<bool>> = BTreeSet::new();
    let leaves = codes_of(attribute).filter(|c| c.subtree().len() == 1);
    let apart = leaves
        .filter(|leaf| seen.insert(lists.iter().map(|list| list.iter().any(|c| c.covers(*leaf))).collect()));
    // a stated nothing is told apart where it is asked for, and where lists leave no other code
    let none = (nothing || attribute != Attribute::Act).then_some(Pick::Nothing);
    // a code that some list names comes first: it reads better than one that none does
    let mut picks: Vec<Pick> = apart.map(Pick::Code).collect();
    picks.sort_by_key(|p| match p {
        Pick::Code(leaf) => !lists.iter().flatten().any(|c| c.covers(*leaf)),
        _ => true,
    });
    picks.into_iter().chain(none).collect()
}

/// A number below, at and between each threshold, and above the last.
fn numbers(thresholds: &[f64], nothing: bool) -> Vec<Pick> {
    let mut at: Vec<f64> = thresholds.to_vec();
    at.sort_by(f64::total_cmp);
    at.dedup();
    let mut out = Vec::new();
    if let Some(first) = at.first() {
        out.push(if *first > 0.0 { (first / 2.0).floor() } else { first - 1.0 });
    }
    for (i, n) in at.iter().enumerate() {
        out.push(*n);
        out.push(at.get(i + 1).map_or(n + 1.0, |next| {
            let middle = f64::midpoint(*n, *next);
            if middle.floor() > *n { middle.floor() } else { middle }
        }));
    }
    out.into_iter().map(Pick::Number).chain(nothing.then_some(Pick::Nothing)).collect()
}

/// A moment in each stretch between the cuts, and, where hours of the day matter, in each part of its days.
fn moments(agreement: &Agreement, cuts: &[Instant], minutes: &[u16]) -> Vec<Pick> {
    let mut at: Vec<Instant> = cuts.iter().copied().filter(|c| c.0 > i64::MIN && c.0 < i64::MAX).collect();
    at.sort_unstable();
    at.dedup();
    let week = Span::days(7);
    let first = at.first().copied().unwrap_or(agreement.d_day);
    let last = at.last().copied().unwrap_or(agreement.d_day);
    let mut edges = vec![first.minus(week)];
    edges.extend(&at);
    edges.push(last.plus(week));
    let mut out = Vec::new();
    for pair in edges.windows(2) {
        let (from, until) = (pair[0], pair[1]);
        let mut inner = vec![from];
        inner.extend(hours(agreement, minutes, from).into_iter().filter(|t| from < *t && *t < until));
        inner.sort_unstable();
        inner.dedup();
        for (i, start) in inner.iter().enumerate() {
            out.push(within(*start, inner.get(i + 1).copied().unwrap_or(until)));
        }
    }
    out.dedup();
    // what lies in the time of the agreement reads better, and is found sooner
    out.sort_by_key(|t| *t < agreement.d_day);
    out.into_iter().map(Pick::Time).collect()
}

/// The hours of the day at which something changes, on the three days from `from` on.
fn hours(agreement: &Agreement, minutes: &[u16], from: Instant) -> Vec<Instant> {
    let zone = &agreement.zone_time;
    let day = from.local(zone).date();
    let days = (0..3).filter_map(|n| day.checked_add(jiff::Span::new().days(n)).ok());
    days.flat_map(|day| {
        minutes.iter().filter_map(move |m| {
            let (hour, minute) = (i8::try_from(m / 60).ok()?, i8::try_from(m % 60).ok()?);
            let time = civil::Time::new(hour % 24, minute, 0, 0).ok()?;
            Some(instants_of(day.to_datetime(time), zone).lo)
        })
    })
    .collect()
}

/// A moment of the stretch that reads well: a full hour where there is one.
fn within(from: Instant, until: Instant) -> Instant {
    let length = until.0.saturating_sub(from.0);
    for step in [Span::hours(1).0, Span::minutes(1).0] {
        let rounded = Instant(from.0.div_euclid(step) * step + step);
        if length > step && rounded < until {
            return rounded;
        }
    }
    from
}

/// The actors that a formula tells apart: each party, those it names, some of those that belong to these, and
/// nobody.
fn actors(agreement: &Agreement, asked: &Asked, cut: &Cell<bool>) -> Vec<Pick> {
    let mut names: Vec<Arc<str>> = Vec::new();
    let mut add = |id: &Arc<str>| {
        if !names.contains(id) && !agreement.excluded.contains(id) {
            if names.len() < MOST_ACTORS {
                names.push(id.clone());
            } else {
                cut.set(true);
            }
        }
    };
    asked.actors.iter().for_each(&mut add);
    for to in &asked.affiliated {
        add(to);
        agreement.links.iter().filter(|l| l.to == *to).for_each(|l| add(&l.of));
    }
    if asked.parties || !asked.affiliated.is_empty() {
        agreement.parties.iter().for_each(|p| add(&p.id));
    }
    let named = names.into_iter().map(|id| Pick::Someone(Someone::Named(id)));
    named.chain(std::iter::once(Pick::Someone(Someone::Outsider))).collect()
}
