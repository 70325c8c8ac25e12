//! Verification: what the undetermined findings lack, as tasks to be given; tasks that are open, and how they ended.
//!
//! A question that keeps several articles open about one incident is one task. Where to look stands on the incident's page,
//! for whoever may see it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::finding::{Finding, MissingSet, Outcome, Route};
use hudna_core::ledger::act::{Act, FindingRef, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::time::{Instant, whole_day};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Task;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Wrong, latin_digits, summary};
use super::sheet::{self, Cell};
use super::slip::done;
use super::visited::{self, Visits};
use super::{Page, finding, laid, marks, pager, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// Something to find out: the least that would settle findings of one subject.
struct Question<'s> {
    about: &'s Finding,
    set: &'s MissingSet,
    keeps_open: usize,
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
    let snapshot = house.seen_by(visit).await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let lacking = open(&snapshot);
    let questions = questions(&lacking);
    let page = pager::asked(visit, questions.len());
    let open: Vec<&Task> = snapshot.tasks.iter().rev().filter(|task| task.closed.is_none()).collect();
    let opened = visited::opened(house, visit, &snapshot).await?;
    let logins_of = logins.as_slice();
    let visits =
        Visits { visit, screen: &screen, snapshot: &snapshot, logins: logins_of, opened: opened.as_ref() };
    let ended: Vec<&Task> =
        snapshot.tasks.iter().rev().filter(|task| task.closed.is_some()).take(20).collect();
    let main = html! {
        div.head { h1 { (words.get("page-verification")) } }
        p.lede { (words.count("verification-lead", open.len())) }
        (summary(words, wrong))
        @if visit.granted.may(Verb::Verify) {
            p { a.btn href="/verification/visit" { (words.get("visit-record")) } }
            (teams(&snapshot, &logins))
        }
        div.cols {
            div.stack {
                section.box {
                    h2 { (words.get("verification-questions")) " " small { (words.get("verification-questions-means")) } }
                    (sheet::ways(visit, "verification", &sheet::BOTH))
                    @if questions.is_empty() { p.empty { (words.get("verification-no-questions")) } }
                    ol.wait { @for one in pager::rows(&questions, page) { (question(visit, &screen, &snapshot, (one, wrong))) } }
                    (pager::pager(visit, words, page, questions.len()))
                }
            }
            div.stack {
                section.box {
                    h2 { (words.get("verification-open")) }
                    (sheet::ways(visit, "verification/tasks", &sheet::BOTH))
                    @if open.is_empty() { p.empty { (words.get("verification-none-open")) } }
                    ul.wait { @for task in &open { (line(&visits, &logins, task)) } }
                }
                @if !ended.is_empty() {
                    section.box { h2 { (words.get("verification-ended")) } ul.wait { @for task in &ended { (line(&visits, &logins, task)) } } }
                }
                (visits.listed())
            }
        }
    };
    let page = Page {
        title: words.get("page-verification"),
        here: "/verification",
        as_of: Some(snapshot.as_of),
        main,
    };
    Ok(laid(house, visit, status, &page))
}

/// Names by which users sign in.
type Logins = Vec<(UserId, String)>;

/// Who is asked: a user by the name that they sign in with, a team as it was written.
pub(super) fn asked_of(logins: &[(UserId, String)], to: &str) -> String {
    let login = logins.iter().find(|(user, _)| *user.0 == *to).map(|(_, login)| login.clone());
    login.unwrap_or_else(|| to.to_owned())
}

/// The same on a page that everybody in the mission reads: who goes is not for the parties to know.
fn asked(visit: &Visit, snapshot: &Snapshot, logins: &Logins, to: &str) -> Markup {
    let user = snapshot.standing.users.keys().find(|user| *user.0 == *to);
    match user {
        Some(user) => Called { visit, standing: &snapshot.standing, logins }.shown(user),
        None => html! { bdi { (to) } },
    }
}

