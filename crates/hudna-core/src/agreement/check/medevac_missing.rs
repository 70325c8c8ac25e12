//! Prohibitions that reach a medical evacuation, in a text without an exception for it.

use super::usual::{Usual, ask};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::value::Attribute;

pub(super) const CHECK: Check = Check {
    code: "medevac-missing",
    example: Example::text("when = \"purpose = 'medevac'\"", "when = \"purpose = 'policing'\""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let usual = Usual {
        code: CHECK.code,
        acts: &["troop_movement", "manned"],
        supposed: (Attribute::Purpose, "medevac"),
        provides: &["medevac"],
        by_reply: false,
    };
    ask(&usual, draft, notes);
}
