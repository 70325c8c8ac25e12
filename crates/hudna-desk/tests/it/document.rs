//! What the documents promise.

use std::io::Read as _;

use hudna_desk::document::{self, Document, Format};
use hudna_desk::words::Lang;

use crate::invented::{World, world};

fn all(world: &World) -> Vec<Document> {
    document::render(&world.view(), Format::ALL, Lang::BOTH, &|_| {}).expect("documents")
}

fn one(world: &World, format: Format, name: &str) -> Vec<u8> {
    let list = document::render(&world.view(), &[format], Lang::BOTH, &|_| {}).expect("documents");
    list.into_iter().find(|d| d.name == name).expect(name).bytes
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_document_is_made_and_the_same_view_gives_the_same_bytes() {
    let world = world(3);
    let (first, second) = (all(&world), all(&world));
    let names: Vec<&str> = first.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "sitrep.ar.pdf",
            "sitrep.ar.html",
            "sitrep.en.pdf",
            "sitrep.en.html",
            "sitrep.docx",
            "violations.xlsx",
            "incidents.geojson",
            "findings.json",
            "set-aside.csv"
        ]
    );
    for (a, b) in first.iter().zip(&second) {
        assert!(!a.bytes.is_empty(), "{} is empty", a.name);
        assert!(a.bytes == b.bytes, "{} differs from run to run", a.name);
    }
    // For looking at: HUDNA_LOOK names a folder.
    if let Some(folder) = std::env::var_os("HUDNA_LOOK") {
        for d in &first {
            std::fs::write(std::path::Path::new(&folder).join(&d.name), &d.bytes).expect("writable");
        }
    }
}

#[test]
fn the_page_asks_nothing_of_the_network_and_escapes_what_reports_say() {
    let mut world = world(1);
    world.agreement.parties[0].name.en = "<script>First</script> Party".into();
    world.incidents[0].deeds[0].facts.iter_mut().for_each(|(_, f)| {
        if let [one, ..] = f.alternatives.as_mut_slice()
            && matches!(one.value, hudna_core::value::Value::Actor(_))
        {
            one.value = hudna_core::value::Value::Actor("<script>alert(1)</script>".into());
        }
    });
    for name in ["sitrep.ar.html", "sitrep.en.html"] {
        let page = text(one(&world, Format::Html, name));
        assert!(!page.contains("<script"), "{name} runs a script");
        for outside in ["http://", "https://", "src=", "@import", "url("] {
            let found = page.replace("http://www.w3.org/2000/svg", "");
            assert!(!found.contains(outside), "{name} reaches outside by {outside}");
        }
    }
}

#[test]
fn both_languages_say_what_is_provisional_and_what_is_open() {
    let world = world(1);
    let ar = text(one(&world, Format::Html, "sitrep.ar.html"));
    let en = text(one(&world, Format::Html, "sitrep.en.html"));
    for words in [
        "dir=\"rtl\"",
        "نتائج أولية",
        "خرق",
        "غير محسوم",
        "مسموح به",
        "غير مشمول",
        "التغطية غير معلومة",
        "وثيقة افتراضية",
        "الملحق ج",
    ] {
        assert!(ar.contains(words), "the Arabic page does not say {words}");
    }
    for words in [
        "dir=\"ltr\"",
        "Provisional",
        "Did the Second Party breach article 4, paragraph 1?",
        "Invented document",
        "coverage unknown",
        "Annex C",
    ] {
        assert!(en.contains(words), "the English page does not say {words}");
    }
}

#[test]
fn the_workbook_carries_hxl_tags_in_its_second_row_and_reads_right_to_left_in_arabic() {
    let bytes = one(&world(1), Format::Xlsx, "violations.xlsx");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a workbook");
    let mut sheet = |n: u8| {
        let mut xml = String::new();
        zip.by_name(&format!("xl/worksheets/sheet{n}.xml"))
            .expect("sheet")
            .read_to_string(&mut xml)
            .expect("xml");
        xml
    };
    assert!(sheet(1).contains("rightToLeft=\"1\""));
    assert!(!sheet(2).contains("rightToLeft=\"1\""));
    assert!(!sheet(1).contains("<f>"), "no formula is ever written");
}

#[test]
fn spreadsheet_cells_of_lines_set_aside_cannot_become_formulas() {
    let csv = text(one(&world(1), Format::Json, "set-aside.csv"));
    assert!(csv.starts_with('\u{FEFF}'));
    assert!(csv.contains("'=HYPERLINK") && csv.contains("'-1,"));
}

#[test]
fn a_report_may_hold_nothing_at_all() {
    let mut world = world(0);
    world.registers = hudna_core::register::Registers::default();
    world.set_aside.clear();
    world.agreement.backdrop.clear();
    world.agreement.geometries.clear();
    assert_eq!(all(&world).len(), 9);
}

