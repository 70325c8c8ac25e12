//! The report of commitments among the documents: made of the record as it stands, and at the moment of the asking.
//!
//! What lies in which store is told to nobody for whom the report is not the commission's own.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hudna_core::commitment::stores;
use hudna_desk::document::Document;
use hudna_desk::document::commitments::{Format, Making, render};
use hudna_desk::record::Snapshot;
use hudna_desk::words::Words;

use super::documents::{corrects, watermark};
use super::documents_form::{Asked, Wanted};
use super::promises::{board, pledges};
use crate::web::fault::Fault;
use crate::web::turns::Place;

/// The format of a table that is asked for, of a report of commitments.
pub(super) fn table(asked: &Asked, layout: &str) -> Option<Format> {
    let of_commitments = asked.what == Wanted::Commitments;
    Format::parse(layout).filter(|format| of_commitments && matches!(format, Format::Csv | Format::Xlsx))
}

/// Makes the report, off the threads that serve.
pub(super) async fn made(
    snapshot: Arc<Snapshot>,
    asked: &Asked,
    (format, exact, draft): (Format, bool, bool),
    place: Place,
) -> Result<Document, Fault> {
    let asked = asked.clone();
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        let words = Words::of(asked.lang);
        let board = board(&snapshot);
        let stores = exact.then(|| stores(&snapshot.agreement, &snapshot.exact.registers, board.as_of));
        let corrects = asked.restates.as_ref().and_then(|entry| corrects(words, &snapshot, entry));
        let mark = watermark(words, &snapshot, &asked, draft);
        let making = Making {
            pledges: &pledges(&snapshot, &board),
            stores: stores.as_deref(),
            number: &asked.number,
            distribution: asked.distribution,
            corrects: corrects.as_deref(),
            watermark: mark.as_deref(),
        };
        render(&making, format, &[asked.lang])
    });
    match done.await {
        Ok(Ok(mut documents)) => documents.pop().ok_or_else(Fault::ours),
        Ok(Err(_)) | Err(_) => Err(Fault::ours()),
    }
}

/// A table as a file to keep.
pub(super) fn handed(format: Format, document: Document) -> Response {
    let kind = match format {
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv; charset=utf-8",
    };
    let kept = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", document.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, kept.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, document.bytes).into_response()
}
