//! Who is spoken of: people, bodies, collectives, each once, and by what they are known again: a last name, a capacity, the
//! head of a body's name.

use std::collections::BTreeMap;

use super::account::Account;
use super::lexicon::{Gender, Hit, Sense};
use super::names::List;
use super::token::Token;

/// The most people of one capacity that are looked through.
const MOST_ALIKE: usize = 32;

/// The most people that are looked through for whoever speaks for a body.
const MOST_LISTED: usize = 64;

/// Tokens from–to.
pub(super) type Range = (usize, usize);

/// Somebody or something that can speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// A person.
    Person(usize),
    /// A body, or a station of a log.
    Body(usize),
    /// A collective.
    Group(usize),
}

/// A person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Where the name stands in full.
    pub(super) name: Range,
    /// Where the capacity stands.
    pub(super) capacity: Option<Range>,
    /// The body of the capacity.
    pub(super) body: Option<usize>,
    /// Whether said not to have been there.
    pub(super) absent: bool,
    words: Vec<Box<str>>,
    /// Titles and heads of capacities beside the name.
    heads: Vec<Box<str>>,
    /// What was seen of men's and of women's forms beside the name: above zero women's.
    shown: i32,
}

impl Person {
    /// Takes in what a word beside the name shows, and how much that weighs.
    pub(super) fn shows(&mut self, gender: Gender, weight: i32) {
        self.shown += if gender == Gender::Feminine { weight } else { -weight };
    }

    /// Keeps a title or the head of a capacity.
    fn bears(&mut self, head: &str) {
        if !self.heads.iter().any(|known| **known == *head) && self.heads.len() < MOST_ALIKE {
            self.heads.push(head.into());
        }
    }

    /// Whether one of the titles or capacities beside the name is what `fits` looks for.
    pub(super) fn is_called(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.heads.iter().any(|head| fits(head))
    }

    /// Of whom the words beside the name are used.
    pub(super) fn gender(&self) -> Option<Gender> {
        match self.shown {
            0 => None,
            shown => Some(if shown > 0 { Gender::Feminine } else { Gender::Masculine }),
        }
    }
}

/// A body, or a collective.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Where it is named first.
    pub(super) at: Range,
    /// Of a collective: whether it is all who were there.
    pub(super) all: bool,
    /// The words of its name, as they are compared.
    words: Vec<Box<str>>,
}

/// The words of a call sign, and the body that has it.
type Station = (Vec<Box<str>>, usize);

/// Everybody.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// People.
    pub(super) people: Vec<Person>,
    /// Bodies.
    pub(super) bodies: Vec<Named>,
    /// Collectives.
    pub(super) groups: Vec<Named>,
    names: BTreeMap<Box<str>, Vec<usize>>,
    capacities: BTreeMap<Box<str>, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    heads: BTreeMap<usize, Option<usize>>,
    by_head: BTreeMap<Box<str>, Option<usize>>,
    by_tail: BTreeMap<Box<str>, Option<usize>>,
    by_words: BTreeMap<String, usize>,
    aliases: BTreeMap<Box<str>, usize>,
    stations: BTreeMap<Box<str>, Vec<Station>>,
    titles: BTreeMap<Box<str>, Option<usize>>,
}

/// The words of a phrase as they are compared: without what is joined to its head, without articles.
fn key(account: &Account<'_>, (from, to): Range, hit: Option<Hit>) -> Vec<Box<str>> {
    let words = (from..to).filter_map(|at| {
        let token = account
            .tokens
            .get(at)
            .filter(|token| token.is_word() || token.norm.chars().all(char::is_numeric))?;
        if !token.arabic
            && account.is_in(at, List::Determiner).is_some()
            && account.is_in(at, List::Modifier).is_none()
        {
            return None;
        }
        let joined = if at == from { hit.map_or(0, |hit| hit.skip) } else { 0 };
        let rest = token.norm.get(joined..).unwrap_or(&token.norm);
        let bare = if token.arabic { without_article(rest) } else { rest };
        Some(Box::from(bare))
    });
    words.collect()
}

fn without_article(word: &str) -> &str {
    let bare =
        word.strip_prefix("لل").or_else(|| word.strip_prefix("بال")).or_else(|| word.strip_prefix("ال"));
    bare.filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(word)
}

impl Cast {
    /// Whether somebody's last name is this word.
    pub(super) fn is_last_name(&self, word: &str) -> bool {
        let known = |word: &str| {
            self.names.get(word).is_some_and(|all| {
                all.iter().any(|n| {
                    self.people.get(*n).is_some_and(|p| {
                        p.words.len() > 1 && p.words.last().is_some_and(|last| &**last == word)
                    })
                })
            })
        };
        known(word)
    }

