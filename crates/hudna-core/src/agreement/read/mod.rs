//! From a Markdown file, and the files beside it, to an [`Agreement`] or to what is wrong with it.
//!
//! As much as can be said is said in one run. A block that is not understood: the agreement does not
//! load, whatever else it holds. Nothing here opens a file: texts come in through [`Beside`]. The order is
//! outline → front matter → registers → geometry → norms, because each names what the one before defines.

use std::ops::Range;
use std::sync::Arc;

use thiserror::Error;

use self::conditions::Known;
use self::fields::{Notes, Text, Toml};
use self::front::Front;
use self::markdown::{Block, BlockKind, Outline};
use self::norms::NormText;
use self::registers::Registers;
use super::{Agreement, Reading, SourceText, Term};
use crate::condition::AtomKind;
use crate::diagnostic::{Diagnostic, Severity};

pub(crate) mod circles;
pub(crate) mod conditions;
pub(crate) mod dates;
pub(crate) mod exchanged;
pub(crate) mod fields;
pub(crate) mod front;
pub(crate) mod geometry;
mod html;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod norms;
pub(crate) mod registers;
pub(crate) mod rings;
pub(crate) mod rows;
pub(crate) mod standing;

/// Longer files are refused unread.
pub const LONGEST_FILE: usize = 4 * 1024 * 1024;

/// Versions that may stand behind one another.
const MOST_VERSIONS: usize = 8;

/// Hands over the files that stand beside an agreement.
pub trait Beside {
    /// The text of the file `name`, a relative name as the agreement writes it. The name of the
    /// [`SourceText`] given back is the one that diagnostics show.
    ///
    /// # Errors
    /// Says whether the file is missing or cannot be read as text.
    fn text(&self, name: &str) -> Result<SourceText, BesideError>;
}

/// Why a file beside the agreement was not handed over.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BesideError {
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// There is one, but it cannot be read as text; the reason in the words of whoever tried.
    #[error("{0}")]
    Unreadable(String),
}

/// Reads the agreement `source`. `None` if anything in it, or in a file that it names, is in error;
/// warnings alone do not keep it from loading.
pub fn read(source: SourceText, beside: &dyn Beside) -> (Option<Agreement>, Vec<Diagnostic>) {
    let mut behind = vec![source.name.clone()];
    let (agreement, said) = version(source, beside, &mut behind);
    (agreement, once(said))
}

/// What is wrong with a file that two versions share is said once.
fn once(said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = Vec::with_capacity(said.len());
    for diagnostic in said {
        if !out.contains(&diagnostic) {
            out.push(diagnostic);
        }
    }
    out
}

/// One version, and those before it; `behind` names the files already open.
fn version(
    source: SourceText,
    beside: &dyn Beside,
    behind: &mut Vec<String>,
) -> (Option<Agreement>, Vec<Diagnostic>) {
    let source = Arc::new(source);
    let mut notes = Notes::of(&source.name);
    if !is_text(&source, &mut notes) {
        return (None, notes.into_list());
    }
    let outline = markdown::outline(&source, &mut notes);
    let Some(inner) = outline.front.clone() else { return (None, notes.into_list()) };
    let opening = source.text.get(..inner.start).and_then(|t| t.rfind("+++")).unwrap_or(0);
    let fence = opening..opening + 3;
    let Some(toml) = Toml::parse(&source, inner, fence, &mut notes) else { return (None, notes.into_list()) };
    let front = front::front(&toml.fields(), &mut notes);
    let mut elsewhere = Vec::new();
    let older = older(&front, beside, behind, &mut notes, &mut elsewhere);
    let text = Reader { source: &source, beside, outline: &outline, front: &front };
    let agreement = text.agreement(older, &mut notes, &mut elsewhere);
    let failed = notes.failed() || elsewhere.iter().any(|d| d.severity == Severity::Error);
    let mut list = notes.into_list();
    list.append(&mut elsewhere);
    (agreement.filter(|_| !failed), list)
}

/// Whether the file may be looked into at all.
pub(crate) fn is_text(source: &SourceText, notes: &mut Notes) -> bool {
    if source.text.len() > LONGEST_FILE {
        let most = (LONGEST_FILE / 1024 / 1024).to_string();
        notes.whole("file-too-large", &[("most", &most)]);
        return false;
    }
    if source.text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']).is_empty() {
        notes.whole("file-empty", &[]);
        return false;
    }
    if source.text.contains('\0') {
        notes.whole("file-binary", &[]);
        return false;
    }
    true
}

