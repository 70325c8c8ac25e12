//! The arguments by which commands are handed reports and registers: the same words for the same things.

use std::path::PathBuf;

use clap::ArgMatches;
use hudna_desk::desk::Request;
use hudna_desk::intake::Format;

use super::Failure;
use super::speak::Speaker;

/// What a command is handed: report files, registers, gazetteers, how to read them and how far the record reaches.
///
/// # Errors
/// An argument that names no format or no time; it is said in the reader's language.
pub(crate) fn request(matches: &ArgMatches, speaker: &Speaker) -> Result<Request, Failure> {
    let paths = |name: &str| matches.get_many::<PathBuf>(name).unwrap_or_default().cloned().collect();
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    Ok(Request {
        reports: paths("reports"),
        registers: paths("registers"),
        gazetteers: paths("gazetteer"),
        mapping: matches.get_one::<PathBuf>("mapping").cloned(),
        force: text("read-as")
            .map(|v| Format::parse(v).ok_or_else(|| misuse(speaker, "cli-not-a-format", v)))
            .transpose()?,
        as_of: as_of(matches, speaker)?,
        ..Request::default()
    })
}

/// The moment up to which the record reaches, where the command knows `--as-of` and it was given.
///
/// # Errors
/// It is no time.
pub(crate) fn as_of(
    matches: &ArgMatches,
    speaker: &Speaker,
) -> Result<Option<jiff::civil::DateTime>, Failure> {
    let text = matches.try_get_one::<String>("as-of").ok().flatten();
    text.map(|v| v.replace(' ', "T").parse().map_err(|_| misuse(speaker, "cli-not-a-time", v))).transpose()
}

/// Says that the value of an argument is not of its kind.
pub(crate) fn misuse(speaker: &Speaker, key: &str, value: &str) -> Failure {
    speaker.misuse(&speaker.words.with(key, &[("value", value.into())]));
    Failure::Misuse
}
