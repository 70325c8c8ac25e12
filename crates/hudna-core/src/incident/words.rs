//! What the words of a report come down to: tokens that can be compared across spellings and languages.
//!
//! A token is a 32-bit digest of a folded stem, of the concept that the stem stands for, or of the bare
//! consonants of a name (so that *Misratah*, *Musrata* and «مصراتة» meet). Nothing here weighs them: how
//! rare a token is among the reports decides in `record`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::char::is_combining_mark;

use crate::names::{fold, is_arabic, skeleton_of_folded};

use super::lexicon::{
    BEARINGS, BROAD, CALLINGS, CONCEPTS, CUES, LOCAL, LOCAL_BEFORE, MANNERS, NUMBERS, PERIOD, Rarity,
    SEVERAL, SITES, STOP,
};

/// A word of a report, ready to compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    /// Digest of the folded word; equal words have equal digests.
    pub id: u32,
    /// How often such a word stands in any account, before any report is counted.
    pub prior: f32,
    /// How much it weighs beside other words: bare consonants less than a whole word.
    pub share: f32,
    /// What kind of word it is.
    pub sort: Sort,
}

/// Kinds of words, by what they prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Looks like a name.
    Name,
    /// Any other word.
    Plain,
}

/// What the words of one report come down to.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Tokens, sorted by id, each once.
    pub tokens: Vec<Token>,
    /// Numbers written in the text, ascending, each once; years and clock times left out.
    pub numbers: Vec<u32>,
    /// Whether the text counts several happenings.
    pub several: bool,
    /// Whether the text speaks of a long time or of many places: a sum, if its dates are as wide.
    pub period: bool,
    /// Whether the text is in Arabic letters.
    pub arabic: bool,
    /// A bit for each row of [`SITES`] that is named.
    pub sites: u32,
    /// A bit for each row of [`MANNERS`] that is named.
    pub manners: u32,
    /// A bit for each row of [`CALLINGS`] that is named.
    pub callings: u32,
    /// Digests of the names of quarters and villages, sorted.
    pub localities: Vec<u32>,
    /// Digests of the names of towns and wider places, sorted.
    pub towns: Vec<u32>,
}

impl Words {
    /// Takes the names among the tokens from `from` on as names of a place.
    fn placed(&mut self, from: usize, beside: Beside) {
        let names = self.tokens[from..].iter_mut();
        match beside {
            Beside::Local => self.localities.extend(names.map(|t| t.id)),
            Beside::Broad => names.for_each(|token| {
                token.prior = token.prior.max(EXPECTED);
                self.towns.push(token.id);
            }),
            Beside::LocalAfter => {}
        }
    }

    /// Takes `ids` as words that any account of these people would hold.
    pub(super) fn expect(&mut self, ids: &[u32]) {
        for id in ids {
            if let Ok(at) = self.tokens.binary_search_by_key(id, |t| t.id) {
                self.tokens[at].prior = self.tokens[at].prior.max(EXPECTED);
            }
        }
    }
}

/// What the lexicon says of a stem.
#[derive(Clone, Copy)]
struct Known {
    id: u32,
    prior: f32,
    site: u32,
    manner: u32,
}

impl Known {
    const fn token(self) -> Token {
        Token { id: self.id, prior: self.prior, share: 1.0, sort: Sort::Plain }
    }
}

static LEXICON: LazyLock<FxHashMap<String, Known>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for concept in CONCEPTS {
        let prior = match concept.rarity {
            Rarity::Everywhere => 0.35,
            Rarity::Common => 0.12,
            Rarity::Telling => 0.03,
        };
        let bit = |rows: &[&str]| {
            let row = rows.iter().position(|row| row.split(' ').any(|name| name == concept.name));
            row.map_or(0, |at| 1_u32 << at)
        };
        let (site, manner) = (bit(SITES), bit(MANNERS));
        for stem in concept.stems.split_whitespace() {
            map.entry(fold(stem)).or_insert(Known { id: digest(concept.name), prior, site, manner });
        }
    }
    map
});

static STOPS: LazyLock<FxHashSet<String>> = LazyLock::new(|| STOP.split_whitespace().map(fold).collect());

static CUE_WORDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| CUES.split_whitespace().map(fold).collect());

static CALLING: LazyLock<FxHashMap<String, u32>> = LazyLock::new(|| {
    let rows = CALLINGS.iter().enumerate();
    rows.flat_map(|(at, row)| row.split_whitespace().map(move |stem| (fold(stem), 1_u32 << at))).collect()
});

/// What a word says of the name beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The name before it is of a small place.
    Local,
    /// The name after it is.
    LocalAfter,
    /// The name before it is of a place where much happens.
    Broad,
}

