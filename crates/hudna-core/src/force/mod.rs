//! The joint force: bodies and who joins them, teams, posts, cameras, patrols, complaints about monitors.
//!
//! Folded entry by entry in the order of the record, as [`crate::ledger::replay`] folds the ground; the moment at which
//! somebody asks is an argument. Whether a candidate meets the criteria and a body its quotas is found by
//! [`crate::finding`] and nowhere here. What is kept of people is the id that the record gives them: names, words and
//! plans stay in sealed parts, of which only the plan of a patrol is opened here, for whoever holds the keys.
//!
//! | file | |
//! |-|-|
//! | `fold` | how it is folded from the record, entry by entry |
//! | `nomination` | the way of a nomination: whom it waits for, until when |
//! | `against` | what is against a new act |
//! | `coverage` | what patrols, posts and cameras come to, sector by sector |
//! | `composition` | a body as it changed: which change broke a quota |
//! | `expiry` | sealed parts whose time has run |

pub mod against;
pub mod composition;
pub mod coverage;
pub mod expiry;
mod fold;
pub mod nomination;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ledger::act::{Both, Leg, Way};
use crate::ledger::id::{EntryId, PartyId, UserId};
use crate::ledger::standing::Standing;
use crate::time::{Instant, Span, TimeRange};
use crate::value::Value;
use nomination::Nomination;

/// How long after its end a patrol's report is due: two hours (`FIELD.md`, *Documents going out*).
pub const REPORT_WITHIN: Span = Span::hours(2);

/// A body and how it is joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Body {
    /// The entry by which it is as it is.
    pub entry: EntryId,
    /// Its name.
    pub name: Both,
    /// Users who rule on nominations.
    pub panel: Vec<UserId>,
    /// Users who rule on appeals; empty: those of the panel who did not rule before.
    pub appeal_panel: Vec<UserId>,
    /// How many of them must vote.
    pub quorum: u32,
    /// How long each step may take.
    pub limits: Limits,
    /// Who laid it down.
    pub by: UserId,
    /// When it was recorded.
    pub at: Instant,
}

/// How long each step of a nomination may take, as a body's rules say; `None`: as the agreement's `reply_within` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// For objections, from the nomination.
    pub objection: Option<Span>,
    /// For the answer, from the objection.
    pub reply: Option<Span>,
    /// For the ruling, from the end of objections and answers; `None`: none is set.
    pub ruling: Option<Span>,
    /// For an appeal, from the ruling.
    pub appeal: Option<Span>,
}

/// A team of members of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Team {
    /// The body.
    pub body: Arc<str>,
    /// Ids of its members.
    pub members: Vec<Arc<str>>,
}

/// A post, and from when to when it was manned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Post {
    /// The entry that opened it.
    pub entry: EntryId,
    /// Its id.
    pub post: Arc<str>,
    /// The sector that it stands in.
    pub sector: Arc<str>,
    /// From when.
    pub from: Instant,
    /// Until when; `None`: still.
    pub until: Option<Instant>,
}

/// Whether a camera worked, from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Camera {
    /// Its id.
    pub camera: Arc<str>,
    /// The sector that it watches.
    pub sector: Arc<str>,
    /// From when.
    pub at: Instant,
    /// Whether it works.
    pub up: bool,
}

/// Where and when a patrol is to go: the sealed part `plan`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The sectors in their order, with hours.
    pub legs: Vec<Leg>,
    /// From when to when.
    pub over: TimeRange,
}

/// A party's answer to whether a patrol has clearance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clearance {
    /// The entry.
    pub entry: EntryId,
    /// The party.
    pub party: PartyId,
    /// Whether it gave it.
    pub granted: bool,
    /// When it was recorded.
    pub at: Instant,
}

/// What a patrol did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The entry.
    pub entry: EntryId,
    /// From when to when.
    pub over: TimeRange,
    /// Where, with hours.
    pub legs: Vec<Leg>,
    /// Sectors in which it was turned back.
    pub denied: Vec<Arc<str>>,
    /// Whether it went with clearance from all who were asked.
    pub cleared: bool,
    /// When it was recorded.
    pub at: Instant,
}

impl Report {
    /// How long after [`REPORT_WITHIN`] had run it came; `None`: in time.
    pub fn late_by(&self) -> Option<Span> {
        let late = self.at.0.saturating_sub(self.over.hi.plus(REPORT_WITHIN).0);
        (late > 0).then_some(Span(late))
    }
}

