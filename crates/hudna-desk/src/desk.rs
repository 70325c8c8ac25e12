//! The verbs of the desk: read an agreement, take in, assess.
//!
//! A door calls these and shows what they give. Nothing here knows arguments, pages or terminals; only
//! `store` touches a disk.

mod assess;
mod compare;
pub mod consult;
pub mod files;
mod period;
mod scenarios;
mod swapped;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use hudna_core::agreement::check::Called;
use hudna_core::agreement::read::{Beside, BesideError};
use hudna_core::agreement::{self, Agreement, Bilingual, SourceText};
use hudna_core::bounds::Bounds;
use hudna_core::diagnostic::Diagnostic;
use hudna_core::finding::{self, Outcome};
use hudna_core::incident;
use hudna_core::register::{RegisterKind, Registers};
use hudna_core::report::Report;

use crate::document::Document;
use crate::document::Format as Kind;
use crate::gazetteer::{Candidate, Gazetteer, Place};
use crate::intake::{self, Note, SetAside};
use crate::store;
use crate::trouble::Trouble;
use crate::words::Lang;

pub use self::scenarios::{Agreements, Tried, TriedFile, try_scenarios};
pub(crate) use assess::named;
pub use assess::{Kept, assess, assess_taken, name_actors};
pub use compare::weigh_both;
pub use files::{Files, InHand, OnDisk, unreadable};

/// An agreement as read, with all that there is to say about it.
#[derive(Debug)]
pub struct ReadAgreement {
    /// The agreement; `None` where there are errors.
    pub agreement: Option<Agreement>,
    /// Errors and drafting warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that diagnostics point into.
    pub sources: Vec<SourceText>,
}

/// An agreement's files by the names that it uses, its text first.
pub type AgreementFiles = Vec<(Arc<str>, Vec<u8>)>;

/// Reads an agreement whose files are all at hand. What a drafter would want to know is not asked here.
pub fn read_held(files: &AgreementFiles) -> ReadAgreement {
    struct Held<'a>(&'a AgreementFiles);
    impl Beside for Held<'_> {
        fn text(&self, name: &str) -> Result<SourceText, BesideError> {
            let plain = name.strip_prefix("./").unwrap_or(name);
            let found = self.0.iter().find(|(known, _)| **known == *plain);
            let (name, bytes) = found.ok_or_else(|| BesideError::Missing(name.to_owned()))?;
            let text = std::str::from_utf8(bytes).map_err(|why| BesideError::Unreadable(why.to_string()))?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            Ok(SourceText { name: name.to_string(), text: text.to_owned() })
        }
    }
    let held = Held(files);
    // the text stands first, but for who sorts what he sends
    let own = files.iter().find(|(name, _)| name.ends_with(".md")).or(files.first());
    let source = own.and_then(|(name, _)| held.text(name).ok()).unwrap_or_default();
    let (agreement, diagnostics) = agreement::read::read(source.clone(), &held);
    ReadAgreement { agreement, diagnostics, sources: vec![source] }
}

/// The files that the agreement at `path` is made of, for keeping: its text, what it reads beside itself, its gazetteer.
///
/// # Errors
/// One of them cannot be read.
pub fn agreement_files(path: &Path) -> Result<AgreementFiles, Trouble> {
    struct Noting<'a>(&'a Path, RefCell<AgreementFiles>);
    impl Beside for Noting<'_> {
        fn text(&self, name: &str) -> Result<SourceText, BesideError> {
            let bytes = store::beside(self.0, name)
                .and_then(|path| store::read_bytes(&path, store::MOST_TEXT))
                .map_err(|why| BesideError::Unreadable(why.detail))?;
            let plain = name.strip_prefix("./").unwrap_or(name);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let mut noted = self.1.borrow_mut();
            if noted.iter().all(|(known, _)| **known != *plain) {
                noted.push((plain.into(), bytes));
            }
            Ok(SourceText { name: plain.to_owned(), text })
        }
    }
    let own = path.file_name().map_or_else(|| "agreement.md".into(), |n| n.to_string_lossy().into_owned());
    let text = store::read_text(path)?.text;
    let noting = Noting(path, RefCell::new(vec![(own.as_str().into(), text.clone().into_bytes())]));
    let (agreement, _) = agreement::read::read(SourceText { name: own, text }, &noting);
    let mut files = noting.1.into_inner();
    if let Some(name) = agreement.and_then(|a| a.gazetteer)
        && files.iter().all(|(known, _)| *known != name)
    {
        let bytes = store::read_bytes(&store::beside(path, &name)?, store::MOST_BYTES)?;
        files.push((name, bytes));
    }
    Ok(files)
}

