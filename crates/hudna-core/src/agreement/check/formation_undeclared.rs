//! Formations that only links name, so that a report's own name for them cannot be recognised.

use std::collections::BTreeSet;

use super::{Check, Draft, Example, bytes};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "formation-undeclared",
    example: Example::text("{ id = \"river-guard\"", "{ id = \"sea-guard\""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let described = |id: &str| draft.entry("formation", id).is_some() || draft.entry("party", id).is_some();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut first = None;
    for link in &agreement.links {
        let excluded = agreement.excluded.contains(&link.of);
        // An id with spaces is the name itself, as a data set writes it.
        let is_name = link.of.contains(char::is_whitespace);
        if !described(&link.of) && !excluded && !is_name && said.insert(&link.of) {
            first = first.or(Some(link.words));
        }
    }
    if let Some(words) = first {
        let list = said.into_iter().collect::<Vec<_>>().join(", ");
        notes.warning(CHECK.code, bytes(words), &[("formation", &list)]);
    }
}
