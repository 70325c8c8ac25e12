//! The Markdown file as an outline: front matter, articles with their rows, blocks of TOML.
//!
//! Knows where everything stands and nothing of what the blocks mean.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::fields::{Notes, is_id, words};
use super::html::{swallowed, without_tags};
use crate::agreement::{Article, Bilingual, SourceText};
use crate::condition::names::nearest;

/// What a block of TOML holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// A norm.
    Norm,
    /// What norms refer to.
    Register,
}

/// A block of TOML.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// What it holds.
    pub(crate) kind: BlockKind,
    /// The TOML itself.
    pub(crate) inner: Range<usize>,
    /// Its opening line, to underline.
    pub(crate) span: Range<usize>,
    /// All of it, fences included.
    pub(crate) whole: Range<usize>,
    /// Index of the article that it stands in.
    pub(crate) article: Option<usize>,
}

/// A cell of a table and where it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// Its words without marks of emphasis.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) span: Range<usize>,
}

/// A paragraph in both languages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// `4.1`.
    pub(crate) number: Cell,
    /// Arabic.
    pub(crate) ar: Cell,
    /// English.
    pub(crate) en: Cell,
}

/// An article as it stands in the file.
#[derive(Clone, Debug)]
pub(crate) struct ArticleText {
    /// `a4`.
    pub(crate) id: Arc<str>,
    /// Its heading.
    pub(crate) title: Bilingual,
    /// Where the heading stands.
    pub(crate) span: Range<usize>,
    /// Its paragraphs.
    pub(crate) rows: Vec<Row>,
}

/// The file as an outline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// The TOML between the `+++` lines.
    pub(crate) front: Option<Range<usize>>,
    /// Articles, in order.
    pub(crate) articles: Vec<ArticleText>,
    /// Blocks, in order.
    pub(crate) blocks: Vec<Block>,
}

impl ArticleText {
    /// As the agreement keeps it.
    pub(crate) fn article(&self) -> Article {
        let bilingual =
            |row: &Row| Bilingual { ar: row.ar.text.as_str().into(), en: row.en.text.as_str().into() };
        Article {
            id: Arc::clone(&self.id),
            title: self.title.clone(),
            paragraphs: self.rows.iter().map(|r| (r.number.text.as_str().into(), bilingual(r))).collect(),
            words: words(&self.span),
        }
    }
}

/// Reads the outline of `source`, saying what is wrong with it.
pub(crate) fn outline(source: &SourceText, notes: &mut Notes) -> Outline {
    let text = source.text.as_str();
    let (front, body) = front_matter(text, notes);
    let mut walk = Walk::new(text, notes, Outline { front, ..Outline::default() });
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    // lines of tags alone, as texts that run from right to left have them, are blank
    let marked = without_tags(&text[body..]);
    for (event, range) in Parser::new_ext(&marked, options).into_offset_iter() {
        walk.step(event, range.start + body..range.end + body);
    }
    walk.outline
}

/// The front matter, and where the body begins.
fn front_matter(text: &str, notes: &mut Notes) -> (Option<Range<usize>>, usize) {
    let first = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ', '\t']).len();
    let rest = &text[first..];
    let line = rest.split('\n').next().unwrap_or_default();
    if line.trim_end() != "+++" {
        notes.error("front-matter-missing", first..first + line.trim_end().len(), &[]);
        return (None, 0);
    }
    let start = (first + line.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return (Some(start..at), at + line.len());
        }
        at += line.len();
    }
    notes.error("front-matter-unclosed", first..first + 3, &[]);
    (None, text.len())
}

/// A table while it is being read.
#[derive(Default)]
struct Table {
    head: Vec<Cell>,
    row: Vec<Cell>,
    in_head: bool,
}

