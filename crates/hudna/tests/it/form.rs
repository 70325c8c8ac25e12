//! What a device with the offline form is answered: its vocabulary, and each report once however often it is sent.

use serde_json::{Value, json};

use super::house::{House, Served, said};
use super::visitor::{Answer, Browser, accepted, invite};

const OWN_ID: &str = "3f0c4f5e-6a52-4d0e-9f43-0b8a5e1c2d3f";
const WORDS: &str = "سمعنا سبع انفجارات قريب من السداده";
/// The smallest picture: one white point.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0,
    1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0xDA, 0x63, 0xF8,
    0x0F, 0, 1, 1, 1, 0, 0x1C, 0xB0, 0x8C, 0x99, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// A device of somebody who is signed in.
struct Device<'s> {
    browser: Browser<'s>,
    token: String,
}

impl<'s> Device<'s> {
    fn of(mut browser: Browser<'s>) -> Self {
        let session = browser.asked("GET", "/form/session", "", &[]);
        let token = data(&session)["token"].as_str().expect("a token").to_owned();
        Self { browser, token }
    }
    fn headers(&self) -> String {
        format!("Sec-Fetch-Site: same-origin\r\nX-Hudna-Form: {}\r\n", self.token)
    }
    fn send(&mut self, report: &Value) -> Answer {
        let headers = self.headers();
        self.browser.asked("POST", "/form/reports", &headers, report.to_string().as_bytes())
    }
    fn photograph(&mut self, n: &str, bytes: &[u8]) -> Answer {
        let headers = self.headers();
        self.browser.asked("POST", &format!("/form/photographs?of={OWN_ID}&n={n}"), &headers, bytes)
    }
}

fn data(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|why| panic!("{why}: {}", answer.body))
}

fn report() -> Value {
    json!({
        "id": OWN_ID,
        "told_at": 1_773_331_200_000_i64,
        "fields": [
            ["act", "shelling"], ["day", "2026-03-12"], ["from", "17:10"], ["explosions", "٥-٨"],
            ["observer-lat", "31.21"], ["observer-lon", "16.55"], ["observer-radius", "20"],
            ["lat", "31.20"], ["lon", "16.50"], ["radius", "1500"],
            ["means", "heard"], ["means", "saw"], ["target-kind", "civilian"], ["text", WORDS],
        ],
    })
}

/// How many entries of a kind stand in the record of a mission that nobody serves.
fn count(house: &House, kind: &str) -> usize {
    said(&["entries", &house.dir()]).lines().filter(|line| line.contains(kind)).count()
}

#[test]
fn a_report_whose_answer_was_lost_is_one_when_it_is_sent_again_also_to_a_host_that_was_killed_meanwhile() {
    let test = "a_report_whose_answer_was_lost_is_one_when_it_is_sent_again_also_to_a_host_that_was_killed_meanwhile";
    for house in House::each(test) {
        let path = invite(&house, "amal", "monitor", &[]);
        let mut served = Served::of(&house.dir());
        let mut amal = Device::of(accepted(&served, &path, "ar"));
        let lost =
            amal.browser.begun("POST", "/form/reports", &amal.headers(), report().to_string().as_bytes());
        // until it stands; then the connection goes without its answer
        let stands = (0..400).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            amal.browser.get("/reports?mine=yes").body.contains("/reports/E-")
        });
        assert!(stands, "the host did it though nobody hears");
        drop(lost);
        let again = amal.send(&report());
        assert_eq!(again.status, 200, "{}", again.body);
        let first = data(&again);
        assert_eq!(first["again"], true);
        let page = format!("/reports/{}", first["entry"].as_str().expect("an entry"));
        let shown = amal.browser.get(&page).body;
        assert!(shown.contains(WORDS), "who wrote it reads it: {shown}");

        served.kill();
        let served = Served::of(&house.dir());
        let mut back = Browser::at(&served, "ar");
        let form = [("login", "amal"), ("password", super::visitor::PASSWORD), ("then", "form")];
        assert_eq!(back.post("/sign-in", &form).header("location"), Some("/form"));
        let mut back = Device::of(back);
        let once_more = data(&back.send(&report()));
        assert_eq!((&once_more["entry"], &once_more["again"]), (&first["entry"], &json!(true)));
        assert_eq!(once_more["recorded_at"], first["recorded_at"]);
        drop(served);
        assert_eq!(count(&house, "report.filed"), 1);
        assert!(said(&["verify", &house.dir()]).contains("It holds"));
    }
}

