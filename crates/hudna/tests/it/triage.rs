//! Reports put right by page: joined and kept apart after a look at what it changes, placed, translated; lines set aside.

use super::house::{House, Served, refused, said};
use super::visitor::{Browser, accepted, invite};

const FILES: [&str; 2] = ["examples/marsa/reports/patrols.ar.csv", "examples/marsa/reports/parties.csv"];

/// An incident of two reports or more, and where it can be looked at what keeping two apart would change.
fn several(browser: &mut Browser<'_>) -> (String, String) {
    let mut all = Vec::new();
    for page in 1..4 {
        all.extend(browser.get(&format!("/incidents?page={page}")).links("/incidents/INC-"));
    }
    for incident in all {
        let apart = browser.get(&incident).links("/decisions/new?do=apart");
        if let Some(first) = apart.first() {
            return (incident, first.clone());
        }
    }
    panic!("an incident of two reports")
}

#[test]
fn two_reports_are_kept_apart_after_a_look_and_the_decision_is_taken_back() {
    for house in House::each("two_reports_are_kept_apart_after_a_look_and_the_decision_is_taken_back") {
        said(&["intake", &house.dir(), FILES[0], FILES[1]]);
        let paths =
            [("nada", "analyst"), ("mona", "monitor")].map(|(login, role)| invite(&house, login, role, &[]));
        let served = Served::of(&house.dir());
        let [mut nada, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
        let (incident, apart) = several(&mut nada);
        assert_eq!(mona.get(&apart).status, 403, "who does not classify decides nothing");
        assert!(mona.get(&incident).links("/decisions").is_empty());

        let looked = nada.get(&apart);
        assert_eq!(looked.status, 200, "{}", looked.body);
        assert!(
            looked.body.contains("Incidents now") && looked.body.contains("Incidents then"),
            "{}",
            looked.body
        );
        assert!(looked.body.contains("How the program compares them") && !looked.body.contains("Points"));
        let before = nada.get(&incident).body;
        let form = looked.form("/decisions");
        // another page that was opened before
        let opened_before = nada.get(&apart).form("/decisions");
        assert!(form.iter().any(|(name, _)| name == "seen"), "{form:?}");
        let reports = nada.get(&incident).links("/reports/E-");
        let done = nada.fill(&form, "/decisions", &[]);
        assert_eq!(done.status, 303, "{}", done.body);
        let now = nada.get(done.header("location").expect("a place"));
        assert!(now.body.contains("Reports kept apart"), "the timeline tells it: {}", now.body);
        let mut left = now.links("/reports/E-");
        left.sort();
        left.dedup();
        assert_ne!(before, now.body);
        let stale = nada.fill(&opened_before, "/decisions", &[]);
        assert!(
            stale.status == 409 && stale.body.contains("role=\"alert\""),
            "{} {}",
            stale.status,
            stale.body
        );

        let undone = now.links("/decisions/new?do=undone");
        let form = nada.get(&undone[0]).form("/decisions");
        assert_eq!(nada.fill(&form, "/decisions", &[]).status, 303);
        let mut again = nada.get(&incident).links("/reports/E-");
        again.retain(|link| reports.contains(link));
        assert!(again.len() >= reports.len(), "they are one again");
        drop(served);
        assert!(said(&["verify", &house.dir()]).contains("It holds"));
        assert!(said(&["rebuild", &house.dir(), "--check"]).len() > 1);
    }
}

#[test]
fn a_place_is_confirmed_among_what_its_name_may_mean_and_words_are_translated() {
    let house = House::marsa();
    said(&["intake", &house.dir(), FILES[0]]);
    let paths = [("sara", "team_leader"), ("nada", "analyst"), ("wafa", "verifier")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut sara, mut nada, mut wafa] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let reports = wafa.get("/reports").links("/reports/E-");
    let named = reports.iter().find(|report| wafa.get(report).body.contains("What may be meant by"));
    let report = named.expect("a report that names a place").clone();
    let action = format!("{report}/place");
    assert!(
        !nada.get(&report).body.contains(&action),
        "who may not see where it was told to be cannot say where it is"
    );
    let tapped = |body: &str| body.contains("data-pick") && body.contains("/islands/map.js");
    assert!(tapped(&wafa.get(&report).body), "a place is confirmed on the map");
    assert!(!tapped(&nada.get(&report).body), "and its candidates are drawn for nobody else");
    let form = wafa.get(&report).form(&action);
    let nothing = wafa.fill(&form, &action, &[]);
    assert!(nothing.status == 422 && nothing.body.contains("Choose a place"), "{}", nothing.body);
    let half = wafa.fill(&form, &action, &[("lat", "31.2")]);
    assert!(half.status == 422 && half.body.contains("needed together"), "{}", half.body);
    let csrf = nada.get("/access").hidden("csrf");
    let foreign = [("csrf", csrf.as_str()), ("lat", "31.2"), ("lon", "-38.2"), ("radius", "400")];
    assert_eq!(nada.post(&action, &foreign).status, 403);
    let candidate = wafa
        .get(&report)
        .body
        .split("name=\"candidate\" value=\"")
        .nth(1)
        .and_then(|v| v.split('"').next())
        .map(str::to_owned);
    let typed = match &candidate {
        Some(candidate) => vec![("candidate", candidate.as_str())],
        None => vec![("lat", "31.2"), ("lon", "-38.2"), ("radius", "400")],
    };
    let done = wafa.fill(&form, &action, &typed);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(wafa.get(&report).body.contains("Place confirmed"));

    let action = format!("{report}/translation");
    let shown = sara.get(&report);
    assert!(shown.body.contains("<blockquote"), "the words stand there: {}", shown.body);
    let form = shown.form(&action);
    let words = "An invented translation, nothing added";
    assert_eq!(sara.fill(&form, &action, &[("language", "en"), ("translation", "")]).status, 422);
    assert_eq!(sara.fill(&form, &action, &[("language", "en"), ("translation", words)]).status, 303);
    let beside = wafa.get(&report).body;
    assert!(beside.contains(words) && beside.contains("<blockquote"));
    assert!(!nada.get(&report).body.contains(words), "sealed like the words themselves");
    assert!(wafa.get("/access").body.contains("You read the sealed material of report"));
}

#[test]
fn lines_set_aside_are_listed_with_what_to_mend() {
    let house = House::marsa();
    let text = std::fs::read_to_string(super::run::root().join(FILES[0])).expect("a file");
    let mut lines: Vec<&str> = text.lines().take(4).collect();
    let broken = lines[3].replacen("2026-", "31/02/", 1);
    lines.push(&broken);
    let file = house.file("mixed.csv", &lines.join("\n"));
    let paths =
        [("dalia", "duty_officer"), ("idris", "interpreter"), ("sara", "team_leader"), ("mona", "monitor")]
            .map(|(login, role)| invite(&house, login, role, &[]));
    said(&["intake", &house.dir(), &file]);
    let served = Served::of(&house.dir());
    let [mut dalia, mut idris, mut sara, mut mona] =
        paths.each_ref().map(|path| accepted(&served, path, "en"));
    let cells: Vec<&str> = broken.split(',').filter(|cell| cell.chars().count() > 4).collect();
    for who in [&mut dalia, &mut idris] {
        let list = who.get("/set-aside");
        assert!(list.status == 200 && list.body.contains("mixed.csv:5"), "{}", list.body);
        assert!(list.body.contains("is not a date that can be read"), "what to mend: {}", list.body);
        let told: Vec<_> = cells.iter().filter(|cell| list.body.contains(**cell)).collect();
        assert!(told.is_empty(), "it holds what a report holds, and is as sealed: {told:?}");
    }
    let list = sara.get("/set-aside");
    assert!(list.body.contains("31/02/"), "the line as it stands: {}", list.body);
    assert!(
        sara.get("/access").body.contains("set aside, as they stand"),
        "and that it was read stands in the record"
    );
    assert_eq!(mona.get("/set-aside").status, 403);
    drop(served);
    assert_eq!(refused(&["intake", &house.dir(), "nothing.csv"]).0, 1);
}

#[test]
fn a_verifier_of_one_sector_sees_what_is_sealed_there_alone() {
    let house = House::marsa();
    said(&["intake", &house.dir(), FILES[0], FILES[1]]);
    let path = invite(&house, "karim", "auditor", &[]);
    let whole = invite(&house, "wafa", "verifier", &[]);
    let served = Served::of(&house.dir());
    let mut karim = accepted(&served, &path, "en");
    let sectors: Vec<String> = {
        let page = karim.get("/incidents").body;
        let select = page.split("name=\"sector\"").nth(1).expect("a choice").to_owned();
        let select = select.split("</select>").next().expect("its end").to_owned();
        select
            .split("value=\"")
            .skip(1)
            .filter_map(|v| v.split('"').next().map(str::to_owned))
            .filter(|v| v.len() > 1)
            .collect()
    };
    drop(served);
    let user = said(&["entries", &house.dir(), "--json"]);
    let user = user
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|entry| entry.to_string().contains("\"role\":\"auditor\""))
        .find_map(|entry| {
            let text = entry.to_string();
            let at = text.find("\"user\":\"U-")?;
            Some(text[at + 8..at + 8 + 18].to_owned())
        })
        .expect("the auditor's id");
    let act = serde_json::json!({
        "act": { "kind": "role.given", "user": user, "role": "verifier", "scope": { "sector": sectors[0] } },
    });
    let file = house.file("role.json", &act.to_string());
    said(&["act", &house.dir(), &file]);
    let served = Served::of(&house.dir());
    let mut karim = {
        let mut browser = Browser::at(&served, "en");
        let done = browser.post("/sign-in", &[("login", "karim"), ("password", super::visitor::PASSWORD)]);
        assert_eq!(done.status, 303);
        browser
    };
    let mut wafa = accepted(&served, &whole, "en");
    let mut seen = [0, 0];
    for sector in &sectors {
        for incident in
            karim.get(&format!("/incidents?sector={sector}")).links("/incidents/INC-").iter().take(3)
        {
            let (own, all) = (karim.get(incident).body, wafa.get(incident).body);
            assert!(!all.contains("Places are shown here no more nearly"));
            let exact = !own.contains("Places are shown here no more nearly");
            assert_eq!(exact, *sector == sectors[0], "{incident} in {sector}");
            seen[usize::from(exact)] += 1;
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
    assert!(
        karim.get("/access").body.contains("You read the exact places of incident"),
        "and it is recorded"
    );
}
