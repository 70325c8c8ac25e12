//! Entries of notices, authorisations and contacts by their sender and the time that they speak of.
//!
//! A row is held only against entries that may be about it: what is another's, or lies further away in time, cannot
//! match. Nothing here decides whether one does.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::case::{Case, Someone};
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::{Match, Whom};
use crate::condition::Asks;
use crate::register::{Entry, Registers};
use crate::time::{Span, TimeRange};
use crate::value::Attribute;

/// A time wider than this stands in the list that is always looked through.
const LONG: i64 = Span::days(3).0;

/// Some of the entries of a register, by a time of theirs.
#[derive(Debug, Default)]
struct ByTime {
    /// Earliest, latest, which entry; by the earliest.
    short: Vec<(i64, i64, u32)>,
    /// Those whose time is wide.
    long: Vec<(i64, i64, u32)>,
}

/// Entries of one sender.
#[derive(Debug, Default)]
struct OfSender {
    /// Entries that state the time they speak of.
    windows: ByTime,
    /// The others, by when they were sent.
    sent: ByTime,
    /// Those that state neither.
    timeless: Vec<u32>,
}

/// One register, by unit and by party as the text writes them; `None` where an entry names none.
#[derive(Debug, Default)]
struct Index {
    units: FxHashMap<Option<Arc<str>>, OfSender>,
    parties: FxHashMap<Option<Arc<str>>, OfSender>,
}

/// The three registers that one matcher serves.
#[derive(Debug, Default)]
pub(super) struct EntriesByTime([Index; 3]);

impl EntriesByTime {
    /// `id_of` gives the id that the text uses for a name as written.
    pub(super) fn of(registers: &Registers, id_of: &dyn Fn(&str) -> Arc<str>) -> Self {
        let lists = [&registers.notices, &registers.authorisations, &registers.contacts];
        Self(lists.map(|list| Index::of(list, id_of)))
    }

    const fn index(&self, asks: Asks) -> &Index {
        let [notices, authorisations, contacts] = &self.0;
        match asks {
            Asks::Notified => notices,
            Asks::Authorised => authorisations,
            Asks::Contacted => contacts,
        }
    }
}

impl Index {
    fn of(entries: &[Entry], id_of: &dyn Fn(&str) -> Arc<str>) -> Self {
        let mut index = Self::default();
        for (entry, n) in entries.iter().zip(0_u32..) {
            let id = |name: &Option<Arc<str>>| name.as_ref().map(|name| id_of(name));
            index.units.entry(id(&entry.unit)).or_default().add(entry, n);
            index.parties.entry(id(&entry.party)).or_default().add(entry, n);
        }
        for of in index.units.values_mut().chain(index.parties.values_mut()) {
            of.windows.short.sort_unstable();
            of.sent.short.sort_unstable();
        }
        index
    }
}

impl OfSender {
    fn add(&mut self, entry: &Entry, n: u32) {
        match (entry.window, entry.sent_at) {
            (Some(window), _) => self.windows.add(window, n),
            (None, Some(sent)) => self.sent.add(sent, n),
            (None, None) => self.timeless.push(n),
        }
    }

    fn near(&self, asks: Asks, rule: &Match, at: TimeRange, out: &mut Vec<u32>) {
        let slack = rule.window.unwrap_or(Span(0));
        out.extend(&self.timeless);
        self.windows.near(at, slack, out);
        // a call to the mechanism speaks of when it was made; what must come before says nothing of its own time
        if rule.lead.is_none() || asks == Asks::Contacted {
            self.sent.near(at, slack, out);
        } else {
            self.sent.all(out);
        }
    }
}

impl ByTime {
    fn add(&mut self, time: TimeRange, entry: u32) {
        let (lo, hi) = (time.lo.0, time.hi.0);
        let list = if hi.saturating_sub(lo) <= LONG { &mut self.short } else { &mut self.long };
        list.push((lo, hi, entry));
    }

    fn all(&self, out: &mut Vec<u32>) {
        out.extend(self.short.iter().chain(&self.long).map(|(.., entry)| *entry));
    }

    /// Those whose time may lie within `slack` of `at`.
    fn near(&self, at: TimeRange, slack: Span, out: &mut Vec<u32>) {
        let (lo, hi) = (at.lo.0.saturating_sub(slack.0), at.hi.0.saturating_add(slack.0));
        let from = self.short.partition_point(|(start, ..)| *start < lo.saturating_sub(LONG));
        let short = self.short[from..].iter().take_while(|(start, ..)| *start <= hi);
        let near = short.chain(&self.long).filter(|(start, end, _)| *start <= hi && lo <= *end);
        out.extend(near.map(|(.., entry)| *entry));
    }
}

impl<'a> Weigher<'a> {
    /// The entries that may match a row by their time and sender, in the order of the register.
    pub(super) fn entries_near(
        &self,
        asks: Asks,
        rule: &Match,
        row: &Row<'a>,
        case: &Case,
    ) -> Vec<&'a Entry> {
        let (index, at) = (self.subjects.entries.index(asks), self.time(row, case));
        let mut near = Vec::new();
        match rule.who {
            Whom::Unit => {
                let all = || index.units.values();
                match self.units_of(row, case, at) {
                    None => all().for_each(|of| of.near(asks, rule, at, &mut near)),
                    Some(units) => {
                        let of_units = units.into_iter().map(Some).chain([None]);
                        let named = of_units.filter_map(|unit| index.units.get(&unit));
                        named.for_each(|of| of.near(asks, rule, at, &mut near));
                    }
                }
            }
            Whom::Party => {
                let may =
                    self.answers(row, case, Attribute::Actor).sets.into_iter().fold(0, |m, set| m | set);
                for (party, of) in &index.parties {
                    let known = party.as_ref().and_then(|party| self.party(party));
                    if known.is_none_or(|p| may >> p & 1 == 1) {
                        of.near(asks, rule, at, &mut near);
                    }
                }
            }
        }
        near.sort_unstable();
        let entries = self.entries(asks).0;
        near.into_iter().filter_map(|n| entries.get(n as usize)).collect()
    }

    /// The actors that a row may be of, each with all to whom it was ever linked; `None` where it may be anybody.
    fn units_of(&self, row: &Row<'a>, case: &Case, at: TimeRange) -> Option<Vec<Arc<str>>> {
        let mut units: Vec<Arc<str>> = Vec::new();
        for one in self.someone(row, case, Attribute::Actor)? {
            match one {
                Someone::OfParty(_) => return None,
                Someone::Outsider => {}
                Someone::Named(id) if self.is_unlisted(&id, at) => return None,
                Someone::Named(id) => units.push(id),
            }
        }
        let mut next = 0;
        while let Some(unit) = units.get(next).cloned() {
            next += 1;
            for link in self.links_of(&unit).iter().filter_map(|index| self.agreement.links.get(*index)) {
                if !units.contains(&link.to) {
                    units.push(link.to.clone());
                }
            }
        }
        units.sort_unstable();
        units.dedup();
        Some(units)
    }
}
