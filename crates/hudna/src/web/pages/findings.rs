//! Findings: how many by article and party, and the list.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::finding::{Against, Finding, Outcome};
use hudna_core::ledger::act::FindingRef;
use hudna_core::time::Instant;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::store::folder::Clocks;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Wrong, choice, picked};
use super::sheet::{self, Cell};
use super::waits::{Whom, is_for};
use super::{Page, clocks, finding, incidents, laid, marks, pager};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// Outcomes of findings that are listed, in the order of their columns.
const LISTED: [Outcome; 3] = [Outcome::Breach, Outcome::Undetermined, Outcome::Permitted];

/// The list.
pub(in crate::web) async fn list(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let Asked { places: shown, wrong } = Asked::of(&house, &visit, &snapshot).await?;
    let (page, now) = (pager::asked(&visit, shown.len()), clock::now());
    let limits = (&house.clocks, now);
    let main = html! {
        div.head { h1 { (words.get("page-findings")) } }
        p.lede { (lede(words, &snapshot)) }
        (controls(&visit, &screen, &snapshot, &wrong))
        (sheet::ways(&visit, "findings", &sheet::BOTH))
        @if !wrong.is_empty() { p.empty { (words.get("filter-wrong-list")) } }
        @else if shown.is_empty() { p.empty { (words.get("findings-none")) } }
        @else {
            section.box {
                table.t.fold {
                    thead { tr {
                        th { (words.get("column-norm")) } th { (words.get("column-subject")) } th { (words.get("column-stands")) }
                        th { (words.get("column-stage")) } th { (words.get("column-against")) } th { (words.get("column-waits")) }
                    } }
                    tbody { @for finding in pager::rows(&shown, page).iter().filter_map(|at| snapshot.finding_at(*at, false)) { (row(words, &screen, &snapshot, (&finding, limits))) } }
                }
                (pager::pager(&visit, words, page, shown.len()))
            }
        }
        section.box {
            h2 { (words.get("findings-by-norm")) " " small { (words.get("findings-by-norm-means")) } }
            (by_norm(words, &screen, &snapshot))
        }
    };
    let main = html! { (main) (assessors(words, &snapshot)) };
    let page =
        Page { title: words.get("page-findings"), here: "/findings", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

/// How far assessors agree who did not see each other's assessment.
fn assessors(words: &Words, snapshot: &Snapshot) -> Markup {
    let all = snapshot.agreeing();
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    html! {
        @if all.once + all.twice > 0 {
            section.box {
                h2 { (words.get("assessors")) " " small { (words.get("assessors-means")) } }
                dl.kv {
                    dt { (words.get("assessors-once")) } dd { bdi.n { (all.once) } }
                    dt { (words.get("assessors-twice")) } dd { bdi.n { (all.twice) } }
                    @if all.twice > 0 {
                        dt { (words.get("assessors-same")) }
                        dd { (words.with("assessors-same-of", &[("same", all.same.to_string().into()), ("count", count(all.twice).into())])) }
                        dt { (words.get("assessors-alpha")) }
                        dd {
                            @match all.alpha {
                                Some(alpha) => bdi.n { (format!("{alpha:.2}")) },
                                None => span.soft { (words.get("assessors-no-alpha")) },
                            }
                        }
                    }
                }
                p.xs.soft { (words.get("assessors-alpha-means")) }
            }
        }
    }
}

/// What the visitor looks for, and what is wrong with how they said it.
struct Asked {
    /// The findings, by their places; none where anything is wrong: a list that ignored it would mislead.
    places: Vec<usize>,
    wrong: Wrong,
}

/// The words by which the list may be asked.
const ASKED: [&str; 6] = ["norm", "party", "outcome", "stage", "waits", "yours"];

impl Asked {
    /// Looked for off the threads that serve, for there may be millions.
    async fn of(house: &Arc<House>, visit: &Visit, snapshot: &Arc<Snapshot>) -> Result<Self, Fault> {
        let asked = ASKED.map(|name| visit.query.get(name).to_owned());
        let wrong = wrong(visit, snapshot);
        if !wrong.is_empty() {
            return Ok(Self { places: Vec::new(), wrong });
        }
        let (snapshot, held, visit) = (Arc::clone(snapshot), Arc::clone(house), visit.clone());
        let place = house.counting.place(&visit).await?;
        let found = tokio::task::spawn_blocking(move || {
            let _place = place;
            let [norm, party, outcome, stage, waits, yours] = &asked;
            let is = |asked: &str, value: &str| asked.is_empty() || asked == value;
            let ranks = clocks::ranks(&snapshot, (&held.clocks, clock::now()));
            let whom = Whom::parse(waits);
            let may = |at: usize| {
                let whom = whom.or_else(|| Some(ranks.told(at)?.0));
                yours.is_empty() || whom.is_some_and(|whom| is_for(&visit, &snapshot, (at, whom)))
            };
            let wanted = |at: &usize| {
                snapshot.listed(*at).is_some_and(|one| is(norm, one.norm) && is(party, party_of(one.against)))
                    && is(outcome, snapshot.finding_stands(*at).name())
                    && is(stage, snapshot.finding_stage(*at).name())
                    && whom.is_none_or(|whom| ranks.waits_for(*at, whom))
                    && may(*at)
            };
            // the first that asks has them counted
            let _ = snapshot.findings_counted();
            let all = 0..snapshot.findings();
            if asked.iter().all(String::is_empty) { all.collect() } else { all.filter(wanted).collect() }
        });
        Ok(Self { places: found.await.map_err(|_| Fault::ours())?, wrong })
    }
}

/// What is none of what the controls offer.
fn wrong(visit: &Visit, snapshot: &Snapshot) -> Wrong {
    let (said, mut wrong) = ((visit.words(), &visit.query), Wrong::default());
    let norms = snapshot.norms_found();
    let is_norm = |id: &str| norms.iter().any(|norm| **norm == *id);
    let is_party = |id: &str| {
        ["several", "unknown"].contains(&id)
            || snapshot.agreement.parties.iter().any(|party| *party.id == *id)
    };
    picked(said, "norm", is_norm, &mut wrong);
    picked(said, "party", is_party, &mut wrong);
    picked(said, "outcome", |name| LISTED.iter().any(|one| one.name() == name), &mut wrong);
    picked(said, "stage", |name| incidents::STAGES.iter().any(|one| one.name() == name), &mut wrong);
    picked(said, "waits", |name| Whom::parse(name).is_some(), &mut wrong);
    picked(said, "yours", |word| word == "yes", &mut wrong);
    wrong
}

/// The list that was asked for, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let words = visit.words();
    let asked = Asked::of(&house, &visit, &snapshot).await?;
    sheet::refused(&asked.wrong)?;
    let head = [
        "column-norm",
        "column-subject",
        "column-stands",
        "column-stage",
        "column-against",
        "column-waits",
        "column-since",
        "finding-why",
    ];
    let (lang, places, limits) = (visit.lang, asked.places, house.clocks);
    let (head, count) = (head.map(|key| words.get(key)).to_vec(), places.len());
    let rows = move |take: sheet::Take<'_>| {
        let view = snapshot.saying(false);
        let screen = Screen::of(&view, lang);
        let now = clock::now();
        for finding in places.into_iter().filter_map(|at| snapshot.finding_at(at, false)) {
            let subject = match finding.subject.deed {
                Some(_) => finding.subject.id.clone(),
                None => screen.subject(&finding),
            };
            let clock = clocks::of(&screen, &snapshot, &finding, (&limits, now));
            let row = [
                Cell::from(screen.norm(&finding.norm)),
                subject.into(),
                screen.standing_of(&finding).text().into(),
                screen.stage(screen.stage_of(&finding)).text().into(),
                screen.against(&finding.against).into(),
                clock.as_ref().map(|clock| clock.whom.clone()).unwrap_or_default().into(),
                Cell::at(clock.map(|clock| clock.since), screen.zone()),
                screen.why(&finding).into(),
            ];
            if !take(&row) {
                break;
            }
        }
    };
    sheet::leaving(&house, &visit, ("findings", head, count), rows).await
}

