//! What is against a new act about the joint force, by its stages, limits and panels: named, so that whoever wrote it can see
//! both sides of why.
//!
//! Asked by the host of new acts alone, as what does nothing is; what stands in a record verifies. Recusal from a nomination
//! is asked of its author by every verifier too ([`crate::ledger::standing`]).

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::nomination::{Nomination, Stage};
use super::{Force, Patrol, Plan, one_party};
use crate::ledger::act::{Act, Leg, Verb};
use crate::ledger::canonical::from_canonical;
use crate::ledger::entry::Body as Signed;
use crate::ledger::id::{EntryId, PartyId, UserId};
use crate::ledger::standing::{Refusal, Standing as Powers, case_of};
use crate::time::{Instant, Span, TimeRange};

/// What an act is held against besides the force.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who may act.
    pub powers: &'a Powers,
    /// Sectors of the agreement's map; empty where it draws none.
    pub sectors: &'a [Arc<str>],
    /// Parties of the agreement; empty where there is none.
    pub parties: &'a [Arc<str>],
    /// The agreement's time for replies.
    pub reply_within: Option<Span>,
    /// When the act is to be recorded.
    pub now: Instant,
    /// What its part `plan` holds.
    pub plan: Option<&'a [u8]>,
}

/// Kinds of acts of which it is asked.
pub const KINDS: &[&str] = &[
    "member.seated",
    "nomination.made",
    "objection.made",
    "nomination.withdrawn",
    "objection.answered",
    "nomination.appealed",
    "nomination.ruled",
    "body.formed",
    "team.formed",
    "post.opened",
    "post.closed",
    "camera.reported",
    "patrol.planned",
    "patrol.reported",
    "clearance.answered",
    "complaint.made",
    "complaint.answered",
    "complaint.ruled",
];

fn code(code: &'static str) -> Refusal {
    Refusal::new(code)
}

/// A list of users or parties as a message names them.
fn listed<T: ToString>(all: impl IntoIterator<Item = T>) -> String {
    all.into_iter().map(|one| one.to_string()).collect::<Vec<_>>().join(", ")
}

impl Force {
    /// What is against `body`; `None`: nothing is.
    pub fn objection(&self, body: &Signed, asked: &Asked<'_>) -> Option<Refusal> {
        match &body.act {
            Act::BodyFormed { body: of, .. } => {
                formed(&body.act, asked).or_else(|| self.loosened(of, &body.act, asked))
            }
            Act::MemberSeated { member } => self.seated(member, asked),
            Act::TeamFormed { body, members, .. } => self.teamed(body, members, asked),
            Act::NominationMade { body, candidate, party, .. } => {
                of_text(asked, party).or_else(|| self.nominates(body, candidate, asked))
            }
            Act::ObjectionMade { of, party } => self.objects(of, party, asked),
            Act::NominationWithdrawn { of, party } => {
                let one = self.nomination(of)?;
                own(one, party).or_else(|| self.closed(one, asked))
            }
            Act::ObjectionAnswered { of, party } => self.answers(of, party, asked),
            Act::NominationRuled { .. } => self.rules(&body.act, asked),
            Act::NominationAppealed { of, party } => self.appeals(of, party, asked),
            Act::PostOpened { .. } | Act::PostClosed { .. } | Act::CameraReported { .. } => {
                self.watches(&body.act, asked)
            }
            Act::PatrolPlanned { asked: parties, patrol, team, .. } => parties
                .iter()
                .find_map(|party| of_text(asked, party))
                .or_else(|| self.plans(patrol, team, asked)),
            Act::ClearanceAnswered { of, party, .. } => {
                let one = self.patrol(of)?;
                (!one.asked.contains(party)).then(|| {
                    let asked = listed(&one.asked);
                    code("clearance-not-asked")
                        .with("patrol", &one.patrol)
                        .with("party", party)
                        .with("asked", asked)
                })
            }
            Act::PatrolReported { .. } => self.reports(&body.act, asked),
            Act::ComplaintMade { about, .. } if !asked.powers.users.contains_key(about) => {
                Some(code("user-unknown").with("user", about))
            }
            Act::ComplaintMade { body: Some(body), .. } if !self.bodies.contains_key(body) => {
                Some(code("body-not-formed").with("body", body))
            }
            Act::ComplaintAnswered { of } => {
                let one = self.complaints.iter().find(|one| one.entry == *of)?;
                (one.about != body.actor)
                    .then(|| code("complaint-of-another").with("user", &body.actor).with("about", &one.about))
            }
            Act::ComplaintRuled { against, by, of, .. } => self.rules_on_complaint(of, by, against, asked),
            _ => None,
        }
    }

