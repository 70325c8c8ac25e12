//! One nomination: criteria with their reasons and what would settle them, the way it has gone, whom it waits for; forms to
//! object, answer, rule, appeal and take back; the explanation for the person, to be printed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use hudna_core::force::nomination::{Nomination, Objection, Stage};
use hudna_core::ledger::act::{Act, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PartyId, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::time::TimeRange;
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, choice, summary};
use super::{Page, force, laid, marks, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The most characters of a reason, an objection or an answer.
const MOST_WORDS: usize = 20_000;

/// Where a nomination's page is.
pub(super) fn address(entry: &EntryId) -> String {
    format!("/force/nominations/{entry}")
}

fn known<'s>(snapshot: &'s Snapshot, entry: &str) -> Result<&'s Nomination, Trouble> {
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
    shown(&house, &visit, &entry, StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    entry: &str,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = known(&snapshot, entry)?;
    let view = snapshot.view(false, TimeRange::ALL);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let words = visit.words();
    let standing = told.standing(one);
    let title = told.nominated(one);
    let main = html! {
        p.s { a href="/force" { (words.get("page-force")) } }
        div.head { h1 { (title) } }
        (summary(words, wrong))
        div.box {
            p { b { (told.stage(&standing)) } }
            p { (told.waits(one, &standing)) }
            @if let Some(rules) = &one.rules {
                @let out = told.out_of(one, &rules.panel);
                @if !out.is_empty() { p.s.soft { (words.with("force-recused", &[("users", words.list(&named(&out)).into())])) } }
            }
        }
        div.cols {
            div.stack {
                (criteria(words, &screen, &told, one))
                (way(visit, &screen, &snapshot, one, &told, wrong))
            }
            div.stack {
                (forms(visit, &screen, &snapshot, one, standing.stage, wrong))
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
    Ok(laid(house, visit, status, &page))
}

fn named(users: &[UserId]) -> Vec<String> {
    users.iter().map(ToString::to_string).collect()
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
fn way(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    one: &Nomination,
    told: &Told<'_>,
    wrong: &Wrong,
) -> Markup {
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
                        @else { (answer_form(visit, one, objection, told, wrong)) }
                    }
                }
                @for ruling in &one.rulings {
                    @let key = if ruling.on_appeal { "force-ruling-appeal" } else { "force-ruling" };
                    @let result = words.get(if ruling.accepted { "force-accepted" } else { "force-refused" });
                    li {
                        (words.with(key, &[("moment", screen.moment(ruling.at).into()), ("result", result.into())]))
                        div.s.soft { (words.with("force-votes", &[("by", ruling.by.len().to_string().into()), ("against", ruling.against.len().to_string().into())])) }
                        (said(&ruling.entry))
                    }
                }
                @for appeal in &one.appeals { li { (by("force-appealed", &appeal.party, appeal.at)) (said(&appeal.entry)) } }
            }
        }
    }
}

/// Whether the visitor may speak for a party.
fn speaks_for(visit: &Visit, party: &PartyId) -> bool {
    let own = visit.granted.party.as_ref();
    visit.granted.may(Verb::Negotiate) && own.map_or(visit.granted.may(Verb::Collect), |own| own == party)
}

fn answer_form(
    visit: &Visit,
    one: &Nomination,
    objection: &Objection,
    told: &Told<'_>,
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let open = matches!(told.standing(one).stage, Stage::Objections | Stage::Answers);
    html! {
        @if open && speaks_for(visit, &one.party) {
            form.stack method="post" action="/force/answer" {
                (token(visit))
                input type="hidden" name="nomination" value=(one.entry.0);
                input type="hidden" name="of" value=(objection.entry.0);
                (force::area(visit, words, "text", "force-answer", wrong))
                p { button.btn { (words.get("force-answer-do")) } }
            }
        }
    }
}

fn forms(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    one: &Nomination,
    stage: Stage,
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    let others: Vec<(String, String)> = snapshot
        .agreement
        .parties
        .iter()
        .map(|party| PartyId(party.id.clone()))
        .filter(|party| speaks_for(visit, party))
        .map(|party| (party.to_string(), screen.actor(&party.0)))
        .collect();
    let may_object = others.iter().any(|(id, _)| **id != *one.party.0);
    let appeals: Vec<(String, String)> =
        others.iter().filter(|(id, _)| one.is_party(&PartyId::from(id.as_str()))).cloned().collect();
    let open = stage == Stage::Objections;
    html! {
        @if open && may_object { (spoken_form(visit, one, ("/force/object", "force-object"), &others, wrong)) }
        @if stage == Stage::Ruled && !appeals.is_empty() {
            (spoken_form(visit, one, ("/force/appeal", "force-appeal"), &appeals, wrong))
        }
        @if matches!(stage, Stage::Panel | Stage::Appeal) && visit.granted.may(Verb::Rule) { (rule_form(visit, one, stage, wrong)) }
        @if matches!(stage, Stage::Objections | Stage::Answers | Stage::Panel) && speaks_for(visit, &one.party) {
            form.box.stack method="post" action="/force/withdraw" {
                h2 { (words.get("force-withdraw")) }
                (token(visit))
                input type="hidden" name="nomination" value=(one.entry.0);
                p { button.btn.quiet { (words.get("force-withdraw-do")) } }
            }
        }
    }
}

