//! Two sole roads over one norm, neither of which lists the other: where both apply they clash.

use super::{Check, Draft, Example};
use crate::agreement::norm::{Exception, Norm};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "sole-roads-disagree",
    example: Example::text("over = [\"a5.2\"]\nwhen = \"reading", "over = [\"a5.2\", \"a4.1\"]\nonly = true\nwhen = \"reading"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let sole: Vec<(&Norm, &Exception)> = draft
        .agreement
        .norms
        .iter()
        .filter_map(|n| n.exception.as_ref().filter(|e| e.only).map(|e| (n, e)))
        .collect();
    for (i, (a, first)) in sole.iter().enumerate() {
        for (b, second) in &sole[i + 1..] {
            let shared = first.over.iter().find(|id| second.over.contains(id));
            let linked = first.over.contains(&b.id) || second.over.contains(&a.id);
            if let (Some(norm), false) = (shared, linked) {
                let arguments = [("first", &*a.id), ("second", &*b.id), ("norm", &**norm)];
                notes.warning(CHECK.code, draft.norm(&b.id), &arguments);
            }
        }
    }
}
