//! Sealed material in the hands of a recipient other than the host.

use serde_json::{Value, json};

use super::house::{House, refused, said};

/// Keeps minutes, sealed under the keys in use.
fn minutes(house: &House, name: &str, text: &str) {
    let act = json!({
        "act": {
            "kind": "meeting.held", "at": { "lo": 1_772_380_800_000_000_i64, "hi": 1_772_395_200_000_000_i64 },
            "attended": {}, "convener": "secretariat",
        },
        "parts": { "text": { "class": "narrative", "text": text } },
    });
    let file = house.file(&format!("{name}.json"), &act.to_string());
    said(&["act", &house.dir(), &file]);
}

fn opened(folder: &str, key: &str) -> Vec<String> {
    let lines = said(&["unseal", folder, "--key", key]);
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.filter_map(|line| line["text"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_recipient_opens_what_was_sealed_while_its_key_was_in_use_and_nothing_else() {
    let house = House::marsa();
    let dir = house.dir();
    let key = house.name("officer.age");
    let recipient = said(&["key", "--out", &key, "--age"]).trim().to_owned();
    minutes(&house, "before", "sealed before the officer came");
    assert_eq!(refused(&["unseal", &dir, "--key", &key]), (1, "nothing-for-key".to_owned()));
    let epoch = said(&["epoch", &dir, "--class", "narrative", "--recipient", &recipient]);
    assert!(epoch.contains(" narrative\n") && !epoch.contains(" place\n"), "{epoch}");
    minutes(&house, "with", "sealed while the officer was there");
    // keys are turned, for the same recipients
    said(&["epoch", &dir]);
    minutes(&house, "turned", "sealed after the keys were turned");
    // a list given replaces the one before
    let other = said(&["key", "--out", &house.name("other.age"), "--age"]).trim().to_owned();
    said(&["epoch", &dir, "--recipient", &other]);
    minutes(&house, "after", "sealed after the officer left");
    let seen = ["sealed while the officer was there", "sealed after the keys were turned"];
    assert_eq!(opened(&dir, &key), seen);
    assert_eq!(opened(&dir, &house.name("other.age")), ["sealed after the officer left"]);
    // from a backup, which holds no key of the host
    let copy = house.name("copy");
    said(&["backup", &dir, "--out", &copy]);
    assert_eq!(opened(&copy, &key), seen);
    let first = said(&["unseal", &dir, "--key", &key]);
    let first: Value = serde_json::from_str(first.lines().next().expect("a line")).expect("JSON");
    let entry = first["entry"].as_str().expect("an id");
    assert_eq!(said(&["unseal", &dir, "--key", &key, "--entry", entry]).lines().count(), 1);
    let unknown = ["unseal", &dir, "--key", &key, "--entry", "E-AAAAAAAAAAAAAAAA"];
    assert_eq!(refused(&unknown), (1, "entry-unknown".to_owned()));
    let none = house.file("none.age", "AGE-SECRET-KEY-1NONE");
    assert_eq!(refused(&["unseal", &dir, "--key", &none]), (1, "recipient-key-malformed".to_owned()));
    let nobody = ["epoch", &dir, "--recipient", "age1nobody"];
    assert_eq!(refused(&nobody), (1, "recipient-malformed".to_owned()));
}
