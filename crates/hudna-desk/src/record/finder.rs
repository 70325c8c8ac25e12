//! What is found of a record at one size: an outcome for every pair at once, findings with their reasons when somebody asks.
//!
//! What was weighed is held by a thread of its own ([`hudna_core::finding::Weighed`] borrows what it weighs), which ends when nobody
//! holds the record at that size any more. Findings that were made are remembered, up to a bound. Nothing here decides.

use std::ops::Range;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Against, Assessment, Finding, Found, Material, Outcome, Prepared, Weighed};
use hudna_core::incident::Incident;
use hudna_core::ledger::act::FindingRef;
use hudna_core::register::Registers;
use hudna_core::report::Report;
use hudna_core::statistics::ByOutcome;
use hudna_core::time::Instant;
use rustc_hash::FxHashMap;

use super::coarse;
use super::rows::subject_of;
use crate::trouble::Trouble;

/// The most findings that are remembered.
const REMEMBERED: usize = 16_384;
/// Findings made for one who asks for all before others have their turn.
const AT_ONCE: usize = 1_024;

/// What is weighed, shared.
#[derive(Debug)]
pub(super) struct Weighable {
    pub(super) agreement: Arc<Agreement>,
    pub(super) reports: Arc<[Arc<Report>]>,
    pub(super) incidents: Arc<[Arc<Incident>]>,
    pub(super) registers: Arc<Registers>,
    pub(super) as_of: Instant,
}

/// A finding without its reasons.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// The place of its incident; [`NONE`]: it is about something else.
    incident: u32,
    deed: u32,
    norm: u16,
    against: u32,
    outcome: Outcome,
}

const NONE: u32 = u32::MAX;

/// A norm, by the version of the text that it stands in.
type NormRef = (Arc<str>, i64);

/// All that is told of findings without making any.
#[derive(Debug, Default)]
struct Told {
    rows: Vec<Row>,
    norms: Vec<NormRef>,
    against: Vec<Against>,
    /// The first finding of each incident, in their order, and last the first that is about none.
    first: Vec<u32>,
    /// The names of those about no incident, in order; and the first of each name.
    named: Vec<FindingRef>,
    others: FxHashMap<FindingRef, u32>,
    /// Those about parties, candidates, bodies and votes, coarse.
    of_people: Vec<Finding>,
    not_covered: u64,
    by_incident: Vec<Outcome>,
    not_covered_by_incident: Vec<u64>,
}

struct Ask {
    numbers: Range<usize>,
    tell: Sender<Vec<Finding>>,
}

/// A finding as those see it who may see what is sealed, and as the rest do.
type Both = [Arc<Finding>; 2];

/// What is found of a record.
#[derive(Debug)]
pub(super) struct Finder {
    told: Told,
    weighed: Arc<Weighable>,
    ask: Sender<Ask>,
    made: Mutex<FxHashMap<u32, Both>>,
}

/// A finding in a list, without its reasons.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'f> {
    /// The norm's id.
    pub norm: &'f Arc<str>,
    /// Version of the text whose norm this is.
    pub version: i64,
    /// What the program finds.
    pub outcome: Outcome,
    /// The parties that it may speak against.
    pub against: &'f Against,
    /// The place of its incident, where it is about one.
    pub incident: Option<usize>,
}

impl Finder {
    /// Weighs everything.
    ///
    /// # Errors
    /// `our-fault` where the system gives no thread, or weighing ended before its time.
    pub(super) fn of(weighable: Weighable) -> Result<Self, Trouble> {
        let ours = || Trouble::new("record", "our-fault");
        let weighed = Arc::new(weighable);
        let (ask, hear) = channel();
        let (tell, told) = channel();
        let what = Arc::clone(&weighed);
        Builder::new()
            .name("findings".to_owned())
            .spawn(move || serve(&what, &tell, &hear))
            .map_err(|_| ours())?;
        let told = told.recv().map_err(|_| ours())?;
        Ok(Self { told, weighed, ask, made: Mutex::default() })
    }

    /// How many findings there are.
    pub(super) const fn len(&self) -> usize {
        self.told.rows.len()
    }

