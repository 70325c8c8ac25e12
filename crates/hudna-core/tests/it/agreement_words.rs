//! Every code that the ground floor may say has words in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
}

/// Quoted kebab-case words that follow one of the ways in which a code is written.
fn codes(source: &str) -> BTreeSet<String> {
    const WAYS: &[&str] = &[
        "error(",
        "warning(",
        "whole(",
        "fault(",
        "Fault::new(",
        "code: ",
        "code = if number { ",
        "} else { ",
        "{ ",
    ];
    let mut out = BTreeSet::new();
    for way in WAYS {
        for piece in source.split(way).skip(1) {
            let Some(rest) = piece.trim_start().strip_prefix('"') else { continue };
            let Some((code, _)) = rest.split_once('"') else { continue };
            let sound = code.contains('-') && code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if sound {
                out.insert(code.to_owned());
            }
        }
    }
    out
}

#[test]
fn every_code_has_words_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    files(&root.join("src/agreement"), "rs", &mut sources);
    let said: BTreeSet<String> =
        sources.iter().flat_map(|path| codes(&fs::read_to_string(path).unwrap_or_default())).collect();
    assert!(said.len() > 80, "only {} codes were found: has the way of writing them changed?", said.len());
    for language in ["ar", "en"] {
        let mut words = Vec::new();
        files(&root.join("../hudna-desk/words").join(language), "ftl", &mut words);
        let words: String = words.iter().map(|path| fs::read_to_string(path).unwrap_or_default()).collect();
        for code in &said {
            let entry = words.split(&format!("\nd-{code} =")).nth(1);
            let entry = entry.unwrap_or_else(|| panic!("{language}: no words for {code}"));
            let entry = entry.split("\nd-").next().unwrap_or_default();
            assert!(entry.contains("    .expected ="), "{language}: {code} does not say what was expected");
            assert!(entry.contains("    .do ="), "{language}: {code} does not say what to do");
        }
    }
}
