//! A text without a paragraph on where disputes on its application go.

use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::names::fold;

pub(super) const CHECK: Check = Check {
    code: "dispute-path-missing",
    example: Example::text(
        "|6.2|يُسوّى الخلاف على تنفيذ هذا التفاهم في اللجنة المشتركة خلال 10 أيام.|A dispute on the application of this understanding is settled in the joint commission within 10 days.|\n",
        "",
    ),
    run,
};

/// Words for a disagreement, folded.
const DISPUTE: &[&str] = &[
    "dispute",
    "disputes",
    "disagreement",
    "disagreements",
    "complaint",
    "complaints",
    "grievance",
    "grievances",
    "appeal",
    "arbitration",
    "خلاف",
    "خلافات",
    "نزاع",
    "نزاعات",
    "منازعات",
    "شكوى",
    "شكاوى",
    "تظلم",
    "تحكيم",
];
/// Words for settling it, or for who does: the beginnings of them, folded.
const SETTLE: &[&str] = &[
    "settle",
    "resolv",
    "refer",
    "decid",
    "hear",
    "submit",
    "commission",
    "committee",
    "mediat",
    "arbitrat",
    "mechanism",
    "council",
    "يسوي",
    "تسوي",
    "يرفع",
    "ترفع",
    "يحال",
    "تحال",
    "يحل",
    "تحل",
    "ينظر",
    "تنظر",
    "يفصل",
    "تفصل",
    "لجنه",
    "وسيط",
    "اليه",
    "مجلس",
    "هيئه",
    "تحكيم",
];

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let dispute: Vec<String> = DISPUTE.iter().map(|word| fold(word)).collect();
    let mut any_text = false;
    for folded in draft.rows().flat_map(|(_, folded)| folded) {
        any_text |= !folded.trim().is_empty();
        let words = || folded.split(' ').map(bare);
        // «تسوية شاملة للنزاع» settles the war, not a disagreement on the text
        let of_war = folded.contains("نزاع") && (folded.contains("شامله") || folded.contains("مسلح"));
        if !of_war
            && words().any(|w| dispute.iter().any(|d| d == w))
            && words().any(|w| SETTLE.iter().any(|s| w.starts_with(s)))
        {
            return;
        }
    }
    if any_text {
        notes.warning(CHECK.code, draft.front("agreement"), &[]);
    }
}

/// A word without the letters that Arabic joins before it.
fn bare(word: &str) -> &str {
    let joined = ["وال", "فال", "بال", "كال", "لل"];
    joined.iter().find_map(|j| word.strip_prefix(j).filter(|rest| rest.chars().count() > 2)).unwrap_or(word)
}