    fn seated(&self, member: &crate::register::Member, asked: &Asked<'_>) -> Option<Refusal> {
        // a body that nobody formed here is joined outside the record, which only keeps who sits in it
        self.bodies.get(&member.body)?;
        let of = |n: &&Nomination| n.body == member.body && n.candidate == member.id && n.withdrawn.is_none();
        let accepted = |n: &&Nomination| n.decided(asked.reply_within, asked.now) == Some(true);
        let Some(one) = self.nominations.iter().rev().filter(of).find(accepted) else {
            let stands = self.nominations.iter().rev().find(of);
            let stage = stands.map(|n| n.standing(self, asked.reply_within, asked.now).stage.name());
            let refusal =
                code("seat-without-decision").with("candidate", &member.id).with("body", &member.body);
            return Some(refusal.with("stage", stage.unwrap_or("none")));
        };
        if let Some(seat) = one.seats(self).next() {
            let refusal = code("seat-taken-already").with("candidate", &member.id).with("body", &member.body);
            return Some(refusal.with("entry", &seat.entry));
        }
        let party = one_party(&member.party).filter(|party| **party != one.party.0);
        party.map(|party| {
            let refusal = code("seat-of-another").with("candidate", &member.id).with("party", party);
            refusal.with("nominated", &one.party)
        })
    }

    fn teamed(&self, body: &str, members: &[Arc<str>], asked: &Asked<'_>) -> Option<Refusal> {
        let outside = members.iter().find(|member| !self.sits(body, member, asked.now))?;
        Some(code("member-not-seated").with("member", outside).with("body", body))
    }

    fn nominates(&self, body: &str, candidate: &str, asked: &Asked<'_>) -> Option<Refusal> {
        if !is_pseudonym(candidate) {
            return Some(code("candidate-named").with("candidate", candidate));
        }
        let same = self.nominations.iter().rev().find(|n| {
            let stage = || n.standing(self, asked.reply_within, asked.now).stage;
            let over = || matches!(stage(), Stage::Refused | Stage::Left);
            *n.body == *body && *n.candidate == *candidate && n.withdrawn.is_none() && !over()
        })?;
        let refusal = code("nomination-known").with("candidate", candidate).with("body", body);
        Some(refusal.with("party", &same.party).with("entry", &same.entry))
    }

    fn objects(&self, of: &EntryId, party: &PartyId, asked: &Asked<'_>) -> Option<Refusal> {
        let to: Vec<&Nomination> = self.nominations_of(of).map(|n| &self.nominations[n]).collect();
        // an objection to what a document says is one to the nominations that are open
        if let Some(own) = to.iter().find(|n| n.party == *party && n.entry == *of) {
            return Some(code("objection-own").with("candidate", &own.candidate).with("party", party));
        }
        let one = self.nomination(of)?;
        if let Some(closed) = self.closed(one, asked) {
            return Some(closed);
        }
        let until = one.objections_until(asked.reply_within)?;
        (until <= asked.now).then(|| self.late("objection-late", one, until, asked.now))
    }

    fn answers(&self, of: &EntryId, party: &PartyId, asked: &Asked<'_>) -> Option<Refusal> {
        let has = |n: &&Nomination| n.objections.iter().any(|objection| objection.entry == *of);
        let one = self.nominations.iter().find(has)?;
        let objection = one.objections.iter().find(|objection| objection.entry == *of)?;
        if let Some(why) = own(one, party).or_else(|| self.closed(one, asked)) {
            return Some(why);
        }
        if objection.answer.is_some() {
            return Some(code("objection-answered-already").with("entry", of));
        }
        let until = one.answer_until(objection, asked.reply_within)?;
        (until <= asked.now).then(|| self.late("answer-late", one, until, asked.now))
    }

