//! What registers show: notices, authorisations, contacts, verifications.
//!
//! One entry that surely matches makes it so. None at all decides nothing, unless the register was declared
//! complete for that time (`LANGUAGE` §4).

use std::sync::Arc;

use super::atom::{code_within, fold};
use super::case::{Case, Cell, OpenKey, Someone, Unknown};
use super::compare::close;
use super::plain::Plain;
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::norm::{Rule, Who};
use crate::agreement::{Match, Whom};
use crate::condition::{Asks, AtomKind, Event, Truth};
use crate::place::Region;
use crate::register::{Entry, RegisterKind, Verification, Verified};
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Value};
use crate::vocabulary::Code;

impl<'a> Weigher<'a> {
    /// Whether a register was declared complete over a time, by the text or by the commission since.
    pub(super) fn is_complete(&self, register: RegisterKind, at: TimeRange) -> bool {
        let by_text =
            self.agreement.complete.iter().any(|(kind, over, _)| *kind == register && over.contains(&at));
        let since = self.material.registers.complete.iter();
        by_text || since.into_iter().any(|c| c.register == register && c.over.contains(&at))
    }

    /// Whether anything was verified at all.
    pub(super) fn any_verified(&self) -> bool {
        !self.material.registers.verifications.is_empty()
    }

    /// The entries and kind of register that a question asks.
    pub(super) fn entries(&self, asks: Asks) -> (&'a [Entry], RegisterKind) {
        let registers = self.material.registers;
        match asks {
            Asks::Notified => (&registers.notices, RegisterKind::Notices),
            Asks::Authorised => (&registers.authorisations, RegisterKind::Authorisations),
            Asks::Contacted => (&registers.contacts, RegisterKind::Contacts),
        }
    }

    pub(super) fn register(&self, asks: Asks, index: u16, row: &Row<'a>, case: &Case) -> Truth {
        let Some(rule) = self.agreement.matches.get(usize::from(index)) else { return Truth::Unknown };
        let kind = self.entries(asks).1;
        let mut truth = Truth::False;
        for entry in self.entries_near(asks, rule, row, case) {
            truth = truth.or(self.entry_matches(asks, entry, rule, row, case));
            if truth == Truth::True {
                return truth;
            }
        }
        if truth == Truth::False && self.is_complete(kind, self.time(row, case)) {
            return Truth::False;
        }
        match case.get(&Unknown::Open(OpenKey::Register(asks as u8, index))) {
            Some(Cell::Yes(true)) => Truth::True,
            // no further entry: what those shown come to
            Some(Cell::Yes(false)) => truth,
            _ => Truth::Unknown,
        }
    }

    /// Whether one entry is about this row, in time and answered as the text demands.
    pub(super) fn entry_matches(
        &self,
        asks: Asks,
        entry: &Entry,
        rule: &Match,
        row: &Row<'a>,
        case: &Case,
    ) -> Truth {
        let in_time = self.right_moment(asks, entry, rule, self.time(row, case));
        if in_time == Truth::False {
            return in_time;
        }
        let mut truth = in_time.and(self.right_act(entry, row, case));
        if truth == Truth::False {
            return truth;
        }
        truth = truth.and(self.right_place(entry, rule, row, case));
        if truth == Truth::False { truth } else { truth.and(self.right_sender(entry, rule, row, case)) }
    }

    /// Whether one entry is about a deed of which each attribute is said once, whoever sent it.
    pub(super) fn entry_fits(&self, asks: Asks, entry: &Entry, rule: &Match, plain: &Plain<'_>) -> Truth {
        let mut truth = self.right_moment(asks, entry, rule, plain.at);
        if truth != Truth::False && !entry.act.is_empty() {
            let announced = announced(entry);
            let within = |act: &Value| match act {
                Value::Code(code) => code_within(*code, &announced),
                _ => Truth::False,
            };
            if !announced.is_empty() {
                truth = truth.and(plain.act.map_or(Truth::Unknown, within));
            }
        }
        match rule.metres {
            Some(metres) if truth != Truth::False => truth.and(match (&entry.place, plain.place) {
                (Some(stated), Some(place)) => stated_place(stated, metres, place),
                _ => Truth::Unknown,
            }),
            _ => truth,
        }
    }

    /// Whether an entry speaks of this time, was sent before it as the text demands, and answered so.
    fn right_moment(&self, asks: Asks, entry: &Entry, rule: &Match, at: TimeRange) -> Truth {
        let answered = match &rule.answer {
            Some(answer) => entry.answer.as_ref().map_or(Truth::Unknown, |a| Truth::from(a == answer)),
            // a refusal is never leave
            None => Truth::from(!(asks == Asks::Authorised && entry.answer.as_deref() == Some("refused"))),
        };
        answered.and(right_time(asks, entry, rule, at)).and(self.right_lead(entry, rule, at))
    }

