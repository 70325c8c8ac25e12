//! Slips of patrols: the plan with those who are asked for clearance, a party's answer, the report that is due two hours after its
//! end. Where a patrol was turned back, its report is an incident too: access denied.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::force::{Patrol, Plan};
use hudna_core::ledger::act::{Act, Leg, Way};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::part::Class;
use hudna_core::time::{TimeRange, instants_of};
use maud::{Markup, html};

use super::field::{Wrong, beside, latin_digits};
use super::force_bodies::{FORCE, with_words};
use super::slip::{Room, Slip, answered};
use super::visits;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

static PLAN: Slip = Slip {
    path: "/force/plan",
    title: "force-plan",
    send: "force-plan-do",
    within: FORCE,
    fields: plan_fields,
    acts: plan_acts,
    about: &[
        ("patrol-known", "patrol"),
        ("team-unknown", "team"),
        ("patrol-overlaps", "team"),
        ("legs-missing", "hours"),
        ("hours-wrong", "hours"),
        ("sector-unknown", "hours"),
    ],
    then: |_, _| "/force".to_owned(),
};

/// Plans a patrol.
pub(in crate::web) async fn plan(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&PLAN, &house, &visit).await
}

fn teams(room: &Room<'_>) -> Vec<(String, String)> {
    let comma = room.words().get("comma");
    let all = room.snapshot.force.teams.iter();
    all.map(|(id, team)| (id.to_string(), format!("{id}{comma} {}", room.told.body(&team.body)))).collect()
}

fn ways(room: &Room<'_>) -> Vec<(String, String)> {
    [Way::Road, Way::Flight]
        .map(|way| (way.name().to_owned(), room.words().get(&format!("force-way-{}", way.name()))))
        .to_vec()
}

fn plan_fields(room: &Room<'_>) -> Result<Markup, String> {
    let teams = teams(room);
    if teams.is_empty() {
        return Err(room.words().get("force-form-no-teams"));
    }
    Ok(html! {
        (room.line("patrol", "text", "field-patrol", true))
        (room.pick("team", "field-team", &teams))
        (room.pick("way", "field-way", &ways(room)))
        (room.hours(true))
        p.s.soft { (room.words().get("force-over-midnight")) }
        (hours(room))
        (room.picks("asked", "field-asked", &room.every_party()))
    })
}

/// Hours in each sector, as fields named `hours-…`.
fn hours(room: &Room<'_>) -> Markup {
    let (words, message) = (room.words(), room.wrong.of("hours"));
    html! {
        fieldset.field.bad[message.is_some()] aria-describedby="hours-beside" {
            legend { (words.get("field-hours")) }
            (beside(words, "field-hours", "hours", message))
            @for (sector, name) in room.sectors() {
                @let field = format!("hours-{sector}");
                div.row.leg {
                    label for=(field) { (name) }
                    input.short id=(field) name=(field) inputmode="decimal" dir="ltr" autocomplete="off" value=(room.typed(&field));
                }
            }
        }
    }
}

/// The legs that a form tells of.
fn legs(room: &Room<'_>, wrong: &mut Wrong) -> Vec<Leg> {
    let mut legs = Vec::new();
    for (sector, _) in room.sectors() {
        let typed = latin_digits(room.visit.form.get(&format!("hours-{sector}")));
        match typed.parse::<f64>() {
            Ok(hours) if hours.is_finite() && hours >= 0.0 => {
                legs.push(Leg { hours, sector: sector.as_str().into() });
            }
            _ if typed.is_empty() => {}
            _ if wrong.of("hours").is_some() => {}
            _ => wrong.add("hours", room.words().get("field-hours-wrong")),
        }
    }
    if legs.is_empty() && wrong.of("hours").is_none() {
        wrong.add("hours", room.words().get("force-form-hours-missing"));
    }
    legs
}

/// From when to when: both hours are asked, for counts rest on them.
fn over(room: &Room<'_>, wrong: &mut Wrong) -> Option<TimeRange> {
    for name in ["day", "from", "to"] {
        if room.visit.form.get(name).is_empty() {
            wrong.add(name, room.words().get("slip-missing"));
        }
    }
    if ["day", "from", "to"].iter().any(|name| wrong.of(name).is_some()) {
        return None;
    }
    let (from, until) = (room.moment(["day", "from"], wrong)?, room.moment(["day", "to"], wrong)?);
    if from < until {
        return Some(TimeRange::new(from, until));
    }
    // a patrol that ends before it began goes over midnight
    let zone = &room.agreement().zone_time;
    let local = until.local(zone);
    let next = local.date().tomorrow().ok()?;
    Some(TimeRange::new(from, instants_of(next.to_datetime(local.time()), zone).lo))
}

fn plan_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let patrol = room.id("patrol", wrong);
    let team = room.one_of("team", &teams(room), wrong);
    let way = room.one_of("way", &ways(room), wrong);
    let (over, legs) = (over(room, wrong), legs(room, wrong));
    let asked = room.several("asked", &room.every_party(), wrong);
    let Ok(plan) = to_canonical(&Plan { legs, over: over? }) else {
        wrong.add("hours", room.words().get("field-hours-wrong"));
        return None;
    };
    let planned = Act::PatrolPlanned {
        asked: asked.iter().map(|party| PartyId::from(party.as_str())).collect(),
        patrol: patrol?,
        team: team?,
        way: if &*way? == Way::Flight.name() { Way::Flight } else { Way::Road },
    };
    Some(vec![Filed::plain(planned).with("plan", Class::Place, plan)])
}

