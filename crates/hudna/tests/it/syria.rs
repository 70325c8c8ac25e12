//! The hypothetical text over the published rows for Syria, 2016 to 2019: the large file.

use serde::Deserialize;

use crate::run::{Run, shared};

/// The little that is asked of a large file.
#[derive(Deserialize)]
struct Found {
    reports: Reports,
    summary: Summary,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Reports {
    read: u64,
    accepted: u64,
    set_aside: u64,
}

#[derive(Deserialize)]
struct Summary {
    incidents_by_outcome: Outcomes,
}

#[derive(Deserialize)]
struct Outcomes {
    breach: u64,
    undetermined: u64,
    not_covered: u64,
}

#[derive(Deserialize)]
struct Finding {
    norm: String,
    outcome: String,
}

#[test]
fn sixteen_thousand_rows_of_syria_are_read_and_weighed() {
    let test = "sixteen_thousand_rows_of_syria_are_read_and_weighed";
    let Some(rows) = shared(test, "ucdp-ged/syria_2016_2019.csv.gz") else { return };
    let run = Run::of(&["examples/syria-2016/understanding.md", &rows]);
    let found: Found = serde_json::from_str(&run.file("findings.json")).expect("findings.json is JSON");
    assert_eq!(found.reports.read, 16_566);
    assert_eq!(found.reports.read, found.reports.accepted + found.reports.set_aside);
    let by = found.summary.incidents_by_outcome;
    assert!(by.breach > 0 && by.undetermined > 0 && by.not_covered > 0);
    assert_eq!(
        by.breach + by.undetermined + by.not_covered,
        found.reports.accepted,
        "nothing is permitted by this text"
    );
    let against_civilians =
        found.findings.iter().filter(|f| f.norm == "a2.2" && f.outcome == "breach").count();
    assert_eq!(against_civilians, 174, "one-sided rows in force whose author is not excluded");
}
