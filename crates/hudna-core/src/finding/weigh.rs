//! Every subject against every norm: a byte a pair first, findings of those that somebody asks for.
//!
//! [`Prepared`] holds what weighing needs at hand; [`Prepared::weigh`] gives a [`Weighed`]: what remains possible of
//! each pair, and which findings others speak for. Counts come from the bytes alone. A finding with its reasons and
//! missing facts is made when it is asked for, by the exact way, and comes to what its byte says.
//!
//! Findings stand in one order: by incident, deed, version and norm; then the entries of registers; then parties,
//! candidates, bodies and votes. Their numbers in that order are what [`Weighed`] is asked by.

mod join;
mod stands;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::stands::{Stands, has_positions, standing};
use super::assess::versions;
use super::case::Case;
use super::cluster;
use super::decide::{Decision, Question};
use super::formula::Suppose;
use super::row::Row;
use super::sift::{Laid, attributes_asked, is_of_deeds};
use super::subjects::{self, RowKey, Subjects};
use super::weigher::{Material, Weigher, actor_names, incidents_by_report, needs_reports, time_of};
use super::{Assessment, Finding, Outcome, SubjectRef};
use crate::agreement::Agreement;
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::columns::norms::NormColumns;
use crate::columns::outcome::{Outcomes, Possible};
use crate::condition::Counted;
use crate::incident::{Deed, IncidentId};
use crate::time::TimeRange;
use crate::value::{Attribute, Value};

/// Findings of this many deeds are counted together, so that one is found by its number.
const BLOCK: usize = 1024;
/// Another finding speaks for this one.
const SPOKEN_FOR: u8 = 64;

/// An agreement and a record, made ready to be weighed.
pub struct Prepared<'a> {
    agreement: &'a Agreement,
    material: Material<'a>,
    names: FxHashMap<String, Arc<str>>,
    by_report: FxHashMap<Arc<str>, Vec<(usize, u32)>>,
    subjects: Subjects<'a>,
    columns: Option<NormColumns>,
}

impl<'a> Prepared<'a> {
    /// Makes `material` ready to be weighed against `agreement`.
    pub fn new(agreement: &'a Agreement, material: Material<'a>) -> Self {
        Self::by(agreement, material, true)
    }

    pub(super) fn by(agreement: &'a Agreement, material: Material<'a>, by_columns: bool) -> Self {
        let names = actor_names(agreement);
        let texts: Vec<&Agreement> = versions(agreement).into_iter().map(|(version, _)| version).collect();
        let reports = || {
            if needs_reports(&texts, material) { incidents_by_report(material) } else { FxHashMap::default() }
        };
        let columns =
            || by_columns.then(|| NormColumns::build_asked(material.incidents, &attributes_asked(&texts)));
        let ((mut subjects, by_report), columns) =
            rayon::join(|| (Subjects::of(agreement, material, &names), reports()), columns);
        if columns.as_ref().is_none_or(|c| c.any_says(Attribute::Origin)) {
            subjects.add_origins(agreement, material.incidents);
        }
        Self { agreement, material, names, by_report, subjects, columns }
    }

    /// Weighs everything. The result depends on agreement and material alone, not on the order of work.
    pub fn weigh(&self) -> Weighed<'_> {
        let mut weighers: Vec<Weigher<'_>> = versions(self.agreement)
            .into_iter()
            .map(|(version, valid)| {
                Weigher::new(version, valid, self.material, &self.names, &self.by_report, &self.subjects)
            })
            .collect();
        let tables = weighers.iter_mut().map(|weigher| self.lay_out(weigher)).collect();
        let deeds = match &self.columns {
            Some(columns) => columns.deeds().to_vec(),
            None => crate::columns::norms::deeds_of(self.material.incidents),
        };
        let mut weighed = Weighed {
            weighers,
            material: self.material,
            deeds,
            tables,
            entries: Vec::new(),
            others: Assessment::default(),
            before: Vec::new(),
            clusters: FxHashMap::default(),
        };
        weighed.go_the_exact_way(self.columns.as_ref());
        weighed.entries = weighed.weigh_entries();
        weighed.join();
        weighed.number();
        weighed.others.weigh_parties(&weighed.weighers);
        weighed
    }

    /// Lays out other rows and registers for one version, and settles what columns settle.
    fn lay_out(&self, weigher: &mut Weigher<'_>) -> Table {
        let rules = weigher.agreement.norms.iter().enumerate();
        let norms: Vec<usize> = rules
            .filter(|(_, norm)| norm.rule.as_ref().is_some_and(|r| is_of_deeds(r.subject)))
            .map(|(n, _)| n)
            .collect();
        let Some(columns) = &self.columns else {
            weigher.lay_out(None);
            let rows = self.material.incidents.iter().map(|i| i.deeds.len()).sum();
            return Table { outcomes: Outcomes::open(rows, norms.len()), norms };
        };
        let laid = Laid {
            columns,
            actors: weigher.actors_in(columns, Attribute::Actor),
            targets: weigher.actors_in(columns, Attribute::Target),
        };
        weigher.lay_out(Some(&laid));
        Table { outcomes: weigher.sift(&laid), norms }
    }
}