    /// What is told of the finding at a place.
    pub(super) fn listed(&self, at: usize) -> Option<Listed<'_>> {
        let row = self.told.rows.get(at)?;
        let (norm, version) = self.told.norms.get(usize::from(row.norm))?;
        let incident = (row.incident != NONE).then_some(row.incident as usize);
        let against = self.told.against.get(row.against as usize)?;
        Some(Listed { norm, version: *version, outcome: row.outcome, against, incident })
    }

    /// The norms that anything is found by, each once.
    pub(super) fn norms(&self) -> Vec<Arc<str>> {
        let mut all: Vec<Arc<str>> = self.told.norms.iter().map(|(norm, _)| norm.clone()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// How many findings stand how, by norm and parties as this numbers them.
    pub(super) fn counted(&self, stands: impl Fn(usize) -> Outcome) -> Vec<(u16, u32, ByOutcome)> {
        let mut counts: FxHashMap<(u16, u32), ByOutcome> = FxHashMap::default();
        for (at, row) in self.told.rows.iter().enumerate() {
            counts.entry((row.norm, row.against)).or_default().add(stands(at));
        }
        counts.into_iter().map(|((norm, against), by)| (norm, against, by)).collect()
    }

    /// The norm and the parties of such numbers.
    pub(super) fn norm_and_parties(&self, norm: u16, against: u32) -> Option<(&Arc<str>, &Against)> {
        let (norm, _) = self.told.norms.get(usize::from(norm))?;
        Some((norm, self.told.against.get(against as usize)?))
    }

    /// Those about the incident at a place.
    pub(super) fn on(&self, incident: usize) -> Range<usize> {
        let at = |n: usize| self.told.first.get(n).map_or(0, |first| *first as usize);
        at(incident)..at(incident + 1)
    }

    /// Those about no incident.
    pub(super) fn of_others(&self) -> Range<usize> {
        self.told.first.last().map_or(0, |first| *first as usize)..self.len()
    }

    /// The name of the finding at a place.
    pub(super) fn name(&self, at: usize) -> Option<FindingRef> {
        let row = self.told.rows.get(at)?;
        let Some(incident) = self.weighed.incidents.get(row.incident as usize) else {
            return self.told.named.get(at.checked_sub(self.of_others().start)?).cloned();
        };
        let (norm, version) = self.told.norms.get(usize::from(row.norm))?.clone();
        Some(FindingRef { norm, subject: format!("{}/{}", incident.id.0, row.deed).into(), version })
    }

    /// Where the finding of a name stands; `place` finds incidents by their ids.
    pub(super) fn place(&self, name: &FindingRef, place: impl Fn(&str) -> Option<usize>) -> Option<usize> {
        let incident = name.deed().and_then(|(id, deed)| Some((place(id)?, deed)));
        let Some((incident, deed)) = incident else {
            return self.told.others.get(name).map(|at| *at as usize);
        };
        self.on(incident).find(|at| {
            let row = &self.told.rows[*at];
            row.deed as usize == deed
                && name.subject.ends_with(&format!("/{deed}"))
                && self.told.norms[usize::from(row.norm)] == (name.norm.clone(), name.version)
        })
    }

    /// The finding at a place, made if nobody asked for it lately.
    pub(super) fn finding(&self, at: usize, exact: bool) -> Option<Arc<Finding>> {
        let key = u32::try_from(at).ok().filter(|_| at < self.len())?;
        let known = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let [sealed, open] = match known {
            Some(both) => both,
            None => {
                let made = self.made(at..at + 1).pop()?;
                let open = Arc::new(coarse::finding(&made));
                let both = [Arc::new(made), open];
                let mut all = self.made.lock().unwrap_or_else(PoisonError::into_inner);
                if all.len() >= REMEMBERED {
                    all.clear();
                }
                all.insert(key, both.clone());
                both
            }
        };
        Some(if exact { sealed } else { open })
    }

    /// All findings, made. Much work where there are many: others are served between.
    pub(super) fn assessment(&self) -> Assessment {
        let mut findings = Vec::with_capacity(self.len());
        for from in (0..self.len()).step_by(AT_ONCE) {
            findings.extend(self.made(from..(from + AT_ONCE).min(self.len())));
        }
        let ids = self.weighed.incidents.iter().map(|incident| incident.id.clone());
        Assessment {
            findings,
            not_covered: self.told.not_covered,
            by_incident: ids.zip(self.told.by_incident.iter().copied()).collect(),
            not_covered_by_incident: self.told.not_covered_by_incident.clone(),
        }
    }

    /// The findings about parties, candidates, bodies and votes, as those see them who may not see what is sealed.
    pub(super) fn of_people(&self) -> &[Finding] {
        &self.told.of_people
    }

    /// What is found of each incident.
    pub(super) fn by_incident(&self) -> &[Outcome] {
        &self.told.by_incident
    }

    fn made(&self, numbers: Range<usize>) -> Vec<Finding> {
        let (tell, hear) = channel();
        // where the thread ended nothing is made, and whoever asks is told that it is not there
        if self.ask.send(Ask { numbers, tell }).is_err() {
            return Vec::new();
        }
        hear.recv().unwrap_or_default()
    }
}

/// Weighs, tells what came of it, and makes findings until nobody asks any more.
fn serve(what: &Weighable, tell: &Sender<Told>, hear: &Receiver<Ask>) {
    let material = Material {
        reports: (&*what.reports).into(),
        incidents: (&*what.incidents).into(),
        registers: &what.registers,
        as_of: what.as_of,
    };
    let prepared = Prepared::new(&what.agreement, material);
    let weighed = prepared.weigh();
    if tell.send(told(&weighed, what.incidents.len())).is_err() {
        return;
    }
    while let Ok(Ask { numbers, tell }) = hear.recv() {
        // whoever asked may have gone
        drop(tell.send(weighed.findings(numbers)));
    }
}

fn told(weighed: &Weighed<'_>, incidents: usize) -> Told {
    let mut told = Told {
        rows: Vec::with_capacity(weighed.len()),
        first: vec![0; incidents + 1],
        by_incident: weighed.by_incident(),
        not_covered_by_incident: weighed.not_covered_by_incident(),
        ..Told::default()
    };
    [.., told.not_covered] = weighed.counts();
    let mut norms: FxHashMap<NormRef, u16> = FxHashMap::default();
    let mut sets: FxHashMap<Vec<Vec<Arc<str>>>, u32> = FxHashMap::default();
    let mut unknown = None;
    for (found, against) in weighed.all_found().zip(weighed.all_against()) {
        let Found { subject, incident, norm, version, outcome } = found;
        let named = (norm, version);
        let norm = *norms.entry(named.clone()).or_insert_with(|| {
            told.norms.push(named.clone());
            u16::try_from(told.norms.len() - 1).unwrap_or(u16::MAX)
        });
        let mut next = |against: Against| {
            told.against.push(against);
            u32::try_from(told.against.len() - 1).unwrap_or(u32::MAX)
        };
        let against = match against {
            Against::Unknown(word) => *unknown.get_or_insert_with(|| next(Against::Unknown(word))),
            Against::Parties(all) => match sets.get(&all) {
                Some(known) => *known,
                None => {
                    let at = next(Against::Parties(all.clone()));
                    sets.insert(all, at);
                    at
                }
            },
        };
        let place = u32::try_from(told.rows.len()).unwrap_or(u32::MAX);
        match incident {
            Some(incident) => told.first[incident + 1] += 1,
            None => {
                if matches!(subject.kind, "party" | "candidate" | "body" | "vote") {
                    let made = weighed.finding(told.rows.len());
                    told.of_people.extend(made.as_ref().map(coarse::finding));
                }
                let (norm, version) = named;
                let name = FindingRef { norm, subject: subject_of(&subject), version };
                told.named.push(name.clone());
                told.others.entry(name).or_insert(place);
            }
        }
        told.rows.push(Row {
            incident: incident.and_then(|at| u32::try_from(at).ok()).unwrap_or(NONE),
            deed: subject.deed.unwrap_or(0),
            norm,
            against,
            outcome,
        });
    }
    let mut before = 0;
    told.first.iter_mut().for_each(|slot| {
        before += *slot;
        *slot = before;
    });
    told
}
