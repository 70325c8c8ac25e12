//! What weighing one version of an agreement needs at hand: actors by name, other rows, registers.

use std::sync::Arc;

use geo::{BoundingRect as _, Rect};
use rustc_hash::{FxHashMap, FxHashSet};

use super::entries::SendersOf;
use super::members::holds_count;
use super::near::Nearby;
use super::row::Row;
use super::subjects::{RowKey, Subjects};
use crate::agreement::norm::Norm;
use crate::agreement::{Agreement, Link, Shape};
use crate::condition::{Atom, AtomKind, Counted, Expr, NumberExpr, Words};
use crate::incident::{Deed, Incident};
use crate::list::List;
use crate::names;
use crate::register::Registers;
use crate::report::Report;
use crate::time::{Instant, TimeRange};
use crate::value::{Attribute, Value};

/// What is given to an assessment besides the agreement.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The reports, in the order that incidents index.
    pub reports: List<'a, Report>,
    /// The incidents that they were fused to.
    pub incidents: List<'a, Incident>,
    /// The registers.
    pub registers: &'a Registers,
    /// The moment up to which the record is taken to reach. Events not recorded lie after it.
    pub as_of: Instant,
}

/// One version of an agreement, made ready.
pub(super) struct Weigher<'a> {
    pub agreement: &'a Agreement,
    /// From when to when acts are weighed by this version.
    pub valid: TimeRange,
    pub material: Material<'a>,
    /// Folded name → id as the text writes it.
    names: FxHashMap<String, Arc<str>>,
    /// Party id → index.
    parties: FxHashMap<Arc<str>, usize>,
    /// Every actor of which the text says whose it is, or that it is nobody's.
    listed: FxHashSet<Arc<str>>,
    /// The links of an actor, by their index.
    links: FxHashMap<Arc<str>, Vec<usize>>,
    /// For each change of links the window in which it came.
    pub changes: FxHashMap<Arc<str>, TimeRange>,
    /// For each actor the excluded groups that it may be linked to on some day.
    pub excluded: FxHashMap<Arc<str>, Vec<Arc<str>>>,
    /// Own id of a report → incident index.
    incident_of_report: &'a FxHashMap<Arc<str>, Vec<(usize, u32)>>,
    /// Words of a reply or count → its number; the same question written twice has one number, but that what a norm about
    /// several rows together counts is its own.
    questions: FxHashMap<Words, u16>,
    /// The norm whose own question this is.
    norms_of: FxHashMap<u16, &'a Norm>,
    /// The words of each condition of the text.
    texts: FxHashMap<Words, Arc<str>>,
    /// The times in which each norm is in force, where the text was suspended or extended.
    pub periods: FxHashMap<Arc<str>, Vec<TimeRange>>,
    /// Bounding boxes of the geometries, by index.
    pub bounds: Vec<Option<Rect<f64>>>,
    /// Rows that are not deeds as reported.
    pub subjects: &'a Subjects<'a>,
    /// The rows that each question over other rows may count: see [`super::near`].
    pub nearby: FxHashMap<u16, Nearby>,
    /// For each actor of the columns the entries of registers that may be its own: see [`super::entries`].
    pub senders: Vec<SendersOf<'a>>,
    /// Whether what was worked out of a row in one case serves in others: see [`super::memory`].
    pub remembers: bool,
}

/// Own ids of reports with the incidents that hold them and their position among the reports.
pub(super) fn incidents_by_report(material: Material<'_>) -> FxHashMap<Arc<str>, Vec<(usize, u32)>> {
    let mut map: FxHashMap<Arc<str>, Vec<(usize, u32)>> = FxHashMap::default();
    for (i, incident) in material.incidents.iter().enumerate() {
        for report in &incident.reports {
            if let Some(id) = material.reports.get(*report as usize).and_then(|r| r.origin.own_id.clone()) {
                map.entry(id).or_default().push((i, *report));
            }
        }
    }
    map
}

