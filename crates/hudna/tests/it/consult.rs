//! `hudna consult`: what is printed and written of a consultation, and what is refused.

use serde_json::Value;
use tempfile::TempDir;

use crate::house::{House, refused, said, somebody};
use crate::run::{hudna, list, shared, text, word};

const VOTES: &str = "examples/consultation/votes.csv";
const STATEMENTS: &str = "examples/consultation/statements.csv";

fn answer(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complaint(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_carries_across_groups_is_said_first_and_no_voter_is_named() {
    let output = hudna(&["--speak", "en", "consult", VOTES, "--statements", STATEMENTS]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let said = answer(&output);
    let carries = said.find("What carries across all groups").expect("what carries");
    assert!(carries < said.find("Group A").expect("a group"), "{said}");
    assert!(said.contains("No heavy weapons inside the town"), "{said}");
    assert!(!said.contains("v001") && !said.contains("v064"), "{said}");
    let output = hudna(&["--speak", "ar", "consult", VOTES, "--statements", STATEMENTS]);
    assert!(answer(&output).contains("لا سلاح ثقيل داخل المدينة") && answer(&output).contains("المجموعة أ"));
}

#[test]
fn pages_in_both_languages_and_the_data_are_written_and_hold_no_voter() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().display().to_string();
    let output = hudna(&["consult", VOTES, "--statements", STATEMENTS, "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    for name in ["consultation.ar.html", "consultation.en.html", "consultation.json"] {
        let held = std::fs::read_to_string(folder.path().join(name)).expect("it was written");
        for voter in 1..=64 {
            assert!(!held.contains(&format!("v{voter:03}")), "{name} names a voter");
        }
        assert!(!held.contains("<script"), "{name}");
    }
    let page = std::fs::read_to_string(folder.path().join("consultation.ar.html")).expect("the page");
    assert!(page.contains("lang=\"ar\" dir=\"rtl\"") && page.contains("ما تتفق عليه المجموعات كلها"));
    let data = std::fs::read(folder.path().join("consultation.json")).expect("the data");
    let data: Value = serde_json::from_slice(&data).expect("JSON");
    assert_eq!(data["people"]["voted"], 64);
    let groups = list(&data, "groups");
    assert!((2..=5).contains(&groups.len()), "{data}");
    for group in groups {
        assert!(!list(group, "stands_for").is_empty());
    }
    let carry: Vec<&str> =
        list(&data, "statements").iter().filter(|s| !s["carries"].is_null()).map(|s| word(s, "en")).collect();
    assert!(carry.contains(&"Schools should be schools again before anything else"), "{carry:?}");
    assert!(!carry.contains(&"The town's police alone can keep order"), "{carry:?}");
}

#[test]
fn delegations_are_refused_groups_and_pointed_to_counting_by_party() {
    let few = "examples/consultation/delegations.csv";
    let output = hudna(&["--speak", "en", "consult", few, "--statements", STATEMENTS]);
    assert_eq!(output.status.code(), Some(1));
    let said = complaint(&output);
    assert!(said.contains("error[too-few]: 5 people") && said.contains("--by-party"), "{said}");
    let output = hudna(&[
        "consult",
        few,
        "--statements",
        STATEMENTS,
        "--by-party",
        "examples/consultation/delegates.csv",
        "--json",
    ]);
    let data: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(data["counted"], "by_party");
    let carry: Vec<&str> =
        list(&data, "statements").iter().filter(|s| s["carries"] == "agree").map(|s| word(s, "id")).collect();
    // of d4 and d5 one agrees on 7 and one passes, 11 is split among them
    assert_eq!(carry, vec!["2", "3", "7", "12"]);
}

#[test]
fn a_vote_that_cannot_be_read_is_set_aside_by_its_line_and_the_rest_counts() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("votes.csv");
    let held = text(VOTES) + "9,v900,3,perhaps\n9,v900,77,1\n9,,3,1\nsoon,v900,3,1\n";
    std::fs::write(&path, held).expect("written");
    let out = folder.path().join("out").display().to_string();
    let path = path.display().to_string();
    let output = hudna(&["--speak", "en", "consult", &path, "--statements", STATEMENTS, "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let said = complaint(&output);
    assert!(said.contains("warning[lines-set-aside]") && said.contains("\"perhaps\" is no vote"), "{said}");
    assert!(said.contains("no statement has the id \"77\""), "{said}");
    let aside = std::fs::read_to_string(folder.path().join("out/set-aside.csv")).expect("set-aside.csv");
    assert_eq!(aside.lines().count(), 5, "{aside}");
    for code in ["vote-not-known", "statement-not-known", "voter-missing", "vote-moment-not-known"] {
        assert!(aside.contains(code), "{code}: {aside}");
    }
}

#[test]
fn a_file_without_votes_is_refused_with_the_columns_it_has() {
    let output = hudna(&["--speak", "en", "consult", STATEMENTS, "--statements", STATEMENTS]);
    assert_eq!(output.status.code(), Some(1));
    let said = complaint(&output);
    assert!(said.contains("error[consult-column-missing]") && said.contains("statement, ar, en"), "{said}");
}

#[test]
fn polis_exports_of_a_line_a_vote_and_a_line_a_person_come_to_the_same() {
    let name = "polis_exports_of_a_line_a_vote_and_a_line_a_person_come_to_the_same";
    let file = |file: &str| shared(name, &format!("polis/brexit-consensus/{file}"));
    let (Some(votes), Some(table), Some(statements)) =
        (file("votes.csv"), file("participants-votes.csv"), file("comments.csv"))
    else {
        return;
    };
    let run = |votes: &str| {
        let output = hudna(&["consult", votes, "--statements", &statements, "--json"]);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
        answer(&output)
    };
    let by_vote = run(&votes);
    assert_eq!(by_vote, run(&table));
    let data: Value = serde_json::from_str(&by_vote).expect("JSON");
    assert_eq!((&data["people"]["voted"], &data["votes"]["counted"]), (&204.into(), &5303.into()));
    assert_eq!(list(&data, "groups").len(), 2);
}

#[test]
fn a_consultation_on_the_record_seals_its_votes_and_names_no_voter_in_the_clear() {
    for house in House::each("a_consultation_on_the_record_seals_its_votes_and_names_no_voter_in_the_clear") {
        somebody(&house, "secretary.key", "secretary");
        let (dir, key) = (house.dir(), house.name("secretary.key"));
        let on_record =
            ["--statements", STATEMENTS, "--record", &dir, "--consultation", "coast", "--as", &key];
        let count = [&["consult", VOTES], &on_record[..]].concat();
        assert_eq!(refused(&count), (1, "not-opened".into()));
        let open =
            [&["consult", "--open", "--title-en", "The coast of Marsa (invented)"], &on_record[..]].concat();
        assert_eq!(said(&open).lines().count(), 14, "an opening, twelve statements, the head");
        assert_eq!(
            refused(&[&["consult", "--open", "--title-en", "Again"], &on_record[..]].concat()).1,
            "consultation-known"
        );
        let other = house.file("other.csv", &text(STATEMENTS).replace("heavy weapons", "weapons"));
        let swapped: Vec<&str> =
            count.iter().map(|a| if *a == STATEMENTS { other.as_str() } else { a }).collect();
        assert_eq!(refused(&swapped), (1, "statement-not-put".into()));
        let more: String = (77..84).map(|id| format!("9,v900,{id},1\n")).collect();
        let strange = house.file("strange.csv", &(text(VOTES) + &more));
        let strange: Vec<&str> =
            count.iter().map(|a| if *a == VOTES { strange.as_str() } else { a }).collect();
        assert_eq!(refused(&strange), (1, "votes-of-others".into()), "the host would not come to the same");
        assert!(said(&count).contains("What carries across all groups"));
        let bundle = house.name("record.zip");
        said(&["bundle", &dir, "--out", &bundle]);
        assert!(said(&["verify", &bundle]).contains("It holds"));
        let held = std::fs::read(&bundle).expect("the bundle");
        assert!(!held.windows(4).any(|w| w == b"v001"), "no voter stands in what is handed out");
    }
}
