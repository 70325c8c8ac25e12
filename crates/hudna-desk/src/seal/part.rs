//! One part, sealed and opened.
//!
//! Sealed bytes: `01`, 24 bytes nonce, 48 bytes the part's key under the epoch's, then the salt and the content
//! under the part's key. A part of class *open* is `00`, salt, content. XChaCha20-Poly1305
//! (draft-irtf-cfrg-xchacha-03); the digest, class and epoch are authenticated with it, so that no sealed part can
//! be put in another's place. The part's key is used once, with nonce zero.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hudna_core::ledger::part::{Class, Digest, Part};

use super::epoch::EpochKey;

const OPEN: u8 = 0;
const SEALED: u8 = 1;
const NONCE: usize = 24;
const WRAPPED: usize = 48;
const SALT: usize = 32;

/// Why a part could not be opened or sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The sealed bytes are not those that were sealed.
    #[error("part-damaged")]
    Damaged,
    /// No key of that class and epoch is at hand.
    #[error("part-closed")]
    Closed,
    /// The system gave no random bytes.
    #[error("no-randomness")]
    NoRandomness,
}

impl SealError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "part-damaged",
            Self::Closed => "part-closed",
            Self::NoRandomness => "no-randomness",
        }
    }
}

/// `N` random bytes from the system.
///
/// # Errors
/// `no-randomness`.
pub fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SealError::NoRandomness)?;
    Ok(bytes)
}

/// `content` with a new salt.
///
/// # Errors
/// `no-randomness`.
pub fn salted(content: Vec<u8>) -> Result<Part, SealError> {
    Ok(Part { salt: random()?, content })
}

/// Seals `part` under `key`, the epoch's; `None` for class *open*.
///
/// # Errors
/// `no-randomness`; `part-closed` where a class that is kept sealed comes without a key.
pub fn seal(part: &Part, digest: Digest, class: Class, key: Option<&EpochKey>) -> Result<Vec<u8>, SealError> {
    let plain = [part.salt.as_slice(), &part.content].concat();
    if class == Class::Open {
        return Ok([&[OPEN], plain.as_slice()].concat());
    }
    let key = key.ok_or(SealError::Closed)?;
    let made: [u8; 32 + NONCE] = random()?;
    let (own, nonce) = made.split_at(32);
    let aad = about(digest, class, key.epoch);
    let nonce_of = XNonce::try_from(nonce).map_err(|_| SealError::Damaged)?;
    let wrapped = cipher(&key.secret)?
        .encrypt(&nonce_of, Payload { msg: own, aad: &aad })
        .map_err(|_| SealError::Damaged)?;
    let body = cipher(own)?
        .encrypt(&XNonce::default(), Payload { msg: &plain, aad: &aad })
        .map_err(|_| SealError::Damaged)?;
    Ok([&[SEALED], nonce, wrapped.as_slice(), body.as_slice()].concat())
}

/// Opens what [`seal`] sealed, and holds it against its digest.
///
/// # Errors
/// `part-damaged`, `part-closed`.
pub fn open(sealed: &[u8], digest: Digest, class: Class, key: Option<&EpochKey>) -> Result<Part, SealError> {
    let plain = match sealed.split_first() {
        Some((&OPEN, plain)) if class == Class::Open => plain.to_vec(),
        Some((&SEALED, rest)) if class != Class::Open && rest.len() >= NONCE + WRAPPED => {
            let key = key.ok_or(SealError::Closed)?;
            let aad = about(digest, class, key.epoch);
            let (nonce, rest) = rest.split_at(NONCE);
            let (wrapped, body) = rest.split_at(WRAPPED);
            let nonce = XNonce::try_from(nonce).map_err(|_| SealError::Damaged)?;
            let own = cipher(&key.secret)?
                .decrypt(&nonce, Payload { msg: wrapped, aad: &aad })
                .map_err(|_| SealError::Damaged)?;
            cipher(&own)?
                .decrypt(&XNonce::default(), Payload { msg: body, aad: &aad })
                .map_err(|_| SealError::Damaged)?
        }
        _ => return Err(SealError::Damaged),
    };
    let (salt, content) = plain.split_at_checked(SALT).ok_or(SealError::Damaged)?;
    let salt = salt.try_into().map_err(|_| SealError::Damaged)?;
    let part = Part { salt, content: content.to_vec() };
    if part.digest() == digest { Ok(part) } else { Err(SealError::Damaged) }
}

fn cipher(key: &[u8]) -> Result<XChaCha20Poly1305, SealError> {
    XChaCha20Poly1305::new_from_slice(key).map_err(|_| SealError::Damaged)
}

fn about(digest: Digest, class: Class, epoch: u32) -> Vec<u8> {
    [b"hudna sealed 1\0", digest.0.as_slice(), class.name().as_bytes(), &epoch.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> EpochKey {
        EpochKey { class: Class::Narrative, epoch: 3, secret: [9; 32] }
    }

    #[test]
    fn what_is_sealed_opens_under_its_key_class_and_digest_alone() {
        let part = salted(b"two shells from the east".to_vec()).unwrap();
        let digest = part.digest();
        let sealed = seal(&part, digest, Class::Narrative, Some(&key())).unwrap();
        assert_eq!(open(&sealed, digest, Class::Narrative, Some(&key())).unwrap(), part);
        let other = EpochKey { secret: [8; 32], ..key() };
        assert_eq!(open(&sealed, digest, Class::Narrative, Some(&other)), Err(SealError::Damaged));
        assert_eq!(open(&sealed, digest, Class::Place, Some(&key())), Err(SealError::Damaged));
        assert_eq!(open(&sealed, Digest([0; 32]), Class::Narrative, Some(&key())), Err(SealError::Damaged));
        assert_eq!(open(&sealed, digest, Class::Narrative, None), Err(SealError::Closed));
        assert!(!sealed.windows(6).any(|w| w == b"shells"));
    }

    #[test]
    fn every_flipped_bit_of_a_sealed_part_is_noticed() {
        let part = salted(b"a name".to_vec()).unwrap();
        let digest = part.digest();
        for (class, key) in [(Class::Narrative, Some(key())), (Class::Open, None)] {
            let sealed = seal(&part, digest, class, key.as_ref()).unwrap();
            for bit in 0..sealed.len() * 8 {
                let mut other = sealed.clone();
                other[bit / 8] ^= 1 << (bit % 8);
                assert_eq!(open(&other, digest, class, key.as_ref()), Err(SealError::Damaged), "bit {bit}");
            }
        }
    }
}
