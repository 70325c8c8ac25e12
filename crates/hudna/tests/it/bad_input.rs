//! What bad input gets: a coded error in the reader's language, the documented status, and nothing written.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::run::{hudna, root, text};

const MARSA: &str = "examples/marsa/marsa.md";
const GOOD: &str = "examples/marsa/reports/liaison.en.csv";

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Assesses `file` under the Marsa agreement in both languages: the code, status 1, empty stdout, nothing written,
/// and no key without its words.
fn refused(file: &Path, code: &str) {
    for lang in ["en", "ar"] {
        let folder = TempDir::new().expect("a folder");
        let out = folder.path().join("out");
        let (file, out_path) = (file.display().to_string(), out.display().to_string());
        let output = hudna(&["--speak", lang, "assess", MARSA, &file, "--out", &out_path]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{file} {text}");
        assert!(text.contains(&format!("[{code}]")), "{file}: {text}");
        assert!(!text.contains("intake-") && !text.contains("disk-"), "{file}: a key without words: {text}");
        assert!(output.stdout.is_empty(), "{file}");
        assert!(!out.exists(), "{file}: something was written");
    }
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

#[test]
fn an_empty_file_is_refused() {
    let folder = TempDir::new().expect("a folder");
    refused(&file(&folder, "empty.csv", b""), "file-empty");
}

#[test]
fn a_binary_file_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let bytes: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    refused(&file(&folder, "noise.csv", &bytes), "file-binary");
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    refused(Path::new("examples/marsa/reports/none.csv"), "file-not-found");
}

#[test]
fn a_folder_is_not_a_file() {
    refused(Path::new("examples/marsa/reports"), "file-unreadable");
}

#[test]
fn two_gigabytes_without_a_line_break_are_refused_unread() {
    let folder = TempDir::new().expect("a folder");
    let path = file(&folder, "long.csv", &vec![b'a'; 3 << 20]);
    // the rest is a hole on disk: 2 GB by its length
    std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .and_then(|f| f.set_len(2 << 30))
        .expect("a long file");
    refused(&path, "line-too-long");
}

#[test]
fn a_page_of_the_web_says_what_it_seems_to_be() {
    let folder = TempDir::new().expect("a folder");
    refused(
        &file(&folder, "page.csv", b"<!doctype html><html><body>reports</body></html>"),
        "format-unknown",
    );
}

#[test]
fn a_folder_that_cannot_be_written_to_is_refused_before_the_work() {
    let test = "a_folder_that_cannot_be_written_to_is_refused_before_the_work";
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("file");
    std::fs::write(&out, "a file").expect("a file");
    let output = hudna(&["assess", MARSA, GOOD, "--out", &out.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("[folder-unwritable]"), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(&out).expect("still there"), "a file");
    dropped_privileges(test, &folder);
}

/// Root may write anywhere: the same once more as nobody, where this test is root.
#[cfg(unix)]
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn dropped_privileges(test: &str, folder: &TempDir) {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let closed = folder.path().join("closed");
    std::fs::create_dir(&closed).expect("a folder");
    for (path, mode) in [(folder.path(), 0o755), (closed.as_path(), 0o555)] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("its mode");
    }
    // the binary and the example must be readable by nobody: copies are
    for (name, from) in [
        ("hudna", env!("CARGO_BIN_EXE_hudna").to_string()),
        ("a.md", root().join("examples/marsa/marsa.v1.md").display().to_string()),
        ("marsa.geojson", root().join("examples/marsa/marsa.geojson").display().to_string()),
        ("r.csv", root().join(GOOD).display().to_string()),
    ] {
        std::fs::copy(from, folder.path().join(name)).expect("a copy");
        std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(0o755))
            .expect("its mode");
    }
    let mut command = Command::new(folder.path().join("hudna"));
    command
        .args(["assess", "a.md", "r.csv", "--out", "closed/out"])
        .current_dir(folder.path())
        .env("LC_ALL", "C");
    match command.uid(65_534).gid(65_534).output() {
        Ok(output) => {
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert!(said(&output).contains("[folder-unwritable]"), "{}", said(&output));
            assert!(!closed.join("out").exists());
        }
        Err(why) => eprintln!("skipped: {test} without privileges: {why} (run it as root)"),
    }
}

