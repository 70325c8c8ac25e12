//! No text may make the reader panic, run long or point outside the file.

use crate::agreement_loads::{Shelf, load, valley};
use hudna_core::agreement::check;
use hudna_core::diagnostic::Severity;
use proptest::prelude::*;

/// What must hold of any text.
fn holds(shelf: &Shelf) {
    let (agreement, said) = load(shelf, "valley.md");
    let failed = said.iter().any(|d| d.severity == Severity::Error);
    assert_eq!(agreement.is_none(), failed, "{said:#?}");
    let warned = agreement.iter().flat_map(check).collect::<Vec<_>>();
    for diagnostic in said.iter().chain(&warned) {
        let place = diagnostic.location.as_ref().expect("every diagnostic names its file");
        let text = &shelf.0[&place.file];
        assert!(
            text.get(place.start..place.end).is_some(),
            "{diagnostic:?} points outside {} bytes",
            text.len()
        );
    }
}

/// Pieces that mean something to one of the readers.
const PIECES: &[&str] = &[
    "+++\n",
    "```toml norm\n",
    "```\n",
    "~~~\n",
    "> ",
    "- ",
    "|§|العربية|English|\n|-|-|-|\n",
    "## س · x {#a4}\n",
    "{#",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "[[term]]\n",
    "[",
    "]",
    "{",
    ",",
    "=",
    "\n",
    "\r\n",
    "\t",
    "\\",
    "id = \"a4.1\"\n",
    "D+",
    "D-99999999",
    "2026-02-31",
    "9999-12-31",
    "00:00",
    "48 h",
    "99999999999 d",
    "1e999",
    "-1",
    "ي+٢",
    "zone('buffer')",
    "NOT ",
    "((((((((((",
    "over = [\"a4.1\"]\n",
    "kind = \"permission\"\n",
    "\u{feff}",
    "\u{200f}",
    "😀",
    "[-38.0, 31.0], ",
    "null",
    "\"coordinates\"",
    "180.0",
];

fn edited(file: &str, edits: &[(usize, usize, Option<usize>)]) -> Shelf {
    let mut shelf = valley();
    let text = shelf.0.get_mut(file).expect("the file is on the shelf");
    for (at, length, piece) in edits {
        let floor = |n: usize| (0..=n.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
        let start = floor(at % (text.len() + 1));
        let end = floor(start + length).max(start);
        text.replace_range(start..end, piece.map_or("", |p| PIECES[p % PIECES.len()]));
    }
    shelf
}

fn edits() -> impl Strategy<Value = Vec<(usize, usize, Option<usize>)>> {
    let length = prop_oneof![Just(0_usize), 0..4_usize, 0..200_usize];
    prop::collection::vec((any::<usize>(), length, prop::option::of(0..PIECES.len())), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,300}") {
        let mut shelf = valley();
        shelf.0.insert("valley.md".to_owned(), text);
        holds(&shelf);
    }

    #[test]
    fn any_front_matter_is_read_or_refused(text in "([a-z_]{1,9} ?= ?(\"[^\"]{0,9}\"|[0-9-]{1,10}|\\[[^\\]]{0,9}\\])\n){0,9}", body in "\\PC{0,80}") {
        let mut shelf = valley();
        shelf.0.insert("valley.md".to_owned(), format!("+++\n{text}+++\n{body}"));
        holds(&shelf);
    }

    #[test]
    fn an_edited_agreement_is_read_or_refused(edits in edits()) {
        holds(&edited("valley.md", &edits));
    }

    #[test]
    fn an_edited_older_version_is_read_or_refused(edits in edits()) {
        holds(&edited("valley.v1.md", &edits));
    }

    #[test]
    fn an_edited_geometry_is_read_or_refused(edits in edits()) {
        holds(&edited("valley.geojson", &edits));
    }
}

#[test]
fn great_and_deep_texts_are_answered_quickly() {
    let deep = |open: &str, close: &str, n: usize| format!("{}{}", open.repeat(n), close.repeat(n));
    let front = "+++\nagreement = \"x\"\nzone_time = \"UTC\"\nd_day = 2026-01-01\n";
    let many_norms: String = (0..3_000)
        .map(|i| {
            format!("```toml norm\nid = \"a1.{i}\"\nkind = \"permission\"\nover = [\"a1.{}\"]\n```\n", i + 1)
        })
        .collect();
    let links: String = (0..4_000)
        .map(|i| format!("{{ of = \"f{i}\", is = \"belongs_to\", to = \"f{}\", by = \"x\" }},", i + 1))
        .collect();
    let texts = [
        format!("{front}x = {}\n+++\n", deep("[", "]", 100_000)),
        format!("{front}+++\n{}", "> ".repeat(200_000)),
        format!("{front}+++\n{}", deep("[", "](x)", 100_000)),
        format!("{front}+++\n{}", "*a **b ".repeat(100_000)),
        format!("{front}+++\n## x {{#a1}}\n\n|§|العربية|English|\n|-|-|-|\n{}", "|1|2|3|\n".repeat(200_000)),
        format!("{front}+++\n## x {{#a1}}\n\n{many_norms}"),
        format!("{front}+++\n```toml register\nlink = [{links}]\n```\n"),
    ];
    for text in texts {
        let mut shelf = valley();
        shelf.0.insert("valley.md".to_owned(), text);
        holds(&shelf);
    }
    let zigzag: Vec<String> =
        (0..60_000).map(|i| format!("[{}, {}]", f64::from(i % 2) * 10.0, f64::from(i) / 10_000.0)).collect();
    for geometry in [
        deep("[", "]", 1_000_000),
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"properties\":{{\"id\":\"z\",\"kind\":\"zone\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{},[0.0, 0.0]]]}}}}]}}",
            zigzag.join(",")
        ),
    ] {
        let mut shelf = valley();
        shelf.0.insert("valley.geojson".to_owned(), geometry);
        holds(&shelf);
    }
}
