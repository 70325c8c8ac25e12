//! Permissions that clear nothing of what the norms they are over forbid.

use super::pairs::{clears, covered};
use super::search::{Answer, Mode, all, any};
use super::{Check, Draft, Example};
use crate::agreement::norm::{Norm, Subject};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "exception-never-applies",
    example: Example::text(
        "needs = [{ id = \"leave\", when = \"authorised('leave')\" }]",
        "when  = \"act = 'speech'\"\nneeds = [{ id = \"leave\", when = \"authorised('leave')\" }]",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let norms = &draft.agreement.norms;
    for permission in norms {
        let Some(exception) = permission.exception.as_ref().filter(|e| !e.over.is_empty()) else { continue };
        let mut search = draft.search.borrow_mut();
        let over: Vec<_> = exception.over.iter().filter_map(|id| draft.agreement.norm(id)).collect();
        let on_deeds =
            |n: &&Norm| n.rule.as_ref().is_some_and(|r| matches!(r.subject, Subject::Deed | Subject::Duty));
        // over another permission, or over a duty of a party, it is weighed otherwise
        if !over.iter().all(on_deeds) {
            continue;
        }
        let covered: Vec<_> = over.iter().filter_map(|n| covered(&search, n)).collect();
        let Some(clears) = clears(&search, permission) else { continue };
        match search.find(&all(vec![clears, any(covered)]), Mode::Lenient) {
            Answer::Yes(_) => {}
            Answer::No => {
                let ids: Vec<&str> = exception.over.iter().map(|id| &**id).collect();
                let arguments =
                    [("permission", &*permission.id), ("norm", &*permission.id), ("norms", &*ids.join(", "))];
                notes.warning(CHECK.code, draft.norm(&permission.id), &arguments);
            }
            Answer::Unfinished => draft.unfinished(&permission.id, ""),
        }
    }
}
