//! What stands beside a name: a capacity behind it or in brackets, whence somebody is, what shows that words with capitals name nobody.

use super::cast::{Range, Who};
use super::lexicon::{ARTICLE, Hit, Sense};
use super::names::List;
use super::people::{Capacity, Finder, LONGEST_TITLE, Mention};
use super::phrase::LONGEST_PHRASE;
use super::token::Kind;

impl Finder<'_, '_> {
    /// «أكد الوكيل الجرموزي»: a capacity with the article, and the last name of somebody known.
    pub(super) fn capacity_and_last_name(&self, at: usize) -> Option<Mention> {
        let account = self.account;
        let hit = self.hit(at, |sense| sense == Sense::In(List::Role))?;
        let name = at + hit.length;
        let token = account.tokens.get(name).filter(|token| token.arabic && token.is_word())?;
        let named = hit.joined & ARTICLE != 0 && self.single && self.cast.is_last_name(&token.norm);
        let number = self.cast.named(account, (name, name + 1)).filter(|_| named)?;
        Some(Mention { from: at, to: name + 1, who: Who::Person(number) })
    }

    /// *Mukhtar Elias Shammas of Upper Deir told*: behind what says whence somebody is.
    pub(super) fn whence(&self, end: usize, to: usize) -> usize {
        let account = self.account;
        let capital =
            |at: &usize| account.tokens.get(*at).is_some_and(|token| token.is_word() && token.capital);
        let named = end
            .checked_sub(1)
            .is_some_and(|last| capital(&last) && account.is_in(last, List::Role).is_none());
        let Some(length) = account.is_in(end, List::For).filter(|length| named && *length == 1) else {
            return end;
        };
        let begin = end + length + usize::from(account.is_in(end + length, List::Article).is_some());
        let count = (begin..to.min(begin + LONGEST_TITLE)).take_while(capital).count();
        if count > 0 { begin + count } else { end }
    }

