//! Where a reader verifies what they hold on their own device: a form that its island fills with life, and that is not there without it.

use std::collections::BTreeMap;

use hudna_desk::record::remembered::Released;
use hudna_desk::words::Words;
use maud::{Markup, html};
use serde_json::json;

use super::public;
use crate::web::islands::{self, Island};

/// Words that the island says itself.
const SAID: [&str; 17] = [
    "verify-none-chosen",
    "verify-broke",
    "verify-no-signatures",
    "verify-going",
    "verify-holds",
    "verify-holds-some",
    "verify-opened",
    "verify-continues",
    "verify-cosigned",
    "verify-no-witness",
    "verify-not-shown",
    "verify-refused",
    "verify-released",
    "verify-not-released",
    "verify-listed",
    "verify-not-listed",
    "verify-means",
];

/// The form. `released`: what the host says it released to everybody.
pub(super) fn chosen(words: &Words, released: &[Released]) -> Markup {
    let listed: Vec<_> = released.iter().map(|one| told(words, one, released)).collect();
    html! {
        form.stack data-verify hidden data-words=(json!(said(words))) data-released=(json!(listed)) data-format=(islands::format_address()) {
            p.s { (words.get("verify-means")) }
            div.field {
                label for="verify-file" { (words.get("verify-file")) }
                p.hint id="verify-file-hint" { (words.get("verify-file-hint")) }
                input type="file" id="verify-file" name="file" multiple aria-describedby="verify-file-hint";
            }
            div.field {
                label for="verify-held" { (words.get("verify-held")) }
                p.hint id="verify-held-hint" { (words.get("verify-held-hint")) }
                input type="file" id="verify-held" name="held" aria-describedby="verify-held-hint";
            }
            p { button.btn.main { (words.get("verify-do")) } }
            div.s data-result role="status" aria-live="polite" {}
        }
        (islands::script(Island::Verify))
    }
}

/// A release, and by which later one it was corrected: whoever holds the earlier is told.
fn told(words: &Words, one: &Released, all: &[Released]) -> serde_json::Value {
    let name = |one: &Released| {
        let number = one.number.as_deref().unwrap_or_default();
        format!("{} {number} {}", public::kind(words, &one.kind), one.entry.0)
    };
    let corrected = all.iter().rev().find(|other| other.restates.as_ref() == Some(&one.entry));
    let corrected = corrected.map(|other| words.with("verify-corrected", &[("by", name(other).into())]));
    let name = [Some(name(one)), corrected].into_iter().flatten().collect::<Vec<_>>().join(" ");
    json!({ "digest": data_encoding::HEXLOWER.encode(&one.document.0), "name": name })
}

/// The island's words, and those for each code by which a bundle is refused, with the names of what it fills in.
fn said(words: &Words) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    let mut keep = |key: String| {
        if words.has(&key) {
            let text = words.get(&key);
            said.insert(key, text);
        }
    };
    for key in SAID {
        keep(key.to_owned());
    }
    for key in words.keys("bundle") {
        keep(key.to_owned());
        keep(format!("{key}.do"));
    }
    said
}

#[cfg(test)]
mod tests {
    use hudna_desk::words::Lang;

    use super::*;

    #[test]
    fn the_island_has_words_for_whatever_it_says_in_each_language() {
        for lang in Lang::BOTH {
            let said = said(Words::of(*lang));
            for key in SAID.iter().chain(&["bundle-root-differs", "bundle-signature-wrong.do"]) {
                assert!(said.contains_key(*key), "{key}");
            }
            assert!(
                said["bundle-signature-wrong"].contains("{$number}"),
                "{}",
                said["bundle-signature-wrong"]
            );
        }
    }
}
