//! The page on which people vote who are no users of the mission: a code, then one statement at a time. No script, few bytes, and
//! nothing of it but the vote is kept.
//!
//! What is asked comes from the record, what was said from [`Ballots`](hudna_desk::ballots::Ballots). Nothing here tells what others
//! said, nor how many voted.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::Response;
use hudna_core::dialogue::opinion::votes::Value;
use hudna_core::ledger::act::Both;
use hudna_desk::ballots::{VALUES, in_order, read_code, value_of, word};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, summary};
use super::{Page, in_lang, laid, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};
use crate::web::voters::Voting;

/// What a consultation asks.
struct Asking {
    title: Both,
    statements: Vec<(Arc<str>, Both)>,
}

/// The cookie of a ballot.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-hudna-ballot" } else { "hudna-ballot" }
}

fn voting(house: &House, visit: &Visit) -> Option<Voting> {
    house.voters.of(visit.cookie(cookie_name(visit.secure))?, clock::now())
}

/// What the consultation of an entry asks, while nothing was counted.
///
/// # Errors
/// `ballot-closed`.
async fn asking(house: &Arc<House>, entry: &Arc<str>) -> Result<Asking, Fault> {
    let entry = Arc::clone(entry);
    let found = house
        .derived(move |reader| {
            let all = reader.derived().consultations.iter();
            let open = all.filter(|one| one.entry.0 == entry && one.counts.is_empty());
            Ok(open.map(|one| (one.title.clone(), one.statements.clone())).next())
        })
        .await?;
    let (title, statements) = found.ok_or_else(|| Trouble::new("record", "ballot-closed"))?;
    Ok(Asking { title, statements })
}

/// What is wrong, beside a field.
fn beside(visit: &Visit, field: &'static str, why: &Fault) -> Wrong {
    let (said, next) = why.clone().said_in(visit.lang).said();
    let mut wrong = Wrong::default();
    wrong.add(field, [said, next.unwrap_or_default()].join(" ").trim().to_owned());
    wrong
}

/// The code's field, or the statement that is asked next.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let Some(one) = voting(&house, &visit) else {
        return Ok(door(&house, &visit, StatusCode::OK, &Wrong::default()));
    };
    let id = visit.query.get("statement").to_owned();
    shown(&house, &visit, &one, &id, (StatusCode::OK, &Wrong::default())).await
}

fn door(house: &House, visit: &Visit, status: StatusCode, wrong: &Wrong) -> Response {
    let words = visit.words();
    let field = Field {
        name: "code",
        kind: "number",
        key: "ballot-code",
        typed: visit.form.get("code"),
        autocomplete: "off",
        required: true,
    };
    let main = html! {
        h1 { (words.get("ballot-title")) }
        @if visit.query.get("left") == "yes" && wrong.is_empty() { p.note role="status" { (words.get("ballot-left-now")) } }
        p { (words.get("ballot-lead")) }
        (summary(words, wrong))
        form.stack.box method="post" action="/vote" {
            (token(visit))
            (field.shown(words, wrong))
            p { button.btn.main { (words.get("ballot-begin")) } }
        }
        (how(words))
    };
    laid(house, visit, status, &Page { title: words.get("ballot-title"), here: "/vote", as_of: None, main })
}

fn how(words: &Words) -> Markup {
    html! {
        details {
            summary { (words.get("ballot-how")) }
            p.s { (words.get("ballot-how-kept")) }
            p.s { (words.get("ballot-how-host")) }
        }
    }
}

/// Takes a code or a vote: both are sent to the address at which they are asked.
pub(in crate::web) async fn sent(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let is_vote = visit.form.each().any(|(name, _)| name == "statement" || name == "vote");
    if is_vote { cast(&house, &visit).await } else { enter(&house, &visit).await }
}

/// Begins with a code.
async fn enter(house: &Arc<House>, visit: &Visit) -> Result<Response, Fault> {
    let now = clock::now();
    let refused = |why: &Fault| {
        if why.status().is_server_error() {
            return Err(why.clone());
        }
        Ok(door(house, visit, why.status(), &beside(visit, "code", why)))
    };
    let ballot = match read_code(visit.form.get("code")) {
        Ok(ballot) => ballot,
        // a slip of the finger is no guess
        Err(why) => return refused(&why.into()),
    };
    if let Err(seconds) = house.guesses.may(visit.from, now) {
        let why = Trouble::new("record", "ballot-wait").with("seconds", seconds.to_string());
        return refused(&why.into());
    }
    let known = ballot.clone();
    let consultation = match house.with_ballots(move |ballots| ballots.consultation(&known)).await {
        Ok(consultation) => consultation,
        Err(why) => {
            if why.trouble().code == "ballot-unknown" {
                house.guesses.wrong(visit.from, now);
            }
            return refused(&why);
        }
    };
    let cookie = house.voters.begin(ballot, &consultation, now)?;
    let mut response = to("/vote");
    let kept = visit.set_cookie(cookie_name(visit.secure), &cookie, None);
    response.headers_mut().append(header::SET_COOKIE, kept);
    Ok(response)
}

