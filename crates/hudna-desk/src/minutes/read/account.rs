//! An account taken apart: its tokens, what each may be, and its sentences with what stands before them (a bullet, a time, a
//! label before a colon). A line that goes on in the next is one line.

use std::collections::BTreeSet;

use super::lexicon::{Hit, Lexicon, Sense};
use super::lines::{joined, parted};
use super::names::{List, Tense};
use super::token::{Kind, Token, tokens};

/// The most letters of a title that is shortened with a point.
const LONGEST_SHORT_TITLE: usize = 5;
/// The most tokens that are read as one sentence: what is longer is read in parts, so that the cost stays linear.
const LONGEST_SENTENCE: usize = 256;

/// What stands before a colon at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing.
    None,
    /// Something that nobody says: of this list, tokens from–to.
    Of(List),
    /// Whoever speaks: tokens from–to.
    Speaker(usize, usize),
    /// Who held the capacity that the label names: `Chair: Ms X`.
    Capacity(usize, usize),
}

/// A sentence, or a line of a list.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// First token, with bullet and label.
    pub(super) whole: usize,
    /// First token of what is said.
    pub(super) from: usize,
    /// Token behind the last.
    pub(super) to: usize,
    /// Whether it is an item of a list.
    pub(super) item: bool,
    /// Whether it begins its line.
    pub(super) first: bool,
    /// Whether an empty line stands before it.
    pub(super) apart: bool,
    /// Whether its line begins with a time, as in a log.
    pub(super) logged: bool,
    /// Whether it goes on with a quotation begun before.
    pub(super) quoted: bool,
    /// Whether it ends with a colon.
    pub(super) opens: bool,
    /// What stands before its colon.
    pub(super) label: Label,
    /// The language's number.
    pub(super) lexicon: usize,
}

/// An account.
pub(super) struct Account<'a> {
    /// As it came.
    pub(super) text: &'a str,
    /// Its tokens; ends of lines only where something ends there.
    pub(super) tokens: Vec<Token>,
    /// Its sentences.
    pub(super) sentences: Vec<Sentence>,
    hits: Vec<Hit>,
    at: Vec<(usize, usize)>,
    /// Of each token the nearest one before it that may part clauses.
    marks: Vec<Option<usize>>,
    /// Of each token one bit for each list that a word of begins there.
    lists: Vec<u128>,
    /// The same for each list that a word of ends right before the token, of at most [`LONGEST_BEFORE`] tokens.
    ended: Vec<u128>,
    /// Whether a form of a verb of saying stands there, in the sense of [`Account::says`].
    saying: Vec<bool>,
    pub(super) lexicons: &'static [Lexicon],
    /// Words that stand as last names before a verb of saying, in Latin script.
    pub(super) surnames: BTreeSet<Box<str>>,
    /// Whether lines are marked as questions and answers.
    pub(super) interview: bool,
    /// Whether lines begin with four digits that tell the time.
    pub(super) timed: bool,
    /// What stands before a colon at the head of several lines, as in a transcript.
    pub(super) recurring: BTreeSet<String>,
}

impl<'a> Account<'a> {
    /// Takes `text` apart, read in the language `asked` where one is.
    pub(super) fn of(text: &'a str, asked: Option<&str>) -> Self {
        let lexicons = Lexicon::all();
        let tokens = parted(joined(tokens(text), text, lexicons), text, lexicons);
        let mut account = Self {
            text,
            tokens,
            sentences: Vec::new(),
            hits: Vec::new(),
            at: Vec::new(),
            marks: Vec::new(),
            lists: Vec::new(),
            ended: Vec::new(),
            saying: Vec::new(),
            lexicons,
            surnames: BTreeSet::new(),
            interview: false,
            timed: false,
            recurring: BTreeSet::new(),
        };
        account.look_up(asked);
        account.find_marks();
        account.surnames = account.last_names();
        account.recurring = account.recurring_labels();
        account.timed = account.is_timed();
        account.interview = (0..account.tokens.len()).any(|at| account.is_asked(at));
        account.split();
        account
    }

