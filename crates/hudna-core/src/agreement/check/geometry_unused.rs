//! Zones and lines that no condition asks for.

use std::collections::BTreeSet;

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;

pub(super) const CHECK: Check = Check {
    code: "geometry-unused",
    example: Example::text(
        "within_distance(place, line('contact'), '500 m')",
        "within_distance(place, zone('buffer'), '500 m')",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let used = used(draft);
    let drawn = draft.agreement.geometries.iter().map(|g| &*g.id);
    let unused: BTreeSet<&str> = drawn.filter(|id| !used.contains(*id)).collect();
    if !unused.is_empty() {
        let ids = unused.into_iter().collect::<Vec<_>>().join(", ");
        notes.warning(CHECK.code, draft.front("geometry"), &[("ids", &ids)]);
    }
}

/// The zones and lines that some condition asks for.
pub(super) fn used(draft: &Draft<'_>) -> BTreeSet<String> {
    let mut shapes: BTreeSet<String> = BTreeSet::new();
    draft.every_atom(|atom| {
        if let AtomKind::Zone(_, _, id) | AtomKind::Near { geometry: id, .. } = &atom.kind {
            shapes.insert(id.to_string());
        }
    });
    shapes
}
