//! Obligations that say no day. One that must be done at once is rarely what was meant.

use super::{Check, Draft, Example};
use crate::agreement::norm::Kind;
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check =
    Check { code: "deadline-missing", example: Example::text("due       = \"D+20\"\n", ""), run };

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in draft.agreement.norms.iter().filter(|n| n.kind == Kind::Obligation) {
        if norm.rule.as_ref().is_some_and(|rule| rule.due.is_none()) {
            notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
