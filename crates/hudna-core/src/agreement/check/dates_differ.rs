//! Days of the calendar of one language that the other does not have, whatever the names of their months.

use std::ops::Range;

use super::calendar::{Day, days};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "dates-differ",
    example: Example::text("from 00:01 on 1 March 2026.|", "from 00:01 on 1 April 2026.|"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let text = &draft.agreement.source.text;
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        if row.ar.text.is_empty() || row.en.text.is_empty() {
            continue;
        }
        let (ar, en) = (days(text, &row.ar), days(text, &row.en));
        let Some(lone) = lone(&ar, &en).or_else(|| lone(&en, &ar)) else { continue };
        let list = |days: &[Day]| days.iter().map(Day::written).collect::<Vec<_>>().join(", ");
        let arguments = [("paragraph", &*row.number.text), ("ar", &*list(&ar)), ("en", &*list(&en))];
        notes.warning(CHECK.code, lone, &arguments);
    }
}

/// The first day of `these` without a partner among `those`.
fn lone(these: &[Day], those: &[Day]) -> Option<Range<usize>> {
    let mut left: Vec<&Day> = those.iter().collect();
    for day in these {
        match left.iter().position(|d| d.agrees(day)) {
            Some(at) => drop(left.remove(at)),
            None => return Some(day.span.clone()),
        }
    }
    None
}