    /// The person of this name, if one of that name was named; nobody where several were.
    pub(super) fn named(&self, account: &Account<'_>, (from, to): Range) -> Option<usize> {
        let words = name_words(account, (from, to));
        let last = words.last()?;
        let alike = self.names.get(last)?;
        // one who was never named in full is that one again
        let single = |n: &&usize| {
            self.people.get(**n).is_some_and(|person| person.words.len() == 1 && person.words == words)
        };
        if words.len() == 1
            && alike.len() > 1
            && let Some(known) = alike.iter().find(single)
        {
            return Some(*known);
        }
        let same = |n: &&usize| {
            let Some(person) = self.people.get(**n) else { return false };
            words.len() == 1
                || person.words.len() == 1
                || person.words.first() == words.first()
                || words.first().is_some_and(|first| person.words.contains(first))
        };
        let mut fitting = alike.iter().take(MOST_ALIKE).filter(same);
        let first = fitting.next().copied();
        first.filter(|_| words.len() > 1 || fitting.next().is_none())
    }

    /// Takes in somebody, or what is newly said of somebody known.
    pub(super) fn person(
        &mut self,
        account: &Account<'_>,
        name: Range,
        capacity: Option<(Range, Option<Hit>)>,
    ) -> usize {
        let words = name_words(account, name);
        let number = self.named(account, name).unwrap_or_else(|| {
            self.people.push(Person {
                name,
                capacity: None,
                body: None,
                absent: false,
                words: Vec::new(),
                heads: Vec::new(),
                shown: 0,
            });
            self.people.len() - 1
        });
        if let Some(person) = self.people.get_mut(number)
            && person.words.len() < words.len()
        {
            person.name = name;
            person.words.clone_from(&words);
            if let Some(gender) =
                account.gender_at(name.0).filter(|_| account.is_in(name.0, List::Given).is_some())
            {
                let listed = [List::Feminine, List::Masculine]
                    .iter()
                    .any(|list| account.is_in(name.0, *list).is_some());
                person.shows(gender, i32::from(listed) * 2);
            }
            for word in [words.last(), words.first()].into_iter().flatten() {
                let all = self.names.entry(word.clone()).or_default();
                if !all.contains(&number) && all.len() < MOST_ALIKE {
                    all.push(number);
                }
            }
        }
        if let Some((at, hit)) = capacity {
            self.holds(account, number, at, hit);
        }
        number
    }

    /// Somebody holds a capacity; the first that is said stays.
    fn holds(&mut self, account: &Account<'_>, number: usize, at: Range, hit: Option<Hit>) {
        let first = key(account, at, hit).into_iter().next();
        // «نائبة الممثل الخاص» is not the Special Representative
        let arabic = account.tokens.get(at.0).is_some_and(|token| token.arabic);
        let own = |n: usize| {
            !arabic
                || (at.0..n).all(|earlier| account.is_in(earlier, List::Role).is_none())
                || account.hits(n).iter().any(|hit| {
                    hit.sense == Sense::In(List::Role) && hit.joined & super::lexicon::CONJUNCTION != 0
                })
        };
        let roles = (at.0..at.1).filter(|n| account.is_in(*n, List::Role).is_some() && own(*n));
        let roles = roles.filter_map(|n| {
            let own = account.hits(n).iter().find(|hit| hit.sense == Sense::In(List::Role)).copied();
            key(account, (n, n + 1), own).into_iter().next()
        });
        // of «رئيسة» a woman is spoken of, «مدير» may be one
        let woman = (at.0..at.1)
            .filter(|n| account.is_in(*n, List::Role).is_some())
            .take(1)
            // «بعثة المراقبة برئاسة فلان»: of a body's name nothing shows
            .filter(|n| hit.is_some() || *n == at.0)
            .any(|n| account.gender_at(n) == Some(Gender::Feminine));
        if let Some(person) = self.people.get_mut(number).filter(|_| woman) {
            person.shows(Gender::Feminine, 2);
        }
        for head in first.into_iter().chain(roles) {
            if let Some(person) = self.people.get_mut(number) {
                person.bears(&head);
            }
            let all = self.capacities.entry(head).or_default();
            if !all.contains(&number) && all.len() < MOST_ALIKE {
                all.push(number);
            }
        }
        if let Some(person) = self.people.get_mut(number)
            && person.capacity.is_none()
        {
            person.capacity = Some(at);
        }
    }

