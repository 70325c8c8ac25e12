//! What comes in: each format's fixtures, and the readings that a lawyer would ask about.

use std::path::{Path, PathBuf};

use hudna_core::place::Region;
use hudna_core::report::{Report, SourceKind};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::intake::{
    DateOrder, Intake, Mapping, Options, Unreadable, choices, propose_mapping, read, read_registers,
    refuse_early, template_csv, template_xlsx,
};
use jiff::tz::TimeZone;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake").join(path)
}

fn files(path: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder(path))
        .unwrap_or_else(|e| panic!("{path}: {e}"))
        .map(|f| f.unwrap_or_else(|e| panic!("{e}")).path())
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{path} is empty");
    found
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The part of a fixture's name before the first point: the code it stands for.
fn code_of(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    name.split('.').next().unwrap_or_default().to_owned()
}

fn tripoli() -> TimeZone {
    TimeZone::get("Africa/Tripoli").unwrap_or(TimeZone::UTC)
}

fn mapping() -> Mapping {
    let text = String::from_utf8(bytes(&folder("mapped/mapping.toml"))).unwrap_or_default();
    Mapping::parse(&text).unwrap_or_else(|e| panic!("{e:?}"))
}

fn take(format: &str, path: &Path) -> Result<Intake, Unreadable> {
    let (zone, mapping) = (tripoli(), mapping());
    let options = Options { mapping: (format == "mapped").then_some(&mapping), ..Options::new(&zone) };
    let intake = read("x.csv", &bytes(path), &options);
    if let Ok(intake) = &intake {
        assert_eq!(intake.read, intake.reports.len() + intake.set_aside.len(), "{}", path.display());
    }
    intake
}

fn reports(path: &str) -> Vec<Report> {
    let format = path.split('/').next().unwrap_or_default();
    take(format, &folder(path)).unwrap_or_else(|e| panic!("{path}: {e:?}")).reports
}

const FORMATS: &[&str] = &["template", "ucdp", "acled", "geojson", "mapped"];

#[test]
fn every_accepted_fixture_is_taken_in_whole() {
    for format in FORMATS {
        for path in files(&format!("{format}/accepted")) {
            let intake = take(format, &path).unwrap_or_else(|e| panic!("{}: {e:?}", path.display()));
            assert!(intake.set_aside.is_empty(), "{}: {:?}", path.display(), intake.set_aside);
            assert!(!intake.reports.is_empty(), "{}", path.display());
        }
    }
}

#[test]
fn every_line_set_aside_names_its_reason() {
    for format in FORMATS {
        for path in files(&format!("{format}/set_aside")) {
            let intake = take(format, &path).unwrap_or_else(|e| panic!("{}: {e:?}", path.display()));
            assert!(intake.reports.is_empty(), "{}: {:?}", path.display(), intake.reports);
            for line in &intake.set_aside {
                assert_eq!(line.code, code_of(&path), "{}: {line:?}", path.display());
                assert!(!line.raw.is_empty() && line.line > 0, "{line:?}");
            }
            let note = intake.notes.iter().find(|n| n.code == "all-set-aside");
            assert!(note.is_some(), "{}: a file wrong from top to bottom says so", path.display());
        }
    }
}

#[test]
fn what_cannot_be_read_at_all_says_what_it_seems() {
    for path in files("unreadable") {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let parts: Vec<&str> = name.split('.').collect();
        let refused = take("template", &path).err().unwrap_or_else(|| panic!("{name} was read"));
        assert_eq!(refused.code, parts[0], "{name}");
        if parts.len() == 3 {
            assert_eq!(refused.argument("seems"), Some(parts[1]), "{name}");
        }
    }
}

#[test]
fn a_header_one_letter_off_is_told_the_nearest_column() {
    let refused = take("template", &folder("unreadable/format-unknown.spreadsheet.csv")).err();
    let nearest = refused.as_ref().and_then(|r| r.argument("nearest"));
    assert_eq!(nearest, Some("Actt → act, Sorce → source"));
}

