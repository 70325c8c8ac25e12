//! What the command line tells of the entries of a record, and what it says before an act is done that leaves something behind.

use serde_json::{Value, json};

use super::house::{House, refused, said};
use super::run::hudna;

fn lines(arguments: &[&str]) -> Vec<Value> {
    said(arguments).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A house with one file of reports.
fn taken_in(house: &House) -> String {
    let dir = house.dir();
    said(&["intake", &dir, "examples/marsa/reports/hotline.geojson"]);
    dir
}

#[test]
fn entries_are_listed_in_pages_with_ids_and_digests_and_need_no_key() {
    for house in House::each("entries_are_listed_in_pages") {
        let dir = taken_in(&house);
        let head = said(&["entries", &dir, "--since", "0", "--most", "1000000", "--json"]);
        let all: Vec<Value> = head.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(all[0]["act"]["kind"], "mission.founded");
        assert!(all.iter().enumerate().all(|(n, entry)| entry["seq"] == n));
        let report = all.iter().find(|e| e["act"]["kind"] == "report.filed").expect("a report");
        assert!(report["entry"].as_str().expect("an id").starts_with("E-"));
        assert!(report["recorded_at"]["utc"].as_str().expect("a moment").ends_with('Z'));
        let text = report["parts"].as_array().expect("parts").iter().find(|p| p["name"] == "text");
        assert_eq!(text.expect("words")["class"], "narrative");

        let page = hudna(&["entries", &dir, "--since", "2", "--most", "3"]);
        let told = String::from_utf8_lossy(&page.stdout).into_owned();
        let heads: Vec<&str> = told.lines().filter(|line| !line.starts_with(' ')).collect();
        assert_eq!(heads.len(), 3, "{told}");
        assert!(heads[0].starts_with("2 ") && heads[0].contains(" E-") && heads[0].contains(" U-"), "{told}");
        assert!(String::from_utf8_lossy(&page.stderr).contains("--since 5"));
        // by default the last
        let last = said(&["entries", &dir, "--most", "1"]);
        assert!(last.starts_with(&format!("{} ", all.len() - 1)), "{last}");
        assert_eq!(said(&["entries", &dir, "--since", "999999"]), "");
        let arabic = hudna(&["--speak", "ar", "entries", &dir, "--since", "0", "--most", "1"]);
        assert!(String::from_utf8_lossy(&arabic.stderr).contains("أكمل"));

        // an act names what was seen by id and version
        let incidents = lines(&["entries", &dir, "--incidents", "--json"]);
        assert!(incidents[0]["version"].is_u64() && incidents[0]["deeds"].is_array());
        let told = said(&["entries", &dir, "--incidents", "--most", "1"]);
        let id = incidents[0]["id"].as_str().expect("an id");
        assert!(told.starts_with(&format!("{id} {} E-", incidents[0]["version"])), "{told}");

        std::fs::remove_dir_all(house.path("mission").join("keys")).expect("the keys go");
        assert_eq!(said(&["entries", &dir, "--since", "0", "--most", "1000000", "--json"]), head);
        assert_eq!(refused(&["entries", &dir, "--incidents"]), (1, "host-key-missing".into()));
    }
}

#[test]
fn what_entries_say_never_steers_the_terminal() {
    let house = House::marsa();
    let act = json!({ "act": { "kind": "task.given", "to": "team \u{2067}one", "wanted": [] } });
    said(&["act", &house.dir(), &house.file("act.json", &act.to_string())]);
    let told = said(&["entries", &house.dir(), "--most", "1"]);
    assert!(told.contains("team one"), "{told}");
    let told = said(&["entries", &house.dir(), "--most", "1", "--json"]);
    assert!(told.contains("team \\u2067one"), "{told}");
    let read: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(read["act"]["to"], "team \u{2067}one");
}

#[test]
fn whoever_redacts_a_report_is_told_of_its_file_and_may_destroy_it_too() {
    for house in House::each("whoever_redacts_a_report_is_told_of_its_file") {
        let dir = taken_in(&house);
        let all = lines(&["entries", &dir, "--since", "0", "--most", "1000000", "--json"]);
        let reports: Vec<&Value> = all.iter().filter(|e| e["act"]["kind"] == "report.filed").collect();
        let file = all.iter().find(|e| e["act"]["kind"] == "file.taken_in").expect("a file");
        let digest = |entry: &Value, name: &str| {
            let parts = entry["parts"].as_array().expect("parts");
            parts.iter().find(|p| p["name"] == name).expect("the part")["digest"].clone()
        };
        let redaction = |name: &str, report: &Value| {
            let parts = [digest(report, "text")];
            let act = json!({ "act": { "kind": "redaction.made", "because": "a source", "parts": parts } });
            house.file(name, &act.to_string())
        };
        let first = redaction("first.json", reports[0]);
        let out = hudna(&["act", &dir, &first]);
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "{told}");
        assert!(told.contains("[words-in-file]") && told.contains("--with-file"), "{told}");
        for named in [&file["entry"], &digest(file, "file"), &digest(file, "set_aside")] {
            assert!(told.contains(named.as_str().expect("text")), "{named}: {told}");
        }
        let second = redaction("second.json", reports[1]);
        let out = hudna(&["act", &dir, &second, "--with-file"]);
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success() && !told.contains("[words-in-file]"), "{told}");
        let last = &lines(&["entries", &dir, "--most", "1", "--json"])[0]["act"]["parts"];
        assert_eq!(
            *last,
            json!([digest(reports[1], "text"), digest(file, "file"), digest(file, "set_aside")])
        );
        // it is gone, and nothing more is said of it
        let third = redaction("third.json", reports[2]);
        let out = hudna(&["act", &dir, &third]);
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success() && !told.contains("[words-in-file]"), "{told}");
    }
}

