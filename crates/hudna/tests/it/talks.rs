//! The negotiating table as people use it: the Marsa talks on the command line and in the house. All of it is invented.

use serde_json::{Value, json};

use super::house::{House, Served, refused, said};
use super::run::hudna;
use super::visitor::{accepted, invite};

/// A house at whose table the invented talks of Marsa were held.
fn talks(house: &House) -> String {
    let dir = house.dir();
    let first = said(&["entries", &dir, "--since", "0", "--most", "1", "--json"]);
    let first: Value = serde_json::from_str(&first).expect("JSON");
    let given = json!({ "act": { "kind": "role.given", "role": "secretary", "scope": "mission", "user": first["actor"] } });
    said(&["act", &dir, &house.file("secretary.json", &given.to_string())]);
    said(&["act", &dir, "examples/marsa/table/acts.jsonl"]);
    dir
}

#[test]
fn the_table_of_marsa_is_told_in_both_languages_and_as_data() {
    let house = House::marsa();
    let dir = talks(&house);
    let english = said(&["table", &dir]);
    for wanted in [
        "Of 5 issues: agreed 0, became text 1, held up by reservations 2, waiting for an absent or silent party 1, disputed 1.",
        "2 positions have changed since the meeting of 7 April 2026.",
        "Meeting 2, 14 April 2026, present: First Party and Second Party",
        "→ became text:",
        "→ Held up by one reservation, reservation of: Second Party",
        "linked to the promise T-12",
        "Changed. Before: rejects",
        "Silence is not acceptance",
    ] {
        assert!(english.contains(wanted), "{wanted}: {english}");
    }
    let arabic = hudna(&["--speak", "ar", "table", &dir]);
    let arabic = String::from_utf8_lossy(&arabic.stdout).into_owned();
    for wanted in ["من 5 مسائل", "تغيّر موقفان", "يعوقه تحفّظ واحد", "«إلى أن يتشكل جيش»", "خلاف"]
    {
        assert!(arabic.contains(wanted), "{wanted}: {arabic}");
    }
    assert!(
        !english.contains("invented") && !arabic.contains("افتراضي"),
        "statements and minutes are not told"
    );
    let data: Value = serde_json::from_str(&said(&["table", &dir, "--json"])).expect("JSON");
    let stands: Vec<&str> = data["issues"]
        .as_array()
        .expect("issues")
        .iter()
        .map(|one| one["stand"].as_str().expect("a word"))
        .collect();
    assert_eq!(stands, ["agreed", "held_up", "held_up", "awaited", "disputed"]);
}

#[test]
fn a_draft_is_put_from_its_file_and_told_with_what_changed() {
    let house = House::marsa();
    let dir = talks(&house);
    let put = |file: &str| said(&["table", &dir, "--draft", "marsa-3", "--put", file]);
    assert!(put("examples/marsa/marsa.v3.draft.md").contains("draft.put 1"));
    let told = said(&["table", &dir, "--draft", "marsa-3"]);
    assert!(
        told.contains("[Second: and no disqualifying service]") || told.contains("[Second:  and"),
        "{told}"
    );
    assert!(
        told.contains("(a12): In brackets") && told.contains("(a4): Without brackets, not adopted"),
        "{told}"
    );
    // the second party lets its words go
    let marsa = super::run::root().join("examples/marsa");
    for name in ["marsa.md", "marsa.v1.md", "marsa.geojson", "gazetteer.csv"] {
        std::fs::copy(marsa.join(name), house.path(name)).expect(name);
    }
    let text = std::fs::read_to_string(marsa.join("marsa.v3.draft.md")).expect("the draft");
    let text = text
        .replace("[الطرف الثاني: ، وليست له خدمة مانعة]", "، وليست له خدمة مانعة")
        .replace("[Second: and no disqualifying service]", " and no disqualifying service");
    put(&house.file("second.md", &text));
    let told = said(&["table", &dir, "--draft", "marsa-3"]);
    assert!(told.contains("(a12): Without brackets"), "{told}");
    assert!(told.contains("[-[-]") || told.contains("[-["), "what was taken out is told: {told}");
    let code = refused(&["table", &dir, "--draft", "marsa-3", "--propose"]);
    assert_eq!(code, (1, "assembly-lacks".into()));
    assert_eq!(refused(&["table", &dir, "--draft", "other"]), (1, "draft-none".into()));
    let nested = house.file("nested.md", &text.replace("The role of", "The [First: [role] of]"));
    assert_eq!(
        refused(&["table", &dir, "--draft", "marsa-3", "--put", &nested]),
        (1, "bracket-nested".into())
    );
    let out = house.name("out");
    said(&["table", &dir, "--out", &out]);
    for (lang, word) in [("ar", "dir=\"rtl\""), ("en", "dir=\"ltr\"")] {
        let page =
            std::fs::read_to_string(house.path("out").join(format!("talks.{lang}.html"))).expect("a page");
        assert!(page.contains(word) && page.contains("<svg") && !page.contains("http"), "{page}");
    }
}

