//! The Marsa example from files to findings, held against what was derived by hand from its text.
//!
//! `examples/marsa/expected.md` is for people, `expected.toml` for this test; a row of one is in the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use crate::run::{Run, list, text, word};

const REPORTS: [&str; 7] = [
    "hospitals.ar.csv",
    "hotline.geojson",
    "liaison.en.csv",
    "logbook.csv",
    "media.en.csv",
    "parties.csv",
    "patrols.ar.csv",
];
const REGISTERS: [&str; 8] = [
    "authorisations.csv",
    "complete.csv",
    "contacts.csv",
    "coverage.csv",
    "holdings.csv",
    "notices.csv",
    "verifications.csv",
    "visits.csv",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    row: Vec<Row>,
    duty: Vec<Duty>,
    set_aside: Vec<SetAside>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    no: u32,
    reports: Vec<String>,
    #[serde(default)]
    verifier: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    norm: String,
    outcome: String,
    #[serde(default)]
    possible: Vec<String>,
    against: Option<Value>,
    if_bound: Option<String>,
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    settles: Vec<String>,
    route: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Duty {
    norm: String,
    party: String,
    outcome: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetAside {
    report: String,
    code: String,
}

fn expected() -> Expected {
    toml::from_str(&text("examples/marsa/expected.toml")).expect("expected.toml")
}

fn of_marsa(folder: &str, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("examples/marsa/{folder}/{name}")).collect()
}

fn assess(reports: &[&str]) -> Run {
    assess_files(of_marsa("reports", reports), of_marsa("registers", &REGISTERS))
}

fn assess_files(reports: Vec<String>, registers: Vec<String>) -> Run {
    let mut arguments = vec!["examples/marsa/marsa.md".to_string()];
    arguments.extend(reports);
    arguments.push("--registers".into());
    arguments.extend(registers);
    arguments.extend(["--mapping".into(), "examples/marsa/reports/logbook.mapping.toml".into()]);
    Run::of(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// One run for all tests that only read it.
fn run() -> &'static (Run, Value) {
    static RUN: OnceLock<(Run, Value)> = OnceLock::new();
    RUN.get_or_init(|| {
        let run = assess(&REPORTS);
        let findings = run.findings();
        (run, findings)
    })
}

fn reports_of(incident: &Value) -> BTreeSet<&str> {
    list(incident, "reports").iter().map(|r| word(r, "id")).collect()
}

/// What is wrong with a row, if anything.
fn fault(row: &Row, found: &Value) -> Option<String> {
    let first = row.reports.first().map_or("", String::as_str);
    let incident = list(found, "incidents").iter().find(|i| reports_of(i).contains(first));
    let Some(incident) = incident else { return Some(format!("{first} is in no incident")) };
    let together = reports_of(incident);
    let loose: BTreeSet<&str> = row.verifier.iter().chain(&row.open).map(String::as_str).collect();
    let wanted: BTreeSet<&str> = row.reports.iter().map(String::as_str).collect();
    let lacks: Vec<_> = wanted.iter().filter(|id| !together.contains(*id) && !loose.contains(*id)).collect();
    let extra: Vec<_> = together.iter().filter(|id| !wanted.contains(*id) && !loose.contains(*id)).collect();
    if !lacks.is_empty() || !extra.is_empty() {
        return Some(format!("the incident of {first} lacks {lacks:?} and holds {extra:?} besides"));
    }
    let finding = list(found, "findings")
        .iter()
        .find(|f| f["subject"]["id"] == incident["id"] && word(f, "norm") == row.norm);
    let Some(finding) = finding else {
        // findings of `not covered` are counted, not listed
        return (row.outcome != "not_covered").then(|| format!("not covered instead of {}", row.outcome));
    };
    wrong_in(row, finding)
}

fn wrong_in(row: &Row, finding: &Value) -> Option<String> {
    if word(finding, "outcome") != row.outcome {
        return Some(format!("{} instead of {}", finding["outcome"], row.outcome));
    }
    let possible: Vec<&str> = list(finding, "possible").iter().filter_map(Value::as_str).collect();
    if !row.possible.is_empty() && possible != row.possible {
        return Some(format!("possible {possible:?} instead of {:?}", row.possible));
    }
    if row.against.as_ref().is_some_and(|against| *against != finding["against"]) {
        return Some(format!("against {} instead of {:?}", finding["against"], row.against));
    }
    if row.if_bound.as_ref().is_some_and(|outcome| outcome != word(finding, "if_bound")) {
        return Some(format!("if bound {} instead of {:?}", finding["if_bound"], row.if_bound));
    }
    let by: Vec<&str> = list(finding, "by").iter().filter_map(Value::as_str).collect();
    if let Some(lacking) = row.by.iter().find(|b| !by.contains(&b.as_str())) {
        return Some(format!("by {by:?} lacks {lacking}"));
    }
    if row.settles.is_empty() {
        return None;
    }
    let routes: Vec<&str> = list(finding, "missing")
        .iter()
        .filter(|set| set["settles"] == true)
        .filter(|set| {
            list(set, "facts").iter().map(|f| word(f, "fact")).eq(row.settles.iter().map(String::as_str))
        })
        .flat_map(|set| list(set, "facts").iter().map(|f| word(f, "route")))
        .collect();
    match (&row.route, routes.first()) {
        (_, None) => Some(format!("{:?} alone does not settle it", row.settles)),
        (Some(route), Some(found)) if route != found => Some(format!("route {found} instead of {route}")),
        _ => None,
    }
}

#[test]
fn each_happening_comes_to_what_the_text_says() {
    let faults: Vec<String> = expected()
        .row
        .iter()
        .filter_map(|row| fault(row, &run().1).map(|why| format!("row {}, {}: {why}", row.no, row.norm)))
        .collect();
    assert!(faults.is_empty(), "{} rows differ:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn each_duty_of_a_party_comes_to_what_the_text_says() {
    for duty in expected().duty {
        let finding = list(&run().1, "findings").iter().find(|f| {
            f["subject"]["kind"] == "party"
                && f["subject"]["id"] == *duty.party
                && word(f, "norm") == duty.norm
        });
        let outcome = finding.map_or("none", |f| word(f, "outcome"));
        assert_eq!(outcome, duty.outcome, "{} of {}", duty.norm, duty.party);
    }
}

/// Own ids of reports in a text, such as `P-001` and `HB/26/011`.
fn report_ids(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '/')))
        .filter(|word| {
            let digits = |d: &str| d.len() == 3 && d.bytes().all(|b| b.is_ascii_digit());
            word.strip_prefix("HB/26/").is_some_and(digits)
                || word
                    .split_once('-')
                    .is_some_and(|(letter, d)| "FHLMPST".contains(letter) && letter.len() == 1 && digits(d))
        })
        .collect()
}

