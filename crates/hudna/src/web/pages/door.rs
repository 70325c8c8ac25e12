//! Coming in and going out: sign in with name, password and, where it is asked, the code of the moment.
//!
//! The answer is the same, and as long in coming, whether the name is anybody's or not. Who guesses waits ([`Patience`]).
//!
//! [`Patience`]: hudna_desk::accounts::patience::Patience

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use hudna_desk::accounts::passkey::Sent;
use hudna_desk::accounts::patience::Trying;
use hudna_desk::accounts::{CameIn, login_of, token as random_token};
use hudna_desk::record::Actor;
use hudna_desk::trouble::Trouble;
use maud::{Markup, html};
use serde_json::json;
use zeroize::Zeroizing;

use super::field::{Field, Wrong, summary};
use super::{Page, laid, passkeys};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// How long a browser is known again, seconds: a year.
const KNOWN: u32 = 31_536_000;

/// Leads to today's page, or to the door.
pub(in crate::web) async fn first(visit: Visit) -> Response {
    to(match &visit.session {
        None => "/sign-in",
        Some(_) if visit.granted.see => "/today",
        Some(_) => "/access",
    })
}

/// The form.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Response {
    if visit.session.is_some() {
        return to(then(&visit).unwrap_or("/"));
    }
    shown(&house, &visit, StatusCode::OK, &Wrong::default())
}

fn shown(house: &House, visit: &Visit, status: StatusCode, wrong: &Wrong) -> Response {
    let page = Page {
        title: visit.words().get("page-sign-in"),
        here: "/sign-in",
        as_of: None,
        main: form(house, visit, wrong),
    };
    passkeys::scripted(visit, laid(house, visit, status, &page))
}

fn form(house: &House, visit: &Visit, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let asked = passkeys::asking(house, visit, json!({ "what": "get" }));
    let field = |name, kind, key, typed, autocomplete, required| {
        Field { name, kind, key, typed, autocomplete, required }.shown(words, wrong)
    };
    html! {
        h1 { (words.get("page-sign-in")) }
        p { (words.get("sign-in-lead")) }
        (summary(words, wrong))
        form.stack.box method="post" action="/sign-in" data-passkey=[asked.as_ref()] {
            @if then(visit).is_some() { input type="hidden" name="then" value="form"; }
            (field("login", "text", "field-login", visit.form.get("login"), "username", true))
            (field("password", "password", "field-password", "", "current-password", true))
            (field("code", "number", "field-code", "", "one-time-code", false))
            p { button.btn.main { (words.get("page-sign-in")) } }
            @if asked.is_some() { (passkeys::button(visit, "passkey-sign-in", "passkey-sign-in-means")) }
        }
        p.s.soft { (words.get("sign-in-own-machine")) }
        p.s { a href="/public" { (words.get("page-public")) } }
    }
}

/// Where whoever signs in goes on to, where not to the first page: the offline form, whose outbox waits for a session.
fn then(visit: &Visit) -> Option<&'static str> {
    (visit.form.get("then") == "form" || visit.query.get("then") == "form").then_some("/form")
}

/// Lets in whoever knows what it takes.
pub(in crate::web) async fn sign_in(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let now = clock::now();
    let counted = login_of(visit.form.get("login")).unwrap_or_default();
    let device = visit.cookie(Visit::device_cookie(visit.secure)).map(str::to_owned);
    let trying = {
        let (login, cookie, from) = (counted.clone(), device.clone(), visit.from);
        house
            .at_the_door(move |accounts| {
                Ok(match cookie {
                    Some(cookie) if accounts.knows_device(&login, &cookie)? => {
                        Trying::Known(format!("{login} {cookie}"))
                    }
                    _ => Trying::from(&login, from),
                })
            })
            .await?
    };
    let by_passkey = !visit.form.get("passkey").is_empty();
    // nobody guesses what a passkey signs; where no password is tried beside it, nobody waits either
    let guesses = !by_passkey || !visit.form.typed("password").is_empty();
    if guesses && let Err(seconds) = house.patience.begin(&trying, now) {
        let why = Trouble::new("record", "sign-in-wait").with("seconds", seconds.to_string());
        let mut answer = refused(&house, &visit, &Fault::from(why));
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(answer);
    }
    let came = if by_passkey { with_passkey(&house, &visit).await } else { with_code(&house, &visit).await };
    match came {
        Ok(came) => {
            house.patience.right(&trying);
            let how = if by_passkey { "sign-in-passkey" } else { "sign-in" };
            enter(&house, &visit, came, device, how).await
        }
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => Ok(refused(&house, &visit, &why)),
    }
}

