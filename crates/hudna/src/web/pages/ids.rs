//! Ids of the record on a finished page: each stands in one piece, apart from the script around it.
//!
//! An id that a sentence names would break at its hyphen and, on an Arabic line, be read in two halves. Words do not know that they will stand on
//! a page, so the text between the elements is gone through here, as for digits: no page has to remember it.

use super::digits::texts;

/// Elements whose text is typed, for machines, or stands apart already.
const KEPT: [&str; 11] =
    ["bdi", "code", "pre", "script", "style", "textarea", "select", "option", "title", "text", "tspan"];
/// How ids of the record begin: entries, users, incidents, reports.
const BEGIN: [&str; 4] = ["E-", "U-", "INC-", "R-"];

/// The page with every id in one piece.
pub(super) fn whole(page: &str) -> String {
    texts(page, |name, _| KEPT.contains(&name), put)
}

fn put(out: &mut String, text: &str, changes: bool) {
    if !changes || !text.contains('-') {
        out.push_str(text);
        return;
    }
    let (mut rest, mut before) = (text, None);
    while let Some(c) = rest.chars().next() {
        // only where a word begins: no part of a longer name is an id
        let length = if before.is_some_and(char::is_alphanumeric) { 0 } else { id_at(rest) };
        let (taken, after) = rest.split_at(if length > 0 { length } else { c.len_utf8() });
        if length > 0 {
            out.push_str("<bdi class=\"n\">");
            out.push_str(taken);
            out.push_str("</bdi>");
        } else {
            out.push(c);
        }
        before = taken.chars().last();
        rest = after;
    }
}

/// How long the id is with which a text begins; 0: it begins with none.
fn id_at(text: &str) -> usize {
    let Some(begin) = BEGIN.iter().find(|begin| text.starts_with(**begin)) else { return 0 };
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let end = |from: usize| text[from..].find(|c: char| !is_part(c)).map_or(text.len(), |at| from + at);
    let id = end(begin.len());
    // an incident's finding: the id, a stroke and a number
    let number =
        text[id..].strip_prefix('/').map_or(0, |rest| rest.chars().take_while(char::is_ascii_digit).count());
    let whole = if number > 0 { id + 1 + number } else { id };
    let goes_on = text[whole..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_');
    if id == begin.len() || goes_on { 0 } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_in_a_sentence_stands_in_one_piece() {
        for (page, read) in [
            (
                "<p>البلاغ R-22، ثم (E-SLGP4LVQN7ILPLD6).</p>",
                "<p>البلاغ <bdi class=\"n\">R-22</bdi>، ثم (<bdi class=\"n\">E-SLGP4LVQN7ILPLD6</bdi>).</p>",
            ),
            ("<td>INC-SRPCCVKQ/12 and</td>", "<td><bdi class=\"n\">INC-SRPCCVKQ/12</bdi> and</td>"),
            ("\u{2068}U-AB2\u{2069}", "\u{2068}<bdi class=\"n\">U-AB2</bdi>\u{2069}"),
        ] {
            assert_eq!(whole(page), read);
        }
    }

    #[test]
    fn what_only_looks_like_one_or_stands_apart_already_is_left() {
        for page in [
            "<bdi class=\"n\">R-22</bdi>",
            "<a href=\"/incidents/INC-22\">x</a>",
            "<title>R-22</title>",
            "<option>INC-22</option><textarea>R-22</textarea><code>E-22</code>",
            "<p>FOR-22 R-team UR-22 E- D-DAY e-mail R-22x</p>",
        ] {
            assert_eq!(whole(page), page);
        }
    }
}
