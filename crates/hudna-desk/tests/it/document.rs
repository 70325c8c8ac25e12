//! What the documents promise.

use std::io::Read as _;

use hudna_desk::document::{self, Document, Format};
use hudna_desk::words::Lang;

use crate::invented::{World, world};

fn all(world: &World) -> Vec<Document> {
    document::render(&world.view(), Format::ALL, Lang::ALL, &|_| {}).expect("documents")
}

fn one(world: &World, format: Format, name: &str) -> Vec<u8> {
    let list = document::render(&world.view(), &[format], Lang::ALL, &|_| {}).expect("documents");
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
