//! The table as a diplomat would tell it: who stands where, what holds an issue up, what moved, who spoke for whom. All invented.

use hudna_core::dialogue::stand::Reached;
use hudna_core::dialogue::table::Table;
use hudna_core::ledger::act::{Act, Both, Stance};
use hudna_core::ledger::entry::{Body, VERSION};
use hudna_core::ledger::id::{EntryId, MissionId, PartyId};
use hudna_core::time::Instant;
use proptest::prelude::*;
use std::sync::Arc;

use crate::ledger_samples::{at, entry, over, user};

fn body(n: u8, act: Act) -> Body {
    Body {
        act,
        actor: user(1),
        at: at(i64::from(n)),
        id: entry(n),
        mission: MissionId::of([3; 10]),
        parts: Vec::new(),
        v: VERSION,
    }
}

fn both(en: &str) -> Both {
    Both { ar: None, en: Some(en.into()) }
}

fn meeting(number: u32, from: i64) -> Act {
    Act::MeetingHeld {
        at: over(from, from + 4),
        agenda: vec!["police".into()],
        attended: [("first".into(), vec!["head".into()]), ("second".into(), Vec::new())].into(),
        convener: "secretariat".into(),
        number: Some(number),
        place: Some(both("the port")),
    }
}

fn stated(party: &str, stance: Stance, when: i64, condition: Option<(&str, &str)>) -> Act {
    Act::PositionStated {
        at: Some(at(when)),
        condition_ids: condition.iter().map(|(id, _)| (*id).into()).collect(),
        conditions: condition.iter().map(|(_, words)| both(words)).collect(),
        issue: "police".into(),
        meeting: None,
        party: party.into(),
        stance,
        statement: None,
    }
}

fn table(acts: Vec<Act>) -> Table {
    let mut table = Table::default();
    for (n, act) in (1_u8..).zip(acts) {
        table.take(&body(n, act), at(i64::from(n)), |_| None);
    }
    table
}

const PARTIES: [&str; 3] = ["first", "second", "third"];

fn parties() -> Vec<Arc<str>> {
    PARTIES.map(Into::into).to_vec()
}

fn reached(table: &Table) -> Reached {
    table.stand(table.issue("police").unwrap(), &parties(), None).reached
}

fn named(all: &[&str]) -> Vec<PartyId> {
    all.iter().map(|party| PartyId::from(*party)).collect()
}

#[test]
fn an_issue_is_agreed_when_every_party_that_is_asked_accepts() {
    let accepts = |party| stated(party, Stance::Accepts, 10, None);
    let mut acts = vec![
        Act::IssueOpened { issue: "police".into(), parties: Vec::new(), title: both("the police") },
        accepts("first"),
        accepts("second"),
    ];
    assert_eq!(reached(&table(acts.clone())), Reached::Awaited(named(&["third"])), "nobody heard the third");
    acts.push(accepts("third"));
    assert_eq!(reached(&table(acts)), Reached::Agreed);
}

#[test]
fn a_rejection_tells_before_an_absence_an_absence_before_silence_and_silence_before_a_reservation() {
    let all = |first, second, third| {
        table(vec![
            stated("first", first, 10, None),
            stated("second", second, 10, None),
            stated("third", third, 10, None),
        ])
    };
    let (a, r, n, s, x) =
        (Stance::Accepts, Stance::AcceptsWithReservation, Stance::Rejects, Stance::Silent, Stance::Absent);
    assert_eq!(reached(&all(a, r, a)), Reached::HeldUp(named(&["second"])), "one reservation holds it up");
    assert_eq!(reached(&all(r, r, a)), Reached::HeldUp(named(&["first", "second"])));
    assert_eq!(reached(&all(r, s, a)), Reached::Silent(named(&["second"])), "silence is no acceptance");
    assert_eq!(reached(&all(x, s, r)), Reached::Awaited(named(&["first"])));
    assert_eq!(reached(&all(x, n, r)), Reached::Disputed(named(&["second"])));
}

#[test]
fn what_moved_is_what_a_party_says_otherwise_now_than_at_the_meeting_before_the_last() {
    let until = Some(("army", "until an army is formed"));
    let table = table(vec![
        meeting(6, 0),
        stated("first", Stance::AcceptsWithReservation, 1, until),
        stated("second", Stance::Accepts, 1, None),
        stated("third", Stance::Rejects, 1, None),
        meeting(7, 100),
        stated("third", Stance::AcceptsWithReservation, 101, Some(("unity", "after a unity government"))),
        stated("second", Stance::Accepts, 101, None),
    ]);
    assert_eq!(table.since(), Some(at(4)), "the end of meeting 6");
    let stand = table.stand(table.issue("police").unwrap(), &parties(), table.since());
    let moved: Vec<_> = stand.parties.iter().filter(|holds| holds.moved()).map(|h| &*h.party.0).collect();
    assert_eq!(moved, ["third"], "who says the same again did not move");
    assert_eq!(stand.parties[2].was.unwrap().stance, Stance::Rejects);
    assert_eq!(stand.reached, Reached::HeldUp(named(&["first", "third"])));
    assert_eq!(table.versions_of("police", &"third".into()).len(), 2, "every version is kept");
}

