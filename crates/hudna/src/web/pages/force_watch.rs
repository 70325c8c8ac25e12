//! Slips of posts and cameras: what patrols do not see is watched from these, and coverage comes from their periods.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use maud::{Markup, html};

use super::field::Wrong;
use super::force_bodies::FORCE;
use super::slip::{Room, Slip, answered};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

static POST: Slip = Slip {
    path: "/force/posts",
    title: "force-form-post",
    send: "force-form-post-do",
    within: FORCE,
    fields: post_fields,
    acts: post_acts,
    about: &[("post-known", "post"), ("sector-unknown", "sector")],
    then: |_, _| "/force".to_owned(),
};

/// A post that is manned from a moment on.
pub(in crate::web) async fn post(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&POST, &house, &visit).await
}

/// The day and hour of now, where nothing was typed.
fn now_held(room: &Room<'_>) -> Vec<(String, String)> {
    let [day, hour] = room.in_fields(room.now);
    vec![("day".to_owned(), day), ("hour".to_owned(), hour)]
}

fn post_fields(room: &Room<'_>) -> Result<Markup, String> {
    let (room, sectors) = (&room.holding(now_held(room)), room.sectors());
    if sectors.is_empty() {
        return Err(room.words().get("force-form-no-sectors"));
    }
    Ok(html! {
        (room.line("post", "text", "field-post-id", true))
        (room.pick("sector", "field-sector", &sectors))
        (from(room, "field-manned-from"))
    })
}

fn from(room: &Room<'_>, key: &str) -> Markup {
    html! {
        fieldset {
            legend { (room.words().get(key)) }
            div.tri { (room.line("day", "date", "field-day", true)) (room.line("hour", "time", "field-at-hour", false)) }
        }
    }
}

fn post_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let post = room.id("post", wrong);
    let sector = room.one_of("sector", &room.sectors(), wrong);
    let from = past(room, wrong);
    Some(vec![Filed::plain(Act::PostOpened { from: from?, post: post?, sector: sector? })])
}

/// A moment that has come.
fn past(room: &Room<'_>, wrong: &mut Wrong) -> Option<hudna_core::time::Instant> {
    let at = room.moment(["day", "hour"], wrong)?;
    if at > room.now {
        wrong.add("day", room.words().get("field-day-ahead"));
    }
    Some(at)
}

static CLOSE: Slip = Slip {
    path: "/force/posts/close",
    title: "force-form-post-close",
    send: "force-form-post-close-do",
    within: FORCE,
    fields: close_fields,
    acts: close_acts,
    about: &[("post-closed-already", "of"), ("post-closed-before", "day")],
    then: |_, _| "/force".to_owned(),
};

/// A post that is manned no longer.
pub(in crate::web) async fn close(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&CLOSE, &house, &visit).await
}

fn manned(room: &Room<'_>) -> Vec<(String, String)> {
    let open = room.snapshot.force.posts.iter().filter(|post| post.until.is_none());
    let comma = room.words().get("comma");
    open.map(|post| {
        (post.entry.to_string(), format!("{}{comma} {}", post.post, room.screen.sector(&post.sector)))
    })
    .collect()
}

fn close_fields(room: &Room<'_>) -> Result<Markup, String> {
    let (room, manned) = (&room.holding(now_held(room)), manned(room));
    if manned.is_empty() {
        return Err(room.words().get("force-form-no-posts"));
    }
    Ok(html! { (room.pick("of", "field-post", &manned)) (from(room, "field-manned-until")) })
}

fn close_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let of = room.one_of("of", &manned(room), wrong);
    let until = past(room, wrong);
    Some(vec![Filed::plain(Act::PostClosed { of: EntryId(of?), until: until? })])
}

static CAMERA: Slip = Slip {
    path: "/force/cameras",
    title: "force-form-camera",
    send: "force-form-camera-do",
    within: FORCE,
    fields: camera_fields,
    acts: camera_acts,
    about: &[("sector-unknown", "sector")],
    then: |_, _| "/force".to_owned(),
};

/// Whether a camera works, from a moment on.
pub(in crate::web) async fn camera(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&CAMERA, &house, &visit).await
}

fn works(room: &Room<'_>) -> Vec<(String, String)> {
    [("yes", "force-form-works"), ("no", "force-form-works-not")]
        .map(|(value, key)| (value.to_owned(), room.words().get(key)))
        .to_vec()
}

fn camera_fields(room: &Room<'_>) -> Result<Markup, String> {
    let mut before = now_held(room);
    let named = room.visit.query.get("camera");
    let last = room.snapshot.force.cameras.iter().rev().find(|camera| *camera.camera == *named);
    before.extend(last.map(|camera| ("sector".to_owned(), camera.sector.to_string())));
    let (room, sectors) = (&room.holding(before), room.sectors());
    if sectors.is_empty() {
        return Err(room.words().get("force-form-no-sectors"));
    }
    Ok(html! {
        (room.line("camera", "text", "field-camera-id", true))
        (room.pick("sector", "field-sector", &sectors))
        (room.pick("up", "field-camera-state", &works(room)))
        (from(room, "field-camera-from"))
    })
}

fn camera_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let camera = room.id("camera", wrong);
    let sector = room.one_of("sector", &room.sectors(), wrong);
    let up = room.one_of("up", &works(room), wrong);
    let at = past(room, wrong);
    Some(vec![Filed::plain(Act::CameraReported {
        at: at?,
        camera: camera?,
        sector: sector?,
        up: &*up? == "yes",
    })])
}
