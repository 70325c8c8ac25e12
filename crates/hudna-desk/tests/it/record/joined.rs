//! A candidate's way into the joint force, from a nomination to what is destroyed of it; a patrol's from its plan to the counts.
//! All people are invented.

use hudna_core::force::nomination::Stage;
use hudna_core::force::{Plan, nomination::Nomination};
use hudna_core::ledger::act::{Act, Both, Leg, Way};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::register::Member;
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use hudna_core::value::Value;
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::{Actor, Mission, Reader, Snapshot, entries, reading};
use hudna_desk::words::Lang;
use std::sync::Arc;

use super::house::{House, clock, somebody};

const NAME: &str = "an invented candidate";
const OBJECTION: &str = "words of the objection";
const REASONS: &str = "reasons of the panel";

fn formed(panel: &[&Actor], appeal: &[&Actor]) -> Act {
    let users = |all: &[&Actor]| all.iter().map(|one| one.user.clone()).collect();
    Act::BodyFormed {
        appeal_hours: Some(72),
        appeal_panel: users(appeal),
        body: "joint-force".into(),
        name: Both { ar: Some("القوة المشتركة".into()), en: Some("Joint Force".into()) },
        objection_hours: None,
        panel: users(panel),
        quorum: 2,
        reply_hours: Some(48),
        ruling_hours: Some(168),
    }
}

fn refused(mission: &mut Mission, actor: &Actor, act: Act, now: Instant) -> &'static str {
    let size = mission.ledger.size();
    let why = mission.act(actor, Filed::plain(act), now).expect_err("it is refused");
    assert_eq!(mission.ledger.size(), size);
    why.code
}

fn done(mission: &mut Mission, actor: &Actor, filed: Filed, now: Instant) -> EntryId {
    mission.act(actor, filed, now).expect("it stands").entry
}

fn snapshot(house: &House, now: Instant) -> Arc<Snapshot> {
    let mut reader = Reader::new(reading(&house.path()).expect("it is read"));
    reader.follow(now).expect("it follows");
    reader.snapshot().expect("it is weighed")
}

fn seat() -> Act {
    let member = Member {
        origin: Origin::default(),
        id: "C-7".into(),
        body: "joint-force".into(),
        party: vec![Value::Actor("first".into())],
        role: Vec::new(),
        rank: Vec::new(),
        from: None,
        until: None,
    };
    Act::MemberSeated { member }
}

#[test]
fn a_candidate_is_refused_told_why_and_forgotten_but_for_a_number() {
    for house in House::each("a_candidate_is_refused_told_why_and_forgotten") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        let chairs: Vec<Actor> = (0..4).map(|_| somebody(mission, &["chair"], None)).collect();
        let delegates = ["first", "second"].map(|party| somebody(mission, &["party_delegate"], Some(party)));
        let [first, second] = &delegates;
        let start = clock();
        let after = |hours: i64| start.plus(Span::hours(hours));
        let body = formed(&[&chairs[0], &chairs[1], &chairs[2]], &[&chairs[3]]);
        done(mission, &chairs[0], Filed::plain(body), start);
        let nominates = |candidate: &str| Act::NominationMade {
            body: "joint-force".into(),
            candidate: candidate.into(),
            keep_until: Some(after(1000)),
            party: "first".into(),
        };
        assert_eq!(refused(mission, first, nominates("A Person"), start), "candidate-named");
        let named = Filed::plain(nominates("C-7")).with("source", Class::Source, NAME.into());
        let one = done(mission, first, named, start);
        assert_eq!(refused(mission, first, nominates("C-7"), start), "nomination-known");
        assert_eq!(refused(mission, &founder, seat(), start), "seat-without-decision");
        let objects = |party: &str| Act::ObjectionMade { of: one.clone(), party: party.into() };
        assert_eq!(refused(mission, first, objects("first"), start), "objection-own");
        assert_eq!(refused(mission, second, objects("second"), start), "reasons-missing");
        let words = Filed::plain(objects("second")).with("text", Class::Narrative, OBJECTION.into());
        done(mission, second, words, after(1));
        // the agreement gives five days
        assert_eq!(refused(mission, second, objects("second"), after(121)), "objection-late");
        let rules = |by: &[&Actor]| Act::NominationRuled {
            accepted: false,
            against: Vec::new(),
            by: by.iter().map(|one| one.user.clone()).collect(),
            candidate: "C-7".into(),
            of: one.clone(),
        };
        assert_eq!(refused(mission, &chairs[0], rules(&[&chairs[0]]), after(122)), "quorum-missing");
        let out = Act::RecusalDeclared { case: "candidate:C-7".into(), user: chairs[2].user.clone() };
        done(mission, &chairs[2], Filed::plain(out), after(122));
        let two = [&chairs[0], &chairs[2]];
        assert_eq!(refused(mission, &chairs[0], rules(&two), after(122)), "recused", "one who votes");
        assert_eq!(refused(mission, &chairs[2], rules(&two), after(122)), "recused", "whoever signs");
        let bare = rules(&[&chairs[0], &chairs[1]]);
        assert_eq!(refused(mission, &chairs[0], bare, after(122)), "reasons-missing", "a ruling is reasoned");
        let ruling = Filed::plain(rules(&[&chairs[0], &chairs[1]]));
        let ruling = ruling.with("text", Class::Narrative, REASONS.into());
        done(mission, &chairs[0], ruling, after(122));

        let now = after(123);
        let sight = snapshot(&house, now);
        let nomination: &Nomination = sight.force.nomination(&one).expect("it is there");
        for lang in Lang::BOTH {
            let view = sight.view(false, TimeRange::ALL);
            let told = Told::of(&sight, Screen::of(&view, *lang), now);
            let page = told.explanation(nomination, true);
            assert!(page.contains(REASONS) && page.contains("C-7") && page.contains(lang.dir()), "{page}");
            for others in [NAME, OBJECTION, &*chairs[0].user.0, &*chairs[1].user.0, "second"] {
                assert!(!page.contains(others), "{others} in {page}");
            }
            assert!(!told.explanation(nomination, false).contains(REASONS));
            let lines = told.lines().join("\n");
            assert!(lines.contains("C-7") && !lines.contains(NAME) && !lines.contains(OBJECTION), "{lines}");
            assert!(told.redaction().is_none());
        }
        let mut clear = String::new();
        entries(&house.path(), Some(0), 10_000, &mut |_, entry| {
            clear += &String::from_utf8_lossy(&entry.body.canonical().expect("it is written"));
            Ok(())
        })
        .expect("entries");
        for sealed in [NAME, OBJECTION, REASONS] {
            assert!(!clear.contains(sealed), "{sealed} stands in the clear");
        }

        let late = after(1001);
        let sight = snapshot(&house, late);
        let nomination = sight.force.nomination(&one).expect("it is there");
        assert_eq!(nomination.standing(&sight.force, None, late).stage, Stage::Refused);
        let view = sight.view(false, TimeRange::ALL);
        let destroys =
            Told::of(&sight, Screen::of(&view, Lang::En), late).redaction().expect("its time has run");
        done(mission, &founder, destroys, late);
        let sight = snapshot(&house, late);
        let view = sight.view(false, TimeRange::ALL);
        assert!(Told::of(&sight, Screen::of(&view, Lang::En), late).redaction().is_none());
        assert!(sight.spoken.values().all(|spoken| spoken.text.is_none()), "its words are gone");
    }
}

