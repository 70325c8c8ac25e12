//! What an undecided question turns on: its unknowns, and the moments and numbers where its answer changes.

use std::rc::Rc;

use super::case::{Case, Cell, LinkKey, OpenKey, PlaceKey, Unknown};
use super::members::{Comparison, holds_count};
use super::memory::Of;
use super::registers::{announced, blank_key};
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::norm::{Norm, Rule, Who};
use crate::condition::{Atom, AtomKind, Compare, Event, Expr, Moment, NumberExpr, Truth};
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Value};
use crate::vocabulary::Code;

/// What the undecided questions of a formula turn on.
#[derive(Clone, Debug, Default)]
pub(super) struct Roots {
    /// One entry for each undecided occurrence and unknown.
    pub occurrences: Vec<Unknown>,
    /// Moments at which some answer changes.
    pub cuts: Vec<Instant>,
    /// The least numbers of which some answer is another, by attribute.
    pub numbers: Vec<(Attribute, f64)>,
    /// Sets of codes that are asked for, by attribute.
    pub codes: Vec<(Attribute, Vec<Code>)>,
    /// Actors that are asked for by name, with the attribute that is asked.
    pub named: Vec<(Attribute, std::sync::Arc<str>)>,
    /// Places that are asked for, by attribute.
    pub places: Vec<(Attribute, PlaceKey)>,
    /// Questions about the deed answered.
    pub replies: Vec<u16>,
    /// Comparisons of counts over members: their question's number, and the comparison.
    pub counts: Vec<(u16, NumberExpr, Compare, NumberExpr)>,
    /// Moments at which some answer about an event changes.
    pub events: Vec<(Event, Instant)>,
    /// Attributes that are asked whether there was any.
    pub nothing: Vec<Attribute>,
    /// Attributes that cells alone may not settle: combined with another range, or asked for the hour over many days.
    pub combined: Vec<Attribute>,
}

impl Roots {
    /// Adds what one question turns on.
    fn add(&mut self, own: &Self) {
        self.occurrences.extend_from_slice(&own.occurrences);
        self.cuts.extend_from_slice(&own.cuts);
        self.numbers.extend_from_slice(&own.numbers);
        self.codes.extend_from_slice(&own.codes);
        self.named.extend_from_slice(&own.named);
        self.places.extend_from_slice(&own.places);
        self.replies.extend_from_slice(&own.replies);
        self.counts.extend_from_slice(&own.counts);
        self.events.extend_from_slice(&own.events);
        self.nothing.extend_from_slice(&own.nothing);
        self.combined.extend_from_slice(&own.combined);
    }

    /// The unknowns with how many undecided occurrences each stands in, most first, in a fixed order.
    pub(super) fn counted(&self) -> Vec<(Unknown, usize)> {
        let mut sorted = self.occurrences.clone();
        sorted.sort();
        let mut out: Vec<(Unknown, usize)> = Vec::new();
        for unknown in sorted {
            match out.last_mut() {
                Some((last, n)) if *last == unknown => *n += 1,
                _ => out.push((unknown, 1)),
            }
        }
        out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        out
    }
}

/// Of how many entries that leave something blank each is asked for by itself, where more are about one deed.
const MOST_BLANK: usize = 4;

