//! Commitments from door to door: acts signed on the command line, and what `hudna promises` says of them in both languages.

use serde_json::{Value, json};

use super::house::{House, refused, said, somebody};

/// Acts as one file, by whoever holds the key.
fn acts(house: &House, key: &str, acts: &Value) -> Vec<String> {
    let file = house.file("acts.json", &acts.to_string());
    let dir = house.dir();
    ["act", &dir, &file, "--as", &house.name(key)].map(str::to_owned).to_vec()
}

fn done(house: &House, key: &str, list: &Value) {
    let arguments = acts(house, key, list);
    said(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
}

fn not_done(house: &House, key: &str, list: &Value) -> (i32, String) {
    let arguments = acts(house, key, list);
    refused(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

fn promised(id: &str, by: &str, to: &str, en: &str, more: &Value) -> Value {
    let mut act = json!({ "kind": "promise.made", "by": by, "id": id, "to": [to], "what": { "ar": "تعهد افتراضي", "en": en } });
    for (key, value) in more.as_object().expect("keys") {
        act[key] = value.clone();
    }
    json!({ "act": act })
}

fn told(house: &House, more: &[&str]) -> Value {
    let dir = house.dir();
    let mut arguments = vec!["promises", dir.as_str(), "--json"];
    arguments.extend(more);
    serde_json::from_str(&said(&arguments)).expect("JSON")
}

fn one<'v>(told: &'v Value, id: &str) -> &'v Value {
    let all = told["commitments"].as_array().expect("a list");
    all.iter().find(|one| one["id"] == id).expect("it is listed")
}

#[test]
fn what_was_promised_is_told_with_who_could_move_in_both_languages() {
    for house in House::each("what_was_promised_is_told") {
        somebody(&house, "secretary.key", "secretary");
        somebody(&house, "verifier.key", "verifier");
        let list = json!([
            promised("pull", "first", "second", "to pull the guns back", &json!({ "theme": "weapons", "due": 4_000_000_000_000_000_i64, "verifier": "joint_team" })),
            promised("road", "second", "first", "to open the coast road", &json!({ "needs": [{ "how": "before", "on": "pull" }], "due_rule": "72 h after verified(pull)" })),
            { "act": { "kind": "condition.put", "by": "donors", "declarers": ["commission"], "id": "consensus", "what": { "ar": "قيام حكومة توافق", "en": "a government of consensus exists" } } },
            promised("aid", "donors", "second", "to support the police", &json!({ "needs": [{ "how": "conditional", "on": "consensus" }] })),
        ]);
        done(&house, "secretary.key", &list);
        let first = told(&house, &[]);
        assert_eq!(one(&first, "pull")["state"], "due");
        assert_eq!(one(&first, "pull")["held_up"], 1);
        assert_eq!(one(&first, "road")["state"], "waiting");
        assert_eq!(
            one(&first, "road")["blockers"],
            json!([{ "on": "pull", "because": "not_claimed", "part": "debtor", "who": ["first"] }])
        );
        assert_eq!(one(&first, "aid")["blockers"][0]["who"], json!(["commission"]));
        let english = said(&["promises", &house.dir(), "--speak", "en"]);
        assert!(english.contains("3 commitments."), "{english}");
        assert!(english.contains("Could move: First Party (“to pull the guns back”)."), "{english}");
        assert!(english.contains("nobody has declared it"), "{english}");
        let arabic = said(&["promises", &house.dir(), "--speak", "ar"]);
        assert!(arabic.contains("تعهدات") && arabic.contains("من يستطيع التحريك"), "{arabic}");
        assert!(!arabic.contains("promise-") && !english.contains("promise-"), "{arabic}{english}");
        done(
            &house,
            "secretary.key",
            &json!({ "act": { "kind": "promise.claimed", "by": "first", "id": "pull" } }),
        );
        done(
            &house,
            "verifier.key",
            &json!({ "act": { "kind": "promise.verified", "id": "pull", "scale": 3 } }),
        );
        done(
            &house,
            "secretary.key",
            &json!({ "act": { "kind": "condition.declared", "by": "commission", "holds": true, "id": "consensus" },
            "parts": { "text": { "class": "narrative", "text": "An invented statement." } } }),
        );
        let after = told(&house, &[]);
        assert_eq!(one(&after, "pull")["state"], "verified");
        assert_eq!(one(&after, "road")["state"], "due");
        assert_eq!(one(&after, "aid")["state"], "due");
        assert_eq!(one(&after, "consensus")["state"], "holds");
        // before they were made nothing was there
        let before = told(&house, &["--as-of", "2020-01-01T00:00"]);
        assert!(
            before["commitments"].as_array().expect("a list").iter().all(|one| one["state"] == "not_yet")
        );
        assert!(
            said(&["promises", &house.dir(), "--as-of", "2020-01-01T00:00", "--speak", "en"])
                .contains("Nothing was promised yet.")
        );
        assert!(said(&["verify", &house.dir()]).contains("root"));
    }
}

#[test]
fn a_circle_and_a_deadline_before_its_condition_are_refused_naming_both_sides() {
    let house = House::marsa();
    somebody(&house, "secretary.key", "secretary");
    let late = 4_000_000_000_000_000_i64;
    done(
        &house,
        "secretary.key",
        &json!([
            promised("a", "first", "second", "one", &json!({ "due": late })),
            promised("b", "second", "first", "two", &json!({ "needs": [{ "how": "before", "on": "a" }] })),
        ]),
    );
    let read =
        json!({ "act": { "kind": "sequence.read", "by": "first", "how": "before", "id": "a", "on": "b" } });
    assert_eq!(not_done(&house, "secretary.key", &read), (1, "needs-circle".into()));
    let early = promised(
        "c",
        "second",
        "first",
        "three",
        &json!({ "needs": [{ "how": "conditional", "on": "a" }], "due": late - 1 }),
    );
    assert_eq!(not_done(&house, "secretary.key", &early), (1, "deadline-before-condition".into()));
    for lang in ["ar", "en"] {
        let arguments = acts(&house, "secretary.key", &read);
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        arguments.extend(["--speak", lang]);
        let out = super::run::hudna(&arguments);
        let error = String::from_utf8_lossy(&out.stderr);
        assert!(error.contains("first") && error.contains("second") && !error.contains("record-"), "{error}");
    }
}
