//! The language that prevails where the two differ.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check =
    Check { code: "prevails-missing", example: Example::text("prevails     = \"ar\"\n", ""), run };

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    if draft.key("prevails").is_none() {
        notes.warning(CHECK.code, draft.front("agreement"), &[]);
    }
}
