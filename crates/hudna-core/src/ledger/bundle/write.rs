//! Bundles as they are written: the counterpart of [`super::form`].

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::act::Act;
use super::super::canonical::{CanonicalError, to_canonical};
use super::super::head::SignedHead;
use super::super::id::{MissionId, PartyId};
use super::super::part::{Digest, Part};
use super::super::tile::{Row, Tile, TileError, WIDTH, bundle};
use super::super::tree::{Hash, Tree};
use super::form::{About, Bytes, Consistency, Excerpted, Opened, Which};
use super::{ABOUT, CHECKPOINT, CONSISTENCY, EXCERPT, FORMAT, OPENED};

/// A member as it is written: its name and its content.
pub type OwnedMember = (String, Vec<u8>);

/// What goes into a bundle beside its entries.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    /// The head, with the cosignatures that the host holds.
    pub head: &'a SignedHead,
    /// The parts to open; never one that was redacted.
    pub opened: &'a BTreeMap<Digest, Part>,
    /// For whom it is made.
    pub made_for: Option<&'a PartyId>,
}

/// Why no bundle can be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    /// There are not as many entries as the head says.
    #[error("bundle-size-differs")]
    SizeDiffers {
        /// What the head says.
        head: u64,
        /// What is there.
        entries: u64,
    },
    /// The tree holds no proof for this entry, or none from this size, under the head.
    #[error("proof-missing {0}")]
    ProofMissing(u64),
    /// A leaf that cannot be framed.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// A number beyond exact.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

impl NotWritten {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SizeDiffers { .. } => "bundle-size-differs",
            Self::ProofMissing(_) => "proof-missing",
            Self::Tile(why) => why.code(),
            Self::Canonical(why) => why.code(),
        }
    }
}

/// The numbers that an excerpt of `wanted` must hold: with them every *standing* entry up to the last of them. `kinds` gives
/// the kind of each entry in the order of the record.
pub fn chosen<'a>(wanted: &BTreeSet<u64>, kinds: impl IntoIterator<Item = &'a str>) -> BTreeSet<u64> {
    let Some(last) = wanted.last() else { return BTreeSet::new() };
    let standing = (0..=*last).zip(kinds).filter(|(_, kind)| Act::STANDING.contains(kind));
    standing.map(|(number, _)| number).chain(wanted.iter().copied()).collect()
}

/// A bundle of all entries: `leaves` in order.
///
/// # Errors
/// `bundle-size-differs`, `entry-too-large`.
pub fn all<L: AsRef<[u8]>>(contents: &Contents<'_>, leaves: &[L]) -> Result<Vec<OwnedMember>, NotWritten> {
    let size = contents.head.head.size;
    if size != leaves.len() as u64 {
        return Err(NotWritten::SizeDiffers { head: size, entries: leaves.len() as u64 });
    }
    let mut members = begun(contents, Which::All)?;
    for (n, held) in (0..).zip(leaves.chunks(usize::from(WIDTH))) {
        let tile = Tile { row: Row::Entries, n, width: held.len() as u16 };
        members.push((tile.to_string(), bundle(held.iter().map(AsRef::as_ref))?));
    }
    members.push((OPENED.into(), opened(contents)?));
    Ok(members)
}

/// An excerpt: `leaves` with their numbers, rising ([`chosen`] says which it must hold), and their proofs from `tree`. With `from` also the
/// proof that the record extends the head of that size.
///
/// # Errors
/// `proof-missing`.
pub fn some<L: AsRef<[u8]>>(
    contents: &Contents<'_>,
    tree: &Tree,
    leaves: &[(u64, L)],
    from: Option<u64>,
) -> Result<Vec<OwnedMember>, NotWritten> {
    let size = contents.head.head.size;
    let digests = |hashes: Vec<Hash>| hashes.into_iter().map(Digest).collect();
    let mut members = begun(contents, Which::Some)?;
    let mut excerpt = Vec::new();
    for (index, leaf) in leaves {
        let proof = tree.inclusion(*index, size).ok_or(NotWritten::ProofMissing(*index))?;
        let leaf = Bytes(leaf.as_ref().to_vec());
        line(&mut excerpt, &Excerpted { index: *index, leaf, proof: digests(proof) })?;
    }
    members.push((EXCERPT.into(), excerpt));
    if let Some(from) = from {
        let proof = tree.consistency(from, size).ok_or(NotWritten::ProofMissing(from))?;
        let mut consistency = Vec::new();
        line(&mut consistency, &Consistency { from, proof: digests(proof) })?;
        members.push((CONSISTENCY.into(), consistency));
    }
    members.push((OPENED.into(), opened(contents)?));
    Ok(members)
}

fn begun(contents: &Contents<'_>, entries: Which) -> Result<Vec<OwnedMember>, NotWritten> {
    let head = &contents.head.head;
    let about = About {
        entries,
        made_for: contents.made_for.map(|party| party.0.clone()),
        format: FORMAT.into(),
        mission: MissionId(head.origin.clone()),
        size: head.size,
    };
    let mut written = Vec::new();
    line(&mut written, &about)?;
    Ok(vec![(ABOUT.into(), written), (CHECKPOINT.into(), contents.head.to_string().into_bytes())])
}

fn opened(contents: &Contents<'_>) -> Result<Vec<u8>, NotWritten> {
    // base 64 sorts otherwise than the bytes that it writes
    let by_text: BTreeMap<String, (&Digest, &Part)> =
        contents.opened.iter().map(|(digest, part)| (digest.to_string(), (digest, part))).collect();
    let mut lines = Vec::new();
    for (digest, part) in by_text.into_values() {
        let (content, salt) = (Bytes(part.content.clone()), Digest(part.salt));
        line(&mut lines, &Opened { content, digest: *digest, salt })?;
    }
    Ok(lines)
}

fn line(lines: &mut Vec<u8>, value: &impl Serialize) -> Result<(), NotWritten> {
    lines.extend(to_canonical(value)?);
    lines.push(b'\n');
    Ok(())
}
