//! `hudna act DIR FILE`: any act, signed and appended.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_desk::record::acts;
use hudna_desk::store;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, clock};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("act")
        .about(words.get("cli-act"))
        .after_help(words.get("cli-act-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-act-file")),
        )
        .arg(record::signer(words))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let file = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let text = store::read_text(file).map_err(|why| fail(speaker, &why.into()))?.text;
    let acts =
        acts::read(&text).map_err(|why| fail(speaker, &why.with("file", file.display().to_string())))?;
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    let kinds: Vec<&'static str> = acts.iter().map(|filed| filed.act.kind()).collect();
    let receipts = mission.act_all(&actor, acts, clock::now()).map_err(|(n, why)| {
        // of several, which one
        let why = if kinds.len() > 1 { why.with("file", format!("{}: {n}", file.display())) } else { why };
        fail(speaker, &why)
    })?;
    for (receipt, kind) in receipts.iter().zip(kinds) {
        speaker.answer(&format!("{} {} {kind}\n", receipt.seq, receipt.entry))?;
    }
    let line = record::head_line(speaker, mission.ledger.size(), mission.ledger.head());
    speaker.answer(&line)
}
