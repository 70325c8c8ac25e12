//! Statements: which words each takes, who makes it, whether all do, what stands inside another.

use super::account::{Account, Label, Sentence};
use super::cast::{Cast, Who};
use super::closing;
use super::conditions::Tied;
use super::lexicon::{Gender, Lexicon, Sense};
use super::names::{Class, List, Tense};
use super::people::Mention;
use super::speakers::{Found, Subject, others, subject};
use super::token::Kind;
use super::verbs::Verb;

use super::proposal::How;

/// How many of those who were named last may be meant by what stands for two.
const MOST_NAMED: usize = 8;

/// A statement, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// First token, and the one behind the last.
    pub(super) at: (usize, usize),
    /// The verb; nothing where a log has none.
    pub(super) verb: Option<(usize, usize)>,
    /// What it does.
    pub(super) class: Class,
    /// Who, where named for it, and how that is known.
    pub(super) who: Option<Who>,
    /// Who else says it.
    pub(super) also: Vec<Who>,
    /// Where the speaker is named for it.
    pub(super) named: Option<(usize, usize)>,
    /// How the speaker is known.
    pub(super) how: How,
    /// Whether the pattern is a sure one.
    pub(super) sure: bool,
    /// Behind what conditions are looked for: the end of a quotation, or of the statement.
    pub(super) quotation: Option<usize>,
    /// Whether all are said to be of one mind.
    pub(super) unanimous: bool,
    /// The statement that it stands in: number in the list.
    pub(super) within: Option<usize>,
    /// The conditions.
    pub(super) conditions: Vec<Tied>,
    /// Whether something is undertaken, or is yet to be done.
    pub(super) undertaken: bool,
}

/// What a list hangs on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem {
    pub(super) who: Option<Who>,
    pub(super) class: Option<Class>,
    pub(super) unanimous: bool,
}

/// Reads statements in the order of the account.
pub(super) struct Reader<'a, 't> {
    pub(super) account: &'a Account<'t>,
    pub(super) cast: &'a mut Cast,
    pub(super) out: Vec<Said>,
    pub(super) person: Option<Who>,
    pub(super) many: Option<Who>,
    pub(super) last: Option<Who>,
    /// The collective that was said last to have said something, also in what somebody says.
    pub(super) crowd: Option<Who>,
    /// Whoever did something since, without saying anything: «ألقى رئيس المجلس كلمة».
    pub(super) topic: Option<Who>,
    /// Who spoke, the latest last, and whose forms of verbs speak of them.
    pub(super) spoke: Vec<(Who, Option<Gender>)>,
    /// Whoever was named last in a sentence before.
    pub(super) recent: Option<Who>,
    /// Who else made the last statement.
    pub(super) together: Vec<Who>,
    /// Whom the last statement asked something: *he answered* is that one.
    pub(super) questioned: Option<Who>,
    /// The people who were named last in the sentences before, the latest last.
    pub(super) named: Vec<Who>,
    pub(super) line: Option<Who>,
    pub(super) heading: Option<Who>,
    /// Whether a statement of this sentence has a speaker already.
    pub(super) said_here: bool,
    pub(super) stem: Option<Stem>,
    /// Whoever answers in an interview or a hearing.
    heard: Option<Who>,
    /// Whether a line says what is to be done by whom: *Actions: Secretariat to …*.
    actions: bool,
}

/// The statements of `account`, and for each sentence whether one was found in it.
pub(super) fn read(
    account: &Account<'_>,
    cast: &mut Cast,
    mentions: &[Vec<Mention>],
) -> (Vec<Said>, Vec<bool>) {
    let mut reader = Reader {
        account,
        cast,
        out: Vec::new(),
        person: None,
        many: None,
        last: None,
        crowd: None,
        topic: None,
        spoke: Vec::new(),
        recent: None,
        together: Vec::new(),
        questioned: None,
        named: Vec::new(),
        line: None,
        heading: None,
        said_here: false,
        stem: None,
        actions: false,
        heard: None,
    };
    let covered = account.sentences.iter().zip(mentions).map(|(sentence, mentions)| {
        let from = reader.out.len();
        reader.sentence(sentence, mentions);
        reader.out.len() > from
    });
    let covered = covered.collect();
    (reader.out, covered)
}

