//! `hudna document DIR --out FOLDER`: the documents of the main job from a mission's record; and what `assess` and it
//! have in common: which documents are asked for, and how what was done is said. With `--kind commitments` the report of commitments
//! instead ([`super::promises`]).

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::desk::{Done, Request, SUMMARY_ORDER, Summary};
use hudna_desk::document::Format as Kind;
use hudna_desk::store;
use hudna_desk::words::{Lang, Words};
use serde_json::json;

use super::progress::Bar;
use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, clock, languages, lines, material};

pub(super) fn command(words: &'static Words) -> Command {
    let command = Command::new("document")
        .about(words.get("cli-document"))
        .after_help(words.get("cli-document-after"))
        .arg(record::folder(words))
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .value_parser(["sitrep", "commitments"])
                .default_value("sitrep")
                .help(words.get("cli-document-kind")),
        );
    outputs(command, words)
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    record::languages(matches, speaker)?;
    if matches.get_one::<String>("kind").is_some_and(|kind| kind == "commitments") {
        return super::promises::documents(matches, speaker);
    }
    let request = asked(matches, speaker, Request::default())?;
    let out = out(matches, speaker)?;
    let mut mission = record::open(matches, speaker)?;
    let bar = Bar::new(speaker);
    let done = mission.assess(&request, clock::now(), &bar);
    hand_over(matches, speaker, out, &bar, done.map_err(|why| fail(speaker, &why)))
}

/// Adds the arguments that say which documents are made, and where.
pub(super) fn outputs(command: Command, words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    command
        .arg(
            one("out", "FOLDER")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-assess-out")),
        )
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

/// The folder for the documents, tried before long work starts.
pub(super) fn out<'m>(matches: &'m ArgMatches, speaker: &Speaker) -> Result<&'m Path, Failure> {
    let out = matches.get_one::<PathBuf>("out").ok_or(Failure::Misuse)?;
    store::try_folder(out).map_err(|why| fail(speaker, &why.into()))?;
    Ok(out)
}

/// `base` with the documents that are asked for.
pub(super) fn asked(matches: &ArgMatches, speaker: &Speaker, base: Request) -> Result<Request, Failure> {
    let misuse = |key: &str, value: &str| material::misuse(speaker, key, value);
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let day = |name: &str| text(name).map(|v| v.parse().map_err(|_| misuse("cli-not-a-day", v))).transpose();
    let languages = languages_asked(matches, speaker)?;
    let asked = text("formats").unwrap_or_default();
    let kinds: Option<Vec<Kind>> = asked.split(',').map(|k| Kind::parse(k.trim())).collect();
    let request = Request {
        from: day("from")?,
        to: day("to")?,
        as_of: material::as_of(matches, speaker)?,
        languages,
        kinds: kinds.ok_or_else(|| misuse("cli-not-a-document", asked))?,
        ..base
    };
    match (request.from, request.to) {
        (Some(from), Some(to)) if to < from => Err(misuse("cli-period-reversed", &format!("{from} {to}"))),
        _ => Ok(request),
    }
}

/// The languages that are asked for.
pub(super) fn languages_asked(matches: &ArgMatches, speaker: &Speaker) -> Result<Vec<Lang>, Failure> {
    let asked = matches.get_one::<String>("lang").map_or("ar,en", String::as_str);
    let none = || material::misuse(speaker, "cli-not-a-language", asked);
    languages(asked).filter(|all| !all.is_empty()).ok_or_else(none)
}

/// Writes the documents, all or none, and says what was done.
pub(super) fn hand_over(
    matches: &ArgMatches,
    speaker: &Speaker,
    out: &Path,
    bar: &Bar,
    done: Result<Done, Failure>,
) -> Ended {
    let written = done.and_then(|done| {
        store::write_documents(out, &done.documents).map_err(|why| fail(speaker, &why.into()))?;
        Ok(done)
    });
    bar.finish();
    let done = written?;
    lines::say_notes(speaker, &done.notes);
    lines::say_set_aside(speaker, done.summary.read, done.summary.accepted, &done.set_aside);
    if matches.get_flag("json") {
        return speaker.answer(&format!("{}\n", summary_json(&done.summary)));
    }
    speaker.answer(&said(speaker, &done.summary, &out.display().to_string()))
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
        "incidents_assessed": summary.in_stage[0],
        "incidents_ruled": summary.in_stage[1],
        "seconds": {
            "intake": seconds[0], "fusion": seconds[1], "assessment": seconds[2], "documents": seconds[3],
        },
    })
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
    lines.push(match summary.in_stage {
        [0, 0] => words.get("cli-done-provisional"),
        [assessed, ruled] => words.with(
            "cli-done-staged",
            &[("assessed", assessed.to_string().into()), ("ruled", ruled.to_string().into())],
        ),
    });
    lines.push(words.with("cli-done-folder", &[("folder", folder.into())]));
    lines.join("\n") + "\n"
}
