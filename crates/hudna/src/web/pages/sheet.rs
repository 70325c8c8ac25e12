//! Lists as CSV and as workbooks, for whoever counts on: what the list shows, in the reader's language, coarse like the page.
//!
//! A row is made once, for CSV and workbook alike; times are told in ISO 8601 with the mission's offset, numbers as numbers. A list that was asked
//! for by something that cannot be read does not leave at all.
//!
//! CSV is UTF-8 with a byte order mark, which spreadsheets ask for; a cell that a spreadsheet would take for a formula is quoted as
//! text. It leaves while it is made, off the threads that serve, however long it is; a workbook is held whole, and has a bound.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hudna_desk::document;
pub(super) use hudna_desk::document::Cell;
use hudna_desk::trouble::Trouble;
use hyper::body::Frame;
use maud::{Markup, html};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::field::Wrong;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The most rows of a workbook.
const MOST_OF_BOOK: usize = 100_000;
/// Bytes that are gathered before they leave.
const PIECE: usize = 64 << 10;

/// Takes rows on their way out; says whether anybody still wants more.
pub(super) type Take<'t> = &'t mut dyn FnMut(&[Cell]) -> bool;

/// The files that a list leaves as.
pub(super) const BOTH: [(&str, &str); 2] = [("csv", "CSV"), ("xlsx", "XLSX")];

