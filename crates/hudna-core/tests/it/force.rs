//! The joint force as diplomats would tell it: who may join, who decides, what a patrol comes to. All people are invented.

use std::collections::BTreeSet;

use hudna_core::agreement::{Beside, BesideError, SourceText, read};
use hudna_core::finding::Outcome;
use hudna_core::force::against::{Asked, is_pseudonym};
use hudna_core::force::nomination::{Stage, Waits};
use hudna_core::force::{Force, Plan, composition};
use hudna_core::ledger::act::{Act, Both, Leg, Scope, Way};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::entry::{Body, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, UserId};
use hudna_core::ledger::part::{Class, Part};
use hudna_core::ledger::standing::{Standing, User};
use hudna_core::register::{Coverage, Member};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::Value;
use proptest::prelude::*;

use crate::ledger_samples::{at, over, public, user};

/// A commission: 7 leads it and belongs to neither party, 8 is the first party's, 9 the second's, 10 to 12 belong to none.
struct Room {
    force: Force,
    powers: Standing,
    sectors: Vec<std::sync::Arc<str>>,
    now: Instant,
    n: u64,
}

const ENTRIES: usize = 8;

impl Room {
    fn new() -> Self {
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
        Asked { powers: &self.powers, sectors: &self.sectors, reply_within, now: self.now, plan }
    }

