//! `hudna agreement diff A B [REPORTS…] --registers FILE…`: what differs between two texts, and in outcomes.
//!
//! Exit status: 0 nothing differs; 1 something does; 2 nothing could be compared.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::agreement::Agreement;
use hudna_desk::desk::{self, Request};
use hudna_desk::document::comparison::{Comparison, as_json, as_text};
use hudna_desk::words::{Words, without_isolates};

use super::super::progress::Bar;
use super::super::speak::Speaker;
use super::super::{Ended, Failure, diagnostics, material};

pub(super) fn command(words: &'static Words) -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    let many =
        |name: &'static str| path(name).long(name).value_name("FILE").num_args(1..).action(ArgAction::Append);
    Command::new("diff")
        .about(words.get("cli-agreement-diff"))
        .after_help(words.get("cli-agreement-diff-after"))
        .arg(path("first").value_name("A").required(true).help(words.get("cli-agreement-diff-first")))
        .arg(path("second").value_name("B").required(true).help(words.get("cli-agreement-diff-second")))
        .arg(
            path("reports").value_name("REPORTS").num_args(0..).help(words.get("cli-agreement-diff-reports")),
        )
        .arg(many("registers").help(words.get("cli-assess-registers")))
        .arg(many("gazetteer").help(words.get("cli-assess-gazetteer")))
        .arg(path("mapping").long("mapping").value_name("FILE").help(words.get("cli-assess-mapping")))
        .arg(Arg::new("read-as").long("read-as").value_name("FORMAT").help(words.get("cli-assess-read-as")))
        .arg(Arg::new("as-of").long("as-of").value_name("TIME").help(words.get("cli-agreement-diff-as-of")))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help(words.get("cli-agreement-read-json")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let request = request(matches, speaker)?;
    let first = matches.get_one::<PathBuf>("first").ok_or(Failure::Misuse)?;
    let second = matches.get_one::<PathBuf>("second").ok_or(Failure::Misuse)?;
    let (before, after) = (agreement(speaker, first)?, agreement(speaker, second)?);
    let record = if request.reports.is_empty() {
        None
    } else {
        let bar = Bar::new(speaker);
        let record = desk::weigh_both([(&before, first), (&after, second)], &request, &bar);
        bar.finish();
        Some(record.map_err(|trouble| {
            speaker.trouble(&trouble);
            Failure::Misuse
        })?)
    };
    if before.zone_name != after.zone_name && record.is_some() {
        let values = [("zone", (&*before.zone_name).into())];
        speaker.warning("time-zones-differ", &speaker.words.with("cli-time-zones-differ", &values));
    }
    let comparison = Comparison { before: &before, after: &after, record: record.as_ref() };
    if matches.get_flag("json") {
        speaker.answer(&without_isolates(&format!("{:#}\n", as_json(&comparison))))?;
    } else {
        speaker.answer(&without_isolates(&as_text(&comparison, speaker.lang)))?;
    }
    if comparison.differs() { Err(Failure::Content) } else { Ok(()) }
}

/// The agreement of a file; one that does not load leaves nothing to compare.
fn agreement(speaker: &Speaker, path: &std::path::Path) -> Result<Agreement, Failure> {
    let read = desk::read_agreement(path).map_err(|trouble| {
        speaker.trouble(&trouble);
        Failure::Misuse
    })?;
    read.agreement.ok_or_else(|| {
        diagnostics::say(speaker, &read.diagnostics, &read.sources);
        let values = [("path", path.display().to_string().into())];
        speaker.error("nothing-compared", &speaker.words.with("cli-nothing-compared", &values));
        Failure::Misuse
    })
}

fn request(matches: &ArgMatches, speaker: &Speaker) -> Result<Request, Failure> {
    let request = material::request(matches, speaker)?;
    if request.reports.is_empty() && !request.registers.is_empty() {
        speaker.misuse(&speaker.words.get("cli-registers-without-reports"));
        return Err(Failure::Misuse);
    }
    Ok(request)
}
