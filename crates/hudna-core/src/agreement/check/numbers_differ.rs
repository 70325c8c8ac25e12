//! Numbers and times of day of one language that the other does not have, those written as words included. Days of
//! the calendar are compared apart (`dates_differ`), and so are units (`units_differ`).

use super::wording::{Count, Language, counts};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "numbers-differ",
    example: Example::text("heavy weapons by D+20;", "heavy weapons by D+30;"),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let text = &draft.agreement.source.text;
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        if row.ar.text.is_empty() || row.en.text.is_empty() {
            continue;
        }
        let (ar, en) = (counts(text, &row.ar, Language::Arabic), counts(text, &row.en, Language::English));
        let Some(lone) = lone(&ar, &en).or_else(|| lone(&en, &ar)) else { continue };
        let list = |counts: &[Count]| counts.iter().map(|c| c.number.as_str()).collect::<Vec<_>>().join(", ");
        let arguments = [("paragraph", &*row.number.text), ("ar", &*list(&ar)), ("en", &*list(&en))];
        notes.warning(CHECK.code, lone, &arguments);
    }
}

/// The first number of `these` that has no partner among `those`. A number in words needs one only where it
/// is surely a number: «أحد» and "one" often are none.
fn lone(these: &[Count], those: &[Count]) -> Option<std::ops::Range<usize>> {
    let mut left: Vec<&Count> = those.iter().collect();
    // digits take their partners first, so that a word is not used up for them
    let (digits, words): (Vec<&Count>, Vec<&Count>) = these.iter().partition(|c| !c.in_words);
    for count in digits.into_iter().chain(words) {
        let partner = left
            .iter()
            .position(|c| c.agrees(count) && !c.in_words)
            .or_else(|| left.iter().position(|c| c.agrees(count)));
        match partner {
            Some(at) => drop(left.swap_remove(at)),
            None if count.sure => return Some(count.span.clone()),
            None => {}
        }
    }
    None
}