    /// Says which body somebody's capacity belongs to.
    pub(super) fn belongs(&mut self, number: usize, body: usize) {
        if let Some(person) = self.people.get_mut(number)
            && person.body.is_none()
        {
            person.body = Some(body);
            self.heads.entry(body).and_modify(|head| *head = None).or_insert(Some(number));
        }
    }

    /// Whoever holds the capacity that is named at `at`; nobody where several fit.
    pub(super) fn holder(&self, account: &Account<'_>, at: Range, hit: Hit) -> Option<usize> {
        let words = key(account, at, Some(hit));
        let alike = self.capacities.get(words.first()?)?;
        let fits = |n: &&usize| {
            let held =
                self.people.get(**n).and_then(|person| person.capacity.map(|at| key(account, at, None)));
            held.is_some_and(|held| {
                let from = held.iter().position(|word| words.first() == Some(word)).unwrap_or(0);
                let held = held.get(from..).unwrap_or_default();
                words.iter().zip(held).all(|(a, b)| a == b || joined_alike(a, b))
            })
        };
        let mut fitting = alike.iter().filter(fits);
        let Some(first) = fitting.next().copied() else { return self.shortened(account, at, &words) };
        fitting.next().is_none().then_some(first)
    }

    /// Whoever holds a capacity of which some words are left out, «مندوب السهل» of «مندوب قوات السهل», or speaks for a body that is named so.
    fn shortened(&self, account: &Account<'_>, at: Range, words: &[Box<str>]) -> Option<usize> {
        let (head, rest) = words.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let represents = (at.0..at.1).take(1).any(|at| account.is_in(at, List::Represents).is_some());
        let fits = |person: &Person, headed: bool| {
            let held = person.capacity.map(|at| key(account, at, None)).unwrap_or_default();
            let body = person.body.and_then(|body| self.bodies.get(body)).map(|body| &body.words);
            let own = !headed || person.is_called(|own| own == &**head);
            own && (is_part_of(rest, &held) || body.is_some_and(|body| is_part_of(rest, body)))
        };
        let only = |headed: bool| {
            let mut all =
                self.people.iter().enumerate().take(MOST_LISTED).filter(|(_, one)| fits(one, headed));
            let first = all.next().map(|(number, _)| number);
            first.filter(|_| all.next().is_none())
        };
        only(true).or_else(|| if represents { only(false) } else { None })
    }

    /// The only person of `body` that was named.
    pub(super) fn head_of(&self, body: usize) -> Option<usize> {
        self.heads.get(&body).copied().flatten()
    }

    /// The body that is named at `at`: one that was named before, by the same words, the first two of them, or its head alone.
    pub(super) fn body(&mut self, account: &Account<'_>, at: Range, hit: Option<Hit>) -> usize {
        let words = key(account, at, hit);
        let short = words.iter().take(2).map(|word| &**word).collect::<Vec<_>>().join(" ");
        let alike = self.by_name.get(&short).map(Vec::as_slice).unwrap_or_default();
        let known = alike.iter().copied().find(|known| {
            let own = self.bodies.get(*known).map(|body| &body.words);
            own.is_some_and(|own| own.iter().zip(&words).all(|(a, b)| a == b))
        });
        if let Some(known) = known {
            if let Some(body) = self.bodies.get_mut(known)
                && body.words.len() < words.len()
            {
                (body.at, body.words) = (at, words);
            } else if let Some(body) = self.bodies.get_mut(known)
                && account.is_oblique_noun(body.at.0)
                && !account.is_oblique_noun(at.0)
            {
                // a name without what is joined to it
                body.at = at;
            }
            return known;
        }
        let head = words.first().cloned().unwrap_or_default();
        // *the Alliance* is the Lake Alliance: in Latin script the last word says what it is
        let latin = account.tokens.get(at.0).is_some_and(|token| !token.arabic);
        if words.len() == 1
            && let Some(Some(known)) = self.by_tail.get(&head).filter(|_| latin)
        {
            return *known;
        }
        if words.len() == 1
            && let Some(Some(known)) = self.by_head.get(&head)
        {
            return *known;
        }
        let number = self.bodies.len();
        if let Some(tail) = words.last().filter(|_| latin && words.len() > 1) {
            self.by_tail.entry(tail.clone()).and_modify(|known| *known = None).or_insert(Some(number));
        }
        self.bodies.push(Named { at, all: false, words });
        let alike = self.by_name.entry(short).or_default();
        if alike.len() < MOST_ALIKE {
            alike.push(number);
        }
        self.by_head.entry(head).and_modify(|known| *known = None).or_insert(Some(number));
        number
    }

