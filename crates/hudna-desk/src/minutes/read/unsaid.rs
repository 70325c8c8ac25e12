//! Statements without a verb of saying: items of a list, lines of a log, what goes on in a quotation.

use super::account::Sentence;
use super::cast::Who;
use super::lexicon::Sense;
use super::names::{Class, List};
use super::people::Mention;
use super::proposal::How;
use super::statements::{Reader, Said, Stem};
use super::token::Kind;

impl Reader<'_, '_> {
    /// Items of a list that say nothing themselves, lines of a log without a verb of saying, what goes on in a quotation.
    pub(super) fn unsaid(&mut self, sentence: &Sentence, mentions: &[Mention], begun: usize) {
        let account = self.account;
        let first = self.out.get(begun).map_or(sentence.to, |said| said.at.0);
        let words = (sentence.from..first).filter(|at| {
            account.tokens.get(*at).is_some_and(|t| {
                t.is_word()
                    && account.is_in(*at, List::Aside).is_none()
                    && account.is_in(*at, List::PronounSelf).is_none()
            })
        });
        let words = words.count();
        if words == 0 || self.out.len() > begun && (words < 2 || self.line.is_none()) {
            return;
        }
        let (who, class, how, unanimous) = if self.line.is_some() {
            (self.line, self.opener(sentence), How::Label, false)
        } else if let (true, Some(Stem { who, class: Some(class), unanimous })) = (sentence.item, self.stem) {
            match self.owes(sentence, mentions) {
                Some(who) => (Some(who), Class::Promise, How::Named, self.is_all(who)),
                None => (who, class, How::List, unanimous),
            }
        } else if let Some(who) = self.has_to(sentence, mentions) {
            (Some(who), Class::Promise, How::Named, self.is_all(who))
        } else if (sentence.quoted || self.is_quotation(sentence)) && self.last.is_some() {
            (self.last, Class::Say, How::Carried, false)
        } else {
            return;
        };
        let said = Said {
            at: (sentence.from, first),
            verb: None,
            class,
            who,
            also: Vec::new(),
            named: None,
            how,
            sure: how != How::Carried,
            quotation: None,
            unanimous,
            within: None,
            conditions: Vec::new(),
            undertaken: false,
        };
        self.out.insert(begun, said);
    }

    /// Whether a sentence is a quotation and nothing else.
    pub(super) fn is_quotation(&self, sentence: &Sentence) -> bool {
        let last = (sentence.from..sentence.to).rev().take(2);
        self.account.is(sentence.from, Kind::Quote)
            && last.into_iter().any(|at| self.account.is(at, Kind::Quote))
    }

    /// Whoever heads an item that says what is to be done: *Secretariat to circulate the map*.
    pub(super) fn has_to(&self, sentence: &Sentence, mentions: &[Mention]) -> Option<Who> {
        let first = mentions.iter().find(|mention| mention.from <= sentence.from + 1)?;
        let owes = sentence.item && self.account.is_in(first.to, List::Owes).is_some();
        owes.then_some(first.who)
    }

    /// Whoever an item of what was agreed says will do something: *the Second Party shall*.
    pub(super) fn owes(&self, sentence: &Sentence, mentions: &[Mention]) -> Option<Who> {
        let first = mentions.iter().find(|mention| mention.from <= sentence.from + 1)?;
        self.account.is_in(first.to, List::Future).map(|_| first.who)
    }

    /// What a line of a log does that has no verb of saying.
    pub(super) fn opener(&self, sentence: &Sentence) -> Class {
        let account = self.account;
        let from = sentence.from;
        let opens = |at: usize| {
            account
                .hits(at)
                .iter()
                .find_map(|hit| if let Sense::Opener(class) = hit.sense { Some(class) } else { None })
        };
        // «علم، موافقون»
        let behind = (from..sentence.to).take(3).find(|at| account.is(*at, Kind::Comma));
        let opener = opens(from).or_else(|| behind.and_then(|comma| opens(comma + 1)));
        let asked = account.tokens.get(sentence.to - 1).is_some_and(|last| matches!(&*last.norm, "?" | "؟"));
        let future = (from..sentence.to).take(8).any(|at| account.is_in(at, List::Future).is_some());
        if asked {
            Class::Ask
        } else if let Some(class) = opener {
            class
        } else if future {
            Class::Promise
        } else if (from..sentence.to).take(6).any(|at| {
            // «لا يزال» denies nothing
            account.is_in(at, List::Negation).is_some()
                && account.is_in(at, List::Be).is_none_or(|length| length < 2)
        }) {
            Class::Deny
        } else {
            Class::Say
        }
    }
}
