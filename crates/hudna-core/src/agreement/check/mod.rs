//! What a drafter would want to know before signature, and what every code means.
//!
//! One file a check: its [`Check`] holds the code, a worked example that brings it about, and the question
//! it asks of the whole text. None of them changes what is found later. Most say where a reader may stumble
//! (a duty without a day, numbers that differ between the languages); those about norms that contradict each
//! other are errors and show an incident on which they clash. What [`super::read`] refuses has its worked
//! examples in `refused`.
//!
//! To add a check: a file here, its `mod` line, its line in [`checks`], its words in `check.ftl` (with `.why`, the page).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use self::search::Search;

use super::norm::{Exception, Norm};
use super::read::conditions::each_atom;
use super::read::fields::{Notes, Toml};
use super::read::front_key;
use super::read::markdown::{ArticleText, BlockKind, Cell, Outline, Row, outline};
use super::{Agreement, Bilingual, SourceText};
use crate::condition::{Atom, AtomKind, Expr, Truth, Words};
use crate::diagnostic::Diagnostic;
use crate::names::fold;

pub(super) mod accepted;
mod act_missing;
mod actor_missing;
mod acts_not_covered;
mod area_missing;
mod article_without_norm;
mod articles_disagree;
mod borders;
mod burden_without_reply_time;
mod calendar;
mod clock;
mod contested;
mod contested_words;
mod dates_differ;
mod deadline_missing;
mod demand;
mod dispute_path_missing;
mod duty_barred;
mod duty_prohibited;
mod entry_hour_missing;
mod example;
mod exception_never_applies;
mod flights_missing;
mod force_before_signature;
mod formation_undeclared;
mod formation_unlinked;
mod from_without_effect;
mod geometry_not_throughout;
mod geometry_unused;
mod match_unused;
mod medevac_missing;
mod monitor_access_missing;
mod name_one_language;
mod name_shared;
mod norm_always_applies;
mod norm_never_applies;
mod norm_never_in_force;
mod numbers_differ;
mod pairs;
mod paragraph_one_language;
mod paragraph_without_norm;
mod places_differ;
mod prevails_missing;
mod refused;
mod register_never_complete;
mod reply_time_missing;
mod search;
mod search_unfinished;
mod self_defence_missing;
mod sole_roads_disagree;
mod term_one_reading;
mod term_undefined;
mod term_unused;
mod threshold_without_unit;
mod title_missing;
mod units;
mod units_differ;
mod usual;
mod verifier_missing;
mod wording;
mod zones_gap;
mod zones_overlap;

pub use example::{Example, File, Shelf, Worked, sample};

/// One question that is asked of the whole text.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The stable code of what it says.
    pub code: &'static str,
    /// What brings it about.
    pub example: Example,
    /// Asks it.
    run: fn(&Draft<'_>, &mut Notes),
}

/// The list of checks in the order of their codes. Their modules are declared above, where the formatter finds them.
macro_rules! checks {
    ($($name:ident)*) => {
        /// Every check, by code.
        pub static CHECKS: &[&Check] = &[$(&$name::CHECK,)*];
    };
}

checks! {
    act_missing
    actor_missing
    acts_not_covered
    area_missing
    article_without_norm
    articles_disagree
    burden_without_reply_time
    dates_differ
    deadline_missing
    dispute_path_missing
    duty_barred
    duty_prohibited
    entry_hour_missing
    exception_never_applies
    flights_missing
    force_before_signature
    formation_undeclared
    formation_unlinked
    from_without_effect
    geometry_not_throughout
    geometry_unused
    match_unused
    medevac_missing
    monitor_access_missing
    name_one_language
    name_shared
    norm_always_applies
    norm_never_applies
    norm_never_in_force
    numbers_differ
    paragraph_one_language
    paragraph_without_norm
    places_differ
    prevails_missing
    register_never_complete
    reply_time_missing
    search_unfinished
    self_defence_missing
    sole_roads_disagree
    term_one_reading
    term_undefined
    term_unused
    threshold_without_unit
    title_missing
    units_differ
    verifier_missing
    zones_gap
    zones_overlap
}

