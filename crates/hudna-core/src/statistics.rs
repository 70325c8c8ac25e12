//! Counts over incidents, findings and registers: what a situation report puts in its tables.
//!
//! Alleged, provisional, assessed and ruled are counted apart: an incident stands in one of the last three, the furthest that
//! any of its findings reached, and the alleged are all. A count never travels without its coverage; harm is a
//! range of what is claimed, in which the alternatives of a contested fact are never added up. Nothing
//! here decides: an incident's outcome comes from the assessment. Never here: ranks or scores of anyone.

mod apart;

use std::sync::{Arc, LazyLock};

pub use apart::{Apart, InSector, SectorTrend, by_sector, sectors_of, trend, trend_rows};
use geo::{BoundingRect, Contains, Point as GeoPoint};
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::agreement::{Agreement, Shape};
use crate::finding::{Assessment, Outcome};
use crate::force::coverage::denials;
use crate::incident::{Incident, IncidentId};
use crate::ledger::replay::Stage;
use crate::ledger::stages::{Reached, Stages};
use crate::list::List;
use crate::place::{Point, Region};
use crate::register::{Coverage, Holding, Registers, Visit};
use crate::time::{Instant, TimeRange};
use crate::value::{Attribute, Number, Value};
use crate::vocabulary::Code;

/// A sum of ranges: the least and the most that is claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Claimed {
    /// The sum of the lowest claims.
    pub low: f64,
    /// The sum of the highest claims.
    pub high: f64,
    /// How many incidents claim any number.
    pub incidents: u64,
    /// In how many of them the claims differ.
    pub contested: u64,
}

impl Claimed {
    /// Adds what one incident claims: the least, the most, and whether claims differ.
    pub fn add(&mut self, (low, high, contested): (f64, f64, bool)) {
        self.low += low;
        self.high += high;
        self.incidents += 1;
        self.contested += u64::from(contested);
    }
}

/// Incidents counted by an outcome that people accepted or ruled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ByOutcome {
    /// A breach.
    pub breach: u64,
    /// Undetermined.
    pub undetermined: u64,
    /// Permitted.
    pub permitted: u64,
    /// Not covered.
    pub not_covered: u64,
}

impl ByOutcome {
    /// The number with this outcome.
    pub const fn of(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Breach => self.breach,
            Outcome::Undetermined => self.undetermined,
            Outcome::Permitted => self.permitted,
            Outcome::NotCovered => self.not_covered,
        }
    }
    /// All together.
    pub const fn all(&self) -> u64 {
        self.breach + self.undetermined + self.permitted + self.not_covered
    }
    /// Counts those of `other` too.
    pub const fn join(&mut self, other: &Self) {
        self.breach += other.breach;
        self.undetermined += other.undetermined;
        self.permitted += other.permitted;
        self.not_covered += other.not_covered;
    }
    /// Counts one more.
    pub const fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Breach => self.breach += 1,
            Outcome::Undetermined => self.undetermined += 1,
            Outcome::Permitted => self.permitted += 1,
            Outcome::NotCovered => self.not_covered += 1,
        }
    }
}

/// Incidents counted by how far they came: each is alleged, and stands in one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// Possible incidents alleged by the reports.
    pub alleged: u64,
    /// Provisional, by what the engine finds: a breach of at least one norm, else undetermined by one, else permitted.
    pub provisional: ByOutcome,
    /// Assessed: a person accepted a finding, and none is ruled.
    pub assessed: ByOutcome,
    /// Ruled: the commission ruled on a finding.
    pub ruled: ByOutcome,
    /// Explosions, counted apart from incidents.
    pub explosions: Claimed,
}

impl Tally {
    fn count(&mut self, found: Outcome, reached: Option<Reached>, explosions: Option<(f64, f64, bool)>) {
        self.alleged += 1;
        match reached {
            Some(Reached { stage: Stage::Ruled, outcome }) => self.ruled.add(outcome),
            Some(Reached { stage: Stage::Assessed, outcome }) => self.assessed.add(outcome),
            Some(Reached { stage: Stage::Provisional, .. }) | None => self.provisional.add(found),
        }
        if let Some(range) = explosions {
            self.explosions.add(range);
        }
    }
}

/// How much of an area was watched over the period; absent parts were not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Watched {
    /// Hours patrolled.
    pub patrol_hours: Option<f64>,
    /// Hours that were planned.
    pub planned_hours: Option<f64>,
    /// Cameras working.
    pub cameras_up: Option<f64>,
    /// Cameras installed.
    pub cameras: Option<f64>,
    /// Posts manned.
    pub posts: Option<f64>,
    /// How many times access was denied.
    pub denied: Option<f64>,
    /// Notes of the entries, in their order.
    pub notes: Vec<Arc<str>>,
}

