//! Documents: what was released, and what has changed since; making one, looking at it, and releasing it, by those who may.
//!
//! What goes out for parties or for everybody is made of the coarse sight, whoever makes it. A document is made of the record at
//! one size: what was looked at is what is released, or nothing.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hudna_core::ledger::act::{Act, Audience, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::part::{Class, Digest};
use hudna_core::time::Instant;
use hudna_desk::document::Document;
use hudna_desk::document::commitments::Format;
use hudna_desk::document::make::{AtTable, Distribution, Form as Layout, Making, Said, What, make};
use hudna_desk::document::screen::Screen;
use hudna_desk::powers::{Power, Sight};
use hudna_desk::record::Snapshot;
use hudna_desk::record::basis::{About, Basis, Since};
use hudna_desk::record::remembered::{Released, Spoken, Thing};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::documents_form::{Asked, Wanted, controls};
use super::documents_list::{listed, page_of, ways};
use super::field::{Wrong, summary};
use super::{Page, documents_commitments, laid, marks, pager, public, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::reach::recused;
use crate::web::shown::placed;
use crate::web::turns::Place;
use crate::web::visit::{Visit, to};

/// What a browser may do with a document of ours that it shows: nothing but show it.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.seen_whole_by(visit).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let said = if visit.form.get("kind").is_empty() { &visit.query } else { &visit.form };
    // read anew: what was found wrong before must not make it look right
    let mut found = Wrong::default();
    let asked = Asked::of(said, words, &snapshot, &mut found);
    let wrong = if wrong.is_empty() { found } else { wrong };
    let now = clock::now();
    let mut unread = Wrong::default();
    let released = listed(visit, &snapshot, now, &mut unread);
    let page = page_of(visit, &released);
    let main = html! {
        div.head { h1 { (words.get("page-documents")) } }
        p.lede { (words.get("documents-lead")) }
        (summary(words, &wrong))
        div.cols {
            div.stack {
                section.box {
                    h2 { (words.get("documents-released")) }
                    (ways(visit, &snapshot, &unread))
                    @if !unread.is_empty() { p.empty { (words.get("filter-wrong-list")) } }
                    @else if released.is_empty() { p.empty { (words.get("documents-none")) } }
                    ul.wait { @for one in pager::rows(&released, page) { (line(visit, &screen, &snapshot, one, now)) } }
                    (pager::pager(visit, words, page, released.len()))
                }
            }
            div.stack {
                @if let Some(asked) = &asked { (made(visit, &screen, &snapshot, asked)) }
                (controls(words, &screen, &snapshot, (said, house.documents_in), &wrong))
            }
        }
    };
    let page =
        Page { title: words.get("page-documents"), here: "/documents", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// A release: what, when, for whom, from when; what has changed since.
fn line(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, one: &Released, now: Instant) -> Markup {
    let words = visit.words();
    let corrected = snapshot.released.iter().any(|later| later.restates.as_ref() == Some(&one.entry));
    let since = one.basis.as_ref().map(|basis| basis.since(snapshot)).filter(|since| !since.is_nothing());
    let may_read = one.is_here && (one.is_out(now) || visit.granted.may(Verb::Publish));
    html! {
        li id=(one.entry.0) {
            b { (public::kind(words, &one.kind)) } @if let Some(number) = &one.number { " " bdi { (number) } }
            div.row.s {
                span { (words.get(audience_key(one.audience))) }
                time.soft { (screen.moment(one.at)) }
            }
            @if let Some(from) = one.from.filter(|from| *from > now) {
                p.s { b { (words.with("documents-embargo", &[("moment", screen.moment(from).into())])) } }
            }
            @if corrected || one.restates.is_some() { p.s { (public::corrections(words, ("/documents", &snapshot.released), one, &|at| screen.moment(at))) } }
            @if let Some(since) = since.filter(|_| !corrected) {
                div.note {
                    p.s { b { (words.get("documents-since")) } }
                    (changes(words, screen, &since))
                    @if visit.granted.may(Verb::Publish) {
                        @if let Some(again) = one.basis.as_ref().and_then(|basis| again(screen, one, basis)) { p { a.btn href=(again) { (words.get("documents-correct")) } } }
                    }
                }
            }
            @if may_read { p.mt { a.btn.quiet href=(format!("/documents/{}", one.entry.0)) { (words.get("public-download")) } } }
            p.xs.soft { "SHA-256 " code.wrap { (data_encoding::HEXLOWER.encode(&one.document.0)) } }
        }
    }
}

pub(super) const fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Parties => "audience-parties",
        Audience::Public => "audience-public",
    }
}

