//! Norms that begin after the text has ended, or end before it begins.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check =
    Check { code: "norm-never-in-force", example: Example::text("by   = \"D+14\"", "by   = \"D+200\""), run };

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    for norm in &agreement.norms {
        let too_late = norm.from.zip(agreement.lapses()).is_some_and(|(from, ends)| from >= ends);
        let too_early = norm.until.is_some_and(|until| until <= agreement.d_day);
        if too_late || too_early {
            notes.warning("norm-never-in-force", draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