#[cfg(not(unix))]
fn dropped_privileges(_: &str, _: &TempDir) {}

#[test]
fn a_folder_that_exists_keeps_its_other_files() {
    let folder = TempDir::new().expect("a folder");
    file(&folder, "notes.txt", b"mine");
    let out = folder.path().display().to_string();
    let output = hudna(&["assess", MARSA, GOOD, "--out", &out, "--formats", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(std::fs::read(folder.path().join("notes.txt")).expect("still there"), b"mine");
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["findings.json", "notes.txt", "set-aside.csv"], "and no leavings");
}

#[test]
fn json_prints_one_object_and_nothing_else() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().display().to_string();
    for lang in ["en", "ar"] {
        let output =
            hudna(&["--speak", lang, "assess", MARSA, GOOD, "--out", &out, "--formats", "json", "--json"]);
        let one: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
        let count = |part: &str| one["reports"][part].as_u64().expect("a count");
        assert_eq!(count("read"), count("accepted") + count("set_aside"));
        let incidents: u64 = one["incidents_by_outcome"]
            .as_object()
            .expect("outcomes")
            .values()
            .filter_map(|n| n.as_u64())
            .sum();
        assert_eq!(one["incidents"].as_u64(), Some(incidents), "each incident once");
        for stage in ["intake", "fusion", "assessment", "documents"] {
            assert!(one["seconds"][stage].is_number());
        }
        for outcome in ["breach", "permitted", "not_covered", "undetermined"] {
            assert!(one["findings"][outcome].is_u64());
        }
    }
}

#[test]
fn a_command_misused_ends_with_two() {
    let wrong: [&[&str]; 7] = [
        &["assess"],
        &["no-such-command"],
        &["agreement", "check"],
        &["assess", MARSA, GOOD, "--out", "x", "--from", "2026-02-30"],
        &["assess", MARSA, GOOD, "--out", "x", "--from", "2026-03-08", "--to", "2026-03-01"],
        &["assess", MARSA, GOOD, "--out", "x", "--lang", "xx"],
        &["assess", MARSA, GOOD, "--out", "x", "--formats", "doc"],
    ];
    for lang in ["en", "ar"] {
        for arguments in wrong {
            let output = hudna(&[&["--speak", lang], arguments].concat());
            assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", said(&output));
            assert!(output.stdout.is_empty());
            assert!(!said(&output).contains("cli-"), "a key without words: {}", said(&output));
        }
    }
}

/// Version 1 of the Marsa understanding with one mistake, checked: status, code and the words underlined.
fn mistaken(from: &str, to: &str, code: &str) {
    let folder = TempDir::new().expect("a folder");
    let source = text("examples/marsa/marsa.v1.md");
    assert!(source.contains(from), "{from}");
    let path = file(&folder, "marsa.md", source.replace(from, to).as_bytes());
    std::fs::copy(root().join("examples/marsa/marsa.geojson"), folder.path().join("marsa.geojson"))
        .expect("a copy");
    let path = path.display().to_string();
    let output = hudna(&["agreement", "check", &path]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains(&format!("error[{code}]")), "{}", said(&output));
    assert!(said(&output).contains("marsa.md:"), "it says where: {}", said(&output));
    let output = hudna(&["agreement", "check", &path, "--format", "json"]);
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let codes = all["diagnostics"].as_array().expect("a list").iter().filter_map(|d| d["code"].as_str());
    assert!(codes.into_iter().any(|c| c == code), "{all}");
}

#[test]
fn an_agreement_without_a_day_of_entry_does_not_load() {
    mistaken("d_day", "x_day", "d-day-missing");
}