fn code(attribute: Attribute, name: &str) -> Value {
    Value::Code(Code::parse(attribute, name).unwrap_or_else(|| panic!("{name}")))
}

fn actor(name: &str) -> Value {
    Value::Actor(name.into())
}

fn span(value: Option<&Value>) -> (String, String) {
    let zone = tripoli();
    match value {
        Some(Value::Time(t)) => (t.lo.local(&zone).to_string(), t.hi.local(&zone).to_string()),
        other => panic!("no time: {other:?}"),
    }
}

#[test]
fn an_english_row_says_each_thing_it_was_told() {
    let reports = reports("template/accepted/english.csv");
    let (r1, deed) = (&reports[0], &reports[0].deeds[0]);
    assert_eq!(r1.origin.own_id.as_deref(), Some("R1"));
    assert_eq!(r1.origin.line, 2);
    assert_eq!(
        (r1.source.kind, r1.source.reliability, r1.source.credibility),
        (Some(SourceKind::Patrol), Some('B'), Some(2))
    );
    assert_eq!(deed.values(Attribute::Act), [code(Attribute::Act, "shelling")]);
    assert_eq!(
        span(deed.single(Attribute::At)),
        ("2026-03-11T06:00:00".into(), "2026-03-11T08:00:00.000001".into())
    );
    assert_eq!(deed.values(Attribute::Actor), [actor("brigade-7"), actor("guard-3")]);
    assert_eq!(deed.values(Attribute::Means).len(), 2);
    assert_eq!(deed.values(Attribute::OrderedBy), [], "a question mark is unknown");
    assert_eq!(deed.single(Attribute::Place), Some(&Value::Place(Region::disc(15.092, 32.375, 500.0))));
    assert_eq!(deed.single(Attribute::Origin), Some(&Value::Place(Region::disc(15.20, 32.41, 2000.0))));
    assert_eq!(
        deed.single(Attribute::Rounds),
        Some(&Value::Number(Number { low: 5.0, best: 6.5, high: 8.0 }))
    );
    assert_eq!(
        deed.single(Attribute::Explosions),
        Some(&Value::Number(Number { low: 2.0, best: 3.0, high: 5.0 }))
    );
    assert_eq!(
        deed.single(Attribute::Killed),
        Some(&Value::Number(Number::exact(0.0))),
        "none killed is nought"
    );
    assert_eq!(deed.values(Attribute::Injured), [], "blank is unknown");
    assert_eq!(&*r1.text, "Heard five to eight rounds, impacts north of the road.");
}

#[test]
fn echoes_names_and_answers_are_kept() {
    let reports = reports("template/accepted/english.csv");
    let echo: Vec<&str> = reports[1].echo_of.iter().map(AsRef::as_ref).collect();
    assert_eq!(echo, ["R1", "R9"]);
    let names: Vec<&str> = reports[1].places.iter().map(|p| p.written.as_ref()).collect();
    assert_eq!(names, ["Wadi", "Qasr"]);
    assert!(reports[1].deeds[0].values(Attribute::Place).is_empty(), "a name waits for the gazetteer");
    assert_eq!(reports[3].answers.as_deref(), Some("R1"));
    assert_eq!(reports[3].deeds[0].values(Attribute::Target), [Value::Nothing]);
    assert_eq!(
        span(reports[3].deeds[0].single(Attribute::At)).1,
        "2026-03-14T02:00:00.000001",
        "past midnight is the next day"
    );
}

#[test]
fn a_denial_is_a_deed_and_keeps_its_reason() {
    let denied = &reports("template/accepted/english.csv")[2];
    assert_eq!(denied.deeds[0].values(Attribute::Act), [code(Attribute::Act, "access_denied")]);
    assert_eq!(&*denied.text, "Stopped at the gate.\nCommander absent");
    assert_eq!(span(denied.deeds[0].single(Attribute::At)).0, "2026-03-12T14:30:00", "an offset is kept");
}

