//! For parties: notices of movements and flights, and a form to give one; the receipt names its entry.
//!
//! The list tells who, what, for what and when; where is sealed and not shown. Leave is asked for what is still to come: once the time that a notice
//! told of has passed, nobody is offered to answer it, and no answer is taken.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::{Agreement, Formation};
use hudna_core::ledger::act::Verb;
use hudna_core::ledger::filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::register::{Entry, Registers};
use hudna_core::report::Origin;
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Value};
use hudna_core::vocabulary::codes_of;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::{Receipt, Snapshot, answers};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, choice, picked, picked_codes, summary};
use super::sheet::{self, Cell};
use super::slip::done;
use super::{Page, incidents, laid, pager, report_form, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit};

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default(), None).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
    receipt: Option<Receipt>,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let mut unread = Wrong::default();
    let notices = asked(visit, &snapshot, &mut unread);
    let page = pager::asked(visit, notices.len());
    let main = html! {
        div.head { h1 { (words.get("page-notices")) } }
        p.lede { (words.get("notices-lead")) }
        p.s { a href="/claims" { (words.get("page-claims")) } }
        (summary(words, wrong))
        @if let Some(receipt) = receipt {
            div.note role="status" {
                p { b { (words.get("notice-received")) } }
                p.s {
                    (words.with("report-entry", &[("number", receipt.seq.to_string().into()), ("entry", receipt.entry.0.to_string().into())]))
                    (words.get("comma")) " " (screen.moment(receipt.recorded_at))
                }
            }
        }
        div.cols {
            section.box {
                h2 { (words.get("notices-given")) }
                (answers_asked(visit))
                @if let Some(message) = unread.of("answer") { p.note.e role="alert" { (message) } }
                (sheet::ways(visit, "notices", &sheet::BOTH))
                @if !unread.is_empty() { p.empty { (words.get("filter-wrong-list")) } }
                @else if notices.is_empty() { p.empty { (words.get("notices-none")) } }
                @else {
                    table.t.fold {
                        thead { tr {
                            th { (words.get("column-party")) } th { (words.get("notice-what")) } th { (words.get("notice-purpose")) }
                            th { (words.get("notice-window")) } th { (words.get("notice-sent")) } th { (words.get("notice-answer")) }
                        } }
                        tbody { @for notice in pager::rows(&notices, page) { (row(visit, &screen, &snapshot, notice)) } }
                    }
                    (pager::pager(visit, words, page, notices.len()))
                }
            }
            @if visit.granted.party.is_some() || visit.granted.may(Verb::Collect) { (form(visit, &screen, &snapshot, wrong)) }
        }
    };
    let page = Page { title: words.get("page-notices"), here: "/notices", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// What the mechanism answered to a notice: its last answer.
fn answered<'s>(snapshot: &'s Snapshot, notice: &Entry) -> Option<&'s str> {
    let all = snapshot.exact.registers.authorisations.iter().rev();
    all.filter(|one| answers(one, notice)).find_map(|one| one.answer.as_deref())
}

/// Whether what was announced is over: leave for it would come after the act.
pub(super) fn is_over(notice: &Entry, now: Instant) -> bool {
    notice.window.is_some_and(|window| window.hi <= now)
}

/// What was answered to a notice, as a word of addresses.
fn answer_of(snapshot: &Snapshot, notice: &Entry, now: Instant) -> &'static str {
    match answered(snapshot, notice) {
        Some("granted") => "granted",
        Some("refused") => "refused",
        _ if is_over(notice, now) => "over",
        _ => "none",
    }
}

/// Answers that the list may be asked by, with the keys of their words.
const ANSWERS: [(&str, &str); 4] = [
    ("none", "notice-unanswered"),
    ("granted", "notice-granted"),
    ("refused", "notice-refused"),
    ("over", "notice-over"),
];

