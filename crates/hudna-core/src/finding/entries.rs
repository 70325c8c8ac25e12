//! Entries of notices, authorisations and contacts by their sender and the time that they speak of.
//!
//! A row is held only against entries that may be about it: what is another's, or lies further away in time, cannot
//! match. Nothing here decides whether one does.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::case::{Case, Someone};
use super::plain::Plain;
use super::row::Row;
use super::sift::Laid;
use super::steady::Actor;
use super::weigher::Weigher;
use crate::agreement::{Match, Whom};
use crate::condition::{Asks, Atom, AtomKind, Truth};
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
    /// The longest time of the others.
    longest: i64,
}

/// Entries of one sender.
#[derive(Debug, Default)]
pub(super) struct OfSender {
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
        let wide = hi.saturating_sub(lo);
        if wide <= LONG {
            self.longest = self.longest.max(wide);
            self.short.push((lo, hi, entry));
        } else {
            self.long.push((lo, hi, entry));
        }
    }

    fn all(&self, out: &mut Vec<u32>) {
        out.extend(self.short.iter().chain(&self.long).map(|(.., entry)| *entry));
    }

    /// Those whose time may lie within `slack` of `at`.
    fn near(&self, at: TimeRange, slack: Span, out: &mut Vec<u32>) {
        let (lo, hi) = (at.lo.0.saturating_sub(slack.0), at.hi.0.saturating_add(slack.0));
        let from = self.short.partition_point(|(start, ..)| *start < lo.saturating_sub(self.longest));
        let short = self.short[from..].iter().take_while(|(start, ..)| *start <= hi);
        let near = short.chain(&self.long).filter(|(start, end, _)| *start <= hi && lo <= *end);
        out.extend(near.map(|(.., entry)| *entry));
    }
}

/// Entries of one sender, and whether they are surely an actor's own.
type Own<'a> = (Truth, &'a OfSender);

/// For each actor of a column the entries of one register that may be its own.
pub(super) struct SendersOf<'a> {
    asked: (Asks, Whom),
    /// By the number of the actor; `None` where that must be asked row by row.
    by_actor: Vec<Option<Vec<Own<'a>>>>,
}

impl<'a> Weigher<'a> {
    /// Notes for the actors of the columns whose entries may be theirs, for every register that is asked.
    pub(super) fn lay_senders(&mut self, atoms: &[&Atom], laid: Option<&Laid<'_>>) {
        let Some(laid) = laid else { return };
        for atom in atoms {
            let AtomKind::Register(asks, index) = atom.kind else { continue };
            let Some(rule) = self.agreement.matches.get(usize::from(index)) else { continue };
            let asked = (asks, rule.who);
            if self.senders.iter().all(|s| s.asked != asked) {
                let by_actor = laid.actors.list.iter().map(|actor| self.own_entries(asked, actor)).collect();
                self.senders.push(SendersOf { asked, by_actor });
            }
        }
    }

    fn own_entries(&self, (asks, who): (Asks, Whom), actor: &Actor) -> Option<Vec<Own<'a>>> {
        if !actor.steady || actor.unlisted {
            return None;
        }
        let index = self.subjects.entries.index(asks);
        if who == Whom::Unit {
            let affiliated =
                |unit: &Arc<str>| self.affiliated(&actor.id, unit, TimeRange::ALL, &Case::default());
            let units = self.all_above(vec![actor.id.clone()]).into_iter().map(|u| (affiliated(&u), Some(u)));
            let nameless = std::iter::once((Truth::Unknown, None));
            let own = units.chain(nameless).filter_map(|(truth, u)| Some((truth, index.units.get(&u)?)));
            return Some(own.collect());
        }
        let own = index.parties.iter().map(|(party, of)| match party.as_ref().and_then(|p| self.party(p)) {
            Some(p) => (actor.of_sets(|set| set >> p & 1 == 1), of),
            None => (Truth::Unknown, of),
        });
        Some(own.filter(|(truth, _)| *truth != Truth::False).collect())
    }

    /// What a register shows of a deed of which each attribute is said once; `None` where that must be asked the
    /// long way.
    pub(super) fn register_plain(
        &self,
        asks: Asks,
        index: u16,
        plain: &Plain<'_>,
        actor: Option<usize>,
    ) -> Option<Truth> {
        let rule = self.agreement.matches.get(usize::from(index))?;
        let senders = self.senders.iter().find(|s| s.asked == (asks, rule.who))?;
        let own = senders.by_actor.get(actor?)?.as_ref()?;
        let (entries, kind) = self.entries(asks);
        let (mut truth, mut near) = (Truth::False, Vec::new());
        for (sender, of) in own {
            near.clear();
            of.near(asks, rule, plain.at, &mut near);
            for entry in near.iter().filter_map(|n| entries.get(*n as usize)) {
                truth = truth.or(sender.and(self.entry_fits(asks, entry, rule, plain)));
                if truth == Truth::True {
                    return Some(truth);
                }
            }
        }
        let complete = truth == Truth::False && self.is_complete(kind, plain.at);
        Some(if complete { Truth::False } else { Truth::Unknown })
    }

    /// The actors of a list with all to whom they were ever linked.
    fn all_above(&self, mut units: Vec<Arc<str>>) -> Vec<Arc<str>> {
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
        units
    }

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
        for one in self.someone(row, case, Attribute::Actor)?.iter() {
            match one {
                Someone::OfParty(_) => return None,
                Someone::Outsider => {}
                Someone::Named(id) if self.is_unlisted(id, at) => return None,
                Someone::Named(id) => units.push(id.clone()),
            }
        }
        Some(self.all_above(units))
    }
}
