//! Pages for people, a file a page: Arabic first, English equal, without script, small.
//!
//! A page takes a sight of the record ([`hudna_desk::record::snapshot`]) and says it in the words of the documents
//! ([`hudna_desk::document::screen`]). Nothing is decided here, no word stands here, and nothing of the record is held while
//! a page is made. What a page may show is the sight that it is given: exact for whoever may see what is sealed, else coarse.

pub(super) mod access;
pub(super) mod access_history;
pub(super) mod agreement;
pub(super) mod amend;
pub(super) mod ballots;
pub(super) mod call_log;
mod called;
pub(super) mod claims;
mod clocks;
pub(super) mod complaint;
pub(super) mod consultations;
pub(super) mod decisions;
mod digits;
pub(super) mod documents;
mod documents_commitments;
mod documents_form;
pub(super) mod documents_list;
pub(super) mod door;
pub(super) mod field;
pub(super) mod finding;
pub(super) mod findings;
pub(super) mod force;
pub(super) mod force_bodies;
pub(super) mod force_paper;
pub(super) mod force_patrols;
pub(super) mod force_sheets;
pub(super) mod force_watch;
pub(super) mod grade;
mod ids;
pub(super) mod incident;
pub(super) mod incidents;
pub(super) mod intake;
pub(super) mod invitation;
mod map;
mod marks;
pub(super) mod minutes;
pub(super) mod nomination;
pub(super) mod nomination_steps;
pub(super) mod notices;
mod pager;
pub(super) mod passkeys;
mod plainly;
pub(super) mod problem;
pub(super) mod promise;
mod promise_forms;
pub(super) mod promise_new;
pub(super) mod promises;
pub(super) mod public;
pub(super) mod readings;
pub(super) mod reads;
pub(super) mod record;
pub(super) mod recovery;
pub(super) mod refused;
pub(super) mod report_form;
pub(super) mod reports;
pub(super) mod review;
pub(super) mod ruling;
pub(super) mod settings;
pub(super) mod settings_people;
mod sheet;
mod slip;
pub(super) mod talks;
pub(super) mod talks_draft;
pub(super) mod talks_held;
pub(super) mod talks_issue;
pub(super) mod talks_links;
pub(super) mod talks_meetings;
pub(super) mod talks_propose;
pub(super) mod talks_put;
pub(super) mod talks_votes;
pub(super) mod today;
mod today_waits;
mod trend;
pub(super) mod triage;
pub(super) mod try_draft;
pub(super) mod verification;
mod verify;
mod visited;
pub(super) mod visits;
pub(super) mod vote;
mod waits;

use std::sync::LazyLock;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use hudna_core::ledger::act::{Both, Verb};
use hudna_core::time::Instant;
use hudna_desk::powers::Need;
use hudna_desk::words::{Lang, Words, offset};
use jiff::tz::TimeZone;
use maud::{DOCTYPE, Markup, html};
use sha2::{Digest as _, Sha256};

use super::House;
use super::sending::FIELD;
use super::visit::Visit;

/// The one stylesheet.
const STYLE: &str = include_str!("../hudna.css");
/// Its address, which changes with it.
static STYLE_AT: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(STYLE);
    format!("/style.css?v={}", &data_encoding::HEXLOWER.encode(&digest)[..12])
});

/// A page before it is laid out.
struct Page {
    /// Its title.
    title: String,
    /// The section that it is in.
    here: &'static str,
    /// Up to when the record speaks, where it shows the record.
    as_of: Option<Instant>,
    /// What it says.
    main: Markup,
}

/// What a section is for: those who need this see it.
type Section = (Need, &'static str, &'static str);

/// The sections of the house in groups that people look for together, with the key of each one's name; the first group is of what
/// happens every day and needs no name.
const GROUPS: &[(&str, &[Section])] = &[
    (
        "",
        &[
            (Need::See, "/today", "page-today"),
            (Need::See, "/reports", "page-reports"),
            (Need::See, "/incidents", "page-incidents"),
            (Need::See, "/verification", "page-verification"),
            (Need::See, "/findings", "page-findings"),
            (Need::See, "/notices", "page-notices"),
            (Need::See, "/documents", "page-documents"),
        ],
    ),
    (
        "nav-agreement",
        &[
            (Need::See, "/agreement", "page-agreement"),
            (Need::See, "/table", "page-table"),
            (Need::Do(Verb::Negotiate), "/minutes", "page-minutes"),
            (Need::See, "/promises", "page-promises"),
            (Need::See, "/force", "page-force"),
            (Need::See, "/consultations", "page-consultations"),
        ],
    ),
    (
        "nav-record",
        &[
            (Need::See, "/record", "page-record"),
            (Need::Public, "/public", "page-public"),
            (Need::Do(Verb::Administer), "/settings", "page-settings"),
            (Need::Reads, "/reads", "page-reads"),
        ],
    ),
];

/// The stylesheet.
pub(super) async fn style() -> Response {
    let kept = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (kept, STYLE).into_response()
}

