//! Copies of a record: a backup while it is in use, and back again, to its end or to a moment.
//!
//! A record only grows, so what stood when the copy began is copied whole while more is appended behind it. A copy is a
//! mission's folder like any other, and can be read from where nothing may be written. The host's keys go with it only where that is asked for. What was redacted before the
//! copy is not in it; what is redacted later is destroyed in the copy only by whoever keeps it.

use std::path::Path;

use hudna_core::ledger::act::Act;
use hudna_core::ledger::entry::Leaf;
use hudna_core::ledger::head::{Head, SignedHead};
use hudna_core::ledger::tree::{Tree, leaf_hash};
use hudna_core::time::Instant;

use super::mission::{HOST, LOG_KEY};
use super::shown;
use crate::store::backend::{Backend, Batch, EntryRow, StoreError, StoredEntry};
use crate::store::folder::{self, Folder, Making, RECORD, Settings};
use crate::trouble::Trouble;

/// Entries of one commit of the copy.
const AT_ONCE: u64 = 4_096;

/// Copies the record of the mission at `from` into a new folder `to`; with the host's keys where `keys`.
///
/// # Errors
/// `folder-taken`; what the databases say; `record-damaged` where what was copied does not come to its head.
pub fn backup(from: &Path, to: &Path, keys: bool) -> Result<SignedHead, Trouble> {
    folder::is_free(to)?;
    let settings = folder::settings(from)?;
    let mut source = folder::reading(from, &settings)?;
    let making = Making::beside(to)?;
    let made = Folder::create(&making.path(), Settings { database: RECORD.to_owned(), ..settings })?;
    if keys {
        made.copy_keys(from)?;
    }
    copy_powers(from, &made)?;
    let (note, size) = source.head()?;
    let signed = SignedHead::parse(&note).map_err(|_| StoreError::damaged("head"))?;
    let mut target = made.create_database()?;
    let tree = copy(&mut *source, &mut *target, size, &note)?;
    if tree.root() != signed.head.root {
        return Err(StoreError::damaged("root").into());
    }
    // it may come to lie where nothing can be written
    target.settle()?;
    drop(target);
    making.appear(to)?;
    drop(made);
    Ok(signed)
}

/// Makes a mission at `to` of the backup at `from`, up to the last entry sealed by `until`; `keys` names the folder with the
/// host's keys where the backup holds none.
///
/// # Errors
/// As [`backup`]; `host-key-missing`; `log-key-other`, `host-key-other` where the keys are not this record's; `moment-before-mission` where no entry was sealed by then.
pub fn restore(
    from: &Path,
    to: &Path,
    keys: Option<&Path>,
    until: Option<Instant>,
    database: Option<String>,
) -> Result<SignedHead, Trouble> {
    folder::is_free(to)?;
    let settings = folder::settings(from)?;
    let mut source = folder::reading(from, &settings)?;
    let database = database.unwrap_or_else(|| RECORD.to_owned());
    let settings = Settings { database, ..settings };
    settings.check()?;
    let making = Making::beside(to)?;
    let made = Folder::create(&making.path(), settings.clone())?;
    made.copy_keys(keys.unwrap_or(from))?;
    copy_powers(from, &made)?;
    keys_fit(&made, &folder::keys_in(keys.unwrap_or(from)), &mut *source)?;
    let (note, size) = source.head()?;
    let signed = SignedHead::parse(&note).map_err(|_| StoreError::damaged("head"))?;
    let cut = match until {
        Some(until) => sealed_by(&mut *source, size, until)?,
        None => size,
    };
    if cut == 0 {
        return Err(Trouble::new("record", "moment-before-mission"));
    }
    let target = made.create_database()?;
    let filled = fill(&made, &mut *source, target, cut, (signed, &note));
    let appeared = filled.and_then(|signed| Ok(making.appear(to).map(|()| signed)?));
    drop(made);
    appeared.map_err(|why| {
        // where the folder appeared all the same the mission stands
        if folder::is_free(to).is_ok() { folder::discard_database(&settings, why) } else { why }
    })
}