struct Walk<'a> {
    text: &'a str,
    notes: &'a mut Notes,
    outline: Outline,
    heading: Option<(HeadingLevel, Option<String>, Cell)>,
    article: Option<usize>,
    table: Option<Table>,
    cell: Option<Cell>,
    nested: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, notes: &'a mut Notes, outline: Outline) -> Self {
        Self { text, notes, outline, heading: None, article: None, table: None, cell: None, nested: 0 }
    }

    fn step(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let id = id.map(|i| i.to_string());
                self.heading = Some((level, id, Cell { text: String::new(), span: range }));
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => self.block(&info, range),
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => self.nested += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => {
                self.nested = self.nested.saturating_sub(1);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => self.indented(range),
            Event::Start(Tag::HtmlBlock) => self.hidden(range, "html"),
            Event::Start(Tag::Paragraph) => self.no_table(range),
            Event::Start(Tag::Table(_)) => self.table = Some(Table::default()),
            Event::Start(Tag::TableHead) => self.in_table(|t| t.in_head = true),
            Event::End(TagEnd::TableHead) => self.in_table(|t| t.in_head = false),
            Event::Start(Tag::TableCell) => self.cell = Some(Cell { text: String::new(), span: range }),
            Event::End(TagEnd::TableCell) => self.end_cell(),
            Event::End(TagEnd::TableRow) => self.end_row(),
            Event::End(TagEnd::Table) => self.end_table(range),
            Event::Text(t) | Event::Code(t) | Event::InlineHtml(t) => self.words(&t),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        } else if let Some((_, _, heading)) = &mut self.heading {
            heading.text.push_str(text);
        }
    }

    fn end_heading(&mut self) {
        let Some((level, id, cell)) = self.heading.take() else { return };
        if level != HeadingLevel::H2 {
            return;
        }
        self.article = None;
        let Some(id) = id else { return };
        let span = trimmed(self.text, cell.span);
        if !is_id(&id) {
            self.notes.error("id-malformed", span, &[("id", &id)]);
            return;
        }
        if self.outline.articles.iter().any(|a| *a.id == *id) {
            self.notes.error("article-duplicate", span.clone(), &[("id", &id)]);
        }
        self.article = Some(self.outline.articles.len());
        let title = two_languages(&cell.text);
        self.outline.articles.push(ArticleText { id: id.into(), title, span, rows: Vec::new() });
    }

    fn in_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    fn end_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else { return };
        cell.text = cell.text.trim().to_owned();
        cell.span = trimmed(self.text, cell.span);
        self.in_table(|t| if t.in_head { t.head.push(cell) } else { t.row.push(cell) });
    }

    fn end_row(&mut self) {
        let Some(table) = &mut self.table else { return };
        let cells = std::mem::take(&mut table.row);
        let Some((number, ar, en)) = columns(&table.head) else { return };
        let Some(article) = self.article.and_then(|i| self.outline.articles.get_mut(i)) else { return };
        let cell = |i: usize| cells.get(i).cloned().unwrap_or_default();
        article.rows.push(Row { number: cell(number), ar: cell(ar), en: cell(en) });
    }

    /// Lines that were meant as a table or a block but are none would drop out of the text unseen.
    fn no_table(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for line in self.text.get(range).unwrap_or_default().split_inclusive('\n') {
            let words = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            let span = start..start + words.len();
            at += line.len();
            if self.article.is_some() && words.starts_with('|') {
                self.notes.error("table-columns", span, &[]);
            } else if words.trim_start_matches(['`', '~']) != words && words.contains("toml") {
                self.notes.error("block-unknown", span, &[("info", words), ("nearest", ""), ("near", "no")]);
            } else {
                continue;
            }
            return;
        }
    }

    /// A block so far from the margin that Markdown takes it for an example.
    fn indented(&mut self, range: Range<usize>) {
        let inside = self.text.get(range.clone()).unwrap_or_default();
        if let Some(at) = inside.find("```toml") {
            let start = range.start + at;
            let end = start + line_at(self.text, start).trim_end().len();
            self.notes.error("block-nested", start..end, &[]);
        }
    }

    /// HTML or a block of other text that holds what the agreement says: read as neither, it would drop out of
    /// the text unseen.
    fn hidden(&mut self, range: Range<usize>, by: &str) {
        let opening = line_at(self.text, range.start).trim().to_owned();
        let after = range.start + line_at(self.text, range.start).len();
        let from = if by == "html" { range.start } else { after };
        if let Some(lost) = swallowed(self.text, from..range.end, by == "html") {
            let number = |at: usize| (self.text[..at].matches('\n').count() + 1).to_string();
            let (first, line) = (number(range.start), number(lost.start));
            let arguments = [("by", by), ("opening", &*opening), ("first", &*first), ("line", &*line)];
            self.notes.error("block-swallowed", lost, &arguments);
        }
    }

    fn end_table(&mut self, range: Range<usize>) {
        let Some(table) = self.table.take() else { return };
        let paragraphs = table.head.first().is_some_and(|c| c.text == "§");
        if paragraphs && columns(&table.head).is_none() {
            let head = table.head.first().map_or(range.start, |c| c.span.start);
            let end = table.head.last().map_or(head, |c| c.span.end).max(head);
            self.notes.error("table-columns", head..end, &[]);
        } else if paragraphs && self.article.is_none() {
            let end = range.start + line_at(self.text, range.start).trim_end().len();
            self.notes.error("paragraphs-outside-article", range.start..end, &[]);
        }
    }

    fn block(&mut self, info: &str, range: Range<usize>) {
        let mut info_words = info.split_whitespace();
        let (first, second) = (info_words.next().unwrap_or_default(), info_words.next().unwrap_or_default());
        let ours = ["norm", "register"];
        if first != "toml" && !ours.contains(&second) {
            self.hidden(range, "block");
            return;
        }
        let first_line = range.start..range.start + line_at(self.text, range.start).trim_end().len();
        let kind = match (first, second, info_words.next()) {
            ("toml", "norm", None) => BlockKind::Norm,
            ("toml", "register", None) => BlockKind::Register,
            _ => {
                let near = nearest(second, ours).unwrap_or_default();
                let how = if near.is_empty() { "no" } else { "yes" };
                let arguments = [("info", info), ("nearest", near), ("near", how)];
                self.notes.error("block-unknown", first_line, &arguments);
                return;
            }
        };
        if self.nested > 0 {
            self.notes.error("block-nested", first_line, &[]);
            return;
        }
        let start = (range.start + line_at(self.text, range.start).len()).min(range.end);
        let inside = self.text.get(start..range.end).unwrap_or_default();
        let closing = inside.trim_end().rfind('\n').map_or(0, |n| n + 1);
        let last = inside.get(closing..).unwrap_or_default().trim();
        let closed = last.len() >= 3 && (last.chars().all(|c| c == '`') || last.chars().all(|c| c == '~'));
        if !closed {
            self.notes.error("block-unclosed", first_line, &[]);
            return;
        }
        let whole = range.start..start + inside.trim_end().len();
        let inner = start..start + closing;
        self.outline.blocks.push(Block { kind, inner, span: first_line, whole, article: self.article });
    }
}