/// The one party that a finding speaks against, `unknown`, or `several`.
fn party_of(against: &Against) -> &str {
    match against {
        Against::Unknown(_) => "unknown",
        Against::Parties(sets) => match sets.as_slice() {
            [set] => match set.as_slice() {
                [party] => party,
                _ => "several",
            },
            _ => "several",
        },
    }
}

fn lede(words: &Words, snapshot: &Snapshot) -> String {
    let count = |wanted: Outcome| -> String {
        snapshot.findings_counted().map(|(.., by)| by.of(wanted)).sum::<u64>().to_string()
    };
    words.with(
        "findings-lead-page",
        &[
            ("breach", count(Outcome::Breach).into()),
            ("undetermined", count(Outcome::Undetermined).into()),
            ("permitted", count(Outcome::Permitted).into()),
        ],
    )
}

fn row(
    words: &Words,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    (one, limits): (&Finding, (&Clocks, Instant)),
) -> Markup {
    let clock = clocks::of(screen, snapshot, one, limits);
    html! {
        tr {
            th scope="row" { a href=(finding::address(&FindingRef::of(one))) { (screen.norm(&one.norm)) } }
            td.full data-l=(words.get("column-subject")) {
                @match snapshot.incident_of(one, false).as_deref() {
                    Some(incident) => {
                        a href=(format!("/incidents/{}", one.subject.id)) { (screen.what(incident)) }
                        div.xs.soft { (screen.place(incident)) (words.get("comma")) " " (screen.when(incident)) " " bdi.n { (one.subject.id) } }
                    },
                    None => (screen.subject(one)),
                }
            }
            td.full data-l=(words.get("column-stands")) { (marks::piece(&screen.standing_of(one))) }
            td.full data-l=(words.get("column-stage")) { (marks::piece(&screen.stage(screen.stage_of(one)))) }
            td.full data-l=(words.get("column-against")) { (screen.against(&one.against)) }
            td.full data-l=(words.get("column-waits")) {
                @if let Some(clock) = &clock {
                    (clock.whom)
                    div.xs.soft { (words.with("today-since", &[("span", clocks::lasting(words, clock.since, limits.1).into())])) }
                }
            }
        }
    }
}

