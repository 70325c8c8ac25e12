//! What lists, filters and counts ask of every incident, a column a question, made once for each size of the record and shared.
//!
//! Nothing here is exact in place: a sector stands for it, or what a reader is told in its stead ([`super::placed`]). How far incidents have come and how they stand is apart
//! ([`Standings`]), because not every reader sees the same of that.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hudna_core::columns::Column;
use hudna_core::finding::Outcome;
use hudna_core::incident::Incident;
use hudna_core::ledger::replay::Stage;
use hudna_core::ledger::stages::Stages;
use hudna_core::list::List;
use hudna_core::statistics::{self, ByOutcome};
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::Attribute;
use hudna_core::vocabulary::Code;
use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::counted::{Asked, Told};
use super::finder::Finder;
use super::incident_table::COLUMNS;
use super::listing::{Filter, InSector, Selection, Standing, Within};
use super::squares::Cells;
use super::waiting::Waiting;
use crate::cells::Square;

/// Selections that are remembered of one sight: each takes a bit an incident.
const REMEMBERED: usize = 64;

/// The columns, by the places of the incidents in the order of time.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Where the incident of each id stands.
    at: FxHashMap<u64, u32>,
    /// When each was; all of time where nobody says.
    when: Vec<TimeRange>,
    /// The earliest and latest beginning and end among each 64.
    hulls: Vec<Hull>,
    undated: Bits,
    /// Sectors in the order of the map, with what lies in each.
    sectors: Vec<(Arc<str>, Bits)>,
    /// What lies in none of them.
    nowhere: Bits,
    /// What each code is told of.
    acts: FxHashMap<Code, Bits>,
    /// What the program finds, in the order of [`Outcome::ALL`].
    found: [Bits; 4],
    /// Of [`super::incident_table`], each made when a filter first asks of it.
    pub(super) table: [OnceLock<Arc<Column>>; COLUMNS.len()],
    /// A column of which nothing is known, in the place of those that nothing asks of.
    pub(super) nothing: OnceLock<Arc<Column>>,
    /// What reports tell of each as numbers, made when a period is first counted.
    pub(super) told: OnceLock<Told>,
    /// The cell of each as the reader is told it, made when somebody first asks for squares.
    pub(super) cells: OnceLock<Cells>,
}

#[derive(Clone, Copy, Debug)]
struct Hull {
    lo: (Instant, Instant),
    hi: (Instant, Instant),
}

/// The number that an incident's id spells; `None` where it is none of ours.
fn number(id: &str) -> Option<u64> {
    let signs = id.strip_prefix("INC-")?.as_bytes();
    let digit = |sign: &u8| match sign {
        b'A'..=b'Z' => Some(u64::from(sign - b'A')),
        b'2'..=b'7' => Some(u64::from(sign - b'2') + 26),
        _ => None,
    };
    (signs.len() == 8).then(|| signs.iter().try_fold(0, |sum, sign| Some(sum << 5 | digit(sign)?)))?
}

impl Columns {
    /// Of incidents, the sector of each, and what is found of each, all in one order; `map` names the sectors in theirs.
    pub(super) fn of(
        incidents: List<'_, Incident>,
        sectors: &[Option<Arc<str>>],
        found: &[Outcome],
        map: impl Iterator<Item = Arc<str>>,
    ) -> Self {
        let len = incidents.len();
        let when: Vec<Option<TimeRange>> = incidents.iter().map(statistics::when).collect();
        let mut columns = Self {
            at: incidents.iter().zip(0..).filter_map(|(one, at)| Some((number(&one.id.0)?, at))).collect(),
            undated: Bits::of(len, |at| when[at].is_none()),
            when: when.into_iter().map(|time| time.unwrap_or(TimeRange::ALL)).collect(),
            hulls: Vec::new(),
            table: Default::default(),
            nothing: OnceLock::new(),
            told: OnceLock::new(),
            cells: OnceLock::new(),
            sectors: map.map(|id| (id, Bits::none(len))).collect(),
            nowhere: Bits::of(len, |at| sectors[at].is_none()),
            acts: FxHashMap::default(),
            found: [Outcome::Breach, Outcome::Undetermined, Outcome::Permitted, Outcome::NotCovered]
                .map(|outcome| Bits::of(len, |at| found[at] == outcome)),
        };
        columns.hulls = columns.when.chunks(64).filter_map(Hull::of).collect();
        columns.put_in(sectors);
        for (at, incident) in incidents.iter().enumerate() {
            for code in statistics::codes(incident, Attribute::Act) {
                columns.acts.entry(code).or_insert_with(|| Bits::none(len)).set(at);
            }
        }
        columns
    }

