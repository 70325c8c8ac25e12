//! How a finding goes to its end by page: assessors who do not see one another, a ruling with reasons, dissent beside it.

use super::house::{House, Served, said};
use super::visitor::{Browser, accepted, invite};

/// A finding about an incident that can be assessed, as `browser` finds it in the list.
fn one(browser: &mut Browser<'_>) -> String {
    let links = browser.get("/findings").links("/finding?");
    let mut pages = links.into_iter();
    pages
        .find(|page| browser.get(page).body.contains("action=\"/finding/accept\""))
        .expect("one about an incident")
}

#[test]
fn a_second_assessor_sees_nothing_of_the_first_before_giving_their_own() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let paths = [("amal", "assessor"), ("basim", "assessor"), ("chair", "chair")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut amal, mut basim, mut chair] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = one(&mut amal);
    let form = amal.get(&page).form("/finding/accept");
    assert_eq!(amal.fill(&form, "/finding/accept", &[]).status, 303);

    let accepted_as = "Finding accepted as assessed";
    let assessed_only = "/findings?stage=assessed";
    assert!(amal.get(&page).body.contains("You have assessed this finding"), "and sees her own");
    assert!(chair.get(&page).body.contains(accepted_as), "who rules sees it");
    assert!(!basim.get(&page).body.contains(accepted_as));
    assert!(basim.get(assessed_only).links("/finding?").is_empty(), "no list tells it");
    let export = basim.get("/findings.csv?stage=assessed");
    assert!(export.status == 200 && export.body.lines().count() == 1, "nor an export: {}", export.body);
    assert_eq!(
        amal.get(assessed_only).links("/finding?norm").len(),
        chair.get(assessed_only).links("/finding?norm").len()
    );
    let incident =
        page.split("subject=").nth(1).and_then(|rest| rest.split("%2F").next()).expect("an incident");
    assert!(!basim.get(&format!("/incidents/{incident}")).body.contains(accepted_as), "nor a timeline");

    let form = basim.get(&page).form("/finding/return");
    let unsaid = basim.fill(&form, "/finding/return", &[("reason", " ")]);
    assert!(unsaid.status == 422 && !unsaid.body.contains(accepted_as));
    assert_eq!(basim.fill(&form, "/finding/return", &[("reason", "who saw it?")]).status, 303);
    assert!(basim.get(&page).body.contains(accepted_as), "from then on he sees it");
    let list = chair.get("/findings").body;
    assert!(list.contains("How far assessors agree") && list.contains("0 of one"), "{list}");
    assert!(!list.contains("amal") && !list.contains("basim"), "without names");
}

#[test]
fn the_commission_rules_with_reasons_and_a_dissent_stands_beside_it() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let paths =
        [("chair", "chair"), ("munir", "commissioner"), ("salma", "commissioner"), ("badr", "auditor")]
            .map(|(login, role)| invite(&house, login, role, &[]));
    let delegate = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let [mut chair, mut munir, mut salma, mut badr] =
        paths.each_ref().map(|path| accepted(&served, path, "en"));
    let mut delegate = accepted(&served, &delegate, "ar");
    let page = one(&mut chair);
    // who is out of the case neither rules nor is counted
    let form = salma.get(&page).form("/finding/recuse");
    assert_eq!(salma.fill(&form, "/finding/recuse", &[]).status, 303);
    let out = salma.get(&page).body;
    assert!(out.contains("You recused yourself") && !out.contains("action=\"/finding/rule\""));
    assert!(!out.contains("action=\"/finding/accept\""), "nor assesses");

    let shown = chair.get(&page);
    let form = shown.form("/finding/rule");
    let members: Vec<&str> =
        shown.body.split("name=\"stands\" value=\"").skip(1).filter_map(|v| v.split('"').next()).collect();
    assert_eq!(members.len(), 2, "{}", shown.body);
    let reasons = "أسباب القرار، مثال مختلق";
    let mut typed =
        vec![("outcome", "permitted"), ("rule", "a16.4"), ("stands", members[0]), ("stands", members[1])];
    let wrong = chair.fill(&form, "/finding/rule", &typed);
    assert!(wrong.status == 422 && wrong.body.contains("Write something first"), "{}", wrong.body);
    typed.push(("reasons", reasons));
    let nobody: Vec<_> = typed.iter().copied().filter(|(name, _)| *name != "stands").collect();
    let wrong = chair.fill(&form, "/finding/rule", &nobody);
    assert!(wrong.status == 422 && wrong.body.contains(reasons), "what was typed stays");
    assert_eq!(chair.fill(&form, "/finding/rule", &typed).status, 303);
    assert_eq!(munir.fill(&form, "/finding/rule", &typed).status, 403, "nobody sends another's form");

    let ruled = munir.get(&page);
    assert!(ruled.body.contains("Decided by: Article 16, paragraph 4"), "{}", ruled.body);
    assert!(ruled.body.contains(reasons) && ruled.body.contains("2 members stand by it"));
    let form = ruled.form("/finding/dissent");
    let words = "رأي مخالف مختلق";
    let done = munir.fill(&form, "/finding/dissent", &[("reservation", "no"), ("dissent", words)]);
    assert_eq!(done.status, 303, "{}", done.body);
    for browser in [&mut chair, &mut delegate] {
        let body = browser.get(&page).body;
        assert!(body.contains(reasons) && body.contains(words), "parties and members read both");
    }
    let auditor = badr.get(&page).body;
    assert!(!auditor.contains(reasons) && !auditor.contains(words) && auditor.contains("Dissent"));
    // a ruling that took the place of the one that was read
    let form = chair.get(&page).form("/finding/rule");
    assert_eq!(chair.fill(&form, "/finding/rule", &typed).status, 303);
    let late = munir.fill(&ruled.form("/finding/dissent"), "/finding/dissent", &[("dissent", words)]);
    assert!(late.status == 409 && late.body.contains("Another ruling"), "{}", late.body);
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}
