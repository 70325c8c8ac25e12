//! The joint force: bodies with their quotas, nominations and whom they wait for, posts, patrols; forms to nominate, to plan a
//! patrol, to report it and to answer for its clearance.
//!
//! No page tells where a patrol is: a plan is shown once it has ended, before that to those who verify and to the parties that
//! were asked for clearance.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::force::{Patrol, Plan};
use hudna_core::ledger::act::{Act, Leg, Verb, Way};
use hudna_core::ledger::canonical::to_canonical;
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::{EntryId, PartyId};
use hudna_core::ledger::part::Class;
use hudna_core::time::{TimeRange, whole_day};
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, beside, choice, latin_digits, summary};
use super::{Page, laid, marks, nomination, report_form, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

/// The most patrols that the page lists, the latest first.
const MOST: usize = 40;

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    shown(&house, &visit, StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.view(false, TimeRange::ALL);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let words = visit.words();
    let main = html! {
        div.head { h1 { (words.get("page-force")) } }
        p.lede { (words.get("force-lead")) }
        (summary(words, wrong))
        div.cols {
            div.stack {
                (bodies(words, &screen, &told))
                (nominations(words, &snapshot, &told))
                (patrols(visit, &snapshot, &told))
            }
            div.stack {
                (watch(words, &snapshot, &told))
                (complaints(words, &snapshot, &told))
                (forms(visit, &screen, &snapshot, &told, wrong))
            }
        }
    };
    let page = Page { title: words.get("page-force"), here: "/force", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

fn bodies(words: &Words, screen: &Screen<'_>, told: &Told<'_>) -> Markup {
    let all = told.bodies();
    html! {
        section.box {
            h2 { (words.get("force-bodies")) }
            @if all.is_empty() { p.empty { (words.get("force-none")) } }
            @for body in &all {
                h3 { (told.body(body)) small { (words.count("force-member-count", told.seated(body))) } }
                @let quotas = told.quotas(body);
                @if quotas.is_empty() { p.s.soft { (words.get("force-no-quota")) } }
                @for finding in quotas {
                    p {
                        (screen.norm(&finding.norm)) " " (marks::piece(&screen.standing_of(finding))) br;
                        span.s { (screen.why(finding)) }
                    }
                    @for set in &finding.missing { p.s { (marks::pieces(&screen.missing(set))) } }
                }
                @for change in told.broken(body) { p.s { (told.broke(&change)) } }
            }
        }
    }
}

fn nominations(words: &Words, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let all = &snapshot.force.nominations;
    html! {
        section.box {
            h2 { (words.get("force-nominations")) }
            @if all.is_empty() { p.empty { (words.get("force-no-nominations")) } }
            ul.wait {
                @for one in all.iter().rev() {
                    @let standing = told.standing(one);
                    li {
                        a href=(nomination::address(&one.entry)) { (told.nominated(one)) }
                        div.s {
                            b { (told.stage(&standing)) } " " (told.waits(one, &standing))
                        }
                        div.row.s {
                            @match told.criteria_are(one) {
                                Some(piece) => span { (words.get("force-criteria")) ": " (marks::piece(&piece)) },
                                None => span.soft { (words.get("force-criteria-none")) },
                            }
                            span.soft { (words.count("force-objections", one.objections.len())) }
                        }
                    }
                }
            }
        }
    }
}

fn patrols(visit: &Visit, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let words = visit.words();
    let all = &snapshot.force.patrols;
    html! {
        section.box {
            h2 { (words.get("force-patrols")) " " small { (words.get("force-hours")) } }
            @if all.is_empty() { p.empty { (words.get("force-patrols-none")) } }
            ul.wait {
                @for patrol in all.iter().rev().take(MOST) {
                    li {
                        b { bdi { (patrol.patrol) } } (words.get("comma")) " " bdi { (patrol.team) }
                        @for said in told.patrol(patrol, tells(visit, told, patrol)) { div.s { (said) } }
                        (clearance(visit, patrol))
                    }
                }
            }
        }
    }
}

fn tells(visit: &Visit, told: &Told<'_>, patrol: &Patrol) -> bool {
    told.tells_plan(patrol, visit.granted.sealed, visit.granted.party.as_ref())
}

/// The two answers that a party that was asked may give.
fn clearance(visit: &Visit, patrol: &Patrol) -> Markup {
    let words = visit.words();
    let asked = visit.granted.party.as_ref().filter(|party| {
        let open = patrol.report.is_none() && patrol.answer(party).is_none();
        open && patrol.asked.contains(party) && visit.granted.may(Verb::Reply)
    });
    html! {
        @if asked.is_some() {
            form.row method="post" action="/force/clear" {
                (token(visit))
                input type="hidden" name="patrol" value=(patrol.entry.0);
                button.btn name="granted" value="yes" { (words.get("force-clear-yes")) }
                button.btn.quiet name="granted" value="no" { (words.get("force-clear-no")) }
            }
        }
    }
}

fn watch(words: &Words, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let all = told.watch();
    html! {
        section.box {
            h2 { (words.get("force-watch")) }
            @if all.is_empty() { p.empty { (words.get("force-watch-none")) } }
            @for (sector, said) in all { p { b { (sector) } br; span.s { (said.join(&format!("{} ", words.get("semicolon")))) } } }
            @if !snapshot.force.teams.is_empty() {
                h3 { (words.get("force-teams")) }
                @for (id, team) in &snapshot.force.teams {
                    p.s { b { bdi { (id) } } " " (told.body(&team.body)) (words.get("comma")) " " (words.count("force-team-of", team.members.len())) }
                }
            }
        }
    }
}

fn complaints(words: &Words, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    html! {
        @if !snapshot.force.complaints.is_empty() {
            section.box {
                h2 { (words.get("force-complaints")) }
                ul.wait {
                    @for one in &snapshot.force.complaints {
                        @let (what, stage) = told.complaint(one);
                        li { (what) div.s.soft { (stage) } }
                    }
                }
            }
        }
    }
}

fn forms(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, told: &Told<'_>, wrong: &Wrong) -> Markup {
    html! {
        @if visit.granted.may(Verb::Negotiate) { (nominate_form(visit, screen, snapshot, told, wrong)) }
        @if visit.granted.may(Verb::Verify) {
            (plan_form(visit, screen, snapshot, wrong))
            (report_form_of(visit, screen, snapshot, told, wrong))
        }
    }
}

/// The parties that the visitor may speak for.
fn parties(visit: &Visit, screen: &Screen<'_>, agreement: &Agreement) -> Vec<(String, String)> {
    let own = visit.granted.party.as_ref();
    let all = agreement.parties.iter().filter(|party| own.is_none_or(|own| own.0 == party.id));
    all.map(|party| (party.id.to_string(), screen.actor(&party.id))).collect()
}

fn typed<'v>(visit: &'v Visit, here: &str, name: &str) -> &'v str {
    if visit.uri.path() == here { visit.form.get(name) } else { "" }
}

fn nominate_form(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    told: &Told<'_>,
    wrong: &Wrong,
) -> Markup {
    let (words, here) = (visit.words(), "/force/nominate");
    let formed = snapshot.force.bodies.keys().map(|id| (id.to_string(), told.body(id)));
    let formed: Vec<_> = formed.collect();
    let field = |name, kind, key, required| {
        Field { name, kind, key, typed: typed(visit, here, name), autocomplete: "off", required }
            .shown(words, wrong)
    };
    html! {
        @if !formed.is_empty() {
            form.box.stack method="post" action=(here) {
                h2 { (words.get("force-nominate")) }
                (token(visit))
                (choice(words, ("body", "force-field-body"), &formed, typed(visit, here, "body"), wrong))
                (choice(words, ("party", "field-party"), &parties(visit, screen, &snapshot.agreement), typed(visit, here, "party"), wrong))
                (field("candidate", "text", "field-candidate", true))
                (field("name", "text", "field-candidate-name", false))
                (field("keep", "date", "field-keep-until", false))
                p { button.btn.main { (words.get("force-nominate-do")) } }
            }
        }
    }
}

/// Hours in each sector, as fields named `hours-…`.
fn hours(visit: &Visit, screen: &Screen<'_>, agreement: &Agreement, here: &str, denied: bool) -> Markup {
    let words = visit.words();
    html! {
        fieldset {
            legend { (words.get("field-hours")) }
            @for sector in sectors(agreement) {
                @let name = format!("hours-{sector}");
                div.row {
                    label { span.xs { (screen.sector(sector)) } " " input.short name=(name) inputmode="decimal" dir="ltr" value=(typed(visit, here, &name)); }
                    @if denied {
                        label.xs { input type="checkbox" name="denied" value=(sector); " " (words.get("field-denied")) }
                    }
                }
            }
        }
    }
}

fn sectors(agreement: &Agreement) -> impl Iterator<Item = &Arc<str>> {
    agreement.backdrop.iter().filter(|one| &*one.kind == "sector").map(|one| &one.id)
}

fn when(visit: &Visit, here: &str, prefix: [&'static str; 3], wrong: &Wrong) -> Markup {
    let words = visit.words();
    let field = |name, kind, key| {
        Field { name, kind, key, typed: typed(visit, here, name), autocomplete: "off", required: true }
            .shown(words, wrong)
    };
    let [day, from, to] = prefix;
    html! {
        div.tri { (field(day, "date", "field-day")) (field(from, "time", "field-from-hour")) (field(to, "time", "field-to-hour")) }
    }
}

fn plan_form(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let (words, here) = (visit.words(), "/force/plan");
    let teams: Vec<_> = snapshot.force.teams.keys().map(|id| (id.to_string(), id.to_string())).collect();
    let ways: Vec<_> = [Way::Road, Way::Flight]
        .iter()
        .map(|way| (way.name().to_owned(), words.get(&format!("force-way-{}", way.name()))))
        .collect();
    html! {
        @if !teams.is_empty() {
            form.box.stack method="post" action=(here) {
                h2 { (words.get("force-plan")) }
                (token(visit))
                (Field { name: "patrol", kind: "text", key: "field-patrol", typed: typed(visit, here, "patrol"), autocomplete: "off", required: true }.shown(words, wrong))
                (choice(words, ("team", "field-team"), &teams, typed(visit, here, "team"), wrong))
                (choice(words, ("way", "field-way"), &ways, typed(visit, here, "way"), wrong))
                (when(visit, here, ["day", "from", "to"], wrong))
                (hours(visit, screen, &snapshot.agreement, here, false))
                fieldset {
                    legend { (words.get("field-asked")) }
                    @for party in &snapshot.agreement.parties {
                        label.xs { input type="checkbox" name="asked" value=(party.id); " " (screen.actor(&party.id)) } " "
                    }
                }
                p { button.btn.main { (words.get("force-plan-do")) } }
            }
        }
    }
}

fn report_form_of(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    told: &Told<'_>,
    wrong: &Wrong,
) -> Markup {
    let (words, here) = (visit.words(), "/force/report");
    let open = snapshot.force.patrols.iter().filter(|p| p.report.is_none() && tells(visit, told, p));
    let open: Vec<_> = open.map(|p| (p.entry.to_string(), p.patrol.to_string())).collect();
    html! {
        @if !open.is_empty() {
            form.box.stack method="post" action=(here) {
                h2 { (words.get("force-report")) }
                (token(visit))
                (choice(words, ("of", "field-patrol"), &open, typed(visit, here, "of"), wrong))
                div.tri {
                    @for (name, kind, key) in [("day", "date", "field-day"), ("from", "time", "field-from-hour"), ("to", "time", "field-to-hour")] {
                        label { span.xs { (words.get(key)) } input type=(kind) name=(name) required value=(typed(visit, here, name)); }
                    }
                }
                (hours(visit, screen, &snapshot.agreement, here, true))
                label { input type="checkbox" name="cleared" value="yes"; " " (words.get("field-cleared")) }
                label { span.xs { (words.get("force-field-seen")) } textarea name="text" rows="3" dir="auto" { (typed(visit, here, "text")) } }
                p { button.btn.main { (words.get("force-report-do")) } }
            }
        }
    }
}

/// Does an act and shows the page as it then is; a refusal stands above it.
async fn act(house: &Arc<House>, visit: &Visit, filed: Filed) -> Result<Response, Fault> {
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, filed).await {
        Ok(_) => Ok(to("/force")),
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let (said, next) = why.clone().said_in(visit.lang).said();
            let mut wrong = Wrong::default();
            wrong.add("", [said, next.unwrap_or_default()].join(" "));
            shown(house, visit, why.status(), &wrong).await
        }
    }
}

