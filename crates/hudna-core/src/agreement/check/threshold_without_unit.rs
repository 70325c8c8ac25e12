//! Measures of the text without their unit: a calibre of 100, a distance of 5.

use std::collections::BTreeSet;

use super::wording::{Token, tokens};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::names::fold;

pub(super) const CHECK: Check = Check {
    code: "threshold-without-unit",
    example: Example::text("a calibre of 100 mm or more", "a calibre of 100 or more"),
    run,
};

/// Words for what is measured.
const MEASURES: &[&str] = &[
    "calibre", "caliber", "range", "distance", "radius", "depth", "width", "altitude", "عيار", "عياره", "عيارها",
    "مدى", "مداه", "مداها", "مسافة", "قطر", "قطرها", "عمق", "عرض", "ارتفاع", "بعد",
];
/// Units, and what else may follow a number that is no bare measure.
const UNITS: &[&str] = &[
    "mm", "millimetre", "millimetres", "millimeter", "millimeters", "cm", "centimetres", "m", "metre", "metres",
    "meter", "meters", "km", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "nautical",
    "feet", "ft", "hour", "hours", "h", "minute", "minutes", "min", "day", "days", "degrees", "percent", "rounds",
    "ملم", "مم", "مليمتر", "مليمترا", "ملليمتر", "ملليمترا", "سم", "سنتيمتر", "سنتيمترا", "م", "متر", "مترا", "أمتار", "كم",
    "كيلومتر", "كيلومترا", "كيلومترات", "كيلو", "ميل", "ميلا", "أميال", "قدم", "ساعة", "ساعات", "دقيقة", "دقائق", "يوم",
    "يوما", "أيام", "درجة", "بالمئة", "طلقة",
];
/// Words that may stand between two numbers of one range.
const BETWEEN: &[&str] = &["to", "and", "or", "إلى", "الى", "حتى", "و", "أو"];

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let text = &draft.agreement.source.text;
    let lists = Lists { measures: folded(MEASURES), units: folded(UNITS), between: folded(BETWEEN) };
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        let bare = [&row.ar, &row.en].into_iter().find_map(|cell| bare(&tokens(text, cell), text, &lists));
        if let Some(token) = bare {
            let arguments = [("paragraph", &*row.number.text), ("number", &*token.folded)];
            notes.warning(CHECK.code, token.span, &arguments);
        }
    }
}

/// The words, folded.
struct Lists {
    measures: BTreeSet<String>,
    units: BTreeSet<String>,
    between: BTreeSet<String>,
}

fn folded(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|w| fold(w)).collect()
}

/// The first measure without a unit.
fn bare(tokens: &[Token], text: &str, lists: &Lists) -> Option<Token> {
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.digits) {
        // D+14, 4.1 and hours are none
        if !matches!(token.before, ' ' | '(' | '\u{a0}') {
            continue;
        }
        let measured = tokens[i.saturating_sub(3)..i].iter().rev().take_while(|t| !t.digits);
        if !measured.into_iter().any(|t| lists.measures.contains(&t.folded)) {
            continue;
        }
        let after = text.get(token.span.end..).and_then(|t| t.chars().next());
        let mut next = tokens[i + 1..].iter();
        let mut follows = next.next();
        // a range: 5 to 10 km
        while follows.is_some_and(|t| t.digits || lists.between.contains(&t.folded)) {
            follows = next.next();
        }
        let unit = follows.is_some_and(|t| lists.units.contains(t.folded.trim_start_matches('و')));
        if !unit && !matches!(after, Some('%' | '٪' | '°' | ':' | '-')) {
            return Some(token.clone());
        }
    }
    None
}
