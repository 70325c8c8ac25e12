//! The joint force as diplomats would tell it: who may join, and who decides. All people are invented.

use std::collections::BTreeSet;

use hudna_core::force::Force;
use hudna_core::force::against::{Asked, is_pseudonym};
use hudna_core::force::nomination::{Stage, Waits};
use hudna_core::ledger::act::{Act, Both, Scope};
use hudna_core::ledger::entry::{Body, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, UserId};
use hudna_core::ledger::part::{Class, Part};
use hudna_core::ledger::standing::{Standing, User};
use hudna_core::register::Member;
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::Value;
use proptest::prelude::*;

use crate::ledger_samples::{at, public, user};

/// A commission: 7 leads it and belongs to neither party, 8 is the first party's, 9 the second's, 10 to 12 belong to none.
pub(crate) struct Room {
    pub(crate) force: Force,
    pub(crate) powers: Standing,
    sectors: Vec<std::sync::Arc<str>>,
    parties: Vec<std::sync::Arc<str>>,
    pub(crate) now: Instant,
    n: u64,
}

const ENTRIES: usize = 8;

impl Room {
    pub(crate) fn new() -> Self {
        let mut powers = Standing::default();
        for (n, party) in
            [(7, None), (8, Some("first")), (9, Some("second")), (10, None), (11, None), (12, None)]
        {
            let roles = BTreeSet::from([("commissioner".into(), Scope::Mission)]);
            let one = User { key: public(n), party: party.map(Into::into), roles, revoked: false };
            powers.users.insert(user(n), one);
        }
        let mut room = Self {
            force: Force::default(),
            powers,
            sectors: vec!["north".into(), "south".into()],
            parties: vec!["first".into(), "second".into()],
            now: at(0),
            n: 0,
        };
        room.does(Act::MissionFounded {
            key: public(7),
            log: "log".into(),
            title: Both::default(),
            zone_time: "Etc/GMT-2".into(),
        });
        room
    }

    fn body(&self, act: Act, parts: &[(&str, Class, Vec<u8>)]) -> Body {
        let mut id = [0; 10];
        id[..ENTRIES].copy_from_slice(&self.n.to_be_bytes());
        let refer = |(name, class, content): &(&str, Class, Vec<u8>)| {
            Part { salt: [1; 32], content: content.clone() }.reference(name, *class)
        };
        Body {
            act,
            actor: user(7),
            at: self.now,
            id: EntryId::of(id),
            mission: MissionId::of([3; 10]),
            parts: parts.iter().map(refer).collect(),
            v: VERSION,
        }
    }

    fn asked<'a>(&'a self, plan: Option<&'a [u8]>) -> Asked<'a> {
        let reply_within = Some(Span::days(5));
        let (powers, sectors, parties) = (&self.powers, &self.sectors, &self.parties);
        Asked { powers, sectors, parties, reply_within, now: self.now, plan }
    }

    /// What is against an act that is sent with these parts.
    pub(crate) fn against(
        &self,
        act: Act,
        parts: &[(&str, Class, Vec<u8>)],
    ) -> Option<hudna_core::ledger::standing::Refusal> {
        let plan = parts.iter().find(|(name, ..)| *name == "plan").map(|(.., content)| &content[..]);
        self.force.objection(&self.body(act, parts), &self.asked(plan))
    }

    /// The code with which an act is refused; empty where it is not.
    pub(crate) fn refuses(&self, act: Act) -> &'static str {
        let body = self.body(act, &[]);
        self.force.objection(&body, &self.asked(None)).map_or("", |why| why.code)
    }

    pub(crate) fn does(&mut self, act: Act) -> EntryId {
        self.does_with(act, &[])
    }

    pub(crate) fn does_with(&mut self, act: Act, parts: &[(&str, Class, Vec<u8>)]) -> EntryId {
        self.n += 1;
        let body = self.body(act, parts);
        let plan = parts.iter().find(|(name, ..)| *name == "plan").map(|(.., content)| &content[..]);
        let against = self.force.objection(&body, &self.asked(plan));
        assert_eq!(against, None, "{:?}", body.act);
        self.force.apply(&body, self.now, plan);
        body.id
    }

    /// A body whose panel is everybody of the commission: five days for objections, two for answers, a week for the ruling, three
    /// days for an appeal, on which 11 and 12 rule.
    pub(crate) fn formed(&mut self) {
        self.does(formed(Some(72)));
    }

    fn nominated(&mut self, candidate: &str, party: &str) -> EntryId {
        self.does(nominates(candidate, party))
    }

    fn stage(&self, entry: &EntryId) -> Stage {
        self.standing(entry).stage
    }

    fn standing(&self, entry: &EntryId) -> hudna_core::force::nomination::Standing {
        self.force.nomination(entry).unwrap().standing(&self.force, Some(Span::days(5)), self.now)
    }

    pub(crate) fn wait(&mut self, hours: i64) {
        self.now = self.now.plus(Span::hours(hours));
    }
}

