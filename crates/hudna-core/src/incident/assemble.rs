//! Builds incidents from groups of reports: deeds, facts with every value kept, ids, independence.
//!
//! Nothing is averaged and nobody is believed: values that differ stand beside each other with their
//! reports. Only what one value says more finely than another is told once, with the reports of both.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::identity::incident_id;
use super::record::Record;
use super::{Deed, Incident, IncidentId, Options, finer};
use crate::names;
use crate::report::{Account, Report, SourceKind};
use crate::value::{Attribute, Value};

/// Where the reports behind records are found.
pub(super) trait Told: Sync {
    /// The report of this arrival.
    fn told(&self, arrival: u32) -> &Report;
}

impl Told for Vec<&Report> {
    fn told(&self, arrival: u32) -> &Report {
        self[arrival as usize]
    }
}

/// Names of actors, folded, to the formation or party that they mean.
pub(super) type Folding = FxHashMap<String, String>;

/// Reads the names of `options`.
pub(super) fn folding(options: &Options) -> Folding {
    options.folding.iter().map(|(name, id)| (names::fold(name), id.clone())).collect()
}

/// Builds the incident of `group` (places in canonical order), without its *part of*, and when it began.
pub(super) fn incident(
    reports: &impl Told,
    records: &[Record],
    group: &[u32],
    id: IncidentId,
    folding: &Folding,
) -> (i64, Incident) {
    let mut arrivals: Vec<u32> = group.iter().map(|m| records[*m as usize].arrival).collect();
    arrivals.sort_unstable();
    let mut incident = Incident {
        id,
        reports: arrivals,
        deeds: deeds(reports, records, group, folding),
        independent: independent(reports, records, group),
        part_of: Vec::new(),
    };
    incident.shrink();
    (start(&records[founder(records, group) as usize]), incident)
}

/// Builds the incidents of `groups` (canonical places), ordered by time, then id.
pub(super) fn incidents(
    reports: &Vec<&Report>,
    records: &[Record],
    groups: &[Vec<u32>],
    parts: &[(u32, u32)],
    options: &Options,
) -> Vec<Incident> {
    let folding = folding(options);
    let founders: Vec<u32> = groups.iter().map(|group| founder(records, group)).collect();
    let ids = ids(records, groups, &founders);
    let mut of = vec![0_usize; records.len()];
    for (at, group) in groups.iter().enumerate() {
        for member in group {
            of[*member as usize] = at;
        }
    }
    let mut part_of: Vec<Vec<IncidentId>> = vec![Vec::new(); groups.len()];
    for (a, b) in parts {
        let (x, y) = (of[*a as usize], of[*b as usize]);
        if x != y {
            part_of[x].push(ids[y].clone());
            part_of[y].push(ids[x].clone());
        }
    }
    for list in &mut part_of {
        list.sort_unstable();
        list.dedup();
    }
    let mut built: Vec<(i64, Incident)> = groups
        .par_iter()
        .zip(ids)
        .zip(part_of)
        .map(|((group, id), part_of)| {
            let (start, built) = incident(reports, records, group, id, &folding);
            (start, Incident { part_of, ..built })
        })
        .collect();
    built.par_sort_unstable_by(|(s, a), (t, b)| s.cmp(t).then_with(|| a.id.cmp(&b.id)));
    built.into_iter().map(|(_, incident)| incident).collect()
}

fn start(record: &Record) -> i64 {
    record.time.map_or(i64::MAX, |t| t.0)
}

/// The earliest report of a group by time, then content.
fn founder(records: &[Record], group: &[u32]) -> u32 {
    let key = |m: &u32| {
        let record = &records[*m as usize];
        (start(record), record.digest)
    };
    group.iter().copied().min_by_key(key).unwrap_or(0)
}

/// Ids by founding report; where two would be equal, the later in canonical order is counted on.
fn ids(records: &[Record], groups: &[Vec<u32>], founders: &[u32]) -> Vec<IncidentId> {
    let mut order: Vec<usize> = (0..founders.len()).collect();
    let contents = |at: usize| groups[at].iter().map(|m| records[*m as usize].digest).collect::<Vec<_>>();
    order.sort_unstable_by(|x, y| {
        let digest = |at: usize| records[founders[at] as usize].digest;
        digest(*x)
            .cmp(&digest(*y))
            .then_with(|| contents(*x).cmp(&contents(*y)))
            .then_with(|| founders[*x].cmp(&founders[*y]))
    });
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut ids = vec![IncidentId(String::new()); founders.len()];
    for at in order {
        let founding = &records[founders[at] as usize].digest;
        let mut nth = 0;
        let id = loop {
            let id = incident_id(founding, nth);
            if taken.insert(id.clone()) {
                break id;
            }
            nth += 1;
        };
        ids[at] = IncidentId(id);
    }
    ids
}

/// One deed as it gathers claims: attribute, value, report.
#[derive(Default)]
struct Gathering {
    claims: Vec<(Attribute, Value, u32)>,
    reports: Vec<u32>,
}