    /// Whether the act announced is the act done. Without one announced, the entry speaks of any; a report that
    /// stops at a branch leaves open whether it was the leaf announced.
    fn right_act(&self, entry: &Entry, row: &Row<'a>, case: &Case) -> Truth {
        let announced = announced(entry);
        if announced.is_empty() { Truth::True } else { self.codes(Attribute::Act, &announced, row, case) }
    }

    fn right_lead(&self, entry: &Entry, rule: &Match, at: TimeRange) -> Truth {
        let Some(lead) = rule.lead else { return Truth::True };
        let Some(sent) = entry.sent_at else { return Truth::Unknown };
        // sent + lead <= at, for the earliest and latest either may be
        let ready = TimeRange { lo: sent.lo.plus(lead), hi: sent.hi.plus(lead) };
        Truth::from_possible(ready.lo.0 < at.hi.0, ready.hi.0.saturating_sub(1) > at.lo.0)
    }

    fn right_place(&self, entry: &Entry, rule: &Match, row: &Row<'a>, case: &Case) -> Truth {
        let (Some(metres), Some(stated)) = (rule.metres, &entry.place) else {
            return if rule.metres.is_some() { Truth::Unknown } else { Truth::True };
        };
        let places = self.values(row, case, Attribute::Place);
        let regions: Vec<Truth> = places.iter().map(|value| stated_place(stated, metres, value)).collect();
        if regions.is_empty() { Truth::Unknown } else { fold(regions.into_iter()) }
    }

    fn right_sender(&self, entry: &Entry, rule: &Match, row: &Row<'a>, case: &Case) -> Truth {
        match rule.who {
            Whom::Party => {
                let Some(party) = entry.party.as_ref().and_then(|p| self.party(&self.actor_id(p))) else {
                    return Truth::Unknown;
                };
                self.party_sets(Attribute::Party, row, case, |set| set >> party & 1 == 1)
            }
            Whom::Unit => {
                let Some(unit) = entry.unit.as_ref().map(|u| self.actor_id(u)) else { return Truth::Unknown };
                let at = self.time(row, case);
                let Some(people) = self.someone(row, case, Attribute::Actor) else { return Truth::Unknown };
                fold(people.iter().map(|one| match one {
                    Someone::Named(id) => self.affiliated(id, &unit, at, case),
                    Someone::OfParty(_) => Truth::Unknown,
                    Someone::Outsider => Truth::False,
                }))
            }
        }
    }

