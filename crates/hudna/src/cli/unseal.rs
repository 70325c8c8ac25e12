//! `hudna unseal DIR --key FILE`: what is sealed, for a recipient who is not the host.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use data_encoding::BASE64;
use hudna_core::ledger::id::EntryId;
use hudna_desk::record::{Unsealed, unseal};
use hudna_desk::words::Words;
use serde_json::{Value, json};

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("unseal")
        .about(words.get("cli-unseal"))
        .after_help(words.get("cli-unseal-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("key")
                .long("key")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-unseal-key")),
        )
        .arg(
            Arg::new("entry")
                .long("entry")
                .value_name("ENTRY")
                .action(ArgAction::Append)
                .help(words.get("cli-unseal-entry")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let key = matches.get_one::<PathBuf>("key").ok_or(Failure::Misuse)?;
    let entries = matches.get_many::<String>("entry").unwrap_or_default();
    let entries: Vec<EntryId> = entries.map(|entry| EntryId::from(entry.as_str())).collect();
    let mut closed_door = None;
    let tally = unseal(record::path(matches)?, key, &entries, &mut |part| {
        if closed_door.is_none() {
            closed_door = speaker.answer(&format!("{}\n", said(&part))).err();
        }
        Ok(())
    })
    .map_err(|why| fail(speaker, &why))?;
    if let Some(failure) = closed_door {
        return Err(failure);
    }
    let values = [("opened", tally.opened.into()), ("closed", tally.closed.into())];
    speaker.aside(&format!("{}\n", speaker.words.with("cli-unseal-done", &values)));
    Ok(())
}

/// A line of JSON; text where it is text, base 64 else.
fn said(part: &Unsealed<'_>) -> Value {
    let mut line = json!({
        "seq": part.seq,
        "entry": part.entry.body.id,
        "kind": part.entry.body.act.kind(),
        "part": part.name,
        "class": part.class.name(),
        "digest": part.part.digest(),
    });
    match std::str::from_utf8(&part.part.content) {
        Ok(text) => line["text"] = text.into(),
        Err(_) => line["base64"] = BASE64.encode(&part.part.content).into(),
    }
    line
}