#[test]
fn a_condition_keeps_its_name_when_it_is_stated_again_and_is_linked_to_a_promise() {
    let with = |when| {
        stated(
            "second",
            Stance::AcceptsWithReservation,
            when,
            Some(("veterans", "if they have the experience")),
        )
    };
    let link = Act::ConditionLinked { condition: "veterans".into(), promise: "P-12".into() };
    let mut table = table(vec![with(1), link, with(50)]);
    let (position, condition) = table.condition("veterans").unwrap();
    assert_eq!((position.at, &*table.links[&condition.id][0]), (at(50), "P-12"));
    // without a name a condition is called by its entry
    let unnamed = Act::PositionStated {
        at: None,
        condition_ids: Vec::new(),
        conditions: vec![both("after the exchange")],
        issue: "road".into(),
        meeting: None,
        party: "first".into(),
        stance: Stance::AcceptsWithReservation,
        statement: None,
    };
    table.take(&body(9, unnamed), at(9), |_| None);
    assert!(table.condition(&format!("{}/1", entry(9))).is_some());
}

#[test]
fn who_spoke_for_whom_is_known_for_each_day() {
    let named = |speaker: &str, from, until| Act::DelegationNamed {
        capacity: "head of delegation".into(),
        from: at(from),
        party: "second".into(),
        speaker: speaker.into(),
        until,
        user: None,
    };
    let table = table(vec![named("S-1", 0, None), named("S-1", 0, Some(at(100))), named("S-2", 100, None)]);
    let spoke = |hours| {
        let second = PartyId::from("second");
        table.speakers_at(&second, at(hours)).map(|s| s.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        (spoke(50), spoke(100), spoke(-1)),
        (vec!["S-1".into()], vec!["S-2".into()], Vec::<String>::new())
    );
}

#[test]
fn a_position_at_a_meeting_is_of_its_time_and_two_of_one_time_are_seen() {
    let held: EntryId = entry(1);
    let at_meeting = |stance| Act::PositionStated {
        at: None,
        condition_ids: Vec::new(),
        conditions: Vec::new(),
        issue: "police".into(),
        meeting: Some(held.clone()),
        party: "first".into(),
        stance,
        statement: None,
    };
    let table = table(vec![meeting(6, 0), at_meeting(Stance::Accepts)]);
    assert_eq!(table.positions[0].at, at(0));
    let again = table.position_of(&body(8, at_meeting(Stance::Rejects)), None).unwrap();
    assert_eq!(table.at_one_time(&again).map(|other| other.stance), Some(Stance::Accepts));
    let later = table.position_of(&body(8, stated("first", Stance::Rejects, 2, None)), None).unwrap();
    assert!(table.at_one_time(&later).is_none());
}

#[test]
fn an_issue_that_is_closed_says_which_article_it_became_and_may_be_opened_anew() {
    let opened =
        || Act::IssueOpened { issue: "police".into(), parties: Vec::new(), title: both("the police") };
    let closed = Act::IssueClosed { article: Some("a2".into()), issue: "police".into() };
    let mut table = table(vec![opened(), closed]);
    let article = table.issue("police").unwrap().closed.clone().unwrap().1;
    assert_eq!(article.as_deref(), Some("a2"));
    table.take(&body(5, opened()), at(5), |_| None);
    assert!(table.issue("police").unwrap().closed.is_none());
}

fn stance() -> impl Strategy<Value = Stance> {
    prop_oneof![
        Just(Stance::Accepts),
        Just(Stance::AcceptsWithReservation),
        Just(Stance::Rejects),
        Just(Stance::Silent),
        Just(Stance::Absent),
    ]
}

/// Statements: who, where they stand, in which hour.
fn statements() -> impl Strategy<Value = Vec<(usize, Stance, i64)>> {
    proptest::collection::vec((0..PARTIES.len(), stance(), 0_i64..6), 1..12)
}

fn told(statements: &[(usize, Stance, i64)]) -> Table {
    table(
        statements
            .iter()
            .map(|(party, stance, hour)| stated(PARTIES[*party], *stance, *hour, None))
            .collect(),
    )
}

proptest! {
    #[test]
    fn in_which_order_parties_spoke_to_each_other_makes_no_difference(
        statements in statements(),
        keys in proptest::collection::vec(any::<u32>(), 12),
    ) {
        // the parties are shuffled among each other; each party's own statements keep their order
        let mut order: Vec<usize> = statements.iter().map(|(party, ..)| *party).collect();
        let mut keyed: Vec<_> = order.drain(..).zip(keys).collect();
        keyed.sort_by_key(|(_, key)| *key);
        let mut own: Vec<std::vec::IntoIter<_>> = (0..PARTIES.len())
            .map(|n| statements.iter().filter(|(p, ..)| *p == n).copied().collect::<Vec<_>>().into_iter())
            .collect();
        let shuffled: Vec<_> = keyed.iter().filter_map(|(party, _)| own[*party].next()).collect();
        prop_assert_eq!(reached(&told(&statements)), reached(&told(&shuffled)));
    }

    #[test]
    fn where_an_issue_stands_follows_from_the_last_position_of_each_party_alone(statements in statements()) {
        let last: Vec<_> = (0..PARTIES.len())
            .filter_map(|n| {
                let own = statements.iter().enumerate().filter(|(_, (party, ..))| *party == n);
                own.max_by_key(|(at, (.., hour))| (*hour, *at)).map(|(_, one)| *one)
            })
            .collect();
        prop_assert_eq!(reached(&told(&statements)), reached(&told(&last)));
    }
}

#[test]
fn a_moment_before_all_of_time_knows_no_position() {
    let table = told(&[(0, Stance::Accepts, 1)]);
    assert!(table.position_at("police", &"first".into(), Instant(i64::MIN)).is_none());
}
