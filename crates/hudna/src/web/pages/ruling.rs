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
use hudna_core::dialogue::ruling::{Voices, rules as own_rules};
use hudna_core::finding::{Finding, Outcome};
use hudna_core::ledger::act::{Act, FindingRef, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_core::ledger::part::Class;
use hudna_core::ledger::replay::Stage;
use hudna_desk::document::screen::{self, Screen};
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Spoken;
use hudna_desk::record::ruled::is_taken;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::clocks::{self, Clock};
use super::field::{Wrong, area, beside, choice};
use super::finding::{self, act, named, shown, words_of};
use super::{marks, review, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit};

/// The field of those who stand by a ruling.
pub(super) const STANDS: &str = "stands";
/// The fields that say how members voted, each with its words.
const VOTES: [(&str, &str); 3] =
    [(STANDS, "field-stands"), ("against", "field-against"), ("abstained", "field-abstained")];

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
    let Act::RulingMade { by_rule, outcome, by, against: voted, abstained, .. } = &ruled.act else {
        return html! {};
    };
    let against: Vec<&Spoken> =
        staged.dissents.iter().filter_map(|entry| snapshot.spoken.get(entry)).collect();
    html! {
        section.box {
            h2 { (words.get("ruling")) " " small { (screen.moment(ruled.at)) } }
            div.cols.half {
                div {
                    p { (marks::piece(&screen.outcome(*outcome))) }
                    p.s { (words.with("ruling-by-rule", &[("rule", screen.norm(by_rule).into())])) }
                    p.s {
                        (words.count("ruling-stand", by.len()))
                        @if !voted.is_empty() { " " (words.count("ruling-against", voted.len())) }
                        @if !abstained.is_empty() { " " (words.count("ruling-abstained", abstained.len())) }
                    }
                    (review::at_ruling(words, snapshot, (staged, ruled)))
                    @if by.len() + voted.len() + abstained.len() > 1 { p.xs.soft { (words.get("ruling-named")) } }
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

/// The rules by which the commission can decide: those that the text gives it; where it gives none, its paragraphs.
pub(super) fn rules(agreement: &Agreement, screen: &Screen<'_>) -> (Vec<(String, String)>, bool) {
    let own: Vec<(String, String)> =
        own_rules(agreement).map(|norm| (norm.id.to_string(), screen.norm(&norm.id))).collect();
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
    (logins, reply, wrong): (&Logins, Option<&Clock>, &Wrong),
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
        (ruling_form(visit, screen, snapshot, (name, found, own), (logins, reply, wrong)))
        @if let Some(ruling) = ruled { (dissent_form(visit, name, &ruling, wrong)) }
        form.box.stack method="post" action="/finding/recuse" {
            h2 { (words.get("recuse")) }
            p.s { (words.get("recuse-means")) }
            (token(visit)) (finding::hidden(name))
            div.field.bad[wrong.of("sure").is_some()] {
                div.picks { label { input type="checkbox" name="sure" value="yes" aria-describedby="sure-beside"; (words.get("recuse-sure")) } }
                (beside(words, "recuse-sure", "sure", wrong.of("sure")))
            }
            p { button.btn.grave { (words.get("recuse-do")) } }
        }
    }
}

fn ruling_form(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (name, found, own): (&FindingRef, &Finding, &UserId),
    (logins, reply, wrong): (&Logins, Option<&Clock>, &Wrong),
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
    let in_case: Vec<&UserId> = members.iter().filter(|(_, out)| !out).map(|(user, _)| *user).collect();
    let plain = rules.first().filter(|_| decides && rules.len() == 1).and_then(|(id, _)| {
        let norm = snapshot.agreement.norm(id)?;
        Some(screen::plain(&snapshot.agreement, norm, words.lang()).paragraph())
    });
    html! {
        form.box.stack method="post" action="/finding/rule" {
            h2 { (words.get("ruling-make")) }
            @if let Some(clock) = reply {
                div.note { p { (words.get("ruling-before-reply")) } (clocks::shown(words, clock, clock::now())) }
            }
            @if screen.stage_of(found) == Stage::Provisional { p.note { (words.get("ruling-unassessed")) } }
            (review::before_ruling(words, screen.said_of(found)))
            (token(visit)) (finding::hidden(name))
            input type="hidden" name="found" value=(found.outcome.name());
            @if let Some(seen) = snapshot.version(&found.subject.id) { input type="hidden" name="seen" value=(seen); }
            (choice(words, ("outcome", "field-outcome"), &outcomes, chosen, wrong))
            (choice(words, ("rule", if decides { "field-rule" } else { "field-rule-paragraph" }), &rules, form.get("rule"), wrong))
            @if let Some(plain) = plain { p.s { (plain) } }
            (votes(visit, &called, (&in_case, own), wrong))
            @if out > 0 { p.s.soft { (words.count("ruling-out", out)) } }
            (area(words, ("reasons", "field-reasons"), form.typed("reasons"), wrong))
            p { button.btn.main { (words.get("ruling-make-do")) } }
        }
    }
}

/// How members voted, each of them to tick.
pub(super) fn votes(
    visit: &Visit,
    called: &Called<'_>,
    (members, own): (&[&UserId], &UserId),
    wrong: &Wrong,
) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    html! {
        @for (name, key) in VOTES {
            fieldset.bad[wrong.of(name).is_some()] {
                legend { (words.get(key)) }
                (beside(words, key, name, wrong.of(name)))
                div.picks {
                    @for user in members {
                        @let ticked = form.all(name).any(|id| *id == *user.0) || (name == STANDS && *user == own && wrong.is_empty());
                        label { input type="checkbox" name=(name) value=(user.0) checked[ticked]; span { (called.shown(user)) } @if *user == own { span.soft { (words.get("ruling-you")) } } }
                    }
                }
            }
        }
    }
}

/// Who of these members is said to have voted how: for, against, neither.
pub(super) fn voted(form: &Form, members: &[UserId]) -> [Vec<UserId>; 3] {
    VOTES.map(|(field, _)| {
        members.iter().filter(|user| form.all(field).any(|id| *id == *user.0)).cloned().collect()
    })
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
fn told(
    visit: &Visit,
    snapshot: &Snapshot,
    name: &FindingRef,
    (own, logins): (&UserId, &Logins),
) -> Result<(Act, Vec<u8>), Wrong> {
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
    let members: Vec<UserId> =
        bench(snapshot, name).filter(|(_, out)| !out).map(|(user, _)| user.clone()).collect();
    let [by, against, abstained] = voted(form, &members);
    if by.is_empty() {
        wrong.add(STANDS, words.get("field-stands-missing"));
    } else if let Some((rule, _)) = rule {
        let now = clock::now();
        let put = snapshot.assessed_at(name).unwrap_or(now);
        let voices = Voices { members: &members, by: &by, against: &against, abstained: &abstained };
        let by_rule = rule.as_str().into();
        let people = Called { visit, standing: &snapshot.standing, logins };
        let called = |user: &UserId| people.choice(user);
        if let Err(why) = is_taken(&snapshot.agreement, (&by_rule, own), &voices, (put, now), &called) {
            wrong.add(STANDS, Fault::from(Trouble::from(why)).said_in(visit.lang).said().0);
        }
    }
    let reasons = words_of(visit, "reasons", &mut wrong);
    match (outcome, rule, reasons) {
        (Some(outcome), Some((rule, _)), Some(reasons)) if wrong.is_empty() => {
            let by_rule = rule.as_str().into();
            let finding = name.clone();
            Ok((Act::RulingMade { abstained, against, by_rule, finding, outcome, by }, reasons))
        }
        _ => Err(wrong),
    }
}

/// What the program finds now, where that or the incident is not what the form showed.
fn is_another(form: &Form, snapshot: &Snapshot, name: &FindingRef) -> Option<Outcome> {
    let now = snapshot.finding_at(snapshot.finding(name)?, false)?;
    let seen = snapshot.version(&now.subject.id).map(|version| version.to_string());
    let same = form.get("found") == now.outcome.name() && form.get("seen") == seen.unwrap_or_default();
    (!same).then_some(now.outcome)
}

/// Rules on a finding.
pub(in crate::web) async fn rule(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let (name, snapshot) = (named(&visit.form), house.snapshot().await?);
    if let Some(now) = is_another(&visit.form, &snapshot, &name) {
        let (mut wrong, words) = (Wrong::default(), visit.words());
        let now = words.get(&format!("outcome-{}", now.name()));
        wrong.add("", words.with("finding-another", &[("outcome", now.into())]));
        return shown(&house, &visit, &name, StatusCode::CONFLICT, &wrong).await;
    }
    let own = visit.session()?.actor.user.clone();
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    match told(&visit, &snapshot, &name, (&own, &logins)) {
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
    if visit.form.get("sure") != "yes" {
        let mut wrong = Wrong::default();
        wrong.add("sure", visit.words().get("recuse-unsure"));
        return shown(&house, &visit, &name, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let case = name.deed().map_or(&*name.subject, |(incident, _)| incident).into();
    let user = visit.session()?.actor.user.clone();
    act(&house, &visit, &name, Filed::plain(Act::RecusalDeclared { case, user })).await
}
