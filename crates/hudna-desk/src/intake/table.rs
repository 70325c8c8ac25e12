//! Rows and cells of a delimited text, within bounds, each with the line it begins on.
//!
//! Hudna splits the text itself rather than through a general reader, for three reasons: a line of any
//! length must not eat memory, a quote that is never closed must cost its own line and not the rest of the
//! file, and every line set aside must be handed back as it stood. A test holds it equal to the `csv` crate
//! on every text where neither of those happens.

use std::borrow::Cow;

use super::Unreadable;
use super::bytes::MAX_LINE;

/// The most columns a table may have.
pub(crate) const MAX_COLUMNS: usize = 512;
/// The most lines that one quoted record may run over.
const MAX_RECORD_LINES: u32 = 2_000;
/// How many quotes without an end are looked for before quotes over several lines are no longer believed.
const MAX_OPEN_QUOTES: usize = 64;

/// Where a record lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: usize,
    end: usize,
    /// 1-based line of the file, or row of the sheet.
    pub(crate) line: u32,
    /// Why the record cannot be split into cells, if so.
    pub(crate) fault: Option<&'static str>,
}

/// The body of a table.
#[derive(Debug)]
enum Body<'t> {
    Text { text: &'t str, delimiter: u8, spans: Vec<Span> },
    Cells(Vec<(u32, Vec<String>)>),
}

/// A header and its rows. Rows are cut into cells only when asked for.
#[derive(Debug)]
pub(crate) struct Table<'t> {
    /// The sheet's name, in a workbook.
    pub(crate) sheet: Option<String>,
    body: Body<'t>,
}

impl<'t> Table<'t> {
    /// The records of a delimited text; where it was decoded with losses, the lines that lost are at fault.
    pub(crate) fn of_text(text: &'t str, lossy: bool) -> Result<Self, Unreadable> {
        if text.len() > MAX_LINE && !text.as_bytes()[..=MAX_LINE].iter().any(|b| matches!(b, b'\n' | b'\r')) {
            return Err(Unreadable::new("line-too-long").with("limit", MAX_LINE.to_string()));
        }
        let (delimiter, skip) = delimiter_of(text);
        let mut spans = split(text.as_bytes(), delimiter);
        if skip && !spans.is_empty() {
            spans.remove(0);
        }
        if lossy {
            for span in &mut spans {
                let lost = text.get(span.start..span.end).is_some_and(|raw| raw.contains('\u{fffd}'));
                span.fault = span.fault.or(lost.then_some("text-not-decodable"));
            }
        }
        Ok(Self { sheet: None, body: Body::Text { text, delimiter, spans } })
    }

    /// The rows of a sheet: row numbers are the sheet's own.
    pub(crate) fn of_cells(sheet: String, rows: Vec<(u32, Vec<String>)>) -> Self {
        Self { sheet: Some(sheet), body: Body::Cells(rows) }
    }

    /// How many records there are, header included.
    pub(crate) fn len(&self) -> usize {
        match &self.body {
            Body::Text { spans, .. } => spans.len(),
            Body::Cells(rows) => rows.len(),
        }
    }

    /// The line or row that record `i` begins on.
    pub(crate) fn line(&self, i: usize) -> u32 {
        match &self.body {
            Body::Text { spans, .. } => spans.get(i).map_or(0, |s| s.line),
            Body::Cells(rows) => rows.get(i).map_or(0, |(line, _)| *line),
        }
    }

    /// Why record `i` has no cells, if so.
    pub(crate) fn fault(&self, i: usize) -> Option<&'static str> {
        match &self.body {
            Body::Text { spans, .. } => spans.get(i).and_then(|s| s.fault),
            Body::Cells(_) => None,
        }
    }

    /// Record `i` as it stands in the file; cells of a sheet are joined by tabs.
    pub(crate) fn raw(&self, i: usize) -> Cow<'_, str> {
        match &self.body {
            Body::Text { text, spans, .. } => {
                Cow::Borrowed(spans.get(i).and_then(|s| text.get(s.start..s.end)).unwrap_or(""))
            }
            Body::Cells(rows) => {
                Cow::Owned(rows.get(i).map_or_else(String::new, |(_, cells)| cells.join("\t")))
            }
        }
    }

    /// Puts the cells of record `i` into `out`.
    pub(crate) fn cells<'s>(&'s self, i: usize, out: &mut Vec<Cow<'s, str>>) {
        out.clear();
        match &self.body {
            Body::Text { text, delimiter, spans } => {
                if let Some(span) = spans.get(i).filter(|s| s.fault.is_none()) {
                    cells_of(text.get(span.start..span.end).unwrap_or(""), *delimiter, out);
                }
            }
            Body::Cells(rows) => {
                if let Some((_, cells)) = rows.get(i) {
                    out.extend(cells.iter().map(|c| Cow::Borrowed(c.as_str())));
                }
            }
        }
    }

    /// The cells of record `i`, owned.
    pub(crate) fn row(&self, i: usize) -> Vec<String> {
        let mut out = Vec::new();
        self.cells(i, &mut out);
        out.into_iter().map(Cow::into_owned).collect()
    }
}

