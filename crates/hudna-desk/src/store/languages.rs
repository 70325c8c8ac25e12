//! Languages that a mission adds: `languages/<code>.ftl` in its folder.

use std::path::Path;

use super::files::read_text;
use crate::trouble::Trouble;
use crate::words::{self, Lang};

/// The folder within a mission's.
const LANGUAGES: &str = "languages";

/// Reads the languages of the mission in `folder`, in the order of their codes; none where it has no such folder.
///
/// # Errors
/// As [`words::add`], with the file's path; what the disk says.
pub fn languages(folder: &Path) -> Result<Vec<Lang>, Trouble> {
    let folder = folder.join(LANGUAGES);
    let Ok(files) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ftl"));
    paths.sort();
    paths.iter().map(|path| language(path)).collect()
}

/// Reads one language's file, named by its code.
///
/// # Errors
/// As [`languages`].
pub fn language(path: &Path) -> Result<Lang, Trouble> {
    let text = read_text(path)?.text;
    let code = path.file_stem().unwrap_or_default().to_string_lossy();
    words::add(&code, &text).map_err(|why| why.with("path", path.display().to_string()))
}