/// Keeps a vote, and goes on.
async fn cast(house: &Arc<House>, visit: &Visit) -> Result<Response, Fault> {
    let refusal = |code| Trouble::new("record", code);
    let Some(one) = voting(house, visit) else {
        let why = Fault::from(refusal("ballot-ended"));
        return Ok(door(house, visit, why.status(), &beside(visit, "code", &why)));
    };
    let (id, said) = (visit.form.get("statement").to_owned(), visit.form.get("vote"));
    let asked = match asking(house, &one.consultation).await {
        Ok(asked) => asked,
        Err(why) => return closed(house, visit, &why),
    };
    let wrong = if !asked.statements.iter().any(|(known, _)| **known == *id) {
        Some(refusal("ballot-statement-unknown").with("statement", &*id))
    } else if value_of(said).is_none() {
        Some(refusal("ballot-vote-unknown").with("vote", said))
    } else {
        None
    };
    let (None, Some(value)) = (&wrong, value_of(said)) else {
        let why = Fault::from(wrong.unwrap_or_else(|| refusal("ballot-vote-unknown")));
        let wrong = beside(visit, "vote", &why);
        return shown(house, visit, &one, &id, (why.status(), &wrong)).await;
    };
    let ballot = one.ballot.clone();
    match house.with_ballots(move |ballots| ballots.cast(&ballot, &id, value)).await {
        Ok(()) => Ok(to("/vote")),
        Err(why) => closed(house, visit, &why),
    }
}

/// Of a consultation that was closed meanwhile: the browser holds its ballot no more.
fn closed(house: &House, visit: &Visit, why: &Fault) -> Result<Response, Fault> {
    if why.status().is_server_error() {
        return Err(why.clone());
    }
    Ok(ended(house, visit, door(house, visit, why.status(), &beside(visit, "code", why))))
}

fn ended(house: &House, visit: &Visit, mut response: Response) -> Response {
    if let Some(cookie) = visit.cookie(cookie_name(visit.secure)) {
        house.voters.end(cookie);
    }
    let gone = visit.set_cookie(cookie_name(visit.secure), "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, gone);
    response
}

/// Leaves: nothing on the device leads to the ballot any more.
pub(in crate::web) async fn leave(State(house): State<Arc<House>>, visit: Visit) -> Response {
    ended(&house, &visit, to("/vote?left=yes"))
}

/// A statement: the one that is named, or the first that was not answered; where all were, what was said.
async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    one: &Voting,
    named: &str,
    (status, wrong): (StatusCode, &Wrong),
) -> Result<Response, Fault> {
    let asked = match asking(house, &one.consultation).await {
        Ok(asked) => asked,
        Err(why) => return closed(house, visit, &why),
    };
    let ballot = one.ballot.clone();
    let said = house.with_ballots(move |ballots| ballots.said(&ballot)).await?;
    let of = |id: &str| said.iter().find(|(known, _)| known == id).map(|(_, value)| *value);
    let order = in_order(&one.ballot, asked.statements.iter().map(|(id, _)| id));
    let text = |id: &str| asked.statements.iter().find(|(known, _)| **known == *id).map(|(_, text)| text);
    let left = order.iter().filter(|id| of(id).is_none()).count();
    let now = order.iter().find(|id| ****id == *named).or_else(|| order.iter().find(|id| of(id).is_none()));
    let words = visit.words();
    let title = in_lang(&asked.title, visit.lang).to_owned();
    let numbers = [("left", left.into()), ("all", order.len().into())];
    let main = html! {
        h1 { bdi { (title) } }
        p.s.soft { (words.with("ballot-left", &numbers)) }
        (summary(words, wrong))
        @match now {
            Some(id) => (form(visit, (id, text(id)), of(id), wrong)),
            None => p.note role="status" { (words.get("ballot-done")) },
        }
        @if !named.is_empty() && left > 0 { p.s { a href="/vote" { (words.get("ballot-next")) } } }
        @if !said.is_empty() {
            details open[now.is_none()] {
                summary { (words.get("ballot-yours")) }
                ul.wait {
                    @for id in order.iter().filter(|id| of(id).is_some()) { li {
                        bdi { (text(id).map_or("", |text| in_lang(text, visit.lang))) }
                        br; b { (of(id).map_or_else(String::new, |value| vote_word(words, value))) } " "
                        a.s href=(address(id)) { (words.get("ballot-change")) }
                    } }
                }
            }
        }
        (how(words))
        form method="post" action="/vote/leave" { (token(visit)) button.btn.quiet { (words.get("ballot-leave")) } }
    };
    Ok(laid(house, visit, status, &Page { title, here: "/vote", as_of: None, main }))
}

fn address(statement: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("statement", statement);
    format!("/vote?{}", query.finish())
}

fn vote_word(words: &Words, value: Value) -> String {
    words.get(&format!("ballot-{}", word(value)))
}

fn form(visit: &Visit, (id, text): (&str, Option<&Both>), said: Option<Value>, wrong: &Wrong) -> Markup {
    let (words, message) = (visit.words(), wrong.of("vote"));
    html! {
        form.box.stack.ballot method="post" action="/vote" {
            (token(visit))
            input type="hidden" name="statement" value=(id);
            p.say id="say" { bdi { (text.map_or("", |text| in_lang(text, visit.lang))) } }
            @if let Some(value) = said { p.s.soft { (words.with("ballot-said-before", &[("vote", vote_word(words, value).into())])) } }
            div.field.bad[message.is_some()] {
                @if let Some(message) = message { span.msg id="vote-beside" { (message) } }
                div.sides role="group" aria-labelledby="say" {
                    @for value in VALUES {
                        button.btn name="vote" value=(word(value)) aria-describedby=[message.map(|_| "vote-beside")] { (vote_word(words, value)) }
                    }
                }
            }
        }
    }
}
