//! `hudna recover DIR --login NAME`: two officers stand by it, one after the other, that somebody lost what opens their account.

use clap::{Arg, ArgMatches, Command};
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PublicKey, UserId};
use hudna_desk::accounts::{Accounts, login_of};
use hudna_desk::record::{Actor, Mission, new_key};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::{self, fail, written};
use super::speak::Speaker;
use super::{Ended, Failure, clock};

pub(super) fn command(words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str, key: &str| {
        Arg::new(name).long(name).value_name(value).help(words.get(key))
    };
    Command::new("recover")
        .about(words.get("cli-recover"))
        .after_help(words.get("cli-recover-after"))
        .arg(record::folder(words))
        .arg(one("login", "NAME", "cli-recover-login").required(true))
        .arg(one("address", "ADDRESS", "cli-invite-address").default_value("http://127.0.0.1:4646"))
        .arg(record::signer(words))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let failed = |why: Trouble| fail(speaker, &why);
    let mut mission = record::open(matches, speaker)?;
    let officer = record::actor(&mission, matches, speaker)?;
    let accounts = Accounts::open(record::path(matches)?).map_err(failed)?;
    let typed = matches.get_one::<String>("login").map(String::as_str).unwrap_or_default();
    let login = login_of(typed).unwrap_or_default();
    let user = accounts.logins().map_err(failed)?.into_iter().find(|(_, known)| *known == login);
    let unknown = || Trouble::new("record", "account-unknown").with("user", typed);
    let user = user.map(|(user, _)| user).ok_or_else(|| failed(unknown()))?;
    let waits = accounts.recovery_of(&user, clock::now()).map_err(failed)?.is_some();
    if waits {
        let address = matches.get_one::<String>("address").ok_or(Failure::Misuse)?;
        let token = approved(&mut mission, &accounts, &officer, &user).map_err(failed)?;
        let address = format!("{}/invitation/{token}", address.trim_end_matches('/'));
        let values = [("login", login.into()), ("address", address.into())];
        return speaker.answer(&format!("{}\n", speaker.words.with("cli-recover-done", &values)));
    }
    let until = asked(&mut mission, &accounts, &officer, &user).map_err(failed)?;
    speaker.answer(&format!("{}\n", speaker.words.with("cli-recover-asked", &[("until", until.into())])))
}

/// The first officer stands by it; returns until when another may.
fn asked(
    mission: &mut Mission,
    accounts: &Accounts,
    officer: &Actor,
    user: &UserId,
) -> Result<String, Trouble> {
    // the record says the same, but only after somebody would be told of a recovery that nobody may ask for
    mission.ledger.standing().carries(&officer.user, Verb::Administer).map_err(|why| refused(&why))?;
    let now = clock::now();
    let waiting = accounts.ask_recovery(user, &officer.user, now)?;
    let done = mission.act(officer, Filed::plain(Act::RecoveryApproved { user: user.clone() }), now);
    if let Err(why) = done {
        accounts.refuse_recovery(user)?;
        return Err(why);
    }
    Ok(written(waiting.until()))
}

/// The second officer stands by it; returns the token of the invitation.
fn approved(
    mission: &mut Mission,
    accounts: &Accounts,
    officer: &Actor,
    user: &UserId,
) -> Result<String, Trouble> {
    mission.ledger.standing().carries(&officer.user, Verb::Administer).map_err(|why| refused(&why))?;
    let now = clock::now();
    let key = new_key()?;
    let waiting = accounts.take_recovery(user, &officer.user, now)?;
    let public = PublicKey::from(&key.verifying_key());
    let acts =
        [Act::RecoveryApproved { user: user.clone() }, Act::KeyChanged { key: public, user: user.clone() }];
    if let Err((_, why)) = mission.act_all(officer, acts.into_iter().map(Filed::plain).collect(), now) {
        accounts.put_recovery_back(user, &waiting)?;
        return Err(why);
    }
    accounts.recover(user, &waiting, &officer.user, &key, now)
}

fn refused(why: &hudna_core::ledger::standing::Refusal) -> Trouble {
    let trouble = Trouble::new("record", why.code);
    why.arguments.iter().fold(trouble, |trouble, (name, value)| trouble.with(name, value.clone()))
}