#[test]
fn a_zone_that_nobody_drew_is_named_with_the_nearest() {
    mistaken("zone('town_sarw')", "zone('town_sarv')", "zone-unknown");
}

#[test]
fn an_unknown_property_is_named_with_the_nearest() {
    mistaken("act IN ('shelling'", "akt IN ('shelling'", "property-unknown");
}

#[test]
fn thirty_nested_conditions_are_refused_at_once() {
    let deep = format!("{}act IN ('shelling','rocket'){}", "(".repeat(30), ")".repeat(30));
    mistaken("act IN ('shelling','rocket')", &deep, "condition-too-deep");
}

/// The geometry of Marsa with one mistake.
fn misdrawn(change: fn(&mut serde_json::Value), code: &str) {
    let folder = TempDir::new().expect("a folder");
    let path = file(&folder, "marsa.md", text("examples/marsa/marsa.v1.md").as_bytes());
    let mut drawn: serde_json::Value =
        serde_json::from_str(&text("examples/marsa/marsa.geojson")).expect("GeoJSON");
    let zone = drawn["features"]
        .as_array_mut()
        .expect("features")
        .iter_mut()
        .find(|f| f["properties"]["id"] == "town_sarw");
    change(zone.expect("the town"));
    file(&folder, "marsa.geojson", drawn.to_string().as_bytes());
    let output = hudna(&["agreement", "check", &path.display().to_string()]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains(&format!("error[{code}]")), "{}", said(&output));
}

#[test]
fn a_zone_that_crosses_itself_is_refused() {
    misdrawn(
        |zone| {
            zone["geometry"] = serde_json::json!({ "type": "Polygon", "coordinates":
                [[[-38.1, 31.2], [-38.0, 31.3], [-38.0, 31.2], [-38.1, 31.3], [-38.1, 31.2]]] });
        },
        "zone-crosses-itself",
    );
}

#[test]
fn a_zone_across_the_antimeridian_is_refused() {
    misdrawn(
        |zone| {
            zone["geometry"] = serde_json::json!({ "type": "Polygon", "coordinates":
                [[[179.5, 31.2], [-179.5, 31.2], [-179.5, 31.3], [179.5, 31.3], [179.5, 31.2]]] });
        },
        "zone-crosses-antimeridian",
    );
}

#[test]
fn wrong_lines_are_set_aside_and_the_rest_is_taken_in() {
    let folder = TempDir::new().expect("a folder");
    let rows = "report_id,source,act,at,lat,lon,text\n\
        G-1,Post 1,shelling,2026-03-11 06:00,31.2,-38.1,\"<script>alert(1)</script> =cmd()\"\n\
        B-1,Post 1,shelling,31/02/2026,31.2,-38.1,no such day\n\
        B-2,Post 1,shelling,20155-03-11,31.2,-38.1,no such year\n\
        B-3,Post 1,shelling,2026-03-11,94.2,-38.1,no such latitude\n\
        B-4,Post 1,levitation,2026-03-11,31.2,-38.1,no such act\n";
    let path = file(&folder, "=cmd.csv", rows.as_bytes());
    let out = folder.path().join("out");
    let (path, out_path) = (path.display().to_string(), out.display().to_string());
    let output =
        hudna(&["assess", MARSA, &path, "--out", &out_path, "--json", "--formats", "json,html,xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let one: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(one["reports"], serde_json::json!({ "read": 5, "accepted": 1, "set_aside": 4 }));
    let aside = std::fs::read_to_string(out.join("set-aside.csv")).expect("the lines set aside");
    for id in ["B-1", "B-2", "B-3", "B-4"] {
        assert!(aside.contains(id), "{aside}");
    }
    assert!(!aside.lines().any(|l| l.starts_with('=')), "no cell is a formula: {aside}");
    let page = std::fs::read_to_string(out.join("sitrep.en.html")).expect("the page");
    assert!(!page.contains("<script>"), "a report's text is text");
}
