//! TOML tables with where each key and value stands in the file, and the list of what is wrong.
//!
//! Every typed question about a table (`text`, `flag`, `tables` …) answers with a value and its span or
//! says what is wrong and where. Nothing here knows what a party or a norm is. A new type of value gets
//! its question here.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::agreement::SourceText;
use crate::condition::Words;
use crate::condition::names::nearest;
use crate::diagnostic::{Diagnostic, Location, Severity};

/// More than this is noise: the rest waits for the next run.
const MOST_DIAGNOSTICS: usize = 300;

/// What is wrong with one file, in the order found.
#[derive(Debug)]
pub(crate) struct Notes {
    file: String,
    list: Vec<Diagnostic>,
    failed: bool,
}

impl Notes {
    /// Nothing wrong with `file` so far.
    pub(crate) fn of(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new(), failed: false }
    }
    /// The file that is meant.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }
    /// An error about the words at `span`.
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        arguments: &[(&'static str, &str)],
    ) {
        self.say(Severity::Error, code, Some(span), arguments);
    }
    /// A warning about the words at `span`.
    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        arguments: &[(&'static str, &str)],
    ) {
        self.say(Severity::Warning, code, Some(span), arguments);
    }
    /// An error about a name that is none of `known`: with the nearest of them, and all.
    pub(crate) fn unknown<'k>(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        written: (&'static str, &str),
        known: impl IntoIterator<Item = &'k str>,
    ) {
        self.unknown_of(code, span, &[written], known);
    }
    /// The same, where the message has more to say; the first argument is the name that is not known.
    pub(crate) fn unknown_of<'k>(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        said: &[(&'static str, &str)],
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let written = said.first().map_or("", |(_, written)| written);
        if self.is_full() {
            self.failed = true;
            return;
        }
        let known: Vec<&str> = known.into_iter().collect();
        // Names of another length are no slip of the pen; and a very long list is not searched to its end.
        let alike = |k: &&str| k.len().abs_diff(written.len()) <= written.len() / 2 + 2;
        let near = nearest(written, known.iter().copied().filter(alike).take(500)).unwrap_or_default();
        let how = match (known.is_empty(), near.is_empty()) {
            (true, _) => "none",
            (_, true) => "no",
            _ => "yes",
        };
        let known = known.join(", ");
        let mut arguments = said.to_vec();
        arguments.extend([("nearest", near), ("near", how), ("known", &*known)]);
        self.error(code, span, &arguments);
    }
    /// An error about the whole file.
    pub(crate) fn whole(&mut self, code: &'static str, arguments: &[(&'static str, &str)]) {
        self.say(Severity::Error, code, None, arguments);
    }
    fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Option<Range<usize>>,
        arguments: &[(&'static str, &str)],
    ) {
        let (start, end) = span.map_or((0, 0), |s| (s.start, s.end.max(s.start)));
        let location = Some(Location { file: self.file.clone(), start, end });
        let arguments = arguments.iter().map(|(name, value)| (*name, shortened(value))).collect();
        self.push(Diagnostic { code, severity, location, arguments });
    }
    /// Whether nothing more will be kept: looking for the nearest name, or on, would only take time.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= MOST_DIAGNOSTICS
    }
    /// Those with this code so far.
    pub(crate) fn said(&self, code: &'static str) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter().filter(move |d| d.code == code)
    }
    /// Adds one that was made elsewhere.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.failed |= diagnostic.severity == Severity::Error;
        if !self.is_full() {
            self.list.push(diagnostic);
        }
    }
    /// Something could not be read for a reason that was said elsewhere.
    pub(crate) fn follow(&mut self) {
        self.failed = true;
    }
    /// Whether the file cannot be loaded.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }
    /// All, in the order of the text.
    pub(crate) fn into_list(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|d| d.location.as_ref().map_or((0, 0), |l| (l.start, l.end)));
        self.list
    }
}

/// Text for a message: a whole file pasted into one value would drown it.
fn shortened(value: &str) -> String {
    const MOST: usize = 400;
    match value.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}

/// A text value and the bytes between its quotes.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a> {
    /// The value.
    pub(crate) text: &'a str,
    /// Where it stands, quotes excluded.
    pub(crate) span: Range<usize>,
    /// Whether the bytes of the file are the text itself: one line, nothing escaped.
    pub(crate) plain: bool,
}

