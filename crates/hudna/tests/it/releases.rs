//! Documents by page: made, looked at, released by those who may, held back, and told of when the record has grown since.

use std::process::Command;

use super::house::{House, Served, said};
use super::run::root;
use super::visitor::{Browser, accepted, invite};

fn asked(kind: &str, whom: &str, more: &str) -> String {
    format!("/documents?kind={kind}&for={whom}&in=en&number=7/2026&{more}")
}

#[test]
fn a_situation_report_is_looked_at_and_released_by_whoever_may() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let paths =
        [("sami", "secretary"), ("mona", "monitor")].map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut sami, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));

    let wrong = sami.get(&asked("sitrep", "public", "from=someday"));
    assert!(
        wrong.body.contains("which is no day of the calendar") && wrong.body.contains("someday"),
        "{}",
        wrong.body
    );
    let page = asked("sitrep", "public", "from=2026-03-01&to=2026-03-31");
    let looked = sami.get(&page);
    let preview = looked.links("/documents/preview?");
    assert_eq!(preview.len(), 2, "{}", looked.body);
    let draft = sami.get(&preview[0]);
    assert!(draft.status == 200 && draft.body.contains("Draft, not released"), "{}", draft.body);
    assert!(
        draft.body.contains("Distribution: public") && draft.body.contains("Situation report no. 7/2026")
    );
    assert!(!draft.body.contains("Heavy weapons"), "what rests on exact places is left out");
    let policy = draft.header("content-security-policy").expect("a policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script")
    );
    let pdf = sami.get(&preview[1]);
    assert!(pdf.header("content-type") == Some("application/pdf") && pdf.body.starts_with("%PDF-"));

    // who may not release sees the same and no button
    let other = mona.get(&page);
    assert!(other.links("/documents/preview?").len() == 2 && !other.body.contains("/documents/release"));
    let form = looked.form("/documents/release");
    let csrf = mona.get("/access").hidden("csrf");
    let stolen: Vec<(String, String)> = form
        .iter()
        .map(|(name, value)| (name.clone(), if name == "csrf" { csrf.clone() } else { value.clone() }))
        .collect();
    assert_eq!(mona.fill(&stolen, "/documents/release", &[]).status, 403);
    let mut anybody = Browser::at(&served, "en");
    assert!(!anybody.get("/public").body.contains("Situation report"));
    let done = sami.fill(&form, "/documents/release", &[]);
    assert_eq!(done.header("location"), Some("/documents"), "{}", done.body);
    let public = anybody.get("/public");
    assert!(public.body.contains("Situation report") && public.body.contains("7/2026"), "{}", public.body);
    let document = anybody.get(&public.links("/public/documents/")[0]);
    assert!(document.status == 200 && document.body.starts_with("%PDF-"));
    drop(served);
    assert!(said(&["verify", &house.dir()]).contains("It holds"));
    // the release lies open in a bundle; another program than ours finds it good
    let bundle = house.name("record.zip");
    said(&["bundle", &house.dir(), "--out", &bundle]);
    let python =
        Command::new("python3").arg(root().join("verifiers/python/hudna_verify.py")).arg(&bundle).output();
    if let Ok(python) = python {
        assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stdout));
    }
}

#[test]
fn what_is_held_back_is_handed_to_nobody_before_its_time_and_lies_in_no_bundle() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let paths =
        [("sami", "secretary"), ("mona", "monitor")].map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut sami, mut mona] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let incident = mona.get("/incidents").links("/incidents/INC-")[0].replace("/incidents/", "");
    let what = format!("incident={incident}&recommended=A+joint+visit&embargo=2099-01-02&hour=09:30");
    let wrong = sami.get(&asked("violation", "public", "incident=INC-AAAAAAAA"));
    assert!(wrong.body.contains("Write the id of an incident"), "{}", wrong.body);
    let looked = sami.get(&asked("violation", "public", &what));
    let draft = sami.get(&looked.links("/documents/preview?")[0]);
    for section in
        ["1. Allegation", "2. Method", "3. Findings", "4. Assessment", "5. Recommendation", "A joint visit"]
    {
        assert!(draft.body.contains(section), "{section}: {}", draft.body);
    }
    let form = looked.form("/documents/release");
    assert_eq!(sami.fill(&form, "/documents/release", &[]).status, 303);
    let list = mona.get("/documents");
    assert!(list.body.contains("Not to be published before") && list.body.contains("09:30"), "{}", list.body);
    assert!(list.links("/documents/E-").is_empty());
    let own = sami.get("/documents").links("/documents/E-");
    assert_eq!(sami.get(&own[0]).status, 200, "who released it reads it");
    assert_eq!(mona.get(&own[0]).status, 404);
    let mut anybody = Browser::at(&served, "en");
    assert!(!anybody.get("/public").body.contains("violation"));
    assert_eq!(anybody.get(&own[0].replace("/documents", "/public/documents")).status, 404);
    drop(served);
    let bundle = house.name("record.zip");
    said(&["bundle", &house.dir(), "--out", &bundle]);
    let bytes = std::fs::read(&bundle).expect("a bundle");
    assert!(!bytes.windows(5).any(|five| five == b"%PDF-"), "nor does a bundle open it");
    assert!(said(&["verify", &bundle]).contains("It holds"));
}

