//! What a device sends: reports and their photographs, each once however often it comes.
//!
//! The device gives each report an id of its own (a random UUID) and keeps it until it has the answer. The entry's id is made of
//! that and of who sends, so that the second sending finds the entry of the first, whether or not the first answer arrived; the
//! record itself refuses a second entry under one id. What is sent is signed with the session's key, as on the page.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use hudna_core::ledger::filed;
use hudna_core::ledger::id::{EntryId, MissionId, UserId};
use hudna_core::report::Report;
use hudna_core::time::Instant;
use hudna_core::value::Attribute;
use hudna_desk::record::snapshot::FiledReport;
use hudna_desk::record::{Carry, attached};
use hudna_desk::seal::attachment::{is_picture, media_type};
use hudna_desk::trouble::Trouble;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::sync::OwnedSemaphorePermit;

use crate::cli::{attach, clock};
use crate::web::House;
use crate::web::auth::body;
use crate::web::fault::{Fault, PROBLEM, answered};
use crate::web::pages::amend::reported;
use crate::web::pages::field::Wrong;
use crate::web::pages::report_form::{placed, told};
use crate::web::session::Session;
use crate::web::visit::{Form, Visit};

/// The most bytes of a report.
const MOST_REPORT: usize = 256 << 10;
/// The most bytes of one photograph: devices make them smaller before they keep them.
const MOST_PHOTOGRAPH: usize = 6 << 20;
/// The most photographs of one report.
const MOST_PHOTOGRAPHS: usize = 6;
/// What a photograph may be, by its bytes.
const PICTURES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
/// The most requests of one person under way at once.
const MOST_AT_ONCE: usize = 4;

/// A report as a device sends it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    /// The device's own id for it.
    id: String,
    /// When it was put into the outbox by the device's clock, milliseconds since 1970.
    told_at: i64,
    /// What was said, under the names of the page's form.
    fields: Vec<(String, String)>,
}

/// Who is signed in, and the token that what they send must carry.
pub(in crate::web) async fn session(visit: Visit) -> Result<Response, Fault> {
    let session = visit.session()?;
    let (user, mission) = (&session.actor.user, &session.actor.mission);
    let said = json!({ "user": user, "login": session.login, "mission": mission, "token": session.csrf });
    Ok(answered(StatusCode::OK, said))
}

/// Whether `text` is a UUID of version 4 as devices write it.
fn is_own_id(text: &str) -> bool {
    let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    text.len() == 36
        && text.chars().enumerate().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            14 => c == '4',
            19 => "89ab".contains(c),
            _ => is_hex(c),
        })
}

/// The entry that something of a device becomes: the same whenever the same person sends it.
fn entry_of(mission: &MissionId, user: &UserId, own_id: &str, what: &str) -> EntryId {
    let mut hasher = Sha256::new_with_prefix(b"hudna form 1\0");
    for part in [&*mission.0, &*user.0, own_id, what] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let mut first = [0; 10];
    first.copy_from_slice(&hasher.finalize()[..10]);
    EntryId::of(first)
}

/// Takes what `request` brings of at most `most` bytes, where its sender has not sent too much.
async fn brought(
    house: &Arc<House>,
    visit: &Visit,
    request: Request,
    most: usize,
) -> Result<(Bytes, OwnedSemaphorePermit), Fault> {
    let user = &visit.session()?.actor.user;
    if let Err(seconds) = house.pace.count(user, clock::now()) {
        return Err(Trouble::new("record", "form-too-many").with("seconds", seconds.to_string()).into());
    }
    body(request, house, most).await
}

/// Files the report; one that stands already is answered as such.
pub(in crate::web) async fn report(
    State(house): State<Arc<House>>,
    visit: Visit,
    request: Request,
) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let _turn = turn(&house, &session)?;
    let (bytes, _room) = brought(&house, &visit, request, MOST_REPORT).await?;
    let malformed = || Fault::from(Trouble::new("record", "request-malformed"));
    let sent: Sent = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
    if !is_own_id(&sent.id) {
        return Err(malformed());
    }
    let (now, actor) = (clock::now(), &session.actor);
    let entry = entry_of(&actor.mission, &actor.user, &sent.id, "report");
    let stands = standing(&house, &entry, &actor.user, "report.filed").await?;
    let snapshot = house.text().await?;
    let form = Form::of(sent.fields);
    let report = told((visit.words(), &form), &snapshot.agreement, &session.login, now);
    if let Some(stands) = stands {
        let before = first_told(&house, &entry).await?;
        if let (Ok(report), Some(before)) = (&report, before)
            && says_another(report, &before)
        {
            return Err(Trouble::new("record", "form-id-other").with("entry", stands.name(&entry)).into());
        }
        return Ok(taken(&entry, &stands, true));
    }
    let mut report = match report {
        Ok(report) => report,
        Err(wrong) => return Ok(refused(&visit, &wrong)),
    };
    report.origin.own_id = Some(entry.0.clone());
    // a clock that runs ahead tells nothing
    let told_at = Instant(sent.told_at.saturating_mul(1_000));
    report.reported_at = Some(told_at.min(now));
    let report = placed(&snapshot, report).await?;
    let filed = filed::report_filed(&report, None).map_err(|why| Trouble::new("record", why.code()))?;
    done(&house, &session, entry, "report.filed", filed).await
}

