//! What can be asked of the incidents as they were last settled.

use std::sync::Arc;

use super::decisions::Decision;
use super::links::Link;
use super::{Contradicted, Live, names};
use crate::incident::judge::Held;
use crate::incident::score::{PairScore, Why};
use crate::incident::{Incident, IncidentId, Possible};
use crate::ledger::id::EntryId;
use crate::report::Report;

impl Live {
    /// All incidents, ordered by time, then id, as [`fuse`](crate::incident::fuse) orders them.
    pub fn incidents(&self) -> impl Iterator<Item = &Incident> {
        self.groups.all()
    }

    /// The same, each with the place of its founding report, shared, and a number that is another whenever anything that bears on the
    /// incident was looked at anew: with the same number nothing of it changed, its version included.
    pub fn each(&self) -> impl Iterator<Item = (u32, &Arc<Incident>, u64)> {
        self.groups.each()
    }

    /// All incidents in that order, of what is followed no further.
    pub fn into_incidents(self) -> Vec<Incident> {
        let Self { groups, .. } = self;
        groups.into_all()
    }

    /// The incident that lives under `id`; one that was merged away does not.
    pub fn incident(&self, id: &IncidentId) -> Option<&Incident> {
        self.groups.founded_by(self.names.founder(id)?)
    }

    /// The incident in which the report filed as `seq` stands; `None` before it was settled.
    pub fn of(&self, seq: u64) -> Option<IncidentId> {
        self.groups.founder(self.place(seq)?).map(|founder| self.names.id(founder))
    }

    /// Pairs that may be one happening and were not joined, strongest first; by places in the order of filing.
    pub fn possible(&self) -> Vec<Possible> {
        let apart = self.links.pairs().filter(|(at, link)| self.is_possible(*at, link));
        self.ranked(apart.map(|(a, link)| Possible { a, b: link.to, total: link.total }).collect())
    }

    /// Of [`Self::possible`] the pairs with a report in the incident that lives under `id`.
    pub fn possible_of(&self, id: &IncidentId) -> Vec<Possible> {
        let members = self.incident(id).map_or(&[][..], |incident| &incident.reports);
        let links = members.iter().flat_map(|at| self.links.of(*at).iter().map(move |link| (*at, link)));
        let apart = links.filter(|(at, link)| self.is_possible(*at, link));
        let pair =
            |(at, link): (u32, &Link)| Possible { a: at.min(link.to), b: at.max(link.to), total: link.total };
        self.ranked(apart.map(pair).collect())
    }

    /// How two reports, filed under these numbers, compare among all, every part shown; `None` where one was not filed or settled, or
    /// both are the same.
    pub fn explain(&self, a: u64, b: u64) -> Option<PairScore> {
        let (a, b) = (self.place(a)?, self.place(b)?);
        let settled = self.kept.records.len();
        (a != b && (a.max(b) as usize) < settled).then(|| self.view().explained(a, b))
    }

    fn is_possible(&self, at: u32, link: &Link) -> bool {
        link.why == Why::Score && self.groups.founder(at) != self.groups.founder(link.to)
    }

    /// Strongest first; equal ones in canonical order.
    fn ranked(&self, mut pairs: Vec<Possible>) -> Vec<Possible> {
        let view = self.view();
        let ends = |p: &Possible| if view.earlier(p.a, p.b) { (p.a, p.b) } else { (p.b, p.a) };
        pairs.sort_unstable_by(|m, n| {
            let ((a, b), (c, d)) = (ends(m), ends(n));
            n.total.total_cmp(&m.total).then_with(|| view.order(a, c)).then_with(|| view.order(b, d))
        });
        pairs
    }

    /// Decisions *together* that were not followed because others forbid them.
    pub fn contradicted(&self) -> Vec<Contradicted> {
        let refused = |d: &Decision| d.together && self.groups.contradicted(d.a, d.b);
        let told = |(id, d): (&EntryId, &Decision)| Contradicted {
            decision: id.clone(),
            a: self.filed[d.a as usize].seq,
            b: self.filed[d.b as usize].seq,
        };
        self.decisions.standing().filter(|(_, d)| refused(d)).map(told).collect()
    }

    /// Where an id leads: one that lives to itself, one that was merged away to the incident that holds its
    /// founding report now. Empty for an id that no report ever gave.
    pub fn heirs(&self, id: &IncidentId) -> Vec<IncidentId> {
        let founder = self.names.founder(id).and_then(|at| self.groups.founder(at));
        founder.map(|founder| self.names.id(founder)).into_iter().collect()
    }

    /// The entries that bear on an incident, sorted: its reports, what amends them or confirms their places,
    /// and decisions that stand and join or part one of them. Empty where no incident lives under `id`.
    pub fn bearing(&self, id: &IncidentId) -> Vec<EntryId> {
        let mut entries: Vec<EntryId> = Vec::new();
        for at in self.incident(id).map_or(&[][..], |incident| &incident.reports) {
            let filed = &self.filed[*at as usize];
            entries.push(filed.entry.clone());
            entries.extend(filed.amended_by.iter().cloned());
            entries.extend(self.decisions.binding(*at).iter().cloned());
        }
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// The version of an incident: another whenever an entry more, or one less, bears on it. `None` where no
    /// incident lives under `id`.
    pub fn version(&self, id: &IncidentId) -> Option<u32> {
        let bearing = self.bearing(id);
        (!bearing.is_empty()).then(|| names::version(&bearing))
    }

    /// The report at a place of [`Incident::reports`], as it stands.
    pub fn report(&self, place: u32) -> Option<&Arc<Report>> {
        self.filed.get(place as usize).map(|filed| &filed.report)
    }

    /// The number in the record and the entry of the report at a place of [`Incident::reports`].
    pub fn entry(&self, place: u32) -> Option<(u64, &EntryId)> {
        self.filed.get(place as usize).map(|filed| (filed.seq, &filed.entry))
    }
}
