//! Who says what a verb of saying says: the patterns of the language, tried in order from the verb outward.

use super::account::{Account, Label, Lists, Sentence};
use super::cast::{Cast, Who};
use super::gender::agree;
use super::lexicon::{CONJUNCTION, Gender, Lexicon, PREPOSITION, Sense};
use super::names::{List, Tense};
use super::pattern::{Optional, Part, Pattern};
use super::people::Mention;
use super::token::Kind;
use super::verbs::Verb;

/// What stands for somebody.
const PRONOUNS: Lists = Lists::of(&[
    List::Pair,
    List::PronounLast,
    List::PronounOne,
    List::PronounMany,
    List::PronounSelf,
    List::PronounSame,
]);

/// Who a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Named here.
    Who(Who),
    /// *he*, *she*.
    One,
    /// *they*.
    Many,
    /// *we*, *I*.
    Speaker,
    /// *the latter*: whoever was named last.
    Latter,
    /// «المصدر نفسه»: whoever spoke last.
    Same,
    /// *both women*: the two people who were named last.
    Pair,
}

/// A subject that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Who.
    pub(super) subject: Subject,
    /// Where named.
    pub(super) at: (usize, usize),
    /// Whether the pattern is a sure one.
    pub(super) sure: bool,
    /// Whether a quotation ends before the verb.
    pub(super) after_quote: bool,
}

/// What a match is tried on.
pub(super) struct Ground<'a, 't> {
    pub(super) account: &'a Account<'t>,
    pub(super) sentence: &'a Sentence,
    pub(super) mentions: &'a [Mention],
    /// Whether a preposition may be joined to who is sought: «وفقا لعميد البلدية».
    pub(super) oblique: bool,
    /// Everybody.
    pub(super) cast: &'a Cast,
    /// Whether somebody has spoken already.
    pub(super) begun: bool,
    /// Whose form the verb has.
    pub(super) gender: Option<Gender>,
}

/// Where a part was matched.
type Step = (usize, Option<(Subject, (usize, usize))>);

