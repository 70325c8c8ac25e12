//! Who is shown what is sealed, and that it stands in the record; how an account comes back; what a machine of a user is refused.

use data_encoding::BASE64;
use hudna_core::ledger::entry::Leaf;
use hudna_core::ledger::tree::leaf_hash;
use serde_json::{Value, json};

use super::house::{House, Served, ask, now, refused, said, sent, somebody};
use super::visitor::{Browser, PASSWORD, accepted, invite};

const PATROLS: &str = "examples/marsa/reports/patrols.ar.csv";

/// How often an act of this kind stands in the record of a mission that is not served.
fn count(house: &House, kind: &str) -> usize {
    let all = said(&["entries", &house.dir(), "--most", "5000"]);
    all.lines().filter(|line| line.contains(&format!(" {kind} "))).count()
}

/// The first report of the list that shows `wanted` to this visitor.
fn a_report(browser: &mut Browser<'_>, wanted: &str) -> String {
    let all = browser.get("/reports").links("/reports/E-");
    all.into_iter().find(|page| browser.get(page).body.contains(wanted)).expect("such a report")
}

#[test]
fn a_read_of_sealed_material_stands_in_the_record_once_a_day_and_is_shown_to_reader_and_auditor() {
    for house in House::each("a_read_of_sealed_material_stands_in_the_record") {
        said(&["intake", &house.dir(), PATROLS]);
        let paths = [("wafa", "verifier"), ("badr", "auditor"), ("mona", "monitor")]
            .map(|(login, role)| invite(&house, login, role, &[]));
        let served = Served::of(&house.dir());
        let [mut wafa, mut badr, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
        assert!(badr.get("/reads").body.contains("Nobody has read anything sealed yet"));
        let page = wafa.get("/reports").links("/reports/E-")[0].clone();
        for _ in 0..3 {
            assert!(wafa.get(&page).body.contains("that you read it stands in the record"));
        }
        let name = wafa
            .get(&page)
            .body
            .split("Report R-")
            .nth(1)
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
        let name = format!("R-{}", name.expect("its name"));
        assert!(!mona.get(&page).body.contains("stands in the record"), "what is not shown is not recorded");
        let own = wafa.get("/access").body;
        assert!(
            own.contains(&format!("You read the sealed material of report <bdi class=\"n\">{name}</bdi>")),
            "{own}"
        );
        let reads = badr.get("/reads").body;
        assert!(reads.contains("2 reads stand"), "{reads}");
        assert!(
            reads.contains("how reports are graded, in a list"),
            "some came with a grade in their file: {reads}"
        );
        assert!(reads.contains("wafa") && reads.contains(&name), "{reads}");
        assert_eq!(wafa.get("/reads").status, 403, "who reads does not audit");
        let incident = wafa.get("/incidents").links("/incidents/INC-")[0].clone();
        assert_eq!(wafa.get(&incident).status, 200);
        assert!(badr.get("/reads").body.contains("the exact places of incident"));
        drop(served);
        assert_eq!(count(&house, "sealed.read"), 3);
        assert!(said(&["verify", &house.dir()]).contains("It holds"));
    }
}

#[test]
fn a_read_changes_nothing_that_the_record_comes_to() {
    let house = House::marsa();
    said(&["intake", &house.dir(), PATROLS]);
    let paths =
        [("wafa", "verifier"), ("chair", "chair")].map(|(login, role)| invite(&house, login, role, &[]));
    said(&["rebuild", &house.dir()]);
    let served = Served::of(&house.dir());
    let [mut wafa, mut chair] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let before = chair.get("/findings.csv").body;
    let documents = chair.get("/documents/preview?kind=sitrep&from=2026-03-01&to=2026-03-31&for=public").body;
    for page in wafa.get("/reports").links("/reports/E-").iter().take(3) {
        assert_eq!(wafa.get(page).status, 200);
    }
    assert_eq!(chair.get("/findings.csv").body, before);
    let again = chair.get("/documents/preview?kind=sitrep&from=2026-03-01&to=2026-03-31&for=public").body;
    assert_eq!(again, documents, "not even the moment as of which it speaks");
    drop(served);
    // three reports, and the grades in their list
    assert_eq!(count(&house, "sealed.read"), 4);
    said(&["rebuild", &house.dir(), "--check"]);
}

#[test]
fn an_interpreter_is_shown_the_words_that_they_ask_for_and_nothing_else_that_is_sealed() {
    let house = House::marsa();
    said(&["intake", &house.dir(), PATROLS]);
    let paths = [("tarek", "interpreter"), ("wafa", "verifier"), ("dalia", "duty_officer")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut tarek, mut wafa, mut dalia] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = a_report(&mut tarek, "Show the words, to translate them");
    let words_of = |body: &str| {
        let text = body.split("<blockquote").nth(1)?.split('>').nth(1)?.split("</blockquote").next()?;
        Some(text.split('<').next()?.to_owned())
    };
    let whole = wafa.get(&page).body;
    let words = words_of(&whole).expect("its words");
    let source = whole.split("<dd><bdi>").nth(1).and_then(|rest| rest.split('<').next());
    let source = source.filter(|name| !name.is_empty()).expect("its source").to_owned();
    assert!(!tarek.get(&page).body.contains(&words), "not before they ask");
    assert!(
        !dalia.get(&format!("{page}?words=yes")).body.contains(&words),
        "not to whoever translates nothing"
    );
    let shown = tarek.get(&format!("{page}?words=yes"));
    assert!(shown.body.contains(&words) && shown.body.contains("stands in the record"), "{}", shown.body);
    assert!(!shown.body.contains(&source), "who told stays sealed");
    let action = format!("{page}/translation");
    let form = shown.form(&action);
    let done = tarek.fill(&form, &action, &[("language", "en"), ("translation", "an invented translation")]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(wafa.get(&page).body.contains("an invented translation"));
    assert!(tarek.get("/access").body.contains("You read the words of report"));
    assert_eq!(dalia.fill(&form, &action, &[("language", "en"), ("translation", "no")]).status, 403);
    drop(served);
    assert!(count(&house, "sealed.read") >= 2 && count(&house, "translation.added") == 1);
}

fn sign_in<'s>(served: &'s Served, login: &str) -> (Browser<'s>, u16, Option<String>) {
    let mut browser = Browser::at(served, "en");
    let answer = browser.post("/sign-in", &[("login", login), ("password", PASSWORD)]);
    let to = answer.header("location").map(str::to_owned);
    (browser, answer.status, to)
}

#[test]
fn an_account_comes_back_when_two_officers_stand_by_it_and_by_neither_alone() {
    for house in House::each("an_account_comes_back_when_two_officers_stand_by_it") {
        let paths = [("olfa", "operator"), ("omar", "operator"), ("mona", "monitor")]
            .map(|(login, role)| invite(&house, login, role, &[]));
        let served = Served::of(&house.dir());
        let [mut olfa, mut omar, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
        let user_of = |browser: &mut Browser<'_>| {
            let page = browser.get("/access").body;
            let id =
                page.split("<bdi class=\"n\">U-").nth(1).expect("an id").split('<').next().expect("its end");
            format!("U-{id}")
        };
        let user = user_of(&mut mona);
        assert_eq!(mona.get("/recovery").status, 403);
        let form = olfa.get("/recovery").form("/recovery/ask");
        let own = user_of(&mut olfa);
        assert_eq!(olfa.fill(&form, "/recovery/ask", &[("user", &own)]).status, 403, "nobody for themselves");
        assert_eq!(olfa.fill(&form, "/recovery/ask", &[("user", &user)]).status, 303);
        let waiting = olfa.get("/recovery");
        assert!(waiting.body.contains("Another officer must approve"), "{}", waiting.body);
        let alone = olfa.fill(&form, "/recovery/approve", &[("user", &user)]);
        assert!(alone.status == 403 && alone.body.contains("another officer approves"), "{}", alone.body);
        assert_eq!(mona.get("/today").status, 200, "nothing happened to her yet");
        // whoever can still sign in is told, and can refuse
        let (mut other, status, to) = sign_in(&served, "mona");
        assert_eq!((status, to.as_deref()), (303, Some("/access")));
        let told = other.get("/access");
        assert!(
            told.body.contains("Somebody says that you lost") && told.body.contains("olfa"),
            "{}",
            told.body
        );
        let refuse = told.form("/access/refuse-recovery");
        assert_eq!(other.fill(&refuse, "/access/refuse-recovery", &[]).status, 303);
        let approve = omar.get("/recovery").form("/recovery/ask");
        assert_eq!(
            omar.fill(&approve, "/recovery/approve", &[("user", &user)]).status,
            404,
            "it was refused"
        );

        assert_eq!(olfa.fill(&form, "/recovery/ask", &[("user", &user)]).status, 303);
        let form = omar.get("/recovery").form("/recovery/approve");
        let done = omar.fill(&form, "/recovery/approve", &[]);
        assert_eq!(done.status, 201, "{}", done.body);
        let token = done.body.split("/invitation/").nth(1).and_then(|rest| rest.split('<').next());
        let path = format!("/invitation/{}", token.expect("an address"));
        assert_eq!(mona.get("/today").header("location"), Some("/sign-in"), "her sessions ended");
        assert_eq!(other.get("/today").header("location"), Some("/sign-in"));
        assert_eq!(sign_in(&served, "mona").1, 403, "and her password");
        let told = Browser::at(&served, "en").get(&path).body;
        assert!(told.contains("Your account is recovered"), "{told}");
        let mut mona = accepted(&served, &path, "en");
        let form = mona.get("/reports/new");
        let (csrf, entry) = (form.hidden("csrf"), form.hidden("entry"));
        let filed = [
            ("csrf", csrf.as_str()),
            ("entry", &entry),
            ("act", "shelling"),
            ("day", "2026-03-12"),
            ("text", "an invented report"),
        ];
        assert_eq!(mona.post("/reports/new", &filed).status, 303, "she signs with the new key");
        assert!(mona.get("/access").body.contains("recovered by two officers"));
        drop(served);
        assert_eq!(count(&house, "recovery.approved"), 3);
        assert_eq!(count(&house, "user.key_changed"), 1);
        assert!(said(&["verify", &house.dir()]).contains("It holds"));
    }
}

#[test]
fn two_officers_recover_an_account_at_the_terminal_each_with_their_own_key() {
    let house = House::marsa();
    let path = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    drop(accepted(&served, &path, "ar"));
    drop(served);
    let dir = house.dir();
    somebody(&house, "officer", "operator");
    somebody(&house, "verifier", "verifier");
    let (other, verifier) = (house.name("officer"), house.name("verifier"));
    assert_eq!(refused(&["recover", &dir, "--login", "nobody"]), (1, "account-unknown".into()));
    assert_eq!(refused(&["recover", &dir, "--login", "mona", "--as", &verifier]), (1, "not-allowed".into()));
    assert!(said(&["recover", &dir, "--login", "mona"]).contains("Another officer must"));
    assert_eq!(refused(&["recover", &dir, "--login", "mona"]), (1, "recovery-same-officer".into()));
    let text = said(&["recover", &dir, "--login", "mona", "--as", &other]);
    let token = text.split("/invitation/").nth(1).expect("an address").trim().to_owned();
    let served = Served::of(&dir);
    assert_eq!(sign_in(&served, "mona").1, 403, "the old password opens nothing");
    drop(accepted(&served, &format!("/invitation/{token}"), "ar"));
    drop(served);
    assert_eq!((count(&house, "recovery.approved"), count(&house, "user.key_changed")), (2, 1));
}

#[test]
fn a_machine_of_an_assessor_is_told_nothing_of_anothers_assessment_before_their_own() {
    let house = House::marsa();
    said(&["intake", &house.dir(), PATROLS]);
    let (amal, basim) = (somebody(&house, "amal", "assessor"), somebody(&house, "basim", "assessor"));
    let served = Served::of(&house.dir());
    let (_, incidents) = ask(&served, &amal, "GET", "/v1/incidents?most=1", &Value::Null);
    let incident = &incidents["incidents"][0];
    let act = json!({
        "kind": "assessment.accepted",
        "finding": { "norm": "a4.1", "subject": format!("{}/1", incident["id"].as_str().expect("an id")), "version": 2 },
        "outcome": "breach",
        "seen": { "incident": incident["id"], "version": incident["version"] },
    });
    let assess = |who| {
        let act = serde_json::from_value(act.clone()).expect("an act");
        let filed = hudna_core::ledger::filed::Filed::plain(act);
        let submission = hudna_desk::record::Actor::submission(who, filed, now()).expect("it is signed");
        let (status, answer) = ask(&served, who, "POST", "/v1/acts", &json!({ "acts": [sent(&submission)] }));
        assert_eq!(status, 200, "{answer}");
        answer["answers"][0]["entry"].as_str().expect("an id").to_owned()
    };
    let entry = assess(&amal);
    let assessed = |who| {
        let (_, found) = ask(&served, who, "GET", "/v1/findings", &Value::Null);
        let all = found["findings"].as_array().expect("findings");
        all.iter().filter(|one| one["stage"] == "assessed").count()
    };
    let told = |who| {
        let (_, page) = ask(&served, who, "GET", "/v1/entries?most=1000", &Value::Null);
        let all = page["entries"].as_array().expect("entries").clone();
        let leaf = |one: &Value| Some(BASE64.decode(one["leaf"].as_str()?.as_bytes()).expect("base 64"));
        let kept = all.iter().filter(|one| one["leaf"].is_null()).count();
        let is_it = |bytes: &Vec<u8>| {
            let body = Leaf::split(bytes).expect("a leaf").body;
            String::from_utf8_lossy(body).contains("assessment.accepted")
        };
        (kept, all.iter().filter_map(leaf).filter(is_it).count())
    };
    assert_eq!((assessed(&amal), told(&amal)), (1, (0, 1)), "she sees her own");
    assert_eq!((assessed(&basim), told(&basim)), (0, (1, 0)), "he does not");
    let path = format!("/v1/proofs/inclusion?entry={entry}");
    let (_, whole) = ask(&served, &amal, "GET", &path, &Value::Null);
    let (_, hidden) = ask(&served, &basim, "GET", &path, &Value::Null);
    let leaf = BASE64.decode(whole["leaf"].as_str().expect("a leaf").as_bytes()).expect("base 64");
    assert_eq!(hidden["hash"], json!(BASE64.encode(&leaf_hash(&leaf))), "its place is proven all the same");
    assert!(hidden["leaf"].is_null());
    assess(&basim);
    assert_eq!((assessed(&basim), told(&basim)), (1, (0, 2)), "from then on he does");
}

#[test]
fn an_act_beyond_the_part_of_a_role_goes_no_further_than_the_door() {
    let house = House::marsa();
    said(&["intake", &house.dir(), PATROLS]);
    let key = house.name("north");
    let line = said(&["key", "--out", &key]);
    let (user, public) = line.trim().split_once(' ').expect("a user and a key");
    let acts = json!([
        { "act": { "kind": "user.added", "user": user, "key": public },
          "parts": { "name": { "class": "source", "text": "an invented person" } } },
        { "act": { "kind": "role.given", "user": user, "role": "team_leader", "scope": { "sector": "nowhere" } } },
    ]);
    let file = house.file("north.json", &acts.to_string());
    said(&["act", &house.dir(), &file]);
    let north = hudna_desk::record::Actor {
        mission: hudna_desk::store::folder::settings(std::path::Path::new(&house.dir()))
            .expect("a mission")
            .mission,
        user: user.into(),
        key: hudna_desk::store::folder::read_key(std::path::Path::new(&key)).expect("a key"),
    };
    let verifier = somebody(&house, "wafa", "verifier");
    let served = Served::of(&house.dir());
    let (_, incidents) = ask(&served, &north, "GET", "/v1/incidents?most=1", &Value::Null);
    let about = json!({ "norm": "a4.1", "subject": format!("{}/1", incidents["incidents"][0]["id"].as_str().expect("an id")), "version": 2 });
    let act = |who: &hudna_desk::record::Actor, act: Value| {
        let filed = hudna_core::ledger::filed::Filed::plain(serde_json::from_value(act).expect("an act"));
        let submission = who.submission(filed, now()).expect("it is signed");
        ask(&served, who, "POST", "/v1/acts", &json!({ "acts": [sent(&submission)] }))
    };
    let (_, found) = ask(&served, &north, "GET", "/v1/findings", &Value::Null);
    let named = found["findings"].as_array().expect("findings").iter().map(|one| &one["finding"]);
    let about = named
        .into_iter()
        .find(|name| name["subject"].as_str().is_some_and(|s| s.starts_with("INC-")))
        .cloned()
        .unwrap_or(about);
    let given = json!({ "kind": "task.given", "about": about, "to": "team-1", "wanted": ["origin"] });
    let (status, answer) = act(&north, given.clone());
    assert_eq!((status, &answer["answers"][0]["problem"]["code"]), (403, &json!("out-of-reach")), "{answer}");
    let (status, answer) = act(&verifier, given);
    assert_eq!(status, 200, "{answer}");
    let of = answer["answers"][0]["entry"].clone();
    let (status, answer) = act(&north, json!({ "kind": "task.closed", "done": true, "of": of }));
    assert_eq!((status, &answer["answers"][0]["problem"]["code"]), (403, &json!("out-of-reach")), "{answer}");
    let post = json!({ "kind": "post.opened", "from": now().0, "post": "p-1", "sector": "harbour" });
    let (status, answer) = act(&north, post);
    assert_eq!((status, &answer["answers"][0]["problem"]["code"]), (403, &json!("out-of-reach")), "{answer}");
}

#[test]
fn a_monitor_attaches_to_what_they_told_themselves_and_to_nothing_of_others() {
    let house = House::marsa();
    said(&["intake", &house.dir(), PATROLS]);
    let monitor = somebody(&house, "mona", "monitor");
    let (verifier, dir) = (somebody(&house, "wafa", "verifier"), house.dir());
    let served = Served::of(&dir);
    let (_, incidents) = ask(&served, &monitor, "GET", "/v1/incidents?most=1", &Value::Null);
    let report = incidents["incidents"][0]["reports"][0].as_str().expect("an entry").to_owned();
    let attach = |who: &hudna_desk::record::Actor, to: &str| {
        let act = json!({ "kind": "attachment.added", "bytes": 4, "media_type": "image/png", "to": to });
        let filed = hudna_core::ledger::filed::Filed::plain(serde_json::from_value(act).expect("an act"))
            .with("file", hudna_core::ledger::part::Class::Attachment, b"\x89PNG".to_vec());
        let submission = who.submission(filed, now()).expect("it is signed");
        let (status, answer) = ask(&served, who, "POST", "/v1/acts", &json!({ "acts": [sent(&submission)] }));
        (status, answer["answers"][0]["problem"]["code"].clone())
    };
    assert_eq!(attach(&monitor, &report), (403, json!("not-yours")));
    assert_eq!(attach(&verifier, &report).0, 200);
}
