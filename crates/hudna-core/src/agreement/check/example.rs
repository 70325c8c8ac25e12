//! Worked examples: a sound text, and the one change to it that brings a code about.
//!
//! The sound text is in `sample/`: nothing at all is said about it. An example therefore shows both ways: as
//! the sample has it nothing is said, as changed the code is. Pages and `explain` show the change; a test
//! makes every one of them.

use std::collections::BTreeMap;

use super::check;
use crate::agreement::{Agreement, Beside, BesideError, SourceText, read};
use crate::diagnostic::Diagnostic;

/// A file of the sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// The text itself.
    Text,
    /// The geometry beside it.
    Geometry,
    /// The version before.
    Before,
}

impl File {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "delta.md",
            Self::Geometry => "delta.geojson",
            Self::Before => "delta.v1.md",
        }
    }
}

/// The change to the sample that brings a code about.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// These words, which the file holds, become those.
    Change(File, &'static str, &'static str),
    /// The whole file becomes this.
    Whole(File, &'static str),
    /// These words are followed by so many copies of those; `{n}` in them counts.
    Many(File, &'static str, &'static str, usize),
}

impl Example {
    /// A change to the text itself.
    pub(super) const fn text(from: &'static str, to: &'static str) -> Self {
        Self::Change(File::Text, from, to)
    }
    /// A change to the geometry.
    pub(super) const fn geometry(from: &'static str, to: &'static str) -> Self {
        Self::Change(File::Geometry, from, to)
    }
    /// The sample with the change made.
    pub fn shelf(self) -> Shelf {
        let mut shelf = sample();
        let file = match self {
            Self::Change(file, ..) | Self::Whole(file, _) | Self::Many(file, ..) => file,
        };
        if let Some(text) = shelf.0.get_mut(file.name()) {
            *text = match self {
                Self::Change(_, from, to) => text.replacen(from, to, 1),
                Self::Whole(_, whole) => whole.to_owned(),
                Self::Many(_, from, piece, times) => {
                    let pieces: String = (1..=times).map(|n| piece.replace("{n}", &n.to_string())).collect();
                    text.replacen(from, &format!("{from}{pieces}"), 1)
                }
            };
        }
        shelf
    }
    /// What is said of the sample with the change made, as far as it is this code.
    pub fn worked(self, code: &'static str) -> Worked {
        let shelf = self.shelf();
        let (_, said) = shelf.read();
        let said = said.into_iter().find(|d| d.code == code);
        Worked { code, example: self, said, sources: shelf.sources() }
    }
}

/// A worked example, worked.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The code.
    pub code: &'static str,
    /// The change.
    pub example: Example,
    /// What is then said; `None` only where the example is broken, which a test excludes.
    pub said: Option<Diagnostic>,
    /// The files with the change made, for citing.
    pub sources: Vec<SourceText>,
}

/// Files beside each other, in memory.
#[derive(Clone, Debug, Default)]
pub struct Shelf(pub BTreeMap<String, String>);

impl Shelf {
    /// Reads and checks the text on the shelf.
    pub fn read(&self) -> (Option<Agreement>, Vec<Diagnostic>) {
        let text = self.0.get(File::Text.name()).cloned().unwrap_or_default();
        let (agreement, mut said) = read(SourceText { name: File::Text.name().to_owned(), text }, self);
        if let Some(agreement) = &agreement {
            said.extend(check(agreement));
        }
        (agreement, said)
    }
    /// The files, for citing.
    pub fn sources(&self) -> Vec<SourceText> {
        self.0.iter().map(|(name, text)| SourceText { name: name.clone(), text: text.clone() }).collect()
    }
}

impl Beside for Shelf {
    fn text(&self, name: &str) -> Result<SourceText, BesideError> {
        if name == "unreadable.geojson" {
            return Err(BesideError::Unreadable("UTF-8".to_owned()));
        }
        let text = self.0.get(name).cloned().ok_or_else(|| BesideError::Missing(name.to_owned()))?;
        Ok(SourceText { name: name.to_owned(), text })
    }
}

/// The sound text with the files beside it. Everything in it is invented; its places lie in open ocean.
pub fn sample() -> Shelf {
    Shelf(BTreeMap::from([
        (File::Text.name().to_owned(), include_str!("sample/delta.md").to_owned()),
        (File::Geometry.name().to_owned(), include_str!("sample/delta.geojson").to_owned()),
        (File::Before.name().to_owned(), include_str!("sample/delta.v1.md").to_owned()),
    ]))
}
