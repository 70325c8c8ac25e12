//! Every incident against every norm, as the agreement stood on the day of the incident.

use std::sync::Arc;

use super::case::{Case, Unknown};
use super::decide::Question;
use super::formula::Suppose;
use super::row::{Entered, Row};
use super::subjects;
use super::weigh::Prepared;
use super::weigher::{Material, Weigher};
use super::{Against, Assessment, By, Finding, Outcome, SubjectRef, UnknownWord};
use crate::agreement::norm::{Norm, Rule, Subject};
use crate::agreement::{About, Agreement, is_part};
use crate::condition::{AtomKind, Expr, Truth};
use crate::incident::Deed;
use crate::time::{Instant, TimeRange};
use crate::value::Attribute;

/// Assesses everything. `progress` is called with the number of incidents done, from any thread.
///
/// The result depends on these arguments alone, and not on the order of reports or of work. Where counts do, or
/// some findings, [`Prepared::weigh`] is the shorter way.
pub fn assess(
    agreement: &Agreement,
    material: Material<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Assessment {
    Prepared::new(agreement, material).weigh().into_assessment(progress)
}

/// The same assessment without the columns: every norm weighed on every deed. Slow; what the columns are held to.
pub fn assess_row_by_row(agreement: &Agreement, material: Material<'_>) -> Assessment {
    Prepared::by(agreement, material, false).weigh().into_assessment(&|_| {})
}

/// The same row by row, each case worked out anew and every set of missing facts tried to its end. Very slow; what is
/// remembered between cases is held to it.
pub fn assess_anew(agreement: &Agreement, material: Material<'_>) -> Assessment {
    let mut prepared = Prepared::by(agreement, material, false);
    prepared.remembers = false;
    prepared.weigh().into_assessment(&|_| {})
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

impl Assessment {
    /// Weighs the duties of parties, then candidates, bodies and votes, and adds what is found.
    pub(super) fn weigh_parties(&mut self, weighers: &[Weigher<'_>]) {
        for weigher in weighers {
            assess_parties(weigher, self);
        }
        subjects::people::assess(weighers, self);
    }
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
        let open = self.started(&Case::default());
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
            if self.decide(question, &mixed, &Case::default()).outcomes != decision.outcomes {
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
            missing: if undetermined { self.missing(question, row, &open) } else { Vec::new() },
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
