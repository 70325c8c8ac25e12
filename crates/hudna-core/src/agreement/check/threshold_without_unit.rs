//! Measures of the text without their unit: a calibre of 100, a distance of 5, weapons heavier than 82.

use std::sync::LazyLock;

use super::calendar::{days_of, hijri};
use super::clock::clocks;
use super::units::unit;
use super::wording::{Token, tokens, within};
use super::{Check, Draft, Example};
use crate::agreement::read::fields::Notes;
use crate::names::fold;

pub(super) const CHECK: Check = Check {
    code: "threshold-without-unit",
    example: Example::text("a calibre of 100 mm or more", "a calibre of 100 or more"),
    run,
};

/// Words for what is measured, folded when compared; Arabic ones with or without letters joined to them.
const MEASURES: &str = "calibre|calibres|caliber|range|distance|radius|depth|width|height|length|altitude|weight|thickness|speed|\
     عيار|مدى|مسافة|قطر|عمق|عرض|ارتفاع|طول|وزن|سرعة|سماكة";
/// What may be joined to an Arabic word.
const JOINED: (&str, &str) = ("و|ب|ل|ف|بال|لل|وال|وب|ول", "ه|ها|هم|هما");
/// Words that compare a measure, folded when compared: what is counted has its name behind it.
const COMPARE: &str = "heavier than|larger than|bigger than|greater than|higher than|above|exceeding|exceeds|exceed|أكبر من|أثقل من|\
     أعلى من|يزيد عياره على|فوق";
/// Words that compare what is counted too: only of weapons, and where the clause ends.
const COMPARE_ALSO: &str = "more than|over|أكثر من|يزيد على|يزيد عن|تزيد على|تزيد عن|تتجاوز|يتجاوز|يفوق|تفوق";
/// Words for weapons: the beginnings of them, folded when compared.
const WEAPONS: &str =
    "weapon|mortar|gun|artillery|cannon|howitzer|rocket|missile|سلاح|أسلح|هاون|مدفع|مدافع|صاروخ|صواريخ|مدفعي";
/// What follows a number that is compared and has neither a unit nor a name.
const BARE: &str = "or|and|is|are|shall|must|may|will|be|within|in|into|at|by|on|when|unless|except|which|that|فأكثر|أو|في|على|إلى|عن|\
     من المنطقة|إلا|ضمن|داخل|خلال|هو|هي|وما";
/// Words that may stand between two numbers of one range.
const BETWEEN: &str = "to|and|or|إلى|حتى|و|أو";

/// The lists, folded once; those of several words with spaces.
struct Lists {
    measures: Vec<String>,
    compare: Vec<Vec<String>>,
    compare_also: Vec<Vec<String>>,
    weapons: Vec<String>,
    bare: Vec<String>,
    between: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let folded = |words: &str| words.split('|').map(fold).collect::<Vec<_>>();
    let split = |words: &str| -> Vec<Vec<String>> {
        folded(words).into_iter().map(|w| w.split(' ').map(str::to_owned).collect()).collect()
    };
    Lists {
        measures: folded(MEASURES),
        compare: split(COMPARE),
        compare_also: split(COMPARE_ALSO),
        weapons: folded(WEAPONS),
        bare: folded(BARE),
        between: folded(BETWEEN),
    }
});

fn run(draft: &Draft<'_>, notes: &mut Notes) {
    let text = &draft.agreement.source.text;
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        let bare = [&row.ar, &row.en].into_iter().find_map(|cell| bare(&tokens(text, cell), text));
        if let Some(token) = bare {
            let arguments = [("paragraph", &*row.number.text), ("number", &*token.folded)];
            notes.warning(CHECK.code, token.span, &arguments);
        }
    }
}

