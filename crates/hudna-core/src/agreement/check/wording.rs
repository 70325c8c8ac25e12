//! The words of a paragraph, as far as they can be compared between the languages: numbers in digits and in
//! words, fractions, words themselves. Days are in `calendar`, times of day in `clock`.
//!
//! Where a word may be a number or not («أحد», "one", «يومان»), it may stand for one but need not: what is
//! said of a text must be right more often than not. Never a check of its own.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::calendar::{days_of, hijri};
use super::clock::{Clock, clocks};
use crate::agreement::read::markdown::Cell;
use crate::names::fold;

/// The language of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Arabic,
    English,
}

/// A word or a number in digits.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Folded letters, or western digits.
    pub(super) folded: String,
    /// Whether it is a number in digits.
    pub(super) digits: bool,
    /// The sign that stands right before it, a space where there is one between.
    pub(super) before: char,
    pub(super) span: Range<usize>,
}

/// A number of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Count {
    pub(super) number: String,
    pub(super) span: Range<usize>,
    pub(super) in_words: bool,
    /// Whether it is surely meant as a number.
    pub(super) sure: bool,
    /// The time of day that it is.
    pub(super) clock: Option<Clock>,
}

impl Count {
    /// Whether the two may be one number, or one time of day.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        match (self.clock, other.clock) {
            (Some(a), Some(b)) => a.agrees(b),
            _ => self.number == other.number,
        }
    }
}

/// The words and numbers of a cell.
pub(super) fn tokens(text: &str, cell: &Cell) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text
        .get(cell.span.clone())
        .unwrap_or_default()
        .char_indices()
        .map(|(at, c)| (at + cell.span.start, western(c)))
        .collect();
    let digit = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_ascii_digit());
    let end_of = |i: usize| chars.get(i).map_or(cell.span.end, |(at, _)| *at);
    let mut out = Vec::new();
    let mut i = 0;
    while let Some((at, c)) = chars.get(i).copied() {
        let before = if i == 0 { ' ' } else { chars[i - 1].1 };
        if c.is_ascii_digit() {
            let start = i;
            let mut number = String::new();
            while let Some((_, c)) = chars.get(i) {
                let thousands = digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4);
                match c {
                    '0'..='9' => number.push(*c),
                    ',' | '٬' if thousands => {}
                    '.' | '٫' if digit(i + 1) => number.push('.'),
                    _ => break,
                }
                i += 1;
            }
            let plain = number.trim_start_matches('0');
            let folded = if plain.is_empty() || plain.starts_with('.') {
                format!("0{plain}")
            } else {
                plain.to_owned()
            };
            out.push(Token { folded, digits: true, before, span: end_of(start)..end_of(i) });
        } else if c.is_alphabetic() {
            let start = i;
            while chars.get(i).is_some_and(|(_, c)| c.is_alphabetic() || is_mark(*c)) {
                i += 1;
            }
            let word = text.get(at..end_of(i)).unwrap_or_default();
            out.push(Token { folded: folded(word), digits: false, before, span: end_of(start)..end_of(i) });
        } else {
            i += 1;
        }
    }
    out
}

/// The word folded. «ألفان» begins like a word with the article, and folding takes that off: «فان» is no number.
fn folded(word: &str) -> String {
    let folded = fold(word);
    if !TWO_THOUSAND_CUT.contains(&folded.as_str()) {
        return folded;
    }
    // behind another letter the article stays
    let whole = fold(&format!("و{word}"));
    whole.strip_prefix('و').filter(|whole| whole.starts_with("ال")).map_or(folded, str::to_owned)
}

/// What folding leaves of «ألفان» and «ألفين».
const TWO_THOUSAND_CUT: [&str; 2] = ["فان", "فين"];

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn western(c: char) -> char {
    match u32::from(c) {
        n @ 0x660..=0x669 => char::from_digit(n - 0x660, 10).unwrap_or(c),
        n @ 0x6f0..=0x6f9 => char::from_digit(n - 0x6f0, 10).unwrap_or(c),
        _ => c,
    }
}

/// What a word is among number words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Numeral {
    value: u32,
    /// Whether it is surely a number: three and more.
    sure: bool,
    ordinal: bool,
}

