//! The reports made ready, and all that says what others say of them: units, crowds, own ids, the index of pairs.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Filed;
use crate::incident::Options;
use crate::incident::block::Blocks;
use crate::incident::judge::Held;
use crate::incident::record::{self, Actors, Record};
use crate::incident::unit::{self, Counts, Starts, Unit, unit_of};
use crate::incident::words::Reader;

/// Records by the places of their reports, with what they are found by.
#[derive(Debug)]
pub(super) struct Kept {
    pub records: Vec<Record>,
    pub blocks: Blocks,
    pub numbered: Numbered,
    actors: Actors,
    units: FxHashMap<Unit, Vec<u32>>,
    starts: Starts,
}

impl Kept {
    /// Holds nothing yet.
    pub(super) fn new(options: &Options) -> Self {
        Self {
            records: Vec::new(),
            blocks: Blocks::default(),
            numbered: Numbered::default(),
            actors: Actors::new(options),
            units: FxHashMap::default(),
            starts: Starts::default(),
        }
    }

    /// Takes in the reports at the places `fresh` (ascending; all beyond those held, and any that were amended).
    /// The places of records that read, weigh or stand otherwise now, in no order.
    pub(super) fn bring(&mut self, filed: &[Filed], fresh: &[u32]) -> Vec<u32> {
        fresh.iter().for_each(|at| self.actors.learn(&filed[*at as usize].report));
        let (actors, ready) = (&self.actors, |at: &u32| *at as usize);
        let read: Vec<Record> = fresh
            .par_iter()
            .map(ready)
            .map_init(Reader::default, |r, at| record::read(at, &filed[at].report, actors, r))
            .collect();
        // From a third on it is less work to count and list all anew.
        if fresh.len() * 3 >= filed.len() {
            self.fill(fresh, read);
            return (0..self.records.len() as u32).collect();
        }
        let mut changed: FxHashSet<u32> = fresh.iter().copied().collect();
        let mut units: FxHashSet<Unit> = FxHashSet::default();
        let mut crowds: Vec<u32> = Vec::new();
        for (at, record) in fresh.iter().zip(read) {
            if let Some(place) = self.records.get_mut(*at as usize) {
                let old = std::mem::replace(place, record);
                self.take(&old, *at);
                units.insert(unit_of(&old));
                crowds.extend(self.starts.around(&old));
                changed.extend(self.numbered.twins(&self.records, &old));
            } else {
                self.records.push(record);
            }
            let record = &self.records[*at as usize];
            self.units.entry(unit_of(record)).or_default().push(*at);
            units.insert(unit_of(record));
            self.starts.add(record, *at);
            self.numbered.add(record, *at);
        }
        for at in fresh {
            let record = &self.records[*at as usize];
            crowds.extend(self.starts.around(record));
            changed.extend(self.numbered.twins(&self.records, record));
        }
        for at in crowds {
            let record = &mut self.records[at as usize];
            let crowd = self.starts.crowd(record);
            if crowd != record.crowd {
                record.crowd = crowd;
                changed.insert(at);
            }
        }
        for unit in units {
            let members = self.units.get(&unit).map_or(&[][..], Vec::as_slice);
            let counts = Counts::of(members.iter().map(|at| &self.records[*at as usize]));
            let records = &mut self.records;
            changed.extend(members.iter().filter(|at| counts.weigh(&mut records[**at as usize])));
            if members.is_empty() {
                self.units.remove(&unit);
            }
        }
        fresh.iter().for_each(|at| self.blocks.add(&self.records[*at as usize], *at));
        let reweighed = changed.iter().filter(|at| fresh.binary_search(at).is_err());
        reweighed.for_each(|at| self.blocks.reweighed(&self.records[*at as usize], *at));
        changed.into_iter().collect()
    }

    /// A report reads otherwise now, or at another place: what it read before is forgotten.
    fn take(&mut self, old: &Record, at: u32) {
        if let Some(list) = self.units.get_mut(&unit_of(old)) {
            list.retain(|member| *member != at);
        }
        self.starts.take(old, at);
        self.numbered.take(old, at);
        self.blocks.take(old, at);
    }

    /// Counts and lists all anew.
    fn fill(&mut self, fresh: &[u32], read: Vec<Record>) {
        for (at, record) in fresh.iter().zip(read) {
            match self.records.get_mut(*at as usize) {
                Some(place) => *place = record,
                None => self.records.push(record),
            }
        }
        unit::weigh(&mut self.records);
        unit::crowd(&mut self.records);
        (self.units, self.numbered) = (FxHashMap::default(), Numbered::default());
        for (at, record) in self.records.iter().enumerate() {
            self.units.entry(unit_of(record)).or_default().push(at as u32);
            self.numbered.add(record, at as u32);
        }
        self.starts = Starts::of(&self.records);
        self.blocks = Blocks::of(&self.records);
    }
}

/// Reports by their own ids, and by the ids that they repeat.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    owners: FxHashMap<u32, Vec<u32>>,
    echoers: FxHashMap<u32, Vec<u32>>,
}

impl Numbered {
    fn add(&mut self, record: &Record, at: u32) {
        if record.own_id != 0 {
            self.owners.entry(record.own_id).or_default().push(at);
        }
        for id in &record.echoes {
            self.echoers.entry(*id).or_default().push(at);
        }
    }

    fn take(&mut self, record: &Record, at: u32) {
        for id in &record.echoes {
            if let Some(list) = self.echoers.get_mut(id) {
                list.retain(|other| *other != at);
            }
        }
        if let Some(list) = self.owners.get_mut(&record.own_id) {
            list.retain(|other| *other != at);
        }
    }

    /// The same row of the same source, read more than once.
    fn twins(&self, records: &[Record], record: &Record) -> Vec<u32> {
        let owners = self.owners.get(&record.own_id).into_iter().flatten().copied();
        let twin = |at: &u32| {
            let other = &records[*at as usize];
            other.digest == record.digest && other.source == record.source
        };
        owners.filter(twin).collect()
    }

    /// The reports that `c` says it repeats, those that say so of it, and the same row read before and after it.
    pub(super) fn echoes(&self, held: &impl Held, c: u32, out: &mut Vec<u32>) {
        let record = &held.records()[c as usize];
        out.clear();
        out.extend(record.echoes.iter().filter_map(|id| self.owners.get(id)).flatten());
        if record.own_id != 0 {
            out.extend(self.echoers.get(&record.own_id).into_iter().flatten());
            let mut twins = self.twins(held.records(), record);
            twins.sort_unstable_by(|i, j| held.order(*i, *j));
            if let Some(at) = twins.iter().position(|twin| *twin == c) {
                out.extend(at.checked_sub(1).and_then(|before| twins.get(before)));
                out.extend(twins.get(at + 1));
            }
        }
        out.retain(|other| *other != c);
    }
}
