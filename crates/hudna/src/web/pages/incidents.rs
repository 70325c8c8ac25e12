//! Incidents: the list, filtered with controls; filters and counts work on sectors, never on exact places.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hudna_core::diagnostic::Diagnostic;
use hudna_core::finding::Outcome;
use hudna_core::incident::Incident;
use hudna_core::ledger::replay::Stage;
use hudna_core::statistics::{self, ByOutcome};
use hudna_core::time::{TimeRange, whole_day};
use hudna_core::value::Attribute;
use hudna_core::vocabulary::{Code, codes_of};
use hudna_desk::cells::Square;
use hudna_desk::document::Mapped;
use hudna_desk::document::screen::Screen;
use hudna_desk::powers::{Power, Sight};
use hudna_desk::record::Snapshot;
use hudna_desk::record::listing::{Filter, InSector, Selection, Standing, Within};
use hudna_desk::record::remembered::Thing;
use hudna_desk::record::squares::BySquare;
use hudna_desk::words::Words;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::field::{Field, Wrong, beside, choice, latin_digits, picked};
use super::sheet::{self, Cell};
use super::{Page, laid, map, marks, pager};
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::islands;
use crate::web::visit::Visit;

/// The most bytes of a written filter.
const MOST_FILTER: usize = 8_000;

/// What is kept of what was asked where a map leads to a list.
const KEPT: [&str; 7] = ["act", "stage", "outcome", "from", "to", "begun", "filter"];

/// The stages that an incident may have reached.
pub(super) const STAGES: [Stage; 3] = [Stage::Provisional, Stage::Assessed, Stage::Ruled];

/// What the reader looks for, and what is wrong with how they said it.
struct Asked {
    filter: Filter,
    selection: Arc<Selection>,
    /// The same whichever sector was asked for.
    everywhere: Arc<Selection>,
    /// The same whichever sector was asked for, within the square that was asked for: what the map of squares shows.
    squared: Arc<Selection>,
    wrong: Wrong,
}

impl Asked {
    async fn of(house: &House, visit: &Visit, snapshot: Arc<Snapshot>) -> Result<Self, Fault> {
        let query = &visit.query;
        let mut wrong = Wrong::default();
        let zone = &snapshot.agreement.zone_time;
        let mut day = |name: &'static str| {
            let typed = query.get(name);
            if typed.is_empty() {
                return None;
            }
            let day = latin_digits(typed).parse().ok().map(|day| whole_day(day, zone));
            if day.is_none() {
                wrong.add(name, visit.words().with("field-day-wrong", &[("typed", typed.into())]));
            }
            day
        };
        let (from, to) = (day("from"), day("to"));
        if let (Some(from), Some(to)) = (from, to)
            && from.lo > to.lo
        {
            wrong.add("to", visit.words().get("field-days-reversed"));
        }
        offered(visit, &snapshot, &mut wrong);
        let written = query.get("filter");
        let filter = Filter {
            act: Code::parse(Attribute::Act, query.get("act")),
            within: match query.get("sector") {
                "" => None,
                "-" => Some(Within::Elsewhere),
                id => Some(Within::Sector(id.into())),
            },
            stage: STAGES.into_iter().find(|stage| stage.name() == query.get("stage")),
            outcome: Outcome::ALL.iter().copied().find(|o| o.name() == query.get("outcome")),
            begun: map::begun(query.get("begun")),
            square: Square::parse(query.get("square")),
            time: TimeRange {
                lo: from.map_or(TimeRange::ALL.lo, |day| day.lo),
                hi: to.map_or(TimeRange::ALL.hi, |day| day.hi),
            },
            written: (!written.is_empty()).then(|| written.into()),
        };
        let squared = Filter { within: None, ..filter.clone() };
        let all = [filter.clone(), Filter { square: None, ..squared.clone() }, squared];
        let known = all.each_ref().map(|one| snapshot.remembered(one));
        // squares are counted once for each selection, which takes its time the first time
        let is_quick = filter.square.is_none()
            && (!snapshot.tells_cells() || known[2].as_ref().is_some_and(|one| snapshot.knows_squares(one)));
        let select = move || {
            let [filter, everywhere, squared] = &all;
            let squared = snapshot.selected(squared)?;
            if snapshot.tells_cells() {
                let _ = snapshot.by_square(&squared);
            }
            Ok::<_, Diagnostic>([snapshot.selected(filter)?, snapshot.selected(everywhere)?, squared])
        };
        if written.len() > MOST_FILTER {
            wrong.add("filter", visit.words().get("field-longer"));
        }
        let selected = if !wrong.is_empty() {
            // a list that ignored what is wrong would mislead
            <[Arc<Selection>; 3]>::default()
        } else if let ([Some(selection), Some(everywhere), Some(squared)], true) = (known, is_quick) {
            [selection, everywhere, squared]
        } else if written.is_empty() && is_quick {
            select().map_err(|_| Fault::ours())?
        } else {
            let place = house.counting.place(visit).await?;
            // the first that asks of a column has it made
            let selected = tokio::task::spawn_blocking(move || {
                let _place = place;
                select()
            });
            let selected = selected.await;
            // a filter that cannot be read takes nothing: a list that ignores it would mislead
            selected.map_err(|_| Fault::ours())?.unwrap_or_else(|why| {
                wrong.add("filter", said_of_filter(visit.words(), written, &why));
                <[Arc<Selection>; 3]>::default()
            })
        };
        let [selection, everywhere, squared] = selected;
        Ok(Self { filter, selection, everywhere, squared, wrong })
    }
}