#[test]
fn a_report_that_is_sent_several_times_at_once_is_one_and_of_another_person_another() {
    let house = House::marsa();
    let (amal, zayd) = (invite(&house, "amal", "monitor", &[]), invite(&house, "zayd", "monitor", &[]));
    let served = Served::of(&house.dir());
    let amal = Device::of(accepted(&served, &amal, "ar"));
    let text = report().to_string();
    let sent: Vec<_> = (0..3)
        .map(|_| amal.browser.begun("POST", "/form/reports", &amal.headers(), text.as_bytes()))
        .collect();
    let entries: Vec<String> = sent
        .into_iter()
        .map(|mut stream| {
            let mut answer = String::new();
            std::io::Read::read_to_string(&mut stream, &mut answer).expect("it answers");
            let body = answer.split_once("\r\n\r\n").expect("a body").1;
            let said: Value = serde_json::from_str(body).expect("data");
            said["entry"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
        })
        .collect();
    assert!(entries.iter().all(|entry| *entry == entries[0]), "{entries:?}");
    let mut zayd = Device::of(accepted(&served, &zayd, "ar"));
    let other = data(&zayd.send(&report()));
    assert_eq!(other["again"], false, "another person's report under the same id is another report");
    assert_ne!(other["entry"], entries[0]);
    drop(served);
    assert_eq!(count(&house, "report.filed"), 2);
}

#[test]
fn a_photograph_is_taken_once_after_its_report_and_only_where_it_is_a_picture() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = Device::of(accepted(&served, &path, "en"));
    let code = |answer: &Answer| data(answer)["code"].as_str().unwrap_or_default().to_owned();
    let early = amal.photograph("0", PICTURE);
    assert_eq!((early.status, code(&early).as_str()), (409, "form-report-missing"));
    assert_eq!(amal.send(&report()).status, 200);
    let text = amal.photograph("0", b"no picture");
    assert_eq!((text.status, code(&text).as_str()), (415, "photograph-kind"));
    let head = [&PICTURE[..8], &[0; 200]].concat();
    for broken in [&head[..], &PICTURE[..PICTURE.len() - 12], b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xD9"] {
        let answer = amal.photograph("0", broken);
        assert_eq!((answer.status, code(&answer).as_str()), (415, "photograph-kind"), "{broken:?}");
    }
    let large = amal.photograph("0", &vec![0; (6 << 20) + 1]);
    assert_eq!((large.status, code(&large).as_str()), (413, "request-too-large"));
    for n in ["6", "-1", "", "first"] {
        assert_eq!(code(&amal.photograph(n, PICTURE)), "request-malformed", "{n}");
    }
    let first = data(&amal.photograph("0", PICTURE));
    let mut other = PICTURE.to_vec();
    other[45] = 0x0E;
    let other = amal.photograph("0", &other);
    assert_eq!((other.status, code(&other).as_str()), (409, "photograph-other"), "{}", other.body);
    let again = data(&amal.photograph("0", PICTURE));
    assert_eq!((&first["again"], &again["again"]), (&json!(false), &json!(true)));
    assert_eq!(first["entry"], again["entry"]);
    assert_eq!(data(&amal.photograph("1", PICTURE))["again"], false);
    drop(served);
    assert_eq!(count(&house, "attachment.added"), 2);
}

#[test]
fn what_cannot_be_read_is_told_by_its_field_in_the_readers_language_and_leaves_nothing() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = Device::of(accepted(&served, &path, "ar"));
    let mut wrong = report();
    wrong["fields"] = json!([["act", "shelling"], ["from", "17:10"], ["lat", "95"], ["lon", "16.5"]]);
    let answer = amal.send(&wrong);
    assert_eq!(answer.status, 422, "{}", answer.body);
    let error = data(&answer);
    assert_eq!(error["code"], "form-fields-wrong");
    assert!(error["fields"]["day"].as_str().is_some_and(|said| said.contains("اليوم")), "{error}");
    assert!(error["fields"]["lat"].as_str().is_some_and(|said| said.contains("95")), "{error}");
    for (what, id) in [("no uuid", "first"), ("another version", "3f0c4f5e-6a52-1d0e-9f43-0b8a5e1c2d3f")] {
        let mut malformed = report();
        malformed["id"] = id.into();
        assert_eq!(amal.send(&malformed).status, 400, "{what}");
    }
    let mut more = report();
    more["unknown"] = true.into();
    assert_eq!(amal.send(&more).status, 400, "what is not known is not passed over");
    drop(served);
    assert_eq!(count(&house, "report.filed"), 0);
}

