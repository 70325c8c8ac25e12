//! Terms that no condition asks for.

use std::collections::BTreeSet;

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;

pub(super) const CHECK: Check = Check {
    code: "term-unused",
    example: Example::text("when = \"reading('hot_pursuit')\"", "when = \"purpose = 'policing'\""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let mut used = BTreeSet::new();
    draft.every_atom(|atom| {
        if let AtomKind::Reading(term) = &atom.kind {
            used.insert(usize::from(*term));
        }
    });
    for (_, term) in draft.agreement.terms.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
        let span = draft.entry("term", &term.id).unwrap_or_else(|| draft.front("agreement"));
        notes.warning(CHECK.code, span, &[("term", &term.id)]);
    }
}
