//! The verbs of the desk: read an agreement, take in, assess.
//!
//! A door calls these and shows what they give. Nothing here knows arguments, pages or terminals; only
//! `store` touches a disk.

mod compare;
mod period;
mod scenarios;
mod swapped;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Clock};

use hudna_core::agreement::read::{Beside, BesideError};
use hudna_core::agreement::{self, Agreement, SourceText};
use hudna_core::bounds::Bounds;
use hudna_core::diagnostic::Diagnostic;
use hudna_core::finding::{self, Material, Outcome};
use hudna_core::incident::{self, Incident};
use hudna_core::names;
use hudna_core::register::{RegisterKind, Registers};
use hudna_core::report::Report;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{self, Alternative, Attribute, Value};

use crate::document::Format as Kind;
use crate::document::{self, Document, Lines, RenderError, View};
use crate::gazetteer::Gazetteer;
use crate::intake::{self, Mapping, Note, SetAside};
use crate::store;
use crate::trouble::Trouble;
use crate::words::Lang;

pub use self::scenarios::{Agreements, Tried, TriedFile, try_scenarios};
pub use compare::weigh_both;

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
        diagnostics.extend(agreement::check::check(agreement));
    }
    ReadAgreement { agreement, diagnostics, sources: beside.read.into_inner() }
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
    watch.begin(Stage::Intake, request.reports.len() + request.registers.len());
    let mapping = request.mapping.as_deref().map(read_mapping).transpose()?;
    let mut options = intake::Options::new(&agreement.zone_time);
    options.force = request.force;
    options.mapping = mapping.as_ref();
    let mut taken = TakenIn::default();
    let mut registers = Vec::new();
    let area = Bounds::of_agreement(agreement).map(|b| b.grown(AROUND_M));
    for file in &request.reports {
        let name = file.display().to_string();
        let bytes = read_report_file(file)?;
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
        let bytes = read_report_file(file)?;
        let read = intake::read_registers(&name, &bytes, &options).map_err(|why| unreadable(why, &name))?;
        taken.set_aside.extend(read.set_aside);
        registers.push((read.registers, read.places));
        watch.done(1);
    }
    let named = registers.iter().any(|(_, places)| !places.is_empty());
    if named || taken.reports.iter().any(|r| !r.places.is_empty()) {
        let gazetteer = gazetteer(agreement, path, request)?;
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

/// Writes actors of incidents that the agreement knows by its ids; spellings of one actor become one value.
/// Names that it does not know stay as the source wrote them, and reports are not touched.
fn name_actors(agreement: &Agreement, incidents: &mut [Incident]) {
    let known = finding::actor_names(agreement);
    let facts = incidents.iter_mut().flat_map(|i| &mut i.deeds).flat_map(|deed| &mut deed.facts);
    for (_, fact) in facts.filter(|(attribute, _)| attribute.kind() == value::Kind::Actor) {
        let mut named: Vec<Alternative> = Vec::with_capacity(fact.alternatives.len());
        for mut alternative in std::mem::take(&mut fact.alternatives) {
            if let Value::Actor(name) = &mut alternative.value
                && let Some(id) = known.get(&**name).or_else(|| known.get(&names::fold(name)))
            {
                *name = id.clone();
            }
            match named.iter_mut().find(|n| n.value == alternative.value) {
                Some(same) => {
                    same.reports.extend(alternative.reports);
                    same.reports.sort_unstable();
                    same.reports.dedup();
                }
                None => named.push(alternative),
            }
        }
        named.sort_by(|a, b| match (&a.value, &b.value) {
            (Value::Actor(a), Value::Actor(b)) => a.cmp(b),
            (Value::Actor(_), _) => std::cmp::Ordering::Greater,
            (_, Value::Actor(_)) => std::cmp::Ordering::Less,
            _ => std::cmp::Ordering::Equal,
        });
        fact.alternatives = named;
    }
}

/// The bytes of a file of reports or registers; one that its head shows to be neither is refused unread.
///
/// # Errors
/// As [`store::read_bytes`] and [`intake::refuse_early`].
pub fn read_report_file(file: &Path) -> Result<Vec<u8>, Trouble> {
    let (head, length) = store::read_head(file, intake::MAX_LINE + 1)?;
    intake::refuse_early(&head, length).map_err(|why| unreadable(why, &file.display().to_string()))?;
    Ok(store::read_bytes(file, store::MOST_BYTES)?)
}

/// A refusal of a whole file, with its name.
pub fn unreadable(why: intake::Unreadable, file: &str) -> Trouble {
    let mut arguments = why.arguments;
    if arguments.iter().all(|(name, _)| *name != "file") {
        arguments.push(("file", file.to_string()));
    }
    Trouble { family: "intake", code: why.code, arguments }
}

fn read_mapping(path: &Path) -> Result<Mapping, Trouble> {
    let text = store::read_text(path)?;
    Mapping::parse(&text.text).map_err(|why| {
        let name = path.display().to_string();
        let first = why.first().map(|d| (d.code, d.location.clone(), d.arguments.clone()));
        let (code, location, arguments) = first.unwrap_or(("mapping-wrong", None, Vec::new()));
        let line =
            location.map_or(1, |l| text.text[..l.start.min(text.text.len())].matches('\n').count() + 1);
        let mut trouble = Trouble::new("intake", code).with("file", name).with("line", line.to_string());
        trouble.arguments.extend(arguments);
        trouble
    })
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

/// The shipped gazetteer with the agreement's own and those asked for.
fn gazetteer(agreement: &Agreement, path: &Path, request: &Request) -> Result<Gazetteer, Trouble> {
    let mut gazetteer = Gazetteer::shipped();
    let own = agreement.gazetteer.as_deref().map(|name| store::beside(path, name)).transpose()?;
    for file in own.iter().chain(&request.gazetteers) {
        let name = file.display().to_string();
        let bytes = store::read_bytes(file, store::MOST_BYTES)?;
        gazetteer.add(&name, &bytes).map_err(|why| Trouble {
            family: "gazetteer",
            code: why.code,
            arguments: why.arguments,
        })?;
    }
    Ok(gazetteer)
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

/// The main job: reports and registers against an agreement, to documents.
///
/// # Errors
/// A file that cannot be read, or documents that cannot be made; nothing is written here at all.
pub fn assess(
    agreement: &Agreement,
    path: &Path,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Done, Trouble> {
    let started = Clock::now();
    let taken = take_in(agreement, path, request, watch)?;
    let filed = agreement.with_links(&taken.registers.links);
    let agreement = &*filed;
    let intake_took = started.elapsed();

    let started = Clock::now();
    watch.begin(Stage::Fusion, 0);
    let options = fusion_options(agreement);
    let mut fused = incident::fuse(&taken.reports, &options);
    name_actors(agreement, &mut fused.incidents);
    let period = period(agreement, request, &taken.reports);
    let fusion_took = started.elapsed();

    let started = Clock::now();
    watch.begin(Stage::Assessment, fused.incidents.len());
    let as_of =
        request.as_of.map_or(period.hi, |at| hudna_core::time::instants_of(at, &agreement.zone_time).lo);
    let material =
        Material { reports: &taken.reports, incidents: &fused.incidents, registers: &taken.registers, as_of };
    let assessment = finding::assess(agreement, material, &|n| watch.done(n));
    let assessment_took = started.elapsed();

    let started = Clock::now();
    let lines = Lines {
        read: taken.read as u64,
        accepted: taken.reports.len() as u64,
        set_aside: taken.reports_set_aside as u64,
    };
    let number = numbered(agreement, period);
    let view = View {
        agreement,
        reports: &taken.reports,
        incidents: &fused.incidents,
        assessment: &assessment,
        set_aside: &taken.set_aside,
        lines,
        registers: &taken.registers,
        period,
        before: View::before(period),
        as_of,
        number: &number,
    };
    watch.begin(Stage::Documents, request.kinds.len() * request.languages.len());
    let asked = request.from.is_some() || request.to.is_some();
    let narrowed = asked.then(|| period::narrowed(&fused.incidents, &assessment, period));
    let of_period = match &narrowed {
        Some((incidents, assessment)) => View { incidents, assessment, ..view },
        None => view,
    };
    let documents = documents(&view, &of_period, request, watch)
        .map_err(|why| Trouble::new("document", "not-made").with("detail", why.to_string()))?;
    let mut summary = summary(&of_period);
    summary.took = [intake_took, fusion_took, assessment_took, started.elapsed()];
    Ok(Done { summary, documents, set_aside: taken.set_aside, notes: taken.notes })
}

/// The documents: situation reports compare a period with the one before it and so see everything; data
/// documents hold the incidents of the period alone.
fn documents(
    whole: &View<'_>,
    of_period: &View<'_>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Vec<Document>, RenderError> {
    let (compared, data): (Vec<Kind>, Vec<Kind>) =
        request.kinds.iter().partition(|k| matches!(k, Kind::Pdf | Kind::Html | Kind::Docx));
    let render = |view, kinds: &[Kind]| document::render(view, kinds, &request.languages, &|_| watch.done(1));
    let mut documents = if compared.is_empty() { Vec::new() } else { render(whole, &compared)? };
    // the lines set aside come with every rendering
    let data = render(of_period, &data)?;
    documents.retain(|document| data.iter().all(|d| d.name != document.name));
    documents.extend(data);
    Ok(documents)
}

/// How reports are fused for an agreement: its names of actors fold to its ids.
pub fn fusion_options(agreement: &Agreement) -> incident::Options {
    let names = finding::actor_names(agreement);
    incident::Options {
        folding: names.into_iter().map(|(name, id)| (name, id.to_string())).collect(),
        ..incident::Options::default()
    }
}

/// The period of the documents: as asked, else from the first to the last day of which reports tell.
fn period(agreement: &Agreement, request: &Request, reports: &[Report]) -> TimeRange {
    let zone = &agreement.zone_time;
    let day = |date| hudna_core::time::whole_day(date, zone);
    let (mut lo, mut hi): (Option<Instant>, Option<Instant>) = (None, None);
    for report in reports {
        for account in &report.deeds {
            for value in account.values(Attribute::At) {
                if let Value::Time(t) = value {
                    lo = Some(lo.map_or(t.lo, |l| l.min(t.lo)));
                    hi = Some(hi.map_or(t.hi, |h| h.max(t.hi)));
                }
            }
        }
    }
    let first = lo.unwrap_or(agreement.d_day).local(zone).date();
    let last = Instant(hi.map_or(agreement.d_day.0 + 1, |h| h.0) - 1).local(zone).date();
    // a first day asked for after the last report, or a last day before the first, is a period of one day
    let from = request.from.unwrap_or(request.to.map_or(first, |to| first.min(to)));
    TimeRange::new(day(from).lo, day(request.to.unwrap_or(last.max(from))).hi)
}

/// The number of a situation report made without stored state: its last day of the year, and the year.
fn numbered(agreement: &Agreement, period: TimeRange) -> String {
    let last = Instant(period.hi.0 - 1).local(&agreement.zone_time).date();
    format!("{}/{}", last.day_of_year(), last.year())
}

fn summary(view: &View<'_>) -> Summary {
    let assessment = view.assessment;
    let mut summary = Summary {
        read: taken(view.lines.read),
        accepted: view.reports.len(),
        set_aside: taken(view.lines.set_aside),
        incidents: view.incidents.len(),
        ..Summary::default()
    };
    for (_, outcome) in &assessment.by_incident {
        summary.by_incident[position(*outcome)] += 1;
    }
    for finding in &assessment.findings {
        summary.findings[position(finding.outcome)] += 1;
    }
    summary.findings[position(Outcome::NotCovered)] += assessment.not_covered;
    summary
}

fn taken(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn position(outcome: Outcome) -> usize {
    SUMMARY_ORDER.iter().position(|o| *o == outcome).unwrap_or(0)
}

/// The position of a report by its own id, or by `file:line`, for asking about a pair.
pub fn position_of(reports: &[Report], name: &str) -> Option<usize> {
    reports
        .iter()
        .position(|r| r.origin.own_id.as_deref() == Some(name))
        .or_else(|| reports.iter().position(|r| format!("{}:{}", r.origin.file, r.origin.line) == name))
}
