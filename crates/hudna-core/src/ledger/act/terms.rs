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