/// Puts a candidate forward.
pub(in crate::web) async fn nominate(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let (form, words) = (&visit.form, visit.words());
    let mut wrong = Wrong::default();
    if form.get("candidate").is_empty() {
        wrong.add("candidate", words.get("field-candidate-missing"));
    }
    let day = form.get("keep");
    let keep_until = day.parse().ok().map(|day| whole_day(day, &snapshot.agreement.zone_time).hi);
    if !day.is_empty() && keep_until.is_none() {
        wrong.add("keep", words.with("field-day-wrong", &[("typed", day.into())]));
    }
    if !wrong.is_empty() {
        return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await;
    }
    let filed = Filed::plain(Act::NominationMade {
        body: form.get("body").into(),
        candidate: form.get("candidate").into(),
        keep_until,
        party: PartyId::from(form.get("party")),
    });
    let filed = filed.with("source", Class::Source, form.get("name").as_bytes().to_vec());
    act(&house, &visit, filed).await
}

/// The legs that a form tells of.
fn legs(words: &Words, form: &Form, agreement: &Agreement, wrong: &mut Wrong) -> Vec<Leg> {
    let mut legs = Vec::new();
    for sector in sectors(agreement) {
        let typed = latin_digits(form.get(&format!("hours-{sector}")));
        match typed.parse::<f64>() {
            Ok(hours) if hours.is_finite() => legs.push(Leg { hours, sector: sector.clone() }),
            _ if typed.is_empty() => {}
            _ => wrong.add("", words.get("field-hours-wrong")),
        }
    }
    legs
}