/// Whether anything asks which incident a report tells of.
pub(super) fn needs_reports(versions: &[&Agreement], material: Material<'_>) -> bool {
    let mut atoms = Vec::new();
    versions.iter().for_each(|version| conditions(version).for_each(|expr| expr.atoms(&mut atoms)));
    let replies = |kind: &AtomKind| match kind {
        AtomKind::InReplyTo(..) => true,
        AtomKind::CountWithin { condition, .. } => {
            let mut inner = Vec::new();
            condition.atoms(&mut inner);
            inner.iter().any(|a| matches!(a.kind, AtomKind::InReplyTo(..) | AtomKind::Reading(_)))
        }
        _ => false,
    };
    !material.registers.verifications.is_empty() || atoms.iter().any(|a| replies(&a.kind))
}

/// The range that covers every time claimed for a deed; all of time where none is.
pub(super) fn time_of(deed: &Deed) -> TimeRange {
    let mut hull: Option<TimeRange> = None;
    for alternative in deed.fact(Attribute::At).map_or(&[][..], |f| &f.alternatives) {
        if let Value::Time(t) = &alternative.value {
            hull = Some(hull.map_or(*t, |h| TimeRange { lo: h.lo.min(t.lo), hi: h.hi.max(t.hi) }));
        }
    }
    hull.unwrap_or(TimeRange::ALL)
}

impl<'a> Weigher<'a> {
    pub(super) fn new(
        agreement: &'a Agreement,
        valid: TimeRange,
        material: Material<'a>,
        names: &FxHashMap<String, Arc<str>>,
        incident_of_report: &'a FxHashMap<Arc<str>, Vec<(usize, u32)>>,
        subjects: &'a Subjects<'a>,
    ) -> Self {
        let parties = agreement.parties.iter().enumerate().map(|(i, p)| (p.id.clone(), i)).collect();
        let names = names.clone();
        let (questions, texts) = (questions(agreement), texts(agreement));
        let norms_of = agreement.norms.iter().filter_map(|norm| {
            let counting = super::cluster::counting_atom(norm)?;
            Some((*questions.get(&counting.words)?, norm))
        });
        let norms_of = norms_of.collect();
        let changed = !(agreement.suspensions.is_empty() && agreement.extensions.is_empty());
        let periods = agreement.norms.iter().filter(|_| changed);
        let periods = periods.map(|n| (n.id.clone(), agreement.in_force(n, valid))).collect();
        let bounds = agreement.geometries.iter().map(|g| bounds_of(&g.shape)).collect();
        let mut links: FxHashMap<Arc<str>, Vec<usize>> = FxHashMap::default();
        for (index, link) in agreement.links.iter().enumerate() {
            links.entry(link.of.clone()).or_default().push(index);
        }
        Self {
            agreement,
            valid,
            material,
            listed: listed(agreement),
            names,
            parties,
            links,
            changes: super::parties::changes(&agreement.links),
            excluded: super::parties::excluded(agreement),
            incident_of_report,
            questions,
            norms_of,
            periods,
            texts,
            bounds,
            subjects,
            nearby: FxHashMap::default(),
            senders: Vec::new(),
            remembers: true,
        }
    }

    /// A condition as the text writes it.
    pub(super) fn text_of(&self, words: Words) -> Option<Arc<str>> {
        self.texts.get(&words).cloned()
    }

    /// The number of a question about other rows: the same for every place of the text that asks it.
    pub(super) fn question(&self, atom: &Atom) -> u16 {
        self.questions.get(&atom.words).copied().unwrap_or(u16::MAX)
    }

