//! Times of day as a paragraph writes them: 20:00, 8 p.m., «الساعة الثامنة مساءً», midnight. Never a check of its own.

use std::ops::Range;

use super::wording::{Token, hour_word};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Minutes after midnight.
    minutes: u32,
    /// Whether it is said before or after noon it is; «الساعة الثامنة» leaves it open.
    exact: bool,
}

impl Clock {
    /// Whether the two may be one time.
    pub(super) const fn agrees(self, other: Self) -> bool {
        let day = if self.exact && other.exact { 1440 } else { 720 };
        self.minutes % day == other.minutes % day
    }
    /// As shown.
    pub(super) fn written(self) -> String {
        format!("{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// The times of day among the tokens of `text`, with how many tokens each takes from where.
pub(super) fn clocks(text: &str, tokens: &[Token]) -> Vec<(Clock, Range<usize>)> {
    let mut out: Vec<(Clock, Range<usize>)> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match clock(text, tokens, i) {
            Some((clock, next)) => {
                out.push((clock, i..next));
                i = next;
            }
            None => i += 1,
        }
    }
    out
}

/// The time of day that begins at `i`, and where the words go on.
fn clock(text: &str, tokens: &[Token], i: usize) -> Option<(Clock, usize)> {
    let word = |k: usize| tokens.get(k).filter(|t| !t.digits).map(|t| t.folded.as_str());
    if let Some(named) = named(&word, i) {
        return Some(named);
    }
    // only «الساعة» says that an hour follows; «48 ساعة» is a length of time
    let hour_follows = word(i).is_some_and(|w| w.ends_with("ساعه"))
        && tokens
            .get(i)
            .and_then(|t| text.get(t.span.clone()))
            .is_some_and(|w| w.contains("الساع") || w.starts_with("للساع"));
    let at = if hour_follows { i + 1 } else { i };
    let token = tokens.get(at)?;
    if token.digits {
        return in_digits(text, tokens, at, hour_follows);
    }
    let (hour, next) = hour_word(tokens, at)?;
    let (minutes, next) = half(&word, next).map_or((hour * 60, next), |next| (hour * 60 + 30, next));
    match half_of_day(&word, next) {
        Some((late, next)) => Some((Clock { minutes: twelve(minutes, late), exact: true }, next)),
        None if hour_follows => Some((Clock { minutes, exact: false }, next)),
        None => None,
    }
}

/// 20:00, 8:30 pm, 8 p.m., 2000 hours, «الساعة 8 مساءً».
fn in_digits(text: &str, tokens: &[Token], at: usize, hour_follows: bool) -> Option<(Clock, usize)> {
    let word = |k: usize| tokens.get(k).filter(|t| !t.digits).map(|t| t.folded.as_str());
    let token = tokens.get(at)?;
    let number: u32 = token.folded.parse().ok()?;
    if matches!(token.before, ':' | '.' | '+' | '-') {
        return None;
    }
    let minutes = tokens.get(at + 1).filter(|t| t.digits && t.before == ':');
    if let Some(minutes) =
        minutes.and_then(|t| t.folded.parse::<u32>().ok()).filter(|m| *m < 60 && number <= 24)
    {
        let whole = number * 60 + minutes;
        return Some(match half_of_day(&word, at + 2).filter(|_| number <= 12) {
            Some((late, next)) => (Clock { minutes: twelve(whole, late), exact: true }, next),
            None => (Clock { minutes: whole % 1440, exact: true }, at + 2),
        });
    }
    let written = text.get(token.span.clone()).unwrap_or_default();
    if written.chars().count() == 4
        && number <= 2400
        && number % 100 < 60
        && matches!(word(at + 1), Some("hours" | "hrs"))
    {
        return Some((Clock { minutes: (number / 100 * 60 + number % 100) % 1440, exact: true }, at + 2));
    }
    if number > 24 {
        return None;
    }
    match half_of_day(&word, at + 1).filter(|_| number <= 12) {
        Some((late, next)) => Some((Clock { minutes: twelve(number * 60, late), exact: true }, next)),
        None if hour_follows => Some((Clock { minutes: number * 60 % 1440, exact: number > 12 }, at + 1)),
        None => None,
    }
}

/// Midnight and noon.
fn named<'t>(word: &impl Fn(usize) -> Option<&'t str>, i: usize) -> Option<(Clock, usize)> {
    let exact = |minutes| Clock { minutes, exact: true };
    match (word(i)?, word(i + 1)) {
        ("midnight", _) => Some((exact(0), i + 1)),
        ("منتصف" | "بمنتصف", Some("ليل")) => Some((exact(0), i + 2)),
        ("noon" | "midday", _) => Some((exact(720), i + 1)),
        ("منتصف", Some("نهار")) => Some((exact(720), i + 2)),
        _ => None,
    }
}

/// Whether the half of the day that is named is the later one, and where the words go on.
fn half_of_day<'t>(word: &impl Fn(usize) -> Option<&'t str>, i: usize) -> Option<(bool, usize)> {
    let one = match word(i)? {
        "am" | "صباحا" | "صباح" | "فجرا" | "ص" => Some(false),
        "pm" | "مساء" | "مسا" | "ليلا" | "ظهرا" | "عصرا" | "م" => Some(true),
        _ => None,
    };
    if let Some(late) = one {
        return Some((late, i + 1));
    }
    match (word(i)?, word(i + 1)?, word(i + 2)) {
        ("a", "m", _) => Some((false, i + 2)),
        ("p", "m", _) => Some((true, i + 2)),
        ("in", "the", Some("morning")) => Some((false, i + 3)),
        ("in", "the", Some("afternoon" | "evening")) => Some((true, i + 3)),
        _ => None,
    }
}

