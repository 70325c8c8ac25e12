//! `hudna verify FILE|DIR|ADDRESS`: whether a record holds.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use hudna_core::ledger::bundle::Verified;
use hudna_core::ledger::head::SignedHead;
use hudna_core::ledger::note::VerifierKey;
use hudna_core::ledger::tree::verify_consistency;
use hudna_desk::record::{Handing, hand_out};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{FluentValue, Words};
use hudna_desk::{bundle, store};

use super::record::{changed, fail, head_line, is_of, root};
use super::remote::Remote;
use super::speak::Speaker;
use super::{Ended, Failure};

pub(super) fn command(words: &'static Words) -> Command {
    Command::new("verify")
        .about(words.get("cli-verify"))
        .after_help(words.get("cli-verify-after"))
        .arg(
            Arg::new("what").value_name("FILE|DIR|ADDRESS").required(true).help(words.get("cli-verify-what")),
        )
        .arg(
            Arg::new("held")
                .long("held")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-verify-held")),
        )
        .arg(Arg::new("log").long("log").value_name("KEY").help(words.get("cli-verify-log")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let what = matches.get_one::<String>("what").ok_or(Failure::Misuse)?;
    let fail = |why: Trouble| fail(speaker, &why);
    let held = match matches.get_one::<PathBuf>("held") {
        Some(path) => Some(held(path).map_err(fail)?),
        None => None,
    };
    if what.starts_with("http://") || what.starts_with("https://") {
        let log = matches
            .get_one::<String>("log")
            .map(|log| log.parse::<VerifierKey>().map_err(|_| fail(Trouble::new("record", "key-not-a-key"))));
        let log = log.transpose()?.ok_or_else(|| {
            speaker.misuse(&speaker.words.get("cli-verify-log-missing"));
            Failure::Misuse
        })?;
        let head = served(&Remote::at(what), &log, held.as_ref()).map_err(fail)?;
        let line = head_line(speaker, head.head.size, &head.to_string());
        return speaker.answer(&format!("{}\n{line}", speaker.words.get("cli-verify-head-holds")));
    }
    let path = Path::new(what);
    let file = if path.is_dir() {
        hand_out(path, &Handing::default()).map_err(fail)?
    } else {
        store::read_bytes(path, store::MOST_BYTES).map_err(|why| fail(why.into()))?
    };
    let read = bundle::read(&file, held.as_ref()).map_err(fail)?;
    speaker.answer(&said(speaker, &read.verified))
}

fn held(path: &Path) -> Result<SignedHead, Trouble> {
    let note = store::read_bytes(path, 1 << 20)?;
    bundle::read_head(&note).map_err(|why| why.with("file", path.display().to_string()))
}

/// A served mission shows its head, and that it continues the one held. Entries are for users: a bundle has them.
fn served(remote: &Remote, log: &VerifierKey, held: Option<&SignedHead>) -> Result<SignedHead, Trouble> {
    // another mission's head, or one that the log never signed, says nothing against the host
    if let Some(held) = held {
        is_of(held, log)?;
    }
    let head = remote.head()?;
    if !head.verified_by(log) {
        return Err(Trouble::new("record", "head-signature-wrong").with("origin", &*log.name));
    }
    if let Some(held) = held {
        let (old, new) = (&held.head, &head.head);
        let continues = old.size <= new.size && {
            let proof = remote.consistency(old.size, new.size)?;
            verify_consistency(old.size, &old.root, new.size, &new.root, &proof)
        };
        if !continues {
            return Err(changed(old, new));
        }
    }
    Ok(head)
}

fn said(speaker: &Speaker, verified: &Verified) -> String {
    let words = speaker.words;
    let mut lines = vec![words.with(
        "cli-verify-holds",
        &[
            ("mission", verified.mission.0.to_string().into()),
            ("entries", FluentValue::from(verified.entries())),
            ("size", verified.size.into()),
        ],
    )];
    lines.push(
        words.with(
            "cli-record-head",
            &[("size", verified.size.into()), ("root", root(&verified.root).into())],
        ),
    );
    if let Some(held) = verified.held {
        lines.push(words.with("cli-verify-continues", &[("size", held.into())]));
    }
    if verified.cosigned.is_empty() {
        lines.push(words.get("cli-verify-no-witness"));
    }
    for one in &verified.cosigned {
        let at = jiff::Timestamp::from_second(i64::try_from(one.at).unwrap_or(0)).unwrap_or_default();
        let values = [("witness", one.witness.to_string().into()), ("at", at.to_string().into())];
        lines.push(words.with("cli-verify-cosigned", &values));
    }
    lines.push(words.with("cli-verify-opened", &[("count", verified.opened.len().into())]));
    lines.join("\n") + "\n"
}