    /// Of several languages in one script, the one with the most words here is read.
    fn look_up(&mut self, asked: Option<&str>) {
        self.ended = vec![0; self.tokens.len() + LONGEST_BEFORE + 1];
        let chosen = [false, true].map(|arabic| {
            let own = self.lexicons.iter().enumerate().filter(|(_, one)| one.arabic == arabic);
            let known = |lexicon: &Lexicon| {
                let mut out = Vec::new();
                (0..self.tokens.len().min(2_000)).for_each(|at| lexicon.hits(&self.tokens, at, &mut out));
                out.len()
            };
            own.max_by_key(|(_, one)| if asked == Some(one.code) { usize::MAX } else { known(one) })
                .map(|(number, _)| number)
        });
        for at in 0..self.tokens.len() {
            let from = self.hits.len();
            let arabic = self.tokens.get(at).is_some_and(|token| token.arabic);
            let lexicon = chosen.get(usize::from(arabic)).copied().flatten();
            if let Some(lexicon) = lexicon.and_then(|number| self.lexicons.get(number)) {
                lexicon.hits(&self.tokens, at, &mut self.hits);
                // «ساندرين» is no «سأندرين»: whether something is yet to be done shows as it is written
                let short = |hit: &Hit| hit.sense == Sense::In(List::Future) && hit.length == 1;
                if self.hits.get(from..).is_some_and(|own| own.iter().any(short)) {
                    let written = self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end));
                    if !written.is_some_and(|written| lexicon.is_future(written)) {
                        let mut own = self.hits.split_off(from);
                        own.retain(|hit| !short(hit));
                        self.hits.append(&mut own);
                    }
                }
            }
            let own = self.hits.get(from..).unwrap_or_default();
            for hit in own.iter().filter(|hit| hit.length <= LONGEST_BEFORE) {
                if let Some(all) = self.ended.get_mut(at + hit.length) {
                    *all |= bit_of(hit.sense);
                }
            }
            self.lists.push(own.iter().map(|hit| bit_of(hit.sense)).fold(0, |all, one| all | one));
            self.saying.push(own.iter().any(
                |hit| matches!(hit.sense, Sense::Verb(_, tense) if !matches!(tense, Tense::Base | Tense::Bound)),
            ));
            self.at.push((from, self.hits.len()));
        }
    }

    /// Finds where clauses may part, so that nobody need look through the words between.
    fn find_marks(&mut self) {
        let mut last = None;
        for at in 0..=self.tokens.len() {
            self.marks.push(last);
            let parts = self.tokens.get(at).is_some_and(|token| !token.is_word() && !token.is(Kind::Quote));
            if parts || self.may_be_in_any(at, CLAUSES) {
                last = Some(at);
            }
        }
    }

    /// The tokens from `from` to `to` that may part clauses, the last first.
    pub(super) fn marks(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let before = move |at: usize| self.marks.get(at).copied().flatten().filter(|at| *at >= from);
        std::iter::successors(before(to), move |at| before(*at))
    }

    /// Words that nothing is known of and that stand where last names do: in Latin script with a capital right before a verb of saying and
    /// behind a word without one, in Arabic right behind such a verb and before what is said or a preposition.
    fn last_names(&self) -> BTreeSet<Box<str>> {
        let own = |at: usize| {
            let token = self.tokens.get(at).filter(|token| token.is_word())?;
            let named = if token.arabic { self.is_named_behind(at) } else { self.is_named_before(at) };
            named.then(|| token.norm.clone())
        };
        (0..self.tokens.len()).filter_map(own).collect()
    }

    fn is_named_before(&self, at: usize) -> bool {
        let capital = |at: usize| self.tokens.get(at).is_some_and(|token| token.capital);
        let known = self.hits(at).iter().any(|hit| !matches!(hit.sense, Sense::In(List::Time)));
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let alone = before.is_none_or(|before| {
            !before.is_word() || !before.capital || self.is_in(at - 1, List::Honorific).is_some()
        });
        capital(at) && !known && alone && !capital(at + 1) && self.says(at + 1)
    }

    fn is_named_behind(&self, at: usize) -> bool {
        let said = at.checked_sub(1).is_some_and(|before| {
            self.hits(before)
                .iter()
                .any(|hit| matches!(hit.sense, Sense::Verb(_, Tense::Past)) && hit.length == 1)
        });
        let closed =
            [List::Content, List::End, List::Aside].iter().any(|list| self.is_in(at + 1, *list).is_some())
                || self.is(at + 1, Kind::Comma)
                || self.is_complement(at + 1);
        let noun = || {
            let token = self.tokens.get(at);
            token.is_none_or(|token| {
                self.lexicons.iter().any(|one| one.is_noun(&token.norm)) || self.ends_in_tanwin(token)
            })
        };
        said && closed && self.hits(at).is_empty() && !self.is_complement(at) && !noun()
    }

    /// What the token at `at` may be, longest first.
    pub(super) fn hits(&self, at: usize) -> &[Hit] {
        self.at.get(at).and_then(|(from, to)| self.hits.get(*from..*to)).unwrap_or_default()
    }
    /// How many tokens a word of this list takes at `at`; the longest.
    pub(super) fn is_in(&self, at: usize, list: List) -> Option<usize> {
        if !self.may_be_in(at, list) {
            return None;
        }
        self.hits(at).iter().find(|hit| hit.sense == Sense::In(list)).map(|hit| hit.length)
    }
    /// Whether a word of this list begins at `at`: asked so often that it is kept.
    pub(super) fn may_be_in(&self, at: usize, list: List) -> bool {
        self.lists.get(at).is_some_and(|all| all & bit_of(Sense::In(list)) != 0)
    }
    /// Whether a word of one of these lists begins at `at`.
    pub(super) fn may_be_in_any(&self, at: usize, lists: Lists) -> bool {
        self.lists.get(at).is_some_and(|all| all & lists.0 != 0)
    }
    /// Whether a word of one of these lists ends right before `at`.
    pub(super) fn may_end_in_any(&self, at: usize, lists: Lists) -> bool {
        self.ended.get(at).is_some_and(|all| all & lists.0 != 0)
    }
    /// Whether a form of a verb of saying stands at `at`.
    pub(super) fn says(&self, at: usize) -> bool {
        self.saying.get(at).copied().unwrap_or(false)
    }
    /// Whether the token at `at` is of this kind.
    pub(super) fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }
    /// The language of a sentence.
    pub(super) fn lexicon(&self, sentence: &Sentence) -> Option<&'static Lexicon> {
        self.lexicons.get(sentence.lexicon)
    }

    fn split(&mut self) {
        let (mut from, mut apart, mut first, mut quoted) = (0, true, true, false);
        let mut open = false;
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(token) = self.tokens.get(at) else { break };
            let (line, stop) = (token.is(Kind::Line), token.is(Kind::Stop) && self.ends(at));
            if token.is(Kind::Quote) {
                open = opens(self.text.get(token.start..token.end), open);
            }
            at += 1;
            let full = at - from >= LONGEST_SENTENCE;
            if !(line || stop || full) {
                continue;
            }
            if stop {
                while self.tokens.get(at).is_some_and(|next| {
                    next.is(Kind::Stop) || (next.is(Kind::Close) || next.is(Kind::Quote) && open)
                }) {
                    open &= !self.is(at, Kind::Quote);
                    at += 1;
                }
            }
            let to = if line { at - 1 } else { at };
            if to > from {
                out.push(self.sentence(from, to, (first, apart, quoted)));
                apart = false;
            } else if line {
                (apart, open) = (true, false);
            }
            (from, first, quoted) = (at, line, open);
        }
        if self.tokens.len() > from {
            out.push(self.sentence(from, self.tokens.len(), (first, apart, quoted)));
        }
        self.sentences = out;
    }

    /// Whether the full stop at `at` ends a sentence.
    fn ends(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        let goes_on = next.is_some_and(|next| {
            !next.spaced && !matches!(next.kind, Kind::Line | Kind::Quote | Kind::Close | Kind::Stop)
        });
        let shortened = at > 0
            && self.is_in(at - 1, List::Abbreviation).is_some()
            && self.tokens.get(at).is_some_and(|stop| !stop.spaced);
        // *Cdr. Yusuf Kadiri*
        let title = at > 0
            && self.is_in(at - 1, List::Honorific).is_some()
            && self.tokens.get(at - 1).is_some_and(|token| {
                token.capital && !token.arabic && token.norm.chars().count() <= LONGEST_SHORT_TITLE
            })
            && next.is_some_and(|next| next.is_word() && next.capital);
        // *R. Okello*, not *Party A. Then*
        let initial = at > 0
            && self.tokens.get(at - 1).is_some_and(is_initial)
            && next.is_some_and(|next| next.is_word() && next.capital)
            && at.checked_sub(2).and_then(|before| self.tokens.get(before)).is_none_or(|before| {
                !before.is_word() || !before.capital || self.is_in(at - 2, List::Honorific).is_some()
            });
        let numbered = at > 0
            && self.is(at - 1, Kind::Number)
            && (at == 1 || self.tokens.get(at - 2).is_some_and(|before| before.is(Kind::Line)));
        // *"Who will guarantee that?" asked their spokeswoman*
        let asked = next.is_some_and(|next| next.is(Kind::Quote))
            && self.says(at + 2)
            && self.tokens.get(at + 2).is_some_and(|token| !token.capital);
        !(goes_on || shortened || title || initial || numbered || asked)
    }

    fn sentence(&self, from: usize, to: usize, (first, apart, quoted): (bool, bool, bool)) -> Sentence {
        let mut sentence = Sentence {
            whole: from,
            from,
            to,
            item: false,
            first,
            apart,
            logged: false,
            quoted,
            opens: to > 0 && self.is(to - 1, Kind::Colon),
            label: Label::None,
            lexicon: 0,
        };
        if first {
            self.skip_bullet(&mut sentence);
            self.skip_label(&mut sentence);
        }
        sentence.lexicon = self.language(sentence.from, to);
        sentence
    }

    fn language(&self, from: usize, to: usize) -> usize {
        let own = self.tokens.get(from..to).unwrap_or_default().iter().filter(|token| token.is_word());
        let (arabic, latin) =
            own.fold((0, 0), |(a, l), token| if token.arabic { (a + 1, l) } else { (a, l + 1) });
        self.lexicons.iter().position(|one| one.arabic == (arabic >= latin)).unwrap_or_default()
    }
}

