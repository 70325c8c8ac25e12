//! Files that mean harm: names that steer a spreadsheet, text that steers a terminal or a page, bombs.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::run::{hudna, root};

const MARSA: &str = "examples/marsa/marsa.md";
const HEADER: &str = "report_id,act,at,lat,lon,text\n";

fn assess(file: &Path, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hudna"))
        .args(["assess", MARSA])
        .arg(file)
        .arg("--out")
        .arg(out)
        .args(more)
        .current_dir(root())
        .env("HUDNA_LANG", "en")
        .output()
        .expect("the binary starts")
}

fn put(folder: &TempDir, name: &str, rows: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, format!("{HEADER}{rows}")).expect("a file");
    path
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_a_file_holds_never_steers_the_terminal() {
    let folder = TempDir::new().expect("a folder");
    let rows = "X-1,shelling,\"2026\u{1b}[2J\u{7}\u{202e}\nerror[forged]: x\",31.2,-38.1,x\n\
                X-2,shelling,2026-03-11,31.2,-38.1,x\n";
    let out = folder.path().join("out");
    let output = assess(&put(&folder, "a.csv", rows), &out, &["--formats", "json"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("[lines-set-aside]"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    assert!(!text.lines().any(|line| line.starts_with("error[forged]")), "{text}");
}

#[test]
fn text_with_a_script_is_text_in_the_page() {
    let folder = TempDir::new().expect("a folder");
    let rows = "X-1,shelling,2026-03-11,31.2,-38.1,<script>alert(1)</script> & <img src=x onerror=y>\n";
    let out = folder.path().join("out");
    let output = assess(&put(&folder, "a.csv", rows), &out, &["--formats", "html"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for lang in ["ar", "en"] {
        let page = std::fs::read_to_string(out.join(format!("sitrep.{lang}.html"))).expect("the page");
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
    }
}

#[test]
fn a_file_named_like_a_formula_writes_no_formula() {
    let folder = TempDir::new().expect("a folder");
    let rows = "=1+1,shelling,31/02/2026,31.2,-38.1,x\nX-2,shelling,2026-03-11,31.2,-38.1,x\n";
    put(&folder, "=cmd.csv", rows);
    let out = folder.path().join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_hudna"))
        .arg("assess")
        .arg(root().canonicalize().expect("the root").join(MARSA))
        .args(["=cmd.csv", "--formats", "json", "--out"])
        .arg(&out)
        .current_dir(folder.path())
        .output()
        .expect("the binary starts");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let rows = std::fs::read_to_string(out.join("set-aside.csv")).expect("the lines set aside");
    assert!(rows.contains("=cmd.csv") && rows.contains("=1+1"), "{rows}");
    for line in rows.trim_start_matches('\u{feff}').lines() {
        assert!(!line.starts_with(['=', '+', '@']) && !line.contains(",="), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_not_text_is_read_all_the_same() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9\xff.csv"));
    if std::fs::write(&path, format!("{HEADER}X-2,shelling,2026-03-11,31.2,-38.1,x\n")).is_err() {
        return; // a disk that has no such names
    }
    let output = assess(&path, &folder.path().join("out"), &["--formats", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn a_name_in_bytes_that_is_not_there_is_said_without_a_fault() {
    let output = hudna(&["agreement", "check", "no\u{202e}such\u{1b}[31m.md"]);
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    assert!(text.contains("[file-not-found]") && !text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hudna"))
        .args(["template", "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(output.stderr.is_empty(), "{}", said(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_said() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the full device");
    let output = Command::new(env!("CARGO_BIN_EXE_hudna"))
        .args(["template", "--format", "csv"])
        .stdout(full)
        .output()
        .expect("the binary starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("[output-unwritable]"), "{}", said(&output));
}

#[test]
fn a_mapping_that_is_wrong_names_its_fault_in_both_languages() {
    let folder = TempDir::new().expect("a folder");
    let report = put(&folder, "a.csv", "X-2,shelling,2026-03-11,31.2,-38.1,x\n").display().to_string();
    let out = folder.path().join("out").display().to_string();
    for (mapping, code) in [
        ("[columns", "mapping-not-toml"),
        ("x = 1", "mapping-table-unknown"),
        ("[columns]\nnope = \"a\"", "mapping-key-unknown"),
    ] {
        let path = folder.path().join("mapping.toml");
        std::fs::write(&path, mapping).expect("a file");
        let path = path.display().to_string();
        for lang in ["ar", "en"] {
            let output =
                hudna(&["--speak", lang, "assess", MARSA, &report, "--mapping", &path, "--out", &out]);
            let text = said(&output);
            assert_eq!(output.status.code(), Some(1), "{text}");
            assert!(text.contains(&format!("[{code}]")) && !text.contains("intake-"), "{text}");
            assert!(!Path::new(&out).exists());
        }
    }
}

#[test]
fn the_refusals_of_the_system_are_said_in_arabic() {
    let folder = TempDir::new().expect("a folder");
    let file = put(&folder, "a.csv", "X-2,shelling,2026-03-11,31.2,-38.1,x\n").display().to_string();
    let here = folder.path().display().to_string();
    for (arguments, code) in [
        (["--speak", "ar", "assess", MARSA, &here, "--out", &here], "file-unreadable"),
        (["--speak", "ar", "assess", MARSA, &file, "--out", &file], "folder-unwritable"),
    ] {
        let text = said(&hudna(&arguments));
        assert!(text.contains(&format!("خطأ[{code}]")), "{text}");
        assert!(!text.contains("os error") && !text.contains("it is a"), "{text}");
    }
}
