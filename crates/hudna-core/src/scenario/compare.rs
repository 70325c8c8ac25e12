//! What was expected beside what was found.
//!
//! Every line of *Expect* is compared; and a finding that nobody expected about a deed or party that a line
//! speaks of differs too, so that a norm cannot weigh on it unseen.

use serde::Serialize;

use super::{Expected, Scenario};
use crate::diagnostic::Location;
use crate::finding::{Against, Assessment, By, Finding, MissingSet, Outcome, Reason};

/// What of a finding differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// The outcome.
    Outcome,
    /// The outcomes that remain possible.
    Possible,
    /// What settled it besides the facts.
    By,
    /// The permissions that disagree.
    Clash,
    /// The parties that answer.
    Against,
    /// The outcome were the author bound.
    IfBound,
    /// The smallest sets of missing facts.
    Missing,
    /// Whether these sets settle it whatever the answer, or only may.
    Settles,
    /// The ambiguities that the drafters know of.
    Ambiguity,
    /// The acts or positions that make it together.
    Together,
    /// The reports that the reasons name.
    Because,
    /// Nobody expected this finding.
    Unexpected,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: &'static [Self] = &[
        Self::Outcome,
        Self::Possible,
        Self::By,
        Self::Clash,
        Self::Against,
        Self::IfBound,
        Self::Missing,
        Self::Settles,
        Self::Ambiguity,
        Self::Together,
        Self::Because,
        Self::Unexpected,
    ];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Possible => "possible",
            Self::By => "by",
            Self::Clash => "clash",
            Self::Against => "against",
            Self::IfBound => "if-bound",
            Self::Missing => "missing",
            Self::Settles => "settles",
            Self::Ambiguity => "ambiguity",
            Self::Together => "together",
            Self::Because => "because",
            Self::Unexpected => "unexpected",
        }
    }
}

/// One difference. What was expected and found are in the words of data: outcomes, ids, `[[first],[]]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The line of *Expect*; `None` where nobody expected the finding.
    #[serde(skip)]
    pub location: Option<Location>,
    /// The norm.
    pub norm: String,
    /// The subject.
    pub subject: String,
    /// The deed, where the subject is an incident.
    pub deed: Option<u32>,
    /// What differs.
    pub aspect: Aspect,
    /// As the scenario has it.
    pub expected: Vec<String>,
    /// As the engine found it.
    pub found: Vec<String>,
    /// Which finding of the assessment it is about; `None` where there is none.
    #[serde(skip)]
    pub finding: Option<usize>,
}

impl Scenario {
    /// How what was found differs from what is expected.
    pub fn differences(&self, assessment: &Assessment) -> Vec<Difference> {
        let mut out: Vec<Difference> =
            self.expected.iter().flat_map(|e| self.differences_of(e, assessment)).collect();
        for (index, finding) in assessment.findings.iter().enumerate() {
            let spoken_of = |e: &Expected| e.subject == finding.subject.id && e.deed == finding.subject.deed;
            let awaited = |e: &Expected| e.finding(assessment).is_some_and(|(at, _)| at == index);
            if self.expected.iter().any(spoken_of) && !self.expected.iter().any(awaited) {
                out.push(Difference {
                    location: None,
                    norm: finding.norm.to_string(),
                    subject: finding.subject.id.clone(),
                    deed: finding.subject.deed,
                    aspect: Aspect::Unexpected,
                    expected: Vec::new(),
                    found: vec![finding.outcome.name().to_owned()],
                    finding: Some(index),
                });
            }
        }
        out
    }

