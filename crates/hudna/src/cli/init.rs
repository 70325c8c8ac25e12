//! `hudna init DIR --agreement FILE`: founds a mission.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::diagnostic::Severity;
use hudna_core::ledger::roles;
use hudna_desk::desk;
use hudna_desk::record::{Founding, Mission};
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, clock, diagnostics};

pub(super) fn command(words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let names: Vec<&str> = roles::ROLES.iter().map(|(name, _)| *name).collect();
    Command::new("init")
        .about(words.get("cli-init"))
        .after_help(words.get("cli-init-after"))
        .arg(record::folder(words))
        .arg(
            one("agreement", "FILE")
                .required_unless_present("talks")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-agreement")),
        )
        .arg(
            one("talks", "FILE")
                .conflicts_with("agreement")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-init-talks")),
        )
        .arg(one("database", "ADDRESS").help(words.get("cli-init-database")))
        .arg(one("recipient", "age1…").action(ArgAction::Append).help(words.get("cli-init-recipient")))
        .arg(
            one("role", "ROLE")
                .action(ArgAction::Append)
                .value_parser(names)
                .hide_possible_values(true)
                .help(words.get("cli-init-role")),
        )
        .arg(one("timestamps", "ADDRESS").help(words.get("cli-init-timestamps")))
}

/// What the founder may do beside keeping the mission, unless other roles are asked for: take files in, and put texts.
const USUAL: &[&str] = &["duty_officer", "verifier", "secretary"];

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let path = matches.get_one::<PathBuf>("folder").ok_or(Failure::Misuse)?;
    let talks = matches.get_one::<PathBuf>("talks");
    let agreement = talks.or_else(|| matches.get_one::<PathBuf>("agreement")).ok_or(Failure::Misuse)?;
    let many = |name: &str| -> Vec<String> {
        matches.get_many::<String>(name).unwrap_or_default().cloned().collect()
    };
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let mut roles = many("role");
    if roles.is_empty() {
        roles.extend(USUAL.iter().map(|role| (*role).to_owned()));
    }
    let read = desk::read_agreement(agreement).map_err(|why| fail(speaker, &why))?;
    if read.agreement.is_none() {
        let errors: Vec<_> =
            read.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
        diagnostics::say(speaker, &errors, &read.sources);
        speaker.aside(&speaker.words.get("cli-nothing-written"));
        return Err(Failure::Content);
    }
    let founding = Founding {
        agreement: agreement.clone(),
        database: text("database"),
        recipients: many("recipient"),
        roles,
        talks: talks.is_some(),
        timestamps: text("timestamps"),
    };
    record::sweep(path, speaker);
    let mission = Mission::found(path, &founding, clock::now()).map_err(|why| fail(speaker, &why))?;
    let actor = mission.actor(None).map_err(|why| fail(speaker, &why))?;
    let size = mission.ledger.size();
    speaker.answer(&format!(
        "{}\n{}\n{}",
        speaker.words.with(
            "cli-init-done",
            &[
                ("folder", path.display().to_string().into()),
                ("mission", mission.ledger.mission().0.to_string().into())
            ],
        ),
        speaker.words.with("cli-init-founder", &[("user", actor.user.to_string().into())]),
        record::head_line(speaker, size, mission.ledger.head()),
    ))
}
