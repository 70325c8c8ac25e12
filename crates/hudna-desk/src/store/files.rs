//! Files: reads what is named, writes outputs whole or not at all.

use std::fs;
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};

use hudna_core::agreement::SourceText;

use crate::document::Document;

/// The most that one file may hold. A larger one is refused before it is read.
pub const MOST_BYTES: u64 = 1 << 30;
/// The most that an agreement or a file beside it may hold.
pub const MOST_TEXT: u64 = 32 << 20;

/// Why a file could not be read or written: a stable code and its values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} {path}: {detail}")]
pub struct DiskError {
    /// `file-not-found`, `file-unreadable`, `file-too-large`, `file-not-text`, `file-taken`,
    /// `folder-unwritable`, `path-outside`.
    pub code: &'static str,
    /// The path as named.
    pub path: String,
    /// Why: a word that the reader's language knows (`denied`, `folder`, `file`, `full`, `read-only`, `missing`),
    /// a number, or what the system says.
    pub detail: String,
}

impl DiskError {
    fn new(code: &'static str, path: &Path, detail: impl ToString) -> Self {
        Self { code, path: path.display().to_string(), detail: detail.to_string() }
    }
    fn reading(path: &Path, why: &std::io::Error) -> Self {
        let code =
            if why.kind() == std::io::ErrorKind::NotFound { "file-not-found" } else { "file-unreadable" };
        Self::new(code, path, cause(why))
    }
    /// Why a file that must be new could not be put in its place.
    pub(super) fn new_file(path: &Path, why: &std::io::Error) -> Self {
        if why.kind() == std::io::ErrorKind::AlreadyExists {
            return Self::new("file-taken", path, "");
        }
        Self::writing(path, why)
    }
    pub(super) fn writing(path: &Path, why: &std::io::Error) -> Self {
        Self::new("folder-unwritable", path, cause(why))
    }
}

/// Why the system refused, as a word that every language has; else as the system says it.
fn cause(why: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let word = match why.kind() {
        ErrorKind::PermissionDenied => "denied",
        ErrorKind::IsADirectory => "folder",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "file",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "full",
        ErrorKind::ReadOnlyFilesystem => "read-only",
        ErrorKind::NotFound => "missing",
        // the number says enough; the rest would name files of our own
        _ => return why.raw_os_error().map_or_else(|| why.to_string(), |n| format!("os error {n}")),
    };
    word.to_owned()
}

