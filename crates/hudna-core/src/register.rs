//! Registers that norms ask for: notices, authorisations, contacts, visits, verifications, holdings, candidates,
//! members, votes.
//!
//! Silence in a register means *unknown* unless the register was declared complete for that time.
//!
//! What the record seals of a row ([`crate::ledger::row`]) is left out of data where it is not said.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::agreement::LinkKind;
use crate::place::Region;
use crate::report::Origin;
use crate::time::{Instant, TimeRange};
use crate::value::{Number, Value};

/// Which register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterKind {
    /// Notices of movements and flights.
    Notices,
    /// Leave given or refused by the mechanism.
    Authorisations,
    /// Calls to the mechanism before acting.
    Contacts,
    /// Visits of monitors to sites.
    Visits,
    /// What a verifier found done or not done.
    Verifications,
    /// Weapons held at sites.
    Holdings,
    /// Where units were declared or seen to be.
    Positions,
    /// Patrol hours and cameras by sector.
    Coverage,
    /// Stated links between acts and the acts they answer.
    Answers,
    /// Affiliation of actors: declared complete, an actor of whom it says nothing is nobody's.
    Links,
    /// What documents say of candidates for a body.
    Candidates,
    /// Members of bodies.
    Members,
    /// Votes on decisions, from minutes.
    Votes,
}

impl RegisterKind {
    /// Every register, in order.
    pub const ALL: &'static [Self] = &[
        Self::Notices,
        Self::Authorisations,
        Self::Contacts,
        Self::Visits,
        Self::Verifications,
        Self::Holdings,
        Self::Positions,
        Self::Coverage,
        Self::Answers,
        Self::Links,
        Self::Candidates,
        Self::Members,
        Self::Votes,
    ];
    /// The name in files and texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notices => "notices",
            Self::Authorisations => "authorisations",
            Self::Contacts => "contacts",
            Self::Visits => "visits",
            Self::Verifications => "verifications",
            Self::Holdings => "holdings",
            Self::Positions => "positions",
            Self::Coverage => "coverage",
            Self::Answers => "answers",
            Self::Links => "links",
            Self::Candidates => "candidates",
            Self::Members => "members",
            Self::Votes => "votes",
        }
    }
}

/// A notice, authorisation or contact: one matcher serves the three.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The party that sent it.
    pub party: Option<Arc<str>>,
    /// The unit it is about.
    pub unit: Option<Arc<str>>,
    /// The act announced, a code.
    pub act: Vec<Value>,
    /// The purpose stated.
    pub purpose: Vec<Value>,
    /// When it was sent, or the mechanism called.
    pub sent_at: Option<TimeRange>,
    /// The time it speaks of; open where unstated.
    pub window: Option<TimeRange>,
    /// The route or place it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Region>,
    /// `granted`, `refused`, `answered`, `failed`.
    pub answer: Option<Arc<str>>,
}

/// A visit of monitors to a site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The site.
    pub site: Arc<str>,
    /// The party that holds the site.
    pub party: Option<Arc<str>>,
    /// The team.
    pub team: Option<Arc<str>>,
    /// When.
    pub at: Option<TimeRange>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Region>,
    /// `granted`, `denied`, `delayed`.
    pub access: Option<Arc<str>>,
    /// Minutes waited.
    pub delay_min: Option<Number>,
    /// The reason given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

/// What a verifier found of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// Done.
    Done,
    /// Not done.
    NotDone,
    /// Done in part: decides nothing.
    Partial,
    /// Whoever owes the duty says that it is done: decides nothing, but deadlines may run from it.
    Claimed,
}

/// A verification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The norm verified.
    pub norm: Arc<str>,
    /// The party whose duty it is.
    pub party: Option<Arc<str>>,
    /// The report id of the incident, for duties that arise from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<Arc<str>>,
    /// What was found.
    pub state: Verified,
    /// When.
    pub at: TimeRange,
    /// Who found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Arc<str>>,
    /// Until when it holds, if stated.
    pub valid_until: Option<Instant>,
}

/// Weapons of one kind at one site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Holding {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The source's id.
    pub id: Arc<str>,
    /// The site.
    pub site: Arc<str>,
    /// The party.
    pub party: Option<Arc<str>>,
    /// The unit.
    pub unit: Option<Arc<str>>,
    /// The weapon, a code.
    pub weapon: Vec<Value>,
    /// Its calibre.
    pub calibre_mm: Option<Number>,
    /// How many.
    pub count: Option<Number>,
    /// When seen or stated.
    pub at: Option<TimeRange>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Region>,
    /// `present`, `missing`, `again_missing`, `not_accessible`, `not_verified`.
    pub state: Option<Arc<str>>,
    /// Whether it was declared.
    pub declared: Option<bool>,
}

