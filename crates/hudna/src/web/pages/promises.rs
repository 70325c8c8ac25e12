//! Commitments: a sentence first, then who promised what by theme and party, by when, what waits for what; and the declared stores.
//!
//! One commitment is in [`super::promise`], with the forms of those who may do something about it. What is said is said by
//! [`hudna_desk::document::commitments`], so that page, command and document cannot tell two stories.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::commitment::{Board, Kept, Promise, Row, Site, State as Stands, stores};
use hudna_core::finding::Finding;
use hudna_core::ledger::act::{FindingRef, Verb};
use hudna_core::time::{Instant, Span};
use hudna_desk::document::commitments::{Bounds, Pledges, Told, draw};
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Thing;
use hudna_desk::words::Words;
use maud::{Markup, PreEscaped, html};

use super::finding::address as finding_address;
use super::sheet::{self, Cell};
use super::{Page, laid, pager};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Deadlines that run out within so many days stand in a list of their own.
const SOON: i64 = 7;
/// So many promises of one theme and party stand in their cell; the rest are in the table by deadline.
const MOST_IN_CELL: usize = 8;
/// What the picture on the page may hold; beyond it, the nearest of the one on which most hangs.
const ROOM: Bounds = Bounds { nodes: 40, steps: 4 };
/// Alerts listed; the rest are in the table by deadline.
const MOST_ALERTS: usize = 60;
/// Chains are drawn so many steps deep; what comes after them is behind the link.
const DEEPEST: usize = 8;
/// So many are named under one.
const MOST_BELOW: usize = 40;
/// So many are named in all chains together.
const MOST_BRANCHES: usize = 400;
/// So many chains are drawn, the longest first.
const MOST_CHAINS: usize = 40;

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let board = board(&snapshot);
    let pledges = pledges(&snapshot, &board);
    let told = Told::of(&pledges, visit.lang);
    let words = visit.words();
    let exact = visit.granted.sealed;
    if exact && !snapshot.exact.registers.holdings.is_empty() {
        house.reads(visit.session()?, Thing::about("stores", None)).await?;
    }
    let main = html! {
        div.head {
            h1 { (words.get("page-promises")) }
            p.soft.s { (words.with("promises-day", &[("day", told.d_day(board.as_of).into())])) }
        }
        (summed(&told))
        p.row {
            @if visit.granted.may(Verb::Negotiate) { a.btn href="/promises/new" { (words.get("promises-new")) } }
            a.btn.quiet href="/documents?kind=commitments" { (words.get("kind-commitments")) }
        }
        @if !snapshot.commitments.is_empty() {
            (alerts(words, &told))
            (matrix(&snapshot, &board, &told))
            (timeline(&visit, &snapshot, &board, &told))
            (drawn(&told, None, ROOM))
            (waiting(&snapshot, &board, &told))
        }
        (conditions(&snapshot, &board, &told))
        (sites(&snapshot, &told, exact))
    };
    let page = Page { title: words.get("page-promises"), here: "/promises", as_of: Some(board.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// How many there are, and under it, a line each, how far they have come.
fn summed(told: &Told<'_>) -> Markup {
    let mut said = told.sentence().into_iter();
    html! {
        @if let Some(first) = said.next() { p.lede { (first) } }
        @let rest: Vec<String> = said.collect();
        @if !rest.is_empty() { ul.said { @for line in rest { li { (line) } } } }
    }
}

/// How all stands now.
pub(super) fn board(snapshot: &Snapshot) -> Board {
    snapshot.commitments.evaluate(&snapshot.frame, clock::now().max(snapshot.as_of))
}

/// What is told.
pub(super) fn pledges<'a>(snapshot: &'a Snapshot, board: &'a Board) -> Pledges<'a> {
    Pledges { agreement: &snapshot.agreement, all: &snapshot.commitments, frame: &snapshot.frame, board }
}

/// The address of one.
pub(super) fn address(id: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("id", id);
    format!("/promise?{}", query.finish())
}

/// Promises that are there, with their places and rows.
fn promises<'a>(
    snapshot: &'a Snapshot,
    board: &'a Board,
) -> impl Iterator<Item = (usize, &'a Promise, &'a Row)> {
    let all = snapshot.commitments.kept().iter().zip(&board.rows).enumerate();
    let there = all.filter(|(_, (_, row))| row.state != Stands::NotYet);
    there.filter_map(|(at, (kept, row))| Some((at, kept.promise()?, row)))
}

/// What was promised by theme and by whom.
fn matrix(snapshot: &Snapshot, board: &Board, told: &Told<'_>) -> Markup {
    let words = told.words();
    let mut columns: Vec<&str> = snapshot.agreement.parties.iter().map(|party| &*party.id).collect();
    let others: BTreeSet<&str> = promises(snapshot, board).map(|(_, promise, _)| &*promise.by).collect();
    columns.retain(|party| others.contains(party));
    let beside: Vec<&str> = others.into_iter().filter(|by| !columns.contains(by)).collect();
    columns.extend(beside);
    let mut rows: BTreeMap<&str, Vec<(usize, &Promise, &Row)>> = BTreeMap::new();
    for one in promises(snapshot, board) {
        rows.entry(one.1.theme.as_deref().unwrap_or("other")).or_default().push(one);
    }
    html! {
        section.box {
            h2 { (words.get("promises-matrix")) " " small { (words.get("promises-scale")) } }
            div.scroll tabindex="0" role="region" aria-label=(words.get("promises-matrix")) {
                table.t {
                    thead { tr {
                        th scope="col" { (words.get("promise-column-theme")) }
                        @for by in &columns { th scope="col" { (told.party(by)) } }
                    } }
                    tbody { @for (theme, all) in &rows {
                        tr {
                            th scope="row" { (told.theme(theme)) }
                            @for by in &columns { (cell(told, all.iter().filter(|(_, promise, _)| *promise.by == **by))) }
                        }
                    } }
                }
            }
            p.key.s {
                span { (boxes(3, 0)) (words.get("promises-key-verified")) } " "
                span { (boxes(0, 3)) (words.get("promises-key-claimed")) } " "
                span { (boxes(0, 0)) (words.get("promises-key-open")) }
            }
        }
    }
}

fn cell<'a>(told: &Told<'_>, all: impl Iterator<Item = &'a (usize, &'a Promise, &'a Row)>) -> Markup {
    let words = told.words();
    let all: Vec<_> = all.collect();
    html! {
        @if all.is_empty() { td.soft.xs { (words.get("promises-no-commitment")) } }
        @else {
            td {
                @for (at, promise, row) in all.iter().take(MOST_IN_CELL) {
                p {
                    (kroc(promise, row)) span.xs { (told.state(row.state)) } br;
                    a.s href=(address(&promise.id)) { (told.what(*at)) }
                } }
                @if all.len() > MOST_IN_CELL { p.xs.soft { (words.count("promises-more", all.len() - MOST_IN_CELL)) } }
            }
        }
    }
}

