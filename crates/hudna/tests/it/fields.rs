//! The forms of the house that are no slips: each field wrong in turn is told beside it and keeps the rest; and every form of the table of
//! routes is in such a test, or brings no field that anybody types. All people are invented.

use serde_json::{Value, json};

use super::house::{House, Served, said, somebody};
use super::slips::{Typed, beside, form_of, keeps, tried};
use super::visitor::{Answer, Browser, accepted, invite};

const REPORTS: &str = "examples/marsa/reports/patrols.ar.csv";

/// Sends the form `action` of `page` with each wrong value in turn.
pub(crate) fn wrong_in_turn(
    browser: &mut Browser<'_>,
    (page, action): (&str, &str),
    right: &Typed<'_>,
    wrong: &[(&str, &str, &str)],
) {
    let hidden = browser.get(page).form(action);
    for (beside_of, name, value) in wrong {
        let mut typed: Typed<'_> = right.iter().filter(|(known, _)| known != name).copied().collect();
        typed.push((name, value));
        let carried: Vec<(String, String)> =
            hidden.iter().filter(|(known, _)| known != name).cloned().collect();
        let answer = browser.fill(&carried, action, &typed);
        let what = format!("{action} with {name} = {value:?}");
        assert!((400..500).contains(&answer.status), "{what}: {}", answer.status);
        let form = form_of(&answer.body, action);
        assert!(
            beside(form, beside_of).contains("class=\"msg\""),
            "{what}: nothing beside {beside_of}: {form}"
        );
        // a password is typed anew
        for (known, value) in right.iter().filter(|(known, _)| known != name && !SECRET.contains(known)) {
            assert!(keeps(form, known, value), "{what}: {known} does not hold {value}: {form}");
        }
    }
}

/// Fields that no page gives back.
const SECRET: [&str; 6] = ["password", "again", "old", "new", "code", "name"];

#[test]
fn each_field_at_the_door_and_of_ones_own_access_is_told_beside_it() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let words = super::visitor::PASSWORD;
    let mut amal = accepted(&served, &path, "ar");
    let change = vec![("old", words), ("new", "كلمات أخرى كثيرة متتالية")];
    let wrong = [("old", "old", "ليست هي"), ("new", "new", "قصيرة")];
    wrong_in_turn(&mut amal, ("/access", "/access/password"), &change, &wrong);
    let wrong = [("code", "code", "000000"), ("code", "code", "")];
    wrong_in_turn(
        &mut amal,
        ("/access", "/access/code"),
        &vec![("code", "000000"), ("password", words)],
        &wrong,
    );
}

#[test]
fn each_field_of_an_invitation_by_page_is_told_beside_it_and_keeps_the_rest() {
    let house = House::marsa();
    let path = invite(&house, "keeper", "operator", &[]);
    let served = Served::of(&house.dir());
    let mut keeper = accepted(&served, &path, "ar");
    let right = vec![("login", "noor"), ("role", "monitor"), ("scope", "mission"), ("party", "first")];
    let wrong = [
        ("login", "login", ""),
        ("login", "login", "two words"),
        ("login", "login", "keeper"),
        ("role", "role", "king"),
        ("scope", "scope", "sector:nowhere"),
        ("party", "party", "nobody"),
    ];
    wrong_in_turn(&mut keeper, ("/settings", "/settings/invite"), &right, &wrong);
    // a delegate is some party's, and of that party alone
    let right =
        vec![("login", "noor"), ("role", "party_delegate"), ("scope", "party:first"), ("party", "first")];
    let wrong = [("party", "party", ""), ("scope", "scope", "party:second")];
    wrong_in_turn(&mut keeper, ("/settings", "/settings/invite"), &right, &wrong);
    wrong_in_turn(
        &mut keeper,
        ("/recovery", "/recovery/ask"),
        &vec![],
        &[("user", "user", "U-AAAAAAAAAAAAAAAA")],
    );
}