#[test]
fn findings_json_keeps_to_its_published_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../../docs/findings.schema.json")).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a sound schema");
    let found: serde_json::Value =
        serde_json::from_slice(&one(&world(2), Format::Json, "findings.json")).expect("JSON");
    let wrong: Vec<String> =
        validator.iter_errors(&found).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(found["incidents"].as_array().map(Vec::len), Some(8));
    assert_eq!(found["summary"]["findings"]["not_covered"], 18);
    assert_eq!(found["incidents"][0]["deeds"][0]["actor"]["certainty"], "contested");
    let at = &found["incidents"][0]["deeds"][0]["at"]["values"][0]["value"];
    assert_eq!(at["lo"], "2026-03-10T06:00:00+02:00");
}

#[test]
fn findings_json_tells_each_report_once_and_names_it_by_number() {
    let world = world(2);
    let found: serde_json::Value =
        serde_json::from_slice(&one(&world, Format::Json, "findings.json")).expect("JSON");
    let origins = found["origins"].as_array().expect("origins");
    assert_eq!(origins.len(), world.reports.len());
    for member in
        found["incidents"].as_array().into_iter().flatten().flat_map(|i| i["reports"].as_array()).flatten()
    {
        let n = member["n"].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a number");
        for key in ["file", "line", "id"] {
            assert_eq!(member[key], origins[n][key], "{key} of report {n}");
        }
    }
    let because = &found["findings"][0]["because"];
    let mut nodes = vec![because];
    let mut named = 0;
    while let Some(node) = nodes.pop() {
        for n in node["reports"].as_array().into_iter().flatten() {
            assert!(n.as_u64().is_some_and(|n| n < origins.len() as u64), "{n}");
            named += 1;
        }
        nodes.extend(node["parts"].as_array().into_iter().flatten());
    }
    assert!(named > 0, "the reasons of the first finding rest on reports: {because:#}");
}

