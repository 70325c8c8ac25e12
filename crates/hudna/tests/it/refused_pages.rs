//! Refusals and lists as people see them: a page of the house with a way on, words before ids, and nobody named to those who may not know.

use super::house::{House, Served, said};
use super::visitor::{Browser, accepted, invite};

const REPORTS: &str = "examples/marsa/reports/patrols.ar.csv";

#[test]
fn a_refusal_is_a_page_of_the_house_with_the_menu_the_other_language_and_a_way_on() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "ar");
    let csrf = amal.get("/access").hidden("csrf");
    let no_token = [("text", "كلمات")];
    let refused = [
        (404, amal.get("/nowhere")),
        (404, amal.get("/incidents/INC-NOTHING")),
        (403, amal.get("/settings")),
        (403, amal.post("/reports/new", &no_token)),
        (405, amal.post("/today", &[("csrf", &csrf)])),
        (403, amal.post("/finding/accept", &[("csrf", &csrf)])),
    ];
    for (status, page) in &refused {
        assert_eq!(page.status, *status, "{}", page.body);
        for part in [
            "class=\"skip\"",
            "id=\"nav\"",
            "hreflang=\"en\"",
            "dir=\"rtl\"",
            "href=\"/problems/",
            "action=\"/sign-out\"",
        ] {
            assert!(page.body.contains(part), "{status} lacks {part}: {}", page.body);
        }
        assert_eq!(page.body.matches("<main").count(), 1);
        assert!(
            page.header("content-security-policy")
                .is_some_and(|policy| policy.starts_with("default-src 'none'"))
        );
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
    let form = &refused[3].1.body;
    assert!(form.contains("href=\"/reports\" aria-current=\"page\""), "it says where it lies: {form}");
    assert!(form.contains("زرّ الرجوع"), "a form is told how to come back to it: {form}");
    assert!(form.contains("/reports/new?lang=en"), "the form can be read in the other language: {form}");
    let pressed = &refused[5].1.body;
    assert!(pressed.contains("href=\"/?lang=en\""), "what only a form goes to is no page: {pressed}");
    assert!(pressed.contains("href=\"/findings\" aria-current=\"page\""), "{pressed}");
    assert!(!refused[0].1.body.contains("زرّ الرجوع"));
}

#[test]
fn what_was_typed_while_a_session_ended_is_given_back_and_nothing_of_it_is_recorded() {
    let house = House::marsa();
    let path = invite(&house, "amal", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut amal = accepted(&served, &path, "ar");
    let form = amal.get("/reports/new").form("/reports/new");
    let csrf = amal.get("/access").hidden("csrf");
    amal.post("/sign-out", &[("csrf", &csrf)]);
    let words = "سُمعت سبع انفجارات بعد العصر، مثال <مختلق>";
    let late = amal.fill(&form, "/reports/new", &[("act", "shelling"), ("text", words)]);
    assert_eq!(late.status, 401, "{}", late.body);
    assert!(late.body.contains("مثال &lt;مختلق&gt;</textarea>"), "the words come back: {}", late.body);
    assert!(late.body.contains("href=\"/sign-in\"") && !late.body.contains(&csrf), "{}", late.body);
    assert_eq!(late.header("cache-control"), Some("no-store"));
    // a form of another's page gets nothing back, and one without words goes the usual way
    let others = amal.send("POST", "/reports/new", "https://elsewhere.example", &[("text", words)]);
    assert_eq!(others.header("location"), Some("/sign-in"), "{}", others.body);
    let button = amal.post("/finding/accept", &[("csrf", &csrf)]);
    assert_eq!((button.status, button.header("location")), (303, Some("/sign-in")));
    let password = "a password that is rather long";
    let secret = amal.post("/access/password", &[("old", password), ("new", password)]);
    assert_eq!(secret.header("location"), Some("/sign-in"), "{}", secret.body);
    drop(served);
    assert!(!said(&["entries", &house.dir()]).contains("report.filed"));
}

#[test]
fn a_stranger_is_refused_with_a_way_in_and_sees_no_section_of_the_house() {
    let house = House::marsa();
    let served = Served::of(&house.dir());
    let mut stranger = Browser::at(&served, "en");
    let page = stranger.get("/nowhere");
    assert_eq!(page.status, 404);
    assert!(
        page.body.contains("href=\"/sign-in\"") && page.body.contains("hreflang=\"ar\""),
        "{}",
        page.body
    );
    assert!(!page.body.contains("id=\"nav\"") && !page.body.contains("/today"), "{}", page.body);
    let data = stranger.asked("GET", "/nowhere", "Accept: application/json\r\n", b"");
    assert_eq!(data.header("content-type"), Some("application/problem+json"));
}

#[test]
fn what_waits_is_told_in_words_before_its_id() {
    let house = House::marsa();
    let path = invite(&house, "noor", "auditor", &[]);
    said(&["intake", &house.dir(), REPORTS]);
    let served = Served::of(&house.dir());
    let mut noor = accepted(&served, &path, "ar");
    for page in ["/today?days=all", "/verification"] {
        let body = noor.get(page).body;
        let lists: String = body.split("class=\"wait").skip(1).collect();
        let items: Vec<&str> = lists.split("<li>").filter(|item| item.contains("href=\"/finding?")).collect();
        assert!(!items.is_empty(), "something waits: {body}");
        for item in items {
            let link = item.split("href=\"/finding?").nth(1).and_then(|rest| rest.split("</a>").next());
            let link = link.and_then(|rest| rest.split_once('>')).expect("a link").1;
            assert!(link.contains("المادة") && !link.contains("INC-"), "{page} links by words: {link}");
            assert!(link.contains(':'), "{page} says what was told and what is asked: {link}");
            let small = item.find(">INC-").zip(item.find("</a>")).is_none_or(|(id, link)| id > link);
            assert!(small, "{page} tells the id after: {item}");
            assert!(!item.contains(">INC-") || item.contains("2026"), "{page} tells the day: {item}");
        }
        assert!(body.contains("UTC"), "{page} says in which zone");
    }
}