#[test]
fn a_late_report_is_told_beside_what_was_released_and_the_correction_names_it() {
    let house = House::marsa();
    said(&["intake", &house.dir(), "examples/marsa/reports/patrols.ar.csv"]);
    let path = invite(&house, "sami", "secretary", &[]);
    let monitor = invite(&house, "mona", "monitor", &[]);
    let served = Served::of(&house.dir());
    let (mut sami, mut mona) = (accepted(&served, &path, "en"), accepted(&served, &monitor, "en"));
    let page = asked("sitrep", "parties", "from=2026-03-01&to=2026-03-31");
    let form = sami.get(&page).form("/documents/release");
    assert_eq!(sami.fill(&form, "/documents/release", &[]).status, 303);
    assert!(!sami.get("/documents").body.contains("The record has changed since"));

    let late = mona.get("/reports/new").form("/reports/new");
    let told = [
        ("act", "shelling"),
        ("day", "2026-03-20"),
        ("from", "03:10"),
        ("explosions", "4"),
        ("text", "invented"),
    ];
    assert_eq!(mona.fill(&late, "/reports/new", &told).status, 303);
    let stale = sami.fill(&form, "/documents/release", &[]);
    assert!(stale.status == 409 && stale.body.contains("The record has grown"), "{}", stale.body);

    let since = sami.get("/today?days=report").body;
    assert!(
        since.contains("since the last situation report") && since.contains("aria-current=\"true\">since"),
        "{since}"
    );
    let list = sami.get("/documents");
    assert!(list.body.contains("One incident was not known then"), "{}", list.body);
    let again = list.links("/documents?kind=sitrep");
    let looked = sami.get(&again[0]);
    let draft = sami.get(&looked.links("/documents/preview?")[0]);
    assert!(
        draft.body.contains("Corrects no. 7/2026") && draft.body.contains("One incident was not known then"),
        "{}",
        draft.body
    );
    let form = looked.form("/documents/release");
    for other in [("from", "2026-03-02"), ("kind", "commitments")] {
        let rest: Vec<_> = form.iter().filter(|(name, _)| name != other.0).cloned().collect();
        let wrong = sami.fill(&rest, "/documents/release", &[other]);
        assert!(wrong.status == 422 && wrong.body.contains("A correction is of the same kind"), "{other:?}");
    }
    assert_eq!(sami.fill(&form, "/documents/release", &[]).status, 303);
    let list = sami.get("/documents").body.replace(['\u{2068}', '\u{2069}'], "");
    assert!(list.contains("It corrects 7/2026 of") && list.contains("Corrected since by 20"), "{list}");
    assert!(!list.contains("The record has changed since"), "{list}");
}

#[test]
fn the_commissions_situation_report_tells_the_registers_that_the_record_holds() {
    let house = House::marsa();
    let registers = ["holdings", "visits"].map(|name| format!("examples/marsa/registers/{name}.csv"));
    said(&["intake", &house.dir(), "--registers", &registers[0], &registers[1]]);
    let paths = [("sara", "team_leader"), ("sami", "secretary")]
        .map(|(login, role)| invite(&house, login, role, &[]));
    let served = Served::of(&house.dir());
    let [mut sara, mut sami] = paths.each_ref().map(|path| accepted(&served, path, "en"));
    let page = "/documents/preview?kind=sitrep&for=commission&in=en&number=1&from=2026-03-01&to=2026-03-31";
    let exact = sara.get(page).body;
    assert!(exact.contains("Heavy weapons"), "{exact}");
    for untrue in ["No holdings register was handed over", "No visits register was handed over"] {
        assert!(!exact.contains(untrue), "{untrue}: {exact}");
    }
    let coarse = sami.get(page).body;
    assert!(!coarse.contains("Heavy weapons") && !coarse.contains("handed over"), "left out, not denied");
}