    /// What is against a further step of a nomination that was ruled on or taken back.
    fn closed(&self, one: &Nomination, asked: &Asked<'_>) -> Option<Refusal> {
        if one.withdrawn.is_none() && one.rulings.is_empty() {
            return None;
        }
        let stage = one.standing(self, asked.reply_within, asked.now).stage;
        Some(code("nomination-closed").with("candidate", &one.candidate).with("stage", stage.name()))
    }

    fn rules(&self, act: &Act, asked: &Asked<'_>) -> Option<Refusal> {
        let Act::NominationRuled { against, by, candidate, of, .. } = act else { return None };
        let is_it = |n: &&Nomination| n.entry == *of || n.appeals.iter().any(|appeal| appeal.entry == *of);
        let one = self.nominations.iter().find(is_it)?;
        let on_appeal = one.entry != *of;
        if *one.candidate != **candidate {
            return Some(
                code("candidate-other").with("candidate", candidate).with("nominated", &one.candidate),
            );
        }
        let Some(rules) = &one.rules else { return Some(code("body-not-formed").with("body", &one.body)) };
        let done = if on_appeal { one.ruling_on_appeal().is_some() } else { one.ruling().is_some() };
        if done || one.withdrawn.is_some() {
            let stage = one.standing(self, asked.reply_within, asked.now).stage;
            return Some(code("nomination-closed").with("candidate", candidate).with("stage", stage.name()));
        }
        if !on_appeal && let Some(early) = self.unripe(one, asked) {
            return Some(early);
        }
        let panel = self.panel_of(one, on_appeal, asked.powers);
        let votes = Votes { by, against, panel: Some(&panel), case: Some(&case_of(candidate)) };
        let stake = |party: &PartyId| one.is_party(party);
        votes.wrong(asked, &stake, &one.candidate).or_else(|| votes.too_few(rules.quorum))
    }

    /// That the time for objections and answers has not run.
    fn unripe(&self, one: &Nomination, asked: &Asked<'_>) -> Option<Refusal> {
        let standing = one.standing(self, asked.reply_within, asked.now);
        let ripe = one.ripe_at(asked.reply_within);
        if ripe.is_some_and(|ripe| ripe <= asked.now) {
            return None;
        }
        let refusal = code("nomination-not-ripe").with("candidate", &one.candidate);
        let until = ripe.map_or_else(|| "—".to_owned(), |ripe| self.said(ripe));
        Some(refusal.with("stage", standing.stage.name()).with("until", until))
    }

    fn late(&self, name: &'static str, one: &Nomination, until: Instant, now: Instant) -> Refusal {
        let refusal = code(name).with("candidate", &one.candidate);
        refusal.with("until", self.said(until)).with("now", self.said(now))
    }