/// The delimiter of the first line that holds one, and whether that line is Excel's `sep=;`.
fn delimiter_of(text: &str) -> (u8, bool) {
    let mut lines = text.lines().filter(|l| !l.trim().is_empty()).take(10).peekable();
    if let Some(first) = lines.peek()
        && let Some(mark) = first.trim().strip_prefix("sep=").and_then(|s| s.bytes().next())
        && matches!(mark, b',' | b';' | b'\t' | b'|')
    {
        return (mark, true);
    }
    for line in lines {
        let mut quoted = false;
        let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
        for b in line.bytes() {
            quoted ^= b == b'"';
            for (mark, n) in &mut counts {
                *n += usize::from(*mark == b && !quoted);
            }
        }
        // The first of equals wins, so that a comma is preferred.
        let best = counts.iter().rev().max_by_key(|(_, n)| *n).copied().unwrap_or((b',', 0));
        if best.1 > 0 {
            return (best.0, false);
        }
    }
    (b',', false)
}

/// How a look for a record's end went.
enum End {
    /// The record ends before `end`; `next` begins the one after, `breaks` line breaks later.
    Found { end: usize, next: usize, breaks: u32 },
    /// A quote is open and its end was not found within bounds.
    OpenQuote,
}

/// Cuts `text` into records: one pass, no copies.
fn split(text: &[u8], delimiter: u8) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 200);
    let (mut at, mut line, mut open_quotes) = (0, 1_u32, 0);
    while at < text.len() {
        let believed = open_quotes < MAX_OPEN_QUOTES;
        let (end, next, breaks, fault) = match record_end(text, at, delimiter, believed) {
            End::Found { end, next, breaks } => {
                (end, next, breaks, (end - at > MAX_LINE).then_some("line-too-long"))
            }
            End::OpenQuote => {
                open_quotes += 1;
                let (end, next) = line_end(text, at);
                (end, next, 1, Some("quote-not-closed"))
            }
        };
        if end > at {
            spans.push(Span { start: at, end, line, fault });
        }
        line = line.saturating_add(breaks);
        at = next;
    }
    spans
}

fn line_end(text: &[u8], from: usize) -> (usize, usize) {
    let end = text[from..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(text.len(), |n| from + n);
    (end, after_break(text, end))
}

/// Past the line break at `end`: `\r\n` is one.
fn after_break(text: &[u8], end: usize) -> usize {
    match (text.get(end), text.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => end + 2,
        (Some(_), _) => end + 1,
        (None, _) => end,
    }
}

fn record_end(text: &[u8], start: usize, delimiter: u8, over_lines: bool) -> End {
    let (mut at, mut breaks, mut cell_start) = (start, 1_u32, true);
    while at < text.len() {
        let b = text[at];
        if b == b'"' && cell_start {
            match quote_end(text, at + 1, start, over_lines) {
                Some((past, crossed)) => {
                    (at, breaks, cell_start) = (past, breaks + crossed, false);
                    continue;
                }
                None => return End::OpenQuote,
            }
        }
        if matches!(b, b'\n' | b'\r') {
            return End::Found { end: at, next: after_break(text, at), breaks };
        }
        cell_start = b == delimiter;
        at += 1;
    }
    End::Found { end: at, next: at, breaks }
}

/// Past the quote that closes the one before `at`, and how many lines lie between.
fn quote_end(text: &[u8], mut at: usize, start: usize, over_lines: bool) -> Option<(usize, u32)> {
    let mut crossed = 0;
    while let Some(b) = text.get(at) {
        match b {
            b'"' if text.get(at + 1) == Some(&b'"') => at += 1,
            b'"' => return Some((at + 1, crossed)),
            b'\n' => crossed += 1,
            b'\r' if text.get(at + 1) != Some(&b'\n') => crossed += 1,
            _ => {}
        }
        if at - start > MAX_LINE || crossed > MAX_RECORD_LINES || crossed > 0 && !over_lines {
            return None;
        }
        at += 1;
    }
    None
}

fn cells_of<'t>(record: &'t str, delimiter: u8, out: &mut Vec<Cow<'t, str>>) {
    let bytes = record.as_bytes();
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = quoted_cell(record, at + 1, delimiter, out);
        } else {
            let end = bytes[at..].iter().position(|b| *b == delimiter).map_or(bytes.len(), |n| at + n);
            out.push(Cow::Borrowed(&record[at..end]));
            at = end;
        }
        if at >= bytes.len() || out.len() > MAX_COLUMNS {
            return;
        }
        at += 1;
        if at == bytes.len() {
            out.push(Cow::Borrowed(""));
            return;
        }
    }
}

