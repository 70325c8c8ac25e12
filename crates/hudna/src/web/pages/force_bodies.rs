//! Slips of bodies: how a body is joined, what a document says of a candidate, a seat taken or left, a team.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::force::nomination::{Nomination, Stage};
use hudna_core::ledger::act::{Act, Both, Verb};
use hudna_core::ledger::filed::{self, Filed};
use hudna_core::ledger::id::UserId;
use hudna_core::ledger::part::Class;
use hudna_core::register::{Candidate, Member, Registers};
use hudna_core::report::Origin;
use hudna_core::time::{Span, TimeRange};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::{Code, codes_of};
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Wrong, picked_codes};
use super::slip::{Room, Slip, answered};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The section that all of them are in.
pub(super) const FORCE: (&str, &str) = ("/force", "page-force");
/// Hours of the steps of a nomination: field, key.
const STEPS: [(&str, &str); 4] = [
    ("objection", "field-objection-hours"),
    ("reply", "field-reply-hours"),
    ("ruling", "field-ruling-hours"),
    ("appeal", "field-appeal-hours"),
];

static BODY: Slip = Slip {
    path: "/force/bodies",
    title: "force-form-body",
    send: "force-form-body-do",
    within: FORCE,
    fields: body_fields,
    acts: body_acts,
    about: &[
        ("not-allowed", "panel"),
        ("quorum-impossible", "quorum"),
        ("quorum-lowered", "quorum"),
        ("limit-missing", "objection"),
        ("limit-shortened", "objection"),
    ],
    then: |_, _| "/force".to_owned(),
};

/// How a body is joined.
pub(in crate::web) async fn body(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&BODY, &house, &visit).await
}

/// What was said of the body before, where the address names one.
fn body_before(room: &Room<'_>) -> Vec<(String, String)> {
    let Some(known) = room.snapshot.force.bodies.get(room.visit.query.get("body")) else { return Vec::new() };
    let hours = |span: Option<Span>| span.map(|span| (span.0 / Span::hours(1).0).to_string());
    let limits = &known.limits;
    let steps = [limits.objection, limits.reply, limits.ruling, limits.appeal];
    let steps =
        STEPS.iter().zip(steps).filter_map(|((name, _), span)| Some(((*name).to_owned(), hours(span)?)));
    let named = [("name-ar", &known.name.ar), ("name-en", &known.name.en)];
    let named =
        named.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.as_deref()?.to_owned())));
    let panel = known.panel.iter().map(|user| ("panel".to_owned(), user.to_string()));
    let appeal = known.appeal_panel.iter().map(|user| ("appeal-panel".to_owned(), user.to_string()));
    let quorum = std::iter::once(("quorum".to_owned(), known.quorum.to_string()));
    steps.chain(named).chain(panel).chain(appeal).chain(quorum).collect()
}

fn body_fields(room: &Room<'_>) -> Result<Markup, String> {
    let room = &room.holding(body_before(room));
    let (words, judges) = (room.words(), room.users(Verb::Rule));
    if judges.is_empty() {
        return Err(words.get("force-form-no-judges"));
    }
    Ok(html! {
        (room.line("body", "text", "field-body-id", true))
        div.cols.half { (room.line("name-ar", "text", "field-name-ar", false)) (room.line("name-en", "text", "field-name-en", false)) }
        (room.picks("panel", "field-panel", &judges))
        (room.line("quorum", "number", "field-quorum", true))
        (room.picks("appeal-panel", "field-appeal-panel", &judges))
        fieldset {
            legend { (words.get("force-form-limits")) }
            span.hint { (words.get("force-form-limits.hint")) }
            div.tri { @for (name, key) in STEPS { (room.line(name, "number", key, false)) } }
        }
    })
}

fn body_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let judges = room.users(Verb::Rule);
    let users = |name, wrong: &mut Wrong| -> Vec<UserId> {
        room.several(name, &judges, wrong).iter().map(|user| UserId::from(user.as_str())).collect()
    };
    let body = room.id("body", wrong);
    let text = |name: &str| Some(room.visit.form.get(name)).filter(|text| !text.is_empty()).map(Arc::from);
    let name = Both { ar: text("name-ar"), en: text("name-en") };
    if name == Both::default() {
        wrong.add("name-ar", room.words().get("slip-name-missing"));
    }
    let panel = users("panel", wrong);
    if panel.is_empty() {
        wrong.add("panel", room.words().get("slip-choose-one"));
    }
    if room.visit.form.get("quorum").is_empty() {
        wrong.add("quorum", room.words().get("slip-missing"));
    }
    let quorum = room.number("quorum", wrong).unwrap_or_default();
    let [objection_hours, reply_hours, ruling_hours, appeal_hours] =
        STEPS.map(|(name, _)| room.number(name, wrong));
    let appeal_panel = users("appeal-panel", wrong);
    Some(vec![Filed::plain(Act::BodyFormed {
        appeal_hours,
        appeal_panel,
        body: body?,
        name,
        objection_hours,
        panel,
        quorum,
        reply_hours,
        ruling_hours,
    })])
}

