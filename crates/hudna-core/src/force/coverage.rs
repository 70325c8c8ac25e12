//! What patrols, posts and cameras come to, as rows of the register of coverage: counts stand beside them.
//!
//! Hours of a patrol are those of its report, split by the local days that it went through in the share of each; hours
//! planned are those of its plan, once that has ended. Posts manned and cameras working are states, a row for each time
//! between two changes. A sector that turned a patrol back has a row for that.
//!
//! **Nothing is counted twice.** Where a row of `coverage.recorded` speaks of the same sector, a quantity that it states is
//! the only one for all its time: what is derived here of that quantity and overlaps it is left out. A quantity that it
//! leaves open is filled from here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::{Force, Patrol};
use crate::agreement::Agreement;
use crate::ledger::act::Leg;
use crate::register::{Coverage, Registers};
use crate::report::Origin;
use crate::statistics::Sectors;
use crate::time::{Instant, TimeRange, whole_day};

/// The file that derived rows are said to have been read from: none that anybody sent.
pub const DERIVED: &str = "force";

/// A quantity of coverage.
type Quantity = fn(&mut Coverage) -> &mut Option<f64>;

const QUANTITIES: &[Quantity] = &[
    |row| &mut row.patrol_hours,
    |row| &mut row.planned_hours,
    |row| &mut row.cameras_up,
    |row| &mut row.cameras,
    |row| &mut row.posts,
    |row| &mut row.denied,
];

/// A row that says nothing yet.
fn row(sector: &Arc<str>, over: TimeRange) -> Coverage {
    Coverage {
        origin: Origin { file: DERIVED.into(), line: 0, own_id: None },
        sector: sector.clone(),
        over,
        patrol_hours: None,
        planned_hours: None,
        cameras_up: None,
        cameras: None,
        posts: None,
        denied: None,
        note: None,
    }
}

impl Force {
    /// The rows that the acts of the force come to, beside those that were `recorded`, in the order of time.
    pub fn coverage(&self, recorded: &[Coverage]) -> Vec<Coverage> {
        let mut rows = Vec::new();
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        for patrol in &self.patrols {
            self.patrolled(patrol, &zone, &mut rows);
        }
        self.posted(&mut rows);
        self.filmed(&mut rows);
        for derived in &mut rows {
            for quantity in QUANTITIES {
                let stated = |one: &Coverage| {
                    one.sector == derived.sector
                        && one.over.overlaps(&derived.over)
                        && quantity(&mut one.clone()).is_some()
                };
                if recorded.iter().any(stated) {
                    *quantity(derived) = None;
                }
            }
        }
        rows.retain_mut(|row| QUANTITIES.iter().any(|quantity| quantity(row).is_some()));
        rows.sort_by(|a, b| (a.over.lo, &a.sector).cmp(&(b.over.lo, &b.sector)));
        rows
    }

    fn patrolled(&self, patrol: &Patrol, zone: &TimeZone, rows: &mut Vec<Coverage>) {
        if let Some(report) = &patrol.report {
            legs(&report.legs, report.over, zone, rows, |row, hours| row.patrol_hours = Some(hours));
            for sector in &report.denied {
                rows.push(Coverage { denied: Some(1.0), ..row(sector, report.over) });
            }
        }
        let ended = |over: TimeRange| self.as_of.is_some_and(|as_of| over.hi <= as_of);
        if let Some(plan) = patrol.plan.as_ref().filter(|plan| ended(plan.over)) {
            legs(&plan.legs, plan.over, zone, rows, |row, hours| row.planned_hours = Some(hours));
        }
    }

    /// Posts manned, a row for each time between two changes in a sector.
    fn posted(&self, rows: &mut Vec<Coverage>) {
        let Some(as_of) = self.as_of else { return };
        let mut of_sector: BTreeMap<&Arc<str>, Vec<(Instant, f64)>> = BTreeMap::new();
        for post in &self.posts {
            let changes = of_sector.entry(&post.sector).or_default();
            changes.push((post.from, 1.0));
            changes.extend(post.until.map(|until| (until.max(post.from), -1.0)));
        }
        for (sector, mut changes) in of_sector {
            changes.sort_by_key(|change| change.0);
            let mut manned = 0.0;
            for (n, (at, change)) in changes.iter().enumerate() {
                manned += change;
                let next = changes.get(n + 1).map_or(as_of, |(next, _)| *next).min(as_of);
                if *at < next {
                    rows.push(Coverage { posts: Some(manned), ..row(sector, TimeRange::new(*at, next)) });
                }
            }
        }
    }

