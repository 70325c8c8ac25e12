//! What is sealed, read by a recipient other than the host: from a mission's folder or a backup of it, with an `age`
//! identity and no key of the host.

use std::collections::BTreeMap;
use std::path::Path;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::entry::Entry;
use hudna_core::ledger::head::SignedHead;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::note::VerifierKey;
use hudna_core::ledger::part::{Class, Digest, Part};
use hudna_core::ledger::tree::Tree;

use super::read::{opened, whole};
use crate::seal::epoch::{self, Keyring};
use crate::store::backend::{Backend, StoreError};
use crate::store::folder;
use crate::trouble::Trouble;

/// Entries read at once.
const AT_ONCE: u64 = 4_096;

/// A part that was opened.
#[derive(Debug)]
pub struct Unsealed<'e> {
    /// The number of its entry.
    pub seq: u64,
    /// Its entry.
    pub entry: &'e Entry,
    /// Its name in the entry.
    pub name: &'e str,
    /// Its class.
    pub class: Class,
    /// What it holds; its digest is the one that the entry names.
    pub part: &'e Part,
}

/// What a reading came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Parts opened.
    pub opened: u64,
    /// Parts of sealed classes that lie under keys for others, or were destroyed.
    pub closed: u64,
}

/// Opens every sealed part that the `age` identity in the file `key` may open, in the order of entries, or of the entries
/// `only` alone, and hands each to `each`.
///
/// # Errors
/// `mission-not-here`, `key-missing`, `recipient-key-malformed`; `nothing-for-key` where no key of any class is wrapped for it;
/// `entry-unknown`; `record-damaged`; what the database says, and `each`.
pub fn unseal(
    path: &Path,
    key: &Path,
    only: &[EntryId],
    each: &mut dyn FnMut(Unsealed<'_>) -> Result<(), Trouble>,
) -> Result<Tally, Trouble> {
    let settings = folder::settings(path)?;
    let identity = folder::read_secret(key)?;
    epoch::recipient_of(&identity).map_err(|_| {
        Trouble::new("record", "recipient-key-malformed").with("path", key.display().to_string())
    })?;
    let mut backend = folder::reading(path, &settings)?;
    let start = backend.start()?;
    let tree = Tree::from_leaves(start.hashes);
    let mut wrapped = BTreeMap::new();
    let mut log = None;
    for stored in &start.standing {
        match whole(stored, &tree)?.body.act {
            Act::MissionFounded { log: key, .. } => log = key.parse::<VerifierKey>().ok(),
            Act::EpochOpened { class, epoch, wrapped: digest, .. } => {
                wrapped.insert((class, epoch), digest);
            }
            _ => {}
        }
    }
    let signed = SignedHead::parse(&start.head).map_err(|_| StoreError::damaged("head"))?;
    let by_log = log.is_some_and(|log| signed.verified_by(&log));
    if !by_log || signed.head.size != start.size || signed.head.root != tree.root() {
        return Err(StoreError::damaged("root").into());
    }
    let (mut keyring, mut any) = (Keyring::default(), false);
    for file in &start.wrapped {
        if wrapped.get(&(file.class, file.epoch)) != Some(&Digest::of(&file.wrapped)) {
            return Err(StoreError::damaged(format!("key {} {}", file.class.name(), file.epoch)).into());
        }
        let known = keyring.unwrap(&identity, file.class, file.epoch, &file.wrapped);
        any |= known.map_err(|why| Trouble::new("record", why.code()).with("detail", file.class.name()))?;
    }
    if !any {
        return Err(Trouble::new("record", "nothing-for-key").with("path", key.display().to_string()));
    }
    let mut tally = Tally::default();
    for range in ranges(&mut *backend, only, start.size)? {
        let parts = backend.parts(range.clone(), None)?;
        let mut stored = Vec::new();
        backend.entries(range, &mut |entry| {
            stored.push(entry);
            Ok(())
        })?;
        for entry in stored {
            let read = opened(entry, &parts, &tree, (&keyring, None))?;
            for (reference, part) in read.entry.body.parts.iter().zip(&read.parts) {
                let (class, name) = (reference.class, &*reference.name);
                match part {
                    _ if class == Class::Open => {}
                    None => tally.closed += 1,
                    Some(part) => {
                        tally.opened += 1;
                        each(Unsealed { seq: read.seq, entry: &read.entry, name, class, part })?;
                    }
                }
            }
        }
    }
    Ok(tally)
}

/// The numbers of the entries to read.
fn ranges(
    backend: &mut dyn Backend,
    only: &[EntryId],
    size: u64,
) -> Result<Vec<std::ops::Range<u64>>, Trouble> {
    if only.is_empty() {
        let starts = (0..size).step_by(usize::try_from(AT_ONCE).unwrap_or(1));
        return Ok(starts.map(|from| from..size.min(from + AT_ONCE)).collect());
    }
    let found = backend.find(only)?;
    if let Some(missing) = only.iter().find(|id| found.iter().all(|(known, ..)| known != *id)) {
        return Err(Trouble::new("record", "entry-unknown").with("entry", missing.to_string()));
    }
    let mut numbers: Vec<u64> = found.iter().map(|(_, seq, _)| *seq).collect();
    numbers.sort_unstable();
    Ok(numbers.into_iter().map(|seq| seq..seq + 1).collect())
}
