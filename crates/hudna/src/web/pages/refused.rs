//! A refusal as a page of the house: what was not done and why, in the reader's language, with the menu and a way on.

use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::{GROUPS, Page, Section, laid, sees};
use crate::web::House;
use crate::web::fault::{Fault, SECONDS};
use crate::web::guard::HEADERS;
use crate::web::table::ROUTES;
use crate::web::visit::Visit;

/// The page.
pub(in crate::web) fn page(house: &House, visit: &Visit, method: &Method, fault: &Fault) -> Response {
    let words = visit.words();
    let (said, next) = fault.said();
    let code = fault.trouble().code;
    let is_form = method == Method::POST;
    let section = section(visit);
    let main = html! {
        div.head { h1 { (words.get("page-fault")) } }
        div.note.e role="alert" {
            p { b { (said) } }
            @if let Some(next) = next { p { (next) } }
            @if is_form && visit.session.is_some() { p { (words.get("fault-form")) } }
            p.xs.soft { a href=(format!("/problems/{code}")) { code { (code) } } }
        }
        (ways_on(visit, words, section))
    };
    let here = section.map_or("", |(_, path, _)| path);
    let page = Page { title: words.get("page-fault"), here, as_of: None, main };
    let mut shown = laid(house, &readable(visit, is_form), fault.status(), &page);
    for (name, value) in HEADERS {
        shown.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    shown.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if fault.status() == StatusCode::SERVICE_UNAVAILABLE {
        shown.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(SECONDS));
        if code == "page-coming" && !is_form {
            shown.headers_mut().insert(header::REFRESH, HeaderValue::from_static(SECONDS));
        }
    }
    shown
}

/// Fields that are given back to nobody.
const SECRET: [&str; 6] = ["password", "again", "old", "new", "code", "secret"];

/// What was typed into a form that was refused unread, for its session had ended or it was another's, to be kept by whoever typed it; `None`
/// where it holds no words: no choice, day or number has two.
pub(in crate::web) fn unsent(house: &House, visit: &Visit, code: &'static str) -> Option<Response> {
    let words = visit.words();
    let is_typed = |(name, value): &(&str, &str)| {
        !SECRET.contains(name)
            && value.chars().any(char::is_alphabetic)
            && value.trim().contains(char::is_whitespace)
    };
    let typed: Vec<&str> = visit.form.each().filter(is_typed).map(|(_, value)| value).collect();
    if typed.is_empty() {
        return None;
    }
    let fault = Fault::from(Trouble::new("record", code)).said_in(visit.lang);
    let (said, _) = fault.said();
    let main = html! {
        div.head { h1 { (words.get("page-fault")) } }
        div.note.e role="alert" { p { b { (said) } } p { (words.get("fault-unsent")) } p.xs.soft { a href=(format!("/problems/{code}")) { code { (code) } } } }
        div.box.stack {
            h2 { (words.get("fault-typed")) }
            @for value in typed { textarea readonly rows="6" dir="auto" aria-label=(words.get("fault-typed")) { (value) } }
            @if visit.session.is_none() { p { a.btn.main href="/sign-in" { (words.get("page-sign-in")) } } }
        }
    };
    let page = Page { title: words.get("page-fault"), here: "", as_of: None, main };
    Some(laid(house, &readable(visit, true), fault.status(), &page))
}

/// The section that the address lies in, where the visitor has it: `/finding/reply` lies in `/findings`.
fn section(visit: &Visit) -> Option<&'static Section> {
    let first = visit.uri.path().split('/').nth(1).filter(|first| !first.is_empty())?;
    let is_it = |path: &str| path[1..].strip_prefix(first).is_some_and(|rest| matches!(rest, "" | "s"));
    let mut all = GROUPS.iter().flat_map(|(_, sections)| sections.iter());
    all.find(|(need, path, _)| is_it(path) && sees(visit, *need))
}

fn ways_on(visit: &Visit, words: &Words, section: Option<&Section>) -> Markup {
    html! {
        p.row {
            @if let Some((_, path, key)) = section { a href=(path) { (words.get(key)) } }
            @if visit.session.is_none() { a href="/sign-in" { (words.get("page-sign-in")) } }
            a href="/" { (words.get("page-home")) }
        }
    }
}

/// The visit with an address at which the same can be read in another language: what only a form goes to is no page.
fn readable(visit: &Visit, is_form: bool) -> Visit {
    let path = visit.uri.path();
    let is_page = ROUTES.iter().any(|route| route.method == "GET" && route.path == path);
    let mut visit = visit.clone();
    if is_form && !is_page {
        visit.uri = Uri::from_static("/");
    }
    visit
}
