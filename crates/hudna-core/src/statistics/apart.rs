//! Incidents counted apart by the stage they stand in: by sector, and by sector over a row of periods. What maps and trends are drawn of.
//!
//! Nothing here knows a place: the sector of each incident is told. A count never travels without whether anybody watched.

use std::sync::Arc;

use serde::Serialize;

use super::{Tally, Watched, watched, when};
use crate::agreement::Agreement;
use crate::force::coverage::denials;
use crate::incident::Incident;
use crate::ledger::replay::Stage;
use crate::ledger::stages::Stages;
use crate::list::List;
use crate::register::Registers;
use crate::time::{Instant, TimeRange};

/// Incidents by stage: every one is alleged, and stands in one of the other three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Apart {
    /// Possible incidents alleged by reports.
    pub alleged: u64,
    /// Of these, with nothing but provisional findings.
    pub provisional: u64,
    /// Assessed, and none of the findings ruled.
    pub assessed: u64,
    /// Ruled.
    pub ruled: u64,
}

impl Apart {
    /// Counts one more, which stands in `stage`.
    pub const fn add(&mut self, stage: Stage) {
        self.alleged += 1;
        match stage {
            Stage::Provisional => self.provisional += 1,
            Stage::Assessed => self.assessed += 1,
            Stage::Ruled => self.ruled += 1,
        }
    }
    /// The four in their order, each with its name in data.
    pub const fn named(&self) -> [(&'static str, u64); 4] {
        [
            ("alleged", self.alleged),
            ("provisional", self.provisional),
            ("assessed", self.assessed),
            ("ruled", self.ruled),
        ]
    }
}

impl From<&Tally> for Apart {
    fn from(tally: &Tally) -> Self {
        Self {
            alleged: tally.alleged,
            provisional: tally.provisional.all(),
            assessed: tally.assessed.all(),
            ruled: tally.ruled.all(),
        }
    }
}

/// What a map says of one sector.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InSector {
    /// The sector's id; `None`: in no sector, in several, or not known where.
    pub sector: Option<Arc<str>>,
    /// The counts.
    pub counts: Apart,
    /// Whether anybody watched; `None` where the counts are of no period for which coverage could be told.
    pub watched: Option<bool>,
}

/// The ids of the agreement's sectors, in its order.
pub fn sectors_of(agreement: &Agreement) -> impl Iterator<Item = &Arc<str>> {
    agreement.backdrop.iter().filter(|one| &*one.kind == "sector").map(|one| &one.id)
}

/// Counts incidents by sector, of each of which the sector and the stage are told. All sectors in the agreement's order, then what
/// lies in none, if there is any.
pub fn by_sector<'s>(
    agreement: &Agreement,
    told: impl Iterator<Item = (Option<&'s str>, Stage)>,
) -> Vec<InSector> {
    let mut rows: Vec<InSector> = sectors_of(agreement)
        .map(|id| InSector { sector: Some(id.clone()), ..InSector::default() })
        .collect();
    let mut rest = InSector::default();
    for (sector, stage) in told {
        let row = rows.iter_mut().find(|row| sector.is_some() && row.sector.as_deref() == sector);
        row.unwrap_or(&mut rest).counts.add(stage);
    }
    rows.extend((rest.counts.alleged > 0).then_some(rest));
    rows
}

/// One sector over a row of periods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SectorTrend {
    /// The sector's id; `None`: in no sector, in several, or not known where.
    pub sector: Option<Arc<str>>,
    /// The counts of each period.
    pub counts: Vec<Apart>,
    /// Whether anybody watched in each; empty where there is no sector to be watched.
    pub watched: Vec<bool>,
}

/// The rows of a trend before anything is counted: every sector in the agreement's order, with whether it was watched in each period.
pub fn trend_rows(agreement: &Agreement, registers: &Registers, periods: &[TimeRange]) -> Vec<SectorTrend> {
    let coverage = [&*registers.coverage, &denials(agreement, registers)].concat();
    let is_watched = |id: &str, period: TimeRange| {
        watched(agreement, &coverage, id, period).as_ref().is_some_and(Watched::is_watched)
    };
    let row = |id: &Arc<str>| SectorTrend {
        sector: Some(id.clone()),
        counts: vec![Apart::default(); periods.len()],
        watched: periods.iter().map(|period| is_watched(id, *period)).collect(),
    };
    sectors_of(agreement).map(row).collect()
}

/// Counts by sector over `periods`, which ascend and do not overlap. An incident counts in the period in which it may first have
/// begun; of how many no time is known is the second answer: they count in none.
///
/// `sectors` tells the sector of each incident, in their order; an incident of which none is told lies in no sector.
pub fn trend(
    agreement: &Agreement,
    incidents: List<'_, Incident>,
    sectors: &[Option<Arc<str>>],
    stages: &Stages,
    registers: &Registers,
    periods: &[TimeRange],
) -> (Vec<SectorTrend>, u64) {
    let mut rows = trend_rows(agreement, registers, periods);
    let mut rest = SectorTrend { counts: vec![Apart::default(); periods.len()], ..SectorTrend::default() };
    let mut undated = 0;
    for (at, incident) in incidents.iter().enumerate() {
        let Some(start) = when(incident).map(|time| time.lo) else {
            undated += 1;
            continue;
        };
        let Some(period) = holding(periods, start) else { continue };
        let sector = sectors.get(at).and_then(Option::as_deref);
        let row = rows.iter_mut().find(|row| sector.is_some() && row.sector.as_deref() == sector);
        let stage = stages.reached(&incident.id.0).map_or(Stage::Provisional, |reached| reached.stage);
        row.unwrap_or(&mut rest).counts[period].add(stage);
    }
    rows.extend(rest.counts.iter().any(|one| one.alleged > 0).then_some(rest));
    (rows, undated)
}

/// The period in which a moment lies.
fn holding(periods: &[TimeRange], at: Instant) -> Option<usize> {
    let after = periods.partition_point(|period| period.lo <= at);
    let found = after.checked_sub(1)?;
    (at < periods[found].hi).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_incident_is_alleged_and_stands_in_one_other_stage() {
        let mut counts = Apart::default();
        for stage in [Stage::Provisional, Stage::Ruled, Stage::Assessed, Stage::Ruled] {
            counts.add(stage);
        }
        assert_eq!(counts, Apart { alleged: 4, provisional: 1, assessed: 1, ruled: 2 });
        assert_eq!(counts.alleged, counts.provisional + counts.assessed + counts.ruled);
    }

    #[test]
    fn a_moment_lies_in_the_period_that_begins_at_it_and_in_none_between() {
        let period = |lo, hi| TimeRange { lo: Instant(lo), hi: Instant(hi) };
        let periods = [period(0, 10), period(10, 20), period(30, 40)];
        let of = |at| holding(&periods, Instant(at));
        assert_eq!(
            [of(-1), of(0), of(9), of(10), of(25), of(30), of(40)],
            [None, Some(0), Some(0), Some(1), None, Some(2), None]
        );
    }
}
