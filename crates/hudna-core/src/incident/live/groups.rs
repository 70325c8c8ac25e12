//! The groups of reports that are one happening, and the incidents built of them.
//!
//! Groups never reach beyond a component: reports linked as *same*, or bound together by people. So only components
//! that hold something changed are joined anew, and only groups whose members or texts changed are built anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::links::Links;
use super::names::Names;
use super::{Changes, View};
use crate::incident::assemble::{self, Folding};
use crate::incident::cluster::{self, Edge};
use crate::incident::judge::Held;
use crate::incident::score::Verdict;
use crate::incident::{Incident, IncidentId};

/// The incidents by their founding reports: the earliest of each in the record.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The founding report of the incident of each; [`NONE`] before it is settled.
    of: Vec<u32>,
    held: FxHashMap<u32, Kept>,
    order: BTreeMap<(i64, IncidentId), u32>,
    contradicted: BTreeSet<(u32, u32)>,
    /// How often was joined anew.
    turn: u64,
}

/// An incident, shared with whoever shows it.
#[derive(Debug)]
struct Kept {
    start: i64,
    incident: Arc<Incident>,
    /// The joining in which anything that bears on it was last looked at.
    turn: u64,
}

/// Not settled yet.
const NONE: u32 = u32::MAX;

/// What one component comes to.
struct Joined {
    /// Members in canonical order.
    groups: Vec<Vec<u32>>,
    contradicted: Vec<(u32, u32)>,
}

impl Groups {
    /// The founding report of the incident in which a report stands.
    pub(super) fn founder(&self, at: u32) -> Option<u32> {
        self.of.get(at as usize).copied().filter(|founder| *founder != NONE)
    }

    /// The incident that a report founded and still founds.
    pub(super) fn founded_by(&self, at: u32) -> Option<&Incident> {
        self.held.get(&at).map(|held| &*held.incident)
    }

    /// All, by time, then id.
    pub(super) fn all(&self) -> impl Iterator<Item = &Incident> {
        self.order.values().filter_map(|founder| self.founded_by(*founder))
    }

    /// The same, each with its founding report, shared, and the joining in which anything that bears on it was last looked at.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, &Arc<Incident>, u64)> {
        let held = self.order.values().filter_map(|founder| Some((*founder, self.held.get(founder)?)));
        held.map(|(founder, held)| (founder, &held.incident, held.turn))
    }

    /// All, by time, then id; nothing else is kept.
    pub(super) fn into_all(mut self) -> Vec<Incident> {
        let order = std::mem::take(&mut self.order);
        let held = order.into_values().filter_map(|founder| self.held.remove(&founder));
        held.map(|held| Arc::unwrap_or_clone(held.incident)).collect()
    }

    /// Whether a decision *together* about this pair was not followed.
    pub(super) fn contradicted(&self, a: u32, b: u32) -> bool {
        self.contradicted.contains(&(a.min(b), a.max(b)))
    }

    /// Joins the components of `seeds` anew; `fresh` are those that read otherwise.
    pub(super) fn regroup(
        &mut self,
        view: &View<'_>,
        links: &Links,
        seeds: &[u32],
        fresh: &[u32],
        (names, folding): (&Names, &Folding),
    ) -> Changes {
        self.of.resize(view.records.len(), NONE);
        self.turn += 1;
        let components = components(view, links, seeds);
        let visited: Vec<u32> = components.iter().flatten().copied().collect();
        let before: FxHashSet<u32> = visited.iter().filter_map(|at| self.founder(*at)).collect();
        let joined: Vec<Joined> = components.into_par_iter().map(|c| join(view, links, c)).collect();
        if !self.contradicted.is_empty() {
            let among: FxHashSet<u32> = visited.iter().copied().collect();
            self.contradicted.retain(|(a, _)| !among.contains(a));
        }
        let mut groups: Vec<(u32, Vec<u32>)> = Vec::new();
        for Joined { groups: found, contradicted } in joined {
            self.contradicted.extend(contradicted);
            for group in found {
                let founder = group.iter().copied().min().unwrap_or(NONE);
                group.iter().for_each(|at| self.of[*at as usize] = founder);
                groups.push((founder, group));
            }
        }
        let mut changes = Told::default();
        let after: FxHashSet<u32> = groups.iter().map(|(founder, _)| *founder).collect();
        for gone in before.difference(&after) {
            if let Some(Kept { start, incident, .. }) = self.held.remove(gone) {
                self.order.remove(&(start, incident.id.clone()));
                changes.gone.insert(*gone);
            }
        }
        let held = &self.held;
        let built: Vec<(u32, i64, Incident)> = groups
            .par_iter()
            .filter(|(founder, group)| {
                let known = held.get(founder).is_some_and(|old| is_of(&old.incident, group));
                !known || group.iter().any(|at| fresh.binary_search(at).is_ok())
            })
            .map(|(founder, group)| {
                let (start, incident) =
                    assemble::incident(view, view.records, group, names.id(*founder), folding);
                (*founder, start, incident)
            })
            .collect();
        for (founder, start, incident) in built {
            self.keep(founder, start, incident, &mut changes);
        }
        for (founder, _) in &groups {
            if let Some(held) = self.held.get_mut(founder) {
                held.turn = self.turn;
            }
        }
        self.part(view, links, &visited, names, &mut changes);
        changes.told(names)
    }

    /// Puts an incident in its place.
    fn keep(&mut self, founder: u32, start: i64, mut incident: Incident, changes: &mut Told) {
        match self.held.remove(&founder) {
            None => drop(changes.founded.insert(founder)),
            Some(old) => {
                incident.part_of.clone_from(&old.incident.part_of);
                if *old.incident != incident {
                    changes.changed.insert(founder);
                }
                if old.start != start {
                    self.order.remove(&(old.start, old.incident.id.clone()));
                }
            }
        }
        self.order.insert((start, incident.id.clone()), founder);
        self.held.insert(founder, Kept { start, incident: Arc::new(incident), turn: self.turn });
    }

    /// Says anew of the incidents of `visited`, and of those that are part of them or the whole of them, what they
    /// are part of.
    fn part(&mut self, view: &View<'_>, links: &Links, visited: &[u32], names: &Names, changes: &mut Told) {
        let sums = |at: u32| links.of(at).iter().filter(|link| link.verdict == Verdict::PartOf);
        let mut touched: Vec<u32> = visited.iter().filter_map(|at| self.founder(*at)).collect();
        touched.extend(visited.iter().flat_map(|at| sums(*at)).filter_map(|link| self.founder(link.to)));
        touched.sort_unstable();
        touched.dedup();
        debug_assert!(view.records.len() == self.of.len(), "every record has its incident");
        for founder in touched {
            let Some(Kept { incident, .. }) = self.held.get(&founder) else { continue };
            let others = incident.reports.iter().flat_map(|at| sums(*at)).filter_map(|l| self.founder(l.to));
            let mut part_of: Vec<IncidentId> =
                others.filter(|other| *other != founder).map(|other| names.id(other)).collect();
            part_of.sort_unstable();
            part_of.dedup();
            if part_of != incident.part_of
                && let Some(held) = self.held.get_mut(&founder)
            {
                Arc::make_mut(&mut held.incident).part_of = part_of;
                held.turn = self.turn;
                changes.changed.insert(founder);
            }
        }
    }
}

