//! A mission from door to door: the real binary, a served mission, real clients.

use std::path::Path;

use serde_json::{Value, json};

use super::house::{House, Served, ask, now, refused, said, sent, somebody};
use super::run::{hudna, root};

fn marsa_files() -> Vec<String> {
    let mut files: Vec<String> = std::fs::read_dir(root().join("examples/marsa/reports"))
        .expect("the example")
        .map(|e| e.expect("a file").path())
        .filter(|p| p.extension().is_some_and(|e| e == "csv" || e == "geojson"))
        .map(|p| p.display().to_string())
        .collect();
    files.sort();
    files
}

#[test]
fn a_mission_is_founded_filled_documented_and_rebuilt() {
    for house in House::each("a_mission_is_founded_filled_documented_and_rebuilt") {
        let dir = house.dir();
        let mut arguments = vec!["intake".to_owned(), dir.clone()];
        arguments.extend(marsa_files());
        arguments.extend([
            "--mapping".into(),
            "examples/marsa/reports/logbook.mapping.toml".into(),
            "--json".into(),
        ]);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let taken: Value = serde_json::from_str(&said(&arguments)).expect("JSON");
        let added = taken["entries"]["added"].as_u64().expect("a number");
        assert!(added > 150, "{taken}");
        let again: Value = serde_json::from_str(&said(&arguments)).expect("JSON");
        assert_eq!(
            (again["entries"]["added"].as_u64(), again["entries"]["again"].as_u64()),
            (Some(0), Some(added))
        );
        assert_eq!(again["checkpoint"], taken["checkpoint"]);
        let out = house.name("out");
        said(&["document", &dir, "--out", &out, "--formats", "json,xlsx", "--lang", "ar,en"]);
        let findings = std::fs::read_to_string(Path::new(&out).join("findings.json")).expect("it is there");
        let findings: Value = serde_json::from_str(&findings).expect("JSON");
        assert!(findings["findings"].as_array().is_some_and(|f| !f.is_empty()));
        assert!(said(&["rebuild", &dir, "--check"]).contains("all as kept"));
        let fresh = House::on(house.database.clone());
        let nothing = said(&["rebuild", &fresh.dir(), "--check"]);
        assert!(nothing.contains("Nothing was compared") && !nothing.contains("all as kept"), "{nothing}");
        let nothing = said(&["rebuild", &fresh.dir(), "--check", "--speak", "ar"]);
        assert!(nothing.contains("لم يُقارَن شيء"), "{nothing}");
        said(&["rebuild", &fresh.dir()]);
        assert!(said(&["rebuild", &fresh.dir(), "--check"]).contains("all as kept"));
        assert_eq!(
            refused(&["init", &dir, "--agreement", "examples/marsa/marsa.md"]),
            (1, "folder-taken".into())
        );
        assert_eq!(refused(&["intake", &house.name("nowhere"), "x.csv"]), (1, "mission-not-here".into()));
    }
}

#[test]
fn a_copy_is_taken_while_it_is_served_and_comes_back() {
    for house in House::each("a_copy_is_taken_while_it_is_served_and_comes_back") {
        let served = Served::of(&house.dir());
        assert_eq!(
            refused(&["intake", &house.dir(), "examples/marsa/reports/parties.csv"]),
            (1, "mission-in-use".into())
        );
        let kept = house.name("kept");
        said(&["backup", &house.dir(), "--out", &kept]);
        let (_, head) = served.ask("GET", "/checkpoint", "", b"");
        let back = house.name("back");
        said(&["restore", &kept, &back, "--keys", &house.dir()]);
        drop(served);
        let again = Served::of(&back);
        assert_eq!(again.ask("GET", "/checkpoint", "", b"").1, head);
    }
}

#[test]
fn a_served_mission_shows_heads_to_all_and_acts_and_entries_to_users_alone() {
    for house in House::each("a_served_mission_shows_heads_to_all_and_acts_and_entries_to_users_alone") {
        let served = Served::of(&house.dir());
        assert_eq!(served.ask("GET", "/checkpoint", "", b"").0, 200);
        assert_eq!(served.ask("GET", "/tile/0/000.p/1", "", b"").0, 200);
        assert_eq!(
            served.ask("GET", "/tile/entries/000.p/1", "", b"").0,
            404,
            "entries are no business of strangers"
        );
        assert_eq!(served.ask("GET", "/nothing", "", b"").0, 404);
        for (method, path) in [
            ("GET", "/v1/state"),
            ("GET", "/v1/entries"),
            ("GET", "/v1/proofs/inclusion?entry=E-AAAAAAAAAAAAAAAA"),
            ("POST", "/v1/acts"),
        ] {
            let (status, body) = served.ask(method, path, "Accept-Language: en\r\n", b"{}");
            assert_eq!(status, 401, "{path} {body}");
            let said: Value = serde_json::from_str(&body).expect("JSON");
            assert_eq!(said["code"], "request-unsigned", "{path}");
            let (_, body) = served.ask(method, path, "Authorization: Hudna U-A 1 AAAA\r\n", b"{}");
            assert!(body.contains("request-"), "{body}");
            // Arabic where nothing else is asked for
            assert!(body.contains("\"lang\":\"ar\""), "{body}");
        }
        assert_eq!(served.ask("POST", "/v1/cosignatures", "", b"no note").0, 403);
    }
}

