//! Days of the calendar as a paragraph writes them, in the names of months of both languages. Days of the Hijri
//! calendar are known as such, and left out: no table turns them into others to the day. Never a check of its own.

use std::ops::Range;
use std::sync::LazyLock;

use super::wording::{Token, tokens, within};
use crate::agreement::read::markdown::Cell;
use crate::names::fold;

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

pub(super) fn days_of(tokens: &[Token]) -> Vec<Day> {
    let mut out: Vec<Day> = Vec::new();
    let mut i = 0;
    let other = hijri(tokens);
    while i < tokens.len() {
        if within(&other, tokens[i].span.start) {
            i += 1;
            continue;
        }
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

/// Names of Hijri months; `صفر` is a number too, and some are names of people.
const HIJRI: &str = "محرم|صفر|ربيع الأول|ربيع الثاني|ربيع الآخر|جمادى الأولى|جمادى الآخرة|جمادى الثانية|رجب|شعبان|رمضان|شوال|\
     ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة|muharram|safar|rabi i|rabi ii|rabi al awwal|rabi al thani|jumada i|jumada ii|\
     jumada al ula|jumada al akhira|rajab|shaban|shawwal|ramadan|dhu al qada|dhu al qadah|dhu al hijja|dhu al hijjah";

static HIJRI_MONTHS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let words = |name: &str| fold(name).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let mut all: Vec<Vec<String>> = HIJRI.split('|').map(words).collect();
    all.sort_by_key(|name| std::cmp::Reverse(name.len()));
    all
});

/// Where days and years of the Hijri calendar stand.
pub(super) fn hijri(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for i in 0..tokens.len() {
        let names = |name: &&Vec<String>| {
            let mut words = name.iter().enumerate();
            words.all(|(k, w)| tokens.get(i + k).is_some_and(|t| !t.digits && t.folded == *w))
        };
        let Some(name) = HIJRI_MONTHS.iter().find(names) else { continue };
        let (mut from, mut to) = (i, i + name.len());
        let of = i.checked_sub(1).is_some_and(|b| tokens[b].folded == "of");
        let before = i.checked_sub(if of { 2 } else { 1 });
        let day = before.filter(|b| number(tokens, *b, 1..31).is_some());
        let year = number(tokens, to, 1300..1600).is_some();
        from = day.unwrap_or(from);
        to += usize::from(year);
        if day.is_some() || year {
            out.push(tokens[from].span.start..tokens[to - 1].span.end);
        }
    }
    // «1447 هـ»
    for (i, token) in tokens.iter().enumerate() {
        let mark = |t: &Token| matches!(&*t.folded, "ه" | "هـ" | "هجري" | "هجريه" | "ah");
        if number(tokens, i, 1300..1600).is_some() && tokens.get(i + 1).is_some_and(mark) {
            out.push(token.span.clone());
        }
    }
    out.sort_by_key(|r| r.start);
    // a year that both name is within the day
    out.dedup_by(|later, earlier| earlier.contains(&later.start));
    out
}

#[cfg(test)]
mod tests {
    use super::super::wording::{Language, counts};
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell { text: text.to_owned(), span: 0..text.len() }
    }
    fn written(text: &str) -> Vec<String> {
        days(text, &cell(text)).iter().map(Day::written).collect()
    }
    fn numbers(text: &str, language: Language) -> Vec<String> {
        counts(text, &cell(text), language).into_iter().map(|c| c.number).collect()
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

    #[test]
    fn days_of_the_hijri_calendar_are_compared_with_nothing() {
        assert_eq!(
            numbers("في 10 رمضان 1447 الموافق 27 فبراير 2026", Language::Arabic),
            Vec::<String>::new()
        );
        assert_eq!(written("يوم 10 رمضان 1447 هـ الموافق 27 فبراير 2026"), ["2026-02-27"]);
        assert_eq!(numbers("in the year 1447 AH, for 30 days", Language::English), ["30"]);
        assert_eq!(numbers("صفر", Language::Arabic), ["0"]);
    }
}