    /// A moment in the mission's own time, as data have it.
    fn said(&self, at: Instant) -> String {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        at.local(&zone).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn appeals(&self, of: &EntryId, party: &PartyId, asked: &Asked<'_>) -> Option<Refusal> {
        let ruled = |n: &&Nomination| n.rulings.iter().any(|ruling| ruling.entry == *of);
        let one = self.nominations.iter().find(ruled)?;
        if !one.is_party(party) {
            let refusal = code("appeal-of-another").with("candidate", &one.candidate).with("party", party);
            return Some(refusal.with("nominated", &one.party));
        }
        if !one.appeals.is_empty() || one.withdrawn.is_some() || one.ruling_on_appeal().is_some() {
            let stage = one.standing(self, asked.reply_within, asked.now).stage;
            return Some(
                code("nomination-closed").with("candidate", &one.candidate).with("stage", stage.name()),
            );
        }
        let until = one.appeal_until(asked.reply_within)?;
        (until <= asked.now).then(|| self.late("appeal-late", one, until, asked.now))
    }

    fn watches(&self, act: &Act, asked: &Asked<'_>) -> Option<Refusal> {
        match act {
            Act::PostOpened { post, sector, .. } => {
                let open = self.posts.iter().any(|one| one.post == *post && one.until.is_none());
                let known = || open.then(|| code("post-known").with("post", post));
                drawn(asked, sector).or_else(known)
            }
            Act::PostClosed { of, until } => {
                let one = self.posts.iter().find(|post| post.entry == *of)?;
                if one.until.is_some() {
                    return Some(code("post-closed-already").with("post", &one.post));
                }
                (*until < one.from).then(|| code("post-closed-before").with("post", &one.post))
            }
            Act::CameraReported { sector, .. } => drawn(asked, sector),
            _ => None,
        }
    }

    fn plans(&self, patrol: &Arc<str>, team: &Arc<str>, asked: &Asked<'_>) -> Option<Refusal> {
        if self.patrols.iter().any(|one| one.patrol == *patrol) {
            return Some(code("patrol-known").with("patrol", patrol));
        }
        if !self.teams.contains_key(team) {
            return Some(code("team-unknown").with("team", team));
        }
        let plan = asked.plan.and_then(|bytes| from_canonical::<Plan>(bytes).ok());
        let Some(plan) = plan else { return Some(code("plan-missing").with("patrol", patrol)) };
        let others = self.patrols.iter().filter(|one| one.team == *team);
        let out = |one: &Patrol| {
            let report = one.report.as_ref().map(|report| report.over);
            report.or_else(|| one.plan.as_ref().map(|plan| plan.over))
        };
        self.overlapping((&**patrol, &**team), plan.over, others, out)
            .or_else(|| walked(patrol, &plan.legs, plan.over, asked))
    }

    /// That a team would be on two patrols at one time: what both saw would be counted twice.
    fn overlapping<'f>(
        &self,
        (patrol, team): (&str, &str),
        over: TimeRange,
        others: impl Iterator<Item = &'f Patrol>,
        out: impl Fn(&Patrol) -> Option<TimeRange>,
    ) -> Option<Refusal> {
        let (other, other_over) =
            others.filter_map(|one| Some((one, out(one)?))).find(|(_, other)| other.overlaps(&over))?;
        let refusal = code("patrol-overlaps").with("patrol", patrol).with("team", team);
        let refusal = refusal.with("other", &other.patrol);
        Some(refusal.with("from", self.said(other_over.lo)).with("until", self.said(other_over.hi)))
    }

    /// That a body formed anew would be decided on by fewer, or with less time for what parties say, than it was laid down before.
    fn loosened(&self, body: &Arc<str>, act: &Act, asked: &Asked<'_>) -> Option<Refusal> {
        let before = self.bodies.get(body)?;
        let Act::BodyFormed { appeal_hours, objection_hours, quorum, reply_hours, .. } = act else {
            return None;
        };
        if *quorum < before.quorum {
            let refusal = code("quorum-lowered").with("body", body).with("quorum", quorum);
            return Some(refusal.with("before", before.quorum));
        }
        let steps = [
            ("objection_hours", objection_hours, before.limits.objection),
            ("reply_hours", reply_hours, before.limits.reply),
            ("appeal_hours", appeal_hours, before.limits.appeal),
        ];
        let hours = |span: Span| span.0 / Span::hours(1).0;
        steps.into_iter().find_map(|(step, given, was)| {
            let (was, now) = (was.or(asked.reply_within)?, given.map(|hours| Span::hours(i64::from(hours))));
            // what the text gives for replies is enough, whatever was laid down before
            let least = asked.reply_within.map_or(was, |text| was.min(text));
            let now = now.or(asked.reply_within)?;
            (now < least).then(|| {
                let refusal = code("limit-shortened").with("body", body).with("step", step);
                refusal.with("hours", hours(now)).with("least", hours(least))
            })
        })
    }