/// When and where, or what is wrong with it.
fn told_of(visit: &Visit, agreement: &Agreement) -> Result<(TimeRange, Vec<Leg>), Wrong> {
    let (words, mut wrong) = (visit.words(), Wrong::default());
    let over = report_form::time(words, &visit.form, agreement, None, &mut wrong);
    let legs = legs(words, &visit.form, agreement, &mut wrong);
    match over {
        Some(over) if wrong.is_empty() => Ok((over, legs)),
        _ => {
            if wrong.is_empty() {
                wrong.add("day", words.get("field-day-missing"));
            }
            Err(wrong)
        }
    }
}

/// Plans a patrol.
pub(in crate::web) async fn plan(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let form = &visit.form;
    let (over, legs) = match told_of(&visit, &snapshot.agreement) {
        Ok(told) => told,
        Err(wrong) => return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    };
    let way = if form.get("way") == Way::Flight.name() { Way::Flight } else { Way::Road };
    let asked: BTreeSet<PartyId> = form.all("asked").map(PartyId::from).collect();
    let plan = to_canonical(&Plan { legs, over }).map_err(|why| Trouble::new("record", why.code()))?;
    let filed = Filed::plain(Act::PatrolPlanned {
        asked: asked.into_iter().collect(),
        patrol: form.get("patrol").into(),
        team: form.get("team").into(),
        way,
    });
    act(&house, &visit, filed.with("plan", Class::Place, plan)).await
}