/// The mission's own policies go with its record.
fn copy_powers(from: &Path, made: &Folder) -> Result<(), Trouble> {
    match folder::powers(from)? {
        Some(text) => Ok(made.put_powers(&text)?),
        None => Ok(()),
    }
}

/// Whether the keys taken over from `keys` are those of the record: it would be neither appended to nor read with others.
fn keys_fit(made: &Folder, keys: &Path, source: &mut dyn Backend) -> Result<(), Trouble> {
    // they are told of where they came from
    let at = |mut why: Trouble| {
        for (name, value) in &mut why.arguments {
            if *name == "path"
                && let Some(file) = Path::new(value.as_str()).file_name()
            {
                *value = keys.join(file).display().to_string();
            }
        }
        why
    };
    let log = folder::host_key(&made.path, LOG_KEY).map_err(at)?;
    let identity = folder::host_secret(&made.path, HOST).map_err(at)?;
    let start = source.start()?;
    let tree = Tree::from_leaves(start.hashes.clone());
    let named = shown::log_of(&start, &tree).ok_or_else(|| StoreError::damaged("entry 0"))?;
    if named.key != log.verifying_key() {
        return Err(at(Trouble::new("record", "log-key-other").with("path", LOG_KEY)));
    }
    shown::keys(&start, &tree, &identity).map(drop).map_err(at)
}

/// Fills the database of a mission that is restored with the first `cut` entries.
fn fill(
    made: &Folder,
    source: &mut dyn Backend,
    mut target: Box<dyn Backend>,
    cut: u64,
    (signed, note): (SignedHead, &str),
) -> Result<SignedHead, Trouble> {
    let size = signed.head.size;
    let tree = copy(source, &mut *target, cut, note)?;
    let signed = if cut == size {
        if tree.root() != signed.head.root {
            return Err(StoreError::damaged("root").into());
        }
        signed
    } else {
        let log = made.signing_key(LOG_KEY)?;
        let head = Head { origin: signed.head.origin, size: cut, root: tree.root() };
        let signed = head.signed(&log).map_err(|why| Trouble::new("record", why.code()))?;
        target.put_head(&signed.to_string(), cut)?;
        signed
    };
    Ok(signed)
}

/// How many entries were sealed by `until`. Moments never fall, so the first later one ends the search.
fn sealed_by(source: &mut dyn Backend, size: u64, until: Instant) -> Result<u64, StoreError> {
    let mut moment = |seq: u64| {
        let mut at = Instant(0);
        source.entries(seq..seq + 1, &mut |stored| {
            at = Leaf::split(&stored.leaf)
                .map_err(|_| StoreError::damaged(format!("entry {seq}")))?
                .recorded_at;
            Ok(())
        })?;
        Ok::<_, StoreError>(at)
    };
    let (mut low, mut high) = (0, size);
    while low < high {
        let middle = low + (high - low) / 2;
        if moment(middle)? <= until { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

/// Copies the first `size` entries with their parts and key files; the tree over what was copied.
fn copy(source: &mut dyn Backend, target: &mut dyn Backend, size: u64, note: &str) -> Result<Tree, Trouble> {
    let wrapped = source.start()?.wrapped;
    let mut tree = Tree::new();
    let mut from = 0;
    while from < size {
        let to = size.min(from + AT_ONCE);
        let mut batch = Batch { first: from, head: note.to_owned(), ..Batch::default() };
        source.entries(from..to, &mut |StoredEntry { seq, leaf }| {
            let body = Leaf::split(&leaf).and_then(|split| split.read());
            let body = body.map_err(|_| StoreError::damaged(format!("entry {seq}")))?.body;
            if let Act::EpochOpened { class, epoch, .. } = &body.act {
                batch
                    .wrapped
                    .extend(wrapped.iter().filter(|k| k.class == *class && k.epoch == *epoch).cloned());
            }
            let hash = leaf_hash(&leaf);
            tree.push(hash);
            let (kind, standing) = (body.act.kind(), body.act.is_standing());
            batch.entries.push(EntryRow { id: body.id, kind, standing, leaf, hash });
            Ok(())
        })?;
        batch.parts = source.parts(from..to, None)?;
        target.append(&batch)?;
        from = to;
    }
    Ok(tree)
}
