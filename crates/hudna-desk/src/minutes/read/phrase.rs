//! How far a name, a capacity, the name of a body go.

use super::account::{Account, is_initial};
use super::lexicon::{ARTICLE, Hit, PREPOSITION, Sense};
use super::names::{List, Tense};
use super::token::{Kind, Token};

/// The most words of a name.
const LONGEST_NAME: usize = 6;
/// The most words of a capacity or the name of a body.
const LONGEST_PHRASE: usize = 14;
/// The most words in a row that a phrase takes without an article.
const LONGEST_CHAIN: usize = 3;

impl Account<'_> {
    /// Whether a phrase cannot go on with the token at `at`.
    pub(super) fn closes(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        !(token.is_word() || token.is(Kind::Number))
            || self.hits(at).iter().any(|hit| match hit.sense {
                Sense::Verb(_, tense) => {
                    token.arabic && hit.joined == 0 && matches!(tense, Tense::Past | Tense::Present)
                        || !token.arabic && matches!(tense, Tense::Past) && !token.capital
                }
                Sense::Condition(..) => true,
                Sense::In(list) => {
                    matches!(
                        list,
                        List::Content | List::End | List::Honorific | List::Presider | List::And | List::Held
                    ) && hit.joined & ARTICLE == 0
                        && !(list == List::Honorific && self.is_numbered_body(at))
                }
                _ => false,
            })
    }

    /// «اللواء الثالث», «الفريق 5»: a title that is a body here, as its number shows.
    fn is_numbered_body(&self, at: usize) -> bool {
        self.is_in(at, List::Body).is_some()
            && (self.is(at + 1, Kind::Number) || self.is_in(at + 1, List::Modifier).is_some())
    }

    /// Whether the token at `at` may be a word of a name.
    fn is_name_word(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_word()) else { return false };
        let given = self.is_in(at, List::Given).is_some() && (token.arabic || token.capital);
        if given || self.is_in(at, List::NameLink).is_some() {
            return true;
        }
        if self.is_in(at, List::NameTail).is_some() && at > 0 && self.is_in(at - 1, List::NameTail).is_none()
        {
            return true;
        }
        if self.is_in(at, List::NameAlso).is_some() && !self.written(token).ends_with('ى') {
            return true;
        }
        let known = self.hits(at).iter().any(|hit| match hit.sense {
            Sense::Verb(..) => token.arabic || !token.capital,
            Sense::Object(_) | Sense::Impersonal(_) | Sense::Opener(_) => false,
            Sense::In(list) => {
                !matches!(list, List::Time | List::Bare | List::Modifier | List::At | List::Abbreviation)
                    || !token.capital
            }
            Sense::Condition(_, beside) => !beside || !token.capital,
            Sense::Collective(_) => true,
        });
        !known && (token.arabic || token.capital)
    }

    /// The end of the name that begins at `at`, if one does. `known` says whether a single word is the last name of somebody.
    pub(super) fn name(&self, at: usize, known: &dyn Fn(&str) -> bool) -> Option<usize> {
        let (mut end, mut parts, mut linked) = (at, 0, false);
        while end < at + LONGEST_NAME {
            if let Some(next) = self.behind_initial(end) {
                (end, parts) = (next, parts + 1);
                continue;
            }
            let Some(token) = self.tokens.get(end).filter(|_| self.is_name_word(end)) else { break };
            // «بدر الدين عوض»: the second word makes one name with the first
            if parts == 1 && end > at && self.is_in(end, List::NameTail).is_some() {
                end += 1;
                continue;
            }
            let link = self.is_in(end, List::NameLink).is_some() && self.is_name_word(end + 1);
            // in Arabic two parts make a name; a third is taken where it looks like a family's
            let definite = token.arabic && token.norm.starts_with("ال");
            if parts >= 1 && token.arabic && !definite && !link && !self.may_follow(end, parts) {
                break;
            }
            end += 1;
            parts += usize::from(!link);
            let given = parts == 1 && self.is_in(end - 1, List::Given).is_some();
            // «السنوسي الفيتوري»: a family's name may follow another
            let family = parts < 3 && parts > 1 && self.is_family_name(end) && !self.is_family_name(end + 1);
            if known(&token.norm) || definite && !link && !linked && !given && !family {
                break;
            }
            linked = link;
        }
        while end > at
            && self.is_in(end - 1, List::NameLink).is_some()
            && self.is_in(end - 1, List::Given).is_none()
        {
            end -= 1;
        }
        (end > at).then_some(end)
    }

    /// Behind an initial and its point at `at`, where a name goes on there.
    fn behind_initial(&self, at: usize) -> Option<usize> {
        self.tokens.get(at).filter(|token| is_initial(token) && self.is(at + 1, Kind::Stop))?;
        let next = self.tokens.get(at + 2)?;
        let goes_on = is_initial(next) || next.is_word() && next.capital && self.is_name_word(at + 2);
        goes_on.then_some(at + 2)
    }

    /// Whether an Arabic word has the ending of the feminine, and is no given name: a noun rather than a name.
    pub(super) fn is_feminine(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.arabic && token.norm.ends_with('ه'))
            && self.is_in(at, List::Given).is_none()
    }

    /// Whether an Arabic word looks like the name of a family: with the article, and the ending of who comes from somewhere.
    pub(super) fn is_family_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.arabic && token.norm.starts_with("ال") && token.norm.ends_with('ي') && self.is_name_word(at)
        })
    }

    /// Whether an Arabic word without article may be the next part of a name: not what begins with a preposition and is longer
    /// than a name, not a fourth part.
    fn may_follow(&self, at: usize, parts: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let long = token.norm.chars().count() > 5;
        let joined = self
            .lexicons
            .iter()
            .any(|one| one.joins_preposition(&token.norm) && !one.begins_name(&token.norm));
        if self.is_in(at, List::Given).is_some() {
            return parts < 4;
        }
        // «عبد السلام كاجمان»: what nothing else is known of goes on with a name of one part
        let unknown = parts == 1 && self.hits(at).is_empty() && at > 0 && self.is_part(at - 1);
        // «الصادق حامد كبر عمدة الرحل»: a third part right before what closes the name
        let third = parts == 2
            && self.hits(at).is_empty()
            && !(joined && long)
            && !self.is_feminine(at)
            && (self.hits(at + 1).iter().any(|hit| hit.sense == Sense::In(List::Role) && hit.joined == 0)
                || [Kind::Comma, Kind::Open, Kind::Quote].iter().any(|kind| self.is(at + 1, *kind)));
        if third {
            return true;
        }
        parts < 2 && (!(joined && long) || unknown) && !self.ends_in_tanwin(token)
    }

    /// Whether a given name ends at `at`: `محمد`, `عبد السلام`.
    fn is_part(&self, at: usize) -> bool {
        self.is_in(at, List::Given).is_some() || self.is_in(at, List::NameTail).is_some()
    }

    /// What stands in the text.
    pub(super) fn written(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether an Arabic word has the article, joined to a preposition or alone.
    pub(super) fn is_definite(&self, token: &Token, joined: bool) -> bool {
        let written = self.written(token);
        written.starts_with("ال") || joined && (written.starts_with("لل") || written.starts_with("بال"))
    }

    /// «مسؤول الملف بالبعثة», «مدير الأمن بالمنطقة», not «ممثل الطرف بالرد»: whether a word with a joined preposition is a body or a place.
    fn is_placed(&self, at: usize) -> bool {
        self.hits(at).iter().any(|hit| matches!(hit.sense, Sense::In(List::Body | List::Placed)))
            || self.tokens.get(at).is_some_and(|token| self.written(token).starts_with("لل"))
    }

    /// The same of the token at `at`.
    pub(super) fn is_definite_at(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.is_definite(token, true))
    }

    /// An adverb or predicate in the accusative: `فورا`, `داعيا`.
    pub(super) fn ends_in_tanwin(&self, token: &Token) -> bool {
        self.written(token).ends_with('ً') || self.written(token).ends_with("ًا")
    }

    /// The end of the phrase whose head is the `hit` at `at`: a capacity or the name of a body.
    pub(super) fn phrase(&self, at: usize, hit: Hit) -> usize {
        let arabic = self.tokens.get(at).is_some_and(|token| token.arabic);
        if arabic { self.arabic_phrase(at, hit) } else { self.latin_phrase(at, hit.length) }
    }

    fn arabic_phrase(&self, at: usize, hit: Hit) -> usize {
        let mut end = at + hit.length;
        let last = |end: usize| self.tokens.get(end - 1);
        // «مسؤول الملف بالبعثة» goes on, «الطرف الثاني بالجدول» does not
        let construct =
            hit.joined & ARTICLE == 0 && !last(end).is_some_and(|token| self.is_definite(token, false));
        let definite = |token: &Token| {
            self.is_definite(token, false)
                || self.written(token).starts_with("لل")
                || construct && self.is_definite(token, true)
        };
        // whether the next word is owed: after a word without article
        let mut owed = construct;
        let mut chain = 0;
        // «آمر لواء حماية الساحل»: right behind a capacity that is a body, and no title
        let opens = |end: usize, owed: bool| {
            owed && end == at + hit.length
                && self.hits(end).iter().any(|hit| hit.sense == Sense::In(List::Body) && hit.joined == 0)
        };
        while end < at + LONGEST_PHRASE
            && (!self.closes(end) || opens(end, owed))
            && self.is_in(end, List::Given).is_none()
        {
            let Some(token) = self.tokens.get(end) else { break };
            // «التزام» has no article, although it begins like one
            let whole =
                |hit: &Hit| hit.joined == 0 && hit.length == 1 && matches!(hit.sense, Sense::Object(_));
            if !owed && self.is_definite(token, false) && self.hits(end).iter().any(whole) {
                break;
            }
            let head = |hits: &[Hit]| {
                hits.iter().any(|hit| {
                    matches!(hit.sense, Sense::In(List::Body | List::People | List::Role))
                        && hit.joined & PREPOSITION == 0
                })
            };
            let conjoined = self.hits(end).iter().any(|hit| hit.joined & super::lexicon::CONJUNCTION != 0)
                || token.norm.starts_with("وال");
            if conjoined && !(chain == 0 && owed) {
                break;
            }
            if token.is(Kind::Number) {
                owed = false;
            } else if let Some(length) = self.is_in(end, List::Belonging) {
                end += length;
                owed = true;
                continue;
            } else if let Some(length) = self.is_in(end, List::Link) {
                let next = self.tokens.get(end + length).is_some_and(|next| {
                    definite(next)
                        || self
                            .hits(end + length)
                            .iter()
                            .any(|hit| matches!(hit.sense, Sense::In(List::Body)))
                        || next.is_word() && end > at + hit.length && !self.closes(end + length)
                });
                if !next || self.closes(end + length) {
                    break;
                }
                end += length;
                owed = true;
                continue;
            } else if definite(token) && !self.is_definite(token, false) && !self.is_placed(end) && !owed {
                break;
            } else if definite(token) {
                // «رئيسة قسم الحسابات الموقف المالي»: no adjective of what stands before
                let feminine = |at: usize| {
                    self.tokens
                        .get(at)
                        .is_some_and(|token| token.norm.ends_with('ه') || token.norm.ends_with("ات"))
                };
                // «المنسقة المانحين»: nobody's adjective
                let oblique = |at: usize| {
                    let ends = |norm: &str| self.lexicons.iter().any(|one| one.is_oblique(norm));
                    self.tokens.get(at).is_some_and(|token| ends(&token.norm))
                };
                let others = oblique(end) && !oblique(end - 1);
                let stranger =
                    feminine(at) && feminine(end - 1) && !feminine(end) && !token.norm.ends_with('ي');
                // «رئيس المجلس الفكرة»: nor of a body whose word is masculine
                let body = self.hits(end - 1).iter().any(|hit| hit.sense == Sense::In(List::Body));
                let other = body
                    && !feminine(at)
                    && !feminine(end - 1)
                    && feminine(end)
                    && !token.norm.ends_with("يه");
                if !owed && (head(self.hits(end)) || (stranger || other) && construct || others) {
                    break;
                }
                owed = false;
                chain = 0;
            } else if owed
                && chain < LONGEST_CHAIN
                && !(chain > 0 && self.hits(end).iter().any(|hit| matches!(hit.sense, Sense::Object(_))))
            {
                chain += 1;
            } else {
                break;
            }
            end += 1;
        }
        // «الممثل الخاص»: behind a head with the article such a word is its adjective
        let adjective =
            |at: usize| !construct && self.tokens.get(at).is_some_and(|token| self.is_definite(token, false));
        while end > at + hit.length
            && (self.is_in(end - 1, List::Link).is_some()
                || self.is_in(end - 1, List::Belonging).is_some() && !adjective(end - 1))
        {
            end -= 1;
        }
        end
    }

    fn latin_phrase(&self, at: usize, length: usize) -> usize {
        let mut end = at + length;
        while end < at + LONGEST_PHRASE {
            let capital =
                |at: usize| self.tokens.get(at).is_some_and(|token| token.is_word() && token.capital);
            let to_name = self.is_in(end, List::LinkName).filter(|length| capital(end + length));
            let link = self.is_in(end, List::Link).or(to_name).unwrap_or(0);
            let article = usize::from(link > 0 && self.is_in(end + link, List::Determiner).is_some());
            let word = end + link + article;
            let Some(token) = self.tokens.get(word).filter(|token| token.is_word() || token.is(Kind::Number))
            else {
                break;
            };
            // *Representative Amadou Kessler*: behind a capacity a name begins
            let role = link == 0
                && end == at + length
                && self.is_in(at, List::Role).is_some()
                && self.is_in(word, List::Role).is_none()
                && capital(word)
                && capital(word + 1);
            let role = role || link == 0 && end > at + length && self.begins_name_behind(word, end);
            let free = token.capital && !role || token.is(Kind::Number);
            let plain = link > 0 && !self.closes(word)
                || link == 0
                    && end > at + length
                    && !self.closes(word)
                    && !self.tokens.get(end - 1).is_some_and(|last| last.capital)
                    && self.hits(word).iter().any(|hit| matches!(hit.sense, Sense::In(List::Body)));
            let reaches = link == 0
                && end > at + length
                && (word..word + 3)
                    .take_while(|n| !self.closes(*n) && self.tokens.get(*n).is_some_and(|t| !t.capital))
                    .any(|n| self.hits(n).iter().any(|hit| matches!(hit.sense, Sense::In(List::Body))));
            // *of the coastal districts*
            let qualified = link == 0
                && end > at + length
                && !self.closes(word)
                && self.is_in(end - 1, List::Modifier).is_some()
                && self.tokens.get(end - 1).is_some_and(|last| !last.capital);
            // *traders in the old market*
            let goes_on = |n: usize| {
                self.tokens.get(n).is_some_and(|token| token.is_word() && !token.capital)
                    && !self.closes(n)
                    && !self
                        .hits(n)
                        .iter()
                        .any(|hit| matches!(hit.sense, Sense::Verb(..) | Sense::In(List::Aside)))
            };
            let described = link == 0
                && end > at + length
                && end < at + length + 5
                && goes_on(word)
                && goes_on(end - 1)
                && !self
                    .hits(end - 1)
                    .iter()
                    .any(|hit| matches!(hit.sense, Sense::In(List::Body | List::Role | List::People)))
                && self.closes(word + 1);
            let plain = plain || reaches || qualified || described;
            if !(free && !self.says(word) || plain) || link > 0 && self.says(word) {
                break;
            }
            end = word + 1;
        }
        end
    }

    /// *Chief of Police Jorin Haskel*: whether two words with capitals at `at` are a name and not a part of the phrase that ends there.
    fn begins_name_behind(&self, at: usize, end: usize) -> bool {
        let unknown = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.is_word() && token.capital)
                && !self.hits(at).iter().any(|hit| {
                    matches!(
                        hit.sense,
                        Sense::In(List::Body | List::Role | List::Modifier | List::People | List::Honorific)
                    )
                })
        };
        let last = self.tokens.get(at + 1).is_some_and(|token| self.surnames.contains(&token.norm));
        let closed = !self.tokens.get(at + 2).is_some_and(|token| token.is_word() && token.capital);
        let held = self.is_in(end - 1, List::Body).is_some() || self.is_in(end - 1, List::Role).is_some();
        unknown(at) && unknown(at + 1) && closed && (last || held)
    }

    /// Whether a preposition is joined to a word: what follows a verb there is neither its subject nor an adverb.
    pub(super) fn is_complement(&self, at: usize) -> bool {
        let joins = |norm: &str| self.lexicons.iter().any(|one| one.joins_preposition(norm));
        self.tokens
            .get(at)
            .is_some_and(|token| token.arabic && token.norm.chars().count() > 4 && joins(&token.norm))
    }

    /// Whether *and* is joined to a word, and it is no given name.
    pub(super) fn is_conjoined(&self, at: usize) -> bool {
        let joins = |norm: &str| self.lexicons.iter().any(|one| one.joins_conjunction(norm));
        self.is_in(at, List::Given).is_none()
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.arabic && token.norm.chars().count() > 4 && joins(&token.norm))
    }

    /// Whether a form of a verb of saying stands at `at`.
    pub(super) fn says(&self, at: usize) -> bool {
        self.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Verb(_, tense) if tense != Tense::Base))
    }

    /// The same, where it is not also a word that says when or on what condition: «عقب».
    pub(super) fn says_plainly(&self, at: usize) -> bool {
        let other = |hit: &Hit| {
            matches!(hit.sense, Sense::Condition(..) | Sense::In(List::End | List::Aside | List::Time))
        };
        self.says(at) && !self.hits(at).iter().any(other)
    }

    /// The first token of the phrase whose head is at `at`, where words before it belong to it: *Special Adviser*.
    pub(super) fn phrase_start(&self, at: usize, least: usize) -> usize {
        let mut from = at;
        if self.tokens.get(at).is_some_and(|token| token.arabic) {
            return self.ends_in(at, least, List::Quantifier).map_or(at, |length| at - length);
        }
        while from > least {
            let Some(before) = self.tokens.get(from - 1).filter(|token| token.is_word() && !token.arabic)
            else {
                break;
            };
            let joins = before.capital
                && self
                    .is_in(from - 1, List::Determiner)
                    .is_none_or(|_| self.is_in(from - 1, List::Modifier).is_some())
                || self.is_in(from - 1, List::Modifier).is_some()
                || self.is_in(from - 1, List::Body).is_some()
                || before.norm.ends_with("s'")
                || before.norm.ends_with("'s");
            let held = self.is_in(from - 1, List::Honorific).is_some()
                && self.is_in(from - 1, List::Modifier).is_none()
                || self.is_in(from - 1, List::And).is_some()
                || self.is_in(from - 1, List::Held).is_some()
                || self.is_in(from - 1, List::Aside).is_some()
                || self.is_in(from - 1, List::End).is_some();
            let verb = self.hits(from - 1).iter().any(|hit| matches!(hit.sense, Sense::Verb(..)));
            if !joins || held || verb && self.is_in(from - 1, List::Modifier).is_none() {
                break;
            }
            from -= 1;
        }
        from
    }
}
