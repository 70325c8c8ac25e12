//! What commands over a mission have in common: the folder, who signs, how a head is said.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use hudna_core::ledger::head::{Head, SignedHead};
use hudna_core::ledger::note::VerifierKey;
use hudna_core::time::Instant;
use hudna_desk::record::{Actor, Mission, Receipt, Unheard, short};
use hudna_desk::store::{self, folder};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::Failure;
use super::speak::Speaker;

/// The argument that names a mission's folder.
pub(super) fn folder(words: &'static Words) -> Arg {
    Arg::new("folder")
        .value_name("DIR")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(words.get("cli-record-folder"))
}

/// The argument that names the key of whoever signs.
pub(super) fn signer(words: &'static Words) -> Arg {
    Arg::new("as")
        .long("as")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(words.get("cli-record-as"))
}

/// The folder named.
pub(super) fn path(matches: &ArgMatches) -> Result<&PathBuf, Failure> {
    matches.get_one::<PathBuf>("folder").ok_or(Failure::Misuse)
}

/// The mission in the folder named, open for writing.
pub(super) fn open(matches: &ArgMatches, speaker: &Speaker) -> Result<Mission, Failure> {
    let mission = Mission::open(path(matches)?).map_err(|why| fail(speaker, &why))?;
    for key in mission.folder.bared_keys() {
        let path = key.display().to_string();
        speaker.caution(&Trouble::new("record", "key-bared").with("path", path));
    }
    Ok(mission)
}

/// Reads the languages that the mission in the folder named adds.
pub(super) fn languages(matches: &ArgMatches, speaker: &Speaker) -> Result<(), Failure> {
    store::languages(path(matches)?).map(drop).map_err(|why| fail(speaker, &why))
}

/// Takes away what was begun beside `path` and cut short, and says what could not be.
pub(super) fn sweep(path: &Path, speaker: &Speaker) {
    folder::sweep(path).iter().for_each(|why| speaker.caution(why));
}

/// Who signs.
pub(super) fn actor(mission: &Mission, matches: &ArgMatches, speaker: &Speaker) -> Result<Actor, Failure> {
    let file = matches.get_one::<PathBuf>("as").map(PathBuf::as_path);
    mission.actor(file).map_err(|why| fail(speaker, &why))
}

/// Says a trouble. The command ends with it.
pub(super) fn fail(speaker: &Speaker, why: &Trouble) -> Failure {
    speaker.trouble(why);
    Failure::Content
}

/// Says why acts do not stand or, where the database did not say whether they do, that this is not known and how to find out.
pub(super) fn not_done(speaker: &Speaker, why: &Trouble) -> Failure {
    speaker.trouble(why);
    if why.leaves_open() {
        speaker.aside(&speaker.words.get("cli-act-not-known"));
    }
    Failure::Content
}

/// Says of acts that stood already since when, and that nothing was written.
pub(super) fn say_again(speaker: &Speaker, receipts: &[Receipt]) {
    if let Some(receipt) = receipts.iter().find(|receipt| receipt.again) {
        let at = [("at", written(receipt.recorded_at).into())];
        speaker.aside(&speaker.words.with("cli-act-again", &at));
    }
}

/// A moment as data has it.
pub(super) fn written(at: Instant) -> String {
    jiff::Timestamp::from_microsecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
}

/// The answer was said: the same acts are done anew from here on.
pub(super) fn heard(mission: &Mission, acts: &Unheard) {
    // else the same acts sent again are answered as standing, which is said then
    drop(mission.heard(acts));
}

/// A line that says the head: how many entries, and the root as people compare it.
pub(super) fn head_line(speaker: &Speaker, size: u64, note: &str) -> String {
    let root = SignedHead::parse(note).map_or_else(|_| String::new(), |signed| root(&signed.head.root));
    let values = [("size", size.into()), ("root", root.into())];
    format!("{}\n", speaker.words.with("cli-record-head", &values))
}

/// That a head does not continue the one held.
pub(super) fn changed(held: &Head, shown: &Head) -> Trouble {
    Trouble::new("record", "history-changed")
        .with("held_size", held.size.to_string())
        .with("held_root", short(held))
        .with("size", shown.size.to_string())
        .with("root", short(shown))
}

/// Whether a head that the reader kept is of the mission of `log`, and signed with it.
pub(super) fn is_of(held: &SignedHead, log: &VerifierKey) -> Result<(), Trouble> {
    if held.head.origin != log.name {
        return Err(Trouble::new("record", "bundle-other-mission")
            .with("ours", &*held.head.origin)
            .with("theirs", &*log.name));
    }
    if held.verified_by(log) { Ok(()) } else { Err(Trouble::new("bundle", "held-signature-wrong")) }
}

/// A root in groups of four signs.
pub(super) fn root(root: &[u8; 32]) -> String {
    let hex = data_encoding::HEXLOWER.encode(root);
    let groups: Vec<&str> = hex.as_bytes().chunks(4).filter_map(|g| std::str::from_utf8(g).ok()).collect();
    groups.join(" ")
}
