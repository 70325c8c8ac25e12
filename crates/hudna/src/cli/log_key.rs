//! `hudna log-key DIR`: the verifier key of the mission's log, for witnesses.

use clap::{ArgMatches, Command};
use hudna_desk::record::log_key;
use hudna_desk::words::Words;

use super::Ended;
use super::record::{self, fail};
use super::speak::Speaker;

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("log-key").about(words.get("cli-log-key")).arg(record::folder(words))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let key = log_key(record::path(matches)?).map_err(|why| fail(speaker, &why))?;
    speaker.answer(&format!("{key}\n"))
}
