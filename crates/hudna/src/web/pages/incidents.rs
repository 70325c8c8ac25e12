//! Incidents: the list, filtered with controls; filters and counts work on sectors, never on exact places.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::finding::Outcome;
use hudna_core::incident::Incident;
use hudna_core::ledger::replay::Stage;
use hudna_core::statistics;
use hudna_core::time::{TimeRange, whole_day};
use hudna_core::value::Attribute;
use hudna_core::vocabulary::{Code, codes_of};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::words::{Lang, Words};
use maud::{Markup, html};

use super::field::{Field, Wrong, choice};
use super::sheet::Sheet;
use super::{Page, laid, marks, pager};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The stages that an incident may have reached.
pub(super) const STAGES: [Stage; 3] = [Stage::Provisional, Stage::Assessed, Stage::Ruled];

/// What the reader looks for.
struct Filter {
    act: Option<Code>,
    sector: String,
    stage: Option<Stage>,
    outcome: Option<Outcome>,
    time: TimeRange,
    wrong: Wrong,
}

impl Filter {
    fn of(visit: &Visit, snapshot: &Snapshot) -> Self {
        let query = &visit.query;
        let mut wrong = Wrong::default();
        let zone = &snapshot.agreement.zone_time;
        let mut day = |name: &'static str| {
            let typed = query.get(name);
            if typed.is_empty() {
                return None;
            }
            let day = typed.parse().ok().map(|day| whole_day(day, zone));
            if day.is_none() {
                wrong.add(name, visit.words().with("field-day-wrong", &[("typed", typed.into())]));
            }
            day
        };
        let (from, to) = (day("from"), day("to"));
        let time = TimeRange {
            lo: from.map_or(TimeRange::ALL.lo, |day| day.lo),
            hi: to.map_or(TimeRange::ALL.hi, |day| day.hi),
        };
        Self {
            act: Code::parse(Attribute::Act, query.get("act")),
            sector: query.get("sector").to_owned(),
            stage: STAGES.into_iter().find(|stage| stage.name() == query.get("stage")),
            outcome: Outcome::ALL.iter().copied().find(|o| o.name() == query.get("outcome")),
            time,
            wrong,
        }
    }

    fn takes(&self, snapshot: &Snapshot, at: usize, found: Outcome) -> bool {
        let incident = &snapshot.coarse.incidents[at];
        let reached = snapshot.stages.reached(&incident.id.0);
        let stands = reached.map_or(found, |reached| reached.outcome);
        let act = |wanted: Code| {
            statistics::codes(incident, Attribute::Act).iter().any(|code| wanted.covers(*code))
        };
        let sector = snapshot.sectors[at].as_deref();
        self.act.is_none_or(act)
            && (self.sector.is_empty() || sector.unwrap_or("-") == self.sector)
            && self.stage.is_none_or(|stage| reached.map_or(Stage::Provisional, |r| r.stage) == stage)
            && self.outcome.is_none_or(|outcome| outcome == stands)
            && (self.time == TimeRange::ALL || statistics::may_fall_in(incident, self.time))
    }
}

/// The list, the latest first.
pub(in crate::web) async fn list(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let view = snapshot.view(false, TimeRange::ALL);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let filter = Filter::of(&visit, &snapshot);
    let found = view.outcomes();
    let mut shown: Vec<usize> =
        (0..snapshot.coarse.incidents.len()).filter(|at| filter.takes(&snapshot, *at, found[*at])).collect();
    shown.reverse();
    let page = pager::asked(&visit, shown.len());
    let main = html! {
        div.head { h1 { (words.get("page-incidents")) } }
        p.lede { (words.with("incidents-lead", &[
            ("shown", words.count("count-incidents", shown.len()).into()),
            ("all", snapshot.coarse.incidents.len().to_string().into()),
        ])) }
        (controls(&visit, &screen, &snapshot, &filter))
        p.s { a href=(format!("/incidents.csv{}", visit.uri.query().map_or_else(String::new, |query| format!("?{query}")))) { (words.get("as-csv")) } }
        @if shown.is_empty() { p.empty { b { (words.get("incidents-none")) } (words.get("incidents-none-means")) } }
        @else {
            section.box {
                table.t.fold {
                    thead { tr {
                        th { (words.get("incident")) } th { (words.get("column-what")) } th { (words.get("column-when")) }
                        th { (words.get("column-place")) } th { (words.get("column-stage")) } th { (words.get("column-stands")) }
                        th.num { (words.get("page-reports")) }
                    } }
                    tbody { @for at in pager::rows(&shown, page) { (row(words, &screen, &snapshot, *at, found[*at])) } }
                }
                (pager::pager(&visit, words, page, shown.len()))
            }
        }
    };
    let page =
        Page { title: words.get("page-incidents"), here: "/incidents", as_of: Some(snapshot.as_of), main };
    Ok(laid(&house, &visit, StatusCode::OK, &page))
}

