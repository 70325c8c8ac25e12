//! Every code that intake raises has its words in both languages, and the words ask for nothing it does not give.

use std::collections::BTreeSet;
use std::path::Path;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

/// Names that some code gives, with those that the doors add to each.
const GIVEN: &[&str] = &[
    "file",
    "column",
    "value",
    "seems",
    "headers",
    "what",
    "nearest",
    "bytes",
    "limit",
    "line",
    "at",
    "format",
    "columns",
    "table",
    "key",
    "code",
    "attribute",
    "reason",
    "count",
    "sheet",
    "year",
    "lat",
    "lon",
    "kind",
    "act",
    "expected",
    "found",
    "needed",
    "allowed",
];

fn sources(folder: &Path, into: &mut Vec<String>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, into);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            into.push(text.split("#[cfg(test)]").next().unwrap_or_default().to_owned());
        }
    }
}

/// Codes: the first text in quotes after each of the ways in which one is raised.
fn codes() -> BTreeSet<String> {
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/intake"), &mut texts);
    let raised = [
        "Fault::new(",
        "Unreadable::new(",
        "Diagnostic::error(",
        "code: ",
        "self.fault(",
        "fault(",
        "then_some(",
        "Some(",
    ];
    let mut codes = BTreeSet::new();
    for text in &texts {
        for how in raised {
            for (at, _) in text.match_indices(how) {
                let rest = text[at + how.len()..].trim_start();
                let Some(code) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) else { continue };
                let kebab = code.contains('-') && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                if kebab && !["day-first", "month-first", "old-office"].contains(&code) {
                    codes.insert(code.to_owned());
                }
            }
        }
    }
    codes.extend(
        ["latitude-unreadable", "longitude-unreadable", "value-not-mapped", "area-crosses-itself"]
            .map(str::to_owned),
    );
    codes.extend(
        ["area-crosses-antimeridian", "cells-too-many", "cells-too-few", "format-unknown"].map(str::to_owned),
    );
    codes
}

#[test]
fn every_code_has_words_in_both_languages() {
    let codes = codes();
    assert!(codes.len() > 70, "{codes:?}");
    for lang in ["ar", "en"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("words/{lang}/intake.ftl"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let resource = FluentResource::try_new(text).unwrap_or_else(|(_, e)| panic!("{lang}: {e:?}"));
        let mut bundle = FluentBundle::new(vec![lang.parse().unwrap_or_default()]);
        bundle.add_resource(&resource).unwrap_or_else(|e| panic!("{lang}: {e:?}"));
        let mut given = FluentArgs::new();
        for name in GIVEN {
            given.set(*name, "…");
        }
        for code in &codes {
            let Some(message) = bundle.get_message(&format!("intake-{code}")) else {
                panic!("{lang}: intake-{code} has no words")
            };
            let patterns = message.value().into_iter().chain(message.attributes().map(|a| a.value()));
            for pattern in patterns {
                let mut wrong = Vec::new();
                let said = bundle.format_pattern(pattern, Some(&given), &mut wrong);
                assert!(wrong.is_empty() && !said.is_empty(), "{lang}: intake-{code}: {wrong:?}");
            }
        }
    }
}