/// A cell without `(answers L-015)`: those lie in another incident.
fn without_answered(cell: &str) -> String {
    let mut parts = cell.split("(answers");
    let first = parts.next().unwrap_or("").to_string();
    parts.fold(first, |kept, part| kept + part.split_once(')').map_or("", |(_, rest)| rest))
}

#[test]
fn the_table_for_people_and_the_table_for_the_test_have_the_same_rows() {
    let table = text("examples/marsa/expected.md");
    let rows: BTreeMap<u32, &str> = table
        .lines()
        .filter_map(|line| Some((line.strip_prefix('|')?.split('|').next()?.parse().ok()?, line)))
        .collect();
    let expected = expected();
    assert_eq!(rows.len(), 48);
    let numbers: BTreeSet<u32> = expected.row.iter().map(|r| r.no).collect();
    assert_eq!(rows.keys().copied().collect::<BTreeSet<_>>(), numbers);
    for row in &expected.row {
        let line = rows[&row.no];
        let said = |what: &str| assert!(line.contains(what), "row {} does not say {what}: {line}", row.no);
        row.reports.iter().chain(&row.verifier).for_each(|id| said(id));
        said(&row.norm);
        said(&row.outcome.replace('_', " "));
        if !row.possible.is_empty() {
            said(&format!("{{{}}}", row.possible.join(", ").replace('_', " ")));
        }
    }
    for (no, line) in &rows {
        let column = without_answered(line.split('|').nth(3).unwrap_or(""));
        let tested: BTreeSet<&str> = expected
            .row
            .iter()
            .filter(|r| r.no == *no)
            .flat_map(|r| r.reports.iter().chain(&r.verifier))
            .map(String::as_str)
            .collect();
        let untested: Vec<_> = report_ids(&column).into_iter().filter(|id| !tested.contains(id)).collect();
        assert!(untested.is_empty(), "row {no} names {untested:?}, the test does not");
    }
    for line in &expected.set_aside {
        assert!(table.contains(&line.report), "{} is not said to be set aside", line.report);
    }
}

