//! Norms that say a beginning before the text is in force: they are in force with it, and no earlier.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "from-without-effect",
    example: Example::text(
        "id   = \"a4.4\"\nkind = \"prohibition\"\n",
        "id   = \"a4.4\"\nkind = \"prohibition\"\nfrom = \"D-5\"\n",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let day = |at: crate::time::Instant| at.local(&agreement.zone_time).date();
    for norm in &agreement.norms {
        // the day of entry into force itself is meant from its hour
        if norm.from.is_some_and(|from| from < agreement.d_day && day(from) < day(agreement.d_day)) {
            notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
