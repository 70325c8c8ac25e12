//! The record: its head, who cosigned it, its entries; how to verify it oneself.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::head::SignedHead;
use hudna_core::ledger::id::EntryId;
use hudna_core::ledger::note::VerifierKey;
use hudna_core::ledger::standing::Standing;
use hudna_core::time::Instant;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::sheet::{self, Cell};
use super::{Page, laid, marks, pager, public, verify};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// In the place of the kind of an act that is kept from whoever assesses the same without knowing of it.
const WITHHELD: &str = "finding.withheld";

/// An entry as the list tells it: no person, and nothing of its parts.
struct Line {
    seq: u64,
    at: Instant,
    kind: &'static str,
    roles: Vec<String>,
    sealed: usize,
    id: String,
}

/// What is read of the record for the page.
struct Shown {
    head: SignedHead,
    standing: Standing,
    lines: Vec<Line>,
    size: u64,
}

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let asked: usize = visit.query.get("page").parse().unwrap_or(1);
    let mut shown = house.read(move |ledger| read(ledger, asked)).await?;
    let hidden = hidden_from(&house, &visit).await?;
    shown.lines.iter_mut().for_each(|line| withhold(line, &hidden));
    let released = public::released(&house).await?;
    let words = visit.words();
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let all = usize::try_from(shown.size).unwrap_or(usize::MAX);
    let page = pager::asked(&visit, all);
    let main = html! {
        div.head { h1 { (words.get("page-record")) } p.soft.s { (words.get("record-means")) } }
        div.cols {
            div.stack {
                section.box {
                    h2 { (words.get("record-head")) }
                    dl.kv {
                        dt { (words.get("record-entries")) } dd { b { bdi.n { (shown.size) } } }
                        dt { (words.get("record-root")) } dd { code { (root(&shown.head.head.root)) } }
                    }
                    p.row.mt { a.btn href="/checkpoint" { (words.get("record-checkpoint")) } }
                }
                section.box {
                    h2 { (words.get("record-list")) }
                    (sheet::ways(&visit, "record", &sheet::BOTH))
                    ol.acts { @for line in &shown.lines { (entry(words, &zone, line)) } }
                    (pager::pager(&visit, words, page, all))
                }
            }
            div.stack {
                section.box {
                    h2 { (words.get("record-witnesses")) " " small { (words.get("record-witnesses-means")) } }
                    (witnesses(words, &zone, &shown))
                }
                section.box { h2 { (words.get("record-verify")) } (verify::chosen(words, &released)) (verify(words, &house.founded.log)) }
            }
        }
    };
    let page = Page { title: words.get("page-record"), here: "/record", as_of: shown.standing.last, main };
    Ok(islands::allowed(laid(&house, &visit, StatusCode::OK, &page)))
}

/// Entries by which others assessed what the visitor is to assess without knowing of it.
async fn hidden_from(house: &Arc<House>, visit: &Visit) -> Result<BTreeSet<EntryId>, Fault> {
    let Some(user) = visit.user().cloned() else { return Ok(BTreeSet::new()) };
    house.derived(move |reader| Ok(reader.hidden_from(&user).1.into_iter().collect())).await
}

/// Such an entry is told as one about a finding: not that it accepts or gives back, nor whose it is.
fn withhold(line: &mut Line, hidden: &BTreeSet<EntryId>) {
    if hidden.contains(&EntryId::from(line.id.as_str())) {
        line.kind = WITHHELD;
        line.roles.clear();
        line.sealed = 0;
    }
}

fn read(ledger: &mut hudna_desk::record::Ledger, asked: usize) -> Result<Shown, Trouble> {
    let rows = u64::try_from(pager::ROWS).unwrap_or(40);
    let size = ledger.size();
    let page = u64::try_from(asked.saturating_sub(1)).unwrap_or(0).min(size.saturating_sub(1) / rows);
    let end = size - page * rows;
    let standing = ledger.standing().clone();
    let lines = lines(ledger, end.saturating_sub(rows)..end, &standing)?;
    let head = SignedHead::parse(ledger.head()).map_err(|why| Trouble::new("record", why.code()))?;
    Ok(Shown { head, standing, lines, size })
}

/// Entries as the list tells them, the last first.
fn lines(
    ledger: &mut hudna_desk::record::Ledger,
    of: std::ops::Range<u64>,
    standing: &Standing,
) -> Result<Vec<Line>, Trouble> {
    let mut lines = Vec::new();
    ledger.read(of, &mut |read| {
        let body = &read.entry.body;
        let known = standing.users.get(&body.actor);
        lines.push(Line {
            seq: read.seq,
            at: read.entry.recorded_at,
            kind: body.act.kind(),
            roles: known
                .map_or_else(Vec::new, |k| k.roles.iter().map(|(role, _)| role.to_string()).collect()),
            sealed: body.parts.len(),
            id: body.id.0.to_string(),
        });
        Ok(())
    })?;
    lines.reverse();
    Ok(lines)
}

