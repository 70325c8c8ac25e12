//! The table's forms, its papers, and what it refuses: by act and by page, in both languages, both sides named. All of it is invented.

use serde_json::{Value, json};

use super::house::{House, Served, said, somebody};
use super::run::hudna;
use super::visitor::{Answer, Browser, accepted, invite};

/// A mission whose founder writes down what the parties say; the talks of Marsa were held, a draft lies on the table.
fn talks(house: &House) -> String {
    let dir = house.dir();
    said(&["act", &dir, "examples/marsa/table/acts.jsonl"]);
    said(&["table", &dir, "--draft", "marsa-3", "--put", "examples/marsa/marsa.v3.draft.md"]);
    dir
}

/// A secretary and both delegates, with a house that is served.
fn people(house: &House) -> [String; 3] {
    let party = |login, party| invite(house, login, "party_delegate", &["--party", party]);
    [invite(house, "salma", "secretary", &[]), party("huda", "first"), party("nour", "second")]
}

fn post(browser: &mut Browser<'_>, page: &str, action: &str, typed: &[(&str, &str)]) -> Answer {
    let form = browser.get(page).form(action);
    browser.fill(&form, action, typed)
}

const MEETING: [(&str, &str); 12] = [
    ("day", "2026-04-21"),
    ("number", "3"),
    ("from", "09:30"),
    ("to", "12:00"),
    ("place_ar", "مرسى"),
    ("place_en", "Marsa"),
    ("convener", "commission"),
    ("came", "first"),
    ("as_first", "رئيس الوفد، مستشار قانوني"),
    ("others", "observers: two"),
    ("agenda", "the road"),
    ("minutes", "An invented account of the meeting."),
];

#[test]
fn a_secretary_records_a_meeting_with_all_that_it_is_made_of() {
    let house = House::marsa();
    let dir = talks(&house);
    let [secretary, first, _] = people(&house);
    let monitor = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&dir);
    let mut salma = accepted(&served, &secretary, "en");
    // each field wrong in turn: told beside it, and what was typed stays
    let wrong = [
        ("day", "31/02/2026", "is no day of the calendar"),
        ("day", "", "Write the day."),
        ("number", "two", "Write a number such as 3"),
        ("number", "2", "This number is taken: Meeting 2"),
        ("from", "25:00", "which is no time of day"),
        ("to", "", "Write the hour"),
        ("to", "09:30", "The end is not after the beginning."),
    ];
    for (field, typed, told) in wrong {
        let all: Vec<(&str, &str)> =
            MEETING.iter().map(|(name, good)| (*name, if *name == field { typed } else { *good })).collect();
        let answer = post(&mut salma, "/table/meetings", "/table/meetings", &all);
        assert_eq!(answer.status, 422, "{field} {typed}");
        let beside = answer.body.split(&format!("id=\"{field}-beside\"")).nth(1).unwrap_or_default();
        let beside = beside.split("</span></span>").next().unwrap_or_default();
        assert!(beside.contains(told) || answer.body.contains(told), "{field} {typed}: {beside}");
        for kept in ["An invented account of the meeting.", "observers: two", "رئيس الوفد، مستشار قانوني"]
        {
            assert!(answer.body.contains(kept), "{kept} stays: {field}");
        }
    }
    let nobody: Vec<(&str, &str)> =
        MEETING.iter().filter(|(name, _)| !["came", "as_first", "others"].contains(name)).copied().collect();
    let answer = post(&mut salma, "/table/meetings", "/table/meetings", &nobody);
    assert!(answer.status == 422 && answer.body.contains("Tick at least one delegation."), "{}", answer.body);
    let mut all = MEETING.to_vec();
    all.push(("issue", "police"));
    let done = post(&mut salma, "/table/meetings", "/table/meetings", &all);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = salma.get("/table/meetings").body;
    for told in ["Meeting 3, 21 April 2026", "head of delegation", "observers", "the road", "Marsa"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let mut huda = accepted(&served, &first, "ar");
    assert!(huda.get("/table/meetings").body.contains("An invented account"), "the parties read the minutes");
    let mut amal = accepted(&served, &monitor, "en");
    let seen = amal.get("/table/meetings").body;
    assert!(!seen.contains("An invented account") && !seen.contains("Record a meeting"), "{seen}");
}