/// The teams and the people who may be sent, for browsers to offer while a name is typed.
fn teams(snapshot: &Snapshot, logins: &Logins) -> Markup {
    let verifies = logins.iter().filter(|(user, _)| snapshot.standing.may(user, Verb::Verify));
    html! {
        datalist id="teams" {
            @for team in snapshot.force.teams.keys() { option value=(team) {} }
            @for (_, login) in verifies { option value=(login) {} }
        }
    }
}

/// The most open findings of which is worked out what they lack.
const MOST_OPEN: usize = 4_000;

/// The findings that lack something, in the order of time: of very many the latest. What each lacks is worked out for these alone.
fn open(snapshot: &Snapshot) -> Vec<Arc<Finding>> {
    let mut latest: Vec<usize> = (0..snapshot.findings())
        .rev()
        .filter(|at| snapshot.finding_stands(*at) == Outcome::Undetermined)
        .take(MOST_OPEN)
        .collect();
    latest.reverse();
    latest.into_iter().filter_map(|at| snapshot.finding_at(at, false)).collect()
}

/// What open findings lack, each question once; what a patrol finds out first.
fn questions(open: &[Arc<Finding>]) -> Vec<Question<'_>> {
    let mut all: Vec<Question<'_>> = Vec::new();
    for about in open {
        let Some(set) = about.missing.first() else { continue };
        let same = |known: &&mut Question<'_>| known.about.subject.id == about.subject.id && known.set == set;
        match all.iter_mut().rev().take(40).find(same) {
            Some(known) => known.keeps_open += 1,
            None => all.push(Question { about, set, keeps_open: 1 }),
        }
    }
    let asked_of =
        |one: &Question<'_>| one.set.facts.iter().map(|fact| fact.route).min().unwrap_or(Route::Patrol);
    all.sort_by_key(asked_of);
    all
}