#[test]
fn all_four_outcomes_occur() {
    let by_outcome = &run().1["summary"]["incidents_by_outcome"];
    for outcome in ["breach", "undetermined", "permitted", "not_covered"] {
        assert!(by_outcome[outcome].as_u64().is_some_and(|n| n > 0), "{outcome}: {by_outcome}");
    }
}

#[test]
fn what_was_read_was_accepted_or_set_aside() {
    let reports = &run().1["reports"];
    let count = |key: &str| reports[key].as_u64().unwrap_or(0);
    assert_eq!(count("read"), 155);
    assert_eq!(count("read"), count("accepted") + count("set_aside"));
    let in_incidents: usize = list(&run().1, "incidents").iter().map(|i| list(i, "reports").len()).sum();
    assert_eq!(in_incidents as u64, count("accepted"), "each accepted report is in one incident");
}

#[test]
fn six_wrong_lines_are_set_aside_and_each_says_why() {
    let written = run().0.file("set-aside.csv");
    let lines: Vec<&str> = written.lines().skip(1).collect();
    let expected = expected().set_aside;
    assert_eq!(lines.len(), expected.len(), "{written}");
    for aside in expected {
        let (id, code) = (format!(",{},", aside.report), format!(",{},", aside.code));
        assert!(lines.iter().any(|l| l.contains(&id) && l.contains(&code)), "{id}{code}: {written}");
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    assert!(assess(&REPORTS).file("findings.json") == run().0.file("findings.json"));
}

/// What was found, without the places in files that show it.
fn substance(found: &Value) -> Vec<String> {
    let names: BTreeMap<&str, String> = list(found, "incidents")
        .iter()
        .map(|i| (word(i, "id"), reports_of(i).into_iter().collect::<Vec<_>>().join(" ")))
        .collect();
    let mut out: Vec<String> = list(found, "findings")
        .iter()
        .map(|f| {
            let id = word(&f["subject"], "id");
            let subject = names.get(id).map_or(id, String::as_str);
            let facts: Vec<String> = list(f, "missing")
                .iter()
                .flat_map(|set| list(set, "facts").iter().map(|fact| word(fact, "fact").to_string()))
                .collect();
            let rest: Vec<String> = ["outcome", "possible", "if_bound", "against", "by", "clash"]
                .map(|k| f[k].to_string())
                .into();
            format!(
                "{subject} ({id}) {} {} {} {}",
                f["subject"]["deed"],
                f["norm"],
                rest.join(" "),
                facts.join(" ")
            )
        })
        .collect();
    out.extend(names.iter().map(|(id, reports)| format!("{id}: {reports}")));
    out.sort();
    out
}

#[test]
fn the_order_of_files_changes_no_finding() {
    let mut backwards = REPORTS;
    backwards.reverse();
    let other = assess(&backwards).findings();
    assert_eq!(other["summary"], run().1["summary"]);
    assert_eq!(substance(&other), substance(&run().1));
}

#[test]
fn a_reply_filed_later_links_the_acts_as_a_report_would() {
    let folder = tempfile::TempDir::new().expect("a folder of its own");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let patrols = text("examples/marsa/reports/patrols.ar.csv");
    assert_eq!(patrols.matches("hot_pursuit,L-023,").count(), 1);
    std::fs::write(path("patrols.csv"), patrols.replace("hot_pursuit,L-023,", "hot_pursuit,,"))
        .expect("written");
    std::fs::write(path("answers.csv"), "act,answers\nP-031,L-023\n").expect("written");
    let mut reports = of_marsa("reports", &REPORTS[..6]);
    reports.push(path("patrols.csv"));
    let outcome = |registers: Vec<String>| {
        let found = assess_files(reports.clone(), registers).findings();
        let incident =
            list(&found, "incidents").iter().find(|i| reports_of(i).contains("P-031")).expect("P-031");
        let finding = list(&found, "findings")
            .iter()
            .find(|f| f["subject"]["id"] == incident["id"] && word(f, "norm") == "a10.1");
        finding.map_or(String::new(), |f| word(f, "outcome").to_string())
    };
    let mut registers = of_marsa("registers", &REGISTERS);
    assert_eq!(outcome(registers.clone()), "undetermined", "silence decides nothing");
    registers.push(path("answers.csv"));
    assert_eq!(outcome(registers), "permitted");
}
