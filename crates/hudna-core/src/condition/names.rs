//! The names a condition may use: attributes in two languages, functions, codes, and the nearest of them to
//! a slip of the pen.
//!
//! To add a function: a row in [`FUNCTIONS`], an arm in `typing`.

use std::cmp::Reverse;

use super::parse::normalised;
use crate::value::Attribute;
use crate::vocabulary::{Code, TABLE, codes_of};

/// Arabic names that the language's table writes beside those of [`Attribute::arabic`].
const ALSO: &[(&str, Attribute)] = &[
    ("الوسيلة", Attribute::Means),
    ("الفاعل", Attribute::Actor),
    ("العيار", Attribute::CalibreMm),
    ("المدى", Attribute::RangeKm),
];

/// How each function of conditions is written.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("zone", "zone('…')"),
    ("line", "line('…')"),
    ("within_distance", "within_distance(place, zone('…'), '25 km')"),
    ("d_day", "d_day()"),
    ("moment", "moment('2026-03-01 06:00')"),
    ("daily", "daily(at, '08:00', '14:00')"),
    ("in_force", "in_force('a4.1')"),
    ("bound", "bound('first')"),
    ("signatories", "party IN signatories()"),
    ("party_of", "party_of(actor)"),
    ("affiliated", "affiliated(actor, '…')"),
    ("reading", "reading('…')"),
    ("in_reply_to", "in_reply_to(act = 'hostile', '30 min')"),
    ("count_within", "count_within(act = 'sniping', '2 km', '24 h') >= 2"),
    ("count", "count(party = 'first')"),
    ("notified", "notified('…')"),
    ("authorised", "authorised('…')"),
    ("contacted", "contacted('…')"),
    ("verified", "verified('a8.1')"),
    ("S_INTERSECTS", "S_INTERSECTS(place, zone('…'))"),
    ("S_WITHIN", "S_WITHIN(place, zone('…'))"),
    ("S_DISJOINT", "S_DISJOINT(place, zone('…'))"),
    ("DATE", "DATE('2026-03-01')"),
];

/// Whether CQL2 knows `name` and Hudna leaves it out.
pub(super) fn is_refused(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let left_out = ["CASEI", "ACCENTI", "INTERVAL", "BBOX", "TIMESTAMP"];
    left_out.contains(&upper.as_str())
        || ["S_", "T_", "A_"].iter().any(|family| upper.starts_with(family))
            && !["S_INTERSECTS", "S_WITHIN", "S_DISJOINT"].contains(&upper.as_str())
}

/// How `name` is used, whatever its capitals.
pub(super) fn usage(name: &str) -> Option<(&'static str, &'static str)> {
    FUNCTIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).copied()
}

/// The attribute of this name, English or Arabic.
pub fn attribute(name: &str) -> Option<Attribute> {
    let name = normalised(name);
    let own = Attribute::ALL.iter().find(|a| a.name() == name || normalised(a.arabic()) == name);
    own.copied().or_else(|| ALSO.iter().find(|(ar, _)| normalised(ar) == name).map(|(_, a)| *a))
}

/// Every name that [`attribute`] knows.
pub(super) fn attribute_names() -> impl Iterator<Item = &'static str> {
    let own = Attribute::ALL.iter().flat_map(|a| [a.name(), a.arabic()]);
    own.chain(ALSO.iter().map(|(ar, _)| *ar))
}

/// The code of `attribute` written as its name or its Arabic label, spaces as `_` or not.
pub fn code(attribute: Attribute, written: &str) -> Option<Code> {
    Code::parse(attribute, written).or_else(|| {
        let plain = |s: &str| normalised(s).replace(' ', "_");
        let wanted = plain(written.trim());
        codes_of(attribute).find(|c| plain(c.row().ar) == wanted)
    })
}

/// The code by which a bare `attribute` says yes: `count(present)` is `count(present = 'present')`.
pub(super) fn yes(attribute: Attribute) -> Option<Code> {
    Code::parse(attribute, attribute.name()).or_else(|| Code::parse(attribute, "yes"))
}

/// Whether `word` is a code of any attribute.
pub(super) fn is_code(word: &str) -> bool {
    TABLE.iter().any(|row| row.code == word)
}

/// Whether `word` states that there is none.
pub(super) fn is_none(word: &str) -> bool {
    word == "none" || normalised(word).replace('_', " ") == "لا شيء"
}

/// The candidate that a slip of the pen would most likely have meant: the fewest letters away, among equals the
/// one that begins most like it. `None` where all are further than a third of the word's letters.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let letters =
        |s: &str| -> Vec<char> { normalised(s).chars().take(LONGEST).flat_map(char::to_lowercase).collect() };
    let word = letters(word);
    let allowed = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|c| {
            let other = letters(c);
            let shared = word.iter().zip(&other).take_while(|(a, b)| a == b).count();
            (distance(&word, &other), Reverse(shared), c)
        })
        .filter(|(d, ..)| *d <= allowed)
        .min_by_key(|(d, shared, _)| (*d, *shared))
        .map(|(.., c)| c)
}

/// Letters of a name that are compared: more than any name has.
const LONGEST: usize = 64;

/// Letters to insert, drop, replace or swap with a neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (row[j] + usize::from(x != y)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_names_are_found_with_and_without_tashkeel_and_tatweel() {
        for (written, is) in [
            ("act", Attribute::Act),
            ("الفعل", Attribute::Act),
            ("الفِعْل", Attribute::Act),
            ("الفـــعل", Attribute::Act),
            ("الفاعل", Attribute::Actor),
            ("المنفذ", Attribute::Actor),
            ("مكان_الراصد", Attribute::ObserverPlace),
        ] {
            assert_eq!(attribute(written), Some(is), "{written}");
        }
        assert_eq!(attribute("Act"), None);
    }

    #[test]
    fn a_slip_finds_the_name_and_a_stranger_finds_none() {
        let names = || attribute_names();
        assert_eq!(nearest("weapn", names()), Some("weapon"));
        assert_eq!(nearest("calibremm", names()), Some("calibre_mm"));
        assert_eq!(nearest("السلح", names()), Some("السلاح"));
        assert_eq!(nearest("precipitation", names()), None);
        assert_eq!(nearest("", ["a"]), Some("a"));
        assert_eq!(nearest("a8.2", ["a4.2", "a8.1"]), Some("a8.1"));
    }

    #[test]
    fn codes_are_found_by_name_and_by_arabic_label() {
        let shelling = Code::parse(Attribute::Act, "shelling");
        assert!(shelling.is_some());
        assert_eq!(code(Attribute::Act, "shelling"), shelling);
        assert_eq!(code(Attribute::Act, "قصف_مدفعي"), shelling);
        assert_eq!(code(Attribute::Act, "قصف مدفعيّ"), shelling);
        assert_eq!(code(Attribute::Weapon, "shelling"), None);
    }
}