    /// The verifications of a norm that speak of this row: its party, or its incident.
    ///
    /// Where the norm does not bind the row's party, what others did is meant: *72 h after the first withdrew*.
    fn verifications(&self, norm: &str, row: &Row<'a>) -> Vec<&'a Verification> {
        let of_others = row.party.and_then(|p| self.agreement.parties.get(p)).is_some_and(|party| {
            let who = self.agreement.norm(norm).map(|n| &n.who);
            matches!(who, Some(Who::These(ids)) if !ids.contains(&party.id))
        });
        let mut list: Vec<&Verification> = self
            .material
            .registers
            .verifications
            .iter()
            .filter(|v| &*v.norm == norm && v.at.lo <= self.material.as_of)
            .filter(|v| match (&v.party, row.party) {
                (Some(party), Some(p)) if !of_others => self.party(&self.actor_id(party)) == Some(p),
                _ => true,
            })
            .filter(|v| match (&v.incident, row.incident) {
                (Some(report), Some(incident)) => {
                    &**report == incident.0.as_str()
                        || self.rows_of_report(report).iter().any(|r| r.incident == row.incident)
                }
                _ => true,
            })
            .collect();
        list.sort_by_key(|v| (v.at.lo, v.origin.clone()));
        list
    }

    /// Whether verifiers found a norm not done after a moment, and had not found it done before.
    pub(super) fn found_undone_after(&self, norm: &str, due: TimeRange, row: &Row<'a>) -> Truth {
        let found = self.verifications(norm, row);
        let until_done = found.into_iter().take_while(|v| v.state != Verified::Done);
        until_done.filter(|v| v.state == Verified::NotDone).fold(Truth::False, |late, v| {
            late.or(Truth::from_possible(v.at.hi.0 > due.lo.0, v.at.lo.0 < due.hi.0 - 1))
        })
    }

    /// The lines by which a duty was found not done.
    pub(super) fn undone_entries(&self, rule: &Rule, row: &Row<'a>) -> Vec<String> {
        let mut atoms = Vec::new();
        rule.must.atoms(&mut atoms);
        let norms = atoms.into_iter().filter_map(|atom| match &atom.kind {
            AtomKind::Verified(norm) => Some(norm),
            _ => None,
        });
        let found = norms.flat_map(|norm| self.verifications(norm, row));
        let undone = found.filter(|v| v.state == Verified::NotDone);
        undone.map(|v| super::reason::line_of(&v.origin)).collect()
    }

    pub(super) fn verified(&self, norm: &Arc<str>, row: &Row<'a>, case: &Case) -> Truth {
        let valid_for = self.agreement.norm(norm).and_then(|n| n.rule.as_ref()).and_then(|r| r.valid_for);
        let verified = self.verifications(norm, row);
        // a claim verifies nothing
        let verified = verified.into_iter().rfind(|v| v.state != Verified::Claimed);
        let shown = verified.map_or(Truth::Unknown, |last| {
            let end =
                [last.valid_until, valid_for.map(|span| last.at.hi.plus(span))].into_iter().flatten().min();
            if end.is_some_and(|end| self.material.as_of >= end) {
                // older than it may be: unknown again, not false
                return Truth::Unknown;
            }
            match last.state {
                Verified::Done => Truth::True,
                Verified::NotDone => Truth::False,
                Verified::Partial | Verified::Claimed => Truth::Unknown,
            }
        });
        if shown == Truth::Unknown
            && let Some(Cell::Yes(yes)) = case.get(&Unknown::Open(OpenKey::Verified(norm.clone())))
        {
            return Truth::from(*yes);
        }
        shown
    }

    /// When an event came to pass; `None` where the record does not show it.
    pub(super) fn happened(&self, event: &Event, row: &Row<'a>) -> Option<TimeRange> {
        let first = |norm: &str, state: Verified| {
            self.verifications(norm, row).into_iter().find(|v| v.state == state).map(|v| v.at)
        };
        match event {
            Event::Verified(norm) => first(norm, Verified::Done),
            Event::Claimed(norm) => first(norm, Verified::Claimed),
            Event::Adhered(party) => {
                let party = self.agreement.parties.get(self.party(party)?)?;
                // it lies after the record's end like any event that has not happened yet
                let bound = TimeRange::exact(party.bound_from);
                (bound.lo <= self.material.as_of).then_some(bound)
            }
        }
    }

    /// Moments at which the answer of a register for this row changes.
    pub(super) fn register_cuts(
        &self,
        asks: Asks,
        index: u16,
        row: &Row<'a>,
        case: &Case,
        out: &mut Vec<Instant>,
    ) {
        let Some(rule) = self.agreement.matches.get(usize::from(index)) else { return };
        let slack = rule.window.unwrap_or(Span(0));
        for entry in self.entries_near(asks, rule, row, case) {
            if let (Some(lead), Some(sent)) = (rule.lead, entry.sent_at) {
                out.extend([sent.lo.plus(lead), Instant(sent.hi.0 - 1).plus(lead)]);
            }
            if let Some(window) = entry.window {
                out.extend([window.lo.minus(slack), window.hi.plus(slack)]);
            } else if let Some(sent) = entry.sent_at {
                let last = Instant(sent.hi.0 - 1);
                let edges = [sent.lo.minus(slack), last.minus(slack), sent.lo.plus(slack), last.plus(slack)];
                out.extend(edges.into_iter().flat_map(|edge| [edge, edge.plus(Span(1))]));
            }
        }
    }
}

/// Whether the moment of an act is the one that an entry speaks of, give or take the slack of the match.
fn right_time(asks: Asks, entry: &Entry, rule: &Match, at: TimeRange) -> Truth {
    let slack = rule.window.unwrap_or(Span(0));
    match (entry.window, entry.sent_at) {
        (Some(window), _) => within(at, window.lo.minus(slack), window.hi.plus(slack)),
        // a call to the mechanism speaks of the moment at which it was made
        (None, Some(sent)) if rule.lead.is_none() || asks == Asks::Contacted => close(at, sent, slack),
        (None, _) if rule.window.is_some() => Truth::Unknown,
        (None, _) => Truth::True,
    }
}

/// Whether a place lies within `metres` of the one that an entry states.
fn stated_place(stated: &Region, metres: f64, place: &Value) -> Truth {
    let Value::Place(region) = place else { return Truth::False };
    if surely_apart(region, stated, metres) {
        return Truth::False;
    }
    // the stated route is where the sender said it would be: only our own place is uncertain
    let far = (region.centre().metres_to(stated.centre()) - stated.radius_m()).max(0.0);
    let r = region.radius_m();
    Truth::from_possible(far - r <= metres, far + r > metres)
}

/// Whether two places lie too far apart by their latitudes alone: one cheap look before the distance.
fn surely_apart(a: &Region, b: &Region, metres: f64) -> bool {
    let degrees = (a.centre().lat - b.centre().lat).abs();
    // a degree of latitude is never shorter than 110,500 m
    degrees * 110_500.0 > metres + a.radius_m() + b.radius_m() + 1.0
}

/// Whether a moment lies in `[lo, hi)`.
fn within(at: TimeRange, lo: Instant, hi: Instant) -> Truth {
    Truth::from_possible(at.lo < hi && lo < at.hi, at.lo < lo || at.hi > hi)
}

/// The acts that an entry speaks of.
pub(super) fn announced(entry: &Entry) -> Vec<Code> {
    entry.act.iter().filter_map(|v| if let Value::Code(c) = v { Some(*c) } else { None }).collect()
}