impl<'a> Weigher<'a> {
    /// The roots of a norm's whole formula on a row in a case.
    pub(super) fn roots(&self, norm: &Norm, rule: &Rule, row: &Row<'a>, case: &Case) -> Roots {
        let mut roots = Roots::default();
        self.bounds_roots(norm, row, case, &mut roots);
        self.expr_roots(&rule.when, row, case, &mut roots);
        self.expr_roots(&rule.must, row, case, &mut roots);
        for need in &rule.needs {
            self.expr_roots(&need.when, row, case, &mut roots);
        }
        if rule.subject.is_duty() && self.due(rule, row, case) != Truth::True {
            // done before it is due is covered too: what must hold is asked there as well
            self.expr_roots(&rule.must, row, case, &mut roots);
        }
        if rule.subject.is_duty() && self.due(rule, row, case) == Truth::Unknown {
            self.value_root(Attribute::At, row, case, &mut roots);
            if let Some(Moment::AfterAt(offset)) = rule.due {
                roots.cuts.push(self.material.as_of.minus(offset).plus(Span(1)));
            }
            if let Some(Moment::After { offset, event }) = &rule.due {
                let last = self.material.as_of.minus(*offset);
                self.event_root(event, [last.plus(Span(1))], row, case, &mut roots);
            }
        }
        if rule.subject.is_duty() && self.late(rule, row, case) == Truth::Unknown {
            open_root(OpenKey::Late, case, &mut roots);
            if let Some(Moment::After { offset, event }) = &rule.due {
                let edges = self.found_undone(rule, row).flat_map(|v| [v.at.lo.plus(Span(1)), v.at.hi]);
                let edges: Vec<Instant> = edges.map(|edge| edge.minus(*offset)).collect();
                self.event_root(event, edges, row, case, &mut roots);
            }
        }
        for permission in self.permissions_over(norm) {
            self.permission_roots(permission, row, case, &mut roots);
            for above in &self.agreement.norms {
                if above.exception.as_ref().is_some_and(|e| e.over.contains(&permission.id)) {
                    self.permission_roots(above, row, case, &mut roots);
                }
            }
        }
        roots.cuts.sort_unstable();
        roots.cuts.dedup();
        roots
    }

    /// Notes the hour of an event of which a day is known, with the moments at which some answer changes.
    fn event_root(
        &self,
        event: &Event,
        cuts: impl IntoIterator<Item = Instant>,
        row: &Row<'a>,
        case: &Case,
        roots: &mut Roots,
    ) {
        if self.happened(event, row, case).is_some_and(|when| !when.is_exact()) {
            open_root(OpenKey::When(event.clone()), case, roots);
            roots.events.extend(cuts.into_iter().map(|cut| (event.clone(), cut)));
        }
    }

    fn permission_roots(&self, permission: &Norm, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        let Some(exception) = &permission.exception else { return };
        self.in_force_roots(permission, row, case, roots);
        if matches!(permission.who, Who::These(_)) && self.bound(permission, row, case) == Truth::Unknown {
            self.actor_roots(Attribute::Actor, row, case, roots);
            self.bound_cuts(row, case, roots);
        }
        self.expr_roots(&exception.when, row, case, roots);
        for need in &exception.needs {
            self.expr_roots(&need.when, row, case, roots);
        }
    }

    fn in_force_roots(&self, norm: &Norm, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        if self.in_force(norm, self.time(row, case)) == Truth::Unknown {
            self.value_root(Attribute::At, row, case, roots);
            roots.cuts.extend(self.in_force_over(norm).iter().flat_map(|piece| [piece.lo, piece.hi]));
        }
    }

    fn bounds_roots(&self, norm: &Norm, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        self.in_force_roots(norm, row, case, roots);
        if norm.who != Who::Anyone && self.bound(norm, row, case) == Truth::Unknown {
            self.actor_roots(Attribute::Actor, row, case, roots);
            self.bound_cuts(row, case, roots);
        }
        for attribute in [Attribute::Actor, Attribute::Target] {
            if row.entered.is_none()
                && !self.agreement.excluded.is_empty()
                && self.excluded(attribute, row, case) == Truth::Unknown
            {
                self.actor_roots(attribute, row, case, roots);
                roots.named.extend(self.agreement.excluded.iter().map(|group| (attribute, group.clone())));
            }
        }
    }

    fn bound_cuts(&self, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        let at = self.time(row, case);
        for party in &self.agreement.parties {
            for edge in std::iter::once(party.bound_from).chain(party.bound_until) {
                if at.lo < edge && edge < at.hi {
                    roots.cuts.push(edge);
                    self.value_root(Attribute::At, row, case, roots);
                }
            }
        }
    }

    /// Notes everything that an undecided condition turns on.
    pub(super) fn expr_roots(&self, expr: &Expr, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        if self.truth(expr, row, case) != Truth::Unknown {
            return;
        }
        match expr {
            Expr::Constant(_) => {}
            Expr::Not(e) => self.expr_roots(e, row, case, roots),
            Expr::And(list) | Expr::Or(list) => {
                list.iter().for_each(|e| self.expr_roots(e, row, case, roots))
            }
            Expr::Atom(atom) => self.atom_roots(atom, row, case, roots),
        }
    }