/// Reports a patrol.
pub(in crate::web) async fn report(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let form = &visit.form;
    let (over, legs) = match told_of(&visit, &snapshot.agreement) {
        Ok(told) => told,
        Err(wrong) => return shown(&house, &visit, StatusCode::UNPROCESSABLE_ENTITY, &wrong).await,
    };
    let filed = Filed::plain(Act::PatrolReported {
        cleared: form.get("cleared") == "yes",
        denied: form.all("denied").map(Arc::from).collect(),
        legs,
        of: EntryId::from(form.get("of")),
        over,
    });
    act(&house, &visit, filed.with("text", Class::Narrative, form.get("text").as_bytes().to_vec())).await
}

/// Answers for a party whether a patrol has clearance.
pub(in crate::web) async fn clear(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let Some(party) = visit.granted.party.clone() else {
        return Err(Trouble::new("record", "reply-without-party").into());
    };
    let granted = visit.form.get("granted") == "yes";
    let of = EntryId::from(visit.form.get("patrol"));
    act(&house, &visit, Filed::plain(Act::ClearanceAnswered { granted, of, party })).await
}

/// The label, hint and area of words to write.
pub(super) fn area(visit: &Visit, words: &Words, name: &'static str, key: &str, wrong: &Wrong) -> Markup {
    html! {
        div.field.bad[wrong.of(name).is_some()] {
            label for=(name) { (words.get(key)) }
            (beside(words, key, name, wrong.of(name)))
            textarea id=(name) name=(name) rows="3" dir="auto" aria-describedby=(format!("{name}-beside")) { (visit.form.typed(name)) }
        }
    }
}
