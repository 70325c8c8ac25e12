//! Lists as CSV, for whoever counts on: what the list shows, in the reader's language, coarse like the page.
//!
//! UTF-8 with a byte order mark, which spreadsheets ask for; a cell that a spreadsheet would take for a formula is quoted as
//! text.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Rows on their way out.
#[derive(Debug)]
pub(super) struct Sheet(String);

impl Sheet {
    /// With its head.
    pub(super) fn new(head: &[String]) -> Self {
        let mut sheet = Self("\u{feff}".to_owned());
        sheet.row(head);
        sheet
    }
    /// One row more.
    pub(super) fn row(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }
    /// As a file of that name.
    pub(super) fn answer(self, name: &str) -> Response {
        let kept = HeaderValue::from_str(&format!("attachment; filename=\"{name}.csv\""));
        let kept = kept.unwrap_or(HeaderValue::from_static("attachment"));
        let kind = HeaderValue::from_static("text/csv; charset=utf-8");
        ([(header::CONTENT_DISPOSITION, kept), (header::CONTENT_TYPE, kind)], self.0).into_response()
    }
}

fn quoted(cell: &str) -> String {
    // marks that turn letters round are for pages
    let mut text: String =
        cell.chars().filter(|c| !matches!(c, '\u{200F}' | '\u{2066}'..='\u{2069}')).collect();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        text.insert(0, '\'');
    }
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_whatever_it_holds() {
        let mut sheet = Sheet::new(&["a".into(), "b".into()]);
        sheet.row(&["=HYPERLINK(\"x\")".into(), "two\nlines, \u{2068}INC-1\u{2069}".into()]);
        assert_eq!(sheet.0, "\u{feff}\"a\",\"b\"\r\n\"'=HYPERLINK(\"\"x\"\")\",\"two\nlines, INC-1\"\r\n");
    }
}
