//! One's own history: every act of one's own, with its kind in words, what of them was a read of sealed material, and what one did at the
//! door; the newest first, a page at a time, and as a file.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::ledger::act::{Act, FindingRef};
use hudna_core::ledger::id::EntryId;
use hudna_core::time::Instant;
use hudna_desk::record::remembered::Thing;
use hudna_desk::store::accounts::Seen;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::sheet::{self, Cell};
use super::{finding, reads};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The most that is told of what was done at the door.
const MOST_AT_THE_DOOR: u32 = 10_000;
/// Entries that are read at once for a file.
const READ_AT_ONCE: usize = 500;

/// Something that was done.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// At the door.
    Door(Seen),
    /// An entry of the record: its number, and when it was sealed.
    Entry(u64, Instant),
}

impl Deed {
    const fn at(&self) -> Instant {
        match self {
            Self::Door(seen) => Instant(seen.at),
            Self::Entry(_, at) => *at,
        }
    }
}

/// A deed in words.
pub(super) struct Line {
    at: Instant,
    said: String,
    number: Option<u64>,
    to: Option<String>,
}

/// All that the visitor did, the newest first.
pub(super) async fn of(house: &Arc<House>, visit: &Visit) -> Result<Vec<Deed>, Fault> {
    let user = visit.session()?.actor.user.clone();
    let own = user.clone();
    let noted = house.at_the_door(move |accounts| accounts.noted(&own, MOST_AT_THE_DOOR)).await?;
    let done = house.derived(move |reader| {
        let done = reader.derived().done_by.get(&user);
        Ok(done.cloned().unwrap_or_default())
    });
    let mut all: Vec<Deed> = done.await?.into_iter().map(|(seq, at)| Deed::Entry(seq, at)).collect();
    all.extend(noted.into_iter().rev().map(Deed::Door));
    all.sort_by_key(Deed::at);
    all.reverse();
    Ok(all)
}

/// What an entry is, as far as a line tells it.
struct Read {
    kind: &'static str,
    thing: Option<reads::Line>,
    to: Option<String>,
}

/// Some of these deeds in words, in their order.
pub(super) async fn told(house: &Arc<House>, visit: &Visit, deeds: &[Deed]) -> Result<Vec<Line>, Fault> {
    let (words, agreement) = (visit.words(), Arc::clone(&house.snapshot().await?.agreement));
    let entries =
        deeds.iter().filter_map(|deed| if let Deed::Entry(seq, _) = deed { Some(*seq) } else { None });
    let entries: Vec<u64> = entries.collect();
    let read = house.derived(move |reader| {
        let mut all = Vec::with_capacity(entries.len());
        for seq in entries {
            let mut found = None;
            reader.ledger.read(seq..seq + 1, &mut |read| {
                let body = &read.entry.body;
                found = Some((body.id.clone(), read.entry.recorded_at, body.act.clone()));
                Ok(())
            })?;
            let derived = reader.derived();
            all.extend(found.map(|(id, at, act)| {
                let thing = thing_of(&act).map(|thing| reads::Line::of(derived, (seq, at), &thing));
                Read { kind: act.kind(), thing, to: place_of(&id, &act) }
            }));
        }
        Ok(all)
    });
    let mut read = read.await?.into_iter();
    let lines = deeds.iter().filter_map(|deed| match deed {
        Deed::Door(seen) => {
            let said = match seen.what.split_once(' ') {
                Some((what, about)) => words.with(&format!("access-did-{what}"), &[("about", about.into())]),
                None => words.get(&format!("access-did-{}", seen.what)),
            };
            Some(Line { at: Instant(seen.at), said, number: None, to: None })
        }
        Deed::Entry(number, at) => {
            let one = read.next()?;
            let said = match &one.thing {
                Some(line) => line.said(words, &agreement),
                None => words.get(&format!("act-{}", one.kind.replace(['.', '_'], "-"))),
            };
            let said = match one.thing.is_some() {
                true => {
                    let values = [("what", said.into()), ("number", number.to_string().into())];
                    words.with("access-did-read", &values)
                }
                false => words
                    .with("access-did-act", &[("what", said.into()), ("number", number.to_string().into())]),
            };
            Some(Line { at: *at, said, number: Some(*number), to: one.to })
        }
    });
    Ok(lines.collect())
}

/// What was read, of an act that says that somebody read.
fn thing_of(act: &Act) -> Option<Thing> {
    match act {
        Act::SealedRead { about, of, what } => {
            Some(Thing { what: what.clone(), of: of.clone(), about: about.clone() })
        }
        _ => None,
    }
}

/// Where what came of an act is shown.
fn place_of(entry: &EntryId, act: &Act) -> Option<String> {
    let of_finding = |name: &FindingRef| Some(finding::address(name));
    match act {
        Act::ReportFiled { .. } => Some(format!("/reports/{entry}")),
        Act::AssessmentAccepted { finding, .. }
        | Act::AssessmentReturned { finding, .. }
        | Act::ReplyGiven { finding, .. }
        | Act::RulingMade { finding, .. } => of_finding(finding),
        Act::NoticeGiven { .. } => Some("/notices".to_owned()),
        Act::PublicationMade { .. } => Some(format!("/documents?release={entry}#{entry}")),
        Act::NominationMade { .. } => Some(format!("/force/nominations/{entry}")),
        _ => None,
    }
}

/// The lines.
pub(super) fn shown(visit: &Visit, zone: &TimeZone, lines: &[Line]) -> Markup {
    let words = visit.words();
    html! {
        ul.wait.s {
            @for line in lines {
                li.row {
                    span { @match &line.to { Some(to) => a href=(to) { (line.said) }, None => (line.said) } }
                    time.soft { (words.moment(line.at, zone)) }
                }
            }
        }
    }
}

/// The whole of it, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let all = of(&house, &visit).await?;
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let mut rows = Vec::with_capacity(all.len());
    for some in all.chunks(READ_AT_ONCE) {
        rows.extend(told(&house, &visit, some).await?.into_iter().map(|line| {
            let number = line.number.map_or_else(Cell::unsaid, Cell::from);
            vec![Cell::at(Some(line.at), &zone), line.said.into(), number]
        }));
    }
    sheet::held(&house, &visit, ("access", &["column-when", "list-act", "reads-entry"]), rows).await
}
