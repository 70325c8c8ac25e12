//! Words with square brackets where the parties differ: `The road is open [First: by day][Second: at all hours].`
//!
//! Brackets that follow each other without a sign between them are alternatives to each other. `Side: ` at the head of a bracket says
//! whose it is; a bracket without a side is the text as it stood, or words that nobody owns. `\[`, `\]`, `\:` and `\\` are these signs
//! themselves. A bracket within a bracket is refused: two sides could read it two ways.

use std::fmt;
use std::sync::Arc;

/// Words of one language, with what is open in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(Vec<Piece>);

/// A stretch of words that is agreed, or alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Nobody put it in brackets.
    Agreed(Arc<str>),
    /// One of these, or something else: open.
    Open(Vec<Alternative>),
}

/// The words of one bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Whose they are, as the bracket says; `None`: it does not say.
    pub by: Option<Arc<str>>,
    /// The words; empty where that side would have none.
    pub words: Arc<str>,
}

/// What is wrong with a bracket, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} at byte {at}")]
pub struct BracketFault {
    /// `bracket-nested`, `bracket-not-closed`, `bracket-not-opened`, `bracket-empty`.
    pub code: &'static str,
    /// Byte offset of the bracket.
    pub at: usize,
}

/// The longest name of a side, in characters: what is longer before a colon is words.
const LONGEST_SIDE: usize = 40;

impl Wording {
    /// Of agreed words alone.
    pub fn agreed(words: &str) -> Self {
        let mut made = Self::default();
        made.push_agreed(words);
        made
    }

    /// Of pieces: agreed words that meet become one stretch, as do alternatives that meet.
    pub fn of(pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut made = Self::default();
        for piece in pieces {
            match piece {
                Piece::Agreed(words) => made.push_agreed(&words),
                Piece::Open(list) => list.into_iter().for_each(|one| made.push_alternative(one)),
            }
        }
        made
    }

    /// Reads words with brackets.
    ///
    /// # Errors
    /// The first bracket that is nested, not closed, not opened or empty.
    pub fn parse(text: &str) -> Result<Self, BracketFault> {
        let mut made = Self::default();
        let (mut words, mut open) = (String::new(), None::<Bracket>);
        let mut signs = text.char_indices().peekable();
        let fault = |code, at| Err(BracketFault { code, at });
        while let Some((at, sign)) = signs.next() {
            match (sign, &mut open) {
                ('\\', _) if signs.peek().is_some_and(|(_, next)| is_escaped(*next)) => {
                    let next = signs.next().map_or('\\', |(_, next)| next);
                    open.as_mut().map_or(&mut words, |bracket| &mut bracket.words).push(next);
                }
                ('[', Some(_)) => return fault("bracket-nested", at),
                ('[', None) => {
                    made.push_agreed(&std::mem::take(&mut words));
                    open = Some(Bracket { at, ..Bracket::default() });
                }
                (']', None) => return fault("bracket-not-opened", at),
                (']', Some(bracket)) => {
                    let opened = bracket.at;
                    let Some(one) = std::mem::take(bracket).closed() else {
                        return fault("bracket-empty", opened);
                    };
                    made.push_alternative(one);
                    open = None;
                }
                (':', Some(bracket)) if bracket.may_name() && names(signs.peek().map(|(_, next)| *next)) => {
                    bracket.name();
                }
                (sign, Some(bracket)) => bracket.words.push(sign),
                (sign, None) => words.push(sign),
            }
        }
        if let Some(bracket) = open {
            return fault("bracket-not-closed", bracket.at);
        }
        made.push_agreed(&words);
        Ok(made)
    }