fn formed(appeal_hours: Option<u32>) -> Act {
    Act::BodyFormed {
        appeal_hours,
        appeal_panel: vec![user(11), user(12)],
        body: "joint-force".into(),
        name: Both { ar: None, en: Some("Joint Force".into()) },
        objection_hours: Some(120),
        panel: (7..=11).map(user).collect(),
        quorum: 2,
        reply_hours: Some(48),
        ruling_hours: Some(168),
    }
}

fn nominates(candidate: &str, party: &str) -> Act {
    let body = "joint-force".into();
    Act::NominationMade { body, candidate: candidate.into(), keep_until: None, party: party.into() }
}

fn rules(of: &EntryId, candidate: &str, accepted: bool, by: &[u8], against: &[u8]) -> Act {
    let users = |all: &[u8]| all.iter().map(|n| user(*n)).collect::<Vec<UserId>>();
    let candidate = candidate.into();
    Act::NominationRuled { accepted, against: users(against), by: users(by), candidate, of: of.clone() }
}

pub(crate) fn objects(of: &EntryId, party: &str) -> Act {
    Act::ObjectionMade { of: of.clone(), party: party.into() }
}

pub(crate) fn seated(candidate: &str, party: &str) -> Member {
    Member {
        origin: Origin::default(),
        id: candidate.into(),
        body: "joint-force".into(),
        party: vec![Value::Actor(party.into())],
        role: Vec::new(),
        rank: Vec::new(),
        from: None,
        until: None,
    }
}

fn sits(candidate: &str, party: &str) -> Act {
    Act::MemberSeated { member: seated(candidate, party) }
}

#[test]
fn a_nomination_that_nobody_objects_to_waits_for_the_panel_and_then_for_its_seat() {
    let mut room = Room::new();
    room.formed();
    let one = room.nominated("C-7", "first");
    let standing = room.standing(&one);
    assert_eq!(standing.stage, Stage::Objections);
    assert_eq!((standing.waits, standing.until), (Waits::OthersThan("first".into()), Some(at(120))));
    assert_eq!(room.refuses(rules(&one, "C-7", true, &[7, 10], &[])), "nomination-not-ripe");
    room.wait(120);
    assert_eq!(room.standing(&one).until, Some(at(120 + 168)), "the panel has a week");
    assert_eq!(room.stage(&one), Stage::Panel);
    room.wait(169);
    assert!(room.standing(&one).overdue, "a limit that has run decides nothing and is told");
    room.does(rules(&one, "C-7", true, &[7, 10], &[]));
    assert_eq!(room.stage(&one), Stage::Ruled);
    assert_eq!(
        room.refuses(sits("C-7", "first")),
        "seat-without-decision",
        "it may still be appealed against"
    );
    room.wait(72);
    assert_eq!(room.stage(&one), Stage::Accepted);
    assert_eq!(room.refuses(sits("C-7", "second")), "seat-of-another");
    room.does(sits("C-7", "first"));
    assert_eq!((room.stage(&one), room.standing(&one).waits), (Stage::Seated, Waits::Nobody));
}

