//! `hudna template`: an empty sheet for reports, with the choices of the vocabulary.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_desk::words::{Lang, Words};
use hudna_desk::{intake, store};

use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("template")
        .about(words.get("cli-template"))
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("ar|en")
                .value_parser(["ar", "en"])
                .help(words.get("cli-template-lang")),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("xlsx|csv")
                .value_parser(["xlsx", "csv"])
                .default_value("xlsx")
                .help(words.get("cli-template-format")),
        )
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-template-out")),
        )
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let lang = matches.get_one::<String>("lang").and_then(|l| Lang::parse(l)).unwrap_or(speaker.lang);
    let csv = matches.get_one::<String>("format").is_some_and(|f| f == "csv");
    let out = matches.get_one::<PathBuf>("out");
    let bytes = if csv {
        intake::template_csv(lang.code()).into_bytes()
    } else {
        intake::template_xlsx().map_err(|_| Failure::Ours)?
    };
    match out {
        None if csv => speaker.answer(&String::from_utf8_lossy(&bytes)),
        out => {
            let path = out.cloned().unwrap_or_else(|| PathBuf::from("hudna-template.xlsx"));
            store::write_file(&path, &bytes).map_err(|why| {
                speaker.trouble(&why.into());
                Failure::Content
            })?;
            let name = path.display().to_string();
            speaker.answer(&format!("{}\n", speaker.words.with("cli-written", &[("path", name.into())])))
        }
    }
}
