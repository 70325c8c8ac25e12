//! Calls, rival claims, clearance, drafts tried, filters written, and lists as files.

use serde_json::Value;

use super::house::{House, Served, said};
use super::run::root;
use super::visitor::{Browser, accepted, invite};

const FILES: [&str; 2] = ["examples/marsa/reports/patrols.ar.csv", "examples/marsa/reports/parties.csv"];

#[test]
fn a_call_is_logged_as_spoken_with_the_contact_of_a_party_beside_it() {
    let house = House::marsa();
    let paths = [("dalia", "duty_officer"), ("mona", "monitor")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut dalia, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "ar"));
    assert_eq!(mona.get("/log").status, 403);
    let form = dalia.get("/log").form("/log");
    let nothing = dalia.fill(&form, "/log", &[("line", "hotline"), ("party", "first")]);
    assert!(nothing.status == 422 && nothing.body.contains("اكتب ما قيل"), "{}", nothing.body);
    let words = "قال المتصل: سمعنا انفجارين جهة الميناء، مثال مختلق";
    let typed = [
        ("line", "hotline"),
        ("text", words),
        ("act", "shelling"),
        ("day", "2026-03-12"),
        ("from", "17:10"),
        ("party", "first"),
    ];
    let done = dalia.fill(&form, "/log", &typed);
    let place = done.header("location").expect("a place").to_owned();
    assert!(done.status == 303 && place.starts_with("/reports/E-"), "{}", done.body);
    assert!(dalia.get(&place).body.contains(words), "who logged it reads it");
    assert!(!mona.get(&place).body.contains(words), "and nobody else");
    assert!(dalia.get("/log").body.contains(words));
    drop(served);
    let entries = said(&["entries", &house.dir()]);
    assert!(entries.contains("contact.made") && entries.contains("report.filed"), "{entries}");
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}

#[test]
fn rival_claims_lie_side_by_side_and_a_delegate_sees_their_own_partys() {
    let house = House::marsa();
    said(&["intake", &house.dir(), FILES[0], FILES[1]]);
    let chair = invite(&house, "chair", "chair", &[]);
    let delegate = invite(&house, "delegate", "party_delegate", &["--party", "second"]);
    let auditor = invite(&house, "badr", "auditor", &[]);
    let served = Served::of(&house.dir());
    let (mut chair, mut delegate, mut badr) = (
        accepted(&served, &chair, "en"),
        accepted(&served, &delegate, "en"),
        accepted(&served, &auditor, "en"),
    );
    let page = "/claims?from=2026-03-01&to=2026-04-30";
    let all = chair.get(page);
    assert!(all.status == 200 && all.body.contains("One party alone reports it"), "{}", all.body);
    let incidents = |body: &str| body.matches("class=\"box\"").count();
    let own = delegate.get(page);
    assert!(incidents(&own.body) > 0 && incidents(&own.body) <= incidents(&all.body));
    assert!(!own.body.contains("They contradict each other") && !own.body.contains("Both report it, and"));
    assert!(
        !own.body.contains("One party alone") && !own.body.contains("by one alone:"),
        "nor whether it says anything"
    );
    assert!(own.body.contains("Your party reports it; what the other says is not shown"), "{}", own.body);
    let none = badr.get(page).body;
    assert!(
        none.contains("is shown to those who verify, assess or rule"),
        "an auditor acts for none: {none}"
    );
    assert!(!none.contains("No party reports anything"), "and is not told that nobody reported");
    let wrong = chair.get("/claims?from=never");
    assert!(wrong.body.contains("never"), "{}", wrong.body);
}

