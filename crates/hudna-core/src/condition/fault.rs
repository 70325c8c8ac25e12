//! What is wrong with a condition, and where: one code, one place, named values.
//!
//! Codes and arguments only; the words lie with the doors (`condition.ftl`, one entry a code). To add a
//! code, raise it here or in `typing` and give it words in every language.

use super::Words;
use crate::diagnostic::{Diagnostic, Location};

/// One thing wrong with a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Stable kebab-case code, such as `parenthesis-unbalanced`.
    pub code: &'static str,
    /// The offending words, counted from the start of the file.
    pub words: Words,
    /// Named values for the message, in the words of the text itself.
    pub arguments: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault at `words`.
    pub fn new(code: &'static str, words: Words) -> Self {
        Self { code, words, arguments: Vec::new() }
    }
    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
    /// Adds the nearest name, if there is one: `nearest`, and `near` as `yes` or `no`.
    #[must_use]
    pub fn near(self, nearest: Option<impl Into<String>>) -> Self {
        let near = if nearest.is_some() { "yes" } else { "no" };
        self.with("nearest", nearest.map(Into::into).unwrap_or_default()).with("near", near)
    }
    /// Adds the names that would have been understood, if there are any; else `near` is `none`.
    #[must_use]
    pub fn known(mut self, names: &[&str]) -> Self {
        if names.is_empty() {
            self.arguments.retain(|(name, _)| *name != "near");
            self = self.with("near", "none");
        }
        self.with("known", names.join(", "))
    }
    /// The same fault, at `words`.
    #[must_use]
    pub fn at(mut self, words: Words) -> Self {
        self.words = words;
        self
    }
    /// As an error in `file`.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let location = Location {
            file: file.to_owned(),
            start: usize::try_from(self.words.start).unwrap_or(usize::MAX),
            end: usize::try_from(self.words.end).unwrap_or(usize::MAX),
        };
        self.arguments
            .iter()
            .fold(Diagnostic::error(self.code, Some(location)), |d, (name, value)| d.with(name, value))
    }
}
