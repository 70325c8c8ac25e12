//! Keys, heads and witnesses that are another's: refused by name, and nothing held against the host.

use std::path::Path;

use hudna_core::ledger::head::{SignedHead, cosign};
use hudna_desk::store::folder::read_key;
use serde_json::json;

use super::house::{House, Served, refused, said};
use super::run::hudna;

/// What is said on standard error.
fn error(arguments: &[&str]) -> String {
    String::from_utf8_lossy(&hudna(arguments).stderr).into_owned()
}

#[test]
fn keys_of_another_mission_are_refused_before_anything_appears() {
    let (house, other) = (House::marsa(), House::marsa());
    let (kept, back) = (house.name("kept"), house.name("back"));
    said(&["backup", &house.dir(), "--out", &kept]);
    assert_eq!(refused(&["restore", &kept, &back]), (1, "host-key-missing".into()));
    assert_eq!(refused(&["restore", &kept, &back, "--keys", &other.dir()]), (1, "log-key-other".into()));
    for (foreign, code) in [("host.age", "host-key-other"), ("log.key", "log-key-other")] {
        let mixed = house.path(&format!("mixed-{foreign}"));
        std::fs::create_dir(&mixed).expect("a folder");
        for name in ["host.age", "log.key"] {
            let from = if name == foreign { &other } else { &house };
            std::fs::copy(from.path("mission/keys").join(name), mixed.join(name)).expect("a key");
        }
        let mixed = mixed.display().to_string();
        let told = error(&["restore", &kept, &back, "--keys", &mixed]);
        assert!(told.contains(code) && told.contains(&format!("{mixed}/{foreign}")), "{told}");
        assert!(!Path::new(&back).exists(), "{code}: nothing appeared");
    }
    said(&["restore", &kept, &back, "--keys", &house.dir()]);

    // the key put in afterwards
    for (name, code) in [("host.age", "host-key-other"), ("log.key", "log-key-other")] {
        let file = Path::new(&back).join("keys").join(name);
        let own = std::fs::read(&file).expect("a key");
        std::fs::copy(other.path("mission/keys").join(name), &file).expect("a key");
        for arguments in [
            vec!["document", &back, "--out", &back],
            vec!["rebuild", &back, "--check"],
            vec!["intake", &back, "examples/marsa/reports/parties.csv"],
        ] {
            for lang in ["ar", "en"] {
                let told = error(&[vec!["--speak", lang], arguments.clone()].concat());
                assert!(told.contains(code) && told.contains(&file.display().to_string()), "{told}");
                assert!(!told.contains("{$"), "{told}");
            }
        }
        std::fs::write(&file, own).expect("a key");
    }
    said(&["rebuild", &back, "--check"]);
}

#[test]
fn a_backup_without_keys_is_verified_and_handed_out_and_told_which_key_it_lacks() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/parties.csv"]);
    let kept = house.name("kept");
    said(&["backup", &house.dir(), "--out", &kept]);
    assert_eq!(said(&["verify", &kept]), said(&["verify", &house.dir()]));
    let (here, there) = (house.name("here.zip"), house.name("there.zip"));
    said(&["bundle", &kept, "--out", &here]);
    said(&["bundle", &house.dir(), "--out", &there]);
    assert_eq!(std::fs::read(&here).expect("a bundle"), std::fs::read(&there).expect("a bundle"));
    let told = error(&["bundle", &kept, "--out", &house.name("own.zip"), "--for", "first"]);
    assert!(
        told.contains("host-key-missing") && told.contains("host.age") && !told.contains("--as"),
        "{told}"
    );
    let told = error(&["rebuild", &kept, "--check"]);
    assert!(
        told.contains("host-key-missing") && told.contains("log.key") && !told.contains("--as"),
        "{told}"
    );
}

#[test]
fn a_bundle_and_a_key_take_no_place_that_is_taken() {
    let house = House::marsa();
    let dir = house.dir();
    for name in ["mission.toml", "record.sqlite"] {
        let file = house.path("mission").join(name);
        let before = std::fs::read(&file).expect("a file");
        let path = file.display().to_string();
        for arguments in [vec!["bundle", &dir, "--out", &path], vec!["key", "--out", &path]] {
            assert_eq!(refused(&arguments), (1, "file-taken".into()), "{arguments:?}");
        }
        assert_eq!(std::fs::read(&file).expect("a file"), before, "{name} is as it was");
    }
    let link = house.path("link");
    std::os::unix::fs::symlink(house.path("nowhere"), &link).expect("a link");
    assert_eq!(refused(&["bundle", &dir, "--out", &house.name("link")]), (1, "file-taken".into()));
    assert!(link.is_symlink());
    let deep = house.name("no/such/folder.zip");
    assert_eq!(refused(&["bundle", &dir, "--out", &deep]), (1, "folder-unwritable".into()));
    assert!(!house.path("no").exists(), "no folder is made for it");
}