#[test]
fn a_delegate_states_a_position_on_a_page_and_another_reads_it_on_the_wall() {
    let house = House::marsa();
    let dir = talks(&house);
    said(&["table", &dir, "--draft", "marsa-3", "--put", "examples/marsa/marsa.v3.draft.md"]);
    let delegate = invite(&house, "nour", "party_delegate", &["--party", "second"]);
    let monitor = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&dir);
    let mut nour = accepted(&served, &delegate, "en");
    let wall = nour.get("/table");
    assert_eq!(wall.status, 200, "{}", wall.body);
    assert!(
        wall.body.contains("#accepts_with_reservation\"") && wall.body.contains("Held up by one reservation")
    );
    let draft = nour.get("/table/draft").body;
    for sides in ["alternatives of: Second Party<", "alternatives of: First Party and Second Party<"] {
        assert!(draft.contains(sides), "whose alternatives, by name: {draft}");
    }
    let issue = nour.get("/table/issues/police");
    let csrf = issue.hidden("csrf");
    assert!(
        issue.body.contains("value=\"second\"") && !issue.body.contains("value=\"first\""),
        "one's own party alone"
    );
    let stated = [
        ("csrf", csrf.as_str()),
        ("issue", "police"),
        ("party", "second"),
        ("stance", "accepts_with_reservation"),
        ("condition_en", "under the commission"),
        ("condition_id", "under-commission"),
        ("day", "2026-04-20"),
        ("text", "The police answer to the commission."),
    ];
    let done = nour.post("/table/positions", &stated);
    assert_eq!((done.status, done.header("location")), (303, Some("/table/issues/police")), "{}", done.body);
    let again = nour.post("/table/positions", &stated);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("would stand in two places"), "{}", again.body);
    let mut amal = accepted(&served, &monitor, "ar");
    let seen = amal.get("/table/issues/police").body;
    assert!(seen.contains("under the commission") && !seen.contains("answer to the commission"), "{seen}");
    assert!(nour.get("/table/issues/police").body.contains("answer to the commission"));
    assert_eq!(amal.post("/table/positions", &stated).status, 403);
    assert!(nour.get("/table/meetings").body.contains("Meeting 2"));
    // a draft, an amendment, an answer
    let page = nour.get("/table/draft?article=a13").body;
    assert!(page.contains("[First: , until an army is formed]"), "{page}");
    let version = nour.get("/table/draft?article=a12").hidden("version");
    let mut amendment = vec![
        ("csrf", csrf.as_str()),
        ("draft", "marsa-3"),
        ("version", version.as_str()),
        ("article", "a13"),
        ("party", "second"),
        ("paragraph", "13.3"),
        ("ar", "يُسمح للشرطة بالاحتجاز 24 ساعة."),
        ("en", "The police may detain for 24 hours."),
    ];
    let done = nour.post("/table/draft/amend", &amendment);
    assert_eq!(done.status, 303, "{}", done.body);
    let shown = nour.get("/table/draft?article=a13").body;
    assert!(shown.contains("<ins dir=\"rtl\">") && shown.contains("<del dir=\"ltr\">"), "{shown}");
    amendment.push(("rule", "a16.4"));
    let refused = nour.post("/table/draft/adopt", &amendment);
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("article-open") || refused.body.contains("still stands in brackets"),
        "{}",
        refused.body
    );
}
