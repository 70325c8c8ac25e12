//! The commission's house as people use it: invited, signed in, at work; and what it refuses.

use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::house::{House, Served, refused, said};
use super::visitor::{Answer, Browser, PASSWORD, accepted, invite};

#[test]
fn somebody_is_invited_comes_in_files_a_report_and_goes() {
    for house in House::each("somebody_is_invited_comes_in_files_a_report_and_goes") {
        let path = invite(&house, "amal", "monitor", &[]);
        assert_eq!(
            refused(&["invite", &house.dir(), "--login", "Amal", "--role", "monitor"]),
            (1, "login-taken".into())
        );
        let served = Served::of(&house.dir());
        let mut stranger = Browser::at(&served, "ar");
        let short = stranger.post(&path, &[("password", "قصيرة"), ("again", "قصيرة")]);
        assert_eq!(short.status, 422);
        assert!(short.body.contains("12"), "it says how long: {}", short.body);
        let mut amal = accepted(&served, &path, "ar");
        assert_eq!(Browser::at(&served, "ar").get(&path).status, 404, "an invitation is accepted once");

        let form = amal.get("/reports/new");
        assert_eq!(form.status, 200, "{}", form.body);
        assert!(form.body.contains("lang=\"ar\" dir=\"rtl\""));
        let (csrf, entry) = (form.hidden("csrf"), form.hidden("entry"));
        let words = "سُمعت سبع انفجارات بعد العصر";
        let mut told = vec![
            ("csrf", csrf.as_str()),
            ("entry", entry.as_str()),
            ("act", "shelling"),
            ("day", "2026-03-12"),
            ("from", "١٧:١٠"),
            ("to", "16:10"),
            ("explosions", "٥-٨"),
            ("text", words),
        ];
        let wrong = amal.post("/reports/new", &told);
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.body.contains("aria-invalid=\"true\"") && wrong.body.contains(words),
            "what was typed stays"
        );
        assert!(wrong.body.contains("value=\"16:10\""));
        told.retain(|(name, _)| *name != "to");
        let filed = amal.post("/reports/new", &told);
        let page = format!("/reports/{entry}");
        assert_eq!((filed.status, filed.header("location")), (303, Some(page.as_str())), "{}", filed.body);
        let again = amal.post("/reports/new", &told);
        assert_eq!(again.header("location"), Some(page.as_str()), "sent twice it is one");
        let report = amal.get(&page);
        assert!(report.status == 200 && report.body.contains(words), "who wrote it reads it");
        assert!(amal.get("/reports?mine=yes").body.contains(&page));
        assert_eq!(
            amal.post("/finding/accept", &[("csrf", &csrf)]).status,
            403,
            "a monitor assesses nothing"
        );

        assert_eq!(amal.post("/sign-out", &[("csrf", &csrf)]).status, 303);
        assert_eq!(amal.get("/reports/new").header("location"), Some("/sign-in"));
        drop(served);
        // the act is signed with the person's own key: whoever verifies the record finds it good
        assert!(said(&["verify", &house.dir()]).contains("It holds"));
    }
}

#[test]
fn whoever_signs_in_hears_the_same_whether_the_name_is_anybodys_or_not_and_who_guesses_waits() {
    let house = House::marsa();
    let path = invite(&house, "zayd", "auditor", &[]);
    let served = Served::of(&house.dir());
    let mut zayd = accepted(&served, &path, "en");
    let csrf = zayd.get("/access").hidden("csrf");
    zayd.post("/sign-out", &[("csrf", &csrf)]);
    let mut guess = Browser::at(&served, "en");
    let tried = |browser: &mut Browser<'_>, login: &str| {
        let answer = browser.post("/sign-in", &[("login", login), ("password", "not the password")]);
        (answer.status, answer.body.replace(login, "NAME"))
    };
    assert_eq!(tried(&mut guess, "zayd"), tried(&mut guess, "nobody"));
    assert_eq!(tried(&mut guess, "zayd").0, 403);
    let mut last = 0;
    for _ in 0..6 {
        last = tried(&mut guess, "zayd").0;
    }
    assert_eq!(last, 429, "who guesses waits");
    let waits = guess.post("/sign-in", &[("login", "zayd"), ("password", "not the password")]);
    let seconds = waits.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok());
    assert!(waits.status == 429 && seconds.is_some_and(|seconds| seconds > 0), "and is told how long");
    // the browser that signed in before does not
    let form = [("login", "zayd"), ("password", PASSWORD)];
    let back = zayd.post("/sign-in", &form);
    assert_eq!((back.status, back.header("location")), (303, Some("/")), "{}", back.body);
    let cookie = back.head.lines().find(|line| line.contains("hudna=")).expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"));
    assert_eq!(zayd.get("/today").status, 200);
    assert_eq!(zayd.get("/reports/new").status, 403);
}

