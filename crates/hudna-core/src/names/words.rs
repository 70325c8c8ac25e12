//! The words of a narrative, for comparing texts: folded, lightly stemmed, without words that say nothing.
//!
//! A light stemmer of our own: it takes off what Arabic writes onto a word (and, the article, prepositions, common
//! endings) and English plurals, `-ed` and `-ing`. It never looks for roots: broken plurals stay apart.

use super::{fold, is_arabic};

/// The words of `text` in their order, repeated ones included; numbers stay, stop words go.
pub fn tokens(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|w| !w.is_empty() && !is_stop_word(w)).filter_map(stemmed).collect()
}

/// Whether a folded word says nothing by itself, in Arabic or English.
pub fn is_stop_word(folded: &str) -> bool {
    if is_arabic(folded) {
        ARABIC.binary_search(&folded).is_ok()
    } else {
        ENGLISH.binary_search(&folded).is_ok()
    }
}

/// The word without its affixes; `None` where only a stop word or a single letter is left.
fn stemmed(word: &str) -> Option<String> {
    let stem = if is_arabic(word) {
        arabic_stem(word)
    } else if word.is_ascii() {
        english_stem(word)
    } else {
        word.to_owned()
    };
    let says_something = stem.chars().nth(1).is_some() || stem.chars().all(|c| c.is_ascii_digit());
    (says_something && !is_stop_word(&stem)).then_some(stem)
}

fn length(word: &str) -> usize {
    word.chars().count()
}

fn arabic_stem(word: &str) -> String {
    let mut stem = word;
    // "and": only where a word of three letters and more remains.
    if let Some(rest) = stem.strip_prefix('و').filter(|r| length(r) >= 4) {
        stem = rest;
    }
    let article = ["بال", "كال", "فال", "ال", "لل"];
    if let Some(rest) = article.iter().find_map(|p| stem.strip_prefix(p)).filter(|r| length(r) >= 3) {
        stem = rest;
    } else if !BEGINS_WITH_ITS_OWN_LETTER.iter().any(|own| stem.starts_with(own))
        && let Some(rest) = stem.strip_prefix(['ب', 'ل', 'ف']).filter(|r| length(r) >= 5)
    {
        stem = rest;
    }
    // Twice, so that `دوريات` and `دورية` meet.
    for _ in 0..2 {
        let shorter = ARABIC_ENDINGS.iter().find_map(|e| stem.strip_suffix(e).filter(|r| length(r) >= 3));
        stem = shorter.unwrap_or(stem);
    }
    stem.to_owned()
}

/// Endings that a word may be written with, longer ones first.
const ARABIC_ENDINGS: &[&str] = &["هما", "ها", "هم", "ات", "ان", "ون", "ين", "يه", "ه", "ي"];

/// Words of five letters and more after a first ب, ل or ف that is their own and no preposition.
const BEGINS_WITH_ITS_OWN_LETTER: &[&str] = &[
    "بنغاز",
    "بلدي",
    "برلمان",
    "بريطان",
    "بندقي",
    "بواب",
    "فلسطين",
    "فرنس",
    "فصائل",
    "فصايل",
    "ليبي",
    "لواا",
    "لبنان",
];

fn english_stem(word: &str) -> String {
    let vowel = |s: &str| s.bytes().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    if word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = word.to_owned();
    if let Some(rest) = word.strip_suffix("ies").filter(|r| r.len() >= 2) {
        stem = format!("{rest}y");
    } else if let Some(rest) = word.strip_suffix("sses") {
        stem = format!("{rest}ss");
    } else if let Some(rest) = word.strip_suffix('s')
        && !rest.ends_with(['s', 'u', 'i'])
        && rest.len() >= 3
    {
        stem = rest.to_owned();
    }
    for ending in ["ing", "ed"] {
        if let Some(rest) = stem.strip_suffix(ending).filter(|r| r.len() >= 3 && vowel(r)) {
            stem = undoubled(rest).to_owned();
            break;
        }
    }
    if stem.len() > 4 && stem.ends_with('e') {
        stem.pop();
    }
    stem
}