/// Files beside an agreement, from disk, kept for citing.
struct BesideOnDisk<'a> {
    agreement: &'a Path,
    read: RefCell<Vec<SourceText>>,
}

impl Beside for BesideOnDisk<'_> {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        let path =
            store::beside(self.agreement, name).map_err(|why| BesideError::Unreadable(why.to_string()))?;
        let text = store::read_text(&path).map_err(|why| match why.code {
            "file-not-found" => BesideError::Missing(name.to_string()),
            _ => BesideError::Unreadable(why.detail),
        })?;
        self.read.borrow_mut().push(text.clone());
        Ok(text)
    }
}

/// Reads and checks an agreement with the files beside it.
///
/// # Errors
/// The file itself cannot be read. What is wrong in the text is in the diagnostics.
pub fn read_agreement(path: &Path) -> Result<ReadAgreement, Trouble> {
    Ok(read_draft(path, store::read_text(path)?.text))
}

/// The same for a text that stands in an editor and not yet in the file; the files beside it come from disk.
pub fn read_draft(path: &Path, text: String) -> ReadAgreement {
    let text = SourceText { name: path.display().to_string(), text };
    let beside = BesideOnDisk { agreement: path, read: RefCell::new(vec![text.clone()]) };
    let (agreement, mut diagnostics) = agreement::read::read(text, &beside);
    if let Some(agreement) = &agreement {
        let places = agreement.gazetteer.as_ref().map(|name| called(path, name)).unwrap_or_default();
        diagnostics.extend(agreement::check::check_among(agreement, &places));
    }
    ReadAgreement { agreement, diagnostics, sources: beside.read.into_inner() }
}

/// The names of the places in the gazetteer beside an agreement. One that cannot be read is said when reports are
/// resolved; one of a whole country is no list of the text's places.
fn called(path: &Path, name: &str) -> Vec<Called> {
    const MOST: usize = 2_000;
    let mut gazetteer = Gazetteer::empty();
    let read = beside_text(path, name).ok().and_then(|own| gazetteer.add(name, own.text.as_bytes()).ok());
    if read.is_none() || gazetteer.added().len() > MOST {
        return Vec::new();
    }
    let named = |p: &Arc<Place>| Called {
        name: Bilingual { ar: Arc::clone(&p.ar), en: Arc::clone(&p.en) },
        others: p.alternatives.clone(),
    };
    gazetteer.added().iter().map(named).collect()
}

/// The text of a file that an agreement names beside itself.
///
/// # Errors
/// The name leads elsewhere, or the file cannot be read as text.
pub fn beside_text(path: &Path, name: &str) -> Result<SourceText, Trouble> {
    Ok(store::read_text(&store::beside(path, name)?)?)
}

/// What to assess.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files of reports.
    pub reports: Vec<PathBuf>,
    /// Files of registers.
    pub registers: Vec<PathBuf>,
    /// Gazetteers beside the shipped one.
    pub gazetteers: Vec<PathBuf>,
    /// Gazetteers that the mission adopted, by name.
    pub adopted: Arc<[(Arc<str>, Vec<u8>)]>,
    /// A mapping for spreadsheets that are not ours.
    pub mapping: Option<PathBuf>,
    /// Read every report file as this format.
    pub force: Option<intake::Format>,
    /// The first local day of the period; `None`: from the first report.
    pub from: Option<jiff::civil::Date>,
    /// The last local day of the period, itself included.
    pub to: Option<jiff::civil::Date>,
    /// The moment up to which the record reaches; `None`: the end of the period.
    pub as_of: Option<jiff::civil::DateTime>,
    /// Languages of the documents.
    pub languages: Vec<Lang>,
    /// Kinds of documents.
    pub kinds: Vec<Kind>,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Lines read.
    pub read: usize,
    /// Reports taken in.
    pub accepted: usize,
    /// Lines set aside.
    pub set_aside: usize,
    /// Incidents of the period.
    pub incidents: usize,
    /// Findings by outcome, in the order breach, permitted, not covered, undetermined.
    pub findings: [u64; 4],
    /// Incidents by their summary outcome, in the same order.
    pub by_incident: [u64; 4],
    /// Incidents assessed, and incidents ruled, each once by the furthest stage of its findings.
    pub in_stage: [u64; 2],
    /// Time taken by intake, fusion, assessment and documents.
    pub took: [Duration; 4],
}

/// The four outcomes in the order of summaries.
pub const SUMMARY_ORDER: [Outcome; 4] =
    [Outcome::Breach, Outcome::Permitted, Outcome::NotCovered, Outcome::Undetermined];

/// What an assessment gives.
#[derive(Debug, Default)]
pub struct Done {
    /// The counts.
    pub summary: Summary,
    /// The documents, ready to be written.
    pub documents: Vec<Document>,
    /// Lines not taken in, of reports and of registers.
    pub set_aside: Vec<SetAside>,
    /// What else is worth saying of a report file, by its name.
    pub notes: Vec<(String, Note)>,
}

