//! Names that two actors share: a report that uses one of them could be about either, and one is taken.

use std::collections::BTreeMap;

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::names::fold;

pub(super) const CHECK: Check = Check {
    code: "name-shared",
    example: Example::text("en = \"River Guard\" }", "en = \"River Guard\", alt = [\"لواء التلّ\"] }"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let parties = agreement.parties.iter().map(|p| ("party", &p.id, &p.name, &[][..]));
    let formations = agreement.formations.iter().map(|f| ("formation", &f.id, &f.name, &f.alternatives[..]));
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (list, id, name, alternatives) in parties.chain(formations) {
        for written in
            [id, &name.ar, &name.en].into_iter().chain(alternatives).filter(|n| !n.trim().is_empty())
        {
            let owner = owners.entry(fold(written)).or_insert(id);
            if **owner != **id
                && let Some(span) = draft.entry(list, id)
            {
                notes.warning("name-shared", span, &[("name", written), ("first", owner), ("second", id)]);
            }
        }
    }
}
