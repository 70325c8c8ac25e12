//! Places as editors count them: lines, and UTF-16 units within a line.
//!
//! An Arabic letter is two bytes and one unit, a mark of tashkeel likewise; some signs are two units. What lies
//! outside the text is brought to its nearest end: an editor may be ahead of us.

use std::ops::Range;

use serde_json::{Value, json};

/// A place as an editor counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// From 0.
    pub(crate) line: u32,
    /// UTF-16 units from the head of the line.
    pub(crate) character: u32,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// The lines of `text`: they end with `\n`, `\r\n` or `\r`.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, b) in bytes.iter().enumerate() {
            if *b == b'\n' || *b == b'\r' && bytes.get(i + 1) != Some(&b'\n') {
                starts.push(i + 1);
            }
        }
        Self { starts }
    }

    /// Where byte `at` of `text` lies.
    pub(crate) fn position(&self, text: &str, at: usize) -> Position {
        let at = floor(text, at.min(text.len()));
        let line = self.starts.partition_point(|s| *s <= at).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let units: usize = text.get(start..at).unwrap_or_default().chars().map(char::len_utf16).sum();
        Position { line: small(line), character: small(units) }
    }

    /// The byte of `text` at `position`; past the end of its line, that end.
    pub(crate) fn offset(&self, text: &str, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize).copied() else { return text.len() };
        let end = self.starts.get(position.line as usize + 1).copied().unwrap_or(text.len());
        let line = text.get(start..end).unwrap_or_default();
        let line = line.trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (i, c) in line.char_indices() {
            if units >= position.character as usize {
                return start + i;
            }
            units += c.len_utf16();
        }
        start + line.len()
    }

    /// The range of bytes `span` in the protocol's shape.
    pub(crate) fn range(&self, text: &str, span: &Range<usize>) -> Value {
        let (start, end) = (self.position(text, span.start), self.position(text, span.end.max(span.start)));
        let said = |p: Position| json!({ "line": p.line, "character": p.character });
        json!({ "start": said(start), "end": said(end) })
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A position as the protocol writes it.
pub(crate) fn position_of(value: &Value) -> Option<Position> {
    let number = |key: &str| value[key].as_u64().map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    Some(Position { line: number("line")?, character: number("character")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn arabic_letters_count_one_unit_each_and_signs_beyond_the_plane_two() {
        let text = "abc\nالفِعْل = 'قصف'\n𝄞x\r\nend";
        let lines = Lines::of(text);
        let equals = text.find('=').expect("the sign");
        assert_eq!(lines.position(text, equals), at(1, 8));
        assert_eq!(lines.offset(text, at(1, 8)), equals);
        let x = text.find('x').expect("x");
        assert_eq!(lines.position(text, x), at(2, 2));
        assert_eq!(lines.offset(text, at(2, 2)), x);
        // In the middle of a sign of two units: after it.
        assert_eq!(lines.offset(text, at(2, 1)), x);
        assert_eq!(lines.position(text, text.find("end").expect("end")), at(3, 0));
    }

    #[test]
    fn every_byte_comes_back_to_itself() {
        let text = "﻿+++\r\nعنوان = \"هدنة\" # 𝄞\r\r\n\n";
        let lines = Lines::of(text);
        for (i, c) in text.char_indices() {
            if !matches!(c, '\n') {
                assert_eq!(lines.offset(text, lines.position(text, i)), i, "{i} {c:?}");
            }
        }
    }

    #[test]
    fn what_lies_outside_is_brought_to_the_nearest_end() {
        let text = "ab\nc";
        let lines = Lines::of(text);
        assert_eq!(lines.offset(text, at(0, 99)), 2);
        assert_eq!(lines.offset(text, at(9, 0)), text.len());
        assert_eq!(lines.position(text, 999), at(1, 1));
        assert_eq!(Lines::of("").position("", 5), at(0, 0));
        assert_eq!(Lines::default().position("", 0), at(0, 0));
    }
}
