//! Texts that rely on monitors or verifiers, while to deny them access breaches nothing.

use super::{Check, Draft, Example, of_norm};
use crate::agreement::norm::Norm;
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;
use crate::value::Attribute;
use crate::vocabulary::Code;

pub(super) const CHECK: Check = Check {
    code: "monitor-access-missing",
    example: Example::text("when = \"act = 'obstruction'\"", "when = \"act = 'aid_obstruction'\""),
    run,
};

/// Words for monitors: the beginnings of them, folded.
const MONITORS: &[&str] = &["monitor", "observer", "verif", "مراقب", "لمراقب", "متحقق", "مراقبين"];

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let agreement = draft.agreement;
    let mut access = false;
    draft.every_atom(|atom| {
        access |= match &atom.kind {
            AtomKind::Codes(Attribute::Act, codes) => {
                let denied = Code::parse(Attribute::Act, "access_denied");
                denied.is_some_and(|denied| codes.iter().any(|c| c.covers(denied)))
            }
            AtomKind::Codes(Attribute::Access, _) => true,
            _ => false,
        };
    });
    // a kind of norm of its own stands for it
    access |= agreement.norms.iter().any(|n| n.kind.name() == "access");
    if access {
        return;
    }
    // whoever verifies must get there, named or not
    let verified = |norm: &&Norm| {
        let mut asked = norm.rule.as_ref().is_some_and(|r| r.verifier.is_some());
        of_norm(norm, &mut |atom| asked |= matches!(atom.kind, AtomKind::Verified(_)));
        asked
    };
    let verifier = agreement.norms.iter().find(|n| verified(n));
    if let Some(norm) = verifier {
        notes.warning(CHECK.code, draft.norm(&norm.id), &[]);
        return;
    }
    let speaks = |folded: &String| folded.split(' ').any(|w| MONITORS.iter().any(|m| w.starts_with(m)));
    let row = draft.rows().find(|(_, folded)| folded.iter().any(speaks));
    if let Some((row, _)) = row {
        notes.warning(CHECK.code, row.number.span.clone(), &[]);
    }
}