#[test]
fn a_witness_cosigns_what_continues_and_refuses_another_history() {
    for house in House::each("a_witness_cosigns_what_continues_and_refuses_another_history") {
        let dir = house.dir();
        let witness_key = house.name("witness.key");
        let admitted = said(&["key", "--out", &witness_key, "--witness", "witness.first-party"]);
        let act = json!({ "act": { "kind": "witness.admitted", "key": admitted.trim(), "party": "first" } });
        let act = house.file("admitted.json", &act.to_string());
        said(&["act", &dir, &act]);
        said(&["backup", &dir, "--out", &house.name("fork"), "--keys"]);
        let log = said(&["log-key", &dir]);
        let held = house.name("held");
        let watch = |address: &str| {
            vec![
                "witness".to_owned(),
                format!("http://{address}"),
                "--log".into(),
                log.trim().into(),
                "--name".into(),
                "witness.first-party".into(),
                "--key".into(),
                witness_key.clone(),
                "--held".into(),
                held.clone(),
                "--once".into(),
            ]
        };
        let strs = |v: &[String]| v.iter().map(String::as_str).map(str::to_owned).collect::<Vec<String>>();
        let look = |served: &Served| {
            let arguments = strs(&watch(&served.address));
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            hudna(&arguments)
        };
        said(&["intake", &dir, "examples/marsa/reports/parties.csv"]);
        let served = Served::of(&dir);
        let out = look(&served);
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let head = served.ask("GET", "/checkpoint", "", b"").1;
        assert!(head.contains("\u{2014} witness.first-party "), "{head}");
        drop(served);
        said(&["intake", &dir, "examples/marsa/reports/media.en.csv"]);
        let served = Served::of(&dir);
        assert!(look(&served).status.success(), "it continues");
        drop(served);
        // the host shows another history: the copy grew otherwise
        let fork = house.name("fork");
        said(&["intake", &fork, "examples/marsa/reports/liaison.en.csv"]);
        let held_before = std::fs::read_to_string(&held).expect("it holds a head");
        let served = Served::of(&fork);
        let out = look(&served);
        let error = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(1), "{error}");
        assert!(error.contains("history-changed") && error.contains("you hold"), "{error}");
        assert_eq!(std::fs::read_to_string(&held).expect("it holds a head"), held_before);
    }
}