/// A text of the record in the reader's language; the other's where it has none in this.
fn in_lang(both: &Both, lang: Lang) -> &str {
    let (own, other) = lang.first(&both.ar, &both.en);
    own.as_deref().or(other.as_deref()).unwrap_or_default()
}

/// Lays a page out.
fn laid(house: &House, visit: &Visit, status: StatusCode, page: &Page) -> Response {
    let words = visit.words();
    let title = in_lang(&house.founded.title, visit.lang);
    let body = html! {
        header.top {
            a.logo href="/" { (words.get("page-name")) }
            @if visit.granted.see {
                button.btn.quiet.menu popovertarget="nav" { (words.get("page-menu")) }
            }
            p.asof.grow { (title) @if let Some(at) = page.as_of { (words.get("comma")) " " (as_of(house, words, at)) } }
            @if visit.session.is_some() { span.class { (words.get("page-class")) } }
            span.s { (languages(visit)) (digits::choice(visit)) }
        }
        @if visit.session.is_some() {
            div.shell { (nav(visit, page.here)) main id="main" tabindex="-1" { (page.main) } }
        } @else {
            main.door id="main" tabindex="-1" { (page.main) }
        }
    };
    let text = ids::whole(&whole(visit.lang, &page.title, &body).into_string());
    let text = if visit.digits.are_written(visit.lang) { digits::arabic(&text) } else { text };
    (status, Html(text)).into_response()
}

/// The address of the stylesheet, which changes with it.
pub(super) fn style_address() -> &'static str {
    STYLE_AT.as_str()
}

fn as_of(house: &House, words: &Words, at: Instant) -> Markup {
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let said = words.with(
        "page-as-of",
        &[("moment", words.moment(at, &zone).into()), ("zone", offset(at, &zone).into())],
    );
    html! { (said) }
}

fn whole(lang: Lang, title: &str, body: &Markup) -> Markup {
    let words = Words::of(lang);
    html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (title) " — " (words.get("page-name")) }
                link rel="stylesheet" href=(STYLE_AT.as_str());
                link rel="icon" href="/form/icon.svg" type="image/svg+xml";
            }
            body {
                (marks::symbols())
                a.skip href="#main" { (words.get("page-to-content")) }
                (body)
            }
        }
    }
}

/// The same page with one thing said otherwise in its address.
fn same_page(visit: &Visit, name: &str, value: &str) -> String {
    let asked = visit.uri.query().unwrap_or_default();
    let kept = form_urlencoded::parse(asked.as_bytes()).filter(|(known, _)| known != name);
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(kept).append_pair(name, value);
    format!("{}?{}", visit.uri.path(), query.finish())
}

/// The other languages of the same page.
fn languages(visit: &Visit) -> Markup {
    let others = Lang::all().into_iter().filter(|lang| *lang != visit.lang);
    html! {
        @for lang in others {
            a href=(same_page(visit, "lang", lang.code())) lang=(lang.code()) hreflang=(lang.code()) { (Words::of(lang).get("page-language")) }
        }
    }
}

/// Whether a section that needs this is offered to the visitor.
fn sees(visit: &Visit, need: Need) -> bool {
    match need {
        Need::Public | Need::SignedIn => true,
        Need::See => visit.granted.see,
        Need::Sealed => visit.granted.sealed,
        Need::Reads => visit.granted.grants(need),
        Need::Do(verb) => visit.granted.may(verb),
    }
}

fn nav(visit: &Visit, here: &str) -> Markup {
    let words = visit.words();
    let current = |path: &str| (path == here).then_some("page");
    html! {
        nav id="nav" popover aria-label=(words.get("page-sections")) {
            button.btn.quiet.menu popovertarget="nav" popovertargetaction="hide" { (words.get("page-close")) }
            @for (name, sections) in GROUPS {
                @let seen: Vec<&Section> = sections.iter().filter(|(need, _, _)| sees(visit, *need)).collect();
                @if !seen.is_empty() {
                    @if !name.is_empty() { p.of { (words.get(name)) } }
                    @for (_, path, key) in seen { a href=(path) aria-current=[current(path)] { (words.get(key)) } }
                }
            }
            hr;
            a href="/access" aria-current=[current("/access")] {
                (words.get("page-access"))
                @if let Some(session) = &visit.session { span { bdi { (session.login) } } }
            }
            form method="post" action="/sign-out" {
                (token(visit))
                button.btn.quiet { (words.get("page-sign-out")) }
            }
        }
    }
}

/// What every form of a session carries: whose it is, and what makes one of it when it is sent twice.
fn token(visit: &Visit) -> Markup {
    html! {
        @if let Some(session) = &visit.session {
            input type="hidden" name="csrf" value=(session.csrf);
            // a browser that goes back must not put an earlier one here
            @if !visit.drawn.is_empty() { input type="hidden" name=(FIELD) value=(visit.drawn) autocomplete="off"; }
        }
    }
}
