//! Registers that conditions ask, in a text that declares none complete: silence there can only leave open.
//! A text that declares one complete has thought of the others.

use super::{Check, Draft, Example, bytes};
use crate::agreement::read::fields::Notes;
use crate::condition::{Asks, AtomKind, Words};
use crate::register::RegisterKind;

pub(super) const CHECK: Check = Check {
    code: "register-never-complete",
    example: Example::text(
        "complete = [\n  { register = \"notices\", from = \"D\", by = \"commission\" },\n  { register = \"contacts\", from = \"D\", by = \"commission\" },\n]\n",
        "",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    if !draft.agreement.complete.is_empty() {
        return;
    }
    let mut asked: Vec<(RegisterKind, Words)> = Vec::new();
    draft.every_atom(|atom| {
        let kind = match &atom.kind {
            AtomKind::Register(Asks::Notified, _) => RegisterKind::Notices,
            AtomKind::Register(Asks::Authorised, _) => RegisterKind::Authorisations,
            AtomKind::Register(Asks::Contacted, _) => RegisterKind::Contacts,
            _ => return,
        };
        if !asked.iter().any(|(k, _)| *k == kind) {
            asked.push((kind, atom.words));
        }
    });
    asked.sort_by_key(|(_, words)| words.start);
    if let Some((_, words)) = asked.first() {
        let names: Vec<&str> = asked.iter().map(|(kind, _)| kind.name()).collect();
        notes.warning(CHECK.code, bytes(*words), &[("register", &names.join(", "))]);
    }
}
