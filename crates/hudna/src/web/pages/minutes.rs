//! For a secretary: an account of a meeting is read for a first time, its proposals stand beside the text with their words
//! marked, and what is ticked becomes acts signed with the secretary's key. Nothing else does.
//!
//! The account lies in the form alone until something is signed; then the words of each act are its sealed part.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::ledger::act::Stance;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::time::whole_day;
use hudna_desk::document::screen::Screen;
use hudna_desk::minutes::confirmed::{self, Confirmation};
use hudna_desk::minutes::sent;
use hudna_desk::minutes::shown::{MEETING, all_named, named, promise_name, statement_name};
use hudna_desk::minutes::{self, Class, Proposal, Span, Speaker, Statement};
use hudna_desk::record::{Receipt, acts};
use hudna_desk::seal::random;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde_json::Value;

use super::field::{Field, Wrong, latin_digits, summary};
use super::{Page, laid, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit};

/// What a person can say that a statement comes to, as data has it.
const STANCES: [&str; 5] = ["accepts", "accepts_with_reservation", "rejects", "silent", "absent"];

/// The form for an account.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    Ok(asked(&house, &visit, StatusCode::OK, &Wrong::default()))
}

fn asked(house: &House, visit: &Visit, status: StatusCode, wrong: &Wrong) -> Response {
    let words = visit.words();
    let main = html! {
        div.head { h1 { (words.get("page-minutes")) } }
        p.lede { (words.get("minutes-lead")) }
        (summary(words, wrong))
        form.box.stack method="post" action="/minutes" enctype="multipart/form-data" {
            (token(visit))
            div.field {
                label for="account" { (words.get("minutes-account")) }
                span.hint id="account-beside" { (words.get("minutes-account-hint")) }
                textarea id="account" name="account" rows="16" dir="auto" aria-describedby="account-beside" { (visit.form.typed("account")) }
            }
            div.field.bad[wrong.of("file").is_some()] {
                label for="file" { (words.get("minutes-file")) }
                (super::field::beside(words, "minutes-file", "file", wrong.of("file")))
                input id="file" name="file" type="file" accept=".txt,.md,text/plain" aria-describedby="file-beside";
            }
            p { button.btn.main { (words.get("minutes-read")) } }
        }
    };
    laid(
        house,
        visit,
        status,
        &Page { title: words.get("page-minutes"), here: "/minutes", as_of: None, main },
    )
}

/// The proposals of an account.
pub(in crate::web) async fn read(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    match account(&visit) {
        Ok(text) => shown(&house, &visit, &text, StatusCode::OK, &Wrong::default(), &[]).await,
        Err(wrong) => Ok(asked(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong)),
    }
}

/// The account that was pasted or sent as a file: one of both.
fn account(visit: &Visit) -> Result<String, Wrong> {
    let words = visit.words();
    let pasted = !visit.form.get("account").is_empty();
    let mut wrong = Wrong::default();
    match visit.files.first() {
        None if pasted => return Ok(visit.form.typed("account").to_owned()),
        None => wrong.add("", words.get("minutes-account-empty")),
        Some(_) if pasted => wrong.add("file", words.get("minutes-account-twice")),
        Some(file) => match sent::of_file(&safe(&file.name), &file.bytes) {
            Ok(text) => return Ok(text),
            Err(why) => wrong.add("file", words.message(&why.key(), &why.arguments)),
        },
    }
    Err(wrong)
}

