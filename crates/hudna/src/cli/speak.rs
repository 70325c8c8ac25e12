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
            Err(_) => {
                self.error("output-unwritable", &self.words.get("cli-output-unwritable"));
                self.aside(&self.words.get("cli-output-unwritable-next"));
                Err(Failure::Content)
            }
        }
    }

    /// What goes beside, on standard error.
    pub(crate) fn aside(&self, text: &str) {
        // nothing can be said where standard error itself is gone
        drop(writeln!(std::io::stderr().lock(), "{}", shown(text)));
    }

    /// A trouble with its code, what to do, and what was not done.
    pub(crate) fn trouble(&self, trouble: &Trouble) {
        let arguments = harmless(&trouble.arguments);
        let message = self.words.message(&trouble.key(), &arguments);
        self.error(trouble.code, &message);
        // a message that does not name its file is shown where it belongs
        if let Some((_, file)) =
            arguments.iter().find(|(name, file)| *name == "file" && !message.contains(&**file))
        {
            self.aside(&format!("  --> {file}"));
        }
        for beside in ["you-hold", "it-gives"] {
            let key = format!("{}.{beside}", trouble.key());
            if self.words.has(&key) {
                self.aside(&format!("  {}", self.words.message(&key, &arguments)));
            }
        }
        let next = format!("{}.do", trouble.key());
        if self.words.has(&next) {
            self.aside(&self.words.message(&next, &arguments));
        }
        // a database that did not answer may have written it: what is known is said above
        if !trouble.leaves_open() {
            self.aside(&self.words.get("cli-nothing-written"));
        }
    }

    /// A line that begins with the word for an error and its stable code.
    pub(crate) fn error(&self, code: &str, message: &str) {
        self.aside(&format!("{}[{code}]: {message}", self.words.get("cli-error")));
    }

    /// A line that begins with the word for a warning and its stable code.
    pub(crate) fn warning(&self, code: &str, message: &str) {
        self.aside(&format!("{}[{code}]: {message}", self.words.get("cli-warning")));
    }

    /// A trouble that stops nothing, with its code and what to do.
    pub(crate) fn caution(&self, trouble: &Trouble) {
        let arguments = harmless(&trouble.arguments);
        self.warning(trouble.code, &self.words.message(&trouble.key(), &arguments));
        let next = format!("{}.do", trouble.key());
        if self.words.has(&next) {
            self.aside(&self.words.message(&next, &arguments));
        }
    }

    /// The command is misused; nothing was done.
    pub(crate) fn misuse(&self, message: &str) {
        self.error("command-misused", message);
        self.aside(&self.words.get("cli-nothing-written"));
    }

    /// Whether a person watches standard error.
    pub(crate) fn is_watched() -> bool {
        std::io::stderr().is_terminal()
    }
}

/// Values from files on one line: a line break in them would forge a line of ours.
pub(crate) fn harmless(arguments: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    arguments.iter().map(|(name, value)| (*name, one_line(value))).collect()
}

/// A value from a file, on one line.
pub(crate) fn one_line(value: &str) -> String {
    value
        .chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') { '⏎' } else { c })
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}'))
        .collect()
}

/// What files hold never steers the terminal: control characters are shown by their code, and marks that
/// turn the order of letters round are left out.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\u{202A}'..='\u{202E}' => {}
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
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
