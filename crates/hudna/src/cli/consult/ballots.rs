//! `hudna consult ballots DIR`: cards by which people vote on the page of a served mission.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_desk::ballots::Ballots;
use hudna_desk::document::Document;
use hudna_desk::record::{Reader, reading};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::super::record::{self, fail};
use super::super::speak::Speaker;
use super::super::{Ended, Failure, clock};
use crate::web::printed;

/// The codes, a line each.
const SHEET: &str = "ballots.csv";
/// The cards.
const CARDS: &str = "ballots.html";

pub(super) fn command(words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str, key: &str| {
        Arg::new(name).long(name).value_name(value).help(words.get(key))
    };
    Command::new("ballots")
        .about(words.get("cli-ballots"))
        .after_help(words.get("cli-ballots-after"))
        .arg(record::folder(words))
        .arg(one("consultation", "ID", "cli-consult-consultation").required(true))
        .arg(one("number", "N", "cli-ballots-number").required(true).value_parser(value_parser!(usize)))
        .arg(one("address", "ADDRESS", "cli-ballots-address").default_value("http://127.0.0.1:4646"))
        .arg(one("out", "FOLDER", "cli-ballots-out").required(true).value_parser(value_parser!(PathBuf)))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let failed = |why: Trouble| fail(speaker, &why);
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str).unwrap_or_default();
    let (Some(out), Some(number)) = (matches.get_one::<PathBuf>("out"), matches.get_one::<usize>("number"))
    else {
        return Err(Failure::Misuse);
    };
    let path = record::path(matches)?;
    store::try_folder(out).map_err(|why| failed(why.into()))?;
    // codes that were not printed yet are nowhere else
    for name in [SHEET, CARDS] {
        store::is_new(&out.join(name)).map_err(|why| failed(why.into()))?;
    }
    let mut reader = Reader::new(reading(path).map_err(failed)?);
    reader.follow(clock::now()).map_err(failed)?;
    let all = &reader.derived().consultations;
    let found = all.iter().find(|one| *one.id == *text("consultation"));
    let not_opened = || Trouble::new("consult", "not-opened").with("consultation", text("consultation"));
    let found = found.ok_or_else(|| failed(not_opened()))?;
    if !found.counts.is_empty() {
        return Err(failed(Trouble::new("record", "ballots-counted")));
    }
    let ballots = Ballots::open(path).map_err(failed)?;
    let codes = ballots.make(&found.entry.0, *number).map_err(failed)?;
    let address = format!("{}/vote", text("address").trim_end_matches('/'));
    let lines: String = codes.iter().map(|code| format!("{code},{address}\n")).collect();
    let documents = [
        (CARDS, printed(speaker.words.lang(), &found.title, &address, &codes)),
        (SHEET, format!("code,address\n{lines}")),
    ];
    let documents =
        documents.map(|(name, text)| Document { name: name.to_owned(), bytes: text.into_bytes() });
    store::write_documents(out, &documents).map_err(|why| failed(why.into()))?;
    let values = [("count", codes.len().into()), ("folder", out.display().to_string().into())];
    speaker.answer(&format!("{}\n", speaker.words.with("cli-ballots-done", &values)))
}
