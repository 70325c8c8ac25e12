//! A new report: everything may stay unknown but that something was told; what is wrong stands beside its field, and what
//! was typed stays. A form sent twice is one report ([`crate::web::sending`]).

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hudna_core::agreement::Agreement;
use hudna_core::condition::Truth;
use hudna_core::geo;
use hudna_core::ledger::filed;
use hudna_core::ledger::id::EntryId;
use hudna_core::place::distance::lies_inside;
use hudna_core::place::{Area, Region};
use hudna_core::report::{Account, Origin, PlaceName, Report, Source, SourceKind};
use hudna_core::time::{Instant, TimeRange, instants_of, whole_day};
use hudna_core::value::{Attribute, Number, Value};
use hudna_core::vocabulary::{Code, codes_of};
use hudna_desk::desk;
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;
use hudna_desk::seal::random;
use hudna_desk::trouble::Trouble;
use hudna_desk::words::Words;
use jiff::civil;
use maud::{Markup, html};

use super::field::{Field, Wrong, beside, choice, latin_digits, picked, picked_codes, summary};
use super::{Page, incidents, laid, token};
use crate::cli::clock;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::sending::Sending;
use crate::web::visit::{Form, Visit, to};

/// The most characters of the words of a report.
const MOST_WORDS: usize = 20_000;
/// Under which name of a file a report stands that was told on a form.
pub(super) const ON_A_FORM: &str = "form";
/// Kinds of source that the form offers.
pub(in crate::web) const SOURCES: [(&str, SourceKind); 8] = [
    ("patrol", SourceKind::Patrol),
    ("civilian", SourceKind::Civilian),
    ("hotline", SourceKind::Hotline),
    ("hospital", SourceKind::Hospital),
    ("liaison", SourceKind::Liaison),
    ("camera", SourceKind::Camera),
    ("media", SourceKind::Media),
    ("other", SourceKind::Other),
];
/// Numbers that the form asks for.
pub(super) const NUMBERS: [(&str, Attribute, &str); 3] = [
    ("explosions", Attribute::Explosions, "field-explosions"),
    ("killed", Attribute::Killed, "field-killed"),
    ("injured", Attribute::Injured, "field-injured"),
];

/// The form, empty.
pub(in crate::web) async fn page(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.text().await?;
    shown(&house, &visit, &snapshot, StatusCode::OK, &Wrong::default())
}

fn shown(
    house: &House,
    visit: &Visit,
    snapshot: &Snapshot,
    status: StatusCode,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let words = visit.words();
    let entry = match visit.form.get("entry") {
        "" => EntryId::of(random().map_err(Trouble::from)?),
        typed => EntryId::from(typed),
    };
    let keys = ["report-new", "report-form-lead", "report-form-send", "report-form-once"];
    let carried = html! { input type="hidden" name="entry" value=(entry.0); };
    let main = asks(visit, snapshot, wrong, (keys, "/reports/new", &carried));
    let page = Page { title: words.get("report-new"), here: "/reports", as_of: Some(snapshot.as_of), main };
    Ok(laid(house, visit, status, &page))
}

/// The form of a report with what stands around it: keys of its title, what it is for, its button and what that does; where it is sent, and
/// what it carries besides.
pub(super) fn asks(
    visit: &Visit,
    snapshot: &Snapshot,
    wrong: &Wrong,
    ([title, lead, send, does], action, carried): ([&str; 4], &str, &Markup),
) -> Markup {
    let words = visit.words();
    html! {
        p.s { a href="/reports" { (words.get("page-reports")) } }
        div.head { h1 { (words.get(title)) } }
        p.lede { (words.get(lead)) }
        (summary(words, wrong))
        form.stack.phone method="post" action=(action) {
            (token(visit))
            (carried)
            (fields(visit, snapshot, wrong))
            div.foot {
                p.row { button.btn.main { (words.get(send)) } }
                p.hint.xs { (words.get(does)) }
            }
        }
    }
}

