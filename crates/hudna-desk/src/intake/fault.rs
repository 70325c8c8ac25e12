//! Why one cell or line could not be taken in: a stable code and its arguments.
//!
//! Words for them are in `words/{ar,en}/intake.ftl`, key `intake-<code>`. Never a sentence here.

/// What is wrong with one value. The column and the line are known to the reader of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Stable kebab-case code.
    pub(crate) code: &'static str,
    /// Named values for the message.
    pub(crate) arguments: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault without arguments.
    pub(crate) const fn new(code: &'static str) -> Self {
        Self { code, arguments: Vec::new() }
    }
    /// Adds a named value.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}