/// The stages of the work, for showing progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading report and register files; counts files.
    Intake,
    /// Fusing reports; counts nothing.
    Fusion,
    /// Weighing incidents; counts incidents.
    Assessment,
    /// Making documents; counts documents.
    Documents,
}

/// Somebody who watches the work.
pub trait Watch: Sync {
    /// A stage begins with so many steps.
    fn begin(&self, stage: Stage, steps: usize);
    /// So many steps were done.
    fn done(&self, steps: usize);
}

/// Reports and registers, taken in.
#[derive(Debug, Default)]
pub struct TakenIn {
    /// The reports, places resolved.
    pub reports: Vec<Report>,
    /// The registers, merged.
    pub registers: Registers,
    /// Lines not taken in.
    pub set_aside: Vec<SetAside>,
    /// Lines of report files read.
    pub read: usize,
    /// Of the lines set aside, how many were of report files.
    pub reports_set_aside: usize,
    /// What else is worth saying of a report file, by its name.
    pub notes: Vec<(String, Note)>,
}

/// Takes report and register files in: nothing is lost, every line is a report or set aside.
///
/// # Errors
/// A file that cannot be read at all, or is wrong from top to bottom: then nothing is taken in.
pub fn take_in(
    agreement: &Agreement,
    path: &Path,
    request: &Request,
    watch: &dyn Watch,
) -> Result<TakenIn, Trouble> {
    let own = |name: &str| Ok(store::read_bytes(&store::beside(path, name)?, store::MOST_BYTES)?);
    take_in_beside(agreement, &own, (request, &OnDisk), watch)
}

/// The same where the files beside the agreement do not lie on disk: `own` hands over the one it names as its gazetteer; the files of
/// the request come from `files`.
///
/// # Errors
/// As [`take_in`].
pub fn take_in_beside(
    agreement: &Agreement,
    own: &dyn Fn(&str) -> Result<Vec<u8>, Trouble>,
    (request, files): (&Request, &dyn Files),
    watch: &dyn Watch,
) -> Result<TakenIn, Trouble> {
    watch.begin(Stage::Intake, request.reports.len() + request.registers.len());
    let mapping = request.mapping.as_deref().map(|path| files::mapping(files, path)).transpose()?;
    let mut options = intake::Options::new(&agreement.zone_time);
    options.force = request.force;
    options.mapping = mapping.as_ref();
    let mut taken = TakenIn::default();
    let mut registers = Vec::new();
    let area = Bounds::of_agreement(agreement).map(|b| b.grown(AROUND_M));
    for file in &request.reports {
        let name = file.display().to_string();
        let bytes = files.bytes(file)?;
        let read = intake::read(&name, &bytes, &options).map_err(|why| unreadable(why, &name))?;
        taken.read += read.read;
        taken.reports_set_aside += read.set_aside.len();
        let swapped = area.as_ref().and_then(|area| swapped::note(&read.reports, area));
        taken.notes.extend(read.notes.into_iter().chain(swapped).map(|note| (name.clone(), note)));
        taken.reports.extend(read.reports);
        taken.set_aside.extend(read.set_aside);
        watch.done(1);
    }
    for file in &request.registers {
        let name = file.display().to_string();
        let bytes = files.bytes(file)?;
        let read = intake::read_registers(&name, &bytes, &options).map_err(|why| unreadable(why, &name))?;
        taken.set_aside.extend(read.set_aside);
        registers.push((read.registers, read.places));
        watch.done(1);
    }
    let named = registers.iter().any(|(_, places)| !places.is_empty());
    if named || taken.reports.iter().any(|r| !r.places.is_empty()) {
        let gazetteer = gazetteer(agreement, own, request)?;
        for report in &mut taken.reports {
            gazetteer.resolve(report, area.as_ref());
        }
        for (registers, places) in &mut registers {
            place_rows(registers, places, &gazetteer, area.as_ref());
        }
    }
    for (one, _) in registers {
        merge(&mut taken.registers, one);
    }
    Ok(taken)
}

fn merge(into: &mut Registers, from: Registers) {
    // taken apart so that a new register cannot be forgotten here
    let Registers {
        notices,
        authorisations,
        contacts,
        visits,
        verifications,
        holdings,
        positions,
        coverage,
        complete,
        answers,
        links,
        candidates,
        members,
        votes,
    } = from;
    into.notices.extend(notices);
    into.authorisations.extend(authorisations);
    into.contacts.extend(contacts);
    into.visits.extend(visits);
    into.verifications.extend(verifications);
    into.holdings.extend(holdings);
    into.positions.extend(positions);
    into.coverage.extend(coverage);
    into.complete.extend(complete);
    into.answers.extend(answers);
    into.links.extend(links);
    into.candidates.extend(candidates);
    into.members.extend(members);
    into.votes.extend(votes);
}

