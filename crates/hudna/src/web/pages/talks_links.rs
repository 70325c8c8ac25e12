//! Forms on an issue: a condition that a party attaches is linked to the promise that would meet it; the issue is taken off the table, or put on it
//! again.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::stand::Stand;
use hudna_core::dialogue::table::{Condition, Issue};
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_desk::document::talks::Talks;
use hudna_desk::record::Snapshot;
use hudna_desk::words::isolated;
use maud::{Markup, html};

use super::field::{Wrong, choice};
use super::talks::address;
use super::{in_lang, talks_issue, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// A condition in a list: its name and words.
fn named(talks: &Talks<'_>, condition: &Condition) -> (String, String) {
    let words = talks.words().with("quoted", &[("words", talks.both(&condition.words).into())]);
    (condition.id.to_string(), format!("{} {words}", isolated(&condition.id)))
}

/// The form that links a condition of the last positions on an issue to a promise; nothing where there are none of either.
pub(super) fn link_form(
    visit: &Visit,
    talks: &Talks<'_>,
    snapshot: &Snapshot,
    stand: &Stand<'_>,
    wrong: &Wrong,
) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    // what would meet a condition is for the party to say whose condition it is
    let own = visit.granted.party.as_ref();
    let mine = stand.parties.iter().filter(|holds| own.is_none_or(|own| *own == holds.party));
    let positions = mine.filter_map(|holds| holds.now);
    let conditions: Vec<_> =
        positions.flat_map(|position| &position.conditions).map(|one| named(talks, one)).collect();
    let all = snapshot.commitments.kept().iter().filter_map(|kept| kept.promise());
    let promises = all.map(|promise| {
        (promise.id.to_string(), format!("{} {}", isolated(&promise.id), in_lang(&promise.what, visit.lang)))
    });
    let none = std::iter::once((String::new(), words.get("talks-choose")));
    let promises: Vec<_> = none.chain(promises).collect();
    html! {
        @if !conditions.is_empty() {
            form.box.stack method="post" action="/table/conditions" {
                h2 { (words.get("condition-link")) }
                (token(visit))
                input type="hidden" name="issue" value=(stand.issue.id);
                (choice(words, ("condition", "field-condition"), &conditions, form.get("condition"), wrong))
                (choice(words, ("promise", "field-promise-met-by"), &promises, form.get("promise"), wrong))
                p { button.btn.main { (words.get("condition-link-do")) } }
            }
        }
    }
}

/// The form that takes an issue off the table, or puts one on it again.
pub(super) fn close_form(
    visit: &Visit,
    talks: &Talks<'_>,
    snapshot: &Snapshot,
    issue: &Issue,
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let closed = issue.closed.is_some();
    let none = std::iter::once((String::new(), words.get("issue-became-nothing")));
    let mut articles: Vec<(String, String)> = snapshot
        .agreement
        .articles
        .iter()
        .map(|article| (article.id.to_string(), talks.article(&article.id)))
        .collect();
    // an article that only a draft has may be what became of an issue too
    for draft in talks.table.drafts.values().filter_map(|all| all.last()?.text.as_ref()) {
        for article in &draft.articles {
            if !articles.iter().any(|(id, _)| *id == *article.id) {
                articles.push((article.id.to_string(), visit.lang.of(&article.title).to_owned()));
            }
        }
    }
    let articles: Vec<_> = none.chain(articles).collect();
    html! {
        form.box.stack method="post" action="/table/issues/close" {
            h2 { (words.get(if closed { "issue-reopen" } else { "issue-close" })) }
            (token(visit))
            input type="hidden" name="issue" value=(issue.id);
            input type="hidden" name="again" value=(if closed { "yes" } else { "" });
            @if !closed { (choice(words, ("article", "field-became"), &articles, visit.form.get("article"), wrong)) }
            p { button.btn { (words.get(if closed { "issue-reopen-do" } else { "issue-close-do" })) } }
        }
    }
}

/// Does an act about an issue and shows the issue as it then is.
async fn done(house: &Arc<House>, visit: &Visit, act: Act) -> Result<Response, Fault> {
    let issue = visit.form.get("issue");
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, Filed::plain(act)).await {
        Ok(_) => Ok(to(&address(issue))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            let about = match why.trouble().code {
                "article-unknown" => "article",
                "condition-of-another" | "condition-not-attached" | "condition-linked-already" => "condition",
                "promise-unknown" => "promise",
                _ => "",
            };
            wrong.add(about, why.clone().said_in(visit.lang).said().0);
            talks_issue::shown(house, visit, issue, why.status(), &wrong).await
        }
    }
}

/// Links a condition to a promise.
pub(in crate::web) async fn link(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let form = &visit.form;
    let mut wrong = Wrong::default();
    if form.get("condition").is_empty() {
        wrong.add("condition", visit.words().get("field-condition-missing"));
    }
    if form.get("promise").is_empty() {
        wrong.add("promise", visit.words().get("field-promise-missing"));
    }
    if !wrong.is_empty() {
        let (issue, status) = (form.get("issue"), StatusCode::UNPROCESSABLE_ENTITY);
        return talks_issue::shown(&house, &visit, issue, status, &wrong).await;
    }
    let linked =
        Act::ConditionLinked { condition: form.get("condition").into(), promise: form.get("promise").into() };
    done(&house, &visit, linked).await
}

/// Takes an issue off the table, or puts it on it again as it was called.
pub(in crate::web) async fn close(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let form = &visit.form;
    let issue: Arc<str> = form.get("issue").into();
    let snapshot = house.snapshot().await?;
    let known = snapshot.table.issue(&issue).ok_or_else(Fault::not_here)?;
    let act = if form.get("again") == "yes" {
        Act::IssueOpened { issue, parties: known.parties.clone(), title: known.title.clone() }
    } else {
        let article = Some(form.get("article")).filter(|article| !article.is_empty());
        Act::IssueClosed { article: article.map(Into::into), issue }
    };
    done(&house, &visit, act).await
}
