//! What parties read differently, by page: told in full, and ruled on after a look at what it changes.

use super::house::{House, Served, said, somebody};
use super::visitor::{accepted, invite};

#[test]
fn the_agreement_tells_who_reads_a_term_how_and_what_was_ruled() {
    let house = House::marsa();
    let path = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    let mut mona = accepted(&served, &path, "en");
    let page = mona.get("/agreement").body;
    let readings = page
        .split("id=\"readings\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("a section");
    for said in ["ot pursuit", "First Party", "Second Party", "1 May 2026", "C-4", "contact line"] {
        assert!(readings.contains(said), "{said}: {readings}");
    }
    assert!(!page.contains("/agreement/reading"), "who does not rule is offered none");
    assert_eq!(mona.get("/agreement/reading?about=hot_pursuit").status, 403);
    let links = page
        .split("id=\"links\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("a section");
    for said in ["Rock Group", "Coast Brigade", "Neither bound by the agreement"] {
        assert!(links.contains(said), "{said}: {links}");
    }
    let arabic = mona.get("/agreement?lang=ar").body;
    let readings = arabic
        .split("id=\"readings\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("a section");
    assert!(readings.contains("المطاردة الحثيثة") && readings.contains("الطرف الثاني"), "{readings}");
}

#[test]
fn a_reading_is_ruled_on_after_a_look_at_the_findings_that_it_changes() {
    let house = House::marsa();
    for file in ["patrols.ar.csv", "parties.csv"] {
        said(&["intake", &house.dir(), &format!("examples/marsa/reports/{file}")]);
    }
    let paths = [("chair", "chair"), ("munir", "commissioner"), ("mona", "monitor")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let party = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let [mut chair, mut munir, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let mut delegate = accepted(&served, &party, "ar");
    assert_eq!(chair.get("/agreement/reading?about=hot_water").status, 404);
    let page = "/agreement/reading?about=ghazal_bend";
    let shown = chair.get(page);
    assert!(shown.status == 200 && shown.body.contains("draws its own course"), "{}", shown.body);
    assert!(
        !shown.body.contains("method=\"post\" action=\"/agreement/reading/rule\""),
        "first it is looked at"
    );
    let wrong = chair.get(&format!("{page}&reading=third&from=soon"));
    assert!(wrong.status == 422 && wrong.body.matches("class=\"msg\"").count() == 2, "{}", wrong.body);
    let looked = chair.get(&format!("{page}&reading=second&from=2026-03-01"));
    assert!(looked.status == 200 && looked.body.contains("From 1 March 2026"), "{}", looked.body);
    let form = looked.form("/agreement/reading/rule");
    let nobody = chair.fill(&form, "/agreement/reading/rule", &[("rule", "a16.1"), ("reasons", "invented")]);
    assert!(nobody.status == 422 && nobody.body.contains("invented"), "{}", nobody.body);
    let foreign = chair.fill(&form, "/agreement/reading/rule", &[("rule", "a99"), ("reasons", "invented")]);
    assert!(foreign.status == 422 && foreign.body.matches("class=\"msg\"").count() == 2, "{}", foreign.body);
    let members: Vec<String> = looked
        .body
        .split("name=\"stands\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect();
    assert_eq!(members.len(), 2);
    let reasons = "أسباب مختلقة لقرار في خط";
    let typed = [("rule", "a16.1"), ("stands", &*members[0]), ("stands", &*members[1]), ("reasons", reasons)];
    let mute: Vec<(&str, &str)> = typed.into_iter().filter(|(name, _)| *name != "reasons").collect();
    assert_eq!(chair.fill(&form, "/agreement/reading/rule", &mute).status, 422);
    assert_eq!(mona.fill(&form, "/agreement/reading/rule", &typed).status, 403);
    let done = chair.fill(&form, "/agreement/reading/rule", &typed);
    assert_eq!(
        (done.status, done.header("location")),
        (303, Some("/agreement#reading-ghazal_bend")),
        "{}",
        done.body
    );
    let ruled = munir.get("/agreement").body;
    assert!(ruled.contains("From 1 March 2026 the course of the Second Party holds"), "{ruled}");
    assert!(ruled.contains("2 members stand by it") && ruled.contains(reasons), "{ruled}");
    assert!(delegate.get("/agreement").body.contains(reasons), "parties read the reasons of a ruling");
    assert!(!mona.get("/agreement").body.contains(reasons));
    // nothing would change that was ruled already
    let again = munir.get(&format!("{page}&reading=second&from=2026-03-01")).body;
    assert!(again.contains("No finding would change"), "{again}");
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
    assert!(said(&["rebuild", &house.dir(), "--check"]).len() > 1);
}

#[test]
fn a_party_disputes_a_link_that_was_stated_and_nobody_else_in_its_name() {
    let house = House::marsa();
    somebody(&house, "analyst.key", "analyst");
    let stated = r#"{"act": {"kind": "affiliation.stated", "affiliation": {"change": null, "disputed_by": [], "from": null, "is": "belongs_to", "of": "olive-watch", "to": "first", "until": null}}}"#;
    let stated = house.file("stated.jsonl", stated);
    said(&["act", &house.dir(), &stated, "--as", &house.name("analyst.key")]);
    let path = invite(&house, "munir", "commissioner", &[]);
    let party = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let (mut munir, mut delegate) = (accepted(&served, &path, "en"), accepted(&served, &party, "en"));
    let page = delegate.get("/agreement");
    assert!(page.body.contains("Stated since") && page.body.contains("Olive Watch"), "{}", page.body);
    let other = munir.get("/agreement").body;
    assert!(!other.contains("action=\"/agreement/dispute\""), "who acts for no party disputes nothing");
    let form = page.form("/agreement/dispute");
    assert_eq!(munir.fill(&form, "/agreement/dispute", &[]).status, 403);
    let done = delegate.fill(&form, "/agreement/dispute", &[]);
    assert_eq!((done.status, done.header("location")), (303, Some("/agreement#links")), "{}", done.body);
    let page = delegate.get("/agreement").body;
    assert!(page.contains("disputed by") && !page.contains("action=\"/agreement/dispute\""), "{page}");
}
