//! Scenarios that a lawyer can read (`LANGUAGE` §11): facts, registers, what is expected and why.
//!
//! A file holds one scenario or several, each under its own `# ` heading; `agreement:` and `as of:` before the
//! first heading hold for all that do not say otherwise. `facts` reads what happened, `registers` what registers
//! show, `expect` what should be found; `compare` holds that against an assessment. Whatever is not understood
//! is said with its line, and then none of the file is tried: nothing is skipped in silence.
//!
//! Nothing here knows how a rule decides, and nothing opens a file: the agreement is handed over.
//! To add a section: a row in `headings`, an arm in [`Reader`]'s `section`.

mod compare;
mod expect;
mod facts;
mod ground;
mod headings;
mod people;
mod piece;
mod registers;
mod values;

use std::sync::Arc;

pub use self::compare::{Aspect, Difference};
pub use self::expect::Expected;

use self::facts::Reader;
use self::headings::Section;
use self::piece::Piece;
use crate::agreement::read::fields::Notes;
use crate::agreement::{Agreement, Bilingual, SourceText};
use crate::diagnostic::{Diagnostic, Location};
use crate::finding::{Assessment, Material, assess};
use crate::incident::Incident;
use crate::register::Registers;
use crate::report::Report;
use crate::time::Instant;

/// One scenario, read.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its heading, split at `·`; the half that is not there is empty.
    pub title: Bilingual,
    /// Where the heading stands.
    pub location: Location,
    /// The agreement that it is held against.
    pub agreement: Arc<Agreement>,
    /// How far the record reaches.
    pub as_of: Instant,
    /// The reports that the facts name.
    pub reports: Vec<Report>,
    /// What happened.
    pub incidents: Vec<Incident>,
    /// What registers show.
    pub registers: Registers,
    /// What is expected.
    pub expected: Vec<Expected>,
    /// Why, in the words of whoever wrote it.
    pub why: String,
}

impl Scenario {
    /// What an assessment is made of.
    pub fn material(&self) -> Material<'_> {
        Material {
            reports: (&self.reports).into(),
            incidents: (&self.incidents).into(),
            registers: &self.registers,
            as_of: self.as_of,
        }
    }
    /// What the engine finds of it.
    pub fn assess(&self) -> Assessment {
        assess(&self.agreement, self.material(), &|_| {})
    }
}

/// Why the agreement that a scenario names was not handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such file, or it cannot be read; why, in the words of whoever tried.
    Unreadable(String),
    /// It is there and does not load; what is wrong with it is said apart.
    Faulty,
}

/// Reads every scenario of a file. Where anything is not understood the list is what was, and the diagnostics
/// say the rest. `agreement` hands over the agreement of a name as the file writes it.
pub fn read(
    source: &SourceText,
    agreement: &mut dyn FnMut(&str) -> Result<Arc<Agreement>, Refused>,
) -> (Vec<Scenario>, Vec<Diagnostic>) {
    let mut notes = Notes::of(&source.name);
    if !crate::agreement::read::is_text(source, &mut notes) {
        return (Vec::new(), notes.into_list());
    }
    let (common, raws) = outline(&source.text, &mut notes);
    if raws.is_empty() {
        notes.whole("scenario-none", &[]);
    }
    let mut out = Vec::new();
    for raw in &raws {
        if notes.is_full() {
            break;
        }
        out.extend(scenario(raw, &common, agreement, &mut notes));
    }
    (out, notes.into_list())
}

/// What stands above the first section.
#[derive(Clone, Copy, Debug, Default)]
struct Head<'a> {
    agreement: Option<Piece<'a>>,
    as_of: Option<Piece<'a>>,
}

/// One scenario by lines.
#[derive(Debug)]
struct Raw<'a> {
    title: Piece<'a>,
    head: Head<'a>,
    sections: Vec<(Section, Piece<'a>, Vec<Piece<'a>>)>,
}

/// The lines of a file, white space taken off, with where they stand.
fn lines(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let piece = Piece { text: line, at };
        at += line.len();
        piece.trim()
    })
}

fn outline<'a>(text: &'a str, notes: &mut Notes) -> (Head<'a>, Vec<Raw<'a>>) {
    let mut common = Head::default();
    let mut raws: Vec<Raw<'a>> = Vec::new();
    // a section whose heading is not understood swallows its lines: they would only echo the one mistake
    let mut lost = false;
    for line in lines(text).filter(|l| !l.text.is_empty()) {
        if let Some(title) = line.after(&["# "]) {
            lost = false;
            raws.push(Raw { title, head: common, sections: Vec::new() });
        } else if let (Some(heading), Some(raw)) = (line.after(&["## "]), raws.last_mut()) {
            let section = section(heading, notes);
            lost = section.is_none();
            raw.sections.extend(section.map(|s| (s, heading, Vec::new())));
        } else if lost {
        } else if let Some((.., lines)) = raws.last_mut().and_then(|r| r.sections.last_mut()) {
            lines.push(line);
        } else {
            let head = raws.last_mut().map_or(&mut common, |r| &mut r.head);
            head_line(line, head, notes);
        }
    }
    (common, raws)
}

