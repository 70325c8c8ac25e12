//! The report on the joint force, as page and PDF. It names nobody, so whoever has a role may have it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_desk::document::make::{Distribution, Form};
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::words::Words;

use super::documents::shown_as;
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The report, made of the record as it stands.
pub(in crate::web) async fn paper(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let (lang, now) = (visit.lang, clock::now());
    let form = if visit.query.get("layout") == "pdf" { Form::Pdf } else { Form::Html };
    let place = house.making.place(&visit).await?;
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        let view = snapshot.saying(false);
        let mark = Words::of(lang).get("watermark-commission");
        let told = Told::of(&snapshot, Screen::of(&view, lang), now);
        told.report(form, Distribution::Commission, ("", Some(&mark)))
    });
    let document = done.await.map_err(|_| Fault::ours())?.map_err(|_| Fault::ours())?;
    Ok(shown_as(form, &document))
}
