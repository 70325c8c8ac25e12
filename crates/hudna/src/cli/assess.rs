//! `hudna assess AGREEMENT REPORTS… --registers FILE… --out FOLDER`: the main job without stored state.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::diagnostic::Severity;
use hudna_desk::desk::{self, Done, Request, SUMMARY_ORDER, Summary};
use hudna_desk::document::Format as Kind;
use hudna_desk::store;
use hudna_desk::words::{FluentValue, Words};
use serde_json::json;

use super::progress::Bar;
use super::speak::{Speaker, harmless};
use super::{Ended, Failure, diagnostics, languages, material};

pub(super) fn command(words: &'static Words) -> Command {
    let many = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).num_args(1..).action(ArgAction::Append)
    };
    let one = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    Command::new("assess")
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
            one("out", "FOLDER")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-out")),
        )
        .arg(
            one("mapping", "FILE").value_parser(value_parser!(PathBuf)).help(words.get("cli-assess-mapping")),
        )
        .arg(one("read-as", "FORMAT").help(words.get("cli-assess-read-as")))
        .arg(one("from", "DAY").help(words.get("cli-assess-from")))
        .arg(one("to", "DAY").help(words.get("cli-assess-to")))
        .arg(one("as-of", "TIME").help(words.get("cli-assess-as-of")))
        .arg(one("lang", "ar,en").default_value("ar,en").help(words.get("cli-assess-lang")))
        .arg(
            one("formats", "LIST")
                .default_value("pdf,html,docx,xlsx,geojson,json")
                .help(words.get("cli-assess-formats")),
        )
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.get("cli-assess-json")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let request = request(matches, speaker)?;
    let path = matches.get_one::<PathBuf>("agreement").ok_or(Failure::Misuse)?;
    let out = matches.get_one::<PathBuf>("out").ok_or(Failure::Misuse)?;
    let fail = |trouble| {
        speaker.trouble(&trouble);
        Failure::Content
    };
    store::try_folder(out).map_err(|why| fail(why.into()))?;
    let read = desk::read_agreement(path).map_err(fail)?;
    let Some(agreement) = &read.agreement else {
        diagnostics::say(speaker, &read.diagnostics, &read.sources);
        speaker.aside(&speaker.words.get("cli-nothing-written"));
        return Err(Failure::Content);
    };
    let errors: Vec<_> = read.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    diagnostics::say(speaker, &errors, &read.sources);
    let bar = Bar::new(speaker);
    let done = desk::assess(agreement, path, &request, &bar).map_err(|trouble| {
        bar.finish();
        fail(trouble)
    })?;
    store::write_documents(out, &done.documents).map_err(|why| {
        bar.finish();
        fail(why.into())
    })?;
    bar.finish();
    say_notes(speaker, &done);
    say_set_aside(speaker, &done);
    if matches.get_flag("json") {
        return speaker.answer(&format!("{}\n", summary_json(&done.summary)));
    }
    speaker.answer(&said(speaker, &done.summary, &out.display().to_string()))
}

fn request(matches: &ArgMatches, speaker: &Speaker) -> Result<Request, Failure> {
    let misuse = |key: &str, value: &str| material::misuse(speaker, key, value);
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let day = |name: &str| text(name).map(|v| v.parse().map_err(|_| misuse("cli-not-a-day", v))).transpose();
    let asked = text("lang").unwrap_or("ar,en");
    let languages =
        languages(asked).filter(|l| !l.is_empty()).ok_or_else(|| misuse("cli-not-a-language", asked))?;
    let asked = text("formats").unwrap_or_default();
    let kinds: Option<Vec<Kind>> = asked.split(',').map(|k| Kind::parse(k.trim())).collect();
    let request = Request {
        from: day("from")?,
        to: day("to")?,
        languages,
        kinds: kinds.ok_or_else(|| misuse("cli-not-a-document", asked))?,
        ..material::request(matches, speaker)?
    };
    match (request.from, request.to) {
        (Some(from), Some(to)) if to < from => Err(misuse("cli-period-reversed", &format!("{from} {to}"))),
        _ => Ok(request),
    }
}

fn summary_json(summary: &Summary) -> serde_json::Value {
    let counts = |list: &[u64; 4]| {
        let pairs = SUMMARY_ORDER.iter().zip(list).map(|(outcome, n)| (outcome.name().to_string(), json!(n)));
        serde_json::Value::Object(pairs.collect())
    };
    let seconds: Vec<f64> = summary.took.iter().map(|d| (d.as_secs_f64() * 1e6).round() / 1e6).collect();
    json!({
        "reports": { "read": summary.read, "accepted": summary.accepted, "set_aside": summary.set_aside },
        "incidents": summary.incidents,
        "findings": counts(&summary.findings),
        "incidents_by_outcome": counts(&summary.by_incident),
        "seconds": {
            "intake": seconds[0], "fusion": seconds[1], "assessment": seconds[2], "documents": seconds[3],
        },
    })
}

/// The most set-aside lines said at the terminal; all of them are in the file.
const MOST_SAID: usize = 12;

/// What is worth saying of a file that was read.
fn say_notes(speaker: &Speaker, done: &Done) {
    for (file, note) in &done.notes {
        let arguments = harmless(&note.arguments);
        let values: Vec<(&str, FluentValue<'_>)> =
            arguments.iter().map(|(name, value)| (*name, counted(value))).collect();
        let why = speaker.words.with(&format!("intake-{}", note.code), &values);
        speaker.warning(note.code, &format!("{file}: {why}"));
    }
}

/// A whole number chooses a plural; any other value is words.
fn counted(value: &str) -> FluentValue<'_> {
    value.parse::<u32>().map_or_else(|_| value.into(), Into::into)
}

fn say_set_aside(speaker: &Speaker, done: &Done) {
    if done.set_aside.is_empty() {
        return;
    }
    let counts = [
        ("read", done.summary.read.into()),
        ("accepted", done.summary.accepted.into()),
        ("count", done.set_aside.len().into()),
    ];
    speaker.warning("lines-set-aside", &speaker.words.with("cli-set-aside", &counts));
    for line in done.set_aside.iter().take(MOST_SAID) {
        let mut arguments = line.arguments.clone();
        arguments.push(("value", line.value.clone()));
        arguments.push(("column", line.column.clone().unwrap_or_default()));
        let why = speaker.words.message(&format!("intake-{}", line.code), &harmless(&arguments));
        speaker.aside(&format!("  {}:{}  {why}", line.file, line.line));
    }
    if done.set_aside.len() > MOST_SAID {
        let more = done.set_aside.len() - MOST_SAID;
        speaker.aside(&speaker.words.with("cli-set-aside-more", &[("count", more.into())]));
    }
    speaker.aside(&speaker.words.get("cli-set-aside-next"));
}

fn said(speaker: &Speaker, summary: &Summary, folder: &str) -> String {
    let words = speaker.words;
    let mut lines = vec![
        words.with(
            "cli-done-reports",
            &[
                ("read", summary.read.into()),
                ("accepted", summary.accepted.into()),
                ("aside", summary.set_aside.into()),
            ],
        ),
        words.with("cli-done-incidents", &[("count", summary.incidents.into())]),
    ];
    for (outcome, n) in SUMMARY_ORDER.iter().zip(&summary.by_incident) {
        lines.push(format!("  {:<14} {n}", words.get(&format!("outcome-{}", outcome.name()))));
    }
    lines.push(words.get("cli-done-provisional"));
    lines.push(words.with("cli-done-folder", &[("folder", folder.into())]));
    lines.join("\n") + "\n"
}
