//! `hudna agreement lsp`: serves an editor. See `docs/editor.md`.

use clap::{ArgMatches, Command};
use hudna_desk::words::Words;

use super::super::speak::Speaker;
use super::super::{Ended, Failure};
use crate::lsp;

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("lsp").about(words.get("cli-agreement-lsp")).after_help(words.get("cli-agreement-lsp-after"))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let fixed = matches.get_one::<String>("speak").is_some();
    match lsp::serve(speaker.lang, fixed) {
        lsp::Ended::Well => Ok(()),
        lsp::Ended::BrokenOff => Err(Failure::Content),
    }
}
