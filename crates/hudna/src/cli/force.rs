//! `hudna force DIR`: the joint force as the record has it: bodies, nominations, posts, patrols, complaints.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::id::EntryId;
use hudna_desk::document::make::{Distribution, Form};
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::{Reader, Snapshot, reading};
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use serde_json::json;

use super::record::{self, fail};
use super::speak::{Speaker, one_line, shown};
use super::{Ended, Failure, clock, languages, material};

pub(super) fn command(words: &'static Words) -> Command {
    let flag = |name: &'static str, help: &str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(words.get(help))
    };
    let explain = Arg::new("explain").long("explain").value_name("ENTRY");
    Command::new("force")
        .about(words.get("cli-force"))
        .after_help(words.get("cli-force-after"))
        .arg(record::folder(words))
        .arg(flag("json", "cli-force-json"))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with_all(["json", "redact", "explain"])
                .help(words.get("cli-force-out")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("ar,en")
                .default_value("ar,en")
                .help(words.get("cli-force-lang")),
        )
        .arg(explain.conflicts_with_all(["json", "redact"]).help(words.get("cli-force-explain")))
        .arg(flag("redact", "cli-force-redact").conflicts_with("json"))
}

fn read(path: &Path) -> Result<Arc<Snapshot>, Trouble> {
    let mut reader = Reader::new(reading(path)?);
    reader.follow(clock::now())?;
    reader.snapshot()
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let snapshot = read(record::path(matches)?).map_err(|why| fail(speaker, &why))?;
    let view = snapshot.saying(false);
    let told = Told::of(&snapshot, Screen::of(&view, speaker.words.lang()), clock::now());
    if let Some(out) = matches.get_one::<PathBuf>("out") {
        return reported(matches, speaker, &snapshot, out);
    }
    if let Some(entry) = matches.get_one::<String>("explain") {
        let entry = EntryId::from(entry.as_str());
        let one = snapshot.force.nomination(&entry).ok_or_else(|| {
            fail(speaker, &Trouble::new("record", "nomination-unknown").with("entry", &*entry.0))
        })?;
        return speaker.answer(&format!("{}\n", told.explanation(one, true)));
    }
    if matches.get_flag("redact") {
        return match told.redaction() {
            Some(filed) => speaker.answer(&format!("{}\n", json!({ "act": filed.act }))),
            None => {
                speaker.aside(&speaker.words.get("force-nothing-expired"));
                Ok(())
            }
        };
    }
    if matches.get_flag("json") {
        return speaker.answer(&format!("{:#}\n", told.data()));
    }
    let lines = told.lines();
    let lines: Vec<String> = lines.iter().map(|line| format!("{}\n", line_of(line))).collect();
    speaker.answer(&lines.concat())
}

/// Writes the report in each language, as PDF and page, all or none.
fn reported(matches: &ArgMatches, speaker: &Speaker, snapshot: &Snapshot, out: &Path) -> Ended {
    record::languages(matches, speaker)?;
    let asked = matches.get_one::<String>("lang").map_or("ar,en", String::as_str);
    let langs = languages(asked).filter(|langs| !langs.is_empty());
    let langs = langs.ok_or_else(|| material::misuse(speaker, "cli-not-a-language", asked))?;
    store::try_folder(out).map_err(|why| fail(speaker, &why.into()))?;
    let view = snapshot.saying(false);
    let mut made = Vec::new();
    for lang in langs {
        let told = Told::of(snapshot, Screen::of(&view, lang), clock::now());
        for form in [Form::Pdf, Form::Html] {
            made.push(told.report(form, Distribution::Commission, ("", None)).map_err(|_| Failure::Ours)?);
        }
    }
    store::write_documents(out, &made).map_err(|why| fail(speaker, &why.into()))?;
    let folder = out.display().to_string();
    speaker.answer(&format!("{}\n", speaker.words.with("cli-done-folder", &[("folder", folder.into())])))
}

/// A line with its indent, harmless for a terminal.
fn line_of(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    format!("{}{}", " ".repeat(indent), shown(&one_line(line.trim_start())))
}
