//! What must follow a verb, and what decides the class of one that says nothing by itself.

use std::collections::BTreeSet;

use super::account::{Account, LONGEST_BEFORE};
use super::lexicon::Sense;
use super::names::{Class, List, Tense};
use super::people::Mention;
use super::token::Kind;

/// Within how many words what a verb needs must follow.
const NEEDED_WITHIN: usize = 8;
/// The farthest that is looked, names included.
const FARTHEST: usize = 24;
/// In the list of what a verb needs: any noun right behind it.
const ANY_NOUN: &str = "~";
/// Within how many words what decides a verb's class must follow.
const OBJECT_WITHIN: usize = 10;

impl Account<'_> {
    /// Whether one of what a verb needs follows soon; names in between do not count.
    pub(super) fn has_what_it_needs(
        &self,
        from: usize,
        to: usize,
        mentions: &[Mention],
        needs: &BTreeSet<Box<str>>,
    ) -> bool {
        let named = |at: usize| mentions.iter().any(|mention| mention.from <= at && at < mention.to);
        // *he argued, in vain*: what is said stands around it
        let aside =
            self.is(from, Kind::Comma) && self.tokens.get(from - 1).is_some_and(|token| !token.arabic);
        let quoted = aside || self.is(from, Kind::Colon) || self.is(from, Kind::Quote);
        let lexicon =
            self.lexicons.iter().find(|one| self.tokens.get(from).is_some_and(|t| t.arabic == one.arabic));
        // «طلب منه»: the pronoun of what stands in the list
        let bound = |need: &str, word: &str| {
            word.strip_prefix(need).is_some_and(|rest| lexicon.is_some_and(|one| one.is_pronoun(rest)))
        };
        // «طلب تضمين تحفظه»: what is asked for right behind the verb, where any noun will do
        let noun = |at: usize| {
            self.is_in(at, List::NoName).is_some()
                || self.tokens.get(at).is_some_and(|token| {
                    lexicon.is_some_and(|one| {
                        one.is_noun_behind_article(&token.norm) || one.is_common(&token.norm)
                    })
                })
        };
        let named_thing = || needs.contains(ANY_NOUN) && (from..to).find(|at| !named(*at)).is_some_and(noun);
        let goes_on = || {
            let next = (from..to.min(from + FARTHEST)).find(|at| !named(*at));
            next.is_some_and(|at| {
                self.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Verb(_, Tense::Participle)))
            })
        };
        needs.is_empty()
            || quoted
            || named_thing()
            || self.tokens.get(from).is_some_and(|token| token.arabic) && goes_on()
            || (from..to.min(from + FARTHEST))
                .filter(|at| !named(*at))
                .take(NEEDED_WITHIN)
                .filter_map(|at| self.tokens.get(at))
                .any(|token| {
                    let begins = |need: &str| {
                        need.strip_suffix('*').is_some_and(|begin| {
                            token.norm.strip_prefix(begin).is_some_and(|rest| {
                                rest.len() > 2 || lexicon.is_some_and(|one| one.is_pronoun(rest))
                            })
                        })
                    };
                    needs.contains(&token.norm)
                        || needs.iter().any(|need| begins(need) || bound(need, &token.norm))
                })
    }

    /// Whether a word decides the class of a verb before it, whatever else it may be: «شكره».
    pub(super) fn decides(&self, at: usize) -> bool {
        self.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Object(_)))
    }

    /// «سجل رئيس الجماعة أن …»: whether what is said follows a verb, and whoever says it alone stands between.
    pub(super) fn says_what(&self, from: usize, to: usize, mentions: &[Mention]) -> bool {
        let named = |at: usize| mentions.iter().any(|mention| mention.from <= at && at < mention.to);
        let mark = |at: usize| self.is(at, Kind::Comma);
        let next = (from..to.min(from + FARTHEST)).find(|at| !named(*at) && !mark(*at));
        let arabic = self.tokens.get(from).is_some_and(|token| token.arabic);
        arabic && next.is_some_and(|at| self.is_in(at, List::Content).is_some())
    }

    /// Whether a phrase of several words that only says how something was said reaches to `at`.
    pub(super) fn is_within_aside(&self, at: usize, from: usize) -> bool {
        (from.max(at.saturating_sub(LONGEST_BEFORE))..=at).any(|begin| {
            self.is_in(begin, List::Aside).is_some_and(|length| length > 1 && begin + length > at)
        })
    }

    /// What decides the class of a verb within a few words behind it; whoever is named in between does not count.
    pub(super) fn object(&self, from: usize, to: usize, mentions: &[Mention]) -> Option<Class> {
        let named = |at: usize| mentions.iter().any(|mention| mention.from <= at && at < mention.to);
        (from..to.min(from + FARTHEST))
            .take_while(|at| {
                !self.says(*at) || self.decides(*at) || named(*at) || self.is_within_aside(*at, from)
            })
            .filter(|at| !named(*at) || self.decides(*at))
            .filter(|at| !self.is_within_aside(*at, from))
            .take(OBJECT_WITHIN)
            .find_map(|at| {
                self.hits(at).iter().find_map(|hit| match hit.sense {
                    Sense::Object(class) => Some(class),
                    _ => None,
                })
            })
    }
}
