//! The texts that are being written, each with what is known of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hudna_core::agreement::{Agreement, SourceText};
use hudna_core::diagnostic::Diagnostic;
use hudna_desk::desk;
use hudna_desk::draft::{Draft, Drawn, drawn};
use serde_json::Value;

use super::position::{Lines, Position, position_of};

/// Longer texts are only told that they are too long.
const LONGEST: usize = hudna_core::agreement::read::LONGEST_FILE;

/// A text in an editor.
#[derive(Debug)]
pub(crate) struct Open {
    /// Where its file is or would be.
    pub(crate) path: PathBuf,
    /// Its text now.
    pub(crate) text: String,
    /// The lines of it.
    pub(crate) lines: Lines,
    /// The editor's number of this state.
    pub(crate) version: Option<i64>,
    /// Whether the editor says that this is an agreement whatever it holds.
    ours: bool,
    /// The last state that loaded.
    pub(crate) agreement: Option<Agreement>,
    /// What was last said of it.
    pub(crate) said: Vec<Diagnostic>,
    /// The features of its drawing, and the file that they stand in.
    pub(crate) drawn: Vec<Drawn>,
    pub(crate) drawing: Option<SourceText>,
    /// Whether it changed since it was last checked.
    pub(crate) changed: bool,
    /// Addresses of files about which something was said.
    pub(crate) told: BTreeSet<String>,
}

impl Open {
    /// A text just opened.
    pub(crate) fn new(path: PathBuf, text: String, version: Option<i64>, language: &str) -> Self {
        Self {
            path,
            lines: Lines::of(&text),
            text,
            version,
            ours: language == "hudna",
            agreement: None,
            said: Vec::new(),
            drawn: Vec::new(),
            drawing: None,
            changed: true,
            told: BTreeSet::new(),
        }
    }

    /// Whether it is an agreement, and not any other Markdown: its front matter names one.
    pub(crate) fn is_agreement(&self) -> bool {
        let head = self.text.trim_start_matches(['\u{feff}', '\n', '\r', ' ', '\t']);
        let opens = head.lines().next().is_some_and(|l| l.trim_end() == "+++");
        self.ours
            || opens
                && head.lines().skip(1).take(60).take_while(|l| l.trim_end() != "+++").any(|l| {
                    ["agreement", "d_day", "zone_time"].iter().any(|key| l.trim_start().starts_with(key))
                })
    }

    /// Changes of the protocol, one after the other: a range replaced, or all of the text.
    pub(crate) fn change(&mut self, changes: &[Value], version: Option<i64>) {
        for change in changes {
            let Some(new) = change["text"].as_str() else { continue };
            match range_of(&change["range"]) {
                Some((start, end)) => {
                    let (a, b) = (self.lines.offset(&self.text, start), self.lines.offset(&self.text, end));
                    self.text.replace_range(a.min(b)..a.max(b), new);
                }
                None => self.text = new.to_owned(),
            }
            self.lines = Lines::of(&self.text);
        }
        self.version = version.or(self.version);
        self.changed = true;
    }

    /// Reads and checks the text as it stands, with the files beside it from disk.
    pub(crate) fn check(&mut self) -> Vec<SourceText> {
        self.changed = false;
        if !self.is_agreement() {
            self.said.clear();
            self.agreement = None;
            return Vec::new();
        }
        let read = desk::read_draft(&self.path, self.text.clone());
        self.said = read.diagnostics;
        if read.agreement.is_some() {
            self.agreement = read.agreement;
        }
        self.look_at_drawing();
        read.sources
    }

    fn look_at_drawing(&mut self) {
        let named = self.draft().and_then(|d| d.file_named("geometry").map(str::to_owned));
        let Some(name) = named else { return };
        let Ok(source) = desk::beside_text(&self.path, &name) else { return };
        if self.drawing.as_ref() != Some(&source) && source.text.len() <= LONGEST {
            self.drawn = drawn(&source.text);
            self.drawing = Some(source);
        }
    }

    /// The text as a draft; nothing where it is no agreement or longer than one may be.
    pub(crate) fn draft(&self) -> Option<Draft<'_>> {
        (self.is_agreement() && self.text.len() <= LONGEST)
            .then(|| Draft::new(&self.text, self.agreement.as_ref(), &self.drawn))
    }

    /// The byte at a position of the protocol.
    pub(crate) fn offset(&self, position: &Value) -> Option<usize> {
        Some(self.lines.offset(&self.text, position_of(position)?))
    }

    /// Whether a file named in a diagnostic is this text.
    pub(crate) fn is(&self, file: &str) -> bool {
        Path::new(file) == self.path
    }
}

fn range_of(range: &Value) -> Option<(Position, Position)> {
    Some((position_of(&range["start"])?, position_of(&range["end"])?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn open(text: &str) -> Open {
        Open::new(PathBuf::from("t.md"), text.to_owned(), Some(1), "markdown")
    }

    fn range(from: (u32, u32), to: (u32, u32), text: &str) -> Value {
        json!({
            "range": {
                "start": { "line": from.0, "character": from.1 },
                "end": { "line": to.0, "character": to.1 },
            },
            "text": text,
        })
    }

    #[test]
    fn changes_in_arabic_lines_fall_where_the_editor_means_them() {
        let mut draft = open("الفعل = 'قصف'\nabc\n");
        draft.change(&[range((0, 9), (0, 12), "احتجاز"), range((1, 0), (1, 1), "")], Some(2));
        assert_eq!(draft.text, "الفعل = 'احتجاز'\nbc\n");
        assert_eq!(draft.version, Some(2));
        draft.change(&[json!({ "text": "all new" })], None);
        assert_eq!(draft.text, "all new");
        // Out of place, turned round, of the wrong type: never a fault.
        let broken =
            [range((9, 9), (0, 3), "x"), json!({ "text": 5 }), json!(null), range((0, 1), (0, 1), "𝄞")];
        draft.change(&broken, None);
        assert!(draft.text.contains('𝄞'));
    }

    #[test]
    fn other_markdown_is_left_alone() {
        assert!(!open("# A page\n\nwords\n").is_agreement());
        assert!(!open("+++\ntitle = \"a blog\"\n+++\n").is_agreement());
        assert!(open("+++\nagreement = \"t\"\n").is_agreement());
        assert!(Open::new(PathBuf::from("t"), String::new(), None, "hudna").is_agreement());
        let mut other = open("# A page\n");
        assert!(other.check().is_empty() && other.said.is_empty());
    }
}
