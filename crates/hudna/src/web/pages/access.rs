//! One's own access: where one is signed in, password and codes, what one read.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_desk::accounts::new_code;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use zeroize::Zeroizing;

use super::field::{Field, Wrong, latin_digits, summary};
use super::{Page, access_history, in_lang, laid, pager, passkeys, recovery, sheet, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::session::Session;
use crate::web::visit::{Visit, to};

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let now = clock::now();
    let history = access_history::of(house, visit).await?;
    let page = pager::asked(visit, history.len());
    let lines = access_history::told(house, visit, pager::rows(&history, page)).await?;
    let sessions = house.sessions.all_of(&session.actor.user, now);
    // a secret that was typed back stays the same while it is being tried
    let secret = match visit.form.get("secret") {
        "" => new_code()?,
        typed => typed.to_owned(),
    };
    let words = visit.words();
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let recovery = recovery::own(house, visit, &zone).await?;
    let login = session.login.clone();
    let own = house.at_the_door(move |accounts| accounts.passkeys(&login)).await?;
    let main = html! {
        div.head { h1 { (words.get("page-access")) } }
        (recovery)
        p.lede { (who(visit, &session)) }
        (summary(words, wrong))
        div.cols {
            div.stack {
                (signed_in(visit, &zone, &sessions, &session))
                section.box {
                    h2 { (words.get("access-history")) " " small { (words.get("access-history-means")) } }
                    (sheet::ways(visit, "access", &sheet::BOTH))
                    (access_history::shown(visit, &zone, &lines))
                    (pager::pager(visit, words, page, history.len()))
                }
            }
            div.stack {
                (password_form(visit, wrong))
                (code_form(visit, in_lang(&house.founded.title, visit.lang), &session, &secret, wrong))
                (passkeys::section(house, visit, &zone, (&session, &own), wrong))
            }
        }
    };
    let page = Page { title: words.get("page-access"), here: "/access", as_of: Some(clock::now()), main };
    Ok(passkeys::scripted(visit, laid(house, visit, status, &page)))
}

fn who(visit: &Visit, session: &Session) -> Markup {
    let words = visit.words();
    let roles: Vec<String> =
        visit.granted.roles.iter().map(|role| words.get(&format!("role-{role}"))).collect();
    let said = if roles.is_empty() {
        words.with("access-you-none", &[("login", session.login.as_str().into())])
    } else {
        let roles = words.list(&roles);
        words.with("access-you", &[("login", session.login.as_str().into()), ("roles", roles.into())])
    };
    html! { (said) " " span.soft.s { bdi.n { (session.actor.user.0) } } }
}

fn signed_in(visit: &Visit, zone: &TimeZone, sessions: &[Arc<Session>], own: &Session) -> Markup {
    let words = visit.words();
    html! {
        section.box {
            h2 { (words.get("access-sessions")) " " small { (words.get("access-sessions-means")) } }
            ul.wait {
                @for one in sessions {
                    li.row {
                        span {
                            (words.moment(one.began, zone)) " " bdi.n.soft { (one.from) }
                            @if one.name == own.name { " " b { (words.get("access-this")) } }
                            br;
                            span.s.soft {
                                (words.with("access-last", &[("moment", words.moment(one.last(), zone).into())])) " "
                                (words.get(if one.has_code { "access-by-code" } else { "access-by-password" }))
                            }
                        }
                        form method="post" action="/access/end" {
                            (token(visit))
                            input type="hidden" name="session" value=(one.name);
                            button.btn.quiet { (words.get("access-end")) }
                        }
                    }
                }
            }
            @if sessions.len() > 1 {
                form.mt method="post" action="/access/end" {
                    (token(visit))
                    button.btn { (words.get("access-end-others")) }
                }
            }
        }
    }
}

