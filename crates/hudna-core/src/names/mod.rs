//! Names and words in Arabic and Latin letters made comparable: folding, transliteration keys, likeness.
//!
//! One name is written in many ways: `مصراتة`, `مصراته`, `Misrata`, `Misratah`, `Misurata`. Here lives what
//! makes these meet: [`fold`] (same letters, same string), [`skeleton`] (same sound, same or a close key),
//! [`likeness`] (how alike two names are) and [`tokens`] (the words of a narrative, for comparing texts).
//!
//! Nothing here knows a place, a formation or a report, and nothing here decides that two names are one:
//! the gazetteer, the fusion and the resolution of actors do, each with its own bar. To teach it another
//! letter add it to `letter` (folding) and to `skeleton`'s table; another stop word goes in `words`.

mod likeness;
mod skeleton;
mod words;

use unicode_normalization::char::decompose_compatible;

pub use likeness::{distance_within, likeness};
pub use skeleton::{skeleton, skeleton_of_folded};
pub use words::{is_stop_word, tokens};

/// The name in its plainest letters: two spellings that differ only in marks fold to one string.
///
/// Lower case; Latin accents, tashkeel, tatweel, bidirectional controls, apostrophes and marks for ayn
/// and hamza off; `أإآٱ` → `ا`, `ؤ` → `و`, `ئى` → `ي`, `ة` → `ه`, a hamza by itself off; Persian letters as
/// their Arabic ones; Arabic-Indic digits as `0`–`9`; whatever is neither letter nor digit is a space, single
/// between words. The article goes: `ال` joined to three letters or more, and `al`/`el` (and `ash`, `an` … before
/// their own letter) standing alone or before a hyphen, unless nothing would be left.
pub fn fold(name: &str) -> String {
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).collect();
    let mut folded = String::with_capacity(plain.len());
    for (i, word) in words.iter().enumerate() {
        if words.get(i + 1).is_some_and(|next| is_latin_article(word, next)) {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(without_article(word));
    }
    folded
}

/// As [`fold`], and generic words for a settlement (`town`, `village of`, `مدينة`, `حي`) off as well,
/// unless nothing would be left.
pub fn fold_place(name: &str) -> String {
    fold_place_of_folded(&fold(name))
}

/// As [`fold_place`], of a name that is already folded.
pub fn fold_place_of_folded(folded: &str) -> String {
    let kept: Vec<&str> = folded.split(' ').filter(|w| GENERIC.binary_search(w).is_err()).collect();
    if kept.iter().all(|w| *w == "of") { folded.to_owned() } else { trim_of(&kept).join(" ") }
}

/// Whether the text holds an Arabic letter.
pub fn is_arabic(text: &str) -> bool {
    text.chars().any(is_arabic_letter)
}

/// Whether this is a letter of the Arabic script.
pub(crate) const fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}')
}

/// A leading or trailing `of` that a generic word left behind goes too.
fn trim_of<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    let start = words.iter().take_while(|w| **w == "of").count();
    let end = words.len() - words.iter().rev().take_while(|w| **w == "of").count();
    words.get(start..end).unwrap_or(words)
}

/// Generic words of settlements, folded and sorted. Words for wider areas (district, `بلدية`) change what is meant.
const GENERIC: &[&str] = &[
    "city",
    "locality",
    "madina",
    "madinah",
    "madinat",
    "neighborhood",
    "neighbourhood",
    "qaryah",
    "qaryat",
    "quarter",
    "settlement",
    "suburb",
    "town",
    "village",
    "بلدة",
    "بلده",
    "حي",
    "ضاحيه",
    "قريه",
    "محله",
    "مدينه",
];

/// Letters and digits only, in one form, with spaces (possibly several) for all the rest.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\0'..='\u{9F}' | 'ء'..='غ' | 'ـ'..='ي' if !matches!(c, 'آ' | 'أ' | 'ؤ' | 'إ' | 'ئ') => {
                letter(c, &mut out);
            }
            // Compatibility decomposition also takes presentation forms and ligatures apart. The order of marks,
            // which it leaves open, does not matter: they go.
            _ => decompose_compatible(c, |part| letter(part, &mut out)),
        }
    }
    out
}

