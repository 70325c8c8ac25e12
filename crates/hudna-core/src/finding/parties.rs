//! Who answers for an actor on a day: dated links, possibly contested (`LANGUAGE` §1, §6).
//!
//! An answer is a set of parties as bits by their index. A place where links are open gives several
//! possible answers. An actor of whom the text says nothing may be anybody's.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::case::{Case, Cell, LinkKey, Someone, Unknown};
use super::memory::Of;
use super::row::Row;
use super::weigher::Weigher;
use crate::agreement::{Agreement, Link, LinkKind};
use crate::condition::{Truth, sides_agree};
use crate::register::RegisterKind;
use crate::time::{Instant, TimeRange};
use crate::value::{Attribute, Value};

/// Sets of parties, as bits, that may answer; sorted, without repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answers {
    /// The possible sets. Empty only where nothing at all is known of the actor.
    pub sets: Vec<u64>,
    /// Whether the actor itself is unknown.
    pub nobody_knows: bool,
}

/// How many links may be open at once before every combination of them is taken as possible.
const MOST_OPEN_LINKS: usize = 6;

impl Weigher<'_> {
    /// The actors that may stand for `attribute` in this case; `None` where unknown.
    pub(super) fn someone(&self, row: &Row<'_>, case: &Case, attribute: Attribute) -> Option<Rc<[Someone]>> {
        let attribute = row.meant(attribute);
        let key = (Of::Attribute, attribute as usize);
        case.remembered(|m| &m.people, key, || self.someone_now(row, case, attribute))
    }

    fn someone_now(&self, row: &Row<'_>, case: &Case, attribute: Attribute) -> Option<Rc<[Someone]>> {
        match case.attribute(attribute) {
            Some(Cell::Someone(one)) => return Some(Rc::new([one.clone()])),
            Some(Cell::Nothing) => return Some(Rc::new([Someone::Outsider])),
            _ => {}
        }
        let values = self.values(row, case, attribute);
        if values.is_empty() {
            return None;
        }
        let mut out: Vec<Someone> = values
            .iter()
            .map(|value| match value {
                Value::Actor(name) => Someone::Named(self.actor_id(name)),
                _ => Someone::Outsider,
            })
            .collect();
        out.sort();
        out.dedup();
        if out.len() > 1 {
            self.leave_out_other_side(row, case, attribute, &mut out);
        }
        Some(out.into())
    }

    /// Nobody acts against itself: where the other side is known, it is not also this one.
    fn leave_out_other_side(
        &self,
        row: &Row<'_>,
        case: &Case,
        attribute: Attribute,
        people: &mut Vec<Someone>,
    ) {
        let other = match attribute {
            Attribute::Actor => Attribute::Target,
            Attribute::Target => Attribute::Actor,
            _ => return,
        };
        let other = match (case.attribute(other), self.values(row, case, other).as_slice()) {
            (Some(Cell::Someone(Someone::Named(id))), _) => id.clone(),
            (None, [Value::Actor(name)]) => self.actor_id(name),
            _ => return,
        };
        people.retain(|one| !matches!(one, Someone::Named(id) if *id == other));
    }

    /// The sets of parties that may answer for the actor of `attribute` in this case.
    pub(super) fn answers(&self, row: &Row<'_>, case: &Case, attribute: Attribute) -> Answers {
        if let Some(party) = row.party {
            return Answers { sets: vec![1 << party], nobody_knows: false };
        }
        let key = (Of::Attribute, row.meant(attribute) as usize);
        case.remembered(|m| &m.answers, key, || self.answers_now(row, case, attribute))
    }

    fn answers_now(&self, row: &Row<'_>, case: &Case, attribute: Attribute) -> Answers {
        let Some(people) = self.someone(row, case, attribute) else {
            return Answers { sets: self.anybody(), nobody_knows: true };
        };
        let at = self.time(row, case);
        let mut sets = Vec::new();
        for one in &*people {
            match one {
                Someone::OfParty(p) => sets.push(1 << p),
                Someone::Outsider => sets.push(0),
                Someone::Named(id) => sets.extend(self.answers_for(id, at, case)),
            }
        }
        sets.sort_unstable();
        sets.dedup();
        Answers { sets, nobody_knows: false }
    }

    pub(super) fn anybody(&self) -> Vec<u64> {
        std::iter::once(0).chain((0..self.agreement.parties.len()).map(|p| 1 << p)).collect()
    }

    /// The sets of parties that may answer for a named actor over `at`.
    pub(super) fn answers_for(&self, id: &Arc<str>, at: TimeRange, case: &Case) -> Vec<u64> {
        if let Some(party) = self.party(id) {
            return vec![1 << party];
        }
        if self.is_unlisted(id, at) {
            return match case.get(&Unknown::Link(LinkKey::Unlisted(id.clone()))) {
                Some(Cell::Someone(Someone::OfParty(p))) => vec![1 << p],
                Some(_) => vec![0],
                None => self.anybody(),
            };
        }
        let mut open: Vec<LinkKey> = Vec::new();
        self.open_links(id, at, case, &self.agreement.answers_for, &mut open);
        if open.len() > MOST_OPEN_LINKS {
            return self.every_combination();
        }
        let mut sets: Vec<u64> = (0..1_u32 << open.len())
            .map(|bits| {
                let chosen = |key: &LinkKey| open.iter().position(|k| k == key).map(|i| bits >> i & 1 == 1);
                self.reach(id, at, case, &chosen)
            })
            .collect();
        sets.sort_unstable();
        sets.dedup();
        sets
    }

    fn every_combination(&self) -> Vec<u64> {
        let n = self.agreement.parties.len().min(8);
        (0..1_u64 << n).collect()
    }

    /// The parties reached from an actor when every open link is settled by `chosen`.
    fn reach(
        &self,
        id: &Arc<str>,
        at: TimeRange,
        case: &Case,
        chosen: &dyn Fn(&LinkKey) -> Option<bool>,
    ) -> u64 {
        let (mut set, mut seen, mut todo) = (0, vec![id.clone()], vec![id.clone()]);
        while let Some(actor) = todo.pop() {
            for index in self.links_of(&actor) {
                let link = &self.agreement.links[*index];
                if !self.agreement.answers_for.contains(&link.kind) {
                    continue;
                }
                let there =
                    self.pieces(*index, at, case).into_iter().flatten().all(|(key, truth)| match truth {
                        Truth::True => true,
                        Truth::False => false,
                        Truth::Unknown => match chosen(&key).unwrap_or(false) {
                            // of a change it is chosen whether it had come
                            come if matches!(key, LinkKey::Change(_)) => come != ends_with_change(link),
                            exists => exists,
                        },
                    });
                if !there {
                    continue;
                }
                if let Some(party) = self.party(&link.to) {
                    set |= 1 << party;
                } else if !seen.contains(&link.to) {
                    seen.push(link.to.clone());
                    todo.push(link.to.clone());
                }
            }
        }
        set
    }

    /// The keys of links on the way from an actor that are open over `at`.
    fn open_links(
        &self,
        id: &Arc<str>,
        at: TimeRange,
        case: &Case,
        kinds: &[LinkKind],
        out: &mut Vec<LinkKey>,
    ) {
        let (mut seen, mut todo) = (vec![id.clone()], vec![id.clone()]);
        while let Some(actor) = todo.pop() {
            for index in self.links_of(&actor) {
                let link = &self.agreement.links[*index];
                if !kinds.contains(&link.kind) || self.link_truth(*index, at, case) == Truth::False {
                    continue;
                }
                for (key, truth) in self.pieces(*index, at, case).into_iter().flatten() {
                    if truth == Truth::Unknown && !out.contains(&key) {
                        out.push(key);
                    }
                }
                if !seen.contains(&link.to) {
                    seen.push(link.to.clone());
                    todo.push(link.to.clone());
                }
            }
        }
    }

    /// Whether a link holds over `at` in this case.
    pub(super) fn link_truth(&self, index: usize, at: TimeRange, case: &Case) -> Truth {
        self.pieces(index, at, case).into_iter().flatten().fold(Truth::True, |all, (_, truth)| all.and(truth))
    }

    /// What a link hangs on, each with its truth over `at` in this case: whether its change had come, and its own
    /// dates and whether it exists at all.
    fn pieces(&self, index: usize, at: TimeRange, case: &Case) -> [Option<(LinkKey, Truth)>; 2] {
        let link = &self.agreement.links[index];
        let supposed = |key: &LinkKey| match case.get(&Unknown::Link(key.clone())) {
            Some(Cell::Yes(yes)) => Some(*yes),
            _ => None,
        };
        let (mut from, mut until, mut changed) = (link.from, link.until, None);
        if let Some((change, window)) = link.change.as_ref().and_then(|c| self.changes.get_key_value(c)) {
            let key = LinkKey::Change(change.clone());
            let come = over(at, Some(*window), None, supposed(&key));
            if ends_with_change(link) {
                until = None;
                changed = Some((key, come.negated()));
            } else {
                from = None;
                changed = Some((key, come));
            }
        }
        let disputed = !link.disputed_by.is_empty();
        let own = (disputed || from.is_some() || until.is_some()).then(|| {
            let key = LinkKey::Link(u16::try_from(index).unwrap_or(u16::MAX));
            let yes = supposed(&key);
            let dated = over(at, from, until, yes);
            let truth = if disputed { dated.and(yes.map_or(Truth::Unknown, Truth::from)) } else { dated };
            (key, truth)
        });
        [changed, own]
    }

    /// Whether the text does not say whose an actor is, so that nobody knows it over `at`.
    pub(super) fn is_unlisted(&self, id: &str, at: TimeRange) -> bool {
        !self.is_listed(id) && !self.is_complete(RegisterKind::Links, at)
    }

    /// Unknowns about links that the answer for `attribute` turns on in this case.
    pub(super) fn link_roots(
        &self,
        row: &Row<'_>,
        case: &Case,
        attribute: Attribute,
        out: &mut Vec<Unknown>,
    ) {
        let at = self.time(row, case);
        let people = self.someone(row, case, attribute);
        for one in people.iter().flat_map(|people| people.iter()) {
            let Someone::Named(id) = one else { continue };
            if self.party(id).is_some() {
                continue;
            }
            if self.is_unlisted(id, at) {
                let key = Unknown::Link(LinkKey::Unlisted(id.clone()));
                if case.get(&key).is_none() {
                    out.push(key);
                }
            }
            let mut open = Vec::new();
            self.open_links(id, at, case, LinkKind::ALL, &mut open);
            out.extend(open.into_iter().map(Unknown::Link));
        }
    }

    /// Whether an actor is linked, by any kind of link and transitively, to `to`.
    pub(super) fn affiliated(&self, id: &Arc<str>, to: &str, at: TimeRange, case: &Case) -> Truth {
        if &**id == to {
            return Truth::True;
        }
        let mut best = Truth::False;
        if self.is_unlisted(id, at) {
            best = match case.get(&Unknown::Link(LinkKey::Unlisted(id.clone()))) {
                Some(Cell::Someone(Someone::OfParty(p))) => Truth::from(self.party(to) == Some(*p)),
                Some(_) => Truth::False,
                None => Truth::Unknown,
            };
        }
        let mut reached = vec![(id.clone(), Truth::True)];
        let mut next = 0;
        while next < reached.len() {
            let (actor, so_far) = reached[next].clone();
            next += 1;
            for index in self.links_of(&actor) {
                let link = &self.agreement.links[*index];
                let truth = so_far.and(self.link_truth(*index, at, case));
                if truth == Truth::False {
                    continue;
                }
                if &*link.to == to {
                    best = best.or(truth);
                } else if !reached.iter().any(|(a, t)| *a == link.to && *t >= truth) && reached.len() < 64 {
                    reached.push((link.to.clone(), truth));
                }
            }
        }
        best
    }
}

