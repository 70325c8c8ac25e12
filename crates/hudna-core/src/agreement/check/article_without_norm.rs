//! Articles whose words demand something, while no block says what the engine is to weigh.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;

pub(super) const CHECK: Check = Check {
    code: "article-without-norm",
    example: Example::text("## المادة 6:", "## المادة 7: الأسرى · Article 7: Prisoners {#a7}\n\n|§|العربية|English|\n|-|-|-|\n|7.1|يتعهد الطرفان بإطلاق الأسرى.|The parties undertake to release prisoners.|\n\n## المادة 6:"),
    run,
};

/// Words by which a text demands something of someone.
const DEMANDS: &[&str] = &[
    "shall",
    "must",
    "may not",
    "prohibited",
    "obliged",
    "undertake",
    "يُحظر",
    "يحظر",
    "يلتزم",
    "تلتزم",
    "يلتزمان",
    "يتعهد",
    "يجب",
    "على كل طرف",
    "على الطرفين",
    "لا يجوز",
    "يُمنع",
    "يمنع",
];

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for (i, article) in draft.outline.articles.iter().enumerate() {
        let any = draft.outline.blocks.iter().any(|b| b.article == Some(i));
        if any {
            continue;
        }
        let demands = |text: &str| {
            let text = text.to_lowercase();
            DEMANDS.iter().any(|word| text.contains(word))
        };
        let paragraph = article.rows.iter().find(|r| demands(&r.ar.text) || demands(&r.en.text));
        if let Some(row) = paragraph {
            let arguments = [("article", &*article.id), ("paragraph", &*row.number.text)];
            notes.warning("article-without-norm", article.span.clone(), &arguments);
        }
    }
}
