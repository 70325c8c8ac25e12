//! A period asked for: what the summary and the data documents hold of it.

use std::collections::BTreeSet;

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{hudna, list, word};

const MARSA: &str = "examples/marsa/marsa.md";
const REPORTS: &[&str] = &["examples/marsa/reports/liaison.en.csv", "examples/marsa/reports/patrols.ar.csv"];

/// The summary, `findings.json` and `incidents.geojson` of a run.
fn assessed(period: &[&str]) -> (Value, Value, Value) {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().display().to_string();
    let mut arguments = vec!["assess", MARSA];
    arguments.extend(REPORTS);
    arguments.extend(["--formats", "json,geojson", "--json", "--as-of", "2026-04-10 00:00", "--out", &out]);
    arguments.extend(period);
    let output = hudna(&arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| {
        let bytes = std::fs::read(folder.path().join(name)).expect("a document");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let summary = serde_json::from_slice(&output.stdout).expect("one summary");
    (summary, read("findings.json"), read("incidents.geojson"))
}

fn ids(findings: &Value) -> BTreeSet<&str> {
    list(findings, "incidents").iter().map(|i| word(i, "id")).collect()
}

fn findings_of<'v>(findings: &'v Value, kind: &str) -> Vec<&'v Value> {
    list(findings, "findings").iter().filter(|f| word(&f["subject"], "kind") == kind).collect()
}

#[test]
fn the_summary_and_the_data_documents_hold_the_incidents_of_the_period() {
    let (all_summary, all, _) = assessed(&[]);
    let (summary, findings, map) = assessed(&["--from", "2026-03-10", "--to", "2026-03-16"]);
    let kept = ids(&findings);
    assert!(!kept.is_empty() && kept.len() < ids(&all).len() && kept.is_subset(&ids(&all)));
    assert_eq!(summary["incidents"], kept.len());
    assert_eq!(list(&map, "features").len(), kept.len());
    let by_outcome = summary["incidents_by_outcome"].as_object().expect("outcomes");
    assert_eq!(by_outcome.values().filter_map(Value::as_u64).sum::<u64>(), kept.len() as u64);
    for finding in findings_of(&findings, "incident") {
        assert!(kept.contains(word(&finding["subject"], "id")));
    }
    assert_eq!(summary["reports"], all_summary["reports"], "all lines are read, whatever the period");
    assert_eq!(findings["period"]["lo"], "2026-03-10T00:00:00+02:00");
    assert_eq!(findings["period"]["hi"], "2026-03-17T00:00:00+02:00");
}

#[test]
fn a_period_changes_no_finding_that_it_keeps() {
    let (_, all, _) = assessed(&[]);
    let (_, findings, _) = assessed(&["--from", "2026-03-10", "--to", "2026-03-16"]);
    let all = list(&all, "findings");
    for finding in list(&findings, "findings") {
        assert!(all.contains(finding), "{finding}");
    }
}

#[test]
fn two_halves_of_the_time_count_every_pair_that_is_not_covered() {
    let not_covered = |s: &Value| s["findings"]["not_covered"].as_u64().expect("a count");
    let incidents = |s: &Value| s["incidents"].as_u64().expect("a count");
    let (all, all_findings, _) = assessed(&[]);
    let (first, early, _) = assessed(&["--to", "2026-03-15"]);
    let (second, late, _) = assessed(&["--from", "2026-03-16"]);
    let shared = ids(&early).intersection(&ids(&late)).count() as u64;
    assert_eq!(incidents(&first) + incidents(&second), incidents(&all) + shared);
    assert_eq!(ids(&early).union(&ids(&late)).count(), ids(&all_findings).len(), "none falls between");
    assert!(not_covered(&first) + not_covered(&second) >= not_covered(&all));
}

#[test]
fn duties_of_parties_stay_whatever_the_period() {
    let (_, all, _) = assessed(&[]);
    let (_, findings, _) = assessed(&["--from", "2026-03-10", "--to", "2026-03-16"]);
    assert_eq!(findings_of(&findings, "party"), findings_of(&all, "party"));
}

#[test]
fn a_period_after_the_last_report_holds_no_dated_incident() {
    let (summary, findings, _) = assessed(&["--from", "2026-09-01"]);
    assert_eq!(summary["incidents"], list(&findings, "incidents").len());
    let dated = list(&findings, "incidents").iter().filter(|i| i.to_string().contains("2026-03")).count();
    assert_eq!(dated, 0);
}