    /// A body is known by a short name too: `United Mission (UMZ)`.
    pub(super) fn alias(&mut self, word: &str, body: usize) {
        self.aliases.entry(word.into()).or_insert(body);
    }

    /// A station of a log is known by its call sign wherever that stands.
    pub(super) fn station(&mut self, account: &Account<'_>, at: Range, body: usize) {
        let words = name_words(account, at);
        let Some(first) = words.first().filter(|_| words.len() == at.1 - at.0) else { return };
        let alike = self.stations.entry(first.clone()).or_default();
        if alike.len() < MOST_ALIKE && !alike.iter().any(|(known, _)| *known == words) {
            alike.push((words, body));
        }
    }

    /// The station whose call sign begins at `at`, with capitals, and where that ends.
    pub(super) fn station_at(&self, account: &Account<'_>, at: usize) -> Option<(usize, usize)> {
        let token = account.tokens.get(at).filter(|token| token.capital)?;
        self.stations.get(&token.norm)?.iter().find_map(|(words, body)| {
            let own = account.tokens.get(at..at + words.len())?;
            let same = own.iter().zip(words).all(|(token, word)| token.norm == *word && token.capital);
            same.then_some((at + words.len(), *body))
        })
    }

    /// The body of this short name.
    pub(super) fn known_as(&self, word: &str) -> Option<usize> {
        self.aliases.get(word).copied()
    }

    /// A title stood before the name of somebody.
    pub(super) fn titled(&mut self, account: &Account<'_>, at: usize, number: usize) {
        // a rank says nothing of whoever bears it, unless it has a woman's ending
        let listed = account.is_in(at, List::Masculine).is_some();
        let shown = account.gender_at(at).filter(|gender| listed || *gender == Gender::Feminine);
        if let (Some(gender), Some(person)) = (shown, self.people.get_mut(number)) {
            person.shows(gender, 3);
        }
        if let Some(title) = title(account, at) {
            if let Some(person) = self.people.get_mut(number) {
                person.bears(&title);
            }
            let of = self.titles.entry(title).or_insert(Some(number));
            *of = of.filter(|known| *known == number);
        }
    }

    /// The only person whose name this title stood before: *the General*.
    pub(super) fn holder_of_title(&self, account: &Account<'_>, at: usize) -> Option<usize> {
        self.titles.get(&title(account, at)?).copied().flatten()
    }

    /// The collective that is named at `at`.
    pub(super) fn group(&mut self, account: &Account<'_>, at: Range, all: bool) -> usize {
        let words = key(
            account,
            at,
            account
                .hits(at.0)
                .iter()
                .find(|hit| matches!(hit.sense, Sense::Collective(_) | Sense::In(List::People)))
                .copied(),
        );
        // *each side* and *her side* are not one
        let latin = account.tokens.get(at.0).is_some_and(|token| !token.arabic);
        let words = if latin { name_words(account, at).join(" ") } else { words.join(" ") };
        let next = self.groups.len();
        let number = *self.by_words.entry(words).or_insert(next);
        if number == next {
            self.groups.push(Named { at, all, words: Vec::new() });
        }
        number
    }
}

/// A title as it is compared: without what is joined to it.
fn title(account: &Account<'_>, at: usize) -> Option<Box<str>> {
    let hit = account.hits(at).iter().find(|hit| hit.sense == Sense::In(List::Honorific)).copied()?;
    let words = key(account, (at, at + hit.length), Some(hit));
    let title = words.join(" ");
    let same = account.lexicons.iter().map(|one| one.same_title(&title)).find(|same| *same != title);
    (!words.is_empty()).then(|| same.unwrap_or(&title).into())
}

/// Whether all of these words stand in the others, in their order.
fn is_part_of(words: &[Box<str>], all: &[Box<str>]) -> bool {
    let mut all = all.iter();
    words.iter().all(|word| all.any(|other| other == word || joined_alike(other, word)))
}

/// Whether two words are one, a preposition joined or not.
fn joined_alike(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    short.chars().count() > 2 && long.strip_suffix(short).is_some_and(|before| before.chars().count() <= 2)
}

fn name_words(account: &Account<'_>, (from, to): Range) -> Vec<Box<str>> {
    let own = account.tokens.get(from..to).unwrap_or_default();
    let bare = |token: &Token| account.without_owning(&token.norm).into();
    let words: Vec<Box<str>> = own.iter().filter(|token| token.is_word()).map(bare).collect();
    // what is joined to the first word of an Arabic name is no part of it
    words
}