#[test]
fn nothing_is_taken_without_a_session_without_its_token_from_elsewhere_or_from_who_may_not_inform() {
    let house = House::marsa();
    let (amal, zayd) = (invite(&house, "amal", "monitor", &[]), invite(&house, "zayd", "auditor", &[]));
    let served = Served::of(&house.dir());
    let text = report().to_string();
    let mut nobody = Browser::at(&served, "en");
    for (method, path) in [
        ("GET", "/form/session"),
        ("GET", "/form/vocabulary"),
        ("POST", "/form/reports"),
        ("POST", "/form/photographs"),
    ] {
        let answer = nobody.asked(method, path, "Sec-Fetch-Site: same-origin\r\n", text.as_bytes());
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(data(&answer)["code"], "session-ended", "{path}");
    }
    let mut amal = Device::of(accepted(&served, &amal, "en"));
    let foreign = format!("Sec-Fetch-Site: cross-site\r\nX-Hudna-Form: {}\r\n", amal.token);
    let bare = "Sec-Fetch-Site: same-origin\r\n";
    for headers in [foreign.as_str(), bare] {
        let answer = amal.browser.asked("POST", "/form/reports", headers, text.as_bytes());
        assert_eq!((answer.status, &data(&answer)["code"]), (403, &json!("form-not-ours")));
    }
    let mut zayd = Device::of(accepted(&served, &zayd, "en"));
    assert_eq!(zayd.send(&report()).status, 403, "an auditor reports nothing");
    assert_eq!(zayd.browser.asked("GET", "/form/vocabulary", "", &[]).status, 403);
    drop(served);
    assert_eq!(count(&house, "report.filed"), 0);
}

#[test]
fn the_vocabulary_has_both_languages_a_map_and_nothing_that_anybody_reported() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "ar");
    let answer = amal.asked("GET", "/form/vocabulary", "", &[]);
    let vocabulary = data(&answer);
    for name in ["act", "weapon", "means", "target-kind", "actor", "sector", "source-kind"] {
        let choices = vocabulary["choices"][name].as_array().expect(name);
        assert!(choices.len() > 1, "{name}");
        for choice in choices {
            for key in ["v", "ar", "en"] {
                assert!(choice[key].as_str().is_some_and(|said| !said.is_empty()), "{name}: {choice}");
            }
        }
    }
    assert_eq!(vocabulary["zone"], "Etc/GMT-2");
    let drawn = vocabulary["map"]["drawn"].as_array().expect("a map");
    for kind in ["land", "sector", "zone"] {
        assert!(drawn.iter().any(|one| one["kind"] == kind), "{kind}");
    }
    assert!(vocabulary["places"].as_array().is_some_and(|places| places.len() > 5));
    assert!(answer.body.len() < 200_000, "{} bytes for a weak network", answer.body.len());
    let file = std::fs::read_to_string(super::run::root().join("examples/marsa/reports/patrols.ar.csv"));
    let file = file.expect("the example");
    let told: Vec<&str> = file.split([',', '\n', '"']).map(str::trim).filter(|one| one.len() > 60).collect();
    assert!(told.len() > 3, "there is something to hide: {told:?}");
    for words in told {
        assert!(!answer.body.contains(words), "{words}");
    }
}

#[test]
fn a_page_without_an_island_runs_no_script_and_one_with_it_only_scripts_of_this_house() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "ar");
    let policy = |answer: &Answer| answer.header("content-security-policy").expect("a policy").to_owned();
    assert!(policy(&amal.get("/form/worker.js")).contains("connect-src 'self'"));
    let with = ["/form", "/today", "/incidents", "/agreement", "/record", "/public"];
    for path in with {
        let answer = amal.get(path);
        let policy = policy(&answer);
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        // nothing but this house, and on the device what the form itself made
        for rule in policy.split(';') {
            let mut allowed = rule.split_whitespace().skip(1);
            assert!(allowed.all(|one| ["'none'", "'self'", "blob:"].contains(&one)), "{path}: {rule}");
        }
        assert!(path == "/form" || !policy.contains("blob:"), "{path}: {policy}");
        let scripts: Vec<&str> = answer.body.split("<script").skip(1).collect();
        assert!(!scripts.is_empty(), "{path} runs what it is let run");
        for script in scripts {
            let (tag, rest) = script.split_once('>').expect("its end");
            let from_here = tag.contains(" src=\"/") && !tag.contains("src=\"//");
            assert!(from_here && rest.starts_with("</script>"), "{path}: {tag}");
        }
    }
    let without = ["/reports", "/reports/new", "/findings", "/access", "/sign-in"];
    for path in without.iter().chain(&["/form/words.json", "/form/manifest.webmanifest", "/findings.csv"]) {
        let answer = amal.get(path);
        let policy = policy(&answer);
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("script-src"),
            "{path}: {policy}"
        );
        assert!(!answer.body.contains("<script"), "{path}");
    }
    let out = amal.get("/access").hidden("csrf");
    let out = amal.post("/sign-out", &[("csrf", &out)]);
    assert_eq!(out.header("clear-site-data"), Some("\"storage\""), "signing out wipes the device");
}