#[test]
fn a_monitor_reports_over_http_and_is_answered_when_it_stands() {
    use hudna_core::ledger::filed;
    for house in House::each("a_monitor_reports_over_http_and_is_answered_when_it_stands") {
        let monitor = somebody(&house, "monitor.key", "monitor");
        let assessor = somebody(&house, "assessor.key", "assessor");
        said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
        let served = Served::of(&house.dir());

        let report = hudna_core::ledger::act::ReportClaims {
            aggregate: false,
            deeds: Vec::new(),
            reported_at: Some(now()),
        };
        let act = hudna_core::ledger::act::Act::ReportFiled { from: None, report };
        let words = "سُمع انفجاران شرق المدينة".as_bytes().to_vec();
        let report = filed::Filed::plain(act).with("text", hudna_core::ledger::part::Class::Narrative, words);
        let submission = monitor.submission(report, now()).expect("it is signed");
        let body = json!({ "acts": [sent(&submission)] });
        let (status, answer) = ask(&served, &monitor, "POST", "/v1/acts", &body);
        assert_eq!(status, 200, "{answer}");
        let (entry, seq) = (answer["answers"][0]["entry"].clone(), answer["answers"][0]["seq"].clone());
        // the same again is the same entry
        let (_, again) = ask(&served, &monitor, "POST", "/v1/acts", &body);
        assert_eq!((&again["answers"][0]["seq"], &again["answers"][0]["again"]), (&seq, &json!(true)));

        let path = format!("/v1/proofs/inclusion?entry={}", entry.as_str().expect("an id"));
        let (status, proof) = ask(&served, &monitor, "GET", &path, &Value::Null);
        assert_eq!(status, 200, "{proof}");
        let bytes =
            |v: &Value| data_encoding::BASE64.decode(v.as_str().expect("text").as_bytes()).expect("base 64");
        let hashes: Vec<[u8; 32]> = proof["proof"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|h| bytes(h).try_into().expect("32 bytes"))
            .collect();
        let note = proof["checkpoint"].as_str().expect("a note");
        let head = hudna_core::ledger::head::SignedHead::parse(note).expect("a head").head;
        let leaf = hudna_core::ledger::tree::leaf_hash(&bytes(&proof["leaf"]));
        let index = proof["index"].as_u64().expect("a number");
        assert!(hudna_core::ledger::tree::verify_inclusion(&leaf, index, head.size, &hashes, &head.root));

        let (status, state) = ask(&served, &monitor, "GET", "/v1/state", &Value::Null);
        assert_eq!((status, &state["you"]["roles"][0][0]), (200, &json!("monitor")), "{state}");
        let (status, incidents) = ask(&served, &assessor, "GET", "/v1/incidents?most=500", &Value::Null);
        assert_eq!(status, 200);
        let text = incidents.to_string();
        for secret in ["radius_m", "\"lat\"", "\"place\"", "انفجاران", "patrols.ar.csv"] {
            assert!(!text.contains(secret), "{secret} left by the door");
        }
        let first = &incidents["incidents"][0];
        let accepted = |who: &hudna_desk::record::Actor, version: u64| {
            let act = json!({
                "kind": "assessment.accepted",
                "finding": { "norm": "a4.1", "subject": format!("{}/1", first["id"].as_str().expect("an id")), "version": 2 },
                "outcome": "breach",
                "seen": { "incident": first["id"], "version": version },
            });
            let act = serde_json::from_value(act).expect("an act");
            let filed = filed::Filed::plain(act);
            json!({ "acts": [sent(&who.submission(filed, now()).expect("it is signed"))] })
        };
        let version = first["version"].as_u64().expect("a number");
        let (status, stale) = ask(&served, &assessor, "POST", "/v1/acts", &accepted(&assessor, version ^ 1));
        assert_eq!(status, 409, "{stale}");
        let error = &stale["answers"][0]["problem"];
        assert_eq!(error["code"], "incident-changed");
        assert!(
            error["values"]["changed"].as_str().is_some_and(|c| c.contains("E-")),
            "what changed is told: {error}"
        );
        let (status, answer) = ask(&served, &assessor, "POST", "/v1/acts", &accepted(&assessor, version));
        assert_eq!(status, 200, "{answer}");
        let (status, answer) = ask(&served, &monitor, "POST", "/v1/acts", &accepted(&assessor, version));
        assert_eq!(status, 200, "an act may be carried by another: its signature says whose it is: {answer}");
        let (status, answer) = ask(&served, &assessor, "POST", "/v1/acts", &accepted(&monitor, version));
        assert_eq!(
            (status, &answer["answers"][0]["problem"]["code"]),
            (403, &json!("not-allowed")),
            "{answer}"
        );
    }
}

#[test]
fn a_bundle_is_verified_by_whoever_holds_it_and_shows_a_party_what_is_its_own() {
    for house in House::each("a_bundle_is_verified_by_whoever_holds_it_and_shows_a_party_what_is_its_own") {
        let dir = house.dir();
        let act = |name: &str, acts: Value| {
            let file = house.file(name, &acts.to_string());
            said(&["act", &dir, &file]);
        };
        let line = said(&["key", "--out", &house.name("delegate.key")]);
        let (user, public) = line.trim().split_once(' ').expect("a user and a key");
        act(
            "delegate.json",
            json!([
                { "act": { "kind": "user.added", "user": user, "key": public, "party": "first" } },
                { "act": { "kind": "role.given", "user": user, "role": "party_delegate", "scope": { "party": "first" } } },
            ]),
        );
        said(&["intake", &dir, "examples/marsa/reports/parties.csv"]);
        let (whole, early) = (house.name("whole.zip"), house.name("early"));
        let served = Served::of(&dir);
        std::fs::write(&early, served.ask("GET", "/checkpoint", "", b"").1).expect("a head is kept");
        drop(served);
        said(&["intake", &dir, "examples/marsa/reports/media.en.csv"]);
        said(&["bundle", &dir, "--out", &whole]);
        let text = said(&["verify", &whole, "--held", &early]);
        assert!(text.contains("It holds") && text.contains("It continues the head"), "{text}");
        assert!(said(&["--speak", "ar", "verify", &whole]).contains("صحيح"));
        let own = house.name("own.zip");
        said(&["bundle", &dir, "--out", &own, "--for", "first"]);
        said(&["verify", &own]);
        assert_eq!(
            refused(&["bundle", &dir, "--out", &house.name("none.zip"), "--for", "nobody"]),
            (1, "party-unknown".into())
        );
        let said_of_dir = said(&["verify", &dir]);
        assert!(said_of_dir.contains("It holds"), "{said_of_dir}");
        // a head of another mission, and a file with one byte more
        let other = House::marsa();
        let served = Served::of(&other.dir());
        let foreign = other.file("foreign", &served.ask("GET", "/checkpoint", "", b"").1);
        assert_eq!(refused(&["verify", &whole, "--held", &foreign]), (1, "bundle-other-mission".into()));
        let mut bytes = std::fs::read(&whole).expect("a bundle");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let broken = house.path("broken.zip");
        std::fs::write(&broken, bytes).expect("a file");
        assert_eq!(refused(&["verify", &broken.display().to_string()]).0, 1);
    }
}
