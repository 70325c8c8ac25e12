//! What of a register's row is said in the clear, and who may read the rest.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::row;
use hudna_core::register::{Entry, Visit};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, TimeRange};
use hudna_desk::bundle;
use hudna_desk::record::{Actor, Handing, Mission, hand_out};

use super::house::{House, clock, material, somebody, take_in};

/// Words of the example's registers that no stranger may read: files, own ids, reasons, notes, who says so.
const WORDS: [&str; 8] = [
    "registers/",
    "notices.csv",
    "V-002",
    "N-001",
    "identity check",
    "road unsafe",
    "commission\",\"origin",
    "\"by\"",
];

/// All that a bundle says without opening a part, and what the parts opened say.
fn said(house: &House, party: Option<&str>) -> (String, String) {
    let handing = Handing { party: party.map(Into::into), ..Handing::default() };
    let file = hand_out(&house.path(), &handing).expect("a bundle");
    let read = bundle::read(&file, None).expect("it verifies");
    let (mut clear, mut opened) = (String::new(), String::new());
    for (name, bytes) in &read.members {
        if name == "opened.jsonl" {
            for part in read.verified.opened.values() {
                opened.push_str(&String::from_utf8_lossy(&part.content));
                opened.push('\n');
            }
        } else {
            clear.push_str(&String::from_utf8_lossy(bytes));
        }
    }
    (clear, opened)
}

#[test]
fn a_bundle_says_no_word_of_a_row_that_is_sealed_and_the_record_comes_to_the_same() {
    let house = House::sqlite();
    let mut mission = house.marsa();
    take_in(&mut mission, &material());
    assert_eq!(mission.rows_kept_equal(), Ok(true));
    let registers = mission.derived().expect("read").replay.registers();
    assert!(registers.visits.iter().any(|row| row.reason.as_deref() == Some("road unsafe")));
    assert!(registers.complete.iter().all(|row| row.by.as_deref() == Some("commission")));
    assert!(registers.notices.iter().all(|row| row.origin.file.ends_with("notices.csv")));
    drop(mission);
    for party in [None] {
        let (clear, opened) = said(&house, party);
        assert!(clear.contains("\"kind\":\"visit.recorded\""), "the rows are there");
        for word in WORDS {
            assert!(!clear.contains(word), "{word} is said in the clear");
        }
        for word in ["identity check", "V-002"] {
            assert!(!opened.contains(word), "{word} is opened for {party:?}");
        }
    }
}

#[test]
fn a_file_of_rows_taken_in_twice_from_another_folder_adds_nothing() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let (added, _) = take_in(mission, &material());
    assert!(added > 150);
    let size = mission.ledger.size();
    let mut moved = material();
    for file in moved.registers.iter_mut() {
        let text = std::fs::read_to_string(&*file).expect("the example");
        let other = house.beside(&file.file_name().expect("a name").to_string_lossy());
        // a line more at the head moves every row
        std::fs::write(&other, text.replacen('\n', "\n\n", 1)).expect("a file");
        *file = other;
    }
    moved.reports.clear();
    let (added, again) = take_in(mission, &moved);
    // the files themselves are others; of their rows none is
    assert_eq!(added, moved.registers.len());
    assert!(again > 30, "{again}");
    assert_eq!(mission.ledger.size(), size + moved.registers.len() as u64);
}

fn given(mission: &mut Mission, actor: &Actor, act: Act) {
    let filed: Filed = row::apart(act).expect("it is written");
    mission.act(actor, filed, clock()).expect("it stands");
}

#[test]
fn a_partys_own_rows_are_opened_for_it_and_no_other() {
    let house = House::sqlite();
    let mut mission = house.marsa();
    let first = somebody(&mut mission, &["party_delegate"], Some("first"));
    let _ = somebody(&mut mission, &["party_delegate"], Some("second"));
    let leader = somebody(&mut mission, &["team_leader"], None);
    let origin = Origin { file: "drawer/of-ours.csv".into(), line: 4, own_id: Some("OWN-4".into()) };
    let at = TimeRange::exact(Instant(1_775_000_000_000_000));
    let notice = Act::NoticeGiven {
        entry: Entry {
            origin: origin.clone(),
            party: Some("first".into()),
            unit: None,
            act: Vec::new(),
            purpose: Vec::new(),
            sent_at: Some(at),
            window: None,
            place: None,
            answer: None,
        },
    };
    given(&mut mission, &first, notice);
    let visit = Act::VisitRecorded {
        task: None,
        visit: Visit {
            origin: Origin { file: "team/of-theirs.csv".into(), line: 1, own_id: None },
            site: "gate".into(),
            party: Some("second".into()),
            team: None,
            at: Some(at),
            place: None,
            access: Some("denied".into()),
            delay_min: None,
            reason: Some("the officer on duty feared for his post".into()),
        },
    };
    given(&mut mission, &leader, visit);
    assert_eq!(mission.rows_kept_equal(), Ok(true));
    drop(mission);
    let told = |party: Option<&str>| {
        let (clear, opened) = said(&house, party);
        for word in ["of-ours", "OWN-4", "of-theirs", "feared"] {
            assert!(!clear.contains(word), "{word} is said in the clear");
        }
        ["of-ours", "OWN-4", "of-theirs", "feared"].map(|word| opened.contains(word))
    };
    assert_eq!(told(Some("first")), [true, true, false, false]);
    assert_eq!(told(Some("second")), [false; 4]);
    assert_eq!(told(None), [false; 4]);
}
