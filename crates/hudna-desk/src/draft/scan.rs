//! A text while it is being written, cut into blocks, keys and quoted words however broken it is.
//!
//! The reader of agreements refuses a block that is not TOML; somebody who types has such a block most of the
//! time. So nothing here fails: what is not understood is passed over, and a quotation that is not closed ends
//! with its line. Nothing here knows what a key means.

use std::ops::Range;

/// Tables within tables that are looked into.
const DEEPEST: usize = 12;

/// What a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// The front matter.
    Front,
    /// A norm.
    Norm,
    /// Registers.
    Register,
}

/// A block of TOML in the file.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// What it holds.
    pub(super) holds: Holds,
    /// From its opening line to the end of its closing one.
    pub(super) whole: Range<usize>,
    /// What stands between.
    pub(super) inner: Range<usize>,
    /// Its keys, in order.
    pub(super) keys: Vec<Key>,
    /// Its quoted words, in order.
    pub(super) texts: Vec<Text>,
    /// Its tables: the block itself, then each inline table and each `[[…]]`.
    pub(super) tables: Vec<Range<usize>>,
}

/// A key.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// Its name.
    pub(super) name: String,
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// The keys of the tables around it: `needs`.
    pub(super) path: Vec<String>,
    /// Index of its table.
    pub(super) table: usize,
}

/// Quoted words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// Where they stand, quotes excluded.
    pub(super) span: Range<usize>,
    /// Whether the quotation is closed.
    pub(super) closed: bool,
    /// The key whose value they are or are part of.
    pub(super) key: String,
    /// The keys of the tables around it.
    pub(super) path: Vec<String>,
    /// Index of the table.
    pub(super) table: usize,
}

/// What would be typed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typing {
    /// A key; the word begun stands at the range.
    Key {
        /// The keys of the tables around it.
        path: Vec<String>,
        /// The word begun.
        word: Range<usize>,
        /// Index of the table.
        table: usize,
    },
    /// The value of a key, not in quotes.
    Value {
        /// The key.
        key: String,
        /// The keys of the tables around it.
        path: Vec<String>,
        /// The word begun.
        word: Range<usize>,
        /// Index of the table.
        table: usize,
    },
    /// Inside quotes.
    Text(Text),
    /// A comment.
    Nothing,
}

impl Block {
    /// The value of `key` in the block's table `table`, where it is quoted words.
    pub(super) fn text_of(&self, table: usize, key: &str) -> Option<&Text> {
        self.texts.iter().find(|t| t.table == table && t.key == key)
    }
    /// What would be typed at `at`.
    pub(super) fn typing(&self, text: &str, at: usize) -> Typing {
        if let Some(inside) = self.texts.iter().find(|t| t.span.start <= at && at <= t.span.end) {
            return Typing::Text(inside.clone());
        }
        let mut scan = Scan::of(text, self.inner.start..at.clamp(self.inner.start, self.inner.end));
        scan.run();
        scan.typing(text, at)
    }
}

/// The blocks of a file.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut lines = Lines { text, at: 0 };
    let mut begun = false;
    while let Some((start, line)) = lines.next() {
        let bare = line.trim_start_matches('\u{feff}').trim_end();
        if !begun && !bare.trim().is_empty() {
            begun = true;
            if bare == "+++" {
                let closes = |l: &str| l.trim_end() == "+++";
                out.push(block(text, Holds::Front, start, &mut lines, closes));
                continue;
            }
        }
        let Some((mark, info)) = fence(bare) else { continue };
        let mut words = info.split_whitespace();
        let holds = match (words.next(), words.next()) {
            (Some("toml"), Some("norm")) => Some(Holds::Norm),
            (Some("toml"), Some("register")) => Some(Holds::Register),
            _ => None,
        };
        let closes = |l: &str| fence(l).is_some_and(|(m, info)| m.starts_with(mark) && info.is_empty());
        match holds {
            Some(holds) => out.push(block(text, holds, start, &mut lines, closes)),
            // What is shown in other fences is not the agreement's.
            None => while lines.next().is_some_and(|(_, l)| !closes(l)) {},
        }
    }
    out
}

