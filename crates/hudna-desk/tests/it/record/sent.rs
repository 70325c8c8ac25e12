//! What is sent is held against what is said of it: files taken in again, texts, drawings.

use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_desk::desk::Request;
use hudna_desk::record::Mission;

use super::house::{House, clock, marsa, take_in};

/// Patrols' reports of the example, with the hours of one line spoilt where `broken`, and another left out where `short`.
fn patrols(house: &House, name: &str, broken: bool, short: bool) -> Request {
    let text = std::fs::read_to_string(marsa().join("reports/patrols.ar.csv")).expect("the example");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if broken {
        lines[2] = lines[2].replacen("2026-", "20x6-", 2);
    }
    if short {
        lines.remove(9);
    }
    let file = house.beside(name);
    std::fs::write(&file, lines.join("\n")).expect("a file");
    Request { reports: vec![file], ..Request::default() }
}

fn counted(mission: &mut Mission) -> (u64, u64, usize) {
    let derived = mission.derived().expect("it follows");
    let (read, set_aside) = derived.replay.lines;
    (read, set_aside, derived.replay.reports.len())
}

#[test]
fn of_a_file_that_was_corrected_or_grew_only_new_lines_are_counted_as_read() {
    for house in House::each("of_a_file_that_was_corrected") {
        let mission = &mut house.marsa();
        take_in(mission, &patrols(&house, "monday.csv", true, true));
        let (read, set_aside, reports) = counted(mission);
        assert_eq!(read, reports as u64 + set_aside);
        // a day more, the bad line still in it
        take_in(mission, &patrols(&house, "tuesday.csv", true, false));
        assert_eq!(counted(mission), (read + 1, set_aside, reports + 1));
        // corrected
        take_in(mission, &patrols(&house, "corrected.csv", false, false));
        assert_eq!(counted(mission), (read + 2, set_aside, reports + 2));
        let aside = mission.derived().expect("it follows").taken_in.lines.len();
        take_in(mission, &patrols(&house, "again.csv", false, false));
        assert_eq!(mission.derived().expect("it follows").taken_in.lines.len(), aside);
    }
}

/// The code with which an act is refused, the record unchanged.
fn refused(mission: &mut Mission, filed: Filed) -> &'static str {
    let founder = mission.actor(None).expect("the founder");
    let size = mission.ledger.size();
    let why = mission.act(&founder, filed, clock()).expect_err("it is refused");
    assert_eq!(mission.ledger.size(), size);
    why.code
}

#[test]
fn a_text_is_proposed_under_its_own_version_and_can_be_read() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let text = std::fs::read(marsa().join("marsa.md")).expect("the example");
    let other = |name: &str| std::fs::read(marsa().join(name)).expect("the example");
    let proposed = |version: i64, text: &[u8]| {
        Filed::plain(Act::AgreementProposed { version })
            .with("gazetteer.csv", Class::Open, other("gazetteer.csv"))
            .with("marsa.geojson", Class::Open, other("marsa.geojson"))
            .with("marsa.md", Class::Open, text.to_vec())
            .with("marsa.v1.md", Class::Open, other("marsa.v1.md"))
    };
    assert_eq!(refused(mission, proposed(9, &text)), "version-other");
    assert_eq!(refused(mission, proposed(2, b"# nothing")), "proposal-unreadable");
    let founder = mission.actor(None).expect("the founder");
    let version = mission.derived().expect("it follows").agreement().expect("a text").version;
    mission
        .act(&founder, proposed(version, &text), clock())
        .expect("the text stands, whatever is sent before it");
}

#[test]
fn a_drawing_holds_the_area_that_its_act_names_and_nothing_else() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let all = std::fs::read_to_string(marsa().join("marsa.geojson")).expect("the example");
    let mut one: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    let features = one["features"].as_array().expect("features").clone();
    let buffer = features.iter().find(|f| f["properties"]["id"] == "buffer").expect("the buffer zone");
    one["features"] = serde_json::json!([buffer]);
    let drawn = |area: &str, drawing: &[u8]| {
        let act = Act::AreaDrawn { area: area.into(), course_of: None, valid_from: Some(clock()) };
        Filed::plain(act).with("drawing", Class::Open, drawing.to_vec())
    };
    let one = one.to_string();
    assert_eq!(refused(mission, drawn("contact", one.as_bytes())), "drawing-other");
    assert_eq!(refused(mission, drawn("buffer", all.as_bytes())), "drawing-other");
    assert_eq!(refused(mission, drawn("buffer", b"{\"not\":\"geojson\"}")), "drawing-faulty");
    let bare = Act::AreaDrawn { area: "buffer".into(), course_of: None, valid_from: None };
    assert_eq!(refused(mission, Filed::plain(bare)), "drawing-faulty");
    let founder = mission.actor(None).expect("the founder");
    mission.act(&founder, drawn("buffer", one.as_bytes()), clock()).expect("it stands");
}
