//! Joining reports of one happening and keeping two apart: what it would change is shown before anybody decides.
//!
//! The decision names the incidents as they were shown: whatever changed meanwhile refuses it. How strongly two reports speak for
//! one happening is told in words to all who decide; what places and sources have in common, and every measure, only to those who may
//! see them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::finding::Outcome;
use hudna_core::incident::{IncidentId, PairScore, Part, Scored, Why};
use hudna_core::ledger::act::{Act, FindingRef, Seen, Verb};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::id::EntryId;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::what_if::{MadeOf, Tried, WhatIf};
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};
use serde::Serialize;

use super::field::{Wrong, summary};
use super::plainly::plainly;
use super::{Page, finding, laid, marks, reports, token};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Form, Visit, to};

/// Findings listed of those that would change.
const LISTED: usize = 60;

/// Where a decision on two reports is looked at.
pub(super) fn address(what: &str, a: &EntryId, b: &EntryId) -> String {
    format!("/decisions/new?do={what}&a={}&b={}", a.0, b.0)
}

/// Where it is looked at to take a decision back.
pub(super) fn undoing(of: &EntryId) -> String {
    format!("/decisions/new?do=undone&of={}", of.0)
}

fn tried(form: &Form) -> Option<Tried> {
    let id = |name: &str| EntryId::from(form.get(name));
    match form.get("do") {
        "joined" => Some(Tried::Joined(id("a"), id("b"))),
        "apart" => Some(Tried::Apart(id("a"), id("b"))),
        "undone" => Some(Tried::Undone(id("of"))),
        _ => None,
    }
}

/// The two reports that it speaks of, by their places.
fn pair(snapshot: &Snapshot, tried: &Tried) -> Option<(usize, usize)> {
    let (a, b) = match tried {
        Tried::Joined(a, b) | Tried::Apart(a, b) => (a, b),
        Tried::Undone(of) => {
            let one = snapshot.handled.decisions.iter().find(|one| one.entry == *of)?;
            (&one.a, &one.b)
        }
    };
    Some((snapshot.report(&a.0)?, snapshot.report(&b.0)?))
}

/// Whether the visitor decides about both reports: a role over a sector reaches what lies in it.
fn reaches(visit: &Visit, snapshot: &Snapshot, tried: &Tried) -> bool {
    let Some((a, b)) = pair(snapshot, tried) else { return false };
    [a, b].iter().all(|report| {
        let incident = snapshot.incident_of_report(*report).and_then(|one| snapshot.incident(&one.id.0));
        let concerns = incident.map(|at| snapshot.concerns(at)).unwrap_or_default();
        visit.granted.may_about(Verb::Classify, &concerns)
    })
}

/// What a decision would change.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let tried = tried(&visit.query).ok_or_else(|| Trouble::new("record", "request-malformed"))?;
    shown(&house, &visit, &tried, StatusCode::OK, &Wrong::default()).await
}

