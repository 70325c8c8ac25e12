//! Acts of the terminal whose answer was lost are recognised when they are sent again.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_desk::record::{Mission, Refused};

use super::house::{House, clock, somebody};

fn task(to: &str) -> Filed {
    let given = Act::TaskGiven { about: None, by: None, to: to.into(), wanted: vec!["place".into()] };
    Filed::plain(given).with("text", Class::Narrative, b"look there".to_vec())
}

#[test]
fn acts_whose_answer_nobody_heard_stand_once_and_once_heard_are_done_anew() {
    for house in House::each("acts_whose_answer_nobody_heard_stand_once") {
        let mut mission = house.marsa();
        let founder = mission.actor(None).expect("the founder");
        let both = || vec![task("one"), task("two")];
        let (first, _) = mission.act_once(&founder, both(), clock()).expect("they stand");
        let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
        // the program ends before it says so, and is run again
        drop(mission);
        let mut mission = Mission::open(&house.path()).expect("it opens");
        let (again, heard) = mission.act_once(&founder, both(), clock()).expect("they stand already");
        assert_eq!((mission.ledger.size(), mission.ledger.head()), (size, &*head));
        let told = |receipts: &[hudna_desk::record::Receipt]| {
            receipts.iter().map(|r| (r.entry.clone(), r.seq, r.recorded_at)).collect::<Vec<_>>()
        };
        assert_eq!(told(&again), told(&first));
        assert!(again.iter().all(|receipt| receipt.again));

        // others say other things, or are others
        let (other, others) = mission.act_once(&founder, vec![task("two")], clock()).expect("it is new");
        assert!(!other[0].again);
        mission.heard(&others).expect("it is noted");
        let second = somebody(&mut mission, &["verifier"], None);
        let (other, others) = mission.act_once(&second, both(), clock()).expect("they are another's");
        assert!(other.iter().all(|receipt| !receipt.again));
        mission.heard(&others).expect("it is noted");

        mission.heard(&heard).expect("it is noted");
        assert!(!house.path().join("acts.sent").exists(), "nothing is open");
        let (anew, _) = mission.act_once(&founder, both(), clock()).expect("they stand");
        assert!(anew.iter().all(|receipt| !receipt.again), "on purpose");
    }
}

#[test]
fn acts_that_were_refused_are_open_no_more_and_a_note_that_cannot_be_read_stops_all() {
    let house = House::sqlite();
    let mut mission = house.marsa();
    let founder = mission.actor(None).expect("the founder");
    let wrong = Act::UserRevoked { user: founder.user.clone() };
    let (n, why) =
        mission.act_once(&founder, vec![task("one"), Filed::plain(wrong)], clock()).expect_err("no");
    assert_eq!((n, why.code()), (2, "last-operator"));
    assert!(!house.path().join("acts.sent").exists());
    std::fs::write(house.path().join("acts.sent"), "{").expect("it is written");
    let size = mission.ledger.size();
    let (_, why) = mission.act_once(&founder, vec![task("one")], clock()).expect_err("it may stand already");
    assert!(matches!(&why, Refused::Not(_)));
    assert_eq!((why.code(), mission.ledger.size()), ("sent-unreadable", size));
}
