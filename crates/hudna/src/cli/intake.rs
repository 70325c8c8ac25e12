//! `hudna intake DIR FILE… --registers FILE…`: reports and registers into a mission's record.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::words::Words;
use serde_json::json;

use super::progress::Bar;
use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, clock, lines, material};

pub(super) fn command(words: &'static Words) -> Command {
    let many = |name: &'static str, key: &str| {
        Arg::new(name)
            .long(name)
            .value_name("FILE")
            .num_args(1..)
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help(words.get(key))
    };
    Command::new("intake")
        .about(words.get("cli-intake"))
        .after_help(words.get("cli-intake-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("reports")
                .value_name("REPORTS")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-reports")),
        )
        .arg(many("registers", "cli-assess-registers"))
        .arg(many("gazetteer", "cli-assess-gazetteer"))
        .arg(
            Arg::new("mapping")
                .long("mapping")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-mapping")),
        )
        .arg(Arg::new("read-as").long("read-as").value_name("FORMAT").help(words.get("cli-assess-read-as")))
        .arg(record::signer(words))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.get("cli-assess-json")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let request = material::request(matches, speaker)?;
    if request.reports.is_empty() && request.registers.is_empty() {
        return Err(material::misuse(speaker, "cli-intake-nothing", ""));
    }
    let mut mission = record::open(matches, speaker)?;
    let actor = record::actor(&mission, matches, speaker)?;
    let bar = Bar::new(speaker);
    let taken = mission.take_in(&request, &actor, &clock::now, &bar);
    bar.finish();
    let taken = taken.map_err(|why| fail(speaker, &why))?;
    let (mut read, mut accepted, mut aside, mut added, mut again) = (0, 0, Vec::new(), 0, 0);
    let mut notes = Vec::new();
    for file in taken {
        read += file.taken.read;
        accepted += file.taken.reports.len();
        added += file.added;
        again += file.again;
        aside.extend(file.taken.set_aside);
        notes.extend(file.taken.notes);
    }
    lines::say_notes(speaker, &notes);
    lines::say_set_aside(speaker, read, accepted, &aside);
    let (size, head) = (mission.ledger.size(), mission.ledger.head());
    if matches.get_flag("json") {
        let summary = json!({
            "lines": { "read": read, "set_aside": aside.len() },
            "entries": { "added": added, "again": again, "size": size },
            "checkpoint": head,
        });
        return speaker.answer(&format!("{summary}\n"));
    }
    let counts = [("added", added.into()), ("again", again.into())];
    let done = speaker.words.with("cli-intake-done", &counts);
    speaker.answer(&format!("{done}\n{}", record::head_line(speaker, size, head)))
}
