//! Zones and lines that no condition asks for.

use std::collections::BTreeSet;

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;

pub(super) const CHECK: Check = Check {
    code: "geometry-unused",
    example: Example::text("within_distance(place, line('contact'), '500 m')", "within_distance(place, zone('buffer'), '500 m')"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let mut shapes: BTreeSet<String> = BTreeSet::new();
    draft.every_atom(|atom| match &atom.kind {
        AtomKind::Zone(_, _, id) => drop(shapes.insert(id.to_string())),
        AtomKind::Near { geometry, .. } => drop(shapes.insert(geometry.to_string())),
        _ => {}
    });
    let drawn = draft.agreement.geometries.iter().map(|g| &*g.id);
    let unused: BTreeSet<&str> = drawn.filter(|id| !shapes.contains(*id)).collect();
    if !unused.is_empty() {
        let ids = unused.into_iter().collect::<Vec<_>>().join(", ");
        notes.warning(CHECK.code, draft.front("geometry"), &[("ids", &ids)]);
    }
}
