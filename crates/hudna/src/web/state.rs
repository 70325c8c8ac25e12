//! State out: what the record comes to. No exact place, source or narrative leaves here.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::House;
use super::auth::Asked;
use super::fault::Fault;

pub(super) fn router() -> Router<Arc<House>> {
    Router::new().route("/v1/state", get(state))
}

async fn state(State(house): State<Arc<House>>, who: Asked) -> Result<Json<Value>, Fault> {
    let user = who.user.clone();
    let said = house.derived(move |reader| {
        let replay = &reader.derived().replay;
        let (read, set_aside) = replay.lines;
        let standing = reader.ledger.standing();
        Ok(json!({
            "you": {
                "user": user,
                "party": standing.users.get(&user).and_then(|u| u.party.clone()),
                "roles": standing.users.get(&user).map(|u| u.roles.clone()),
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
