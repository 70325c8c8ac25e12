//! Every scenario of `tests/norms` comes out as a lawyer wrote it down.

use std::collections::BTreeSet;

use hudna_core::agreement::norm::Kind;
use hudna_core::finding::Outcome;

use crate::scenario::{Scenario, folder, scenarios};

/// Every scenario of the folder; a file that cannot be read fails.
pub(crate) fn all() -> Vec<Scenario> {
    let mut files: Vec<_> = std::fs::read_dir(folder())
        .expect("the folder of scenarios")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        assert!(name.ends_with(".md"), "{name} is no scenario: put agreements and geometry in agreements/");
        let text = std::fs::read_to_string(&path).expect("a text");
        match scenarios(&name, &text) {
            Ok(list) => out.extend(list),
            Err(why) => panic!("{why}"),
        }
    }
    out
}

/// Differences between what a scenario expects and what is found, unexpected findings included.
fn differences(scenario: &Scenario) -> Vec<String> {
    let assessment = scenario.assess();
    let named = |r: u32| scenario.reports[r as usize].origin.own_id.as_deref().unwrap_or_default().to_owned();
    let mut out: Vec<String> =
        scenario.expected.iter().flat_map(|e| e.differences(&assessment, &named)).collect();
    for finding in &assessment.findings {
        let spoken_of = scenario
            .expected
            .iter()
            .any(|e| e.subject == finding.subject.id && e.deed == finding.subject.deed);
        let expected = scenario.expected.iter().any(|e| e.finding(&assessment) == Some(finding));
        if spoken_of && !expected {
            out.push(format!(
                "nobody expected {} {:?}: {:?}",
                finding.norm, finding.subject, finding.outcome
            ));
        }
    }
    out.into_iter().map(|d| format!("{}\n    {d}", scenario.name)).collect()
}

#[test]
fn every_scenario_comes_out_as_expected() {
    let wrong: Vec<String> = all().iter().flat_map(differences).collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_norm_and_every_outcome_has_a_scenario() {
    let (mut kinds, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
    for scenario in all() {
        for expected in &scenario.expected {
            outcomes.extend(expected.outcome);
            if let Some(norm) = scenario.agreement.norm(&expected.norm) {
                kinds.insert(norm.kind.name());
                // permissions show in the findings of the norms that they are over
                let over = scenario
                    .agreement
                    .norms
                    .iter()
                    .filter(|p| p.exception.as_ref().is_some_and(|e| e.over.contains(&norm.id)));
                kinds.extend(over.map(|p| p.kind.name()));
            }
        }
    }
    let without: Vec<&str> = Kind::ALL.iter().map(|k| k.name()).filter(|k| !kinds.contains(k)).collect();
    assert!(without.is_empty(), "no scenario in tests/norms for: {}", without.join(", "));
    assert_eq!(outcomes.len(), Outcome::ALL.len());
}

#[test]
fn a_scenario_that_is_not_understood_is_refused() {
    let sound = "# أ · A\nagreement: coast.md\nas of: 2026-04-02 18:00\n## Facts · الوقائع\n- act: shelling\n\
                 ## Expect · المتوقع\n- a4.1: breach\n## Why · التعليل\nX\n";
    assert!(scenarios("sound", sound).is_ok());
    for (written, instead) in [
        ("- act: shelling", "- act: shellling"),
        ("- act:", "- akt:"),
        ("## Facts", "## Fakts"),
        ("breach", "brech"),
        ("- a4.1: breach", "- a4.1: undetermined"),
        ("as of: 2026-04-02 18:00", "as of: soon"),
        ("coast.md", "no-such.md"),
        ("## Why · التعليل\nX\n", ""),
    ] {
        assert!(scenarios("broken", &sound.replace(written, instead)).is_err(), "{instead}");
    }
}
