//! JSON with where each value stands, for messages that point into a geometry file.
//!
//! Finds the tokens; `serde_json` decodes the text and numbers between them. Knows nothing of GeoJSON.

use std::ops::Range;

/// Deeper than any GeoJSON.
const DEEPEST: usize = 24;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number; too large a one is infinite.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Names and values.
    Table(Vec<(String, Node)>),
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// The value.
    pub(crate) value: Json,
    /// Where it stands.
    pub(crate) span: Range<usize>,
}

/// Where reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The first byte that does not fit.
    pub(crate) at: usize,
    /// Whether it was only nested too deep.
    pub(crate) too_deep: bool,
}

impl Node {
    /// The member `name` of a table.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match &self.value {
            Json::Table(members) => members.iter().find(|(n, _)| n == name).map(|(_, v)| v),
            _ => None,
        }
    }
    /// The text, if it is text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
    /// The elements, if it is a list.
    pub(crate) fn list(&self) -> Option<&[Self]> {
        match &self.value {
            Json::List(list) => Some(list),
            _ => None,
        }
    }
}

/// The value that `text` is.
pub(crate) fn parse(text: &str) -> Result<Node, Unreadable> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader { text, at: start };
    let node = reader.value(0)?;
    reader.space();
    if reader.at < text.len() { Err(reader.stop()) } else { Ok(node) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn stop(&self) -> Unreadable {
        Unreadable { at: self.at, too_deep: false }
    }
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }
    fn eat(&mut self, byte: u8) -> Result<(), Unreadable> {
        self.space();
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(self.stop())
    }
    fn value(&mut self, depth: usize) -> Result<Node, Unreadable> {
        if depth > DEEPEST {
            return Err(Unreadable { at: self.at, too_deep: true });
        }
        self.space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.table(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Json::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Ok(Node { value, span: start..self.at })
    }
    fn word(&mut self) -> Result<Json, Unreadable> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in [("null", Json::Null), ("true", Json::Bool), ("false", Json::Bool)] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.stop())
    }
    fn number(&mut self) -> Result<Json, Unreadable> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        match self.text.get(start..self.at).unwrap_or_default().parse() {
            Ok(n) => Ok(Json::Number(n)),
            Err(_) => Err(Unreadable { at: start, too_deep: false }),
        }
    }
    fn string(&mut self) -> Result<String, Unreadable> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => return Err(Unreadable { at: start, too_deep: false }),
            }
        }
        self.at += 1;
        let raw = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(raw).map_err(|_| Unreadable { at: start, too_deep: false })
    }
    fn list(&mut self, depth: usize) -> Result<Json, Unreadable> {
        self.eat(b'[')?;
        let mut list = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Json::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                _ => break,
            }
        }
        self.eat(b']')?;
        Ok(Json::List(list))
    }
    fn table(&mut self, depth: usize) -> Result<Json, Unreadable> {
        self.eat(b'{')?;
        let mut members = Vec::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Table(members));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.stop());
            }
            let name = self.string()?;
            self.eat(b':')?;
            members.push((name, self.value(depth + 1)?));
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                _ => break,
            }
        }
        self.eat(b'}')?;
        Ok(Json::Table(members))
    }
}
