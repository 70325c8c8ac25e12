//! The small language in which a language's file says where whoever speaks stands beside a verb of saying.
//!
//! A pattern is a row of parts, read from left to right, with exactly one `verb`:
//!
//! | part | stands for |
//! |-|-|
//! | `verb` | the verb itself; `verb:past` and so on: in this form only |
//! | `who` | a person, capacity, body or collective, however many words it takes; `who:pronoun` a pronoun; `object` one that is an object |
//! | `person` | a person alone |
//! | `named` | the same, also where it is the object of something else |
//! | `gap(N)` | up to N words, none of which begins what is said or is a verb of saying |
//! | `any(N)` | up to N words of whatever kind, and no comma |
//! | `comma`, `quote`, `open` | that mark |
//! | `start` | the beginning of the sentence |
//! | a list's name | a word of that list: `aside`, `relative` |
//!
//! A part followed by `?` may be missing. A pattern that begins with `~` is unsure: what it finds is marked so.

use super::names::{List, Tense};

/// One part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Who speaks.
    Who,
    /// Who speaks, wherever that stands in its clause.
    Named,
    /// A person that speaks.
    Person,
    /// A pronoun that stands for who speaks.
    Pronoun,
    /// The same where it is an object: according to *her*.
    Object,
    /// Up to so many words.
    Gap(usize),
    /// Up to so many tokens, whatever they are, but for commas.
    Any(usize),
    /// A comma.
    Comma,
    /// A quotation mark.
    Quote,
    /// An opening bracket.
    Open,
    /// The beginning of the sentence.
    Start,
    /// A word of a list.
    In(List),
}

/// A part, and whether it may be missing.
pub(super) type Optional = (Part, bool);

/// Where whoever speaks stands.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Parts before the verb, the nearest first.
    pub(super) before: Vec<Optional>,
    /// Parts behind the verb.
    pub(super) behind: Vec<Optional>,
    /// The form that the verb must have.
    pub(super) tense: Option<Tense>,
    /// Whether what it finds is sure.
    pub(super) sure: bool,
}

impl Pattern {
    /// The pattern that `written` says, or why it says none.
    pub(super) fn parse(written: &str) -> Result<Self, String> {
        let wrong = || format!("patterns: {written}");
        let (sure, rest) = written.strip_prefix('~').map_or((true, written), |rest| (false, rest));
        let (mut before, mut behind, mut tense, mut seen) = (Vec::new(), Vec::new(), None, false);
        for part in rest.split_whitespace() {
            if let Some(form) = part.strip_prefix("verb") {
                if seen {
                    return Err(wrong());
                }
                seen = true;
                if let Some(form) = form.strip_prefix(':') {
                    tense = Some(Tense::parse(form).ok_or_else(wrong)?);
                }
                continue;
            }
            let (name, optional) = part.strip_suffix('?').map_or((part, false), |name| (name, true));
            let part = (part_of(name).ok_or_else(wrong)?, optional);
            if seen { behind.push(part) } else { before.push(part) }
        }
        before.reverse();
        if seen { Ok(Self { before, behind, tense, sure }) } else { Err(wrong()) }
    }
}

fn part_of(name: &str) -> Option<Part> {
    Some(match name {
        "who" => Part::Who,
        "named" => Part::Named,
        "person" => Part::Person,
        "who:pronoun" => Part::Pronoun,
        "object" => Part::Object,
        "comma" => Part::Comma,
        "quote" => Part::Quote,
        "open" => Part::Open,
        "start" => Part::Start,
        other => match other.strip_prefix("gap(").and_then(|rest| rest.strip_suffix(')')) {
            Some(most) => Part::Gap(most.parse().ok()?),
            None => match other.strip_prefix("any(").and_then(|rest| rest.strip_suffix(')')) {
                Some(most) => Part::Any(most.parse().ok()?),
                None => Part::In(List::parse(other)?),
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{Part, Pattern};

    #[test]
    fn a_pattern_has_one_verb_and_is_read_outward_from_it() {
        let pattern = Pattern::parse("~start who comma? verb gap(3) who");
        let pattern = pattern.ok().filter(|pattern| !pattern.sure);
        let expected = vec![(Part::Comma, true), (Part::Who, false), (Part::Start, false)];
        assert_eq!(pattern.as_ref().map(|pattern| pattern.before.clone()), Some(expected));
        assert!(Pattern::parse("who").is_err() && Pattern::parse("verb verb").is_err());
        assert!(Pattern::parse("verb nobody").is_err());
    }
}