/// Appends what one decomposed character folds to.
fn letter(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        // Apostrophes, modifier letters, tatweel, controls of direction and joining, soft hyphen, hamza.
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '\u{02B0}'..='\u{02FF}' | 'ـ' | 'ء' | '\u{00AD}' =>
            {}
        '\u{061C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => {}
        // Marks over and under: Latin, Hebrew, Arabic. Vowel signs of other scripts are letters and stay.
        '\u{0300}'..='\u{036F}' | '\u{1DC0}'..='\u{1DFF}' | '\u{0591}'..='\u{05C7}' => {}
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => {}
        '٠'..='٩' => digit(c, '٠', out),
        '۰'..='۹' => digit(c, '۰', out),
        'ٱ' => out.push('ا'),
        'ى' | 'ی' | 'ې' | 'ے' | 'ۍ' => out.push('ي'),
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => out.push('ه'),
        'ک' | 'ڪ' => out.push('ك'),
        'ۆ' | 'ۇ' | 'ۈ' | 'ۋ' | 'ۉ' => out.push('و'),
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ħ' | 'Ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ə' | 'Ə' => out.push('a'),
        'ŋ' | 'Ŋ' => out.push('n'),
        _ if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) => {
            out.extend(c.to_lowercase().filter(|l| !matches!(l, '\u{0300}'..='\u{036F}')));
        }
        _ => out.push(' '),
    }
}

fn digit(c: char, zero: char, out: &mut String) {
    let value = u32::from(c) - u32::from(zero);
    out.extend(char::from_digit(value, 10));
}

/// The word without a joined `ال`, where three letters or more remain.
fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

/// Whether `word` is the Arabic article in Latin letters before `next`: `al`, `el`, `ul`, or with its consonant
/// assimilated (`ash sharqiyah`, `an nasr`).
fn is_latin_article(word: &str, next: &str) -> bool {
    match word {
        "al" | "el" | "ul" => true,
        "ad" | "ar" | "as" | "at" | "az" | "an" | "ash" | "adh" | "ath" | "ed" | "er" | "es" | "et"
        | "ez" | "en" | "esh" => next.starts_with(&word[1..]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_forms_of_letters_do_not_part_a_name() {
        for (a, b) in [
            ("طَرَابُلُس", "طرابلس"),
            ("أجدابيا", "اجدابيا"),
            ("إجدابيا", "آجدابيا"),
            ("مصراتة", "مصراته"),
            ("بنغازى", "بنغازي"),
            ("بنغازی", "بنغازي"),
            ("البيضاء", "البيضا"),
            ("البيضاء", "بيضاء"),
            ("مـــرزق", "مرزق"),
            ("\u{202B}غات\u{202C}", "غات"),
            ("Banghāzī", "banghazi"),
            ("Mişrātah", "MISRATAH"),
            ("Al-Bayda'", "al Bayda"),
            ("Ash Shwayrif", "Shwayrif"),
            ("Az-Zāwiyah", "Zawiyah"),
            ("Ţarābulus al Gharb", "tarabulus  gharb"),
            ("ﺍﻟﺨﻤﺲ", "الخمس"),
            ("كيلو ١٧", "كيلو 17"),
            ("Kfar Ḥatta", "kfar hatta"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn the_article_stays_where_nothing_or_little_would_be_left() {
        assert_eq!(fold("Al"), "al");
        assert_eq!(fold("ال"), "ال");
        assert_eq!(fold("الا"), "الا");
        assert_eq!(fold("Alba"), "alba");
        assert_eq!(fold("An Khe"), "an khe");
    }

    #[test]
    fn different_places_stay_different() {
        assert_ne!(fold("سرت"), fold("سوسة"));
        assert_ne!(fold("Sirte"), fold("Sorman"));
    }

    #[test]
    fn generic_words_of_places_go_but_never_the_whole_name() {
        assert_eq!(fold_place("مدينة مصراتة"), "مصراته");
        assert_eq!(fold_place("Town of Marsa"), "marsa");
        assert_eq!(fold_place("Kuwait City"), "kuwait");
        assert_eq!(fold_place("المدينة"), "مدينه");
        assert_eq!(fold_place("City of"), "city of");
    }

    #[test]
    fn generic_words_are_sorted_for_the_search() {
        assert!(GENERIC.is_sorted());
    }

    #[test]
    fn other_scripts_pass_through() {
        assert_eq!(fold("Триполи"), "триполи");
        assert!(!fold("त्रिपोली").is_empty());
        assert_eq!(fold("  ,;  "), "");
    }
}