/// What remains possible of each pair of a deed and a norm of one version; 0 where they do not meet.
struct Table {
    /// The norms about deeds, by their position in the text.
    norms: Vec<usize>,
    outcomes: Outcomes,
}

/// An entry of a register and a norm about it.
#[derive(Clone, Copy)]
struct EntryPair {
    key: RowKey,
    version: u16,
    norm: u16,
    byte: u8,
}

/// Where a finding stands.
#[derive(Clone, Copy)]
enum Spot {
    Deed { version: usize, slot: usize, row: usize },
    Entry(usize),
    Other(usize),
}

/// A finding that was not made yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is about.
    pub subject: SubjectRef,
    /// Position of its incident in the material, where it is about one.
    pub incident: Option<usize>,
    /// The norm's id.
    pub norm: Arc<str>,
    /// Version of the agreement whose norm this is.
    pub version: i64,
    /// The outcome over all that may be.
    pub outcome: Outcome,
}

/// What was weighed: an outcome for each pair, findings on demand.
pub struct Weighed<'p> {
    weighers: Vec<Weigher<'p>>,
    material: Material<'p>,
    /// The incident and deed of each row.
    deeds: Vec<(u32, u32)>,
    tables: Vec<Table>,
    entries: Vec<EntryPair>,
    /// Parties, candidates, bodies and votes: few, and made whole.
    others: Assessment,
    /// How many findings stand before each block of deeds, and last before the entries.
    before: Vec<usize>,
    /// The rows for which a finding speaks besides its own, by version, norm and its own row: each with where it stands.
    clusters: FxHashMap<(usize, usize, RowKey), Vec<(RowKey, usize)>>,
}

/// The outcome that a byte shows as a finding of its own.
fn shown(byte: u8) -> Option<Outcome> {
    if byte == 0 || byte & SPOKEN_FOR != 0 {
        return None;
    }
    Some(Possible(byte).outcome()).filter(|outcome| *outcome != Outcome::NotCovered)
}

const fn is_not_covered(byte: u8) -> bool {
    byte != 0 && matches!(Possible(byte).outcome(), Outcome::NotCovered)
}

fn byte_of(decision: &Decision) -> u8 {
    let bit = |outcome: &Outcome| match outcome {
        Outcome::Breach => Possible::BREACH,
        Outcome::Permitted => Possible::PERMITTED,
        Outcome::NotCovered => Possible::NOT_COVERED,
        Outcome::Undetermined => 0,
    };
    let flag = |on: bool, flag: u8| if on { flag } else { 0 };
    let outcomes = decision.outcomes.list().iter().fold(0, |bits, outcome| bits | bit(outcome));
    outcomes | flag(decision.clash, Possible::CLASH) | flag(decision.bounded, Possible::BOUND)
}

impl<'p> Weighed<'p> {
    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.before.last().copied().unwrap_or(0) + self.shown_entries() + self.others.findings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many findings have which outcome, in the order of [`Outcome::ALL`]; last, the pairs not covered.
    pub fn counts(&self) -> [u64; 4] {
        let deeds = (0..self.before.len().saturating_sub(1)).into_par_iter().map(|block| {
            let mut counts = [0_u64; 4];
            self.bytes_of(self.rows_of(block)).for_each(|byte| count(byte, &mut counts));
            counts
        });
        let sum = |a: [u64; 4], b: [u64; 4]| std::array::from_fn(|i| a[i] + b[i]);
        let mut counts = deeds.reduce(|| [0; 4], sum);
        self.entries.iter().for_each(|pair| count(pair.byte, &mut counts));
        self.others.findings.iter().for_each(|finding| counts[finding.outcome as usize] += 1);
        counts[Outcome::NotCovered as usize] += self.others.not_covered;
        counts
    }

