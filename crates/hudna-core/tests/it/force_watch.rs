//! What patrols, posts and cameras come to. All of it is invented.

use hudna_core::force::Plan;
use hudna_core::ledger::act::{Act, Leg, Way};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::Class;
use hudna_core::register::Coverage;
use hudna_core::report::Origin;
use hudna_core::time::{Instant, Span, TimeRange};
use proptest::prelude::*;

use crate::force::Room;
use crate::ledger_samples::{at, over};

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
fn a_team_is_on_one_patrol_at_a_time() {
    let mut room = patrolling();
    let first = room.does_with(planned("P-1", &[]), &plan(over(2, 6), vec![leg("north", 4.0)]));
    let other = |from, until| plan(over(from, until), vec![leg("north", 1.0)]);
    let why = room.against(planned("P-2", &[]), &other(5, 9)).expect("it overlaps");
    assert_eq!(why.code, "patrol-overlaps");
    let told = format!("{why:?}");
    assert!(told.contains("P-1") && told.contains("P-2") && told.contains("team-2"), "{told}");
    assert_eq!(room.against(planned("P-2", &[]), &other(6, 9)), None, "one ends as the other begins");
    room.now = at(7);
    room.does(reported(&first, over(2, 5), vec![leg("north", 3.0)], false, &[]));
    let second = room.does_with(planned("P-2", &[]), &plan(over(5, 7), vec![leg("north", 1.0)]));
    let early = reported(&second, over(4, 7), vec![leg("north", 1.0)], false, &[]);
    assert_eq!(room.refuses(early), "patrol-overlaps", "what was seen in that hour would be counted twice");
}

#[test]
fn a_camera_that_was_moved_is_counted_where_it_stands_alone() {
    let mut room = Room::new();
    let filmed = |sector: &str, hours, up| Act::CameraReported {
        at: at(hours),
        camera: "cam-1".into(),
        sector: sector.into(),
        up,
    };
    room.does(filmed("north", 0, true));
    room.now = at(10);
    room.does(filmed("south", 4, true));
    let hour = |instant: Instant| instant.0.saturating_sub(at(0).0) / 3_600_000_000;
    room.now = at(10);
    room.does(Act::TeamFormed { body: "joint-force".into(), members: Vec::new(), team: "team-3".into() });
    let rows = room.force.coverage(&[]);
    let told: Vec<(&str, i64, i64, f64)> = rows
        .iter()
        .filter_map(|row| Some((&*row.sector, hour(row.over.lo), hour(row.over.hi), row.cameras?)))
        .collect();
    assert_eq!(told, [("north", 0, 4, 1.0), ("south", 4, 10, 1.0)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Hours of patrols come out as they went in, however they lie over days, and never twice.
    #[test]
    fn hours_from_patrols_equal_those_reported(walks in prop::collection::vec((0_i64..200, 1_i64..30, 0_u8..=100), 0..8)) {
        let mut room = patrolling();
        room.now = at(300);
        let mut by_hand = 0.0;
        // a team walks one patrol after another
        let mut free = 0;
        for (n, (pause, length, share)) in walks.iter().enumerate() {
            let from = &(free + pause % 8);
            free = from + length;
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
