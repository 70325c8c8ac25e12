//! `hudna key --out FILE`: a key to sign with, or to open what is sealed.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_core::ledger::note::{KeyKind, VerifierKey};
use hudna_desk::record;
use hudna_desk::seal::{epoch, random};
use hudna_desk::store::folder;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::fail;
use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("key")
        .about(words.get("cli-key"))
        .after_help(words.get("cli-key-after"))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-key-out")),
        )
        .arg(
            Arg::new("age")
                .long("age")
                .action(ArgAction::SetTrue)
                .conflicts_with("witness")
                .help(words.get("cli-key-age")),
        )
        .arg(Arg::new("witness").long("witness").value_name("NAME").help(words.get("cli-key-witness")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let out = matches.get_one::<PathBuf>("out").ok_or(Failure::Misuse)?;
    let fail = |why: Trouble| fail(speaker, &why);
    if matches.get_flag("age") {
        let (identity, recipient) = epoch::new_identity();
        folder::write_secret(out, &identity).map_err(|why| fail(why.into()))?;
        return speaker.answer(&format!("{recipient}\n"));
    }
    let key = record::new_key().map_err(fail)?;
    let said = match matches.get_one::<String>("witness") {
        Some(name) => VerifierKey::new(name, KeyKind::Witness, key.verifying_key())
            .map_err(|why| fail(Trouble::new("record", why.code())))?
            .to_string(),
        None => {
            let user = UserId::of(random().map_err(|why| fail(why.into()))?);
            format!("{user} {}", PublicKey::from(&key.verifying_key()))
        }
    };
    folder::write_key(out, &key).map_err(|why| fail(why.into()))?;
    speaker.answer(&format!("{said}\n"))
}
