//! Prohibitions that would cover any act.

use super::acts_not_covered::may_cover;
use super::{Check, Draft, Example};
use crate::agreement::norm::Kind;
use crate::agreement::read::fields::Notes;
use crate::value::Attribute;
use crate::vocabulary::codes_of;

pub(super) const CHECK: Check = Check {
    code: "act-missing",
    example: Example::text("act = 'movement' AND within_distance", "within_distance"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in draft.agreement.norms.iter().filter(|n| n.kind == Kind::Prohibition) {
        let Some(rule) = &norm.rule else { continue };
        if codes_of(Attribute::Act).all(|code| may_cover(rule, code)) {
            notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