fn question(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (one, wrong): (&Question<'_>, &Wrong),
) -> Markup {
    let words = visit.words();
    let name = FindingRef::of(one.about);
    // of all the forms on the page this one was sent, and something is wrong with it
    let sent = !wrong.is_empty() && finding::named(&visit.form) == name;
    let given = snapshot.tasks.iter().any(|task| task.closed.is_none() && task.about.as_ref() == Some(&name));
    html! {
        li {
            (finding::listed(screen, snapshot, one.about))
            @if one.keeps_open > 1 { " " span.soft.s { (words.count("verification-keeps-open", one.keeps_open)) } }
            p { (marks::pieces(&screen.missing(one.set))) }
            @if given { p.s.soft { (words.get("verification-given")) } }
            @else if visit.may_on(Verb::Verify, snapshot, one.about) {
                form.row method="post" action="/verification/give" {
                    (token(visit))
                    input type="hidden" name="norm" value=(name.norm);
                    input type="hidden" name="subject" value=(name.subject);
                    input type="hidden" name="version" value=(name.version);
                    @for (field, key, kind) in [("to", "field-team", "text"), ("by", "field-by-day", "date")] {
                        @let message = wrong.of(field).filter(|_| sent);
                        label.bad[message.is_some()] {
                            span.xs { (words.get(key)) }
                            input.short name=(field) type=(kind) required[kind == "text"] maxlength=[(kind == "text").then_some("80")]
                                dir=[(kind == "text").then_some("auto")] list=[(kind == "text").then_some("teams")]
                                value=(if sent { visit.form.get(field) } else { "" }) aria-invalid=[message.map(|_| "true")];
                            @if let Some(message) = message { span.msg { (message) } }
                        }
                    }
                    button.btn { (words.get("verification-give")) }
                }
            }
        }
    }
}

fn line(visits: &Visits<'_>, logins: &Logins, task: &Task) -> Markup {
    let (visit, screen, snapshot) = (visits.visit, visits.screen, visits.snapshot);
    let words = visit.words();
    let own = visit.session.as_ref().map(|session| &session.actor.user);
    let said =
        |words: &Words, by: Instant| words.with("verification-by", &[("moment", screen.due(by).into())]);
    let is_over = task.closed.is_none() && task.by.is_some_and(|by| by <= clock::now());
    html! {
        li {
            b { (asked(visit, snapshot, logins, &task.to)) }
            @if let Some(name) = &task.about { (words.get("comma")) " " a href=(finding::address(name)) { (screen.norm(&name.norm)) } " " bdi.n { (name.subject) } }
            div.s.soft {
                (words.with("verification-since", &[("moment", screen.moment(task.at).into())]))
                @if let Some(by) = task.by { " " (said(words, by)) }
                @if is_over { " " b { (words.get("verification-over")) } }
                @match task.closed {
                    Some(true) => { " " b { (words.get("verification-done")) } }
                    Some(false) => { " " b { (words.get("verification-back")) } }
                    None => {}
                }
            }
            (visits.of_task(&task.entry))
            @if task.closed.is_none() && reaches(visit, snapshot, task) && !own.is_some_and(|own| task.is_locked_for(own)) {
                p.s { a href=(format!("/verification/visit?task={}", task.entry)) { (words.get("visit-record")) } }
                form.row method="post" action="/verification/close" {
                    (token(visit))
                    input type="hidden" name="task" value=(task.entry.0);
                    button.btn name="done" value="yes" { (words.get("verification-close")) }
                    button.btn.quiet name="done" value="no" { (words.get("verification-give-back")) }
                }
            }
        }
    }
}

/// The questions that are open, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let place = house.counting.place(&visit).await?;
    let (held, lang) = (Arc::clone(&snapshot), visit.lang);
    let rows = tokio::task::spawn_blocking(move || {
        let _place = place;
        let view = held.saying(false);
        let screen = Screen::of(&view, lang);
        let lacking = open(&held);
        let all = questions(&lacking);
        all.iter().map(|one| question_row(&screen, &held, one)).collect::<Vec<_>>()
    });
    let rows = rows.await.map_err(|_| Fault::ours())?;
    let head = ["incident", "column-subject", "column-norm", "list-lacking", "list-keeps-open", "list-given"];
    sheet::held(&house, &visit, ("verification", &head), rows).await
}

fn question_row(screen: &Screen<'_>, snapshot: &Snapshot, one: &Question<'_>) -> Vec<Cell> {
    let words = screen.words();
    let name = FindingRef::of(one.about);
    let incident = snapshot.incident_of(one.about, false);
    let id = if incident.is_some() { one.about.subject.id.clone() } else { String::new() };
    let what = incident.map_or_else(|| screen.subject(one.about), |incident| screen.what(&incident));
    let given = snapshot.tasks.iter().any(|task| task.closed.is_none() && task.about.as_ref() == Some(&name));
    let lacking: Vec<String> = screen.missing(one.set).iter().map(|piece| piece.text().to_owned()).collect();
    vec![
        id.into(),
        what.into(),
        screen.norm(&one.about.norm).into(),
        lacking.concat().into(),
        one.keeps_open.into(),
        words.get(if given { "list-yes" } else { "list-no" }).into(),
    ]
}

