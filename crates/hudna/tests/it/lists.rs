//! What waits and for whom, lists as files, filters that cannot be read, and what a list and a report of one period hold.

use super::house::{House, Served, said};
use super::visitor::{Answer, Browser, accepted, invite};

const FILES: [&str; 2] = ["examples/marsa/reports/patrols.ar.csv", "examples/marsa/reports/parties.csv"];

/// A mission with reports, and people who came in, by login and role; more of the invitation by party.
fn filled() -> House {
    let house = House::marsa();
    said(&["intake", &house.dir(), FILES[0], FILES[1]]);
    house
}

/// Rows of a list below its head.
fn rows(answer: &Answer) -> usize {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body.matches("\r\n").count() - 1
}

/// What the page says that waits, as addresses of lists with their counts.
fn counted(page: &str) -> Vec<(String, usize)> {
    let lines = page.split("<li><a href=\"").skip(1).filter_map(|rest| {
        let (to, rest) = rest.split_once("\">")?;
        let said = rest.split('<').next()?.trim_start_matches(['\u{2068}', '\u{2069}']);
        let number = said.split(' ').next()?;
        let count = if number == "One" { 1 } else { number.parse().ok()? };
        Some((to.replace("&amp;", "&"), count))
    });
    lines.filter(|(to, _)| to.starts_with("/findings?waits=")).collect()
}

/// The part of *Today* that is for the reader, and the part for others.
fn parts(page: &Answer) -> (String, String) {
    let waits = page.body.split("<h2>What waits").nth(1).expect("what waits");
    let waits = waits.split("</section>").next().expect("its end");
    let (yours, others) = waits.split_once("<h3>For others</h3>").unwrap_or((waits, ""));
    (yours.to_owned(), others.to_owned())
}

#[test]
fn what_today_says_waits_is_what_the_lists_that_it_leads_to_hold_for_every_reader() {
    let house = filled();
    let people = [
        ("aziz", "assessor"),
        ("wafa", "verifier"),
        ("clara", "commissioner"),
        ("mona", "monitor"),
        ("badr", "auditor"),
    ]
    .map(|(login, role)| invite(&house, login, role, &[]));
    let other = invite(&house, "amin", "assessor", &[]);
    let delegate = invite(&house, "dina", "party_delegate", &["--party", "second"]);
    let served = Served::of(&house.dir());
    let mut all = people.each_ref().map(|path| accepted(&served, path, "en"));
    let mut dina = accepted(&served, &delegate, "en");
    let [aziz, ..] = &mut all;
    // one is assessed, and waits for its reply
    let breach = aziz.get("/findings?waits=assessor").links("/finding?")[0].clone();
    let form = aziz.get(&breach).form("/finding/accept");
    let done = aziz.fill(&form, "/finding/accept", &[("reasons", "an invented reason")]);
    assert_eq!(done.status, 303, "{}", done.body);
    let mut seen = 0;
    for reader in all.iter_mut().chain([&mut dina]) {
        let page = reader.get("/today?days=all");
        let counts = counted(&page.body);
        assert!(counts.len() > 1, "{}", page.body);
        for (to, count) in counts {
            let file = reader.get(&to.replacen("/findings?", "/findings.csv?", 1));
            assert_eq!(rows(&file), count, "{to}");
            let list = reader.get(&to);
            assert!(list.body.contains(&format!(" of {count}</span>")), "{to}: {}", list.body);
            seen += count;
        }
    }
    assert!(seen > 20);
    let [aziz, wafa, clara, mona, _] = &mut all;
    assert!(parts(&aziz.get("/today")).0.contains("wait for an assessor"));
    assert!(parts(&wafa.get("/today")).0.contains("wait for facts that are missing"));
    assert!(parts(&wafa.get("/today")).1.contains("for an assessor"));
    assert!(parts(&mona.get("/today")).0.contains("Nothing waits for you"));
    // of a second assessor only those know who may know of the first
    assert!(clara.get("/today").body.contains("assessed by one assessor alone"));
    let mut amin = accepted(&served, &other, "en");
    assert!(!amin.get("/today").body.contains("assessed by one assessor alone"));
    assert_eq!(rows(&amin.get("/findings.csv?waits=second")), 0);
}

