//! The joint force: bodies with their quotas, nominations and whom they wait for, teams, posts, patrols, complaints, what is to be
//! destroyed; each with the slips that the visitor may fill in ([`super::slip`]).
//!
//! No page tells where a patrol is: a plan is shown once it has ended, before that to those who verify and to the parties that
//! were asked for clearance.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::force::Patrol;
use hudna_core::ledger::act::Verb;
use hudna_core::ledger::id::{EntryId, UserId};
use hudna_desk::document::screen::Screen;
use hudna_desk::force::Told;
use hudna_desk::record::Snapshot;
use hudna_desk::trouble::Trouble;
use maud::{Markup, html};

use super::called::Called;
use super::slip::pressed;
use super::{Page, complaint, force_sheets, laid, marks, nomination, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The most patrols that the page lists, the latest first.
const MOST: usize = 40;

/// A step that may be taken here: the part of the page, the power it takes, where, the key of its name.
type Step = (&'static str, Verb, &'static str, &'static str);

const STEPS: [Step; 10] = [
    ("bodies", Verb::Rule, "/force/bodies", "force-form-body"),
    ("nominations", Verb::Negotiate, "/force/nominate", "force-nominate"),
    ("nominations", Verb::Collect, "/force/documents", "force-form-document"),
    ("nominations", Verb::Collect, "/force/seats", "force-form-seat"),
    ("patrols", Verb::Verify, "/force/plan", "force-plan"),
    ("patrols", Verb::Verify, "/force/report", "force-report"),
    ("watch", Verb::Collect, "/force/teams", "force-form-team"),
    ("watch", Verb::Collect, "/force/posts", "force-form-post"),
    ("watch", Verb::Collect, "/force/posts/close", "force-form-post-close"),
    ("watch", Verb::Collect, "/force/cameras", "force-form-camera"),
];

/// The page.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let told = Told::of(&snapshot, screen, clock::now());
    let words = visit.words();
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let main = html! {
        div.head { h1 { (words.get("page-force")) } }
        p.lede { (words.get("force-lead")) }
        p.row {
            span.s { (words.get("force-paper-look")) (words.get("colon")) }
            a.btn.quiet href="/force/paper" { (words.get("documents-as-page")) }
            a.btn.quiet href="/force/paper?layout=pdf" { (words.get("documents-as-pdf")) }
        }
        (force_sheets::ways(&visit))
        div.cols {
            div.stack {
                (bodies(&visit, &screen, &told, &Called { visit: &visit, standing: &snapshot.standing, logins: &logins }))
                (nominations(&visit, &snapshot, &told))
                (patrols(&visit, &snapshot, &told))
            }
            div.stack {
                (watch(&visit, &snapshot, &told))
                (complaints(&visit, &snapshot, &told, &logins))
                (expired(&visit, &screen, &snapshot, &told))
            }
        }
    };
    let page = Page { title: words.get("page-force"), here: "/force", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// The steps of a part of the page that the visitor may take.
pub(super) fn steps(visit: &Visit, part: &str) -> Markup {
    let offered = |(of, verb, _, _): &&Step| *of == part && visit.granted.may(*verb);
    let may: Vec<&Step> = STEPS.iter().filter(offered).collect();
    html! {
        @if !may.is_empty() {
            p.row { @for (_, _, path, key) in may { a.btn href=(path) { (visit.words().get(key)) } } }
        }
    }
}

fn bodies(visit: &Visit, screen: &Screen<'_>, told: &Told<'_>, called: &Called<'_>) -> Markup {
    let (words, all) = (visit.words(), told.bodies());
    html! {
        section.box {
            h2 { (words.get("force-bodies")) }
            @if all.is_empty() { p.empty { (words.get("force-none")) } }
            @for body in &all {
                h3 { (told.body(body)) " " small { (words.count("force-member-count", told.seated(body))) } }
                p.s {
                    (told.joined_by(body))
                    @if visit.granted.may(Verb::Rule) { " " a.again href=(format!("/force/bodies?body={body}")) { (words.get("force-form-again")) } }
                }
                @let laid = told.laid_down(body, &|user| called.choice(user));
                @if !laid.is_empty() {
                    details.s {
                        summary { (words.get("force-laid")) }
                        ul.wait { @for one in &laid { li { (one) } } }
                    }
                }
                @if let Some(seats) = told.made_up(body) { p.s { (seats) } }
                @for ahead in told.seated_ahead(body) { p.s { (ahead) } }
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
            (steps(visit, "bodies"))
        }
    }
}

fn nominations(visit: &Visit, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let words = visit.words();
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
            (steps(visit, "nominations"))
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
                        (words_about(visit, snapshot, told, patrol))
                        @if is_asked(visit, patrol) {
                            p { a.btn href=(format!("/force/clear?patrol={}", patrol.entry)) { (words.get("force-clear")) } }
                        }
                        @if patrol.report.is_none() && visit.granted.may(Verb::Verify) && tells(visit, told, patrol) {
                            p.s { a href=(format!("/force/report?of={}", patrol.entry)) { (words.get("force-report")) } }
                        }
                    }
                }
            }
            (steps(visit, "patrols"))
        }
    }
}

