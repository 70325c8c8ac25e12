//! Lines as they are read: one that goes on in the next is one, and an *and* joined to a name stands alone.

use super::lexicon::{Lexicon, Sense};
use super::names::List;
use super::token::{Kind, Token, normal};

/// From this many characters on a line may go on in the next one.
const WRAPPED: usize = 60;
/// Of lines longer than this each is a paragraph.
const WIDEST: usize = 160;
/// By so many characters a wrapped line may fall short.
const RAGGED: usize = 6;
/// A paragraph of fewer lines does not show how wide it was set.
const FEW_LINES: usize = 4;
/// Within this many tokens a colon says that a label begins the line.
const LABEL_BEGINS_LINE: usize = 6;

/// Parts an *and* from a given name that it is joined to: «وهلال».
pub(super) fn parted(all: Vec<Token>, text: &str, lexicons: &[Lexicon]) -> Vec<Token> {
    let mut out = Vec::with_capacity(all.len());
    for at in 0..all.len() {
        let Some(token) = all.get(at) else { break };
        let length = lexicons.iter().find_map(|lexicon| lexicon.joined_to_name(&all, at));
        // vowel marks of the *and* go with it
        let cut = length.and_then(|length| {
            let written = text.get(token.start..token.end)?;
            let letter = written.get(..length)?;
            let marks: usize = written
                .get(length..)?
                .chars()
                .take_while(|c| normal(&c.to_string()).is_empty())
                .map(char::len_utf8)
                .sum();
            (normal(letter).len() == length).then_some(token.start + length + marks)
        });
        match cut.filter(|cut| *cut < token.end) {
            Some(cut) => {
                let part = |start: usize, end: usize, spaced: bool| Token {
                    start,
                    end,
                    norm: normal(text.get(start..end).unwrap_or_default()).into_boxed_str(),
                    spaced,
                    ..token.clone()
                };
                out.push(part(token.start, cut, token.spaced));
                out.push(part(cut, token.end, false));
            }
            None => out.push(token.clone()),
        }
    }
    out
}

/// Leaves out ends of lines where the line goes on in the next.
pub(super) fn joined(all: Vec<Token>, text: &str, lexicons: &[Lexicon]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(all.len());
    let widths = widths(text);
    let mut line = 0;
    for (at, token) in all.iter().enumerate() {
        if !token.is(Kind::Line) {
            out.push(token.clone());
            continue;
        }
        let full = widths.get(line).is_some_and(|own| own.is_full());
        line += 1;
        let ended = out
            .last()
            .is_none_or(|last| matches!(last.kind, Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Line));
        if !full || ended || begins_line(&all, at + 1, lexicons) {
            out.push(token.clone());
        }
    }
    out
}

/// A line as it was broken.
struct Width {
    /// Its characters.
    own: usize,
    /// Characters of the first word of the next.
    next: usize,
    /// Characters of the longest line beside it.
    most: usize,
}

impl Width {
    /// Whether the next word would not have fitted: whoever wraps a line does not break it earlier.
    const fn is_full(&self) -> bool {
        self.own >= WRAPPED && self.own + self.next + RAGGED >= self.most && self.most <= WIDEST
    }
}

/// How each line was broken, beside the lines of its paragraph, or of the account where those are few.
fn widths(text: &str) -> Vec<Width> {
    let lines: Vec<&str> = text.split('\n').collect();
    let long: Vec<usize> = lines.iter().map(|line| line.trim_end().chars().count()).collect();
    let whole = long.iter().copied().max().unwrap_or_default();
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    for block in long.split(|own| *own == 0) {
        let most = if block.len() < FEW_LINES { whole } else { block.iter().copied().max().unwrap_or(whole) };
        for own in block.iter().copied().chain([0]) {
            let word = lines.get(at + 1).and_then(|next| next.split_whitespace().next()).unwrap_or_default();
            out.push(Width { own, next: word.chars().count() + 1, most });
            at += 1;
        }
    }
    out
}

/// Whether a line of its own begins at `at`: an item, a label, nothing.
fn begins_line(all: &[Token], at: usize, lexicons: &[Lexicon]) -> bool {
    let Some(first) = all.get(at) else { return true };
    let line = all
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take(LABEL_BEGINS_LINE)
        .take_while(|token| !token.is(Kind::Line));
    let labelled = line.clone().any(|token| token.is(Kind::Colon));
    let mut hits = Vec::new();
    lexicons.iter().for_each(|lexicon| lexicon.hits(all, at, &mut hits));
    let heading =
        hits.iter().any(|hit| hit.sense == Sense::In(List::Heading)) && first.norm.chars().count() > 1;
    labelled || heading || matches!(first.kind, Kind::Line | Kind::Bar | Kind::Number | Kind::Open)
}
