//! A condition's text cut into tokens, with the guards that keep parsing cheap.
//!
//! Here stands what a drafter types by habit and CQL2 does not know: Arabic digits and commas, units after
//! numbers, slanted quotes, invisible marks. Each gets its own code, before any grammar. Length and nesting are
//! bounded here, without recursion, so that nothing later can be made slow or deep.

use super::fault::Fault;
use super::{Compare, Words, wkt};

/// How much a condition may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Levels of parentheses, calls, lists and `NOT`.
    pub levels: usize,
}

impl Limits {
    /// Conditions of norms: read aloud at a table, so they stay short.
    pub const NORM: Self = Self { bytes: 2_000, levels: 8 };
    /// Filters of map clients: they may carry a polygon of many corners.
    pub const FILTER: Self = Self { bytes: 262_144, levels: 8 };
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// `12`, `1.5`, `2e3`: without its sign.
    Number(f64),
    /// `'…'`, its doubled quotes undone.
    Text(String),
    /// `"…"`, its doubled quotes undone: a name.
    Quoted(String),
    /// A name or keyword, as written.
    Word(String),
    /// A shape written out.
    Geometry(Box<geo::Geometry<f64>>),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// `=`, `<>`, `<` …
    Compare(Compare),
    /// `+`, `-`, `*`, `/`.
    Sign(char),
}

/// A token with the bytes of the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// First byte, in the text.
    pub(super) start: usize,
    /// Past the last.
    pub(super) end: usize,
}

impl Token {
    /// Whether this is the keyword `word` (given in capitals).
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(w) if w.eq_ignore_ascii_case(word))
    }
}

/// The words at `start..end` of a text that begins at byte `offset` of its file.
pub(super) fn words(offset: u32, start: usize, end: usize) -> Words {
    let at = |n: usize| offset.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
    Words { start: at(start), end: at(end) }
}

/// Cuts `text` into tokens and holds it against `limits`.
pub(super) fn tokens(text: &str, offset: u32, limits: Limits) -> Result<Vec<Token>, Fault> {
    if text.len() > limits.bytes {
        return Err(Fault::new("condition-too-long", words(offset, 0, text.len()))
            .with("found", text.len().to_string())
            .with("most", limits.bytes.to_string()));
    }
    let mut cutter = Cutter { text, offset, at: 0, out: Vec::new() };
    while cutter.skip_blanks() {
        cutter.next()?;
    }
    if cutter.out.is_empty() {
        return Err(Fault::new("condition-empty", words(offset, 0, text.len())));
    }
    nesting(&cutter.out, offset, limits)?;
    Ok(cutter.out)
}

/// Parentheses in pairs and not deeper than allowed; each `NOT` counts as a level until its operand ends.
fn nesting(tokens: &[Token], offset: u32, limits: Limits) -> Result<(), Fault> {
    let mut open: Vec<(&Token, usize)> = Vec::new();
    let (mut depth, mut nots) = (0_usize, 0_usize);
    for token in tokens {
        match &token.kind {
            Kind::Open => {
                depth += 1 + nots;
                open.push((token, 1 + nots));
                nots = 0;
            }
            Kind::Close => {
                let Some((_, levels)) = open.pop() else {
                    return Err(unbalanced(token, offset));
                };
                depth -= levels;
                nots = 0;
            }
            _ if token.is("NOT") => nots += 1,
            _ => nots = 0,
        }
        if depth + nots > limits.levels {
            return Err(Fault::new("condition-too-deep", words(offset, token.start, token.end))
                .with("most", limits.levels.to_string()));
        }
    }
    open.first().map_or(Ok(()), |(token, _)| Err(unbalanced(token, offset)))
}

fn unbalanced(token: &Token, offset: u32) -> Fault {
    let found = if token.kind == Kind::Open { "(" } else { ")" };
    Fault::new("parenthesis-unbalanced", words(offset, token.start, token.end)).with("found", found)
}

/// Blank to CQL2: Unicode separators, tab and line ends; not form feeds.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{b}' | '\u{c}' | '\u{85}')
}

/// Whether a name may begin with `c`.
fn begins_name(c: char) -> bool {
    c.is_alphabetic()
}

/// Whether a name may go on with `c`.
fn continues_name(c: char) -> bool {
    c.is_alphabetic() || c.is_numeric() || matches!(c, '_' | '.' | ':')
}

/// A digit of the Arabic or Persian series.
pub(super) fn arabic_digit(c: char) -> Option<char> {
    let value = match c {
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Marks that show nothing: joiners, directions, a byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}' | '\u{ad}')
}

