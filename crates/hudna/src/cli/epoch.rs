//! `hudna epoch DIR`: seals what comes under new keys, for the recipients named.

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::part::Class;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, clock};

pub(super) fn command(words: &'static Words) -> Command {
    let names: Vec<&'static str> = Class::SEALED.iter().map(|class| class.name()).collect();
    Command::new("epoch")
        .about(words.get("cli-epoch"))
        .after_help(words.get("cli-epoch-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("class")
                .long("class")
                .value_name("CLASS")
                .action(ArgAction::Append)
                .value_parser(names)
                .help(words.get("cli-epoch-class")),
        )
        .arg(
            Arg::new("recipient")
                .long("recipient")
                .value_name("AGE")
                .action(ArgAction::Append)
                .value_parser(value_parser!(String))
                .help(words.get("cli-epoch-recipient")),
        )
        .arg(record::signer(words))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let named: Vec<&String> = matches.get_many("class").unwrap_or_default().collect();
    let classes = Class::SEALED.iter().filter(|c| named.is_empty() || named.iter().any(|n| *n == c.name()));
    let recipients: Option<Vec<String>> = matches.get_many("recipient").map(|all| all.cloned().collect());
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    for class in classes {
        let receipt = mission
            .open_epoch(&actor, *class, recipients.as_deref(), clock::now())
            .map_err(|why| fail(speaker, &why))?;
        speaker.answer(&format!("{} {} {}\n", receipt.seq, receipt.entry, class.name()))?;
    }
    let line = record::head_line(speaker, mission.ledger.size(), mission.ledger.head());
    speaker.answer(&line)
}
