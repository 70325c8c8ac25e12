//! Findings that are about several rows together: one for each cluster.
//!
//! A pattern is found on every act that completes it, too close a stand on every unit that takes part. Rows that
//! surely count each other make one cluster; its finding stands on one of them and names the others.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::case::Case;
use super::row::Row;
use super::subjects::RowKey;
use super::weigher::{Weigher, time_of};
use super::{Against, Finding, Outcome, SubjectRef, UnknownWord};
use crate::agreement::norm::{Answering, Kind, Norm, Subject};
use crate::condition::{Atom, AtomKind, Counted, Expr, Truth};
use crate::time::{Instant, TimeRange};
use crate::value::Attribute;
use crate::vocabulary::Code;

/// How many possible sets of answering parties are told apart.
const MOST_SETS: usize = 16;

/// A finding that may be one of several of a cluster.
pub(super) struct Member {
    /// Position of the weigher and of the norm.
    norm: (usize, usize),
    key: RowKey,
    /// Where it stands among what was weighed.
    place: usize,
    time: TimeRange,
    outcome: Outcome,
    /// The other rows that it counts, surely or perhaps.
    others: Vec<(RowKey, Truth)>,
}

/// Findings joined to one.
pub(super) struct Cluster {
    /// Position of the weigher and of the norm.
    pub norm: (usize, usize),
    /// The row on which the finding stands that speaks for all.
    pub speaker: RowKey,
    /// Where the others stand.
    pub silent: Vec<usize>,
    /// All rows that it is about, sorted.
    pub keys: Vec<RowKey>,
}

impl<'a> Weigher<'a> {
    /// What ties a finding to others, where its norm is about several rows together.
    pub(super) fn member(
        &self,
        norm: (usize, usize),
        counting: &Atom,
        key: RowKey,
        place: usize,
        outcome: Outcome,
    ) -> Option<Member> {
        if outcome == Outcome::Permitted {
            return None;
        }
        let counted = match counting.kind {
            AtomKind::CountWithin { counted, .. } => counted,
            _ => return None,
        };
        let row = self.row_of(key, counted)?;
        let others = self.counted_around(counting, &row, place);
        Some(Member { norm, key, place, time: time_of(row.deed), outcome, others })
    }

    /// Whether the row's unit was seen moving.
    fn moved(&self, row: &Row<'a>) -> Truth {
        let movement = Code::parse(Attribute::Act, "movement");
        self.codes(Attribute::Act, movement.as_slice(), row, &Case::default())
    }

    /// What findings call a row.
    pub(super) fn subject_of(&self, key: RowKey) -> Option<SubjectRef> {
        if let Some(entry) = self.subjects.entry(key) {
            return Some(entry.subject.clone());
        }
        let incident = self.material.incidents.get(key.0)?;
        let deed = Some(u32::try_from(key.1 + 1).unwrap_or(u32::MAX));
        Some(SubjectRef { kind: "incident", id: incident.id.0.clone(), deed })
    }