#[test]
fn each_field_of_a_ruling_a_return_a_dissent_and_a_reply_is_told_beside_it_and_keeps_the_rest() {
    let house = House::marsa();
    said(&["intake", &house.dir(), REPORTS]);
    let paths = [("amal", "assessor"), ("chair", "chair"), ("munir", "commissioner")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let delegate = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let [mut amal, mut chair, _munir] = paths.each_ref().map(|path| accepted(&served, path, "ar"));
    let mut delegate = accepted(&served, &delegate, "ar");
    let pages = chair.get("/findings").links("/finding?");
    let page = pages
        .iter()
        .find(|page| amal.get(page).body.contains("action=\"/finding/return\""))
        .expect("one about an incident");
    wrong_in_turn(&mut amal, (page, "/finding/return"), &vec![], &[("reason", "reason", "")]);
    let shown = chair.get(page).body;
    let members: Vec<&str> =
        shown.split("name=\"stands\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(members.len(), 2, "{shown}");
    let ruling: Typed<'_> = vec![
        ("outcome", "permitted"),
        ("rule", "a16.1"),
        ("stands", members[0]),
        ("stands", members[1]),
        ("reasons", "أسباب مختلقة"),
    ];
    let wrong = [
        ("outcome", "outcome", "guilty"),
        ("rule", "rule", "a99"),
        ("stands", "stands", "U-AAAAAAAAAAAAAAAA"),
        ("reasons", "reasons", ""),
    ];
    wrong_in_turn(&mut chair, (page, "/finding/rule"), &ruling, &wrong);
    let form = chair.get(page).form("/finding/rule");
    assert_eq!(chair.fill(&form, "/finding/rule", &ruling).status, 303);
    let dissent = vec![("reservation", "yes")];
    wrong_in_turn(&mut chair, (page, "/finding/dissent"), &dissent, &[("dissent", "dissent", "")]);
    let own = delegate.get("/findings").links("/finding?");
    let own = own.iter().find(|page| delegate.get(page).body.contains("action=\"/finding/reply\""));
    wrong_in_turn(
        &mut delegate,
        (own.expect("one about their party"), "/finding/reply"),
        &vec![],
        &[("reply", "reply", "")],
    );
}

#[test]
fn each_field_of_a_report_its_place_and_its_translation_is_told_beside_it_and_keeps_the_rest() {
    let house = House::marsa();
    said(&["intake", &house.dir(), REPORTS]);
    let roles = [("mona", "monitor"), ("vera", "verifier"), ("dalia", "team_leader")];
    let paths = roles.map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut mona, mut vera, mut dalia] = paths.each_ref().map(|path| accepted(&served, path, "ar"));
    let report: Typed<'_> =
        vec![("act", "shelling"), ("day", "2026-03-12"), ("from", "16:10"), ("text", "كلمات مختلقة")];
    let wrong = [
        ("day", "day", "some day"),
        ("from", "from", "noon"),
        ("to", "to", "15:00"),
        ("lat", "lat", "north"),
        ("lon", "lat", "31.2"),
        ("radius", "radius", "-5"),
        ("explosions", "explosions", "many"),
        ("killed", "killed", "some"),
        ("injured", "injured", "some"),
        // a form that was kept open while the agreement changed
        ("act", "act", "xx"),
        ("sector", "sector", "nowhere"),
        ("means", "means", "telepathy"),
        ("actor", "actor", "martians"),
        ("weapon", "weapon", "spoon"),
        ("source-kind", "source-kind", "oracle"),
    ];
    wrong_in_turn(&mut mona, ("/reports/new", "/reports/new"), &report, &wrong);
    let page = vera.get("/reports").links("/reports/E-").remove(0);
    let placed = format!("{page}/place");
    let wrong = [("lat", "lat", "north"), ("lon", "lat", "31.2"), ("radius", "radius", "wide")];
    wrong_in_turn(&mut vera, (&page, &placed), &vec![], &wrong);
    let right = vec![("lat", "31.0"), ("lon", "-38.0")];
    let wrong = [("radius", "radius", "abc"), ("sector", "sector", "nowhere"), ("sector", "sector", "marsa")];
    let at_sea = vec![("lat", "12"), ("lon", "12")];
    wrong_in_turn(&mut vera, (&page, &placed), &right, &wrong[..2]);
    wrong_in_turn(&mut vera, (&page, &placed), &at_sea, &wrong[2..]);
    let graded = format!("{page}/grade");
    let wrong = [
        ("reliability", "reliability", ""),
        ("reliability", "reliability", "G"),
        ("credibility", "credibility", "7"),
        ("grounds", "grounds", ""),
    ];
    wrong_in_turn(&mut vera, (&page, &graded), &vec![("reliability", "B"), ("grounds", "سبب مختلق")], &wrong);
    let translated = format!("{page}/translation");
    let wrong = [("language", "language", "xx"), ("translation", "translation", "")];
    wrong_in_turn(&mut dalia, (&page, &translated), &vec![("language", "en")], &wrong);
}