#[test]
fn nobody_is_nominated_and_no_patrol_cleared_by_a_party_that_the_text_does_not_know() {
    let mut room = Room::new();
    room.formed();
    let made = |party: &str| Act::NominationMade {
        body: "joint-force".into(),
        candidate: "C-9".into(),
        keep_until: None,
        party: party.into(),
    };
    assert_eq!(room.refuses(made("third")), "party-not-of-text");
    assert_eq!(room.refuses(made("first")), "");
    let plan = |asked: &str| Act::PatrolPlanned {
        asked: vec!["first".into(), asked.into()],
        patrol: "patrol-9".into(),
        team: "team-9".into(),
        way: hudna_core::ledger::act::Way::Road,
    };
    assert_eq!(room.refuses(plan("third")), "party-not-of-text", "nobody would ever clear it");
    assert_eq!(room.refuses(plan("second")), "team-unknown");
}

#[test]
fn an_objection_is_answered_or_its_time_runs_before_anybody_rules() {
    let mut room = Room::new();
    room.formed();
    let one = room.nominated("C-7", "first");
    assert_eq!(room.refuses(objects(&one, "first")), "objection-own");
    room.wait(119);
    let objection = room.does(objects(&one, "second"));
    room.wait(2);
    assert_eq!(room.refuses(objects(&one, "second")), "objection-late");
    assert_eq!((room.stage(&one), room.standing(&one).waits), (Stage::Answers, Waits::Party("first".into())));
    assert_eq!(room.standing(&one).until, Some(at(119 + 48)));
    assert_eq!(room.refuses(rules(&one, "C-7", true, &[7, 10], &[])), "nomination-not-ripe");
    let answers = |party: &str| Act::ObjectionAnswered { of: objection.clone(), party: party.into() };
    assert_eq!(room.refuses(answers("second")), "nomination-of-another");
    room.does(answers("first"));
    assert_eq!(room.refuses(answers("first")), "objection-answered-already");
    assert_eq!(room.stage(&one), Stage::Panel);
    // a second nomination whose objection nobody answers goes on all the same
    let other = room.nominated("C-8", "first");
    room.does(objects(&other, "second"));
    room.wait(121);
    assert_eq!(room.stage(&other), Stage::Panel, "the time for the answer ended before that for objections");
}

#[test]
fn who_has_a_stake_or_is_recused_does_not_vote_and_too_few_decide_nothing() {
    let mut room = Room::new();
    room.formed();
    let one = room.nominated("C-7", "first");
    room.does(objects(&one, "second"));
    room.wait(200);
    let refused =
        |room: &Room, by: &[u8], against: &[u8]| room.refuses(rules(&one, "C-7", false, by, against));
    assert_eq!(refused(&room, &[7, 8], &[]), "conflict-of-interest", "8 acts for whoever nominated");
    assert_eq!(refused(&room, &[7, 10], &[9]), "conflict-of-interest", "9 acts for whoever objected");
    assert_eq!(refused(&room, &[7], &[]), "quorum-missing");
    assert_eq!(refused(&room, &[7], &[10]), "majority-missing");
    assert_eq!(refused(&room, &[7, 7], &[]), "vote-twice");
    assert_eq!(refused(&room, &[7, 12], &[]), "not-on-panel");
    assert_eq!(room.refuses(rules(&one, "C-8", false, &[7, 10], &[])), "candidate-other");
    room.powers.recused.insert((user(10), "candidate:C-7".into()));
    assert_eq!(refused(&room, &[7, 10], &[]), "recused");
    assert_eq!(refused(&room, &[7, 11], &[]), "");
    room.powers.users.get_mut(&user(11)).unwrap().revoked = true;
    assert_eq!(refused(&room, &[7, 11], &[]), "not-allowed");
}

#[test]
fn a_refusal_is_appealed_against_in_time_and_others_rule_on_it() {
    let mut room = Room::new();
    room.formed();
    let one = room.nominated("C-7", "first");
    room.wait(120);
    let ruling = room.does(rules(&one, "C-7", false, &[7, 11], &[10]));
    assert_eq!(room.standing(&one).waits, Waits::Party("first".into()));
    let appeals = |party: &str| Act::NominationAppealed { of: ruling.clone(), party: party.into() };
    assert_eq!(room.refuses(appeals("second")), "appeal-of-another", "it had no part in it");
    assert_eq!(room.refuses(objects(&one, "second")), "nomination-closed");
    let appeal = room.does(appeals("first"));
    assert_eq!(room.refuses(appeals("first")), "nomination-closed");
    assert_eq!(room.stage(&one), Stage::Appeal);
    assert_eq!(room.standing(&one).waits, Waits::Panel(vec![user(12)]), "11 ruled before");
    assert_eq!(room.refuses(rules(&appeal, "C-7", true, &[11, 12], &[])), "not-on-panel");
    assert_eq!(room.refuses(rules(&one, "C-7", true, &[7, 10], &[])), "nomination-closed");
    // two must vote, and one is left: the commission names others
    assert_eq!(room.refuses(rules(&appeal, "C-7", true, &[12], &[])), "quorum-missing");
}

