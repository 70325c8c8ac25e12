//! Every code by which something is refused has words in both languages, and fills what they ask for.
//!
//! Read from the sources: a code that no test brings about would else show its reader `{$detail}`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).expect("text");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            into.push((path.display().to_string(), text));
        }
    }
}

/// What each key's words, attributes too, ask for.
fn words(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let (mut asked, mut key) = (BTreeMap::<String, BTreeSet<String>>::new(), None);
    for file in std::fs::read_dir(crates().join("hudna-desk/words").join(lang)).expect("a folder") {
        let text = std::fs::read_to_string(file.expect("an entry").path()).expect("text");
        for line in text.lines() {
            if !line.starts_with(' ') {
                key = line.split_once(" =").map(|(key, _)| key.to_owned());
            }
            let Some(key) = &key else { continue };
            let names = asked.entry(key.clone()).or_default();
            for part in line.split('$').skip(1) {
                names.insert(part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            }
        }
    }
    // told with both heads where they can be read, else without
    if let Some(damaged) = asked.get_mut("record-record-damaged") {
        damaged.retain(|name| name == "detail");
    }
    asked
}

/// The string literal with which `text` begins, and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix('"')?.split_once('"')
}

/// The names of the values that a chain of `.with(…)` adds.
fn chain(mut text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    while let Some(rest) = text.trim_start().strip_prefix(".with(") {
        let Some((name, _)) = literal(rest) else { break };
        names.insert(name);
        let (mut depth, mut quoted, mut before) = (1, false, ' ');
        let end = rest.char_indices().find(|(_, c)| {
            match c {
                '"' if before != '\\' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted => depth -= 1,
                _ => {}
            }
            before = *c;
            depth == 0
        });
        text = end.map_or("", |(at, _)| &rest[at + 1..]);
    }
    names
}

/// Each refusal that `text` makes: its family, code and values.
fn refusals<'t>(file: &str, text: &'t str) -> Vec<(&'static str, &'t str, BTreeSet<&'t str>)> {
    let mut found = Vec::new();
    for rest in text.split("Trouble::new(").skip(1) {
        let Some((family, rest)) = literal(rest) else { continue };
        let Some((code, rest)) = rest.strip_prefix(',').and_then(literal) else { continue };
        let family = match family {
            "record" => "record",
            "bundle" => "bundle",
            _ => continue,
        };
        found.push((family, code, chain(rest.trim_start().strip_prefix(')').unwrap_or_default())));
    }
    // what a verifier alone refuses is told of with the number of its entry
    let verifier = file.contains("ledger/bundle");
    for rest in text.split("Refusal::new(").skip(1) {
        let Some((code, rest)) = literal(rest) else { continue };
        let mut names = chain(rest.trim_start().strip_prefix(')').unwrap_or_default());
        if verifier {
            names.insert("number");
        }
        found.push((if verifier { "bundle" } else { "record" }, code, names));
    }
    for rest in text.split("StoreError::new(").skip(1) {
        found.extend(literal(rest).map(|(code, _)| ("record", code, BTreeSet::from(["detail"]))));
    }
    found
}

#[test]
fn every_refusal_of_the_record_has_words_and_fills_them() {
    let mut all = Vec::new();
    for folder in ["hudna-core/src/ledger", "hudna-desk/src", "hudna/src"] {
        sources(&crates().join(folder), &mut all);
    }
    let mut seen = 0;
    for lang in ["ar", "en"] {
        let words = words(lang);
        for (file, text) in &all {
            for (family, code, filled) in refusals(file, text) {
                seen += 1;
                let asked = words.get(&format!("{family}-{code}"));
                let asked = asked.unwrap_or_else(|| panic!("{file}: no words ({lang}) for {family}-{code}"));
                let empty: Vec<&String> =
                    asked.iter().filter(|name| !filled.contains(name.as_str())).collect();
                assert!(empty.is_empty(), "{file}: {family}-{code} ({lang}) is told without {empty:?}");
            }
        }
    }
    assert!(seen > 200, "they were found: {seen}");
}

#[test]
fn every_code_of_what_the_record_is_made_of_has_words() {
    let mut all = Vec::new();
    sources(&crates().join("hudna-desk/src/seal"), &mut all);
    for file in ["entry", "canonical/mod", "note"] {
        let path = crates().join(format!("hudna-core/src/ledger/{file}.rs"));
        all.push((file.to_owned(), std::fs::read_to_string(path).expect("text")));
    }
    let (words, mut seen) = ([words("ar"), words("en")], 0);
    for (file, text) in &all {
        for body in text.split("fn code(").skip(1) {
            let body = body.split("\n    }\n").next().unwrap_or_default();
            for (code, _) in body.split("=>").skip(1).filter_map(literal) {
                seen += 1;
                let key = format!("record-{code}");
                assert!(words.iter().all(|words| words.contains_key(&key)), "{file}: no words for {key}");
            }
        }
    }
    assert!(seen > 20, "they were found: {seen}");
}