static TEAM: Slip = Slip {
    path: "/force/teams",
    title: "force-form-team",
    send: "force-form-team-do",
    within: FORCE,
    fields: team_fields,
    acts: team_acts,
    about: &[("member-not-seated", "members")],
    then: |_, _| "/force".to_owned(),
};

/// A team of members of a body.
pub(in crate::web) async fn team(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&TEAM, &house, &visit).await
}

/// Who sits in formed bodies: `body/member`, with the body's name beside.
fn members(room: &Room<'_>) -> Vec<(String, String)> {
    let force = &room.snapshot.force;
    let mut all: Vec<(String, String)> = Vec::new();
    for seat in force.seats.iter().filter(|seat| force.sits(&seat.body, &seat.member, room.now)) {
        let value = format!("{}/{}", seat.body, seat.member);
        if !all.iter().any(|(known, _)| *known == value) {
            let comma = room.words().get("comma");
            all.push((value, format!("{}{comma} {}", seat.member, room.told.body(&seat.body))));
        }
    }
    all
}

fn team_fields(room: &Room<'_>) -> Result<Markup, String> {
    let members = members(room);
    if members.is_empty() {
        return Err(room.words().get("force-form-no-members"));
    }
    let mut before = Vec::new();
    if let Some(team) = room.snapshot.force.teams.get(room.visit.query.get("team")) {
        let held = team.members.iter().map(|member| format!("{}/{member}", team.body));
        before.extend(held.map(|member| ("members".to_owned(), member)));
    }
    let room = &room.holding(before);
    Ok(html! {
        (room.line("team", "text", "field-team-id", true))
        (room.picks("members", "field-members", &members))
    })
}

fn team_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let team = room.id("team", wrong);
    let chosen = room.several("members", &members(room), wrong);
    let split: Vec<(&str, &str)> = chosen.iter().filter_map(|one| one.split_once('/')).collect();
    let Some((body, _)) = split.first().copied() else {
        wrong.add("members", room.words().get("slip-choose-one"));
        return None;
    };
    if split.iter().any(|(other, _)| *other != body) {
        wrong.add("members", room.words().get("force-form-two-bodies"));
    }
    let members = split.iter().map(|(_, member)| Arc::from(*member)).collect();
    Some(vec![Filed::plain(Act::TeamFormed { body: body.into(), members, team: team? })])
}

static SEAT: Slip = Slip {
    path: "/force/seats",
    title: "force-form-seat",
    send: "force-form-seat-do",
    within: FORCE,
    fields: seat_fields,
    acts: seat_acts,
    about: &[
        ("seat-without-decision", "nomination"),
        ("seat-of-another", "nomination"),
        ("seat-taken-already", "nomination"),
    ],
    then: |_, _| "/force".to_owned(),
};

/// A seat that a candidate who was accepted for good takes.
pub(in crate::web) async fn seat(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&SEAT, &house, &visit).await
}

/// Nominations that were accepted for good, and whose candidate has no seat yet.
fn accepted(room: &Room<'_>) -> Vec<(String, String)> {
    let all = room.snapshot.force.nominations.iter();
    let ready = all.filter(|one| room.told.standing(one).stage == Stage::Accepted);
    ready.map(|one| (one.entry.to_string(), room.told.nominated(one))).collect()
}

fn seat_fields(room: &Room<'_>) -> Result<Markup, String> {
    let accepted = accepted(room);
    if accepted.is_empty() {
        return Err(room.words().get("force-form-none-accepted"));
    }
    Ok(html! {
        (room.pick("nomination", "field-nomination", &accepted))
        (room.pick("rank", "field-rank", &codes(room.words(), Attribute::Rank)))
        (room.pick("role", "field-role-in-body", &codes(room.words(), Attribute::Role)))
        div.tri { (room.line("day", "date", "field-seat-from", true)) (room.line("until", "date", "field-seat-until", false)) }
    })
}

fn seat_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let entry = room.one_of("nomination", &accepted(room), wrong);
    let from = room.moment(["day", "hour"], wrong);
    let until = room.day("until", wrong);
    if let (Some(from), Some(until)) = (from, until)
        && until.hi <= from
    {
        wrong.add("until", room.words().with("field-to-before", &[("typed", room.typed("until").into())]));
    }
    let entry = entry?;
    let one: &Nomination = room.snapshot.force.nominations.iter().find(|one| one.entry.0 == entry)?;
    let member = Member {
        origin: Origin::default(),
        id: one.candidate.clone(),
        body: one.body.clone(),
        party: vec![Value::Actor(one.party.0.clone())],
        role: code(room, Attribute::Role, "role", wrong),
        rank: code(room, Attribute::Rank, "rank", wrong),
        from: Some(TimeRange::exact(from?)),
        until: until.map(|day| TimeRange::exact(day.hi)),
    };
    row(room, &Registers { members: vec![member], ..Registers::default() }, wrong)
}

