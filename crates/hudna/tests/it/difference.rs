//! `hudna agreement diff` and `read`: two texts beside each other, on the Marsa example and a changed copy.

use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{hudna, list, root, text, word};

const MARSA: &str = "examples/marsa/marsa.md";

/// The Marsa example with `from` written as `to`.
fn changed(pairs: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for name in ["marsa.geojson", "gazetteer.csv", "marsa.v1.md"] {
        std::fs::copy(root().join("examples/marsa").join(name), folder.path().join(name)).expect(name);
    }
    let mut marsa = text(MARSA);
    for (from, to) in pairs {
        assert!(marsa.contains(from), "{from}");
        marsa = marsa.replace(from, to);
    }
    std::fs::write(folder.path().join("marsa.md"), marsa).expect("the copy");
    folder
}

fn second(folder: &TempDir) -> String {
    folder.path().join("marsa.md").display().to_string()
}

fn reports() -> Vec<String> {
    let folder = root().join("examples/marsa/reports");
    let mut files: Vec<String> = [
        "hospitals.ar.csv",
        "hotline.geojson",
        "liaison.en.csv",
        "media.en.csv",
        "parties.csv",
        "patrols.ar.csv",
    ]
    .iter()
    .map(|n| folder.join(n).display().to_string())
    .collect();
    files.push("--registers".into());
    let registers = root().join("examples/marsa/registers");
    files.extend(["authorisations", "complete", "contacts", "notices", "verifications", "visits"].map(|n| {
        let path: &Path = &registers.join(format!("{n}.csv"));
        path.display().to_string()
    }));
    files
}

fn diff(second: &str, more: &[&str]) -> Output {
    hudna(&[&["agreement", "diff", MARSA, second], more].concat())
}

fn with_reports(second: &str, more: &[&str]) -> Output {
    let reports = reports();
    let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
    hudna(&[&["agreement", "diff"], more, &[MARSA, second], &reports[..]].concat())
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&output.stderr)))
}

const NARROWER: (&str, &str) = ("line('contact'), '15 km'", "line('contact'), '20 km'");

#[test]
fn a_text_differs_in_nothing_from_itself() {
    let output = with_reports(MARSA, &[]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("Nothing differs.") && said.contains("No outcome differs."), "{said}");
    let one = json(&with_reports(MARSA, &["--json"]));
    assert_eq!(one["differs"], false);
    assert_eq!(list(&one["text"], "ar").len() + list(&one["text"], "en").len(), 0, "{one}");
    assert!(list(&one["outcomes"], "changes").is_empty());
}

