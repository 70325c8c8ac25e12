//! Rulings: the commission's decision on a finding by the agreement's own rule, with reasons; dissents and reservations beside it;
//! and who declares themselves out of a case.
//!
//! Whether those who stand by a ruling may, is asked by the record. Members are known here by their login where they have an
//! account, and by id; names stand on no page.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::agreement::norm::Kind;
use hudna_core::finding::{Finding, Outcome};
use hudna_core::ledger::act::{Act, FindingRef, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::ledger::replay::Stage;
use hudna_desk::document::screen::{self, Screen};
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Spoken;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Wrong, area, beside, choice};
use super::finding::{self, act, named, shown, words_of};
use super::{marks, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit};

/// Members of the commission with the names that they sign in by.
pub(super) type Logins = Vec<(UserId, String)>;

/// The ruling by which a finding stands, and what its members said against it, side by side.
pub(super) fn panel(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, found: &Finding) -> Markup {
    let words = visit.words();
    let staged = screen.said_of(found).filter(|staged| staged.stage == Stage::Ruled);
    let Some((staged, ruled)) =
        staged.and_then(|staged| Some((staged, snapshot.spoken.get(staged.by.as_ref()?)?)))
    else {
        return html! {};
    };
    let Act::RulingMade { by_rule, outcome, by, .. } = &ruled.act else { return html! {} };
    let against: Vec<&Spoken> =
        staged.dissents.iter().filter_map(|entry| snapshot.spoken.get(entry)).collect();
    html! {
        section.box {
            h2 { (words.get("ruling")) " " small { (screen.moment(ruled.at)) } }
            div.cols.half {
                div {
                    p { (marks::piece(&screen.outcome(*outcome))) }
                    p.s { (words.with("ruling-by-rule", &[("rule", screen.norm(by_rule).into())])) }
                    p.s { (words.count("ruling-stand", by.len())) }
                    (said(visit, ruled))
                }
                div.stack {
                    @if against.is_empty() { p.empty { (words.get("ruling-no-dissent")) } }
                    @for one in against {
                        @let reservation = matches!(one.act, Act::DissentRecorded { reservation: true, .. });
                        div.note {
                            p { b { (words.get(if reservation { "reservation" } else { "dissent" })) } " " time.s.soft { (screen.moment(one.at)) } }
                            (said(visit, one))
                        }
                    }
                }
            }
        }
    }
}

fn said(visit: &Visit, spoken: &Spoken) -> Markup {
    html! {
        @if let Some(text) = &spoken.text {
            @if visit.reads_words_of(spoken) { blockquote dir="auto" { (text) } } @else { p.s.soft { (visit.words().get("sealed")) } }
        }
    }
}

/// The rules by which the commission can decide: the decision norms of the text; where it has none, its paragraphs.
fn rules(agreement: &Agreement, screen: &Screen<'_>) -> (Vec<(String, String)>, bool) {
    let decides = agreement.norms.iter().filter(|norm| norm.kind == Kind::Decision);
    let own: Vec<(String, String)> =
        decides.map(|norm| (norm.id.to_string(), screen.norm(&norm.id))).collect();
    if !own.is_empty() {
        return (own, true);
    }
    let named = |article: &str, number: &str| {
        let number = number.rsplit('.').next().unwrap_or(number);
        format!("{article}.{number}")
    };
    let paragraphs = agreement
        .articles
        .iter()
        .flat_map(|article| article.paragraphs.iter().map(move |(number, _)| named(&article.id, number)));
    (paragraphs.map(|id| (id.clone(), screen.norm(&id))).collect(), false)
}

/// Who may stand by a ruling on this finding: whoever rules and is not out of the case.
fn bench<'s>(snapshot: &'s Snapshot, name: &'s FindingRef) -> impl Iterator<Item = (&'s UserId, bool)> {
    let members = snapshot.standing.users.keys().filter(|user| snapshot.standing.may(user, Verb::Rule));
    members.map(|user| (user, snapshot.is_out(user, name)))
}