    /// The code with which an act is refused; empty where it is not.
    fn refuses(&self, act: Act) -> &'static str {
        let body = self.body(act, &[]);
        self.force.objection(&body, &self.asked(None)).map_or("", |why| why.code)
    }

    fn does(&mut self, act: Act) -> EntryId {
        self.does_with(act, &[])
    }

    fn does_with(&mut self, act: Act, parts: &[(&str, Class, Vec<u8>)]) -> EntryId {
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
    fn formed(&mut self) {
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

    fn wait(&mut self, hours: i64) {
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

fn objects(of: &EntryId, party: &str) -> Act {
    Act::ObjectionMade { of: of.clone(), party: party.into() }
}

fn seated(candidate: &str, party: &str) -> Member {
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

fn leg(sector: &str, hours: f64) -> Leg {
    Leg { hours, sector: sector.into() }
}

fn plan(over: TimeRange, legs: Vec<Leg>) -> Vec<(&'static str, Class, Vec<u8>)> {
    vec![("plan", Class::Place, to_canonical(&Plan { legs, over }).unwrap())]
}

fn planned(patrol: &str, asked: &[&str]) -> Act {
    Act::PatrolPlanned {
        asked: asked.iter().map(|party| (*party).into()).collect(),
        patrol: patrol.into(),
        team: "team-2".into(),
        way: Way::Road,
    }
}

fn reported(of: &EntryId, over: TimeRange, legs: Vec<Leg>, cleared: bool, denied: &[&str]) -> Act {
    let denied = denied.iter().map(|sector| (*sector).into()).collect();
    Act::PatrolReported { cleared, denied, legs, of: of.clone(), over }
}

fn patrolling() -> Room {
    let mut room = Room::new();
    room.does(Act::TeamFormed { body: "joint-force".into(), members: Vec::new(), team: "team-2".into() });
    room
}

#[test]
fn a_patrol_without_clearance_is_not_reported_as_cleared_and_a_late_report_is_told() {
    let mut room = patrolling();
    let over = over(6, 10);
    let legs = || vec![leg("north", 3.0), leg("south", 1.0)];
    assert_eq!(room.refuses(planned("P-1", &[])), "plan-missing");
    let one = room.does_with(planned("P-1", &["first", "second"]), &plan(over, legs()));
    assert_eq!(room.force.patrol(&one).unwrap().is_cleared(), None);
    let clears =
        |party: &str, granted| Act::ClearanceAnswered { granted, of: one.clone(), party: party.into() };
    assert_eq!(room.refuses(clears("third", true)), "clearance-not-asked");
    room.does(clears("first", true));
    assert_eq!(room.refuses(reported(&one, over, legs(), true, &[])), "patrol-not-over");
    room.now = at(12);
    assert_eq!(room.refuses(reported(&one, over, legs(), true, &[])), "patrol-not-cleared");
    assert_eq!(room.refuses(reported(&one, over, vec![leg("north", 5.0)], false, &[])), "hours-wrong");
    assert_eq!(room.refuses(reported(&one, over, vec![leg("north", -1.0)], false, &[])), "hours-wrong");
    assert_eq!(room.refuses(reported(&one, over, vec![leg("east", 1.0)], false, &[])), "sector-unknown");
    assert_eq!(room.force.patrol(&one).unwrap().report_due(), Some(at(12)), "two hours after its end");
    room.does(clears("second", true));
    room.wait(1);
    room.does(reported(&one, over, legs(), true, &["south"]));
    let patrol = room.force.patrol(&one).unwrap();
    assert_eq!(patrol.report.as_ref().unwrap().late_by(), Some(Span::hours(1)));
    assert_eq!(room.refuses(reported(&one, over, legs(), true, &[])), "patrol-reported-already");
}

#[test]
fn a_refusal_of_one_party_is_a_refusal_and_its_last_word_counts() {
    let mut room = patrolling();
    let one =
        room.does_with(planned("P-1", &["first", "second"]), &plan(over(6, 10), vec![leg("north", 1.0)]));
    let clears =
        |party: &str, granted| Act::ClearanceAnswered { granted, of: one.clone(), party: party.into() };
    let cleared = |room: &Room| room.force.patrol(&one).unwrap().is_cleared();
    room.does(clears("second", false));
    assert_eq!(cleared(&room), Some(false), "whoever is silent changes nothing in that");
    room.does(clears("first", true));
    assert_eq!(cleared(&room), Some(false));
    room.does(clears("second", true));
    assert_eq!(cleared(&room), Some(true));
}

#[test]
fn hours_of_patrols_are_those_reported_split_by_days_and_a_plan_counts_once_it_has_ended() {
    let mut room = patrolling();
    // local days begin at 22:00 UTC: 06:00 UTC and 14 hours is 20:00, so from 20:00 to 24:00 two of four hours lie in each day
    let span = over(14, 18);
    let one = room.does_with(planned("P-1", &[]), &plan(span, vec![leg("north", 4.0)]));
    assert_eq!(room.force.coverage(&[]), [], "nobody is told of a plan beforehand");
    room.now = at(19);
    room.does(reported(&one, span, vec![leg("north", 3.0), leg("south", 1.0)], false, &["south"]));
    let rows = room.force.coverage(&[]);
    let hours = |sector: &str, of: fn(&Coverage) -> Option<f64>| -> Vec<f64> {
        rows.iter().filter(|row| *row.sector == *sector).filter_map(of).collect()
    };
    assert_eq!(hours("north", |row| row.patrol_hours), [1.5, 1.5]);
    assert_eq!(hours("south", |row| row.patrol_hours), [0.5, 0.5]);
    assert_eq!(hours("north", |row| row.planned_hours), [2.0, 2.0]);
    assert_eq!(hours("south", |row| row.denied), [1.0]);
}

fn recorded(sector: &str, over: TimeRange, patrol_hours: Option<f64>) -> Coverage {
    Coverage {
        origin: Origin::default(),
        sector: sector.into(),
        over,
        patrol_hours,
        planned_hours: None,
        cameras_up: None,
        cameras: None,
        posts: None,
        denied: None,
        note: None,
    }
}

#[test]
fn what_was_recorded_of_a_sector_is_not_counted_once_more_from_patrols() {
    let mut room = patrolling();
    let span = over(2, 6);
    let one = room.does_with(planned("P-1", &[]), &plan(span, vec![leg("north", 4.0)]));
    room.now = at(7);
    room.does(reported(&one, span, vec![leg("north", 4.0)], false, &[]));
    let total = |recorded: &[Coverage]| -> f64 {
        let derived = room.force.coverage(recorded);
        recorded.iter().chain(&derived).filter_map(|row| row.patrol_hours).sum()
    };
    assert!((total(&[]) - 4.0).abs() < 1e-9);
    assert!(
        (total(&[recorded("north", over(0, 24), Some(6.0))]) - 6.0).abs() < 1e-9,
        "the recorded row counts alone"
    );
    assert!(
        (total(&[recorded("south", over(0, 24), Some(6.0))]) - 10.0).abs() < 1e-9,
        "of another sector: both"
    );
    assert!(
        (total(&[recorded("north", over(0, 24), None)]) - 4.0).abs() < 1e-9,
        "what it leaves open is filled"
    );
}

#[test]
fn posts_and_cameras_are_states_between_changes() {
    let mut room = Room::new();
    let opened =
        |post: &str, hours| Act::PostOpened { from: at(hours), post: post.into(), sector: "north".into() };
    let filmed = |camera: &str, hours, up| Act::CameraReported {
        at: at(hours),
        camera: camera.into(),
        sector: "north".into(),
        up,
    };
    let first = room.does(opened("post-1", 0));
    room.does(opened("post-2", 4));
    assert_eq!(room.refuses(opened("post-2", 5)), "post-known");
    room.does(filmed("cam-1", 0, true));
    room.does(filmed("cam-2", 2, true));
    room.does(filmed("cam-1", 6, false));
    room.now = at(10);
    room.does(Act::PostClosed { of: first.clone(), until: at(8) });
    assert_eq!(room.refuses(Act::PostClosed { of: first, until: at(9) }), "post-closed-already");
    let rows = room.force.coverage(&[]);
    let hour = |instant: Instant| instant.0.saturating_sub(at(0).0) / 3_600_000_000;
    let posts: Vec<_> =
        rows.iter().filter_map(|r| Some((hour(r.over.lo), hour(r.over.hi), r.posts?))).collect();
    assert_eq!(posts, [(0, 4, 1.0), (4, 8, 2.0), (8, 10, 1.0)]);
    let cameras: Vec<_> =
        rows.iter().filter_map(|r| Some((hour(r.over.lo), r.cameras_up?, r.cameras?))).collect();
    assert_eq!(cameras, [(0, 1.0, 1.0), (2, 2.0, 2.0), (6, 1.0, 2.0)]);
}

#[test]
fn what_is_kept_of_a_candidate_is_named_once_its_time_has_run_and_what_another_nomination_keeps_is_not() {
    let mut room = Room::new();
    room.formed();
    let named = |word: &str| vec![("source", Class::Source, word.as_bytes().to_vec())];
    let until = |candidate: &str, hours: i64| Act::NominationMade {
        body: "joint-force".into(),
        candidate: candidate.into(),
        keep_until: Some(at(hours)),
        party: "first".into(),
    };
    let one = room.does_with(until("C-7", 500), &named("a name"));
    let objection = [("text", Class::Narrative, b"words".to_vec())];
    room.does_with(objects(&one, "second"), &objection);
    room.does_with(until("C-8", 900), &named("another name"));
    let none = BTreeSet::new();
    assert_eq!(room.force.expired(&none, at(499)), []);
    let expired = room.force.expired(&none, at(500));
    assert_eq!(expired.len(), 1);
    assert_eq!((&*expired[0].candidate, expired[0].parts.len()), ("C-7", 2));
    let redacted: BTreeSet<_> = expired[0].parts.iter().copied().collect();
    assert_eq!(room.force.expired(&redacted, at(600)), [], "what was destroyed is named no more");
}

#[test]
fn nobody_judges_a_complaint_about_themselves_or_of_their_own_party() {
    let mut room = Room::new();
    let complains = |about| Act::ComplaintMade { about, party: "second".into() };
    assert_eq!(room.refuses(complains(user(99))), "user-unknown");
    let one = room.does(complains(user(10)));
    let rules = |by: &[u8]| Act::ComplaintRuled {
        against: Vec::new(),
        by: by.iter().map(|n| user(*n)).collect(),
        of: one.clone(),
        upheld: false,
    };
    assert_eq!(room.refuses(rules(&[10])), "judge-of-oneself");
    assert_eq!(room.refuses(rules(&[9])), "conflict-of-interest");
    assert_eq!(room.refuses(rules(&[])), "quorum-missing");
    assert_eq!(room.refuses(Act::ComplaintAnswered { of: one.clone() }), "complaint-of-another");
    room.does(rules(&[7, 8]));
    assert_eq!(room.refuses(rules(&[7])), "complaint-ruled-already");
}

/// An invented agreement whose force has as many of one party as of the other.
const PARITY: &str = r#"+++
agreement = "parity"
version = 1
prevails = "ar"
zone_time = "Etc/GMT-2"
signed = 2026-02-01
d_day = 2026-02-02T00:01:00
+++
## المادة 1 · Article 1 {#a1}

|§|العربية|English|
|-|-|-|
|1.1|عدد أعضاء القوة من الطرفين متساوٍ.|The force has members of the parties in equal number.|

```toml register
party = [
  { id = "first", ar = "الطرف الأول", en = "First Party", bound_from = "D" },
  { id = "second", ar = "الطرف الثاني", en = "Second Party", bound_from = "D" },
]
```

```toml norm
id   = "a1.1"
kind = "composition"
body = "joint-force"
must = "count(party = 'first') = count(party = 'second')"
```
"#;

/// No file stands beside it.
struct Alone;

impl Beside for Alone {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        Err(BesideError::Missing(name.to_owned()))
    }
}

#[test]
fn the_change_that_broke_a_quota_is_named() {
    let (agreement, said) = read(SourceText { name: "parity.md".into(), text: PARITY.into() }, &Alone);
    let agreement = agreement.unwrap_or_else(|| panic!("{said:?}"));
    let moment = |hours| Some(TimeRange::exact(at(hours)));
    let members = [
        seated("C-1", "first"),
        seated("C-2", "second"),
        Member { from: moment(10), ..seated("C-3", "first") },
        Member { from: moment(20), ..seated("C-4", "second") },
        Member { until: moment(30), ..seated("C-5", "first") },
        Member { until: moment(30), ..seated("C-6", "second") },
    ];
    let changes = composition::changes(&agreement, &members, "joint-force", at(100));
    let broke: Vec<(&str, bool)> = changes
        .iter()
        .flat_map(|change| {
            change.moves.iter().map(|m| (&*m.member, change.shifts.iter().any(composition::Shift::broke)))
        })
        .collect();
    assert_eq!(broke, [("C-3", true), ("C-4", false), ("C-5", false), ("C-6", false)]);
    assert_eq!(changes[0].shifts[0].before, Some(Outcome::Permitted));
    assert_eq!(changes[1].shifts[0].after, Some(Outcome::Permitted), "parity is restored");
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

    /// Hours of patrols come out as they went in, however they lie over days, and never twice.
    #[test]
    fn hours_from_patrols_equal_those_reported(walks in prop::collection::vec((0_i64..200, 1_i64..30, 0_u8..=100), 0..8)) {
        let mut room = patrolling();
        room.now = at(300);
        let mut by_hand = 0.0;
        for (n, (from, length, share)) in walks.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let hours = *length as f64 * f64::from(*share) / 100.0;
            let span = over(*from, from + length);
            let one = room.does_with(planned(&format!("P-{n}"), &[]), &plan(span, vec![leg("north", hours)]));
            room.does(reported(&one, span, vec![leg("north", hours)], false, &[]));
            by_hand += hours;
        }
        let rows = room.force.coverage(&[]);
        let told: f64 = rows.iter().filter_map(|row| row.patrol_hours).sum();
        let planned: f64 = rows.iter().filter_map(|row| row.planned_hours).sum();
        prop_assert!((told - by_hand).abs() < 1e-6 && (planned - by_hand).abs() < 1e-6);
        // no piece of a patrol lies over two local days
        prop_assert!(rows.iter().all(|row| row.over.hi.0 - row.over.lo.0 <= 24 * 3_600_000_000));
    }
}
