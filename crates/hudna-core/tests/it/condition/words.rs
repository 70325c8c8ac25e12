//! Every refusal has its words, in every language.

use std::collections::BTreeSet;
use std::path::Path;

use super::refused::REFUSED;

/// Raised by blocks of the agreement too, which keep their words with theirs.
const SHARED: &[&str] = &[
    "actor-unknown",
    "date-not-in-calendar",
    "date-unreadable",
    "date-with-offset",
    "duration-too-long",
    "event-unknown",
    "length-too-long",
    "party-unknown",
    "quantity-unreadable",
    "unit-missing",
    "unit-unknown",
];

fn words(language: &str) -> String {
    let file = format!("../hudna-desk/words/{language}/condition.ftl");
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap_or_default()
}

/// Codes with words: each must say what was expected and what to do.
fn said(text: &str) -> BTreeSet<&str> {
    let entries = text.split("\nd-").skip(1);
    entries
        .map(|entry| {
            let code = entry.split(" =").next().unwrap_or_default();
            assert!(entry.contains("\n    .expected =") && entry.contains("\n    .do ="), "{code}");
            code
        })
        .collect()
}

#[test]
fn every_refusal_has_words_in_both_languages() {
    let (ar, en) = (words("ar"), words("en"));
    let (ar, en) = (said(&ar), said(&en));
    assert_eq!(ar, en);
    for (_, code, _) in REFUSED {
        assert!(ar.contains(code) != SHARED.contains(code), "{code}");
    }
}
