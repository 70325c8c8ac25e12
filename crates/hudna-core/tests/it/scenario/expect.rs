//! What a scenario expects, and how a finding differs from it.
//!
//! `- a4.1 (incident 2, deed 1): undetermined {breach, not covered}; against [[second],[]]; if bound breach;
//! by accounts; missing actor + link guard-3 or place`. Outcome, possible outcomes and what settled it are
//! compared always, the rest where stated.

use hudna_core::finding::{Against, Assessment, Finding, MissingSet, Outcome};

/// One line of *Expect*.
#[derive(Debug, Default)]
pub(crate) struct Expected {
    pub(crate) norm: String,
    /// `incident 1`, or a party's id.
    pub(crate) subject: String,
    pub(crate) deed: Option<u32>,
    pub(crate) version: Option<i64>,
    pub(crate) outcome: Option<Outcome>,
    possible: Vec<Outcome>,
    against: Option<String>,
    if_bound: Option<Outcome>,
    by: Vec<String>,
    clash: Vec<String>,
    ambiguities: Vec<String>,
    missing: Option<(bool, Vec<Vec<String>>)>,
    because: Vec<String>,
    together: Option<Vec<String>>,
}

fn outcome(text: &str) -> Result<Outcome, String> {
    match text.trim() {
        "breach" | "خرق" => Ok(Outcome::Breach),
        "undetermined" | "غير محسوم" => Ok(Outcome::Undetermined),
        "permitted" | "met" | "مسموح" | "مستوفى" => Ok(Outcome::Permitted),
        "not covered" | "غير مشمول" => Ok(Outcome::NotCovered),
        other => Err(format!("no such outcome: {other}")),
    }
}

/// Reads one line.
pub(crate) fn parse(line: &str) -> Result<Expected, String> {
    let (head, rest) = line.split_once(": ").ok_or_else(|| format!("no outcome: {line}"))?;
    let mut expected = Expected { subject: "incident 1".to_owned(), deed: Some(1), ..Expected::default() };
    let (norm, about) = head.split_once('(').unwrap_or((head, ""));
    expected.norm = norm.trim().to_owned();
    for part in about.trim_end_matches(')').split(',').map(str::trim).filter(|p| !p.is_empty()) {
        if let Some(version) = part.strip_prefix("version ") {
            expected.version = version.parse().ok();
        } else if let Some(deed) = part.strip_prefix("deed ") {
            expected.deed = deed.parse().ok();
        } else {
            expected.subject = part.to_owned();
            expected.deed = part.starts_with("incident ").then_some(1);
        }
    }
    let mut clauses = rest.split([';', '؛']).map(str::trim);
    let first = clauses.next().unwrap_or_default();
    let (word, possible) = first.split_once('{').unwrap_or((first, ""));
    let is = outcome(word)?;
    expected.outcome = Some(is);
    for one in possible.trim_end_matches('}').split([',', '،']).filter(|p| !p.trim().is_empty()) {
        expected.possible.push(outcome(one)?);
    }
    match (is, expected.possible.is_empty()) {
        (Outcome::Undetermined, true) => return Err(format!("undetermined between what: {line}")),
        (_, true) => expected.possible.push(is),
        _ => {}
    }
    expected.possible.sort();
    for clause in clauses {
        clause_of(&mut expected, clause)?;
    }
    Ok(expected)
}

fn clause_of(expected: &mut Expected, clause: &str) -> Result<(), String> {
    if let Some(sets) = clause.strip_prefix("against ") {
        expected.against = Some(sets.replace(' ', ""));
    } else if let Some(one) = clause.strip_prefix("if bound ") {
        expected.if_bound = Some(outcome(one)?);
    } else if let Some(list) = clause.strip_prefix("by ") {
        expected.by = list.split(',').map(|b| b.trim().to_owned()).collect();
    } else if let Some(pair) = clause.strip_prefix("clash ") {
        expected.clash = pair.split(" and ").map(|id| id.trim().to_owned()).collect();
    } else if let Some(list) = clause.strip_prefix("ambiguity ") {
        expected.ambiguities = list.split(',').map(|id| id.trim().to_owned()).collect();
    } else if let Some(names) = clause.strip_prefix("because ") {
        expected.because = names.split(',').map(|n| n.trim().to_owned()).collect();
    } else if let Some(list) = clause.strip_prefix("together ") {
        expected.together = Some(list.split(" and ").map(|s| s.trim().to_owned()).collect());
    } else if let Some(list) = clause.strip_prefix("missing ") {
        expected.missing = Some((true, sets(list)));
    } else if let Some(list) = clause.strip_prefix("may settle ") {
        expected.missing = Some((false, sets(list)));
    } else {
        return Err(format!("not understood: {clause}"));
    }
    Ok(())
}