/// Where a unit was declared or seen to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The party.
    pub party: Option<Arc<str>>,
    /// The unit.
    pub unit: Option<Arc<str>>,
    /// From when; for a unit seen, when.
    pub from: Option<TimeRange>,
    /// Until when; a declared position without an end stands until the unit's next entry.
    pub until: Option<TimeRange>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Region>,
    /// Whether it was declared; seen, where not.
    pub declared: Option<bool>,
}

/// How much of a sector was watched, over a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The sector.
    pub sector: Arc<str>,
    /// Over which time.
    pub over: TimeRange,
    /// Hours patrolled.
    pub patrol_hours: Option<f64>,
    /// Hours that were planned.
    pub planned_hours: Option<f64>,
    /// Cameras working.
    pub cameras_up: Option<f64>,
    /// Cameras installed.
    pub cameras: Option<f64>,
    /// Posts manned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posts: Option<f64>,
    /// How many times access was denied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denied: Option<f64>,
    /// A note, such as *access denied once*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Arc<str>>,
}

/// A register declared complete over a time: absence there means *no*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Complete {
    /// Which register.
    pub register: RegisterKind,
    /// Over which time.
    pub over: TimeRange,
    /// Who declared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Arc<str>>,
}

/// A stated link: this act answers that one (return fire).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// Report id of the act that answers.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub act: Arc<str>,
    /// Report id of the act that is answered.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub answers: Arc<str>,
}

/// A stated affiliation, filed after the text: it counts like a link of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Affiliation {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The actor that is linked.
    pub of: Arc<str>,
    /// How.
    pub is: LinkKind,
    /// To whom: a party or another formation.
    pub to: Arc<str>,
    /// The start: `[earliest, latest]` instants; `None` is from ever.
    pub from: Option<TimeRange>,
    /// The end (exclusive): `[earliest, latest]` instants; `None` is for ever.
    pub until: Option<TimeRange>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Arc<str>>,
    /// Parties that dispute it.
    pub disputed_by: Vec<Arc<str>>,
    /// Links that share a change move together on one unknown date.
    pub change: Option<Arc<str>>,
}

/// What one document says of a candidate: an id, never a name. Several entries with one id are several documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The candidate's id.
    pub id: Arc<str>,
    /// The body that the candidate is meant for; `None`: any.
    pub body: Option<Arc<str>>,
    /// When the nomination was put to the others: the time for objection runs from here.
    pub at: Option<TimeRange>,
    /// Who nominated.
    pub nominated_by: Vec<Value>,
    /// Years of service.
    pub years_service: Option<Number>,
    /// Rank.
    pub rank: Vec<Value>,
    /// Formation or group served in; [`Value::Nothing`] where none is stated.
    pub served_in: Vec<Value>,
    /// As what.
    pub served_as: Vec<Value>,
}

/// A member of a body, by id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The member's id.
    pub id: Arc<str>,
    /// The body.
    pub body: Arc<str>,
    /// The party that the member stands for.
    pub party: Vec<Value>,
    /// What the member is in the body.
    pub role: Vec<Value>,
    /// The member's rank.
    pub rank: Vec<Value>,
    /// From when: the range in which membership began; `None` from ever.
    pub from: Option<TimeRange>,
    /// Until when: the range in which it ended; `None` still.
    pub until: Option<TimeRange>,
}

/// One member's vote on one decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ballot {
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Origin::is_unsaid")]
    pub origin: Origin,
    /// The id of what was put to the vote.
    pub decision: Arc<str>,
    /// The body that decides; `None`: any.
    pub body: Option<Arc<str>>,
    /// When it was put to the members: silence runs from here.
    pub at: Option<TimeRange>,
    /// The member's id.
    pub member: Arc<str>,
    /// The party that the member stands for.
    pub party: Vec<Value>,
    /// What the member is in the body.
    pub role: Vec<Value>,
    /// Whether present.
    pub present: Vec<Value>,
    /// The vote; [`Value::Nothing`] is silence, empty is unknown.
    pub vote: Vec<Value>,
}

/// All registers handed to an assessment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "one field per register")]
pub struct Registers {
    pub notices: Vec<Entry>,
    pub authorisations: Vec<Entry>,
    pub contacts: Vec<Entry>,
    pub visits: Vec<Visit>,
    pub verifications: Vec<Verification>,
    pub holdings: Vec<Holding>,
    #[serde(default)]
    pub positions: Vec<Position>,
    pub coverage: Vec<Coverage>,
    pub complete: Vec<Complete>,
    #[serde(default)]
    pub answers: Vec<Answer>,
    #[serde(default)]
    pub links: Vec<Affiliation>,
    #[serde(default)]
    pub candidates: Vec<Candidate>,
    #[serde(default)]
    pub members: Vec<Member>,
    #[serde(default)]
    pub votes: Vec<Ballot>,
}
