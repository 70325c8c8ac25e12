//! Who is named by where they stand: the list of those present, what stands before a colon.

use super::account::Sentence;
use super::cast::{Range, Who};
use super::lexicon::{ARTICLE, Sense};
use super::names::List;
use super::people::{Finder, Mention};
use super::signs::Behind;
use super::token::Kind;

impl Finder<'_, '_> {
    /// `Chair: Ms X`.
    pub(super) fn officeholder(&mut self, (from, to): Range, sentence: &Sentence, out: &mut Vec<Mention>) {
        let Some((name, end)) = self.name_at(sentence.from, sentence.to, Some(Behind::Named)) else { return };
        // what stands behind the name says more than the label
        let more = self.capacity_behind(end, sentence.to);
        let (own, end) = more.map_or((None, end), |(own, close)| (Some((own.at, Some(own.hit))), close));
        if own.is_some() {
            self.cast.person(self.account, name, own);
        }
        let number = self.cast.person(
            self.account,
            name,
            Some(((from, to), self.hit(from, |sense| sense == Sense::In(List::Role)))),
        );
        let mut inner = Vec::new();
        self.bodies((from, to), &mut inner);
        if let Some(Mention { who: Who::Body(body), .. }) = inner.last() {
            self.cast.belongs(number, *body);
        }
        out.push(Mention { from, to: end, who: Who::Person(number) });
    }

    /// Whoever a label names and nobody knows: a call sign.
    pub(super) fn station(&mut self, (from, to): Range, sentence: &Sentence, out: &mut Vec<Mention>) {
        let person = out.iter().find(|mention| matches!(mention.who, Who::Person(_))).copied();
        if let Some(person) = person {
            out.clear();
            out.push(person);
        } else if sentence.logged && out.is_empty() && from < to {
            let number = self.cast.body(self.account, (from, to), None);
            self.cast.station(self.account, (from, to), number);
            out.push(Mention { from, to, who: Who::Body(number) });
        } else if out.is_empty() && from < to && self.single {
            let number = self.cast.group(self.account, (from, to), false);
            out.push(Mention { from, to, who: Who::Group(number) });
        }
    }

    /// Several in one line: `A (x), B (y)`, `A, x; B, y`.
    pub(super) fn attendees(&mut self, sentence: &Sentence) -> Option<Vec<Mention>> {
        let (from, to) = (sentence.from, sentence.to);
        let is = |at: usize, kind: Kind| self.account.is(at, kind);
        let semicolons = (from..to).any(|at| is(at, Kind::Semicolon));
        let parted = |at: usize| {
            is(at, Kind::Semicolon)
                || !semicolons && is(at, Kind::Comma) && at > from && is(at - 1, Kind::Close)
        };
        let cuts: Vec<usize> = (from..to).filter(|at| parted(*at)).collect();
        if cuts.is_empty() {
            return None;
        }
        let mut out = Vec::new();
        let mut begin = from;
        for end in cuts.into_iter().chain([to]) {
            let part = Sentence { from: begin, to: end, whole: begin, ..sentence.clone() };
            match self.attendee(&part) {
                Some(mention) => out.push(mention),
                None => {
                    let mut own = Vec::new();
                    self.scan((begin, end), &mut own);
                    out.append(&mut own);
                }
            }
            begin = end + 1;
        }
        if self.list == Some(true) {
            for mention in &out {
                if let Who::Person(number) = mention.who
                    && let Some(person) = self.cast.people.get_mut(number)
                {
                    person.absent = true;
                }
            }
        }
        Some(out)
    }