/// Three or more marks at the head of a line, and what follows them.
fn fence(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let marks = line.len() - line.trim_start_matches(['`', '~']).len();
    (marks >= 3).then(|| (&line[..marks], line[marks..].trim()))
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<(usize, &'a str)> {
        let start = self.at;
        let line = self.text.get(start..)?.split_inclusive('\n').next()?;
        self.at += line.len();
        Some((start, line))
    }
}

/// A block up to its closing line; one that is not closed ends before the next heading or fence.
fn block(
    text: &str,
    holds: Holds,
    start: usize,
    lines: &mut Lines<'_>,
    closes: impl Fn(&str) -> bool,
) -> Block {
    let inner_start = lines.at;
    let mut inner_end = lines.at;
    let mut end = lines.at;
    loop {
        let before = lines.at;
        let Some((_, line)) = lines.next() else { break };
        end = lines.at;
        if closes(line) {
            break;
        }
        if line.starts_with("## ") || fence(line).is_some() {
            lines.at = before;
            end = before;
            break;
        }
        inner_end = lines.at;
    }
    let mut scan = Scan::of(text, inner_start..inner_end);
    scan.run();
    Block {
        holds,
        whole: start..end,
        inner: inner_start..inner_end,
        keys: scan.keys,
        texts: scan.texts,
        tables: scan.tables,
    }
}

/// A table or list that is open.
#[derive(Clone, Debug)]
struct Open {
    /// Whether it is a list.
    list: bool,
    /// The key whose value it is, where it is one's.
    key: Option<String>,
    /// Index of the table.
    table: usize,
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    keys: Vec<Key>,
    texts: Vec<Text>,
    tables: Vec<Range<usize>>,
    open: Vec<Open>,
    /// The key whose value is awaited, in the table that is open.
    awaited: Option<String>,
    comment: bool,
}

impl<'a> Scan<'a> {
    fn of(text: &'a str, range: Range<usize>) -> Self {
        let root = Open { list: false, key: None, table: 0 };
        Self {
            text,
            at: range.start,
            end: range.end,
            keys: Vec::new(),
            texts: Vec::new(),
            tables: vec![range],
            open: vec![root],
            awaited: None,
            comment: false,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn top(&self) -> Open {
        self.open.last().cloned().unwrap_or(Open { list: false, key: None, table: 0 })
    }

    fn path(&self) -> Vec<String> {
        self.open.iter().filter(|o| !o.list).filter_map(|o| o.key.clone()).collect()
    }

    /// The key whose value stands here.
    fn key_here(&self) -> Option<String> {
        self.awaited.clone().or_else(|| self.top().key.filter(|_| self.top().list))
    }

    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            self.comment = false;
            match c {
                '#' => {
                    let line = self.rest().find('\n').unwrap_or(self.rest().len());
                    self.at += line;
                    self.comment = self.at >= self.end;
                }
                '\n' => {
                    self.at += 1;
                    if self.open.len() == 1 {
                        self.awaited = None;
                    }
                    self.header();
                }
                '"' | '\'' => self.quoted(c),
                '[' if self.at_line_start() && self.open.len() == 1 && self.awaited.is_none() => {
                    if !self.header() {
                        self.at += 1;
                    }
                }
                '[' | '{' => self.opened(c == '['),
                ']' | '}' => self.closed(),
                ',' => {
                    self.at += 1;
                    self.awaited = None;
                }
                '=' => self.at += 1,
                c if is_word(c) => self.word(),
                c => self.at += c.len_utf8(),
            }
        }
    }

    fn at_line_start(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.rsplit('\n').next().is_some_and(|l| l.trim().is_empty())
    }

    /// `[[term]]` at the head of a line: a table of its own.
    fn header(&mut self) -> bool {
        let line = self.rest().split('\n').next().unwrap_or_default();
        let bare = line.trim();
        let Some(name) = bare.strip_prefix("[[").and_then(|l| l.strip_suffix("]]")) else { return false };
        self.close_header();
        self.open.truncate(1);
        self.awaited = None;
        self.tables.push(self.at..self.end);
        let open = Open { list: false, key: Some(name.trim().to_owned()), table: self.tables.len() - 1 };
        self.open = vec![open];
        self.at += line.len();
        true
    }

