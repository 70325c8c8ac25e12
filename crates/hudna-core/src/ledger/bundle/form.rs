//! Check 1: whether members are a bundle's, before anything in them is believed.

use std::borrow::Cow;
use std::sync::Arc;

use data_encoding::BASE64;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::canonical::from_canonical;
use super::super::head::SignedHead;
use super::super::id::MissionId;
use super::super::note::MOST_NOTE;
use super::super::part::{Digest, Part};
use super::super::tile::{Row, Tile, WIDTH, read_bundle};
use super::super::tree::Hash;
use super::{ABOUT, CHECKPOINT, CONSISTENCY, EXCERPT, FORMAT, MOST_SMALL, Member, OPENED, Refused};

/// Which entries a bundle holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Which {
    All,
    Some,
}

/// `hudna.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub(super) entries: Which,
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub(super) made_for: Option<Arc<str>>,
    pub(super) format: Arc<str>,
    pub(super) mission: MissionId,
    pub(super) size: u64,
}

/// Bytes in base 64.
#[derive(Debug)]
pub(super) struct Bytes(pub(super) Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        BASE64.decode(text.as_bytes()).map(Self).map_err(serde::de::Error::custom)
    }
}

/// A line of `excerpt.jsonl`. Hashes are written as digests are.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Excerpted {
    pub(super) index: u64,
    pub(super) leaf: Bytes,
    pub(super) proof: Vec<Digest>,
}

/// `consistency.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Consistency {
    pub(super) from: u64,
    pub(super) proof: Vec<Digest>,
}

/// A line of `opened.jsonl`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opened {
    pub(super) content: Bytes,
    pub(super) digest: Digest,
    pub(super) salt: Digest,
}

/// A leaf with its number.
pub(super) type Numbered<'a> = (u64, Cow<'a, [u8]>);

/// A bundle whose members are in form; nothing in it is verified yet.
pub(super) struct Form<'a> {
    pub(super) about: About,
    pub(super) head: SignedHead,
    /// Leaves with their numbers, rising.
    pub(super) leaves: Vec<Numbered<'a>>,
    /// Of an excerpt, the inclusion proof of each leaf.
    pub(super) proofs: Option<Vec<Vec<Hash>>>,
    pub(super) consistency: Option<(u64, Vec<Hash>)>,
    pub(super) opened: Vec<(Digest, Part)>,
}

fn not_understood(member: &str, detail: &str) -> Refused {
    Refused::new("bundle-not-understood").with("member", member).with("detail", detail)
}

impl<'a> Form<'a> {
    pub(super) fn read(members: &[Member<'a>]) -> Result<Self, Refused> {
        let [(ABOUT, about), (CHECKPOINT, checkpoint), middle @ .., (OPENED, opened)] = members else {
            return Err(not_understood("ZIP", "members-wrong"));
        };
        let about: About = document(ABOUT, about)?;
        if &*about.format != FORMAT || !about.mission.is_well_formed() {
            return Err(not_understood(ABOUT, "format-unknown"));
        }
        let head = head(checkpoint)?;
        let mut consistency = None;
        let (leaves, proofs) = match (about.entries, middle) {
            (Which::All, tiles) => (tiled(tiles, about.size)?, None),
            (Which::Some, [(EXCERPT, lines), rest @ ..]) => {
                match rest {
                    [] => {}
                    [(CONSISTENCY, bytes)] => {
                        let Consistency { from, proof } = document(CONSISTENCY, bytes)?;
                        consistency = Some((from, hashes(proof)));
                    }
                    _ => return Err(not_understood("ZIP", "members-wrong")),
                }
                let (leaves, proofs) = excerpted(lines)?;
                (leaves, Some(proofs))
            }
            (Which::Some, _) => return Err(not_understood("ZIP", "members-wrong")),
        };
        Ok(Self { about, head, leaves, proofs, consistency, opened: parts(opened)? })
    }
}

fn head(bytes: &[u8]) -> Result<SignedHead, Refused> {
    if bytes.len() > MOST_NOTE {
        return Err(not_understood(CHECKPOINT, "note-too-large"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| not_understood(CHECKPOINT, "note-malformed"))?;
    SignedHead::parse(text).map_err(|why| not_understood(CHECKPOINT, why.code()))
}

/// A member that is one line of JSON.
fn document<T: DeserializeOwned + Serialize>(name: &str, bytes: &[u8]) -> Result<T, Refused> {
    let line = bytes.strip_suffix(b"\n").filter(|line| line.len() < MOST_SMALL);
    let line = line.ok_or_else(|| not_understood(name, "line-malformed"))?;
    from_canonical(line).map_err(|why| not_understood(name, why.code()))
}

/// A member that is lines of JSON.
fn lines<T: DeserializeOwned + Serialize>(
    name: &str,
    bytes: &[u8],
    mut each: impl FnMut(T) -> Result<(), Refused>,
) -> Result<(), Refused> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let end =
            rest.iter().position(|b| *b == b'\n').ok_or_else(|| not_understood(name, "line-malformed"))?;
        each(from_canonical(&rest[..end]).map_err(|why| not_understood(name, why.code()))?)?;
        rest = &rest[end + 1..];
    }
    Ok(())
}

fn hashes(proof: Vec<Digest>) -> Vec<Hash> {
    proof.into_iter().map(|digest| digest.0).collect()
}

fn tiled<'a>(tiles: &[Member<'a>], size: u64) -> Result<Vec<Numbered<'a>>, Refused> {
    if size.div_ceil(u64::from(WIDTH)) != tiles.len() as u64 {
        return Err(not_understood("ZIP", "members-wrong"));
    }
    let mut leaves = Vec::new();
    for (n, (name, bytes)) in (0_u64..).zip(tiles) {
        let tile = Tile::at(Row::Entries, n, size).filter(|tile| tile.to_string() == *name);
        let tile = tile.ok_or_else(|| not_understood(name, "members-wrong"))?;
        let held = read_bundle(bytes, tile.width).map_err(|why| not_understood(name, why.code()))?;
        leaves.extend((n * u64::from(WIDTH)..).zip(held.into_iter().map(Cow::Borrowed)));
    }
    Ok(leaves)
}

type WithProofs<'a> = (Vec<Numbered<'a>>, Vec<Vec<Hash>>);

fn excerpted<'a>(bytes: &[u8]) -> Result<WithProofs<'a>, Refused> {
    let (mut leaves, mut proofs) = (Vec::<Numbered<'a>>::new(), Vec::new());
    lines(EXCERPT, bytes, |Excerpted { index, leaf, proof }| {
        if leaves.last().is_some_and(|(last, _)| *last >= index) {
            return Err(not_understood(EXCERPT, "order-wrong"));
        }
        leaves.push((index, Cow::Owned(leaf.0)));
        proofs.push(hashes(proof));
        Ok(())
    })?;
    Ok((leaves, proofs))
}

fn parts(bytes: &[u8]) -> Result<Vec<(Digest, Part)>, Refused> {
    let mut opened: Vec<(Digest, Part)> = Vec::new();
    let mut last = None;
    lines(OPENED, bytes, |Opened { content, digest, salt }| {
        let text = digest.to_string();
        if last.as_ref().is_some_and(|last| *last >= text) {
            return Err(not_understood(OPENED, "order-wrong"));
        }
        last = Some(text);
        opened.push((digest, Part { salt: salt.0, content: content.0 }));
        Ok(())
    })?;
    Ok(opened)
}
