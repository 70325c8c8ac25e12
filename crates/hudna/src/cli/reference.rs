//! `hudna reference`: the reference pages that are made from the source, written or checked.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_core::value::{Attribute, Kind};
use hudna_core::vocabulary;
use hudna_desk::store;
use hudna_desk::words::{Lang, Words};

use super::speak::Speaker;
use super::{Ended, Failure, pages, powers};

pub(super) fn command(words: &'static Words) -> Command {
    let folder = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("FOLDER")
            .value_parser(value_parser!(PathBuf))
            .conflicts_with(if name == "write" { "check" } else { "write" })
    };
    Command::new("reference")
        .about(words.get("cli-reference"))
        .arg(folder("write").help(words.get("cli-reference-write")))
        .arg(folder("check").help(words.get("cli-reference-check")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let mut all =
        vec![("commands.md".to_owned(), commands()), ("vocabulary.md".to_owned(), vocabulary_page())];
    all.push(("acts.md".to_owned(), pages::acts()));
    all.push(("powers.md".to_owned(), powers::page()));
    all.push(("openapi.json".to_owned(), format!("{:#}\n", crate::web::openapi::document())));
    all.extend(pages::norms());
    all.extend(pages::checks());
    if let Some(folder) = matches.get_one::<PathBuf>("write") {
        for (name, text) in &all {
            store::write_file(&folder.join(name), text.as_bytes()).map_err(|why| {
                speaker.trouble(&why.into());
                Failure::Content
            })?;
        }
        return Ok(());
    }
    if let Some(folder) = matches.get_one::<PathBuf>("check") {
        for (name, text) in &all {
            let path = folder.join(name);
            if store::read_text(&path).ok().is_none_or(|there| there.text != *text) {
                let name = path.display().to_string();
                speaker.aside(&speaker.words.with("cli-reference-stale", &[("path", name.into())]));
                return Err(Failure::Content);
            }
        }
        return Ok(());
    }
    speaker.answer(&all.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n"))
}

/// The commands with their help, in both languages.
fn commands() -> String {
    let mut out = String::from("# Commands · الأوامر\n\nMade by `cargo xtask generate`; do not edit.\n");
    for lang in [Lang::En, Lang::Ar] {
        out += &format!("\n## {}\n", if lang == Lang::Ar { "العربية" } else { "English" });
        let mut top = super::command(Words::of(lang)).term_width(96);
        help(&mut top, "hudna", &mut out);
    }
    out
}

fn help(command: &mut Command, path: &str, out: &mut String) {
    let text = command.render_long_help().to_string();
    let text = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    *out += &format!("\n### `{path}`\n\n```text\n{}\n```\n", text.trim_end());
    for inner in command.get_subcommands_mut() {
        let path = format!("{path} {}", inner.get_name());
        help(&mut inner.clone().term_width(96), &path, out);
    }
}

/// Every attribute and code, in both languages.
fn vocabulary_page() -> String {
    let mut out = String::from(
        "# Vocabulary · المفردات\n\nMade by `cargo xtask generate`; do not edit. A code stands for all that is indented beneath it.\n",
    );
    for attribute in Attribute::ALL {
        let kind = match attribute.kind() {
            Kind::Code => "code",
            Kind::Time => "time",
            Kind::Place => "place",
            Kind::Actor => "actor",
            Kind::Number => "number",
            Kind::Derived => "derived",
        };
        out += &format!("\n## `{}` {} ({kind})\n", attribute.name(), attribute.arabic().replace('_', " "));
        let codes: Vec<_> = vocabulary::codes_of(*attribute).collect();
        if !codes.is_empty() {
            out += "\n|code|العربية|English|\n|-|-|-|\n";
        }
        for code in codes {
            let row = code.row();
            out +=
                &format!("|{}`{}`|{}|{}|\n", "› ".repeat(usize::from(row.depth)), row.code, row.ar, row.en);
        }
    }
    out
}
