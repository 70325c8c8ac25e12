//! The record: what it takes, what it refuses, what it comes to, on both backends.

mod accounts;
mod attached;
mod ballots;
mod begun;
mod effect;
mod entered;
mod force;
mod graded;
pub(crate) mod house;
mod joined;
mod kept;
mod listed;
mod lost;
mod recused;
mod refused;
mod resent;
mod reviewed;
mod sealed;
mod sent;
mod speaking;
mod stages;
mod table;
mod votes;

use hudna_desk::desk;
use hudna_desk::document::Format as Kind;
use hudna_desk::record::{Mission, backup, restore};
use hudna_desk::words::Lang;

use house::{House, Silent, clock, marsa, material, reports, take_in};

#[test]
fn a_mission_opens_again_with_the_head_it_had() {
    for house in House::each("a_mission_opens_again_with_the_head_it_had") {
        let mut mission = house.marsa();
        take_in(&mut mission, &reports("patrols.ar.csv"));
        let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
        drop(mission);
        let again = Mission::open(&house.path()).expect("it opens");
        assert_eq!((again.ledger.size(), again.ledger.head()), (size, &*head));
    }
}

#[test]
fn a_record_comes_to_what_assessing_its_files_comes_to() {
    for house in House::each("a_record_comes_to_what_assessing_its_files_comes_to") {
        let mut mission = house.marsa();
        let request = desk::Request { languages: vec![Lang::En], kinds: vec![Kind::Json], ..material() };
        take_in(&mut mission, &request);
        let of_record = mission.assess(&request, clock(), &Silent).expect("it is assessed");
        let path = marsa().join("marsa.md");
        let read = desk::read_agreement(&path).expect("the example is here");
        let agreement = read.agreement.expect("the example is sound");
        let of_files = desk::assess(&agreement, &path, &request, &Silent).expect("it is assessed");
        let counts = |done: &desk::Done| {
            let s = &done.summary;
            (s.read, s.accepted, s.set_aside, s.incidents, s.findings, s.by_incident)
        };
        assert_eq!(counts(&of_record), counts(&of_files));
    }
}

#[test]
fn a_file_taken_in_twice_adds_nothing_and_one_that_grew_adds_what_is_new() {
    for house in House::each("a_file_taken_in_twice_adds_nothing") {
        let mut mission = house.marsa();
        let (added, again) = take_in(&mut mission, &reports("patrols.ar.csv"));
        assert!(added > 40 && again == 0, "{added} {again}");
        let size = mission.ledger.size();
        assert_eq!(take_in(&mut mission, &reports("patrols.ar.csv")), (0, added));
        assert_eq!(mission.ledger.size(), size);
        let whole = std::fs::read_to_string(marsa().join("reports/patrols.ar.csv")).expect("the example");
        let shorter: Vec<&str> = whole.lines().take(20).collect();
        let other = house.beside("shorter.csv");
        std::fs::write(&other, shorter.join("\n")).expect("a file");
        let request = desk::Request { reports: vec![other], ..desk::Request::default() };
        let (added, again) = take_in(&mut mission, &request);
        assert_eq!((added, again), (1, 19), "the file itself is new, its reports are not");
    }
}

#[test]
fn what_is_derived_is_what_the_entries_come_to_and_a_row_changed_by_hand_is_named() {
    for house in House::each("what_is_derived_is_what_the_entries_come_to") {
        let mut mission = house.marsa();
        take_in(&mut mission, &material());
        mission.keep().expect("rows are kept");
        let checked = mission.rebuild(true).expect("it is rebuilt");
        assert_eq!(checked.differing, Vec::<String>::new());
        assert!(checked.rows > 100, "{}", checked.rows);
        assert_eq!(checked.size, mission.ledger.size());
        if !house.is_sqlite() {
            continue;
        }
        drop(mission);
        let file = house.path().join("record.sqlite");
        let by_hand = rusqlite::Connection::open(file).expect("it opens");
        by_hand
            .execute(
                "DELETE FROM derived WHERE key = (SELECT key FROM derived WHERE kind = 'incident' LIMIT 1)",
                [],
            )
            .expect("a row goes");
        drop(by_hand);
        let mut mission = Mission::open(&house.path()).expect("rows are not the record: it opens");
        assert_eq!(mission.rebuild(true).expect("it is checked").differing.len(), 1);
        assert_eq!(mission.rebuild(false).expect("it is rebuilt").differing.len(), 1);
        assert_eq!(mission.rebuild(true).expect("it is checked").differing.len(), 0);
    }
}

#[test]
fn a_backup_comes_back_whole_on_the_other_backend_or_to_a_moment() {
    for house in House::each("a_backup_comes_back_whole") {
        let mut mission = house.marsa();
        take_in(&mut mission, &reports("patrols.ar.csv"));
        let (early, then) = (mission.ledger.size(), clock());
        take_in(&mut mission, &reports("liaison.en.csv"));
        let head = mission.ledger.head().to_owned();
        // while it is in use
        let kept = backup(&house.path(), &house.beside("kept"), false).expect("it is copied");
        assert_eq!(kept.to_string(), head);
        let inside = std::fs::read_dir(house.beside("kept")).expect("a folder").flatten();
        let names: Vec<_> = inside.map(|e| e.file_name()).filter(|n| n != "record.lock").collect();
        assert_eq!(names.len(), 4, "keys, settings, policies and one file with the record: {names:?}");
        let bytes = std::fs::read(house.beside("kept").join("record.sqlite")).expect("the record");
        assert_eq!(bytes[18..20], [1, 1], "a file that whoever reads it need not write beside");
        assert!(Mission::open(&house.beside("kept")).is_err(), "without the host's keys nobody opens it");
        drop(mission);
        let keys = Some(house.path());
        let whole = house.beside("whole");
        restore(&house.beside("kept"), &whole, keys.as_deref(), None, None).expect("it is restored");
        let mut back = Mission::open(&whole).expect("it opens");
        assert_eq!(back.ledger.head(), head);
        let reports_back = back.derived().expect("it is read").replay.reports.len();
        let part = house.beside("part");
        restore(&house.beside("kept"), &part, keys.as_deref(), Some(then), None).expect("it is restored");
        let mut part = Mission::open(&part).expect("it opens");
        assert_eq!(part.ledger.size(), early);
        assert!(part.derived().expect("it is read").replay.reports.len() < reports_back);
        let root = back.ledger.tree().root_at(early);
        assert_eq!(root, Some(part.ledger.tree().root()), "what stood then is the beginning of what stands");
    }
}

#[test]
fn one_mission_has_one_writer() {
    for house in House::each("one_mission_has_one_writer") {
        let mission = house.marsa();
        let second = Mission::open(&house.path()).expect_err("the first still writes");
        assert_eq!(second.code, "mission-in-use");
        drop(mission);
        Mission::open(&house.path()).expect("now it may");
    }
}
