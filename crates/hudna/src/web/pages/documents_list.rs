//! The list of releases: asked for by kind and by whether they are out, a page at a time, and as files.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::time::Instant;
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Released;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::documents::audience_key;
use super::field::{Wrong, picked};
use super::sheet::{self, Cell};
use super::{pager, public};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Kinds of documents that were released, as a choice.
fn kinds(words: &Words, snapshot: &Snapshot) -> Vec<(String, String)> {
    let all: BTreeSet<&Arc<str>> = snapshot.released.iter().map(|one| &one.kind).collect();
    let all = all.into_iter().map(|kind| (kind.to_string(), public::kind(words, kind)));
    std::iter::once((String::new(), words.get("any"))).chain(all).collect()
}

/// Whether a release is out, as a choice.
fn outs(words: &Words) -> Vec<(String, String)> {
    let all = ["yes", "no"].map(|word| (word.to_owned(), words.get(&format!("documents-out-{word}"))));
    std::iter::once((String::new(), words.get("any"))).chain(all).collect()
}

/// The releases that were asked for, the latest first; none where what was asked is none of what is offered.
pub(super) fn listed<'s>(
    visit: &Visit,
    snapshot: &'s Snapshot,
    now: Instant,
    wrong: &mut Wrong,
) -> Vec<&'s Released> {
    let said = (visit.words(), &visit.query);
    let is_kind = |kind: &str| snapshot.released.iter().any(|one| *one.kind == *kind);
    let kind = picked(said, "kind_of", is_kind, wrong);
    let out = picked(said, "out", |word| ["yes", "no"].contains(&word), wrong);
    if !wrong.is_empty() {
        return Vec::new();
    }
    let taken = |one: &&Released| {
        kind.is_none_or(|kind| *one.kind == *kind)
            && out.is_none_or(|word| (word == "yes") == one.is_out(now))
    };
    snapshot.released.iter().rev().filter(taken).collect()
}

/// The page of the list that was asked for; where one release is asked for, the one on which it stands.
pub(super) fn page_of(visit: &Visit, released: &[&Released]) -> usize {
    let entry = visit.query.get("release");
    let at = released.iter().position(|one| *one.entry.0 == *entry);
    at.map_or_else(|| pager::asked(visit, released.len()), |at| at / pager::ROWS)
}

/// The ways to ask for the list, and the files that it leaves as. They are links: the form of the page makes a document.
pub(super) fn ways(visit: &Visit, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let words = visit.words();
    html! {
        (by(visit, ("kind_of", "out"), &kinds(words, snapshot)))
        (by(visit, ("out", "kind_of"), &outs(words)))
        @for (_, message) in wrong.each() { p.note.e role="alert" { (message) } }
        (sheet::ways(visit, "documents", &sheet::BOTH))
    }
}

/// Links by which the list is asked for one thing, with the other kept.
fn by(visit: &Visit, (name, other): (&str, &str), choices: &[(String, String)]) -> Markup {
    let to = |value: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [(name, value), (other, visit.query.get(other))] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        format!("/documents?{}", query.finish())
    };
    html! {
        p.row.s {
            @for (value, said) in choices {
                a href=(to(value)) aria-current=[(visit.query.get(name) == value).then_some("true")] { (said) }
            }
        }
    }
}

/// The releases that were asked for, as CSV or a workbook: whether anything changed since is asked of each while the file is made.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_whole_by(&visit).await?;
    let (words, now, mut wrong) = (visit.words(), clock::now(), Wrong::default());
    let count = listed(&visit, &snapshot, now, &mut wrong).len();
    sheet::refused(&wrong)?;
    let head = HEAD.iter().map(|key| words.get(key)).collect();
    let asked = visit.clone();
    sheet::leaving(&house, &visit, ("documents", head, count), move |take| {
        let released = listed(&asked, &snapshot, now, &mut wrong);
        let _ = released.iter().all(|one| take(&row(words, &snapshot, one)));
    })
    .await
}

/// Keys of the heads of the file.
const HEAD: [&str; 10] = [
    "column-what",
    "list-number",
    "list-for-whom",
    "list-released-at",
    "list-out-from",
    "list-corrects",
    "list-corrected-by",
    "list-changed-since",
    "list-sha256",
    "column-entry",
];

fn row(words: &Words, snapshot: &Snapshot, one: &Released) -> Vec<Cell> {
    let zone = &snapshot.agreement.zone_time;
    let later = snapshot.released.iter().find(|later| later.restates.as_ref() == Some(&one.entry));
    let changed = one.basis.as_ref().map(|basis| !basis.since(snapshot).is_nothing());
    let changed = changed.map(|changed| words.get(if changed { "list-yes" } else { "list-no" }));
    vec![
        public::kind(words, &one.kind).into(),
        one.number.as_deref().map_or_else(Cell::unsaid, Cell::from),
        words.get(audience_key(one.audience)).into(),
        Cell::at(Some(one.at), zone),
        Cell::at(one.from, zone),
        one.restates.as_ref().map_or_else(Cell::unsaid, |of| (&*of.0).into()),
        later.map_or_else(Cell::unsaid, |later| (&*later.entry.0).into()),
        changed.map_or_else(Cell::unsaid, Cell::from),
        data_encoding::HEXLOWER.encode(&one.document.0).into(),
        (&*one.entry.0).into(),
    ]
}
