//! Reports: the list, and one report: what it says in the clear for all, its source and words for whoever may see them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::ledger::act::Verb;
use hudna_core::ledger::id::EntryId;
use hudna_core::report::Report;
use hudna_core::time::TimeRange;
use hudna_core::value::{Attribute, Value};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::record::remembered::Thing;
use hudna_desk::record::snapshot::FiledReport;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::called::Called;
use super::field::{Wrong, picked, summary};
use super::sheet::{self, Cell};
use super::{Page, amend, decisions, grade, laid, pager, triage};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// The list, newest first.
pub(in crate::web) async fn list(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let mine = visit.query.get("mine") == "yes";
    let wrong = wrong(&visit);
    let shown = if wrong.is_empty() { asked(&visit, &snapshot)? } else { Vec::new() };
    let page = pager::asked(&visit, shown.len());
    let graded = visit.sees_grades();
    if pager::rows(&shown, page)
        .iter()
        .any(|at| grade::listed(&visit, &snapshot, *at).is_some_and(|one| !one.is_empty()))
    {
        grade::read(&house, &visit).await?;
    }
    let main = html! {
        div.head {
            h1 { (words.get("page-reports")) }
            @if visit.granted.may(Verb::Inform) { a.btn.main href="/reports/new" { (words.get("report-new")) } }
            @if visit.granted.may(Verb::Collect) && visit.granted.may(Verb::Inform) { a.btn href="/log" { (words.get("page-log")) } }
        }
        p.lede { (lede(words, &snapshot)) }
        @if visit.granted.may(Verb::Inform) { p.s { a href="/form" { (words.get("form-link")) } } }
        (sheet::ways(&visit, "reports", &sheet::BOTH))
        p.row.s {
            a href="/reports" aria-current=[(!mine).then_some("true")] { (words.get("reports-all")) }
            @if visit.granted.may(Verb::Collect) { a href="/intake" { (words.get("page-intake")) } }
            @if visit.granted.may(Verb::Collect) && snapshot.lines.set_aside > 0 { a href="/set-aside" { (words.get("page-set-aside")) } }
            a href="/reports?mine=yes" aria-current=[mine.then_some("true")] { (words.get("reports-mine")) }
        }
        @if let Some(message) = wrong.of("mine") { p.note.e role="alert" { (message) " " (words.get("filter-wrong-list")) } }
        @else if shown.is_empty() { p.empty { b { (words.get("reports-none")) } (words.get("reports-none-means")) } }
        @else {
            section.box {
                table.t.fold {
                    thead { tr {
                        th { (words.get("report")) } th { (words.get("column-what")) } th { (words.get("column-when")) }
                        th { (words.get("column-place")) } th { (words.get("report-recorded")) } th { (words.get("incident")) }
                        @if graded { th { (words.get("grade")) } }
                    } }
                    tbody { @for at in pager::rows(&shown, page) { (row(&visit, &screen, &snapshot, *at)) } }
                }
                (pager::pager(&visit, words, page, shown.len()))
            }
        }
    };
    let page = Page { title: words.get("page-reports"), here: "/reports", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

fn lede(words: &Words, snapshot: &Snapshot) -> String {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let reports = words.count("count-reports", snapshot.filed.len());
    let incidents = words.count("count-incidents-of", snapshot.incidents());
    words.with(
        "reports-lead",
        &[
            ("reports", reports.into()),
            ("incidents", incidents.into()),
            ("count", count(snapshot.lines.set_aside).into()),
        ],
    )
}

/// Positions of the reports that the visitor asked for, newest first.
fn asked(visit: &Visit, snapshot: &Snapshot) -> Result<Vec<usize>, Fault> {
    let own = &visit.session()?.actor.user;
    let mine = visit.query.get("mine") == "yes";
    Ok((0..snapshot.filed.len()).rev().filter(|at| !mine || snapshot.filed[*at].by == *own).collect())
}

/// What a report says of one attribute, over all its deeds.
pub(super) fn said_of(words: &Words, screen: &Screen<'_>, report: &Report, attribute: Attribute) -> String {
    let mut said: Vec<String> = Vec::new();
    for value in report.deeds.iter().flat_map(|deed| deed.values(attribute)) {
        let value = screen.value(value);
        if !said.contains(&value) {
            said.push(value);
        }
    }
    if said.is_empty() { words.get("certainty-unknown") } else { words.either(&said) }
}

/// The time that a report speaks of, over all its deeds: from the earliest to the latest.
fn time_of(report: &Report) -> Option<TimeRange> {
    let said = report.deeds.iter().flat_map(|deed| deed.values(Attribute::At));
    let times = said.filter_map(|value| if let Value::Time(time) = value { Some(*time) } else { None });
    times.reduce(|a, b| TimeRange { lo: a.lo.min(b.lo), hi: a.hi.max(b.hi) })
}

/// The list that was asked for, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let (words, wrong) = (visit.words(), wrong(&visit));
    sheet::refused(&wrong)?;
    let head =
        ["report", "column-what", "list-from", "list-until", "column-place", "report-recorded", "incident"];
    let (lang, places) = (visit.lang, asked(&visit, &snapshot)?);
    let (mut head, count) = (head.map(|key| words.get(key)).to_vec(), places.len());
    let reader = visit.sees_grades().then(|| visit.clone());
    if reader.is_some() {
        grade::read(&house, &visit).await?;
        head.push(words.get("grade"));
    }
    let rows = move |take: sheet::Take<'_>| {
        let view = snapshot.saying(false);
        let screen = Screen::of(&view, lang);
        for at in places {
            let (Some(report), filed) = (snapshot.report_at(at, false), &snapshot.filed[at]) else {
                continue;
            };
            let [what, place] = [Attribute::Act, Attribute::Place]
                .map(|attribute| said_of(screen.words(), &screen, &report, attribute));
            let [from, until] = Cell::from_until(time_of(&report), screen.zone());
            let incident = snapshot.place_of_report(at).and_then(|at| snapshot.incident_id(at));
            let incident = incident.map_or_else(String::new, |id| id.0.clone());
            let recorded = Cell::at(Some(filed.at), screen.zone());
            let mut cells: Vec<Cell> = vec![
                filed.name().to_string().into(),
                what.into(),
                from,
                until,
                place.into(),
                recorded,
                incident.into(),
            ];
            let grades =
                reader.as_ref().map(|reader| grade::listed(reader, &snapshot, at).unwrap_or_default());
            cells.extend(grades.map(Cell::from));
            if !take(&cells) {
                break;
            }
        }
    };
    sheet::leaving(&house, &visit, ("reports", head, count), rows).await
}