static DOCUMENT: Slip = Slip {
    path: "/force/documents",
    title: "force-form-document",
    send: "force-form-document-do",
    within: FORCE,
    fields: document_fields,
    acts: document_acts,
    about: &[("candidate-named", "nomination")],
    then: |room, _| super::nomination::address(&room.visit.form.get("nomination").into()),
};

/// What a document says of a candidate.
pub(in crate::web) async fn document(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    answered(&DOCUMENT, &house, &visit).await
}

/// Nominations that are not decided yet.
fn open(room: &Room<'_>) -> Vec<(String, String)> {
    let all = room.snapshot.force.nominations.iter().rev();
    let undecided = |stage| {
        matches!(
            stage,
            Stage::BodyNotFormed
                | Stage::Objections
                | Stage::Answers
                | Stage::Panel
                | Stage::Ruled
                | Stage::Appeal
        )
    };
    let open = all.filter(|one| undecided(room.told.standing(one).stage));
    open.map(|one| (one.entry.to_string(), room.told.nominated(one))).collect()
}

fn document_fields(room: &Room<'_>) -> Result<Markup, String> {
    let open = open(room);
    if open.is_empty() {
        return Err(room.words().get("force-form-none-open"));
    }
    let words = room.words();
    Ok(html! {
        (room.pick("nomination", "field-nomination", &open))
        (room.line("document", "text", "field-document", true))
        div.tri {
            (room.line("years", "number", "field-years-least", false))
            (room.line("years-most", "number", "field-years-most", false))
        }
        (room.pick("rank", "field-rank", &codes(words, Attribute::Rank)))
        (room.pick("served-in", "field-served-in", &formations(room)))
        (room.pick("served-as", "field-served-as", &codes(words, Attribute::ServedAs)))
    })
}

fn document_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let entry = room.one_of("nomination", &open(room), wrong);
    let document = room.needed("document", wrong);
    let least = room.number("years", wrong).map(f64::from);
    let most = room.number("years-most", wrong).map(f64::from);
    if let (Some(least), Some(most)) = (least, most)
        && most < least
    {
        wrong.add("years-most", room.words().get("force-form-years-wrong"));
    }
    let years = least.or(most).map(|one| {
        let (low, high) = (least.unwrap_or(0.0), most.unwrap_or(one));
        Number { low, best: low.midpoint(high).floor(), high }
    });
    let served_in = match room.visit.form.get("served-in") {
        "" => Vec::new(),
        "nothing" => vec![Value::Nothing],
        unit => vec![Value::Actor(unit.into())],
    };
    let rank = code(room, Attribute::Rank, "rank", wrong);
    let served_as = code(room, Attribute::ServedAs, "served-as", wrong);
    let entry = entry?;
    let one: &Nomination = room.snapshot.force.nominations.iter().find(|one| one.entry.0 == entry)?;
    let candidate = Candidate {
        origin: Origin { file: document?.as_str().into(), line: 1, own_id: None },
        id: one.candidate.clone(),
        body: Some(one.body.clone()),
        at: Some(TimeRange::exact(one.at)),
        nominated_by: vec![Value::Actor(one.party.0.clone())],
        years_service: years,
        rank,
        served_in,
        served_as,
    };
    row(room, &Registers { candidates: vec![candidate], ..Registers::default() }, wrong)
}

/// Formations that a document may name; *none* is an answer, and not the same as leaving it open.
fn formations(room: &Room<'_>) -> Vec<(String, String)> {
    let words = room.words();
    let all = room.agreement().formations.iter();
    let all = all.map(|unit| (unit.id.to_string(), room.screen.actor(&unit.id)));
    let first = [("", "slip-not-said"), ("nothing", "force-form-served-nowhere")];
    first.into_iter().map(|(value, key)| (value.to_owned(), words.get(key))).chain(all).collect()
}

/// The one row of registers as its act; what cannot be said in an act is said above the form.
pub(super) fn row(room: &Room<'_>, registers: &Registers, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    match filed::registers(registers) {
        Ok(acts) => Some(acts),
        Err(_) => {
            wrong.add("", room.words().get("slip-not-sayable"));
            None
        }
    }
}

/// Codes of an attribute as a choice; the first says nothing.
fn codes(words: &Words, attribute: Attribute) -> Vec<(String, String)> {
    let label =
        |code: Code| format!("{}{}", "\u{2003}".repeat(usize::from(code.row().depth)), words.code(code));
    let all = codes_of(attribute).map(|code| (code.name().to_owned(), label(code)));
    std::iter::once((String::new(), words.get("slip-not-said"))).chain(all).collect()
}

fn code(room: &Room<'_>, attribute: Attribute, name: &'static str, wrong: &mut Wrong) -> Vec<Value> {
    picked_codes((room.words(), &room.visit.form), (name, attribute), wrong)
}

/// Words that are sealed with an act.
pub(super) fn with_words(act: Act, text: Vec<u8>) -> Filed {
    Filed::plain(act).with("text", Class::Narrative, text)
}
