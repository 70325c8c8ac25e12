//! Orders that parties read differently, and whose readings there are to ask.
//!
//! Of two things the text may state an order, and parties may each read one; the commission may rule. Where it did, that holds
//! for all. Where it did not and the readings differ, each is followed through by itself ([`Voice`]), and nobody's is preferred.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::model::{Commitments, Kept, Order, Ordered};
use crate::time::Instant;

/// Whose reading of the orders is followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// As it was agreed.
    Text,
    /// As a party reads it.
    Party(Arc<str>),
}

impl Serialize for Voice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text => serializer.serialize_none(),
            Self::Party(party) => serializer.serialize_str(party),
        }
    }
}

/// What is said of the order of two things.
#[derive(Clone, Debug, Default)]
pub(super) struct Pair {
    agreed: Option<Order>,
    read: BTreeMap<Arc<str>, Order>,
    ruled: Option<Order>,
}

impl Pair {
    /// What was agreed; of two agreed orders the first.
    pub(super) fn agree(&mut self, how: Order) {
        self.agreed.get_or_insert(how);
    }
    /// How a party reads it from now on.
    pub(super) fn read(&mut self, by: &Arc<str>, how: Order) {
        self.read.insert(by.clone(), how);
    }
    /// What was ruled from now on.
    pub(super) fn rule(&mut self, how: Order) {
        self.ruled = Some(how);
    }
    fn by(&self, voice: &Voice) -> Order {
        let own = match voice {
            Voice::Text => None,
            Voice::Party(party) => self.read.get(party).copied(),
        };
        self.ruled.or(own).or(self.agreed).unwrap_or(Order::Free)
    }
    /// Whether the text has a word beside the readings: it states an order, or one side alone reads one.
    fn text_speaks(&self) -> bool {
        self.agreed.is_some() || self.read.len() == 1
    }
    pub(super) fn is_disputed(&self) -> bool {
        let mut orders: BTreeSet<Order> = self.read.values().copied().collect();
        if self.text_speaks() {
            orders.insert(self.agreed.unwrap_or(Order::Free));
        }
        self.ruled.is_none() && orders.len() > 1
    }
}

/// The orders as of a moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    /// What is agreed and read by nobody: what waits, what is waited for, in which order.
    plain: Vec<(u32, u32, Order)>,
    /// What is read by somebody or ruled.
    spoken: BTreeMap<(u32, u32), Pair>,
    /// Needs of what nobody made: what waits.
    pub(super) dangling: Vec<(u32, Order)>,
}

impl Orders {
    pub(super) fn of(all: &Commitments, as_of: Instant) -> Self {
        let mut spoken: BTreeMap<(u32, u32), Pair> = BTreeMap::new();
        let mut orders = Self::default();
        let known = |id: &str| all.at.get(id).copied();
        let pairs = |map: &mut BTreeMap<(u32, u32), Pair>, key: &Ordered, how: &dyn Fn(&mut Pair)| {
            if let (Some(waits), Some(on)) = (known(&key.0), known(&key.1)) {
                how(map.entry((waits, on)).or_default());
            }
        };
        for (key, list) in &all.read {
            for (by, how, _) in list.iter().filter(|(.., stamp)| stamp.at <= as_of) {
                pairs(&mut spoken, key, &|pair| {
                    pair.read.insert(by.clone(), *how);
                });
            }
        }
        for (key, list) in &all.ruled {
            if let Some(ruled) = list.iter().rfind(|ruled| ruled.stamp.at <= as_of) {
                pairs(&mut spoken, key, &|pair| pair.ruled = Some(ruled.how));
            }
        }
        let made = all.kept.iter().filter_map(Kept::promise).filter(|promise| promise.stamp.at <= as_of);
        for promise in made.clone() {
            for need in promise.needs.iter().filter(|need| need.read_by.is_some()) {
                let key = (promise.id.clone(), need.on.clone());
                pairs(&mut spoken, &key, &|pair| {
                    if let Some(by) = &need.read_by {
                        // what was said later by itself holds
                        pair.read.entry(by.clone()).or_insert(need.how);
                    }
                });
            }
        }
        for promise in made {
            let Some(waits) = known(&promise.id) else { continue };
            for need in promise.needs.iter().filter(|need| need.read_by.is_none()) {
                match known(&need.on) {
                    None => orders.dangling.push((waits, need.how)),
                    Some(on) => match spoken.get_mut(&(waits, on)) {
                        Some(pair) => pair.agreed = Some(pair.agreed.unwrap_or(need.how)),
                        None => orders.plain.push((waits, on, need.how)),
                    },
                }
            }
        }
        Self { spoken, ..orders }
    }

    /// Whose readings there are to ask. Where nothing is disputed, the text's alone.
    pub(super) fn voices(&self) -> Vec<Voice> {
        let disputed = || self.spoken.values().filter(|pair| pair.is_disputed());
        let parties: BTreeSet<&Arc<str>> = disputed().flat_map(|pair| pair.read.keys()).collect();
        let mut voices: Vec<Voice> = parties.into_iter().map(|party| Voice::Party(party.clone())).collect();
        if voices.is_empty() || disputed().any(Pair::text_speaks) {
            voices.insert(0, Voice::Text);
        }
        voices
    }

