//! Findings that are about several rows together: one for each cluster.
//!
//! A pattern is found on every act that completes it, too close a stand on every unit that takes part. Rows that
//! surely count each other make one cluster; its finding stands on one of them and names the others.

use std::sync::Arc;

use super::case::Case;
use super::near::Among;
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
    key: RowKey,
    /// Where it stands among what was weighed.
    place: usize,
    outcome: Outcome,
    /// Where it stands among the rows that are counted.
    at: Option<u32>,
    /// The other rows that it counts, surely or perhaps, by where they stand.
    others: Vec<(u32, Truth)>,
}

/// Findings joined to one.
pub(super) struct Cluster {
    /// The row on which the finding stands that speaks for all.
    pub speaker: RowKey,
    /// Where the others stand.
    pub silent: Vec<usize>,
    /// All rows that have a finding, in order.
    pub spoken_for: Vec<(RowKey, usize)>,
}

impl<'a> Weigher<'a> {
    /// What ties a finding to others, where its norm is about several rows together.
    pub(super) fn member(&self, among: &Among<'_>, key: RowKey, place: usize, outcome: Outcome) -> Member {
        let others = self.counted_around(among, key, place);
        Member { key, place, outcome, at: among.place_of(key, place), others }
    }

    /// Every row that a finding of a norm about several rows together is about, sorted: those for which it speaks, and
    /// those that each of them counts.
    pub(super) fn together(
        &self,
        counting: &Atom,
        spoken_for: &[(RowKey, usize)],
        sure: bool,
    ) -> Vec<RowKey> {
        let Some(among) = self.counted_among(counting) else { return Vec::new() };
        let mut keys: Vec<RowKey> = spoken_for.iter().map(|(key, _)| *key).collect();
        for (key, place) in spoken_for {
            let others = self.counted_around(&among, *key, *place).into_iter();
            let others = others.filter(|(_, truth)| !sure || *truth == Truth::True);
            keys.extend(others.filter_map(|(index, _)| among.key(index)));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
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

/// Joins the findings of one norm: of each cluster of several, on which of them the one finding stands.
///
/// `members` are in the order of rows.
pub(super) fn join(
    weigher: &Weigher<'_>,
    norm: &Norm,
    among: &Among<'_>,
    members: &[Member],
) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    for group in groups(norm, among.len(), members) {
        let Some(first) = spokesman(weigher, norm, members, &group) else { continue };
        let silent = group.iter().filter(|m| **m != first).map(|m| members[*m].place).collect();
        let spoken_for = group.iter().map(|m| (members[*m].key, members[*m].place)).collect();
        clusters.push(Cluster { speaker: members[first].key, silent, spoken_for });
    }
    clusters
}

/// Members that count each other, of whom there are several. Positions are tied by what they count perhaps as well: it
/// is the same question seen from both ends. Acts of a pattern are tied by what is sure alone.
fn groups(norm: &Norm, rows: usize, members: &[Member]) -> Vec<Vec<usize>> {
    fn find(root: &mut [u32], of: u32) -> u32 {
        let mut at = of;
        while root[at as usize] != at {
            root[at as usize] = root[root[at as usize] as usize];
            at = root[at as usize];
        }
        at
    }
    // those that are not counted themselves stand past the rows that are
    let node = |m: usize| members[m].at.unwrap_or_else(|| u32::try_from(rows + m).unwrap_or(u32::MAX));
    let mut root: Vec<u32> = (0..u32::try_from(rows + members.len()).unwrap_or(u32::MAX)).collect();
    for (m, member) in members.iter().enumerate() {
        let perhaps = norm.kind == Kind::Separation && member.outcome == Outcome::Undetermined;
        for (other, _) in member.others.iter().filter(|(_, truth)| perhaps || *truth == Truth::True) {
            let (a, b) = (find(&mut root, node(m)), find(&mut root, *other));
            root[a.max(b) as usize] = a.min(b);
        }
    }
    let mut group_of = vec![u32::MAX; root.len()];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut alone: Vec<u32> = vec![u32::MAX; root.len()];
    for m in 0..members.len() {
        let top = find(&mut root, node(m)) as usize;
        let number = u32::try_from(m).unwrap_or(u32::MAX);
        match (group_of[top], alone[top]) {
            (u32::MAX, u32::MAX) => alone[top] = number,
            (u32::MAX, first) => {
                group_of[top] = u32::try_from(groups.len()).unwrap_or(u32::MAX);
                groups.push(vec![first as usize, m]);
            }
            (group, _) => groups[group as usize].push(m),
        }
    }
    groups
}

/// The member on which the finding of a cluster stands: the worst outcome; of positions, whoever moved and came
/// last; of acts, the first by which the number was full.
fn spokesman(weigher: &Weigher<'_>, norm: &Norm, members: &[Member], group: &[usize]) -> Option<usize> {
    let rank = |m: &usize| {
        let member = &members[*m];
        let counted = if norm.kind == Kind::Pattern { Counted::Before } else { Counted::Positions };
        let row = weigher.row_of(member.key, counted);
        let time = row.as_ref().map_or(TimeRange::ALL, |row| time_of(row.deed));
        if norm.kind == Kind::Pattern {
            return (member.outcome, false, (time.hi, time.lo, weigher.name_of(member.key)));
        }
        let moved = row.map(|row| weigher.moved(&row));
        let last = Instant(i64::MAX.saturating_sub(time.lo.0.max(0)));
        (member.outcome, moved != Some(Truth::True), (last, Instant(0), weigher.name_of(member.key)))
    };
    group.iter().min_by(|a, b| rank(a).cmp(&rank(b))).copied()
}

/// Makes a finding speak for all rows that it is about.
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