    fn put_in(&mut self, sectors: &[Option<Arc<str>>]) {
        for (at, sector) in sectors.iter().enumerate() {
            if let Some(sector) = sector
                && let Some((_, bits)) = self.sectors.iter_mut().find(|(id, _)| id == sector)
            {
                bits.set(at);
            }
        }
    }

    /// The same to a reader to whom other sectors are told, and other places.
    pub(super) fn told_in(&self, sectors: &[Option<Arc<str>>]) -> Self {
        let mut other = self.clone();
        other.sectors.iter_mut().for_each(|(_, bits)| *bits = Bits::none(self.len()));
        other.nowhere = Bits::of(self.len(), |at| sectors.get(at).is_none_or(Option::is_none));
        other.put_in(sectors);
        other.cells = OnceLock::new();
        for ((name, _), column) in COLUMNS.iter().zip(&mut other.table) {
            if matches!(*name, "sector" | "place") {
                *column = OnceLock::new();
            }
        }
        other
    }

    /// How many incidents.
    pub(super) const fn len(&self) -> usize {
        self.when.len()
    }

    /// Where the incident of an id stands.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.at.get(&number(id)?).map(|at| *at as usize)
    }

    /// What the program finds of the one at a place.
    pub(super) fn found(&self, at: usize) -> Outcome {
        let outcome = Outcome::ALL.iter().zip(&self.found).find(|(_, bits)| bits.has(at));
        outcome.map_or(Outcome::NotCovered, |(outcome, _)| *outcome)
    }

    /// Whether anybody says when the one at a place was.
    pub(super) fn is_dated(&self, at: usize) -> bool {
        !self.undated.has(at)
    }

    /// When the one at a place began.
    pub(super) fn begun(&self, at: usize) -> Option<Instant> {
        self.when.get(at).map(|time| time.lo)
    }

    /// When the last of which a time is known began.
    pub(super) fn last(&self) -> Option<Instant> {
        let dated = self.when.iter().enumerate().filter(|(at, _)| !self.undated.has(*at));
        dated.map(|(_, time)| time.lo).max()
    }

    /// Those that may have been in a period.
    pub(super) fn may_fall_in(&self, period: TimeRange) -> Bits {
        let mut bits = Bits::none(self.len());
        for (n, hull) in self.hulls.iter().enumerate() {
            if hull.is_outside(period) {
                continue;
            }
            let sure = hull.is_inside(period);
            for at in n * 64..(n * 64 + 64).min(self.len()) {
                if sure || self.when[at].overlaps(&period) {
                    bits.set(at);
                }
            }
        }
        bits
    }

    /// Those that began in a period, and those of which no time is known.
    pub(super) fn begun_in(&self, period: TimeRange) -> Bits {
        let mut bits = self.undated.clone();
        for (n, hull) in self.hulls.iter().enumerate() {
            if hull.lo.1 < period.lo || hull.lo.0 >= period.hi {
                continue;
            }
            if period.lo <= hull.lo.0 && hull.lo.1 < period.hi {
                bits.fill(n);
                continue;
            }
            for at in n * 64..(n * 64 + 64).min(self.len()) {
                if period.lo <= self.when[at].lo && self.when[at].lo < period.hi {
                    bits.set(at);
                }
            }
        }
        bits
    }

    /// Whether any of known time began before a moment.
    pub(super) fn any_before(&self, moment: Instant) -> bool {
        let hulls = self.hulls.iter().enumerate().filter(|(_, hull)| hull.lo.0 < moment);
        let mut places = hulls.flat_map(|(n, _)| n * 64..(n * 64 + 64).min(self.len()));
        places.any(|at| !self.undated.has(at) && self.when[at].lo < moment)
    }

    /// What a filter takes of one sight, but for what is written in it and for the square that it names.
    fn taken(&self, standings: &Standings, filter: &Filter) -> Bits {
        let mut taken = Bits::all(self.len());
        if let Some(wanted) = filter.act {
            let mut any = Bits::none(self.len());
            self.acts.iter().filter(|(code, _)| wanted.covers(**code)).for_each(|(_, bits)| any.add(bits));
            taken.keep(&any);
        }
        match &filter.within {
            Some(Within::Sector(wanted)) => match self.sectors.iter().find(|(id, _)| id == wanted) {
                Some((_, bits)) => taken.keep(bits),
                None => taken = Bits::none(self.len()),
            },
            Some(Within::Elsewhere) => taken.keep(&self.nowhere),
            None => {}
        }
        if let Some(stage) = filter.stage {
            taken.keep(&standings.stage[place_of(stage)]);
        }
        if let Some(outcome) = filter.outcome {
            taken.keep(&standings.stands[outcome as usize]);
        }
        if let Some(period) = filter.begun {
            taken.keep(&self.begun_in(period));
        }
        if filter.time != TimeRange::ALL {
            taken.keep(&self.may_fall_in(filter.time));
        }
        taken
    }

    /// What lies in a sector; `None` where the map has no such one.
    pub(super) fn within(&self, sector: &str) -> Option<&Bits> {
        self.sectors.iter().find(|(id, _)| **id == *sector).map(|(_, bits)| bits)
    }

    /// What lies in no sector.
    pub(super) const fn nowhere(&self) -> &Bits {
        &self.nowhere
    }

    /// Those of which no time is known.
    pub(super) const fn no_time(&self) -> &Bits {
        &self.undated
    }

    /// How many of a selection stand how in which sector, in the order of the map; last, where there are any, those in none.
    pub(super) fn by_sector(&self, standings: &Standings, taken: &Bits) -> Vec<InSector> {
        let counts = |within: &Bits| {
            let mut here = taken.clone();
            here.keep(within);
            standings.standing_of(&here)
        };
        let rows =
            self.sectors.iter().map(|(id, bits)| InSector { sector: Some(id.clone()), counts: counts(bits) });
        let elsewhere = InSector { sector: None, counts: counts(&self.nowhere) };
        rows.chain((elsewhere.counts.alleged > 0).then_some(elsewhere)).collect()
    }
}