#[test]
fn notices_tasks_recoveries_and_what_is_held_back_wait_for_whoever_may_move_them_on() {
    let house = filled();
    let paths = [
        ("dalia", "duty_officer"),
        ("wafa", "verifier"),
        ("sami", "secretary"),
        ("omar", "operator"),
        ("olfa", "operator"),
        ("mona", "monitor"),
    ]
    .map(|(login, role)| invite(&house, login, role, &[]));
    let first = invite(&house, "first", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let [mut dalia, mut wafa, mut sami, mut omar, mut olfa, mut mona] =
        paths.each_ref().map(|path| accepted(&served, path, "en"));
    let mut first = accepted(&served, &first, "en");

    let form = first.get("/notices").form("/notices");
    for day in ["2099-01-02", "2099-01-03"] {
        let typed = [("party", "first"), ("act", "troop_movement"), ("day", day), ("from", "08:00")];
        assert_eq!(first.fill(&form, "/notices", &typed).status, 201);
    }
    let yours = parts(&dalia.get("/today")).0;
    assert!(
        yours.contains("2 notices wait for an answer") && yours.contains("/notices?answer=none"),
        "{yours}"
    );
    assert!(parts(&mona.get("/today")).1.contains("2 notices wait for an answer"));
    let open = dalia.get("/notices?answer=none");
    let answer = open.form("/notices/answer");
    assert_eq!(dalia.fill(&answer, "/notices/answer", &[("answer", "granted")]).status, 201);
    assert!(parts(&dalia.get("/today")).0.contains("One notice waits for an answer"));
    assert_eq!(rows(&mona.get("/notices.csv?answer=none")), 1);
    assert_eq!(rows(&mona.get("/notices.csv?answer=granted")), 1);
    assert_eq!(rows(&mona.get("/notices.csv")), 2);

    let give = wafa.get("/verification").form("/verification/give");
    let given = wafa.fill(&give, "/verification/give", &[("to", "wafa"), ("by", "2099-02-01")]);
    assert_eq!(given.status, 303, "{}", given.body);
    assert!(parts(&wafa.get("/today")).0.contains("One task of verification was given to you"));
    assert!(parts(&mona.get("/today")).1.contains("One task of verification is open"));
    let tasks = wafa.get("/verification/tasks.csv");
    assert!(rows(&tasks) == 1 && tasks.body.contains("wafa"), "{}", tasks.body);
    let told = mona.get("/verification/tasks.csv");
    assert!(rows(&told) == 1 && !told.body.contains("wafa"), "who goes is not for everybody: {}", told.body);
    assert!(!told.body.contains("U-"), "nor by their id");

    let ask = olfa.get("/recovery");
    let user = ask.body.split("<option value=\"").find(|one| one.contains(">mona<")).expect("mona");
    let user = user.split('"').next().expect("her id").to_owned();
    let form = ask.form("/recovery/ask");
    assert_eq!(olfa.fill(&form, "/recovery/ask", &[("user", &user)]).status, 303);
    assert!(parts(&omar.get("/today")).0.contains("waits for you as second officer"));
    assert!(parts(&olfa.get("/today")).1.contains("waits for a second officer other than you"));
    for other in [&mut dalia, &mut sami, &mut mona] {
        assert!(
            !other.get("/today").body.contains("second officer"),
            "it is told to those who keep accounts"
        );
    }

    let page = "/documents?kind=sitrep&for=parties&in=en&number=7/2026&from=2026-03-01&to=2026-03-31&embargo=2099-01-02&hour=09:30";
    let form = sami.get(page).form("/documents/release");
    assert_eq!(sami.fill(&form, "/documents/release", &[]).status, 303);
    let yours = parts(&sami.get("/today")).0;
    assert!(
        yours.contains("One document is released and held back") && yours.contains("/documents?out=no"),
        "{yours}"
    );
    assert_eq!(rows(&mona.get("/documents.csv?out=no")), 1);
    assert_eq!(rows(&mona.get("/documents.csv?out=yes")), 0);
}

/// How many a page says that its list holds.
fn all_of(page: &Answer) -> usize {
    let said = page.body.split("pager\"").nth(1).and_then(|rest| rest.split("<span>").nth(1));
    let said = said.and_then(|rest| rest.split(" of ").nth(1)).expect("a pager");
    said.split('<').next().and_then(|n| n.parse().ok()).expect("a number")
}

#[test]
fn every_list_leaves_as_a_file_with_the_rows_that_its_page_counts() {
    let house = filled();
    let paths = [("chair", "chair"), ("dalia", "duty_officer"), ("omar", "operator"), ("mona", "monitor")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut chair, mut dalia, mut omar, mut mona] =
        paths.each_ref().map(|path| accepted(&served, path, "en"));
    for list in ["/reports", "/incidents", "/findings", "/verification", "/record", "/access"] {
        let (page, file) = (mona.get(list), mona.get(&format!("{list}.csv")));
        assert_eq!(rows(&file), all_of(&page), "{list}");
        let book = mona.get(&format!("{list}.xlsx"));
        assert!(book.status == 200 && book.body.starts_with("PK"), "{list}");
    }
    let claims = "from=2026-03-01&to=2026-04-30";
    let (page, file) = (chair.get(&format!("/claims?{claims}")), chair.get(&format!("/claims.csv?{claims}")));
    assert!(rows(&file) >= all_of(&page) && file.body.contains("One party alone reports it"));
    assert_eq!(
        rows(&mona.get(&format!("/claims.csv?{claims}"))),
        0,
        "whoever sees nobody's claims gets none"
    );
    for list in [
        "/promises",
        "/force/bodies",
        "/force/nominations",
        "/force/patrols",
        "/force/watch",
        "/table",
        "/documents",
    ] {
        for ending in ["csv", "xlsx"] {
            assert_eq!(mona.get(&format!("{list}.{ending}")).status, 200, "{list}.{ending}");
        }
    }
    let people = omar.get("/settings/people.csv");
    assert!(
        rows(&people) >= 4 && people.body.contains("mona") && people.body.contains("monitor ("),
        "{}",
        people.body
    );
    assert_eq!(mona.get("/settings/people.csv").status, 403);
    assert_eq!(mona.get("/reads.csv").status, 403);
    assert_eq!(rows(&chair.get("/reads.csv")), 0);
    let form = dalia.get("/log").form("/log");
    let words = "an invented call, with all its words";
    let typed =
        [("line", "hotline"), ("text", words), ("act", "shelling"), ("day", "2026-03-12"), ("from", "17:10")];
    assert_eq!(dalia.fill(&form, "/log", &typed).status, 303);
    let log = dalia.get("/log.csv");
    assert!(rows(&log) == 1 && log.body.contains(words) && log.body.contains("+02:00"), "{}", log.body);
    // one's own acts, each by its kind
    let own = dalia.get("/access");
    assert!(own.body.contains("Report filed") && own.body.contains("/reports/E-"), "{}", own.body);
    assert!(dalia.get("/access.csv").body.contains("Report filed"));
    assert!(!mona.get("/access.csv").body.contains("Report filed"), "nobody else's");
}

#[test]
fn a_time_in_a_file_tells_its_offset_and_a_count_is_a_number() {
    let house = filled();
    let path = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut mona = accepted(&served, &path, "ar");
    let file = mona.get("/incidents.csv").body;
    let head = file.lines().next().expect("a head");
    assert!(head.contains("\"من\",\"إلى\""), "in the reader's language: {head}");
    let timed = file.lines().skip(1).filter(|line| line.contains("+02:00\",\"20")).count();
    assert!(timed > 5, "{file}");
    assert!(!file.contains("مارس"), "no month in words: {file}");
    assert!(
        file.lines().skip(1).all(|line| line.rsplit(',').next().is_some_and(|n| n.parse::<u32>().is_ok()))
    );
    let reports = mona.get("/reports.csv").body;
    assert!(reports.lines().skip(1).all(|line| line.contains("+02:00")), "{reports}");
    assert!(!mona.get("/incidents.geojson").body.contains(".000001"));
}

#[test]
fn a_filter_that_is_wrong_is_told_beside_its_control_and_no_file_leaves() {
    let house = filled();
    let path = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut mona = accepted(&served, &path, "en");
    let wrong = [
        ("/incidents", "act=zz"),
        ("/incidents", "stage=zz"),
        ("/incidents", "outcome=zz"),
        ("/incidents", "sector=zz"),
        ("/incidents", "from=xx"),
        ("/incidents", "from=2026-03-09&to=2026-03-01"),
        ("/incidents", "filter=%28%28%28"),
        ("/incidents", "begun=zz"),
        ("/findings", "norm=zz"),
        ("/findings", "waits=zz"),
        ("/findings", "party=zz"),
        ("/notices", "answer=zz"),
        ("/documents", "out=zz"),
        ("/claims", "from=2026-03-09&to=2026-03-01"),
        ("/reports", "mine=zz"),
    ];
    for (list, asked) in wrong {
        let page = mona.get(&format!("{list}?{asked}"));
        assert_eq!(page.status, 200, "{list}?{asked}");
        assert!(page.body.contains("Nothing is listed"), "{list}?{asked}: {}", page.body);
        assert!(
            page.body.contains("class=\"msg\"") || page.body.contains("role=\"alert\""),
            "{list}?{asked}"
        );
        assert!(page.links("/incidents/INC-").is_empty(), "{list}?{asked}");
        let files = if list == "/incidents" { &["csv", "xlsx", "geojson"][..] } else { &["csv", "xlsx"] };
        for ending in files {
            let file = mona.get(&format!("{list}.{ending}?{asked}"));
            assert_eq!(file.status, 422, "{list}.{ending}?{asked}");
            assert!(file.body.contains("No file was made"), "{}", file.body);
        }
    }
}

#[test]
fn a_list_of_a_period_says_how_many_of_its_rows_the_report_counts_elsewhere() {
    let house = filled();
    let path = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut mona = accepted(&served, &path, "en");
    let counted = |browser: &mut Browser<'_>, from: &str, to: &str| -> usize {
        let page = format!("/documents/preview?kind=sitrep&for=commission&in=en&from={from}&to={to}");
        let said = browser.get(&page).body.replace(['\u{2068}', '\u{2069}'], "");
        let Some(told) = said.split("telling of ").nth(1) else { return 0 };
        let number = told.split(' ').next().expect("a number");
        if number == "one" { 1 } else { number.parse().expect("a number") }
    };
    // a patrol of the example heard two explosions about midnight, the last of February
    for (from, to, over_midnight) in [("2026-02-01", "2026-02-28", false), ("2026-03-01", "2026-03-31", true)]
    {
        let period = format!("from={from}&to={to}");
        let list = rows(&mona.get(&format!("/incidents.csv?{period}")));
        let page = mona.get(&format!("/incidents?{period}"));
        let told = page.body.contains("One incident of this list began before the period");
        assert_eq!(told, over_midnight, "{}", page.body);
        assert_eq!(list - usize::from(told), counted(&mut mona, from, to), "{period}");
        for rest in page.links("/incidents?begun=").into_iter().filter(|_| told).take(1) {
            let rest = rows(&mona.get(&rest.replacen("/incidents?", "/incidents.csv?", 1)));
            assert_eq!(rest, list - 1, "the rest is what the report counts");
        }
    }
}

