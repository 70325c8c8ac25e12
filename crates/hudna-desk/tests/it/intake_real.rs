//! The real event data of `../shared`, every row accounted for.

use std::path::PathBuf;

use hudna_core::place::Region;
use hudna_core::value::{Attribute, Value};
use hudna_desk::intake::{Format, Options, read};
use jiff::tz::TimeZone;

/// A file of the shared data, or nothing and a word why.
pub(crate) fn shared(test: &str, path: &str) -> Option<Vec<u8>> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|a| a.join("../shared/data").join(path)).find(|p| p.is_file());
    let bytes = found.and_then(|p| std::fs::read(p).ok());
    if bytes.is_none() {
        say(&format!("skipped: {test}: ../shared is not here"));
    }
    bytes
}

#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn say(words: &str) {
    eprintln!("{words}");
}

fn tripoli() -> TimeZone {
    TimeZone::get("Africa/Tripoli").unwrap_or(TimeZone::UTC)
}

#[test]
fn every_layout_of_ucdp_is_read_to_the_last_row() {
    let zone = tripoli();
    for (file, rows) in
        [("libya_2014.csv", 103), ("nigeria_2011.csv", 248), ("syria_2016_2019.csv.gz", 16_566)]
    {
        let Some(bytes) = shared("every_layout_of_ucdp_is_read_to_the_last_row", &format!("ucdp-ged/{file}"))
        else {
            return;
        };
        let intake = read(file, &bytes, &Options::new(&zone)).unwrap_or_else(|e| panic!("{file}: {e:?}"));
        assert_eq!(intake.format, Format::UcdpGed, "{file}");
        assert_eq!(intake.read, rows, "{file}");
        assert_eq!(intake.read, intake.reports.len() + intake.set_aside.len(), "{file}");
        let why: Vec<_> = intake.set_aside.iter().map(|s| (s.line, s.code, &s.value)).collect();
        assert!(why.is_empty(), "{file}: {why:?}");
        let out_of_order = intake.notes.iter().any(|n| n.code == "estimates-out-of-order");
        assert_eq!(out_of_order, file != "libya_2014.csv", "{file}");
        for report in &intake.reports {
            assert!(
                report.origin.own_id.as_deref().is_some_and(|id| id.bytes().all(|b| b.is_ascii_digit())),
                "{report:?}"
            );
            assert!(
                report
                    .deeds
                    .iter()
                    .all(|d| !d.values(Attribute::At).is_empty() && !d.values(Attribute::Place).is_empty())
            );
        }
    }
}

#[test]
fn a_clash_in_sabha_says_what_ucdp_says() {
    let Some(bytes) = shared("a_clash_in_sabha_says_what_ucdp_says", "ucdp-ged/libya_2014.csv") else {
        return;
    };
    let zone = tripoli();
    let intake = read("libya_2014.csv", &bytes, &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
    let report = intake.reports.iter().find(|r| r.origin.own_id.as_deref() == Some("144249"));
    let Some(report) = report else { panic!("144249 is missing") };
    assert_eq!(report.deeds.len(), 1);
    let deed = &report.deeds[0];
    let sides = [Value::Actor("al-Toubou".into()), Value::Actor("Awlad Suleiman".into())];
    assert_eq!(deed.values(Attribute::Actor), sides, "who began is not said");
    assert_eq!(deed.values(Attribute::Target), sides);
    let Some(Value::Time(at)) = deed.single(Attribute::At) else { panic!("no time") };
    assert_eq!(at.lo.local(&zone).to_string(), "2014-01-11T00:00:00");
    assert_eq!(at.hi.local(&zone).to_string(), "2014-01-13T00:00:00");
    let Some(Value::Number(killed)) = deed.single(Attribute::Killed) else { panic!("no count") };
    assert_eq!(
        (killed.low, killed.best, killed.high),
        (27.0, 27.0, 31.0),
        "the file's order is best, low, high"
    );
    assert_eq!(
        deed.single(Attribute::Place),
        Some(&Value::Place(Region::disc(14.428325, 27.037662, 2000.0)))
    );
    let outlets: Vec<&str> = report.outlets.iter().map(AsRef::as_ref).collect();
    assert_eq!(outlets, ["Agence France Presse", "BBC Monitoring Middle East"]);
    assert!(report.text.contains("Sabha town"));
}

#[test]
fn days_counted_since_1970_become_days_of_the_year_named() {
    let Some(bytes) =
        shared("days_counted_since_1970_become_days_of_the_year_named", "ucdp-ged/nigeria_2011.csv")
    else {
        return;
    };
    let zone = TimeZone::UTC;
    let intake = read("nigeria_2011.csv", &bytes, &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
    let first = &intake.reports[0];
    let Some(Value::Time(at)) = first.deeds[0].single(Attribute::At) else { panic!("no time") };
    assert_eq!(at.lo.local(&zone).to_string(), "2011-01-03T00:00:00");
    assert_eq!(first.outlets.first().map(AsRef::as_ref), Some("Agence France Presse"));
}

#[test]
fn other_sets_are_no_reports_and_say_what_they_seem() {
    let zone = TimeZone::UTC;
    for (file, seems) in [
        ("meltt-crash/crash_data1.csv", "spreadsheet"),
        ("agreements/measures_to_strengthen_the_ceasefire_2020_en.txt", "prose"),
        ("minutes/misrata_meeting_ar.txt", "prose"),
    ] {
        let Some(bytes) = shared("other_sets_are_no_reports_and_say_what_they_seem", file) else { return };
        let refused = read(file, &bytes, &Options::new(&zone));
        let Err(refused) = refused else { panic!("{file} was read") };
        assert_eq!((refused.code, refused.argument("seems")), ("format-unknown", Some(seems)), "{file}");
    }
}
