//! Ballots of a consultation, for whoever runs it: making cards, closing and counting, ending without a count.
//!
//! While votes are taken nothing of them is told, not even how many: a count before the end would tell whoever votes late what others said, and whoever
//! watches who came between two looks.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use hudna_core::dialogue::opinion::LEAST_PEOPLE;
use hudna_core::ledger::act::{Both, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_desk::ballots::sheet_mark;
use hudna_desk::record::consulted::{self, Opened};
use hudna_desk::store::ballots::Urn;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::{Lang, Words};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::consultations::{opened, shown};
use super::field::{Field, Wrong, beside, latin_digits};
use super::{STYLE, in_lang, token, whole};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// What there is of a consultation's ballots. Of one that was counted no vote is left: where the program ended between the count and that, it
/// is done now.
pub(super) async fn urn(house: &Arc<House>, found: &Opened) -> Result<Option<Urn>, Fault> {
    let (entry, is_counted) = (found.entry.0.to_string(), !found.counts.is_empty());
    house
        .with_ballots(move |ballots| {
            let urn = ballots.urn(&entry)?;
            if is_counted && urn.is_some_and(|urn| !urn.is_over) {
                ballots.forget(&entry)?;
            }
            Ok(urn)
        })
        .await
}

/// Where people vote.
fn address(visit: &Visit) -> String {
    format!("{}://{}/vote", if visit.secure { "https" } else { "http" }, visit.host)
}

/// What stands of ballots on the page of a consultation.
pub(super) fn about(visit: &Visit, (found, urn): (&Opened, Option<Urn>), wrong: &Wrong) -> Markup {
    let words = visit.words();
    let is_counted = !found.counts.is_empty();
    let (makes, counts) = (visit.granted.may(Verb::Publish), visit.granted.may(Verb::Collect));
    let is_open = urn.is_none_or(|urn| !urn.is_closed) && !is_counted;
    let mut values = vec![("address", address(visit).into())];
    values.push(("least", LEAST_PEOPLE.into()));
    html! {
        @if urn.is_some() || (makes && !is_counted) {
            section.box.stack {
                h2 { (words.get("ballots-heading")) }
                @if is_open { p.s { (words.with("ballots-lead", &values)) } }
                @match urn {
                    None => p.soft { (words.get("ballots-none-yet")) },
                    Some(urn) => p {
                        (words.count("ballots-made", usize::try_from(urn.ballots).unwrap_or(usize::MAX))) " "
                        @if is_counted || urn.is_over { (words.get("ballots-shut")) } @else if is_open { (words.get("ballots-taking")) } @else { (words.get("ballots-shut-uncounted")) }
                    },
                }
                @if makes && is_open { (making(visit, found, wrong)) }
                @if counts && !is_counted && urn.is_some_and(|urn| !urn.is_over) { (closing(visit, found, &values, wrong)) }
            }
        }
    }
}

fn making(visit: &Visit, found: &Opened, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let field = Field {
        name: "number",
        kind: "number",
        key: "ballots-number",
        typed: visit.form.get("number"),
        autocomplete: "off",
        required: true,
    };
    html! {
        form.stack method="post" action=(format!("/consultations/{}/ballots", found.entry.0)) {
            (token(visit))
            (field.shown(words, wrong))
            p { button.btn { (words.get("ballots-make")) } }
        }
    }
}

fn closing(
    visit: &Visit,
    found: &Opened,
    values: &[(&str, hudna_desk::words::FluentValue<'_>)],
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    html! {
        form.stack method="post" action=(format!("/consultations/{}/count", found.entry.0)) {
            (token(visit))
            p.s { (words.with("ballots-close-means", values)) }
            p { button.btn.main { (words.get("ballots-close")) } }
        }
        details open[wrong.of("sure").is_some()] {
            summary { (words.get("ballots-end")) }
            form.stack method="post" action=(format!("/consultations/{}/end", found.entry.0)) {
                (token(visit))
                p.s { (words.get("ballots-end-means")) }
                div.field.bad[wrong.of("sure").is_some()] {
                    (beside(words, "ballots-end-sure", "sure", wrong.of("sure")))
                    label { input type="checkbox" name="sure" value="yes" aria-describedby="sure-beside"; " " (words.get("ballots-end-sure")) }
                }
                p { button.btn.quiet { (words.get("ballots-end")) } }
            }
        }
    }
}

/// The page again, with why it was refused.
async fn refused(
    house: &Arc<House>,
    visit: &Visit,
    entry: &str,
    (field, why): (&'static str, &Fault),
) -> Result<Response, Fault> {
    if why.status().is_server_error() {
        return Err(why.clone());
    }
    let (said, next) = why.clone().said_in(visit.lang).said();
    let mut wrong = Wrong::default();
    wrong.add(field, [said, next.unwrap_or_default()].join(" ").trim().to_owned());
    shown(house, visit, entry, (why.status(), &wrong)).await
}

/// A consultation that was not counted yet.
async fn uncounted(house: &Arc<House>, entry: &str) -> Result<Opened, Fault> {
    let (found, _) = opened(house, entry).await?;
    if found.counts.is_empty() { Ok(found) } else { Err(Trouble::new("record", "ballots-counted").into()) }
}

/// Makes cards, and shows them this once.
pub(in crate::web) async fn make(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let found = match uncounted(&house, &entry).await {
        Ok(found) => found,
        Err(why) => return refused(&house, &visit, &entry, ("number", &why)).await,
    };
    // what is no number is told as none
    let number = latin_digits(visit.form.get("number")).parse().unwrap_or(0);
    let of = found.entry.0.to_string();
    match house.with_ballots(move |ballots| ballots.make(&of, number)).await {
        Ok(codes) => Ok(cards(&visit, &found.title, &codes)),
        Err(why) => refused(&house, &visit, &entry, ("number", &why)).await,
    }
}

/// Cards as a page that needs nothing beside it, to be printed.
pub(crate) fn printed(lang: Lang, title: &Both, address: &str, codes: &[String]) -> String {
    let words = Words::of(lang);
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                title { (words.get("ballots-cards")) }
                style { (PreEscaped(STYLE)) }
            }
            body { main.sheet { div.cuts { @for code in codes { (card(title, address, code)) } } } }
        }
    };
    page.into_string()
}

fn cards(visit: &Visit, title: &Both, codes: &[String]) -> Response {
    let words = visit.words();
    let values = [("count", codes.len().into()), ("mark", sheet_mark(codes).into())];
    let (at, of) = (address(visit), visit.uri.path().trim_end_matches("/ballots"));
    let body = html! {
        main.sheet id="main" {
            p.lede.off { (words.with("ballots-cards-lead", &values)) " " a href=(of) { (words.get("page-consultations")) } }
            div.cuts { @for code in codes { (card(title, &at, code)) } }
        }
    };
    let page = whole(visit.lang, &words.get("ballots-cards"), &body).into_string();
    (StatusCode::OK, Html(page)).into_response()
}

/// A card in Arabic and English, each in its own direction.
fn card(title: &Both, address: &str, code: &str) -> Markup {
    html! {
        section.cut {
            @for lang in [Lang::Ar, Lang::En] {
                @let words = Words::of(lang);
                div lang=(lang.code()) dir=(lang.dir()) {
                    b { bdi { (in_lang(title, lang)) } }
                    p { (words.get("ballot-card-open")) }
                }
            }
            p.where { code { (address) } }
            p.digits { code { (code) } }
            @for lang in [Lang::Ar, Lang::En] {
                p.fine lang=(lang.code()) dir=(lang.dir()) { (Words::of(lang).get("ballot-card-how")) }
            }
        }
    }
}

/// Closes, works the votes out and files the count; where they cannot be counted voting goes on.
pub(in crate::web) async fn count(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let done = match uncounted(&house, &entry).await {
        Ok(found) => close(&house, &visit, found).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(()) => Ok(to(&format!("/consultations/{entry}"))),
        Err(why) => refused(&house, &visit, &entry, ("", &why)).await,
    }
}

async fn close(house: &Arc<House>, visit: &Visit, found: Opened) -> Result<(), Fault> {
    let session = Arc::clone(visit.session()?);
    let of = found.entry.0.to_string();
    let place = house.making.place(visit).await?;
    let at = of.clone();
    let made: Result<Filed, Fault> = house
        .with_ballots(move |ballots| {
            let _place = place;
            match ballots.urn(&at)? {
                None => return Err(Trouble::new("record", "ballots-none")),
                Some(urn) if urn.is_over => return Err(Trouble::new("record", "ballots-closed")),
                Some(_) => {}
            }
            // closed before it is read: no vote that is acknowledged is missing from the file
            consulted::closing(&found, ballots.close(&at)?)
        })
        .await;
    let filed = match made {
        Ok(filed) => house.act(&session, None, filed).await.map(drop),
        Err(why) => Err(why),
    };
    let at = of.clone();
    match filed {
        Ok(()) => house.with_ballots(move |ballots| ballots.forget(&at)).await,
        // it is not known whether the count stands: it stays closed, and is tried again from the same page
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            house.with_ballots(move |ballots| ballots.reopen(&at)).await?;
            Err(why)
        }
    }
}

/// Ends it without a count: the votes are destroyed.
pub(in crate::web) async fn end(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let found = match uncounted(&house, &entry).await {
        Ok(found) => found,
        Err(why) => return refused(&house, &visit, &entry, ("", &why)).await,
    };
    if visit.form.get("sure") != "yes" {
        let mut wrong = Wrong::default();
        wrong.add("sure", visit.words().get("ballots-end-sure-missing"));
        return shown(&house, &visit, &entry, (StatusCode::UNPROCESSABLE_ENTITY, &wrong)).await;
    }
    let of = found.entry.0.to_string();
    house.with_ballots(move |ballots| ballots.forget(&of)).await?;
    Ok(to(&format!("/consultations/{entry}")))
}