    /// Cameras working of those known, a row for each time between two changes in a sector.
    fn filmed(&self, rows: &mut Vec<Coverage>) {
        let Some(as_of) = self.as_of else { return };
        // of two told for one moment the later entry counts
        let mut said: Vec<&super::Camera> = self.cameras.iter().filter(|camera| camera.at < as_of).collect();
        said.sort_by_key(|camera| camera.at);
        let sectors: BTreeSet<&Arc<str>> = said.iter().map(|camera| &camera.sector).collect();
        for sector in sectors {
            let mut known: BTreeMap<&Arc<str>, bool> = BTreeMap::new();
            let mut since = as_of;
            for camera in &said {
                let here = camera.sector == *sector;
                // a camera that is told of elsewhere stands here no more
                if !here && !known.contains_key(&camera.camera) {
                    continue;
                }
                film(sector, &known, (since, camera.at), rows);
                if here {
                    known.insert(&camera.camera, camera.up);
                } else {
                    known.remove(&camera.camera);
                }
                since = camera.at;
            }
            film(sector, &known, (since, as_of), rows);
        }
    }
}

/// A row for the cameras known in a sector between two changes.
fn film(
    sector: &Arc<str>,
    known: &BTreeMap<&Arc<str>, bool>,
    (from, until): (Instant, Instant),
    rows: &mut Vec<Coverage>,
) {
    if from < until && !known.is_empty() {
        rows.push(Coverage {
            cameras_up: Some(count(known.values().filter(|up| **up).count())),
            cameras: Some(count(known.len())),
            ..row(sector, TimeRange::new(from, until))
        });
    }
}

/// A count as the register holds numbers.
fn count(of: usize) -> f64 {
    u32::try_from(of).map_or(f64::from(u32::MAX), f64::from)
}

/// Hours of legs, split by local days in the share that each has of the whole time.
fn legs(
    legs: &[Leg],
    over: TimeRange,
    zone: &TimeZone,
    rows: &mut Vec<Coverage>,
    put: impl Fn(&mut Coverage, f64),
) {
    #[expect(clippy::cast_precision_loss, reason = "a patrol's microseconds are far below 2^53")]
    let length = |range: TimeRange| range.hi.0.saturating_sub(range.lo.0) as f64;
    for leg in legs {
        let mut day = over.lo.local(zone).date();
        while let Some(part) = whole_day(day, zone).intersect(&over) {
            let mut one = row(&leg.sector, part);
            put(&mut one, leg.hours * length(part) / length(over));
            rows.push(one);
            if part.hi >= over.hi {
                break;
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
    }
}

/// Visits that were turned away, as rows of coverage of the sectors in which their sites lie. A visit whose place nobody
/// knows is in none; one at a time for which the register of coverage says how often access was denied is counted there.
pub fn denials(agreement: &Agreement, registers: &Registers) -> Vec<Coverage> {
    let sectors = Sectors::of(agreement);
    let stated = |sector: &str, at: TimeRange| {
        let rows = registers.coverage.iter().filter(|row| row.denied.is_some() && *row.sector == *sector);
        rows.filter(|row| &*row.origin.file != DERIVED).any(|row| row.over.overlaps(&at))
    };
    let denied = registers.visits.iter().filter(|visit| visit.access.as_deref() == Some("denied"));
    let rows = denied.filter_map(|visit| {
        let sector = sectors.of_region(visit.place.as_ref()?)?;
        let at = visit.at?;
        (!stated(sector, at)).then(|| Coverage { denied: Some(1.0), ..row(sector, at) })
    });
    rows.collect()
}
