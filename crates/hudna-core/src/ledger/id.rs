//! Names of things in the record: distinct types, so that one is never taken for another.

use std::fmt;
use std::sync::Arc;

use data_encoding::{BASE32_NOPAD, BASE64};
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Arc<str>);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self(text.into()) }
        }
    )*};
}

ids! {
    /// A mission: the origin line of its checkpoints, `hudna.mission/` and sixteen signs.
    ///
    /// ```compile_fail
    /// use hudna_core::ledger::id::{EntryId, MissionId};
    /// let entry: EntryId = MissionId::from("hudna.mission/A");
    /// ```
    MissionId;
    /// An entry: `E-` and sixteen signs.
    EntryId;
    /// A user of the record, never a person's name: `U-` and sixteen signs.
    UserId;
    /// A party of the agreement.
    PartyId;
}

impl EntryId {
    /// From ten random bytes.
    pub fn of(random: [u8; 10]) -> Self {
        Self(format!("E-{}", BASE32_NOPAD.encode(&random)).into())
    }
    /// Whether it is written as [`Self::of`] writes.
    pub fn is_well_formed(&self) -> bool {
        self.0.strip_prefix("E-").is_some_and(is_sixteen_signs)
    }
}

impl UserId {
    /// From ten random bytes.
    pub fn of(random: [u8; 10]) -> Self {
        Self(format!("U-{}", BASE32_NOPAD.encode(&random)).into())
    }
    /// Whether it is written as [`Self::of`] writes.
    pub fn is_well_formed(&self) -> bool {
        self.0.strip_prefix("U-").is_some_and(is_sixteen_signs)
    }
}

impl MissionId {
    /// From ten random bytes.
    pub fn of(random: [u8; 10]) -> Self {
        Self(format!("hudna.mission/{}", BASE32_NOPAD.encode(&random)).into())
    }
    /// Whether it is written as [`Self::of`] writes.
    pub fn is_well_formed(&self) -> bool {
        self.0.strip_prefix("hudna.mission/").is_some_and(is_sixteen_signs)
    }
}

fn is_sixteen_signs(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_uppercase() || (b'2'..=b'7').contains(&b))
}

/// An Ed25519 public key; base 64 in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// The key to verify with; `None` where the bytes are no point of the curve.
    pub fn verifying(&self) -> Option<VerifyingKey> {
        VerifyingKey::from_bytes(&self.0).ok()
    }
}

impl From<&VerifyingKey> for PublicKey {
    fn from(key: &VerifyingKey) -> Self {
        Self(key.to_bytes())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64.encode(&self.0))
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes()).map_err(serde::de::Error::custom)?;
        bytes.try_into().map(Self).map_err(|_| serde::de::Error::custom("a key has 32 bytes"))
    }
}
