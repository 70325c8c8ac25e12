//! One nomination: criteria with their reasons and what would settle them, the way it has gone, whom it waits for, the steps that the
//! visitor may take ([`super::nomination_steps`]); the explanation for the person, to be printed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use hudna_core::force::nomination::{Nomination, Objection, Stage};
use hudna_core::ledger::act::Verb;
use hudna_core::ledger::id::{EntryId, PartyId, UserId};
use hudna_core::ledger::standing::case_of;
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::nomination_steps::written_by_one;
use super::{Page, documents, ids, laid, marks, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Where a nomination's page is.
pub(super) fn address(entry: &EntryId) -> String {
    format!("/force/nominations/{entry}")
}

/// The nomination of an entry.
///
/// # Errors
/// `nomination-unknown`.
pub(super) fn known<'s>(snapshot: &'s Snapshot, entry: &str) -> Result<&'s Nomination, Trouble> {
    let unknown = || Trouble::new("record", "nomination-unknown").with("entry", entry);
    snapshot.force.nomination(&EntryId::from(entry)).ok_or_else(unknown)
}

/// Whether the visitor reads what was written about nominations: the parties, those who rule, those who may see what is sealed.
fn reads(visit: &Visit) -> bool {
    visit.granted.sealed || visit.granted.party.is_some() || visit.granted.may(Verb::Rule)
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
    let standing = told.standing(one);
    let title = told.nominated(one);
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let called = Called { visit: &visit, standing: &snapshot.standing, logins: &logins };
    let main = html! {
        p.s { a href="/force" { (words.get("page-force")) } }
        div.head { h1 { (title) } }
        div.box {
            p { b { (told.stage(&standing)) } }
            p { (told.waits(one, &standing)) }
            @if one.rules.is_some() {
                @let out = told.out_of(one, &told.panel_of(one));
                @if !out.is_empty() { p.s.soft { (words.with("force-recused", &[("users", words.list(&out.iter().map(|user| called.choice(user)).collect::<Vec<_>>()).into())])) } }
            }
        }
        div.cols {
            div.stack {
                (criteria(words, &screen, &told, one))
                (way(&visit, &screen, &snapshot, one, &told))
            }
            div.stack {
                (steps(&visit, &snapshot, one, standing.stage))
                @if one.ruling().is_some() {
                    section.box {
                        h2 { (words.get("force-explanation")) }
                        p { a href=(format!("{}/explanation", address(&one.entry))) { (words.get("force-explanation-open")) } }
                    }
                }
            }
        }
    };
    let page = Page { title, here: "/force", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

fn criteria(words: &Words, screen: &Screen<'_>, told: &Told<'_>, one: &Nomination) -> Markup {
    let findings = told.criteria(one);
    html! {
        section.box {
            h2 { (words.get("force-criteria")) }
            @if findings.is_empty() { p.empty { (words.get("force-criteria-none")) } }
            @for finding in findings {
                p { (screen.norm(&finding.norm)) " " (marks::piece(&screen.standing_of(finding))) }
                p.s { (screen.why(finding)) }
                (marks::tree(&screen.reasons(finding, None)))
                @if !finding.missing.is_empty() {
                    h3 { (words.get("finding-settles")) }
                    ol.wait { @for set in &finding.missing { li { (marks::pieces(&screen.missing(set))) } } }
                }
            }
        }
    }
}

/// What was said and decided, in order.
fn way(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, one: &Nomination, told: &Told<'_>) -> Markup {
    let words = visit.words();
    let said = |entry: &EntryId| {
        let text = snapshot.spoken.get(entry).and_then(|spoken| spoken.text.as_deref());
        html! {
            @if let Some(text) = text {
                @if reads(visit) { blockquote dir="auto" { (text) } } @else { p.s.soft { (words.get("sealed")) } }
            }
        }
    };
    let moment = |key: &str, at| words.with(key, &[("moment", screen.moment(at).into())]);
    let by = |key: &str, party: &PartyId, at| {
        words.with(key, &[("party", screen.actor(&party.0).into()), ("moment", screen.moment(at).into())])
    };
    html! {
        section.box {
            h2 { (words.get("force-way")) }
            ul.wait {
                @for objection in &one.objections {
                    li {
                        (by("force-objected", &objection.party, objection.at)) (said(&objection.entry))
                        @if let Some((answer, at)) = &objection.answer { p { (moment("force-answered", *at)) } (said(answer)) }
                        @else { (answer(visit, one, objection, told)) }
                    }
                }
                @for ruling in &one.rulings {
                    @let key = if ruling.on_appeal { "force-ruling-appeal" } else { "force-ruling" };
                    @let result = words.get(if ruling.accepted { "force-accepted" } else { "force-refused" });
                    li {
                        (words.with(key, &[("moment", screen.moment(ruling.at).into()), ("result", result.into())]))
                        div.s.soft { (words.with("force-votes", &[("by", ruling.by.len().to_string().into()), ("against", ruling.against.len().to_string().into())])) (written_by_one(words, ruling.by.len(), ruling.against.len())) }
                        (said(&ruling.entry))
                    }
                }
                @for appeal in &one.appeals { li { (by("force-appealed", &appeal.party, appeal.at)) (said(&appeal.entry)) } }
            }
        }
    }
}

/// Whether the visitor may speak for a party.
pub(super) fn speaks_for(visit: &Visit, party: &PartyId) -> bool {
    let own = visit.granted.party.as_ref();
    visit.granted.may(Verb::Negotiate) && own.map_or(visit.granted.may(Verb::Collect), |own| own == party)
}

fn answer(visit: &Visit, one: &Nomination, objection: &Objection, told: &Told<'_>) -> Markup {
    let open = matches!(told.standing(one).stage, Stage::Objections | Stage::Answers);
    html! {
        @if open && speaks_for(visit, &one.party) {
            p { a.btn href=(format!("/force/answer?nomination={}&of={}", one.entry, objection.entry)) { (visit.words().get("force-answer")) } }
        }
    }
}

/// The steps that the visitor may take.
fn steps(visit: &Visit, snapshot: &Snapshot, one: &Nomination, stage: Stage) -> Markup {
    let words = visit.words();
    let own: Vec<PartyId> = snapshot
        .agreement
        .parties
        .iter()
        .map(|party| PartyId(party.id.clone()))
        .filter(|party| speaks_for(visit, party))
        .collect();
    let objects = stage == Stage::Objections && own.iter().any(|party| *party != one.party);
    let appeals = stage == Stage::Ruled && own.iter().any(|party| one.is_party(party));
    let rules = visit.granted.may(Verb::Rule);
    let judges = rules && matches!(stage, Stage::Panel | Stage::Appeal);
    let undecided = matches!(stage, Stage::Objections | Stage::Answers | Stage::Panel);
    let documents =
        visit.granted.may(Verb::Collect) && (undecided || matches!(stage, Stage::Ruled | Stage::Appeal));
    let is_out = |user: &UserId| snapshot.standing.is_in_case(user, &case_of(&one.candidate)).is_err();
    let out = visit.session.as_ref().is_some_and(|session| is_out(&session.actor.user));
    let offered = [
        (objects, "/force/object", "force-object"),
        (appeals, "/force/appeal", "force-appeal"),
        (
            judges && !out,
            "/force/rule",
            if stage == Stage::Appeal { "force-rule-appeal" } else { "force-rule" },
        ),
        (documents, "/force/documents", "force-form-document"),
    ];
    let open = rules && (undecided || matches!(stage, Stage::Ruled | Stage::Appeal));
    html! {
        @if offered.iter().any(|(offered, _, _)| *offered) {
            section.box.stack {
                h2 { (words.get("force-steps")) }
                @for (_, path, key) in offered.iter().filter(|(offered, _, _)| *offered) {
                    p { a.btn.main href=(format!("{path}?nomination={}", one.entry)) { (words.get(key)) } }
                }
            }
        }
        @if open && out { p.note { (words.get("recused-yourself")) } }
        @if open && !out { (button(visit, one, "/force/recuse", ["recuse", "recuse-do"])) }
        @if undecided && speaks_for(visit, &one.party) {
            (button(visit, one, "/force/withdraw", ["force-withdraw", "force-withdraw-do"]))
        }
    }
}

fn button(visit: &Visit, one: &Nomination, action: &str, [title, does]: [&str; 2]) -> Markup {
    let words = visit.words();
    html! {
        form.box.stack method="post" action=(action) {
            h2 { (words.get(title)) }
            (token(visit))
            input type="hidden" name="nomination" value=(one.entry.0);
            p { button.btn.quiet { (words.get(does)) } }
        }
    }
}

/// The explanation, a page of its own.
pub(in crate::web) async fn explanation(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = known(&snapshot, &entry)?;
    let view = snapshot.saying(false);
    let told = Told::of(&snapshot, Screen::of(&view, visit.lang), clock::now());
    let paper = [(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(documents::POLICY))];
    Ok((paper, Html(ids::whole(&told.explanation(one, reads(&visit))))).into_response())
}
