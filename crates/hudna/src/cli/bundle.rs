//! `hudna bundle DIR --out FILE`: the record as a file that anybody can verify.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_desk::record::{Handing, hand_out};
use hudna_desk::store;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("bundle")
        .about(words.get("cli-bundle"))
        .after_help(words.get("cli-bundle-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-bundle-out")),
        )
        .arg(Arg::new("for").long("for").value_name("PARTY").help(words.get("cli-bundle-for")))
        .arg(
            Arg::new("entry")
                .long("entry")
                .value_name("ENTRY")
                .action(ArgAction::Append)
                .help(words.get("cli-bundle-entry")),
        )
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("SIZE")
                .requires("entry")
                .value_parser(value_parser!(u64).range(1..))
                .help(words.get("cli-bundle-from")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let out = matches.get_one::<PathBuf>("out").ok_or(Failure::Misuse)?;
    let handing = Handing {
        party: matches.get_one::<String>("for").map(|party| PartyId::from(party.as_str())),
        entries: matches
            .get_many::<String>("entry")
            .unwrap_or_default()
            .map(|entry| EntryId::from(entry.as_str()))
            .collect(),
        from: matches.get_one::<u64>("from").copied(),
    };
    store::is_new(out).map_err(|why| fail(speaker, &why.into()))?;
    let file = hand_out(record::path(matches)?, &handing).map_err(|why| fail(speaker, &why))?;
    store::write_new(out, &file).map_err(|why| fail(speaker, &why.into()))?;
    let path = [("path", out.display().to_string().into())];
    speaker.answer(&format!("{}\n", speaker.words.with("cli-written", &path)))
}
