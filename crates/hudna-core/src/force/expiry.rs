//! Sealed parts whose time has run: what is kept of a candidate, named for redaction.
//!
//! Whoever nominates says until when (`keep_until`). From then on the parts are named; destroying them is an act of a
//! person (`redaction.made`), and what was said in the clear (by the candidate's id), with every proof, stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::Force;
use crate::ledger::id::EntryId;
use crate::ledger::part::Digest;
use crate::time::Instant;

/// What is to be redacted of one nomination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expired {
    /// The nomination.
    pub nomination: EntryId,
    /// The candidate's id.
    pub candidate: Arc<str>,
    /// Since when.
    pub since: Instant,
    /// The sealed parts that are still there, in the order of the record.
    pub parts: Vec<Digest>,
}

impl Force {
    /// How many nominations still have time, and when the next of them runs out; `None` where none has.
    pub fn next_expiry(&self, now: Instant) -> Option<(usize, Instant)> {
        let ahead = self.nominations.iter().filter_map(|n| n.keep_until).filter(|until| *until > now);
        let next = ahead.clone().min()?;
        Some((ahead.count(), next))
    }

    /// Whether everything sealed that was kept of a candidate for a nomination is destroyed; not where nothing was.
    pub fn is_destroyed(&self, of: &super::Nomination, redacted: &BTreeSet<Digest>) -> bool {
        let meant = |papers: &&super::Papers| {
            papers.candidate == of.candidate && papers.body.as_ref().is_none_or(|body| *body == of.body)
        };
        let mut parts = self.papers.iter().filter(meant).flat_map(|papers| &papers.sealed).peekable();
        parts.peek().is_some() && parts.all(|part| redacted.contains(part))
    }

    /// What is to be redacted at `now`; parts of which the candidate's other nominations, still kept, speak stay.
    pub fn expired(&self, redacted: &BTreeSet<Digest>, now: Instant) -> Vec<Expired> {
        let of = |n: &super::Nomination| {
            let (candidate, body) = (n.candidate.clone(), n.body.clone());
            let meant = move |papers: &&super::Papers| {
                papers.candidate == candidate && papers.body.as_ref().is_none_or(|of| *of == body)
            };
            self.papers
                .iter()
                .filter(meant)
                .flat_map(|papers| papers.sealed.iter().copied())
                .collect::<Vec<_>>()
        };
        let has_run = |n: &&super::Nomination| n.keep_until.is_some_and(|until| until <= now);
        let kept: BTreeSet<Digest> = self.nominations.iter().filter(|n| !has_run(n)).flat_map(of).collect();
        let mut named = BTreeSet::new();
        let mut all = Vec::new();
        for n in self.nominations.iter().filter(has_run) {
            let mut parts = of(n);
            parts.retain(|part| !kept.contains(part) && !redacted.contains(part) && named.insert(*part));
            if let (false, Some(since)) = (parts.is_empty(), n.keep_until) {
                let (nomination, candidate) = (n.entry.clone(), n.candidate.clone());
                all.push(Expired { nomination, candidate, since, parts });
            }
        }
        all
    }
}