fn head_line<'a>(line: Piece<'a>, head: &mut Head<'a>, notes: &mut Notes) {
    match line.cut(&[":"]) {
        Some((key, value)) if key.is(headings::AGREEMENT) => head.agreement = Some(value.unquoted()),
        Some((key, value)) if key.is(headings::AS_OF) => head.as_of = Some(value),
        _ => notes.error("scenario-line-unknown", line.span(), &[("line", line.text)]),
    }
}

/// The section that a heading names, in either language or in both with `·` between.
fn section(heading: Piece<'_>, notes: &mut Notes) -> Option<Section> {
    let (first, _) = heading.cut(&["·"]).unwrap_or((heading, heading));
    let found = headings::SECTIONS.iter().find(|(_, words)| first.is(words));
    if found.is_none() {
        let known = headings::SECTIONS.iter().flat_map(|(_, words)| words.iter().copied());
        notes.unknown("scenario-heading-unknown", first.span(), ("heading", first.text), known);
    }
    found.map(|(s, _)| *s)
}

fn scenario<'a>(
    raw: &Raw<'a>,
    common: &Head<'a>,
    agreements: &mut dyn FnMut(&str) -> Result<Arc<Agreement>, Refused>,
    notes: &mut Notes,
) -> Option<Scenario> {
    let lacking = |what: &'static str, notes: &mut Notes| {
        notes.error(what, raw.title.span(), &[("title", raw.title.text)]);
    };
    let Some(named) = raw.head.agreement.or(common.agreement) else {
        lacking("scenario-agreement-missing", notes);
        return None;
    };
    let agreement = match agreements(named.text) {
        Ok(agreement) => agreement,
        Err(Refused::Unreadable(why)) => {
            let arguments = [("name", named.text), ("detail", &*why)];
            notes.error("scenario-agreement-unreadable", named.span(), &arguments);
            return None;
        }
        Err(Refused::Faulty) => {
            notes.error("scenario-agreement-faulty", named.span(), &[("name", named.text)]);
            return None;
        }
    };
    let mut reader = Reader::new(&agreement);
    let as_of = match raw.head.as_of.or(common.as_of) {
        Some(written) => reader.moment(written, notes).map(|range| range.lo),
        None => {
            lacking("scenario-as-of-missing", notes);
            None
        }
    };
    let mut expected = Vec::new();
    let mut why = String::new();
    for (section, heading, lines) in &raw.sections {
        match section {
            Section::Why => why = lines.iter().map(|l| l.text).collect::<Vec<_>>().join("\n"),
            Section::Expect => expected
                .extend(items(lines, notes).into_iter().filter_map(|l| expect::read(l, &agreement, notes))),
            section => reader.section(*section, *heading, &items(lines, notes), notes),
        }
    }
    if !raw.sections.iter().any(|(s, ..)| *s == Section::Expect) {
        lacking("scenario-expectation-missing", notes);
    }
    if why.is_empty() {
        lacking("scenario-why-missing", notes);
    }
    let (reports, incidents, registers) = reader.finish(notes);
    for line in &expected {
        line.check_subject(&incidents, &registers, &agreement, notes);
    }
    if notes.failed() {
        return None;
    }
    let (ar, en) = raw.title.cut(&["·"]).map_or_else(
        || if is_arabic(raw.title.text) { (raw.title.text, "") } else { ("", raw.title.text) },
        |(ar, en)| (ar.text, en.text),
    );
    let agreement = match agreement.with_links(&registers.links) {
        std::borrow::Cow::Owned(joined) => Arc::new(joined),
        std::borrow::Cow::Borrowed(_) => Arc::clone(&agreement),
    };
    let title = Bilingual { ar: ar.into(), en: en.into() };
    let span = raw.title.span();
    let location = Location { file: notes.file().to_owned(), start: span.start, end: span.end };
    Some(Scenario { title, location, agreement, as_of: as_of?, reports, incidents, registers, expected, why })
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}'))
}

/// The items of a list, without their dashes.
fn items<'a>(lines: &[Piece<'a>], notes: &mut Notes) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    for line in lines {
        match line.after(&["- ", "* "]) {
            Some(item) => out.push(item),
            None => notes.error("scenario-not-a-list", line.span(), &[("line", line.text)]),
        }
    }
    out
}
