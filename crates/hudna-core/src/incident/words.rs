//! What the words of a report come down to: tokens that can be compared across spellings and languages.
//!
//! A token is a 32-bit digest of a folded stem, of the concept that the stem stands for, or of the bare
//! consonants of a name (so that *Misratah*, *Musrata* and «مصراتة» meet). Nothing here weighs them: how
//! rare a token is among the reports decides in `record`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::{AGGREGATE, CONCEPTS, NUMBERS, Rarity, STOP};

/// A word of a report, ready to compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    /// Digest of the folded word; equal words have equal digests.
    pub id: u32,
    /// How often such a word stands in any account, before any report is counted.
    pub prior: f32,
    /// How much it weighs beside other words: bare consonants less than a whole word.
    pub share: f32,
    /// Whether it looks like a name.
    pub name: bool,
}

/// What the words of one report come down to.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Tokens, sorted by id, each once.
    pub tokens: Vec<Token>,
    /// Numbers written in the text, ascending, each once; years and clock times left out.
    pub numbers: Vec<u32>,
    /// Whether the text says that it sums up several happenings.
    pub aggregate: bool,
}

static LEXICON: LazyLock<FxHashMap<&'static str, (u32, f32)>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for concept in CONCEPTS {
        let prior = match concept.rarity {
            Rarity::Everywhere => 0.35,
            Rarity::Common => 0.12,
            Rarity::Telling => 0.03,
        };
        for stem in concept.stems.split_whitespace() {
            map.entry(stem).or_insert((digest(concept.name), prior));
        }
    }
    map
});

static STOPS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| STOP.split_whitespace().collect());

static NUMBER_WORDS: LazyLock<FxHashMap<&'static str, u32>> =
    LazyLock::new(|| NUMBERS.iter().copied().collect());

/// FNV-1a, folded to 32 bits: the same on every machine and in every version.
pub(super) fn digest(word: &str) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    u32::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or(0)
}

/// Lower case, no accents or vowel marks, one form of each Arabic letter, Western digits.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
        return out;
    }
    for c in text.nfkd() {
        if is_combining_mark(c) {
            continue;
        }
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ة' => out.push('ه'),
            'ى' => out.push('ي'),
            'ؤ' => out.push('و'),
            'ئ' => out.push('ي'),
            'ـ' | '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}' => {}
            '\u{2018}' | '\u{2019}' | 'ʿ' | 'ʾ' | '`' => out.push('\''),
            '٠'..='٩' => out.push(western(c, '٠')),
            '۰'..='۹' => out.push(western(c, '۰')),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn western(digit: char, zero: char) -> char {
    char::from_digit(u32::from(digit) - u32::from(zero), 10).unwrap_or('0')
}

fn is_arabic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| ('\u{0600}'..='\u{06ff}').contains(&c))
}

/// The stem of a folded word: without article, common prefixes and endings.
pub(super) fn stem(word: &str) -> &str {
    if is_arabic(word) { stem_arabic(word) } else { stem_latin(word) }
}

fn stem_arabic(word: &str) -> &str {
    let long = |w: &str, least: usize| w.chars().count() >= least;
    for prefix in ["وبال", "وال", "بال", "فال", "كال", "ولل", "ال", "لل"] {
        if let Some(rest) = word.strip_prefix(prefix)
            && long(rest, 3)
        {
            return rest;
        }
    }
    if let Some(rest) = word.strip_prefix('و')
        && long(rest, 4)
    {
        return rest;
    }
    word
}

fn stem_latin(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    for (ending, least) in [("ings", 4), ("ing", 4), ("ies", 4), ("ed", 4), ("es", 4), ("s", 3)] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= least
            && !rest.ends_with('s')
        {
            return rest;
        }
    }
    word
}

/// The consonants of a name, one sign for those that transliterations confuse; `None` when too few remain.
pub(super) fn skeleton(word: &str) -> Option<String> {
    let mut out = String::with_capacity(8);
    let mut previous = '\0';
    for c in word.chars() {
        let sign = match c {
            'b' | 'p' | 'ب' => 'b',
            't' | 'ت' | 'ط' | 'ث' => 't',
            'j' | 'ج' => 'j',
            'd' | 'د' | 'ذ' | 'ض' => 'd',
            'r' | 'ر' => 'r',
            'z' | 'ز' | 'ظ' => 'z',
            's' | 'س' | 'ش' | 'ص' => 's',
            'g' | 'k' | 'q' | 'c' | 'x' | 'غ' | 'ق' | 'ك' | 'خ' => 'k',
            'f' | 'v' | 'ف' => 'f',
            'l' | 'ل' => 'l',
            'm' | 'م' => 'm',
            'n' | 'ن' => 'n',
            _ => continue,
        };
        if sign != previous {
            out.push(sign);
        }
        previous = sign;
    }
    (out.len() >= 3).then_some(out)
}

