//! Who read what is sealed: every read that stands in the record, newest first. For whoever audits.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::ledger::id::UserId;
use hudna_core::time::Instant;
use hudna_desk::document::plain;
use hudna_desk::record::derive::Derived;
use hudna_desk::record::remembered::Thing;
use hudna_desk::words::{Words, isolated};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::sheet::{self, Cell};
use super::{Page, laid, pager};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// A read as pages tell it.
pub(super) struct Line {
    seq: u64,
    at: Instant,
    by: UserId,
    what: Arc<str>,
    about: String,
}

impl Line {
    /// Of an entry that says that somebody read something, as its reader is told it.
    pub(super) fn of(derived: &Derived, (seq, at): (u64, Instant), thing: &Thing) -> Self {
        let about = derived.named_thing(thing);
        Self { seq, at, by: UserId::from(""), what: thing.what.clone(), about }
    }
    /// What was read, in words; a finding by the article that it is about.
    pub(super) fn said(&self, words: &Words, agreement: &Agreement) -> String {
        let what = known(&self.what);
        let about = match self.about.split_once(' ') {
            Some((norm, subject)) if matches!(what, "finding" | "assessment") => {
                let norm = plain::title(agreement, norm, words.lang());
                format!("{norm}{} {}", words.get("comma"), isolated(subject))
            }
            _ => self.about.clone(),
        };
        words.with(&format!("read-{what}"), &[("about", about.into())])
    }
}

/// What is shown, by a name that there are words for: other programs may write others.
fn known(what: &str) -> &str {
    const KNOWN: [&str; 12] = [
        "report",
        "words",
        "incident",
        "finding",
        "map",
        "document",
        "draft",
        "stores",
        "set-aside",
        "visit",
        "grades",
        "assessment",
    ];
    if KNOWN.contains(&what) { what } else { "other" }
}

/// The reads that `taken` takes, newest first: how many there are, and those of a page.
fn lines(
    derived: &Derived,
    taken: impl Fn(&UserId) -> bool,
    (from, most): (usize, usize),
) -> (usize, Vec<Line>) {
    let fit = || derived.reads.iter().rev().filter(|read| taken(&read.by));
    let line = |read: &hudna_desk::record::remembered::SealedRead| Line {
        seq: read.seq,
        at: read.at,
        by: read.by.clone(),
        what: read.thing.what.clone(),
        about: derived.named_thing(&read.thing),
    };
    (fit().count(), fit().skip(from).take(most).map(line).collect())
}

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let words = visit.words();
    let user = visit.query.get("user").to_owned();
    let of = user.clone();
    let taken = move |by: &UserId| of.is_empty() || *by.0 == *of;
    let asked: usize = visit.query.get("page").parse().unwrap_or(1);
    let (all, lines, as_of) = house
        .derived(move |reader| {
            let derived = reader.derived();
            let count = derived.reads.iter().filter(|read| taken(&read.by)).count();
            let page = asked.saturating_sub(1).min(count.saturating_sub(1) / pager::ROWS);
            let (all, lines) = lines(derived, &taken, (page * pager::ROWS, pager::ROWS));
            Ok((all, lines, derived.as_of))
        })
        .await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let page = pager::asked(&visit, all);
    let agreement = &house.snapshot().await?.agreement;
    let main = html! {
        div.head { h1 { (words.get("page-reads")) } }
        p.lede { (words.count("reads-lead", all)) }
        @if !user.is_empty() { p.s { (who(&logins, &UserId::from(user.as_str()))) (words.get("comma")) " " a href="/reads" { (words.get("reads-all")) } } }
        @if lines.is_empty() { p.empty { (words.get("reads-none")) } }
        @else {
            (sheet::ways(&visit, "reads", &sheet::BOTH))
            section.box {
                table.t.fold {
                    thead { tr {
                        th { (words.get("column-user")) } th { (words.get("reads-what")) } th { (words.get("column-when")) } th { (words.get("reads-entry")) }
                    } }
                    tbody { @for line in &lines { (row(words, agreement, (&zone, &logins), line)) } }
                }
                (pager::pager(&visit, words, page, all))
            }
        }
        p.s.soft { (words.get("reads-means")) }
    };
    let page = Page { title: words.get("page-reads"), here: "/reads", as_of, main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// The reads that were asked for, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let of = visit.query.get("user").to_owned();
    let taken = move |by: &UserId| of.is_empty() || *by.0 == *of;
    let lines = house.derived(move |reader| Ok(lines(reader.derived(), &taken, (0, usize::MAX)).1)).await?;
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let (words, agreement) = (visit.words(), Arc::clone(&house.snapshot().await?.agreement));
    let head = ["column-user", "list-user-id", "reads-what", "column-when", "reads-entry"];
    let head: Vec<String> = head.iter().map(|key| words.get(key)).collect();
    let told = ("reads", head, lines.len());
    sheet::leaving(&house, &visit, told, move |take| {
        let row = |line: &Line| {
            let login = logins.iter().find(|(known, _)| *known == line.by).map(|(_, login)| login.as_str());
            let by = [Cell::from(login.unwrap_or_default()), (&*line.by.0).into()];
            let when = Cell::at(Some(line.at), &zone);
            by.into_iter()
                .chain([line.said(words, &agreement).into(), when, line.seq.into()])
                .collect::<Vec<_>>()
        };
        let _ = lines.iter().all(|line| take(&row(line)));
    })
    .await
}

fn who(logins: &[(UserId, String)], user: &UserId) -> Markup {
    let login = logins.iter().find(|(known, _)| known == user).map(|(_, login)| login);
    html! { @if let Some(login) = login { bdi { (login) } " " } bdi.n.soft { (user.0) } }
}

fn row(
    words: &Words,
    agreement: &Agreement,
    (zone, logins): (&TimeZone, &[(UserId, String)]),
    line: &Line,
) -> Markup {
    html! {
        tr {
            th scope="row" { a href=(format!("/reads?user={}", line.by.0)) { (who(logins, &line.by)) } }
            td.full data-l=(words.get("reads-what")) { (line.said(words, agreement)) }
            td.full data-l=(words.get("column-when")) { (words.moment(line.at, zone)) }
            td.full data-l=(words.get("reads-entry")) { bdi.n { (line.seq) } }
        }
    }
}