impl Watched {
    /// Whether anybody watched at all: that access was denied tells only that nobody could.
    pub fn is_watched(&self) -> bool {
        let posts = self.posts.filter(|posts| *posts > 0.0);
        let said = [self.patrol_hours, self.cameras_up, posts];
        said.iter().any(Option::is_some) || !self.notes.is_empty()
    }
}

/// One row of the table by sector.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SectorCount {
    /// The sector's id; `None` where the place is unknown, contested or in no sector.
    pub sector: Option<Arc<str>>,
    /// Over the period.
    pub now: Tally,
    /// Over the period before, of the same length.
    pub before: Tally,
    /// Coverage over the period; `None`: unknown.
    pub watched: Option<Watched>,
}

/// Incidents in a zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneCount {
    /// The zone's id.
    pub zone: Arc<str>,
    /// Surely inside.
    pub inside: u64,
    /// Perhaps inside: an imprecise or contested place, or a disputed border.
    pub perhaps: u64,
    /// Whether its border is disputed.
    pub disputed: bool,
}

/// Harm claimed over the period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Harm {
    /// Killed, where reports say the target was civilian, medical or aid.
    pub killed_civilian: Claimed,
    /// Killed, where they say otherwise or nothing.
    pub killed_other: Claimed,
    /// Injured, target said to be civilian.
    pub injured_civilian: Claimed,
    /// Injured, otherwise or not said.
    pub injured_other: Claimed,
}

/// Visits of monitors over the period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movement<'a> {
    /// How many visits.
    pub visits: u64,
    /// How many were granted.
    pub granted: u64,
    /// Minutes waited in all.
    pub minutes: f64,
    /// Those denied or delayed.
    pub hindered: Vec<&'a Visit>,
}

/// Incidents of one period by sector: what a summary tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// By sector, in the agreement's order, then the row without a sector where it is not empty.
    pub sectors: Vec<SectorCount>,
    /// All sectors together.
    pub total: SectorCount,
    /// Whether anything was handed over about the period before.
    pub before_known: bool,
    /// How many reports stand in the incidents of the period.
    pub reports: usize,
    /// Those of them that people said something of.
    pub spoken_of: Vec<IncidentId>,
}

/// All counts of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics<'a> {
    /// By sector.
    pub counts: Counts,
    /// By zone.
    pub zones: Vec<ZoneCount>,
    /// Harm.
    pub harm: Harm,
    /// Weapons of the register, in its order.
    pub holdings: Vec<&'a Holding>,
    /// Freedom of movement.
    pub movement: Movement<'a>,
    /// Indexes of the incidents in the period, by earliest time.
    pub in_period: Vec<usize>,
    /// How many of them have no known time: they are counted in the period.
    pub undated: u64,
    /// How many of them have no known place.
    pub unplaced: u64,
}

/// The outcome of each incident, in their order; an incident that the assessment lacks is not covered.
pub fn outcomes(incidents: &[Incident], assessment: &Assessment) -> Vec<Outcome> {
    let aligned = assessment.by_incident.len() == incidents.len()
        && incidents.iter().zip(&assessment.by_incident).all(|(i, (id, _))| i.id == *id);
    if aligned {
        return assessment.by_incident.iter().map(|(_, o)| *o).collect();
    }
    let by_id: FxHashMap<&str, Outcome> =
        assessment.by_incident.iter().map(|(id, o)| (id.0.as_str(), *o)).collect();
    incidents.iter().map(|i| by_id.get(i.id.0.as_str()).copied().unwrap_or(Outcome::NotCovered)).collect()
}

/// The range of time over all that the incident's deeds say; `None`: no report says when.
pub fn when(incident: &Incident) -> Option<TimeRange> {
    values(incident, Attribute::At)
        .filter_map(|v| if let Value::Time(t) = v { Some(*t) } else { None })
        .reduce(|a, b| TimeRange { lo: a.lo.min(b.lo), hi: a.hi.max(b.hi) })
}

/// Whether an incident may have happened in a period; one of unknown time may.
pub fn may_fall_in(incident: &Incident, period: TimeRange) -> bool {
    when(incident).is_none_or(|time| time.overlaps(&period))
}

