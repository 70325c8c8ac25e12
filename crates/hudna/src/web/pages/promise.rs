//! One commitment or condition: what was promised, how it stands and why, what waits for it; and the forms of those who may do
//! something about it: whoever owes it claims or withdraws it, those to whom it is owed give time or ask for it no more, whoever verifies
//! says how far it is kept, whoever may declares a condition, parties read its order.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::commitment::{Kept, Order, Promise, Row, Scale, State as Stands};
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_core::time::whole_day;
use hudna_desk::document::commitments::Told;
use hudna_desk::record::Snapshot;
use maud::{Markup, html};

use super::field::{Wrong, summary};
use super::promises::{address, board, kroc, pledges};
use super::{Page, laid, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let id = visit.query.get("id").to_owned();
    shown(&house, &visit, &id, StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    id: &str,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let board = board(&snapshot);
    let pledges = pledges(&snapshot, &board);
    let told = Told::of(&pledges, visit.lang);
    let at = snapshot.commitments.position(id).ok_or_else(Fault::not_here)?;
    let line = told.line(at).ok_or_else(Fault::not_here)?;
    let (kept, row) = (&snapshot.commitments.kept()[at], &board.rows[at]);
    let words = visit.words();
    let held = board.held_up_by(at);
    let main = html! {
        div.head { h1 { (line.what) } p.soft.s { bdi.n { (line.id) } } }
        p.lede { @if let Some(promise) = kept.promise() { (kroc(promise, row)) } b { (line.state) } }
        (summary(words, wrong))
        div.cols {
            section.box {
                h2 { (words.get("promise-column-says")) }
                dl.kv {
                    dt { (words.get("promise-column-by")) } dd { (line.by) }
                    @if !line.to.is_empty() { dt { (words.get("promise-column-to")) } dd { (line.to) } }
                    @if !line.due.is_empty() { dt { (words.get("promise-column-due")) } dd { (line.due) } }
                }
                ul.wait { @for says in &line.says { li { (says) } } }
                @if !held.is_empty() {
                    h3 { (words.count("promise-held-up", held.len())) }
                    ul.wait { @for other in held.iter().take(50) {
                        li { a href=(address(&told.id(*other))) { (told.named(*other)) } }
                    } }
                }
                p { a href="/promises" { (words.get("page-promises")) } }
            }
            div.stack {
                @match kept {
                    Kept::Promise(promise) => { (forms(visit, &told, &snapshot, promise, row)) }
                    Kept::Condition(condition) => {
                        @if visit.granted.may(Verb::Negotiate) { @for by in condition.declarers.iter().filter(|by| speaks(visit, by)) {
                            (declaring(visit, &told, &condition.id, by))
                        } }
                    }
                }
            }
        }
    };
    let page = Page { title: line.what.clone(), here: "/promises", as_of: Some(board.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// Whether the visitor may speak for a party: its own, or of minutes with *collect*.
fn speaks(visit: &Visit, party: &str) -> bool {
    match &visit.granted.party {
        Some(own) => *own.0 == *party,
        None => visit.granted.may(Verb::Collect),
    }
}

/// A form: what it does, in whose name, about what.
fn form(visit: &Visit, does: &str, id: &str, by: &str, inside: &Markup) -> Markup {
    let words = visit.words();
    html! {
        form.box.stack method="post" action=(format!("/promise/{does}")) {
            h2 { (words.get(&format!("promise-do-{does}"))) }
            (token(visit))
            input type="hidden" name="id" value=(id);
            input type="hidden" name="party" value=(by);
            (inside)
            p { button.btn { (words.get(&format!("promise-do-{does}"))) } }
        }
    }
}

fn in_name(told: &Told<'_>, by: &str) -> Markup {
    html! { p.s.soft { (told.in_name(by)) } }
}

fn steps(told: &Told<'_>) -> Markup {
    let words = told.words();
    html! {
        div.field {
            label for="scale" { (words.get("promises-scale")) }
            select id="scale" name="scale" { @for step in Scale::ALL.iter().rev() {
                option value=(step.step()) { (step.step()) " " (told.scale(*step)) }
            } }
        }
    }
}

fn day(told: &Told<'_>, key: &str, required: bool) -> Markup {
    html! { div.field { label for="day" { (told.words().get(key)) } input id="day" type="date" name="day" required[required]; } }
}

fn words_of(told: &Told<'_>) -> Markup {
    html! {
        div.field {
            label for="text" { (told.words().get("promise-in-words")) }
            textarea id="text" name="text" rows="3" maxlength="4000" dir="auto" {}
        }
    }
}

fn forms(visit: &Visit, told: &Told<'_>, snapshot: &Snapshot, promise: &Promise, row: &Row) -> Markup {
    let words = told.words();
    let over = matches!(row.state, Stands::Withdrawn | Stands::Released | Stands::Lapsed);
    let negotiates = visit.granted.may(Verb::Negotiate);
    let own = negotiates && speaks(visit, &promise.by);
    let is_debtor = visit.granted.party.as_ref().is_some_and(|party| *party.0 == *promise.by);
    let creditors: Vec<&Arc<str>> = promise.to.iter().filter(|to| negotiates && speaks(visit, to)).collect();
    let others: Vec<(usize, &Kept)> = snapshot
        .commitments
        .kept()
        .iter()
        .enumerate()
        .filter(|(_, kept)| *kept.id() != promise.id)
        .take(200)
        .collect();
    html! {
        @if own && !over {
            (form(visit, "claim", &promise.id, &promise.by, &html! { (in_name(told, &promise.by)) (steps(told)) }))
        }
        @if visit.granted.may(Verb::Verify) && !is_debtor && !over {
            (form(visit, "verify", &promise.id, "", &html! { (steps(told)) (day(told, "promise-valid-through", false)) }))
        }
        @if !over { @for by in creditors {
            @if row.deadline.is_some() {
                (form(visit, "extend", &promise.id, by, &html! { (in_name(told, by)) (day(told, "promise-new-day", true)) }))
            }
            (form(visit, "release", &promise.id, by, &in_name(told, by)))
        } }
        @if own && !over {
            (form(visit, "withdraw", &promise.id, &promise.by, &html! { (in_name(told, &promise.by)) (words_of(told)) }))
        }
        @if negotiates && let Some(party) = &visit.granted.party && !others.is_empty() {
            (form(visit, "read", &promise.id, &party.0, &html! {
                (in_name(told, &party.0))
                div.field {
                    label for="on" { (words.get("promise-read-other")) }
                    select id="on" name="on" { @for (at, kept) in &others { option value=(kept.id()) { (told.named(*at)) } } }
                }
                div.field {
                    label for="how" { (words.get("promise-read-how")) }
                    select id="how" name="how" { @for order in Order::ALL { option value=(order.name()) { (told.order(*order)) } } }
                }
                (words_of(told))
            }))
        }
    }
}

fn declaring(visit: &Visit, told: &Told<'_>, id: &str, by: &str) -> Markup {
    let words = told.words();
    form(
        visit,
        "declare",
        id,
        by,
        &html! {
            (in_name(told, by))
            div.field {
                label for="holds" { (words.get("promise-holds")) }
                select id="holds" name="holds" {
                    option value="yes" { (told.state(Stands::Holds)) }
                    option value="no" { (told.state(Stands::Fails)) }
                }
            }
            (words_of(told))
        },
    )
}

/// Does the act and shows the commitment as it then is.
async fn act(house: &Arc<House>, visit: &Visit, filed: Filed) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let id = visit.form.get("id").to_owned();
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to(&address(&id))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            wrong.add("", why.clone().said_in(visit.lang).said().0);
            shown(house, visit, &id, why.status(), &wrong).await
        }
    }
}

fn named(visit: &Visit) -> (Arc<str>, Arc<str>) {
    (visit.form.get("id").into(), visit.form.get("party").into())
}

fn with_words(visit: &Visit, act: Act) -> Filed {
    Filed::plain(act).with("text", Class::Narrative, visit.form.get("text").as_bytes().to_vec())
}

/// Whoever owes it says how far it is done.
pub(in crate::web) async fn claim(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, by) = named(&visit);
    let scale = visit.form.get("scale").parse().ok();
    act(&house, &visit, Filed::plain(Act::PromiseClaimed { by, id, scale })).await
}