#[test]
fn who_speaks_for_a_party_is_named_from_a_day_to_a_day() {
    let house = House::marsa();
    let dir = talks(&house);
    let [_, _, second] = people(&house);
    let served = Served::of(&dir);
    let mut nour = accepted(&served, &second, "en");
    let good = [
        ("party", "second"),
        ("speaker", "S-9"),
        ("capacity", "military adviser"),
        ("name", "an invented person"),
        ("since", "2026-04-01"),
        ("until", "2026-06-30"),
    ];
    let wrong = [
        ("speaker", "S 9", "Write a short name"),
        ("capacity", "", "Write in which capacity."),
        ("since", "soon", "is no day of the calendar"),
        ("until", "2026-03-01", "is before the beginning"),
    ];
    for (field, typed, told) in wrong {
        let all: Vec<(&str, &str)> =
            good.iter().map(|(name, good)| (*name, if *name == field { typed } else { *good })).collect();
        let answer = post(&mut nour, "/table/meetings", "/table/speakers", &all);
        assert_eq!(answer.status, 422, "{field}");
        assert!(
            answer.body.contains(told) && answer.body.contains("an invented person"),
            "{field}: {}",
            answer.body
        );
    }
    let mut unknown = good.to_vec();
    unknown.push(("user", "U-NOBODY"));
    let answer = post(&mut nour, "/table/meetings", "/table/speakers", &unknown);
    assert!(
        answer.status == 422
            && answer.body.contains("The mission has no user <bdi class=\"n\">U-NOBODY</bdi>"),
        "{}",
        answer.body
    );
    let done = post(&mut nour, "/table/meetings", "/table/speakers", &good);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = nour.get("/table/meetings").body;
    assert!(page.contains("military adviser") && page.contains("from 1 April 2026"), "{page}");
    assert!(!page.contains("an invented person"), "the name is sealed");
    // nobody names who speaks for another party
    let csrf = nour.get("/table/meetings").hidden("csrf");
    let mut other = good.to_vec();
    other[0] = ("party", "first");
    other.push(("csrf", &csrf));
    assert_eq!(nour.post("/table/speakers", &other).status, 403);
}

