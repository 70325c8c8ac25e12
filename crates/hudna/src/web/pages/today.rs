//! Today: what happened in a period by sector, each count beside its coverage, and what waits for whom.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::finding::Assessment;
use hudna_core::time::{Instant, Span, TimeRange, whole_day};
use hudna_desk::document::View;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::basis::{About, Basis};
use hudna_desk::record::remembered::Released;
use hudna_desk::record::{Counted, Snapshot};
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::today_waits::Recoveries;
use super::{Page, laid, map, marks, today_waits, trend};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// Periods that can be chosen: a word and days; `None` is the whole record.
const PERIODS: [(&str, Option<i64>); 4] = [("1", Some(1)), ("7", Some(7)), ("30", Some(30)), ("all", None)];
/// The word of the period since the last situation report.
const SINCE_REPORT: &str = "report";
/// Microseconds of a minute.
const MINUTE: i64 = 60_000_000;

/// The page, made off the threads that serve: what it counts is counted once for all who are told the same, and it makes the findings that it lists.
/// However many ask at once, few are made at once; who waits does so without a thread.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let recoveries = today_waits::recoveries(&house, &visit).await?;
    let place = house.counting.place(&visit).await?;
    let made = tokio::task::spawn_blocking(move || {
        let _place = place;
        let now = clock::now();
        let (period, chosen) = period(&visit, &snapshot, now);
        let counted = snapshot.counted(period, &trend::periods(&snapshot.agreement, period).0);
        made(&house, &visit, &snapshot, (now, period, chosen), (&counted, recoveries))
    });
    made.await.map_err(|_| Fault::ours())
}

fn made(
    house: &House,
    visit: &Visit,
    snapshot: &Snapshot,
    (now, period, chosen): (Instant, TimeRange, &str),
    (counted, recoveries): (&Counted, Recoveries),
) -> Response {
    let counts = &counted.counts;
    let others = Assessment { findings: snapshot.others_spoken_of(false), ..Assessment::default() };
    let view = View { period, before: View::before(period), assessment: &others, ..snapshot.saying(false) };
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let quiet = counts.total.now.alleged == 0;
    let main = html! {
        div.head { h1 { (words.get("page-today")) } }
        p.lede { (marks::pieces(&screen.summary(counts))) }
        @if quiet { (latest(words, &screen, snapshot)) }
        section.box {
            h2 { (words.get("today-sectors")) " " small { (screen.range(period)) } }
            (periods(words, chosen, last_report(snapshot, now).is_some()))
            (marks::table(&screen.sectors(counts)))
            p.xs.soft {
                (words.get("today-stages-apart"))
                @if counts.before_known { " " (words.get("today-before")) }
            }
        }
        // what waits comes before the map on a phone, and stands beside it where there is room
        div.cols.day {
            section.box {
                h2 { (words.get("today-waiting")) " " small { (words.get("today-waiting-means")) } }
                (today_waits::section(visit, &screen, snapshot, &today_waits::With { limits: &house.clocks, now, recoveries }))
            }
            div.stack {
                section.box {
                    h2 { (words.get("map-sectors-title")) " " small { (screen.range(period)) } }
                    (map::of_sectors(visit, &screen, &snapshot.agreement, (period, &map::of_period(counts)), &|sector| to_sector(period, sector)))
                    p.xs.soft { (words.get("map-sectors-means")) }
                }
                (trend::shown(words, &screen, snapshot, (period, counted)))
            }
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

/// Up to when the last situation report that is out tells.
fn last_report(snapshot: &Snapshot, now: Instant) -> Option<Instant> {
    let told = |one: &Released| match one.basis.as_ref().and_then(Basis::about) {
        Some(About::Period(period)) => period.hi.min(one.at),
        _ => one.at,
    };
    snapshot.released.iter().filter(|one| &*one.kind == "sitrep" && one.is_out(now)).map(told).max()
}

/// The period asked for: days up to now, since the last situation report, a day that is named, or the whole record.
fn period(visit: &Visit, snapshot: &Snapshot, now: Instant) -> (TimeRange, &'static str) {
    let agreement = &snapshot.agreement;
    let zone = &agreement.zone_time;
    if let Ok(day) = visit.query.get("day").parse() {
        return (whole_day(day, zone), "");
    }
    let asked = visit.query.get("days");
    let (word, days) = PERIODS.into_iter().find(|(word, _)| *word == asked).unwrap_or(PERIODS[0]);
    // up to the end of this minute: whoever looks within it looks at the same
    let end = Instant((now.0.div_euclid(MINUTE) + 1) * MINUTE);
    if let Some(since) = last_report(snapshot, now).filter(|_| asked == SINCE_REPORT) {
        return (TimeRange { lo: since, hi: end }, SINCE_REPORT);
    }
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

fn periods(words: &Words, chosen: &str, has_report: bool) -> Markup {
    let all = PERIODS.iter().map(|(word, _)| *word).chain(has_report.then_some(SINCE_REPORT));
    html! {
        p.row.s {
            @for word in all {
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