/// What is none of what may be asked of the list.
fn wrong(visit: &Visit) -> Wrong {
    let mut wrong = Wrong::default();
    picked((visit.words(), &visit.query), "mine", |word| word == "yes", &mut wrong);
    wrong
}

fn row(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, at: usize) -> Markup {
    let words = visit.words();
    let Some(report) = snapshot.report_at(at, false) else { return html! {} };
    let filed = &snapshot.filed[at];
    let said = |attribute: Attribute| said_of(words, screen, &report, attribute);
    html! {
        tr {
            th scope="row" { a.n href=(address(filed)) { (filed.name()) } }
            td.full data-l=(words.get("column-what")) { (said(Attribute::Act)) }
            td.full data-l=(words.get("column-when")) { (said(Attribute::At)) }
            td.full data-l=(words.get("column-place")) { (said(Attribute::Place)) }
            td.full data-l=(words.get("report-recorded")) { (screen.moment(filed.at)) }
            td.full data-l=(words.get("incident")) {
                @if let Some(id) = snapshot.place_of_report(at).and_then(|at| snapshot.incident_id(at)) {
                    a.n href=(format!("/incidents/{}", id.0)) { (id.0) }
                }
            }
            @if visit.sees_grades() { td data-l=(words.get("grade")) { @if let Some(grade) = grade::listed(visit, snapshot, at) { bdi.n { (grade) } } } }
        }
    }
}

/// Where a report's page is.
pub(super) fn address(filed: &FiledReport) -> String {
    format!("/reports/{}", filed.entry.0)
}

/// The reports at these positions as links, by their names.
pub(super) fn links(snapshot: &Snapshot, positions: &[u32]) -> Markup {
    html! {
        @for filed in positions.iter().filter_map(|at| snapshot.filed.get(*at as usize)) {
            a.n href=(address(filed)) { (filed.name()) } " "
        }
    }
}