/// The list by what was answered.
fn answers_asked(visit: &Visit) -> Markup {
    let (words, asked) = (visit.words(), visit.query.get("answer"));
    html! {
        p.row.s {
            span.soft { (words.get("notice-answer")) (words.get("colon")) }
            a href="/notices" aria-current=[asked.is_empty().then_some("true")] { (words.get("any")) }
            @for (word, _) in ANSWERS {
                a href=(format!("/notices?answer={word}")) aria-current=[(asked == word).then_some("true")] { (words.get(&format!("notices-by-{word}"))) }
            }
        }
    }
}

/// The notices that were asked for, the latest first; none where what was asked is none of what is offered.
fn asked<'s>(visit: &Visit, snapshot: &'s Snapshot, wrong: &mut Wrong) -> Vec<(&'s EntryId, &'s Entry)> {
    let is_answer = |word: &str| ANSWERS.iter().any(|(known, _)| *known == word);
    let answer = picked((visit.words(), &visit.query), "answer", is_answer, wrong);
    if !wrong.is_empty() {
        return Vec::new();
    }
    let now = clock::now();
    let entries = snapshot.handled.notices.iter().map(|(entry, _)| entry);
    let all = entries.zip(&snapshot.exact.registers.notices).enumerate().rev();
    match answer {
        None => all.map(|(_, one)| one).collect(),
        // those to which nobody answered are known
        Some("none") => {
            let open = snapshot.unanswered();
            let is_open = |at: usize, notice: &Entry| {
                u32::try_from(at).is_ok_and(|at| open.binary_search(&at).is_ok()) && !is_over(notice, now)
            };
            all.filter(|(at, (_, notice))| is_open(*at, notice)).map(|(_, one)| one).collect()
        }
        Some(answer) => {
            all.map(|(_, one)| one).filter(|(_, notice)| answer_of(snapshot, notice, now) == answer).collect()
        }
    }
}

/// The notices that were asked for, as CSV or a workbook. Where they lead is sealed and not in it.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (snapshot, mut wrong) = (house.snapshot().await?, Wrong::default());
    let notices = asked(&visit, &snapshot, &mut wrong);
    sheet::refused(&wrong)?;
    let head = [
        "column-party",
        "notice-unit",
        "notice-what",
        "notice-purpose",
        "list-from",
        "list-until",
        "notice-sent",
        "notice-answer",
        "column-entry",
    ];
    let (words, now) = (visit.words(), clock::now());
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let said = |values: &[Value]| {
        let said: Vec<String> = values.iter().map(|value| screen.value(value)).collect();
        Cell::from(words.either(&said))
    };
    let actor = |id: Option<&str>| id.map_or_else(Cell::unsaid, |id| screen.actor(id).into());
    let row = |(entry, notice): &(&EntryId, &Entry)| {
        let [from, until] = Cell::from_until(notice.window, screen.zone());
        let key = ANSWERS.iter().find(|(word, _)| *word == answer_of(&snapshot, notice, now));
        vec![
            actor(notice.party.as_deref()),
            actor(notice.unit.as_deref()),
            said(&notice.act),
            said(&notice.purpose),
            from,
            until,
            Cell::at(notice.sent_at.map(|sent| sent.lo), screen.zone()),
            key.map_or_else(Cell::unsaid, |(_, key)| words.get(key).into()),
            entry.0.as_ref().into(),
        ]
    };
    let rows = notices.iter().map(row).collect();
    sheet::held(&house, &visit, ("notices", &head), rows).await
}

