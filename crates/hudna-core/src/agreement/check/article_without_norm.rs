//! Articles whose words demand something, while no block says what the engine is to weigh.

use super::demand::{demands, quiet};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "article-without-norm",
    example: Example::text(
        "## المادة 6:",
        "## المادة 7: الأسرى · Article 7: Prisoners {#a7}\n\n|§|العربية|English|\n|-|-|-|\n|7.1|يتعهد الطرفان بإطلاق الأسرى.|The parties undertake to release prisoners.|\n\n## المادة 6:",
    ),
    run,
};

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for (i, article) in draft.outline.articles.iter().enumerate() {
        let any = draft.outline.blocks.iter().any(|b| b.article == Some(i));
        if any || quiet(article) {
            continue;
        }
        if let Some(row) = article.rows.iter().find(|r| demands(r)) {
            let arguments = [("article", &*article.id), ("paragraph", &*row.number.text)];
            notes.warning(CHECK.code, article.span.clone(), &arguments);
        }
    }
}