impl Text<'_> {
    /// The value, kept.
    pub(crate) fn arc(&self) -> Arc<str> {
        Arc::from(self.text)
    }
}

/// Any value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    /// The value.
    pub(crate) value: &'a DeValue<'a>,
    /// Where it stands, quotes included.
    pub(crate) span: Range<usize>,
    base: usize,
    file: &'a str,
}

impl<'a> Item<'a> {
    /// The value as text, if it is text.
    pub(crate) fn text(&self) -> Option<Text<'a>> {
        let text = self.value.as_str()?;
        let raw = self.file.get(self.span.clone()).unwrap_or_default();
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        let inner = if raw.len() >= 2 * quotes {
            self.span.start + quotes..self.span.end - quotes
        } else {
            self.span.clone()
        };
        let plain = quotes == 1 && self.file.get(inner.clone()) == Some(text);
        Some(Text { text, span: inner, plain })
    }
    /// The elements, if it is a list.
    pub(crate) fn list(&self) -> Option<Vec<Self>> {
        Some(self.value.as_array()?.iter().map(|v| self.inside(v)).collect())
    }
    /// The table, if it is one.
    pub(crate) fn table(&self) -> Option<Fields<'a>> {
        let table = self.value.as_table()?;
        Some(Fields { file: self.file, base: self.base, table, span: self.span.clone() })
    }
    fn inside(&self, value: &'a toml::Spanned<DeValue<'a>>) -> Self {
        let span = value.span();
        Self {
            value: value.get_ref(),
            span: span.start + self.base..span.end + self.base,
            base: self.base,
            file: self.file,
        }
    }
    /// Says that something else was expected here; `kind` is a word that the doors know.
    pub(crate) fn expected(&self, kind: &str, key: &str, notes: &mut Notes) {
        let found = self.value.type_str();
        notes.error(
            "value-wrong-type",
            self.span.clone(),
            &[("key", key), ("expected", kind), ("found", found)],
        );
    }
}

/// One table of the file.
#[derive(Clone, Debug)]
pub(crate) struct Fields<'a> {
    file: &'a str,
    base: usize,
    table: &'a DeTable<'a>,
    /// Where the table stands.
    pub(crate) span: Range<usize>,
}

/// A piece of TOML inside the file; parse once, then ask [`Toml::fields`].
#[derive(Debug)]
pub(crate) struct Toml<'a> {
    file: &'a str,
    base: usize,
    span: Range<usize>,
    table: DeTable<'a>,
}

impl<'a> Toml<'a> {
    /// Parses the bytes `inner` of the file; `span` is what to underline when the whole is meant.
    pub(crate) fn parse(
        source: &'a SourceText,
        inner: Range<usize>,
        span: Range<usize>,
        notes: &mut Notes,
    ) -> Option<Self> {
        let piece = source.text.get(inner.clone())?;
        match DeTable::parse(piece) {
            Ok(table) => {
                Some(Self { file: &source.text, base: inner.start, span, table: table.into_inner() })
            }
            Err(error) => {
                let at = error.span().unwrap_or(0..0);
                let (start, end) = (inner.start + at.start, inner.start + at.end.max(at.start));
                notes.error(
                    "toml-unreadable",
                    start.min(inner.end)..end.min(inner.end),
                    &[("detail", error.message())],
                );
                None
            }
        }
    }
    /// The table.
    pub(crate) fn fields<'b>(&'b self) -> Fields<'b>
    where
        'a: 'b,
    {
        Fields { file: self.file, base: self.base, table: &self.table, span: self.span.clone() }
    }
}

