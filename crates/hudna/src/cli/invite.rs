//! `hudna invite DIR --login NAME --role ROLE`: adds somebody with a key of their own, and makes the address by which they come to it.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use hudna_core::ledger::act::{Act, Scope};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{PartyId, PublicKey, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::ledger::roles;
use hudna_desk::accounts::Accounts;
use hudna_desk::record::new_key;
use hudna_desk::seal::random;
use hudna_desk::store;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;

use super::record::{self, fail};
use super::speak::Speaker;
use super::{Ended, Failure, clock};

pub(super) fn command(words: &'static Words) -> Command {
    let one = |name: &'static str, value: &'static str, key: &str| {
        Arg::new(name).long(name).value_name(value).help(words.get(key))
    };
    let names: Vec<&str> = roles::ROLES.iter().map(|(name, _)| *name).collect();
    Command::new("invite")
        .about(words.get("cli-invite"))
        .after_help(words.get("cli-invite-after"))
        .arg(record::folder(words))
        .arg(one("login", "NAME", "cli-invite-login").required(true))
        .arg(
            one("role", "ROLE", "cli-invite-role")
                .action(ArgAction::Append)
                .required(true)
                .value_parser(names)
                .hide_possible_values(true),
        )
        .arg(one("party", "PARTY", "cli-invite-party"))
        .arg(one("name-file", "FILE", "cli-invite-name-file").value_parser(value_parser!(PathBuf)))
        .arg(one("address", "ADDRESS", "cli-invite-address").default_value("http://127.0.0.1:4646"))
        .arg(record::signer(words))
}

pub(super) fn run(matches: &ArgMatches, speaker: &Speaker) -> Ended {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let roles: Vec<String> = matches.get_many::<String>("role").unwrap_or_default().cloned().collect();
    let party = text("party").map(PartyId::from);
    let name = match matches.get_one::<PathBuf>("name-file") {
        Some(file) => {
            store::read_text(file).map_err(|why| fail(speaker, &why.into()))?.text.trim().to_owned()
        }
        None => String::new(),
    };
    let failed = |why: Trouble| fail(speaker, &why);
    let mut mission = record::open(matches, speaker)?;
    let operator = record::actor(&mission, matches, speaker)?;
    let accounts = Accounts::open(record::path(matches)?).map_err(failed)?;
    let now = clock::now();
    let login = accounts.is_free(text("login").unwrap_or_default(), now).map_err(failed)?;
    let key = new_key().map_err(failed)?;
    let user = UserId::of(random().map_err(|why| failed(why.into()))?);
    let acts = added(&user, PublicKey::from(&key.verifying_key()), &roles, party.as_ref(), name);
    mission.act_all(&operator, acts, now).map_err(|(_, why)| failed(why))?;
    let token = accounts.invite(&login, &user, &key, now).map_err(failed)?;
    let address = text("address").ok_or(Failure::Misuse)?.trim_end_matches('/');
    let values = [
        ("login", login.into()),
        ("user", user.to_string().into()),
        ("address", format!("{address}/invitation/{token}").into()),
    ];
    speaker.answer(&format!("{}\n", speaker.words.with("cli-invite-done", &values)))
}

/// The acts by which somebody comes to stand in the record.
fn added(
    user: &UserId,
    key: PublicKey,
    roles: &[String],
    party: Option<&PartyId>,
    name: String,
) -> Vec<Filed> {
    let act = Act::UserAdded { key, party: party.cloned(), user: user.clone() };
    let mut acts = vec![Filed::plain(act).with("name", Class::Source, name.into_bytes())];
    for role in roles {
        // who speaks for a party does so for that party alone
        let scope = match party {
            Some(party) if role == "party_delegate" => Scope::Party(party.clone()),
            _ => Scope::Mission,
        };
        acts.push(Filed::plain(Act::RoleGiven { role: role.as_str().into(), scope, user: user.clone() }));
    }
    acts
}
