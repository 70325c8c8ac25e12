//! What is in force when it is asked: the text of that moment, and the gazetteers adopted by then.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_core::time::Instant;
use hudna_core::value::{Attribute, Value};
use hudna_desk::desk::Request;
use hudna_desk::document::Format;
use hudna_desk::record::{Mission, Reader};
use hudna_desk::words::Lang;

use super::house::{House, Silent, clock, marsa, reports, somebody, take_in};

const DAY: i64 = 86_400_000_000;

/// The third version of the text: the second under another number.
fn third() -> Filed {
    let other = |name: &str| std::fs::read(marsa().join(name)).expect("the example");
    let text = std::fs::read_to_string(marsa().join("marsa.md")).expect("the example");
    let text = text.replacen("version      = 2", "version      = 3", 1);
    Filed::plain(Act::AgreementProposed { version: 3 })
        .with("marsa.md", Class::Open, text.into_bytes())
        .with("gazetteer.csv", Class::Open, other("gazetteer.csv"))
        .with("marsa.geojson", Class::Open, other("marsa.geojson"))
        .with("marsa.v1.md", Class::Open, other("marsa.v1.md"))
}

/// The versions by which documents of `now` find.
fn versions(mission: &mut Mission, now: Instant) -> Vec<i64> {
    let request = Request { languages: vec![Lang::En], kinds: vec![Format::Json], ..Request::default() };
    let done = mission.assess(&request, now, &Silent).expect("documents are made");
    let found: serde_json::Value = serde_json::from_slice(&done.documents[0].bytes).expect("JSON");
    let findings = found["findings"].as_array().expect("findings");
    let mut versions: Vec<i64> =
        findings.iter().map(|f| f["version"].as_i64().expect("a version")).filter(|v| *v > 1).collect();
    versions.dedup();
    versions
}

#[test]
fn a_text_adopted_for_a_later_day_is_weighed_by_from_that_day_without_another_entry() {
    for house in House::each("a_text_adopted_for_a_later_day") {
        let mut marsa = house.marsa();
        let mission = &mut marsa;
        let founder = mission.actor(None).expect("the founder");
        let chair = somebody(mission, &["chair"], None);
        take_in(mission, &reports("patrols.ar.csv"));
        let of = mission.act(&founder, third(), clock()).expect("it stands").entry;
        let now = clock();
        let from = Instant(now.0 + DAY);
        mission.act(&chair, Filed::plain(Act::AgreementAdopted { from, of }), now).expect("it stands");
        assert_eq!(versions(mission, now), [2]);
        assert_eq!(versions(mission, Instant(from.0 - 1)), [2]);
        assert_eq!(versions(mission, from), [3]);
        assert_eq!(mission.rows_kept_equal(), Ok(true), "rows follow from the entries alone");
        let mut reader = Reader::new(mission.reading().expect("it is read"));
        for (at, version) in [(now, 2), (from, 3), (now, 2)] {
            reader.follow(at).expect("it is followed");
            let found = reader.findings(&chair.user).expect("it is weighed");
            let first = &found["findings"].as_array().expect("findings");
            assert!(first.iter().any(|f| f["finding"]["version"] == version), "{at:?}");
            assert!(first.iter().all(|f| f["finding"]["version"] != 5 - version), "{at:?}");
        }
    }
}

/// A file with one report from a place that no gazetteer of the example knows.
fn at_the_well(house: &House, n: u32) -> Request {
    let file = house.beside(&format!("well{n}.csv"));
    let text = format!(
        "report_id,source,source_kind,reported_at,act,at,place,means,actor,text\n\
         W-{n},Harbour Radio,media,2026-03-25 14:55,shelling,2026-03-25 14:30,Quietwell Crossing,told,,number {n}\n"
    );
    std::fs::write(&file, text).expect("a file");
    Request { reports: vec![file], ..Request::default() }
}

/// Where the report taken in last happened.
fn place(mission: &mut Mission) -> Vec<Value> {
    let reports = &mission.derived().expect("it follows").replay.reports;
    reports.last().expect("a report").report.deeds[0].values(Attribute::Place).to_vec()
}

#[test]
fn names_are_looked_up_in_an_adopted_gazetteer_from_its_entry_on() {
    for house in House::each("names_are_looked_up_in_an_adopted_gazetteer") {
        let mission = &mut house.marsa();
        let founder = mission.actor(None).expect("the founder");
        take_in(mission, &at_the_well(&house, 1));
        assert_eq!(place(mission), [], "nobody knows where that is");
        let adopted = |gazetteer: &str| {
            Filed::plain(Act::GazetteerAdopted { name: "wells".into() }).with(
                "gazetteer",
                Class::Open,
                gazetteer.as_bytes().to_vec(),
            )
        };
        let size = mission.ledger.size();
        for wrong in ["", "wells of the coast"] {
            let why = mission.act(&founder, adopted(wrong), clock()).expect_err("no place is in it");
            assert_eq!((why.code, mission.ledger.size()), ("gazetteer-unreadable", size));
        }
        let of = |lat: &str| format!("id,en,lat,lon,radius_m\nw1,Quietwell Crossing,{lat},-38.2,400\n");
        mission.act(&founder, adopted(&of("31.2")), clock()).expect("it stands");
        take_in(mission, &at_the_well(&house, 2));
        let known = place(mission);
        assert!(matches!(&known[..], [Value::Place(_)]), "{known:?}");
        // another edition takes the place of the first
        mission.act(&founder, adopted(&of("31.3")), clock()).expect("it stands");
        take_in(mission, &at_the_well(&house, 3));
        let moved = place(mission);
        assert!(matches!(&moved[..], [Value::Place(_)]) && moved != known, "{moved:?}");
        let first = mission.derived().expect("it follows").replay.reports[0].report.clone();
        assert_eq!(first.deeds[0].values(Attribute::Place), [], "what was taken in before stays as it was");
    }
}
