//! `hudna serve DIR`: the commission's house, for people and machines.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use tokio_rustls::TlsAcceptor;
use zeroize::Zeroizing;

use super::Ended;
use super::record::{self, fail};
use super::speak::Speaker;
use crate::web;

/// The most bytes of a certificate with those that vouch for it, and of a key.
const MOST_PEM: u64 = 1 << 20;

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
        .arg(file("certificate", "key").help(words.get("cli-serve-certificate")))
        .arg(file("key", "certificate").help(words.get("cli-serve-key")))
}

/// A file that is of no use without the other.
fn file(name: &'static str, other: &'static str) -> Arg {
    let path = value_parser!(PathBuf);
    Arg::new(name)
        .long(name)
        .value_name("FILE")
        .requires(other)
        .conflicts_with("behind-proxy")
        .value_parser(path)
}

/// Speaks TLS with the files named; none where none are.
fn tls(matches: &ArgMatches) -> Result<Option<TlsAcceptor>, Trouble> {
    let file = |name| matches.get_one::<PathBuf>(name);
    let (Some(certificate), Some(key)) = (file("certificate"), file("key")) else { return Ok(None) };
    let key = Zeroizing::new(store::read_bytes(key, MOST_PEM)?);
    web::acceptor(&store::read_bytes(certificate, MOST_PEM)?, &key).map(Some)
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let at = matches.get_one::<SocketAddr>("listen").copied().unwrap_or(([127, 0, 0, 1], 4646).into());
    let tls = tls(matches).map_err(|why| fail(speaker, &why))?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    record::languages(matches, speaker)?;
    let mission = record::open(matches, speaker)?;
    let id = mission.ledger.mission().0.to_string();
    let https = matches.get_flag("https") || tls.is_some();
    let door = web::Door { https, behind_proxy: matches.get_flag("behind-proxy") };
    web::serve(mission, at, (door, tls), |at| {
        let values = [("address", format!("{scheme}://{at}").into()), ("mission", id.into())];
        // whoever does not hear where it listens may know it all the same
        let _ = speaker.answer(&format!("{}\n", speaker.words.with("cli-serve-listening", &values)));
    })
    .map_err(|why| fail(speaker, &why))
}
