//! A report told otherwise by whoever filed it: the form with what they told last, not with what others made of it. The earlier reading
//! stands in the record and counts no more.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::place::Region;
use hudna_core::report::{Account, Report};
use hudna_core::time::{Instant, TimeRange, whole_day};
use hudna_core::value::{Attribute, Number, Value};
use hudna_desk::record::{Ledger, Snapshot};
use hudna_desk::trouble::Trouble;
use maud::html;

use super::field::Wrong;
use super::report_form::{NUMBERS, ON_A_FORM, SOURCES, asks, placed, told};
use super::{Page, laid};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

/// Fields that a report on this form may hold though it does not ask for them: told on a device. They are carried along.
const CARRIED: [&str; 4] = ["observer-lat", "observer-lon", "observer-radius", "target-kind"];

/// Whether the visitor may tell the report at a position otherwise here: they filed it, on a form.
pub(super) fn is_offered(visit: &Visit, snapshot: &Snapshot, at: usize) -> bool {
    let own = visit.user() == snapshot.filed.get(at).map(|filed| &filed.by);
    own && snapshot.report_at(at, true).is_some_and(|report| {
        *report.origin.file == *ON_A_FORM
            && report.deeds.len() == 1
            && !report.source.name.starts_with(filed::WITHHELD)
    })
}

/// The report as its author told it last, without what others confirmed of its place; `None` where words of it were destroyed.
async fn as_told(house: &Arc<House>, entry: &EntryId) -> Result<Option<Report>, Fault> {
    let of = entry.clone();
    let told_last = house
        .derived(move |reader| {
            let done = &reader.derived().handled.done;
            let amended = done.iter().rev().filter(|one| one.kind == "report.amended");
            Ok(amended.filter(|one| one.reports.contains(&of)).map(|one| one.entry.clone()).next())
        })
        .await?;
    let last = told_last.unwrap_or_else(|| entry.clone());
    house.read(move |ledger| reported(ledger, &last)).await
}

/// The report that an entry tells; `None` where it tells none, or words of it were destroyed.
///
/// # Errors
/// The database fails, or the entry is damaged.
pub(in crate::web) fn reported(ledger: &mut Ledger, entry: &EntryId) -> Result<Option<Report>, Trouble> {
    let Some((_, seq, _)) = ledger.backend().find(std::slice::from_ref(entry))?.pop() else {
        return Ok(None);
    };
    let mut found = None;
    ledger.read_told(seq..seq + 1, &mut |read| {
        let (Act::ReportFiled { report, .. } | Act::ReportAmended { report, .. }) = &read.entry.body.act
        else {
            return Ok(());
        };
        let is_whole = read.entry.body.parts.iter().all(|part| read.open(&part.name).is_some());
        let report = filed::read_report(entry, report, |name| read.open(name))
            .map_err(|why| Trouble::new("record", why.code()))?;
        found = Some(report).filter(|_| is_whole);
        Ok(())
    })?;
    Ok(found)
}

/// What a report was told by on the form: the form tells the same report again.
pub(super) fn typed(report: &Report, agreement: &Agreement, login: &str) -> Vec<(String, String)> {
    let nothing = Account::default();
    let deed = report.deeds.first().unwrap_or(&nothing);
    let mut form: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            form.push((name.to_owned(), value));
        }
    };
    for (name, attribute) in [
        ("act", Attribute::Act),
        ("weapon", Attribute::Weapon),
        ("target-kind", Attribute::TargetKind),
        ("means", Attribute::Means),
        ("actor", Attribute::Actor),
    ] {
        for value in deed.values(attribute) {
            match value {
                Value::Code(code) => put(name, code.name().to_owned()),
                Value::Actor(actor) => put(name, actor.to_string()),
                _ => {}
            }
        }
    }
    if let [Value::Time(time)] = deed.values(Attribute::At) {
        for (name, value) in ["day", "from", "to"].into_iter().zip(hours(*time, agreement)) {
            put(name, value);
        }
    }
    let named: Vec<_> = report.places.iter().filter(|name| name.attribute == Attribute::Place).collect();
    put("place", named.first().map_or_else(String::new, |name| name.written.to_string()));
    // what a name was taken to mean was not told: the name was
    let by_name = named.iter().any(|name| !name.candidates.is_empty());
    for (names, attribute) in [
        (["lat", "lon", "radius"], Attribute::Place),
        (["observer-lat", "observer-lon", "observer-radius"], Attribute::ObserverPlace),
    ] {
        match deed.values(attribute) {
            [Value::Place(Region::Disc { centre, radius_m })]
                if !(by_name && attribute == Attribute::Place) =>
            {
                for (name, value) in names.into_iter().zip([centre.lat, centre.lon, *radius_m]) {
                    put(name, value.to_string());
                }
            }
            [Value::Place(Region::Area(area))] if attribute == Attribute::Place => {
                put("sector", area.id.clone())
            }
            _ => {}
        }
    }
    for (name, attribute, _) in NUMBERS {
        if let [Value::Number(Number { low, high, .. })] = deed.values(attribute) {
            put(name, if low < high { format!("{low}-{high}") } else { low.to_string() });
        }
    }
    put("text", report.text.to_string());
    let kind = SOURCES.iter().find(|(_, kind)| Some(*kind) == report.source.kind);
    put("source-kind", kind.map_or_else(String::new, |(name, _)| (*name).to_owned()));
    put("source", Some(&*report.source.name).filter(|name| *name != login).unwrap_or_default().to_owned());
    form
}