fn password_form(visit: &Visit, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let field = |name, key, autocomplete| {
        Field { name, kind: "password", key, typed: "", autocomplete, required: true }.shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/access/password" {
            h2 { (words.get("access-password")) }
            (token(visit))
            (field("old", "field-password", "current-password"))
            (field("new", "field-new-password", "new-password"))
            p { button.btn { (words.get("access-password-change")) } }
        }
    }
}

fn code_form(visit: &Visit, title: &str, session: &Session, secret: &str, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let encoded =
        |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let address = format!(
        "otpauth://totp/{}:{}?secret={secret}&issuer={}",
        encoded(title),
        encoded(&session.login),
        encoded(title)
    );
    let groups: Vec<&str> = secret.as_bytes().chunks(4).filter_map(|g| std::str::from_utf8(g).ok()).collect();
    let field = |name, kind, key, autocomplete| {
        Field { name, kind, key, typed: "", autocomplete, required: true }.shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/access/code" {
            h2 { (words.get("access-code")) }
            p.s { (words.get(if session.has_code { "access-code-on" } else { "access-code-off" })) }
            ol.s.stack {
                li { (words.get("access-code-enter")) br; code { (groups.join(" ")) } br; a href=(address) { (words.get("access-code-open")) } }
                li { (words.get("access-code-type")) }
            }
            (token(visit))
            input type="hidden" name="secret" value=(secret);
            (field("code", "number", "field-new-code", "one-time-code"))
            (field("password", "password", "field-password", "current-password"))
            p { button.btn { (words.get("access-code-ask")) } }
        }
    }
}

/// Ends a session named, or all the others.
pub(in crate::web) async fn end(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let session = visit.session()?;
    match visit.form.get("session") {
        "" => drop(house.sessions.end(&session.actor.user, None, Some(&session.name))),
        name => drop(house.sessions.end(&session.actor.user, Some(name), None)),
    }
    Ok(to("/access"))
}

/// Changes the password; sessions elsewhere end.
pub(in crate::web) async fn password(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let (login, user) = (session.login.clone(), session.actor.user.clone());
    let old = Zeroizing::new(visit.form.typed("old").to_owned());
    let new = Zeroizing::new(visit.form.typed("new").to_owned());
    let changed = house.trying(move |accounts| {
        accounts.change_password(&login, &old, &new)?;
        accounts.note(&user, "password", clock::now())
    });
    match changed.await {
        Ok(()) => {
            house.sessions.end(&session.actor.user, None, Some(&session.name));
            Ok(to("/access"))
        }
        Err(why) => {
            let field = if why.trouble().code == "sign-in-wrong" { "old" } else { "new" };
            again(&house, &visit, &why, field).await
        }
    }
}

/// Asks a code beside the password from here on.
pub(in crate::web) async fn code(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let (login, user) = (session.login.clone(), session.actor.user.clone());
    let password = Zeroizing::new(visit.form.typed("password").to_owned());
    let secret = Zeroizing::new(visit.form.get("secret").to_owned());
    let code = latin_digits(visit.form.get("code"));
    let asked = house.trying(move |accounts| {
        accounts.ask_code(&login, &password, (&secret, &code), clock::now())?;
        accounts.note(&user, "code", clock::now())
    });
    match asked.await {
        Ok(()) => Ok(to("/access")),
        Err(why) => {
            let field = if why.trouble().code == "sign-in-wrong" { "password" } else { "code" };
            again(&house, &visit, &why, field).await
        }
    }
}

/// The page again, with why something was refused at one of its fields.
pub(super) async fn again(
    house: &Arc<House>,
    visit: &Visit,
    why: &Fault,
    field: &'static str,
) -> Result<Response, Fault> {
    if why.status().is_server_error() {
        return Err(why.clone());
    }
    let mut wrong = Wrong::default();
    let message = match why.trouble().code {
        "sign-in-wrong" => visit.words().get("field-password-wrong"),
        _ => why.clone().said_in(visit.lang).said().0,
    };
    wrong.add(field, message);
    shown(house, visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await
}
