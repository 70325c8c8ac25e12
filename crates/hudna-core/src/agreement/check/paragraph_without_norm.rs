//! Paragraphs that demand something, while no norm's id begins with their number, though their article has norms.
//! An article without any is said as a whole (`article_without_norm`); where norms go by other names than
//! paragraphs' numbers, nothing can be told.

use super::demand::{demands, part_of, quiet};
use super::{Check, Draft, Example};
use crate::agreement::is_part;
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "paragraph-without-norm",
    example: Example::text(
        "\n```toml norm\nid       = \"a4.1\"",
        "|4.5|يُفرج كل طرف عن المحتجزين لديه خلال 14 يومًا.|Each party releases the persons it holds within 14 days.|\n\n```toml norm\nid       = \"a4.1\"",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for article in draft.outline.articles.iter().filter(|a| !quiet(a)) {
        let tied = |row| !draft.norms_of(article, row).is_empty();
        let any = draft.agreement.norms.iter().any(|n| is_part(&n.id, &article.id));
        if !any || !article.rows.iter().any(tied) {
            continue;
        }
        for row in article.rows.iter().filter(|r| !tied(r) && demands(r)) {
            let id = part_of(article, row);
            let arguments = [("paragraph", &*row.number.text), ("id", &*id)];
            notes.warning(CHECK.code, row.number.span.clone(), &arguments);
        }
    }
}
