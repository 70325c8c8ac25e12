//! The words of a language, as `crates/hudna-desk/minutes/<language>.toml` has them: verbs of saying with their class, heads of
//! capacities and bodies, collectives, what a condition begins with, and the patterns of who says.
//!
//! Nothing about a language stands in code. To add a language: a file beside the others, and a line in `FILES` (`vocabulary.rs`). To add a
//! word: a line in the file. `docs/minutes.md` says what each list is for.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Class, ConditionKind, List, Tense};
use super::pattern::Pattern;
use super::token::Token;

/// The most words of one phrase.
const LONGEST: usize = 8;

/// What a word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A form of a verb of saying.
    Verb(u16, Tense),
    /// What decides the class of a verb that says nothing by itself: *appreciation*.
    Object(Class),
    /// A word of a list.
    In(List),
    /// A collective, and whether it is all who were there.
    Collective(bool),
    /// What a condition begins with; whether only beside a duty or a promise.
    Condition(ConditionKind, bool),
    /// Begins a line of a log that has no verb of saying.
    Opener(Class),
    /// Said by nobody who is named: *it was agreed*.
    Impersonal(Class),
}

/// Of whom a word or a form of a verb is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// Of women, and of what the language treats so.
    Feminine,
    /// Of men, and of what the language treats so.
    Masculine,
}

/// A sense, how many tokens it takes, and what was joined before the word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The sense.
    pub(super) sense: Sense,
    /// Tokens.
    pub(super) length: usize,
    /// What was joined before: [`CONJUNCTION`], [`PREPOSITION`], [`ARTICLE`].
    pub(super) joined: u8,
    /// Bytes of the normal form that are joined before.
    pub(super) skip: usize,
}

/// A joined *and*.
pub(super) const CONJUNCTION: u8 = 1;
/// A joined preposition.
pub(super) const PREPOSITION: u8 = 2;
/// A joined article.
pub(super) const ARTICLE: u8 = 4;

/// A verb.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    /// Its class; none where what follows decides.
    pub(super) class: Option<Class>,
    /// One of these must follow within a few words, where any stand here.
    pub(super) needs: BTreeSet<Box<str>>,
    /// Whether a person can be its object: who stands behind it need not be its subject.
    pub(super) of_person: bool,
    /// Whether it is never without one.
    pub(super) needs_person: bool,
    /// Its stems, where it is this verb only as they are written: «هنأ», not «هنا».
    pub(super) written: Vec<String>,
}

/// The other words of a phrase, and what it may be.
type Rest = (Vec<Box<str>>, Sense);

/// A language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Its code.
    pub(super) code: &'static str,
    /// Whether it is written in Arabic letters.
    pub(super) arabic: bool,
    /// Its verbs.
    pub(super) verbs: Vec<Verb>,
    /// What a class becomes under a negation.
    pub(super) negated: BTreeMap<Class, Class>,
    /// Who says, by where it stands; the first that fits is taken.
    pub(super) patterns: Vec<Pattern>,
    pub(super) prefixes: Vec<(String, u8)>,
    pub(super) future_prefixes: Vec<String>,
    pub(super) future_written: Vec<String>,
    pub(super) aside_endings: Vec<String>,
    pub(super) oblique_endings: Vec<String>,
    pub(super) nominative_endings: Vec<String>,
    pub(super) given_prefixes: Vec<String>,
    pub(super) same_titles: Vec<Vec<String>>,
    pub(super) several_endings: Vec<String>,
    pub(super) name_prefixes: Vec<String>,
    pub(super) reply_prefixes: Vec<String>,
    pub(super) except_prefixes: Vec<String>,
    pub(super) owning_endings: Vec<String>,
    pub(super) owning_prefixes: Vec<String>,
    pub(super) accusative: String,
    /// The ending that shows a woman's form, and what it becomes where something is joined to it.
    pub(super) feminine: (String, String),
    /// What stands before and behind the stem of a word for two.
    pub(super) pair_shapes: Vec<(String, String)>,
    pub(super) passive_mark: String,
    pub(super) people_form: Option<(String, String)>,
    pub(super) noun_shapes: Vec<Vec<char>>,
    pub(super) endings: Vec<(String, Gender)>,
    pub(super) possessives: Vec<String>,
    pub(super) phrases: BTreeMap<Box<str>, Vec<Rest>>,
}

impl Lexicon {
    /// What is said by nobody who is named, where other words part the two of which it is said: «تم مساء اليوم الاتفاق».
    pub(super) fn parted(&self, first: &str, next: &str) -> Option<Class> {
        let bare = self.prefixes.iter().filter(|(_, joined)| *joined == CONJUNCTION);
        let bare = bare.filter_map(|(prefix, _)| first.strip_prefix(prefix.as_str()));
        std::iter::once(first).chain(bare).filter_map(|word| self.phrases.get(word)).flatten().find_map(
            |(rest, sense)| match (sense, rest.first()) {
                (Sense::Impersonal(class), Some(word)) if **word == *next => Some(*class),
                _ => None,
            },
        )
    }

