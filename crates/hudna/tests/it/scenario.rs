//! `hudna agreement scenario`: what it prints, and how it ends.

use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{hudna, list, text};

const MET: &str = "# قذيفة · A shell\nagreement: coast.md\nas of: 2026-04-02 18:00\n## Facts\n- act: shelling\n\
                   - at: 2026-03-11 06:00\n- place: 31.05, -37.95\n- actor: brigade-1\n- target: none\n\
                   ## Expect\n- a4.1: breach; against [[first]]\n## Why\nInside the buffer.\n";

/// The scenario beside the agreements of the norms' own tests.
fn tried(scenario: &str, arguments: &[&str]) -> Output {
    let folder = TempDir::new().expect("a folder");
    for name in ["coast.md", "coast.v1.md", "coast.geojson"] {
        let text = text(&format!("crates/hudna-core/tests/norms/agreements/{name}"));
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let path = folder.path().join("s.md");
    std::fs::write(&path, scenario).expect("a file");
    hudna(&[&["agreement", "scenario", &path.display().to_string()], arguments].concat())
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_scenario_that_comes_out_as_expected_ends_well() {
    let output = tried(MET, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said(&output).contains("as expected: A shell"), "{}", said(&output));
    let arabic = tried(MET, &["--speak", "ar"]);
    assert!(said(&arabic).contains("كما هو متوقع: قذيفة"), "{}", said(&arabic));
}

#[test]
fn a_difference_shows_what_was_expected_beside_what_was_found_and_why() {
    let differs = MET.replace("breach; against [[first]]", "permitted; against [[second]]");
    let output = tried(&differs, &[]);
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output);
    for words in [
        "DIFFERENT: A shell",
        "Article 4, paragraph 1, incident 1, deed 1 (line 11)",
        "outcome: expected permitted; found breach",
        "who answers: expected Second Party; found First Party",
        "Reasons for what was found:",
        "The act is shelling or rocket fire",
        "Scenarios: 1. As expected: 0. Different: 1.",
    ] {
        assert!(told.contains(words), "{words}:\n{told}");
    }
    let unexpected = tried(&MET.replace("a4.1: breach; against [[first]]", "a4.2: not covered"), &[]);
    assert!(said(&unexpected).contains("nobody expected breach"), "{}", said(&unexpected));
}

#[test]
fn what_is_not_covered_is_explained_too() {
    let outside = MET.replace("31.05, -37.95", "32.05, -37.95");
    let output = tried(&outside, &[]);
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output);
    assert!(told.contains("expected breach; found not covered"), "{told}");
    assert!(told.contains("lies inside"), "{told}");
}

#[test]
fn differences_are_data_too() {
    let differs = MET.replace("breach; against", "permitted; against");
    let output = tried(&differs, &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((all["scenarios"].as_u64(), all["differ"].as_u64()), (Some(1), Some(1)), "{all}");
    let scenario = &list(&all, "files")[0]["scenarios"][0];
    let difference = &list(scenario, "differences")[0];
    assert_eq!(difference["aspect"], "outcome");
    assert_eq!(difference["expected"][0], "permitted");
    assert_eq!(difference["line"], 11);
    assert!(difference["finding"]["because"].is_object(), "{difference}");
}

#[test]
fn misuse_and_texts_that_are_not_understood_end_as_they_should() {
    assert_eq!(hudna(&["agreement", "scenario"]).status.code(), Some(2));
    assert_eq!(hudna(&["agreement", "scenario", "no-such.md"]).status.code(), Some(1));
    let output = tried(&MET.replace("act: shelling", "act: shellling"), &[]);
    assert_eq!(output.status.code(), Some(1));
    let aside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(aside.contains("error[scenario-code-unknown]") && aside.contains("^^^^^^^^^"), "{aside}");
    assert!(said(&output).contains("Not tried"), "{}", said(&output));
    let elsewhere = tried(&MET.replace("coast.md", "../../coast.md"), &[]);
    assert!(String::from_utf8_lossy(&elsewhere.stderr).contains("it lies elsewhere"));
}
