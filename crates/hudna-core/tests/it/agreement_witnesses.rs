//! What is found by search over cells holds in the engine too: a witness, read as a scenario and assessed,
//! comes out as it says.

use std::sync::Arc;

use hudna_core::agreement::check::{CHECKS, Example, File, sample};
use hudna_core::agreement::{Agreement, SourceText};
use hudna_core::diagnostic::Diagnostic;
use hudna_core::scenario;

/// The sample with these words replaced, and what is said of it.
fn with(changes: &[(&str, &str)]) -> (Agreement, Vec<Diagnostic>) {
    let mut shelf = sample();
    let text = shelf.0.get_mut(File::Text.name()).expect("the text is on the shelf");
    for (from, to) in changes {
        assert!(text.contains(from), "the sample no longer holds {from:?}");
        *text = text.replacen(from, to, 1);
    }
    let (agreement, said) = shelf.read();
    (agreement.unwrap_or_else(|| panic!("it loads: {said:#?}")), said)
}

/// The codes said of the sample with these words replaced.
fn codes(changes: &[(&str, &str)]) -> Vec<&'static str> {
    with(changes).1.iter().map(|d| d.code).collect()
}

/// The scenario that a diagnostic shows.
fn shown(diagnostic: &Diagnostic) -> &str {
    diagnostic.arguments.iter().find(|(name, _)| *name == "scenario").map_or("", |(_, text)| text)
}

/// The scenario comes out as it says it does.
fn comes_out(agreement: &Agreement, text: &str) {
    let source = SourceText { name: "witness.md".to_owned(), text: text.to_owned() };
    let agreement = Arc::new(agreement.clone());
    let (scenarios, said) = scenario::read(&source, &mut |_| Ok(Arc::clone(&agreement)));
    assert!(said.is_empty() && scenarios.len() == 1, "{said:#?}\n{text}");
    for scenario in &scenarios {
        let assessment = scenario.assess();
        for expected in &scenario.expected {
            let differences = expected.differences(&assessment, scenario);
            assert!(differences.is_empty(), "{differences:#?}\n{text}\n{:#?}", assessment.findings);
        }
    }
}

#[test]
fn every_witness_of_the_worked_examples_comes_out_in_the_engine() {
    let mut tried = 0;
    for check in CHECKS {
        let shelf = check.example.shelf();
        let (Some(agreement), said) = shelf.read() else { continue };
        for diagnostic in said.iter().filter(|d| !shown(d).is_empty()) {
            comes_out(&agreement, shown(diagnostic));
            tried += 1;
        }
    }
    assert!(tried >= 3, "{tried}");
}
