//! What a drafter would want to know before signature: warnings about a text that loads.
//!
//! Each room asks one question of the whole text; none of them changes what is found later. Nothing here
//! says that a text is wrong, only where a reader may stumble: a duty without a day, numbers that differ
//! between the languages, a zone that no norm uses. To add a warning: a function in the room that fits, its
//! line in [`check`], its words in `diagnostic.ftl`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::norm::{Exception, Norm};
use super::read::conditions::each_atom;
use super::read::fields::{Notes, Toml};
use super::read::front_key;
use super::read::markdown::{BlockKind, Outline, outline};
use super::{Agreement, SourceText};
use crate::condition::{Atom, AtomKind, Expr, Truth, Words};
use crate::diagnostic::Diagnostic;

mod acts;
mod duties;
mod exceptions;
mod names;
mod paragraphs;
mod validity;

/// All warnings about `agreement`, in the order of its text. The version before is not looked at again.
pub fn check(agreement: &Agreement) -> Vec<Diagnostic> {
    let mut notes = Notes::of(&agreement.source.name);
    let draft = Draft::of(agreement);
    paragraphs::numbers_differ(&draft, &mut notes);
    paragraphs::one_language(&draft, &mut notes);
    paragraphs::articles_without_norm(&draft, &mut notes);
    names::unused(&draft, &mut notes);
    names::formations(&draft, &mut notes);
    names::shared(&draft, &mut notes);
    names::titles(&draft, &mut notes);
    duties::deadlines(&draft, &mut notes);
    duties::registers(&draft, &mut notes);
    duties::burdens(&draft, &mut notes);
    exceptions::missing(&draft, &mut notes);
    exceptions::sole_roads(&draft, &mut notes);
    acts::not_covered(&draft, &mut notes);
    acts::without_act(&draft, &mut notes);
    validity::norms(&draft, &mut notes);
    validity::zones(&draft, &mut notes);
    notes.into_list()
}

/// An agreement beside the outline of its text.
struct Draft<'a> {
    agreement: &'a Agreement,
    outline: Outline,
    /// Where the id of each norm and of each entry of a register stands, by its list and id.
    entries: BTreeMap<(&'static str, String), Range<usize>>,
}

impl<'a> Draft<'a> {
    fn of(agreement: &'a Agreement) -> Self {
        let source: &SourceText = &agreement.source;
        // What is wrong with the text was said when it was read.
        let mut said = Notes::of(&source.name);
        let outline = outline(source, &mut said);
        let mut entries = BTreeMap::new();
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
        }
        Self { agreement, outline, entries }
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
