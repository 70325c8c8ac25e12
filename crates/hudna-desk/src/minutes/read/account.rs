//! An account taken apart: its tokens, what each may be, and its sentences with what stands before them (a bullet, a time, a
//! label before a colon). A line that goes on in the next is one line.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::{Hit, Lexicon, Sense};
use super::names::{List, Tense};
use super::token::{Kind, Token, normal, tokens};

/// From this many characters on a line may go on in the next one.
const WRAPPED: usize = 60;
/// Within this many tokens a colon says that a label begins the line.
const LABEL_BEGINS_LINE: usize = 6;
/// The most tokens of a name with its titles on a line of its own.
const LONGEST_NAMED: usize = 16;
/// The most letters of a title that is shortened with a point.
const LONGEST_SHORT_TITLE: usize = 5;
/// The most tokens that are read as one sentence: what is longer is read in parts, so that the cost stays linear.
const LONGEST_SENTENCE: usize = 256;
/// The most words of whoever speaks in a transcript.
const LONGEST_CALL: usize = 3;
/// The most tokens of a label.
const LONGEST_LABEL: usize = 16;

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
    pub(super) lexicons: &'static [Lexicon],
    /// Words that stand as last names before a verb of saying, in Latin script.
    pub(super) surnames: BTreeSet<Box<str>>,
    /// Whether lines are marked as questions and answers.
    interview: bool,
    /// What stands before a colon at the head of several lines, as in a transcript.
    recurring: BTreeSet<String>,
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
            lexicons,
            surnames: BTreeSet::new(),
            interview: false,
            recurring: BTreeSet::new(),
        };
        account.look_up(asked);
        account.surnames = account.last_names();
        account.recurring = account.recurring_labels();
        account.interview = (0..account.tokens.len()).any(|at| account.is_asked(at));
        account.split();
        account
    }

    /// Of several languages in one script, the one with the most words here is read.
    fn look_up(&mut self, asked: Option<&str>) {
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
            }
            self.at.push((from, self.hits.len()));
        }
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
        said && closed && self.hits(at).is_empty() && !self.is_complement(at)
    }

    /// Labels of at most three words that nothing is known of and that stand at the head of several lines.
    fn recurring_labels(&self) -> BTreeSet<String> {
        let mut seen = BTreeMap::new();
        for at in (0..self.tokens.len()).filter(|at| *at == 0 || self.is(*at - 1, Kind::Line)) {
            let reach = (at..at + LONGEST_CALL + 1).find(|end| self.is(*end, Kind::Colon));
            if let Some(end) = reach.filter(|end| *end > at) {
                *seen.entry(self.label_words(at, end)).or_insert(0) += 1;
            }
        }
        seen.into_iter()
            .filter(|(label, times)| !label.is_empty() && *times > 1)
            .map(|(label, _)| label)
            .collect()
    }

    /// The words of a label that could be somebody, empty where it could not.
    fn label_words(&self, from: usize, to: usize) -> String {
        let could = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.is_word() && (token.arabic || token.capital))
                && self
                    .hits(at)
                    .iter()
                    .all(|hit| matches!(hit.sense, Sense::In(List::Given | List::Time | List::NameAlso)))
        };
        if !(from..to).all(could) {
            return String::new();
        }
        let words = (from..to).filter_map(|at| self.tokens.get(at)).map(|token| &*token.norm);
        words.collect::<Vec<_>>().join(" ")
    }

    /// Whether a line begins at `at` with the label of a question.
    fn is_asked(&self, at: usize) -> bool {
        (at == 0 || self.is(at - 1, Kind::Line))
            && self.is_in(at, List::LabelQuestion).is_some_and(|length| self.is(at + length, Kind::Colon))
    }

    /// How long the label of a question or an answer is that stands at `at`, in an interview.
    fn interviewed(&self, at: usize) -> Option<usize> {
        let label = self.is_in(at, List::LabelQuestion).or_else(|| self.is_in(at, List::LabelAnswer));
        label.filter(|length| self.interview && self.is(at + length, Kind::Colon))
    }

    /// What the token at `at` may be, longest first.
    pub(super) fn hits(&self, at: usize) -> &[Hit] {
        self.at.get(at).and_then(|(from, to)| self.hits.get(*from..*to)).unwrap_or_default()
    }
    /// How many tokens a word of this list takes at `at`; the longest.
    pub(super) fn is_in(&self, at: usize, list: List) -> Option<usize> {
        self.hits(at).iter().find(|hit| hit.sense == Sense::In(list)).map(|hit| hit.length)
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
        !(goes_on || shortened || title || initial || numbered)
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

    /// Passes over what marks an item: a bullet, a number with its point, `(a)`, `أولاً:`.
    fn skip_bullet(&self, sentence: &mut Sentence) {
        let at = |n: usize| self.tokens.get(sentence.from + n);
        let is = |n: usize, kind: Kind| at(n).is_some_and(|token| token.is(kind));
        let short = |n: usize| at(n).is_some_and(|token| token.norm.chars().count() <= 4);
        let marked = if self.interviewed(sentence.from).is_some() {
            0
        } else if is(0, Kind::Bar) {
            1
        } else if is(0, Kind::Open) && short(1) && is(2, Kind::Close) {
            3
        } else if (is(0, Kind::Number) || at(0).is_some_and(|t| t.is_word() && t.norm.chars().count() == 1))
            && (is(1, Kind::Bar) || is(1, Kind::Stop) || is(1, Kind::Close))
            && !at(0).is_some_and(is_clock)
        {
            2
        } else if is(0, Kind::Number) && at(0).is_some_and(is_numbering) {
            1
        } else if let Some(length) = self.is_in(sentence.from, List::Heading)
            && (is(length, Kind::Colon)
                || is(length, Kind::Bar)
                || is(length, Kind::Close)
                || is(length, Kind::Stop))
        {
            length + 1
        } else {
            0
        };
        if marked > 0 && sentence.from + marked < sentence.to {
            sentence.from += marked;
            sentence.item = true;
            // a bullet and a number, or a number and a bullet
            if marked == 1 && (self.is(sentence.from, Kind::Number) || self.is(sentence.from, Kind::Open)) {
                self.skip_bullet(sentence);
            }
        }
    }

    /// Passes over a time and a label before a colon.
    fn skip_label(&self, sentence: &mut Sentence) {
        let mut from = sentence.from;
        from += usize::from(self.is(from, Kind::Open));
        if self.tokens.get(from).is_some_and(is_clock) {
            from += 1;
            while from < sentence.to
                && !self.tokens.get(from).is_some_and(Token::is_word)
                && !self.is(from, Kind::Quote)
            {
                from += 1;
            }
            sentence.logged = true;
            sentence.from = from;
        }
        if sentence.logged && self.skip_cells(sentence, from) {
            return;
        }
        let reach = (from + LONGEST_LABEL).min(sentence.to);
        let colon = (from..reach).find(|at| self.is(*at, Kind::Colon));
        let bar = || (from + 1..reach).find(|at| self.is(*at, Kind::Bar));
        let Some(end) = colon.or_else(|| if sentence.logged { bar() } else { None }) else { return };
        if end == from || end + 1 >= sentence.to && !self.is_label(from, end) {
            return;
        }
        let called = self.label_words(from, end);
        sentence.logged |= !called.is_empty() && self.recurring.contains(&called);
        sentence.label = self.label(sentence, from, end);
        if sentence.label != Label::None {
            sentence.from = end + 1;
        }
    }

    /// Passes over the cells of a log: `from: A | to: B | text`.
    fn skip_cells(&self, sentence: &mut Sentence, from: usize) -> bool {
        let cell = |at: usize, list: List| {
            let begin = at + self.is_in(at, list)?;
            let begin = self.is(begin, Kind::Colon).then_some(begin + 1)?;
            let ends = |at: &usize| {
                self.tokens
                    .get(*at)
                    .is_some_and(|t| matches!(t.kind, Kind::Bar | Kind::Comma | Kind::Semicolon))
            };
            let end = (begin..sentence.to.min(begin + LONGEST_LABEL)).find(ends)?;
            (end > begin).then_some((begin, end))
        };
        let Some((begin, end)) = cell(from, List::LabelFrom) else { return false };
        sentence.label = Label::Speaker(begin, end);
        sentence.from = cell(end + 1, List::LabelTo).map_or(end, |(_, end)| end) + 1;
        true
    }

    fn is_label(&self, from: usize, end: usize) -> bool {
        LABELS.iter().any(|list| self.is_in(from, *list) == Some(end - from))
    }

    /// `Chairperson: Ann-Sofie Berg`: whether nothing but a name stands between two places.
    fn is_name_alone(&self, from: usize, to: usize) -> bool {
        let part = |at: usize| {
            let linked = self.is_in(at, List::NameLink).is_some() && at > from;
            self.tokens.get(at).is_some_and(|token| token.is_word() && !token.arabic && token.capital)
                && !self.says(at)
                || linked
        };
        let first = self.is_in(from, List::Given).is_some();
        let arabic = |at: usize| self.tokens.get(at).is_some_and(|token| token.arabic && token.is_word());
        let unknown = |at: usize| {
            arabic(at)
                && self.hits(at).iter().all(|hit| {
                    matches!(
                        hit.sense,
                        Sense::In(List::Given | List::NameAlso | List::NameLink | List::NameTail)
                    )
                })
        };
        if (2..=3).contains(&to.saturating_sub(from)) && (from..to).all(unknown) {
            return true;
        }
        (2..=5).contains(&to.saturating_sub(from))
            && ((from..to).all(part) || first && (from..to).all(|at| arabic(at) && !self.says(at)))
    }

    fn label(&self, sentence: &Sentence, from: usize, end: usize) -> Label {
        if self.interviewed(from) == Some(end - from) {
            let asked = self.is_in(from, List::LabelQuestion) == Some(end - from);
            return Label::Of(if asked { List::LabelQuestion } else { List::LabelAnswer });
        }
        if let Some(list) = LABELS.iter().find(|list| self.is_in(from, **list) == Some(end - from)) {
            return Label::Of(*list);
        }
        let begin = from + self.is_in(from, List::LabelFrom).filter(|_| sentence.logged).unwrap_or(0);
        let to = (begin..end)
            .find(|at| *at > begin && (self.is(*at, Kind::Bar) || self.is_in(*at, List::LabelTo).is_some()));
        let to = to.filter(|_| sentence.logged).unwrap_or(end);
        if sentence.logged {
            return Label::Speaker(begin, to);
        }
        let says = (begin..to).any(|at| {
            self.hits(at).iter().any(|hit| {
                matches!(hit.sense, Sense::Verb(_, tense) if tense != Tense::Base)
                    || matches!(hit.sense, Sense::Impersonal(_))
            })
        });
        let lists = [List::Role, List::Honorific, List::Body, List::Given];
        let somebody = lists.iter().any(|list| (begin..to).any(|at| self.is_in(at, *list).is_some()));
        // `Delegation of the North: Mr X`, and nothing else on the line
        let short = sentence.to - end <= LONGEST_NAMED && !(end + 1..sentence.to).any(|at| self.says(at));
        // `Co-Chairs: Mr X (North), Ms Y (South)` names two
        let titled = |at: usize| {
            self.is_in(at, List::Honorific).is_some()
                && self.tokens.get(at).is_some_and(|token| token.arabic || token.capital)
        };
        let more = (end + 2..sentence.to).any(|at| self.is(at - 1, Kind::Comma) && titled(at));
        let names = (titled(end + 1) || self.is_name_alone(end + 1, sentence.to)) && short && !more;
        let collective = self.hits(begin).iter().any(|hit| matches!(hit.sense, Sense::Collective(_)));
        if says || collective || !somebody {
            Label::None
        } else if names {
            Label::Capacity(begin, to)
        } else {
            Label::Speaker(begin, to)
        }
    }
}

