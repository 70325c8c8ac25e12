//! Slips of nominations: to put a candidate forward, object, answer, rule, appeal, take back, and declare oneself out.
//!
//! What is sealed of a candidate is typed here and shown nowhere.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hudna_core::force::nomination::{Nomination, Stage};
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PartyId, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::ledger::standing::case_of;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::Wrong;
use super::force_bodies::{FORCE, with_words};
use super::nomination::{address, speaks_for};
use super::slip::{Room, Slip, answered, pressed};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Codes with which a step of a nomination is refused, and the field that each is about.
const STEP: &[(&str, &str)] = &[
    ("objection-own", "party"),
    ("nomination-of-another", "party"),
    ("party-not-yours", "party"),
    ("appeal-of-another", "party"),
    ("not-on-panel", "by"),
    ("not-allowed", "by"),
    ("recused", "by"),
    ("conflict-of-interest", "by"),
    ("vote-twice", "against"),
    ("quorum-missing", "by"),
    ("majority-missing", "by"),
    ("ruling-without-you", "by"),
];

static NOMINATE: Slip = Slip {
    path: "/force/nominate",
    title: "force-nominate",
    send: "force-nominate-do",
    within: FORCE,
    fields: nominate_fields,
    acts: nominate_acts,
    about: &[
        ("candidate-named", "candidate"),
        ("nomination-known", "candidate"),
        ("party-not-yours", "party"),
        ("party-not-of-text", "party"),
    ],
    then: |_, _| "/force".to_owned(),
};

/// Puts a candidate forward.
pub(in crate::web) async fn nominate(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    answered(&NOMINATE, &house, &visit).await
}

fn nominate_fields(room: &Room<'_>) -> Result<Markup, String> {
    let bodies = room.bodies();
    if bodies.is_empty() {
        return Err(room.words().get("force-form-no-bodies"));
    }
    Ok(html! {
        (room.pick("body", "force-field-body", &bodies))
        (room.pick("party", "field-party", &room.parties()))
        (room.line("candidate", "text", "field-candidate", true))
        (room.line("name", "text", "field-candidate-name", false))
        (room.line("keep", "date", "field-keep-until", true))
    })
}

fn nominate_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let (words, form) = (room.words(), &room.visit.form);
    let body = room.one_of("body", &room.bodies(), wrong);
    let party = room.party(wrong);
    let candidate = form.get("candidate");
    if candidate.is_empty() {
        wrong.add("candidate", words.get("field-candidate-missing"));
    }
    let keep_until = room.day("keep", wrong).map(|day| day.hi);
    if form.get("keep").is_empty() {
        wrong.add("keep", words.get("force-form-keep-missing"));
    }
    if keep_until.is_some_and(|until| until <= room.now) {
        wrong.add("keep", words.get("force-form-keep-past"));
    }
    let made = Act::NominationMade { body: body?, candidate: candidate.into(), keep_until, party: party? };
    Some(vec![Filed::plain(made).with("source", Class::Source, form.get("name").as_bytes().to_vec())])
}

/// The nomination that a step is about.
fn about<'a>(room: &Room<'a>) -> Option<&'a Nomination> {
    let entry = room.typed("nomination");
    room.snapshot.force.nominations.iter().find(|one| *one.entry.0 == *entry)
}

/// The stage that it stands at.
fn stage(room: &Room<'_>, one: &Nomination) -> Stage {
    room.told.standing(one).stage
}

fn back(room: &Room<'_>) -> String {
    address(&EntryId::from(room.visit.form.get("nomination")))
}

/// What a step shows first: which nomination it is about.
fn head(room: &Room<'_>, one: &Nomination) -> Markup {
    html! {
        (room.carried("nomination"))
        p { a href=(address(&one.entry)) { (room.told.nominated(one)) } }
    }
}

/// Why a step cannot be taken.
fn closed(room: &Room<'_>, one: Option<&Nomination>) -> String {
    match one {
        None => room.words().get("force-form-unknown"),
        Some(one) => {
            let stage = room.told.stage(&room.told.standing(one));
            room.words().with("force-form-not-now", &[("stage", stage.into())])
        }
    }
}

