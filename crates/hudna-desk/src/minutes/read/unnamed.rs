//! Who speaks where no pattern finds it: an unknown subject, whoever agreed on what follows, whoever was asked, the two named last.

use super::account::Sentence;
use super::cast::Who;
use super::lexicon::{Lexicon, Sense};
use super::names::{Class, List, Tense};
use super::people::Mention;
use super::speakers::{Found, Subject};
use super::statements::Reader;
use super::token::Token;
use super::verbs::Verb;

impl Reader<'_, '_> {
    /// Whoever agreed on what follows a colon, where nothing else says who: *…, hereinafter "the Parties", …, have agreed as follows:*.
    pub(super) fn agreed_below(
        &self,
        sentence: &Sentence,
        mentions: &[Mention],
        verb: &Verb,
    ) -> Option<Found> {
        if !sentence.opens || verb.class != Class::Agree || self.line.is_some() || self.said_here {
            return None;
        }
        let several = || {
            mentions
                .iter()
                .rev()
                .filter(|mention| mention.to <= verb.at && !matches!(mention.who, Who::Person(_)))
        };
        let who = several().find(|mention| self.is_all(mention.who)).or_else(|| several().next())?;
        Some(Found {
            subject: Subject::Who(who.who),
            at: (who.from, who.to),
            sure: false,
            after_quote: false,
        })
    }

    /// A subject that no list knows: in Latin script the words between the head of a clause and the verb, in Arabic those behind a verb
    /// that heads its sentence. Always unsure.
    pub(super) fn unknown(
        &mut self,
        sentence: &Sentence,
        lexicon: &Lexicon,
        verb: &Verb,
        follows: bool,
    ) -> Option<Found> {
        let account = self.account;
        let tense = verb
            .tense
            .filter(|tense| !verb.passive && matches!(tense, Tense::Past | Tense::Present | Tense::State))?;
        if self.line.is_some() || sentence.item && self.stem.is_some_and(|stem| stem.who.is_some()) {
            return None;
        }
        let plain = |at: usize| account.tokens.get(at).is_some_and(|t| t.is_word());
        let at = if account.tokens.get(verb.at)?.arabic {
            if follows || verb.at > sentence.from + 1 || verb.of_person {
                return None;
            }
            let mut from = verb.at + verb.length;
            // «أوضح له أن»
            while let Some(length) = account.is_in(from, List::Aside) {
                from += length;
            }
            // «وقال مصدر أمني إن»: joined to what was before, a new subject is one only where what is said follows it
            let said =
                (from..sentence.to.min(from + 10)).find(|at| account.is_in(*at, List::Content).is_some());
            if verb.joined && said.is_none() {
                return None;
            }
            // «والتزما بعدم التعرض»: what hangs on a preposition is nobody's name
            // «تعهد شفهيا»: an adverb names nobody
            if account.tokens.get(from).is_some_and(|token| account.ends_in_tanwin(token)) {
                return None;
            }
            let hangs =
                |token: &Token| token.norm.chars().count() > 3 && lexicon.joins_preposition(&token.norm);
            if account.tokens.get(from).is_some_and(hangs) {
                return None;
            }
            let ends = |at: &usize| {
                account.closes(*at)
                    || account
                        .hits(*at)
                        .iter()
                        .any(|hit| matches!(hit.sense, Sense::Object(_) | Sense::In(List::Duty)))
            };
            let to = (from..sentence.to.min(from + 5))
                .find(|at| ends(at) || *at > from && account.is_complement(*at))?;
            (from, to)
        } else {
            let begins = |at: &usize| !plain(*at) || account.is_in(*at, List::And).is_some();
            let from = (sentence.from..verb.at).rev().find(begins).map_or(sentence.from, |mark| mark + 1);
            let asides =
                (from..verb.at).rev().take_while(|at| account.is_in(*at, List::Aside).is_some()).count();
            let be = verb.at.checked_sub(asides + 1).filter(|at| account.is_in(*at, List::Be).is_some());
            if be.is_none() && tense == Tense::State {
                return None;
            }
            let to = if tense == Tense::State { be? } else { verb.at - asides };
            let first = account.tokens.get(from)?;
            let headed = account.is_in(from, List::Determiner).is_some()
                || first.capital && (from > sentence.from || lexicon.names_several(&first.norm));
            let clean = (from..to).all(|at| {
                account.is_in(at, List::At).is_none() && account.is_in(at, List::Negation).is_none()
            });
            if !headed || !clean || to > from + 5 || tense == Tense::Present && to < from + 2 {
                return None;
            }
            (from, to)
        };
        if at.1 <= at.0 {
            return None;
        }
        let who = Who::Group(self.cast.group(account, at, false));
        Some(Found { subject: Subject::Who(who), at, sure: false, after_quote: false })
    }