    /// The norm whose own question this is, where it is about several rows together.
    pub(super) fn norm_of(&self, question: u16) -> Option<&'a Norm> {
        self.norms_of.get(&question).copied()
    }

    /// Whether a question counts positions.
    pub(super) fn counts_positions(&self, question: u16) -> bool {
        self.nearby.get(&question).is_some_and(|n| n.positions)
    }

    /// The id that the text uses for an actor as a source wrote it; the folded name where it uses none.
    pub(super) fn actor_id(&self, written: &str) -> Arc<str> {
        if let Some(id) = self.names.get(written) {
            return id.clone();
        }
        let folded = names::fold(written);
        self.names.get(&folded).cloned().unwrap_or_else(|| folded.into())
    }

    /// The index of a party.
    pub(super) fn party(&self, id: &str) -> Option<usize> {
        self.parties.get(id).copied()
    }

    /// Whether the text says whose this actor is, or that it is nobody's.
    pub(super) fn is_listed(&self, id: &str) -> bool {
        self.listed.contains(id)
    }

    /// The links from an actor, by their index.
    pub(super) fn links_of(&self, actor: &str) -> &[usize] {
        self.links.get(actor).map_or(&[], Vec::as_slice)
    }

    /// A deed as reported.
    pub(super) fn deed(&self, (incident, deed): RowKey) -> Option<&'a Deed> {
        self.material.incidents.get(incident)?.deeds.get(deed)
    }

    /// The row of a deed as reported.
    pub(super) fn deed_row(&self, key: RowKey, deed: &'a Deed) -> Row<'a> {
        let incident = &self.material.incidents.at(key.0).id;
        Row::of_deed(incident, key, deed, self.agreement.mixed_accounts)
    }

    /// The deeds that a report of this own id tells of.
    pub(super) fn rows_of_report(&self, own_id: &str) -> Vec<Row<'a>> {
        let mut rows: Vec<Row<'a>> = Vec::new();
        for (i, report) in self.incident_of_report.get(own_id).into_iter().flatten() {
            let incident = self.material.incidents.at(*i);
            for (d, deed) in incident.deeds.iter().enumerate() {
                let told = deed.reports.contains(report);
                if told && !rows.iter().any(|r| r.place_in_list == (*i, d)) {
                    rows.push(Row::of_deed(&incident.id, (*i, d), deed, self.agreement.mixed_accounts));
                }
            }
        }
        rows
    }
}

fn bounds_of(shape: &Shape) -> Option<Rect<f64>> {
    match shape {
        Shape::Zone(zone) => zone.bounding_rect(),
        Shape::Line(lines) => lines.iter().filter_map(|l| l.bounding_rect()).reduce(|a, b| {
            let (min, max) = (
                (a.min().x.min(b.min().x), a.min().y.min(b.min().y)),
                (a.max().x.max(b.max().x), a.max().y.max(b.max().y)),
            );
            Rect::new(min, max)
        }),
    }
}

/// Every condition of a text: of rules and what they need, of exceptions and their needs, of readings.
pub(super) fn conditions(agreement: &Agreement) -> impl Iterator<Item = &Expr> {
    let rules = agreement
        .norms
        .iter()
        .filter_map(|n| n.rule.as_ref())
        .flat_map(|r| [&r.when, &r.must].into_iter().chain(r.needs.iter().map(|n| &n.when)));
    let exceptions = agreement.norms.iter().filter_map(|n| n.exception.as_ref());
    let exceptions = exceptions.flat_map(|e| std::iter::once(&e.when).chain(e.needs.iter().map(|n| &n.when)));
    let readings = agreement.terms.iter().flat_map(|t| &t.readings).map(|r| &r.when);
    rules.chain(exceptions).chain(readings)
}

/// The words of every question of a text.
fn texts(agreement: &Agreement) -> FxHashMap<Words, Arc<str>> {
    let mut atoms = Vec::new();
    conditions(agreement).for_each(|expr| expr.atoms(&mut atoms));
    let written = |words: Words| agreement.source.text.get(words.start as usize..words.end as usize);
    atoms.into_iter().filter_map(|a| written(a.words).map(|text| (a.words, text.into()))).collect()
}

