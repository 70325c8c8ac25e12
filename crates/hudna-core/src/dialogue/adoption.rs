//! Whether what was put to the vote was validly taken: by a decision rule, weighed in three values.
//!
//! The votes are those on `DRAFT/VERSION/ARTICLE` or `DRAFT/VERSION` ([`super::ballot`]); the rule says who must have been there, how the votes
//! must stand, and for how long silence is no vote (`agreement/norm/decision.rs`). What is not known stays so: an undetermined vote adopts nothing.
//! Adoption lasts while the article reads as it did: a later version that changes a sign of it reopens it.
//!
//! The rules are those of the text in force. Where none is, the draft says by which rule it is adopted itself: its decision rules of the body
//! `adoption`. A text that names no rule is adopted by consensus: all who have the vote say yes, and silence is not yes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ballot::choice_of;
use super::draft::{DraftArticle, DraftText};
use super::table::{Adopted, Table, Version};
use crate::agreement::Agreement;
use crate::agreement::norm::{Kind, Norm};
use crate::condition::Truth;
use crate::finding::{Asked, By, Finding, Material, Outcome, Reason, assess};
use crate::list::List;
use crate::register::{Ballot, Member, Registers};
use crate::time::{Instant, Span};

/// The rule of a text that names none: all who have the vote say yes.
pub const CONSENSUS: &str = "consensus";
/// The body of rules by which the text that holds them is adopted itself.
pub const ADOPTION: &str = "adoption";

/// What a vote comes to by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vote {
    /// The text that decides has no such rule.
    RuleUnknown,
    /// Nobody voted.
    NotPut,
    /// The rule does not speak of this vote: it is about another body, or was not in force then.
    NotCovered,
    /// Validly taken.
    Taken {
        /// Somebody kept silent until the time for it had run, and counts *for*.
        by_silence: bool,
    },
    /// Not taken: the quorum was not met.
    NoQuorum,
    /// Not taken: the votes are not enough.
    TooFew,
    /// It cannot be told yet: facts are missing, or silence still runs.
    Undetermined {
        /// What is not known: `member ID`, ….
        missing: Vec<String>,
    },
}

/// The text by which is decided.
#[derive(Clone, Debug)]
pub struct Deciding {
    text: Agreement,
    /// Whether that is the draft itself, for want of a text in force.
    pub first: bool,
}

impl Deciding {
    /// By the decision rules of the text in force. One that has run out still says how the text after it is adopted: nothing else would.
    pub fn by(in_force: &Agreement) -> Self {
        let mut text = in_force.clone();
        text.norms.retain(|norm| norm.kind == Kind::Decision);
        text.ends = None;
        Self { text, first: false }
    }

    /// By the rules that a draft sets for its own adoption, as if they were in force already. Nothing else of it decides.
    pub fn by_itself(draft: &Agreement) -> Self {
        let mut text = draft.clone();
        text.norms.retain(|norm| {
            norm.kind == Kind::Decision && body_of(norm).is_some_and(|body| **body == *ADOPTION)
        });
        (text.d_day, text.ends, text.supersedes) = (Instant(i64::MIN), None, None);
        Self { text, first: true }
    }

    /// The ids of its rules; [`CONSENSUS`] where it has none.
    pub fn rules(&self) -> Vec<Arc<str>> {
        let all: Vec<Arc<str>> = decisions(&self.text).map(|norm| norm.id.clone()).collect();
        if all.is_empty() { vec![CONSENSUS.into()] } else { all }
    }

    /// A rule of it.
    pub fn norm(&self, rule: &str) -> Option<&Norm> {
        decisions(&self.text).find(|norm| *norm.id == *rule)
    }

    /// Whether it has such a rule.
    pub fn knows(&self, rule: &str) -> bool {
        self.rules().iter().any(|known| **known == *rule)
    }

    /// How long a rule lets members keep silent before they count *for*.
    pub fn silence(&self, rule: &str) -> Option<Span> {
        self.norm(rule)?.rule.as_ref()?.silence
    }

    /// Whether a rule keeps votes secret.
    pub fn is_secret(&self, rule: &str) -> bool {
        self.norm(rule).and_then(|norm| norm.rule.as_ref()).is_some_and(|rule| rule.secret)
    }

    /// The text.
    pub const fn text(&self) -> &Agreement {
        &self.text
    }

