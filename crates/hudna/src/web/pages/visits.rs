//! The slip of a visit of monitors. A visit that was turned away is an incident too: beside the row of the register goes a report of
//! access denied, in the same commit.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::ledger::act::Act;
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::EntryId;
use hudna_core::place::Region;
use hudna_core::register::{Registers, Visit as Row};
use hudna_core::report::{Account, Origin, Report, Source, SourceKind};
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::Code;
use hudna_desk::record::remembered::Task;
use maud::{Markup, html};

use super::field::{Wrong, picked};
use super::force_bodies::row;
use super::slip::{Room, Slip, answered};
use super::{report_form, verification};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// How monitors were received: value, key.
const ACCESS: [(&str, &str); 3] =
    [("granted", "visit-granted"), ("delayed", "visit-delayed"), ("denied", "visit-denied")];

static VISIT: Slip = Slip {
    path: "/verification/visit",
    title: "visit-record",
    send: "visit-record-do",
    within: ("/verification", "page-verification"),
    fields,
    acts,
    about: &[("task-closed-already", "task"), ("task-of-another", "task")],
    then: |_, _| "/verification".to_owned(),
};

/// Records a visit.
pub(in crate::web) async fn visit(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&VISIT, &house, &visit).await
}

/// Open tasks, those of the visitor first.
fn tasks(room: &Room<'_>) -> Vec<(String, String)> {
    let open = room.snapshot.tasks.iter().rev().filter(|task| task.closed.is_none());
    let comma = room.words().get("comma");
    let said = |task: &Task| {
        let norm = task.about.as_ref().map(|name| format!("{comma} {}", room.screen.norm(&name.norm)));
        format!("{}{}", verification::asked_of(room.logins, &task.to), norm.unwrap_or_default())
    };
    let none = (String::new(), room.words().get("visit-no-task"));
    std::iter::once(none).chain(open.map(|task| (task.entry.to_string(), said(task)))).collect()
}

/// Every party, and nobody known.
pub(super) fn parties(room: &Room<'_>) -> Vec<(String, String)> {
    let none = (String::new(), room.words().get("unknown"));
    std::iter::once(none).chain(room.every_party()).collect()
}

fn fields(room: &Room<'_>) -> Result<Markup, String> {
    let words = room.words();
    let access = ACCESS.map(|(value, key)| (value.to_owned(), words.get(key)));
    let sectors = report_form::sectors(words, &room.screen, room.agreement());
    Ok(html! {
        (room.pick("task", "field-task", &tasks(room)))
        (room.line("site", "text", "field-site", true))
        (room.line("team", "text", "field-team", false))
        fieldset { legend { (words.get("field-visit-when")) } (room.hours(false)) }
        fieldset {
            legend { (words.get("field-where-it")) }
            (room.pick("sector", "field-sector", &sectors))
            div.tri {
                (room.line("lat", "number", "field-lat", false)) (room.line("lon", "number", "field-lon", false))
                (room.line("radius", "number", "field-radius", false))
            }
        }
        (room.pick("access", "field-access", &access))
        (room.line("minutes", "number", "field-minutes", false))
        (room.pick("by", "field-denied-by", &parties(room)))
        (room.line("reason", "text", "field-reason-given", false))
        (room.area("text", "field-found"))
    })
}

fn acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let (words, form) = (room.words(), &room.visit.form);
    let site = room.needed("site", wrong);
    let access = ACCESS.iter().find(|(value, _)| *value == form.get("access"));
    if access.is_none() {
        wrong.add("access", words.get("slip-choose"));
    }
    if form.get("day").is_empty() {
        wrong.add("day", words.get("slip-missing"));
    }
    let at = report_form::time(words, form, room.agreement(), Some(room.now), wrong);
    let place = report_form::place(words, form, room.agreement(), wrong);
    let minutes = room.number("minutes", wrong).map(|minutes| Number::exact(f64::from(minutes)));
    let text = room.maybe_said("text", wrong);
    let task = match form.get("task") {
        "" => None,
        _ => room.one_of("task", &tasks(room), wrong).map(EntryId),
    };
    let by = by(room, wrong);
    let some = |name: &str| Some(form.get(name)).filter(|text| !text.is_empty()).map(Arc::<str>::from);
    let ((access, _), at, text) = (access?, at?, text?);
    // the words of a visit that was let in stand with its row, beside the reason for the wait; those of one that was not, with the incident
    let found = if *access == "denied" { "" } else { form.get("text") };
    let words_of_row: Vec<&str> =
        [form.get("reason"), found].into_iter().filter(|text| !text.is_empty()).collect();
    let visit = Row {
        origin: Origin::default(),
        site: site?.as_str().into(),
        party: by.clone(),
        team: some("team"),
        at: Some(at),
        place: place.clone(),
        access: Some((*access).into()),
        delay_min: minutes,
        reason: Some(words_of_row.join("\n\n")).filter(|text| !text.is_empty()).map(Into::into),
    };
    let mut acts = row(room, &Registers { visits: vec![visit], ..Registers::default() }, wrong)?;
    for filed in &mut acts {
        if let Act::VisitRecorded { task: named, .. } = &mut filed.act {
            named.clone_from(&task);
        }
    }
    if *access == "denied" {
        let told = report(room, (at, place), by, minutes, &text);
        acts.extend(told);
    }
    Some(acts)
}

/// Who turned monitors away, where somebody is named.
pub(super) fn by(room: &Room<'_>, wrong: &mut Wrong) -> Option<Arc<str>> {
    let all = parties(room);
    let said = (room.words(), &room.visit.form);
    picked(said, "by", |party| all.iter().any(|(id, _)| id == party), wrong).map(Arc::from)
}

/// What a patrol that was turned back in a sector reports: an incident.
pub(super) fn turned_back(
    room: &Room<'_>,
    (sector, by): (&str, Option<&Arc<str>>),
    over: TimeRange,
    text: &[u8],
) -> Option<Filed> {
    report(room, (over, report_form::area(room.agreement(), sector)), by.cloned(), None, text)
}

/// A report of access denied to monitors.
fn report(
    room: &Room<'_>,
    (at, place): (TimeRange, Option<Region>),
    by: Option<Arc<str>>,
    minutes: Option<Number>,
    text: &[u8],
) -> Option<Filed> {
    let mut deed = Account::default();
    let code = |attribute, name| Code::parse(attribute, name).map(Value::Code).into_iter().collect();
    deed.set(Attribute::Act, code(Attribute::Act, "access_denied"));
    deed.set(Attribute::TargetKind, code(Attribute::TargetKind, "monitor"));
    deed.set(Attribute::Access, code(Attribute::Access, "denied"));
    deed.set(Attribute::At, vec![Value::Time(at)]);
    deed.set(Attribute::Place, place.map(Value::Place).into_iter().collect());
    deed.set(Attribute::Actor, by.map(Value::Actor).into_iter().collect());
    deed.set(Attribute::DelayMin, minutes.map(Value::Number).into_iter().collect());
    let login = room.visit.session.as_ref().map_or("", |session| session.login.as_str());
    let report = Report {
        origin: Origin { file: "visit".into(), line: 1, own_id: None },
        source: Source {
            name: login.into(),
            kind: Some(SourceKind::Patrol),
            reliability: None,
            credibility: None,
        },
        reported_at: Some(room.now),
        deeds: vec![deed],
        echo_of: Vec::new(),
        answers: None,
        text: String::from_utf8_lossy(text).as_ref().into(),
        places: Vec::new(),
        outlets: Vec::new(),
        aggregate: false,
    };
    filed::report_filed(&report, None).ok()
}
