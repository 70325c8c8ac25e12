//! What is wrong with a text, where, what was expected, what to do: as data.
//!
//! Codes and arguments only: the doors turn them into words of the reader's language
//! (`hudna-desk/words/*.ftl`, key `d-<code>` with attributes `.expected` and `.do`).

use serde::Serialize;

/// Where in which file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The file's name as the reader gave it.
    pub file: String,
    /// Byte offset of the first offending byte.
    pub start: usize,
    /// Byte offset past the last.
    pub end: usize,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The text does not load.
    Error,
    /// The text loads; what is said deserves a look before signature.
    Warning,
}

/// One thing to say about a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable kebab-case code, such as `zone-unknown`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The offending words; `None` where a whole file is meant.
    pub location: Option<Location>,
    /// Named values for the message, in the words of the text itself.
    pub arguments: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// An error at `location`.
    pub fn error(code: &'static str, location: Option<Location>) -> Self {
        Self { code, severity: Severity::Error, location, arguments: Vec::new() }
    }
    /// A warning at `location`.
    pub fn warning(code: &'static str, location: Option<Location>) -> Self {
        Self { code, severity: Severity::Warning, location, arguments: Vec::new() }
    }
    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}
