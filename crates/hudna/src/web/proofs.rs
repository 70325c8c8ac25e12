//! Proofs out: the head, hash tiles, consistency, cosignatures in — open to all; entries and inclusion to users.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use data_encoding::BASE64;
use hudna_core::ledger::act::Verb;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::note::MOST_NOTE;
use hudna_core::ledger::tile::{Row, Tile};
use hudna_core::ledger::tree::leaf_hash;
use hudna_desk::trouble::Trouble;
use serde::Deserialize;
use serde_json::{Value, json};

use super::House;
use super::auth::Asked;
use super::fault::{Fault, language};

/// The most entries of one answer.
const MOST: u64 = 1_000;

/// Takes cosignatures: a note is small, and whoever sends one is not known.
pub(super) fn cosigning(how: MethodFilter) -> MethodRouter<Arc<House>> {
    on(how, cosignature).layer(DefaultBodyLimit::max(MOST_NOTE))
}

fn not_here() -> Trouble {
    Trouble::new("record", "not-here")
}

pub(super) async fn checkpoint(State(house): State<Arc<House>>) -> Result<Response, Fault> {
    let note = house.read(|ledger| Ok(ledger.head().to_owned())).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], note).into_response())
}

/// Hash tiles alone: entry bundles tell what was done, and are for users ([`entries`]).
pub(super) async fn tile(
    State(house): State<Arc<House>>,
    Path(rest): Path<String>,
) -> Result<Response, Fault> {
    let tile: Tile = format!("tile/{rest}").parse().map_err(|_| Fault::not_here())?;
    let Row::Hashes(level) = tile.row else { return Err(Fault::not_here()) };
    let bytes =
        house.read(move |ledger| ledger.tree().tile(level, tile.n, tile.width).ok_or_else(not_here)).await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

#[derive(Deserialize)]
pub(super) struct Sizes {
    from: u64,
    to: u64,
}

pub(super) async fn consistency(
    State(house): State<Arc<House>>,
    Query(Sizes { from, to }): Query<Sizes>,
) -> Result<Json<Value>, Fault> {
    let proof = house.read(move |ledger| ledger.tree().consistency(from, to).ok_or_else(not_here)).await?;
    Ok(Json(json!({ "from": from, "to": to, "proof": base64(&proof) })))
}

async fn cosignature(State(house): State<Arc<House>>, request: Request) -> Result<StatusCode, Fault> {
    let lang = language(request.headers());
    let trouble = |code| Fault::from(Trouble::new("record", code)).said_in(lang);
    let reading = tokio::time::timeout(house.limits.body, String::from_request(request, &()));
    let note = reading.await.map_err(|_| trouble("request-slow"))?;
    let note = note.map_err(|why| match why.status() {
        StatusCode::PAYLOAD_TOO_LARGE => trouble("request-too-large"),
        _ => trouble("request-malformed"),
    })?;
    let (tell, hear) = tokio::sync::oneshot::channel();
    // whoever sends one is not known: all have one line
    if !house.writer.run("", move |mission| drop(tell.send(mission.ledger.cosign(&note)))) {
        return Err(trouble("host-busy"));
    }
    hear.await.map_err(|_| Fault::ours())?.map_err(|why| Fault::from(why).said_in(lang))?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
pub(super) struct Included {
    entry: EntryId,
    size: Option<u64>,
}

/// The numbers of entries that are kept from `user`: others' assessments before they gave their own. Their hashes are told, so that
/// every proof can be made.
async fn kept_from(house: &Arc<House>, user: &UserId) -> Result<BTreeSet<u64>, Fault> {
    let of = user.clone();
    let blind = house.read(move |ledger| {
        let may = |verb| ledger.standing().may(&of, verb);
        Ok(may(Verb::Assess) && !may(Verb::Rule))
    });
    if !blind.await? {
        return Ok(BTreeSet::new());
    }
    let of = user.clone();
    house
        .derived(move |reader| {
            let (_, entries) = reader.hidden_from(&of);
            let found = reader.ledger.backend().find(&entries)?;
            Ok(found.into_iter().map(|(_, seq, _)| seq).collect())
        })
        .await
}

/// A leaf, or where it is kept from whoever asks its hash.
fn leaf(seq: u64, leaf: &[u8], kept: &BTreeSet<u64>) -> (&'static str, String) {
    if kept.contains(&seq) {
        ("hash", BASE64.encode(&leaf_hash(leaf)))
    } else {
        ("leaf", BASE64.encode(leaf))
    }
}

pub(super) async fn inclusion(
    State(house): State<Arc<House>>,
    Query(asked): Query<Included>,
    who: Asked,
) -> Result<Json<Value>, Fault> {
    let kept = kept_from(&house, &who.user).await?;
    let said = house.read(move |ledger| {
        let size = asked.size.unwrap_or_else(|| ledger.size());
        let found = ledger.backend().find(std::slice::from_ref(&asked.entry))?;
        let (_, seq, _) = found.first().ok_or_else(not_here)?;
        let seq = *seq;
        let proof = ledger.tree().inclusion(seq, size).ok_or_else(not_here)?;
        let mut bytes = Vec::new();
        ledger.backend().entries(seq..seq + 1, &mut |stored| {
            bytes = stored.leaf;
            Ok(())
        })?;
        let (name, value) = leaf(seq, &bytes, &kept);
        Ok(json!({
            "index": seq, "size": size, name: value, "proof": base64(&proof),
            "checkpoint": ledger.head(),
        }))
    });
    said.await.map(Json).map_err(|fault| fault.said_in(who.lang))
}

#[derive(Deserialize)]
pub(super) struct Page {
    #[serde(default)]
    from: u64,
    most: Option<u64>,
}

pub(super) async fn entries(
    State(house): State<Arc<House>>,
    Query(page): Query<Page>,
    who: Asked,
) -> Result<Json<Value>, Fault> {
    let kept = kept_from(&house, &who.user).await?;
    let said = house.read(move |ledger| {
        let from = page.from.min(ledger.size());
        let to = ledger.size().min(from.saturating_add(page.most.unwrap_or(MOST).min(MOST)));
        let mut leaves = Vec::new();
        ledger.backend().entries(from..to, &mut |stored| {
            let (name, value) = leaf(stored.seq, &stored.leaf, &kept);
            leaves.push(json!({ "index": stored.seq, name: value }));
            Ok(())
        })?;
        Ok(json!({ "entries": leaves, "size": ledger.size(), "checkpoint": ledger.head() }))
    });
    said.await.map(Json).map_err(|fault| fault.said_in(who.lang))
}

fn base64(proof: &[[u8; 32]]) -> Vec<String> {
    proof.iter().map(|hash| BASE64.encode(hash)).collect()
}
