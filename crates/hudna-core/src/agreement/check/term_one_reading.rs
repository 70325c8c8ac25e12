//! Words on which parties are known to differ, which the text does not define and which are weighed by one
//! reading alone: whoever wrote the norms chose it.

use super::contested::open;
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "term-one-reading",
    example: Example::text(
        "Fire is returned only on order,",
        "Fire is returned only on order of the leadership,",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for open in open(draft).into_iter().filter(super::contested::Open::one_reading) {
        let by = open.term.map(|t| &*t.id).or(open.norm.map(|n| &*n.id)).unwrap_or_default();
        let arguments = [("paragraph", &*open.paragraphs), ("words", &*open.words), ("by", by)];
        notes.warning(CHECK.code, open.span, &arguments);
    }
}