/// How far around the agreement's own drawing a name is looked for, metres.
const AROUND_M: f64 = 150_000.0;

/// The shipped gazetteer with the agreement's own, those that the mission adopted and those asked for.
fn gazetteer(
    agreement: &Agreement,
    own: &dyn Fn(&str) -> Result<Vec<u8>, Trouble>,
    request: &Request,
) -> Result<Gazetteer, Trouble> {
    let mut gazetteer = Gazetteer::shipped();
    let mut add = |name: &str, bytes: &[u8]| {
        gazetteer.add(name, bytes).map(drop).map_err(|why| Trouble {
            family: "gazetteer",
            code: why.code,
            arguments: why.arguments,
        })
    };
    if let Some(name) = &agreement.gazetteer {
        add(name, &own(name)?)?;
    }
    for (name, bytes) in request.adopted.iter() {
        add(name, bytes)?;
    }
    for file in &request.gazetteers {
        add(&file.display().to_string(), &store::read_bytes(file, store::MOST_BYTES)?)?;
    }
    Ok(gazetteer)
}

/// Looks up the places that one report names, beside the agreement's own `files`.
///
/// # Errors
/// The agreement's gazetteer cannot be read.
pub fn place_report(
    agreement: &Agreement,
    files: &AgreementFiles,
    report: &mut Report,
) -> Result<(), Trouble> {
    if report.places.is_empty() {
        return Ok(());
    }
    let area = Bounds::of_agreement(agreement).map(|b| b.grown(AROUND_M));
    gazetteer(agreement, &|name| held(files, name), &Request::default())?.resolve(report, area.as_ref());
    Ok(())
}

/// The places that a written name may mean, the likeliest first, by the agreement's own `files` and the gazetteers that the mission
/// adopted.
///
/// # Errors
/// A gazetteer cannot be read.
pub fn places_named(
    agreement: &Agreement,
    files: &AgreementFiles,
    adopted: Arc<[(Arc<str>, Vec<u8>)]>,
    written: &str,
) -> Result<Vec<Candidate>, Trouble> {
    let area = Bounds::of_agreement(agreement).map(|b| b.grown(AROUND_M));
    let request = Request { adopted, ..Request::default() };
    Ok(gazetteer(agreement, &|name| held(files, name), &request)?.lookup(written, area.as_ref()))
}

fn held(files: &AgreementFiles, name: &str) -> Result<Vec<u8>, Trouble> {
    let found = files.iter().find(|(known, _)| **known == *name);
    let missing = || Trouble::new("disk", "file-not-found").with("path", name);
    found.map(|(_, bytes)| bytes.clone()).ok_or_else(missing)
}

/// Places named in registers. A name that fits several places stays unknown: an entry speaks of one.
fn place_rows(
    registers: &mut Registers,
    places: &[intake::RegisterPlace],
    gazetteer: &Gazetteer,
    area: Option<&Bounds>,
) {
    for named in places {
        let found = gazetteer.lookup(&named.written, area);
        let [one] = found.as_slice() else { continue };
        let region = Some(one.region.clone());
        let row = named.row;
        match named.register {
            RegisterKind::Notices => registers.notices.get_mut(row).map(|e| e.place = region),
            RegisterKind::Authorisations => registers.authorisations.get_mut(row).map(|e| e.place = region),
            RegisterKind::Contacts => registers.contacts.get_mut(row).map(|e| e.place = region),
            RegisterKind::Visits => registers.visits.get_mut(row).map(|v| v.place = region),
            RegisterKind::Holdings => registers.holdings.get_mut(row).map(|h| h.place = region),
            RegisterKind::Positions => registers.positions.get_mut(row).map(|p| p.place = region),
            _ => None,
        };
    }
}

/// How reports are fused for an agreement: its names of actors fold to its ids.
pub fn fusion_options(agreement: &Agreement) -> incident::Options {
    let names = finding::actor_names(agreement);
    incident::Options {
        folding: names.into_iter().map(|(name, id)| (name, id.to_string())).collect(),
        ..incident::Options::default()
    }
}

/// The position of a report by its own id, or by `file:line`, for asking about a pair.
pub fn position_of(reports: &[Report], name: &str) -> Option<usize> {
    reports
        .iter()
        .position(|r| r.origin.own_id.as_deref() == Some(name))
        .or_else(|| reports.iter().position(|r| format!("{}:{}", r.origin.file, r.origin.line) == name))
}