    /// The same for each norm about deeds, by version and id, in the order of the text.
    pub fn counts_by_norm(&self) -> Vec<(i64, Arc<str>, [u64; 4])> {
        let tables = self.tables.par_iter().zip(&self.weighers);
        let of_norm = |(table, weigher): (&Table, &Weigher<'_>)| {
            let each = table.norms.par_iter().enumerate().map(|(slot, n)| {
                let mut counts = [0; 4];
                table.outcomes.each(slot, |byte| count(byte, &mut counts));
                (weigher.agreement.version, weigher.agreement.norms[*n].id.clone(), counts)
            });
            each.collect::<Vec<_>>()
        };
        tables.map(of_norm).flatten_iter().collect()
    }

    /// The summary outcome of each incident, in the order of the incidents.
    pub fn by_incident(&self) -> Vec<Outcome> {
        self.per_incident(Outcome::NotCovered, |best, byte| match shown(byte) {
            Some(outcome) => best.min(outcome),
            None => best,
        })
    }

    /// Of the pairs not covered, how many are of each incident, in the same order.
    pub fn not_covered_by_incident(&self) -> Vec<u64> {
        self.per_incident(0, |n, byte| n + u64::from(is_not_covered(byte)))
    }

    fn per_incident<T: Copy + Send + Sync>(&self, none: T, add: impl Fn(T, u8) -> T + Sync) -> Vec<T> {
        let of_row = |row: usize| self.bytes_of(row..row + 1).fold(none, &add);
        if self.deeds.len() == self.material.incidents.len() {
            return (0..self.deeds.len()).into_par_iter().with_min_len(BLOCK).map(of_row).collect();
        }
        let mut out = vec![none; self.material.incidents.len()];
        for (row, (incident, _)) in self.deeds.iter().enumerate() {
            if let Some(slot) = out.get_mut(*incident as usize) {
                *slot = self.bytes_of(row..row + 1).fold(*slot, &add);
            }
        }
        out
    }

    /// Bytes that the outcomes take.
    pub fn bytes(&self) -> usize {
        let tables: usize = self.tables.iter().map(|t| t.outcomes.bytes()).sum();
        tables + 8 * self.deeds.len() + size_of::<EntryPair>() * self.entries.len()
    }

    /// The numbers of the findings that stand on an incident, by its position in the material.
    pub fn of_incident(&self, incident: usize) -> Range<usize> {
        let first = self.deeds.partition_point(|(i, _)| (*i as usize) < incident);
        let end = first + self.deeds[first..].iter().take_while(|(i, _)| *i as usize == incident).count();
        self.before_row(first)..self.before_row(end)
    }

    /// What stands at a number, without its reasons.
    pub fn found(&self, number: usize) -> Option<Found> {
        Some(self.found_at(self.spot(number)?))
    }

