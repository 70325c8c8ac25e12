//! Findings of one record under two texts, side by side.

use std::collections::BTreeMap;

use hudna_core::agreement::Agreement;
use hudna_core::finding::{Against, Assessment, Finding, Outcome};

use super::{Comparison, Record};

/// In what a pair of findings differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Turned {
    /// The outcome.
    Outcome,
    /// The outcomes that remain possible.
    Possible,
    /// Who answers for it.
    Against,
}

/// One subject under one norm, before and after.
#[derive(Clone, Debug)]
pub struct OutcomeChange<'a> {
    /// `incident` or `party`.
    pub kind: &'a str,
    /// The incident's or party's id.
    pub id: &'a str,
    /// The deed of the incident, from 1.
    pub deed: Option<u32>,
    /// The norm's id.
    pub norm: &'a str,
    /// Under the first text; `None` where it has no such norm.
    pub before: Option<Outcome>,
    /// Under the second text.
    pub after: Option<Outcome>,
    /// The findings behind them; `None` where the norm does not cover it.
    pub findings: [Option<&'a Finding>; 2],
    /// In what they differ.
    pub turned: Turned,
}

type Key<'a> = (&'a str, &'a str, Option<u32>, &'a str);

/// Every pair that differs, in the order of incidents, deeds and norms of the texts.
pub(super) fn changes<'a>(comparison: &Comparison<'a>, record: &'a Record) -> Vec<OutcomeChange<'a>> {
    let [(incidents, first), (_, second)] = &record.weighed;
    let (before, after) = (by_key(first), by_key(second));
    let mut keys: Vec<Key<'a>> = before.keys().chain(after.keys()).copied().collect();
    let place: BTreeMap<&str, usize> =
        incidents.iter().enumerate().map(|(i, incident)| (incident.id.0.as_str(), i)).collect();
    let order = norm_order(comparison);
    keys.sort_by_key(|(kind, id, deed, norm)| {
        let at = place.get(id).copied().unwrap_or(usize::MAX);
        (at, *kind, *id, *deed, order.get(norm).copied().unwrap_or(usize::MAX), *norm)
    });
    keys.dedup();
    let mut out = Vec::new();
    for key in keys {
        let (kind, id, deed, norm) = key;
        let (a, b) = (before.get(&key).copied(), after.get(&key).copied());
        let Some(turned) = turned(a, b) else { continue };
        let outcome = |finding: Option<&Finding>, agreement: &Agreement| {
            finding.map(|f| f.outcome).or_else(|| knows(agreement, norm).then_some(Outcome::NotCovered))
        };
        out.push(OutcomeChange {
            kind,
            id,
            deed,
            norm,
            before: outcome(a, comparison.before),
            after: outcome(b, comparison.after),
            findings: [a, b],
            turned,
        });
    }
    out
}

/// The finding of each subject and norm; of two versions of a text, the weightier.
fn by_key(assessment: &Assessment) -> BTreeMap<Key<'_>, &Finding> {
    let mut map: BTreeMap<Key<'_>, &Finding> = BTreeMap::new();
    for finding in &assessment.findings {
        let subject = &finding.subject;
        let key = (subject.kind, subject.id.as_str(), subject.deed, &*finding.norm);
        let kept = map.entry(key).or_insert(finding);
        if finding.outcome < kept.outcome {
            *kept = finding;
        }
    }
    map
}

fn turned(a: Option<&Finding>, b: Option<&Finding>) -> Option<Turned> {
    let outcome = |f: Option<&Finding>| f.map_or(Outcome::NotCovered, |f| f.outcome);
    if outcome(a) != outcome(b) {
        return Some(Turned::Outcome);
    }
    let (a, b) = (a?, b?);
    if a.possible != b.possible {
        return Some(Turned::Possible);
    }
    (!same_answering(&a.against, &b.against)).then_some(Turned::Against)
}

fn same_answering(a: &Against, b: &Against) -> bool {
    let sorted = |against: &Against| match against {
        Against::Unknown(_) => None,
        Against::Parties(sets) => {
            let mut sets = sets.clone();
            sets.sort();
            Some(sets)
        }
    };
    sorted(a) == sorted(b)
}

/// Whether the text, or a version behind it, has the norm.
fn knows(agreement: &Agreement, norm: &str) -> bool {
    agreement.norm(norm).is_some() || agreement.supersedes.as_deref().is_some_and(|older| knows(older, norm))
}

/// Norms in the order of the second text, those that only the first has after them.
fn norm_order<'a>(comparison: &Comparison<'a>) -> BTreeMap<&'a str, usize> {
    let mut order = BTreeMap::new();
    for norm in comparison.after.norms.iter().chain(&comparison.before.norms) {
        let next = order.len();
        order.entry(&*norm.id).or_insert(next);
    }
    order
}
