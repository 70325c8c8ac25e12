//! The negotiating table on one page: issues by parties, what they come to, what moved since the meeting before; an issue is put here.
//!
//! Positions and conditions stand in the record in the clear; the words of statements and minutes are sealed and shown to the parties and to
//! whoever may see what is sealed.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::stand::{Holds, Stand};
use hudna_core::dialogue::table::Position;
use hudna_core::ledger::act::{Act, Both, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::PartyId;
use hudna_desk::document::talks::Talks;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, summary};
use super::sheet::{self, Cell};
use super::{Page, laid, marks, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// Whether the visitor reads what parties said to each other: statements and minutes.
pub(super) fn reads(visit: &Visit) -> bool {
    visit.granted.sealed || visit.granted.party.is_some() || visit.granted.may(Verb::Negotiate)
}

/// The links between the pages of the table.
pub(super) fn tabs(words: &Words, here: &str) -> Markup {
    let all = [
        ("/table", "talks-issues"),
        ("/table/draft", "draft-page"),
        ("/table/votes", "talks-votes"),
        ("/table/meetings", "talks-meetings"),
    ];
    html! {
        nav.row.s aria-label=(words.get("page-table")) {
            @for (path, key) in all { a href=(path) aria-current=[(path == here).then_some("page")] { (words.get(key)) } }
        }
    }
}

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
    let snapshot = house.snapshot().await?;
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let words = visit.words();
    let stands = talks.stands();
    let last = snapshot.table.meetings_in_time().last().copied();
    let main = html! {
        div.head {
            h1 { (words.get("page-table")) }
            @if let Some(last) = last {
                p.soft.s { (talks.meeting(last)) (words.get("comma")) " " (talks.attended(last)) }
            }
        }
        (tabs(words, "/table"))
        p.lede {
            @if stands.is_empty() { (words.get("talks-none")) } @else { (talks.lead(&stands)) }
            @if let Some(moved) = talks.moved(&stands) { " " (moved) }
        }
        (summary(words, wrong))
        @if !stands.is_empty() {
            section.box {
                h2 { (words.get("talks-issues")) " " small { (words.get("talks-issues-means")) } }
                (sheet::ways(visit, "table", &sheet::BOTH))
                (matrix(&talks, &stands))
                (key(&talks))
            }
        }
        @if visit.granted.may(Verb::Negotiate) { (form(visit, &talks, wrong)) }
    };
    let page = Page { title: words.get("page-table"), here: "/table", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// Issues by parties.
fn matrix(talks: &Talks<'_>, stands: &[Stand<'_>]) -> Markup {
    let words = talks.words();
    let parties = talks.parties();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(words.get("talks-matrix")) {
            table.t {
                thead { tr {
                    th scope="col" { (words.get("talks-issue")) }
                    @for party in &parties { th scope="col" { (talks.party(&party.0)) } }
                    th scope="col" { (words.get("talks-where")) }
                } }
                tbody {
                    @for stand in stands {
                        tr {
                            th scope="row" { a href=(address(&stand.issue.id)) { (talks.title(&stand.issue.id)) } }
                            @for party in &parties {
                                td {
                                    @match stand.parties.iter().find(|holds| holds.party == *party) {
                                        Some(holds) => (cell(talks, holds)),
                                        None => span.soft { (words.get("talks-not-asked")) },
                                    }
                                }
                            }
                            td { (come_to(talks, stand)) }
                        }
                    }
                }
            }
        }
    }
}

/// Issues by parties, a row for each issue, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let (words, parties) = (visit.words(), talks.parties());
    let names = parties.iter().map(|party| talks.party(&party.0));
    let begin = [words.get("list-id"), words.get("talks-issue")];
    let head: Vec<String> = begin.into_iter().chain(names).chain([words.get("talks-where")]).collect();
    let stood = |holds: &Holds<'_>| {
        let own = talks.stance(holds.now.map(|position| position.stance)).text().to_owned();
        let conditions = holds.now.iter().flat_map(|position| &position.conditions);
        let quoted = |words: &Both| visit.words().with("quoted", &[("words", talks.both(words).into())]);
        std::iter::once(own).chain(conditions.map(|one| quoted(&one.words))).collect::<Vec<_>>().join(" ")
    };
    let row = |stand: &Stand<'_>| {
        let own = |party: &PartyId| stand.parties.iter().find(|holds| holds.party == *party);
        let cells =
            parties.iter().map(|party| own(party).map_or_else(Cell::unsaid, |holds| stood(holds).into()));
        let (reached, whom) = talks.reached(stand);
        let reached = whom.into_iter().fold(reached, |said, whom| format!("{said} {whom}"));
        let begin = [Cell::from(&*stand.issue.id), talks.title(&stand.issue.id).into()];
        begin.into_iter().chain(cells).chain([reached.into()]).collect::<Vec<Cell>>()
    };
    let rows: Vec<Vec<Cell>> = talks.stands().iter().map(row).collect();
    let told = ("table", head, rows.len());
    sheet::leaving(&house, &visit, told, move |take| {
        let _ = rows.iter().all(|row| take(row));
    })
    .await
}

