//! Derived rows at rest: what they tell is as sensitive as what they come from.
//!
//! XChaCha20-Poly1305 under a key of the host, with the row's kind and key as additional data; 24 bytes nonce first.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest as _, Sha256};

use super::part::{SealError, random};

const NONCE: usize = 24;

/// The key under which a host keeps what it derived. Never printed.
#[derive(Clone)]
pub struct RowKey([u8; 32]);

impl std::fmt::Debug for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RowKey")
    }
}

impl RowKey {
    /// From the host's identity.
    pub fn of(identity: &str) -> Self {
        let hasher = Sha256::new_with_prefix(b"hudna rows 1\0");
        Self(hasher.chain_update(identity.trim()).finalize().into())
    }

    /// Seals a row.
    ///
    /// # Errors
    /// `no-randomness`.
    pub fn seal(&self, kind: &str, key: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE] = random()?;
        let aad = format!("{kind}\0{key}");
        let sealed =
            self.cipher()?.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: aad.as_bytes() });
        Ok([&nonce[..], &sealed.map_err(|_| SealError::Damaged)?].concat())
    }

    /// Opens a row.
    ///
    /// # Errors
    /// `part-damaged`.
    pub fn open(&self, kind: &str, key: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(SealError::Damaged)?;
        let aad = format!("{kind}\0{key}");
        self.cipher()?
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: aad.as_bytes() })
            .map_err(|_| SealError::Damaged)
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305, SealError> {
        XChaCha20Poly1305::new_from_slice(&self.0).map_err(|_| SealError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_opens_in_its_own_place_alone() {
        let key = RowKey::of("AGE-SECRET-KEY-1INVENTED");
        let sealed = key.seal("incident", "INC-A", b"near the well").unwrap();
        assert_eq!(key.open("incident", "INC-A", &sealed).unwrap(), b"near the well");
        assert_eq!(key.open("incident", "INC-B", &sealed), Err(SealError::Damaged));
        assert_eq!(RowKey::of("other").open("incident", "INC-A", &sealed), Err(SealError::Damaged));
        assert!(!sealed.windows(4).any(|w| w == b"well"));
    }
}
