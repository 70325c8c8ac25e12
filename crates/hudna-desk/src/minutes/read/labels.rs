//! What stands before a line's own words: a bullet, a number, a time, a label before a colon.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Label, Sentence, is_clock};
use super::lexicon::Sense;
use super::names::{List, Tense};
use super::token::{Kind, Token};

/// The most tokens of a name with its titles on a line of its own.
const LONGEST_NAMED: usize = 16;
/// The most words of whoever speaks in a transcript.
const LONGEST_CALL: usize = 3;
/// The most tokens of a label.
const LONGEST_LABEL: usize = 16;

impl Account<'_> {
    /// Labels of at most three words that nothing is known of and that stand at the head of several lines.
    pub(super) fn recurring_labels(&self) -> BTreeSet<String> {
        let mut seen = BTreeMap::new();
        let mut tails = BTreeSet::new();
        for at in (0..self.tokens.len()).filter(|at| *at == 0 || self.is(*at - 1, Kind::Line)) {
            let mark = |end: &usize| self.is(*end, Kind::Colon) || self.is(*end, Kind::Line);
            let end = (at..at + LONGEST_LABEL).find(mark).filter(|end| self.is(*end, Kind::Colon));
            let Some(end) = end else { continue };
            if end > at && end <= at + LONGEST_CALL {
                *seen.entry(self.label_words(at, end)).or_insert(0) += 1;
            }
            // «ممثل الفصيل كنان الحجار:» says who «كنان الحجار:» is
            tails.extend((at + 1..end).rev().take(LONGEST_CALL).map(|from| self.label_words(from, end)));
        }
        seen.into_iter()
            .filter(|(label, times)| !label.is_empty() && (*times > 1 || tails.contains(label)))
            .map(|(label, _)| label)
            .collect()
    }

    /// Whether several lines begin with four digits that tell the time.
    pub(super) fn is_timed(&self) -> bool {
        let begins = |at: &usize| *at == 0 || self.is(*at - 1, Kind::Line);
        let clock = |at: &usize| self.tokens.get(*at).is_some_and(is_bare_clock);
        (0..self.tokens.len()).filter(begins).filter(clock).nth(FEWEST_CLOCKS - 1).is_some()
    }

    /// The words of a label that could be somebody, empty where it could not.
    fn label_words(&self, from: usize, to: usize) -> String {
        let could = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.is_word() && (token.arabic || token.capital))
                && self.hits(at).iter().all(|hit| {
                    matches!(
                        hit.sense,
                        Sense::In(
                            List::Given
                                | List::Time
                                | List::NameAlso
                                | List::NameLink
                                | List::Feminine
                                | List::Masculine
                        )
                    )
                })
        };
        if !(from..to).all(could) {
            return String::new();
        }
        let words = (from..to).filter_map(|at| self.tokens.get(at)).map(|token| &*token.norm);
        words.collect::<Vec<_>>().join(" ")
    }

    /// Whether a line begins at `at` with the label of a question.
    pub(super) fn is_asked(&self, at: usize) -> bool {
        (at == 0 || self.is(at - 1, Kind::Line))
            && self.is_in(at, List::LabelQuestion).is_some_and(|length| self.is(at + length, Kind::Colon))
    }

    /// How long the label of a question or an answer is that stands at `at`, in an interview.
    fn interviewed(&self, at: usize) -> Option<usize> {
        let label = self.is_in(at, List::LabelQuestion).or_else(|| self.is_in(at, List::LabelAnswer));
        label.filter(|length| self.interview && self.is(at + length, Kind::Colon))
    }

    /// Passes over what marks an item: a bullet, a number with its point, `(a)`, `أولاً:`.
    pub(super) fn skip_bullet(&self, sentence: &mut Sentence) {
        let at = |n: usize| self.tokens.get(sentence.from + n);
        let is = |n: usize, kind: Kind| at(n).is_some_and(|token| token.is(kind));
        let short = |n: usize| at(n).is_some_and(|token| token.norm.chars().count() <= 4);
        // «د. فلان نصح بـ …» begins with a title
        let titled = self.is_in(sentence.from, List::Honorific) == Some(1)
            && is(1, Kind::Stop)
            && self.is_in(sentence.from + 2, List::Given).is_some();
        let marked = if self.interviewed(sentence.from).is_some() || titled {
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
    pub(super) fn skip_label(&self, sentence: &mut Sentence) {
        let mut from = sentence.from;
        from += usize::from(self.is(from, Kind::Open));
        let clock = |token: &Token| is_clock(token) || self.timed && is_bare_clock(token);
        if self.tokens.get(from).is_some_and(clock) {
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
        let unknown = |at: usize| arabic(at) && self.is_unknown(at);
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
        let says_more = |at: usize| self.says(at) && !self.tokens.get(at).is_some_and(|token| token.capital);
        let short = sentence.to - end <= LONGEST_NAMED && !(end + 1..sentence.to).any(says_more);
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

/// Lines that must begin with four digits before these tell the time.
const FEWEST_CLOCKS: usize = 3;

/// Whether a number of four digits can tell the time of day: `2112`.
fn is_bare_clock(token: &Token) -> bool {
    let number: Option<u32> = token.norm.parse().ok();
    token.is(Kind::Number) && token.norm.len() == 4 && number.is_some_and(|n| n < 2400 && n % 100 < 60)
}

/// Labels of what nobody says.
const LABELS: [List; 7] = [
    List::LabelActions,
    List::LabelDate,
    List::LabelPlace,
    List::LabelPresent,
    List::LabelAbsent,
    List::LabelOther,
    List::LabelAgreed,
];

/// Whether a number is that of a paragraph: `1.2`, `3.1.1`.
fn is_numbering(token: &Token) -> bool {
    token.norm.contains('.')
        && token
            .norm
            .split('.')
            .all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()))
}
