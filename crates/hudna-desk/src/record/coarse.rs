//! What is shown to whoever may not see what is sealed: sectors for places, no source, no words, nothing by which one is found.
//!
//! Values are made coarse, not their showing: whatever is said of them later cannot tell what they no longer hold. How coarse is the reader's
//! [`Placing`]: a sector, a cell of a grid within it, or no place. A cell is told only where it tells no more than it says: a place that
//! is itself wider becomes a wider cell or its sector, and so does one in a cell that lies for the most part in another sector, since the sector
//! is told beside it.

use std::sync::{Arc, Mutex, PoisonError};

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Assessment, Finding, Reason};
use hudna_core::force::coverage::denials;
use hudna_core::geo::{Geometry, MultiPolygon};
use hudna_core::incident::{Deed, Incident};
use hudna_core::ledger::filed::WITHHELD;
use hudna_core::place::{Area, Point, Region};
use hudna_core::register::{Coverage, Registers};
use hudna_core::report::{Account, Origin, Report, Source};
use hudna_core::statistics::Sectors;
use hudna_core::value::{Alternative, Attribute, Fact, Kind, Value};
use rustc_hash::FxHashMap;

use crate::cells::{Cell, Width};
use crate::powers::{Level, Placing};

/// The id of what lies in no sector.
pub(super) const ELSEWHERE: &str = "elsewhere";
/// The id of a place that is not told.
const WITHHELD_PLACE: &str = "withheld";

/// The most cells remembered.
const MOST_CELLS: usize = 65_536;

/// A cell, and the sector from which it was asked about.
type AskedFrom = (Cell, Option<Arc<str>>);

/// Makes values coarse by the sectors of one agreement.
#[derive(Debug)]
pub(super) struct Coarse {
    sectors: Sectors,
    /// The sectors' areas: what an exact place becomes.
    areas: Vec<Arc<Area>>,
    /// How nearly places are told.
    placing: Placing,
    /// Cells that were asked about from a sector, as areas where they tell no more than they say.
    cells: Mutex<FxHashMap<AskedFrom, Option<Arc<Area>>>>,
}

impl Coarse {
    pub(super) fn of(agreement: &Agreement, placing: Placing) -> Self {
        let sectors = agreement.backdrop.iter().filter(|one| &*one.kind == "sector");
        let areas = sectors.filter_map(|one| {
            let shape = match &one.shape {
                Geometry::Polygon(one) => MultiPolygon(vec![one.clone()]),
                Geometry::MultiPolygon(all) => all.clone(),
                _ => return None,
            };
            Some(Arc::new(Area { id: one.id.to_string(), shape }))
        });
        Self { sectors: Sectors::of(agreement), areas: areas.collect(), placing, cells: Mutex::default() }
    }

    /// How nearly places are told.
    pub(super) const fn placing(&self) -> &Placing {
        &self.placing
    }

    fn region(&self, region: &Region) -> Region {
        let sector = self.sectors.of_region(region);
        let unknown = |id: &str| Arc::new(Area { id: id.to_owned(), shape: MultiPolygon(Vec::new()) });
        let level = self.placing.within(sector.map(|id| &**id));
        if level == Level::Nothing {
            return Region::Area(unknown(WITHHELD_PLACE));
        }
        let cell = level.widths().iter().find_map(|width| self.cell(region, sector, *width));
        let of_sector = || {
            let id = sector.map_or(ELSEWHERE, |id| &**id);
            self.areas.iter().find(|area| area.id == id).map_or_else(|| unknown(id), Arc::clone)
        };
        Region::Area(cell.unwrap_or_else(of_sector))
    }

