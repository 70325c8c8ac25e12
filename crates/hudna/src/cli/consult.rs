//! `hudna consult VOTES --statements FILE`: what many said of statements, by groups; or delegations, by party. With
//! `--record` it stands on the record.

mod ballots;
mod kept;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::desk::consult::{Consulted, consult};
use hudna_desk::document::consultation;
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, languages, lines, material};

pub(super) fn command(words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let file = |name: &'static str| one(name, "FILE").value_parser(value_parser!(PathBuf));
    Command::new("consult")
        .about(words.get("cli-consult"))
        .after_help(words.get("cli-consult-after"))
        .subcommand_negates_reqs(true)
        .args_conflicts_with_subcommands(true)
        .subcommand(ballots::command(words))
        .arg(
            Arg::new("votes")
                .value_name("VOTES")
                .required_unless_present("open")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-consult-votes")),
        )
        .arg(file("statements").required(true).help(words.get("cli-consult-statements")))
        .arg(file("by-party").help(words.get("cli-consult-by-party")))
        .arg(one("out", "FOLDER").value_parser(value_parser!(PathBuf)).help(words.get("cli-consult-out")))
        .arg(one("lang", "ar,en").default_value("ar,en").help(words.get("cli-assess-lang")))
        .arg(
            Arg::new("folder")
                .long("record")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .requires("consultation")
                .help(words.get("cli-consult-record")),
        )
        .arg(one("consultation", "ID").requires("folder").help(words.get("cli-consult-consultation")))
        .arg(
            Arg::new("open")
                .long("open")
                .action(ArgAction::SetTrue)
                .requires("folder")
                .conflicts_with("votes")
                .help(words.get("cli-consult-open")),
        )
        .arg(one("title-ar", "TITLE").requires("open").help(words.get("cli-consult-title-ar")))
        .arg(one("title-en", "TITLE").requires("open").help(words.get("cli-consult-title-en")))
        .arg(record::signer(words))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .conflicts_with("folder")
                .help(words.get("cli-consult-json")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    if let Some(("ballots", asked)) = matches.subcommand() {
        return ballots::run(asked, speaker);
    }
    let path = |name: &str| matches.get_one::<PathBuf>(name).map(PathBuf::as_path);
    let statements = path("statements").ok_or(Failure::Misuse)?;
    if matches.get_flag("open") {
        return kept::open(matches, speaker, statements);
    }
    let votes = path("votes").ok_or(Failure::Misuse)?;
    let asked = matches.get_one::<String>("lang").map_or("ar,en", String::as_str);
    let langs = languages(asked)
        .filter(|l| !l.is_empty())
        .ok_or_else(|| material::misuse(speaker, "cli-not-a-language", asked))?;
    let trouble = |why: Trouble| fail(speaker, &why);
    if let Some(out) = path("out") {
        store::try_folder(out).map_err(|why| trouble(why.into()))?;
    }
    let done = consult(votes, statements, path("by-party")).map_err(trouble)?;
    if let Some(out) = path("out") {
        write(out, &done, &langs).map_err(trouble)?;
    }
    lines::say_votes_set_aside(speaker, done.read, done.accepted, &done.set_aside, path("out").is_some());
    if path("folder").is_some() {
        kept::count(matches, speaker, (votes, path("by-party")), &done)?;
    }
    if matches.get_flag("json") {
        return speaker.answer(&format!("{:#}\n", consultation::data(&done.consultation)));
    }
    speaker.answer(&consultation::tell(&done.consultation, speaker.lang))?;
    if let Some(out) = path("out") {
        let folder = out.display().to_string();
        speaker
            .answer(&format!("{}\n", speaker.words.with("cli-done-folder", &[("folder", folder.into())])))?;
    }
    Ok(())
}

fn write(out: &Path, done: &Consulted, langs: &[hudna_desk::words::Lang]) -> Result<(), Trouble> {
    let ours = |why: hudna_desk::document::RenderError| {
        Trouble::new("document", "not-made").with("detail", why.to_string())
    };
    let mut documents = consultation::render(&done.consultation, langs).map_err(ours)?;
    if !done.set_aside.is_empty() {
        documents.push(hudna_desk::document::set_aside(&done.set_aside).map_err(ours)?);
    }
    Ok(store::write_documents(out, &documents)?)
}
