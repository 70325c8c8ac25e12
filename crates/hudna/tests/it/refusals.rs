//! What is refused by either door says which, in the reader's language, and leaves nothing half done.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_core::time::Instant;
use serde_json::{Value, json};

use super::house::{House, Served, ask, now, refused, said, sent, somebody};
use super::run::hudna;

#[test]
fn every_refusal_of_the_served_mission_has_a_code_and_speaks_the_readers_language() {
    let house = House::marsa();
    let served = Served::of(&house.dir());
    let large = vec![b'x'; (1 << 18) + 1];
    for (method, path, body, status, code) in [
        ("GET", "/nothing", &b""[..], 404, "not-here"),
        ("GET", "/tile/nothing", b"", 404, "not-here"),
        ("GET", "/tile/0/999", b"", 404, "not-here"),
        ("GET", "/v1/proofs/consistency", b"", 400, "request-malformed"),
        ("GET", "/v1/proofs/consistency?from=1&to=many", b"", 400, "request-malformed"),
        ("GET", "/v1/proofs/consistency?from=9&to=1", b"", 404, "not-here"),
        ("GET", "/v1/entries?from=-1", b"", 400, "request-malformed"),
        ("GET", "/v1/incidents/%FF", b"", 400, "request-malformed"),
        ("GET", "/v1/state", b"", 401, "request-unsigned"),
        ("PUT", "/checkpoint", b"", 405, "method-wrong"),
        ("GET", "/v1/acts", b"", 405, "method-wrong"),
        ("POST", "/v1/cosignatures", b"\xff", 400, "request-malformed"),
        ("POST", "/v1/cosignatures", &large, 413, "request-too-large"),
    ] {
        for lang in ["ar", "en"] {
            let (got, text) = served.ask(method, path, &format!("Accept-Language: {lang}\r\n"), body);
            let said: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
            assert_eq!(
                (got, &said["code"], &said["lang"], &said["status"]),
                (status, &json!(code), &json!(lang), &json!(status)),
                "{method} {path}: {text}"
            );
            for told in ["title", "detail"] {
                let told = said[told].as_str().unwrap_or_default();
                let is_key = told.starts_with("record-") || told.starts_with("problem-");
                assert!(!told.is_empty() && !is_key && !told.contains("{$"), "{text}");
            }
            // what its type names is there to read
            let page = said["type"].as_str().unwrap_or_default();
            let (there, what) = served.ask("GET", page, &format!("Accept-Language: {lang}\r\n"), b"");
            assert!(there == 200 && what.contains(code), "{page}: {there}");
        }
    }
}

#[test]
fn an_entry_from_the_future_is_named() {
    let house = House::marsa();
    let monitor = somebody(&house, "monitor.key", "monitor");
    let served = Served::of(&house.dir());
    let report =
        hudna_core::ledger::act::ReportClaims { aggregate: false, deeds: Vec::new(), reported_at: None };
    let filed =
        Filed::plain(Act::ReportFiled { from: None, report }).with("text", Class::Narrative, b"x".to_vec());
    let submission = monitor.submission(filed, Instant(now().0 + 600_000_000)).expect("it is signed");
    let (_, answer) = ask(&served, &monitor, "POST", "/v1/acts", &json!({ "acts": [sent(&submission)] }));
    let error = &answer["answers"][0]["problem"];
    assert_eq!(error["code"], "entry-from-future");
    let message = error["detail"].as_str().expect("words");
    assert!(message.contains("E-") && !message.contains("{$"), "{message}");
}

#[test]
fn a_list_of_acts_stands_whole_or_not_at_all() {
    for house in House::each("a_list_of_acts_stands_whole_or_not_at_all") {
        let dir = house.dir();
        let line = said(&["key", "--out", &house.name("one.key")]);
        let (user, public) = line.trim().split_once(' ').expect("a user and a key");
        let added = json!({ "act": { "kind": "user.added", "user": user, "key": public } });
        let given = |user: &str| json!({ "act": { "kind": "role.given", "user": user, "role": "monitor", "scope": "mission" } });
        let before = said(&["verify", &dir]);
        let wrong = house.file("wrong.json", &json!([added, given("U-AAAAAAAAAAAAAAAA")]).to_string());
        let out = hudna(&["act", &dir, &wrong]);
        let told = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(1), "{told}");
        assert!(told.contains("user-unknown") && told.contains("wrong.json: 2"), "{told}");
        assert!(out.stdout.is_empty(), "none is said to stand");
        assert_eq!(said(&["verify", &dir]), before, "none stands");

        // the same, put right, is no repetition
        let right = house.file("right.json", &json!([added, given(user)]).to_string());
        assert_eq!(said(&["act", &dir, &right]).lines().count(), 3, "two acts and the head");
        let seen = json!([{ "incident": "INC-AAAAAAAA", "version": 1 }]);
        let turns = json!({ "act": { "kind": "decision.undone", "of": "E-AAAAAAAAAAAAAAAA", "seen": seen } });
        let before = said(&["verify", &dir]);
        let mixed = house.file("mixed.json", &json!([given(user), turns]).to_string());
        assert_eq!(refused(&["act", &dir, &mixed]), (1, "act-apart".into()));
        let again = house.file("again.json", &json!([given(user), added]).to_string());
        assert_eq!(refused(&["act", &dir, &again]), (1, "user-known".into()));
        for nothing in ["", "[]"] {
            let file = house.file("nothing.json", nothing);
            assert_eq!(refused(&["act", &dir, &file]), (1, "act-missing".into()));
        }
        assert_eq!(said(&["verify", &dir]), before);
        assert!(said(&["rebuild", &dir, "--check"]).contains("Nothing was compared"));
    }
}

#[test]
fn a_key_is_one_users_alone() {
    let house = House::marsa();
    let somebody = somebody(&house, "one.key", "monitor");
    let public = data_encoding::BASE64.encode(somebody.key.verifying_key().as_bytes());
    let act = json!({ "act": { "kind": "user.added", "user": "U-AAAAAAAAAAAAAAAA", "key": public } });
    let file = house.file("taken.json", &act.to_string());
    for lang in ["ar", "en"] {
        let out = hudna(&["--speak", lang, "act", &house.dir(), &file]);
        let told = String::from_utf8_lossy(&out.stderr);
        assert!(told.contains("key-taken") && told.contains(&*somebody.user.0), "{told}");
    }
}
