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
    let unsure = salma.fill(&form, "/finding/recuse", &[]);
    assert!(
        unsure.status == 422 && unsure.body.contains("sure-beside"),
        "one press is not enough: {}",
        unsure.body
    );
    assert_eq!(salma.fill(&form, "/finding/recuse", &[("sure", "yes")]).status, 303);
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
        vec![("outcome", "permitted"), ("rule", "a16.1"), ("stands", members[0]), ("stands", members[1])];
    let wrong = chair.fill(&form, "/finding/rule", &typed);
    assert!(wrong.status == 422 && wrong.body.contains("Write something first"), "{}", wrong.body);
    typed.push(("reasons", reasons));
    let nobody: Vec<_> = typed.iter().copied().filter(|(name, _)| *name != "stands").collect();
    let wrong = chair.fill(&form, "/finding/rule", &nobody);
    assert!(wrong.status == 422 && wrong.body.contains(reasons), "what was typed stays");
    assert_eq!(chair.fill(&form, "/finding/rule", &typed).status, 303);
    assert_eq!(munir.fill(&form, "/finding/rule", &typed).status, 403, "nobody sends another's form");

    let ruled = munir.get(&page);
    assert!(ruled.body.contains("Decided by: Article 16, paragraph 1"), "{}", ruled.body);
    assert!(ruled.body.contains(reasons) && ruled.body.contains("2 members stand by it"));
    let form = ruled.form("/finding/dissent");
    let words = "رأي مخالف مختلق";
    let done = munir.fill(&form, "/finding/dissent", &[("reservation", "no"), ("dissent", words)]);
    assert_eq!(done.status, 303, "{}", done.body);
    let shown = munir.get(&page).body;
    assert!(
        shown.contains("One dissent is recorded") && !shown.contains("reservation is recorded"),
        "{shown}"
    );
    let kept = munir.get(&page).form("/finding/dissent");
    let reserved = [("reservation", "yes"), ("dissent", "تحفّظ مختلق")];
    assert_eq!(munir.fill(&kept, "/finding/dissent", &reserved).status, 303);
    let shown = munir.get(&page).body;
    assert!(
        shown.contains("One dissent is recorded") && shown.contains("One reservation is recorded"),
        "{shown}"
    );
    for browser in [&mut chair, &mut delegate] {
        let body = browser.get(&page).body;
        assert!(body.contains(reasons) && body.contains(words), "parties and members read both");
    }
    let auditor = badr.get(&page).body;
    assert!(!auditor.contains(reasons) && !auditor.contains(words) && auditor.contains("Dissent"));
    // a ruling that took the place of the one that was read
    let form = chair.get(&page).form("/finding/rule");
    assert_eq!(chair.fill(&form, "/finding/rule", &typed).status, 303);
    assert!(munir.get(&page).body.contains("another ruling has taken its place"), "and says so");
    let late = munir.fill(&ruled.form("/finding/dissent"), "/finding/dissent", &[("dissent", words)]);
    assert!(late.status == 409 && late.body.contains("Another ruling"), "{}", late.body);
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}

/// The Marsa text with a rule for the rulings of its commission, invented.
fn with_a_commission() -> String {
    let text = std::fs::read_to_string(super::run::root().join("examples/marsa/marsa.md")).expect("the text");
    let clause = "|16.5|تقرر اللجنة المشتركة بحضور عضوين على الأقل ودون معارض.|The joint commission rules with at least two members present and \
        none against.|\n\n```toml norm\nid = \"a16.5\"\nkind = \"decision\"\nbody = \"commission\"\nquorum = \"count(present) >= 2\"\n\
        must = \"count(vote = 'against') = 0\"\n```\n\n";
    let before = "\n```toml norm\nid      = \"a16.4\"";
    assert!(text.contains(before), "the rule of the table stands where it stood");
    text.replacen(before, &format!("{clause}{}", before.trim_start()), 1)
}