#[test]
fn an_arabic_row_means_what_the_english_one_means() {
    let reports = reports("template/accepted/arabic.csv");
    let deed = &reports[0].deeds[0];
    assert_eq!(deed.values(Attribute::Act), [code(Attribute::Act, "shelling")]);
    assert_eq!(span(deed.single(Attribute::At)).0, "2026-03-11T06:00:00");
    assert_eq!(deed.values(Attribute::Actor), [actor("اللواء السابع"), actor("الحرس الثالث")]);
    assert_eq!(deed.single(Attribute::CalibreMm), Some(&Value::Number(Number::exact(120.0))));
    assert_eq!(deed.single(Attribute::Place), Some(&Value::Place(Region::disc(15.092, 32.375, 500.0))));
    assert_eq!(
        reports[0].reported_at.map(|t| t.local(&tripoli()).to_string()),
        Some("2026-03-11T09:10:00".into())
    );
    assert_eq!(reports[0].source.kind, Some(SourceKind::Patrol));
}

#[test]
fn a_hijri_day_may_be_a_day_earlier_or_later() {
    let reports = reports("template/accepted/arabic.csv");
    // 22 Ramadan 1447 is 11 March 2026 by Umm al-Qura.
    assert_eq!(
        span(reports[1].deeds[0].single(Attribute::At)),
        ("2026-03-10T00:00:00".into(), "2026-03-13T00:00:00".into())
    );
    assert_eq!(
        span(reports[2].deeds[0].single(Attribute::At)),
        ("2026-03-10T18:30:00".into(), "2026-03-12T18:30:00.000001".into())
    );
}

