//! `hudna agreement check FILE`, `hudna agreement explain CODE`; `read`, `diff`, `scenario` and `lsp` have files of their own.

mod diff;
pub(super) mod explain;
mod lsp;
mod read;
mod scenario;

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_core::diagnostic::Severity;
use hudna_desk::desk;
use hudna_desk::words::Words;
use serde_json::json;

use super::speak::Speaker;
use super::{Ended, Failure, diagnostics};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("agreement")
        .about(words.get("cli-agreement"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("check").about(words.get("cli-agreement-check")).arg(file(words)).arg(
                Arg::new("format")
                    .long("format")
                    .value_name("text|json")
                    .value_parser(["text", "json"])
                    .default_value("text")
                    .help(words.get("cli-agreement-format")),
            ),
        )
        .subcommand(
            Command::new("explain").about(words.get("cli-agreement-explain")).arg(
                Arg::new("code").value_name("CODE").required(true).help(words.get("cli-agreement-code")),
            ),
        )
        .subcommand(read::command(words))
        .subcommand(diff::command(words))
        .subcommand(scenario::command(words))
        .subcommand(lsp::command(words))
}

fn file(words: &'static Words) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(words.get("cli-agreement-file"))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    match matches.subcommand() {
        Some(("check", matches)) => check(matches, speaker),
        Some(("explain", matches)) => explain::run(matches, speaker),
        Some(("read", matches)) => read::run(matches, speaker),
        Some(("diff", matches)) => diff::run(matches, speaker),
        Some(("scenario", matches)) => scenario::run(matches, speaker),
        Some(("lsp", matches)) => lsp::run(matches, speaker),
        _ => Err(Failure::Misuse),
    }
}

fn check(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let path = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let read = desk::read_agreement(path).map_err(|trouble| {
        speaker.trouble(&trouble);
        Failure::Content
    })?;
    let errors = read.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = read.diagnostics.len() - errors;
    if matches.get_one::<String>("format").is_some_and(|f| f == "json") {
        let all = json!({
            "file": path.display().to_string(),
            "errors": errors,
            "warnings": warnings,
            "diagnostics": diagnostics::as_json(speaker, &read.diagnostics, &read.sources),
        });
        speaker.answer(&format!("{all:#}\n"))?;
    } else {
        diagnostics::say(speaker, &read.diagnostics, &read.sources);
        let counts = [("errors", errors.into()), ("warnings", warnings.into())];
        let mut said = speaker.words.with("cli-agreement-counts", &counts);
        if let Some(agreement) = &read.agreement {
            let parts = [
                ("articles", agreement.articles.len().into()),
                ("norms", agreement.norms.len().into()),
                ("zones", agreement.geometries.len().into()),
                ("parties", agreement.parties.len().into()),
            ];
            said = format!("{said}\n{}", speaker.words.with("cli-agreement-holds", &parts));
        } else {
            said = format!("{said}\n{}", speaker.words.get("cli-agreement-not-loaded"));
        }
        speaker.answer(&format!("{said}\n"))?;
    }
    if errors > 0 { Err(Failure::Content) } else { Ok(()) }
}
