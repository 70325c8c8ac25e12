//! Titles, which every document prints.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "title-missing",
    example: Example::text("title_en     = \"The Delta Understanding (invented)\"\n", ""),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let title = &draft.agreement.title;
    for (words, key) in [(&title.ar, "title_ar"), (&title.en, "title_en")] {
        if words.trim().is_empty() {
            notes.warning(CHECK.code, draft.front("agreement"), &[("key", key)]);
        }
    }
}