/// A patrol.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Patrol {
    /// The entry that planned it.
    pub entry: EntryId,
    /// Its id.
    pub patrol: Arc<str>,
    /// The team.
    pub team: Arc<str>,
    /// By road or in the air.
    pub way: Way,
    /// Parties asked for clearance.
    pub asked: Vec<PartyId>,
    /// What they answered, in the order of the record: of each the last counts.
    pub clearance: Vec<Clearance>,
    /// Where and when; `None` where that is closed to us.
    #[serde(skip)]
    pub plan: Option<Plan>,
    /// What it did.
    pub report: Option<Report>,
}

impl Patrol {
    /// The last answer of a party.
    pub fn answer(&self, party: &PartyId) -> Option<bool> {
        self.clearance.iter().rev().find(|answer| answer.party == *party).map(|answer| answer.granted)
    }
    /// Whether every party asked has given clearance; `None` while one that was asked is silent and none has refused.
    pub fn is_cleared(&self) -> Option<bool> {
        let answers: Vec<Option<bool>> = self.asked.iter().map(|party| self.answer(party)).collect();
        if answers.contains(&Some(false)) {
            return Some(false);
        }
        (!answers.contains(&None)).then_some(true)
    }
    /// When it ended or is to end; `None` where that is closed to us.
    pub fn ends(&self) -> Option<Instant> {
        let told = self.report.as_ref().map(|report| report.over.hi);
        told.or_else(|| self.plan.as_ref().map(|plan| plan.over.hi))
    }
    /// Whether it is over, so that where it went endangers nobody any more.
    pub fn is_over(&self, now: Instant) -> bool {
        self.report.is_some() || self.ends().is_some_and(|ends| ends <= now)
    }
    /// By when its report is due, while there is none; `None` also where the plan is closed to us.
    pub fn report_due(&self) -> Option<Instant> {
        if self.report.is_some() {
            return None;
        }
        self.plan.as_ref().map(|plan| plan.over.hi.plus(REPORT_WITHIN))
    }
}

/// How far a complaint has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintStage {
    /// The monitor has not answered yet: it may be ruled on all the same.
    Made,
    /// Answered: it waits for the commission.
    Answered,
    /// Ruled on.
    Ruled,
}

impl ComplaintStage {
    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Answered => "answered",
            Self::Ruled => "ruled",
        }
    }
}

/// A complaint about a monitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// The entry.
    pub entry: EntryId,
    /// The monitor.
    pub about: UserId,
    /// The body whose panel rules; `None`: whoever may rule does.
    pub body: Option<Arc<str>>,
    /// The party that complains.
    pub party: PartyId,
    /// When it was recorded.
    pub at: Instant,
    /// The monitor's answers.
    pub answers: Vec<EntryId>,
    /// The ruling: its entry, and whether the complaint was found right.
    pub ruled: Option<(EntryId, bool)>,
}

impl Complaint {
    /// How far it has come.
    pub fn stage(&self) -> ComplaintStage {
        match (&self.ruled, self.answers.is_empty()) {
            (Some(_), _) => ComplaintStage::Ruled,
            (None, false) => ComplaintStage::Answered,
            (None, true) => ComplaintStage::Made,
        }
    }
}

/// A seat in a body, as the register of members says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seat {
    /// The entry.
    pub entry: EntryId,
    /// The body.
    pub body: Arc<str>,
    /// The member's id.
    pub member: Arc<str>,
    /// From when, where the register says so.
    pub from: Option<TimeRange>,
    /// Until when, where the register says so.
    pub until: Option<TimeRange>,
    /// When it was recorded.
    pub at: Instant,
    /// Whether the row was withdrawn.
    pub withdrawn: bool,
}

impl Seat {
    /// Whether it begins later.
    pub fn is_ahead(&self, now: Instant) -> bool {
        self.from.is_some_and(|from| from.lo > now)
    }
    /// Whether it has surely ended.
    pub fn is_over(&self, now: Instant) -> bool {
        self.until.is_some_and(|until| until.hi <= now)
    }
}

/// Sealed parts of one entry, kept by what they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Papers {
    entry: EntryId,
    candidate: Arc<str>,
    body: Option<Arc<str>>,
    sealed: Vec<crate::ledger::part::Digest>,
}

