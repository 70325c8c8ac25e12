//! Somebody who signs: acts become submissions, each part salted, each entry with an id of its own.

use ed25519_dalek::SigningKey;
use hudna_core::ledger::entry::{Body, EntryError, VERSION};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, MissionId, UserId};
use hudna_core::ledger::part::Part;
use hudna_core::time::Instant;

use super::ledger::Submission;
use crate::seal::{SealError, random, salted};
use crate::trouble::Trouble;

/// A user with the key that the user signs with.
#[derive(Clone)]
pub struct Actor {
    /// The mission.
    pub mission: MissionId,
    /// The user.
    pub user: UserId,
    /// The key.
    pub key: SigningKey,
}

impl std::fmt::Debug for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Actor({})", self.user)
    }
}

impl From<SealError> for Trouble {
    fn from(why: SealError) -> Self {
        Self::new("record", why.code())
    }
}

impl From<EntryError> for Trouble {
    fn from(why: EntryError) -> Self {
        Self::new("record", why.code()).with("detail", why.to_string())
    }
}

impl Actor {
    /// A signed submission of `filed` done at `at`, under a new id.
    ///
    /// # Errors
    /// `no-randomness`, or a number that the record cannot write.
    pub fn submission(&self, filed: Filed, at: Instant) -> Result<Submission, Trouble> {
        let id = EntryId::of(random()?);
        self.submission_as(id, filed, at)
    }

    /// The same under an id that the caller chose, so that the same act sent twice is one.
    ///
    /// # Errors
    /// As [`Self::submission`].
    pub fn submission_as(&self, id: EntryId, filed: Filed, at: Instant) -> Result<Submission, Trouble> {
        let mut refs = Vec::with_capacity(filed.parts.len());
        let mut parts: Vec<Part> = Vec::with_capacity(filed.parts.len());
        for (name, class, content) in filed.parts {
            let part = salted(content)?;
            refs.push(part.reference(&name, class));
            parts.push(part);
        }
        let body = Body {
            act: filed.act,
            actor: self.user.clone(),
            at,
            id,
            mission: self.mission.clone(),
            parts: refs,
            v: VERSION,
        };
        let bytes = body.canonical()?;
        use ed25519_dalek::Signer as _;
        let sig = self.key.sign(&hudna_core::ledger::entry::message(&bytes)).to_bytes();
        Ok(Submission { body: bytes, sig, parts, wrapped: None })
    }
}

/// A new signing key.
///
/// # Errors
/// `no-randomness`.
pub fn new_key() -> Result<SigningKey, Trouble> {
    Ok(SigningKey::from_bytes(&random()?))
}
