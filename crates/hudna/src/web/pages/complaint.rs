//! Complaints about monitors: made by a party, answered by the monitor, ruled on by the panel of the body in which the monitor serves.
//!
//! Who the monitor is, is told to those who may know the mission's people ([`super::called`]); the words are for the party, the
//! monitor, those who rule, and whoever may see what is sealed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::force::Complaint;
use hudna_core::force::against::complaint_case;
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::words::isolated;
use maud::{Markup, html};

use super::called::{Called, knows_people};
use super::field::Wrong;
use super::force_bodies::{FORCE, with_words};
use super::nomination_steps::{votes, written_by_one};
use super::slip::{Room, Slip, answered, pressed};
use super::{Page, laid, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Where a complaint's page is.
pub(super) fn address(entry: &EntryId) -> String {
    format!("/force/complaints/{entry}")
}

fn known<'s>(snapshot: &'s Snapshot, entry: &str) -> Result<&'s Complaint, Fault> {
    snapshot.force.complaint(&EntryId::from(entry)).ok_or_else(Fault::not_here)
}

fn own(visit: &Visit) -> Option<&UserId> {
    visit.session.as_ref().map(|session| &session.actor.user)
}

/// Whether the visitor reads the words of a complaint.
fn reads(visit: &Visit, one: &Complaint) -> bool {
    let granted = &visit.granted;
    let concerned = granted.party.as_ref() == Some(&one.party) || own(visit) == Some(&one.about);
    granted.sealed || granted.may(Verb::Rule) || concerned
}

/// A complaint in a sentence, and how far it has come: the monitor by name for whoever may know it, else as a monitor. A monitor
/// without an account has no name to read: whoever may know finds the id that the record gives them.
pub(super) fn said_of(
    visit: &Visit,
    snapshot: &Snapshot,
    logins: &[(UserId, String)],
    told: &Told<'_>,
    one: &Complaint,
) -> (String, String) {
    let called = Called { visit, standing: &snapshot.standing, logins };
    let id = knows_people(visit).then_some(&*one.about.0);
    told.complaint(one, called.name(&one.about).or(id))
}