/// Says of each choice that is none of those offered that it is not.
fn offered(visit: &Visit, snapshot: &Snapshot, wrong: &mut Wrong) {
    let said = (visit.words(), &visit.query);
    let is_sector = |id: &str| snapshot.sector_ids().iter().any(|sector| **sector == *id);
    picked(said, "act", |name| Code::parse(Attribute::Act, name).is_some(), wrong);
    picked(said, "sector", |id| id == "-" || is_sector(id), wrong);
    picked(said, "stage", |name| STAGES.iter().any(|stage| stage.name() == name), wrong);
    picked(said, "outcome", |name| Outcome::ALL.iter().any(|one| one.name() == name), wrong);
    picked(said, "begun", |typed| map::begun(typed).is_some(), wrong);
    picked(said, "square", |typed| Square::parse(typed).is_some(), wrong);
}

/// What is wrong with a written filter, with the place in it.
fn said_of_filter(words: &Words, filter: &str, why: &Diagnostic) -> String {
    let key = format!("d-{}", why.code);
    let said = words.message(&key, &why.arguments);
    let at = why.location.as_ref().map_or("", |at| filter.get(at.start..at.end).unwrap_or(""));
    let todo = format!("{key}.do");
    let todo = if words.has(&todo) { words.message(&todo, &why.arguments) } else { String::new() };
    let place = if at.is_empty() { String::new() } else { format!("\u{201c}{at}\u{201d}: ") };
    format!("{place}{said}. {todo}")
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
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let words = visit.words();
    let asked = Asked::of(&house, &visit, Arc::clone(&snapshot)).await?;
    let shown = &asked.selection;
    let page = pager::asked(&visit, shown.len());
    let rows = shown.latest(page * pager::ROWS, pager::ROWS);
    let main = html! {
        div.head { h1 { (words.get("page-incidents")) } }
        p.lede { (words.with("incidents-lead", &[
            ("shown", words.count("count-incidents", shown.len()).into()),
            ("all", snapshot.incidents().to_string().into()),
        ])) }
        (controls(&visit, &screen, &snapshot, &asked))
        @if let Some(begun) = asked.filter.begun {
            p.s.note { (words.with("filter-begun", &[("range", screen.range(begun).into())])) }
        }
        @for (_, message) in asked.wrong.each().filter(|(name, _)| ["begun", "square"].contains(name)) { p.note.e role="alert" { (message) } }
        (across(&visit, &snapshot, &asked))
        (on_the_map(&visit, &screen, &snapshot, &asked))
        (in_squares(&visit, &screen, &snapshot, &asked))
        (sheet::ways(&visit, "incidents", &[("csv", "CSV"), ("xlsx", "XLSX"), ("geojson", "GeoJSON")]))
        @if !asked.wrong.is_empty() { p.empty { (words.get("filter-wrong-list")) } }
        @else if shown.is_empty() { p.empty { b { (words.get("incidents-none")) } (words.get("incidents-none-means")) } }
        @else {
            section.box {
                table.t.fold {
                    thead { tr {
                        th { (words.get("incident")) } th { (words.get("column-what")) } th { (words.get("column-when")) }
                        th { (words.get("column-place")) } th { (words.get("column-stage")) } th { (words.get("column-stands")) }
                        th.num { (words.get("page-reports")) }
                    } }
                    tbody { @for at in rows { (row(words, &screen, &snapshot, at)) } }
                }
                (pager::pager(&visit, words, page, shown.len()))
            }
        }
    };
    let page =
        Page { title: words.get("page-incidents"), here: "/incidents", as_of: Some(snapshot.as_of), main };
    Ok(islands::allowed(laid(&house, &visit, StatusCode::OK, &page)))
}

