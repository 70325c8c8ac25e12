//! Parties and formations whose name one of the languages lacks.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check =
    Check { code: "name-one-language", example: Example::text(", en = \"River Guard\"", ""), run };

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let parties = draft.agreement.parties.iter().map(|p| ("party", &p.id, &p.name));
    let formations = draft.agreement.formations.iter().map(|f| ("formation", &f.id, &f.name));
    for (list, id, name) in parties.chain(formations) {
        let Some(span) = draft.entry(list, id) else { continue };
        if name.ar.trim().is_empty() || name.en.trim().is_empty() {
            let lacks = if name.ar.trim().is_empty() { "ar" } else { "en" };
            notes.warning(CHECK.code, span, &[("id", id), ("lacks", lacks)]);
        }
    }
}
