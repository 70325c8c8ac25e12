//! Entries as they are read: each held against the hash of its leaf, each part against its digest.

use hudna_core::ledger::entry::{Entry, Leaf};
use hudna_core::ledger::part::{Class, Part};
use hudna_core::ledger::tree::{Tree, leaf_hash};

use crate::seal::epoch::Keyring;
use crate::seal::{self, SealError};
use crate::store::backend::{PartRow, StoreError, StoredEntry};
use crate::trouble::Trouble;

/// An entry as read, with its parts.
#[derive(Debug)]
pub struct Read {
    /// Its number.
    pub seq: u64,
    /// Its leaf.
    pub leaf: Vec<u8>,
    /// The entry.
    pub entry: Entry,
    /// Its parts, in its order: `None` where destroyed, sealed for others, or not asked for.
    pub parts: Vec<Option<Part>>,
}

impl Read {
    /// What the part of that name holds.
    pub fn open(&self, name: &str) -> Option<&[u8]> {
        let at = self.entry.body.parts.iter().position(|p| &*p.name == name)?;
        self.parts.get(at)?.as_ref().map(|part| part.content.as_slice())
    }
}

/// What is worked out of an entry side by side with others.
pub(super) type WorkOut<'f, T> = &'f (dyn Fn(&Read) -> T + Sync);
/// Who takes entries in their order, each with what was worked out of it.
pub(super) type Take<'f, T> = &'f mut dyn FnMut(Read, T) -> Result<(), Trouble>;

/// An entry as stored, held against the hash of its leaf.
pub(super) fn whole(stored: &StoredEntry, tree: &Tree) -> Result<Entry, StoreError> {
    let damaged = || StoreError::damaged(format!("entry {}", stored.seq));
    if tree.leaf(stored.seq) != Some(leaf_hash(&stored.leaf)) {
        return Err(damaged());
    }
    Leaf::split(&stored.leaf).and_then(|leaf| leaf.read()).map_err(|_| damaged())
}

/// An entry with what of its parts these keys open, but for those of one class.
pub(super) fn opened(
    stored: StoredEntry,
    rows: &[PartRow],
    tree: &Tree,
    (keyring, but): (&Keyring, Option<Class>),
) -> Result<Read, Trouble> {
    let entry = whole(&stored, tree)?;
    let damaged = |name: &str| StoreError::damaged(format!("entry {}, part {name}", stored.seq));
    let mut parts = Vec::with_capacity(entry.body.parts.len());
    for reference in &entry.body.parts {
        if but == Some(reference.class) {
            parts.push(None);
            continue;
        }
        let row =
            rows.iter().find(|row| row.digest == reference.digest).ok_or_else(|| damaged(&reference.name))?;
        if row.sealed.is_empty() {
            parts.push(None);
            continue;
        }
        let key = keyring.get(row.class, row.epoch);
        match seal::open(&row.sealed, reference.digest, reference.class, key) {
            Ok(part) => parts.push(Some(part)),
            Err(SealError::Closed) => parts.push(None),
            Err(_) => return Err(damaged(&reference.name).into()),
        }
    }
    Ok(Read { seq: stored.seq, leaf: stored.leaf, entry, parts })
}
