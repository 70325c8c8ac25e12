//! The words of a language, as `crates/hudna-desk/minutes/<language>.toml` has them: verbs of saying with their class, heads of
//! capacities and bodies, collectives, what a condition begins with, and the patterns of who says.
//!
//! Nothing about a language stands in code. To add a language: a file beside the others, and a line in [`FILES`]. To add a
//! word: a line in the file. `docs/minutes.md` says what each list is for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::file::File;
use super::names::{Class, ConditionKind, List, Tense};
use super::pattern::Pattern;
use super::token::{Token, normal};

/// The languages there are.
const FILES: &[(&str, &str)] =
    &[("ar", include_str!("../../../minutes/ar.toml")), ("en", include_str!("../../../minutes/en.toml"))];
/// Of a form of a verb: several are its subject.
const SEVERAL: &str = "_many";
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
    pub(super) passive_mark: String,
    pub(super) people_form: Option<(String, String)>,
    pub(super) noun_shapes: Vec<Vec<char>>,
    pub(super) endings: Vec<(String, Gender)>,
    pub(super) possessives: Vec<String>,
    pub(super) phrases: BTreeMap<Box<str>, Vec<Rest>>,
}

/// Why a language's file cannot be read.
pub(super) type Unread = String;

impl Lexicon {
    /// Every language; one whose file cannot be read is left out, and a test says so.
    pub(super) fn all() -> &'static [Self] {
        static READ: OnceLock<Vec<Lexicon>> = OnceLock::new();
        READ.get_or_init(|| FILES.iter().filter_map(|(code, file)| Self::read(code, file).ok()).collect())
    }

    /// The language of a file.
    fn read(code: &'static str, file: &str) -> Result<Self, Unread> {
        let file: File = toml::from_str(file).map_err(|why| format!("{code}: {why}"))?;
        let mut lexicon = Self {
            code,
            arabic: file.script == "arabic",
            verbs: Vec::new(),
            negated: BTreeMap::new(),
            patterns: Vec::new(),
            prefixes: Vec::new(),
            future_prefixes: Vec::new(),
            future_written: file.words.get(List::FuturePrefix.name()).cloned().unwrap_or_default(),
            aside_endings: Vec::new(),
            oblique_endings: Vec::new(),
            nominative_endings: Vec::new(),
            given_prefixes: Vec::new(),
            same_titles: file
                .same_title
                .iter()
                .map(|one| one.iter().map(|word| normal(word)).collect())
                .collect(),
            several_endings: Vec::new(),
            name_prefixes: Vec::new(),
            reply_prefixes: Vec::new(),
            passive_mark: file.passive_mark.clone(),
            people_form: match file.people_form.as_slice() {
                [from, to] => Some((normal(from), normal(to))),
                _ => None,
            },
            endings: endings(&file),
            possessives: file
                .possessives
                .iter()
                .map(|one| normal(one))
                .filter(|one| one.chars().nth(1).is_some() || one == "ه")
                .collect(),
            noun_shapes: file.noun_shapes.iter().map(|shape| normal(shape).chars().collect()).collect(),
            phrases: BTreeMap::new(),
        };
        for (from, to) in &file.negated {
            lexicon.negated.insert(class(from)?, class(to)?);
        }
        lexicon.patterns = file.patterns.iter().map(|one| Pattern::parse(one)).collect::<Result<_, _>>()?;
        lexicon.take_prefixes(&file)?;
        lexicon.take_verbs(&file)?;
        lexicon.take_words(&file)?;
        Ok(lexicon)
    }

    fn take_prefixes(&mut self, file: &File) -> Result<(), Unread> {
        for (written, parts) in &file.prefixes {
            let mut joined = 0;
            for part in parts {
                joined |= match part.as_str() {
                    "conjunction" => CONJUNCTION,
                    "preposition" => PREPOSITION,
                    "article" => ARTICLE,
                    other => return Err(format!("prefixes: {other}")),
                };
            }
            self.prefixes.push((normal(written), joined));
        }
        Ok(())
    }

    fn take_verbs(&mut self, file: &File) -> Result<(), Unread> {
        for (named, paradigms) in &file.verbs {
            let of = if named == "by_object" { None } else { Some(class(named)?) };
            for (name, verbs) in paradigms {
                let forms = file.paradigms.get(name).ok_or_else(|| format!("paradigms: {name}"))?;
                for stems in verbs {
                    let needs = stems.first().and_then(|first| file.needs.get(first));
                    let needs = needs.into_iter().flatten().map(|word| normal(word).into()).collect();
                    let number = u16::try_from(self.verbs.len()).map_err(|why| why.to_string())?;
                    let of_person = stems.first().is_some_and(|first| file.of_person.contains(first));
                    let needs_person = stems.first().is_some_and(|first| file.needs_person.contains(first));
                    self.verbs.push(Verb { class: of, needs, of_person, needs_person });
                    let takes =
                        of_person || stems.first().is_some_and(|first| file.with_object.contains(first));
                    let suffixes = if takes { file.object_suffixes.as_slice() } else { &[] };
                    let with_object = self.with_object(number, !suffixes.is_empty())?;
                    for (tense, templates) in forms {
                        let (of, several) =
                            tense.strip_suffix(SEVERAL).map_or((tense.as_str(), false), |one| (one, true));
                        let tense = Tense::parse(of).ok_or_else(|| format!("paradigms: {tense}"))?;
                        for template in templates {
                            if let Some(form) = filled(template, stems) {
                                self.phrase(&form, Sense::Verb(number, tense));
                                if file.feminine_forms.contains(template) {
                                    self.phrase(&form, Sense::In(List::Feminine));
                                } else if file.masculine_forms.contains(template) {
                                    self.phrase(&form, Sense::In(List::Masculine));
                                }
                                if several {
                                    self.phrase(&form, Sense::In(List::Several));
                                    continue;
                                }
                                let finite = matches!(tense, Tense::Past | Tense::Present);
                                for suffix in suffixes.iter().filter(|_| finite) {
                                    self.phrase(&format!("{form}{suffix}"), Sense::Verb(with_object, tense));
                                }
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The number of the same verb where its object is joined to it: who stands behind it is its subject.
    fn with_object(&mut self, number: u16, wanted: bool) -> Result<u16, Unread> {
        let Some(verb) = self.verbs.get(usize::from(number)).filter(|_| wanted).cloned() else {
            return Ok(number);
        };
        self.verbs.push(Verb { of_person: false, needs_person: false, ..verb });
        u16::try_from(self.verbs.len() - 1).map_err(|why| why.to_string())
    }

    fn take_words(&mut self, file: &File) -> Result<(), Unread> {
        for (name, words) in &file.words {
            let list = List::parse(name).ok_or_else(|| format!("words: {name}"))?;
            match list {
                List::FuturePrefix => self.future_prefixes = words.iter().map(|word| normal(word)).collect(),
                List::AsideEnding => self.aside_endings = words.iter().map(|word| normal(word)).collect(),
                List::GivenPrefix => {
                    self.given_prefixes = words.iter().map(|word| normal(word)).collect();
                }
                List::SeveralEnding => {
                    self.several_endings = words.iter().map(|word| normal(word)).collect();
                }
                List::NominativeEnding => {
                    self.nominative_endings = words.iter().map(|word| normal(word)).collect();
                }
                List::NamePrefix => self.name_prefixes = words.iter().map(|word| normal(word)).collect(),
                List::ReplyPrefix => self.reply_prefixes = words.iter().map(|word| normal(word)).collect(),
                List::ObliqueEnding => self.oblique_endings = words.iter().map(|word| normal(word)).collect(),
                _ => self.phrases_of(words, &file.possessives, Sense::In(list)),
            }
            if list == List::Role {
                self.possessed(words, file);
            }
        }
        for (name, words) in &file.objects {
            self.phrases_of(words, &file.possessives, Sense::Object(class(name)?));
        }
        for (name, words) in &file.openers {
            self.phrases_of(words, &[], Sense::Opener(class(name)?));
        }
        for (name, words) in &file.impersonal {
            self.phrases_of(words, &[], Sense::Impersonal(class(name)?));
        }
        for (name, markers) in &file.conditions {
            let kind = ConditionKind::parse(name).ok_or_else(|| format!("conditions: {name}"))?;
            self.phrases_of(&markers.always, &[], Sense::Condition(kind, false));
            self.phrases_of(&markers.beside_duty, &[], Sense::Condition(kind, true));
        }
        self.phrases_of(&file.collectives.all, &file.possessives, Sense::Collective(true));
        self.phrases_of(&file.collectives.some, &file.possessives, Sense::Collective(false));
        Ok(())
    }

    /// A capacity stands also with whose it is joined to it: زميلتها, شيخهم.
    fn possessed(&mut self, words: &[String], file: &File) {
        for word in words.iter().filter(|word| !word.contains([' ', '*'])) {
            let stem = word.strip_suffix('ة').map_or_else(|| word.clone(), |stem| format!("{stem}ت"));
            // «تاجرات», «منسقو»: several who hold it
            let forms = if word.ends_with('ة') { &file.several_women } else { &file.several_men };
            let bare = word.strip_suffix('ة').unwrap_or(word);
            for shape in forms {
                self.phrase(&shape.replace("{0}", bare), Sense::In(List::People));
            }
            // «المنسقان»: the two who hold it
            for shape in &file.pair_forms {
                self.phrase(&shape.replace("{0}", &stem), Sense::In(List::Pair));
            }
            for joined in &file.role_possessives {
                self.phrase(&format!("{stem}{joined}"), Sense::In(List::Role));
                self.phrase(&format!("{stem}{joined}"), Sense::In(List::Possessed));
            }
        }
    }

    /// A word that ends in `*` stands also with each possessive joined to it.
    fn phrases_of(&mut self, words: &[String], possessives: &[String], sense: Sense) {
        for word in words {
            let bare = word.trim_end_matches('*');
            self.phrase(bare, sense);
            if bare.len() < word.len() {
                possessives.iter().for_each(|joined| self.phrase(&format!("{bare}{joined}"), sense));
            }
        }
    }

    fn phrase(&mut self, written: &str, sense: Sense) {
        let mut words = written.split_whitespace().map(|word| normal(word).into_boxed_str());
        if let Some(first) = words.next() {
            let all = self.phrases.entry(first).or_default();
            let rest: Vec<Box<str>> = words.collect();
            if !all.contains(&(rest.clone(), sense)) {
                all.push((rest, sense));
            }
        }
    }

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

/// The endings that show a gender.
fn endings(file: &File) -> Vec<(String, Gender)> {
    let of = |endings: &[String], gender| {
        endings.iter().map(|ending| (normal(ending), gender)).collect::<Vec<_>>()
    };
    let feminine = of(&file.feminine_endings, Gender::Feminine);
    feminine.into_iter().chain(of(&file.masculine_endings, Gender::Masculine)).collect()
}

fn class(name: &str) -> Result<Class, Unread> {
    Class::parse(name).ok_or_else(|| format!("class: {name}"))
}

/// A template with its stems: `{0}`, `{1}`. Nothing where a stem that it names is missing or empty.
fn filled(template: &str, stems: &[String]) -> Option<String> {
    let mut out = template.to_owned();
    for (number, stem) in stems.iter().enumerate() {
        let place = format!("{{{number}}}");
        if stem.is_empty() && out.contains(&place) {
            return None;
        }
        out = out.replace(&place, stem);
    }
    (!out.contains('{')).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{FILES, Lexicon};

    #[test]
    fn every_language_can_be_read() {
        for (code, file) in FILES {
            assert!(Lexicon::read(code, file).is_ok(), "{:?}", Lexicon::read(code, file).err());
        }
    }
}
