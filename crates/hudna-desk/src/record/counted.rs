//! The counts of a period by sector, and how they went over a row of periods: from columns, counted once and shared.
//!
//! They come to what [`hudna_core::statistics::count_of`] and [`hudna_core::statistics::trend`] come to over every incident. What was counted is kept with how
//! incidents stand for one reader ([`super::columns::Standings`]): whoever is told the same gets the same, and nobody gets another's.

use std::sync::{Arc, OnceLock, PoisonError};

use hudna_core::incident::IncidentId;
use hudna_core::ledger::replay::Stage;
use hudna_core::statistics::{self, Apart, Claimed, Counts, SectorCount, SectorTrend, Tally};
use hudna_core::time::TimeRange;
use hudna_core::value::Attribute;
use rayon::prelude::*;

use super::bits::Bits;
use super::columns::Columns;
use super::listing::Standing;
use super::snapshot::Snapshot;
use crate::document::View;

/// Periods whose counts are remembered for one reader: pages ask for a few, up to the end of this minute.
const REMEMBERED: usize = 24;

/// What is told of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    /// By sector.
    pub counts: Counts,
    /// By sector over the periods that were asked for.
    pub trend: Vec<SectorTrend>,
    /// How many incidents of no known time the trend leaves out.
    pub undated: u64,
}

/// What was asked, and its answer once it was counted.
#[derive(Debug)]
pub(super) struct Asked {
    period: TimeRange,
    periods: Vec<TimeRange>,
    counted: Arc<OnceLock<Arc<Counted>>>,
}

/// What reports tell of each incident as numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Incidents of which any number of explosions is claimed, ascending: the least, the most, and whether claims differ.
    explosions: Vec<(u32, (f64, f64, bool))>,
    /// How many reports each is made of.
    reports: Vec<u32>,
}

impl Snapshot {
    /// The counts of `period`, and of each of `periods`, which ascend and do not overlap. They are made of where incidents really are and tell
    /// the sectors that this reader is told. Of a million incidents it takes about a tenth of a second, once for all who are told the same;
    /// whoever asks meanwhile waits.
    pub fn counted(&self, period: TimeRange, periods: &[TimeRange]) -> Arc<Counted> {
        let place = {
            let mut all = self.standings.periods.lock().unwrap_or_else(PoisonError::into_inner);
            let known = all.iter().position(|one| one.period == period && one.periods == periods);
            let one = match known {
                Some(at) => all.remove(at),
                None => Asked { period, periods: periods.to_vec(), counted: Arc::default() },
            };
            let place = Arc::clone(&one.counted);
            // the last asked comes first, and what nobody asks for any more goes
            all.truncate(REMEMBERED - 1);
            all.insert(0, one);
            place
        };
        Arc::clone(place.get_or_init(|| Arc::new(self.count(period, periods))))
    }

    /// The same where it was counted before.
    pub fn counted_before(&self, period: TimeRange, periods: &[TimeRange]) -> Option<Arc<Counted>> {
        let all = self.standings.periods.lock().unwrap_or_else(PoisonError::into_inner);
        let one = all.iter().find(|one| one.period == period && one.periods == periods)?;
        one.counted.get().cloned()
    }

    fn count(&self, period: TimeRange, periods: &[TimeRange]) -> Counted {
        let (now, before) = (self.columns.begun_in(period), self.columns.dated_in(View::before(period)));
        let told = self.columns.told.get_or_init(|| self.numbers());
        let mut sectors = statistics::rows(&self.agreement, &self.coarse.registers, period);
        for row in &mut sectors {
            let Some(within) = row.sector.as_ref().and_then(|id| self.columns.within(id)) else { continue };
            row.now = self.tally(&now, Some(within), told);
            row.before = self.tally(&before, Some(within), told);
        }
        let nowhere = Some(self.columns.nowhere());
        let rest = SectorCount {
            now: self.tally(&now, nowhere, told),
            before: self.tally(&before, nowhere, told),
            ..SectorCount::default()
        };
        if rest.now.alleged + rest.before.alleged > 0 || sectors.is_empty() {
            sectors.push(rest);
        }
        let total = SectorCount {
            now: self.tally(&now, None, told),
            before: self.tally(&before, None, told),
            ..SectorCount::default()
        };
        let counts = Counts {
            sectors,
            total,
            before_known: self.columns.any_before(period.lo),
            reports: now.iter().map(|at| told.reports.get(at).map_or(0, |count| *count as usize)).sum(),
            spoken_of: self.spoken_of(&now),
        };
        Counted { counts, trend: self.trend(periods), undated: self.columns.undated() }
    }

    fn tally(&self, taken: &Bits, within: Option<&Bits>, told: &Told) -> Tally {
        let mut here = taken.clone();
        if let Some(within) = within {
            here.keep(within);
        }
        let Standing { alleged, provisional, assessed, ruled } = self.standings.standing_of(&here);
        let mut explosions = Claimed::default();
        for (_, claimed) in told.explosions.iter().filter(|(at, _)| here.has(*at as usize)) {
            explosions.add(*claimed);
        }
        Tally { alleged, provisional, assessed, ruled, explosions }
    }

    /// The incidents of a selection that people said something of, in their order.
    fn spoken_of(&self, taken: &Bits) -> Vec<IncidentId> {
        let places = self.stages.all_said().filter_map(|id| self.columns.place(id));
        let mut places: Vec<usize> = places.filter(|at| taken.has(*at)).collect();
        places.sort_unstable();
        places.into_iter().filter_map(|at| self.incident_id(at).cloned()).collect()
    }

    fn trend(&self, periods: &[TimeRange]) -> Vec<SectorTrend> {
        let begun: Vec<Bits> = periods.iter().map(|period| self.columns.dated_in(*period)).collect();
        let over = |within: &Bits| -> Vec<Apart> {
            let apart = |begun: &Bits| {
                let mut here = begun.clone();
                here.keep(within);
                let of = |stage: Stage| self.standings.in_stage(&here, stage);
                Apart {
                    alleged: here.count() as u64,
                    provisional: of(Stage::Provisional),
                    assessed: of(Stage::Assessed),
                    ruled: of(Stage::Ruled),
                }
            };
            begun.iter().map(apart).collect()
        };
        let mut rows = statistics::trend_rows(&self.agreement, &self.coarse.registers, periods);
        for row in &mut rows {
            if let Some(within) = row.sector.as_ref().and_then(|id| self.columns.within(id)) {
                row.counts = over(within);
            }
        }
        let rest = SectorTrend { counts: over(self.columns.nowhere()), ..SectorTrend::default() };
        rows.extend(rest.counts.iter().any(|one| one.alleged > 0).then_some(rest));
        rows
    }

    /// Numbers that do not turn on where anything was.
    fn numbers(&self) -> Told {
        let incidents = &self.ground.incidents;
        let claimed = |(at, incident): (usize, &Arc<_>)| {
            Some((u32::try_from(at).ok()?, statistics::claimed(incident, Attribute::Explosions)?))
        };
        Told {
            explosions: incidents.par_iter().enumerate().filter_map(claimed).collect(),
            reports: incidents
                .par_iter()
                .map(|incident| u32::try_from(incident.reports.len()).unwrap_or(u32::MAX))
                .collect(),
        }
    }
}

impl Columns {
    /// How many of no known time.
    fn undated(&self) -> u64 {
        self.no_time().count() as u64
    }

    /// Those of known time that began in a period.
    fn dated_in(&self, period: TimeRange) -> Bits {
        let mut begun = self.begun_in(period);
        begun.drop_of(self.no_time());
        begun
    }
}
