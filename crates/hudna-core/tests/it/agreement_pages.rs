//! The examples of the public pages load: those of the language's page and those of each kind of norm.

use std::fs;
use std::path::Path;

use hudna_core::agreement::norm::Kind;

use crate::agreement_loads::{Shelf, load};

const GEOMETRY: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"id": "buffer", "kind": "zone"}, "geometry": {"type": "Polygon",
 "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}},
{"type": "Feature", "properties": {"id": "second_held", "kind": "zone"}, "geometry": {"type": "Polygon",
 "coordinates": [[[2, 0], [3, 0], [3, 1], [2, 0]]]}},
{"type": "Feature", "properties": {"id": "contact", "kind": "line"}, "geometry": {"type": "LineString",
 "coordinates": [[0, 2], [3, 2]]}}]}"#;

const REGISTERS: &str = r#"```toml register
party = [{ id = "first" }, { id = "second" }]
match = [{ id = "flight_notice", lead = "48 h" }, { id = "jccc", who = "party", answer = "failed" }]
[[term]]
id = "disqualifying_service"
readings = [{ by = "first", when = "served_as = 'commander'" }]
```
"#;

/// The bodies of the blocks that begin with the line `opening`, those within longer fences left out.
fn blocks(page: &str, opening: &str) -> Vec<String> {
    let mut out = Vec::new();
    let (mut within, mut body): (bool, Option<String>) = (false, None);
    for line in page.lines() {
        if line.starts_with("~~~~") {
            within = !within;
        } else if within {
        } else if let Some(text) = &mut body {
            if line == "```" {
                out.extend(body.take());
            } else {
                text.push_str(line);
                text.push('\n');
            }
        } else if line == opening {
            body = Some(String::new());
        }
    }
    out
}

/// An agreement of these blocks, each norm under the article that its id begins with.
fn loads(registers: &str, norms: &[String]) {
    let front = "+++\nagreement = \"page\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-03-01\nends = \"D+180\"\nreply_within = \"5 d\"\ngeometry = \"page.geojson\"\n+++\n";
    let mut text = format!("{front}{registers}");
    for (i, norm) in norms.iter().enumerate() {
        let id = norm.split('"').nth(1).unwrap_or_default();
        let article = id.split('.').next().unwrap_or_default();
        if i == 0 || !text.contains(&format!("{{#{article}}}")) {
            text.push_str(&format!("\n## مادة · Article {{#{article}}}\n"));
        }
        text.push_str(&format!("\n```toml norm\n{norm}```\n"));
    }
    let mut shelf = Shelf::default();
    shelf.0.insert("page.md".to_owned(), text.clone());
    shelf.0.insert("page.geojson".to_owned(), GEOMETRY.to_owned());
    let (agreement, said) = load(&shelf, "page.md");
    assert!(agreement.is_some(), "{said:#?}\n{text}");
}

#[test]
fn the_examples_of_the_language_page_load() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/language.md");
    let page = fs::read_to_string(path).expect("the page of the language");
    let mut norms = blocks(&page, "```toml norm");
    assert!(norms.len() >= 6, "an example for each kind, found {}", norms.len());
    norms.sort_by_key(|n| n.split('"').nth(1).unwrap_or_default().to_owned());
    let registers: String =
        blocks(&page, "```toml register").iter().map(|r| format!("```toml register\n{r}```\n\n")).collect();
    loads(&registers, &norms);
}

#[test]
fn the_examples_on_the_page_of_each_kind_load() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/agreement/norm");
    let mut norms = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of kinds").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "mod.rs" {
            continue;
        }
        let source = fs::read_to_string(entry.path()).unwrap_or_default();
        let page: String = source
            .lines()
            .filter_map(|l| l.strip_prefix("//!"))
            .map(|l| format!("{}\n", l.strip_prefix(' ').unwrap_or(l)))
            .collect();
        let own = blocks(&page, "```toml");
        assert_eq!(own.len(), 1, "{name} shows one example");
        assert!(
            page.contains("**Breaches**") && page.contains("**Does not**") && page.contains("Evidence:"),
            "{name}"
        );
        norms.extend(own);
    }
    norms.sort_by_key(|n| n.split('"').nth(1).unwrap_or_default().to_owned());
    assert_eq!(norms.len(), Kind::ALL.len());
    loads(REGISTERS, &norms);
}