/// How many of a period's rows began before it: reports of the period count them in the one in which they began. With the way to those counted.
fn across(visit: &Visit, snapshot: &Snapshot, asked: &Asked) -> Markup {
    let (words, time) = (visit.words(), asked.filter.time);
    if time == TimeRange::ALL || asked.filter.begun.is_some() || asked.selection.is_empty() {
        return html! {};
    }
    let count = snapshot.across(&asked.selection, time);
    let kept = KEPT.iter().filter(|name| !["from", "to", "begun"].contains(name));
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("begun", &format!("{}..{}", time.lo.0, time.hi.0));
    for name in kept.copied().chain(["sector", "square"]) {
        let value = visit.query.get(name);
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    html! {
        @if count > 0 {
            p.s.note {
                (words.count("filter-across", count)) " "
                a href=(format!("/incidents?{}", query.finish())) { (words.count("filter-across-rest", asked.selection.len() - count)) }
            }
        }
    }
}

/// What the filter takes by sector, whichever sector was asked for; a sector leads to the same filter over it alone.
fn on_the_map(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, asked: &Asked) -> Markup {
    let words = visit.words();
    let counts = map::counted(snapshot.by_sector(&asked.everywhere));
    let link = |sector: &str| map::to_list(KEPT.iter().map(|name| (*name, visit.query.get(name))), sector);
    html! {
        details.box open[asked.filter.within.is_some()] {
            summary { b { (words.get("map-sectors-title")) } " " small.soft { (words.get("map-sectors-means")) } }
            (map::of_sectors(visit, screen, &snapshot.agreement, (asked.filter.time, &counts), &link))
        }
    }
}

/// The same by squares, for whoever is told places by cells.
fn in_squares(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, asked: &Asked) -> Markup {
    if !snapshot.tells_cells() {
        return html! {};
    }
    let words = visit.words();
    let by_square = snapshot.by_square(&asked.squared);
    let link = |square: &str| map::to_square(KEPT.iter().map(|name| (*name, visit.query.get(name))), square);
    let square = asked.filter.square;
    html! {
        details.box open[square.is_some()] {
            summary { b { (words.get("map-squares-title")) } " " small.soft { (words.get("map-squares-means")) } }
            (map::of_squares(visit, screen, &snapshot.agreement, (asked.filter.time, square, by_square), &link))
        }
    }
}

fn row(words: &Words, screen: &Screen<'_>, snapshot: &Snapshot, at: usize) -> Markup {
    let Some(incident) = snapshot.incident_at(at, false) else { return html! {} };
    let incident: &Incident = &incident;
    let (stage, stands) = (snapshot.stage(at), snapshot.stands(at));
    html! {
        tr {
            th scope="row" { a.n href=(format!("/incidents/{}", incident.id.0)) { (incident.id.0) } }
            td.full data-l=(words.get("column-what")) { (screen.what(incident)) }
            td.full data-l=(words.get("column-when")) { (screen.when(incident)) }
            td.full data-l=(words.get("column-place")) { (screen.place(incident)) }
            td.full data-l=(words.get("column-stage")) { (marks::piece(&screen.stage(stage))) }
            td.full data-l=(words.get("column-stands")) { (marks::piece(&screen.outcome(stands))) }
            td.num.full data-l=(words.get("page-reports")) { bdi.n { (incident.reports.len()) } }
        }
    }
}

/// The list that was asked for, as CSV or a workbook.
pub(in crate::web) async fn sheet(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let words = visit.words();
    let asked = Asked::of(&house, &visit, Arc::clone(&snapshot)).await?;
    sheet::refused(&asked.wrong)?;
    let head = [
        "incident",
        "column-what",
        "list-from",
        "list-until",
        "column-place",
        "column-stage",
        "column-stands",
        "page-reports",
    ];
    let (lang, count) = (visit.lang, asked.selection.len());
    let head = head.map(|key| words.get(key)).to_vec();
    let rows = move |take: sheet::Take<'_>| {
        let view = snapshot.saying(false);
        let screen = Screen::of(&view, lang);
        for (at, incident) in snapshot.all_of(&asked.selection, false) {
            let (stage, stands) = (snapshot.stage(at), snapshot.stands(at));
            let [from, until] = Cell::from_until(statistics::when(&incident), screen.zone());
            let row = [
                Cell::from(incident.id.0.clone()),
                screen.what(&incident).into(),
                from,
                until,
                screen.place(&incident).into(),
                screen.stage(stage).text().into(),
                screen.outcome(stands).text().into(),
                incident.reports.len().into(),
            ];
            if !take(&row) {
                break;
            }
        }
    };
    sheet::leaving(&house, &visit, ("incidents", head, count), rows).await
}