    /// Who has the vote by a rule at a moment: the seated members of its body; where nobody is seated there, the parties of the text.
    pub fn voters(&self, rule: &str, members: &[Member], at: Instant) -> Vec<Arc<str>> {
        let seated = |member: &&Member| {
            let body = self.norm(rule).and_then(body_of);
            let (begun, over) =
                (member.from.is_none_or(|from| from.lo <= at), member.until.is_some_and(|u| u.hi <= at));
            body == Some(&member.body) && begun && !over
        };
        let seated: BTreeSet<Arc<str>> =
            members.iter().filter(seated).map(|member| member.id.clone()).collect();
        if seated.is_empty() {
            return self.text.parties.iter().map(|party| party.id.clone()).collect();
        }
        seated.into_iter().collect()
    }

    /// What the votes on a decision come to by a rule, as of a moment. Of `registers` members, links and what is complete count.
    pub fn weigh(
        &self,
        table: &Table,
        registers: &Registers,
        (decision, rule): (&str, &str),
        as_of: Instant,
    ) -> Vote {
        if !self.knows(rule) {
            return Vote::RuleUnknown;
        }
        let norm = self.norm(rule);
        let votes = table.ballots_of(decision, norm.and_then(|norm| norm.rule.as_ref()), &registers.members);
        if votes.is_empty() {
            return Vote::NotPut;
        }
        if norm.is_none() {
            let voters = table.put_as(decision).map_or_else(
                || self.text.parties.iter().map(|party| party.id.clone()).collect(),
                |put| put.voters.clone(),
            );
            return by_consensus(&votes, &voters);
        }
        self.weigh_votes(votes, registers, (decision, rule), as_of)
    }

    /// What votes come to by a rule that the text has, all of them on `decision`, as of a moment.
    pub(super) fn weigh_votes(
        &self,
        votes: Vec<Ballot>,
        registers: &Registers,
        (decision, rule): (&str, &str),
        as_of: Instant,
    ) -> Vote {
        if self.norm(rule).is_none() {
            return Vote::RuleUnknown;
        }
        let own = Registers {
            votes,
            members: registers.members.clone(),
            complete: registers.complete.clone(),
            links: registers.links.clone(),
            ..Registers::default()
        };
        let material =
            Material { reports: List::default(), incidents: List::default(), registers: &own, as_of };
        let found = assess(&self.text, material, &|_| {}).findings.into_iter().find(|finding| {
            finding.subject.kind == "vote" && finding.subject.id == decision && *finding.norm == *rule
        });
        found.map_or(Vote::NotCovered, |found| come_to(&found))
    }
}

fn come_to(found: &Finding) -> Vote {
    match found.outcome {
        Outcome::Permitted => Vote::Taken { by_silence: found.by.contains(&By::Silence) },
        Outcome::NotCovered => Vote::NotCovered,
        Outcome::Breach if need(&found.because, "quorum") == Some(Truth::False) => Vote::NoQuorum,
        Outcome::Breach => Vote::TooFew,
        Outcome::Undetermined => {
            let facts = found.missing.first().into_iter().flat_map(|set| &set.facts);
            Vote::Undetermined { missing: facts.map(|fact| fact.fact.clone()).collect() }
        }
    }
}

/// All say yes; one who says anything else, and it is not taken; else those are missing who said nothing that is known.
fn by_consensus(votes: &[Ballot], voters: &[Arc<str>]) -> Vote {
    let yes = choice_of("for");
    let of = |voter: &Arc<str>| -> Vec<&Ballot> {
        votes.iter().filter(|ballot| ballot.member == *voter).collect()
    };
    let said = |ballot: &&Ballot| !ballot.vote.is_empty();
    let is_yes = |ballot: &&Ballot| ballot.vote.iter().all(|vote| Some(vote) == yes.as_ref());
    if voters.iter().flat_map(of).filter(said).any(|ballot| !is_yes(&ballot)) {
        return Vote::TooFew;
    }
    let silent = voters.iter().filter(|voter| !of(voter).iter().any(said));
    let missing: Vec<String> = silent.map(|voter| format!("member {voter}")).collect();
    if missing.is_empty() { Vote::Taken { by_silence: false } } else { Vote::Undetermined { missing } }
}

/// The decision rules of a text.
fn decisions(agreement: &Agreement) -> impl Iterator<Item = &Norm> {
    agreement.norms.iter().filter(|norm| norm.kind == Kind::Decision)
}

fn body_of(norm: &Norm) -> Option<&Arc<str>> {
    norm.rule.as_ref().and_then(|rule| rule.body.as_ref())
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
