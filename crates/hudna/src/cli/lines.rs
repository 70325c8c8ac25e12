//! Lines and files that were read: what is worth saying of them, and what was set aside.

use hudna_desk::document::set_aside_csv::values;
use hudna_desk::intake::{Note, SetAside};
use hudna_desk::words::FluentValue;

use super::speak::{Speaker, harmless};

/// The most set-aside lines said at the terminal; all of them are in the file.
const MOST_SAID: usize = 12;

/// What is worth saying of a file that was read.
pub(super) fn say_notes(speaker: &Speaker, notes: &[(String, Note)]) {
    for (file, note) in notes {
        let arguments = harmless(&note.arguments);
        let values: Vec<(&str, FluentValue<'_>)> =
            arguments.iter().map(|(name, value)| (*name, counted(value))).collect();
        let why = speaker.words.with(&format!("intake-{}", note.code), &values);
        speaker.warning(note.code, &format!("{file}: {why}"));
    }
}

/// A whole number chooses a plural; any other value is words.
fn counted(value: &str) -> FluentValue<'_> {
    value.parse::<u32>().map_or_else(|_| value.into(), Into::into)
}

/// Says which lines were set aside, of `read` lines of reports.
pub(super) fn say_set_aside(speaker: &Speaker, read: usize, accepted: usize, set_aside: &[SetAside]) {
    say_aside(speaker, "cli-set-aside", (read, accepted), set_aside, true);
}

/// Says which votes and lines were set aside, of `read` votes; all of them only where a file holds them.
pub(super) fn say_votes_set_aside(
    speaker: &Speaker,
    read: usize,
    accepted: usize,
    set_aside: &[SetAside],
    is_written: bool,
) {
    say_aside(speaker, "cli-consult-set-aside", (read, accepted), set_aside, is_written);
}

fn say_aside(
    speaker: &Speaker,
    key: &str,
    (read, accepted): (usize, usize),
    set_aside: &[SetAside],
    is_written: bool,
) {
    if set_aside.is_empty() {
        return;
    }
    let counts = [("read", read.into()), ("accepted", accepted.into()), ("count", set_aside.len().into())];
    speaker.warning("lines-set-aside", &speaker.words.with(key, &counts));
    for line in set_aside.iter().take(MOST_SAID) {
        let values = values(line, speaker.words);
        let why = speaker.words.message(&format!("intake-{}", line.code), &harmless(&values));
        speaker.aside(&format!("  {}:{}  {why}", line.file, line.line));
    }
    if set_aside.len() > MOST_SAID {
        let more = set_aside.len() - MOST_SAID;
        let key = if is_written { "cli-set-aside-more" } else { "cli-consult-set-aside-more" };
        speaker.aside(&speaker.words.with(key, &[("count", more.into())]));
    }
    speaker.aside(&speaker.words.get("cli-set-aside-next"));
}