/// The page.
pub(in crate::web) async fn page(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = known(&snapshot, &entry)?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let words = visit.words();
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let (title, stage) = said_of(&visit, &snapshot, &logins, &told, one);
    let main = html! {
        p.s { a href="/force" { (words.get("page-force")) } }
        div.head { h1 { (title) } }
        div.box {
            p { b { (stage) } }
            p.s { (words.with("complaint-of", &[("moment", screen.moment(one.at).into())])) @if let Some(body) = &one.body { " " (told.body(body)) "." } }
            p.s { (judges(&snapshot, words, one)) }
        }
        div.cols {
            section.box {
                h2 { (words.get("complaint-words")) }
                @let spoken = std::iter::once(&one.entry).chain(&one.answers).chain(one.ruled.as_ref().map(|(ruling, _)| ruling));
                ul.wait { @for entry in spoken { (said(&visit, &snapshot, screen, one, entry)) } }
            }
            div.stack { (steps(&visit, &snapshot, one)) }
        }
    };
    let page = Page { title, here: "/force", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

fn judges(snapshot: &Snapshot, words: &hudna_desk::words::Words, one: &Complaint) -> String {
    match snapshot.force.complaint_panel(one) {
        Some((panel, quorum)) => {
            let values = [("count", panel.len().to_string().into()), ("quorum", quorum.to_string().into())];
            words.with("force-panel", &values)
        }
        None => words.get("complaint-commission"),
    }
}

fn said(visit: &Visit, snapshot: &Snapshot, screen: Screen<'_>, one: &Complaint, entry: &EntryId) -> Markup {
    let words = visit.words();
    let Some(spoken) = snapshot.spoken.get(entry) else { return html! {} };
    let key = match &spoken.act {
        Act::ComplaintMade { .. } => "complaint-made",
        Act::ComplaintAnswered { .. } => "complaint-answered",
        _ => "complaint-ruled",
    };
    html! {
        li {
            (words.with(key, &[("moment", screen.moment(spoken.at).into())]))
            @if let Act::ComplaintRuled { by, against, .. } = &spoken.act {
                div.s.soft { (words.with("force-votes", &[("by", by.len().to_string().into()), ("against", against.len().to_string().into())])) (written_by_one(words, by.len(), against.len())) }
            }
            @match spoken.text.as_deref() {
                Some(text) if reads(visit, one) => blockquote dir="auto" { (text) },
                Some(_) => p.s.soft { (words.get("sealed")) (words.get("complaint-sealed")) },
                None => {}
            }
        }
    }
}

fn steps(visit: &Visit, snapshot: &Snapshot, one: &Complaint) -> Markup {
    let words = visit.words();
    let case = complaint_case(&one.entry);
    let is_out = |user: &UserId| snapshot.standing.is_in_case(user, &case).is_err();
    let asked = |path: &str| format!("{path}?complaint={}", one.entry);
    html! {
        @if one.ruled.is_none() {
            @if own(visit) == Some(&one.about) && visit.granted.may(Verb::Inform) {
                p { a.btn.main href=(asked("/force/complaints/answer")) { (words.get("complaint-answer")) } }
            }
            @if visit.granted.may(Verb::Rule) && own(visit) != Some(&one.about) {
                @if own(visit).is_some_and(is_out) { p.note { (words.get("recused-yourself")) } } @else {
                    p { a.btn.main href=(asked("/force/complaints/rule")) { (words.get("complaint-rule")) } }
                    form.box.stack method="post" action="/force/complaints/recuse" {
                        h2 { (words.get("recuse")) }
                        (token(visit))
                        input type="hidden" name="complaint" value=(one.entry.0);
                        p { button.btn.grave { (words.get("recuse-do")) } }
                    }
                }
            }
        }
    }
}

static MAKE: Slip = Slip {
    path: "/force/complain",
    title: "complaint-make",
    send: "complaint-make-do",
    within: FORCE,
    fields: make_fields,
    acts: make_acts,
    about: &[("user-unknown", "about"), ("body-not-formed", "body"), ("party-not-yours", "party")],
    then: |_, receipts| receipts.first().map_or_else(|| "/force".to_owned(), |one| address(&one.entry)),
};

/// A party complains.
pub(in crate::web) async fn make(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&MAKE, &house, &visit).await
}

/// Users who see and report for no party, with their roles: by name for whoever may know it; a party names whom it complains about by
/// the id that the record gives them.
fn monitors(room: &Room<'_>) -> Vec<(String, String)> {
    let users = room.snapshot.standing.users.iter();
    let serve =
        users.filter(|(user, known)| known.party.is_none() && room.snapshot.standing.may(user, Verb::Inform));
    let said = |(user, known): (&UserId, &hudna_core::ledger::standing::User)| {
        let roles: Vec<String> =
            known.roles.iter().map(|(role, _)| room.words().get(&format!("role-{role}"))).collect();
        let called = Called { visit: room.visit, standing: &room.snapshot.standing, logins: room.logins };
        // whoever is not named is told by what they are first, and then by the id
        let (name, roles) = (called.name(user), room.words().list(&roles));
        let (first, then) =
            name.map_or_else(|| (roles.clone(), isolated(&user.0)), |name| (name.to_owned(), roles.clone()));
        (user.to_string(), format!("{first}{} {then}", room.words().get("comma")))
    };
    serve.map(said).collect()
}

fn make_fields(room: &Room<'_>) -> Result<Markup, String> {
    let monitors = monitors(room);
    if monitors.is_empty() {
        return Err(room.words().get("complaint-nobody"));
    }
    Ok(html! {
        (room.pick("party", "field-party", &room.parties()))
        (room.pick("about", "field-monitor", &monitors))
        (room.pick("body", "field-serves-in", &served(room)))
        (room.area("text", "field-complaint"))
    })
}

/// Bodies whose panel may rule; none: the commission does.
fn served(room: &Room<'_>) -> Vec<(String, String)> {
    let none = (String::new(), room.words().get("complaint-no-body"));
    // the panel of the body comes first: it is the usual way
    room.bodies().into_iter().chain(std::iter::once(none)).collect()
}

fn make_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let party = room.party(wrong);
    let about = room.one_of("about", &monitors(room), wrong).map(UserId);
    let body = match room.visit.form.get("body") {
        "" => None,
        _ => room.one_of("body", &room.bodies(), wrong),
    };
    let text = room.said("text", wrong);
    Some(vec![with_words(Act::ComplaintMade { about: about?, body, party: party? }, text?)])
}

fn about<'a>(room: &Room<'a>) -> Option<&'a Complaint> {
    room.snapshot.force.complaint(&EntryId::from(room.typed("complaint")))
}

fn back(room: &Room<'_>) -> String {
    address(&EntryId::from(room.visit.form.get("complaint")))
}

fn head(room: &Room<'_>, one: &Complaint) -> Markup {
    html! { (room.carried("complaint")) p { a href=(address(&one.entry)) { (said_of(room.visit, room.snapshot, room.logins, &room.told, one).0) } } }
}