#[test]
fn nobody_gives_a_partys_notice_but_the_party_and_whoever_writes_down_what_parties_said() {
    let house = House::marsa();
    let first = invite(&house, "first", "party_delegate", &["--party", "first"]);
    let others = [("amal", "monitor"), ("wafa", "verifier"), ("dalia", "duty_officer")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let mut first = accepted(&served, &first, "en");
    let [mut amal, mut wafa, mut dalia] = others.each_ref().map(|path| accepted(&served, path, "en"));
    let notice = |browser: &mut Browser<'_>, party: &str| {
        let csrf = browser.get("/access").hidden("csrf");
        let typed = [
            ("csrf", &*csrf),
            ("party", party),
            ("act", "troop_movement"),
            ("day", "2099-01-02"),
            ("from", "08:00"),
        ];
        browser.post("/notices", &typed)
    };
    for browser in [&mut amal, &mut wafa] {
        let refused = notice(browser, "first");
        assert!(
            refused.status == 403 && refused.body.contains("You do not speak for the party"),
            "{}",
            refused.body
        );
    }
    assert_eq!(notice(&mut first, "second").status, 403);
    assert!(first.get("/notices").body.contains("The record holds no notice"), "nothing was written");
    assert_eq!(notice(&mut first, "first").status, 201);
    assert_eq!(notice(&mut dalia, "second").status, 201);
}

#[test]
fn clearance_is_asked_for_with_a_receipt_and_answered_once() {
    let house = House::marsa();
    let delegate = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let officer = invite(&house, "dalia", "duty_officer", &[]);
    let served = Served::of(&house.dir());
    let (mut delegate, mut dalia) = (accepted(&served, &delegate, "en"), accepted(&served, &officer, "en"));
    let form = delegate.get("/notices").form("/notices");
    let typed = [("party", "first"), ("act", "troop_movement"), ("day", "2099-01-02"), ("from", "08:00")];
    let given = delegate.fill(&form, "/notices", &typed);
    assert!(given.status == 201 && given.body.contains("E-"), "{}", given.body);
    assert!(!given.body.contains("/notices/answer"), "who asks does not answer");
    let shown = dalia.get("/notices");
    let form = shown.form("/notices/answer");
    let done = dalia.fill(&form, "/notices/answer", &[("answer", "granted")]);
    assert_eq!(done.status, 201, "{}", done.body);
    assert!(delegate.get("/notices").body.contains("Leave given"));
    let again = dalia.fill(&form, "/notices/answer", &[("answer", "refused")]);
    assert!(again.status == 409 && again.body.contains("answered already"), "{}", again.body);
    // leave for one movement is none for another of the same unit in the same hours
    let moves =
        [("party", "first"), ("unit", "coast-brigade"), ("act", "troop_movement"), ("day", "2099-02-02")];
    let form = delegate.get("/notices").form("/notices");
    for (sector, purpose) in [("marsa", "rotation"), ("wadi_al_sarw", "offensive")] {
        let typed: Vec<_> = moves.into_iter().chain([("sector", sector), ("purpose", purpose)]).collect();
        assert_eq!(delegate.fill(&form, "/notices", &typed).status, 201, "{sector}");
    }
    let form = dalia.get("/notices").form("/notices/answer");
    assert_eq!(dalia.fill(&form, "/notices/answer", &[("answer", "granted")]).status, 201);
    assert_eq!(delegate.get("/notices").body.matches("Leave given").count(), 2, "one more than before");
    assert_eq!(
        dalia.get("/notices").body.matches("action=\"/notices/answer\"").count(),
        1,
        "the other waits"
    );
}

#[test]
fn leave_is_neither_offered_nor_taken_for_what_is_over() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "--registers", "examples/marsa/registers/notices.csv"]);
    let delegate = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let officer = invite(&house, "dalia", "duty_officer", &[]);
    let served = Served::of(&house.dir());
    let (mut delegate, mut dalia) = (accepted(&served, &delegate, "en"), accepted(&served, &officer, "ar"));
    let form = delegate.get("/notices").form("/notices");
    let typed = [("party", "first"), ("act", "movement"), ("day", "2026-03-20"), ("from", "08:00")];
    let late = delegate.fill(&form, "/notices", &typed);
    assert!(late.status == 422 && late.body.contains("This time has passed"), "{}", late.body);
    let shown = dalia.get("/notices");
    assert!(!shown.body.contains("/notices/answer"), "the movement was months ago");
    assert!(shown.body.contains("مضى وقته بلا جواب"), "{}", shown.body);
    let entry = shown.body.split("E-").nth(1).and_then(|rest| rest.split('<').next()).expect("an entry");
    let csrf = shown.hidden("csrf");
    let sent = [("csrf", &*csrf), ("notice", &*format!("E-{entry}")), ("answer", "granted")];
    let refused = dalia.post("/notices/answer", &sent);
    assert!(refused.status == 409 && refused.body.contains("لا إذن به الآن"), "{}", refused.body);
}