#[test]
fn an_incident_leads_whoever_releases_to_the_documents_about_it() {
    let house = filled();
    let paths =
        [("sami", "secretary"), ("mona", "monitor")].map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut sami, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let incident = sami.get("/incidents").links("/incidents/INC-")[0].clone();
    let id = incident.trim_start_matches("/incidents/").to_owned();
    for kind in ["violation", "flash"] {
        let link = format!("/documents?kind={kind}&incident={id}");
        assert!(sami.get(&incident).links("/documents?").contains(&link));
        let page = sami.get(&link);
        assert!(page.body.contains(&format!("value=\"{id}\"")), "{}", page.body);
        assert_eq!(page.links("/documents/preview?").len(), 2, "it is ready to be looked at");
    }
    assert!(mona.get(&incident).links("/documents?").is_empty());
    // what tells one shelling from another
    let options = sami.get("/documents").body;
    let option = options.split("<option value=\"INC-").nth(1).and_then(|one| one.split("</option>").next());
    assert!(option.is_some_and(|one| one.contains("2026") && one.matches(", ").count() >= 2), "{option:?}");
    let past = sami.get("/documents?kind=violation&for=public&in=en&embargo=2020-01-01");
    assert!(past.body.contains("This time has passed"), "{}", past.body);
}

