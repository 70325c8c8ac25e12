//! Which words of a sentence are verbs of saying there, and of what class.

use super::account::{Account, LONGEST_BEFORE, Label, Lists, Sentence};
use super::lexicon::{CONJUNCTION, Gender, Hit, Lexicon, Sense};
use super::names::{Class, ConditionKind, List, Tense};
use super::people::Mention;
use super::token::{Kind, Token};

/// Within how many words the second word of what nobody says must follow.
const PARTED: usize = 8;

/// A verb of saying.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// First token.
    pub(super) at: usize,
    /// Tokens.
    pub(super) length: usize,
    /// Its form; none where it names nobody (*it was agreed*).
    pub(super) tense: Option<Tense>,
    /// Its class.
    pub(super) class: Class,
    /// Whether *and* is joined to it.
    pub(super) joined: bool,
    /// Whether a person can be its object.
    pub(super) of_person: bool,
    /// Whether it is never without one.
    pub(super) needs_person: bool,
    /// Of whom this form is used, where it shows that.
    pub(super) gender: Option<Gender>,
    /// Whether its subject is what it is done to.
    pub(super) passive: bool,
    /// Where its negation begins, else the verb.
    pub(super) from: usize,
}

impl Account<'_> {
    /// The verbs of saying of a sentence, in order.
    pub(super) fn verbs(&self, sentence: &Sentence, mentions: &[Mention]) -> Vec<Verb> {
        let Some(lexicon) = self.lexicon(sentence) else { return Vec::new() };
        let mut out = Vec::new();
        let mut at = sentence.from;
        while at < sentence.to {
            // a word within somebody's name or capacity says nothing
            if let Some(mention) = mentions.iter().find(|mention| mention.from <= at && at < mention.to) {
                at = mention.to;
                continue;
            }
            match self.verb(sentence, lexicon, mentions, at) {
                Some(verb) => {
                    at += verb.length;
                    out.push(verb);
                }
                None => at += 1,
            }
        }
        out
    }

    fn verb(&self, sentence: &Sentence, lexicon: &Lexicon, mentions: &[Mention], at: usize) -> Option<Verb> {
        let hits = self.hits(at);
        let impersonal = hits.iter().find_map(|hit| match hit.sense {
            Sense::Impersonal(class) => Some((hit, class)),
            _ => None,
        });
        let named_behind =
            impersonal.is_some_and(|(hit, _)| mentions.iter().any(|mention| mention.from == at + hit.length));
        let longest =
            hits.iter().filter(|hit| matches!(hit.sense, Sense::Verb(..))).map(|hit| hit.length).max();
        if let Some((hit, class)) = impersonal
            && longest.is_none_or(|length| length < hit.length || length == hit.length && !named_behind)
            && !mentions.iter().any(|mention| longest.is_some() && mention.to == at)
            // «واقترح أن» goes on with whoever spoke; «واتفق على» names nobody
            && (longest.is_none() || hit.joined & CONJUNCTION == 0 || class == Class::Agree)
            && !self.barred(sentence, mentions, at, hit, None)
        {
            return Some(Verb {
                at,
                length: hit.length,
                tense: None,
                class,
                joined: hit.joined & CONJUNCTION != 0,
                of_person: false,
                needs_person: false,
                gender: None,
                passive: false,
                from: at,
            });
        }
        if let Some(verb) = self.parted(sentence, lexicon, mentions, at) {
            return Some(verb);
        }
        let order = if sentence.logged && matches!(sentence.label, Label::Speaker(..)) {
            [
                Tense::Inverted,
                Tense::Bound,
                Tense::Own,
                Tense::State,
                Tense::First,
                Tense::Past,
                Tense::Present,
                Tense::Participle,
                Tense::Base,
            ]
        } else {
            [
                Tense::Inverted,
                Tense::Bound,
                Tense::Own,
                Tense::State,
                Tense::Past,
                Tense::Present,
                Tense::Participle,
                Tense::First,
                Tense::Base,
            ]
        };
        // «قدم كبير العائلة الكفن، طالبا السماح»: behind a comma rather how it was done than a past of two
        let mut order = order;
        let two = |hit: &Hit, wanted: Tense| matches!(hit.sense, Sense::Verb(_, tense) if tense == wanted);
        let circumstance = at > sentence.from
            && self.is(at - 1, Kind::Comma)
            && self.is_in(at, List::Several).is_some()
            && hits.iter().any(|hit| two(hit, Tense::Past) && hit.joined == 0)
            && hits.iter().any(|hit| two(hit, Tense::Participle) && hit.joined == 0);
        if circumstance {
            order.sort_by_key(|tense| usize::from(*tense != Tense::Participle));
        }
        let mut lengths: Vec<usize> = hits.iter().map(|hit| hit.length).collect();
        lengths.dedup();
        lengths.iter().find_map(|length| {
            order.iter().find_map(|wanted| {
                hits.iter().filter(|hit| hit.length == *length).find_map(|hit| match hit.sense {
                    Sense::Verb(number, tense) if tense == *wanted => {
                        self.accepted(sentence, lexicon, mentions, (at, hit), (number, tense))
                    }
                    _ => None,
                })
            })
        })
    }

    /// «وتم خلال اللقاء الاتفاق على»: what is said by nobody, with what says when and where between its two words.
    fn parted(
        &self,
        sentence: &Sentence,
        lexicon: &Lexicon,
        mentions: &[Mention],
        at: usize,
    ) -> Option<Verb> {
        let first = self.tokens.get(at).filter(|token| token.arabic && token.is_word())?;
        if self.says(at) {
            return None;
        }
        let named = |at: usize| {
            mentions
                .iter()
                .any(|mention| mention.from <= at && at < mention.to && self.is_in(at, List::Aside).is_none())
        };
        let stops = |at: usize| {
            self.tokens.get(at).is_none_or(|token| !token.is_word())
                || self.says(at)
                || self.is_in(at, List::Content).is_some()
                || named(at)
        };
        let reach =
            (at + 2..sentence.to.min(at + PARTED)).take_while(|next| !stops(*next - 1) && !stops(*next));
        let (end, class) = reach.into_iter().find_map(|next| {
            let token = self.tokens.get(next)?;
            lexicon.parted(&first.norm, &token.norm).map(|class| (next + 1, class))
        })?;
        Some(Verb {
            at,
            length: end - at,
            tense: None,
            class,
            joined: lexicon.joins_conjunction(&first.norm),
            of_person: false,
            needs_person: false,
            gender: None,
            passive: false,
            from: at,
        })
    }

    fn accepted(
        &self,
        sentence: &Sentence,
        lexicon: &Lexicon,
        mentions: &[Mention],
        (at, hit): (usize, &Hit),
        (number, tense): (u16, Tense),
    ) -> Option<Verb> {
        let verb = lexicon.verbs.get(usize::from(number))?;
        let end = at + hit.length;
        // «أُعلن»: the marks say that nobody is named
        let written = self.tokens.get(at).map(|token| self.written(token)).unwrap_or_default();
        let nobody = tense == Tense::Past && lexicon.is_passive(written);
        // «أقبل.»: alone it needs nothing
        let alone = tense == Tense::First && !self.tokens.get(end).is_some_and(Token::is_word);
        let complete = nobody
            || alone
            || self.names_several(at, tense)
            || self.is_circumstance(sentence, at, tense)
            || self.has_what_it_needs(end, sentence.to, mentions, &verb.needs);
        if !complete || self.barred(sentence, mentions, at, hit, Some(tense)) {
            return None;
        }
        // «وهنا تدخل الوزير»: only with its hamza is it «وهنأ»
        if !verb.written.is_empty() && !verb.written.iter().any(|stem| written.contains(stem.as_str())) {
            return None;
        }
        let bound = tense == Tense::Bound;
        if bound && self.ends_in(at, sentence.from, List::Which).is_none() {
            return None;
        }
        let tense = if bound { Tense::Past } else { tense };
        if tense == Tense::Own && at > sentence.from + 1 {
            return None;
        }
        let be = || (sentence.from..at).rev().find(|before| self.is_in(*before, List::Aside).is_none());
        if tense == Tense::State && be().is_none_or(|before| self.is_in(before, List::Be).is_none()) {
            return None;
        }
        let negated = self.ends_in(at, sentence.from, List::Negation).is_some();
        if matches!(tense, Tense::Base | Tense::First)
            && !negated
            && !self.begins_clause(sentence, mentions, at)
        {
            return None;
        }
        let behind = (sentence.from..at).rev().find(|before| self.is_in(*before, List::Aside).is_none());
        let passive =
            tense == Tense::Past && behind.is_some_and(|before| self.is_in(before, List::Passive).is_some());
        let class = match verb.class {
            Some(class) => class,
            None => self.object(end, sentence.to, mentions).or_else(|| {
                // «أعلن الوزير أن»: where it is a verb of a class as well, that is its class
                let other = |one: &Hit| {
                    matches!(one.sense, Sense::Verb(number, of) if of == tense && one.length == hit.length
                        && lexicon.verbs.get(usize::from(number)).is_some_and(|verb| verb.class.is_some()))
                };
                let alone = !self.hits(at).iter().any(other);
                (alone && self.says_what(end, sentence.to, mentions)).then_some(Class::PointOut)
            })?,
        };
        let class = if negated { lexicon.negated.get(&class).copied().unwrap_or(class) } else { class };
        Some(Verb {
            at,
            // «أردف قائلا»
            length: hit.length + self.is_in(end, List::Saying).unwrap_or(0),
            tense: (!nobody).then_some(tense),
            class,
            joined: hit.joined & CONJUNCTION != 0,
            of_person: verb.of_person,
            needs_person: verb.needs_person,
            gender: self.gender_of_form(at, hit.length),
            passive,
            from: at
                - self
                    .ends_in(at, sentence.from, List::Negation)
                    .or(self.ends_in(at, sentence.from, List::Which))
                    .unwrap_or(0),
        })
    }

    /// «…، مبينا دورها في الصلح»: whether a participle says how somebody else's act was done; whatever follows is what is said.
    fn is_circumstance(&self, sentence: &Sentence, at: usize, tense: Tense) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.arabic && tense == Tense::Participle)
        else {
            return false;
        };
        let accusative = |token: &Token| {
            let written = self.written(token);
            written.ends_with('ا') || self.ends_in_tanwin(token)
        };
        let before = at.checked_sub(1).filter(|before| *before >= sentence.from);
        // «ما كان متوقعا»
        if before.is_some_and(|before| self.is_in(before, List::Be).is_some()) {
            return false;
        }
        let comma = before.is_some_and(|before| self.is(before, Kind::Comma));
        // «خطابا مفصلا» is an adjective
        let adjective = before.and_then(|before| self.tokens.get(before)).is_some_and(accusative);
        comma || accusative(token) && !adjective
    }

    /// Of whom the form at `at` is used, where it is used of men or of women alone.
    pub(super) fn gender_of_form(&self, at: usize, length: usize) -> Option<Gender> {
        let is = |list| self.hits(at).iter().any(|hit| hit.sense == Sense::In(list) && hit.length == length);
        // «عارضه آخرون» is no «عارضة», although both are compared as one
        let written = self.tokens.get(at).map(|token| self.written(token)).unwrap_or_default();
        if written.ends_with('ه') {
            return None;
        }
        match (is(List::Feminine), is(List::Masculine)) {
            (true, false) => Some(Gender::Feminine),
            (false, true) => Some(Gender::Masculine),
            _ => None,
        }
    }

    /// Whether what stands before a word makes it no verb of saying: an article, a preposition, *to*.
    fn barred(
        &self,
        sentence: &Sentence,
        mentions: &[Mention],
        at: usize,
        hit: &Hit,
        tense: Option<Tense>,
    ) -> bool {
        // «إذا التزم الطرف الآخر», *should the other side agree*: a condition says nothing
        let clause = (sentence.from..at).rev().take_while(|at| {
            self.tokens
                .get(*at)
                .is_some_and(|token| !matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Colon))
                && self.is_in(*at, List::And) != Some(1)
        });
        let tied = |at: usize| {
            self.hits(at).iter().any(|hit| {
                matches!(
                    hit.sense,
                    Sense::Condition(
                        ConditionKind::If
                            | ConditionKind::Unless
                            | ConditionKind::Until
                            | ConditionKind::Provided,
                        false
                    )
                )
            })
        };
        if hit.joined & CONJUNCTION == 0 && clause.into_iter().take(8).any(tied) {
            return true;
        }
        // «وأعلن موافقة الفصائل»: what stands right behind a verb is what it says
        // «تتسلم موافقة خطية»: without a comma, and before what hangs on nothing, a noun
        let noun = at > sentence.from
            && !self.is(at - 1, Kind::Comma)
            && self.decides(at)
            && !self.is_complement(at + 1)
            && self.is_in(at + 1, List::Content).is_none()
            && self.is_in(at + 1, List::End).is_none()
            && self.tokens.get(at).is_some_and(|token| {
                token.arabic && !self.ends_in_tanwin(token) && self.written(token).ends_with('ة')
            });
        if noun && tense == Some(Tense::Participle) && hit.joined == 0 {
            return true;
        }
        let object = tense == Some(Tense::Participle)
            && hit.joined == 0
            && at > sentence.from
            && self.tokens.get(at).is_some_and(|token| token.arabic && !self.ends_in_tanwin(token))
            && self.says(at - 1);
        // «أعلن فلان موافقة قيادته»: nor is what stands right behind whoever says it
        let behind = mentions.iter().find(|mention| mention.to == at).is_some_and(|mention| {
            mention.from > sentence.from
                && matches!(mention.who, super::cast::Who::Person(_))
                && self.says_plainly(mention.from - 1)
        });
        let noun = tense == Some(Tense::Participle)
            && hit.joined == 0
            && behind
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.arabic && !self.written(token).ends_with(['ا', 'ً']));
        if object || noun {
            return true;
        }
        // «ردا على سؤال» is no verb
        let other = |one: &Hit| {
            one.length > hit.length
                && matches!(one.sense, Sense::In(List::Aside | List::End) | Sense::Condition(..))
        };
        if self.hits(at).iter().any(other) {
            return true;
        }
        if at == sentence.from || hit.joined & CONJUNCTION != 0 {
            return false;
        }
        let negated = self.ends_in(at, sentence.from, List::Negation).is_some();
        let bare = matches!(tense, Some(Tense::Present | Tense::Base | Tense::First))
            && self.ends_in(at, sentence.from, List::Bare).is_some();
        let agent = tense == Some(Tense::Participle) && self.ends_in(at, sentence.from, List::By).is_some();
        // «… فيصل عقيل الذي أفاد بأن»
        let whose = self.ends_in(at, sentence.from, List::Whose).is_some_and(|length| {
            let end = at - length - usize::from(self.is(at - length - 1, Kind::Comma));
            mentions
                .iter()
                .any(|mention| mention.to == end && !matches!(mention.who, super::cast::Who::Body(_)))
        });
        // *Party A undertook*, *a proposal which the mayor accepted*
        let subject = whose
            || mentions.iter().any(|mention| mention.to == at)
            || self.ends_in(at, sentence.from, List::Which).is_some()
            || self.ends_in(at, sentence.from, List::Aside).is_some_and(|length| length > 1);
        let held = tense.is_some()
            && !agent
            && !subject
            && self.ends_in(at, sentence.from, List::Determiner).is_some();
        // a name with a capital is no verb
        let named = self.tokens.get(at).is_some_and(|token| token.capital)
            && !matches!(tense, Some(Tense::Base | Tense::Past) | None)
            && !self.is(at - 1, Kind::Quote);
        !negated && (bare || held) || named
    }

    /// How many tokens a word of `list` takes that ends before `at`.
    pub(super) fn ends_in(&self, at: usize, least: usize, list: List) -> Option<usize> {
        if !self.may_end_in_any(at, Lists::of(&[list])) {
            return None;
        }
        (1..=LONGEST_BEFORE).find(|length| {
            at >= least + length
                && self
                    .hits(at - length)
                    .iter()
                    .any(|hit| hit.sense == Sense::In(list) && hit.length == *length)
        })
    }

    /// Whether a clause begins at `at`: nothing before it but a mark, a word that joins clauses, or a subject in the plural.
    fn begins_clause(&self, sentence: &Sentence, mentions: &[Mention], at: usize) -> bool {
        let joined = self.hits(at).iter().any(|hit| hit.joined & CONJUNCTION != 0);
        at == sentence.from
            || joined
            || at > 0
                && self.tokens.get(at - 1).is_some_and(|before| !before.is_word() && !before.is(Kind::Number))
            || mentions.iter().any(|mention| mention.to == at && self.is_plural(mention))
            || [List::And, List::PronounSelf, List::PronounMany, List::Aside]
                .iter()
                .any(|list| self.ends_in(at, sentence.from, *list).is_some())
    }

    /// Whether several are named, or a body.
    fn is_plural(&self, mention: &Mention) -> bool {
        !matches!(mention.who, super::cast::Who::Person(_))
    }

    /// Whether a form is that of a verb in the plural, which is nothing else: «طلبوا».
    fn names_several(&self, at: usize, tense: Tense) -> bool {
        tense == Tense::Past && self.is_in(at, List::Several).is_some()
    }
}