/// What changed, by founding reports.
#[derive(Default)]
struct Told {
    founded: FxHashSet<u32>,
    changed: FxHashSet<u32>,
    gone: FxHashSet<u32>,
}

impl Told {
    fn told(self, names: &Names) -> Changes {
        let list = |places: &mut dyn Iterator<Item = &u32>| {
            let mut ids: Vec<IncidentId> = places.map(|at| names.id(*at)).collect();
            ids.sort_unstable();
            ids
        };
        Changes {
            founded: list(&mut self.founded.iter()),
            changed: list(&mut self.changed.difference(&self.founded)),
            gone: list(&mut self.gone.iter()),
        }
    }
}

/// Whether an incident is of these reports.
fn is_of(incident: &Incident, group: &[u32]) -> bool {
    incident.reports.len() == group.len() && group.iter().all(|at| incident.reports.binary_search(at).is_ok())
}

/// The components that hold the seeds.
fn components(view: &View<'_>, links: &Links, seeds: &[u32]) -> Vec<Vec<u32>> {
    let mut seen = vec![false; view.records.len()];
    let mut components = Vec::new();
    for seed in seeds {
        if std::mem::replace(&mut seen[*seed as usize], true) {
            continue;
        }
        let mut component = vec![*seed];
        let mut next = 0;
        while let Some(at) = component.get(next).copied() {
            next += 1;
            let same = links.of(at).iter().filter(|link| link.verdict == Verdict::Same).map(|link| link.to);
            let bound = view.decisions.partners(at).filter(|(_, together)| *together).map(|(other, _)| other);
            for other in same.chain(bound) {
                if !std::mem::replace(&mut seen[other as usize], true) {
                    component.push(other);
                }
            }
        }
        components.push(component);
    }
    components
}

/// Joins the reports of one component.
fn join(view: &View<'_>, links: &Links, mut component: Vec<u32>) -> Joined {
    if component.len() == 1 {
        return Joined { groups: vec![component], contradicted: Vec::new() };
    }
    component.sort_unstable_by(|i, j| view.order(*i, *j));
    let local: FxHashMap<u32, u32> = component.iter().zip(0..).map(|(at, i)| (*at, i)).collect();
    let (mut edges, mut together, mut apart) = (Vec::new(), Vec::new(), FxHashSet::default());
    for (at, a) in component.iter().zip(0..) {
        let later = |other: &u32| local.get(other).copied().filter(|b| a < *b);
        let same = links.of(*at).iter().filter(|link| link.verdict == Verdict::Same);
        edges.extend(same.filter_map(|link| Some(Edge { a, b: later(&link.to)?, total: link.total })));
        for (other, decided) in view.decisions.partners(*at) {
            match (later(&other), decided) {
                (Some(b), true) => together.push((a, b)),
                (Some(b), false) => drop(apart.insert((a, b))),
                (None, _) => {}
            }
        }
    }
    together.sort_unstable();
    together.dedup();
    let at = |i: u32| component[i as usize];
    let joined = cluster::join(component.len(), edges, &together, &apart, |i, j| view.pull(at(i), at(j)));
    let pair = |(i, j): (u32, u32)| (at(i).min(at(j)), at(i).max(at(j)));
    Joined {
        groups: joined.groups.into_iter().map(|group| group.into_iter().map(at).collect()).collect(),
        contradicted: joined.contradicted.into_iter().map(pair).collect(),
    }
}
