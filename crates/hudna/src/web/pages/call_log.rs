//! The duty officer's log of calls: hotline and radio, with the words as spoken. A call is a report like any other; that a party
//! called before it acted is recorded beside it, for many an article asks for just that.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::register::{Entry, Registers};
use hudna_core::report::{Account, Origin, PlaceName, Report, Source, SourceKind};
use hudna_core::time::{Instant, TimeRange};
use hudna_core::value::{Attribute, Value};
use hudna_desk::desk;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, area, choice, picked, picked_codes, summary};
use super::sheet::{self, Cell};
use super::slip::done;
use super::{Page, incidents, laid, pager, report_form, reports, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// Who may be at the other end.
const LINES: [(&str, SourceKind); 3] =
    [("hotline", SourceKind::Hotline), ("patrol", SourceKind::Patrol), ("liaison", SourceKind::Liaison)];
/// How reports of calls are known again.
const FILE: &str = "call";
/// The most characters of the words.
const MOST_WORDS: usize = 20_000;

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
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let main = html! {
        div.head { h1 { (words.get("page-log")) } }
        p.lede { (words.get("log-lead")) }
        (summary(words, wrong))
        div.cols { (form(visit, &screen, &snapshot, wrong)) (calls(visit, &screen, &snapshot)?) }
    };
    let page = Page { title: words.get("page-log"), here: "/reports", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn form(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let (words, form, agreement) = (visit.words(), &visit.form, &snapshot.agreement);
    let lines = LINES.map(|(name, _)| (name.to_owned(), words.get(&format!("log-{name}"))));
    let parties = agreement.parties.iter().map(|party| (party.id.to_string(), screen.actor(&party.id)));
    let parties: Vec<_> =
        std::iter::once((String::new(), words.get("log-no-party"))).chain(parties).collect();
    let pick =
        |name, key, options: &[(String, String)]| choice(words, (name, key), options, form.get(name), wrong);
    let field = |name, kind, key| {
        Field { name, kind, key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    html! {
        form.box.stack method="post" action="/log" {
            (token(visit))
            (pick("line", "field-line", &lines))
            (area(words, ("text", "field-spoken"), form.typed("text"), wrong))
            (field("source", "text", "field-caller"))
            (pick("act", "field-act-done", &incidents::acts(words, "unknown")))
            fieldset {
                legend { (words.get("field-when-it")) }
                div.tri { (field("day", "date", "field-day")) (field("from", "time", "field-from-hour")) (field("to", "time", "field-to-hour")) }
            }
            (pick("sector", "field-sector", &report_form::sectors(words, screen, agreement)))
            (field("place", "text", "field-place"))
            (pick("party", "field-called-before", &parties))
            p { button.btn.main { (words.get("log-do")) } }
            p.xs.soft { (words.get("log-read-back")) }
        }
    }
}

/// Places of the calls that this officer logged, the latest first: their own words, which they may read.
fn own_calls(visit: &Visit, snapshot: &Snapshot) -> Result<Vec<usize>, Fault> {
    let own = &visit.session()?.actor.user;
    let mine = (0..snapshot.filed.len()).rev().filter(|at| snapshot.filed[*at].by == *own);
    let is_call = |at: &usize| snapshot.report_at(*at, true).is_some_and(|one| &*one.origin.file == FILE);
    Ok(mine.filter(is_call).collect())
}

/// The calls that this officer logged, with their words, a page at a time.
fn calls(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot) -> Result<Markup, Fault> {
    let (words, mine) = (visit.words(), own_calls(visit, snapshot)?);
    let page = pager::asked(visit, mine.len());
    let shown = pager::rows(&mine, page).iter();
    let shown = shown.filter_map(|at| Some((snapshot.filed.get(*at)?, snapshot.report_at(*at, true)?)));
    Ok(html! {
        section.box {
            h2 { (words.get("log-mine")) }
            @if mine.is_empty() { p.empty { (words.get("log-none")) } }
            @else { (sheet::ways(visit, "log", &sheet::BOTH)) }
            ul.wait {
                @for (filed, report) in shown {
                    li {
                        a.n href=(reports::address(filed)) { (filed.name()) } " " time.s.soft { (screen.moment(filed.at)) }
                        blockquote dir="auto" { (report.text.chars().take(200).collect::<String>()) }
                    }
                }
            }
            (pager::pager(visit, words, page, mine.len()))
        }
    })
}

/// The calls that this officer logged, each with its words in full, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let head = ["report", "report-recorded", "field-line", "field-caller", "field-act-done", "field-spoken"];
    let row = |at: usize| {
        let (filed, report) = (snapshot.filed.get(at)?, snapshot.report_at(at, true)?);
        let line = LINES.iter().find(|(_, kind)| report.source.kind == Some(*kind));
        let line =
            line.map_or_else(Cell::unsaid, |(name, _)| screen.words().get(&format!("log-{name}")).into());
        let act = reports::said_of(screen.words(), &screen, &report, Attribute::Act);
        let caller = Cell::from(&*report.source.name);
        let recorded = Cell::at(Some(filed.at), screen.zone());
        Some(vec![(&*filed.name()).into(), recorded, line, caller, act.into(), (&*report.text).into()])
    };
    let rows = own_calls(&visit, &snapshot)?.into_iter().filter_map(row).collect();
    sheet::held(&house, &visit, ("calls", &head), rows).await
}

/// Logs a call.
pub(in crate::web) async fn log(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (snapshot, now) = (house.snapshot().await?, clock::now());
    let (mut report, contact) = match told(&visit, &snapshot.agreement, now) {
        Ok(told) => told,
        Err(wrong) => return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    };
    let placing = Arc::clone(&snapshot);
    let report = tokio::task::spawn_blocking(move || {
        desk::place_report(&placing.agreement, &placing.files, &mut report).map(|()| report)
    });
    let report = report.await.map_err(|_| Fault::ours())??;
    let malformed = |why: hudna_core::ledger::canonical::CanonicalError| Trouble::new("record", why.code());
    let mut acts: Vec<Filed> = vec![filed::report_filed(&report, None).map_err(malformed)?];
    if let Some(contact) = contact {
        let one = Registers { contacts: vec![contact], ..Registers::default() };
        acts.extend(filed::registers(&one).map_err(malformed)?);
    }
    match done(&house, &visit, acts, &[]).await? {
        Ok(receipts) => {
            let first: Option<EntryId> = receipts.into_iter().next().map(|receipt| receipt.entry);
            Ok(to(&first.map_or_else(|| "/log".to_owned(), |entry| format!("/reports/{entry}"))))
        }
        Err((status, wrong)) => shown(&house, &visit, status, &wrong).await,
    }
}

/// The call as a report, and where a party called before it acted, as a contact.
fn told(visit: &Visit, agreement: &Agreement, now: Instant) -> Result<(Report, Option<Entry>), Wrong> {
    let (words, form): (&Words, _) = (visit.words(), &visit.form);
    let mut wrong = Wrong::default();
    let said = (words, form);
    let time = report_form::time(words, form, agreement, None, &mut wrong);
    if time.is_some_and(|time| time.lo > now) {
        // a report tells what happened; what is announced has its own place
        wrong.add("day", words.get("log-day-ahead"));
    }
    let act = picked_codes(said, ("act", Attribute::Act), &mut wrong);
    let line = picked(said, "line", |line| LINES.iter().any(|(name, _)| *name == line), &mut wrong);
    let is_party = |id: &str| agreement.parties.iter().any(|party| *party.id == *id);
    let party = picked(said, "party", is_party, &mut wrong);
    let place = report_form::place(words, form, agreement, &mut wrong);
    let text = form.get("text");
    match text.chars().count() {
        0 => wrong.add("text", words.get("log-no-words")),
        count if count > MOST_WORDS => wrong.add("text", words.get("field-too-long")),
        _ => {}
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut deed = Account::default();
    deed.set(Attribute::Act, act.clone());
    deed.set(Attribute::At, time.map(Value::Time).into_iter().collect());
    deed.set(Attribute::Place, place.clone().map(Value::Place).into_iter().collect());
    let line = LINES.iter().find(|(name, _)| Some(*name) == line).unwrap_or(&LINES[0]);
    let named = form.get("place");
    let places = (!named.is_empty()).then(|| PlaceName {
        attribute: Attribute::Place,
        written: named.into(),
        candidates: Vec::new(),
    });
    let caller = if form.get("source").is_empty() { line.0 } else { form.get("source") };
    let report = Report {
        origin: Origin { file: FILE.into(), line: 1, own_id: None },
        source: Source { name: caller.into(), kind: Some(line.1), reliability: None, credibility: None },
        reported_at: Some(now),
        deeds: vec![deed],
        echo_of: Vec::new(),
        answers: None,
        text: text.into(),
        places: places.into_iter().collect(),
        outlets: Vec::new(),
        aggregate: false,
    };
    let contact = party.map(|party| Entry {
        origin: Origin::default(),
        party: Some(party.into()),
        unit: None,
        act,
        purpose: Vec::new(),
        sent_at: Some(TimeRange::exact(now)),
        window: time,
        place,
        answer: Some("answered".into()),
    });
    Ok((report, contact))
}