struct Cutter<'a> {
    text: &'a str,
    offset: u32,
    at: usize,
    out: Vec<Token>,
}

impl<'a> Cutter<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Moves past blanks; false at the end of the text.
    fn skip_blanks(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start_matches(is_blank).len();
        self.at < self.text.len()
    }

    fn push(&mut self, kind: Kind, len: usize) {
        self.out.push(Token { kind, start: self.at, end: self.at + len });
        self.at += len;
    }

    /// A fault over the next `len` bytes.
    fn fault(&self, code: &'static str, len: usize) -> Fault {
        Fault::new(code, words(self.offset, self.at, self.at + len))
            .with("found", self.text.get(self.at..self.at + len).unwrap_or_default())
    }

    fn next(&mut self) -> Result<(), Fault> {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return Ok(()) };
        match c {
            '(' => self.push(Kind::Open, 1),
            ')' => self.push(Kind::Close, 1),
            ',' => self.push(Kind::Comma, 1),
            '+' | '-' | '*' | '/' => self.push(Kind::Sign(c), 1),
            '<' | '>' | '=' => return self.comparison(rest),
            '\'' => return self.quoted('\'', Kind::Text),
            '"' => return self.quoted('"', Kind::Quoted),
            '0'..='9' => return self.number(rest),
            _ if arabic_digit(c).is_some() => return Err(self.arabic_number(rest)),
            _ if begins_name(c) => return self.word(rest),
            _ => return Err(self.stranger(c, rest)),
        }
        Ok(())
    }

    fn comparison(&mut self, rest: &str) -> Result<(), Fault> {
        let signs = rest.len() - rest.trim_start_matches(['<', '>', '=', '!']).len();
        let compare = match rest.get(..signs).unwrap_or_default() {
            "=" => Compare::Equal,
            "<>" => Compare::NotEqual,
            "<" => Compare::Less,
            "<=" => Compare::LessOrEqual,
            ">" => Compare::Greater,
            ">=" => Compare::GreaterOrEqual,
            other => {
                let nearest = match other {
                    "==" | "===" => "=",
                    "=<" => "<=",
                    "=>" => ">=",
                    _ => "<>",
                };
                return Err(self.fault("operator-unknown", signs).with("nearest", nearest));
            }
        };
        self.push(Kind::Compare(compare), signs);
        Ok(())
    }

    /// Quoted words; a doubled quote stands for one.
    fn quoted(&mut self, quote: char, kind: fn(String) -> Kind) -> Result<(), Fault> {
        let rest = self.rest();
        let (mut inner, mut chars) = (String::new(), rest.char_indices().skip(1).peekable());
        while let Some((i, c)) = chars.next() {
            if c == '\\' {
                self.at += i;
                return Err(self.fault("backslash", 1));
            }
            if c != quote {
                inner.push(c);
            } else if chars.next_if(|(_, next)| *next == quote).is_some() {
                inner.push(quote);
            } else {
                self.push(kind(inner), i + 1);
                return Ok(());
            }
        }
        Err(self.fault("quote-unclosed", rest.len()))
    }

    fn number(&mut self, rest: &str) -> Result<(), Fault> {
        let digits = |s: &str| s.len() - s.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mut len = digits(rest);
        let tail = |len: usize| rest.get(len..).unwrap_or_default();
        if let Some(fraction) = tail(len).strip_prefix('.')
            && digits(fraction) > 0
        {
            len += 1 + digits(fraction);
        }
        if let Some(power) = tail(len).strip_prefix(['e', 'E']) {
            let unsigned = power.strip_prefix(['+', '-']).unwrap_or(power);
            if digits(unsigned) > 0 {
                len += 1 + (power.len() - unsigned.len()) + digits(unsigned);
            }
        }
        let value = rest.get(..len).and_then(|s| s.parse::<f64>().ok()).filter(|n| n.is_finite());
        let Some(value) = value else { return Err(self.fault("number-too-large", len)) };
        if let Some(fault) = self.unit_after(rest, len) {
            return Err(fault);
        }
        self.push(Kind::Number(value), len);
        Ok(())
    }

    /// `100 mm`, `100mm`, `25 كم`: a word straight after a number can only be a unit, unless it is a keyword.
    fn unit_after(&self, rest: &str, len: usize) -> Option<Fault> {
        let after = rest.get(len..).unwrap_or_default();
        let word_start = after.len() - after.trim_start_matches(is_blank).len();
        let word = after.get(word_start..).unwrap_or_default();
        let word_len = word.len() - word.trim_start_matches(continues_name).len();
        let word = word.get(..word_len)?;
        if word_start == 0 && word.starts_with(':') {
            return Some(self.fault("hour-unquoted", len + word_len));
        }
        if !word.starts_with(begins_name) || KEYWORDS.iter().any(|k| k.eq_ignore_ascii_case(word)) {
            return None;
        }
        if word_start == 0 && word.starts_with(['T', 't']) && self.ends_a_date(len) {
            let begin = self.at.saturating_sub(8);
            let end = self.at + len + word_len;
            return Some(
                Fault::new("date-as-number", words(self.offset, begin, end))
                    .with("found", self.text.get(begin..end).unwrap_or_default())
                    .with("day", self.text.get(begin..self.at + len).unwrap_or_default()),
            );
        }
        let number = rest.get(..len).unwrap_or_default();
        Some(
            self.fault("unit-in-condition", len + word_start + word_len)
                .with("number", number)
                .with("unit", word),
        )
    }

    /// Whether the number of `len` digits here ends a day such as `2026-03-01`.
    fn ends_a_date(&self, len: usize) -> bool {
        let Some(day) = self.at.checked_sub(8).and_then(|b| self.text.get(b..self.at + len)) else {
            return false;
        };
        looks_like_day(day)
    }

    fn word(&mut self, rest: &str) -> Result<(), Fault> {
        let len = rest.len() - rest.trim_start_matches(continues_name).len();
        let name = rest.get(..len).unwrap_or_default();
        if wkt::is_kind(name)
            && let Some(used) = wkt::extent(rest, len)
        {
            let shape = rest.get(..used).and_then(wkt::parse);
            let shape = shape.ok_or_else(|| self.fault("geometry-malformed", used))?;
            self.push(Kind::Geometry(Box::new(shape)), used);
            return Ok(());
        }
        self.push(Kind::Word(name.to_owned()), len);
        Ok(())
    }

    fn arabic_number(&self, rest: &str) -> Fault {
        let run = |c: char| arabic_digit(c).is_some() || matches!(c, '\u{66b}' | '\u{66c}');
        let len = rest.len() - rest.trim_start_matches(run).len();
        let write: String = rest
            .chars()
            .take_while(|c| run(*c))
            .filter_map(|c| if c == '\u{66b}' { Some('.') } else { arabic_digit(c) })
            .collect();
        self.fault("digits-arabic", len).with("write", write)
    }

    /// A character that CQL2 does not know.
    fn stranger(&self, c: char, rest: &str) -> Fault {
        let len = c.len_utf8();
        match c {
            '،' => self.fault("comma-arabic", len),
            '\\' => self.fault("backslash", len),
            '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»' | '`' | '´' => {
                self.fault("quote-typographic", len)
            }
            '%' | '^' => self.fault("operator-unknown", len).with("nearest", "+ - * /"),
            '−' | '–' | '—' => self.fault("operator-unknown", len).with("nearest", "-"),
            '×' => self.fault("operator-unknown", len).with("nearest", "*"),
            '÷' => self.fault("operator-unknown", len).with("nearest", "/"),
            '≥' => self.fault("operator-unknown", len).with("nearest", ">="),
            '≤' => self.fault("operator-unknown", len).with("nearest", "<="),
            '≠' => self.fault("operator-unknown", len).with("nearest", "<>"),
            '!' if rest.starts_with("!=") => self.fault("operator-unknown", 2).with("nearest", "<>"),
            '!' => self.fault("operator-unknown", len).with("nearest", "NOT"),
            '&' => self.fault("operator-unknown", run_of(rest, '&')).with("nearest", "AND"),
            '|' => self.fault("operator-unknown", run_of(rest, '|')).with("nearest", "OR"),
            _ if is_invisible(c) => {
                self.fault("invisible-character", len).with("code", format!("U+{:04X}", u32::from(c)))
            }
            _ => self.fault("character-unknown", len),
        }
    }
}

fn run_of(rest: &str, c: char) -> usize {
    rest.len() - rest.trim_start_matches(c).len()
}

/// Whether `s` is shaped like `2026-03-01`.
pub(super) fn looks_like_day(s: &str) -> bool {
    let b = s.as_bytes();
    b.len() == 10
        && b.iter().enumerate().all(|(i, c)| if i == 4 || i == 7 { *c == b'-' } else { c.is_ascii_digit() })
}

/// Words of the grammar: never names of properties.
pub(super) const KEYWORDS: &[&str] =
    &["AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "IS", "NULL", "TRUE", "FALSE", "DIV"];