/// Reads a whole file, at most `most` bytes.
///
/// # Errors
/// `file-not-found`, `file-unreadable` (a folder too), `file-too-large`.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, DiskError> {
    let file = fs::File::open(path).map_err(|why| DiskError::reading(path, &why))?;
    let about = file.metadata().map_err(|why| DiskError::reading(path, &why))?;
    if about.is_dir() {
        return Err(DiskError::new("file-unreadable", path, "folder"));
    }
    if about.len() > most {
        return Err(DiskError::new("file-too-large", path, about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // a file may grow, or be a pipe without a length: the limit holds all the same
    file.take(most + 1).read_to_end(&mut bytes).map_err(|why| DiskError::reading(path, &why))?;
    if bytes.len() as u64 > most {
        return Err(DiskError::new("file-too-large", path, most));
    }
    Ok(bytes)
}

/// The first bytes of a file and its length, for refusing it without reading it.
///
/// # Errors
/// `file-not-found`, `file-unreadable`.
pub fn read_head(path: &Path, most: usize) -> Result<(Vec<u8>, u64), DiskError> {
    let file = fs::File::open(path).map_err(|why| DiskError::reading(path, &why))?;
    let about = file.metadata().map_err(|why| DiskError::reading(path, &why))?;
    if about.is_dir() {
        return Err(DiskError::new("file-unreadable", path, "folder"));
    }
    let length = about.len();
    let mut head = Vec::new();
    file.take(most as u64).read_to_end(&mut head).map_err(|why| DiskError::reading(path, &why))?;
    Ok((head, length))
}

/// Reads a text in UTF-8, with or without a byte order mark.
///
/// # Errors
/// As [`read_bytes`], and `file-not-text` where it is not UTF-8.
pub fn read_text(path: &Path) -> Result<SourceText, DiskError> {
    let bytes = read_bytes(path, MOST_TEXT)?;
    let text = String::from_utf8(bytes)
        .map_err(|why| DiskError::new("file-not-text", path, why.utf8_error().valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
    Ok(SourceText { name: path.display().to_string(), text })
}

/// The path of a file beside another, by a name that text gave: never out of that folder.
///
/// # Errors
/// `path-outside` for an absolute name or one that climbs.
pub fn beside(path: &Path, name: &str) -> Result<PathBuf, DiskError> {
    let named = Path::new(name);
    if named.components().any(|c| !matches!(c, Component::Normal(_) | Component::CurDir)) {
        return Err(DiskError::new("path-outside", named, ""));
    }
    Ok(path.parent().unwrap_or(Path::new("")).join(named))
}

/// The path of a file that another one names, beside it or in the folder just above.
///
/// # Errors
/// `path-outside` for an absolute name or one that climbs further.
pub fn near(path: &Path, name: &str) -> Result<PathBuf, DiskError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    match Path::new(name).strip_prefix("..") {
        Ok(rest) => beside(path, &rest.display().to_string()).map(|_| folder.join(name)),
        Err(_) => beside(path, name),
    }
}

/// Writes documents into a folder: all of them appear whole, or none.
///
/// They are written to a folder beside first, synced, then moved in. A folder that exists keeps its other files.
///
/// # Errors
/// `folder-unwritable`, with nothing written.
pub fn write_documents(folder: &Path, documents: &[Document]) -> Result<(), DiskError> {
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|why| DiskError::writing(folder, &why))?;
    if folder.exists() && !folder.is_dir() {
        return Err(DiskError::new("folder-unwritable", folder, "file"));
    }
    let made = tempfile::Builder::new()
        .prefix(".hudna-")
        .tempdir_in(if folder.is_dir() { folder } else { parent })
        .map_err(|why| DiskError::writing(folder, &why))?;
    for document in documents {
        let path = made.path().join(&document.name);
        let mut file = fs::File::create(&path).map_err(|why| DiskError::writing(&path, &why))?;
        file.write_all(&document.bytes)
            .and_then(|()| file.sync_all())
            .map_err(|why| DiskError::writing(&path, &why))?;
    }
    if !folder.exists() {
        let made = made.keep();
        open_to_readers(&made);
        return fs::rename(&made, folder).map_err(|why| {
            // nothing half-written stays behind
            drop(fs::remove_dir_all(&made));
            DiskError::writing(folder, &why)
        });
    }
    for document in documents {
        let to = folder.join(&document.name);
        fs::rename(made.path().join(&document.name), &to).map_err(|why| DiskError::writing(&to, &why))?;
    }
    Ok(())
}

/// Writes one file whole or not at all.
///
/// # Errors
/// `folder-unwritable`, with nothing written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    make_folders(parent).map_err(|why| DiskError::writing(path, &why))?;
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(|why| DiskError::writing(path, &why))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|why| DiskError::writing(path, &why))?;
    let file = file.persist(path).map_err(|why| DiskError::writing(path, &why.error))?;
    open_file_to_readers(&file);
    // a name is durable when its folder is
    fs::File::open(parent).and_then(|folder| folder.sync_all()).map_err(|why| DiskError::writing(path, &why))
}

/// Whether nothing stands at `path` yet, not even a link or a pipe: asked before long work starts.
///
/// # Errors
/// `file-taken`.
pub fn is_new(path: &Path) -> Result<(), DiskError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(DiskError::new("file-taken", path, "")),
        Err(_) => Ok(()),
    }
}

/// Writes a new file, whole or not at all, in a folder that is there.
///
/// # Errors
/// `file-taken` where anything stands there, which stays as it is; `folder-unwritable`; with nothing written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    is_new(path)?;
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(|why| DiskError::writing(path, &why))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|why| DiskError::writing(path, &why))?;
    let file = file.persist_noclobber(path).map_err(|why| DiskError::new_file(path, &why.error))?;
    open_file_to_readers(&file);
    fs::File::open(parent).and_then(|folder| folder.sync_all()).map_err(|why| DiskError::writing(path, &why))
}

/// Makes a folder and those above it that are missing, durably: a name is on disk when the folder that holds it is synced.
pub(super) fn make_folders(folder: &Path) -> std::io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folders(above)?;
    match fs::create_dir(folder) {
        // another process makes the same
        Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    fs::File::open(above)?.sync_all()
}

/// Whether a folder can be written to, tried before long work starts.
///
/// # Errors
/// `folder-unwritable`.
pub fn try_folder(folder: &Path) -> Result<(), DiskError> {
    let mut there = folder;
    while !there.exists() {
        there = match there.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
    }
    if !there.is_dir() {
        return Err(DiskError::new("folder-unwritable", folder, "file"));
    }
    tempfile::Builder::new()
        .prefix(".hudna-")
        .tempfile_in(there)
        .map(drop)
        .map_err(|why| DiskError::writing(folder, &why))
}

/// Temporary files are private; what is handed over is as readable as the reader's own files.
fn open_to_readers(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        drop(fs::set_permissions(folder, fs::Permissions::from_mode(0o755)));
    }
}

fn open_file_to_readers(file: &fs::File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        drop(file.set_permissions(fs::Permissions::from_mode(0o644)));
    }
}
