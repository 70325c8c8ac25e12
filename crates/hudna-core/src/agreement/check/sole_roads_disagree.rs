//! A sole road past a norm that fails where another permission over the same norm is met, and neither lists
//! the other: they clash.

use super::pairs::{clears, covered, fails, say, who_cannot_meet};
use super::search::{Answer, Clash, Mode, all};
use super::{Check, Draft, Example};
use crate::agreement::norm::{Exception, Norm, Subject};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "sole-roads-disagree",
    example: Example::text(
        "over = [\"a5.2\"]\nwhen = \"reading",
        "over = [\"a5.2\", \"a4.1\"]\nwhen = \"reading",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let norms = &draft.agreement.norms;
    let exceptions = || norms.iter().filter_map(|n| n.exception.as_ref().map(|e| (n, e)));
    for (sole, road) in exceptions().filter(|(_, e)| e.only) {
        for (other, exception) in exceptions().filter(|(n, _)| n.id != sole.id) {
            let linked = road.over.contains(&other.id) || exception.over.contains(&sole.id);
            // two sole roads are looked at both ways; one witness tells enough
            if linked || said_already(notes, sole, other) {
                continue;
            }
            for norm in shared(norms, road, exception) {
                if who_cannot_meet(norm, sole) || who_cannot_meet(norm, other) {
                    continue;
                }
                let mut search = draft.search.borrow_mut();
                let (Some(covered), Some(clears), Some(fails)) =
                    (covered(&search, norm), clears(&search, other), fails(&search, sole))
                else {
                    continue;
                };
                match search.find(&all(vec![covered, clears, fails]), Mode::Sure) {
                    Answer::Yes(world) => {
                        let mut pair = [&*sole.id, &*other.id];
                        pair.sort_unstable();
                        let expect = vec![format!(
                            "{}: undetermined {{breach, permitted}}; by articles-disagree; clash {} and {}",
                            norm.id, pair[0], pair[1]
                        )];
                        let clash = Clash { between: [&other.id, &sole.id], expect };
                        let arguments = [("first", &*other.id), ("second", &*sole.id), ("norm", &*norm.id)];
                        let place = draft.norm(&other.id);
                        say(&search, &world, &clash, (CHECK.code, place, &arguments), notes);
                        break;
                    }
                    Answer::Unfinished => draft.unfinished(&other.id, &sole.id),
                    Answer::No => {}
                }
            }
        }
    }
}

/// The norms that both are over.
fn shared<'n>(norms: &'n [Norm], a: &'n Exception, b: &'n Exception) -> impl Iterator<Item = &'n Norm> {
    norms.iter().filter(|n| {
        let on_deeds = n.rule.as_ref().is_some_and(|r| matches!(r.subject, Subject::Deed | Subject::Duty));
        on_deeds && a.over.contains(&n.id) && b.over.contains(&n.id)
    })
}

/// Whether the pair was said the other way round.
fn said_already(notes: &Notes, sole: &Norm, other: &Norm) -> bool {
    notes.said(CHECK.code).any(|d| {
        let is = |name: &str, id: &str| d.arguments.iter().any(|(n, v)| *n == name && v == id);
        is("first", &sole.id) && is("second", &other.id)
    })
}
