//! Accounts: how a person comes to their own key through a browser. They are not record.
//!
//! An account joins a login name to a user of the record and keeps the user's signing key wrapped under their password,
//! with the secret of their one-time codes where they have one. An invitation keeps the key wrapped under a token that is
//! handed over once; what lies in the database opens neither. Who may act is the record's to say, never an account's.
//!
//! Knows no cookie and no page. How long whoever guesses waits is in [`patience`].

pub mod passkey;
pub mod patience;
pub mod recovery;
mod secret;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use ed25519_dalek::SigningKey;
use hudna_core::ledger::id::UserId;
use hudna_core::time::{Instant, Span};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::seal::random;
use crate::store::accounts::{Kind, Seen, Shelf};
use crate::store::{accounts, folder};
use crate::trouble::Trouble;
use recovery::Recovered;
use secret::{Lock, Opened, damaged, tried_at_nothing};

/// How long an invitation stands.
pub const STANDS: Span = Span::days(7);
/// The fewest characters of a password. Nothing else is asked of it.
pub const SHORTEST: usize = 12;
/// The most bytes of a password that are looked at.
const LONGEST: usize = 1_024;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
    user: UserId,
    lock: Lock,
    /// The signing key, wrapped.
    key: String,
    /// The secret of one-time codes, wrapped.
    code: Option<String>,
    /// The last step of which a code was taken: none is taken twice.
    last_code: u64,
    made_at: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    passkeys: Vec<passkey::Kept>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Invitation {
    login: String,
    user: UserId,
    key: String,
    until: i64,
    /// Of an account that two officers recovered: which two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovered: Option<Recovered>,
}

/// Somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Their login name.
    pub login: String,
    /// The user of the record that they are.
    pub user: UserId,
    /// Until when the invitation stands.
    pub until: Instant,
    /// Of an account that two officers recovered: which two.
    pub recovered: Option<Recovered>,
}

/// Somebody who came in, with the key that they sign with; gone from memory with this value.
pub struct CameIn {
    /// Their login name.
    pub login: String,
    /// The user.
    pub user: UserId,
    /// Their key.
    pub key: SigningKey,
    /// Whether a one-time code is asked of them.
    pub has_code: bool,
}

impl std::fmt::Debug for CameIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CameIn({})", self.user)
    }
}

/// The accounts of a mission.
#[derive(Debug)]
pub struct Accounts(Mutex<Box<dyn Shelf>>);

fn trouble(code: &'static str) -> Trouble {
    Trouble::new("record", code)
}

/// SHA-256 of a secret that a client holds, in hexadecimal: what is kept of it.
pub fn digest(secret: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(secret))
}

/// 32 random bytes as text for a cookie or an address.
///
/// # Errors
/// `no-randomness`.
pub fn token() -> Result<String, Trouble> {
    Ok(BASE64URL_NOPAD.encode(&random::<32>()?))
}

/// A login name as it is kept: small letters, no spaces around; `None` where it cannot be one.
pub fn login_of(written: &str) -> Option<String> {
    let login = written.trim().to_lowercase();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    let count = login.chars().count();
    ((2..=60).contains(&count) && login.chars().all(fits)).then_some(login)
}

/// Whether a password may be one: long enough, and nothing else.
///
/// # Errors
/// `password-short`, `password-long`.
pub fn is_password(password: &str) -> Result<(), Trouble> {
    let count = password.chars().count();
    if count < SHORTEST {
        return Err(trouble("password-short")
            .with("least", SHORTEST.to_string())
            .with("count", count.to_string()));
    }
    if password.len() > LONGEST { Err(trouble("password-long")) } else { Ok(()) }
}

fn codes(secret: &[u8]) -> Totp {
    Builder::new().with_secret(Secret::from(secret.to_vec())).build_noncompliant()
}

/// A new secret of one-time codes, as text.
///
/// # Errors
/// `no-randomness`.
pub fn new_code() -> Result<String, Trouble> {
    Ok(BASE32_NOPAD.encode(&random::<20>()?))
}

fn seconds(now: Instant) -> u64 {
    u64::try_from(now.0 / 1_000_000).unwrap_or(0)
}

