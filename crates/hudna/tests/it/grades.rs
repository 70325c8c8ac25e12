//! Grades by page: who gives them, who reads them, and what nobody learns from them.

use super::house::{House, Served, said};
use super::visitor::{Browser, accepted, invite};

/// A report that `browser` files.
fn filed(browser: &mut Browser<'_>) -> String {
    let form = browser.get("/reports/new").form("/reports/new");
    let typed =
        [("act", "shelling"), ("day", "2026-04-02"), ("from", "06:10"), ("text", "an invented report")];
    let done = browser.fill(&form, "/reports/new", &typed);
    assert_eq!(done.status, 303, "{}", done.body);
    done.header("location").expect("its page").to_owned()
}

#[test]
fn a_report_is_graded_by_who_triages_it_and_never_by_its_filer() {
    let house = House::marsa();
    let paths = [("mona", "monitor"), ("wafa", "verifier"), ("nada", "analyst"), ("chair", "chair")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let party = invite(&house, "delegate", "party_delegate", &["--party", "first"]);
    let served = Served::of(&house.dir());
    let [mut mona, mut wafa, mut nada, mut chair] =
        paths.each_ref().map(|path| accepted(&served, path, "en"));
    let mut delegate = accepted(&served, &party, "ar");
    let report = filed(&mut mona);
    let action = format!("{report}/grade");

    let shown = wafa.get(&report);
    assert!(shown.body.contains("Nobody has graded this report"), "{}", shown.body);
    for meaning in [
        "A – completely reliable",
        "F – reliability cannot be judged",
        "1 – confirmed by other sources",
        "6 – truth",
    ] {
        assert!(shown.body.contains(meaning), "{meaning}");
    }
    let form = shown.form(&action);
    let neither = wafa.fill(&form, &action, &[("grounds", "because")]);
    assert!(neither.status == 422 && neither.body.contains("Choose a mark"), "{}", neither.body);
    assert!(neither.body.contains("because"), "what was typed stays");
    let foreign = wafa.fill(&form, &action, &[("reliability", "G"), ("grounds", "because")]);
    assert!(foreign.status == 422 && foreign.body.contains("msg"), "{}", foreign.body);
    let mute = wafa.fill(&form, &action, &[("reliability", "B")]);
    assert!(mute.status == 422 && mute.body.contains("Write something first"), "{}", mute.body);
    let grounds = "سبب مختلق للدرجة";
    let graded = [("reliability", "B"), ("credibility", "3"), ("grounds", grounds)];
    assert_eq!(wafa.fill(&form, &action, &graded).status, 303);
    let again = [("credibility", "2"), ("grounds", "heard from another side too")];
    let form = wafa.get(&report).form(&action);
    assert_eq!(wafa.fill(&form, &action, &again).status, 303);
    let now = wafa.get(&report).body;
    assert!(
        now.contains(">B2<") && now.contains("usually reliable") && now.contains("probably true"),
        "{now}"
    );
    assert!(now.contains(">B3<") && now.contains(grounds), "its history: {now}");

    // who filed it, who may not see what is sealed of it, and the parties learn nothing of the grade
    for browser in [&mut mona, &mut nada, &mut chair, &mut delegate] {
        let page = browser.get(&report).body;
        assert!(!page.contains(grounds) && !page.contains(">B2<") && !page.contains(&action), "{page}");
        assert!(!browser.get("/reports").body.contains(">B2<"));
        assert!(!browser.get("/reports.csv").body.contains("B2"));
    }
    let csrf = nada.get("/access").hidden("csrf");
    let sent = [("csrf", csrf.as_str()), ("reliability", "E"), ("grounds", "x")];
    assert_eq!(nada.post(&action, &sent).status, 403);
    let csrf = mona.get("/access").hidden("csrf");
    let sent = [("csrf", csrf.as_str()), ("reliability", "A"), ("grounds", "x")];
    assert_eq!(mona.post(&action, &sent).status, 403);

    // in the list and its files, for whoever sees it; that they read it stands in the record
    assert!(wafa.get("/reports").body.contains(">B2<"));
    let csv = wafa.get("/reports.csv").body;
    assert!(
        csv.lines().next().is_some_and(|head| head.contains("\"Grade\"")) && csv.contains("\"B2\""),
        "{csv}"
    );
    assert!(wafa.get("/access").body.contains("how reports are graded, in a list"));

    let own = filed(&mut wafa);
    let page = wafa.get(&own).body;
    assert!(page.contains("somebody else grades it") && !page.contains(&format!("{own}/grade")), "{page}");
    let csrf = wafa.get("/access").hidden("csrf");
    let refused =
        wafa.post(&format!("{own}/grade"), &[("csrf", &csrf), ("reliability", "A"), ("grounds", "x")]);
    assert!(
        refused.status == 403 && refused.body.contains("was filed by you"),
        "{} {}",
        refused.status,
        refused.body
    );
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
    assert!(said(&["rebuild", &house.dir(), "--check"]).len() > 1);
}
