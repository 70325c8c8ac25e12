//! Runs the real binary on an example and reads what it wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// What one run wrote.
pub(crate) struct Run {
    folder: TempDir,
}

impl Run {
    /// `hudna assess` with `arguments`, from the root of the repository; it must succeed.
    pub(crate) fn of(arguments: &[&str]) -> Self {
        let folder = TempDir::new().expect("a folder of its own");
        let out = Command::new(env!("CARGO_BIN_EXE_hudna"))
            .arg("assess")
            .args(arguments)
            .args(["--as-of", "2026-04-10 00:00", "--formats", "json", "--out"])
            .arg(folder.path())
            .current_dir(root())
            .output()
            .expect("the binary starts");
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "ended with {}: {said}", out.status);
        Self { folder }
    }

    /// A file that the run wrote.
    pub(crate) fn file(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    /// `findings.json`.
    pub(crate) fn findings(&self) -> Value {
        serde_json::from_str(&self.file("findings.json")).expect("findings.json is JSON")
    }
}

/// Runs the binary from the root of the repository, in English unless the arguments say otherwise.
pub(crate) fn hudna(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hudna"))
        .args(arguments)
        .current_dir(root())
        .env_remove("HUDNA_LANG")
        .env("LC_ALL", "C")
        .output()
        .expect("the binary starts")
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A text of the repository.
pub(crate) fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// A file of the shared data; where it is not here the test says so aloud and is skipped.
#[expect(clippy::print_stderr, reason = "a skipped test says so aloud")]
pub(crate) fn shared(test: &str, path: &str) -> Option<String> {
    let here = root().canonicalize().ok()?;
    let found = here.ancestors().map(|a| a.join("../shared/data").join(path)).find(|p| p.is_file());
    if found.is_none() {
        eprintln!("skipped: {test}: ../shared is not here");
    }
    found.map(|p| p.display().to_string())
}

/// The word at `key`, empty where there is none.
pub(crate) fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

/// The list at `key`, empty where there is none.
pub(crate) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}
