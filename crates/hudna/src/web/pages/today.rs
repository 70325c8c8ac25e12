//! Today: what happened in a period by sector, each count beside its coverage, and what waits for whom.

use std::collections::BinaryHeap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::finding::{Assessment, Finding};
use hudna_core::ledger::act::Verb;
use hudna_core::time::{Instant, Span, TimeRange, whole_day};
use hudna_desk::document::View;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::store::folder::Clocks;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::clocks::{self, Clock};
use super::{Page, finding, laid, map, marks, trend};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// Periods that can be chosen: a word and days; `None` is the whole record.
const PERIODS: [(&str, Option<i64>); 4] = [("1", Some(1)), ("7", Some(7)), ("30", Some(30)), ("all", None)];
/// Things that wait, listed.
const WAITING: usize = 12;

/// The page: made off the threads that serve, since it counts and ranks all that waits.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let made = tokio::task::spawn_blocking(move || made(&house, &visit, &snapshot));
    made.await.map_err(|_| Fault::ours())
}

fn made(house: &House, visit: &Visit, snapshot: &Snapshot) -> Response {
    let now = clock::now();
    let (period, chosen) = period(visit, &snapshot.agreement, now);
    let statistics = snapshot.statistics(period);
    let others = Assessment { findings: snapshot.others_spoken_of(false), ..Assessment::default() };
    let view = View { period, before: View::before(period), assessment: &others, ..snapshot.saying(false) };
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let quiet = statistics.total.now.alleged == 0;
    let main = html! {
        div.head { h1 { (words.get("page-today")) } }
        p.lede { (marks::pieces(&screen.summary(&statistics))) }
        @if quiet { (latest(words, &screen, snapshot)) }
        section.box {
            h2 { (words.get("today-sectors")) " " small { (screen.range(period)) } }
            (periods(words, chosen))
            (marks::table(&screen.sectors(&statistics)))
            p.xs.soft { (words.get("today-stages-apart")) }
        }
        section.box {
            h2 { (words.get("map-sectors-title")) " " small { (screen.range(period)) } }
            (map::of_sectors(visit, &screen, &snapshot.agreement, (period, &map::of_period(&statistics)), &|sector| to_sector(period, sector)))
            p.xs.soft { (words.get("map-sectors-means")) }
        }
        (trend::shown(words, &screen, snapshot, period))
        section.box {
            h2 { (words.get("today-waiting")) " " small { (words.get("today-waiting-means")) } }
            (waiting(visit, &screen, snapshot, (&house.clocks, now)))
        }
    };
    let as_of = if house.is_behind(snapshot) { snapshot.as_of } else { now };
    let page = Page { title: words.get("page-today"), here: "/today", as_of: Some(as_of), main };
    islands::allowed(laid(house, visit, StatusCode::OK, &page))
}

/// The list of a sector's incidents in a period, told as it is counted: by when an incident may first have begun.
fn to_sector(period: TimeRange, sector: &str) -> String {
    let begun = format!("{}..{}", period.lo.0, period.hi.0);
    map::to_list([("begun", begun.as_str())].into_iter(), sector)
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
    let Some(last) = snapshot.last() else { return html! {} };
    let day = last.local(&snapshot.agreement.zone_time).date();
    html! {
        p {
            (words.with("today-latest", &[("moment", screen.moment(last).into())])) " "
            a href=(format!("/today?day={day}")) { (words.get("today-that-day")) } (words.get("comma")) " "
            a href="/today?days=all" { (words.get("today-days-all")) }
        }
    }
}

/// Something that waits: what, and its clock.
struct Waits {
    what: Markup,
    clock: Clock,
}

fn waiting(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (limits, now): (&Clocks, Instant),
) -> Markup {
    let words = visit.words();
    let ranks = clocks::ranks(snapshot, (limits, now));
    // what is over its limit first, then the oldest; no more is kept, and made, than is shown
    let (mut first, mut count) = (BinaryHeap::with_capacity(WAITING + 1), 0);
    for one in (0..snapshot.findings()).filter_map(|at| Some((ranks.of(at)?, at))) {
        count += 1;
        if first.len() < WAITING || first.peek().is_some_and(|last| one < *last) {
            first.push(one);
        }
        if first.len() > WAITING {
            first.pop();
        }
    }
    let shown = first.into_sorted_vec().into_iter().filter_map(|(_, at)| snapshot.finding_at(at, false));
    let all: Vec<Waits> = shown.filter_map(|found| waits(screen, snapshot, &found, (limits, now))).collect();
    let set_aside = usize::try_from(snapshot.lines.set_aside).unwrap_or(usize::MAX);
    html! {
        @if all.is_empty() && set_aside == 0 { p.empty { (words.get("today-nothing-waits")) } }
        ul.wait.two {
            @for one in &all { li { (one.what) (clocks::shown(words, &one.clock, now)) } }
            @if count > WAITING {
                li.s { a href="/findings" { (words.count("today-more-waits", count - WAITING)) } }
            }
            @if set_aside > 0 {
                li {
                    @let said = words.count("today-set-aside", set_aside);
                    @if visit.granted.may(Verb::Collect) { a href="/set-aside" { (said) } } @else { (said) }
                    div.row.s { span { (words.get("waits-for-duty_officer")) } }
                }
            }
        }
    }
}

fn waits(
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    found: &Finding,
    limits: (&Clocks, Instant),
) -> Option<Waits> {
    let clock = clocks::of(screen, snapshot, found, limits)?;
    Some(Waits { what: finding::listed(screen, snapshot, found), clock })
}
