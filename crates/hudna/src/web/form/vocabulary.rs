//! What a device needs of the mission to fill in a report without network: codes, actors, sectors, names of places and a map, in
//! both languages. Of the agreement and the gazetteer that comes with Hudna alone: nothing that anybody reported.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::bounds::Bounds;
use hudna_core::value::Attribute;
use hudna_core::vocabulary::codes_of;
use hudna_desk::document::screen::Screen;
use hudna_desk::gazetteer::Gazetteer;
use hudna_desk::record::Snapshot;
use hudna_desk::words::{Lang, Words};
use serde_json::{Map, Value, json};

use super::outline;
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::{Fault, answered};
use crate::web::pages::report_form::SOURCES;
use crate::web::visit::Visit;

/// The most names of places that a device keeps.
const MOST_PLACES: usize = 1_500;

/// The vocabulary, as the agreement stands.
pub(in crate::web) async fn data(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let snapshot = house.text().await?;
    let founded = &house.founded;
    let title = json!({ "ar": founded.title.ar, "en": founded.title.en });
    let made = tokio::task::spawn_blocking(move || {
        let agreement = &snapshot.agreement;
        let notice = json!({ "ar": agreement.notice.ar, "en": agreement.notice.en });
        json!({
            "user": session.actor.user,
            "login": session.login,
            "mission": session.actor.mission,
            "title": title,
            "notice": notice,
            "version": agreement.version,
            "zone": agreement.zone_name,
            "choices": choices(&snapshot),
            "places": places(agreement),
            "map": outline::map(agreement, clock::now()),
        })
    });
    Ok(answered(StatusCode::OK, made.await.map_err(|_| Fault::ours())?))
}

/// What can be chosen, under the names of the form's fields: each with its value, its words and how deep it stands.
fn choices(snapshot: &Snapshot) -> Value {
    let mut all = Map::new();
    let codes = [
        ("act", Attribute::Act),
        ("weapon", Attribute::Weapon),
        ("means", Attribute::Means),
        ("target-kind", Attribute::TargetKind),
    ];
    for (name, attribute) in codes {
        let rows = codes_of(attribute).map(|code| code.row());
        let rows = rows.map(|row| json!({ "v": row.code, "ar": row.ar, "en": row.en, "depth": row.depth }));
        all.insert(name.to_owned(), rows.collect());
    }
    let view = snapshot.saying(false);
    let [ar, en] = [Lang::Ar, Lang::En].map(|lang| Screen::of(&view, lang));
    let agreement = &snapshot.agreement;
    let actors = agreement.parties.iter().map(|party| &party.id);
    let actors = actors.chain(agreement.formations.iter().map(|formation| &formation.id));
    let actors = actors.map(|id| json!({ "v": id, "ar": ar.actor(id), "en": en.actor(id) }));
    all.insert("actor".to_owned(), actors.collect());
    let sectors = agreement.backdrop.iter().filter(|one| &*one.kind == "sector").map(|one| &one.id);
    let sectors = sectors.map(|id| json!({ "v": id, "ar": ar.sector(id), "en": en.sector(id) }));
    all.insert("sector".to_owned(), sectors.collect());
    let sources = SOURCES.iter().map(|(name, _)| {
        let said = |lang| Words::of(lang).get(&format!("source-{name}"));
        json!({ "v": name, "ar": said(Lang::Ar), "en": said(Lang::En) })
    });
    all.insert("source-kind".to_owned(), sources.collect());
    Value::Object(all)
}

/// Names of places: towns and sites that the agreement draws, and those of the gazetteer that comes with Hudna.
fn places(agreement: &Agreement) -> Value {
    let named = agreement.backdrop.iter().filter(|one| matches!(&*one.kind, "town" | "site"));
    let drawn = named.map(|one| json!([one.name.ar, one.name.en]));
    let area = Bounds::of_agreement(agreement);
    let known = area.map_or_else(Vec::new, |area| Gazetteer::shipped().within(&area, MOST_PLACES));
    drawn.chain(known.iter().map(|place| json!([place.ar, place.en]))).collect()
}
