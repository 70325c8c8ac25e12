//! Finding people, bodies and collectives: a title or a quoted or given name before or behind a capacity, the list of those
//! present, what stands before a colon in a log.

use super::account::{Account, Label, Sentence};
use super::cast::{Cast, Range, Who};
use super::lexicon::{ARTICLE, Hit, PREPOSITION, Sense};
use super::names::List;
use super::token::Kind;

/// Where somebody is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// First token, title and capacity included.
    pub(super) from: usize,
    /// Token behind the last.
    pub(super) to: usize,
    /// Who.
    pub(super) who: Who,
}

/// A capacity as it is named.
#[derive(Clone, Copy, Debug)]
struct Capacity {
    at: Range,
    hit: Hit,
}

/// Reads the cast off an account.
pub(super) struct Finder<'a, 't> {
    account: &'a Account<'t>,
    /// Who was found.
    pub(super) cast: Cast,
    /// Whether single names are taken in too: only when all fuller ones are known.
    single: bool,
    /// Within the list of those present, or absent.
    list: Option<bool>,
}

impl<'a, 't> Finder<'a, 't> {
    /// Everybody in `account`, and where each sentence names whom.
    pub(super) fn find(account: &'a Account<'t>) -> (Cast, Vec<Vec<Mention>>) {
        let mut finder = Self { account, cast: Cast::default(), single: false, list: None };
        for sentence in &account.sentences {
            finder.sentence(sentence);
        }
        finder.single = true;
        let mentions = account.sentences.iter().map(|sentence| finder.sentence(sentence)).collect();
        (finder.cast, mentions)
    }

    /// Whom a sentence names, in order.
    fn sentence(&mut self, sentence: &Sentence) -> Vec<Mention> {
        match sentence.label {
            Label::Of(List::LabelPresent) => self.list = Some(false),
            Label::Of(List::LabelAbsent) => self.list = Some(true),
            Label::Of(_) | Label::Speaker(..) => self.list = None,
            _ if !sentence.item && sentence.apart || !sentence.first => self.list = None,
            _ => {}
        }
        if let Some(absent) = self.list
            && let Some(mention) = self.attendee(sentence)
        {
            if let (Who::Person(number), true) = (mention.who, absent)
                && let Some(person) = self.cast.people.get_mut(number)
            {
                person.absent = true;
            }
            return vec![mention];
        }
        let mut out = Vec::new();
        if let Label::Speaker(from, to) = sentence.label {
            self.scan((from, to), &mut out);
            self.station((from, to), sentence, &mut out);
        }
        if let Label::Capacity(from, to) = sentence.label {
            self.officeholder((from, to), sentence, &mut out);
        }
        self.scan((sentence.from, sentence.to), &mut out);
        out
    }