fn spoken_form(
    visit: &Visit,
    one: &Nomination,
    (action, key): (&str, &str),
    parties: &[(String, String)],
    wrong: &Wrong,
) -> Markup {
    let words = visit.words();
    html! {
        form.box.stack method="post" action=(action) {
            h2 { (words.get(key)) }
            (token(visit))
            input type="hidden" name="nomination" value=(one.entry.0);
            (choice(words, ("party", "field-party"), parties, visit.form.get("party"), wrong))
            (force::area(visit, words, "text", "field-words", wrong))
            p { button.btn.main { (words.get(&format!("{key}-do"))) } }
        }
    }
}

fn rule_form(visit: &Visit, one: &Nomination, stage: Stage, wrong: &Wrong) -> Markup {
    let words = visit.words();
    let key = if stage == Stage::Appeal { "force-rule-appeal" } else { "force-rule" };
    let field = |name, key, required| {
        Field { name, kind: "text", key, typed: visit.form.get(name), autocomplete: "off", required }
            .shown(words, wrong)
    };
    let results =
        [("no".to_owned(), words.get("force-refused")), ("yes".to_owned(), words.get("force-accepted"))];
    html! {
        form.box.stack method="post" action="/force/rule" {
            h2 { (words.get(key)) }
            (token(visit))
            input type="hidden" name="nomination" value=(one.entry.0);
            (choice(words, ("result", "field-result"), &results, visit.form.get("result"), wrong))
            (field("by", "field-voted-for", true))
            (field("against", "field-voted-against", false))
            (force::area(visit, words, "text", "field-words", wrong))
            p { button.btn.main { (words.get("force-rule-do")) } }
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
    let view = snapshot.view(false, TimeRange::ALL);
    let told = Told::of(&snapshot, Screen::of(&view, visit.lang), clock::now());
    Ok(Html(told.explanation(one, reads(&visit))).into_response())
}

/// Does an act about a nomination and shows it as it then stands.
async fn act(house: &Arc<House>, visit: &Visit, filed: Filed) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    let entry = visit.form.get("nomination").to_owned();
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to(&address(&EntryId::from(entry.as_str())))),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let (said, next) = why.clone().said_in(visit.lang).said();
            let mut wrong = Wrong::default();
            wrong.add("", [said, next.unwrap_or_default()].join(" "));
            shown(house, visit, &entry, why.status(), &wrong).await
        }
    }
}

/// Does an act that needs words.
async fn act_with_words(house: &Arc<House>, visit: &Visit, act_said: Act) -> Result<Response, Fault> {
    let text = visit.form.get("text");
    let key = match text.chars().count() {
        0 => "field-empty",
        count if count > MOST_WORDS => "field-too-long",
        _ => {
            let filed = Filed::plain(act_said).with("text", Class::Narrative, text.as_bytes().to_vec());
            return act(house, visit, filed).await;
        }
    };
    let mut wrong = Wrong::default();
    wrong.add("text", visit.words().get(key));
    shown(house, visit, visit.form.get("nomination"), StatusCode::UNPROCESSABLE_ENTITY, &wrong).await
}

/// Objects.
pub(in crate::web) async fn object(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (of, party) = (EntryId::from(visit.form.get("nomination")), PartyId::from(visit.form.get("party")));
    act_with_words(&house, &visit, Act::ObjectionMade { of, party }).await
}

/// Answers an objection, for whoever nominated.
pub(in crate::web) async fn answer(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let party = known(&snapshot, visit.form.get("nomination"))?.party.clone();
    let of = EntryId::from(visit.form.get("of"));
    act_with_words(&house, &visit, Act::ObjectionAnswered { of, party }).await
}

/// Takes the nomination back, for whoever made it.
pub(in crate::web) async fn withdraw(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = known(&snapshot, visit.form.get("nomination"))?;
    let filed = Filed::plain(Act::NominationWithdrawn { of: one.entry.clone(), party: one.party.clone() });
    act(&house, &visit, filed).await
}

/// Appeals against the panel's ruling.
pub(in crate::web) async fn appeal(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = known(&snapshot, visit.form.get("nomination"))?;
    let ruling = one.ruling().ok_or_else(|| Trouble::new("record", "request-malformed"))?;
    let (of, party) = (ruling.entry.clone(), PartyId::from(visit.form.get("party")));
    act_with_words(&house, &visit, Act::NominationAppealed { of, party }).await
}

/// Rules on the nomination, or on the appeal where there is one.
pub(in crate::web) async fn rule(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let one = known(&snapshot, visit.form.get("nomination"))?;
    let of = one.appeals.first().map_or(&one.entry, |appeal| &appeal.entry).clone();
    let users = |name: &str| {
        let typed = visit.form.get(name).split([' ', ',', '،']).filter(|user| !user.is_empty());
        typed.map(UserId::from).collect::<Vec<_>>()
    };
    let ruled = Act::NominationRuled {
        accepted: visit.form.get("result") == "yes",
        against: users("against"),
        by: users("by"),
        candidate: one.candidate.clone(),
        of,
    };
    act_with_words(&house, &visit, ruled).await
}