/// Cardinals, Arabic and English, with their value. One and two are often no numbers.
const CARDINALS: &[(u32, &[&str])] = &[
    (0, &["zero", "صفر"]),
    (
        1,
        &["one", "once", "واحد", "واحدة", "إحدى", "أحد", "ساعة", "يوم", "يوما", "شهر", "أسبوع", "مرة", "سنة"],
    ),
    (2, &["two", "twice", "both", "اثنان", "اثنين", "اثنتان", "اثنتين", "اثنا", "اثني", "اثنتا", "اثنتي"]),
    (2, &["ساعتان", "ساعتين", "يومان", "يومين", "شهران", "شهرين", "أسبوعان", "أسبوعين", "مرتان", "مرتين"]),
    (
        2,
        &[
            "سنتان",
            "سنتين",
            "كيلومتران",
            "كيلومترين",
            "متران",
            "مترين",
            "دقيقتان",
            "دقيقتين",
            "عامان",
            "عامين",
        ],
    ),
    (3, &["three", "ثلاث", "ثلاثة"]),
    (4, &["four", "أربع", "أربعة"]),
    (5, &["five", "خمس", "خمسة"]),
    (6, &["six", "ست", "ستة"]),
    (7, &["seven", "سبع", "سبعة"]),
    (8, &["eight", "ثمان", "ثماني", "ثمانية"]),
    (9, &["nine", "تسع", "تسعة"]),
    (10, &["ten", "عشر", "عشرة"]),
    (11, &["eleven"]),
    (12, &["twelve"]),
    (13, &["thirteen"]),
    (14, &["fourteen"]),
    (15, &["fifteen"]),
    (16, &["sixteen"]),
    (17, &["seventeen"]),
    (18, &["eighteen"]),
    (19, &["nineteen"]),
    (20, &["twenty", "عشرون", "عشرين"]),
    (30, &["thirty", "ثلاثون", "ثلاثين"]),
    (40, &["forty", "أربعون", "أربعين"]),
    (50, &["fifty", "خمسون", "خمسين"]),
    (60, &["sixty", "ستون", "ستين"]),
    (70, &["seventy", "سبعون", "سبعين"]),
    (80, &["eighty", "ثمانون", "ثمانين"]),
    (90, &["ninety", "تسعون", "تسعين"]),
    (100, &["hundred", "مئة", "مائة"]),
    (200, &["مئتان", "مئتين", "مئتا", "مئتي", "مائتان", "مائتين", "مائتا", "مائتي"]),
    (1000, &["thousand", "ألف", "آلاف", "ألفا"]),
    (2000, &["ألفان", "ألفين", "ألفي"]),
];

/// Ordinals; the first two are often no numbers.
const ORDINALS: &[(u32, &[&str])] = &[
    (1, &["first", "أول", "أولى", "حادي", "حادية"]),
    (2, &["second", "ثاني", "ثانية", "ثان"]),
    (3, &["third", "ثالث", "ثالثة"]),
    (4, &["fourth", "رابع", "رابعة"]),
    (5, &["fifth", "خامس", "خامسة"]),
    (6, &["sixth", "سادس", "سادسة"]),
    (7, &["seventh", "سابع", "سابعة"]),
    (8, &["eighth", "ثامن", "ثامنة"]),
    (9, &["ninth", "تاسع", "تاسعة"]),
    (10, &["tenth", "عاشر", "عاشرة"]),
    (11, &["eleventh"]),
    (12, &["twelfth"]),
    (13, &["thirteenth"]),
    (14, &["fourteenth"]),
    (15, &["fifteenth"]),
    (20, &["twentieth"]),
    (30, &["thirtieth"]),
];
/// Fractions: how many words, what they come to, and whether they surely are one; a quarter may be one of a town.
const FRACTIONS: &[(&[&str], &str, bool)] = &[
    (&["one", "half"], "1/2", true),
    (&["three", "quarters"], "3/4", true),
    (&["one", "third"], "1/3", true),
    (&["a", "third"], "1/3", true),
    (&["two", "thirds"], "2/3", true),
    (&["ثلاثة", "أرباع"], "3/4", true),
    (&["half"], "1/2", true),
    (&["نصف"], "1/2", true),
    (&["quarter"], "1/4", false),
    (&["ربع"], "1/4", false),
    (&["ثلث"], "1/3", true),
    (&["ثلثا"], "2/3", true),
    (&["ثلثي"], "2/3", true),
    (&["ثلثين"], "2/3", true),
    (&["ثلثان"], "2/3", true),
];

