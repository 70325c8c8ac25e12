//! Recovery of an account whose owner lost what opens it: two officers stand by it, neither alone can.
//!
//! The first asks; for three days another may approve. Then the account is gone, with its password, code, passkeys and known browsers, and
//! an invitation under the same login name holds a new key. That the record knows the new key is for whoever calls: an officer's act.

use ed25519_dalek::SigningKey;
use hudna_core::ledger::id::UserId;
use hudna_core::time::{Instant, Span};
use serde::{Deserialize, Serialize};

use super::{Account, Accounts, STANDS, damaged, trouble, written};
use crate::store::accounts::Kind;
use crate::trouble::Trouble;

/// How long a second officer may approve.
pub const WAITS: Span = Span::days(3);

/// A recovery that was asked for and waits for a second officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// The login name.
    pub login: String,
    /// The officer who asked.
    pub by: UserId,
    /// When, microseconds since 1970.
    pub at: i64,
}

impl Recovery {
    /// Until when another may approve.
    pub fn until(&self) -> Instant {
        Instant(self.at).plus(WAITS)
    }
}

/// By whom a recovery was approved, and when; told to whoever takes the new key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovered {
    /// The two officers.
    pub by: [UserId; 2],
    /// When, microseconds since 1970.
    pub at: i64,
}

impl Accounts {
    /// Recoveries that wait, each with the user whose account it is.
    ///
    /// # Errors
    /// The database fails; `account-damaged`.
    pub fn recoveries(&self, now: Instant) -> Result<Vec<(UserId, Recovery)>, Trouble> {
        let all = self.shelf().all(Kind::Recovery)?;
        let read = |(user, bytes): (String, Vec<u8>)| {
            let one: Recovery = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
            Ok((UserId::from(user.as_str()), one))
        };
        let all: Vec<_> = all.into_iter().map(read).collect::<Result<_, Trouble>>()?;
        Ok(all.into_iter().filter(|(_, one)| one.until() > now).collect())
    }

    /// The recovery of a user's account that waits, if one does.
    ///
    /// # Errors
    /// As [`Self::recoveries`].
    pub fn recovery_of(&self, user: &UserId, now: Instant) -> Result<Option<Recovery>, Trouble> {
        let found: Option<Recovery> = self.get(Kind::Recovery, &user.0)?;
        Ok(found.filter(|one| one.until() > now))
    }

    /// An officer stands by it that `user` lost what opens their account.
    ///
    /// # Errors
    /// `recovery-own`; `account-unknown` where the user has none here; `recovery-asked` where it waits already.
    pub fn ask_recovery(&self, user: &UserId, by: &UserId, now: Instant) -> Result<Recovery, Trouble> {
        if user == by {
            return Err(trouble("recovery-own"));
        }
        let login = self.logins()?.into_iter().find(|(known, _)| known == user).map(|(_, login)| login);
        let login = login.ok_or_else(|| trouble("account-unknown").with("user", user.to_string()))?;
        if self.recovery_of(user, now)?.is_some() {
            return Err(trouble("recovery-asked").with("login", login));
        }
        let one = Recovery { login, by: by.clone(), at: now.0 };
        self.shelf().put(Kind::Recovery, &user.0, &written(&one)?)?;
        Ok(one)
    }

    /// Nothing comes of a recovery that waits; says whether one did.
    ///
    /// # Errors
    /// The database fails.
    pub fn refuse_recovery(&self, user: &UserId) -> Result<bool, Trouble> {
        Ok(self.shelf().take(Kind::Recovery, &user.0)?.is_some())
    }

    /// Takes a recovery that waits, for a second officer to carry out: of two who approve at once one gets it. Whoever cannot carry
    /// it out puts it back ([`Self::put_recovery_back`]).
    ///
    /// # Errors
    /// `recovery-unknown`; `recovery-same-officer`, `recovery-own`.
    pub fn take_recovery(&self, user: &UserId, by: &UserId, now: Instant) -> Result<Recovery, Trouble> {
        let waiting = self.recovery_of(user, now)?.ok_or_else(|| trouble("recovery-unknown"))?;
        if waiting.by == *by {
            return Err(trouble("recovery-same-officer"));
        }
        if user == by {
            return Err(trouble("recovery-own"));
        }
        let taken = self.shelf().take(Kind::Recovery, &user.0)?.ok_or_else(|| trouble("recovery-unknown"))?;
        let taken: Recovery = serde_json::from_slice(&taken).map_err(|_| damaged())?;
        if taken == waiting { Ok(taken) } else { Err(trouble("recovery-unknown")) }
    }

    /// Lets a recovery wait again that was taken and not carried out.
    ///
    /// # Errors
    /// The database fails.
    pub fn put_recovery_back(&self, user: &UserId, waiting: &Recovery) -> Result<(), Trouble> {
        Ok(self.shelf().put(Kind::Recovery, &user.0, &written(waiting)?)?)
    }

    /// Ends the account of a recovery that was taken, and keeps an invitation with `key` under its login name; returns the token that
    /// opens it, once. The record knows the key already.
    ///
    /// # Errors
    /// The database fails; no randomness.
    pub fn recover(
        &self,
        user: &UserId,
        waiting: &Recovery,
        by: &UserId,
        key: &SigningKey,
        now: Instant,
    ) -> Result<String, Trouble> {
        let login = &waiting.login;
        {
            let mut shelf = self.shelf();
            let is_theirs = |bytes: &[u8]| {
                serde_json::from_slice::<Account>(bytes).is_ok_and(|account| account.user == *user)
            };
            if shelf.get(Kind::Account, login)?.is_some_and(|bytes| is_theirs(&bytes)) {
                drop(shelf.take(Kind::Account, login)?);
            }
            // no browser is known again that was known before, and no passkey
            for kind in [Kind::Device, Kind::Passkey] {
                for (row, whose) in shelf.all(kind)? {
                    if whose == login.as_bytes() {
                        drop(shelf.take(kind, &row)?);
                    }
                }
            }
        }
        let recovered = Recovered { by: [waiting.by.clone(), by.clone()], at: now.0 };
        let token = self.invite_as(login, user, key, Some(recovered), now.plus(STANDS))?;
        self.note(user, &format!("recovered {} {}", waiting.by, by), now)?;
        Ok(token)
    }
}
