//! Texts and norms in force before the day of signature: nobody was bound then.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "force-before-signature",
    example: Example::text("signed       = 2026-02-27", "signed       = 2026-03-05"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let Some(signed) = agreement.signed.map(|day| day.lo) else { return };
    if agreement.d_day < signed {
        notes.warning(CHECK.code, draft.front("d_day"), &[("what", "d_day")]);
    }
    // what begins before the text itself is said apart
    let early = |from| from < signed && from >= agreement.d_day;
    for norm in agreement.norms.iter().filter(|n| n.from.is_some_and(early)) {
        notes.warning(CHECK.code, draft.norm(&norm.id), &[("what", &norm.id)]);
    }
}
