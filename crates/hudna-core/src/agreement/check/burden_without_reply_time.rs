//! Burdens of proof settle only once the time to reply has run: without one never, with none at once.

use super::{Check, Draft, Example};
use crate::agreement::norm::{Burden, Norm};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check =
    Check { code: "burden-without-reply-time", example: Example::text("reply_within = \"5 d\"\n", ""), run };

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let settles = match draft.agreement.reply_within {
        None => "never",
        Some(time) if time.0 <= 0 => "at-once",
        Some(_) => return,
    };
    let burdened: Vec<&str> = draft.agreement.norms.iter().filter(|n| burdens(n)).map(|n| &*n.id).collect();
    if let Some(first) = burdened.first() {
        let arguments = [("norm", &*burdened.join(", ")), ("settles", settles)];
        notes.warning(CHECK.code, draft.norm(first), &arguments);
    }
}

/// Whether something that the norm needs must be shown by someone.
fn burdens(norm: &Norm) -> bool {
    let of_rule = norm.rule.iter().flat_map(|r| &r.needs);
    let mut needs = norm.exception.iter().flat_map(|e| &e.needs).chain(of_rule);
    needs.any(|n| n.burden != Burden::Open)
}