    /// An item of the list of those present: name, then capacity, or the other way round.
    pub(super) fn attendee(&mut self, sentence: &Sentence) -> Option<Mention> {
        let account = self.account;
        let (from, to) = (sentence.from, sentence.to);
        let ends = |at: &usize| {
            account
                .tokens
                .get(*at)
                .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Bar | Kind::Open | Kind::Colon))
        };
        // «الأستاذ/ فلان – أمين السر»: the mark behind a title ends nothing
        let titled = self.honorific(from).unwrap_or(from);
        let cut = (titled..to).find(ends)?;
        // «1. القنص: اتهم ممثل الطرف الأول …» lists nobody
        if account.is(cut, Kind::Colon) && (cut..to).any(|at| account.says(at)) {
            self.list = None;
            return None;
        }
        let next = |at: usize| {
            (account.is(at, Kind::Comma) || account.is(at, Kind::Close))
                && (at + 1..at + 3)
                    .any(|at| self.honorific(at).is_some_and(|end| self.plain_name(end, to).is_some()))
        };
        let many = (cut + 1..to).any(|at| account.is(at, Kind::Semicolon) || at > cut + 1 && next(at))
            || self.honorific(cut + 1).is_some_and(|at| self.plain_name(at, to).is_some());
        if many {
            return None;
        }
        let begin = self.honorific(from).unwrap_or(from);
        let end = self.plain_name(begin, cut).filter(|end| *end == cut)?;
        let role = self.hit(from, |sense| sense == Sense::In(List::Role));
        if begin == from
            && role.is_some_and(|hit| hit.joined & ARTICLE == 0)
            && !account.tokens.get(from).is_some_and(|t| t.capital)
        {
            return None;
        }
        let mut last = to;
        while last > cut + 1
            && account.tokens.get(last - 1).is_some_and(|t| !t.is_word() && !t.is(Kind::Number))
        {
            last -= 1;
        }
        let number = self.cast.person(account, (begin, end), None);
        if cut + 1 < last {
            let mut inner = Vec::new();
            let hit = (cut + 1..last).find_map(|at| self.hit(at, |sense| sense == Sense::In(List::Role)));
            // a body after the capacity is the one it belongs to, not a part of it
            let comma = (cut + 1..last).find(|at| account.is(*at, Kind::Comma) || account.is(*at, Kind::Bar));
            // «(بعثة المراقبة، رئيسة الجلسة)»: the part that a capacity heads
            let headed = comma.filter(|comma| {
                self.hit(cut + 1, |sense| sense == Sense::In(List::Role)).is_none()
                    && self.hit(*comma + 1, |sense| sense == Sense::In(List::Role)).is_some()
            });
            let capacity = match headed {
                Some(comma) => (comma + 1, last),
                None => (cut + 1, comma.filter(|_| hit.is_some()).unwrap_or(last)),
            };
            self.cast.person(account, (begin, end), Some((capacity, None)));
            self.bodies((cut + 1, last), &mut inner);
            if let Some(Mention { who: Who::Body(body), .. }) = inner.last() {
                self.cast.belongs(number, *body);
            }
        }
        Some(Mention { from, to: end, who: Who::Person(number) })
    }

    /// The end of a name in a list: every word up to what ends it.
    fn plain_name(&self, from: usize, to: usize) -> Option<usize> {
        let account = self.account;
        let words = (from..to).take_while(|at| {
            account.tokens.get(*at).is_some_and(|t| {
                let other = account.hits(*at).iter().any(|hit| match hit.sense {
                    Sense::Verb(_, tense) => tense == super::names::Tense::Past && hit.length == 1,
                    Sense::In(List::Role | List::Body | List::People) => {
                        hit.joined & ARTICLE == 0 && *at > from
                    }
                    Sense::In(List::End | List::Content | List::Held | List::NoPeople) => true,
                    _ => false,
                });
                let also = [List::Given, List::NameAlso, List::NameLink]
                    .iter()
                    .any(|list| account.is_in(*at, *list).is_some());
                t.is_word()
                    && (also || !other)
                    && (t.arabic || t.capital || account.is_in(*at, List::NameLink).is_some())
            })
        });
        let end = from + words.count();
        ((from + 1..=from + 6).contains(&end)).then_some(end)
    }
}
