//! Exceptions for replies that say no time within which a reply is one.

use super::{Check, Draft, Example, of_exception};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;

pub(super) const CHECK: Check = Check {
    code: "reply-time-missing",
    example: Example::text(
        "when  = \"in_reply_to(act = 'hostile', '30 min')\"\nneeds",
        "when  = \"in_reply_to(act = 'hostile')\"\nneeds",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in &draft.agreement.norms {
        let Some(exception) = &norm.exception else { continue };
        let (mut timed, mut untimed) = (false, false);
        of_exception(exception, &mut |atom| match &atom.kind {
            AtomKind::InReplyTo(_, within, _) if within.is_some() => timed = true,
            AtomKind::InReplyTo(..) => untimed = true,
            _ => {}
        });
        // one time bounds the reply, whatever else is asked of it
        if untimed && !timed {
            notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
