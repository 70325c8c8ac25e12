//! Burdens of proof settle only once the time to reply has run.

use super::{Check, Draft, Example};
use crate::agreement::norm::Burden;
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "burden-without-reply-time",
    example: Example::text("reply_within = \"5 d\"\n", ""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    if draft.agreement.reply_within.is_some() {
        return;
    }
    for norm in &draft.agreement.norms {
        let of_rule = norm.rule.iter().flat_map(|r| &r.needs);
        let mut needs = norm.exception.iter().flat_map(|e| &e.needs).chain(of_rule);
        if let Some(need) = needs.find(|n| n.burden != Burden::Open) {
            let arguments = [("norm", &*norm.id), ("need", &*need.id)];
            notes.warning(CHECK.code, draft.norm(&norm.id), &arguments);
        }
    }
}