/// Reads the cell whose opening quote lies before `at`; what follows the closing quote belongs to it.
fn quoted_cell<'t>(record: &'t str, at: usize, delimiter: u8, out: &mut Vec<Cow<'t, str>>) -> usize {
    let bytes = record.as_bytes();
    let mut owned: Option<String> = None;
    let (mut piece, mut i) = (at, at);
    let closed = loop {
        match (bytes.get(i), bytes.get(i + 1)) {
            (Some(b'"'), Some(b'"')) => {
                owned.get_or_insert_default().push_str(&record[piece..=i]);
                i += 2;
                piece = i;
            }
            (Some(b'"'), _) | (None, _) => break i,
            _ => i += 1,
        }
    };
    let after = (closed + 1).min(bytes.len());
    let end = bytes[after..].iter().position(|b| *b == delimiter).map_or(bytes.len(), |n| after + n);
    let inside = &record[piece..closed];
    out.push(match (owned, end > after) {
        (None, false) => Cow::Borrowed(inside),
        (owned, _) => Cow::Owned(owned.unwrap_or_default() + inside + &record[after..end]),
    });
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Option<&'static str>, Vec<String>)> {
        Table::of_text(text, false).map_or_else(
            |_| Vec::new(),
            |t| (0..t.len()).map(|i| (t.line(i), t.fault(i), t.row(i))).collect(),
        )
    }

    fn owned(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|c| (*c).to_owned()).collect()
    }

    #[test]
    fn quoted_cells_may_hold_commas_quotes_and_lines() {
        let found = rows("a,b\n\"x, \"\"y\"\"\nz\",2\r\n\n3,\n");
        assert_eq!(
            found,
            vec![
                (1, None, owned(&["a", "b"])),
                (2, None, owned(&["x, \"y\"\nz", "2"])),
                (5, None, owned(&["3", ""]))
            ]
        );
    }

    #[test]
    fn a_quote_never_closed_costs_its_own_line_only() {
        let found = rows("a,b\n\"x,1\ny,2\n");
        assert_eq!(
            found,
            vec![
                (1, None, owned(&["a", "b"])),
                (2, Some("quote-not-closed"), vec![]),
                (3, None, owned(&["y", "2"])),
            ]
        );
    }

    #[test]
    fn semicolons_and_tabs_are_found() {
        assert_eq!(rows("a;b;c,d\n1;2\n")[1].2, owned(&["1", "2"]));
        assert_eq!(rows("a\tb\n1\t2\n")[1].2, owned(&["1", "2"]));
        assert_eq!(rows("sep=;\na;b\n1;2\n")[0].2, owned(&["a", "b"]));
    }

    proptest::proptest! {
        #[test]
        fn splitting_agrees_with_the_csv_crate(text in "[a\", \r\n]{0,60}") {
            let ours = rows(&text);
            proptest::prop_assume!(ours.iter().all(|(_, fault, _)| fault.is_none()));
            proptest::prop_assume!(!text.is_empty());
            let (delimiter, skip) = delimiter_of(&text);
            proptest::prop_assume!(!skip);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader.records().filter_map(Result::ok).map(|r| r.iter().map(str::to_owned).collect()).collect();
            let ours: Vec<Vec<String>> = ours.into_iter().map(|(_, _, cells)| cells).collect();
            proptest::prop_assert_eq!(ours, theirs);
        }
    }
}