async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    tried: &Tried,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.seen_by(visit).await?;
    let unknown = || Trouble::new("record", "request-malformed");
    let (a, b) = pair(&snapshot, tried).filter(|(a, b)| a != b).ok_or_else(unknown)?;
    let asked = tried.clone();
    let place = house.if_decided.place(visit).await?;
    let tried_out = house.derived(move |reader| {
        let _place = place;
        reader.what_if(&asked)
    });
    let mut found = tried_out.await?;
    // that somebody assessed is not told to who is to assess by themselves
    found.spoken.retain(|name| snapshot.stages.all().any(|(known, _)| known == name));
    let [one, other] = [a, b].map(|at| snapshot.filed[at].entry.clone());
    let score = house.derived(move |reader| reader.explain(&one, &other)).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let title = words.get(match tried {
        Tried::Joined(..) => "decide-joined",
        Tried::Apart(..) => "decide-apart",
        Tried::Undone(_) => "decide-undone",
    });
    let main = html! {
        p.s { a href="/reports" { (words.get("page-reports")) } }
        div.head { h1 { (title) } p.soft.s { (words.get("decide-means")) } }
        (summary(words, wrong))
        div.cols.half { (told(words, &screen, &snapshot, a)) (told(words, &screen, &snapshot, b)) }
        @if let Some(score) = &score {
            section.box { h2 { (words.get("decide-compared")) } (compared(words, score, visit.granted.sealed)) }
        }
        div.cols {
            section.box {
                h2 { (words.get("decide-changes")) }
                (incidents(words, &snapshot, &found))
                (findings(words, &screen, &found))
            }
            @if reaches(visit, &snapshot, tried) { (form(visit, tried, &found)) }
        }
    };
    let page = Page { title, here: "/incidents", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// What a report says, for comparing.
fn told(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, at: usize) -> Markup {
    let filed = &snapshot.filed[at];
    html! {
        section.box {
            h2 { a.n href=(reports::address(filed)) { (filed.name()) } }
            @if let Some(report) = snapshot.report_at(at, false) { (reports::claims(words, screen, &report)) }
        }
    }
}

/// Whether what two reports have in common of this may be told to whoever sees neither their places nor who told them: in bands it would
/// still say how near, and that both come from one source.
const fn is_open(part: Part) -> bool {
    !matches!(part, Part::Place | Part::Locality | Part::Outlets | Part::Source)
}

/// How two reports are compared, part by part. With measures where `exact`; else without what is sealed, in an order that tells no
/// measure.
pub(super) fn compared(words: &Words, score: &PairScore, exact: bool) -> Markup {
    let verdict = words.get(&format!("pair-verdict-{}", key(&score.verdict)));
    let why = match score.why {
        Why::SameRow | Why::OtherRow | Why::TooFar if !exact => words.get("pair-why-sealed"),
        why => words.get(&format!("pair-why-{}", key(&why))),
    };
    let mut parts: Vec<&Scored> = score.parts.iter().filter(|part| exact || is_open(part.part)).collect();
    if exact {
        parts.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    } else {
        parts.sort_by_key(|part| Part::ALL.iter().position(|known| *known == part.part));
    }
    let left_out = score.left_out.iter().filter(|part| exact || is_open(**part));
    let left_out: Vec<String> = left_out.map(|part| words.get(&format!("pair-part-{}", key(part)))).collect();
    html! {
        p { b { (verdict) } (words.get("comma")) " " (why) }
        table.t {
            thead { tr { th { (words.get("pair-part")) } th { (words.get("pair-speaks")) } @if exact { th.num { (words.get("pair-points")) } } } }
            tbody {
                @for part in parts {
                    tr {
                        th scope="row" { (words.get(&format!("pair-part-{}", key(&part.part)))) }
                        td { (words.get(speaks(part.points))) }
                        @if exact { td.num { bdi.n { (signed(part.points)) } } }
                    }
                }
            }
            @if exact { tfoot { tr { th { (words.get("pair-total")) " " bdi.n { (format!("{:.2}", score.threshold)) } } td {} td.num { bdi.n { (signed(score.total)) } } } } }
        }
        @if !left_out.is_empty() { p.s.soft { (words.get("pair-left-out")) ": " (words.list(&left_out)) } }
        @if !exact { p.s.soft { (words.get("pair-withheld")) } }
    }
}

/// A number with its sign; nothing has none.
fn signed(points: f64) -> String {
    if points.abs() < 0.005 { "0.00".to_owned() } else { format!("{points:+.2}") }
}

/// What a part's points say, in a word: a nat of log-odds is a factor of 2.7.
const fn speaks(points: f64) -> &'static str {
    match points {
        p if p >= 1.5 => "pair-strongly-for",
        p if p >= 0.3 => "pair-for",
        p if p > -0.3 => "pair-neither",
        p if p > -1.5 => "pair-against",
        _ => "pair-strongly-against",
    }
}

