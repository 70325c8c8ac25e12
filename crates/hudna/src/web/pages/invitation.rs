//! An invitation: whoever holds its address chooses a password, and the key that was made for them is theirs.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::time::Instant;
use hudna_desk::accounts::{Invited, is_password};
use hudna_desk::trouble::Trouble;
use jiff::tz::TimeZone;
use maud::html;
use zeroize::Zeroizing;

use super::field::{Field, Wrong, summary};
use super::{Page, door, laid};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

async fn invited(house: &Arc<House>, token: String) -> Result<Invited, Fault> {
    let found = house.at_the_door(move |accounts| accounts.invited(&token, clock::now())).await?;
    found.ok_or_else(|| Trouble::new("record", "invitation-unknown").into())
}

/// The form.
pub(in crate::web) async fn page(
    State(house): State<Arc<House>>,
    Path(token): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let who = invited(&house, token).await?;
    Ok(shown(&house, &visit, &who, StatusCode::OK, &Wrong::default()))
}

fn shown(house: &House, visit: &Visit, who: &Invited, status: StatusCode, wrong: &Wrong) -> Response {
    let words = visit.words();
    let field = |name, key, autocomplete| {
        Field { name, kind: "password", key, typed: "", autocomplete, required: true }.shown(words, wrong)
    };
    let main = html! {
        h1 { (words.get("page-invitation")) }
        p { (words.with("invitation-lead", &[("login", who.login.as_str().into())])) }
        @if let Some(recovered) = &who.recovered {
            @let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
            @let [first, second] = &recovered.by;
            div.note {
                p { (words.with("invitation-recovered", &[
                    ("first", first.0.to_string().into()), ("second", second.0.to_string().into()),
                    ("moment", words.moment(Instant(recovered.at), &zone).into()),
                ])) }
            }
        }
        (summary(words, wrong))
        form.stack.box method="post" {
            input type="hidden" name="username" value=(who.login) autocomplete="username";
            (field("password", "field-new-password", "new-password"))
            (field("again", "field-password-again", "new-password"))
            p { button.btn.main { (words.get("invitation-accept")) } }
        }
        div.note.s {
            p { b { (words.get("invitation-key")) } }
            p { (words.get("invitation-key-means")) }
        }
    };
    let page = Page { title: words.get("page-invitation"), here: "", as_of: None, main };
    laid(house, visit, status, &page)
}

/// Makes the account and lets its owner in.
pub(in crate::web) async fn accept(
    State(house): State<Arc<House>>,
    Path(token): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let who = invited(&house, token.clone()).await?;
    let password = Zeroizing::new(visit.form.typed("password").to_owned());
    let mut wrong = Wrong::default();
    if let Err(why) = is_password(&password) {
        wrong.add("password", Fault::from(why).said_in(visit.lang).said().0);
    } else if *password != visit.form.typed("again") {
        wrong.add("again", visit.words().get("field-password-differs"));
    }
    if !wrong.is_empty() {
        return Ok(shown(&house, &visit, &who, StatusCode::UNPROCESSABLE_ENTITY, &wrong));
    }
    let came = house.trying(move |accounts| accounts.accept(&token, &password, clock::now())).await?;
    door::enter(&house, &visit, came, None, "invitation").await
}
