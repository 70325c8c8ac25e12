//! Words of the text on which parties are known to differ, and which it neither defines nor reads.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::agreement::read::markdown::Row;
use crate::names::fold;

pub(super) const CHECK: Check = Check {
    code: "term-undefined",
    example: Example::text(
        "|2.1|السلاح الثقيل كل سلاح عياره 100 ملم فأكثر.|A heavy weapon is any weapon of a calibre of 100 mm or more.|\n",
        "",
    ),
    run,
};

/// A word that is read in more than one way.
struct Contested {
    /// Its beginnings in English and Arabic, folded when compared.
    written: &'static [&'static str],
    /// The ids of terms that give it readings.
    terms: &'static [&'static str],
}

const CONTESTED: &[Contested] = &[
    Contested {
        written: &["heavy weapon", "سلاح ثقيل", "السلاح الثقيل", "أسلحة ثقيلة", "الأسلحة الثقيلة", "أسلحته الثقيلة", "أسلحتها الثقيلة"],
        terms: &["heavy_weapon", "heavy_weapons"],
    },
    Contested {
        written: &["offensive operation", "عملية هجومية", "العمليات الهجومية", "عمليات هجومية"],
        terms: &["offensive_operation", "offensive"],
    },
    Contested { written: &["hot pursuit", "مطاردة حثيثة", "المطاردة الحثيثة"], terms: &["hot_pursuit", "pursuit"] },
    Contested {
        written: &["in the vicinity", "in the proximity", "بالقرب من", "في محيط", "في جوار"],
        terms: &["vicinity", "near"],
    },
    Contested {
        written: &["as soon as possible", "without undue delay", "في أقرب وقت", "بأسرع وقت", "في أسرع وقت", "دون تأخير لا مبرر له"],
        terms: &["soon"],
    },
    Contested {
        written: &["strategic location", "strategic position", "strategic area", "موقع استراتيجي", "مواقع استراتيجية", "المواقع الاستراتيجية"],
        terms: &["strategic", "strategic_position"],
    },
    Contested {
        written: &["provocative act", "act of provocation", "أعمال استفزازية", "الأعمال الاستفزازية", "عمل استفزازي"],
        terms: &["provocation", "provocative_act"],
    },
];

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let defines = ["definition", "تعريف", "تعاريف", "مصطلح", "interpretation"].map(fold);
    let rows: Vec<(bool, &Row, &[String; 2])> = draft
        .outline
        .articles
        .iter()
        .zip(&draft.folded)
        .flat_map(|(article, folded)| {
            let title = [&*article.title.ar, &*article.title.en].map(fold).join(" ");
            let definitions = defines.iter().any(|d| title.contains(d));
            article.rows.iter().zip(folded).map(move |(row, folded)| (definitions, row, folded))
        })
        .collect();
    for contested in CONTESTED {
        if draft.agreement.terms.iter().any(|t| contested.terms.contains(&&*t.id)) {
            continue;
        }
        let written: Vec<(&str, String)> = contested.written.iter().map(|w| (*w, fold(w))).collect();
        let says = |cell: &str| written.iter().find(|(_, w)| holds(cell, w)).map(|(as_written, _)| *as_written);
        let here = |[ar, en]: &[String; 2]| says(en).or_else(|| says(ar));
        if rows.iter().any(|(definitions, _, folded)| *definitions && here(folded).is_some()) {
            continue;
        }
        let found = rows.iter().find_map(|(_, row, folded)| here(folded).map(|words| (row, folded, words)));
        if let Some((row, [_, en], words)) = found {
            let cell = if says(en).is_some() { &row.en } else { &row.ar };
            let arguments = [("paragraph", &*row.number.text), ("words", words)];
            notes.warning(CHECK.code, cell.span.clone(), &arguments);
        }
    }
}

/// Whether the words begin in the text where a word begins, with or without a letter joined before it.
fn holds(padded: &str, words: &str) -> bool {
    let joined = ["", "و", "ب", "ل", "وال", "بال", "لل"];
    padded.match_indices(words).any(|(at, _)| {
        let before = padded[..at].rsplit(' ').next().unwrap_or_default();
        joined.contains(&before)
    })
}