/// One report.
pub(in crate::web) async fn one(
    State(house): State<Arc<House>>,
    Path(entry): Path<String>,
    visit: Visit,
) -> Result<Response, Fault> {
    shown(&house, &visit, &entry, StatusCode::OK, &Wrong::default()).await
}

pub(super) async fn shown(
    house: &Arc<House>,
    visit: &Visit,
    entry: &str,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let snapshot = house.seen_by(visit).await?;
    let at = snapshot.report(entry).ok_or_else(|| Trouble::new("record", "not-here"))?;
    let filed = &snapshot.filed[at];
    let session = visit.session()?;
    let exact = visit.sees(&snapshot, at);
    let sealed = Sealed::of(visit, &snapshot, at);
    // whoever filed it knows what they wrote
    let is_own = filed.by == session.actor.user;
    if exact && !is_own {
        house.reads(session, Thing::of("report", &filed.entry)).await?;
    } else if sealed == Sealed::Words {
        house.reads(session, Thing::of("words", &filed.entry)).await?;
    }
    let view = snapshot.saying(exact);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let report = snapshot.report_at(at, exact).ok_or_else(Fault::ours)?;
    let report = &*report;
    let places = exact && visit.granted.may(Verb::Classify) && !report.deeds.is_empty();
    let named = if places { triage::named(house, &snapshot, report).await? } else { Vec::new() };
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await?;
    let called = Called { visit, standing: &snapshot.standing, logins: &logins };
    let title = words.with("report-title", &[("name", filed.name().to_string().into())]);
    let main = html! {
        p.s { a href="/reports" { (words.get("page-reports")) } " / " bdi.n { (filed.name()) } }
        div.head { h1 { (title) } @if amend::is_offered(visit, &snapshot, at) { a.btn href=(format!("/reports/{}/amend", filed.entry.0)) { (words.get("report-amend")) } } }
        p.s.soft { (words.with("report-recorded-at", &[("moment", screen.moment(filed.at).into())])) }
        (summary(words, wrong))
        div.cols {
            div.stack {
                section.box {
                    h2 { (words.get("report-source")) }
                    @match sealed {
                        Sealed::Nothing => p.empty { b { (words.get("sealed")) } (words.get("sealed-means")) },
                        Sealed::Asked => {
                            p.empty { b { (words.get("sealed")) } (words.get("sealed-means")) }
                            p.s { a href="?words=yes" { (words.get("sealed-words-show")) } br; span.xs.soft { (words.get("sealed-words-means")) } }
                        }
                        Sealed::Words => { @if let Some(exact) = snapshot.report_at(at, true) { (told(words, &exact)) } p.xs.soft.mt { (words.get("sealed-shown")) } }
                        Sealed::All => (source(words, report, visit.sees_source(&snapshot, at), !is_own)),
                    }
                    @if matches!(sealed, Sealed::Words | Sealed::All) && has_words(&snapshot, at) {
                        (triage::translations(visit, &snapshot, &filed.entry, wrong))
                    }
                }
                section.box { h2 { (words.get("report-says")) } (claims(words, &screen, report)) }
            }
            div.stack {
                (own_incident(visit, &screen, &snapshot, at))
                (triage::alike(visit, &screen, &snapshot, at))
                @if visit.sees_grade(&snapshot, at) { (grade::panel(visit, &screen, &snapshot, (at, &called), wrong)) }
                @if places { (triage::place_form(visit, &screen, &snapshot, (&filed.entry, &named), wrong)) }
                (handled(words, &screen, &snapshot, &filed.entry))
            }
        }
        p.s.soft { (words.with("report-entry", &[("number", filed.seq.to_string().into()), ("entry", filed.entry.0.to_string().into())])) }
    };
    let page = Page { title, here: "/reports", as_of: Some(snapshot.as_of), main };
    let shown = laid(house, visit, status, &page);
    // the map on which a place is confirmed
    Ok(if places { islands::allowed(shown) } else { shown })
}