impl Hull {
    fn of(some: &[TimeRange]) -> Option<Self> {
        let ends =
            |of: fn(&TimeRange) -> Instant| Some((some.iter().map(of).min()?, some.iter().map(of).max()?));
        Some(Self { lo: ends(|time| time.lo)?, hi: ends(|time| time.hi)? })
    }
    /// Whether none of them meets a period.
    fn is_outside(&self, period: TimeRange) -> bool {
        self.lo.0 >= period.hi || self.hi.1 <= period.lo
    }
    /// Whether each of them meets it.
    fn is_inside(&self, period: TimeRange) -> bool {
        self.lo.1 < period.hi && self.hi.0 > period.lo
    }
}

const fn place_of(stage: Stage) -> usize {
    match stage {
        Stage::Provisional => 0,
        Stage::Assessed => 1,
        Stage::Ruled => 2,
    }
}

/// How far incidents have come and how they stand, as one reader sees it.
#[derive(Debug, Default)]
pub(super) struct Standings {
    stage: [Bits; 3],
    /// In the order of [`Outcome::ALL`].
    stands: [Bits; 4],
    /// Findings that people spoke of, by their places.
    said: FxHashMap<u32, (Stage, Option<Outcome>)>,
    /// Of [`super::incident_table`]: stage and outcome.
    pub(super) table: [OnceLock<Arc<Column>>; 2],
    /// Findings counted by norm and parties, made when somebody first asks.
    pub(super) counted: OnceLock<Vec<(u16, u32, ByOutcome)>>,
    remembered: Mutex<FxHashMap<Filter, Arc<Selection>>>,
    /// Periods that were counted, the last asked first.
    pub(super) periods: Mutex<Vec<Asked>>,
    /// What waits, made when somebody first asks.
    pub(super) waiting: OnceLock<Waiting>,
}

impl Standings {
    /// What `stages` tell of the incidents of some columns.
    pub(super) fn of(columns: &Columns, finder: &Finder, stages: &Stages) -> Self {
        let said = stages.all().filter_map(|(name, staged)| {
            let at = finder.place(name, |id| columns.place(id))?;
            Some((u32::try_from(at).ok()?, (staged.stage, staged.outcome)))
        });
        let mut all = Self {
            stage: [Bits::all(columns.len()), Bits::none(columns.len()), Bits::none(columns.len())],
            stands: columns.found.clone(),
            said: said.collect(),
            table: Default::default(),
            counted: OnceLock::new(),
            remembered: Mutex::default(),
            periods: Mutex::default(),
            waiting: OnceLock::new(),
        };
        for (id, reached) in stages.all_reached() {
            let Some(at) = columns.place(id) else { continue };
            all.stage.iter_mut().for_each(|bits| bits.clear(at));
            all.stands.iter_mut().for_each(|bits| bits.clear(at));
            all.stage[place_of(reached.stage)].set(at);
            all.stands[reached.outcome as usize].set(at);
        }
        all
    }

