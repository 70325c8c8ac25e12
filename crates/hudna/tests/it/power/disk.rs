//! A disk that keeps only what it was told to keep.
//!
//! Takes a folder as it stood and the operations that a program did, and says what is on the disk when the power fails between
//! two of them. It never keeps what a real disk may lose; it may lose what a real one keeps.
//!
//! - **Contents** reach the disk when their file is synced. Until then each write may be lost, or survive in part, sector by
//!   sector, whatever became of the writes before and after it; a lost write may leave the size it gave the file, filled with
//!   zeros. Any of several contents that a sector had since the last sync may be found: that is all that an order of
//!   writing can do.
//! - **Names** reach the disk as [`Model`] says.
//! - A **sync that fails** loses for good what it was to keep: Linux takes the pages for written, and the next sync, which
//!   succeeds, does not try again.
//!
//! Not modelled: permissions and times, which files are written with here as the reader has them.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::log::Operation;
use super::state::State;

/// When a name that was made, changed or removed is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Model {
    /// When its folder is synced, as POSIX asks; until then any of the changes may be lost without the others. A rename across two
    /// folders is two changes.
    Strict,
    /// When anything is synced, as in ext4 and its like: one journal takes the changes in their order.
    Ext4,
}

/// What becomes of what was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Nothing is lost: the process was killed, the machine stayed up.
    Nothing,
    Everything,
    /// Some of it, by this seed; some of the writes in part.
    Some(u64),
}

/// A folder: each file by its path below it; folders have no content.
pub(crate) type Tree = BTreeMap<String, Option<Vec<u8>>>;

/// A folder, as found before a run: names, numbers and contents, folders before what is in them.
pub(crate) struct Base(pub(super) Vec<(String, u64, Option<Vec<u8>>)>);

impl Base {
    /// Reads `folder`; sockets and the like are passed over.
    pub(crate) fn read(folder: &Path) -> Self {
        let number = |path: &Path| std::fs::symlink_metadata(path).expect("what was listed is there").ino();
        let mut found = vec![(String::new(), number(folder), None)];
        let mut at = 0;
        while let Some((name, _, content)) = found.get(at).cloned() {
            at += 1;
            if content.is_some() {
                continue;
            }
            let folder = folder.join(&name);
            for entry in std::fs::read_dir(&folder).expect("a folder is listed").flatten() {
                let kind = entry.file_type().expect("a kind of file");
                let name = join(&name, &entry.file_name().to_string_lossy());
                let content = match kind.is_dir() {
                    true => None,
                    false if kind.is_file() => Some(std::fs::read(entry.path()).expect("a file is read")),
                    false => continue,
                };
                found.push((name, number(&entry.path()), content));
            }
        }
        Self(found)
    }

    pub(crate) fn tree(&self) -> Tree {
        self.0.iter().skip(1).map(|(name, _, content)| (name.clone(), content.clone())).collect()
    }
}

/// A disk and all that was done to it.
pub(crate) struct Disk<'l> {
    base: &'l Base,
    operations: &'l [Operation],
    model: Model,
}

impl<'l> Disk<'l> {
    pub(crate) fn new(base: &'l Base, operations: &'l [Operation], model: Model) -> Self {
        Self { base, operations, model }
    }

    /// What is found after the first `cut` operations and a loss.
    pub(crate) fn tree(&self, cut: usize, loss: Loss) -> Tree {
        let mut state = State::of(self.base, self.model);
        for operation in &self.operations[..cut] {
            state.take(operation);
        }
        // Each cut has its own luck.
        let luck = (cut as u64) << 32;
        state.after(if let Loss::Some(seed) = loss { Loss::Some(seed ^ luck) } else { loss })
    }

    /// Writes what is found into `folder`, which is made.
    pub(crate) fn at(&self, cut: usize, loss: Loss, folder: &Path) {
        std::fs::create_dir_all(folder).expect("a folder");
        for (name, content) in self.tree(cut, loss) {
            let path = folder.join(name);
            match content {
                None => std::fs::create_dir_all(path).expect("a folder"),
                Some(content) => std::fs::write(path, content).expect("a file"),
            }
        }
    }

    /// Every place where the power may fail: before the first operation, between two, after the last.
    pub(crate) fn cuts(&self) -> std::ops::RangeInclusive<usize> {
        0..=self.operations.len()
    }
}

pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Chance that repeats (`SplitMix64`).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// At least 0, less than `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}
