//! Obligations that nobody is named to verify, though whether they are done is asked of a verification.

use super::{Check, Draft, Example};
use crate::agreement::norm::Kind;
use crate::agreement::read::conditions::each_atom;
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;

pub(super) const CHECK: Check =
    Check { code: "verifier-missing", example: Example::text("verifier  = \"joint_team\"\n", ""), run };

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for norm in draft.agreement.norms.iter().filter(|n| n.kind == Kind::Obligation) {
        let Some(rule) = &norm.rule else { continue };
        let mut verified = false;
        each_atom(&rule.must, &mut |atom| verified |= matches!(atom.kind, AtomKind::Verified(_)));
        if verified && rule.verifier.is_none() {
            notes.warning(CHECK.code, draft.norm(&norm.id), &[("norm", &norm.id)]);
        }
    }
}
