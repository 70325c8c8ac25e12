//! What a place within a condition asks for, however unfinished the condition is.

use std::ops::Range;

use hudna_core::condition::names::attribute;
use hudna_core::value::{Attribute, Kind};

/// What the quoted words or the word at a place would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A code of the attribute.
    Code(Attribute),
    /// An actor, or a party as actor.
    Actor,
    /// A party.
    Party,
    /// A zone.
    Zone,
    /// A line.
    Line,
    /// A term.
    Term,
    /// A match.
    Match,
    /// A norm.
    Norm,
    /// A day or hour.
    Moment,
    /// A length.
    Length,
    /// A length of time.
    Duration,
    /// An hour of the day.
    Hour,
    /// An attribute that says where.
    Place,
    /// An attribute that says when.
    Time,
    /// A zone or line by its function.
    Shape,
    /// Any attribute, function or connective.
    Anything,
}

/// A place within a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The word or quoted words there, quotes excluded; empty between words.
    pub(super) span: Range<usize>,
    /// Whether it is in quotes.
    pub(super) quoted: bool,
    /// What it would be.
    pub(super) wanted: Wanted,
}

#[derive(Clone, Debug)]
struct Token {
    span: Range<usize>,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Word,
    Quoted,
    Open,
    Close,
    Comma,
    Sign,
}

/// Function calls and lists within one another that are looked into.
const DEEPEST: usize = 32;

/// What stands or would stand at byte `at` of the condition.
pub(super) fn asked(condition: &str, at: usize) -> Asked {
    let tokens = tokens(condition);
    let here = tokens.iter().find(|t| match t.sort {
        Sort::Word => t.span.start <= at && at <= t.span.end,
        Sort::Quoted => t.span.start < at && at <= inner(condition, t).end,
        _ => false,
    });
    let before: Vec<&Token> = match here {
        Some(here) => tokens.iter().take_while(|t| t.span.start < here.span.start).collect(),
        None => tokens.iter().take_while(|t| t.span.end <= at).collect(),
    };
    let quoted = here.is_some_and(|t| t.sort == Sort::Quoted);
    let span = here.map_or(at..at, |t| if quoted { inner(condition, t) } else { t.span.clone() });
    Asked { span, quoted, wanted: wanted(condition, &before, quoted) }
}

/// Every word and quotation of the condition with what it is.
pub(super) fn all(condition: &str) -> Vec<Asked> {
    let tokens = tokens(condition);
    let refs: Vec<&Token> = tokens.iter().collect();
    let mut out = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let quoted = token.sort == Sort::Quoted;
        if quoted || token.sort == Sort::Word {
            let span = if quoted { inner(condition, token) } else { token.span.clone() };
            out.push(Asked { span, quoted, wanted: wanted(condition, &refs[..i], quoted) });
        }
    }
    out
}

fn inner(condition: &str, token: &Token) -> Range<usize> {
    let raw = condition.get(token.span.clone()).unwrap_or_default();
    let closed = raw.len() > 1 && raw.ends_with('\'');
    token.span.start + 1..token.span.end - usize::from(closed)
}

fn tokens(condition: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = condition.get(at..).and_then(|r| r.chars().next()) {
        let rest = &condition[at..];
        let (sort, length) = match c {
            '(' => (Some(Sort::Open), 1),
            ')' => (Some(Sort::Close), 1),
            ',' => (Some(Sort::Comma), 1),
            '\'' => {
                let closing = rest[1..].find('\'').map_or(rest.len(), |i| i + 2);
                (Some(Sort::Quoted), closing)
            }
            '=' | '<' | '>' => {
                (Some(Sort::Sign), rest.len() - rest.trim_start_matches(['=', '<', '>']).len())
            }
            c if c.is_alphanumeric() || c == '_' => {
                let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':') || is_mark(c);
                (Some(Sort::Word), rest.len() - rest.trim_start_matches(word).len())
            }
            c => (None, c.len_utf8()),
        };
        if let Some(sort) = sort {
            out.push(Token { span: at..at + length, sort });
        }
        at += length;
    }
    out
}

/// Tashkeel and tatweel within an Arabic name.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// A call or list that is open.
struct Frame<'a> {
    /// The function, where it is a call.
    function: Option<&'a str>,
    /// The attribute compared with the list.
    attribute: Option<Attribute>,
    /// Commas passed.
    argument: usize,
}