fn deeds(reports: &impl Told, records: &[Record], group: &[u32], folding: &Folding) -> Vec<Deed> {
    let fold = |value: &Value| match value {
        Value::Actor(name) if !folding.is_empty() => match folding.get(&names::fold(name)) {
            Some(id) => Value::Actor(id.as_str().into()),
            None => value.clone(),
        },
        other => other.clone(),
    };
    let accounts = |m: u32| &reports.told(records[m as usize].arrival).deeds;
    let spine = spine(records, group, |m| accounts(m).len());
    let names: Vec<Vec<Value>> =
        accounts(spine).iter().map(|d| d.values(Attribute::Actor).iter().map(&fold).collect()).collect();
    let mut gathered: Vec<Gathering> = (0..names.len().max(1)).map(|_| Gathering::default()).collect();
    for member in group {
        let arrival = records[*member as usize].arrival;
        let own = accounts(*member);
        let slots = if *member == spine { (0..own.len()).collect() } else { align(own, &names, &fold) };
        for (deed, slot) in own.iter().zip(slots) {
            let into = &mut gathered[slot];
            into.reports.push(arrival);
            for (attribute, values) in &deed.claims {
                into.claims.extend(values.iter().map(|v| (*attribute, fold(v), arrival)));
            }
        }
        if own.is_empty() {
            gathered[0].reports.push(arrival);
        }
    }
    gathered.into_iter().map(build).collect()
}

/// The report whose deeds the others are laid beside: most deeds, then earliest, then content.
fn spine(records: &[Record], group: &[u32], deeds: impl Fn(u32) -> usize) -> u32 {
    let key = |m: &u32| {
        let record = &records[*m as usize];
        (std::cmp::Reverse(deeds(*m)), start(record), record.digest)
    };
    group.iter().copied().min_by_key(key).unwrap_or(0)
}

/// Which deed of the incident each deed of an account tells of: by actor; else, of several deeds, in order;
/// else the first, where a differing actor stands as contested.
fn align(own: &[Account], names: &[Vec<Value>], fold: &impl Fn(&Value) -> Value) -> Vec<usize> {
    let mut free: Vec<usize> = (0..names.len()).collect();
    let mut slots: Vec<Option<usize>> = vec![None; own.len()];
    for (deed, slot) in own.iter().zip(&mut slots) {
        let named: Vec<Value> = deed.values(Attribute::Actor).iter().map(fold).collect();
        let meets = |at: &usize| names[*at].iter().any(|n| named.contains(n));
        if let Some(at) = free.iter().position(meets) {
            *slot = Some(free.remove(at));
        }
    }
    for (i, slot) in slots.iter_mut().enumerate() {
        if slot.is_none() {
            let at = if own.len() == 1 { 0 } else { free.iter().position(|f| *f >= i).unwrap_or(0) };
            *slot = Some(if own.len() == 1 || free.is_empty() { 0 } else { free.remove(at) });
        }
    }
    slots.into_iter().map(|s| s.unwrap_or(0)).collect()
}

fn build(gathering: Gathering) -> Deed {
    let Gathering { mut claims, mut reports } = gathering;
    reports.sort_unstable();
    reports.dedup();
    claims.sort_by_key(|(attribute, ..)| *attribute);
    let mut facts = Vec::new();
    for claimed in claims.chunk_by(|a, b| a.0 == b.0) {
        let values = claimed.iter().map(|(_, value, report)| (value.clone(), *report)).collect();
        facts.push((claimed[0].0, finer::fact(values)));
    }
    Deed { facts, reports }
}

/// How many accounts stand by themselves: what repeats another, rests on the same outlet or has the same
/// text counts once.
fn independent(reports: &impl Told, records: &[Record], group: &[u32]) -> u32 {
    let mut of: Vec<usize> = (0..group.len()).collect();
    let bases: Vec<Vec<u32>> = group.iter().map(|m| basis(reports, records, *m)).collect();
    // Of a very large incident each account is held against the nearest in canonical order only.
    let reach = if group.len() > 400 { 40 } else { group.len() };
    for (i, m) in group.iter().enumerate() {
        for (j, n) in group.iter().enumerate().skip(i + 1).take(reach) {
            let (a, b) = (&records[*m as usize], &records[*n as usize]);
            let echo = (b.own_id != 0 && a.echoes.contains(&b.own_id))
                || (a.own_id != 0 && b.echoes.contains(&a.own_id))
                || a.echoes.iter().any(|e| b.echoes.contains(e));
            let shared = bases[i].iter().any(|x| bases[j].contains(x));
            if echo || shared || same_words(a, b) {
                let (x, y) = (of[i], of[j]);
                let (keep, gone) = (x.min(y), x.max(y));
                of.iter_mut().filter(|o| **o == gone).for_each(|o| *o = keep);
            }
        }
    }
    of.sort_unstable();
    of.dedup();
    u32::try_from(of.len()).unwrap_or(u32::MAX)
}

/// What an account rests on: its outlets, or the source itself. People who call in share no name of their own.
fn basis(reports: &impl Told, records: &[Record], member: u32) -> Vec<u32> {
    let record = &records[member as usize];
    let source = &reports.told(record.arrival).source;
    let mut basis = record.outlets.clone();
    let nameless =
        matches!(source.kind, Some(SourceKind::Civilian | SourceKind::Hotline)) || source.name.is_empty();
    if source.kind != Some(SourceKind::Dataset) || basis.is_empty() {
        basis.extend((!nameless).then_some(record.source));
    }
    basis
}

/// Near-identical narratives: nine words in ten are the same.
fn same_words(a: &Record, b: &Record) -> bool {
    let (x, y) = (&a.tokens, &b.tokens);
    if x.len() < 6 || y.len() < 6 {
        return false;
    }
    let shared = x.iter().filter(|t| y.binary_search_by_key(&t.id, |u| u.id).is_ok()).count();
    shared * 10 >= (x.len() + y.len() - shared) * 9
}