#[test]
fn a_ruling_stands_only_by_the_rule_that_the_text_gives_its_commission() {
    let house = House::of("commission.md", &with_a_commission());
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let paths = [("chair", "chair"), ("munir", "commissioner"), ("salma", "commissioner")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut chair, mut munir, mut salma] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let (page, shown) = {
        let page = one(&mut chair);
        let shown = chair.get(&page);
        (page, shown)
    };
    assert!(
        shown.body.contains("value=\"a16.5\"") && !shown.body.contains("value=\"a16.4\""),
        "{}",
        shown.body
    );
    let members: Vec<String> = shown
        .body
        .split("name=\"stands\" value=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
        .collect();
    assert_eq!(members.len(), 3, "{}", shown.body);
    let own = |browser: &mut Browser<'_>| -> String {
        let body = browser.get(&page).body;
        let ticked = body.split("name=\"stands\" value=\"").skip(1);
        let ticked =
            ticked.filter_map(|rest| rest.split_once('"')).find(|(_, rest)| rest.starts_with(" checked"));
        ticked.expect("one's own is ticked").0.to_owned()
    };
    let [of_chair, of_munir, of_salma] = [&mut chair, &mut munir, &mut salma].map(own);
    let form = shown.form("/finding/rule");
    let ruled = |votes: &[(&'static str, &str)]| -> Vec<(String, String)> {
        let all = [("outcome", "breach"), ("rule", "a16.5"), ("reasons", "أسباب مختلقة")];
        all.iter().chain(votes).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let refusals = [
        (vec![("stands", &*of_chair)], "No quorum for this ruling"),
        (
            vec![("stands", &*of_chair), ("stands", &*of_munir), ("against", &*of_salma)],
            "The votes do not carry",
        ),
        (vec![("stands", &*of_munir), ("stands", &*of_salma)], "is not among those who took part"),
        (vec![("stands", &*of_chair), ("against", &*of_chair), ("stands", &*of_munir)], "is named twice"),
    ];
    for (votes, why) in refusals {
        let typed = ruled(&votes);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, &**value)).collect();
        let wrong = chair.fill(&form, "/finding/rule", &typed);
        assert!(wrong.status == 422 && wrong.body.contains(why), "{why}: {}", wrong.body);
        assert!(wrong.body.contains("أسباب مختلقة"), "what was typed stays");
    }
    let typed = ruled(&[("stands", &of_chair), ("stands", &of_munir), ("abstained", &of_salma)]);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(chair.fill(&form, "/finding/rule", &typed).status, 303);
    let stands = munir.get(&page).body;
    assert!(stands.contains("2 members stand by it.") && stands.contains("One abstained."), "{stands}");
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}

#[test]
fn a_ruling_on_an_order_stands_by_the_rule_of_the_commission_too() {
    let house = House::of("commission.md", &with_a_commission());
    super::promises_pages::promised(&house);
    let paths =
        [("chair", "chair"), ("munir", "commissioner")].map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut chair, _] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = chair.get("/promise?id=lists-second");
    let members = page.body.split("name=\"stands\" value=\"").skip(1);
    let (own, other): (Vec<&str>, Vec<&str>) = members.partition(|rest| rest[18..].starts_with("\" checked"));
    let (own, other) = (&own[0][..18], &other[0][..18]);
    let typed = [
        ("ruled-on", "lists-first"),
        ("ruled-how", "concurrent"),
        ("grounds", "أسباب مختلقة"),
        ("stands", own),
    ];
    let form = page.form("/promise/rule");
    let alone = chair.fill(&form, "/promise/rule", &typed);
    assert!(alone.status == 422 && alone.body.contains("No quorum for this ruling"), "{}", alone.body);
    assert!(alone.body.contains("أسباب مختلقة"), "what was typed stays");
    let mut both = typed.to_vec();
    both.push(("stands", other));
    assert_eq!(chair.fill(&form, "/promise/rule", &both).status, 303);
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
}

#[test]
fn an_acceptance_names_what_the_program_finds_now() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let path = invite(&house, "amal", "assessor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "en");
    let page = one(&mut amal);
    let form = amal.get(&page).form("/finding/accept");
    let found = form.iter().find(|(name, _)| name == "outcome").expect("the outcome").1.clone();
    let other = if found == "permitted" { "breach" } else { "permitted" };
    let rest: Vec<_> = form.into_iter().filter(|(name, _)| name != "outcome").collect();
    let wrong = amal.fill(&rest, "/finding/accept", &[("outcome", other)]);
    assert!(
        wrong.status == 409 && wrong.body.contains("has changed since you opened the page"),
        "{}",
        wrong.body
    );
    assert!(!amal.get(&page).body.contains("Finding accepted as assessed"), "nothing was recorded");
}

#[test]
fn nobody_rules_on_a_finding_that_is_another_than_the_form_showed() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let path = invite(&house, "chair", "chair", &[]);
    let served = Served::of(&house.dir());
    let mut chair = accepted(&served, &path, "en");
    let page = one(&mut chair);
    let shown = chair.get(&page);
    assert!(shown.body.contains("No assessor has accepted this finding yet"), "{}", shown.body);
    let own = shown
        .body
        .split("name=\"stands\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("one");
    let typed = [("outcome", "breach"), ("rule", "a16.1"), ("stands", own), ("reasons", "مختلق")];
    for (field, other) in [("found", "not_covered"), ("seen", "7")] {
        let mut form = shown.form("/finding/rule");
        form.retain(|(name, _)| name != field);
        form.push((field.to_owned(), other.to_owned()));
        let wrong = chair.fill(&form, "/finding/rule", &typed);
        assert!(
            wrong.status == 409 && wrong.body.contains("has changed since you opened the page"),
            "{}",
            wrong.body
        );
    }
    assert_eq!(chair.fill(&shown.form("/finding/rule"), "/finding/rule", &typed).status, 303);
}