/// The parties that the visitor may speak for and that are not the one that nominated.
fn others(room: &Room<'_>, one: &Nomination) -> Vec<(String, String)> {
    room.parties().into_iter().filter(|(id, _)| **id != *one.party.0).collect()
}

static OBJECT: Slip = Slip {
    path: "/force/object",
    title: "force-object",
    send: "force-object-do",
    within: FORCE,
    fields: |room| {
        let one = about(room).filter(|one| stage(room, one) == Stage::Objections);
        let Some(one) = one.filter(|one| !others(room, one).is_empty()) else {
            return Err(closed(room, about(room)));
        };
        Ok(html! {
            (head(room, one)) (room.pick("party", "field-party", &others(room, one))) (room.area("text", "force-field-reasons"))
        })
    },
    acts: |room, wrong| {
        let (party, text) = (room.party(wrong), room.said("text", wrong));
        let of = EntryId::from(room.visit.form.get("nomination"));
        Some(vec![with_words(Act::ObjectionMade { of, party: party? }, text?)])
    },
    about: STEP,
    then: |room, _| back(room),
};

/// Objects.
pub(in crate::web) async fn object(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&OBJECT, &house, &visit).await
}

static ANSWER: Slip = Slip {
    path: "/force/answer",
    title: "force-answer",
    send: "force-answer-do",
    within: FORCE,
    fields: |room| {
        let open = |one: &&Nomination| matches!(stage(room, one), Stage::Objections | Stage::Answers);
        let one = about(room).filter(open).filter(|one| speaks_for(room.visit, &one.party));
        let Some(one) = one else { return Err(closed(room, about(room))) };
        Ok(html! { (head(room, one)) (room.carried("of")) (room.area("text", "force-field-reasons")) })
    },
    acts: |room, wrong| {
        let text = room.said("text", wrong);
        let party = about(room)?.party.clone();
        let of = EntryId::from(room.visit.form.get("of"));
        Some(vec![with_words(Act::ObjectionAnswered { of, party }, text?)])
    },
    about: STEP,
    then: |room, _| back(room),
};

/// Answers an objection, for whoever nominated.
pub(in crate::web) async fn answer(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&ANSWER, &house, &visit).await
}

static APPEAL: Slip = Slip {
    path: "/force/appeal",
    title: "force-appeal",
    send: "force-appeal-do",
    within: FORCE,
    fields: |room| {
        let one = about(room).filter(|one| stage(room, one) == Stage::Ruled);
        let Some(one) = one.filter(|one| !stakes(room, one).is_empty()) else {
            return Err(closed(room, about(room)));
        };
        Ok(html! {
            (head(room, one)) (room.pick("party", "field-party", &stakes(room, one))) (room.area("text", "force-field-reasons"))
        })
    },
    acts: |room, wrong| {
        let (party, text) = (room.party(wrong), room.said("text", wrong));
        let of = about(room)?.ruling()?.entry.clone();
        Some(vec![with_words(Act::NominationAppealed { of, party: party? }, text?)])
    },
    about: STEP,
    then: |room, _| back(room),
};

/// The parties to a nomination that the visitor may speak for.
fn stakes(room: &Room<'_>, one: &Nomination) -> Vec<(String, String)> {
    let all = room.parties().into_iter();
    all.filter(|(id, _)| one.is_party(&PartyId::from(id.as_str()))).collect()
}

/// Appeals against the panel's ruling.
pub(in crate::web) async fn appeal(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&APPEAL, &house, &visit).await
}

static RULE: Slip = Slip {
    path: "/force/rule",
    title: "force-rule",
    send: "force-rule-do",
    within: FORCE,
    fields: rule_fields,
    acts: rule_acts,
    about: STEP,
    then: |room, _| back(room),
};

/// Rules on the nomination, or on the appeal where there is one.
pub(in crate::web) async fn rule(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&RULE, &house, &visit).await
}

/// Who may vote on it: those of its panel who are not out of the case.
fn bench(room: &Room<'_>, one: &Nomination) -> Vec<(String, String)> {
    let panel = room.told.panel_of(one);
    let out = room.told.out_of(one, &panel);
    let left =
        panel.iter().filter(|user| !out.contains(user) && room.snapshot.standing.may(user, Verb::Rule));
    left.map(|user| (user.to_string(), room.called(user))).collect()
}