    /// What waits for what as `voice` reads it.
    pub(super) fn links(&self, voice: &Voice, size: usize) -> Links {
        self.links_with(voice, size, &[])
    }

    /// The same with `new` in the place of what is said of the same orders.
    pub(super) fn links_with(&self, voice: &Voice, size: usize, new: &[(u32, u32, Order)]) -> Links {
        let spoken = self.spoken.iter().map(|((waits, on), pair)| (*waits, *on, pair.by(voice)));
        let kept = |(waits, on, _): &(u32, u32, Order)| !new.iter().any(|(w, o, _)| w == waits && o == on);
        let all = self.plain.iter().copied().chain(spoken).filter(kept).chain(new.iter().copied());
        let mut all: Vec<(u32, u32, Order)> = all.filter(|(.., how)| *how != Order::Free).collect();
        // nothing waits for itself
        all.retain(|(waits, on, _)| waits != on);
        Links::of(size, &all)
    }

    /// Whether the order of two things may be ruled: it is read differently, or was ruled before.
    pub(super) fn may_be_ruled(&self, waits: u32, on: u32) -> bool {
        self.spoken.get(&(waits, on)).is_some_and(|pair| pair.ruled.is_some() || pair.is_disputed())
    }

    /// Pairs whose order is read differently and was not ruled: what waits, what is waited for.
    pub(super) fn disputed(&self) -> impl Iterator<Item = (u32, u32)> {
        self.spoken.iter().filter(|(_, pair)| pair.is_disputed()).map(|(key, _)| *key)
    }
}

/// What waits for what, and what goes together, by one reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Where the needs of each begin.
    from: Vec<u32>,
    needs: Vec<(u32, Order)>,
    /// The group of things that go together of each: named by its first member.
    group: Vec<u32>,
    /// Where the members of each group begin.
    first: Vec<u32>,
    members: Vec<u32>,
}

impl Links {
    fn of(size: usize, all: &[(u32, u32, Order)]) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "positions of promises are counted in 32 bits")]
        let mut group: Vec<u32> = (0..size as u32).collect();
        for (waits, on, _) in all.iter().filter(|(.., how)| *how == Order::Concurrent) {
            join(&mut group, *waits, *on);
        }
        for at in 0..size {
            group[at] = group[group[at] as usize];
            group[at] = root(&group, group[at]);
        }
        let (from, needs) = packed(size, all.iter().map(|(waits, on, how)| (*waits, (*on, *how))));
        let (first, members) = packed(size, group.iter().copied().zip(0_u32..));
        Self { from, needs, group, first, members }
    }

    /// What one waits for.
    pub(super) fn needs(&self, at: u32) -> &[(u32, Order)] {
        &self.needs[self.from[at as usize] as usize..self.from[at as usize + 1] as usize]
    }
    /// The group that one goes with.
    pub(super) fn group(&self, at: u32) -> u32 {
        self.group[at as usize]
    }
    /// All that go together with `at`, itself too.
    pub(super) fn together(&self, at: u32) -> &[u32] {
        let group = self.group(at) as usize;
        &self.members[self.first[group] as usize..self.first[group + 1] as usize]
    }

    /// Whether what `start` waits for, and what goes together with it, leads to the group `home`.
    pub(super) fn leads(&self, start: u32, home: u32) -> bool {
        let mut seen = vec![false; self.group.len()];
        let mut ahead = vec![self.group(start)];
        while let Some(group) = ahead.pop() {
            if group == home {
                return true;
            }
            if std::mem::replace(&mut seen[group as usize], true) {
                continue;
            }
            let needs = self.together(group).iter().flat_map(|member| self.needs(*member));
            ahead.extend(needs.filter(|(_, how)| how.waits()).map(|(on, _)| self.group(*on)));
        }
        false
    }
}

/// Values by their keys, those of one key beside each other: where each key's begin, and the values.
fn packed<T: Copy + Default>(size: usize, all: impl Iterator<Item = (u32, T)> + Clone) -> (Vec<u32>, Vec<T>) {
    let mut from = vec![0_u32; size + 1];
    for (key, _) in all.clone() {
        from[key as usize + 1] += 1;
    }
    for at in 1..from.len() {
        from[at] += from[at - 1];
    }
    let mut next = from.clone();
    let mut values = vec![T::default(); from.last().map_or(0, |last| *last as usize)];
    for (key, value) in all {
        values[next[key as usize] as usize] = value;
        next[key as usize] += 1;
    }
    (from, values)
}

fn root(group: &[u32], mut at: u32) -> u32 {
    while group[at as usize] != at {
        at = group[at as usize];
    }
    at
}

/// Joins two groups under the lesser name; paths are halved on the way.
fn join(group: &mut [u32], a: u32, b: u32) {
    let mut up = |mut at: u32| {
        while group[at as usize] != at {
            let above = group[group[at as usize] as usize];
            group[at as usize] = above;
            at = above;
        }
        at
    };
    let (a, b) = (up(a), up(b));
    group[a.max(b) as usize] = a.min(b);
}
