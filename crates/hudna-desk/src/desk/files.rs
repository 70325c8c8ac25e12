//! Where files of reports and registers come from: a disk, or a hand that holds them.

use std::path::{Path, PathBuf};

use hudna_core::agreement::SourceText;

use crate::intake::{self, Mapping};
use crate::store;
use crate::trouble::Trouble;

/// Files that somebody brings, by the paths under which a [`Request`](super::Request) names them.
pub trait Files: Sync {
    /// The bytes of a file of reports or registers; one that its head shows to be neither is refused unread.
    ///
    /// # Errors
    /// It is not there, cannot be read, or is no such file.
    fn bytes(&self, file: &Path) -> Result<Vec<u8>, Trouble>;

    /// A text, such as a mapping.
    ///
    /// # Errors
    /// It is not there, cannot be read, or is no UTF-8.
    fn text(&self, file: &Path) -> Result<SourceText, Trouble>;
}

/// Files on a disk.
#[derive(Clone, Copy, Debug)]
pub struct OnDisk;

impl Files for OnDisk {
    fn bytes(&self, file: &Path) -> Result<Vec<u8>, Trouble> {
        let (head, length) = store::read_head(file, intake::MAX_LINE + 1)?;
        intake::refuse_early(&head, length).map_err(|why| unreadable(why, &file.display().to_string()))?;
        Ok(store::read_bytes(file, store::MOST_BYTES)?)
    }

    fn text(&self, file: &Path) -> Result<SourceText, Trouble> {
        Ok(store::read_text(file)?)
    }
}

/// Files that somebody handed over, each with its name: they touch no disk.
#[derive(Debug, Default)]
pub struct InHand(pub Vec<(PathBuf, Vec<u8>)>);

impl InHand {
    fn held(&self, file: &Path) -> Result<&[u8], Trouble> {
        let found = self.0.iter().find(|(name, _)| name == file);
        let missing = || Trouble::new("disk", "file-not-found").with("path", file.display().to_string());
        found.map(|(_, bytes)| bytes.as_slice()).ok_or_else(missing)
    }
}

impl Files for InHand {
    fn bytes(&self, file: &Path) -> Result<Vec<u8>, Trouble> {
        let bytes = self.held(file)?;
        let head = bytes.get(..=intake::MAX_LINE).unwrap_or(bytes);
        intake::refuse_early(head, bytes.len() as u64)
            .map_err(|why| unreadable(why, &file.display().to_string()))?;
        Ok(bytes.to_vec())
    }

    fn text(&self, file: &Path) -> Result<SourceText, Trouble> {
        let name = file.display().to_string();
        let text = std::str::from_utf8(self.held(file)?).map_err(|why| {
            let at = why.valid_up_to().to_string();
            Trouble::new("disk", "file-not-text").with("path", name.clone()).with("detail", at)
        })?;
        Ok(SourceText { name, text: text.strip_prefix('\u{feff}').unwrap_or(text).to_owned() })
    }
}

/// A refusal of a whole file, with its name.
pub fn unreadable(why: intake::Unreadable, file: &str) -> Trouble {
    let mut arguments = why.arguments;
    if arguments.iter().all(|(name, _)| *name != "file") {
        arguments.push(("file", file.to_string()));
    }
    Trouble { family: "intake", code: why.code, arguments }
}

/// A mapping of columns.
pub(super) fn mapping(files: &dyn Files, path: &Path) -> Result<Mapping, Trouble> {
    let text = files.text(path)?;
    Mapping::parse(&text.text).map_err(|why| {
        let first = why.first().map(|d| (d.code, d.location.clone(), d.arguments.clone()));
        let (code, location, arguments) = first.unwrap_or(("mapping-wrong", None, Vec::new()));
        let line =
            location.map_or(1, |l| text.text[..l.start.min(text.text.len())].matches('\n').count() + 1);
        let mut trouble = Trouble::new("intake", code).with("file", text.name).with("line", line.to_string());
        trouble.arguments.extend(arguments);
        trouble
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_hand_is_refused_as_one_on_disk_is() {
        let folder = tempfile::tempdir().unwrap();
        let brought: [(&str, &[u8]); 5] = [
            ("empty.csv", b""),
            ("picture.csv", b"\x89PNG\r\n\x1a\n0000000000"),
            ("zeros.csv", b"a,b\n\0\0\0"),
            ("good.csv", b"id,act\n1,shelling\n"),
            ("latin.toml", b"name = \"\xE9\""),
        ];
        let hand =
            InHand(brought.iter().map(|(name, bytes)| (folder.path().join(name), bytes.to_vec())).collect());
        for (name, bytes) in brought {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let [disk, held] = [&OnDisk as &dyn Files, &hand].map(|files| {
                let read = files.bytes(&path).map_err(|why| why.code);
                (read, files.text(&path).map(|text| text.text).map_err(|why| why.code))
            });
            assert_eq!(disk, held, "{name}");
        }
        assert_eq!(hand.bytes(Path::new("other.csv")).unwrap_err().code, "file-not-found");
    }
}