/// What the entries say of the joint force.
#[derive(Clone, Debug, Default)]
pub struct Force {
    /// Bodies by id.
    pub bodies: BTreeMap<Arc<str>, Body>,
    /// What was laid down of bodies before, in the order of the record.
    pub formed_before: BTreeMap<Arc<str>, Vec<Body>>,
    /// Teams by id.
    pub teams: BTreeMap<Arc<str>, Team>,
    /// Posts, in the order of opening.
    pub posts: Vec<Post>,
    /// What was said of cameras, in the order of the record.
    pub cameras: Vec<Camera>,
    /// Patrols, in the order of planning.
    pub patrols: Vec<Patrol>,
    /// Nominations, in the order of the record.
    pub nominations: Vec<Nomination>,
    /// Complaints, in the order of the record.
    pub complaints: Vec<Complaint>,
    /// Seats that the register of members tells of.
    pub seats: Vec<Seat>,
    /// Time zone of the mission's days, IANA.
    zone: Arc<str>,
    /// When the last entry was recorded.
    as_of: Option<Instant>,
    papers: Vec<Papers>,
}

impl Force {
    /// The nomination of an entry.
    pub fn nomination(&self, entry: &EntryId) -> Option<&Nomination> {
        self.nominations.iter().find(|nomination| nomination.entry == *entry)
    }

    /// The complaint of an entry.
    pub fn complaint(&self, entry: &EntryId) -> Option<&Complaint> {
        self.complaints.iter().find(|complaint| complaint.entry == *entry)
    }

    /// The panel that rules on a complaint, and its quorum: that of the body, less who is complained of; `None` where the complaint
    /// names no formed body, so that whoever carries *rule* may.
    pub fn complaint_panel(&self, one: &Complaint) -> Option<(Vec<UserId>, u32)> {
        let rules = self.bodies.get(one.body.as_ref()?)?;
        let left = rules.panel.iter().filter(|user| **user != one.about).cloned().collect();
        Some((left, rules.quorum))
    }

    /// The patrol of the entry that planned it.
    pub fn patrol(&self, entry: &EntryId) -> Option<&Patrol> {
        self.patrols.iter().find(|patrol| patrol.entry == *entry)
    }

    /// Whether somebody sits in a body by the register, at a moment.
    pub fn sits(&self, body: &str, member: &str, now: Instant) -> bool {
        self.seats_of(body, member).any(|seat| !seat.is_ahead(now) && !seat.is_over(now))
    }

    /// The seats of somebody in a body that stand in the register.
    pub fn seats_of<'f>(&'f self, body: &'f str, member: &'f str) -> impl Iterator<Item = &'f Seat> {
        self.seats.iter().filter(move |s| *s.body == *body && *s.member == *member && !s.withdrawn)
    }

    /// The users who may be asked to rule on a nomination, or on its appeal. Where its own panel cannot reach its quorum any more, because too many of
    /// it are out of the case, may rule no longer or act for a party to it, those of the body's panel as it was laid down since stand in for them.
    pub fn panel_of(&self, one: &Nomination, on_appeal: bool, powers: &Standing) -> Vec<UserId> {
        let Some(rules) = &one.rules else { return Vec::new() };
        let mut panel = if on_appeal { one.appeal_panel() } else { rules.panel.clone() };
        let left = panel.iter().filter(|user| one.may_rule(user, powers)).count();
        let enough = usize::try_from(rules.quorum).is_ok_and(|quorum| left >= quorum);
        let anew = self.bodies.get(&one.body).filter(|body| !enough && body.entry != rules.entry);
        let Some(anew) = anew else { return panel };
        let ruled = |user: &UserId| {
            on_appeal && one.ruling().is_some_and(|r| r.by.contains(user) || r.against.contains(user))
        };
        for user in anew.panel.iter().chain(if on_appeal { &anew.appeal_panel[..] } else { &[] }) {
            if !panel.contains(user) && !ruled(user) {
                panel.push(user.clone());
            }
        }
        panel
    }
}

/// The party that a member stands for, where the register names one alone.
pub(crate) fn one_party(values: &[Value]) -> Option<&Arc<str>> {
    match values {
        [Value::Actor(party)] => Some(party),
        _ => None,
    }
}
