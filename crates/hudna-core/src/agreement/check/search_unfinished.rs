//! What the search for contradictions could not finish within its bound.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "search-unfinished",
    example: Example::text(
        "when = \"act = 'speech'\"",
        "when = \"act = 'speech' AND (rounds * 2 > 1 OR rounds * 2 > 2) AND (rounds * 3 > 1 OR rounds * 3 > 2) AND (rounds * 4 > 1 OR rounds * 4 > 2) AND (rounds * 5 > 1 OR rounds * 5 > 2) AND (rounds * 6 > 1 OR rounds * 6 > 2) AND (rounds * 7 > 1 OR rounds * 7 > 2) AND (rounds * 8 > 1 OR rounds * 8 > 2) AND (rounds * 9 > 1 OR rounds * 9 > 2) AND (rounds * 10 > 1 OR rounds * 10 > 2) AND (rounds * 11 > 1 OR rounds * 11 > 2) AND (rounds * 12 > 1 OR rounds * 12 > 2) AND (rounds * 13 > 1 OR rounds * 13 > 2) AND (rounds * 14 > 1 OR rounds * 14 > 2) AND killed > 5 AND killed < 3\"",
    ),
    run,
};

/// Asked last: the other checks say what they did not finish.
fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let pairs = draft.unfinished.borrow();
    if let Some(first) = pairs.first() {
        let place = draft.norm(first.split(" × ").next().unwrap_or_default());
        notes.warning(CHECK.code, place, &[("norms", &pairs.join("; "))]);
    }
}