/// A place of the gazetteer that a text names, by its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The name that documents use, in both languages.
    pub name: Bilingual,
    /// Other names, in either script.
    pub others: Vec<Arc<str>>,
}

/// All that the checks say about `agreement`, in the order of its text, without what its authors accepted.
/// The version before is not looked at again.
pub fn check(agreement: &Agreement) -> Vec<Diagnostic> {
    check_among(agreement, &[])
}

/// The same, with the places of the gazetteer that the text names.
pub fn check_among(agreement: &Agreement, gazetteer: &[Called]) -> Vec<Diagnostic> {
    let mut notes = Notes::of(&agreement.source.name);
    let draft = Draft::of(agreement, gazetteer);
    let last = |check: &&&Check| check.code == search_unfinished::CHECK.code;
    for check in CHECKS.iter().filter(|c| !last(c)).chain(CHECKS.iter().filter(last)) {
        (check.run)(&draft, &mut notes);
    }
    accepted::settle(&draft, notes.into_list())
}

/// Every code that an agreement may bring about, with what brings it about; by code.
pub fn codes() -> Vec<(&'static str, Example)> {
    let own = CHECKS.iter().map(|c| (c.code, c.example));
    let mut all: Vec<(&'static str, Example)> =
        own.chain(refused::EXAMPLES.iter().copied()).chain(accepted::EXAMPLES.iter().copied()).collect();
    all.sort_by_key(|(code, _)| *code);
    all
}

/// The worked example of a code; `None` where there is no such code.
pub fn worked(code: &str) -> Option<Worked> {
    codes().into_iter().find(|(c, _)| *c == code).map(|(code, example)| example.worked(code))
}

/// An agreement beside the outline of its text.
struct Draft<'a> {
    agreement: &'a Agreement,
    /// Places beside those that the agreement draws.
    gazetteer: &'a [Called],
    outline: Outline,
    /// Where the id of each norm and of each entry of a register stands, by its list and id.
    entries: BTreeMap<(&'static str, String), Range<usize>>,
    /// The ids of the norms, in order.
    ids: BTreeSet<&'a str>,
    /// The paragraphs as norms call them (`a4.1`), each by article and row.
    parts: BTreeMap<String, (usize, usize)>,
    /// Each row of the text folded, Arabic and English, with a space at either end: by article and row.
    folded: Vec<Vec<[String; 2]>>,
    /// What the authors know and accept.
    accepted: Vec<accepted::Accepted>,
    /// What searches for deeds that fit conditions may still spend.
    search: RefCell<Search<'a>>,
    /// What they could not finish.
    unfinished: RefCell<Vec<String>>,
}

impl<'a> Draft<'a> {
    fn of(agreement: &'a Agreement, gazetteer: &'a [Called]) -> Self {
        let source: &SourceText = &agreement.source;
        // What is wrong with the text was said when it was read.
        let mut said = Notes::of(&source.name);
        let outline = outline(source, &mut said);
        let mut entries = BTreeMap::new();
        let mut accepted = Vec::new();
        for block in &outline.blocks {
            let toml = Toml::parse(source, block.inner.clone(), block.span.clone(), &mut said);
            let Some(toml) = toml else { continue };
            if block.kind == BlockKind::Norm {
                let id = toml.fields().text("id", &mut said);
                entries.extend(id.map(|id| (("norm", id.text.to_owned()), id.span)));
                continue;
            }
            for (list, key) in [("party", "id"), ("formation", "id"), ("match", "id"), ("term", "id")] {
                for fields in toml.fields().tables(list, &mut said) {
                    if let Some(id) = fields.text(key, &mut said) {
                        entries.insert((list, id.text.to_owned()), id.span);
                    }
                }
            }
            accepted.extend(accepted::of(&toml.fields(), &mut said));
        }
        let search = RefCell::new(Search::new(agreement));
        let padded = |cell: &Cell| format!(" {} ", fold(&cell.text));
        let rows = |a: &ArticleText| a.rows.iter().map(|r| [padded(&r.ar), padded(&r.en)]).collect();
        let folded = outline.articles.iter().map(rows).collect();
        let ids = agreement.norms.iter().map(|n| &*n.id).collect();
        let parts = demand::parts(&outline);
        Self {
            agreement,
            gazetteer,
            outline,
            entries,
            ids,
            parts,
            folded,
            accepted,
            search,
            unfinished: RefCell::default(),
        }
    }
    /// Where the entry stands, if the text has it.
    fn entry(&self, list: &'static str, id: &str) -> Option<Range<usize>> {
        self.entries.get(&(list, id.to_owned())).cloned()
    }
    /// Where the id of a norm stands; a norm that another stands for stands there.
    fn norm(&self, id: &str) -> Range<usize> {
        let own = |id: &str| self.entry("norm", id);
        own(id).or_else(|| own(id.rsplit_once('.')?.0)).unwrap_or_else(|| self.front("agreement"))
    }
    /// Where `key` of the front matter stands, or the front matter.
    fn front(&self, key: &str) -> Range<usize> {
        self.key(key).or_else(|| self.outline.front.clone()).unwrap_or(0..0)
    }
    /// Where `key` of the front matter stands, if it is there.
    fn key(&self, key: &str) -> Option<Range<usize>> {
        front_key(&self.agreement.source, self.outline.front.clone()?, key)
    }
    /// Every row with its words folded, Arabic and English.
    fn rows(&self) -> impl Iterator<Item = (&Row, &[String; 2])> {
        let articles = self.outline.articles.iter().zip(&self.folded);
        articles.flat_map(|(article, folded)| article.rows.iter().zip(folded))
    }
    /// Keeps what a search could not finish, to be said once.
    fn unfinished(&self, norm: &str, other: &str) {
        let pair = if other.is_empty() { norm.to_owned() } else { format!("{norm} × {other}") };
        let mut list = self.unfinished.borrow_mut();
        if !list.contains(&pair) {
            list.push(pair);
        }
    }
    /// The exceptions over a norm.
    fn over<'d>(&'d self, norm: &'d Norm) -> impl Iterator<Item = &'d Exception> + 'd {
        self.agreement.norms.iter().filter_map(|n| n.exception.as_ref()).filter(|e| e.over.contains(&norm.id))
    }
    /// Visits every question of the text, those within terms, replies and counts included.
    fn every_atom(&self, mut visit: impl FnMut(&Atom)) {
        for term in &self.agreement.terms {
            term.readings.iter().for_each(|r| each_atom(&r.when, &mut visit));
        }
        for norm in &self.agreement.norms {
            of_norm(norm, &mut visit);
        }
    }
}