    /// How far the finding at a place has come, and what was accepted or ruled, where people spoke of it.
    pub(super) fn said_of(&self, finding: usize) -> Option<(Stage, Option<Outcome>)> {
        self.said.get(&u32::try_from(finding).ok()?).copied()
    }

    /// Places of the findings that people spoke of, in no order.
    pub(super) fn all_said(&self) -> impl Iterator<Item = usize> {
        self.said.keys().map(|at| *at as usize)
    }

    /// How many of some incidents have come so far.
    pub(super) fn in_stage(&self, taken: &Bits, stage: Stage) -> u64 {
        let reached = &self.stage[place_of(stage)];
        taken.shared_by(reached, reached)
    }

    /// How some incidents stand.
    pub(super) fn standing_of(&self, taken: &Bits) -> Standing {
        let by = |stage: Stage| {
            let reached = &self.stage[place_of(stage)];
            let of = |outcome: Outcome| taken.shared_by(reached, &self.stands[outcome as usize]);
            ByOutcome {
                breach: of(Outcome::Breach),
                undetermined: of(Outcome::Undetermined),
                permitted: of(Outcome::Permitted),
                not_covered: of(Outcome::NotCovered),
            }
        };
        Standing {
            alleged: taken.count() as u64,
            provisional: by(Stage::Provisional),
            assessed: by(Stage::Assessed),
            ruled: by(Stage::Ruled),
        }
    }

    /// How the incident at a place stands.
    pub(super) fn stands(&self, at: usize) -> Outcome {
        let outcome = Outcome::ALL.iter().zip(&self.stands).find(|(_, bits)| bits.has(at));
        outcome.map_or(Outcome::NotCovered, |(outcome, _)| *outcome)
    }

    /// How far it has come.
    pub(super) fn stage(&self, at: usize) -> Stage {
        match self.stage.iter().position(|bits| bits.has(at)) {
            Some(1) => Stage::Assessed,
            Some(2) => Stage::Ruled,
            _ => Stage::Provisional,
        }
    }

    /// Whether any of some incidents is assessed or ruled.
    pub(super) fn has_staged(&self, taken: &Bits) -> bool {
        let [_, further @ ..] = &self.stage;
        further.iter().any(|bits| taken.shared_by(bits, bits) > 0)
    }

    /// What a filter takes, where somebody asked the same before.
    pub(super) fn remembered(&self, filter: &Filter) -> Option<Arc<Selection>> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).get(filter).map(Arc::clone)
    }

    /// What a filter takes; `square` gives what lies in a square, `written` gives what its written part takes, and is asked only where nobody asked the same before.
    pub(super) fn selected<E>(
        &self,
        columns: &Columns,
        filter: &Filter,
        square: impl FnOnce(Square) -> Bits,
        written: impl FnOnce(&str) -> Result<(Vec<u32>, u64), E>,
    ) -> Result<Arc<Selection>, E> {
        if let Some(known) = self.remembered(filter) {
            return Ok(known);
        }
        let mut taken = columns.taken(self, filter);
        if let Some(wanted) = filter.square {
            taken.keep(&square(wanted));
        }
        let mut perhaps = 0;
        if let Some(text) = filter.written.as_deref() {
            let (surely, more) = written(text)?;
            let mut only = Bits::none(columns.len());
            surely.iter().for_each(|at| only.set(*at as usize));
            taken.keep(&only);
            perhaps = more;
        }
        let selection = Arc::new(Selection::of(taken, perhaps));
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(filter.clone(), Arc::clone(&selection));
        Ok(selection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_of_ours_spells_its_own_number() {
        assert_eq!(number("INC-AAAAAAAA"), Some(0));
        assert_eq!(number("INC-AAAAAA7B"), Some(31 << 5 | 1));
        for other in ["INC-AAAAAAA", "INC-AAAAAAA1", "INC-aaaaaaaa", "R-12", "", "INC-AAAAAAAAA"] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
