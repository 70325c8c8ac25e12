//! The words that the script says, in both languages, from the words of the pages. What is filled in later stands in braces.

use std::sync::LazyLock;

use hudna_desk::words::{FluentValue, Lang, Words};
use serde_json::{Map, Value};

/// Keys, each with what is filled into it.
const KEYS: &[(&str, &[&str])] = &[
    ("page-name", &[]),
    ("page-language", &[]),
    ("page-sign-in", &[]),
    ("page-sign-out", &[]),
    ("unknown", &[]),
    ("report-new", &[]),
    ("report-form-lead", &[]),
    ("report-form-empty", &[]),
    ("field-act-done", &[]),
    ("field-when-it", &[]),
    ("field-day", &[]),
    ("field-from-hour", &[]),
    ("field-to-hour", &[]),
    ("field-where-it", &[]),
    ("field-sector", &[]),
    ("field-place", &[]),
    ("field-lat", &[]),
    ("field-lon", &[]),
    ("field-radius", &[]),
    ("field-means", &[]),
    ("field-actor", &[]),
    ("field-weapon", &[]),
    ("field-target-kind", &[]),
    ("field-observer", &[]),
    ("field-numbers", &[]),
    ("field-explosions", &[]),
    ("field-killed", &[]),
    ("field-injured", &[]),
    ("field-words", &[]),
    ("field-source", &[]),
    ("field-source-kind", &[]),
    ("field-source-name", &[]),
    ("field-password-differs", &[]),
    ("field-too-long", &[]),
    ("field-day-missing", &[]),
    ("field-to-before", &["typed"]),
    ("field-degrees-wrong", &["typed", "most"]),
    ("field-degrees-both", &[]),
    ("field-radius-wrong", &["typed"]),
    ("field-number-wrong", &["typed"]),
    ("form-again", &[]),
    ("form-arrived", &[]),
    ("form-by-map", &[]),
    ("form-by-phone", &[]),
    ("form-correct", &[]),
    ("form-direction", &[]),
    ("form-direction-n", &[]),
    ("form-direction-ne", &[]),
    ("form-direction-e", &[]),
    ("form-direction-se", &[]),
    ("form-direction-s", &[]),
    ("form-direction-sw", &[]),
    ("form-direction-w", &[]),
    ("form-direction-nw", &[]),
    ("form-direction-missing", &[]),
    ("form-distance", &["near", "far"]),
    ("form-distance-how", &[]),
    ("form-distance-missing", &[]),
    ("form-distance-under", &["far"]),
    ("form-draft", &[]),
    ("form-draft-drop", &[]),
    ("form-draft-open", &[]),
    ("form-drafts", &[]),
    ("form-first-network", &[]),
    ("form-first-sign-in", &[]),
    ("form-in-outbox", &[]),
    ("form-install", &[]),
    ("form-later", &[]),
    ("form-leave-means", &[]),
    ("form-list-drop", &[]),
    ("form-lock", &[]),
    ("form-locked", &[]),
    ("form-map-closer", &[]),
    ("form-map-farther", &[]),
    ("form-map-keys", &[]),
    ("form-map-whole", &[]),
    ("form-new-passphrase", &[]),
    ("form-no", &[]),
    ("form-no-network", &[]),
    ("form-no-network-means", &[]),
    ("form-now", &[]),
    ("form-observer-missing", &[]),
    ("form-once", &[]),
    ("form-open", &[]),
    ("form-other-user", &["login"]),
    ("form-outbox", &[]),
    ("form-outbox-empty", &[]),
    ("form-passphrase", &[]),
    ("form-passphrase-again", &[]),
    ("form-passphrase-lost", &[]),
    ("form-passphrase-means", &[]),
    ("form-passphrase-short", &["n"]),
    ("form-passphrase-wrong", &[]),
    ("form-photo", &["n"]),
    ("form-photo-drop", &["n"]),
    ("form-photo-left", &[]),
    ("form-photo-most", &["n"]),
    ("form-photo-unread", &[]),
    ("form-photos", &[]),
    ("form-photos-hint", &[]),
    ("form-place-asking", &[]),
    ("form-place-chosen", &[]),
    ("form-place-refused", &[]),
    ("form-refused", &[]),
    ("form-send-now", &[]),
    ("form-set-up", &[]),
    ("form-set-up-do", &[]),
    ("form-set-up-means", &["login"]),
    ("form-sign-in", &[]),
    ("form-sign-out-sure", &[]),
    ("form-signed-out", &[]),
    ("form-something", &[]),
    ("form-to-outbox", &[]),
    ("form-waits", &[]),
    ("form-where", &[]),
    ("form-where-here", &[]),
    ("form-where-direction", &[]),
    ("form-where-map", &[]),
    ("form-where-name", &[]),
    ("form-where-sector", &[]),
    ("form-wipe", &[]),
    ("form-wipe-sure", &[]),
    ("form-within", &["m"]),
    ("form-wrong-some", &[]),
    ("form-yes", &[]),
];

/// Both languages as JSON: by language, then by key; a hint under its key with `.hint`.
pub(super) static TABLE: LazyLock<String> = LazyLock::new(|| {
    let all = Lang::BOTH.iter().map(|lang| (lang.code().to_owned(), Value::Object(of(Words::of(*lang)))));
    Value::Object(all.collect()).to_string()
});

fn of(words: &Words) -> Map<String, Value> {
    let mut said = Map::new();
    for (key, filled) in KEYS {
        let braced: Vec<(&str, FluentValue<'_>)> =
            filled.iter().map(|name| (*name, FluentValue::from(format!("{{{name}}}")))).collect();
        said.insert((*key).to_owned(), words.with(key, &braced).into());
        let hint = format!("{key}.hint");
        if words.has(&hint) {
            said.insert(hint.clone(), words.get(&hint).into());
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_script_has_words_for_every_key_that_it_names_in_both_languages() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/form");
        let text: String = std::fs::read_dir(sources)
            .unwrap()
            .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        let is_key = |text: &&str| {
            let begins = ["page-", "field-", "form-", "report-"].iter().any(|area| text.starts_with(area));
            begins && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !text.ends_with('-')
        };
        let named: Vec<&str> = text.split('"').filter(is_key).collect();
        assert!(named.len() > 80, "only {} were found: look at how this test finds them", named.len());
        let table: Value = serde_json::from_str(&TABLE).unwrap();
        for lang in Lang::BOTH {
            let said = &table[lang.code()];
            // what names no word: the page's storage and locks
            for key in named.iter().filter(|key| !matches!(**key, "form-lang" | "form-send")) {
                assert!(said[*key].is_string(), "{} has no words for {key}", lang.code());
            }
            for (key, filled) in KEYS {
                let words = said[*key].as_str().unwrap();
                assert_ne!(words, *key, "{} has no words for {key}", lang.code());
                for name in *filled {
                    assert!(
                        words.contains(&format!("{{{name}}}")),
                        "{key} in {} fills in {name}",
                        lang.code()
                    );
                }
            }
        }
    }
}