fn wanted(condition: &str, before: &[&Token], quoted: bool) -> Wanted {
    let word = |t: &Token| condition.get(t.span.clone()).unwrap_or_default();
    let mut frames: Vec<Frame<'_>> = Vec::new();
    let mut compared: Option<Attribute> = None;
    let mut last: Option<&str> = None;
    let mut named: Option<Attribute> = None;
    for token in before {
        match token.sort {
            Sort::Word => {
                let this = word(token);
                named =
                    attribute(this)
                        .or(named
                            .filter(|_| this.eq_ignore_ascii_case("NOT") || this.eq_ignore_ascii_case("IN")));
                last = Some(this);
                compared = None;
            }
            Sort::Sign => {
                compared = named;
                last = None;
            }
            Sort::Open => {
                let listed = last.is_some_and(|w| w.eq_ignore_ascii_case("IN"));
                let connective = last
                    .is_some_and(|w| ["AND", "OR", "NOT", "IN"].iter().any(|k| w.eq_ignore_ascii_case(k)));
                if frames.len() < DEEPEST {
                    frames.push(Frame {
                        function: last.filter(|_| !connective),
                        attribute: named.filter(|_| listed),
                        argument: 0,
                    });
                }
                (last, compared, named) = (None, None, None);
            }
            Sort::Close => {
                frames.pop();
                (last, compared, named) = (None, None, None);
            }
            Sort::Comma => {
                if let Some(frame) = frames.last_mut() {
                    frame.argument += 1;
                }
                (last, compared) = (None, None);
            }
            Sort::Quoted => (last, compared) = (None, None),
        }
    }
    if let Some(attribute) = compared {
        return of_attribute(attribute, quoted);
    }
    match frames.last() {
        Some(Frame { attribute: Some(attribute), .. }) => of_attribute(*attribute, quoted),
        Some(Frame { function: Some(function), argument, .. }) => in_call(function, *argument, quoted),
        _ => Wanted::Anything,
    }
}

fn of_attribute(attribute: Attribute, quoted: bool) -> Wanted {
    match attribute.kind() {
        Kind::Code => Wanted::Code(attribute),
        Kind::Actor => Wanted::Actor,
        Kind::Derived => Wanted::Party,
        Kind::Time => Wanted::Moment,
        Kind::Number | Kind::Place if quoted => Wanted::Anything,
        Kind::Number | Kind::Place => Wanted::Anything,
    }
}

fn in_call(function: &str, argument: usize, quoted: bool) -> Wanted {
    let name = function.to_ascii_lowercase();
    match (name.as_str(), argument) {
        ("zone", 0) => Wanted::Zone,
        ("line", 0) => Wanted::Line,
        ("reading", 0) => Wanted::Term,
        ("notified" | "authorised" | "contacted", 0) => Wanted::Match,
        ("verified" | "in_force", 0) => Wanted::Norm,
        ("bound", 0) => Wanted::Party,
        ("affiliated", 1) => Wanted::Actor,
        ("moment" | "date" | "d_day", 0) => Wanted::Moment,
        ("daily", 0) => Wanted::Time,
        ("daily", _) => Wanted::Hour,
        ("in_reply_to", 1) => Wanted::Duration,
        ("count_within", 1) | ("within_distance", 2) => Wanted::Length,
        ("count_within", 2) => Wanted::Duration,
        ("s_intersects" | "s_within" | "s_disjoint" | "within_distance", 0) if !quoted => Wanted::Place,
        ("s_intersects" | "s_within" | "s_disjoint" | "within_distance", 1) if !quoted => Wanted::Shape,
        _ => Wanted::Anything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(marked: &str) -> Asked {
        let at = marked.find('¦').expect("a mark");
        asked(&marked.replacen('¦', "", 1), at)
    }

    #[test]
    fn what_is_wanted_is_known_by_what_stands_before() {
        for (marked, wanted) in [
            ("act = '¦'", Wanted::Code(Attribute::Act)),
            ("act IN ('shelling','¦", Wanted::Code(Attribute::Act)),
            ("act NOT IN ('shel¦ling')", Wanted::Code(Attribute::Act)),
            ("الفعل = '¦'", Wanted::Code(Attribute::Act)),
            ("act = 'fire' AND S_INTERSECTS(¦", Wanted::Place),
            ("S_INTERSECTS(place, ¦", Wanted::Shape),
            ("S_INTERSECTS(place, zone('¦", Wanted::Zone),
            ("within_distance(place, line('contact'), '¦')", Wanted::Length),
            ("within_distance(place, line('¦'), '15 km')", Wanted::Line),
            ("party = '¦'", Wanted::Party),
            ("party <> '¦'", Wanted::Party),
            ("ordered_by = '¦'", Wanted::Actor),
            ("affiliated(actor, '¦')", Wanted::Actor),
            ("in_reply_to(act = '¦', '30 min')", Wanted::Code(Attribute::Act)),
            ("in_reply_to(act = 'hostile', '¦')", Wanted::Duration),
            ("reading('¦')", Wanted::Term),
            ("notified('¦')", Wanted::Match),
            ("verified('¦')", Wanted::Norm),
            ("act = 'fire' AND ¦", Wanted::Anything),
            ("act = 'fire' AND (¦", Wanted::Anything),
            ("daily(¦", Wanted::Time),
        ] {
            assert_eq!(at(marked).wanted, wanted, "{marked}");
        }
    }

    #[test]
    fn the_word_at_the_place_is_whole() {
        let text = "act IN ('shelling') AND الفِعْل = 'قصف'";
        assert_eq!(&text[asked(text, 11).span], "shelling");
        let arabic = text.find("الف").expect("the word");
        assert_eq!(&text[asked(text, arabic + 4).span], "الفِعْل");
        assert_eq!(asked("", 0).span, 0..0);
        assert!(asked("act = 'sh", 9).quoted);
    }

    #[test]
    fn nothing_typed_makes_it_fail() {
        for text in ["'''''", "((((((", "))))", "act = '\u{202e}", "زون('", ",,,,", "a.b:c", "< > <>"] {
            for (i, _) in text.char_indices() {
                asked(text, i);
            }
            asked(text, text.len());
            all(text);
        }
    }
}