    /// Its pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// Whether anything of it stands in brackets.
    pub fn is_open(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Open(_)))
    }

    /// Every alternative, in order.
    pub fn alternatives(&self) -> impl Iterator<Item = &Alternative> {
        self.0.iter().flat_map(|piece| match piece {
            Piece::Open(list) => list.as_slice(),
            Piece::Agreed(_) => &[],
        })
    }

    /// The same words with `one` beside them: another alternative where all of it is alternatives, else an alternative to all
    /// of it. `None` where a part of it stands in brackets: that would nest.
    #[must_use]
    pub fn beside(&self, one: Alternative) -> Option<Self> {
        let list = match self.0.as_slice() {
            [] => vec![one],
            [Piece::Open(list)] => list.iter().cloned().chain([one]).collect(),
            [Piece::Agreed(words)] => vec![Alternative { by: None, words: words.clone() }, one],
            _ => return None,
        };
        Some(Self(vec![Piece::Open(list)]))
    }

    fn push_agreed(&mut self, words: &str) {
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Piece::Agreed(last)) => *last = format!("{last}{words}").into(),
            _ => self.0.push(Piece::Agreed(words.into())),
        }
    }

    fn push_alternative(&mut self, one: Alternative) {
        match self.0.last_mut() {
            Some(Piece::Open(list)) => list.push(one),
            _ => self.0.push(Piece::Open(vec![one])),
        }
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Agreed(words) => escape(f, words, false)?,
                Piece::Open(list) => {
                    for one in list {
                        f.write_str("[")?;
                        if let Some(by) = &one.by {
                            escape(f, by, true)?;
                            f.write_str(":")?;
                            if !one.words.is_empty() {
                                f.write_str(" ")?;
                            }
                        }
                        escape(f, &one.words, one.by.is_none())?;
                        f.write_str("]")?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// A bracket while it is read.
#[derive(Default)]
struct Bracket {
    at: usize,
    by: Option<String>,
    words: String,
}

impl Bracket {
    fn may_name(&self) -> bool {
        let length = self.words.trim().chars().count();
        self.by.is_none() && (1..=LONGEST_SIDE).contains(&length)
    }
    fn name(&mut self) {
        self.by = Some(std::mem::take(&mut self.words).trim().to_owned());
    }
    fn closed(self) -> Option<Alternative> {
        let words = match &self.by {
            Some(_) => self.words.trim_start(),
            None => &self.words,
        };
        if self.by.is_none() && words.trim().is_empty() {
            return None;
        }
        Some(Alternative { words: words.into(), by: self.by.map(Into::into) })
    }
}

const fn is_escaped(sign: char) -> bool {
    matches!(sign, '[' | ']' | ':' | '\\')
}

/// Whether a colon before this sign ends the name of a side: `12:30` names nobody.
fn names(next: Option<char>) -> bool {
    next.is_none_or(|next| next == ']' || next.is_whitespace())
}

/// A backslash that no sign after it could be taken with stands as it is: Markdown's own escapes stay.
fn escape(f: &mut fmt::Formatter<'_>, words: &str, colons: bool) -> fmt::Result {
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        let escapes = match sign {
            '[' | ']' => true,
            ':' => colons,
            '\\' => signs.peek().is_none_or(|next| is_escaped(*next)),
            _ => false,
        };
        if escapes {
            f.write_str("\\")?;
        }
        write!(f, "{sign}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alternative(by: Option<&str>, words: &str) -> Alternative {
        Alternative { by: by.map(Into::into), words: words.into() }
    }

    #[test]
    fn brackets_that_meet_are_alternatives_and_a_side_stands_before_a_colon() {
        let read = Wording::parse("The road is open [First: by day][Second: at all hours].").unwrap();
        let open = Piece::Open(vec![
            alternative(Some("First"), "by day"),
            alternative(Some("Second"), "at all hours"),
        ]);
        assert_eq!(
            read.pieces(),
            [Piece::Agreed("The road is open ".into()), open, Piece::Agreed(".".into())]
        );
        assert!(read.is_open() && !Wording::parse("The road is open.").unwrap().is_open());
        let arabic = Wording::parse("يُفتح الطريق [الطرف الأول: نهارًا][الطرف الثاني: ]").unwrap();
        let sides: Vec<_> = arabic.alternatives().map(|one| one.by.as_deref().unwrap()).collect();
        assert_eq!(sides, ["الطرف الأول", "الطرف الثاني"]);
        assert_eq!(&*arabic.alternatives().nth(1).unwrap().words, "", "that side would have no words there");
    }

    #[test]
    fn an_hour_and_an_escaped_colon_name_nobody() {
        let read = Wording::parse("[from 12:30 on][the following\\: aid]").unwrap();
        assert!(read.alternatives().all(|one| one.by.is_none()));
        assert_eq!(&*read.alternatives().nth(1).unwrap().words, "the following: aid");
    }

    #[test]
    fn a_bracket_within_a_bracket_is_refused_with_its_place() {
        let at = |text: &str| Wording::parse(text).map_err(|fault| (fault.code, fault.at)).unwrap_err();
        assert_eq!(at("a [First: b [Second: c]]"), ("bracket-nested", 12));
        assert_eq!(at("a [First: b"), ("bracket-not-closed", 2));
        assert_eq!(at("a] b"), ("bracket-not-opened", 1));
        assert_eq!(at("a [] b"), ("bracket-empty", 2));
        assert!(Wording::parse("a \\[sic\\] b").is_ok_and(|read| !read.is_open()));
    }

    #[test]
    fn an_amendment_stands_beside_what_it_would_replace_and_never_within_it() {
        let other = alternative(Some("second"), "by night");
        let beside = |text: &str| Wording::parse(text).unwrap().beside(other.clone()).map(|w| w.to_string());
        assert_eq!(beside("by day").as_deref(), Some("[by day][second: by night]"));
        assert_eq!(
            beside("[by day][first: at noon]").as_deref(),
            Some("[by day][first: at noon][second: by night]")
        );
        assert_eq!(beside("").as_deref(), Some("[second: by night]"));
        assert_eq!(beside("open [first: by day]"), None);
    }

    fn words() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                Just("[".to_owned()),
                Just("]".to_owned()),
                Just("\\".to_owned()),
                Just(": ".to_owned()),
                Just(":".to_owned()),
                Just(" ".to_owned()),
                "[a-cء-ج]{1,3}".prop_map(|s| s),
            ],
            0..6,
        )
        .prop_map(|all| all.concat())
    }

    fn alternatives() -> impl Strategy<Value = Piece> {
        let side = proptest::option::of("[A-Cا-ج][a-c:ا-ج]{0,5}".prop_map(|s| s));
        let one = (side, words()).prop_filter_map("says something", |(by, words)| match by {
            Some(by) => Some(Alternative { by: Some(by.as_str().into()), words: words.trim_start().into() }),
            None if words.trim().is_empty() => None,
            None => Some(Alternative { by: None, words: words.into() }),
        });
        proptest::collection::vec(one, 1..4).prop_map(Piece::Open)
    }

    fn wording() -> impl Strategy<Value = Wording> {
        let piece = prop_oneof![words().prop_map(|w| Piece::Agreed(w.into())), alternatives()];
        proptest::collection::vec(piece, 0..6).prop_map(Wording::of)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_the_same(wording in wording()) {
            let text = wording.to_string();
            prop_assert_eq!(Wording::parse(&text), Ok(wording), "{}", text);
        }

        #[test]
        fn whatever_is_read_is_written_so_that_it_is_read_the_same(text in words()) {
            if let Ok(read) = Wording::parse(&text) {
                prop_assert_eq!(Wording::parse(&read.to_string()), Ok(read));
            }
        }
    }
}
