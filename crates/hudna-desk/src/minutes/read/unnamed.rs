//! Who speaks where no pattern finds it: an unknown subject, whoever agreed on what follows, whoever was asked, the two named last.

use super::account::Sentence;
use super::cast::Who;
use super::gender::agree;
use super::lexicon::{Lexicon, Sense};
use super::names::{Class, List, Tense};
use super::people::Mention;
use super::speakers::{Found, Subject};
use super::statements::Reader;
use super::token::{Kind, Token};
use super::verbs::Verb;

/// The most speakers who are looked back for.
const MOST_SPEAKERS: usize = 12;
/// Within how many words what is said must follow a new subject.
const FARTHEST: usize = 10;
/// The same behind a source: «بيان صادر عن المتحدث باسم …».
const FARTHEST_SOURCE: usize = 18;
/// The most words of a subject before its verb that no list knows.
const LONGEST_SUBJECT: usize = 5;
/// Within so many tokens a verb heads its sentence.
const HEAD: usize = 6;

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
        let at = if account.tokens.get(verb.at)?.arabic {
            if follows {
                return None;
            }
            if let Some(found) = self.unknown_before(sentence, verb) {
                return Some(found);
            }
            self.unknown_behind(sentence, lexicon, verb)?
        } else {
            self.unknown_latin(sentence, lexicon, verb, tense)?
        };
        if at.1 <= at.0 {
            return None;
        }
        let who = Who::Group(self.cast.group(account, at, false));
        Some(Found { subject: Subject::Who(who), at, sure: false, after_quote: false })
    }

    /// In Arabic: the words behind a verb that heads its sentence, up to what is said.
    fn unknown_behind(&self, sentence: &Sentence, lexicon: &Lexicon, verb: &Verb) -> Option<(usize, usize)> {
        let account = self.account;
        let source = account.is_in(verb.at + verb.length, List::Source).is_some()
            || self.is_said_by_title(sentence, verb);
        if (verb.of_person && !self.is_parted(verb) || verb.at > sentence.from + 1) && !source {
            return None;
        }
        let mut from = verb.at + verb.length;
        // «أوضح له أن»
        while let Some(length) = account.is_in(from, List::Aside) {
            from += length;
        }
        // «وقال مصدر أمني إن»: joined to what was before, a new subject is one only where what is said follows it
        let reach = if source { FARTHEST_SOURCE } else { FARTHEST };
        let said =
            (from..sentence.to.min(from + reach)).find(|at| account.is_in(*at, List::Content).is_some());
        if verb.joined && said.is_none() && !self.is_parted(verb) {
            return None;
        }
        // «رحبوا بـ …»: whoever is spoken of in the plural was named before
        let letter = account.tokens.get(from).is_some_and(|token| token.norm.chars().count() < 2);
        if letter || account.is_in(verb.at, List::Several).is_some() {
            return None;
        }
        // «والتزما بعدم التعرض»: what hangs on a preposition is nobody's name
        // «تعهد شفهيا»: an adverb names nobody
        if account.tokens.get(from).is_some_and(|token| account.ends_in_tanwin(token)) {
            return None;
        }
        let hangs = |token: &Token| token.norm.chars().count() > 3 && lexicon.joins_preposition(&token.norm);
        if !source && account.tokens.get(from).is_some_and(hangs) {
            return None;
        }
        let ends = |at: &usize| {
            account.closes(*at) && !(source && *at == from)
                || account
                    .hits(*at)
                    .iter()
                    .any(|hit| matches!(hit.sense, Sense::Object(_) | Sense::In(List::Duty)))
        };
        let to = (from..sentence.to.min(from + 5))
            .find(|at| ends(at) || *at > from && account.is_complement(*at))?;
        Some((from, to))
    }

    /// In Latin script: the words between the head of a clause and the verb.
    fn unknown_latin(
        &self,
        sentence: &Sentence,
        lexicon: &Lexicon,
        verb: &Verb,
        tense: Tense,
    ) -> Option<(usize, usize)> {
        let account = self.account;
        let plain = |at: usize| account.tokens.get(at).is_some_and(|t| t.is_word());
        let begins = |at: &usize| !plain(*at) || account.is_in(*at, List::And).is_some();
        let from = (sentence.from..verb.at).rev().find(begins).map_or(sentence.from, |mark| mark + 1);
        let asides = (from..verb.at).rev().take_while(|at| account.is_in(*at, List::Aside).is_some()).count();
        let be = verb.at.checked_sub(asides + 1).filter(|at| account.is_in(*at, List::Be).is_some());
        if be.is_none() && tense == Tense::State {
            return None;
        }
        let to = if tense == Tense::State { be? } else { verb.at - asides };
        let first = account.tokens.get(from)?;
        let headed = account.is_in(from, List::Determiner).is_some()
            || first.capital
                && (from > sentence.from || sentence.logged || lexicon.names_several(&first.norm));
        let clean = (from..to)
            .all(|at| account.is_in(at, List::At).is_none() && account.is_in(at, List::Negation).is_none());
        if !headed || !clean || to > from + 5 || tense == Tense::Present && to < from + 2 {
            return None;
        }
        Some((from, to))
    }

    /// «ودعت الكنائس المحلية، في بيان، الطرفين إلى …»: whether words with the article stand behind a verb and before a mark and what says where.
    fn is_parted(&self, verb: &Verb) -> bool {
        let account = self.account;
        let from = verb.at + verb.length;
        let comma = (from..from + 4).find(|at| account.is(*at, Kind::Comma));
        comma.is_some_and(|comma| {
            comma > from
                && (from..comma).all(|at| account.is_definite_at(at) && !account.is_oblique_noun(at))
                && (account.is_in(comma + 1, List::Link).is_some()
                    || account.is_in(comma + 1, List::Aside).is_some())
        })
    }

    /// «وذكر الجندي المناوب أن»: whether a title without a name, or a word with the article, stands between a verb and what it says.
    fn is_said_by_title(&self, sentence: &Sentence, verb: &Verb) -> bool {
        let account = self.account;
        let from = verb.at + verb.length;
        let said = (from..sentence.to.min(from + 4)).find(|at| account.is_in(*at, List::Content).is_some());
        let bare = said.is_some_and(|at| account.is_in(at, List::Bare).is_some() && at > from);
        bare && account.is_in(from, List::Honorific).is_some()
            && (from..said.unwrap_or(from)).all(|at| account.is_definite_at(at))
    }

    /// A subject that no list knows before an Arabic verb that says something: «والد أحد الموقوفين قال إنه …», «أما التجار، فقالوا إن …».
    fn unknown_before(&mut self, sentence: &Sentence, verb: &Verb) -> Option<Found> {
        let account = self.account;
        let mut from = sentence.from;
        while let Some(length) = account.is_in(from, List::And).filter(|_| from < verb.at) {
            from += length;
        }
        let to = verb.at - usize::from(verb.at > from && account.is(verb.at - 1, Kind::Comma));
        let behind = verb.at + verb.length;
        let content = account.is_in(behind, List::Content).is_some() || account.is(behind, Kind::Colon);
        let plain = |at: usize| {
            account.tokens.get(at).is_some_and(|token| token.is_word() && token.arabic)
                && !account.says(at)
                && [List::Content, List::Link, List::At, List::Aside, List::Acts, List::Held]
                    .iter()
                    .all(|list| account.is_in(at, *list).is_none())
                && !account.is_complement(at)
                && !account.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Condition(_, false)))
        };
        let names = account.is_in(from, List::End).is_none() && account.is_in(from, List::Time).is_none();
        if !content || !names || to <= from || to > from + LONGEST_SUBJECT || !(from..to).all(plain) {
            return None;
        }
        let who = Who::Group(self.cast.group(account, (from, to), false));
        Some(Found { subject: Subject::Who(who), at: (from, to), sure: false, after_quote: false })
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

    /// Whoever is named right behind a verb that heads the sentence and says that somebody acts: «ألقى رئيس المجلس كلمة دعا فيها إلى …».
    pub(super) fn acting<'m>(&self, sentence: &Sentence, mentions: &'m [Mention]) -> Option<&'m Mention> {
        let account = self.account;
        let first = mentions.first()?;
        // «قلل وزير الإعلام من …»: a word of which nothing is known before whoever is named first is rather a verb
        let verb =
            |at: usize| account.may_begin_name(at) && account.hits(at).is_empty() && !account.is_feminine(at);
        let acts =
            |at: usize| account.is_in(at, List::Acts).is_some() || account.says_plainly(at) || verb(at);
        let aside = |at: usize| account.is_in(at, List::Aside).is_some();
        let before = (sentence.from..first.from).rev().find(|at| !aside(*at)).filter(|at| acts(*at))?;
        // «كتب عضو الوفد المفاوض المحامي فلان»
        let role = account.hits(first.from).iter().any(|hit| hit.sense == Sense::In(List::Role));
        let person = mentions.get(1).filter(|next| {
            role && !matches!(first.who, Who::Person(_))
                && matches!(next.who, Who::Person(_))
                && next.from <= first.to + 2
                && (first.to..next.from).all(|at| account.is_definite_at(at))
        });
        (before <= sentence.from + HEAD).then_some(person.unwrap_or(first))
    }

    /// «ثم ألقى كلمة العائلة الحاج فلان»: the person named a few words behind a verb that heads the sentence and says that somebody acts.
    pub(super) fn acting_upon<'m>(
        &self,
        sentence: &Sentence,
        mentions: &'m [Mention],
    ) -> Option<&'m Mention> {
        let account = self.account;
        let head = sentence.from..sentence.to.min(sentence.from + 4);
        let acts = head.into_iter().find(|at| account.is_in(*at, List::Acts).is_some())?;
        let plain = |at: usize| account.tokens.get(at).is_some_and(Token::is_word) && !account.says(at);
        let person = mentions.iter().find(|one| one.from > acts && matches!(one.who, Who::Person(_)))?;
        (person.from <= acts + HEAD && (acts + 1..person.from).all(plain)).then_some(person)
    }

    /// The person who acts, by a verb that says nothing, between the statement before and the participle `verb`.
    fn between<'m>(&self, (from, to): (usize, usize), mentions: &'m [Mention]) -> Option<&'m Mention> {
        let account = self.account;
        let acts = (from..to).rev().find(|at| account.is_in(*at, List::Acts).is_some())?;
        let behind = mentions.iter().filter(|one| one.from > acts && one.to <= to);
        let mut near = behind.take_while(|one| one.from <= acts + HEAD + 2);
        near.find(|one| matches!(one.who, Who::Person(_)))
    }

    /// Whoever acted between the statement before, in the same sentence, and a participle: that one goes on.
    pub(super) fn acting_between(
        &self,
        sentence: &Sentence,
        mentions: &[Mention],
        verb: &Verb,
    ) -> Option<Who> {
        let participle = verb.tense == Some(Tense::Participle) && self.said_here;
        let before =
            self.out.last().and_then(|said| said.verb).filter(|at| participle && at.0 >= sentence.from)?;
        self.between((before.1, verb.at), mentions).map(|one| one.who)
    }

    /// Keeps who spoke, and where that was named, whose forms speak of it.
    pub(super) fn has_spoken(&mut self, who: Who, at: Option<(usize, usize)>) {
        let known = self.spoke.iter().find(|(known, _)| *known == who).and_then(|(_, gender)| *gender);
        let gender = at.and_then(|at| self.account.gender_of(self.cast, who, at)).or(known);
        self.spoke.retain(|(known, _)| *known != who);
        self.spoke.push((who, gender));
        let more = self.spoke.len().saturating_sub(MOST_SPEAKERS);
        self.spoke.drain(..more);
    }

    /// Whoever spoke last and may be meant by a verb of this form: «… وأضافت» goes on with a woman or a body, not with the man between.
    pub(super) fn agreeing(&self, mentions: &[Mention], verb: &Verb, carried: Option<Who>) -> Option<Who> {
        let of = |who: Who| {
            let here = mentions.iter().find(|mention| mention.who == who);
            let shown = here.and_then(|here| self.account.gender_of(self.cast, who, (here.from, here.to)));
            let spoke = || self.spoke.iter().find(|(known, _)| *known == who).and_then(|(_, gender)| *gender);
            shown.or_else(spoke)
        };
        if verb.gender.is_none() || carried.is_none_or(|who| agree(verb.gender, of(who))) {
            return carried;
        }
        let spoke = || self.spoke.iter().rev().map(|(who, _)| *who);
        let sure = spoke().find(|who| of(*who) == verb.gender);
        let named =
            || mentions.iter().rev().filter(|mention| mention.to <= verb.at).map(|mention| mention.who);
        sure.or_else(|| named().find(|who| of(*who) == verb.gender))
            .or_else(|| spoke().find(|who| agree(verb.gender, of(*who))))
            .or(carried)
    }

    /// The two people who were named last before a verb, the earlier first: of those who may be meant by what stands for them at `at`,
    /// «الشيخان» two who are called so, «قالتا» two women.
    pub(super) fn pair(
        &self,
        mentions: &[Mention],
        verb: &Verb,
        at: (usize, usize),
    ) -> (Option<Who>, Option<Who>) {
        let here = mentions.iter().filter(|mention| mention.to <= verb.at).map(|mention| mention.who);
        let mut people = Vec::new();
        for who in self.named.iter().copied().chain(here).filter(|who| matches!(who, Who::Person(_))) {
            people.retain(|known| *known != who);
            people.push(who);
        }
        let person = |who: &Who| match who {
            Who::Person(number) => self.cast.people.get(*number),
            Who::Body(_) | Who::Group(_) => None,
        };
        let word = self.account.tokens.get(at.0).filter(|token| token.arabic && at.1 == at.0 + 1);
        let called = |who: &Who| {
            word.zip(person(who)).is_some_and(|(word, person)| {
                person
                    .is_called(|head| self.account.lexicons.iter().any(|one| one.is_two_of(&word.norm, head)))
            })
        };
        let agreeing = |who: &Who| agree(verb.gender, person(who).and_then(super::cast::Person::gender));
        let called: Vec<Who> = people.iter().copied().filter(called).collect();
        let agreeing: Vec<Who> = people.iter().copied().filter(agreeing).collect();
        let mut people = [called, agreeing].into_iter().find(|some| some.len() > 1).unwrap_or(people);
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
