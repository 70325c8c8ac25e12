//! Passkeys: one added or taken away on one's own page, and what both pages that offer them carry for the script.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hudna_desk::accounts::passkey::{Expected, Passkey, Sent, handle, salt};
use hudna_desk::trouble::Trouble;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::field::{Field, Wrong};
use super::{access, in_lang, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::session::Session;
use crate::web::visit::{Visit, to};

/// The one script of these pages.
const SCRIPT: &str = include_str!("../passkey.js");
/// What a page with that script allows: the script of this house, and nothing else more.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The script.
pub(in crate::web) async fn script() -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"))], SCRIPT)
        .into_response()
}

/// Allows a page to run it, where passkeys are offered.
pub(super) fn scripted(visit: &Visit, mut response: Response) -> Response {
    if name_of(visit).is_none() {
        return response;
    }
    let policy = HeaderValue::from_static(POLICY);
    response.headers_mut().insert(HeaderName::from_static("content-security-policy"), policy);
    response
}

/// The name that passkeys are good for where the visitor reached us: over TLS, by a name; none elsewhere, where browsers offer none.
fn name_of(visit: &Visit) -> Option<&str> {
    let name = visit.host.rsplit_once(':').map_or(visit.host.as_str(), |(name, _)| name);
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let is_name = !name.is_empty() && name.chars().all(fits) && name.parse::<std::net::Ipv4Addr>().is_err();
    (visit.secure && is_name).then_some(name)
}

/// What an authenticator must have been asked, if it was us who asked; the challenge is taken with it.
pub(super) fn expected(house: &House, visit: &Visit, sent: &Sent) -> Result<Expected, Trouble> {
    let refused = || Trouble::new("record", "passkey-refused");
    let rp = name_of(visit).ok_or_else(refused)?.to_owned();
    let challenge = sent.challenge().ok_or_else(refused)?;
    if !house.challenges.take(&challenge, clock::now()) {
        return Err(Trouble::new("record", "passkey-late"));
    }
    Ok(Expected { challenge, origin: format!("https://{}", visit.host), rp })
}

/// What the script is told on this page; none where passkeys are not offered.
pub(super) fn asking(house: &House, visit: &Visit, more: Value) -> Option<String> {
    let rp = name_of(visit)?;
    let challenge = house.challenges.give(visit.from, clock::now()).ok()?;
    let mut asked = json!({ "challenge": challenge, "rp": rp, "salt": salt(&house.founded.mission.0) });
    if let (Some(asked), Value::Object(more)) = (asked.as_object_mut(), more) {
        asked.extend(more);
    }
    Some(asked.to_string())
}

/// The button, hidden until the script finds that it can be used, and the fields that the script fills.
pub(super) fn button(visit: &Visit, key: &str, means: &str) -> Markup {
    let words = visit.words();
    html! {
        // what is hidden carries no class: a class may say how it is laid out, and then it would be seen
        div hidden data-passkey-box {
            div.stack {
                input type="hidden" name="passkey";
                input type="hidden" name="opened";
                div hidden data-passkey-failed { p.msg role="alert" { (words.get("passkey-failed")) } }
                p { button.btn type="button" data-passkey-do { (words.get(key)) } }
                p.xs.soft { (words.get(means)) }
            }
        }
        script src="/passkey.js" defer {}
    }
}

/// One's own passkeys, and the form that adds one.
pub(super) fn section(
    house: &House,
    visit: &Visit,
    zone: &TimeZone,
    (session, own): (&Session, &[Passkey]),
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let known: Vec<&str> = own.iter().map(|one| one.id.as_str()).collect();
    let asked = asking(
        house,
        visit,
        json!({
            "what": "create", "name": in_lang(&house.founded.title, visit.lang), "login": session.login,
            "user": handle(&session.actor.user), "known": known,
        }),
    );
    let field = |name, kind, key, autocomplete| {
        Field { name, kind, key, typed: "", autocomplete, required: true }.shown(words, wrong)
    };
    html! {
        section.box.stack id="passkeys" {
            h2 { (words.get("access-passkeys")) }
            @if own.is_empty() { p.s { (words.get("passkeys-none")) } }
            ul.wait {
                @for one in own {
                    li.row {
                        span {
                            b { bdi { (one.name) } } br;
                            span.s.soft {
                                (words.get(if one.opens { "passkey-opens" } else { "passkey-beside" })) " "
                                (words.with("passkey-made", &[("moment", words.moment(one.made_at, zone).into())]))
                                @if let Some(at) = one.used_at { " " (words.with("passkey-used", &[("moment", words.moment(at, zone).into())])) }
                            }
                        }
                        form method="post" action="/access/passkey/remove" {
                            (token(visit))
                            input type="hidden" name="id" value=(one.id);
                            button.btn.quiet { (words.get("passkey-remove")) }
                        }
                    }
                }
            }
            @match &asked {
                None => p.s.soft { (words.get("passkeys-elsewhere")) },
                Some(asked) => {
                    form.stack method="post" action="/access/passkey" data-passkey=(asked) {
                        (token(visit))
                        (field("name", "text", "field-passkey-name", "off"))
                        (field("passkey-password", "password", "field-password", "current-password"))
                        (button(visit, "passkey-add", "passkey-add-means"))
                        noscript { p.s.soft { (words.get("passkeys-script")) } }
                    }
                }
            }
        }
    }
}

/// Adds one.
pub(in crate::web) async fn add(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let (login, user) = (session.login.clone(), session.actor.user.clone());
    let asked =
        Sent::read(visit.form.get("passkey")).and_then(|sent| Ok((expected(&house, &visit, &sent)?, sent)));
    let (expected, sent) = match asked {
        Ok(asked) => asked,
        Err(why) => return access::again(&house, &visit, &why.into(), "passkey-password").await,
    };
    let password = Zeroizing::new(visit.form.typed("passkey-password").to_owned());
    let opened = Zeroizing::new(visit.form.get("opened").to_owned());
    let name = match visit.form.get("name") {
        "" => "passkey".to_owned(),
        name => name.to_owned(),
    };
    let added = house.trying(move |accounts| {
        let now = clock::now();
        accounts.add_passkey((&login, &password), (&sent, &expected), (&name, &opened), now)?;
        accounts.note(&user, "passkey", now)
    });
    match added.await {
        Ok(()) => Ok(to("/access#passkeys")),
        Err(why) => access::again(&house, &visit, &why, "passkey-password").await,
    }
}

/// Takes one away.
pub(in crate::web) async fn remove(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let session = visit.session()?;
    let (login, user) = (session.login.clone(), session.actor.user.clone());
    let id = visit.form.get("id").to_owned();
    house
        .at_the_door(move |accounts| {
            if accounts.remove_passkey(&login, &id)? {
                accounts.note(&user, "passkey-removed", clock::now())?;
            }
            Ok(())
        })
        .await?;
    Ok(to("/access#passkeys"))
}