/// Where a party stands, on which conditions, and whether it moved.
pub(super) fn cell(talks: &Talks<'_>, holds: &Holds<'_>) -> Markup {
    let words = talks.words();
    html! {
        (marks::piece(&talks.stance(holds.now.map(|position| position.stance))))
        @if let Some(position) = holds.now { (conditions(talks, position)) }
        @if let Some(was) = talks.was(holds) { br; span.xs { b { (words.get("talks-changed")) } " " (was) } }
    }
}

/// The conditions of a position, with the promises to which they are linked.
pub(super) fn conditions(talks: &Talks<'_>, position: &Position) -> Markup {
    let words = talks.words();
    html! {
        @for one in &position.conditions {
            br; span dir="auto" { (words.with("quoted", &[("words", talks.both(&one.words).into())])) }
            @if let Some(linked) = talks.linked(one) { br; span.xs.soft { (linked) } }
        }
    }
}

/// What the positions come to, and whom it turns on.
pub(super) fn come_to(talks: &Talks<'_>, stand: &Stand<'_>) -> Markup {
    let (reached, whom) = talks.reached(stand);
    html! { b { (reached) } @if let Some(whom) = whom { br; span.soft.xs { (whom) } } }
}

fn key(talks: &Talks<'_>) -> Markup {
    use hudna_core::ledger::act::Stance;
    let all =
        [Stance::Accepts, Stance::AcceptsWithReservation, Stance::Rejects, Stance::Silent, Stance::Absent];
    html! {
        p.key {
            @for stance in all { span { (marks::piece(&talks.stance(Some(stance)))) } }
            span { (talks.words().get("talks-silence-means")) }
        }
    }
}

/// The address of an issue's page.
pub(super) fn address(issue: &str) -> String {
    let id: String = form_urlencoded::byte_serialize(issue.as_bytes()).collect();
    format!("/table/issues/{}", id.replace('+', "%20"))
}

fn form(visit: &Visit, talks: &Talks<'_>, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let field = |name, key| {
        Field { name, kind: "text", key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/table/issues" {
            h2 { (words.get("talks-issue-open")) }
            (token(visit))
            (field("issue", "field-issue-id")) (field("ar", "field-title-ar")) (field("en", "field-title-en"))
            // who acts for one party asks all: an issue put to some alone is for who acts for none
            @if visit.granted.party.is_none() {
                fieldset.stack {
                    legend { (words.get("field-positions-asked")) }
                    span.hint { (words.get("field-positions-asked.hint")) }
                    div.picks {
                        @for party in talks.parties() {
                            label { input type="checkbox" name="asked" value=(party.0) checked[form.all("asked").any(|one| *one == *party.0)]; bdi { (talks.party(&party.0)) } }
                        }
                    }
                }
            }
            p { button.btn.main { (words.get("talks-issue-open-do")) } }
        }
    }
}

/// Whether a name is short and plain enough to be an id in addresses and acts.
pub(super) fn is_id(id: &str) -> bool {
    (1..=40).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A text of two languages as a form says it.
pub(super) fn both(ar: &str, en: &str) -> Both {
    let said = |text: &str| (!text.is_empty()).then(|| text.into());
    Both { ar: said(ar), en: said(en) }
}

/// Puts an issue on the table.
pub(in crate::web) async fn open(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (form, words) = (&visit.form, visit.words());
    let mut wrong = Wrong::default();
    let title = both(form.get("ar"), form.get("en"));
    if !is_id(form.get("issue")) {
        wrong.add("issue", words.get("field-id-missing"));
    }
    if title == Both::default() {
        wrong.add("ar", words.get("field-title-missing"));
    }
    if !wrong.is_empty() {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let session = Arc::clone(visit.session()?);
    let parties = form.all("asked").map(Into::into).collect();
    let act = Act::IssueOpened { issue: form.get("issue").into(), parties, title };
    match house.act(&session, None, Filed::plain(act)).await {
        Ok(_) => Ok(to(&address(form.get("issue")))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let about = match why.trouble().code {
                "issue-known" => "issue",
                "issue-title-other" if visit.lang.is_rtl() => "ar",
                "issue-title-other" => "en",
                _ => "",
            };
            wrong.add(about, why.clone().said_in(visit.lang).said().0);
            shown(&house, &visit, why.status(), &wrong).await
        }
    }
}