/// Codes of acts as a choice, deeper ones set in.
pub(super) fn acts(words: &Words, none: &str) -> Vec<(String, String)> {
    let label =
        |code: Code| format!("{}{}", "\u{2003}".repeat(usize::from(code.row().depth)), words.code(code));
    let codes = codes_of(Attribute::Act).map(|code| (code.name().to_owned(), label(code)));
    std::iter::once((String::new(), words.get(none))).chain(codes).collect()
}

fn controls(visit: &Visit, screen: &Screen<'_>, snapshot: &Snapshot, asked: &Asked) -> Markup {
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
            .shown(words, &asked.wrong)
    };
    html! {
        form.box.filters method="get" action="/incidents" {
            (choice(words, ("act", "field-act"), &acts(words, "any"), query.get("act"), &asked.wrong))
            (choice(words, ("sector", "field-sector"), &sectors, query.get("sector"), &asked.wrong))
            (choice(words, ("stage", "field-stage"), &stages, query.get("stage"), &asked.wrong))
            (choice(words, ("outcome", "field-outcome"), &outcomes, query.get("outcome"), &asked.wrong))
            (day("from", "field-from-day"))
            (day("to", "field-to-day"))
            details.whole open[!query.get("filter").is_empty()] {
                summary { (words.get("filter-written")) }
                div.field.bad[asked.wrong.of("filter").is_some()] {
                    label for="filter" { (words.get("field-filter")) }
                    (beside(words, "field-filter", "filter", asked.wrong.of("filter")))
                    textarea id="filter" name="filter" rows="2" dir="ltr" spellcheck="false" aria-describedby="filter-beside" { (query.get("filter")) }
                }
                @let said = as_filter(visit);
                @if !said.is_empty() {
                    p.xs.soft { (words.get("filter-as-written")) } code.wrap { (said) }
                    @if ["from", "to"].iter().any(|day| !query.get(day).is_empty()) { p.xs.soft { (words.get("filter-days-mean")) } }
                }
            }
            @if let Some(square) = asked.filter.square { input type="hidden" name="square" value=(square.written()); }
            p.row { button.btn.main { (words.get("filter")) } a.btn.quiet href="/incidents" { (words.get("filter-none")) } }
        }
        @if asked.selection.perhaps > 0 {
            p.s.note { (words.count("filter-perhaps", usize::try_from(asked.selection.perhaps).unwrap_or(usize::MAX))) }
        }
    }
}

