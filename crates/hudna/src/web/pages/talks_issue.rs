//! One issue: where each party stands, every position in its order with its statement, and a form to state one.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::dialogue::table::{Issue, Position};
use hudna_core::ledger::act::{Act, Stance, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::time::{Instant, whole_day};
use hudna_desk::document::talks::{Talks, stance_word};
use hudna_desk::record::Snapshot;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, beside, choice, summary};
use super::talks::{address, both, come_to, conditions, is_id, reads, tabs};
use super::{Page, laid, marks, talks_links, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

const STANCES: [Stance; 5] =
    [Stance::Accepts, Stance::AcceptsWithReservation, Stance::Rejects, Stance::Silent, Stance::Absent];

/// The page.
pub(in crate::web) async fn page(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    shown(&house, &visit, &id, StatusCode::OK, &Wrong::default()).await
}

pub(super) async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    id: &str,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let Some(issue) = snapshot.table.issue(id) else { return Err(Fault::not_here()) };
    let talks = Talks::of(&snapshot.table, &snapshot.agreement, visit.lang);
    let words = visit.words();
    let stand = snapshot.table.stand(issue, &talks.of_agreement(), snapshot.table.since());
    let may = visit.granted.may(Verb::Negotiate) && issue.closed.is_none();
    let main = html! {
        div.head { h1 { (talks.title(id)) } p.soft.s { bdi.n { (id) } } }
        (tabs(words, ""))
        p.lede { (come_to(&talks, &stand)) }
        @if let Some(by) = &issue.by { p.s.soft { (moved_by(&talks, issue, by)) } }
        (summary(words, wrong))
        div.cols {
            section.box {
                h2 { (words.get("talks-versions")) }
                @for holds in &stand.parties {
                    h3.mt { (talks.party(&holds.party.0)) }
                    @let all = snapshot.table.versions_of(id, &holds.party);
                    @if all.is_empty() { p.empty { (words.get("talks-versions-none")) } }
                    ol.wait { @for position in all.into_iter().rev() { (line(visit, &talks, position)) } }
                }
            }
            @if visit.granted.may(Verb::Negotiate) {
                div.stack {
                    @if may { (form(visit, &talks, &snapshot, id, wrong)) }
                    (talks_links::link_form(visit, &talks, &snapshot, &stand, wrong))
                    (talks_links::close_form(visit, &talks, &snapshot, issue, wrong))
                }
            }
        }
    };
    let page = Page { title: talks.title(id), here: "/table", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// By whom an issue was put on the table or taken off it, and when.
fn moved_by(talks: &Talks<'_>, issue: &Issue, by: &UserId) -> String {
    let (key, at) = match &issue.closed {
        Some((at, _)) => ("issue-closed-at", Some(*at)),
        None => ("issue-opened-at", issue.opened),
    };
    let when = at.map(|at| talks.moment(at)).unwrap_or_default();
    talks.words().with(key, &[("when", when.into()), ("by", talks.recorded(by).into())])
}

/// One position: stance, conditions, when, at which meeting, in which words.
fn line(visit: &Visit, talks: &Talks<'_>, position: &Position) -> Markup {
    let words = visit.words();
    let held = position.meeting.as_ref().and_then(|entry| talks.table.meeting(entry));
    html! {
        li id=(position.entry.0) {
            (marks::piece(&talks.stance(Some(position.stance))))
            (conditions(talks, position))
            div.s.soft {
                time { (talks.moment(position.at)) }
                @if let Some(written) = talks.written_for(&position.by) { (words.get("comma")) " " (written) }
                @if let Some(held) = held {
                    (words.get("comma")) " " a href=(format!("/table/meetings#{}", held.entry.0)) { (talks.meeting(held)) }
                }
            }
            @if let Some(on) = position.statement.as_ref() {
                div.s { (words.get("talks-rests-on")) " "
                    @match talks.table.meeting(on) {
                        Some(held) => a href=(format!("/table/meetings#{}", on.0)) { (talks.meeting(held)) },
                        None => bdi.n { (on.0) },
                    }
                }
            }
            @if let Some(text) = &position.text {
                @if reads(visit) { blockquote dir="auto" { (text) } } @else { p.s.soft { (words.get("talks-statement-sealed")) } }
            }
            span.xs.soft { bdi.n { (position.entry.0) } }
        }
    }
}

fn form(visit: &Visit, talks: &Talks<'_>, snapshot: &Snapshot, id: &str, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let own = visit.granted.party.as_ref();
    let parties = talks.parties().into_iter().filter(|party| own.is_none_or(|own| own == party));
    let parties: Vec<_> = parties.map(|party| (party.0.to_string(), talks.party(&party.0))).collect();
    let stances = STANCES
        .iter()
        .map(|stance| (stance_word(*stance).to_owned(), talks.stance(Some(*stance)).text().to_owned()));
    let stances: Vec<_> =
        std::iter::once((String::new(), words.get("talks-choose"))).chain(stances).collect();
    let meetings = snapshot.table.meetings_in_time().into_iter().rev().take(30);
    let meetings = meetings.map(|held| (held.entry.0.to_string(), talks.meeting(held)));
    let meetings: Vec<_> =
        std::iter::once((String::new(), words.get("field-meeting-none"))).chain(meetings).collect();
    let pick =
        |name, key, options: &[(String, String)]| choice(words, (name, key), options, form.get(name), wrong);
    let field = |name, kind, key| {
        Field { name, kind, key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/table/positions" {
            h2 { (words.get("talks-state")) }
            (token(visit))
            input type="hidden" name="issue" value=(id);
            (pick("party", "field-party", &parties))
            (pick("stance", "field-stance", &stances))
            (field("condition_ar", "text", "field-condition-ar"))
            (field("condition_en", "text", "field-condition-en"))
            (field("condition_id", "text", "field-condition-id"))
            (pick("meeting", "field-meeting", &meetings))
            (field("day", "date", "field-stated-day"))
            (pick("statement", "field-rests-on", &statements(talks, words)))
            div.field {
                label for="text" { (words.get("field-statement")) }
                (beside(words, "field-statement", "text", wrong.of("text")))
                textarea id="text" name="text" rows="3" dir="auto" aria-describedby="text-beside" { (form.get("text")) }
            }
            p { button.btn.main { (words.get("talks-state-do")) } }
        }
    }
}

/// States a position.
pub(in crate::web) async fn state(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let issue = visit.form.get("issue").to_owned();
    let act = match told(visit.words(), &visit.form, &snapshot) {
        Ok(act) => act,
        Err(wrong) => return shown(&house, &visit, &issue, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    };
    let session = Arc::clone(visit.session()?);
    let text = visit.form.get("text").as_bytes().to_vec();
    match house.act(&session, None, Filed::plain(act).with("text", Class::Narrative, text)).await {
        Ok(_) => Ok(to(&address(&issue))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            let about = match why.trouble().code {
                "position-ahead" | "position-twice" => "day",
                "position-not-of-meeting" | "position-not-present" => "meeting",
                "position-not-asked" => "party",
                "conditions-without-reservation" => "stance",
                "condition-taken" => "condition_id",
                _ => "",
            };
            wrong.add(about, why.clone().said_in(visit.lang).said().0);
            shown(&house, &visit, &issue, why.status(), &wrong).await
        }
    }
}

/// The position that a form tells of.
fn told(words: &Words, form: &Form, snapshot: &Snapshot) -> Result<Act, Wrong> {
    let mut wrong = Wrong::default();
    let stance = STANCES.into_iter().find(|stance| stance_word(*stance) == form.get("stance"));
    if stance.is_none() {
        wrong.add("stance", words.get("field-stance-missing"));
    }
    if form.get("party").is_empty() {
        wrong.add("party", words.get("field-party-missing"));
    }
    let (day, condition) = (form.get("day"), both(form.get("condition_ar"), form.get("condition_en")));
    let noon = |day| {
        let day = whole_day(day, &snapshot.agreement.zone_time);
        let (noon, now) = (Instant(day.lo.0 + (day.hi.0 - day.lo.0) / 2), clock::now());
        // what was said this morning was not said at noon
        if day.lo <= now { noon.min(now) } else { noon }
    };
    let at: Option<Instant> = day.parse().ok().map(noon);
    // on the day of the meeting it was stated when the meeting was
    let held = snapshot.table.meeting(&EntryId::from(form.get("meeting")));
    let on = |at: Instant| at.local(&snapshot.agreement.zone_time).date();
    let meant = at.filter(|at| held.is_none_or(|held| on(*at) != on(held.at.lo)));
    if !day.is_empty() && at.is_none() {
        wrong.add("day", words.with("field-day-wrong", &[("typed", day.into())]));
    }
    let conditions =
        if condition.ar.is_some() || condition.en.is_some() { vec![condition] } else { Vec::new() };
    let id = form.get("condition_id");
    if !id.is_empty() && !is_id(id) {
        wrong.add("condition_id", words.get("field-id-missing"));
    }
    let condition_ids = if id.is_empty() || conditions.is_empty() { Vec::new() } else { vec![id.into()] };
    let (Some(stance), true) = (stance, wrong.is_empty()) else { return Err(wrong) };
    Ok(Act::PositionStated {
        at: meant,
        condition_ids,
        conditions,
        issue: form.get("issue").into(),
        meeting: (!form.get("meeting").is_empty()).then(|| EntryId::from(form.get("meeting"))),
        party: form.get("party").into(),
        stance,
        statement: (!form.get("statement").is_empty()).then(|| EntryId::from(form.get("statement"))),
    })
}

/// Entries that a position may rest on: minutes of meetings, and what a party declared of how it reads a text.
fn statements(talks: &Talks<'_>, words: &Words) -> Vec<(String, String)> {
    let none = std::iter::once((String::new(), words.get("field-rests-on-none")));
    let meetings = talks.table.meetings_in_time().into_iter().rev().take(30);
    let minutes = meetings.map(|held| {
        let values = [("meeting", talks.meeting(held).into())];
        (held.entry.0.to_string(), words.with("field-rests-on-minutes", &values))
    });
    let read = talks.table.remarks.iter().rev().filter(|one| !one.reserves).take(30).map(|one| {
        let values = [("party", talks.party(&one.party.0).into()), ("when", talks.day(one.at).into())];
        (one.entry.0.to_string(), words.with("field-rests-on-reading", &values))
    });
    none.chain(minutes).chain(read).collect()
}