#[test]
fn other_spacing_and_a_code_by_its_arabic_name_change_nothing() {
    let copy = changed(&[("when = \"act = 'detention'\"", "when = \"الفعل   =  'احتجاز'\"")]);
    let output = diff(&second(&copy), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_remark_and_another_order_of_a_condition_change_no_norm() {
    let force = "crates/hudna-core/tests/norms/agreements/force.md";
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("force.md");
    let before = text(force);
    assert!(before.contains("count("), "the fixture counts no more");
    let (front, body) = before.split_at(before.find("\n## ").expect("an article"));
    std::fs::write(&copy, format!("{front}\nA remark.\n{body}")).expect("the copy");
    let output = hudna(&["agreement", "diff", force, &copy.display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let two = "act IN ('troop_movement','advance','deployment','fortification','reconnaissance','mine_laying') AND \
               S_INTERSECTS(place, zone('buffer'))";
    let turned = "S_INTERSECTS(place, zone('buffer')) AND \
                  act IN ('advance','troop_movement','deployment','fortification','reconnaissance','mine_laying')";
    let output = diff(&second(&changed(&[(two, turned)])), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_norm_changed_added_or_removed_is_said_field_by_field_in_both_languages() {
    let removed = "```toml norm\nid   = \"a13.2\"";
    let copy = changed(&[
        NARROWER,
        ("due       = \"D+20\"", "due       = \"D+25\""),
        (removed, "```toml norm\nid   = \"a13.9\""),
        ("over  = [\"a13.2\"]", "over  = [\"a13.9\"]"),
    ]);
    let output = diff(&second(&copy), &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for words in [
        "Norms: 1 added, 1 removed,",
        "changed: article 6, paragraph 1 (a6.1)",
        "at 15 km or less from the contact line",
        "at 20 km or less from the contact line",
        "before: 21 March 2026 (D+20)",
        "after: 26 March 2026 (D+25)",
        "removed: article 13, paragraph 2 (a13.2)",
        "Prohibited to anyone: detention.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let arabic = hudna(&["--speak", "ar", "agreement", "diff", MARSA, &second(&copy)]);
    let said = String::from_utf8_lossy(&arabic.stdout).into_owned();
    for words in ["القواعد: المضاف 1، المحذوف 1", "لا تزيد على 20 كم من خط التماس", "بعد: 26 مارس 2026 (ي+25)"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_wider_belt_turns_outcomes_and_names_the_incidents_with_why() {
    let copy = changed(&[NARROWER]);
    let one = json(&with_reports(&second(&copy), &["--json"]));
    let changes = list(&one["outcomes"], "changes");
    assert!(!changes.is_empty(), "{one}");
    for change in changes {
        // Only the norm that was changed can turn.
        assert_eq!(word(change, "norm"), "a6.1", "{change}");
        assert!(word(&change["subject"], "id").starts_with("INC-"), "{change}");
        for side in ["before", "after"] {
            for lang in ["ar", "en"] {
                assert!(!word(&change[side]["why"], lang).is_empty(), "{change}");
            }
        }
        // A wider belt never takes an act out of the prohibition.
        assert_ne!(word(&change["after"], "outcome"), "not_covered", "{change}");
    }
    let turned: u64 = list(&one["outcomes"], "turns").iter().map(|t| t["count"].as_u64().unwrap_or(0)).sum();
    assert_eq!(turned, changes.len() as u64);
    let said = with_reports(&second(&copy), &[]);
    assert_eq!(said.status.code(), Some(1));
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("not covered → ") && said.contains("Second text: "), "{said}");
}

#[test]
fn a_norm_that_only_one_text_has_is_said_so() {
    let copy = changed(&[("```toml norm\nid   = \"a5.3\"", "```toml norm\nid   = \"a5.9\"")]);
    let one = json(&with_reports(&second(&copy), &["--json"]));
    let changes = list(&one["outcomes"], "changes");
    let old: Vec<&Value> = changes.iter().filter(|c| word(c, "norm") == "a5.3").collect();
    let new: Vec<&Value> = changes.iter().filter(|c| word(c, "norm") == "a5.9").collect();
    assert!(!old.is_empty() && old.len() == new.len(), "{one}");
    assert!(old.iter().all(|c| c["after"]["outcome"].is_null()), "{one}");
    assert!(new.iter().all(|c| c["before"]["outcome"].is_null()), "{one}");
}

#[test]
fn what_keeps_texts_from_being_compared_ends_with_two() {
    let broken = changed(&[("zone('buffer')", "zone('bufer')")]);
    let output = diff(&second(&broken), &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("zone-unknown") && said.contains("nothing-compared"), "{said}");
    assert_eq!(diff("no/such/file.md", &[]).status.code(), Some(2));
    assert_eq!(diff(MARSA, &["no/such/reports.csv"]).status.code(), Some(2));
    assert_eq!(diff(MARSA, &["--registers", "examples/marsa/registers/notices.csv"]).status.code(), Some(2));
    assert_eq!(hudna(&["agreement", "diff", MARSA]).status.code(), Some(2));
    assert_eq!(diff(MARSA, &["--read-as", "nonsense"]).status.code(), Some(2));
}

#[test]
fn read_says_the_norms_in_plain_words_and_names_the_nearest_to_a_slip() {
    let output = hudna(&["agreement", "read", MARSA]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("Article 9: Return Fire") && said.contains("It is the sole road"), "{said}");
    let one = json(&hudna(&["agreement", "read", MARSA, "--norm", "a4.1", "--json"]));
    let norms = list(&one, "norms");
    assert_eq!(norms.len(), 1);
    assert!(
        norms[0]["words"]["ar"]["says"][0].as_str().is_some_and(|s| s.starts_with("يُحظر على أطراف الاتفاق"))
    );
    let output = hudna(&["agreement", "read", MARSA, "--norm", "a4.11"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("norm-unknown") && said.contains("a4.1"), "{said}");
}
