//! Every incident against every norm, as the agreement stood on the day of the incident.

use std::sync::Arc;

use rayon::prelude::*;

use super::case::{Case, Unknown};
use super::decide::Question;
use super::formula::Suppose;
use super::row::{Entered, Row};
use super::weigher::{Material, Weigher, actor_names, deeds_by_time, incidents_by_report, time_of};
use super::{Against, Assessment, By, Finding, Outcome, SubjectRef, UnknownWord};
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::agreement::{About, Agreement, is_part};
use crate::columns::norms::{Conditions, Known, NormColumns};
use crate::columns::planes::Planes;
use crate::condition::{AtomKind, Expr, Truth};
use crate::incident::Deed;
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
    let by_time = deeds_by_time(material);
    let names = actor_names(agreement);
    let weighers: Vec<Weigher<'_>> = versions(agreement)
        .into_iter()
        .map(|(version, valid)| Weigher::new(version, valid, material, &names, &by_report, &by_time))
        .collect();
    let columns = by_columns.then(|| NormColumns::build(material.incidents));
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
    let per_incident: Vec<(Vec<Finding>, u64, Outcome)> = (0..material.incidents.len())
        .into_par_iter()
        .map(|i| {
            let result = assess_incident(&weighers, &swept, first_rows[i], material, i);
            progress(1);
            result
        })
        .collect();
    let mut assessment = Assessment::default();
    for (incident, (findings, not_covered, outcome)) in material.incidents.iter().zip(per_incident) {
        assessment.findings.extend(findings);
        assessment.not_covered += not_covered;
        assessment.by_incident.push((incident.id.clone(), outcome));
        assessment.not_covered_by_incident.push(not_covered);
    }
    for weigher in &weighers {
        assess_parties(weigher, &mut assessment);
    }
    super::subjects::people::assess(&weighers, &mut assessment);
    assessment
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
fn versions(agreement: &Agreement) -> Vec<(&Agreement, TimeRange)> {
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
) -> (Vec<Finding>, u64, Outcome) {
    let incident = &material.incidents[i];
    let (mut findings, mut not_covered) = (Vec::new(), 0);
    for (d, deed) in incident.deeds.iter().enumerate() {
        let at = time_of(deed);
        let mut weighed_by: Vec<(&Weigher<'_>, &Swept)> =
            weighers.iter().zip(swept).filter(|(w, _)| w.valid.overlaps(&at)).collect();
        if weighed_by.is_empty() {
            weighed_by.extend(weighers.iter().zip(swept).next());
        }
        for (weigher, swept) in weighed_by {
            let row = Row::of_deed(&incident.id, (i, d), deed, weigher.agreement.mixed_accounts);
            let subject = SubjectRef {
                kind: "incident",
                id: incident.id.0.clone(),
                deed: Some(u32::try_from(d + 1).unwrap_or(u32::MAX)),
            };
            for (n, norm) in weigher.agreement.norms.iter().enumerate() {
                if swept.rules_out(n, first_row + d) {
                    not_covered += 1;
                    continue;
                }
                match weigher.finding(norm, &row, &subject) {
                    Some(Some(finding)) => findings.push(finding),
                    Some(None) => not_covered += 1,
                    None => {}
                }
            }
        }
    }
    let outcome = findings.iter().map(|f| f.outcome).min().unwrap_or(Outcome::NotCovered);
    (findings, not_covered, outcome)
}

fn assess_parties(weigher: &Weigher<'_>, assessment: &mut Assessment) {
    let nothing = Deed::default();
    for norm in &weigher.agreement.norms {
        if norm.rule.as_ref().is_none_or(|r| r.subject != Subject::Party) {
            continue;
        }
        for (p, party) in weigher.agreement.parties.iter().enumerate() {
            let row = Row::of_party(p, &nothing);
            let subject = SubjectRef { kind: "party", id: party.id.to_string(), deed: None };
            match weigher.duty(norm, &row, &subject) {
                Some(finding) => assessment.findings.push(finding),
                None => assessment.not_covered += 1,
            }
        }
    }
}

impl<'a> Weigher<'a> {
    /// The finding of a norm on a deed: `None` where the norm is not about deeds, `Some(None)` where not covered.
    fn finding(&self, norm: &Norm, row: &Row<'a>, subject: &SubjectRef) -> Option<Option<Finding>> {
        let rule = norm.rule.as_ref().filter(|r| r.subject.is_deed())?;
        Some(self.weigh_question(Question { norm, rule, suppose: Suppose::default() }, row, subject))
    }

    /// The finding of a norm with a rule on a row that is no deed; `None` where not covered.
    pub(super) fn weighed(
        &self,
        norm: &Norm,
        rule: &Rule,
        row: &Row<'a>,
        subject: &SubjectRef,
    ) -> Option<Finding> {
        self.weigh_question(Question { norm, rule, suppose: Suppose::default() }, row, subject)
    }

    fn duty(&self, norm: &Norm, row: &Row<'a>, subject: &SubjectRef) -> Option<Finding> {
        let rule = norm.rule.as_ref()?;
        self.weigh_question(Question { norm, rule, suppose: Suppose::default() }, row, subject)
    }

    fn weigh_question(&self, question: Question<'_>, row: &Row<'a>, subject: &SubjectRef) -> Option<Finding> {
        let open = Case::default();
        let decision = self.decide(question, row, &open);
        let outcome = match decision.outcomes.single() {
            Some(Outcome::NotCovered) => return None,
            Some(one) if !decision.clash => one,
            _ => Outcome::Undetermined,
        };
        let bound = Question { suppose: Suppose { bound: true }, ..question };
        let if_bound = self.decide(bound, row, &open);
        let if_bound = match if_bound.outcomes.single() {
            Some(one) if !if_bound.clash => one,
            _ => Outcome::Undetermined,
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
            subject: subject.clone(),
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
    fn against(&self, row: &Row<'a>) -> Against {
        if row.entered.is_some_and(Entered::is_many) {
            return Against::Parties(Vec::new());
        }
        let answers = self.answers(row, &Case::default(), Attribute::Actor);
        if answers.nobody_knows {
            return Against::Unknown(UnknownWord::Unknown);
        }
        let name = |set: u64| -> Vec<Arc<str>> {
            let parties = self.agreement.parties.iter().enumerate();
            parties.filter(|(p, _)| set >> p & 1 == 1).map(|(_, party)| party.id.clone()).collect()
        };
        let mut sets: Vec<Vec<Arc<str>>> = answers.sets.into_iter().map(name).collect();
        // named parties before outsiders, in the order of the text
        sets.sort_by_key(|s| (s.is_empty(), s.clone()));
        Against::Parties(sets)
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