#[test]
fn a_draft_is_tried_over_the_reports_and_nothing_is_kept() {
    let house = House::marsa();
    said(&["intake", &house.dir(), FILES[0]]);
    let paths =
        [("wafa", "verifier"), ("chair", "chair")].map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut wafa, mut chair] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    assert_eq!(chair.get("/agreement/try").status, 403, "its outcomes tell where things were");
    let csrf = wafa.get("/agreement/try").hidden("csrf");
    let text = std::fs::read_to_string(root().join("examples/marsa/marsa.md")).expect("the text");
    let size = wafa.get("/record").body;
    let same = wafa.upload("/agreement/try", &csrf, "draft.md", &text);
    assert_eq!(same.status, 200, "{}", same.body);
    assert!(same.body.contains("No finding would change"), "{}", same.body);
    let other = text.replacen("calibre_mm >= 100", "calibre_mm >= 10", 1).replacen(
        "kind     = \"prohibition\"",
        "kind     = \"permission\"",
        1,
    );
    let tried = wafa.upload("/agreement/try", &csrf, "draft.md", &other);
    assert!(
        matches!(tried.status, 200 | 422) && tried.body.contains("What the checks say"),
        "{}",
        tried.body
    );
    let next = std::fs::read_to_string(root().join("examples/marsa/marsa.v3.draft.md"));
    let next = wafa.upload("/agreement/try", &csrf, "marsa.v3.draft.md", &next.expect("the next version"));
    assert_eq!(next.status, 200, "it follows on the text in force, which need not be sent: {}", next.body);
    let broken = wafa.upload("/agreement/try", &csrf, "draft.md", "# nothing of the kind");
    assert!(
        broken.status == 422 && broken.body.contains("cannot be read as an agreement"),
        "{}",
        broken.body
    );
    let no_text = wafa.upload("/agreement/try", &csrf, "zones.geojson", "{}");
    assert!(no_text.status == 422 && no_text.body.contains(".md"));
    let stolen = wafa.upload("/agreement/try", "guessed", "draft.md", &text);
    assert!(stolen.status == 403 && stolen.body.contains("form-not-ours"));
    let entries = |body: &str| body.matches("class=\"n xs\"").count();
    let after = wafa.get("/record").body;
    assert_eq!(after.matches("Sealed material read").count(), 1, "that she read, once a day");
    assert!(entries(&after) <= entries(&size) + 1, "and nothing else");
    assert!(wafa.get("/access").body.contains("You read a draft tried over the reports"));
}