    /// All of them, in order.
    pub fn all_found(&self) -> impl Iterator<Item = Found> + '_ {
        let deeds = (0..self.deeds.len()).flat_map(|row| self.shown_on(row));
        let entries = (0..self.entries.len()).filter(|e| shown(self.entries[*e].byte).is_some());
        let others = (0..self.others.findings.len()).map(Spot::Other);
        deeds.chain(entries.map(Spot::Entry)).chain(others).map(|spot| self.found_at(spot))
    }

    /// The finding at a number, with its reasons and missing facts.
    pub fn finding(&self, number: usize) -> Option<Finding> {
        self.make(self.spot(number)?)
    }

    /// The findings at these numbers, in order.
    pub fn findings(&self, numbers: Range<usize>) -> Vec<Finding> {
        numbers.into_par_iter().filter_map(|number| self.finding(number)).collect()
    }

    /// All findings made, with the summary of each incident. `progress` is called with the number of incidents done,
    /// from any thread.
    pub fn into_assessment(self, progress: &(dyn Fn(usize) + Sync)) -> Assessment {
        let made: Vec<Vec<Finding>> = (0..self.before.len().saturating_sub(1))
            .into_par_iter()
            .map(|block| {
                let rows = self.rows_of(block);
                let mut made = Vec::with_capacity(self.before[block + 1] - self.before[block]);
                made.extend(
                    rows.clone().flat_map(|row| self.shown_on(row)).filter_map(|spot| self.make(spot)),
                );
                progress(self.deeds[rows].iter().filter(|(_, d)| *d == 0).count());
                made
            })
            .collect();
        let entries = (0..self.entries.len()).into_par_iter();
        let entries: Vec<Finding> = entries
            .filter(|e| shown(self.entries[*e].byte).is_some())
            .filter_map(|e| self.make(Spot::Entry(e)))
            .collect();
        let ids = self.material.incidents.iter().map(|i| i.id.clone());
        let by_incident: Vec<(IncidentId, Outcome)> = ids.zip(self.by_incident()).collect();
        let not_covered = self.counts()[Outcome::NotCovered as usize];
        let not_covered_by_incident = self.not_covered_by_incident();
        let mut findings = Vec::with_capacity(self.len());
        made.into_iter().for_each(|list| findings.extend(list));
        findings.extend(entries);
        findings.extend(self.others.findings);
        Assessment { findings, not_covered, by_incident, not_covered_by_incident }
    }

    /// The bytes of some rows, version by version and norm by norm.
    fn bytes_of(&self, rows: Range<usize>) -> impl Iterator<Item = u8> + '_ {
        self.tables.iter().flat_map(move |table| {
            let slots = 0..table.norms.len();
            let rows = rows.clone();
            slots.flat_map(move |slot| table.outcomes.range(slot, rows.clone()).iter().copied())
        })
    }

    fn rows_of(&self, block: usize) -> Range<usize> {
        block * BLOCK..((block + 1) * BLOCK).min(self.deeds.len())
    }

    /// The findings that stand on a deed, in order.
    fn shown_on(&self, row: usize) -> impl Iterator<Item = Spot> + '_ {
        self.tables.iter().enumerate().flat_map(move |(version, table)| {
            let slots =
                (0..table.norms.len()).filter(move |slot| shown(table.outcomes.get(*slot, row).0).is_some());
            slots.map(move |slot| Spot::Deed { version, slot, row })
        })
    }

    fn shown_entries(&self) -> usize {
        self.entries.iter().filter(|pair| shown(pair.byte).is_some()).count()
    }

    fn before_row(&self, row: usize) -> usize {
        let block = row / BLOCK;
        let before = self.before.get(block).or(self.before.last()).copied().unwrap_or(0);
        before + self.bytes_of(block * BLOCK..row).filter(|byte| shown(*byte).is_some()).count()
    }

    fn spot(&self, number: usize) -> Option<Spot> {
        let on_deeds = self.before.last().copied().unwrap_or(0);
        if number < on_deeds {
            let block = self.before.partition_point(|before| *before <= number).checked_sub(1)?;
            let nth = number - self.before[block];
            return self.rows_of(block).flat_map(|row| self.shown_on(row)).nth(nth);
        }
        let entries = (0..self.entries.len()).filter(|e| shown(self.entries[*e].byte).is_some());
        if let Some(entry) = entries.clone().nth(number - on_deeds) {
            return Some(Spot::Entry(entry));
        }
        let other = number - on_deeds - entries.count();
        (other < self.others.findings.len()).then_some(Spot::Other(other))
    }

    fn found_at(&self, spot: Spot) -> Found {
        let of = |version: usize, n: usize, subject, incident, byte| {
            let agreement = self.weighers[version].agreement;
            let (norm, outcome) = (agreement.norms[n].id.clone(), Possible(byte).outcome());
            Found { subject, incident, norm, version: agreement.version, outcome }
        };
        match spot {
            Spot::Deed { version, slot, row } => {
                let table = &self.tables[version];
                let (key, byte) = (self.key_of(row), table.outcomes.get(slot, row).0);
                of(version, table.norms[slot], self.deed_ref(key), Some(key.0), byte)
            }
            Spot::Entry(e) => {
                let pair = self.entries[e];
                let version = usize::from(pair.version);
                let subject =
                    self.weighers[version].subject_of(pair.key).unwrap_or_else(|| self.deed_ref(pair.key));
                of(version, usize::from(pair.norm), subject, None, pair.byte)
            }
            Spot::Other(o) => {
                let Finding { subject, norm, version, outcome, .. } = &self.others.findings[o];
                let (subject, norm) = (subject.clone(), norm.clone());
                Found { subject, incident: None, norm, version: *version, outcome: *outcome }
            }
        }
    }

    fn key_of(&self, row: usize) -> RowKey {
        let (incident, deed) = self.deeds[row];
        (incident as usize, deed as usize)
    }

    /// A deed as findings call it.
    fn deed_ref(&self, key: RowKey) -> SubjectRef {
        let id = self.material.incidents.get(key.0).map_or_else(String::new, |i| i.id.0.clone());
        SubjectRef { kind: "incident", id, deed: Some(u32::try_from(key.1 + 1).unwrap_or(u32::MAX)) }
    }

    /// Makes a finding, the exact way.
    fn make(&self, spot: Spot) -> Option<Finding> {
        let (version, n, key) = match spot {
            Spot::Deed { version, slot, row } => {
                (version, self.tables[version].norms[slot], self.key_of(row))
            }
            Spot::Entry(e) => {
                let pair = self.entries[e];
                (usize::from(pair.version), usize::from(pair.norm), pair.key)
            }
            Spot::Other(o) => return self.others.findings.get(o).cloned(),
        };
        let weigher = &self.weighers[version];
        let norm = &weigher.agreement.norms[n];
        let rule = norm.rule.as_ref()?;
        let mut row = weigher.row_about(rule.subject, key)?;
        if matches!(rule.subject, Subject::Position(_)) {
            row = weigher.as_reached(norm, &row);
        }
        let subject = || weigher.subject_of(key).unwrap_or_else(|| self.deed_ref(key));
        let mut finding = weigher.weighed(norm, rule, &row, &subject)?;
        if let (Some(counting), true) = (cluster::counting_atom(norm), finding.outcome != Outcome::Permitted)
        {
            let place = self.place_of(spot);
            let alone = [(key, place)];
            let spoken_for = self.clusters.get(&(version, n, key)).map_or(&alone[..], Vec::as_slice);
            let keys = weigher.together(counting, spoken_for, finding.outcome == Outcome::Breach);
            cluster::speak(weigher, norm, &keys, &mut finding);
        }
        Some(finding)
    }

    /// Weighs what columns left open, and strikes out the pairs that do not meet.
    fn go_the_exact_way(&mut self, columns: Option<&NormColumns>) {
        let Self { weighers, material, deeds, tables, .. } = self;
        let under = under_which(weighers, deeds, material);
        let stand = weighers.iter().any(has_positions).then(|| standing(&weighers[0], deeds, columns));
        for (w, (weigher, table)) in weighers.iter().zip(tables).enumerate() {
            let norms = &table.norms;
            table.outcomes.change(&|slot, first, bytes| {
                let norm = &weigher.agreement.norms[norms[slot]];
                let Some(rule) = &norm.rule else { return };
                for (byte, row) in bytes.iter_mut().zip(first..) {
                    let elsewhere = under.as_ref().is_some_and(|under| under[row] >> w & 1 == 0);
                    let (incident, deed) = deeds[row];
                    let key = (incident as usize, deed as usize);
                    if let (Subject::Position(_), Some(stand)) = (rule.subject, &stand) {
                        match stand[row] {
                            Stands::No => *byte = 0,
                            Stands::AtOrigin => *byte = Possible::OPEN,
                            Stands::Here => {}
                        }
                    }
                    if elsewhere {
                        *byte = 0;
                    } else if *byte & Possible::OPEN != 0 {
                        *byte = weigher
                            .row_about(rule.subject, key)
                            .map_or(0, |row| weigher.byte(norm, rule, &row));
                    }
                }
            });
        }
    }

    /// Weighs the entries of registers: by the norms about their kind; a visit denied also as the deed that it is.
    fn weigh_entries(&self) -> Vec<EntryPair> {
        let Some(first) = self.weighers.first() else { return Vec::new() };
        let entries: Vec<_> = first.subjects.entries().collect();
        let of_entry = |(key, entry): &(RowKey, &subjects::EntryRow<'_>)| {
            let mut pairs = Vec::new();
            let is_deed = entry.deed.fact(Attribute::Act).is_some();
            for w in weighed_by(&self.weighers, stay_of(*key, &entry.deed)) {
                let weigher = &self.weighers[w];
                let Some(row) = weigher.row_of(*key, Counted::Around) else { continue };
                for (n, norm) in weigher.agreement.norms.iter().enumerate() {
                    let Some(rule) = &norm.rule else { continue };
                    if is_about(rule.subject, key.0, is_deed) {
                        let byte = weigher.byte(norm, rule, &row);
                        let [version, norm] = [w, n].map(|x| u16::try_from(x).unwrap_or(u16::MAX));
                        pairs.push(EntryPair { key: *key, version, norm, byte });
                    }
                }
            }
            pairs
        };
        entries.par_iter().flat_map_iter(of_entry).collect()
    }

    /// Counts the findings before each block of deeds.
    fn number(&mut self) {
        let blocks = self.deeds.len().div_ceil(BLOCK);
        let counts: Vec<usize> = (0..blocks)
            .into_par_iter()
            .map(|block| self.bytes_of(self.rows_of(block)).filter(|byte| shown(*byte).is_some()).count())
            .collect();
        let mut before = 0;
        self.before = vec![0];
        self.before.extend(counts.into_iter().map(|n| {
            before += n;
            before
        }));
    }
}