    fn differences_of(&self, expected: &Expected, assessment: &Assessment) -> Vec<Difference> {
        let found = expected.finding(assessment);
        let mut out = Vec::new();
        let mut differs = |aspect: Aspect, awaited: Vec<String>, given: Vec<String>| {
            if awaited != given {
                out.push(Difference {
                    location: Some(expected.location.clone()),
                    norm: expected.norm.clone(),
                    subject: expected.subject.clone(),
                    deed: expected.deed,
                    aspect,
                    expected: awaited,
                    found: given,
                    finding: found.map(|(at, _)| at),
                });
            }
        };
        let outcome = |o: Outcome| vec![o.name().to_owned()];
        let Some((_, found)) = found else {
            differs(Aspect::Outcome, outcome(expected.outcome), outcome(Outcome::NotCovered));
            return out;
        };
        differs(Aspect::Outcome, outcome(expected.outcome), outcome(found.outcome));
        if expected.possible.len() > 1 || found.possible.len() > 1 {
            differs(Aspect::Possible, outcomes(&expected.possible), outcomes(&found.possible));
        }
        differs(Aspect::By, settled(&expected.by), settled(&found.by));
        let clash = found.clash.iter().map(ToString::to_string).collect();
        differs(Aspect::Clash, expected.clash.clone(), clash);
        let known = found.ambiguities.iter().map(ToString::to_string).collect();
        differs(Aspect::Ambiguity, expected.ambiguities.clone(), known);
        if let Some(together) = &expected.together {
            let given = found.together.iter().map(|s| s.id.clone()).collect();
            differs(Aspect::Together, together.clone(), given);
        }
        if let Some(against) = &expected.against {
            differs(Aspect::Against, written_sets(against.as_deref()), answering(&found.against));
        }
        if let Some(if_bound) = expected.if_bound {
            differs(Aspect::IfBound, outcome(if_bound), outcome(found.if_bound));
        }
        if let Some((settles, sets)) = &expected.missing {
            let mut given: Vec<Vec<String>> = found.missing.iter().map(facts).collect();
            given.sort();
            let joined = |sets: &[Vec<String>]| sets.iter().map(|s| s.join(" + ")).collect();
            differs(Aspect::Missing, joined(sets), joined(&given));
            let all_settle = found.missing.iter().all(|m| m.settles);
            differs(Aspect::Settles, vec![yes(*settles)], vec![yes(all_settle)]);
        }
        if let Some(because) = &expected.because {
            differs(Aspect::Because, because.clone(), self.named(found));
        }
        out
    }

    /// The names of the reports that the reasons of a finding name.
    fn named(&self, finding: &Finding) -> Vec<String> {
        let mut reports = Vec::new();
        reports_of(&finding.because, &mut reports);
        let named = |r: &u32| self.reports.get(*r as usize)?.origin.own_id.as_deref().map(str::to_owned);
        let mut names: Vec<String> = reports.iter().filter_map(named).collect();
        names.sort();
        names.dedup();
        names
    }
}

fn reports_of(reason: &Reason, out: &mut Vec<u32>) {
    out.extend(&reason.reports);
    reason.parts.iter().for_each(|part| reports_of(part, out));
}

fn outcomes(list: &[Outcome]) -> Vec<String> {
    list.iter().map(|o| o.name().to_owned()).collect()
}

fn settled(list: &[By]) -> Vec<String> {
    list.iter().map(|by| by.name().to_owned()).collect()
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

fn facts(set: &MissingSet) -> Vec<String> {
    let mut facts: Vec<String> = set.facts.iter().map(|f| f.fact.clone()).collect();
    facts.sort();
    facts
}

fn answering(against: &Against) -> Vec<String> {
    match against {
        Against::Unknown(_) => written_sets(None),
        Against::Parties(sets) => {
            let sets: Vec<Vec<String>> =
                sets.iter().map(|set| set.iter().map(ToString::to_string).collect()).collect();
            written_sets(Some(&sets))
        }
    }
}

fn written_sets(sets: Option<&[Vec<String>]>) -> Vec<String> {
    match sets {
        None => vec!["unknown".to_owned()],
        Some(sets) => sets.iter().map(|s| format!("[{}]", s.join(","))).collect(),
    }
}