    /// A disputed term or line that an undecided condition turns on, with the readings or courses that may hold.
    pub(super) fn disputed(&self, expr: &Expr, row: &Row<'a>, case: &Case) -> Option<(Unknown, Vec<Cell>)> {
        let mut roots = Roots::default();
        self.expr_roots(expr, row, case, &mut roots);
        let mut found =
            roots.occurrences.iter().filter(|u| matches!(u, Unknown::Term(_) | Unknown::Course(_)));
        let unknown = found.next()?.clone();
        let cells = self.cells(&unknown, &roots, row, case).filter(|cells| !cells.is_empty())?;
        Some((unknown, cells))
    }

    /// Notes the value of an attribute as a root, and its account where values hang together.
    fn value_root(&self, attribute: Attribute, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        let unknown = Unknown::Attribute(attribute);
        if (attribute == Attribute::At && row.is_standing()) || case.get(&unknown).is_some() {
            return;
        }
        if case.account().is_none() && row.in_accounts(attribute) {
            roots.occurrences.push(Unknown::Accounts);
        }
        roots.occurrences.push(unknown);
    }

    fn actor_roots(&self, attribute: Attribute, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        let attribute = row.meant(attribute);
        let people = self.someone(row, case, attribute);
        if people.as_ref().is_none_or(|p| p.len() > 1) {
            self.value_root(attribute, row, case, roots);
            // who was aimed at turns on who did it, where both are open
            if attribute == Attribute::Target && row.alternatives(Attribute::Actor).len() > 1 {
                self.value_root(Attribute::Actor, row, case, roots);
            }
        }
        let mut links = Vec::new();
        self.link_roots(row, case, attribute, &mut links);
        let at = self.time(row, case);
        let mut edges = Vec::new();
        for link in &links {
            let Unknown::Link(key) = link else { continue };
            edges.extend(self.link_windows(key).into_iter().flat_map(|w| [w.lo, Instant(w.hi.0 - 1)]));
        }
        edges.retain(|edge| at.lo < *edge && *edge < at.hi);
        if !edges.is_empty() {
            self.value_root(Attribute::At, row, case, roots);
            roots.cuts.extend(edges);
        }
        // what is fixed already is open only over a part of the row's time
        roots.occurrences.extend(links.into_iter().filter(|link| case.get(link).is_none()));
    }

    /// The windows in which the links of a key begin or end.
    fn link_windows(&self, key: &LinkKey) -> Vec<TimeRange> {
        match key {
            LinkKey::Change(change) => self.changes.get(change).copied().into_iter().collect(),
            LinkKey::Link(index) => {
                let link = self.agreement.links.get(usize::from(*index));
                link.into_iter().flat_map(|l| [l.from, l.until]).flatten().collect()
            }
            LinkKey::Unlisted(_) => Vec::new(),
        }
    }

    fn atom_roots(&self, atom: &Atom, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        if !case.remembers() {
            return self.atom_roots_now(atom, row, case, roots);
        }
        let key = (Of::Atom, std::ptr::from_ref(atom).addr());
        let own = case.remembered(
            |m| &m.roots,
            key,
            || {
                let mut own = Roots::default();
                self.atom_roots_now(atom, row, case, &mut own);
                Rc::new(own)
            },
        );
        roots.add(&own);
    }

