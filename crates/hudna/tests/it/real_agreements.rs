//! The two real texts of `examples/`: their scenarios come out as the text says, and what the checker says of them
//! stands in their own lists of weak places.

use std::collections::BTreeSet;

use hudna_core::diagnostic::Diagnostic;
use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Run, hudna, list, root, text, word};

const TEXTS: [(&str, &str); 2] =
    [("examples/measures-2020", "measures.md"), ("examples/south-sudan-2017", "agreement.md")];

#[test]
fn every_scenario_of_the_real_agreements_comes_out_as_expected() {
    for (folder, _) in TEXTS {
        let scenarios = root().join(folder).join("scenarios");
        let files = std::fs::read_dir(scenarios).expect("the folder of scenarios");
        let mut files: Vec<String> = files
            .map(|f| format!("{folder}/scenarios/{}", f.expect("a file").file_name().to_string_lossy()))
            .collect();
        files.sort();
        let mut arguments = vec!["agreement", "scenario", "--json"];
        arguments.extend(files.iter().map(String::as_str));
        let output = hudna(&arguments);
        let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let wrong: Vec<&Value> = list(&all, "files")
            .iter()
            .flat_map(|f| list(f, "scenarios"))
            .filter(|s| !list(s, "differences").is_empty())
            .collect();
        assert!(wrong.is_empty(), "{folder}: {wrong:#?}");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(all["scenarios"].as_u64() >= Some(30), "{folder}: {}", all["scenarios"]);
    }
}

/// A code and the paragraphs that it is about; none where it is about the whole text.
type Weak = (String, BTreeSet<String>);

/// The entries of a text's list of weak places: `- **4.1, 4.2** `code`, `code` …`.
fn listed(agreement: &str) -> Vec<Weak> {
    let (_, weak) = agreement.split_once("Places too vague to encode").expect("the list of weak places");
    let mut out = Vec::new();
    for entry in weak.lines().filter_map(|l| l.strip_prefix("- **")) {
        let (numbers, rest) = entry.split_once("** ").expect("the numbers of paragraphs");
        let paragraphs: BTreeSet<String> = numbers.split(", ").map(str::to_owned).collect();
        let mut rest = rest;
        while let Some((code, after)) = rest.strip_prefix('`').and_then(|r| r.split_once('`')) {
            out.push((code.to_owned(), paragraphs.clone()));
            rest = after.trim_start_matches(", ");
        }
    }
    out
}

/// What the check says of a text, by its paragraphs; a norm stands under the paragraph whose number its id begins with.
fn said(path: &str) -> Vec<Weak> {
    let read = hudna_desk::desk::read_agreement(&root().join(path)).expect("the file");
    let agreement = read.agreement.expect("it loads");
    let paragraph = |norm: &str| {
        let article = agreement.article_of(norm).expect("its article");
        let own = norm.strip_prefix(&*article.id).and_then(|r| r.split('.').nth(1)).expect("its number");
        let numbers = article.paragraphs.iter().map(|(number, _)| number.to_string());
        numbers.into_iter().find(|n| n.split_once('.').is_some_and(|(_, n)| n == own)).expect("its paragraph")
    };
    let of = |d: &Diagnostic| -> BTreeSet<String> {
        let of = |name: &str| d.arguments.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
        if let Some(numbers) = of("paragraph") {
            return numbers.split(", ").map(str::to_owned).collect();
        }
        let norms = of("norm").unwrap_or_default().split(", ").filter(|n| !n.is_empty());
        norms.map(paragraph).collect()
    };
    read.diagnostics.iter().map(|d| (d.code.to_owned(), of(d))).collect()
}

#[test]
fn every_code_in_the_lists_of_weak_places_is_said_there_and_nothing_else_is_said() {
    for (folder, name) in TEXTS {
        let path = format!("{folder}/{name}");
        let (said, listed) = (said(&path), listed(&text(&path)));
        assert!(listed.len() >= 20, "{path}: {}", listed.len());
        // what is about the whole text stands in the list wherever it shows
        let meet = |(code, these): &Weak, (other, those): &Weak| {
            code == other && (these.is_empty() || !these.is_disjoint(those))
        };
        let beside: Vec<_> = said.iter().filter(|s| !listed.iter().any(|l| meet(s, l))).collect();
        let unsaid: Vec<_> = listed.iter().filter(|l| !said.iter().any(|s| meet(s, l))).collect();
        assert!(
            beside.is_empty() && unsaid.is_empty(),
            "{path}\nsaid and not listed: {beside:?}\nlisted and not said: {unsaid:?}"
        );
    }
}

#[test]
fn an_affiliation_filed_later_decides_whose_act_it_was() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    write(
        "reports.csv",
        "report_id,source,act,at,lat,lon,actor,target,target_kind,site_kind\n\
         A,patrol,capture,2018-02-01 10:00,5.1,30.1,Lake Battalion,NAS,military,position\n\
         B,patrol,capture,2018-04-01 10:00,6.1,31.1,lake battalion,NAS,military,position\n\
         C,patrol,capture,2018-04-09 10:00,7.1,32.1,the hill men,NAS,military,position\n",
    );
    write(
        "links.csv",
        "of,is,to,from,until,by,change\n\
         Lake Battalion,belongs_to,SPLA-IO,,2018-03-01 .. 2018-03-05,R-7,lake\n\
         Lake Battalion,مندمج في,SPLA-IG,2018-03-01 .. 2018-03-05,,R-8,lake\n",
    );
    let reports = at("reports.csv");
    let against = |registers: &[&str]| -> Vec<String> {
        let arguments = [&["examples/south-sudan-2017/agreement.md", &reports], registers].concat();
        let findings = Run::of(&arguments).findings();
        let of_capture = |f: &&Value| word(f, "norm") == "a3.2.a";
        list(&findings, "findings")
            .iter()
            .filter(of_capture)
            .map(|f| format!("{} {}", word(f, "outcome"), f["against"]))
            .collect()
    };
    let links = at("links.csv");
    let mut found = against(&["--registers", &links]);
    found.sort();
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0], r#"breach [["splm-io"]]"#);
    assert_eq!(found[1], r#"breach [["tgonu"]]"#);
    assert!(found[2].starts_with("undetermined"), "{found:?}");
    let without = against(&[]);
    assert!(without.iter().all(|f| f.starts_with("undetermined")), "{without:?}");
}