/// «والنصف».
fn half<'t>(word: &impl Fn(usize) -> Option<&'t str>, i: usize) -> Option<usize> {
    matches!(word(i), Some("والنصف" | "ونصف")).then_some(i + 1)
}

/// The minutes of a time told by twelve hours.
const fn twelve(minutes: u32, late: bool) -> u32 {
    let within = minutes % 720;
    if late { within + 720 } else { within }
}

#[cfg(test)]
mod tests {
    use super::super::wording::tokens;
    use super::*;
    use crate::agreement::read::markdown::Cell;

    fn times(text: &str) -> Vec<String> {
        let cell = Cell { text: text.to_owned(), span: 0..text.len() };
        clocks(text, &tokens(text, &cell)).into_iter().map(|(c, _)| c.written()).collect()
    }

    #[test]
    fn a_time_of_day_is_one_however_it_is_written() {
        for text in [
            "at 20:00",
            "at 8 pm",
            "at 8:00 p.m. local time",
            "at 2000 hours",
            "الساعة ٢٠:٠٠",
            "الساعة 8 مساءً",
            "في الثامنة مساءً",
            "الساعة الثامنة مساءً",
        ] {
            assert_eq!(times(text), ["20:00"], "{text}");
        }
        assert_eq!(times("الساعة الثانية عشرة والنصف ظهرًا"), ["12:30"]);
        assert_eq!(times("from midnight, منتصف الليل"), ["00:00", "00:00"]);
        assert_eq!(times("from 08:00 to 14:30"), ["08:00", "14:30"]);
    }

    #[test]
    fn lengths_of_time_and_other_numbers_are_no_times_of_day() {
        for text in ["within 48 hours", "خلال 48 ساعة", "5 km", "article 4.1", "the eighth day", "D+14"]
        {
            assert!(times(text).is_empty(), "{text}: {:?}", times(text));
        }
    }

    #[test]
    fn an_hour_whose_half_of_the_day_is_open_agrees_with_either() {
        let open = Clock { minutes: 8 * 60, exact: false };
        let evening = Clock { minutes: 20 * 60, exact: true };
        assert!(open.agrees(evening) && !open.agrees(Clock { minutes: 9 * 60, exact: true }));
        assert!(!evening.agrees(Clock { minutes: 8 * 60, exact: true }));
    }
}