#[test]
fn an_appeal_after_its_time_is_refused_and_the_refusal_is_final() {
    let mut room = Room::new();
    room.formed();
    let one = room.nominated("C-7", "first");
    room.wait(120);
    let ruling = room.does(rules(&one, "C-7", false, &[7, 10], &[]));
    room.wait(72);
    let late = Act::NominationAppealed { of: ruling, party: "first".into() };
    assert_eq!(room.refuses(late), "appeal-late");
    assert_eq!(room.stage(&one), Stage::Refused);
    assert_eq!(room.refuses(sits("C-7", "first")), "seat-without-decision");
    room.does(nominates("C-7", "first"));
}

#[test]
fn a_candidate_is_nominated_once_for_a_body_and_under_a_pseudonym() {
    let mut room = Room::new();
    room.formed();
    let one = room.nominated("C-7", "first");
    assert_eq!(room.refuses(nominates("C-7", "second")), "nomination-known");
    let back = |party: &str| Act::NominationWithdrawn { of: one.clone(), party: party.into() };
    assert_eq!(room.refuses(back("second")), "nomination-of-another");
    room.does(back("first"));
    assert_eq!(room.stage(&one), Stage::Withdrawn);
    room.does(nominates("C-7", "second"));
    for name in ["An Invented Person", "شخص 7", "person", "a-very-long-name-that-would-say-who-it-is-7"] {
        assert_eq!(room.refuses(nominates(name, "first")), "candidate-named", "{name}");
        assert!(!is_pseudonym(name));
    }
}

