//! `hudna agreement check FILE`: errors one by one, many warnings kind by kind.

use std::cmp::Reverse;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use hudna_core::agreement::SourceText;
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_desk::desk;
use hudna_desk::words::Words;
use serde_json::json;

use super::super::speak::Speaker;
use super::super::{Ended, Failure, diagnostics};

/// With no more warnings than this each is shown in full.
const FEW: usize = 6;
/// The most places of one kind that are said each with its own words.
const MOST_SAID: usize = 6;

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("check")
        .about(words.get("cli-agreement-check"))
        .arg(super::file(words))
        .arg(
            Arg::new("all").long("all").action(ArgAction::SetTrue).help(words.get("cli-agreement-check-all")),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("text|json")
                .value_parser(["text", "json"])
                .default_value("text")
                .help(words.get("cli-agreement-format")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
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
        if matches.get_flag("all") || warnings <= FEW {
            diagnostics::say(speaker, &read.diagnostics, &read.sources);
        } else {
            say_by_kind(speaker, &read.diagnostics, &read.sources);
        }
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

/// Says each error in full, then the warnings of each kind together.
fn say_by_kind(speaker: &Speaker, diagnostics: &[Diagnostic], sources: &[SourceText]) {
    let (errors, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        diagnostics.iter().partition(|d| d.severity == Severity::Error);
    for error in errors {
        speaker.aside(&diagnostics::render(speaker, error, sources));
    }
    for kind in by_kind(&warnings) {
        speaker.aside(&rendered(speaker, &kind, sources));
    }
    speaker.aside(&format!("{}\n", speaker.words.get("cli-agreement-by-kind")));
}

/// Warnings by code: those of the most places first, else in the order of the text.
fn by_kind<'d>(warnings: &[&'d Diagnostic]) -> Vec<Vec<&'d Diagnostic>> {
    let mut kinds: Vec<Vec<&Diagnostic>> = Vec::new();
    for warning in warnings {
        match kinds.iter_mut().find(|kind| kind.iter().any(|other| other.code == warning.code)) {
            Some(kind) => kind.push(warning),
            None => kinds.push(vec![warning]),
        }
    }
    kinds.sort_by_key(|kind| Reverse(kind.len()));
    kinds
}

/// The warnings of one kind: what kind, how many, where with what is said there, and what to do.
fn rendered(speaker: &Speaker, kind: &[&Diagnostic], sources: &[SourceText]) -> String {
    let Some(first) = kind.first() else { return String::new() };
    let said = |diagnostic: &Diagnostic, suffix: &str| diagnostics::words_of(speaker, diagnostic, suffix);
    let title = said(first, ".title").or_else(|| said(first, "")).unwrap_or_default();
    let head = [("title", title.into()), ("count", kind.len().into())];
    let mut out = format!(
        "{}[{}]: {}",
        speaker.words.get("cli-warning"),
        first.code,
        speaker.words.with("cli-agreement-kind", &head)
    );
    let place = |diagnostic: &Diagnostic| diagnostics::place(diagnostic, sources);
    for diagnostic in kind.iter().take(MOST_SAID) {
        let at = place(diagnostic).map_or_else(String::new, |at| format!("{at}  "));
        out += &format!("\n  {at}{}", said(diagnostic, "").unwrap_or_default());
    }
    if kind.len() > MOST_SAID {
        let places: Vec<String> = kind.iter().skip(MOST_SAID).filter_map(|d| place(d)).collect();
        let more = [("count", (kind.len() - MOST_SAID).into()), ("places", places.join(" ").into())];
        out += &format!("\n  {}", speaker.words.with("cli-agreement-kind-more", &more));
    }
    // where it is the same for all of them
    let next = said(first, ".do").filter(|next| kind.iter().all(|d| said(d, ".do").as_ref() == Some(next)));
    if let Some(next) = next {
        out += &format!("\n{next}");
    }
    out + "\n"
}