static REPORT: Slip = Slip {
    path: "/force/report",
    title: "force-report",
    send: "force-report-do",
    within: FORCE,
    fields: report_fields,
    acts: report_acts,
    about: &[
        ("patrol-reported-already", "of"),
        ("patrol-not-over", "to"),
        ("patrol-overlaps", "to"),
        ("patrol-not-cleared", "cleared"),
        ("legs-missing", "hours"),
        ("hours-wrong", "hours"),
        ("sector-unknown", "hours"),
    ],
    then: |_, _| "/force".to_owned(),
};

/// Reports a patrol.
pub(in crate::web) async fn report(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&REPORT, &house, &visit).await
}

/// Patrols that nobody reported yet, of which the visitor may know.
fn unreported(room: &Room<'_>) -> Vec<(String, String)> {
    let granted = &room.visit.granted;
    let tells = |patrol: &&Patrol| room.told.tells_plan(patrol, granted.sealed, granted.party.as_ref());
    let open = room.snapshot.force.patrols.iter().filter(|patrol| patrol.report.is_none()).filter(tells);
    let comma = room.words().get("comma");
    open.map(|one| (one.entry.to_string(), format!("{}{comma} {}", one.patrol, one.team))).collect()
}

fn report_fields(room: &Room<'_>) -> Result<Markup, String> {
    let open = unreported(room);
    if open.is_empty() {
        return Err(room.words().get("force-form-none-unreported"));
    }
    let (words, message) = (room.words(), room.wrong.of("cleared"));
    let cleared = room.chosen("cleared");
    Ok(html! {
        (room.pick("of", "field-patrol", &open))
        (room.hours(true))
        p.s.soft { (room.words().get("force-over-midnight")) }
        (hours(room))
        (room.picks("denied", "field-denied-in", &room.sectors()))
        div.field.bad[message.is_some()] {
            div.picks { label { input type="checkbox" name="cleared" value="yes" checked[!cleared.is_empty()] aria-describedby="cleared-beside"; (words.get("field-cleared")) } }
            (beside(words, "field-cleared", "cleared", message))
        }
        (room.area("text", "force-field-seen"))
        (room.pick("by", "field-denied-by", &visits::parties(room)))
    })
}

fn report_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let of = room.one_of("of", &unreported(room), wrong);
    let (over, legs) = (over(room, wrong), legs(room, wrong));
    let text = room.maybe_said("text", wrong);
    let denied = room.several("denied", &room.sectors(), wrong);
    let by = visits::by(room, wrong);
    let (over, of, text) = (over?, EntryId(of?), text?);
    let told = denied
        .iter()
        .filter_map(|sector| visits::turned_back(room, (sector.as_str(), by.as_ref()), over, &text));
    let told: Vec<Filed> = told.collect();
    let reported = Act::PatrolReported {
        cleared: room.visit.form.get("cleared") == "yes",
        denied: denied.iter().map(|sector| Arc::from(sector.as_str())).collect(),
        legs,
        of,
        over,
    };
    Some(std::iter::once(with_words(reported, text)).chain(told).collect())
}

static CLEAR: Slip = Slip {
    path: "/force/clear",
    title: "force-clear",
    send: "force-clear-do",
    within: FORCE,
    fields: clear_fields,
    acts: clear_acts,
    about: &[("clearance-not-asked", "patrol")],
    then: |_, _| "/force".to_owned(),
};

/// Answers for a party whether a patrol has clearance.
pub(in crate::web) async fn clear(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&CLEAR, &house, &visit).await
}

/// Patrols for which the visitor's party is asked, and which nobody reported yet: the answer may change until then.
pub(super) fn awaited<'a>(room: &Room<'a>) -> Vec<&'a Patrol> {
    let Some(party) = &room.visit.granted.party else { return Vec::new() };
    let patrols = room.snapshot.force.patrols.iter();
    patrols.filter(|patrol| patrol.report.is_none() && patrol.asked.contains(party)).collect()
}

fn asked(room: &Room<'_>) -> Vec<(String, String)> {
    let comma = room.words().get("comma");
    let said = |patrol: &Patrol| {
        let plan = patrol.plan.as_ref().map(|plan| format!("{comma} {}", room.screen.range(plan.over)));
        format!("{}{}", patrol.patrol, plan.unwrap_or_default())
    };
    awaited(room).into_iter().map(|patrol| (patrol.entry.to_string(), said(patrol))).collect()
}

fn answers(room: &Room<'_>) -> Vec<(String, String)> {
    [("yes", "force-clear-yes"), ("no", "force-clear-no")]
        .map(|(value, key)| (value.to_owned(), room.words().get(key)))
        .to_vec()
}

fn clear_fields(room: &Room<'_>) -> Result<Markup, String> {
    let asked = asked(room);
    if asked.is_empty() {
        return Err(room.words().get("force-form-none-asked"));
    }
    Ok(html! {
        (room.pick("patrol", "field-patrol", &asked))
        (room.pick("granted", "field-clearance", &answers(room)))
        (room.area("text", "field-clear-why"))
    })
}

fn clear_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let of = room.one_of("patrol", &asked(room), wrong);
    let granted = room.one_of("granted", &answers(room), wrong);
    let text = room.maybe_said("text", wrong);
    let party = room.visit.granted.party.clone()?;
    let answered = Act::ClearanceAnswered { granted: &*granted? == "yes", of: EntryId(of?), party };
    Some(vec![with_words(answered, text?)])
}
