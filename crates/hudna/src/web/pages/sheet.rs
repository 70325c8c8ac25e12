//! Lists as CSV and as workbooks, for whoever counts on: what the list shows, in the reader's language, coarse like the page.
//!
//! CSV is UTF-8 with a byte order mark, which spreadsheets ask for; a cell that a spreadsheet would take for a formula is quoted as
//! text.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hudna_desk::document;
use maud::{Markup, html};

use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Rows on their way out.
#[derive(Debug)]
pub(super) struct Sheet {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// With its head.
    pub(super) fn new(head: &[String]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }
    /// One row more.
    pub(super) fn row(&mut self, cells: &[String]) {
        self.rows.push(cells.to_vec());
    }
    /// As a file of that name: a workbook where the address asks for one, CSV else.
    pub(super) fn answer(self, name: &str, visit: &Visit) -> Result<Response, Fault> {
        if visit.uri.path().ends_with(".xlsx") {
            let bytes =
                document::list(name, visit.lang, &self.head, &self.rows).map_err(|_| Fault::ours())?;
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            return Ok(file(&format!("{name}.xlsx"), kind, bytes));
        }
        Ok(file(&format!("{name}.csv"), "text/csv; charset=utf-8", self.csv().into_bytes()))
    }
    fn csv(&self) -> String {
        let line = |cells: &Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            cells.join(",") + "\r\n"
        };
        std::iter::once(&self.head)
            .chain(&self.rows)
            .fold("\u{feff}".to_owned(), |text, row| text + &line(row))
    }
}

/// Bytes as a file to be saved.
pub(super) fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let kept = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let kept = kept.unwrap_or(HeaderValue::from_static("attachment"));
    ([(header::CONTENT_DISPOSITION, kept), (header::CONTENT_TYPE, HeaderValue::from_static(kind))], bytes)
        .into_response()
}

/// Where the same list leaves as files, with what was asked of it kept.
pub(super) fn ways(visit: &Visit, list: &str, ways: &[(&str, &str)]) -> Markup {
    let query = visit.uri.query().map_or_else(String::new, |query| format!("?{query}"));
    html! {
        p.row.s {
            span.soft { (visit.words().get("as-file")) }
            @for (ending, name) in ways { a href=(format!("/{list}.{ending}{query}")) { (name) } }
        }
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
        assert_eq!(
            sheet.csv(),
            "\u{feff}\"a\",\"b\"\r\n\"'=HYPERLINK(\"\"x\"\")\",\"two\nlines, INC-1\"\r\n"
        );
    }
}
