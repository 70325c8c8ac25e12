//! What shows that somebody is named: a capacity before it, a verb of saying beside it, a title alone.

use super::cast::{Range, Who};
use super::lexicon::{Gender, PREPOSITION, Sense};
use super::names::{List, Tense};
use super::people::{Capacity, Finder, Mention};
use super::token::Kind;

/// What stands before a name that may be that of whoever holds a capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// A capacity behind a verb of saying.
    Said,
    /// A capacity elsewhere.
    Named,
    /// A capacity that goes on with words of which nothing is known, up to a comma.
    Apart,
}

/// The most words by which a capacity may go on that nothing is known of.
const LONGEST_REST: usize = 8;

impl Finder<'_, '_> {
    /// Whether something beside these tokens says that a person is named there: a capacity, a verb of saying, who heads what.
    pub(super) fn introduced(&self, from: usize, to: usize) -> bool {
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
        // *Elias Khoram then proposed*, *Leyla Brand, who* …, *One of them, Karima Loutfi, demanded*
        let apart =
            account.is(to, Kind::Comma) && from.checked_sub(1).is_none_or(|at| !account.is(at, Kind::Word));
        let mut verb = to + usize::from(apart);
        while let Some(length) = account.is_in(verb, List::Aside) {
            verb += length;
        }
        let goes_on = account.says(verb) || apart && account.is_in(verb, List::Relative).is_some();
        before.is_some_and(|at| account.says(at) || role(at) || account.is_in(at, List::NamedAs).is_some())
            || (from.saturating_sub(4)..from)
                .any(|at| account.is_in(at, List::NamedAs).is_some_and(|length| at + length == from))
            || goes_on
            // *according to Widad Salloum*
            || (from.saturating_sub(4)..from).any(|at| {
                account.hits(at).iter().any(|hit| {
                    matches!(hit.sense, Sense::Verb(_, Tense::Inverted)) && at + hit.length == from
                })
            })
            || (from.saturating_sub(3)..from)
                .any(|at| account.is_in(at, List::Presider).is_some_and(|length| at + length == from))
            || role(to)
            || next > to && soon
    }

    /// «وعبرت تركية العبدلي، وهي …»: whether two unknown words, the second like the name of a family, stand right behind a verb of saying and
    /// before what closes a name.
    pub(super) fn speaks_here(&self, (from, to): Range) -> bool {
        let account = self.account;
        let said = from > 0 && account.says_plainly(from - 1);
        let closed = account.is_in(to, List::Content).is_some()
            || account.is_in(to, List::End).is_some()
            || account.is(to, Kind::Comma)
            || account.is_complement(to);
        // «وقال سلوان حنا إن»: before what is said whatever may be a name is one
        let content = account.is_in(to, List::Content).is_some() || account.is(to, Kind::Comma);
        let begins = account.may_begin_name(from) && (!account.is_feminine(from) || self.of_a_woman(from));
        said && closed
            && to == from + 2
            && (account.hits(from).is_empty() && account.is_family_name(to - 1)
                || content && begins && !account.is_definite_at(to - 1) && account.is_unknown(to - 1))
    }

    /// «قالت أم رياض إن», «أبو حمزة:»: whether a person is named by a child, beside a verb of saying or what closes a name.
    pub(super) fn is_kunya(&self, (from, to): Range) -> bool {
        let account = self.account;
        let before = from.checked_sub(1);
        let closed = [Kind::Comma, Kind::Colon].iter().any(|kind| account.is(to, *kind))
            || account.says(to)
            || account.is_in(to, List::Content).is_some()
            || account.is_in(to, List::Whose).is_some();
        account.is_in(from, List::Kunya).is_some()
            && (closed || before.is_none_or(|at| account.says_plainly(at) || !account.is(at, Kind::Word)))
    }

    /// «سامية الزنتاني», where «أوضحت الزنتاني أن» stands elsewhere: whether unknown words end in what is a last name somewhere.
    pub(super) fn ends_in_last_name(&self, (from, to): Range) -> bool {
        let account = self.account;
        account.tokens.get(to - 1).is_some_and(|last| account.surnames.contains(&last.norm))
            && account.hits(from).is_empty()
            && !account.is_complement(from)
    }

    /// «وقالت بدرة …»: whether a verb of saying in a woman's form stands right before.
    fn of_a_woman(&self, from: usize) -> bool {
        let said = from.checked_sub(1).filter(|at| self.account.says_plainly(*at));
        said.and_then(|at| self.account.gender_of_form(at, 1)) == Some(Gender::Feminine)
    }

