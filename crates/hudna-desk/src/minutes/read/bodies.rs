//! Bodies and collectives: where one is named, and how far.

use super::cast::{Range, Who};
use super::lexicon::{ARTICLE, Hit, Sense};
use super::names::List;
use super::people::{Finder, Mention};
use super::token::Kind;

impl Finder<'_, '_> {
    /// The body that somebody speaks for, behind the name: `(Western Delegation)`, `, speaking for the Eastern Delegation,`.
    pub(super) fn body_behind(&mut self, end: usize, to: usize) -> Option<(Range, usize, usize)> {
        let account = self.account;
        let bracket = account.is(end, Kind::Open);
        let mut at = end + usize::from(bracket || account.is(end, Kind::Comma));
        let words = account.is_in(at, List::For);
        if !bracket && (words.is_none() || at == end) {
            return None;
        }
        at += words.unwrap_or(0);
        let latin = account.tokens.get(at).is_some_and(|token| !token.arabic);
        at += usize::from(
            latin
                && account.is_in(at, List::Determiner).is_some()
                && account.is_in(at, List::Modifier).is_none(),
        );
        let mut inner = Vec::new();
        self.bodies((at, to.min(at + 8)), &mut inner);
        let Some(Mention { from, to: close, who: Who::Body(number) }) = inner.first().copied() else {
            return None;
        };
        let after = close
            + usize::from(
                account.is(close, Kind::Close) && bracket || account.is(close, Kind::Comma) && !bracket,
            );
        (from == at).then_some(((from, close), number, after.min(to)))
    }

    /// A body or a collective at `at`, or nothing: where to go on.
    pub(super) fn other(&mut self, at: usize, from: usize, to: usize, out: &mut Vec<Mention>) -> usize {
        let collective = self.account.hits(at).iter().find_map(|hit| match hit.sense {
            Sense::Collective(all) => Some((hit.length, all)),
            _ => None,
        });
        if let Some((length, all)) = collective {
            let least = out
                .last()
                .map_or(from, |last| if matches!(last.who, Who::Person(_)) { last.to } else { from });
            let start = self.account.phrase_start(at, least);
            out.retain(|earlier| earlier.from < start);
            let plain = (at + length).min(to);
            // *Council members*, *members of the council* are not all who were there
            let latin = self.account.tokens.get(at).is_some_and(|token| !token.arabic);
            let hit = self.hit(at, |sense| matches!(sense, Sense::Collective(_)));
            let end =
                hit.filter(|_| latin).map_or(plain, |hit| self.account.phrase(at, hit).min(to).max(plain));
            let number = self.cast.group(self.account, (start, end), all && start == at && end == plain);
            out.push(Mention { from: start, to: end, who: Who::Group(number) });
            return end;
        }
        if let Some(hit) = self.hit(at, |sense| sense == Sense::In(List::People)) {
            let end = self.people_phrase(at, hit, to);
            let least = out
                .last()
                .map_or(from, |last| if matches!(last.who, Who::Person(_)) { last.to } else { from });
            let start = self.account.phrase_start(at, least);
            out.retain(|earlier| earlier.from < start);
            let number = self.cast.group(self.account, (start, end), false);
            out.push(Mention { from: start, to: end, who: Who::Group(number) });
            return end;
        }
        if let Some(mention) = self.quantified(at, to) {
            out.push(mention);
            return mention.to;
        }
        self.body_at(at, from, to, out).unwrap_or(at + 1)
    }

    /// «عدد من النازحين»: some of those named with the article, whoever they are.
    pub(super) fn quantified(&mut self, at: usize, to: usize) -> Option<Mention> {
        let account = self.account;
        let length = account.is_in(at, List::Quantifier).filter(|length| *length > 1)?;
        let noun = at + length;
        let definite = |at: usize| {
            account.tokens.get(at).is_some_and(|token| token.arabic && account.is_definite(token, false))
        };
        let people = definite(noun)
            && account
                .tokens
                .get(noun)
                .is_some_and(|token| account.lexicons.iter().any(|one| one.is_oblique(&token.norm)));
        let end = (noun + 1..to).find(|at| !definite(*at) || account.closes(*at)).unwrap_or(to);
        let who = Who::Group(self.cast.group(account, (at, end), false));
        (people && self.single).then_some(Mention { from: at, to: end, who })
    }

    /// A group of people, with what is joined to it by *and* in the same kind: «ثوار المدينة والمنطقة الغربية».
    pub(super) fn people_phrase(&self, at: usize, hit: Hit, to: usize) -> usize {
        let account = self.account;
        let end = account.phrase(at, hit).min(to);
        let joins =
            account.tokens.get(end).is_some_and(|token| token.arabic && token.norm.starts_with("وال"));
        if joins && !account.says(end) {
            let more = (end..to.min(end + 4)).take_while(|at| {
                account
                    .tokens
                    .get(*at)
                    .is_some_and(|t| t.is_word() && (t.norm.starts_with("ال") || t.norm.starts_with("وال")))
            });
            return end + more.count();
        }
        end
    }

    /// The bodies among these tokens.
    pub(super) fn bodies(&mut self, (from, to): Range, out: &mut Vec<Mention>) {
        let mut at = from;
        while at < to {
            at = self.body_at(at, from, to, out).unwrap_or(at + 1);
        }
    }

    pub(super) fn body_at(
        &mut self,
        at: usize,
        from: usize,
        to: usize,
        out: &mut Vec<Mention>,
    ) -> Option<usize> {
        let account = self.account;
        if let Some(number) = account
            .tokens
            .get(at)
            .filter(|token| token.is_word())
            .and_then(|token| self.cast.known_as(&token.norm))
        {
            out.push(Mention { from: at, to: at + 1, who: Who::Body(number) });
            return Some(at + 1);
        }
        let state = account.is_in(at, List::State).filter(|_| at > 0 && account.says_plainly(at - 1));
        if let Some(length) = state {
            let number = self.cast.body(account, (at, at + length), None);
            out.push(Mention { from: at, to: at + length, who: Who::Body(number) });
            return Some(at + length);
        }
        // «برئاسة عميد البلدية» says who presides
        if account.is_in(at, List::Presider).is_some() {
            return None;
        }
        let hit = self.hit(at, |sense| sense == Sense::In(List::Body))?;
        let token = account.tokens.get(at)?;
        // «دعا إليه رئيس البلدية»: no «آلية», although both are compared as one
        if token.arabic
            && account.is_in(at, List::Aside) == Some(1)
            && account.gender_at(at) != Some(super::lexicon::Gender::Feminine)
        {
            return None;
        }
        let start = account.phrase_start(at, out.last().map_or(from, |last| last.to));
        let end = account.phrase(at, hit).min(to);
        let the = start > 0 && account.is_in(start - 1, List::Determiner).is_some();
        if !token.arabic && !token.capital && !(the && (end > at + hit.length || start < at))
            || token.arabic
                && end == at + hit.length
                && hit.joined & ARTICLE == 0
                && !token.norm.starts_with("ال")
                && !token.norm.starts_with("لل")
        {
            return None;
        }
        let number = self.cast.body(account, (start, end), (start == at).then_some(hit));
        let short = account.is(end, Kind::Open) && account.is(end + 2, Kind::Close) && end + 3 <= to;
        let short = account.tokens.get(end + 1).filter(|token| short && token.is_word());
        if let Some(token) = short {
            self.cast.alias(&token.norm, number);
        }
        let end = if short.is_some() { end + 3 } else { end };
        out.push(Mention { from: start, to: end, who: Who::Body(number) });
        Some(end.max(at + 1))
    }
}