/// The incidents for a map: by sector; where they exactly are for whoever may see that, and then it is noted.
pub(in crate::web) async fn geojson(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let asked = Asked::of(&house, &visit, Arc::clone(&snapshot)).await?;
    sheet::refused(&asked.wrong)?;
    let exact = visit.granted.sealed;
    if exact {
        house.reads(visit.session()?, Thing::about("map", None)).await?;
    }
    let sources = visit.granted.has_over_all(Power::See(Sight::Source));
    sheet::on_its_way(&house, &visit, ("incidents.geojson", "application/geo+json"), move |tell| {
        let view = if exact && !sources { snapshot.saying_without_sources() } else { snapshot.saying(exact) };
        let mut piece = Vec::new();
        let staged = snapshot.is_staged(&asked.selection);
        let Ok(mut mapped) = Mapped::begin(&view, staged, &mut piece) else { return };
        for (at, incident) in snapshot.all_of(&asked.selection, exact) {
            let found = snapshot.findings_on(at).filter_map(|at| snapshot.listed(at));
            let by_norm: Vec<(&str, Outcome)> = found.map(|one| (&**one.norm, one.outcome)).collect();
            let added = mapped.add(&incident, snapshot.found(at), &by_norm, &mut piece);
            // a file that ends in its middle is seen to be broken; one that lacks a feature would not be
            if added.is_err() || !sheet::sent(tell, &mut piece) {
                return;
            }
        }
        mapped.end(&mut piece);
        drop(tell.blocking_send(piece.into()));
    })
    .await
}

/// How many of the incidents that were asked for stand how in which sector, for a map: as data. Each sector says where its list is.
pub(in crate::web) async fn sectors(
    State(house): State<Arc<House>>,
    visit: Visit,
) -> Result<Response, Fault> {
    let snapshot = house.seen_by(&visit).await?;
    let asked = Asked::of(&house, &visit, Arc::clone(&snapshot)).await?;
    sheet::refused(&asked.wrong)?;
    let told = |one: &InSector| {
        let stages = STAGES.map(|stage| (stage.name(), by_outcome(one.counts.in_stage(stage))));
        let stages: serde_json::Map<String, Value> =
            stages.into_iter().map(|(name, counts)| (name.to_owned(), counts)).collect();
        let mut told = json!({ "sector": one.sector, "alleged": one.counts.alleged });
        if let Value::Object(told) = &mut told {
            told.extend(stages);
            let kept = KEPT.iter().map(|name| (*name, visit.query.get(name)));
            let list = map::to_list(kept, one.sector.as_deref().unwrap_or("-"));
            told.insert("list".to_owned(), list.into());
        }
        told
    };
    let sectors: Vec<Value> = snapshot.by_sector(&asked.selection).iter().map(told).collect();
    let mut all = json!({
        "as_of": snapshot.as_of,
        "count": asked.selection.len(),
        "perhaps": asked.selection.perhaps,
        "sectors": sectors,
    });
    if snapshot.tells_cells() {
        all["squares"] = squares(&visit, snapshot.by_square(&asked.squared));
    }
    Ok(axum::Json(all).into_response())
}

/// Squares as data: each with its box (west, south, east, north, in degrees), its counts, and where its list is.
fn squares(visit: &Visit, by_square: &BySquare) -> Value {
    let one = |(square, counts): &(Square, Standing)| {
        let (from, to) = (square.bounds().min(), square.bounds().max());
        let kept = KEPT.iter().map(|name| (*name, visit.query.get(name)));
        let mut told = json!({
            "square": square.written(),
            "kilometres": square.kilometres(),
            "box": [from.x, from.y, to.x, to.y],
            "alleged": counts.alleged,
            "list": map::to_square(kept, &square.written()),
        });
        for stage in STAGES {
            told[stage.name()] = by_outcome(counts.in_stage(stage));
        }
        told
    };
    let squares: Vec<Value> = by_square.squares.iter().map(one).collect();
    json!({ "counted": squares, "told_otherwise": by_square.others.alleged })
}

fn by_outcome(counts: &ByOutcome) -> Value {
    let counts = Outcome::ALL.iter().map(|outcome| (outcome.name().to_owned(), counts.of(*outcome).into()));
    Value::Object(counts.collect())
}
