//! Words of the text on which parties are known to differ, and which it does not define: ours of many truces, and
//! those for which the register itself has readings that differ.

use super::contested::open;
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "term-undefined",
    example: Example::text(
        "|2.1|السلاح الثقيل كل سلاح عياره 100 ملم فأكثر.|A heavy weapon is any weapon of a calibre of 100 mm or more.|\n",
        "",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for open in open(draft).into_iter().filter(|o| !o.one_reading()) {
        let term = open.term.map_or("none", |t| &t.id);
        let arguments = [("paragraph", &*open.paragraphs), ("words", &*open.words), ("term", term)];
        notes.warning(CHECK.code, open.span, &arguments);
    }
}
