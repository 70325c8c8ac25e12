//! The joint force of Marsa, invented: its acts done in order by the real binary, and what they come to.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::house::{House, said};
use super::run::{list, root, word};

/// The acts of `force.acts`, each with its label.
fn acts() -> Vec<(String, Value)> {
    let text = std::fs::read_to_string(root().join("examples/marsa/force.acts")).expect("the example");
    let line = |line: &str| {
        let (label, act) = line.split_once(' ').expect("a label and an act");
        (label.to_owned(), serde_json::from_str(act).expect("JSON"))
    };
    text.lines().map(line).collect()
}

/// `@-3h` as a number, `{{label}}` as what it stands for.
fn filled(value: &mut Value, known: &[(String, String)], now: i64) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| filled(one, known, now)),
        Value::Object(all) => all.values_mut().for_each(|one| filled(one, known, now)),
        Value::String(text) => {
            if let Some(moment) = text.strip_prefix('@') {
                let (number, after) = moment.strip_suffix('+').map_or((moment, 0), |number| (number, 1));
                let (number, hours) = number.strip_suffix('d').map_or((number, 1), |days| (days, 24));
                let number: i64 = number.trim_end_matches('h').parse().expect("a number");
                *value = (now + number * hours * 3_600_000_000 + after).into();
            } else if let Some(label) = text.strip_prefix("{{").and_then(|t| t.strip_suffix("}}")) {
                let (_, id) = known.iter().find(|(name, _)| name == label).expect("it is known");
                *text = id.clone();
            }
        }
        _ => {}
    }
}

fn user_of(entries: &[Value], role: &str) -> String {
    let given = |one: &&Value| word(&one["act"], "kind") == "role.given" && word(&one["act"], "role") == role;
    word(&entries.iter().rev().find(given).expect("somebody has it")["act"], "user").to_owned()
}

/// A mission in which all of them were done.
pub(crate) fn done() -> House {
    let house = House::marsa();
    let dir = house.dir();
    for role in ["commissioner", "monitor"] {
        said(&["invite", &dir, "--login", role, "--role", role]);
    }
    let entries: Vec<Value> = said(&["entries", &dir, "--json", "--most", "1000"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let founder = word(&entries[0], "actor").to_owned();
    let mut known = vec![("founder".to_owned(), founder.clone())];
    known.extend(["commissioner", "monitor"].map(|role| (role.to_owned(), user_of(&entries, role))));
    for role in ["verifier", "secretary", "chair"] {
        let given = serde_json::json!({ "act": { "kind": "role.given", "role": role, "scope": "mission", "user": founder } });
        said(&["act", &dir, &house.file("role.json", &given.to_string())]);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_micros();
    let now = i64::try_from(now).expect("a moment");
    for (label, mut act) in acts() {
        filled(&mut act, &known, now);
        let answer = said(&["act", &dir, &house.file("act.json", &act.to_string())]);
        let entry = answer.split_whitespace().find(|word| word.starts_with("E-")).expect("an entry");
        known.push((label, entry.to_owned()));
    }
    house
}

#[test]
fn the_joint_force_of_marsa_is_as_its_acts_say() {
    let house = done();
    let dir = house.dir();
    let data: Value = serde_json::from_str(&said(&["force", &dir, "--json"])).expect("JSON");
    let body = &list(&data, "bodies")[0];
    assert_eq!((word(body, "body"), body["seated"].as_u64()), ("joint_force", Some(4)));
    let quotas: Vec<_> = list(body, "quotas").iter().map(|q| (word(q, "norm"), word(q, "outcome"))).collect();
    assert_eq!(quotas, [("a12.1", "permitted")], "as many of one party as of the other");
    let of = |candidate: &str| {
        let all = list(&data, "nominations").iter();
        let one =
            all.rev().find(|one| word(&one["nomination"], "candidate") == candidate).expect("nominated");
        let criteria = list(one, "criteria").iter().map(|c| word(c, "outcome")).collect::<Vec<_>>();
        (word(&one["standing"], "stage").to_owned(), criteria)
    };
    assert_eq!(of("J-1"), ("seated".to_owned(), vec![]), "a founding member, of whom no document tells");
    // the text of Marsa ends in August 2026; the first act extends it, so that its criterion speaks on whatever day this is run
    assert_eq!(of("J-7"), ("objections".to_owned(), vec!["permitted"]), "15 years of 10");
    assert_eq!(of("J-8"), ("objections".to_owned(), vec!["undetermined"]), "8 to 12 years of 10");
    let hours = |sector: &str, key: &str| -> f64 {
        let rows = list(&data, "coverage").iter().filter(|row| word(row, "sector") == sector);
        rows.filter_map(|row| row[key].as_f64()).sum()
    };
    // by hand: 2.5 of patrol-1; 1 of patrol-2, which was turned back; patrol-3 is to come
    assert!((hours("wadi_al_sarw", "patrol_hours") - 2.5).abs() < 1e-6);
    assert!((hours("ayn_al_qasab", "patrol_hours") - 1.0).abs() < 1e-6);
    assert!((hours("ayn_al_qasab", "denied") - 1.0).abs() < 1e-6);
    assert!((hours("marsa", "planned_hours") - 1.5).abs() < 1e-6);
    let patrols = list(&data, "patrols");
    assert!(
        patrols[2]["plan"].is_null() && !patrols[0]["plan"].is_null(),
        "a plan is told once it has ended"
    );
    assert!(patrols[1]["late_by"].as_i64().is_some_and(|late| late > 0), "its report came after 28 hours");
    for lang in ["ar", "en"] {
        let text = said(&["force", &dir, "--speak", lang]);
        assert!(text.contains("J-7") && !text.contains("an invented name"), "{text}");
    }
}

#[test]
fn the_report_on_the_joint_force_counts_and_names_nobody() {
    let house = done();
    let out = house.name("out");
    said(&["force", &house.dir(), "--out", &out]);
    for (lang, hours, turned_back) in
        [("en", "hours of patrol reported: 2.5", "Turned back"), ("ar", "2.5", "رُدّت")]
    {
        let page =
            std::fs::read_to_string(house.path(&format!("out/joint-force.{lang}.html"))).expect("a page");
        assert!(page.contains(hours) && page.contains(turned_back), "{page}");
        for nobody in ["J-1", "J-7", "J-8", "an invented name", "U-"] {
            assert!(!page.contains(nobody), "{nobody} in {page}");
        }
        let pdf = std::fs::read(house.path(&format!("out/joint-force.{lang}.pdf"))).expect("a PDF");
        assert!(pdf.starts_with(b"%PDF"));
    }
    let misuse = super::house::refused(&["force", &house.dir(), "--out", &out, "--lang", "xx"]);
    assert_eq!(misuse.0, 2);
}