/// Takes a photograph of a report that stands: `of` is the device's id for the report, `n` which photograph from 0.
pub(in crate::web) async fn photograph(
    State(house): State<Arc<House>>,
    visit: Visit,
    request: Request,
) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let _turn = turn(&house, &session)?;
    let malformed = || Fault::from(Trouble::new("record", "request-malformed"));
    let (of, n) = (visit.query.get("of"), visit.query.get("n").parse::<usize>().ok());
    let n = n.filter(|n| *n < MOST_PHOTOGRAPHS && is_own_id(of)).ok_or_else(malformed)?;
    let actor = &session.actor;
    let to = entry_of(&actor.mission, &actor.user, of, "report");
    let entry = entry_of(&actor.mission, &actor.user, of, &format!("photograph {n}"));
    let (bytes, _room) = brought(&house, &visit, request, MOST_PHOTOGRAPH).await?;
    if let Some(stands) = standing(&house, &entry, &actor.user, "attachment.added").await? {
        if !is_file_of(&house, stands.seq, bytes).await? {
            let number = (n + 1).to_string();
            return Err(Trouble::new("record", "photograph-other").with("number", number).into());
        }
        return Ok(taken(&entry, &stands, true));
    }
    if standing(&house, &to, &actor.user, "report.filed").await?.is_none() {
        return Err(Trouble::new("record", "form-report-missing").into());
    }
    if !PICTURES.contains(&media_type(&bytes)) || !is_picture(&bytes) {
        return Err(Trouble::new("record", "photograph-kind").into());
    }
    let stamps = house.stamps.clone();
    let attached = tokio::task::spawn_blocking(move || {
        let carry = stamps.map(|at| move |question: &[u8]| attach::asked(&at, question, attach::WAIT));
        let carry: Option<Carry<'_>> = carry.as_ref().map(|carry| carry as Carry<'_>);
        attached(to, bytes.to_vec(), carry)
    });
    let attached = attached.await.map_err(|_| Fault::ours())??;
    done(&house, &session, entry, "attachment.added", attached.filed).await
}

/// The report as it was first told; `None` where words of it were destroyed.
async fn first_told(house: &Arc<House>, entry: &EntryId) -> Result<Option<Report>, Fault> {
    let entry = entry.clone();
    house.read(move |ledger| reported(ledger, &entry)).await
}

/// Whether a report under the id of another tells something else. What depends on the text in force or on gazetteers is left out: the same
/// form may be read otherwise after they changed, and it is the same form.
fn says_another(report: &Report, before: &Report) -> bool {
    const OWN: [Attribute; 7] = [
        Attribute::Act,
        Attribute::Weapon,
        Attribute::TargetKind,
        Attribute::Means,
        Attribute::Explosions,
        Attribute::Killed,
        Attribute::Injured,
    ];
    let values = |report: &Report, attribute| {
        report.deeds.iter().flat_map(|deed| deed.values(attribute).to_vec()).collect::<Vec<_>>()
    };
    report.text != before.text || OWN.into_iter().any(|one| values(report, one) != values(before, one))
}

/// Whether the attachment of an entry is this file; where it was destroyed since, nobody can tell, and it counts as the same.
async fn is_file_of(house: &Arc<House>, seq: u64, bytes: Bytes) -> Result<bool, Fault> {
    house
        .read(move |ledger| {
            let mut same = true;
            ledger.read(seq..seq + 1, &mut |read| {
                same = read.open("file").is_none_or(|file| file == &*bytes);
                Ok(())
            })?;
            Ok(same)
        })
        .await
}