#[test]
fn each_choice_and_field_of_a_document_that_is_asked_for_is_told_beside_it_and_keeps_the_rest() {
    let house = House::marsa();
    somebody(&house, "secretary.key", "secretary");
    let key = house.name("secretary.key");
    said(&["act", &house.dir(), "examples/marsa/table/acts.jsonl", "--as", &key]);
    let path = invite(&house, "sami", "secretary", &[]);
    let served = Served::of(&house.dir());
    let mut sami = accepted(&served, &path, "ar");
    let long = "a".repeat(300);
    let right =
        [("kind", "sitrep"), ("from", "2026-03-01"), ("for", "public"), ("in", "en"), ("number", "7/2026")];
    let wrong = [
        ("kind", "kind", "poem"),
        ("from", "from", "31.2.2026"),
        ("from", "from", ""),
        ("to", "to", "2026-02-01"),
        ("for", "for", "everybody"),
        ("in", "in", "xx"),
        ("number", "number", long.as_str()),
        ("embargo", "embargo", "soon"),
        ("embargo", "hour", "09:00"),
        ("sheet", "sheet", "A9"),
    ];
    for (beside_of, name, value) in wrong {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        asked.extend_pairs(right.iter().filter(|(known, _)| *known != name)).append_pair(name, value);
        let query = asked.finish();
        for path in ["/documents", "/documents/preview"] {
            let answer = sami.get(&format!("{path}?{query}"));
            let form = form_of(&answer.body, "/documents");
            assert!(
                beside(form, beside_of).contains("class=\"msg\""),
                "{path} with {name} = {value}: {form}"
            );
            // the other language of this page has its address too
            let made = answer.links("/documents/preview?").into_iter().find(|link| link.contains("layout="));
            assert_eq!(made, None, "nothing is made of it: {name} = {value}");
            for (known, value) in right.iter().filter(|(known, _)| *known != name) {
                assert!(keeps(form, known, value), "{name}: {known} does not hold {value}: {form}");
            }
        }
    }
}

#[test]
fn each_field_of_a_new_issue_is_told_beside_it_and_keeps_the_rest() {
    let house = House::marsa();
    let path = invite(&house, "sami", "secretary", &[]);
    let served = Served::of(&house.dir());
    let mut sami = accepted(&served, &path, "ar");
    let right = vec![("issue", "prisoners"), ("ar", "الأسرى")];
    let wrong = [("issue", "issue", ""), ("issue", "issue", "two words"), ("ar", "ar", "")];
    wrong_in_turn(&mut sami, ("/table", "/table/issues"), &right, &wrong);
}

#[test]
fn an_operator_gives_and_ends_roles_by_page_and_ends_all_that_somebody_may() {
    let house = House::marsa();
    let paths = [invite(&house, "keeper", "operator", &[]), invite(&house, "noor", "auditor", &[])];
    let served = Served::of(&house.dir());
    let [mut keeper, mut noor] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = keeper.get("/settings");
    for told in ["Time zone", "Etc/GMT-2", "SQLite", "عربي", "English", "Limit for assessment", "Marsa"] {
        assert!(page.body.contains(told), "{told} is told: {}", page.body);
    }
    let noors = page.body.split("<tr>").find(|row| row.contains(">noor<")).expect("a row");
    let path =
        noors.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
    let person = keeper.get(&path);
    let give = person.form("/settings/role");
    for (field, role, scope) in [("role", "king", "mission"), ("scope", "verifier", "sector:nowhere")] {
        let wrong = keeper.fill(&give, "/settings/role", &[("role", role), ("scope", scope)]);
        assert_eq!(wrong.status, 422, "{}", wrong.body);
        assert!(beside(form_of(&wrong.body, "/settings/role"), field).contains("msg"), "{}", wrong.body);
    }
    let given = keeper.fill(&give, "/settings/role", &[("role", "verifier"), ("scope", "sector:marsa")]);
    assert_eq!(given.header("location"), Some(path.as_str()), "{}", given.body);
    assert_eq!(noor.get("/verification/visit").status, 200, "the role holds at once");
    let person = keeper.get(&path);
    let taken = person.body.split("action=\"/settings/role/end\"").skip(1).map(|rest| {
        let answer =
            Answer { status: 200, head: String::new(), body: format!("action=\"/settings/role/end\"{rest}") };
        answer.form("/settings/role/end")
    });
    let verifier = taken
        .into_iter()
        .find(|form| form.iter().any(|(_, value)| value == "verifier"))
        .expect("it is listed");
    assert_eq!(keeper.fill(&verifier, "/settings/role/end", &[]).status, 303);
    assert_eq!(noor.get("/verification/visit").status, 403, "and is gone at once");
    let end = keeper.get(&path).form("/settings/end");
    let unsure = keeper.fill(&end, "/settings/end", &[]);
    assert!(unsure.status == 422 && beside(form_of(&unsure.body, "/settings/end"), "sure").contains("msg"));
    assert_eq!(keeper.fill(&end, "/settings/end", &[("sure", "yes")]).status, 303);
    assert_eq!(noor.get("/today").header("location"), Some("/sign-in"), "the session is ended");
    let own = keeper.get("/settings").body;
    let own = own.split("<tr>").find(|row| row.contains(">keeper<")).expect("a row").to_owned();
    let own = own.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
    assert_eq!(keeper.get(&own).status, 200);
}

