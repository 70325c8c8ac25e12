//! How far an Arabic phrase goes, word by word: a head, what belongs to it, the adjectives of either.

use super::account::Account;
use super::lexicon::{ARTICLE, CONJUNCTION, Hit, PREPOSITION, Sense};
use super::names::List;
use super::phrase::LONGEST_PHRASE;
use super::token::{Kind, Token};

/// The most words in a row that a phrase takes without an article.
const LONGEST_CHAIN: usize = 3;

/// A phrase as far as it has been read.
pub(super) struct Construct<'a, 't> {
    account: &'a Account<'t>,
    /// The head: first token and hit.
    at: usize,
    hit: Hit,
    /// Whether a pronoun is joined to the head: زميلتها.
    owned: bool,
    /// Whether the head has no article and nobody's pronoun: something must belong to it.
    open: bool,
    /// Token behind the last.
    end: usize,
    /// Whether the next word is owed: behind a word without article.
    owed: bool,
    /// Words in a row without article.
    chain: usize,
}

impl<'a, 't> Construct<'a, 't> {
    /// The end of the phrase whose head is the `hit` at `at`.
    pub(super) fn end(account: &'a Account<'t>, at: usize, hit: Hit) -> usize {
        let end = at + hit.length;
        let last = account.tokens.get(end - 1);
        // «مسؤول الملف بالبعثة» goes on, «الطرف الثاني بالجدول» does not
        let open = hit.joined & ARTICLE == 0 && !last.is_some_and(|token| account.is_definite(token, false));
        // «زميلتها فلانة», not «رئيسة اللجنة», although both may be compared as one
        let owned = account.is_in(at, List::Possessed).is_some()
            && account.tokens.get(at).is_some_and(|token| !account.written(token).ends_with('ة'));
        let open = open && !owned;
        let mut phrase = Self { account, at, hit, owned, open, end, owed: open, chain: 0 };
        while phrase.goes_on() && phrase.step() {}
        phrase.quoted();
        phrase.trim();
        phrase.end
    }

    fn is_bare(&self, at: usize) -> bool {
        self.account.tokens.get(at).is_some_and(|token| self.account.is_definite(token, false))
    }

    fn is_definite(&self, token: &Token) -> bool {
        self.account.is_definite(token, false)
            || self.account.written(token).starts_with("لل")
            || self.open && self.account.is_definite(token, true)
    }

    fn goes_on(&self) -> bool {
        let account = self.account;
        // «الناشطة من الضفة الغربية صبا الجندي»: whence somebody is, where the name stands behind
        if self.is_whence() {
            return self.end < self.at + LONGEST_PHRASE;
        }
        let free = !account.closes(self.end)
            || self.opens_body()
            || self.owes_closing()
            || self.owed && account.is_noun_too(self.end);
        // «عميد قبيلة أولاد بركة، فلان»
        let name = account.is_in(self.end, List::Given).is_some()
            && !(self.owed
                && account.is_in(self.end, List::NameAlso).is_some()
                && account.is(self.end + 1, Kind::Comma));
        self.end < self.at + LONGEST_PHRASE && free && !name
    }

    /// Whether what says whence somebody is stands right behind the head, and whoever that is behind it.
    fn is_whence(&self) -> bool {
        let account = self.account;
        let behind = self.end == self.at + self.hit.length && !self.owed;
        let from = account.is_in(self.end, List::Whence) == Some(1);
        let words = (self.end + 1..self.end + 4)
            .take_while(|at| self.is_bare(*at) && account.is_in(*at, List::Given).is_none())
            .count();
        let name = self.end + 1 + words;
        let titled = account.hits(self.at).iter().any(|hit| hit.sense == Sense::In(List::Role));
        titled
            && behind
            && from
            && words > 0
            && (account.is_in(name, List::Given).is_some() || account.is_in(name, List::Honorific).is_some())
    }

    fn is_right_behind(&self) -> bool {
        self.owed && self.end == self.at + self.hit.length
    }