    fn reports(&self, act: &Act, asked: &Asked<'_>) -> Option<Refusal> {
        let Act::PatrolReported { cleared, denied, legs, of, over } = act else { return None };
        let one = self.patrol(of)?;
        if one.report.is_some() {
            return Some(code("patrol-reported-already").with("patrol", &one.patrol));
        }
        if over.hi > asked.now {
            return Some(code("patrol-not-over").with("patrol", &one.patrol));
        }
        if *cleared && one.is_cleared() != Some(true) {
            return Some(not_cleared(one));
        }
        let others = self.patrols.iter().filter(|other| other.team == one.team && other.entry != one.entry);
        let out = |other: &Patrol| other.report.as_ref().map(|report| report.over);
        if let Some(twice) = self.overlapping((&*one.patrol, &*one.team), *over, others, out) {
            return Some(twice);
        }
        let sectors = denied.iter().find_map(|sector| drawn(asked, sector));
        sectors.or_else(|| walked(&one.patrol, legs, *over, asked))
    }

    fn rules_on_complaint(
        &self,
        of: &EntryId,
        by: &[UserId],
        against: &[UserId],
        asked: &Asked<'_>,
    ) -> Option<Refusal> {
        let one = self.complaints.iter().find(|one| one.entry == *of)?;
        if one.ruled.is_some() {
            return Some(code("complaint-ruled-already").with("entry", of));
        }
        if let Some(user) = by.iter().chain(against).find(|user| **user == one.about) {
            return Some(code("judge-of-oneself").with("user", user));
        }
        let panel = self.complaint_panel(one);
        let case = complaint_case(of);
        let seats = panel.as_ref().map(|(seats, _)| &**seats);
        let votes = Votes { by, against, panel: seats, case: Some(&case) };
        let stake = |party: &PartyId| *party == one.party;
        let quorum = panel.as_ref().map_or(1, |(_, quorum)| *quorum);
        votes.wrong(asked, &stake, &one.about.0).or_else(|| votes.too_few(quorum))
    }
}

/// That a party is none of the text's.
fn of_text(asked: &Asked<'_>, party: &PartyId) -> Option<Refusal> {
    let known = asked.parties.is_empty() || asked.parties.contains(&party.0);
    (!known).then(|| code("party-not-of-text").with("party", party).with("known", listed(asked.parties)))
}

/// Who voted, and who might have.
struct Votes<'a> {
    by: &'a [UserId],
    against: &'a [UserId],
    /// The panel; `None`: whoever may rule.
    panel: Option<&'a [UserId]>,
    /// The case that one may be out of.
    case: Option<&'a str>,
}

impl Votes<'_> {
    /// The first of them who may not vote, and why.
    fn wrong(&self, asked: &Asked<'_>, stake: &dyn Fn(&PartyId) -> bool, about: &str) -> Option<Refusal> {
        let mut voted = BTreeSet::new();
        for user in self.by.iter().chain(self.against) {
            if !voted.insert(user) {
                return Some(code("vote-twice").with("user", user));
            }
            if self.panel.is_some_and(|panel| !panel.contains(user)) {
                let panel = listed(self.panel.unwrap_or_default());
                return Some(code("not-on-panel").with("user", user).with("panel", panel));
            }
            if let Err(why) = asked.powers.carries(user, Verb::Rule) {
                return Some(why);
            }
            if let Some(Err(why)) = self.case.map(|case| asked.powers.is_in_case(user, case)) {
                return Some(why);
            }
            let party = asked.powers.users.get(user).and_then(|known| known.party.as_ref());
            if let Some(party) = party.filter(|party| stake(party)) {
                let refusal = code("conflict-of-interest").with("user", user).with("party", party);
                return Some(refusal.with("about", about));
            }
        }
        None
    }

    /// That too few voted, or as many against as for.
    fn too_few(&self, quorum: u32) -> Option<Refusal> {
        let (by, against) = (self.by.len(), self.against.len());
        if usize::try_from(quorum).is_ok_and(|quorum| by + against < quorum) || by + against == 0 {
            return Some(code("quorum-missing").with("voted", by + against).with("quorum", quorum));
        }
        (by <= against).then(|| code("majority-missing").with("by", by).with("against", against))
    }
}