fn count(byte: u8, counts: &mut [u64; 4]) {
    if let Some(outcome) = shown(byte) {
        counts[outcome as usize] += 1;
    } else if is_not_covered(byte) {
        counts[Outcome::NotCovered as usize] += 1;
    }
}

fn is_about(subject: Subject, list: usize, is_deed: bool) -> bool {
    match (subject, list) {
        (Subject::Holding, subjects::HOLDINGS)
        | (Subject::Visit, subjects::VISITS)
        | (Subject::Position(_), subjects::POSITIONS) => true,
        (Subject::Deed | Subject::Duty, subjects::VISITS) => is_deed,
        _ => false,
    }
}

/// The time over which an entry speaks: of a position all of the stay.
fn stay_of(key: RowKey, deed: &Deed) -> TimeRange {
    let at = time_of(deed);
    let until = deed.fact(Attribute::Until).map_or(&[][..], |f| &f.alternatives);
    let ends = until.iter().filter_map(|a| if let Value::Time(t) = &a.value { Some(t.hi) } else { None });
    match ends.max() {
        Some(end) if key.0 == subjects::POSITIONS => TimeRange { lo: at.lo, hi: at.hi.max(end) },
        _ => at,
    }
}

/// Positions of the versions that may be in force over `at`; the newest where none is.
fn weighed_by(weighers: &[Weigher<'_>], at: TimeRange) -> Vec<usize> {
    let mut list: Vec<usize> = (0..weighers.len()).filter(|w| weighers[*w].valid.overlaps(&at)).collect();
    if list.is_empty() && !weighers.is_empty() {
        list.push(0);
    }
    list
}

/// Of several versions those that weigh each deed, a bit each; `None` where there is one alone.
fn under_which(weighers: &[Weigher<'_>], deeds: &[(u32, u32)], material: &Material<'_>) -> Option<Vec<u64>> {
    if weighers.len() < 2 {
        return None;
    }
    let of_deed = |(incident, deed): &(u32, u32)| {
        let deed = &material.incidents[*incident as usize].deeds[*deed as usize];
        weighed_by(weighers, time_of(deed)).into_iter().fold(0, |bits, w| bits | 1 << w)
    };
    Some(deeds.par_iter().map(of_deed).collect())
}

impl<'a> Weigher<'a> {
    /// The row of a key as norms of this subject see it; `None` where they are not about it.
    fn row_about(&self, subject: Subject, key: RowKey) -> Option<Row<'a>> {
        let entry = self.subjects.entry(key).is_some();
        match subject {
            _ if entry => self.row_of(key, Counted::Around),
            Subject::Position(_) => self.row_of(key, Counted::Positions),
            Subject::Visit => self.as_visit(&self.row_of(key, Counted::Around)?),
            _ => self.row_of(key, Counted::Around),
        }
    }

    /// What remains possible of a norm on a row, the exact way.
    fn byte(&self, norm: &Norm, rule: &Rule, row: &Row<'a>) -> u8 {
        let question = Question { norm, rule, suppose: Suppose::default() };
        if matches!(rule.subject, Subject::Position(_)) {
            return byte_of(&self.decide(question, &self.as_reached(norm, row), &Case::default()));
        }
        byte_of(&self.decide(question, row, &Case::default()))
    }
}
