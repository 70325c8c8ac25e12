//! Words on which parties are known to differ, and how a text deals with them: what `term_undefined` and
//! `term_one_reading` share. Never a check of its own.
//!
//! A word counts only where it carries weight: in a paragraph that demands something or that a norm stands for.
//! The text settles it by a definition (an article of definitions, a sentence that defines it, readings put on
//! record), and a ruling does. Else what is weighed is a reading: the register's, or the norm's own.

use std::ops::Range;

use super::demand::{demands, quiet};
use super::{Draft, of_norm};
use crate::agreement::Term;
use crate::agreement::norm::{Kind, Norm};
use crate::agreement::read::markdown::{ArticleText, Cell, Row};
use crate::condition::{Asks, AtomKind, NumberExpr};
use crate::names::fold;
use crate::value::Attribute;

/// What of a norm's conditions reads a word in its own way.
#[derive(Clone, Copy)]
pub(super) enum Reads {
    /// It asks of this attribute.
    Of(Attribute),
    /// It asks of this act.
    Act(&'static str),
    /// It asks for a distance.
    Distance,
    /// It asks for a notice.
    Notice,
    /// It asks for leave.
    Leave,
    /// It is about monitors' access.
    Access,
    /// It is a duty with a day.
    Day,
}

/// A word that is read in more than one way.
pub(super) struct Contested {
    /// Its beginnings in English and Arabic, with `|` between; folded when compared.
    pub(super) written: &'static str,
    /// The ids of terms that give it readings, with `|` between.
    pub(super) terms: &'static str,
    /// What of a norm reads it.
    pub(super) reads: &'static [Reads],
    /// What settles it besides a definition.
    pub(super) settled: Settled,
}

/// What settles a word in its paragraph, besides a definition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// Nothing does.
    Never,
    /// A number beside it does: "near" within 500 m.
    ByNumber,
    /// A number does, and a duty without a day is said apart (`deadline_missing`).
    ByDay,
    /// A number or any norm does: what is prohibited at once is prohibited.
    ByNorm,
}

/// A contested word that the text does not settle.
pub(super) struct Open<'d> {
    /// As it stands in the text, or the name of the term.
    pub(super) words: String,
    /// The numbers of its paragraphs.
    pub(super) paragraphs: String,
    /// Where the first stands.
    pub(super) span: Range<usize>,
    /// The term that reads it.
    pub(super) term: Option<&'d Term>,
    /// The norm that reads it, where no term does.
    pub(super) norm: Option<&'d Norm>,
}

impl Open<'_> {
    /// Whether it is weighed by one reading alone.
    pub(super) fn one_reading(&self) -> bool {
        self.term.map_or(self.norm.is_some(), |t| t.readings.len() < 2)
    }
}

/// A row of the text with its article and its folded words.
struct Place<'d> {
    article: &'d ArticleText,
    row: &'d Row,
    folded: &'d [String; 2],
}

/// The contested words of the text that it does not settle, those of our list first.
pub(super) fn open<'d>(draft: &'d Draft<'_>) -> Vec<Open<'d>> {
    let rows: Vec<Place<'d>> = places(draft);
    let whole: String = draft.folded.iter().flatten().flatten().map(String::as_str).collect();
    let mut out = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for contested in super::contested_words::CONTESTED {
        let written: Vec<(&str, String)> = contested.written.split('|').map(|w| (w, fold(w))).collect();
        let mine = |t: &&Term| contested.terms.split('|').any(|id| id == &*t.id) || named(t, &written);
        let term = draft.agreement.terms.iter().find(mine);
        told.extend(term.map(|t| &*t.id));
        let said = written.iter().any(|(_, w)| whole.contains(w.as_str()));
        if said && term.is_none_or(|t| t.rulings.is_empty()) {
            out.extend(of_word(draft, &rows, contested, &written, term));
        }
    }
    for (term, norm) in draft.agreement.terms.iter().zip(readers(draft)) {
        if !told.contains(&&*term.id) && term.rulings.is_empty() {
            out.extend(norm.and_then(|norm| of_term(draft, &rows, term, norm)));
        }
    }
    out
}

