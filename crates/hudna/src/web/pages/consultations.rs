//! Consultations of many: what was put to people, and what came of it: what carries across groups first. Nobody's vote.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::time::Instant;
use hudna_desk::document::consultation;
use hudna_desk::record::consulted::{Counted, Opened};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::field::{Wrong, summary};
use super::{Page, ballots, in_lang, laid};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// What the record has of consultations, and up to when.
async fn all(house: &Arc<House>) -> Result<(Vec<Opened>, Option<Instant>), Fault> {
    house.derived(|reader| Ok((reader.derived().consultations.clone(), reader.derived().as_of))).await
}

/// The list.
pub(in crate::web) async fn list(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (opened, as_of) = all(&house).await?;
    let words = visit.words();
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let main = html! {
        div.head { h1 { (words.get("page-consultations")) } }
        p.lede { (words.get("consultations-lead")) }
        section.box {
            @if opened.is_empty() { p.empty { (words.get("consultations-none")) } }
            ul.wait { @for one in opened.iter().rev() { li {
                a href=(format!("/consultations/{}", one.entry.0)) { b { bdi { (in_lang(&one.title, visit.lang)) } } }
                (words.get("comma")) " " time.soft { (words.moment(one.at, &zone)) }
                br; span.s { (state(words, one)) }
            } } }
        }
    };
    let page = Page { title: words.get("page-consultations"), here: "/consultations", as_of, main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

fn state(words: &Words, one: &Opened) -> String {
    let statements = words.count("consultations-statements", one.statements.len());
    match one.counts.last() {
        None => format!("{statements}{} {}", words.get("comma"), words.get("consultations-open")),
        Some(count) => {
            let people = words.count("consult-people", usize::try_from(count.people).unwrap_or(usize::MAX));
            format!("{statements}{} {people}", words.get("comma"))
        }
    }
}

/// One consultation.
pub(in crate::web) async fn one(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    shown(&house, &visit, &entry, (StatusCode::OK, &Wrong::default())).await
}

/// The consultation of an entry.
///
/// # Errors
/// `not-here`.
pub(super) async fn opened(house: &Arc<House>, entry: &str) -> Result<(Opened, Option<Instant>), Fault> {
    let (opened, as_of) = all(house).await?;
    let found = opened.into_iter().find(|one| *one.entry.0 == *entry);
    let found = found.ok_or_else(|| Trouble::new("record", "not-here"))?;
    Ok((found, as_of))
}

/// One consultation, with what is wrong of a form on its page.
pub(super) async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    entry: &str,
    (status, wrong): (StatusCode, &Wrong),
) -> Result<Response, Fault> {
    let (found, as_of) = opened(house, entry).await?;
    let urn = ballots::urn(house, &found).await?;
    let words = visit.words();
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let title = in_lang(&found.title, visit.lang).to_owned();
    let main = html! {
        div.head { h1 { bdi { (title) } } p.soft.s { (words.moment(found.at, &zone)) } }
        (summary(words, wrong))
        (ballots::about(visit, (&found, urn), wrong))
        @match found.counts.last() {
            Some(count) => (counted(visit, &zone, count)),
            None => section.box {
                p { (words.get("consultations-open")) }
                ol { @for (_, text) in &found.statements { li { bdi { (in_lang(text, visit.lang)) } } } }
            },
        }
    };
    let page = Page { title, here: "/consultations", as_of, main };
    Ok(laid(house, visit, status, &page))
}

fn counted(visit: &Visit, zone: &TimeZone, count: &Counted) -> Markup {
    let words = visit.words();
    html! {
        p.s.soft { (words.get("consultations-counted")) " " time { (words.moment(count.at, zone)) } (words.get("comma")) " " bdi.n { (count.entry.0) } }
        @match &count.result {
            Some(result) => section.box { (consultation::inside(result, visit.lang)) },
            None => p.empty { (words.get("consultations-not-understood")) },
        }
    }
}