fn gone(room: &Room<'_>) -> String {
    room.words().get("complaint-over")
}

static ANSWER: Slip = Slip {
    path: "/force/complaints/answer",
    title: "complaint-answer",
    send: "complaint-answer-do",
    within: FORCE,
    fields: |room| {
        let mine = |one: &&Complaint| one.ruled.is_none() && own(room.visit) == Some(&one.about);
        let Some(one) = about(room).filter(mine) else { return Err(gone(room)) };
        Ok(html! { (head(room, one)) (room.area("text", "field-complaint-answer")) })
    },
    acts: |room, wrong| {
        let text = room.said("text", wrong);
        let of = EntryId::from(room.visit.form.get("complaint"));
        Some(vec![with_words(Act::ComplaintAnswered { of }, text?)])
    },
    about: &[],
    then: |room, _| back(room),
};

/// The monitor answers.
pub(in crate::web) async fn answer(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&ANSWER, &house, &visit).await
}

static RULE: Slip = Slip {
    path: "/force/complaints/rule",
    title: "complaint-rule",
    send: "complaint-rule-do",
    within: FORCE,
    fields: rule_fields,
    acts: rule_acts,
    about: &[
        ("judge-of-oneself", "by"),
        ("not-on-panel", "by"),
        ("not-allowed", "by"),
        ("recused", "by"),
        ("conflict-of-interest", "by"),
        ("vote-twice", "against"),
        ("quorum-missing", "by"),
        ("majority-missing", "by"),
        ("ruling-without-you", "by"),
        ("ruling-no-quorum", "by"),
        ("ruling-not-carried", "by"),
        ("ruling-undetermined", "by"),
    ],
    then: |room, _| back(room),
};

/// The panel rules.
pub(in crate::web) async fn rule(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    answered(&RULE, &house, &visit).await
}

/// Who may vote: of the panel, or of all who rule, those who are not complained of, act for the party or are out of the case.
fn bench(room: &Room<'_>, one: &Complaint) -> Vec<(String, String)> {
    let case = complaint_case(&one.entry);
    let panel = room.snapshot.force.complaint_panel(one).map(|(panel, _)| panel);
    let may = |user: &UserId| {
        let standing = &room.snapshot.standing;
        let acts_for = standing.users.get(user).and_then(|known| known.party.as_ref());
        let on_panel = panel.as_ref().is_none_or(|panel| panel.contains(user));
        on_panel
            && *user != one.about
            && acts_for != Some(&one.party)
            && standing.is_in_case(user, &case).is_ok()
    };
    room.users(Verb::Rule).into_iter().filter(|(user, _)| may(&UserId::from(user.as_str()))).collect()
}

fn results(room: &Room<'_>) -> Vec<(String, String)> {
    [("no", "force-complaint-refused"), ("yes", "force-complaint-upheld")]
        .map(|(value, key)| (value.to_owned(), room.words().get(key)))
        .to_vec()
}

fn rule_fields(room: &Room<'_>) -> Result<Markup, String> {
    let Some(one) = about(room).filter(|one| one.ruled.is_none()) else { return Err(gone(room)) };
    let bench = bench(room, one);
    if bench.is_empty() {
        return Err(room.words().get("force-form-no-bench"));
    }
    Ok(html! {
        (head(room, one))
        (room.pick("result", "field-result", &results(room)))
        (room.picks("by", "field-voted-for", &bench))
        (room.picks("against", "field-voted-against", &bench))
        (room.area("text", "force-field-reasons"))
    })
}

fn rule_acts(room: &Room<'_>, wrong: &mut Wrong) -> Option<Vec<Filed>> {
    let result = room.one_of("result", &results(room), wrong);
    let text = room.said("text", wrong);
    let Some(one) = about(room) else {
        wrong.add("", gone(room));
        return None;
    };
    let (by, against) = votes(room, &bench(room, one), wrong);
    let ruled = Act::ComplaintRuled { against, by, of: one.entry.clone(), upheld: &*result? == "yes" };
    Some(vec![with_words(ruled, text?)])
}

/// Declares oneself out of the case of a complaint.
pub(in crate::web) async fn recuse(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = known(&snapshot, visit.form.get("complaint"))?;
    let user = visit.session()?.actor.user.clone();
    let case = complaint_case(&one.entry).into();
    pressed(&house, &visit, Filed::plain(Act::RecusalDeclared { case, user }), &address(&one.entry)).await
}