static FOLDED_FRACTIONS: LazyLock<Vec<(Vec<String>, &str, bool)>> = LazyLock::new(|| {
    let folded = |words: &&[&str]| words.iter().map(|w| fold(w)).collect();
    FRACTIONS.iter().map(|(words, comes_to, sure)| (folded(words), *comes_to, *sure)).collect()
});

static NUMERALS: LazyLock<BTreeMap<String, Numeral>> = LazyLock::new(|| {
    let cardinals = CARDINALS.iter().map(|row| (row, true));
    let all = cardinals.chain(ORDINALS.iter().map(|row| (row, false)));
    let mut out = BTreeMap::new();
    for ((value, words), cardinal) in all {
        for word in *words {
            out.insert(folded(word), Numeral { value: *value, sure: *value > 2, ordinal: !cardinal });
        }
    }
    out
});

/// The numeral that a word is, with or without a letter joined before it («وعشرون», «بثلاثة»).
fn numeral(token: &Token) -> Option<(Numeral, bool)> {
    if token.digits {
        return None;
    }
    if let Some(found) = NUMERALS.get(&token.folded) {
        return Some((*found, false));
    }
    let rest = token.folded.strip_prefix(['و', 'ب', 'ل', 'ف', 'ك'])?;
    let found = NUMERALS.get(rest).filter(|n| n.sure)?;
    Some((*found, token.folded.starts_with('و')))
}

/// Whether one of the ranges, sorted and apart, holds the place.
pub(super) fn within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|r| r.start <= at);
    next.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|r| r.contains(&at))
}

/// The hour that words name («الثامنة», «الثانية عشرة»), and where the words go on.
pub(super) fn hour_word(tokens: &[Token], i: usize) -> Option<(u32, usize)> {
    let is = |k: usize| tokens.get(k).and_then(numeral).map(|(n, _)| n);
    let first = is(i).filter(|n| n.ordinal || n.value == 1).filter(|n| n.value <= 12)?;
    match is(i + 1).filter(|n| n.value == 10 && first.value <= 2) {
        Some(_) => Some((first.value + 10, i + 2)),
        None => Some((first.value, i + 1)),
    }
}

/// The numbers and times of day of a cell, without those of its days.
pub(super) fn counts(text: &str, cell: &Cell, language: Language) -> Vec<Count> {
    let tokens = tokens(text, cell);
    let mut days: Vec<Range<usize>> = days_of(&tokens).into_iter().map(|d| d.span).collect();
    // in the order of the text: days of the two calendars do not overlap
    days.extend(hijri(&tokens));
    days.sort_by_key(|d| d.start);
    let in_day = |t: &Token| within(&days, t.span.start);
    let times = clocks(text, &tokens);
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let time = times.binary_search_by_key(&i, |(_, range)| range.start).ok();
        if let Some((clock, range)) = time.and_then(|t| times.get(t)) {
            let span = token.span.start..tokens[range.end - 1].span.end;
            let clock = Some(*clock);
            let number = clock.map(Clock::written).unwrap_or_default();
            out.push(Count { number, span, in_words: false, sure: true, clock });
            i = range.end;
        } else if in_day(token) {
            i += 1;
        } else {
            let (count, next) = count_at(&tokens, i, language);
            out.extend(count);
            i = next;
        }
    }
    out
}

