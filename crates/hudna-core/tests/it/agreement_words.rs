//! Every code that the ground floor may say has words in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hudna_core::diagnostic::Diagnostic;

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
        "unknown(",
        "unknown_of(",
        "lacking(",
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

/// Every code that agreements, conditions and geometry are refused or warned with.
pub(crate) fn codes_said() -> BTreeSet<String> {
    // Words of a fault that are no codes: kinds of operand.
    let sorts = ["actor-or-target", "whole-days"];
    codes_in(&["src/agreement", "src/condition"])
        .into_iter()
        .filter(|c| !sorts.contains(&c.as_str()))
        .collect()
}

/// The codes that the sources of these folders write.
pub(crate) fn codes_in(folders: &[&str]) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in folders {
        files(&root.join(folder), "rs", &mut sources);
    }
    sources.iter().flat_map(|path| codes(&fs::read_to_string(path).unwrap_or_default())).collect()
}

/// All words of a language.
pub(crate) fn words(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hudna-desk/words").join(language);
    let mut paths = Vec::new();
    files(&folder, "ftl", &mut paths);
    paths.iter().map(|path| format!("\n{}", fs::read_to_string(path).unwrap_or_default())).collect()
}

/// The lines of one message.
fn message<'w>(words: &'w str, key: &str) -> Option<&'w str> {
    let start = words.find(&format!("\n{key} ="))? + 1;
    let rest = &words[start..];
    let end = rest
        .match_indices('\n')
        .find(|(at, _)| rest[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '#'));
    Some(&rest[..end.map_or(rest.len(), |(at, _)| at)])
}

/// Names of values that a message asks for, by way of others too.
fn asked(words: &str, key: &str, out: &mut BTreeSet<String>) {
    let text = message(words, key).unwrap_or_else(|| panic!("no words for {key}"));
    for piece in text.split("{ ").skip(1) {
        let name: String = piece
            .trim_start_matches('$')
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        if piece.starts_with('$') {
            out.insert(name);
        } else if piece.starts_with("diagnostic-") || piece.starts_with("condition-") {
            asked(words, &name, out);
        }
    }
}

/// The diagnostic carries every value that its words ask for, in both languages.
pub(crate) fn fits(diagnostic: &Diagnostic) {
    static WORDS: LazyLock<[String; 2]> = LazyLock::new(|| ["ar", "en"].map(words));
    for words in WORDS.iter() {
        let mut names = BTreeSet::new();
        asked(words, &format!("d-{}", diagnostic.code), &mut names);
        for name in names {
            let given = diagnostic.arguments.iter().any(|(n, _)| **n == *name);
            assert!(
                given,
                "{} asks for {name}, which {:?} does not give",
                diagnostic.code, diagnostic.arguments
            );
        }
    }
}

#[test]
fn every_code_has_words_in_both_languages() {
    let mut said = codes_said();
    said.extend(codes_in(&["src/scenario"]));
    assert!(said.len() > 120, "only {} codes were found: has the way of writing them changed?", said.len());
    for language in ["ar", "en"] {
        let words = words(language);
        for code in &said {
            let entry = words.split(&format!("\nd-{code} =")).nth(1);
            let entry = entry.unwrap_or_else(|| panic!("{language}: no words for {code}"));
            let entry = entry.split("\nd-").next().unwrap_or_default();
            assert!(entry.contains("    .expected ="), "{language}: {code} does not say what was expected");
            assert!(entry.contains("    .do ="), "{language}: {code} does not say what to do");
        }
    }
}