/// Day and hours that a time was told by.
fn hours(time: TimeRange, agreement: &Agreement) -> [String; 3] {
    let zone = &agreement.zone_time;
    let (begins, ends) = (time.lo.local(zone), Instant(time.hi.0.saturating_sub(1)).local(zone));
    let day = begins.date();
    let clock = |at: jiff::civil::DateTime| {
        let time = at.time();
        let seconds = if time.second() == 0 { "" } else { "%S" };
        if seconds.is_empty() {
            time.strftime("%H:%M").to_string()
        } else {
            time.strftime("%H:%M:%S").to_string()
        }
    };
    let whole = whole_day(day, zone);
    let (from, to) = match (time.lo == whole.lo, time.hi == whole.hi) {
        (true, true) => (String::new(), String::new()),
        _ if begins == ends => (clock(begins), String::new()),
        _ => (clock(begins), clock(ends)),
    };
    [day.to_string(), from, to]
}

/// The form with what was told last.
pub(in crate::web) async fn page(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (snapshot, report) = own(&house, &visit, &entry).await?;
    let login = visit.session()?.login.clone();
    let mut visit = visit;
    visit.form = Form::of(typed(&report, &snapshot.agreement, &login));
    shown(&house, &visit, &snapshot, (&entry, StatusCode::OK), &Wrong::default())
}

/// The report that the visitor may tell otherwise.
async fn own(house: &Arc<House>, visit: &Visit, entry: &str) -> Result<(Arc<Snapshot>, Report), Fault> {
    let snapshot = house.seen_by(visit).await?;
    let at = snapshot.report(entry).ok_or_else(|| Trouble::new("record", "not-here"))?;
    if !is_offered(visit, &snapshot, at) {
        return Err(Trouble::new("record", "not-yours").with("user", &*visit.session()?.actor.user.0).into());
    }
    let report = as_told(house, &snapshot.filed[at].entry).await?;
    Ok((snapshot, report.ok_or_else(|| Trouble::new("record", "not-here"))?))
}

fn shown(
    house: &House,
    visit: &Visit,
    snapshot: &Snapshot,
    (entry, status): (&str, StatusCode),
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let keys = ["report-amend", "report-amend-lead", "report-amend-do", "report-amend-means"];
    let carried = html! {
        @for name in CARRIED { @for value in visit.form.all(name) { input type="hidden" name=(name) value=(value); } }
    };
    let main = asks(visit, snapshot, wrong, (keys, &format!("/reports/{entry}/amend"), &carried));
    let title = visit.words().get("report-amend");
    let page = Page { title, here: "/reports", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// Tells the report otherwise.
pub(in crate::web) async fn amend(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (snapshot, before) = own(&house, &visit, &entry).await?;
    let session = Arc::clone(visit.session()?);
    let again = |wrong: &Wrong, status| shown(&house, &visit, &snapshot, (&entry, status), wrong);
    let mut report =
        match told((visit.words(), &visit.form), &snapshot.agreement, &session.login, clock::now()) {
            Ok(report) => placed(&snapshot, report).await?,
            Err(wrong) => return again(&wrong, StatusCode::UNPROCESSABLE_ENTITY),
        };
    report.origin.own_id.clone_from(&before.origin.own_id);
    report.reported_at = before.reported_at;
    let mut wrong = Wrong::default();
    if report == before {
        wrong.add("", visit.words().get("report-amend-same"));
        return again(&wrong, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (claims, parts) = filed::report(&report).map_err(|why| Trouble::new("record", why.code()))?;
    let act = Act::ReportAmended { of: EntryId::from(entry.as_str()), report: claims };
    match house.act(&session, None, Filed { act, parts }).await {
        Ok(_) => Ok(to(&format!("/reports/{entry}"))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            wrong.add("", why.clone().said_in(visit.lang).said().0);
            again(&wrong, why.status())
        }
    }
}

#[cfg(test)]
mod tests {
    use hudna_desk::words::{Lang, Words};

    use super::*;
    use crate::web::walk::opened;

    #[test]
    fn what_was_told_on_the_form_is_told_again_by_the_form_filled_with_it() {
        let opened = opened();
        let agreement = &opened.snapshot.agreement;
        let forms: [&[(&str, &str)]; 7] = [
            &[("text", "words alone")],
            &[
                ("act", "shelling"),
                ("day", "2026-03-02"),
                ("killed", "1-4"),
                ("injured", "3"),
                ("actor", "first"),
            ],
            &[
                ("act", "small_arms"),
                ("day", "2026-03-02"),
                ("from", "10:30"),
                ("means", "heard"),
                ("means", "saw"),
            ],
            &[
                ("day", "2026-03-02"),
                ("from", "10:30"),
                ("to", "11:15"),
                ("lat", "31.2"),
                ("lon", "-38.4"),
                ("radius", "250"),
            ],
            &[("day", "2026-03-02"), ("to", "06:00:30"), ("sector", "marsa"), ("weapon", "mortar")],
            &[("place", "Marsa"), ("source-kind", "civilian"), ("source", "a neighbour"), ("text", "x\n\ny")],
            &[
                ("text", "seen"),
                ("observer-lat", "31.1"),
                ("observer-lon", "-38.3"),
                ("target-kind", "civilian"),
            ],
        ];
        let now = clock::now();
        for form in forms {
            let form = Form::of(form.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
            let read =
                |form: &Form| told((Words::of(Lang::En), form), agreement, "mona", now).expect("it is right");
            let mut first = read(&form);
            hudna_desk::desk::place_report(agreement, &opened.snapshot.files, &mut first)
                .expect("a gazetteer");
            let mut again = read(&Form::of(typed(&first, agreement, "mona")));
            hudna_desk::desk::place_report(agreement, &opened.snapshot.files, &mut again)
                .expect("a gazetteer");
            assert_eq!(first, again);
        }
    }
}
