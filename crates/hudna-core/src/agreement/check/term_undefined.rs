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
    let rows: Vec<(&str, &Row)> = draft
        .outline
        .articles
        .iter()
        .flat_map(|a| {
            let title = [&*a.title.ar, &*a.title.en].map(fold).join(" ");
            let defines = ["definition", "تعريف", "تعاريف", "مصطلح", "interpretation"];
            let kind = if defines.iter().any(|d| title.contains(&fold(d))) { "definitions" } else { "" };
            a.rows.iter().map(move |row| (kind, row))
        })
        .collect();
    for contested in CONTESTED {
        if draft.agreement.terms.iter().any(|t| contested.terms.contains(&&*t.id)) {
            continue;
        }
        let written: Vec<String> = contested.written.iter().map(|w| fold(w)).collect();
        let says = |cell: &str| {
            let padded = format!(" {} ", fold(cell));
            contested.written.iter().zip(&written).find(|(_, w)| holds(&padded, w)).map(|(as_written, _)| *as_written)
        };
        let here = |row: &Row| says(&row.en.text).or_else(|| says(&row.ar.text));
        if rows.iter().any(|(kind, row)| *kind == "definitions" && here(row).is_some()) {
            continue;
        }
        let found = rows.iter().find_map(|(_, row)| here(row).map(|words| (row, words)));
        if let Some((row, words)) = found {
            let cell = if says(&row.en.text).is_some() { &row.en } else { &row.ar };
            let arguments = [("paragraph", &*row.number.text), ("words", words)];
            notes.warning(CHECK.code, cell.span.clone(), &arguments);
        }
    }
}

/// Whether the words begin in the text where a word begins, with or without a letter joined before it.
fn holds(padded: &str, words: &str) -> bool {
    let joined = ["", "و", "ب", "ل", "وال", "بال", "لل"];
    joined.iter().any(|j| padded.contains(&format!(" {j}{words}")))
}