#[test]
fn a_form_from_elsewhere_or_without_its_token_does_nothing() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "en");
    let csrf = amal.get("/reports/new").hidden("csrf");
    let foreign = amal.send("POST", "/sign-out", "https://other.example", &[("csrf", &csrf)]);
    assert!(foreign.status == 403 && foreign.body.contains("form-not-ours"), "{}", foreign.body);
    let bare = amal.post("/sign-out", &[("csrf", "guessed")]);
    assert!(bare.status == 403 && bare.body.contains("form-not-ours"));
    assert_eq!(amal.get("/access").status, 200, "the session stands");
}

#[test]
fn an_assessor_accepts_and_a_party_replies_as_the_pages_say() {
    for house in House::each("an_assessor_accepts_and_a_party_replies_as_the_pages_say") {
        said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
        let assessor = invite(&house, "assessor", "assessor", &[]);
        let delegate = invite(&house, "delegate", "party_delegate", &["--party", "second"]);
        let served = Served::of(&house.dir());
        let (mut assessor, mut delegate) =
            (accepted(&served, &assessor, "en"), accepted(&served, &delegate, "ar"));
        let list = assessor.get("/findings");
        assert_eq!(list.status, 200, "{}", list.body);
        let links = list.body.split("href=\"/finding?").skip(1);
        let links: Vec<String> =
            links.map(|l| l.split('"').next().expect("its end").replace("&amp;", "&")).collect();
        let mut pages = links.iter().map(|link| format!("/finding?{link}"));
        let page =
            pages.find(|page| assessor.get(page).body.contains("I accept")).expect("one about an incident");
        let shown = assessor.get(&page);
        let fields = ["csrf", "norm", "subject", "version", "seen", "outcome"].map(|n| (n, shown.hidden(n)));
        let form: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let done = assessor.post("/finding/accept", &form);
        assert_eq!(done.status, 303, "{}", done.body);
        let shown = assessor.get(done.header("location").expect("a place"));
        assert!(shown.body.contains("Finding accepted as assessed"), "{}", shown.body);
        // the version that was seen is held against the incident as it stands
        let stale: Vec<(&str, &str)> =
            form.iter().map(|(n, v)| (*n, if *n == "seen" { "7" } else { v })).collect();
        let refused = assessor.post("/finding/accept", &stale);
        assert!(refused.status == 409 && refused.body.contains("role=\"alert\""), "{}", refused.body);

        let shown = delegate.get(&page);
        let csrf = shown.hidden("csrf");
        let reply = "لم تكن لنا قوة في ذلك الموقع.";
        let mut form: Vec<(&str, &str)> =
            form.iter().copied().filter(|(n, _)| *n != "csrf" && *n != "seen").collect();
        form.extend([("csrf", csrf.as_str()), ("reply", "")]);
        assert_eq!(delegate.post("/finding/reply", &form).status, 422, "an empty reply is none");
        form.pop();
        form.push(("reply", reply));
        assert_eq!(delegate.post("/finding/reply", &form).status, 303);
        assert!(delegate.get(&page).body.contains(reply), "a party reads its own words");
        assert!(assessor.get(&page).body.contains(reply), "and so do those who assess");
    }
}