/// What is against a body's rules.
fn formed(act: &Act, asked: &Asked<'_>) -> Option<Refusal> {
    let Act::BodyFormed {
        appeal_hours, appeal_panel, body, objection_hours, panel, quorum, reply_hours, ..
    } = act
    else {
        return None;
    };
    if let Some(user) = panel.iter().chain(appeal_panel).find(|user| !asked.powers.may(user, Verb::Rule)) {
        return Some(code("not-allowed").with("user", user).with("verb", Verb::Rule.name()));
    }
    let seats = panel.iter().collect::<BTreeSet<_>>().len();
    if *quorum == 0 || usize::try_from(*quorum).is_ok_and(|quorum| quorum > seats) {
        return Some(
            code("quorum-impossible").with("body", body).with("quorum", quorum).with("panel", seats),
        );
    }
    let steps =
        [("objection_hours", objection_hours), ("reply_hours", reply_hours), ("appeal_hours", appeal_hours)];
    let open = steps.iter().find(|(_, hours)| hours.is_none() && asked.reply_within.is_none());
    open.map(|(step, _)| code("limit-missing").with("body", body).with("step", step))
}

/// That the act is done in the name of a party that did not nominate.
fn own(one: &Nomination, party: &PartyId) -> Option<Refusal> {
    (one.party != *party).then(|| {
        let refusal = code("nomination-of-another").with("candidate", &one.candidate).with("party", party);
        refusal.with("nominated", &one.party)
    })
}

/// That the agreement's map knows no such sector.
fn drawn(asked: &Asked<'_>, sector: &str) -> Option<Refusal> {
    let known = asked.sectors.is_empty() || asked.sectors.iter().any(|known| **known == *sector);
    (!known).then(|| code("sector-unknown").with("sector", sector).with("known", listed(asked.sectors)))
}

/// What is against the legs of a patrol: sectors that are not drawn, hours that are none or more than there were.
fn walked(patrol: &str, legs: &[Leg], over: TimeRange, asked: &Asked<'_>) -> Option<Refusal> {
    if legs.is_empty() {
        return Some(code("legs-missing").with("patrol", patrol));
    }
    if let Some(unknown) = legs.iter().find_map(|leg| drawn(asked, &leg.sector)) {
        return Some(unknown);
    }
    #[expect(clippy::cast_precision_loss, reason = "a patrol's microseconds are far below 2^53")]
    let most = over.hi.0.saturating_sub(over.lo.0) as f64 / 3.6e9;
    let hours: f64 = legs.iter().map(|leg| leg.hours).sum();
    let sound = legs.iter().all(|leg| leg.hours >= 0.0);
    // a minute is forgiven: hours are written with few digits
    (!sound || hours > most + 1.0 / 60.0).then(|| {
        let most = (most * 100.0).round() / 100.0;
        code("hours-wrong").with("patrol", patrol).with("hours", hours).with("most", most)
    })
}

/// That a patrol is said to have had clearance which not all who were asked gave: who answered what.
fn not_cleared(one: &Patrol) -> Refusal {
    let with = |wanted: Option<bool>| {
        let said = one.asked.iter().filter(|party| one.answer(party) == wanted).collect::<Vec<_>>();
        if said.is_empty() { "—".to_owned() } else { listed(said) }
    };
    code("patrol-not-cleared")
        .with("patrol", &one.patrol)
        .with("refused", with(Some(false)))
        .with("silent", with(None))
}

/// The case of a complaint: recusal from it keeps from ruling on it.
pub fn complaint_case(of: &EntryId) -> String {
    format!("complaint:{of}")
}

/// Whether a candidate's id can be told in the clear: letters of ASCII, digits and marks between them, with a digit, and
/// short. A name would stand in the record for ever.
pub fn is_pseudonym(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    id.len() <= 24 && id.chars().all(plain) && id.chars().any(|c| c.is_ascii_digit())
}
