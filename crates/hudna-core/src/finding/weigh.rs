//! Every subject against every norm: a byte a pair first, findings of those that somebody asks for.
//!
//! [`Prepared`] holds what weighing needs at hand; [`Prepared::weigh`] gives a [`Weighed`]: what remains possible of
//! each pair, and which findings others speak for. Counts come from the bytes alone. A finding with its reasons and
//! missing facts is made when it is asked for, by the exact way, and comes to what its byte says.
//!
//! Findings stand in one order: by incident, deed, version and norm; then the entries of registers; then parties,
//! candidates, bodies and votes. Their numbers in that order are what [`Weighed`] is asked by.

mod asked;
mod join;
mod stands;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub use self::asked::Found;
use self::stands::{Stands, has_positions, standing};
use super::assess::versions;
use super::case::Case;
use super::decide::{Decision, Question};
use super::formula::Suppose;
use super::row::Row;
use super::sift::{Laid, attributes_asked, is_of_deeds};
use super::subjects::{self, RowKey, Subjects};
use super::weigher::{Material, Weigher, actor_names, incidents_by_report, needs_reports, time_of};
use super::{Assessment, Outcome};
use crate::agreement::Agreement;
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::columns::norms::NormColumns;
use crate::columns::outcome::{Outcomes, Possible};
use crate::condition::Counted;
use crate::incident::Deed;
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
    /// Whether what was worked out of a row in one case serves in others.
    pub(super) remembers: bool,
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
        Self { agreement, material, names, by_report, subjects, columns, remembers: true }
    }

    /// Weighs everything. The result depends on agreement and material alone, not on the order of work.
    pub fn weigh(&self) -> Weighed<'_> {
        let mut weighers: Vec<Weigher<'_>> = versions(self.agreement)
            .into_iter()
            .map(|(version, valid)| {
                let (names, by_report, subjects) = (&self.names, &self.by_report, &self.subjects);
                let mut weigher = Weigher::new(version, valid, self.material, names, by_report, subjects);
                weigher.remembers = self.remembers;
                weigher
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

    fn key_of(&self, row: usize) -> RowKey {
        let (incident, deed) = self.deeds[row];
        (incident as usize, deed as usize)
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