/// Every question about other rows that a text asks, numbered; equal ones alike, wherever they stand.
fn questions(agreement: &Agreement) -> FxHashMap<Words, u16> {
    let (mut known, mut numbers): (Vec<AtomKind>, FxHashMap<Words, u16>) = (Vec::new(), FxHashMap::default());
    for expr in conditions(agreement) {
        let mut atoms = Vec::new();
        expr.atoms(&mut atoms);
        for atom in atoms {
            let counts = match &atom.kind {
                AtomKind::Number(left, _, right) => holds_count(left) || holds_count(right),
                kind => matches!(kind, AtomKind::InReplyTo(..) | AtomKind::CountWithin { .. }),
            };
            if !counts {
                continue;
            }
            let kind = kind_alone(&atom.kind);
            let shared =
                !matches!(&kind, AtomKind::CountWithin { counted, .. } if *counted != Counted::Around);
            let same = known.iter().position(|k| *k == kind).filter(|_| shared);
            let number = same.unwrap_or_else(|| {
                known.push(kind);
                known.len() - 1
            });
            numbers.insert(atom.words, u16::try_from(number).unwrap_or(u16::MAX));
        }
    }
    numbers
}

/// A question without where its parts stand in the text.
fn kind_alone(kind: &AtomKind) -> AtomKind {
    let mut kind = kind.clone();
    if let AtomKind::InReplyTo(condition, ..) | AtomKind::CountWithin { condition, .. } = &mut kind {
        forget_words(condition);
    }
    if let AtomKind::Number(left, _, right) = &mut kind {
        forget_words_counted(left);
        forget_words_counted(right);
    }
    kind
}

fn forget_words_counted(expr: &mut NumberExpr) {
    match expr {
        NumberExpr::Constant(_) | NumberExpr::Attribute(_) => {}
        NumberExpr::Binary(a, _, b) => {
            forget_words_counted(a);
            forget_words_counted(b);
        }
        NumberExpr::Count(condition) => forget_words(condition),
    }
}

fn forget_words(expr: &mut Expr) {
    match expr {
        Expr::Constant(_) => {}
        Expr::And(list) | Expr::Or(list) => list.iter_mut().for_each(forget_words),
        Expr::Not(inner) => forget_words(inner),
        Expr::Atom(atom) => *atom = Atom { kind: kind_alone(&atom.kind), words: Words::default() },
    }
}

/// Every name by which reports may speak of the actors that an agreement knows: written and folded, to the id.
///
/// Covers parties, formations with their alternatives, excluded groups and both ends of links, of this version
/// and of those before it.
pub fn actor_names(agreement: &Agreement) -> FxHashMap<String, Arc<str>> {
    let mut map: FxHashMap<String, Arc<str>> = FxHashMap::default();
    let mut version = Some(agreement);
    while let Some(one) = version {
        add_names(one, &mut map);
        version = one.supersedes.as_deref();
    }
    map
}

/// Every actor that a text names as somebody's or as its own: one that is only said to have been escorted, or linked in
/// another way for which no party answers, may be anybody's still.
fn listed(agreement: &Agreement) -> FxHashSet<Arc<str>> {
    let mut all = FxHashSet::default();
    let mut version = Some(agreement);
    while let Some(one) = version {
        all.extend(one.parties.iter().map(|p| p.id.clone()));
        all.extend(one.formations.iter().map(|f| f.id.clone()));
        all.extend(one.excluded.iter().cloned());
        let answering = |link: &&Link| agreement.answers_for.contains(&link.kind);
        all.extend(one.links.iter().filter(answering).map(|link| link.of.clone()));
        all.extend(one.links.iter().map(|link| link.to.clone()));
        version = one.supersedes.as_deref();
    }
    all
}

fn add_names(agreement: &Agreement, map: &mut FxHashMap<String, Arc<str>>) {
    let mut add = |name: &str, id: &Arc<str>| {
        if !name.is_empty() {
            map.entry(name.to_string()).or_insert_with(|| id.clone());
            map.entry(names::fold(name)).or_insert_with(|| id.clone());
        }
    };
    for party in &agreement.parties {
        [&party.id, &party.name.ar, &party.name.en].into_iter().for_each(|n| add(n, &party.id));
    }
    for formation in &agreement.formations {
        [&formation.id, &formation.name.ar, &formation.name.en]
            .into_iter()
            .for_each(|n| add(n, &formation.id));
        formation.alternatives.iter().for_each(|n| add(n, &formation.id));
    }
    agreement.excluded.iter().for_each(|group| add(group, group));
    for link in &agreement.links {
        add(&link.of, &link.of);
        add(&link.to, &link.to);
    }
}
