//! Duties whose paragraph demands an act that a norm prohibits there without exception: to withdraw under a freeze.
//! What a duty on deeds demands in its own conditions is looked at by `duty_prohibited`; here its words are.

use super::{Check, Draft, Example, supposing};
use crate::agreement::norm::{Norm, Subject};
use crate::agreement::read::fields::Notes;
use crate::agreement::read::markdown::Row;
use crate::condition::{AtomKind, Expr, Lies, Truth};
use crate::names::{fold, fold_place};
use crate::value::Attribute;
use crate::vocabulary::Code;

use super::pairs::who_cannot_meet;

pub(super) const CHECK: Check = Check {
    code: "duty-barred",
    example: Example::text("when = \"act = 'speech'\"", "when = \"act IN ('speech','withdrawal')\""),
    run,
};

/// Acts, and words by which a paragraph demands them: the beginnings of words, folded when compared.
const DEMANDED: &[(&str, &str)] = &[
    (
        "withdrawal",
        "withdraw|pull back|pulls back|disengage|move back|vacate|leave the|leaves the|ينسحب|تنسحب|انسحاب|سحب|يسحب|تسحب|تفك|يفك|\
         يخلي|تخلي|إخلاء|يغادر|تغادر|مغادرة",
    ),
    (
        "troop_movement",
        "redeploy|relocate|canton|assemble at|return to barracks|يعاد انتشار|إعادة انتشار|إعادة تموضع|تجمع القوات|العودة إلى ثكناتها",
    ),
    ("resupply", "resupply|إعادة إمداد|تموين القوات"),
];

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    for article in &draft.outline.articles {
        for row in &article.rows {
            let norms = draft.norms_of(article, row).into_iter().filter_map(|id| draft.agreement.norm(id));
            let duty = norms.into_iter().find(|n| n.rule.as_ref().is_some_and(|r| r.subject.is_duty()));
            if let Some(duty) = duty {
                barred(draft, row, duty, notes);
            }
        }
    }
}

/// Says which norm bars what the paragraph demands by this duty.
fn barred(draft: &Draft<'_>, row: &Row, duty: &Norm, notes: &mut Notes) {
    let text = format!(" {} {} ", fold_place(&row.ar.text), fold_place(&row.en.text));
    for act in demanded(row) {
        let bars =
            |n: &&Norm| bars(draft, n, act, &text) && !who_cannot_meet(n, duty) && !excepted(draft, n, act);
        if let Some(norm) = draft.agreement.norms.iter().find(bars) {
            let arguments = [
                ("duty", &*duty.id),
                ("norm", &*norm.id),
                ("act", act.name()),
                ("paragraph", &*row.number.text),
            ];
            notes.warning(CHECK.code, draft.norm(&duty.id), &arguments);
        }
    }
}

/// The acts that the words of a paragraph demand.
fn demanded(row: &Row) -> Vec<Code> {
    let text = format!(" {} {} ", fold(&row.ar.text), fold(&row.en.text));
    let says = |words: &&str| words.split('|').any(|w| text.contains(&format!(" {}", fold(w))));
    let rows = DEMANDED.iter().filter(|(_, words)| says(words));
    rows.filter_map(|(act, _)| Code::parse(Attribute::Act, act)).collect()
}

/// Whether the norm surely prohibits the act, in a place that the paragraph names or everywhere.
fn bars(draft: &Draft<'_>, norm: &Norm, act: Code, text: &str) -> bool {
    let Some(rule) = norm.rule.as_ref().filter(|r| r.subject == Subject::Deed) else { return false };
    let named = |id: &str| {
        draft.agreement.geometry(id).any(|g| {
            let names = [&g.name.ar, &g.name.en].map(|n| fold_place(n));
            names.iter().any(|n| !n.is_empty() && text.contains(n.as_str()))
        })
    };
    let answer = |kind: &AtomKind| match kind {
        AtomKind::Codes(Attribute::Act, codes) => Truth::from(codes.iter().any(|c| c.covers(act))),
        AtomKind::Zone(Attribute::Place, lies, id) if *lies == Lies::Inside && named(id) => Truth::True,
        AtomKind::Near { attribute: Attribute::Place, geometry, .. } if named(geometry) => Truth::True,
        _ => Truth::Unknown,
    };
    rule.must == Expr::Constant(false) && supposing(&rule.when, &answer) == Truth::True
}

/// Whether an exception over the norm may let the act pass.
fn excepted(draft: &Draft<'_>, norm: &Norm, act: Code) -> bool {
    let answer = |kind: &AtomKind| match kind {
        AtomKind::Codes(Attribute::Act, codes) => Truth::from(codes.iter().any(|c| c.covers(act))),
        // what it is done for is to withdraw, not to bring out the wounded
        AtomKind::Codes(Attribute::Purpose, codes) => {
            Truth::from(codes.iter().any(|c| c.name() == act.name()))
        }
        AtomKind::InReplyTo(..) | AtomKind::Codes(Attribute::Invoked, _) => Truth::False,
        _ => Truth::Unknown,
    };
    draft.over(norm).any(|e| supposing(&e.when, &answer) != Truth::False)
}
