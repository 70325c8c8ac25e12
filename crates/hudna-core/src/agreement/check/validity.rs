//! Norms and zones over the time that the agreement is in force.

use std::collections::BTreeMap;

use super::Draft;
use crate::agreement::Geometry;
use crate::agreement::read::fields::Notes;
use crate::time::Instant;

/// Norms that begin after the text has ended, or end before it begins.
pub(super) fn norms(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    for norm in &agreement.norms {
        let too_late = norm.from.zip(agreement.lapses()).is_some_and(|(from, ends)| from >= ends);
        let too_early = norm.until.is_some_and(|until| until <= agreement.d_day);
        if too_late || too_early {
            notes.warning("norm-never-in-force", draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}

/// Zones and lines that are not drawn for all of the time: where they are not, nothing lies in them.
pub(super) fn zones(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let ends = agreement.lapses().unwrap_or(Instant(i64::MAX));
    let mut courses: BTreeMap<(&str, Option<&str>), Vec<&Geometry>> = BTreeMap::new();
    for geometry in &agreement.geometries {
        courses.entry((&geometry.id, geometry.course_of.as_deref())).or_default().push(geometry);
    }
    let mut gaps: Vec<&str> = Vec::new();
    for ((id, _), mut versions) in courses {
        versions.sort_by_key(|g| g.valid.lo);
        let mut drawn_until = agreement.d_day;
        for version in versions {
            if version.valid.lo > drawn_until {
                break;
            }
            drawn_until = drawn_until.max(version.valid.hi);
        }
        if drawn_until < ends {
            gaps.push(id);
        }
    }
    gaps.dedup();
    if !gaps.is_empty() {
        notes.warning("geometry-not-throughout", draft.front("geometry"), &[("ids", &gaps.join(", "))]);
    }
}