/// Labels of what nobody says.
const LABELS: [List; 6] = [
    List::LabelDate,
    List::LabelPlace,
    List::LabelPresent,
    List::LabelAbsent,
    List::LabelOther,
    List::LabelAgreed,
];

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

/// Whether a number is that of a paragraph: `1.2`, `3.1.1`.
fn is_numbering(token: &Token) -> bool {
    token.norm.contains('.')
        && token
            .norm
            .split('.')
            .all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Parts an *and* from a given name that it is joined to: «وهلال».
fn parted(all: Vec<Token>, text: &str, lexicons: &[Lexicon]) -> Vec<Token> {
    let mut out = Vec::with_capacity(all.len());
    for at in 0..all.len() {
        let Some(token) = all.get(at) else { break };
        let length = lexicons.iter().find_map(|lexicon| lexicon.joined_to_name(&all, at));
        // vowel marks of the *and* go with it
        let cut = length.and_then(|length| {
            let written = text.get(token.start..token.end)?;
            let letter = written.get(..length)?;
            let marks: usize = written
                .get(length..)?
                .chars()
                .take_while(|c| normal(&c.to_string()).is_empty())
                .map(char::len_utf8)
                .sum();
            (normal(letter).len() == length).then_some(token.start + length + marks)
        });
        match cut.filter(|cut| *cut < token.end) {
            Some(cut) => {
                let part = |start: usize, end: usize, spaced: bool| Token {
                    start,
                    end,
                    norm: normal(text.get(start..end).unwrap_or_default()).into_boxed_str(),
                    spaced,
                    ..token.clone()
                };
                out.push(part(token.start, cut, token.spaced));
                out.push(part(cut, token.end, false));
            }
            None => out.push(token.clone()),
        }
    }
    out
}

/// Leaves out ends of lines where the line goes on in the next.
fn joined(all: Vec<Token>, text: &str, lexicons: &[Lexicon]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(all.len());
    let mut begun = 0;
    for (at, token) in all.iter().enumerate() {
        if !token.is(Kind::Line) {
            out.push(token.clone());
            continue;
        }
        let long = text.get(begun..token.start).is_some_and(|line| line.chars().count() >= WRAPPED);
        begun = token.end;
        let ended = out
            .last()
            .is_none_or(|last| matches!(last.kind, Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Line));
        if !long || ended || begins_line(&all, at + 1, lexicons) {
            out.push(token.clone());
        }
    }
    out
}

/// Whether a line of its own begins at `at`: an item, a label, nothing.
fn begins_line(all: &[Token], at: usize, lexicons: &[Lexicon]) -> bool {
    let Some(first) = all.get(at) else { return true };
    let line = all
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take(LABEL_BEGINS_LINE)
        .take_while(|token| !token.is(Kind::Line));
    let labelled = line.clone().any(|token| token.is(Kind::Colon));
    let mut hits = Vec::new();
    lexicons.iter().for_each(|lexicon| lexicon.hits(all, at, &mut hits));
    let heading =
        hits.iter().any(|hit| hit.sense == Sense::In(List::Heading)) && first.norm.chars().count() > 1;
    labelled || heading || matches!(first.kind, Kind::Line | Kind::Bar | Kind::Number | Kind::Open)
}