#[test]
fn incidents_geojson_is_valid_and_loses_no_incident() {
    let mut world = world(1);
    // A district drawn the wrong way round comes out with its outer ring against the clock.
    let clockwise = hudna_core::geo::LineString::from(vec![(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]);
    let shape = hudna_core::geo::MultiPolygon(vec![hudna_core::geo::Polygon::new(clockwise, Vec::new())]);
    let area = hudna_core::place::Area { id: "LY-TB".into(), shape };
    for (attribute, fact) in &mut world.incidents[1].deeds[0].facts {
        if *attribute == hudna_core::value::Attribute::Place {
            fact.alternatives[0].value = hudna_core::value::Value::Place(hudna_core::place::Region::Area(
                std::sync::Arc::new(area.clone()),
            ));
        }
    }
    let map: serde_json::Value =
        serde_json::from_slice(&one(&world, Format::GeoJson, "incidents.geojson")).expect("JSON");
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().expect("features");
    let kinds: Vec<&str> =
        features.iter().map(|f| f["geometry"]["type"].as_str().unwrap_or("null")).collect();
    assert_eq!(kinds, ["Point", "MultiPolygon", "MultiPoint", "null"]);
    assert_eq!(features[0]["properties"]["radius_m"], serde_json::json!([800.0]));
    assert_eq!(features[0]["properties"]["outcomes"]["a4.1"], "undetermined");
    let ring = features[1]["geometry"]["coordinates"][0][0].as_array().expect("a ring");
    assert_eq!(ring.first(), ring.last(), "a ring closes");
    let turn: f64 = ring
        .windows(2)
        .map(|p| {
            let c = |i: usize, j: usize| p[i][j].as_f64().expect("a number");
            c(0, 0) * c(1, 1) - c(1, 0) * c(0, 1)
        })
        .sum();
    assert!(turn > 0.0, "the outer ring runs against the clock");
}

#[test]
fn the_workbook_reads_back_with_every_finding() {
    use calamine::Reader as _;
    let bytes = one(&world(2), Format::Xlsx, "violations.xlsx");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    assert_eq!(names, ["الخروقات", "Violations"]);
    for (name, head, outcome) in [("الخروقات", "الرقم", "خرق"), ("Violations", "Number", "breach")]
    {
        let sheet = book.worksheet_range(name).expect("the sheet");
        let cell = |row: u32, column: u32| {
            sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
        };
        assert_eq!(cell(0, 0), head);
        assert!((0..10).all(|c| cell(1, c).starts_with('#')), "the second row holds HXL tags");
        assert_eq!(sheet.height(), 2 + 8, "one row an incident and norm");
        assert!((2..10).any(|r| cell(r, 14) == outcome));
        assert!(cell(2, 0).starts_with("INC-"));
    }
}

#[test]
fn the_office_document_marks_every_arabic_run_and_table_as_right_to_left() {
    let bytes = one(&world(1), Format::Docx, "sitrep.docx");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a document");
    let mut xml = String::new();
    zip.by_name("word/document.xml").expect("the body").read_to_string(&mut xml).expect("xml");
    let arabic = xml.find("<w:pageBreakBefore/>").expect("English begins on a new page");
    let (ar, en) = xml.split_at(arabic);
    assert!(ar.contains("<w:bidiVisual/>") && !en.contains("<w:bidiVisual/>"));
    for run in ar.split("<w:r>").skip(1) {
        let words = run.split("preserve\">").nth(1).unwrap_or_default();
        let first = words.chars().next().unwrap_or(' ');
        if matches!(first, '\u{620}'..='\u{64A}') {
            assert!(run.contains("<w:rtl/>"), "an Arabic run without direction: {run}");
        }
    }
}

#[test]
fn the_office_document_holds_the_map_and_is_compressed() {
    let bytes = one(&world(1), Format::Docx, "sitrep.docx");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a document");
    let mut read = |name: &str| {
        let mut part = zip.by_name(name).expect(name);
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        (bytes, part.compression())
    };
    let (body, packed) = read("word/document.xml");
    let body = String::from_utf8(body).expect("xml");
    assert_eq!(packed, zip::CompressionMethod::Deflated);
    assert_eq!(body.matches("r:embed=").count(), 2, "a map in each language");
    for n in 1..=2 {
        let (png, _) = read(&format!("word/media/map{n}.png"));
        assert!(png.starts_with(b"\x89PNG"));
        assert!(body.contains(&format!("rIdMap{n}\"")));
        let ties = String::from_utf8(read("word/_rels/document.xml.rels").0).expect("xml");
        assert!(ties.contains(&format!("media/map{n}.png")));
    }
    assert_eq!(bytes, one(&world(1), Format::Docx, "sitrep.docx"), "the same report, the same bytes");
}

#[test]
fn every_word_of_the_documents_is_written_in_both_languages() {
    // A key without words comes back as itself, with hyphens: none may reach a page.
    let world = world(1);
    for name in ["sitrep.ar.html", "sitrep.en.html"] {
        let page = text(one(&world, Format::Html, name));
        let body = page.split("</style>").nth(1).expect("a body");
        for family in [
            "column-", "atom-", "asked-", "section-", "summary-", "ask-", "route-", "why-", "missing-",
            "norm-",
        ] {
            let found = body.match_indices(family).find(|(i, _)| body[..*i].ends_with(['>', ' ', '(']));
            assert!(found.is_none(), "{name} shows the key {}", found.map_or("", |(i, _)| &body[i..i + 20]));
        }
    }
}

#[test]
fn every_key_that_the_documents_ask_for_has_words() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/document");
    let mut asked = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of documents") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a source file");
        for call in ["get(\"", "say(\"", "say(\n            \"", "count(\"", "with(\n        \"", "mark(\""] {
            for (at, _) in source.match_indices(call) {
                let key: &str = source[at + call.len()..].split('"').next().unwrap_or_default();
                if !key.contains('-') || key.contains('{') {
                    continue;
                }
                asked += 1;
                for lang in Lang::BOTH {
                    assert!(
                        hudna_desk::words::Words::of(*lang).has(key),
                        "{}: no words for {key}",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(asked > 60, "only {asked} keys were found: look at how this test finds them");
}

#[test]
fn reasons_tell_what_is_enough_and_leave_out_what_adds_nothing() {
    let page = text(one(&world(1), Format::Html, "sitrep.en.html"));
    let annex = page.split("id=\"annex-findings\"").nth(1).expect("annex C");
    let (_, breach) = annex.split_once("Did the Second Party breach").expect("the breach");
    assert!(breach.contains("The place lies inside the buffer zone"));
    assert!(!breach.contains("elsewhere"), "a place that does not hold is told although another is enough");
    assert!(
        breach.contains("that alone is enough") && breach.contains("a notice that matches was sent in time")
    );
    assert!(!breach.contains("leadership"), "an open precondition is told although another fails");
    assert!(!breach.contains("All of these"));
}

#[test]
fn hostile_names_break_no_document() {
    let mut world = world(1);
    let name: std::sync::Arc<str> = "A<b>&\"'\u{0}\u{7}\u{202E}\\ #{x} $x$ *_` =1+1".into();
    world.agreement.backdrop.iter_mut().for_each(|b| b.name.en = name.clone());
    world.agreement.parties.iter_mut().for_each(|p| p.name.en = name.clone());
    world.agreement.geometries.iter_mut().for_each(|g| g.name.en = name.clone());
    world.agreement.notice.en = name.clone();
    world.reports.iter_mut().for_each(|r| r.origin.own_id = Some(name.clone()));
    world.registers.visits.iter_mut().for_each(|v| v.site = name.clone());
    assert_eq!(all(&world).len(), 9);
}
