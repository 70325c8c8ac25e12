//! `hudna backup DIR --out FOLDER`: a copy of the record while it is in use.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::record::backup;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("backup")
        .about(words.get("cli-backup"))
        .after_help(words.get("cli-backup-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FOLDER")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-backup-out")),
        )
        .arg(Arg::new("keys").long("keys").action(ArgAction::SetTrue).help(words.get("cli-backup-keys")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let out = matches.get_one::<PathBuf>("out").ok_or(Failure::Misuse)?;
    let signed =
        backup(record::path(matches)?, out, matches.get_flag("keys")).map_err(|why| fail(speaker, &why))?;
    let line = record::head_line(speaker, signed.head.size, &signed.to_string());
    speaker.answer(&format!(
        "{}\n{line}",
        speaker.words.with("cli-written", &[("path", out.display().to_string().into())])
    ))
}