/// The version before, where the front matter names one.
fn older(
    front: &Front<'_>,
    beside: &dyn Beside,
    behind: &mut Vec<String>,
    notes: &mut Notes,
    elsewhere: &mut Vec<Diagnostic>,
) -> Option<Arc<Agreement>> {
    let named = front.supersedes.as_ref()?;
    let source = handed(named, "superseded-missing", beside, notes)?;
    if behind.contains(&source.name) || behind.len() >= MOST_VERSIONS {
        notes.error("supersedes-cycle", named.span.clone(), &[("name", named.text)]);
        return None;
    }
    behind.push(source.name.clone());
    let (older, mut said) = version(source, beside, behind);
    behind.pop();
    elsewhere.append(&mut said);
    let Some(older) = older else {
        notes.error("superseded-unreadable", named.span.clone(), &[("name", named.text)]);
        return None;
    };
    if front.calendar.d_day.is_some_and(|at| older.d_day >= at) {
        notes.error("superseded-not-before", named.span.clone(), &[("name", named.text)]);
    }
    if older.id == front.id && older.version >= front.version {
        let arguments = [("version", &*front.version.to_string()), ("older", &*older.version.to_string())];
        notes.error("versions-not-rising", named.span.clone(), &arguments);
    }
    Some(Arc::new(older))
}

/// The file that `named` names, or says why it cannot be had.
fn handed(
    named: &Text<'_>,
    missing: &'static str,
    beside: &dyn Beside,
    notes: &mut Notes,
) -> Option<SourceText> {
    match beside.text(named.text) {
        Ok(source) => Some(source),
        Err(BesideError::Missing(_)) => {
            notes.error(missing, named.span.clone(), &[("name", named.text)]);
            None
        }
        Err(BesideError::Unreadable(why)) => {
            let arguments = [("name", named.text), ("detail", &*why)];
            notes.error("file-unreadable", named.span.clone(), &arguments);
            None
        }
    }
}

/// One version while it is read.
struct Reader<'a> {
    source: &'a Arc<SourceText>,
    beside: &'a dyn Beside,
    outline: &'a Outline,
    front: &'a Front<'a>,
}

impl<'a> Reader<'a> {
    fn agreement(
        &self,
        supersedes: Option<Arc<Agreement>>,
        notes: &mut Notes,
        elsewhere: &mut Vec<Diagnostic>,
    ) -> Option<Agreement> {
        let blocks = self.blocks(notes);
        let whole = blocks.len() == self.outline.blocks.len();
        let of_kind = |kind: BlockKind| blocks.iter().filter(move |(block, _)| block.kind == kind);
        let calendar = &self.front.calendar;
        let mut registers = Registers::default();
        for (_, toml) in of_kind(BlockKind::Register) {
            registers.add(&toml.fields(), calendar, notes);
        }
        if whole {
            registers.settle(notes);
        }
        let drawn = self.drawn(&registers, notes, elsewhere);
        let texts: Vec<NormText<'_>> = of_kind(BlockKind::Norm)
            .map(|(block, toml)| NormText {
                fields: toml.fields(),
                whole: block.whole.clone(),
                article: block.article.and_then(|i| self.outline.articles.get(i)),
            })
            .collect();
        if texts.len() > norms::MOST_NORMS {
            let span = texts.last().map_or(0..0, |t| t.fields.span.clone());
            notes.error("norms-too-many", span, &[("most", &norms::MOST_NORMS.to_string())]);
            return None;
        }
        let known = Known::new(&registers, &drawn, calendar, norms::ids(&texts, notes), whole);
        let terms = terms(&registers, &known, notes);
        let mut matches = std::mem::take(&mut registers.matches);
        let norms = norms::norms(&texts, &known, calendar, &registers, &mut matches, notes);
        rows::fit(&norms, &terms, notes);
        let front = self.front;
        let after = std::mem::take(&mut registers.after);
        let severities = after.severities.clone();
        let names = standing::Names {
            norms: &known.norms,
            articles: &self.outline.articles,
            sketch: &drawn,
            parties: &registers.parties,
            terms: terms.iter().map(|t| Arc::clone(&t.id)).collect(),
            ends: front.ends,
        };
        let settled = if whole { after.settle(&names, notes) } else { standing::Settled::default() };
        Some(Agreement {
            severities,
            ambiguities: settled.ambiguities,
            suspensions: settled.suspensions,
            extensions: settled.extensions,
            course_rulings: settled.course_rulings,
            id: Arc::clone(&front.id),
            version: front.version,
            title: front.title.clone(),
            notice: front.notice.clone(),
            prevails: Arc::clone(&front.prevails),
            zone_time: calendar.zone.clone(),
            zone_name: Arc::clone(&front.zone_name),
            signed: calendar.signed,
            d_day: calendar.d_day?,
            ends: front.ends,
            reply_within: front.reply_within,
            answers_for: front.answers_for.clone(),
            mixed_accounts: front.mixed_accounts,
            articles: self.outline.articles.iter().map(markdown::ArticleText::article).collect(),
            parties: registers.parties,
            formations: registers.formations,
            excluded: registers.excluded,
            links: registers.links,
            terms,
            matches,
            complete: registers.complete,
            geometries: drawn.geometries,
            backdrop: drawn.backdrop,
            norms,
            supersedes,
            gazetteer: front.gazetteer.as_ref().map(Text::arc),
            source: Arc::clone(self.source),
        })
    }

