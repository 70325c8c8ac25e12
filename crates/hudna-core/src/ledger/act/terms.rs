//! What acts are said with: a text in both languages, a finding named, how far something reaches.
//! As with the acts themselves, what was ever shipped keeps its form.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::incident::IncidentId;
use crate::ledger::id::PartyId;
use crate::report::Account;
use crate::time::Instant;

/// A text in both languages, either of which may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ar: Option<Arc<str>>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Arc<str>>,
}

/// What of a report is said in the clear; source, exact places and words are parts of the entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportClaims {
    /// Whether it sums up several happenings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub aggregate: bool,
    /// The deeds, without attributes that are places.
    pub deeds: Vec<Account>,
    /// When we were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<Instant>,
}

/// The incident that an act is about, as the actor saw it: one that has changed since is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// Its id.
    pub incident: IncidentId,
    /// Its version then.
    pub version: u32,
}

/// One finding: what it is about, under which norm of which version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingRef {
    /// The norm's id.
    pub norm: Arc<str>,
    /// What it is about, as findings.json names it: `INC-…/1`, `party:a`, ….
    pub subject: Arc<str>,
    /// Version of the agreement.
    pub version: i64,
}

impl FindingRef {
    /// How acts name `finding`.
    pub fn of(finding: &Finding) -> Self {
        let subject = &finding.subject;
        let named = match subject.deed {
            Some(deed) => format!("{}/{deed}", subject.id),
            None => format!("{}:{}", subject.kind, subject.id),
        };
        Self { norm: finding.norm.clone(), subject: named.into(), version: finding.version }
    }
    /// The incident's id and the number of its deed, where it is about a deed.
    pub fn deed(&self) -> Option<(&str, usize)> {
        let (id, deed) = self.subject.rsplit_once('/')?;
        Some((id, deed.parse().ok()?))
    }
}

/// What a technical review asks of a finding, each answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Whether what speaks against it was weighed.
    pub against: Check,
    /// Whether the means or weapon is identified on evidence.
    pub means: Check,
    /// Whether the place is established.
    pub place: Check,
    /// Whether the reply of the party was taken into account.
    pub reply: Check,
    /// Whether its sources are independent of each other.
    pub sources: Check,
    /// Whether the time is established.
    pub time: Check,
}

impl Checked {
    /// What is asked, in the order in which people ask it.
    pub const ASKED: [&'static str; 6] = ["place", "time", "sources", "means", "against", "reply"];

    /// Of an answer to each question; `None` where one has none.
    pub fn of(answer: impl Fn(&str) -> Option<Check>) -> Option<Self> {
        Some(Self {
            against: answer("against")?,
            means: answer("means")?,
            place: answer("place")?,
            reply: answer("reply")?,
            sources: answer("sources")?,
            time: answer("time")?,
        })
    }

    /// The answers, in the order of [`Self::ASKED`].
    pub const fn answers(&self) -> [Check; 6] {
        [self.place, self.time, self.sources, self.means, self.against, self.reply]
    }
}

/// How a question of a technical review is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// It is not asked of this finding.
    NotApplicable,
}

impl Check {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotApplicable];
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// How far something reaches: the whole mission, a sector, a party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of the mission.
    Mission,
    /// One sector.
    Sector(Arc<str>),
    /// What one party has to do with.
    Party(PartyId),
}

/// Whom a source allows to read its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The parties of the agreement.
    Parties,
    /// Everybody.
    Public,
}

/// Where a party stands on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Accepts.
    Accepts,
    /// Accepts with a reservation.
    AcceptsWithReservation,
    /// Rejects.
    Rejects,
    /// Present and silent.
    Silent,
    /// Absent.
    Absent,
}

/// How a patrol moves: by which clearance is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// On a road.
    Road,
    /// In the air.
    Flight,
}

impl Way {
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Road => "road",
            Self::Flight => "flight",
        }
    }
}

/// One sector of a patrol's way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Hours in it.
    pub hours: f64,
    /// The sector.
    pub sector: Arc<str>,
}