/// The three boxes of the Kroc scale: solid as verified, hatched as only claimed.
pub(super) fn kroc(promise: &Promise, row: &Row) -> Markup {
    let found = match row.state {
        // what has run out is no longer known
        Stands::Expired => 0,
        _ => row.found.and_then(|at| promise.found.get(at)).map_or(0, |found| found.scale.step()),
    };
    let claimed = row.claim.and_then(|at| promise.claims.get(at)).map_or(0, |claim| claim.scale.step());
    boxes(found, claimed)
}

fn boxes(found: u8, claimed: u8) -> Markup {
    html! {
        svg.m.k.flip viewBox="0 0 40 14" aria-hidden="true" {
            @for (n, x) in [(1_u8, 1_u8), (2, 14), (3, 27)] {
                @let solid = if n <= found { "currentColor" } else { "none" };
                path d=(format!("M{x} 2h11v10h-11z")) fill=(solid) stroke-width="1.2" {}
                @if n > found && n <= claimed {
                    path d=(format!("M{x} 7l5 -5M{x} 12l10 -10M{} 12l5 -5", x + 6)) fill="none" stroke-width="1.2" {}
                }
            }
        }
    }
}

/// What presses, and who could move.
fn alerts(words: &Words, told: &Told<'_>) -> Markup {
    let all = told.alerts(Span::days(SOON));
    html! {
        @if !all.is_empty() {
            section.box {
                h2 { (words.get("section-promises-alerts")) }
                ul.wait { @for alert in all.iter().take(MOST_ALERTS) {
                    li {
                        (link(told, alert.at)) " " b { (alert.says) }
                        @if let Some(who) = &alert.who { div.s.soft { (words.with("promise-could-move", &[("who", who.as_str().into())])) } }
                    }
                } }
                @if all.len() > MOST_ALERTS { p.xs.soft { (words.count("promises-more", all.len() - MOST_ALERTS)) } }
            }
        }
    }
}