/// `stopp` → `stop`; `shell`, `pass` and `buzz` keep both letters.
fn undoubled(stem: &str) -> &str {
    let mut ends = stem.bytes().rev();
    match (ends.next(), ends.next()) {
        (Some(a), Some(b)) if a == b && !matches!(a, b'l' | b's' | b'z') => &stem[..stem.len() - 1],
        _ => stem,
    }
}

/// Folded and sorted.
const ENGLISH: &[&str] = &[
    "a", "about", "after", "against", "all", "also", "an", "and", "any", "are", "around", "as", "at", "be",
    "been", "before", "being", "but", "by", "can", "could", "did", "do", "does", "during", "for", "from",
    "had", "has", "have", "he", "her", "him", "his", "i", "if", "in", "into", "is", "it", "its", "may",
    "more", "near", "no", "not", "of", "on", "one", "or", "our", "over", "said", "she", "so", "some", "such",
    "than", "that", "the", "their", "them", "then", "there", "they", "this", "those", "to", "up", "was",
    "we", "were", "when", "where", "which", "while", "who", "will", "with", "would",
];

/// Folded and sorted.
const ARABIC: &[&str] = &[
    "ابو",
    "اثر",
    "اذا",
    "الا",
    "التي",
    "الذي",
    "الي",
    "ام",
    "ان",
    "انه",
    "انها",
    "او",
    "اي",
    "ايضا",
    "بعد",
    "بعض",
    "بن",
    "بين",
    "تم",
    "ثم",
    "حتي",
    "حول",
    "حيث",
    "حين",
    "خلال",
    "ذات",
    "ذلك",
    "ذين",
    "عدد",
    "عدم",
    "علي",
    "عن",
    "عند",
    "عندما",
    "غير",
    "في",
    "فيه",
    "فيها",
    "قال",
    "قالت",
    "قام",
    "قامت",
    "قبل",
    "قد",
    "قرب",
    "كان",
    "كانت",
    "كل",
    "كما",
    "كنا",
    "لا",
    "لان",
    "لدي",
    "لكن",
    "لم",
    "لن",
    "له",
    "لها",
    "ما",
    "مع",
    "من",
    "منذ",
    "منها",
    "نحو",
    "هذا",
    "هذه",
    "هم",
    "هناك",
    "هو",
    "هي",
    "و",
    "وفي",
    "وقد",
    "ومن",
    "يكون",
    "يوم",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) {
        assert_eq!(tokens(a), tokens(b), "{a} and {b}");
        assert_eq!(tokens(a).len(), 1, "{a}");
    }

    #[test]
    fn inflected_words_meet() {
        for (a, b) in [
            ("القذائف", "قذائف"),
            ("والمدفعية", "مدفعية"),
            ("بالمدفعية", "المدفعية"),
            ("للمدينة", "المدينة"),
            ("بطرابلس", "طرابلس"),
            ("ببنغازي", "بنغازي"),
            ("دوريات", "دورية"),
            ("مراقبون", "مراقبين"),
            ("الكتيبة", "كتيبة"),
            ("البلدية", "بلدية"),
            ("shelling", "shelled"),
            ("rockets", "rocket"),
            ("injuries", "injury"),
            ("stopped", "stopping"),
            ("forces", "force"),
            ("vehicles", "vehicle"),
        ] {
            same(a, b);
        }
    }

    #[test]
    fn words_that_say_nothing_go_and_numbers_stay() {
        assert_eq!(tokens("A shell fell on the harbour at 5"), ["shell", "fell", "harbour", "5"]);
        assert_eq!(tokens("سقطت ٥ قذائف في الميناء"), tokens("سقطت 5 قذائف في الميناء"));
        assert!(tokens("في من إلى على the of and").is_empty());
        assert!(tokens("").is_empty());
    }

    #[test]
    fn stop_words_are_folded_and_sorted_for_the_search() {
        assert!(ENGLISH.is_sorted());
        let mut sorted = ARABIC.to_vec();
        sorted.sort_unstable();
        assert_eq!(ARABIC, sorted);
        assert!(ARABIC.iter().all(|w| fold(w) == **w), "{:?}", ARABIC.iter().find(|w| fold(w) != **w));
    }
}
