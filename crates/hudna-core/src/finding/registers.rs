//! What registers show: notices, authorisations, contacts, verifications.
//!
//! One entry that surely matches makes it so. None at all decides nothing, unless the register was declared
//! complete for that time (`LANGUAGE` §4).

use std::sync::Arc;

use super::atom::{code_within, fold};
use super::case::{Case, Cell, OpenKey, Someone, Unknown};
use super::compare::{close, compare_ranges};
use super::plain::Plain;
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::norm::{Rule, Who};
use crate::agreement::{Match, Whom};
use crate::condition::{Asks, AtomKind, Compare, Event, Truth};
use crate::place::Region;
use crate::register::{Entry, RegisterKind, Verification, Verified};
use crate::time::{Instant, Span, TimeRange};
use crate::value::{Attribute, Value};
use crate::vocabulary::Code;

/// What an entry leaves blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    /// What was answered.
    Answer,
    /// When it was sent, or of which time it speaks.
    Time,
    /// Of which place.
    Place,
    /// Whose it is.
    Sender,
}

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
            truth = truth.or(self.entry_matches((asks, index), entry, rule, row, case));
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
        (asks, index): (Asks, u16),
        entry: &Entry,
        rule: &Match,
        row: &Row<'a>,
        case: &Case,
    ) -> Truth {
        let blanks = self.blanks(asks, entry, rule);
        // an entry is named only where something is supposed of one: this is asked of very many
        let filled = if blanks.is_empty() || !case.supposes_of_entries() {
            Truth::Unknown
        } else {
            match case.get(&Unknown::Open(blank_key(asks, index, entry, &blanks))) {
                Some(Cell::Yes(true)) => Truth::True,
                // filled in otherwise, it is about something else
                Some(Cell::Yes(false)) => return Truth::False,
                _ => Truth::Unknown,
            }
        };
        let mut truth = right_moment(asks, entry, rule, self.time(row, case), filled);
        if truth == Truth::False {
            return truth;
        }
        truth = truth.and(self.right_act(entry, row, case));
        if truth == Truth::False {
            return truth;
        }
        truth = truth.and(if blanks.contains(&Blank::Place) {
            filled
        } else {
            self.right_place(entry, rule, row, case)
        });
        if truth == Truth::False || blanks.contains(&Blank::Sender) {
            return truth.and(filled);
        }
        truth.and(self.right_sender(entry, rule, row, case))
    }

    /// What a match asks of an entry and the entry leaves blank.
    pub(super) fn blanks(&self, asks: Asks, entry: &Entry, rule: &Match) -> Vec<Blank> {
        let timed = match entry.sent_at {
            Some(_) => rule.lead.is_none() || asks == Asks::Contacted,
            None => false,
        };
        let time = (rule.lead.is_some() && entry.sent_at.is_none())
            || (rule.window.is_some() && entry.window.is_none() && !timed);
        let sender = match rule.who {
            Whom::Party => entry.party.as_ref().and_then(|p| self.party(&self.actor_id(p))).is_none(),
            Whom::Unit => entry.unit.is_none(),
        };
        let asked = [
            (Blank::Answer, rule.answer.is_some() && entry.answer.is_none()),
            (Blank::Time, time),
            (Blank::Place, rule.metres.is_some() && entry.place.is_none()),
            (Blank::Sender, sender),
        ];
        asked.into_iter().filter(|(_, blank)| *blank).map(|(what, _)| what).collect()
    }

    /// Whether one entry is about a deed of which each attribute is said once, whoever sent it.
    pub(super) fn entry_fits(&self, asks: Asks, entry: &Entry, rule: &Match, plain: &Plain<'_>) -> Truth {
        let mut truth = right_moment(asks, entry, rule, plain.at, Truth::Unknown);
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

    /// Whether the act announced is the act done. Without one announced, the entry speaks of any; a report that
    /// stops at a branch leaves open whether it was the leaf announced.
    fn right_act(&self, entry: &Entry, row: &Row<'a>, case: &Case) -> Truth {
        let announced = announced(entry);
        if announced.is_empty() { Truth::True } else { self.codes(Attribute::Act, &announced, row, case) }
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
        let of = |state: Verified| found.iter().filter(move |v| v.state == state);
        of(Verified::NotDone).fold(Truth::False, |late, undone| {
            let after = compare_ranges(undone.at, Compare::GreaterOrEqual, due);
            let done_before = of(Verified::Done)
                .fold(Truth::False, |any, done| any.or(compare_ranges(done.at, Compare::Less, undone.at)));
            late.or(after.and(done_before.negated()))
        })
    }

    /// The entries by which a duty was found not done.
    pub(super) fn found_undone(&self, rule: &Rule, row: &Row<'a>) -> impl Iterator<Item = &'a Verification> {
        let mut atoms = Vec::new();
        rule.must.atoms(&mut atoms);
        let norms = atoms.into_iter().filter_map(|atom| match &atom.kind {
            AtomKind::Verified(norm) => Some(norm),
            _ => None,
        });
        let found: Vec<&'a Verification> = norms.flat_map(|norm| self.verifications(norm, row)).collect();
        found.into_iter().filter(|v| v.state == Verified::NotDone)
    }

    /// The lines by which a duty was found not done.
    pub(super) fn undone_entries(&self, rule: &Rule, row: &Row<'a>) -> Vec<String> {
        self.found_undone(rule, row).map(|v| super::reason::line_of(&v.origin)).collect()
    }

    /// What verifiers found last of a norm: all that may be the last, where the hours of several are not known.
    fn last_found(&self, norm: &str, row: &Row<'a>) -> Vec<&'a Verification> {
        let mut found = self.verifications(norm, row);
        // a claim verifies nothing
        found.retain(|v| v.state != Verified::Claimed);
        let last = found.iter().map(|v| v.at.lo).max();
        found.retain(|v| last.is_none_or(|last| v.at.hi > last));
        found
    }

    pub(super) fn verified(&self, norm: &Arc<str>, row: &Row<'a>, case: &Case) -> Truth {
        let valid_for = self.agreement.norm(norm).and_then(|n| n.rule.as_ref()).and_then(|r| r.valid_for);
        let shown = fold(self.last_found(norm, row).into_iter().map(|last| {
            let lapses = valid_for.map(|span| last.at.lo.plus(span).plus(Span(1)));
            let end = [last.valid_until, lapses].into_iter().flatten().min();
            if end.is_some_and(|end| self.material.as_of >= end) {
                // older than it may be: unknown again, not false
                return Truth::Unknown;
            }
            match last.state {
                Verified::Done => Truth::True,
                Verified::NotDone => Truth::False,
                Verified::Partial | Verified::Claimed => Truth::Unknown,
            }
        }));
        if shown == Truth::Unknown
            && let Some(Cell::Yes(yes)) = case.get(&Unknown::Open(OpenKey::Verified(norm.clone())))
        {
            return Truth::from(*yes);
        }
        shown
    }

    /// When an event came to pass; `None` where the record does not show it.
    pub(super) fn happened(&self, event: &Event, row: &Row<'a>, case: &Case) -> Option<TimeRange> {
        if let Some(Cell::Time(when)) = case.get(&Unknown::Open(OpenKey::When(event.clone()))) {
            return Some(*when);
        }
        // the first of several may have come at any moment until one of them surely had
        let first = |norm: &str, state: Verified| {
            let found = self.verifications(norm, row).into_iter().filter(|v| v.state == state);
            found.map(|v| v.at).reduce(|a, b| TimeRange { lo: a.lo.min(b.lo), hi: a.hi.min(b.hi) })
        };
        match event {
            Event::Verified(norm) => first(norm, Verified::Done),
            Event::Claimed(norm) => first(norm, Verified::Claimed),
            Event::Adhered(party) => {
                let party = self.agreement.parties.get(self.party(party)?)?;
                // it lies after the record's end like any event that has not happened yet
                (party.adhered.lo <= self.material.as_of).then_some(party.adhered)
            }
            Event::Signed(at) => Some(*at),
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
                let (from, until) = ([sent.lo, last], [sent.lo.plus(Span(1)), sent.hi]);
                out.extend(from.map(|edge| edge.minus(slack)));
                out.extend(until.map(|edge| edge.plus(slack)));
            }
        }
    }
}

/// Whether an entry speaks of this time, was sent before it as the text demands, and answered so; what it leaves blank is as
/// `filled` says.
fn right_moment(asks: Asks, entry: &Entry, rule: &Match, at: TimeRange, filled: Truth) -> Truth {
    let answered = match &rule.answer {
        Some(answer) => entry.answer.as_ref().map_or(filled, |a| Truth::from(a == answer)),
        // a refusal is never leave
        None => Truth::from(!(asks == Asks::Authorised && entry.answer.as_deref() == Some("refused"))),
    };
    answered.and(right_time(asks, entry, rule, at, filled)).and(right_lead(entry, rule, at, filled))
}

fn right_lead(entry: &Entry, rule: &Match, at: TimeRange, filled: Truth) -> Truth {
    let Some(lead) = rule.lead else { return Truth::True };
    let Some(sent) = entry.sent_at else { return filled };
    // sent + lead <= at, for the earliest and latest either may be
    let ready = TimeRange { lo: sent.lo.plus(lead), hi: sent.hi.plus(lead) };
    Truth::from_possible(ready.lo.0 < at.hi.0, ready.hi.0.saturating_sub(1) > at.lo.0)
}

/// Whether the moment of an act is the one that an entry speaks of, give or take the slack of the match.
fn right_time(asks: Asks, entry: &Entry, rule: &Match, at: TimeRange, filled: Truth) -> Truth {
    let slack = rule.window.unwrap_or(Span(0));
    match (entry.window, entry.sent_at) {
        (Some(window), _) => within(at, window.lo.minus(slack), window.hi.plus(slack)),
        // a call to the mechanism speaks of the moment at which it was made
        (None, Some(sent)) if rule.lead.is_none() || asks == Asks::Contacted => close(at, sent, slack),
        (None, _) if rule.window.is_some() => filled,
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

/// What is unknown of an entry that leaves blank what a match asks: its answer alone, or more.
pub(super) fn blank_key(asks: Asks, index: u16, entry: &Entry, blanks: &[Blank]) -> OpenKey {
    OpenKey::Entry(asks as u8, index, blanks == [Blank::Answer], entry.origin.clone())
}

/// The acts that an entry speaks of.
pub(super) fn announced(entry: &Entry) -> Vec<Code> {
    entry.act.iter().filter_map(|v| if let Value::Code(c) = v { Some(*c) } else { None }).collect()
}
