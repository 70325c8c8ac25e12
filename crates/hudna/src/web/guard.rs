//! The guard before every page: it knows the session, asks what the page needs ([`hudna_desk::powers`]), takes a form only from our own page,
//! and says in the answer's headers what a browser may do with it. A page that the guard did not let through never runs.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use data_encoding::BASE32_NOPAD;
use hudna_desk::powers::Need;
use hudna_desk::seal::random;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Lang;

use super::fault::{Fault, language};
use super::sending::Sending;
use super::visit::{DIGITS, Digits, Door, Form, Granted, LANGUAGE, Peer, Sent, Visit, cookies, to};
use super::{House, multipart, pages};
use crate::cli::clock;

/// The most bytes of a form.
const MOST_FORM: usize = 256 << 10;

/// Stands before a page that needs `need`.
pub(super) async fn guard(
    State((house, need)): State<(Arc<House>, Need)>,
    request: Request,
    next: Next,
) -> Response {
    let lang = reader_language(request.headers(), request.uri());
    let asked =
        request.uri().query().is_some_and(|query| Form::parse(query.as_bytes()).get("lang") == lang.code());
    let digits =
        request.uri().query().and_then(|query| Digits::parse(Form::parse(query.as_bytes()).get("digits")));
    let mut response = match let_through(&house, need, request, lang).await {
        Ok(Ok(request)) => next.run(request).await,
        Ok(Err(elsewhere)) => elsewhere,
        Err(fault) => fault.said_in(lang).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // a page that needs more than others says so itself
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if asked {
        let text = format!("{LANGUAGE}={}; Path=/; SameSite=Lax; Max-Age=31536000", lang.code());
        headers.extend(HeaderValue::from_str(&text).ok().map(|text| (header::SET_COOKIE, text)));
    }
    if let Some(digits) = digits {
        let text = format!("{DIGITS}={}; Path=/; SameSite=Lax; Max-Age=31536000", digits.name());
        headers.extend(HeaderValue::from_str(&text).ok().map(|text| (header::SET_COOKIE, text)));
    }
    response
}

/// What a browser may do with a page of ours: show it with our own style, and send its forms to us.
pub(super) const HEADERS: [(&str, &str); 4] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// What every answer says, to browsers and machines alike: that its kind is what it says, and, where it was asked for over TLS, that this name is
/// to be asked over nothing else for a year.
pub(super) async fn always(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (_, secure) = reached(house.door, &parts);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let headers = response.headers_mut();
    headers.entry(header::X_CONTENT_TYPE_OPTIONS).or_insert(HeaderValue::from_static("nosniff"));
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// Stands before what the offline form asks for by itself: refuses in data, sends nobody elsewhere, and leaves the body to be
/// read. What changes anything carries the session's token in the header `x-hudna-form`.
pub(super) async fn guard_form(
    State((house, need)): State<(Arc<House>, Need)>,
    request: Request,
    next: Next,
) -> Response {
    let lang = reader_language(request.headers(), request.uri());
    let mut response = match let_form_through(&house, need, request, lang).await {
        Ok(request) => next.run(request).await,
        Err(fault) => fault.said_in(lang).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn let_form_through(
    house: &Arc<House>,
    need: Need,
    request: Request,
    lang: Lang,
) -> Result<Request, Fault> {
    let trouble = |code| Fault::from(Trouble::new("record", code));
    let (mut parts, body) = request.into_parts();
    let visit = visit_of(house, &parts, lang).await?;
    let session = visit.session.as_ref().ok_or_else(|| trouble("session-ended"))?;
    if !visit.granted.grants(need) {
        return Err(trouble("page-not-allowed"));
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        let carried = parts.headers.get("x-hudna-form").and_then(|token| token.to_str().ok());
        if !is_from_here(&parts.headers) || !same(&session.csrf, carried.unwrap_or_default()) {
            return Err(trouble("form-not-ours"));
        }
    }
    parts.extensions.insert(visit);
    Ok(Request::from_parts(parts, body))
}

/// Who asks, how, and what they may; what a form says is not read.
async fn visit_of(house: &Arc<House>, parts: &Parts, lang: Lang) -> Result<Visit, Fault> {
    let mut visit = asking(house, parts, lang);
    if let Some(session) = visit.session.clone() {
        let powers = Arc::clone(house);
        let granted = house.read(move |ledger| Ok(Granted::of(&powers, ledger.standing(), &session)));
        visit.granted = granted.await?;
    }
    Ok(visit)
}

/// Who asks and how; the record is not asked what they may.
fn asking(house: &House, parts: &Parts, lang: Lang) -> Visit {
    let (from, secure) = reached(house.door, parts);
    let cookies = cookies(&parts.headers);
    let cookie = cookies.iter().find(|(name, _)| name == Visit::session_cookie(secure)).map(|(_, v)| v);
    let session = cookie.and_then(|cookie| house.sessions.of(cookie, clock::now()));
    let query = Form::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let host =
        parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let digits = Digits::asked(&parts.headers, &parts.uri);
    let (uri, form, granted, files) =
        (parts.uri.clone(), Form::default(), Granted::default(), Arc::default());
    let drawn = random::<10>().map_or_else(|_| String::new(), |bytes| BASE32_NOPAD.encode(&bytes));
    Visit { lang, digits, uri, session, granted, form, files, query, from, secure, host, drawn, cookies }
}

/// Who asked for what was refused, for the page that says so. Where the fault is `ours` the record is not asked once more: it may
/// be what failed, and the page then offers only what everybody has.
pub(super) async fn refused(house: &Arc<House>, parts: &Parts, lang: Lang, ours: bool) -> Visit {
    let known = if ours { None } else { visit_of(house, parts, lang).await.ok() };
    known.unwrap_or_else(|| asking(house, parts, lang))
}

async fn let_through(
    house: &Arc<House>,
    need: Need,
    request: Request,
    lang: Lang,
) -> Result<Result<Request, Response>, Fault> {
    let trouble = |code| Fault::from(Trouble::new("record", code));
    let (mut parts, body) = request.into_parts();
    let mut visit = visit_of(house, &parts, lang).await?;
    if need != Need::Public {
        if visit.session.is_none() {
            return Ok(Err(way_in(house, &parts, visit, body).await));
        }
        if !visit.granted.grants(need) {
            return Err(trouble("page-not-allowed"));
        }
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        if !is_from_here(&parts.headers) {
            return Err(trouble("form-not-ours"));
        }
        let (form, files) = read_form(house, parts.headers.get(header::CONTENT_TYPE), body).await?;
        (visit.form, visit.files) = (form, files.into());
        // a session's forms carry its token; before there is a session the browser itself says whose page sends
        let carried =
            visit.session.as_ref().is_none_or(|session| same(&session.csrf, visit.form.get("csrf")));
        if !carried {
            let unsent = pages::refused::unsent(house, &visit, "form-not-ours");
            return unsent.map(Err).ok_or_else(|| trouble("form-not-ours"));
        }
        visit.session = visit.session.map(|session| {
            let path = visit.uri.path();
            let sending = Sending::of(&session.actor.user, path, &visit.form, &visit.files);
            Arc::new(session.with_form(sending))
        });
    }
    parts.extensions.insert(visit);
    Ok(Ok(Request::from_parts(parts, Body::empty())))
}

/// The way in for whoever is not signed in. Where a session ended while somebody typed, what they typed is given back to them.
async fn way_in(house: &Arc<House>, parts: &Parts, mut visit: Visit, body: Body) -> Response {
    let kind = parts.headers.get(header::CONTENT_TYPE);
    // a form that brings files is up to eight mebibytes: of nobody known it is not read
    let is_read = parts.method == Method::POST && is_from_here(&parts.headers);
    if is_read
        && !kind.is_some_and(multipart::is_such)
        && let Ok((form, _)) = read_form(house, kind, body).await
    {
        visit.form = form;
    }
    pages::refused::unsent(house, &visit, "session-ended").unwrap_or_else(|| to("/sign-in"))
}

async fn read_form(
    house: &House,
    kind: Option<&HeaderValue>,
    body: Body,
) -> Result<(Form, Vec<Sent>), Fault> {
    let trouble = |code| Fault::from(Trouble::new("record", code));
    let reading = async {
        if let Some(kind) = kind.filter(|kind| multipart::is_such(kind)) {
            let (fields, files) = multipart::read(kind, body).await.map_err(trouble)?;
            return Ok((Form::of(fields), files));
        }
        let bytes = to_bytes(body, MOST_FORM).await.map_err(|_| trouble("request-too-large"))?;
        Ok((Form::parse(&bytes), Vec::new()))
    };
    tokio::time::timeout(house.limits.body, reading).await.map_err(|_| trouble("request-slow"))?
}

/// Whether two secrets are the same, without telling how far.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Whether a form was sent by a page of ours. A browser says so in `Sec-Fetch-Site` or names the page's origin; one that says
/// neither is not believed.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let host = text("host").unwrap_or_default();
    text("origin").and_then(|origin| origin.split_once("://")).is_some_and(|(_, named)| named == host)
}

/// From where a request comes and whether over TLS, as the connection or the proxy before us says.
fn reached(door: Door, parts: &Parts) -> (IpAddr, bool) {
    let direct = parts.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
    if !door.behind_proxy {
        return (direct, door.https);
    }
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    // the last one was added by the proxy next to us; those before it anybody can write
    let last = text("x-forwarded-for").and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    (last.unwrap_or(direct), door.https || text("x-forwarded-proto") == Some("https"))
}

/// The language that a reader asked for: by the address, by an earlier choice, by the browser; Arabic else.
pub(super) fn reader_language(headers: &HeaderMap, uri: &Uri) -> Lang {
    let query = Form::parse(uri.query().unwrap_or_default().as_bytes());
    let chosen = cookies(headers).into_iter().find(|(name, _)| name == LANGUAGE);
    Lang::parse(query.get("lang")).or_else(|| Lang::parse(&chosen?.1)).unwrap_or_else(|| language(headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn a_form_is_taken_from_our_own_page_alone() {
        let host = ("host", "mission.example");
        assert!(is_from_here(&headers(&[host, ("sec-fetch-site", "same-origin")])));
        assert!(is_from_here(&headers(&[host, ("origin", "https://mission.example")])));
        for other in [
            vec![host],
            vec![host, ("sec-fetch-site", "cross-site")],
            vec![host, ("sec-fetch-site", "same-site"), ("origin", "https://mission.example")],
            vec![host, ("sec-fetch-site", "none")],
            vec![host, ("origin", "https://other.example")],
            vec![host, ("origin", "null")],
        ] {
            assert!(!is_from_here(&headers(&other)), "{other:?}");
        }
    }

    #[test]
    fn the_language_is_the_address_then_the_choice_then_the_browser_then_arabic() {
        let of = |pairs: &[_], uri: &'static str| reader_language(&headers(pairs), &Uri::from_static(uri));
        assert_eq!(of(&[], "/"), Lang::Ar);
        assert_eq!(of(&[("accept-language", "en-GB,en")], "/"), Lang::En);
        assert_eq!(of(&[("accept-language", "en"), ("cookie", "hudna-lang=ar")], "/"), Lang::Ar);
        assert_eq!(of(&[("cookie", "a=b; hudna-lang=ar")], "/?x=1&lang=en"), Lang::En);
        assert_eq!(of(&[], "/?lang=nothing"), Lang::Ar);
    }

    #[test]
    fn what_a_proxy_says_counts_only_where_there_is_one() {
        let request = axum::http::Request::builder()
            .header("x-forwarded-for", "203.0.113.1, 198.51.100.2")
            .header("x-forwarded-proto", "https")
            .extension(Peer([127, 0, 0, 1].into()))
            .body(())
            .unwrap();
        let (parts, ()) = request.into_parts();
        assert_eq!(reached(Door::default(), &parts), ([127, 0, 0, 1].into(), false));
        let proxied = Door { https: false, behind_proxy: true };
        assert_eq!(reached(proxied, &parts), ([198, 51, 100, 2].into(), true));
    }
}