#[test]
fn addresses_that_cannot_be_used_are_refused_before_anything_appears() {
    let house = House::marsa();
    let new = house.name("new/mission");
    let init = |option: &str, value: &str| {
        let told = refused(&["init", &new, "--agreement", "examples/marsa/marsa.md", option, value]);
        assert!(!house.path("new").exists(), "{value}");
        told
    };
    for address in ["mysql://u:secret@h/db", "sqlite://here", "https://h/"] {
        assert_eq!(init("--database", address), (1, "database-unsupported".into()), "{address}");
    }
    for address in
        ["", "tsa.example", "ftp://tsa.example/", "http://", "https:///x", "http://h:port/", "http://h/a b"]
    {
        assert_eq!(init("--timestamps", address), (1, "timestamps-malformed".into()), "{address:?}");
    }
    let told = hudna(&[
        "init",
        &new,
        "--agreement",
        "examples/marsa/marsa.md",
        "--database",
        "mysql://u:secret@h/db",
    ]);
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains("postgres://") && !told.contains("secret"), "{told}");
    for address in ["http://tsa.example/stamp?kind=1", "https://[::1]:8080", "https://tsa.example"] {
        let dir = house.name(&format!("with-{}", address.len()));
        said(&["init", &dir, "--agreement", "examples/marsa/marsa.md", "--timestamps", address]);
    }
}

#[cfg(unix)]
#[test]
fn keys_that_others_can_read_are_warned_of_whenever_the_mission_is_opened() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::marsa();
    let act = json!({ "act": { "kind": "task.given", "to": "team", "wanted": [] } });
    let file = house.file("act.json", &act.to_string());
    let warned = || {
        let out = hudna(&["act", &house.dir(), &file]);
        assert!(out.status.success());
        String::from_utf8_lossy(&out.stderr).matches("[key-bared]").count()
    };
    let keys = house.path("mission").join("keys");
    let permit = |path: &std::path::Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    assert_eq!(warned(), 0);
    permit(&keys.join("log.key"), 0o644);
    assert_eq!(warned(), 0, "nobody else enters the folder");
    permit(&keys, 0o755);
    assert_eq!(warned(), 1);
    permit(&keys.join("host.age"), 0o640);
    assert_eq!(warned(), 2);
    permit(&keys, 0o700);
    assert_eq!(warned(), 0);
}