    /// «آمر لواء حماية الساحل», «قائد اللواء العميد فلان», not «آمر اللواء فلان»: right behind a capacity that is a body, and no title.
    fn opens_body(&self) -> bool {
        let body = |hit: &Hit| {
            hit.sense == Sense::In(List::Body)
                && (hit.joined == 0
                    || hit.joined == ARTICLE && self.account.is_in(self.end + 1, List::Honorific).is_some())
        };
        self.is_right_behind() && self.account.hits(self.end).iter().any(body)
    }

    /// «مدير الجلسة»: what a head without article owes, although it ends phrases elsewhere.
    fn owes_closing(&self) -> bool {
        self.is_right_behind() && self.account.is_in(self.end, List::End) == Some(1) && self.is_bare(self.end)
    }

    /// Takes the next word, or several; false where the phrase ends.
    fn step(&mut self) -> bool {
        let account = self.account;
        let end = self.end;
        let Some(token) = account.tokens.get(end) else { return false };
        if self.is_whence() {
            let words = (end + 1..end + 4)
                .take_while(|at| self.is_bare(*at) && account.is_in(*at, List::Given).is_none());
            self.end = end + 1 + words.count();
            return false;
        }
        // «التزام» has no article, although it begins like one
        let whole = |hit: &Hit| hit.joined == 0 && hit.length == 1 && matches!(hit.sense, Sense::Object(_));
        if !self.owed && self.is_bare(end) && account.hits(end).iter().any(whole) {
            return false;
        }
        let conjoined = account.hits(end).iter().any(|hit| hit.joined & CONJUNCTION != 0)
            || token.norm.starts_with("وال");
        if conjoined && !(self.chain == 0 && self.owed) {
            return self.conjoined();
        }
        // «نائب المتحدث باسم الأمم المتحدة»: the name of a body of several words is taken whole
        let body = account.hits(end).iter().find(|hit| {
            hit.sense == Sense::In(List::Body) && hit.length > 1 && hit.joined & PREPOSITION == 0
        });
        if let Some(body) = body.filter(|_| self.owed) {
            (self.end, self.owed) = (end + body.length, false);
            return true;
        }
        // «الأمين العام لحزب العهد»: behind a head and its adjective what it heads follows
        let headed = end > self.at + 1 && !self.owed && self.is_bare(end - 1);
        let whose = account.hits(end).iter().any(|hit| {
            matches!(hit.sense, Sense::In(List::Body | List::People))
                && hit.joined == PREPOSITION
                && account.lexicons.iter().any(|one| one.is_owning_preposition(&token.norm, hit.skip))
        });
        // «ضابط الاتصال ببعثة المراقبة ” فلان ”»: only where whoever holds the capacity stands behind
        let named = (end + 1..end + 5)
            .take_while(|at| !account.says(*at) && account.is_in(*at, List::Content).is_none())
            .any(|at| {
                account.is(at, Kind::Quote)
                    || account.is_in(at, List::Honorific).is_some()
                    || account.is_in(at, List::Given).is_some()
            });
        let within = named
            && account
                .hits(end)
                .iter()
                .any(|hit| hit.sense == Sense::In(List::Body) && hit.joined == PREPOSITION);
        if headed && (whose || within) && !account.is_definite_at(end) {
            (self.end, self.owed) = (end + 1, true);
            return true;
        }
        // «آل كنعان للمختار جهاد كنعان»: a title with a preposition begins another
        let titled = account.hits(end).iter().any(|hit| {
            hit.joined & PREPOSITION != 0 && matches!(hit.sense, Sense::In(List::Honorific | List::Role))
        });
        if titled && (account.is_in(end + 1, List::Given).is_some() || account.may_begin_name(end + 1)) {
            return false;
        }
        if let Some(length) = account.is_in(end, List::Belonging).filter(|_| !token.is(Kind::Number)) {
            (self.end, self.owed) = (end + length, true);
            return true;
        }
        if let Some(length) = account.is_in(end, List::Link).filter(|_| !token.is(Kind::Number)) {
            return self.link(length);
        }
        self.word(token)
    }

