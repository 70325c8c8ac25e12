//! Ballots and votes beside the record, on each database that is here. All codes are drawn, all statements invented.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use hudna_core::dialogue::opinion::votes::Value;
use hudna_desk::ballots::{Ballot, Ballots, read_code};

use super::house::House;

fn made(ballots: &Ballots, consultation: &str, number: usize) -> Vec<Ballot> {
    let codes = ballots.make(consultation, number).expect("ballots are made");
    codes.iter().map(|code| read_code(code).expect("a code")).collect()
}

fn lines(file: &[u8]) -> usize {
    String::from_utf8_lossy(file).lines().count() - 1
}

#[test]
fn a_vote_outlives_the_program_the_last_one_holds_and_none_comes_after_the_end() {
    for house in House::each("a_vote_outlives_the_program") {
        let _mission = house.marsa();
        let open = || Ballots::open(&house.path()).expect("they are opened");
        let ballots = open();
        assert_eq!(ballots.urn("E-1").expect("it is asked"), None);
        assert!(!ballots.any_open().expect("it is asked"));
        let codes = ballots.make("E-1", 3).expect("ballots are made");
        let one = read_code(&codes[0]).expect("a code");
        let other = made(&ballots, "E-2", 2);
        assert!(ballots.any_open().expect("it is asked"));
        assert_eq!(ballots.consultation(&one).expect("it is known"), "E-1");
        ballots.cast(&one, "3", Value::Agree).expect("it is kept");
        ballots.cast(&one, "3", Value::Disagree).expect("it is kept");
        ballots.cast(&one, "a, \"b\"", Value::Pass).expect("it is kept");
        ballots.cast(&other[0], "3", Value::Agree).expect("it is kept");
        drop(ballots);

        let ballots = open();
        let said = ballots.said(&one).expect("it is asked");
        assert_eq!(said, [("3".to_owned(), Value::Disagree), ("a, \"b\"".to_owned(), Value::Pass)]);
        let stranger = read_code("0000 0000 0000 0000 0000").expect("it could be one");
        assert_eq!(ballots.consultation(&stranger).unwrap_err().code, "ballot-unknown");
        assert_eq!(ballots.cast(&stranger, "3", Value::Agree).unwrap_err().code, "ballot-closed");

        let file = String::from_utf8(ballots.close("E-1").expect("it is closed")).expect("text");
        let mut sorted: Vec<&str> = file.lines().collect();
        sorted.sort_unstable();
        assert_eq!(sorted, ["1,\"a, \"\"b\"\"\",0", "1,3,-1", "participant,statement,vote"], "{file}");
        assert_eq!(ballots.cast(&one, "3", Value::Agree).unwrap_err().code, "ballot-closed");
        assert_eq!(ballots.make("E-1", 1).unwrap_err().code, "ballots-closed");
        assert_eq!(lines(&ballots.close("E-1").expect("closed again")), 2, "and nothing is lost by it");
        ballots.reopen("E-1").expect("it is opened");
        ballots.cast(&one, "4", Value::Agree).expect("it is kept");

        ballots.forget("E-1").expect("it is over");
        assert_eq!(ballots.said(&one).expect("it is asked"), []);
        ballots.reopen("E-1").expect("nothing happens");
        let urn = ballots.urn("E-1").expect("it is asked").expect("it is known");
        assert_eq!((urn.ballots, urn.is_closed, urn.is_over), (3, true, true));
        assert_eq!(ballots.consultation(&one).unwrap_err().code, "ballot-closed", "who comes late is told");
        assert_eq!(ballots.said(&other[0]).expect("it is asked").len(), 1, "another's votes stay");
        assert_eq!(lines(&ballots.close("E-2").expect("it is closed")), 1);
        if house.is_sqlite() {
            let bytes = std::fs::read(house.path().join("ballots.sqlite")).expect("a file");
            let code: Vec<u8> = codes[0].bytes().filter(u8::is_ascii_digit).collect();
            assert!(!bytes.windows(code.len()).any(|held| held == code), "no code lies there");
        }
    }
}

#[test]
fn a_number_of_ballots_that_is_none_or_too_many_makes_none() {
    let house = House::sqlite();
    let _mission = house.marsa();
    let ballots = Ballots::open(&house.path()).expect("they are opened");
    for number in [0, 2_001] {
        assert_eq!(ballots.make("E-1", number).unwrap_err().code, "ballots-number");
    }
    assert_eq!(ballots.urn("E-1").expect("it is asked"), None);
}

#[test]
fn what_was_acknowledged_while_it_was_closed_is_in_the_file_and_nothing_else() {
    for house in House::each("what_was_acknowledged_while_it_was_closed") {
        let _mission = house.marsa();
        let keeper = Ballots::open(&house.path()).expect("they are opened");
        let people = made(&keeper, "E-1", 2);
        let (kept, refused) = (AtomicUsize::new(0), AtomicBool::new(false));
        let file = std::thread::scope(|scope| {
            for ballot in &people {
                let (kept, refused, path) = (&kept, &refused, house.path());
                scope.spawn(move || {
                    // a connection of its own, as another process would have
                    let own = Ballots::open(&path).expect("they are opened");
                    for statement in 0..20_000 {
                        match own.cast(ballot, &statement.to_string(), Value::Agree) {
                            Ok(()) => _ = kept.fetch_add(1, Ordering::SeqCst),
                            Err(why) => {
                                assert_eq!(why.code, "ballot-closed", "{why:?}");
                                refused.store(true, Ordering::SeqCst);
                                return;
                            }
                        }
                    }
                });
            }
            while kept.load(Ordering::SeqCst) < 40 {
                std::thread::yield_now();
            }
            keeper.close("E-1").expect("it is closed")
        });
        assert!(refused.load(Ordering::SeqCst), "it was closed in the midst of it");
        assert_eq!(lines(&file), kept.load(Ordering::SeqCst));
    }
}