/// The forms of whoever rules: the ruling; dissent from one that stands; to be out of the case.
pub(super) fn forms(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (name, found): (&FindingRef, &Finding),
    (logins, wrong): (&Logins, &Wrong),
) -> Markup {
    let words = visit.words();
    let Some(own) = visit.session.as_ref().map(|session| &session.actor.user) else { return html! {} };
    // asked first: whoever is out of the case may do nothing about it, and is told why
    if snapshot.is_out(own, name) {
        return html! { p.note { (words.get("recused-yourself")) } };
    }
    if !visit.may_on(Verb::Rule, snapshot, found) {
        return html! {};
    }
    let ruled = screen.said_of(found).filter(|s| s.stage == Stage::Ruled).and_then(|s| s.by.clone());
    html! {
        (ruling_form(visit, screen, snapshot, (name, found, own), (logins, wrong)))
        @if let Some(ruling) = ruled { (dissent_form(visit, name, &ruling, wrong)) }
        form.box.stack method="post" action="/finding/recuse" {
            h2 { (words.get("recuse")) }
            p.s { (words.get("recuse-means")) }
            (token(visit)) (finding::hidden(name))
            p { button.btn.grave { (words.get("recuse-do")) } }
        }
    }
}

fn ruling_form(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (name, found, own): (&FindingRef, &Finding, &UserId),
    (logins, wrong): (&Logins, &Wrong),
) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let (rules, decides) = rules(&snapshot.agreement, screen);
    let chosen = match form.get("outcome") {
        "" => snapshot.stages.standing(found).name(),
        typed => typed,
    };
    let outcomes: Vec<(String, String)> = Outcome::ALL
        .iter()
        .map(|one| (one.name().to_owned(), words.get(&format!("outcome-{}", one.name()))))
        .collect();
    let called = Called { visit, standing: &snapshot.standing, logins };
    let members: Vec<(&UserId, bool)> = bench(snapshot, name).collect();
    let out = members.iter().filter(|(_, out)| *out).count();
    let is_ticked =
        |user: &UserId| form.all("stands").any(|id| *id == *user.0) || (user == own && wrong.is_empty());
    let plain = rules.first().filter(|_| decides && rules.len() == 1).and_then(|(id, _)| {
        let norm = snapshot.agreement.norm(id)?;
        Some(screen::plain(&snapshot.agreement, norm, words.lang()).paragraph())
    });
    html! {
        form.box.stack method="post" action="/finding/rule" {
            h2 { (words.get("ruling-make")) }
            (token(visit)) (finding::hidden(name))
            (choice(words, ("outcome", "field-outcome"), &outcomes, chosen, wrong))
            (choice(words, ("rule", if decides { "field-rule" } else { "field-rule-paragraph" }), &rules, form.get("rule"), wrong))
            @if let Some(plain) = plain { p.s { (plain) } }
            fieldset.bad[wrong.of("stands").is_some()] {
                legend { (words.get("field-stands")) }
                (beside(words, "field-stands", "stands", wrong.of("stands")))
                div.picks {
                    @for (user, _) in members.iter().filter(|(_, out)| !out) {
                        label { input type="checkbox" name="stands" value=(user.0) checked[is_ticked(user)]; span { (called.shown(user)) } @if *user == own { span.soft { (words.get("ruling-you")) } } }
                    }
                }
                @if out > 0 { p.s.soft { (words.count("ruling-out", out)) } }
            }
            (area(words, ("reasons", "field-reasons"), form.typed("reasons"), wrong))
            p { button.btn.main { (words.get("ruling-make-do")) } }
        }
    }
}

fn dissent_form(visit: &Visit, name: &FindingRef, ruling: &EntryId, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let kinds =
        [("no", "dissent-kind"), ("yes", "reservation-kind")].map(|(v, key)| (v.to_owned(), words.get(key)));
    html! {
        form.box.stack method="post" action="/finding/dissent" {
            h2 { (words.get("dissent-make")) }
            (token(visit)) (finding::hidden(name))
            input type="hidden" name="ruling" value=(ruling.0);
            (choice(words, ("reservation", "field-dissent"), &kinds, form.get("reservation"), wrong))
            (area(words, ("dissent", "field-dissent-words"), form.typed("dissent"), wrong))
            p { button.btn { (words.get("dissent-make-do")) } }
        }
    }
}