fn results(room: &Room<'_>) -> Vec<(String, String)> {
    [("no", "force-refused"), ("yes", "force-accepted")]
        .map(|(value, key)| (value.to_owned(), room.words().get(key)))
        .to_vec()
}

fn rule_fields(room: &Room<'_>) -> Result<Markup, String> {
    let one = about(room).filter(|one| matches!(stage(room, one), Stage::Panel | Stage::Appeal));
    let Some(one) = one else { return Err(closed(room, about(room))) };
    let bench = bench(room, one);
    if bench.is_empty() {
        return Err(room.words().get("force-form-no-bench"));
    }
    let quorum = one.rules.as_ref().map_or(1, |rules| rules.quorum);
    Ok(html! {
        (head(room, one))
        p.s { (room.words().with("force-form-quorum", &[("quorum", quorum.to_string().into()), ("bench", bench.len().to_string().into())])) }
        (room.pick("result", "field-result", &results(room)))
        (room.picks("by", "field-voted-for", &bench))
        (room.picks("against", "field-voted-against", &bench))
        (room.area("text", "force-field-reasons"))
    })
}

/// Users chosen of those who may vote.
pub(super) fn voters(
    room: &Room<'_>,
    name: &'static str,
    bench: &[(String, String)],
    wrong: &mut Wrong,
) -> Vec<UserId> {
    room.several(name, bench, wrong).iter().map(|user| UserId::from(user.as_str())).collect()
}

/// Votes for and against; one who is on both sides, and none at all, is said beside the field.
pub(super) fn votes(
    room: &Room<'_>,
    bench: &[(String, String)],
    wrong: &mut Wrong,
) -> (Vec<UserId>, Vec<UserId>) {
    let (by, against) = (voters(room, "by", bench, wrong), voters(room, "against", bench, wrong));
    if by.is_empty() {
        wrong.add("by", room.words().get("force-form-no-votes"));
    }
    if by.iter().any(|user| against.contains(user)) {
        wrong.add("against", room.words().get("force-form-voted-twice"));
    }
    let own = room.visit.session.as_ref().map(|session| &session.actor.user);
    let took_part = own.is_some_and(|own| by.contains(own) || against.contains(own));
    if !by.is_empty() && !took_part {
        wrong.add("by", room.words().get("force-form-without-you"));
    }
    (by, against)
}

/// What is said beside votes of several: one of them wrote them down.
pub(super) fn written_by_one(words: &Words, by: usize, against: usize) -> Markup {
    html! { @if by + against > 1 { " " span.soft { (words.get("force-votes-written")) } } }
}

fn rule_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let result = room.one_of("result", &results(room), wrong);
    let text = room.said("text", wrong);
    let Some(one) = about(room) else {
        wrong.add("", room.words().get("force-form-unknown"));
        return None;
    };
    let (by, against) = votes(room, &bench(room, one), wrong);
    let ruled = Act::NominationRuled {
        accepted: &*result? == "yes",
        against,
        by,
        candidate: one.candidate.clone(),
        of: one.appeals.first().map_or(&one.entry, |appeal| &appeal.entry).clone(),
    };
    Some(vec![with_words(ruled, text?)])
}

/// The nomination that a button is about.
async fn pressed_about(house: &Arc<House>, visit: &Visit) -> Result<Nomination, Fault> {
    let snapshot = house.snapshot().await?;
    super::nomination::known(&snapshot, visit.form.get("nomination")).cloned().map_err(Fault::from)
}

/// Takes the nomination back, for whoever made it.
pub(in crate::web) async fn withdraw(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let one = pressed_about(&house, &visit).await?;
    let filed = Filed::plain(Act::NominationWithdrawn { of: one.entry.clone(), party: one.party });
    pressed(&house, &visit, filed, &address(&one.entry)).await
}

/// Declares oneself out of the case of a candidate: one may not vote on it from then on.
pub(in crate::web) async fn recuse(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let one = pressed_about(&house, &visit).await?;
    let user = visit.session()?.actor.user.clone();
    let filed = Filed::plain(Act::RecusalDeclared { case: case_of(&one.candidate).into(), user });
    pressed(&house, &visit, filed, &address(&one.entry)).await
}