/// The places that the incident's deeds claim, in order and without repeats.
pub fn places(incident: &Incident) -> Vec<&Region> {
    let mut seen: Vec<&Region> = Vec::new();
    for value in values(incident, Attribute::Place) {
        if let Value::Place(region) = value
            && !seen.contains(&region)
        {
            seen.push(region);
        }
    }
    seen
}

fn values(incident: &Incident, attribute: Attribute) -> impl Iterator<Item = &Value> {
    incident
        .deeds
        .iter()
        .filter_map(move |d| d.fact(attribute))
        .flat_map(|f| f.alternatives.iter().map(|a| &a.value))
}

/// The least and most that the incident's deeds claim of a number, and whether claims differ. Deeds add
/// up where each has its own reports; where they share reports they tell the same people twice.
pub fn claimed(incident: &Incident, attribute: Attribute) -> Option<(f64, f64, bool)> {
    let mut total: Option<(f64, f64, bool)> = None;
    let mut told: Vec<u32> = Vec::new();
    for deed in &incident.deeds {
        let Some(fact) = deed.fact(attribute) else { continue };
        let numbers = fact.alternatives.iter().filter_map(|a| match &a.value {
            Value::Number(n) => Some(*n),
            Value::Nothing => Some(Number::exact(0.0)),
            _ => None,
        });
        let Some(hull) =
            numbers.reduce(|a, b| Number { low: a.low.min(b.low), best: a.best, high: a.high.max(b.high) })
        else {
            continue;
        };
        let contested = fact.alternatives.len() > 1;
        let reports: Vec<u32> = fact.alternatives.iter().flat_map(|a| a.reports.iter().copied()).collect();
        let again = reports.iter().any(|r| told.contains(r));
        told.extend(reports);
        total = Some(match total {
            None => (hull.low, hull.high, contested),
            Some((low, high, c)) if again => (low.min(hull.low), high.max(hull.high), c || contested),
            Some((low, high, c)) => (low + hull.low, high + hull.high, c || contested),
        });
    }
    total
}

fn hits_civilians(incident: &Incident) -> bool {
    values(incident, Attribute::TargetKind).any(|v| {
        matches!(v, Value::Code(c) if matches!(c.name(), "civilian" | "mixed" | "medical" | "aid" | "infrastructure"))
    })
}

fn inside(shape: &geo::MultiPolygon<f64>, p: Point) -> bool {
    shape.contains(&GeoPoint::new(p.lon, p.lat))
}

/// Directions in which the rim of a disc is sampled: cosine and sine of each.
static RIM: LazyLock<[(f64, f64); 16]> = LazyLock::new(|| {
    std::array::from_fn(|i| {
        let a = i as f64 * std::f64::consts::TAU / 16.0;
        (a.cos(), a.sin())
    })
});

/// Whether a region lies in a shape: in, perhaps, out. Shown, never decided on: the disc's rim is sampled.
fn lies(region: &Region, shape: &geo::MultiPolygon<f64>) -> Option<bool> {
    let centre = region.centre();
    let radius = region.radius_m();
    let middle = inside(shape, centre);
    if radius <= 0.0 {
        return Some(middle);
    }
    let (dlat, dlon) = (radius / 111_320.0, radius / (111_320.0 * centre.lat.to_radians().cos().max(0.01)));
    // nothing of it can lie within where it does not even meet the box around the shape
    if shape.bounding_rect().is_none_or(|hull| {
        centre.lon + dlon < hull.min().x
            || centre.lon - dlon > hull.max().x
            || centre.lat + dlat < hull.min().y
            || centre.lat - dlat > hull.max().y
    }) {
        return Some(false);
    }
    let rim = RIM.iter().map(|(cos, sin)| {
        inside(shape, Point { lon: centre.lon + dlon * cos, lat: centre.lat + dlat * sin })
    });
    let within = rim.filter(|b| *b).count();
    match (middle, within) {
        (true, 16) => Some(true),
        (false, 0) => Some(false),
        _ => None,
    }
}

/// The sectors that places lie in: by each incident, and by a place alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sectors {
    list: Vec<(Arc<str>, geo::MultiPolygon<f64>)>,
}