/// By name, password and, where it is asked, the code of the moment.
async fn with_code(house: &Arc<House>, visit: &Visit) -> Result<CameIn, Fault> {
    let login = visit.form.get("login").to_owned();
    let password = Zeroizing::new(visit.form.typed("password").to_owned());
    let code = super::field::latin_digits(visit.form.get("code"));
    house.trying(move |accounts| accounts.sign_in(&login, &password, &code, clock::now())).await
}

/// By a passkey: alone where it opens the key, else beside the password.
async fn with_passkey(house: &Arc<House>, visit: &Visit) -> Result<CameIn, Fault> {
    let sent = Sent::read(visit.form.get("passkey"))?;
    let expected = passkeys::expected(house, visit, &sent)?;
    let opened = Zeroizing::new(visit.form.get("opened").to_owned());
    let login = visit.form.get("login").to_owned();
    let password = Zeroizing::new(visit.form.typed("password").to_owned());
    house
        .trying(move |accounts| {
            let now = clock::now();
            // what was typed beside it is what it is to stand beside
            if password.is_empty() {
                return accounts.sign_in_by_passkey(&sent, &expected, &opened, now);
            }
            accounts.sign_in_with_passkey((&login, &password), &sent, &expected, now)
        })
        .await
}

/// The form again, with why it was refused.
fn refused(house: &House, visit: &Visit, why: &Fault) -> Response {
    let mut wrong = Wrong::default();
    wrong.add("", why.clone().said_in(visit.lang).said().0);
    shown(house, visit, why.status(), &wrong)
}

/// Begins a session, and lets the browser be known again.
///
/// # Errors
/// `sign-in-wrong` where the record says that they may act no longer: whoever tries is told no more than of a wrong password.
pub(super) async fn enter(
    house: &Arc<House>,
    visit: &Visit,
    came: CameIn,
    device: Option<String>,
    how: &'static str,
) -> Result<Response, Fault> {
    let now = clock::now();
    let user = came.user.clone();
    let mission = house
        .read(move |ledger| {
            let known = ledger.standing().users.get(&user).is_some_and(|known| !known.revoked);
            if known { Ok(ledger.mission().clone()) } else { Err(Trouble::new("record", "sign-in-wrong")) }
        })
        .await?;
    let (user, login) = (came.user.clone(), came.login.clone());
    let actor = Actor { mission, user: user.clone(), key: came.key.clone() };
    let cookie = house.sessions.begin(came, actor, visit.from, now)?;
    let device = match device {
        Some(device) => device,
        None => random_token()?,
    };
    let kept = device.clone();
    let asked = house
        .at_the_door(move |accounts| {
            accounts.meet_device(&login, &kept)?;
            accounts.note(&user, how, now)?;
            accounts.recovery_of(&user, now)
        })
        .await?;
    // whoever can sign in lost nothing: they are told at once that somebody says otherwise
    let first = if asked.is_some() { "/access" } else { "/" };
    let mut response = to(then(visit).unwrap_or(first));
    let headers = response.headers_mut();
    let session = visit.set_cookie(Visit::session_cookie(visit.secure), &cookie, None);
    headers.append(header::SET_COOKIE, session);
    let known = visit.set_cookie(Visit::device_cookie(visit.secure), &device, Some(KNOWN));
    headers.append(header::SET_COOKIE, known);
    Ok(response)
}

/// Ends the session: its key is gone from memory.
pub(in crate::web) async fn sign_out(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let session = visit.session()?;
    house.sessions.end(&session.actor.user, Some(&session.name), None);
    let mut response = to("/sign-in");
    let gone = visit.set_cookie(Visit::session_cookie(visit.secure), "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, gone);
    // the offline form, its drafts and its outbox go from this device too
    let cleared = HeaderValue::from_static("\"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), cleared);
    Ok(response)
}
