//! Names in a report given their places.

use std::sync::Arc;

use hudna_core::place::Region;
use hudna_core::report::Report;
use hudna_core::value::{Attribute, Value};

use super::{Bounds, Candidate, Gazetteer};

impl Gazetteer {
    /// Gives each named place of `report` that has no coordinates the places its name may mean.
    ///
    /// Every deed of the report gets the discs of all candidates: several are contested. Their ids are noted beside
    /// the name. Where the report gives coordinates, or says *none*, these stand and the name is only kept. A name
    /// that is not known leaves the place unknown and no candidates. Two names of one attribute narrow each other
    /// where they can.
    pub fn resolve(&self, report: &mut Report, area: Option<&Bounds>) {
        let mut attributes: Vec<Attribute> = report.places.iter().map(|n| n.attribute).collect();
        attributes.sort_unstable();
        attributes.dedup();
        for attribute in attributes {
            let stands = report.deeds.iter().any(|deed| !deed.values(attribute).is_empty());
            if stands {
                continue;
            }
            let mut meant: Option<Vec<Candidate>> = None;
            for name in report.places.iter().filter(|n| n.attribute == attribute) {
                let found = self.lookup(&name.written, area);
                meant = match meant {
                    None => Some(found),
                    Some(before) => Some(narrowed(before, found)),
                };
            }
            let candidates = meant.unwrap_or_default();
            let ids: Vec<Arc<str>> = candidates.iter().map(|c| Arc::clone(&c.place.id)).collect();
            for name in report.places.iter_mut().filter(|n| n.attribute == attribute) {
                name.candidates.clone_from(&ids);
            }
            let mut regions: Vec<Region> = Vec::with_capacity(candidates.len());
            for candidate in candidates {
                if !regions.contains(&candidate.region) {
                    regions.push(candidate.region);
                }
            }
            let values: Vec<Value> = regions.into_iter().map(Value::Place).collect();
            for deed in &mut report.deeds {
                deed.set(attribute, values.clone());
            }
        }
    }
}

/// What two names of one place leave: the candidates of both, else all candidates of either.
fn narrowed(mut before: Vec<Candidate>, found: Vec<Candidate>) -> Vec<Candidate> {
    let ids =
        |list: &[Candidate]| -> Vec<Arc<str>> { list.iter().map(|c| Arc::clone(&c.place.id)).collect() };
    let (first, second) = (ids(&before), ids(&found));
    if first.iter().any(|id| second.contains(id)) {
        before.retain(|c| second.contains(&c.place.id));
    } else {
        before.extend(found);
    }
    before
}
