//! `hudna restore BACKUP DIR`: a mission from a backup, to its end or to a moment.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_core::time::Instant;
use hudna_desk::record::restore;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, material};

pub(super) fn command(words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    Command::new("restore")
        .about(words.get("cli-restore"))
        .after_help(words.get("cli-restore-after"))
        .arg(
            Arg::new("backup")
                .value_name("BACKUP")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-restore-backup")),
        )
        .arg(record::folder(words))
        .arg(one("keys", "FOLDER").value_parser(value_parser!(PathBuf)).help(words.get("cli-restore-keys")))
        .arg(one("to", "MOMENT").help(words.get("cli-restore-to")))
        .arg(one("database", "ADDRESS").help(words.get("cli-init-database")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let backup = matches.get_one::<PathBuf>("backup").ok_or(Failure::Misuse)?;
    let keys = matches.get_one::<PathBuf>("keys").map(PathBuf::as_path);
    let until = matches
        .get_one::<String>("to")
        .map(|text| {
            let moment: Result<jiff::Timestamp, _> = text.parse();
            moment
                .map(|at| Instant(at.as_microsecond()))
                .map_err(|_| material::misuse(speaker, "cli-not-a-moment", text))
        })
        .transpose()?;
    let database = matches.get_one::<String>("database").cloned();
    record::sweep(record::path(matches)?, speaker);
    let signed =
        restore(backup, record::path(matches)?, keys, until, database).map_err(|why| fail(speaker, &why))?;
    speaker.answer(&record::head_line(speaker, signed.head.size, &signed.to_string()))
}
