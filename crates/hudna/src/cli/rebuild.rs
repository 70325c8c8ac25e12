//! `hudna rebuild DIR --check`: everything derived, worked out again from the entries alone. Where no rows are kept yet there
//! is nothing to compare, and that is said.

use clap::{Arg, ArgAction, ArgMatches, Command};
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure};

/// So many rows that differ are named.
const NAMED: usize = 12;

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("rebuild")
        .about(words.get("cli-rebuild"))
        .arg(record::folder(words))
        .arg(Arg::new("check").long("check").action(ArgAction::SetTrue).help(words.get("cli-rebuild-check")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let mut mission = record::open(matches, speaker)?;
    let check = matches.get_flag("check");
    let rebuilt = mission.rebuild(check).map_err(|why| fail(speaker, &why))?;
    let counts = [
        ("size", rebuilt.size.into()),
        ("rows", rebuilt.rows.into()),
        ("count", rebuilt.differing.len().into()),
    ];
    if !rebuilt.differing.is_empty() && check {
        speaker.error("derived-differs", &speaker.words.with("cli-rebuild-differs", &counts));
        for row in rebuilt.differing.iter().take(NAMED) {
            speaker.aside(&format!("  {row}"));
        }
        speaker.aside(&speaker.words.get("cli-rebuild-differs-next"));
        return Err(Failure::Content);
    }
    if check && rebuilt.size == 0 {
        let stand = [("size", mission.ledger.size().into())];
        speaker.answer(&format!("{}\n", speaker.words.with("cli-rebuild-nothing", &stand)))?;
        speaker.aside(&speaker.words.get("cli-rebuild-nothing.do"));
        return Ok(());
    }
    let key = if check { "cli-rebuild-same" } else { "cli-rebuild-done" };
    speaker.answer(&format!("{}\n", speaker.words.with(key, &counts)))
}