    /// «رئيس مجلس الحكماء والشورى الحاج فلان»: the second half of a body's name, where whoever holds the capacity or a mark stands behind.
    fn conjoined(&mut self) -> bool {
        let account = self.account;
        let end = self.end;
        let of_body = (self.at..end).any(|at| account.is_in(at, List::Body).is_some());
        let own = |hit: &Hit| {
            matches!(
                hit.sense,
                Sense::In(List::Role | List::Body | List::People | List::Honorific)
                    | Sense::Collective(_)
                    | Sense::Verb(..)
            )
        };
        let article = account
            .tokens
            .get(end)
            .is_some_and(|token| account.lexicons.iter().any(|one| one.joins_and_article(&token.norm)));
        let closed = account.is_in(end + 1, List::Honorific).is_some()
            || account.is_in(end + 1, List::Given).is_some()
            || account.is_in(end + 1, List::Content).is_some()
            || [Kind::Quote, Kind::Comma, Kind::Open].iter().any(|kind| account.is(end + 1, *kind));
        let takes = of_body && article && closed && !self.owed && !account.hits(end).iter().any(own);
        self.end += usize::from(takes);
        takes
    }

    /// Goes on with what hangs on a preposition: «في المدينة», «باسم اللجنة».
    fn link(&mut self, length: usize) -> bool {
        let account = self.account;
        let behind = self.end + length;
        let next = account.tokens.get(behind).is_some_and(|next| {
            self.is_definite(next)
                || account.hits(behind).iter().any(|hit| matches!(hit.sense, Sense::In(List::Body)))
                || next.is_word() && self.end > self.at + self.hit.length && !account.closes(behind)
                || next.is_word() && account.is_definite_at(behind + 1)
        });
        // «الشيخ في بداية كلمته»: when something was said is no part of who said it
        let aside = account.is_in(self.end, List::Aside).is_some_and(|aside| aside > length);
        // «باسم تجمع الشباب»: the name of a body, although it is a form of a verb elsewhere
        let body =
            account.hits(behind).iter().any(|hit| hit.sense == Sense::In(List::Body) && hit.joined == 0);
        if !next || aside || account.closes(behind) && !body {
            return false;
        }
        (self.end, self.owed) = (behind, true);
        true
    }

    /// Takes one word, where it belongs to the phrase.
    fn word(&mut self, token: &Token) -> bool {
        let account = self.account;
        let end = self.end;
        if token.is(Kind::Number) {
            self.owed = false;
        } else if self.is_definite(token) || self.hangs_on_link(token) {
            // «مدير البعثة بالقطاع الغربي السيد فلان»: what whoever bears the capacity stands behind
            let before = (end + 1..end + 3)
                .any(|at| account.is_in(at, List::Honorific).is_some() || account.is(at, Kind::Quote));
            let placed = self.is_bare(end) || account.is_placed(end) || self.owed || before;
            // «شاطرتها زميلتها الرأي»: behind a pronoun only what says which or whence goes on
            let which = account.is_in(end, List::Modifier).is_some()
                || account.is_family_name(end) && !account.is_common_thing(end)
                || account.is_feminine(end) && !account.is_common_thing(end);
            if !placed || !self.owed && self.is_nobodys(token) || self.owned && !which {
                return false;
            }
            (self.owed, self.chain) = (false, 0);
        } else if self.owed && self.chain < LONGEST_CHAIN {
            let decides = account.hits(end).iter().any(|hit| matches!(hit.sense, Sense::Object(_)));
            if self.chain > 0 && decides {
                return false;
            }
            self.chain += 1;
            // «ممثلة الجبهة في نيويورك فلانة»: the name of a place owes nothing
            let place = account.hits(end).is_empty()
                && account.ends_in(end, self.at, List::Link).is_some()
                && account.may_begin_name(end + 1);
            self.owed = !place;
        } else {
            return false;
        }
        self.end += 1;
        true
    }

