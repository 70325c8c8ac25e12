//! One incident: every attribute with its values and who says so, its findings, what was done.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::incident::{Incident, IncidentId};
use hudna_core::ledger::act::{FindingRef, Verb};
use hudna_core::ledger::id::EntryId;
use hudna_core::time::Instant;
use hudna_desk::document::screen::{Known, Screen};
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Thing;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::{Page, decisions, finding, laid, marks, reports};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::{Visit, to};

/// The page; an id that was merged or split leads to where it went.
pub(in crate::web) async fn page(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let Some(at) = snapshot.incident(&id) else { return elsewhere(&house, &visit, id).await };
    let exact = visit.sees_all_of(&snapshot, at);
    if exact {
        house.reads(visit.session()?, Thing::about("incident", Some(&id))).await?;
    }
    let view = visit.saying(&snapshot, Some(at), exact);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let incident = snapshot.incident_at(at, exact).ok_or_else(Fault::ours)?;
    let incident = &*incident;
    let title = screen.what(incident);
    let independent = usize::try_from(incident.independent).unwrap_or(0);
    let main = html! {
        p.s { a href="/incidents" { (words.get("page-incidents")) } " / " bdi.n { (id) } }
        div.head {
            h1 { (title) }
            p.soft.s {
                (screen.place(incident)) (words.get("comma")) " " (screen.when(incident)) (words.get("comma")) " "
                (words.count("count-reports", incident.reports.len())) (words.get("comma")) " "
                (words.count("count-independent", independent))
            }
            (documents_of(&visit, &id))
        }
        div.cols {
            div.stack {
                @for (number, deed) in incident.deeds.iter().enumerate() {
                    section.box {
                        h2 {
                            (words.get("incident-known"))
                            @if incident.deeds.len() > 1 {
                                small { (words.with("deed-number", &[("number", (number + 1).to_string().into())])) }
                            }
                        }
                        (attributes(words, &snapshot, &screen.known(deed)))
                    }
                }
                @if !exact { p.s.soft { (words.get("coarse-means")) } }
            }
            div.stack {
                section.box { h2 { (words.get("page-findings")) } (findings(words, &screen, &snapshot, incident)) }
                (reports_of(&visit, &screen, &snapshot, incident))
                section.box {
                    h2 { (words.get("incident-timeline")) " " small { (words.get("incident-timeline-means")) } }
                    (timeline(&visit, &screen, &snapshot, incident))
                }
                @if !incident.part_of.is_empty() {
                    section.box {
                        h2 { (words.get("incident-part-of")) }
                        p { @for other in &incident.part_of { a.n href=(format!("/incidents/{}", other.0)) { (other.0) } " " } }
                    }
                }
            }
        }
    };
    let page = Page { title, here: "/incidents", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// The documents that may be made of it, for whoever releases.
fn documents_of(visit: &Visit, id: &str) -> Markup {
    let words = visit.words();
    html! {
        @if visit.granted.may(Verb::Publish) {
            p.row.s {
                @for kind in ["violation", "flash"] {
                    a.btn.quiet href=(format!("/documents?kind={kind}&incident={id}")) { (words.get(&format!("incident-make-{kind}"))) }
                }
            }
        }
    }
}

async fn elsewhere(house: &Arc<House>, visit: &Visit, id: String) -> Result<Response, Fault> {
    let asked = IncidentId(id.clone());
    let heirs = house.derived(move |reader| reader.heirs(&asked)).await?;
    match heirs.as_slice() {
        [] => Err(Trouble::new("record", "incident-unknown").with("incident", id).into()),
        [heir] => Ok(to(&format!("/incidents/{}", heir.0))),
        several => {
            let words = visit.words();
            let main = html! {
                h1 { bdi.n { (id) } }
                p { (words.get("incident-split")) }
                ul.wait { @for heir in several { li { a.n href=(format!("/incidents/{}", heir.0)) { (heir.0) } } } }
            };
            let page = Page { title: id, here: "/incidents", as_of: None, main };
            Ok(laid(house, visit, StatusCode::OK, &page))
        }
    }
}

fn attributes(words: &Words, snapshot: &Snapshot, known: &[Known]) -> Markup {
    html! {
        table.t.fold.two.attrs {
            thead { tr { th { (words.get("column-attribute")) } th { (words.get("column-certainty")) } th { (words.get("column-values")) } } }
            tbody {
                @for one in known {
                    tr {
                        th scope="row" { (one.name) }
                        td { (marks::piece(&one.certainty)) }
                        td.full {
                            ul.either[one.values.len() > 1] {
                                @for (value, reports) in &one.values {
                                    li { (value) " " span.soft.xs { (reports::links(snapshot, reports)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn findings(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, incident: &Incident) -> Markup {
    let found = snapshot.findings_of(&incident.id).into_iter();
    let found: Vec<_> = found.filter_map(|at| snapshot.finding_at(at, false)).collect();
    html! {
        @if found.is_empty() { p.empty { (words.get("incident-no-findings")) } }
        ul.wait {
            @for finding in &found {
                li {
                    a href=(finding::address(&FindingRef::of(finding))) { (screen.norm(&finding.norm)) }
                    div.row.s {
                        (marks::piece(&screen.standing_of(finding))) (marks::piece(&screen.stage(screen.stage_of(finding))))
                    }
                }
            }
        }
    }
}

/// Its reports, with how to keep one apart; and those that may tell of it too.
fn reports_of(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, incident: &Incident) -> Markup {
    let words = visit.words();
    let decides = visit.granted.may(Verb::Classify);
    let first = incident.reports.first().and_then(|at| snapshot.filed.get(*at as usize));
    let pairs = snapshot.possible_of(&incident.reports).into_iter().filter_map(|pair| {
        let (a, b) = (incident.reports.contains(&pair.a), incident.reports.contains(&pair.b));
        (a != b).then_some(if a { (pair.a, pair.b) } else { (pair.b, pair.a) })
    });
    let mut pairs: Vec<(u32, u32)> = pairs.collect();
    if !visit.granted.sealed {
        // their order says how near they were; and who decides on none has no use for them
        pairs.sort_unstable();
        pairs.retain(|_| decides);
    }
    pairs.truncate(8);
    let filed = |at: u32| snapshot.filed.get(at as usize);
    html! {
        section.box {
            h2 { (words.get("page-reports")) }
            ul.wait.s {
                @for one in incident.reports.iter().take(40).filter_map(|at| filed(*at)) {
                    li.row {
                        a.n href=(reports::address(one)) { (one.name()) } time.soft { (screen.moment(one.at)) }
                        @if decides { @if let Some(first) = first.filter(|first| first.entry != one.entry) { a href=(decisions::address("apart", &first.entry, &one.entry)) { (words.with("decide-apart-from", &[("name", first.name().to_string().into())])) } } }
                    }
                }
            }
            @if !pairs.is_empty() {
                p.s.mt { (words.get("triage-alike")) }
                ul.wait.s {
                    @for (own, other) in pairs.iter().filter_map(|(a, b)| Some((filed(*a)?, filed(*b)?))) {
                        li.row {
                            a.n href=(reports::address(other)) { (other.name()) }
                            @if decides { a href=(decisions::address("joined", &own.entry, &other.entry)) { (words.get("triage-compare")) } }
                        }
                    }
                }
            }
        }
    }
}

/// What was done, the latest first: reports sealed, and acts about its findings.
fn timeline(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, incident: &Incident) -> Markup {
    let words = visit.words();
    let mut acts: Vec<(Instant, Markup)> = Vec::new();
    for filed in incident.reports.iter().filter_map(|at| snapshot.filed.get(*at as usize)) {
        let said = html! { (words.get("act-report-filed")) " " a.n href=(reports::address(filed)) { (filed.name()) } };
        acts.push((filed.at, said));
    }
    for (name, staged, _) in snapshot.stages.of_incident(&incident.id.0) {
        for entry in staged.entries.iter().chain(&staged.dissents) {
            let Some(spoken) = snapshot.spoken.get(entry) else { continue };
            let said = html! {
                (words.get(&format!("act-{}", spoken.act.kind().replace(['.', '_'], "-")))) " "
                a href=(finding::address(name)) { (screen.norm(&name.norm)) }
                @if let Some(party) = &spoken.party { (words.get("comma")) " " (screen.actor(&party.0)) }
            };
            acts.push((spoken.at, said));
        }
    }
    let own: Vec<&EntryId> = incident
        .reports
        .iter()
        .filter_map(|at| snapshot.filed.get(*at as usize).map(|filed| &filed.entry))
        .collect();
    for done in snapshot.handled.done.iter().filter(|done| done.reports.iter().any(|one| own.contains(&one)))
    {
        let stands = snapshot.handled.decisions.iter().any(|one| one.entry == done.entry);
        let said = html! {
            (words.get(&format!("act-{}", done.kind.replace(['.', '_'], "-")))) " "
            @for filed in done.reports.iter().filter_map(|entry| snapshot.report(&entry.0)).map(|at| &snapshot.filed[at]) { a.n href=(reports::address(filed)) { (filed.name()) } " " }
            @if stands && visit.granted.may(Verb::Classify) { a href=(decisions::undoing(&done.entry)) { (words.get("decide-undone")) } }
        };
        acts.push((done.at, said));
    }
    acts.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    html! { ul.wait.s { @for (at, said) in acts { li { (said) br; time.soft { (screen.moment(at)) } } } } }
}