/// The step of a code of `secret` that holds at `now`.
fn step_of(secret: &[u8], code: &str, now: Instant) -> Option<u64> {
    codes(secret).check(code.trim(), seconds(now))
}

impl Accounts {
    /// Of the mission at `path`.
    ///
    /// # Errors
    /// `mission-not-here`; what the database says.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let settings = folder::settings(path)?;
        Ok(Self(Mutex::new(accounts::open(path, &settings)?)))
    }

    fn shelf(&self) -> MutexGuard<'_, Box<dyn Shelf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get<T: DeserializeOwned>(&self, kind: Kind, key: &str) -> Result<Option<T>, Trouble> {
        let found = self.shelf().get(kind, key)?;
        found.map(|bytes| serde_json::from_slice(&bytes).map_err(|_| damaged())).transpose()
    }

    /// Whether a login name is free: nobody has it, and no invitation that stands.
    ///
    /// # Errors
    /// `login-malformed`, `login-taken`.
    pub fn is_free(&self, login: &str, now: Instant) -> Result<String, Trouble> {
        let login = login_of(login).ok_or_else(|| trouble("login-malformed").with("login", login))?;
        let mut shelf = self.shelf();
        let taken = || trouble("login-taken").with("login", login.clone());
        if shelf.get(Kind::Account, &login)?.is_some() {
            return Err(taken());
        }
        for (key, bytes) in shelf.all(Kind::Invitation)? {
            match serde_json::from_slice::<Invitation>(&bytes) {
                Ok(one) if one.until > now.0 && one.login == login => return Err(taken()),
                Ok(one) if one.until > now.0 => {}
                _ => drop(shelf.take(Kind::Invitation, &key)?),
            }
        }
        Ok(login)
    }

    /// Keeps an invitation for `user`, who signs with `key`; returns the token that opens it, once.
    ///
    /// # Errors
    /// As [`Self::is_free`].
    pub fn invite(
        &self,
        login: &str,
        user: &UserId,
        key: &SigningKey,
        now: Instant,
    ) -> Result<String, Trouble> {
        let login = self.is_free(login, now)?;
        self.invite_as(&login, user, key, None, now.plus(STANDS))
    }

    /// The same under a login name that is theirs.
    fn invite_as(
        &self,
        login: &str,
        user: &UserId,
        key: &SigningKey,
        recovered: Option<Recovered>,
        until: Instant,
    ) -> Result<String, Trouble> {
        let token = random::<32>()?;
        let wrapped = Opened::by_token(&token).wrap(&format!("key of {user}"), &key.to_bytes())?;
        let (login, user) = (login.to_owned(), user.clone());
        let one = Invitation { login, user, key: wrapped, until: until.0, recovered };
        let token = BASE64URL_NOPAD.encode(&token);
        self.shelf().put(Kind::Invitation, &digest(&token), &written(&one)?)?;
        Ok(token)
    }

    /// Who is invited by `token`; `None` where it opens nothing, or no longer.
    ///
    /// # Errors
    /// The database fails.
    pub fn invited(&self, token: &str, now: Instant) -> Result<Option<Invited>, Trouble> {
        let found: Option<Invitation> = self.get(Kind::Invitation, &digest(token))?;
        let stands = found.filter(|one| one.until > now.0);
        Ok(stands.map(|one| Invited {
            login: one.login,
            user: one.user,
            until: Instant(one.until),
            recovered: one.recovered,
        }))
    }

    /// Makes the account of whoever holds `token`, under `password`. The invitation is gone.
    ///
    /// # Errors
    /// `invitation-unknown`, `password-short`, `login-taken`.
    pub fn accept(&self, token: &str, password: &str, now: Instant) -> Result<CameIn, Trouble> {
        is_password(password)?;
        if self.invited(token, now)?.is_none() {
            return Err(trouble("invitation-unknown"));
        }
        let bytes: [u8; 32] = BASE64URL_NOPAD
            .decode(token.as_bytes())
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| trouble("invitation-unknown"))?;
        let (lock, opened) = Lock::new(password)?;
        // of two who come with one token one gets it
        let taken = self.shelf().take(Kind::Invitation, &digest(token))?;
        let taken = taken.ok_or_else(|| trouble("invitation-unknown"))?;
        let one: Invitation = serde_json::from_slice(&taken).map_err(|_| damaged())?;
        let what = format!("key of {}", one.user);
        let key = signing(&Opened::by_token(&bytes).unwrap(&what, &one.key)?)?;
        let wrapped = opened.wrap(&what, &key.to_bytes())?;
        let account = Account {
            user: one.user.clone(),
            lock,
            key: wrapped,
            code: None,
            last_code: 0,
            made_at: now.0,
            passkeys: Vec::new(),
        };
        if !self.shelf().put_new(Kind::Account, &one.login, &written(&account)?)? {
            // nothing is lost: the invitation stands again
            self.shelf().put(Kind::Invitation, &digest(token), &taken)?;
            return Err(trouble("login-taken").with("login", one.login));
        }
        Ok(CameIn { login: one.login, user: one.user, key, has_code: false })
    }

    /// Whoever knows name, password and, where it is asked, the code of the moment. As long and in the same words whether
    /// the name is anybody's or not.
    ///
    /// # Errors
    /// `sign-in-wrong`.
    pub fn sign_in(&self, login: &str, password: &str, code: &str, now: Instant) -> Result<CameIn, Trouble> {
        let (login, mut account, opened) = self.proven(login, password)?;
        if let Some(wrapped) = &account.code {
            let secret = opened.unwrap(&format!("code of {}", account.user), wrapped)?;
            let step = step_of(&secret, code, now).filter(|step| *step > account.last_code);
            account.last_code = step.ok_or_else(|| trouble("sign-in-wrong"))?;
            self.shelf().put(Kind::Account, &login, &written(&account)?)?;
        }
        let key = signing(&opened.unwrap(&format!("key of {}", account.user), &account.key)?)?;
        Ok(CameIn { login, user: account.user, key, has_code: account.code.is_some() })
    }

    fn proven(&self, login: &str, password: &str) -> Result<(String, Account, Opened), Trouble> {
        let wrong = || trouble("sign-in-wrong");
        let password = if password.len() > LONGEST { "" } else { password };
        let known = login_of(login);
        let account = match &known {
            Some(login) => self.get::<Account>(Kind::Account, login)?,
            None => None,
        };
        let (Some(login), Some(account)) = (known, account) else {
            tried_at_nothing(password)?;
            return Err(wrong());
        };
        let opened = account.lock.open(password)?.ok_or_else(wrong)?;
        Ok((login, account, opened))
    }

    /// From here on a code of `secret` is asked of `login` beside the password. `code` shows that their device has it.
    ///
    /// # Errors
    /// `sign-in-wrong` for another password; `code-wrong`.
    pub fn ask_code(
        &self,
        login: &str,
        password: &str,
        (secret, code): (&str, &str),
        now: Instant,
    ) -> Result<(), Trouble> {
        let (login, mut account, opened) = self.proven(login, password)?;
        let secret = BASE32_NOPAD.decode(secret.as_bytes()).map_err(|_| trouble("code-wrong"))?;
        let secret = Zeroizing::new(secret);
        let step = if secret.len() == 20 { step_of(&secret, code, now) } else { None };
        account.last_code = step.ok_or_else(|| trouble("code-wrong"))?;
        account.code = Some(opened.wrap(&format!("code of {}", account.user), &secret)?);
        Ok(self.shelf().put(Kind::Account, &login, &written(&account)?)?)
    }

    /// Another password from here on; the key is wrapped anew.
    ///
    /// # Errors
    /// `sign-in-wrong` for another password; `password-short`.
    pub fn change_password(&self, login: &str, password: &str, new: &str) -> Result<(), Trouble> {
        is_password(new)?;
        let (login, mut account, opened) = self.proven(login, password)?;
        let (lock, fresh) = Lock::new(new)?;
        for (what, wrapped) in [("key", Some(&mut account.key)), ("code", account.code.as_mut())] {
            if let Some(wrapped) = wrapped {
                let what = format!("{what} of {}", account.user);
                *wrapped = fresh.wrap(&what, &opened.unwrap(&what, wrapped)?)?;
            }
        }
        account.lock = lock;
        Ok(self.shelf().put(Kind::Account, &login, &written(&account)?)?)
    }

    /// Who has an account, and under which login name.
    ///
    /// # Errors
    /// The database fails; `account-damaged`.
    pub fn logins(&self) -> Result<Vec<(UserId, String)>, Trouble> {
        let all = self.shelf().all(Kind::Account)?;
        let read = |(login, bytes): (String, Vec<u8>)| {
            let account: Account = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
            Ok((account.user, login))
        };
        all.into_iter().map(read).collect()
    }

    /// Who is invited, by the login name under which they may come in, and has not come yet.
    ///
    /// # Errors
    /// The database fails; `account-damaged`.
    pub fn invited_logins(&self, now: Instant) -> Result<Vec<(UserId, String)>, Trouble> {
        let mut stand = Vec::new();
        for (_, bytes) in self.shelf().all(Kind::Invitation)? {
            let one: Invitation = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
            if one.until > now.0 {
                stand.push((one.user, one.login));
            }
        }
        Ok(stand)
    }

    /// Whether the browser that holds `cookie` signed in to `login` before.
    ///
    /// # Errors
    /// The database fails.
    pub fn knows_device(&self, login: &str, cookie: &str) -> Result<bool, Trouble> {
        // one browser may be of several people
        Ok(self.shelf().get(Kind::Device, &digest(&format!("{cookie} {login}")))?.is_some())
    }

    /// The browser that holds `cookie` signed in to `login`.
    ///
    /// # Errors
    /// The database fails.
    pub fn meet_device(&self, login: &str, cookie: &str) -> Result<(), Trouble> {
        Ok(self.shelf().put(Kind::Device, &digest(&format!("{cookie} {login}")), login.as_bytes())?)
    }

    /// Notes what `user` read or did at the door.
    ///
    /// # Errors
    /// The database fails.
    pub fn note(&self, user: &UserId, what: &str, now: Instant) -> Result<(), Trouble> {
        Ok(self.shelf().note(&user.0, &Seen { at: now.0, what: what.to_owned() })?)
    }

    /// What `user` read or did at the door, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub fn noted(&self, user: &UserId, most: u32) -> Result<Vec<Seen>, Trouble> {
        Ok(self.shelf().noted(&user.0, most)?)
    }
}