fn sets(list: &str) -> Vec<Vec<String>> {
    let mut sets: Vec<Vec<String>> = list
        .split(" or ")
        .filter(|s| s.trim() != "nothing")
        .map(|set| {
            let mut facts: Vec<String> = set.split(" + ").map(|f| f.trim().to_owned()).collect();
            facts.sort();
            facts
        })
        .collect();
    sets.sort();
    sets
}

fn written(set: &MissingSet) -> Vec<String> {
    let mut facts: Vec<String> = set.facts.iter().map(|f| f.fact.clone()).collect();
    facts.sort();
    facts
}

impl Expected {
    fn is_about(&self, finding: &Finding) -> bool {
        *finding.norm == *self.norm
            && finding.subject.id == self.subject
            && finding.subject.deed == self.deed
            && self.version.is_none_or(|v| v == finding.version)
    }

    /// The finding that this line is about.
    pub(crate) fn finding<'a>(&self, assessment: &'a Assessment) -> Option<&'a Finding> {
        assessment.findings.iter().find(|f| self.is_about(f))
    }

    /// How what was found differs from this line. `named` names a report.
    pub(crate) fn differences(&self, assessment: &Assessment, named: &dyn Fn(u32) -> String) -> Vec<String> {
        let about = format!("{} ({}, {:?})", self.norm, self.subject, self.deed);
        let Some(found) = self.finding(assessment) else {
            return match self.outcome {
                Some(Outcome::NotCovered) => Vec::new(),
                expected => vec![format!("{about}: expected {expected:?}, found nothing")],
            };
        };
        let mut out = Vec::new();
        let mut differs = |what: &str, expected: String, found: String| {
            if expected != found {
                out.push(format!("{about}: {what}: expected {expected}, found {found}"));
            }
        };
        differs("outcome", format!("{:?}", self.outcome), format!("{:?}", Some(found.outcome)));
        differs("possible", format!("{:?}", self.possible), format!("{:?}", found.possible));
        let by: Vec<String> = found
            .by
            .iter()
            .map(|b| {
                serde_json::to_value(b)
                    .map_or_else(|_| String::new(), |v| v.as_str().unwrap_or_default().to_owned())
            })
            .collect();
        differs("by", format!("{:?}", self.by), format!("{by:?}"));
        let clash: Vec<&str> = found.clash.iter().map(|c| &**c).collect();
        differs("clash", format!("{:?}", self.clash), format!("{clash:?}"));
        let known: Vec<&str> = found.ambiguities.iter().map(|a| &**a).collect();
        differs("ambiguity", format!("{:?}", self.ambiguities), format!("{known:?}"));
        if let Some(against) = &self.against {
            differs("against", against.clone(), against_written(&found.against));
        }
        if let Some(together) = &self.together {
            let found: Vec<&str> = found.together.iter().map(|s| s.id.as_str()).collect();
            differs("together", format!("{together:?}"), format!("{found:?}"));
        }
        if let Some(if_bound) = self.if_bound {
            differs("if bound", format!("{if_bound:?}"), format!("{:?}", found.if_bound));
        }
        if let Some((settles, sets)) = &self.missing {
            let mut given: Vec<Vec<String>> = found.missing.iter().map(written).collect();
            given.sort();
            differs("missing", format!("{sets:?}"), format!("{given:?}"));
            differs("settles", format!("{settles}"), format!("{}", found.missing.iter().all(|m| m.settles)));
        }
        if !self.because.is_empty() {
            let mut names: Vec<String> = reports_of(&found.because).into_iter().map(named).collect();
            names.sort();
            differs("because", format!("{:?}", self.because), format!("{names:?}"));
        }
        out
    }
}

/// Every report that a reason tree names.
pub(crate) fn reports_of(reason: &hudna_core::finding::Reason) -> Vec<u32> {
    let mut out = reason.reports.clone();
    out.extend(reason.parts.iter().flat_map(reports_of));
    out.sort_unstable();
    out.dedup();
    out
}

fn against_written(against: &Against) -> String {
    match against {
        Against::Unknown(_) => "unknown".to_owned(),
        Against::Parties(sets) => {
            let sets: Vec<String> = sets.iter().map(|s| format!("[{}]", s.join(","))).collect();
            format!("[{}]", sets.join(","))
        }
    }
}