/// The first measure without a unit.
fn bare(tokens: &[Token], text: &str) -> Option<Token> {
    let numbers = tokens.iter().enumerate().filter(|(_, t)| t.digits);
    // D+14, 4.1 and hours are none
    let mut days = days_of(tokens).into_iter().map(|d| d.span).chain(hijri(tokens)).collect::<Vec<_>>();
    days.extend(
        clocks(text, tokens)
            .into_iter()
            .map(|(_, at)| tokens[at.start].span.start..tokens[at.end - 1].span.end),
    );
    days.sort_by_key(|d| d.start);
    let in_day = |t: &Token| within(&days, t.span.start);
    let mut plain = numbers.filter(|(_, t)| matches!(t.before, ' ' | '(' | '\u{a0}') && !in_day(t));
    plain
        .find(|(i, token)| {
            let after = text.get(token.span.end..).and_then(|t| t.chars().next());
            let sign = matches!(after, Some('%' | '٪' | '°' | ':' | '-'));
            !sign && !has_unit(tokens, *i) && (measured(tokens, *i) || compared(tokens, text, *i))
        })
        .map(|(_, token)| token.clone())
}

/// Whether a word for what is measured stands just before the number.
fn measured(tokens: &[Token], i: usize) -> bool {
    let is = |word: &str| {
        let (before, behind) = JOINED;
        LISTS.measures.iter().any(|m| {
            let Some(at) = word.find(m.as_str()) else { return false };
            let (head, tail) = (&word[..at], &word[at + m.len()..]);
            let joined = |list: &str, part: &str| part.is_empty() || list.split('|').any(|j| j == part);
            joined(before, head) && joined(behind, tail)
        })
    };
    tokens[i.saturating_sub(3)..i].iter().rev().take_while(|t| !t.digits).any(|t| is(&t.folded))
}

/// Whether the number is compared with a measure: nothing that could be counted stands behind it.
fn compared(tokens: &[Token], text: &str, i: usize) -> bool {
    let ends = |words: &&Vec<String>| {
        let from = i.checked_sub(words.len());
        from.is_some_and(|from| tokens[from..i].iter().zip(words.iter()).all(|(t, w)| t.folded == *w))
    };
    let weapon =
        |t: &Token| LISTS.weapons.iter().any(|w| t.folded.trim_start_matches('و').starts_with(w.as_str()));
    let plain = LISTS.compare.iter().any(|words| ends(&words));
    let also = || LISTS.compare_also.iter().any(|words| ends(&words)) && tokens[..i].iter().any(weapon);
    if !plain && !also() {
        return false;
    }
    let Some(token) = tokens.get(i) else { return false };
    let Some(next) = tokens.get(i + 1) else { return true };
    let between = text.get(token.span.end..next.span.start).unwrap_or_default();
    let stops = between.contains(['.', ',', ';', '،', '؛', ':', ')']);
    stops || plain && LISTS.bare.contains(&next.folded)
}

/// Whether a unit follows the number, or the range that it begins: 5 to 10 km.
fn has_unit(tokens: &[Token], i: usize) -> bool {
    let mut next = tokens[i + 1..].iter();
    let mut follows = next.next();
    while follows.is_some_and(|t| t.digits || LISTS.between.contains(&t.folded)) {
        follows = next.next();
    }
    follows.is_some_and(|t| unit(t).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::read::markdown::Cell;

    fn found(text: &str) -> Option<String> {
        let cell = Cell { text: text.to_owned(), span: 0..text.len() };
        bare(&tokens(text, &cell), text).map(|t| t.folded)
    }

    #[test]
    fn a_measure_without_a_unit_is_found_however_it_is_compared() {
        for text in [
            "mortars heavier than 82 are withdrawn",
            "no weapon above 100.",
            "a calibre exceeding 82",
            "عيارها أكثر من 100",
            "no weapon of more than 100, whatever its kind",
            "كل سلاح يزيد على 82، أيًّا كان",
            "سلاح عيار يزيد على 82",
            "at a distance of 15 from the line",
            "بعمق 15 عن الخط",
        ] {
            assert!(found(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_has_its_unit_or_is_counted_is_not_said() {
        for text in [
            "mortars heavier than 82 mm are withdrawn",
            "more than 100 persons",
            "أكثر من 100 شخص",
            "عياره 100 ملم فأكثر",
            "a range of 5 to 10 km",
            "above D+14",
            "over 30 days",
            "in Article 4 and above",
            "over 12 of the members",
            "acts in which more than 25 are killed",
            "The members are no more than 7.",
            "بعد 14 آذار 2026",
            "above 8 pm",
        ] {
            assert!(found(text).is_none(), "{text}");
        }
    }
}
