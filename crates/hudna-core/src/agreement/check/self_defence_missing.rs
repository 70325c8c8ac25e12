//! Prohibitions that reach an act of self-defence or return fire, in a text without an exception for it.

use super::usual::{Usual, ask};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::value::Attribute;

pub(super) const CHECK: Check = Check {
    code: "self-defence-missing",
    example: Example::text(
        "when  = \"in_reply_to(act = 'hostile', '30 min')\"",
        "when  = \"purpose = 'policing'\"",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let usual = Usual {
        code: CHECK.code,
        acts: &["small_arms", "shelling", "clash"],
        supposed: (Attribute::TargetKind, "military"),
        provides: &["self_defence", "return_fire", "hot_pursuit"],
        by_reply: true,
    };
    ask(&usual, draft, notes);
}