    /// Whether a form of a verb that is a given name too stands before a plain noun and behind no verb of saying.
    pub(super) fn is_verb_before_noun(&self, at: usize) -> bool {
        let account = self.account;
        let verb = account.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Verb(..)) && hit.length == 1);
        let said = at.checked_sub(1).is_some_and(|before| account.says_plainly(before));
        verb && !said && account.is_thing(at + 1)
    }

    /// *the Sector Civil Affairs Officer*, *of Upper Deir*: whether words with capitals stand behind an article, or hang on a preposition.
    pub(super) fn is_of_a_phrase(&self, begin: usize, given: bool) -> bool {
        let account = self.account;
        let capital = |at: &usize| {
            account.tokens.get(*at).is_some_and(|token| token.is_word() && token.capital)
                && account.is_in(*at, List::Article).is_none()
        };
        let count = (begin.saturating_sub(LONGEST_TITLE)..begin).rev().take_while(capital).count();
        let before = (begin - count).checked_sub(1);
        let article = before.is_some_and(|at| account.is_in(at, List::Article).is_some());
        let role = (begin - count..begin).any(|at| account.is_in(at, List::Role).is_some());
        let linked = begin.checked_sub(1).is_some_and(|at| account.is_in(at, List::At).is_some());
        article && !role || linked && !given
    }

    /// *Eastern LNO (Capt Idris Farah)*: where the words with capitals begin that stand before a bracket with nothing but a name.
    pub(super) fn before_bracket(&self, at: usize, end: usize) -> Option<usize> {
        let account = self.account;
        let open =
            at.checked_sub(1).filter(|open| account.is(*open, Kind::Open) && account.is(end, Kind::Close))?;
        let called = |at: &usize| {
            account.tokens.get(*at).is_some_and(|token| token.is_word() && token.capital)
                && account.is_in(*at, List::Article).is_none()
                && !account.says(*at)
        };
        let count = (open.saturating_sub(LONGEST_TITLE)..open).rev().take_while(called).count();
        (count > 0).then_some(open - count)
    }

    /// What somebody is called behind a name, an article and up to the next mark: `a` tailor `,`.
    pub(super) fn described(&self, end: usize, (at, to): Range) -> Option<(Capacity, usize)> {
        let account = self.account;
        let begun = at > end + 1 && account.is_in(at - 1, List::Article).is_some();
        let close = (at..to.min(at + LONGEST_TITLE)).find(|at| account.is(*at, Kind::Comma))?;
        let plain = |at: usize| {
            account.tokens.get(at).is_some_and(|token| token.is_word() && !token.capital)
                && !account.says(at)
                && account.is_in(at, List::Relative).is_none()
        };
        let known = (at..close).any(|at| account.is_in(at, List::Role).is_some());
        let hit = Hit { sense: Sense::In(List::Role), length: 1, joined: 0, skip: 0 };
        (begun && !known && close > at && (at..close).all(plain) && account.is(end, Kind::Comma))
            .then_some((Capacity { at: (close - 1, close), hit }, close + 1))
            .map(|(capacity, after)| (Capacity { at: (at, close), ..capacity }, after))
    }

    /// Behind a bracket of a few words that begins at `at`: `Co-Chair (North)`.
    pub(super) fn bracket(&self, at: usize, to: usize) -> Option<usize> {
        let account = self.account;
        let close = (at..to.min(at + 5))
            .find(|n| account.is(*n, Kind::Close))
            .filter(|_| account.is(at, Kind::Open))?;
        let named = (at + 1..close).any(|n| {
            self.honorific(n).is_some() || self.hit(n, |sense| sense == Sense::In(List::Role)).is_some()
        });
        (!named && close > at + 1).then_some(close + 1)
    }

    /// A capacity behind a name: `، رئيس اللجنة`, `(Chair)`.
    pub(super) fn capacity_behind(&self, end: usize, to: usize) -> Option<(Capacity, usize)> {
        let account = self.account;
        let mut at = end;
        let bracket = account.is(at, Kind::Open);
        if bracket || account.is(at, Kind::Comma) || account.is(at, Kind::Bar) {
            at += 1;
        }
        let marked = at > end;
        let latin = account.tokens.get(at).is_some_and(|token| !token.arabic);
        if marked
            && latin
            && account.is_in(at, List::Determiner).is_some()
            && account.is_in(at, List::Modifier).is_none()
        {
            at += 1;
        }
        let reach = if latin && marked { 5 } else { 1 };
        // «الشيخ فلان، أحد الوسطاء،»: one of several
        if marked && account.is_in(at, List::OneOf).is_some() {
            let noun = at + 1;
            let hit = self.hit(noun, |sense| {
                matches!(sense, Sense::In(List::People | List::Role) | Sense::Collective(_))
            });
            let people = hit.filter(|hit| hit.joined & super::lexicon::CONJUNCTION == 0);
            if let Some(hit) = people {
                let close = account.phrase(noun, hit).min(to);
                let after = close + usize::from(account.is(close, Kind::Close) && bracket);
                return Some((Capacity { at: (at, close), hit }, after.min(to)));
            }
        }
        // *Rasha Idlibi, a tailor, agreed*: what an article begins and a mark ends, whatever it is
        if let Some(found) = self.described(end, (at, to)).filter(|_| latin && marked) {
            return Some(found);
        }
        let head = (at..(at + reach).min(to))
            .take_while(|n| account.tokens.get(*n).is_some_and(|t| t.is_word()))
            .find_map(|n| {
                let hit = self.hit(n, |sense| sense == Sense::In(List::Role))?;
                // *, paramount chief of the Kesh,*
                let plain = |at: usize| {
                    account.tokens.get(at).is_some_and(|token| token.is_word() && !token.capital)
                        && account.hits(at).is_empty()
                };
                let start = account.phrase_start(n, at);
                (start == at || n == at || marked && (at..start).all(plain)).then_some((n, hit))
            });
        let (n, hit) = head.filter(|(_, hit)| hit.joined & super::lexicon::CONJUNCTION == 0)?;
        // a title before the next name is no capacity of this one
        if self.name_at(n, to, None).is_some() {
            return None;
        }
        let close = account.phrase(n, hit).min(to);
        let after = close
            + usize::from(
                account.is(close, Kind::Close) && bracket
                    || account.is(close, Kind::Comma) && marked && !bracket && latin,
            );
        // *In his meeting with General Sirri, the Assistant Secretary-General welcomed*: a new subject
        let hanging = (end.saturating_sub(LONGEST_PHRASE)..end)
            .rev()
            .take_while(|at| {
                account.tokens.get(*at).is_some_and(|token| token.is_word() || token.is(Kind::Stop))
            })
            .any(|at| account.is_in(at, List::With).is_some());
        if latin && marked && !bracket && hanging && account.says(close) {
            return None;
        }
        Some((Capacity { at: (at, close), hit }, after.min(to)))
    }
}
