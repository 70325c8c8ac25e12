//! How far a name, a capacity, the name of a body go.

use super::account::Account;
use super::lexicon::{ARTICLE, Hit, PREPOSITION, Sense};
use super::names::{List, Tense};
use super::token::{Kind, Token};

/// The most words of a name.
const LONGEST_NAME: usize = 6;
/// The most words of a capacity or the name of a body.
const LONGEST_PHRASE: usize = 14;
/// The most words in a row that a phrase takes without an article.
const LONGEST_CHAIN: usize = 3;

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
                }
                _ => false,
            })
    }

    /// Whether the token at `at` may be a word of a name.
    fn is_name_word(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_word()) else { return false };
        if self.is_in(at, List::Given).is_some() || self.is_in(at, List::NameLink).is_some() {
            return true;
        }
        if self.is_in(at, List::NameAlso).is_some() && !self.written(token).ends_with('ى') {
            return true;
        }
        let known = self.hits(at).iter().any(|hit| match hit.sense {
            Sense::Verb(..) => token.arabic || !token.capital,
            Sense::Object(_) | Sense::Impersonal(_) | Sense::Opener(_) => false,
            Sense::In(list) => {
                !matches!(list, List::Time | List::Bare | List::Modifier | List::At | List::Abbreviation)
                    || !token.capital
            }
            Sense::Condition(_, beside) => !beside || !token.capital,
            Sense::Collective(_) => true,
        });
        !known && (token.arabic || token.capital)
    }

    /// The end of the name that begins at `at`, if one does. `known` says whether a single word is the last name of somebody.
    pub(super) fn name(&self, at: usize, known: &dyn Fn(&str) -> bool) -> Option<usize> {
        let (mut end, mut parts, mut linked) = (at, 0, false);
        while end < at + LONGEST_NAME && self.is_name_word(end) {
            let Some(token) = self.tokens.get(end) else { break };
            let link = self.is_in(end, List::NameLink).is_some() && self.is_name_word(end + 1);
            // in Arabic two parts make a name; a third is taken where it looks like a family's
            let definite = token.arabic && token.norm.starts_with("ال");
            if parts >= 1 && token.arabic && !definite && !link && !self.may_follow(end, parts) {
                break;
            }
            end += 1;
            parts += usize::from(!link);
            let given = parts == 1 && self.is_in(end - 1, List::Given).is_some();
            if known(&token.norm) || definite && !link && !linked && !given {
                break;
            }
            linked = link;
        }
        while end > at
            && self.is_in(end - 1, List::NameLink).is_some()
            && self.is_in(end - 1, List::Given).is_none()
        {
            end -= 1;
        }
        (end > at).then_some(end)
    }

    /// Whether an Arabic word without article may be the next part of a name: not what begins with a preposition and is longer
    /// than a name, not a fourth part.
    fn may_follow(&self, at: usize, parts: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let long = token.norm.chars().count() > 5;
        let joined = self.lexicons.iter().any(|one| one.joins_preposition(&token.norm));
        parts < 2 && !(joined && long) && !self.ends_in_tanwin(token)
    }

    /// What stands in the text.
    fn written(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether an Arabic word has the article, joined to a preposition or alone.
    fn is_definite(&self, token: &Token, joined: bool) -> bool {
        let written = self.written(token);
        written.starts_with("ال") || joined && (written.starts_with("لل") || written.starts_with("بال"))
    }

    /// An adverb or predicate in the accusative: `فورا`, `داعيا`.
    fn ends_in_tanwin(&self, token: &Token) -> bool {
        self.written(token).ends_with('ً') || self.written(token).ends_with("ًا")
    }

    /// The end of the phrase whose head is the `hit` at `at`: a capacity or the name of a body.
    pub(super) fn phrase(&self, at: usize, hit: Hit) -> usize {
        let arabic = self.tokens.get(at).is_some_and(|token| token.arabic);
        if arabic { self.arabic_phrase(at, hit) } else { self.latin_phrase(at, hit.length) }
    }

    fn arabic_phrase(&self, at: usize, hit: Hit) -> usize {
        let mut end = at + hit.length;
        let last = |end: usize| self.tokens.get(end - 1);
        // «مسؤول الملف بالبعثة» goes on, «الطرف الثاني بالجدول» does not
        let construct =
            hit.joined & ARTICLE == 0 && !last(end).is_some_and(|token| self.is_definite(token, false));
        let definite = |token: &Token| {
            self.is_definite(token, false)
                || self.written(token).starts_with("لل")
                || construct && self.is_definite(token, true)
        };
        // whether the next word is owed: after a word without article
        let mut owed = construct;
        let mut chain = 0;
        while end < at + LONGEST_PHRASE && !self.closes(end) && self.is_in(end, List::Given).is_none() {
            let Some(token) = self.tokens.get(end) else { break };
            let head = |hits: &[Hit]| {
                hits.iter().any(|hit| {
                    matches!(hit.sense, Sense::In(List::Body | List::People | List::Role))
                        && hit.joined & PREPOSITION == 0
                })
            };
            let conjoined = self.hits(end).iter().any(|hit| hit.joined & super::lexicon::CONJUNCTION != 0)
                || token.norm.starts_with("وال");
            if conjoined && !(chain == 0 && owed) {
                break;
            }
            if token.is(Kind::Number) {
                owed = false;
            } else if let Some(length) = self.is_in(end, List::Belonging) {
                end += length;
                owed = true;
                continue;
            } else if let Some(length) = self.is_in(end, List::Link) {
                let next = self.tokens.get(end + length).is_some_and(|next| {
                    definite(next)
                        || self
                            .hits(end + length)
                            .iter()
                            .any(|hit| matches!(hit.sense, Sense::In(List::Body)))
                        || next.is_word() && end > at + hit.length && !self.closes(end + length)
                });
                if !next || self.closes(end + length) {
                    break;
                }
                end += length;
                owed = true;
                continue;
            } else if definite(token) {
                if !owed && head(self.hits(end)) {
                    break;
                }
                owed = false;
                chain = 0;
            } else if owed
                && chain < LONGEST_CHAIN
                && !(chain > 0 && self.hits(end).iter().any(|hit| matches!(hit.sense, Sense::Object(_))))
            {
                chain += 1;
            } else {
                break;
            }
            end += 1;
        }
        // «الممثل الخاص»: behind a head with the article such a word is its adjective
        let adjective =
            |at: usize| !construct && self.tokens.get(at).is_some_and(|token| self.is_definite(token, false));
        while end > at + hit.length
            && (self.is_in(end - 1, List::Link).is_some()
                || self.is_in(end - 1, List::Belonging).is_some() && !adjective(end - 1))
        {
            end -= 1;
        }
        end
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
            let free = token.capital && !role || token.is(Kind::Number);
            let plain = link > 0 && !self.closes(word)
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
            let plain = plain || reaches;
            if !(free && !self.says(word) || plain) || link > 0 && self.says(word) {
                break;
            }
            end = word + 1;
        }
        end
    }

    /// Whether a preposition is joined to a word: what follows a verb there is neither its subject nor an adverb.
    pub(super) fn is_complement(&self, at: usize) -> bool {
        let joins = |norm: &str| self.lexicons.iter().any(|one| one.joins_preposition(norm));
        self.tokens
            .get(at)
            .is_some_and(|token| token.arabic && token.norm.chars().count() > 4 && joins(&token.norm))
    }

    /// Whether a form of a verb of saying stands at `at`.
    pub(super) fn says(&self, at: usize) -> bool {
        self.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Verb(_, tense) if tense != Tense::Base))
    }

    /// The first token of the phrase whose head is at `at`, where words before it belong to it: *Special Adviser*.
    pub(super) fn phrase_start(&self, at: usize, least: usize) -> usize {
        let mut from = at;
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
                || self.is_in(from - 1, List::Body).is_some();
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
