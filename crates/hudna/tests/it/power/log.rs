//! What the shim wrote down: each operation under the root in the order in which it happened, and what was said.

use std::path::Path;

/// What an operation does. Files and folders are known by their number (inode), names by their path below the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A new file; without a name where that is empty.
    Make {
        name: String,
    },
    Write {
        at: u64,
        data: Vec<u8>,
    },
    /// The file's new size.
    Size(u64),
    /// Of a file or folder.
    Sync,
    /// Of all there is.
    SyncAll,
    Rename {
        from: String,
        to: String,
    },
    Link {
        name: String,
    },
    Unlink {
        name: String,
    },
    MakeFolder {
        name: String,
    },
    RemoveFolder {
        name: String,
    },
    /// On standard output (1) or a socket: whoever reads it may rely on it.
    Said {
        on: u64,
        data: Vec<u8>,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Counted from 1 in its process; 0 where nothing under the root changes.
    pub(crate) number: u64,
    pub(crate) process: u32,
    pub(crate) file: u64,
    /// The name that the file had then, for whoever reads a failure.
    pub(crate) name: String,
    pub(crate) what: What,
    /// Whether it happened, whatever the program was told.
    pub(crate) done: bool,
    /// What the program was told: 0, or the number of an error.
    pub(crate) error: i32,
    /// Whether the shim had a hand in it.
    pub(crate) injected: bool,
}

/// Reads a log. A frame cut off at the end is left out: its process was killed while it wrote, and did not go on.
pub(crate) fn read_log(path: &Path, root: &Path) -> Vec<Operation> {
    let bytes = std::fs::read(path).unwrap_or_default();
    let root = root.display().to_string();
    let mut rest = Bytes(&bytes);
    let mut operations = Vec::new();
    while let Some(operation) = rest.frame(&root) {
        operations.push(operation);
    }
    operations
}

/// `struct frame` of `shim.c`.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, n: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn number<const N: usize>(&mut self) -> Option<u64> {
        let taken = self.take(N)?;
        Some(taken.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)))
    }

    fn frame(&mut self, root: &str) -> Option<Operation> {
        let size = usize::try_from(self.number::<4>()?).ok()?;
        let mut frame = Bytes(self.take(size.checked_sub(4)?)?);
        let [kind, done, injected, _] = *frame.take(4)? else { return None };
        let error = i32::from_le_bytes(frame.take(4)?.try_into().ok()?);
        let process = u32::try_from(frame.number::<4>()?).ok()?;
        let (number, file) = (frame.number::<8>()?, frame.number::<8>()?);
        let (at, _length) = (frame.number::<8>()?, frame.number::<8>()?);
        let (path, path2) = (frame.number::<2>()?, frame.number::<2>()?);
        let data = frame.number::<4>()?;
        let mut text = |n: u64| {
            let text = String::from_utf8_lossy(frame.take(usize::try_from(n).ok()?)?).into_owned();
            Some(
                text.strip_prefix(root)
                    .map_or(text.clone(), |below| below.trim_start_matches('/').to_owned()),
            )
        };
        let (path, path2) = (text(path)?, text(path2)?);
        let data = frame.take(usize::try_from(data).ok()?)?.to_vec();
        let name = path.clone();
        let what = match kind {
            b'm' => What::Make { name: path },
            b'w' => What::Write { at, data },
            b's' => What::Size(at),
            b'f' => What::Sync,
            b'F' => What::SyncAll,
            b'r' => What::Rename { from: path, to: path2 },
            b'l' => What::Link { name: path2 },
            b'u' => What::Unlink { name: path },
            b'd' => What::MakeFolder { name: path },
            b'x' => What::RemoveFolder { name: path },
            b'o' => What::Said { on: at, data },
            other => panic!("the log has an operation {other}"),
        };
        Some(Operation { number, process, file, name, what, done: done == 1, error, injected: injected == 1 })
    }
}