    /// The blocks that are TOML.
    fn blocks(&self, notes: &mut Notes) -> Vec<(&'a Block, Toml<'a>)> {
        let mut out = Vec::new();
        for block in &self.outline.blocks {
            if let Some(toml) = Toml::parse(self.source, block.inner.clone(), block.span.clone(), notes) {
                out.push((block, toml));
            }
        }
        out
    }

    /// The geometry beside the agreement, where it names one.
    fn drawn(
        &self,
        registers: &Registers<'_>,
        notes: &mut Notes,
        elsewhere: &mut Vec<Diagnostic>,
    ) -> geometry::Sketch {
        let Some(named) = &self.front.geometry else {
            // Where a name was given but refused, zones may well be drawn in that file.
            let whole = self.front.no_geometry;
            return geometry::Sketch { whole, ..geometry::Sketch::default() };
        };
        let Some(file) = handed(named, "geometry-missing", self.beside, notes) else {
            return geometry::Sketch::default();
        };
        let mut its_notes = Notes::of(&file.name);
        let drawn = if is_text(&file, &mut its_notes) {
            // A gazetteer that cannot be had here is missed by whoever reads it.
            let gazetteer = self.front.gazetteer.as_ref().and_then(|g| self.beside.text(g.text).ok());
            let places = gazetteer.as_ref().and_then(exchanged::places);
            geometry::geometry(&file, &self.front.calendar, &registers.parties, places, &mut its_notes)
        } else {
            geometry::Sketch::default()
        };
        elsewhere.append(&mut its_notes.into_list());
        drawn
    }
}

/// Terms with their readings typed.
fn terms(registers: &Registers<'_>, known: &Known, notes: &mut Notes) -> Vec<Term> {
    let mut out = Vec::new();
    for term in &registers.terms {
        let mut readings = Vec::new();
        for (by, when) in &term.readings {
            if let Some(when) = known.condition(when, notes) {
                readings.push(Reading { by: by.arc(), when });
            }
        }
        let rulings =
            term.rulings.iter().map(|(at, whose, why)| (*at, whose.arc(), Arc::clone(why))).collect();
        out.push(Term { id: term.id.arc(), name: term.name.clone(), readings, rulings });
    }
    term_circle(&out, registers, notes);
    out
}

/// Says where terms are read by way of each other.
fn term_circle(terms: &[Term], registers: &Registers<'_>, notes: &mut Notes) {
    let asks = |term: &Term| {
        let mut asked = Vec::new();
        for reading in &term.readings {
            conditions::each_atom(&reading.when, &mut |atom| {
                if let AtomKind::Reading(i) = atom.kind {
                    asked.push(usize::from(i));
                }
            });
        }
        asked
    };
    let next: Vec<Vec<usize>> = terms.iter().map(asks).collect();
    if let Some(way) = circles::first(&next) {
        let names: Vec<&str> = way.iter().filter_map(|i| terms.get(*i)).map(|t| &*t.id).collect();
        let span = way.first().and_then(|i| registers.terms.get(*i)).map_or(0..0, |t| t.id.span.clone());
        notes.error("term-cycle", span, &[("terms", &names.join(" → "))]);
    }
}

/// Where `key` of the front matter stands, for what is said of the whole text.
pub(crate) fn front_key(source: &SourceText, front: Range<usize>, key: &str) -> Option<Range<usize>> {
    let toml = Toml::parse(source, front.clone(), front, &mut Notes::of(&source.name))?;
    toml.fields().get(key).map(|item| item.span)
}