/// A list as a file of that name, as `rows` hand it over: a workbook where the address asks for one, CSV else. Made off the threads
/// that serve, a few at a time.
///
/// # Errors
/// `list-too-long` for a workbook of more than [`MOST_OF_BOOK`] rows; `page-busy` where too many lists leave already.
pub(super) async fn leaving(
    house: &House,
    visit: &Visit,
    (name, head, count): (&'static str, Vec<String>, usize),
    rows: impl FnOnce(Take<'_>) + Send + 'static,
) -> Result<Response, Fault> {
    if !visit.uri.path().ends_with(".xlsx") {
        let name = format!("{name}.csv");
        let make = move |tell: &Sender<Bytes>| write_csv(tell, &head, rows);
        return on_its_way(house, visit, (&name, "text/csv; charset=utf-8"), make).await;
    }
    bounded(count, MOST_OF_BOOK)?;
    let place = house.leaving.place(visit).await?;
    let lang = visit.lang;
    let made = tokio::task::spawn_blocking(move || {
        let _place = place;
        let mut all: Vec<Vec<Cell>> = Vec::with_capacity(count);
        rows(&mut |row| {
            all.push(row.to_vec());
            true
        });
        document::list(name, lang, &head, &all)
    });
    let bytes = made.await.map_err(|_| Fault::ours())?.map_err(|_| Fault::ours())?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(&format!("{name}.xlsx"), kind, Body::from(bytes)))
}

/// A list that is short enough to be held: its heads by the keys of their words, and its rows.
///
/// # Errors
/// As [`leaving`].
pub(super) async fn held(
    house: &House,
    visit: &Visit,
    (name, head): (&'static str, &[&str]),
    rows: Vec<Vec<Cell>>,
) -> Result<Response, Fault> {
    let head = head.iter().map(|key| visit.words().get(key)).collect();
    let told = (name, head, rows.len());
    leaving(house, visit, told, move |take| {
        let _ = rows.iter().all(|row| take(row));
    })
    .await
}

/// Refuses to hand out a list whose filter says something that is not offered or cannot be read.
///
/// # Errors
/// `filter-wrong`, with what is wrong.
pub(super) fn refused(wrong: &Wrong) -> Result<(), Fault> {
    if wrong.is_empty() {
        return Ok(());
    }
    let why: Vec<&str> = wrong.each().map(|(_, why)| why).collect();
    Err(Trouble::new("record", "filter-wrong").with("why", why.join(" ")).into())
}

/// A file of that name and kind that leaves while `make` makes it, off the threads that serve, a few at a time.
///
/// # Errors
/// `page-busy` where too many lists leave already.
pub(super) async fn on_its_way(
    house: &House,
    visit: &Visit,
    (name, kind): (&str, &'static str),
    make: impl FnOnce(&Sender<Bytes>) + Send + 'static,
) -> Result<Response, Fault> {
    let place = house.leaving.place(visit).await?;
    let (tell, hear) = channel(4);
    tokio::task::spawn_blocking(move || {
        let _place = place;
        make(&tell);
    });
    Ok(file(name, kind, Body::new(Leaving(hear))))
}

/// Sends on what was gathered once that is a piece; says whether anybody still wants more.
pub(super) fn sent(tell: &Sender<Bytes>, piece: &mut Vec<u8>) -> bool {
    // whoever asked may have gone: then no more is made
    piece.len() < PIECE || tell.blocking_send(std::mem::take(piece).into()).is_ok()
}

/// Refuses what has more rows than a file that is held whole may have.
///
/// # Errors
/// `list-too-long`.
fn bounded(count: usize, most: usize) -> Result<(), Fault> {
    if count <= most {
        return Ok(());
    }
    let (count, most) = (count.to_string(), most.to_string());
    Err(Trouble::new("record", "list-too-long").with("count", count).with("most", most).into())
}

fn write_csv(tell: &Sender<Bytes>, head: &[String], rows: impl FnOnce(Take<'_>)) {
    let head: Vec<Cell> = head.iter().cloned().map(Cell::Text).collect();
    let mut piece = ("\u{feff}".to_owned() + &line(&head)).into_bytes();
    rows(&mut |row| {
        piece.extend_from_slice(line(row).as_bytes());
        sent(tell, &mut piece)
    });
    drop(tell.blocking_send(piece.into()));
}

/// What is made while it leaves.
struct Leaving(Receiver<Bytes>);

impl hyper::body::Body for Leaving {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.get_mut().0.poll_recv(context).map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
    }
}

/// Bytes as a file to be saved.
pub(super) fn file(name: &str, kind: &'static str, bytes: impl Into<Body>) -> Response {
    let kept = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let kept = kept.unwrap_or(HeaderValue::from_static("attachment"));
    let heads = [(header::CONTENT_DISPOSITION, kept), (header::CONTENT_TYPE, HeaderValue::from_static(kind))];
    (heads, bytes.into()).into_response()
}

/// Where the same list leaves as files, with what was asked of it kept.
pub(super) fn ways(visit: &Visit, list: &str, ways: &[(&str, &str)]) -> Markup {
    let query = visit.uri.query().map_or_else(String::new, |query| format!("?{query}"));
    html! {
        p.row.s.again {
            span.soft { (visit.words().get("as-file")) }
            @for (ending, name) in ways { a href=(format!("/{list}.{ending}{query}")) { (name) } }
        }
    }
}

fn line(cells: &[Cell]) -> String {
    let written = |cell: &Cell| match cell {
        Cell::Text(text) => quoted(text),
        Cell::Number(number) => number.to_string(),
    };
    let cells: Vec<String> = cells.iter().map(written).collect();
    cells.join(",") + "\r\n"
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

    fn written(rows: usize) -> String {
        let (tell, mut hear) = channel::<Bytes>(4);
        let thread = std::thread::spawn(move || {
            let mut text = String::new();
            while let Some(piece) = hear.blocking_recv() {
                text.push_str(std::str::from_utf8(&piece).expect("text"));
            }
            text
        });
        write_csv(&tell, &["a".into(), "b".into()], |take| {
            for n in 0..rows {
                let link = "=HYPERLINK(\"x\")".to_owned();
                assert!(take(&[link.into(), format!("two\nlines, \u{2068}INC-{n}\u{2069}").into()]));
            }
        });
        drop(tell);
        thread.join().expect("it ends well")
    }

    #[test]
    fn a_cell_is_text_whatever_it_holds() {
        let text = written(1);
        assert_eq!(text, "\u{feff}\"a\",\"b\"\r\n\"'=HYPERLINK(\"\"x\"\")\",\"two\nlines, INC-0\"\r\n");
    }

    #[test]
    fn a_number_is_a_number() {
        assert_eq!(
            line(&[Cell::from(1_234_567_usize), Cell::Number(-2.5), "12".into()]),
            "1234567,-2.5,\"12\"\r\n"
        );
    }

    #[test]
    fn a_list_of_very_many_rows_leaves_piece_by_piece_and_whole() {
        let text = written(20_000);
        assert!(text.len() > 8 * PIECE && text.matches("HYPERLINK").count() == 20_000);
        assert!(text.ends_with("INC-19999\"\r\n"));
    }

    #[test]
    fn nothing_more_is_made_for_whoever_has_gone() {
        let (tell, hear) = channel::<Bytes>(1);
        drop(hear);
        let mut made = 0;
        write_csv(&tell, &["a".into()], |take| {
            while take(&["x".repeat(1_000).into()]) {
                made += 1;
                assert!(made < 1_000, "nobody listens");
            }
        });
        assert!(made > 10);
    }
}
