//! `hudna language template|check`: another language by one file, for whoever translates it.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_desk::store;
use hudna_desk::words::{Compared, Lang, Words, compared, template};
use serde_json::json;

use super::record::fail;
use super::speak::Speaker;
use super::{Ended, Failure};

/// The most keys that are named of one area.
const MOST_NAMED: usize = 12;

pub(super) fn command(words: &'static Words) -> Command {
    let from = Arg::new("from")
        .long("from")
        .value_name("ar|en")
        .value_parser(["ar", "en"])
        .default_value("en")
        .help(words.get("cli-language-from"));
    let file = Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(words.get("cli-language-file"));
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.get("cli-language-json"));
    Command::new("language")
        .about(words.get("cli-language"))
        .after_help(words.get("cli-language-after"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("template").about(words.get("cli-language-template")).arg(from))
        .subcommand(Command::new("check").about(words.get("cli-language-check")).arg(file).arg(json))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    match matches.subcommand() {
        Some(("template", inner)) => {
            let from = inner.get_one::<String>("from").and_then(|code| Lang::parse(code));
            speaker.answer(&template(from.unwrap_or(Lang::En)))
        }
        Some(("check", inner)) => check(inner, speaker),
        _ => Err(Failure::Misuse),
    }
}

/// Says what the file lacks. What stands in keeps a mission going, so that alone is no failure; values that nothing fills are.
fn check(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let path = matches.get_one::<PathBuf>("file").ok_or(Failure::Misuse)?;
    let lang = store::language(path).map_err(|why| fail(speaker, &why))?;
    let text = store::read_text(path).map_err(|why| fail(speaker, &why.into()))?;
    let found = compared(&text.text);
    let is_whole = found.unfilled.is_empty();
    if matches.get_flag("json") {
        let pairs = |list: &[(String, String)]| -> Vec<_> {
            list.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect()
        };
        let answer = json!({
            "language": lang.code(), "asked": found.asked, "missing": found.missing, "unknown": found.unknown,
            "unfilled": pairs(&found.unfilled), "left_out": pairs(&found.left_out),
        });
        speaker.answer(&format!("{answer}\n"))?;
    } else {
        speaker.answer(&said(speaker, lang, &found))?;
    }
    if is_whole { Ok(()) } else { Err(Failure::Content) }
}

fn said(speaker: &Speaker, lang: Lang, found: &Compared) -> String {
    let words = speaker.words;
    let missing: usize = found.missing.values().map(Vec::len).sum();
    let values = [
        ("language", Words::of(lang).get("page-language").into()),
        ("said", (found.asked - missing).into()),
        ("asked", found.asked.into()),
    ];
    let mut lines = vec![words.with("cli-language-said", &values)];
    for (area, keys) in &found.missing {
        let mut named = keys.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(" ");
        if keys.len() > MOST_NAMED {
            named += " …";
        }
        let values = [("area", area.as_str().into()), ("count", keys.len().into()), ("keys", named.into())];
        lines.push(words.with("cli-language-missing", &values));
    }
    let of = |key: &str, one: &(String, String)| {
        words.with(key, &[("key", one.0.as_str().into()), ("value", one.1.as_str().into())])
    };
    lines.extend(found.unfilled.iter().map(|one| of("cli-language-unfilled", one)));
    lines.extend(found.left_out.iter().map(|one| of("cli-language-left-out", one)));
    let unknown = |key: &String| words.with("cli-language-unknown", &[("key", key.as_str().into())]);
    lines.extend(found.unknown.iter().map(unknown));
    lines.join("\n") + "\n"
}
