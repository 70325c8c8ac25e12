//! One file per command. To add a command: a file with `command` and `run`, and a line in [`COMMANDS`].
//!
//! Exit status: 0 done; 1 the content is not acceptable; 2 the command is misused; 255 our fault.

mod act;
mod agreement;
mod assess;
pub(crate) mod attach;
mod backup;
mod bundle;
pub(crate) mod clock;
mod consult;
mod diagnostics;
mod document;
mod entries;
mod epoch;
mod force;
mod help;
mod init;
mod intake;
mod invite;
mod key;
mod language;
mod lines;
mod log_key;
mod map;
mod material;
mod minutes;
mod pages;
mod pair;
mod powers;
mod progress;
mod promises;
mod rebuild;
mod record;
mod recover;
mod reference;
mod remote;
mod restore;
mod serve;
mod speak;
mod table;
mod template;
mod unseal;
mod verify;
mod witness;

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use clap::{Arg, ArgAction, ArgMatches, Command};
use hudna_desk::words::{Lang, Words};

use speak::Speaker;

/// How a command ended.
pub(crate) type Ended = Result<(), Failure>;

/// Why a command did not end well; what there was to say has been said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The content is not acceptable: status 1.
    Content,
    /// The command is misused: status 2.
    Misuse,
    /// Our fault: status 255.
    Ours,
}

/// A command: how it is written, and what it does.
struct Entry {
    name: &'static str,
    command: fn(&'static Words) -> Command,
    run: fn(&ArgMatches, &Speaker) -> Ended,
}

const COMMANDS: &[Entry] = &[
    Entry { name: "agreement", command: agreement::command, run: agreement::run },
    Entry { name: "assess", command: assess::command, run: assess::run },
    Entry { name: "init", command: init::command, run: init::run },
    Entry { name: "intake", command: intake::command, run: intake::run },
    Entry { name: "document", command: document::command, run: document::run },
    Entry { name: "consult", command: consult::command, run: consult::run },
    Entry { name: "promises", command: promises::command, run: promises::run },
    Entry { name: "act", command: act::command, run: act::run },
    Entry { name: "entries", command: entries::command, run: entries::run },
    Entry { name: "table", command: table::command, run: table::run },
    Entry { name: "force", command: force::command, run: force::run },
    Entry { name: "minutes", command: minutes::command, run: minutes::run },
    Entry { name: "attach", command: attach::command, run: attach::run },
    Entry { name: "invite", command: invite::command, run: invite::run },
    Entry { name: "recover", command: recover::command, run: recover::run },
    Entry { name: "powers", command: powers::command, run: powers::run },
    Entry { name: "key", command: key::command, run: key::run },
    Entry { name: "epoch", command: epoch::command, run: epoch::run },
    Entry { name: "unseal", command: unseal::command, run: unseal::run },
    Entry { name: "log-key", command: log_key::command, run: log_key::run },
    Entry { name: "serve", command: serve::command, run: serve::run },
    Entry { name: "witness", command: witness::command, run: witness::run },
    Entry { name: "bundle", command: bundle::command, run: bundle::run },
    Entry { name: "verify", command: verify::command, run: verify::run },
    Entry { name: "backup", command: backup::command, run: backup::run },
    Entry { name: "rebuild", command: rebuild::command, run: rebuild::run },
    Entry { name: "restore", command: restore::command, run: restore::run },
    Entry { name: "language", command: language::command, run: language::run },
    Entry { name: "template", command: template::command, run: template::run },
    Entry { name: "map", command: map::command, run: map::run },
    Entry { name: "pair", command: pair::command, run: pair::run },
    Entry { name: "reference", command: reference::command, run: reference::run },
];

/// The whole command line, in the reader's language.
fn command(words: &'static Words) -> Command {
    let mut command = Command::new("hudna")
        .bin_name("hudna")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.get("cli-about"))
        .after_help(words.get("cli-exit-status"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .display_order(1001)
                .help(words.get("cli-version")),
        )
        .arg(
            Arg::new("speak")
                .long("speak")
                .value_name("ar|en")
                .value_parser(["ar", "en"])
                .global(true)
                .display_order(999)
                .hide_possible_values(true)
                .help(words.get("cli-speak")),
        );
    for entry in COMMANDS {
        command = command.subcommand((entry.command)(words));
    }
    help::worded(command, words)
}

/// Runs what was asked.
pub(crate) fn main() -> ExitCode {
    let lang = speak::language(std::env::args_os());
    let words = Words::of(lang);
    let speaker = Speaker::new(lang);
    let matches = match command(words).try_get_matches() {
        Ok(matches) => matches,
        Err(why) => return unmatched(&speaker, &why),
    };
    let Some((name, arguments)) = matches.subcommand() else { return ExitCode::from(2) };
    let Some(entry) = COMMANDS.iter().find(|c| c.name == name) else { return ExitCode::from(2) };
    let fault = quiet_faults(words);
    let ended = catch_unwind(AssertUnwindSafe(|| (entry.run)(arguments, &speaker))).unwrap_or_else(|_| {
        let at = fault.lock().map(|at| at.clone()).unwrap_or_default();
        speaker.error("our-fault", &words.with("cli-our-fault", &[("reference", at.into())]));
        speaker.aside(&words.get("cli-our-fault-next"));
        Err(Failure::Ours)
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Content) => ExitCode::from(1),
        Err(Failure::Misuse) => ExitCode::from(2),
        Err(Failure::Ours) => ExitCode::from(255),
    }
}

/// A fault of ours ends in our own words and status, not in a trace; where it arose is its reference. One of the thread that
/// writes ends nothing, and is said at once to whoever keeps the host.
fn quiet_faults(words: &'static Words) -> Arc<Mutex<String>> {
    let at = Arc::new(Mutex::new(String::new()));
    let noted = Arc::clone(&at);
    std::panic::set_hook(Box::new(move |why| {
        if let (Ok(mut noted), Some(place)) = (noted.lock(), why.location()) {
            let file = place.file().rsplit(['/', '\\']).next().unwrap_or_default();
            *noted = format!("{file}:{}", place.line());
            if std::thread::current().name() == Some("record") {
                let said = words.with("cli-our-fault", &[("reference", noted.clone().into())]);
                drop(writeln!(std::io::stderr(), "error[our-fault]: {said}"));
            }
        }
    }));
    at
}

/// Help and version are answers; anything else is misuse.
fn unmatched(speaker: &Speaker, why: &clap::Error) -> ExitCode {
    if !why.use_stderr() {
        return match speaker.answer(&why.render().to_string()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(1),
        };
    }
    let given: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let mut path = String::from("hudna");
    let mut here = command(speaker.words);
    for argument in &given {
        let Some(inner) = here.find_subcommand(argument).cloned() else { continue };
        path = format!("{path} {argument}");
        here = inner;
    }
    help::say_misuse(speaker, why, &path);
    ExitCode::from(2)
}

/// The languages that `--lang ar,en` names.
pub(crate) fn languages(asked: &str) -> Option<Vec<Lang>> {
    asked.split(',').map(|code| Lang::parse(code.trim())).collect()
}