    /// Who answers for units that stand too close.
    fn answering(&self, whom: Answering, rows: &[Row<'a>]) -> Against {
        let open = Case::default();
        let moved: Vec<Truth> = rows.iter().map(|row| self.moved(row)).collect();
        let told = moved.contains(&Truth::True) && !moved.contains(&Truth::Unknown);
        let mut sets: Vec<u64> = Vec::new();
        for (row, moved) in rows.iter().zip(&moved) {
            if whom == Answering::Mover && told && *moved != Truth::True {
                continue;
            }
            let answers = self.answers(row, &open, Attribute::Actor);
            if answers.nobody_knows {
                return Against::Unknown(UnknownWord::Unknown);
            }
            if whom == Answering::Mover || sets.is_empty() {
                sets.extend(answers.sets);
            } else {
                let joined = sets.iter().flat_map(|a| answers.sets.iter().map(move |b| a | b));
                sets = joined.collect();
            }
            sets.sort_unstable();
            sets.dedup();
            if sets.len() > MOST_SETS {
                return Against::Unknown(UnknownWord::Unknown);
            }
        }
        self.against_sets(sets)
    }
}

/// The question over other rows that a norm about several rows together asks.
pub(super) fn counting_atom(norm: &Norm) -> Option<&Atom> {
    if !matches!(norm.kind, Kind::Pattern | Kind::Separation) {
        return None;
    }
    fn find(expr: &Expr) -> Option<&Atom> {
        let mut atoms = Vec::new();
        expr.atoms(&mut atoms);
        let counts = |a: &&Atom| matches!(&a.kind, AtomKind::CountWithin { counted, .. } if *counted != Counted::Around);
        atoms.into_iter().find(counts)
    }
    let rule = norm.rule.as_ref()?;
    find(&rule.when).or_else(|| find(&rule.must))
}

/// Joins the findings of each cluster: on which of them the one finding stands, and what it is about.
///
/// `members` of one norm are in the order of rows.
pub(super) fn join(weighers: &[Weigher<'_>], members: &[Member]) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    let mut by_norm: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
    for (m, member) in members.iter().enumerate() {
        by_norm.entry(member.norm).or_default().push(m);
    }
    let mut norms: Vec<_> = by_norm.into_iter().collect();
    norms.sort_unstable();
    for ((w, n), list) in norms {
        let weigher = &weighers[w];
        let Some(norm) = weigher.agreement.norms.get(n) else { continue };
        for group in groups(norm, members, &list) {
            let Some(first) = spokesman(weigher, norm, members, &group) else { continue };
            let silent = group.iter().filter(|m| **m != first).map(|m| members[*m].place).collect();
            let speaker = &members[first];
            let sure = speaker.outcome == Outcome::Breach;
            let mut keys: Vec<RowKey> = group.iter().map(|m| members[*m].key).collect();
            for m in &group {
                let others = members[*m].others.iter();
                keys.extend(others.filter(|(_, t)| !sure || *t == Truth::True).map(|(key, _)| *key));
            }
            keys.sort_unstable();
            keys.dedup();
            clusters.push(Cluster { norm: (w, n), speaker: speaker.key, silent, keys });
        }
    }
    clusters
}

/// Members that count each other. Positions are tied by what they count perhaps as well: it is the same question
/// seen from both ends. Acts of a pattern are tied by what is sure alone.
fn groups(norm: &Norm, members: &[Member], list: &[usize]) -> Vec<Vec<usize>> {
    let mut root: FxHashMap<RowKey, RowKey> = FxHashMap::default();
    fn find(root: &mut FxHashMap<RowKey, RowKey>, key: RowKey) -> RowKey {
        let mut at = key;
        while let Some(up) = root.get(&at).copied().filter(|up| *up != at) {
            at = up;
        }
        root.insert(key, at);
        at
    }
    for m in list {
        let member = &members[*m];
        for (other, truth) in &member.others {
            let tied = *truth == Truth::True
                || norm.kind == Kind::Separation && member.outcome == Outcome::Undetermined;
            let (a, b) = (find(&mut root, member.key), find(&mut root, *other));
            if tied && a != b {
                root.insert(a.max(b), a.min(b));
            }
        }
    }
    let mut by_root: FxHashMap<RowKey, Vec<usize>> = FxHashMap::default();
    for m in list {
        let top = find(&mut root, members[*m].key);
        by_root.entry(top).or_default().push(*m);
    }
    let mut groups: Vec<Vec<usize>> = by_root.into_values().collect();
    groups.sort_unstable();
    groups
}

/// The member on which the finding of a cluster stands: the worst outcome; of positions, whoever moved and came
/// last; of acts, the first by which the number was full.
fn spokesman(weigher: &Weigher<'_>, norm: &Norm, members: &[Member], group: &[usize]) -> Option<usize> {
    let rank = |m: &usize| {
        let member = &members[*m];
        let order = (member.time.hi, member.time.lo, weigher.name_of(member.key));
        if norm.kind == Kind::Pattern {
            return (member.outcome, false, order);
        }
        let moved = weigher.row_of(member.key, Counted::Positions).map(|row| weigher.moved(&row));
        let last = Instant(i64::MAX.saturating_sub(member.time.lo.0.max(0)));
        (member.outcome, moved != Some(Truth::True), (last, Instant(0), weigher.name_of(member.key)))
    };
    group.iter().min_by(|a, b| rank(a).cmp(&rank(b))).copied()
}

/// Makes a finding speak for all rows of its cluster.
pub(super) fn speak(weigher: &Weigher<'_>, norm: &Norm, keys: &[RowKey], finding: &mut Finding) {
    let counted = if norm.kind == Kind::Pattern { Counted::Before } else { Counted::Positions };
    let mut rows: Vec<Row<'_>> = keys.iter().filter_map(|key| weigher.row_of(*key, counted)).collect();
    rows.sort_by(|a, b| {
        let named = |row: &Row<'_>| weigher.name_of(row.place_in_list);
        time_of(a.deed).cmp(&time_of(b.deed)).then_with(|| named(a).cmp(&named(b)))
    });
    finding.together = rows.iter().filter_map(|row| weigher.subject_of(row.place_in_list)).collect();
    if let Some(Subject::Position(whom)) = norm.rule.as_ref().map(|r| r.subject) {
        finding.against = weigher.answering(whom, &rows);
    }
}

impl Weigher<'_> {
    /// Sets of parties by name, those of named parties first.
    pub(super) fn against_sets(&self, sets: Vec<u64>) -> Against {
        let name = |set: u64| -> Vec<Arc<str>> {
            let parties = self.agreement.parties.iter().enumerate();
            parties.filter(|(p, _)| set >> p & 1 == 1).map(|(_, party)| party.id.clone()).collect()
        };
        let mut sets: Vec<Vec<Arc<str>>> = sets.into_iter().map(name).collect();
        // named parties before outsiders, in the order of the text
        sets.sort_by_key(|s| (s.is_empty(), s.clone()));
        Against::Parties(sets)
    }
}
