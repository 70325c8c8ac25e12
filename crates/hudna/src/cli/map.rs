//! `hudna map FILE`: a first mapping for a spreadsheet that is not ours.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_desk::desk::{self, Files as _, OnDisk};
use hudna_desk::intake;
use hudna_desk::words::Words;

use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("map").about(words.get("cli-map")).arg(
        Arg::new("file")
            .value_name("FILE")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(words.get("cli-map-file")),
    )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let path = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let fail = |trouble| {
        speaker.trouble(&trouble);
        Failure::Content
    };
    let bytes = OnDisk.bytes(path).map_err(fail)?;
    let name = path.display().to_string();
    let proposed =
        intake::propose_mapping(&name, &bytes).map_err(|why| fail(desk::unreadable(why, &name)))?;
    speaker.answer(&proposed)
}