fn row(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (entry, notice): &(&EntryId, &Entry),
) -> Markup {
    let words = visit.words();
    let (answer, over) = (answered(snapshot, notice), is_over(notice, clock::now()));
    let unknown = || words.get("certainty-unknown");
    let said = |values: &[Value]| {
        let said: Vec<String> = values.iter().map(|value| screen.value(value)).collect();
        if said.is_empty() { unknown() } else { words.either(&said) }
    };
    let time = |range: Option<TimeRange>| range.map_or_else(unknown, |range| screen.range(range));
    html! {
        tr {
            th scope="row" {
                (notice.party.as_deref().map_or_else(unknown, |party| screen.actor(party)))
                @if let Some(unit) = &notice.unit { br; span.soft { (screen.actor(unit)) } }
            }
            td.full data-l=(words.get("notice-what")) { (said(&notice.act)) }
            td.full data-l=(words.get("notice-purpose")) { (said(&notice.purpose)) }
            td.full data-l=(words.get("notice-window")) { (time(notice.window)) }
            td.full data-l=(words.get("notice-sent")) { (time(notice.sent_at)) br; bdi.n.xs.soft { (entry.0) } }
            td.full data-l=(words.get("notice-answer")) {
                @match answer {
                    Some("granted") => b { (words.get("notice-granted")) },
                    Some("refused") => b { (words.get("notice-refused")) },
                    _ => span.soft { (words.get(if over { "notice-over" } else { "notice-unanswered" })) },
                }
                @if answer.is_none() && !over && visit.granted.may(Verb::Collect) {
                    form.row method="post" action="/notices/answer" {
                        (token(visit))
                        input type="hidden" name="notice" value=(entry.0);
                        button.btn name="answer" value="granted" { (words.get("notice-grant")) }
                        button.btn.quiet name="answer" value="refused" { (words.get("notice-refuse")) }
                    }
                }
            }
        }
    }
}

/// Whether a unit is, by the agreement, one that `party` answers for at some time, or one that no party is said to answer for.
fn may_answer_to(agreement: &Agreement, unit: &str, party: &str) -> bool {
    let mut above: Vec<&str> = vec![unit];
    let mut at = 0;
    while let Some(one) = above.get(at).copied() {
        at += 1;
        let links = agreement.links.iter().filter(|link| agreement.answers_for.contains(&link.kind));
        for link in links.filter(|link| *link.of == *one) {
            if !above.contains(&&*link.to) {
                above.push(&link.to);
            }
        }
    }
    let mut parties = above.iter().filter(|id| agreement.parties.iter().any(|party| *party.id == ***id));
    above.contains(&party) || parties.next().is_none()
}

/// Codes of an attribute as a choice.
fn codes(words: &Words, attribute: Attribute) -> Vec<(String, String)> {
    let all = codes_of(attribute).map(|code| (code.name().to_owned(), words.code(code)));
    std::iter::once((String::new(), words.get("unknown"))).chain(all).collect()
}

fn form(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let (words, form, agreement) = (visit.words(), &visit.form, &snapshot.agreement);
    let own = visit.granted.party.as_ref();
    let parties = agreement.parties.iter().filter(|party| own.is_none_or(|own| own.0 == party.id));
    let parties: Vec<_> = parties.map(|party| (party.id.to_string(), screen.actor(&party.id))).collect();
    let may_be = |unit: &&Formation| own.is_none_or(|own| may_answer_to(agreement, &unit.id, &own.0));
    let units = agreement.formations.iter().filter(may_be);
    let units = units.map(|unit| (unit.id.to_string(), screen.actor(&unit.id)));
    let units: Vec<_> = std::iter::once((String::new(), words.get("unknown"))).chain(units).collect();
    let pick =
        |name, key, options: &[(String, String)]| choice(words, (name, key), options, form.get(name), wrong);
    let field = |name, kind, key| {
        Field { name, kind, key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/notices" {
            h2 { (words.get("notice-give")) }
            (token(visit))
            (pick("party", "field-party", &parties))
            (pick("unit", "field-unit", &units))
            (pick("act", "field-act", &incidents::acts(words, "unknown")))
            (pick("purpose", "notice-purpose", &codes(words, Attribute::Purpose)))
            fieldset {
                legend { (words.get("notice-window")) }
                div.tri {
                    (field("day", "date", "field-day")) (field("from", "time", "field-from-hour")) (field("to", "time", "field-to-hour"))
                }
            }
            fieldset {
                legend { (words.get("notice-where")) }
                span.hint { (words.get("notice-where.hint")) }
                (pick("sector", "field-sector", &report_form::sectors(words, screen, agreement)))
                div.tri {
                    (field("lat", "number", "field-lat")) (field("lon", "number", "field-lon")) (field("radius", "number", "field-radius"))
                }
            }
            p { button.btn.main { (words.get("notice-give-do")) } }
        }
    }
}