#[test]
fn a_position_rests_on_minutes_and_a_condition_is_linked_on_the_page() {
    let house = House::marsa();
    let dir = talks(&house);
    let [_, _, second] = people(&house);
    let table: Value = serde_json::from_str(&said(&["table", &dir, "--json"])).expect("JSON");
    let meeting = table["meetings"][1]["entry"].as_str().expect("an entry").to_owned();
    let served = Served::of(&dir);
    let mut nour = accepted(&served, &second, "en");
    let page = "/table/issues/who-joins";
    let stated = [
        ("party", "second"),
        ("stance", "accepts_with_reservation"),
        ("condition_en", "a list within a week"),
        ("condition_id", "list"),
        ("meeting", &*meeting),
        ("statement", &*meeting),
        ("day", "2026-04-16"),
    ];
    let done = post(&mut nour, page, "/table/positions", &stated);
    assert_eq!(done.status, 303, "{}", done.body);
    let shown = nour.get(page).body;
    assert!(shown.contains("Rests on:") && shown.contains(&format!("/table/meetings#{meeting}")), "{shown}");
    let none = post(&mut nour, page, "/table/conditions", &[("condition", "list"), ("promise", "")]);
    assert!(none.status == 422 && none.body.contains("Choose the commitment."), "{}", none.body);
    let done = post(&mut nour, page, "/table/conditions", &[("condition", "list"), ("promise", "T-12")]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(nour.get("/table").body.contains("linked to the promise"), "the wall tells it");
    let again = post(&mut nour, page, "/table/conditions", &[("condition", "list"), ("promise", "T-12")]);
    assert!(again.status == 422 && again.body.contains("is linked to the promise"), "{}", again.body);
}

#[test]
fn an_issue_is_taken_off_the_table_as_an_article_and_put_on_it_again() {
    let house = House::marsa();
    let dir = talks(&house);
    let [secretary, ..] = people(&house);
    let served = Served::of(&dir);
    let mut salma = accepted(&served, &secretary, "en");
    let page = "/table/issues/police";
    let done = post(&mut salma, page, "/table/issues/close", &[("article", "a13")]);
    assert_eq!(done.status, 303, "{}", done.body);
    let shown = salma.get(page).body;
    assert!(shown.contains("became text:") && !shown.contains("action=\"/table/positions\""), "{shown}");
    let done = post(&mut salma, page, "/table/issues/close", &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(salma.get(page).body.contains("action=\"/table/positions\""));
}

#[test]
fn a_version_is_typed_on_a_page_and_a_wrong_bracket_is_told_beside_the_text() {
    let house = House::marsa();
    let dir = talks(&house);
    let [secretary, ..] = people(&house);
    let served = Served::of(&dir);
    let mut salma = accepted(&served, &secretary, "en");
    let page = salma.get("/table/draft/next?draft=marsa-3");
    assert!(page.body.contains("[First: , until an army is formed]"), "it begins with the text as it stands");
    let csrf = page.hidden("csrf");
    let text =
        std::fs::read_to_string(super::run::root().join("examples/marsa/marsa.v3.draft.md")).expect("it");
    let send = |browser: &mut Browser<'_>, draft: &str, text: &str| {
        let part = |name: &str, value: &str| {
            format!("--bound\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = part("csrf", &csrf) + &part("draft", draft) + &part("text", text) + "--bound--\r\n";
        let origin = format!("http://{}", browser.served.address);
        let headers = format!(
            "Accept: text/html\r\nOrigin: {origin}\r\nContent-Type: multipart/form-data; boundary=bound\r\n"
        );
        browser.asked("POST", "/table/draft/put", &headers, body.as_bytes())
    };
    let nested = text.replace("[First: , until an army is formed]", "[First: , until [an army] is formed]");
    let answer = send(&mut salma, "marsa-3", &nested);
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("a bracket stands within a bracket"), "{}", answer.body);
    assert!(answer.body.contains("until [an army] is formed"), "what was typed stays");
    let answer = send(&mut salma, "marsa-3", "");
    assert!(
        answer.status == 422 && answer.body.contains("Write the text, or bring a file"),
        "{}",
        answer.body
    );
    let answer = send(&mut salma, "marsa 3", &text);
    assert!(answer.status == 422 && answer.body.contains("Write a short name"), "{}", answer.body);
    let settled = text
        .replace("[الطرف الأول: ، إلى أن يتشكل جيش]", "")
        .replace("[First: , until an army is formed]", "");
    let answer = send(&mut salma, "marsa-3", &settled);
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(salma.get("/table/draft?draft=marsa-3").body.contains("Version 2"));
}

#[test]
fn a_reservation_on_the_whole_text_and_a_reading_of_an_article_stand_beside_it() {
    let house = House::marsa();
    let dir = talks(&house);
    let [_, first, _] = people(&house);
    let served = Served::of(&dir);
    let mut huda = accepted(&served, &first, "en");
    let page = "/table/draft?draft=marsa-3&article=a4";
    let action = "/table/draft/remark";
    let empty = post(&mut huda, page, action, &[("party", "first"), ("kind", "reservation")]);
    assert!(
        empty.status == 422 && empty.body.contains("Write the words in at least one language."),
        "{}",
        empty.body
    );
    let whole = [("party", "first"), ("kind", "reservation"), ("whole", "yes"), ("said_en", "not the port")];
    assert_eq!(post(&mut huda, page, action, &whole).status, 303);
    let reading = [("party", "first"), ("kind", "reading"), ("said_ar", "نهارًا أي من الشروق إلى الغروب")];
    assert_eq!(post(&mut huda, page, action, &reading).status, 303);
    let other = huda.get("/table/draft?draft=marsa-3&article=a5").body;
    assert!(other.contains("not the port") && !other.contains("من الشروق"), "{other}");
    assert!(huda.get(page).body.contains("من الشروق"));
}

/// What the program says of acts that it refuses, in a language.
fn refused(house: &House, key: Option<&str>, acts: &Value, lang: &str) -> String {
    let file = house.file("refused.json", &acts.to_string());
    let (dir, key) = (house.dir(), key.map(|key| house.name(key)));
    let mut arguments = vec!["--speak", lang, "act", &dir, &file];
    arguments.extend(key.iter().flat_map(|key| ["--as", key.as_str()]));
    let out = hudna(&arguments);
    assert_eq!(out.status.code(), Some(1), "{acts}");
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn vote(party: &str, present: &str, vote: &Value) -> Value {
    json!({ "act": { "kind": "vote.cast", "ballot": {
        "at": null, "body": "table", "decision": "marsa-3/1/a4", "member": party, "party": [{ "actor": party }],
        "present": [{ "code": format!("present/{present}") }], "role": [], "vote": vote,
    } } })
}

#[test]
fn the_five_refusals_name_both_sides_by_act_and_by_page_in_both_languages() {
    let house = House::marsa();
    let dir = talks(&house);
    let chair = somebody(&house, "chair.key", "chair");
    drop(chair);
    let [secretary, _, second] = people(&house);
    let entries = said(&["entries", &dir, "--since", "0", "--json", "--most", "500"]);
    let entries: Vec<Value> = entries.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let delegate = entries.iter().rev().find_map(|one| {
        let act = &one["act"];
        (act["kind"] == "user.added" && act["party"] == "second").then(|| act["user"].clone())
    });
    let user = delegate.expect("the delegate").as_str().expect("a user").to_owned();
    let position = |stance: &str| json!({ "act": { "kind": "position.stated", "at": 1_776_240_000_000_000_i64, "issue": "police", "party": "second", "stance": stance } });
    let promise = |id: &str, by: &str, more: &Value| {
        let mut act = json!({ "kind": "promise.made", "by": by, "id": id, "to": ["commission"], "what": { "ar": "تعهد افتراضي", "en": "an invented promise" } });
        more.as_object().expect("keys").iter().for_each(|(key, value)| act[key] = value.clone());
        json!({ "act": act })
    };
    let due = 4_000_000_000_000_000_i64;
    let made = json!([
        position("accepts"),
        promise("a", "first", &json!({ "due": due })),
        promise("b", "second", &json!({ "needs": [{ "how": "before", "on": "a" }] })),
    ]);
    said(&["act", &dir, &house.file("made.json", &made.to_string())]);
    // nobody else puts a delegate out of a vote: the silence that is left would count
    let out = json!({ "act": { "kind": "recusal.declared", "case": "vote:marsa-3/1", "user": user } });
    for lang in ["en", "ar"] {
        let chair = refused(&house, Some("chair.key"), &out, lang);
        assert!(chair.contains("recusal-of-another") && chair.contains(&user), "{chair}");
    }
    // two positions of one party on one issue at one time, by act
    for (lang, told) in [("en", ["“accepts”", "“rejects”", "second"]), ("ar", ["يقبل", "يرفض", "second"])]
    {
        let said = refused(&house, None, &position("rejects"), lang);
        told.iter().for_each(|told| assert!(said.contains(told), "{told}: {said}"));
    }
    // a circle of conditions
    let circle =
        json!({ "act": { "kind": "sequence.read", "by": "first", "how": "before", "id": "a", "on": "b" } });
    for (lang, told) in [("en", "would wait for each other in a circle"), ("ar", "حلقة")] {
        let said = refused(&house, None, &circle, lang);
        assert!(said.contains(told) && said.contains("first") && said.contains("second"), "{said}");
    }
    // a deadline before its condition
    let early =
        promise("c", "second", &json!({ "due": due - 1, "needs": [{ "how": "conditional", "on": "a" }] }));
    for lang in ["en", "ar"] {
        let said = refused(&house, None, &early, lang);
        assert!(
            said.contains("deadline-before-condition") && said.contains("first") && said.contains("second"),
            "{said}"
        );
    }
    let served = Served::of(&dir);
    let mut nour = accepted(&served, &second, "en");
    let mut salma = accepted(&served, &secretary, "ar");
    let page = "/table/draft?draft=marsa-3&article=a4";
    let done = post(&mut salma, page, "/table/votes/put", &[("rule", "a16.4")]);
    assert_eq!(done.status, 303, "{}", done.body);
    let cast = |member: &str, word: &str| {
        [("decision", "marsa-3/1/a4".to_owned()), ("member", member.to_owned()), ("vote", word.to_owned())]
    };
    let send = |browser: &mut Browser<'_>, action: &str, typed: &[(&str, String)]| {
        let csrf = browser.get("/table/votes").hidden("csrf");
        let mut all: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        all.push(("csrf", &csrf));
        browser.post(action, &all)
    };
    let says = |answer: &Answer, told: &[&str]| {
        assert_eq!(answer.status, 422, "{}", answer.body);
        told.iter().for_each(|told| assert!(answer.body.contains(told), "{told}: {}", answer.body));
    };
    // two positions, by page
    let at = [("party", "second"), ("stance", "accepts"), ("day", "2026-05-04")];
    assert_eq!(post(&mut nour, "/table/issues/police", "/table/positions", &at).status, 303);
    let at = [("party", "second"), ("stance", "rejects"), ("day", "2026-05-04")];
    says(
        &post(&mut nour, "/table/issues/police", "/table/positions", &at),
        &["says “accepts”", "says “rejects”"],
    );
    let csrf = salma.get("/table/votes").hidden("csrf");
    let arabic = [("csrf", &*csrf), ("issue", "police"), at[0], at[1], at[2]];
    says(&salma.post("/table/positions", &arabic), &["يقبل", "يرفض"]);
    // a vote by someone recused
    assert_eq!(
        send(&mut nour, "/table/votes/recuse", &[("decision", "marsa-3/1/a4".to_owned())]).status,
        303
    );
    says(
        &send(&mut nour, "/table/votes/cast", &cast("second", "for")),
        &["is out of vote:marsa-3/1/a4", "marsa-3/1/a4", &user],
    );
    // a quorum not met
    assert_eq!(send(&mut salma, "/table/votes/cast", &cast("first", "for")).status, 303);
    assert_eq!(send(&mut salma, "/table/votes/cast", &cast("second", "absent")).status, 303);
    let adopt = [("decision", "marsa-3/1/a4".to_owned())];
    says(&send(&mut salma, "/table/votes/adopt", &adopt), &["count(present) &gt;= 2", "first", "second"]);
    let shown = nour.get("/table/votes").body;
    assert!(
        shown.contains("Not taken")
            && shown.contains("The quorum is not met.")
            && shown.contains("was absent"),
        "{shown}"
    );
    drop(served);
    let of =
        entries.iter().find(|one| one["act"]["kind"] == "draft.put").expect("the draft")["entry"].clone();
    let act = json!({ "act": { "kind": "article.adopted", "article": "a4", "by_rule": "a16.4", "of": of } });
    for (lang, told) in [("en", "no quorum"), ("ar", "النصاب")] {
        let said = refused(&house, None, &act, lang);
        assert!(said.contains(told) && said.contains("first") && said.contains("second"), "{said}");
    }
    let twice = refused(&house, None, &vote("first", "present", &json!([{ "code": "vote/against" }])), "ar");
    assert!(twice.contains("موافق") && twice.contains("معارض"), "{twice}");
}

#[test]
fn the_wall_is_printed_in_both_languages_with_what_one_reservation_holds_up() {
    let house = House::marsa();
    let dir = talks(&house);
    let out = house.name("out");
    said(&["table", &dir, "--out", &out, "--sheet", "a3"]);
    for (lang, told) in [
        (
            "en",
            [
                "Held up by one reservation",
                "Changed since the meeting before",
                "linked to the promise",
                "size:A3 landscape",
            ],
        ),
        ("ar", ["ما يعوقه تحفّظ واحد", "ما تغيّر منذ الاجتماع السابق", "dir=\"rtl\"", "size:A3 landscape"]),
    ] {
        let page =
            std::fs::read_to_string(house.path("out").join(format!("talks.{lang}.html"))).expect("a page");
        told.iter().for_each(|told| assert!(page.contains(told), "{told}: {page}"));
        assert!(!page.contains("We see no place for formations"), "no statement: {page}");
        let pdf = std::fs::read(house.path("out").join(format!("talks.{lang}.pdf"))).expect("a PDF");
        assert!(pdf.starts_with(b"%PDF"), "{lang}");
    }
    let with = house.name("with");
    said(&["document", &dir, "--out", &with, "--formats", "talks"]);
    for name in ["talks.ar.html", "talks.ar.pdf", "talks.en.html", "talks.en.pdf"] {
        assert!(house.path("with").join(name).exists(), "{name}");
    }
}

#[test]
fn a_redline_of_two_versions_is_printed_in_both_languages() {
    let house = House::marsa();
    let dir = talks(&house);
    let marsa = super::run::root().join("examples/marsa");
    for name in ["marsa.md", "marsa.v1.md", "marsa.geojson", "gazetteer.csv"] {
        std::fs::copy(marsa.join(name), house.path(name)).expect(name);
    }
    let text = std::fs::read_to_string(marsa.join("marsa.v3.draft.md")).expect("the draft");
    let text = text
        .replace("[الطرف الأول: ، إلى أن يتشكل جيش]", "، حتى نهاية السنة")
        .replace("[First: , until an army is formed]", ", until the end of the year");
    said(&["table", &dir, "--draft", "marsa-3", "--put", &house.file("second.md", &text)]);
    said(&["table", &dir, "--draft", "marsa-3", "--out", &house.name("out")]);
    for (lang, title) in [
        ("en", "from version 1 to version 2"),
        ("ar", "من النسخة \u{2068}1\u{2069} إلى النسخة \u{2068}2\u{2069}"),
    ] {
        let page = std::fs::read_to_string(house.path("out").join(format!("redline.marsa-3.{lang}.html")))
            .expect("it");
        assert!(page.contains(title), "{page}");
        assert!(
            page.contains("<ins dir=\"rtl\">") && page.contains("<del dir=\"ltr\">"),
            "both languages: {page}"
        );
        assert_eq!(page.matches("id=\"redline\"").count(), 1, "an address is one place");
        assert!(page.contains("the end of the year</ins>") && page.contains("نهاية السنة</ins>"), "{page}");
        let pdf =
            std::fs::read(house.path("out").join(format!("redline.marsa-3.{lang}.pdf"))).expect("a PDF");
        assert!(pdf.starts_with(b"%PDF"));
    }
    // the same through the page of documents
    let chair = invite(&house, "rim", "chair", &[]);
    let served = Served::of(&dir);
    let mut rim = accepted(&served, &chair, "en");
    let asked = "/documents?kind=redline&draft=marsa-3&old=1&new=2&for=parties&in=ar&sheet=a3";
    let page = rim.get(asked).body;
    let preview = page.split("href=\"/documents/preview?").nth(1).and_then(|rest| rest.split('"').next());
    let preview = preview.expect("a link").replace("&amp;", "&");
    let shown = rim.get(&format!("/documents/preview?{preview}"));
    assert!(
        shown.status == 200
            && shown.body.contains("من النسخة \u{2068}1\u{2069} إلى النسخة \u{2068}2\u{2069}"),
        "{}",
        shown.body
    );
    let form = rim.get(asked).form("/documents/release");
    let done = rim.fill(&form, "/documents/release", &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(rim.get("/documents").body.contains("Redline of two versions"));
    let none = rim.get("/documents?kind=redline&draft=marsa-3&old=1&new=7").body;
    assert!(none.contains("There are no two such versions of this draft."), "{none}");
}

#[test]
fn the_first_agreement_is_made_on_pages_from_talks_where_nothing_is_in_force() {
    let house = House::talking();
    let dir = house.dir();
    let party = |login, party| invite(&house, login, "party_delegate", &["--party", party]);
    let [huda, nour] = [party("huda", "first"), party("nour", "second")];
    let rim = invite(&house, "rim", "chair", &[]);
    let served = Served::of(&dir);
    let mut huda = accepted(&served, &huda, "ar");
    let mut nour = accepted(&served, &nour, "en");
    let mut rim = accepted(&served, &rim, "en");
    assert!(nour.get("/agreement").body.contains("Nothing is in force"));
    let page = "/table/draft?draft=coast";
    let done = post(&mut nour, page, "/table/votes/put", &[("rule", "consensus")]);
    assert_eq!(done.status, 303, "{}", done.body);
    let vote = |browser: &mut Browser<'_>, member: &str| {
        let csrf = browser.get("/table/votes").hidden("csrf");
        let cast = [("csrf", &*csrf), ("decision", "coast/1"), ("member", member), ("vote", "for")];
        assert_eq!(browser.post("/table/votes/cast", &cast).status, 303);
    };
    vote(&mut huda, "first");
    let waits = nour.get("/table/votes").body;
    assert!(waits.contains("Undetermined") && waits.contains("silence is not consent"), "{waits}");
    vote(&mut nour, "second");
    let done = post(&mut nour, "/table/votes", "/table/votes/adopt", &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    let done = post(&mut nour, page, "/table/draft/propose", &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(nour.get(page).body.contains("is proposed as the agreement"));
    let wrong = post(&mut rim, page, "/table/draft/in-force", &[("from_day", "soon")]);
    assert!(wrong.status == 422 && wrong.body.contains("is no day of the calendar"), "{}", wrong.body);
    let done =
        post(&mut rim, page, "/table/draft/in-force", &[("from_day", "2026-06-02"), ("from_hour", "00:01")]);
    assert_eq!((done.status, done.header("location")), (303, Some("/agreement")), "{}", done.body);
    let shown = nour.get("/agreement").body;
    assert!(!shown.contains("Nothing is in force") && shown.contains("The road"), "{shown}");
    assert!(!nour.get(page).body.contains("/table/draft/propose"), "it is the agreement now");
}