/// The line that `at` stands in, from `at` on, with its end.
fn line_at(text: &str, at: usize) -> &str {
    text.get(at..).and_then(|t| t.split_inclusive('\n').next()).unwrap_or_default()
}

/// `span` without white space at its ends.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let words = text.get(span.clone()).unwrap_or_default();
    let start = span.start + (words.len() - words.trim_start().len());
    start..(start + words.trim().len())
}

/// Which columns hold number, Arabic and English.
fn columns(head: &[Cell]) -> Option<(usize, usize, usize)> {
    let [number, a, b] = head else { return None };
    if number.text != "§" {
        return None;
    }
    let arabic = |c: &Cell| c.text == "العربية" || c.text.eq_ignore_ascii_case("arabic");
    let english = |c: &Cell| c.text.eq_ignore_ascii_case("english") || c.text == "الإنجليزية";
    match () {
        () if arabic(a) && english(b) => Some((0, 1, 2)),
        () if english(a) && arabic(b) => Some((0, 2, 1)),
        () => None,
    }
}

/// A heading `عربي · English`, in either order.
fn two_languages(heading: &str) -> Bilingual {
    let is_arabic = |s: &str| s.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let (a, b) = heading.split_once('·').unwrap_or((heading, ""));
    let (a, b) = (a.trim(), b.trim());
    if is_arabic(b) || (b.is_empty() && !is_arabic(a)) {
        Bilingual { ar: b.into(), en: a.into() }
    } else {
        Bilingual { ar: a.into(), en: b.into() }
    }
}
