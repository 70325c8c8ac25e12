//! `hudna witness ADDRESS`: a party's own witness. It cosigns a head only if that continues the greatest it holds.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::head::{SignedHead, cosign};
use hudna_core::ledger::note::VerifierKey;
use hudna_core::ledger::tree::verify_consistency;
use hudna_desk::bundle;
use hudna_desk::store::{self, folder};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::{changed, fail, head_line, is_of};
use super::remote::Remote;
use super::speak::Speaker;
use super::{Ended, Failure, clock};

pub(super) fn command(words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    Command::new("witness")
        .about(words.get("cli-witness"))
        .after_help(words.get("cli-witness-after"))
        .arg(Arg::new("address").value_name("ADDRESS").required(true).help(words.get("cli-witness-address")))
        .arg(one("log", "KEY").required(true).help(words.get("cli-witness-log")))
        .arg(one("name", "NAME").required(true).help(words.get("cli-witness-name")))
        .arg(
            one("key", "FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-witness-key")),
        )
        .arg(
            one("held", "FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words.get("cli-witness-held")),
        )
        .arg(
            one("every", "SECONDS")
                .default_value("60")
                .value_parser(value_parser!(u64).range(1..))
                .help(words.get("cli-witness-every")),
        )
        .arg(Arg::new("once").long("once").action(ArgAction::SetTrue).help(words.get("cli-witness-once")))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let text = |name: &str| matches.get_one::<String>(name).ok_or(Failure::Misuse);
    let file = |name: &str| matches.get_one::<PathBuf>(name).ok_or(Failure::Misuse);
    let log: VerifierKey =
        text("log")?.parse().map_err(|_| fail(speaker, &Trouble::new("record", "key-not-a-key")))?;
    let key = folder::read_key(file("key")?).map_err(|why| fail(speaker, &why))?;
    let (remote, name, held) = (Remote::at(text("address")?), text("name")?, file("held")?);
    let every = matches.get_one::<u64>("every").copied().unwrap_or(60);
    loop {
        match look(&remote, &log, name, &key, held) {
            Ok(signed) => {
                let line = head_line(speaker, signed.head.size, &signed.to_string());
                speaker.answer(&format!("{} {line}", speaker.words.get("cli-witness-cosigned")))?;
            }
            // a host that cannot be reached, or grew while we signed, is looked at again; another history never is
            Err(why) if !matches.get_flag("once") && is_passing(&why) => speaker.trouble(&why),
            Err(why) => return Err(fail(speaker, &why)),
        }
        if matches.get_flag("once") {
            return Ok(());
        }
        std::thread::sleep(Duration::from_secs(every));
    }
}

fn is_passing(why: &Trouble) -> bool {
    matches!(why.code, "host-unreachable" | "head-moved")
}

/// Looks at the head once: holds it against the one held, keeps it, cosigns it.
fn look(
    remote: &Remote,
    log: &VerifierKey,
    name: &str,
    key: &ed25519_dalek::SigningKey,
    held: &Path,
) -> Result<SignedHead, Trouble> {
    let mut now = remote.head()?;
    if now.head.origin != log.name || !now.verified_by(log) {
        return Err(Trouble::new("record", "head-signature-wrong").with("origin", &*log.name));
    }
    if let Some(before) = read_held(held)? {
        is_of(&before, log)?;
        let (old, new) = (&before.head, &now.head);
        let continues = old.size <= new.size && {
            let proof = remote.consistency(old.size, new.size)?;
            verify_consistency(old.size, &old.root, new.size, &new.root, &proof)
        };
        if !continues {
            return Err(changed(old, new));
        }
    }
    let seconds = u64::try_from(clock::now().0 / 1_000_000).unwrap_or(0);
    let line = cosign(&now.text, seconds, name, key).map_err(|why| Trouble::new("record", why.code()))?;
    let own = SignedHead { lines: vec![line.clone()], ..now.clone() };
    now.add(line).map_err(|why| Trouble::new("record", why.code()))?;
    // held before it is said: a witness that forgot could be shown another history
    store::write_file(held, now.to_string().as_bytes())?;
    // its own line alone: that of another would be taken for the cosignature of the other
    remote.cosign(&own.to_string())?;
    Ok(now)
}

fn read_held(path: &Path) -> Result<Option<SignedHead>, Trouble> {
    if !path.exists() {
        return Ok(None);
    }
    let note = store::read_bytes(path, 1 << 20)?;
    bundle::read_head(&note).map(Some).map_err(|why| Trouble {
        family: "record",
        code: "held-damaged",
        ..why.with("path", path.display().to_string())
    })
}
