//! Free-standing permissions that clear what a prohibition forbids, while neither yields.

use super::pairs::{clears, covered, say, who_cannot_meet};
use super::search::{Answer, Clash, Mode, World, all};
use super::{Check, Draft, Example};
use crate::agreement::norm::{Kind, Subject};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "articles-disagree",
    example: Example::text(
        "over = [\"a5.2\", \"a5.4\"]\nwhen = \"purpose = 'medevac'\"",
        "when = \"purpose = 'medevac'\"",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let norms = &draft.agreement.norms;
    for permission in norms.iter().filter(|n| n.exception.as_ref().is_some_and(|e| e.over.is_empty())) {
        let mut against: Vec<&str> = Vec::new();
        let mut first: Option<World> = None;
        let mut search = draft.search.borrow_mut();
        for norm in norms.iter().filter(|n| n.id != permission.id && n.kind != Kind::Obligation) {
            let on_deeds = norm.rule.as_ref().is_some_and(|r| r.subject == Subject::Deed);
            if !on_deeds || who_cannot_meet(norm, permission) {
                continue;
            }
            let Some(covered) = covered(&search, norm) else { continue };
            let Some(clears) = clears(&search, permission) else { continue };
            match search.find(&all(vec![covered, clears]), Mode::Sure) {
                Answer::Yes(world) => {
                    against.push(&norm.id);
                    first = first.or(Some(world));
                }
                Answer::Unfinished => draft.unfinished(&norm.id, &permission.id),
                Answer::No => {}
            }
        }
        let (Some(norm), Some(world)) = (against.first(), first) else { continue };
        let mut pair = [*norm, &*permission.id];
        pair.sort_unstable();
        let expect = vec![format!(
            "{norm}: undetermined {{breach, permitted}}; by articles-disagree; clash {} and {}",
            pair[0], pair[1]
        )];
        let clash = Clash { between: [norm, &permission.id], expect };
        let arguments = [("norm", &*against.join(", ")), ("permission", &*permission.id)];
        say(&search, &world, &clash, (CHECK.code, draft.norm(&permission.id), &arguments), notes);
    }
}