/// The subject of `verb`, if a pattern finds one.
pub(super) fn subject(
    (account, cast): (&Account<'_>, &Cast),
    lexicon: &Lexicon,
    sentence: &Sentence,
    mentions: &[Mention],
    verb: &Verb,
    (coordinated, begun): (bool, bool),
) -> Option<Found> {
    // «وأكدت أنها تنوي»: the subject is a pronoun, and what stands behind the verb its object
    if verb.at > sentence.from && account.ends_in(verb.at, sentence.from, List::PronounBound).is_some() {
        return None;
    }
    // «نطالب وزارة الدفاع»: of the first person nobody is the subject behind the verb
    let first = verb.tense == Some(Tense::First) && lexicon.arabic
        // «ج: أبلغت الملازم»: whoever answers says what they did
        || verb.of_person && lexicon.arabic && sentence.label == Label::Of(List::LabelAnswer);
    let oblique = verb.tense == Some(Tense::Inverted);
    let ground = Ground { account, sentence, mentions, oblique, cast, gender: verb.gender, begun };
    let passive = |pattern: &Pattern| pattern.before.iter().any(|(part, _)| *part == Part::In(List::Passive));
    let fits = |pattern: &&Pattern| {
        (passive(pattern) == verb.passive) && (pattern.tense.is_none() || pattern.tense == verb.tense)
    };
    // «واقترحت تكوين لجنة»: behind a joined verb a plain word is rather its object, and what follows belongs to that
    let gap = |pattern: &&Pattern| {
        !verb.joined || pattern.sure || !pattern.behind.iter().any(|(part, _)| matches!(part, Part::Gap(_)))
    };
    // «… أعيان المدينة، وأوضح أن»: behind a comma and *and* nobody before it is the subject
    let anew = lexicon.arabic
        && verb.joined
        && verb.at > sentence.from
        && account.is(verb.at - 1, Kind::Comma)
        && !account.tokens.get(verb.at).is_some_and(|token| lexicon.replies(&token.norm));
    let before = |pattern: &&Pattern| {
        !anew
            || !matches!(pattern.before.last(), Some((Part::Who, _)))
                && !pattern.before.iter().any(|(part, _)| *part == Part::Who)
    };
    let found = lexicon.patterns.iter().filter(fits).filter(gap).filter(before).find_map(|pattern| {
        let before = ground.back(&pattern.before, verb.at)?;
        let behind = ground.forth(&pattern.behind, verb.at + verb.length)?;
        let (subject, at) = match before {
            Some(found) => found,
            None => behind.filter(|_| !first).filter(|found| {
                let introduced = matches!(found.0, Subject::Who(Who::Person(_)))
                    && verb.joined
                    && !verb.needs_person
                    && ground.is_capacity_and_name(found.1);
                let free = ground.is_indefinite(found.1)
                    || ground.is_visible(lexicon, found.1.0)
                    || (introduced || !takes_object(account, verb, coordinated))
                        && !ground.is_object(lexicon, verb, found);
                free || ground.another_behind(verb)
            })?,
        };
        let after_quote = pattern.before.iter().any(|(part, _)| *part == Part::Quote);
        Some(Found { subject, at, sure: pattern.sure, after_quote })
    });
    found.map(|found| ground.named_behind(found, verb))
}

/// Who else says it: named beside `found` and joined by *and*, «أكد رئيس المجلس ومدير الأمن», *the Mayor, the Governor and the Envoy said*.
pub(super) fn others(
    account: &Account<'_>,
    sentence: &Sentence,
    mentions: &[Mention],
    found: &Found,
) -> Vec<Who> {
    let Subject::Who(first) = found.subject else { return Vec::new() };
    let arabic = account.tokens.get(found.at.0).is_some_and(|token| token.arabic);
    let mut out = if arabic {
        let mut end = found.at.1;
        let mut out = Vec::new();
        let beside = |next: &&Mention, end: usize| {
            next.from == end && joined(account, next.from)
                || next.from == end + 1
                    && account.is_in(end, List::And) == Some(1)
                    && account.is(end, Kind::Word)
        };
        while let Some(next) = mentions.iter().find(|next| beside(next, end)) {
            out.push(next.who);
            end = next.to;
        }
        out
    } else {
        before_and(account, sentence, mentions, found.at.0)
    };
    out.retain(|who| *who != first);
    out.dedup();
    out
}

/// Whether *and* is joined to whoever is named at `at`.
pub(super) fn joined(account: &Account<'_>, at: usize) -> bool {
    let somebody = |sense| {
        matches!(
            sense,
            Sense::In(List::Role | List::Body | List::People | List::Honorific) | Sense::Collective(_)
        )
    };
    !account.says(at)
        && account.hits(at).iter().any(|hit| hit.joined & CONJUNCTION != 0 && somebody(hit.sense))
}

/// Those named before an *and* that ends before `at`, as far as nothing else stands between them and the head of their clause.
fn before_and(account: &Account<'_>, sentence: &Sentence, mentions: &[Mention], at: usize) -> Vec<Who> {
    let is = |at: usize, list| account.is_in(at, list).is_some();
    let mut from = at;
    let mut out = Vec::new();
    while from > sentence.from {
        let mark = from - 1;
        let comma = account.is(mark, Kind::Comma);
        if !(comma || out.is_empty() && account.is_in(mark, List::And) == Some(1)) {
            break;
        }
        let end = if !comma && mark > 0 && account.is(mark - 1, Kind::Comma) { mark - 1 } else { mark };
        let Some(mention) = mentions.iter().find(|mention| mention.to == end) else { break };
        out.insert(0, mention.who);
        from = mention.from;
        let the = from > sentence.from && is(from - 1, List::Determiner) && !is(from - 1, List::Link);
        from -= usize::from(the);
    }
    let head = from == sentence.from
        || account.tokens.get(from - 1).is_some_and(|token| !token.is_word())
        || [List::Aside, List::And, List::Content].iter().any(|list| is(from - 1, *list));
    if head { out } else { Vec::new() }
}

/// Whether a person was matched.
fn is_person((_, found): Step) -> bool {
    found.is_some_and(|(subject, _)| matches!(subject, Subject::Who(Who::Person(_))))
}

/// Whether what follows a verb is whom it speaks to: «يطالبون جميع التشكيلات». Of a verb in the plural the subject stands before it.
fn takes_object(account: &Account<'_>, verb: &Verb, coordinated: bool) -> bool {
    let plural = account.is_in(verb.at, List::Several).is_some();
    verb.of_person && (plural || coordinated && verb.joined)
}

impl Ground<'_, '_> {
    /// Whoever was named last before `at`: a person, where one was.
    fn latter(&self, at: usize) -> Subject {
        let before = || self.mentions.iter().rev().filter(|mention| mention.to <= at);
        let person = before().find(|mention| matches!(mention.who, Who::Person(_)));
        person.or_else(|| before().next()).map_or(Subject::Latter, |mention| Subject::Who(mention.who))
    }

    /// Whether those named behind a joined verb are its object: «وحث الأطراف على», «ودعا الجميع إلى». Several, not visibly a subject.
    fn is_object(&self, lexicon: &Lexicon, verb: &Verb, (subject, at): &(Subject, (usize, usize))) -> bool {
        let several = matches!(subject, Subject::Who(Who::Group(_) | Who::Body(_)));
        let account = self.account;
        // «كما ناشدت الأهالي»: nobody speaks of that sort without somebody spoken to
        let goes_on = verb.needs_person
            && self.begun
            && verb.at > self.sentence.from
            && account.ends_in(verb.at, self.sentence.from, List::And).is_some();
        if !((verb.joined || goes_on) && verb.of_person && several) {
            return false;
        }
        let all = account.hits(at.0).iter().any(|hit| hit.sense == Sense::Collective(true));
        let visible = self.is_visible(lexicon, at.0);
        // «وأيدت الحاضرات»: the form shows whose it is
        let shown = self.mentions.iter().find(|mention| mention.from == at.0).is_some_and(|mention| {
            let who = account.gender_of(self.cast, mention.who, (mention.from, mention.to));
            verb.gender == Some(Gender::Feminine) && who == verb.gender
        });
        // «ودعا الوسطاء إلى التحرك»: whoever spoke goes on, and speaks to many
        let many = self.begun
            && matches!(subject, Subject::Who(Who::Group(_)))
            && account.hits(at.0).iter().any(|hit| hit.sense == Sense::In(List::People));
        ((all || many) && !shown || verb.needs_person) && !visible
    }

    /// «ممثلو القرية», «المجتمعون»: whether a word that names several is visibly a subject.
    fn is_visible(&self, lexicon: &Lexicon, at: usize) -> bool {
        let is = |wanted: &dyn Fn(Sense) -> bool| self.account.hits(at).iter().any(|hit| wanted(hit.sense));
        let collective = is(&|sense| matches!(sense, Sense::Collective(_)));
        let people = is(&|sense| sense == Sense::In(List::People));
        // «السكان» is no dual
        let ends = |norm: &str| {
            collective && lexicon.is_nominative(norm)
                || people && (norm.ends_with('و') || lexicon.is_nominative(norm) && !norm.ends_with("ان"))
        };
        self.account.tokens.get(at).is_some_and(|token| token.arabic && ends(&token.norm))
    }

    /// «ودعت الناطقة باسمها فلانة»: whether a capacity and a name stand together: whoever is so named speaks rather than is spoken to.
    fn is_capacity_and_name(&self, (from, to): (usize, usize)) -> bool {
        let role = self.account.hits(from).iter().any(|hit| hit.sense == Sense::In(List::Role));
        role && to > from + 2
    }

    /// «واتهم قيادي في أحد الفصيلين الطرف الآخر»: whether one is named of whom nobody knows yet which: whoever is new speaks rather than is
    /// spoken to.
    fn is_indefinite(&self, (from, to): (usize, usize)) -> bool {
        let account = self.account;
        let plain = account
            .hits(from)
            .iter()
            .any(|hit| hit.joined == 0 && matches!(hit.sense, Sense::In(List::Role | List::Source)));
        let hangs =
            account.is_in(from + 1, List::Link).is_some() || account.is_in(from + 1, List::End).is_some();
        plain && !account.is_definite_at(from) && (to == from + 1 || hangs)
    }

    /// Whether two are named behind a verb, one right behind the other: its subject and its object.
    fn another_behind(&self, verb: &Verb) -> bool {
        let first = self.mentions.iter().find(|mention| mention.from >= verb.at + verb.length);
        first.is_some_and(|first| {
            let behind = first.to + self.account.is_in(first.to, List::Aside).unwrap_or(0);
            self.mentions.iter().any(|mention| mention.from == behind)
        })
    }

    /// Matches parts against the tokens that end before `at`.
    fn back(&self, parts: &[Optional], at: usize) -> Option<Option<(Subject, (usize, usize))>> {
        let Some(((part, optional), rest)) = parts.split_first() else { return Some(None) };
        if let Part::Gap(most) = part {
            return (0..=*most)
                .take_while(|skipped| {
                    at >= self.sentence.from + skipped && (*skipped == 0 || self.may_skip(at - skipped))
                })
                .find_map(|skipped| self.back(rest, at - skipped));
        }
        if let Part::Any(most) = part {
            let inside = |skipped: &usize| {
                at >= self.sentence.from + skipped
                    && (*skipped == 0 || !self.account.is(at - skipped, Kind::Comma))
            };
            return (0..=*most).take_while(inside).find_map(|skipped| self.back(rest, at - skipped));
        }
        if let Some((to, found)) = self.one_back(*part, at)
            && let Some(more) = self.back(rest, to)
        {
            return Some(found.or(more));
        }
        if *optional { self.back(rest, at) } else { None }
    }

    /// Matches parts against the tokens from `at` on.
    fn forth(&self, parts: &[Optional], at: usize) -> Option<Option<(Subject, (usize, usize))>> {
        let Some(((part, optional), rest)) = parts.split_first() else { return Some(None) };
        if let Part::Gap(most) = part {
            return (0..=*most)
                .take_while(|skipped| {
                    *skipped == 0
                        || self.may_skip(at + skipped - 1) && !self.account.is_complement(at + skipped - 1)
                })
                .find_map(|skipped| self.forth(rest, at + skipped));
        }
        if let Part::Any(most) = part {
            let inside = |skipped: &usize| {
                at + skipped <= self.sentence.to
                    && (*skipped == 0 || !self.account.is(at + skipped - 1, Kind::Comma))
            };
            return (0..=*most).take_while(inside).find_map(|skipped| self.forth(rest, at + skipped));
        }
        if let Some((to, found)) = self.one_forth(*part, at)
            && let Some(more) = self.forth(rest, to)
        {
            return Some(found.or(more));
        }
        if *optional { self.forth(rest, at) } else { None }
    }

    fn may_skip(&self, at: usize) -> bool {
        let account = self.account;
        at < self.sentence.to
            && account.tokens.get(at).is_some_and(|token| token.is_word() || token.is(Kind::Number))
            && account.is_in(at, List::Content).is_none()
            && account.is_in(at, List::End).is_none()
            && !account.says(at)
            && !account
                .hits(at)
                .iter()
                .any(|hit| matches!(hit.sense, Sense::Object(_) | Sense::Condition(..)))
    }

    fn one_back(&self, part: Part, at: usize) -> Option<Step> {
        let account = self.account;
        let least = self.sentence.from;
        let mark = |kind| (at > least && account.is(at - 1, kind)).then(|| (at - 1, None));
        match part {
            Part::Who => self.who_before(at, false),
            Part::Named => self.who_before(at, true),
            Part::Person => self.who_before(at, false).filter(|step| is_person(*step)),
            Part::Pronoun => self.pronoun(at),
            Part::Comma => mark(Kind::Comma),
            Part::Quote => mark(Kind::Quote),
            Part::Open => mark(Kind::Open),
            Part::Start => (at == least).then_some((at, None)),
            Part::In(list) => account.ends_in(at, least, list).map(|length| (at - length, None)),
            Part::Gap(_) | Part::Any(_) | Part::Object => None,
        }
    }

    fn one_forth(&self, part: Part, at: usize) -> Option<Step> {
        let account = self.account;
        let mark = |kind| (at < self.sentence.to && account.is(at, kind)).then_some((at + 1, None));
        match part {
            Part::Who | Part::Named => self.who_behind(at),
            Part::Person => self.who_behind(at).filter(|step| is_person(*step)),
            Part::Object => {
                let length = account.is_in(at, List::PronounObject)?;
                Some((at + length, Some((Subject::One, (at, at + length)))))
            }
            Part::Comma => mark(Kind::Comma),
            Part::Quote => mark(Kind::Quote),
            Part::Open => mark(Kind::Open),
            Part::In(list) => account.is_in(at, list).map(|length| (at + length, None)),
            Part::Pronoun | Part::Start | Part::Gap(_) | Part::Any(_) => None,
        }
    }

    fn pronoun(&self, at: usize) -> Option<Step> {
        if !self.account.may_end_in_any(at, PRONOUNS) {
            return None;
        }
        let lists = [
            (List::PronounOne, Subject::One),
            (List::PronounMany, Subject::Many),
            (List::PronounSelf, Subject::Speaker),
            (List::PronounSame, Subject::Same),
        ];
        if let Some(length) = self.account.ends_in(at, self.sentence.from, List::Pair) {
            return Some((at - length, Some((Subject::Pair, (at - length, at)))));
        }
        if let Some(length) = self.account.ends_in(at, self.sentence.from, List::PronounLast) {
            return Some((at - length, Some((self.latter(at - length), (at - length, at)))));
        }
        lists.iter().find_map(|(list, subject)| {
            let length = self.account.ends_in(at, self.sentence.from, *list)?;
            Some((at - length, Some((*subject, (at - length, at)))))
        })
    }

    fn who_before(&self, at: usize, anywhere: bool) -> Option<Step> {
        if let Some(step) = self.pronoun(at) {
            return Some(step);
        }
        let account = self.account;
        let mention = self.mentions.iter().rev().find(|mention| mention.to == at)?;
        let mut from = mention.from;
        let latin = account.tokens.get(from).is_some_and(|token| !token.arabic);
        let the = latin && from > self.sentence.from && account.is_in(from - 1, List::Link).is_none();
        if the && account.is_in(from - 1, List::Determiner).is_some() {
            from -= 1;
        }
        if from > self.sentence.from {
            let before = account.tokens.get(from - 1)?;
            let listed = |list| account.ends_in(from, self.sentence.from, list).is_some();
            let several = account.tokens.get(at).is_some() && account.is_in(at, List::Several).is_some();
            if !several && !self.agrees(mention) {
                return None;
            }
            let free = if latin {
                !listed(List::Link) && !listed(List::At) && !listed(List::Presider)
            } else {
                !before.is_word()
                    || [List::Content, List::And, List::Aside, List::AlsoIs].into_iter().any(listed)
            };
            if !anywhere && (!free || self.oblique(mention.from)) {
                return None;
            }
        }
        Some((from, Some((Subject::Who(mention.who), (from, at)))))
    }

    fn who_behind(&self, at: usize) -> Option<Step> {
        let account = self.account;
        if let Some(length) = account.is_in(at, List::Pair) {
            return Some((at + length, Some((Subject::Pair, (at, at + length)))));
        }
        if let Some(length) = account.is_in(at, List::PronounSame) {
            return Some((at + length, Some((Subject::Same, (at, at + length)))));
        }
        if let Some(length) = account.is_in(at, List::PronounLast) {
            return Some((at + length, Some((self.latter(at), (at, at + length)))));
        }
        let latin = account.tokens.get(at).is_some_and(|token| !token.arabic);
        let the = usize::from(latin && account.is_in(at, List::Determiner).is_some());
        let mention = self.mentions.iter().find(|mention| mention.from == at + the || mention.from == at);
        // «استهل اللقاء نائب العميد»: whoever opens a meeting is named behind it
        let opened = at > 0
            && account.is_in(at - 1, List::Acts).is_some()
            && account.is_in(at, List::Meeting).is_some();
        let next =
            mention.and_then(|first| self.mentions.iter().find(|next| opened && next.from == first.to));
        let mention = next.or(mention);
        let mention = mention.filter(|mention| self.oblique || !self.oblique(mention.from))?;
        // «ونقل البيان عن القيادية فلانة قولها»: the verb is not hers
        let quoted = at > 0 && account.is_in(at - 1, List::FromWhom).is_some();
        let mention = Some(mention).filter(|mention| quoted || self.agrees(mention))?;
        Some((mention.to, Some((Subject::Who(mention.who), (at, mention.to)))))
    }

    /// Whether the verb's form may speak of whoever is named there.
    fn agrees(&self, mention: &Mention) -> bool {
        let who = self.account.gender_of(self.cast, mention.who, (mention.from, mention.to));
        self.oblique || agree(self.gender, who)
    }

    /// Whether a preposition is joined to what begins at `at`.
    fn oblique(&self, at: usize) -> bool {
        let noun = |sense| {
            matches!(
                sense,
                Sense::In(List::Role | List::Body | List::People | List::Honorific) | Sense::Collective(_)
            )
        };
        let mut nouns = self.account.hits(at).iter().filter(|hit| noun(hit.sense)).peekable();
        let ending = self.account.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Collective(_)))
            && self
                .account
                .tokens
                .get(at)
                .zip(self.account.lexicon(self.sentence))
                .is_some_and(|(token, lexicon)| lexicon.is_oblique(&token.norm));
        ending || nouns.peek().is_some() && nouns.all(|hit| hit.joined & PREPOSITION != 0)
    }
}