#[test]
fn another_report_under_the_id_of_one_that_stands_is_refused_and_the_same_is_the_same() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = Device::of(accepted(&served, &path, "en"));
    let first = data(&amal.send(&report()));
    let mut later = report();
    later["told_at"] = json!(1_773_331_900_000_i64);
    assert_eq!(
        data(&amal.send(&later))["again"],
        json!(true),
        "when it was put into the outbox is no other word"
    );
    for (name, value) in [("text", "other words"), ("act", "small_arms"), ("explosions", "11")] {
        let mut other = report();
        let fields = other["fields"].as_array_mut().expect("fields");
        fields.iter_mut().filter(|pair| pair[0] == name).for_each(|pair| pair[1] = json!(value));
        let refused = amal.send(&other);
        assert_eq!((refused.status, data(&refused)["code"].clone()), (409, json!("form-id-other")), "{name}");
        assert!(refused.body.contains(first["name"].as_str().expect("a name")), "{}", refused.body);
    }
    drop(served);
    assert_eq!(count(&house, "report.filed"), 1);
}

#[test]
fn a_monitor_corrects_a_report_of_theirs_and_nobody_elses() {
    for house in House::each("a_monitor_corrects_a_report_of_theirs_and_nobody_elses") {
        let paths = [("amal", "monitor"), ("zayd", "monitor"), ("wafa", "verifier")]
            .map(|(login, role)| invite(&house, login, role, &[]));
        let served = Served::of(&house.dir());
        let [amal, mut zayd, mut wafa] = paths.each_ref().map(|path| accepted(&served, path, "en"));
        let mut amal = Device::of(amal);
        let entry = data(&amal.send(&report()))["entry"].as_str().expect("an entry").to_owned();
        let (page, amend) = (format!("/reports/{entry}"), format!("/reports/{entry}/amend"));
        let mut amal = amal.browser;
        assert!(amal.get(&page).body.contains(&amend) && !zayd.get(&page).body.contains(&amend));
        assert_eq!(zayd.get(&amend).status, 403, "it holds what its author wrote");
        let opened = amal.get(&amend);
        let shown = super::slips::form_of(&opened.body, &amend).to_owned();
        for (name, value) in
            [("day", "2026-03-12"), ("from", "17:10"), ("explosions", "5-8"), ("lat", "31.2")]
        {
            assert!(super::slips::keeps(&shown, name, value), "{name} {value}: {shown}");
        }
        let form = opened.form(&amend);
        let without = |names: &[&str]| -> Vec<(String, String)> {
            form.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect()
        };
        let all = [
            ("act", "shelling"),
            ("day", "2026-03-12"),
            ("from", "17:10"),
            ("lat", "31.2"),
            ("lon", "16.5"),
            ("radius", "1500"),
            ("means", "heard"),
            ("means", "saw"),
            ("text", WORDS),
        ];
        let with = |explosions: &'static str| [&all[..], &[("explosions", explosions)]].concat();
        let same = amal.fill(&without(&["means"]), &amend, &with("5-8"));
        assert!(
            same.status == 422 && same.body.contains("Nothing was changed"),
            "{} {}",
            same.status,
            same.body
        );
        let wrong = amal.fill(&without(&["means"]), &amend, &with("many"));
        assert!(wrong.status == 422 && wrong.body.contains("value=\"many\""), "{}", wrong.body);
        let done = amal.fill(&without(&["means"]), &amend, &with("11"));
        assert_eq!((done.status, done.header("location")), (303, Some(&*page)), "{}", done.body);
        let now = amal.get(&page).body;
        assert!(now.contains("11") && now.contains("Report amended"), "{now}");
        let seen = wafa.get(&page).body;
        assert!(seen.contains("Report amended") && !seen.contains("5–8"), "{seen}");
        drop(served);
        assert_eq!((count(&house, "report.filed"), count(&house, "report.amended")), (1, 1));
    }
}