#[test]
fn each_field_of_a_notice_and_of_a_logged_call_wrong_in_turn_is_told_beside_it_and_keeps_the_rest() {
    let house = House::marsa();
    let paths = [
        invite(&house, "first", "party_delegate", &["--party", "first"]),
        invite(&house, "duty", "duty_officer", &[]),
    ];
    let served = Served::of(&house.dir());
    let [mut first, mut duty] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let notice: Typed<'_> = vec![
        ("party", "first"),
        ("act", "troop_movement"),
        ("day", "2099-01-02"),
        ("from", "08:00"),
        ("to", "12:00"),
        ("sector", "marsa"),
    ];
    let when = [
        ("day", vec![("day", "some day")]),
        ("day", vec![("day", "")]),
        ("from", vec![("from", "8")]),
        ("to", vec![("to", "07:00")]),
        ("lat", vec![("lat", "north")]),
        ("lon", vec![("lat", "31.2")]),
        ("radius", vec![("radius", "-5")]),
    ];
    let mut wrong = when.to_vec();
    // a unit of the other party, by the links of the text
    wrong.push(("unit", vec![("unit", "plateau-brigade")]));
    for (name, value) in [("unit", "nobody"), ("act", "xx"), ("purpose", "xx"), ("sector", "nowhere")] {
        wrong.push((name, vec![(name, value)]));
    }
    wrong.push(("sector", vec![("lat", "12"), ("lon", "12")]));
    wrong.push(("party", vec![("party", "nobody")]));
    wrong.push(("party", vec![("party", "second")]));
    let given = tried(&mut first, "/notices", "", &notice, &wrong);
    assert!(given.body.contains("received and recorded"), "the receipt: {}", given.body);
    let call: Typed<'_> = vec![
        ("line", "hotline"),
        ("text", "a column went by, invented"),
        ("act", "troop_movement"),
        ("day", "2026-04-02"),
        ("from", "08:00"),
        ("to", "09:00"),
        ("sector", "marsa"),
    ];
    let mut wrong = when[..4].to_vec();
    wrong.push(("text", vec![("text", "")]));
    wrong.push(("day", vec![("day", "2099-01-01")]));
    for (name, value) in [("line", "zz"), ("act", "xx"), ("sector", "nowhere"), ("party", "nobody")] {
        wrong.push((name, vec![(name, value)]));
    }
    tried(&mut duty, "/log", "", &call, &wrong);
}

