//! Today: what happened in a period by sector, each count beside its coverage, and what waits for whom.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::finding::{Finding, Outcome, Route};
use hudna_core::ledger::act::FindingRef;
use hudna_core::ledger::replay::Stage;
use hudna_core::statistics;
use hudna_core::time::{Instant, Span, TimeRange, whole_day};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::{Page, finding, laid, marks};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Periods that can be chosen: a word and days; `None` is the whole record.
const PERIODS: [(&str, Option<i64>); 4] = [("1", Some(1)), ("7", Some(7)), ("30", Some(30)), ("all", None)];
/// Things that wait, listed.
const WAITING: usize = 12;

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let now = clock::now();
    let (period, chosen) = period(&visit, &snapshot.agreement, now);
    let statistics = snapshot.statistics(period);
    let view = snapshot.view(false, period);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let quiet = statistics.total.now.alleged == 0;
    let main = html! {
        div.head { h1 { (words.get("page-today")) } }
        p.lede { (marks::pieces(&screen.summary(&statistics))) }
        @if quiet { (latest(words, &screen, &snapshot)) }
        section.box {
            h2 { (words.get("today-sectors")) small { (screen.range(period)) } }
            (periods(words, chosen))
            (marks::table(&screen.sectors(&statistics)))
            p.xs.soft { (words.get("today-stages-apart")) }
        }
        section.box {
            h2 { (words.get("today-waiting")) small { (words.get("today-waiting-means")) } }
            (waiting(words, &screen, &snapshot, now))
        }
    };
    let page = Page { title: words.get("page-today"), here: "/today", as_of: Some(now), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// The period asked for: days up to now, a day that is named, or the whole record.
fn period(visit: &Visit, agreement: &Agreement, now: Instant) -> (TimeRange, &'static str) {
    let zone = &agreement.zone_time;
    if let Ok(day) = visit.query.get("day").parse() {
        return (whole_day(day, zone), "");
    }
    let asked = visit.query.get("days");
    let (word, days) = PERIODS.into_iter().find(|(word, _)| *word == asked).unwrap_or(PERIODS[0]);
    let end = now.plus(Span::seconds(1));
    let begin = match days {
        Some(days) => end.minus(Span::days(days)),
        None => agreement_begin(agreement),
    };
    (TimeRange { lo: begin, hi: end }, word)
}

/// When the first version of the text came into force.
fn agreement_begin(agreement: &Agreement) -> Instant {
    let mut first = agreement;
    while let Some(older) = first.supersedes.as_deref() {
        first = older;
    }
    first.d_day
}

fn periods(words: &Words, chosen: &str) -> Markup {
    html! {
        p.row.s {
            @for (word, _) in PERIODS {
                a href=(format!("/today?days={word}")) aria-current=[(word == chosen).then_some("true")] {
                    (words.get(&format!("today-days-{word}")))
                }
            }
        }
    }
}

/// Where nothing is told of the period, the last day of which something is.
fn latest(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot) -> Markup {
    let last = snapshot.coarse.incidents.iter().filter_map(statistics::when).map(|time| time.lo).max();
    let Some(last) = last else { return html! {} };
    let day = last.local(&snapshot.agreement.zone_time).date();
    html! {
        p {
            (words.with("today-latest", &[("moment", screen.moment(last).into())])) " "
            a href=(format!("/today?day={day}")) { (words.get("today-that-day")) } (words.get("comma")) " "
            a href="/today?days=all" { (words.get("today-days-all")) }
        }
    }
}

/// Something that waits: what, for whom, since when.
struct Waits {
    what: Markup,
    whom: String,
    since: Instant,
}

fn waiting(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, now: Instant) -> Markup {
    let mut all: Vec<Waits> = snapshot
        .coarse
        .assessment
        .findings
        .iter()
        .filter_map(|f| waits(words, screen, snapshot, f))
        .collect();
    all.sort_by_key(|one| one.since);
    let set_aside = usize::try_from(snapshot.lines.set_aside).unwrap_or(usize::MAX);
    html! {
        @if all.is_empty() && set_aside == 0 { p.empty { (words.get("today-nothing-waits")) } }
        ul.wait.two {
            @for one in all.iter().take(WAITING) {
                li {
                    (one.what)
                    div.row.s {
                        span { (one.whom) }
                        span.soft { (words.with("today-since", &[("span", lasting(words, one.since, now).into())])) }
                    }
                }
            }
            @if all.len() > WAITING {
                li.s { a href="/findings" { (words.count("today-more-waits", all.len() - WAITING)) } }
            }
            @if set_aside > 0 {
                li {
                    (words.count("today-set-aside", set_aside))
                    div.row.s { span { (words.get("waits-for-duty_officer")) } }
                }
            }
        }
    }
}

fn waits(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, found: &Finding) -> Option<Waits> {
    let stage = screen.stage_of(found);
    let whom = match (stage, found.outcome) {
        (Stage::Assessed, _) => "waits-for-commission",
        (Stage::Provisional, Outcome::Breach) => "waits-for-assessor",
        (Stage::Provisional, Outcome::Undetermined) => {
            match found.missing.first().and_then(|set| set.facts.first()).map(|fact| fact.route) {
                Some(Route::Party) => "waits-for-party",
                Some(Route::Registry) => "waits-for-registry",
                Some(Route::Commission) => "waits-for-commission",
                Some(Route::Patrol) | None => "waits-for-patrol",
            }
        }
        _ => return None,
    };
    let name = FindingRef::of(found);
    let what = html! {
        a href=(finding::address(&name)) { (screen.norm(&found.norm)) } " "
        @if found.subject.deed.is_some() { bdi.n { (found.subject.id) } } @else { (screen.subject(found)) }
    };
    Some(Waits { what, whom: words.get(whom), since: since(snapshot, screen, found) })
}

/// Since when a finding stands as it does: the act that moved it last, else the last report behind it.
fn since(snapshot: &Snapshot, screen: &Screen<'_>, found: &Finding) -> Instant {
    let acts = screen.said_of(found).into_iter().flat_map(|staged| &staged.entries);
    let last = acts.filter_map(|entry| Some(snapshot.spoken.get(entry)?.at)).max();
    let reports = || {
        let incident = snapshot.incident_of(&snapshot.coarse, found)?;
        let filed = incident.reports.iter().filter_map(|report| snapshot.filed.get(*report as usize));
        filed.map(|filed| filed.at).max()
    };
    last.or_else(reports).unwrap_or(snapshot.as_of)
}

/// How long since a moment, in words.
fn lasting(words: &Words, since: Instant, now: Instant) -> String {
    let minutes = now.0.saturating_sub(since.0).max(0) / 60_000_000;
    let (key, count) = match minutes {
        m if m >= 2 * 24 * 60 => ("span-days", m / (24 * 60)),
        m if m >= 60 => ("span-hours", m / 60),
        m => ("span-minutes", m),
    };
    words.count(key, usize::try_from(count).unwrap_or(0))
}