impl Sectors {
    /// Those that the agreement's map shows.
    pub fn of(agreement: &Agreement) -> Self {
        let list = agreement.backdrop.iter().filter(|b| &*b.kind == "sector").filter_map(|b| {
            let shape = match &b.shape {
                geo::Geometry::Polygon(p) => geo::MultiPolygon(vec![p.clone()]),
                geo::Geometry::MultiPolygon(m) => m.clone(),
                _ => return None,
            };
            Some((b.id.clone(), shape))
        });
        Self { list: list.collect() }
    }
    /// The sector in which the middle of a place lies.
    pub fn of_region(&self, region: &Region) -> Option<&Arc<str>> {
        self.list.iter().find(|(_, shape)| inside(shape, region.centre())).map(|(id, _)| id)
    }
    /// The one sector that all claimed places of an incident centre in; `None` where they do not, or none is claimed.
    pub fn holding(&self, incident: &Incident) -> Option<&Arc<str>> {
        self.of_incident(incident).map(|at| &self.list[at].0)
    }
    /// The index of the one sector that all claimed places centre in.
    fn of_incident(&self, incident: &Incident) -> Option<usize> {
        let mut found = None;
        for region in places(incident) {
            let here = self.list.iter().position(|(_, shape)| inside(shape, region.centre()))?;
            if found.is_some_and(|f| f != here) {
                return None;
            }
            found = Some(here);
        }
        found
    }
}

/// Incidents that are counted, with what is found of each.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    /// The incidents.
    pub incidents: List<'a, Incident>,
    /// The summary outcome of each.
    pub outcomes: &'a [Outcome],
    /// Whether others that are not among these began before the period.
    pub earlier: bool,
}

/// The rows of a period before anything is counted: every sector that the map shows as an area, in its order, with how it was watched.
pub fn rows(agreement: &Agreement, registers: &Registers, period: TimeRange) -> Vec<SectorCount> {
    // visits that were turned away stand beside what was recorded of coverage
    let coverage = [&*registers.coverage, &denials(agreement, registers)].concat();
    let row = |(id, _): &(Arc<str>, _)| SectorCount {
        sector: Some(id.clone()),
        watched: watched(agreement, &coverage, id, period),
        ..SectorCount::default()
    };
    Sectors::of(agreement).list.iter().map(row).collect()
}

/// All counts of `period`, with the counts of the period before beside them.
pub fn count<'a>(
    agreement: &Agreement,
    incidents: &[Incident],
    assessment: &Assessment,
    stages: &Stages,
    registers: &'a Registers,
    period: TimeRange,
    before: TimeRange,
) -> Statistics<'a> {
    let happened =
        Happened { incidents: incidents.into(), outcomes: &outcomes(incidents, assessment), earlier: false };
    count_of(agreement, happened, stages, registers, period, before)
}

/// The same of some incidents: those that began in the period or the one before it, and those of unknown time, come to the same as all.
pub fn count_of<'a>(
    agreement: &Agreement,
    Happened { incidents, outcomes, earlier }: Happened<'_>,
    stages: &Stages,
    registers: &'a Registers,
    period: TimeRange,
    before: TimeRange,
) -> Statistics<'a> {
    let sectors = Sectors::of(agreement);
    let mut rows = rows(agreement, registers, period);
    let (mut rest, mut total) = (SectorCount::default(), SectorCount::default());
    let mut reports: Vec<u32> = Vec::new();
    let (mut harm, mut in_period, mut spoken_of, mut undated, mut unplaced, mut before_known) =
        (Harm::default(), Vec::new(), Vec::new(), 0, 0, earlier);
    for (i, incident) in incidents.iter().enumerate() {
        let time = when(incident);
        let start = time.map(|t| t.lo);
        let falls = |r: TimeRange| start.is_some_and(|t| r.lo <= t && t < r.hi);
        let now = start.is_none() || falls(period);
        before_known |= start.is_some_and(|t| t < period.lo);
        if !now && !falls(before) {
            continue;
        }
        let row = sectors.of_incident(incident).map_or(&mut rest, |s| &mut rows[s]);
        let explosions = claimed(incident, Attribute::Explosions);
        let reached = stages.reached(&incident.id.0);
        for tally in if now { [&mut row.now, &mut total.now] } else { [&mut row.before, &mut total.before] } {
            tally.count(outcomes[i], reached, explosions);
        }
        if now {
            in_period.push(i);
            spoken_of.extend(stages.has_said(&incident.id.0).then(|| incident.id.clone()));
            reports.extend(&incident.reports);
            undated += u64::from(start.is_none());
            unplaced += u64::from(places(incident).is_empty());
            add_harm(&mut harm, incident);
        }
    }
    reports.sort_unstable();
    reports.dedup();
    in_period.sort_by_cached_key(|i| {
        let incident = &incidents[*i];
        (when(incident).map_or(Instant(i64::MAX), |t| t.lo), &incident.id)
    });
    if rest.now.alleged + rest.before.alleged > 0 || rows.is_empty() {
        rows.push(rest);
    }
    Statistics {
        counts: Counts { sectors: rows, total, before_known, reports: reports.len(), spoken_of },
        zones: zones(agreement, incidents, &in_period, period),
        harm,
        holdings: registers.holdings.iter().collect(),
        movement: movement(registers, period),
        in_period,
        undated,
        unplaced,
    }
}