fn fields(visit: &Visit, snapshot: &Snapshot, wrong: &Wrong) -> Markup {
    let (words, form) = (visit.words(), &visit.form);
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let field = |name, kind, key| {
        Field { name, kind, key, typed: form.get(name), autocomplete: "off", required: false }
            .shown(words, wrong)
    };
    let pick =
        |name, key, options: &[(String, String)]| choice(words, (name, key), options, form.get(name), wrong);
    html! {
        (pick("act", "field-act-done", &incidents::acts(words, "unknown")))
        fieldset {
            legend { (words.get("field-when-it")) }
            span.hint { (words.get("field-when-it.hint")) }
            div.tri {
                (field("day", "date", "field-day"))
                (field("from", "time", "field-from-hour"))
                (field("to", "time", "field-to-hour"))
            }
        }
        fieldset {
            legend { (words.get("field-where-it")) }
            span.hint { (words.get("field-where-it.hint")) }
            (pick("sector", "field-sector", &sectors(words, &screen, &snapshot.agreement)))
            (field("place", "text", "field-place"))
            div.tri {
                (field("lat", "number", "field-lat")) (field("lon", "number", "field-lon")) (field("radius", "number", "field-radius"))
            }
        }
        (means(words, form, wrong))
        (pick("actor", "field-actor", &actors(words, &screen, &snapshot.agreement)))
        (pick("weapon", "field-weapon", &weapons(words)))
        fieldset {
            legend { (words.get("field-numbers")) }
            span.hint { (words.get("field-numbers.hint")) }
            div.tri { @for (name, _, key) in NUMBERS { (field(name, "number", key)) } }
        }
        div.field.bad[wrong.of("text").is_some()] {
            label for="text" { (words.get("field-words")) }
            (beside(words, "field-words", "text", wrong.of("text")))
            textarea id="text" name="text" rows="4" dir="auto" aria-describedby="text-beside" { (form.typed("text")) }
        }
        fieldset {
            legend { (words.get("field-source")) }
            (pick("source-kind", "field-source-kind", &sources(words)))
            (field("source", "text", "field-source-name"))
        }
    }
}

fn sources(words: &Words) -> Vec<(String, String)> {
    SOURCES.iter().map(|(name, _)| ((*name).to_owned(), words.get(&format!("source-{name}")))).collect()
}

/// The sectors as a choice.
pub(super) fn sectors(words: &Words, screen: &Screen<'_>, agreement: &Agreement) -> Vec<(String, String)> {
    let all = agreement.backdrop.iter().filter(|one| &*one.kind == "sector");
    let all = all.map(|one| (one.id.to_string(), screen.sector(&one.id)));
    std::iter::once((String::new(), words.get("unknown"))).chain(all).collect()
}

fn actors(words: &Words, screen: &Screen<'_>, agreement: &Agreement) -> Vec<(String, String)> {
    let parties = agreement.parties.iter().map(|party| &party.id);
    let all = parties.chain(agreement.formations.iter().map(|formation| &formation.id));
    let all = all.map(|id| (id.to_string(), screen.actor(id)));
    std::iter::once((String::new(), words.get("unknown"))).chain(all).collect()
}

fn weapons(words: &Words) -> Vec<(String, String)> {
    let all = codes_of(Attribute::Weapon).map(|code| {
        let set_in = "\u{2003}".repeat(usize::from(code.row().depth));
        (code.name().to_owned(), format!("{set_in}{}", words.code(code)))
    });
    std::iter::once((String::new(), words.get("unknown"))).chain(all).collect()
}

fn means(words: &Words, form: &Form, wrong: &Wrong) -> Markup {
    let chosen: Vec<&str> = form.all("means").collect();
    let label = |code: Code| words.code(code);
    let message = wrong.of("means");
    html! {
        fieldset.bad[message.is_some()] aria-describedby="means-beside" {
            legend { (words.get("field-means")) }
            (beside(words, "field-means", "means", message))
            div.picks.inl {
                @for code in codes_of(Attribute::Means) {
                    label {
                        input type="checkbox" name="means" value=(code.name()) checked[chosen.contains(&code.name())];
                        (label(code))
                    }
                }
            }
        }
    }
}

/// Files the report that the form tells of.
pub(in crate::web) async fn file(State(house): State<Arc<House>>, visit: Visit) -> Result<Response, Fault> {
    let snapshot = house.text().await?;
    let session = Arc::clone(visit.session()?);
    // the same page with other words is another report
    let entry =
        session.sending.as_ref().map_or_else(|| EntryId::from(visit.form.get("entry")), Sending::next);
    if !entry.is_well_formed() {
        return Err(Trouble::new("record", "request-malformed").into());
    }
    let report = told((visit.words(), &visit.form), &snapshot.agreement, &session.login, clock::now());
    let mut report = match report {
        Ok(report) => report,
        Err(wrong) => return shown(&house, &visit, &snapshot, StatusCode::UNPROCESSABLE_ENTITY, &wrong),
    };
    report.origin.own_id = Some(entry.0.clone());
    let report = placed(&snapshot, report).await?;
    let filed = filed::report_filed(&report, None).map_err(|why| Trouble::new("record", why.code()))?;
    match house.act(&session, Some(entry.clone()), filed).await {
        Ok(_) => Ok(to(&format!("/reports/{entry}"))),
        // the same form once more: it stands already
        Err(why) if why.trouble().code == "entry-id-taken" => {
            let stands = house.standing(&session.actor.user, vec![entry.clone()]).await?;
            stands.map(|_| to(&format!("/reports/{entry}"))).ok_or(why)
        }
        Err(why) if why.status().is_server_error() => Err(why),
        Err(why) => {
            let mut wrong = Wrong::default();
            wrong.add("", why.clone().said_in(visit.lang).said().0);
            shown(&house, &visit, &snapshot, why.status(), &wrong)
        }
    }
}