/// The name in data of a part, verdict or reason.
fn key(of: &impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn incidents(words: &Words, snapshot: &Snapshot, found: &WhatIf) -> Markup {
    let names = |one: &MadeOf| {
        html! {
            @for entry in &one.reports {
                @if let Some(at) = snapshot.report(&entry.0) { a.n href=(reports::address(&snapshot.filed[at])) { (snapshot.filed[at].name()) } " " }
            }
        }
    };
    let list = |heading: &str, all: &[MadeOf], link: bool| {
        html! {
            div {
                h3 { (words.get(heading)) }
                ul.wait.s {
                    @for one in all {
                        li { @if link { a.n href=(format!("/incidents/{}", one.id.0)) { (one.id.0) } } @else { bdi.n { (one.id.0) } } ": " (names(one)) }
                    }
                }
            }
        }
    };
    html! {
        @if found.before == found.after { p { (words.get("decide-no-incident")) } }
        @else { div.cols.half { (list("decide-before", &found.before, true)) (list("decide-after", &found.after, false)) } }
    }
}

fn findings(words: &Words, screen: &Screen<'_>, found: &WhatIf) -> Markup {
    let said = |outcome: Option<Outcome>| {
        html! { @match outcome { Some(outcome) => (marks::piece(&screen.outcome(outcome))), None => span.soft { (words.get("decide-nothing")) } } }
    };
    html! {
        @if found.findings.is_empty() { p.mt { (words.get("decide-no-finding")) } }
        @else {
            table.t.fold.mt {
                thead { tr { th { (words.get("column-norm")) } th { (words.get("column-subject")) } th { (words.get("decide-now")) } th { (words.get("decide-then")) } } }
                tbody {
                    @for (name, was, would_be) in found.findings.iter().take(LISTED) {
                        tr {
                            th scope="row" { (screen.norm(&name.norm)) }
                            td.full data-l=(words.get("column-subject")) {
                                @if name.subject.starts_with("INC-") { bdi.n { (name.subject) } } @else { (screen.subject_named(&name.subject)) }
                            }
                            td.full data-l=(words.get("decide-now")) { (said(*was)) }
                            td.full data-l=(words.get("decide-then")) { (said(*would_be)) }
                        }
                    }
                }
            }
            @if found.findings.len() > LISTED { p.s { (words.count("decide-more", found.findings.len() - LISTED)) } }
        }
        @if !found.spoken.is_empty() {
            div.note.mt {
                p { b { (words.count("decide-spoken", found.spoken.len())) } }
                ul.s { @for name in &found.spoken { li { a href=(finding::address(name)) { (spoken_name(screen, name)) } } } }
            }
        }
    }
}

fn spoken_name(screen: &Screen<'_>, name: &FindingRef) -> Markup {
    html! { (screen.norm(&name.norm)) " " bdi.n { (name.subject) } }
}

fn form(visit: &Visit, tried: &Tried, found: &WhatIf) -> Markup {
    let words = visit.words();
    let (what, fields): (&str, Vec<(&str, &str)>) = match tried {
        Tried::Joined(a, b) => ("joined", vec![("a", &a.0), ("b", &b.0)]),
        Tried::Apart(a, b) => ("apart", vec![("a", &a.0), ("b", &b.0)]),
        Tried::Undone(of) => ("undone", vec![("of", &of.0)]),
    };
    html! {
        form.box.stack method="post" action="/decisions" {
            h2 { (words.get(&format!("decide-{what}"))) }
            (token(visit))
            input type="hidden" name="do" value=(what);
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            @for seen in &found.seen { input type="hidden" name="seen" value=(format!("{} {}", seen.incident.0, seen.version)); }
            p.s { (words.get("decide-binds")) }
            p.row { button.btn.main { (words.get("decide-do")) } a.btn.quiet href="/incidents" { (words.get("decide-not")) } }
        }
    }
}

/// The incidents as the form's page showed them.
fn seen(form: &Form) -> Option<Vec<Seen>> {
    let read = |text: &str| {
        let (id, version) = text.split_once(' ')?;
        Some(Seen { incident: IncidentId(id.to_owned()), version: version.parse().ok()? })
    };
    form.all("seen").map(read).collect()
}

/// Decides.
pub(in crate::web) async fn decide(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let malformed = || Trouble::new("record", "request-malformed");
    let tried = tried(&visit.form).ok_or_else(malformed)?;
    let seen = seen(&visit.form).ok_or_else(malformed)?;
    let snapshot = house.snapshot().await?;
    let (at, _) = pair(&snapshot, &tried).ok_or_else(malformed)?;
    if !reaches(&visit, &snapshot, &tried) {
        return Err(Trouble::new("record", "out-of-reach").into());
    }
    let report = snapshot.filed[at].entry.clone();
    let act = match tried.clone() {
        Tried::Joined(a, b) => Act::ReportsJoined { a, b, seen },
        Tried::Apart(a, b) => Act::ReportsKeptApart { a, b, seen },
        Tried::Undone(of) => Act::DecisionUndone { of, seen },
    };
    let session = Arc::clone(visit.session()?);
    match house.act(&session, None, Filed::plain(act)).await {
        Ok(_) => {
            let snapshot = house.snapshot().await?;
            let incident = snapshot.report(&report.0).and_then(|at| snapshot.incident_of_report(at));
            Ok(to(&incident.map_or_else(|| "/incidents".to_owned(), |i| format!("/incidents/{}", i.id.0))))
        }
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let why = plainly(&house, &visit, why).await;
            let (said, next) = why.clone().said_in(visit.lang).said();
            let mut wrong = Wrong::default();
            wrong.add("", [said, next.unwrap_or_default()].join(" "));
            shown(&house, &visit, &tried, why.status(), &wrong).await
        }
    }
}
