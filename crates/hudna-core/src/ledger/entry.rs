//! One signed act of a person, as it stands in the record.
//!
//! A *body* is what the actor signs; an *entry* is the body with the moment at which the host sealed it and the
//! actor's signature. The leaf of the Merkle tree is the entry's canonical JSON. `docs/record-format.md` is
//! enough to write a reader in another language; golden bytes of every act stand in `tests/golden/ledger/`.

use std::sync::Arc;

use data_encoding::BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::act::Act;
use super::canonical::{CanonicalError, SAFE, from_canonical, to_canonical};
use super::id::{EntryId, MissionId, UserId};
use super::part::PartRef;
use crate::time::Instant;

/// The format that this body is written in.
pub const VERSION: u8 = 1;
/// The most bytes that a leaf may have: what a C2SP tlog-tiles entry bundle can hold.
pub const MOST_LEAF: usize = 65_535;
/// Keeps a signature over a body from being one over anything else.
const DOMAIN: &[u8] = b"hudna entry 1\n";

/// What an actor signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// What was done.
    pub act: Act,
    /// Who did it.
    pub actor: UserId,
    /// When, by the actor's own clock.
    pub at: Instant,
    /// Chosen at random by the actor's side: the same entry sent twice is one entry.
    pub id: EntryId,
    /// The mission that it belongs to.
    pub mission: MissionId,
    /// What is not said in the clear.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartRef>,
    /// [`VERSION`].
    pub v: u8,
}

/// A body sealed into the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What was signed.
    pub body: Body,
    /// When the host sealed it; never before that of the entry before.
    pub recorded_at: Instant,
    /// The actor's Ed25519 signature.
    pub sig: [u8; 64],
}

/// Why bytes are no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The bytes are no canonical entry.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// More than [`MOST_LEAF`] bytes.
    #[error("entry-too-large {0}")]
    TooLarge(usize),
    /// The signature is not one by that key over that body.
    #[error("signature-wrong")]
    SignatureWrong,
    /// Of a format that this program does not know.
    #[error("version-unknown {0}")]
    VersionUnknown(u8),
    /// A part's name stands twice.
    #[error("part-twice {0}")]
    PartTwice(Arc<str>),
    /// An id that is not written as ids are.
    #[error("id-malformed {0}")]
    IdMalformed(Arc<str>),
}

impl EntryError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Canonical(why) => why.code(),
            Self::TooLarge(_) => "entry-too-large",
            Self::SignatureWrong => "signature-wrong",
            Self::VersionUnknown(_) => "version-unknown",
            Self::PartTwice(_) => "part-twice",
            Self::IdMalformed(_) => "id-malformed",
        }
    }
}

impl Body {
    /// Its canonical bytes.
    ///
    /// # Errors
    /// A number that has no canonical form.
    pub fn canonical(&self) -> Result<Vec<u8>, EntryError> {
        Ok(to_canonical(self)?)
    }
    /// Reads a body from its canonical bytes.
    ///
    /// # Errors
    /// Not canonical, of a shape or format not known, with a malformed id, or naming a part twice.
    pub fn read(bytes: &[u8]) -> Result<Self, EntryError> {
        let body: Self = from_canonical(bytes)?;
        body.check()?;
        Ok(body)
    }
    fn check(&self) -> Result<(), EntryError> {
        check_forms(self.v, [&self.actor.0, &self.id.0, &self.mission.0], &self.parts)
    }
    /// Signs it.
    ///
    /// # Errors
    /// As [`Self::canonical`].
    pub fn signed(&self, key: &SigningKey) -> Result<[u8; 64], EntryError> {
        Ok(key.sign(&message(&self.canonical()?)).to_bytes())
    }
    /// The part of that name.
    pub fn part(&self, name: &str) -> Option<&PartRef> {
        self.parts.iter().find(|part| &*part.name == name)
    }
}

/// What JSON alone does not show of a body: its format, its ids (actor, entry, mission), each part named once.
pub(super) fn check_forms(
    v: u8,
    [actor, id, mission]: [&Arc<str>; 3],
    parts: &[PartRef],
) -> Result<(), EntryError> {
    if v != VERSION {
        return Err(EntryError::VersionUnknown(v));
    }
    let ids = [
        (actor, UserId(actor.clone()).is_well_formed()),
        (id, EntryId(id.clone()).is_well_formed()),
        (mission, MissionId(mission.clone()).is_well_formed()),
    ];
    if let Some((id, _)) = ids.into_iter().find(|(_, is_well_formed)| !is_well_formed) {
        return Err(EntryError::IdMalformed(id.clone()));
    }
    for (i, part) in parts.iter().enumerate() {
        if parts[..i].iter().any(|earlier| earlier.name == part.name) {
            return Err(EntryError::PartTwice(part.name.clone()));
        }
    }
    Ok(())
}

