//! One record under two texts.

use std::path::Path;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{self, Material};
use hudna_core::incident;

use super::assess::period;
use super::{Request, Stage, Watch, fusion_options, name_actors, store, take_in};
use crate::document::comparison::Record;
use crate::trouble::Trouble;

/// Takes reports and registers in once, with the gazetteers of both texts, fuses them once with the names that
/// either knows, and weighs the incidents by each.
///
/// # Errors
/// As [`take_in`].
pub fn weigh_both(
    [before, after]: [(&Agreement, &Path); 2],
    request: &Request,
    watch: &dyn Watch,
) -> Result<Record, Trouble> {
    let mut request = request.clone();
    if let Some(name) = after.0.gazetteer.as_deref() {
        let theirs = store::beside(after.1, name)?;
        let ours = before.0.gazetteer.as_deref().map(|name| store::beside(before.1, name)).transpose()?;
        if ours.as_ref() != Some(&theirs) {
            request.gazetteers.push(theirs);
        }
    }
    let taken = take_in(before.0, before.1, &request, watch)?;
    watch.begin(Stage::Fusion, 0);
    let mut options = fusion_options(after.0);
    options.folding.extend(fusion_options(before.0).folding);
    let fused = incident::fuse(&taken.reports, &options);
    let period = period(before.0, &request, &taken.reports);
    let as_of =
        request.as_of.map_or(period.hi, |at| hudna_core::time::instants_of(at, &before.0.zone_time).lo);
    watch.begin(Stage::Assessment, 2 * fused.incidents.len());
    let weighed = [before.0, after.0].map(|agreement| {
        let agreement = &*agreement.with_links(&taken.registers.links);
        let mut incidents = fused.incidents.clone();
        name_actors(agreement, &mut incidents);
        let material = Material {
            reports: (&taken.reports).into(),
            incidents: (&incidents).into(),
            registers: &taken.registers,
            as_of,
        };
        let assessment = finding::assess(agreement, material, &|n| watch.done(n));
        (incidents, assessment)
    });
    Ok(Record {
        lines: (taken.read, taken.reports_set_aside),
        reports: taken.reports,
        registers: taken.registers,
        weighed,
        as_of,
    })
}