#[test]
fn what_was_released_to_the_public_is_there_for_everybody_and_nothing_else() {
    let house = House::marsa();
    let text = "situation report, invented\n";
    let digest = said(&["verify", &house.dir()]);
    assert!(digest.contains("It holds"));
    let sha = data_encoding::BASE64.encode(&<sha2::Sha256 as sha2::Digest>::digest(text));
    let act = |audience: &str, kind: &str| {
        serde_json::json!({
            "act": { "kind": "publication.made", "audience": audience, "document": sha, "document_kind": kind },
            "parts": { "document": { "class": "open", "text": text } },
        })
    };
    let acts = Value::Array(vec![act("public", "sitrep"), act("parties", "for-the-parties-alone")]);
    let file = house.file("released.json", &acts.to_string());
    said(&["act", &house.dir(), &file]);
    let served = Served::of(&house.dir());
    let mut anybody = Browser::at(&served, "en");
    let page = anybody.get("/public");
    assert!(
        page.status == 200
            && page.body.contains("Situation report")
            && !page.body.contains("for-the-parties-alone")
    );
    let link = page
        .body
        .split("href=\"/public/documents/")
        .nth(1)
        .and_then(|l| l.split('"').next())
        .expect("a link");
    let document = anybody.get(&format!("/public/documents/{link}"));
    assert_eq!((document.status, document.body.as_str()), (200, text));
    assert!(document.header("content-disposition").is_some_and(|kept| kept.starts_with("attachment")));
    for private in ["/today", "/reports", "/incidents", "/findings", "/agreement", "/record", "/access"] {
        assert_eq!(anybody.get(private).header("location"), Some("/sign-in"), "{private}");
    }
    assert_eq!(anybody.get("/nothing").status, 404);
    assert!(
        anybody.get("/nothing").body.contains("<html lang=\"en\" dir=\"ltr\">"),
        "a page, in one's language"
    );
}

#[test]
fn a_delegate_gives_notice_for_their_own_party_and_hears_its_entry() {
    let house = House::marsa();
    let path = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let mut delegate = accepted(&served, &path, "en");
    let csrf = delegate.get("/notices").hidden("csrf");
    let mut form = vec![("csrf", csrf.as_str()), ("party", "first"), ("act", "movement"), ("lat", "31.2")];
    let wrong = delegate.post("/notices", &form);
    assert!(wrong.status == 422 && wrong.body.contains("needed together"), "{}", wrong.body);
    form.retain(|(name, _)| *name != "lat");
    form.extend([("day", "2099-01-02"), ("from", "08:00")]);
    let given = delegate.post("/notices", &form);
    assert!(given.status == 201 && given.body.contains("E-"), "{}", given.body);
    form.retain(|(name, _)| *name != "party");
    form.push(("party", "second"));
    let other = delegate.post("/notices", &form);
    assert_eq!(other.status, 403, "nobody speaks for another party: {}", other.body);
    assert!(delegate.get("/notices").body.contains("2 January 2099"), "it is listed");
}

#[test]
fn a_verifier_gives_a_task_of_what_is_lacking_and_closes_it() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let path = invite(&house, "sara", "verifier", &[]);
    let served = Served::of(&house.dir());
    let mut sara = accepted(&served, &path, "en");
    let page = sara.get("/verification");
    let asked = page.body.split("action=\"/verification/give\"").nth(1).expect("a question").to_owned();
    let asked = Answer { status: 200, head: String::new(), body: asked };
    let fields = ["csrf", "norm", "subject", "version"].map(|name| (name, asked.hidden(name)));
    let mut form: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    form.push(("by", "someday"));
    assert_eq!(sara.post("/verification/give", &form).status, 422, "no team, and no day");
    form.pop();
    form.extend([("to", "Team 3"), ("by", "2099-01-02")]);
    assert_eq!(sara.post("/verification/give", &form).header("location"), Some("/verification"));
    let page = sara.get("/verification");
    assert!(page.body.contains("Team 3") && page.body.contains("One task is open"), "{}", page.body);
    let task = page.hidden("task");
    let csrf = page.hidden("csrf");
    sara.post("/verification/close", &[("csrf", &csrf), ("task", &task), ("done", "yes")]);
    assert!(!sara.get("/verification").body.contains("One task is open"));
}

