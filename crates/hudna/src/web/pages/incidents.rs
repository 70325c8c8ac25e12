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
use hudna_desk::document::{self, View};
use hudna_desk::record::Snapshot;
use hudna_desk::record::derive::Thing;
use hudna_desk::record::incident_table::Taken;
use hudna_desk::words::Words;
use maud::{Markup, html};

use super::field::{Field, Wrong, beside, choice};
use super::sheet::{self, Sheet};
use super::{Page, laid, map, marks, pager};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// The most bytes of a written filter.
const MOST_FILTER: usize = 8_000;

/// The stages that an incident may have reached.
pub(super) const STAGES: [Stage; 3] = [Stage::Provisional, Stage::Assessed, Stage::Ruled];

/// What the reader looks for.
#[derive(Clone)]
struct Filter {
    act: Option<Code>,
    sector: String,
    stage: Option<Stage>,
    outcome: Option<Outcome>,
    time: TimeRange,
    /// Within which the earliest time of an incident lies, as *Today* counts; `None`: not asked.
    begun: Option<TimeRange>,
    /// Positions that the written filter takes, ascending; `None`: none was written.
    written: Option<Taken>,
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
        let written = written(visit, snapshot, &mut wrong);
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
            begun: map::begun(query.get("begun")),
            written,
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
        let begun = |asked: TimeRange| {
            let start = statistics::when(incident).map(|time| time.lo);
            start.is_none_or(|start| asked.lo <= start && start < asked.hi)
        };
        let written =
            |taken: &Taken| taken.surely.binary_search(&u32::try_from(at).unwrap_or(u32::MAX)).is_ok();
        self.written.as_ref().is_none_or(written)
            && self.act.is_none_or(act)
            && (self.sector.is_empty() || sector.unwrap_or("-") == self.sector)
            && self.stage.is_none_or(|stage| reached.map_or(Stage::Provisional, |r| r.stage) == stage)
            && self.outcome.is_none_or(|outcome| outcome == stands)
            && self.begun.is_none_or(begun)
            && (self.time == TimeRange::ALL || statistics::may_fall_in(incident, self.time))
    }
}

/// What the written filter takes; what is wrong with it stands beside its field, with the place in it.
fn written(visit: &Visit, snapshot: &Snapshot, wrong: &mut Wrong) -> Option<Taken> {
    let filter = visit.query.get("filter");
    if filter.is_empty() {
        return None;
    }
    if filter.len() > MOST_FILTER {
        wrong.add("filter", visit.words().get("field-longer"));
        return Some(Taken::default());
    }
    match snapshot.filtered(filter) {
        Ok(taken) => Some(taken),
        Err(why) => {
            let words = visit.words();
            let key = format!("d-{}", why.code);
            let said = words.message(&key, &why.arguments);
            let at = why.location.as_ref().map_or("", |at| filter.get(at.start..at.end).unwrap_or(""));
            let todo = format!("{key}.do");
            let todo = if words.has(&todo) { words.message(&todo, &why.arguments) } else { String::new() };
            let place = if at.is_empty() { String::new() } else { format!("\u{201c}{at}\u{201d}: ") };
            wrong.add("filter", format!("{place}{said}. {todo}"));
            // a filter that cannot be read takes nothing: a list that ignores it would mislead
            Some(Taken::default())
        }
    }
}

/// What the controls say, as a filter that can be written on.
fn as_filter(visit: &Visit) -> String {
    let query = &visit.query;
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut all: Vec<String> = Vec::new();
    if let Some(act) = Code::parse(Attribute::Act, query.get("act")) {
        // a filter knows codes as they were told: all that this one covers are named
        let codes = codes_of(Attribute::Act).filter(|code| act.covers(*code)).map(|code| quoted(code.name()));
        all.push(format!("act IN ({})", codes.collect::<Vec<_>>().join(", ")));
    }
    for (name, column) in [("sector", "sector"), ("stage", "stage"), ("outcome", "outcome")] {
        match query.get(name) {
            "" => {}
            "-" => all.push(format!("{column} IS NULL")),
            value => all.push(format!("{column} = {}", quoted(value))),
        }
    }
    for (name, sign) in [("from", ">="), ("to", "<=")] {
        if !query.get(name).is_empty() {
            all.push(format!("at {sign} DATE({})", quoted(query.get(name))));
        }
    }
    if !query.get("filter").is_empty() {
        all.push(format!("({})", query.get("filter")));
    }
    all.join(" AND ")
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
        @if let Some(begun) = filter.begun {
            p.s.note { (words.with("filter-begun", &[("range", screen.range(begun).into())])) }
        }
        (on_the_map(&visit, &screen, &snapshot, &filter, &found))
        (sheet::ways(&visit, "incidents", &[("csv", "CSV"), ("xlsx", "XLSX"), ("geojson", "GeoJSON")]))
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
    Ok(islands::allowed(laid(&house, &visit, StatusCode::OK, &page)))
}