impl<'a> Fields<'a> {
    /// Where the table stands, for a typed value.
    pub(crate) fn words(&self) -> Words {
        words(&self.span)
    }
    /// Says which keys are not among `known`.
    pub(crate) fn only(&self, known: &[&str], notes: &mut Notes) {
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let span = key.span();
                let span = span.start + self.base..span.end + self.base;
                notes.unknown("key-unknown", span, ("key", name), known.iter().copied());
            }
        }
    }
    /// Where the key itself stands.
    pub(crate) fn key(&self, key: &str) -> Option<Range<usize>> {
        let span = self.table.iter().find(|(k, _)| &**k.get_ref() == key)?.0.span();
        Some(span.start + self.base..span.end + self.base)
    }
    /// The value of `key`.
    pub(crate) fn get(&self, key: &str) -> Option<Item<'a>> {
        let value = self.table.get(key)?;
        let span = value.span();
        Some(Item {
            value: value.get_ref(),
            span: span.start + self.base..span.end + self.base,
            base: self.base,
            file: self.file,
        })
    }
    /// The text of `key`; another type is an error.
    pub(crate) fn text(&self, key: &str, notes: &mut Notes) -> Option<Text<'a>> {
        let item = self.get(key)?;
        let text = item.text();
        if text.is_none() {
            item.expected("text", key, notes);
        }
        text
    }
    /// The text of `key`, which must be there and not empty.
    pub(crate) fn needed(&self, key: &str, notes: &mut Notes) -> Option<Text<'a>> {
        if self.get(key).is_none() {
            notes.error("key-missing", self.span.clone(), &[("key", key)]);
            return None;
        }
        let text = self.text(key, notes)?;
        if text.text.trim().is_empty() {
            notes.error("value-empty", text.span, &[("key", key)]);
            return None;
        }
        Some(text)
    }
    /// An identifier: letters, digits, `-`, `_` and `.`, at most 80 bytes.
    pub(crate) fn id(&self, key: &str, notes: &mut Notes) -> Option<Text<'a>> {
        let text = self.needed(key, notes)?;
        if is_id(text.text) {
            return Some(text);
        }
        notes.error("id-malformed", text.span.clone(), &[("id", text.text)]);
        None
    }
    /// The id of an actor: an id, or its name as the sources write it, on one line.
    pub(crate) fn actor(&self, key: &str, notes: &mut Notes) -> Option<Text<'a>> {
        let text = self.needed(key, notes)?;
        let sound = text.text.len() <= 200 && !text.text.contains(char::is_control);
        if sound && text.text.trim() == text.text {
            return Some(text);
        }
        notes.error("id-malformed", text.span.clone(), &[("id", text.text)]);
        None
    }
    /// The words in Arabic and English under `ar` and `en`.
    pub(crate) fn bilingual(&self, ar: &str, en: &str, notes: &mut Notes) -> crate::agreement::Bilingual {
        let mut read = |key| self.text(key, notes).map_or_else(|| Arc::from(""), |t| t.arc());
        crate::agreement::Bilingual { ar: read(ar), en: read(en) }
    }
    /// The texts of a list under `key`.
    pub(crate) fn texts(&self, key: &str, notes: &mut Notes) -> Vec<Text<'a>> {
        let Some(item) = self.get(key) else { return Vec::new() };
        let Some(list) = item.list() else {
            item.expected("texts", key, notes);
            return Vec::new();
        };
        let mut out = Vec::new();
        for element in list {
            match element.text() {
                Some(text) => out.push(text),
                None => element.expected("text", key, notes),
            }
        }
        out
    }
    /// The tables of a list under `key`.
    pub(crate) fn tables(&self, key: &str, notes: &mut Notes) -> Vec<Self> {
        let Some(item) = self.get(key) else { return Vec::new() };
        let Some(list) = item.list() else {
            item.expected("tables", key, notes);
            return Vec::new();
        };
        let mut out = Vec::new();
        for element in list {
            match element.table() {
                Some(table) => out.push(table),
                None => element.expected("table", key, notes),
            }
        }
        out
    }
    /// `true` or `false` under `key`; absent is `false`.
    pub(crate) fn flag(&self, key: &str, notes: &mut Notes) -> bool {
        let Some(item) = self.get(key) else { return false };
        item.value.as_bool().unwrap_or_else(|| {
            item.expected("flag", key, notes);
            false
        })
    }
    /// A whole number under `key`.
    pub(crate) fn integer(&self, key: &str, notes: &mut Notes) -> Option<i64> {
        let item = self.get(key)?;
        let number = item.value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            item.expected("number", key, notes);
        }
        number
    }
}

/// A span as typed values carry it.
pub(crate) fn words(span: &Range<usize>) -> Words {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Words { start: at(span.start), end: at(span.end) }
}

/// Whether `text` may serve as an id.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
