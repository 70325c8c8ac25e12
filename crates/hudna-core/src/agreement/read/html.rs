//! Lines of HTML in a text: which of them are no more than tags, and what the others would swallow.
//!
//! Markdown takes whatever follows a line of HTML for HTML too, up to a blank line or a closing mark. A line of
//! tags alone (`<div dir="rtl">`) says nothing of its own, so it is read as a blank line and ends nothing and
//! hides nothing. What other HTML hides (a comment, `<pre>`, `<?`) is no part of the text, and where it would
//! be one it is said, never dropped.

use std::borrow::Cow;
use std::ops::Range;

/// Elements whose content Markdown shows as it stands, up to their closing tag.
const LITERAL: &[&str] = &["pre", "script", "style", "textarea"];

/// The text with blanks for each line that holds tags alone; every other byte stays where it is.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if only_tags(words) {
            out.extend(std::iter::repeat_n(' ', words.len()));
            out.push_str(&line[words.len()..]);
        } else {
            out.push_str(line);
        }
    }
    Cow::Owned(out)
}

/// Whether the line holds tags alone, none of them of an element whose content is literal.
fn only_tags(line: &str) -> bool {
    let mut rest = line.trim_start_matches(' ');
    if line.len() - rest.len() > 3 || !rest.starts_with('<') {
        return false;
    }
    while !rest.is_empty() {
        let Some(after) = tag(rest) else { return false };
        rest = after.trim_start();
    }
    true
}

/// What follows the tag that `text` begins with.
fn tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?;
    let literal = LITERAL.iter().any(|l| l.eq_ignore_ascii_case(name));
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || literal {
        return None;
    }
    let rest = &inner[name.len()..];
    if !rest.starts_with([' ', '\t', '/', '>']) {
        return None;
    }
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return rest.get(at + 1..),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    None
}

/// What of an agreement stands in `range`, where it is not read: its first line of a block, an article or, as
/// `rows` says, a row of paragraphs.
pub(super) fn swallowed(text: &str, range: Range<usize>, rows: bool) -> Option<Range<usize>> {
    let mut at = range.start;
    for line in text.get(range)?.split_inclusive('\n') {
        let words = line.trim().trim_start_matches("<!--").trim_start();
        let fence = words.trim_start_matches(['`', '~']);
        let mut info = fence.split_whitespace();
        let ours = words.len() - fence.len() >= 3
            && (info.next() == Some("toml") || matches!(info.next(), Some("norm" | "register")));
        let article = words.starts_with("##") && words.contains("{#");
        if ours || article || (rows && words.starts_with('|')) {
            let start = at + (line.len() - line.trim_start().len());
            return Some(start..start + line.trim().len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_tags_alone_becomes_blank_and_nothing_moves() {
        let text = "<div dir=\"rtl\" title='a > b'>\n|4.1|ع|e|\n</div></section>\n  <br/> <hr />\r\n";
        let blank = without_tags(text);
        assert_eq!(blank.len(), text.len());
        assert_eq!(blank.trim(), "|4.1|ع|e|");
        assert!(blank.ends_with("\r\n"));
    }

    #[test]
    fn what_is_more_than_tags_stays() {
        for line in [
            "<div>words",
            "<!-- a remark -->",
            "<!--",
            "<pre>",
            "</PRE>",
            "<script src=\"x\">",
            "<?php",
            "<!DOCTYPE html>",
            "<div",
            "<5 km>",
            "< div>",
            "<https://example.org>",
            "    <div>",
            "x <div>",
            "<a href=\"unclosed>",
        ] {
            assert_eq!(without_tags(line), line);
        }
    }

    #[test]
    fn the_first_line_that_would_be_lost_is_found() {
        let found = |text: &str, rows| swallowed(text, 0..text.len(), rows).map(|r| text[r].to_owned());
        assert_eq!(found("<!--\n|4.1|\n```toml norm\n", true).as_deref(), Some("|4.1|"));
        assert_eq!(found("<!--\n|4.1|\n```toml norm\n", false).as_deref(), Some("```toml norm"));
        assert_eq!(found("<!-- ~~~toml register\n", false).as_deref(), Some("<!-- ~~~toml register"));
        assert_eq!(found("x\n  ## مادة {#a4}\n", false).as_deref(), Some("## مادة {#a4}"));
        assert_eq!(found("<!-- see annex B -->\n```text\n```\n## Annex\n", true), None);
    }
}