/// What has changed since a release, incident by incident.
fn changes(words: &Words, screen: &Screen<'_>, since: &Since) -> Markup {
    let link = |id: &hudna_core::incident::IncidentId| html! { a.n href=(format!("/incidents/{}", id.0)) { (id.0) } " " };
    let lists =
        [("documents-new", &since.new), ("documents-gone", &since.gone), ("documents-known", &since.known)];
    html! {
        ul.s {
            @for (id, stood, stands) in &since.otherwise {
                li {
                    (link(id)) (marks::piece(&screen.outcome(stood.outcome))) " (" (words.get(&format!("stage-{}", stood.stage))) ") "
                    (words.get("documents-now")) " " (marks::piece(&screen.outcome(stands.outcome))) " (" (words.get(&format!("stage-{}", stands.stage))) ")"
                }
            }
            @for (id, stood, stands) in &since.promises {
                li {
                    a href=(super::promises::address(id)) { bdi { (id) } } " "
                    @if let Some(stood) = stood { (promise_state(words, *stood)) " " }
                    (words.get("documents-now")) " " b { (promise_state(words, *stands)) }
                }
            }
            @for (key, ids) in lists { @if !ids.is_empty() { li { (words.count(key, ids.len())) " " @for id in ids.iter().take(12) { (link(id)) } } } }
        }
    }
}

fn promise_state(words: &Words, state: hudna_core::commitment::State) -> String {
    words.get(&format!("promise-state-{}", state.name().replace('_', "-")))
}

/// Where a correction of a release is begun.
fn again(screen: &Screen<'_>, one: &Released, basis: &Basis) -> Option<String> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("kind", &one.kind).append_pair("restates", &one.entry.0);
    query.append_pair("in", &basis.lang);
    query.append_pair("for", if one.audience == Audience::Public { "public" } else { "parties" });
    match basis.about()? {
        About::Commitments(_) => &mut query,
        About::Talks => return None,
        About::Incident(incident) => query.append_pair("incident", &incident.0),
        About::Period(period) => {
            let day = |at: Instant| at.local(screen.zone()).date().to_string();
            // the end is the first moment after
            query.append_pair("from", &day(period.lo)).append_pair("to", &day(Instant(period.hi.0 - 1)))
        }
    };
    Some(format!("/documents?{}", query.finish()))
}

/// What was asked for, to be looked at; and the form that releases it.
fn made(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, asked: &Asked) -> Markup {
    let words = visit.words();
    let link = |layout: &str| format!("/documents/preview?{}&layout={layout}", asked.query());
    let goes_out = asked.distribution != Distribution::Commission;
    html! {
        section.box.stack {
            h2 { (words.get("documents-look")) }
            p.s { (words.get(&format!("kind-{}", asked.kind_name()))) (words.get("comma")) " " (words.get(&format!("class-{}", asked.distribution.name()))) }
            p.row {
                a.btn href=(link("html")) { (words.get("documents-as-page")) }
                a.btn href=(link("pdf")) { (words.get("documents-as-pdf")) }
                @if asked.what == Wanted::Commitments {
                    a.btn.quiet href=(link("xlsx")) { (words.get("documents-as-workbook")) }
                    a.btn.quiet href=(link("csv")) { (words.get("documents-as-csv")) }
                }
            }
            @if goes_out && visit.granted.may(Verb::Publish) {
                form.stack method="post" action="/documents/release" {
                    (token(visit))
                    @for (name, value) in asked.pairs() { input type="hidden" name=(name) value=(value); }
                    input type="hidden" name="size" value=(snapshot.grown);
                    p.s { (words.get("documents-release-means")) }
                    @if let Some(from) = asked.embargo { p.s { b { (words.with("documents-embargo", &[("moment", screen.moment(from).into())])) } } }
                    p { button.btn.main { (words.get("documents-release-do")) } }
                }
            } @else if goes_out { p.s.soft { (words.get("documents-not-yours")) } }
            @else { p.s.soft { (words.get("documents-kept-in")) } }
        }
    }
}