#[test]
fn a_body_is_formed_with_a_panel_that_can_decide_and_limits_that_somebody_set() {
    let room = Room::new();
    let with = |quorum: u32, panel: Vec<UserId>| {
        let Act::BodyFormed { appeal_panel, body, name, .. } = formed(None) else { unreachable!() };
        Act::BodyFormed {
            appeal_hours: None,
            appeal_panel,
            body,
            name,
            objection_hours: None,
            panel,
            quorum,
            reply_hours: None,
            ruling_hours: None,
        }
    };
    assert_eq!(room.refuses(with(0, vec![user(7)])), "quorum-impossible");
    assert_eq!(room.refuses(with(2, vec![user(7), user(7)])), "quorum-impossible");
    assert_eq!(room.refuses(with(1, vec![user(99)])), "not-allowed");
    assert_eq!(room.refuses(with(1, vec![user(7)])), "", "the agreement says five days");
    let body = room.body(with(1, vec![user(7)]), &[]);
    let asked = Asked { reply_within: None, ..room.asked(None) };
    assert_eq!(room.force.objection(&body, &asked).unwrap().code, "limit-missing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is tried in whatever order: whoever sits was accepted by a ruling that nobody can appeal against any more.
    #[test]
    fn no_seat_is_taken_but_through_a_final_decision(steps in prop::collection::vec((0_u8..6, 0_i64..130, any::<bool>()), 1..24)) {
        let mut room = Room::new();
        room.formed();
        let one = room.nominated("C-7", "first");
        for (step, hours, flag) in steps {
            room.wait(hours);
            let nomination = room.force.nomination(&one).unwrap();
            let (ruling, appeal) = (nomination.ruling().cloned(), nomination.appeals.first().cloned());
            let act = match (step, ruling, appeal) {
                (0, ..) => objects(&one, "second"),
                (1, ..) => rules(&one, "C-7", flag, &[7, 10], &[]),
                (2, Some(ruling), _) => Act::NominationAppealed { of: ruling.entry, party: "first".into() },
                (3, _, Some(appeal)) => rules(&appeal.entry, "C-7", flag, &[11, 12], &[]),
                (4, ..) if hours > 120 => Act::NominationWithdrawn { of: one.clone(), party: "first".into() },
                _ => sits("C-7", "first"),
            };
            if room.refuses(act.clone()).is_empty() {
                room.does(act);
            }
            let nomination = room.force.nomination(&one).unwrap();
            if room.force.sits("joint-force", "C-7", room.now) {
                let last = nomination.rulings.last().expect("somebody ruled");
                prop_assert!(last.accepted && nomination.withdrawn.is_none());
                let over = last.on_appeal || last.at.plus(Span::hours(72)) <= room.now;
                prop_assert!(over, "it could still be appealed against");
            }
        }
    }
}

#[test]
fn a_body_formed_anew_keeps_its_quorum_and_what_time_the_parties_have_and_what_was_before_is_kept() {
    let mut room = Room::new();
    room.formed();
    let anew = |quorum: u32, objection: u32| {
        let Act::BodyFormed { appeal_panel, body, name, panel, .. } = formed(Some(72)) else {
            unreachable!()
        };
        Act::BodyFormed {
            appeal_hours: Some(72),
            appeal_panel,
            body,
            name,
            objection_hours: Some(objection),
            panel,
            quorum,
            reply_hours: Some(48),
            ruling_hours: None,
        }
    };
    assert_eq!(room.refuses(anew(1, 120)), "quorum-lowered", "one would decide where two had to");
    assert_eq!(room.refuses(anew(2, 0)), "limit-shortened", "nobody could object any more");
    room.does(anew(3, 240));
    assert_eq!(room.refuses(anew(3, 120)), "", "the agreement gives five days");
    let body: std::sync::Arc<str> = "joint-force".into();
    assert_eq!(room.force.bodies[&body].quorum, 3);
    let before = &room.force.formed_before[&body];
    assert_eq!((before.len(), before[0].quorum, &before[0].by), (1, 2, &user(7)));
}

#[test]
fn where_no_quorum_is_left_those_of_a_panel_formed_anew_stand_in() {
    let mut room = Room::new();
    let only = |panel: &[u8]| {
        let Act::BodyFormed { appeal_hours, body, name, .. } = formed(Some(72)) else { unreachable!() };
        Act::BodyFormed {
            appeal_hours,
            appeal_panel: Vec::new(),
            body,
            name,
            objection_hours: Some(120),
            panel: panel.iter().map(|n| user(*n)).collect(),
            quorum: 2,
            reply_hours: Some(48),
            ruling_hours: None,
        }
    };
    room.does(only(&[7, 10]));
    let one = room.nominated("C-7", "first");
    room.wait(120);
    room.does(only(&[7, 11]));
    assert_eq!(
        room.refuses(rules(&one, "C-7", true, &[7, 11], &[])),
        "not-on-panel",
        "its own panel can rule"
    );
    room.powers.recused.insert((user(10), "candidate:C-7".into()));
    assert_eq!(room.refuses(rules(&one, "C-7", true, &[7, 11], &[])), "");
    assert_eq!(room.refuses(rules(&one, "C-7", true, &[7, 12], &[])), "not-on-panel", "nobody named 12");
}

#[test]
fn one_acceptance_gives_one_seat_and_whoever_left_is_put_forward_anew() {
    let mut room = Room::new();
    room.formed();
    let one = room.nominated("C-7", "first");
    room.wait(120);
    room.does(rules(&one, "C-7", true, &[7, 10], &[]));
    room.wait(72);
    let ends = TimeRange::exact(room.now.plus(Span::hours(10)));
    let begins = TimeRange::exact(room.now.plus(Span::hours(5)));
    let member = Member { from: Some(begins), until: Some(ends), ..seated("C-7", "first") };
    room.does(Act::MemberSeated { member });
    assert_eq!(room.stage(&one), Stage::Seated, "the seat is given");
    assert!(!room.force.sits("joint-force", "C-7", room.now), "and is not held yet");
    assert_eq!(room.refuses(sits("C-7", "first")), "seat-taken-already");
    room.wait(6);
    assert!(room.force.sits("joint-force", "C-7", room.now));
    room.wait(6);
    assert_eq!(room.stage(&one), Stage::Left);
    assert_eq!(room.refuses(sits("C-7", "first")), "seat-taken-already");
    assert_eq!(room.refuses(nominates("C-7", "first")), "");
}