/// What parties wrote to their clearance, and what the patrol saw. Conditions and reasons of a party are for that party, for those who send and lead
/// patrols, and for whoever may see what is sealed; what was seen is for the latter and for whoever reported it.
fn words_about(visit: &Visit, snapshot: &Snapshot, told: &Told<'_>, patrol: &Patrol) -> Markup {
    let (words, granted) = (visit.words(), &visit.granted);
    let works = granted.sealed || granted.may(Verb::Verify) || granted.may(Verb::Rule);
    let of = |entry: &EntryId| snapshot.spoken.get(entry).filter(|one| one.text.is_some());
    let own = |user: &UserId| visit.session.as_ref().is_some_and(|session| session.actor.user == *user);
    html! {
        @for answer in &patrol.clearance {
            @if let Some(spoken) = of(&answer.entry) {
                @let key = if answer.granted { "force-clearance-granted" } else { "force-clearance-refused" };
                @let values = [("party", told.party(&answer.party).into()), ("moment", told.moment(answer.at).into())];
                div.s {
                    b { (words.with(key, &values)) }
                    @if works || granted.party.as_ref() == Some(&answer.party) {
                        blockquote dir="auto" { (spoken.text.as_deref().unwrap_or_default()) }
                    } @else { " " span.soft { (words.get("sealed")) } }
                }
            }
        }
        @if let Some(spoken) = patrol.report.as_ref().and_then(|report| of(&report.entry)) {
            div.s {
                b { (words.get("force-field-seen")) }
                @if granted.sealed || own(&spoken.by) {
                    blockquote dir="auto" { (spoken.text.as_deref().unwrap_or_default()) }
                } @else { " " span.soft { (words.get("sealed")) } }
            }
        }
    }
}

pub(super) fn tells(visit: &Visit, told: &Told<'_>, patrol: &Patrol) -> bool {
    told.tells_plan(patrol, visit.granted.sealed, visit.granted.party.as_ref())
}

/// Whether the visitor's party is asked for clearance and has not answered.
fn is_asked(visit: &Visit, patrol: &Patrol) -> bool {
    let open =
        |party| patrol.report.is_none() && patrol.asked.contains(party) && patrol.answer(party).is_none();
    visit.granted.may(Verb::Reply) && visit.granted.party.as_ref().is_some_and(open)
}

fn watch(visit: &Visit, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let (words, all) = (visit.words(), told.watch());
    html! {
        section.box {
            h2 { (words.get("force-watch")) }
            @if all.is_empty() { p.empty { (words.get("force-watch-none")) } }
            @for (sector, said) in all { p { b { (sector) } br; span.s { (said.join(&format!("{} ", words.get("semicolon")))) } } }
            (listed(visit, snapshot, told))
            (steps(visit, "watch"))
        }
    }
}

/// Teams, posts and cameras by name, with their periods.
pub(super) fn listed(visit: &Visit, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let (words, force) = (visit.words(), &snapshot.force);
    let keeps = visit.granted.may(Verb::Collect);
    html! {
        @if !force.teams.is_empty() {
            h3 { (words.get("force-teams")) }
            @for (id, team) in &force.teams {
                p.s {
                    b { bdi { (id) } } " " (told.body(&team.body)) (words.get("comma")) " " (words.count("force-team-of", team.members.len()))
                    @if keeps { " " a.again href=(format!("/force/teams?team={id}")) { (words.get("force-form-again")) } }
                }
            }
        }
        @if !force.posts.is_empty() {
            h3 { (words.get("force-posts-list")) }
            @for post in &force.posts { p.s { b { bdi { (post.post) } } " " (told.post(post)) } }
        }
        @if !force.cameras.is_empty() {
            h3 { (words.get("force-cameras-list")) }
            @for camera in told.last_of_cameras() {
                p.s {
                    b { bdi { (camera.camera) } } " " (told.camera(camera))
                    @if keeps { " " a.again href=(format!("/force/cameras?camera={}", camera.camera)) { (words.get("force-form-again")) } }
                }
            }
        }
    }
}

fn complaints(visit: &Visit, snapshot: &Snapshot, told: &Told<'_>, logins: &[(UserId, String)]) -> Markup {
    let words = visit.words();
    html! {
        section.box {
            h2 { (words.get("force-complaints")) }
            @if snapshot.force.complaints.is_empty() { p.empty { (words.get("force-complaints-none")) } }
            ul.wait {
                @for one in snapshot.force.complaints.iter().rev() {
                    @let (what, stage) = complaint::said_of(visit, snapshot, logins, told, one);
                    li { a href=(complaint::address(&one.entry)) { (what) } div.s.soft { (stage) } }
                }
            }
            @if visit.granted.may(Verb::Reply) && visit.granted.party.is_some() { p { a.btn href="/force/complain" { (words.get("complaint-make")) } } }
        }
    }
}

/// What is sealed of candidates and is to be destroyed, for whoever may.
fn expired(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, told: &Told<'_>) -> Markup {
    let (words, all) = (visit.words(), told.expired());
    html! {
        @if visit.granted.may(Verb::Publish) {
            section.box {
                h2 { (words.get("force-expired")) }
                @if all.is_empty() { p.empty { (words.get("force-nothing-expired")) } }
                ul.wait { @for said in &all { li { (said) } } }
                @if !all.is_empty() {
                    p.s { (words.get("force-expired-means")) }
                    form method="post" action="/force/expire" {
                        (token(visit))
                        button.btn.main { (words.get("force-expire")) }
                    }
                }
            }
        }
        @let next = snapshot.force.next_expiry(told.now());
        @if let Some((count, at)) = next.filter(|_| visit.granted.may(Verb::Publish)) {
            p.s.soft { (words.count("force-expires-next", count)) " " (screen.moment(at)) }
        }
    }
}

/// Destroys what is sealed of candidates whose time has run: the act names its parts, proofs and places remain.
pub(in crate::web) async fn expire(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.snapshot().await?;
    let view = snapshot.saying(false);
    let told = Told::of(&snapshot, Screen::of(&view, visit.lang), clock::now());
    let filed = told.redaction().ok_or_else(|| Trouble::new("record", "redaction-empty"))?;
    pressed(&house, &visit, filed, "/force").await
}