fn row(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, at: usize, found: Outcome) -> Markup {
    let incident: &Incident = &snapshot.coarse.incidents[at];
    let reached = snapshot.stages.reached(&incident.id.0);
    let stage = reached.map_or(Stage::Provisional, |reached| reached.stage);
    let stands = reached.map_or(found, |reached| reached.outcome);
    html! {
        tr {
            th scope="row" { a.n href=(format!("/incidents/{}", incident.id.0)) { (incident.id.0) } }
            td.full data-l=(words.get("column-what")) { (screen.what(incident)) }
            td.full data-l=(words.get("column-when")) { (screen.when(incident)) }
            td.full data-l=(words.get("column-place")) { (screen.place(incident)) }
            td.full data-l=(words.get("column-stage")) { (marks::piece(&screen.stage(stage))) }
            td.full data-l=(words.get("column-stands")) { (marks::piece(&screen.outcome(stands))) }
            td.num data-l=(words.get("page-reports")) { bdi.n { (incident.reports.len()) } }
        }
    }
}

/// The list that was asked for, as CSV.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let view = snapshot.view(false, TimeRange::ALL);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let filter = Filter::of(&visit, &snapshot);
    let head = [
        "incident",
        "column-what",
        "column-when",
        "column-place",
        "column-stage",
        "column-stands",
        "page-reports",
    ];
    let mut sheet = Sheet::new(&head.map(|key| words.get(key)));
    for (at, found) in view.outcomes().into_iter().enumerate() {
        if !filter.takes(&snapshot, at, found) {
            continue;
        }
        let incident = &snapshot.coarse.incidents[at];
        let reached = snapshot.stages.reached(&incident.id.0);
        let stage = reached.map_or(Stage::Provisional, |reached| reached.stage);
        let stands = reached.map_or(found, |reached| reached.outcome);
        sheet.row(&[
            incident.id.0.clone(),
            screen.what(incident),
            screen.when(incident),
            screen.place(incident),
            screen.stage(stage).text().to_owned(),
            screen.outcome(stands).text().to_owned(),
            incident.reports.len().to_string(),
        ]);
    }
    Ok(sheet.answer("incidents"))
}

/// Codes of acts as a choice, deeper ones set in.
pub(super) fn acts(words: &Words, none: &str) -> Vec<(String, String)> {
    let label = |code: Code| {
        let row = code.row();
        let name = if words.lang() == Lang::Ar { row.ar } else { row.en };
        format!("{}{name}", "\u{2003}".repeat(usize::from(row.depth)))
    };
    let codes = codes_of(Attribute::Act).map(|code| (code.name().to_owned(), label(code)));
    std::iter::once((String::new(), words.get(none))).chain(codes).collect()
}

fn controls(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, filter: &Filter) -> Markup {
    let (words, query) = (visit.words(), &visit.query);
    let any = || (String::new(), words.get("any"));
    let mut sectors = vec![any()];
    for one in snapshot.agreement.backdrop.iter().filter(|one| &*one.kind == "sector") {
        sectors.push((one.id.to_string(), screen.sector(&one.id)));
    }
    sectors.push(("-".to_owned(), words.get("sector-none")));
    let stages =
        STAGES.iter().map(|stage| (stage.name().to_owned(), words.get(&format!("stage-{}", stage.name()))));
    let stages: Vec<_> = std::iter::once(any()).chain(stages).collect();
    let outcomes =
        Outcome::ALL.iter().map(|o| (o.name().to_owned(), words.get(&format!("outcome-{}", o.name()))));
    let outcomes: Vec<_> = std::iter::once(any()).chain(outcomes).collect();
    let day = |name, key| {
        Field { name, kind: "date", key, typed: query.get(name), autocomplete: "off", required: false }
            .shown(words, &filter.wrong)
    };
    html! {
        form.box.filters method="get" action="/incidents" {
            (choice(words, ("act", "field-act"), &acts(words, "any"), query.get("act"), &filter.wrong))
            (choice(words, ("sector", "field-sector"), &sectors, query.get("sector"), &filter.wrong))
            (choice(words, ("stage", "field-stage"), &stages, query.get("stage"), &filter.wrong))
            (choice(words, ("outcome", "field-outcome"), &outcomes, query.get("outcome"), &filter.wrong))
            (day("from", "field-from-day"))
            (day("to", "field-to-day"))
            p.row { button.btn.main { (words.get("filter")) } a.btn.quiet href="/incidents" { (words.get("filter-none")) } }
        }
    }
}