/// Makes what was asked for of `snapshot`, off the threads that serve: with the words that `reader` may read, or, as it is released, with
/// all that its readers may.
async fn rendered(
    snapshot: Arc<Snapshot>,
    asked: &Asked,
    (layout, exact, reader): (Layout, bool, Option<&Visit>),
    place: Place,
) -> Result<Document, Fault> {
    let draft = reader.is_some();
    let reader = reader.cloned();
    let Wanted::Incidents(what) = asked.what else {
        let format = if layout == Layout::Pdf { Format::Pdf } else { Format::Html };
        return documents_commitments::made(snapshot, asked, (format, exact, draft), place).await;
    };
    let asked = asked.clone();
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        let words = Words::of(asked.lang);
        let period = asked.period;
        let mut view = snapshot.view(exact, period);
        if reader.as_ref().is_some_and(|visit| !visit.granted.has_over_all(Power::See(Sight::Source))) {
            view.reports = snapshot.saying(false).reports;
        }
        view.number = &asked.number;
        let statistics = snapshot.statistics(period, exact);
        let corrects = asked.restates.as_ref().and_then(|entry| corrects(words, &snapshot, entry));
        let said = match (what, asked.distribution) {
            (What::Violation(at), Distribution::Commission | Distribution::Parties) => {
                // whoever releases it looks at the whole of it first
                let reads = |visit: &Visit, one: &Spoken| {
                    visit.granted.may(Verb::Publish) || visit.reads_words_of(one)
                };
                said(&snapshot, at, |one| reader.as_ref().is_none_or(|visit| reads(visit, one)))
            }
            _ => Vec::new(),
        };
        let mark = watermark(words, &snapshot, &asked, draft);
        let making = Making {
            what,
            lang: asked.lang,
            form: layout,
            distribution: asked.distribution,
            exact,
            said: &said,
            recommended: (!asked.recommended.is_empty()).then_some(&*asked.recommended),
            corrects: corrects.as_deref(),
            watermark: mark.as_deref(),
            at_table: AtTable {
                table: &snapshot.table,
                sheet: asked.sheet,
                draft: &asked.versions.0,
                from: asked.versions.1[0],
                to: asked.versions.1[1],
            },
        };
        make(&view, &statistics, &making)
    });
    match done.await {
        Ok(Ok(Some(document))) => Ok(document),
        Ok(Ok(None)) => Err(Trouble::new("record", "not-here").into()),
        Ok(Err(_)) | Err(_) => Err(Fault::ours()),
    }
}

/// What stands across the pages: that nothing is released yet, or for whom it is, and from when.
pub(super) fn watermark(words: &Words, snapshot: &Snapshot, asked: &Asked, draft: bool) -> Option<String> {
    if draft {
        return Some(words.get("watermark-draft"));
    }
    let from = asked.embargo.map(|from| {
        let moment = words.moment(from, &snapshot.agreement.zone_time);
        words.with("documents-embargo", &[("moment", moment.into())])
    });
    match asked.distribution {
        Distribution::Public => from,
        Distribution::Parties => Some(words.get("watermark-parties")),
        Distribution::Commission => Some(words.get("watermark-commission")),
    }
}

/// What a document says of the release that it corrects.
pub(super) fn corrects(words: &Words, snapshot: &Snapshot, entry: &EntryId) -> Option<String> {
    let one = snapshot.released.iter().find(|one| one.entry == *entry)?;
    let since = one.basis.as_ref()?.since(snapshot);
    let count = |key: &str, n: usize| (n > 0).then(|| words.count(key, n));
    let ids = |list: Vec<&str>| list.join(" ");
    let mut said = vec![words.with(
        "corrects-release",
        &[
            ("number", one.number.as_deref().unwrap_or("—").to_owned().into()),
            ("moment", words.moment(one.at, &snapshot.agreement.zone_time).into()),
        ],
    )];
    let told: [(&str, Vec<&str>); 4] = [
        ("documents-otherwise", since.otherwise.iter().map(|(id, ..)| &*id.0).collect()),
        ("documents-new", since.new.iter().map(|id| &*id.0).collect()),
        ("documents-gone", since.gone.iter().map(|id| &*id.0).collect()),
        ("documents-known", since.known.iter().map(|id| &*id.0).collect()),
    ];
    for (key, list) in told {
        said.extend(count(key, list.len()).map(|text| format!("{text} {}", ids(list))));
    }
    if !since.promises.is_empty() {
        let list = ids(since.promises.iter().map(|(id, ..)| &**id).collect());
        said.push(format!("{} {list}", words.count("documents-promises-otherwise", since.promises.len())));
    }
    Some(said.join(" "))
}

/// Words about the findings of an incident that every party may read (as bundles open them): rulings, dissents, returns, replies.
fn said(snapshot: &Snapshot, at: usize, reads: impl Fn(&Spoken) -> bool) -> Vec<Said<'_>> {
    let Some(id) = snapshot.incident_id(at) else { return Vec::new() };
    let staged = snapshot.stages.of_incident(&id.0).map(|(_, staged, _)| staged);
    let entries = staged.flat_map(|staged| staged.entries.iter().chain(&staged.dissents));
    let spoken = entries.filter_map(|entry| snapshot.spoken.get(entry));
    let mut all: Vec<Said<'_>> = spoken
        .filter(|one| reads(one))
        .filter_map(|one| {
            let party = one.party.as_ref().map(|party| &*party.0);
            let kind = match one.act {
                Act::DissentRecorded { reservation: true, .. } => "dissent.reservation",
                _ => one.act.kind(),
            };
            Some(Said { kind, party, at: one.at, text: one.text.as_deref()? })
        })
        .collect();
    all.sort_by_key(|one| one.at);
    all
}