fn ids(browser: &mut Browser<'_>, query: &str) -> Vec<String> {
    let mut all = browser.get(&format!("/incidents.csv?{query}")).body;
    all = all.lines().skip(1).filter_map(|line| line.split('"').nth(1)).collect::<Vec<_>>().join(" ");
    all.split(' ').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_written_filter_takes_what_the_controls_take_and_says_what_is_wrong() {
    let house = House::marsa();
    said(&["intake", &house.dir(), FILES[0], FILES[1]]);
    let path = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut mona = accepted(&served, &path, "en");
    let all = ids(&mut mona, "");
    assert!(all.len() > 10, "{all:?}");
    for (controls, filter) in
        [("outcome=breach", "outcome%20%3D%20'breach'"), ("stage=provisional", "stage%20%3D%20'provisional'")]
    {
        let taken = ids(&mut mona, &format!("filter={filter}"));
        assert_eq!(ids(&mut mona, controls), taken, "{controls}");
        assert!(!taken.is_empty() && taken.len() <= all.len());
    }
    let shown = mona.get("/incidents?outcome=breach&act=shelling");
    assert!(
        shown.body.contains("outcome = &#39;breach&#39;") || shown.body.contains("outcome = 'breach'"),
        "{}",
        shown.body
    );
    let one = ids(&mut mona, &format!("filter=id%20%3D%20'{}'", all[0]));
    assert_eq!(one, [all[0].clone()]);
    let many = ids(&mut mona, "filter=reports%20%3E%3D%202");
    assert!(!many.is_empty() && many.len() < all.len());
    let wrong = mona.get("/incidents?filter=colour%20%3D%20'red'");
    assert!(
        wrong.status == 200 && wrong.body.contains("no column") && wrong.body.contains("colour"),
        "{}",
        wrong.body
    );
    assert!(wrong.links("/incidents/INC-").is_empty(), "a filter that cannot be read takes nothing");
    for broken in
        ["filter=%28%28%28", "filter=act%20%3D", "filter=S_INTERSECTS%28place%2C%20zone%28'nowhere'%29%29"]
    {
        let wrong = mona.get(&format!("/incidents?{broken}"));
        assert!(wrong.status == 200 && wrong.body.contains("class=\"msg\""), "{broken}: {}", wrong.body);
    }
}

#[test]
fn lists_leave_as_workbooks_and_incidents_as_a_map_by_sector() {
    let house = House::marsa();
    said(&["intake", &house.dir(), FILES[0], FILES[1]]);
    let paths =
        [("mona", "monitor"), ("wafa", "verifier")].map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut mona, mut wafa] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    for list in ["/reports.xlsx", "/incidents.xlsx", "/findings.xlsx"] {
        let book = mona.get(list);
        assert!(book.status == 200 && book.body.starts_with("PK"), "{list}");
        assert!(book.header("content-type").is_some_and(|kind| kind.contains("spreadsheetml")), "{list}");
    }
    let map = |browser: &mut Browser<'_>| -> Value {
        let answer = browser.get("/incidents.geojson");
        assert_eq!(answer.header("content-type"), Some("application/geo+json"));
        serde_json::from_str(&answer.body).expect("JSON")
    };
    let (coarse, exact) = (map(&mut mona), map(&mut wafa));
    let kinds = |map: &Value| -> Vec<String> {
        let features = map["features"].as_array().expect("features");
        features.iter().filter_map(|one| one["geometry"]["type"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(coarse["features"].as_array().map(Vec::len), exact["features"].as_array().map(Vec::len));
    let by_sector = |kind: &String| matches!(kind.as_str(), "MultiPolygon" | "MultiPoint");
    assert!(kinds(&coarse).iter().all(by_sector), "{:?}", kinds(&coarse));
    assert!(kinds(&coarse).iter().any(|kind| kind == "MultiPolygon"), "a sector is an area");
    assert!(kinds(&exact).iter().any(|kind| kind == "Point"), "exact for whoever verifies");
    // each tells by which norms it stands as it does
    for feature in [&coarse, &exact].iter().flat_map(|map| map["features"].as_array().expect("features")) {
        let (outcome, by_norm) = (&feature["properties"]["outcome"], &feature["properties"]["outcomes"]);
        let by_norm = by_norm.as_object().expect("an object");
        let stands = *outcome == "not_covered" || by_norm.values().any(|one| one == outcome);
        assert!(stands, "{outcome}: {by_norm:?}");
    }
    assert!(
        coarse["features"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one["properties"]["outcome"] == "breach"))
    );
    assert!(wafa.get("/access").body.contains("You read the incidents with their exact places"));
    let unsigned = Browser::at(&served, "en").get("/v1/state");
    assert_eq!((unsigned.status, unsigned.header("content-type")), (401, Some("application/problem+json")));
    let problem: Value = serde_json::from_str(&unsigned.body).expect("JSON");
    assert_eq!(problem["type"], "/problems/request-unsigned");
    assert_eq!(problem["status"], 401);
}