static BESIDE: LazyLock<FxHashMap<String, Beside>> = LazyLock::new(|| {
    let rows = [(LOCAL, Beside::Local), (LOCAL_BEFORE, Beside::LocalAfter), (BROAD, Beside::Broad)];
    rows.iter().flat_map(|(row, beside)| row.split_whitespace().map(|w| (fold(w), *beside))).collect()
});

static BEARING_WORDS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| BEARINGS.split_whitespace().map(fold).collect());

static NUMBER_WORDS: LazyLock<FxHashMap<String, u32>> =
    LazyLock::new(|| NUMBERS.iter().map(|(word, n)| (fold(word), *n)).collect());

/// First words of the phrases of a sum: most texts hold none, and then no phrase is looked for.
static SUM_WORDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let words = |phrase: &String| phrase.split(' ').next().map(str::to_owned);
    SUMS.iter().flatten().filter_map(words).collect()
});

/// [`SEVERAL`] and [`PERIOD`], folded.
static SUMS: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [SEVERAL, PERIOD].map(|phrases| phrases.iter().map(|phrase| fold(phrase)).collect()));

/// FNV-1a, folded to 32 bits: the same on every machine and in every version.
pub(super) fn digest(word: &str) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    u32::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or(0)
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

/// The consonants of a folded name; `None` when too few remain to tell names apart.
fn bones(word: &str) -> Option<String> {
    let bones = skeleton_of_folded(word);
    (bones.len() >= 3).then_some(bones)
}

/// Reads narratives and keeps what each word came to: accounts of one war use the same words.
#[derive(Default)]
pub(super) struct Reader {
    kept: FxHashMap<Box<str>, Reading>,
    sources: FxHashMap<Box<str>, u32>,
}

/// So many words are kept before a reader starts afresh.
const KEPT: usize = 100_000;
/// A longer word is read anew each time.
const LONG_WORD: usize = 64;

impl Reader {
    /// Reads the words of a narrative; `names` are names of places, each with whether it is only
    /// the observer's, `codes` the vocabulary's words for what the report codes.
    pub(super) fn read(&mut self, text: &str, names: &[(&str, bool)], codes: &[&str]) -> Words {
        let mut words = Words { tokens: Vec::with_capacity(32), arabic: is_arabic(text), ..Words::default() };
        self.take(text, false, &mut words);
        if words.period {
            let folded = fold(text);
            let says = |phrases: &[String]| phrases.iter().any(|phrase| folded.contains(phrase.as_str()));
            (words.several, words.period) = (says(&SUMS[0]), says(&SUMS[1]));
        }
        let narrative = words.tokens.len();
        for (name, observer) in names {
            let from = words.tokens.len();
            self.take(name, true, &mut words);
            if !observer {
                words.placed(from, Beside::Broad);
            }
        }
        // What names the place is expected of any account from there: only many reports show that it is rare.
        words.tokens[narrative..].iter_mut().for_each(|token| token.prior = token.prior.max(EXPECTED));
        for known in codes.iter().filter_map(|code| LEXICON.get(*code)) {
            words.tokens.push(known.token());
        }
        let order = |a: &Token, b: &Token| {
            a.id.cmp(&b.id).then(b.prior.total_cmp(&a.prior)).then(a.sort.cmp(&b.sort))
        };
        words.tokens.sort_unstable_by(order);
        words.tokens.dedup_by_key(|t| t.id);
        for list in [&mut words.numbers, &mut words.localities, &mut words.towns] {
            list.sort_unstable();
            list.dedup();
        }
        words
    }

    fn take(&mut self, text: &str, all_names: bool, words: &mut Words) {
        let (mut cued, mut local) = (false, false);
        // Where the tokens of the names that stand directly before begin.
        let mut names_from: Option<usize> = None;
        let mut rest = text;
        while let Some(start) = rest.find(in_word) {
            let (gap, from) = rest.split_at(start);
            let (raw, after) = from.split_at(from.find(|c| !in_word(c)).unwrap_or(from.len()));
            rest = after;
            let raw = raw.trim_matches(|c| c == '\'' || c == '’');
            if raw.is_empty() {
                continue;
            }
            let reading = self.reading(raw);
            words.period |= reading.sums;
            if let Some(n) = reading.counted {
                if n >= 2 && !all_names {
                    words.numbers.push(n);
                }
                names_from = None;
                continue;
            }
            if !gap.chars().all(|c| c == ' ' || c == '-') {
                names_from = None;
            }
            if let (Some(from), Some(beside)) = (names_from, reading.beside) {
                words.placed(from, beside);
            }
            let name = all_names || reading.capital || cued;
            let from = words.tokens.len();
            reading.tell(name, words);
            let told = words.tokens.len() > from && matches!(reading.meaning, Meaning::Own { .. });
            if local && told {
                words.placed(from, Beside::Local);
            }
            names_from = if told && name { names_from.or(Some(from)) } else { None };
            // Arabic has no capitals: what comes after "quarter", "street", "Colonel" is a name.
            cued = reading.cue;
            local = reading.beside == Some(Beside::LocalAfter);
        }
    }