/// A proposal as it is laid out.
struct Sight<'a> {
    words: &'static Words,
    form: &'a Form,
    text: &'a str,
    proposal: &'a Proposal,
    parties: Vec<(String, String)>,
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    text: &str,
    status: StatusCode,
    wrong: &Wrong,
    signed: &[Receipt],
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let proposal = minutes::propose(text, None)?;
    let sight = Sight {
        words,
        form: &visit.form,
        text,
        proposal: &proposal,
        parties: parties(words, &screen, &snapshot.agreement),
    };
    let main = html! {
        div.head { h1 { (words.get("page-minutes")) } }
        p.lede { (words.get("minutes-proposed-lead")) }
        (summary(words, wrong))
        @if !signed.is_empty() {
            div.note role="status" {
                p { b { (words.count("minutes-signed", signed.len())) } }
                @for one in signed {
                    p.s { (words.with("report-entry", &[("number", one.seq.to_string().into()), ("entry", one.entry.0.to_string().into())])) }
                }
            }
        }
        form.cols method="post" action="/minutes/sign" {
            (token(visit))
            input type="hidden" name="account" value=(text);
            section.box { h2 { (words.get("minutes-account")) } (sight.marked()) }
            section.box.stack { (sight.meeting()?) (sight.statements()?) (sight.promises()?) (sight.left()) (sight.said_once())
                p { button.btn.main { (words.get("minutes-sign")) } }
                p.hint.xs { (words.get("minutes-sign-hint")) }
            }
        }
    };
    let page = Page { title: words.get("page-minutes"), here: "/minutes", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn parties(words: &Words, screen: &Screen<'_>, agreement: &Agreement) -> Vec<(String, String)> {
    let all = agreement.parties.iter().map(|party| (party.id.to_string(), screen.actor(&party.id)));
    std::iter::once((String::new(), words.get("unknown"))).chain(all).collect()
}

/// Words of the account as they may be shown: what steers a line is seen and steers nothing.
fn safe(text: &str) -> String {
    let plain = |c: char| {
        let steers =
            c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if steers && c != '\t' && c != '\r' { '\u{FFFD}' } else { c }
    };
    text.chars().map(plain).collect()
}

fn lines(text: &str) -> Markup {
    let text = safe(text);
    html! { @for (number, line) in text.split('\n').enumerate() { @if number > 0 { br; } (line) } }
}

impl Sight<'_> {
    /// The account with the words of each statement marked.
    fn marked(&self) -> Markup {
        let mut out = Vec::new();
        let mut at = 0;
        for (place, one) in self.proposal.statements.iter().enumerate() {
            let (start, end) = (one.span.start.max(at), one.span.end);
            if one.within.is_some() || start >= end {
                continue;
            }
            let name = statement_name(place);
            let before = self.text.get(at..start).unwrap_or_default();
            let own = self.text.get(start..end).unwrap_or_default();
            out.push(html! { (lines(before)) mark class=[one.unsure.then_some("q")] id=(format!("at-{name}")) { (lines(own)) } " " a.xs href=(format!("#{name}")) { bdi { (name) } } });
            at = end;
        }
        html! { div.text dir="auto" { @for one in &out { (one) } (lines(self.text.get(at..).unwrap_or_default())) } }
    }

    fn quoted(&self, span: Span) -> String {
        safe(&span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The tick of a proposal, and the id that its entry would have: sent twice, it stands once.
    fn tick(&self, name: &str, label: &str) -> Result<Markup, Fault> {
        let kept = format!("entry-{name}");
        let entry = match self.form.get(&kept) {
            "" => EntryId::of(random().map_err(Trouble::from)?),
            typed => EntryId::from(typed),
        };
        let ticked = self.form.all("pick").any(|one| one == name);
        Ok(html! {
            input type="hidden" name=(kept) value=(entry.0);
            label { input type="checkbox" name="pick" value=(name) checked[ticked]; " " b { (label) } }
        })
    }

    fn choice(&self, name: &str, key: &str, options: &[(String, String)], otherwise: &str) -> Markup {
        let typed = Some(self.form.get(name)).filter(|typed| !typed.is_empty()).unwrap_or(otherwise);
        html! {
            label.s for=(name) { (self.words.get(key)) }
            select id=(name) name=(name) {
                @for (value, label) in options { option value=(value) selected[value == typed] { (label) } }
            }
        }
    }

    fn meeting(&self) -> Result<Markup, Fault> {
        let words = self.words;
        let said =
            |span: Option<Span>| span.map_or_else(|| words.get("minutes-not-said"), |span| self.quoted(span));
        let values = |key: &str, name: &'static str, span| words.with(key, &[(name, said(span).into())]);
        Ok(html! {
            h2 { (words.get("minutes-meeting")) }
            p { (self.tick(MEETING, &words.get("minutes-meeting"))?) }
            p.s { (values("minutes-day", "day", self.proposal.day)) (words.get("comma")) " " (values("minutes-place", "place", self.proposal.place)) }
            ul.s {
                @for one in &self.proposal.participants {
                    li { bdi { (self.quoted(one.name)) } ": " bdi { (said(one.capacity)) } @if one.absent { " — " (words.get("minutes-was-absent")) } }
                }
            }
        })
    }

    fn heading(&self, one: &Statement) -> String {
        let words = self.words;
        let who: Vec<String> =
            all_named(self.proposal, one).into_iter().map(|span| self.quoted(span)).collect();
        let who = if who.is_empty() { words.get("minutes-nobody") } else { words.list(&who) };
        let mut marks = vec![words.get(&format!("minutes-class-{}", one.class.name()))];
        if one.unanimous {
            marks.push(words.get("minutes-unanimous"));
        }
        if one.unsure {
            marks.push(words.get("minutes-unsure"));
        }
        format!("{who}: {}", words.list(&marks))
    }

    fn statements(&self) -> Result<Markup, Fault> {
        let words = self.words;
        let stances: Vec<(String, String)> = std::iter::once((String::new(), words.get("unknown")))
            .chain(STANCES.iter().map(|one| ((*one).to_owned(), words.get(&format!("minutes-stance-{one}")))))
            .collect();
        let mut rows = Vec::new();
        for (place, one) in self.proposal.statements.iter().enumerate() {
            let name = statement_name(place);
            let said = match one.class {
                Class::Agree if one.conditions.is_empty() => "accepts",
                Class::Agree => "accepts_with_reservation",
                Class::Reject => "rejects",
                _ => "",
            };
            rows.push(html! {
                div.field id=(name) {
                    (self.tick(&name, &format!("{name} {}", self.heading(one)))?)
                    p.text dir="auto" { a href=(format!("#at-{name}")) { (self.quoted(one.span)) } }
                    @for condition in &one.conditions {
                        p.s { (words.get(&format!("minutes-condition-{}", condition.kind.name()))) ": " bdi { (self.quoted(condition.span)) } }
                    }
                    (self.choice(&format!("party-{name}"), "minutes-speaks-for", &self.parties, ""))
                    (self.choice(&format!("stance-{name}"), "minutes-stance", &stances, said))
                }
            });
        }
        Ok(html! { h2 { (words.get("minutes-statements")) } @for row in &rows { (row) } })
    }

    fn promises(&self) -> Result<Markup, Fault> {
        let words = self.words;
        let mut rows = Vec::new();
        for (place, one) in self.proposal.promises.iter().enumerate() {
            let name = promise_name(place);
            let key = if one.undertaken { "minutes-undertaken" } else { "minutes-tied" };
            let said = words.with(key, &[("statement", statement_name(one.statement).into())]);
            let id = format!("id-{name}");
            rows.push(html! {
                div.field id=(name) {
                    (self.tick(&name, &format!("{name} {said}"))?)
                    p.text dir="auto" { (self.quoted(one.what)) }
                    (self.choice(&format!("party-{name}"), "minutes-speaks-for", &self.parties, ""))
                    (self.choice(&format!("to-{name}"), "minutes-to", &self.parties, ""))
                    label.s for=(id) { (words.get("minutes-id")) }
                    input id=(id) name=(id) type="text" value=(self.form.get(&id)) dir="ltr" autocomplete="off";
                }
            });
        }
        Ok(html! { h2 { (words.get("minutes-promises")) } @for row in &rows { (row) } })
    }

    fn left(&self) -> Markup {
        let words = self.words;
        let why = |one: &minutes::Left| {
            serde_json::to_value(one.why)
                .unwrap_or_default()
                .as_str()
                .map(|why| words.get(&format!("minutes-why-{why}")))
        };
        html! {
            details {
                summary { (words.get("minutes-left")) }
                @for one in &self.proposal.left { p.s { (why(one).unwrap_or_default()) ": " bdi { (self.quoted(one.span)) } } }
            }
        }
    }

    /// What is said once for all that is ticked.
    fn said_once(&self) -> Markup {
        let field = |name, kind, key| {
            Field { name, kind, key, typed: self.form.get(name), autocomplete: "off", required: false }
                .shown(self.words, &Wrong::default())
        };
        html! {
            (field("issue", "text", "minutes-issue"))
            div.tri { (field("day", "date", "field-day")) (field("convener", "text", "minutes-convener")) }
        }
    }
}

/// Signs what was ticked.
pub(in crate::web) async fn sign(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let text = visit.form.typed("account");
    let mut wrong = Wrong::default();
    let filed = match filed(&house, &visit) {
        Ok(filed) => filed,
        Err(why) => {
            wrong.add("", visit.words().message(&why.key(), &why.arguments));
            return shown(&house, &visit, text, StatusCode::UNPROCESSABLE_ENTITY, &wrong, &[]).await;
        }
    };
    let mut signed = Vec::new();
    for (entry, one) in filed {
        match house.act(&session, Some(entry), one).await {
            Ok(receipt) => signed.push(receipt),
            // the same form once more: it stands already
            Err(why) if why.trouble().code == "entry-id-taken" => {}
            Err(why) if why.status().is_server_error() => return Err(why),
            Err(why) => {
                wrong.add("", why.clone().said_in(visit.lang).said().0);
                return shown(&house, &visit, text, why.status(), &wrong, &signed).await;
            }
        }
    }
    shown(&house, &visit, text, StatusCode::CREATED, &wrong, &signed).await
}

/// The acts of what was ticked, the meeting first, so that positions can name it.
fn filed(house: &House, visit: &Visit) -> Result<Vec<(EntryId, Filed)>, Trouble> {
    let form = &visit.form;
    let text = form.typed("account");
    let proposal = minutes::propose(text, None)?;
    let mut picked: Vec<&str> = form.all("pick").collect();
    picked.sort_by_key(|name| *name != MEETING);
    if picked.is_empty() {
        return Err(Trouble::new("minutes", "pick-missing"));
    }
    let mut out = Vec::new();
    for name in &picked {
        let entry = EntryId::from(form.get(&format!("entry-{name}")));
        if !entry.is_well_formed() {
            return Err(Trouble::new("record", "request-malformed"));
        }
        let meeting = picked.contains(&MEETING).then(|| EntryId::from(form.get(&format!("entry-{MEETING}"))));
        let confirmation = confirmation(house, form, &proposal, text, name, meeting);
        let written = Value::from(confirmed::acts(text, &proposal, &confirmation)?);
        let acts = acts::read(&written.to_string())?;
        out.extend(acts.into_iter().map(|one| (entry.clone(), one)));
    }
    Ok(out)
}

/// What the form says of one proposal.
fn confirmation(
    house: &House,
    form: &Form,
    proposal: &Proposal,
    text: &str,
    name: &str,
    meeting: Option<EntryId>,
) -> Confirmation {
    let said = |key: &str| Some(form.get(&format!("{key}-{name}"))).filter(|said| !said.is_empty());
    let place = |of: fn(usize) -> String, most: usize| (0..most).find(|place| of(*place) == name);
    let statement = place(statement_name, proposal.statements.len());
    let promise = place(promise_name, proposal.promises.len()).and_then(|place| proposal.promises.get(place));
    let statement = statement.or(promise.map(|promise| promise.statement));
    let speaker: Option<Speaker> =
        statement.and_then(|place| proposal.statements.get(place)).and_then(|one| one.speaker);
    let who = speaker.and_then(|speaker| named(proposal, speaker)).map(|span| span.of(text).to_owned());
    let parties = who.zip(said("party")).map(|(who, party)| (who, vec![party.into()]));
    let stance = said("stance").and_then(|stance| serde_json::from_value::<Stance>(Value::from(stance)).ok());
    let filled = |key: &str| Some(form.get(key)).filter(|said| !said.is_empty());
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let day = filled("day").and_then(|day| latin_digits(day).parse::<Date>().ok());
    Confirmation {
        picked: vec![name.to_owned()],
        parties: parties.into_iter().collect(),
        issues: filled("issue").map(|issue| (String::new(), issue.into())).into_iter().collect(),
        stances: stance.map(|stance| (name.to_owned(), stance)).into_iter().collect::<BTreeMap<_, _>>(),
        to: said("to").map(Into::into).into_iter().collect(),
        ids: said("id").map(|id| (name.to_owned(), id.into())).into_iter().collect(),
        at: day.map(|day| whole_day(day, &zone)),
        convener: filled("convener").map(Into::into),
        meeting: meeting.filter(|_| name != MEETING),
    }
}