/// Entries that are read at once for a file: the record serves others between two such reads.
const READ_AT_ONCE: u64 = 1_000;

/// All entries, the last first, as CSV or a workbook; read a thousand at a time while the file leaves.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (size, standing) = house.read(|ledger| Ok((ledger.size(), ledger.standing().clone()))).await?;
    let zone = TimeZone::get(&house.founded.zone_time).unwrap_or(TimeZone::UTC);
    let words = visit.words();
    let head = ["reads-entry", "column-when", "list-act", "column-roles", "list-parts", "column-entry"];
    let head: Vec<String> = head.iter().map(|key| words.get(key)).collect();
    let told = ("record", head, usize::try_from(size).unwrap_or(usize::MAX));
    let hidden = hidden_from(&house, &visit).await?;
    let held = Arc::clone(&house);
    sheet::leaving(&house, &visit, told, move |take| {
        let mut end = size;
        while end > 0 {
            let from = end.saturating_sub(READ_AT_ONCE);
            let read = {
                let mut ledger = held.ledger.lock().unwrap_or_else(PoisonError::into_inner);
                lines(&mut ledger, from..end, &standing)
            };
            // a file that ends in its middle is shorter than the head says: nothing is made up
            let Ok(mut read) = read else { return };
            read.iter_mut().for_each(|line| withhold(line, &hidden));
            if !read.iter().all(|line| take(&row(words, &zone, line))) {
                return;
            }
            end = from;
        }
    })
    .await
}

fn row(words: &Words, zone: &TimeZone, line: &Line) -> Vec<Cell> {
    vec![
        line.seq.into(),
        Cell::at(Some(line.at), zone),
        words.get(&act_key(line.kind)).into(),
        roles_of(words, line).join(" ").into(),
        line.sealed.into(),
        line.id.as_str().into(),
    ]
}

fn act_key(kind: &str) -> String {
    format!("act-{}", kind.replace(['.', '_'], "-"))
}

fn roles_of(words: &Words, line: &Line) -> Vec<String> {
    let mut roles: Vec<String> = line.roles.iter().map(|role| words.get(&format!("role-{role}"))).collect();
    roles.sort();
    roles.dedup();
    roles
}

/// A root in groups of four signs.
fn root(root: &[u8; 32]) -> String {
    let hex = data_encoding::HEXLOWER.encode(root);
    let groups: Vec<&str> = hex.as_bytes().chunks(4).filter_map(|g| std::str::from_utf8(g).ok()).collect();
    groups.join(" ")
}

fn entry(words: &Words, zone: &TimeZone, line: &Line) -> Markup {
    let roles = roles_of(words, line);
    html! {
        li {
            time.soft { (words.moment(line.at, zone)) }
            span {
                (words.get(&act_key(line.kind)))
                @if !roles.is_empty() { (words.get("comma")) " " span.soft { (words.list(&roles)) } }
                @if line.sealed > 0 { (words.get("comma")) " " span.soft { (words.count("record-parts", line.sealed)) } }
                br; bdi.n.xs.soft { (line.id) }
            }
            span.n.xs { (line.seq) }
        }
    }
}

fn witnesses(words: &Words, zone: &TimeZone, shown: &Shown) -> Markup {
    let signed = |key: &str| {
        let key: VerifierKey = key.parse().ok()?;
        shown.head.cosigned_by(&key)
    };
    let name = |key: &str| key.split('+').next().unwrap_or_default().to_owned();
    html! {
        @if shown.standing.witnesses.is_empty() {
            p.empty { b { (words.get("record-no-witness")) } (words.get("record-no-witness-means")) }
        }
        ul.wait.s {
            @for key in shown.standing.witnesses.keys() {
                li.row {
                    bdi.n { (name(key)) }
                    @match signed(key) {
                        Some(at) => {
                            span.tv { (marks::shape("true")) (words.get("record-signed")) }
                            time.soft { (words.moment(Instant(i64::try_from(at).unwrap_or(0).saturating_mul(1_000_000)), zone)) }
                        }
                        None => span.tv.x { (marks::shape("unknown")) (words.get("record-unsigned")) }
                    }
                }
            }
        }
    }
}

/// How to verify the record oneself.
pub(super) fn verify(words: &Words, log: &str) -> Markup {
    html! {
        p.s { (words.get("record-verify-means")) }
        dl.kv.s.mt { dt { (words.get("record-log")) } dd { code.wrap { (log) } } }
        pre.code.mt { "hudna bundle DIR --out record.zip\nhudna verify record.zip --held held.txt\npython3 verifiers/python/hudna_verify.py record.zip" }
    }
}