fn add_harm(harm: &mut Harm, incident: &Incident) {
    let civilian = hits_civilians(incident);
    if let Some(range) = claimed(incident, Attribute::Killed) {
        if civilian { &mut harm.killed_civilian } else { &mut harm.killed_other }.add(range);
    }
    if let Some(range) = claimed(incident, Attribute::Injured) {
        if civilian { &mut harm.injured_civilian } else { &mut harm.injured_other }.add(range);
    }
}

fn watched(agreement: &Agreement, coverage: &[Coverage], sector: &str, period: TimeRange) -> Option<Watched> {
    let names = agreement.backdrop.iter().find(|b| &*b.id == sector).map(|b| &b.name);
    let meant =
        |written: &str| written == sector || names.is_some_and(|n| written == &*n.ar || written == &*n.en);
    let mut sum: Option<Watched> = None;
    let plus = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    };
    for entry in coverage.iter().filter(|c| meant(&c.sector) && c.over.overlaps(&period)) {
        let w = sum.get_or_insert_default();
        w.patrol_hours = plus(w.patrol_hours, entry.patrol_hours);
        w.planned_hours = plus(w.planned_hours, entry.planned_hours);
        // Cameras are a state, not a sum: the last entry stands.
        w.cameras_up = entry.cameras_up.or(w.cameras_up);
        w.cameras = entry.cameras.or(w.cameras);
        w.posts = entry.posts.or(w.posts);
        w.denied = plus(w.denied, entry.denied);
        w.notes.extend(entry.note.clone());
    }
    sum.filter(|w| w.is_watched() || w.posts.is_some() || w.denied.is_some())
}

fn zones(
    agreement: &Agreement,
    incidents: List<'_, Incident>,
    of: &[usize],
    period: TimeRange,
) -> Vec<ZoneCount> {
    let mut ids: Vec<&Arc<str>> = Vec::new();
    for g in &agreement.geometries {
        if matches!(g.shape, Shape::Zone(_)) && g.valid.overlaps(&period) && !ids.contains(&&g.id) {
            ids.push(&g.id);
        }
    }
    ids.into_iter()
        .map(|id| {
            let mut row = ZoneCount { zone: id.clone(), inside: 0, perhaps: 0, disputed: false };
            row.disputed = agreement.geometry(id).any(|g| g.dispute.is_some());
            for i in of {
                let (time, places) = (when(&incidents[*i]), places(&incidents[*i]));
                let answers: Vec<Option<bool>> = agreement
                    .geometry(id)
                    .filter(|g| time.is_none_or(|t| g.valid.overlaps(&t)))
                    .filter_map(|g| if let Shape::Zone(shape) = &g.shape { Some(shape) } else { None })
                    .flat_map(|shape| places.iter().map(|r| lies(r, shape)))
                    .collect();
                if answers.is_empty() || answers.iter().all(|a| *a == Some(false)) {
                    continue;
                }
                if answers.iter().all(|a| *a == Some(true)) {
                    row.inside += 1;
                } else {
                    row.perhaps += 1;
                }
            }
            row
        })
        .collect()
}

fn movement(registers: &Registers, period: TimeRange) -> Movement<'_> {
    let mut movement = Movement::default();
    for visit in registers.visits.iter().filter(|v| v.at.is_none_or(|at| at.overlaps(&period))) {
        movement.visits += 1;
        movement.minutes += visit.delay_min.map_or(0.0, |n| n.best);
        if visit.access.as_deref() == Some("granted") {
            movement.granted += 1;
        } else if visit.access.is_some() {
            movement.hindered.push(visit);
        }
    }
    movement
}

/// The codes that the incident's deeds claim for `attribute`, in the order of the deeds, without repeats.
pub fn codes(incident: &Incident, attribute: Attribute) -> Vec<Code> {
    let mut seen = Vec::new();
    for value in values(incident, attribute) {
        if let Value::Code(code) = value
            && !seen.contains(code)
        {
            seen.push(*code);
        }
    }
    seen
}
