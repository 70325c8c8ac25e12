//! How the joint force is folded from the record, entry by entry.

use std::sync::Arc;

use super::nomination::{Appeal, Nomination, Objection, Ruling};
use super::{Body, Camera, Clearance, Complaint, Force, Limits, Papers, Patrol, Post, Report, Seat, Team};
use crate::ledger::act::Act;
use crate::ledger::canonical::from_canonical;
use crate::ledger::entry::Body as Signed;
use crate::ledger::id::EntryId;
use crate::ledger::part::Class;
use crate::time::{Instant, Span};

impl Force {
    /// Takes in the next entry. `plan` is what its part of that name holds; `None` where it is closed or destroyed, or no
    /// such part is there.
    pub fn apply(&mut self, body: &Signed, at: Instant, plan: Option<&[u8]>) {
        self.as_of = Some(at);
        match &body.act {
            Act::MissionFounded { zone_time, .. } => self.zone = zone_time.clone(),
            Act::BodyFormed { .. } => self.formed(body, at),
            Act::TeamFormed { body: of, members, team } => {
                self.teams.insert(team.clone(), Team { body: of.clone(), members: members.clone() });
            }
            Act::MemberSeated { member } => self.seats.push(Seat {
                entry: body.id.clone(),
                body: member.body.clone(),
                member: member.id.clone(),
                from: member.from,
                until: member.until,
                at,
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

    fn formed(&mut self, entry: &Signed, at: Instant) {
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
            by: entry.actor.clone(),
            at,
        };
        // nominations made before anybody had said how the body is joined go by its first rules
        for one in self.nominations.iter_mut().filter(|n| n.body == *body && n.rules.is_none()) {
            one.rules = Some(formed.clone());
        }
        if let Some(before) = self.bodies.insert(body.clone(), formed) {
            self.formed_before.entry(body.clone()).or_default().push(before);
        }
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
    pub(super) fn nominations_of<'f>(&'f self, of: &'f EntryId) -> impl Iterator<Item = usize> + 'f {
        let papers = self.papers.iter().find(|papers| papers.entry == *of);
        let told = move |n: &Nomination| {
            let open = n.rulings.is_empty() && n.withdrawn.is_none();
            papers.filter(|_| open).is_some_and(|papers| {
                papers.candidate == n.candidate && papers.body.as_ref().is_none_or(|body| *body == n.body)
            })
        };
        self.nominations.iter().enumerate().filter(move |(_, n)| n.entry == *of || told(n)).map(|(i, _)| i)
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