/// A verifier says how far it is kept.
pub(in crate::web) async fn verify(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, _) = named(&visit);
    let Ok(scale) = visit.form.get("scale").parse() else {
        return again(&house, &visit, "promise-scale-missing").await;
    };
    let valid_until = match visit.form.get("day") {
        "" => None,
        day => match end_of(&house, day).await? {
            Some(end) => Some(end),
            None => return again(&house, &visit, "promise-day-wrong").await,
        },
    };
    act(&house, &visit, Filed::plain(Act::PromiseVerified { id, scale, valid_until })).await
}

/// One to whom it is owed gives a longer time.
pub(in crate::web) async fn extend(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, by) = named(&visit);
    match end_of(&house, visit.form.get("day")).await? {
        Some(due) => act(&house, &visit, Filed::plain(Act::PromiseExtended { by, due, id })).await,
        None => again(&house, &visit, "promise-day-wrong").await,
    }
}

/// The end of a local day that somebody typed.
async fn end_of(house: &Arc<House>, day: &str) -> Result<Option<hudna_core::time::Instant>, Fault> {
    let snapshot = house.snapshot().await?;
    Ok(day.parse().ok().map(|day| whole_day(day, &snapshot.agreement.zone_time).hi))
}

async fn again(house: &Arc<House>, visit: &Visit, key: &str) -> Result<Response, Fault> {
    let mut wrong = Wrong::default();
    wrong.add("", visit.words().get(key));
    let id = visit.form.get("id").to_owned();
    shown(house, visit, &id, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await
}

/// One to whom it is owed asks for it no more.
pub(in crate::web) async fn release(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (id, by) = named(&visit);
    act(&house, &visit, Filed::plain(Act::PromiseReleased { by, id })).await
}

/// Whoever owes it stands by it no more.
pub(in crate::web) async fn withdraw(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (id, by) = named(&visit);
    let filed = with_words(&visit, Act::PromiseWithdrawn { by, id });
    act(&house, &visit, filed).await
}

/// A party says how it reads an order.
pub(in crate::web) async fn read(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (id, by) = named(&visit);
    let how = Order::named(visit.form.get("how")).unwrap_or_default();
    let filed = with_words(&visit, Act::SequenceRead { by, how, id, on: visit.form.get("on").into() });
    act(&house, &visit, filed).await
}

/// Whoever may declares whether a condition holds.
pub(in crate::web) async fn declare(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (id, by) = named(&visit);
    let holds = visit.form.get("holds") == "yes";
    let filed = with_words(&visit, Act::ConditionDeclared { by, holds, id });
    act(&house, &visit, filed).await
}
