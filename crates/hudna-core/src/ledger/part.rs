//! What an entry does not say in the clear: parts, each a salted digest in the entry and sealed apart by class.
//!
//! The digest binds; the salt keeps a short content from being guessed. Who destroys the sealed part and its
//! salt destroys the content for ever, and every proof over the entry still holds.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use data_encoding::BASE64;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// Who may ever open a part: each class has its own keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Open to whoever holds the record: the agreement's text, drawings, documents published.
    Open,
    /// Who told us: a source's name, a person's name, ids by which a source could be known.
    Source,
    /// Exactly where.
    Place,
    /// What was told, in the reporter's words.
    Narrative,
    /// Files: pictures, recordings, the file that reports were read from.
    Attachment,
}

impl Class {
    /// Every class, in order.
    pub const ALL: &'static [Self] =
        &[Self::Open, Self::Source, Self::Place, Self::Narrative, Self::Attachment];
    /// The classes that are kept sealed.
    pub const SEALED: &'static [Self] = &[Self::Source, Self::Place, Self::Narrative, Self::Attachment];

    /// The name in entries and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Source => "source",
            Self::Place => "place",
            Self::Narrative => "narrative",
            Self::Attachment => "attachment",
        }
    }
    /// The class of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.name() == name)
    }
}

/// A SHA-256 digest; base 64 in text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of plain bytes, such as a document handed out.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64.encode(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// Not 32 bytes in base 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not-a-digest")]
pub struct NotADigest;

impl FromStr for Digest {
    type Err = NotADigest;
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| NotADigest)?;
        bytes.try_into().map(Self).map_err(|_| NotADigest)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What an entry says of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartRef {
    /// What it is to the act: `source`, `place`, `text`, `file`, … Each name stands once in an entry.
    pub name: Arc<str>,
    /// Who may open it.
    pub class: Class,
    /// The salted digest of its content.
    pub digest: Digest,
}

/// A part as it was before sealing, or after opening.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// 32 random bytes, made for this part alone.
    pub salt: [u8; 32],
    /// The content: canonical JSON, text or a file's bytes.
    pub content: Vec<u8>,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // what is sealed never comes into a log
        write!(f, "Part({} bytes)", self.content.len())
    }
}

/// Keeps these digests from being any other digest over the same bytes.
const DOMAIN: &[u8] = b"hudna part 1\0";

impl Part {
    /// SHA-256 of `"hudna part 1" 0x00 salt content`.
    pub fn digest(&self) -> Digest {
        let mut hasher = Sha256::new();
        hasher.update(DOMAIN);
        hasher.update(self.salt);
        hasher.update(&self.content);
        Digest(hasher.finalize().into())
    }
    /// What the entry says of it.
    pub fn reference(&self, name: &str, class: Class) -> PartRef {
        PartRef { name: name.into(), class, digest: self.digest() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_under_another_salt_has_another_digest() {
        let part = |salt| Part { salt: [salt; 32], content: b"the well".to_vec() };
        assert_ne!(part(1).digest(), part(2).digest());
        assert_eq!(part(1).digest(), part(1).digest());
    }

    #[test]
    fn a_part_in_a_log_line_shows_its_length_alone() {
        let part = Part { salt: [0; 32], content: b"a name".to_vec() };
        assert_eq!(format!("{part:?}"), "Part(6 bytes)");
    }

    #[test]
    fn a_digest_is_read_back_and_a_short_one_refused() {
        let digest = Digest([9; 32]);
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!("AAAA".parse::<Digest>(), Err(NotADigest));
    }
}
