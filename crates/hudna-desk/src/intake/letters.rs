//! Letters as people type them: marks, digits and separators made comparable.
//!
//! Folding serves look-ups only; what a source wrote is kept beside it. Never decides what a word means.

use std::borrow::Cow;

/// Whether `c` is an invisible mark that changes direction or joins letters, or a byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{061c}' | '\u{feff}')
}

/// Whether `c` could change how the text around it is shown, or hide in it.
fn is_hazard(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// A vowel mark or elongation, which writers add or leave out at will.
fn is_tashkeel(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06ed}')
}

/// The ASCII digit that `c` stands for, if it is an Arabic-Indic or Persian one.
fn ascii_digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06f0}'..='\u{06f9}' => 0x06f0,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// One cell without invisible marks and control characters, trimmed, with ASCII digits where `digits`.
pub(crate) fn clean(cell: &str) -> Cow<'_, str> {
    if cell.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Cow::Borrowed(cell.trim());
    }
    if cell.chars().all(|c| !c.is_control() && !is_invisible(c) && c != '\u{a0}') {
        return Cow::Borrowed(cell.trim());
    }
    let kept: String = cell
        .chars()
        .filter(|c| !is_invisible(*c))
        .filter_map(|c| match c {
            '\n' | '\t' | '\r' | '\u{a0}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect();
    Cow::Owned(kept.trim().to_owned())
}

/// A narrative as it may be shown: untouched but for control characters and marks that would turn the
/// text around it.
pub(crate) fn narrative(cell: &str) -> Cow<'_, str> {
    if cell.bytes().all(|b| (b' '..0x7f).contains(&b)) || !cell.chars().any(is_hazard) {
        return Cow::Borrowed(cell.trim());
    }
    Cow::Owned(cell.chars().filter(|c| !is_hazard(*c)).collect::<String>().trim().to_owned())
}

/// `text` with Arabic-Indic and Persian digits and decimal marks in ASCII.
pub(crate) fn ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let swap = |c: char| match c {
        '\u{066b}' => '.',
        '\u{066c}' => '\u{2009}',
        '\u{2212}' => '-',
        c => ascii_digit(c).unwrap_or(c),
    };
    Cow::Owned(text.chars().map(swap).filter(|c| *c != '\u{2009}').collect())
}

/// A form in which spellings of one word compare equal: case, vowel marks, elongation, hamza, ta marbuta,
/// alif maqsura, digits; every run of separators is one space.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_tashkeel(c) || is_invisible(c) || c == '\u{0621}' {
            continue;
        }
        let c = match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | '\u{06cc}' | 'ئ' => 'ي',
            '\u{06a9}' => 'ك',
            'ة' => 'ه',
            'ؤ' => 'و',
            c => ascii_digit(c).unwrap_or(c),
        };
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// `text` cut to at most `bytes` at a character's edge.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How many letters must change to make `b` of `a`; counts above `limit` are `limit + 1`.
pub(crate) fn changes(a: &str, b: &str, limit: usize) -> usize {
    let b: Vec<char> = b.chars().collect();
    if a.chars().count().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = substituted.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0).min(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_together() {
        assert_eq!(fold("وقت الإبلاغ"), fold("وَقْت_الابلاغ"));
        assert_eq!(fold("خط_العرض"), fold("خط العـــرض"));
        assert_eq!(fold("Report-ID "), "report id");
        assert_eq!(fold("١٢٣"), "123");
        assert_eq!(fold("المستشفى"), fold("المستشفي"));
    }

    #[test]
    fn direction_marks_leave_a_cell() {
        assert_eq!(clean("\u{200f}2026-03-11\u{202c}"), "2026-03-11");
        assert_eq!(narrative("قال\u{202e} كذا\u{0007}"), "قال كذا");
    }

    #[test]
    fn one_changed_letter_counts_one() {
        assert_eq!(changes("shelling", "sheling", 2), 1);
        assert_eq!(changes("rocket", "mortar", 2), 3);
    }
}
