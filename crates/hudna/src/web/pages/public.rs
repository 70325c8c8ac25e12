//! What everybody may see: documents that were released to the public, and how to verify them. Nothing else.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hudna_core::ledger::act::Audience;
use hudna_core::ledger::id::EntryId;
use hudna_core::time::Instant;
use hudna_desk::ballots::Ballots;
use hudna_desk::record::remembered::Released;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Words, offset};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{Page, in_lang, laid, pager, record, verify};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// Documents for everybody that are out.
pub(super) async fn released(house: &Arc<House>) -> Result<Vec<Released>, Fault> {
    let now = clock::now();
    house
        .derived(move |reader| {
            let all = reader.derived().released.iter();
            Ok(all.filter(|one| one.audience == Audience::Public && one.is_out(now)).rev().cloned().collect())
        })
        .await
}

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let released = released(&house).await?;
    let is_asked = house.with_ballots(Ballots::any_open).await?;
    let words = visit.words();
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let entry = visit.query.get("release");
    // a link to one release leads to the page on which it stands
    let asked = released.iter().position(|one| *one.entry.0 == *entry).map(|at| at / pager::ROWS);
    let page = asked.unwrap_or_else(|| pager::asked(&visit, released.len()));
    let main = html! {
        div.head { h1 { (in_lang(&house.founded.title, visit.lang)) } }
        p.lede { (words.get("public-lead")) }
        @if is_asked { p { a.btn href="/vote" { (words.get("ballot-title")) } } }
        section.box {
            h2 { (words.get("public-documents")) }
            @if released.is_empty() { p.empty { b { (words.get("public-none")) } (words.get("public-none-means")) } }
            ul.wait { @for one in pager::rows(&released, page) { (document_line(words, &zone, &released, one)) } }
            (pager::pager(&visit, words, page, released.len()))
        }
        section.box { h2 { (words.get("public-verify")) } p.s { (words.get("public-verify-means")) } (verify::chosen(words, &released)) (record::verify(words, &house.founded.log)) }
    };
    let page = Page { title: words.get("page-public"), here: "/public", as_of: None, main };
    Ok(islands::allowed(laid(&house, &visit, StatusCode::OK, &page)))
}

fn document_line(words: &Words, zone: &TimeZone, all: &[Released], one: &Released) -> Markup {
    html! {
        li id=(one.entry.0) {
            b { (kind(words, &one.kind)) } @if let Some(number) = &one.number { " " bdi.n { (number) } }
            (words.get("comma")) " " time { (words.moment(one.at, zone)) " (" (offset(one.at, zone)) ")" }
            (corrections(words, ("/public", all), one, &|at| words.moment(at, zone)))
            br;
            @if one.is_here { a.btn.quiet href=(format!("/public/documents/{}", one.entry.0)) { (words.get("public-download")) } }
            @else { span.s.soft { (words.get("public-not-here")) } }
            p.xs.soft { "SHA-256 " code.wrap { (data_encoding::HEXLOWER.encode(&one.document.0)) } " " bdi.n { (one.entry.0) } }
        }
    }
}

/// Which earlier release one corrects, and by which later one it was corrected, each a link to its line.
pub(super) fn corrections(
    words: &Words,
    (list, all): (&str, &[Released]),
    one: &Released,
    moment: &dyn Fn(Instant) -> String,
) -> Markup {
    let told = |key: &str, other: &Released| {
        let number = other.number.as_deref().unwrap_or(&other.entry.0).to_owned();
        words.with(key, &[("number", number.into()), ("moment", moment(other.at).into())])
    };
    let to = |other: &Released| format!("{list}?release={0}#{0}", other.entry.0);
    let earlier = one.restates.as_ref().and_then(|of| all.iter().find(|other| other.entry == *of));
    let later = all.iter().rev().find(|later| later.restates.as_ref() == Some(&one.entry));
    html! {
        @if let Some(earlier) = earlier { " " a.soft href=(to(earlier)) { (told("public-restates", earlier)) } }
        @if let Some(later) = later { " " a href=(to(later)) { b { (told("public-restated", later)) } } }
    }
}

/// A document, byte for byte as it was released.
pub(in crate::web) async fn document(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
) -> Result<Response, Fault> {
    let not_here = || Trouble::new("record", "not-here");
    let entry = EntryId::from(entry.as_str());
    let found = released(&house).await?.into_iter().find(|one| one.entry == entry && one.is_here);
    handed(&house, found.ok_or_else(not_here)?).await
}

/// What a released document is, in words; as it was written where it is none of ours.
pub(super) fn kind(words: &Words, kind: &str) -> String {
    let key = format!("kind-{kind}");
    if words.has(&key) { words.get(&key) } else { kind.to_owned() }
}

/// The bytes of a release as a file.
pub(super) async fn handed(house: &Arc<House>, one: Released) -> Result<Response, Fault> {
    let not_here = || Trouble::new("record", "not-here");
    let name = format!("{}-{}", one.kind, one.entry.0);
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let bytes = house
        .read(move |ledger| {
            let mut bytes = None;
            ledger.read(one.seq..one.seq + 1, &mut |read| {
                bytes = read.open("document").map(<[u8]>::to_vec);
                Ok(())
            })?;
            bytes.ok_or_else(not_here)
        })
        .await?;
    // whatever it holds is saved, never shown as a page of ours
    let ending = if bytes.starts_with(b"%PDF-") { ".pdf" } else { "" };
    let kept = format!("attachment; filename=\"{name}{ending}\"");
    let kept = HeaderValue::from_str(&kept).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/octet-stream");
    Ok(([(header::CONTENT_DISPOSITION, kept), (header::CONTENT_TYPE, kind)], bytes).into_response())
}
