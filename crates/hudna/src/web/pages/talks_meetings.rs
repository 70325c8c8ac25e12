//! The meetings: when and where, who came in which capacity, what was stated there; and who speaks for whom.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::table::Meeting;
use hudna_desk::document::talks::Talks;
use maud::{Markup, html};

use super::field::{Wrong, summary};
use super::talks::{address, reads, tabs};
use super::{Page, laid, marks, pager, talks_held};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default()).await
}

/// The meetings with the forms, and what is wrong with what was sent.
pub(super) async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let words = visit.words();
    let meetings: Vec<&Meeting> = snapshot.table.meetings_in_time().into_iter().rev().collect();
    let page = pager::asked(visit, meetings.len());
    let none = Wrong::default();
    let of = |what: &str| if visit.form.get("what") == what { wrong } else { &none };
    let main = html! {
        div.head { h1 { (words.get("talks-meetings")) } }
        (tabs(words, "/table/meetings"))
        (summary(words, wrong))
        div.cols {
            div.stack {
                @if meetings.is_empty() { p.empty { (words.get("talks-meetings-none")) } }
                @for held in pager::rows(&meetings, page) { (one(visit, &talks, held)) }
                (pager::pager(visit, words, page, meetings.len()))
                @if talks_held::may(visit) { (talks_held::meeting_form(visit, &talks, of("meeting"))) }
            }
            div.stack {
                section.box { h2 { (words.get("talks-speakers")) } (speakers(&talks)) }
                @if talks_held::may(visit) { (talks_held::speaker_form(visit, &talks, of("speaker"))) }
            }
        }
    };
    let page = Page { title: words.get("talks-meetings"), here: "/table", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn one(visit: &Visit, talks: &Talks<'_>, held: &Meeting) -> Markup {
    let words = visit.words();
    let capacities = |all: &[Arc<str>]| match all.is_empty() {
        true => words.get("talks-capacity-none"),
        false => words.list(&all.iter().map(|one| talks.capacity(one)).collect::<Vec<_>>()),
    };
    let stated: Vec<_> =
        talks.table.positions.iter().filter(|p| p.meeting.as_ref() == Some(&held.entry)).collect();
    html! {
        section.box id=(held.entry.0) {
            h2 { (talks.meeting(held)) }
            dl.kv.s {
                dt { (words.get("column-when")) } dd { (words.range(held.at, &talks.agreement.zone_time)) }
                @if let Some(place) = &held.place { dt { (words.get("talks-place")) } dd { bdi { (talks.both(place)) } } }
                dt { (words.get("talks-convener")) } dd { (talks.party(&held.convener)) }
                dt { (words.get("talks-delegations")) }
                dd { @for (id, all) in &held.attended { div { b { (talks.party(id)) } (words.get("colon")) " " (capacities(all)) } } }
                dt { (words.get("talks-recorded")) } dd { (talks.recorded(&held.by)) }
                @if !held.agenda.is_empty() {
                    dt { (words.get("talks-agenda")) }
                    dd { ol { @for item in &held.agenda { li { (item_of(talks, item)) } } } }
                }
            }
            @if !stated.is_empty() {
                h3.mt { (words.get("talks-stated-there")) }
                ul.wait.s {
                    @for position in stated {
                        li {
                            a href=(format!("{}#{}", address(&position.issue), position.entry.0)) { (talks.title(&position.issue)) }
                            (words.get("comma")) " " (talks.party(&position.party.0)) (words.get("colon")) " "
                            (marks::piece(&talks.stance(Some(position.stance))))
                        }
                    }
                }
            }
            @if let Some(minutes) = &held.minutes {
                h3.mt { (words.get("talks-minutes")) }
                @if reads(visit) { blockquote.s dir="auto" { (minutes) } } @else { p.s.soft { (words.get("talks-minutes-sealed")) } }
            }
        }
    }
}

/// An item of the agenda: an issue by its title, else as written.
fn item_of(talks: &Talks<'_>, item: &str) -> Markup {
    html! {
        @if talks.table.issue(item).is_some() { a href=(address(item)) { (talks.title(item)) } }
        // an article of the text in force by its heading, whichever language the agenda was written in
        @else if talks.agreement.articles.iter().any(|one| *one.id == *item) {
            a href=(format!("/agreement#{item}")) { (talks.article(item)) }
        }
        @else { bdi { (item) } }
    }
}

fn speakers(talks: &Talks<'_>) -> Markup {
    let words = talks.words();
    html! {
        @if talks.table.speakers.is_empty() { p.empty { (words.get("talks-speakers-none")) } }
        ul.wait.s {
            @for speaker in talks.table.speakers.iter().rev() {
                li {
                    b { (talks.party(&speaker.party.0)) } (words.get("colon")) " " (talks.capacity(&speaker.capacity)) " " bdi.n { (speaker.id) }
                    br; span.soft { (talks.speaks(speaker)) }
                }
            }
        }
    }
}
