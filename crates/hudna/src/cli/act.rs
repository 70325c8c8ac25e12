//! `hudna act DIR FILE`: any act, signed and appended.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_desk::record::{Mission, acts};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
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
        .arg(
            Arg::new("with-file")
                .long("with-file")
                .action(ArgAction::SetTrue)
                .help(words.get("cli-act-with-file")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let file = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let text = store::read_text(file).map_err(|why| fail(speaker, &why.into()))?.text;
    let mut acts =
        acts::read(&text).map_err(|why| fail(speaker, &why.with("file", file.display().to_string())))?;
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    redactions(&mut mission, &mut acts, matches.get_flag("with-file"), speaker)
        .map_err(|why| fail(speaker, &why))?;
    let kinds: Vec<&'static str> = acts.iter().map(|filed| filed.act.kind()).collect();
    let (receipts, unheard) = mission.act_once(&actor, acts, clock::now()).map_err(|(n, why)| {
        let why = Trouble::from(why);
        // of several, which one
        let why = if kinds.len() > 1 { why.with("file", format!("{}: {n}", file.display())) } else { why };
        record::not_done(speaker, &why)
    })?;
    record::say_again(speaker, &receipts);
    for (receipt, kind) in receipts.iter().zip(kinds) {
        speaker.answer(&format!("{} {} {kind}\n", receipt.seq, receipt.entry))?;
    }
    let line = record::head_line(speaker, mission.ledger.size(), mission.ledger.head());
    speaker.answer(&line)?;
    record::heard(&mission, &unheard);
    Ok(())
}

/// Of each redaction: the files in which the words of its reports lie besides. With `with_file` it destroys them too; else they are told.
fn redactions(
    mission: &mut Mission,
    acts: &mut [Filed],
    with_file: bool,
    speaker: &Speaker,
) -> Result<(), Trouble> {
    for filed in acts {
        let Act::RedactionMade { parts, .. } = &mut filed.act else { continue };
        for behind in mission.files_behind(parts)? {
            if with_file {
                parts.extend(behind.parts.iter().map(|(_, digest)| *digest));
                continue;
            }
            let named: Vec<String> =
                behind.parts.iter().map(|(name, digest)| format!("{name} {digest}")).collect();
            let why = Trouble::new("record", "words-in-file")
                .with("report", behind.report.to_string())
                .with("seq", behind.seq.to_string())
                .with("entry", behind.file.to_string())
                .with("parts", named.join(", "));
            speaker.caution(&why);
        }
    }
    Ok(())
}
