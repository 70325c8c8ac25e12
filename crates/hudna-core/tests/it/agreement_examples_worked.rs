//! Every code of an agreement has a worked example that really brings it about, and the sample brings none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hudna_core::agreement::check::{CHECKS, Example, codes, sample, worked};

use crate::agreement_words::{codes_in, codes_said, fits, words};

#[test]
fn nothing_is_said_of_the_sample() {
    let (agreement, said) = sample().read();
    assert!(agreement.is_some(), "it loads");
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn every_example_brings_its_code_about() {
    let mut wrong = Vec::new();
    for (code, example) in codes() {
        if let Example::Change(file, from, _) | Example::Many(file, from, ..) = example
            && !sample().0[file.name()].contains(from)
        {
            wrong.push(format!("{code}: the sample does not hold {from:?}"));
            continue;
        }
        match worked(code).and_then(|w| w.said) {
            Some(said) => fits(&said),
            None => {
                let found: BTreeSet<&str> = example.shelf().read().1.iter().map(|d| d.code).collect();
                wrong.push(format!("{code}: not said, but {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_one_example_and_no_example_is_without_its_code() {
    let listed: Vec<&str> = codes().into_iter().map(|(code, _)| code).collect();
    let set: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed.len(), set.len(), "a code has one example");
    let said = codes_said();
    // said of map filters and scenarios alone: in a norm an empty condition is an empty value
    let of_scenarios = codes_in(&["src/scenario"]);
    let elsewhere =
        |code: &str| code.starts_with("filter-") || code == "condition-empty" || of_scenarios.contains(code);
    let without: Vec<&String> = said.iter().filter(|c| !set.contains(c.as_str()) && !elsewhere(c)).collect();
    assert!(without.is_empty(), "no worked example for {without:?}");
    for language in ["ar", "en"] {
        let words = words(language);
        let messages = words.lines().filter_map(|l| l.strip_prefix("d-")?.split_once(" =").map(|(c, _)| c));
        let unsaid: Vec<&str> = messages.filter(|c| !set.contains(c) && !elsewhere(c)).collect();
        assert!(unsaid.is_empty(), "{language}: words for codes that nothing says: {unsaid:?}");
    }
}

#[test]
fn every_check_is_a_file_and_has_a_page_in_both_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/agreement/check");
    for check in CHECKS {
        let file = folder.join(format!("{}.rs", check.code.replace('-', "_")));
        assert!(file.is_file(), "{} is not a file of its own", check.code);
        for language in ["ar", "en"] {
            let words = words(language);
            let message = words.split(&format!("\nd-{} =", check.code)).nth(1).unwrap_or_default();
            let message = message.split("\nd-").next().unwrap_or_default();
            for part in [".title", ".expected", ".do", ".why"] {
                assert!(
                    message.contains(&format!("\n    {part} =")),
                    "{language}: {} has no {part}",
                    check.code
                );
            }
        }
    }
    let files = fs::read_dir(&folder).expect("the folder of checks").flatten().count();
    assert!(files >= CHECKS.len(), "{files}");
}
