//! The scenarios of `tests/norms`, read from disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hudna_core::agreement::{Agreement, Beside, BesideError, SourceText, read};
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_core::scenario::{self, Refused, Scenario};

/// Files of a folder, handed over by name.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Beside for Folder {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        let text =
            std::fs::read_to_string(self.0.join(name)).map_err(|_| BesideError::Missing(name.to_owned()))?;
        Ok(SourceText { name: name.to_owned(), text })
    }
}

/// The folder of scenarios.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/norms")
}

/// The agreement `name` of a folder; says what is wrong with it.
pub(crate) fn agreement(folder: PathBuf, name: &str) -> Result<Agreement, Refused> {
    let beside = Folder(folder);
    let source = beside.text(name).map_err(|e| Refused::Unreadable(e.to_string()))?;
    let (agreement, said) = read(source, &beside);
    agreement.filter(|_| said.iter().all(|d| d.severity != Severity::Error)).ok_or(Refused::Faulty)
}

/// Every scenario of a text, held against the agreements of `tests/norms`.
pub(crate) fn scenarios(file: &str, text: &str) -> (Vec<Scenario>, Vec<Diagnostic>) {
    let source = SourceText { name: file.to_owned(), text: text.to_owned() };
    scenario::read(&source, &mut |name| agreement(folder().join("agreements"), name).map(Arc::new))
}
