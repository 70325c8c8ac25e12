//! The joint force: bodies and who joins them, teams, posts, cameras, patrols, complaints about monitors.
//!
//! Folded entry by entry in the order of the record, as [`crate::ledger::replay`] folds the ground; the moment at which
//! somebody asks is an argument. Whether a candidate meets the criteria and a body its quotas is found by
//! [`crate::finding`] and nowhere here. What is kept of people is the id that the record gives them: names, words and
//! plans stay in sealed parts, of which only the plan of a patrol is opened here, for whoever holds the keys.
//!
//! | file | |
//! |-|-|
//! | `nomination` | the way of a nomination: whom it waits for, until when |
//! | `against` | what is against a new act |
//! | `coverage` | what patrols, posts and cameras come to, sector by sector |
//! | `composition` | a body as it changed: which change broke a quota |
//! | `expiry` | sealed parts whose time has run |

pub mod against;
pub mod composition;
pub mod coverage;
pub mod expiry;
pub mod nomination;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ledger::act::{Act, Both, Leg, Way};
use crate::ledger::canonical::from_canonical;
use crate::ledger::entry::Body as Signed;
use crate::ledger::id::{EntryId, PartyId, UserId};
use crate::ledger::part::Class;
use crate::time::{Instant, Span, TimeRange};
use crate::value::Value;
use nomination::{Appeal, Nomination, Objection, Ruling};

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
    /// Until when, where the register says so.
    pub until: Option<TimeRange>,
    /// Whether the row was withdrawn.
    pub withdrawn: bool,
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
    /// Takes in the next entry. `plan` is what its part of that name holds; `None` where it is closed or destroyed, or no
    /// such part is there.
    pub fn apply(&mut self, body: &Signed, at: Instant, plan: Option<&[u8]>) {
        self.as_of = Some(at);
        match &body.act {
            Act::MissionFounded { zone_time, .. } => self.zone = zone_time.clone(),
            Act::BodyFormed { .. } => self.formed(body),
            Act::TeamFormed { body: of, members, team } => {
                self.teams.insert(team.clone(), Team { body: of.clone(), members: members.clone() });
            }
            Act::MemberSeated { member } => self.seats.push(Seat {
                entry: body.id.clone(),
                body: member.body.clone(),
                member: member.id.clone(),
                until: member.until,
                withdrawn: false,
            }),
            Act::EntryWithdrawn { of } => {
                self.seats.iter_mut().filter(|s| s.entry == *of).for_each(|seat| seat.withdrawn = true);
            }
            _ => {
                self.nominated(body, at);
                self.watched(body, at, plan);
                self.complained(body, at);
            }
        }
        if speaks_of_candidates(&body.act) {
            self.keep(body);
        }
    }

    fn formed(&mut self, entry: &Signed) {
        let Act::BodyFormed {
            appeal_hours,
            appeal_panel,
            body,
            name,
            objection_hours,
            panel,
            quorum,
            reply_hours,
            ruling_hours,
        } = &entry.act
        else {
            return;
        };
        let span = |hours: &Option<u32>| hours.map(|hours| Span::hours(i64::from(hours)));
        let formed = Body {
            entry: entry.id.clone(),
            name: name.clone(),
            panel: panel.clone(),
            appeal_panel: appeal_panel.clone(),
            quorum: *quorum,
            limits: Limits {
                objection: span(objection_hours),
                reply: span(reply_hours),
                ruling: span(ruling_hours),
                appeal: span(appeal_hours),
            },
        };
        // nominations made before anybody had said how the body is joined go by its first rules
        for one in self.nominations.iter_mut().filter(|n| n.body == *body && n.rules.is_none()) {
            one.rules = Some(formed.clone());
        }
        self.bodies.insert(body.clone(), formed);
    }

    fn nominated(&mut self, entry: &Signed, at: Instant) {
        let id = &entry.id;
        match &entry.act {
            Act::NominationMade { body, candidate, keep_until, party } => {
                let rules = self.bodies.get(body).cloned();
                self.nominations.push(Nomination {
                    entry: id.clone(),
                    body: body.clone(),
                    candidate: candidate.clone(),
                    party: party.clone(),
                    at,
                    keep_until: *keep_until,
                    rules,
                    objections: Vec::new(),
                    withdrawn: None,
                    rulings: Vec::new(),
                    appeals: Vec::new(),
                });
            }
            Act::ObjectionMade { of, party } => {
                let to: Vec<usize> = self.nominations_of(of).collect();
                for n in to {
                    let objection = Objection { entry: id.clone(), party: party.clone(), at, answer: None };
                    self.nominations[n].objections.push(objection);
                }
            }
            Act::NominationWithdrawn { of, .. } => {
                for one in self.nominations.iter_mut().filter(|n| n.entry == *of) {
                    one.withdrawn.get_or_insert((id.clone(), at));
                }
            }
            Act::ObjectionAnswered { of, .. } => {
                let objections = self.nominations.iter_mut().flat_map(|n| &mut n.objections);
                for one in objections.filter(|objection| objection.entry == *of) {
                    one.answer.get_or_insert((id.clone(), at));
                }
            }
            Act::NominationRuled { accepted, against, by, of, .. } => {
                let of_nomination = |n: &&mut Nomination| {
                    n.entry == *of || n.appeals.iter().any(|appeal| appeal.entry == *of)
                };
                for one in self.nominations.iter_mut().filter(of_nomination) {
                    one.rulings.push(Ruling {
                        entry: id.clone(),
                        at,
                        accepted: *accepted,
                        by: by.clone(),
                        against: against.clone(),
                        on_appeal: one.entry != *of,
                    });
                }
            }
            Act::NominationAppealed { of, party } => {
                let ruled = |n: &&mut Nomination| n.rulings.iter().any(|ruling| ruling.entry == *of);
                for one in self.nominations.iter_mut().filter(ruled) {
                    one.appeals.push(Appeal { entry: id.clone(), party: party.clone(), at });
                }
            }
            _ => {}
        }
    }

    fn watched(&mut self, entry: &Signed, at: Instant, plan: Option<&[u8]>) {
        let id = &entry.id;
        match &entry.act {
            Act::PostOpened { from, post, sector } => self.posts.push(Post {
                entry: id.clone(),
                post: post.clone(),
                sector: sector.clone(),
                from: *from,
                until: None,
            }),
            Act::PostClosed { of, until } => {
                for post in self.posts.iter_mut().filter(|post| post.entry == *of) {
                    post.until.get_or_insert(*until);
                }
            }
            Act::CameraReported { at, camera, sector, up } => {
                self.cameras.push(Camera { camera: camera.clone(), sector: sector.clone(), at: *at, up: *up })
            }
            Act::PatrolPlanned { asked, patrol, team, way } => self.patrols.push(Patrol {
                entry: id.clone(),
                patrol: patrol.clone(),
                team: team.clone(),
                way: *way,
                asked: asked.clone(),
                clearance: Vec::new(),
                // a plan that nobody can read is one that is closed to us
                plan: plan.and_then(|bytes| from_canonical(bytes).ok()),
                report: None,
            }),
            Act::ClearanceAnswered { granted, of, party } => {
                for one in self.patrols.iter_mut().filter(|patrol| patrol.entry == *of) {
                    let (entry, party) = (id.clone(), party.clone());
                    one.clearance.push(Clearance { entry, party, granted: *granted, at });
                }
            }
            Act::PatrolReported { cleared, denied, legs, of, over } => {
                for one in self.patrols.iter_mut().filter(|patrol| patrol.entry == *of) {
                    one.report.get_or_insert(Report {
                        entry: id.clone(),
                        over: *over,
                        legs: legs.clone(),
                        denied: denied.clone(),
                        cleared: *cleared,
                        at,
                    });
                }
            }
            _ => {}
        }
    }

    fn complained(&mut self, entry: &Signed, at: Instant) {
        let id = &entry.id;
        match &entry.act {
            Act::ComplaintMade { about, body, party } => self.complaints.push(Complaint {
                entry: id.clone(),
                about: about.clone(),
                body: body.clone(),
                party: party.clone(),
                at,
                answers: Vec::new(),
                ruled: None,
            }),
            Act::ComplaintAnswered { of } => {
                for one in self.complaints.iter_mut().filter(|one| one.entry == *of) {
                    one.answers.push(id.clone());
                }
            }
            Act::ComplaintRuled { of, upheld, .. } => {
                for one in self.complaints.iter_mut().filter(|one| one.entry == *of) {
                    one.ruled.get_or_insert((id.clone(), *upheld));
                }
            }
            _ => {}
        }
    }

    /// Notes the sealed parts of what is said of candidates, so that they can be named when their time has run.
    fn keep(&mut self, entry: &Signed) {
        let about: Vec<(Arc<str>, Option<Arc<str>>)> = match &entry.act {
            Act::CandidateDescribed { candidate } => vec![(candidate.id.clone(), candidate.body.clone())],
            Act::AttachmentAdded { to, .. } => {
                let papers = self.papers.iter().filter(|papers| papers.entry == *to);
                papers.map(|papers| (papers.candidate.clone(), papers.body.clone())).collect()
            }
            _ => self
                .nominations
                .iter()
                .filter(|n| n.speaks(&entry.id))
                .map(|n| (n.candidate.clone(), Some(n.body.clone())))
                .collect(),
        };
        let sealed: Vec<_> =
            entry.parts.iter().filter(|p| p.class != Class::Open).map(|part| part.digest).collect();
        for (candidate, body) in about {
            let (entry, sealed) = (entry.id.clone(), sealed.clone());
            self.papers.push(Papers { entry, candidate, body, sealed });
        }
    }

    /// The nominations that an objection is to: one by its entry, or those of the candidate that a document tells of.
    fn nominations_of<'f>(&'f self, of: &'f EntryId) -> impl Iterator<Item = usize> + 'f {
        let papers = self.papers.iter().find(|papers| papers.entry == *of);
        let told = move |n: &Nomination| {
            let open = n.rulings.is_empty() && n.withdrawn.is_none();
            papers.filter(|_| open).is_some_and(|papers| {
                papers.candidate == n.candidate && papers.body.as_ref().is_none_or(|body| *body == n.body)
            })
        };
        self.nominations.iter().enumerate().filter(move |(_, n)| n.entry == *of || told(n)).map(|(i, _)| i)
    }

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
        self.seats.iter().any(|seat| {
            let ended = seat.until.is_some_and(|until| until.hi <= now);
            *seat.body == *body && *seat.member == *member && !seat.withdrawn && !ended
        })
    }
}

/// Whether the sealed parts of such an act may tell of a candidate.
const fn speaks_of_candidates(act: &Act) -> bool {
    matches!(
        act,
        Act::CandidateDescribed { .. }
            | Act::AttachmentAdded { .. }
            | Act::NominationMade { .. }
            | Act::NominationWithdrawn { .. }
            | Act::ObjectionMade { .. }
            | Act::ObjectionAnswered { .. }
            | Act::NominationRuled { .. }
            | Act::NominationAppealed { .. }
    )
}

/// The party that a member stands for, where the register names one alone.
pub(crate) fn one_party(values: &[Value]) -> Option<&Arc<str>> {
    match values {
        [Value::Actor(party)] => Some(party),
        _ => None,
    }
}
