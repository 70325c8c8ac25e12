//! The text itself, paragraph by paragraph, in both languages.

use std::ops::Range;

use super::Draft;
use crate::agreement::read::fields::Notes;
use crate::agreement::read::markdown::{BlockKind, Cell};

/// Numbers of one language that the other does not have. Numbers written as words are not seen.
pub(super) fn numbers_differ(draft: &Draft<'_>, notes: &mut Notes) {
    let text = &draft.agreement.source.text;
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        if row.ar.text.is_empty() || row.en.text.is_empty() {
            continue;
        }
        let (ar, en) = (numbers(text, &row.ar), numbers(text, &row.en));
        let lone = lone(&ar, &en).or_else(|| lone(&en, &ar));
        if let Some(span) = lone {
            let list = |numbers: &[(String, Range<usize>)]| {
                numbers.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>().join(", ")
            };
            let arguments = [("paragraph", &*row.number.text), ("ar", &*list(&ar)), ("en", &*list(&en))];
            notes.warning("numbers-differ", span, &arguments);
        }
    }
}

/// The first number of `these` that has no partner among `those`.
fn lone(these: &[(String, Range<usize>)], those: &[(String, Range<usize>)]) -> Option<Range<usize>> {
    let mut left: Vec<&str> = those.iter().map(|(n, _)| n.as_str()).collect();
    for (number, span) in these {
        match left.iter().position(|n| n == number) {
            Some(at) => drop(left.swap_remove(at)),
            None => return Some(span.clone()),
        }
    }
    None
}

/// The numbers of a cell with where each stands: western digits, no separators of thousands, no zeros before.
fn numbers(text: &str, cell: &Cell) -> Vec<(String, Range<usize>)> {
    let mut out: Vec<(String, Range<usize>)> = Vec::new();
    let chars: Vec<(usize, char)> = text
        .get(cell.span.clone())
        .unwrap_or_default()
        .char_indices()
        .map(|(at, c)| (at + cell.span.start, western(c)))
        .collect();
    let digit = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_ascii_digit());
    let end_of = |i: usize| chars.get(i).map_or(cell.span.end, |(at, _)| *at);
    let mut i = 0;
    while i < chars.len() {
        if !digit(i) {
            i += 1;
            continue;
        }
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
        let plain =
            if plain.is_empty() || plain.starts_with('.') { format!("0{plain}") } else { plain.to_owned() };
        out.push((plain, end_of(start)..end_of(i)));
    }
    out
}

fn western(c: char) -> char {
    match u32::from(c) {
        n @ 0x660..=0x669 => char::from_digit(n - 0x660, 10).unwrap_or(c),
        n @ 0x6f0..=0x6f9 => char::from_digit(n - 0x6f0, 10).unwrap_or(c),
        _ => c,
    }
}

/// Paragraphs that one of the languages lacks.
pub(super) fn one_language(draft: &Draft<'_>, notes: &mut Notes) {
    for row in draft.outline.articles.iter().flat_map(|a| &a.rows) {
        let lacks = match (row.ar.text.is_empty(), row.en.text.is_empty()) {
            (true, false) => "ar",
            (false, true) => "en",
            _ => continue,
        };
        let there = if lacks == "ar" { &row.en } else { &row.ar };
        let arguments = [("paragraph", &*row.number.text), ("lacks", lacks)];
        notes.warning("paragraph-one-language", there.span.clone(), &arguments);
    }
}

/// Words by which a text demands something of someone.
const DEMANDS: &[&str] = &[
    "shall",
    "must",
    "may not",
    "prohibited",
    "obliged",
    "undertake",
    "يُحظر",
    "يحظر",
    "يلتزم",
    "تلتزم",
    "يلتزمان",
    "يتعهد",
    "يجب",
    "على كل طرف",
    "على الطرفين",
    "لا يجوز",
    "يُمنع",
    "يمنع",
];

/// Articles whose words demand something, while no norm says what the engine is to weigh.
pub(super) fn articles_without_norm(draft: &Draft<'_>, notes: &mut Notes) {
    for (i, article) in draft.outline.articles.iter().enumerate() {
        let any = draft.outline.blocks.iter().any(|b| b.kind == BlockKind::Norm && b.article == Some(i));
        if any {
            continue;
        }
        let demands = |text: &str| {
            let text = text.to_lowercase();
            DEMANDS.iter().any(|word| text.contains(word))
        };
        let paragraph = article.rows.iter().find(|r| demands(&r.ar.text) || demands(&r.en.text));
        if let Some(row) = paragraph {
            let arguments = [("article", &*article.id), ("paragraph", &*row.number.text)];
            notes.warning("article-without-norm", article.span.clone(), &arguments);
        }
    }
}
