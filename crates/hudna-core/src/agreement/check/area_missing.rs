//! Prohibitions of everyday military steps that name no place and from which nothing excepts; and whole texts of
//! which no condition asks where.

use super::acts_not_covered::may_cover;
use super::{Check, Draft, Example, of_norm};
use crate::agreement::norm::{Kind, Norm};
use crate::agreement::read::fields::Notes;
use crate::condition::AtomKind;
use crate::value::Attribute;
use crate::vocabulary::Code;

pub(super) const CHECK: Check = Check {
    code: "area-missing",
    example: Example::text(
        "when = \"act = 'obstruction'\"",
        "when = \"act IN ('obstruction','fortification')\"",
    ),
    run,
};

/// Steps that forces take every day, on their own ground too.
const EVERYDAY: &[&str] = &["troop_movement", "resupply", "fortification", "deployment", "training"];

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let prohibits = draft.agreement.norms.iter().any(|n| n.kind == Kind::Prohibition);
    if prohibits && !anywhere(draft) {
        notes.warning(CHECK.code, draft.front("agreement"), &[("norm", ""), ("acts", "text")]);
    }
    for norm in draft.agreement.norms.iter().filter(|n| n.kind == Kind::Prohibition) {
        let Some(rule) = &norm.rule else { continue };
        if somewhere(norm) || draft.over(norm).next().is_some() {
            continue;
        }
        let acts: Vec<&str> = EVERYDAY
            .iter()
            .copied()
            .filter(|act| Code::parse(Attribute::Act, act).is_some_and(|act| may_cover(rule, act)))
            .collect();
        // what covers every act is said apart
        let any = Code::parse(Attribute::Act, "disavowal").is_some_and(|act| may_cover(rule, act));
        if !acts.is_empty() && !any {
            let arguments = [("norm", &*norm.id), ("acts", &*acts.join(", "))];
            notes.warning(CHECK.code, draft.norm(&norm.id), &arguments);
        }
    }
}

/// Whether the norm asks for more than the act: a place, a weapon, an hour, a purpose, whose actor.
fn somewhere(norm: &Norm) -> bool {
    let mut found = false;
    of_norm(norm, &mut |atom| {
        found |= !matches!(&atom.kind, AtomKind::Codes(Attribute::Act, _) | AtomKind::Time(..));
    });
    found
}

/// Whether some condition asks how a place lies to a zone or line.
fn anywhere(draft: &Draft<'_>) -> bool {
    let mut found = false;
    draft.every_atom(|atom| found |= matches!(&atom.kind, AtomKind::Zone(..) | AtomKind::Near { .. }));
    found
}
