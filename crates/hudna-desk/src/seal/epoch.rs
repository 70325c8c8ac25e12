//! Keys of classes, each for an epoch: 32 random bytes, wrapped by `age` for the recipients of the class.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Read as _, Write as _};
use std::str::FromStr as _;

use age::x25519;
use hudna_core::ledger::part::Class;

use super::part::{SealError, random};

/// The key of one class and epoch. Never printed.
#[derive(Clone)]
pub struct EpochKey {
    /// The class that it opens.
    pub class: Class,
    /// Its number.
    pub epoch: u32,
    pub(super) secret: [u8; 32],
}

impl fmt::Debug for EpochKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EpochKey({} {})", self.class.name(), self.epoch)
    }
}

/// Why a key could not be wrapped or unwrapped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EpochError {
    /// Not an `age` recipient (`age1…`).
    #[error("recipient-malformed {0}")]
    Recipient(String),
    /// Not an `age` identity (`AGE-SECRET-KEY-1…`).
    #[error("identity-malformed")]
    Identity,
    /// Nobody to wrap it for.
    #[error("recipients-missing")]
    Nobody,
    /// The wrapped key is no such file, or is damaged.
    #[error("epoch-damaged")]
    Damaged,
    /// The system gave no random bytes.
    #[error("no-randomness")]
    NoRandomness,
}

impl EpochError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Recipient(_) => "recipient-malformed",
            Self::Identity => "identity-malformed",
            Self::Nobody => "recipients-missing",
            Self::Damaged => "epoch-damaged",
            Self::NoRandomness => "no-randomness",
        }
    }
}

impl From<SealError> for EpochError {
    fn from(_: SealError) -> Self {
        Self::NoRandomness
    }
}

/// A new key, and the `age` file that holds it for `recipients`.
///
/// # Errors
/// `recipient-malformed`, `recipients-missing`, `no-randomness`.
pub fn begin(
    class: Class,
    epoch: u32,
    recipients: &[impl AsRef<str>],
) -> Result<(EpochKey, Vec<u8>), EpochError> {
    let known: Vec<x25519::Recipient> = recipients
        .iter()
        .map(|r| {
            x25519::Recipient::from_str(r.as_ref()).map_err(|_| EpochError::Recipient(r.as_ref().into()))
        })
        .collect::<Result<_, _>>()?;
    let key = EpochKey { class, epoch, secret: random()? };
    let all = known.iter().map(|r| r as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(all).map_err(|_| EpochError::Nobody)?;
    let mut wrapped = Vec::new();
    let mut to = encryptor.wrap_output(&mut wrapped).map_err(|_| EpochError::Damaged)?;
    to.write_all(&key.secret).map_err(|_| EpochError::Damaged)?;
    to.finish().map_err(|_| EpochError::Damaged)?;
    Ok((key, wrapped))
}

/// A new identity and its recipient, as text.
pub fn new_identity() -> (String, String) {
    use age::secrecy::ExposeSecret as _;
    let identity = x25519::Identity::generate();
    (identity.to_string().expose_secret().to_string(), identity.to_public().to_string())
}

/// The recipient that belongs to an identity's text.
///
/// # Errors
/// `identity-malformed`.
pub fn recipient_of(identity: &str) -> Result<String, EpochError> {
    let identity = x25519::Identity::from_str(identity.trim()).map_err(|_| EpochError::Identity)?;
    Ok(identity.to_public().to_string())
}

/// The epoch keys that somebody can open.
#[derive(Clone, Debug, Default)]
pub struct Keyring {
    keys: BTreeMap<(Class, u32), EpochKey>,
}

impl Keyring {
    /// Adds what `identity` can unwrap; a file that is for others adds nothing.
    ///
    /// # Errors
    /// `identity-malformed`, `epoch-damaged`.
    pub fn unwrap(
        &mut self,
        identity: &str,
        class: Class,
        epoch: u32,
        wrapped: &[u8],
    ) -> Result<bool, EpochError> {
        let identity = x25519::Identity::from_str(identity.trim()).map_err(|_| EpochError::Identity)?;
        let decryptor = age::Decryptor::new(wrapped).map_err(|_| EpochError::Damaged)?;
        let mut from = match decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)) {
            Ok(from) => from,
            Err(age::DecryptError::NoMatchingKeys) => return Ok(false),
            Err(_) => return Err(EpochError::Damaged),
        };
        let mut secret = Vec::with_capacity(33);
        from.by_ref().take(33).read_to_end(&mut secret).map_err(|_| EpochError::Damaged)?;
        let secret = secret.try_into().map_err(|_| EpochError::Damaged)?;
        self.add(EpochKey { class, epoch, secret });
        Ok(true)
    }
    /// Adds a key.
    pub fn add(&mut self, key: EpochKey) {
        self.keys.insert((key.class, key.epoch), key);
    }
    /// The key of a class and epoch.
    pub fn get(&self, class: Class, epoch: u32) -> Option<&EpochKey> {
        self.keys.get(&(class, epoch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_recipient_unwraps_the_same_key_and_nobody_else_any() {
        let people: Vec<_> = (0..5).map(|_| new_identity()).collect();
        let recipients: Vec<&String> = people.iter().map(|(_, r)| r).collect();
        let (key, wrapped) = begin(Class::Source, 1, &recipients).unwrap();
        for (identity, recipient) in &people {
            assert_eq!(recipient_of(identity).unwrap(), *recipient);
            let mut ring = Keyring::default();
            assert!(ring.unwrap(identity, Class::Source, 1, &wrapped).unwrap());
            assert_eq!(ring.get(Class::Source, 1).unwrap().secret, key.secret);
        }
        let mut ring = Keyring::default();
        assert!(!ring.unwrap(&new_identity().0, Class::Source, 1, &wrapped).unwrap());
        assert_eq!(begin(Class::Source, 1, &["age1nobody"]).unwrap_err().code(), "recipient-malformed");
        assert_eq!(begin(Class::Source, 1, &[] as &[&str]).unwrap_err().code(), "recipients-missing");
    }
}