/// The first norm that reads each term.
fn readers<'d>(draft: &'d Draft<'_>) -> Vec<Option<&'d Norm>> {
    let mut out: Vec<Option<&'d Norm>> = vec![None; draft.agreement.terms.len()];
    for norm in &draft.agreement.norms {
        of_norm(norm, &mut |atom| {
            if let AtomKind::Reading(term) = &atom.kind
                && let Some(first) = out.get_mut(usize::from(*term))
            {
                first.get_or_insert(norm);
            }
        });
    }
    out
}

fn places<'d>(draft: &'d Draft<'_>) -> Vec<Place<'d>> {
    let articles = draft.outline.articles.iter().zip(&draft.folded);
    articles
        .flat_map(|(article, folded)| {
            article.rows.iter().zip(folded).map(move |(row, folded)| Place { article, row, folded })
        })
        .collect()
}

/// Whether the term goes by one of these words.
fn named(term: &Term, written: &[(&str, String)]) -> bool {
    let is = |name: &str| !name.is_empty() && written.iter().any(|(_, w)| fold(name).starts_with(w.as_str()));
    is(&term.name.en) || is(&term.name.ar)
}

/// The word, if it stands open.
fn of_word<'d>(
    draft: &'d Draft<'_>,
    rows: &[Place<'d>],
    contested: &Contested,
    written: &[(&str, String)],
    term: Option<&'d Term>,
) -> Option<Open<'d>> {
    let says = |text: &str| written.iter().find(|(_, w)| holds(text, w)).map(|(as_written, _)| *as_written);
    let here = |p: &&Place<'d>| p.folded.iter().any(|text| says(text).is_some());
    let at = |text: &str| written.iter().find_map(|(_, w)| place_of(text, w));
    if rows.iter().any(|p| defines(p, at)) {
        return None;
    }
    let carrying: Vec<&Place<'d>> =
        rows.iter().filter(here).filter(|p| carries(draft, p, contested)).collect();
    let first = carrying.first()?;
    let [ar, en] = first.folded;
    let in_english = written.iter().find_map(|(_, w)| Some(whole_words(en, place_of(en, w)?, w)));
    let words = in_english.or_else(|| says(ar).map(str::to_owned))?;
    let cell = if says(en).is_some() { &first.row.en } else { &first.row.ar };
    let norm = carrying.iter().find_map(|p| reader(draft, p, contested));
    let paragraphs = carrying.iter().map(|p| p.row.number.text.as_str()).collect::<Vec<_>>().join(", ");
    Some(Open { words, paragraphs, span: cell.span.clone(), term, norm })
}

/// A term of the register that is no word of our list: its readings differ, and the text settles nothing.
fn of_term<'d>(draft: &'d Draft<'_>, rows: &[Place<'d>], term: &'d Term, norm: &Norm) -> Option<Open<'d>> {
    let number = draft.paragraph_of(&norm.id)?;
    let place = rows.iter().find(|p| p.row.number.text == number)?;
    let names: Vec<String> =
        [&term.name.ar, &term.name.en].iter().filter(|n| !n.is_empty()).map(|n| fold(n)).collect();
    let at = |text: &str| names.iter().find_map(|n| place_of(text, n));
    if rows.iter().any(|p| defines(p, at)) {
        return None;
    }
    let name = if term.name.en.is_empty() { &term.id } else { &term.name.en };
    let (words, span) = (name.to_string(), cell_of(place).span.clone());
    Some(Open { words, paragraphs: number.to_owned(), span, term: Some(term), norm: None })
}

fn cell_of<'d>(place: &Place<'d>) -> &'d Cell {
    if place.row.en.text.is_empty() { &place.row.ar } else { &place.row.en }
}

/// Words by which a paragraph defines the word before them, or says that readings are on record.
const DEFINES: &str =
    "means|refers to|is understood|is defined|are defined|defined as|يعني|تعني|قراءتان|قراءات|وهي كل|معرف";
/// The same, of the word just behind them.
const AHEAD: &str = "readings of|reading of|definition of|يقصد|تعريف";
/// The same, of the word with which the paragraph begins.
const OF_THE_FIRST: &str = "is any|are any|is a|هو كل|هي كل";

