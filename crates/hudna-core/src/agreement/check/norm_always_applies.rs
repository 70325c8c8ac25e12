//! Norms whose condition fits any deed whatever.

use super::search::{Mode, all, not, window};
use super::{Check, Draft, Example};
use crate::agreement::norm::{Kind, Subject};
use crate::agreement::read::fields::Notes;
use crate::condition::Expr;

pub(super) const CHECK: Check = Check {
    code: "norm-always-applies",
    example: Example::text("when = \"act = 'speech'\"", "when = \"act = 'speech' OR act <> 'incitement'\""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in draft.agreement.norms.iter().filter(|n| n.kind == Kind::Prohibition) {
        let Some(rule) = norm.rule.as_ref().filter(|r| r.subject == Subject::Deed) else { continue };
        let mut search = draft.search.borrow_mut();
        let apart = all(vec![window(draft.agreement, norm), not(search.expr(&rule.when))]);
        let in_force = window(draft.agreement, norm);
        let ever = || matches!(rule.when, Expr::Constant(true));
        if ever()
            || search.find(&apart, Mode::Lenient).is_no() && !search.find(&in_force, Mode::Lenient).is_no()
        {
            notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