#[test]
fn a_witness_that_was_not_admitted_is_told_so_whatever_others_signed() {
    let house = House::marsa();
    let dir = house.dir();
    let admitted = said(&["key", "--out", &house.name("first.key"), "--witness", "witness.first"]);
    said(&["key", "--out", &house.name("stranger.key"), "--witness", "witness.stranger"]);
    let act = json!({ "act": { "kind": "witness.admitted", "key": admitted.trim(), "party": "first" } });
    said(&["act", &dir, &house.file("admitted.json", &act.to_string())]);
    let log = said(&["log-key", &dir]);
    let served = Served::of(&dir);
    let address = format!("http://{}", served.address);
    let look = |name: &str| {
        let (key, held) = (house.name(&format!("{name}.key")), house.name(&format!("{name}.held")));
        let name = format!("witness.{name}");
        let arguments = [
            "witness",
            &address,
            "--log",
            log.trim(),
            "--name",
            &name,
            "--key",
            &key,
            "--held",
            &held,
            "--once",
        ];
        let out = hudna(&arguments);
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    assert_eq!(look("first").0, Some(0));
    let head = served.ask("GET", "/checkpoint", "", b"").1;
    let (status, told) = look("stranger");
    assert!(status == Some(1) && told.contains("cosignature-refused"), "{status:?} {told}");

    // a client that sends the lines of others along
    let key = read_key(&house.path("stranger.key")).expect("a key");
    let mut signed = SignedHead::parse(&head).expect("a head");
    signed.add(cosign(&signed.text, 1_800_000_000, "witness.stranger", &key).expect("a line")).expect("room");
    let post =
        |note: &str| served.ask("POST", "/v1/cosignatures", "Accept-Language: en\r\n", note.as_bytes());
    let (status, told) = post(&signed.to_string());
    assert!(status == 403 && told.contains("witness-unknown"), "{status} {told}");
    assert_eq!(post(&head).0, 204, "the same once more is taken: its answer may have been lost");
    assert_eq!(served.ask("GET", "/checkpoint", "", b"").1, head);
}

#[test]
fn a_held_head_that_is_no_head_of_this_mission_says_nothing_against_the_host() {
    let (house, other) = (House::marsa(), House::marsa());
    let log = said(&["log-key", &house.dir()]);
    let foreign = {
        let served = Served::of(&other.dir());
        house.file("foreign", &served.ask("GET", "/checkpoint", "", b"").1)
    };
    let served = Served::of(&house.dir());
    let head = SignedHead::parse(&served.ask("GET", "/checkpoint", "", b"").1).expect("a head");
    said(&["key", "--out", &house.name("w.key"), "--witness", "witness.w"]);
    let key = read_key(&house.path("w.key")).expect("a key");
    let forged = house.file("forged", &head.head.clone().signed(&key).expect("a head").to_string());
    let damaged = house.file("damaged", "half a he");
    let (address, witness) = (format!("http://{}", served.address), house.name("w.key"));
    for (held, of_verify, of_witness) in [
        (&foreign, "bundle-other-mission", "bundle-other-mission"),
        (&forged, "held-signature-wrong", "held-signature-wrong"),
        (&damaged, "held-not-understood", "held-damaged"),
    ] {
        let before = std::fs::read(held).expect("a file");
        for lang in ["ar", "en"] {
            let verify = ["--speak", lang, "verify", &address, "--log", log.trim(), "--held", held];
            let told = error(&verify);
            assert!(told.contains(of_verify) && !told.contains("{$"), "{told}");
            let look = [
                "--speak",
                lang,
                "witness",
                &address,
                "--log",
                log.trim(),
                "--name",
                "witness.w",
                "--key",
                &witness,
                "--held",
                held,
                "--once",
            ];
            let said = error(&look);
            assert!(said.contains(of_witness) && !said.contains("{$"), "{said}");
            if of_witness == "held-damaged" {
                assert!(told.contains(held.as_str()) && said.contains(held.as_str()), "{told}{said}");
            }
        }
        assert_eq!(std::fs::read(held).expect("a file"), before, "it is kept");
    }
}
