//! Matches that no condition asks for.

use std::collections::BTreeSet;

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;

pub(super) const CHECK: Check = Check {
    code: "match-unused",
    example: Example::text("contacted('jccc')", "notified('flight_notice')"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let mut used = BTreeSet::new();
    draft.every_atom(|atom| {
        if let AtomKind::Register(_, index) = &atom.kind {
            used.insert(usize::from(*index));
        }
    });
    for (_, unused) in draft.agreement.matches.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
        if let Some(span) = draft.entry("match", &unused.id) {
            notes.warning(CHECK.code, span, &[("match", &unused.id)]);
        }
    }
}