    /// «زميلتها روضة شاور»: whether the capacity right before a name is a woman's, or somebody's and so complete.
    fn is_of_a_woman_here(&self, from: usize) -> bool {
        let account = self.account;
        let role = (from.saturating_sub(LONGEST_REST)..from).rev().find(|at| {
            account.is_in(*at, List::Role).is_some() || account.is_in(*at, List::Possessed).is_some()
        });
        role.is_some_and(|at| {
            account.is_in(at, List::Possessed).is_some() || account.gender_at(at) == Some(Gender::Feminine)
        })
    }

    /// «غريغوري بالمر مسؤول الشؤون»: whether words of which nothing is known are the name of whoever holds the capacity behind them.
    pub(super) fn precedes_capacity(&self, (from, to): Range) -> bool {
        let account = self.account;
        let role = self.hit(to, |sense| sense == Sense::In(List::Role)).is_some_and(|hit| hit.joined == 0);
        let unknown = |at: usize| {
            account.hits(at).is_empty() && (!account.is_feminine(at) || at == from && self.of_a_woman(from))
        };
        role && to - from == 2 && (from..to).all(unknown) && !account.is_definite_at(from)
    }

    /// Whether two unknown words behind a capacity are the name of whoever holds it, by what follows them. Behind a verb of saying they
    /// may be what is said («أعلن الوزير حالة الطوارئ»), elsewhere («استقبل عميد البلدية فلان الفلاني مندوبين») hardly.
    pub(super) fn follows_capacity(&self, (from, to): Range, most: usize, capacity: Option<Behind>) -> bool {
        let account = self.account;
        let Some(capacity) = capacity else { return false };
        // «رئيس الجماعة لآيت يوب، السيد فلان»: what a title and a name follow is no name
        if account.is(to, Kind::Comma) && self.honorific(to + 1).is_some() {
            return false;
        }
        // «استعرض القائممقام آخر المستجدات»
        let common = account.is_in(from, List::NoName).is_some()
            && account.is_in(from, List::NameAlso).is_none()
            && account.is_in(from, List::Given).is_none()
            && account.is_thing(to - 1);
        if common {
            return false;
        }
        if capacity == Behind::Apart {
            let closed = account.is(to, Kind::Comma) || account.is(to, Kind::Close);
            return closed
                && to > from + 1
                && account.may_begin_name(from)
                && (from..to).all(|at| account.is_unknown(at));
        }
        let marked = account.is_in(to, List::Content).is_some()
            || account.is_in(to, List::Quoted).is_some()
            || account.is(to, Kind::Comma)
            || account.is(to, Kind::Open);
        let plain = |at: usize| {
            !account.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Object(_) | Sense::In(List::Duty)))
        };
        let ended = to >= most
            || account.is_in(to, List::End).is_some()
            || account.is_in(to, List::Aside).is_some()
            || account.is_in(to, List::Time).is_some()
            || account.is_in(to, List::Link).is_some()
            || account.says(to)
            || account.is_complement(to)
            || account.is_conjoined(to)
            // «وطالبت مديرة المركز ريما عرابي لجنة التفاوض»: whom she speaks to
            || account.hits(to).iter().any(|hit| {
                matches!(hit.sense, Sense::In(List::Body | List::People) | Sense::Collective(_))
                    && hit.joined & super::lexicon::CONJUNCTION == 0
            })
            || !account.tokens.get(to).is_some_and(super::token::Token::is_word);
        let family = account.is_family_name(to - 1) && !account.is_family_name(from);
        // a masculine adjective does not go with a feminine noun: «سامية الزنتاني» is a name
        let woman = account.is_feminine(from)
            && account.hits(from).is_empty()
            && !account.is_hanging(from)
            && self.is_of_a_woman_here(from);
        let linked = account.is_in(from + 1, List::NameLink).is_some() && account.is(from - 1, Kind::Comma);
        let noun = !family && !woman && !linked && (account.is_feminine(from) || account.is_hanging(from));
        let part =
            |at: usize| account.is_unknown(at) || account.is_in(at, List::NameLink).is_some() && at > from;
        let long = to > from + 2 && !family && !(from..to).all(part);
        // «مختار البلدة جرجس الحايك»: behind a phrase that an article ends, a word without one is no part of it
        let before = from - 1 - usize::from(from > 1 && account.is(from - 1, Kind::Comma));
        let anew = account.may_begin_name(from)
            && (account.is_definite_at(before)
                || account.is(before, Kind::Word) && account.hits(before).is_empty());
        !noun
            && !long
            && (from..to).all(plain)
            && (marked || family || (capacity == Behind::Named || anew) && ended)
    }

    /// Whether all is in capitals: a heading, not a name.
    pub(super) fn shouted(&self, from: usize, to: usize) -> bool {
        let own = self.account.tokens.get(from).zip(self.account.tokens.get(to.max(from + 1) - 1));
        let written =
            own.and_then(|(first, last)| self.account.text.get(first.start..last.end)).unwrap_or_default();
        !written.chars().any(char::is_lowercase)
    }

    /// Whoever alone bears the title at `at`, or holds the capacity that it is too.
    pub(super) fn bearer(&self, at: usize) -> Option<usize> {
        let account = self.account;
        // «معالي الوزير»: the second word is the capacity
        let end = self.honorific(at).unwrap_or(at + 1);
        let held = (at..end).find_map(|at| {
            let hit = self.hit(at, |sense| sense == Sense::In(List::Role))?;
            self.cast.holder(account, (at, at + hit.length), hit)
        });
        held.or_else(|| self.cast.holder_of_title(account, at))
    }

    /// *the General*, «العقيد»: a title without a name, where one alone bears it.
    pub(super) fn title_alone(&self, at: usize, to: usize) -> Option<Mention> {
        let account = self.account;
        let hit = self.hit(at, |sense| sense == Sense::In(List::Honorific)).filter(|_| self.single)?;
        let token = account.tokens.get(at)?;
        let the = at > 0 && account.is_in(at - 1, List::Determiner).is_some();
        // *the general said*, not *the general situation*
        let last = at + hit.length;
        let closed = account.tokens.get(last).is_none_or(|next| !next.is_word())
            || account.says(last)
            || [List::End, List::Content, List::Aside]
                .iter()
                .any(|list| account.is_in(last, *list).is_some());
        let alone =
            if token.arabic { hit.joined & PREPOSITION == 0 } else { the && (token.capital || closed) };
        let number = if token.arabic && hit.length > 1 {
            self.bearer(at)
        } else {
            self.cast.holder_of_title(account, at)
        };
        let number = number.filter(|_| alone)?;
        let end = (at + hit.length).min(to);
        let named =
            account.tokens.get(end).is_some_and(|next| !next.arabic && next.is_word() && next.capital);
        (!named).then_some(Mention { from: at, to: end, who: Who::Person(number) })
    }

    /// How long a phrase is that only says when or where something was said: nobody in it speaks.
    pub(super) fn aside(&self, at: usize) -> Option<usize> {
        let arabic = self.account.tokens.get(at).is_some_and(|token| token.arabic);
        self.account.is_in(at, List::Aside).filter(|length| arabic && *length > 1)
    }

    /// How what begins at `at` stands behind a capacity, if it stands right behind it.
    pub(super) fn behind(&self, own: Capacity, at: usize) -> Option<Behind> {
        let right = own.at.1 == at || own.at.1 + 1 == at && self.account.is(own.at.1, Kind::Comma);
        if !right && self.reaches(own, at) {
            return Some(Behind::Apart);
        }
        let clause = (0..own.at.0)
            .rev()
            .take(6)
            .take_while(|at| self.account.tokens.get(*at).is_some_and(|t| t.is_word()));
        let said = clause.into_iter().any(|at| self.account.says_plainly(at));
        right.then_some(if said { Behind::Said } else { Behind::Named })
    }

    /// «ممثل ذوي الحقوق بأولاد حمو، فلان»: whether a capacity goes on up to the comma before `at`, as far as one can see.
    pub(super) fn reaches(&self, own: Capacity, at: usize) -> bool {
        let account = self.account;
        let comma = at.checked_sub(1).filter(|comma| account.is(*comma, Kind::Comma));
        let plain = |at: usize| {
            account.tokens.get(at).is_some_and(|token| token.is_word() && token.arabic)
                && !account.says(at)
                && account.is_in(at, List::Content).is_none()
                && account.is_in(at, List::And).is_none()
                && account.is_in(at, List::Honorific).is_none()
        };
        comma.is_some_and(|comma| {
            comma > own.at.1 && comma <= own.at.1 + LONGEST_REST && (own.at.1..comma).all(plain)
        })
    }

    /// Whether all between two places says that a name follows: `, known as`.
    pub(super) fn named_as(&self, from: usize, to: usize) -> bool {
        let from = from + usize::from(self.account.is(from, Kind::Comma));
        self.account.is_in(from, List::NamedAs).is_some_and(|length| from + length == to)
    }
}