/// What waits for what as a picture, and the same as a list for those who do not see it.
pub(super) fn drawn(told: &Told<'_>, around: Option<usize>, bounds: Bounds) -> Markup {
    let words = told.words();
    let Some(picture) = draw(told, around, bounds, Some(&address)) else { return html! {} };
    html! {
        section.box {
            h2 { (words.get("section-promises-graph")) }
            p.s.soft { (words.get("promises-graph-means")) }
            @if let Some(middle) = picture.around.filter(|_| picture.left_out > 0 && around.is_none()) {
                @let values = [("what", told.named(middle).into()), ("count", picture.left_out.into())];
                p.s { (words.with("promises-graph-near", &values)) }
            }
            div.scroll.graph { (PreEscaped(&picture.svg)) }
            details {
                summary { (words.get("promises-graph-list")) }
                ul.wait { @for line in &picture.said { li { (line) } } }
            }
        }
    }
}

fn link(told: &Told<'_>, at: usize) -> Markup {
    html! { a href=(address(&told.id(at))) { (told.named(at)) } }
}

/// Promises by when they are due: what has no deadline last.
fn by_deadline<'a>(snapshot: &'a Snapshot, board: &'a Board) -> Vec<(usize, &'a Promise, &'a Row)> {
    let mut all: Vec<_> = promises(snapshot, board).collect();
    let due = |row: &Row| row.due().map_or(Instant(i64::MAX), |due| due.by);
    all.sort_by_key(|(at, _, row)| (due(row), *at));
    all
}

/// The same as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let board = board(&snapshot);
    let pledges = pledges(&snapshot, &board);
    let told = Told::of(&pledges, visit.lang);
    let zone = &snapshot.agreement.zone_time;
    let head =
        ["list-id", "promise-column-what", "promise-column-by", "promise-column-due", "promise-column-state"];
    let row = |(at, promise, row): &(usize, &Promise, &Row)| {
        vec![
            Cell::from(&*promise.id),
            told.what(*at).into(),
            told.party(&promise.by).into(),
            Cell::at(row.due().map(|due| due.by), zone),
            told.state(row.state).into(),
        ]
    };
    let rows = by_deadline(&snapshot, &board).iter().map(row).collect();
    sheet::held(&house, &visit, ("promises", &head), rows).await
}

/// By when, as a table.
fn timeline(visit: &Visit, snapshot: &Snapshot, board: &Board, told: &Told<'_>) -> Markup {
    let words = told.words();
    let all = by_deadline(snapshot, board);
    let page = pager::asked(visit, all.len());
    html! {
        section.box {
            h2 { (words.get("promises-timeline")) }
            (sheet::ways(visit, "promises", &sheet::BOTH))
            table.t.fold {
                thead { tr {
                    th scope="col" { (words.get("promise-column-due")) } th scope="col" { (words.get("promise-column-what")) }
                    th scope="col" { (words.get("promise-column-by")) } th scope="col" { (words.get("promise-column-state")) }
                } }
                tbody { @for (at, promise, row) in pager::rows(&all, page) {
                    tr {
                        th scope="row" {
                            @if let Some(due) = row.due() {
                                bdi { (told.d_day(Instant(due.by.0.saturating_sub(1)))) } br; span.soft.xs { (told.by_when(due.by)) }
                            } @else if let Some(rule) = &promise.due_rule { span.soft.xs { (told.rule(rule)) } }
                            @else { span.soft.xs { (words.get("promises-no-deadline")) } }
                        }
                        td.full data-l=(words.get("promise-column-what")) { a href=(address(&promise.id)) { (told.what(*at)) } }
                        td.full data-l=(words.get("promise-column-by")) { (told.party(&promise.by)) }
                        td.full data-l=(words.get("promise-column-state")) { (kroc(promise, row)) (told.state(row.state)) }
                    }
                } }
            }
            (pager::pager(visit, words, page, all.len()))
        }
    }
}

/// What waits for what: from each that can move down to all that waits for it.
fn waiting(snapshot: &Snapshot, board: &Board, told: &Told<'_>) -> Markup {
    let words = told.words();
    let held = board.held_up();
    let waits = |at: usize| board.rows[at].view().is_some_and(|view| !view.waits.is_empty());
    let mut roots: Vec<usize> = (0..held.len()).filter(|at| held[*at] > 0 && !waits(*at)).collect();
    roots.sort_by_key(|at| (std::cmp::Reverse(held[*at]), *at));
    let mut seen = BTreeSet::new();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); board.rows.len()];
    for (at, row) in board.rows.iter().enumerate() {
        for on in row.view().into_iter().flat_map(|view| &view.waits).filter_map(|wait| wait.on) {
            below[on as usize].push(at);
        }
    }
    html! {
        section.box {
            h2 { (words.get("section-promises-blocked")) " " small { (words.get("promises-waiting-means")) } }
            @if roots.is_empty() { p.empty { (words.get("promises-nothing-waits")) } }
            div.tree { ul { @for root in roots.into_iter().take(MOST_CHAINS) {
                (branch(&Chains { snapshot, board, told, below: &below }, root, 0, &mut seen))
            } } }
        }
    }
}

