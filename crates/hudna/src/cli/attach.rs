//! `hudna attach DIR ENTRY FILE`: a picture, a recording, a document beside an entry.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_core::ledger::id::EntryId;
use hudna_desk::record::{Carry, attached};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, clock};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("attach")
        .about(words.get("cli-attach"))
        .after_help(words.get("cli-attach-after"))
        .arg(record::folder(words))
        .arg(Arg::new("entry").value_name("ENTRY").required(true).help(words.get("cli-attach-entry")))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-attach-file")),
        )
        .arg(record::signer(words))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let file = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let entry = matches.get_one::<String>("entry").ok_or(Failure::Misuse)?;
    let bytes = store::read_bytes(file, store::MOST_BYTES).map_err(|why| fail(speaker, &why.into()))?;
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    let authority = mission.folder.settings.timestamps.clone();
    let carry = authority.map(|address| move |question: &[u8]| asked(&address, question));
    let carry: Option<Carry<'_>> = carry.as_ref().map(|carry| carry as Carry<'_>);
    let filed = attached(EntryId::from(entry.as_str()), bytes, carry).map_err(|why| fail(speaker, &why))?;
    let receipt = mission.act(&actor, filed, clock::now()).map_err(|why| fail(speaker, &why))?;
    let line = record::head_line(speaker, mission.ledger.size(), mission.ledger.head());
    speaker.answer(&format!("{} {}\n{line}", receipt.seq, receipt.entry))
}

/// RFC 3161 §3.4: the question by HTTP.
fn asked(address: &str, question: &[u8]) -> Result<Vec<u8>, Trouble> {
    let unreachable = |why: String| {
        Trouble::new("record", "stamp-unreachable").with("address", address).with("detail", why)
    };
    let mut answer = ureq::post(address)
        .config()
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .content_type("application/timestamp-query")
        .send(question)
        .map_err(|why| unreachable(why.to_string()))?;
    answer.body_mut().with_config().limit(1 << 20).read_to_vec().map_err(|why| unreachable(why.to_string()))
}