/// Every task, the latest first, as CSV or a workbook: who was asked is told as on the page.
pub(in crate::web) async fn tasks(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let (words, now) = (visit.words(), clock::now());
    let head = [
        "list-asked",
        "column-norm",
        "column-subject",
        "list-given-at",
        "list-due",
        "column-stands",
        "column-entry",
    ];
    let called = Called { visit: &visit, standing: &snapshot.standing, logins: &logins };
    let to = |to: &str| match snapshot.standing.users.keys().find(|user| *user.0 == *to) {
        Some(user) => called.told(user),
        None => to.to_owned(),
    };
    let stands = |task: &Task| match task.closed {
        Some(true) => "verification-done",
        Some(false) => "verification-back",
        None if task.by.is_some_and(|by| by <= now) => "verification-over",
        None => "list-open",
    };
    let row = |task: &Task| {
        let about = task.about.as_ref();
        vec![
            to(&task.to).into(),
            about.map_or_else(Cell::unsaid, |name| screen.norm(&name.norm).into()),
            about.map_or_else(Cell::unsaid, |name| (&*name.subject).into()),
            Cell::at(Some(task.at), screen.zone()),
            Cell::at(task.by, screen.zone()),
            words.get(stands(task)).into(),
            (&*task.entry.0).into(),
        ]
    };
    let rows = snapshot.tasks.iter().rev().map(row).collect();
    sheet::held(&house, &visit, ("tasks", &head), rows).await
}

/// Whether the visitor's roles reach what a task is about.
fn reaches(visit: &Visit, snapshot: &Snapshot, task: &Task) -> bool {
    let about = task.about.as_ref().and_then(|name| snapshot.finding(name));
    let finding = about.and_then(|at| snapshot.finding_at(at, false));
    visit.granted.may(Verb::Verify)
        && finding.is_none_or(|finding| visit.may_on(Verb::Verify, snapshot, &finding))
}

/// Does an act of verification and shows the page as it then is.
async fn act(house: &Arc<House>, visit: &Visit, filed: Filed) -> Result<Response, Fault> {
    match done(house, visit, vec![filed], &[]).await? {
        Ok(_) => Ok(to("/verification")),
        Err((status, wrong)) => shown(house, visit, status, &wrong).await,
    }
}

/// Gives a task: what is lacking is taken from the finding as it stands now.
pub(in crate::web) async fn give(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let (form, words) = (&visit.form, visit.words());
    let name = finding::named(form);
    let mut wrong = Wrong::default();
    let team = form.get("to");
    if team.is_empty() || team.chars().count() > 80 {
        wrong.add("to", words.get("verification-team-missing"));
    }
    let day = latin_digits(form.get("by"));
    let by: Option<Instant> = day.parse().ok().map(|day| whole_day(day, &snapshot.agreement.zone_time).hi);
    if !day.is_empty() && by.is_none() {
        wrong.add("by", words.with("field-day-wrong", &[("typed", day.into())]));
    }
    if by.is_some_and(|by| by <= clock::now()) {
        wrong.add("by", words.get("verification-by-over"));
    }
    let found = snapshot.finding(&name).and_then(|at| snapshot.finding_at(at, false));
    let wanted = found
        .as_ref()
        .and_then(|found| found.missing.first())
        .map(|set| set.facts.iter().map(|fact| Arc::from(fact.fact.as_str())).collect::<Vec<Arc<str>>>());
    if found.is_some_and(|found| !visit.may_on(Verb::Verify, &snapshot, &found)) {
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    let Some(wanted) = wanted else {
        wrong.add("", words.get("verification-settled"));
        return shown(&house, &visit, StatusCode::CONFLICT, &wrong).await;
    };
    if !wrong.is_empty() {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    // one person is asked by the id that the record knows them by: nobody else closes what they have in work
    let person = logins.iter().find(|(_, login)| login == team).map(|(user, _)| user.0.clone());
    let to = person.unwrap_or_else(|| team.into());
    act(&house, &visit, Filed::plain(Act::TaskGiven { about: Some(name), by, to, wanted })).await
}

/// Closes a task: done, or given back.
pub(in crate::web) async fn close(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let done = visit.form.get("done") == "yes";
    let of = EntryId::from(visit.form.get("task"));
    let snapshot = house.snapshot().await?;
    // a task about no finding, or about one that is there no more, is anybody's who verifies
    let task = snapshot.tasks.iter().find(|task| task.entry == of);
    if task.is_some_and(|task| !reaches(&visit, &snapshot, task)) {
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    act(&house, &visit, Filed::plain(Act::TaskClosed { done, of })).await
}