    /// The table of the header before ends here.
    fn close_header(&mut self) {
        let at = self.at;
        if let (Some(first), true) = (self.open.first(), self.tables.len() > 1)
            && first.key.is_some()
            && let Some(table) = self.tables.get_mut(first.table)
        {
            table.end = at;
        }
    }

    fn quoted(&mut self, quote: char) {
        let rest = self.rest();
        let triple: String = std::iter::repeat_n(quote, 3).collect();
        let long = rest.starts_with(&triple);
        let open = if long { 3 } else { 1 };
        let body = &rest[open..];
        let (mut length, mut closed, mut escaped) = (body.len(), false, false);
        for (i, c) in body.char_indices() {
            let ends = if long { body[i..].starts_with(&triple) } else { c == quote };
            if ends && !escaped {
                (length, closed) = (i, true);
                break;
            }
            if c == '\n' && !long {
                length = i;
                break;
            }
            escaped = c == '\\' && quote == '"' && !escaped;
        }
        let start = self.at + open;
        let is_key = self.awaited.is_none() && !self.top().list;
        let after = start + length + if closed { open } else { 0 };
        let text = self.text.get(start..start + length).unwrap_or_default();
        let follows = self.text.get(after..self.end).unwrap_or_default().trim_start_matches([' ', '\t']);
        if is_key && follows.starts_with('=') {
            self.new_key(text.to_owned(), start..start + length);
        } else if let Some(key) = self.key_here() {
            let (path, table) = (self.path(), self.top().table);
            self.texts.push(Text { span: start..start + length, closed, key, path, table });
        }
        self.at = after;
    }

    fn new_key(&mut self, name: String, span: Range<usize>) {
        let (path, table) = (self.path(), self.top().table);
        self.keys.push(Key { name: name.clone(), span, path, table });
        self.awaited = Some(name);
    }

    fn word(&mut self) {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is_word).len();
        let word = &rest[..length];
        let span = self.at..self.at + length;
        self.at += length;
        let follows = self.rest().trim_start_matches([' ', '\t']);
        if self.awaited.is_none() && !self.top().list && follows.starts_with('=') {
            self.new_key(word.to_owned(), span);
        }
    }

    fn opened(&mut self, list: bool) {
        let start = self.at;
        self.at += 1;
        if self.open.len() >= DEEPEST {
            return;
        }
        let top = self.top();
        // A table in a list is of the list's key.
        let key = self.awaited.take().or_else(|| top.key.filter(|_| top.list));
        let table = if list {
            top.table
        } else {
            self.tables.push(start..self.end);
            self.tables.len() - 1
        };
        self.open.push(Open { list, key, table });
    }

    fn closed(&mut self) {
        self.at += 1;
        self.awaited = None;
        if self.open.len() > 1
            && let Some(open) = self.open.pop()
            && !open.list
            && let Some(table) = self.tables.get_mut(open.table)
        {
            table.end = self.at;
        }
    }

    /// What would be typed at the end of what was scanned.
    fn typing(&self, text: &str, at: usize) -> Typing {
        if self.comment {
            return Typing::Nothing;
        }
        let before = text.get(self.tables.first().map_or(0, |t| t.start)..at).unwrap_or_default();
        let begun = before.len() - before.trim_end_matches(is_word).len();
        let after = text.get(at..).unwrap_or_default();
        let goes_on = after.len() - after.trim_start_matches(is_word).len();
        let word = at - begun..at + goes_on;
        let (path, table) = (self.path(), self.top().table);
        match self.key_here() {
            Some(key) => Typing::Value { key, path, word, table },
            None => Typing::Key { path, word, table },
        }
    }
}