#[test]
fn an_operator_invites_on_a_page_and_lists_leave_as_csv() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/parties.csv"]);
    let path = invite(&house, "keeper", "operator", &[]);
    let served = Served::of(&house.dir());
    let mut keeper = accepted(&served, &path, "en");
    let csrf = keeper.get("/settings").hidden("csrf");
    let form = [("csrf", csrf.as_str()), ("login", "keeper"), ("role", "auditor")];
    assert_eq!(keeper.post("/settings/invite", &form).status, 409, "the name is taken");
    let form =
        [("csrf", csrf.as_str()), ("login", "noor"), ("role", "auditor"), ("name", "an invented person")];
    let made = keeper.post("/settings/invite", &form);
    assert!(made.status == 201 && !made.body.contains("an invented person"), "{}", made.body);
    let token = made.body.split("/invitation/").nth(1).and_then(|t| t.split('<').next()).expect("an address");
    let mut noor = accepted(&served, &format!("/invitation/{token}"), "ar");
    assert_eq!((noor.get("/today").status, noor.get("/settings").status), (200, 403));
    for list in ["/reports.csv", "/incidents.csv", "/findings.csv"] {
        let sheet = noor.get(list);
        assert_eq!(sheet.status, 200, "{list}");
        assert!(sheet.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")), "{list}");
        assert!(sheet.body.lines().count() > 3, "{list}: {}", sheet.body);
    }
}