    /// What the token at `at` may begin, longest first.
    pub(super) fn hits(&self, tokens: &[Token], at: usize, out: &mut Vec<Hit>) {
        let Some(token) = tokens.get(at) else { return };
        if !token.is_word() {
            return;
        }
        let from = out.len();
        self.hits_of(&token.norm, (0, 0), tokens, at, out);
        for (prefix, joined) in &self.prefixes {
            if let Some(rest) = token.norm.strip_prefix(prefix.as_str())
                && rest.chars().nth(1).is_some()
            {
                self.hits_of(rest, (*joined, prefix.len()), tokens, at, out);
            }
        }
        let bare = self.prefixes.iter().find_map(|(prefix, joined)| {
            (*joined == CONJUNCTION).then(|| token.norm.strip_prefix(prefix.as_str())).flatten()
        });
        let future = |word: &str| {
            self.future_prefixes.iter().any(|prefix| {
                word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().nth(2).is_some())
            })
        };
        if (future(&token.norm) || bare.is_some_and(future))
            && !out.iter().skip(from).any(|hit| hit.sense == Sense::In(List::NoFuture))
        {
            out.push(Hit { sense: Sense::In(List::Future), length: 1, joined: 0, skip: 0 });
        }
        self.given_by_form(&token.norm, from, out);
        self.people_by_form(&token.norm, from, out);
        if out.len() == from
            && self
                .aside_endings
                .iter()
                .any(|ending| token.norm.len() > ending.len() + 3 && token.norm.ends_with(ending.as_str()))
        {
            out.push(Hit { sense: Sense::In(List::Aside), length: 1, joined: 0, skip: 0 });
        }
        if let Some(own) = out.get_mut(from..) {
            own.sort_by_key(|hit| std::cmp::Reverse(hit.length));
        }
    }

    /// A given name by how it begins, that no list has: عبدالباري.
    fn given_by_form(&self, word: &str, from: usize, out: &mut Vec<Hit>) {
        let known = out.iter().skip(from).any(|hit| hit.sense == Sense::In(List::Given));
        let conjoined = self.prefixes.iter().filter(|(_, joined)| *joined != 0 && joined & ARTICLE == 0);
        let mut bare = conjoined.filter_map(|(prefix, joined)| {
            word.strip_prefix(prefix.as_str()).map(|rest| (rest, *joined, prefix.len()))
        });
        let begins = |word: &str| {
            self.given_prefixes.iter().any(|prefix| {
                word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().nth(1).is_some())
            })
        };
        let whole = begins(word).then_some((0, 0));
        let found =
            whole.or_else(|| bare.find(|(rest, ..)| begins(rest)).map(|(_, joined, skip)| (joined, skip)));
        if let Some((joined, skip)) = found.filter(|_| !known) {
            out.push(Hit { sense: Sense::In(List::Given), length: 1, joined, skip });
        }
    }

    /// A word of the form that names people (`people_form`) and is known as nothing else: a sound plural in the nominative.
    fn people_by_form(&self, word: &str, from: usize, out: &mut Vec<Hit>) {
        let Some((begin, end)) = self.people_form.as_ref().filter(|_| out.len() == from) else { return };
        let bare = self.prefixes.iter().filter(|(_, joined)| *joined == CONJUNCTION);
        let bare = bare.filter_map(|(prefix, _)| word.strip_prefix(prefix.as_str()));
        let fits = |word: &&str| {
            let stem = word.strip_prefix(begin.as_str()).and_then(|rest| rest.strip_suffix(end.as_str()));
            stem.is_some_and(|stem| stem.chars().nth(2).is_some()) && !self.is_no_people(word)
        };
        if let Some(named) = std::iter::once(word).chain(bare).find(fits) {
            let skip = word.len() - named.len() + begin.len();
            let joined = if named.len() < word.len() { ARTICLE | CONJUNCTION } else { ARTICLE };
            out.push(Hit { sense: Sense::In(List::People), length: 1, joined, skip });
        }
    }

    fn is_no_people(&self, word: &str) -> bool {
        self.phrases.get(word).is_some_and(|all| all.contains(&(Vec::new(), Sense::In(List::NoPeople))))
    }

    fn hits_of(
        &self,
        word: &str,
        (joined, skip): (u8, usize),
        tokens: &[Token],
        at: usize,
        out: &mut Vec<Hit>,
    ) {
        let Some(phrases) = self.phrases.get(word) else { return };
        for (rest, sense) in phrases {
            if rest.len() >= LONGEST || !may_join(*sense, joined) {
                continue;
            }
            let follow = tokens.get(at + 1..at + 1 + rest.len());
            // «الأمين العام»: with the article each of the words has it
            let same = |token: &Token, word: &str| {
                *token.norm == *word
                    || joined & ARTICLE != 0
                        && self.prefixes.iter().any(|(prefix, joined)| {
                            *joined == ARTICLE && token.norm.strip_prefix(prefix.as_str()) == Some(word)
                        })
            };
            let fits = follow.is_some_and(|follow| {
                follow.iter().zip(rest).all(|(token, word)| token.is_word() && same(token, word))
            });
            if fits {
                out.push(Hit { sense: *sense, length: 1 + rest.len(), joined, skip });
            }
        }
    }
}

/// Whether a word of this sense may stand with this joined before it.
const fn may_join(sense: Sense, joined: u8) -> bool {
    match sense {
        Sense::Verb(..) | Sense::Impersonal(_) | Sense::Condition(..) | Sense::Opener(_) => {
            joined & !CONJUNCTION == 0
        }
        Sense::Object(_) | Sense::Collective(_) => joined & ARTICLE == 0,
        Sense::In(
            List::Honorific
            | List::Role
            | List::Body
            | List::People
            | List::Placed
            | List::Weekday
            | List::Month
            | List::Feminine
            | List::Masculine
            | List::NoGender
            | List::RankTail,
        ) => true,
        Sense::In(List::Given | List::Belonging | List::Unanimity | List::Duty) => joined & ARTICLE == 0,
        Sense::In(_) => joined & !CONJUNCTION == 0,
    }
}