    /// Whether a verb may stand without its subject: joined to one before, a participle, at the head of an item or of a line of a log.
    pub(super) fn may_be_headless(&self, sentence: &Sentence, verb: &Verb, follows: bool) -> bool {
        let behind = (sentence.from..verb.at).rev().find(|at| self.account.is_in(*at, List::Aside).is_none());
        let and = |at: usize| self.account.is_in(at, List::And).is_some();
        // *The Chair opened the meeting and reported*
        let first = self.heading.is_some()
            && verb.tense == Some(Tense::Past)
            && behind.is_some_and(|at| self.account.is_in(at, List::And) == Some(1));
        let joined = follows && behind.is_some_and(and) || first;
        let begins =
            verb.at <= sentence.from + 1 && (self.line.is_some() || sentence.item && self.stem.is_some());
        let goes_on = verb.tense == Some(Tense::Participle) && follows || verb.tense.is_none();
        // *X opened by thanking*
        let agent = verb.tense == Some(Tense::Participle)
            && self.heading.is_some()
            && self.account.ends_in(verb.at, sentence.from, List::By).is_some();
        joined || begins || goes_on || agent || verb.tense == Some(Tense::Own)
    }

    /// The two people who were named last before a verb, the earlier first.
    pub(super) fn pair(&self, mentions: &[Mention], verb: &Verb) -> (Option<Who>, Option<Who>) {
        let here = mentions.iter().filter(|mention| mention.to <= verb.at).map(|mention| mention.who);
        let mut people = Vec::new();
        for who in self.named.iter().copied().chain(here).filter(|who| matches!(who, Who::Person(_))) {
            people.retain(|known| *known != who);
            people.push(who);
        }
        let last = people.pop();
        match people.pop() {
            Some(first) => (Some(first), last),
            None => (last, None),
        }
    }

    /// Whoever was asked for something in the statement before a verb that answers it: «طلب من القائد …، فوافق».
    pub(super) fn asked(&self, lexicon: &Lexicon, mentions: &[Mention], verb: &Verb) -> Option<Who> {
        let word = self.account.tokens.get(verb.at).filter(|_| verb.joined)?;
        let before = self.out.last().filter(|_| self.said_here && lexicon.replies(&word.norm))?;
        let answers =
            matches!(verb.class, Class::Agree | Class::Reject | Class::Say | Class::Promise | Class::Deny);
        let calls = matches!(before.class, Class::Demand | Class::Ask | Class::Propose);
        let from = before.verb.filter(|_| answers && calls)?.1;
        let to = |mention: &&Mention| {
            mention.from >= from && mention.to <= verb.at && Some(mention.who) != before.who
        };
        // «وسأله الشيخ …، فرد»: whoever spoke before was asked
        let earlier = self.out.iter().rev().nth(1).and_then(|earlier| earlier.who);
        let earlier = earlier.filter(|who| Some(*who) != before.who && before.class == Class::Ask);
        mentions.iter().find(to).map(|mention| mention.who).or(earlier)
    }
}