    /// Digest of the folded name of a source or outlet; 0 where nothing is named.
    pub(super) fn folded(&mut self, name: &str) -> u32 {
        if let Some(known) = self.sources.get(name) {
            return *known;
        }
        let folded = fold(name);
        let id = if folded.trim().is_empty() { 0 } else { digest(folded.trim()).max(1) };
        if self.sources.len() >= KEPT {
            self.sources.clear();
        }
        self.sources.insert(name.into(), id);
        id
    }

    fn reading(&mut self, raw: &str) -> Reading {
        if let Some(known) = self.kept.get(raw) {
            return *known;
        }
        let reading = Reading::of(raw);
        if raw.len() <= LONG_WORD {
            if self.kept.len() >= KEPT {
                self.kept.clear();
            }
            self.kept.insert(raw.into(), reading);
        }
        reading
    }
}

/// How often an account names the place it is from, or those of whom it tells.
const EXPECTED: f32 = 0.3;

/// What one word comes to, wherever it stands.
#[derive(Clone, Copy)]
struct Reading {
    /// It begins a phrase of a sum.
    sums: bool,
    /// It is a number; 0 for a year.
    counted: Option<u32>,
    /// It is written as a name.
    capital: bool,
    /// What follows it in Arabic is a name.
    cue: bool,
    /// What it says of the name beside it.
    beside: Option<Beside>,
    /// A bit for the row of [`CALLINGS`] that it names.
    calling: u32,
    meaning: Meaning,
}

#[derive(Clone, Copy)]
enum Meaning {
    /// It proves nothing.
    Nothing,
    /// The lexicon knows it.
    Known(Known),
    /// A word of its own: its digest, its bare consonants with their number, whether it is in Arabic letters.
    Own { id: u32, bones: Option<(u32, usize)>, arabic: bool },
}

impl Reading {
    fn of(raw: &str) -> Self {
        let folded = folded_word(raw);
        let counted = if folded.bytes().all(|b| b.is_ascii_digit()) {
            folded.parse::<u32>().ok().filter(|n| !(1900..=2100).contains(n)).or(Some(0))
        } else {
            NUMBER_WORDS.get(&folded).copied()
        };
        let bare = folded.strip_prefix('ب').unwrap_or("");
        Self {
            sums: SUM_WORDS.contains(&folded),
            counted,
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            cue: CUE_WORDS.contains(&folded) || CUE_WORDS.contains(bare),
            beside: BESIDE.get(&folded).copied(),
            calling: [folded.as_str(), stem(&folded)]
                .iter()
                .find_map(|w| CALLING.get(*w))
                .copied()
                .unwrap_or(0),
            meaning: if counted.is_some() { Meaning::Nothing } else { Meaning::of(&folded) },
        }
    }

    /// Adds its tokens; `name` where it stands as a name.
    fn tell(&self, name: bool, words: &mut Words) {
        words.callings |= self.calling;
        match self.meaning {
            Meaning::Nothing => {}
            Meaning::Known(known) => {
                words.tokens.push(known.token());
                words.sites |= known.site;
                words.manners |= known.manner;
            }
            Meaning::Own { id, bones, arabic } => {
                let sort = if name { Sort::Name } else { Sort::Plain };
                let prior = if name { 0.008 } else { 0.012 };
                words.tokens.push(Token { id, prior, share: 1.0, sort });
                if let Some((id, count)) = bones {
                    let prior = if count > 3 { 0.01 } else { 0.02 };
                    let share = if name || arabic { 0.7 } else { 0.35 };
                    words.tokens.push(Token { id, prior, share, sort });
                }
            }
        }
    }
}

impl Meaning {
    fn of(folded: &str) -> Self {
        if STOPS.contains(folded) || folded.chars().count() < 2 {
            return Self::Nothing;
        }
        let stemmed = stem(folded);
        if STOPS.contains(stemmed) {
            return Self::Nothing;
        }
        if let Some(known) =
            LEXICON.get(folded).or_else(|| LEXICON.get(stemmed)).or_else(|| singular(stemmed))
        {
            return Self::Known(*known);
        }
        let bones = bones(stemmed).map(|b| (digest_of_bones(&b), b.len()));
        Self::Own { id: digest(stemmed), bones, arabic: is_arabic(folded) }
    }
}