/// Whether the party of another is ours, or is another's, over all sets that may answer.
pub(super) fn parties_agree(ours: &[u64], theirs: &[u64], same: bool) -> Truth {
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
    super::atom::fold(pairs.map(|(a, b)| Truth::from(sides_agree(a, b, same))))
}

/// Whether something that began in `from` and ended in `until` was so over `at`; inside a window it is as `supposed`.
///
/// Windows hold possible moments, the end excluded: an exact moment is one microsecond wide.
fn over(at: TimeRange, from: Option<TimeRange>, until: Option<TimeRange>, supposed: Option<bool>) -> Truth {
    let come = |window: Option<TimeRange>, t: Instant, always: Truth| match window {
        None => always,
        Some(w) if t.0 >= w.hi.0 - 1 => Truth::True,
        Some(w) if t < w.lo => Truth::False,
        Some(_) => Truth::Unknown,
    };
    let edges = [from, until].into_iter().flatten().flat_map(|w| [w.lo, Instant(w.hi.0 - 1)]);
    let inside = edges.filter(|edge| at.lo < *edge && *edge < at.hi);
    super::atom::fold(std::iter::once(at.lo).chain(inside).map(|t| {
        let holds = come(from, t, Truth::True).and(come(until, t, Truth::False).negated());
        if holds == Truth::Unknown { supposed.map_or(holds, Truth::from) } else { holds }
    }))
}

