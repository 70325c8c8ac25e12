//! `hudna minutes` at the terminal: what is proposed, and what a person makes of it.

use serde_json::Value;

use super::house::{House, refused, said};

const ACCOUNT: &str = "crates/hudna-desk/tests/minutes/points_en.txt";

fn read() -> Value {
    serde_json::from_str(&said(&["minutes", "read", ACCOUNT, "--json"])).expect("it is JSON")
}

/// The name of what begins with these words in a list of a proposal.
fn name(list: &str, key: &str, begins: &str) -> String {
    let read = read();
    let found = read[list]
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one[key]["text"].as_str().is_some_and(|words| words.starts_with(begins)));
    found.and_then(|one| one["id"].as_str()).expect("it is proposed").to_owned()
}

#[test]
fn an_account_is_read_with_its_words_in_both_languages() {
    let english = said(&["minutes", "read", ACCOUNT]);
    assert!(english.contains("Ingrid Solvane: Chair of the Working Group (line 7)"), "{english}");
    assert!(
        english.contains("provided that: «provided that the First Party released its driver"),
        "{english}"
    );
    let arabic = said(&["minutes", "read", ACCOUNT, "--speak", "ar"]);
    assert!(arabic.contains("المشاركون") && arabic.contains("بشرط"), "{arabic}");
    let read = read();
    let at = |key: &str| read["participants"][0]["name"][key].as_u64().and_then(|n| usize::try_from(n).ok());
    let text = super::run::text(ACCOUNT);
    let words = at("start").zip(at("end")).and_then(|(start, end)| text.get(start..end));
    assert_eq!(words, Some("Ingrid Solvane"));
    assert_eq!(read["unanimous"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_a_person_confirmed_stands_in_the_record() {
    for house in House::each("what_a_person_confirmed_stands_in_the_record") {
        let agreed = name("statements", "span", "Both parties agreed");
        let pledged = name("promises", "what", "to return the ambulance");
        let picked = format!("{agreed},{pledged}");
        let id = format!("{pledged}=P-ambulance");
        let acts = said(&[
            "minutes",
            "acts",
            ACCOUNT,
            "--confirm",
            &picked,
            "--as",
            "Both parties=first,second",
            "--as",
            "The Second Party=second",
            "--as",
            "Second Party=second",
            "--issue",
            "water",
            "--to",
            "first",
            "--id",
            &id,
        ]);
        let folder = tempfile::TempDir::new().expect("a folder");
        let file = folder.path().join("acts.json");
        std::fs::write(&file, &acts).expect("it is written");
        let file = file.display().to_string();
        let told = said(&["act", &house.dir(), &file]);
        assert_eq!(told.matches("position.stated").count(), 2, "{told}");
        assert_eq!(told.matches("promise.made").count(), 1, "{told}");
        assert!(acts.contains("provided that the First Party released its driver"), "{acts}");
    }
}

#[test]
fn nothing_becomes_an_act_that_nobody_named_or_of_which_something_is_missing() {
    let agreed = name("statements", "span", "Both parties agreed");
    assert_eq!(refused(&["minutes", "acts", ACCOUNT, "--confirm", &agreed]), (1, "issue-missing".into()));
    assert_eq!(
        refused(&["minutes", "acts", ACCOUNT, "--confirm", &agreed, "--issue", "water"]),
        (1, "party-missing".into())
    );
    assert_eq!(refused(&["minutes", "acts", ACCOUNT, "--confirm", "s99"]), (1, "pick-unknown".into()));
    let stance = ["minutes", "acts", ACCOUNT, "--confirm", "s1", "--stance", "s1=perhaps"];
    assert_eq!(refused(&stance), (1, "option-malformed".into()));
}

#[test]
fn characters_that_steer_a_terminal_are_shown_and_steer_nothing() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("account.txt");
    let account = "Mr Ivo Brandt (Chair) said that \u{202E}the road\u{1b}[2J is open.\n";
    std::fs::write(&file, account).expect("it is written");
    let path = file.display().to_string();
    let told = said(&["minutes", "read", &path]);
    assert!(!told.contains('\u{202E}') && !told.contains('\u{1b}') && told.contains("\\x1b"), "{told}");
    let json = said(&["minutes", "read", &path, "--json"]);
    assert!(!json.contains('\u{202E}') && !json.contains('\u{1b}'), "{json}");
    std::fs::write(&file, "Mr Ivo Brandt said that. ".repeat(50_000)).expect("it is written");
    assert_eq!(refused(&["minutes", "read", &path]), (1, "too-long".into()));
}