#[test]
fn a_role_given_twice_is_refused_and_a_refusal_names_people_and_articles() {
    let house = filled();
    let paths = [("omar", "operator"), ("wafa", "verifier"), ("laila", "team_leader")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut omar, mut wafa, mut laila] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = omar.get("/settings");
    let person =
        page.body.split("href=\"/settings/people/").find(|one| one.contains(">wafa<")).expect("wafa");
    let person = format!("/settings/people/{}", person.split('"').next().expect("an id"));
    let form = omar.get(&person).form("/settings/role");
    let typed = [("role", "analyst"), ("scope", "mission")];
    assert_eq!(omar.fill(&form, "/settings/role", &typed).status, 303);
    let form = omar.get(&person).form("/settings/role");
    let twice = omar.fill(&form, "/settings/role", &typed);
    assert!(
        twice.status == 409 && twice.body.contains("has this role over the same reach"),
        "{}",
        twice.body
    );

    // two open the same question; who is second is told who has it, and of which article, in words
    let (first, second) = (wafa.get("/verification"), laila.get("/verification"));
    let ask = |page: &Answer| page.form("/verification/give");
    let norm = |page: &Answer| ask(page).into_iter().find(|(name, _)| name == "norm");
    assert!(norm(&first).is_some() && norm(&first) == norm(&second));
    assert_eq!(wafa.fill(&ask(&first), "/verification/give", &[("to", "laila")]).status, 303);
    let refused = laila.fill(&ask(&second), "/verification/give", &[("to", "wafa")]);
    let said = refused.body.replace(['\u{2068}', '\u{2069}'], "");
    let alert = said.split("role=\"alert\"").nth(1).and_then(|one| one.split("</div>").next()).expect("why");
    assert!(alert.contains("laila was asked") && alert.contains("under Article"), "{alert}");
    assert!(!alert.contains("U-"), "{alert}");
}

#[test]
fn every_answer_says_that_its_kind_is_what_it_says() {
    let house = House::marsa();
    let served = Served::of(&house.dir());
    let mut anybody = Browser::at(&served, "en");
    for path in ["/sign-in", "/v1/state", "/v1/openapi.json", "/checkpoint", "/nothing-here", "/style.css"] {
        let answer = anybody.get(path);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), None, "it was not asked for over TLS: {path}");
    }
}