/// Reads the words of a narrative; `names` are further words known to be names (places, actors).
pub(super) fn read(text: &str, names: &[&str], codes: &[&str]) -> Words {
    let mut words = Words::default();
    let mut tokens: Vec<Token> = Vec::with_capacity(32);
    let folded = fold(text);
    words.aggregate = says_aggregate(&folded);
    take(text, false, &mut tokens, &mut words.numbers);
    for name in names {
        take(name, true, &mut tokens, &mut words.numbers);
    }
    for code in codes {
        if let Some((id, prior)) = LEXICON.get(code) {
            tokens.push(Token { id: *id, prior: *prior, share: 1.0, name: false });
        }
    }
    tokens.sort_unstable_by(|a, b| a.id.cmp(&b.id).then(b.name.cmp(&a.name)));
    tokens.dedup_by_key(|t| t.id);
    words.numbers.sort_unstable();
    words.numbers.dedup();
    words.tokens = tokens;
    words
}

fn says_aggregate(folded: &str) -> bool {
    AGGREGATE.iter().any(|phrase| folded.contains(phrase))
}

fn take(text: &str, all_names: bool, tokens: &mut Vec<Token>, numbers: &mut Vec<u32>) {
    for raw in text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || is_combining_mark(c)))
    {
        let raw = raw.trim_matches(|c| c == '\'' || c == '’');
        if raw.is_empty() {
            continue;
        }
        let capital = all_names || raw.chars().next().is_some_and(char::is_uppercase);
        let folded = fold(raw);
        if folded.bytes().all(|b| b.is_ascii_digit()) {
            if let Ok(n) = folded.parse::<u32>()
                && n >= 2
                && !(1900..=2100).contains(&n)
                && !all_names
            {
                numbers.push(n);
            }
            continue;
        }
        if let Some(n) = NUMBER_WORDS.get(folded.as_str()) {
            if *n >= 2 && !all_names {
                numbers.push(*n);
            }
            continue;
        }
        word(&folded, capital, tokens);
    }
}

fn word(folded: &str, capital: bool, tokens: &mut Vec<Token>) {
    if STOPS.contains(folded) || folded.chars().count() < 2 {
        return;
    }
    let stemmed = stem(folded);
    if STOPS.contains(stemmed) {
        return;
    }
    if let Some((id, prior)) =
        LEXICON.get(folded).or_else(|| LEXICON.get(stemmed)).or_else(|| singular(stemmed))
    {
        tokens.push(Token { id: *id, prior: *prior, share: 1.0, name: false });
        return;
    }
    let arabic = is_arabic(folded);
    let name = capital || arabic;
    let prior = if name { 0.008 } else { 0.012 };
    tokens.push(Token { id: digest(stemmed), prior, share: 1.0, name });
    if let Some(bones) = skeleton(stemmed) {
        let mut marked = String::with_capacity(bones.len() + 1);
        marked.push('~');
        marked.push_str(&bones);
        let prior = if bones.len() > 3 { 0.01 } else { 0.03 };
        tokens.push(Token { id: digest(&marked), prior, share: if name { 0.7 } else { 0.35 }, name });
    }
}

/// A doubled consonant or a dropped `e` that the light stemmer leaves behind (`shelled`, `raided`, `wounding`).
fn singular(stemmed: &str) -> Option<&'static (u32, f32)> {
    if !stemmed.is_ascii() || stemmed.len() < 3 {
        return None;
    }
    let mut with_e = String::with_capacity(stemmed.len() + 1);
    with_e.push_str(stemmed);
    with_e.push('e');
    LEXICON.get(with_e.as_str()).or_else(|| {
        let bytes = stemmed.as_bytes();
        let doubled = bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
        if doubled { LEXICON.get(&stemmed[..stemmed.len() - 1]) } else { None }
    })
}

/// The kind of actor that a folded name stands for where many names stand for one: the state's own forces,
/// or civilians. `None` for a name of its own.
pub(super) fn class(folded: &str) -> Option<u32> {
    let has = |list: &[&str]| list.iter().any(|w| folded.contains(w));
    if has(&[
        "government",
        "military forces",
        "police",
        "army",
        "security forces",
        "soldiers",
        "حكومه",
        "الجيش",
        "الشرطه",
    ]) {
        Some(1)
    } else if has(&["civilian", "مدني", "residents", "villagers", "اهالي"]) {
        Some(2)
    } else if has(&["unidentified", "unknown", "gunmen", "مجهول"]) {
        Some(3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hospital_is_one_word_in_arabic_and_english() {
        let (ar, en) = (read("قصف المستشفى", &[], &[]), read("the hospital was hit", &[], &[]));
        assert!(ar.tokens.iter().any(|t| en.tokens.iter().any(|u| u.id == t.id && t.prior < 0.05)));
    }

    #[test]
    fn spellings_of_one_name_share_their_consonants() {
        assert_eq!(skeleton("misrata"), skeleton("musratah"));
        assert_eq!(skeleton(stem(&fold("مصراتة"))), skeleton("misrata"));
    }

    #[test]
    fn years_and_list_numbers_are_not_counts() {
        assert_eq!(read("In 2011, seven killed and ٢٥ wounded", &[], &[]).numbers, vec![7, 25]);
    }

    #[test]
    fn a_weekly_sum_says_so() {
        assert!(read("Twelve died in separate incidents", &[], &[]).aggregate);
        assert!(!read("Twelve died in one incident", &[], &[]).aggregate);
    }
}