    /// `Chair: Ms X`.
    fn officeholder(&mut self, (from, to): Range, sentence: &Sentence, out: &mut Vec<Mention>) {
        let Some((name, end)) = self.name_at(sentence.from, sentence.to, true) else { return };
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
    fn station(&mut self, (from, to): Range, sentence: &Sentence, out: &mut Vec<Mention>) {
        let person = out.iter().find(|mention| matches!(mention.who, Who::Person(_))).copied();
        if let Some(person) = person {
            out.clear();
            out.push(person);
        } else if sentence.logged && out.is_empty() && from < to {
            let number = self.cast.body(self.account, (from, to), None);
            out.push(Mention { from, to, who: Who::Body(number) });
        }
    }

    /// An item of the list of those present: name, then capacity, or the other way round.
    fn attendee(&mut self, sentence: &Sentence) -> Option<Mention> {
        let account = self.account;
        let (from, to) = (sentence.from, sentence.to);
        let ends = |at: &usize| {
            account
                .tokens
                .get(*at)
                .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Bar | Kind::Open | Kind::Colon))
        };
        let cut = (from..to).find(ends)?;
        let many = (cut + 1..to).any(|at| account.is(at, Kind::Semicolon))
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
            let capacity = (cut + 1, comma.filter(|_| hit.is_some()).unwrap_or(last));
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
                t.is_word() && (t.arabic || t.capital || account.is_in(*at, List::NameLink).is_some())
            })
        });
        let end = from + words.count();
        ((from + 1..=from + 6).contains(&end)).then_some(end)
    }

    fn hit(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> Option<Hit> {
        self.account.hits(at).iter().find(|hit| wanted(hit.sense)).copied()
    }

    /// Behind the titles that begin at `at`, if any does.
    fn honorific(&self, at: usize) -> Option<usize> {
        let account = self.account;
        let mut end = at;
        while let Some(hit) = self.hit(end, |sense| sense == Sense::In(List::Honorific)) {
            let token = account.tokens.get(end)?;
            let next = end + hit.length;
            let pointed = account.is(next, Kind::Stop) || account.is(next, Kind::Bar);
            let short = token.norm.chars().count() - usize::from(hit.skip > 0) <= 1;
            if short && !pointed || !token.arabic && !token.capital || end > at + 4 {
                break;
            }
            end = next + usize::from(pointed && (short || !token.arabic));
        }
        (end > at).then_some(end)
    }

    /// A name that begins at `at`, title and quotation marks passed over: where it stands, and where what belongs to it ends.
    fn name_at(&self, at: usize, to: usize, behind_capacity: bool) -> Option<(Range, usize)> {
        let account = self.account;
        let known = |word: &str| self.cast.is_last_name(word);
        let titled = self.honorific(at);
        let begin = titled.unwrap_or(at);
        if account.is(begin, Kind::Quote) {
            let end = account.name(begin + 1, &|_| false).filter(|end| account.is(*end, Kind::Quote))?;
            let single = end == begin + 2;
            let surname =
                account.tokens.get(begin + 1).is_some_and(|token| self.cast.is_last_name(&token.norm));
            return (titled.is_some()
                || surname
                || !single && (behind_capacity || self.introduced(begin, end + 1)))
            .then_some(((begin + 1, end), end + 1));
        }
        let end = account.name(begin, &known)?.min(to);
        let words = end.saturating_sub(begin);
        let last = account.tokens.get(begin)?;
        let given = self
            .hit(begin, |sense| sense == Sense::In(List::Given))
            .is_some_and(|hit| hit.joined & PREPOSITION == 0);
        let latin = !last.arabic;
        let enough = if titled.is_some() {
            words > 1 || self.single || self.cast.is_last_name(&last.norm)
        } else if latin {
            words > 1
                && !self.shouted(begin, end)
                && (behind_capacity
                    || self.introduced(begin, end)
                    || self.cast.named(account, (begin, end)).is_some())
                || words == 1 && known(&last.norm)
        } else {
            words > 1 && given
                || words > 1 && behind_capacity && self.closed_behind(end)
                || words == 1
                    && known(&last.norm)
                    && (begin > 0 && account.says(begin - 1) || account.says(end))
        };
        enough.then_some(((begin, end), end))
    }

    /// Whether something beside these tokens says that a person is named there: a capacity, a verb of saying, who heads what.
    fn introduced(&self, from: usize, to: usize) -> bool {
        let account = self.account;
        let role = |at: usize| self.hit(at, |sense| sense == Sense::In(List::Role)).is_some();
        let before = from.checked_sub(1);
        let mut next = to
            + usize::from(
                account.is(to, Kind::Comma) || account.is(to, Kind::Open) || account.is(to, Kind::Bar),
            );
        if next > to && account.is_in(next, List::Determiner).is_some() {
            next += 1;
        }
        let soon =
            (next..next + 4).take_while(|at| account.tokens.get(*at).is_some_and(|t| t.is_word())).any(role);
        before.is_some_and(|at| account.says(at) || role(at))
            || account.says(to)
            || (from.saturating_sub(3)..from)
                .any(|at| account.is_in(at, List::Presider).is_some_and(|length| at + length == from))
            || role(to)
            || next > to && soon
    }

    /// Whether what stands behind a name that nothing else shows begins what is said, or is a mark.
    fn closed_behind(&self, at: usize) -> bool {
        self.account.is_in(at, List::Content).is_some()
            || self.account.is(at, Kind::Comma)
            || self.account.is(at, Kind::Open)
    }

    /// Whether all is in capitals: a heading, not a name.
    fn shouted(&self, from: usize, to: usize) -> bool {
        let own = self.account.tokens.get(from).zip(self.account.tokens.get(to.max(from + 1) - 1));
        let written =
            own.and_then(|(first, last)| self.account.text.get(first.start..last.end)).unwrap_or_default();
        !written.chars().any(char::is_lowercase)
    }

    fn scan(&mut self, (from, to): Range, out: &mut Vec<Mention>) {
        let mut at = from;
        let mut pending: Option<Capacity> = None;
        while at < to {
            if let Some((name, end)) = self.name_at(
                at,
                to,
                pending.is_some_and(|own| {
                    own.at.1 == at || own.at.1 + 1 == at && self.account.is(own.at.1, Kind::Comma)
                }),
            ) {
                let mention = self.person(at, name, end, to, pending.take(), out);
                at = mention.to.max(at + 1);
                out.retain(|earlier| earlier.from < mention.from);
                out.push(mention);
                continue;
            }
            let role = self.hit(at, |sense| sense == Sense::In(List::Role));
            if let Some(hit) = role.filter(|_| self.is_capacity(at)) {
                let end = self.account.phrase(at, hit).min(to);
                let least = out
                    .last()
                    .map_or(from, |last| if matches!(last.who, Who::Person(_)) { last.to } else { from });
                let start = self.account.phrase_start(at, least);
                pending = Some(Capacity { at: (start, end), hit });
                self.bodies((at + hit.length, end), &mut Vec::new());
                if let Some(mention) = self.capacity(start, end, hit) {
                    out.retain(|earlier| earlier.from < mention.from);
                    out.push(mention);
                }
                at = end;
                continue;
            }
            at = self.other(at, from, to, out);
        }
    }

    /// Whether the role at `at` is a capacity: not one of several (*the deputies*), not a title before a name.
    fn is_capacity(&self, at: usize) -> bool {
        self.account
            .tokens
            .get(at)
            .is_some_and(|token| token.arabic || self.account.is_in(at, List::Bare).is_none())
            && !(at > 0
                && self.account.is_in(at - 1, List::Bare).is_some()
                && !self.account.tokens.get(at).is_some_and(|t| t.arabic))
    }

    /// Whoever holds a capacity that is named without a name.
    fn capacity(&mut self, from: usize, to: usize, hit: Hit) -> Option<Mention> {
        let account = self.account;
        let head =
            (from..to).find(|at| account.hits(*at).iter().any(|one| one.sense == hit.sense)).unwrap_or(from);
        let who = match self.cast.holder(account, (head, to), hit) {
            Some(number) => Who::Person(number),
            None => {
                let mut inner = Vec::new();
                self.bodies((head + hit.length, to), &mut inner);
                let body = inner.first().and_then(|mention| match mention.who {
                    Who::Body(body) if mention.from == head + hit.length => self.cast.head_of(body),
                    _ => None,
                });
                match body {
                    Some(number) => Who::Person(number),
                    None if self.single => Who::Group(self.cast.group(account, (from, to), false)),
                    None => return None,
                }
            }
        };
        Some(Mention { from, to, who })
    }

    /// A person with what stands around the name.
    fn person(
        &mut self,
        at: usize,
        name: Range,
        end: usize,
        to: usize,
        before: Option<Capacity>,
        out: &[Mention],
    ) -> Mention {
        let account = self.account;
        let marks = |from: usize, to: usize| {
            (from..to).all(|at| {
                account
                    .tokens
                    .get(at)
                    .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Open | Kind::Bar | Kind::Quote))
            })
        };
        let (mut from, mut last) = (at, end);
        let mut capacity = None;
        if let Some(own) = before.filter(|own| own.at.1 <= at && at - own.at.1 <= 1 && marks(own.at.1, at)) {
            capacity = Some((own.at, Some(own.hit)));
            from = own.at.0;
            if account.is(at.saturating_sub(1), Kind::Open) && account.is(end, Kind::Close) {
                last = end + 1;
            }
        }
        if capacity.is_none()
            && let Some((own, close)) = self.capacity_behind(end, to)
        {
            capacity = Some((own.at, Some(own.hit)));
            last = close;
        }
        let mut body = None;
        if capacity.is_none()
            && let Some((own, number, close)) = self.body_behind(end, to)
        {
            (capacity, body, last) = (Some((own, None)), Some(number), close);
        }
        if capacity.is_none()
            && let Some(hit) = self.hit(at, |sense| sense == Sense::In(List::Role)).filter(|_| at < name.0)
        {
            // a title that is a capacity too: *Mayor*
            let start = account.phrase_start(at, at.saturating_sub(2));
            capacity = Some(((start.min(at), name.0), Some(hit)));
        }
        if capacity.is_none() {
            let presides = (at.saturating_sub(5)..at).find(|begin| {
                account.is_in(*begin, List::Presider).is_some_and(|length| begin + length == at)
            });
            if let (Some(begin), Some(Mention { from: first, who: Who::Body(number), .. })) =
                (presides, out.last().copied())
            {
                capacity = Some(((first, at), None));
                (from, body) = (begin, Some(number));
            }
        }
        let number = self.cast.person(account, name, capacity);
        let within = capacity.and_then(|(at, hit)| {
            let mut inner = Vec::new();
            self.bodies((at.0 + hit.map_or(0, |hit| hit.length.min(1)), at.1), &mut inner);
            inner
                .into_iter()
                .find_map(|mention| if let Who::Body(body) = mention.who { Some(body) } else { None })
        });
        if let Some(body) = body.or(within) {
            self.cast.belongs(number, body);
        }
        Mention { from, to: last, who: Who::Person(number) }
    }

    /// The body that somebody speaks for, behind the name: `(Western Delegation)`, `, speaking for the Eastern Delegation,`.
    fn body_behind(&mut self, end: usize, to: usize) -> Option<(Range, usize, usize)> {
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

    /// A capacity behind a name: `، رئيس اللجنة`, `(Chair)`.
    fn capacity_behind(&self, end: usize, to: usize) -> Option<(Capacity, usize)> {
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
        let head = (at..(at + reach).min(to))
            .take_while(|n| account.tokens.get(*n).is_some_and(|t| t.is_word()))
            .find_map(|n| {
                let hit = self.hit(n, |sense| sense == Sense::In(List::Role))?;
                (account.phrase_start(n, at) == at || n == at).then_some((n, hit))
            });
        let (n, hit) = head.filter(|(_, hit)| hit.joined & super::lexicon::CONJUNCTION == 0)?;
        // a title before the next name is no capacity of this one
        if self.name_at(n, to, false).is_some() {
            return None;
        }
        let close = account.phrase(n, hit).min(to);
        let after = close
            + usize::from(
                account.is(close, Kind::Close) && bracket
                    || account.is(close, Kind::Comma) && marked && !bracket && latin,
            );
        Some((Capacity { at: (at, close), hit }, after.min(to)))
    }

    /// A body or a collective at `at`, or nothing: where to go on.
    fn other(&mut self, at: usize, from: usize, to: usize, out: &mut Vec<Mention>) -> usize {
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
        self.body_at(at, from, to, out).unwrap_or(at + 1)
    }

    /// A group of people, with what is joined to it by *and* in the same kind: «ثوار المدينة والمنطقة الغربية».
    fn people_phrase(&self, at: usize, hit: Hit, to: usize) -> usize {
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
    fn bodies(&mut self, (from, to): Range, out: &mut Vec<Mention>) {
        let mut at = from;
        while at < to {
            at = self.body_at(at, from, to, out).unwrap_or(at + 1);
        }
    }

    fn body_at(&mut self, at: usize, from: usize, to: usize, out: &mut Vec<Mention>) -> Option<usize> {
        let account = self.account;
        let hit = self.hit(at, |sense| sense == Sense::In(List::Body))?;
        let token = account.tokens.get(at)?;
        let start = account.phrase_start(at, out.last().map_or(from, |last| last.to));
        let end = account.phrase(at, hit).min(to);
        let the = start > 0 && account.is_in(start - 1, List::Determiner).is_some();
        if !token.arabic && !token.capital && !(the && (end > at + hit.length || start < at))
            || token.arabic
                && end == at + hit.length
                && hit.joined & ARTICLE == 0
                && !token.norm.starts_with("ال")
        {
            return None;
        }
        let number = self.cast.body(account, (start, end), (start == at).then_some(hit));
        out.push(Mention { from: start, to: end, who: Who::Body(number) });
        Some(end.max(at + 1))
    }
}
