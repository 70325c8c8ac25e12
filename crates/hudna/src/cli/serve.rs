//! `hudna serve DIR`: the commission's house, for people and machines.

use std::net::SocketAddr;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::words::Words;

use super::Ended;
use super::record::{self, fail};
use super::speak::Speaker;
use crate::web;

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("serve")
        .about(words.get("cli-serve"))
        .after_help(words.get("cli-serve-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDRESS")
                .default_value("127.0.0.1:4646")
                .value_parser(value_parser!(SocketAddr))
                .help(words.get("cli-serve-listen")),
        )
        .arg(Arg::new("https").long("https").action(ArgAction::SetTrue).help(words.get("cli-serve-https")))
        .arg(
            Arg::new("behind-proxy")
                .long("behind-proxy")
                .action(ArgAction::SetTrue)
                .help(words.get("cli-serve-behind-proxy")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let at = matches.get_one::<SocketAddr>("listen").copied().unwrap_or(([127, 0, 0, 1], 4646).into());
    let mission = record::open(matches, speaker)?;
    let id = mission.ledger.mission().0.to_string();
    let door = web::Door { https: matches.get_flag("https"), behind_proxy: matches.get_flag("behind-proxy") };
    web::serve(mission, at, door, |at| {
        let values = [("address", format!("http://{at}").into()), ("mission", id.into())];
        // whoever does not hear where it listens may know it all the same
        let _ = speaker.answer(&format!("{}\n", speaker.words.with("cli-serve-listening", &values)));
    })
    .map_err(|why| fail(speaker, &why))
}