    fn atom_roots_now(&self, atom: &Atom, row: &Row<'a>, case: &Case, roots: &mut Roots) {
        match &atom.kind {
            AtomKind::Codes(attribute, codes) => {
                self.value_root(*attribute, row, case, roots);
                roots.codes.push((*attribute, codes.clone()));
            }
            AtomKind::Actors(attribute, ids) => {
                self.value_root(*attribute, row, case, roots);
                roots.named.extend(ids.iter().map(|id| (*attribute, id.clone())));
            }
            AtomKind::Parties(attribute, _) | AtomKind::Signatory(attribute) => {
                let actor =
                    if *attribute == Attribute::TargetParty { Attribute::Target } else { Attribute::Actor };
                self.actor_roots(actor, row, case, roots);
                self.bound_cuts(row, case, roots);
            }
            AtomKind::OwnTarget(_) => {
                self.actor_roots(Attribute::Actor, row, case, roots);
                self.actor_roots(Attribute::Target, row, case, roots);
            }
            AtomKind::Affiliated(attribute, to) => {
                self.actor_roots(*attribute, row, case, roots);
                roots.named.push((*attribute, to.clone()));
            }
            AtomKind::Nothing(attribute) => {
                self.value_root(*attribute, row, case, roots);
                roots.nothing.push(*attribute);
            }
            AtomKind::Number(left, compare, right) if holds_count(left) || holds_count(right) => {
                let question = self.question(atom);
                self.member_roots(&Comparison { question, left, compare: *compare, right }, row, case, roots);
            }
            AtomKind::Number(left, compare, right) => {
                self.number_roots(left, *compare, right, row, case, roots);
            }
            AtomKind::Time(attribute, compare, moment) => {
                self.value_root(*attribute, row, case, roots);
                roots.cuts.extend(match moment {
                    Moment::Fixed(at) => edges_in(TimeRange::exact(*at), *compare),
                    Moment::Day { start, end } => edges_in(TimeRange { lo: *start, hi: *end }, *compare),
                    Moment::After { offset, event } => {
                        let done = self.happened(event, row, case).into_iter();
                        let ends = done.flat_map(|d| [d.lo, Instant(d.hi.0 - 1)].map(TimeRange::exact));
                        ends.flat_map(|end| edges_in(end, *compare)).map(|edge| edge.plus(*offset)).collect()
                    }
                    Moment::AfterAt(_) => Vec::new(),
                });
                if matches!(moment, Moment::AfterAt(_)) {
                    self.value_root(Attribute::At, row, case, roots);
                }
                if let Moment::After { offset, event } = moment {
                    let time = self.time_of_attribute(row, case, *attribute).unwrap_or(TimeRange::ALL);
                    let edges = edges_of(time, *compare).into_iter().map(|edge| edge.minus(*offset));
                    self.event_root(event, edges, row, case, roots);
                }
            }
            AtomKind::Daily(attribute, from, to) => {
                self.value_root(*attribute, row, case, roots);
                let at = self.time_of_attribute(row, case, *attribute).unwrap_or(TimeRange::ALL);
                match self.daily_cuts(at, [*from, *to]) {
                    Some(cuts) => roots.cuts.extend(cuts),
                    None => roots.combined.push(*attribute),
                }
            }
            AtomKind::Zone(attribute, _, id) => self.place_roots(*attribute, id, 0.0, row, case, roots),
            AtomKind::Near { attribute, geometry, metres } => {
                self.place_roots(*attribute, geometry, *metres, row, case, roots);
            }
            AtomKind::InForce(_) | AtomKind::Bound(_) => {
                self.value_root(Attribute::At, row, case, roots);
                self.bound_cuts(row, case, roots);
                if let AtomKind::InForce(id) = &atom.kind
                    && let Some(norm) = self.agreement.norm(id)
                {
                    let pieces = self.in_force_over(norm);
                    roots.cuts.extend(pieces.iter().flat_map(|piece| [piece.lo, piece.hi]));
                }
                roots.cuts.extend([self.valid.lo, self.valid.hi]);
            }
            AtomKind::Reading(term) => {
                let readings = self.readings_that_may_hold(*term, self.time(row, case));
                let chosen = case.get(&Unknown::Term(*term)).is_some();
                if readings.len() > 1 && !chosen {
                    roots.occurrences.push(Unknown::Term(*term));
                }
                if let Some(term) = self.agreement.terms.get(usize::from(*term)) {
                    for reading in readings {
                        self.expr_roots(&term.readings[reading].when, row, case, roots);
                    }
                    let at = self.time(row, case);
                    let ruled = term.rulings.iter().map(|(from, ..)| *from);
                    let ruled: Vec<Instant> = ruled.filter(|from| at.lo < *from && *from < at.hi).collect();
                    if !ruled.is_empty() {
                        self.value_root(Attribute::At, row, case, roots);
                        roots.cuts.extend(ruled);
                    }
                }
            }
            AtomKind::InReplyTo(.., same) => {
                if same.is_some() {
                    self.actor_roots(Attribute::Actor, row, case, roots);
                }
                roots.replies.push(self.question(atom));
                open_root(OpenKey::Reply, case, roots);
            }
            AtomKind::CountWithin { .. } => open_root(OpenKey::Count(self.question(atom)), case, roots),
            AtomKind::Store(asked) => open_root(OpenKey::Store(*asked), case, roots),
            AtomKind::Verified(norm) => {
                open_root(OpenKey::Verified(norm.clone()), case, roots);
            }
            AtomKind::Register(asks, index) => self.register_roots(*asks, *index, row, case, roots),
        }
    }

