//! What is said at the terminal: on standard output what was asked for, on standard error the rest.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};

use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};

use super::Failure;

/// Speaks to the reader in one language.
pub(crate) struct Speaker {
    /// The reader's language.
    pub(crate) lang: Lang,
    /// Its words.
    pub(crate) words: &'static Words,
}

impl Speaker {
    pub(crate) fn new(lang: Lang) -> Self {
        Self { lang, words: Words::of(lang) }
    }

    /// What was asked for, on standard output.
    pub(crate) fn answer(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            // a reader that has seen enough closes the pipe: that is not a fault
            Err(why) if why.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(_) => Err(Failure::Ours),
        }
    }

    /// What goes beside, on standard error.
    pub(crate) fn aside(&self, text: &str) {
        // nothing can be said where standard error itself is gone
        drop(writeln!(std::io::stderr().lock(), "{text}"));
    }

    /// A trouble with its code, what to do, and what was not done.
    pub(crate) fn trouble(&self, trouble: &Trouble) {
        let message = self.words.message(&trouble.key(), &trouble.arguments);
        self.aside(&format!("error[{}]: {message}", trouble.code));
        let next = format!("{}.do", trouble.key());
        if self.words.has(&next) {
            self.aside(&self.words.message(&next, &trouble.arguments));
        }
        self.aside(&self.words.get("cli-nothing-written"));
    }

    /// Whether a person watches standard error.
    pub(crate) fn is_watched() -> bool {
        std::io::stderr().is_terminal()
    }
}

/// The reader's language: `--speak`, else `HUDNA_LANG`, else the locale, else English.
pub(crate) fn language(arguments: impl Iterator<Item = OsString>) -> Lang {
    let mut asked: Option<String> = None;
    let mut next_is_it = false;
    for argument in arguments {
        let argument = argument.to_string_lossy();
        if next_is_it {
            asked = Some(argument.to_string());
            break;
        }
        next_is_it = argument == "--speak";
        if let Some(value) = argument.strip_prefix("--speak=") {
            asked = Some(value.to_string());
        }
    }
    let from_environment =
        ["HUDNA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|v| std::env::var(v).ok());
    asked
        .into_iter()
        .chain(from_environment.filter(|v| !v.is_empty()))
        .find_map(|v| Lang::parse(v.split(['_', '.', '-']).next().unwrap_or("")))
        .unwrap_or(Lang::En)
}
