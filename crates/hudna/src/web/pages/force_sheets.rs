//! The lists of the joint force as files: bodies with their seats, nominations, patrols, posts and cameras; to each reader what the page shows
//! them, row by row.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::force::Patrol;
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use maud::{Markup, html};

use super::force::tells;
use super::sheet::{self, Cell};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The lists, by their addresses, with the keys of their names.
const LISTS: [(&str, &str); 4] = [
    ("force/bodies", "force-bodies"),
    ("force/nominations", "force-nominations"),
    ("force/patrols", "force-patrols"),
    ("force/watch", "force-watch"),
];

/// Where the lists leave as files.
pub(super) fn ways(visit: &Visit) -> Markup {
    let words = visit.words();
    html! {
        details {
            summary { (words.get("list-as-files")) }
            @for (address, key) in LISTS { p.s { (words.get(key)) } (sheet::ways(visit, address, &sheet::BOTH)) }
        }
    }
}

/// Bodies: how many sit in each, of whom, how it is joined, and how its quotas stand.
pub(in crate::web) async fn bodies(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let row = |body: &Arc<str>| {
        let quotas = told.quotas(body).into_iter().map(|finding| {
            let stands = screen.standing_of(finding);
            format!("{}{} {}", screen.norm(&finding.norm), visit.words().get("colon"), stands.text())
        });
        vec![
            Cell::from(told.body(body)),
            told.seated(body).into(),
            told.made_up(body).unwrap_or_default().into(),
            told.joined_by(body).into(),
            quotas.collect::<Vec<_>>().join(" ").into(),
        ]
    };
    let rows = told.bodies().iter().map(row).collect();
    let head = ["list-body", "list-seats", "list-made-up", "list-joined-by", "list-quotas"];
    sheet::held(&house, &visit, ("bodies", &head), rows).await
}

/// Nominations: who was put forward for what, how far that has come, and whom it waits for.
pub(in crate::web) async fn nominations(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let all = snapshot.force.nominations.iter().rev().map(|one| {
        let standing = told.standing(one);
        let criteria = told.criteria_are(one);
        let criteria = criteria.map_or_else(Cell::unsaid, |piece| piece.text().into());
        vec![
            Cell::from(told.nominated(one)),
            Cell::at(Some(one.at), screen.zone()),
            told.stage(&standing).into(),
            told.waits(one, &standing).into(),
            criteria,
            one.objections.len().into(),
            (&*one.entry.0).into(),
        ]
    });
    let rows = all.collect();
    let head = [
        "list-nomination",
        "report-recorded",
        "column-stage",
        "column-waits",
        "force-criteria",
        "list-objections",
        "column-entry",
    ];
    sheet::held(&house, &visit, ("nominations", &head), rows).await
}

/// Patrols, the latest first: when and where is told of those of which the page tells it.
pub(in crate::web) async fn patrols(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let row = |patrol: &Patrol| {
        let plan = patrol.plan.as_ref().filter(|_| tells(&visit, &told, patrol));
        let over = patrol.report.as_ref().map(|report| report.over).or(plan.map(|plan| plan.over));
        let [from, until] = Cell::from_until(over, screen.zone());
        let said = told.patrol(patrol, tells(&visit, &told, patrol));
        vec![
            Cell::from(&*patrol.patrol),
            (&*patrol.team).into(),
            from,
            until,
            said.join(&format!("{} ", visit.words().get("semicolon"))).into(),
        ]
    };
    let rows = snapshot.force.patrols.iter().rev().map(row).collect();
    let head = ["list-patrol", "list-team", "list-from", "list-until", "list-told"];
    sheet::held(&house, &visit, ("patrols", &head), rows).await
}

/// Posts and cameras: where each watches, and from when until when.
pub(in crate::web) async fn watch(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let (words, zone) = (visit.words(), screen.zone());
    let posts = snapshot.force.posts.iter().map(|post| {
        let [from, until] = [Some(post.from), post.until].map(|at| Cell::at(at, zone));
        let kind = words.get("force-posts-list");
        vec![
            kind.into(),
            (&*post.post).into(),
            screen.sector(&post.sector).into(),
            from,
            until,
            told.post(post).into(),
        ]
    });
    let cameras = told.last_of_cameras().into_iter().map(|camera| {
        let kind = words.get("force-cameras-list");
        let (id, sector) = (Cell::from(&*camera.camera), screen.sector(&camera.sector));
        let from = Cell::at(Some(camera.at), zone);
        vec![kind.into(), id, sector.into(), from, Cell::unsaid(), told.camera(camera).into()]
    });
    let rows = posts.chain(cameras).collect();
    let head = ["list-kind", "list-id", "field-sector", "list-from", "list-until", "list-told"];
    sheet::held(&house, &visit, ("watch", &head), rows).await
}