impl Reader<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence, mentions: &[Mention]) {
        let Some(lexicon) = self.account.lexicon(sentence) else { return };
        if sentence.first {
            self.line = None;
        }
        if sentence.first && !sentence.item {
            self.stem = None;
        }
        // «المستمع إليه: الرقيب فلان»: whoever answers
        let heard = sentence.first
            && (sentence.whole..sentence.from).any(|at| self.account.is_in(at, List::LabelHeard).is_some());
        let person = mentions.iter().find(|one| matches!(one.who, Who::Person(_)));
        self.heard = person.map(|one| one.who).filter(|_| heard).or(self.heard);
        match sentence.label {
            Label::Speaker(from, to) => {
                let own = mentions
                    .iter()
                    .find(|mention| mention.from >= from && mention.to <= to.max(from + 1) + 1);
                self.line = own.map(|mention| mention.who);
            }
            Label::Of(
                List::LabelPresent
                | List::LabelAbsent
                | List::LabelDate
                | List::LabelPlace
                | List::LabelQuestion,
            ) => return,
            Label::Of(List::LabelAgreed) => {
                self.stem = Some(Stem { who: None, class: Some(Class::Agree), unanimous: false });
                if sentence.from >= sentence.to {
                    return;
                }
            }
            // whoever is asked in an interview is the one it names first
            Label::Of(List::LabelAnswer) => {
                self.line = self.heard.or((!self.cast.people.is_empty()).then_some(Who::Person(0)))
            }
            Label::Of(_) | Label::Capacity(..) | Label::None => {}
        }
        self.actions = sentence.label == Label::Of(List::LabelActions) || self.actions && !sentence.first;
        let listed = Sentence { item: true, ..sentence.clone() };
        let agreed = sentence.label == Label::Of(List::LabelAgreed) || self.actions;
        let sentence = if agreed { &listed } else { sentence };
        if self.heads_agreed(sentence) {
            self.stem = Some(Stem { who: None, class: Some(Class::Agree), unanimous: false });
            return;
        }
        let begun = self.out.len();
        // whoever stands near the head of a sentence is what its participles and joined verbs go on with
        self.heading = mentions
            .iter()
            .find(|mention| mention.from <= sentence.from + 2)
            .or_else(|| self.acting(sentence, mentions))
            .or_else(|| self.acting_upon(sentence, mentions))
            .map(|mention| mention.who);
        let verbs = self.account.verbs(sentence, mentions);
        self.verbs(sentence, lexicon, mentions, &verbs);
        self.unsaid(sentence, mentions, begun);
        closing::finish(self.account, &mut self.out, sentence, begun);
        if !self.said_here {
            self.remember(mentions);
            self.topic = self.acting(sentence, mentions).map(|mention| mention.who).or(self.topic);
        }
        for mention in mentions.iter().filter(|mention| matches!(mention.who, Who::Person(_))) {
            self.named.retain(|known| *known != mention.who);
            self.named.push(mention.who);
        }
        let more = self.named.len().saturating_sub(MOST_NAMED);
        self.named.drain(..more);
        let person = mentions.iter().rev().find(|mention| matches!(mention.who, Who::Person(_)));
        self.recent = person.or(mentions.last()).map(|mention| mention.who).or(self.recent);
        if sentence.opens {
            self.open_list(begun, mentions);
        }
    }

    /// Whom pronouns stand for after a sentence in which nobody said anything: whoever was named first in it.
    fn remember(&mut self, mentions: &[Mention]) {
        let first = |person: bool| {
            mentions.iter().map(|mention| mention.who).find(|who| matches!(who, Who::Person(_)) == person)
        };
        self.many = first(false).or(self.many);
        self.person = first(true).or(self.person);
    }

    /// Whether a line heads a list of what was agreed.
    fn heads_agreed(&self, sentence: &Sentence) -> bool {
        let to = sentence.to - usize::from(sentence.opens);
        sentence.first
            && self.account.is_in(sentence.from, List::LabelAgreed) == Some(to.saturating_sub(sentence.from))
    }

    /// What follows a colon in a list is said by whoever was named before it.
    fn open_list(&mut self, begun: usize, mentions: &[Mention]) {
        let said = self.out.get(begun..).unwrap_or_default().iter().rfind(|said| said.within.is_none());
        let named = mentions.iter().rev().find(|mention| !matches!(mention.who, Who::Person(_)));
        self.stem = match (said, named) {
            (Some(said), _) => {
                Some(Stem { who: said.who, class: Some(said.class), unanimous: said.unanimous })
            }
            (None, Some(mention)) => {
                let all = self.is_all(mention.who);
                Some(Stem { who: Some(mention.who), class: None, unanimous: all })
            }
            (None, None) => None,
        };
    }

    pub(super) fn is_all(&self, who: Who) -> bool {
        matches!(who, Who::Group(number) if self.cast.groups.get(number).is_some_and(|group| group.all))
    }

    fn verbs(&mut self, sentence: &Sentence, lexicon: &Lexicon, mentions: &[Mention], verbs: &[Verb]) {
        self.said_here = false;
        let mut outer: Option<usize> = None;
        let mut behind = sentence.from;
        for verb in verbs {
            let found = subject(
                (self.account, self.cast),
                lexicon,
                sentence,
                mentions,
                verb,
                (outer.is_some(), self.last.is_some()),
            );
            let begin = found.map_or(verb.from, |found| found.at.0.min(verb.from));
            let found = found.or_else(|| self.unknown(sentence, lexicon, verb, outer.is_some()));
            let found = found.or_else(|| self.agreed_below(sentence, mentions, verb));
            let begin = found.map_or(begin, |found| found.at.0.min(begin));
            let inside = outer.is_some() && self.is_inside(lexicon, behind, begin, verb);
            let opened =
                self.line.is_some()
                    && self.account.hits(sentence.from).iter().any(|hit| {
                        matches!(hit.sense, Sense::Opener(_)) && sentence.from + hit.length > verb.at
                    });
            // «هل تقبلان بذلك؟»: all of it is asked
            let asks = self.line.is_some()
                && self.account.hits(sentence.from).iter().any(|hit| hit.sense == Sense::Opener(Class::Ask))
                && self
                    .account
                    .tokens
                    .get(sentence.to - 1)
                    .is_some_and(|last| matches!(&*last.norm, "?" | "؟"));
            let opened = opened || asks;
            let reached = outer.is_some()
                || begin <= sentence.from + 2
                || !self.is_inside(lexicon, sentence.from, begin, verb);
            let free = !opened && (self.line.is_none() || reached);
            // Latin script drops no subject at the head of a sentence: *asked about it, he declined*
            let headless = found.is_none()
                && (verb.passive
                    || !lexicon.arabic && !self.may_be_headless(sentence, verb, outer.is_some()));
            if headless || inside && (found.is_none() || verb.tense == Some(Tense::Participle)) || !free {
                continue;
            }
            let said = self.said(sentence, lexicon, mentions, verb, found, if inside { outer } else { None });
            let quoted = found.is_some_and(|found| found.after_quote);
            let said = if quoted { self.after_quotation(sentence, said) } else { said };
            if !inside {
                outer = Some(self.out.len());
                behind = verb.at + verb.length;
            }
            // a list whose items name who speaks is not said by whom its heading names
            if sentence.item && said.how == How::Named && self.stem.is_some_and(|stem| stem.class.is_none()) {
                self.stem = None;
            }
            if let Some(who @ Who::Group(_)) = said.who.filter(|_| said.how == How::Named) {
                self.crowd = Some(who);
            }
            if let Some(who) = said.who.filter(|_| !inside) {
                self.last = Some(who);
                self.topic = None;
                self.has_spoken(who, found.map(|found| found.at));
                self.together.clone_from(&said.also);
                self.questioned = said.verb.filter(|_| said.class == Class::Ask).and_then(|verb| {
                    let person = |mention: &&Mention| {
                        mention.from >= verb.1 && mention.who != who && matches!(mention.who, Who::Person(_))
                    };
                    mentions.iter().find(person).map(|mention| mention.who)
                });
                self.said_here = true;
                match who {
                    Who::Person(_) => self.person = Some(who),
                    Who::Body(_) | Who::Group(_) => self.many = Some(who),
                }
            }
            self.out.push(said);
        }
    }

    /// Whether a verb stands in what an earlier one says: no clause begins between them.
    fn is_inside(&self, lexicon: &Lexicon, from: usize, to: usize, verb: &Verb) -> bool {
        let account = self.account;
        if verb.joined || verb.tense == Some(Tense::Participle) {
            return false;
        }
        // «وقال ( إنه طلب الدعم إلا أنها اشترطت … )»: what stands in brackets is what is said
        let mut marks = account.marks(from, to);
        let open = marks.find(|at| account.is(*at, Kind::Open) || account.is(*at, Kind::Close));
        if open.is_some_and(|at| account.is(at, Kind::Open)) {
            return true;
        }
        // «فإنها تؤكد» begins a clause, and is not what somebody says
        let anew = |at: usize| {
            account.tokens.get(at).is_some_and(|token| lexicon.replies(&token.norm))
                && account.hits(at).iter().any(|hit| hit.joined & super::lexicon::CONJUNCTION != 0)
        };
        // «غير أنها وعدت»: what joins clauses begins nothing that is said
        let joins =
            |at: usize| at > from && account.is_in(at - 1, List::And).is_some_and(|length| length > 1);
        let begins = |at: usize| {
            account.tokens.get(at).is_some_and(|t| {
                matches!(
                    t.kind,
                    Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Colon | Kind::Close | Kind::Bar
                )
            }) || account.is_in(at, List::And).is_some()
                || (anew(at) || joins(at)) && account.is_in(at, List::Content).is_some()
        };
        let begins_content =
            |at: usize| account.is_in(at, List::Content).is_some() && !anew(at) && !joins(at);
        let content = account.marks(from, to).find(|at| begins_content(*at));
        let clause = account.marks(from, to).find(|at| begins(*at));
        // a clause that begins behind the last «that» is a new one
        match (content, clause) {
            (Some(content), Some(clause)) => content > clause,
            (Some(_), None) | (None, None) => true,
            (None, Some(_)) => false,
        }
    }

    fn said(
        &self,
        sentence: &Sentence,
        lexicon: &Lexicon,
        mentions: &[Mention],
        verb: &Verb,
        found: Option<Found>,
        within: Option<usize>,
    ) -> Said {
        let (who, how) = self.speaker(sentence, lexicon, mentions, verb, found);
        let mut also = found.map_or_else(Vec::new, |found| others(self.account, sentence, mentions, &found));
        if how == How::Carried && who == self.last && self.account.is_in(verb.at, List::Several).is_some() {
            also.clone_from(&self.together);
        }
        if let Some(pair) = found.filter(|found| found.subject == Subject::Pair) {
            also.extend(self.pair(mentions, verb, pair.at).1);
        }
        let from = found.map_or(verb.from, |found| found.at.0.min(verb.from));
        let from = if verb.passive { self.clause(sentence, from) } else { from };
        let named = found.filter(|found| matches!(found.subject, Subject::Who(_))).map(|found| found.at);
        let unanimous = who.is_some_and(|who| self.is_all(who))
            || how == How::List && self.stem.is_some_and(|stem| stem.unanimous);
        Said {
            at: (from, sentence.to),
            verb: Some((verb.at, verb.at + verb.length)),
            class: verb.class,
            who,
            also,
            named,
            how,
            sure: found.is_none_or(|found| found.sure),
            quotation: None,
            unanimous,
            within,
            conditions: Vec::new(),
            undertaken: false,
        }
    }

    /// Where the clause begins that goes on at `at`.
    fn clause(&self, sentence: &Sentence, at: usize) -> usize {
        let account = self.account;
        let ends = |at: &usize| {
            account.tokens.get(*at).is_none_or(|token| !token.is_word())
                || account.is_in(*at, List::And).is_some()
        };
        (sentence.from..at).rev().find(ends).map_or(sentence.from, |mark| mark + 1)
    }

    fn speaker(
        &self,
        sentence: &Sentence,
        lexicon: &Lexicon,
        mentions: &[Mention],
        verb: &Verb,
        found: Option<Found>,
    ) -> (Option<Who>, How) {
        if let Some(found) = found {
            return match found.subject {
                Subject::Who(who) => (Some(who), How::Named),
                Subject::One => (self.questioned.or(self.person), How::Pronoun),
                Subject::Many => (self.many, How::Pronoun),
                Subject::Pair => (self.pair(mentions, verb, found.at).0, How::Pronoun),
                Subject::Same => (self.last.or(self.person), How::Pronoun),
                Subject::Latter => (self.recent.or(self.person), How::Pronoun),
                Subject::Speaker => (self.line.or(self.heading).or(self.last), How::Pronoun),
            };
        }
        if let Some(who) = self.line {
            return (Some(who), How::Label);
        }
        // «نطالب وزارة الدفاع»: in Arabic whoever is named behind it does not speak
        let before =
            mentions.iter().any(|mention| Some(mention.who) == self.heading && mention.to <= verb.at);
        if verb.tense == Some(Tense::First) && self.heading.is_some() && (before || !lexicon.arabic) {
            return (self.heading, How::Carried);
        }
        // «ونؤكد لأهلنا»: outside what somebody is quoted with, whoever issues the text
        let issuer = || {
            let mut spoke = self.spoke.iter().rev().map(|(who, _)| *who);
            let body = (!self.cast.bodies.is_empty()).then_some(Who::Body(0));
            spoke.find(|who| !matches!(who, Who::Person(_))).or(body)
        };
        if verb.tense == Some(Tense::First)
            && sentence.first
            && !sentence.quoted
            && !self.said_here
            && lexicon.arabic
            && let Some(who) = issuer()
        {
            return (Some(who), How::Carried);
        }
        if verb.tense == Some(Tense::Own) {
            return (self.last.or(self.person), How::Pronoun);
        }
        let begins = verb.at <= sentence.from + 1;
        if begins
            && sentence.item
            && let Some(stem) = self.stem
        {
            return (stem.who, How::List);
        }
        if verb.tense.is_none() {
            return (None, How::Nobody);
        }
        if let Some(asked) = self.asked(lexicon, mentions, verb) {
            return (Some(asked), How::Carried);
        }
        let several = self.account.is_in(verb.at, List::Several).is_some();
        let together = several && !self.together.is_empty();
        // «وأضاف»: whoever said something goes on, not who did something since
        let goes_on = self.account.is_in(verb.at, List::Continues).is_some();
        let topic = self.topic.filter(|_| !goes_on || self.last.is_none());
        let carried = match topic.or(self.last) {
            Some(Who::Person(_)) if several && !together => self.many.or(self.crowd),
            Some(Who::Body(_)) if several && !together && self.crowd.is_some() => self.crowd,
            last => last.or(self.person),
        };
        // «بينما قدم كبير العائلة الكفن، طالبا السماح»: a participle goes on with whoever acted right before it
        if let Some(who) = self.acting_between(sentence, mentions, verb) {
            return (Some(who), How::Carried);
        }
        let opened = self.heading.filter(|_| !self.said_here && verb.at > sentence.from + 1);
        let carried = opened.or(carried);
        let carried = if several { carried } else { self.agreeing(mentions, verb, carried) };
        (carried, How::Carried)
    }

    /// `"…," said X`: the statement is the quotation; a verb of saying in it says what it does.
    fn after_quotation(&mut self, sentence: &Sentence, mut said: Said) -> Said {
        let end = said.verb.map_or(said.at.0, |verb| verb.0);
        let mut marks = (sentence.from..end).filter(|at| self.account.is(*at, Kind::Quote));
        let Some(open) = marks.next() else { return said };
        while let Some(inner) = self.out.last().filter(|inner| inner.at.0 >= open && inner.at.0 < end) {
            said.class = inner.class;
            self.out.pop();
        }
        let asks =
            |at: usize| self.account.tokens.get(at).is_some_and(|token| matches!(&*token.norm, "?" | "؟"));
        if said.class == Class::Say
            && (open..end).any(asks)
            && !(open..end).any(|at| self.account.is(at, Kind::Comma))
        {
            said.class = Class::Ask;
        }
        let future = |at: usize| self.account.is_in(at, List::Future).is_some();
        let own = (open..end).take(4).any(|at| self.account.is_in(at, List::PronounSelf).is_some());
        if said.class == Class::Say && own && (open..end).take(6).any(future) {
            said.class = Class::Promise;
        }
        said.at.0 = open;
        said.quotation = Some(end);
        said
    }
}
