//! Every incident against every norm, as the agreement stood on the day of the incident.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::case::{Case, Unknown};
use super::cluster::{self, Member};
use super::decide::Question;
use super::formula::Suppose;
use super::row::{Entered, Row};
use super::subjects::{self, EntryRow, RowKey, Subjects};
use super::weigher::{Material, Weigher, actor_names, incidents_by_report, time_of};
use super::{Against, Assessment, By, Finding, Outcome, SubjectRef, UnknownWord};
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::agreement::{About, Agreement, is_part};
use crate::columns::norms::{Conditions, Known, NormColumns};
use crate::columns::planes::Planes;
use crate::condition::{AtomKind, Counted, Expr, Truth};
use crate::incident::{Deed, Incident};
use crate::time::{Instant, TimeRange};
use crate::value::Attribute;

/// Assesses everything. `progress` is called with the number of incidents done, from any thread.
///
/// The result depends on these arguments alone, and not on the order of reports or of work.
pub fn assess(
    agreement: &Agreement,
    material: Material<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Assessment {
    weigh_all(agreement, material, progress, true)
}

/// The same assessment without the columns: every norm weighed on every deed. Slow; what the columns are held to.
pub fn assess_row_by_row(agreement: &Agreement, material: Material<'_>) -> Assessment {
    weigh_all(agreement, material, &|_| {}, false)
}

fn weigh_all(
    agreement: &Agreement,
    material: Material<'_>,
    progress: &(dyn Fn(usize) + Sync),
    by_columns: bool,
) -> Assessment {
    let by_report = incidents_by_report(material);
    let names = actor_names(agreement);
    let subjects = Subjects::of(agreement, material, &names);
    let columns = by_columns.then(|| NormColumns::build(material.incidents));
    let mut weighers: Vec<Weigher<'_>> = versions(agreement)
        .into_iter()
        .map(|(version, valid)| Weigher::new(version, valid, material, &names, &by_report, &subjects))
        .collect();
    weighers.iter_mut().for_each(|w| w.lay_out(columns.as_ref()));
    let swept: Vec<Swept> = weighers.iter().map(|w| Swept::of(w.agreement, columns.as_ref())).collect();
    let first_rows: Vec<usize> = material
        .incidents
        .iter()
        .scan(0, |next, incident| {
            let first = *next;
            *next += incident.deeds.len();
            Some(first)
        })
        .collect();
    let per_incident: Vec<Weighed> = (0..material.incidents.len())
        .into_par_iter()
        .map(|i| {
            let result = assess_incident(&weighers, &swept, first_rows[i], material, i);
            progress(1);
            result
        })
        .collect();
    let entries: Vec<(RowKey, &EntryRow<'_>)> = subjects.entries().collect();
    let per_entry: Vec<Weighed> =
        entries.into_par_iter().map(|(key, entry)| assess_entry(&weighers, key, entry)).collect();
    let (mut assessment, mut members) = (Assessment::default(), Vec::new());
    let mut ends = Vec::with_capacity(material.incidents.len());
    for weighed in &per_incident {
        assessment.not_covered_by_incident.push(weighed.not_covered);
    }
    assessment.findings.reserve_exact(per_incident.iter().chain(&per_entry).map(|w| w.findings.len()).sum());
    for weighed in per_incident.into_iter().chain(per_entry) {
        let first = assessment.findings.len();
        members.extend(weighed.members.into_iter().map(|(f, member)| (first + f, member)));
        assessment.not_covered += weighed.not_covered;
        assessment.findings.extend(weighed.findings);
        ends.push(assessment.findings.len());
    }
    let dropped = cluster::join(&weighers, &mut assessment.findings, &members);
    sum_up(material, &mut assessment, &ends, &dropped);
    for weigher in &weighers {
        assess_parties(weigher, &mut assessment);
    }
    subjects::people::assess(&weighers, &mut assessment);
    assessment
}

/// What was found of one incident or of one entry.
#[derive(Default)]
struct Weighed {
    findings: Vec<Finding>,
    not_covered: u64,
    /// Findings that may be one with others, by position.
    members: Vec<(usize, Member)>,
}

impl Weighed {
    fn add<'a>(
        &mut self,
        by: (usize, &Weigher<'a>),
        n: usize,
        row: &Row<'a>,
        subject: &dyn Fn() -> SubjectRef,
    ) {
        let (w, weigher) = by;
        let norm = &weigher.agreement.norms[n];
        let Some(rule) = &norm.rule else { return };
        match weigher.weighed(norm, rule, row, subject) {
            Some(finding) => {
                let member = weigher.member((w, n), norm, row, &finding);
                self.members.extend(member.map(|m| (self.findings.len(), m)));
                self.findings.push(finding);
            }
            None => self.not_covered += 1,
        }
    }
}

/// Leaves out findings that another speaks for, and sums up each incident.
fn sum_up(material: Material<'_>, assessment: &mut Assessment, ends: &[usize], dropped: &FxHashSet<usize>) {
    let mut first = 0;
    for (incident, end) in material.incidents.iter().zip(ends) {
        let own = (first..*end).filter(|f| !dropped.contains(f));
        let outcome = own.map(|f| assessment.findings[f].outcome).min().unwrap_or(Outcome::NotCovered);
        assessment.by_incident.push((incident.id.clone(), outcome));
        first = *end;
    }
    if !dropped.is_empty() {
        let mut index = 0;
        assessment.findings.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }
}

/// The norms of one version over all deeds at once: where a norm's condition surely fails, it does not cover,
/// and nothing more is asked of that pair. What columns cannot know counts as unknown here.
struct Swept {
    /// For each norm, by position: what its condition comes to for every deed; `None` where it demands nothing.
    planes: Vec<Option<Planes>>,
}

impl Swept {
    /// Without columns nothing is ruled out.
    fn of(agreement: &Agreement, columns: Option<&NormColumns>) -> Self {
        let Some(columns) = columns else { return Self { planes: vec![None; agreement.norms.len()] } };
        let known = Known { geometries: &agreement.geometries, terms: &agreement.terms, dated: None };
        let planes = agreement
            .norms
            .par_iter()
            .map(|norm| {
                let rule = norm.rule.as_ref().filter(|r| r.subject.is_deed())?;
                let mut conditions = Conditions::new(columns, known);
                let when = conditions.expr(&rule.when);
                Some(conditions.evaluate(when, &|_, _| Truth::Unknown))
            })
            .collect();
        Self { planes }
    }

    /// Whether a norm surely does not cover a deed.
    fn rules_out(&self, norm: usize, row: usize) -> bool {
        self.planes[norm].as_ref().is_some_and(|p| p.truth(row) == Truth::False)
    }
}

/// The versions of an agreement, newest first, each with the time in which acts fall under it.
pub(super) fn versions(agreement: &Agreement) -> Vec<(&Agreement, TimeRange)> {
    let (mut out, mut next, mut until) = (Vec::new(), Some(agreement), Instant(i64::MAX));
    while let Some(version) = next {
        let end = version.lapses().map_or(until, |ends| ends.min(until));
        out.push((version, TimeRange::new(version.d_day, end)));
        until = version.d_day;
        next = version.supersedes.as_deref();
    }
    out
}

fn assess_incident(
    weighers: &[Weigher<'_>],
    swept: &[Swept],
    first_row: usize,
    material: Material<'_>,
    i: usize,
) -> Weighed {
    let incident = &material.incidents[i];
    let mut weighed = Weighed::default();
    for (d, deed) in incident.deeds.iter().enumerate() {
        for w in weighed_by(weighers, time_of(deed)) {
            let (weigher, swept) = (&weighers[w], &swept[w]);
            let row = Row::of_deed(&incident.id, (i, d), deed, weigher.agreement.mixed_accounts);
            for (n, norm) in weigher.agreement.norms.iter().enumerate() {
                match norm.rule.as_ref().map(|r| r.subject) {
                    Some(Subject::Deed | Subject::Duty) if swept.rules_out(n, first_row + d) => {
                        weighed.not_covered += 1;
                    }
                    Some(Subject::Deed | Subject::Duty) => {
                        weighed.add((w, weigher), n, &row, &|| deed_ref(incident, d))
                    }
                    Some(Subject::Position(_)) => {
                        if let Some(row) = weigher.row_of((i, d), Counted::Positions) {
                            weighed.add((w, weigher), n, &row, &|| deed_ref(incident, d));
                        }
                    }
                    Some(Subject::Visit) => {
                        if let Some(row) = weigher.as_visit(&row) {
                            weighed.add((w, weigher), n, &row, &|| deed_ref(incident, d));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    weighed
}

/// A deed as findings call it.
fn deed_ref(incident: &Incident, d: usize) -> SubjectRef {
    let deed = Some(u32::try_from(d + 1).unwrap_or(u32::MAX));
    SubjectRef { kind: "incident", id: incident.id.0.clone(), deed }
}

/// Positions of the versions that may be in force over `at`; the newest where none is.
fn weighed_by(weighers: &[Weigher<'_>], at: TimeRange) -> Vec<usize> {
    let mut list: Vec<usize> = (0..weighers.len()).filter(|w| weighers[*w].valid.overlaps(&at)).collect();
    if list.is_empty() && !weighers.is_empty() {
        list.push(0);
    }
    list
}

/// Weighs one entry of a register: by the norms about its kind; a visit denied also as the deed that it is.
fn assess_entry(weighers: &[Weigher<'_>], key: RowKey, entry: &EntryRow<'_>) -> Weighed {
    let mut weighed = Weighed::default();
    let is_deed = entry.deed.fact(Attribute::Act).is_some();
    for w in weighed_by(weighers, time_of(&entry.deed)) {
        let weigher = &weighers[w];
        let Some(row) = weigher.row_of(key, Counted::Around) else { continue };
        for (n, norm) in weigher.agreement.norms.iter().enumerate() {
            let about = match (norm.rule.as_ref().map(|r| r.subject), key.0) {
                (Some(Subject::Holding), subjects::HOLDINGS)
                | (Some(Subject::Visit), subjects::VISITS)
                | (Some(Subject::Position(_)), subjects::POSITIONS) => true,
                (Some(Subject::Deed | Subject::Duty), subjects::VISITS) => is_deed,
                _ => false,
            };
            if about {
                weighed.add((w, weigher), n, &row, &|| entry.subject.clone());
            }
        }
    }
    weighed
}

fn assess_parties(weigher: &Weigher<'_>, assessment: &mut Assessment) {
    let nothing = Deed::default();
    for norm in &weigher.agreement.norms {
        if norm.rule.as_ref().is_none_or(|r| r.subject != Subject::Party) {
            continue;
        }
        for (p, party) in weigher.agreement.parties.iter().enumerate() {
            let row = Row::of_party(p, &nothing);
            let subject = || SubjectRef { kind: "party", id: party.id.to_string(), deed: None };
            match weigher.duty(norm, &row, &subject) {
                Some(finding) => assessment.findings.push(finding),
                None => assessment.not_covered += 1,
            }
        }
    }
}

impl<'a> Weigher<'a> {
    /// The finding of a norm with a rule on a row; `None` where not covered.
    pub(super) fn weighed(
        &self,
        norm: &Norm,
        rule: &Rule,
        row: &Row<'a>,
        subject: &dyn Fn() -> SubjectRef,
    ) -> Option<Finding> {
        self.weigh_question(Question { norm, rule, suppose: Suppose::default() }, row, subject)
    }

    fn duty(&self, norm: &Norm, row: &Row<'a>, subject: &dyn Fn() -> SubjectRef) -> Option<Finding> {
        let rule = norm.rule.as_ref()?;
        self.weigh_question(Question { norm, rule, suppose: Suppose::default() }, row, subject)
    }

    pub(super) fn weigh_question(
        &self,
        question: Question<'_>,
        row: &Row<'a>,
        subject: &dyn Fn() -> SubjectRef,
    ) -> Option<Finding> {
        let open = Case::default();
        let decision = self.decide(question, row, &open);
        let outcome = match decision.outcomes.single() {
            Some(Outcome::NotCovered) => return None,
            Some(one) if !decision.clash => one,
            _ => Outcome::Undetermined,
        };
        // were the author bound: nothing new where that is so anyhow
        let surely_bound = self.bound(question.norm, row, &open) == Truth::True
            && self.excluded(Attribute::Actor, row, &open) == Truth::False;
        let if_bound = if surely_bound {
            outcome
        } else {
            let bound = Question { suppose: Suppose { bound: true }, ..question };
            let if_bound = self.decide(bound, row, &open);
            match if_bound.outcomes.single() {
                Some(one) if !if_bound.clash => one,
                _ => Outcome::Undetermined,
            }
        };
        let mut by = Vec::new();
        if decision.split_accounts {
            let mixed = Row { accounts: Vec::new(), ..row.clone() };
            if self.decide(question, &mixed, &open).outcomes != decision.outcomes {
                by.push(By::Accounts);
            }
        }
        if decision.by_burden {
            by.push(By::Burden);
        }
        if self.target_presumed(row) {
            by.push(By::Presumption);
        }
        if row.entered.is_some_and(|e| e.by_silence) {
            by.push(By::Silence);
        }
        if outcome == Outcome::Undetermined {
            if decision.bounded {
                by.push(By::Bound);
            }
            if self.straddles_entry(question.norm, self.time(row, &open)) {
                by.push(By::BeforeEntry);
            }
            if self.readings_differ(question, row) {
                by.push(By::TermDisputed);
            }
            if decision.clash {
                by.push(By::ArticlesDisagree);
            }
        }
        let undetermined = outcome == Outcome::Undetermined;
        Some(Finding {
            subject: subject(),
            together: Vec::new(),
            norm: question.norm.id.clone(),
            version: self.agreement.version,
            outcome,
            possible: decision.outcomes.list(),
            if_bound,
            against: self.against(row),
            by,
            clash: if decision.clash { decision.clashing } else { Vec::new() },
            ambiguities: self.ambiguities(question, row, outcome),
            severity: question.norm.severity.clone(),
            because: self.because(question, row),
            missing: if undetermined { self.missing(question, row) } else { Vec::new() },
        })
    }

    /// The possible sets of parties that answer, over all accounts and links.
    ///
    /// A body and a decision are nobody's in particular: no set at all.
    pub(super) fn against(&self, row: &Row<'a>) -> Against {
        if row.entered.is_some_and(Entered::is_many) {
            return Against::Parties(Vec::new());
        }
        let answers = self.answers(row, &Case::default(), Attribute::Actor);
        if answers.nobody_knows {
            return Against::Unknown(UnknownWord::Unknown);
        }
        self.against_sets(answers.sets)
    }

    /// The known ambiguities that a finding turns on: a part of the text that they are about whatever the outcome, a
    /// term or a line where it keeps the outcome open.
    fn ambiguities(&self, question: Question<'_>, row: &Row<'a>, outcome: Outcome) -> Vec<Arc<str>> {
        if self.agreement.ambiguities.is_empty() {
            return Vec::new();
        }
        let open = outcome == Outcome::Undetermined;
        let roots = self.roots(question.norm, question.rule, row, &Case::default());
        let turns_on = |about: &About| match about {
            About::Part(part) => is_part(&question.norm.id, part),
            About::Dispute(id) => open && roots.occurrences.contains(&Unknown::Course(id.clone())),
            About::Term(id) => {
                let of_it = |term: &u16| self.agreement.terms[usize::from(*term)].id == *id;
                open && self.differing_terms(question, row).iter().any(of_it)
            }
        };
        let known = self.agreement.ambiguities.iter().filter(|a| turns_on(&a.about));
        known.map(|a| a.id.clone()).collect()
    }

    /// Whether some term reads one way for one party and another way for another, on this row.
    fn readings_differ(&self, question: Question<'_>, row: &Row<'a>) -> bool {
        !self.differing_terms(question, row).is_empty()
    }

    /// The terms that read one way for one party and another way for another, on this row.
    fn differing_terms(&self, question: Question<'_>, row: &Row<'a>) -> Vec<u16> {
        let mut terms = Vec::new();
        terms_of(&question.rule.when, &mut terms);
        terms_of(&question.rule.must, &mut terms);
        question.rule.needs.iter().for_each(|need| terms_of(&need.when, &mut terms));
        for permission in self.permissions_over(question.norm) {
            let Some(exception) = &permission.exception else { continue };
            terms_of(&exception.when, &mut terms);
            exception.needs.iter().for_each(|need| terms_of(&need.when, &mut terms));
        }
        let open = Case::default();
        terms.retain(|term| {
            let readings = &self.agreement.terms[usize::from(*term)].readings;
            let truths: Vec<Truth> = self
                .readings_that_may_hold(*term, self.time(row, &open))
                .into_iter()
                .map(|i| self.truth(&readings[i].when, row, &open))
                .collect();
            truths.contains(&Truth::True) && truths.contains(&Truth::False)
        });
        terms
    }
}

fn terms_of(expr: &Expr, out: &mut Vec<u16>) {
    let mut atoms = Vec::new();
    expr.atoms(&mut atoms);
    out.extend(
        atoms
            .into_iter()
            .filter_map(|a| if let AtomKind::Reading(term) = a.kind { Some(term) } else { None }),
    );
}