    fn register_roots(
        &self,
        asks: crate::condition::Asks,
        index: u16,
        row: &Row<'a>,
        case: &Case,
        roots: &mut Roots,
    ) {
        let Some(rule) = self.agreement.matches.get(usize::from(index)) else { return };
        let kind = self.entries(asks).1;
        let undecided: Vec<_> = self
            .entries_near(asks, rule, row, case)
            .into_iter()
            .filter(|e| self.entry_matches((asks, index), e, rule, row, case) == Truth::Unknown)
            .collect();
        if !self.is_complete(kind, self.time(row, case)) {
            open_root(OpenKey::Register(asks as u8, index), case, roots);
        }
        if undecided.is_empty() {
            return;
        }
        let mut act_open = false;
        let blank = undecided.iter().map(|entry| (entry, self.blanks(asks, entry, rule)));
        for (entry, blanks) in blank.filter(|(_, blanks)| !blanks.is_empty()).take(MOST_BLANK) {
            open_root(blank_key(asks, index, entry, &blanks), case, roots);
        }
        if !self.time(row, case).is_exact() {
            self.value_root(Attribute::At, row, case, roots);
            self.register_cuts(asks, index, row, case, &mut roots.cuts);
        }
        self.actor_roots(Attribute::Actor, row, case, roots);
        for entry in undecided {
            let acts = announced(entry);
            if !acts.is_empty() && self.codes(Attribute::Act, &acts, row, case) == Truth::Unknown {
                roots.codes.push((Attribute::Act, acts));
                act_open = true;
            }
        }
        if act_open {
            self.value_root(Attribute::Act, row, case, roots);
        }
        if rule.metres.is_some() && self.values(row, case, Attribute::Place).iter().any(|v| v.is_imprecise())
        {
            self.value_root(Attribute::Place, row, case, roots);
        }
    }

    fn number_roots(
        &self,
        left: &NumberExpr,
        compare: Compare,
        right: &NumberExpr,
        row: &Row<'a>,
        case: &Case,
        roots: &mut Roots,
    ) {
        let mut attributes = Vec::new();
        left.attributes(&mut attributes);
        right.attributes(&mut attributes);
        for attribute in &attributes {
            self.value_root(*attribute, row, case, roots);
        }
        match (left, right) {
            (NumberExpr::Attribute(a), NumberExpr::Constant(n)) => {
                roots.numbers.extend(edges_at(*n, compare).into_iter().map(|edge| (*a, edge)));
            }
            (NumberExpr::Constant(n), NumberExpr::Attribute(a)) => {
                roots.numbers.extend(edges_at(*n, turned(compare)).into_iter().map(|edge| (*a, edge)));
            }
            _ => roots.combined.extend(attributes),
        }
    }

