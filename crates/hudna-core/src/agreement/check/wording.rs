//! The words of a paragraph, as far as they can be compared between the languages: numbers in digits and in
//! words, days of the calendar, words themselves.
//!
//! Where a word may be a number or not («أحد», "one", «يومان»), it may stand for one but need not: what is
//! said of a text must be right more often than not. Never a check of its own.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

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
}

/// A day of the calendar, as far as it is written: year, month, day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: Option<u32>,
    pub(super) month: u32,
    pub(super) day: Option<u32>,
    pub(super) span: Range<usize>,
}

impl Day {
    /// As shown: `2026-03-01`, with `?` for what is not written.
    pub(super) fn written(&self) -> String {
        let year = self.year.map_or_else(|| "?".to_owned(), |y| y.to_string());
        let day = self.day.map_or_else(|| "?".to_owned(), |d| format!("{d:02}"));
        format!("{year}-{:02}-{day}", self.month)
    }
    /// Whether the two may be one day.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let same = |a: Option<u32>, b: Option<u32>| a.zip(b).is_none_or(|(a, b)| a == b);
        self.month == other.month && same(self.year, other.year) && same(self.day, other.day)
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
            out.push(Token { folded: fold(word), digits: false, before, span: end_of(start)..end_of(i) });
        } else {
            i += 1;
        }
    }
    out
}

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
    /// Whether it is surely a number: three and more, not an ordinal.
    sure: bool,
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
];

/// Ordinals: they may stand for a number, but need no partner.
const ORDINALS: &[(u32, &[&str])] = &[
    (1, &["first", "أول", "أولى"]),
    (2, &["second", "ثاني", "ثانية", "ثان"]),
    (3, &["third", "ثالث", "ثالثة"]),
    (4, &["fourth", "رابع", "رابعة"]),
    (5, &["fifth", "خامس", "خامسة"]),
    (6, &["sixth", "سادس", "سادسة"]),
    (7, &["seventh", "سابع", "سابعة"]),
    (8, &["eighth", "ثامن", "ثامنة"]),
    (9, &["ninth", "تاسع", "تاسعة"]),
    (10, &["tenth", "عاشر", "عاشرة"]),
    (12, &["twelfth"]),
    (14, &["fourteenth"]),
    (15, &["fifteenth"]),
    (20, &["twentieth"]),
    (30, &["thirtieth"]),
];

