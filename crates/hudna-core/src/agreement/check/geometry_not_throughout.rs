//! Zones and lines that are not drawn for all of the time: where they are not, nothing lies in them.

use std::collections::BTreeMap;

use super::{Check, Draft, Example};
use crate::agreement::Geometry;
use crate::agreement::read::fields::Notes;
use crate::time::Instant;

pub(super) const CHECK: Check = Check {
    code: "geometry-not-throughout",
    example: Example::geometry("\"valid_from\": \"2026-04-01\"", "\"valid_from\": \"2026-04-03\""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let ends = agreement.lapses().unwrap_or(Instant(i64::MAX));
    let mut courses: BTreeMap<(&str, Option<&str>), Vec<&Geometry>> = BTreeMap::new();
    let used = super::geometry_unused::used(draft);
    for geometry in agreement.geometries.iter().filter(|g| used.contains(&*g.id)) {
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