/// Looks up the place that a report names, off the threads that serve.
pub(in crate::web) async fn placed(snapshot: &Arc<Snapshot>, mut report: Report) -> Result<Report, Fault> {
    let snapshot = Arc::clone(snapshot);
    let placed = tokio::task::spawn_blocking(move || {
        desk::place_report(&snapshot.agreement, &snapshot.files, &mut report).map(|()| report)
    });
    Ok(placed.await.map_err(|_| Fault::ours())??)
}

/// The report that a form tells, or what is wrong with it.
pub(in crate::web) fn told(
    (words, form): (&Words, &Form),
    agreement: &Agreement,
    login: &str,
    now: Instant,
) -> Result<Report, Wrong> {
    let mut wrong = Wrong::default();
    let mut deed = Account::default();
    let said = (words, form);
    let one = |value: Option<Value>| value.into_iter().collect::<Vec<_>>();
    for (name, attribute) in [
        ("act", Attribute::Act),
        ("weapon", Attribute::Weapon),
        ("target-kind", Attribute::TargetKind),
        ("means", Attribute::Means),
    ] {
        deed.set(attribute, picked_codes(said, (name, attribute), &mut wrong));
    }
    let is_actor = |id: &str| {
        let mut parties = agreement.parties.iter();
        parties.any(|party| *party.id == *id) || agreement.formations.iter().any(|unit| *unit.id == *id)
    };
    let actor = picked(said, "actor", is_actor, &mut wrong);
    deed.set(Attribute::Actor, one(actor.map(|actor| Value::Actor(actor.into()))));
    let is_source = |kind: &str| SOURCES.iter().any(|(name, _)| *name == kind);
    let source_kind = picked(said, "source-kind", is_source, &mut wrong);
    deed.set(Attribute::At, one(time(words, form, agreement, Some(now), &mut wrong).map(Value::Time)));
    deed.set(Attribute::Place, one(place(words, form, agreement, &mut wrong).map(Value::Place)));
    let stood = point(words, form, ["observer-lat", "observer-lon", "observer-radius"], &mut wrong);
    deed.set(Attribute::ObserverPlace, one(stood.map(Value::Place)));
    for (name, attribute, _) in NUMBERS {
        deed.set(attribute, one(number(words, form, name, &mut wrong).map(Value::Number)));
    }
    let text = form.get("text");
    if text.chars().count() > MOST_WORDS {
        wrong.add("text", words.get("field-too-long"));
    }
    let named = form.get("place");
    if deed.claims.is_empty() && text.is_empty() && named.is_empty() {
        wrong.add("text", words.get("report-form-empty"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let kind = SOURCES.iter().find(|(name, _)| Some(*name) == source_kind).map(|(_, kind)| *kind);
    let source = if form.get("source").is_empty() { login } else { form.get("source") };
    let places = (!named.is_empty()).then(|| PlaceName {
        attribute: Attribute::Place,
        written: named.into(),
        candidates: Vec::new(),
    });
    Ok(Report {
        origin: Origin { file: ON_A_FORM.into(), line: 1, own_id: None },
        source: Source { name: source.into(), kind, reliability: None, credibility: None },
        reported_at: Some(now),
        deeds: vec![deed],
        echo_of: Vec::new(),
        answers: None,
        text: text.into(),
        places: places.into_iter().collect(),
        outlets: Vec::new(),
        aggregate: false,
    })
}

/// When, in the mission's own time: a day, a moment of it, or from one moment to another; not after `latest`.
pub(super) fn time(
    words: &Words,
    form: &Form,
    agreement: &Agreement,
    latest: Option<Instant>,
    wrong: &mut Wrong,
) -> Option<TimeRange> {
    let zone = &agreement.zone_time;
    let typed = |name: &str| latin_digits(form.get(name));
    let (day, from, to) = (typed("day"), typed("from"), typed("to"));
    if day.is_empty() {
        if !(from.is_empty() && to.is_empty()) {
            wrong.add("day", words.get("field-day-missing"));
        }
        return None;
    }
    let Ok(date) = day.parse::<civil::Date>() else {
        wrong.add("day", words.with("field-day-wrong", &[("typed", day.into())]));
        return None;
    };
    let mut moment = |name: &'static str, typed: &str| {
        if typed.is_empty() {
            return None;
        }
        let time = typed.parse::<civil::Time>().ok();
        if time.is_none() {
            wrong.add(name, words.with("field-time-wrong", &[("typed", typed.into())]));
        }
        time.map(|time| instants_of(date.to_datetime(time), zone))
    };
    let range = match (moment("from", &from), moment("to", &to)) {
        (Some(from), Some(to)) if to.hi < from.lo => {
            wrong.add("to", words.with("field-to-before", &[("typed", typed("to").into())]));
            return None;
        }
        (Some(from), Some(to)) => TimeRange::new(from.lo, to.hi),
        (Some(from), None) => from,
        (None, Some(to)) => TimeRange::new(whole_day(date, zone).lo, to.hi),
        (None, None) => whole_day(date, zone),
    };
    if latest.is_some_and(|latest| range.lo > latest) {
        wrong.add("day", words.get("field-day-ahead"));
        return None;
    }
    Some(range)
}

/// Where: a point with a radius, else a sector; a name is looked up when nothing else is said.
pub(super) fn place(words: &Words, form: &Form, agreement: &Agreement, wrong: &mut Wrong) -> Option<Region> {
    let is_sector = |id: &str| agreement.backdrop.iter().any(|one| &*one.kind == "sector" && *one.id == *id);
    let sector = picked((words, form), "sector", is_sector, wrong);
    if let Some(region) = point(words, form, ["lat", "lon", "radius"], wrong) {
        in_sector(words, form, agreement, &region, wrong);
        return Some(region);
    }
    // a name says more than a sector
    sector.filter(|_| form.get("place").is_empty()).and_then(|sector| area(agreement, sector))
}

/// Says beside the sector that a place lies outside it, where that is certain: one of the two was not meant.
pub(super) fn in_sector(
    words: &Words,
    form: &Form,
    agreement: &Agreement,
    region: &Region,
    wrong: &mut Wrong,
) {
    if let Some(Region::Area(sector)) = area(agreement, form.get("sector"))
        && lies_inside(region, &sector.shape) == Truth::False
    {
        wrong.add("sector", words.get("field-sector-elsewhere"));
    }
}

/// A sector as a place.
pub(super) fn area(agreement: &Agreement, sector: &str) -> Option<Region> {
    let found = agreement.backdrop.iter().find(|one| &*one.kind == "sector" && *one.id == *sector)?;
    let shape = match &found.shape {
        geo::Geometry::Polygon(polygon) => geo::MultiPolygon(vec![polygon.clone()]),
        geo::Geometry::MultiPolygon(all) => all.clone(),
        _ => return None,
    };
    Some(Region::Area(Arc::new(Area { id: found.id.to_string(), shape })))
}

/// A point with a radius in metres, of the fields for latitude, longitude and radius.
fn point(
    words: &Words,
    form: &Form,
    [lat, lon, around]: [&'static str; 3],
    wrong: &mut Wrong,
) -> Option<Region> {
    let mut degrees = |name: &'static str, most: f64| {
        let typed = latin_digits(form.get(name));
        if typed.is_empty() {
            return None;
        }
        let read = typed.parse::<f64>().ok().filter(|n| n.is_finite() && n.abs() <= most);
        if read.is_none() {
            let values = [("typed", typed.into()), ("most", most.to_string().into())];
            wrong.add(name, words.with("field-degrees-wrong", &values));
        }
        read
    };
    let read = (degrees(lat, 90.0), degrees(lon, 180.0));
    let given = |name: &str| !form.get(name).is_empty();
    if given(lat) != given(lon) {
        wrong.add(if given(lat) { lon } else { lat }, words.get("field-degrees-both"));
    }
    let typed = latin_digits(form.get(around));
    let radius = typed.parse::<f64>().ok().filter(|n| n.is_finite() && (0.0..=500_000.0).contains(n));
    if !typed.is_empty() && radius.is_none() {
        wrong.add(around, words.with("field-radius-wrong", &[("typed", typed.into())]));
    }
    let (Some(lat), Some(lon)) = read else { return None };
    Some(Region::disc(lon, lat, radius.unwrap_or(0.0)))
}

/// A number, or the least and the most of it: `5`, `5-8`.
fn number(words: &Words, form: &Form, name: &'static str, wrong: &mut Wrong) -> Option<Number> {
    let typed = latin_digits(form.get(name));
    if typed.is_empty() {
        return None;
    }
    let (low, high) = typed.split_once(['-', '–']).unwrap_or((&typed, &typed));
    let read = |text: &str| text.trim().parse::<u32>().ok().map(f64::from);
    match (read(low), read(high)) {
        (Some(low), Some(high)) if low <= high => {
            Some(Number { low, best: high.midpoint(low).floor(), high })
        }
        _ => {
            wrong.add(name, words.with("field-number-wrong", &[("typed", typed.clone().into())]));
            None
        }
    }
}
