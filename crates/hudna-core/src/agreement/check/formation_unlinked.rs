//! Formations that no link ties to a party, not even by way of others: whose their deeds are stays open for ever.
//! Where the register of links is complete they are strangers, and nothing stays open.

use std::collections::BTreeSet;

use super::{Check, Draft, Example};
use crate::agreement::Agreement;
use crate::agreement::read::fields::Notes;
use crate::register::RegisterKind;

pub(super) const CHECK: Check = Check {
    code: "formation-unlinked",
    example: Example::text("excluded = [{ group = \"cave-group\" }]\n", ""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    if agreement.complete.iter().any(|(register, ..)| *register == RegisterKind::Links) {
        return;
    }
    let tied = tied(agreement);
    let apart = |id: &str| !tied.contains(id) && !agreement.excluded.iter().any(|e| **e == *id);
    let unlinked: Vec<&str> = agreement.formations.iter().map(|f| &*f.id).filter(|id| apart(id)).collect();
    if let Some(first) = unlinked.first() {
        let span = draft.entry("formation", first).unwrap_or_else(|| draft.front("agreement"));
        notes.warning(CHECK.code, span, &[("formation", &unlinked.join(", "))]);
    }
}

/// The parties, and all that links of whatever kind and day tie to them.
fn tied(agreement: &Agreement) -> BTreeSet<&str> {
    let mut tied: BTreeSet<&str> = agreement.parties.iter().map(|p| &*p.id).collect();
    loop {
        let more: Vec<&str> = agreement
            .links
            .iter()
            .filter(|l| tied.contains(&*l.to) && !tied.contains(&*l.of))
            .map(|l| &*l.of)
            .collect();
        if more.is_empty() {
            return tied;
        }
        tied.extend(more);
    }
}