    fn place_roots(
        &self,
        attribute: Attribute,
        id: &str,
        metres: f64,
        row: &Row<'a>,
        case: &Case,
        roots: &mut Roots,
    ) {
        let at = self.time(row, case);
        let courses = self.courses(id, at, case);
        // one question turns on a dispute once, however many courses it has; the next question does so again
        let (mut any_open, own) = (false, roots.occurrences.len());
        for (index, geometry) in &courses {
            if let Some(dispute) = &geometry.dispute {
                let key = Unknown::Course(dispute.clone());
                let rulings = self.agreement.course_rulings.iter().filter(|r| r.dispute == *dispute);
                for from in rulings.map(|r| r.from).filter(|from| at.lo < *from && *from < at.hi) {
                    roots.cuts.push(from);
                    self.value_root(Attribute::At, row, case, roots);
                }
                let ruled = self.agreement.ruled_courses(dispute, at).is_some_and(|c| c.len() == 1);
                let noted = roots.occurrences.get(own..).is_some_and(|own| own.contains(&key));
                if !ruled && case.get(&key).is_none() && !noted {
                    roots.occurrences.push(key);
                }
            }
            for edge in [geometry.valid.lo, geometry.valid.hi] {
                if at.lo < edge && edge < at.hi {
                    roots.cuts.push(edge);
                    self.value_root(Attribute::At, row, case, roots);
                }
            }
            let key = PlaceKey { geometry: u32::try_from(*index).unwrap_or(u32::MAX), metres };
            roots.places.push((attribute, key));
            any_open = true;
        }
        let fixed = matches!(case.attribute(attribute), Some(Cell::Place(..)));
        let values = self.values(row, case, attribute);
        let open = values.len() != 1 || values.iter().any(|v| matches!(v, Value::Place(r) if !r.is_point()));
        if any_open && !fixed && open {
            self.value_root(attribute, row, case, roots);
        }
    }

    /// Moments at which the local hour passes one of these minutes of the day, `None` over more than four days.
    fn daily_cuts(&self, at: TimeRange, minutes: [u16; 2]) -> Option<Vec<Instant>> {
        if at.hi.0.saturating_sub(at.lo.0) > Span::days(4).0 {
            return None;
        }
        let zone = &self.agreement.zone_time;
        let first = at.lo.local(zone).date();
        let mut out = Vec::new();
        for day in 0..=5 {
            let start = crate::time::whole_day(crate::time::shifted(first, day), zone).lo;
            for minute in minutes {
                let edge = start.plus(Span::minutes(i64::from(minute)));
                if at.lo < edge && edge < at.hi {
                    out.push(edge);
                }
            }
        }
        Some(out)
    }
}

/// The least numbers from which a comparison with `n` has another answer.
fn edges_at(n: f64, compare: Compare) -> Vec<f64> {
    match compare {
        Compare::Less | Compare::GreaterOrEqual => vec![n],
        Compare::Greater | Compare::LessOrEqual => vec![n.next_up()],
        Compare::Equal | Compare::NotEqual => vec![n, n.next_up()],
    }
}

/// The same comparison with its sides exchanged.
const fn turned(compare: Compare) -> Compare {
    match compare {
        Compare::Less => Compare::Greater,
        Compare::LessOrEqual => Compare::GreaterOrEqual,
        Compare::Greater => Compare::Less,
        Compare::GreaterOrEqual => Compare::LessOrEqual,
        same @ (Compare::Equal | Compare::NotEqual) => same,
    }
}

/// The first moments of which a comparison with a whole time has another answer.
fn edges_in(whole: TimeRange, compare: Compare) -> Vec<Instant> {
    match compare {
        Compare::Less | Compare::GreaterOrEqual => vec![whole.lo],
        Compare::Greater | Compare::LessOrEqual => vec![whole.hi],
        Compare::Equal | Compare::NotEqual => vec![whole.lo, whole.hi],
    }
}

/// The moments from which an event is no longer before a time, or at its end, as a comparison asks.
fn edges_of(time: TimeRange, compare: Compare) -> Vec<Instant> {
    let (first, last) = (time.lo, Instant(time.hi.0.saturating_sub(1)));
    match compare {
        Compare::Greater | Compare::LessOrEqual => vec![first, last],
        Compare::Less | Compare::GreaterOrEqual => vec![first.plus(Span(1)), time.hi],
        Compare::Equal | Compare::NotEqual => vec![first, last, first.plus(Span(1)), time.hi],
    }
}

pub(super) fn open_root(key: OpenKey, case: &Case, roots: &mut Roots) {
    let unknown = Unknown::Open(key);
    if case.get(&unknown).is_none() {
        roots.occurrences.push(unknown);
    }
}