/// What a chain is drawn from.
struct Chains<'a> {
    snapshot: &'a Snapshot,
    board: &'a Board,
    told: &'a Told<'a>,
    /// What waits for each directly.
    below: &'a [Vec<usize>],
}

/// One, and under it what waits for it directly. What was drawn before is named and not drawn again.
fn branch(of: &Chains<'_>, at: usize, depth: usize, seen: &mut BTreeSet<usize>) -> Markup {
    let Chains { snapshot, board, told, below } = *of;
    let drawn = seen.insert(at) && depth < DEEPEST && seen.len() < MOST_BRANCHES;
    let below = if drawn { below[at].as_slice() } else { &[] };
    html! {
        li {
            (link(told, at)) " " span.soft.s { (told.state(board.rows[at].state)) }
            @if depth == 0 && let Some(kept) = snapshot.commitments.kept().get(at) {
                span.why { (told.moves(kept, at)) }
            }
            @if !below.is_empty() {
                ul { @for other in below.iter().take(MOST_BELOW) { (branch(of, *other, depth + 1, seen)) }
                    @if below.len() > MOST_BELOW { li.xs.soft { (told.words().count("promises-more", below.len() - MOST_BELOW)) } }
                 }
            }
        }
    }
}

fn conditions(snapshot: &Snapshot, board: &Board, told: &Told<'_>) -> Markup {
    let words = told.words();
    let all: Vec<usize> = (0..board.rows.len())
        .filter(|at| board.rows[*at].state != Stands::NotYet)
        .filter(|at| matches!(snapshot.commitments.kept()[*at], Kept::Condition(_)))
        .collect();
    html! {
        @if !all.is_empty() {
            section.box {
                h2 { (words.get("promises-conditions")) }
                ul.wait { @for line in all.into_iter().filter_map(|at| told.line(at)) {
                    li { a href=(address(&line.id)) { (line.what) } " " b { (line.state) } div.s.soft { (line.says.join(" ")) } }
                } }
            }
        }
    }
}

/// Declared stores, from the registers of holdings and of visits, for whoever may see what is sealed.
fn sites(snapshot: &Snapshot, told: &Told<'_>, exact: bool) -> Markup {
    let words = told.words();
    let all = match exact {
        true => stores(&snapshot.agreement, &snapshot.exact.registers, told.as_of()),
        false => Vec::new(),
    };
    let findings = if exact { snapshot.about_others(true) } else { Vec::new() };
    html! {
        section.box {
            h2 { (words.get("promise-stores")) }
            @if !exact { p.empty { (words.get("promises-sealed-stores")) } }
            @else if all.is_empty() { p.empty { (words.get("promise-store-none")) } }
            @else {
                p.s.soft { (words.get("store-lead")) }
                table.t.fold {
                    thead { tr { @for column in ["site", "by", "kind", "declared", "last", "compared", "norms", "visit"] {
                        th scope="col" { (words.get(&format!("store-column-{column}"))) }
                    } } }
                    tbody { @for site in &all { (store(told, site, &findings)) } }
                }
            }
        }
    }
}

/// The rows of a site: one for each kind of weapon.
fn store(told: &Told<'_>, site: &Site, findings: &[Finding]) -> Markup {
    let words = told.words();
    let column = |name: &str| words.get(&format!("store-column-{name}"));
    html! {
        @for (n, stock) in site.stocks.iter().enumerate() {
            tr {
                th scope="row" { bdi { (site.site) } }
                td.full data-l=(column("by")) { (told.holder(site)) }
                td.full data-l=(column("kind")) { (told.kind_of(stock)) }
                td.full data-l=(column("declared")) { (told.number(stock.declared)) }
                td.full data-l=(column("last")) { (told.last_look(stock)) }
                td.full data-l=(column("compared")) { b { (told.compared(stock.compared)) } }
                td.full data-l=(column("norms")) { @for (finding, says) in told.weighed(stock, findings) {
                    a.s href=(finding_address(&FindingRef::of(finding))) { (says) } br;
                } }
                td.full data-l=(column("visit")) { @if n == 0 { (told.visited(site)) } }
            }
        }
    }
}
