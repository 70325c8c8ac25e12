//! What a password opens: one stretching of it gives the proof that it is right and the key that wraps.
//!
//! Argon2id makes 64 bytes of password and salt. The first half is only ever kept as its SHA-256, and tells whether the
//! password was right; the second half is the key under which the user's signing key and the secret of their codes lie
//! (XChaCha20-Poly1305, what it is and whose in the additional data). Nothing here is printed.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::seal::random;
use crate::trouble::Trouble;

const NONCE: usize = 24;

/// What one stretching costs, kept with each account so that it can be raised later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cost {
    /// Memory, KiB.
    memory: u32,
    /// Passes.
    passes: u32,
    /// Lanes.
    lanes: u32,
}

impl Cost {
    /// As OWASP has it for Argon2id: 19 MiB, two passes, one lane.
    pub(super) const USUAL: Self = Self { memory: 19_456, passes: 2, lanes: 1 };
}

/// The salt and cost of a password, and how it is known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lock {
    salt: String,
    cost: Cost,
    proof: String,
}

/// The key that a right password gives.
pub(super) struct Opened(Zeroizing<[u8; 32]>);

/// A fault of the account's own data, or of the system.
pub(super) fn damaged() -> Trouble {
    Trouble::new("record", "account-damaged")
}

fn stretched(password: &str, salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 64]>, Trouble> {
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(64)).map_err(|_| damaged())?;
    let mut out = Zeroizing::new([0; 64]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, out.as_mut_slice())
        .map_err(|_| damaged())?;
    Ok(out)
}

fn halves(of: &[u8; 64]) -> (Zeroizing<[u8; 32]>, [u8; 32]) {
    let (mut proof, mut key) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
    proof.copy_from_slice(&of[..32]);
    key.copy_from_slice(&of[32..]);
    (key, Sha256::digest(proof.as_slice()).into())
}

impl Lock {
    /// A new lock for `password`, and what it opens.
    ///
    /// # Errors
    /// `no-randomness`.
    pub(super) fn new(password: &str) -> Result<(Self, Opened), Trouble> {
        let salt: [u8; 16] = random()?;
        let (key, proof) = halves(&*stretched(password, &salt, Cost::USUAL)?);
        let lock = Self { salt: BASE64.encode(&salt), cost: Cost::USUAL, proof: BASE64.encode(&proof) };
        Ok((lock, Opened(key)))
    }

    /// What `password` opens; `None` where it is not the right one.
    ///
    /// # Errors
    /// `account-damaged`.
    pub(super) fn open(&self, password: &str) -> Result<Option<Opened>, Trouble> {
        let bytes = |text: &str| BASE64.decode(text.as_bytes()).map_err(|_| damaged());
        let (key, proof) = halves(&*stretched(password, &bytes(&self.salt)?, self.cost)?);
        let right = bool::from(proof.ct_eq(&bytes(&self.proof)?));
        Ok(right.then_some(Opened(key)))
    }
}

/// As long as trying a password at a lock that is there.
///
/// # Errors
/// The system has no memory for it.
pub(super) fn tried_at_nothing(password: &str) -> Result<(), Trouble> {
    stretched(password, &[0; 16], Cost::USUAL).map(drop)
}

impl Opened {
    /// The key that a token of 32 random bytes gives: nothing needs stretching.
    pub(super) fn by_token(token: &[u8; 32]) -> Self {
        let hasher = Sha256::new_with_prefix(b"hudna invitation key 1\0");
        Self(Zeroizing::new(hasher.chain_update(token).finalize().into()))
    }

    /// The key that a passkey gives: what PRF gives is as good as random.
    pub(super) fn by_passkey(secret: &[u8; 32]) -> Self {
        let hasher = Sha256::new_with_prefix(b"hudna passkey key 1\0");
        Self(Zeroizing::new(hasher.chain_update(secret).finalize().into()))
    }

    /// Wraps `plain`; `what` says what it is and whose.
    ///
    /// # Errors
    /// `no-randomness`.
    pub(super) fn wrap(&self, what: &str, plain: &[u8]) -> Result<String, Trouble> {
        let nonce: [u8; NONCE] = random()?;
        let sealed =
            self.cipher()?.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: what.as_bytes() });
        Ok(BASE64.encode(&[&nonce[..], &sealed.map_err(|_| damaged())?].concat()))
    }

    /// What [`Self::wrap`] wrapped.
    ///
    /// # Errors
    /// `account-damaged`.
    pub(super) fn unwrap(&self, what: &str, wrapped: &str) -> Result<Zeroizing<Vec<u8>>, Trouble> {
        let bytes = BASE64.decode(wrapped.as_bytes()).map_err(|_| damaged())?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
        let plain =
            self.cipher()?.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: what.as_bytes() });
        plain.map(Zeroizing::new).map_err(|_| damaged())
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305, Trouble> {
        XChaCha20Poly1305::new_from_slice(self.0.as_slice()).map_err(|_| damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_opens_and_another_does_not() {
        let (lock, opened) = Lock::new("سرّ طويل بما يكفي").unwrap();
        let wrapped = opened.wrap("key of amal", b"thirty-two bytes of a signing ke").unwrap();
        let again = lock.open("سرّ طويل بما يكفي").unwrap().unwrap();
        assert_eq!(
            again.unwrap("key of amal", &wrapped).unwrap().as_slice(),
            b"thirty-two bytes of a signing ke"
        );
        assert!(again.unwrap("key of another", &wrapped).is_err(), "whose it is is bound to it");
        assert!(lock.open("سرّ طويل").unwrap().is_none());
        assert!(!serde_json::to_string(&lock).unwrap().contains("طويل"));
    }

    #[test]
    fn one_password_makes_another_lock_each_time() {
        let (one, other) = (Lock::new("the same words").unwrap(), Lock::new("the same words").unwrap());
        assert_ne!(one.0, other.0);
        let wrapped = one.1.wrap("x", b"plain").unwrap();
        assert!(other.1.unwrap("x", &wrapped).is_err());
    }
}
