//! Norms that bind the parties, or some of them, at times when none of these is bound.

use super::{Check, Draft, Example};
use crate::agreement::norm::Who;
use crate::agreement::read::fields::Notes;
use crate::time::Instant;

pub(super) const CHECK: Check = Check {
    code: "actor-missing",
    example: Example::text("who       = [\"first\", \"second\"]", "who       = []"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    for norm in agreement.norms.iter().filter(|n| n.rule.is_some()) {
        let begins = norm.from.map_or(agreement.d_day, |from| from.max(agreement.d_day));
        let last = agreement.lapses().unwrap_or(Instant(i64::MAX));
        let ends = norm.until.map_or(last, |until| until.min(last));
        let bound = agreement.parties.iter().any(|party| {
            let meant = match &norm.who {
                Who::Anyone => true,
                Who::Parties => true,
                Who::These(ids) => ids.contains(&party.id),
            };
            meant && party.bound_from < ends && party.bound_until.is_none_or(|until| begins < until)
        });
        if norm.who != Who::Anyone && !bound {
            notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