#[test]
fn a_patrol_is_planned_cleared_reported_and_stands_beside_the_counts() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let founder = mission.actor(None).expect("the founder");
    let first = somebody(mission, &["party_delegate"], Some("first"));
    let sector = {
        let sight = snapshot(&house, clock());
        sight.agreement.backdrop.iter().find(|one| &*one.kind == "sector").expect("a sector").id.clone()
    };
    let start = clock();
    let after = |hours: i64| start.plus(Span::hours(hours));
    let over = TimeRange::new(after(1), after(5));
    let legs = || vec![Leg { hours: 3.5, sector: sector.clone() }];
    let plan = to_canonical(&Plan { legs: legs(), over }).expect("it is written");
    let team = Act::TeamFormed { body: "joint-force".into(), members: Vec::new(), team: "team-2".into() };
    let planned = |patrol: &str| {
        let (asked, team) = (vec!["first".into()], "team-2".into());
        Filed::plain(Act::PatrolPlanned { asked, patrol: patrol.into(), team, way: Way::Road }).with(
            "plan",
            Class::Place,
            plan.clone(),
        )
    };
    // a list stands or falls whole, each act after those before it
    let twice = vec![Filed::plain(team.clone()), planned("P-1"), planned("P-1")];
    let (n, why) = mission.act_all(&founder, twice, start).expect_err("one name, two patrols");
    assert_eq!((n, why.code), (3, "patrol-known"));
    let receipts =
        mission.act_all(&founder, vec![Filed::plain(team), planned("P-1")], start).expect("they stand");
    let one = receipts[1].entry.clone();
    let hidden = snapshot(&house, after(2));
    let view = hidden.view(false, TimeRange::ALL);
    let told = Told::of(&hidden, Screen::of(&view, Lang::En), after(2));
    let patrol = hidden.force.patrol(&one).expect("it is planned");
    assert!(!told.tells_plan(patrol, false, None), "it is under way");
    assert!(told.tells_plan(patrol, true, None) && told.tells_plan(patrol, false, Some(&"first".into())));
    assert!(!told.tells_plan(patrol, false, Some(&"second".into())), "nobody asked it");
    assert!(!told.data().to_string().contains("\"legs\""), "{}", told.data());
    let reported = |cleared| {
        let (of, denied) = (one.clone(), vec![sector.clone()]);
        Act::PatrolReported { cleared, denied, legs: legs(), of, over }
    };
    assert_eq!(refused(mission, &founder, reported(true), after(6)), "patrol-not-cleared");
    let clears = Act::ClearanceAnswered { granted: true, of: one.clone(), party: "first".into() };
    done(mission, &first, Filed::plain(clears), after(6));
    done(mission, &founder, Filed::plain(reported(true)), after(8));
    let sight = snapshot(&house, after(9));
    let counts = sight.statistics(TimeRange::new(start, after(24)), false);
    let row = counts.counts.sectors.iter().find(|row| row.sector.as_ref() == Some(&sector)).expect("its row");
    let watched = row.watched.as_ref().expect("it was watched");
    assert!((watched.patrol_hours.expect("hours") - 3.5).abs() < 1e-9);
    assert!((watched.planned_hours.expect("hours") - 3.5).abs() < 1e-9);
    assert_eq!(watched.denied, Some(1.0));
    let late = sight.force.patrol(&one).and_then(|patrol| patrol.report.as_ref()?.late_by());
    assert_eq!(late.map(|late| late.0 / 3_600_000_000), Some(1));
}