/// A page saved with its style, no wider than a phone, seen by a browser.
#[test]
fn pages_fit_a_phone_in_both_languages() {
    let house = House::marsa();
    said(&[
        "intake",
        &house.dir(),
        "examples/marsa/reports/patrols.ar.csv",
        "examples/marsa/reports/parties.csv",
    ]);
    let path = invite(&house, "amal", "verifier", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "ar");
    let folder = TempDir::new().expect("a folder");
    let style = amal.get("/style.css").body;
    std::fs::write(folder.path().join("style.css"), style).expect("the style");
    let first = |page: Answer, marker: &str| {
        let link =
            page.body.split(marker).nth(1).and_then(|l| l.split('"').next()).expect("a link").to_owned();
        link.replace("&amp;", "&")
    };
    let incident = first(amal.get("/incidents"), "href=\"/incidents/INC");
    let finding = first(amal.get("/findings?outcome=undetermined"), "href=\"/finding?");
    let several = (1..4).find_map(|page| {
        let all = amal.get(&format!("/incidents?page={page}")).links("/incidents/INC-");
        all.into_iter().find_map(|one| amal.get(&one).links("/decisions/new").into_iter().next())
    });
    let pages = [
        several.expect("an incident of two reports"),
        format!("/documents?kind=violation&for=parties&incident=INC{incident}"),
        "/claims?from=2026-03-01&to=2026-04-30".into(),
        "/agreement/try".into(),
        "/incidents?filter=colour%20%3D%20'red'".into(),
        "/today?days=all".to_owned(),
        "/reports".into(),
        "/reports/new".into(),
        "/incidents".into(),
        format!("/incidents/INC{incident}"),
        "/findings".into(),
        format!("/finding?{finding}"),
        "/agreement".into(),
        "/notices".into(),
        "/verification".into(),
        "/record".into(),
        "/access".into(),
        "/public".into(),
    ];
    let mut frames = String::from("<!doctype html><body>");
    for (number, page) in pages.iter().enumerate() {
        for lang in ["ar", "en"] {
            let address = format!("{page}{}lang={lang}", if page.contains('?') { "&" } else { "?" });
            let answer = amal.get(&address);
            assert_eq!(answer.status, 200, "{address}");
            let plain = answer.body.replace("<script type=\"module\" src=\"/islands/", "");
            assert!(!plain.contains(" style=") && !plain.contains("<script"), "{address}");
            let at = answer.body.find("/style.css?v=").expect("a style");
            let end = at + answer.body[at..].find('"').expect("its end");
            let text = answer.body.replace(&answer.body[at..end].to_owned(), "style.css");
            let name = format!("{number}.{lang}.html");
            std::fs::write(folder.path().join(&name), text).expect("a page");
            frames.push_str(&format!(
                r#"<iframe src="{name}" width="390" height="800" onload="
                    const page = this.contentDocument.documentElement;
                    document.body.dataset.p{number}{lang} = [page.dir, page.scrollWidth <= 390].join(' ')"></iframe>"#
            ));
        }
    }
    std::fs::write(folder.path().join("frames.html"), frames).expect("the frames");
    let profile = TempDir::new().expect("a profile of its own");
    let seen = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update"])
        .args(["--allow-file-access-from-files", "--virtual-time-budget=8000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg("--dump-dom")
        .arg(format!("file://{}", folder.path().join("frames.html").display()))
        .output();
    let Ok(seen) = seen else { return skipped("pages_fit_a_phone_in_both_languages: no chromium") };
    let seen = String::from_utf8_lossy(&seen.stdout);
    let begin: String = seen.chars().take(600).collect();
    for (number, page) in pages.iter().enumerate() {
        for (lang, way) in [("ar", "rtl"), ("en", "ltr")] {
            let said = format!(r#"data-p{number}{lang}="{way} true""#);
            assert!(seen.contains(&said), "{page} in {lang}: {begin}");
        }
    }
}

/// The value of an input of a page, by the name of its field.
fn input(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field");
    field.split('"').next().expect("its end").to_owned()
}

#[test]
fn an_account_comes_as_a_file_and_what_is_no_text_is_refused_with_its_reason() {
    for house in House::each("an_account_comes_as_a_file_and_what_is_no_text_is_refused_with_its_reason") {
        let path = invite(&house, "rim", "secretary", &[]);
        let served = Served::of(&house.dir());
        let mut rim = accepted(&served, &path, "ar");
        let csrf = rim.get("/minutes").hidden("csrf");
        let account = "قال العقيد سالم الزوي إن الطريق مفتوح.";
        let read = rim.upload("/minutes", &csrf, "محضر.txt", account);
        assert_eq!(read.status, 200, "{}", read.body);
        assert!(
            read.body.contains("<mark id=\"at-s1\">قال العقيد سالم الزوي إن الطريق مفتوح"),
            "{}",
            read.body
        );
        assert!(
            read.body.contains(&format!("name=\"account\" value=\"{account}\"")),
            "it goes on to the signing"
        );
        let other = rim.upload("/minutes", &csrf, "<b>.txt", "%PDF-1.7");
        assert_eq!(other.status, 422);
        assert!(other.body.contains("ليس نصًا مجردًا") && !other.body.contains("<b>.txt"), "{}", other.body);
        let long = rim.upload("/minutes", &csrf, "long.txt", &"a ".repeat(50_000));
        assert_eq!(long.status, 422);
        let stolen = rim.upload("/minutes", "guessed", "محضر.txt", account);
        assert_eq!(stolen.status, 403);
    }
}

#[test]
fn a_secretary_signs_what_was_ticked_of_an_account_and_nothing_else() {
    for house in House::each("a_secretary_signs_what_was_ticked_of_an_account_and_nothing_else") {
        let path = invite(&house, "rim", "secretary", &[]);
        let served = Served::of(&house.dir());
        let mut rim = accepted(&served, &path, "en");
        let form = rim.get("/minutes");
        assert_eq!(form.status, 200, "{}", form.body);
        let csrf = form.hidden("csrf");
        let account = "The First Party agreed to open the road. The Second Party <b>rejected</b> the map.";
        let read = rim.post("/minutes", &[("csrf", &csrf), ("account", account)]);
        assert_eq!(read.status, 200, "{}", read.body);
        assert!(
            read.body.contains("<mark id=\"at-s1\">The First Party agreed to open the road"),
            "{}",
            read.body
        );
        let marked = "id=\"at-s1\">The First Party agreed to open the road</mark>";
        assert!(read.body.contains(marked), "{}", read.body);
        assert!(!read.body.contains("<b>rejected"), "the account is text");
        let entry = input(&read.body, "entry-s1");
        let mut ticked =
            vec![("csrf", csrf.as_str()), ("account", account), ("pick", "s1"), ("entry-s1", entry.as_str())];
        let missing = rim.post("/minutes/sign", &ticked);
        assert_eq!(missing.status, 422, "an issue and a party are asked for");
        ticked.extend([("issue", "coast-road"), ("party-s1", "first")]);
        for _ in 0..2 {
            let signed = rim.post("/minutes/sign", &ticked);
            assert_eq!(signed.status, 201, "{}", signed.body);
        }
        let nothing = rim.post("/minutes/sign", &[("csrf", &csrf), ("account", account)]);
        assert_eq!(nothing.status, 422);
        drop(served);
        let entries = said(&["entries", &house.dir(), "--most", "500"]);
        assert_eq!(entries.matches("position.stated").count(), 1, "{entries}");
        assert!(entries.contains(&entry), "{entries}");
    }
}

#[expect(clippy::print_stderr, reason = "a skip is said aloud")]
fn skipped(what: &str) {
    eprintln!("skipped: {what}");
}

#[test]
fn a_nomination_goes_its_way_by_page_and_the_terminal_tells_it() {
    let house = House::marsa();
    let dir = house.dir();
    let first: Value =
        serde_json::from_str(said(&["entries", &dir, "--json"]).lines().next().expect("an entry"))
            .expect("it is JSON");
    let founder = first["actor"].as_str().expect("a user").to_owned();
    let act = |act: Value| {
        let file = house.file("act.json", &serde_json::json!({ "act": act }).to_string());
        said(&["act", &dir, &file]);
    };
    act(serde_json::json!({ "kind": "role.given", "role": "chair", "scope": "mission", "user": founder }));
    act(
        serde_json::json!({ "kind": "body.formed", "body": "joint-force", "name": { "en": "Joint Force", "ar": "القوة المشتركة" },
        "panel": [founder], "quorum": 1 }),
    );
    let paths = ["first", "second"].map(|party| invite(&house, party, "party_delegate", &["--party", party]));
    let auditor = invite(&house, "auditor", "auditor", &[]);
    let served = Served::of(&dir);
    let [mut first, mut second] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let mut auditor = accepted(&served, &auditor, "ar");
    let csrf = first.get("/force").hidden("csrf");
    let mut form = vec![
        ("csrf", csrf.as_str()),
        ("body", "joint-force"),
        ("party", "first"),
        ("name", "an invented candidate"),
        ("keep", "2099-01-01"),
    ];
    form.push(("candidate", "Some Person"));
    let wrong = first.post("/force/nominate", &form);
    assert!(wrong.status == 422 && wrong.body.contains("no pseudonym"), "{}", wrong.body);
    form.pop();
    form.push(("candidate", "C-7"));
    assert_eq!(first.post("/force/nominate", &form).header("location"), Some("/force"));
    let list = second.get("/force");
    assert!(list.body.contains("C-7 for Joint Force, by First Party"), "{}", list.body);
    assert!(!list.body.contains("an invented candidate"), "a name stands on no page");
    let path = list
        .body
        .split("href=\"/force/nominations/")
        .nth(1)
        .and_then(|t| t.split('"').next())
        .expect("a link");
    let nomination = path.to_owned();
    let path = format!("/force/nominations/{path}");
    let csrf = second.get(&path).hidden("csrf");
    let mut form = vec![("csrf", csrf.as_str()), ("nomination", nomination.as_str()), ("party", "second")];
    assert_eq!(second.post("/force/object", &form).status, 422, "without a word");
    form.push(("text", "service that the text bars"));
    assert_eq!(second.post("/force/object", &form).header("location"), Some(path.as_str()));
    assert!(first.get(&path).body.contains("service that the text bars"), "parties read it");
    let seen = auditor.get(&path);
    assert!(
        seen.status == 200 && !seen.body.contains("service that the text bars"),
        "it is sealed for the rest"
    );
    assert!(seen.body.contains("dir=\"rtl\"") && seen.body.contains("اعتراض"), "{}", seen.body);
    let explanation = auditor.get(&format!("{path}/explanation"));
    assert_eq!(explanation.status, 200);
    let policy = explanation.header("content-security-policy").expect("a policy");
    assert!(
        policy.contains("style-src 'unsafe-inline'") && policy.contains("sandbox"),
        "its own print style is let in: {policy}"
    );
    assert_eq!(auditor.get("/force/nominations/E-AAAAAAAAAAAAAAAA").status, 404);
    drop(served);
    let text = said(&["force", &dir, "--speak", "en"]);
    assert!(text.contains("C-7 for Joint Force") && text.contains("one objection"), "{text}");
    assert!(said(&["force", &dir, "--speak", "ar"]).contains("القوة المشتركة"));
    let data: Value = serde_json::from_str(&said(&["force", &dir, "--json"])).expect("it is JSON");
    assert_eq!(data["nominations"][0]["standing"]["stage"], "objections");
    let explained = said(&["force", &dir, "--explain", &nomination, "--speak", "en"]);
    assert!(explained.contains("No ruling has been made yet"), "{explained}");
    assert!(explained.contains("Where your nomination stands"), "{explained}");
    assert!(!explained.contains("was not accepted"), "nobody ruled: {explained}");
    assert_eq!(said(&["force", &dir, "--redact"]), "");
}

#[test]
fn what_came_of_a_consultation_is_read_by_whoever_has_a_role_and_says_what_carries_first() {
    let house = House::marsa();
    super::house::somebody(&house, "secretary.key", "secretary");
    let (dir, key) = (house.dir(), house.name("secretary.key"));
    let statements = "examples/consultation/statements.csv";
    let record = ["--statements", statements, "--record", &dir, "--consultation", "coast", "--as", &key];
    said(&[&["consult", "--open", "--title-ar", "ساحل مرسى (افتراضي)"], &record[..]].concat());
    let path = invite(&house, "amal", "monitor", &[]);
    let open = {
        let served = Served::of(&house.dir());
        let mut amal = accepted(&served, &path, "ar");
        let list = amal.get("/consultations");
        assert!(list.status == 200 && list.body.contains("ساحل مرسى (افتراضي)"), "{}", list.body);
        let one = list
            .body
            .split("href=\"/consultations/")
            .nth(1)
            .and_then(|r| r.split('"').next())
            .expect("a link");
        let page = format!("/consultations/{one}");
        assert!(
            amal.get(&page).body.contains("لا سلاح ثقيل داخل المدينة"),
            "what is asked stands before any count"
        );
        assert_eq!(Browser::at(&served, "ar").get(&page).status, 303);
        assert_eq!(amal.get("/consultations/E-AAAAAAAAAAAAAAAA").status, 404);
        page
    };
    said(&[&["consult", "examples/consultation/votes.csv"], &record[..]].concat());
    let served = Served::of(&house.dir());
    let mut amal = Browser::at(&served, "en");
    let _ = amal.post("/sign-in", &[("login", "amal"), ("password", PASSWORD)]);
    let page = amal.get(&open);
    assert_eq!(page.status, 200, "{}", page.body);
    let first = page.body.find("What carries across all groups").expect("what carries");
    assert!(first < page.body.find("Group A").expect("a group"));
    assert!(!page.body.contains("v001"));
}
