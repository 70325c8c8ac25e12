//! Finding people, bodies and collectives: a title or a quoted or given name before or behind a capacity, the list of those
//! present, what stands before a colon in a log.

use super::account::{Account, Label, Sentence};
use super::cast::{Cast, Range, Who};
use super::lexicon::{ARTICLE, Hit, PREPOSITION, Sense};
use super::names::List;
use super::signs::Behind;
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
pub(super) struct Capacity {
    pub(super) at: Range,
    pub(super) hit: Hit,
}

/// The most words of a title with what says of which arm or service it is.
pub(super) const LONGEST_TITLE: usize = 5;

/// Reads the cast off an account.
pub(super) struct Finder<'a, 't> {
    pub(super) account: &'a Account<'t>,
    /// Who was found.
    pub(super) cast: Cast,
    /// Whether single names are taken in too: only when all fuller ones are known.
    pub(super) single: bool,
    /// Within the list of those present, or absent.
    pub(super) list: Option<bool>,
}

impl<'a, 't> Finder<'a, 't> {
    /// Everybody in `account`, and where each sentence names whom.
    pub(super) fn find(account: &'a Account<'t>) -> (Cast, Vec<Vec<Mention>>) {
        let mut finder = Self { account, cast: Cast::default(), single: false, list: None };
        for sentence in &account.sentences {
            finder.sentence(sentence);
        }
        finder.single = true;
        let mentions = account.sentences.iter().map(|sentence| finder.sentence(sentence));
        let mentions: Vec<Vec<Mention>> = mentions.collect();
        account.count_genders(&mut finder.cast, &mentions);
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
        if self.list.is_some()
            && let Some(listed) = self.attendees(sentence)
        {
            return listed;
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

    pub(super) fn hit(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> Option<Hit> {
        self.account.hits(at).iter().find(|hit| wanted(hit.sense)).copied()
    }

    /// Behind the titles that begin at `at`, if any does.
    pub(super) fn honorific(&self, at: usize) -> Option<usize> {
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
            end = next + usize::from(pointed && (short || !token.arabic || account.is(next, Kind::Bar)));
        }
        // «اللواء شرطة حقوقي فلان»
        while end > at
            && end < at + LONGEST_TITLE
            && let Some(length) = account.is_in(end, List::RankTail)
        {
            end += length;
        }
        // *Col. (ret.) Harun Vale*
        let close = (end + 2..end + 4).find(|at| account.is(*at, Kind::Close));
        if end > at && account.is(end, Kind::Open) && account.is_in(end + 1, List::RankTail).is_some() {
            end = close.map_or(end, |close| close + 1);
        }
        // «النائب السابق فلان»
        let more = account.is_in(end, List::Modifier).filter(|length| {
            end > at
                && account.tokens.get(end).is_some_and(|token| account.is_definite(token, false))
                && account.may_begin_name(end + length)
        });
        end += more.unwrap_or(0);
        // «العميد الحقوقي كاظم لفتة»
        let adjective = end == at + 1
            && account.is_family_name(end)
            && account.is_in(end, List::Given).is_none()
            && account.is_in(end, List::NameAlso).is_none()
            && (account.is_in(end + 1, List::Given).is_some()
                || account.may_begin_name(end + 1) && account.is_unknown(end + 2));
        end += usize::from(adjective);
        (end > at).then_some(end)
    }

    /// A name that begins at `at`, title and quotation marks passed over: where it stands, and where what belongs to it ends.
    /// `capacity` is what stands right before it, if any does.
    pub(super) fn name_at(&self, at: usize, to: usize, capacity: Option<Behind>) -> Option<(Range, usize)> {
        let account = self.account;
        let known = |word: &str| self.cast.is_last_name(word);
        let behind_capacity = capacity.is_some();
        // «الأمين العام» is a capacity, although «الأمين» is a name
        if self.hit(at, |sense| sense == Sense::In(List::Role)).is_some_and(|hit| hit.length > 1) {
            return None;
        }
        // «أمين السر» too
        let office = account.tokens.get(at).is_some_and(|token| !account.is_definite(token, false))
            && account.is_in(at, List::Role).is_some()
            && account.is_common_thing(at + 1);
        if office {
            return None;
        }
        // «قرية أم الربيعين»: the name of a place
        let placed = at.checked_sub(1).is_some_and(|before| {
            account
                .hits(before)
                .iter()
                .any(|hit| hit.sense == Sense::In(List::Placed) && hit.joined & ARTICLE == 0)
                && !account.is_definite_at(before)
        });
        let titled = self.honorific(at);
        if placed && titled.is_none() {
            return None;
        }
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
        // «م.ت.ف» is nobody's name
        if last.arabic && words == 1 && last.norm.chars().count() < 2 {
            return None;
        }
        let latin = !last.arabic;
        let given = self
            .hit(begin, |sense| sense == Sense::In(List::Given))
            .is_some_and(|hit| hit.joined & PREPOSITION == 0 && (last.arabic || last.capital))
            // «بدور المتفرج»: a preposition and a common word rather than a name
            && (titled.is_some() || !account.lexicons.iter().any(|one| one.joins_common(&last.norm)))
            // «هل رفعت الآليات أعلاما»: a verb before a noun rather than a name
            && (titled.is_some() || !self.is_verb_before_noun(begin));
        // «الفريق» is a team as well: a name behind it must look like one
        let team = titled == Some(at + 1) && self.hit(at, |sense| sense == Sense::In(List::Body)).is_some();
        let closed = [Kind::Comma, Kind::Quote, Kind::Open, Kind::Close, Kind::Stop]
            .iter()
            .any(|kind| account.is(end, *kind));
        let looks = given
            || words > 1 && account.may_begin_name(begin)
            || words > 1 && closed && account.is_in(begin, List::Future).is_some()
            || account.is_family_name(end - 1)
            || account.tokens.get(end - 1).is_some_and(|last| known(&last.norm));
        // «أشاد معالي الوزير بالجهود الملموسة»: what hangs on a preposition is nobody's name
        let hangs =
            || account.is_oblique_noun(begin) || account.lexicons.iter().any(|one| one.hangs(&last.norm));
        if !latin && (account.ends_in_tanwin(last) || !given && !known(&last.norm) && hangs()) {
            return None;
        }
        let enough = if titled.is_some() {
            // «المؤتمر الصحفي اليومي»: behind a word with the article the title may be its adjective
            let adjective =
                !latin && at > 0 && account.is_definite_at(at - 1) && account.is_definite(last, false);
            let alone = self.single && (latin || !account.is_definite(last, false) || looks && !adjective);
            // «التزم العمدة بدفع التعويض»: whoever bears the title was named, and what follows looks like no name
            // «وعد الوالي بحصر الأضرار»
            let hangs = !given
                && account.is_definite_at(begin + 1)
                && account.lexicons.iter().any(|one| one.joins_preposition(&last.norm));
            let borne = !latin && (!looks || hangs) && self.bearer(at).is_some();
            let heading = latin && self.shouted(at, end);
            (words > 1 || alone || self.cast.is_last_name(&last.norm))
                && (!team || looks)
                && !borne
                && !heading
        } else if latin {
            words > 1
                && !self.shouted(begin, end)
                && !self.is_of_a_phrase(begin, given)
                && (behind_capacity
                    || given
                    || self.introduced(begin, end)
                    || account.tokens.get(end - 1).is_some_and(|last| account.surnames.contains(&last.norm))
                    || self.cast.named(account, (begin, end)).is_some())
                || words == 1 && known(&last.norm)
        } else {
            words > 1
                && (given
                    || self.follows_capacity((begin, end), to, capacity)
                    || self.is_kunya((begin, end))
                    || self.precedes_capacity((begin, end))
                    || self.ends_in_last_name((begin, end))
                    || self.speaks_here((begin, end)))
                || (words == 1 || (begin..end - 1).all(|at| account.is_in(at, List::NameLink).is_some()))
                    && account.tokens.get(end - 1).is_some_and(|last| known(&last.norm))
                    && (begin > 0 && account.says(begin - 1) || account.says(end))
        };
        enough.then_some(((begin, end), end))
    }

    pub(super) fn scan(&mut self, (from, to): Range, out: &mut Vec<Mention>) {
        let mut at = from;
        let mut pending: Option<Capacity> = None;
        while at < to {
            let station = self.cast.station_at(self.account, at);
            let office = self.account.is_in(at, List::Role).is_some();
            if let Some((end, number)) = station.filter(|(end, _)| *end <= to && !office) {
                out.push(Mention { from: at, to: end, who: Who::Body(number) });
                at = end;
                continue;
            }
            if let Some((name, end)) = self.name_at(at, to, pending.and_then(|own| self.behind(own, at))) {
                let mention = self.person(at, name, end, to, pending.take(), out);
                at = mention.to.max(at + 1);
                out.retain(|earlier| earlier.from < mention.from);
                out.push(mention);
                continue;
            }
            if let Some(mention) = self.capacity_and_last_name(at).filter(|mention| mention.to <= to) {
                out.push(mention);
                at = mention.to;
                continue;
            }
            // «وبمشاركة المبعوثة»: with a preposition, a word that says who was there
            let there = [List::LabelPresent, List::Time, List::End]
                .iter()
                .any(|list| self.account.is_in(at, *list).is_some());
            let role = self
                .hit(at, |sense| sense == Sense::In(List::Role))
                .filter(|hit| hit.joined & PREPOSITION == 0 || !there);
            // «وعبر الشيخ»: the title of one who was named, and no capacity
            let bare = role.is_some_and(|hit| self.account.phrase(at, hit) == at + hit.length)
                || self.account.is_in(at, List::Honorific).is_some_and(|length| length > 1);
            // «العميد» is rather the mayor than a brigadier where a mayor was named
            let held =
                role.is_some_and(|hit| self.cast.holder(self.account, (at, at + hit.length), hit).is_some());
            if let Some(mention) = self.title_alone(at, to).filter(|_| bare && !held) {
                at = mention.to;
                out.push(mention);
                continue;
            }
            if let Some(hit) = role.filter(|_| self.is_capacity(at)) {
                let end = self.account.phrase(at, hit).min(to);
                let end = self.bracket(end, to).unwrap_or(end);
                let least = out
                    .last()
                    .map_or(from, |last| if matches!(last.who, Who::Person(_)) { last.to } else { from });
                let start = self.account.phrase_start(at, least);
                pending = Some(Capacity { at: (start, end), hit });
                self.bodies((at + hit.length, end), &mut Vec::new());
                if let Some(mention) = self.capacity(start, end, hit) {
                    // «وعد الوالي بحصر الأضرار»: of whom that is known nobody's name follows, unless it shows itself
                    let known = matches!(mention.who, Who::Person(_))
                        && self.account.is_definite_at(at)
                        && self.account.lexicons.iter().any(|one| {
                            self.account.tokens.get(end).is_some_and(|next| one.joins_preposition(&next.norm))
                        });
                    pending = pending.filter(|_| !known);
                    out.retain(|earlier| earlier.from < mention.from);
                    out.push(mention);
                }
                at = end;
                continue;
            }
            if let Some(mention) = self.title_alone(at, to) {
                at = mention.to;
                out.push(mention);
                continue;
            }
            if let Some(length) = self.aside(at) {
                at += length;
                continue;
            }
            let begun = at;
            at = self.other(at, from, to, out);
            // «أحد وجهاء المدينة الحاج فلان»: whoever is named behind is that one
            let one = out.last().filter(|last| {
                last.to == at
                    && at > begun
                    && matches!(last.who, Who::Group(_))
                    && self.account.is_in(last.from, List::OneOf).is_some()
            });
            let hit = one.and_then(|last| {
                (last.from..last.to)
                    .find_map(|at| self.hit(at, |sense| sense == Sense::In(List::People)))
                    .map(|hit| Capacity { at: (last.from, last.to), hit })
            });
            pending = hit.or(pending);
        }
    }

    /// Whether the role at `at` is a capacity: not one of several (*the deputies*), not a title before a name.
    fn is_capacity(&self, at: usize) -> bool {
        // *Observer Mission* is a body
        let body = self.hit(at, |sense| sense == Sense::In(List::Role)).is_some_and(|hit| {
            let next = at + hit.length;
            self.account.is_in(next, List::Body).is_some()
                && self.account.tokens.get(next).is_some_and(|token| !token.arabic && token.capital)
                && self.account.tokens.get(at).is_some_and(|token| !token.arabic && token.capital)
                && self.account.is_in(next + 1, List::Role).is_none()
                && self.honorific(next).is_none()
        });
        !body
            && self
                .account
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
        // «استهل الناطق الرسمي الإيجاز»: what stands behind a capacity that is known need not be a part of it
        let definite =
            |at: usize| account.tokens.get(at).is_some_and(|token| account.is_definite(token, false));
        let least = head + hit.length;
        // «المندوب الصيني» is another than «المندوب»
        let thing = |at: usize| {
            account.tokens.get(at).is_some_and(|token| {
                account
                    .lexicons
                    .iter()
                    .any(|one| one.is_common(&token.norm) || one.is_noun_behind_article(&token.norm))
            })
        };
        let shorter =
            (least..to).rev().filter(|end| (least..=*end).all(definite) && (*end > least || thing(*end)));
        let shorter = shorter
            .into_iter()
            .find_map(|end| self.cast.holder(account, (head, end), hit).map(|number| (end, number)));
        let whole = self.cast.holder(account, (head, to), hit);
        if let (None, Some((end, number))) = (whole, shorter.filter(|_| definite(head))) {
            return Some(Mention { from, to: end, who: Who::Person(number) });
        }
        let who = match whole {
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
        let right = |own: &Capacity| {
            own.at.1 <= at
                && (at - own.at.1 <= 1 && marks(own.at.1, at)
                    || self.named_as(own.at.1, at)
                    || self.reaches(*own, at) && account.is(end, Kind::Comma))
        };
        // «… مندوب القوة والسيدة فلانة»: what «و» is joined to begins anew
        let anew = self.account.hits(at).iter().any(|hit| {
            hit.sense == Sense::In(List::Honorific) && hit.joined & super::lexicon::CONJUNCTION != 0
        });
        if let Some(own) = before.filter(|own| right(own) && !anew) {
            let reached = if self.reaches(own, at) { at - 1 } else { own.at.1 };
            capacity = Some(((own.at.0, reached), Some(own.hit)));
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
        if capacity.is_none()
            && let Some(begin) = self.before_bracket(at, end)
        {
            capacity = Some(((begin, at - 1), None));
            (from, last) = (begin, end + 1);
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
        if at < name.0 {
            self.cast.titled(account, at, number);
        }
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
        Mention { from, to: self.whence(last, to), who: Who::Person(number) }
    }
}
