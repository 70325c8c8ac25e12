//! Candidates, bodies and decisions from registers to documents, in both languages.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{hudna, list, root, word};

const REPORTS: &str =
    "report_id,source,act,at,place\nR1,patrol,shelling,2026-03-11 06:00,\"31.05, -37.95\"\n";
const CANDIDATES: &str = "id,body,at,nominated_by,years_service,served_in,served_as\n\
    c-1,joint_force,2026-03-20,second,15,,\n\
    c-2,joint_force,2026-04-08,second,15,,\n\
    c-3,joint_force,2026-03-20,second,8,none,\n";
const MEMBERS: &str = "الرقم,الهيئة,الطرف,الصفة\n\
    m-1,joint_force,first,رئيس\nm-2,joint_force,first,عضو\nm-3,joint_force,first,عضو\n\
    m-4,joint_force,,عضو\nm-5,joint_force,second,عضو\nm-6,joint_force,second,عضو\n";
const VOTES: &str = "decision,body,at,member,vote\n\
    s-1,joint_force,2026-04-01 10:00,m-1,for\ns-1,joint_force,2026-04-01 10:00,m-2,silent\n";

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file of the test");
    path.display().to_string()
}

/// What a run wrote: `findings.json`, and the reports in Arabic and English.
fn assessed() -> (Value, String, String) {
    let folder = TempDir::new().expect("a folder");
    let at = folder.path();
    let agreement = root().join("crates/hudna-core/tests/norms/agreements/force.md").display().to_string();
    let reports = write(at, "reports.csv", REPORTS);
    let registers = [
        write(at, "candidates.csv", CANDIDATES),
        write(at, "الأعضاء.csv", MEMBERS),
        write(at, "votes.csv", VOTES),
    ];
    let out = at.join("out").display().to_string();
    let mut arguments = vec!["assess", &agreement, &reports];
    for register in &registers {
        arguments.extend(["--registers", register]);
    }
    arguments.extend(["--as-of", "2026-04-10 00:00", "--formats", "json,html", "--out", &out]);
    let output = hudna(&arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| std::fs::read_to_string(at.join("out").join(name)).expect("a document");
    let findings = serde_json::from_str(&read("findings.json")).expect("JSON");
    (findings, read("sitrep.ar.html"), read("sitrep.en.html"))
}

fn outcome<'v>(findings: &'v Value, norm: &str, subject: &str) -> (&'v str, &'v str) {
    let about = |f: &&Value| word(f, "norm") == norm && word(&f["subject"], "id") == subject;
    let found = list(findings, "findings").iter().find(about);
    found.map_or(("", ""), |f| (word(&f["subject"], "kind"), word(f, "outcome")))
}

#[test]
fn registers_of_people_reach_the_documents_in_both_languages() {
    let (findings, arabic, english) = assessed();
    for (norm, subject, expected) in [
        ("a9.3", "c-1", ("candidate", "permitted")),
        ("a9.3", "c-2", ("candidate", "undetermined")),
        ("a9.3", "c-3", ("candidate", "breach")),
        ("a9.1", "joint_force", ("body", "undetermined")),
        ("a9.2", "joint_force", ("body", "permitted")),
        ("a11.2", "s-1", ("vote", "permitted")),
    ] {
        assert_eq!(outcome(&findings, norm, subject), expected, "{norm} of {subject}");
    }
    for words in ["Candidate c-3", "not met", "member m-4", "Where did the candidate serve before?"] {
        assert!(english.to_lowercase().contains(&words.to_lowercase()), "{words}");
    }
    for words in ["غير مستوفى", "ماذا يقول المحضر عن العضو", "أين خدم المرشح من قبل؟"]
    {
        assert!(arabic.contains(words), "{words}");
    }
}
