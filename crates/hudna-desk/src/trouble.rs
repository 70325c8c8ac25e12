//! Why a verb refused: a stable code, its values, and which family of words says it.

use crate::store::DiskError;

/// A refusal. The same code in terminal, data and pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which words say it: `disk`, `intake`, `gazetteer`, `cli`, `record`.
    pub family: &'static str,
    /// Stable kebab-case code.
    pub code: &'static str,
    /// Named values for the message.
    pub arguments: Vec<(&'static str, String)>,
}

impl Trouble {
    /// A trouble without values.
    pub const fn new(family: &'static str, code: &'static str) -> Self {
        Self { family, code, arguments: Vec::new() }
    }
    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
    /// Whether it is left open what stands now: the database did not say.
    pub fn leaves_open(&self) -> bool {
        self.arguments.iter().any(|(name, value)| *name == "stands" && value == "unknown")
    }
    /// The key of its words: `disk-file-not-found`.
    pub fn key(&self) -> String {
        format!("{}-{}", self.family, self.code)
    }
}

impl From<DiskError> for Trouble {
    fn from(why: DiskError) -> Self {
        Self::new("disk", why.code).with("path", why.path).with("detail", why.detail)
    }
}
