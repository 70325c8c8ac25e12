//! Whether an article may be counted as adopted: by a decision rule of the text in force, weighed in three values.
//!
//! The votes are those on `DRAFT/VERSION/ARTICLE` ([`decision_of`]); the rule says who must have been there, how the votes must stand, and
//! for how long silence is no vote (`agreement/norm/decision.rs`). What is not known stays so: an undetermined vote adopts nothing.
//! Adoption lasts while the article reads as it did: a later version that changes a sign of it reopens it.

use std::sync::Arc;

use super::draft::{DraftArticle, DraftText};
use super::table::{Adopted, Table, Version};
use crate::agreement::Agreement;
use crate::agreement::norm::{Kind, Norm};
use crate::condition::Truth;
use crate::finding::{Asked, Finding, Material, Outcome, Reason, assess};
use crate::register::{Ballot, Registers};
use crate::time::Instant;

/// The name under which an article of a version is put to the vote.
pub fn decision_of(draft: &str, version: u32, article: &str) -> Arc<str> {
    format!("{draft}/{version}/{article}").into()
}

/// What a vote comes to by a rule.
#[derive(Clone, Debug)]
pub enum Vote {
    /// The text in force has no such decision rule.
    RuleUnknown,
    /// Nobody voted.
    NotPut,
    /// The rule does not speak of this vote: it is about another body, or was not in force then.
    NotCovered,
    /// Validly taken.
    Taken(Box<Finding>),
    /// Not taken: the quorum was not met.
    NoQuorum(Box<Finding>),
    /// Not taken: the votes are not enough.
    TooFew(Box<Finding>),
    /// It cannot be told yet: facts are missing, or silence still runs.
    Undetermined(Box<Finding>),
}

impl Vote {
    /// Weighs the votes on `decision` by the rule, as of a moment.
    pub fn of(
        agreement: &Agreement,
        registers: &Registers,
        decision: &str,
        rule: &str,
        as_of: Instant,
    ) -> Self {
        if !rules(agreement).any(|norm| *norm.id == *rule) {
            return Self::RuleUnknown;
        }
        let votes: Vec<Ballot> = ballots(registers, decision).cloned().collect();
        if votes.is_empty() {
            return Self::NotPut;
        }
        let own = Registers {
            votes,
            members: registers.members.clone(),
            complete: registers.complete.clone(),
            links: registers.links.clone(),
            ..Registers::default()
        };
        let material = Material { reports: &[], incidents: &[], registers: &own, as_of };
        let found = assess(agreement, material, &|_| {}).findings.into_iter().find(|finding| {
            finding.subject.kind == "vote" && finding.subject.id == decision && *finding.norm == *rule
        });
        let Some(found) = found.map(Box::new) else { return Self::NotCovered };
        match found.outcome {
            Outcome::Permitted => Self::Taken(found),
            Outcome::Undetermined => Self::Undetermined(found),
            Outcome::NotCovered => Self::NotCovered,
            Outcome::Breach if need(&found.because, "quorum") == Some(Truth::False) => Self::NoQuorum(found),
            Outcome::Breach => Self::TooFew(found),
        }
    }
}

/// The decision rules of a text.
pub fn rules(agreement: &Agreement) -> impl Iterator<Item = &Norm> {
    agreement.norms.iter().filter(|norm| norm.kind == Kind::Decision)
}

/// The votes on a decision.
pub fn ballots<'r>(registers: &'r Registers, decision: &'r str) -> impl Iterator<Item = &'r Ballot> {
    registers.votes.iter().filter(move |ballot| *ballot.decision == *decision)
}

/// What a need of the rule comes to.
fn need(reason: &Reason, id: &str) -> Option<Truth> {
    match &reason.asked {
        Asked::Need(need) if **need == *id => Some(reason.truth),
        _ => reason.parts.iter().find_map(|part| need(part, id)),
    }
}

/// How far an article of the last version of a draft has come.
#[derive(Clone, Debug)]
pub enum ArticleStand<'t> {
    /// Something in it stands in brackets.
    Open,
    /// Nothing stands in brackets, and it was not adopted as it reads.
    Clean,
    /// Adopted as it reads.
    Adopted(&'t Adopted),
}

impl ArticleStand<'_> {
    /// The name in data.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Clean => "clean",
            Self::Adopted(_) => "adopted",
        }
    }
}

impl Table {
    /// How far an article has come.
    pub fn article_stand(&self, draft: &str, text: &DraftText, article: &DraftArticle) -> ArticleStand<'_> {
        if article.is_open() {
            return ArticleStand::Open;
        }
        let reads = text.text_of(article);
        let own = self.adopted.iter().rev().filter(|adopted| adopted.article == article.id);
        let mut same = own.filter(|adopted| {
            self.version(&adopted.of).is_some_and(|(id, version)| {
                **id == *draft && as_it_read(version, &adopted.article) == Some(reads)
            })
        });
        same.next().map_or(ArticleStand::Clean, ArticleStand::Adopted)
    }
}

/// What an article said in a version.
fn as_it_read<'v>(version: &'v Version, article: &str) -> Option<&'v str> {
    let text = version.text.as_ref()?;
    Some(text.text_of(text.article(article)?))
}