#[test]
fn each_field_of_an_appeal_is_told_beside_it_and_keeps_the_rest() {
    let house = House::marsa();
    let dir = house.dir();
    let entries = said(&["entries", &dir, "--json"]);
    let first: Value = serde_json::from_str(entries.lines().next().expect("an entry")).expect("JSON");
    let founder = first["actor"].as_str().expect("a user").to_owned();
    let act = |act: Value| {
        let done = said(&["act", &dir, &house.file("act.json", &act.to_string())]);
        done.split_whitespace().find(|word| word.starts_with("E-")).expect("an entry").to_owned()
    };
    for role in ["chair", "secretary"] {
        act(json!({ "act": { "kind": "role.given", "role": role, "scope": "mission", "user": founder } }));
    }
    let until = 4_000_000_000_000_000_i64;
    act(json!({ "act": { "kind": "agreement.extended", "until": until } }));
    act(
        json!({ "act": { "kind": "body.formed", "body": "joint_force", "name": { "en": "Joint Force" }, "panel": [founder],
        "quorum": 1, "objection_hours": 0, "reply_hours": 0, "appeal_hours": 48 } }),
    );
    let made = json!({ "kind": "nomination.made", "body": "joint_force", "candidate": "C-1", "party": "first", "keep_until": until });
    let source = json!({ "source": { "class": "source", "text": "an invented name" } });
    let of = act(json!({ "act": made, "parts": source }));
    let reasons = json!({ "text": { "class": "narrative", "text": "invented" } });
    let ruled = json!({ "kind": "nomination.ruled", "accepted": false, "by": [founder], "candidate": "C-1", "of": of });
    act(json!({ "act": ruled, "parts": reasons }));
    let path = invite(&house, "first", "party_delegate", &["--party", "first"]);
    let served = Served::of(&dir);
    let mut first = accepted(&served, &path, "ar");
    let right = vec![("party", "first"), ("text", "وثيقة لم تُقرأ، مثال مختلق")];
    let wrong = [("party", "party", "second"), ("text", "text", "")];
    wrong_in_turn(&mut first, (&format!("/force/appeal?nomination={of}"), "/force/appeal"), &right, &wrong);
}

/// Forms in which nobody types or chooses anything: a button, with what the page put into it.
const BUTTONS: [&str; 22] = [
    "/sign-out",
    "/access/end",
    // what is sent is what the browser's own authenticator answers
    "/access/passkey",
    "/access/passkey/remove",
    "/access/refuse-recovery",
    "/verification/close",
    "/finding/accept",
    "/finding/recuse",
    "/agreement/dispute",
    "/notices/answer",
    "/force/expire",
    "/force/withdraw",
    "/force/recuse",
    "/force/complaints/recuse",
    "/documents/release",
    "/settings/role/end",
    "/recovery/approve",
    "/recovery/refuse",
    "/table/issues/close",
    "/table/draft/answer",
    "/table/votes/adopt",
    "/decisions",
];

#[test]
fn every_form_of_the_table_of_routes_is_sent_wrong_by_a_test_or_has_nothing_to_type() {
    let table = include_str!("../../src/web/table.rs");
    let rows = table.split("row(\"POST\", \"").skip(1).filter_map(|rest| rest.split('"').next());
    let forms = rows.filter(|path| !path.starts_with("/v1/") && !path.starts_with("/form/"));
    let tests = [
        include_str!("fields.rs"),
        include_str!("slips.rs"),
        include_str!("table_forms.rs"),
        include_str!("promises_pages.rs"),
        include_str!("pages.rs"),
        include_str!("access.rs"),
        include_str!("desk_pages.rs"),
        include_str!("votes.rs"),
        include_str!("minutes.rs"),
        include_str!("talks.rs"),
        include_str!("visits.rs"),
        include_str!("candidates.rs"),
        include_str!("ballots.rs"),
        include_str!("intake_page.rs"),
        include_str!("form.rs"),
        include_str!("reviews.rs"),
        include_str!("readings.rs"),
    ];
    // a path with an id in it is told by what stands around the id
    let is_named = |path: &str| {
        let end = path.rsplit('}').next().unwrap_or(path);
        let mark = if end.is_empty() { path.split('{').next().unwrap_or(path) } else { end };
        tests
            .iter()
            .any(|test| test.contains(&format!("{mark}\"")) || (end.is_empty() && test.contains(mark)))
    };
    let forms: Vec<&str> = forms.collect();
    assert!(forms.len() > 70, "{}", forms.len());
    let left: Vec<&&str> = forms.iter().filter(|path| !BUTTONS.contains(path) && !is_named(path)).collect();
    assert!(left.is_empty(), "no test sends these wrong: {left:?}");
    let gone: Vec<&&str> = BUTTONS.iter().filter(|path| !forms.contains(path)).collect();
    assert!(gone.is_empty(), "no longer in the table: {gone:?}");
}