/// Whether a link ends with its change; else it begins with it. Of a link that states both dates, the one left open
/// is the change's, and its end where both are.
fn ends_with_change(link: &Link) -> bool {
    match (link.from, link.until) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(from), Some(until)) => !until.is_exact() || from.is_exact(),
    }
}

/// For each change the window in which it came: from the earliest to the latest date that its links state.
pub(super) fn changes(links: &[Link]) -> FxHashMap<Arc<str>, TimeRange> {
    let mut windows: FxHashMap<Arc<str>, TimeRange> = FxHashMap::default();
    for link in links {
        let dated = if ends_with_change(link) { link.until } else { link.from };
        let (Some(change), Some(dated)) = (&link.change, dated) else { continue };
        windows
            .entry(change.clone())
            .and_modify(|w| *w = TimeRange { lo: w.lo.min(dated.lo), hi: w.hi.max(dated.hi) })
            .or_insert(dated);
    }
    windows
}

/// For each actor the excluded groups that it is, or that links lead to whatever their dates.
pub(super) fn excluded(agreement: &Agreement) -> FxHashMap<Arc<str>, Vec<Arc<str>>> {
    let mut out: FxHashMap<Arc<str>, Vec<Arc<str>>> = FxHashMap::default();
    for group in &agreement.excluded {
        let mut reached = vec![group.clone()];
        let mut next = 0;
        while next < reached.len() {
            let to = reached[next].clone();
            next += 1;
            for link in agreement.links.iter().filter(|l| l.to == to) {
                if !reached.contains(&link.of) {
                    reached.push(link.of.clone());
                }
            }
        }
        reached.into_iter().for_each(|actor| out.entry(actor).or_default().push(group.clone()));
    }
    out
}