/// Whether the paragraph defines the word, or records how it is read; `at` is where a text says it.
fn defines(place: &Place<'_>, at: impl Fn(&str) -> Option<usize>) -> bool {
    let by = |text: &str, list: &str, fits: &dyn Fn(usize) -> bool| {
        list.split('|').any(|b| text.match_indices(&format!(" {} ", fold(b))).any(|(phrase, _)| fits(phrase)))
    };
    place.folded.iter().any(|text| {
        let Some(word) = at(text) else { return false };
        quiet(place.article)
            || by(text, DEFINES, &|phrase| word < phrase)
            || by(text, AHEAD, &|phrase| phrase < word && word - phrase < 30)
            || word < 6 && by(text, OF_THE_FIRST, &|phrase| word < phrase)
    })
}

/// Whether the word carries weight in this paragraph, and nothing beside it settles it.
fn carries(draft: &Draft<'_>, place: &Place<'_>, contested: &Contested) -> bool {
    let norms = draft.norms_of(place.article, place.row);
    if norms.is_empty() && !demands(place.row) {
        return false;
    }
    let numbered = || {
        let digit = |text: &String| text.chars().any(|c| c.is_ascii_digit());
        place.folded.iter().any(digit)
    };
    match contested.settled {
        Settled::Never => true,
        Settled::ByNumber => !numbered(),
        Settled::ByNorm => norms.is_empty() && !numbered(),
        Settled::ByDay => {
            let of = |id: &&str| draft.agreement.norm(id);
            let dated = |n: &Norm| n.rule.as_ref().is_some_and(|r| r.due.is_some());
            let duties = norms.iter().filter_map(of).filter(|n| n.kind == Kind::Obligation);
            let undated = duties.clone().any(|n| !dated(n));
            !numbered() && !undated && (norms.is_empty() || duties.clone().next().is_some())
        }
    }
}

/// The norm of this paragraph whose conditions read the word in their own way.
fn reader<'d>(draft: &'d Draft<'_>, place: &Place<'_>, contested: &Contested) -> Option<&'d Norm> {
    let norms = draft.norms_of(place.article, place.row);
    norms.into_iter().filter_map(|id| draft.agreement.norm(id)).find(|norm| {
        let of_kind = |reads: &Reads| match reads {
            Reads::Access => norm.kind == Kind::Access,
            Reads::Distance => matches!(norm.kind, Kind::Separation | Kind::Holding),
            Reads::Day => norm.rule.as_ref().is_some_and(|r| r.due.is_some()),
            _ => false,
        };
        let mut found = contested.reads.iter().any(of_kind);
        of_norm(norm, &mut |atom| found |= contested.reads.iter().any(|r| asks(*r, &atom.kind)));
        found
    })
}

fn asks(reads: Reads, kind: &AtomKind) -> bool {
    match (reads, kind) {
        (Reads::Of(a), AtomKind::Codes(b, _) | AtomKind::Actors(b, _)) => a == *b,
        (Reads::Of(a), AtomKind::Number(NumberExpr::Attribute(b), ..)) => a == *b,
        (Reads::Act(act), AtomKind::Codes(Attribute::Act, codes)) => codes.iter().any(|c| c.name() == act),
        (Reads::Distance, AtomKind::Near { .. }) => true,
        (Reads::Notice, AtomKind::Register(Asks::Notified, _)) => true,
        (Reads::Leave, AtomKind::Register(Asks::Authorised, _)) => true,
        _ => false,
    }
}

/// Where the words begin in the text: where a word does, with or without a letter joined before it.
fn place_of(padded: &str, words: &str) -> Option<usize> {
    let joined = ["", "و", "ب", "ل", "ف", "وال", "بال", "لل", "وب", "ول"];
    let mut all = padded.match_indices(words).map(|(at, _)| at);
    all.find(|at| joined.contains(&padded[..*at].rsplit(' ').next().unwrap_or_default()))
}

/// The words that stand there, to the end of the last.
fn whole_words(padded: &str, at: usize, words: &str) -> String {
    let end = at + words.len();
    let rest = padded[end..].find(' ').unwrap_or(padded.len() - end);
    padded[at..end + rest].to_owned()
}

/// Whether the text says the words.
fn holds(padded: &str, words: &str) -> bool {
    place_of(padded, words).is_some()
}