#[test]
fn every_usual_writing_of_one_moment_is_that_moment() {
    for written in [
        "2026-03-11 18:30",
        "2026-03-11T18:30:00",
        "2026-03-11T16:30:00Z",
        "2026-03-11 16:30 UTC",
        "2026/03/11 18:30",
        "11/03/2026 18:30",
        "11-03-2026 6:30 pm",
        "11.3.2026 6:30 PM",
        "11 March 2026, 6:30 p.m.",
        "March 11, 2026 18:30",
        "Wed 11 Mar 2026 18:30",
        "11 مارس 2026 الساعة 6:30 مساءً",
        "الأربعاء ١١ مارس ٢٠٢٦م ٦:٣٠ م",
        "11 آذار 2026 6:30 مساء",
        "١١/٠٣/٢٠٢٦ ١٨:٣٠",
        "۲۰۲۶-۰۳-۱۱ ۱۸:۳۰",
        "18:30 11/03/2026",
        "2026-03-11 1830",
        "20260311 18:30",
        "11th March 2026 at 18:30",
        "\u{200f}2026-03-11\u{200f} 18:30",
        "2026-03-11 18:30+02:00",
        "2026-03-11T18:30:00.000",
        "11 mars 2026 18:30",
    ] {
        let text = format!("report_id\tact\tat\ttext\n1\tfire\t{written}\tx\n");
        let zone = tripoli();
        let intake = read("x.tsv", text.as_bytes(), &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
        assert!(intake.set_aside.is_empty(), "{written}: {:?}", intake.set_aside);
        let at = span(intake.reports[0].deeds[0].single(Attribute::At));
        assert_eq!(
            at,
            ("2026-03-11T18:30:00".to_owned(), "2026-03-11T18:30:00.000001".to_owned()),
            "{written}"
        );
    }
}

#[test]
fn a_day_a_month_and_a_year_are_as_wide_as_they_are() {
    for (written, lo, hi) in [
        ("2026-03-11", "2026-03-11T00:00:00", "2026-03-12T00:00:00"),
        ("11/03/2026", "2026-03-11T00:00:00", "2026-03-12T00:00:00"),
        ("مارس 2026", "2026-03-01T00:00:00", "2026-04-01T00:00:00"),
        ("2026-12", "2026-12-01T00:00:00", "2027-01-01T00:00:00"),
        ("2026", "2026-01-01T00:00:00", "2027-01-01T00:00:00"),
        ("2026-03-11 24:00", "2026-03-12T00:00:00", "2026-03-12T00:00:00.000001"),
        ("11 مارس 2026 إلى 13 مارس 2026", "2026-03-11T00:00:00", "2026-03-14T00:00:00"),
        ("2026-03-11 06:00-08:00", "2026-03-11T06:00:00", "2026-03-11T08:00:00.000001"),
        ("06:00–08:00 11/03/2026", "2026-03-11T06:00:00", "2026-03-11T08:00:00.000001"),
        ("2026-03-11T06:00-02:00", "2026-03-11T10:00:00", "2026-03-11T10:00:00.000001"),
        ("11 مارس 2026 12 ظهرًا", "2026-03-11T12:00:00", "2026-03-11T12:00:00.000001"),
        ("11 مارس 2026 12:15 ليلًا", "2026-03-11T00:15:00", "2026-03-11T00:15:00.000001"),
    ] {
        let text = format!("report_id\tact\tat\ttext\n1\tfire\t{written}\tx\n");
        let zone = tripoli();
        let intake = read("x.tsv", text.as_bytes(), &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
        assert!(intake.set_aside.is_empty(), "{written}: {:?}", intake.set_aside);
        assert_eq!(
            span(intake.reports[0].deeds[0].single(Attribute::At)),
            (lo.to_owned(), hi.to_owned()),
            "{written}"
        );
    }
}

#[test]
fn encodings_are_found_by_content() {
    for (file, encoding) in [
        ("arabic_windows_1256.csv", "windows-1256"),
        ("utf_16.csv", "utf-16le"),
        ("semicolons_latin_1.csv", "windows-1252"),
        ("arabic.csv", "utf-8"),
    ] {
        let intake = take("template", &folder("template/accepted").join(file))
            .unwrap_or_else(|e| panic!("{file}: {e:?}"));
        assert_eq!(intake.encoding, encoding, "{file}");
    }
    let latin = reports("template/accepted/semicolons_latin_1.csv");
    assert_eq!(&*latin[0].source.name, "Radio Côte");
    assert_eq!(
        latin[0].deeds[0].single(Attribute::Place).map(Value::is_imprecise),
        Some(true),
        "four decimals leave some metres open"
    );
}

#[test]
fn titles_tags_and_blank_rows_are_not_reports() {
    let intake = take("template", &folder("template/accepted/titles_tags_and_blank_rows.csv"))
        .unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(intake.read, 2);
    assert_eq!(intake.reports[0].origin.line, 5);
    let notes: Vec<&str> = intake.notes.iter().map(|n| n.code).collect();
    assert_eq!(notes, ["lines-before-header", "columns-passed-over"]);
}

#[test]
fn what_looks_like_a_formula_stays_text() {
    let report = &reports("template/accepted/formula_text.csv")[0];
    assert_eq!(report.origin.own_id.as_deref(), Some("=1+1"));
    assert_eq!(&*report.text, "=HYPERLINK(\"http://example.invalid\")");
}

#[test]
fn ucdp_says_who_fought_whom_and_not_who_began() {
    let reports = reports("ucdp/accepted/layout_49.csv");
    let sides: Vec<_> = reports[0]
        .deeds
        .iter()
        .map(|d| (d.values(Attribute::Actor).to_vec(), d.values(Attribute::Target).to_vec()))
        .collect();
    let either = vec![actor("Government of Marsa"), actor("Brigade Seven")];
    assert_eq!(sides, [(either.clone(), either)], "one of the two, against the other");
    assert_eq!(reports[0].origin.own_id.as_deref(), Some("501"));
    let one_sided = &reports[1];
    assert_eq!(one_sided.deeds.len(), 1);
    assert_eq!(one_sided.deeds[0].values(Attribute::Target), [Value::Nothing]);
    assert_eq!(one_sided.deeds[0].values(Attribute::TargetKind), [code(Attribute::TargetKind, "civilian")]);
    assert_eq!(
        span(one_sided.deeds[0].single(Attribute::At)),
        ("2031-05-10T00:00:00".into(), "2031-05-13T00:00:00".into())
    );
    assert_eq!(
        span(reports[2].deeds[0].single(Attribute::At)),
        ("2031-01-01T00:00:00".into(), "2032-01-01T00:00:00".into())
    );
    let aggregate: Vec<bool> = reports.iter().map(|r| r.aggregate).collect();
    assert_eq!(aggregate, [false, true, true, true]);
    assert!(reports[3].deeds[0].values(Attribute::Place).is_empty(), "no point, no place");
}

#[test]
fn ucdp_columns_go_by_name() {
    let (a, b) = (reports("ucdp/accepted/layout_49.csv"), reports("ucdp/accepted/other_order.csv"));
    assert_eq!(a[0], b[0]);
    assert_eq!(
        span(reports("ucdp/accepted/days_since_1900.csv")[0].deeds[0].single(Attribute::At)).0,
        "2031-05-02T00:00:00"
    );
}

#[test]
fn acled_types_become_acts_of_the_vocabulary() {
    let reports = reports("acled/accepted/today_31.csv");
    assert_eq!(reports[0].deeds.len(), 1);
    assert_eq!(reports[0].deeds[0].values(Attribute::Actor).len(), 2, "a clash does not say who began it");
    assert_eq!(reports[0].deeds[0].values(Attribute::Act), [code(Attribute::Act, "clash")]);
    let outlets: Vec<&str> = reports[0].outlets.iter().map(AsRef::as_ref).collect();
    assert_eq!(outlets, ["Coast Wire", "Harbour Post"]);
    let shells = &reports[1].deeds[0];
    assert_eq!(
        shells.values(Attribute::Act),
        [code(Attribute::Act, "shelling"), code(Attribute::Act, "rocket")]
    );
    assert!(shells.values(Attribute::Actor).is_empty(), "an unidentified group is unknown");
    assert_eq!(shells.values(Attribute::TargetKind), [code(Attribute::TargetKind, "civilian")]);
    assert_eq!(
        span(shells.single(Attribute::At)),
        ("2031-05-01T00:00:00".into(), "2031-06-01T00:00:00".into())
    );
    assert_eq!(shells.single(Attribute::Place), Some(&Value::Place(Region::disc(-150.25, -12.5, 120_000.0))));
    assert_eq!(reports[3].deeds[0].values(Attribute::Act), [code(Attribute::Act, "deployment")]);
    let old = self::reports("acled/accepted/of_2015_28.csv");
    assert_eq!(old[0].deeds[0].values(Attribute::Act), [code(Attribute::Act, "ground")]);
    assert_eq!(span(old[0].deeds[0].single(Attribute::At)).0, "2031-05-02T00:00:00");
    assert_eq!(old[1].deeds[0].values(Attribute::Act), [code(Attribute::Act, "harm")]);
}

#[test]
fn geojson_points_are_discs_and_polygons_areas() {
    let reports = reports("geojson/accepted/points_areas_and_none.geojson");
    assert_eq!(
        reports[0].deeds[0].single(Attribute::Place),
        Some(&Value::Place(Region::disc(-150.25, -12.5, 300.0)))
    );
    let Some(Value::Place(Region::Area(area))) = reports[1].deeds[0].single(Attribute::Place) else {
        panic!("no area")
    };
    assert_eq!((area.id.as_str(), area.shape.0.len()), ("G2", 1));
    assert_eq!(reports[1].origin.own_id.as_deref(), Some("G2"));
    assert_eq!(reports[2].deeds[0].values(Attribute::Act).len(), 2);
    assert_eq!(reports[2].places.len(), 1);
}

#[test]
fn a_mapping_reads_their_words_as_ours() {
    let reports = reports("mapped/accepted/harbour.csv");
    assert_eq!(
        reports[0].deeds[0].values(Attribute::Act),
        [code(Attribute::Act, "shelling"), code(Attribute::Act, "rocket")]
    );
    assert_eq!(
        span(reports[0].deeds[0].single(Attribute::At)).0,
        "2031-05-02T18:30:00",
        "month first, day and hour joined"
    );
    assert_eq!(
        (&*reports[0].source.name, reports[0].source.kind),
        ("Harbour office", Some(SourceKind::Liaison))
    );
    assert!(reports[2].deeds[0].values(Attribute::Act).is_empty(), "not clear is unknown");
}

#[test]
fn the_first_mapping_proposed_reads_the_file_it_was_made_for() {
    let text = "Incident No,Date,Type,Town,Latitude,Longitude,Deaths,Colour,Remarks\n\
        4,25/03/2026,Mortar fire,Marsa,-12.51,-150.25,2,red,Three impacts\n5,26/03/2026,Kite,Marsa,-12.52,-150.26,0,red,\"A kite, seen\"\n";
    let proposed = propose_mapping("log.csv", text.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    for line in [
        "report_id = \"Incident No\"",
        "at = \"Date\"",
        "act = \"Type\"",
        "killed = \"Deaths\"",
        "\"Mortar fire\" = \"shelling\"",
        "\"Kite\" = \"?\"",
        "# ? = \"Colour\"",
        "format = \"day-first\"",
    ] {
        assert!(proposed.contains(line), "{line} is missing in\n{proposed}");
    }
    let mapping = Mapping::parse(&proposed).unwrap_or_else(|e| panic!("{e:?}\n{proposed}"));
    let zone = tripoli();
    let intake =
        read("log.csv", text.as_bytes(), &Options { mapping: Some(&mapping), ..Options::new(&zone) })
            .unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!((intake.reports.len(), intake.set_aside.len()), (2, 0), "{:?}", intake.set_aside);
}

#[test]
fn arabic_headers_are_guessed_too() {
    let text = "رقم الحادثة;تاريخ الحادثة;نوع الخرق;المدينة;خط العرض;خط الطول;عدد القتلى;الملاحظات\n٤;٢٥ مارس ٢٠٢٦;قصف بالهاون;مرسى;٣٢٫١;١٥٫٢;٢;ثلاث قذائف\n";
    let proposed = propose_mapping("سجل.csv", text.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    for line in [
        "report_id = \"رقم الحادثة\"",
        "at = \"تاريخ الحادثة\"",
        "\"قصف بالهاون\" = \"shelling\"",
        "lat = \"خط العرض\"",
    ] {
        assert!(proposed.contains(line), "{line} is missing in\n{proposed}");
    }
}

#[test]
fn dates_go_month_first_only_when_told() {
    let (zone, text) = (tripoli(), "report_id,act,at,text\n1,fire,03/11/2026,x\n");
    let at = |dates| {
        let intake = read("x.csv", text.as_bytes(), &Options { dates, ..Options::new(&zone) })
            .unwrap_or_else(|e| panic!("{e:?}"));
        intake.reports.first().map(|r| span(r.deeds[0].single(Attribute::At)).0)
    };
    assert_eq!(at(DateOrder::DayFirst).as_deref(), Some("2026-11-03T00:00:00"));
    assert_eq!(at(DateOrder::MonthFirst).as_deref(), Some("2026-03-11T00:00:00"));
    assert_eq!(at(DateOrder::Iso), None);
}

#[test]
fn every_register_is_read_by_name_or_column() {
    let zone = tripoli();
    for path in files("registers/accepted") {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let intake = read_registers(&name, &bytes(&path), &Options::new(&zone))
            .unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert!(intake.set_aside.is_empty(), "{name}: {:?}", intake.set_aside);
        assert_eq!(intake.read, intake.accepted, "{name}");
        let r = &intake.registers;
        match name.as_str() {
            "notices.csv" => {
                assert_eq!(
                    span(r.notices[0].window.map(Value::Time).as_ref()),
                    ("2031-05-10T00:00:00".into(), "2031-05-11T00:00:00".into())
                );
                assert_eq!(intake.places[0].written.as_ref(), "Marsa");
                assert_eq!(r.notices[1].place, Some(Region::disc(-150.25, -12.5, 500.0)));
            }
            "سجل الأذون.csv" => assert_eq!(r.authorisations[0].answer.as_deref(), Some("refused")),
            "contacts.csv" => assert_eq!(r.contacts[0].answer.as_deref(), Some("failed")),
            "visits.csv" => assert_eq!(
                (r.visits[0].access.as_deref(), r.visits[0].reason.as_deref()),
                (Some("denied"), Some("Key not found"))
            ),
            "verifications.csv" => assert_eq!(r.verifications.len(), 2),
            "holdings.csv" => assert_eq!(
                (r.holdings[0].state.as_deref(), r.holdings[0].declared),
                (Some("again_missing"), Some(true))
            ),
            "coverage.csv" => assert_eq!(r.coverage[0].patrol_hours, Some(31.5)),
            "complete.csv" => {
                assert_eq!(r.complete.len(), 3);
                assert_eq!(r.complete[2].over.hi.0, i64::MAX, "declared complete from a day on");
            }
            "links.csv" => {
                let [first, second] = r.links.as_slice() else { panic!("two links: {:?}", r.links) };
                assert_eq!((first.is.name(), second.is.name()), ("belongs_to", "integrated_into"));
                assert_eq!(second.disputed_by.len(), 2);
                // the last possible day of the old link and the first of the new leave four days open
                let days = |range: Option<hudna_core::time::TimeRange>| {
                    range.map(|r| (r.hi.0 - r.lo.0) / 86_400_000_000)
                };
                assert_eq!((days(first.until), days(second.from)), (Some(4), Some(4)));
                assert_eq!((first.from, second.until), (None, None));
            }
            "answers.csv" => assert_eq!(r.answers[0].answers.as_ref(), "R4"),
            "candidates.csv" => {
                assert_eq!(r.candidates[0].served_in, [Value::Nothing], "stated to have served nowhere");
                assert!(r.candidates[0].served_as.is_empty(), "blank is unknown");
                assert_eq!((r.candidates[1].rank.len(), r.candidates[1].at), (2, None));
            }
            "سجل الأعضاء.csv" => {
                let joined = |i: usize| r.members[i].from.map(|from| from.is_exact());
                assert_eq!((joined(0), joined(1)), (Some(true), Some(false)), "a day, and some day of five");
                assert!(r.members[1].party.is_empty());
            }
            "votes.csv" => {
                assert_eq!(r.votes[1].vote, [Value::Nothing], "silent");
                assert!(r.votes[2].vote.is_empty(), "not recorded is not silent");
                assert_eq!(r.votes.iter().filter(|v| v.present == r.votes[0].present).count(), 2);
            }
            _ => assert_eq!((r.contacts.len(), r.visits.len()), (1, 1)),
        }
    }
    for path in files("registers/set_aside") {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let register = name.split('.').nth(1).unwrap_or_default();
        let intake = read_registers(&format!("{register}.csv"), &bytes(&path), &Options::new(&zone))
            .unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!(intake.accepted, 0, "{name}");
        assert!(intake.set_aside.iter().all(|s| s.code == code_of(&path)), "{name}: {:?}", intake.set_aside);
    }
    let unknown = read_registers("x.csv", b"a,b\n1,2\n", &Options::new(&zone));
    assert_eq!(unknown.err().map(|u| u.code), Some("register-unknown"));
}

#[test]
fn the_empty_template_reads_back_in_both_languages() {
    let zone = tripoli();
    let book = template_xlsx().unwrap_or_else(|e| panic!("{e}"));
    let intake = read("template.xlsx", &book, &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!((intake.read, intake.encoding), (0, "xlsx"));
    let registers =
        read_registers("template.xlsx", &book, &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(registers.read, 0);
    for lang in ["ar", "en"] {
        let csv = template_csv(lang);
        let row = format!("{csv}R1,,,,,,,fire,2026-03-11\r\n");
        let intake = read("t.csv", row.as_bytes(), &Options::new(&zone)).unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!(intake.reports.len(), 1, "{lang}: {:?}", intake.set_aside);
    }
    assert!(choices().iter().any(|c| c.column == "source_kind" && c.code == "patrol"));
}

#[test]
fn a_line_of_two_gigabytes_is_refused_by_its_first_bytes() {
    let head = vec![b'x'; (1 << 20) + 1];
    assert_eq!(refuse_early(&head, 2 << 30).err().map(|u| u.code), Some("line-too-long"));
}
