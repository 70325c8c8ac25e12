//! The agreement: its text in both languages with its norms in plain words, and what the checks say of it.

use std::sync::{Arc, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::{self, Agreement, Article};
use hudna_core::diagnostic::{Diagnostic, Severity};
use hudna_core::time::TimeRange;
use hudna_desk::document::View;
use hudna_desk::document::plain;
use hudna_desk::document::redline::marked;
use hudna_desk::document::screen::{self, Screen};
use hudna_desk::record::Snapshot;
use hudna_desk::words::{Lang, Words};
use maud::{Markup, html};

use super::{Page, laid, map, readings};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// Whether a text comes from the table, and nobody has put it into force yet.
fn is_proposed(snapshot: &Snapshot, text: &Agreement) -> bool {
    let waits = snapshot.texts.last().is_some_and(|last| last.from.is_none());
    let mut drafts = snapshot.table.drafts.values().flatten().filter_map(|version| version.text.as_ref());
    waits && drafts.any(|draft| draft.source.text == text.source.text)
}

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let checked = checked(&house, &snapshot).await?;
    let words = visit.words();
    let agreement = text_of(&snapshot.agreement, visit.query.get("version"));
    let version = agreement.version.to_string();
    let view = View { agreement, ..snapshot.saying(false) };
    let screen = Screen::of(&view, visit.lang);
    let main = html! {
        div.head {
            h1 { (visit.lang.of(&agreement.title)) }
            p.soft.s { (words.with("agreement-version", &[
                ("version", version.into()),
                ("prevails", words.get(&format!("prevails-{}", agreement.prevails)).into()),
            ])) }
        }
        @if snapshot.texts.is_empty() {
            p.lede { (words.get("talks-nothing-in-force")) " " a href="/table/draft" { (words.get("draft-page")) } }
        } @else if is_proposed(&snapshot, agreement) {
            p.lede { (words.with("draft-proposed-waits", &[("version", agreement.version.to_string().into())])) }
        } @else {
            p.lede {
                (plain::in_force(agreement, visit.lang))
                @if let Some(to) = agreement.lapses().filter(|to| Some(*to) != agreement.ends) {
                    " " (words.with("agreement-extended-to", &[("moment", screen.moment(to).into())]))
                }
            }
        }
        @if !visit.lang.of(&agreement.notice).is_empty() { p.s.note { (visit.lang.of(&agreement.notice)) } }
        (versions(words, &snapshot.agreement, agreement))
        section.box {
            h2 { (words.get("map-agreement-title")) " " small { (words.get("map-agreement-means")) } }
            (map::of_agreement(&visit, &screen, agreement, TimeRange { lo: agreement.d_day, hi: TimeRange::ALL.hi }))
        }
        nav.row.s aria-label=(words.get("agreement-articles")) {
            @for article in &agreement.articles { a href=(format!("#{}", article.id)) { (visit.lang.of(&article.title)) } }
        }
        section.box { @for article in &agreement.articles { (shown(visit.lang, agreement, article)) } }
        (readings::terms(&visit, &snapshot, agreement))
        (readings::links(&visit, &snapshot, agreement))
        section.box {
            h2 { (words.get("agreement-checks")) " " small { (words.get("agreement-checks-means")) } }
            (said(words, checked.iter()))
            @if visit.granted.sealed { p.mt { a.btn href="/agreement/try" { (words.get("page-try")) } } }
        }
    };
    let page =
        Page { title: words.get("page-agreement"), here: "/agreement", as_of: Some(snapshot.as_of), main };
    Ok(islands::allowed(laid(&house, &visit, StatusCode::OK, &page)))
}

/// The version asked for; the latest else.
fn text_of<'a>(latest: &'a Agreement, asked: &str) -> &'a Agreement {
    let mut text = latest;
    loop {
        if text.version.to_string() == asked {
            return text;
        }
        match text.supersedes.as_deref() {
            Some(older) => text = older,
            None => return latest,
        }
    }
}

fn versions(words: &Words, latest: &Agreement, shown: &Agreement) -> Markup {
    let mut all = vec![latest];
    while let Some(older) = all.last().and_then(|text| text.supersedes.as_deref()) {
        all.push(older);
    }
    html! {
        @if all.len() > 1 {
            p.row.s {
                @for text in all {
                    a href=(format!("/agreement?version={}", text.version)) aria-current=[(text.version == shown.version).then_some("true")] {
                        (words.with("norm-version", &[("version", text.version.to_string().into())]))
                    }
                }
            }
        }
    }
}

fn shown(lang: Lang, agreement: &Agreement, article: &Article) -> Markup {
    let of_article =
        |norm: &&agreement::norm::Norm| agreement.article_of(&norm.id).is_some_and(|a| a.id == article.id);
    let norms: Vec<_> = agreement.norms.iter().filter(of_article).collect();
    html! {
        div.art.whole id=(article.id) {
            h3.norm { (lang.of(&article.title)) }
            @for (number, both) in &article.paragraphs {
                @for one in lang.both_first() {
                    @let text = if one == Lang::Ar { &both.ar } else { &both.en };
                    p.text lang=(one.code()) dir=(one.dir()) { @if !text.is_empty() { bdi.n.soft { (number) } " " (marked(text)) } }
                }
            }
            @for norm in norms {
                @let plain = screen::plain(agreement, norm, lang);
                div.norm { p { b { (plain.title) } " " span.soft { (plain.kind) } } p { (plain.paragraph()) } }
            }
        }
    }
}

/// What the checks say of the text in force: looked for once for each text.
async fn checked(house: &Arc<House>, snapshot: &Arc<Snapshot>) -> Result<Arc<Vec<Diagnostic>>, Fault> {
    // what was decided of it since changes what the checks say
    let name = format!("{} {}", snapshot.agreement.version, snapshot.standing.last.map_or(0, |at| at.0));
    let text = snapshot.texts.iter().map(|text| text.entry.0.to_string()).collect::<Vec<_>>().join(" ");
    let name = if snapshot.agreement.suspensions.is_empty() { text } else { format!("{text} {name}") };
    let kept = house.checked.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((_, checked)) = kept.filter(|(of, _)| *of == name) {
        return Ok(checked);
    }
    let looking = Arc::clone(snapshot);
    let found = tokio::task::spawn_blocking(move || Arc::new(agreement::check(&looking.agreement))).await;
    let found = found.map_err(|_| Fault::ours())?;
    *house.checked.lock().unwrap_or_else(PoisonError::into_inner) = Some((name, Arc::clone(&found)));
    Ok(found)
}

/// What the checks say.
pub(super) fn said<'d>(words: &Words, checked: impl Iterator<Item = &'d Diagnostic>) -> Markup {
    let checked: Vec<&Diagnostic> = checked.collect();
    let message = |one: &Diagnostic| words.message(&format!("d-{}", one.code), &one.arguments);
    html! {
        @if checked.is_empty() { p.empty { (words.get("agreement-checks-none")) } }
        ul.wait.s {
            @for one in &checked {
                li {
                    b { (words.get(match one.severity { Severity::Error => "cli-error", Severity::Warning => "cli-warning" })) }
                    " " (message(one)) " " code.soft { (one.code) }
                }
            }
        }
    }
}