/// What the filter takes by sector, whichever sector was asked for; a sector leads to the same filter over it alone.
fn on_the_map(
    visit: &Visit,
    screen: &Screen<'_>,
    snapshot: &Snapshot,
    filter: &Filter,
    found: &[Outcome],
) -> Markup {
    let words = visit.words();
    let everywhere = Filter { sector: String::new(), ..filter.clone() };
    let taken = (0..found.len()).filter(|at| everywhere.takes(snapshot, *at, found[*at]));
    let counts = map::counted(snapshot, taken);
    let asked = ["act", "stage", "outcome", "from", "to", "begun", "filter"];
    let link = |sector: &str| map::to_list(asked.iter().map(|name| (*name, visit.query.get(name))), sector);
    html! {
        details.box open[!filter.sector.is_empty()] {
            summary { b { (words.get("map-sectors-title")) } " " small.soft { (words.get("map-sectors-means")) } }
            (map::of_sectors(visit, screen, &snapshot.agreement, (filter.time, &counts), &link))
        }
    }
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
    sheet.answer("incidents", &visit)
}

/// Codes of acts as a choice, deeper ones set in.
pub(super) fn acts(words: &Words, none: &str) -> Vec<(String, String)> {
    let label =
        |code: Code| format!("{}{}", "\u{2003}".repeat(usize::from(code.row().depth)), words.code(code));
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
            details.whole open[!query.get("filter").is_empty()] {
                summary { (words.get("filter-written")) }
                div.field.bad[filter.wrong.of("filter").is_some()] {
                    label for="filter" { (words.get("field-filter")) }
                    (beside(words, "field-filter", "filter", filter.wrong.of("filter")))
                    textarea id="filter" name="filter" rows="2" dir="ltr" spellcheck="false" aria-describedby="filter-beside" { (query.get("filter")) }
                }
                @let said = as_filter(visit);
                @if !said.is_empty() { p.xs.soft { (words.get("filter-as-written")) } code.wrap { (said) } }
            }
            p.row { button.btn.main { (words.get("filter")) } a.btn.quiet href="/incidents" { (words.get("filter-none")) } }
        }
        @if let Some(taken) = filter.written.as_ref().filter(|taken| taken.perhaps > 0) {
            p.s.note { (words.count("filter-perhaps", usize::try_from(taken.perhaps).unwrap_or(usize::MAX))) }
        }
    }
}

/// The incidents for a map: by sector; where they exactly are for whoever may see that, and then it is noted.
pub(in crate::web) async fn geojson(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let exact = visit.granted.sealed;
    if exact {
        house.reads(visit.session()?, Thing::about("map", None)).await?;
    }
    let filter = Filter::of(&visit, &snapshot);
    let found = snapshot.view(false, TimeRange::ALL).outcomes();
    let kept = |at: &usize| filter.takes(&snapshot, *at, found[*at]);
    let incidents: Vec<Incident> = (0..snapshot.coarse.incidents.len())
        .filter(kept)
        .map(|at| snapshot.sight(exact).incidents[at].clone())
        .collect();
    let view = View { incidents: &incidents, ..snapshot.view(exact, TimeRange::ALL) };
    let made = document::render(&view, &[document::Format::GeoJson], &[visit.lang], &|_| {});
    let made = made.map_err(|_| Fault::ours())?.into_iter().find(|one| one.name == "incidents.geojson");
    let bytes = made.ok_or_else(Fault::ours)?.bytes;
    Ok(sheet::file("incidents.geojson", "application/geo+json", bytes))
}
