//! `hudna assess AGREEMENT REPORTS… --registers FILE… --out FOLDER`: the main job without stored state.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::diagnostic::Severity;
use hudna_desk::desk;
use hudna_desk::document::Format;
use hudna_desk::words::Words;

use super::progress::Bar;
use super::record::fail;
use super::speak::Speaker;
use super::{Ended, Failure, diagnostics, document, material};

pub(super) fn command(words: &'static Words) -> Command {
    let many = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).num_args(1..).action(ArgAction::Append)
    };
    let one = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let command = Command::new("assess")
        .about(words.get("cli-assess"))
        .after_help(words.get("cli-assess-after"))
        .arg(
            Arg::new("agreement")
                .value_name("AGREEMENT")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-agreement")),
        )
        .arg(
            Arg::new("reports")
                .value_name("REPORTS")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-reports")),
        )
        .arg(
            many("registers", "FILE")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-registers")),
        )
        .arg(
            many("gazetteer", "FILE")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-gazetteer")),
        )
        .arg(
            one("mapping", "FILE").value_parser(value_parser!(PathBuf)).help(words.get("cli-assess-mapping")),
        )
        .arg(one("read-as", "FORMAT").help(words.get("cli-assess-read-as")));
    document::outputs(command, words)
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let request = document::asked(matches, speaker, material::request(matches, speaker)?)?;
    if request.kinds.contains(&Format::Talks) {
        // no file tells of a table: it is a mission's
        return Err(material::misuse(speaker, "cli-not-of-files", Format::Talks.name()));
    }
    let path = matches.get_one::<PathBuf>("agreement").ok_or(Failure::Misuse)?;
    let out = document::out(matches, speaker)?;
    let read = desk::read_agreement(path).map_err(|why| fail(speaker, &why))?;
    let Some(agreement) = &read.agreement else {
        diagnostics::say(speaker, &read.diagnostics, &read.sources);
        speaker.aside(&speaker.words.get("cli-nothing-written"));
        return Err(Failure::Content);
    };
    let errors: Vec<_> = read.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    diagnostics::say(speaker, &errors, &read.sources);
    let bar = Bar::new(speaker);
    let done = desk::assess(agreement, path, &request, &bar);
    document::hand_over(matches, speaker, out, &bar, done.map_err(|why| fail(speaker, &why)))
}
