//! A stretch of a scenario's text and where it stands, so that every slip can be underlined.

use std::ops::Range;

use crate::condition::parse::normalised;

/// A stretch of text with the byte at which it begins in its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Piece<'a> {
    /// The bytes of the file.
    pub(super) fn span(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
    /// The part of it that `text`, a slice of its own text, is.
    fn part(self, start: usize, end: usize) -> Self {
        Self { text: &self.text[start..end], at: self.at + start }
    }
    /// Without white space around it.
    pub(super) fn trim(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let text = self.text.trim();
        self.part(start, start + text.len())
    }
    /// What follows the first of `heads` that it begins with.
    pub(super) fn after(self, heads: &[&str]) -> Option<Self> {
        let head = heads.iter().find(|h| self.text.starts_with(**h))?;
        Some(self.part(head.len(), self.text.len()).trim())
    }
    /// What precedes the last of `tails` that it ends with.
    pub(super) fn before(self, tail: &str) -> Option<Self> {
        let text = self.text.strip_suffix(tail)?;
        Some(self.part(0, text.len()).trim())
    }
    /// Both sides of the first of `marks` outside quotes.
    pub(super) fn cut(self, marks: &[&str]) -> Option<(Self, Self)> {
        let (at, length) = self.marks(marks).into_iter().next()?;
        Some((self.part(0, at).trim(), self.part(at + length, self.text.len()).trim()))
    }
    /// Both sides of the last of `marks` outside quotes.
    pub(super) fn cut_last(self, marks: &[&str]) -> Option<(Self, Self)> {
        let (at, length) = self.marks(marks).into_iter().next_back()?;
        Some((self.part(0, at).trim(), self.part(at + length, self.text.len()).trim()))
    }
    /// The parts between `marks` outside quotes.
    pub(super) fn parts(self, marks: &[&str]) -> Vec<Self> {
        let mut out = Vec::new();
        let mut start = 0;
        for (at, length) in self.marks(marks) {
            out.push(self.part(start, at).trim());
            start = at + length;
        }
        out.push(self.part(start, self.text.len()).trim());
        out
    }
    /// The same without quotes around it.
    pub(super) fn unquoted(self) -> Self {
        let pairs = [("\"", "\""), ("«", "»"), ("“", "”")];
        let inner = pairs.iter().find_map(|(open, close)| self.after(&[open])?.before(close));
        inner.unwrap_or(self)
    }
    /// Whether it is one of `words`, whatever capitals, tashkeel and tatweel.
    pub(super) fn is(self, words: &[&str]) -> bool {
        let own = folded(self.text);
        words.iter().any(|w| folded(w) == own)
    }

    /// Where `marks` stand outside quotes, with their lengths.
    fn marks(self, marks: &[&str]) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let (mut closing, mut past) = (None, 0);
        for (at, c) in self.text.char_indices() {
            if at < past {
                continue;
            }
            if let Some(end) = closing {
                if c == end {
                    closing = None;
                }
                continue;
            }
            closing = match c {
                '"' => Some('"'),
                '«' => Some('»'),
                '“' => Some('”'),
                _ => None,
            };
            if let Some(mark) = marks.iter().find(|m| self.text[at..].starts_with(**m)) {
                past = at + mark.len();
                out.push((at, mark.len()));
            }
        }
        out
    }
}

/// Letters as they compare: no capitals, no tashkeel, `_` as a space.
pub(super) fn folded(text: &str) -> String {
    normalised(text.trim()).to_lowercase().replace('_', " ")
}

/// Eastern digits as western ones, for numbers and dates; offsets are those of the original.
pub(super) fn digits(text: &str) -> String {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - 0x660, 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(u32::from(c) - 0x6F0, 10).unwrap_or(c),
        '٫' => '.',
        other => other,
    };
    text.chars().map(western).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_where_they_stand() {
        let whole = Piece { text: "  a (R1) or \"b or c\" ; d", at: 10 };
        let (left, right) = whole.cut(&[";", "؛"]).expect("a mark");
        assert_eq!((right.text, right.at), ("d", 33));
        let parts = left.parts(&[" or ", " أو "]);
        assert_eq!(parts.iter().map(|p| p.text).collect::<Vec<_>>(), ["a (R1)", "\"b or c\""]);
        assert_eq!(parts.iter().map(|p| p.at).collect::<Vec<_>>(), [12, 22]);
        assert_eq!(parts[1].unquoted().text, "b or c");
    }

    #[test]
    fn words_compare_without_capitals_and_tashkeel() {
        assert!(Piece { text: "Facts", at: 0 }.is(&["facts"]));
        assert!(Piece { text: "الوقائِع", at: 0 }.is(&["الوقائع"]));
        assert_eq!(digits("٢٠٢٦-٠٣-٠١"), "2026-03-01");
    }
}