/// A place among the requests of one person.
fn turn(house: &Arc<House>, session: &Session) -> Result<crate::web::auth::Turn, Fault> {
    let turn = house.asking.turn(&session.actor.user, MOST_AT_ONCE);
    turn.ok_or_else(|| Trouble::new("record", "host-busy").into())
}

/// Where an entry stands: its number and when it was sealed.
struct Stands {
    seq: u64,
    recorded_at: Instant,
}

impl Stands {
    /// The name under which people know it.
    fn name(&self, entry: &EntryId) -> String {
        let (entry, by) = (entry.clone(), UserId::from(""));
        FiledReport { entry, seq: self.seq, by, at: self.recorded_at }.name().to_string()
    }
}

/// Where the entry of this kind by this user stands, if it does.
async fn standing(
    house: &Arc<House>,
    entry: &EntryId,
    user: &UserId,
    kind: &'static str,
) -> Result<Option<Stands>, Fault> {
    let (entry, user) = (entry.clone(), user.clone());
    house
        .read(move |ledger| {
            let Some((_, seq, _)) = ledger.backend().find(&[entry])?.pop() else { return Ok(None) };
            let mut stands = None;
            ledger.read_told(seq..seq + 1, &mut |read| {
                let body = &read.entry.body;
                if body.actor == user && body.act.kind() == kind {
                    stands = Some(Stands { seq, recorded_at: read.entry.recorded_at });
                }
                Ok(())
            })?;
            Ok(stands)
        })
        .await
}

/// Has the act written under `entry`. Where the same was written meanwhile by another sending, that one is told.
async fn done(
    house: &Arc<House>,
    session: &Session,
    entry: EntryId,
    kind: &'static str,
    filed: filed::Filed,
) -> Result<Response, Fault> {
    match house.act(session, Some(entry.clone()), filed).await {
        Ok(receipt) => {
            let stands = Stands { seq: receipt.seq, recorded_at: receipt.recorded_at };
            Ok(taken(&entry, &stands, receipt.again))
        }
        Err(why) if why.trouble().code == "entry-id-taken" => {
            let stands = standing(house, &entry, &session.actor.user, kind).await?.ok_or(why)?;
            Ok(taken(&entry, &stands, true))
        }
        Err(why) => Err(why),
    }
}

fn taken(entry: &EntryId, stands: &Stands, again: bool) -> Response {
    let said = json!({
        "entry": entry,
        "seq": stands.seq,
        "name": stands.name(entry),
        "recorded_at": stands.recorded_at,
        "again": again,
    });
    answered(StatusCode::OK, said)
}

/// What is wrong with fields, by their names.
fn refused(visit: &Visit, wrong: &Wrong) -> Response {
    let fault = Fault::from(Trouble::new("record", "form-fields-wrong")).said_in(visit.lang);
    let mut problem = fault.problem();
    let each = wrong.each().map(|(field, message)| (field.to_owned(), Value::from(message)));
    problem["fields"] = Value::Object(each.collect());
    let mut response = answered(fault.status(), problem);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_of_one_report_of_one_person_in_one_mission() {
        let mission = |n| MissionId::of([n; 10]);
        let user = |n| UserId::of([n; 10]);
        let id = "3f0c4f5e-6a52-4d0e-9f43-0b8a5e1c2d3f";
        let one = entry_of(&mission(1), &user(1), id, "report");
        assert!(one.is_well_formed());
        assert_eq!(one, entry_of(&mission(1), &user(1), id, "report"));
        for other in [
            entry_of(&mission(2), &user(1), id, "report"),
            entry_of(&mission(1), &user(2), id, "report"),
            entry_of(&mission(1), &user(1), &id.replace("3f0", "3f1"), "report"),
            entry_of(&mission(1), &user(1), id, "photograph 0"),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn an_id_of_a_device_is_a_random_uuid_in_small_letters() {
        assert!(is_own_id("3f0c4f5e-6a52-4d0e-9f43-0b8a5e1c2d3f"));
        for wrong in [
            "",
            "3f0c4f5e-6a52-1d0e-9f43-0b8a5e1c2d3f",
            "3F0C4F5E-6A52-4D0E-9F43-0B8A5E1C2D3F",
            "3f0c4f5e6a524d0e9f430b8a5e1c2d3f",
            "3f0c4f5e-6a52-4d0e-cf43-0b8a5e1c2d3f",
            "3f0c4f5e-6a52-4d0e-9f43-0b8a5e1c2d3fa",
        ] {
            assert!(!is_own_id(wrong), "{wrong}");
        }
    }
}