/// What is signed for a body of these canonical bytes.
pub fn message(body: &[u8]) -> Vec<u8> {
    [DOMAIN, body].concat()
}

/// Whether `sig` is `key`'s over the canonical `body`. Strict: no key of small order, no second form.
pub fn is_signed(body: &[u8], key: &VerifyingKey, sig: &[u8; 64]) -> bool {
    key.verify_strict(&message(body), &Signature::from_bytes(sig)).is_ok()
}

/// The leaf that seals the canonical `body`: written, not serialised again, so that what was signed stays to the byte.
///
/// # Errors
/// `entry-too-large`.
pub fn leaf(body: &[u8], recorded_at: Instant, sig: &[u8; 64]) -> Result<Vec<u8>, EntryError> {
    let mut leaf = Vec::with_capacity(body.len() + 160);
    leaf.extend_from_slice(HEAD);
    leaf.extend_from_slice(body);
    leaf.extend_from_slice(MIDDLE);
    leaf.extend_from_slice(recorded_at.0.to_string().as_bytes());
    leaf.extend_from_slice(LAST);
    leaf.extend_from_slice(BASE64.encode(sig).as_bytes());
    leaf.extend_from_slice(END);
    if leaf.len() > MOST_LEAF { Err(EntryError::TooLarge(leaf.len())) } else { Ok(leaf) }
}

const HEAD: &[u8] = b"{\"body\":";
const MIDDLE: &[u8] = b",\"recorded_at\":";
const LAST: &[u8] = b",\"sig\":\"";
const END: &[u8] = b"\"}";

/// A leaf taken apart without reading the body: its bytes, the moment, the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// Canonical bytes of the body, if the leaf is canonical.
    pub body: &'a [u8],
    /// When it was sealed.
    pub recorded_at: Instant,
    /// The signature.
    pub sig: [u8; 64],
}

impl<'a> Leaf<'a> {
    /// Takes a leaf apart.
    ///
    /// # Errors
    /// `not-canonical` where it is not framed as [`leaf`] frames it; `entry-too-large`.
    pub fn split(bytes: &'a [u8]) -> Result<Self, EntryError> {
        if bytes.len() > MOST_LEAF {
            return Err(EntryError::TooLarge(bytes.len()));
        }
        Self::framed(bytes).ok_or(EntryError::Canonical(CanonicalError::NotCanonical))
    }

    fn framed(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(HEAD)?.strip_suffix(END)?;
        let (rest, sig) = rest.split_at_checked(rest.len().checked_sub(88)?)?;
        let sig: [u8; 64] = BASE64.decode(sig).ok()?.try_into().ok()?;
        let rest = rest.strip_suffix(LAST)?;
        let digits = rest.iter().rev().take_while(|b| b.is_ascii_digit() || **b == b'-').count();
        let (rest, moment) = rest.split_at(rest.len() - digits);
        let moment: i64 = std::str::from_utf8(moment).ok()?.parse().ok()?;
        if moment.unsigned_abs() > SAFE {
            return None;
        }
        let body = rest.strip_suffix(MIDDLE)?;
        // `-0`, `007` and the like are other bytes for the same number
        let again = leaf(body, Instant(moment), &sig).ok()?;
        (again == bytes).then_some(Self { body, recorded_at: Instant(moment), sig })
    }

    /// Reads the whole entry.
    ///
    /// # Errors
    /// As [`Body::read`].
    pub fn read(&self) -> Result<Entry, EntryError> {
        Ok(Entry { body: Body::read(self.body)?, recorded_at: self.recorded_at, sig: self.sig })
    }
}

impl Entry {
    /// Its leaf.
    ///
    /// # Errors
    /// As [`Body::canonical`] and [`leaf`].
    pub fn leaf(&self) -> Result<Vec<u8>, EntryError> {
        leaf(&self.body.canonical()?, self.recorded_at, &self.sig)
    }
}