    /// The cell of a place, where it tells no more than it says: the place fits in it, and at least half of it lies in the same sector.
    fn cell(&self, region: &Region, sector: Option<&Arc<str>>, width: Width) -> Option<Arc<Area>> {
        if region.radius_m() > f64::from(width.kilometres()) * 500.0 {
            return None;
        }
        let cell = Cell::holding(region.centre(), width);
        let asked = (cell, sector.cloned());
        let lock = || self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&asked) {
            return known.clone();
        }
        let is_here =
            |point: &Point| self.sectors.of_region(&Region::disc(point.lon, point.lat, 0.0)) == sector;
        let (all, here) = (cell.spread().count(), cell.spread().filter(is_here).count());
        let area = (2 * here >= all).then(|| cell.area());
        let mut cells = lock();
        if cells.len() >= MOST_CELLS {
            cells.clear();
        }
        cells.insert(asked, area.clone());
        area
    }

    /// The one cell by which this reader is told where an incident was; `None` where it is told by its sector, by several cells, or not at all.
    pub(super) fn cell_of(&self, incident: &Incident) -> Option<Cell> {
        let facts = incident.deeds.iter().filter_map(|deed| deed.fact(Attribute::Place));
        let mut found = None;
        for alternative in facts.flat_map(|fact| &fact.alternatives) {
            let Value::Place(region) = &alternative.value else { return None };
            let sector = self.sectors.of_region(region);
            let widths = self.placing.within(sector.map(|id| &**id)).widths();
            let told = |width: &Width| {
                self.cell(region, sector, *width).map(|_| Cell::holding(region.centre(), *width))
            };
            let here = widths.iter().find_map(told)?;
            if found.is_some_and(|other| other != here) {
                return None;
            }
            found = Some(here);
        }
        found
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Place(region) => Value::Place(self.region(region)),
            other => other.clone(),
        }
    }

    /// What is claimed of a place, in sectors.
    pub(super) fn fact(&self, fact: &Fact) -> Fact {
        let mut coarse = Fact::default();
        for Alternative { value, reports } in &fact.alternatives {
            let value = self.value(value);
            match coarse.alternatives.iter_mut().find(|known| known.value == value) {
                Some(known) => {
                    known.reports.extend(reports);
                    known.reports.sort_unstable();
                    known.reports.dedup();
                }
                None => coarse.alternatives.push(Alternative { value, reports: reports.clone() }),
            }
        }
        coarse
    }

    fn deed(&self, deed: &Deed) -> Deed {
        let facts = deed.facts.iter().filter(|(attribute, _)| is_shown(*attribute));
        let facts = facts.map(|(attribute, fact)| match attribute.kind() {
            Kind::Place => (*attribute, self.fact(fact)),
            _ => (*attribute, fact.clone()),
        });
        Deed { facts: facts.collect(), reports: deed.reports.clone() }
    }

    pub(super) fn incident(&self, incident: &Incident) -> Incident {
        Incident { deeds: incident.deeds.iter().map(|deed| self.deed(deed)).collect(), ..incident.clone() }
    }

    fn account(&self, account: &Account) -> Account {
        let claims = account.claims.iter().filter(|(attribute, _)| is_shown(*attribute));
        let claims = claims.map(|(attribute, values)| {
            let mut coarse: Vec<Value> = Vec::with_capacity(values.len());
            for value in values.iter().map(|value| self.value(value)) {
                if !coarse.contains(&value) {
                    coarse.push(value);
                }
            }
            (*attribute, coarse)
        });
        Account { claims: claims.collect() }
    }

    /// A report under the number of its entry.
    pub(super) fn report(&self, report: &Report, seq: u64) -> Report {
        Report {
            origin: Origin { own_id: Some(name(seq)), ..Origin::default() },
            source: Source { name: WITHHELD.into(), kind: None, reliability: None, credibility: None },
            reported_at: report.reported_at,
            deeds: report.deeds.iter().map(|account| self.account(account)).collect(),
            echo_of: Vec::new(),
            answers: None,
            text: "".into(),
            places: Vec::new(),
            outlets: Vec::new(),
            aggregate: report.aggregate,
        }
    }
}

/// How pages name a report: by the number of its entry, which tells nothing of its source.
pub(super) fn name(seq: u64) -> Arc<str> {
    format!("R-{seq}").into()
}

/// Where an observer stood is shown to nobody but those who may see what is sealed.
fn is_shown(attribute: Attribute) -> bool {
    attribute != Attribute::ObserverPlace
}

/// Coverage without its notes, with the sectors in which access was denied; and no other register.
pub(super) fn registers(agreement: &Agreement, registers: &Registers) -> Registers {
    let denied = denials(agreement, registers);
    let coverage = registers.coverage.iter().chain(&denied);
    let coverage = coverage.map(|one| Coverage { origin: Origin::default(), note: None, ..one.clone() });
    Registers { coverage: coverage.collect(), ..Registers::default() }
}

/// Findings without where the register rows they rest on were read, and without what was measured between exact places.
pub(super) fn assessment(mut assessment: Assessment) -> Assessment {
    for found in &mut assessment.findings {
        found.because = reason(&found.because);
    }
    assessment
}

/// The same of one finding.
pub(super) fn finding(finding: &Finding) -> Finding {
    Finding { because: reason(&finding.because), ..finding.clone() }
}

fn reason(node: &Reason) -> Reason {
    let parts = node.parts.iter().map(reason).collect();
    Reason { entries: Vec::new(), distance: None, parts, ..node.clone() }
}