/// Visits every question of one norm.
fn of_norm(norm: &Norm, visit: &mut impl FnMut(&Atom)) {
    if let Some(rule) = &norm.rule {
        each_atom(&rule.when, visit);
        each_atom(&rule.must, visit);
        rule.needs.iter().for_each(|need| each_atom(&need.when, visit));
    }
    if let Some(exception) = &norm.exception {
        of_exception(exception, visit);
    }
}

/// Visits every question of an exception.
fn of_exception(exception: &Exception, visit: &mut impl FnMut(&Atom)) {
    each_atom(&exception.when, visit);
    exception.needs.iter().for_each(|need| each_atom(&need.when, visit));
}

/// What the condition comes to, supposing `answer` to each of its questions.
fn supposing(expr: &Expr, answer: &impl Fn(&AtomKind) -> Truth) -> Truth {
    match expr {
        Expr::Constant(b) => Truth::from(*b),
        Expr::And(list) => list.iter().fold(Truth::True, |t, e| t.and(supposing(e, answer))),
        Expr::Or(list) => list.iter().fold(Truth::False, |t, e| t.or(supposing(e, answer))),
        Expr::Not(e) => supposing(e, answer).negated(),
        Expr::Atom(atom) => answer(&atom.kind),
    }
}

/// The bytes of a typed value.
fn bytes(words: Words) -> Range<usize> {
    words.start as usize..words.end as usize
}