/// Letters of bare keys and values.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "+++\nagreement = \"t\"\n+++\n## م · A {#a1}\n```toml norm\nid = \"a1.1\"\nover = [\"a1.2\", \"a1.3\"]\nneeds = [\n  { id = \"n\", when = \"act = 'x'\" },\n]\n```\n```toml register\nparty = [{ id = \"first\" }]\n[[term]]\nid = \"pursuit\"\nreadings = [{ by = \"first\", when = \"killed > 1\" }]\n```\n";

    fn at(text: &str, mark: &str) -> (String, usize) {
        let at = text.find(mark).expect("the mark");
        (text.replacen(mark, "", 1), at)
    }

    #[test]
    fn blocks_keys_and_texts_are_found_with_the_tables_that_they_stand_in() {
        let blocks = blocks(TEXT);
        let holds: Vec<Holds> = blocks.iter().map(|b| b.holds).collect();
        assert_eq!(holds, [Holds::Front, Holds::Norm, Holds::Register]);
        let norm = &blocks[1];
        let keys: Vec<(&str, usize)> = norm.keys.iter().map(|k| (k.name.as_str(), k.path.len())).collect();
        assert_eq!(keys, [("id", 0), ("over", 0), ("needs", 0), ("id", 1), ("when", 1)]);
        let texts: Vec<&str> = norm.texts.iter().map(|t| &TEXT[t.span.clone()]).collect();
        assert_eq!(texts, ["a1.1", "a1.2", "a1.3", "n", "act = 'x'"]);
        assert_eq!(norm.texts[4].path, ["needs"]);
        let register = &blocks[2];
        let term = register.texts.iter().find(|t| &TEXT[t.span.clone()] == "pursuit").expect("the term");
        assert_eq!((term.path.as_slice(), term.key.as_str()), (&["term".to_owned()][..], "id"));
        let reading = register.texts.iter().find(|t| t.key == "when").expect("the reading");
        assert_eq!(reading.path, ["term", "readings"]);
    }

    #[test]
    fn what_would_be_typed_is_known_in_a_broken_block() {
        let (text, here) = at("## A {#a1}\n```toml norm\nid = \"a1\"\nwh¦\nkind = \"pro\n```\n", "¦");
        let block = &blocks(&text)[0];
        assert!(matches!(block.typing(&text, here), Typing::Key { ref path, .. } if path.is_empty()));
        let kind = text.find("pro").expect("pro");
        let Typing::Text(inside) = block.typing(&text, kind + 3) else {
            panic!("{:?}", block.typing(&text, kind))
        };
        assert_eq!((inside.key.as_str(), inside.closed), ("kind", false));
        let (text, here) = at("```toml norm\nover = [\"a\", ¦]\n```\n", "¦");
        assert!(
            matches!(blocks(&text)[0].typing(&text, here), Typing::Value { ref key, .. } if key == "over")
        );
        let (text, here) = at("```toml norm\nneeds = [{ id = \"x\", ¦ }]\n```\n", "¦");
        assert!(
            matches!(blocks(&text)[0].typing(&text, here), Typing::Key { ref path, .. } if *path == ["needs"])
        );
        let (text, here) = at("```toml norm\n# note ¦\n```\n", "¦");
        assert_eq!(blocks(&text)[0].typing(&text, here), Typing::Nothing);
    }

    #[test]
    fn a_block_that_is_not_closed_ends_before_the_next() {
        let text = "```toml norm\nid = \"a\"\n## B {#b}\n```toml norm\nid = \"b\"\n```\n";
        let blocks = blocks(text);
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].texts.len(), 1);
    }

    #[test]
    fn nothing_typed_makes_it_fail() {
        for piece in [
            "[[[[",
            "{{{{{{{{{{{{{{{{{{{{",
            "= = =",
            "\"\"\"",
            "'",
            "]]]}}}",
            "[[",
            "\u{202e}\u{0}",
            "ه = \"",
            "a=[{b=[{c=",
        ] {
            let text = format!("```toml norm\n{piece}\n```\n+++\n");
            for block in blocks(&text) {
                for (i, _) in text.char_indices() {
                    block.typing(&text, i);
                }
            }
        }
    }
}
