//! The record as it is shown: read whole, each leaf held against the tree and each part against its digest. Nothing is appended
//! here, and no key that signs is asked for; an `age` identity opens what it can.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::entry::Entry;
use hudna_core::ledger::head::SignedHead;
use hudna_core::ledger::note::VerifierKey;
use hudna_core::ledger::part::{Class, Digest};
use hudna_core::ledger::standing::Standing;
use hudna_core::ledger::tree::Tree;
use rayon::prelude::*;

use super::damage;
use super::read::{Read, Take, WorkOut, opened, whole};
use crate::seal::epoch::Keyring;
use crate::store::backend::{Backend, PartRow, Start, StoreError, StoredEntry};
use crate::store::folder;
use crate::trouble::Trouble;

/// A record, for reading alone.
pub(super) struct Shown {
    backend: Box<dyn Backend>,
    /// The tree of all entries.
    pub(super) tree: Tree,
    /// Who may do what.
    pub(super) standing: Standing,
    /// The head, signed by the key that entry 0 names.
    pub(super) head: SignedHead,
    keyring: Keyring,
}

impl Shown {
    /// The record of the mission at `path`, whoever writes meanwhile; what is sealed stays closed without `identity`.
    ///
    /// # Errors
    /// `mission-not-here`, `mission-other`, `record-damaged`; those of [`keys`]; what the database says.
    pub(super) fn open(path: &Path, identity: Option<&str>) -> Result<Self, Trouble> {
        let settings = folder::settings(path)?;
        let mut backend = folder::reading(path, &settings)?;
        let start = backend.start()?;
        let tree = Tree::from_leaves(start.hashes.clone());
        let begun = begun(&start, &tree, identity);
        let (head, standing, keyring) = begun.map_err(|why| damage::with_heads(&mut *backend, why))?;
        if head.head.origin != settings.mission.0 {
            return Err(Trouble::new("record", "mission-other")
                .with("ours", &*settings.mission.0)
                .with("theirs", &*head.head.origin));
        }
        Ok(Self { backend, tree, standing, head, keyring })
    }

    /// Hands over the entries of `range`, without their parts.
    ///
    /// # Errors
    /// `record-damaged`; the database's; what `each` returns.
    pub(super) fn list(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(u64, &Entry) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let mut told = Ok(());
        let tree = &self.tree;
        let read = self.backend.entries(range, &mut |stored| {
            let entry = whole(&stored, tree)?;
            if told.is_ok() {
                told = each(stored.seq, &entry);
            }
            Ok(())
        });
        read.map_err(|why| damage::with_heads(&mut *self.backend, why.into()))?;
        told
    }

    /// As [`super::Ledger::read`].
    ///
    /// # Errors
    /// As there.
    pub(super) fn read(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(Read) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let mut each = |read, ()| each(read);
        self::each(&mut *self.backend, (&self.tree, &self.keyring), (range, None), (&|_| (), &mut each))
            .map_err(|why| damage::with_heads(&mut *self.backend, why))
    }
}

fn begun(
    start: &Start,
    tree: &Tree,
    identity: Option<&str>,
) -> Result<(SignedHead, Standing, Keyring), Trouble> {
    let head = SignedHead::parse(&start.head).map_err(|_| StoreError::damaged("head"))?;
    if !log_of(start, tree).is_some_and(|log| head.verified_by(&log)) {
        return Err(StoreError::damaged("head signature").into());
    }
    if head.head.size != tree.len() || head.head.root != tree.root() {
        return Err(StoreError::damaged("root").into());
    }
    let mut standing = Standing::default();
    for stored in &start.standing {
        standing.apply(&whole(stored, tree)?);
    }
    let keyring = identity.map_or_else(|| Ok(Keyring::default()), |identity| keys(start, tree, identity))?;
    Ok((head, standing, keyring))
}

/// The key of the log that the first entry names.
pub(super) fn log_of(start: &Start, tree: &Tree) -> Option<VerifierKey> {
    match whole(start.standing.first()?, tree).ok()?.body.act {
        Act::MissionFounded { log, .. } => log.parse().ok(),
        _ => None,
    }
}

/// The keys of classes that `identity` opens.
///
/// # Errors
/// `host-key-other` where it opens not one; `record-damaged` where one is not what the record names; `identity-malformed`,
/// `epoch-damaged`.
pub(super) fn keys(start: &Start, tree: &Tree, identity: &str) -> Result<Keyring, Trouble> {
    let mut named = BTreeMap::new();
    for stored in &start.standing {
        if let Act::EpochOpened { class, epoch, wrapped, .. } = &whole(stored, tree)?.body.act {
            named.insert((*class, *epoch), *wrapped);
        }
    }
    let (mut keyring, mut any) = (Keyring::default(), start.wrapped.is_empty());
    for key in &start.wrapped {
        // a key that the record does not name would seal what comes for whoever put it there
        let what = format!("{} {}", key.class.name(), key.epoch);
        if named.get(&(key.class, key.epoch)) != Some(&Digest::of(&key.wrapped)) {
            return Err(StoreError::damaged(format!("key {what}")).into());
        }
        let opens = keyring.unwrap(identity, key.class, key.epoch, &key.wrapped);
        any |= opens.map_err(|why| Trouble::new("record", why.code()).with("detail", what))?;
    }
    // with the key of another nothing sealed would be read, and what is found without it be wrong
    if any {
        Ok(keyring)
    } else {
        Err(Trouble::new("record", "host-key-other").with("path", "keys/host.age"))
    }
}

/// Hands over each entry of a range with its parts opened as far as `keyring` can; those of the class named are neither read nor opened.
///
/// # Errors
/// `record-damaged`; the database's; what `each` returns.
pub(super) fn each<T: Send>(
    backend: &mut dyn Backend,
    (tree, keyring): (&Tree, &Keyring),
    (range, but): (Range<u64>, Option<Class>),
    (alone, each): (WorkOut<'_, T>, Take<'_, T>),
) -> Result<(), Trouble> {
    const AT_ONCE: u64 = 4_096;
    let mut from = range.start;
    while from < range.end {
        let to = range.end.min(from + AT_ONCE);
        let mut stored = Vec::new();
        backend.entries(from..to, &mut |one| {
            stored.push(one);
            Ok(())
        })?;
        let mut parts: BTreeMap<u64, Vec<PartRow>> = BTreeMap::new();
        for part in backend.parts(from..to, but)? {
            parts.entry(part.seq).or_default().push(part);
        }
        let all: Vec<(StoredEntry, Vec<PartRow>)> = stored
            .into_iter()
            .map(|s| {
                let p = parts.remove(&s.seq).unwrap_or_default();
                (s, p)
            })
            .collect();
        let read: Vec<Result<(Read, T), Trouble>> = all
            .into_par_iter()
            .map(|(stored, parts)| {
                let read = opened(stored, &parts, tree, (keyring, but))?;
                let worked_out = alone(&read);
                Ok((read, worked_out))
            })
            .collect();
        for one in read {
            let (read, worked_out) = one?;
            each(read, worked_out)?;
        }
        from = to;
    }
    Ok(())
}