static NUMERALS: LazyLock<BTreeMap<String, Numeral>> = LazyLock::new(|| {
    let cardinals = CARDINALS.iter().map(|row| (row, true));
    let all = cardinals.chain(ORDINALS.iter().map(|row| (row, false)));
    let mut out = BTreeMap::new();
    for ((value, words), cardinal) in all {
        for word in *words {
            out.insert(fold(word), Numeral { value: *value, sure: cardinal && *value > 2 });
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

/// The numbers of a cell, without those of its days.
pub(super) fn counts(text: &str, cell: &Cell, language: Language) -> Vec<Count> {
    let tokens = tokens(text, cell);
    let days = days_of(&tokens);
    let in_day =
        |token: &Token| days.iter().any(|d| d.span.start <= token.span.start && token.span.end <= d.span.end);
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        i += 1;
        if in_day(token) {
            continue;
        }
        if token.digits {
            // the minutes of a full hour
            if !(token.before == ':' && token.folded == "0") {
                let (number, span) = (token.folded.clone(), token.span.clone());
                out.push(Count { number, span, in_words: false, sure: true });
            }
            continue;
        }
        let Some((first, _)) = numeral(token) else { continue };
        let (mut value, mut sure, mut span) = (first.value, first.sure, token.span.clone());
        while let Some(next) = tokens.get(i) {
            let Some((numeral, joined)) = numeral(next) else { break };
            let Some(sum) = together(value, numeral.value, joined, language, next.before) else { break };
            (value, sure, span.end) = (sum, sure || numeral.sure, next.span.end);
            i += 1;
        }
        out.push(Count { number: value.to_string(), span, in_words: true, sure });
    }
    out
}

/// What two numerals that follow each other come to, if they are one number.
fn together(first: u32, second: u32, joined: bool, language: Language, before: char) -> Option<u32> {
    match (language, first, second) {
        (Language::English, 20..=90, 1..=9) if first.is_multiple_of(10) && matches!(before, ' ' | '-') => {
            Some(first + second)
        }
        (Language::English, 1..=9, 100) => Some(first * second),
        (Language::Arabic, 1..=9, 10) if !joined => Some(first + second),
        (Language::Arabic, 1..=9, 20..=90) if joined => Some(first + second),
        (Language::Arabic, 3..=9, 100) if !joined => Some(first * second),
        _ => None,
    }
}

/// Names of months, in order: the Gregorian of both languages, Levantine, of the Maghreb; those of Libya of
/// 1986 to 2011 are words of every day too, and count only beside a day or a year.
const MONTHS: &[&[&str]] = &[
    &["january", "jan", "يناير", "كانون الثاني", "جانفي"],
    &["february", "feb", "فبراير", "شباط", "فيفري"],
    &["march", "mar", "مارس", "آذار"],
    &["april", "apr", "أبريل", "إبريل", "نيسان", "أفريل"],
    &["may", "مايو", "أيار", "ماي"],
    &["june", "jun", "يونيو", "يونيه", "حزيران", "جوان"],
    &["july", "jul", "يوليو", "يوليه", "تموز", "جويلية"],
    &["august", "aug", "أغسطس", "آب", "أوت"],
    &["september", "sep", "سبتمبر", "أيلول", "سبتمبر"],
    &["october", "oct", "أكتوبر", "تشرين الأول"],
    &["november", "nov", "نوفمبر", "تشرين الثاني"],
    &["december", "dec", "ديسمبر", "كانون الأول"],
];
const LIBYAN: &[&str] = &[
    "أي النار",
    "النوار",
    "الربيع",
    "الطير",
    "الماء",
    "الصيف",
    "ناصر",
    "هانيبال",
    "الفاتح",
    "التمور",
    "الحرث",
    "الكانون",
];

/// The name of a month in its words.
struct MonthName {
    words: Vec<String>,
    month: u32,
    /// Whether it is a word of every day too.
    common: bool,
}

static MONTH_NAMES: LazyLock<Vec<MonthName>> = LazyLock::new(|| {
    let words = |name: &str| name.split(' ').map(fold).collect::<Vec<_>>();
    let common = |name: &str| matches!(name, "may" | "march" | "mar");
    let mut out: Vec<MonthName> = Vec::new();
    for (month, names) in (1..).zip(MONTHS) {
        out.extend(names.iter().map(|n| MonthName { words: words(n), month, common: common(n) }));
    }
    out.extend((1..).zip(LIBYAN).map(|(month, n)| MonthName { words: words(n), month, common: true }));
    // the longer name first: «كانون الثاني» before «الكانون»
    out.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    out
});

/// The days of the calendar in a cell.
pub(super) fn days(text: &str, cell: &Cell) -> Vec<Day> {
    days_of(&tokens(text, cell))
}

fn days_of(tokens: &[Token]) -> Vec<Day> {
    let mut out: Vec<Day> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match iso(tokens, i).or_else(|| named(tokens, i)) {
            Some((day, next)) => {
                out.push(day);
                i = next;
            }
            None => i += 1,
        }
    }
    out
}

fn number(tokens: &[Token], i: usize, among: Range<u32>) -> Option<u32> {
    tokens.get(i).filter(|t| t.digits)?.folded.parse().ok().filter(|n| among.contains(n))
}

/// `2026-03-01`, `01/03/2026`.
fn iso(tokens: &[Token], i: usize) -> Option<(Day, usize)> {
    let joined = |i: usize, signs: &[char]| tokens.get(i).is_some_and(|t| signs.contains(&t.before));
    let span = || Some(tokens.get(i)?.span.start..tokens.get(i + 2)?.span.end);
    if joined(i + 1, &['-', '/']) && joined(i + 2, &['-', '/']) {
        if let (Some(year), Some(month), Some(day)) =
            (number(tokens, i, 1900..2200), number(tokens, i + 1, 1..13), number(tokens, i + 2, 1..32))
        {
            return Some((Day { year: Some(year), month, day: Some(day), span: span()? }, i + 3));
        }
        if let (Some(day), Some(month), Some(year)) =
            (number(tokens, i, 1..32), number(tokens, i + 1, 1..13), number(tokens, i + 2, 1900..2200))
        {
            return Some((Day { year: Some(year), month, day: Some(day), span: span()? }, i + 3));
        }
    }
    None
}

/// The month that begins at `i`, how many words it has, and whether its name is one of every day.
fn month(tokens: &[Token], i: usize) -> Option<(u32, usize, bool)> {
    MONTH_NAMES.iter().find_map(|name| {
        let here = name
            .words
            .iter()
            .enumerate()
            .all(|(k, w)| tokens.get(i + k).is_some_and(|t| !t.digits && t.folded == *w));
        here.then_some((name.month, name.words.len(), name.common))
    })
}

/// `27 February 2026`, `February 27, 2026`, «27 فبراير (شباط) 2026», without year or day too.
fn named(tokens: &[Token], i: usize) -> Option<(Day, usize)> {
    let (day, at) = match number(tokens, i, 1..32) {
        Some(day) => {
            (Some(day), if tokens.get(i + 1).is_some_and(|t| t.folded == "of") { i + 2 } else { i + 1 })
        }
        None => (None, i),
    };
    let (month_of, words, common) = month(tokens, at)?;
    let mut next = at + words;
    // the same month by its other name
    if let Some((again, words, _)) = month(tokens, next)
        && again == month_of
    {
        next += words;
    }
    let (mut day, mut year) = (day, number(tokens, next, 1900..2200));
    if year.is_none() && day.is_none() {
        day = number(tokens, next, 1..32);
        if day.is_some() {
            next += 1;
            year = number(tokens, next, 1900..2200);
        }
    }
    if year.is_some() {
        next += 1;
    }
    if common && day.is_none() && year.is_none() {
        return None;
    }
    let span = tokens.get(i)?.span.start..tokens.get(next - 1)?.span.end;
    Some((Day { year, month: month_of, day, span }, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell { text: text.to_owned(), span: 0..text.len() }
    }
    fn numbers(text: &str, language: Language) -> Vec<String> {
        counts(text, &cell(text), language).into_iter().map(|c| c.number).collect()
    }
    fn written(text: &str) -> Vec<String> {
        days(text, &cell(text)).iter().map(Day::written).collect()
    }

    #[test]
    fn number_words_up_to_a_hundred_are_numbers() {
        assert_eq!(numbers("within twenty-four hours, thirty six men", Language::English), ["24", "36"]);
        assert_eq!(numbers("خلال خمس وعشرين ساعة", Language::Arabic), ["25", "1"]);
        assert_eq!(numbers("خمسة عشر مراقبًا وتسعون", Language::Arabic), ["15", "90"]);
        assert_eq!(numbers("مئة متر و٣٬٠٠٠ م", Language::Arabic), ["100", "3000"]);
        assert_eq!(numbers("one hundred and 3,000 m, 0.5 km", Language::English), ["100", "3000", "0.5"]);
        assert_eq!(numbers("from 08:00 to 14:30", Language::English), ["8", "14", "30"]);
    }

    #[test]
    fn days_are_read_in_the_calendars_names_of_both_languages() {
        for text in [
            "27 February 2026",
            "February 27, 2026",
            "27 شباط 2026",
            "٢٧ فبراير (شباط) ٢٠٢٦",
            "2026-02-27",
            "27 النوار 2026",
        ] {
            assert_eq!(written(text), ["2026-02-27"], "{text}");
        }
        assert_eq!(written("1 كانون الثاني 2026 و5 تشرين الأول"), ["2026-01-01", "?-10-05"]);
        assert_eq!(written("they may march in the spring, في الربيع والصيف"), Vec::<String>::new());
        assert_eq!(numbers("signed on 27 February 2026 for 180 days", Language::English), ["180"]);
    }
}
