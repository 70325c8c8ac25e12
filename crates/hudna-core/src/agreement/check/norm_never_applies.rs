//! Norms whose condition no deed can fit while they are in force.

use super::search::{Answer, Mode, all, window};
use super::{Check, Draft, Example};
use crate::agreement::norm::Subject;
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "norm-never-applies",
    example: Example::text(
        "act IN ('shelling','rocket') AND S_INTERSECTS",
        "act = 'shelling' AND act = 'rocket' AND S_INTERSECTS",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in &draft.agreement.norms {
        let Some(rule) = norm.rule.as_ref().filter(|r| matches!(r.subject, Subject::Deed | Subject::Duty))
        else {
            continue;
        };
        let mut search = draft.search.borrow_mut();
        let when = search.expr(&rule.when);
        let in_force = window(draft.agreement, norm);
        match search.find(&all(vec![in_force, when]), Mode::Lenient) {
            Answer::Yes(_) => {}
            // one that is never in force is said apart
            Answer::No
                if !matches!(search.find(&window(draft.agreement, norm), Mode::Lenient), Answer::Yes(_)) => {}
            Answer::No => {
                notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
            }
            Answer::Unfinished => draft.unfinished(&norm.id, ""),
        }
    }
}