/// The number that begins at `i`, if there is one, and where the words go on.
fn count_at(tokens: &[Token], i: usize, language: Language) -> (Option<Count>, usize) {
    let Some(token) = tokens.get(i) else { return (None, i + 1) };
    if token.digits {
        let (number, span) = (token.folded.clone(), token.span.clone());
        return (Some(Count { number, span, in_words: false, sure: true, clock: None }), i + 1);
    }
    let stands = |words: &[String]| {
        words.iter().enumerate().all(|(k, w)| tokens.get(i + k).is_some_and(|t| !t.digits && t.folded == *w))
    };
    if let Some((words, comes_to, sure)) = FOLDED_FRACTIONS.iter().find(|(words, ..)| stands(words)) {
        let next = i + words.len();
        let span = token.span.start..tokens[next - 1].span.end;
        let number = (*comes_to).to_owned();
        return (Some(Count { number, span, in_words: true, sure: *sure, clock: None }), next);
    }
    let Some((first, _)) = numeral(token) else { return (None, i + 1) };
    let (mut value, mut sure, mut span, mut next) = (first.value, first.sure, token.span.clone(), i + 1);
    while let Some(token) = tokens.get(next) {
        let Some((numeral, joined)) = numeral(token) else { break };
        let Some(sum) = together(value, numeral.value, joined, language, token.before) else { break };
        (value, sure, span.end) = (sum, sure || numeral.sure, token.span.end);
        next += 1;
    }
    (Some(Count { number: value.to_string(), span, in_words: true, sure, clock: None }), next)
}

/// What two numerals that follow each other come to, if they are one number.
fn together(first: u32, second: u32, joined: bool, language: Language, before: char) -> Option<u32> {
    match (language, first, second) {
        (Language::English, 20..=90, 1..=9) if first.is_multiple_of(10) && matches!(before, ' ' | '-') => {
            Some(first + second)
        }
        (Language::English, 1..=9, 100) | (Language::English, 1..=999, 1000) => Some(first * second),
        (Language::Arabic, 1..=9, 10) if !joined => Some(first + second),
        (Language::Arabic, 1..=9, 20..=90) if joined => Some(first + second),
        (Language::Arabic, 3..=9, 100) | (Language::Arabic, 3..=100, 1000) if !joined => Some(first * second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str, language: Language) -> Vec<String> {
        let cell = Cell { text: text.to_owned(), span: 0..text.len() };
        counts(text, &cell, language).into_iter().map(|c| c.number).collect()
    }

    #[test]
    fn number_words_up_to_a_hundred_are_numbers() {
        assert_eq!(numbers("within twenty-four hours, thirty six men", Language::English), ["24", "36"]);
        assert_eq!(numbers("خلال خمس وعشرين ساعة", Language::Arabic), ["25", "1"]);
        assert_eq!(numbers("خمسة عشر مراقبًا وتسعون", Language::Arabic), ["15", "90"]);
        assert_eq!(numbers("مئة متر و٣٬٠٠٠ م", Language::Arabic), ["100", "3000"]);
        assert_eq!(numbers("one hundred and 3,000 m, 0.5 km", Language::English), ["100", "3000", "0.5"]);
        assert_eq!(numbers("from 08:00 to 14:30", Language::English), ["08:00", "14:30"]);
    }

    #[test]
    fn digits_of_arabic_and_persian_writing_are_the_same_numbers() {
        assert_eq!(numbers("٢٥ كم و۲۵ كم", Language::Arabic), ["25", "25"]);
        assert_eq!(numbers("three thousand metres", Language::English), ["3000"]);
        assert_eq!(numbers("ثلاثة آلاف متر", Language::Arabic), ["3000"]);
        assert_eq!(numbers("مئتا متر", Language::Arabic), ["200"]);
    }

    #[test]
    fn two_thousand_in_words_is_a_number_though_it_begins_like_the_article() {
        assert_eq!(numbers("ألفان من المراقبين، وألفين بعدهم", Language::Arabic), ["2000", "2000"]);
        assert_eq!(numbers("على بعد ألفي متر", Language::Arabic), ["2000"]);
        assert_eq!(numbers("two thousand metres", Language::English), ["2000"]);
        // «فإن» is no number, and what folding takes off a name it takes off still
        assert_eq!(numbers("فإن خالف طرف ذلك", Language::Arabic), [""; 0]);
        assert_eq!(fold("ألفين"), "فين");
    }

    #[test]
    fn fractions_and_ordinals_are_numbers_too() {
        assert_eq!(numbers("half of them, by two thirds of the members", Language::English), ["1/2", "2/3"]);
        assert_eq!(numbers("نصفهم أو ثلثي الأعضاء", Language::Arabic), ["2/3"]);
        assert_eq!(numbers("اليوم الرابع عشر", Language::Arabic), ["1", "14"]);
        assert_eq!(numbers("on the fourteenth day", Language::English), ["14"]);
    }
}