fn controls(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let (words, query) = (visit.words(), &visit.query);
    let any = || (String::new(), words.get("any"));
    let mut norms: Vec<(String, String)> = Vec::new();
    for norm in snapshot.norms_found() {
        norms.push((norm.to_string(), screen.norm(&norm)));
    }
    norms.sort();
    norms.insert(0, any());
    let parties =
        snapshot.agreement.parties.iter().map(|party| (party.id.to_string(), screen.actor(&party.id)));
    let others =
        ["several", "unknown"].map(|word| (word.to_owned(), words.get(&format!("against-{word}-short"))));
    let parties: Vec<_> = std::iter::once(any()).chain(parties).chain(others).collect();
    let outcomes = LISTED.map(|o| (o.name().to_owned(), words.get(&format!("outcome-{}", o.name()))));
    let outcomes: Vec<_> = std::iter::once(any()).chain(outcomes).collect();
    let stages = incidents::STAGES.map(|s| (s.name().to_owned(), words.get(&format!("stage-{}", s.name()))));
    let stages: Vec<_> = std::iter::once(any()).chain(stages).collect();
    let waits = Whom::ALL.map(|whom| (whom.name().to_owned(), whom.said(words)));
    let waits: Vec<_> = std::iter::once(any()).chain(waits).collect();
    let yours = [any(), ("yes".to_owned(), words.get("waits-yours-alone"))];
    html! {
        form.box.filters method="get" action="/findings" {
            (choice(words, ("norm", "field-norm"), &norms, query.get("norm"), wrong))
            (choice(words, ("party", "field-party"), &parties, query.get("party"), wrong))
            (choice(words, ("outcome", "field-outcome"), &outcomes, query.get("outcome"), wrong))
            (choice(words, ("stage", "field-stage"), &stages, query.get("stage"), wrong))
            (choice(words, ("waits", "field-waits"), &waits, query.get("waits"), wrong))
            (choice(words, ("yours", "field-yours"), &yours, query.get("yours"), wrong))
            p.row { button.btn.main { (words.get("filter")) } a.btn.quiet href="/findings" { (words.get("filter-none")) } }
        }
    }
}

/// Norms by parties: how many findings stand with each outcome.
fn by_norm(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot) -> Markup {
    let mut counts: BTreeMap<(&str, &str), [u64; 3]> = BTreeMap::new();
    for (norm, against, by) in snapshot.findings_counted() {
        let here = LISTED.map(|outcome| by.of(outcome));
        if here.iter().sum::<u64>() > 0 {
            let row = counts.entry((norm, party_of(against))).or_default();
            row.iter_mut().zip(here).for_each(|(sum, more)| *sum += more);
        }
    }
    let party = |id: &str| match id {
        "several" | "unknown" => words.get(&format!("against-{id}-short")),
        id => screen.actor(id),
    };
    html! {
        table.t.fold {
            thead { tr {
                th { (words.get("column-norm")) } th { (words.get("column-against")) }
                @for outcome in LISTED { th.num { (marks::piece(&screen.outcome(outcome))) } }
            } }
            tbody {
                @for ((norm, against), row) in &counts {
                    tr {
                        th scope="row" { a href=(format!("/findings?norm={norm}")) { (screen.norm(norm)) } }
                        td.full data-l=(words.get("column-against")) { (party(against)) }
                        @for (outcome, count) in LISTED.iter().zip(row) {
                            td.num data-l=(words.get(&format!("outcome-{}", outcome.name()))) { bdi.n { (count) } }
                        }
                    }
                }
            }
        }
    }
}
