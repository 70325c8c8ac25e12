//! State out: what the record comes to. No exact place, source or narrative leaves here.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use hudna_core::incident::IncidentId;
use serde::Deserialize;
use serde_json::{Value, json};

use super::House;
use super::auth::Asked;
use super::fault::Fault;

/// The most incidents of one answer.
const MOST: usize = 500;

pub(super) async fn state(State(house): State<Arc<House>>, who: Asked) -> Result<Json<Value>, Fault> {
    let user = who.user.clone();
    let said = house.derived(move |reader| {
        let replay = &reader.derived().replay;
        let (read, set_aside) = replay.lines;
        let standing = reader.ledger.standing();
        let known = standing.users.get(&user);
        Ok(json!({
            "you": {
                "user": user,
                "party": known.and_then(|u| u.party.clone()),
                "roles": known.map(|u| u.roles.clone()),
            },
            "mission": reader.ledger.mission(),
            "size": reader.ledger.size(),
            "checkpoint": reader.ledger.head(),
            "reports": replay.reports.len(),
            "lines": { "read": read, "set_aside": set_aside },
            "witnesses": standing.witnesses,
            "texts": replay.texts,
        }))
    });
    said.await.map(Json).map_err(|fault| fault.said_in(who.lang))
}

#[derive(Deserialize)]
pub(super) struct Page {
    #[serde(default)]
    from: usize,
    most: Option<usize>,
}

pub(super) async fn incidents(
    State(house): State<Arc<House>>,
    Query(page): Query<Page>,
    who: Asked,
) -> Result<Json<Value>, Fault> {
    let said = house.derived(move |reader| {
        let most = page.most.unwrap_or(MOST).min(MOST);
        let (all, some) = reader.incidents(page.from, most)?;
        Ok(json!({ "incidents": some, "all": all, "size": reader.ledger.size() }))
    });
    said.await.map(Json).map_err(|fault| fault.said_in(who.lang))
}

pub(super) async fn incident(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
    who: Asked,
) -> Result<Json<Value>, Fault> {
    let said = house.derived(move |reader| reader.incident(&IncidentId(id)));
    said.await.map(Json).map_err(|fault| fault.said_in(who.lang))
}

pub(super) async fn findings(State(house): State<Arc<House>>, who: Asked) -> Result<Json<Value>, Fault> {
    let said = house.derived({
        let user = who.user.clone();
        move |reader| reader.findings(&user)
    });
    said.await.map(Json).map_err(|fault| fault.said_in(who.lang))
}
