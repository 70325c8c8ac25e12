//! Arabic digits on a finished page, for readers who chose them: what people read changes, what machines and others' words are does not.
//!
//! A page is laid out with the digits 0 to 9. Here the text between its elements is gone through: numbers, times, days and counts change;
//! ids, codes, names of files, addresses, what people said and what is typed do not. So no page has to remember it.

use maud::{Markup, html};

use super::same_page;
use crate::web::visit::{Digits, Visit};

/// Elements whose text is for machines or is somebody's own.
const KEPT: [&str; 9] =
    ["code", "pre", "script", "style", "textarea", "select", "option", "blockquote", "noscript"];
/// Classes of the same: words of record.
const KEPT_CLASSES: [&str; 3] = ["text", "record", "code"];

/// The way to the other digits; none where the language has one kind.
pub(super) fn choice(visit: &Visit) -> Markup {
    let words = visit.words();
    let other = match visit.digits {
        Digits::Latin => Digits::Arabic,
        Digits::Arabic => Digits::Latin,
    };
    html! {
        @if Digits::Arabic.are_written(visit.lang) {
            (words.get("comma")) " "
            a href=(same_page(visit, "digits", other.name())) aria-label=(words.get(&format!("digits-{}", other.name()))) {
                (words.get("digits")) " " span.text { (words.get(&format!("digits-{}-shown", other.name()))) }
            }
        }
    }
}

/// The page with Arabic digits.
pub(super) fn arabic(page: &str) -> String {
    texts(page, is_kept, push)
}

/// Goes through the text between the elements of a finished page. `is_kept` says of an element, by its name and its tag, whether nothing within it
/// is to change; `put` writes a text, and is told whether it may.
pub(super) fn texts(page: &str, is_kept: fn(&str, &str) -> bool, put: fn(&mut String, &str, bool)) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 16);
    let mut rest = page;
    // the element within which nothing changes, and how many of its kind are open
    let mut kept: Option<(&str, u32)> = None;
    while let Some(at) = rest.find('<') {
        let (text, from) = rest.split_at(at);
        put(&mut out, text, kept.is_none());
        let end = from.find('>').map_or(from.len(), |end| end + 1);
        let (tag, after) = from.split_at(end);
        out.push_str(tag);
        kept = within(kept, tag, is_kept);
        rest = after;
    }
    put(&mut out, rest, kept.is_none());
    out
}

/// What is kept after a tag.
fn within<'p>(
    kept: Option<(&'p str, u32)>,
    tag: &'p str,
    is_kept: fn(&str, &str) -> bool,
) -> Option<(&'p str, u32)> {
    let inside = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
    let name = inside.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let closes = tag.starts_with("</");
    match kept {
        Some((own, depth)) if own == name => {
            let depth = if closes { depth - 1 } else { depth + 1 };
            (depth > 0).then_some((own, depth))
        }
        Some(own) => Some(own),
        None => (!closes && is_kept(name, inside)).then_some((name, 1)),
    }
}

fn is_kept(name: &str, tag: &str) -> bool {
    let class = tag.split("class=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let is_void = matches!(name, "input" | "br" | "meta" | "link" | "img" | "hr") || tag.ends_with('/');
    !is_void
        && (KEPT.contains(&name)
            || class.split(' ').any(|one| KEPT_CLASSES.contains(&one))
            || tag.contains("lang=\"en\"") && name != "html")
}

fn push(out: &mut String, text: &str, changes: bool) {
    if !changes || !text.contains(|c: char| c.is_ascii_digit()) {
        out.push_str(text);
        return;
    }
    let (mut word, mut depth) = (String::new(), 0_u32);
    for c in text.chars() {
        match c {
            // a stretch that is said to run left to right is a code, a pair of coordinates or the like
            '\u{2066}'..='\u{2068}' if depth > 0 || c == '\u{2066}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || c.is_whitespace() || matches!(c, '\u{2066}'..='\u{2069}' | '\u{200F}') {
            flush(out, &mut word);
            out.push(c);
        } else {
            word.push(c);
        }
    }
    flush(out, &mut word);
}

fn flush(out: &mut String, word: &mut String) {
    if is_number(word) {
        let signs: Vec<char> = word.chars().collect();
        out.extend((0..signs.len()).map(|at| sign(&signs, at)));
    } else {
        out.push_str(word);
    }
    word.clear();
}

/// Whether what stands between two spaces is a number with what belongs to it, and no id, code, address, day of a machine or entity.
fn is_number(word: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    word.contains(is_digit)
        && !word.contains(|c: char| {
            c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '/' | '#' | '@' | '&' | '=')
        })
        && word.trim_matches(|c: char| !is_digit(c)).matches('.').count() < 2
}

fn sign(signs: &[char], at: usize) -> char {
    let digit = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let between = digit(at.checked_sub(1)) && digit(Some(at + 1));
    match signs[at] {
        c if c.is_ascii_digit() => c.to_digit(10).and_then(|n| char::from_u32(0x0660 + n)).unwrap_or(c),
        '.' if between => '٫',
        ',' if between => '٬',
        '%' if digit(at.checked_sub(1)) => '٪',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_days_times_and_counts_change() {
        for (page, read) in [
            ("<p>12 أكتوبر 2026، 06:10</p>", "<p>١٢ أكتوبر ٢٠٢٦، ٠٦:١٠</p>"),
            ("<bdi class=\"n\">1,204</bdi> (3)", "<bdi class=\"n\">١٬٢٠٤</bdi> (٣)"),
            ("<td>71% 2.5</td>", "<td>٧١٪ ٢٫٥</td>"),
            ("\u{2068}17\u{2069} و3 بلاغات. 4.", "\u{2068}١٧\u{2069} و٣ بلاغات. ٤."),
            ("ي+14", "ي+١٤"),
        ] {
            assert_eq!(arabic(page), read);
        }
    }

    #[test]
    fn ids_codes_files_addresses_words_of_record_and_what_is_typed_do_not() {
        for page in [
            "<bdi class=\"n\">INC-0231</bdi>",
            "<code>2026 12</code>",
            "<a href=\"/reports?page=2\">x</a>",
            "<p>SHA-256 R-12 UTC+2 patrols.csv:48 2026-10-12</p>",
            "<p class=\"text\" lang=\"ar\">في 12 <b>يومًا 3</b> 4</p>",
            "<blockquote>7 انفجارات</blockquote>",
            "<input value=\"12\"><textarea>12</textarea>",
            "<select><option value=\"1\">24 ساعة</option></select>",
            "<span class=\"xs\">\u{2066}31.2000, 38.3500\u{2069}</span>",
            "<p>&#39; 1.2.3</p>",
            "<p lang=\"en\">12 October</p>",
        ] {
            assert_eq!(arabic(page), page);
        }
    }

    #[test]
    fn what_is_kept_ends_with_its_element() {
        let page = "<p class=\"s text\">1<p>2</p>3</p>4<code>5</code><b>6</b>";
        assert_eq!(arabic(page), "<p class=\"s text\">1<p>2</p>3</p>٤<code>5</code><b>٦</b>");
    }
}
