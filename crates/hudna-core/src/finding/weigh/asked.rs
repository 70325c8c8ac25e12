//! What is asked of everything that was weighed: counts, what stands at a number, findings made when somebody asks.
//!
//! Counts come from the bytes alone. Nothing here weighs: a finding is made by the exact way, and comes to what its
//! byte says.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::super::row::Row;
use super::super::subjects::RowKey;
use super::super::weigher::Weigher;
use super::super::{Against, Assessment, Finding, Outcome, SubjectRef, UnknownWord, cluster};
use super::{BLOCK, EntryPair, Spot, Table, Weighed, is_not_covered, shown};
use crate::agreement::norm::{Norm, Subject};
use crate::columns::outcome::Possible;
use crate::incident::IncidentId;

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

    /// The parties that each finding may speak against, in order: what [`Finding::against`] says, without the rest of it.
    pub fn all_against(&self) -> Vec<Against> {
        let of_block = |block: usize| -> Vec<Against> {
            self.rows_of(block).flat_map(|row| self.shown_on(row)).map(|spot| self.against_at(spot)).collect()
        };
        let blocks = (0..self.before.len().saturating_sub(1)).into_par_iter();
        let mut all: Vec<Against> = Vec::with_capacity(self.len());
        blocks.map(of_block).collect::<Vec<_>>().into_iter().for_each(|some| all.extend(some));
        let entries = (0..self.entries.len()).filter(|e| shown(self.entries[*e].byte).is_some());
        all.extend(entries.map(|e| self.against_at(Spot::Entry(e))));
        all.extend(self.others.findings.iter().map(|finding| finding.against.clone()));
        all
    }

    fn against_at(&self, spot: Spot) -> Against {
        let alone = self.row_at(spot).filter(|(_, norm, _)| {
            // of positions those that stand together answer together
            norm.rule.as_ref().is_some_and(|rule| !matches!(rule.subject, Subject::Position(_)))
        });
        match alone {
            Some((weigher, _, row)) => weigher.against(&row),
            None => self.make(spot).map_or(Against::Unknown(UnknownWord::Unknown), |finding| finding.against),
        }
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

    /// A deed as findings call it.
    fn deed_ref(&self, key: RowKey) -> SubjectRef {
        let id = self.material.incidents.get(key.0).map_or_else(String::new, |i| i.id.0.clone());
        SubjectRef { kind: "incident", id, deed: Some(u32::try_from(key.1 + 1).unwrap_or(u32::MAX)) }
    }

    /// The version, norm and row of a finding; `None` for those that were made whole.
    fn pair_at(&self, spot: Spot) -> Option<(usize, usize, RowKey)> {
        match spot {
            Spot::Deed { version, slot, row } => {
                Some((version, self.tables[version].norms[slot], self.key_of(row)))
            }
            Spot::Entry(e) => {
                let pair = self.entries[e];
                Some((usize::from(pair.version), usize::from(pair.norm), pair.key))
            }
            Spot::Other(_) => None,
        }
    }

    /// The row that a finding is made of, as its norm sees it.
    fn row_at(&self, spot: Spot) -> Option<(&Weigher<'p>, &'p Norm, Row<'p>)> {
        let (version, n, key) = self.pair_at(spot)?;
        let weigher = &self.weighers[version];
        let norm = &weigher.agreement.norms[n];
        let subject = norm.rule.as_ref()?.subject;
        let row = weigher.row_about(subject, key)?;
        let row = if matches!(subject, Subject::Position(_)) { weigher.as_reached(norm, &row) } else { row };
        Some((weigher, norm, row))
    }

    /// Makes a finding, the exact way.
    fn make(&self, spot: Spot) -> Option<Finding> {
        if let Spot::Other(o) = spot {
            return self.others.findings.get(o).cloned();
        }
        let (version, n, key) = self.pair_at(spot)?;
        let (weigher, norm, row) = self.row_at(spot)?;
        let rule = norm.rule.as_ref()?;
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
}

fn count(byte: u8, counts: &mut [u64; 4]) {
    if let Some(outcome) = shown(byte) {
        counts[outcome as usize] += 1;
    } else if is_not_covered(byte) {
        counts[Outcome::NotCovered as usize] += 1;
    }
}
