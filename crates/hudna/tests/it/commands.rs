//! The commands beside the main job: what they print, and how they end.

use std::collections::BTreeMap;
use std::process::Output;

use tempfile::TempDir;

use crate::run::{hudna, text};

fn answer(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_examples_load_without_an_error() {
    for agreement in ["marsa/marsa.md", "libya-2014/understanding.md", "syria-2016/understanding.md"] {
        let output = hudna(&["agreement", "check", &format!("examples/{agreement}")]);
        assert_eq!(output.status.code(), Some(0), "{agreement}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_code_of_a_diagnostic_is_explained_in_both_languages() {
    let words = ["check", "condition", "diagnostic"]
        .map(|f| text(&format!("crates/hudna-desk/words/en/{f}.ftl")))
        .concat();
    let codes: Vec<&str> = words.lines().filter_map(|l| l.strip_prefix("d-")?.split(" =").next()).collect();
    assert!(codes.len() > 80, "{}", codes.len());
    // each is the same path through the program: a few from every part stand for all
    for code in codes.iter().step_by(9) {
        for lang in ["en", "ar"] {
            let output = hudna(&["--speak", lang, "agreement", "explain", code]);
            assert_eq!(output.status.code(), Some(0), "{code}");
            assert!(answer(&output).contains(code) && answer(&output).lines().count() > 2, "{code}");
        }
    }
}

#[test]
fn a_code_that_does_not_exist_is_refused_with_the_nearest_ones() {
    let output = hudna(&["--speak", "en", "agreement", "explain", "zone-unknwn"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("error[code-not-known]") && said.contains("zone-unknown"), "{said}");
}

#[test]
fn an_explanation_shows_the_example_both_ways() {
    let said = answer(&hudna(&["--speak", "en", "agreement", "explain", "articles-disagree"]));
    assert!(said.contains("over = [\"a5.2\", \"a5.4\"]"), "as the sample has it: {said}");
    assert!(said.contains("error[articles-disagree]"), "what is then said: {said}");
    assert!(said.contains("## Facts · الوقائع"), "an incident on which they clash: {said}");
}

#[test]
fn a_text_that_contradicts_itself_fails_the_check_with_a_scenario_in_its_json() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("text.md");
    let text = "+++\nagreement = \"x\"\nzone_time = \"Africa/Tripoli\"\nd_day = 2026-03-01T00:01:00\n+++\n\n## المادة 1 · Article 1 {#a1}\n\n\
                ```toml register\nparty = [{ id = \"first\", ar = \"أول\", en = \"First\" }]\n```\n\n\
                ```toml norm\nid = \"a1.1\"\nkind = \"prohibition\"\nwhen = \"act = 'flight'\"\n```\n\n\
                ```toml norm\nid = \"a1.2\"\nkind = \"permission\"\nwhen = \"purpose = 'aid'\"\n```\n";
    std::fs::write(&path, text).expect("written");
    let output = hudna(&["agreement", "check", &path.display().to_string(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = said["diagnostics"].as_array().expect("a list");
    let clash = list.iter().find(|d| d["code"] == "articles-disagree").expect("the contradiction");
    assert_eq!(clash["severity"], "error");
    let scenario = clash["arguments"]["scenario"].as_str().unwrap_or_default();
    assert!(scenario.contains("- purpose: aid") && scenario.contains("clash a1.1 and a1.2"), "{scenario}");
}

#[test]
fn many_warnings_stand_kind_by_kind_the_most_frequent_first_and_all_in_full_where_asked() {
    for agreement in ["examples/measures-2020/measures.md", "examples/south-sudan-2017/agreement.md"] {
        let check = |more: &[&str]| hudna(&[&["agreement", "check", agreement], more].concat());
        let json: serde_json::Value =
            serde_json::from_slice(&check(&["--format", "json"]).stdout).expect("JSON");
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let list = json["diagnostics"].as_array().expect("a list");
        for code in list.iter().filter(|d| d["severity"] == "warning").filter_map(|d| d["code"].as_str()) {
            *places.entry(code).or_default() += 1;
        }
        for (lang, warning, count) in [("en", "warning[", " Places: "), ("ar", "تنبيه[", " المواضع: ")]
        {
            let said = |more: &[&str]| {
                let output = check(&[more, &["--speak", lang]].concat());
                String::from_utf8_lossy(&output.stderr).into_owned()
            };
            let heads = |said: &str| -> Vec<String> {
                said.lines().filter_map(|l| l.strip_prefix(warning)).map(str::to_owned).collect()
            };
            let (by_kind, in_full) = (said(&[]), said(&["--all"]));
            let kinds: Vec<(String, usize)> = heads(&by_kind)
                .iter()
                .map(|head| {
                    let (code, rest) = head.split_once("]: ").expect("a code");
                    let count =
                        rest.rsplit_once(count).and_then(|(_, n)| n.trim_end_matches('.').parse().ok());
                    (code.to_owned(), count.expect("how many"))
                })
                .collect();
            assert!(kinds.is_sorted_by(|a, b| a.1 >= b.1), "{agreement} {kinds:?}");
            let told: BTreeMap<&str, usize> = kinds.iter().map(|(code, n)| (code.as_str(), *n)).collect();
            assert_eq!((told.len(), &told), (kinds.len(), &places), "{agreement}: each code once");
            assert!(by_kind.contains("--all") && by_kind.contains(".md:"), "{by_kind}");
            assert_eq!(heads(&in_full).len(), places.values().sum::<usize>(), "{agreement}");
            assert!(in_full.contains("^^^") && !in_full.contains(count), "{agreement}");
            assert!(by_kind.lines().count() * 2 < in_full.lines().count(), "{agreement}: it is shorter");
        }
    }
}

#[test]
fn few_warnings_are_shown_in_full_as_they_are() {
    let output = hudna(&["--speak", "en", "agreement", "check", "examples/marsa/marsa.md"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains(" Places: ") && !said.contains("--all"), "{said}");
}

#[test]
fn help_in_both_languages_shows_no_key_without_words() {
    let pages: [&[&str]; 7] =
        [&[], &["agreement"], &["assess"], &["template"], &["map"], &["pair"], &["reference"]];
    for page in pages {
        for lang in ["en", "ar"] {
            let output = hudna(&[&["--speak", lang], page, &["--help"]].concat());
            assert_eq!(output.status.code(), Some(0), "{page:?}");
            assert!(!answer(&output).contains("cli-"), "{}", answer(&output));
        }
    }
    let arabic = answer(&hudna(&["--speak", "ar", "assess", "--help"]));
    assert!(!arabic.contains("Usage") && !arabic.contains("Options"), "{arabic}");
}

#[test]
fn a_template_filled_in_is_taken_in() {
    for lang in ["en", "ar"] {
        let folder = TempDir::new().expect("a folder");
        let header = answer(&hudna(&["template", "--format", "csv", "--lang", lang]));
        let header = header.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_string();
        let names: Vec<&str> = header.split(',').collect();
        let key = |english: &str, arabic: &str| {
            names.iter().position(|n| *n == english || n.replace(' ', "_") == arabic)
        };
        let mut cells = vec![""; names.len()];
        for (at, value) in [
            (key("report_id", "رقم_البلاغ"), "T-1"),
            (key("act", "الفعل"), "shelling"),
            (key("at", "الوقت"), "2026-03-11 06:00"),
        ] {
            cells[at.unwrap_or_else(|| panic!("{header}"))] = value;
        }
        let filled = format!("{header}\n{}\n", cells.join(","));
        let path = folder.path().join("filled.csv");
        std::fs::write(&path, filled).expect("a file");
        let (path, out) = (path.display().to_string(), folder.path().join("out").display().to_string());
        let output = hudna(&[
            "assess",
            "examples/marsa/marsa.md",
            &path,
            "--out",
            &out,
            "--formats",
            "json",
            "--json",
        ]);
        let one: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(one["reports"]["accepted"], 1, "{lang}: {one}");
    }
}

#[test]
fn a_workbook_template_is_written_whole() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("template.xlsx");
    let output = hudna(&["template", "--out", &path.display().to_string()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(std::fs::read(path).expect("the workbook").starts_with(b"PK"));
}

#[test]
fn a_mapping_is_proposed_and_can_be_read() {
    let output = hudna(&["map", "examples/marsa/reports/logbook.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let proposed = answer(&output);
    let mapping: toml::Table = toml::from_str(&proposed).unwrap_or_else(|why| panic!("{why}: {proposed}"));
    assert!(mapping.contains_key("columns"), "{proposed}");
}

#[test]
fn a_pair_shows_what_speaks_for_one_happening_and_what_against() {
    let arguments = [
        "pair",
        "P-010",
        "M-005",
        "examples/marsa/reports/patrols.ar.csv",
        "examples/marsa/reports/media.en.csv",
        "--agreement",
        "examples/marsa/marsa.md",
    ];
    let output = hudna(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(answer(&output).contains("time") && answer(&output).contains("place"), "{}", answer(&output));
    let output = hudna(&[&arguments[..], &["--json"]].concat());
    let score: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(score["parts"].is_array() && score["verdict"].is_string(), "{score}");
}

const THREE: &str = "report_id,source,at,place,act,killed,text\n\
    H-1,Hospital North,2026-03-10,\"31.10, -37.90 ± 3 km\",shelling,9,Nine dead were brought in after separate attacks\n\
    P-1,Patrol 1,2026-03-10 08:00,\"31.10, -37.90 ± 1 km\",shelling,2,Shells on the mill killed two\n\
    P-2,Patrol 1,2026-03-11 08:00,\"-37.9, 31.1\",shelling,1,\n";

#[test]
fn a_pair_of_a_sum_and_one_of_its_happenings_says_what_part_of_means() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("three.csv");
    std::fs::write(&path, THREE).expect("a file");
    let path = path.display().to_string();
    for (a, b, sums_up) in [("H-1", "P-1", [true, false]), ("P-1", "H-1", [false, true])] {
        let arguments = ["pair", a, b, &path, "--agreement", "examples/marsa/marsa.md"];
        let said = answer(&hudna(&arguments));
        assert!(said.contains("H-1 sums up several happenings, and P-1 may be one of them"), "{said}");
        let output = hudna(&[&arguments[..], &["--json"]].concat());
        let score: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!((&score["verdict"], &score["sums_up"]), (&"part_of".into(), &sums_up.to_vec().into()));
    }
}

#[test]
fn a_point_that_fits_the_area_only_when_turned_is_named_and_taken_in() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("three.csv");
    std::fs::write(&path, THREE).expect("a file");
    let (path, out) = (path.display().to_string(), folder.path().join("out").display().to_string());
    let arguments =
        ["assess", "examples/marsa/marsa.md", &path, "--out", &out, "--formats", "json", "--json"];
    let output = hudna(&arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("warning[coordinates-seem-swapped]") && said.contains("(line 4)"), "{said}");
    let one: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(one["reports"], serde_json::json!({ "read": 3, "accepted": 3, "set_aside": 0 }));
}