/// The incident that a report is in, with the reports beside it and how to keep one of them apart.
fn own_incident(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, at: usize) -> Markup {
    let words = visit.words();
    let Some(incident) = snapshot.incident_of_report(at) else { return html! {} };
    let own = &snapshot.filed[at].entry;
    let others = incident.reports.iter().filter(|other| **other as usize != at);
    let others: Vec<&FiledReport> = others.filter_map(|other| snapshot.filed.get(*other as usize)).collect();
    html! {
        section.box {
            h2 { (words.get("incident")) }
            p { a href=(format!("/incidents/{}", incident.id.0)) { (screen.what(&incident)) } " " bdi.n { (incident.id.0) } }
            @if !others.is_empty() {
                p.s { (words.get("report-beside")) }
                ul.wait.s {
                    @for other in others.iter().take(20) {
                        li.row {
                            a.n href=(address(other)) { (other.name()) }
                            @if visit.granted.may(Verb::Classify) { a href=(decisions::address("apart", own, &other.entry)) { (words.get("triage-apart")) } }
                        }
                    }
                }
            }
        }
    }
}

/// What was done to a report since it was filed.
fn handled(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, entry: &EntryId) -> Markup {
    let done: Vec<_> = snapshot.handled.done.iter().filter(|one| one.reports.contains(entry)).collect();
    html! {
        @if !done.is_empty() {
            section.box {
                h2 { (words.get("report-handled")) }
                ul.wait.s {
                    @for one in done.iter().rev() {
                        li { (words.get(&format!("act-{}", one.kind.replace(['.', '_'], "-")))) br; time.soft { (screen.moment(one.at)) } }
                    }
                }
            }
        }
    }
}

pub(super) fn claims(words: &Words, screen: &Screen<'_>, report: &Report) -> Markup {
    html! {
        @if report.deeds.iter().all(|deed| deed.claims.is_empty()) { p.empty { (words.get("report-no-claims")) } }
        @for deed in &report.deeds {
            dl.kv { @for (name, value) in screen.told(deed) { dt { (name) } dd { (value) } } }
        }
        @if report.aggregate { p.s { (words.get("report-aggregate")) } }
    }
}

/// What of a report's sealed material is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sealed {
    /// Nothing.
    Nothing,
    /// Nothing yet: whoever translates is shown the words when they ask for them.
    Asked,
    /// The words alone.
    Words,
    /// Source, words and places.
    All,
}

/// Whether a report has words of its own.
fn has_words(snapshot: &Snapshot, at: usize) -> bool {
    snapshot.report_at(at, true).is_some_and(|report| !report.text.is_empty())
}

impl Sealed {
    fn of(visit: &Visit, snapshot: &Snapshot, at: usize) -> Self {
        let has_words = has_words(snapshot, at);
        // a form that was refused goes on from the words that it was about
        let asked = visit.query.get("words") == "yes" || !visit.form.get("language").is_empty();
        match (visit.sees(snapshot, at), has_words && visit.sees_words(snapshot, at)) {
            (true, _) => Self::All,
            (false, true) if asked => Self::Words,
            (false, true) => Self::Asked,
            (false, false) => Self::Nothing,
        }
    }
}

/// The words of a report.
fn told(words: &Words, report: &Report) -> Markup {
    html! {
        @if report.text.is_empty() { p.s.soft.mt { (words.get("report-no-words")) } }
        @else { blockquote.mt dir="auto" { (report.text) } }
    }
}

fn source(words: &Words, report: &Report, named: bool, noted: bool) -> Markup {
    let source = &report.source;
    let grade: String = source
        .reliability
        .map(String::from)
        .into_iter()
        .chain(source.credibility.map(|n| n.to_string()))
        .collect();
    html! {
        dl.kv {
            dt { (words.get("source-name")) } dd { @if named { bdi { (source.name) } } @else { span.soft { (words.get("source-withheld")) } } }
            @if let Some(kind) = source.kind {
                dt { (words.get("source-kind")) }
                dd { (words.get(&format!("source-{}", kind_name(kind)))) }
            }
            @if !grade.is_empty() { dt { (words.get("source-grade")) } dd { bdi.n { (grade) } } }
            @for place in &report.places {
                dt { (words.get(match place.attribute { Attribute::Origin => "source-origin", Attribute::ObserverPlace => "source-observer", _ => "source-place" })) } dd { bdi { (place.written) } }
            }
        }
        (told(words, report))
        @if noted { p.xs.soft.mt { (words.get("sealed-shown")) } }
    }
}

/// The name of a kind of source in data.
fn kind_name(kind: hudna_core::report::SourceKind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