/// What a ruling's form must say.
fn told(visit: &Visit, snapshot: &Snapshot, name: &FindingRef) -> Result<(Act, Vec<u8>), Wrong> {
    let (words, form): (&Words, &Form) = (visit.words(), &visit.form);
    let mut wrong = Wrong::default();
    let outcome = Outcome::ALL.iter().copied().find(|one| one.name() == form.get("outcome"));
    if outcome.is_none() {
        wrong.add("outcome", words.get("field-outcome-missing"));
    }
    let view = snapshot.saying(false);
    let (rules, _) = rules(&snapshot.agreement, &Screen::of(&view, visit.lang));
    let rule = rules.iter().find(|(id, _)| id == form.get("rule"));
    if rule.is_none() {
        wrong.add("rule", words.get("field-rule-missing"));
    }
    let by: Vec<UserId> = bench(snapshot, name)
        .filter(|(user, out)| !out && form.all("stands").any(|id| *id == *user.0))
        .map(|(user, _)| user.clone())
        .collect();
    if by.is_empty() {
        wrong.add("stands", words.get("field-stands-missing"));
    }
    let reasons = words_of(visit, "reasons", &mut wrong);
    match (outcome, rule, reasons) {
        (Some(outcome), Some((rule, _)), Some(reasons)) if wrong.is_empty() => {
            let by_rule = rule.as_str().into();
            Ok((Act::RulingMade { by_rule, finding: name.clone(), outcome, by }, reasons))
        }
        _ => Err(wrong),
    }
}

/// Rules on a finding.
pub(in crate::web) async fn rule(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (name, snapshot) = (named(&visit.form), house.snapshot().await?);
    match told(&visit, &snapshot, &name) {
        Ok((ruling, reasons)) => {
            let filed = Filed::plain(ruling).with("text", Class::Narrative, reasons);
            act(&house, &visit, &name, filed).await
        }
        Err(wrong) => shown(&house, &visit, &name, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    }
}

/// Dissents from the ruling that the page showed, or stands by it with a reservation.
pub(in crate::web) async fn dissent(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let (name, mut wrong) = (named(&visit.form), Wrong::default());
    let Some(text) = words_of(&visit, "dissent", &mut wrong) else {
        return shown(&house, &visit, &name, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    };
    let snapshot = house.snapshot().await?;
    let of = EntryId::from(visit.form.get("ruling"));
    let stands = |(known, staged): (&FindingRef, &hudna_core::ledger::replay::Staged)| {
        *known == name && staged.stage == Stage::Ruled && staged.by.as_ref() == Some(&of)
    };
    if !snapshot.stages.all().any(stands) {
        // another ruling has taken its place: nobody dissents from what they did not read
        wrong.add("", visit.words().get("ruling-changed"));
        return shown(&house, &visit, &name, StatusCode::CONFLICT, &wrong).await;
    }
    let by = visit.session()?.actor.user.clone();
    let reservation = visit.form.get("reservation") == "yes";
    let filed = Filed::plain(Act::DissentRecorded { by, of, reservation });
    act(&house, &visit, &name, filed.with("text", Class::Narrative, text)).await
}

/// Declares oneself out of the case of a finding: of the whole incident, where it is about one.
pub(in crate::web) async fn recuse(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let name = named(&visit.form);
    if name.subject.is_empty() {
        return Err(Trouble::new("record", "request-malformed").into());
    }
    let case = name.deed().map_or(&*name.subject, |(incident, _)| incident).into();
    let user = visit.session()?.actor.user.clone();
    act(&house, &visit, &name, Filed::plain(Act::RecusalDeclared { case, user })).await
}