    /// «الخبيرة في شؤون التعليم بالبعثة»: a body with a preposition, behind what hangs on one already.
    fn hangs_on_link(&self, token: &Token) -> bool {
        let account = self.account;
        account.is_definite(token, true)
            && !self.owed
            && account.hits(self.end).iter().any(|hit| hit.sense == Sense::In(List::Body))
            && (self.at..self.end).any(|at| account.is_in(at, List::Link).is_some())
    }

    /// Whether a word with the article is no adjective of what stands before it: another head, or one of another gender or case.
    fn is_nobodys(&self, token: &Token) -> bool {
        let account = self.account;
        let end = self.end;
        let norm = |at: usize| account.tokens.get(at).map(|token| &*token.norm).unwrap_or_default();
        let feminine = |at: usize| norm(at).ends_with('ه') || norm(at).ends_with("ات");
        // «المنسقة المانحين»
        let oblique = |at: usize| account.lexicons.iter().any(|one| one.is_oblique(norm(at)));
        let head = account.hits(end).iter().any(|hit| {
            matches!(hit.sense, Sense::In(List::Body | List::People | List::Role))
                && hit.joined & PREPOSITION == 0
        });
        // «رئيسة قسم الحسابات الموقف المالي»
        let stranger = feminine(self.at) && feminine(end - 1) && !feminine(end) && !token.norm.ends_with('ي');
        // «رئيس المجلس الفكرة»: nor of a body whose word is masculine
        let body = account.hits(end - 1).iter().any(|hit| hit.sense == Sense::In(List::Body));
        let other =
            body && !feminine(self.at) && !feminine(end - 1) && feminine(end) && !token.norm.ends_with("يه");
        // «مدير الشرطة الإجراءات المتخذة»: a noun, and no adjective
        let noun = account
            .lexicons
            .iter()
            .any(|one| one.is_noun_behind_article(&token.norm) && !one.is_oblique(&token.norm))
            && account.is_in(end, List::Modifier).is_none();
        // «القوات المحلية», not «المجلس المحلية»
        let adjective = feminine(end - 1) && token.norm.ends_with("يه");
        head && !adjective
            || noun
            || (stranger || other) && self.open && self.is_bare(end)
            || oblique(end) && !oblique(end - 1)
    }

    /// «الناطق باسم حركة “حماس”», «الناطق باسم “كتائب الساحل”»: a name between quotation marks that is owed.
    fn quoted(&mut self) {
        let account = self.account;
        let open = self.end + account.is_in(self.end, List::Link).unwrap_or(0);
        let body = self.owed && account.is_in(self.end - 1, List::Body).is_some();
        let words =
            |close: usize| (open + 1..close).all(|at| account.tokens.get(at).is_some_and(Token::is_word));
        let close = (open + 2..open + 5).find(|close| account.is(*close, Kind::Quote));
        let found =
            close.filter(|close| account.is(open, Kind::Quote) && (open > self.end || body) && words(*close));
        self.end = found.map_or(self.end, |close| close + 1);
    }

    /// Leaves out what carries a phrase on and was not followed by anything.
    fn trim(&mut self) {
        let account = self.account;
        // «الممثل الخاص»: behind a head with the article such a word is its adjective; so is «الدائم» in «مندوب الحكومة الدائم السفير فلان»
        let adjective = |last: usize| {
            let named =
                account.is_in(last + 1, List::Honorific).is_some() || account.may_begin_name(last + 1);
            !self.open && self.is_bare(last) || account.is_definite_at(last) && named
        };
        let loose = |last: usize| {
            account.is_in(last, List::Link).is_some()
                || account.is_in(last, List::Belonging).is_some() && !adjective(last)
        };
        let least = self.at + self.hit.length;
        self.end = (least..=self.end).rev().find(|end| *end == least || !loose(end - 1)).unwrap_or(least);
    }
}