fn written<T: Serialize>(one: &T) -> Result<Vec<u8>, Trouble> {
    serde_json::to_vec(one).map_err(|_| damaged())
}

fn signing(bytes: &[u8]) -> Result<SigningKey, Trouble> {
    let seed: Zeroizing<[u8; 32]> = Zeroizing::new(bytes.try_into().map_err(|_| damaged())?);
    Ok(SigningKey::from_bytes(&seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // appendix B, SHA-1, the last six digits of eight
        let secret = b"12345678901234567890";
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = Instant(at * 1_000_000);
            assert_eq!(step_of(secret, code, now), Some(u64::try_from(at).unwrap() / 30), "{at}");
        }
        assert_eq!(step_of(secret, "287083", Instant(59_000_000)), None);
        assert_eq!(step_of(secret, "287082", Instant(200_000_000)), None, "it is over");
    }

    #[test]
    fn login_names_are_of_either_script_and_never_hold_spaces() {
        assert_eq!(login_of(" Amal.Ali ").as_deref(), Some("amal.ali"));
        assert_eq!(login_of("أمل").as_deref(), Some("أمل"));
        for wrong in ["a", "a b", "a\nb", "<b>", ""] {
            assert_eq!(login_of(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_password_is_asked_to_be_long_and_nothing_else() {
        assert_eq!(is_password("elevensigns").unwrap_err().code, "password-short");
        assert!(is_password("aaaaaaaaaaaa").is_ok());
        assert!(is_password("اثنا عشر حرفًا").is_ok(), "characters are counted, not bytes");
        assert_eq!(is_password(&"a".repeat(2_000)).unwrap_err().code, "password-long");
    }
}
