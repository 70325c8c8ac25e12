//! The words of a name: which word may be one, how far a name goes.

use super::account::{Account, is_initial};
use super::lexicon::{PREPOSITION, Sense};
use super::names::{List, Tense};
use super::token::Kind;

/// The most words of a name.
const LONGEST_NAME: usize = 6;

impl Account<'_> {
    /// Whether the token at `at` may be a word of a name.
    pub(super) fn is_name_word(&self, at: usize) -> bool {
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
        // «وقال السفير خوزيه سينجر»: behind a verb and a given name no verb follows
        let future = || {
            let before = at.saturating_sub(LONGEST_NAME)..at.saturating_sub(1);
            let titled = at > 1 && self.is_in(at - 2, List::Honorific).is_some();
            at > 0
                && self.is_in(at - 1, List::Given).is_some()
                && (titled || before.into_iter().any(|at| self.says_plainly(at)))
        };
        // «نائبة رئيس البعثة، سيلفي ديكامب، …»: between marks, or behind a title, no verb stands before a word of which nothing is known
        let marked = || {
            let opens = |at: usize| {
                [Kind::Comma, Kind::Quote, Kind::Open].iter().any(|kind| self.is(at, *kind))
                    || self.is_in(at, List::Honorific).is_some()
            };
            let closed = |at: usize| {
                self.tokens.get(at).is_none_or(|token| !token.is_word())
                    || self.is_in(at, List::Content).is_some()
                    || self.is_in(at, List::Time).is_some()
            };
            // «، "ستافان دي ميستورا"،»
            let quoted = at > 0 && self.is(at - 1, Kind::Quote) && {
                let close = (at + 1..at + LONGEST_NAME).find(|at| self.is(*at, Kind::Quote));
                close.is_some_and(|close| {
                    close > at + 1 && (at + 1..close).all(|at| self.is_unknown(at) && self.is(at, Kind::Word))
                })
            };
            quoted || at > 0 && opens(at - 1) && self.may_begin_name(at + 1) && closed(at + 2)
        };
        // «ثريا بنجلون»: behind a given name what is known only with a preposition joined is a name
        let behind_given = at > 0 && self.is_in(at - 1, List::Given).is_some();
        let only_joined = behind_given
            && !self.hits(at).is_empty()
            && self.hits(at).iter().all(|hit| hit.joined & PREPOSITION != 0)
            && self.lexicons.iter().any(|one| one.begins_name(&token.norm));
        if only_joined {
            return true;
        }
        let titled = at > 0 && self.is_in(at - 1, List::Honorific).is_some();
        let known = self.hits(at).iter().any(|hit| match hit.sense {
            // «العقيد ستار الكناني»
            Sense::In(List::NoFuture) if titled => false,
            Sense::In(List::Future) => self.hits(at).len() > 1 || !(future() || marked()),
            Sense::Verb(_, Tense::Bound) => false,
            Sense::Verb(..) => token.arabic || !token.capital,
            Sense::Object(_) | Sense::Impersonal(_) | Sense::Opener(_) => false,
            Sense::In(list) => {
                !matches!(list, List::NoName | List::Feminine | List::Masculine | List::NoGender)
                    && (!matches!(
                        list,
                        List::Time | List::Bare | List::Modifier | List::At | List::Abbreviation
                    ) || !token.capital)
            }
            Sense::Condition(_, beside) => !beside || !token.capital,
            Sense::Collective(_) => true,
        });
        !known && (token.arabic || token.capital)
    }

    /// Whether nothing is known of the token at `at`, or only that it may be in a name.
    pub(super) fn is_unknown(&self, at: usize) -> bool {
        self.hits(at).iter().all(|hit| {
            matches!(
                hit.sense,
                Sense::In(
                    List::Given
                        | List::NameAlso
                        | List::NameLink
                        | List::NameTail
                        | List::Feminine
                        | List::Masculine
                        | List::NoGender
                )
            )
        })
    }

    /// Whether a name that no list has may begin with the Arabic word at `at`: without article, of no noun's shape, and nothing joined to it.
    pub(super) fn may_begin_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_word() && token.arabic) else {
            return false;
        };
        let noun = || self.lexicons.iter().any(|one| one.is_noun(&token.norm));
        let given = self.is_in(at, List::Given).is_some();
        given
            || self.is_unknown(at)
                && !self.is_definite(token, true)
                && !noun()
                && !self.is_hanging(at)
                && !self.lexicons.iter().any(|one| one.joins_known(&token.norm))
                && !self.ends_in_tanwin(token)
                && !self.lexicons.iter().any(|one| one.hangs(&token.norm) || one.joins_two(&token.norm))
    }

    /// The end of the name that begins at `at`, if one does. `known` says whether a single word is the last name of somebody.
    pub(super) fn name(&self, at: usize, known: &dyn Fn(&str) -> bool) -> Option<usize> {
        let (mut end, mut parts, mut linked) = (at, 0, false);
        while end < at + LONGEST_NAME {
            if let Some(next) = self.behind_initial(end) {
                (end, parts) = (next, parts + 1);
                continue;
            }
            let family = parts == 1 && end == at + 1 && self.is_family_word(end);
            let Some(token) = self.tokens.get(end).filter(|_| family || self.is_name_word(end)) else {
                break;
            };
            // «بدر الدين عوض»: the second word makes one name with the first
            if parts == 1 && end > at && self.is_in(end, List::NameTail).is_some() {
                end += 1;
                continue;
            }
            let link = self.is_in(end, List::NameLink).is_some() && self.is_name_word(end + 1);
            if parts > 1 && self.is_thing(end) && !known(&token.norm) && !self.closes_name(end) {
                break;
            }
            // «كامل المسؤولية»: what may be a name and is a word beside, before a common one
            let introduced = at > 0
                && (self.is_in(at - 1, List::Honorific).is_some()
                    || self.is_in(at - 1, List::Role).is_some()
                    || self.says(at - 1));
            let word = parts == 1
                && end == at + 1
                && !introduced
                && self.is_in(at, List::NameAlso).is_some()
                && self.is_common_thing(end);
            if word {
                break;
            }
            // in Arabic two parts make a name; a third is taken where it looks like a family's
            let definite = token.arabic && token.norm.starts_with("ال");
            if parts >= 1 && token.arabic && !definite && !link && !self.may_follow(end, parts) {
                break;
            }
            end += 1;
            parts += usize::from(!link);
            let given = parts == 1 && self.opens_name(end - 1);
            // «السنوسي الفيتوري»: a family's name may follow another
            let family = parts < 3 && parts > 1 && self.is_family_name(end) && !self.is_family_name(end + 1);
            if known(&token.norm) || definite && !link && !linked && !given && !family {
                break;
            }
            linked = link;
        }
        // «سليم الحركة،»: a word that is a body elsewhere ends a name that a mark closes
        let body = parts == 1
            && end == at + 1
            && self.is_in(at, List::Given).is_some()
            && self.is_in(end, List::Body).is_some()
            && self.tokens.get(end).is_some_and(|token| token.arabic && self.is_definite(token, false))
            && [Kind::Comma, Kind::Close, Kind::Quote].iter().any(|kind| self.is(end + 1, *kind));
        if body {
            (end, parts) = (end + 1, 2);
        }
        if parts > 1 {
            end = self.up_to_mark(end, at + LONGEST_NAME);
        }
        while end > at
            && self.is_in(end - 1, List::NameLink).is_some()
            && self.is_in(end - 1, List::Given).is_none()
        {
            end -= 1;
        }
        (end > at).then_some(end)
    }

    /// Where an Arabic name ends that was found up to `end`: what a mark or what is said closes goes with it as far as it may be a name.
    pub(super) fn up_to_mark(&self, end: usize, most: usize) -> usize {
        let part = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                token.arabic
                    && self.is_name_word(at)
                    && self.is_in(at, List::NoName).is_none()
                    && !self.lexicons.iter().any(|one| one.is_noun(&token.norm) || one.hangs(&token.norm))
                    && !self.is_complement(at)
                    && !self.is_thing(at)
                    && !self.lexicons.iter().any(|one| one.joins_known(&token.norm))
                    && !(self.is_definite(token, false) && self.is_feminine(at))
                    && !self.lexicons.iter().any(|one| one.is_common(&token.norm))
            })
        };
        let last = (end..most).find(|at| !part(*at)).unwrap_or(most);
        let marks = [Kind::Comma, Kind::Open, Kind::Close, Kind::Quote, Kind::Stop, Kind::Bar, Kind::Line];
        let closed =
            marks.iter().any(|kind| self.is(last, *kind)) || self.is_in(last, List::Content).is_some();
        if closed { last } else { end }
    }

    /// Whether a name goes on behind its first word at `at`: a given name, or one with the article and another part behind it, «الزين حامد».
    pub(super) fn opens_name(&self, at: usize) -> bool {
        let also = self.is_in(at, List::Given).is_some() || self.is_in(at, List::NameAlso).is_some();
        let next = at + 1;
        let part = self.is_in(next, List::Given).is_some()
            || self.is_in(next, List::NameLink).is_some()
            || self.may_begin_name(next) && !self.is_feminine(next);
        also || self.is_unknown(at) && part
    }

    /// Whether a word with the article behind a part of a name is rather what the sentence goes on with: «إدريس مهل المواطنين».
    pub(super) fn is_thing(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.arabic && self.is_definite(token, false))
        else {
            return false;
        };
        let listed =
            [List::Given, List::NameAlso, List::NameTail].iter().any(|list| self.is_in(at, *list).is_some());
        !listed
            && (self
                .lexicons
                .iter()
                .any(|one| one.is_common(&token.norm) || one.is_noun_behind_article(&token.norm))
                || self.is_feminine(at))
    }

    /// «حسن طه الدومة،»: whether a word with the article that is no common one stands between a given name and a mark.
    fn closes_name(&self, at: usize) -> bool {
        let marked =
            [Kind::Comma, Kind::Quote, Kind::Close, Kind::Open].iter().any(|kind| self.is(at + 1, *kind));
        marked
            && at > 0
            && self.is_in(at - 1, List::Given).is_some()
            && self.is_unknown(at)
            && self.tokens.get(at).is_some_and(|token| {
                !self
                    .lexicons
                    .iter()
                    .any(|one| one.is_common(&token.norm) || one.is_noun_behind_article(&token.norm))
            })
    }

    /// «الدكتور عصمت الجندي وكيل المديرية»: whether a rank or an occupation with the article is the name of a family: behind a name, and before
    /// what is no name.
    fn is_family_word(&self, at: usize) -> bool {
        // «ماريا سعادة أن»: without the article only before what closes a name
        let closed = self.is_in(at + 1, List::Content).is_some()
            || self.says(at + 1)
            || [Kind::Comma, Kind::Quote, Kind::Close].iter().any(|kind| self.is(at + 1, *kind));
        let Some(token) = self
            .tokens
            .get(at)
            .filter(|token| token.arabic && token.is_word() && (closed || self.is_definite(token, false)))
        else {
            return false;
        };
        let occupation = self.hits(at).iter().all(|hit| {
            hit.length == 1
                && matches!(
                    hit.sense,
                    Sense::In(
                        List::Role
                            | List::Honorific
                            | List::NoName
                            | List::NameAlso
                            | List::Masculine
                            | List::NoGender
                            | List::Given
                            | List::NameTail
                    )
                )
        });
        let titled = at > 1 && self.is_in(at - 2, List::Honorific).is_some();
        let quoted = at > 1 && self.is(at - 2, Kind::Quote) && self.is(at + 1, Kind::Quote);
        let given = at > 0
            && (self.is_in(at - 1, List::Given).is_some()
                || (titled || quoted) && self.may_begin_name(at - 1));
        let open = !closed && self.is_definite_at(at + 1)
            || self.is_in(at + 1, List::Given).is_some()
            || self.may_begin_name(at + 1)
            || self.is_in(at + 1, List::Modifier).is_some();
        occupation
            && given
            && !open
            && !self.lexicons.iter().any(|one| one.is_noun_behind_article(&token.norm))
    }

    /// Whether a common word with the article stands at `at`: السر, المسؤولية.
    pub(super) fn is_common_thing(&self, at: usize) -> bool {
        let token = self.tokens.get(at).filter(|token| token.arabic && self.is_definite(token, false));
        token.is_some_and(|token| self.lexicons.iter().any(|one| one.is_common(&token.norm)))
    }

    /// Behind an initial and its point at `at`, where a name goes on there.
    pub(super) fn behind_initial(&self, at: usize) -> Option<usize> {
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
    pub(super) fn may_follow(&self, at: usize, parts: usize) -> bool {
        // «فرحب زين الدين بالفكرة», not «غريغوري بالمر»
        let noun = |token: &super::token::Token| {
            self.is_oblique_noun(at)
                && (self.is_feminine(at)
                    || self.lexicons.iter().any(|one| one.is_oblique_common(&token.norm)))
        };
        let Some(token) = self.tokens.get(at).filter(|token| !noun(token)) else { return false };
        let long = token.norm.chars().count() > 5;
        let joined = self
            .lexicons
            .iter()
            .any(|one| one.joins_preposition(&token.norm) && !one.begins_name(&token.norm));
        // «بيرداود» is no preposition before a word that is known
        let hangs = self.lexicons.iter().any(|one| one.hangs(&token.norm));
        if self.is_in(at, List::Given).is_some() {
            return parts < 4;
        }
        // «عبد السلام كاجمان»: what nothing else is known of goes on with a name of one part
        let unknown = parts == 1 && self.hits(at).is_empty() && at > 0 && self.is_part(at - 1) && !hangs;
        // «الصادق حامد كبر عمدة الرحل»: a third part right before what closes the name
        let third = parts == 2
            && self.hits(at).is_empty()
            && !hangs
            && !self.is_feminine(at)
            && (self.hits(at + 1).iter().any(|hit| hit.sense == Sense::In(List::Role) && hit.joined == 0)
                || [Kind::Comma, Kind::Open, Kind::Quote].iter().any(|kind| self.is(at + 1, *kind)));
        if third {
            return true;
        }
        // «السيدة هيلدا بيورنسون»: what hangs on a preposition ends like a noun or is known
        let noun = hangs || self.lexicons.iter().any(|one| one.is_noun(&token.norm)) || self.is_feminine(at);
        let free = parts == 1 && self.hits(at).is_empty() && !noun;
        // «الشيخ حامدين تأجيل الدخول»: a noun with what belongs to it
        let owns = self.tokens.get(at + 1).is_some_and(|next| next.arabic && self.is_definite(next, false));
        let thing = self.is_in(at, List::NoName).is_some()
            || self.lexicons.iter().any(|one| one.is_noun(&token.norm));
        if thing && owns && self.is_in(at, List::NameAlso).is_none() {
            return false;
        }
        parts < 2 && (!(joined && long) || unknown || free) && !self.ends_in_tanwin(token)
    }

    /// Whether a given name ends at `at`: `محمد`, `عبد السلام`.
    pub(super) fn is_part(&self, at: usize) -> bool {
        self.is_in(at, List::Given).is_some() || self.is_in(at, List::NameTail).is_some()
    }
}
