//! The technical review by page: between assessment and ruling, by somebody who did not assess, and blind till they ask.

use super::house::{House, Served, said};
use super::visitor::{Browser, accepted, invite};

/// A finding of a breach by an incident, as `browser` finds it in the list.
fn one(browser: &mut Browser<'_>) -> String {
    let links = browser.get("/findings").links("/finding?");
    let mut pages = links.into_iter();
    pages
        .find(|page| browser.get(page).body.contains("action=\"/finding/accept\""))
        .expect("one about an incident")
}

const ANSWERS: [(&str, &str); 8] = [
    ("check-place", "yes"),
    ("check-time", "yes"),
    ("check-sources", "no"),
    ("check-means", "not_applicable"),
    ("check-against", "yes"),
    ("check-reply", "no"),
    ("sound", "yes"),
    ("review-reasons", "سبب مختلق للمراجعة"),
];

#[test]
fn an_assessment_is_reviewed_by_somebody_else_and_a_ruling_tells_whether_it_was() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let paths = [("amal", "assessor"), ("basim", "assessor"), ("dina", "assessor"), ("chair", "chair")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut amal, mut basim, mut dina, mut chair] =
        paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = one(&mut amal);
    let review = format!("{page}&review=yes");
    let nothing = basim.get(&review).body;
    assert!(
        nothing.contains("nothing to review") && nothing.contains("action=\"/finding/accept\""),
        "{nothing}"
    );
    let form = amal.get(&page).form("/finding/accept");
    assert_eq!(amal.fill(&form, "/finding/accept", &[]).status, 303);
    let own = amal.get(&review).body;
    assert!(!own.contains("action=\"/finding/review\""), "nobody reviews their own: {own}");

    // who assesses blind sees nothing till they ask, and then assesses no more
    let accepted_as = "Finding accepted as assessed";
    let before = basim.get(&page).body;
    assert!(!before.contains(accepted_as) && before.contains("Review it instead"), "{before}");
    let kept = basim.get(&page).form("/finding/accept");
    let looked = basim.get(&review);
    assert!(looked.body.contains(accepted_as) && !looked.body.contains("action=\"/finding/accept\""));
    let late = basim.fill(&kept, "/finding/accept", &[]);
    assert!(
        late.status == 403 && late.body.contains("looked at its assessment"),
        "{} {}",
        late.status,
        late.body
    );
    let form = looked.form("/finding/review");
    for (field, _) in ANSWERS {
        let typed: Vec<(&str, &str)> = ANSWERS.into_iter().filter(|(name, _)| *name != field).collect();
        let wrong = basim.fill(&form, "/finding/review", &typed);
        assert_eq!(wrong.status, 422, "{field}: {}", wrong.body);
        assert!(wrong.body.contains("msg"), "{field}");
    }
    let unreviewed = chair.get(&page).body;
    assert!(unreviewed.contains("No technical review of this finding was made"), "{unreviewed}");
    assert_eq!(basim.fill(&form, "/finding/review", &ANSWERS).status, 303);

    // the second assessor, who has not assessed yet, learns nothing of it
    let blind = dina.get(&page).body;
    assert!(!blind.contains("found the assessment sound") && !blind.contains("سبب مختلق"), "{blind}");
    assert!(!blind.contains(accepted_as));
    let incident =
        page.split("subject=").nth(1).and_then(|rest| rest.split("%2F").next()).expect("an incident");
    assert!(
        !dina.get(&format!("/incidents/{incident}")).body.contains("Technical review"),
        "nor by a timeline"
    );
    for list in ["/record", "/record.csv"] {
        let (kept, open) = (dina.get(list).body, chair.get(list).body);
        assert!(open.contains(accepted_as), "{list}: {open}");
        assert!(!kept.contains(accepted_as) && kept.contains("An act about a finding"), "{list}: {kept}");
    }
    let shown = chair.get(&page).body;
    assert!(shown.contains("found the assessment sound") && shown.contains("سبب مختلق للمراجعة"), "{shown}");
    assert!(!shown.contains("No technical review of this finding was made"));

    // what was reviewed is no longer what stands
    let form = dina.get(&page).form("/finding/accept");
    assert_eq!(dina.fill(&form, "/finding/accept", &[]).status, 303);
    let stale = basim.get(&review).form("/finding/review");
    let shown = chair.get(&page).body;
    assert!(shown.contains("No technical review of this finding was made"), "assessed anew: {shown}");
    let old = looked.form("/finding/review");
    let gone = basim.fill(&old, "/finding/review", &ANSWERS);
    assert!(gone.status == 409 && gone.body.contains("not what stands now"), "{} {}", gone.status, gone.body);
    let back: Vec<(&str, &str)> =
        ANSWERS.into_iter().map(|(name, value)| (name, if name == "sound" { "no" } else { value })).collect();
    assert_eq!(basim.fill(&stale, "/finding/review", &back).status, 303);
    assert!(chair.get(&page).body.contains("A ruling now is made against it"));
    let paper = format!("/documents/preview?kind=violation&incident={incident}&for=commission&language=en");
    let paper = chair.get(&paper).body;
    assert!(paper.contains("technical review gave the assessment back"), "{paper}");

    let shown = chair.get(&page);
    let member = shown.body.split("name=\"stands\" value=\"").nth(1).and_then(|v| v.split('"').next());
    let member = member.expect("the chair").to_owned();
    let ruling = [("outcome", "permitted"), ("rule", "a16.1"), ("stands", &*member), ("reasons", "invented")];
    assert_eq!(chair.fill(&shown.form("/finding/rule"), "/finding/rule", &ruling).status, 303);
    let ruled = chair.get(&page).body;
    assert!(ruled.contains("Before it a technical review had given the assessment back"), "{ruled}");
    assert!(ruled.contains("No party had replied"), "{ruled}");
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
    assert!(said(&["rebuild", &house.dir(), "--check"]).len() > 1);
}