/// A document as it would be, with *draft* across it.
pub(in crate::web) async fn preview(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (snapshot, mut wrong) = (house.seen_whole_by(&visit).await?, Wrong::default());
    let Some(asked) = Asked::of(&visit.query, visit.words(), &snapshot, &mut wrong) else {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, wrong).await;
    };
    let exact = asked.distribution == Distribution::Commission && visit.granted.sealed;
    let place = house.making.place(&visit).await?;
    if exact {
        house.reads(visit.session()?, Thing::about("document", Some(&asked.number))).await?;
    }
    let audience = match asked.distribution {
        Distribution::Commission => None,
        Distribution::Parties => Some(Audience::Parties),
        Distribution::Public => Some(Audience::Public),
    };
    let snapshot = match audience {
        // whoever releases it sees it as it would be; others no place more nearly than they are told it anyway
        Some(audience) => {
            let sectors = snapshot.sector_ids();
            let told = house.powers.released_to(audience, &sectors);
            let least = || Arc::new(told.least(&visit.granted.placing(&sectors)));
            let placing = if visit.granted.may(Verb::Publish) { Arc::clone(&told) } else { least() };
            placed(&house, snapshot, placing, visit.user()).await?
        }
        None => snapshot,
    };
    if let Some(format) = documents_commitments::table(&asked, visit.query.get("layout")) {
        let document = documents_commitments::made(snapshot, &asked, (format, exact, true), place).await?;
        return Ok(documents_commitments::handed(format, document));
    }
    let layout = if visit.query.get("layout") == "pdf" { Layout::Pdf } else { Layout::Html };
    let document = rendered(snapshot, &asked, (layout, exact, Some(&visit)), place).await?;
    Ok(shown_as(layout, &document))
}

/// A document in the browser: its own style, no script, nothing from elsewhere.
pub(super) fn shown_as(layout: Layout, document: &Document) -> Response {
    let kind = match layout {
        Layout::Html => "text/html; charset=utf-8",
        Layout::Pdf => "application/pdf",
    };
    let kept = HeaderValue::from_str(&format!("inline; filename=\"{}\"", document.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, kept.unwrap_or(HeaderValue::from_static("inline"))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    ];
    (headers, document.bytes.clone()).into_response()
}

/// Releases the document that was looked at.
pub(in crate::web) async fn release(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (snapshot, mut wrong) = (house.snapshot().await?, Wrong::default());
    let words = visit.words();
    let Some(asked) = Asked::of(&visit.form, words, &snapshot, &mut wrong) else {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, wrong).await;
    };
    let audience = match asked.distribution {
        Distribution::Commission => return Err(Trouble::new("record", "request-malformed").into()),
        Distribution::Parties => Audience::Parties,
        Distribution::Public => Audience::Public,
    };
    if visit.form.get("size") != snapshot.grown.to_string() {
        wrong.add("", words.get("documents-grown"));
        return shown(&house, &visit, StatusCode::CONFLICT, wrong).await;
    }
    if let Wanted::Incidents(What::Flash(at) | What::Violation(at)) = asked.what
        && visit.user().is_some_and(|user| snapshot.is_out_of(user, at))
    {
        return Err(recused());
    }
    let basis = Basis::of(&snapshot, &asked.about(&snapshot, clock::now()), asked.lang.code());
    let placing = house.powers.released_to(audience, &snapshot.sector_ids());
    let place = house.making.place(&visit).await?;
    let snapshot = placed(&house, snapshot, placing, visit.user()).await?;
    let document = rendered(snapshot, &asked, (Layout::Pdf, false, None), place).await?;
    let act = Act::PublicationMade {
        audience,
        document: Digest::of(&document.bytes),
        document_kind: asked.kind_name().into(),
        from: asked.embargo,
        number: Some(asked.number.as_str().into()),
        restates: asked.restates.clone(),
    };
    // what is open lies in every bundle at once
    let open = audience == Audience::Public && asked.embargo.is_none();
    let (class, told) = if open { (Class::Open, Class::Open) } else { (Class::Attachment, Class::Narrative) };
    let basis = basis.bytes().map_err(|_| Fault::ours())?;
    let filed = Filed::plain(act).with("basis", told, basis).with("document", class, document.bytes);
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to("/documents")),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            wrong.add("", why.clone().said_in(visit.lang).said().0);
            shown(&house, &visit, why.status(), wrong).await
        }
    }
}

/// A released document, byte for byte: for whoever has a role, once it is out; before that for those who release.
pub(in crate::web) async fn one(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (snapshot, now) = (house.snapshot().await?, clock::now());
    let mut all = snapshot.released.iter().filter(|one| one.is_here);
    let found = all.find(|one| *one.entry.0 == *entry);
    let found = found.filter(|one| one.is_out(now) || visit.granted.may(Verb::Publish));
    let one = found.ok_or_else(|| Trouble::new("record", "not-here"))?.clone();
    public::handed(&house, one).await
}
