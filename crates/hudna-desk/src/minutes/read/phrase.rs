//! How far a capacity or the name of a body goes, and what the words around it are.

use super::account::Account;
use super::construct::Construct;
use super::lexicon::{ARTICLE, Hit, Sense};
use super::names::{List, Tense};
use super::token::{Kind, Token};

/// The most words of a capacity or the name of a body.
pub(super) const LONGEST_PHRASE: usize = 14;

impl Account<'_> {
    /// Whether a phrase cannot go on with the token at `at`.
    pub(super) fn closes(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        !(token.is_word() || token.is(Kind::Number))
            || self.hits(at).iter().any(|hit| match hit.sense {
                Sense::Verb(_, tense) => {
                    token.arabic && hit.joined == 0 && matches!(tense, Tense::Past | Tense::Present)
                        || !token.arabic && matches!(tense, Tense::Past) && !token.capital
                }
                Sense::Condition(..) => true,
                Sense::In(list) => {
                    matches!(
                        list,
                        List::Content | List::End | List::Honorific | List::Presider | List::And | List::Held
                    ) && hit.joined & ARTICLE == 0
                        && !(list == List::Honorific && self.is_numbered_body(at))
                }
                _ => false,
            })
    }

    /// «مدير أمن المدينة»: a form of a verb that is a common noun as well, where a noun is owed.
    pub(super) fn is_noun_too(&self, at: usize) -> bool {
        let closed = |hit: &Hit| match hit.sense {
            Sense::Condition(..) => true,
            Sense::In(list) => matches!(
                list,
                List::Content | List::End | List::Honorific | List::Presider | List::And | List::Held
            ),
            _ => false,
        };
        self.is_in(at, List::NoName).is_some() && !self.hits(at).iter().any(closed)
    }

    /// «اللواء الثالث», «الفريق 5»: a title that is a body here, as its number shows.
    fn is_numbered_body(&self, at: usize) -> bool {
        self.is_in(at, List::Body).is_some()
            && (self.is(at + 1, Kind::Number) || self.is_in(at + 1, List::Modifier).is_some())
    }

    /// What stands in the text.
    pub(super) fn written(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether an Arabic word has the article, joined to a preposition or alone.
    pub(super) fn is_definite(&self, token: &Token, joined: bool) -> bool {
        let written = self.written(token);
        written.starts_with("ال") || joined && (written.starts_with("لل") || written.starts_with("بال"))
    }

    /// «مسؤول الملف بالبعثة», «مدير الأمن بالمنطقة», not «ممثل الطرف بالرد»: whether a word with a joined preposition is a body or a place.
    pub(super) fn is_placed(&self, at: usize) -> bool {
        self.hits(at).iter().any(|hit| matches!(hit.sense, Sense::In(List::Body | List::Placed)))
            || self.tokens.get(at).is_some_and(|token| self.written(token).starts_with("لل"))
    }

    /// The same of the token at `at`.
    pub(super) fn is_definite_at(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.is_definite(token, true))
    }

    /// An adverb or predicate in the accusative: `فورا`, `داعيا`.
    pub(super) fn ends_in_tanwin(&self, token: &Token) -> bool {
        self.written(token).ends_with('ً') || self.written(token).ends_with("ًا")
    }

    /// The end of the phrase whose head is the `hit` at `at`: a capacity or the name of a body.
    pub(super) fn phrase(&self, at: usize, hit: Hit) -> usize {
        let arabic = self.tokens.get(at).is_some_and(|token| token.arabic);
        if arabic { Construct::end(self, at, hit) } else { self.latin_phrase(at, hit.length) }
    }

    fn latin_phrase(&self, at: usize, length: usize) -> usize {
        let mut end = at + length;
        while end < at + LONGEST_PHRASE {
            let capital =
                |at: usize| self.tokens.get(at).is_some_and(|token| token.is_word() && token.capital);
            let to_name = self.is_in(end, List::LinkName).filter(|length| capital(end + length));
            let link = self.is_in(end, List::Link).or(to_name).unwrap_or(0);
            let article = usize::from(link > 0 && self.is_in(end + link, List::Determiner).is_some());
            let word = end + link + article;
            let Some(token) = self.tokens.get(word).filter(|token| token.is_word() || token.is(Kind::Number))
            else {
                break;
            };
            // *Representative Amadou Kessler*: behind a capacity a name begins
            let role = link == 0
                && end == at + length
                && self.is_in(at, List::Role).is_some()
                && self.is_in(word, List::Role).is_none()
                && capital(word)
                && capital(word + 1);
            let role = role || link == 0 && end > at + length && self.begins_name_behind(word, (at, end));
            // *Council President Aroha Mitchell*: whoever holds the capacity is no part of the body's name
            let held = link == 0
                && self.is_in(at, List::Body).is_some()
                && (self.is_in(word, List::Role).is_some() || self.is_in(word, List::Honorific).is_some())
                && capital(word)
                && capital(word + 1)
                && self.may_be_called(word + 1);
            let role = role || held;
            let free = token.capital && !role || token.is(Kind::Number);
            // *the Government side*
            let side = link == 0
                && end == at + length
                && self.is_in(at, List::Body).is_some()
                && self.is_in(word, List::Body).is_some()
                && !self.closes(word)
                && !token.capital;
            let plain = side
                || link > 0 && !self.closes(word)
                || link == 0
                    && end > at + length
                    && !self.closes(word)
                    && !self.tokens.get(end - 1).is_some_and(|last| last.capital)
                    && self.hits(word).iter().any(|hit| matches!(hit.sense, Sense::In(List::Body)));
            let reaches = link == 0
                && end > at + length
                && (word..word + 3)
                    .take_while(|n| !self.closes(*n) && self.tokens.get(*n).is_some_and(|t| !t.capital))
                    .any(|n| self.hits(n).iter().any(|hit| matches!(hit.sense, Sense::In(List::Body))));
            // *of the coastal districts*
            let qualified = link == 0
                && end > at + length
                && !self.closes(word)
                && self.is_in(end - 1, List::Modifier).is_some()
                && self.tokens.get(end - 1).is_some_and(|last| !last.capital);
            // *traders in the old market*
            let goes_on = |n: usize| {
                self.tokens.get(n).is_some_and(|token| token.is_word() && !token.capital)
                    && !self.closes(n)
                    && !self
                        .hits(n)
                        .iter()
                        .any(|hit| matches!(hit.sense, Sense::Verb(..) | Sense::In(List::Aside)))
            };
            let described = link == 0
                && end > at + length
                && end < at + length + 5
                && goes_on(word)
                && goes_on(end - 1)
                && !self
                    .hits(end - 1)
                    .iter()
                    .any(|hit| matches!(hit.sense, Sense::In(List::Body | List::Role | List::People)))
                && self.closes(word + 1);
            let plain = plain || reaches || qualified || described;
            if !(free && !self.says(word) || plain) || link > 0 && self.says(word) {
                break;
            }
            end = word + 1;
        }
        end
    }

    /// A word without the ending that says whose something is: `haddou` of *Haddou's*.
    pub(super) fn without_owning<'w>(&self, word: &'w str) -> &'w str {
        let endings = self.lexicons.iter().flat_map(|one| &one.owning_endings);
        endings.filter_map(|ending| word.strip_suffix(ending.as_str())).next().unwrap_or(word)
    }

    /// Whether a word with a capital may be a name: nothing else is known of it.
    fn may_be_called(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_word() && token.capital)
            && !self.hits(at).iter().any(|hit| {
                matches!(
                    hit.sense,
                    Sense::In(List::Body | List::Role | List::Modifier | List::People | List::Honorific)
                )
            })
    }

    /// *Chief of Police Jorin Haskel*, *Minister of Home Affairs Jorin Haskel*: whether two words with capitals at `at` are a name and not a
    /// part of the phrase.
    fn begins_name_behind(&self, at: usize, (from, end): (usize, usize)) -> bool {
        let last = self.tokens.get(at + 1).is_some_and(|token| self.surnames.contains(&token.norm));
        let closed = !self.tokens.get(at + 2).is_some_and(|token| token.is_word() && token.capital);
        let held = self.is_in(end - 1, List::Body).is_some() || self.is_in(end - 1, List::Role).is_some();
        // behind *of* and two words of its own
        let linked = (from..end).rev().find(|at| self.is_in(*at, List::Link).is_some());
        let whole = linked.is_some_and(|link| end > link + 2);
        let given = self.is_in(at, List::Given).is_some();
        self.may_be_called(at)
            && self.may_be_called(at + 1)
            && closed
            && (last || held || whole || given && linked.is_some())
    }

    /// Whether a preposition is joined to a word: what follows a verb there is neither its subject nor an adverb.
    pub(super) fn is_complement(&self, at: usize) -> bool {
        let joins = |norm: &str| self.lexicons.iter().any(|one| one.joins_preposition(norm));
        self.tokens.get(at).is_some_and(|token| {
            token.arabic
                && (token.norm.chars().count() > 4 && joins(&token.norm)
                    || self.lexicons.iter().any(|one| one.hangs(&token.norm)))
        })
    }

    /// Whether a preposition is joined to a word, as far as its form or the rest of it shows: «بمسيرته», not «كاميل».
    pub(super) fn is_hanging(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.arabic) else { return false };
        let shows = |one: &super::lexicon::Lexicon| {
            one.hangs(&token.norm)
                || one.joins_preposition(&token.norm)
                    && !one.begins_name(&token.norm)
                    && (one.is_noun(&token.norm) || one.ends_in_pronoun(&token.norm) || self.is_feminine(at))
        };
        self.is_oblique_noun(at)
            || token.norm.chars().count() > 4 && self.lexicons.iter().any(shows)
            || self.lexicons.iter().any(|one| one.hangs(&token.norm))
    }

    /// «بالجهود», «للضغط»: whether a preposition is joined to a word with the article.
    pub(super) fn is_oblique_noun(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.arabic && self.is_definite(token, true) && !self.is_definite(token, false)
        })
    }

    /// Whether *and* is joined to a word, and it is no given name.
    pub(super) fn is_conjoined(&self, at: usize) -> bool {
        let joins = |norm: &str| self.lexicons.iter().any(|one| one.joins_conjunction(norm));
        self.is_in(at, List::Given).is_none()
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.arabic && token.norm.chars().count() > 4 && joins(&token.norm))
    }

    /// Whether a form of a verb of saying stands at `at` that is not also a word that says when or on what condition: «عقب».
    pub(super) fn says_plainly(&self, at: usize) -> bool {
        let other = |hit: &Hit| {
            matches!(hit.sense, Sense::Condition(..) | Sense::In(List::End | List::Aside | List::Time))
        };
        self.says(at) && !self.hits(at).iter().any(other)
    }

    /// The first token of the phrase whose head is at `at`, where words before it belong to it: *Special Adviser*.
    pub(super) fn phrase_start(&self, at: usize, least: usize) -> usize {
        let mut from = at;
        if self.tokens.get(at).is_some_and(|token| token.arabic) {
            return self.ends_in(at, least, List::Quantifier).map_or(at, |length| at - length);
        }
        while from > least {
            let Some(before) = self.tokens.get(from - 1).filter(|token| token.is_word() && !token.arabic)
            else {
                break;
            };
            let joins = before.capital
                && self
                    .is_in(from - 1, List::Determiner)
                    .is_none_or(|_| self.is_in(from - 1, List::Modifier).is_some())
                || self.is_in(from - 1, List::Modifier).is_some()
                || self.is_in(from - 1, List::Body).is_some()
                || self.without_owning(&before.norm).len() < before.norm.len();
            let held = self.is_in(from - 1, List::Honorific).is_some()
                && self.is_in(from - 1, List::Modifier).is_none()
                || self.is_in(from - 1, List::And).is_some()
                || self.is_in(from - 1, List::Held).is_some()
                || self.is_in(from - 1, List::Aside).is_some()
                || self.is_in(from - 1, List::End).is_some();
            let verb = self.hits(from - 1).iter().any(|hit| matches!(hit.sense, Sense::Verb(..)));
            if !joins || held || verb && self.is_in(from - 1, List::Modifier).is_none() {
                break;
            }
            from -= 1;
        }
        from
    }
}
