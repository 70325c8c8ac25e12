//! `hudna agreement scenario FILE…`: whether an agreement comes out as whoever drafts it expects.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::agreement::SourceText;
use hudna_core::diagnostic::Severity;
use hudna_desk::desk::{self, Agreements, Tried, TriedFile};
use hudna_desk::document;
use hudna_desk::words::Words;
use serde_json::{Value, json};

use super::super::speak::{Speaker, one_line};
use super::super::{Ended, Failure, diagnostics};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("scenario")
        .about(words.get("cli-scenario"))
        .after_help(words.get("cli-scenario-status"))
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-scenario-file")),
        )
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.get("cli-scenario-json")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let mut agreements = Agreements::default();
    let mut files = Vec::new();
    let mut refused = false;
    for path in matches.get_many::<PathBuf>("files").unwrap_or_default() {
        match desk::try_scenarios(path, &mut agreements) {
            Ok(file) => files.push(file),
            Err(trouble) => {
                speaker.trouble(&trouble);
                refused = true;
            }
        }
    }
    refused |= files.iter().flat_map(|f| &f.diagnostics).any(|d| d.severity == Severity::Error);
    let tried = || files.iter().flat_map(|f| &f.scenarios);
    let (all, differ) = (tried().count(), tried().filter(|t| !t.differences.is_empty()).count());
    if matches.get_flag("json") {
        let list: Vec<Value> = files.iter().map(|f| file_json(f, speaker)).collect();
        let told = json!({ "files": list, "scenarios": all, "as_expected": all - differ, "differ": differ });
        speaker.answer(&format!("{told:#}\n"))?;
    } else {
        for file in &files {
            diagnostics::say(speaker, &file.diagnostics, &file.sources);
        }
        let mut said: Vec<String> = files.iter().flat_map(|f| lines(f, speaker)).collect();
        let counts = [("all", all.into()), ("same", (all - differ).into()), ("differ", differ.into())];
        said.push(speaker.words.with("cli-scenario-counts", &counts));
        speaker.answer(&(said.join("\n") + "\n"))?;
    }
    if refused || differ > 0 { Err(Failure::Content) } else { Ok(()) }
}

/// What a person reads of one file.
fn lines(file: &TriedFile, speaker: &Speaker) -> Vec<String> {
    let mut out = vec![file.name.clone()];
    for tried in &file.scenarios {
        let same = tried.differences.is_empty();
        let key = if same { "cli-scenario-same" } else { "cli-scenario-differs" };
        out.push(format!("{} {}", speaker.words.get(key), one_line(&title(tried, speaker))));
        if !same {
            let line = |d: &hudna_core::scenario::Difference| {
                d.location.as_ref().and_then(|l| line_of(&file.sources, l.start))
            };
            out.push(document::tell(tried, speaker.lang, &line));
        }
    }
    if file.scenarios.is_empty() {
        out.push(speaker.words.get("cli-scenario-not-tried"));
    }
    out
}

fn title(tried: &Tried, speaker: &Speaker) -> String {
    speaker.lang.of(&tried.scenario.title).to_owned()
}

/// The 1-based line of a byte of the file of scenarios, which is the first source.
fn line_of(sources: &[SourceText], at: usize) -> Option<usize> {
    let text = &sources.first()?.text;
    Some(text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1)
}

fn file_json(file: &TriedFile, speaker: &Speaker) -> Value {
    let scenarios: Vec<Value> = file
        .scenarios
        .iter()
        .map(|tried| {
            let scenario = &tried.scenario;
            let differences: Vec<Value> = tried
                .differences
                .iter()
                .map(|d| {
                    let mut all = json!(d);
                    all["line"] = json!(d.location.as_ref().and_then(|l| line_of(&file.sources, l.start)));
                    all["finding"] = json!(d.finding.and_then(|at| tried.assessment.findings.get(at)));
                    all
                })
                .collect();
            json!({
                "title": { "ar": &*scenario.title.ar, "en": &*scenario.title.en },
                "line": line_of(&file.sources, scenario.location.start),
                "agreement": &*scenario.agreement.id,
                "version": scenario.agreement.version,
                "why": scenario.why,
                "as_expected": tried.differences.is_empty(),
                "differences": differences,
            })
        })
        .collect();
    json!({
        "file": file.name,
        "scenarios": scenarios,
        "diagnostics": diagnostics::as_json(speaker, &file.diagnostics, &file.sources),
    })
}