/// The most tokens of a word that is looked for before a place.
pub(super) const LONGEST_BEFORE: usize = 4;

/// Several lists, asked for at once.
#[derive(Clone, Copy)]
pub(super) struct Lists(u128);

impl Lists {
    /// These.
    pub(super) const fn of(lists: &[List]) -> Self {
        let (mut all, mut rest) = (0, lists);
        while let [first, more @ ..] = rest {
            all |= bit_of(Sense::In(*first));
            rest = more;
        }
        Self(all)
    }
}

/// What begins a clause, or what is said.
const CLAUSES: Lists = Lists::of(&[List::Content, List::And]);

/// The bit of a list, nothing of what is no word of a list.
const fn bit_of(sense: Sense) -> u128 {
    match sense {
        Sense::In(list) => 1 << (list as u32 % u128::BITS),
        _ => 0,
    }
}

/// Whether a quotation is open behind a mark.
fn opens(mark: Option<&str>, open: bool) -> bool {
    match mark {
        Some("«" | "“" | "„" | "‹") => true,
        Some("»" | "›") => false,
        _ => !open,
    }
}

/// Whether a number tells the time of day: `06:12`, `0542Z`.
pub(super) fn is_clock(token: &Token) -> bool {
    let digits = token.norm.chars().filter(char::is_ascii_digit).count();
    let written = |c: char| c.is_ascii_digit() || matches!(c, ':' | 'z' | 'h');
    let four = digits == 4 && token.norm.chars().last().is_some_and(|c| matches!(c, 'z' | 'h'));
    token.is(Kind::Number)
        && token.norm.chars().all(written)
        && ((3..=6).contains(&digits) && token.norm.contains(':') || four)
}

/// One capital letter.
pub(super) fn is_initial(token: &Token) -> bool {
    token.is_word() && token.capital && token.norm.chars().count() == 1
}
