//! What is asked of an agreement by itself: `hudna agreement check | explain | read | diff | scenario | lsp`, a file each.

mod check;
mod diff;
pub(super) mod explain;
mod lsp;
mod read;
mod scenario;

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_desk::words::Words;

use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("agreement")
        .about(words.get("cli-agreement"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(check::command(words))
        .subcommand(
            Command::new("explain").about(words.get("cli-agreement-explain")).arg(
                Arg::new("code").value_name("CODE").required(true).help(words.get("cli-agreement-code")),
            ),
        )
        .subcommand(read::command(words))
        .subcommand(diff::command(words))
        .subcommand(scenario::command(words))
        .subcommand(lsp::command(words))
}

fn file(words: &'static Words) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(words.get("cli-agreement-file"))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, speaker),
        Some(("explain", matches)) => explain::run(matches, speaker),
        Some(("read", matches)) => read::run(matches, speaker),
        Some(("diff", matches)) => diff::run(matches, speaker),
        Some(("scenario", matches)) => scenario::run(matches, speaker),
        Some(("lsp", matches)) => lsp::run(matches, speaker),
        _ => Err(Failure::Misuse),
    }
}