/// Answers a notice that asks for clearance: its own party, act, time and place, and what is answered.
pub(in crate::web) async fn answer(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let malformed = || Trouble::new("record", "request-malformed");
    let answer = ["granted", "refused"].into_iter().find(|one| *one == visit.form.get("answer"));
    let answer = answer.ok_or_else(malformed)?;
    let mut all = snapshot.handled.notices.iter().zip(&snapshot.exact.registers.notices);
    let found = all.find(|((entry, _), _)| *entry.0 == *visit.form.get("notice"));
    let (_, notice) = found.ok_or_else(|| Trouble::new("record", "not-here"))?;
    let against = match answered(&snapshot, notice) {
        Some(_) => Some("notice-answered-already"),
        None => is_over(notice, clock::now()).then_some("notice-over-already"),
    };
    if let Some(against) = against {
        let mut wrong = Wrong::default();
        wrong.add("", visit.words().get(against));
        return shown(&house, &visit, StatusCode::CONFLICT, &wrong, None).await;
    }
    let answered = Entry {
        origin: Origin::default(),
        sent_at: Some(TimeRange::exact(clock::now())),
        answer: Some(answer.into()),
        ..notice.clone()
    };
    let one = Registers { authorisations: vec![answered], ..Registers::default() };
    file(&house, &visit, &one).await
}

/// Files the one row of `registers`, and shows its receipt.
async fn file(house: &Arc<House>, visit: &Visit, registers: &Registers) -> Result<Response, Fault> {
    let filed = filed::registers(registers).map_err(|why| Trouble::new("record", why.code()))?;
    match done(house, visit, filed, &[("party-not-yours", "party")]).await? {
        Ok(receipts) => {
            shown(house, visit, StatusCode::CREATED, &Wrong::default(), receipts.into_iter().next()).await
        }
        Err((status, wrong)) => shown(house, visit, status, &wrong, None).await,
    }
}

/// Gives the notice that the form tells of.
pub(in crate::web) async fn give(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    if visit.granted.party.is_none() && !visit.granted.may(Verb::Collect) {
        // what a party announces decides what is found of it: nobody else announces it, but whoever writes down what parties said
        let party = visit.form.get("party");
        return Err(Trouble::new("record", "party-not-yours").with("party", party).into());
    }
    let now = clock::now();
    let notice = match told(visit.words(), &visit.form, &snapshot.agreement, now) {
        Ok(notice) => notice,
        Err(wrong) => return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong, None).await,
    };
    file(&house, &visit, &Registers { notices: vec![notice], ..Registers::default() }).await
}

fn told(words: &Words, form: &Form, agreement: &Agreement, now: Instant) -> Result<Entry, Wrong> {
    let mut wrong = Wrong::default();
    let window = report_form::time(words, form, agreement, None, &mut wrong);
    let place = report_form::place(words, form, agreement, &mut wrong);
    let said = (words, form);
    let is_unit = |id: &str| {
        let known = agreement.formations.iter().any(|unit| *unit.id == *id);
        known && may_answer_to(agreement, id, form.get("party"))
    };
    let unit = picked(said, "unit", is_unit, &mut wrong);
    let act = picked_codes(said, ("act", Attribute::Act), &mut wrong);
    let purpose = picked_codes(said, ("purpose", Attribute::Purpose), &mut wrong);
    if !agreement.parties.iter().any(|party| *party.id == *form.get("party")) {
        wrong.add("party", words.get("field-party-missing"));
    }
    if window.is_none() && wrong.is_empty() {
        wrong.add("day", words.get("field-day-missing"));
    }
    // what was announced in time and written down late comes in by a register, which tells when it was sent
    if window.is_some_and(|window| window.hi <= now) {
        wrong.add("day", words.get("notice-given-late"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Entry {
        origin: Origin::default(),
        party: Some(form.get("party").into()),
        unit: unit.map(Into::into),
        act,
        purpose,
        sent_at: Some(TimeRange::exact(now)),
        window,
        place,
        answer: None,
    })
}
