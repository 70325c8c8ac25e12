//! The documents opened by the programs that people open them with: a PDF reader, a browser, a word processor.
//!
//! A test whose reader the machine lacks is skipped aloud, with the line that installs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::run::root;

/// Marsa's documents of a week, made once for all tests here.
fn marsa() -> &'static Path {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder of its own");
        let of = |kind: &str, endings: &[&str]| -> Vec<PathBuf> {
            let list = std::fs::read_dir(root().join("examples/marsa").join(kind)).expect("the example");
            let mut files: Vec<PathBuf> = list.map(|e| e.expect("an entry").path()).collect();
            files.retain(|p| p.extension().is_some_and(|e| endings.iter().any(|x| e == *x)));
            files.sort();
            files
        };
        let out = Command::new(env!("CARGO_BIN_EXE_hudna"))
            .arg("assess")
            .arg("examples/marsa/marsa.md")
            .args(of("reports", &["csv", "geojson"]))
            .arg("--registers")
            .args(of("registers", &["csv"]))
            .args(["--mapping", "examples/marsa/reports/logbook.mapping.toml"])
            .args(["--from", "2026-03-08", "--to", "2026-03-14", "--out"])
            .arg(folder.path())
            .current_dir(root())
            .output()
            .expect("the binary starts");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        folder
    })
    .path()
}

/// Runs a reader; `None`, said aloud, where it is not installed.
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
fn reader(test: &str, program: &str, package: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: {test}: {program} is not here (apt-get install {package})");
            None
        }
        Err(why) => panic!("{program}: {why}"),
    }
}

fn path(name: &str) -> String {
    marsa().join(name).display().to_string()
}

#[test]
fn a_pdf_reader_finds_the_words_of_both_situation_reports() {
    let test = "a_pdf_reader_finds_the_words_of_both_situation_reports";
    for (name, word) in [("sitrep.en.pdf", "Weekly situation report"), ("sitrep.ar.pdf", "مرسى")] {
        let Some(read) = reader(test, "pdftotext", "poppler-utils", &[&path(name), "-"]) else { return };
        assert!(read.status.success(), "{name}");
        let text = String::from_utf8_lossy(&read.stdout);
        assert!(text.contains(word), "{name} says {word}");
        assert!(!text.contains("cli-") && !text.contains("finding-"), "{name} shows no key without words");
    }
}

#[test]
fn a_browser_shows_the_page_right_to_left_and_no_wider_than_a_phone() {
    let test = "a_browser_shows_the_page_right_to_left_and_no_wider_than_a_phone";
    let frame = r#"<!doctype html><iframe src="sitrep.ar.html" width="390" height="800" onload="
        const page = this.contentDocument.documentElement;
        document.body.dataset.said = [page.dir, page.lang, page.scrollWidth <= 390].join(' ')"></iframe>"#;
    std::fs::write(marsa().join("frame.html"), frame).expect("a page around the page");
    let profile = TempDir::new().expect("a profile of its own");
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--allow-file-access-from-files",
        "--virtual-time-budget=4000",
        &format!("--user-data-dir={}", profile.path().display()),
        "--dump-dom",
        &format!("file://{}", path("frame.html")),
    ];
    let Some(read) = reader(test, "chromium", "chromium", &arguments) else { return };
    let page = String::from_utf8_lossy(&read.stdout);
    assert!(page.contains(r#"data-said="rtl ar true""#), "{page}");
}

#[test]
fn a_word_processor_opens_the_office_document() {
    let test = "a_word_processor_opens_the_office_document";
    let out = TempDir::new().expect("a folder of its own");
    let profile = format!("-env:UserInstallation=file://{}/profile", out.path().display());
    let folder = out.path().display().to_string();
    let arguments =
        [&profile, "--headless", "--convert-to", "txt:Text", "--outdir", &folder, &path("sitrep.docx")];
    let Some(read) = reader(test, "soffice", "libreoffice-writer-nogui", &arguments.map(|a: &str| a)) else {
        return;
    };
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let text = std::fs::read_to_string(out.path().join("sitrep.txt")).expect("the text that it read");
    assert!(text.contains("مرسى") && text.contains("Marsa"));
}