/// Whether a letter, digit or mark belongs to a word; the two common scripts without a table.
fn in_word(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\'' | '’' => true,
        '\u{0}'..='\u{7f}' => false,
        '\u{0620}'..='\u{0669}' | '\u{066e}'..='\u{06d3}' => true,
        _ => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// As [`fold`], quickly for plain English words.
fn folded_word(raw: &str) -> String {
    if raw.bytes().all(|b| b.is_ascii_alphanumeric()) { raw.to_ascii_lowercase() } else { fold(raw) }
}

/// Kept apart from words by a sign that no word holds.
fn digest_of_bones(bones: &str) -> u32 {
    let mut marked = String::with_capacity(bones.len() + 1);
    marked.push('~');
    marked.push_str(bones);
    digest(&marked)
}

/// A name of a formation, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// Its telling words, one digest each, sorted: the bare consonants, or the word where they are too few.
    pub words: Vec<u32>,
    /// Digests of all that its words may be in a narrative, sorted.
    pub tokens: Vec<u32>,
    /// Its first letters, or itself where it is as short as that; 0 where neither makes sense.
    pub letters: u32,
    /// Whether it is that short.
    pub short: bool,
}

/// Reads a name. What stands in brackets (a country, years) and words that many formations bear tell nothing,
/// unless nothing else is there.
pub(super) fn named(name: &str) -> Named {
    let (bare, _) = name.split_once('(').unwrap_or((name, ""));
    let bare = if bare.trim().is_empty() { name } else { bare };
    let folded = fold(bare);
    let all: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty() && !STOPS.contains(*w)).collect();
    let telling = |word: &&str| {
        let stemmed = stem(word);
        let known = LEXICON.contains_key(*word) || LEXICON.contains_key(stemmed);
        !known && !BEARING_WORDS.contains(*word) && !BEARING_WORDS.contains(stemmed)
    };
    let own: Vec<&str> = all.iter().copied().filter(telling).collect();
    let of = |word: &&str| {
        let stemmed = stem(word);
        bones(stemmed).map_or_else(|| digest(stemmed), |b| digest_of_bones(&b))
    };
    let mut words: Vec<u32> = if class(&folded) == Some(1) {
        Vec::new()
    } else if own.is_empty() {
        all.iter().map(of).collect()
    } else {
        own.iter().map(of).collect()
    };
    words.sort_unstable();
    words.dedup();
    let whole = fold(name);
    let mut tokens: Vec<u32> = whole
        .split(' ')
        .filter(|w| !w.is_empty())
        .map(stem)
        .flat_map(|w| [Some(digest(w)), bones(w).map(|b| digest_of_bones(&b))])
        .flatten()
        .collect();
    tokens.sort_unstable();
    tokens.dedup();
    let trimmed = bare.trim();
    let short = (2..=6).contains(&trimmed.len()) && trimmed.bytes().all(|b| b.is_ascii_uppercase());
    let letters = if short {
        digest(&trimmed.to_ascii_lowercase())
    } else {
        let first: String = all.iter().filter_map(|w| w.chars().next()).collect();
        if all.len() >= 2 { digest(&first) } else { 0 }
    };
    Named { words, tokens, letters, short }
}

/// A doubled consonant or a dropped `e` that the light stemmer leaves behind (`shelled`, `raided`, `wounding`).
fn singular(stemmed: &str) -> Option<&'static Known> {
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

    fn read(text: &str, names: &[(&str, bool)], codes: &[&str]) -> Words {
        Reader::default().read(text, names, codes)
    }

    #[test]
    fn a_hospital_is_one_word_in_arabic_and_english() {
        let (ar, en) = (read("قصف المستشفى", &[], &[]), read("the hospital was hit", &[], &[]));
        assert!(ar.tokens.iter().any(|t| en.tokens.iter().any(|u| u.id == t.id && t.prior < 0.05)));
    }

    #[test]
    fn spellings_of_one_name_meet_across_scripts() {
        let (ar, en) = (read("حي زناتة", &[], &[]), read("the Zenata quarter", &[], &[]));
        assert!(ar.tokens.iter().any(|t| t.sort == Sort::Name && en.tokens.iter().any(|u| u.id == t.id)));
    }

    #[test]
    fn years_and_list_numbers_are_not_counts() {
        assert_eq!(read("In 2011, seven killed and ٢٥ wounded", &[], &[]).numbers, vec![7, 25]);
    }

    #[test]
    fn a_weekly_sum_says_so() {
        assert!(read("Twelve died in separate incidents", &[], &[]).several);
        assert!(read("Twelve died during the week", &[], &[]).period);
        let one = read("Twelve died in one incident", &[], &[]);
        assert!(!one.several && !one.period);
    }
}
