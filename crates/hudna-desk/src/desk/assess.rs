//! The main job: reports and registers against an agreement, to findings and documents.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use hudna_core::agreement::Agreement;
use hudna_core::finding::{self, Material, Outcome};
use hudna_core::incident::{self, Incident};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::replay::Staged;
use hudna_core::ledger::stages::{Stages, Versions};
use hudna_core::names;
use hudna_core::report::Report;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{self, Alternative, Attribute, Value};
use rustc_hash::FxHashMap;

use super::{Done, Request, SUMMARY_ORDER, Stage, Summary, TakenIn, Watch, fusion_options, take_in};
use crate::document::Format as Kind;
use crate::document::{self, Document, Lines, RenderError, View};
use crate::trouble::Trouble;

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
    let took = started.elapsed();
    let mut done = assess_taken(agreement, taken, None, request, watch)?;
    done.summary.took[0] = took;
    Ok(done)
}

/// What a mission's record says beyond its reports and registers.
#[derive(Debug)]
pub struct Kept {
    /// The incidents of the reports as they stand.
    pub incidents: Vec<Incident>,
    /// What people said of findings.
    pub said: BTreeMap<FindingRef, Staged>,
    /// The version of each incident.
    pub versions: Versions,
}

/// The same for what was taken in already. Without what a record has `kept`, reports are fused here and nobody spoke of
/// findings.
///
/// # Errors
/// Documents that cannot be made.
pub fn assess_taken(
    agreement: &Agreement,
    taken: TakenIn,
    kept: Option<Kept>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Done, Trouble> {
    let filed = agreement.with_links(&taken.registers.links);
    let agreement = &*filed;
    let started = Clock::now();
    watch.begin(Stage::Fusion, 0);
    let fuse = || incident::fuse(&taken.reports, &fusion_options(agreement)).incidents;
    let (mut incidents, said, versions) = match kept {
        Some(kept) => (kept.incidents, kept.said, kept.versions),
        None => (fuse(), BTreeMap::new(), Versions::new()),
    };
    name_actors(agreement, &mut incidents);
    let period = period(agreement, request, &taken.reports);
    let fusion_took = started.elapsed();

    let started = Clock::now();
    watch.begin(Stage::Assessment, incidents.len());
    let as_of =
        request.as_of.map_or(period.hi, |at| hudna_core::time::instants_of(at, &agreement.zone_time).lo);
    let material = Material {
        reports: (&taken.reports).into(),
        incidents: (&incidents).into(),
        registers: &taken.registers,
        as_of,
    };
    let assessment = finding::assess(agreement, material, &|n| watch.done(n));
    let assessment_took = started.elapsed();

    let started = Clock::now();
    let stages = Stages::of(said, &versions, agreement, &incidents, &assessment);
    let lines = Lines {
        read: taken.read as u64,
        accepted: taken.reports.len() as u64,
        set_aside: taken.reports_set_aside as u64,
    };
    let number = numbered(agreement, period);
    let view = View {
        agreement,
        reports: (&taken.reports).into(),
        incidents: &incidents,
        assessment: &assessment,
        stages: &stages,
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
    let narrowed = asked.then(|| super::period::narrowed(&incidents, &assessment, period));
    let of_period = match &narrowed {
        Some((incidents, assessment)) => View { incidents, assessment, ..view },
        None => view,
    };
    let documents = documents(&view, &of_period, request, watch)
        .map_err(|why| Trouble::new("document", "not-made").with("detail", why.to_string()))?;
    let mut summary = summary(&of_period);
    summary.took = [Duration::ZERO, fusion_took, assessment_took, started.elapsed()];
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

/// The period of the documents: as asked, else from the first to the last day of which reports tell.
pub(super) fn period(agreement: &Agreement, request: &Request, reports: &[Report]) -> TimeRange {
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
    summary.in_stage = view.incidents_in_stage().map(|count| count.all());
    summary.findings[position(Outcome::NotCovered)] += assessment.not_covered;
    summary
}

fn taken(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn position(outcome: Outcome) -> usize {
    SUMMARY_ORDER.iter().position(|o| *o == outcome).unwrap_or(0)
}

/// Writes actors of incidents that the agreement knows by its ids; spellings of one actor become one value.
/// Names that it does not know stay as the source wrote them, and reports are not touched.
pub fn name_actors(agreement: &Agreement, incidents: &mut [Incident]) {
    let known = finding::actor_names(agreement);
    incidents.iter_mut().for_each(|incident| name(&known, incident));
}

/// The incident with its actors by the ids of `known`; `None` where that is as it stands.
pub(crate) fn named(known: &FxHashMap<String, Arc<str>>, incident: &Incident) -> Option<Incident> {
    let mut named = incident.clone();
    name(known, &mut named);
    (named != *incident).then_some(named)
}

fn name(known: &FxHashMap<String, Arc<str>>, incident: &mut Incident) {
    let facts = incident.deeds.iter_mut().flat_map(|deed| &mut deed.facts);
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
